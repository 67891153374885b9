"""One statement over reports, whatever the wording; and what is not one."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linking.telling import reading_of

from synoptic.linking.actors import find_actors
from synoptic.linking.revising import name_speakers
from synoptic.linking.statements import SameStatements, find_statements
from synoptic.model.links import Verdict
from synoptic.model.readings import Reading

A, B = "Anna Brenner", "Tomas Vidal"


def statements_of(readings: list[Reading], origins: list[tuple[str, ...]] | None = None) -> SameStatements:
    ordered = sorted(readings, key=lambda r: r.id)
    parted = origins or [(r.id,) for r in ordered]
    cast = find_actors(ordered, parted)
    return find_statements(ordered, cast, {r: n for n, o in enumerate(parted) for r in o})


def told(
    name: str, by: str, content: str, time: str | None = None, dated: str | None = "2024-05-04", **more: Any
) -> Reading:
    text = f"{by} said {time + ' ' if time else ''}that {content}."
    times = [[time, f"past {time.split()[-1].lower()}"]] if time else []
    remark = {"by": by, "content": content, "time": time}
    return reading_of({"id": name, "dated": dated, "text": text, "times": times, "remarks": [remark], **more})


@pytest.mark.parametrize(
    ("one", "other", "links"),
    [
        ((A, "the harbour will open before the winter"), (A, "before the winter the harbour will be opened"), 1),
        (
            (A, "we will not go ahead and do what they fear"),
            (A, "she would not go ahead and do what they fear most of us"),
            1,
        ),
        ((A, "the harbour will open before the winter"), (B, "the harbour will open before the winter"), 2),
        ((A, "the harbour will open before the winter"), (A, "the crew has been released without a charge"), 2),
        ((A, "yes"), (A, "yes"), 2),
    ],
)
def test_pairs(one: tuple[str, str], other: tuple[str, str], links: int) -> None:
    assert len(statements_of([told("a", *one), told("b", *other)]).links) == links


def test_the_same_words_on_other_days_are_two() -> None:
    words = "the harbour will open before the winter"
    found = statements_of([told("a", A, words, "on Friday"), told("b", A, words, "on Friday", "2024-05-25")])
    assert len(found.links) == 2


def test_unnamed_speakers_are_joined_in_copies_only() -> None:
    unnamed = {"actors": [{"name": "an official", "anonymous": True}]}
    one = told("a", "an official", "the harbour will open before the winter", **unnamed)
    other = told("b", "an official", "before the winter the harbour will be open again", **unnamed)
    assert len(statements_of([one, other]).links) == 2
    assert len(statements_of([one, other], [("a", "b")]).links) == 1
    copied = told("b", "an official", "the harbour will open before the winter", **unnamed)
    assert len(statements_of([one, copied]).links) == 1


def test_half_the_words_are_a_near_miss() -> None:
    one = told("a", A, "the harbour will open before the winter with new cranes")
    other = told("b", A, "the harbour needs new cranes and deeper basins for trawlers")
    found = statements_of([one, other])
    assert len(found.links) == 2
    assert [j.verdict for j in found.judgements] in ([], [Verdict.UNSURE])


def test_a_copy_names_the_speaker_that_the_other_leaves_open() -> None:
    words = "it was not clear whether the port would open again"
    named = told("a", A, words)
    nameless = reading_of(
        {
            "id": "b",
            "dated": "2024-05-04",
            "text": f"{A} left. But she added {words}.",
            "actors": [{"name": A}],
            "remarks": [{"cue": "added", "content": words}],
        }
    )
    cast = find_actors([named, nameless], [("a", "b")])
    copied = name_speakers([named, nameless], cast, {"a": 0, "b": 0})
    assert [(r.attributions[0].speaker, r.attributions[0].resolved) for r in copied] == [(A, "name"), (A, "copy")]
    apart = name_speakers([named, nameless], cast, {"a": 0, "b": 1})
    assert apart[1].attributions[0].speaker is None


def test_one_wording_with_two_numbers_is_two_statements() -> None:
    """The run of small words that both have says nothing, and each gives an hour that the other has not."""
    readings = [
        told("a", A, "the flames had spread from a storeroom at about 10 in the evening"),
        told("b", A, "the flames had spread from a loading bay at about 8 in the evening"),
        told("c", A, "the flames had spread from a storeroom at about 10 in the evening, and fast"),
    ]
    found = statements_of(readings)
    assert [[m.report for m in link.members] for link in found.links] == [["a", "c"], ["b"]]


def test_order_changes_nothing() -> None:
    readings = [
        told("a", A, "the harbour will open before the winter"),
        told("b", A, "the harbour will open in winter"),
    ]
    assert statements_of(readings) == statements_of(readings[::-1])


def test_a_pile_of_copies_does_not_split_a_denial() -> None:
    """One denial in its direct and its indirect variant, each in 60 reports that differ in one word."""
    odd = [f"{a}{b}" for a in "bdfgkl" for b in ("an", "en", "in", "on", "un", "ar", "er", "ir", "or", "ur")]
    direct = "we have no plans whatsoever to attack the harbour of Lorn or {} pier"
    indirect = "they had no plan to attack the harbour of Lorn on {} day"
    readings = [told(f"d{n:02}", A, direct.format(odd[n])) for n in range(60)]
    readings += [told(f"i{n:02}", A, indirect.format(odd[n])) for n in range(60)]
    readings += [told("o", A, "the northern fleet has left its winter quarters without a word")]
    found = statements_of(readings)
    of = {m.report: link.id for link in found.links for m in link.members}
    assert len({of[r] for r in of if r[0] in "di"}) == 1
    assert of["o"] != of["d00"]
    assert found == statements_of(readings[::-1])
