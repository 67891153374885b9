"""The account: what the pile supports, line by line. The field names are those of the JSON contract.

Decision to know: anything printed is a `Line`, and a line without evidence can't be built. `what`, `text` and
`content` are words of one report in their order, left-out words shown as …, added ones in [ ].
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synoptic.model.days import Dated, Interval
from synoptic.model.links import Copy, FigureState, Judgement
from synoptic.model.readings import Bound, EventType, Mode, QuoteKind, Stance, Status
from synoptic.model.reports import Failed
from synoptic.model.spans import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Anything printed: refused without evidence."""

    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a line without evidence is not printed: {type(self).__name__}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """One report as listed in the account; `story` and `origin` are ids."""

    id: str
    file: str | None
    headline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str | None
    dated: Dated
    story: str
    origin: str
    read: bool = True
    digest: str | None = None
    """A short hash of its text: two accounts that give the same one have read the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryLine(Line):
    text: str
    about: str | None = None
    """The id of the event, figure, statement or position that it tells."""
    reports: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Was(Line):
    """An earlier state of an event, with the day at which it was said."""

    status: Status
    date: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSpan:
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine(Line):
    id: str
    what: str
    type: EventType | None
    date: Interval | None
    status: Status
    participants: tuple[str, ...]
    reports: int
    origins: int
    mentions: tuple[TriggerSpan, ...] = ()
    candidates: tuple[Interval, ...] = ()
    was: tuple[Was, ...] = ()
    mode: Mode | None = None
    says: tuple[str, ...] = ()
    """On whose word it stands, where every report gives it as somebody's word; empty when a report tells it as fact."""
    background: bool = False
    weight: float = 0.0
    """Importance for `--top`: origins, placement, links; higher is more."""
    passed: bool = False
    """Planned for a day that has passed, and no report tells what became of it."""
    aside: bool = False
    """Told by the way in a brief: in the account for who looks for it, and not among the lines shown at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """How this figure stands to the figure with that id."""

    id: str
    state: FigureState
    why: str


class DayFrom(StrEnum):
    """Where the day of a figure comes from."""

    CLAUSE = "clause"
    """Named in the words that tell it."""
    SAYING = "saying"
    """The day on which it was said."""
    REPORT = "report"
    """The day of the earliest report that tells it, and so no more than a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine(Line):
    id: str
    series: str
    what: str
    unit: str | None
    value: float
    value2: float | None
    bound: Bound
    claimed_by: tuple[str, ...]
    date: Interval | None
    against: tuple[Against, ...] = ()
    text: str = ""
    """The words that tell it."""
    date_from: DayFrom | None = None
    hedged: bool = False
    anonymous: bool = False
    reports: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine(Line):
    id: str
    speaker: str | None
    anonymous: bool
    content: str
    quote: QuoteKind
    date: Interval | None
    role: str | None = None
    cue: str = ""
    via: tuple[str, ...] = ()
    """Who is said to have said it, outermost first, when the speaker is quoted by another ("X said that Y told
    him")."""
    reports: int = 1
    origins: int = 1
    resolved: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLine(Line):
    id: str
    actor: str
    stance: Stance
    about: str
    toward: tuple[str, ...]
    date: Interval | None
    type: EventType | None = None
    says: tuple[str, ...] = ()
    reports: int = 1
    origins: int = 1
    turned_from: str | None = None
    """The id of an earlier position of the actor in this matter that can't stand beside this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question that the account leaves open, in plain words about data, with the ids that it is about."""

    text: str
    about: tuple[str, ...]


class DisagreementKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    ATTRIBUTION = "attribution"
    CAUSE = "cause"
    DENIAL = "denial"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side(Line):
    """One side of a disagreement: the value, who holds it, and where that stands."""

    value: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    id: str
    kind: DisagreementKind
    what: str
    values: tuple[Side, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor(Line):
    """An actor that the user's names file knows: `same_as` its id there, the evidence one place for each of its
    names."""

    name: str
    same_as: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The account of one story; every list is in the order in which it is to be shown."""

    id: str
    title: str
    reports: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    summary: tuple[SummaryLine, ...] = ()
    events: tuple[EventLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    positions: tuple[PositionLine, ...] = ()
    open: tuple[Open, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    known: tuple[KnownActor, ...] = ()
    """The actors that a names file knows, in order of name; empty without such a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything that the named reports support. Stories come in order of origins, then reports, then id."""

    reports: tuple[ReportEntry, ...] = ()
    copies: tuple[Copy, ...] = ()
    stories: tuple[Story, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    skipped: tuple[Failed, ...] = ()
    version: int = 1
