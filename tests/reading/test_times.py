"""Times: cases as data, and what holds for any text."""

from __future__ import annotations

import json
import re
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
from synoptic.reading.times_grammar import _OPENING, _filled, runs

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


WEEKDAY_FORMS = (
    "They met on {}.", "They will meet next {}.", "They met last {}.", "They met early {}.", "They met late {} night.",
    "They will meet this {}.", "{}'s talks failed.", "{}'s bombing is being investigated.",
    "They met on {} at 10 a.m.",
    "They met at 10:30 a.m. (0730 GMT) on {}.", "They have met since {}.", "The deadline is {}.",
    "They met {} of last week.",
    "They will meet {} of next week.", "They want it by {}.", "The vote was put off until {}.",
    "As of {}, nine had left.",
)  # fmt: skip


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.integers(0, 6), st.sampled_from(WEEKDAY_FORMS))
@settings(max_examples=300)
def test_any_weekday_phrase_lands_on_that_weekday(reference: date, weekday: int, form: str) -> None:
    found = times_of(form.format(WEEKDAYS[weekday]), reference.isoformat())
    assert found
    for one in found:
        assert one.when is not None
        assert one.when.first.weekday() == weekday
        assert abs((one.when.first - reference).days) <= 14


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.integers(0, 6), st.sampled_from(WEEKDAY_FORMS))
def test_shifting_the_report_by_a_week_shifts_any_weekday_by_a_week(reference: date, weekday: int, form: str) -> None:
    week = timedelta(days=7)
    text = form.format(WEEKDAYS[weekday])
    first, second = (times_of(text, day.isoformat()) for day in (reference, reference + week))
    assert [t.when.first + week for t in first if t.when] == [t.when.first for t in second if t.when]


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


@pytest.mark.parametrize(
    "words", ["30 February", "31 April 2030", "February 30, 2030", "29 February 2030", "30/02/2030", "28 to 31 April"]
)
def test_a_day_that_the_calendar_does_not_have_is_said_to_be_impossible(words: str) -> None:
    (found,) = times_of(f"They met on {words}.", "2031-03-12")
    assert found.impossible
    assert found.when is None or found.when.precision is Precision.DAY


@pytest.mark.parametrize("words", ["28 February", "29 February", "29 February 2028", "30 April 2030"])
def test_a_day_of_the_calendar_is_not(words: str) -> None:
    (found,) = times_of(f"They met on {words}.", "2031-03-12")
    assert not found.impossible


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(1, 27), st.integers(1, 28), st.integers(0, 11))
def test_the_ends_of_a_range_of_days_are_in_order(reference: date, first: int, last: int, number: int) -> None:
    found = times_of(f"They will meet from {first} to {last} {MONTHS[number]}.", reference.isoformat())
    (one,) = found
    assert one.when is not None
    assert one.when.first.day == first
    assert one.when.last.day == max(first, last)


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 6), st.integers(1, 4), st.integers(0, 11))
def test_a_numbered_weekday_of_a_month_is_that_one(reference: date, weekday: int, number: int, month: int) -> None:
    named = ("first", "second", "third", "fourth")[number - 1]
    text = f"They will meet on the {named} {WEEKDAYS[weekday]} of {MONTHS[month]}."
    (found,) = times_of(text, reference.isoformat())
    assert found.when is not None
    assert (found.when.first.weekday(), found.when.first.month) == (weekday, month + 1)
    assert (found.when.first.day - 1) // 7 + 1 == number


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(0, 6), st.integers(0, 6))
def test_a_plan_is_moved_to_a_later_day(reference: date, old: int, new: int) -> None:
    text = f"The call had been planned for {WEEKDAYS[old]} but was moved to {WEEKDAYS[new]}."
    first, second = times_of(text, reference.isoformat())
    assert first.when is not None
    assert second.when is not None
    assert 1 <= (second.when.first - first.when.first).days <= 7
    assert abs((first.when.first - reference).days) <= 3


def test_a_report_dated_to_a_month_resolves_nothing() -> None:
    (found,) = times_of("They met on Tuesday.", "2031-03")
    assert found.when is None


def test_a_month_stays_a_month() -> None:
    (found,) = times_of("They met in June 2030.", "2031-03-12")
    assert found.when is not None
    assert found.when.precision is Precision.MONTH


@pytest.mark.slow
def test_time_is_linear_in_the_length() -> None:
    piece = (
        "On Friday the two leaders met for two hours, a year after the accord of 5 June 2029, and will meet next week. "
    )

    def seconds(copies: int) -> float:
        text, took = piece * copies, []
        for _ in range(2):
            began = time.process_time()
            times_of(text, "2031-03-12")
            took.append(time.process_time() - began)
        return min(took)

    seconds(50)
    assert seconds(2000) < 40 * max(seconds(100), 0.001)


@pytest.mark.parametrize(
    "unit",
    [
        "On Friday the two met for two hours, a year after the accord of 5 June 2029. ",
        "on Monday ", "and ", "12/", "7 ", "moved to Monday ", "the last ", "in 1999 - ", "two hundred ",
    ],
)  # fmt: skip
@pytest.mark.slow
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    """Quadratic work would take sixteen times as long."""

    def seconds(copies: int) -> float:
        took = []
        for _ in range(3):
            began = time.process_time()
            times_of(unit * copies, "2031-03-12")
            took.append(time.process_time() - began)
        return min(took)

    copies = 20_000 // len(unit)
    assert seconds(4 * copies) < 9 * max(seconds(copies), 0.002)


@pytest.mark.parametrize(
    "hostile",
    [
        "the " * 20_000, "1 " * 20_000, "- " * 20_000, "May " * 20_000, "1-" * 20_000, "last week of " * 8_000,
        "on Monday " * 10_000, "and " * 20_000, "1/2/" * 10_000, "12345" * 10_000, "two hundred and " * 8_000,
        "moved to Monday for Tuesday " * 5_000, "May 3 and 4 to " * 6_000, "BC 5 " * 10_000, "Q3 " * 15_000,
        "'" * 30_000, "1936-39-" * 8_000, "the end of the last few " * 6_000, "Easter " * 15_000, "in 1990 or " * 8_000,
    ],
)  # fmt: skip
@pytest.mark.slow
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    began = time.process_time()
    times_of(hostile, "2031-03-12")
    assert time.process_time() - began < 8


KINDS = "".join(sorted({kind for _, form in _filled() for kind in form if kind.isalnum()} | set("x.,/")))


@given(st.text(alphabet=KINDS, max_size=14), st.integers(2, 5))
@settings(max_examples=400)
def test_forms_by_their_first_kind_find_what_one_alternation_finds(kinds: str, every: int) -> None:
    one = re.compile(_OPENING + "(?:" + "|".join(f"(?P<f{n}>{form})" for n, (_, form) in enumerate(_filled())) + ")")
    wanted: list[tuple[str, int, int]] = []
    at = 0
    while (match := one.search(kinds, at)) is not None:
        wanted.append((_filled()[int((match.lastgroup or "f0")[1:])][0], match.start(), match.end()))
        at = match.start() + 1 if len(wanted) % every == 0 else match.end()
    found: list[tuple[str, int, int]] = []

    def take(form: str, first: int, stop: int) -> bool:
        found.append((form, first, stop))
        return len(found) % every != 0

    runs(kinds, take)
    assert found == wanted
