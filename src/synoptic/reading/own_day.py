"""The days on which a report without a date can have been written, by its own words: an interval with its reasons.

Decision to know: every reason is a bound that stands on words of the report. Whoever is called by an office was in it;
what is told as past was over; what is still to come was ahead; and months told of one year lie, by count over dated
reports, no more than two years back. Bounds that leave no day, or no end, leave the report undated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synoptic.model.calendar import Direction
from synoptic.model.days import Basis, Dated, Precision, between
from synoptic.model.readings import PassageKind, Time, TimeType
from synoptic.reading.draft import Draft, Step
from synoptic.reading.offices import LAST_DAY, Called, find_known, find_offices
from synoptic.reading.times_tense import direction

_NEWS = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEADING})
_YEARS_AFTER = 2
"""How many years after the latest year of which it gives several months or days a report is written at the latest: 48
of 49 training texts of `docdate`. After a single month or day it is not a bound: five years hold 131 of 143 only."""
_WIDEST_DAYS = 3700
"""Ten years; a wider interval tells nobody anything."""
_BEFORE_PAST_YEAR = frozenset({"in", "since", "during", "from", "late", "early"})
_AFTER_YEAR = re.compile(
    r"(?! [^\W\d_])| (?:and|when|after|by|to|for|with|that|as|in|on|at|but|or|from|because|while|before|the|a|he|she|it"
    r"|they|we|was|were|had|has)\b"
)
_QUOTED_CHARS = 60
_LEAD_CHARS = 600
_OVERLAP = timedelta(days=30)
"""A term that ends so soon after the first day is one that the report looks back on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """A first or last day that the report can have, with the words that tell it."""

    day: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Explicit:
    """A time of the report that names its year, and how it is told."""

    time: Time
    first: date
    last: date
    fine: bool
    tense: Direction


def date_by_own_words(draft: Draft) -> Draft:
    """Give a report that states no day the interval that its own words leave; else leave it as it is."""
    reading = draft.reading
    if reading.dated.value is not None or reading.report.published:
        return draft
    explicit = _explicit_times(draft)
    called = [c for c in find_offices(reading.text) if not reading.passages or reading.kind_at(c.start) in _NEWS]
    found = _interval(draft, explicit, called)
    return draft.with_(dated=found) if found is not None else draft


def _explicit_times(draft: Draft) -> list[_Explicit]:
    """List the times of the news that name their year, with the tense of their clause."""
    reading = draft.reading
    found: list[_Explicit] = []
    for time in reading.times:
        when = time.when
        if time.rule is not None or when is None or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        if reading.passages and reading.kind_at(time.start) not in _NEWS:
            continue
        fine = when.precision in (Precision.DAY, Precision.MONTH)
        found.append(_Explicit(time=time, first=when.first, last=when.last, fine=fine, tense=_tense(draft, time)))
    return found


def _tense(draft: Draft, time: Time) -> Direction:
    tokens = draft.sentence_tokens(time.sentence or 0)
    at = [n for n, token in enumerate(tokens) if time.start <= token.start and token.end <= time.end]
    return direction(tokens, at[0], at[-1] + 1) if at else Direction.NEAREST


def _interval(draft: Draft, explicit: Sequence[_Explicit], called: Sequence[Called]) -> Dated | None:
    firsts = _past_bounds(draft, explicit)
    if (known := find_known(draft.reading.text)) is not None:
        why = f"holds “{_words(draft, known.start, known.end)}”, known since {known.first.isoformat()}"
        firsts.append(_Bound(day=known.first, why=why))
    firsts += _office_firsts(draft, called)
    if not firsts:
        return None
    first = max(firsts, key=lambda bound: bound.day)
    lasts = _office_lasts(draft, called, first.day) + _future_bounds(draft, explicit, first.day)
    lasts += _counted_bounds(draft, explicit, first.day)
    if not lasts:
        return None
    last = min(lasts, key=lambda bound: bound.day)
    if first.day > last.day or (last.day - first.day).days > _WIDEST_DAYS:
        return None
    why = first.why if first.why == last.why else f"{first.why}; {last.why}"
    return Dated(value=between(first.day, last.day), basis=Basis.INFERRED, why=why)


