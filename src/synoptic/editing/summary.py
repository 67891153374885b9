"""The few lines on top: those that carry most origins and cover most of the matter, in order.

Decision to know: the summary is picked from the printed lines and never written. What is news comes before what is
recalled; a line that repeats one already picked is passed over; a contested figure and the best-founded position have
a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stems
from synoptic.editing.wording import word_clause
from synoptic.model.accounts import EventLine, FigureLine, PositionLine, SummaryLine
from synoptic.model.links import FigureState
from synoptic.model.spans import Evidence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A line that may be picked; `part` orders events, figures and positions, `day` the events among themselves."""

    text: str
    evidence: tuple[Evidence, ...]
    about: str
    reports: int
    origins: int
    weight: float
    part: int
    day: date
    sentence: tuple[str, int | None]


def make_summary(
    desk: Desk,
    *,
    events: Sequence[EventLine],
    figures: Sequence[FigureLine],
    positions: Sequence[PositionLine],
    limit: int,
) -> tuple[SummaryLine, ...]:
    """Pick at most `limit` lines: events by weight, then room for a contested figure and a position where there is
    any."""
    offers = [_of_event(desk, line) for line in events if not line.background]
    rivals = [_of_figure(desk, line) for line in figures if line.text]
    stands = [offer for line in positions if (offer := _of_position(desk, line)) is not None]
    by_weight = lambda offer: (-offer.weight, offer.about)  # noqa: E731
    offers.sort(key=by_weight)
    rivals.sort(key=by_weight)
    stands.sort(key=by_weight)
    picked: list[_Offer] = []
    kept = min(len(rivals), 1) + min(len(stands), 1) if limit >= 4 else 0
    _pick(picked, offers, limit - kept)
    if limit >= 4:
        _pick(picked, rivals, len(picked) + 1)
        _pick(picked, stands, len(picked) + 1)
    _pick(picked, sorted([*offers, *rivals, *stands], key=by_weight), limit)
    picked.sort(key=lambda offer: (offer.part, offer.day, offer.about))
    return tuple(
        SummaryLine(text=o.text, evidence=o.evidence, about=o.about, reports=o.reports, origins=o.origins)
        for o in picked
    )


def _pick(picked: list[_Offer], offers: Sequence[_Offer], limit: int) -> None:
    for offer in offers:
        if len(picked) >= limit:
            return
        if not any(_repeats(offer, other) for other in picked):
            picked.append(offer)


def _repeats(one: _Offer, other: _Offer) -> bool:
    if one.about == other.about or one.sentence == other.sentence:
        return True
    if one.day != other.day and date.max not in (one.day, other.day):
        return False
    mine, theirs = stems(one.text), stems(other.text)
    return bool(mine and theirs) and len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _sentence(desk: Desk, evidence: Sequence[Evidence]) -> tuple[str, int | None]:
    first = evidence[0]
    return first.report, desk.sheets[first.report].sentence_at(first.start)


def _of_event(desk: Desk, line: EventLine) -> _Offer:
    when = line.date or (line.candidates[0] if line.candidates else None)
    text, evidence = _with_sayer(desk, _with_day(desk, line), line.evidence)
    return _Offer(
        text=text,
        evidence=evidence,
        about=line.id,
        reports=line.reports,
        origins=line.origins,
        weight=line.weight,
        part=0,
        day=when.first if when else date.max,
        sentence=_sentence(desk, line.evidence),
    )


_ADDED = re.compile(r" ?\[[^\[\]]*\]")


def _with_day(desk: Desk, line: EventLine) -> str:
    """Complete a line's day: in the timeline it stands under its date, on top it stands alone."""
    first = line.evidence[0]
    worded = word_clause(desk, first.report, Span(start=first.start, end=first.end))
    if worded is None or _ADDED.sub("", worded.text) != _ADDED.sub("", line.what):
        return line.what
    return worded.text if all(added in worded.text for added in _ADDED.findall(line.what)) else line.what


def _of_figure(desk: Desk, line: FigureLine) -> _Offer:
    clash = any(a.state is FigureState.CONFLICTING for a in line.against)
    text, evidence = _with_sayer(desk, line.text, line.evidence) if line.claimed_by else (line.text, line.evidence)
    return _Offer(
        text=text,
        evidence=evidence,
        about=line.id,
        reports=line.reports,
        origins=line.origins,
        weight=3.0 * line.origins + (4.0 if clash else 0.0) + (1.0 if line.claimed_by else 0.0),
        part=1,
        day=date.max,
        sentence=_sentence(desk, line.evidence),
    )


def _with_sayer(desk: Desk, text: str, evidence: tuple[Evidence, ...]) -> tuple[str, tuple[Evidence, ...]]:
    """Widen a line that is somebody's word to the words that say whose: on top, alone, it would read as a fact."""
    first = evidence[0]
    place = Span(start=first.start, end=max(first.start + 1, first.end - 1))  # a full stop may stand behind it
    sheet = desk.sheets[first.report]
    whole = [a.extent for a in sheet.reading.attributions if a.extent is not None and a.extent.holds(place)]
    for extent in sorted(whole, key=len):
        worded = word_clause(desk, first.report, extent)
        if worded is not None and not worded.unclear:
            return worded.text, (*worded.evidence(sheet), *evidence[1:])
    return text, evidence


def _of_position(desk: Desk, line: PositionLine) -> _Offer | None:
    best = line.evidence[0]
    worded = word_clause(desk, best.report, Span(start=best.start, end=best.end))
    if worded is None or worded.unclear:
        return None
    return _Offer(
        text=worded.text,
        evidence=line.evidence,
        about=line.id,
        reports=line.reports,
        origins=line.origins,
        weight=3.0 * line.origins - (1.0 if line.says else 0.0),
        part=2,
        day=date.max,
        sentence=_sentence(desk, line.evidence),
    )
