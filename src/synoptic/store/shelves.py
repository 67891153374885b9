"""What a case keeps beside the reports: readings, stories and accounts as they were told, corrections, visits; and the
search.

Decision to know: a reading or a story is found by the hash of everything that it was made of, so nothing here is ever
out of date; at worst it is not there and is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Row, delete, exists, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from synoptic.model.cases import Query, Visit
from synoptic.model.corrections import Correction, Draft, Place
from synoptic.model.plain import from_plain, to_plain
from synoptic.store.records import KeptAccount, NameMark, fold, holdable, phrases_of
from synoptic.store.tables import (
    corrections,
    kept_account_stories,
    kept_accounts,
    kept_stories,
    readings,
    report_actors,
    report_figures,
    report_speakers,
    reports,
    visits,
)

if TYPE_CHECKING:
    from synoptic.store.sessions import Index

_MANY = 400
_ACCOUNTS_KEPT = 40
"""So many of the newest accounts are kept, beside those of everybody's last visits."""


class Shelves:
    """The part of a session that holds what was made of the reports."""

    index: Index

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    # --- readings ---
    def reading_bodies(self, reader: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """Return the readings by that version of the reader, by hash of what was read; those not there left out."""
        return self._kept(readings.c.body, reader, hashes)

    def reading_faces(self, reader: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """Return the part of the readings that tells copies and stories apart, by hash of what was read."""
        return self._kept(readings.c.face, reader, hashes)

    def _kept(self, column: Column[bytes], reader: str, hashes: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for part in _parts(hashes):
            wanted = (readings.c.reader == reader) & readings.c.content_hash.in_(part)
            rows = self.connection.execute(select(readings.c.content_hash, column.label("bytes")).where(wanted))
            found.update({row.content_hash: row.bytes for row in rows})
        return found

    def readings_there(self, reader: str) -> frozenset[str]:
        """Return the hashes of what that version of the reader has read."""
        rows = self.connection.execute(select(readings.c.content_hash).where(readings.c.reader == reader))
        return frozenset(row.content_hash for row in rows)

    def keep_reading(self, content_hash: str, reader: str, face: bytes, body: bytes) -> None:
        """Keep a reading; readings of the same by older versions of the reader go."""
        self.connection.execute(delete(readings).where(readings.c.content_hash == content_hash))
        self.connection.execute(insert(readings).values(content_hash=content_hash, reader=reader, face=face, body=body))

    # --- stories and accounts as told ---
    def stories(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the kept stories by key; those not there left out."""
        found: dict[str, bytes] = {}
        for part in _parts(list(keys)):
            rows = self.connection.execute(select(kept_stories).where(kept_stories.c.story_key.in_(part)))
            found.update({row.story_key: row.body for row in rows})
        return found

    def keep_stories(self, bodies: Mapping[str, bytes]) -> None:
        """Keep stories; what is there already stays."""
        known = set(self.stories(bodies))
        new = [{"story_key": key, "body": body} for key, body in sorted(bodies.items()) if key not in known]
        if new:
            self.connection.execute(insert(kept_stories), new)

    def kept_account(self, revision: int) -> KeptAccount | None:
        """Return what was kept of the account at that revision, or of the newest before it."""
        wanted = (
            select(kept_accounts)
            .where(kept_accounts.c.revision <= revision)
            .order_by(kept_accounts.c.revision.desc())
            .limit(1)
        )
        row = self.connection.execute(wanted).first()
        if row is None:
            return None
        return _kept_account(row)

    def kept_accounts(self) -> tuple[KeptAccount, ...]:
        """List all kept accounts, the oldest first."""
        rows = self.connection.execute(select(kept_accounts).order_by(kept_accounts.c.revision))
        return tuple(_kept_account(row) for row in rows)

    def keep_account(self, kept: KeptAccount, story_keys: Iterable[str]) -> None:
        """Keep an account, in place of one of that revision; old ones that nobody saw last go."""
        for table in (kept_accounts, kept_account_stories):
            self.connection.execute(delete(table).where(table.c.revision == kept.revision))
        self.connection.execute(
            insert(kept_accounts).values(
                revision=kept.revision,
                made_by=kept.made_by,
                made_at=kept.made_at,
                body=kept.body,
                pile=kept.pile,
            )
        )
        rows = [{"revision": kept.revision, "story_key": key} for key in sorted(set(story_keys))]
        if rows:
            self.connection.execute(insert(kept_account_stories), rows)
        self._forget_old()

    def _forget_old(self) -> None:
        rows = self.connection.execute(select(kept_accounts.c.revision).order_by(kept_accounts.c.revision.desc()))
        there = [int(row.revision) for row in rows]
        seen = {
            int(row[0])
            for row in self.connection.execute(select(func.max(visits.c.revision)).group_by(visits.c.made_by))
        }
        wanted = set(there[:_ACCOUNTS_KEPT]) | {next((r for r in there if r <= visit), -1) for visit in seen}
        gone = [revision for revision in there if revision not in wanted]
        if gone:
            for table in (kept_accounts, kept_account_stories):
                self.connection.execute(delete(table).where(table.c.revision.in_(gone)))
        used = select(kept_account_stories.c.story_key).where(
            kept_account_stories.c.story_key == kept_stories.c.story_key
        )
        self.connection.execute(delete(kept_stories).where(~exists(used)))

    # --- corrections ---
    def corrections(self) -> tuple[Correction, ...]:
        """List all corrections, undone ones too, in order of when they were made."""
        order = (corrections.c.revision, corrections.c.made_at, corrections.c.id)
        return tuple(_correction(row) for row in self.connection.execute(select(corrections).order_by(*order)))

    def keep_correction(self, correction: Correction, revision: int) -> None:
        """Keep a new correction, or an old one with what changed of it."""
        values = {
            "kind": str(correction.draft.kind),
            "value": holdable(correction.draft.value),
            "note": holdable(correction.draft.note),
            "made_by": holdable(correction.draft.by),
            "made_at": correction.at,
            "undone_by": None if correction.undone_by is None else holdable(correction.undone_by),
            "undone_at": correction.undone_at,
            "draft": json.dumps(to_plain(correction.draft)),
        }
        same = corrections.c.id == correction.id
        if not self.connection.execute(update(corrections).where(same).values(values)).rowcount:
            self.connection.execute(insert(corrections).values(id=correction.id, revision=revision, **values))

    # --- visits ---
    def note_visit(self, visit: Visit) -> None:
        """Note that somebody saw a revision; an earlier visit to the same one is replaced."""
        same = (visits.c.made_by == holdable(visit.by)) & (visits.c.revision == visit.revision)
        self.connection.execute(delete(visits).where(same))
        self.connection.execute(
            insert(visits).values(made_by=holdable(visit.by), revision=visit.revision, made_at=visit.at)
        )

    def last_visit(self, by: str) -> Visit | None:
        """Return the last visit of somebody, or None."""
        wanted = select(visits).where(visits.c.made_by == holdable(by)).order_by(visits.c.revision.desc()).limit(1)
        row = self.connection.execute(wanted).first()
        return None if row is None else Visit(by=row.made_by, at=row.made_at, revision=row.revision)

    # --- search ---
    def search(self, query: Query) -> tuple[int, tuple[str, ...]]:
        """Count the reports that answer a query, and list the ids of the page of it that is asked for: the latest
        first, the undated last."""
        wanted: list[ColumnElement[bool]] = [reports.c.removed_at.is_(None)]
        phrases = phrases_of(query.words)
        if query.words.strip() and not phrases:
            return 0, ()
        if phrases:
            wanted.append(self.index.matching(phrases))
        for table, part in ((report_speakers, query.speaker), (report_actors, query.actor)):
            if part.strip():
                same = (table.c.report_number == reports.c.number) & table.c.folded.contains(
                    fold(holdable(part.strip())), autoescape=True
                )
                wanted.append(exists(select(table.c.report_number).where(same)))
        if query.value_from is not None or query.value_to is not None:
            wanted.append(exists(select(report_figures.c.report_number).where(_figure(query))))
        if query.first_day is not None:
            wanted.append(reports.c.last_day >= query.first_day.isoformat())
        if query.last_day is not None:
            wanted.append(reports.c.first_day <= query.last_day.isoformat())
        total = self.connection.execute(select(func.count()).select_from(reports).where(*wanted)).scalar_one()
        undated = reports.c.first_day.is_(None)
        page = (
            select(reports.c.head)
            .where(*wanted)
            .order_by(undated, reports.c.first_day.desc(), reports.c.id)
            .limit(query.limit)
            .offset(query.offset)
        )
        return int(total), tuple(json.loads(row.head)["id"] for row in self.connection.execute(page))

    def is_indexed(self, report_id: str, query: Query) -> bool:
        """Tell whether a report answers the words of a query."""
        same = (reports.c.id == holdable(report_id)) & self.index.matching(phrases_of(query.words))
        return self.connection.execute(select(reports.c.number).where(same)).first() is not None

    def place_of_actor(self, name: str) -> Place | None:
        """Return where an actor of that name is named first, in order of ids; None where nobody has that name."""
        same = (report_actors.c.folded == fold(holdable(" ".join(name.split())))) & reports.c.removed_at.is_(None)
        wanted = (
            select(reports.c.head, report_actors.c.start_at, report_actors.c.end_at)
            .join(reports, reports.c.number == report_actors.c.report_number)
            .where(same)
            .order_by(reports.c.id, report_actors.c.start_at)
            .limit(1)
        )
        row = self.connection.execute(wanted).first()
        return None if row is None else Place(report=json.loads(row.head)["id"], start=row.start_at, end=row.end_at)

    def places_of_marks(self, report_id: str, query: Query) -> tuple[NameMark, ...]:
        """Return where what was searched for, beside words, stands in a report."""
        number = self.connection.execute(select(reports.c.number).where(reports.c.id == holdable(report_id))).scalar()
        found: list[NameMark] = []
        for table, part in ((report_speakers, query.speaker), (report_actors, query.actor)):
            if part.strip():
                same = (table.c.report_number == number) & table.c.folded.contains(
                    fold(holdable(part.strip())), autoescape=True
                )
                rows = self.connection.execute(select(table).where(same))
                found += [NameMark(row.name, row.start_at, row.end_at) for row in rows]
        if query.value_from is not None or query.value_to is not None:
            joined = select(report_figures).where(_figure(query, number))
            found += [NameMark("", row.start_at, row.end_at) for row in self.connection.execute(joined)]
        return tuple(sorted(set(found), key=lambda mark: (mark.start, mark.end, mark.name)))


def _kept_account(row: Row[Any]) -> KeptAccount:
    return KeptAccount(revision=row.revision, made_by=row.made_by, made_at=row.made_at, body=row.body, pile=row.pile)


def _figure(query: Query, number: int | None = None) -> ColumnElement[bool]:
    """Tell of a figure whether its value, or its range, meets the values that are searched for."""
    owner: ColumnElement[bool] = (
        report_figures.c.report_number == reports.c.number
        if number is None
        else report_figures.c.report_number == number
    )
    if query.value_from is not None:
        owner = owner & (func.coalesce(report_figures.c.value2, report_figures.c.value) >= query.value_from)
    if query.value_to is not None:
        owner = owner & (report_figures.c.value <= query.value_to)
    return owner


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _MANY):
        yield keys[at : at + _MANY]


def _correction(row: Row[Any]) -> Correction:
    draft = from_plain(Draft, json.loads(row.draft))
    return Correction(
        id=row.id,
        draft=draft,
        at=row.made_at,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
    )
