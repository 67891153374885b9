"""What one report says, as read: passages, sentences, names, times, quantities, attributions, events.

Decision to know: a reading is a pure function of one report. Its records are spans of the report's own text; indexes
(`time`, `attribution`, `sentence`) point into the reading's own tuples. What only the pile shows is added in linking,
on a revised copy of the reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from synoptic.model.calendar import Rule
from synoptic.model.days import UNDATED, Dated, Interval
from synoptic.model.reports import Head
from synoptic.model.spans import Evidence, Span, evidence_of


class PassageKind(StrEnum):
    HEADLINE = "headline"
    METADATA = "metadata"
    BODY = "body"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    JUNK = "junk"
    QUESTION = "question"
    """What is asked in an interview: it is read, and nothing is printed from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A stretch of one kind; passages tile the text, blanks apart, and one line may hold several."""

    kind: PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """One sentence; `passage` is the index of the passage that holds it."""

    passage: int


class NameType(StrEnum):
    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    NORP = "NORP"
    FAC = "FAC"
    EVENT = "EVENT"
    WORK = "WORK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A name or nationality where it stands (never a pronoun); `entity` is the id of the `Actor` of this reading that
    it means."""

    type: NameType
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something named in one report.

    `name` is the fullest form found in the report without title ("Joan Example"); `role` the title or office as it
    stands ("foreign minister of Examplia"); `speaks_for` the country or body that it stands for when it is a capital, a
    palace, a ministry or a nationality (the Kremlin, Moscow, Russian officials -> "Russia"), by its short English
    name, else None; `anonymous` when it is described and not named ("a senior official").
    """

    id: str
    name: str
    type: NameType
    role: str | None = None
    speaks_for: str | None = None
    anonymous: bool = False


class TimeType(StrEnum):
    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What a time expression is worked out from: nothing (it is whole), the report's own day, or another time in the
    text."""

    NONE = "none"
    REPORT = "report"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Span):
    """A time expression. `value` follows TIMEX3; `when` is the calendar interval, None while its reference is not
    known.

    `rule` is given when it depends on a reference; `anchor_time` is the index of the time that it hangs on when
    `anchor` is TEXT; `impossible` says that it names a day which the calendar does not have (30 February).
    """

    type: TimeType
    value: str
    when: Interval | None = None
    anchor: Anchor = Anchor.NONE
    rule: Rule | None = None
    anchor_time: int | None = None
    sentence: int | None = None
    impossible: bool = False


