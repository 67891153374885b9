"""Rules of relative time, and their arithmetic: what "next month" or "on Tuesday" comes to once a reference day is
known.

Decision to know: a time expression keeps its `Rule`, so that it can be worked out again when an undated report gets
its day in linking. The reading finds rules; this file alone turns a rule and a day into an interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from synoptic.model.days import Interval


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
    DAY_MONTH the day `day` of month `month`, year by the direction
    DAY_OF_MONTH  the `day`th, month by the direction
    SEASON    `part` names it (spring, summer, autumn, winter)
    SPAN      from the reference `amount` units on or back: in the coming weeks, in the past three days
    PART      a part (begin, mid, end, earlier, later) of the unit that holds the reference: earlier this month
    HOLIDAY   a fixed feast, `month` and `day` given
    YEAR_PART reserved for quarters, halves: `part` is Q1..Q4, H1, H2, year by the direction
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


def resolve(rule: Rule, reference: date) -> Interval | None:
    """Work out the days that the rule means when said on the reference day; None when there is no such day (30
    February)."""
    raise NotImplementedError
