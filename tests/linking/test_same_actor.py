"""Who is who over reports, as cases: forms of one name, and namesakes."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linking.telling import load_cases, reading_of

from synoptic.linking.actors import Cast, find_actors
from synoptic.model.readings import Reading

CASES = load_cases("same_actor")


def readings_of(case: dict[str, Any]) -> list[Reading]:
    texts = case.get("texts", {})
    return [
        reading_of(
            {"id": report, "text": texts.get(report) or " acted. ".join(n["name"] for n in names), "actors": names}
        )
        for report, names in case["names"].items()
    ]


def cast_of(readings: list[Reading]) -> Cast:
    ordered = sorted(readings, key=lambda r: r.id)
    return find_actors(ordered, [(r.id,) for r in ordered])


def groups_of(readings: list[Reading], cast: Cast) -> list[list[str]]:
    called = {(r.id, a.id): f"{r.id}:{a.name}" for r in readings for a in r.actors}
    return sorted(sorted(called[member] for member in link.members) for link in cast.links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    readings = readings_of(case)
    found = groups_of(readings, cast_of(readings))
    assert (found == sorted(sorted(group) for group in case["groups"])) is (case["expect"] == "pass"), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_order_changes_nothing_and_spans_hold(case: dict[str, Any]) -> None:
    readings = readings_of(case)
    cast = cast_of(readings)
    assert cast == cast_of(readings[::-1])
    texts = {r.id: r.text for r in readings}
    assert all(e.holds_in(texts[e.report]) for j in cast.judgements for r in j.reasons for e in r.evidence)


def test_labels_are_told_apart() -> None:
    assert len({case["label"] for case in CASES}) == len(CASES) >= 60
