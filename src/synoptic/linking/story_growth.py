"""Grow groups of origins into stories by how alike they are beside how alike each is within itself.

Decision to know: two groups are joined by the average likeness of their pairs, divided by how well each holds
together (a correlation corrected for attenuation, Spearman 1904). Two tight groups that are only somewhat alike stay
two; two loose stretches of one long matter become one. A long story asks for less, for its profile is known better.
Averages are worked out from sums of terms, so no list of all pairs is kept; every tie is broken by number, which
follows the order of the ids.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import log2, sqrt
from typing import NamedTuple

import numpy as np

from synoptic.linking.laid_terms import LaidTerms, Total
from synoptic.linking.story_ties import Daylist, Ties, find_profile_ties
from synoptic.linking.verdicts import Sides

ALIKE, ALIKE_LONG = 0.78, 0.22
"""Least corrected likeness of two dated groups; the second where one is a long story."""
ALIKE_UNDATED, ALIKE_BRIEF, ALIKE_LONG_UNDATED = 0.87, 0.73, 0.7
"""The same where a day is not known; the second where the reports of one have few words."""
_FEW_TERMS, _MANY_TERMS = 34, 54
"""Reports of so few terms are briefs: of two that tell one thing the words may be half others. 60 are kept at most."""
_SHORT, LONG_STORY = 10, 40
"""From this many origins on less is asked, from the second on the least."""
_BESIDE = 2
"""From this many origins on the smaller of two groups is no mere part of the larger, which counts for as much less: two
stories of one matter that were each told at length are not one for that."""
_WITHIN, _WITHIN_PAIRS = 0.2, 2
"""What a group's pairs are taken to be alike before any is seen, and for how many pairs that counts."""
NEAR_MISS, _NAMED_PART, _OTHER_NAMES = 0.75, 0.3, 0.9
"""Groups that name nobody and nothing in common are that much less alike: two strikes in two towns."""
_RIVAL_NAMES, _MARKS, _MARKED_PART = 0.35, 4, 0.5
"""The same where each has names of its own, so many in one report or half as many in two, and the other has none."""
_NEAR_DAYS, _SOME_DAYS, _FORTNIGHT = 1, 4, 14
_NEAR_GAIN, _FORTNIGHT_LOSS, _LATE_LOSS, _FAR_LOSS = 1.2, 0.8, 0.65, 0.45
_MOST_ROUNDS = 6
_SURELY_LESS = 1 - 1e-9


class Tie(NamedTuple):
    """How alike two groups are: the average over all their pairs, and the closest pair that was compared."""

    likeness: float
    closest: float
    pair: tuple[int, int]


@dataclass(slots=True)
class Group:
    """Origins that stand together: the sum of their terms and of their pairs' likeness, their days and ties."""

    origins: list[int]
    total: Total
    days: Daylist
    names: Counter[int]
    terms: int
    """How many terms its origins have, added up."""
    marks: Counter[int] = field(default_factory=Counter)
    """In how many of its origins each mark stands."""
    capitalised: frozenset[int] = frozenset()
    within: float = 0.0
    ties: dict[int, Tie] = field(default_factory=dict)
    version: int = 0
    hold: float = field(init=False, default=_WITHIN)
    """How alike the group's pairs are, as far as can be told from so few."""

    def __post_init__(self) -> None:
        self.take_hold()

    def take_hold(self) -> None:
        """Work out `hold` anew after the group has grown. While less and less is asked of a story because of its length
        it is not helped by falling apart as well: it counts as holding what a pair is taken to hold, or it would take
        in the more the less it is one."""
        pairs = len(self.origins) * (len(self.origins) - 1) / 2
        self.hold = (self.within + _WITHIN_PAIRS * _WITHIN) / (pairs + _WITHIN_PAIRS)
        if _SHORT < len(self.origins) < LONG_STORY:
            self.hold = max(self.hold, _WITHIN)


def days_apart(one: Daylist, two: Daylist) -> int | None:
    """Count the days between the nearest two days of both; None where either has none."""
    if not one or not two:
        return None
    if len(one) == len(two) == 1:
        return abs(one[0] - two[0])
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    best = 1 << 30
    for day in few:
        at = bisect_left(many, day)
        for near in many[max(0, at - 1) : at + 1]:
            best = min(best, abs(near - day))
        if best == 0:
            break
    return best


