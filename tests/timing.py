"""Processor time of a call, as tests of growth want it: the collector is off, since what it costs grows with all that
other tests have left, and the shorter of two runs is taken."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time


def seconds_of(call: Callable[[], object]) -> float:
    """Return the processor seconds of the quicker of two calls."""
    gc.collect()
    gc.disable()
    try:
        return min(_once(call) for _ in range(2))
    finally:
        gc.enable()


def _once(call: Callable[[], object]) -> float:
    began = process_time()
    call()
    return process_time() - began
