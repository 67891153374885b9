"""How much a line of the timeline matters, for `--top`, the summary and the choice between two lines.

Decision to know: origins weigh most, then a place in the lead and the words of the headlines; what is recalled weighs
less than what is news. The weight is a number without unit and is only ever compared within a story.
"""

from __future__ import annotations

import re

from synoptic.editing.desk import Desk, content_words
from synoptic.model.accounts import EventLine

_SAID = re.compile(r"\b(?:said|says|told|tells|added|adds|confirmed|asked|wrote|stressed|insisted)\b")


def weigh(desk: Desk, line: EventLine) -> float:
    """Weigh how much a line matters: origins first, then reports, a place in the lead, words of headlines, a date."""
    weight = 3.0 * line.origins + 0.5 * line.reports
    places = [place for e in line.evidence if (place := desk.sheets[e.report].body_place(e.start)) is not None]
    if places:
        weight += 3.0 if min(places) == 0 else 1.5 if min(places) <= 2 else 0.0
    heads = desk.headline_words
    if heads:
        words = {w for e in line.evidence for w in content_words(e.quote)}
        weight += 3.0 * len(words & heads) / len(heads)
    weight += 1.0 if line.date is not None else 0.0
    weight += 0.5 * min(2, len(line.participants))
    weight -= 3.0 if line.background else 0.0
    weight += 1.0 if line.type is not None else 0.0
    weight -= 2.0 if is_saying(line) else 0.0
    return round(weight, 3)


def is_saying(line: EventLine) -> bool:
    """Tell whether a line of the timeline only tells that somebody spoke: no kind of deed, the sayer alone in it."""
    return line.type is None and len(line.participants) == 1 and _SAID.search(line.what) is not None
