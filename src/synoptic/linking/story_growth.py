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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
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
_GROWN_PART = 0.1
"""A long story's ties are worked out anew when it has grown by this part."""
_SURELY_LESS = 1 - 1e-9


_Waiting = tuple[float, int, int, int, int]
"""Two groups that may be joined: the score, negative, their numbers and the versions of both that it is of."""


class Tie(NamedTuple):
    """How alike two groups are: the average over all their pairs, and the closest pair that was compared."""

    likeness: float
    closest: float
    pair: tuple[int, int]


@dataclass(slots=True)
class Group:
    """Origins that stand together: the sum of their terms, their days and ties."""

    origins: list[int]
    total: Total
    days: Daylist
    names: Counter[int]
    terms: int
    """How many terms its origins have, added up."""
    marks: Counter[int] = field(default_factory=Counter)
    """In how many of its origins each mark stands."""
    capitalised: set[int] = field(default_factory=set)
    within: float = 0.0
    """How alike its pairs are, added up."""
    ties: dict[int, Tie] = field(default_factory=dict)
    version: int = 0
    taken: list[Group] = field(default_factory=list)
    """What has been joined to a long story since stock was taken: nothing else of the story tells of it yet."""
    waiting: dict[int, Tie] = field(default_factory=dict)
    """The ties of what was taken, by the numbers of then, to groups that the story itself is not tied to."""
    hold: float = field(init=False, default=_WITHIN)
    """How alike the group's pairs are, as far as can be told from so few."""
    held: frozenset[int] = field(init=False, default=frozenset())
    """The marks that stand in half of its origins."""
    own: frozenset[int] = field(init=False, default=frozenset())
    """The same where they are enough to know the group by."""

    def __post_init__(self) -> None:
        self.take_stock(self.marks)

    def take_stock(self, marks: Iterable[int]) -> None:
        """Work out what hangs on the whole group anew after it has grown; `marks` are those that half of it may hold.

        While less and less is asked of a story because of its length it is not helped by falling apart as well: it
        counts as holding what a pair is taken to hold, or it would take in the more the less it is one.
        """
        pairs = len(self.origins) * (len(self.origins) - 1) / 2
        self.hold = (self.within + _WITHIN_PAIRS * _WITHIN) / (pairs + _WITHIN_PAIRS)
        if _SHORT < len(self.origins) < LONG_STORY:
            self.hold = max(self.hold, _WITHIN)
        self.held = frozenset(mark for mark in marks if self.marks[mark] >= _MARKED_PART * len(self.origins))
        twice = sum(self.marks[mark] > 1 for mark in self.held)
        self.own = self.held if len(self.held) >= _MARKS or 2 * twice >= _MARKS else frozenset()

    def add(self, other: Group) -> None:
        """Add all that can be added up of another group, but for the sum of the terms."""
        self.names.update(other.names)
        self.marks.update(other.marks)
        self.capitalised |= other.capitalised
        self.terms += other.terms
        self.origins.extend(other.origins)


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
    own = bool(one.own and two.own)
    return own and one.own.isdisjoint(two.capitalised) and two.own.isdisjoint(one.capitalised)


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
        self._waiting: list[_Waiting] = []
        self._stale: set[int] = set()
        self._into: dict[int, int] = {}
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
            set().union(*map(self._laid.capitalised, origins)),
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
                self._await(a, b)
            if not self._join_waiting():
                break

    def _new_tie(self, a: int, b: int) -> Tie:
        """Tie two groups; their first origins stand for the closest, which nobody looked for."""
        one, two = self.groups[a], self.groups[b]
        first, second = sorted((one.origins[0], two.origins[0]))
        likeness = self._laid.products(one.total, [two.total])[0] / (len(one.origins) * len(two.origins))
        return Tie(likeness=likeness, closest=-1.0, pair=(first, second))

    def join_alike(self) -> None:
        """Join the most alike of the tied groups, again and again, while they are alike enough."""
        for a in sorted(self.groups):
            self._await_all(a, above=a)
        self._join_waiting()

    def _await(self, a: int, b: int) -> None:
        """Let two tied groups wait to be joined, if they are alike enough."""
        one, two = self.groups[a], self.groups[b]
        if self._may_join(one, two, one.ties[b].likeness) and (score := self.score(a, b)) >= 1.0:
            low, high = min(a, b), max(a, b)
            heappush(self._waiting, (-score, low, high, self.groups[low].version, self.groups[high].version))

    def _await_all(self, a: int, above: int = -1) -> None:
        for b in self.groups[a].ties:
            if b > above:
                self._await(a, b)

    def _join_waiting(self) -> bool:
        """Join the groups that wait, and those that are alike enough for what was joined; return whether any was."""
        before = len(self.joined)
        while self._waiting or self._stale:
            if not self._waiting:
                for a in sorted(self._stale):
                    self._catch_up(a)
                    self._await_all(a)
                continue
            score, a, b, version_a, version_b = heappop(self._waiting)
            one, two = self.groups.get(a), self.groups.get(b)
            if one is None or two is None or one.version != version_a or two.version != version_b:
                continue
            if self.sides.are_apart(a, b):
                continue
            self.sides.join(a, b)
            self.joined.append((-score, one.ties[b].pair))
            grown = self._join(a, b)
            if grown is not None:
                self._await_all(grown)
        return len(self.joined) > before

    def _join(self, a: int, b: int) -> int | None:
        """Put two groups together; return the group whose ties were worked out anew, if any was."""
        one, two = self.groups[a], self.groups[b]
        if max(len(one.origins), len(two.origins)) < LONG_STORY:
            self._unite(a, b)
            return a
        if min(len(one.origins), len(two.origins)) < LONG_STORY:
            long, short = (a, b) if len(one.origins) >= LONG_STORY else (b, a)
            return self._take(long, short)
        for n in (a, b):
            if n in self._stale:
                self._catch_up(n)
        self._unite(a, b)
        return a

    def _unite(self, a: int, b: int) -> None:
        """Put group `b` into group `a` and work out its ties anew."""
        one, two = self.groups[a], self.groups.pop(b)
        self._into[b] = a
        mine, theirs = len(one.origins), len(two.origins)
        between = one.ties.pop(b).likeness
        del two.ties[a]
        unknown = [self._unknown_ties(one, two), self._unknown_ties(two, one)]
        for c in sorted(one.ties.keys() | two.ties.keys()):
            ties = (one.ties.get(c) or unknown[0][c], two.ties.get(c) or unknown[1][c])
            likeness = (ties[0].likeness * mine + ties[1].likeness * theirs) / (mine + theirs)
            self.groups[c].ties.pop(b, None)
            self._tie(a, c, _closer(*ties)._replace(likeness=likeness))
        one.total = self._laid.add(one.total, two.total)
        one.within += two.within + between * mine * theirs
        one.days = tuple(sorted({*one.days, *two.days}))
        one.add(two)
        one.take_stock(one.held | two.held)
        one.version += 1

    def _take(self, a: int, b: int) -> int | None:
        """Put a short group `b` into a long story `a`, whose ties are worked out anew when it has grown by a part: one
        more changes little in it, and there may be thousands. Returns the story if that was now."""
        one, two = self.groups[a], self.groups.pop(b)
        self._into[b] = a
        del one.ties[b], two.ties[a]
        for c, tie in two.ties.items():
            del self.groups[c].ties[b]
            if c in one.ties:
                self._tie(a, c, _closer(one.ties[c], tie)._replace(likeness=one.ties[c].likeness))
            else:
                one.waiting[c] = _closer(one.waiting[c], tie) if c in one.waiting else tie
        one.taken.append(two)
        self._stale.add(a)
        if sum(len(group.origins) for group in one.taken) < _GROWN_PART * len(one.origins):
            return None
        self._catch_up(a)
        return a

    def _catch_up(self, a: int) -> None:
        """Work out anew what is known of a long story and its ties, with all that it has taken."""
        self._stale.discard(a)
        one = self.groups[a]
        taken = [origin for group in one.taken for origin in group.origins]
        alone = sum(float((self._laid.total(origin).weights ** 2).sum()) for origin in taken)
        fresh = self._laid.sum_of(taken)
        between = self._laid.products(one.total, [fresh])[0]
        one.within += between + max(0.0, (float((fresh.weights**2).sum()) - alone) / 2)
        one.total = self._laid.add(one.total, fresh)
        one.days = tuple(sorted({*one.days, *(day for group in one.taken for day in group.days)}))
        for group in one.taken:
            one.add(group)
        one.take_stock(one.held.union(*(group.held for group in one.taken)))
        one.taken.clear()
        for c, tie in one.waiting.items():
            now = c
            while now in self._into:
                now = self._into[now]
            if now != a:
                self._tie(a, now, _closer(one.ties[now], tie) if now in one.ties else tie)
        one.waiting.clear()
        numbers = sorted(one.ties)
        others = [self.groups[c] for c in numbers]
        products = self._laid.products(one.total, [other.total for other in others])
        for c, other, product in zip(numbers, others, products, strict=True):
            self._tie(a, c, one.ties[c]._replace(likeness=product / (len(one.origins) * len(other.origins))))
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


def _closer(one: Tie, two: Tie) -> Tie:
    """Return the tie that has the closer pair."""
    return one if (one.closest, one.pair) >= (two.closest, two.pair) else two
