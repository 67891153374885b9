"""What a run of pieces comes to: TIMEX3 type and value, the rule, the anchor, or the days outright.

Decision to know: one small function a form, found by the form's name; it returns None when the run turns out to be no time, and
then nothing is read there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind, months_of, part_of
from synoptic.model.days import Interval, between, day, month, year
from synoptic.model.readings import Anchor, TimeType
from synoptic.reading.times_words import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A time worked out as far as one run allows; `free` tells that the direction is still to be found in the clause."""

    type: TimeType
    value: str
    rule: Rule | None = None
    anchor: Anchor = Anchor.NONE
    when: Interval | None = None
    free: bool = False
    either: bool = False
    """Hangs on a time of the text when there is one near, else on the report's day."""


Run = Sequence[Piece]
_UNITS = {
    "D": CalendarUnit.DAY,
    "W": CalendarUnit.WEEK,
    "F": CalendarUnit.WEEK,
    "M": CalendarUnit.MONTH,
    "Q": CalendarUnit.QUARTER,
    "Y": CalendarUnit.YEAR,
    "E": CalendarUnit.DECADE,
    "C": CalendarUnit.CENTURY,
}
_CLOCK_UNITS = frozenset({"H", "TM", "S"})
_TWO_DIGIT_PIVOT = 50


def _of(run: Run, kinds: str) -> list[Piece]:
    return [p for p in run if p.kind in kinds]


def _one(run: Run, kinds: str) -> Piece | None:
    return next((p for p in run if p.kind in kinds), None)


def _part(run: Run) -> str | None:
    """Return begin, mid or end if the run opens with early, late, the end of ..."""
    piece = _one(run, "E")
    return piece.value if piece is not None else None


def _reference(run: Run) -> tuple[int, Anchor, bool] | None:
    """Read this, last, next, that, the following ...: how many units off, from what, and whether either anchor will do."""
    lead = [p for p in run if p.kind in "LBFlr"]
    if not lead:
        return None
    last = lead[-1]
    if last.low in ("following", "ensuing", "subsequent", "succeeding"):
        return 1, Anchor.TEXT, False
    if last.low in ("previous", "preceding", "prior"):
        return -1, Anchor.TEXT, True
    if last.low in ("that", "those", "same"):
        return 0, Anchor.TEXT, False
    if last.kind in "Ll":
        return 0, Anchor.REPORT, False
    if last.low == "next" and run[0].kind == "T":
        return 1, Anchor.TEXT, True
    return int(last.value), Anchor.REPORT, False


def _dated(type_: TimeType, value: str, when: Interval | None) -> Made:
    return Made(type=type_, value=value, when=when)


def _ruled(rule: Rule, *, anchor: Anchor = Anchor.REPORT, free: bool = False, either: bool = False) -> Made:
    return Made(type=TimeType.DATE, value="", rule=rule, anchor=anchor, free=free, either=either)


def _timed(made: Made | None, suffix: str) -> Made | None:
    """Add a part of the day or a time of the clock to a day."""
    if made is None:
        return None
    return replace(made, type=TimeType.TIME, value=f"{made.value}T{suffix}")


def _weekday_of(run: Run, piece: Piece) -> Made:
    number = int(piece.value)
    reference = _reference(run)
    if reference is None:
        return _ruled(Rule(kind=RuleKind.WEEKDAY, weekday=number), free=True)
    amount, anchor, either = reference
    if amount == 0:
        rule = Rule(kind=RuleKind.WEEKDAY, weekday=number, amount=0)
        return _ruled(rule, anchor=anchor, either=True)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    strict = run[0].low != "this" and not any(p.low == "coming" for p in run)
    return _ruled(Rule(kind=RuleKind.WEEKDAY, weekday=number, direction=direction, strict=strict), anchor=anchor, either=either)


