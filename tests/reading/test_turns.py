"""Interviews and transcripts: whose words an answer is, and what is only asked; cases as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from synoptic.model.readings import PassageKind, QuoteKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.passages import PASSAGES
from synoptic.reading.sentences import SENTENCES
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "turns.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: Mapping[str, Any]) -> None:
    draft = Draft(reading=Reading(report=Head(id="r", published="2031-03-12"), text=case["text"]))
    for step in (PASSAGES, SENTENCES, NAMES, TIMES, ATTRIBUTIONS):
        draft = step.run(draft)
    reading = draft.reading
    turns = [one for one in reading.attributions if reading.quote(one.cue[0]) == ":"]
    said = [[one.speaker, reading.quote(one.content[0])] for one in sorted(turns, key=lambda one: one.content[0].start)]
    assert said == case["said"], case["why"]
    assert all(one.quote is QuoteKind.DIRECT and one.stated for one in turns)
    asked = [reading.quote(p) for p in reading.passages if p.kind is PassageKind.QUESTION]
    assert case["questions"] is None or asked == case["questions"], case["why"]


def test_what_somebody_told_the_one_who_has_the_word_stands_in_that_turn() -> None:
    text = (
        "Mara Orlo and Ilo Brek met in Sarn on Tuesday.\n\nORLO: Ina Velden told me in May that the wall was sound.\n\n"
        "BREK: Mara Orlo said that the wall was never sound.\n\nORLO: Safety comes before the trade of the town.\n\n"
        "BREK: The trade of the town pays for the safety."
    )
    draft = Draft(reading=Reading(report=Head(id="r", published="2031-03-12"), text=text))
    for step in (PASSAGES, SENTENCES, NAMES, TIMES, ATTRIBUTIONS):
        draft = step.run(draft)
    found = draft.reading.attributions
    inner = {one.lemma: one for one in found if draft.reading.quote(one.cue[0]) != ":"}
    assert inner["tell"].time is None
    for lemma, speaker in (("tell", "Mara Orlo"), ("say", "Ilo Brek")):
        parent = inner[lemma].parent
        assert parent is not None
        assert found[parent].speaker == speaker
