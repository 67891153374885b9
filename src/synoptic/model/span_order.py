"""Many spans of one text, ready to be asked which of them meet a stretch.

Decision to know: spans may lie within one another, so beside their starts the farthest end so far is kept; the walk
back from a stretch stops where none before reaches it. Without that a text of n sentences is gone through n times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from synoptic.model.spans import Span

T = TypeVar("T")


class SpanOrder(Generic[T]):
    """Hold things by the spans at which they stand."""

    __slots__ = ("_farthest", "_pairs", "_starts")

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end))
        self._starts = [span.start for span, _ in self._pairs]
        self._farthest = list(accumulate((span.end for span, _ in self._pairs), max))

    def meeting(self, span: Span) -> list[tuple[Span, T]]:
        """List what shares at least one character with the span, in the order of the text."""
        found: list[tuple[Span, T]] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._farthest[at] > span.start:
            if self._pairs[at][0].end > span.start:
                found.append(self._pairs[at])
            at -= 1
        return found[::-1]
