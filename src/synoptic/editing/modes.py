"""How an event was held, where it is worth telling: by phone, by video, in person.

Decision to know: "in person" is printed of people who met, visited or travelled, and not of a news conference, a tour,
somebody who sets out or arrives, or a meeting that others speak of; a meeting named in a plan says it only with its
place.
"""

from __future__ import annotations

import re

from synoptic.editing.desk import Desk
from synoptic.model.links import Ref
from synoptic.model.readings import Mode, Status

_NO_MEETING = re.compile(
    r"(?:conferences?|forums?|conventions?|tours?|audiences?|roundtables?|gatherings?|attend\w*|conven\w*|brief\w*|"
    r"head\w*|leav\w*|left|depart\w*|hosted)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"calls?[\s\xa0]+(?:to|for|on)\b", re.IGNORECASE)
"""A call to do something is no call by telephone."""
_ARRIVED = re.compile(r"(?:arriv|came|come|return|went)", re.IGNORECASE)
"""Who comes to a place has met nobody yet."""
_TRAVEL = re.compile(r"(?:travel|fly|visit|arriv)", re.IGNORECASE)


def mode_told(desk: Desk, ref: Ref) -> Mode | None:
    """Return how an event was held; a mere saying is held in no way worth telling."""
    event = desk.event(ref)
    if event.stance is not None or event.type is None or event.mode is Mode.VERBAL:
        return None
    if event.mode is not Mode.MEET:
        asked = _ASKING.match(desk.reading(ref.report).text, event.start) is not None
        return None if asked else event.mode
    words = desk.reading(ref.report).text[event.start : event.end]
    if _NO_MEETING.match(words) or (event.attribution is not None and words.split()[0].endswith("ing")):
        return None  # "cannot claim to love peace while meeting with": what somebody says of a meeting
    if event.status is Status.OCCURRED and _ARRIVED.match(words):
        return None
    if event.status is Status.OCCURRED:
        return event.mode
    planned = event.status is Status.PLANNED and (event.place is not None or _TRAVEL.match(words) is not None)
    return event.mode if planned else None
