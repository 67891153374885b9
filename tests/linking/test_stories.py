"""Stories: one matter told by many, matters that look alike, and what holds for every pile."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.newsroom import reading_of

from synoptic.linking.copies import find_copies
from synoptic.linking.laid_terms import NO_TERMS
from synoptic.linking.stories import StoryGroups, find_stories
from synoptic.linking.story_growth import Group, days_apart, least_likeness, time_factor
from synoptic.linking.terms import find_terms, stem, weight_of
from synoptic.model.links import JudgementKind, ReasonCode, Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings

CASES = Path(__file__).parents[1] / "cases"


def find(*readings: Reading) -> StoryGroups:
    return find_stories(readings, find_copies(readings, Settings()), Settings())


DAM = [
    "The dam above Tarnfell is leaking, the water authority said. Inspector Ines Farro found three cracks"
    " in the spillway and asked "
    "the villages below to prepare. Tarnfell council called the cracks a scandal.",
    "Cracks in the spillway of the Tarnfell dam have set off a quarrel over who must pay. Ines Farro, the"
    " inspector, told the council "
    "that the villages below should be ready to leave.",
    "Villages below the Tarnfell dam packed their belongings after Ines Farro, an inspector, reported "
    "cracks in its spillway. The "
    "water authority denied that the dam was about to break.",
]
STRIKE = [
    (
        "Tram drivers in Eastmere walked out over a new timetable. Their union, led by Marek Holt, wants two "
        "drivers on every night tram."
    ),
    (
        "Eastmere stood still as tram drivers struck for a second day. Marek Holt of the drivers' union said "
        "the timetable was a danger."
    ),
    "A strike over the tram timetable in Eastmere may end soon, said Marek Holt, who leads the drivers' union.",
]
THEFT = [
    (
        "Thieves took a bronze heron from the Skelby museum at night. Curator Petra Lund said the heron had "
        "stood there since 1911."
    ),
    "The bronze heron of Skelby is gone. Thieves lifted it from the museum garden, curator Petra Lund told visitors.",
]


def pile(**head: str) -> list[Reading]:
    return [
        reading_of(f"{name}{n}", text, **head)
        for name, texts in (("dam", DAM), ("strike", STRIKE), ("theft", THEFT))
        for n, text in enumerate(texts)
    ]


WANTED = (("dam0", "dam1", "dam2"), ("strike0", "strike1", "strike2"), ("theft0", "theft1"))


def test_three_matters_are_three_stories() -> None:
    found = find(*pile())
    assert found.groups == WANTED
    assert find(*pile(published="2022-05-04")).groups == WANTED


def test_every_joining_has_a_judgement_with_reasons() -> None:
    found = find(*pile(published="2022-05-04"))
    same = [j for j in found.judgements if j.verdict is Verdict.SAME]
    assert len(same) == len(pile()) - len(WANTED)
    for judgement in found.judgements:
        assert judgement.kind is JudgementKind.STORY
        assert judgement.a < judgement.b
    codes = {r.code for j in same for r in j.reasons}
    assert {ReasonCode.SHARED_NAMES, ReasonCode.SHARED_TERMS, ReasonCode.NEAR_IN_TIME} <= codes
    texts = {r.id: r.text for r in pile()}
    assert all(e.holds_in(texts[e.report]) for j in found.judgements for r in j.reasons for e in r.evidence)


LOOK_ALIKES = [json.loads(line) for line in (CASES / "look_alikes.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("day", [None, "2025-05-14"], ids=["without days", "of one day"])
@pytest.mark.parametrize("case", LOOK_ALIKES, ids=[case["case"] for case in LOOK_ALIKES])
def test_two_matters_told_in_the_same_words_stay_two(case: dict[str, Any], day: str | None) -> None:
    """Each has names of its own of which the other has none; whole sentences of two are the same but for those."""
    wanted, reports = [], []
    for n, story in enumerate(case["stories"]):
        wanted.append(tuple(f"r{n}{m}" for m in range(len(story))))
        heads = [{"headline": told["headline"]} | ({"published": day} if day else {}) for told in story]
        reports += [
            reading_of(name, told["text"], **head) for name, told, head in zip(wanted[-1], story, heads, strict=True)
        ]
    assert find(*reports).groups == tuple(wanted)
    assert all(len(origin) == 1 for origin in find_copies(reports, Settings()).origins)


def test_days_decide_between_look_alikes() -> None:
    first = [reading_of(f"a{n}", text, published=f"2022-05-0{n + 1}") for n, text in enumerate(STRIKE[:2])]
    again = [
        reading_of(
            f"b{n}",
            text.replace("Marek Holt", "Nora Vance").replace("two drivers", "higher pay"),
            published=f"2023-09-0{n + 1}",
        )
        for n, text in enumerate(
            [
                (
                    "Tram drivers in Eastmere walked out again over pay. Nora Vance, who now leads their union, spoke "
                    "of a hard autumn."
                ),
                (
                    "A pay dispute has stopped the trams of Eastmere. Nora Vance said the union would not give way "
                    "this autumn."
                ),
            ]
        )
    ]
    assert find(*first, *again).groups == (("a0", "a1"), ("b0", "b1"))


def test_weeks_apart_may_be_one_story() -> None:
    near = find(
        *(
            reading_of(f"r{n}", text, published=day)
            for n, (text, day) in enumerate(zip(DAM, ["2022-05-01", "2022-05-20", "2022-05-27"], strict=True))
        )
    )
    assert near.groups == (("r0", "r1", "r2"),)


def test_time_factor_falls_with_the_days() -> None:
    factors = [time_factor(gap, 45) for gap in (0, 2, 4, 7, 20, 45, 100, 400)]
    assert factors == sorted(factors, reverse=True)
    assert time_factor(None, 45) == 1.0
    assert days_apart((3, 9), (5, 20)) == 2
    assert days_apart((3, 9), ()) is None


def test_a_tight_pair_asks_for_more_than_a_loose_one() -> None:
    """Two reports of a matter that say nearly the same are not joined to two others by a few words in common."""
    tight = Group([0, 1], NO_TERMS, (), Counter(), 90, within=0.8)
    loose = Group([0, 1], NO_TERMS, (), Counter(), 90, within=0.1)
    assert tight.hold > 2 * loose.hold
    assert least_likeness(40, 60, dated=True) < least_likeness(40, 60, dated=False) < least_likeness(3, 60, dated=True)


def test_briefs_without_days_ask_for_less_than_full_reports() -> None:
    """Two briefs of one fire share fewer of their words than two full reports of it do; days make up for it."""
    asked = [least_likeness(3, terms, dated=False) for terms in (20, 34, 44, 54, 60)]
    assert asked[0] == asked[1] < asked[2] < asked[3] == asked[4]
    assert least_likeness(3, 20, dated=True) == least_likeness(3, 60, dated=True)
    assert asked[0] < least_likeness(3, 60, dated=True) < asked[4]


def test_copies_stand_together_whatever_their_language() -> None:
    text = (
        "Der Staudamm bei Tarnfell ist undicht. Das Wasseramt hat drei Risse gefunden. Die Dörfer sollen sich"
        " bereit machen."
    )
    one, two = (Reading(report=reading_of(name, text).report, text=text, read=False) for name in ("x", "y"))
    assert ("x", "y") in find(*pile(), one, two).groups


def test_a_report_that_was_not_read_stays_alone_without_names() -> None:
    text = "Der Rat der Stadt hat gestern lange über den Haushalt gestritten und sich dann vertagt."
    alone = Reading(report=reading_of("x", text).report, text=text, read=False)
    assert ("x",) in find(*pile(), alone).groups


def test_nothing_in_nothing_out() -> None:
    assert find() == StoryGroups()
    assert find(reading_of("a", "...")).groups == (("a",),)


@given(st.permutations(pile()))
@settings(max_examples=25, deadline=None)
def test_order_never_matters(readings: list[Reading]) -> None:
    assert find(*readings) == find(*pile())


@given(st.integers(0, 7), st.booleans())
@settings(max_examples=16, deadline=None)
def test_an_identical_copy_changes_no_story(which: int, first: bool) -> None:
    readings = pile()
    copy = reading_of("a" if first else "z", readings[which].text)
    after = find(*readings, copy).groups
    assert {frozenset(g) - {copy.id} for g in after} == {frozenset(g) for g in WANTED}


@given(st.sets(st.sampled_from(["dam", "strike", "theft"]), min_size=1))
@settings(max_examples=10, deadline=None)
def test_unrelated_reports_beside_change_nothing(kept: set[str]) -> None:
    some = [r for r in pile() if r.id.rstrip("0123456789") in kept]
    alone, all_of_them = find(*some), find(*pile())
    assert alone.groups == tuple(g for g in all_of_them.groups if g[0].rstrip("0123456789") in kept)


def test_a_long_story_takes_in_what_holds_its_core() -> None:
    rng = random.Random(4)
    sides = "rescue money weather school church harvest trial insurance fishing railway hospital music cattle".split()
    verbs = "questioned delayed praised stopped changed divided helped angered surprised".split()
    readings = []
    for n in range(30):
        side = " ".join(rng.sample(sides, 4))
        text = (
            f"The flood at Vashti reached another day. The {side} was {rng.choice(verbs)} by the Vashti flood in "
            f"the Korrin valley, and {rng.choice(sides)} too."
        )
        readings.append(reading_of(f"r{n:02d}", text, published=f"2022-05-{1 + n % 28:02d}"))
    assert len(find(*readings, *pile()).groups) <= 3 + len(WANTED)


def test_words_are_weighed_by_a_fixed_background() -> None:
    assert weight_of("the") < 0.1 < weight_of("president") < weight_of("spillway") == weight_of("tarnfell")
    assert stem("cities") == "city"
    assert stem("dams") == "dam"
    assert stem("pass") == "pass"
    terms = find_terms(pile()[0])
    assert {"tarnfell", "farro"} <= terms.names
    assert abs(sum(v * v for v in terms.weights.values()) - 1) < 1e-9


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.shared
def test_the_seeds_are_one_story_with_one_copied_pair() -> None:
    if not SEEDS.exists():
        pytest.skip("the seed reports are not beside the checkout")
    readings = tuple(reading_of(p.name[:3], p.read_bytes().decode()) for p in sorted(SEEDS.glob("*.txt")))
    copies = find_copies(readings, Settings())
    assert copies.origins == (("000",), ("001", "002"), ("003",), ("004",))
    assert find_stories(readings, copies, Settings()).groups == (("000", "001", "002", "003", "004"),)
