"""From a run of pieces and its form to what it comes to: the one door to the functions that know a form each.

Decision to know: a form is found by its name in a table, so a new form is a line in the grammar and a function.
"""

from __future__ import annotations

from synoptic.reading.times_counted import COUNTED
from synoptic.reading.times_days import DAYS, days_listed
from synoptic.reading.times_lengths import BESIDE, LENGTHS
from synoptic.reading.times_made import Made, Run
from synoptic.reading.times_vague import VAGUE, VAGUE_BESIDE

__all__ = ["days_listed", "make"]

_ALONE = DAYS | COUNTED | LENGTHS | VAGUE
_BESIDE = BESIDE | VAGUE_BESIDE


def make(form: str, pieces: Run, first: int, stop: int) -> Made | None:
    """Work out the run `pieces[first:stop]` of that form; None when it is no time after all."""
    if form in _BESIDE:
        before = pieces[first - 1] if first else None
        after = pieces[stop] if stop < len(pieces) else None
        return _BESIDE[form](pieces[first:stop], before, after)
    builder = _ALONE.get(form)
    return builder(pieces[first:stop]) if builder is not None else None
