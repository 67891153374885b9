"""Lines that are found in any order, kept on the disk, and given back in theirs.

Decision to know: of a line nothing is held but its two numbers and its place in the file, some thirty bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from synoptic.linking.minhash import Numbers


class Ledger:
    """Lines about pairs of numbers, in a file of its own."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._first, self._second, self._sizes = array("q"), array("q"), array("q")

    def __len__(self) -> int:
        return len(self._sizes)

    def put(self, pair: tuple[int, int], line: bytes) -> None:
        """Keep the line of a pair."""
        self._file.write(line)
        self._first.append(pair[0])
        self._second.append(pair[1])
        self._sizes.append(len(line))

    def places(self) -> Numbers:
        """Return the pairs in order with where each one's line stands and how long it is, shape (lines, 4)."""
        first, second, sizes = (np.asarray(part) for part in (self._first, self._second, self._sizes))
        rows = np.stack([first, second, np.cumsum(sizes) - sizes, sizes], axis=1)
        return rows[np.lexsort((second, first))]

    def line(self, at: int, size: int) -> bytes:
        """Return the line that stands at a place."""
        self._file.seek(at)
        return self._file.read(size)

    def lines(self) -> Iterator[bytes]:
        """Yield the lines in order of their pairs."""
        return (self.line(at, size) for at, size in self.places()[:, 2:].tolist())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
