"""Names that a user knows, each with the id that a list such as Wikidata gives to its bearer.

Decision to know: such a file is a help and never needed; it decides between names and adds none that no report has.
"""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.model.readings import NameType


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something of a names file: its id ("Q42"), all its names, and its type where the file tells it."""

    id: str
    names: tuple[str, ...]
    type: NameType | None = None
