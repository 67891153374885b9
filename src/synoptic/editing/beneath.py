"""Whether the words of a line tell another deed first, so that the event's day or state would be taken for that deed's.

Decision to know: a line is read as one thing. "Orlo, who left on 3 May, praised the plan" under 3 May tells a reader
that she praised it then. What stands beneath another deed under a day or a state of its own makes no line.
"""

from __future__ import annotations

import re

from synoptic.model.contact_clauses import hangs_on_noun
from synoptic.model.days import Interval
from synoptic.model.readings import Event, Reading, Role, Status, TimeType
from synoptic.model.spans import Span

_RELATIVE = re.compile(r"\b(?:which|who|whom|whose)\b[^,]*$")
_OF_WHOM = re.compile(r"(?:,|\b(?:in|at|by|for|from|with|to|of|against|on))[\s\xa0]+(?:whom|which)\b[^,]*$")
_STRANDED = re.compile(
    r"[^,;.]*\b(?:of|to|with|about|against|for|from)[\s\xa0]+on[\s\xa0]+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
"""A preposition without its noun, which stands before the clause: "abuses that members accused him of on Monday"."""
_SUPPOSED = re.compile(
    r"\b(?:suspicions?|fears?|doubts?|rumou?rs?|hopes?|worries|speculation|theor(?:y|ies))[\s\xa0]+that\b[^.;]*$"
)
"""What is only suspected, feared or hoped: the line tells of the suspicion, and the day is of the thing."""
_WHOSE = re.compile(r"\bwhose\b")
_BY = re.compile(r"[\s\xa0]+(?:[a-z]+[\s\xa0]+){0,3}by\b")
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|been|being|be|gets?|got|had|has|have)\b|['’](?:s|re|ve|d)\b", re.IGNORECASE
)
_AUXILIARY_WORDS = 4
_MODAL = re.compile(
    r"\b(?:could|may|might|can|would|should|must|will|shall|cannot|ca|wo)(?:n['’]t)?(?:[\s\xa0]+[\w’'-]+){0,6}[\s\xa0]*$",
    re.IGNORECASE,
)
_RELATIVE_MODAL = re.compile(r"\b(?:that|which|who)[\s\xa0]+(?:could|may|might|can|would|should|must)\b[^,]*$")
_JOINED = re.compile(r"\b(?:and|but|then|or|after|before)\b")
_WORDS_OF_MAIN = 4
_WORDS_AFTER = 3


def is_beneath_another(reading: Reading, event: Event, clause: Span, when: Interval | None) -> bool:
    """Tell whether an event with a day stands beneath another deed of its clause, which has another day or none."""
    text = reading.text
    before, after = text[clause.start : event.start], text[event.end : clause.end]
    if _is_closed_relative(before, after) or _STRANDED.match(after):
        return True
    if len(before.split()) < _WORDS_OF_MAIN:
        return False
    if _OF_WHOM.search(before) or hangs_on_noun(before) or _SUPPOSED.search(before):
        return True
    if _WHOSE.search(before) or _is_reduced(event, before, after):
        return True
    return _is_after_other_day(reading, event, clause, when)


def _is_closed_relative(before: str, after: str) -> bool:
    """Tell whether the trigger stands in a relative clause behind which the main clause goes on."""
    if _RELATIVE.search(before) is None or "," not in after:
        return False
    return len(after.split(",", 1)[1].split()) >= _WORDS_AFTER


def _is_reduced(event: Event, before: str, after: str) -> bool:
    """Tell whether the trigger is a participle told of a thing: "a case brought by Brenn in May"."""
    if _BY.match(after) is None or _AUXILIARY.search(" ".join(before.split()[-_AUXILIARY_WORDS:])):
        return False
    actors = [p for p in event.participants if p.role is Role.ACTOR]
    return all(p.start >= event.end for p in actors)


def _is_after_other_day(reading: Reading, event: Event, clause: Span, when: Interval | None) -> bool:
    """Tell whether the clause tells a day before it comes to the event, and the event is of another."""
    if event.time is None or when is None or reading.times[event.time].start < event.end:
        return False
    for time in reading.times:
        if not clause.holds(time) or time.end > event.start or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        day = time.when
        if day is not None and day.width_days == 1 and not day.meets(when):
            return _JOINED.search(reading.text, time.end, event.start) is None
    return False


def is_hardly_possible(text: str, event: Event, clause: Span) -> bool:
    """Tell whether a thing only possible is not told as such by its own verb: without "could", in words about a thing
    ("papers that could show it"), or beneath a deed that was done."""
    if event.status is not Status.POSSIBLE:
        return False
    before = text[clause.start : event.start]
    if _MODAL.search(before) is None:
        return True
    return _RELATIVE_MODAL.search(before) is not None and len(before.split()) >= _WORDS_OF_MAIN


_FEWEST_WORDS_QUOTED = 6
_CLOSES = re.compile(r"[”\"\n]")


def is_quoted_of_nobody(reading: Reading, event: Event) -> bool:
    """Tell whether an event is told inside a quotation of which nobody knows who says it: a line would tell it as the
    report's own."""
    if event.attribution is not None and reading.attributions[event.attribution].speaker is not None:
        return False
    text = reading.text
    begin = text.rfind("\n", 0, event.start) + 1
    before = text[begin : event.start]
    opening = before.rfind("“") if before.count("“") > before.count("”") else -1
    if opening < 0 and before.count('"') % 2:
        opening = before.rfind('"')
    if opening < 0:
        return False
    closing = _CLOSES.search(text, event.start)
    return len(text[begin + opening : closing.start() if closing else len(text)].split()) >= _FEWEST_WORDS_QUOTED
