"""What is kept of every report while copies are looked for: little enough for a hundred thousand reports.

Decision to know: the words of a report are hashed twice, once for this and once where it is compared; to keep them
would cost more memory than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

from synoptic.linking.bodies import Body, digest_of
from synoptic.linking.minhash import (
    SHINGLE_WORDS,
    Counts,
    Hashes,
    Numbers,
    Pairs,
    band_keys,
    in_sample,
    run_hashes,
    shingles,
)
from synoptic.linking.minhash import pairs_with_shared_keys as pairs_of
from synoptic.linking.ragged import edges_of, places_of

_LEAST_KEYS, _LEAST_PART = 2, 0.08
"""Worn copies keep a third of the shorter report's shingles; a quoted sentence or two stay below a tenth."""
_BATCH, _SHORT_WORDS = 256, 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketches:
    """Of every report the number of its words, of its sentences and of its sampled shingles, and a digest of the words
    (16 bytes); of the sentences, end to end, hashes, numbers of words, and where they stand; and the sampled shingles,
    end to end."""

    words: Numbers
    sentences: Numbers
    sampled: Numbers
    digests: Hashes
    whole: Hashes
    counts: Counts
    starts: Counts
    ends: Counts
    sample: Hashes

    def __len__(self) -> int:
        """Return the number of reports."""
        return len(self.words)

    def digest(self, number: int) -> bytes:
        """Return the digest of one report."""
        return bytes(self.digests[number].tobytes())

    def ordered(self, numbers: Numbers) -> Sketches:
        """Return the reports in another order."""
        inside = places_of(edges_of(self.sentences), numbers)
        return Sketches(
            words=self.words[numbers],
            sentences=self.sentences[numbers],
            sampled=self.sampled[numbers],
            digests=self.digests[numbers],
            whole=self.whole[inside],
            counts=self.counts[inside],
            starts=self.starts[inside],
            ends=self.ends[inside],
            sample=self.sample[places_of(edges_of(self.sampled), numbers)],
        )


def join_sketches(parts: Sequence[Sketches]) -> Sketches:
    """Put sketches end to end."""
    none = _sketch(())
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in (none, *parts)]) for field in fields(Sketches)
    }
    return Sketches(**joined)


def sketch_bodies(bodies: Iterable[Body]) -> Sketches:
    """Keep what is needed of some bodies."""
    return join_sketches([_sketch(batch) for batch in _batches(bodies)])


def _batches(bodies: Iterable[Body]) -> Iterator[list[Body]]:
    batch: list[Body] = []
    for body in bodies:
        batch.append(body)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _sketch(bodies: Sequence[Body]) -> Sketches:
    none = np.zeros(0, np.int64)
    words = np.concatenate([none.astype(np.uint64), *(body.words for body in bodies)])
    counts, starts, ends = (
        np.concatenate([none, *(getattr(body, name) for body in bodies)]).astype(np.int32)
        for name in ("counts", "starts", "ends")
    )
    sizes = np.fromiter((len(body.words) for body in bodies), np.int64, len(bodies))
    sentence = np.repeat(np.arange(len(counts)), counts)
    found = shingles(words, sentence)
    whole = len(words) - SHINGLE_WORDS + 1
    owners = np.repeat(np.arange(len(bodies)), sizes)[: max(whole, 0)]
    owners = owners[sentence[: max(whole, 0)] == sentence[len(sentence) - max(whole, 0) :]]
    kept = in_sample(found)
    return Sketches(
        words=sizes,
        sentences=np.fromiter((len(body.counts) for body in bodies), np.int64, len(bodies)),
        sampled=np.bincount(owners[kept], minlength=len(bodies)),
        digests=np.frombuffer(b"".join(map(digest_of, bodies)), np.uint64).reshape(-1, 2),
        whole=run_hashes(words, np.cumsum(counts, dtype=np.int64) - counts),
        counts=counts,
        starts=starts,
        ends=ends,
        sample=found[kept],
    )


def propose_copies(sketches: Sketches) -> Pairs:
    """Propose the pairs of reports (by number) that could have text in common, without comparing all pairs."""
    many = max(len(sketches), 1)
    hashes, owners = sketches.sample, np.repeat(np.arange(len(sketches)), sketches.sampled)
    short = np.flatnonzero((sketches.words > 0) & (sketches.words < _SHORT_WORDS))
    shared = pairs_of(hashes, owners, many)
    alike = pairs_of(*band_keys(hashes, owners, many), many)
    same = pairs_of(sketches.digests[short, 0], short, many)
    few = np.bincount(owners, minlength=many)
    shorter = np.minimum(few[shared.first], few[shared.second])
    least = np.where(shorter < 2 * _LEAST_KEYS, 1, np.maximum(_LEAST_KEYS, _LEAST_PART * shorter))
    kept = shared.keys >= least
    first = np.concatenate([shared.first[kept], alike.first, same.first])
    second = np.concatenate([shared.second[kept], alike.second, same.second])
    codes, places = np.unique(first * many + second, return_inverse=True)
    times = np.bincount(
        places, weights=np.concatenate([shared.keys[kept], alike.keys, same.keys]), minlength=len(codes)
    )
    return Pairs(first=codes // many, second=codes % many, keys=times.astype(np.int64))
