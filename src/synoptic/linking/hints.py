"""What one report's own words say about the day on which it was written: each hint is a small test of a candidate
day.

Decision to know: a hint says which days are impossible and never which day is likely. The one custom of news writing
that is used, that the weekday told as past in the lead is the day of the report, is kept apart (`last_weekday`): it
only chooses where another report has already put the same words on that very day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synoptic.linking.told import Calendar, Kind, Meaning, Told, in_news, is_weekday
from synoptic.linking.wording import containment
from synoptic.model.calendar import CalendarUnit, Direction, RuleKind
from synoptic.model.days import Interval, Precision
from synoptic.model.links import Reason, ReasonCode
from synoptic.model.readings import Passage, PassageKind, Reading, Time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NEAR_WEEKDAY = 5
"""A bare weekday is at most so many days off: who writes on a Friday says "next Thursday" or gives the date."""
_NEAR_SENTENCES = 3
_NEAR_WORDS = 2
_LEAD_SENTENCES = 3
_MOST_HINTS = 16
_DATELINE_CHARS = 100
_HEAD_PASSAGES = 4
"""Among so many passages a line that only says a day stands at the head of the report."""
_PLACE_LINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.\-]{2,}(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.\-]*){0,3}"
    r"(?:,? [A-Z][\w’'. \-]{1,30})?,? +(?:\([^()\n]{2,30}\),? +)?"
)
_AFTER_LINE = re.compile(r"[,.]? *[(\[/]|[.:] |[,.]? *(?:--|[-–—])")
_EXACT_KINDS = frozenset({RuleKind.DAY_MONTH, RuleKind.HOLIDAY, RuleKind.DAY_OF_MONTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A test of candidate days, with its reason."""

    allows: Callable[[date], bool]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The earliest and latest day that explicit dates allow, with the reasons; None where nothing bounds it."""

    first: date | None
    last: date | None
    reasons: tuple[Reason, ...]


def day_name(day: date) -> str:
    """Write a day for a reader: Friday 2021-12-03."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def explicit_bounds(reading: Reading, told: Sequence[Told]) -> Bounds:
    """Bound the day by whole dates: what is told as past was not after it, what is planned is not before it."""
    past = [t for t in told if _is_whole(t) and t.tense is Direction.PAST and t.kind is not Kind.BARE]
    ahead = [t for t in told if _is_whole(t) and t.tense is Direction.FUTURE and t.kind is not Kind.BARE]
    reasons: list[Reason] = []
    first = last = None
    if past:
        latest = max(past, key=lambda t: (t.time.when.first if t.time.when else date.min, -t.time.start))
        first = latest.time.when.first if latest.time.when else None
        reasons.append(_quoted(reading, latest, ReasonCode.OWN_WORDS, "tells “{}” as past"))
    if ahead:
        earliest = min(ahead, key=lambda t: (t.time.when.last if t.time.when else date.max, t.time.start))
        last = earliest.time.when.last if earliest.time.when else None
        reasons.append(_quoted(reading, earliest, ReasonCode.OWN_WORDS, "tells “{}” as still to come"))
    return Bounds(first=first, last=last, reasons=tuple(reasons))


def _is_whole(told: Told) -> bool:
    return told.rule is None and told.time.rule is None and told.time.when is not None


def _quoted(reading: Reading, told: Told, code: ReasonCode, text: str) -> Reason:
    return Reason(code=code, text=text.format(reading.quote(told.time)), evidence=(reading.evidence(told.place),))


def own_hints(
    reading: Reading, told: Sequence[Told], calendar: Calendar, *, years_known: bool = True
) -> tuple[Hint, ...]:
    """List the hints of the report's own words, the strongest kinds first; at most sixteen are used.

    Where the report's own words alone bound the years (not `years_known`), a day without a year tells none: the first
    year that it may be is not the one that it is.
    """
    dateline = _dateline(reading) if years_known else ()
    found = [*dateline, *_counterparts(reading, told, calendar), *_weekday_and_date(reading, told, calendar)]
    found += _unlikely_weekdays(reading, told)
    return tuple(found[:_MOST_HINTS])


