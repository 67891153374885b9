"""What of a sentence belongs to an event: the clause to print, and the words that a stance is about.

Decision to know: a clause is printed only where it can stand alone: with its subject, with what it says or does, and
without the conjunctions and marks at its edges.
"""

from __future__ import annotations

from synoptic.model.spans import Span
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, COORDINATE, GERUND, INFINITIVE, MAIN, PARTICIPIAL, RELATIVE
from synoptic.reading.events_senses import Trigger
from synoptic.reading.scene import Scene


def whole_of(scene: Scene, trigger: Trigger) -> tuple[int, int]:
    """Find the clause that tells the event and can stand alone: token numbers."""
    size = len(scene.line.lower)
    if trigger.clause < 0:
        return 0, size
    number = _standing(scene, trigger.clause)
    first, stop = _extent(scene, number, trigger)
    if number != trigger.clause:
        stop = max(stop, _extent(scene, trigger.clause, trigger)[1])
    clause = scene.clauses[number]
    if clause.subject is None and clause.parent is None:
        first = 0
        if clause.relation == RELATIVE:
            return trimmed(scene, 0, size)
    if not has_verb(scene, first, stop):
        first, stop = 0, size
    return trimmed(scene, first, stop)


def has_verb(scene: Scene, first: int, stop: int) -> bool:
    """Tell whether a stretch has the verb of a clause: a finite one, or the plan of a headline."""
    return any(
        first <= clause.group.first < stop and (clause.group.form == "finite" or clause.group.host == "planned")
        for clause in scene.clauses
    )


def _standing(scene: Scene, number: int) -> int:
    """Climb to the clause that has a subject of its own."""
    seen = 0
    while seen < 8:
        clause = scene.clauses[number]
        alone = (
            clause.subject is not None
            and clause.relation in (MAIN, COORDINATE, COMPLEMENT, ADVERBIAL)
            and not (clause.shares_subject)
        )
        if alone or clause.parent is None:
            return number
        number = clause.parent
        seen += 1
    return number


def _extent(scene: Scene, number: int, trigger: Trigger) -> tuple[int, int]:
    clause = scene.clauses[number]
    clauses = scene.clauses
    first = clause.first
    if clause.opener and first < clause.group.first and scene.line.lower[first] == clause.opener:
        first += 1
    stop = clause.stop
    last = max(trigger.stop, clause.group.stop)
    for other in scene.order:
        inner = clauses[other]
        if inner.group.first < clause.group.first:
            continue
        if other == number:
            continue
        if inner.first > stop:
            break
        if inner.group.first >= stop or inner.first >= stop:
            if not _goes_with(scene, other, number, last):
                break
            stop = max(stop, inner.stop)
    return first, max(stop, trigger.stop)


def _goes_with(scene: Scene, other: int, number: int, last: int) -> bool:
    """Tell whether a later clause has to be printed with this one: what it says, does, or is told of its nouns."""
    inner = scene.clauses[other]
    if inner.group.first < last:
        return True
    at: int | None = other
    depth = 0
    while at is not None and at != number and depth < 8:
        clause = scene.clauses[at]
        if clause.relation in (MAIN, COORDINATE) or (
            clause.relation == ADVERBIAL and clause.opener not in ("if", "unless", "whether", "until")
        ):
            return False
        at = clause.parent
        depth += 1
    if at is None:
        return False
    if inner.relation == GERUND and scene.line.lower[inner.first - 1] == ",":
        return False
    return inner.relation in (COMPLEMENT, RELATIVE, INFINITIVE, GERUND, PARTICIPIAL, ADVERBIAL)


_MEASURES = frozenset("hour day week month year minute decade moment".split())


def trimmed(scene: Scene, first: int, stop: int) -> tuple[int, int]:
    """Leave out conjunctions and marks at the edges."""
    line = scene.line
    while first < stop - 1 and (
        line.kind[first] == "c" or line.lower[first] in (",", ";", ":", "—", "–", "-", ".", ")")
    ):
        first += 1
    if stop < len(line.lower) and line.lower[stop] in ("before", "after", "since", "ahead"):
        comma = next((i for i in range(stop - 1, max(first, stop - 6), -1) if line.lower[i] == ","), -1)
        rest = [line.lower[i].rstrip("s") for i in range(comma + 1, stop)] if comma > 0 else []
        if rest and rest[-1] in _MEASURES:
            stop = comma
    if stop < len(line.lower) and line.kind[stop] not in "." and line.kind[stop - 1] == "s" and stop - 1 > first:
        stop -= 1
    if stop < len(line.lower) and line.lower[stop] == "as" and stop - 2 > first and line.lower[stop - 2] == "as":
        stop -= 2  # "as long as"
    while stop - 1 > first and (
        line.kind[stop - 1] in "c" or line.lower[stop - 1] in (",", ";", ":", "—", "–", "-", "(", "“", "‘")
    ):
        stop -= 1
    while stop - 2 > first and line.kind[stop - 1] == "a" and line.lower[stop - 2] == ",":
        stop -= 2
    if stop - 1 > first and line.lower[stop - 1] in (".", "?", "!"):
        stop -= 1
    words = line.lower[first:stop]
    if words.count('"') % 2:
        if line.lower[first] == '"':
            first += 1
        elif line.lower[stop - 1] == '"':
            stop -= 1
        else:
            stop = next((i + 1 for i in range(stop, len(line.lower)) if line.lower[i] == '"'), stop)
    words = line.lower[first:stop]
    opened, closed = words.count("“"), words.count("”")
    if opened != closed:
        if line.lower[first] in ("“", "”"):
            first += 1
        elif line.lower[stop - 1] in ("“", "”"):
            stop -= 1
        elif opened > closed:
            stop = next((i + 1 for i in range(stop, len(line.lower)) if line.lower[i] == "”"), stop)
    return first, max(stop, first + 1)


def about_of(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """Find the words that a stance is about:

    what follows the trigger, to the end of its clause and of those it governs.
    """
    line = scene.line
    first = trigger.stop
    clause = scene.clauses[trigger.clause]
    if clause.group.passive and trigger.kind == "verb":
        return None
    stop = clause.stop
    for other in range(len(scene.clauses)):
        inner = scene.clauses[other]
        if inner.group.first >= stop and inner.first <= stop and _goes_with(scene, other, trigger.clause, trigger.stop):
            stop = max(stop, inner.stop)
    while first < stop and (line.time[first] >= 0 or line.lower[first] in (",", "that") or line.kind[first] == "a"):
        first += 1
    if first < stop and line.lower[first] == "on" and first + 1 < stop and line.time[first + 1] >= 0:
        first += 1
        while first < stop and (line.time[first] >= 0 or line.lower[first] in (",", "that")):
            first += 1
    if first >= stop or all(line.time[i] >= 0 or line.kind[i] in "pa." for i in range(first, stop)):
        return None
    return trimmed(scene, first, stop)


def span_of(scene: Scene, first: int, stop: int) -> Span:
    """Turn token numbers into a span of the text."""
    return Span(start=scene.line.tokens[first].start, end=scene.line.tokens[stop - 1].end)
