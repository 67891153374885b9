"""quantities (to be written)."""

from __future__ import annotations

from synoptic.reading.draft import Draft, Step


def read_quantities(draft: Draft) -> Draft:
    """Find the quantities."""
    return draft


QUANTITIES = Step(name="quantities", needs=(), gives=("quantities",), run=read_quantities)
