"""Cores of stories: origins that are far more alike than is asked, which grow among themselves before all else.

Decision to know: a core hangs on its own origins and their ties alone, so cores are worked on apart, in any process,
and most of what has to be joined is joined before the long lists of ties of the whole pile are touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from synoptic.linking.groups import Joined
from synoptic.linking.laid_terms import LaidTerms
from synoptic.linking.shelves import Spread
from synoptic.linking.story_growth import Growth, days_apart, likeness_alone
from synoptic.linking.story_ties import Daylist, Ties

_CLOSE = 3.0
"""Two origins begin a core if they are so many times as alike as is asked of two."""
_LEAST_CLOSE = 0.3
"""No two origins that are less alike than this can be close."""
_BLOCK_ORIGINS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Origins that hang together by close ties: their numbers in the pile, and all that their growth rests on, where
    they are numbered among themselves."""

    numbers: tuple[int, ...]
    laid: LaidTerms
    days: tuple[Daylist, ...]
    ties: Ties
    window_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What cores came to, in the numbers of the pile: groups of two origins and more, and which pairs spoke for each
    joining, and how strongly."""

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[tuple[float, tuple[int, int]], ...]


def grow_cores(
    laid: LaidTerms,
    days: Sequence[Daylist],
    window_days: int,
    ties: Ties,
    spoken: AbstractSet[int],
    spread: Spread,
) -> Grown:
    """Grow the cores of a pile. Origins that a person has `spoken` of take no part; they are joined with all others in
    view."""
    parts = list(spread(_grow_block, _blocks(_cores(laid, days, window_days, ties, spoken))))
    return Grown(
        groups=tuple(group for part in parts for group in part.groups),
        joined=tuple(pair for part in parts for pair in part.joined),
    )


def _cores(
    laid: LaidTerms, days: Sequence[Daylist], window_days: int, ties: Ties, spoken: AbstractSet[int]
) -> Iterator[Core]:
    joined = Joined(laid.size)
    alike = ties.only(np.flatnonzero(ties.likeness >= _LEAST_CLOSE))
    for a, b, likeness in zip(*(part.tolist() for part in alike), strict=True):
        terms = min(laid.count(a), laid.count(b))
        gap = days_apart(days[a], days[b])
        if a not in spoken and b not in spoken and likeness_alone(likeness, gap, terms, window_days) >= _CLOSE:
            joined.join(a, b)
    groups = [group for group in joined.groups() if len(group) > 1]
    core_of, place = np.full(laid.size, -1), np.zeros(laid.size, np.int64)
    for number, group in enumerate(groups):
        core_of[group], place[group] = number, np.arange(len(group))
    inner = np.flatnonzero((core_of[ties.first] >= 0) & (core_of[ties.first] == core_of[ties.second]))
    inner = inner[np.argsort(core_of[ties.first[inner]], kind="stable")]
    edges = np.searchsorted(core_of[ties.first[inner]], np.arange(len(groups) + 1))
    for number, group in enumerate(groups):
        held = ties.only(inner[edges[number] : edges[number + 1]])
        yield Core(
            numbers=tuple(group),
            laid=laid.part(group),
            days=tuple(days[origin] for origin in group),
            ties=Ties(place[held.first], place[held.second], held.likeness),
            window_days=window_days,
        )


def _blocks(cores: Iterator[Core]) -> Iterator[list[Core]]:
    block: list[Core] = []
    for core in cores:
        block.append(core)
        if sum(len(held.numbers) for held in block) >= _BLOCK_ORIGINS:
            yield block
            block = []
    if block:
        yield block


def _grow_block(cores: Sequence[Core]) -> Grown:
    groups: list[tuple[int, ...]] = []
    joined: list[tuple[float, tuple[int, int]]] = []
    for core in cores:
        growth = Growth(core.laid, core.days, core.window_days, core.ties)
        growth.join_alike()
        numbers = core.numbers
        found = (tuple(numbers[n] for n in sorted(group.origins)) for group in growth.groups.values())
        groups.extend(group for group in found if len(group) > 1)
        joined.extend((score, (numbers[a], numbers[b])) for score, (a, b) in growth.joined)
    return Grown(groups=tuple(groups), joined=tuple(joined))
