"""One table of settings: name, default, unit and what it does. `Settings` is made from it and is frozen.

Decision to know: a threshold that changes an answer stands here with its reason, not in the middle of a function.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

READERS = ("model", "rules")


def _setting(default: Any, unit: str, text: str) -> Any:
    return field(default=default, metadata={"unit": unit, "help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold the settings of one run; see `describe` for the table.

    Raises:
        ValueError: there is no such reader, or a number is below 0.
    """

    reader: str = _setting(
        "model", "gear", "Read names and attributions with the model, or with `rules` alone: faster, and finds less."
    )
    reader_threads: int = _setting(1, "cores", "How many cores the reader model may use.")
    reader_memory_mb: int = _setting(
        64, "megabytes", "How much of what the model read is kept, so that passages that come again are read once."
    )
    limit_chars: int = _setting(2_000_000, "characters", "A longer text is skipped, with its size.")
    whole_stories: int = _setting(5, "stories", "Print this many stories whole, the rest a line each.")
    summary_lines: int = _setting(5, "lines", "The most lines a summary may have.")
    story_window_days: int = _setting(45, "days", "Reports further apart than this need stronger ties to be one story.")
    copy_share: float = _setting(
        0.5, "share of words", "Two reports with more of the shorter body's words in common are copies."
    )

    def __post_init__(self) -> None:
        """Refuse what no run could follow."""
        if self.reader not in READERS:
            raise ValueError(f"reader: {self.reader!r} is none; take one of: {', '.join(READERS)}")
        for each in fields(self):
            value = getattr(self, each.name)
            if not isinstance(value, str) and value < 0:
                raise ValueError(f"{each.name}: {value!r} is below 0 {each.metadata['unit']}")


def describe() -> tuple[tuple[str, str, str, str], ...]:
    """List every setting as (name, default, unit, help), in order of the table."""
    return tuple((f.name, str(f.default), f.metadata["unit"], f.metadata["help"]) for f in fields(Settings))
