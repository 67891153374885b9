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
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def names_told(told: Account) -> list[tuple[object, ...]]:
    """List what is told of figures and contests without a word on which report it stands in."""
    found: list[tuple[object, ...]] = []
    for story in told.stories:
        value = {f.id: f.value for f in story.figures}
        found += [
            (f.value, str(f.bound), f.claimed_by, str(f.date), sorted((value[a.id], str(a.state)) for a in f.against))
            for f in story.figures
        ]
        for d in story.disagreements:  # which of two reports' like words is shown is nothing but presentation
            figures = d.kind in ("figure", "date")
            found.append((str(d.kind), sorted(side.value if figures else "" for side in d.values)))
    return sorted(found, key=repr)


TOLLS = [
    "{} — The number of dead in the mill fire at Ossel rose to six on Monday after two of the injured died, a nurse at"
    " the infirmary said.\n\nPolice looked through the mill on Monday.",
    "{} — The number of dead in the mill fire at Ossel rose to six on Monday after two of the injured died, a nurse at"
    " the infirmary said.\n\nThe weavers' guild put the number of dead at seven, saying that a watchman was missing.",
    "{} — Eight people died in the mill fire at Ossel, the fire master said on Tuesday.\n\nThe mayor will speak there.",
]


@given(st.permutations(["a", "b", "c"]), st.sampled_from(["OSSEL, May 12", "OSSEL, 12 May"]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_states_and_contests_hang_on_no_name_of_a_report(tmp_path: Path, names: list[str], head: str) -> None:
    days = ["2031-05-12", "2031-05-12", "2031-05-13"]
    reports = [
        {"id": name, "published": day, "text": text.format(head)}
        for name, day, text in zip(names, days, TOLLS, strict=True)
    ]
    told = names_told(account_of(tmp_path, reports))
    assert any(one[0] == "figure" for one in told)
    assert told == names_told(account_of(tmp_path, [r | {"id": n} for r, n in zip(reports, "abc", strict=True)]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_other_names_give_the_same_contests(case: dict[str, Any], tmp_path: Path) -> None:
    names = [r["id"] for r in case["reports"]]
    turned = [r | {"id": name} for r, name in zip(case["reports"], reversed(names), strict=True)]
    assert names_told(account_of(tmp_path, turned)) == names_told(account_of(tmp_path, case["reports"]))


def test_a_sentence_that_changes_in_many_versions_is_told_once(tmp_path: Path) -> None:
    body = (
        "LORM, 3 May — The harbour board of Lorm closed the north pier on Saturday after a crane leaned over it.\n\n"
        "Harbour master Ida Rusk said that no ship was hurt. The crane had been greased in the spring.\n\n"
        "The way round is by gate {} on the south side, and it stays open until dusk, the board said."
    )
    reports = [
        {"id": f"v{n:02}", "published": "2031-05-03", "text": body.format(number)}
        for n, number in enumerate(range(40, 70))
    ]
    told = account_of(tmp_path, reports)
    (one,) = [d for story in told.stories for d in story.disagreements if d.kind == "wording"]
    assert 2 <= len(one.values) <= 4
    assert len({side.value for side in one.values}) == len(one.values)
    two = account_of(tmp_path, reports[:2])
    (pair,) = [d for story in two.stories for d in story.disagreements if d.kind in ("wording", "figure")]
    assert sorted(side.value for side in pair.values) == ["40", "41"]


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
