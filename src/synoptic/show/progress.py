"""The progress bar on standard error, shown only where that is a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from synoptic.pipeline import Progress as Callback


class Bar:
    """Show one bar a step, gone when the work is done."""

    def __init__(self) -> None:
        self._shown = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Callback:
        self._shown.start()
        return self._advance

    def __exit__(self, *_: object) -> None:
        self._shown.stop()

    def _advance(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._shown.add_task(step, total=total)
        self._shown.update(self._tasks[step], completed=done, total=total)
