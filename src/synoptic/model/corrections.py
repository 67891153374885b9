"""What a person has decided about a pile: it wins over the machine and stays, whatever is read or linked anew.

Decision to know: a correction points at places in reports, never at ids of lines or at positions in a list, so it
holds after the reports are read by a newer model. A constraint says that two places are one thing or are not; it is
followed by linking. A contradiction among constraints is reported as a judgement, never broken in silence.
"""

from __future__ import annotations

from dataclasses import dataclass

from synoptic.model.links import JudgementKind, Verdict


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
