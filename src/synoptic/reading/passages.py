"""passages (to be written)."""

from __future__ import annotations

from synoptic.reading.sentences import passages_by_line
from synoptic.reading.draft import Draft, Step


def read_passages(draft: Draft) -> Draft:
    """Find the passages."""
    return draft.with_(passages=passages_by_line(draft.reading.text))


PASSAGES = Step(name="passages", needs=(), gives=("passages",), run=read_passages)