def _calendar_day(run: Run) -> Made | None:
    """Read day, month and year, in whatever order they stand."""
    iso = _one(run, "I")
    if iso is not None:
        return _on_day(*(int(part) for part in iso.value[:10].split("-")))
    in_month, number = _one(run, "M"), _one(run, "DO")
    if in_month is None or number is None:
        return None
    of_month, of_day = int(in_month.value), int(number.number)
    if not 1 <= of_day <= 31:
        return None
    in_year = _one(run, "Y")
    if in_year is not None:
        return _on_day(int(in_year.value), of_month, of_day)
    reference = _reference(run)
    if reference is not None:
        rule = Rule(kind=RuleKind.DAY_MONTH, month=of_month, day=of_day, amount=reference[0])
        return _ruled(rule, anchor=reference[1], either=True)
    weekday = _one(run, "W")
    named = int(weekday.value) if weekday is not None else None
    return _ruled(Rule(kind=RuleKind.DAY_MONTH, month=of_month, day=of_day, weekday=named), free=True)


def _on_day(in_year: int, of_month: int, of_day: int) -> Made | None:
    if not (1 <= of_month <= 12 and 1 <= of_day <= 31):
        return None
    value = f"{in_year:04d}-{of_month:02d}-{of_day:02d}"
    try:
        return _dated(TimeType.DATE, value, day(date(in_year, of_month, of_day)))
    except ValueError:  # a day that the month does not have stays as the report's words
        return _dated(TimeType.DATE, value, None)


def _dayref(run: Run) -> Made | None:
    """Read today, a weekday or a date; the date decides where both stand."""
    dated = _calendar_day(run)
    if dated is not None:
        return dated
    relative = _one(run, "R")
    if relative is not None:
        return _deictic(relative)
    weekday = _one(run, "W")
    return _weekday_of([p for p in run if p.kind != "P"], weekday) if weekday is not None else None


def _deictic(piece: Piece) -> Made:
    amount, _, part = piece.value.partition(" ")
    made = _ruled(Rule(kind=RuleKind.OFFSET, amount=int(amount), unit=CalendarUnit.DAY))
    return replace(made, type=TimeType.TIME, value=f"T{part}") if part else made


def _clock_day(run: Run) -> Made | None:
    clock = run[0]
    rest = run[1:]
    made = _dayref(rest)
    if made is not None and made.value.startswith("T"):
        made = replace(made, value="", type=TimeType.DATE)
    part = _one(rest, "P")
    value = clock.value
    if part is not None and part.value in ("AF", "EV", "NI") and value < "12:00":
        value = f"{int(value[:2]) + 12:02d}{value[2:]}"
    return _timed(made, value) if made is not None else _clock([clock, *rest][:1])


def _clock(run: Run) -> Made | None:
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.DAY)
    made = Made(type=TimeType.TIME, value=f"T{run[0].value}", rule=rule, anchor=Anchor.TEXT, either=True)
    return made


def _day_part(run: Run) -> Made | None:
    part = _one(run, "P")
    assert part is not None
    made = _dayref([p for p in run if p is not part])
    if made is not None and made.value.startswith("T"):
        made = replace(made, value="")
    return _timed(made, part.value)


def _part_said(run: Run) -> Made | None:
    part = run[-1]
    reference = _reference(run)
    if reference is None:
        return None
    amount, anchor, either = reference
    rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=CalendarUnit.DAY)
    if run[-2].low in ("past", "coming"):
        return None
    return _timed(_ruled(rule, anchor=anchor, either=either), part.value)


def _weekday_parts(run: Run) -> Made | None:
    weekday = _one(run, "Ww")
    parts = _of(run, "Pp")
    if weekday is None:
        return Made(type=TimeType.SET, value=f"XXXX-XX-XXT{parts[-1].value}") if run[0].kind == "K" else None
    return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(weekday.value) + 1}T{parts[-1].value}")


def _range_days(run: Run) -> Made | None:
    numbers = [int(p.number) for p in _of(run, "DO")]
    in_month, in_year = _one(run, "M"), _one(run, "Y")
    assert in_month is not None
    first = _calendar_day([p for p in run if p.kind not in "DO" or p is _of(run, "DO")[0]])
    if first is None or in_year is None or first.when is None:
        return first
    try:
        last = date(int(in_year.value), int(in_month.value), numbers[1])
        return replace(first, when=between(first.when.first, last), value=first.value)
    except ValueError:
        return first


