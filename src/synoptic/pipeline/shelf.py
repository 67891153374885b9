"""A pile of ready readings that stays on the disk while it is linked.

Decision to know: what copies and stories rest on is copied once into a file of its own, in order of coming, and found
by place; the whole of a reading is taken from the file that it came in, and only while its story is linked. A shelf is
handed to another process by its folder alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, overload

import numpy as np

from synoptic.errors import NothingToRead
from synoptic.linking.shelves import Shelved
from synoptic.model.days import UNDATED, Basis, Dated
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.readings import Passage, PassageKind, Reading, Sentence
from synoptic.model.reports import Head

_FACES, _INDEX, _PLACES = "faces.jsonl", "index.json", "places.npy"
_KINDS = {str(kind): kind for kind in PassageKind}
_HELD = 64


class Shelf(Shelved):
    """Readings in order of id, each cut down to what tells copies and stories apart; `whole` gives one whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        index = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        self._ids = tuple(index["ids"])
        self._files: list[Path] = [Path(name) for name in index["files"]]
        self._own_words: Mapping[str, object] = index["own_words"]
        self._places = np.load(folder / _PLACES)
        self._open: dict[Path, BinaryIO] = {}
        self._face = lru_cache(maxsize=_HELD)(self._read_face)

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return open_shelf, (self._folder,)

    @property
    def ids(self) -> tuple[str, ...]:
        return self._ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, number: int) -> Reading: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Reading]: ...
    def __getitem__(self, number: int | slice) -> Reading | Sequence[Reading]:
        if isinstance(number, slice):
            return [self._face(n) for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._face(number % len(self))

    def __iter__(self) -> Iterator[Reading]:
        return map(self._read_face, range(len(self)))

    def whole(self, number: int) -> Reading:
        """Return one whole reading, its own words on its day taken away."""
        _, _, file, at, size = self._places[number].tolist()
        reading = from_plain(Reading, json.loads(self._bytes(self._files[file], at, size)))
        return replace(reading, dated=UNDATED) if reading.id in self._own_words else reading

    def own_words(self, ids: Iterable[str]) -> dict[str, Dated]:
        """Return what undated reports tell of their own day."""
        return {name: from_plain(Dated, self._own_words[name]) for name in ids if name in self._own_words}

    def close(self) -> None:
        """Close the files."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def _bytes(self, path: Path, at: int, size: int) -> bytes:
        file = self._open.get(path)
        if file is None:
            file = self._open[path] = path.open("rb")
        file.seek(at)
        return file.read(size)

    def _read_face(self, number: int) -> Reading:
        at, size = self._places[number, :2].tolist()
        head, text, dated, read, passages, sentences = json.loads(self._bytes(self._folder / _FACES, at, size))
        return Reading(
            report=from_plain(Head, head),
            text=text,
            dated=from_plain(Dated, dated),
            read=read,
            passages=tuple(Passage(start=s, end=e, kind=_KINDS[k]) for s, e, k in passages),
            sentences=tuple(Sentence(start=s, end=e, passage=p) for s, e, p in sentences),
        )


@cache
def open_shelf(folder: Path) -> Shelf:
    """Open a shelf, once in a process."""
    return Shelf(folder)


def lay_shelf(paths: Sequence[Path], folder: Path) -> Shelf:
    """Lay out the readings of some files (`.readings.jsonl`) in a folder that is there and empty.

    Raises:
        NothingToRead: a file can't be read, a line is no reading, two readings have one id, or there are none.
    """
    ids: list[str] = []
    places: list[tuple[int, int, int, int, int]] = []
    own_words: dict[str, object] = {}
    with (folder / _FACES).open("wb") as faces:
        for file, path in enumerate(paths):
            for at, line in _lines(path):
                name, body, own = _face_of(line, f"{path.as_posix()}, byte {at}")
                if own is not None:
                    own_words[name] = own
                places.append((faces.tell(), len(body), file, at, len(line)))
                ids.append(name)
                faces.write(body)
    if not ids or len(set(ids)) < len(ids):
        raise NothingToRead(
            "no reading is there" if not ids else "two readings have one id; give each an id of its own"
        )
    order = sorted(range(len(ids)), key=ids.__getitem__)
    np.save(folder / _PLACES, np.asarray(places, np.int64)[order])
    index = {"ids": [ids[n] for n in order], "files": [str(p.resolve()) for p in paths], "own_words": own_words}
    (folder / _INDEX).write_text(json.dumps(index), encoding="utf-8")
    return Shelf(folder)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    at = 0
    try:
        with path.open("rb") as file:
            for line in file:
                if line.strip():
                    yield at, line
                at += len(line)
    except OSError as error:
        why = error.strerror or type(error).__name__
        wanted = "name a file that synoptic read PATH --json wrote"
        raise NothingToRead(f"{path.as_posix()}: can't be read ({why}); {wanted}") from error


def _face_of(line: bytes, where: str) -> tuple[str, bytes, object]:
    """Return the id, the face as it is kept, and what the report tells of its own day, if it is not dated."""
    try:
        plain = json.loads(line)
        passages = [[p["start"], p["end"], p["kind"]] for p in plain["passages"]]
        sentences = [[s["start"], s["end"], s["passage"]] for s in plain["sentences"]]
        dated, name = plain["dated"], str(plain["report"]["id"])
        own = dated if dated.get("basis") == str(Basis.INFERRED) else None
        face = [plain["report"], plain["text"], dated if own is None else to_plain(UNDATED), plain.get("read", True)]
        return name, json.dumps([*face, passages, sentences]).encode() + b"\n", own
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingToRead(
            f"{where}: not a reading ({error}); make it anew with: synoptic read PATH --json"
        ) from error
