"""What a report tells with a time: events, remarks and bare times, laid out so that reports can be compared by them.

Decision to know: only the body, headline and subheadings are looked at; a time that no event or remark holds is kept
with the words before it, because "that video call on 7 December" dates a report even where no event was read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from synoptic.linking.actors import Cast
from synoptic.linking.wording import content_words, stems, words
from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind, resolve
from synoptic.model.days import Interval
from synoptic.model.readings import (
    Anchor,
    Attribution,
    Event,
    EventType,
    Mode,
    PassageKind,
    QuoteKind,
    Reading,
    Role,
    Status,
    Time,
    TimeType,
)
from synoptic.model.spans import Span

NEWS_PASSAGES = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEADING})
_BEFORE_AND_AFTER = re.compile(r"\b(?:ahead of|before|after|following|prior to|until|since)\b", re.IGNORECASE)
_BY_THE_HOUR = re.compile(r"\b(?:before|after)[\s\xa0]+$")
"""Right before an hour these tell the time of day: "shortly before midnight on Thursday"."""
_TAKES_PLACE = re.compile(r"\b(?:will|would|to|is|are) (?:take place|be held|happen)\b", re.IGNORECASE)
_HAD_BEEN = re.compile(r"\b(?:had been|was|were|originally|previously)\b", re.IGNORECASE)
_SENTENCES_ON = 2
_BY_CUE_CHARS = 12
_NEAR_CHARS = 60
"""How far before a bare time the words are taken that say what it dates."""


_Placing = Callable[[Span], int]


class Kind(StrEnum):
    EVENT = "event"
    REMARK = "remark"
    BARE = "bare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that a report puts at a time; `index` is that of the event or attribution, -1 for a bare time."""

    report: str
    kind: Kind
    index: int
    time: Time
    sentence: int
    tense: Direction
    who: frozenset[str]
    """Link ids of those who take part, or of who speaks."""
    type: EventType | None
    mode: Mode | None
    lemma: str
    words: frozenset[str]
    wording: tuple[str, ...]
    """The folded words in order: of a remark its content, of an event its clause."""
    near: frozenset[str]
    """The content words right before the time."""
    quoted: bool
    """It holds words in quotation marks."""
    place: Span
    """The words that tell it: evidence."""

    @property
    def rule(self) -> Rule | None:
        """Return the rule by which the time hangs on the report's own day, if it does."""
        return self.time.rule if self.time.anchor is Anchor.REPORT else None

    def meaning(self, calendar: Calendar) -> Meaning:
        """Return what gives, for a report's own day, the days meant: the same for all where the time hangs on none."""
        rule, when = self.rule, self.time.when
        return (lambda _: when) if rule is None else calendar.meaning(rule)


Meaning = Callable[[date], Interval | None]
"""What a time means when it is said on a day."""


