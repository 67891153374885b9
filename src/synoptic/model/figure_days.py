"""Which times beside a figure are not its day, and which are only one end of it.

Decision to know: a figure counted since 2019 is no figure of 2019, nor is one set beside that of 2025; a fiscal year is
not the calendar year of its number; and what was spent from 2021 to 2023 was spent in neither year alone.
"""

from __future__ import annotations

import re
from datetime import timedelta

from synoptic.model.days import Interval, between
from synoptic.model.readings import Reading, Time
from synoptic.model.spans import Span

_BEFORE_CHARS = 40
_SET_BESIDE = re.compile(
    r"\b(?:since|than|(?:dat|go|stretch|reach)(?:e|es|ing|ed)?[\s\xa0]+back[\s\xa0]+to|dating[\s\xa0]+(?:to|from)|(?:compared|compares)[\s\xa0]+(?:to|with)|(?:up|down)[\s\xa0]+from(?:[\s\xa0]+[\d.,]+(?:[\s\xa0]+[a-z]+)?)?|from[\s\xa0]+(?:the[\s\xa0]+)?"
    r"(?:level|levels|figure|total)[\s\xa0]+(?:of|in))"
    r"(?:[\s\xa0]+(?:in|on|at|for|the|of|that|those|early|late|mid))*[\s\xa0]+$",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"(?:the[\s\xa0]+)?(?:fiscal|financial|FY)\b", re.IGNORECASE)
_LINK = re.compile(r"[\s\xa0]*(?:to|through|until|till|-|–|—)[\s\xa0]*|[\s\xa0]+and[\s\xa0]+")
_NEXT_DAY = timedelta(days=1)
_BOTH = re.compile(
    r"[\s\xa0]+and[\s\xa0]+(?:in[\s\xa0]+)?(?:(?:the[\s\xa0]+)?(?:first|early|last)[\s\xa0]+"
    r"(?:(?:part|half|quarter|(?:\w+[\s\xa0]+)?(?:weeks|months))[\s\xa0]+of[\s\xa0]+)?)?",
    re.IGNORECASE,
)
"""Between two times of which the sum is of both: "in 2014 and the first four months of 2015"."""
_OPENS = re.compile(r"\b(from|between)[\s\xa0]+(?:early[\s\xa0]+|late[\s\xa0]+|mid-?)?$", re.IGNORECASE)


def is_set_beside(text: str, time: Time) -> bool:
    """Tell whether a figure is counted since a time, or set beside that of it ("a third less than in 2025")."""
    return _SET_BESIDE.search(text, max(0, time.start - _BEFORE_CHARS), time.start) is not None


def is_fiscal(text: str, time: Time) -> bool:
    """Tell whether a time is a fiscal year, which begins and ends with no year of the calendar."""
    return _FISCAL.match(text, time.start, time.end) is not None


def dates_one_end(number: Span, time: Time) -> bool:
    """Tell whether a time dates but one end of a range ("from 500 in 2018 to 900 in 2021")."""
    return number.start < time.start and time.end <= number.end


def stretch_around(reading: Reading, time: Time) -> Interval | None:
    """Return the whole stretch of which a time is one end ("from 2021 to 2023", "between May and July 2021")."""
    number = reading.times.index(time)
    for first, last in ((number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(reading.times):
            continue
        one, two = reading.times[first], reading.times[last]
        if one.when is None or two.when is None or one.when.first > two.when.last or one.end > two.start:
            continue
        near = two.when.first - one.when.last <= _NEXT_DAY and one.when.width_days > 1
        if near and _BOTH.fullmatch(reading.text, one.end, two.start):
            return between(one.when.first, two.when.last)
        opens = _OPENS.search(reading.text, max(0, one.start - _BEFORE_CHARS), one.start)
        link = _LINK.fullmatch(reading.text, one.end, two.start)
        if opens is None or link is None or (link[0].strip() == "and") != (opens[1].casefold() == "between"):
            continue
        return between(one.when.first, two.when.last)
    return None