def time_factor(gap: int | None, window_days: int) -> float:
    """Weigh a likeness by the days between: more on the same days, less after a few; 1 where a day is not known."""
    if gap is None:
        return 1.0
    window = max(window_days, _FORTNIGHT + 1)
    places = (_NEAR_DAYS, _SOME_DAYS, _FORTNIGHT, window, 4 * window)
    return float(np.interp(gap, places, (_NEAR_GAIN, 1.0, _FORTNIGHT_LOSS, _LATE_LOSS, _FAR_LOSS)))


def likeness_alone(likeness: float, gap: int | None, terms: int, window_days: int) -> float:
    """Return how alike two origins are beside what is asked of them before either has been joined to another; `terms`
    are those of the briefer."""
    return likeness / _WITHIN * time_factor(gap, window_days) / least_likeness(1, terms, dated=gap is not None)


def least_likeness(origins: float, terms: float, *, dated: bool) -> float:
    """Return what is asked of two groups, of which the larger has so many origins and the briefer so many terms."""
    alike = ALIKE
    if not dated:
        full = min(1.0, max(0.0, (terms - _FEW_TERMS) / (_MANY_TERMS - _FEW_TERMS)))
        alike = ALIKE_BRIEF + full * (ALIKE_UNDATED - ALIKE_BRIEF)
    if origins <= _SHORT:
        return alike
    long = min(1.0, log2(origins / _SHORT) / log2(LONG_STORY / _SHORT))
    return alike + long * ((ALIKE_LONG if dated else ALIKE_LONG_UNDATED) - alike)


def are_rivals(one: Group, two: Group) -> bool:
    """Tell whether each of two groups has names of its own of which the other has none: two fires in two towns."""
    mine, theirs = _own_marks(one), _own_marks(two)
    return bool(mine and theirs) and mine.isdisjoint(two.capitalised) and theirs.isdisjoint(one.capitalised)


def _own_marks(group: Group) -> frozenset[int]:
    """Return the names that stand in half of a group's origins, where they are enough to know it by."""
    held = [mark for mark, count in group.marks.items() if count >= _MARKED_PART * len(group.origins)]
    twice = sum(group.marks[mark] > 1 for mark in held)
    return frozenset(held) if len(held) >= _MARKS or 2 * twice >= _MARKS else frozenset()


def share_names(one: Group, two: Group) -> bool:
    """Tell whether a name stands in a good part of the origins of both groups; True where either names nothing."""
    if not one.names or not two.names:
        return True
    small, large = (one, two) if len(one.names) <= len(two.names) else (two, one)
    least_small, least_large = _NAMED_PART * len(small.origins), _NAMED_PART * len(large.origins)
    return any(count >= least_small and large.names[name] >= least_large for name, count in small.names.items())


