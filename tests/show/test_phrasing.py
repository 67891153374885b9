"""The words of dates, figures and statuses, as cases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.model.days import Interval, day, parse_interval
from synoptic.model.links import Copy, Relation
from synoptic.model.readings import Bound
from synoptic.show import phrasing

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "phrasing.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    if case["kind"] == "date":
        interval = parse_interval(case["text"]) if case["text"] else None
        assert phrasing.when(interval, case["year"]) == case["expected"]
    else:
        assert phrasing.number(float(case["text"])) == case["expected"]


@pytest.mark.parametrize(
    ("value", "value2", "bound", "unit", "expected"),
    [
        (70000, None, Bound.ABOUT, None, "about 70,000"),
        (19, None, Bound.AT_LEAST, None, "at least 19"),
        (12, 15, Bound.BETWEEN, None, "12 to 15"),
        (1.5e9, None, Bound.EXACT, "USD", "$1.5 billion"),
        (4, None, Bound.AT_MOST, "percent", "at most 4%"),
        (11, None, Bound.EXACT, "km", "11 km"),
    ],
)
def test_quantity(value: float, value2: float | None, bound: Bound, unit: str | None, expected: str) -> None:
    assert phrasing.quantity(value, value2, bound, unit) == expected


def wednesdays(*days: int) -> tuple[Interval, ...]:
    return tuple(day(date(2025, 3, n)) for n in days)


def test_a_day_that_is_one_of_a_few_is_not_made_one() -> None:
    assert phrasing.when_one_of(wednesdays(5, 12, 19), 2025) == ("a Wednesday", "5, 12 or 19 Mar")
    assert phrasing.when_one_of(wednesdays(5, 6), 2025) == ("one day of", "5 or 6 Mar")


@pytest.mark.parametrize(
    ("name", "direction", "expected"),
    [
        (Relation.IDENTICAL, None, "the same text as b"),
        (Relation.VERSION, ("b", "a"), "another version of b, made from it; 90% of the text in common"),
        (Relation.EXCERPT, ("b", "a"), "an excerpt of b; 90% of the text in common"),
        (Relation.EXCERPT, ("a", "b"), "the text of which b is an excerpt; 90% of the text in common"),
        (Relation.REPUBLISHED, ("b", "a"), "the text of b with other matter around it; 90% of the text in common"),
        (Relation.SHARED, None, "passages in common with b, not counted as a copy; 90% of the text in common"),
    ],
)
def test_relation(name: Relation, direction: tuple[str, str] | None, expected: str) -> None:
    assert phrasing.relation(Copy(reports=("a", "b"), relation=name, shared=0.9, direction=direction), "a") == expected


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(0, 4000), st.integers(1990, 2030))
def test_every_interval_has_words_that_name_its_years(first: date, days: int, year: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    interval = parse_interval(f"{first}/{last}") if first < last else day(first)
    shown = phrasing.when(interval, year)
    assert shown
    assert str(first.year) in shown or first.year == year or first.year == last.year
    assert str(last.year) in shown or last.year == year


@given(st.text(max_size=300), st.integers(5, 80))
def test_shortening_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(phrasing.shortened(text, limit)) <= limit


def test_a_pronoun_is_nobodys_name() -> None:
    assert phrasing.on_the_word_of(("her",)) == "on the word of somebody not named"
    assert phrasing.on_the_word_of(("they", "Ilsa Karrow")) == "on the word of Ilsa Karrow"
    assert phrasing.on_the_word_of(()) == ""
