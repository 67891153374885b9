"""Lay the sentences of two reports beside each other, in whatever order they stand, and say how much of each the other
has.

Decision to know: sentences are matched by the runs of two words that they share, relative to the shorter sentence, so
lost, moved and exchanged words cost little and common words alone match nothing. Words inside quotation marks are
counted apart: whoever quotes the same speech has copied nobody. Many pairs are aligned in one go, because a call to
NumPy costs more than a pair; what a pair comes to hangs on the two alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.bodies import Body, digest_of, own_words
from synoptic.linking.minhash import SHINGLE_WORDS, Counts, Hashes, Numbers, run_hashes, shingles
from synoptic.linking.ragged import edges_of, places_of, steps_of
from synoptic.model.readings import Reading
from synoptic.model.spans import Span

LEAST_WORDS = 3
"""A shorter sentence ("He agreed.") tells nothing and is left out."""
MATCHED = 0.35
"""Least share of the shorter sentence's word pairs: a fifth of the words exchanged leaves .64 of them."""
PLAIN = 0.7
"""From this share on no other match of the sentence is asked about."""
_AHEAD = 0.15
"""A weaker match must be ahead of the next best by this part of the sentence: set phrases are like many alike."""
_COMMON = 6
_LONG_WORDS = 4000
"""From here on pairs of words come again too often to tell where a sentence stands in the other report."""
_KEY_BITS = 44
"""So much of the hash of two words is kept; the bits above number the pairs that are aligned in one go."""
_AT_ONCE = 400_000
"""So many keys of two words are looked up in one go."""
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grain:
    """A body made ready for alignment: its word pairs by sentence, sorted, and its sentences with all their words and
    those outside quotation marks. `size` is that of the text."""

    report: str
    size: int
    words: Hashes
    digest: bytes
    keys: Hashes
    owners: Counts
    counts: Counts
    own: Counts
    starts: Counts
    ends: Counts
    whole: Hashes

    @property
    def heavy(self) -> NDArray[np.bool_]:
        """Tell which sentences are long enough to tell anything."""
        return self.counts >= LEAST_WORDS

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the sentences stand."""
        return tuple(map(self.span, range(len(self.counts))))

    def span(self, number: int) -> Span:
        """Return where one sentence stands."""
        return Span(start=int(self.starts[number]), end=int(self.ends[number]))


def grain(reading: Reading, body: Body) -> Grain:
    """Make the body of a reading ready for alignment with others."""
    sentence = body.sentence
    keys = shingles(body.words, sentence, 2) >> np.uint64(64 - _KEY_BITS)
    owners = sentence[:-1][sentence[:-1] == sentence[1:]] if len(sentence) > 1 else sentence[:0]
    order = np.argsort(keys, kind="stable")
    return Grain(
        report=body.report,
        size=body.size,
        words=body.words,
        digest=digest_of(body),
        keys=keys[order],
        owners=owners[order],
        counts=body.counts,
        own=own_words(reading, body),
        starts=body.starts,
        ends=body.ends,
        whole=run_hashes(body.words, body.firsts),
    )


class Stack:
    """The grains of many reports laid end to end."""

    def __init__(self, grains: Sequence[Grain]) -> None:
        """Lay them out."""
        self.grains = grains
        self.key_edges = edges_of([len(g.keys) for g in grains])
        self.sentence_edges = edges_of([len(g.counts) for g in grains])
        none = np.zeros(0, np.int64)
        self.keys = np.concatenate([none.astype(np.uint64), *(g.keys for g in grains)])
        self.owners = np.concatenate([none, *(g.owners for g in grains)])
        self.counts = np.concatenate([none, *(g.counts for g in grains)])
        self.own = np.concatenate([none, *(g.own for g in grains)])
        self.whole = np.concatenate([none.astype(np.uint64), *(g.whole for g in grains)])
        self.pairs = np.maximum(self.counts - 1, 1)
        self.words = np.fromiter((len(g.words) for g in grains), np.int64, len(grains))
        self.runs = self._runs()

    def _runs(self) -> Numbers:
        """Count, where a key first stands in its grain, how often it does; 0 elsewhere."""
        fresh = np.ones(len(self.keys), np.bool_)
        fresh[1:] = self.keys[1:] != self.keys[:-1]
        fresh[self.key_edges[:-1][np.diff(self.key_edges) > 0]] = True
        begins = np.flatnonzero(fresh)
        runs = np.zeros(len(self.keys), np.int64)
        runs[begins] = np.diff(np.append(begins, len(self.keys)))
        return runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Sentence `a` of one report beside `b` of the other; `likeness` 1 for the same words in the same order."""

    a: int
    b: int
    likeness: float
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """How much of each body the other has: of all its words, of those outside quotations, by sentence."""

    matches: tuple[Match, ...]
    share_a: float
    share_b: float
    own_a: float
    own_b: float
    covered_a: Shares
    covered_b: Shares


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One side of aligned pairs: by pair the shares that the other has and where its sentences begin, by sentence the
    share of its words."""

    edges: Numbers
    share: Shares
    own: Shares
    covered: Shares

    def part(self, pair: int) -> Shares:
        """Return what is covered of the sentences of one pair."""
        return self.covered[self.edges[pair] : self.edges[pair + 1]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aligned:
    """Pairs that were aligned in one go. The matches come pair by pair, in the order of the sentences of the first;
    `edges` says where those of each pair begin and the last ones end; shape (matches,) for `pair`, the sentences `a`
    and `b`, `likeness` and `same`."""

    one: Side
    two: Side
    edges: Numbers
    pair: Numbers
    a: Numbers
    b: Numbers
    likeness: Shares
    same: NDArray[np.bool_]

    def alignment(self, pair: int, *, turned: bool = False) -> Alignment:
        """Return what one pair came to, the second report first if it is to be `turned`."""
        held = slice(self.edges[pair], self.edges[pair + 1])
        one, two = (self.two, self.one) if turned else (self.one, self.two)
        a, b = (self.b, self.a) if turned else (self.a, self.b)
        rows = zip(*(part[held].tolist() for part in (a, b, self.likeness, self.same)), strict=True)
        matches = (Match(a=i, b=j, likeness=likeness, same=same) for i, j, likeness, same in rows)
        return Alignment(
            matches=tuple(sorted(matches, key=lambda m: (m.a, m.b))),
            share_a=float(one.share[pair]),
            share_b=float(two.share[pair]),
            own_a=float(one.own[pair]),
            own_b=float(two.own[pair]),
            covered_a=one.part(pair),
            covered_b=two.part(pair),
        )


def align_pairs(stack: Stack, left: Numbers, right: Numbers) -> Iterator[tuple[slice, Aligned]]:
    """Align pairs of grains by number, some in one go: yields which pairs, and what they came to.

    Work grows with their lengths, not with the product.
    """
    sizes = np.diff(stack.key_edges)
    long = np.maximum(stack.words[left], stack.words[right]) > _LONG_WORDS
    each = np.cumsum(sizes[left] + sizes[right])
    begin = 0
    while begin < len(left):
        done = int(each[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(each, done + _AT_ONCE, side="right")))
        first_long = int(np.argmax(long[begin:end])) if long[begin:end].any() else end - begin
        end = min(end, begin + max(first_long, 1))
        yield slice(begin, end), _align(stack, left[begin:end], right[begin:end], long=bool(long[begin]))
        begin = end


class _Rows:
    """The sentences of one side of some pairs, end to end, each pair's own."""

    def __init__(self, stack: Stack, grains: Numbers) -> None:
        rows = places_of(stack.sentence_edges, grains)
        self.edges = edges_of(np.diff(stack.sentence_edges)[grains])
        self.counts, self.own = stack.counts[rows], stack.own[rows]
        self.pairs, self.whole = stack.pairs[rows], stack.whole[rows]
        self.heavy = self.counts >= LEAST_WORDS
        self.pair = np.repeat(np.arange(len(grains)), np.diff(self.edges))

    def side(self, covered: Shares) -> Side:
        """Add up what is covered."""
        return Side(
            edges=self.edges,
            share=self._share(covered, self.counts),
            own=self._share(covered, self.own),
            covered=covered,
        )

    def _share(self, covered: Shares, weights: Counts) -> Shares:
        many, heavy = len(self.edges) - 1, np.where(self.heavy, weights, 0)
        total = np.bincount(self.pair, weights=heavy, minlength=many)
        found = np.bincount(self.pair, weights=covered * heavy, minlength=many)
        return found / np.where(total > 0, total, 1.0)


