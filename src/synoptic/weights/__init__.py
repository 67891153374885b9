"""Models that ship: one folder each, with its weights, vocabulary, measures and card.

Decision to know: a folder is chosen by name and is complete in itself; nothing is fetched. Weights are ONNX, never
pickles.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

READER = "reader-1"
"""The reader model that is used when nothing else is said."""


def model_folder(name: str = READER) -> Path:
    """Return the folder of a model that ships, by its name."""
    return Path(str(files(__package__) / name))
