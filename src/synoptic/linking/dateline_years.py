"""The year of a dateline that tells none: "OSTREL, Feb 2 (NSP) - ... on Monday".

Decision to know: by the custom of news writing the last weekday told as past in the lead is the day of the dateline or
the day before. Of the years within reach one is taken only if the weekday is that very day in it alone, and no year in
which it would be the day before lies nearer to the dated reports of the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from synoptic.linking.hints import day_name, last_weekday, yearless_day
from synoptic.linking.told import Told
from synoptic.model.days import Interval
from synoptic.model.links import Reason, ReasonCode
from synoptic.model.readings import Reading


def agreeing_day(
    reading: Reading, told: Sequence[Told], days: Sequence[date], around: Interval
) -> tuple[date, Reason] | None:
    """Return the one of the candidate days on which dateline and weekday agree, with the reason; None if unsure."""
    line = yearless_day(reading)
    last = last_weekday(reading, told)
    if line is None or last is None or not 1 < len(days) == len({day.year for day in days}):
        return None
    back = {day: (day - found).days for day in days if (found := last(day)) is not None}
    same = [day for day, gap in back.items() if gap == 0]
    if len(same) != 1:
        return None
    day = same[0]
    if any(gap == 1 and _off(other, around) < _off(day, around) for other, gap in back.items()):
        return None
    text = f"of the years that fit, “{reading.quote(line)}” is {day_name(day)}, the weekday that its lead tells as past"
    return day, Reason(code=ReasonCode.WEEKDAY, text=text, evidence=(reading.evidence(line),))


def _off(day: date, around: Interval) -> int:
    return max(0, (around.first - day).days, (day - around.last).days)
