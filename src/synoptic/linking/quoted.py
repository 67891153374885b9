"""Days of remarks by the reports that quote them: a report of 2 October that quotes a remark bounds the remark's day.

Decision to know: a remark is fresh. The weekday on which an undated report puts it is taken for the last such day
before the earliest dated report with the same words, and only where that is at most two days back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synoptic.linking.actors import Cast
from synoptic.linking.hints import Hint, day_name
from synoptic.linking.told import Calendar, Kind, Meaning, Told, is_weekday
from synoptic.linking.wording import words
from synoptic.model.calendar import Direction
from synoptic.model.links import Reason, ReasonCode
from synoptic.model.readings import QuoteKind, Reading

_RUN_WORDS = 6
_LEAST_WORDS = 4
"""A quotation of four or five words counts only whole."""
_FRESH_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A dated report that quotes words, and whom it gives as the speaker ("" where that is not known)."""

    day: date
    report: str
    speaker: str


def quotations_of(
    readings: Sequence[Reading], cast: Cast, own_days: Mapping[str, date]
) -> dict[tuple[str, ...], list[Quoted]]:
    """Index the quotations of the dated reports by their runs of six words, the earliest report first."""
    index: dict[tuple[str, ...], list[Quoted]] = {}
    for reading in sorted((r for r in readings if r.id in own_days), key=lambda r: (own_days[r.id], r.id)):
        for attribution in reading.attributions:
            if attribution.quote is QuoteKind.INDIRECT or attribution.time is not None:
                continue  # a remark with a time of its own is compared by that time
            content = words(" ".join(reading.quote(span) for span in attribution.content))
            speaker = cast.link_of(reading.id, attribution.entity) or ""
            found = Quoted(day=own_days[reading.id], report=reading.id, speaker=speaker)
            for run in _runs(content):
                index.setdefault(run, []).append(found)
    return index


def _runs(content: Sequence[str]) -> list[tuple[str, ...]]:
    if len(content) < _RUN_WORDS:
        return [tuple(content)] if len(content) >= _LEAST_WORDS else []
    return [tuple(content[n : n + _RUN_WORDS]) for n in range(len(content) - _RUN_WORDS + 1)]


def quotation_hints(
    reading: Reading, told: Sequence[Told], quotations: Mapping[tuple[str, ...], Sequence[Quoted]], calendar: Calendar
) -> Iterator[Hint]:
    """Yield a hint for every remark that an undated report puts on a past weekday and a dated one quotes."""
    for one in told:
        rule = one.rule
        if one.kind is not Kind.REMARK or not one.quoted or rule is None:
            continue
        if not is_weekday(rule) or rule.direction is not Direction.PAST:
            continue
        held = [q for run in _runs(one.wording) for q in quotations.get(run, ())]
        held = [q for q in held if not q.speaker or not one.who or q.speaker in one.who]
        if not held:
            continue
        first = min(held, key=lambda q: (q.day, q.report))
        back = (first.day.weekday() - (rule.weekday or 0)) % 7
        if back > _FRESH_DAYS:
            continue
        said = first.day - timedelta(days=back)

        meaning = one.meaning(calendar)

        def allows(day: date, meaning: Meaning = meaning, said: date = said) -> bool:
            meant = meaning(day)
            return meant is not None and meant.first == said

        text = (
            f"“{reading.quote(one.time)}” is {day_name(said)}: {first.report}, of {day_name(first.day)}, "
            "quotes the same words"
        )
        evidence = (reading.evidence(one.place),)
        yield Hint(allows=allows, reason=Reason(code=ReasonCode.SHARED_QUOTATION, text=text, evidence=evidence))
