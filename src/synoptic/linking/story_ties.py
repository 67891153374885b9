"""Which origins, and later which groups of them, are worth comparing: those that share rare terms.

Decision to know: nothing is compared with everything. Two origins are tied by two heavy terms in common, whatever else
is in the pile; a long story is tied, once it has grown, to whatever holds two of the heaviest terms of its profile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.minhash import Hashes, Numbers, pairs_with_shared_keys
from synoptic.linking.terms import Terms, weight_of

_KEYS, _LIGHTEST_KEY, _SHARED_KEYS = 24, 2.2, 2
_FAMILY, _NEIGHBOURS = 96, 16
"""Two terms that more origins hold than the first propose neighbours only."""
_PROFILE_TERMS, _HELD_TERMS = 16, 30


def dot(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """Multiply two lists of weights."""
    small, large = (one, two) if len(one) <= len(two) else (two, one)
    return sum([value * large[term] for term, value in small.items() if term in large])


def find_ties(terms: Sequence[Terms]) -> dict[tuple[int, int], float]:
    """Compare the origins that share two of their heaviest terms; of very many the closest. Pairs of numbers, first <
    second.

    Whether two are compared hangs on them alone, short of a crowd that all holds the same two terms.
    """
    many, laid = max(len(terms), 1), _Laid(terms)
    found = pairs_with_shared_keys(*laid.doubles(), many, _FAMILY)
    first, second = found.first, found.second
    likeness = laid.likeness(first, second)
    kept = np.zeros(len(first), bool)
    for left, right in ((first, second), (second, first)):
        order = np.lexsort((right, -likeness, left))
        begins = np.flatnonzero(np.append(True, left[order][1:] != left[order][:-1]))[: len(left)]
        rank = np.arange(len(left)) - np.repeat(begins, np.diff(np.append(begins, len(left))))
        kept[order[rank < _NEIGHBOURS]] = True
    pairs = zip(first[kept].tolist(), second[kept].tolist(), strict=True)
    return dict(zip(pairs, likeness[kept].tolist(), strict=True))


class _Laid:
    """The terms of all origins as numbers, laid end to end."""

    def __init__(self, terms: Sequence[Terms]) -> None:
        numbers: dict[str, int] = {}
        self._terms = np.asarray(
            [numbers.setdefault(t, len(numbers)) for mine in terms for t in mine.weights], np.int64
        )
        self._weights = np.asarray([w for mine in terms for w in mine.weights.values()], np.float64)
        self._ends = np.cumsum([len(mine.weights) for mine in terms], dtype=np.int64)
        self._starts = self._ends - np.asarray([len(mine.weights) for mine in terms], np.int64)
        heavy = {number for term, number in numbers.items() if weight_of(term) >= _LIGHTEST_KEY}
        self._keys = [
            sorted([t for t in self._terms[start:end].tolist() if t in heavy][:_KEYS])
            for start, end in zip(self._starts.tolist(), self._ends.tolist(), strict=True)
        ]
        self._many = max(len(numbers), 1)

    def doubles(self) -> tuple[Hashes, Numbers]:
        """Return a key for every two of an origin's heaviest terms, and whose each is."""
        codes, owners = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for number, keys in enumerate(self._keys):
            left, right = np.triu_indices(len(keys), 1)
            held = np.asarray(keys, np.int64)
            codes.append(held[left] * self._many + held[right])
            owners.append(np.full(len(left), number, np.int64))
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


def find_profile_ties(totals: Mapping[int, Mapping[str, float]], long: Sequence[int]) -> list[tuple[int, int]]:
    """Pair the groups that hold two of the heaviest terms of a long story's profile with that story.

    `totals` are the summed terms of all groups by number, `long` the numbers of the long stories.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number in long:
        for term in _heaviest(totals[number], _PROFILE_TERMS):
            holders[term].append(number)
    found: set[tuple[int, int]] = set()
    for number, total in totals.items():
        shared = Counter(h for term in _heaviest(total, _HELD_TERMS) for h in holders.get(term, ()) if h != number)
        best = sorted(((-count, h) for h, count in shared.items() if count >= _SHARED_KEYS))[:_NEIGHBOURS]
        found.update((min(number, h), max(number, h)) for _, h in best)
    return sorted(found)


def _heaviest(total: Mapping[str, float], count: int) -> list[str]:
    """Return the terms of one word that weigh most in a group."""
    telling = ((-value, term) for term, value in total.items() if " " not in term and weight_of(term) > 1.0)
    return [term for _, term in nsmallest(count, telling)]
