"""Whom he, she and they mean in an event: cases as data, with those where nobody may be filled in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.reading.test_events import read

from synoptic.model.readings import Actor, Mention, NameType, Role
from synoptic.reading.genders import FAMILY, genders_of, genders_said

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "meant.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_whom_a_pronoun_means(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = [e for e in reading.events if reading.quote(e) == case["trigger"]]
    actors = [p.name for event in found for p in event.participants if p.role is Role.ACTOR]
    assert actors == case["actors"], case["why"]


def test_what_tells_gender() -> None:
    text = "Mrs. Corvan met the Tellings; his wife, Robin, and Ilsa Marr stayed. Corvan left."
    people = {
        "Corvan": 5,
        "Tellings": text.index("Tellings"),
        "Robin": text.index("Robin"),
        "Ilsa Marr": text.index("Ilsa"),
    }
    mentions = [
        Mention(start=start, end=start + len(name), type=NameType.PERSON, entity=name) for name, start in people.items()
    ]
    actors = [Actor(id=name, name=name, type=NameType.PERSON) for name in people]
    found = genders_of(text, mentions, actors)
    assert found["Corvan"] == "f"
    assert found["Tellings"] == FAMILY
    assert found["Robin"] == "f"
    assert "Ilsa Marr" not in found or found["Ilsa Marr"] == "f"


def test_a_pronoun_that_speaks_tells_gender() -> None:
    reading = read("Jorund Haske spoke on Monday. He said it was late.")
    jorund = next(actor.id for actor in reading.actors if actor.name == "Jorund Haske")
    assert genders_said(reading.text, reading.attributions) == {jorund: "m"}
