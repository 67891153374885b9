"""Sentences that stand in several reports, word for word or nearly: each counts once as an origin.

Decision to know: equal sentences are found by their hash over the whole pile, nearly equal ones only between reports
that were compared. Both are joined into groups; a short sentence that anybody could write is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from synoptic.linking.groups import label_groups
from synoptic.linking.minhash import Counts, Hashes, Numbers
from synoptic.linking.ragged import edges_of
from synoptic.linking.sketches import Sketches
from synoptic.model.links import SharedPassage
from synoptic.model.readings import Reading
from synoptic.model.spans import Span, evidence_of

LEAST_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passages:
    """Groups of sentences that several reports have, in order of their first ones: where each group begins and the
    last one ends, and by sentence the number of its report and where it stands there."""

    edges: Numbers
    owners: Numbers
    starts: Counts
    ends: Counts


def find_passages(sketches: Sketches, alike: Numbers) -> Passages:
    """Group the sentences that stand in more than one report; a group comes in order of report, then of place.

    `alike` has a row for every two sentences that are nearly the same: report and sentence of one, of the other.
    """
    offsets, counts = edges_of(sketches.sentences), sketches.counts
    owners = np.repeat(np.arange(len(sketches)), sketches.sentences)
    first, second = _equal(sketches.whole, counts, owners)
    one, two = offsets[alike[:, 0]] + alike[:, 1], offsets[alike[:, 2]] + alike[:, 3]
    enough = np.minimum(counts[one], counts[two]) >= LEAST_WORDS
    first, second = np.concatenate([first, one[enough]]), np.concatenate([second, two[enough]])
    places = np.unique(np.concatenate([first, second]))
    group = label_groups(len(places), np.searchsorted(places, first), np.searchsorted(places, second))
    order = np.argsort(group, kind="stable")
    places, group = places[order], group[order]
    begins = np.flatnonzero(np.append(True, group[1:] != group[:-1]))[: len(group)]
    return Passages(
        edges=np.append(begins, len(places)),
        owners=owners[places],
        starts=sketches.starts[places],
        ends=sketches.ends[places],
    )


def shared_passages(readings: Sequence[Reading], found: Passages) -> tuple[SharedPassage, ...]:
    """Quote the sentences that several reports have; the passages and their evidence are sorted."""
    rows = zip(found.owners.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True)
    quotes = [
        evidence_of(readings[owner].id, readings[owner].text, Span(start=start, end=end)) for owner, start, end in rows
    ]
    return tuple(SharedPassage(evidence=tuple(quotes[begin:end])) for begin, end in pairwise(found.edges.tolist()))


def _equal(keys: Hashes, counts: Counts, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Pair every sentence with the first equal one, where that is of another report."""
    long = np.flatnonzero(counts >= LEAST_WORDS)
    order = long[np.argsort(keys[long], kind="stable")]
    begins = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1]))[: len(order)]
    first = np.repeat(order[begins], np.diff(np.append(begins, len(order))))
    apart = owners[first] != owners[order]
    return first[apart], order[apart]
