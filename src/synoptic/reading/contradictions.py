"""Negated deeds that answer a claim: "insisted that it had not fired first", "we never met", said of oneself.

Decision to know: a plain "did not" is a writer's telling. It is a denial where the accused or his spokesman speaks of
his own side with a verb of contradicting, or where the sentence itself names the accusation that is answered.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.reading.clauses import COMPLEMENT, Clause
from synoptic.reading.lines import Line

_INSISTING = frozenset("insist swear maintain protest contend assure protest retort counter".split())
_CLAIMING = frozenset(
    "accuse accused accuses accusing accusation accusations allege alleges alleged alleging allegation allegations"
    " contradicting contradicted contradicts dispute disputed disputes disputing deny denied denies denying refute"
    " refuted rejecting dismissing claims claim rumours rumors charge charges".split()
)
_SAYING = frozenset("say tell write insist add reply answer testify swear argue declare protest state respond".split())
_NOBODY = frozenset("no nobody none nothing".split())
_OURS = frozenset("we i our my us".split())


def is_contradicted(line: Line, clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether a negated deed of the past or present is denied by somebody, and not only told as not done."""
    clause = clauses[number]
    if (
        clause.group.modal in ("will", "shall", "would", "can", "could", "may", "might")
        or clause.group.host == "refused"
    ):
        return False
    speaker = _speaker(clauses, number)
    if speaker is None:
        return False
    if speaker.group.lemma in _INSISTING and speaker is not clause and not speaker.group.negated:
        return True
    if "contrary" in line.lower and "to" in line.lower:
        return True
    ours = _is_ours(line, clause)
    answered = any(
        word in _CLAIMING and line.name[at] < 0 and not clause.first <= at < clause.group.stop
        for at, word in enumerate(line.lower)
    )
    if ours:
        return answered or "never" in line.lower[clause.first : clause.group.stop]
    return answered and (_is_own(line, clause) or not _NOBODY.isdisjoint(line.lower[clause.first : clause.stop]))


def _speaker(clauses: Sequence[Clause], number: int) -> Clause | None:
    """Return the clause of the verb of saying that tells the clause, before it or behind it."""
    at: int | None = number
    for _ in range(4):
        if at is None:
            break
        parent = clauses[at].parent
        if parent is not None and clauses[at].relation == COMPLEMENT and clauses[parent].group.lemma in _SAYING:
            return clauses[parent]
        at = parent
    for other in clauses:
        if (
            other.group.lemma in _SAYING
            and other.group.first > clauses[number].group.stop
            and other.group.form == "finite"
        ):
            return other
    return None


def _is_ours(line: Line, clause: Clause) -> bool:
    if clause.subject is None:
        return False
    return any(line.lower[at] in _OURS and line.name[at] < 0 for at in range(*clause.subject))


def _is_own(line: Line, clause: Clause) -> bool:
    """Tell whether the speaker's own side is the subject: "it had not", "his men had not"."""
    if clause.subject is None:
        return False
    first, stop = clause.subject
    return any(line.lower[at] in ("it", "he", "she", "they", "its", "his", "her", "their") for at in range(first, stop))
