"""names (to be written)."""

from __future__ import annotations

from synoptic.reading.draft import Draft, Step


def read_names(draft: Draft) -> Draft:
    """Find the names."""
    return draft


NAMES = Step(name="names", needs=(), gives=("names",), run=read_names)
