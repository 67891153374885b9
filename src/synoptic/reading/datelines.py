"""The day in a dateline: "OSTREL, Brennia, Oct. 1, 2031 (NSP) - The ferry ...".

Decision to know: a dateline begins the first paragraph with a place in capitals, and a mark (a bracket, a dash, a
full stop) parts it from the
text. Its day is stated by the report; without a year it is kept as month and day, and only the pile can tell the year.
A place in small letters begins one only where a comma and a whole day follow: "Ostrel, 1 October 2031 - The ferry ...".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.spans import Span
from synoptic.model.unseen import UNSEEN

_REACH = 110
_DAY = r"""
        (?P<month1>[^\W\d_]{3,10})\.?[ ](?P<day1>\d{1,2})(?:st|nd|rd|th)?(?:,?[ ](?P<year1>(?:19|20)\d\d))?
      | (?P<day2>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ ](?:de[ ]|of[ ])?
        (?P<month2>[^\W\d_]{3,10})\.?(?:,?[ ](?:de[ ]|del[ ])?(?P<year2>(?:19|20)\d\d))?
"""
_BIG = r"[^\W\d_a-zß-öø-ÿ]"  # a capital of any alphabet of western Europe
_LINE = re.compile(
    rf"""
    (?P<place>{_BIG}(?:{_BIG}|[’'.-]){{2,}}(?:[ ]{_BIG}(?:{_BIG}|[’'.-])*){{0,3}}(?:,[ ][A-Z][\w’'. -]{{1,30}}?)?)
    ,?[ ]+(?:\([^()\n]{{2,30}}\),?[ ]+)?
    (?P<date>{_DAY})
    [ ]*(?:[,.]?[ ]*[(\[/] | [.:][ ] | [,.]?[ ]*(?:--|[-–—―]))
    """,
    re.VERBOSE,
)
_NAME = rf"{_BIG}[^\W\d_]+(?:[’'-][^\W\d_]+)*"
_SMALL_LINE = re.compile(
    rf"""
    (?P<place>{_NAME}(?:[ ]{_NAME}){{0,3}}(?:,[ ]{_NAME}(?:[ ]{_NAME}){{0,2}})?)
    (?:[ ]\([^()\n]{{2,30}}\))?,[ ](?:on[ ])?(?:[^\W\d_]{{3,6}}day,?[ ])?
    (?P<date>{_DAY})
    (?:[ ]?[.:] | [ ]*(?:--|[-–—―]) | [ ]?\([^()\n]{{2,30}}\)[ ]?(?:--|[-–—―:]))[ ]+(?=["“‘]?{_BIG})
    """,
    re.VERBOSE,
)
_NO_PLACES = frozenset(
    "after before by during from in on since till until yesterday today updated posted published".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The day of a dateline: `span` within the line; `year` is None where it is not told; `small` tells that its place
    is not in capitals, so that it may be no dateline."""

    span: Span
    day: int
    month: int
    year: int | None
    small: bool = False

    @property
    def date(self) -> date | None:
        """The whole day, or None where the year is missing or there is no such day."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


_BLANKS = "\xa0\u2007\u2009\u202f"


def _plain(line: str) -> tuple[str, list[int]]:
    """Return the line as it is seen, with common blanks and without soft hyphens, and where each character stands."""
    places = [at for at, mark in enumerate(line) if mark not in UNSEEN]
    return "".join(" " if line[at] in _BLANKS else line[at] for at in places), places


def _small_line(plain: str) -> re.Match[str] | None:
    """Match a dateline whose place is in small letters; its year must be told."""
    match = _SMALL_LINE.match(plain)
    if match is None or not (match["year1"] or match["year2"]):
        return None
    first = match["place"].split()[0].lower().rstrip(",")
    other = first in _NO_PLACES or first.endswith("day") or first in _months()
    return None if other else match


@cache
def _months() -> Mapping[str, int]:
    return {row[0]: int(row[1]) for row in load_table("month_names")}


def find_dateline(line: str) -> Dateline | None:
    """Find the day in the dateline that begins a line; None where there is none."""
    plain, places = _plain(line[:_REACH])
    match = _LINE.match(plain)
    small = match is None
    match = match or _small_line(plain)
    if match is None:
        return None
    month = _months().get((match["month1"] or match["month2"]).lower())
    day = int(match["day1"] or match["day2"])
    if month is None or not 1 <= day <= 31:
        return None
    year = match["year1"] or match["year2"]
    span = Span(start=places[match.start("date")], end=places[match.end("date") - 1] + 1)
    return Dateline(span=span, day=day, month=month, year=int(year) if year else None, small=small)
