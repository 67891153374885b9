"""Which origins, and later which groups of them, are worth comparing: those that share rare terms.

Decision to know: nothing is compared with everything. Two origins are tied by two heavy terms in common, whatever else
is in the pile; a long story is tied, once it has grown, to whatever holds two of the heaviest terms of its profile.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.minhash import Hashes, Numbers, mix
from synoptic.linking.terms import Terms, weight_of

_KEYS, _LIGHTEST_KEY, _SHARED_KEYS = 24, 2.2, 2
_FAMILY, _NEIGHBOURS = 96, 16
"""Two terms that more origins hold than the first propose neighbours only."""
_AT_ONCE = 4_000_000
"""So many keys or pairs are sorted at once."""
_PROFILE_TERMS, _HELD_TERMS = 16, 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Total:
    """The summed terms of a group by number, each once, in the order in which they came in, and their weights."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float64]


NO_TERMS = Total(terms=np.zeros(0, np.int32), weights=np.zeros(0, np.float64))


def find_ties(laid: LaidTerms) -> dict[tuple[int, int], float]:
    """Compare the origins that share two of their heaviest terms; of very many the closest. Pairs of numbers, first <
    second.

    Whether two are compared hangs on them alone, short of a crowd that all holds the same two terms. Origins are taken
    some at a time with those that follow them, because all pairs at once would be too many to hold.
    """
    families = _Families(*laid.doubles(), max(laid.size, 1))
    kept: list[_Likened] = []
    before = _Likened(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float64))
    for first, second in families.pairs():
        found = _Likened(first, second, laid.likeness(first, second))
        kept.append(found.only(_closest(found.first, found.second, found.likeness)))
        before = _together([before, found])
        before = before.only(_closest(before.second, before.first, before.likeness))
    both = _together([before, *kept])
    _, places = np.unique(both.first * max(laid.size, 1) + both.second, return_index=True)
    first, second, likeness = (part.tolist() for part in both.only(places))
    return dict(zip(zip(first, second, strict=True), likeness, strict=True))


class _Likened(NamedTuple):
    """Pairs of origins with how alike they are."""

    first: Numbers
    second: Numbers
    likeness: NDArray[np.float64]

    def only(self, places: Numbers) -> _Likened:
        return _Likened(self.first[places], self.second[places], self.likeness[places])


def _together(parts: Sequence[_Likened]) -> _Likened:
    return _Likened(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.second for part in parts]),
        np.concatenate([part.likeness for part in parts]),
    )


def _closest(ones: Numbers, others: Numbers, likeness: NDArray[np.float64]) -> Numbers:
    """Return the places of the pairs that are among the closest of the one."""
    order = np.lexsort((others, -likeness, ones))
    ones = ones[order]
    begins = np.flatnonzero(np.append(True, ones[1:] != ones[:-1]))[: len(ones)]
    rank = np.arange(len(ones)) - np.repeat(begins, np.diff(np.append(begins, len(ones))))
    return order[rank < _NEIGHBOURS]


