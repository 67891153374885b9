"""Word lists as plain data, read once and shared.

Decision to know: a list is a UTF-8 file beside this one: `.txt` one entry a line, `.tsv` one row a line with columns
parted by tabs; a line that starts with # is a comment. Nothing in a list is code.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


@cache
def load_words(name: str) -> frozenset[str]:
    """Read the list `name`.txt as a set of entries."""
    return frozenset(line.strip() for line in _lines(f"{name}.txt"))


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read the table `name`.tsv as rows of columns, in the order of the file."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in _lines(f"{name}.tsv"))
