"""Reports with the same text, day and outlet: one of them is linked, and the links are written for all.

Decision to know: twins differ in their ids alone, so whatever is found in one stands in the others at the same index. A
text that stands on a thousand sites then costs little more than one report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from synoptic.model.ids import stable_id
from synoptic.model.links import ActorLink, EventLink, Judgement, JudgementKind, Ref, Series, StatementLink, StoryLink
from synoptic.model.readings import Reading

Twins = Mapping[str, tuple[str, ...]]
"""Report id of the one that is linked to the ids of its twins, itself first."""


def find_twins(readings: Sequence[Reading], single: AbstractSet[str] = frozenset()) -> Twins:
    """Group readings that differ in nothing but the id and the file; the least id of each group stands for it.

    Those in `single`, of which a person has said something, are linked themselves.
    """
    firsts: dict[tuple[object, ...], list[Reading]] = {}
    twins: dict[str, list[str]] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        key = (reading.text, reading.dated, reading.read, reading.report.outlet, reading.report.headline)
        known = firsts.setdefault(key, []) if reading.id not in single else []
        first = next((r for r in known if replace(reading, report=r.report) == r), None)
        if first is None:
            known.append(reading)
            twins[reading.id] = [reading.id]
        else:
            twins[first.id].append(reading.id)
    return {first: tuple(ids) for first, ids in twins.items()}


def readings_for_all(told: Iterable[Reading], readings: Sequence[Reading], twins: Twins) -> tuple[Reading, ...]:
    """Give every report the revised reading of the one that was linked for it, in order of id."""
    heads = {r.id: r.report for r in readings}
    found = [replace(r, report=heads[twin]) for r in told for twin in twins[r.id]]
    return tuple(sorted(found, key=lambda r: r.id))


def judgements_for_all(judgements: Iterable[Judgement], twins: Twins) -> tuple[Judgement, ...]:
    """Repeat what is judged of one report alone, its day, for its twins; the evidence stays with the one linked."""
    found: list[Judgement] = []
    for judgement in judgements:
        found.append(judgement)
        if judgement.kind is JudgementKind.DATE:
            found += [
                replace(judgement, id=stable_id("judgement", JudgementKind.DATE, twin), a=twin)
                for twin in twins.get(judgement.a, ())[1:]
            ]
    return tuple(found)


def story_for_all(story: StoryLink, origins: Sequence[tuple[str, ...]], twins: Twins) -> StoryLink:
    """Write the links of a story for all reports; `origins` are those of all of them."""
    return replace(
        story,
        reports=tuple(sorted(twin for report in story.reports for twin in twins[report])),
        origins=tuple(origins),
        actors=tuple(_actor(link, twins) for link in story.actors),
        events=tuple(_event(link, twins) for link in story.events),
        series=tuple(_series(link, twins) for link in story.series),
        statements=tuple(_statement(link, twins) for link in story.statements),
    )


def _refs(members: Sequence[Ref], twins: Twins) -> tuple[Ref, ...]:
    return tuple(sorted(Ref(report=twin, index=m.index) for m in members for twin in twins[m.report]))


def _actor(link: ActorLink, twins: Twins) -> ActorLink:
    return replace(
        link, members=tuple(sorted((twin, actor) for report, actor in link.members for twin in twins[report]))
    )


def _event(link: EventLink, twins: Twins) -> EventLink:
    return replace(link, members=_refs(link.members, twins))


def _series(link: Series, twins: Twins) -> Series:
    return replace(link, members=_refs(link.members, twins))


def _statement(link: StatementLink, twins: Twins) -> StatementLink:
    return replace(link, members=_refs(link.members, twins))
