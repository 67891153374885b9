"""Two times that belong together: "from 1997 to 2009", "between March and June 2011", "August and October 2017".

Decision to know: each end stays a time of its own, as annotated corpora have it; what is told of the stretch is dated
by both (`stretch_of`), for either end alone would be a wrong day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from synoptic.model.calendar import RuleKind
from synoptic.model.days import Interval, Precision, between, day, month
from synoptic.model.readings import Anchor, Time, TimeType
from synoptic.reading.draft import Token
from synoptic.reading.times_tense import PUT_OFF

_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_AND = frozenset({"and", "or"})
_LONG = frozenset({Precision.MONTH, Precision.YEAR})
_BEFORE_FIRST = 3
_MOST_BETWEEN = 2


def years_shared(times: list[Time], tokens: Sequence[Token]) -> list[Time]:
    """Give the year of "October 2017" to the month before it: "August and October 2017", "3 May to June 2017"."""
    starts: dict[int, int] = {}
    for index in range(len(times) - 2, -1, -1):
        first, last = times[index], times[index + 1]
        rule = first.rule
        if rule is None or rule.kind not in (RuleKind.MONTH, RuleKind.DAY_MONTH) or rule.amount is not None:
            continue
        if first.anchor is not Anchor.REPORT or rule.part is not None or rule.last_day is not None:
            continue
        if last.rule is not None or last.when is None or last.when.precision not in (Precision.MONTH, Precision.DAY):
            continue
        starts = starts or {token.start: at for at, token in enumerate(tokens)}
        link = _link(first, last, tokens, starts)
        if not any(word in _TO or word in _AND for word in link) or rule.month is None:
            continue
        in_year = last.when.first.year - (rule.month > last.when.first.month)
        try:
            when = month(in_year, rule.month)
            if rule.kind is RuleKind.DAY_MONTH:
                when = day(when.first.replace(day=rule.day or 1))
        except ValueError:
            continue
        times[index] = replace(first, rule=None, anchor=Anchor.NONE, anchor_time=None, when=when, value=str(when))
    return times


def _link(first: Time, last: Time, tokens: Sequence[Token], starts: dict[int, int]) -> list[str]:
    """Return the few words between two times; nothing where more stand there."""
    stop = starts.get(last.start, 0)
    begin = stop
    while begin and tokens[begin - 1].start >= first.end:
        begin -= 1
    words = [token.lower for token in tokens[begin:stop]]
    return words if 0 < len(words) <= _MOST_BETWEEN else []


def stretch_of(times: Sequence[Time], number: int, tokens: Sequence[Token]) -> Interval | None:
    """Return the stretch of days that a time begins or ends ("from 1966 to 1978"), or None for a time by itself.

    Two months or years that "and" joins make a stretch too: what is told happened in both.
    """
    if any(token.lower in PUT_OFF for token in tokens):
        return None  # "moved from Tuesday to Thursday": either day, and not those between
    starts = {token.start: at for at, token in enumerate(tokens)}
    for first, last in pairwise(range(max(0, number - 1), min(len(times), number + 2))):
        one, two = times[first], times[last]
        if one.when is None or two.when is None or one.sentence != two.sentence or one.when.first > two.when.last:
            continue
        if TimeType.DATE not in (one.type, two.type) or one.type is not two.type:
            continue
        words = _link(one, two, tokens, starts)
        if words and _joins(words, one, two, tokens, starts):
            return between(one.when.first, two.when.last)
    return None


def _joins(words: Sequence[str], one: Time, two: Time, tokens: Sequence[Token], starts: dict[int, int]) -> bool:
    at = starts.get(one.start, 0)
    before = [token.lower for token in tokens[max(0, at - _BEFORE_FIRST) : at]]
    if words[0] in _AND:
        both = one.when is not None and two.when is not None and {one.when.precision, two.when.precision} <= _LONG
        return "between" in before or (both and words[0] == "and" and words[-1] in ("and", "in"))
    return words[0] in _TO and (words[0] != "to" or "from" in before or before[-1:] in (["in"], ["of"], ["for"]))
