"""A case: a store of reports with the account that they support, kept up to date. The public way to it is
`open_case`.

Decision to know: the case alone decides what is read, linked and told anew; the store below keeps bytes and knows
nothing of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Protocol

from synoptic.model.accounts import Account
from synoptic.model.cases import Fault, Found, Outcome, Query, Run, StoredReport, Visit
from synoptic.model.corrections import Applied, Correction, CorrectionKind, Draft
from synoptic.model.readings import Reading
from synoptic.pipeline import Progress


class Case(Protocol):
    """What a case can do; every method may be called from any thread."""

    name: str

    def revision(self) -> int:
        """Return the number of the newest revision; 0 is an empty case."""

    def add(self, inputs: Sequence[str], progress: Progress | None = None) -> Outcome:
        """Receive, read and keep what is named; each input gets one outcome."""

    def account(self, progress: Progress | None = None) -> Account:
        """Return the account of the newest revision, made if it is not kept."""

    def account_at(self, revision: int) -> Account | None:
        """Return the account that was kept of a revision, or of the newest before it; None if there is none."""

    def reading(self, report_id: str) -> Reading | None: ...

    def report(self, report_id: str) -> StoredReport | None: ...

    def reports(self) -> tuple[StoredReport, ...]: ...

    def search(self, query: Query) -> Found: ...

    def draft(self, kind: CorrectionKind, items: Sequence[str], *, by: str, value: str = "", note: str = "") -> Draft:
        """Draft a correction of lines (or reports, stories) of the newest account named by id."""

    def corrections(self) -> tuple[Correction, ...]: ...

    def applied(self) -> tuple[Applied, ...]:
        """Say what became of each correction that holds in the newest account."""

    def correct(self, draft: Draft) -> Correction: ...

    def undo(self, correction_id: str, by: str) -> Correction: ...

    def visit(self, by: str) -> Visit:
        """Note that somebody has seen the newest revision."""

    def last_visit(self, by: str) -> Visit | None: ...

    def log(self) -> tuple[Run, ...]: ...

    def verify(self) -> tuple[Fault, ...]: ...

    def remove(self, report_id: str, reason: str, by: str) -> None: ...

    def close(self) -> None: ...

    def __enter__(self) -> Case: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_case(where: str, *, create: bool = False) -> Case:
    """Open a case: a path to a .case file, or a postgresql:// address; `create` makes one that is not there.

    Raises:
        CaseUnusable: it is not there, is no case, is damaged, or was written by a newer version.
    """
    raise NotImplementedError(where, create)
