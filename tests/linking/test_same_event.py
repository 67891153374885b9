"""Mentions of events joined into events, and look-alikes kept apart with their reasons."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linking.telling import load_cases, reading_of

from synoptic.linking.actors import find_actors
from synoptic.linking.dating import date_reports
from synoptic.linking.events import SameEvents, find_events
from synoptic.linking.revising import revise
from synoptic.model.links import EventLink, Verdict
from synoptic.model.readings import Reading

CASES = load_cases("same_event")


def events_of(readings: list[Reading], origins: list[tuple[str, ...]] | None = None) -> SameEvents:
    ordered = sorted(readings, key=lambda r: r.id)
    parted = origins or [(r.id,) for r in ordered]
    cast = find_actors(ordered, parted)
    dates = date_reports(ordered, cast)
    revised = revise(ordered, cast, dates.dated, dates.days)
    return find_events(revised.readings, cast, {r: n for n, o in enumerate(parted) for r in o}, revised.choices)


def places(link: EventLink) -> list[str]:
    return [f"{m.report}:{m.index}" for m in link.members]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    found = events_of([reading_of(r) for r in case["reports"]])
    groups = sorted(places(link) for link in found.links)
    why = [(j.verdict, j.score, [r.text for r in j.reasons]) for j in found.judgements]
    assert (groups == sorted(case["groups"])) is (case["expect"] == "pass"), (groups, why)
    of = {place: link for link in found.links for place in places(link)}
    for place, when in case.get("when", {}).items():
        assert str(of[place].when) == when
    if "different" in case:
        a, b, code = case["different"]
        judged = [j for j in found.judgements if {j.a, j.b} == {of[a].id, of[b].id}]
        assert [(j.verdict, j.reasons[0].code) for j in judged] == [(Verdict.DIFFERENT, code)], why
        assert len(judged[0].reasons[0].evidence) == 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_order_changes_nothing_and_spans_hold(case: dict[str, Any]) -> None:
    readings = [reading_of(r) for r in case["reports"]]
    found = events_of(readings)
    assert found == events_of(readings[::-1])
    texts = {r.id: r.text for r in readings}
    assert all(e.holds_in(texts[e.report]) for j in found.judgements for r in j.reasons for e in r.evidence)
    members = [m for link in found.links for m in link.members]
    assert len(members) == len(set(members)) == sum(len(r.events) for r in readings)
    assert len({link.id for link in found.links}) == len(found.links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_copy_adds_members_and_changes_no_group(case: dict[str, Any]) -> None:
    readings = [reading_of(r) for r in case["reports"]]
    dated = next((r for r in case["reports"] if r["dated"]), case["reports"][0])
    before = {tuple(p) for p in map(places, events_of(readings).links)}
    copied = reading_of({**dated, "id": "zz"})
    origins = [(r.id,) for r in sorted(readings, key=lambda r: r.id) if r.id != dated["id"]]
    after = events_of([*readings, copied], [*origins, (dated["id"], "zz")])
    assert {tuple(p for p in places(link) if not p.startswith("zz")) for link in after.links} == before


def test_an_event_keeps_its_id_when_a_later_report_tells_it_too() -> None:
    case = next(c for c in CASES if c["label"] == "planned and held are one")
    first, second = (reading_of(r) for r in case["reports"])
    assert events_of([first]).links[0].id == events_of([first, second]).links[0].id


def test_candidates_of_an_undated_plan() -> None:
    case = next(c for c in CASES if c["label"] == "an undated report's plan keeps its few days")
    link = next(k for k in events_of([reading_of(r) for r in case["reports"]]).links if "b:0" in places(k))
    assert [str(c) for c in link.candidates] == ["2024-05-09", "2024-05-16", "2024-05-23", "2024-05-30"]
