"""How much of a long part is shown at once, and what is put away behind one line.

Decision to know: nothing is left out. What is put away stays in its place and opens there (or has a page of its own,
where the account is served); the lines that most origins tell are the ones that stay in sight, and of lines that tell
one day's matter again the weightiest. Short accounts are never folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from synoptic.editing.likeness import likeness
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval, between

T = TypeVar("T")

_ALL = 1_000_000
_REPEATS = 0.5
"""Share of the shorter line's stems that a weightier line of its day has, for it to tell nothing more in short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most lines of each part that are in sight at once; a part that is little longer is shown whole."""

    events: int = 40
    ledgers: int = 8
    claims: int = 10
    figures: int = 12
    voices: int = 14
    sayings: int = 6
    actors: int = 14
    stands: int = 6
    disputes: int = 10
    open: int = 10
    origins: int = 30
    copies: int = 12


def unlimited() -> Limits:
    """Show everything."""
    return Limits(**{field.name: _ALL for field in fields(Limits)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Lesser lines of the timeline that follow one another, put away behind one line."""

    lines: tuple[EventLine, ...]
    span: Interval | None


def fold_timeline(events: Sequence[EventLine], keep: int) -> tuple[EventLine | Fold, ...]:
    """Keep the weightiest lines in their place and fold the runs between them; a run of one stays as it is.

    Background is kept only where there are not enough lines of these days, and of lines that mostly repeat a weightier
    one of their day the same; such a repetition is put away alone too. Nothing is folded where that would put away less
    than a quarter of `keep`.
    """
    if len(events) <= keep + keep // 4:
        return tuple(events)
    by_weight = sorted(range(len(events)), key=lambda n: (events[n].background, -events[n].weight, n))
    kept, again = _weightiest(events, by_weight, keep)
    shown: list[EventLine | Fold] = []
    run: list[EventLine] = []
    for number, event in enumerate(events):
        if number in kept:
            shown.extend(_folded(run, again))
            run = []
            shown.append(event)
        else:
            run.append(event)
    return (*shown, *_folded(run, again))


def _weightiest(
    events: Sequence[EventLine], by_weight: Sequence[int], keep: int
) -> tuple[frozenset[int], frozenset[str]]:
    """Choose `keep` lines by weight, and name those that say again what a chosen one says of its day: they wait."""
    chosen: list[int] = []
    told: dict[tuple[object, ...], list[str]] = {}
    again: list[int] = []
    for number in by_weight:
        if len(chosen) == keep:
            break
        event = events[number]
        same_day = told.setdefault((event.date, event.candidates), [])
        if any(likeness(event.what, other) >= _REPEATS for other in same_day):
            again.append(number)
        else:
            chosen.append(number)
            same_day.append(event.what)
    waiting = keep - len(chosen)
    return frozenset((*chosen, *again[:waiting])), frozenset(events[n].id for n in again[waiting:])


def _folded(run: Sequence[EventLine], again: frozenset[str]) -> tuple[EventLine | Fold, ...]:
    if not run or (len(run) == 1 and run[0].id not in again):
        return tuple(run)
    days = [event.date for event in run if event.date is not None]
    span = between(min(d.first for d in days), max(d.last for d in days)) if days else None
    return (Fold(lines=tuple(run), span=span),)


def foremost(lines: Sequence[T], keep: int) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Part what is in sight from the rest: the lines of most origins, then of most reports, in the order they had.

    All are in sight where the rest would be less than a quarter of `keep`.
    """
    if len(lines) <= keep + keep // 4:
        return tuple(lines), ()
    ranked = sorted(range(len(lines)), key=lambda n: (*_standing(lines[n]), n))
    kept = frozenset(ranked[:keep])
    return (
        tuple(line for n, line in enumerate(lines) if n in kept),
        tuple(line for n, line in enumerate(lines) if n not in kept),
    )


def _standing(item: object) -> tuple[int, int]:
    """Rank by origins, then reports, the most first; a group (a speaker, an actor, a series) by its lines together."""
    within: Sequence[object] | None = getattr(item, "lines", None)
    if within is not None:
        return -sum(_counted(line, "origins") for line in within), -len(within)
    return -_counted(item, "origins"), -_counted(item, "reports")


def _counted(line: object, what: str) -> int:
    found = getattr(line, what, 1)
    return found if isinstance(found, int) else 1
