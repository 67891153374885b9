"""One transaction on a case: what can be asked of it and what can be written in it, the same on both databases.

Decision to know: a session is one transaction from its first statement to its end; what is written in one is there
whole or not at all. Strings that come from outside go through `holdable` or JSON, so that none is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, or_, select, update

from synoptic.model.cases import LedgerEntry, OutcomeKind, Removal, Run, StoredReport
from synoptic.model.days import Dated
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.reports import Head, Report
from synoptic.store.records import Marks, Shelved, fold, holdable, utf8
from synoptic.store.shelves import Shelves
from synoptic.store.tables import (
    case_facts,
    outcomes,
    readings,
    report_actors,
    report_figures,
    report_speakers,
    reports,
    runs,
)

_REVISION = "revision"
REMOVED = "(removed)"
_HEAD_COLUMNS = [column for column in reports.columns if column.name not in ("text", "text_exact")]
_MANY = 400
"""So many keys at most are asked for in one statement: a database limits its parameters."""


class Index(Protocol):
    """The search for words, which every database does in its own way."""

    def put(self, connection: Connection, number: int, headline: str, text: str) -> None: ...

    def drop(self, connection: Connection, number: int, headline: str, text: str) -> None: ...

    def matching(self, phrases: Sequence[Sequence[str]]) -> ColumnElement[bool]: ...


class Session(Shelves):
    """Ask and write within one transaction."""

    def __init__(self, connection: Connection, index: Index) -> None:
        super().__init__(connection)
        self.index = index

    # --- the case itself ---
    def fact(self, name: str) -> str | None:
        """Return what is known of the case under a name, or None."""
        found = self.connection.execute(select(case_facts.c.value).where(case_facts.c.name == name)).scalar()
        return None if found is None else str(found)

    def set_fact(self, name: str, value: str) -> None:
        """Note something of the case."""
        changed = self.connection.execute(update(case_facts).where(case_facts.c.name == name).values(value=value))
        if not changed.rowcount:
            self.connection.execute(insert(case_facts).values(name=name, value=value))

    def revision(self) -> int:
        """Return the number of the newest revision."""
        return int(self.fact(_REVISION) or 0)

    def raise_revision(self) -> int:
        """Begin the next revision and return its number."""
        number = self.revision() + 1
        self.set_fact(_REVISION, str(number))
        return number

    # --- runs and their ledger ---
    def begin_run(self, what: str, inputs: Sequence[str], at: str) -> int:
        """Note that a run has begun; it counts as not finished until `finish_run`."""
        listed = json.dumps(list(inputs))
        done = self.connection.execute(
            insert(runs).values(what=what, inputs=listed, started_at=at).returning(runs.c.number)
        )
        return int(done.scalar_one())

    def note(self, entries: Sequence[LedgerEntry]) -> None:
        """Write outcomes into the ledger."""
        if entries:
            self.connection.execute(
                insert(outcomes),
                [
                    {
                        "run": e.run,
                        "number": e.number,
                        "at": e.at,
                        "file": holdable(e.file),
                        "place": holdable(e.place),
                        "outcome": str(e.kind),
                        "report": None if e.report is None else holdable(e.report),
                        "why": holdable(e.why),
                    }
                    for e in entries
                ],
            )

    def finish_run(self, run: int, at: str) -> None:
        """Note that a run has come to its end."""
        self.connection.execute(update(runs).where(runs.c.number == run).values(finished_at=at))

    def runs(self) -> tuple[Run, ...]:
        """List all runs with their outcomes, the oldest first."""
        entries: dict[int, list[LedgerEntry]] = {}
        for row in self.connection.execute(select(outcomes).order_by(outcomes.c.run, outcomes.c.number)):
            entries.setdefault(row.run, []).append(
                LedgerEntry(
                    run=row.run,
                    number=row.number,
                    at=row.at,
                    file=row.file,
                    place=row.place,
                    kind=OutcomeKind(row.outcome),
                    report=row.report,
                    why=row.why,
                )
            )
        return tuple(
            Run(
                number=row.number,
                what=row.what,
                inputs=tuple(json.loads(row.inputs)),
                started=row.started_at,
                finished=row.finished_at,
                entries=tuple(entries.get(row.number, ())),
            )
            for row in self.connection.execute(select(runs).order_by(runs.c.number))
        )

    def last_failures(self) -> tuple[LedgerEntry, ...]:
        """List the inputs whose last outcome is that they were not read, in order of file and place."""
        last = (
            select(outcomes.c.file, outcomes.c.place, func.max(outcomes.c.run).label("run"))
            .group_by(outcomes.c.file, outcomes.c.place)
            .subquery()
        )
        joined = outcomes.join(
            last,
            (outcomes.c.file == last.c.file) & (outcomes.c.place == last.c.place) & (outcomes.c.run == last.c.run),
        )
        unread = outcomes.c.outcome.in_((str(OutcomeKind.SKIPPED), str(OutcomeKind.FAILED)))
        wanted = unread & (outcomes.c.file != REMOVED)
        found = [
            LedgerEntry(
                run=row.run,
                number=row.number,
                at=row.at,
                file=row.file,
                place=row.place,
                kind=OutcomeKind(row.outcome),
                report=row.report,
                why=row.why,
            )
            for row in self.connection.execute(select(outcomes).select_from(joined).where(wanted))
        ]
        return tuple(sorted(found, key=lambda e: (e.file, e.place, e.why, e.number)))

    # --- reports ---
    def report(self, report_id: str) -> StoredReport | None:
        """Return a report with its text, or None."""
        row = self.connection.execute(select(reports).where(reports.c.id == holdable(report_id))).first()
        if row is None:
            return None
        return _stored(row, row.text_exact.decode("utf-8", "surrogatepass") if row.text_exact is not None else row.text)

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the texts of reports by id; those that are not there, or were removed, are left out."""
        found: dict[str, str] = {}
        for part in _parts([holdable(i) for i in ids]):
            columns = (reports.c.head, reports.c.text, reports.c.text_exact)
            wanted = reports.c.id.in_(part) & reports.c.removed_at.is_(None)
            for row in self.connection.execute(select(*columns).where(wanted)):
                exact = row.text_exact
                found[json.loads(row.head)["id"]] = (
                    row.text if exact is None else exact.decode("utf-8", "surrogatepass")
                )
        return found

    def listed(self, *, removed: bool = False) -> tuple[Shelved, ...]:
        """List all reports without their texts, in order of arrival; the removed ones only when asked for."""
        wanted = select(*_HEAD_COLUMNS).order_by(reports.c.number)
        if not removed:
            wanted = wanted.where(reports.c.removed_at.is_(None))
        return tuple(_shelved(row) for row in self.connection.execute(wanted))

    def unread(self, reader: str) -> tuple[Shelved, ...]:
        """List the reports that that version of the reader has not read, without their texts, in order of arrival."""
        read = (readings.c.content_hash == reports.c.content_hash) & (readings.c.reader == reader)
        wanted = select(*_HEAD_COLUMNS).where(reports.c.removed_at.is_(None), ~exists().where(read))
        return tuple(_shelved(row) for row in self.connection.execute(wanted.order_by(reports.c.number)))

    def shelved(self, report_id: str) -> Shelved | None:
        """Return a report without its text, or None."""
        row = self.connection.execute(select(*_HEAD_COLUMNS).where(reports.c.id == holdable(report_id))).first()
        return None if row is None else _shelved(row)

    def with_text(self, text_hash: str) -> tuple[Shelved, ...]:
        """List the reports with that text, removed ones among them, in order of arrival."""
        wanted = select(*_HEAD_COLUMNS).where(reports.c.text_hash == text_hash).order_by(reports.c.number)
        return tuple(_shelved(row) for row in self.connection.execute(wanted))

    def versions(self, report_id: str, url: str | None) -> tuple[Shelved, ...]:
        """List the reports that are versions of the one with that id, or came from that address, the first first."""
        same = or_(reports.c.id == holdable(report_id), reports.c.version_of == holdable(report_id))
        if url:
            same = or_(same, reports.c.url == holdable(url))
        rows = self.connection.execute(select(*_HEAD_COLUMNS).where(same).order_by(reports.c.number))
        return tuple(_shelved(row) for row in rows)

    def keep_report(self, stored: StoredReport, content_hash: str, shown: Head, marks: Marks) -> None:
        """Keep a report, and all that it can be found by; `shown` is its head with what was read in its text."""
        head, text = stored.report.head, stored.report.text
        readable = holdable(text)
        values = {
            "id": holdable(stored.id),
            "text": readable,
            "text_exact": None if readable == text else utf8(text),
            "text_hash": stored.text_hash,
            "content_hash": content_hash,
            "head": json.dumps(to_plain(head)),
            **_readable(shown),
            **_days(marks.dated),
            "received_at": stored.received_at,
            "received_from": holdable(stored.received_from),
            "revision": stored.revision,
            "version_of": None if stored.version_of is None else holdable(stored.version_of),
        }
        number = int(self.connection.execute(insert(reports).values(values).returning(reports.c.number)).scalar_one())
        self.index.put(self.connection, number, holdable(shown.headline or ""), readable)
        self._mark(number, marks)

    def _mark(self, number: int, marks: Marks) -> None:
        for table, names in ((report_speakers, marks.speakers), (report_actors, marks.actors)):
            rows = [
                {
                    "report_number": number,
                    "name": holdable(mark.name),
                    "folded": fold(holdable(mark.name)),
                    "start_at": mark.start,
                    "end_at": mark.end,
                }
                for mark in names
            ]
            if rows:
                self.connection.execute(insert(table), rows)
        figures = [
            {
                "report_number": number,
                "value": figure.value,
                "value2": figure.value2,
                "unit": figure.unit,
                "start_at": figure.start,
                "end_at": figure.end,
            }
            for figure in marks.figures
        ]
        if figures:
            self.connection.execute(insert(report_figures), figures)

    def mark_anew(self, report_id: str, marks: Marks) -> None:
        """Replace what a report can be found by, beside its words."""
        number = self.connection.execute(select(reports.c.number).where(reports.c.id == holdable(report_id))).scalar()
        if number is not None:
            self._unmark(int(number))
            self._mark(int(number), marks)
            self.connection.execute(update(reports).where(reports.c.number == number).values(_days(marks.dated)))

    def _unmark(self, number: int) -> None:
        for table in (report_speakers, report_actors, report_figures):
            self.connection.execute(delete(table).where(table.c.report_number == number))

    def date_anew(self, dated: Mapping[str, Dated]) -> None:
        """Note the days of reports, by id, as they were worked out from the pile."""
        for report_id, found in sorted(dated.items()):
            same = (reports.c.id == holdable(report_id)) & reports.c.removed_at.is_(None)
            self.connection.execute(update(reports).where(same).values(_days(found)))

    def take_out(self, report_id: str, removal: Removal) -> None:
        """Wipe a report: its text, head, readings, marks and index. The id, the hash of the text and why it went
        stay."""
        row = self.connection.execute(select(reports).where(reports.c.id == holdable(report_id))).one()
        self.index.drop(self.connection, row.number, row.headline or "", row.text)
        self._unmark(row.number)
        same = (reports.c.content_hash == row.content_hash) & (reports.c.number != row.number)
        if self.connection.execute(select(reports.c.number).where(same)).first() is None:
            self.connection.execute(delete(readings).where(readings.c.content_hash == row.content_hash))
        empty = replace(_head(row), file=None, headline=None, outlet=None, url=None, published=None, encoding=None)
        self.connection.execute(
            update(reports)
            .where(reports.c.number == row.number)
            .values(
                text="",
                text_exact=None,
                content_hash="",
                head=json.dumps(to_plain(empty)),
                **_readable(empty),
                **_days(Dated()),
                received_from="",
                removed_at=removal.at,
                removed_by=removal.by,
                removed_reason=removal.reason,
            )
        )
        self.index.put(self.connection, row.number, "", "")
        self._wipe_names(row, _head(row).file)

    def _wipe_names(self, row: Row[Any], file: str | None) -> None:
        """Take the names of where a report came from out of the ledger; the count of outcomes stays."""
        named = outcomes.c.report == row.id
        if file:
            named = or_(named, outcomes.c.file == holdable(file))
        self.connection.execute(update(outcomes).where(named).values(why="", file=REMOVED, place=""))
        for run in self.connection.execute(select(runs.c.number, runs.c.inputs)).all():
            inputs = json.loads(run.inputs)
            kept = [REMOVED if name in (file, row.url) else name for name in inputs]
            if kept != inputs:
                self.connection.execute(update(runs).where(runs.c.number == run.number).values(inputs=json.dumps(kept)))


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _MANY):
        yield keys[at : at + _MANY]


