"""Who is who: names joined over the reports of a story, and namesakes kept apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.telling import reading_of

from synoptic.linking.actors import Cast, find_actors
from synoptic.linking.namesakes import initials, person_name, spelled_alike, spelling_key
from synoptic.model.links import ReasonCode, Verdict
from synoptic.model.readings import NameType


def cast_of(*reports: list[dict[str, Any]], origins: list[tuple[str, ...]] | None = None) -> Cast:
    """Cast reports r0, r1, ... that name the actors given."""
    readings = [
        reading_of({"id": f"r{n}", "text": ". ".join(a["name"] for a in actors) + ".", "actors": actors})
        for n, actors in enumerate(reports)
    ]
    return find_actors(readings, origins or [(r.id,) for r in readings])


def named(cast: Cast) -> dict[str, list[str]]:
    return {link.name: sorted({r for r, _ in link.members}) for link in cast.links}


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, **more}


def body(name: str, kind: str = "ORG", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, **more}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Brenner", "Brenner", True),
        ("Joseph Marsh", "Joe Marsh", True),
        ("A. Brenner", "Anna Brenner", True),
        ("Olha Varenskyy", "Olha Varensky", True),
        ("Varenskyy", "Varenskiy", True),
        ("Mr Anna Brenner", "Anna Brenner", True),
        ("Anna Brenner", "Karl Brenner", False),
        ("Anna Johnson", "Anna Johnston", True),
        ("Johnson", "Johnston", False),
        ("Brown", "Braun", False),
        ("Anna", "Anna Brenner", False),
    ],
)
def test_people(one: str, other: str, same: bool) -> None:
    assert (len(cast_of([person(one)], [person(other)]).links) == 1) is same


def test_a_bare_name_between_namesakes_stays_open() -> None:
    cast = cast_of([person("Anna Brenner")], [person("Karl Brenner")], [person("Brenner")])
    assert len(cast.links) == 3
    verdicts = {(j.verdict, j.reasons[0].code) for j in cast.judgements}
    assert (Verdict.DIFFERENT, ReasonCode.OTHER_FIRST_NAME) in verdicts
    assert (Verdict.UNSURE, ReasonCode.NAME_VARIANT) in verdicts


def test_a_bare_name_is_placed_by_its_office() -> None:
    cast = cast_of(
        [person("Anna Brenner", role="foreign minister")],
        [person("Karl Brenner", role="mayor")],
        [person("Brenner", role="mayor")],
    )
    assert named(cast) == {"Anna Brenner": ["r0"], "Karl Brenner": ["r1", "r2"]}


def test_an_initial_that_two_have_stays_open() -> None:
    cast = cast_of([person("Anna Brenner")], [person("Alma Brenner")], [person("A. Brenner")])
    assert len(cast.links) == 3


def test_bodies() -> None:
    cast = cast_of(
        [body("Council of the Narrow Seas"), body("the Harbour Board")],
        [body("CNS"), body("Harbour Board")],
        [body("Cns Ltd")],
    )
    assert named(cast)["Council of the Narrow Seas"] == ["r0", "r1", "r2"]
    assert sorted(len(link.members) for link in cast.links) == [2, 3]


def test_a_palace_speaks_for_its_state_and_stays_itself() -> None:
    cast = cast_of(
        [body("Kremlin", speaks_for="Russia"), body("Russia", "GPE")],
        [body("Russians", "NORP", speaks_for="Russia"), body("Moscow", "GPE", speaks_for="Russia")],
    )
    assert named(cast) == {"Kremlin": ["r0"], "Russia": ["r0", "r1"], "Moscow": ["r1"]}
    assert {cast.states[link.id] for link in cast.links} == {"russia"}


def test_unnamed_people_are_joined_within_an_origin_only() -> None:
    official = [person("a senior official", anonymous=True)]
    apart = cast_of(official, official)
    assert len(apart.links) == 2
    together = cast_of(official, official, origins=[("r0", "r1")])
    assert len(together.links) == 1


def test_the_story_votes_on_a_type() -> None:
    cast = cast_of(*[[person("Anna Brenner")]] * 3, [body("Anna Brenner")])
    assert [link.type for link in cast.links] == [NameType.PERSON]
    split = cast_of([person("Washington")], [body("Washington", "GPE")])
    assert len(split.links) == 2


def test_copies_do_not_vote() -> None:
    copies = ("r1", "r2", "r3")
    cast = cast_of([person("Skell")], *[[body("Skell", "GPE")]] * 3, origins=[("r0",), copies])
    assert len(cast.links) == 2


def test_names_taken_apart() -> None:
    assert person_name("President Anna van der Berg Jr.").family == "van der berg"
    assert initials("Organisation for Safety and Co-operation in Harbours") == "osch"
    assert spelling_key("varenskyy") == spelling_key("varenskiy")
    assert not spelled_alike("harris", "morris")


@given(st.permutations(range(6)))
def test_the_order_of_the_reports_changes_nothing(order: list[int]) -> None:
    names = ["Anna Brenner", "Brenner", "Karl Brenner", "A. Brenner", "Olha Varenskyy", "Varensky"]
    readings = [
        reading_of({"id": f"r{n}", "text": f"{name}.", "actors": [person(name)]}) for n, name in enumerate(names)
    ]
    origins = [(r.id,) for r in readings]
    assert find_actors([readings[n] for n in order], origins).links == find_actors(readings, origins).links
