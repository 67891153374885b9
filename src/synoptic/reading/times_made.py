"""What a run of pieces comes to, and how its parts are read: number, unit, "last" and "next", begin and end.

Decision to know: `Made` holds what one run tells by itself. The direction that its clause gives and the days that a
reference gives are added later, so that the same run is read the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synoptic.model.calendar import CalendarUnit, Rule
from synoptic.model.days import Interval
from synoptic.model.readings import Anchor, TimeType
from synoptic.reading.times_words import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A time worked out as far as one run allows; `free`: the direction is still to be found in the clause."""

    type: TimeType
    value: str
    rule: Rule | None = None
    anchor: Anchor = Anchor.NONE
    when: Interval | None = None
    free: bool = False
    either: bool = False
    """Hangs on a time of the text when there is one near, else on the report's day."""
    ahead_only: bool = False
    """What it is depends on the clause: `ahead` where that tells of the future, else itself, or no time if it has no
    value."""
    ahead: Made | None = None
    impossible: bool = False
    """Names a day that the calendar does not have."""


Run = Sequence[Piece]
UNITS = {
    "D": CalendarUnit.DAY,
    "W": CalendarUnit.WEEK,
    "F": CalendarUnit.WEEK,
    "M": CalendarUnit.MONTH,
    "Q": CalendarUnit.QUARTER,
    "Y": CalendarUnit.YEAR,
    "E": CalendarUnit.DECADE,
    "C": CalendarUnit.CENTURY,
}
CLOCK_UNITS = frozenset({"H", "TM", "S"})


def pieces_in(run: Run, kinds: str) -> list[Piece]:
    return [p for p in run if p.kind in kinds]


def first_of(run: Run, kinds: str) -> Piece | None:
    return next((p for p in run if p.kind in kinds), None)


def part_said(run: Run) -> str | None:
    """Return begin, mid or end if the run opens with early, late, the end of ...; "beginning in May" is all of May."""
    piece = first_of(run, "E")
    if piece is None or (piece.low == "beginning" and any(p.kind == "i" for p in run)):
        return None
    return piece.value


def reference_of(run: Run) -> tuple[int, Anchor, bool] | None:
    """Read this, last, next, that, the following ...: how many units off, from what, and whether either anchor will
    do.
    """
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


def dated(type_: TimeType, value: str, when: Interval | None) -> Made:
    return Made(type=type_, value=value, when=when)


def ruled(rule: Rule, *, anchor: Anchor = Anchor.REPORT, free: bool = False, either: bool = False) -> Made:
    return Made(type=TimeType.DATE, value="", rule=rule, anchor=anchor, free=free, either=either)


def timed(made: Made | None, suffix: str) -> Made | None:
    """Add a part of the day or a time of the clock to a day."""
    if made is None:
        return None
    return replace(made, type=TimeType.TIME, value=f"{made.value}T{suffix}")


def period(number: Piece | None, unit: Piece) -> str:
    """Write a duration: P2W, PT36H, PXD."""
    code = unit.value
    clock = code in CLOCK_UNITS
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


def whole_amount(number: Piece | None) -> int | None:
    if number is None:
        return None
    if number.kind == "A":
        return 1
    if number.kind == "X":
        return int(number.value) if number.value.isdecimal() else None
    return round(number.number) if 0 <= number.number < 10_000 else None


def counted_of(run: Run) -> tuple[Piece | None, Piece] | None:
    """Return the number and the unit of a run; a vague word beats an article ("a few days")."""
    unit = next((p for p in run if p.kind in "UQV"), None)
    if unit is None:
        return None
    return first_of(run, "NDYX") or first_of(run, "A"), unit
