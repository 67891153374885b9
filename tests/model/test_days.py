"""Days, intervals and their ISO forms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.model.days import Basis, Dated, Interval, Precision, between, day, month, parse_interval, week, year

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("value", "width"),
    [
        ("2021-12-07", 1),
        ("2021-12", 31),
        ("2021", 365),
        ("2021-W48", 7),
        ("2021-12-09/2021-12-30", 22),
        ("2024-02", 29),
    ],
)
def test_what_is_written_is_read_back(value: str, width: int) -> None:
    interval = parse_interval(value)
    assert interval is not None
    assert str(interval) == value
    assert interval.width_days == width


@pytest.mark.parametrize(
    "value", ["", "soon", "2021-13", "2021-02-30", "2021-12-09/2021-12-01", "PRESENT_REF", "P3D", "2021-W60"]
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert parse_interval(value) is None


def test_a_moment_is_its_day() -> None:
    assert parse_interval("2021-12-04T18:53") == day(date(2021, 12, 4))


@given(DAYS, DAYS)
def test_an_interval_never_runs_backward(a: date, b: date) -> None:
    if a <= b:
        assert parse_interval(str(between(a, b))) == between(a, b)
    else:
        with pytest.raises(ValueError, match="forward"):
            Interval(first=a, last=b, precision=Precision.INTERVAL)


@given(DAYS, st.integers(0, 400))
def test_shared_days_are_held_by_both(start: date, width: int) -> None:
    one, other = between(start, start + timedelta(days=width)), month(start.year, start.month)
    shared = one.shared_with(other)
    assert shared is not None
    assert one.holds(shared)
    assert other.holds(shared)


def test_whole_units() -> None:
    assert str(week(date(2021, 12, 4))) == "2021-W48"
    assert year(2021).holds(month(2021, 2))
    assert not day(date(2021, 1, 1)).meets(day(date(2021, 1, 2)))


def test_unknown_has_no_value_and_the_reverse() -> None:
    with pytest.raises(ValueError, match="unknown"):
        Dated(value=None, basis=Basis.STATED)
    with pytest.raises(ValueError, match="unknown"):
        Dated(value=day(date(2021, 1, 1)))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2021-12-07", "7 December 2021"),
        ("2021-W48", "the week of 29 November 2021"),
        ("2021-12", "December 2021"),
        ("2021", "2021"),
        ("2024-09-30/2024-10-06", "30 September to 6 October 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024"),
    ],
)
def test_days_in_words(written: str, said: str) -> None:
    assert parse_interval(written).words == said