def _week_weekday(run: Run) -> Made | None:
    unit, weekday = run[-1], run[0]
    reference = _reference(run)
    if unit.value != "W" or reference is None:
        return _dayref(run[:1])
    rule = Rule(kind=RuleKind.WEEKDAY, weekday=int(weekday.value), amount=reference[0])
    return _ruled(rule, anchor=reference[1], either=True)


def _numeric_date(run: Run) -> Made | None:
    """Read 12/7/2021 as month, day, year, or day, month, year where the first can be no month."""
    if any(a.end != b.start for a, b in zip(run, run[1:], strict=False)):
        return None
    first, second, third = run[0].number, run[2].number, run[4].number
    if len(run[4].low) == 2:
        third += 1900 if third >= _TWO_DIGIT_PIVOT else 2000
    if run[4].kind != "Y" and len(run[4].low) != 2:
        return None
    if first != int(first) or second != int(second):
        return None
    return _on_day(int(third), *((int(first), int(second)) if first <= 12 else (int(second), int(first))))


def _whole_month(run: Run) -> Made | None:
    piece, in_year, part = _one(run, "M"), _one(run, "Y"), _part(run)
    assert piece is not None
    number = int(piece.value)
    if in_year is not None:
        whole = month(int(in_year.value), number)
        return _dated(TimeType.DATE, str(whole), part_of(whole, part) if part else whole)
    reference = _reference(run)
    if reference is None:
        return _ruled(Rule(kind=RuleKind.MONTH, month=number, part=part), free=True)
    amount, anchor, either = reference
    if run[-1].kind == "U":
        if run[-1].value != "Y":
            return None
        return _ruled(Rule(kind=RuleKind.MONTH, month=number, part=part, amount=amount), anchor=anchor, either=True)
    if amount == 0:
        return _ruled(Rule(kind=RuleKind.MONTH, month=number, part=part, amount=0), anchor=anchor, either=True)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    return _ruled(Rule(kind=RuleKind.MONTH, month=number, part=part, direction=direction, strict=True), anchor=anchor, either=either)


def _day_of_month(run: Run) -> Made | None:
    number = _one(run, "O")
    assert number is not None
    if not 1 <= number.number <= 31:
        return None
    if run[-1].kind != "U":
        return None
    if run[-1].value != "M":
        return None
    reference = _reference(run) or (0, Anchor.REPORT, False)
    rule = Rule(kind=RuleKind.DAY_OF_MONTH, day=int(number.number), amount=reference[0])
    return _ruled(rule, anchor=reference[1], either=True)


def _season(run: Run) -> Made | None:
    piece, in_year = _one(run, "S"), _one(run, "Y")
    assert piece is not None
    name = piece.value
    code = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}[name]
    if in_year is not None:
        first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
        return _dated(TimeType.DATE, f"{in_year.value}-{code}", months_of(int(in_year.value), first, 3))
    if run[0].kind == "K":
        return Made(type=TimeType.SET, value=f"XXXX-{code}")
    reference = _reference(run)
    if reference is None:
        return _ruled(Rule(kind=RuleKind.SEASON, part=name), free=True)
    amount, anchor, either = reference
    if amount == 0 or run[-1].kind == "U":
        return _ruled(Rule(kind=RuleKind.SEASON, part=name, amount=amount), anchor=anchor, either=True)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    return _ruled(Rule(kind=RuleKind.SEASON, part=name, direction=direction, strict=True), anchor=anchor, either=either)


def _quarter_code(run: Run) -> str | None:
    number, unit = _one(run, "O"), _one(run, "Q")
    if unit is None or number is None:
        return None
    code, limit = ("Q", 4) if unit.value == "Q" else ("H", 2)
    return f"{code}{int(number.number)}" if 1 <= number.number <= limit else None


