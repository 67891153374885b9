"""For tests of this package and of what is built on it: piles of invented reports with the facts planted in them.

Decision to know: nothing here is needed to read a pile; it makes one whose truth is known, of any size, offline.
"""

from __future__ import annotations

from synoptic.testing.furniture import Furnished, Piece, furnish
from synoptic.testing.pile import (
    Pile,
    PileCopy,
    PileDate,
    PileEvent,
    PileFigure,
    PileKey,
    PilePosition,
    PileReport,
    PileStatement,
    make_pile,
    write_pile,
)

__all__ = [
    "Furnished",
    "Piece",
    "Pile",
    "PileCopy",
    "PileDate",
    "PileEvent",
    "PileFigure",
    "PileKey",
    "PilePosition",
    "PileReport",
    "PileStatement",
    "furnish",
    "make_pile",
    "write_pile",
]
