"""Sentences that stand in several reports, word for word or nearly: each counts once as an origin.

Decision to know: equal sentences are found by their hash over the whole pile, nearly equal ones only between reports
that were compared. Both are joined into groups; a short sentence that anybody could write is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np

from synoptic.linking.groups import Joined
from synoptic.linking.minhash import Numbers
from synoptic.linking.sketches import Sketch
from synoptic.model.links import SharedPassage
from synoptic.model.readings import Reading
from synoptic.model.spans import Evidence, Span, evidence_of

LEAST_WORDS = 7


def shared_passages(
    readings: Sequence[Reading], sketches: Sequence[Sketch], alike: Numbers
) -> tuple[SharedPassage, ...]:
    """Group the sentences that stand in more than one report; the groups and their evidence are sorted.

    `alike` has a row for every two sentences that are nearly the same: report and sentence of one, of the other.
    """
    many = np.fromiter((len(s.counts) for s in sketches), np.int64, len(sketches))
    if not many.sum():
        return ()
    offsets = np.cumsum(many) - many
    counts = np.concatenate([s.counts for s in sketches])
    first, second = _equal(np.concatenate([s.whole for s in sketches]), counts, np.repeat(np.arange(len(many)), many))
    one, two = offsets[alike[:, 0]] + alike[:, 1], offsets[alike[:, 2]] + alike[:, 3]
    enough = np.minimum(counts[one], counts[two]) >= LEAST_WORDS
    first, second = np.concatenate([first, one[enough]]), np.concatenate([second, two[enough]])
    if not len(first):
        return ()
    places = np.unique(np.concatenate([first, second]))
    joined = Joined(len(places))
    for left, right in zip(*(np.searchsorted(places, ends).tolist() for ends in (first, second)), strict=True):
        joined.join(left, right)
    quotes = _quotes(readings, sketches, places, offsets)
    found = (SharedPassage(evidence=tuple(sorted(quotes[n] for n in group))) for group in joined.groups())
    return tuple(sorted(found, key=lambda passage: passage.evidence))


def _equal(keys: Numbers, counts: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Pair every sentence with the first equal one, where that is of another report."""
    long = np.flatnonzero(counts >= LEAST_WORDS)
    order = long[np.argsort(keys[long], kind="stable")]
    begins = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1]))[: len(order)]
    first = np.repeat(order[begins], np.diff(np.append(begins, len(order))))
    apart = owners[first] != owners[order]
    return first[apart], order[apart]


def _quotes(
    readings: Sequence[Reading], sketches: Sequence[Sketch], places: Numbers, offsets: Numbers
) -> list[Evidence]:
    """Quote the sentences, which are sorted by report, so that every report is fetched once."""
    owners = np.searchsorted(offsets, places, side="right") - 1
    found: list[Evidence] = []
    begins = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))[: len(owners)]
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(owners)], strict=True):
        number = int(owners[begin])
        reading, sketch = readings[number], sketches[number]
        inside = places[begin:end] - offsets[number]
        spans = (
            Span(start=s, end=e)
            for s, e in zip(sketch.starts[inside].tolist(), sketch.ends[inside].tolist(), strict=True)
        )
        found.extend(map(evidence_of, repeat(reading.id), repeat(reading.text), spans))
    return found
