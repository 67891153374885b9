"""Verbs that tell an event only together with their object: "lifted the curfew", "hold joint exercises".

Decision to know: the pairs are data (`lexicon/events_pairs.tsv`), the first row that fits wins, and the object is the
head of the phrase behind the verb or, in the passive, of its subject.
"""

from __future__ import annotations

from synoptic.reading.clauses import PARTICIPIAL
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.events_senses import figurative, object_head, subject_head
from synoptic.reading.scene import Scene


def told_together(scene: Scene, number: int) -> Telling | None:
    """Return what the verb tells together with its object, or with its subject in the passive: "lifted the curfew"."""
    clause = scene.clauses[number]
    group, line = clause.group, scene.line
    heads: dict[str, int] = {}
    for particle, nouns, kind, mode in scene.lexicon.pairs.get(group.lemma, ()):
        at = group.stop
        if particle:
            if at >= len(line.lower) or line.lower[at] != particle:
                continue
            at += 1
        if particle not in heads:
            heads[particle] = _head(scene, number, at)
        head = heads[particle]
        if head > at and line.lower[head].endswith(_DESCRIBING) and line.lower[head - 1] in nouns:
            head -= 1  # "a ceasefire effective from Sunday"
        if head < 0 or line.name[head] >= 0 or (line.lower[head] not in nouns and not _joint(scene, head, nouns)):
            continue
        if figurative(scene, head, head + 1):
            return None
        particles = (particle,) if particle else ()
        return Telling(lemma=group.lemma, type=kind, mode=mode, frame=_PAIRED_WITH, particles=particles)
    return None


def _head(scene: Scene, number: int, at: int) -> int:
    """Return the noun that the verb has as its object, or as its subject in the passive; -1 for none."""
    clause = scene.clauses[number]
    if not clause.group.passive:
        return _counted_head(scene, at, clause.stop)
    head = subject_head(scene, number)
    if head < 0 and clause.relation == PARTICIPIAL and clause.first and scene.line.kind[clause.first - 1] == "w":
        return clause.first - 1
    return head


_DESCRIBING = ("ive", "able", "ible", "ous")
_GROUPING = frozenset("round series number wave set package kind campaign state".split())


def _counted_head(scene: Scene, at: int, stop: int) -> int:
    """Return the head of the object, behind "a round of" and the like."""
    line = scene.line
    head = object_head(scene, at, stop)
    if 0 <= head < stop - 2 and line.lower[head] in _GROUPING and line.lower[head + 1] == "of":
        inner = object_head(scene, head + 2, stop)
        return inner if inner >= 0 else head
    return head


_PAIRED_WITH = ("with", "on", "to", "against", "into", "for", "of", "from", "at", "by")


def _joint(scene: Scene, head: int, nouns: frozenset[str]) -> bool:
    """Tell whether the noun is one of `nouns` with the word before it ("joint_drills"), or has one of them before it
    ("extradition treaty")."""
    lower = scene.line.lower
    before = lower[max(0, head - 2) : head]
    return any(f"{word}_{lower[head]}" in nouns or f"{word}_" in nouns for word in before)
