"""The terms of many origins as numbers, laid end to end, and sums and products of them.

Decision to know: sums are taken in an order that hangs on the two that are multiplied alone, so a figure is the same
however many are worked out at once, in whichever process and beside whatever else.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synoptic.lexicon import load_words
from synoptic.linking.minhash import Hashes, Numbers, mix
from synoptic.linking.ragged import edges_of, places_of, steps_of
from synoptic.linking.terms import Terms, weight_of

_KEYS, _LIGHTEST_KEY = 24, 2.2
"""So many of an origin's heaviest terms, if they are heavy enough, make keys."""
_CODE_BITS = 64
"""A key and a place are held in one number; where both take more, as in no pile below 490,000 origins, keys are
cut: two that fall together only propose pairs that need not be compared."""
_STEP = 8
"""Rows of a table are a multiple of so many terms wide."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Total:
    """The summed terms of a group by number, each once, in the order in which they came in, and their weights."""

    terms: NDArray[np.int32]
    weights: NDArray[np.float64]


NO_TERMS = Total(terms=np.zeros(0, np.int32), weights=np.zeros(0, np.float64))


class LaidTerms:
    """The terms of all origins as numbers, laid end to end."""

    def __init__(self, terms: Iterable[Terms]) -> None:
        numbers: dict[str, int] = {}
        mine, weights, named, sizes = array("i"), array("d"), array("b"), array("i")
        capitals: dict[str, int] = {}
        capitalised, marked, edges = array("i"), array("b"), array("q", [0])
        for one in terms:
            told = sorted(one.capitalised | one.marks)
            capitalised.extend(capitals.setdefault(word, len(capitals)) for word in told)
            marked.extend(word in one.marks for word in told)
            edges.append(len(capitalised))
            mine.extend(numbers.setdefault(term, len(numbers)) for term in one.weights)
            weights.extend(one.weights.values())
            named.extend(term in one.names for term in one.weights)
            sizes.append(len(one.weights))
        self.size = len(sizes)
        self._capitals, self._capitalised = list(capitals), np.array(capitalised, np.int32)
        self._marked, self._edges = np.array(marked, np.bool_), np.array(edges, np.int64)
        self._terms, self._weights = np.array(mine, np.int32), np.array(weights, np.float64)
        self._named, lengths = np.array(named, np.bool_), np.array(sizes, np.int64)
        self._bounds = edges_of(lengths)
        self._know(list(numbers))

    def _know(self, words: list[str]) -> None:
        """Weigh and rank the words of all terms, which stand by number."""
        self._words, self._many = words, max(len(words), 1)
        tell = np.fromiter(map(weight_of, words), np.float64, len(words))
        self._heavy = tell >= _LIGHTEST_KEY
        self._telling = (tell > 1.0) & np.fromiter((" " not in term for term in words), np.bool_, len(words))
        common = load_words("common_names")
        self._naming = np.fromiter((" " not in word and word not in common for word in words), np.bool_, len(words))
        self._rank = np.empty(len(words), np.int64)
        self._rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
        self._place = np.full(self._many, -1, np.int64)

    @classmethod
    def together(cls, parts: Iterable[LaidTerms]) -> LaidTerms:
        """Return the origins of all parts, those of one after those of the other, as if they had been laid at once."""
        numbers: dict[str, int] = {}
        capitals: dict[str, int] = {}
        found, held = cls(()), [cls(())]
        terms, capitalised = [found._terms], [found._capitalised]
        for part in parts:
            held.append(part)
            terms.append(_numbers_of(part._words, numbers)[part._terms])
            capitalised.append(_numbers_of(part._capitals, capitals)[part._capitalised])
            part._know([])
        found.size = sum(part.size for part in held)
        found._capitals, found._capitalised = list(capitals), np.concatenate(capitalised)
        found._marked = np.concatenate([part._marked for part in held])
        found._edges = np.cumsum(np.concatenate([[0], *(np.diff(part._edges) for part in held)]))
        found._terms, found._weights = np.concatenate(terms), np.concatenate([part._weights for part in held])
        found._named = np.concatenate([part._named for part in held])
        found._bounds = edges_of(np.concatenate([np.diff(part._bounds) for part in held]))
        found._know(list(numbers))
        return found

    def part(self, numbers: Sequence[int]) -> LaidTerms:
        """Return some of the origins, numbered anew in the order given."""
        mine, sizes = self._held(np.asarray(numbers, np.int64))
        kept, places = np.unique(self._terms[mine], return_inverse=True)
        found = LaidTerms(())
        found.size, found._many = len(numbers), max(len(kept), 1)
        found._words = [self._words[term] for term in kept.tolist()]
        found._terms, found._weights = places.astype(np.int32), self._weights[mine]
        found._named = self._named[mine]
        found._bounds = edges_of(sizes)
        found._heavy, found._telling, found._rank = self._heavy[kept], self._telling[kept], self._rank[kept]
        found._naming = self._naming[kept]
        found._place = np.full(found._many, -1, np.int64)
        held = [slice(self._edges[number], self._edges[number + 1]) for number in numbers]
        found._capitalised = np.concatenate([self._capitalised[:0], *(self._capitalised[part] for part in held)])
        found._marked = np.concatenate([self._marked[:0], *(self._marked[part] for part in held)])
        found._edges = np.cumsum([0, *(part.stop - part.start for part in held)])
        return found

    def _held(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the terms of some origins stand, and how many each has."""
        return places_of(self._bounds, numbers), np.diff(self._bounds)[numbers]

    def terms(self, number: int) -> Terms:
        """Return the terms of one origin in words, without its marks."""
        held = slice(self._bounds[number], self._bounds[number + 1])
        words = [self._words[term] for term in self._terms[held].tolist()]
        return Terms(weights=dict(zip(words, self._weights[held].tolist(), strict=True)), names=self.names(number))

    def names(self, number: int) -> frozenset[str]:
        """Return the names among the terms of one origin."""
        held = slice(self._bounds[number], self._bounds[number + 1])
        return frozenset(self._words[term] for term in self._terms[held][self._named[held]].tolist())

    def single_names(self, number: int) -> list[int]:
        """Return the numbers of those names that are one word and no common name."""
        held = slice(self._bounds[number], self._bounds[number + 1])
        terms = self._terms[held]
        found: list[int] = terms[self._named[held] & self._naming[terms]].tolist()
        return found

    def marks(self, number: int) -> frozenset[int]:
        """Return the rare names within the sentences of one origin, by number."""
        held = slice(self._edges[number], self._edges[number + 1])
        return frozenset(self._capitalised[held][self._marked[held]].tolist())

    def capitalised(self, number: int) -> frozenset[int]:
        """Return all words that stand capitalised in one origin, numbered as marks are."""
        return frozenset(self._capitalised[self._edges[number] : self._edges[number + 1]].tolist())

    def count(self, number: int) -> int:
        """Return how many terms one origin has."""
        return int(self._bounds[number + 1] - self._bounds[number])

    def total(self, number: int) -> Total:
        """Return the terms of one origin."""
        held = slice(self._bounds[number], self._bounds[number + 1])
        return Total(terms=self._terms[held], weights=self._weights[held])

    def sum_of(self, numbers: Sequence[int]) -> Total:
        """Sum the terms of some origins, in the order in which they first come in."""
        mine, _ = self._held(np.asarray(numbers, np.int64))
        terms, places = self._terms[mine], np.arange(len(mine))
        self._place[terms[::-1]] = places[::-1]
        first = self._place[terms]
        self._place[terms] = -1
        fresh = first == places
        slot = (np.cumsum(fresh) - 1)[first]
        weights: NDArray[np.float64] = np.bincount(slot, self._weights[mine]).astype(np.float64, copy=False)
        return Total(terms=terms[fresh], weights=weights)

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

    def doubles(self, places: Numbers) -> Hashes:
        """Return, sorted, a number for every two of an origin's heaviest terms, each of which another origin holds too:
        the two terms in its upper bits, in the lowest the place that `places` gives the origin (`place_bits`)."""
        heavy = np.flatnonzero(self._heavy[self._terms])
        whose = np.repeat(np.arange(self.size), np.diff(self._bounds))[heavy]
        rank = np.arange(len(heavy)) - np.searchsorted(whose, np.arange(self.size))[whose]
        heavy, whose = heavy[rank < _KEYS], whose[rank < _KEYS]
        terms = self._terms[heavy]
        shared = np.bincount(terms, minlength=self._many) > 1
        known = shared[terms]
        terms, whose = (np.cumsum(shared) - 1)[terms[known]].astype(np.uint64), whose[known]
        order = np.lexsort((terms, whose))
        terms, sizes = terms[order], np.bincount(whose, minlength=self.size)
        edges = np.cumsum(sizes) - sizes
        term_bits, bits = np.uint64(int(shared.sum()).bit_length()), place_bits(self.size)
        codes = [np.zeros(0, np.uint64)]
        for size in np.unique(sizes[sizes > 1]).tolist():
            numbers = np.flatnonzero(sizes == size)
            held = terms[edges[numbers][:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            keys = held[:, left] << term_bits | held[:, right]
            if 2 * int(term_bits) + int(bits) > _CODE_BITS:
                keys = mix(keys) >> bits
            codes.append((keys << bits | places[numbers].astype(np.uint64)[:, None]).ravel())
        found = np.concatenate(codes)
        found.sort()
        return found

    def table(self, order: Numbers) -> Table:
        """Return the terms of all origins, in the order given, as a table."""
        mine, sizes = self._held(order)
        width = max(_STEP, -(-int(sizes.max(initial=0)) // _STEP) * _STEP)
        column = steps_of(sizes)
        row = np.repeat(np.arange(len(order)), sizes)
        terms = np.full((len(order), width), self._many, np.int32)
        weights = np.zeros((len(order), width), np.float64)
        terms[row, column], weights[row, column] = self._terms[mine], self._weights[mine]
        return Table(terms=terms, weights=weights, many=self._many)


def _numbers_of(words: Sequence[str], numbers: dict[str, int]) -> NDArray[np.int32]:
    """Return the numbers of words; those that have none get the next ones."""
    return np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.int32, len(words))


def place_bits(size: int) -> np.uint64:
    """Return how many bits hold a place among so many."""
    return np.uint64(size.bit_length())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """The terms of origins by number and their weights, a row an origin, shape (origins, width) each.

    A row is filled up with a term that no origin has and nothing weighs. Rows are a multiple of eight wide, so that the
    filling changes no sum: sums of rows are taken in eight parts.
    """

    terms: NDArray[np.int32]
    weights: NDArray[np.float64]
    many: int
    """How many terms there are."""

    def part(self, low: int, high: int) -> Table:
        """Return some rows that follow each other."""
        return Table(terms=self.terms[low:high], weights=self.weights[low:high], many=self.many)

    def likeness(self, first: Numbers, second: Numbers) -> NDArray[np.float64]:
        """Multiply the terms of the two rows of every pair; the pairs of one first stand together."""
        found = np.zeros(len(first), np.float64)
        mine = np.zeros(self.many + 1, np.float64)
        begins = np.flatnonzero(np.append(True, first[1:] != first[:-1]))[: len(first)]
        for begin, end in pairwise([*begins.tolist(), len(first)]):
            held = self.terms[first[begin]]
            mine[held] = self.weights[first[begin]]
            rows = second[begin:end]
            both = mine.take(self.terms.take(rows, axis=0))
            both *= self.weights.take(rows, axis=0)
            found[begin:end] = both.sum(axis=1)
            mine[held] = 0.0
        return found
