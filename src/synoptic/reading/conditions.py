"""Conditions without an if: "Had the court found him guilty, he would have …", "were the council to sack her, …".

Decision to know: the auxiliary stands before its subject and the sentence holds a consequence with "would", "could" or
"might"; then nothing in the condition is told, neither as done nor as possible, for "had" says that it did not happen.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.lexicon.inflect import Tense
from synoptic.reading.clauses import Clause
from synoptic.reading.lines import Line

_WOULD = frozenset({"would", "could", "might", "'d"})
_OPENS = frozenset(", ; : — – \" “ ' ‘ and but that because".split())
_FARTHEST, _LONGEST = 12, 150
"""A longer sentence is a list, and is not looked through."""


def find_condition(line: Line, clauses: Sequence[Clause]) -> tuple[int, int] | None:
    """Find a condition that is told by its order of words alone: the tokens from its auxiliary to where it ends."""
    if len(line.lower) > _LONGEST or line.lower[-1] == "?" or ("had" not in line.lower and "were" not in line.lower):
        return None
    for at, word in enumerate(line.lower[:-2]):
        if word not in ("had", "were") or not _turned(line, at):
            continue
        before = [c for c in clauses if c.group.stop <= at and _would(c, word)]
        if before and "," not in line.lower[before[-1].group.stop : at]:
            return at, len(line.lower)
        after = [c for c in clauses if c.group.first > at + 2 and _would(c, word)]
        if after and (at == 0 or line.lower[at - 1] in _OPENS):
            return at, after[0].subject[0] if after[0].subject else after[0].group.first
    return None


def _would(clause: Clause, word: str) -> bool:
    group = clause.group
    return group.modal in _WOULD and (group.perfect or word == "were")


def _turned(line: Line, at: int) -> bool:
    """Tell whether a subject and then a participle ("had"), or "to" and a verb ("were"), follow an auxiliary."""
    subject = at + 1
    if not (line.kind[subject] in ("d", "q") or line.name[subject] >= 0 or line.lower[at] == "were"):
        return False
    for here in range(subject + 1, min(len(line.lower), at + _FARTHEST)):
        if line.lower[here] in (",", ";", "."):
            return False
        if line.lower[at] == "were":
            if line.lower[here] == "to":
                return True
        elif line.name[here] < 0 and (
            line.lower[here] == "been" or any(tense is Tense.PARTICIPLE for _, tense in line.rows[here])
        ):
            return True
    return False


def in_condition(line: Line, clauses: Sequence[Clause], at: int) -> bool:
    """Tell whether a token stands in such a condition."""
    found = find_condition(line, clauses)
    return found is not None and found[0] <= at < found[1]