class _Families:
    """The origins that hold the same two terms, family after family, each in order of number."""

    def __init__(self, keys: Hashes, owners: Numbers, many: int) -> None:
        self._many = many
        parts = len(keys) // _AT_ONCE + 1
        members, ends, begins = [], [], []
        at = 0
        for part in range(parts):
            mine = np.flatnonzero(mix(keys) % np.uint64(parts) == part) if parts > 1 else slice(None)
            found = keys[mine]
            order = np.lexsort((owners[mine], found))
            found = found[order]
            edges = np.append(np.flatnonzero(np.append(True, found[1:] != found[:-1]))[: len(found)], len(found))
            sizes = np.repeat(np.diff(edges), np.diff(edges))
            shared = sizes > 1
            sizes = sizes[shared]
            firsts = np.flatnonzero(np.append(True, found[shared][1:] != found[shared][:-1]))[: len(sizes)]
            starts = np.repeat(firsts, sizes[firsts]) if len(sizes) else firsts
            members.append(owners[mine][order][shared].astype(np.int32))
            begins.append((starts + at).astype(np.int32))
            ends.append((starts + sizes + at).astype(np.int32))
            at += len(sizes)
        self._members, self._begins, self._ends = (np.concatenate(x) for x in (members, begins, ends))

    def pairs(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the pairs of members, sorted and each once, some firsts at a time; of a large family neighbours only,
        and its first with all."""
        places = np.arange(len(self._members), dtype=np.int32)
        large = self._ends - self._begins > _FAMILY
        follow = np.where(large & (places > self._begins), np.minimum(places + 2, self._ends), self._ends) - places - 1
        order = np.argsort(self._members, kind="stable").astype(np.int32)
        owners, follow = self._members[order], follow[order]
        each = np.cumsum(np.bincount(owners, weights=follow, minlength=self._many)).astype(np.int64)
        begin = done = 0
        while begin < self._many:
            end = max(begin + 1, int(np.searchsorted(each, done + _AT_ONCE, side="right")))
            low, high = np.searchsorted(owners, [begin, end])
            first, times, begin = owners[low:high], follow[low:high], end
            done = int(each[end - 1])
            if times.sum():
                steps = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
                second = self._members[np.repeat(order[low:high], times) + 1 + steps]
                codes = np.unique(np.repeat(first, times).astype(np.int64) * self._many + second)
                yield codes // self._many, codes % self._many


class LaidTerms:
    """The terms of all origins as numbers, laid end to end."""

    def __init__(self, terms: Iterable[Terms]) -> None:
        numbers: dict[str, int] = {}
        mine, weights, named, sizes = array("i"), array("d"), array("b"), array("i")
        self._marks: list[frozenset[str]] = []
        self._capitalised: list[frozenset[str]] = []
        for one in terms:
            self._marks.append(one.marks)
            self._capitalised.append(one.capitalised)
            mine.extend(numbers.setdefault(term, len(numbers)) for term in one.weights)
            weights.extend(one.weights.values())
            named.extend(term in one.names for term in one.weights)
            sizes.append(len(one.weights))
        self.size = len(sizes)
        self._words = list(numbers)
        self._terms, self._weights = np.array(mine, np.int32), np.array(weights, np.float64)
        self._named, lengths = np.array(named, np.bool_), np.array(sizes, np.int64)
        self._ends = np.cumsum(lengths)
        self._starts = self._ends - lengths
        self._many = max(len(numbers), 1)
        tell = np.fromiter((weight_of(term) for term in numbers), np.float64, len(numbers))
        self._heavy = tell >= _LIGHTEST_KEY
        self._telling = (tell > 1.0) & np.fromiter((" " not in term for term in numbers), np.bool_, len(numbers))
        self._rank = np.empty(len(numbers), np.int64)
        self._rank[[numbers[term] for term in sorted(numbers)]] = np.arange(len(numbers))
        self._place = np.full(self._many, -1, np.int64)

    def terms(self, number: int) -> Terms:
        """Return the terms of one origin in words."""
        held = slice(self._starts[number], self._ends[number])
        words = [self._words[term] for term in self._terms[held].tolist()]
        return Terms(weights=dict(zip(words, self._weights[held].tolist(), strict=True)), names=self.names(number))

    def names(self, number: int) -> frozenset[str]:
        """Return the names among the terms of one origin."""
        held = slice(self._starts[number], self._ends[number])
        return frozenset(self._words[term] for term in self._terms[held][self._named[held]].tolist())

    def marks(self, number: int) -> frozenset[str]:
        """Return the rare names within the sentences of one origin."""
        return self._marks[number]

    def capitalised(self, number: int) -> frozenset[str]:
        """Return all words that stand capitalised in one origin."""
        return self._capitalised[number]

    def count(self, number: int) -> int:
        """Return how many terms one origin has."""
        return int(self._ends[number] - self._starts[number])

    def total(self, number: int) -> Total:
        """Return the terms of one origin."""
        held = slice(self._starts[number], self._ends[number])
        return Total(terms=self._terms[held], weights=self._weights[held])

    def add(self, one: Total, two: Total) -> Total:
        """Sum two groups' terms; those that only the second has come last."""
        self._place[one.terms] = np.arange(len(one.terms))
        place = self._place[two.terms]
        self._place[one.terms] = -1
        weights, known = one.weights.copy(), place >= 0
        weights[place[known]] += two.weights[known]
        return Total(
            terms=np.concatenate([one.terms, two.terms[~known]]),
            weights=np.concatenate([weights, two.weights[~known]]),
        )

    def products(self, one: Total, others: Sequence[Total]) -> list[float]:
        """Multiply a group's terms with those of each of the others.

        The order of adding up is fixed: by the terms of the shorter list, as they came in. So no sum hangs on how many
        are multiplied at once.
        """
        if not others:
            return []
        sizes = np.fromiter((len(other.terms) for other in others), np.int64, len(others))
        self._place[one.terms] = np.arange(len(one.terms))
        place = self._place[np.concatenate([other.terms for other in others])]
        self._place[one.terms] = -1
        held = np.flatnonzero(place >= 0)
        place, owners = place[held], np.repeat(np.arange(len(others)), sizes)[held]
        found = one.weights[place] * np.concatenate([other.weights for other in others])[held]
        mine = (sizes >= len(one.terms))[owners]
        if mine.any():
            found = found[np.lexsort((np.where(mine, place, held), owners))]
        sums: list[float] = np.bincount(owners, weights=found, minlength=len(others)).tolist()
        return sums

    def heaviest(self, total: Total, count: int) -> list[int]:
        """Return the terms of one word that weigh most in a group, by number."""
        telling = np.flatnonzero(self._telling[total.terms])
        terms, weights = total.terms[telling], total.weights[telling]
        if len(terms) > 4 * count:
            heavy = weights >= np.partition(weights, -count)[-count]
            terms, weights = terms[heavy], weights[heavy]
        found: list[int] = terms[np.lexsort((self._rank[terms], -weights))[:count]].tolist()
        return found

    def doubles(self) -> tuple[Hashes, Numbers]:
        """Return a key for every two of an origin's heaviest terms, and whose each is."""
        codes, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
        heavy = np.flatnonzero(self._heavy[self._terms])
        whose = np.repeat(np.arange(self.size), self._ends - self._starts)[heavy]
        edges = np.searchsorted(whose, np.arange(self.size))
        rank = np.arange(len(heavy)) - edges[whose]
        heavy, whose = heavy[rank < _KEYS], whose[rank < _KEYS]
        order = np.lexsort((self._terms[heavy], whose))
        terms, sizes = self._terms[heavy][order].astype(np.int64), np.bincount(whose, minlength=self.size)
        edges = np.cumsum(sizes) - sizes
        for size in np.unique(sizes[sizes > 1]).tolist():
            numbers = np.flatnonzero(sizes == size)
            held = terms[edges[numbers][:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            codes.append((held[:, left] * self._many + held[:, right]).ravel())
            owners.append(np.repeat(numbers.astype(np.int32), len(left)))
        return np.concatenate(codes).astype(np.uint64), np.concatenate(owners)

    def likeness(self, first: Numbers, second: Numbers) -> NDArray[np.float64]:
        """Multiply the terms of the two origins of every pair; `first` is sorted."""
        found = np.zeros(len(first), np.float64)
        mine = np.zeros(self._many, np.float64)
        begins = np.flatnonzero(np.append(True, first[1:] != first[:-1]))[: len(first)]
        for begin, end in pairwise([*begins.tolist(), len(first)]):
            number = first[begin]
            held = slice(self._starts[number], self._ends[number])
            mine[self._terms[held]] = self._weights[held]
            starts, ends = self._starts[second[begin:end]], self._ends[second[begin:end]]
            sizes = ends - starts
            edges = np.cumsum(sizes) - sizes
            places = np.arange(sizes.sum()) - np.repeat(edges - starts, sizes)
            found[begin:end] = np.add.reduceat(mine[self._terms[places]] * self._weights[places], edges)
            mine[self._terms[held]] = 0.0
        return found


def find_profile_ties(laid: LaidTerms, totals: Mapping[int, Total], long: Sequence[int]) -> list[tuple[int, int]]:
    """Pair the groups that hold two of the heaviest terms of a long story's profile with that story.

    `totals` are the summed terms of all groups by number, `long` the numbers of the long stories.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number in long:
        for term in laid.heaviest(totals[number], _PROFILE_TERMS):
            holders[term].append(number)
    if not holders:
        return []
    found: set[tuple[int, int]] = set()
    for number, total in totals.items():
        shared = Counter(h for t in laid.heaviest(total, _HELD_TERMS) for h in holders.get(t, ()) if h != number)
        best = sorted(((-count, h) for h, count in shared.items() if count >= _SHARED_KEYS))[:_NEIGHBOURS]
        found.update((min(number, h), max(number, h)) for _, h in best)
    return sorted(found)
