"""Many readings become links: copies, stories, dates, same actor, same event, same figure, same statement.

Decision to know: copies and stories are found over the pile, all else within one story, so what lies beside a story
changes nothing in it and cost grows with the pile. The order is fixed: who is who, then the days of the reports, then
what hangs on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from synoptic.linking.actors import find_actors
from synoptic.linking.by_hand import not_in_one_story
from synoptic.linking.copies import CopyLinks, find_copies
from synoptic.linking.dating import date_reports
from synoptic.linking.events import find_events
from synoptic.linking.figures import find_series
from synoptic.linking.register import Register
from synoptic.linking.revising import name_speakers, revise
from synoptic.linking.statements import find_statements
from synoptic.linking.stories import StoryGroups, find_stories
from synoptic.linking.twins import find_twins, judgements_for_all, readings_for_all, story_for_all
from synoptic.model.corrections import Constraint
from synoptic.model.days import UNDATED, Basis, Dated
from synoptic.model.ids import stable_id
from synoptic.model.known import Known
from synoptic.model.links import Copy, Judgement, Links, StoryLink
from synoptic.model.readings import Reading
from synoptic.model.uncollected import uncollected
from synoptic.settings import Settings

__all__ = [
    "LinkedStory",
    "StoryLinker",
    "group_reports",
    "in_order_of_time",
    "link",
    "link_story",
    "without_own_words",
]

LinkedStory = tuple[StoryLink, tuple[Reading, ...], Mapping[str, Dated], tuple[Judgement, ...]]
"""A story with its links, its revised readings, the date of each report and the judgements."""
StoryLinker = Callable[..., LinkedStory]
"""Takes and gives what `link_story` does."""


def link(
    readings: Iterable[Reading],
    settings: Settings | None = None,
    constraints: Sequence[Constraint] = (),
    *,
    link_one: StoryLinker | None = None,
    known: Sequence[Known] = (),
) -> Links:
    """Link the readings of a pile: one reading an id; the order in which they come changes nothing.

    What persons have decided wins over what is found; `constraints` may come in any order. `link_one` stands in for
    `link_story` where stories that were linked before are kept; copies and stories themselves are told apart by text,
    day, passages and sentences alone. `known` are the names of a user's file, which decide who is who.
    """
    link_one = link_one or (partial(link_story, register=Register(known)) if known else link_story)
    given = sorted(readings, key=lambda r: r.id)
    own_words = {r.id: r.dated for r in given if r.dated.basis is Basis.INFERRED}
    ordered = without_own_words(given)
    words = in_order_of_time(constraints)
    copies, stories = group_reports(ordered, settings, words)
    by_id = {reading.id: reading for reading in ordered}
    origin_of = {report: group for group in copies.origins for report in group}
    copies_of: dict[str, list[Copy]] = {}
    for copy in copies.copies:
        copies_of.setdefault(copy.reports[0], []).append(copy)
    revised: dict[str, Reading] = {}
    dates: dict[str, Dated] = {}
    links: list[StoryLink] = []
    judgements: list[Judgement] = [*copies.judgements, *stories.judgements]
    for group in stories.groups:
        reports = sorted(group)
        inside = set(reports)
        origins = tuple(sorted({origin_of.get(r, (r,)) for r in reports}))
        story, told, found, judged = link_one(
            [by_id[r] for r in reports],
            [tuple(r for r in origin if r in inside) for origin in origins],
            [c for r in reports for c in copies_of.get(r, ()) if c.reports[1] in inside],
            {r: own_words[r] for r in reports if r in own_words},
            [w for w in words if w.a.start is not None and w.a.report in inside and w.b.report in inside],
        )
        links.append(story)
        revised.update({reading.id: reading for reading in told})
        dates.update(found)
        judgements += judged
    judgements += not_in_one_story(words, [story.reports for story in links])
    return Links(
        readings=tuple(revised.get(r.id, r) for r in ordered),
        copies=copies.copies,
        shared=copies.shared,
        stories=tuple(sorted(links, key=lambda s: s.reports)),
        judgements=tuple(sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.kind, j.id))),
        dates=tuple((r.id, dates.get(r.id, r.dated)) for r in ordered),
    )


def group_reports(
    readings: Iterable[Reading], settings: Settings | None = None, constraints: Sequence[Constraint] = ()
) -> tuple[CopyLinks, StoryGroups]:
    """Find copies, origins and stories, and nothing within the stories: what `link` begins with."""
    ordered = without_own_words(sorted(readings, key=lambda r: r.id))
    chosen, words = settings or Settings(), in_order_of_time(constraints)
    copies = find_copies(ordered, chosen, words)
    return copies, find_stories(ordered, copies, chosen, words)


def in_order_of_time(constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """Return what persons decided, the earliest first."""
    return tuple(sorted(constraints, key=lambda word: (word.at, word.id, word.by, word.verdict)))


def without_own_words(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Take away the wide intervals of the reports' own words: they are no days, to order stories or carry events."""
    return tuple(replace(r, dated=UNDATED) if r.dated.basis is Basis.INFERRED else r for r in readings)


