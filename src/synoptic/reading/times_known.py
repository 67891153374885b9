"""Days without a year whose year is known otherwise: the text has the whole date, or everybody knows the day.

Decision to know: only what points back is settled, and of one whole date alone: "on 25 June fans will gather" is not
the 25 June on which somebody died. Days that everybody knows are published facts, in `lexicon/known_days.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.calendar import Direction, RuleKind
from synoptic.model.days import Precision, parse_interval
from synoptic.model.readings import Anchor, Time

_REACH_CHARS = 40


def settle_known(found: Sequence[Time], text: str, reference: date | None) -> list[Time]:
    """Give days without a year the year that the text or general knowledge tells."""
    whole: dict[tuple[int, int], set[date]] = {}
    for time in found:
        if time.rule is None and time.when is not None and time.when.precision is Precision.DAY:
            day = time.when.first
            whole.setdefault((day.month, day.day), set()).add(day)
    return [_settled(time, text, whole, reference) for time in found]


def _settled(time: Time, text: str, whole: dict[tuple[int, int], set[date]], reference: date | None) -> Time:
    rule = time.rule
    if (
        rule is None
        or rule.kind is not RuleKind.DAY_MONTH
        or rule.amount is not None
        or time.anchor is not Anchor.REPORT
    ):
        return time
    if rule.month is None or rule.day is None or rule.direction is Direction.FUTURE:
        return time
    known = _known(rule.month, rule.day, text[time.end : time.end + _REACH_CHARS], reference)
    told = whole.get((rule.month, rule.day), set())
    day = known or (next(iter(told)) if len(told) == 1 else None)
    if day is None or (reference is not None and day > reference):
        return time
    when = parse_interval(day.isoformat())
    return replace(time, rule=None, anchor=Anchor.NONE, anchor_time=None, when=when, value=day.isoformat())


def _known(month: int, day: int, after: str, reference: date | None) -> date | None:
    """Return the day that everybody means, where the words after it say so: "the Sept. 11 attacks"."""
    for known, words in _known_days().get((month, day), ()):
        if (reference is None or known <= reference) and words.match(after):
            return known
    return None


@cache
def _known_days() -> dict[tuple[int, int], list[tuple[date, re.Pattern[str]]]]:
    found: dict[tuple[int, int], list[tuple[date, re.Pattern[str]]]] = {}
    for iso, words in load_table("known_days"):
        known = date.fromisoformat(iso)
        pattern = re.compile(
            rf"[\s\xa0-]+(?!(?:the|an?|its|his|her|their|new|more)\b)(?:\w+[\s\xa0-]+)?(?:{words})\b", re.IGNORECASE
        )
        found.setdefault((known.month, known.day), []).append((known, pattern))
    return found
