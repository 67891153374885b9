"""The names under which a record of JSON gives its fields, and the days that it states.

Decision to know: the field's own name wins; another name is looked at only where that one is missing or empty, and what
is no text under another name is passed over. A day that can't be read is left out and said; the report is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from synoptic.model.days import parse_interval

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("body", "content"),
    "id": (),
    "headline": ("title",),
    "published": ("date", "published_at", "publishedAt", "pubDate", "datePublished"),
    "outlet": ("source", "publisher"),
    "url": (),
    "language": (),
}
"""Each field's own name with the other names for it, in the order in which they are looked at."""

_WORDED = re.compile(
    r"(?=.*\b(?:19|20)\d\d\b)(?=.*(?<!\d)\d{1,2}(?:st|nd|rd|th)?\b)"
    r".*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = re.compile(r"(?P<one>\d{1,4})[-/.](?P<two>\d{1,2})[-/.](?P<three>\d{1,4})(?:[T ,].*)?", re.DOTALL)
_WHOLE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?", re.DOTALL)
_FIRST_SECOND, _FIRST_THOUSANDTH, _LAST_THOUSANDTH = 10**8, 10**11, 10**14


def field_of(value: Mapping[str, object], name: str) -> object:
    """Return a field of a record under its own name, else under the first other name that gives a text."""
    given = value.get(name)
    if given is not None and given != "":
        return given
    for other in FIELDS[name]:
        found = value.get(other)
        if name == "outlet" and isinstance(found, Mapping):
            found = found.get("name")
        if (isinstance(found, str) and found.strip()) or (name == "published" and _is_number(found)):
            return found
    return given


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool)


def moment_of(given: object) -> str | None:
    """Write the day or moment that a record states as its reports keep it; None when it can't be read.

    ISO forms and days with the month in words are kept as given; the form of e-mail and feeds and seconds or
    thousandths since 1970 become ISO. A day in numbers of which either may be the month is not read.
    """
    if isinstance(given, int | float):
        return _since_1970(float(given))
    if not isinstance(given, str):
        return None
    words = given.strip()
    if parse_interval(words) is not None:
        return given
    if (numbers := _WHOLE.fullmatch(words)) is not None:
        return _iso(*(int(part) for part in numbers.groups()))
    if words.isdigit():
        return _since_1970(float(words))
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _in_numbers(words) or (given if _WORDED.match(words) else None)
    return moment.strftime("%Y-%m-%dT%H:%M") if ":" in words else moment.date().isoformat()


def _in_numbers(words: str) -> str | None:
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return None
    one, two, three = int(match["one"]), int(match["two"]), int(match["three"])
    if len(match["one"]) == 4:
        return _iso(one, two, three)
    if len(match["three"]) != 4 or (one <= 12 and two <= 12 and one != two):
        return None
    return _iso(three, one, two) if two > 12 else _iso(three, two, one)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _since_1970(number: float) -> str | None:
    if _FIRST_THOUSANDTH <= number < _LAST_THOUSANDTH:
        number /= 1000
    if not _FIRST_SECOND <= number < _FIRST_THOUSANDTH:
        return None
    return datetime.fromtimestamp(number, tz=UTC).strftime("%Y-%m-%dT%H:%M")
