"""Stories: which reports tell of one unfolding matter.

Decision to know: copies stand together from the start and count once; then groups grow by the likeness of their
terms beside how well each holds together, damped by the days between them where both are dated (`story_growth`).
Everything is measured against a fixed background and every tie is broken by id, so neither the order of the reports
nor an unrelated pile beside changes a story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from synoptic.linking.copies import CopyLinks
from synoptic.linking.laid_terms import LaidTerms
from synoptic.linking.shelves import Spread, blocks, ids_of, in_order
from synoptic.linking.story_cores import grow_cores
from synoptic.linking.story_growth import NEAR_MISS, Growth
from synoptic.linking.story_reasons import Days, days_between, judge_pair
from synoptic.linking.story_ties import Daylist, Ties, find_ties
from synoptic.linking.terms import Terms, find_terms
from synoptic.linking.verdicts import Sides, Verdicts, group_by_hand, settle
from synoptic.model.corrections import Constraint
from synoptic.model.days import Interval, parse_interval
from synoptic.model.links import Judgement, JudgementKind, Verdict
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.uncollected import uncollected
from synoptic.settings import Settings

_UNSURE = 0.92
_OTHER_LANGUAGE_NAMES, _OTHER_LANGUAGE_DAYS, _OTHER_LANGUAGE_ALIKE = 3, 7, 0.35
_MOST_NEAR_MISSES = 3
_WIDEST_DAYS = 31
_BLOCK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroups:
    """The stories as groups of report ids (a partition), and the judgements on pairs that spoke for them or nearly."""

    groups: tuple[tuple[str, ...], ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brief:
    """What is kept of a report while origins choose who leads them: whether it was read, how long its body is, and the
    days that it states."""

    read: bool
    size: int
    stated: tuple[Interval, ...]


def find_stories(
    readings: Sequence[Reading], copy_links: CopyLinks, settings: Settings, constraints: Sequence[Constraint] = ()
) -> StoryGroups:
    """Group the reports into stories; every report is in exactly one. The word of a person wins."""
    groups, judgements = tell_stories(readings, copy_links.origins, settings, constraints)
    return StoryGroups(groups=groups, judgements=tuple(judgements))


@uncollected()
def tell_stories(
    readings: Sequence[Reading],
    copy_origins: Iterable[tuple[str, ...]],
    settings: Settings,
    constraints: Sequence[Constraint] = (),
    spread: Spread = map,
    terms_of: Callable[[Sequence[int]], Iterable[Terms]] | None = None,
) -> tuple[tuple[tuple[str, ...], ...], Iterator[Judgement]]:
    """Group the reports, of which some have one origin, into stories, and give the judgements as they are made.

    `terms_of` gives the terms of readings, by their numbers in order of id, where they were found before.
    """
    ordered = in_order(readings)
    ids = ids_of(ordered)
    verdicts = settle(constraints, JudgementKind.STORY, set(ids))
    named = [tuple(sorted(group)) for group in copy_origins]
    if verdicts.judgements:
        named = _part_by_hand(named, verdicts)
    place = {name: n for n, name in enumerate(ids)}
    origins = [tuple(place[name] for name in group) for group in sorted(named)]
    briefs = list(_briefs_of(ordered, spread))
    leads = [min(group, key=lambda n: (not briefs[n].read, -briefs[n].size, n)) for group in origins]
    laid = LaidTerms(terms_of(leads)) if terms_of else _lay_all(ordered, leads, spread)
    stated = [[when for n in group for when in briefs[n].stated] for group in origins]
    number = {ids[report]: n for n, group in enumerate(origins) for report in group}
    sides = Sides((number[a], number[b]) for a, b in verdicts.apart)
    for a, b in verdicts.same:
        sides.join(number[a], number[b])
    days = [_days(known) for known in stated]
    daylists, window_days = [_daylist(known) for known in stated], settings.story_window_days
    ties = find_ties(laid, daylists, window_days, spread)
    ties = _part_languages(ties, [briefs[lead].read for lead in leads], laid, days)
    spoken = {number[name] for pair in (*verdicts.same, *verdicts.apart) for name in pair}
    cores = grow_cores(laid, daylists, window_days, ties, spoken, spread)
    growth = Growth(laid, daylists, window_days, ties, cores.groups, sides)
    growth.joined.extend(cores.joined)
    growth.grow()
    groups = tuple(sorted(tuple(sorted(ids[r] for n in g for r in origins[n])) for g in growth.groups_by_hand()))
    found = verdicts.over(_judgements(growth, ordered, leads, laid, days, spread))
    return groups, found


def _briefs_of(readings: Sequence[Reading], spread: Spread) -> Iterator[_Brief]:
    for part in spread(_find_briefs, ((readings, block) for block in blocks(range(len(readings)), _BLOCK))):
        yield from part


def _find_briefs(block: tuple[Sequence[Reading], Sequence[int]]) -> list[_Brief]:
    readings, numbers = block
    found = (readings[number] for number in numbers)
    return [_Brief(read=r.read, size=_body_size(r), stated=tuple(_stated(r))) for r in found]


def _lay_all(readings: Sequence[Reading], leads: Sequence[int], spread: Spread) -> LaidTerms:
    return LaidTerms.together(spread(_lay_terms, ((readings, block) for block in blocks(leads, _BLOCK))))


def _lay_terms(block: tuple[Sequence[Reading], Sequence[int]]) -> LaidTerms:
    readings, numbers = block
    return LaidTerms(find_terms(readings[number]) for number in numbers)


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


def _days(known: Sequence[Interval]) -> Days:
    """Return the first and last of the stated days; None where there is none."""
    return (min(w.first for w in known), max(w.last for w in known)) if known else (None, None)


def _stated(reading: Reading) -> Iterator[Interval]:
    """Yield the days that a report states, where they are known to a month or better."""
    published = reading.report.published
    when = reading.dated.value or (parse_interval(published) if published else None)
    if when is not None and when.width_days <= _WIDEST_DAYS:
        yield when


def _daylist(known: Sequence[Interval]) -> Daylist:
    spans = [(w.first.toordinal(), w.last.toordinal()) for w in known]
    return tuple(sorted({day for first, last in spans for day in range(first, last + 1)}))


def _body_size(reading: Reading) -> int:
    return sum(len(p) for p in reading.passages if p.kind is PassageKind.BODY) or len(reading.text)


def _part_languages(ties: Ties, read: Sequence[bool], laid: LaidTerms, days: Sequence[Days]) -> Ties:
    """Untie reports that were not read from others, unless they share several names and days."""
    were = np.asarray(read, np.bool_)
    kept = were[ties.first] & were[ties.second]
    for place in np.flatnonzero(~kept).tolist():
        a, b, likeness = (part[place] for part in ties)
        gap = days_between(days[a], days[b])
        near = gap is not None and gap <= _OTHER_LANGUAGE_DAYS
        alike = likeness >= _OTHER_LANGUAGE_ALIKE
        kept[place] = near and alike and len(laid.names(a) & laid.names(b)) >= _OTHER_LANGUAGE_NAMES
    return ties.only(np.flatnonzero(kept))


_Saying = tuple[tuple[int, int], tuple[Terms, Terms], tuple[Days, Days], Verdict, float]
"""Two reports by number, what is known of them, and what was decided how strongly."""


def _judgements(
    growth: Growth,
    readings: Sequence[Reading],
    leads: Sequence[int],
    laid: LaidTerms,
    days: Sequence[Days],
    spread: Spread,
) -> Iterator[Judgement]:
    """Say for every joining which two reports spoke for it, and for every story which others came near."""
    found: dict[tuple[int, int], tuple[Verdict, float]] = {pair: (Verdict.SAME, score) for score, pair in growth.joined}
    for a, group in sorted(growth.groups.items()):
        near = [(growth.score(a, b), b) for b in group.ties]
        for score, b in sorted(near, key=lambda item: (-item[0], item[1]))[:_MOST_NEAR_MISSES]:
            pair = group.ties[b].pair
            if score >= NEAR_MISS and pair[0] >= 0 and pair not in found:
                found[pair] = (Verdict.UNSURE if score >= _UNSURE else Verdict.DIFFERENT, score)
    pairs = sorted(found, key=lambda pair: tuple(sorted(leads[n] for n in pair)))

    def said(pair: tuple[int, int]) -> _Saying:
        a, b = sorted(pair, key=lambda n: leads[n])
        return (leads[a], leads[b]), (laid.terms(a), laid.terms(b)), (days[a], days[b]), *found[pair]

    parts = ((readings, [said(pair) for pair in block]) for block in blocks(pairs, _BLOCK))
    return (judgement for part in spread(_judge, parts) for judgement in part)


def _judge(block: tuple[Sequence[Reading], Sequence[_Saying]]) -> list[Judgement]:
    readings, said = block
    return [
        judge_pair((readings[a], readings[b]), terms, days, verdict, score)
        for (a, b), terms, days, verdict, score in said
    ]
