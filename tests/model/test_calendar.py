"""The arithmetic of relative time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.model.calendar import (
    CalendarUnit,
    Direction,
    Rule,
    RuleKind,
    easter,
    part_of,
    resolve,
    shift_months,
    unit_holding,
)
from synoptic.model.days import month, year

WEDNESDAY = date(2031, 3, 12)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        (Rule(kind=RuleKind.OFFSET, amount=-1, unit=CalendarUnit.DAY), "2031-03-11"),
        (Rule(kind=RuleKind.OFFSET, amount=1, unit=CalendarUnit.MONTH), "2031-04"),
        (Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.WEEK), "2031-W11"),
        (Rule(kind=RuleKind.OFFSET, amount=-1, unit=CalendarUnit.DECADE), "2020-01-01/2029-12-31"),
        (Rule(kind=RuleKind.OFFSET, amount=-1, unit=CalendarUnit.QUARTER), "2030-10-01/2030-12-31"),
        (Rule(kind=RuleKind.WEEKDAY, weekday=2, direction=Direction.PAST), "2031-03-12"),
        (Rule(kind=RuleKind.WEEKDAY, weekday=2, direction=Direction.PAST, strict=True), "2031-03-05"),
        (Rule(kind=RuleKind.WEEKDAY, weekday=2, direction=Direction.FUTURE, strict=True), "2031-03-19"),
        (Rule(kind=RuleKind.WEEKDAY, weekday=4), "2031-03-14"),
        (Rule(kind=RuleKind.WEEKDAY, weekday=0, amount=1), "2031-03-17"),
        (Rule(kind=RuleKind.MONTH, month=6, direction=Direction.PAST), "2030-06"),
        (Rule(kind=RuleKind.MONTH, month=6, direction=Direction.FUTURE), "2031-06"),
        (Rule(kind=RuleKind.MONTH, month=6, amount=-1), "2030-06"),
        (Rule(kind=RuleKind.MONTH, month=1, part="end", direction=Direction.FUTURE), "2032-01-22/2032-01-31"),
        (Rule(kind=RuleKind.DAY_MONTH, month=2, day=30), None),
        (Rule(kind=RuleKind.DAY_MONTH, month=2, day=29, direction=Direction.PAST), "2028-02-29"),
        (Rule(kind=RuleKind.DAY_MONTH, month=3, day=4, weekday=1), "2031-03-04"),
        (Rule(kind=RuleKind.DAY_MONTH, month=2, day=20, direction=Direction.FUTURE), "2031-02-20"),
        (Rule(kind=RuleKind.DAY_MONTH, month=1, day=20, direction=Direction.FUTURE), "2032-01-20"),
        (Rule(kind=RuleKind.DAY_OF_MONTH, day=31, amount=-1), None),
        (Rule(kind=RuleKind.DAY_OF_MONTH, day=20, direction=Direction.PAST), "2031-02-20"),
        (Rule(kind=RuleKind.SEASON, part="winter", direction=Direction.PAST), "2030-12-01/2031-02-28"),
        (Rule(kind=RuleKind.SPAN, amount=3, unit=CalendarUnit.DAY, direction=Direction.PAST), "2031-03-09/2031-03-12"),
        (Rule(kind=RuleKind.SPAN, unit=CalendarUnit.WEEK, direction=Direction.FUTURE), "2031-03-12/2031-04-02"),
        (Rule(kind=RuleKind.PART, unit=CalendarUnit.MONTH, part="earlier"), "2031-03-01/2031-03-12"),
        (Rule(kind=RuleKind.PART, unit=CalendarUnit.WEEK, part="later"), "2031-03-12/2031-03-16"),
        (Rule(kind=RuleKind.HOLIDAY, month=12, day=25, direction=Direction.PAST), "2030-12-25"),
        (Rule(kind=RuleKind.YEAR_PART, part="Q4", amount=-1), "2030-10-01/2030-12-31"),
        (Rule(kind=RuleKind.YEAR_PART, part="H1", amount=0), "2031-01-01/2031-06-30"),
        (Rule(kind=RuleKind.WEEKEND, direction=Direction.PAST), "2031-03-08/2031-03-09"),
        (Rule(kind=RuleKind.WEEKEND, amount=0), "2031-03-15/2031-03-16"),
    ],
)
def test_a_rule_on_a_wednesday(rule: Rule, when: str | None) -> None:
    found = resolve(rule, WEDNESDAY)
    assert (str(found) if found else None) == when


RULES = st.builds(
    Rule,
    kind=st.sampled_from(RuleKind),
    direction=st.sampled_from(Direction),
    amount=st.none() | st.integers(-5000, 5000),
    unit=st.sampled_from(CalendarUnit),
    weekday=st.integers(0, 6),
    month=st.integers(1, 12),
    day=st.integers(1, 31),
    part=st.none(),
    strict=st.booleans(),
)


@given(RULES, st.dates())
def test_any_rule_on_any_day_gives_an_interval_or_nothing(rule: Rule, reference: date) -> None:
    found = resolve(rule, reference)
    assert found is None or found.first <= found.last


@given(DAYS, st.integers(0, 6), st.sampled_from(Direction))
def test_a_weekday_rule_lands_on_the_weekday(reference: date, weekday: int, direction: Direction) -> None:
    found = resolve(Rule(kind=RuleKind.WEEKDAY, weekday=weekday, direction=direction), reference)
    assert found is not None
    assert found.first.weekday() == weekday
    if direction is Direction.NEAREST:
        assert abs((found.first - reference).days) <= 3


@given(DAYS, st.sampled_from(CalendarUnit))
def test_a_unit_holds_its_day(reference: date, unit: CalendarUnit) -> None:
    whole = unit_holding(unit, reference)
    assert whole.first <= reference <= whole.last


@given(DAYS, st.integers(-600, 600))
def test_months_there_and_back_keep_the_month(reference: date, months: int) -> None:
    back = shift_months(shift_months(reference, months), -months)
    assert (back.year, back.month) == (reference.year, reference.month)
    assert timedelta(0) <= reference - back <= timedelta(days=3)


@pytest.mark.parametrize("whole", [month(2031, 2), month(2031, 1), year(2031)])
def test_the_parts_of_an_interval_lie_in_it_and_in_order(whole: object) -> None:
    begin, mid, end = (part_of(whole, part) for part in ("begin", "mid", "end"))  # type: ignore[arg-type]
    assert whole.first == begin.first  # type: ignore[attr-defined]
    assert begin.last < mid.first <= mid.last < end.first
    assert end.last == whole.last  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("in_year", "sunday"),
    [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2019, "2019-04-21"), (2038, "2038-04-25")],
)
def test_easter_by_published_dates(in_year: int, sunday: str) -> None:
    assert easter(in_year).isoformat() == sunday


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_its_bounds(in_year: int) -> None:
    found = easter(in_year)
    assert found.weekday() == 6
    assert date(in_year, 3, 22) <= found <= date(in_year, 4, 25)


@pytest.mark.parametrize(
    ("part", "of_month", "weekday", "when"),
    [("4", 11, 3, "2030-11-28"), ("-1", 5, 0, "2030-05-27"), ("1", 9, 0, "2030-09-02")],
)
def test_a_feast_on_a_numbered_weekday(part: str, of_month: int, weekday: int, when: str) -> None:
    rule = Rule(kind=RuleKind.HOLIDAY, month=of_month, part=part, weekday=weekday, direction=Direction.PAST)
    assert str(resolve(rule, date(2031, 3, 12))) == when
