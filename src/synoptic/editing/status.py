"""The last known status of an event, and what it was before.

Decision to know: a report can't know that a thing has occurred before its day, so such a mention counts as planned.
A denial leaves the status of those who assert the event; both are told among the disagreements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from synoptic.editing.clarity import clause_of, tells
from synoptic.editing.desk import Desk
from synoptic.model.accounts import Was
from synoptic.model.days import Interval
from synoptic.model.links import Ref
from synoptic.model.readings import Status

_STEP = {
    Status.DENIED: -2,
    Status.NEGATED: -1,
    Status.POSSIBLE: 0,
    Status.PLANNED: 1,
    Status.MOVED: 2,
    Status.CALLED_OFF: 3,
    Status.OCCURRED: 4,
}
"""The order in which a matter moves on, for reports whose order is not known."""

_MODAL = re.compile(r"\b(?:may|might|could|[Pp]ossibl[ey]|[Pp]otential(?:ly)?|likely)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The status that one mention gives, and the days on which its report may have been written."""

    ref: Ref
    day: tuple[date, date]
    status: Status


def last_status(desk: Desk, members: Sequence[Ref], when: Interval | None) -> tuple[Status, tuple[Was, ...]]:
    """Return the last known status of an event, and earlier ones with the day and the words at which they were said.

    Mentions that only name the event count where no mention tells it.
    """
    telling = [ref for ref in members if tells(desk, ref)] or list(members)
    seen = [_seen(desk, ref, when) for ref in telling]
    asserted = [one for one in seen if one.status not in (Status.DENIED, Status.NEGATED)] or seen
    asserted.sort(key=lambda one: (one.day, _STEP[one.status], desk.rank[one.ref.report], one.ref.index))
    held = [one for one in asserted if one.status is Status.OCCURRED]
    final = held[-1] if held else asserted[-1]
    if not held:
        sure = [one for one in asserted if one.status is not Status.POSSIBLE and one.day == final.day]
        final = sure[-1] if sure else final
    earlier: list[Was] = []
    told = {final.status}
    for one in asserted:
        before = one.day < final.day or (bool(held) and date.max in one.day and one.ref.report != final.ref.report)
        if one.status in told or not before:
            continue
        told.add(one.status)
        piece = desk.reading(one.ref.report).evidence(clause_of(desk, one.ref))
        earlier.append(Was(status=one.status, date=desk.dated[one.ref.report].value, evidence=(piece,)))
    return final.status, tuple(earlier)


def _seen(desk: Desk, ref: Ref, when: Interval | None) -> _Seen:
    status, dated = desk.event(ref).status, desk.dated[ref.report].value
    if status is Status.OCCURRED and when is not None and dated is not None and dated.last < when.first:
        clause = clause_of(desk, ref)
        modal = _MODAL.search(desk.reading(ref.report).text, clause.start, clause.end)
        status = Status.POSSIBLE if modal else Status.PLANNED
    return _Seen(ref=ref, day=(dated.first, dated.last) if dated else (date.max, date.max), status=status)
