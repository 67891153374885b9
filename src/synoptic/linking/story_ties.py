"""Which origins, and later which groups of them, are worth comparing: those that share rare terms.

Decision to know: nothing is compared with everything. Two origins are tied by two heavy terms in common, unless they
are known to lie months apart, whatever else is in the pile; a long story is tied, once it has grown, to whatever holds
two of the heaviest terms of its profile.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.laid_terms import LaidTerms, Total
from synoptic.linking.minhash import Hashes, Numbers, mix

_SHARED_KEYS = 2
_FAR_WINDOWS = 4
"""So many windows of days apart, likeness counts for so little that two single origins need not be compared."""
_FAMILY, _NEIGHBOURS = 96, 16
"""Two terms propose the next of those that hold them only, where within reach more than the first of these follow; of
those compared so many are kept, the closest, on either side."""
_AT_ONCE = 4_000_000
"""So many keys or pairs are sorted at once."""
_UNDATED = -1
_PROFILE_TERMS, _HELD_TERMS = 16, 30

Daylist = tuple[int, ...]
"""The days of an origin or a group as ordinals, in order; empty where none is known."""


class Ties(NamedTuple):
    """Pairs of origins by number with how alike they are; as they leave here sorted, each once, first < second."""

    first: Numbers
    second: Numbers
    likeness: NDArray[np.float64]

    def only(self, places: Numbers) -> Ties:
        """Return some of them."""
        return Ties(self.first[places], self.second[places], self.likeness[places])


NO_TIES = Ties(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float64))


def find_ties(laid: LaidTerms, days: Sequence[Daylist], window_days: int) -> Ties:
    """Compare the origins that share two of their heaviest terms and are not known to lie far apart in time; of very
    many keep the closest.

    Whether two are compared hangs on them alone, short of a crowd of one season that all holds the same two terms.
    Origins are taken some at a time with those that follow them, because all pairs at once would be too many to hold.
    """
    many = max(laid.size, 1)
    begins = np.fromiter((d[0] if d else _UNDATED for d in days), np.int64, laid.size)
    ends = np.fromiter((d[-1] if d else _UNDATED for d in days), np.int64, laid.size)
    order = np.argsort(begins, kind="stable")
    reach = np.searchsorted(begins[order], ends[order] + _FAR_WINDOWS * window_days, side="right")
    reach[begins[order] == _UNDATED] = laid.size
    kept: list[Ties] = []
    before = NO_TIES
    for left, right in _Families(*laid.doubles(), order, reach).pairs():
        one, two = order[left], order[right]
        found = Ties(one, two, laid.likeness(one, two))
        kept.append(found.only(_closest(one, two, found.likeness)))
        before = _together([before, found])
        before = before.only(_closest(before.second, before.first, before.likeness))
    both = _together([before, *kept])
    both = Ties(np.minimum(both.first, both.second), np.maximum(both.first, both.second), both.likeness)
    return both.only(np.unique(both.first * many + both.second, return_index=True)[1])


def _together(parts: Sequence[Ties]) -> Ties:
    first, second, likeness = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Ties(first, second, likeness)


def _closest(ones: Numbers, others: Numbers, likeness: NDArray[np.float64]) -> Numbers:
    """Return the places of the pairs that are among the closest of the one."""
    order = np.lexsort((others, -likeness, ones))
    ones = ones[order]
    begins = np.flatnonzero(np.append(True, ones[1:] != ones[:-1]))[: len(ones)]
    rank = np.arange(len(ones)) - np.repeat(begins, np.diff(np.append(begins, len(ones))))
    return order[rank < _NEIGHBOURS]


class _Families:
    """The origins that hold the same two terms, family after family, and how many of those that follow each is paired
    with. Within a family they stand by place: first those of no known day, then by day."""

    def __init__(self, keys: Hashes, owners: Numbers, order: Numbers, reach: Numbers) -> None:
        """Take keys, the number of each one's owner, the owners by place, and for every place the end of its reach."""
        self._many = len(order)
        place = np.empty(self._many, np.int64)
        place[order] = np.arange(self._many)
        parts = len(keys) // _AT_ONCE + 1
        members, follow = [], []
        for part in range(parts):
            mine = np.flatnonzero(mix(keys) % np.uint64(parts) == part) if parts > 1 else slice(None)
            found, whose = keys[mine], place[owners[mine]]
            sorted_by = np.lexsort((whose, found))
            found, whose = found[sorted_by], whose[sorted_by]
            fresh = np.append(True, found[1:] != found[:-1])[: len(found)]
            shared = ~(fresh & np.append(fresh[1:], True)[: len(found)])
            whose, family = whose[shared], np.cumsum(fresh[shared]) * (self._many + 1)
            ends = np.searchsorted(family + whose, family + reach[whose])
            many = ends - np.arange(1, len(whose) + 1)
            members.append(whose.astype(np.int32))
            follow.append(np.where(many > _FAMILY, 1, many).astype(np.int32))
        self._members, self._follow = np.concatenate(members), np.concatenate(follow)

    def pairs(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the pairs of members by place, sorted and each once, some firsts at a time."""
        order = np.argsort(self._members, kind="stable").astype(np.int32)
        owners, follow = self._members[order], self._follow[order]
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
