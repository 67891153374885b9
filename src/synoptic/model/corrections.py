"""What a person has decided about a pile: it wins over the machine and stays, whatever is read or linked anew.

Decision to know: a correction points at places in reports, never at ids of lines or at positions in a list, so it
holds after the reports are read by a newer model. A constraint says that two places are one thing or are not; it is
followed by linking. A contradiction among constraints is reported as a judgement, never broken in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synoptic.model.days import parse_interval
from synoptic.model.links import JudgementKind, Verdict
from synoptic.model.readings import EventType, Stance, Status


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A stretch of a report's text, or the whole report when it has no ends."""

    report: str
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError(f"a place has both ends or none: {self.report} {self.start}..{self.end}")
        if self.start is not None and self.end is not None and not 0 <= self.start < self.end:
            raise ValueError(f"a place needs 0 <= start < end, met {self.start}..{self.end} in {self.report}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Constraint:
    """A person's word that what stands at `a` and at `b` is the same or is different.

    `kind` tells what is meant: `copy` and `story` are said of whole reports; `actor`, `event`, `figure` and
    `statement` of a stretch in each (a name, a trigger, a quantity, a content). `at` is ISO 8601.
    """

    id: str
    kind: JudgementKind
    a: Place
    b: Place
    verdict: Verdict
    by: str
    at: str
    note: str = ""

    def __post_init__(self) -> None:
        if self.verdict is Verdict.UNSURE:
            raise ValueError("a constraint says same or different; to leave a pair open, say nothing of it")
        if self.kind in (JudgementKind.DATE, JudgementKind.PASSAGE):
            raise ValueError(f"no constraint is said of a {self.kind}")
        whole = self.kind in (JudgementKind.COPY, JudgementKind.STORY)
        if whole != (self.a.start is None) or whole != (self.b.start is None):
            raise ValueError(f"a constraint on a {self.kind} points at {'whole reports' if whole else 'two stretches'}")


class CorrectionKind(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    SPEAKER = "speaker"
    """Who said it: `value` is the name, empty for nobody who is known."""
    DATE = "date"
    """The day of a report (a whole place) or of an event (its trigger): `value` is ISO 8601, empty for not known."""
    STATUS = "status"
    """The status of an event; `value` is one of `Status`."""
    TYPE = "type"
    """The type of an event; `value` is one of `EventType`, or empty."""
    STANCE = "stance"
    """The stance of a position; `value` is one of `Stance`, or empty when it is none."""
    HIDE = "hide"
    """Leave a line out; `line` says of which part."""
    NOTE = "note"
    """Add words to a line, a story or a report; they change nothing else."""


class LinePart(StrEnum):
    """The part of an account that a line stands in."""

    EVENT = "event"
    FIGURE = "figure"
    STATEMENT = "statement"
    POSITION = "position"
    DISAGREEMENT = "disagreement"
    STORY = "story"
    """Pointed at by a report of it, as a whole."""
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A correction before it is kept. `places` are where it holds; same and different take exactly two.

    Raises:
        ValueError: the parts do not fit together, or `value` is none of what the kind allows.
    """

    kind: CorrectionKind
    places: tuple[Place, ...]
    by: str
    about: JudgementKind | None = None
    """Of same and different: what is meant by it."""
    value: str = ""
    line: LinePart | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("a correction needs a place in a report")
        if not self.by.strip():
            raise ValueError("a correction needs the name of who makes it")
        pair = self.kind in (CorrectionKind.SAME, CorrectionKind.DIFFERENT)
        if pair != (self.about is not None) or (pair and len(self.places) != 2):
            raise ValueError("same and different are said of two places and say what is meant: an event, an actor ...")
        if self.kind in (CorrectionKind.HIDE, CorrectionKind.NOTE) and self.line is None:
            raise ValueError(f"a correction that is a {self.kind} says of which part the line is")
        if self.kind is CorrectionKind.NOTE and not self.note.strip():
            raise ValueError("a note has words")
        allowed: dict[CorrectionKind, type[StrEnum]] = {
            CorrectionKind.STATUS: Status,
            CorrectionKind.TYPE: EventType,
            CorrectionKind.STANCE: Stance,
        }
        if self.kind in allowed and (self.value or self.kind is CorrectionKind.STATUS):
            known = [str(member) for member in allowed[self.kind]]
            if self.value not in known:
                raise ValueError(f"a {self.kind} is one of {', '.join(known)}; met {self.value!r}")
        if self.kind is CorrectionKind.DATE and self.value and parse_interval(self.value) is None:
            raise ValueError(f"a day is written as in 2021-12-07 or 2021-12, met {self.value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction that is kept: what, by whom and when; undone ones stay, with who undid them and when."""

    id: str
    draft: Draft
    at: str
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def holds(self) -> bool:
        """Tell whether it is applied."""
        return self.undone_at is None

    def constraint(self) -> Constraint | None:
        """Return it as linking takes it; None for a kind that linking does not follow."""
        draft = self.draft
        if draft.about is None:
            return None
        verdict = Verdict.SAME if draft.kind is CorrectionKind.SAME else Verdict.DIFFERENT
        a, b = sorted(draft.places, key=lambda place: (place.report, place.start or 0, place.end or 0))
        return Constraint(
            id=self.id, kind=draft.about, a=a, b=b, verdict=verdict, by=draft.by, at=self.at, note=draft.note
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a correction in an account: the ids of the lines that it touches, or why it no longer fits."""

    correction: str
    lines: tuple[str, ...] = ()
    fits: bool = True
    why: str = ""
