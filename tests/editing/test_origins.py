"""Origins are counted by passage; likeness of words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from synoptic.editing.desk import Desk, dates_of, shared_by_report
from synoptic.editing.likeness import alike, points_back, stem
from synoptic.editing.origins import count_origins
from synoptic.model.links import Links, SharedPassage
from synoptic.model.spans import Evidence

BODY = "Alpha ships left port. Bravo ships stayed there. Coast guards watched them."


def desk_of(links: Links) -> Desk:
    readings = {r.id: r for r in links.readings}
    return Desk(links.stories[0], readings, dates_of(links), shared_by_report(links))


def count(hand: SimpleNamespace, told: list[tuple[str, int]], groups: list[tuple[str, ...]], shared: list) -> int:
    """Count the origins of a line told in sentence n of reports; `shared` lists passages as (report, sentence)."""
    names = sorted({name for name, _ in told} | {name for group in groups for name in group})
    scribes = {name: hand.Scribe(name, BODY) for name in names}

    def piece(name: str, n: int) -> Evidence:
        return scribes[name].reading().evidence(scribes[name].sentences[n])

    passages = tuple(SharedPassage(evidence=tuple(piece(*place) for place in passage)) for passage in shared)
    links = hand.link_all(list(scribes.values()), origins=groups, shared=passages)
    return count_origins(desk_of(links), [piece(*place) for place in told])


@pytest.mark.parametrize(
    ("told", "groups", "shared", "expected"),
    [
        ([("a", 0)], [], [], 1),
        ([("a", 0), ("b", 0)], [], [], 2),
        ([("a", 0), ("b", 0)], [("a", "b")], [], 1),
        ([("a", 0), ("b", 0)], [], [[("a", 0), ("b", 0)]], 1),
        # each has a sentence of its own beside the shared one
        ([("a", 0), ("b", 0), ("a", 1), ("b", 2)], [], [[("a", 0), ("b", 0)]], 2),
        # b has its own; a has it only from the passage that b has too
        ([("a", 0), ("b", 0), ("b", 2)], [], [[("a", 0), ("b", 0)]], 1),
        # two passages in common make no second origin
        ([("a", 0), ("b", 0), ("a", 1), ("b", 1)], [], [[("a", 0), ("b", 0)], [("a", 1), ("b", 1)]], 1),
        # a sentence may stand in two passages, of which only one reaches the other teller
        ([("a", 0), ("c", 0)], [("b",)], [[("a", 0), ("b", 0)], [("a", 0), ("b", 0), ("c", 0)]], 1),
        # a passage in common with a report that does not tell the line takes nothing away
        ([("a", 0), ("b", 1)], [("c",)], [[("a", 0), ("c", 0)]], 2),
    ],
)
def test_count(hand: SimpleNamespace, told: list, groups: list, shared: list, expected: int) -> None:
    assert count(hand, told, groups, shared) == expected


PLACES = st.tuples(st.sampled_from("abcd"), st.integers(0, 2))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(told=[("a", 0), ("c", 0)], shared=[[("a", 0), ("b", 0)], [("a", 0), ("b", 0), ("c", 0)]], copied="a")
@given(
    told=st.lists(PLACES, min_size=1, max_size=8, unique=True),
    shared=st.lists(st.lists(PLACES, min_size=2, max_size=4, unique_by=lambda p: p[0]), max_size=2),
    copied=st.sampled_from("abcd"),
)
def test_a_copy_never_adds_an_origin(hand: SimpleNamespace, told: list, shared: list, copied: str) -> None:
    before = count(hand, told, [("a",), ("b",), ("c",), ("d",)], shared)
    groups = [tuple({name, "z"}) if name == copied else (name,) for name in "abcd"]
    more = told + [("z", n) for name, n in told if name == copied]
    after = count(
        hand, more, groups, [passage + [("z", n) for name, n in passage if name == copied] for passage in shared]
    )
    assert after == before


@pytest.mark.parametrize(
    ("one", "other"),
    [("invade", "invasion"), ("seize", "seizure"), ("demands", "demand"), ("deny", "denies"), ("attacked", "attacks")],
)
def test_stems_of_a_kind(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("any plans for an invasion", "that it would invade", True),
        ("security guarantees in the north", "guarantees of its security", True),
        ("the sanctions", "the tariffs", False),
        ("a plot against the mayor", "bribes to the judges of the mayor's court", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("any such intention", True),
        ("to offer such pledges", True),
        ("the claims", True),
        ("it", True),
        ("that any plot is under way", False),
        ("any plans for a raid", False),
    ],
)
def test_points_back(words: str, back: bool) -> None:
    assert points_back(words) is back
