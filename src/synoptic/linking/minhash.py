"""Words as numbers, shingles of words, MinHash bands: what finds the pairs worth comparing without comparing all
pairs.

Decision to know: every hash is a polynomial over code points modulo 2**64, worked out for a whole text at once and
the same on every machine. Two routes propose pairs: bands of a MinHash signature (texts alike as wholes) and an
inverted index of a fixed sample of the shingles (a part within a whole, worn copies). Sampling by the shingle's own
hash keeps the same shingles in every report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Counts = NDArray[np.signedinteger[Any]]
"""Whole numbers of any width."""

SHINGLE_WORDS = 4
SAMPLE = 4
"""One shingle in four is kept for the inverted index: a stretch of 30 words keeps about seven."""
BINS, BAND_ROWS = 48, 4
FAMILY_LIMIT = 32
"""A key that more reports share proposes neighbours only, so that one boilerplate line costs no square."""
_AT_ONCE = 4_000_000
"""So many keys or pairs are sorted at once."""

_BASE = 0x9E3779B97F4A7C15 | 1
_CODES = 1 << 16
_APART, _LETTER, _IDEOGRAPH = 0, 1, 2


@cache
def _classes() -> NDArray[np.uint8]:
    """Tell of every code point of the first plane whether it parts words, belongs to one, or is a word alone."""
    table = np.zeros(_CODES, np.uint8)
    for code in range(_CODES):
        if chr(code).isalnum():
            table[code] = _LETTER
    for first, last in ((0x3040, 0x30FF), (0x3400, 0x9FFF)):
        table[first : last + 1][table[first : last + 1] == _LETTER] = _IDEOGRAPH
    table.setflags(write=False)
    return table


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse modulo 2**64, `size` of each."""
    up, down = np.full(size, _BASE, np.uint64), np.full(size, pow(_BASE, -1, 1 << 64), np.uint64)
    up[0] = down[0] = 1
    up, down = np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)
    up.setflags(write=False)
    down.setflags(write=False)
    return up, down


def _room(size: int) -> int:
    return max(1 << 13, 1 << size.bit_length())


