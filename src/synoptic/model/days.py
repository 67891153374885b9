"""Days and intervals: what a calendar expression comes down to, and how a report came to its date.

Decision to know: a date is always a first and a last day (both included) with the precision at which it was said;
June is a month and not the 1st of June. "Unknown" is a basis, never an invented day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


_REMEMBERED = 4096
"""The reports of a pile name the same days again and again; to look one up takes a tenth of the time of making it."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Hold the days from `first` to `last`, both included, at the precision known."""

    first: date
    last: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"an interval runs forward, met {self.first} to {self.last}")
        if (self.precision is Precision.DAY) != (self.first == self.last):
            raise ValueError(f"day precision means one day, met {self.first} to {self.last} as {self.precision}")

    def __str__(self) -> str:
        """Write ISO 8601: 2021-12-07, 2021-12, 2021, 2021-W48 or 2021-12-09/2021-12-30."""
        first = self.first
        if self.precision is Precision.DAY:
            return first.isoformat()
        if self.precision is Precision.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        if self.precision is Precision.MONTH:
            return f"{first.year:04d}-{first.month:02d}"
        if self.precision is Precision.YEAR:
            return f"{first.year:04d}"
        return f"{first.isoformat()}/{self.last.isoformat()}"

    @property
    def words(self) -> str:
        """Say the days in words: 7 December 2021, the week of 29 November 2021, December 2021, 2021, 30 September to
        6 October 2024."""
        first, last = self.first, self.last
        if self.precision is Precision.DAY:
            return _day_words(first)
        if self.precision is Precision.WEEK:
            return f"the week of {_day_words(first)}"
        if self.precision is Precision.MONTH:
            return f"{MONTHS[first.month - 1]} {first.year}"
        if self.precision is Precision.YEAR:
            return f"{first.year}"
        begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else _day_words(first)
        return f"{begin} to {_day_words(last)}"

    @property
    def width_days(self) -> int:
        """Count the days held; 1 for a single day."""
        return (self.last - self.first).days + 1

    def holds(self, other: Interval) -> bool:
        """Tell whether every day of `other` is a day of this."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Interval) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def shared_with(self, other: Interval) -> Interval | None:
        """Return the days in common, or None when there is none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if first > last:
            return None
        return next((i for i in (self, other) if (i.first, i.last) == (first, last)), between(first, last))


@lru_cache(maxsize=_REMEMBERED)
def day(value: date) -> Interval:
    """Return the interval of one day."""
    return Interval(first=value, last=value, precision=Precision.DAY)


def between(first: date, last: date) -> Interval:
    """Return the interval from one day to another; a single day when they are the same."""
    return Interval(first=first, last=last, precision=Precision.DAY if first == last else Precision.INTERVAL)


def month(year: int, number: int) -> Interval:
    """Return the whole calendar month."""
    last = calendar.monthrange(year, number)[1]
    return Interval(first=date(year, number, 1), last=date(year, number, last), precision=Precision.MONTH)


def year(number: int) -> Interval:
    """Return the whole calendar year."""
    return Interval(first=date(number, 1, 1), last=date(number, 12, 31), precision=Precision.YEAR)


def week(any_day: date) -> Interval:
    """Return the ISO week, Monday to Sunday, that holds the day."""
    monday = any_day - timedelta(days=any_day.weekday())
    return Interval(first=monday, last=monday + timedelta(days=6), precision=Precision.WEEK)


_FORMS = re.compile(r"(\d{4})(?:-W(\d{2})|-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?", re.ASCII | re.DOTALL)


@lru_cache(maxsize=_REMEMBERED)
def parse_interval(value: str) -> Interval | None:
    """Read one of the forms that `str(Interval)` writes, or an ISO moment (its day); None when it is none of them."""
    if "/" in value:
        ends = [parse_interval(part) for part in value.split("/", 1)]
        if ends[0] is None or ends[1] is None or ends[0].first > ends[1].last:
            return None
        return between(ends[0].first, ends[1].last)
    match = _FORMS.fullmatch(value.strip())
    if match is None:
        return None
    numbers = [int(g) if g else None for g in match.groups()]
    in_year, in_week, in_month, in_day = numbers
    try:
        if in_year is None:
            return None
        if in_week is not None:
            return week(date.fromisocalendar(in_year, in_week, 1))
        if in_month is None:
            return year(in_year)
        if in_day is None:
            return month(in_year, in_month)
        return day(date(in_year, in_month, in_day))
    except ValueError:
        return None


class Basis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Say when a report was published, on what basis, and why in words; `value` is None exactly when it is unknown."""

    value: Interval | None = None
    basis: Basis = Basis.UNKNOWN
    why: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != (self.basis is Basis.UNKNOWN):
            raise ValueError(f"a date without a value is unknown and the reverse, met {self.value} as {self.basis}")


UNDATED = Dated()
