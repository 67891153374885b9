"""Readings revised by what the pile shows: the report's day, its times and events, the types of its names, its
speakers.

Decision to know: a reading is never changed, a revised one stands beside it. A time on which the candidate days of
the report do not agree keeps all of them as an interval; where they are a few single days, these are the event's
candidates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from synoptic.linking.actors import Cast
from synoptic.linking.wording import words
from synoptic.model.days import Basis, Dated, Interval, between
from synoptic.model.readings import Attribution, Event, Mention, NameType, Reading, Time
from synoptic.model.redate import resolve_times

_MOST_CANDIDATES = 5
_WIDEST_DAYS = 31
"""A time that the candidate days put on different days keeps all of them as an interval, unless that is wider."""
_SAME_WORDS = 6
_FROM_COPY = "copy"

Choices = Mapping[tuple[str, int], tuple[Interval, ...]]
"""(report, index of a time) to the few single days that it can be, where the report's own day leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """The revised readings of a story, in order of report id, and the times that stay one of a few days."""

    readings: tuple[Reading, ...]
    choices: Choices


def revise(
    readings: Sequence[Reading], cast: Cast, dated: Mapping[str, Dated], days: Mapping[str, tuple[date, ...]]
) -> Revised:
    """Revise the readings of a story; `days` lists the candidate days of the reports whose day was worked out."""
    voted = _voted_types(cast)
    revised: list[Reading] = []
    choices: dict[tuple[str, int], tuple[Interval, ...]] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        reading = _retyped(reading, voted)
        date_of = dated.get(reading.id, reading.dated)
        if date_of.basis is Basis.INFERRED and reading.id in days:
            reading, open_times = _redated(replace(reading, dated=date_of), days[reading.id])
            choices.update({(reading.id, index): found for index, found in open_times.items()})
        elif date_of is not reading.dated:
            reading = replace(reading, dated=date_of)
        revised.append(reading)
    return Revised(readings=tuple(revised), choices=choices)


def name_speakers(readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int]) -> tuple[Reading, ...]:
    """Give a remark without a speaker the speaker that a copy of the report names for the same words."""
    known: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for reading in readings:
        report, origin = reading.id, origin_of.get(reading.id, -1)
        for attribution in reading.attributions:
            link = cast.link_of(report, attribution.entity)
            if link and not attribution.anonymous:
                known.setdefault((origin, _said(reading, attribution)), set()).add(link)
    links = {link.id: link for link in cast.links}
    named: list[Reading] = []
    for reading in readings:
        attributions = list(reading.attributions)
        for n, attribution in enumerate(attributions):
            if attribution.speaker is not None:
                continue
            said = _said(reading, attribution)
            speakers = known.get((origin_of.get(reading.id, -1), said), set())
            if len(said) < _SAME_WORDS or len(speakers) != 1:
                continue
            link_found = links[next(iter(speakers))]
            local = next((entity for report, entity in link_found.members if report == reading.id), None)
            attributions[n] = replace(attribution, speaker=link_found.name, entity=local, resolved=_FROM_COPY)
        changed = tuple(attributions)
        named.append(reading if changed == reading.attributions else replace(reading, attributions=changed))
    return tuple(named)


def _said(reading: Reading, attribution: Attribution) -> tuple[str, ...]:
    content = words(" ".join([reading.quote(s) for s in attribution.content]))
    return tuple([w for w in content if w != "that"])


def _redated(reading: Reading, days: Sequence[date]) -> tuple[Reading, dict[int, tuple[Interval, ...]]]:
    versions = [resolve_times(reading.times, day) for day in days]
    times: list[Time] = []
    choices: dict[int, tuple[Interval, ...]] = {}
    for index, time in enumerate(reading.times):
        found = [version[index] for version in versions]
        meant = {f.when for f in found}
        if len(meant) == 1:
            times.append(found[0] if len({f.value for f in found}) == 1 else replace(time, when=found[0].when))
            continue
        known = sorted({w for w in meant if w is not None}, key=lambda w: (w.first, w.last))
        if None in meant:
            times.append(time)
            continue
        if len(known) <= _MOST_CANDIDATES and all(w.width_days == 1 for w in known):
            choices[index] = tuple(known)
        around = between(known[0].first, max(w.last for w in known))
        times.append(replace(time, when=around) if around.width_days <= _WIDEST_DAYS else time)
    events = tuple(_event(event, times) for event in reading.events)
    return replace(reading, times=tuple(times), events=events), choices


def _event(event: Event, times: Sequence[Time]) -> Event:
    if event.when is None and event.time is not None and times[event.time].when is not None:
        return replace(event, when=times[event.time].when)
    return event


def _voted_types(cast: Cast) -> Mapping[tuple[str, str], NameType]:
    """Return the story's type for every named actor; a people's word keeps its own beside its country."""
    return {m: link.type for link in cast.links if not link.anonymous for m in link.members}


def _retyped(reading: Reading, voted: Mapping[tuple[str, str], NameType]) -> Reading:
    report = reading.id
    new = {
        a.id: kind
        for a in reading.actors
        if (kind := voted.get((report, a.id), a.type)) is not a.type and NameType.NORP not in (a.type, kind)
    }
    if not new:
        return reading
    actors = tuple([replace(a, type=new[a.id]) if a.id in new else a for a in reading.actors])
    entities = tuple([_with_type(m, new[m.entity]) if m.entity in new else m for m in reading.entities])
    return replace(reading, actors=actors, entities=entities)


def _with_type(mention: Mention, kind: NameType) -> Mention:
    """Return the mention with another type (`replace` takes five times as long)."""
    return Mention(start=mention.start, end=mention.end, type=kind, entity=mention.entity)
