"""Where somebody stood otherwise before: a position beside an earlier one of the same actor in the same matter.

Decision to know: only stances that can't stand together make a turn (to refuse and to offer, to oppose and to support),
only where most of the rarer words are shared, and only where the days of the two are known and differ. Better a turn
missed than one that nobody made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import points_back, stems
from synoptic.model.accounts import PositionLine
from synoptic.model.days import Interval
from synoptic.model.readings import Stance

_AGAINST = frozenset({Stance.REFUSES, Stance.REJECTS, Stance.OPPOSES})
_FOR = frozenset({Stance.OFFERS, Stance.SUPPORTS})
_AGAINST_IT = re.compile(
    r"\b(?:ban|banning|bans|outlaw\w*|prohibit\w*|end|ending|stop|stopping|repeal\w*|abolish\w*|prevent\w*|against|not|no)\b"
)
"""To support a ban of a thing is no turn from opposing the thing."""
_SHARED = 0.6
"""Share of the shorter matter's stems that both must have, two at least."""


def mark_turns(desk: Desk, positions: Sequence[PositionLine]) -> tuple[PositionLine, ...]:
    """Give each position the id of the latest earlier one that it turns from."""
    days = {line.id: _day(desk, line) for line in positions}
    names = {s for actor in desk.story.actors for name in (actor.name, *actor.aliases) for s in stems(name)}
    matters = {line.id: stems(line.about) - names for line in positions}
    changed = []
    for line in positions:
        before = [
            other
            for other in positions
            if other.actor == line.actor
            and _opposed(other.stance, line.stance)
            and _is_before(days[other.id], days[line.id])
            and not points_back(other.about)
            and not points_back(line.about)
            and _one_matter(matters[other.id], matters[line.id])
            and bool(_AGAINST_IT.search(other.about)) is bool(_AGAINST_IT.search(line.about))
        ]
        last = max(before, key=lambda other: (str(days[other.id]), other.origins, other.id), default=None)
        changed.append(replace(line, turned_from=last.id) if last is not None else line)
    return tuple(changed)


def _opposed(one: Stance, other: Stance) -> bool:
    return (one in _AGAINST and other in _FOR) or (one in _FOR and other in _AGAINST)


def _day(desk: Desk, line: PositionLine) -> Interval | None:
    """Return the day of a position: its own, else that of the earliest report that tells it."""
    if line.date is not None:
        return line.date
    known = [when for piece in line.evidence if (when := desk.dated[piece.report].value) is not None]
    return min(known, key=lambda when: (when.first, when.last)) if known else None


def _is_before(one: Interval | None, other: Interval | None) -> bool:
    return one is not None and other is not None and one.last < other.first


def _one_matter(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one & other)
    return both >= 2 and both >= _SHARED * min(len(one), len(other))
