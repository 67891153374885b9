"""Which origins, and later which groups of them, are worth comparing: those that share rare terms.

Decision to know: nothing is compared with everything. Two origins are tied by two heavy terms in common, unless they
are known to lie months apart, whatever else is in the pile; a long story is tied, once it has grown, to whatever holds
two of the heaviest terms of its profile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.laid_terms import LaidTerms, Table, Total, place_bits
from synoptic.linking.minhash import Hashes, Numbers
from synoptic.linking.ragged import steps_of
from synoptic.linking.shelves import Spread

_SHARED_KEYS = 2
_FAR_WINDOWS = 4
"""So many windows of days apart, likeness counts for so little that two single origins need not be compared."""
_FAMILY, _NEIGHBOURS = 96, 16
"""Two terms propose the next of those that hold them only, where within reach more than the first of these follow; of
those compared so many are kept, the closest, on either side."""
_AT_ONCE = 4_000_000
"""So many keys or pairs are sorted at once."""
_FINE = 1 << 40
"""In so many steps likeness is told apart before it is compared exactly."""
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Proposed:
    """Some firsts with all that each is to be compared with, by row of a table that holds them and what lies between;
    `numbers` are the origins of its rows, `times` say how many `seconds` every row has from the first on."""

    table: Table
    numbers: Numbers
    times: NDArray[np.int32]
    seconds: NDArray[np.int32]


def find_ties(laid: LaidTerms, days: Sequence[Daylist], window_days: int, spread: Spread = map) -> Ties:
    """Compare the origins that share two of their heaviest terms and are not known to lie far apart in time; of very
    many keep the closest.

    Whether two are compared hangs on them alone, short of a crowd of one season that all holds the same two terms.
    Origins are taken some at a time with those that follow them, because all pairs at once would be too many to hold;
    in each such block the closest are chosen where it is worked on.
    """
    begins = np.fromiter((d[0] if d else _UNDATED for d in days), np.int64, laid.size)
    ends = np.fromiter((d[-1] if d else _UNDATED for d in days), np.int64, laid.size)
    order = np.argsort(begins, kind="stable")
    reach = np.searchsorted(begins[order], ends[order] + _FAR_WINDOWS * window_days, side="right")
    reach[begins[order] == _UNDATED] = laid.size
    after, before = [NO_TIES], [NO_TIES]
    for later, earlier in spread(_compare, _Families(laid, order, reach).blocks()):
        after.append(later)
        before.append(earlier)
        if sum(len(part.first) for part in before) > _AT_ONCE:
            before = [_closest_before(_together(before))]
    both = _together([_closest_before(_together(before)), *after])
    both = Ties(np.minimum(both.first, both.second), np.maximum(both.first, both.second), both.likeness)
    return both.only(np.unique(both.first * max(laid.size, 1) + both.second, return_index=True)[1])


def _compare(block: _Proposed) -> tuple[Ties, Ties]:
    """Return the closest that follow each first, and the closest firsts of each that follows."""
    many = len(block.numbers)
    codes = np.repeat(np.arange(len(block.times)), block.times) * many + block.seconds
    codes.sort()
    codes = codes[np.append(True, codes[1:] != codes[:-1])]
    first, second = codes // many, codes % many
    likeness = block.table.likeness(first, second)
    found = Ties(block.numbers[first], block.numbers[second], likeness)
    return found.only(_closest(found.first, found.second, likeness)), _closest_before(found)


def _closest_before(ties: Ties) -> Ties:
    return ties.only(_closest(ties.second, ties.first, ties.likeness))


def _together(parts: Sequence[Ties]) -> Ties:
    first, second, likeness = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Ties(first, second, likeness)


def _closest(ones: Numbers, others: Numbers, likeness: NDArray[np.float64]) -> Numbers:
    """Return the places of the pairs that are among the closest of the one; of pairs as close that of the least other.

    Most are told to be none of them by one sort of numbers in which the one and the likeness stand side by side.
    """
    if not len(ones):
        return np.zeros(0, np.int64)
    coarse = ones * _FINE + ((1.0 - np.clip(likeness, 0.0, 1.0)) * (_FINE - 1)).astype(np.int64)
    ranked = np.sort(coarse)
    begins = np.flatnonzero(np.append(True, ranked[1:] // _FINE != ranked[:-1] // _FINE))
    ends = np.append(begins[1:], len(ranked))
    last = ranked[np.minimum(begins + _NEIGHBOURS, ends) - 1]
    limit = np.zeros(int(ranked[-1] // _FINE) + 1, np.int64)
    limit[last // _FINE] = last
    near = np.flatnonzero(coarse <= limit[ones])
    ones, others, likeness = ones[near], others[near], likeness[near]
    order = np.lexsort((others, -likeness, ones))
    ones = ones[order]
    begins = np.flatnonzero(np.append(True, ones[1:] != ones[:-1]))
    rank = np.arange(len(ones)) - np.repeat(begins, np.diff(np.append(begins, len(ones))))
    return near[order[rank < _NEIGHBOURS]]


class _Families:
    """The origins that hold the same two terms, family after family, and how many of those that follow each is paired
    with. Within a family they stand by place: first those of no known day, then by day."""

    def __init__(self, laid: LaidTerms, order: Numbers, reach: Numbers) -> None:
        """Take the origins by place, and for every place the end of its reach."""
        self._many, self._order, self._table = len(order), order, laid.table(order)
        place, bits = np.empty(self._many, np.int64), place_bits(self._many)
        place[order] = np.arange(self._many)
        members, follow = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for part in _parted(laid.doubles(place), bits):
            keys, whose = part >> bits, (part & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
            family = np.cumsum(np.append(True, keys[1:] != keys[:-1])) * (self._many + 1)
            ends = np.searchsorted(family + whose, family + reach[whose])
            many = ends - np.arange(1, len(whose) + 1)
            members.append(whose.astype(np.int32))
            follow.append(np.where(many > _FAMILY, 1, many).astype(np.int32))
        self._members, self._follow = np.concatenate(members), np.concatenate(follow)

    def blocks(self) -> Iterator[_Proposed]:
        """Yield the pairs of members, some firsts at a time; a pair comes as often as it shares two terms."""
        order = np.argsort(self._members, kind="stable").astype(np.int32)
        owners, follow = self._members[order], self._follow[order]
        each = np.cumsum(np.bincount(owners, weights=follow, minlength=self._many)).astype(np.int64)
        begin = done = 0
        while begin < self._many:
            end = max(begin + 1, int(np.searchsorted(each, done + _AT_ONCE, side="right")))
            low, high = np.searchsorted(owners, [begin, end])
            times = follow[low:high]
            if times.sum():
                seconds = self._members[np.repeat(order[low:high], times) + 1 + steps_of(times)]
                last = int(seconds.max()) + 1
                yield _Proposed(
                    table=self._table.part(begin, last),
                    numbers=self._order[begin:last],
                    times=np.diff(each[begin:end], prepend=done).astype(np.int32),
                    seconds=seconds - np.int32(begin),
                )
            begin, done = end, int(each[end - 1])


def _parted(codes: Hashes, bits: np.uint64) -> Iterator[Hashes]:
    """Cut sorted codes into parts that no key is divided between, without the keys that only one has."""
    fresh = np.append(True, codes[1:] >> bits != codes[:-1] >> bits)[: len(codes)]
    shared = ~(fresh & np.append(fresh[1:], True)[: len(codes)])
    codes, fresh = codes[shared], fresh[shared]
    edges, begin = np.flatnonzero(fresh), 0
    while begin < len(codes):
        at = int(np.searchsorted(edges, begin + _AT_ONCE, side="right")) - 1
        end = int(edges[at]) if begin + _AT_ONCE < len(codes) and edges[at] > begin else begin + _AT_ONCE
        end = len(codes) if end >= len(codes) else end
        yield codes[begin:end]
        begin = end


def find_profile_ties(laid: LaidTerms, totals: Mapping[int, Total], long: Sequence[int]) -> list[tuple[int, int]]:
    """Pair the groups that hold two of the heaviest terms of a long story's profile with that story.

    `totals` are the summed terms of all groups by number, `long` the numbers of the long stories.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(long):
        for term in laid.heaviest(totals[number], _PROFILE_TERMS):
            holders[term].append(place)
    held, named = {term: np.asarray(places) for term, places in holders.items()}, np.asarray(long)
    found: set[tuple[int, int]] = set()
    for number, total in totals.items():
        places = [held[term] for term in laid.heaviest(total, _HELD_TERMS) if term in held]
        if len(places) < _SHARED_KEYS:
            continue
        counts = np.bincount(np.concatenate(places))
        near = np.flatnonzero(counts >= _SHARED_KEYS)
        near = near[named[near] != number]
        best = named[near[np.lexsort((named[near], -counts[near]))[:_NEIGHBOURS]]].tolist()
        found.update((min(number, h), max(number, h)) for h in best)
    return sorted(found)
