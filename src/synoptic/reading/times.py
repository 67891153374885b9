"""times (to be written)."""

from __future__ import annotations

from synoptic.reading.draft import Draft, Step


def read_times(draft: Draft) -> Draft:
    """Find the times."""
    return draft


TIMES = Step(name="times", needs=(), gives=("times",), run=read_times)