def _quarter(run: Run) -> Made | None:
    code = _quarter_code(run)
    if code is None or (code[0] == "H" and not _of(run, "YU")):
        return None
    in_year, reference = _one(run, "Y"), _reference(run)
    if in_year is not None:
        size = 3 if code[0] == "Q" else 6
        number = int(in_year.value)
        return _dated(TimeType.DATE, f"{number:04d}-{code}", months_of(number, (int(code[1]) - 1) * size + 1, size))
    if reference is not None and _one(run, "U") is not None:
        return _ruled(Rule(kind=RuleKind.YEAR_PART, part=code, amount=reference[0]), anchor=reference[1], either=True)
    if run[-1].kind == "U":
        if run[-1].value != "Y":
            return None
        return _ruled(Rule(kind=RuleKind.YEAR_PART, part=code, amount=0))
    return _ruled(Rule(kind=RuleKind.YEAR_PART, part=code), free=True)


def _quarter_said(run: Run) -> Made | None:
    if run[-1].value != "Q":
        return None
    reference = _reference(run)
    if reference is None:
        return None
    if run[-2].low in ("latest", "same"):
        return _ruled(Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.QUARTER), anchor=Anchor.TEXT)
    rule = Rule(kind=RuleKind.OFFSET, amount=reference[0], unit=CalendarUnit.QUARTER)
    return _ruled(rule, anchor=reference[1], either=True)


_ONE = Piece("N", 0, 0, "one", "1", 0, 1.0)


def _set(run: Run) -> Made | None:
    """Read every day, each Thursday, every two weeks, per month."""
    last, number = run[-1], _one(run, "ONXD")
    if run[0].low == "per" and last.kind != "U":
        return None
    if last.kind == "W":
        return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(last.value) + 1}")
    if last.kind == "M":
        return Made(type=TimeType.SET, value=f"XXXX-{int(last.value):02d}")
    if last.kind == "P":
        return Made(type=TimeType.SET, value=f"XXXX-XX-XXT{last.value}")
    if last.kind == "S":
        return _season(run)
    return Made(type=TimeType.SET, value=_period(number if number is not None and number.kind != "O" else _ONE, last))


def _period(number: Piece | None, unit: Piece) -> str:
    """Write a duration: P2W, PT36H, PXD."""
    code = unit.value
    clock = code in _CLOCK_UNITS
    amount = "X" if number is None else _amount(number)
    if code == "F":
        code, amount = "W", amount if amount == "X" else _plain(float(amount) * 2)
    if code == "WE":
        return f"P{amount}WE"
    if code == "H" and unit.low in ("half", "halves"):
        return f"P{amount if amount == 'X' else _plain(float(amount) * 6)}M"
    code = {"TM": "M"}.get(code, code)
    return f"PT{amount}{code}" if clock else f"P{amount}{code}"


def _amount(number: Piece) -> str:
    if number.kind == "X":
        return number.value
    return _plain(number.number) if number.number >= 0 else (number.value or "X")


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _whole_amount(number: Piece | None) -> int | None:
    if number is None:
        return None
    if number.kind == "A":
        return 1
    if number.kind == "X":
        return int(number.value) if number.value.isdigit() else None
    return round(number.number) if 0 <= number.number < 10_000 else None


def _counted(run: Run) -> tuple[Piece | None, Piece] | None:
    """Return the number and the unit of a run; a vague word beats an article ("a few days")."""
    unit = next((p for p in run if p.kind in "UQV"), None)
    if unit is None:
        return None
    return _one(run, "NDYX") or _one(run, "A"), unit


def _ago(run: Run) -> Made | None:
    counted = _counted(run)
    if counted is None:
        return None
    number, unit = counted
    return _stepped(number, unit, -1, Anchor.REPORT, either=False) if number is not None or unit.kind == "U" else _past(unit)