@uncollected()
def link_story(
    readings: Sequence[Reading],
    origins: Sequence[tuple[str, ...]],
    copies: Sequence[Copy] = (),
    own_words: Mapping[str, Dated] = MappingProxyType({}),
    constraints: Sequence[Constraint] = (),
    register: Register | None = None,
) -> tuple[StoryLink, tuple[Reading, ...], Mapping[str, Dated], tuple[Judgement, ...]]:
    """Link the reports of one story, in order of id; `origins` partitions them, `copies` are those among them,
    `own_words` what undated ones tell of their own day, `constraints` what persons have decided of stretches in them,
    `register` the names that the user knows.

    Returns the story with its links, its revised readings, the date of each report and the judgements.
    """
    twins = find_twins(readings, frozenset(place.report for word in constraints for place in (word.a, word.b)))
    if len(twins) == len(readings):
        return _link_distinct(readings, origins, copies, own_words, constraints, register)
    parted = [tuple(r for r in origin if r in twins) for origin in origins]
    story, told, dates, judged = _link_distinct(
        [r for r in readings if r.id in twins],
        [origin for origin in parted if origin],
        [c for c in copies if c.reports[0] in twins and c.reports[1] in twins],
        own_words,
        constraints,
        register,
    )
    for_all = {twin: dated for report, dated in dates.items() for twin in twins[report]}
    revised = readings_for_all(told, readings, twins)
    return story_for_all(story, origins, twins), revised, for_all, judgements_for_all(judged, twins)


def _link_distinct(
    readings: Sequence[Reading],
    origins: Sequence[tuple[str, ...]],
    copies: Sequence[Copy],
    own_words: Mapping[str, Dated],
    constraints: Sequence[Constraint],
    register: Register | None,
) -> tuple[StoryLink, tuple[Reading, ...], Mapping[str, Dated], tuple[Judgement, ...]]:
    """Link the reports of a story of which no two are the same text of the same day."""
    cast = find_actors(readings, origins, constraints, register)
    dates = date_reports(readings, cast, copies, own_words)
    revised = revise(readings, cast, dates.dated, dates.days)
    origin_of = {report: number for number, group in enumerate(origins) for report in group}
    events = find_events(revised.readings, cast, origin_of, revised.choices, constraints)
    figures = find_series(revised.readings, cast, origin_of, constraints)
    told = name_speakers(revised.readings, cast, origin_of)
    statements = find_statements(told, cast, origin_of, constraints)
    reports = tuple(r.id for r in readings)
    story = StoryLink(
        id=_story_id(readings, dates.dated),
        reports=reports,
        origins=tuple(origins),
        actors=cast.links,
        events=events.links,
        series=figures.series,
        statements=statements.links,
    )
    judged = (*cast.judgements, *dates.judgements, *events.judgements, *figures.judgements, *statements.judgements)
    return story, told, dates.dated, judged


def _story_id(readings: Sequence[Reading], dated: Mapping[str, Dated]) -> str:
    """Name a story by its earliest dated report, so that later reports leave its id alone."""

    def order(reading: Reading) -> tuple[bool, str, str]:
        value = dated[reading.id].value
        return (value is None, value.first.isoformat() if value else "", reading.id)

    return stable_id("story", min(readings, key=order).id)
