"""What the pile shows: decisions between reports, each a judgement with its reasons.

Decision to know: a judgement is same, different or unsure, with a score and reasons from a closed list; it can be
asked for and later overruled. Linking gives back revised readings (dates worked out, speakers known from elsewhere)
beside the links.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synoptic.model.days import Dated, Interval
from synoptic.model.readings import NameType, Reading
from synoptic.model.spans import Evidence


class JudgementKind(StrEnum):
    COPY = "copy"
    STORY = "story"
    DATE = "date"
    ACTOR = "actor"
    EVENT = "event"
    FIGURE = "figure"
    STATEMENT = "statement"
    PASSAGE = "passage"


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class ReasonCode(StrEnum):
    """Why a judgement came out as it did."""

    SHARED_TEXT = "shared-text"
    SAME_TEXT = "same-text"
    SENTENCE_ORDER = "sentence-order"
    ONLY_QUOTATION = "only-quotation"
    SHARED_BACKGROUND = "shared-background"
    CHANGED_WORDS = "changed-words"
    CREDIT = "credit"
    SHARED_NAMES = "shared-names"
    SHARED_TERMS = "shared-terms"
    FEW_SHARED_TERMS = "few-shared-terms"
    NEAR_IN_TIME = "near-in-time"
    FAR_IN_TIME = "far-in-time"
    STATED_DATE = "stated-date"
    OWN_WORDS = "own-words"
    SHARED_EVENT = "shared-event"
    SHARED_QUOTATION = "shared-quotation"
    REPORTED_DAY = "reported-day"
    WEEKDAY = "weekday"
    NO_HINT = "no-hint"
    CONFLICTING_HINTS = "conflicting-hints"
    SAME_NAME = "same-name"
    NAME_VARIANT = "name-variant"
    NAMES_FILE = "names-file"
    TITLE = "title"
    PLACE_FOR_GOVERNMENT = "place-for-government"
    OTHER_FIRST_NAME = "other-first-name"
    SAME_TYPE = "same-type"
    OTHER_TYPE = "other-type"
    SAME_PARTICIPANTS = "same-participants"
    OTHER_PARTICIPANTS = "other-participants"
    SAME_DAY = "same-day"
    DISJOINT_DAYS = "disjoint-days"
    NO_DAY = "no-day"
    SAME_PLACE = "same-place"
    SAME_MODE = "same-mode"
    OTHER_MODE = "other-mode"
    BEFORE_AND_AFTER = "before-and-after"
    SAME_COUNTED = "same-counted"
    OTHER_COUNTED = "other-counted"
    SAME_VALUE = "same-value"
    ROUNDS = "rounds"
    OTHER_SCOPE = "other-scope"
    LATER = "later"
    OTHER_VALUE = "other-value"
    SAME_SPEAKER = "same-speaker"
    SAME_WORDS = "same-words"
    BY_HAND = "by-hand"
    CONTRADICTS_HAND = "contradicts-hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason in words for a reader, with the spans that it rests on, if it rests on spans."""

    code: ReasonCode
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision about two items `a` and `b` (report ids, or ids of actors, events, figures, statements); for a date,
    `b` is its value."""

    id: str
    kind: JudgementKind
    a: str
    b: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    by: str = "synoptic"

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError(f"a judgement needs a reason: {self.kind} {self.a} {self.b}")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies in 0..1, met {self.score}")


class Relation(StrEnum):
    IDENTICAL = "identical"
    VERSION = "version"
    EXCERPT = "excerpt"
    REPUBLISHED = "republished"
    SHARED = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports with text in common.

    `reports` are in order of id; `shared` is the share of the shorter body's words that both have; `direction` (from,
    to) where the text shows it; `changes` are pairs of aligned sentences that differ (version pairs): what one says
    and the other says instead.
    """

    reports: tuple[str, str]
    relation: Relation
    shared: float
    direction: tuple[str, str] | None = None
    changes: tuple[tuple[Evidence, Evidence], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """The same sentence standing in several reports, word for word or nearly: it counts once as an origin."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ref:
    """Point at item `index` of the tuple of that kind (events, quantities, attributions) in the reading of `report`."""

    report: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLink:
    """One actor over all reports of a story: `members` are (report id, id of the actor in that reading)."""

    id: str
    name: str
    type: NameType
    members: tuple[tuple[str, str], ...]
    role: str | None = None
    speaks_for: str | None = None
    aliases: tuple[str, ...] = ()
    anonymous: bool = False
    same_as: str | None = None
    """Its id in the names file of the user ("Q42"); None without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """One event over the reports of a story; `when` the days that fit all mentions, `candidates` single days if it is
    one of a few."""

    id: str
    members: tuple[Ref, ...]
    when: Interval | None = None
    candidates: tuple[Interval, ...] = ()


class FigureState(StrEnum):
    SAME = "same"
    ROUNDS = "rounds"
    SCOPE = "scope"
    LATER = "later"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePair:
    """How two figures of one series stand to each other, and why."""

    a: Ref
    b: Ref
    state: FigureState
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures about the same thing. `what` names it in words of a report; `pairs` tell how its figures stand to each
    other."""

    id: str
    what: str
    members: tuple[Ref, ...]
    pairs: tuple[FigurePair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """One statement over the reports of a story, in whatever wording."""

    id: str
    members: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """The reports of one unfolding matter, and what was linked among them; origins partition its reports."""

    id: str
    reports: tuple[str, ...]
    origins: tuple[tuple[str, ...], ...]
    actors: tuple[ActorLink, ...] = ()
    events: tuple[EventLink, ...] = ()
    series: tuple[Series, ...] = ()
    statements: tuple[StatementLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Everything that linking gives: revised readings in order of report id, links and judgements."""

    readings: tuple[Reading, ...]
    copies: tuple[Copy, ...] = ()
    shared: tuple[SharedPassage, ...] = ()
    stories: tuple[StoryLink, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    dates: tuple[tuple[str, Dated], ...] = ()
