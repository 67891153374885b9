"""The step in which the reader model hears a report, and the two gears: with the model, or by rules alone.

Decision to know: both gears give the same form of reading. The model's part is scores over words, handed on in the
draft; names and attributions take them where they are there.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from synoptic.reading.draft import Draft, Step
from synoptic.reading.reader_model import load_reader


class Gear(StrEnum):
    MODEL = "model"
    RULES = "rules"


def reader_step(folder: Path, threads: int = 1, memory_mb: int = 64) -> Step:
    """Return the step that reads with the model in a folder; it is loaded with the first report that has words.

    The step raises ModelUnusable when the folder is none.
    """

    def hear(draft: Draft) -> Draft:
        return replace(draft, told=load_reader(folder, threads, memory_mb).tell(draft)) if draft.tokens else draft

    return Step(name="reader", needs=("sentences",), gives=(), run=hear)