def _dateline(reading: Reading) -> Iterator[Hint]:
    """Read the day without a year in the dateline or in a line of its own above the news."""
    time = yearless_day(reading)
    if time is None or time.rule is None:
        return

    wanted = (time.rule.month, time.rule.day)
    said = reading.quote(time).split()[0].strip(",.").capitalize()

    def allows(day: date) -> bool:
        return (day.month, day.day) == wanted and (said not in WEEKDAYS or WEEKDAYS[day.weekday()] == said)

    text = f"its dateline says “{reading.quote(time)}”, without a year"
    yield Hint(allows=allows, reason=Reason(code=ReasonCode.OWN_WORDS, text=text, evidence=(reading.evidence(time),)))


def yearless_day(reading: Reading) -> Time | None:
    """Find the day without a year that heads the report: PLACE, Country, Oct. 13 (agency) -, or a line "13 October"."""
    body = [p for p in reading.passages if p.kind is PassageKind.BODY]
    above = reading.passages[:_HEAD_PASSAGES]
    for time in reading.times:
        rule = time.rule
        if rule is None or rule.kind is not RuleKind.DAY_MONTH or rule.amount is not None:
            continue
        if any(p.start <= time.start and _is_all_of(reading, time, p) for p in above):
            return time
        if not body or not body[0].start <= time.start <= body[0].start + _DATELINE_CHARS:
            continue
        if _PLACE_LINE.fullmatch(reading.text, body[0].start, time.start) and _AFTER_LINE.match(reading.text, time.end):
            return time
    return None


def _is_all_of(reading: Reading, time: Time, passage: Passage) -> bool:
    """Tell whether a passage says the day and nothing else."""
    return time.end <= passage.end and reading.text[passage.start : passage.end].strip(" .") == reading.quote(time)


def _counterparts(reading: Reading, told: Sequence[Told], calendar: Calendar) -> Iterator[Hint]:
    """Tie two ways of dating one thing: "earlier this month" and "7 December" of the same call."""
    anchored = [t for t in told if t.rule is not None or _is_whole(t)]
    for n, one in enumerate(anchored):
        for other in anchored[n + 1 :]:
            if one.time is other.time or (one.rule is None and other.rule is None) or one.rule == other.rule:
                continue
            if not (_exact(one) and _vague(other)) and not (_exact(other) and _vague(one)):
                continue  # who gives a weekday and a date gives them for two things
            if same_matter_within(one, other):
                yield _meeting(reading, one, other, calendar)


def _exact(told: Told) -> bool:
    """Tell whether a time names a day of the calendar, with or without its year."""
    if told.rule is None:
        return told.time.when is not None and told.time.when.precision is Precision.DAY
    return told.rule.kind in _EXACT_KINDS


def _vague(told: Told) -> bool:
    """Tell whether a time names a month, a week or a part of one: earlier this month, in the coming weeks."""
    rule = told.rule
    if rule is None:
        return False
    longer = rule.unit not in (None, CalendarUnit.DAY)
    return rule.kind is RuleKind.SPAN or (rule.kind in (RuleKind.PART, RuleKind.OFFSET) and longer)


def same_matter_within(one: Told, other: Told) -> bool:
    """Tell whether one report means one thing by both: told alike, by the same people, or in words close by."""
    if one.tense is not other.tense or one.tense is Direction.NEAREST:
        return False
    near = abs(one.sentence - other.sentence)
    if near == 1 and len(one.near & other.near) >= _NEAR_WORDS:
        return True
    if one.kind is not Kind.EVENT or other.kind is not Kind.EVENT:
        return False
    if one.mode and other.mode and one.mode is not other.mode:
        return False
    shared = one.who & other.who
    if one.lemma != other.lemma:
        return False
    if one.who == other.who and len(shared) >= 2:
        return True
    return near <= _NEAR_SENTENCES and (bool(shared) or not one.who or not other.who)


def _meeting(reading: Reading, one: Told, other: Told, calendar: Calendar) -> Hint:
    earlier = any(t.rule is not None and t.rule.part == "earlier" for t in (one, other))

    first, second = one.meaning(calendar), other.meaning(calendar)

    def allows(day: date) -> bool:
        a, b = first(day), second(day)
        if a is None or b is None:
            return True
        shared = a.shared_with(b)
        return shared is not None and not (earlier and shared.first >= day)

    text = f"“{reading.quote(one.time)}” and “{reading.quote(other.time)}” date the same thing"
    evidence = (reading.evidence(one.place), reading.evidence(other.place))
    return Hint(allows=allows, reason=Reason(code=ReasonCode.OWN_WORDS, text=text, evidence=evidence))