class Bound(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BETWEEN = "between"


class Change(StrEnum):
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A figure: the span holds the number with its hedge and unit.

    `value2` is a range's end; `unit` a normalised unit (USD, km, percent) or None for plain counts; `counted` what
    the figure is of, in the report's words: the counted noun led by the subject it is told of ("the ministry … riot
    police"); `named` the noun with its modifiers alone ("riot police", "people killed"), and `noun` the span of it;
    `whole` the clause that tells the figure (to be quoted); `whose` the actor id that the counted belong to;
    `attribution` the index of the innermost attribution whose content holds it.
    """

    value: float
    value2: float | None = None
    bound: Bound = Bound.EXACT
    unit: str | None = None
    counted: str | None = None
    named: str | None = None
    change: Change | None = None
    noun: Span | None = None
    whole: Span | None = None
    whose: str | None = None
    attribution: int | None = None
    sentence: int | None = None
    hedged: bool = False
    """Said to be estimated, feared, reported: the words around the number call it uncertain."""
    teller: Span | None = None
    """Who puts the number there, where that is the subject of such a verb ("officials put the toll at 40")."""
    compared: bool = False
    """Told only beside another figure of the same thing ("to 34 from 27", "compared with 53"): it holds no longer."""
    moved: bool = False
    """Told to go from one value to another ("from 7 to 9 million"): `change` says which end is the later one."""

    def settled(self) -> Quantity:
        """Return the quantity as it stands after its move: what it moved from holds no longer, and rivals nothing."""
        if not self.moved:
            return self
        after = self.value2 if self.change is Change.UP and self.value2 is not None else self.value
        return replace(self, value=after, value2=None, bound=Bound.EXACT, moved=False)


class QuoteKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content (PARC, PolNeAR), each as one or more spans.

    `speaker` is the resolved name to print (pronouns and surnames resolved within the report; for unnamed sources the
    words of the report: "a senior official"); `entity` the actor id if there is one; `lemma` the cue's dictionary
    form ("say", "deny", "according to"); `parent` the index of the attribution whose content holds this one; `time`
    the index of the time at which it was said; `extent` the whole stretch to quote (source, cue and content).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: QuoteKind
    speaker: str | None
    anonymous: bool = False
    entity: str | None = None
    lemma: str = "say"
    parent: int | None = None
    time: int | None = None
    extent: Span | None = None
    sentence: int | None = None
    resolved: str = "name"
    """How the speaker was found: name, title, pronoun, sentence before, place for government, unnamed, open."""
    stated: bool = True
    """False where the report does not tell that it was said: denied, only possible, still to come."""
    score: float = 1.0
    """How sure the reader was of the whole, 0 to 1."""


class EventType(StrEnum):
    """PLOVER's event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    OCCURRED = "occurred"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    NEGATED = "negated"
    MOVED = "moved"
    CALLED_OFF = "called off"


class Mode(StrEnum):
    MEET = "meet"
    PHONE = "phone"
    VIDEO = "video"
    VERBAL = "verbal"
    MILITARY = "military"


class Stance(StrEnum):
    DEMANDS = "demands"
    REQUESTS = "requests"
    REFUSES = "refuses"
    REJECTS = "rejects"
    THREATENS = "threatens"
    WARNS = "warns"
    OFFERS = "offers"
    DENIES = "denies"
    ACCUSES = "accuses"
    SUPPORTS = "supports"
    OPPOSES = "opposes"


class Role(StrEnum):
    ACTOR = "actor"
    RECIPIENT = "recipient"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Span):
    """Somebody in an event, where the report names it (or the pronoun that means it); `entity` is the actor id or
    None."""

    role: Role
    entity: str | None = None
    name: str = ""
    """The resolved name to print: the actor's name, or the report's own words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Span):
    """Something that happened, is planned, possible or denied; the span is the trigger.

    `lemma` is the trigger's dictionary form; `whole` the clause that tells it, which can stand alone when printed;
    `time` the index of the time that dates it (with `when` its interval); `attribution` the index of the innermost
    attribution whose content holds it: on whose word it stands; `stance` and `about` make it a position of its actor;
    `background` tells what is recalled (earlier years, "since it annexed ...") from what is news.
    """

    type: EventType | None
    status: Status
    participants: tuple[Participant, ...] = ()
    when: Interval | None = None
    lemma: str = ""
    whole: Span | None = None
    time: int | None = None
    attribution: int | None = None
    sentence: int | None = None
    mode: Mode | None = None
    place: Span | None = None
    stance: Stance | None = None
    about: Span | None = None
    background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Span):
    """A deed that a sentence tells by the way and of which no event is made; the span is its word.

    It is read for its status alone, without people or day: nothing is linked to it and no line is made of it.
    """

    status: Status
    lemma: str = ""
    sentence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read in one report. `read` is False for a report that is kept but not read (another language)."""

    report: Head
    text: str
    dated: Dated = UNDATED
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    deeds: tuple[Deed, ...] = ()
    read: bool = True

    def __post_init__(self) -> None:
        limit = len(self.text)
        groups: tuple[tuple[Span, ...], ...] = (
            self.passages,
            self.sentences,
            self.entities,
            self.times,
            self.quantities,
            self.events,
            self.deeds,
            *[spans for a in self.attributions for spans in (a.source, a.cue, a.content)],
        )
        for group in groups:
            for span in group:
                if span.end > limit:
                    where = f"{type(span).__name__} {span.start}..{span.end}"
                    raise ValueError(f"{where} leaves the text of {self.report.id} ({limit})")

    @property
    def id(self) -> str:
        return self.report.id

    def quote(self, span: Span) -> str:
        """Return the words that the span stands for."""
        return self.text[span.start : span.end]

    def evidence(self, span: Span) -> Evidence:
        """Quote the span as evidence of this report."""
        return evidence_of(self.report.id, self.text, span)

    def actor(self, entity: str | None) -> Actor | None:
        """Return the actor with that id, or None."""
        return next((a for a in self.actors if a.id == entity), None) if entity else None

    def kind_at(self, position: int) -> PassageKind | None:
        """Return the kind of the passage that holds the character, or None between passages."""
        for passage in self.passages:
            if passage.start <= position < passage.end:
                return passage.kind
        return None
