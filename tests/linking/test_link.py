"""The whole of linking: nothing depends on order, and what lies beside a story changes nothing in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synoptic.linking import link
from synoptic.model.links import Links
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report
from synoptic.testing import make_pile


def pile_of(count: int, seed: int) -> list[Reading]:
    reports = make_pile(count, seed).reports
    heads = [Head(id=r.id, headline=r.headline, published=r.published, outlet=r.outlet, language="en") for r in reports]
    return [read_report(Report(head=h, text=r.text)) for h, r in zip(heads, reports, strict=True)]


@pytest.fixture(scope="module")
def pile() -> list[Reading]:
    return pile_of(24, 3)


@pytest.fixture(scope="module")
def linked(pile: list[Reading]) -> Links:
    return link(pile)


@given(order=st.permutations(range(24)))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_order_changes_nothing(pile: list[Reading], linked: Links, order: list[int]) -> None:
    assert link([pile[n] for n in order]) == linked


def test_every_report_is_in_one_story_with_a_date_and_one_origin(pile: list[Reading], linked: Links) -> None:
    ids = sorted(r.id for r in pile)
    assert sorted(r for s in linked.stories for r in s.reports) == ids
    assert sorted(r for s in linked.stories for o in s.origins for r in o) == ids
    assert [r.id for r in linked.readings] == [r for r, _ in linked.dates] == ids


def test_every_span_of_every_judgement_holds(pile: list[Reading], linked: Links) -> None:
    texts = {r.id: r.text for r in pile}
    for judgement in linked.judgements:
        assert all(e.holds_in(texts[e.report]) for reason in judgement.reasons for e in reason.evidence)
    assert len({j.id for j in linked.judgements}) == len(linked.judgements)


def test_every_link_points_at_what_is_there(linked: Links) -> None:
    readings = {r.id: r for r in linked.readings}
    for story in linked.stories:
        inside = set(story.reports)
        assert all(readings[m.report].events[m.index] and m.report in inside for e in story.events for m in e.members)
        assert all(
            readings[m.report].quantities[m.index] and m.report in inside for s in story.series for m in s.members
        )
        assert all(readings[m.report].attributions[m.index] for s in story.statements for m in s.members)
        assert all(readings[r].actor(a) is not None for k in story.actors for r, a in k.members)


def test_texts_are_left_alone(pile: list[Reading], linked: Links) -> None:
    assert {r.id: r.text for r in linked.readings} == {r.id: r.text for r in pile}


def test_nothing_comes_of_nothing() -> None:
    assert link([]) == Links(readings=())


def test_a_report_that_is_not_read_is_a_story_with_a_date() -> None:
    text = "Los ministros se reunieron ayer."
    unread = read_report(Report(head=Head(id="x", language="es"), text=text))
    (story,) = link([unread]).stories
    assert story.reports == ("x",)
    assert story.events == ()
