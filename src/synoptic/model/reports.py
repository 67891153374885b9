"""What comes in: a report as received, and what could not be received.

Decision to know: the text is never altered after decoding. One failed input is a value, `Failed`, so that ten thousand
others go on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Hold what is stated about a report; None where it is not known.

    `published` is ISO 8601 at the precision stated (2021-12-04, 2021-12-04T18:53); `language` an ISO 639-1 code.
    """

    id: str
    file: str | None = None
    headline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None
    """The encoding that was guessed, where the bytes were not UTF-8 and did not name theirs."""

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("a report needs an id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold one text as received, with its head."""

    head: Head
    text: str

    @property
    def id(self) -> str:
        return self.head.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Say which input was not read: the file, the place in it (line, record, byte, "" for the whole) and why, with
    the next step."""

    file: str
    place: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Hold everything that one call of intake met, in the order of the paths."""

    reports: tuple[Report, ...] = ()
    failed: tuple[Failed, ...] = ()
    duplicates: tuple[str, ...] = ()
    """Ids that were received twice with the same text; nothing changed."""
