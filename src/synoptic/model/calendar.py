"""Rules of relative time, and their arithmetic: what "next month" or "on Tuesday" comes to once a reference day is
known.

Decision to know: a time expression keeps its `Rule`, so that it can be worked out again when an undated report gets
its day in linking. The reading finds rules; this file alone turns a rule and a day into an interval.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from synoptic.model.days import Interval, between, day, month, week, year


class Direction(StrEnum):
    """Which way an expression points from its reference, by the tense of its clause, a modal or its own words."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class RuleKind(StrEnum):
    """The arithmetic that a rule asks for.

    OFFSET    `amount` units from the reference, at the unit's precision: yesterday (-1 day), next month (+1 month)
    WEEKDAY   the `weekday` (0 = Monday) nearest in the direction; the reference day itself counts
    MONTH     the month number `month` nearest in the direction; with `part` the begin, mid or end of it
    DAY_MONTH the day `day` of month `month`, year by the direction; a `weekday` said with it fixes the year. The past
              gives way where it leads most of a year off and the day is near on the other side ("was
              extended to 16 November")
    DAY_OF_MONTH  the `day`th, month by the direction
    SEASON    `part` names it (spring, summer, autumn, winter)
    SPAN      from the reference `amount` units on or back: in the coming weeks, in the past three days
    PART      a part (begin, mid, end, earlier, later) of the unit that holds the reference: earlier this month
    HOLIDAY   a feast: `month` and `day` given; or the `weekday` of a `month` that `part` numbers ("4", "-1" for the
              last); or `part` "easter" and in `day` the days from Easter Sunday
    YEAR_PART quarters, halves: `part` is Q1..Q4, H1, H2, year by the direction
    WEEKEND   Saturday and Sunday nearest in the direction, or of the week `amount` weeks off
    SAME      the time that it hangs on, whatever that is: at that time

    In the kinds with a direction `amount`, where it is given, replaces the direction: so many years (weeks for
    WEEKDAY, months for DAY_OF_MONTH) from the one that holds the reference: "June last year" is MONTH 6 with -1.
    `strict` leaves out the reference itself: "last Friday" on a Friday is a week ago. `part` of OFFSET and MONTH is
    begin, mid or end; of OFFSET also `ROLLING` ("the past week") and `OVERNIGHT`.
    """

    OFFSET = "offset"
    WEEKDAY = "weekday"
    MONTH = "month"
    DAY_MONTH = "day-month"
    DAY_OF_MONTH = "day-of-month"
    SEASON = "season"
    SPAN = "span"
    PART = "part"
    HOLIDAY = "holiday"
    YEAR_PART = "year-part"
    WEEKEND = "weekend"
    SAME = "same"


class CalendarUnit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Describe how an expression depends on its reference day; see `RuleKind` for which fields a kind uses."""

    kind: RuleKind
    direction: Direction = Direction.NEAREST
    amount: int | None = None
    unit: CalendarUnit | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    strict: bool = False
    last_day: int | None = None
    """Of DAY_MONTH: the day of the month on which a stretch of days ends ("18-20 April")."""


ROLLING, OVERNIGHT = "rolling", "overnight"
"""Parts of OFFSET: the stretch between the reference and the day so far off, and the night that leads to that day."""
_MONTHS_IN = {CalendarUnit.MONTH: 1, CalendarUnit.QUARTER: 3, CalendarUnit.YEAR: 12}
_YEARS_IN = {CalendarUnit.YEAR: 1, CalendarUnit.DECADE: 10, CalendarUnit.CENTURY: 100}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The month in which a season of the northern half begins (meteorological)."""

_SUNDAY = 6
"""On it "last week" can be the week that ends or the one before: where weeks begin with it, the one that ends."""
_VAGUE_UNITS = 3
_VAGUE_DAYS = 10
"""How far "the coming weeks" or "the past few days" reach: what a vague plural is taken for."""


