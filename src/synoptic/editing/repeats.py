"""Lines of the timeline that tell one thing twice: the fuller one is kept with the evidence of both.

Decision to know: linking joins the mentions of an event; what stays apart there and yet has the same day, the same
people and mostly the same words reads as a repetition, and a reader takes it for two events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stem, stems
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.weights import weigh
from synoptic.model.accounts import EventLine
from synoptic.model.readings import EventType

_SHARED = 0.6
"""Share of the shorter line's stems of content that the other must have."""
_TRIGGERS_COMPARED = 6


def merge_repeats(desk: Desk, lines: Sequence[EventLine]) -> dict[str, EventLine | None]:
    """Return, by id, what becomes of a line that is one of a repetition: the line with all evidence, or None."""
    by_day: dict[object, list[EventLine]] = {}
    for line in sorted(lines, key=lambda one: (-one.weight, one.id)):
        by_day.setdefault((line.date, line.candidates), []).append(line)
    changed: dict[str, EventLine | None] = {}
    for group in by_day.values():
        kept: list[tuple[EventLine, frozenset[str], frozenset[str]]] = []
        for line in group:
            words, triggers = stems(line.what), _triggers(desk, line)
            place = next((n for n, k in enumerate(kept) if _one(line, words, triggers, *k)), None)
            if place is None:
                kept.append((line, words, triggers))
                continue
            first, mine, own = kept[place]
            joined = _join(desk, first, line)
            kept[place] = (joined, mine, own | triggers)
            changed[line.id] = None
            changed[joined.id] = joined
    return changed


def _triggers(desk: Desk, line: EventLine) -> frozenset[str]:
    texts = [desk.reading(m.report).text[m.start : m.end] for m in line.mentions[:_TRIGGERS_COMPARED]]
    return frozenset(stem(words) for words in texts)


def _one(
    line: EventLine,
    words: frozenset[str],
    triggers: frozenset[str],
    other: EventLine,
    others: frozenset[str],
    theirs: frozenset[str],
) -> bool:
    """Tell whether two lines of one day tell the same: the same words, or shared people, trigger and most of the words.

    Two deeds of one sentence that is told whole are one line, from whichever report each was taken.
    """
    if len(words) > 2 and words == others:
        return True
    if _quotes_the_same(line.what, other.what):
        return True
    mine, people = set(line.participants), set(other.participants)
    if (mine or people) and not mine & people:
        return False
    if EventType.CONSULT in (line.type, other.type) and mine != people:
        return False
    if line.date is None and not line.candidates and not (mine <= people or people <= mine):
        return False
    shared = len(words & others)
    if shared < 3 or shared < _SHARED * min(len(words), len(others)):
        return False
    return bool(triggers & theirs) or (not triggers and not theirs)


_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_FEWEST_QUOTED = 5


def _quotes_the_same(one: str, other: str) -> bool:
    """Tell whether both quote the same words, so many that they are one saying."""
    mine, theirs = _quoted(one), _quoted(other)
    return any(a in b or b in a for a in mine for b in theirs)


def _quoted(line: str) -> list[str]:
    """List what stands in quotation marks, in bare words between blanks; not what is only a phrase."""
    bare = [" ".join(re.findall(r"\w+", words.casefold())) for words in _QUOTED.findall(line)]
    return [f" {words} " for words in bare if len(words.split()) >= _FEWEST_QUOTED]


def _clear(line: EventLine) -> tuple[bool, bool]:
    """Rank a line's words: those that begin with a subject of their own, then those in which nothing was set."""
    return not line.what.startswith("…"), " [" not in line.what[:24]


def _join(desk: Desk, kept: EventLine, other: EventLine) -> EventLine:
    first, second = (kept, other) if _clear(kept) >= _clear(other) else (other, kept)
    evidence = (*first.evidence, *(piece for piece in second.evidence if piece not in first.evidence))
    mentions = (*kept.mentions, *(m for m in other.mentions if m not in kept.mentions))
    joined = replace(
        kept,
        what=first.what,
        evidence=evidence,
        mentions=mentions,
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        type=kept.type or other.type,
        mode=kept.mode or other.mode,
        says=kept.says if other.says else (),
        background=kept.background and other.background,
    )
    return replace(joined, weight=weigh(desk, joined))
