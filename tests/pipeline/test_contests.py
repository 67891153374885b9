"""Small stories of two reports: what they tell differently is set side by side, and nothing else is.

The stories of `contests.jsonl` with no contest look like those that have one: a toll that rises, a part and the whole,
a plan and what came of it, two parties' seats, one side that speaks twice.
"""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import synoptic
from synoptic.editing.narrowing import cut_account
from synoptic.model.accounts import Account, Disagreement, Side
from synoptic.settings import Settings

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "contests.jsonl").read_text(encoding="utf-8").splitlines()
]


def account_of(tmp_path: Path, reports: list[dict[str, str]]) -> Account:
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(json.dumps(report) for report in reports), encoding="utf-8")
    return synoptic.account(path, settings=Settings(reader="rules"))


def tells(side: Side, words: str) -> bool:
    told = [side.value, *(piece.quote for piece in side.evidence)]
    return any(words.casefold() in one.casefold() for one in told)


def is_meant(found: Disagreement, wanted: dict[str, Any]) -> bool:
    """Tell whether each wanted side is told by another side of the disagreement."""
    return found.kind == wanted["kind"] and any(
        all(tells(side, words) for side, words in zip(order, wanted["sides"], strict=True))
        for order in permutations(found.values, len(wanted["sides"]))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_what_is_contested_and_nothing_else(case: dict[str, Any], tmp_path: Path) -> None:
    told = account_of(tmp_path, case["reports"])
    found = [one for story in told.stories for one in story.disagreements]
    right = len(found) == len(case["contests"]) and all(
        any(is_meant(one, wanted) for one in found) for wanted in case["contests"]
    )
    assert right is (case["expect"] == "pass"), (case["why"], found)


def test_about_half_of_the_stories_have_no_contest() -> None:
    assert 0.4 <= sum(not case["contests"] for case in CASES) / len(CASES) <= 0.6


def test_what_is_told_on_top_stays_when_an_account_is_cut(tmp_path: Path) -> None:
    reports = [
        {"id": "a", "published": "2033-05-02", "text": FLOOD},
        {"id": "b", "published": "2033-05-02", "text": FLOOD.replace("Ansel", "Brock").replace("400", "90")},
    ]
    for top in (1, 2, 3):
        (story,) = cut_account(account_of(tmp_path, reports), top).stories
        items = {line.id for part in (story.events, story.figures, story.positions) for line in part}
        assert {line.about for line in story.summary} <= items
        assert len(story.figures) <= top


FLOOD = (
    "Nine people drowned in Ansel on Monday, the mayor, Piet Cole, said. The flood destroyed 400 houses, the fire "
    "brigade said. Repairs will cost 70 million crowns, Cole said. Soldiers brought 2,000 people to safety."
)
