"""Work spread over processes: the one place that starts them.

Decision to know: blocks are handed out in order and their results taken in order, a few ahead of what is wanted, so
that neither the number of processes nor their haste changes anything; processes are begun anew (spawned), which is the
one way that every system knows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from synoptic.linking.shelves import Spread

_AHEAD = 3
"""So many blocks a process are under way or done and not yet taken."""


@contextmanager
def spread_over(processes: int) -> Iterator[Spread]:
    """Give what works like `map` over so many processes; with one, all is done here."""
    if processes <= 1:
        yield map
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:

        def spread(work: Callable[[Any], Any], blocks: Iterable[Any]) -> Iterator[Any]:
            waiting: deque[Future[Any]] = deque()
            for block in blocks:
                waiting.append(pool.submit(work, block))
                if len(waiting) >= _AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        yield spread