def _align(stack: Stack, ones: Numbers, twos: Numbers, *, long: bool) -> Aligned:
    a, b = _Rows(stack, ones), _Rows(stack, twos)
    left, right, shared = _sharing(stack, ones, twos, a, b)
    if long:
        left, right, shared = _sharing_long(stack.grains[ones[0]], stack.grains[twos[0]], (left, right, shared))
    likeness = np.minimum(1.0, shared / np.minimum(a.pairs[left], b.pairs[right]))
    alike = likeness >= MATCHED
    lead_a, lead_b = _lead(left, shared, a.pairs), _lead(right, shared, b.pairs)
    lead = np.where(a.pairs[left] <= b.pairs[right], lead_a, lead_b)
    strong = (likeness >= PLAIN) | (alike & (lead >= _AHEAD))
    strong &= ((shared >= 2) | (likeness >= 1.0)) & a.heavy[left] & b.heavy[right]
    left, right, shared, likeness = left[strong], right[strong], shared[strong], likeness[strong]
    covered_a = _covered(left, shared, a.pairs, shared / b.pairs[right])
    covered_b = _covered(right, shared, b.pairs, shared / a.pairs[left])
    best = _best(left, right, shared, likeness)
    left, right, shared = left[best], right[best], shared[best]
    pair = a.pair[left]
    return Aligned(
        one=a.side(covered_a),
        two=b.side(covered_b),
        edges=np.searchsorted(pair, np.arange(len(ones) + 1)),
        pair=pair,
        a=left - a.edges[pair],
        b=right - b.edges[pair],
        likeness=np.minimum(1.0, shared / np.maximum(a.pairs[left], b.pairs[right])),
        same=a.whole[left] == b.whole[right],
    )


