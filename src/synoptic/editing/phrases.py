"""Which stretch of a sentence tells an event: its clause, without a long tail, or only the phrase that names it.

Decision to know: a line must tell what its date dates. Where a clause about one thing names another ("… ahead of the
talks on 10 May"), the line of the other is that phrase alone.
"""

from __future__ import annotations

import re

from synoptic.editing.clarity import clause_of, tells
from synoptic.editing.desk import Desk
from synoptic.model.accounts import TriggerSpan
from synoptic.model.links import Ref
from synoptic.model.spans import Span

LONG_CHARS = 160
"""A clause up to this long is taken whole."""
_MOST_WORDS_BEFORE = 8
_FEWEST_WORDS_LEFT_OUT = 4
_TAIL = re.compile(r", (?:which|who|whose|where|while|as|amid|after|although|though|despite)\b")
_LINK = re.compile(
    r"\b(?:of|after|before|following|during|since|despite|for|over|amid|to|from|about|on|in)[\s\xa0]+", re.IGNORECASE
)
_STOP = re.compile(r"[,;:–—(]|\b(?:which|who|that|as|while|and|but|after|before)\b")


def trigger_span(desk: Desk, ref: Ref) -> TriggerSpan:
    """Return where a mention's trigger stands."""
    event = desk.event(ref)
    return TriggerSpan(report=ref.report, start=event.start, end=event.end)


def without_tail(desk: Desk, ref: Ref) -> Span:
    """Return an event's clause without a long tail (", which is known as …") behind its trigger, day and people."""
    event, clause, text = desk.event(ref), clause_of(desk, ref), desk.reading(ref.report).text
    if len(clause) <= LONG_CHARS:
        return clause
    told = [event.end, *(p.end for p in event.participants if clause.holds(p))]
    if event.time is not None:
        told.append(desk.reading(ref.report).times[event.time].end)
    tail = _TAIL.search(text, max(end for end in told if end <= clause.end), clause.end)
    return Span(start=clause.start, end=tail.start()) if tail else clause


def phrase_of(desk: Desk, ref: Ref) -> Span | None:
    """Return the phrase of an event that is only named within a clause about something else, from behind the
    preposition to its day and people; None where the clause itself tells the event."""
    event, clause, text = desk.event(ref), clause_of(desk, ref), desk.reading(ref.report).text
    if event.time is None or tells(desk, ref):
        return None
    before = text[clause.start : event.start]
    links = [m for m in _LINK.finditer(before) if len(before[: m.start()].split()) >= _FEWEST_WORDS_LEFT_OUT]
    if not links:
        return None
    start = clause.start + links[-1].end()
    time = desk.reading(ref.report).times[event.time]
    if time.start < start or time.end > clause.end or len(text[start : event.start].split()) > _MOST_WORDS_BEFORE:
        return None
    told = [event.end, time.end, *(p.end for p in event.participants if start <= p.start and p.end <= clause.end)]
    stop = _STOP.search(text, max(told), clause.end)
    return Span(start=start, end=stop.start() if stop else clause.end)
