"""One revision of a case prepared for reading: who is where in the account, looked up and not searched for.

Decision to know: an edition is made once and never changed; a new revision gets a new edition, and the old one is read
until that is ready. Everything that a page needs of one story is cut out as an account of that story alone, so that the
time of a page does not grow with the case.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import RLock

from synoptic.model.accounts import Account, PositionLine, ReportEntry, StatementLine, Story
from synoptic.model.cases import StoredReport
from synoptic.model.corrections import Applied, Correction
from synoptic.model.links import Copy, Judgement
from synoptic.model.readings import Reading
from synoptic.pipeline.case import Case
from synoptic.show.arrangement import Arranged, Item, arrange, items_of
from synoptic.show.full_texts import KINDS, evidence_of_item

TEXTS_KEPT = 2000
STORIES_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An item with the story that it stands in."""

    story: Story
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rest:
    """A stretch of a report that a line rests on; `kind` in words, `item` the id of the line."""

    start: int
    end: int
    kind: str
    item: str


class Texts(Mapping[str, str]):
    """The texts of the reports by id, fetched from the case when they are wanted."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def __getitem__(self, report: str) -> str:
        text = self._edition.text(report)
        if text is None:
            raise KeyError(report)
        return text

    def __iter__(self) -> Iterator[str]:
        return iter(self._edition.entries)

    def __len__(self) -> int:
        return len(self._edition.entries)


class Edition:
    """Answer the pages' questions about one revision of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.revision = case.revision()
        account = case.account()
        self.account: Account = account
        self.entries: dict[str, ReportEntry] = {entry.id: entry for entry in account.reports}
        self.stories: dict[str, Story] = {story.id: story for story in account.stories}
        self.items: dict[str, Placed] = {}
        self.series: dict[str, Story] = {}
        self.actors: dict[str, dict[str, None]] = {}
        for story in account.stories:
            self._place(story)
        self.copies: dict[str, list[Copy]] = {}
        for copy in account.copies:
            for report in copy.reports:
                self.copies.setdefault(report, []).append(copy)
        self.judged: dict[str, list[Judgement]] = {}
        for judgement in account.judgements:
            for item in {judgement.a, judgement.b}:
                self.judged.setdefault(item, []).append(judgement)
        self.corrections: tuple[Correction, ...] = case.corrections()
        self.applied: dict[str, Applied] = {applied.correction: applied for applied in case.applied()}
        self.texts = Texts(self)
        self._lock = RLock()
        self._texts: OrderedDict[str, str | None] = OrderedDict()
        self._arranged: OrderedDict[str, Arranged] = OrderedDict()

    def _place(self, story: Story) -> None:
        for item in items_of(story):
            self.items.setdefault(item.id, Placed(story=story, item=item))
            for name in actors_in(item):
                self.actors.setdefault(name, {}).setdefault(story.id)
        for line in story.figures:
            self.series.setdefault(line.series, story)

    # -- reports

    def reading(self, report: str) -> Reading | None:
        """Return what was read in a report, as corrected."""
        return self.case.reading(report)

    def text(self, report: str) -> str | None:
        """Return the text of a report, or None where it is not kept (it was removed meanwhile)."""
        with self._lock:
            if report not in self._texts:
                stored = self.case.report(report)
                self._texts[report] = None if stored is None or stored.removed else stored.report.text
                if len(self._texts) > TEXTS_KEPT:
                    self._texts.popitem(last=False)
            self._texts.move_to_end(report)
            return self._texts[report]

    def stored(self, report: str) -> StoredReport | None:
        """Return a report as it was received, with where and when."""
        return self.case.report(report)

    def copy_of(self, one: str, other: str) -> Copy | None:
        """Return how two reports are copies of one another, or None."""
        return next((copy for copy in self.copies.get(one, ()) if other in copy.reports and one != other), None)

    def rests(self, report: str) -> tuple[Rest, ...]:
        """List the stretches of a report that lines rest on, in order."""
        entry = self.entries.get(report)
        story = self.stories.get(entry.story) if entry else None
        if story is None:
            return ()
        found = {
            Rest(start=piece.start, end=piece.end, kind=KINDS[type(item).__name__], item=item.id)
            for item in items_of(story)
            for piece in evidence_of_item(item)
            if piece.report == report
        }
        return tuple(sorted(found))

    # -- stories

    def arranged(self, story: Story) -> Arranged:
        """Arrange one story as an account of its own."""
        with self._lock:
            if story.id not in self._arranged:
                self._arranged[story.id] = arrange(self.alone(story), 1)
                if len(self._arranged) > STORIES_KEPT:
                    self._arranged.popitem(last=False)
            self._arranged.move_to_end(story.id)
            return self._arranged[story.id]

    def alone(self, story: Story, judgements: tuple[Judgement, ...] = ()) -> Account:
        """Cut the account down to one story, with its reports and copies and the judgements given."""
        within = frozenset(story.reports)
        copies = {
            copy.reports: copy
            for report in story.reports
            for copy in self.copies.get(report, ())
            if within.issuperset(copy.reports)
        }
        return Account(
            reports=tuple(self.entries[report] for report in story.reports if report in self.entries),
            copies=tuple(copies[pair] for pair in sorted(copies)),
            stories=(story,),
            judgements=judgements,
        )

    def about(self, *items: str) -> tuple[Judgement, ...]:
        """List the judgements that concern the items (or the series of a figure), each once."""
        found: dict[str, Judgement] = {}
        for item in items:
            placed = self.items.get(item)
            names = [item, getattr(placed.item, "series", item)] if placed else [item]
            for name in names:
                for judgement in self.judged.get(name, ()):
                    found.setdefault(judgement.id, judgement)
        return tuple(found.values())

    # -- notes and hidden lines

    def touching(self, item: str) -> tuple[Correction, ...]:
        """List the corrections that hold and touch an item, in the order in which they were made."""
        mine = {key for key, applied in self.applied.items() if item in applied.lines}
        return tuple(found for found in self.corrections if found.id in mine and found.holds)


def actors_in(item: Item) -> tuple[str, ...]:
    """Name whoever speaks, acts, claims or is addressed in an item; unnamed speakers are left out."""
    if isinstance(item, StatementLine):
        return () if item.anonymous or item.speaker is None else (item.speaker,)
    if isinstance(item, PositionLine):
        return (item.actor, *item.toward)
    names: tuple[str, ...] = getattr(item, "participants", ())
    if not getattr(item, "anonymous", False):
        names = (*names, *getattr(item, "claimed_by", ()))
    return names
