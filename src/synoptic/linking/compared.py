"""Pairs of reports compared in blocks: what each block comes to depends on its own reports alone.

Decision to know: pairs are put in blocks by the groups of reports that hang together, so that a block needs few
reports, each made ready once; blocks may be worked on in any process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.alignment import Aligned, Stack, align_pairs
from synoptic.linking.groups import Joined
from synoptic.linking.kinship import Kin, are_telling, judge_copies
from synoptic.linking.minhash import Numbers, Pairs
from synoptic.linking.shelves import grains_of
from synoptic.model.links import Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings

_NEARLY_SAME = 0.7
_BLOCK, _GROUP = 8000, 500
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Pairs of reports by number, shape (pairs, 2), and what persons have decided of some of them."""

    readings: Sequence[Reading]
    pairs: Numbers
    decided: Mapping[Pair, Verdict]
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """How many words of every sentence of each of two copies the other gives it."""

    pair: Pair
    to_a: NDArray[np.float64]
    to_b: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a block of so many pairs came to; `alike` has a row for every two sentences that are nearly the same: report
    and sentence of one, of the other."""

    pairs: int
    kin: tuple[tuple[Pair, Kin], ...]
    given: tuple[Given, ...]
    alike: Numbers


def compare(block: Block) -> Compared:
    """Align and judge the pairs of a block."""
    numbers, places = np.unique(block.pairs, return_inverse=True)
    stack = Stack(tuple(grains_of(block.readings, numbers.tolist())))
    places = places.reshape(-1, 2)
    turned = _are_turned(stack, places)
    ordered = np.where(turned[:, None], places[:, ::-1], places)
    readings: dict[int, Reading] = {}
    kin: list[tuple[Pair, Kin]] = []
    given: list[Given] = []
    alike = [np.zeros((0, 4), np.int64)]
    for part, found in align_pairs(stack, ordered[:, 0], ordered[:, 1]):
        pairs = block.pairs[part]
        forms = np.zeros(len(pairs), np.bool_)
        for place in _worth_judging(stack, ordered[part], found, pairs, block):
            a, b = pairs[place].tolist()
            one, two = (stack.grains[n] for n in places[part][place].tolist())
            aligned = found.alignment(place, turned=bool(turned[part][place]))
            for number in (a, b):
                if number not in readings:
                    readings[number] = block.readings[number]
            decided = block.decided.get((a, b))
            judged = judge_copies(readings[a], readings[b], (one, two), aligned, block.settings, decided)
            if judged.judgement is not None:
                kin.append(((a, b), judged))
            if judged.is_copy:
                shares = (aligned.covered_a * one.counts, aligned.covered_b * two.counts)
                given.append(Given(pair=(a, b), to_a=shares[0], to_b=shares[1]))
            forms[place] = judged.form
        alike.append(_alike(found, pairs, turned[part], forms))
    return Compared(pairs=len(block.pairs), kin=tuple(kin), given=tuple(given), alike=np.concatenate(alike))


def _are_turned(stack: Stack, pairs: Numbers) -> NDArray[np.bool_]:
    """Tell which pairs are aligned from the second report on: from the shorter one on, whatever the ids, so that one
    text is judged alike under all ids."""
    sizes = np.fromiter((grain.size for grain in stack.grains), np.int64, len(stack.grains))
    one, two = sizes[pairs[:, 0]], sizes[pairs[:, 1]]
    turned: NDArray[np.bool_] = one > two
    for place in np.flatnonzero(one == two).tolist():
        a, b = (stack.grains[n] for n in pairs[place].tolist())
        turned[place] = (a.digest, a.counts.tobytes()) > (b.digest, b.counts.tobytes())
    return turned


def _worth_judging(stack: Stack, ordered: Numbers, found: Aligned, pairs: Numbers, block: Block) -> list[int]:
    """List the places of the pairs that may be copies or have something to be told of."""
    words = stack.words[ordered]
    held = tuple(
        stack.counts[stack.sentence_edges[ordered[found.pair, side]] + sentences]
        for side, sentences in enumerate((found.a, found.b))
    )
    worth = are_telling(found, (held[0], held[1]), block.settings) | (words[:, 0] == words[:, 1])
    if block.decided:
        worth |= np.fromiter((tuple(pair) in block.decided for pair in pairs.tolist()), np.bool_, len(pairs))
    places: list[int] = np.flatnonzero(worth).tolist()
    return places


def _alike(found: Aligned, pairs: Numbers, turned: NDArray[np.bool_], forms: NDArray[np.bool_]) -> Numbers:
    """List the sentences that are nearly the same."""
    held = np.flatnonzero((found.likeness >= _NEARLY_SAME) & ~found.same & ~forms[found.pair])
    pair, a, b = found.pair[held], found.a[held], found.b[held]
    one, two = np.where(turned[pair], b, a), np.where(turned[pair], a, b)
    return np.stack([pairs[pair, 0], one, pairs[pair, 1], two], axis=1)


def cut_blocks(pairs: Pairs, many: int) -> Iterator[Numbers]:
    """Put pairs of `many` reports in blocks so that a block needs few reports: those with most in common come into one
    group, as long as it stays small, and pairs are taken group by group."""
    joined, size = Joined(many), [1] * many
    order = np.lexsort((pairs.second, pairs.first, -pairs.keys))
    for a, b in zip(pairs.first[order].tolist(), pairs.second[order].tolist(), strict=True):
        one, two = joined.find(a), joined.find(b)
        if one != two and size[one] + size[two] <= _GROUP:
            size[joined.join(one, two)] = size[one] + size[two]
    group = np.fromiter(map(joined.find, range(many)), np.int64, many)
    low, high = np.sort([group[pairs.first], group[pairs.second]], axis=0)
    order = np.lexsort((pairs.second, pairs.first, high, low))
    rows = np.stack([pairs.first, pairs.second], axis=1)[order]
    return (rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK))
