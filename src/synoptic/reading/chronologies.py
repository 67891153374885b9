"""Chronologies: texts that tell their matter day by day, each entry headed by its day.

Decision to know: an entry is known by its form, a day with its year right before a capital and behind no word that
would govern it. A text is a chronology from four such days that run one way. There the present tense tells what was
done, the day of an entry dates its first clause, and what stands before the day without a mark at its end (a caption,
a crosshead) is no part of the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from synoptic.model.spans import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NUMBER = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_GAP = r"[ \xa0]"
_OPENS = r"(?=[\"“‘']?[ \xa0]?[A-Z])"
_WHOLE = re.compile(
    rf"(?<![\w,.:;(/|–—-])(?:{_NUMBER.format('d1')}{_GAP}{_MONTH.format('m1')},?{_GAP}(?P<y1>\d{{4}})|"
    rf"{_MONTH.format('m2')}{_GAP}{_NUMBER.format('d2')},?{_GAP}(?P<y2>\d{{4}}))"
    rf"(?:[ \xa0]?[:–—-])?[ \xa0\n]+{_OPENS}"
)
_GOVERNING = re.compile(
    r"(?:\b(?:in|on|of|by|at|to|the|from|since|until|till|before|after|between|and|or|for|dated|a|an|this|that|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)|[,(:;|/–—-])[ \xa0\n]*$",
    re.IGNORECASE,
)
_LOOK_BACK_CHARS = 14
_FEWEST_ENTRIES = 4
_MOST_TURNS = 0.2
"""The share of the steps from entry to entry that may run against the order of the days."""


def entry_starts(text: str, passages: Iterable[Span]) -> frozenset[int]:
    """Return where the entries of a chronology begin in the passages of a text; none where it is no chronology."""
    found = [
        (match.start(), _day(match))
        for passage in passages
        for match in _WHOLE.finditer(text, passage.start, passage.end)
        if not _GOVERNING.search(text[max(passage.start, match.start() - _LOOK_BACK_CHARS) : match.start()])
    ]
    return frozenset(start for start, _ in found) if _run_one_way([day for _, day in found]) else frozenset()


def _day(match: re.Match[str]) -> tuple[int, int, int]:
    """Return year, month and day as numbers that sort."""
    named = match.groupdict()
    month = (named["m1"] or named["m2"])[:3].casefold()
    return int(named["y1"] or named["y2"]), _MONTHS.index(month), int(named["d1"] or named["d2"])


def _run_one_way(days: Sequence[tuple[int, int, int]]) -> bool:
    if len(set(days)) < _FEWEST_ENTRIES:
        return False
    steps = [(one < other) - (one > other) for one, other in pairwise(days)]
    turns = min(steps.count(1), steps.count(-1))
    return turns <= _MOST_TURNS * len(steps)
