"""Looking at folders and feeds again and again.

Decision to know: stopping is asked for, never forced: the look that is going on is finished, then it ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from synoptic.model.cases import Outcome
from synoptic.pipeline.case import Case

if TYPE_CHECKING:
    from synoptic.intake.fetching import Fetcher

_STILL_WRITTEN_SECONDS = 2.0
"""A file that was changed so short a time ago may still be written."""


class Stop:
    """Turns Ctrl-C, and being told to end, into a wish that is looked at between two looks."""

    def __init__(self) -> None:
        """Begin with no wish."""
        self.wished = threading.Event()
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        for name in ("SIGINT", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(ValueError):  # not in the main thread: nobody presses keys there
                    self._before[number] = signal.signal(number, lambda *_: self.wished.set())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def look_again_and_again(
    case: Case, inputs: Sequence[str], fetcher: Fetcher | None, seconds: float, times: int | None, stop: Stop
) -> Iterator[Outcome]:
    """Add what is new among the inputs, at intervals, until it is stopped or has looked so many times; gives the
    outcome of every look that met something new."""
    seen: dict[str, tuple[int, int]] = {}
    looks = 0
    while not stop.wished.is_set():
        begun = time.monotonic()
        ready = list(_changed(inputs, seen))
        if ready:
            outcome = case.add(ready, fetcher=fetcher, news_only=True)
            if outcome.entries:
                yield outcome
        looks += 1
        if times is not None and looks >= times:
            return
        while not stop.wished.wait(min(0.5, max(0.0, begun + seconds - time.monotonic()))):
            if time.monotonic() >= begun + seconds:
                break


def _changed(inputs: Sequence[str], seen: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Give the inputs that may hold something new: a folder when a file in it has changed and none is still written."""
    for named in inputs:
        path = Path(named)
        if not path.is_dir():
            yield named
            continue
        found = dict(_files(path))
        youngest = max((state[1] for state in found.values()), default=0) / 1e9
        changed = any(seen.get(file) != state for file, state in found.items())
        if changed and time.time() - youngest >= _STILL_WRITTEN_SECONDS:
            seen.update(found)
            yield named


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            if not name.startswith("."):
                file = os.path.join(root, name)
                with contextlib.suppress(OSError):
                    told = os.stat(file)
                    yield file, (told.st_size, told.st_mtime_ns)
