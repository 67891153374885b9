"""How much a line of the timeline matters, for `--top`, the summary and the choice between two lines.

Decision to know: origins weigh most, then how much the reports of those days speak of the same things, a place in the
lead and the words of the headlines; what is recalled weighs less than what is news. Only the earliest report of an
origin is asked, so a copy changes no weight. The weight is a number without unit and is only ever compared within a
story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from synoptic.editing.desk import Desk, content_words
from synoptic.editing.likeness import stems
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval
from synoptic.model.readings import Status

_SAID = re.compile(r"\b(?:said|says|told|tells|added|adds|confirmed|asked|wrote|stressed|insisted)\b")
_AFTER_DAYS = 2
"""A day's news stands in the reports of that day and of so many days after it."""
_FEWEST_REPORTS = 3
_FEWEST_STEMS = 8
"""A line of fewer stems is measured as if it had so many: a mere "the president spoke" is no summary of a day."""
_WIDEST_DAYS = 7
_SALIENCE = 36.0


def weigh(desk: Desk, line: EventLine) -> float:
    """Weigh how much a line matters: origins first, then what the reports of its days speak of, its place, a date."""
    own = [e for e in line.evidence if e.report in desk.leaders] or list(line.evidence)
    weight = 3.0 * line.origins + _SALIENCE * salience(desk, line.what, line.date)
    places = [place for e in own if (place := desk.sheets[e.report].body_place(e.start)) is not None]
    if places:
        weight += 1.5 if min(places) == 0 else 1.0 if min(places) <= 2 else 0.0
    heads = desk.headline_words
    if heads:
        words = {w for e in own for w in content_words(e.quote)}
        weight += 2.0 * len(words & heads) / len(heads)
    weight += 1.0 if line.date is not None else 0.0
    weight += 0.25 * min(2, len(line.participants))
    weight -= 3.0 if line.background else 0.0
    weight -= 1.0 if line.status is Status.POSSIBLE else 0.0
    weight += 0.25 if line.type is not None else 0.0
    weight -= 1.5 if is_saying(line) else 0.0
    return round(weight, 3)


def is_saying(line: EventLine) -> bool:
    """Tell whether a line of the timeline only tells that somebody spoke: no kind of deed, the sayer alone in it."""
    return line.type is None and len(line.participants) == 1 and _SAID.search(line.what) is not None


def salience(desk: Desk, words: str, when: Interval | None) -> float:
    """Tell how much the reports of a time speak of what the words speak of, 0 to 1: the mean, over the stems, of the
    share of reports (one an origin) that have it.

    The time is the day and the two days after; where fewer than three reports are of it, or no day is known, it is that
    of all reports of the story.
    """
    mine = stems(words)
    if not mine:
        return 0.0
    shares = _shares(desk, when.first if when is not None and when.width_days <= _WIDEST_DAYS else None)
    return sum(shares.get(stem, 0.0) for stem in sorted(mine)) / max(_FEWEST_STEMS, len(mine))


def _shares(desk: Desk, day: date | None) -> Mapping[str, float]:
    known = desk.common.get(day)
    if known is None:
        known = desk.common[day] = _counted(desk, day)
    return known


def _counted(desk: Desk, day: date | None) -> Mapping[str, float]:
    reports = desk.leaders
    if day is not None:
        last = day + timedelta(days=_AFTER_DAYS)
        near = [r for r in reports if (own := desk.dated[r].value) is not None and day <= own.first <= last]
        if len(near) < _FEWEST_REPORTS:
            return _shares(desk, None)
        reports = tuple(near)
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(desk.sheets[report].body_stems())
    return {stem: n / len(reports) for stem, n in counts.items()}
