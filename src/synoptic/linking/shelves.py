"""Piles that are too large to be held in memory, and work that is spread over processes: the two seams of linking.

Decision to know: whoever links asks for readings by number, in order of id, and hands out blocks of work that depend on
nothing else; so a pile may lie in a file, and blocks may be worked on anywhere, with the same result.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from synoptic.model.readings import Reading

Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Works like `map`: gives the results in the order of the blocks. What is handed to it can be pickled."""


class Shelved(Sequence[Reading]):
    """Readings in order of id, one an id, that are fetched when asked for; of each nothing is wanted but its text, day,
    passages and sentences."""

    @property
    @abstractmethod
    def ids(self) -> tuple[str, ...]:
        """Return the ids, in order."""


def in_order(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return the readings in order of id."""
    return readings if isinstance(readings, Shelved) else tuple(sorted(readings, key=lambda r: r.id))


def ids_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Return the ids of readings, in their order."""
    return readings.ids if isinstance(readings, Shelved) else tuple(reading.id for reading in readings)


def blocks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Cut a list into blocks of so many."""
    return (items[at : at + size] for at in range(0, len(items), size))
