"""What is kept of every report while copies are looked for: little enough for a hundred thousand reports.

Decision to know: the words of a report are hashed twice, once for this and once where it is compared; to keep them
would cost more memory than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from synoptic.linking.alignment import Wording
from synoptic.linking.minhash import SHINGLE_WORDS, Hashes, Numbers, Pairs, band_keys, in_sample, run_hashes, shingles
from synoptic.linking.minhash import pairs_with_shared_keys as pairs_of

_LEAST_KEYS, _LEAST_PART = 2, 0.08
"""Worn copies keep a third of the shorter report's shingles; a quoted sentence or two stay below a tenth."""
_BATCH, _SHORT_WORDS = 256, 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sketch:
    """A report's number of words, a digest of them, and its sentences: hashes, numbers of words, and where they
    stand."""

    report: str
    words: int
    digest: bytes
    whole: Hashes
    counts: Numbers
    starts: Numbers
    ends: Numbers


def sketch(wording: Wording) -> Sketch:
    """Keep what is needed of a wording; where there are no words the digest is of the id, for then nothing is known to
    be the same."""
    words = len(wording.words)
    held = wording.words.tobytes() if words else b"\0" + wording.report.encode("utf-8", "surrogatepass")
    return Sketch(
        report=wording.report,
        words=words,
        digest=blake2b(held, digest_size=16).digest(),
        whole=run_hashes(wording.words, wording.firsts),
        counts=wording.counts.astype(np.int32),
        starts=wording.starts.astype(np.int32),
        ends=wording.ends.astype(np.int32),
    )


def propose_copies(wordings: Iterable[Wording], sketches: list[Sketch] | None = None) -> Pairs:
    """Propose the pairs of reports (by number) that could have text in common, without comparing all pairs.

    With a list `sketches`, that of every report is put there on the way.
    """
    hashes: list[Hashes] = [np.zeros(0, np.uint64)]
    owners: list[Numbers] = [np.zeros(0, np.int64)]
    short: list[int] = []
    keys: list[int] = []
    many = 0
    for batch in _batches(wordings):
        found, whose = _sample(batch, many)
        hashes.append(found)
        owners.append(whose)
        for number, wording in enumerate(batch, many):
            if 0 < len(wording.words) < _SHORT_WORDS:
                short.append(number)
                keys.append(int.from_bytes(blake2b(wording.words.tobytes(), digest_size=8).digest(), "little"))
        if sketches is not None:
            sketches.extend(map(sketch, batch))
        many += len(batch)
    return _pairs(np.concatenate(hashes), np.concatenate(owners), np.asarray(keys, np.uint64), short, max(many, 1))


def _pairs(hashes: Hashes, owners: Numbers, keys: Hashes, short: list[int], many: int) -> Pairs:
    shared = pairs_of(hashes, owners, many)
    alike = pairs_of(*band_keys(hashes, owners, many), many)
    same = pairs_of(keys, np.asarray(short, np.int64), many)
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


def _batches(wordings: Iterable[Wording]) -> Iterator[list[Wording]]:
    batch: list[Wording] = []
    for wording in wordings:
        batch.append(wording)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _sample(wordings: list[Wording], at: int) -> tuple[Hashes, Numbers]:
    """Return the sampled shingles of some reports, numbered from `at`, and whose each is."""
    words = np.concatenate([w.words for w in wordings])
    sizes = np.fromiter((len(w.words) for w in wordings), np.int64, len(wordings))
    counts = np.concatenate([w.counts for w in wordings])
    groups = np.repeat(np.arange(len(counts)), counts)
    found = shingles(words, groups)
    count = max(len(words) - SHINGLE_WORDS + 1, 0)
    owners = np.repeat(np.arange(at, at + len(wordings), dtype=np.int64), sizes)[:count][
        groups[:count] == groups[len(groups) - count :]
    ]
    kept = in_sample(found)
    return found[kept], owners[kept]