def resolve(rule: Rule, reference: date) -> Interval | None:
    """Work out the days that the rule means when said on the reference day; None when there is no such day (30
    February).
    """
    try:
        return _RESOLVERS[rule.kind](rule, reference)
    except (ValueError, OverflowError):  # a day that the calendar does not have, or a year out of its range
        return None


def unit_holding(unit: CalendarUnit, reference: date) -> Interval:
    """Return the whole day, week, month, quarter, year, decade or century that holds the reference day."""
    if unit is CalendarUnit.DAY:
        return day(reference)
    if unit is CalendarUnit.WEEK:
        return week(reference)
    if unit is CalendarUnit.MONTH:
        return month(reference.year, reference.month)
    if unit is CalendarUnit.QUARTER:
        return months_of(reference.year, (reference.month - 1) // 3 * 3 + 1, 3)
    if unit is CalendarUnit.YEAR:
        return year(reference.year)
    size = _YEARS_IN[unit]
    first = reference.year // size * size
    return between(date(max(first, 1), 1, 1), date(first + size - 1, 12, 31))


def months_of(in_year: int, first: int, count: int) -> Interval:
    """Return `count` whole months from month `first` of the year; months past December run into the next year."""
    start, end = month(in_year, first), shift_months(date(in_year, first, 1), count - 1)
    return between(start.first, month(end.year, end.month).last)


def shift_months(start: date, months: int) -> date:
    """Return the day so many months on (or back); a day past the end of its month becomes the last of it."""
    index = start.year * 12 + start.month - 1 + months
    last = month(index // 12, index % 12 + 1).last
    return last.replace(day=min(start.day, last.day))


def shift(start: date, amount: int, unit: CalendarUnit) -> date:
    """Return the day so many units on (or back)."""
    if unit is CalendarUnit.DAY:
        return start + timedelta(days=amount)
    if unit is CalendarUnit.WEEK:
        return start + timedelta(weeks=amount)
    return shift_months(start, amount * (_MONTHS_IN.get(unit) or 12 * _YEARS_IN[unit]))


def part_of(whole: Interval, part: str) -> Interval:
    """Return the begin, mid or end of an interval: its thirds, at least a day each; or a week of a month ("week 3" is
    days 15 to 21, "week -1" the last seven).
    """
    if part.startswith("week "):
        number = int(part[5:])
        if number < 0:
            return between(max(whole.first, whole.last - timedelta(days=6)), whole.last)
        first = min(whole.last, whole.first + timedelta(days=7 * (number - 1)))
        return between(first, min(whole.last, first + timedelta(days=6)))
    third = max(1, whole.width_days // 3)
    if part == "begin":
        return between(whole.first, whole.first + timedelta(days=third - 1))
    if part == "end":
        return between(whole.last - timedelta(days=third - 1), whole.last)
    rest = (whole.width_days - third) // 2
    return between(whole.first + timedelta(days=rest), whole.last - timedelta(days=rest))


def _offset(rule: Rule, reference: date) -> Interval:
    unit = rule.unit or CalendarUnit.DAY
    start = shift(reference, rule.amount or 0, unit)
    if rule.part == ROLLING:  # "the past week" runs up to the day
        return between(min(start, reference), max(start, reference))
    if rule.part == OVERNIGHT:  # the night that led to the day, or the one to come
        night = timedelta(days=1)
        return between(start, start + night) if rule.direction is Direction.FUTURE else between(start - night, start)
    whole = unit_holding(unit, start)
    if unit is CalendarUnit.WEEK and rule.amount == -1 and rule.part is None and reference.weekday() == _SUNDAY:
        return between(whole.first, reference - timedelta(days=1))
    return part_of(whole, rule.part) if rule.part and unit is not CalendarUnit.DAY else whole


def _weekday(rule: Rule, reference: date) -> Interval:
    wanted = rule.weekday or 0
    if rule.amount is not None:
        monday = reference - timedelta(days=reference.weekday())
        return day(monday + timedelta(days=wanted + 7 * rule.amount))
    ahead = (wanted - reference.weekday()) % 7
    back = (7 - ahead) % 7
    if rule.strict and ahead == 0:
        ahead = back = 7
    if rule.direction is Direction.PAST or (rule.direction is Direction.NEAREST and back <= ahead):
        return day(reference - timedelta(days=back))
    return day(reference + timedelta(days=ahead))


def _by_year(rule: Rule, reference: date, build: _Builder) -> Interval | None:
    """Choose the year: the one given by `amount`, else the nearest in the direction in which the day exists."""
    if rule.amount is not None:
        return build(reference.year + rule.amount)
    found: list[Interval] = []
    reach = (
        8 if (rule.month, rule.day) == (2, 29) or rule.weekday is not None else 1
    )  # a 29 February is at most eight years off
    for in_year in range(reference.year - reach, reference.year + reach + 1):
        try:
            found.append(build(in_year))
        except ValueError:
            continue
    return _choose(found, rule, reference)


def _choose(found: list[Interval], rule: Rule, reference: date) -> Interval | None:
    own = [i for i in found if i.first <= reference <= i.last]
    if own and not rule.strict:
        return own[0]
    before = [i for i in found if i.last < reference]
    after = [i for i in found if i.first > reference]
    if rule.direction is Direction.PAST:
        return before[-1] if before else None
    if rule.direction is Direction.FUTURE:
        return after[0] if after else None
    near = sorted(
        before[-1:] + after[:1], key=lambda i: min(abs((i.first - reference).days), abs((i.last - reference).days))
    )
    return near[0] if near else None


def _month(rule: Rule, reference: date) -> Interval | None:
    number = rule.month or 1
    found = _by_year(rule, reference, lambda in_year: month(in_year, number))
    return part_of(found, rule.part) if found and rule.part else found


_FAR_DAYS, _NEAR_DAYS, _JUST_DAYS, _YEAR_DAYS = 240, 60, 30, 366


def _told_near(found: Interval | None, rule: Rule, reference: date, build: _Builder) -> Interval | None:
    """Give way from the past where it leads most of a year back and the day is near ahead ("was extended to 16
    November"), and from the future where it leads most of a year ahead and the day has just been ("was to open on
    16 October").
    """
    if found is None or rule.strict or rule.amount is not None or rule.direction is Direction.NEAREST:
        return found
    if abs((found.first - reference).days) <= _FAR_DAYS:
        return found
    near = _by_year(replace(rule, direction=Direction.NEAREST), reference, build)
    most = _NEAR_DAYS if rule.direction is Direction.PAST else _JUST_DAYS
    return near if near is not None and abs((near.first - reference).days) <= most else found


def _day_month(rule: Rule, reference: date) -> Interval | None:
    number, in_month = rule.day or 1, rule.month or 1

    def build(in_year: int) -> Interval:
        first = date(in_year, in_month, number)
        return day(first) if rule.last_day is None else between(first, first.replace(day=rule.last_day))

    if rule.amount is not None or rule.strict:
        return _by_year(rule, reference, build)
    if rule.weekday is not None:
        named = _on_weekday(rule, reference, build)
        if named is not None:
            return named
    return _told_near(_by_year(rule, reference, build), rule, reference, build)


def easter(in_year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus, Astronomical
    Algorithms, chapter 8).
    """
    golden, (century, rest) = in_year % 19, divmod(in_year, 100)
    leap, left = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    tens, ones = divmod(rest, 4)
    ahead = (32 + 2 * left + 2 * tens - moon - ones) % 7
    late = (golden + 11 * moon + 22 * ahead) // 451
    in_month, number = divmod(moon + ahead - 7 * late + 114, 31)
    return date(in_year, in_month, number + 1)


def _feast(rule: Rule, reference: date) -> Interval | None:
    if rule.part is None:
        return _day_month(rule, reference)

    def build(in_year: int) -> Interval:
        if rule.part == "easter":
            return day(easter(in_year) + timedelta(days=rule.day or 0))
        whole = month(in_year, rule.month or 1)
        number = int(rule.part or "1")
        if number < 0:
            return day(whole.last - timedelta(days=(whole.last.weekday() - (rule.weekday or 0)) % 7))
        ahead = ((rule.weekday or 0) - whole.first.weekday()) % 7
        return day(whole.first + timedelta(days=ahead + 7 * (number - 1)))

    near = replace(rule, weekday=None)
    return _told_near(_by_year(near, reference, build), near, reference, build)


def _on_weekday(rule: Rule, reference: date, build: _Builder) -> Interval | None:
    """Choose the year in which the day falls on the weekday said: the nearest within a year, else the first in the
    direction.
    """

    def matching(in_year: int) -> Interval:
        found = build(in_year)
        if found.first.weekday() != rule.weekday:
            raise ValueError("another weekday in that year")
        return found

    near = _by_year(replace(rule, direction=Direction.NEAREST), reference, matching)
    if near is not None and abs((near.first - reference).days) <= _YEAR_DAYS:
        return near
    return _by_year(rule, reference, matching)


def _day_of_month(rule: Rule, reference: date) -> Interval | None:
    number = rule.day or 1
    if rule.amount is not None:
        return day(shift_months(reference.replace(day=1), rule.amount).replace(day=number))
    found: list[Interval] = []
    for months in range(-2, 3):
        first = shift_months(reference.replace(day=1), months)
        if number <= month(first.year, first.month).last.day:
            found.append(day(first.replace(day=number)))
    return _choose(found, rule, reference)


def _season(rule: Rule, reference: date) -> Interval | None:
    first = _SEASONS[rule.part or "spring"]
    return _by_year(rule, reference, lambda in_year: months_of(in_year, first, 3))


def _year_part(rule: Rule, reference: date) -> Interval | None:
    part = rule.part or "Q1"
    size = 3 if part[0] == "Q" else 6
    return _by_year(rule, reference, lambda in_year: months_of(in_year, (int(part[1]) - 1) * size + 1, size))


def _span(rule: Rule, reference: date) -> Interval:
    """From the reference on or back; a vague amount (None) of days reaches ten days, of other units three units."""
    unit = rule.unit or CalendarUnit.DAY
    vague = _VAGUE_DAYS if unit is CalendarUnit.DAY else _VAGUE_UNITS
    amount = rule.amount if rule.amount is not None else vague
    if rule.direction is Direction.PAST or amount < 0:
        return between(shift(reference, -abs(amount), unit), reference)
    return between(reference, shift(reference, amount, unit))


def _part(rule: Rule, reference: date) -> Interval:
    whole = unit_holding(rule.unit or CalendarUnit.MONTH, reference)
    if rule.part == "earlier":
        return between(whole.first, reference)
    if rule.part == "later":
        return between(reference, whole.last)
    return part_of(whole, rule.part or "mid")


def _weekend(rule: Rule, reference: date) -> Interval | None:
    saturday = reference - timedelta(days=reference.weekday()) + timedelta(days=5)
    if rule.amount is not None:
        first = saturday + timedelta(weeks=rule.amount)
        return between(first, first + timedelta(days=1))
    weekends = [saturday + timedelta(weeks=n) for n in (-2, -1, 0, 1, 2)]
    return _choose([between(first, first + timedelta(days=1)) for first in weekends], rule, reference)


_Builder = Callable[[int], Interval]
_RESOLVERS: dict[RuleKind, Callable[[Rule, date], Interval | None]] = {
    RuleKind.OFFSET: _offset,
    RuleKind.WEEKDAY: _weekday,
    RuleKind.MONTH: _month,
    RuleKind.DAY_MONTH: _day_month,
    RuleKind.DAY_OF_MONTH: _day_of_month,
    RuleKind.SEASON: _season,
    RuleKind.SPAN: _span,
    RuleKind.PART: _part,
    RuleKind.HOLIDAY: _feast,
    RuleKind.YEAR_PART: _year_part,
    RuleKind.WEEKEND: _weekend,
    RuleKind.SAME: lambda _, __: None,
}
