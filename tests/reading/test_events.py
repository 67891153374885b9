"""Events: cases as data, and what holds for any text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.days import Basis, Dated, parse_interval
from synoptic.model.readings import Actor, Event, Mention, NameType, Reading, Role
from synoptic.model.reports import Head
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.draft import Draft
from synoptic.reading.events import EVENTS
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "events.jsonl").read_text("utf-8").splitlines()
]
CAST = {
    "Jorund Haske": ("Haske", NameType.PERSON),
    "Aldous Merrin": ("Merrin", NameType.PERSON),
    "Ilsa Karrow": ("Karrow", NameType.PERSON),
    "Davin Ruell": ("Ruell", NameType.PERSON),
    "Petr Oswin": ("Oswin", NameType.PERSON),
    "Ketterian": ("Ketterians?", NameType.NORP),
    "Velmoran": ("Velmorans?", NameType.NORP),
    "Ketteria": ("Ketteria", NameType.GPE),
    "Velmora": ("Velmora", NameType.GPE),
    "Solvane": ("Solvane", NameType.GPE),
    "Ostmund": ("Ostmund", NameType.GPE),
    "Brindt": ("Brindt", NameType.GPE),
    "Skerrow Island": ("Skerrow Island", NameType.LOC),
}
"""Whom the cases speak of: full name, the pattern of the short one, type."""


def read(text: str) -> Reading:
    """Read a text with the names of the cast given, so that a case fails for its events and not for its names."""
    names: list[Mention] = []
    for name, (short, kind) in CAST.items():
        names.extend(
            Mention(start=match.start(), end=match.end(), type=kind, entity=name)
            for match in re.finditer(rf"\b(?:{name}|{short})\b", text)
        )
    actors = tuple(Actor(id=name, name=name, type=kind) for name, (_, kind) in CAST.items())
    reading = Reading(
        report=Head(id="r", published="2024-10-02"),
        dated=Dated(value=parse_interval("2024-10-02"), basis=Basis.STATED, why="given"),
        text=text,
        passages=passages_by_line(text),
        entities=tuple(sorted(names, key=lambda m: m.start)),
        actors=actors,
    )
    draft = SENTENCES.run(Draft(reading=reading))
    for step in (TIMES, ATTRIBUTIONS, EVENTS):
        draft = step.run(draft)
    return draft.reading


def told(reading: Reading, event: Event) -> dict[str, Any]:
    """Write an event as the cases write it."""

    def who(role: Role) -> list[str]:
        return [p.name for p in event.participants if p.role is role]

    return {
        "trigger": reading.quote(event),
        "type": event.type.value if event.type else None,
        "status": event.status.value,
        "actors": who(Role.ACTOR),
        "recipients": who(Role.RECIPIENT),
        "time": reading.quote(reading.times[event.time]) if event.time is not None else None,
        "mode": event.mode.value if event.mode else None,
        "place": reading.quote(event.place) if event.place else None,
        "stance": event.stance.value if event.stance else None,
        "about": reading.quote(event.about) if event.about else None,
        "whole": reading.quote(event.whole) if event.whole else None,
        "background": event.background,
        "when": str(event.when) if event.when is not None else None,
        "speaker": reading.attributions[event.attribution].speaker if event.attribution is not None else None,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["why"]))
    reading = read(case["text"])
    events = [told(reading, event) for event in reading.events]
    for wanted in case["expected"]:
        found = [event for event in events if event["trigger"] == wanted["trigger"]]
        assert found, f"no event {wanted['trigger']!r} among {[e['trigger'] for e in events]}"
        assert any(wanted.items() <= event.items() or _same(wanted, event) for event in found), found
    for word in case["absent"]:
        assert all(event["trigger"] != word for event in events), f"{word!r} tells no event here"


def _same(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    return all(event[key] == value for key, value in wanted.items())


WORDS = st.sampled_from(
    "Velmora Ketteria Haske Karrow said that will not attack attacked met meet talks on Tuesday , . and of the a who if"
    " denied any plans for to invade invasion by was has been in 1961 \" ' – ( ) their it they call held with".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_spans_quote_the_text_and_indexes_point(words: list[str]) -> None:
    reading = read(" ".join(words))
    for event in reading.events:
        assert reading.quote(event).strip()
        assert event.sentence is not None
        sentence = reading.sentences[event.sentence]
        assert sentence.holds(event)
        assert event.whole is None or event.whole.holds(event)
        assert event.whole is None or sentence.holds(event.whole)
        assert event.time is None or 0 <= event.time < len(reading.times)
        assert event.attribution is None or 0 <= event.attribution < len(reading.attributions)
        assert (event.stance is None) == (event.about is None)
        for participant in event.participants:
            assert participant.name
            assert sentence.holds(participant)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=5, max_size=30))
def test_reading_twice_gives_the_same(words: list[str]) -> None:
    text = " ".join(words)
    assert read(text).events == read(text).events


def test_a_trigger_tells_one_event() -> None:
    for case in CASES:
        reading = read(case["text"])
        starts = [event.start for event in reading.events]
        assert len(starts) == len(set(starts)), case["label"]


def test_captions_and_junk_tell_nothing() -> None:
    reading = read("Velmora attacked Solvane on Monday.")
    assert reading.events
    hidden = EVENTS.run(Draft(reading=Reading(report=Head(id="r"), text=reading.text)))
    assert hidden.reading.events == ()


def test_a_very_long_sentence_is_read_in_time() -> None:
    text = "Velmora attacked Solvane and " * 400 + "Ketteria denied it."
    assert read(text).events
