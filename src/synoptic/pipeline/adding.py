"""Reports into a case: what each input becomes, and the ledger of it.

Decision to know: a batch of reports is read first and then kept in one transaction together with its outcomes; what has
been told as done is on the disk. Whether a report is new is decided in that transaction, so two may add at once.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from synoptic.errors import CaseUnusable
from synoptic.model.cases import LedgerEntry, Outcome, OutcomeKind, Removal, StoredReport
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed, Report
from synoptic.pipeline.kept import content_hash, marks_of, pack_reading, unpack_reading, with_head
from synoptic.store import Session, Shelved, Store, hash_of

_BATCH_REPORTS = 32
_BATCH_SECONDS = 3.0
_VERSION = re.compile(r"(.+)@[0-9a-f]{8}")

Progress = Callable[[str, int, int], None]
Reader = Callable[[Sequence[Report], list[Failed]], Iterator[Reading]]


def now() -> str:
    """Return the moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A report that came in, with the input that it was named by; `at` where it came into another case before."""

    report: Report
    received_from: str
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    kind: OutcomeKind
    report: str
    why: str = ""
    version_of: str | None = None

    @property
    def keeps(self) -> bool:
        return self.kind in (OutcomeKind.STORED, OutcomeKind.UPDATED)


@dataclass(slots=True, kw_only=True)
class Addition:
    """One run of adding: `read` reads reports in order, `reader` is the version of what reads."""

    store: Store
    read: Reader
    reader: str
    progress: Progress | None = None
    news_only: bool = False
    """Leave out of the ledger what is there already, and what failed in the same way before."""
    _entries: list[LedgerEntry] = field(default_factory=list)
    _run: int = 0
    _done: int = 0
    _total: int = 0

    def run(
        self, what: str, inputs: Sequence[str], receive: Callable[[], tuple[list[Arrival], list[LedgerEntry]]]
    ) -> Outcome:
        """Take everything in and account for it. A run that ends early stays marked as not finished.

        Raises:
            CaseUnusable: the case can't be written; what was done before is kept.
        """
        arrivals, told = self._news(*receive()) if self.news_only else ([], [])
        if self.news_only and not arrivals and not told:
            with self.store.asking() as session:
                return Outcome(run=0, revision=session.revision(), seen=0, entries=())
        with self.store.writing() as session:
            self._run = session.begin_run(what, inputs, now())
        if not self.news_only:
            arrivals, told = receive()
        self._total = len(arrivals) + len(told)
        try:
            with self.store.writing() as session:
                self._note(session, told)
            for batch in self._batches(arrivals):
                self._keep(batch)
            with self.store.writing() as session:
                session.finish_run(self._run, now())
                revision = session.revision()
        except CaseUnusable as error:
            done = f"{self._done:,} of {self._total:,} inputs were taken in"
            raise CaseUnusable(f"{error}. {done}; run it again and the rest will follow") from error
        return Outcome(run=self._run, revision=revision, seen=self._total, entries=tuple(self._entries))

    def _news(
        self, arrivals: Sequence[Arrival], told: Sequence[LedgerEntry]
    ) -> tuple[list[Arrival], list[LedgerEntry]]:
        with self.store.asking() as session:
            before = {(e.file, e.place, e.why) for e in session.last_failures()}
            new = [arrival for arrival in arrivals if judge(session, arrival.report).keeps]
        unread = [e for e in told if e.kind is not OutcomeKind.DUPLICATE and (e.file, e.place, e.why) not in before]
        return new, unread

    def _note(self, session: Session, entries: Sequence[LedgerEntry]) -> None:
        numbered = [replace(e, run=self._run, number=len(self._entries) + n + 1) for n, e in enumerate(entries)]
        session.note(numbered)
        self._entries += numbered
        self._done = len(self._entries)

    def _batches(self, arrivals: Sequence[Arrival]) -> Iterator[list[tuple[Arrival, Reading | Failed | None]]]:
        """Read the arrivals that are not known, and hand them on in lists that are soon enough full."""
        known = self._known(arrivals)
        waiting = [arrival.report for arrival, is_known in zip(arrivals, known, strict=True) if not is_known]
        failed: list[Failed] = []
        readings = self.read(waiting, failed)
        batch: list[tuple[Arrival, Reading | Failed | None]] = []
        ahead: Reading | None = None
        since = time.monotonic()
        for arrival, is_known in zip(arrivals, known, strict=True):
            read: Reading | Failed | None = None
            if not is_known:
                if ahead is None:
                    ahead = next(readings, None)
                if ahead is not None and ahead.id == arrival.report.id:
                    read, ahead = ahead, None
                else:
                    read = next(f for f in failed if f.place == arrival.report.id)
            batch.append((arrival, read))
            if len(batch) >= _BATCH_REPORTS or time.monotonic() - since > _BATCH_SECONDS:
                yield batch
                batch, since = [], time.monotonic()
        if batch:
            yield batch

    def _known(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Tell of each arrival whether it is no news or was read before, so that it need not be read."""
        with self.store.asking() as session:
            there = session.readings_there(self.reader)
            found = []
            for arrival in arrivals:
                verdict = judge(session, arrival.report)
                found.append(not verdict.keeps or content_hash(arrival.report) in there)
        return found

    def _keep(self, batch: Sequence[tuple[Arrival, Reading | Failed | None]]) -> None:
        with self.store.writing() as session:
            entries: list[LedgerEntry] = []
            revision = 0
            for arrival, read in batch:
                verdict = judge(session, arrival.report)
                if verdict.keeps and isinstance(read, Failed):
                    verdict = _Verdict(kind=OutcomeKind.FAILED, report="", why=read.why)
                if verdict.keeps:
                    revision = revision or session.raise_revision()
                    self._keep_one(session, arrival, read if isinstance(read, Reading) else None, verdict, revision)
                entries.append(_entry(arrival.report.head.file or arrival.received_from, verdict))
            self._note(session, entries)
        if self.progress:
            self.progress("adding", self._done, self._total)

    def _keep_one(
        self, session: Session, arrival: Arrival, read: Reading | None, verdict: _Verdict, revision: int
    ) -> None:
        head = replace(arrival.report.head, id=verdict.report)
        report = Report(head=head, text=arrival.report.text)
        hashed = content_hash(report)
        if read is None:
            body = session.reading_bodies(self.reader, [hashed]).get(hashed)
            read = unpack_reading(body, report) if body is not None else next(self.read([report], []))
        else:
            read = with_head(read, head)
        session.keep_reading(hashed, self.reader, *pack_reading(read))
        stored = StoredReport(
            report=report,
            received_at=arrival.at or now(),
            received_from=arrival.received_from,
            text_hash=hash_of(report.text),
            revision=revision,
            version_of=verdict.version_of,
        )
        session.keep_report(stored, hashed, read.report, marks_of(read))


