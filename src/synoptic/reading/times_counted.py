"""Days, weeks and halves counted within a month or year, stretches of years, fiscal years, and years before Christ.

Decision to know: what the calendar of days cannot hold (490 BC) keeps its value and has no days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind, months_of, part_of, resolve
from synoptic.model.days import between, day, year
from synoptic.model.readings import TimeType
from synoptic.reading.times_days import range_days, whole_month, year_alone
from synoptic.reading.times_made import Made, Run, dated, first_of, pieces_in, reference_of, ruled, timed
from synoptic.reading.times_words import Piece


def _weekday_of_month(run: Run) -> Made | None:
    """Read "Monday the 17th"."""
    number = run[-1]
    if not number.low[0].isdecimal() or not 1 <= number.number <= 31:
        return None
    return ruled(Rule(kind=RuleKind.DAY_OF_MONTH, day=int(number.number)), free=True)


def _month_day_said(run: Run) -> Made | None:
    """Read "last May 15", "next March 3" as the one before the report's day, or after it."""
    in_month, number, reference = first_of(run, "M"), run[-1], reference_of(run)
    if in_month is None or reference is None or not reference[0] or not 1 <= number.number <= 31:
        return None
    direction = Direction.PAST if reference[0] < 0 else Direction.FUTURE
    rule = Rule(
        kind=RuleKind.DAY_MONTH, month=int(in_month.value), day=int(number.number), direction=direction, strict=True
    )
    return ruled(rule, anchor=reference[1], either=reference[2])


_BEFORE_DAY_ALONE = frozenset("on by until till before since from".split())


