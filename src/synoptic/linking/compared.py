"""Pairs of reports compared in blocks: what each block comes to depends on its own reports alone.

Decision to know: pairs are put in blocks by the groups of reports that hang together, so that a block needs few
reports, each made ready once; blocks may be worked on in any process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.alignment import Alignment, Grain, align, grain, turned, word_bodies
from synoptic.linking.groups import Joined
from synoptic.linking.kinship import Kin, judge_copies
from synoptic.linking.minhash import Numbers
from synoptic.model.links import Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings

_NEARLY_SAME = 0.7
_BLOCK, _GROUP = 8000, 500
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Pairs of reports by number, and what persons have decided of some of them."""

    readings: Sequence[Reading]
    pairs: Sequence[Pair]
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
    numbers = sorted({number for pair in block.pairs for number in pair})
    readings = {number: block.readings[number] for number in numbers}
    wordings = dict(zip(numbers, word_bodies(readings.values()), strict=True))
    grains: dict[int, Grain] = {}
    firsts: dict[tuple[object, ...], int] = {}
    same = {n: firsts.setdefault((r.text, r.passages), n) for n, r in readings.items()}
    aligned: dict[Pair, Alignment] = {}  # of pairs with a text that stands in several reports
    kin: list[tuple[Pair, Kin]] = []
    given: list[Given] = []
    alike: list[tuple[int, int, int, int]] = []
    for a, b in block.pairs:
        for number in (a, b):
            if number not in grains:
                grains[number] = grain(readings[number], wordings[number])
        pair = (grains[a], grains[b])
        texts = (same[a], same[b])
        found = aligned.get(texts) or _align_in_order(readings[a], readings[b], *pair)
        if texts != (a, b):
            aligned[texts] = found
        decided = block.decided.get((a, b))
        if not found.matches and len(wordings[a].words) != len(wordings[b].words) and decided is None:
            continue
        judged = judge_copies(readings[a], readings[b], pair, found, block.settings, decided)
        if judged.judgement is not None:
            kin.append(((a, b), judged))
        if judged.is_copy:
            parts = (found.covered_a * wordings[a].counts, found.covered_b * wordings[b].counts)
            given.append(Given(pair=(a, b), to_a=parts[0], to_b=parts[1]))
        if judged.form:
            continue
        alike.extend((a, m.a, b, m.b) for m in found.matches if m.likeness >= _NEARLY_SAME and not m.same)
    rows = np.asarray(alike, np.int64).reshape(-1, 4)
    return Compared(pairs=len(block.pairs), kin=tuple(kin), given=tuple(given), alike=rows)


def _align_in_order(one: Reading, two: Reading, a: Grain, b: Grain) -> Alignment:
    """Align two reports from the shorter one on, whatever their ids, so that one text is judged alike under all ids."""
    if (len(one.text), one.text) <= (len(two.text), two.text):
        return align(a, b)
    return turned(align(b, a))


def cut_blocks(pairs: Sequence[Pair], strength: Mapping[Pair, int], many: int) -> Iterator[Sequence[Pair]]:
    """Put pairs of `many` reports in blocks so that a block needs few reports: those with most in common come into one
    group, as long as it stays small, and pairs are taken group by group."""
    joined, size = Joined(many), [1] * many
    for a, b in sorted(pairs, key=lambda pair: (-strength.get(pair, 0), pair)):
        one, two = joined.find(a), joined.find(b)
        if one != two and size[one] + size[two] <= _GROUP:
            size[joined.join(one, two)] = size[one] + size[two]
    ordered = sorted(pairs, key=lambda pair: (*sorted((joined.find(pair[0]), joined.find(pair[1]))), pair))
    return (ordered[at : at + _BLOCK] for at in range(0, len(ordered), _BLOCK))
