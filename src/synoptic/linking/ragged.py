"""Lists of different lengths laid end to end in one array."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from synoptic.linking.minhash import Counts, Numbers


def edges_of(sizes: Sequence[int] | Counts) -> Numbers:
    """Return where each of the lists begins and the last one ends, shape (lists + 1,)."""
    edges = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=edges[1:])
    return edges


def steps_of(sizes: Counts) -> Numbers:
    """Count from 0 on in each list, list after list."""
    ends = np.cumsum(sizes)
    steps: Numbers = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes, sizes)
    return steps


def places_of(edges: Numbers, numbers: Numbers) -> Numbers:
    """Return where the items of some lists stand, list after list."""
    sizes = np.diff(edges)[numbers]
    places: Numbers = np.repeat(edges[numbers], sizes) + steps_of(sizes)
    return places
