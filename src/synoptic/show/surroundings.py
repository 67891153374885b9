"""What surrounds a command: standard input, the terminal, the progress bar.

Decision to know: colour and progress are for a terminal only; a stream that is closed is none.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any, TextIO

from synoptic.errors import UsageError
from synoptic.show import delivery


def standard_input() -> bytes:
    """Return all bytes of standard input.

    Raises:
        UsageError: it is closed.
    """
    if sys.stdin is None:
        raise UsageError("standard input is closed, so - stands for nothing; name a file or a folder")
    return sys.stdin.buffer.read()


def terminal(output: str | None) -> tuple[int, bool]:
    """Return how many columns to use, and whether to colour: only on a terminal, and not where NO_COLOR is set."""
    columns = shutil.get_terminal_size((100, 24)).columns
    on_terminal = (output is None or output == delivery.STANDARD_OUTPUT) and _is_terminal(sys.stdout)
    coloured = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return max(60, min(columns, 120)), coloured


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that was closed before the program began is none."""
    return stream is not None and stream.isatty()


class _Silent:
    """No progress: standard error is not a terminal."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def progress_bar() -> Any:
    """Return a context that gives a progress callback, or None where standard error is not a terminal."""
    if not _is_terminal(sys.stderr):
        return _Silent()
    from synoptic.show.progress import Bar

    return Bar()
