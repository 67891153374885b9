"""Which clause a time goes with where the nearest verb is none of its own.

Decision to know: "passed its first reading on Monday" and "voted against easing the rules last year"
have the time of the verb above; what a number is compared with has a time of its own and dates no deed.
"""

from __future__ import annotations

from synoptic.reading.clauses import GERUND, MAIN, RELATIVE
from synoptic.reading.scene import Scene

_ORDINALS = frozenset("first second third fourth fifth final last next".split())
_STRETCHES = frozenset("evening night day morning afternoon".split())
_MOST_BETWEEN = 8


def owner_of(scene: Scene, at: int) -> int:
    """Return the clause that the time at this token goes with."""
    owner = scene.owner[at]
    if owner < 0:
        return owner
    clause, lower = scene.clauses[owner], scene.line.lower
    above = clause.parent
    if above is None or at < clause.group.stop:
        return owner
    first = clause.group.first
    noun = clause.relation == GERUND and first > 0 and lower[first - 1] in _ORDINALS
    voted = clause.relation == GERUND and clause.opener == "against" and scene.clauses[above].group.lemma == "vote"
    return above if noun or voted else owner


def is_of_compared(scene: Scene, at: int) -> bool:
    """Tell whether a time dates only what a number is compared with: "compared with the 400 announced on 3 July"."""
    lower = scene.line.lower
    for back in range(at - 1, max(0, at - 1 - _MOST_BETWEEN), -1):
        if lower[back] in ("with", "to") and lower[back - 1] == "compared":
            return not any(lower[i] in (",", ";") for i in range(back, at))
    return False


def is_last_of_several(scene: Scene, at: int) -> bool:
    """Tell whether "the last evening" is the last of the talks, and not yesterday's."""
    lower = scene.line.lower
    return lower[at : at + 2] == ["the", "last"] and at + 2 < len(lower) and lower[at + 2] in _STRETCHES


def is_told_of_subject(scene: Scene, number: int) -> bool:
    """Tell whether a clause with a day of its own tells more of the subject at the head of the sentence, and the main
    verb follows: "Orlo, whose party lost a vote on 4 May, congratulated" is read as a deed of 4 May."""
    if number < 0:
        return False
    clause, line = scene.clauses[number], scene.line
    if clause.relation != RELATIVE or clause.parent is not None or not clause.first:
        return False
    if all(line.time[at] < 0 for at in range(clause.group.stop, clause.stop)):
        return False
    if any(c.group.form == "finite" and c.group.first < clause.first for c in scene.clauses):
        return False
    return any(c.relation == MAIN and c.group.first >= clause.stop for c in scene.clauses)