def _entry(file: str, verdict: _Verdict) -> LedgerEntry:
    report = verdict.report or None
    return LedgerEntry(
        run=0, number=0, at=now(), file=file, place="", kind=verdict.kind, report=report, why=verdict.why
    )


def skipped_entry(failed: Failed, kind: OutcomeKind = OutcomeKind.SKIPPED) -> LedgerEntry:
    """Return the entry of an input that could not be received."""
    return LedgerEntry(
        run=0, number=0, at=now(), file=failed.file, place=failed.place, kind=kind, report=None, why=failed.why
    )


def duplicate_entry(report_id: str, file: str) -> LedgerEntry:
    """Return the entry of a report that came twice within one addition."""
    why = "the same text came with the same id"
    return LedgerEntry(
        run=0, number=0, at=now(), file=file, place="", kind=OutcomeKind.DUPLICATE, report=report_id, why=why
    )


def judge(session: Session, report: Report) -> _Verdict:
    """Tell what a report is to the case: new, known, another version of one that is there, or one that was removed."""
    hashed = hash_of(report.text)
    for twin in session.with_text(hashed):
        if twin.stored.removed is not None:
            return _Verdict(kind=OutcomeKind.SKIPPED, report="", why=_removed(twin.stored.removed))
    known = session.shelved(report.id)
    if known is None:
        return _first_of_its_id(session, report, hashed)
    if known.stored.text_hash == hashed:
        return _Verdict(kind=OutcomeKind.DUPLICATE, report=report.id, why="the same text is there under this id")
    other = _name_by_folder(report, known)
    if other is not None:
        renamed = Report(head=replace(report.head, id=other), text=report.text)
        if session.shelved(other) is None:
            return _first_of_its_id(session, renamed, hashed)
        return judge(session, renamed)
    for version in session.versions(report.id, None):
        if version.stored.text_hash == hashed:
            why = "this version of it is there"
            return _Verdict(kind=OutcomeKind.DUPLICATE, report=version.stored.id, why=why)
    first = known.stored.version_of or known.stored.id
    why = f"another version of {first}"
    return _Verdict(kind=OutcomeKind.UPDATED, report=f"{report.id}@{hashed[:8]}", why=why, version_of=first)


def _removed(removal: Removal) -> str:
    return f"its text was taken out on {removal.at[:10]} by {removal.by}: {removal.reason}"


def _first_of_its_id(session: Session, report: Report, hashed: str) -> _Verdict:
    earlier = [s for s in session.versions(report.id, report.head.url) if s.stored.removed is None]
    named = _VERSION.fullmatch(report.id)
    if not earlier and named is not None and (base := session.shelved(named[1])) is not None:
        earlier = [base]
    others = [s for s in earlier if s.stored.text_hash != hashed]
    if not others or len(others) < len(earlier):
        return _Verdict(kind=OutcomeKind.STORED, report=report.id)
    first = others[0].stored.version_of or others[0].stored.id
    return _Verdict(kind=OutcomeKind.UPDATED, report=report.id, why=f"another version of {first}", version_of=first)


def _name_by_folder(report: Report, known: Shelved) -> str | None:
    """Return a longer name, where two reports have their ids from the names of files in different folders."""
    mine, theirs = report.head.file, known.stored.report.head.file
    if mine is None or theirs is None or mine == theirs or not mine.endswith(report.id):
        return None
    folders = PurePosixPath(mine.removesuffix(report.id).rstrip("/")).parts
    if not folders or not theirs.endswith(report.id) or _same_place(mine, theirs):
        return None
    return f"{folders[-1]}/{report.id}" if folders[-1] not in ("/", ".", "..") else None


def _same_place(mine: str, theirs: str) -> bool:
    """Tell whether two paths may be one file, named from elsewhere: one is the end of the other."""
    one, other = PurePosixPath(mine).parts, PurePosixPath(theirs).parts
    many = min(len(one), len(other))
    return one[-many:] == other[-many:]
