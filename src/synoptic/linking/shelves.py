"""Piles that are too large to be held in memory, and work that is spread over processes: the two seams of linking.

Decision to know: whoever links asks for readings by number, in order of id, and hands out blocks of work that depend on
nothing else; so a pile may lie in a file, and blocks may be worked on anywhere, with the same result.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from synoptic.linking.alignment import Grain, grain
from synoptic.linking.bodies import word_bodies
from synoptic.linking.sketches import Sketches, sketch_bodies
from synoptic.model.readings import Reading

Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""Works like `map`: gives the results in the order of the blocks. What is handed to it can be pickled."""


class Shelved(Sequence[Reading]):
    """Readings in order of id, one an id, that are fetched when asked for; of each nothing is wanted but its head,
    text, day and passages. What their sentences come to is kept beside."""

    @property
    @abstractmethod
    def ids(self) -> tuple[str, ...]:
        """Return the ids, in order."""

    @abstractmethod
    def grains(self, numbers: Sequence[int]) -> Iterator[Grain]:
        """Yield what is aligned of some readings."""

    @abstractmethod
    def sketches(self) -> Sketches:
        """Return what is kept of all readings while copies are looked for."""


def in_order(readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return the readings in order of id."""
    return readings if isinstance(readings, Shelved) else tuple(sorted(readings, key=lambda r: r.id))


def ids_of(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Return the ids of readings, in their order."""
    return readings.ids if isinstance(readings, Shelved) else tuple(reading.id for reading in readings)


def grains_of(readings: Sequence[Reading], numbers: Sequence[int]) -> Iterator[Grain]:
    """Yield what is aligned of some of the readings."""
    if isinstance(readings, Shelved):
        return readings.grains(numbers)
    held = [readings[number] for number in numbers]
    return map(grain, held, word_bodies(held))


def sketches_of(readings: Sequence[Reading]) -> Sketches:
    """Return what is kept of the readings while copies are looked for."""
    return readings.sketches() if isinstance(readings, Shelved) else sketch_bodies(word_bodies(readings))


def blocks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Cut a list into blocks of so many."""
    return (items[at : at + size] for at in range(0, len(items), size))
