"""The lines of page furniture, by what they are: bylines, credits, links, asks, notes, counts, lists.

Decision to know: the wording is made up and stands apart from the lexicon that knows furniture, so that what is
measured is what the reading makes of lines it was not told of. `early` is what the rules may be looked at with; `late`
was written beside it and is only counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class FurnitureKind(StrEnum):
    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    CAPTION = "caption"
    LINK = "link"
    ADVERT = "advert"
    SHARE = "share"
    LETTER = "letter"
    COOKIES = "cookies"
    COMMENTS = "comments"
    PLAYER = "player"
    ADDRESS = "address"
    RIGHTS = "rights"
    TAGS = "tags"
    NOTE = "note"
    WRITER = "writer"
    ASK = "ask"
    ACCOUNT = "account"
    MENU = "menu"
    LIST = "list"
    """The head of a list; headlines of other pages follow it."""


class Wording(StrEnum):
    EARLY = "early"
    LATE = "late"


def _rows(name: str) -> list[tuple[str, str]]:
    text = (files(__package__) / f"furniture_{name}.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.split("\n") if line and not line.startswith("# "))
    return [(kind, line) for kind, _, line in rows]


@cache
def load_wording(wording: Wording) -> Mapping[FurnitureKind, tuple[str, ...]]:
    """Read the lines of a wording by kind, in the order of the file."""
    rows = _rows(wording.value)
    return MappingProxyType({kind: tuple(line for name, line in rows if name == kind.value) for kind in FurnitureKind})


@cache
def load_titles() -> tuple[str, ...]:
    """Read the headlines of other pages."""
    return tuple(line for _, line in _rows("titles"))