def _sharing(stack: Stack, ones: Numbers, twos: Numbers, a: _Rows, b: _Rows) -> tuple[Numbers, Numbers, Numbers]:
    """Pair the sentences that hold the same key, one that stands in few places of the second report, and count such
    keys."""
    mine, theirs = places_of(stack.key_edges, ones), places_of(stack.key_edges, twos)
    sizes = np.diff(stack.key_edges)
    my_pair, their_pair = (np.repeat(np.arange(len(part)), sizes[part]) for part in (ones, twos))
    my_codes, their_codes = (
        stack.keys[places] | (pair.astype(np.uint64) << np.uint64(_KEY_BITS))
        for places, pair in ((mine, my_pair), (theirs, their_pair))
    )
    low = np.searchsorted(their_codes, my_codes)
    held = low < len(their_codes)
    held[held] = their_codes[low[held]] == my_codes[held]
    used = np.flatnonzero(held)
    times = stack.runs[theirs[low[used]]]
    used, times = used[times <= _COMMON], times[times <= _COMMON]
    one = np.repeat(stack.owners[mine[used]] + a.edges[my_pair[used]], times)
    at = np.repeat(low[used], times) + steps_of(times)
    two = stack.owners[theirs[at]] + b.edges[their_pair[at]]
    many = max(int(b.edges[-1]), 1)
    codes, shared = np.unique(one * many + two, return_counts=True)
    return codes // many, codes % many, shared


def _sharing_long(a: Grain, b: Grain, short: tuple[Numbers, Numbers, Numbers]) -> tuple[Numbers, Numbers, Numbers]:
    """Add the pairs of sentences of long reports that are equal or share a run of four words.

    In a book of 100 kB hardly a pair of words stands in few places, so pairs alone would find nothing there.
    """
    many_b = max(len(b.counts), 1)
    runs = _sharing_runs(_runs_of(a), _runs_of(b), many_b)
    codes = [runs[0] * many_b + runs[1], _equal_sentences(a, b, many_b), short[0] * many_b + short[1]]
    found = np.unique(np.concatenate(codes))
    left, right = found // many_b, found % many_b
    mine, theirs = _keys_by_sentence(a), _keys_by_sentence(b)
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    shared = [_in_both(mine[i], theirs[j]) for i, j in pairs]
    return left, right, np.asarray(shared, np.int64)


