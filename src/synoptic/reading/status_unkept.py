"""Plans that were not kept: "was to have opened in June but was delayed", "was to open it, but stayed away".

Decision to know: what follows a "but" says what became of the plan, if it is told of the same thing; a delay moves the
plan, and only what is given up is called off.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Status
from synoptic.reading.clauses import Clause
from synoptic.reading.lines import Line

_LATER = frozenset("delay postpone defer reschedule adjourn".split())
_LATER_WITH = frozenset({("put", "off"), ("put", "back"), ("push", "back"), ("hold", "over")})
_OF_PLAN = frozenset(
    "session meeting talks hearing trial inquest opening ceremony event trip visit departure start launch match vote"
    " date plan it that this".split()
)


def unkept(line: Line, clauses: Sequence[Clause], number: int) -> Status | None:
    """Return MOVED or NEGATED where a "but" says that a plan of the past was put off or not kept; else None."""
    group = clauses[number].group
    if group.host != "planned" or group.tense != "past" or group.negated:
        return None
    for later in clauses[number + 1 :]:
        if later.opener != "but" and line.lower[later.first] != "but":
            continue
        verb = later.group
        follows = line.lower[verb.stop] if verb.stop < len(line.lower) else ""
        if verb.negated or verb.modal or not _is_of_plan(line, later):
            return None
        own = later.subject is None
        if verb.passive and (verb.lemma in _LATER or (verb.lemma, follows) in _LATER_WITH):
            return Status.MOVED
        return Status.NEGATED if own and (verb.lemma, follows) == ("stay", "away") else None
    return None


def _is_of_plan(line: Line, clause: Clause) -> bool:
    """Tell whether the clause has the subject of the one before, or names the plan itself."""
    return clause.subject is None or line.lower[clause.subject[1] - 1] in _OF_PLAN
