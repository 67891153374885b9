"""A case: a store of reports with the account that they support, kept up to date. The public way to it is
`open_case`.

Decision to know: the case alone decides what is read, linked and told anew; the store below keeps bytes and knows
nothing of reading. A case may be used from many threads: each call takes its own session.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from os import PathLike, fspath
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING

from synoptic.errors import CaseUnusable, UnknownItem, UsageError
from synoptic.model.accounts import Account
from synoptic.model.cases import (
    Fault,
    Found,
    LedgerEntry,
    Outcome,
    Query,
    Removal,
    Run,
    StoredReport,
    Visit,
)
from synoptic.model.corrections import Applied, Correction, CorrectionKind, Draft, Place
from synoptic.model.ids import stable_id
from synoptic.model.links import Judgement, JudgementKind
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed, Report
from synoptic.pipeline import Pile, Progress, read_reports
from synoptic.pipeline.adding import Addition, Arrival, duplicate_entry, now, skipped_entry
from synoptic.pipeline.drafting import make_draft
from synoptic.pipeline.kept import Outline, assemble, keep_outline, unpack_outline
from synoptic.pipeline.searching import find_reports
from synoptic.pipeline.telling import Telling
from synoptic.pipeline.verifying import find_faults, refuse_altered
from synoptic.pipeline.versions import reader_version, teller_version
from synoptic.settings import Settings
from synoptic.store import Session, Store, is_address, open_store

if TYPE_CHECKING:
    from synoptic.intake.fetching import Fetcher

_READER = "reader"


class Case:
    """A case that is open. Close it, or use it in a `with`."""

    def __init__(self, store: Store, settings: Settings) -> None:
        """Hold a store; `open_case` finds it."""
        self.store, self.settings = store, settings
        self.name, self.where = store.name, store.where
        self.reader = reader_version(settings)
        self.teller = teller_version(settings)
        self._lock = RLock()
        self._told: tuple[int, Account] | None = None

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the case; a file is then one file."""
        self.store.close()

    def revision(self) -> int:
        """Return the number of the newest revision; 0 is an empty case."""
        with self.store.asking() as session:
            return session.revision()

    # --- what comes in ---
    def add(
        self,
        inputs: Sequence[str | PathLike[str]],
        progress: Progress | None = None,
        *,
        stdin: Callable[[], bytes] | None = None,
        fetcher: Fetcher | None = None,
        news_only: bool = False,
    ) -> Outcome:
        """Receive, read and keep what is named: files, folders, records, feeds, cases; each input gets one outcome.

        Addresses are fetched only with a `fetcher`. Adding again what is there changes nothing; with `news_only` that
        is not even noted in the ledger, as suits one who looks again and again.

        Raises:
            CaseUnusable: the case can't be written; what was acknowledged is kept.
        """
        named = [fspath(i) for i in inputs]

        def received() -> tuple[list[Arrival], list[LedgerEntry]]:
            return self._receive(named, stdin, fetcher)

        return self._addition(progress, news_only=news_only).run("add", named, received)

    def _addition(self, progress: Progress | None, *, news_only: bool = False) -> Addition:
        def read(reports: Sequence[Report], failed: list[Failed]) -> object:
            return read_reports(reports, settings=self.settings, failed=failed)

        return Addition(store=self.store, read=read, reader=self.reader, progress=progress, news_only=news_only)  # type: ignore[arg-type]

    def _receive(
        self, named: Sequence[str], stdin: Callable[[], bytes] | None, fetcher: Fetcher | None
    ) -> tuple[list[Arrival], list[LedgerEntry]]:
        from synoptic.intake import receive

        cases = [name for name in named if is_case(name)]
        rest = [name for name in named if name not in cases]
        arrivals, entries = [], []
        for name in cases:
            arrivals += self._from_case(name)
        received = receive(rest, self.settings, stdin=stdin, fetcher=fetcher)
        one = rest[0] if len(rest) == 1 else None
        for report in received.reports:
            arrivals.append(Arrival(report=report, received_from=one or _named_by(report, rest)))
        entries += [skipped_entry(failed) for failed in received.failed]
        entries += [duplicate_entry(report_id, one or ", ".join(rest)) for report_id in received.duplicates]
        return arrivals, entries

    def _from_case(self, name: str) -> list[Arrival]:
        with open_case(name) as other:
            return [
                Arrival(report=stored.report, received_from=stored.received_from, at=stored.received_at)
                for stored in other.reports(texts=True)
            ]

    def merge(self, other: Case, progress: Progress | None = None) -> Outcome:
        """Add the reports of another case, with when they came, and its corrections, whose places follow the reports
        where these get other ids."""
        stored = other.reports(texts=True)
        arrivals = [Arrival(report=s.report, received_from=s.received_from, at=s.received_at) for s in stored]
        outcome = self._addition(progress).run("merge", [other.where], lambda: (arrivals, []))
        with self.store.writing() as session:
            known = {correction.id for correction in session.corrections()}
            names = {s.id: entry.report or s.id for s, entry in zip(stored, outcome.entries, strict=True)}
            new = [_renamed(c, names) for c in other.corrections() if c.id not in known]
            if new:
                revision = session.raise_revision()
                for correction in new:
                    session.keep_correction(correction, revision)
        return outcome

    # --- the account ---
    def account(self, progress: Progress | None = None) -> Account:
        """Return the account of the newest revision, made if it is not kept."""
        revision, outline, bodies = self._telling(progress).newest()
        with self._lock:
            if self._told is None or self._told[0] != revision:
                self._told = (revision, assemble(outline, bodies))
            return self._told[1]

    def _telling(self, progress: Progress | None = None) -> Telling:
        return Telling(
            store=self.store, settings=self.settings, reader=self.reader, teller=self.teller, progress=progress
        )

    def account_at(self, revision: int) -> Account | None:
        """Return the account that was kept of a revision, or of the newest before it; None if there is none."""
        with self.store.asking() as session:
            kept = session.kept_account(revision)
            if kept is None:
                return None
            outline = unpack_outline(kept)
            return assemble(outline, session.stories(outline.all_keys()))

    def changes(self, since: int, progress: Progress | None = None) -> tuple[Account, Account]:
        """Return the account kept of a revision and the newest, both cut down to the stories that differ."""
        return self._telling(progress).changes(since)

    # --- reports ---
    def report(self, report_id: str) -> StoredReport | None:
        """Return a report as received, with where and when it came from; None if there is none of that id."""
        with self.store.asking() as session:
            return session.report(report_id)

    def reports(self, *, texts: bool = False) -> tuple[StoredReport, ...]:
        """List all reports in order of arrival, with their texts only when asked for."""
        with self.store.asking() as session:
            listed = [shelved.stored for shelved in session.listed()]
            if not texts:
                return tuple(listed)
            found = session.texts([stored.id for stored in listed])
        return tuple(replace(s, report=Report(head=s.report.head, text=found[s.id])) for s in listed)

    def reading(self, report_id: str) -> Reading | None:
        """Return what was read in a report, as corrected; None if there is no report of that id."""
        return self._telling().readings([report_id]).get(report_id)

    def readings(self) -> tuple[Reading, ...]:
        """Return all readings, as corrected, in order of id."""
        with self.store.asking() as session:
            names = sorted(shelved.stored.id for shelved in session.listed())
        found = self._telling().readings(names)
        return tuple(found[name] for name in names if name in found)

    def search(self, query: Query) -> Found:
        """Find reports: by words, who said, who is named, a figure, the day."""
        with self.store.asking() as session:
            return find_reports(session, query)

    # --- corrections ---
    def draft(
        self,
        kind: CorrectionKind,
        items: Sequence[str],
        *,
        by: str,
        value: str = "",
        note: str = "",
        about: JudgementKind | None = None,
    ) -> Draft:
        """Draft a correction of lines (or reports, stories) of the newest account named by id, of stretches
        (`REPORT:START-END`), or of actors (`actor:NAME`).

        Raises:
            UnknownItem: nothing has that id.
            UsageError: the kind can't be said of what is named.
        """
        return make_draft(
            kind, items, self.account(), self.reading, self._actor_place, by=by, value=value, note=note, about=about
        )

    def _actor_place(self, name: str) -> Place | None:
        with self.store.asking() as session:
            return session.place_of_actor(name)

    def corrections(self) -> tuple[Correction, ...]:
        """List all corrections, undone ones too, in order of when they were made."""
        with self.store.asking() as session:
            return session.corrections()

    def applied(self) -> tuple[Applied, ...]:
        """Say what became of each correction that holds in the newest account."""
        return self._telling().newest()[1].applied

    def correct(self, draft: Draft) -> Correction:
        """Keep a correction; it holds from now on."""
        with self.store.writing() as session:
            revision = session.raise_revision()
            places = [f"{p.report}:{p.start}:{p.end}" for p in draft.places]
            parts = (draft.kind, draft.by, draft.value, draft.note, *places, str(revision))
            correction = Correction(id=stable_id("correction", *parts), draft=draft, at=now())
            session.keep_correction(correction, revision)
        return correction

    def undo(self, correction_id: str, by: str) -> Correction:
        """Undo a correction; it is kept as undone, with who did it and when.

        Raises:
            UnknownItem: there is no correction of that id, or it is undone already.
        """
        with self.store.writing() as session:
            met = [c for c in session.corrections() if _is_named(c.id, correction_id)]
            if len(met) != 1:
                raise UnknownItem(f"no one correction has the id {correction_id}; list them with: synoptic corrections")
            if not met[0].holds:
                raise UnknownItem(f"{met[0].id} was undone on {(met[0].undone_at or '')[:10]} by {met[0].undone_by}")
            undone = replace(met[0], undone_by=by, undone_at=now())
            session.keep_correction(undone, session.raise_revision())
        return undone

    # --- visits, ledger, care ---
    def visit(self, by: str) -> Visit:
        """Note that somebody has seen the newest revision."""
        with self.store.writing() as session:
            visit = Visit(by=by, at=now(), revision=session.revision())
            session.note_visit(visit)
        return visit

    def last_visit(self, by: str) -> Visit | None:
        """Return when somebody was here last, and at which revision; None if never."""
        with self.store.asking() as session:
            return session.last_visit(by)

    def log(self) -> tuple[Run, ...]:
        """List all runs with the outcomes of their inputs, the oldest first."""
        with self.store.asking() as session:
            return session.runs()

    def verify(self) -> tuple[Fault, ...]:
        """Check everything: the file, every hash, every span, the ledger, the index. Returns what is wrong."""
        return find_faults(self)

    def remove(self, report_id: str, reason: str, by: str) -> None:
        """Take a report out for good: text, readings and index are wiped; its hash and the reason stay.

        Raises:
            UnknownItem: there is no report of that id, or it was removed before.
        """
        if not reason.strip():
            raise UsageError("a removal needs a reason; it is what stays of the report")
        with self.store.writing() as session:
            known = session.shelved(report_id)
            if known is None or known.stored.removed is not None:
                raise UnknownItem(f"there is no report {report_id} in {self.where}; see the ids with: synoptic search")
            run = session.begin_run("remove", [report_id], now())
            session.take_out(report_id, Removal(reason=reason, by=by, at=now()))
            _forget_in_accounts(session, report_id)
            revision = session.raise_revision()
            for correction in session.corrections():  # a hidden line is known by its words; these go too
                if correction.draft.line and report_id in {p.report for p in correction.draft.places}:
                    wordless = replace(correction, draft=replace(correction.draft, value=""))
                    session.keep_correction(wordless, revision)
            session.finish_run(run, now())
        with self._lock:
            self._told = None
        with suppress(
            CaseUnusable
        ):  # somebody is reading: what was wiped is overwritten already, the log goes at closing
            self.store.tidy()

    def back_up(self, target: str) -> None:
        """Write a copy of the case as it is now to a new file, while others go on writing."""
        self.store.back_up(target)


