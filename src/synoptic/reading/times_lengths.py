"""Lengths of time, sets, and units counted from a reference: two weeks ago, the past three months, last year, a day
later, every week.

Decision to know: a length that begins or ends at the reference ("the past two months") stays a duration in TIMEX3 and
is a stretch of days for us.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from synoptic.model.calendar import ROLLING, CalendarUnit, Direction, Rule, RuleKind
from synoptic.model.days import year
from synoptic.model.readings import Anchor, TimeType
from synoptic.reading.times_days import season_of
from synoptic.reading.times_made import (
    CLOCK_UNITS,
    UNITS,
    Made,
    Run,
    counted_of,
    first_of,
    part_said,
    period,
    pieces_in,
    reference_of,
    ruled,
    whole_amount,
)
from synoptic.reading.times_words import Piece


def _quarter_said(run: Run) -> Made | None:
    if run[-1].value != "Q":
        return None
    reference = reference_of(run)
    in_year = first_of(run, "Y")
    if in_year is not None:  # "the 1988 quarter": which one only the paragraph tells
        return Made(type=TimeType.DATE, value=in_year.value, when=year(int(in_year.value)))
    if reference is None:
        return None
    if run[-2].low in ("latest", "same"):
        return ruled(Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.QUARTER), anchor=Anchor.TEXT)
    rule = Rule(kind=RuleKind.OFFSET, amount=reference[0], unit=CalendarUnit.QUARTER)
    return ruled(rule, anchor=reference[1], either=reference[2])


_ONE = Piece("N", 0, 0, "one", "1", 0, 1.0)


def _set(run: Run) -> Made | None:
    """Read every day, each Thursday, every two weeks, per month."""
    last, number = run[-1], first_of(run, "ONXD")
    if run[0].low == "per" and last.kind != "U":
        return None
    if last.kind == "W":
        return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(last.value) + 1}")
    if last.kind == "M":
        return Made(type=TimeType.SET, value=f"XXXX-{int(last.value):02d}")
    if last.kind == "P":
        return Made(type=TimeType.SET, value=f"XXXX-XX-XXT{last.value}")
    if last.kind == "S":
        return season_of(run)
    return Made(type=TimeType.SET, value=period(number if number is not None and number.kind != "O" else _ONE, last))


def _ago(run: Run) -> Made | None:
    counted = counted_of(run)
    if counted is None:
        return None
    number, unit = counted
    numbers = pieces_in(run, "NDX")
    if len(pieces_in(run, "UV")) == 1 and (len(numbers) > 1 or (run[0].kind == "A" and run[-2].kind == "N")):
        return _somewhere_back(numbers[-1], unit)
    return (
        _stepped(number, unit, -1, Anchor.REPORT, either=False)
        if number is not None or unit.kind == "U"
        else _past(unit)
    )


_LARGE = frozenset("hundred thousand million billion".split())


def _somewhere_back(outer: Piece, unit: Piece) -> Made:
    """Read "two or three years ago", "a day or two ago": somewhere in the last three years, two days."""
    amount = whole_amount(outer)
    if amount is None or unit.value not in UNITS:
        return Made(type=TimeType.DATE, value="PAST_REF")
    amount *= 2 if unit.value == "F" else 1
    rule = Rule(kind=RuleKind.SPAN, unit=UNITS[unit.value], amount=amount, direction=Direction.PAST)
    return Made(type=TimeType.DATE, value="PAST_REF", rule=rule, anchor=Anchor.REPORT)


def _ago_vaguely(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "years ago"; "hundreds of years ago", "a few hundred years ago" are of no span of days."""
    if before is not None and (before.kind in "NDXf" or before.low in _LARGE):
        return Made(type=TimeType.DATE, value="PAST_REF")
    return _past(run[0])


def _past(unit: Piece) -> Made | None:
    if unit.value not in UNITS:
        return Made(type=TimeType.DATE, value="PAST_REF")
    rule = Rule(kind=RuleKind.SPAN, unit=UNITS[unit.value], direction=Direction.PAST)
    return Made(type=TimeType.DATE, value="PAST_REF", rule=rule, anchor=Anchor.REPORT)


