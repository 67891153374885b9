"""Grow groups of origins into stories by the average likeness of their terms.

Decision to know: the average likeness of two groups is worked out from the sums of their terms, so no list of all
pairs is kept; only groups that share rare terms are ever compared. Every tie is broken by number, which follows the
order of the ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

import numpy as np

from synoptic.lexicon import load_words
from synoptic.linking.minhash import pairs_with_shared_keys
from synoptic.linking.story_reasons import Days, days_between
from synoptic.linking.terms import Terms, weight_of

ALIKE = 0.22
"""Least average likeness of two groups; from .20 to .24 the figures of BASIL and NeuS stay within two points."""
_KEYS, _LIGHTEST_KEY, _SHARED_KEYS = 24, 2.2, 2
NEAR_MISS, _NAMED_PART, _OTHER_NAMES = 0.75, 0.3, 0.6
"""Groups that name nobody and nothing in common are that much less alike: two strikes in two towns."""
_FAMILY, _NEIGHBOURS = 64, 40
_NEAR_DAYS, _WEEK_DAYS = 2, 7
_NEAR_GAIN, _LATE_LOSS, _FAR_LOSS = 1.25, 0.55, 0.4
LONG_STORY = 12
_CORE_TERMS, _CORE_PART, _CORE_WEIGHT, _CORE_SHARE, _CORE_LEAST = 6, 0.5, 2.8, 0.4, 2
_PROMINENT = 0.05
_SILENCE_DAYS = 150
"""A story that was silent longer is another story, however alike (the next earthquake in the same country)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How alike two groups are: the average over all their pairs, and the closest pair that was compared."""

    likeness: float
    closest: float
    pair: tuple[int, int]


@dataclass(slots=True)
class Group:
    """Origins that stand together: the sum of their terms, their days and their ties to other groups."""

    origins: list[int]
    total: dict[str, float]
    days: Days
    names: Counter[str]
    ties: dict[int, Tie] = field(default_factory=dict)
    version: int = 0


def time_factor(one: Days, two: Days, window_days: int) -> float:
    """Weigh a likeness by the days between: more on the same days, less after a week; 1 where a day is not known."""
    gap = days_between(one, two)
    if gap is None:
        return 1.0
    places = (_NEAR_DAYS, _WEEK_DAYS, max(window_days, _WEEK_DAYS + 1), 4 * max(window_days, _WEEK_DAYS + 1))
    return float(np.interp(gap, places, (_NEAR_GAIN, 1.0, _LATE_LOSS, _FAR_LOSS)))


def dot(one: dict[str, float], two: dict[str, float]) -> float:
    """Multiply two lists of weights."""
    small, large = (one, two) if len(one) <= len(two) else (two, one)
    return sum(value * large[term] for term, value in small.items() if term in large)


def share_names(one: Group, two: Group) -> bool:
    """Tell whether a name stands in a good part of the origins of both groups; True where either names nothing."""
    if not one.names or not two.names:
        return True
    small, large = (one, two) if len(one.names) <= len(two.names) else (two, one)
    least_small, least_large = _NAMED_PART * len(small.origins), _NAMED_PART * len(large.origins)
    return any(count >= least_small and large.names[name] >= least_large for name, count in small.names.items())


def find_ties(terms: Sequence[Terms]) -> dict[tuple[int, int], float]:
    """Compare the origins that share rare terms, each with its best few; pairs of numbers, first < second."""
    numbers: dict[str, int] = {}
    keys: list[int] = []
    owners: list[int] = []
    for number, mine in enumerate(terms):
        heavy = [t for t in mine.weights if weight_of(t) >= _LIGHTEST_KEY][:_KEYS]
        keys.extend(numbers.setdefault(term, len(numbers)) for term in heavy)
        owners.extend([number] * len(heavy))
    many = max(len(terms), 1)
    found = pairs_with_shared_keys(np.asarray(keys, np.uint64), np.asarray(owners, np.int64), many, _FAMILY)
    kept = found.keys >= _SHARED_KEYS
    first, second, shared = found.first[kept], found.second[kept], found.keys[kept]
    best: set[tuple[int, int]] = set()
    for left, right in ((first, second), (second, first)):
        order = np.lexsort((right, -shared, left))
        left, right = left[order], right[order]
        begins = np.flatnonzero(np.append(True, left[1:] != left[:-1]))[: len(left)]
        rank = np.arange(len(left)) - np.repeat(begins, np.diff(np.append(begins, len(left))))
        top = rank < _NEIGHBOURS
        best.update(zip(np.minimum(left, right)[top].tolist(), np.maximum(left, right)[top].tolist(), strict=True))
    return {pair: dot(terms[pair[0]].weights, terms[pair[1]].weights) for pair in sorted(best)}


class Growth:
    """Groups under way; `joined` and `near` tell which pairs of origins spoke for joining two groups or nearly did."""

    def __init__(self, terms: Sequence[Terms], days: Sequence[Days], window_days: int) -> None:
        self.terms, self.window_days = terms, window_days
        common = load_words("common_names")
        self.groups = {
            n: Group(
                [n], dict(t.weights), d, Counter(name for name in t.names if " " not in name and name not in common)
            )
            for n, (t, d) in enumerate(zip(terms, days, strict=True))
        }
        self.joined: list[tuple[float, tuple[int, int]]] = []
        for (a, b), likeness in find_ties(terms).items():
            tie = Tie(likeness=likeness, closest=likeness, pair=(a, b))
            self.groups[a].ties[b] = self.groups[b].ties[a] = tie

    def score(self, a: int, b: int) -> float:
        """Return the likeness of two tied groups, weighed by the days between and by whether they name the same."""
        one, two = self.groups[a], self.groups[b]
        found = one.ties[b].likeness * time_factor(one.days, two.days, self.window_days)
        return found if found < NEAR_MISS * ALIKE or share_names(one, two) else found * _OTHER_NAMES

    def grow(self) -> None:
        """Join the most alike groups, again and again, while they are alike enough."""
        waiting = [
            (-s, a, b, 0, 0)
            for a in sorted(self.groups)
            for b in self.groups[a].ties
            if a < b and (s := self.score(a, b)) >= ALIKE
        ]
        heapify(waiting)
        while waiting:
            score, a, b, version_a, version_b = heappop(waiting)
            one, two = self.groups.get(a), self.groups.get(b)
            if one is None or two is None or one.version != version_a or two.version != version_b:
                continue
            self.joined.append((-score, one.ties[b].pair))
            self._join(a, b)
            for c in sorted(one.ties):
                if (fresh := self.score(a, c)) >= ALIKE:
                    low, high = min(a, c), max(a, c)
                    heappush(waiting, (-fresh, low, high, self.groups[low].version, self.groups[high].version))

    def _join(self, a: int, b: int) -> None:
        """Put group `b` into group `a` and work out its ties anew."""
        one, two = self.groups[a], self.groups.pop(b)
        mine, theirs = len(one.origins), len(two.origins)
        del one.ties[b], two.ties[a]
        for c in sorted(one.ties.keys() | two.ties.keys()):
            other = self.groups[c]
            ties = [
                group.ties.get(c) or Tie(likeness=self._likeness(group, other), closest=-1.0, pair=(-1, -1))
                for group in (one, two)
            ]
            closest = max(ties, key=lambda t: (t.closest, t.pair))
            likeness = (ties[0].likeness * mine + ties[1].likeness * theirs) / (mine + theirs)
            other.ties.pop(b, None)
            one.ties[c] = other.ties[a] = Tie(likeness=likeness, closest=closest.closest, pair=closest.pair)
        for term, value in two.total.items():
            one.total[term] = one.total.get(term, 0.0) + value
        one.names.update(two.names)
        one.origins.extend(two.origins)
        one.days = _both(one.days, two.days)
        one.version += 1

    @staticmethod
    def _likeness(one: Group, two: Group) -> float:
        return dot(one.total, two.total) / (len(one.origins) * len(two.origins))

    def join_long_stories(self) -> None:
        """Let long stories take in the groups that hold their core terms: first other long ones, then the small."""
        prominent = {n: self._prominent(g) for n, g in self.groups.items()}
        long = [n for n in sorted(self.groups) if len(self.groups[n].origins) >= LONG_STORY]
        while (best := self._closest_cores(long, prominent)) is not None:
            a, b = best
            prominent[a] += prominent.pop(b)
            self._take_in(a, b)
            long.remove(b)
        cores = {n: self._core(n, prominent[n]) for n in long}
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for n in long:
            for term in cores[n]:
                holders[term].append(n)
        for n in sorted(set(self.groups) - set(long)):
            around = sorted({h for term in prominent[n] for h in holders.get(term, ())})
            ranked = [(s, -h) for h in around if (s := self._core_share(cores[h], n, prominent[n], h)) > _CORE_SHARE]
            if ranked:
                self._take_in(-max(ranked)[1], n)

    def _closest_cores(self, long: list[int], prominent: dict[int, Counter[str]]) -> tuple[int, int] | None:
        """Find the two long stories of which one holds most of the other's core; None when none holds enough."""
        cores = {n: self._core(n, prominent[n]) for n in long}
        best: tuple[float, int, int] | None = None
        for i, a in enumerate(long):
            for b in long[i + 1 :]:
                if not cores[a].keys() & prominent[b].keys():
                    continue
                share = max(
                    self._core_share(cores[a], b, prominent[b], a), self._core_share(cores[b], a, prominent[a], b)
                )
                if share > _CORE_SHARE and (best is None or (share, -a, -b) > best):
                    best = (share, -a, -b)
        return (-best[1], -best[2]) if best else None

    def _prominent(self, group: Group) -> Counter[str]:
        """Count in how many origins of a group a term weighs much."""
        return Counter(
            t for n in group.origins for t, v in self.terms[n].weights.items() if v >= _PROMINENT and " " not in t
        )

    def _core(self, number: int, prominent: Counter[str]) -> dict[str, float]:
        """Return the few heavy terms that at least half of a long story's origins hold, with their weights."""
        many = len(self.groups[number].origins)
        core = [
            (c / many * weight_of(t), t)
            for t, c in prominent.items()
            if c >= _CORE_PART * many and weight_of(t) >= _CORE_WEIGHT
        ]
        return {term: value for value, term in sorted(core, key=lambda item: (-item[0], item[1]))[:_CORE_TERMS]}

    def _core_share(self, core: dict[str, float], number: int, prominent: Counter[str], holder: int) -> float:
        """Return the share of a core's weight that a group holds; 0 for too few of its terms or too long a silence."""
        many = len(self.groups[number].origins)
        gap = days_between(self.groups[holder].days, self.groups[number].days)
        held = {t: prominent[t] / many for t in core if prominent[t]}
        if not share_names(self.groups[holder], self.groups[number]):
            return 0.0
        if (gap or 0) > _SILENCE_DAYS or sum(part >= _CORE_PART for part in held.values()) < _CORE_LEAST:
            return 0.0
        return sum(core[t] * part for t, part in held.items()) / sum(core.values())

    def _take_in(self, a: int, b: int) -> None:
        """Put group `b` into the long story `a`."""
        one, two = self.groups[a], self.groups.pop(b)
        tie = one.ties.get(b)
        pair = (
            tie.pair
            if tie is not None and tie.pair[0] >= 0
            else (min(one.origins[0], two.origins[0]), max(one.origins[0], two.origins[0]))
        )
        self.joined.append((self._likeness(one, two), pair))
        for other, its in two.ties.items():
            if other in self.groups:
                self.groups[other].ties.pop(b, None)
                if other != a:
                    one.ties.setdefault(other, its)
                    self.groups[other].ties.setdefault(a, its)
        for term, value in two.total.items():
            one.total[term] = one.total.get(term, 0.0) + value
        one.names.update(two.names)
        one.origins.extend(two.origins)
        one.days = _both(one.days, two.days)


def _both(one: Days, two: Days) -> Days:
    """Return the stretch that holds the days of both."""
    firsts: list[date] = [d for d in (one[0], two[0]) if d is not None]
    lasts: list[date] = [d for d in (one[1], two[1]) if d is not None]
    return (min(firsts), max(lasts)) if firsts else (None, None)