def _words(draft: Draft, start: int, end: int) -> str:
    return " ".join(draft.reading.text[start : min(end, start + _QUOTED_CHARS)].split())


def _past_bounds(draft: Draft, explicit: Sequence[_Explicit]) -> list[_Bound]:
    """A time told as past was over, or had begun: the report is not older than its first day."""
    text = draft.reading.text
    found: list[_Bound] = []
    for one in explicit:
        if one.tense is not Direction.PAST:
            continue
        if not one.fine and not _is_plain_year(text, one.time):
            continue
        found.append(_Bound(day=one.first, why=f"tells “{_words(draft, one.time.start, one.time.end)}” as past"))
    return found


def _is_plain_year(text: str, time: Time) -> bool:
    """Tell "in 2015" from "the 2016 race" and "reelection in 2018 looms": a bare year after a preposition."""
    before = text[max(0, time.start - 12) : time.start].lower().split()
    return bool(before) and before[-1] in _BEFORE_PAST_YEAR and _AFTER_YEAR.match(text, time.end) is not None


def _future_bounds(draft: Draft, explicit: Sequence[_Explicit], first: date) -> list[_Bound]:
    return [
        _Bound(day=one.last, why=f"tells “{_words(draft, one.time.start, one.time.end)}” as still to come")
        for one in explicit
        if one.tense is Direction.FUTURE and one.fine and one.first > first
    ]


def _counted_bounds(draft: Draft, explicit: Sequence[_Explicit], first: date) -> list[_Bound]:
    """The latest year of which months or days are given bounds the report, by count over dated reports."""
    fine = [one for one in explicit if one.fine and one.tense is not Direction.FUTURE]
    if not fine:
        return []
    latest = max(one.first.year for one in fine)
    times = len({(one.first, one.last) for one in fine if one.first.year == latest})
    if latest < first.year or times < 2:
        return []
    last = date(min(latest + _YEARS_AFTER, 9999), 12, 31)
    why = f"several days or months of {latest}, and of no later year, are told as past: by count of dated reports"
    return [_Bound(day=last, why=f"{why} it was written by the end of {last.year}")]


def _office_firsts(draft: Draft, called: Sequence[Called]) -> list[_Bound]:
    """Nobody is called by an office before holding it; but of a candidate one mention may be a thought ahead."""
    starts = sorted({c.terms[0].first for c in called})
    while starts:
        first = starts.pop()
        holding = [c for c in called if c.terms[0].first == first]
        names = {c.name for c in holding}
        running = any(c.name in names and c.terms[-1].last < first + _OVERLAP for c in called)
        if len(holding) > 1 or not running:
            return [_Bound(day=first, why=_called(draft, holding[0], first))]
    return []


def _office_lasts(draft: Draft, called: Sequence[Called], first: date) -> list[_Bound]:
    """Offices that ended before the first day are history; the others bound the report by the end of the term.

    Of several terms under one name the last is taken that began before every other office of the report ended.
    """
    found: list[_Bound] = []
    last = LAST_DAY
    dated = bool(called) and first > max(c.terms[0].first for c in called)
    for one in sorted(called, key=lambda c: (len(c.terms), c.start)):
        ends = [term.last for term in one.terms if term.last >= first + _OVERLAP and term.first <= last]
        if dated and not _is_current(one, called):
            continue
        if ends and ends[-1] < LAST_DAY:
            found.append(_Bound(day=ends[-1], why=_called(draft, one, first)))
            last = min(last, ends[-1])
    return found


def _is_current(one: Called, called: Sequence[Called]) -> bool:
    """Tell whether an office is spoken of in the lead, or twice: else a report that tells a later day may look back."""
    return one.start < _LEAD_CHARS or sum(other.terms == one.terms for other in called) > 1


def _called(draft: Draft, one: Called, first: date) -> str:
    terms = [term for term in one.terms if term.last >= first] or list(one.terms)
    shown = " and ".join(
        f"from {t.first.isoformat()}" + (f" to {t.last.isoformat()}" if t.last < LAST_DAY else " on") for t in terms
    )
    return f"speaks of “{_words(draft, one.start, one.end)}”: that is {shown}"


OWN_DAY = Step(name="own day", needs=("passages", "sentences", "times"), gives=("dated",), run=date_by_own_words)
