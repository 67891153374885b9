"""Meetings and other events that are moved from one day to another.

Decision to know: a move tells two things, the event on the day that it is taken from, which is moved, and the same
event on the day that it is put on, which is planned. The old day stands behind "planned for" or "from", the new one
behind "to" or "until".
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.reading.events_lexicon import Telling
from synoptic.reading.events_senses import Trigger
from synoptic.reading.scene import Scene

_MOVES = frozenset("move postpone reschedule delay adjourn shift defer push put bring".split())
_ONLY_MOVES = frozenset({"postpone", "reschedule", "adjourn"})
_PARTICLES = frozenset("back off forward".split())
_SET = frozenset("planned scheduled set due slated expected".split())


def moves_of(scene: Scene, triggers: Sequence[Trigger]) -> tuple[list[Trigger], dict[int, int], set[int]]:
    """Find the moves of a sentence.

    Returns the triggers with one more for every new day, the times (by number of the trigger) that stand for sure,
    and the numbers of the triggers that no other time may date.
    """
    found = list(triggers)
    fixed: dict[int, int] = {}
    closed: set[int] = set()
    for number, clause in enumerate(scene.clauses):
        group = clause.group
        if group.lemma not in _MOVES or (group.modal and group.modal != "will"):
            continue
        moved = next((i for i, t in enumerate(found) if t.light == "moved" and t.clause == number), None)
        begin = max(group.stop, found[moved].stop) if moved is not None else group.stop
        new = _new_day(scene, begin, clause.stop)
        if new is None:
            continue
        old = _old_day(scene, group.first, group.stop, new)
        deed = next((i for i, t in enumerate(found) if t.clause == number and t.kind in ("deed", "verb")), None)
        if moved is None and not (group.passive and (old is not None or group.lemma in _ONLY_MOVES)):
            continue
        telling = found[moved].telling if moved is not None else Telling(lemma=group.lemma, type=None)
        again = found[moved] if moved is not None else None
        after = Trigger(group.head, group.stop, telling, number, "subject", "anew", again)
        if moved is not None:
            closed.add(moved)
            if old is not None:
                fixed[moved] = scene.line.time[old]
            found.append(after)
            at = len(found) - 1
        else:
            at = deed if deed is not None else len(found)
            found[at : at + 1] = [after]
        fixed[at] = scene.line.time[new]
        closed.add(at)
    return found, fixed, closed


def _new_day(scene: Scene, first: int, stop: int) -> int | None:
    line = scene.line
    at = first
    while at < min(stop, first + 14, len(line.lower) - 1):
        if line.lower[at] in ("to", "until", "till") and line.time[at + 1] >= 0:
            return at + 1
        if line.kind[at] not in "p" and line.lower[at] not in _PARTICLES and line.time[at] < 0:
            return None
        at += 1
    return None


def _old_day(scene: Scene, first: int, stop: int, new: int) -> int | None:
    line = scene.line
    for at in range(1, len(line.lower)):
        if line.time[at] < 0 or line.time[at] == line.time[new] or line.time[at] == line.time[at - 1]:
            continue
        before = line.lower[at - 1]
        if before == "from" and at > first:
            return at
        if before in ("for", "on") and at < first and at > 1 and line.lower[at - 2] in _SET:
            return at
    return None
