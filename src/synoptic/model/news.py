"""What is new between two accounts, claim by claim. The field names are those of the JSON document of `diff`.

Decision to know: a claim is new when nothing that was in the old account's reports told it, and no longer said when no
report of the new account's pile tells it any more. That an account prints a line today which it did not print
yesterday is no news.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from synoptic.model.accounts import Line
from synoptic.model.days import Interval
from synoptic.model.spans import Evidence


class NewsKind(StrEnum):
    """What became of a claim; in order of how much a reader wants to know of it."""

    NEW = "new"
    FIGURE = "changed figure"
    STATE = "changed state"
    """An event whose status or day is another: planned before, and held now."""
    CONTESTED = "contested"
    GONE = "no longer said"
    CONFIRMED = "confirmed by a further origin"
    WORDING = "changed wording"
    REPEATED = "repeated"


class NewsPart(StrEnum):
    """The part of the account that a claim is printed in."""

    EVENT = "event"
    FIGURE = "figure"
    STATEMENT = "statement"
    POSITION = "position"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine(Line):
    """One claim, beside what the old account had of it.

    `evidence` is where the new account has it; of what is no longer said, where the old one had it.
    """

    kind: NewsKind
    also: tuple[NewsKind, ...] = ()
    """What else is true of it, in order of `NewsKind`."""
    part: NewsPart
    id: str | None
    """Its id in the new account; None when no line there tells it."""
    old_id: str | None
    """Its id in the old account; None when no line there told it."""
    text: str
    old_text: str | None = None
    value: str | None = None
    """Of a figure its number with unit; of an event its status and day."""
    old_value: str | None = None
    old_evidence: tuple[Evidence, ...] = ()
    by: tuple[str, ...] = ()
    """Who says it, claims it or holds it."""
    how: str = ""
    """Of a statement its cue ("denied"), of a position its stance: without it the words alone say the opposite."""
    date: Interval | None = None
    weight: float = 0.0
    """How much it matters within its story; higher is more."""
    why: str = ""

    @property
    def is_news(self) -> bool:
        """Tell whether a reader of the old account learns something from it."""
        return self.kind is not NewsKind.REPEATED


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNews:
    """What is new in one story, in the order of the account; `id` is None for a story that is gone."""

    id: str | None
    title: str
    old_ids: tuple[str, ...]
    """The stories of the old account that share most reports with it, the largest share first."""
    lines: tuple[NewsLine, ...] = ()

    @property
    def news(self) -> tuple[NewsLine, ...]:
        """Return the lines from which a reader of the old account learns something."""
        return tuple(line for line in self.lines if line.is_news)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryMove:
    """Stories that became one (several old), or one that became several (several new)."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Everything that sets the new account apart from the old one."""

    stories: tuple[StoryNews, ...] = ()
    new_reports: tuple[str, ...] = ()
    gone_reports: tuple[str, ...] = ()
    changed_reports: tuple[str, ...] = ()
    """Reports that are in both accounts under one id with another text."""
    merged: tuple[StoryMove, ...] = ()
    split: tuple[StoryMove, ...] = ()
    version: int = 1

    @property
    def lines(self) -> tuple[NewsLine, ...]:
        """Return the lines of all stories."""
        return tuple(line for story in self.stories for line in story.lines)

    def counts(self) -> dict[NewsKind, int]:
        """Count the lines of each kind that there is, in order of `NewsKind`."""
        counted = Counter(line.kind for line in self.lines)
        return {kind: counted[kind] for kind in NewsKind if counted[kind]}
