"""Sentences, tokens and the order of the steps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import seconds_of

from synoptic.model.reports import Head, Report
from synoptic.reading import STEPS, read_report
from synoptic.reading.draft import Draft
from synoptic.reading.sentences import read_sentences, split_sentences, tokenize

CASES = Path(__file__).resolve().parents[1] / "cases" / "sentences.jsonl"


def cases() -> list[object]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(r, id=r["label"], marks=[pytest.mark.xfail(strict=True)] if r["expect"] == "fail" else [])
        for r in rows
    ]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == case["sentences"], case["why"]


@given(st.text(max_size=300))
def test_sentences_tile_the_text_but_for_blanks(text: str) -> None:
    at = 0
    for start, end in split_sentences(text, 0, len(text)):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=200))
def test_tokens_leave_nothing_but_blanks(text: str) -> None:
    at = 0
    for token in tokenize(text, 0, len(text), 0):
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()


def test_a_step_needs_only_what_was_given_before() -> None:
    given_fields = {"report", "text"}
    for step in STEPS:
        missing = set(step.needs) - given_fields
        assert not missing, (step.name, missing)
        given_fields |= set(step.gives)
    assert len({step.name for step in STEPS}) == len(STEPS)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA .,\n\"“”'’0159%$-:;()éß—the said on Monday"), max_size=400))
def test_any_text_is_read(text: str) -> None:
    if text:
        reading = read_report(Report(head=Head(id="r", published="2031-05-06"), text=text))
        assert reading.text == text


@pytest.mark.parametrize(
    "unit", ["the minister of Ostrel said that ", "“No,” she said. ", "a, b, c and ", "1 2 3,000 ", "((“’"]
)
@pytest.mark.slow
def test_reading_is_linear_in_the_length(unit: str) -> None:
    def seconds(count: int) -> float:
        report = Report(head=Head(id="r"), text=unit * count)
        return seconds_of(lambda: read_report(report))

    seconds(50)
    small, large = seconds(400), seconds(3200)
    assert large < 8 * 4 * max(small, 0.01)


def test_quoted_words_are_marked() -> None:
    text = "He said “no more” and left."
    marked = [t.text for t in tokenize(text, 0, len(text), 0) if t.quoted]
    assert marked == ["no", "more"]


def test_junk_has_no_sentences() -> None:
    draft = Draft(reading=read_report(Report(head=Head(id="r"), text="Loading...")))
    assert read_sentences(draft).reading.sentences == draft.reading.sentences