def _renamed(correction: Correction, names: Mapping[str, str]) -> Correction:
    """Return a correction that points at the reports under their new ids."""
    places = tuple(replace(place, report=names.get(place.report, place.report)) for place in correction.draft.places)
    return replace(correction, draft=replace(correction.draft, places=places))


def _named_by(report: Report, inputs: Sequence[str]) -> str:
    """Return the input that a report came by: the longest that its file begins with."""
    file = report.head.file or ""
    met = [name for name in inputs if file == name or file.startswith(name.rstrip("/") + "/")]
    return max(met, key=len) if met else file or ", ".join(inputs)


def _is_named(whole: str, written: str) -> bool:
    return whole == written or (len(written) >= 4 and whole.partition("-")[2].startswith(written.rpartition("-")[2]))


def _forget_in_accounts(session: Session, report_id: str) -> None:
    """Take a report, and every story that rests on it, out of the accounts that were kept."""
    from synoptic.pipeline.pairs import ComparedPairs

    cut_pairs: dict[str, tuple[str, ...]] = {}
    for kept in session.kept_accounts():
        outline = unpack_outline(kept)
        story_of = {entry.id: entry.story for entry in outline.reports}
        gone = story_of.get(report_id)
        if gone is None:
            continue
        copies = tuple(c for c in outline.copies if report_id not in c.reports)
        for part in outline.pairs:
            if part not in cut_pairs:
                cut_pairs[part], bodies = ComparedPairs([part], session.stories).without(report_id)
                session.keep_stories(bodies)
        cut = Outline(
            stories=tuple(story for story in outline.stories if story.id != gone),
            reports=tuple(entry for entry in outline.reports if entry.id != report_id),
            copies=copies,
            judgements=tuple(j for j in outline.judgements if not _tells_of(j, report_id)),
            skipped=outline.skipped,
            applied=outline.applied,
            pairs=tuple(name for part in outline.pairs for name in cut_pairs[part]),
        )
        session.keep_account(keep_outline(cut, kept.revision, kept.made_by, kept.made_at), cut.all_keys())