def mix(hashes: Hashes) -> Hashes:
    """Spread the bits of hashes (the finaliser of SplitMix64)."""
    out = hashes ^ (hashes >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


def hash_words(text: str) -> tuple[Hashes, Numbers, Numbers]:
    """Hash every word of the text: hashes, first and end offsets (code points), each of shape (words,).

    Case does not count, marks part words, ideographs and kana are words of one character.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    codes = np.frombuffer(lower.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _classes()[np.minimum(codes, _CODES - 1)]
    if not kinds.any():
        return np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    held = kinds != _APART
    cut = (kinds[1:] != kinds[:-1]) | (kinds[1:] == _IDEOGRAPH)
    first = np.empty(len(codes), bool)
    first[0], first[1:] = held[0], held[1:] & cut
    last = np.empty(len(codes), bool)
    last[-1], last[:-1] = held[-1], held[:-1] & cut
    starts, ends = np.flatnonzero(first), np.flatnonzero(last) + 1
    up, down = _powers(_room(len(codes)))
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(codes * up[: len(codes)], out=sums[1:], dtype=np.uint64)
    return mix((sums[ends] - sums[starts]) * down[starts]), starts, ends


def shingles(words: Hashes, groups: Numbers, size: int = SHINGLE_WORDS) -> Hashes:
    """Hash every run of `size` words that lies in one group (sentence)."""
    count = len(words) - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    out = words[:count].copy()
    for step in range(1, size):
        out *= np.uint64(_BASE)
        out += words[step : step + count]
    return mix(out[groups[:count] == groups[size - 1 :]])


def run_hashes(words: Hashes, firsts: Numbers) -> Hashes:
    """Hash runs of words as wholes; `firsts` says where each begins, the last ends with the words."""
    if len(firsts) == 0:
        return np.zeros(0, np.uint64)
    up, _ = _powers(_room(len(words)))
    lengths = np.diff(np.append(firsts, len(words)))
    places = np.arange(len(words)) - np.repeat(firsts, lengths)
    return mix(np.add.reduceat(words * up[places], firsts) + lengths.astype(np.uint64))


def in_sample(hashes: Hashes) -> NDArray[np.bool_]:
    """Tell which shingles the inverted index and the signature hold."""
    kept: NDArray[np.bool_] = (hashes & np.uint64(SAMPLE - 1)) == 0
    return kept


def band_keys(hashes: Hashes, owners: Numbers, many: int) -> tuple[Hashes, Numbers]:
    """Return the keys of the bands of all owners' MinHash signatures, and the owner of each key.

    One permutation, parted into bins, an empty bin filled from the next full one of its owner (Li, Owen and Zhang,
    One Permutation Hashing, 2012). `owners` are sorted numbers below `many`; an owner without hashes has no keys.
    """
    empty = np.iinfo(np.uint64).max
    least = np.full(many * BINS, empty, np.uint64)
    bins = ((hashes >> np.uint64(32)) % np.uint64(BINS)).astype(np.int64)
    np.minimum.at(least, owners * BINS + bins, hashes)
    rows = least.reshape(many, BINS)
    held = np.flatnonzero((rows != empty).any(axis=1))
    rows = np.tile(rows[held], 2)
    for column in range(2 * BINS - 2, -1, -1):
        rows[:, column] = np.where(rows[:, column] == empty, rows[:, column + 1], rows[:, column])
    parts = rows[:, :BINS].reshape(-1, BAND_ROWS)
    keys = np.tile(np.arange(BINS // BAND_ROWS, dtype=np.uint64), len(held))
    for row in range(BAND_ROWS):
        keys = mix(keys * np.uint64(_BASE) + parts[:, row])
    return keys, np.repeat(held, BINS // BAND_ROWS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Pairs of reports by number, first < second, with how many keys both hold; shape (pairs,) each."""

    first: Numbers
    second: Numbers
    keys: Numbers


def pairs_with_shared_keys(keys: Hashes, owners: Numbers, count: int, limit: int = FAMILY_LIMIT) -> Pairs:
    """Find the pairs of owners (numbers below `count`) that hold the same key.

    Very many keys are taken in parts, each with all that holds its keys, so that the memory stays within bounds.
    """
    parts = len(keys) // _AT_ONCE + 1
    found = _Counted()
    for part in range(parts):
        mine = np.flatnonzero(mix(keys) % np.uint64(parts) == part) if parts > 1 else slice(None)
        for codes in _codes(keys[mine], owners[mine].astype(np.int64), count, limit):
            found.add(codes)
    codes, times = found.total()
    return Pairs(first=codes // max(count, 1), second=codes % max(count, 1), keys=times)


def _codes(keys: Hashes, owners: Numbers, count: int, limit: int) -> Iterator[Numbers]:
    """Yield a number for every pair that shares a key, as often as it does."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    fresh = np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1]))[: len(keys)]
    keys, owners = keys[fresh], owners[fresh]
    begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(begins, len(keys)))
    for size in np.unique(sizes[(sizes > 1) & (sizes <= limit)]).tolist():
        left, right = np.triu_indices(size, 1)
        families = begins[sizes == size]
        step = max(1, _AT_ONCE // (4 * len(left)))
        for at in range(0, len(families), step):
            members = owners[families[at : at + step][:, None] + np.arange(size)]
            yield (members[:, left] * count + members[:, right]).ravel()
    for begin, size in zip(begins[sizes > limit], sizes[sizes > limit], strict=True):
        family = owners[begin : begin + size]
        yield family[:-1] * count + family[1:]
        yield family[0] * count + family[1:]


class _Counted:
    """Count numbers, of which there may be too many to hold."""

    def __init__(self) -> None:
        self._waiting: list[Numbers] = []
        self._many = 0
        self._codes, self._times = np.zeros(0, np.int64), np.zeros(0, np.int64)

    def add(self, codes: Numbers) -> None:
        """Count these too."""
        self._waiting.append(codes)
        self._many += len(codes)
        if self._many >= max(_AT_ONCE, len(self._codes)):
            self.total()

    def total(self) -> tuple[Numbers, Numbers]:
        """Return the different numbers in order, and how often each was counted."""
        if self._waiting:
            codes, times = np.unique(np.concatenate(self._waiting), return_counts=True)
            self._waiting, self._many = [], 0
            if len(self._codes):
                both = np.concatenate([self._codes, codes])
                times = np.concatenate([self._times, times])
                codes, places = np.unique(both, return_inverse=True)
                times = np.bincount(places, weights=times, minlength=len(codes)).astype(np.int64)
            self._codes, self._times = codes, times
        return self._codes, self._times