def _past(unit: Piece) -> Made | None:
    if unit.value not in _UNITS:
        return Made(type=TimeType.DATE, value="PAST_REF")
    rule = Rule(kind=RuleKind.SPAN, unit=_UNITS[unit.value], direction=Direction.PAST)
    return Made(type=TimeType.DATE, value="PAST_REF", rule=rule, anchor=Anchor.REPORT)


def _stepped(number: Piece | None, unit: Piece, sign: int, anchor: Anchor, *, either: bool) -> Made | None:
    amount = 1 if number is None else _whole_amount(number)
    if unit.value in _CLOCK_UNITS:
        if amount is None or unit.value != "H" or number is None:
            return Made(type=TimeType.TIME, value="PAST_REF" if sign < 0 else "FUTURE_REF")
        rule = Rule(kind=RuleKind.OFFSET, amount=sign * (amount // 24), unit=CalendarUnit.DAY)
        return Made(type=TimeType.DATE, value="", rule=rule, anchor=anchor, either=either)
    if unit.value not in _UNITS:
        return None
    if amount is None:
        direction = Direction.PAST if sign < 0 else Direction.FUTURE
        rule = Rule(kind=RuleKind.SPAN, unit=_UNITS[unit.value], direction=direction)
        return Made(type=TimeType.DATE, value="PAST_REF" if sign < 0 else "FUTURE_REF", rule=rule, anchor=anchor, either=either)
    amount *= 2 if unit.value == "F" else 1
    if number is not None and number.number != int(number.number):
        if unit.value != "Y":
            return None
        return _ruled(Rule(kind=RuleKind.OFFSET, amount=sign * round(number.number * 12), unit=CalendarUnit.MONTH), anchor=anchor, either=either)
    return _ruled(Rule(kind=RuleKind.OFFSET, amount=sign * amount, unit=_UNITS[unit.value]), anchor=anchor, either=either)


def _apart(run: Run) -> Made | None:
    """Read "a day later", "two years before", "the week after", "year-earlier"."""
    counted = _counted(run)
    if counted is None:
        return None
    number, unit = counted
    sign = int(run[-1].value)
    if run[-1].low in ("before", "prior", "after", "previously") and number is not None and unit.value == "Y" and unit.kind == "V":
        return _stepped(number, unit, sign, Anchor.TEXT, either=False)
    return _stepped(number, unit, sign, Anchor.TEXT, either=sign < 0)


def _from_now(run: Run) -> Made | None:
    counted = _counted(run)
    if counted is None or run[-1].low != "today":
        return None
    return _stepped(counted[0], counted[1], 1, Anchor.REPORT, either=False)


def _beside_today(run: Run) -> Made | None:
    if run[1].value != "D" or run[-1].low not in ("yesterday", "tomorrow"):
        return _deictic(run[-1])
    return _ruled(Rule(kind=RuleKind.OFFSET, amount=2 * int(run[-1].value), unit=CalendarUnit.DAY))


def _reach(run: Run) -> Made | None:
    """Read the past two months, the next few days, recent weeks, in the coming years, the weeks ahead."""
    unit = run[-1] if run[-1].kind in "UV" else next(p for p in run if p.kind in "UV")
    number = _one(run, "NDX")
    lead = _one(run, "BFrv")
    assert lead is not None
    past = lead.kind in "Br"
    recent = any(p.low == "recent" for p in run)
    if unit.kind == "U" and number is None:
        return None
    direction = Direction.PAST if past else Direction.FUTURE
    value = _period(number, unit)
    amount = _whole_amount(number)
    type_ = TimeType.DURATION
    if recent and number is None:
        type_, value = TimeType.DATE, "PAST_REF"
    elif number is None and lead.kind == "F":
        type_, value = TimeType.DATE, "FUTURE_REF"
    elif number is None and past:
        type_, value = TimeType.DATE, "PAST_REF"
    if unit.value not in _UNITS:
        return Made(type=type_, value=value)
    if unit.value == "F" and amount is not None:
        amount *= 2
    rule = Rule(kind=RuleKind.SPAN, unit=_UNITS[unit.value], amount=amount, direction=direction)
    anchor = Anchor.TEXT if lead.low in ("following", "previous", "preceding", "ensuing", "subsequent") else Anchor.REPORT
    return Made(type=type_, value=value, rule=rule, anchor=anchor)


def _first_span(run: Run) -> Made | None:
    number = _one(run, "NDX")
    return Made(type=TimeType.DURATION, value=_period(number, run[-1])) if number is not None else None


def _year_end(run: Run) -> Made | None:
    unit = _one(run, "U")
    if unit is None or unit.value not in _UNITS or run[-1].value == "mid" or run[-1].low in ("late", "early"):
        return None
    reference = _reference(run) or (0, Anchor.REPORT, False)
    rule = Rule(kind=RuleKind.OFFSET, amount=reference[0], unit=_UNITS[unit.value], part=run[-1].value)
    return _ruled(rule, anchor=reference[1], either=True)


def _unit_said(run: Run) -> Made | None:
    """Read this week, last month, early next year, earlier this month, that day, the same week."""
    unit = run[-1]
    reference = _reference(run)
    if reference is None:
        return None
    amount, anchor, either = reference
    if unit.value == "WE":
        return _ruled(Rule(kind=RuleKind.WEEKEND, amount=amount), anchor=anchor, either=either)
    if unit.value not in _UNITS:
        return None
    if unit.value == "D" and anchor is Anchor.REPORT and run[-2].low in ("last", "past", "recent", "latest", "current"):
        return None
    if run[-2].low == "recent":
        return None
    side = next((p.value for p in run if p.kind == "e"), None)
    if side is not None and amount == 0:
        rule = Rule(kind=RuleKind.PART, unit=_UNITS[unit.value], part="earlier" if side == "-1" else "later")
    else:
        rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=_UNITS[unit.value], part=_part(run))
    return _ruled(rule, anchor=anchor, either=either)


def _unit_part(run: Run) -> Made | None:
    """Read the end of the month, earlier in the year."""
    unit = run[-1]
    if unit.value not in _UNITS or unit.value == "D":
        return None
    side = next((p.value for p in run if p.kind == "e"), None)
    if side is not None:
        return _ruled(Rule(kind=RuleKind.PART, unit=_UNITS[unit.value], part="earlier" if side == "-1" else "later"))
    if len(run) < 3:
        return None
    return _ruled(Rule(kind=RuleKind.OFFSET, amount=0, unit=_UNITS[unit.value], part=_part(run)))


def _today(run: Run) -> Made | None:
    return _deictic(run[-1])


def _century(run: Run) -> Made | None:
    number = _one(run, "O")
    unit = run[-1]
    assert number is not None
    if unit.value != "C" or not 1 <= number.number <= 21:
        return None
    century = int(number.number) - 1
    whole = between(date(max(century * 100, 1), 1, 1), date(century * 100 + 99, 12, 31))
    return _dated(TimeType.DATE, f"{century:02d}", part_of(whole, p) if (p := _part(run)) else whole)


def _decade(run: Run) -> Made | None:
    piece = run[-1]
    first = int(piece.value) * 10
    whole = between(date(first, 1, 1), date(first + 9, 12, 31))
    return _dated(TimeType.DATE, piece.value, part_of(whole, p) if (p := _part(run)) else whole)


def _duration(run: Run) -> Made | None:
    counted = _counted(run)
    if counted is None or counted[0] is None:
        return None
    number, unit = counted
    if unit.value == "H" and unit.low in ("half", "halves"):
        return None
    if unit.value == "WE" or unit.low == "quarters" and any(p.kind == "h" for p in run):
        return None
    if run[-1].kind == "z" and run[-1].low == "old":  # an age is a figure, no time
        return None
    if run[0].kind == "A" and len(run) == 4 and run[-1].low == "half":
        return Made(type=TimeType.DURATION, value=_period(run[0]._replace(kind="N", number=1.5), unit))
    if number is not None and number.kind == "A":
        number = number._replace(kind="N", number=1.0)
    units = _of(run, "UV")
    numbers = _of(run, "NDX")
    if len(units) == 2 and len(numbers) == 2:
        first, second = _period(numbers[0], units[0]), _period(numbers[1], units[1])
        joined = first + (second[1:] if not (first.startswith("PT") and second.startswith("PT")) else second[2:])
        return Made(type=TimeType.DURATION, value=joined)
    if number is not None and number.number > 100_000:
        return None
    return Made(type=TimeType.DURATION, value=_halved(_period(number, unit), number, unit))


_BEFORE_LENGTH = frozenset("for in within over about nearly almost than least just after only another under around roughly of".split())


def _a_unit(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read "a year" as a length, and not as a rate ("700 seats a week")."""
    if len(run) == 2 and (before is None or before.low not in _BEFORE_LENGTH):
        return None
    return _duration(run)


def _halved(value: str, number: Piece | None, unit: Piece) -> str:
    """Write 2.5 years as P2Y6M, as annotated corpora do."""
    if number is None or number.number == int(number.number) or unit.value != "Y":
        return value
    months = round((number.number - int(number.number)) * 12)
    return f"P{int(number.number)}Y{months}M"


def _units(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read bare years, months, weeks where a preposition makes them a length of time."""
    if before is None or before.low not in ("for", "in", "over", "within", "after", "during", "the"):
        return None
    if run[-1].low == "quarters" or (after is not None and after.kind in "zhG"):
        return None
    return Made(type=TimeType.DURATION, value=_period(None, run[-1]))


def _these_days(run: Run) -> Made | None:
    if run[0].low == "these" and run[-1].low == "days":
        return Made(type=TimeType.DATE, value="PRESENT_REF")
    return None


def _weekday(run: Run) -> Made | None:
    piece = _one(run, "W")
    return _weekday_of(run, piece) if piece is not None else None


def _weekdays(run: Run) -> Made | None:
    return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(run[-1].value) + 1}")


def _weekend(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read the weekend; the year, the quarter, the week, where they mean the one spoken of."""
    unit = run[-1]
    if unit.value == "WE":
        return None if before is not None and before.kind == "A" else _ruled(Rule(kind=RuleKind.WEEKEND), free=True)
    if len(run) < 2 or run[0].kind != "T" or unit.low == "half" or unit.value not in ("Y", "Q", "W", "M"):
        return None
    if before is None or before.low not in ("in", "during", "for", "of", "over", "on", "through"):
        return None
    if after is not None and (after.kind == "f" or after.low in ("that", "when", "since", "they", "he")):
        return None
    ended = after is not None and after.low in ("ended", "ending", "to", "through")
    if unit.value in ("Y", "Q") and (ended or (before.low == "for" and unit.value == "Y")):
        return Made(type=TimeType.DURATION, value=f"P1{unit.value}")
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=_UNITS[unit.value])
    return _ruled(rule, anchor=Anchor.TEXT if unit.value == "Q" else Anchor.REPORT)


def _now(run: Run, before: Piece | None, after: Piece | None) -> Made | None:
    """Read now, recently, the future, the past, current, recent: a time without days."""
    piece = run[-1]
    if piece.kind == "j" and len(run) == 3 and run[1].low not in ("near", "foreseeable", "immediate", "distant"):
        return None
    if piece.kind in "Jj":
        if after is not None and after.low in ("-", "as", "after", "before", "of"):
            return None
        return Made(type=TimeType.DATE, value=piece.value)
    if piece.low == "past" and len(run) == 2 and before is not None and before.kind == "i" and (after is None or after.kind != "x" or not after.low.isalpha()):
        return Made(type=TimeType.DATE, value="PAST_REF")
    return None


def _period_said(run: Run) -> Made | None:
    """Read "the latest period", "the same period": the quarter spoken of."""
    if run[1].low not in ("latest", "same", "previous", "current"):
        return None
    amount = -1 if run[1].low == "previous" else 0
    rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=CalendarUnit.QUARTER)
    return _ruled(rule, anchor=Anchor.TEXT)


def _year_ago_period(run: Run) -> Made | None:
    unit = _one(run, "U")
    if unit is None or unit.value != "Y":
        return None
    code = _quarter_code(run)
    if code is not None:
        return _ruled(Rule(kind=RuleKind.YEAR_PART, part=code, amount=-1))
    return _ruled(Rule(kind=RuleKind.OFFSET, amount=-1, unit=CalendarUnit.YEAR), anchor=Anchor.TEXT, either=True)


def _year(run: Run) -> Made | None:
    piece = _one(run, "Y")
    assert piece is not None
    number = int(piece.value)
    if number < 1:
        return None
    whole = year(number)
    return _dated(TimeType.DATE, f"{number:04d}", part_of(whole, p) if (p := _part(run)) else whole)


def _year_named(run: Run) -> Made | None:
    """Read "the year 2000", "the year two thousand"."""
    number = run[-1].number
    if run[1].value != "Y" or not 1000 <= number <= 2100:
        return None
    return _dated(TimeType.DATE, f"{int(number):04d}", year(int(number)))


def _feast(run: Run) -> Made | None:
    in_month, of_day = (int(part) for part in run[-1].value.split("-"))
    reference = _reference(run)
    if reference is None:
        return _ruled(Rule(kind=RuleKind.HOLIDAY, month=in_month, day=of_day), free=True)
    direction = {-1: Direction.PAST, 1: Direction.FUTURE}.get(reference[0], Direction.NEAREST)
    return _ruled(Rule(kind=RuleKind.HOLIDAY, month=in_month, day=of_day, direction=direction, strict=reference[0] != 0))


def _overnight(run: Run) -> Made | None:
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.DAY)
    return Made(type=TimeType.TIME, value="TNI", rule=rule, anchor=Anchor.REPORT)


_BUILDERS: dict[str, Callable[[Run], Made | None]] = {
    "clock_day": _clock_day,
    "clock_part": _clock_day,
    "day_part": _day_part,
    "part_said": _part_said,
    "weekday_parts": _weekday_parts,
    "range_days": _range_days,
    "week_weekday": _week_weekday,
    "weekday_date": _dayref,
    "numeric_date": _numeric_date,
    "date": _dayref,
    "month_year": _whole_month,
    "day_of_month": _day_of_month,
    "month_said": _whole_month,
    "month": _whole_month,
    "season": _season,
    "quarter_of": _quarter,
    "quarter": _quarter,
    "quarter_said": _quarter_said,
    "set": _set,
    "ago": _ago,
    "apart": _apart,
    "from_now": _from_now,
    "beside_today": _beside_today,
    "reach": _reach,
    "first_span": _first_span,
    "year_end": _year_end,
    "unit_said": _unit_said,
    "unit_part": _unit_part,
    "day_beside": _today,
    "today": _today,
    "century": _century,
    "decade": _decade,
    "aged": _duration,
    "compound": _duration,
    "duration": _duration,
    "these_days": _these_days,
    "clock": _clock,
    "weekday_said": _weekday,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "period": _period_said,
    "year_ago_period": _year_ago_period,
    "year": _year,
    "year_named": _year_named,
    "feast": _feast,
    "overnight": _overnight,
}

_BESIDE: dict[str, Callable[[Run, Piece | None, Piece | None], Made | None]] = {
    "weekend": _weekend,
    "now": _now,
    "units": _units,
    "a_unit": _a_unit,
}
"""Forms that only their neighbours decide."""


def make(form: str, pieces: Run, first: int, stop: int) -> Made | None:
    """Work out the run `pieces[first:stop]` of that form; None when it is no time after all."""
    if form in _BESIDE:
        before = pieces[first - 1] if first else None
        after = pieces[stop] if stop < len(pieces) else None
        return _BESIDE[form](pieces[first:stop], before, after)
    builder = _BUILDERS.get(form)
    return builder(pieces[first:stop]) if builder is not None else None
