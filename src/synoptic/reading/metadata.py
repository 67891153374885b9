"""Days, times, addresses, outlets and names of writers in the lines around a report.

Decision to know: a line is metadata only when nothing is left of it beside a day, a time, an address or words that
say "published", "updated" and the like; a sentence that holds a date is none. A date with two readings (04/05/2021)
is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from synoptic.lexicon import load_table, load_words

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"""
      {_MONTH.format(1)}\s*(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s*(?P<year1>(?:19|20)\d\d)(?!\d)
    | (?<!\d)(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]?(?:of\s)?{_MONTH.format(2)}[\s,-]*(?P<year2>(?:19|20)\d\d)(?!\d)
    | (?<!\d)(?P<year3>(?:19|20)\d\d)(?P<mark>[-/.\s]\s?)(?P<month3>\d{{1,2}})(?P=mark)(?P<day3>\d{{1,2}})(?!\d)
    | (?<!\d)(?P<year4>(?:19|20)\d\d)(?P<month4>\d\d)(?P<day4>\d\d)(?!\d)
    | (?<!\d)(?P<one>\d{{1,2}})[/.](?P<two>\d{{1,2}})[/.](?P<year5>(?:19|20)\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:])(?:T|at\s+)?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?Z\b|\s?[+-]\d\d:?\d\d\b)?",
    re.IGNORECASE,
)
_HUNDRED = re.compile(r"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?=GMT|UTC|BST|HKT|ET\b|EST|EDT)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_ADDRESS_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/-]|\Z)|[/-](?P<whole>20\d{6})(?=[/.-]|\Z)"
)
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_BYLINE = re.compile(
    r"(?:By|BY|Posted by|Written by|Reporting by|Editing by|Words by|Text by|Story by|Report by)\s+(?P<names>\S.*)"
)
_LONE_DATELINE = re.compile(
    r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)? ?(?:--|[-–—])"
)
_TWO_READINGS = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_SMALL = frozenset("and of in for the at with de la van von der den bin al el da du di on".split())
_LONGEST = 160
_MOST_BYLINE = 16
_AGENCY = r"[A-Z][\w&.’'-]*(?:[ /-][A-Z][\w&.’'-]*){0,3}"
_DATELINE = re.compile(
    rf"""
    (?P<place>(?:[^\W\d_][\w’'.,-]*[ ]){{0,9}}?(?:\d{{1,2}},?[ ])?)
    (?P<credit>[(\[](?P<agency>{_AGENCY})[)\]][ ]?(?:[-–—―]{{1,3}}|--+|:)?)
    (?=[ ]*\S)
    """,
    re.VERBOSE,
)
_BARE_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z’'.-]+(?:[ ][A-Z][A-Z’'.-]+){0,3}(?:,[ ][A-Z][\w.]+(?:[ ][A-Z][\w.]+)?)?)[ ]+"
    r"(?P<credit>[-–—―]{1,2}|--)[ ]+(?=[A-Z“\"'‘])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, and the time of it when it is told, where it stands in a line (offsets into that line)."""

    start: int
    end: int
    day: date
    clock: str | None = None

    @property
    def iso(self) -> str:
        """Write ISO 8601 at the precision told."""
        return self.day.isoformat() + (f"T{self.clock}" if self.clock else "")


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["one"]:
        one, two = int(part["one"]), int(part["two"])
        if one <= 12 and two <= 12 and one != two:
            return None
        numbers = (int(part["year5"]), min(one, two) if one > 12 or two > 12 else one, max(one, two))
    else:
        n = next(n for n in "1234" if part[f"year{n}"])
        month = part[f"month{n}"]
        numbers = (
            int(part[f"year{n}"]),
            int(month) if month.isdigit() else _MONTHS[month[:3].lower()],
            int(part[f"day{n}"]),
        )
    try:
        return date(*numbers)
    except ValueError:
        return None


def find_moment(line: str) -> Moment | None:
    """Find the first whole day in a line, with a time of day that stands beside it."""
    for match in _DAY.finditer(line):
        found = _day(match)
        if found is None:
            continue
        clock = _clock(line, match.start(), match.end())
        if clock is None:
            return Moment(start=match.start(), end=match.end(), day=found)
        time, start, end = clock
        return Moment(start=min(start, match.start()), end=max(end, match.end()), day=found, clock=time)
    return None


