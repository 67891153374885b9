"""Attributions and speakers: cases as data, and what holds for any text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import seconds_of

from synoptic.lexicon import load_table
from synoptic.model.readings import Attribution, Passage, PassageKind, QuoteKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.attributions_cues import cue_forms
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "attributions.jsonl").read_text("utf-8").splitlines()
]
WORDS = (
    "Anna Orlo Ruvia said says denied that the official He she told according to , . “ ” ' \" '' and but adding in"
    " Friday minister who accused of warned It bridge was \n : ; —"
).split(" ")


def read(text: str, passages: tuple[Passage, ...] | None = None) -> Reading:
    reading = Reading(
        report=Head(id="r", published="2031-03-12"), text=text, passages=passages or passages_by_line(text)
    )
    draft = Draft(reading=reading)
    for step in (SENTENCES, NAMES, TIMES, ATTRIBUTIONS):
        draft = step.run(draft)
    return draft.reading


def shown(reading: Reading, one: Attribution) -> dict[str, object]:
    told: dict[str, object] = {
        "source": reading.quote(one.source[0]),
        "cue": reading.quote(one.cue[0]),
        "content": [reading.quote(span) for span in one.content],
        "speaker": one.speaker,
        "quote": one.quote.value,
    }
    optional = {
        "anonymous": one.anonymous or None,
        "lemma": one.lemma if one.lemma != "say" else None,
        "time": reading.quote(reading.times[one.time]) if one.time is not None else None,
        "parent": one.parent,
    }
    return told | {key: value for key, value in optional.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: Mapping[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=str(case["why"])))
    reading = read(case["text"])
    assert [shown(reading, one) for one in reading.attributions] == case["expected"], case["why"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=70).map(" ".join) | st.text(max_size=200))
def test_every_attribution_is_whole_and_its_indexes_hold(text: str) -> None:
    reading = read(text)
    actors = {actor.id for actor in reading.actors}
    for number, one in enumerate(reading.attributions):
        assert one.source
        assert one.cue
        assert one.content
        assert one.extent is not None
        for span in (*one.source, *one.cue, *one.content):
            assert one.extent.holds(span)
            assert reading.quote(span).strip() == reading.quote(span)
        assert one.entity is None or one.entity in actors
        assert one.speaker is None or one.speaker.strip() == one.speaker != ""
        assert (one.speaker is None) <= (one.resolved == "open")
        if one.parent is not None:
            outer = reading.attributions[one.parent]
            assert number != one.parent
            assert any(piece.holds(one.cue[0]) for piece in outer.content)
        if one.time is not None:
            assert not any(piece.holds(reading.times[one.time]) for piece in one.content)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join))
def test_direct_speech_is_quoted_from_end_to_end(text: str) -> None:
    reading = read(text)
    marks = set("“”\"'")
    for one in reading.attributions:
        if one.quote is QuoteKind.DIRECT:
            for span in one.content:
                assert marks & set(reading.quote(span)), "direct speech has its marks"


def test_captions_and_junk_say_nothing() -> None:
    text = "Anna Orlo said the bridge was closed."
    for kind in (PassageKind.CAPTION, PassageKind.JUNK, PassageKind.METADATA):
        passage = Passage(start=0, end=len(text), kind=kind)
        assert read(text, (passage,)).attributions == ()


def test_unnamed_sources_become_actors_once() -> None:
    reading = read("A senior official said the bridge was closed. The official added that it would be mended.")
    unnamed = [actor for actor in reading.actors if actor.anonymous]
    assert [actor.name for actor in unnamed] == ["A senior official"]
    assert {one.entity for one in reading.attributions} == {unnamed[0].id}


def test_officials_speak_for_their_state() -> None:
    reading = read(
        "Ruvian troops crossed into Brindt. Ruvian officials said the bridge was safe. Ruvia's government fell."
    )
    actor = reading.actor(reading.attributions[0].entity)
    assert actor is not None
    assert actor.anonymous
    assert actor.speaks_for == "Ruvia"


def test_the_list_of_cues_is_in_order() -> None:
    rows = load_table("reporting_cues")
    lemmas = [row[0] for row in rows]
    assert len(set(lemmas)) == len(lemmas), "no cue stands twice"
    kinds = {"that", "quote", "tell", "object", "to", "mental", "shows", "named", "none"}
    assert {row[1] for row in rows} <= kinds
    forms = cue_forms()
    for lemma in lemmas:
        assert any(verb.lemma == lemma for verb in forms[lemma.split()[0]])


@pytest.mark.parametrize(
    "piece", ["Anna Orlo said ", "he said, “", "and said that ", 'Ruvia denied it. She said "no". ']
)
@pytest.mark.slow
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def seconds(count: int) -> float:
        draft = TIMES.run(NAMES.run(SENTENCES.run(Draft(reading=_bare(piece * count)))))
        return seconds_of(lambda: ATTRIBUTIONS.run(draft))

    seconds(100)
    assert seconds(4000) < 20 * max(seconds(500), 0.02)


def _bare(text: str) -> Reading:
    return Reading(report=Head(id="r"), text=text, passages=passages_by_line(text))