class Calendar:
    """Remember what rules come to: the same few are asked for on hundreds of days."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[Rule, _Resolved] = {}

    def meaning(self, rule: Rule) -> Meaning:
        """Return what gives the days that the rule means when it is said on a day."""
        known = self._known.get(rule)
        if known is None:
            known = self._known[rule] = _Resolved(rule)
        return known.__getitem__


class _Resolved(dict[date, Interval | None]):
    """What one rule comes to, by the day on which it is said; worked out when it is asked for."""

    __slots__ = ("_rule",)

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, own_day: date) -> Interval | None:
        found = self[own_day] = resolve(self._rule, own_day)
        return found


def is_weekday(rule: Rule | None) -> bool:
    """Tell whether a rule is a bare weekday: no "last", no "next"."""
    return rule is not None and rule.kind is RuleKind.WEEKDAY and rule.amount is None and not rule.strict


def fixes_a_day(rule: Rule | None) -> bool:
    """Tell whether a rule gives a day that two reports can agree on: no month, and no "now", "night" or "today"."""
    if rule is None:
        return False
    if rule.kind is RuleKind.OFFSET:
        return rule.unit in (None, CalendarUnit.DAY) and bool(rule.amount)
    return rule.kind in (RuleKind.WEEKDAY, RuleKind.DAY_MONTH, RuleKind.HOLIDAY, RuleKind.DAY_OF_MONTH)


def news_of(reading: Reading) -> Callable[[int], bool]:
    """Return `in_news` of one report, for many characters of it."""
    passages = reading.passages
    if not passages or any(one.end > other.start for one, other in pairwise(passages)):
        return lambda position: in_news(reading, position)
    starts = [p.start for p in passages]
    ends = [p.end if p.kind in NEWS_PASSAGES else p.start for p in passages]

    def holds(position: int) -> bool:
        at = bisect_right(starts, position) - 1
        return at >= 0 and position < ends[at]

    return holds


def in_news(reading: Reading, position: int) -> bool:
    """Tell whether the character stands in a passage that is news: not in junk, captions or metadata."""
    return not reading.passages or reading.kind_at(position) in NEWS_PASSAGES


def stems_of(reading: Reading, spans: Iterable[Span]) -> frozenset[str]:
    """Return the stems of all words of some spans of a report."""
    return frozenset().union(*map(stems, {reading.quote(span) for span in spans}))


def tense_of(event: Event, time: Time | None) -> Direction:
    """Say whether an event is told as past or ahead; NEAREST where it is neither."""
    if event.status is Status.OCCURRED:
        return Direction.PAST
    if event.status is Status.PLANNED:
        return Direction.FUTURE
    return direction_of(time.rule) if time is not None else Direction.NEAREST


def time_is_of_another(reading: Reading, event: Event, time: Time) -> bool:
    """Tell whether a time dates what the event comes before or after: they will speak ahead of the talks next month."""
    if time.start <= event.end:
        return False
    between = reading.text[event.end : time.start]
    if time.type is TimeType.TIME:
        between = _BY_THE_HOUR.sub("", between)
    return _BEFORE_AND_AFTER.search(between) is not None


def direction_of(rule: Rule | None) -> Direction:
    """Say which way a rule points by its own words: last month and earlier this week are past."""
    if rule is None:
        return Direction.NEAREST
    if rule.kind is RuleKind.PART and rule.part in ("earlier", "later"):
        return Direction.PAST if rule.part == "earlier" else Direction.FUTURE
    if rule.kind is RuleKind.OFFSET and rule.amount:
        return Direction.PAST if rule.amount < 0 else Direction.FUTURE
    return rule.direction


def _near(reading: Reading, time: Time, sentence: int) -> Span | None:
    """Return the words before a time in its sentence, which say what it dates."""
    begin = reading.sentences[sentence].start if reading.sentences else 0
    start = max(begin, time.start - _NEAR_CHARS, 0)
    return Span(start=start, end=time.start) if start < time.start else None


def _near_words(reading: Reading, time: Time, sentence: int) -> frozenset[str]:
    near = _near(reading, time, sentence)
    return content_words(reading.quote(near)) if near is not None else frozenset()


def told_in(reading: Reading, cast: Cast) -> tuple[Told, ...]:
    """List what the report puts at a time, in order of its text."""
    is_news = news_of(reading)
    news = {i: t for i, t in enumerate(reading.times) if is_news(t.start)}
    starts = [s.start for s in reading.sentences]

    def at(span: Span) -> int:
        return max(0, bisect_right(starts, span.start) - 1)

    beside = stems_of(reading, (*reading.entities, *reading.times))
    sentences = {i: at(t) for i, t in news.items()}
    found = [*_events(reading, cast, news, at, beside), *_remarks(reading, cast, news, sentences, at)]
    held = {(t.time.start, t.time.end) for t in found}
    found += _bare(reading, {i: t for i, t in news.items() if (t.start, t.end) not in held}, at)
    return tuple(sorted(found, key=lambda t: (t.time.start, t.kind, t.index)))


def _events(
    reading: Reading, cast: Cast, news: Mapping[int, Time], at: _Placing, beside: frozenset[str]
) -> Iterator[Told]:
    """List the dated events; the words of names and times (`beside`) do not count as words that two clauses share."""
    for n, event in enumerate(reading.events):
        time = news.get(event.time) if event.time is not None else None
        if time is None or event.status in (Status.NEGATED, Status.DENIED) or time_is_of_another(reading, event, time):
            continue
        told_of = None if event.participants else _announced_before(reading, time, at)
        if told_of is not None:  # "it will take place on Tuesday" dates the plan told before
            yield _event(reading, cast, told_of, reading.events[told_of], time, at, beside)
            continue
        teller = event if event.participants else _in_one_clause(reading, event) or event
        yield _event(reading, cast, n, teller, time, at, beside)
    dated = {event.time for event in reading.events}
    for number, time in news.items():
        if number in dated:
            continue
        found = _announced_before(reading, time, at)
        if found is not None:
            yield _event(reading, cast, found, reading.events[found], time, at, beside)


def _event(
    reading: Reading, cast: Cast, index: int, teller: Event, time: Time, at: _Placing, beside: frozenset[str]
) -> Told:
    """Lay out one dated event; `teller` is the mention that tells who takes part and whether it is still to come."""
    event = reading.events[index]
    who = {cast.link_of(reading.id, p.entity) for p in teller.participants if p.role is not Role.OTHER}
    whole = event if event.whole is None else event.whole
    return Told(
        report=reading.id,
        kind=Kind.EVENT,
        index=index,
        time=time,
        sentence=at(event),
        tense=Direction.NEAREST if _was_planned(reading, teller, time) else tense_of(teller, time),
        who=frozenset(w for w in who if w),
        type=event.type,
        mode=event.mode,
        lemma=event.lemma,
        words=content_words(reading.quote(whole)) - beside,
        wording=words(reading.quote(whole)),
        near=_near_words(reading, time, at(time)),
        quoted=False,
        place=whole,
    )


def _was_planned(reading: Reading, event: Event, time: Time) -> bool:
    """Tell whether a plan is told as one that was: it had been planned for 3 May."""
    before = reading.text[max(0, time.start - _NEAR_CHARS) : time.start]
    return event.status is Status.PLANNED and _HAD_BEEN.search(before) is not None


def _in_one_clause(reading: Reading, event: Event) -> Event | None:
    """Find the other word for an event without participants: "will speak by video call" is told by its verb."""
    for other in reading.events:
        if other is not event and other.participants and other.whole == event.whole and other.type is event.type:
            return other
    return None


def _announced_before(reading: Reading, time: Time, at: _Placing) -> int | None:
    """Find the plan that a later sentence dates: they will meet. It will take place on Tuesday."""
    if direction_of(time.rule) is not Direction.FUTURE:
        return None
    number = at(time)
    near = _near(reading, time, number)
    if near is None or not _TAKES_PLACE.search(reading.quote(near)):
        return None
    before = [
        n
        for n, e in enumerate(reading.events)
        if e.start < near.start and e.status is Status.PLANNED and e.time is None and len(e.participants) >= 2
    ]
    return before[-1] if before and number - at(reading.events[before[-1]]) <= _SENTENCES_ON else None


def _remarks(
    reading: Reading, cast: Cast, news: Mapping[int, Time], sentences: Mapping[int, int], at: _Placing
) -> Iterator[Told]:
    taken = {e.time for e in reading.events if e.time is not None}
    for n, attribution in enumerate(reading.attributions):
        if not attribution.content or not attribution.stated:
            continue
        first = at(attribution.cue[0] if attribution.cue else attribution.content[0])
        number = attribution.time
        if number is None:
            here = [i for i, sentence in sentences.items() if sentence == first and i not in taken]
            number = _only_time_outside(attribution, {i: news[i] for i in here})
        time = news.get(number) if number is not None else None
        if time is None or number is None:
            continue
        content = " ".join([reading.quote(span) for span in attribution.content])
        speaker = cast.link_of(reading.id, attribution.entity)
        yield Told(
            report=reading.id,
            kind=Kind.REMARK,
            index=n,
            time=time,
            sentence=first,
            tense=Direction.PAST if time.rule is None else direction_of(time.rule),
            who=frozenset({speaker} if speaker else ()),
            type=None,
            mode=None,
            lemma=attribution.lemma,
            words=content_words(content),
            wording=words(content),
            near=_near_words(reading, time, sentences[number]),
            quoted=attribution.quote is not QuoteKind.INDIRECT,
            place=attribution.extent or attribution.content[0],
        )


def _only_time_outside(attribution: Attribution, here: Mapping[int, Time]) -> int | None:
    """Find the one past time by the cue, outside what is said, of those in its sentence that no event has taken."""
    saying = (*attribution.source, *attribution.cue)
    fits = [
        i
        for i, t in here.items()
        if not any(span.meets(t) for span in attribution.content)
        and any(max(span.start - t.end, t.start - span.end) <= _BY_CUE_CHARS for span in saying)
        and t.rule is not None
        and t.rule.direction is Direction.PAST
    ]
    return fits[0] if len(fits) == 1 else None


def _bare(reading: Reading, times: Mapping[int, Time], at: _Placing) -> Iterator[Told]:
    for time in times.values():
        number = at(time)
        near = _near(reading, time, number)
        if near is None:
            continue
        yield Told(
            report=reading.id,
            kind=Kind.BARE,
            index=-1,
            time=time,
            sentence=number,
            tense=direction_of(time.rule),
            who=frozenset(),
            type=None,
            mode=None,
            lemma="",
            words=content_words(reading.quote(near)),
            wording=words(reading.quote(near)),
            near=content_words(reading.quote(near)),
            quoted=False,
            place=Span(start=near.start, end=time.end),
        )
