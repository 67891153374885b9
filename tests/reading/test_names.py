"""Names and actors: cases as data, and what holds for any text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import seconds_of

from synoptic.model.readings import NameType, Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.names_lexicon import load_lexicon
from synoptic.reading.names_types import is_demonym_of
from synoptic.reading.sentences import SENTENCES, passages_by_line

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "names.jsonl").read_text("utf-8").splitlines()
]
WORDS = (
    "Anna Orlo Ruvia Ruvian Brindt said the of and in 's , . “ ” ' President Minister US U.S. The Lady Ltd Bank for"
    " Mr. J. - Kremlin NATO KYIV ferry troops who ( ) \n Russia-backed É 7"
).split(" ")


def names_in(text: str) -> Reading:
    reading = Reading(report=Head(id="r"), text=text, passages=passages_by_line(text))
    return NAMES.run(SENTENCES.run(Draft(reading=reading))).reading


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: Mapping[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=str(case["why"])))
    reading = names_in(case["text"])
    assert [[reading.quote(m), m.type.value] for m in reading.entities] == case["expected"], case["why"]
    groups = [[reading.quote(m) for m in reading.entities if m.entity == a.id] for a in reading.actors]
    assert [g for g in groups if len(g) > 1] == case.get("same", [])
    assert {a.name: a.role for a in reading.actors if a.role} == case.get("roles", {})
    assert {a.name: a.speaks_for for a in reading.actors if a.speaks_for} == case.get("speaks_for", {})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=200))
def test_mentions_stand_apart_and_every_one_has_its_actor(text: str) -> None:
    reading = names_in(text)
    ids = [actor.id for actor in reading.actors]
    assert len(set(ids)) == len(ids)
    assert {m.entity for m in reading.entities} == set(ids)
    for before, after in zip(reading.entities, reading.entities[1:], strict=False):
        assert before.end <= after.start
    for mention in reading.entities:
        assert reading.quote(mention).strip() == reading.quote(mention)
    for actor in reading.actors:
        assert actor.role is None or actor.role.replace(" ", "") in "".join(text.split())


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_the_same_text_gives_the_same_names(text: str) -> None:
    assert names_in(text) == names_in(text)


@pytest.mark.parametrize(
    ("people", "place", "same"),
    [
        ("Ruvian", "Ruvia", True),
        ("Ruvians", "Ruvia", True),
        ("Veldish", "Veld", True),
        ("Ketterian", "Ketteria", True),
        ("Sarrentine", "Brindt", False),
        ("Ruvia", "Ruvia", False),
        ("Orlov", "Orlo", False),
        ("Normand", "Norway", False),
        ("Banker", "Bank", True),
    ],
)
def test_a_people_is_known_by_its_stem(people: str, place: str, same: bool) -> None:
    assert is_demonym_of(people, place) is same


def test_every_list_of_names_can_be_read() -> None:
    lexicon = load_lexicon()
    entries = [entry for rows in lexicon.phrases.values() for _, entry in rows]
    assert len(entries) > 1000
    countries = {entry.name for entry in entries if entry.type is NameType.GPE and entry.speaks_for == entry.name}
    spoken = {entry.speaks_for for entry in entries if entry.speaks_for}
    assert spoken <= countries, "what a body speaks for is a country of the list, by its short name"
    assert {kind for kind, _ in lexicon.titles.values()} == {"honorific", "rank", "office", "part", "trade"}
    assert {gender for _, gender in lexicon.titles.values()} <= {"m", "f", ""}
    assert set(lexicon.first_names.values()) == {"m", "f", "u"}


@pytest.mark.parametrize("word", ["Anna Orlo, ", "Ruvia and ", "BANK OF ", "the Ruvian army. "])
@pytest.mark.slow
def test_time_grows_with_the_text_and_not_with_its_square(word: str) -> None:
    def seconds(count: int) -> float:
        text = word * count
        return seconds_of(lambda: names_in(text))

    seconds(200)
    assert seconds(8000) < 20 * max(seconds(1000), 0.02)
