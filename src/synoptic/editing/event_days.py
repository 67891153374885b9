"""Whether a time that stands near an event is its day: a limit, a deadline or the day of another clause is not.

Decision to know: linking dates events by the times that the reading gives them; here only the wording around the time
is judged, and a doubtful day is left out. Better a line without a day than one under a wrong day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from synoptic.editing.desk import Desk
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import Event, Reading, Status, Time

_LIMIT = (
    r"(?:since|until|till|up to|pending|before|ahead of|(?:no|not) later than|as of|as (?:soon|early) as)[\s\xa0]+"
    r"(?:(?:late|early|midnight|noon|the end|the close)[\s\xa0]+(?:on|of|in)?[\s\xa0]*|(?:late|early|the)[\s\xa0]+)?"
)
_BY = r"by[\s\xa0]+(?:(?:late|early|the end of|midnight on|noon on|the)[\s\xa0]+)?"
_AFTER_LIMIT = re.compile(rf"\b{_LIMIT}$", re.IGNORECASE)
_AFTER_BY = re.compile(rf"\b{_BY}$", re.IGNORECASE)
_IS_LIMIT = re.compile(_LIMIT, re.IGNORECASE)
_IS_BY = re.compile(_BY, re.IGNORECASE)
_ANY_NIGHT = re.compile(
    r"(?:(?:by|at|in|during|the|of)[\s\xa0]+)*(?:night|day|daylight|nighttime|daytime)", re.IGNORECASE
)
_OTHER_CLAUSE = re.compile(r"\b(?:which|who|whose|where|since|until|till|because|unless|if)\b", re.IGNORECASE)
_SAID_CLAUSE = re.compile(r"\bthat\b(?![\s\xa0]+(?:same|very|day|night|morning|evening|afternoon|week|month)\b)")
_ASIDE_ENDS = re.compile(r",[\s\xa0]*(?:(?:on|in|at|late|early)[\s\xa0]+)?$")
"""The comma before the time leads back to the main clause ("signed the treaty, which they keep, in 1987")."""
_NAMED_BY = re.compile(r"\w[\s\xa0]+of[\s\xa0]+(?:the[\s\xa0]+)?$", re.IGNORECASE)
"""The day of a thing named by it ("a breach of the Lorn Treaty of 1987") …"""
_OF_TIME = re.compile(
    r"\b(?:morning|evening|night|afternoon|hours?|end|close|beginning|start|middle|course|days?|weeks?|months?|summer|winter|"
    r"spring|autumn|fall|half|quarter|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)[\s\xa0]+of[\s\xa0]+(?:the[\s\xa0]+)?$"
)
"""… but "the morning of 3 May" is a time."""
_LOOK_BACK_CHARS = 40


def with_own_day(desk: Desk, link: EventLink, members: Sequence[Ref]) -> EventLink:
    """Return the event without its day where no mention gives that day as the event's own."""
    if link.when is None and not link.candidates:
        return link
    timed = [ref for ref in members if desk.event(ref).time is not None]
    if timed and not any(is_own_day(desk, ref) for ref in timed):
        return replace(link, when=None, candidates=())
    return link


def is_own_day(desk: Desk, ref: Ref) -> bool:
    """Tell whether the time of a mention is the day of its event, by the words around it."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    if event.time is None:
        return False
    time = reading.times[event.time]
    words, before = reading.quote(time), reading.text[max(0, time.start - _LOOK_BACK_CHARS) : time.start]
    if _ANY_NIGHT.fullmatch(words) or _AFTER_LIMIT.search(before) or _IS_LIMIT.match(words):
        return False
    if time.start > event.end and _NAMED_BY.search(before) and not _OF_TIME.search(before):
        return False
    if event.status is not Status.PLANNED and (_AFTER_BY.search(before) or _IS_BY.match(words)):
        return False
    return not _of_another_clause(reading, event, time)


def is_own_time(reading: Reading, from_place: int, time: Time) -> bool:
    """Tell whether a time can be the day of a saying that ends at a place: no limit, no habit, no other clause's."""
    words, before = reading.quote(time), reading.text[max(0, time.start - _LOOK_BACK_CHARS) : time.start]
    if _ANY_NIGHT.fullmatch(words) or _AFTER_LIMIT.search(before) or _AFTER_BY.search(before):
        return False
    between = reading.text[from_place : time.start] if from_place < time.start else ""
    return _OTHER_CLAUSE.search(between) is None


def _of_another_clause(reading: Reading, event: Event, time: Time) -> bool:
    """Tell whether a clause begins between the event and the time behind it ("gave the captain who fled on Monday")."""
    if time.start < event.end:
        return False
    between = reading.text[event.end : time.start]
    if _ASIDE_ENDS.search(between):
        return False
    if _OTHER_CLAUSE.search(between):
        return True
    return event.stance is not None and _SAID_CLAUSE.search(between) is not None
