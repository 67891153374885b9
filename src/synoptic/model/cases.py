"""The case in words: what was received, what became of each input, what is searched for and found, what is wrong.

Decision to know: every input that was seen has exactly one outcome (`Outcome` refuses any other sum), and a revision is
a number that grows with each change that could change the account, so "what is new since revision 7" has one answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from synoptic.model.days import Dated
from synoptic.model.reports import Failed, Report
from synoptic.model.spans import Evidence


class OutcomeKind(StrEnum):
    STORED = "stored"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What became of one input: `file` and `place` as in `Failed`, `report` the id that it got or has, if any."""

    run: int
    number: int
    at: str
    file: str
    place: str
    kind: OutcomeKind
    report: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One change of the case: an addition, a merge, a removal. `finished` is None while it runs or where it was
    killed."""

    number: int
    what: str
    inputs: tuple[str, ...]
    started: str
    finished: str | None
    entries: tuple[LedgerEntry, ...] = ()

    def count(self, kind: OutcomeKind) -> int:
        """Count the inputs with that outcome."""
        return sum(entry.kind is kind for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one addition did: seen = stored + duplicate + updated + skipped + failed."""

    run: int
    revision: int
    """The revision of the case after it."""
    seen: int
    entries: tuple[LedgerEntry, ...]

    def __post_init__(self) -> None:
        if self.seen != len(self.entries):
            raise ValueError(f"{self.seen} inputs were seen, and {len(self.entries)} are accounted for")

    def count(self, kind: OutcomeKind) -> int:
        """Count the inputs with that outcome."""
        return sum(entry.kind is kind for entry in self.entries)

    @property
    def stored(self) -> int:
        return self.count(OutcomeKind.STORED)

    @property
    def duplicate(self) -> int:
        return self.count(OutcomeKind.DUPLICATE)

    @property
    def updated(self) -> int:
        return self.count(OutcomeKind.UPDATED)

    @property
    def skipped(self) -> int:
        return self.count(OutcomeKind.SKIPPED)

    @property
    def failed(self) -> int:
        return self.count(OutcomeKind.FAILED)

    @property
    def not_read(self) -> tuple[Failed, ...]:
        """What was skipped or failed, with its reason."""
        kinds = (OutcomeKind.SKIPPED, OutcomeKind.FAILED)
        return tuple(Failed(file=e.file, place=e.place, why=e.why) for e in self.entries if e.kind in kinds)

    def in_words(self) -> str:
        """Say it in a line: "12 seen: 9 stored, 2 duplicate, 1 skipped"."""
        counts = Counter(entry.kind for entry in self.entries)
        told = ", ".join(f"{counts[kind]:,} {kind}" for kind in OutcomeKind if counts[kind])
        return f"{self.seen:,} seen: {told or 'nothing'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """That a report was taken out: its text is gone, its hash and the reason stay."""

    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report as received, with where and when it came from.

    `received_from` is the input as it was named (a path, a feed, an address); `text_hash` the SHA-256 of the text in
    UTF-8; `version_of` the id of the first version where the same id or address came with another text; `revision`
    the one with which it came. Of a removed report the text is empty and the head holds the id alone.
    """

    report: Report
    received_at: str
    received_from: str
    text_hash: str
    revision: int
    version_of: str | None = None
    removed: Removal | None = None

    @property
    def id(self) -> str:
        return self.report.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search the reports for; what is None or empty does not matter.

    `words` are all wanted, "quoted words" in that order; `speaker` and `actor` are parts of names; the days are of the
    report; the values are of a figure in it (one figure within both).
    """

    words: str = ""
    speaker: str = ""
    actor: str = ""
    first_day: date | None = None
    last_day: date | None = None
    value_from: float | None = None
    value_to: float | None = None
    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 1000 or self.offset < 0:
            raise ValueError("a page of results has 1 to 1000 reports, from 0 on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One report that was found: `found` are the spans in its text that match (the first few), `around` the words
    about the first of them."""

    report: str
    headline: str | None
    outlet: str | None
    url: str | None
    dated: Dated
    found: tuple[Evidence, ...]
    around: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody last looked, and at which revision."""

    by: str
    at: str
    revision: int


class FaultKind(StrEnum):
    FILE = "file"
    """The file itself is damaged, as the store's own check says."""
    HASH = "hash"
    """A text is not the one that was received."""
    SPAN = "span"
    """A span leaves its text, or a quotation is not what stands there."""
    LEDGER = "ledger"
    """Something that was seen has no outcome, or an outcome names a report that is not there."""
    INDEX = "index"
    """A report can't be found by its own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the case that is not as it should be: where, what was met, and what to do."""

    kind: FaultKind
    where: str
    why: str
