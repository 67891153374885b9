"""The account of a case, taken from what is kept or made as far as something has changed.

Decision to know: what was read by an older version is read anew here, before anything is linked. Where a case can only
be read, everything is made in memory and nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from synoptic.errors import CaseUnusable
from synoptic.model.accounts import Account, Story
from synoptic.model.corrections import Correction
from synoptic.model.days import Dated
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed, Report
from synoptic.pipeline import read_reports
from synoptic.pipeline.adding import now
from synoptic.pipeline.corrections import ON_READINGS, apply_to_lines, by_report, correct_reading, tell_applied
from synoptic.pipeline.kept import (
    Outline,
    StoryKeys,
    assemble,
    face_of,
    keep_outline,
    marks_of,
    pack_reading,
    pack_story,
    unpack_face,
    unpack_outline,
    unpack_reading,
    unpack_story,
)
from synoptic.settings import Settings
from synoptic.store import Session, Shelved, Store, hash_of

_BATCH_REPORTS = 64

Progress = Callable[[str, int, int], None]
Bodies = Mapping[str, bytes]


@dataclass(slots=True, kw_only=True)
class Telling:
    """One telling of the newest account."""

    store: Store
    settings: Settings
    reader: str
    teller: str
    progress: Progress | None = None

    def newest(self) -> tuple[int, Outline, Bodies]:
        """Return the newest revision, its account in outline, and the bodies of all its stories."""
        revision, outline, fresh = self.outline()
        with self.store.asking() as session:
            kept = session.stories(key for key in outline.all_keys() if key not in fresh)
            return revision, outline, {**kept, **fresh}

    def changes(self, since: int) -> tuple[Account, Account]:
        """Return the account kept of a revision and the newest, both cut down to the stories that differ."""
        _, new, fresh = self.outline()
        with self.store.asking() as session:
            kept = session.kept_account(since) if since else None
            old = unpack_outline(kept, pile=False) if kept is not None else None
            theirs = {keys.told for keys in old.stories} if old is not None else set()
            mine = {keys.told for keys in new.stories}

            def bodies(outline: Outline, told: set[str]) -> Bodies:
                missing = [keys.told for keys in outline.stories if keys.told in told and keys.told not in fresh]
                return {**session.stories(missing), **fresh}

            before = Account() if old is None else assemble(old, bodies(old, theirs - mine), theirs - mine)
            return before, assemble(new, bodies(new, mine - theirs), mine - theirs)

    def outline(self) -> tuple[int, Outline, Bodies]:
        """Return the newest revision and its account in outline, kept if it was not; with the bodies made anew."""
        with self.store.asking() as session:
            revision = session.revision()
            kept = session.kept_account(revision)
        if kept is not None and kept.revision == revision and kept.made_by == self.teller:
            return revision, unpack_outline(kept), {}
        self._read_anew()
        return self._grow()

    def readings(self, names: Sequence[str]) -> dict[str, Reading]:
        """Return whole readings by id, as corrected; reports that are not there are left out."""
        with self.store.asking() as session:
            shelved = {s.stored.id: s for name in names if (s := session.shelved(name)) and s.stored.removed is None}
            return self._whole(session, shelved, by_report(session.corrections()), list(shelved))

    # --- what is kept of reports ---
    def _whole(
        self,
        session: Session,
        shelved: Mapping[str, Shelved],
        corrections: Mapping[str, Sequence[Correction]],
        names: Sequence[str],
    ) -> dict[str, Reading]:
        texts = session.texts(names)
        bodies = session.reading_bodies(self.reader, [shelved[name].content_hash for name in names])
        found: dict[str, Reading] = {}
        for name in names:
            report = Report(head=shelved[name].stored.report.head, text=texts[name])
            body = bodies.get(shelved[name].content_hash)
            reading = unpack_reading(body, report) if body is not None else self._read_one(report)
            found[name] = correct_reading(reading, corrections.get(name, ()))[0]
        return found

    def _read_one(self, report: Report) -> Reading:
        return next(read_reports([report], settings=self.settings))

    def _read_anew(self) -> None:
        """Read what this version of the reader has not read, and keep it."""
        with self.store.asking() as session:
            missing = session.unread(self.reader)
        if not missing or not self.store.writable:
            return
        for at in range(0, len(missing), _BATCH_REPORTS):
            part = missing[at : at + _BATCH_REPORTS]
            with self.store.asking() as session:
                texts = session.texts([s.stored.id for s in part])
            reports = [Report(head=s.stored.report.head, text=texts[s.stored.id]) for s in part]
            readings = list(read_reports(reports, settings=self.settings))
            with self.store.writing() as session:
                for shelved, reading in zip(part, readings, strict=True):
                    session.keep_reading(shelved.content_hash, self.reader, *pack_reading(reading))
                    session.mark_anew(shelved.stored.id, marks_of(reading))
            if self.progress:
                self.progress("reading anew", at + len(part), len(missing))

    # --- growth ---
    def _grow(self) -> tuple[int, Outline, Bodies]:
        from synoptic.pipeline.growing import Growth
        from synoptic.pipeline.pairs import ComparedPairs
        from synoptic.pipeline.terms import KeptTerms

        with self.store.asking() as session:
            revision = session.revision()
            arrived = session.listed(removed=True)
            shelved = {s.stored.id: s for s in arrived if s.stored.removed is None}
            corrections = session.corrections()
            of_report = by_report(corrections)
            faces, fitted = self._faces(session, shelved, of_report)
            before = self._before(session, revision)
            growth = Growth(
                faces=faces,
                tokens={name: self._token(shelved[name], of_report.get(name, ())) for name in shelved},
                places={s.stored.id: place for place, s in enumerate(arrived)},
                compared=ComparedPairs(before.pairs, session.stories),
                terms=KeptTerms(before.terms, session.stories),
                load=lambda names: self._whole(session, shelved, of_report, names),
                kept=session.stories,
                settings=self.settings,
                version=self.teller,
                constraints=[c for one in corrections if one.holds and (c := one.constraint()) is not None],
                progress=self.progress,
            )
            failures = session.last_failures()
            grown = growth.grow(tuple(Failed(file=e.file, place=e.place, why=e.why) for e in failures))
            bodies = dict(grown.bodies)
            outline = self._corrected(session, grown.outline, bodies, corrections, fitted, shelved, of_report)
        if self.store.writable:
            with suppress(CaseUnusable):  # a full disk or a long writer: the account stands, and is made again later
                changed = {name: day for name, day in grown.dates.items() if day != shelved[name].dated}
                self._keep(revision, outline, bodies, changed)
        return revision, outline, bodies

    def _before(self, session: Session, revision: int) -> Outline:
        """Return the outline of the account before, without what is over the whole pile; an empty one where another
        version of the teller made it."""
        kept = session.kept_account(revision)
        usable = kept is not None and kept.made_by == self.teller
        return unpack_outline(kept, pile=False) if kept is not None and usable else Outline()

    def _keep(self, revision: int, outline: Outline, bodies: Bodies, dates: Mapping[str, Dated]) -> None:
        kept = keep_outline(outline, revision, self.teller, now())
        with self.store.writing() as session:
            if session.revision() == revision:
                session.keep_stories(bodies)
                session.keep_account(kept, outline.all_keys())
                session.date_anew(dates)

    def _token(self, shelved: Shelved, corrections: Sequence[Correction]) -> str:
        """Return what a reading was made of: text, head, reader, corrections."""
        head = json.dumps(to_plain(shelved.stored.report.head))
        given = json.dumps([to_plain(c) for c in corrections])
        return hash_of(shelved.content_hash, head, self.reader, given)

    def _faces(
        self, session: Session, shelved: Mapping[str, Shelved], corrections: Mapping[str, Sequence[Correction]]
    ) -> tuple[list[Reading], set[str]]:
        names = list(shelved)
        texts = session.texts(names)
        kept = session.reading_faces(self.reader, [shelved[name].content_hash for name in names])
        bodies = session.reading_bodies(
            self.reader, [shelved[name].content_hash for name in corrections if name in shelved]
        )
        faces: list[Reading] = []
        fitted: set[str] = set()
        for name in names:
            report = Report(head=shelved[name].stored.report.head, text=texts[name])
            hashed = shelved[name].content_hash
            if name in corrections:
                whole = unpack_reading(bodies[hashed], report) if hashed in bodies else self._read_one(report)
                corrected, found = correct_reading(whole, corrections[name])
                fitted |= found
                faces.append(face_of(corrected))
            elif hashed in kept:
                faces.append(unpack_face(kept[hashed], report))
            else:
                faces.append(face_of(self._read_one(report)))
        return faces, fitted

    def _corrected(
        self,
        session: Session,
        outline: Outline,
        bodies: dict[str, bytes],
        corrections: Sequence[Correction],
        fitted: set[str],
        shelved: Mapping[str, Shelved],
        of_report: Mapping[str, Sequence[Correction]],
    ) -> Outline:
        """Apply what persons decided about lines, to the stories that their places are in; and tell what became of
        all corrections."""
        holding = [c for c in corrections if c.holds]
        if not holding:
            return outline
        reports = {place.report for c in holding for place in c.draft.places}
        story_of = {entry.id: entry.story for entry in outline.reports}
        wanted = {story_of[report] for report in reports if report in story_of}
        keys = {story.id: story for story in outline.stories}
        known = session.stories([keys[story].told for story in wanted])
        stories: dict[str, Story] = {
            story: unpack_story(bodies.get(keys[story].told) or known[keys[story].told]) for story in sorted(wanted)
        }
        partial = Account(
            reports=tuple(entry for entry in outline.reports if entry.id in reports), stories=tuple(stories.values())
        )
        cut, touched = apply_to_lines(partial, holding)
        changed: dict[str, StoryKeys] = {}
        for story in cut.stories:
            if story != stories[story.id]:
                body = pack_story(story)
                key = "h" + hash_of(body)
                bodies[key] = body
                changed[story.id] = replace(keys[story.id], told=key)
        pointed = [
            p.report for c in holding if c.draft.kind not in ON_READINGS for p in c.draft.places if p.report in shelved
        ]
        whole = self._whole(session, shelved, of_report, sorted(set(pointed)))
        return replace(
            outline,
            stories=tuple(changed.get(story.id, story) for story in outline.stories),
            applied=tell_applied(holding, frozenset(fitted), touched, whole),
        )
