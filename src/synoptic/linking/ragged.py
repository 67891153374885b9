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


def places_of(edges: Numbers, numbers: Numbers) -> Numbers:
    """Return where the items of some lists stand, list after list."""
    starts, sizes = edges[numbers], np.diff(edges)[numbers]
    places: Numbers = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    return places
