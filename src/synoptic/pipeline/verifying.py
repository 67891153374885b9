"""Checking a case: the file, every text, every reading, every line of the account, the ledger, the index.

Decision to know: everything is checked, never a sample, and a fault is a value that says where it is and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from synoptic.errors import CaseUnusable
from synoptic.model.accounts import Account, Story
from synoptic.model.cases import Fault, FaultKind, OutcomeKind, Query, StoredReport
from synoptic.model.spans import Evidence
from synoptic.pipeline.corrections import lines_of
from synoptic.pipeline.kept import content_hash, unpack_reading
from synoptic.store import Session, hash_of

if TYPE_CHECKING:
    from synoptic.pipeline.case import Case

_AT_ONCE = 500
"""So many texts are held at once while their hashes are taken."""


def find_faults(case: Case) -> tuple[Fault, ...]:
    """Return everything that is wrong with a case; nothing when it is whole."""
    found = [
        Fault(kind=FaultKind.FILE, where=case.where, why=f"{told}; take a backup, or sqlite3 FILE .recover")
        for told in case.store.check()
    ]
    try:
        reports = case.reports(texts=True)
        with case.store.asking() as session:
            found += _texts(case, session, reports)
            found += _ledger(session)
            found += _index(session, reports)
        if not any(fault.kind in (FaultKind.FILE, FaultKind.HASH) for fault in found):
            found += _account(case.account(), {stored.id: stored.report.text for stored in reports})
    except CaseUnusable as error:
        found.append(Fault(kind=FaultKind.FILE, where=case.where, why=str(error)))
    except ValueError as error:
        found.append(Fault(kind=FaultKind.FILE, where=case.where, why=f"what is kept can't be understood: {error}"))
    return tuple(found)


def refuse_altered(case: Case) -> None:
    """Refuse to tell of texts that are not the ones that were received.

    Raises:
        CaseUnusable: the hash of a text is another one than when it came.
    """
    altered: list[str] = []
    with case.store.asking() as session:
        listed = [shelved.stored for shelved in session.listed()]
        for first in range(0, len(listed), _AT_ONCE):
            some = listed[first : first + _AT_ONCE]
            texts = session.texts([stored.id for stored in some])
            altered += [s.id for s in some if s.id not in texts or hash_of(texts[s.id]) != s.text_hash]
    if altered:
        more = f" and {len(altered) - 1} more" if len(altered) > 1 else ""
        told = f"{case.where}: the text of {altered[0]}{more} is not the one that was received"
        raise CaseUnusable(f"{told}; take the case from a backup, and see synoptic verify")


def _texts(case: Case, session: Session, reports: tuple[StoredReport, ...]) -> Iterator[Fault]:
    for stored in reports:
        if hash_of(stored.report.text) != stored.text_hash:
            why = "the text is not the one that was received; take it from a backup"
            yield Fault(kind=FaultKind.HASH, where=stored.id, why=why)
            continue
        hashed = content_hash(stored.report)
        body = session.reading_bodies(case.reader, [hashed]).get(hashed)
        if body is None:
            continue  # read by an older version; it is read anew when it is wanted
        try:
            unpack_reading(body, stored.report)
        except ValueError as error:
            why = f"its reading does not fit its text ({error}); remove the reading and it is made anew"
            yield Fault(kind=FaultKind.SPAN, where=stored.id, why=why)


def _ledger(session: Session) -> Iterator[Fault]:
    listed = session.listed(removed=True)
    there = {shelved.stored.id for shelved in listed}
    kept: set[str] = set()
    for run in session.runs():
        for entry in run.entries:
            if entry.kind in (OutcomeKind.STORED, OutcomeKind.UPDATED):
                kept.add(entry.report or "")
                if entry.report not in there:
                    why = f"run {run.number} stored it, and it is not there"
                    yield Fault(kind=FaultKind.LEDGER, where=entry.report or entry.file, why=why)
        numbers = [entry.number for entry in run.entries]
        if numbers != list(range(1, len(numbers) + 1)):
            yield Fault(kind=FaultKind.LEDGER, where=f"run {run.number}", why="outcomes are missing in its ledger")
    for name in sorted(there - kept):
        yield Fault(kind=FaultKind.LEDGER, where=name, why="it is there, and no run has stored it")


def _index(session: Session, reports: tuple[StoredReport, ...]) -> Iterator[Fault]:
    for stored in reports:
        words = [word for word in stored.report.text.split() if word.isalpha() and word.isascii()]
        if words:
            longest = max(words[:200], key=len)
            if not session.is_indexed(stored.id, Query(words=longest)):
                why = f"it is not found by its own word {longest}; rebuild the index of words"
                yield Fault(kind=FaultKind.INDEX, where=stored.id, why=why)


def _account(account: Account, texts: dict[str, str]) -> Iterator[Fault]:
    for story in account.stories:
        for line, piece in _evidence(story):
            if piece.report not in texts or not piece.holds_in(texts[piece.report]):
                why = f"it quotes {piece.report} {piece.start}..{piece.end}, and that is not what stands there"
                yield Fault(kind=FaultKind.SPAN, where=line, why=why)


def _evidence(story: Story) -> Iterator[tuple[str, Evidence]]:
    for _, line in lines_of(story):
        yield from ((line.id, piece) for piece in line.evidence)
    for event in story.events:
        yield from ((event.id, piece) for was in event.was for piece in was.evidence)
    for told in story.summary:
        yield from ((story.id, piece) for piece in told.evidence)
    for one in story.disagreements:
        yield from ((one.id, piece) for side in one.values for piece in side.evidence)
