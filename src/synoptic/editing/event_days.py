"""Whether a time that stands near an event is its day: a limit, a deadline or the day of another clause is not.

Decision to know: linking dates events by the times that the reading gives them; here only the wording around the time
is judged, and a doubtful day is left out. Better a line without a day than one under a wrong day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from synoptic.editing.desk import Desk
from synoptic.lexicon import load_words
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import Event, Reading, Status, Time, TimeType

_LIMIT = (
    r"(?:since|until|till|up to|(?:dat|go|stretch|reach)(?:es?|ed|ing)?[\s\xa0]+back[\s\xa0]+to|"
    r"pending|before|prior to|ahead of|(?:no|not) later than|as of|as (?:soon|early) as)"
    r"[\s\xa0]+"
    r"(?:(?:late|early|midnight|noon|the end|the close)[\s\xa0]+(?:on|of|in)?[\s\xa0]*|(?:late|early|the)[\s\xa0]+)?"
)
_ASIDE_OF = r"(?:prior to|ahead of|leading up to|(?:run|lead)-?up to|in advance of|before)[\s\xa0]+"
_AFTER_ASIDE = re.compile(
    rf"\b{_ASIDE_OF}(?:the|an?|his|her|its|their)[\s\xa0]+(?:[a-z-]+[\s\xa0]+){{0,2}}$", re.IGNORECASE
)
"""The day of what something is told to be before or after ("in the months prior to the 3 May election, he vowed")."""
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
_JUST_BEFORE = re.compile(
    r"\b(?:(?:shortly|just|soon|minutes|hours|moments|seconds)[\s\xa0]+before[\s\xa0]+\S"
    r"|before[\s\xa0]+(?:dawn|daybreak|sunrise)\b)[^,.;]*$",
    re.IGNORECASE,
)
"""An hour of the day itself, and no limit: "shortly before midnight on Thursday"."""
_NAMED_BY = re.compile(r"\w[\s\xa0]+of[\s\xa0]+(?:the[\s\xa0]+)?$", re.IGNORECASE)
"""The day of a thing named by it ("a breach of the Lorn Treaty of 1987") …"""
_OF_TIME = re.compile(
    r"\b(?:morning|evening|night|afternoon|hours?|end|close|beginning|start|middle|course|days?|weeks?|months?|summer|winter|"
    r"spring|autumn|fall|half|quarter|January|February|March|April|May|June|July|August|September|October|November|"
    r"December)[\s\xa0]+of[\s\xa0]+(?:the[\s\xa0]+)?$"
)
"""… but "the morning of 3 May" is a time."""
_OPENING = re.compile(r"“|(?<![^\s\xa0(])\"(?=\w)")
_CLOSING = re.compile(r"”|(?<=[\w.,!?])\"")
_LOOK_BACK_CHARS = 40
_DETERMINER = (
    r"(?:\b(?P<at>in|at|during|on)[\s\xa0]+)?"
    r"\b(?:(?:the|an?|his|her|its|their|our|this|that|any|another)|[\w.]+(?:['’]s|s['’]))[\s\xa0]+"
)
_OF_THING = re.compile(rf"{_DETERMINER}(?:[a-z-]+[\s\xa0]+){{0,2}}$", re.IGNORECASE)
_OF_THING_OF_DAY = re.compile(rf"{_DETERMINER}$", re.IGNORECASE)
"""Adjectives stand before a year ("the likely 2016 candidate"); what stands between the determiner and a day is another
phrase ("issued a statement Thursday calling for calm")."""
_THING = re.compile(r",?(?P<own>['’]s?)?[\s\xa0]+(?P<words>[A-Za-z][\w’'-]*(?:[\s\xa0]+[A-Za-z][\w’'-]*){0,2})")
_AT = re.compile(r"\b(?:in|at|during|on|after|from)[\s\xa0]+(?:the[\s\xa0]+)?$", re.IGNORECASE)


def names_thing(text: str, time: Time) -> bool:
    """Tell whether a time only says which thing is meant: "his 2012 race", "the likely 2016 candidate", "the 3 May
    vote", but not "in a 3 May interview" nor "at Monday's hearing"."""
    before = text[max(0, time.start - _LOOK_BACK_CHARS) : time.start]
    after = _THING.match(text, time.end)
    if after is None:
        return False
    if after["own"] is not None:
        return _AT.search(before) is None
    if text.startswith(",", time.end) and not text[time.start : time.end][-1:].isdecimal():
        return False
    lead = (_OF_THING if text[time.start : time.end].isdecimal() else _OF_THING_OF_DAY).search(before)
    first = after["words"].split()[0].casefold()
    if lead is None or first in _NO_THING or (first.endswith("ed") and first != "armed"):
        return False
    return lead["at"] is None or not _speech_nouns() & set(after["words"].casefold().split())


_NO_THING = frozenset(
    "and or but to of in on at by for with from as that which who when while where after before until since the a an"
    " said told was were is are has have had will would it he she they we i".split()
)


_OCCASIONS = frozenset("meeting summit rally debate session talks visit trip appearance event dinner protest".split())


@cache
def _speech_nouns() -> frozenset[str]:
    return load_words("speech_nouns") | _OCCASIONS


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
    if time.type is TimeType.TIME and _JUST_BEFORE.search(f"{before}{words}"):
        return not _of_another_clause(reading, event, time)
    if _ANY_NIGHT.fullmatch(words) or _AFTER_LIMIT.search(before) or _IS_LIMIT.match(words):
        return False
    if time.start > event.end and _NAMED_BY.search(before) and not _OF_TIME.search(before):
        return False
    if event.status is not Status.PLANNED and (_AFTER_BY.search(before) or _IS_BY.match(words)):
        return False
    return not _of_another_clause(reading, event, time)


def is_after_report(desk: Desk, report: str, time: Time) -> bool:
    """Tell whether a time lies wholly after the report: then nothing can have been said on it."""
    dated = desk.dated[report].value
    return dated is not None and time.when is not None and time.when.first > dated.last


def is_own_time(reading: Reading, from_place: int, time: Time) -> bool:
    """Tell whether a time can be the day of a saying that ends at a place: no limit, no habit, no other clause's."""
    words, before = reading.quote(time), reading.text[max(0, time.start - _LOOK_BACK_CHARS) : time.start]
    if _ANY_NIGHT.fullmatch(words) or _AFTER_LIMIT.search(before) or _AFTER_BY.search(before):
        return False
    if _AFTER_ASIDE.search(before) or names_thing(reading.text, time):
        return False
    between = reading.text[from_place : time.start] if from_place < time.start else ""
    return _OTHER_CLAUSE.search(between) is None


def _of_another_clause(reading: Reading, event: Event, time: Time) -> bool:
    """Tell whether a clause begins between the event and the time behind it ("gave the captain who fled on Monday")."""
    if time.start < event.end:
        return False
    between = reading.text[event.end : time.start]
    if len(_OPENING.findall(between)) > len(_CLOSING.findall(between)):
        return True  # "a hearing on “Harbours in 2016 and Beyond”"
    if _ASIDE_ENDS.search(between):
        return False
    if _OTHER_CLAUSE.search(between):
        return True
    return event.stance is not None and _SAID_CLAUSE.search(between) is not None
