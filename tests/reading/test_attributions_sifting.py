"""Claims sifted: who speaks and what was not said, as cases with what a reader model may have heard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.reading.test_attributions_model import read

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "sifting.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: Mapping[str, Any]) -> None:
    reading = read(case["text"], *((source, cue, tuple(contents)) for source, cue, contents in case["heard"]))
    heard = {cue for _, cue, _ in case["heard"]}
    found = [one for one in reading.attributions if reading.quote(one.cue[0]) in heard]
    said = [[one.speaker, " ".join(reading.quote(span) for span in one.content)] for one in found if one.stated]
    assert said == case["said"], case["why"]
    assert sum(not one.stated for one in found) == case.get("unsaid", 0), case["why"]


def test_what_the_charged_denied_is_not_the_word_of_the_charge() -> None:
    told = "that Orlo misled the board by hiding letters from it, denying he had keys sought by the board"
    reading = read(f"The 24-page writ filed alleges {told}.", ("The 24-page writ filed", "alleges", (told,)))
    assert {reading.quote(one.cue[0]): one.stated for one in reading.attributions} == {
        "alleges": True,
        "denying": False,
    }