def _stepped(number: Piece | None, unit: Piece, sign: int, anchor: Anchor, *, either: bool) -> Made | None:
    amount = 1 if number is None else whole_amount(number)
    if unit.value in CLOCK_UNITS:
        if amount is None or unit.value != "H" or number is None:
            return Made(type=TimeType.TIME, value="PAST_REF" if sign < 0 else "FUTURE_REF")
        rule = Rule(kind=RuleKind.OFFSET, amount=sign * (amount // 24), unit=CalendarUnit.DAY)
        return Made(type=TimeType.DATE, value="", rule=rule, anchor=anchor, either=either)
    if unit.value not in UNITS:
        return None
    if amount is None and number is not None and number.kind != "X":  # millions of years
        return Made(type=TimeType.DATE, value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if amount is None:
        direction = Direction.PAST if sign < 0 else Direction.FUTURE
        rule = Rule(kind=RuleKind.SPAN, unit=UNITS[unit.value], direction=direction)
        return Made(
            type=TimeType.DATE, value="PAST_REF" if sign < 0 else "FUTURE_REF", rule=rule, anchor=anchor, either=either
        )
    amount *= 2 if unit.value == "F" else 1
    if number is not None and number.number != int(number.number):
        if unit.value != "Y":
            return None
        return ruled(
            Rule(kind=RuleKind.OFFSET, amount=sign * round(number.number * 12), unit=CalendarUnit.MONTH),
            anchor=anchor,
            either=either,
        )
    return ruled(Rule(kind=RuleKind.OFFSET, amount=sign * amount, unit=UNITS[unit.value]), anchor=anchor, either=either)


def _apart(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "a day later", "two years before", "the week after", "year-earlier"; "a week later than planned" is
    a length."""
    counted = counted_of(run)
    if counted is None:
        return None
    number, unit = counted
    if after is not None and after.low == "than":
        return Made(type=TimeType.DURATION, value=period(number if number is not None else _ONE, unit))
    sign = int(run[-1].value)
    if (
        run[-1].low in ("before", "prior", "after", "previously")
        and number is not None
        and unit.value == "Y"
        and unit.kind == "V"
    ):
        return _stepped(number, unit, sign, Anchor.TEXT, either=False)
    return _stepped(number, unit, sign, Anchor.TEXT, either=sign < 0)


def _from_now(run: Run) -> Made | None:
    counted = counted_of(run)
    if counted is None or run[-1].low not in ("today", "now") or run[-2].low != "from":
        return None
    return _stepped(counted[0], counted[1], 1, Anchor.REPORT, either=False)


def _reach(run: Run) -> Made | None:
    """Read the past two months, the next few days, recent weeks, in the coming years, the weeks ahead."""
    unit = run[-1] if run[-1].kind in "UV" else next(p for p in run if p.kind in "UV")
    number = first_of(run, "NDX")
    lead = first_of(run, "BFrv")
    if lead is None:
        return None
    past = lead.kind in "Br"
    recent = any(p.low == "recent" for p in run)
    if unit.kind == "U" and number is None:
        return None
    direction = Direction.PAST if past else Direction.FUTURE
    value = period(number, unit)
    amount = whole_amount(number)
    type_ = TimeType.DURATION
    if recent and number is None:
        pass  # annotated corpora take "recent months" for a length, "the last few years" too
    elif number is None and lead.kind == "F":
        type_, value = TimeType.DATE, "FUTURE_REF"
    elif number is None and past:
        type_, value = TimeType.DATE, "PAST_REF"
    if unit.value not in UNITS:
        return Made(type=type_, value=value)
    if unit.value == "F" and amount is not None:
        amount *= 2
    rule = Rule(kind=RuleKind.SPAN, unit=UNITS[unit.value], amount=amount, direction=direction)
    anchor = (
        Anchor.TEXT if lead.low in ("following", "previous", "preceding", "ensuing", "subsequent") else Anchor.REPORT
    )
    return Made(type=type_, value=value, rule=rule, anchor=anchor)


_HALVES = {"H": "PT30M", "D": "PT12H", "Y": "P6M", "E": "P5Y", "C": "P50Y"}
_QUARTERS = {"H": "PT15M", "C": "P25Y"}


def _half_unit(run: Run) -> Made | None:
    """Read half an hour, a half-century, a quarter of a century."""
    share, unit = first_of(run, "Q"), first_of(run, "U")
    if share is None or unit is None:
        return None
    table = _HALVES if share.value == "H" else _QUARTERS
    if share.low == "halves" or unit.value not in table or (run[0].kind != "A" and len(run) < 3):
        return None
    return Made(type=TimeType.DURATION, value=table[unit.value])


def _half_ago(run: Run) -> Made | None:
    made = _half_unit(run[:-1])
    if made is None:
        return None
    if made.value not in ("P50Y", "P25Y", "P5Y"):
        return Made(type=TimeType.DATE, value="PAST_REF")
    return ruled(Rule(kind=RuleKind.OFFSET, amount=-int(made.value[1:-1]), unit=CalendarUnit.YEAR))


def _lasting(run: Run) -> Made | None:
    """Read weeklong, week-long, years-long."""
    if run[0].kind == "g":
        return Made(type=TimeType.DURATION, value=run[0].value)
    if run[-1].low != "long":
        return None
    return Made(type=TimeType.DURATION, value=period(_ONE if run[0].kind == "U" else None, run[0]))


def _apart_vaguely(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "years later", "days before": a time without days."""
    if before is not None and before.kind in "NDXOAKBFLT":
        return None
    return Made(type=TimeType.DATE, value="PAST_REF" if run[-1].value == "-1" else "FUTURE_REF")


def _first_span(run: Run) -> Made | None:
    number = first_of(run, "NDX")
    return Made(type=TimeType.DURATION, value=period(number, run[-1])) if number is not None else None


def _year_end(run: Run) -> Made | None:
    unit = first_of(run, "U")
    if unit is None or unit.value not in UNITS or run[-1].value == "mid" or run[-1].low in ("late", "early"):
        return None
    reference = reference_of(run) or (0, Anchor.REPORT, False)
    rule = Rule(kind=RuleKind.OFFSET, amount=reference[0], unit=UNITS[unit.value], part=run[-1].value)
    return ruled(rule, anchor=reference[1], either=reference[2])


def _unit_said(run: Run) -> Made | None:
    """Read this week, last month, early next year, earlier this month, that day, the same week."""
    unit = run[-1]
    reference = reference_of(run)
    if reference is None:
        return None
    amount, anchor, either = reference
    if unit.value == "WE":
        return ruled(Rule(kind=RuleKind.WEEKEND, amount=amount), anchor=anchor, either=either)
    if unit.value not in UNITS:
        return None
    if unit.value == "D" and anchor is Anchor.REPORT and run[-2].low in ("last", "past", "recent", "latest", "current"):
        return None
    if run[-2].low == "recent":
        return None
    side = next((p.value for p in run if p.kind == "e"), None)
    if side is not None and amount == 0:
        rule = Rule(kind=RuleKind.PART, unit=UNITS[unit.value], part="earlier" if side == "-1" else "later")
    else:
        part = ROLLING if run[-2].low == "past" and unit.value != "D" else part_said(run)
        rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=UNITS[unit.value], part=part)
    return ruled(rule, anchor=anchor, either=either)


_BEFORE_LENGTH_AHEAD = frozenset("for within".split())


def _unit_said_beside(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read last month; "for the next decade" is a length, as "the next ten years" is."""
    unit = run[-1]
    ahead = run[0].kind == "T" and run[-2].low in ("next", "coming")
    if not ahead or before is None or before.low not in _BEFORE_LENGTH_AHEAD or unit.value not in UNITS:
        return _unit_said(run)
    rule = Rule(kind=RuleKind.SPAN, unit=UNITS[unit.value], amount=1, direction=Direction.FUTURE)
    return Made(type=TimeType.DURATION, value=period(_ONE, unit), rule=rule, anchor=Anchor.REPORT)


def _unit_part(run: Run) -> Made | None:
    """Read the end of the month, earlier in the year."""
    unit = run[-1]
    side = next((p.value for p in run if p.kind == "e"), None)
    if unit.value not in UNITS or unit.value == "D":
        return None
    if side is not None:
        return ruled(Rule(kind=RuleKind.PART, unit=UNITS[unit.value], part="earlier" if side == "-1" else "later"))
    if len(run) < 3:
        return None
    return ruled(Rule(kind=RuleKind.OFFSET, amount=0, unit=UNITS[unit.value], part=part_said(run)))


def _duration(run: Run) -> Made | None:
    counted = counted_of(run)
    if counted is None or counted[0] is None:
        return None
    number, unit = counted
    if unit.value == "H" and unit.low in ("half", "halves"):
        return None
    if unit.value == "WE" or (unit.low == "quarters" and any(p.kind == "h" for p in run)):
        return None
    if run[-1].kind == "z" and run[-1].low == "old":  # an age is a figure, no time
        return None
    if run[0].kind == "A" and len(run) == 5 and run[-1].low == "half":
        number = run[0]._replace(kind="N", number=1.5)
        return Made(type=TimeType.DURATION, value=_halved(period(number, unit), number, unit))
    if number is not None and number.kind == "A" and unit.kind == "V":
        return Made(type=TimeType.DURATION, value=period(None, unit))  # "a years-long dispute"
    if number is not None and number.kind == "A":
        number = number._replace(kind="N", number=1.0)
    units = pieces_in(run, "UV")
    numbers = pieces_in(run, "NDX")
    if len(units) == 2 and len(numbers) == 2:
        first, second = period(numbers[0], units[0]), period(numbers[1], units[1])
        joined = first + (second[1:] if not (first.startswith("PT") and second.startswith("PT")) else second[2:])
        return Made(type=TimeType.DURATION, value=joined)
    if number is not None and number.number > 100_000:
        return None
    return Made(type=TimeType.DURATION, value=_halved(period(number, unit), number, unit))


_BEFORE_LENGTH = frozenset(
    """for in within over about nearly almost than least just after only another under around roughly of barely lasting
    last lasts lasted took take takes taken taking spend spent spends spending him them us""".split()
)


def _a_unit(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "a year" as a length, and not as a rate ("700 seats a week")."""
    if len(run) == 2 and (before is None or before.low not in _BEFORE_LENGTH):
        return None
    return _duration(run)


def _one_more(run: Run) -> Made | None:
    """Read "an additional year", "another month", "a full week" as a length of one."""
    if run[-2].low not in ("additional", "further", "extra", "another", "full", "whole") or run[-1].value == "WE":
        return None
    return Made(type=TimeType.DURATION, value=period(_ONE, run[-1]))


def _early_units(run: Run) -> Made | None:
    """Read "the first hours", "the early years" as a length of some."""
    if run[1].low not in ("first", "early") or run[-1].low == "quarters":
        return None
    return Made(type=TimeType.DURATION, value=period(None, run[-1]))


def _halved(value: str, number: Piece | None, unit: Piece) -> str:
    """Write 2.5 years as P2Y6M and 1.5 hours as PT1H30M, as annotated corpora do."""
    if number is None or number.number == int(number.number) or unit.value not in _BELOW:
        return value
    lead, below, size = _BELOW[unit.value]
    return f"{lead.format(int(number.number))}{round((number.number - int(number.number)) * size)}{below}"


_BELOW = {"Y": ("P{}Y", "M", 12), "H": ("PT{}H", "M", 60), "TM": ("PT{}M", "S", 60)}


def _units(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read bare years, months, weeks where a preposition makes them a length of time."""
    plain = before is None or before.kind not in "NDXOQT"
    held = plain and after is not None and (after.kind == "f" or after.low in ("after", "before", "since"))
    if not held and (before is None or before.low not in ("for", "in", "over", "within", "after", "during", "the")):
        return None
    if run[-1].low == "quarters" or (after is not None and after.kind in "zhG"):
        return None
    return Made(type=TimeType.DURATION, value=period(None, run[-1]))


_BEFORE_UNIT = frozenset("in during for of over on through throughout".split())


def _weekend(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read the weekend; the year, the quarter, the week, where they mean the one spoken of."""
    unit = run[-1]
    if unit.value == "WE":
        return None if before is not None and before.kind == "A" else ruled(Rule(kind=RuleKind.WEEKEND), free=True)
    if len(run) < 2 or run[0].kind != "T" or unit.low == "half" or unit.value not in ("Y", "Q", "W", "M"):
        return None
    owns = after is not None and after.kind == "a"
    if not owns and (before is None or before.low not in _BEFORE_UNIT):
        return None
    if after is not None and (after.kind == "f" or after.low in ("that", "when", "since", "they", "he")):
        return None
    ended = after is not None and after.low in ("ended", "ending", "to", "through")
    if unit.value == "Q" and ended:
        return Made(type=TimeType.DURATION, value=f"P1{unit.value}")
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=UNITS[unit.value])
    return ruled(rule, anchor=Anchor.TEXT if unit.value == "Q" else Anchor.REPORT)


LENGTHS: dict[str, Callable[[Run], Made | None]] = {
    "quarter_said": _quarter_said,
    "set": _set,
    "ago": _ago,
    "from_now": _from_now,
    "first_span": _first_span,
    "year_end": _year_end,
    "unit_part": _unit_part,
    "aged": _duration,
    "compound": _duration,
    "half_unit": _half_unit,
    "half_ago": _half_ago,
    "lasting": _lasting,
    "one_more": _one_more,
    "early_units": _early_units,
}
"""The functions of this file by the form of the grammar that they read."""


def _length_or_date(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read a length; "in three days" is the day that lies so far ahead where the clause tells of the future."""
    made = _duration(run)
    if made is not None and made.value == "P1D" and run[0].low == "one" and _is_some_day(before, after):
        return replace(made, value="", ahead_only=True, ahead=Made(type=TimeType.DATE, value="FUTURE_REF"))
    if made is None or before is None or before.low != "in" or (after is not None and after.kind == "f"):
        return made
    counted = counted_of(run)
    if counted is None or counted[0] is None or len(pieces_in(run, "UV")) > 1:
        return made
    ahead = _stepped(counted[0], counted[1], 1, Anchor.REPORT, either=False)
    return replace(made, ahead_only=True, ahead=ahead) if ahead is not None else made


def _is_some_day(before: Piece | None, after: Piece | None) -> bool:
    """Tell "will one day return" from "lasted one day": neither a preposition nor a measure stands beside it."""
    if before is None or before.kind in "ifTkhcEu" or before.low in _BEFORE_LENGTH:
        return before is None and after is not None and after.kind == "x"
    return after is not None and after.kind == "x" and after.low.isalpha()


def _reach_beside(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read the past two months; "the last days of the war" are those of the war and not the report's."""
    made = _reach(run)
    if made is None or after is None or after.kind != "f" or first_of(run, "NDX") is not None:
        return made
    lead = first_of(run, "BFrv")
    if lead is None or lead.low != "last":
        return made
    return Made(type=TimeType.DURATION, value=period(None, run[-1]))


BESIDE: dict[str, Callable[[Run, Piece | None, Piece | None], Made | None]] = {
    "unit_said": _unit_said_beside,
    "weekend": _weekend,
    "units": _units,
    "a_unit": _a_unit,
    "apart": _apart,
    "apart_vaguely": _apart_vaguely,
    "reach": _reach_beside,
    "ago_vaguely": _ago_vaguely,
    "duration": _length_or_date,
}
"""Forms that only the pieces before and after them decide."""