def _clock(line: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Find a time of day after the day, or else before it."""
    return _clock_between(line, end, len(line)) or _clock_between(line, 0, start)


def _clock_between(line: str, low: int, high: int) -> tuple[str, int, int] | None:
    match = _CLOCK.search(line, low, high) or _HUNDRED.search(line, low, high)
    if match is None:
        return None
    hour, half = int(match["hour"]), (match.groupdict().get("half") or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{match['minute']}", match.start(), match.end()


def bare_moment(line: str) -> Moment | None:
    """Read a line that says a day and nothing else; None when other words stand in it."""
    if len(line) > _LONGEST or _DIGIT.search(line) is None:
        return None
    moment = find_moment(line)
    if moment is None:
        return None
    rest = line[: moment.start] + " " + line[moment.end :]
    while again := find_moment(rest):
        rest = rest[: again.start] + " " + rest[again.end :]
    rest = _HUNDRED.sub(" ", _CLOCK.sub(" ", rest))
    known = load_words("metadata_words")
    if any(word.lower() not in known for word in _WORD.findall(rest)) or _DIGIT.search(rest):
        return None
    return moment


_SIGNED = re.compile(
    r"(?:(?P<before>[^-–—|]{1,40}?)\s*[-–—|]+\s*)?"
    r"(?P<first>[^\W\d_][\w’'.-]+)(?P<rest>(?:[ \xa0][^\W\d_][\w’'.-]*){1,3})"
    r"(?:\s*[-–—|]+\s*(?P<after>.{6,40}))?"
)


def signed_moment(line: str) -> Moment | None:
    """Read a line that says a day and, parted from it by a dash, who wrote: "18 April 2031 — Lena Orlo"."""
    match = _SIGNED.fullmatch(line) if len(line) <= _LONGEST and _DIGIT.search(line) else None
    if match is None or (match["before"] is None) == (match["after"] is None):
        return None
    if match["first"] not in _given_names() or not all(word[0].isupper() for word in match["rest"].split()):
        return None
    day = (match["before"] or match["after"]).strip()
    moment = bare_moment(day)
    at = line.index(day)
    return moment and replace(moment, start=moment.start + at, end=moment.end + at)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("first_names"))


def is_stamp(line: str) -> bool:
    """Tell whether the line is only a time of day ("Updated at 11:45 p.m.") or a dateline alone ("OSLO, Norway -")."""
    if len(line) > 60:
        return False
    if (line[-1] in "-–—" and _LONE_DATELINE.fullmatch(line)) or _TWO_READINGS.fullmatch(line):
        return True
    if _DIGIT.search(line) is None:
        return False
    rest, clocks = _CLOCK.subn(" ", line)
    words = _WORD.findall(rest)
    return (
        clocks == 1
        and len(words) > 0
        and _DIGIT.search(rest) is None
        and all(w.lower() in load_words("metadata_words") for w in words)
    )


def bare_address(line: str) -> str | None:
    """Return the web address that is the whole line, or that a short label such as "Source:" stands before."""
    match = _ADDRESS.search(line)
    if match is None or match.end() != len(line) or len(line[: match.start()].split()) > 3:
        return None
    before = line[: match.start()].strip()
    return match[0] if not before or before.endswith(":") else None


def outlet_of(address: str) -> str | None:
    """Return the domain of an address without "www.", lower case."""
    host = urlsplit(address if "//" in address else f"https://{address}").netloc.lower().partition(":")[0]
    return host.removeprefix("www.") or None


def day_of(address: str) -> date | None:
    """Return the day that the path of an address holds (/2021/12/04/, /2021/dec/04/, -20211204)."""
    match = _ADDRESS_DAY.search(address.lower())
    if match is None:
        return None
    try:
        if whole := match["whole"]:
            return date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
        month = match["month"]
        number = int(month) if month.isdigit() else _MONTHS.get(month, 0)
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def is_byline(line: str) -> bool:
    """Tell whether the line only names who wrote the report."""
    match = _BYLINE.match(line) if len(line) <= _LONGEST else None
    if match is None or line[-1] in "!?…":
        return False
    words = re.findall(r"[^\W\d_][\w’'.-]*", match["names"])
    if not 0 < len(words) <= _MOST_BYLINE:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word.lower() in _SMALL for word in words)


def ends_in_year(line: str) -> bool:
    """Tell whether a year stands near the end of a line that ends without a mark: a date may be glued to it."""
    return (
        len(line) <= 2 * _LONGEST
        and (line[-1].isalnum() or line[-1] in ".)")
        and _YEAR.search(line, max(0, len(line) - 40)) is not None
    )


def glued_moment(line: str, known: Mapping[str, int]) -> tuple[int, Moment] | None:
    """Split a title from a date glued to its end ("...fears on the riseon March 4, 2023 at 6:53 pm").

    Returns where the title ends, and the moment; None when the line does not end so. `known` counts the words of the
    whole report, which tells "London" and a date from "Lond", "on" and a date.
    """
    if not ends_in_year(line):
        return None
    last: Moment | None = None
    for match in _DAY.finditer(line, max(0, len(line) - 70)):
        found = _day(match)
        if found is not None:
            clock = _clock_between(line, match.end(), len(line))
            end = match.end() if clock is None else clock[2]
            last = Moment(start=match.start(), end=end, day=found, clock=clock[0] if clock else None)
    if last is None or line[last.end :].strip(" .)") or last.start == 0:
        return None
    before = line[: last.start].rstrip()
    gap = last.start - len(before)
    if before.endswith("on") and len(before) > 2:
        glue = before[-3]
        word = re.findall(r"[^\W\d_]+\Z", before)
        whole = word[0].lower() if word else ""
        if glue.isspace():
            split = len(before) - 2
            return (len(line[:split].rstrip()), last) if last.clock else None
        if known.get(whole, 0) < 2 or known.get(whole[:-2], 0):
            return len(before) - 2, last
    if gap == 0 and before and (before[-1].isalpha() or before[-1] in "'’\"”?!)"):
        return len(before), last
    if before and before[-1] in "|–—-•·" and last.clock:
        return len(before.rstrip("|–—-•· ")), last
    return None


def dateline(line: str, *, bare: bool) -> tuple[int, int] | None:
    """Find the credit of a dateline: "PLACE, 3 May (Agency) -" gives the ends of "(Agency) -".

    With `bare`, also those of the dash in "PLACE — Text", which only the first lines of a report may have.
    """
    match = _DATELINE.match(line[:120])
    if match is not None and (_is_agency(match) or match["credit"][-1] in "-–—―") and _is_place(match["place"]):
        return match.start("credit"), match.end("credit")
    match = _BARE_DATELINE.match(line[:80]) if bare else None
    return match.span("credit") if match is not None and len(match["place"]) > 3 else None


def _is_agency(match: re.Match[str]) -> bool:
    return match["agency"].lower() in load_words("agencies")


def _is_place(place: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'.-]*", place)
    if not words:
        return True
    return all(w[0].isupper() or w.lower() in _SMALL for w in words) and (words[0].isupper() or len(words) <= 5)