def _weekday_and_date(reading: Reading, told: Sequence[Told], calendar: Calendar) -> Iterator[Hint]:
    """Fix the year by a day of the month that is named with its weekday."""
    for one in told:
        rule = one.rule
        if rule is None or rule.kind not in _EXACT_KINDS or rule.weekday is None:
            continue

        meaning = calendar.meaning(rule)

        def allows(day: date, meaning: Meaning = meaning, weekday: int = rule.weekday) -> bool:
            meant = meaning(day)
            return meant is None or meant.first.weekday() == weekday

        text = "“{}” names a weekday and a date, which go together in some years only"
        yield Hint(allows=allows, reason=_quoted(reading, one, ReasonCode.WEEKDAY, text))


def _unlikely_weekdays(reading: Reading, told: Sequence[Told]) -> Iterator[Hint]:
    """Leave out the days on which two customs of news writing would be broken at once.

    A bare weekday to come is hardly yesterday's name, six days off; and the last weekday told as past is hardly older
    than yesterday. Either happens; a report that breaks both would puzzle its readers.
    """
    ways: dict[int, set[Direction]] = {}
    for one in told:
        if one.rule is not None and is_weekday(one.rule):
            ways.setdefault(one.rule.weekday or 0, set()).add(one.rule.direction)
    past = sorted(weekday for weekday, found in ways.items() if Direction.PAST in found)
    for one in told:
        rule = one.rule
        if not past or rule is None or not is_weekday(rule):
            continue
        if ways.pop(rule.weekday or 0, None) != {Direction.FUTURE}:
            continue  # told both ways, one of which may be misread, or had already

        def allows(day: date, wanted: int = rule.weekday or 0) -> bool:
            fresh = min((day.weekday() - weekday) % 7 for weekday in past) <= 1
            return fresh or (wanted - day.weekday()) % 7 <= _NEAR_WEEKDAY

        text = "speaks of “{}” as still to come"
        yield Hint(allows=allows, reason=_quoted(reading, one, ReasonCode.WEEKDAY, text))


def last_weekday(reading: Reading, told: Sequence[Told]) -> Callable[[date], date | None] | None:
    """Return what gives, for a candidate day, the last day that the report tells as past by a weekday.

    By the custom of news writing the weekday of the lead is the day itself, and no weekday is more than five days
    back: where one would be, None is given. None is returned where the lead (the first three sentences of news) tells
    no weekday as past. See the top of the file.
    """
    rules = [(t.sentence, t.rule) for t in told if t.rule is not None and is_weekday(t.rule)]
    rules = [(sentence, rule) for sentence, rule in rules if rule.direction is Direction.PAST]
    past = sorted({rule.weekday or 0 for _, rule in rules})
    news = [n for n, s in enumerate(reading.sentences) if in_news(reading, s.start)][:_LEAD_SENTENCES]
    lead = {rule.weekday or 0 for sentence, rule in rules if sentence in news}
    if not lead:
        return None

    def last(day: date) -> date | None:
        back = {weekday: (day.weekday() - weekday) % 7 for weekday in past}
        latest = min(past, key=lambda weekday: back[weekday])
        return day - timedelta(days=back[latest]) if max(back.values()) <= _NEAR_WEEKDAY and latest in lead else None

    return last


def same_thing(one: Told, other: Told) -> float:
    """Rate from 0 to 1 how much two things told in different reports look like one, days apart (events only)."""
    if one.kind is not Kind.EVENT or other.kind is not Kind.EVENT or one.type is not other.type:
        return 0.0
    if one.mode and other.mode and one.mode is not other.mode:
        return 0.0
    shared = one.who & other.who
    alike = containment(one.words, other.words)
    if len(shared) >= 2 and shared in (one.who, other.who):
        return 0.6 + 0.4 * alike
    if shared and (one.lemma == other.lemma or alike >= 0.5):
        return 0.3 + 0.5 * alike
    return 0.0


def meets(one: Interval | None, other: Interval | None) -> bool:
    """Tell whether two intervals have a day in common; an unknown one meets none."""
    return one is not None and other is not None and one.meets(other)


def days_of(first: date, last: date) -> list[date]:
    """List the days from first to last."""
    return list(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))
