"""Which stretch of a sentence tells an event: its clause, without a long tail.

Decision to know: a line must tell what its date dates. Where a clause about one thing names another ("… ahead of the
talks on 10 May"), that mention makes no line of the other.
"""

from __future__ import annotations

import re

from synoptic.editing.clarity import clause_of, is_carried, tells
from synoptic.editing.desk import Desk
from synoptic.editing.event_days import names_thing
from synoptic.model.accounts import TriggerSpan
from synoptic.model.links import Ref
from synoptic.model.readings import Event, Time
from synoptic.model.spans import Span

LONG_CHARS = 160
"""A clause up to this long is taken whole."""
_MOST_WORDS_BEFORE = 8
_FEWEST_WORDS_LEFT_OUT = 4
_TAIL = re.compile(r", (?:which|who|whose|where|while|as|amid|after|although|though|despite)\b")
_LINK = re.compile(
    r"\b(?:of|after|before|following|during|since|despite|for|over|amid|to|from|about|on|in)[\s\xa0]+", re.IGNORECASE
)


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


def is_only_named(desk: Desk, ref: Ref) -> bool:
    """Tell whether an event with a day is only named, with that day, within a clause about something else ("… ahead of
    the talks on 10 May"): the phrase is no line and the clause tells another thing."""
    event, clause, text = desk.event(ref), clause_of(desk, ref), desk.reading(ref.report).text
    if event.time is None:
        return False
    time = desk.reading(ref.report).times[event.time]
    if _named_by_day(text, time, event) and not is_carried(text, clause, event):
        return len(text[clause.start : time.start].split()) >= _FEWEST_WORDS_LEFT_OUT
    if tells(desk, ref):
        return False
    before = text[clause.start : event.start]
    links = [m for m in _LINK.finditer(before) if len(before[: m.start()].split()) >= _FEWEST_WORDS_LEFT_OUT]
    if not links:
        return False
    start = clause.start + links[-1].end()
    return (
        time.start >= start and time.end <= clause.end and len(text[start : event.start].split()) <= _MOST_WORDS_BEFORE
    )


_TO_NOUN = re.compile(r"[\s\xa0]+(?:[\w.’'-]+[\s\xa0]+){0,3}")


def _named_by_day(text: str, time: Time, event: Event) -> bool:
    """Tell whether the trigger is the noun that a day before it goes with ("the 2012 harbour attacks")."""
    if time.end > event.start or text[event.start : event.end].endswith("ed"):
        return False
    return _TO_NOUN.fullmatch(text, time.end, event.start) is not None and names_thing(text, time)
