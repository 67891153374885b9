"""Times: cases as data, and what holds for any text."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.days import Precision
from synoptic.model.readings import Anchor, Reading, Time
from synoptic.model.redate import resolve_times
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "times.jsonl").read_text("utf-8").splitlines()
]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PHRASES = (
    "on Tuesday", "last Friday", "next Monday", "yesterday", "tomorrow", "this week", "last week", "two weeks ago",
    "ten days ago", "in the coming days", "over the past three weeks", "tonight",
)  # fmt: skip


def times_of(text: str, published: str | None = None) -> tuple[Time, ...]:
    reading = Reading(report=Head(id="r", published=published), text=text, passages=passages_by_line(text))
    return TIMES.run(SENTENCES.run(Draft(reading=reading))).reading.times


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, object], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=str(case["why"])))
    text = str(case["text"])
    found = times_of(text, case["published"])  # type: ignore[arg-type]
    got = [[text[t.start : t.end], t.value, str(t.when) if t.when else None] for t in found]
    assert got == case["expected"], case["why"]


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(range(7)),
    st.sampled_from(["met", "will meet", "meet"]),
)
def test_a_weekday_lands_on_that_weekday_within_a_week(reference: date, weekday: int, verb: str) -> None:
    (found,) = times_of(f"The two {verb} on {WEEKDAYS[weekday]}.", reference.isoformat())
    assert found.when is not None
    assert found.when.first.weekday() == weekday
    assert abs((found.when.first - reference).days) < 7
    if verb == "will meet":
        assert found.when.first >= reference
    if verb == "met":
        assert found.when.first <= reference


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.sampled_from(PHRASES))
def test_shifting_the_report_by_a_week_shifts_its_days_by_a_week(reference: date, phrase: str) -> None:
    week = timedelta(days=7)
    first, second = (times_of(f"They met {phrase}.", day.isoformat()) for day in (reference, reference + week))
    assert [(t.when.first + week, t.when.last + week) for t in first if t.when] == [
        (t.when.first, t.when.last) for t in second if t.when
    ]
    assert first


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for found in times_of(text, "2031-03-12"):
        assert 0 <= found.start < found.end <= len(text)


WORDS = st.lists(
    st.sampled_from(
        "the a last next this that end of early mid January May 5 31 1999 2030 second third quarter Monday week "
        "weeks years ago later earlier , - / 10:30 p.m. and to few several half 's 0 99999 in on since until will "
        "said".split()
    ),
    max_size=14,
)


@given(WORDS, st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(max_examples=500)
def test_any_words_of_time_on_any_day_give_ends_in_order(words: list[str], reference: date) -> None:
    for found in times_of(" ".join(words), reference.isoformat()):
        if found.when is not None:
            assert found.when.first <= found.when.last


@given(WORDS, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
@settings(max_examples=200)
def test_redating_is_the_same_as_reading_with_that_day(words: list[str], first: date, second: date) -> None:
    text = " ".join(words)
    undated = times_of(text)
    assert resolve_times(resolve_times(undated, first), second) == resolve_times(undated, second)


def test_an_undated_report_is_read_alike_and_dated_later() -> None:
    text = "They will speak on Tuesday. The following day the council meets."
    undated = times_of(text)
    assert [t.when for t in undated] == [None, None]
    assert resolve_times(undated, date(2031, 3, 12)) == times_of(text, "2031-03-12")
    assert undated[1].anchor is Anchor.TEXT
    assert undated[1].anchor_time == 0


def test_a_report_dated_to_a_month_resolves_nothing() -> None:
    (found,) = times_of("They met on Tuesday.", "2031-03")
    assert found.when is None


def test_a_month_stays_a_month() -> None:
    (found,) = times_of("They met in June 2030.", "2031-03-12")
    assert found.when is not None
    assert found.when.precision is Precision.MONTH


def test_time_is_linear_in_the_length() -> None:
    piece = (
        "On Friday the two leaders met for two hours, a year after the accord of 5 June 2029, and will meet next week. "
    )

    def seconds(copies: int) -> float:
        text = piece * copies
        began = time.perf_counter()
        times_of(text, "2031-03-12")
        return time.perf_counter() - began

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(100), 0.001)


@pytest.mark.parametrize(
    "hostile", ["the " * 20_000, "1 " * 20_000, "- " * 20_000, "May " * 20_000, "1-" * 20_000, "last week of " * 8_000]
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    began = time.perf_counter()
    times_of(hostile, "2031-03-12")
    assert time.perf_counter() - began < 8
