"""attributions (to be written)."""

from __future__ import annotations

from synoptic.reading.draft import Draft, Step


def read_attributions(draft: Draft) -> Draft:
    """Find the attributions."""
    return draft


ATTRIBUTIONS = Step(name="attributions", needs=(), gives=("attributions",), run=read_attributions)
