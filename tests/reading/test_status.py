"""Status: sentences with a marked trigger and the light in which a reader takes it, as cases and as a whole.

The sentences of `status.jsonl` were written, marked and labelled by one reader before the rules were run on them.
`also` is the noun that tells the same event where the marked verb only carries it ("to sign the accord"). Those of
`status_apart.jsonl` were labelled alike by two readers who knew neither rules nor each other; no names are given there,
so most are read as deeds told by the way. Those of `status_wide.jsonl` were written after the guide of these readers,
for the breadth of the syntax of news, by who made the rules.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.reading.test_events import read

from eval.status import Marked, compare, read_statuses
from synoptic.model.readings import Status
from synoptic.settings import Settings

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "status.jsonl").read_text("utf-8").splitlines()
]
APART = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "status_apart.jsonl").read_text("utf-8").splitlines()
]
WIDE = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "status_wide.jsonl").read_text("utf-8").splitlines()
]
LEAST_RIGHT = 0.85
MOST_TAKEN_FOR_DONE = 0.02


def status_at(case: dict[str, Any]) -> str | None:
    """Return the status of the event at the marked trigger, or at the noun that tells it; None where none is read."""
    reading = read(case["text"])
    for word, start in ((case["trigger"], case["start"]), (case.get("also"), -1)):
        if word is None:
            continue
        begin = start if start >= 0 else case["text"].index(word)
        here = [e for e in (*reading.events, *reading.deeds) if e.start < begin + len(word) and begin < e.end]
        if here:
            return min(here, key=lambda e: abs(e.start - begin)).status.value
    return None


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["why"]))
    assert status_at(case) == case["status"]


def test_every_trigger_stands_where_it_is_marked() -> None:
    for case in CASES:
        assert case["text"][case["start"] :].startswith(case["trigger"]), case["label"]


def test_all_lights_are_there() -> None:
    count = Counter(case["status"] for case in CASES)
    assert set(count) == {status.value for status in Status}
    assert min(count.values()) >= 25


def test_most_are_right_and_few_that_did_not_happen_are_told_as_done() -> None:
    told = [(case["status"], status_at(case)) for case in CASES]
    assert sum(one == other for one, other in told) >= LEAST_RIGHT * len(told)
    wrongly_done = [one for one, other in told if other == "occurred" and one in ("planned", "denied")]
    assert len(wrongly_done) <= MOST_TAKEN_FOR_DONE * len(told)


def read_marked(cases: list[dict[str, Any]]) -> dict[str, str]:
    marked = [
        Marked(id=case["label"], text=case["text"], trigger=case["trigger"], start=case["start"]) for case in cases
    ]
    return read_statuses(marked, Settings(reader="rules"))


@pytest.mark.parametrize("cases", [APART, WIDE], ids=["apart", "wide"])
def test_sentences_with_a_marked_word(cases: list[dict[str, Any]]) -> None:
    told = read_marked(cases)
    wrong = [case["label"] for case in cases if told[case["label"]] != case["status"]]
    known = [case["label"] for case in cases if case["expect"] == "fail"]
    assert wrong == known, "a case went wrong, or a known failure is right now: say so in its line"


def test_no_deed_is_an_event_too() -> None:
    for case in APART:
        reading = read(case["text"])
        starts = {event.start for event in reading.events}
        assert all(deed.start not in starts for deed in reading.deeds), case["label"]


@pytest.mark.parametrize("cases", [APART, WIDE], ids=["apart", "wide"])
def test_the_status_of_nearly_all_is_read_and_right(cases: list[dict[str, Any]]) -> None:
    found = compare(read_marked(cases), {case["label"]: case["status"] for case in cases})
    assert found.accuracy >= LEAST_RIGHT
    assert found.taken_for_done <= MOST_TAKEN_FOR_DONE * found.many