class Growth:
    """Groups under way; `joined` tells which pairs of origins spoke for joining two groups, and how strongly."""

    def __init__(
        self,
        laid: LaidTerms,
        days: Sequence[Daylist],
        window_days: int,
        ties: Ties,
        grown: Sequence[Sequence[int]] = (),
        sides: Sides[int] | None = None,
    ) -> None:
        """Begin with a group for every origin, but with those that have `grown` already. `sides` holds what persons
        have put together or hold apart: it bounds the growth and takes no part in how alike groups are."""
        self.window_days, self.sides = window_days, sides or Sides()
        self._laid = laid
        named = {min(group): sorted(group) for group in grown}
        inside = {origin for group in named.values() for origin in group}
        named.update((n, [n]) for n in range(laid.size) if n not in inside)
        self.groups = {n: self._begin(named[n], days) for n in sorted(named)}
        self.joined: list[tuple[float, tuple[int, int]]] = []
        self._times: dict[int | None, float] = {}
        self._lay_ties(ties)

    def _begin(self, origins: list[int], days: Sequence[Daylist]) -> Group:
        """Put some origins together."""
        total = self._laid.sum_of(origins)
        alone = sum(float((self._laid.total(origin).weights ** 2).sum()) for origin in origins)
        for origin in origins[1:]:
            self.sides.join(origins[0], origin)
        return Group(
            origins,
            total,
            tuple(sorted({day for origin in origins for day in days[origin]})),
            Counter(name for origin in origins for name in self._laid.single_names(origin)),
            sum(map(self._laid.count, origins)),
            Counter(mark for origin in origins for mark in self._laid.marks(origin)),
            frozenset().union(*map(self._laid.capitalised, origins)),
            within=max(0.0, (float((total.weights**2).sum()) - alone) / 2) if len(origins) > 1 else 0.0,
        )

    def _lay_ties(self, ties: Ties) -> None:
        """Tie the groups of which two origins are tied; their closest two stand for them."""
        group_of = np.empty(self._laid.size, np.int64)
        for n, group in self.groups.items():
            group_of[group.origins] = n
        one, two = group_of[ties.first], group_of[ties.second]
        low, high = np.minimum(one, two), np.maximum(one, two)
        order = np.lexsort((ties.second, ties.first, ties.likeness, high, low))
        low, high = low[order], high[order]
        last = np.append((low[1:] != low[:-1]) | (high[1:] != high[:-1]), True)[: len(low)]
        kept = last & (low != high)
        closest = ties.only(order[kept])
        low, high = low[kept], high[kept]
        begins = np.flatnonzero(np.append(True, low[1:] != low[:-1]))[: len(low)].tolist()
        for begin, end in pairwise([*begins, len(low)]):
            a = int(low[begin])
            group = self.groups[a]
            numbers = high[begin:end].tolist()
            sizes = [len(group.origins) * len(self.groups[b].origins) for b in numbers]
            grown = [self.groups[b].total for b, size in zip(numbers, sizes, strict=True) if size > 1]
            products = iter(self._laid.products(group.total, grown))
            parts = (part[begin:end].tolist() for part in closest)
            for b, size, first, second, likeness in zip(numbers, sizes, *parts, strict=True):
                alike = likeness if size == 1 else next(products) / size
                self._tie(a, b, Tie(likeness=alike, closest=likeness, pair=(first, second)))

    def _tie(self, a: int, b: int, tie: Tie) -> None:
        self.groups[a].ties[b] = self.groups[b].ties[a] = tie

    def groups_by_hand(self) -> list[list[int]]:
        """Return the groups as numbers of origins, with those together that a person holds to be one."""
        found: dict[int, list[int]] = {}
        for n, group in sorted(self.groups.items()):
            found.setdefault(self.sides.find(n), []).extend(group.origins)
        return list(found.values())

    def score(self, a: int, b: int) -> float:
        """Return how alike two tied groups are beside what is asked of them: from 1 on they are one story.

        Weighed are the days between and whether they name the same.
        """
        one, two = self.groups[a], self.groups[b]
        gap = days_apart(one.days, two.days)
        factor = self._times.get(gap)
        if factor is None:
            factor = self._times[gap] = time_factor(gap, self.window_days)
        least = self._least(one, two, dated=gap is not None)
        found = one.ties[b].likeness / sqrt(one.hold * two.hold) * factor / least
        if found < NEAR_MISS:
            return found
        if are_rivals(one, two):
            return found * _RIVAL_NAMES
        return found if share_names(one, two) else found * _OTHER_NAMES

    @staticmethod
    def _least(one: Group, two: Group, *, dated: bool) -> float:
        terms = min(one.terms / len(one.origins), two.terms / len(two.origins))
        small, large = sorted((len(one.origins), len(two.origins)))
        return least_likeness(large / max(1.0, small / _BESIDE), terms, dated=dated)

    def _may_join(self, one: Group, two: Group, likeness: float) -> bool:
        """Tell whether the score can come to 1: not where the likeness is too little even for one day."""
        most = likeness / sqrt(one.hold * two.hold) * _NEAR_GAIN
        if most < _SURELY_LESS * ALIKE_BRIEF and len(one.origins) <= _SHORT and len(two.origins) <= _SHORT:
            return False
        return most >= _SURELY_LESS * self._least(one, two, dated=bool(one.days and two.days))

    def grow(self) -> None:
        """Join the most alike groups, again and again, while they are alike enough; long stories look further."""
        self.join_alike()
        for _ in range(_MOST_ROUNDS):
            long = [n for n, group in sorted(self.groups.items()) if len(group.origins) > _SHORT]
            pairs = find_profile_ties(self._laid, {n: group.total for n, group in sorted(self.groups.items())}, long)
            fresh = [(a, b) for a, b in pairs if b not in self.groups[a].ties]
            for a, b in fresh:
                self._tie(a, b, self._new_tie(a, b))
            if not fresh or not self.join_alike():
                break

    def _new_tie(self, a: int, b: int) -> Tie:
        """Tie two groups; their first origins stand for the closest, which nobody looked for."""
        one, two = self.groups[a], self.groups[b]
        first, second = sorted((one.origins[0], two.origins[0]))
        likeness = self._laid.products(one.total, [two.total])[0] / (len(one.origins) * len(two.origins))
        return Tie(likeness=likeness, closest=-1.0, pair=(first, second))

    def join_alike(self) -> bool:
        """Join while there is something to join; return whether there was."""
        waiting = [
            (-score, a, b, one.version, self.groups[b].version)
            for a, one in sorted(self.groups.items())
            for b, tie in one.ties.items()
            if a < b and self._may_join(one, self.groups[b], tie.likeness) and (score := self.score(a, b)) >= 1.0
        ]
        heapify(waiting)
        before = len(self.joined)
        while waiting:
            score, a, b, version_a, version_b = heappop(waiting)
            one, two = self.groups.get(a), self.groups.get(b)
            if one is None or two is None or one.version != version_a or two.version != version_b:
                continue
            if self.sides.are_apart(a, b):
                continue
            self.sides.join(a, b)
            self.joined.append((-score, one.ties[b].pair))
            self._join(a, b)
            for c, tie in one.ties.items():
                if self._may_join(one, self.groups[c], tie.likeness) and (fresh := self.score(a, c)) >= 1.0:
                    low, high = min(a, c), max(a, c)
                    heappush(waiting, (-fresh, low, high, self.groups[low].version, self.groups[high].version))
        return len(self.joined) > before

    def _join(self, a: int, b: int) -> None:
        """Put group `b` into group `a` and work out its ties anew."""
        one, two = self.groups[a], self.groups.pop(b)
        mine, theirs = len(one.origins), len(two.origins)
        between = one.ties.pop(b).likeness
        del two.ties[a]
        unknown = [self._unknown_ties(one, two), self._unknown_ties(two, one)]
        for c in sorted(one.ties.keys() | two.ties.keys()):
            other = self.groups[c]
            ties = (one.ties.get(c) or unknown[0][c], two.ties.get(c) or unknown[1][c])
            closest = ties[0] if (ties[0].closest, ties[0].pair) >= (ties[1].closest, ties[1].pair) else ties[1]
            likeness = (ties[0].likeness * mine + ties[1].likeness * theirs) / (mine + theirs)
            other.ties.pop(b, None)
            one.ties[c] = other.ties[a] = Tie(likeness=likeness, closest=closest.closest, pair=closest.pair)
        one.total = self._laid.add(one.total, two.total)
        one.within += two.within + between * mine * theirs
        one.names.update(two.names)
        one.marks.update(two.marks)
        one.capitalised |= two.capitalised
        one.terms += two.terms
        one.origins.extend(two.origins)
        one.take_hold()
        one.days = tuple(sorted({*one.days, *two.days}))
        one.version += 1

    def _unknown_ties(self, one: Group, two: Group) -> dict[int, Tie]:
        """Compare a group with those that only the group it is joined to was compared with."""
        numbers = [c for c in two.ties if c not in one.ties]
        others = [self.groups[c] for c in numbers]
        products = self._laid.products(one.total, [other.total for other in others])
        return {
            c: Tie(likeness=product / (len(one.origins) * len(other.origins)), closest=-2.0, pair=(-1, -1))
            for c, other, product in zip(numbers, others, products, strict=True)
        }
