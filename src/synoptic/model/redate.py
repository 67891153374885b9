"""Time expressions worked out for a reference day: their calendar interval and their TIMEX3 value.

Decision to know: a reading keeps the rule of every relative expression, so a report that is dated later only needs
its times redated. Expressions that hang on another time of the text are worked out from that one, in the order of the
text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind, resolve, shift
from synoptic.model.days import Interval, Precision
from synoptic.model.readings import Anchor, Time, TimeType

_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_NEAR_DAYS = {CalendarUnit.DAY: 7, CalendarUnit.WEEK: 31, CalendarUnit.MONTH: 92}
"""How well a time must be known to count from it: a day ("the following day") from one known to within a week."""
_WEEK_DAYS = 7


def resolve_times(times: tuple[Time, ...], reference: date) -> tuple[Time, ...]:
    """Work out `when` and `value` of all times of a report again, for the day on which it was published."""
    redated: list[Time] = []
    for time in times:
        if time.rule is None or time.anchor is Anchor.NONE:
            redated.append(time)
        elif time.anchor is Anchor.REPORT:
            redated.append(redate(time, reference))
        elif time.anchor_time is None:
            redated.append(redate(time, None))
        else:
            ahead = time.anchor_time >= len(redated)  # “… today,” he said on Monday
            anchor = redate(times[time.anchor_time], reference) if ahead else redated[time.anchor_time]
            counted = _redate_from(time, anchor)
            if _is_told_too_late(counted, reference):
                counted = redate(time, None)
            redated.append(counted)
    return tuple(redated)


def _is_told_too_late(time: Time, reference: date) -> bool:
    """Tell whether a past clause ("a week later they met") comes to a day after the report: wrongly counted."""
    told = time.rule is not None and time.rule.direction is Direction.PAST
    return told and time.when is not None and time.when.first > reference


def redate(time: Time, reference: date | None) -> Time:
    """Work out one time from its reference day; with None, its value without a day."""
    if time.rule is None:
        return time
    when = resolve(time.rule, reference) if reference is not None else None
    if time.rule.kind is RuleKind.SPAN or not _is_computed(time.value):
        return time if when == time.when else _with(time, when, time.value)
    value = _with_clock(timex_value(time.rule, when, reference), time.type, time.value)
    return time if when == time.when and value == time.value else _with(time, when, value)


def value_unknown(rule: Rule, kind: TimeType, written: str) -> str:
    """Return the value of a time whose reference day is not known; `written` is what the run alone tells."""
    if rule.kind is RuleKind.SPAN or not _is_computed(written):
        return written
    return _with_clock(_unknown_value(rule), kind, written)


def _with_clock(value: str, kind: TimeType, written: str) -> str:
    clock = written.find("T") if kind is TimeType.TIME else -1
    return value + written[clock:] if clock >= 0 else value


def _with(time: Time, when: Interval | None, value: str) -> Time:
    """Return the time with other days and another value (`replace` takes five times as long)."""
    return Time(
        start=time.start,
        end=time.end,
        type=time.type,
        value=value,
        when=when,
        anchor=time.anchor,
        rule=time.rule,
        anchor_time=time.anchor_time,
        sentence=time.sentence,
        impossible=time.impossible,
    )


def _is_computed(value: str) -> bool:
    return not value.startswith("P") and not value.endswith("_REF")


def _redate_from(time: Time, anchor: Time) -> Time:
    rule, when = time.rule, anchor.when
    if rule is None:
        return time
    if rule.kind is RuleKind.SAME:
        return _with(time, when, anchor.value if when is not None else _unknown_value(rule))
    widest = _NEAR_DAYS.get(rule.unit or CalendarUnit.DAY) if rule.kind is RuleKind.OFFSET else None
    if rule.kind is RuleKind.OFFSET and rule.unit is CalendarUnit.WEEK and rule.amount == 0:
        widest = _WEEK_DAYS  # "that week" is none of a month
    if when is None or (widest is not None and when.width_days > widest):
        return redate(time, None)
    forward = (rule.amount or 0) > 0 and rule.unit is CalendarUnit.DAY
    reference = when.last if forward else when.first
    if (
        rule.kind is RuleKind.OFFSET
        and rule.unit is CalendarUnit.YEAR
        and len(anchor.value) == 7
        and anchor.value[5] in "QH"
    ):
        years = replace(rule, kind=RuleKind.YEAR_PART, part=anchor.value[5:])  # "a year earlier", said of a quarter
        return replace(redate(replace(time, rule=years), reference), rule=rule)
    return redate(time, reference)


def timex_value(rule: Rule, when: Interval | None, reference: date | None) -> str:
    """Write the TIMEX3 value of a rule worked out as `when`; X stands for what is not known (XXXX-WXX-5)."""
    if when is None or reference is None:
        return _unknown_value(rule)
    if rule.kind is RuleKind.OFFSET or rule.kind is RuleKind.PART:
        unit = rule.unit or CalendarUnit.DAY
        inside = shift(reference, rule.amount or 0, unit) if rule.kind is RuleKind.OFFSET else reference
        return _value_of_unit(unit, inside)
    if rule.kind is RuleKind.MONTH:
        return f"{when.first.year:04d}-{when.first.month:02d}"
    if rule.kind is RuleKind.SEASON:
        return f"{when.first.year:04d}-{_SEASON_CODES[rule.part or 'spring']}"
    if rule.kind is RuleKind.YEAR_PART:
        return f"{when.first.year:04d}-{rule.part}"
    if rule.kind is RuleKind.WEEKEND:
        return f"{_value_of_unit(CalendarUnit.WEEK, when.first)}-WE"
    if rule.last_day is not None:
        return when.first.isoformat()
    return value_of(when)


def _value_of_unit(unit: CalendarUnit, inside: date) -> str:
    if unit is CalendarUnit.DAY:
        return inside.isoformat()
    if unit is CalendarUnit.WEEK:
        in_year, number, _ = inside.isocalendar()
        return f"{in_year:04d}-W{number:02d}"
    if unit is CalendarUnit.MONTH:
        return f"{inside.year:04d}-{inside.month:02d}"
    if unit is CalendarUnit.QUARTER:
        return f"{inside.year:04d}-Q{(inside.month - 1) // 3 + 1}"
    digits = {CalendarUnit.YEAR: 4, CalendarUnit.DECADE: 3, CalendarUnit.CENTURY: 2}[unit]
    return f"{inside.year:04d}"[:digits]


def value_of(when: Interval) -> str:
    """Write an interval as a TIMEX3 value: the day, week, month or year; of an uneven interval the month or year that
    holds it.
    """
    if when.precision is not Precision.INTERVAL:
        return str(when)
    first, last = when.first, when.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.year:04d}"


_UNKNOWN_UNITS = {
    CalendarUnit.DAY: "XXXX-XX-XX",
    CalendarUnit.WEEK: "XXXX-WXX",
    CalendarUnit.MONTH: "XXXX-XX",
    CalendarUnit.QUARTER: "XXXX-QX",
    CalendarUnit.YEAR: "XXXX",
    CalendarUnit.DECADE: "XXX",
    CalendarUnit.CENTURY: "XX",
}


def _unknown_value(rule: Rule) -> str:
    if rule.kind is RuleKind.SAME:
        return "PAST_REF"
    if rule.kind is RuleKind.WEEKDAY:
        return f"XXXX-WXX-{(rule.weekday or 0) + 1}"
    if rule.kind is RuleKind.MONTH:
        return f"XXXX-{rule.month or 1:02d}"
    if rule.kind is RuleKind.HOLIDAY and rule.part is not None:
        return f"XXXX-{rule.month:02d}-XX" if rule.month else "XXXX-XX-XX"
    if rule.kind in (RuleKind.DAY_MONTH, RuleKind.HOLIDAY):
        return f"XXXX-{rule.month or 1:02d}-{rule.day or 1:02d}"
    if rule.kind is RuleKind.DAY_OF_MONTH:
        return f"XXXX-XX-{rule.day or 1:02d}"
    if rule.kind is RuleKind.SEASON:
        return f"XXXX-{_SEASON_CODES[rule.part or 'spring']}"
    if rule.kind is RuleKind.YEAR_PART:
        return f"XXXX-{rule.part}"
    if rule.kind is RuleKind.WEEKEND:
        return "XXXX-WXX-WE"
    return _UNKNOWN_UNITS[rule.unit or CalendarUnit.DAY]
