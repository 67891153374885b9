"""Chronologies: where their entries begin, and what the days that head them date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.model.reports import Head, Report
from synoptic.model.spans import Span
from synoptic.reading import read_report
from synoptic.reading.chronologies import entry_starts

CASES = Path(__file__).resolve().parents[1] / "cases" / "chronologies.jsonl"


def cases() -> list[object]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(r, id=r["label"], marks=[pytest.mark.xfail(strict=True)] if r["expect"] == "fail" else [])
        for r in rows
    ]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, object]) -> None:
    text = str(case["text"])
    reading = read_report(Report(head=Head(id="r", published=str(case["published"])), text=text))
    entries = entry_starts(text, reading.passages)
    headed = [s for s in reading.sentences if s.start in entries]
    assert len(headed) == len(entries), "every entry begins a sentence"
    heads = {s.start: s for s in headed}
    dated = [
        [reading.quote(e), str(e.when)]
        for e in reading.events
        if e.time is not None and reading.times[e.time].start in heads
    ]
    assert dated == case["dated"], case["why"]


@given(
    st.lists(
        st.sampled_from(["5 March 2031 ", "7 June 2031 The ", "June 9, 2031: A ", "sank. ", "on ", "\n"]), max_size=30
    )
)
def test_entries_begin_with_a_day(parts: list[str]) -> None:
    text = "".join(parts)
    for start in entry_starts(text, [Span(start=0, end=len(text))] if text else []):
        assert text[start].isdigit() or text[start].isupper()
