"""Times without days of their own: now, soon, recent, at that time, in the morning, the same period.

Decision to know: these are read only where their neighbours leave no doubt; a word like "current" before its noun says
when the noun is, and "soon" is a time only of what is still to come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from synoptic.model.calendar import CalendarUnit, Rule, RuleKind
from synoptic.model.readings import Anchor, TimeType
from synoptic.reading.times_counted import day_alone
from synoptic.reading.times_days import quarter_code
from synoptic.reading.times_made import Made, Run, first_of, ruled
from synoptic.reading.times_words import Piece


def _these_days(run: Run) -> Made | None:
    if run[0].low == "these" and run[-1].low == "days":
        return Made(type=TimeType.DATE, value="PRESENT_REF")
    return None


def _now(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read now, recently, the future, the past, current, recent: a time without days."""
    piece = run[-1]
    if piece.kind == "j" and len(run) == 3 and run[1].low not in ("near", "foreseeable", "immediate", "distant"):
        return None
    if piece.kind in "Jj":
        if after is not None and after.low in ("-", "as", "after", "before", "of"):
            return None
        made = Made(type=TimeType.DATE, value=piece.value)
        if piece.low == "soon":  # "it soon fell" tells no time, "will soon fall" does
            return replace(made, value="", ahead_only=True, ahead=made)
        return made
    if (
        piece.low == "past"
        and len(run) == 2
        and before is not None
        and before.kind == "i"
        and (after is None or after.kind != "x" or not after.low.isalpha() or after.low in _PRONOUNS)
    ):
        return Made(type=TimeType.DATE, value="PAST_REF")
    return None


_PRONOUNS = frozenset("it he she they we i you".split())

_VERBS_OF_STATE = frozenset("was is were are has had will would can could may carried swept took runs flows".split())


def _said_of_now(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "the recent storms", "its current leader": an adjective that says when its noun was, or is."""
    if after is None or after.kind != "x" or not after.low.isalpha() or after.low in _VERBS_OF_STATE:
        return None
    value = {"recent": "PAST_REF", "current": "PRESENT_REF"}.get(run[0].low)
    return Made(type=TimeType.DATE, value=value) if value is not None else None


def _part_alone(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "in the morning", "by mid-afternoon", "at dawn": of the day that the text has come to."""
    if before is None or (after is not None and after.kind in "fPh"):
        return None
    led = ("in", "during", "by", "through", "throughout") if len(run) > 1 else ("at", "by", "before", "after", "until")
    if before.low not in led or (run[0].kind != "T" and before.low == "in"):
        return None
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.DAY)
    value = f"T{run[-1].value}"
    return Made(type=TimeType.TIME, value=value, rule=rule, anchor=Anchor.TEXT, either=True)


_BEFORE_THAT_TIME = frozenset("at by since until during before from".split())


def _that_time(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "at that time": the time that the text has come to; "at the time" only as some time past."""
    if before is None or before.low not in _BEFORE_THAT_TIME or (after is not None and after.kind in "fh"):
        return None
    if run[0].low == "that":
        return Made(type=TimeType.DATE, value="PAST_REF", rule=Rule(kind=RuleKind.SAME), anchor=Anchor.TEXT)
    if (run[0].low, before.low) in (("the", "at"), ("this", "by")) and (after is None or not _opens_clause(after)):
        return Made(type=TimeType.DATE, value="PAST_REF")
    return None


def _opens_clause(piece: Piece) -> bool:
    """Tell whether the time is one that a clause tells: "at the time he was captured"."""
    return piece.low in ("when", "that", "they", "he", "she", "it", "we", "i", "you") or piece.kind in "TA"


def _period_said(run: Run) -> Made | None:
    """Read "the latest period", "the same period": the quarter spoken of."""
    if run[1].low not in ("latest", "same", "previous", "current"):
        return None
    amount = -1 if run[1].low == "previous" else 0
    rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=CalendarUnit.QUARTER)
    return ruled(rule, anchor=Anchor.TEXT)


def _year_ago_period(run: Run) -> Made | None:
    unit = first_of(run, "U")
    if unit is None or unit.value != "Y":
        return None
    code = quarter_code(run)
    if code is not None:
        return ruled(Rule(kind=RuleKind.YEAR_PART, part=code, amount=-1))
    if run[-1].kind in "Qq":  # hangs on a quarter, and where there is none is the year before (`without_quarter`)
        return ruled(Rule(kind=RuleKind.OFFSET, amount=-4, unit=CalendarUnit.QUARTER), anchor=Anchor.TEXT, either=True)
    return ruled(Rule(kind=RuleKind.OFFSET, amount=-1, unit=CalendarUnit.YEAR), anchor=Anchor.TEXT, either=True)


VAGUE: dict[str, Callable[[Run], Made | None]] = {
    "these_days": _these_days,
    "period": _period_said,
    "year_ago_period": _year_ago_period,
}
"""The functions of this file by the form of the grammar that they read."""

VAGUE_BESIDE: dict[str, Callable[[Run, Piece | None, Piece | None], Made | None]] = {
    "now": _now,
    "said_of_now": _said_of_now,
    "part_alone": _part_alone,
    "that_time": _that_time,
    "day_alone": day_alone,
}
"""Forms that only the pieces before and after them decide."""
