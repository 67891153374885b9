"""A pile of ready readings that stays on the disk while it is linked.

Decision to know: what copies and stories rest on is worked out once, in any process, and kept in files of its own, in
order of coming, where it is found by place; the whole of a reading is taken from the file that it came in, and only
while its story is linked. A shelf is handed to another process by its folder alone.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, overload

import numpy as np
from numpy.typing import NDArray

from synoptic.errors import NothingToRead
from synoptic.linking.alignment import Grain, grain
from synoptic.linking.bodies import word_bodies
from synoptic.linking.shelves import Shelved, Spread
from synoptic.linking.sketches import Sketches, join_sketches, sketch_bodies
from synoptic.model.days import UNDATED, Basis, Dated
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.readings import Passage, PassageKind, Reading, Sentence
from synoptic.model.reports import Head

_FACES, _GRAINS, _INDEX = "faces.jsonl", "grains.bin", "index.json"
_PLACES, _SKETCHES = "places.npy", "sketches.npz"
_WIDE, _NARROW = ("keys", "whole", "words"), ("owners", "counts", "own", "starts", "ends")
_HEAD, _DIGEST = 32, 16
_KINDS = {str(kind): kind for kind in PassageKind}
_HELD = 64
_BLOCK_BYTES = 4_000_000


class Shelf(Shelved):
    """Readings in order of id, each cut down to what tells copies and stories apart; `whole` gives one whole.

    A row of the places holds where face, grain and whole stand: (at, size), (at, size), (file, at, size)."""

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
        file, at, size = self._places[number, 4:].tolist()
        reading = from_plain(Reading, json.loads(self._bytes(self._files[file], at, size)))
        return replace(reading, dated=UNDATED) if reading.id in self._own_words else reading

    def own_words(self, ids: Iterable[str]) -> dict[str, Dated]:
        """Return what undated reports tell of their own day."""
        return {name: from_plain(Dated, self._own_words[name]) for name in ids if name in self._own_words}

    def grains(self, numbers: Sequence[int]) -> Iterator[Grain]:
        """Yield what is aligned of some readings."""
        for number in numbers:
            at, size = self._places[number, 2:4].tolist()
            yield _unpack(self._ids[number], self._bytes(self._folder / _GRAINS, at, size))

    def sketches(self) -> Sketches:
        """Return what is kept of all readings while copies are looked for."""
        with np.load(self._folder / _SKETCHES) as kept:
            return Sketches(**{field.name: kept[field.name] for field in fields(Sketches)})

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
        head, text, dated, read, passages = json.loads(self._bytes(self._folder / _FACES, at, size))
        return Reading(
            report=from_plain(Head, head),
            text=text,
            dated=from_plain(Dated, dated),
            read=read,
            passages=tuple(Passage(start=s, end=e, kind=_KINDS[k]) for s, e, k in passages),
        )


@cache
def open_shelf(folder: Path) -> Shelf:
    """Open a shelf, once in a process."""
    return Shelf(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Some lines of one file: where each begins, and how many bytes it has."""

    file: int
    path: Path
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """What some lines came to; what undated reports tell of their own day is by id."""

    ids: tuple[str, ...]
    faces: tuple[bytes, ...]
    grains: tuple[bytes, ...]
    own_words: Mapping[str, object]
    sketches: Sketches


def lay_shelf(paths: Sequence[Path], folder: Path, spread: Spread = map) -> Shelf:
    """Lay out the readings of some files (`.readings.jsonl`) in a folder that is there and empty.

    Raises:
        NothingToRead: a file can't be read, a line is no reading, two readings have one id, or there are none.
    """
    ids: list[str] = []
    places = array("q")
    own_words: dict[str, object] = {}
    sketches: list[Sketches] = []
    given: deque[_Block] = deque()
    with (folder / _FACES).open("wb") as faces, (folder / _GRAINS).open("wb") as grains:
        for laid in spread(_lay_block, _noted(_blocks(paths), given)):
            block = given.popleft()
            for face, packed, (at, size) in zip(laid.faces, laid.grains, block.lines, strict=True):
                places.extend((faces.tell(), len(face), grains.tell(), len(packed), block.file, at, size))
                faces.write(face)
                grains.write(packed)
            ids.extend(laid.ids)
            own_words.update(laid.own_words)
            sketches.append(laid.sketches)
    _refuse_unfit(ids, paths)
    order = np.asarray(sorted(range(len(ids)), key=ids.__getitem__))
    np.save(folder / _PLACES, np.asarray(places, np.int64).reshape(-1, 7)[order])
    kept = join_sketches(sketches).ordered(order)
    np.savez(folder / _SKETCHES, **{field.name: getattr(kept, field.name) for field in fields(Sketches)})
    index = {"ids": [ids[n] for n in order], "files": [str(p.resolve()) for p in paths], "own_words": own_words}
    (folder / _INDEX).write_text(json.dumps(index), encoding="utf-8")
    return Shelf(folder)