def _tells_of(judgement: Judgement, report_id: str) -> bool:
    quoted = {piece.report for reason in judgement.reasons for piece in reason.evidence}
    return report_id in (judgement.a, judgement.b) or report_id in quoted


def case_named(inputs: Sequence[str]) -> Case | None:
    """Open the case that is named, where it is the only input; None where none is.

    Raises:
        UsageError: a case is named beside other inputs.
    """
    cases = [name for name in inputs if is_case(name)]
    if not cases:
        return None
    if len(inputs) > 1:
        raise UsageError(f"{cases[0]} is a case; its account is told alone. Add the others to it: synoptic add")
    return open_case(cases[0])


def case_told(case: Case, progress: Progress | None = None, *, readings: bool = True) -> tuple[Pile, Account]:
    """Return the account of a case with its readings, where they are wanted, and close it.

    Raises:
        CaseUnusable: a text of it is not the one that was received.
    """
    with case:
        refuse_altered(case)
        told = case.account(progress)
        return Pile(readings=case.readings() if readings else (), failed=told.skipped), told


def is_case(path: str) -> bool:
    """Tell whether an input names a case: an address of one, or a file that is one by its header."""
    if is_address(path):
        return True
    from synoptic.store.sqlite import is_case as is_case_file

    return is_case_file(path)


def open_case(where: str | PathLike[str], *, create: bool = False, settings: Settings | None = None) -> Case:
    """Open a case: a path to a .case file, or a postgresql:// address; `create` makes one that is not there.

    A case goes on in the gear of the reader that it was made with; `settings` with another one reads it anew.

    Raises:
        CaseUnusable: it is not there (with `create`: is there already), is no case, is damaged, or newer.
    """
    store = open_store(fspath(where), create=create)
    try:
        if create:
            chosen = settings or Settings()
            with store.writing() as session:
                session.set_fact("name", store.name)
                session.set_fact("made_at", now())
                session.set_fact("made_with", reader_version(chosen))
                session.set_fact(_READER, chosen.reader)
        else:
            with store.asking() as session:
                gear = session.fact(_READER)
            chosen = settings or Settings(reader=gear or Settings().reader)
        return Case(store, chosen)
    except BaseException:
        store.close()
        raise


__all__ = ["Case", "case_named", "case_told", "is_case", "open_case"]
