"""A case in memory, for tests of what is built on a case: an account and its readings, corrections that are kept.

Decision to know: it keeps to the protocol of a case and stores nothing. Of corrections it applies hiding, speaker and
notes, which need no linking; the others are kept and listed, and change no line.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType

from synoptic.errors import UnknownItem
from synoptic.model.accounts import Account, StatementLine, Story
from synoptic.model.cases import Fault, Found, Hit, Outcome, Query, Run, StoredReport, Visit
from synoptic.model.corrections import Applied, Correction, CorrectionKind, Draft, LinePart, Place
from synoptic.model.days import Dated
from synoptic.model.links import JudgementKind
from synoptic.model.readings import Reading
from synoptic.model.reports import Report
from synoptic.model.spans import Evidence, Span, evidence_of
from synoptic.pipeline import Pile, Progress, account_of, read_pile
from synoptic.settings import Settings

_AT = "2025-03-10T09:00:00"
_PARTS = ("events", "figures", "statements", "positions")
_LINE_PARTS = {
    "events": (LinePart.EVENT, JudgementKind.EVENT),
    "figures": (LinePart.FIGURE, JudgementKind.FIGURE),
    "statements": (LinePart.STATEMENT, JudgementKind.STATEMENT),
    "positions": (LinePart.POSITION, JudgementKind.EVENT),
}


class MemoryCase:
    """Keep a case in memory. With readings, `add` reads more and tells the account anew."""

    def __init__(self, account: Account, readings: Mapping[str, Reading], name: str = "harbour.case") -> None:
        self.name = name
        self._readings = dict(readings)
        self._accounts = {1: account}
        self._corrections: dict[str, Correction] = {}
        self._visits: dict[str, Visit] = {}
        self._changes = 0
        self._runs: list[Run] = []
        self._lock = threading.RLock()

    @property
    def _told(self) -> Account:
        return self._accounts[max(self._accounts)]

    def revision(self) -> int:
        return max(self._accounts) + self._changes

    def add(self, inputs: Sequence[str], progress: Progress | None = None) -> Outcome:
        """Read what is named by the rules and tell everything anew."""
        settings = Settings(reader="rules")
        with self._lock:
            pile = read_pile(list(inputs), settings, progress=progress)
            self._readings.update({reading.id: reading for reading in pile.readings})
            ordered = tuple(self._readings[name] for name in sorted(self._readings))
            self._accounts[max(self._accounts) + 1] = account_of(Pile(readings=ordered, failed=()), settings, progress)
            return Outcome(run=len(self._runs) + 1, revision=self.revision(), seen=0, entries=())

    def account(self, progress: Progress | None = None) -> Account:
        with self._lock:
            return self._corrected(self._told)

    def account_at(self, revision: int) -> Account | None:
        kept = [number for number in self._accounts if number <= revision]
        return self._accounts[max(kept)] if kept else None

    def reading(self, report_id: str) -> Reading | None:
        return self._readings.get(report_id)

    def report(self, report_id: str) -> StoredReport | None:
        reading = self._readings.get(report_id)
        return None if reading is None else _stored(reading)

    def reports(self) -> tuple[StoredReport, ...]:
        return tuple(_stored(self._readings[name]) for name in sorted(self._readings))

    def search(self, query: Query) -> Found:
        """Find the reports that hold every word, whatever else is asked."""
        words = query.words.replace('"', " ").casefold().split()
        hits = []
        for name in sorted(self._readings):
            reading = self._readings[name]
            text = reading.text.casefold()
            if len(text) != len(reading.text) or not all(word in text for word in words):
                continue
            found = tuple(_found(reading, text.index(word), len(word)) for word in words[:3])
            hits.append(_hit(reading, found))
        return Found(total=len(hits), hits=tuple(hits[query.offset : query.offset + query.limit]))

    def draft(self, kind: CorrectionKind, items: Sequence[str], *, by: str, value: str = "", note: str = "") -> Draft:
        """Draft a correction of lines or reports of the account."""
        placed = [self._place(item) for item in items]
        pair = kind in (CorrectionKind.SAME, CorrectionKind.DIFFERENT)
        return Draft(
            kind=kind,
            places=tuple(place for place, _, _ in placed),
            by=by,
            about=placed[0][2] if pair else None,
            value=value,
            line=placed[0][1] if kind in (CorrectionKind.HIDE, CorrectionKind.NOTE) else None,
            note=note,
        )

    def _place(self, item: str) -> tuple[Place, LinePart, JudgementKind]:
        for story in self._told.stories:
            for part in _PARTS:
                for line in getattr(story, part):
                    if line.id == item:
                        first: Evidence = line.evidence[0]
                        place = Place(report=first.report, start=first.start, end=first.end)
                        return place, *_LINE_PARTS[part]
        if item in self._readings:
            return Place(report=item), LinePart.REPORT, JudgementKind.COPY
        raise UnknownItem(f"{item!r} is no line and no report of this account")

    def corrections(self) -> tuple[Correction, ...]:
        return tuple(self._corrections.values())

    def applied(self) -> tuple[Applied, ...]:
        return tuple(
            Applied(correction=found.id, lines=tuple(self._lines_at(found.draft.places)))
            for found in self._corrections.values()
            if found.holds
        )

    def _lines_at(self, places: Sequence[Place]) -> list[str]:
        wanted = {(place.report, place.start, place.end) for place in places}
        whole = [place.report for place in places if place.start is None]
        return whole + [
            line.id
            for story in self._told.stories
            for part in _PARTS
            for line in getattr(story, part)
            if (line.evidence[0].report, line.evidence[0].start, line.evidence[0].end) in wanted
        ]

    def correct(self, draft: Draft) -> Correction:
        with self._lock:
            self._changes += 1
            found = Correction(id=f"correction-{self._changes:04d}", draft=draft, at=_AT)
            self._corrections[found.id] = found
            return found

    def undo(self, correction_id: str, by: str) -> Correction:
        with self._lock:
            if correction_id not in self._corrections:
                raise UnknownItem(f"there is no correction {correction_id!r}")
            self._changes += 1
            found = replace(self._corrections[correction_id], undone_by=by, undone_at=_AT)
            self._corrections[correction_id] = found
            return found

    def _corrected(self, account: Account) -> Account:
        hidden: set[str] = set()
        speakers: dict[str, str] = {}
        for found in self._corrections.values():
            if found.holds and found.draft.kind is CorrectionKind.HIDE:
                hidden.update(self._lines_at(found.draft.places))
            if found.holds and found.draft.kind is CorrectionKind.SPEAKER:
                speakers.update(dict.fromkeys(self._lines_at(found.draft.places), found.draft.value))
        return replace(account, stories=tuple(_corrected(story, hidden, speakers) for story in account.stories))

    def visit(self, by: str) -> Visit:
        self._visits[by] = Visit(by=by, at=_AT, revision=self.revision())
        return self._visits[by]

    def last_visit(self, by: str) -> Visit | None:
        return self._visits.get(by)

    def log(self) -> tuple[Run, ...]:
        return tuple(self._runs)

    def verify(self) -> tuple[Fault, ...]:
        return ()

    def remove(self, report_id: str, reason: str, by: str) -> None:
        self._readings.pop(report_id, None)

    def close(self) -> None:
        """There is nothing to close."""

    def __enter__(self) -> MemoryCase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _corrected(story: Story, hidden: set[str], speakers: Mapping[str, str]) -> Story:
    def spoken(line: StatementLine) -> StatementLine:
        return replace(line, speaker=speakers[line.id] or None) if line.id in speakers else line

    return replace(
        story,
        summary=tuple(line for line in story.summary if line.about not in hidden),
        events=tuple(line for line in story.events if line.id not in hidden),
        figures=tuple(line for line in story.figures if line.id not in hidden),
        statements=tuple(spoken(line) for line in story.statements if line.id not in hidden),
        positions=tuple(line for line in story.positions if line.id not in hidden),
    )


def _stored(reading: Reading) -> StoredReport:
    return StoredReport(
        report=Report(head=reading.report, text=reading.text),
        received_at=_AT,
        received_from="memory",
        text_hash="0" * 64,
        revision=1,
    )


def _found(reading: Reading, start: int, length: int) -> Evidence:
    return evidence_of(reading.id, reading.text, Span(start=start, end=start + length))


def _hit(reading: Reading, found: tuple[Evidence, ...]) -> Hit:
    around = None
    if found:
        start, end = max(0, found[0].start - 60), min(len(reading.text), found[0].end + 60)
        around = evidence_of(reading.id, reading.text, Span(start=start, end=end))
    head = reading.report
    return Hit(
        report=reading.id,
        headline=head.headline,
        outlet=head.outlet,
        url=head.url,
        dated=reading.dated if reading.dated.value else Dated(),
        found=found,
        around=around,
    )
