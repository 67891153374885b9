"""Reports that are the same text of the same day: linked once, told of all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.linking.telling import load_cases, reading_of

from synoptic.linking import link
from synoptic.linking.twins import find_twins
from synoptic.model.links import JudgementKind, Ref
from synoptic.model.readings import Reading

CASE = next(c for c in load_cases("same_event") if c["label"] == "planned and held are one")
READINGS = [reading_of(r) for r in CASE["reports"]]


def renamed(reading: Reading, name: str) -> Reading:
    return replace(reading, report=replace(reading.report, id=name))


@given(st.integers(1, 5))
def test_twins_stand_beside_the_one_that_was_linked(copies: int) -> None:
    twins = [renamed(READINGS[0], f"a{n}") for n in range(copies)]
    alone, all_of_them = link(READINGS), link([*READINGS, *twins])
    assert [r.id for r in all_of_them.readings] == sorted([r.id for r in READINGS] + [r.id for r in twins])
    assert len(all_of_them.stories) == len(alone.stories) == 1
    for few, many in zip(alone.stories[0].events, all_of_them.stories[0].events, strict=True):
        added = {Ref(report=t.id, index=m.index) for m in few.members if m.report == "a" for t in twins}
        assert set(many.members) == set(few.members) | added
        assert few.when == many.when
    dated = {j.a for j in all_of_them.judgements if j.kind is JudgementKind.DATE}
    assert dated == {r.id for r in all_of_them.readings}
    assert sum(len(o) for o in all_of_them.stories[0].origins) == len(all_of_them.readings)
    assert len(all_of_them.stories[0].origins) == len(alone.stories[0].origins)


def test_another_day_or_another_word_makes_no_twin() -> None:
    first = READINGS[0]
    later = replace(renamed(first, "b1"), dated=READINGS[1].dated)
    other = replace(renamed(first, "b2"), text=first.text[:-1] + "!")
    same = renamed(first, "b3")
    assert find_twins([first, later, other, same]) == {"a": ("a", "b3"), "b1": ("b1",), "b2": ("b2",)}
    assert find_twins([same, other, later, first]) == find_twins([first, later, other, same])