def _sharing_runs(a: tuple[Hashes, Numbers], b: tuple[Hashes, Numbers], many_b: int) -> tuple[Numbers, Numbers]:
    """Pair the sentences that hold the same run, one that stands in few places of `b`; both are sorted by run."""
    low = np.searchsorted(b[0], a[0], "left")
    times = np.searchsorted(b[0], a[0], "right") - low
    used = np.flatnonzero((times > 0) & (times <= _COMMON))
    times, low = times[used], low[used]
    codes = np.unique(np.repeat(a[1][used], times) * many_b + b[1][np.repeat(low, times) + steps_of(times)])
    return codes // many_b, codes % many_b


def _runs_of(grain: Grain) -> tuple[Hashes, Numbers]:
    words, sentence = grain.words, np.repeat(np.arange(len(grain.counts)), grain.counts)
    keys = shingles(words, sentence, SHINGLE_WORDS)
    count = max(len(words) - SHINGLE_WORDS + 1, 0)
    owners = sentence[:count][sentence[:count] == sentence[len(words) - count :]]
    order = np.argsort(keys, kind="stable")
    return keys[order], owners[order]


def _equal_sentences(a: Grain, b: Grain, many_b: int) -> Numbers:
    """Pair equal sentences in order: of one that stands three times the first with the first, and so on."""
    places: dict[tuple[int, int], int] = {}
    seen: dict[int, int] = {}
    for number, key in enumerate(b.whole.tolist()):
        seen[key] = seen.get(key, -1) + 1
        places[key, seen[key]] = number
    seen.clear()
    found: list[int] = []
    for number, key in enumerate(a.whole.tolist()):
        seen[key] = seen.get(key, -1) + 1
        if (place := places.get((key, seen[key]))) is not None:
            found.append(number * many_b + place)
    return np.asarray(found, np.int64)


def _keys_by_sentence(grain: Grain) -> list[Hashes]:
    """Return the different pairs of words of every sentence, sorted."""
    order = np.argsort(grain.owners, kind="stable")
    keys, owners = grain.keys[order], grain.owners[order]
    fresh = np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1]))[: len(keys)]
    ends = np.cumsum(np.bincount(owners[fresh], minlength=len(grain.counts)))
    return np.split(keys[fresh], ends[:-1])


def _in_both(one: Hashes, two: Hashes) -> int:
    """Count what two sorted lists without repetition have in common."""
    if not len(one) or not len(two):
        return 0
    places = np.minimum(np.searchsorted(two, one), len(two) - 1)
    return int((two[places] == one).sum())


def _lead(places: Numbers, shared: Numbers, pairs: Numbers) -> Shares:
    """Say by what part of its sentence each match is ahead of the sentence's next best; 0 or less for all but one."""
    order = np.lexsort((-shared, places))
    sorted_places = places[order]
    first = np.flatnonzero(np.append(True, sorted_places[1:] != sorted_places[:-1]))[: len(places)]
    best, second = np.zeros(len(pairs)), np.zeros(len(pairs))
    best[sorted_places[first]] = shared[order][first]
    follows = first + 1
    follows = follows[follows < len(places)]
    follows = follows[sorted_places[follows] == sorted_places[follows - 1]]
    second[sorted_places[follows]] = shared[order][follows]
    rival = np.where(shared == best[places], second[places], best[places])
    lead: Shares = (shared - rival) / pairs[places]
    return lead


def _covered(places: Numbers, shared: Numbers, pairs: Numbers, part: Shares) -> Shares:
    """Estimate the share of every sentence's words that the other has: a pair of words survives twice as seldom.

    Of several matches the best counts, and those sentences that hardly hold anything else (a sentence cut in two).
    """
    best = np.zeros(len(pairs))
    np.maximum.at(best, places, shared)
    pieces = np.bincount(places, weights=np.where(part >= PLAIN, shared, 0), minlength=len(pairs))
    return np.sqrt(np.minimum(1.0, np.maximum(best, pieces) / pairs))


def _best(left: Numbers, right: Numbers, shared: Numbers, likeness: Shares) -> Numbers:
    """Pair sentences one to one, the most alike first; returns the places of the pairs, in order of `left`."""
    order = np.lexsort((right, left, -likeness, -shared))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[int] = []
    for place, one, two in zip(order.tolist(), left[order].tolist(), right[order].tolist(), strict=True):
        if one not in taken_a and two not in taken_b:
            taken_a.add(one)
            taken_b.add(two)
            found.append(place)
    best = np.asarray(found, np.int64)
    return best[np.argsort(left[best], kind="stable")]