def _refuse_unfit(ids: Sequence[str], paths: Sequence[Path]) -> None:
    names = ", ".join(path.as_posix() for path in paths)
    if not ids:
        raise NothingToRead(f"{names}: no reading is there; synoptic read PATH --json writes them")
    twice = [name for name, times in Counter(ids).items() if times > 1]
    if twice:
        raise NothingToRead(f"{names}: two readings have one id ({min(twice)}); give each an id of its own")


def _noted(blocks: Iterable[_Block], given: deque[_Block]) -> Iterator[_Block]:
    """Yield the blocks and note them, for what they come to is taken in their order."""
    for block in blocks:
        given.append(block)
        yield block


def _blocks(paths: Sequence[Path]) -> Iterator[_Block]:
    for file, path in enumerate(paths):
        lines: list[tuple[int, int]] = []
        held = 0
        for at, line in _lines(path):
            lines.append((at, len(line)))
            held += len(line)
            if held >= _BLOCK_BYTES:
                yield _Block(file=file, path=path, lines=tuple(lines))
                lines, held = [], 0
        if lines:
            yield _Block(file=file, path=path, lines=tuple(lines))


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


def _lay_block(block: _Block) -> _Laid:
    """Work out what is kept of some lines."""
    readings: list[Reading] = []
    faces: list[bytes] = []
    own_words: dict[str, object] = {}
    with block.path.open("rb") as file:
        for at, size in block.lines:
            file.seek(at)
            reading, face, own = _face_of(file.read(size), f"{block.path.as_posix()}, byte {at}")
            readings.append(reading)
            faces.append(face)
            if own is not None:
                own_words[reading.id] = own
    bodies = list(word_bodies(readings))
    return _Laid(
        ids=tuple(reading.id for reading in readings),
        faces=tuple(faces),
        grains=tuple(map(_pack, map(grain, readings, bodies))),
        own_words=own_words,
        sketches=sketch_bodies(bodies),
    )


def _face_of(line: bytes, where: str) -> tuple[Reading, bytes, object]:
    """Return of a reading what bodies are made of, the face as it is kept, and what the report tells of its own day, if
    it is not dated."""
    try:
        plain = json.loads(line)
        passages = [[p["start"], p["end"], p["kind"]] for p in plain["passages"]]
        dated, name, text = plain["dated"], str(plain["report"]["id"]), str(plain["text"])
        own = dated if dated.get("basis") == str(Basis.INFERRED) else None
        face = [plain["report"], text, dated if own is None else to_plain(UNDATED), plain.get("read", True), passages]
        reading = Reading(
            report=Head(id=name),
            text=text,
            passages=tuple(Passage(start=s, end=e, kind=_KINDS[k]) for s, e, k in passages),
            sentences=tuple(Sentence(start=s["start"], end=s["end"], passage=s["passage"]) for s in plain["sentences"]),
        )
        return reading, json.dumps(face).encode() + b"\n", own
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingToRead(
            f"{where}: not a reading ({error}); make it anew with: synoptic read PATH --json"
        ) from error


def _pack(made: Grain) -> bytes:
    """Lay a grain out in bytes: four numbers, the digest, then its lists."""
    sizes = np.asarray([made.size, len(made.keys), len(made.counts), len(made.words)], np.int64)
    wide = (np.asarray(getattr(made, name), np.uint64).tobytes() for name in _WIDE)
    narrow = (np.asarray(getattr(made, name), np.int32).tobytes() for name in _NARROW)
    return b"".join((sizes.tobytes(), made.digest, *wide, *narrow))


def _unpack(report: str, held: bytes) -> Grain:
    size, keys, sentences, words = np.frombuffer(held, np.int64, 4).tolist()
    at = _HEAD + _DIGEST
    parts: dict[str, NDArray[Any]] = {}
    for names, kind, counts in (
        (_WIDE, np.dtype(np.uint64), (keys, sentences, words)),
        (_NARROW, np.dtype(np.int32), (keys, sentences, sentences, sentences, sentences)),
    ):
        for name, count in zip(names, counts, strict=True):
            parts[name] = np.frombuffer(held, kind, count, at)
            at += count * kind.itemsize
    return Grain(report=report, size=size, digest=held[_HEAD : _HEAD + _DIGEST], **parts)