def _readable(head: Head) -> dict[str, str | None]:
    names = ("headline", "outlet", "url", "published")
    values = {name: getattr(head, name) for name in names}
    return {name: None if value is None else holdable(value) for name, value in values.items()}


def _days(dated: Dated) -> dict[str, str | None]:
    value = dated.value
    return {
        "dated": json.dumps(to_plain(dated)),
        "first_day": None if value is None else value.first.isoformat(),
        "last_day": None if value is None else value.last.isoformat(),
    }


def _head(row: Row[Any]) -> Head:
    return from_plain(Head, json.loads(row.head))


def _stored(row: Row[Any], text: str) -> StoredReport:
    told = row.removed_at is not None
    return StoredReport(
        report=Report(head=_head(row), text=text),
        received_at=row.received_at,
        received_from=row.received_from,
        text_hash=row.text_hash,
        revision=row.revision,
        version_of=row.version_of,
        removed=Removal(reason=row.removed_reason, by=row.removed_by, at=row.removed_at) if told else None,
    )


def _shelved(row: Row[Any]) -> Shelved:
    dated = from_plain(Dated, json.loads(row.dated))
    stored = _stored(row, "")
    return Shelved(
        stored=stored,
        content_hash=row.content_hash,
        dated=dated,
        headline=row.headline,
        outlet=row.outlet,
        url=row.url,
    )
