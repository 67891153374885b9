"""The episodes of a story: parts of it whose reports have little in common, as two fires of two years in one story.

Decision to know: every story is parted in two as well as can be, and `apart` says how much better its parts hold
together than chance would have it (modularity; Newman 2006): most stories are one episode and have next to nothing
there. It weighs on whether two mentions are one event, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from synoptic.linking.wording import content_words
from synoptic.model.readings import Reading

_LEAST_ORIGINS = 8
_MOST_ORIGINS = 120
"""A story of more origins is not parted: the time would grow with their square, and its days tell events apart."""
_HEAD_CHARS = 1500
_BY_CHANCE, _BY_CHANCE_OF_FEW = 0.06, 0.6
"""The modularity that a story of one matter may have: this much, and so much over the number of its origins. On the
train part of ECB+ 6 of the 7 stories that hold two matters have more, and 1 other of 27."""
_LEAST_APART, _MOST_APART = 0.5, 2.0
_PASSES = 20
_STARTS = 3

Alike = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """The part that each report belongs to, 0 or 1, and how far apart the parts are: from 1 on more than by chance."""

    apart: float = 0.0
    parts: Mapping[str, int] = field(default_factory=dict)

    def between(self, one: str, other: str) -> float:
        """Return how far apart the episodes of two reports are, 0 to 2; 0 where they are one."""
        return self.apart if self.parts.get(one) != self.parts.get(other) else 0.0


def find_episodes(readings: Sequence[Reading], origin_of: Mapping[str, int]) -> Episodes:
    """Part the reports of a story in two episodes; copies stand with their origin."""
    heads: dict[int, Reading] = {}
    for reading in sorted(readings, key=lambda r: r.id):
        heads.setdefault(origin_of.get(reading.id, -1), reading)
    homes = {origin: n for n, origin in enumerate(heads)}
    if not _LEAST_ORIGINS <= len(homes) <= _MOST_ORIGINS:
        return Episodes()
    gain, side = _parted(_likenesses([content_words(r.text[:_HEAD_CHARS]) for r in heads.values()]))
    apart = min(_MOST_APART, gain / (_BY_CHANCE + _BY_CHANCE_OF_FEW / len(homes)))
    if apart < _LEAST_APART:
        return Episodes()
    return Episodes(apart=apart, parts={r.id: side[homes[origin_of.get(r.id, -1)]] for r in readings})


def _likenesses(texts: Sequence[frozenset[str]]) -> list[list[float]]:
    """Compare all reports: twice the weight of shared words over the weight of both; a word of few reports weighs."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in text:
            counts[word] = counts.get(word, 0) + 1
    weight = {word: log(1 + len(texts) / n) for word, n in counts.items()}
    sums = [sum(map(weight.__getitem__, sorted(text))) for text in texts]
    found = [[0.0] * len(texts) for _ in texts]
    for i, one in enumerate(texts):
        for k in range(i + 1, len(texts)):
            both = sum(map(weight.__getitem__, sorted(one & texts[k])))
            total = sums[i] + sums[k]
            found[i][k] = found[k][i] = round(2 * both / total, 9) if total else 0.0
    return found


def _parted(alike: Alike) -> tuple[float, list[int]]:
    """Part the reports in two; return the modularity and the parts, of which the first report's is 0."""
    size = len(alike)
    degrees = [sum(row) for row in alike]
    whole = sum(degrees)
    if whole <= 0:
        return 0.0, [0] * size
    beyond = [[alike[i][k] - degrees[i] * degrees[k] / whole for k in range(size)] for i in range(size)]
    pairs = sorted((alike[i][k], i, k) for i in range(size) for k in range(i + 1, size))
    best: tuple[float, list[int]] = (0.0, [0] * size)
    for _, i, k in pairs[:_STARTS]:
        sides = _settled(beyond, [1 if alike[n][i] >= alike[n][k] else -1 for n in range(size)], i, k)
        gain = sum(sides[n] * beyond[n][m] * sides[m] for n in range(size) for m in range(size)) / (2 * whole)
        if gain > best[0] + 1e-9:
            best = (gain, sides)
    gain, sides = best
    return gain, [0 if side == sides[0] else 1 for side in sides]


def _settled(beyond: Alike, sides: list[int], i: int, k: int) -> list[int]:
    """Move reports to the part that they have more in common with, until none moves."""
    sides[i], sides[k] = 1, -1
    for _ in range(_PASSES):
        moved = False
        for n, row in enumerate(beyond):
            pull = sum(row[m] * sides[m] for m in range(len(sides)) if m != n)
            if pull * sides[n] < -1e-9:
                sides[n] = -sides[n]
                moved = True
        if not moved:
            break
    return sides
