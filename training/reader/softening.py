"""What a larger reader makes of texts, as labels that a smaller one learns from.

Decision to know: the teacher reads whole texts once, in the product's windows; its chances are kept a word, and of what
a word points at the likeliest few places. So the student may cut the same texts as it likes.

Source: Hinton, Vinyals and Dean 2015, without temperature.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.reader.judging import tell
from training.reader.net import Reader
from training.reader.texts import NOWHERE, Document

PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Soft:
    """Chances a word: of roles and names `(words, 7)`, and of the likeliest places it points at `(words, 4)` with those
    places (the number of a word, NOWHERE)."""

    roles: NDArray[np.float16]
    names: NDArray[np.float16]
    places: NDArray[np.int32]
    chances: NDArray[np.float16]


def with_vocabulary(document: Document, table: NDArray[np.int64]) -> Document:
    """Return the document in another vocabulary; `table` gives the new id of every old one."""
    pieces = tuple(tuple(int(table[piece]) for piece in word) for word in document.words.pieces)
    return replace(document, words=replace(document.words, pieces=pieces))


def soften(teacher: Reader, documents: Iterable[Document], marks: tuple[int, int, int]) -> Iterator[Soft]:
    """Yield what the teacher makes of each document; the documents are in the teacher's vocabulary."""
    for document in documents:
        told = tell(teacher, document, marks, fast=True)
        size = len(document.words)
        places = np.full((size, PLACES), NOWHERE, dtype=np.int32)
        chances = np.zeros((size, PLACES), dtype=np.float16)
        for window, pointing in zip(told.windows, told.pointing, strict=True):
            inside = np.exp(pointing[window.core - window.start :])
            most = min(PLACES, inside.shape[1])
            top = np.argsort(-inside, axis=1)[:, :most]
            rows = slice(window.core, window.end)
            chances[rows, :most] = np.take_along_axis(inside, top, axis=1)
            places[rows, :most] = np.where(top > 0, top - 1 + window.start, NOWHERE)
        yield Soft(
            roles=np.exp(told.roles).astype(np.float16), names=np.exp(told.names).astype(np.float16),
            places=places, chances=chances,
        )  # fmt: skip


def save_softs(softs: Sequence[Soft], path: Path) -> None:
    """Write the chances of all documents end to end."""
    columns = {f.name: np.concatenate([getattr(soft, f.name) for soft in softs]) for f in fields(Soft)}
    np.savez(path, allow_pickle=False, **columns)


def load_softs(path: Path, lengths: Sequence[int]) -> list[Soft]:
    """Read the chances of documents with so many words each."""
    with np.load(path, allow_pickle=False) as columns:
        whole = {f.name: columns[f.name] for f in fields(Soft)}
    if len(whole["roles"]) != sum(lengths):
        raise SystemExit(
            f"{path.as_posix()} labels other texts than these: remove it, and the teacher labels them anew"
        )
    bounds = pairwise([0, *accumulate(lengths)])
    return [Soft(**{name: column[a:b] for name, column in whole.items()}) for a, b in bounds]
