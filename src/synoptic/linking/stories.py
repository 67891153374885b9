"""Stories: which reports tell of one unfolding matter.

Decision to know: copies stand together from the start and count once; then groups grow by the likeness of their
terms beside how well each holds together, damped by the days between them where both are dated (`story_growth`).
Everything is measured against a fixed background and every tie is broken by id, so neither the order of the reports
nor an unrelated pile beside changes a story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.linking.copies import CopyLinks
from synoptic.linking.story_growth import NEAR_MISS, Daylist, Growth
from synoptic.linking.story_reasons import Days, days_between, judge_pair
from synoptic.linking.terms import Terms, find_terms
from synoptic.linking.verdicts import Sides, Verdicts, group_by_hand, settle
from synoptic.model.corrections import Constraint
from synoptic.model.days import Interval, parse_interval
from synoptic.model.links import Judgement, JudgementKind, Verdict
from synoptic.model.readings import PassageKind, Reading
from synoptic.settings import Settings

_UNSURE = 0.92
_OTHER_LANGUAGE_NAMES, _OTHER_LANGUAGE_DAYS, _OTHER_LANGUAGE_ALIKE = 3, 7, 0.35
_MOST_NEAR_MISSES = 3
_WIDEST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroups:
    """The stories as groups of report ids (a partition), and the judgements on pairs that spoke for them or nearly."""

    groups: tuple[tuple[str, ...], ...] = ()
    judgements: tuple[Judgement, ...] = ()


def find_stories(
    readings: tuple[Reading, ...], copy_links: CopyLinks, settings: Settings, constraints: Sequence[Constraint] = ()
) -> StoryGroups:
    """Group the reports into stories; every report is in exactly one. The word of a person wins."""
    by_id = {reading.id: reading for reading in readings}
    verdicts = settle(constraints, JudgementKind.STORY, by_id.keys())
    named = [tuple(sorted(group)) for group in copy_links.origins]
    if verdicts.judgements:
        named = _part_by_hand(named, verdicts)
    origins = [tuple(by_id[name] for name in group) for group in sorted(named)]
    leads = [min(group, key=lambda r: (not r.read, -_body_size(r), r.id)) for group in origins]
    terms = [find_terms(lead) for lead in leads]
    days = [days_of(group) for group in origins]
    number = {reading.id: n for n, group in enumerate(origins) for reading in group}
    sides = Sides((number[a], number[b]) for a, b in verdicts.apart)
    for a, b in verdicts.same:
        sides.join(number[a], number[b])
    growth = Growth(terms, [_daylist(group) for group in origins], settings.story_window_days, sides)
    _part_languages(growth, leads, terms, days)
    growth.grow()
    groups = tuple(sorted(tuple(sorted(r.id for n in g for r in origins[n])) for g in growth.groups_by_hand()))
    return StoryGroups(groups=groups, judgements=verdicts.over(_judgements(growth, leads, terms, days)))


def _part_by_hand(origins: Sequence[tuple[str, ...]], verdicts: Verdicts) -> list[tuple[str, ...]]:
    """Part the origins that hold reports of which a person says that they are different stories."""
    links = {(group[0], other): 1.0 for group in origins for other in group[1:]}
    whole = group_by_hand((r for group in origins for r in group), links, verdicts)
    side = {report: n for n, group in enumerate(whole) for report in group}
    parts: dict[tuple[int, int], list[str]] = {}
    for n, group in enumerate(origins):
        for report in group:
            parts.setdefault((n, side[report]), []).append(report)
    return [tuple(part) for part in parts.values()]


def days_of(readings: Sequence[Reading]) -> Days:
    """Return the first and last stated day of the reports; None where none is dated to a month or better."""
    known = _stated(readings)
    return (min(w.first for w in known), max(w.last for w in known)) if known else (None, None)


def _stated(readings: Sequence[Reading]) -> list[Interval]:
    told = [r.dated.value or (parse_interval(r.report.published) if r.report.published else None) for r in readings]
    return [when for when in told if when is not None and when.width_days <= _WIDEST_DAYS]


def _daylist(readings: Sequence[Reading]) -> Daylist:
    spans = [(w.first.toordinal(), w.last.toordinal()) for w in _stated(readings)]
    return tuple(sorted({day for first, last in spans for day in range(first, last + 1)}))


def _body_size(reading: Reading) -> int:
    return sum(len(p) for p in reading.passages if p.kind is PassageKind.BODY) or len(reading.text)


def _part_languages(growth: Growth, leads: Sequence[Reading], terms: Sequence[Terms], days: Sequence[Days]) -> None:
    """Untie reports that were not read from others, unless they share several names and days."""
    for n, lead in enumerate(leads):
        if lead.read:
            continue
        for other, tie in sorted(growth.groups[n].ties.items()):
            shared = terms[n].names & terms[other].names
            gap = days_between(days[n], days[other])
            far = gap is None or gap > _OTHER_LANGUAGE_DAYS
            if far or len(shared) < _OTHER_LANGUAGE_NAMES or tie.likeness < _OTHER_LANGUAGE_ALIKE:
                del growth.groups[n].ties[other], growth.groups[other].ties[n]


def _judgements(
    growth: Growth, leads: Sequence[Reading], terms: Sequence[Terms], days: Sequence[Days]
) -> tuple[Judgement, ...]:
    """Say for every joining which two reports spoke for it, and for every story which others came near."""
    found: dict[tuple[int, int], tuple[Verdict, float]] = {pair: (Verdict.SAME, score) for score, pair in growth.joined}
    for a, group in sorted(growth.groups.items()):
        near = [(growth.score(a, b), b) for b in group.ties]
        for score, b in sorted(near, key=lambda item: (-item[0], item[1]))[:_MOST_NEAR_MISSES]:
            pair = group.ties[b].pair
            if score >= NEAR_MISS and pair[0] >= 0 and pair not in found:
                found[pair] = (Verdict.UNSURE if score >= _UNSURE else Verdict.DIFFERENT, score)
    judgements = []
    for pair, (verdict, score) in found.items():
        a, b = sorted(pair, key=lambda n: leads[n].id)
        judgements.append(judge_pair((leads[a], leads[b]), (terms[a], terms[b]), (days[a], days[b]), verdict, score))
    return tuple(sorted(judgements, key=lambda j: (j.a, j.b)))