def day_alone(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "on the 15th", where no noun follows."""
    number = run[-1]
    if before is None or before.low not in _BEFORE_DAY_ALONE or not number.low[0].isdecimal():
        return None
    if not 1 <= number.number <= 31 or (after is not None and after.kind not in ".ck"):
        return None
    return ruled(Rule(kind=RuleKind.DAY_OF_MONTH, day=int(number.number)), free=True)


def _ancient(run: Run) -> Made | None:
    """Read "490 BC", "August 480 BC" as BC0490, BC0480-08 (TIMEX2's form); the calendar of days has no such years."""
    numbers = pieces_in(run, "NDY")
    in_month, of_day = first_of(run, "M"), first_of(run, "DO")
    number = numbers[-1].number
    if number != int(number) or not 1 <= number <= 9999:
        return None
    value = f"BC{int(numbers[0].number if in_month is None and len(numbers) > 1 else number):04d}"
    if in_month is not None:
        value += f"-{int(in_month.value):02d}"
        if of_day is not None and of_day is not numbers[-1]:
            value += f"-{int(of_day.number):02d}"
    return dated(TimeType.DATE, value, None)


def _ancient_century(run: Run) -> Made | None:
    number = first_of(run, "O")
    if number is None or run[-2].value != "C" or not 1 <= number.number <= 99:
        return None
    return dated(TimeType.DATE, f"BC{int(number.number) - 1:02d}", None)


def _after_christ(run: Run) -> Made | None:
    number = first_of(run, "NDY")
    if number is None or number.number != int(number.number) or not 1 <= number.number <= 2100:
        return None
    return dated(TimeType.DATE, f"{int(number.number):04d}", year(int(number.number)))


def _years_range(run: Run) -> Made | None:
    """Read "1936-39" as the years from the first to the last."""
    first, last = first_of(run, "Y"), run[-1]
    if first is None or len(last.low) != 2 or not last.low.isdecimal() or run[-2].end != last.start:
        return None
    begin = int(first.value)
    end = begin // 100 * 100 + int(last.low)
    if end <= begin:
        return None
    whole = between(date(begin, 1, 1), date(end, 12, 31))
    return dated(TimeType.DATE, f"{begin:04d}/{end:04d}", whole)


def _night_range(run: Run) -> Made | None:
    """Read "the night of 18-19 April" as the night of the first day."""
    part = first_of(run, "P")
    first = range_days([p for p in run if p is not part and p.kind not in "Ti"])
    if part is None or first is None:
        return None
    return timed(replace(first, when=day(first.when.first) if first.when is not None else None), part.value)


def _ends_of_year(run: Run) -> Made | None:
    """Read "the last months of 1944", "the first weeks of 1945" as the end or the begin of that year."""
    in_year = first_of(run, "Y")
    lead = run[1]
    if in_year is None or (lead.kind == "O" and lead.number != 1) or lead.low not in ("last", "first"):
        return None
    whole, unit = year(int(in_year.value)), first_of(run, "V")
    reach = {"D": 14, "W": 28}.get(unit.value if unit is not None else "")
    first_part = lead.kind == "O"
    when = part_of(whole, "begin" if first_part else "end")
    if reach is not None:
        days = timedelta(days=reach - 1)
        when = between(whole.first, whole.first + days) if first_part else between(whole.last - days, whole.last)
    return dated(TimeType.DATE, f"{int(in_year.value):04d}", when)


def _nth(piece: Piece) -> int | None:
    """Read which one of a month: first to fifth, or -1 for the last."""
    if piece.kind == "B":
        return -1 if piece.low == "last" else None
    return int(piece.number) if 1 <= piece.number <= 5 else None


def _last_of_year(run: Run) -> Made | None:
    """Read "the last quarter of 1998", "the last half of 1989"."""
    in_year, share = first_of(run, "Y"), first_of(run, "Q")
    if (
        in_year is None
        or share is None
        or first_of(run, "B") is None
        or run[0 if run[0].kind == "B" else 1].low != "last"
    ):
        return None
    number, size = int(in_year.value), 3 if share.value == "Q" else 6
    code = "Q4" if share.value == "Q" else "H2"
    return dated(TimeType.DATE, f"{number:04d}-{code}", months_of(number, 13 - size, size))


def _nth_weekday(run: Run) -> Made | None:
    """Read "the last Tuesday of May", "the first Monday in May 2030"."""
    number, weekday, in_month, in_year = _nth(run[1]), first_of(run, "W"), first_of(run, "M"), first_of(run, "Y")
    if number is None or weekday is None or in_month is None:
        return None
    rule = Rule(kind=RuleKind.HOLIDAY, month=int(in_month.value), part=str(number), weekday=int(weekday.value))
    if in_year is None:
        return ruled(rule, free=True)
    when = resolve(replace(rule, amount=0), date(int(in_year.value), 7, 1))
    return dated(TimeType.DATE, str(when), when) if when is not None else None


def _nth_week(run: Run) -> Made | None:
    """Read "the third week of May", "the last week of next month" as those seven days of the month."""
    number = _nth(run[1])
    if number is None or run[2].value != "W":
        return None
    made = whole_month(run[4:]) if run[4].kind == "M" else _month_said(run[4:])
    part = f"week {number}"
    if made is None or made.rule is None:
        return made if made is None or made.when is None else replace(made, when=part_of(made.when, part))
    return replace(made, rule=replace(made.rule, part=part))


def _month_said(run: Run) -> Made | None:
    reference = reference_of(run)
    if reference is None or run[-1].value != "M":
        return None
    rule = Rule(kind=RuleKind.OFFSET, amount=reference[0], unit=CalendarUnit.MONTH)
    return ruled(rule, anchor=reference[1], either=reference[2])


def _fiscal_year(run: Run) -> Made | None:
    unit = first_of(run, "U")
    if run[-1].kind in "DN" and unit is not None:
        return _years_range([p for p in run if p.kind not in "yU"])
    return year_alone([p for p in run if p.kind not in "yU"]) if unit is None or unit.value == "Y" else None


COUNTED: dict[str, Callable[[Run], Made | None]] = {
    "ancient": _ancient,
    "ancient_century": _ancient_century,
    "after_christ": _after_christ,
    "years_range": _years_range,
    "night_range": _night_range,
    "ends_of_year": _ends_of_year,
    "last_of_year": _last_of_year,
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "fiscal_year": _fiscal_year,
    "weekday_of_month": _weekday_of_month,
    "month_day_said": _month_day_said,
}
"""The functions of this file by the form of the grammar that they read."""
