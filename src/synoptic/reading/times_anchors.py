"""On which time of the text a time hangs: "a week later", "that year", "the following day", dates of history.

Decision to know: what counts on from another time counts from the time last told, of a kind that it can be counted
from: days from a day, weeks from a week or a day. Where none is told near, it has no day; the report's own day is
never taken for it where the clause tells of the past. "Today" inside a quotation is the day on which it was said.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

from synoptic.model.calendar import CalendarUnit, Direction, RuleKind
from synoptic.model.days import Precision
from synoptic.model.readings import Anchor, Time, TimeType
from synoptic.reading.times_quarters import is_year_back, without_quarter

ANCHOR_REACH = 3
"""How many sentences back the time may stand that "the following day" hangs on."""
EITHER = -1
"""Marks a time that hangs on the report's day where no time of the text is near enough."""
BEFORE = -2
"""Marks a time that hangs on the one right before it, until the times of the report are numbered."""
AFTER = -3
"""Marks a time that hangs on the one right after it."""
YEARLESS = frozenset({RuleKind.MONTH, RuleKind.DAY_MONTH, RuleKind.SEASON, RuleKind.HOLIDAY})

_WHOLE_YEAR = 366
_HISTORY_TIMES, _HISTORY_DAYS = 5, 3 * 365
"""A text with at least five whole dates of which most lie three years back is history."""


def is_history(found: list[Time], reference: date) -> bool:
    """Tell whether a text tells of years long gone: there "in June" is the June of the year last named, not the
    report's.
    """
    whole = [time.when for time in found if time.rule is None and time.when is not None]
    old = sum((reference - when.last).days > _HISTORY_DAYS for when in whole)
    return old >= _HISTORY_TIMES and old * 10 >= len(whole) * 7


def _in_history(time: Time, times: list[Time]) -> Time:
    """Hang a date without a year on the last time before it that has one, or that hangs on one."""
    rule = time.rule
    if rule is None or rule.kind not in YEARLESS or rule.amount is not None or time.anchor is not Anchor.REPORT:
        return time
    for index in range(len(times) - 1, max(-1, len(times) - 30), -1):
        other = times[index]
        if other.when is not None and other.when.width_days > _WHOLE_YEAR:
            continue  # a decade or a war holds many a June
        if _is_that_week(other):
            continue  # it hangs itself on what was told before
        if (other.rule is None and other.when is not None) or (
            other.anchor is Anchor.TEXT and other.anchor_time is not None
        ):
            of_year = other.when is not None and other.when.width_days > 200
            fixed = replace(rule, amount=0) if of_year else replace(rule, direction=Direction.NEAREST)
            return replace(time, anchor=Anchor.TEXT, anchor_time=index, rule=fixed)
    return time


def anchored(
    found: list[Time], *, narrative: bool = False, quoted: Set[int] = frozenset(), reference: date | None = None
) -> tuple[Time, ...]:
    """Find for the times that hang on another the nearest one before them that will do.

    `quoted` holds where the times begin that stand inside quotation marks.
    """
    times: list[Time] = []
    for number, time in enumerate(found):
        if narrative and time.anchor is Anchor.REPORT:
            time = _in_history(time, times)
            times.append(time if time.anchor is Anchor.TEXT else replace(time, anchor_time=None))
            continue
        if time.anchor is Anchor.TEXT and time.anchor_time == BEFORE:
            time = replace(time, anchor_time=len(times) - 1)
        elif time.anchor is Anchor.TEXT and time.anchor_time == AFTER:
            time = replace(time, anchor_time=len(times) + 1)
        elif time.anchor is Anchor.TEXT:
            index = _anchor_of(time, times, quoted)
            if index is None and time.anchor_time == EITHER:
                time = replace(without_quarter(time), anchor=Anchor.REPORT)
            time = replace(time, anchor_time=index)
        elif _is_beside_text(time, times):
            fixed = _in_history(time, times)
            time = fixed if fixed is not time else replace(time, anchor=Anchor.NONE, anchor_time=None)
        elif time.start in quoted and _is_today(time):
            time = _as_said(found, number, quoted, reference)
        elif time.anchor_time is not None:
            time = replace(time, anchor_time=None)
        times.append(time)
    return tuple(times)


def _is_beside_text(time: Time, times: list[Time]) -> bool:
    """Tell whether a date without a year stands right behind one that hangs on the text: "that week, on 7 October"."""
    if not times or time.rule is None or time.rule.kind is not RuleKind.DAY_MONTH or time.rule.amount is not None:
        return False
    before = times[-1]
    return time.anchor is Anchor.REPORT and before.sentence == time.sentence and _is_that_week(before)


def _is_that_week(time: Time) -> bool:
    rule = time.rule
    if rule is None or time.anchor is not Anchor.TEXT or rule.kind is not RuleKind.OFFSET:
        return False
    return rule.unit is CalendarUnit.WEEK and not rule.amount


def _is_today(time: Time) -> bool:
    """Tell whether a time is today, yesterday, tomorrow or a part of one, said by its own word."""
    rule = time.rule
    if rule is None or rule.kind is not RuleKind.OFFSET or rule.unit is not CalendarUnit.DAY or rule.part:
        return False
    return time.anchor is Anchor.REPORT and rule.amount in (-1, 0, 1)


_OLD = timedelta(days=7)


