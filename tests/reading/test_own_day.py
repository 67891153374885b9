"""The day of a report by its own words: cases as data, and what holds for any text."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.lexicon import load_table
from synoptic.model.days import Basis, Dated
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report
from synoptic.reading.offices import find_offices

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "own_day.jsonl").read_text("utf-8").splitlines()
]


def dated(text: str) -> Dated:
    return read_report(Report(head=Head(id="r"), text=text)).dated


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, object]) -> None:
    found = dated(str(case["text"]))
    assert (str(found.value) if found.value else None) == case["expected"], case["why"]
    if found.basis is Basis.INFERRED:
        assert "“" in found.why  # the reason quotes the words that it rests on


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_day_told_as_past_is_never_after_the_interval_begins(told: date) -> None:
    when = f"{told.day} {told:%B} {told.year}"
    found = dated(f"The dam broke on {when}. A crack had been seen in January {told.year}.")
    assert found.value is not None
    assert found.value.first == told


def test_the_terms_run_forward_and_are_whole() -> None:
    for titles, surnames, _, first, last in load_table("offices"):
        assert titles == titles.lower()
        assert surnames == surnames.lower()
        assert date.fromisoformat(first) < (date.fromisoformat(last) if last else date(2100, 1, 1)), (titles, surnames)
    assert all(date.fromisoformat(first) for _, first in load_table("known_since"))


@pytest.mark.parametrize(
    "hostile", ["President " * 20_000, "Senator A. " * 20_000, "Obama " * 20_000, "former " * 20_000]
)
@pytest.mark.slow
def test_hostile_text_is_searched_in_time(hostile: str) -> None:
    began = time.process_time()
    list(find_offices(hostile))
    assert time.process_time() - began < 4
