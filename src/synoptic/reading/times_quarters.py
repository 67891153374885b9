"""Quarters and years of business: the quarter that ended on a day, and the one a year before that sums are told beside.

Decision to know: "a year ago" said beside a sum ("up from 7 million a year ago") is the quarter of a year ago only
where the report has told of a quarter; anywhere else it is the year before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind, months_of
from synoptic.model.days import Precision
from synoptic.model.readings import Anchor, Time, TimeType
from synoptic.model.redate import value_unknown
from synoptic.reading.draft import Token

_YEAR_IN_QUARTERS = 4
_BESIDE_SUM = frozenset("% $ £ € ¥ percent cents cent share million billion trillion points pence".split())
_COMPARING = frozenset("from than against with versus over".split())
_SUM_REACH = 9
"""How many words before "a year ago" the sum may begin that it belongs to ("9 million, or 18 cents a share")."""
_ENDED = frozenset("ended ending through to ends".split())
_ENDED_REACH = 3


def of_sums(times: list[Time], tokens: Sequence[Token]) -> list[Time]:
    """Let "a year ago" beside a sum hang on the quarter that the report has told of."""
    starts: list[int] = []
    for index, time in enumerate(times):
        if not is_year_back(time) or (index and _is_longer(times[index - 1])):
            continue
        starts = starts or [token.start for token in tokens]
        at, stop = bisect_left(starts, time.start), bisect_left(starts, time.end)
        if tokens[stop - 1].lower not in _AGO and not tokens[stop - 1].lower.endswith(_AGO_ENDS):
            continue  # "last year" says the year
        near = tokens[max(0, at - _SUM_REACH) : at] or tokens[stop : stop + _SUM_REACH]
        if any(token.lower in _BESIDE_SUM for token in near) or (at and tokens[at - 1].lower in _COMPARING):
            rule = Rule(kind=RuleKind.OFFSET, amount=-_YEAR_IN_QUARTERS, unit=CalendarUnit.QUARTER)
            times[index] = replace(time, rule=rule, anchor=Anchor.TEXT, anchor_time=-1)
    return times


def _is_longer(time: Time) -> bool:
    """Tell whether a time is a year or a length, beside which "a year ago" is of as much and not of a quarter."""
    if time.type is TimeType.DURATION:
        return time.value != "P1Q"
    return _unit_of(time) is CalendarUnit.YEAR or (time.rule is None and len(time.value) == 4)


_AGO = frozenset("ago earlier before".split())
_AGO_ENDS = ("-ago", "-earlier")


def is_year_back(time: Time) -> bool:
    """Tell whether a time is "a year ago" or "a year earlier", and nothing else that lies a year back."""
    rule = time.rule
    if rule is None or rule.kind is not RuleKind.OFFSET or rule.part is not None or time.type is not TimeType.DATE:
        return False
    return (rule.unit, rule.amount) in _YEAR_BACK


_YEAR_BACK = ((CalendarUnit.YEAR, -1), (CalendarUnit.QUARTER, -_YEAR_IN_QUARTERS))


def without_quarter(time: Time) -> Time:
    """Return "a year ago" as the year before, where the report has told of no quarter."""
    rule = time.rule
    if rule is None or rule.unit is not CalendarUnit.QUARTER or rule.amount != -_YEAR_IN_QUARTERS:
        return time
    return replace(time, rule=replace(rule, amount=-1, unit=CalendarUnit.YEAR))


def ended(times: list[Time], tokens: Sequence[Token]) -> list[Time]:
    """Give "the quarter ended 30 September" the quarter of that day, and make "the year ended 31 March" a length."""
    starts: list[int] = []
    for index in range(len(times) - 1):
        time, day = times[index], times[index + 1]
        unit = _unit_of(time)
        if unit is None or not _is_day_of_year(day):
            continue
        starts = starts or [token.start for token in tokens]
        first, stop = bisect_left(starts, time.end), bisect_left(starts, day.start)
        if first > 1 and tokens[first - 2].lower in ("this", "next", "last"):
            continue
        between = [token.lower for token in tokens[first:stop]]
        if not between or len(between) > _ENDED_REACH or between[0] not in _ENDED:
            continue
        if unit is CalendarUnit.YEAR:
            times[index] = replace(
                time, type=TimeType.DURATION, value="P1Y", rule=None, anchor=Anchor.NONE, anchor_time=None, when=None
            )
        else:
            times[index] = _quarter_of(time, day)
    return times


def _unit_of(time: Time) -> CalendarUnit | None:
    if time.value == "P1Q":
        return CalendarUnit.QUARTER
    rule = time.rule
    if rule is None or rule.kind is not RuleKind.OFFSET or rule.amount != 0 or rule.part is not None:
        return None
    return rule.unit if rule.unit in (CalendarUnit.QUARTER, CalendarUnit.YEAR) else None


def _is_day_of_year(time: Time) -> bool:
    if time.rule is not None:
        return time.rule.kind is RuleKind.DAY_MONTH and time.rule.last_day is None
    return time.when is not None and time.when.precision is Precision.DAY


def _quarter_of(time: Time, day: Time) -> Time:
    """Return the quarter whose last weeks hold the day that it ended on: ends lie up to a week off a month's end."""
    rule = day.rule
    if rule is not None and rule.month is not None and rule.day is not None:
        part = f"Q{_number(rule.month, rule.day)}"
        of_year = Rule(kind=RuleKind.YEAR_PART, part=part, direction=Direction.PAST)
        of_year = replace(of_year, direction=rule.direction, amount=rule.amount)
        value = value_unknown(of_year, TimeType.DATE, "")
        return replace(
            time, type=TimeType.DATE, value=value, rule=of_year, anchor=Anchor.REPORT, anchor_time=None, when=None
        )
    if day.when is None:
        return time
    last = day.when.first
    number = _number(last.month, last.day)
    in_year = last.year - (last.month == 1 and number == _YEAR_IN_QUARTERS)
    return replace(
        time,
        type=TimeType.DATE,
        value=f"{in_year:04d}-Q{number}",
        rule=None,
        anchor=Anchor.NONE,
        anchor_time=None,
        when=months_of(in_year, number * 3 - 2, 3),
    )


_SPILL_DAYS = 7


def _number(in_month: int, of_day: int) -> int:
    """Return the number of the quarter that ends nearest before or in the month: 2 July still ends the second."""
    if of_day <= _SPILL_DAYS and in_month % 3 == 1:
        in_month = (in_month + 10) % 12 + 1
    return (date(2000, in_month, 1).month - 1) // 3 + 1