def _as_said(found: list[Time], number: int, quoted: Set[int], reference: date | None) -> Time:
    """Let "today" inside a quotation be the day that its sentence gives to the saying ("…," he said on Monday).

    Where the day told before is an old one, or a weekday before the report's, and the sentence tells none, "today" is
    a day that is not known.
    """
    time = replace(found[number], anchor_time=None)
    own = [
        index
        for index, other in enumerate(found)
        if other.sentence == time.sentence and other.start not in quoted and is_day(other) and index != number
    ]
    if own:
        said = len(own) == 1 and _is_past(found[own[0]], reference)
        return replace(time, anchor=Anchor.TEXT, anchor_time=own[0]) if said else time
    for other in reversed(found[:number]):
        if (time.sentence or 0) - (other.sentence or 0) > ANCHOR_REACH:
            break
        if other.start in quoted or not is_day(other):
            continue
        told = _is_old(other, reference) or _is_day_before(other, reference)
        return replace(time, anchor=Anchor.NONE, when=None) if told else time
    return time


def _is_past(time: Time, reference: date | None) -> bool:
    if time.rule is None:
        return time.when is not None and reference is not None and time.when.last < reference
    return time.anchor is Anchor.REPORT and time.rule.direction is Direction.PAST


def _is_old(time: Time, reference: date | None) -> bool:
    """Tell whether a whole date lies more than a week before the report."""
    if time.rule is not None or time.when is None or reference is None:
        return False
    return time.when.last < reference - _OLD


def _is_day_before(time: Time, reference: date | None) -> bool:
    """Tell whether a weekday told as past is another day than the report's own."""
    rule = time.rule
    if rule is None or reference is None or not _is_past(time, reference) or rule.kind is not RuleKind.WEEKDAY:
        return False
    return rule.amount is not None or rule.strict or rule.weekday != reference.weekday()


def _anchor_of(time: Time, before: list[Time], quoted: Set[int]) -> int | None:
    of_quarter = time.rule is not None and time.rule.unit is CalendarUnit.QUARTER
    for index in range(len(before) - 1, max(-1, len(before) - 60), -1):
        other = before[index]
        if not of_quarter and (time.sentence or 0) - (other.sentence or 0) > ANCHOR_REACH:
            return None
        if other.type in (TimeType.DURATION, TimeType.SET) or (other.rule is None and other.when is None):
            continue
        if other.rule is not None and (other.rule.kind is RuleKind.SPAN or _hangs_nowhere(other)):
            continue
        if _is_that_time(time) and (_is_of_news(other) or _is_second(before, index)):
            return None  # "during that time" is no Monday of the news, nor one of two times told together
        if _is_clock_ahead(time) and _is_of_news(other) and _is_told_past(other):
            return None  # "wrote on Monday, and at 7 p.m. he will speak"
        if is_year_back(time) and is_year_back(other):
            continue  # two sums told beside those "a year earlier" both hang on the time told of
        if other.start in quoted and time.start not in quoted and _is_today(other):
            continue  # what somebody called today is not the day that the report has come to
        if time.rule is not None and not _can_count_from(time, other):
            continue
        return index
    return None


def _is_second(times: list[Time], index: int) -> bool:
    return index > 0 and times[index - 1].sentence == times[index].sentence


def _is_told_past(time: Time) -> bool:
    return time.rule is not None and time.rule.direction is Direction.PAST


def _is_clock_ahead(time: Time) -> bool:
    """Tell whether a time of the clock, with no day of its own, is told of what is still to come."""
    return time.type is TimeType.TIME and time.rule is not None and time.rule.direction is Direction.FUTURE


def _is_that_time(time: Time) -> bool:
    return time.rule is not None and time.rule.kind is RuleKind.SAME


def _hangs_nowhere(time: Time) -> bool:
    return time.anchor is Anchor.NONE or (time.anchor is Anchor.TEXT and time.anchor_time is None)


def _can_count_from(time: Time, other: Time) -> bool:
    """Tell whether a time can be counted from another: days from a day, weeks from a day or week, and so on."""
    rule = time.rule
    if rule is None or _is_that_time(time):
        return True
    if rule.unit is CalendarUnit.QUARTER:
        return _is_quarter(other)
    if rule.kind in _OF_YEAR:
        return not (rule.amount == 0 and _is_of_news(other))  # "in June of that year" is no June of this year
    if rule.amount == 0 and rule.unit in (CalendarUnit.MONTH, CalendarUnit.YEAR) and _is_of_news(other):
        return False
    if rule.unit in (None, CalendarUnit.DAY):
        return is_day(other)
    return True


_OF_YEAR = YEARLESS | {RuleKind.YEAR_PART}


def _is_of_news(time: Time) -> bool:
    """Tell whether a time is a day that hangs on the report's: today, on Monday."""
    return time.anchor is Anchor.REPORT and time.rule is not None and time.rule.kind in (_NEWS_DAYS) and is_day(time)


_NEWS_DAYS = frozenset({RuleKind.WEEKDAY, RuleKind.OFFSET})


def _is_quarter(time: Time) -> bool:
    """Tell whether a time is a quarter spoken of for itself, not one that it is compared with ("a year earlier")."""
    if time.rule is None:
        return len(time.value) == 7 and time.value[5] == "Q"
    return (time.rule.kind is RuleKind.YEAR_PART and not time.rule.amount) or (
        time.rule.kind is RuleKind.OFFSET and time.rule.unit is CalendarUnit.QUARTER and not time.rule.amount
    )


def is_day(time: Time) -> bool:
    if time.rule is None:
        return time.when is not None and time.when.precision is Precision.DAY
    days = (RuleKind.WEEKDAY, RuleKind.DAY_MONTH, RuleKind.DAY_OF_MONTH, RuleKind.HOLIDAY)
    return time.rule.kind in days or (time.rule.kind is RuleKind.OFFSET and time.rule.unit is CalendarUnit.DAY)
