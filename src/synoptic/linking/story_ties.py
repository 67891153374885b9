"""Which origins, and later which groups of them, are worth comparing: those that share rare terms.

Decision to know: nothing is compared with everything. Two origins are tied by two heavy terms in common, each to its
best few; a long story is tied, once it has grown, to whatever holds two of the heaviest terms of its profile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest

import numpy as np

from synoptic.linking.minhash import pairs_with_shared_keys
from synoptic.linking.terms import Terms, weight_of

_KEYS, _LIGHTEST_KEY, _SHARED_KEYS = 24, 2.2, 2
_FAMILY, _NEIGHBOURS = 64, 40
_PROFILE_TERMS, _HELD_TERMS = 16, 30


def dot(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """Multiply two lists of weights."""
    small, large = (one, two) if len(one) <= len(two) else (two, one)
    return sum([value * large[term] for term, value in small.items() if term in large])


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
