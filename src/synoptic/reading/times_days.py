"""Days, months, seasons, quarters, years, decades, centuries and times of the clock.

Decision to know: one small function a form of the grammar; it returns None when the run turns out to be no time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from synoptic.model.calendar import OVERNIGHT, CalendarUnit, Direction, Rule, RuleKind, months_of, part_of, resolve
from synoptic.model.days import between, day, month, year
from synoptic.model.readings import Anchor, TimeType
from synoptic.reading.times_made import Made, Run, dated, first_of, part_said, pieces_in, reference_of, ruled, timed
from synoptic.reading.times_words import Piece

_TWO_DIGIT_PIVOT = 50


def _weekday_of(run: Run, piece: Piece) -> Made:
    number = int(piece.value)
    reference = reference_of(run)
    if reference is None:
        return ruled(Rule(kind=RuleKind.WEEKDAY, weekday=number), free=True)
    amount, anchor, either = reference
    if amount == 0:
        rule = Rule(kind=RuleKind.WEEKDAY, weekday=number, amount=0)
        return ruled(rule, anchor=anchor, either=either)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    strict = run[0].low != "this" and not any(p.low == "coming" for p in run)
    return ruled(
        Rule(kind=RuleKind.WEEKDAY, weekday=number, direction=direction, strict=strict), anchor=anchor, either=either
    )


def _calendar_day(run: Run) -> Made | None:
    """Read day, month and year, in whatever order they stand."""
    iso = first_of(run, "I")
    if iso is not None:
        return _on_day(*(int(part) for part in iso.value[:10].split("-")))
    in_month, number = first_of(run, "M"), first_of(run, "DO")
    if in_month is None or number is None:
        return None
    of_month, of_day = int(in_month.value), int(number.number)
    if not 1 <= of_day <= 31:
        return None
    in_year = first_of(run, "Y")
    if in_year is not None:
        return _on_day(int(in_year.value), of_month, of_day)
    reference = reference_of(run)
    if reference is not None:
        rule = Rule(kind=RuleKind.DAY_MONTH, month=of_month, day=of_day, amount=reference[0])
        return ruled(rule, anchor=reference[1], either=reference[2])
    weekday = first_of(run, "W")
    named = int(weekday.value) if weekday is not None else None
    made = ruled(Rule(kind=RuleKind.DAY_MONTH, month=of_month, day=of_day, weekday=named), free=True)
    return made if of_day <= month(2000, of_month).last.day else replace(made, impossible=True)


def _on_day(in_year: int, of_month: int, of_day: int) -> Made | None:
    if not (1 <= of_month <= 12 and 1 <= of_day <= 31):
        return None
    value = f"{in_year:04d}-{of_month:02d}-{of_day:02d}"
    try:
        return dated(TimeType.DATE, value, day(date(in_year, of_month, of_day)))
    except ValueError:  # a day that the month does not have stays as the report's words, and is said to be none
        return replace(dated(TimeType.DATE, value, None), impossible=True)


def _dayref(run: Run) -> Made | None:
    """Read today, a weekday or a date; the date decides where both stand."""
    dated = _calendar_day(run)
    if dated is not None:
        return dated
    relative = first_of(run, "R")
    if relative is not None:
        return _deictic(relative)
    weekday = first_of(run, "W")
    return _weekday_of([p for p in run if p.kind != "P"], weekday) if weekday is not None else None


def _deictic(piece: Piece) -> Made:
    amount, _, part = piece.value.partition(" ")
    made = ruled(Rule(kind=RuleKind.OFFSET, amount=int(amount), unit=CalendarUnit.DAY))
    return replace(made, type=TimeType.TIME, value=f"T{part}") if part else made


def _clock_day(run: Run) -> Made | None:
    clock = run[0]
    rest = run[1:]
    made = _dayref(rest)
    if made is not None and made.value.startswith("T"):
        made = replace(made, value="", type=TimeType.DATE)
    part = first_of(rest, "P")
    value = clock.value
    if part is not None and part.value in ("AF", "EV", "NI") and value < "12:00":
        value = f"{int(value[:2]) + 12:02d}{value[2:]}"
    return timed(made, value) if made is not None else _clock([clock, *rest][:1])


def _clock(run: Run) -> Made | None:
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.DAY)
    made = Made(type=TimeType.TIME, value=f"T{run[0].value}", rule=rule, anchor=Anchor.TEXT, either=True)
    return made


def _day_part(run: Run) -> Made | None:
    part = first_of(run, "P")
    if part is None:
        return None
    made = _dayref([p for p in run if p is not part])
    if made is not None and made.value.startswith("T"):
        made = replace(made, value="")
    return timed(made, part.value)


def _part_said(run: Run) -> Made | None:
    part = run[-1]
    reference = reference_of(run)
    if reference is None:
        return None
    amount, anchor, either = reference
    rule = Rule(kind=RuleKind.OFFSET, amount=amount, unit=CalendarUnit.DAY)
    if run[-2].low in ("past", "coming"):
        return None
    return timed(ruled(rule, anchor=anchor, either=either), part.value)


def _weekday_parts(run: Run) -> Made | None:
    weekday = first_of(run, "Ww")
    parts = pieces_in(run, "Pp")
    if weekday is None:
        return Made(type=TimeType.SET, value=f"XXXX-XX-XXT{parts[-1].value}") if run[0].kind == "K" else None
    return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(weekday.value) + 1}T{parts[-1].value}")


def range_days(run: Run) -> Made | None:
    """Read "18-20 April", "from May 3 to 5": one stretch of days, with the value of its first."""
    numbers = [int(p.number) for p in pieces_in(run, "DO")]
    in_month, in_year = first_of(run, "M"), first_of(run, "Y")
    if in_month is None:
        return None
    first = _calendar_day([p for p in run if p.kind not in "DO" or p is pieces_in(run, "DO")[0]])
    if first is None or numbers[1] <= numbers[0]:
        return first
    if first.rule is not None:
        if numbers[1] > month(2000, int(in_month.value)).last.day:
            return replace(first, impossible=True)
        return replace(first, rule=replace(first.rule, last_day=numbers[1]))
    if in_year is None or first.when is None:
        return first
    try:
        last = date(int(in_year.value), int(in_month.value), numbers[1])
        return replace(first, when=between(first.when.first, last), value=first.value)
    except ValueError:
        return first


def days_listed(pieces: Run, first: int, stop: int) -> list[tuple[Made, int, int]]:
    """Take "18 and 20 April" apart, a time a day; of "from 3 to 9 May", "between 3 and 9 May" nothing: one stretch."""
    run = pieces[first:stop]
    links = [n for n, p in enumerate(run) if p.kind == "k"]
    if not links or run[links[0]].low != "and" or (first and pieces[first - 1].low == "between"):
        return []
    numbers = [n for n, p in enumerate(run) if p.kind in "DO"]
    shared = [p for p in run if p.kind in "MY"]
    ends = (links[0], stop - first)
    found: list[tuple[Made, int, int]] = []
    for begin, end, number in zip((0, links[0] + 1), ends, numbers[:2], strict=False):
        made = _calendar_day([run[number], *shared])
        if made is None:
            return []
        found.append((made, first + begin, first + end))
    return found


def _week_weekday(run: Run) -> Made | None:
    unit, weekday = run[-1], run[0]
    reference = reference_of(run)
    if unit.value != "W" or reference is None:
        return _dayref(run[:1])
    rule = Rule(kind=RuleKind.WEEKDAY, weekday=int(weekday.value), amount=reference[0])
    return ruled(rule, anchor=reference[1], either=reference[2])


def _numeric_date(run: Run) -> Made | None:
    """Read 12/7/2021 as month, day, year, or day, month, year where the first can be no month."""
    if any(a.end != b.start for a, b in pairwise(run)):
        return None
    first, second, third = run[0].number, run[2].number, run[4].number
    if len(run[4].low) == 2:
        third += 1900 if third >= _TWO_DIGIT_PIVOT else 2000
    if run[4].kind != "Y" and len(run[4].low) != 2:
        return None
    if first != int(first) or second != int(second):
        return None
    return _on_day(int(third), *((int(first), int(second)) if first <= 12 else (int(second), int(first))))


def _beside_today(run: Run) -> Made | None:
    if run[1].value != "D" or run[-1].low not in ("yesterday", "tomorrow"):
        return _deictic(run[-1])
    return ruled(Rule(kind=RuleKind.OFFSET, amount=2 * int(run[-1].value), unit=CalendarUnit.DAY))


def _today(run: Run) -> Made | None:
    return _deictic(run[-1])


def whole_month(run: Run) -> Made | None:
    piece, in_year, part = first_of(run, "M"), first_of(run, "Y"), part_said(run)
    if piece is None:
        return None
    number = int(piece.value)
    if in_year is not None:
        whole = month(int(in_year.value), number)
        return dated(TimeType.DATE, str(whole), part_of(whole, part) if part else whole)
    reference = reference_of(run)
    if reference is None:
        return ruled(Rule(kind=RuleKind.MONTH, month=number, part=part), free=True)
    amount, anchor, either = reference
    if run[-1].kind == "U":
        if run[-1].value != "Y":
            return None
        return ruled(Rule(kind=RuleKind.MONTH, month=number, part=part, amount=amount), anchor=anchor, either=either)
    if amount == 0:
        return ruled(Rule(kind=RuleKind.MONTH, month=number, part=part, amount=0), anchor=anchor, either=either)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    return ruled(
        Rule(kind=RuleKind.MONTH, month=number, part=part, direction=direction, strict=True),
        anchor=anchor,
        either=either,
    )


def _day_of_month(run: Run) -> Made | None:
    number = first_of(run, "O")
    if number is None:
        return None
    if not 1 <= number.number <= 31:
        return None
    if run[-1].kind != "U":
        return None
    if run[-1].value != "M":
        return None
    reference = reference_of(run) or (0, Anchor.REPORT, False)
    rule = Rule(kind=RuleKind.DAY_OF_MONTH, day=int(number.number), amount=reference[0])
    return ruled(rule, anchor=reference[1], either=reference[2])


def season_of(run: Run) -> Made | None:
    piece, in_year = first_of(run, "S"), first_of(run, "Y")
    if piece is None:
        return None
    name = piece.value
    code = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}[name]
    if in_year is not None:
        first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
        return dated(TimeType.DATE, f"{in_year.value}-{code}", months_of(int(in_year.value), first, 3))
    if run[0].kind == "K":
        return Made(type=TimeType.SET, value=f"XXXX-{code}")
    reference = reference_of(run)
    if reference is None:
        return ruled(Rule(kind=RuleKind.SEASON, part=name), free=True)
    amount, anchor, either = reference
    if amount == 0 or run[-1].kind == "U":
        return ruled(Rule(kind=RuleKind.SEASON, part=name, amount=amount), anchor=anchor, either=either)
    direction = Direction.PAST if amount < 0 else Direction.FUTURE
    return ruled(Rule(kind=RuleKind.SEASON, part=name, direction=direction, strict=True), anchor=anchor, either=either)


def quarter_code(run: Run) -> str | None:
    number, unit = first_of(run, "O"), first_of(run, "Q")
    if unit is None or number is None:
        return None
    code, limit = ("Q", 4) if unit.value == "Q" else ("H", 2)
    return f"{code}{int(number.number)}" if 1 <= number.number <= limit else None


def _quarter(run: Run) -> Made | None:
    code = quarter_code(run)
    if code is None or (code[0] == "H" and not pieces_in(run, "YU")):
        return None
    in_year, reference = first_of(run, "Y"), reference_of(run)
    if in_year is not None:
        size = 3 if code[0] == "Q" else 6
        number = int(in_year.value)
        return dated(TimeType.DATE, f"{number:04d}-{code}", months_of(number, (int(code[1]) - 1) * size + 1, size))
    if reference is not None and first_of(run, "U") is not None:
        rule = Rule(kind=RuleKind.YEAR_PART, part=code, amount=reference[0])
        return ruled(rule, anchor=reference[1], either=reference[2])
    if run[-1].kind == "U":
        if run[-1].value != "Y":
            return None
        return ruled(Rule(kind=RuleKind.YEAR_PART, part=code, amount=0))
    return ruled(Rule(kind=RuleKind.YEAR_PART, part=code), free=True)


def _century(run: Run) -> Made | None:
    number = first_of(run, "O")
    unit = run[-1]
    if number is None:
        return None
    if unit.value != "C" or not 1 <= number.number <= 21:
        return None
    century = int(number.number) - 1
    whole = between(date(max(century * 100, 1), 1, 1), date(century * 100 + 99, 12, 31))
    return dated(TimeType.DATE, f"{century:02d}", part_of(whole, p) if (p := part_said(run)) else whole)


def _decade(run: Run) -> Made | None:
    piece = run[-1]
    first = int(piece.value) * 10
    whole = between(date(first, 1, 1), date(first + 9, 12, 31))
    return dated(TimeType.DATE, piece.value, part_of(whole, p) if (p := part_said(run)) else whole)


def _weekday(run: Run) -> Made | None:
    piece = first_of(run, "W")
    return _weekday_of(run, piece) if piece is not None else None


def _weekdays(run: Run) -> Made | None:
    return Made(type=TimeType.SET, value=f"XXXX-WXX-{int(run[-1].value) + 1}")


def year_alone(run: Run) -> Made | None:
    piece = first_of(run, "Y")
    if piece is None:
        return None
    number = int(piece.value)
    if number < 1:
        return None
    whole = year(number)
    return dated(TimeType.DATE, f"{number:04d}", part_of(whole, p) if (p := part_said(run)) else whole)


def _year_named(run: Run) -> Made | None:
    """Read "the year 2000", "the year two thousand"."""
    number = run[-1].number
    if run[1].value != "Y" or not 1000 <= number <= 2100:
        return None
    return dated(TimeType.DATE, f"{int(number):04d}", year(int(number)))


def _feast(run: Run) -> Made | None:
    feast = first_of(run, "H")
    if feast is None:
        return None
    rule = _feast_rule(feast.value)
    in_year, reference = first_of(run, "Y"), reference_of(run)
    if in_year is not None:
        when = resolve(replace(rule, amount=0), date(int(in_year.value), 7, 1))
        return dated(TimeType.DATE, str(when), when) if when is not None else None
    if reference is None:
        return ruled(rule, free=True)
    direction = {-1: Direction.PAST, 1: Direction.FUTURE}.get(reference[0], Direction.NEAREST)
    return ruled(replace(rule, direction=direction, strict=reference[0] != 0))


def _feast_rule(written: str) -> Rule:
    """Read "12-25", "easter -2", "11 4 3" (the fourth Thursday of November) from the lexicon."""
    words = written.split()
    if words[0] == "easter":
        return Rule(kind=RuleKind.HOLIDAY, part="easter", day=int(words[1]))
    if len(words) == 3:
        return Rule(kind=RuleKind.HOLIDAY, month=int(words[0]), part=words[1], weekday=int(words[2]))
    in_month, _, of_day = written.partition("-")
    return Rule(kind=RuleKind.HOLIDAY, month=int(in_month), day=int(of_day))


def _overnight(run: Run) -> Made | None:
    rule = Rule(kind=RuleKind.OFFSET, amount=0, unit=CalendarUnit.DAY, part=OVERNIGHT)
    return Made(type=TimeType.TIME, value="TNI", rule=rule, anchor=Anchor.REPORT, free=True)


DAYS: dict[str, Callable[[Run], Made | None]] = {
    "clock_day": _clock_day,
    "clock_part": _clock_day,
    "day_part": _day_part,
    "part_said": _part_said,
    "weekday_parts": _weekday_parts,
    "range_days": range_days,
    "week_weekday": _week_weekday,
    "weekday_date": _dayref,
    "numeric_date": _numeric_date,
    "date": _dayref,
    "month_year": whole_month,
    "day_of_month": _day_of_month,
    "month_said": whole_month,
    "month": whole_month,
    "season": season_of,
    "quarter_of": _quarter,
    "quarter": _quarter,
    "beside_today": _beside_today,
    "day_beside": _today,
    "today": _today,
    "century": _century,
    "decade": _decade,
    "clock": _clock,
    "weekday_said": _weekday,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "year": year_alone,
    "year_named": _year_named,
    "feast": _feast,
    "overnight": _overnight,
}
"""The functions of this file by the form of the grammar that they read."""
