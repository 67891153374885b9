"""Figures that are written in a way of their own: ".5 percent", 5'10", "5-foot-10", "10 x 20 cm", "a quarter inch".

Decision to know: each is read only where nothing else can be meant; what is left over falls back to the plain reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.model.readings import Bound
from synoptic.reading.draft import Token
from synoptic.reading.quantities_bounds import Figure, bounded
from synoptic.reading.quantities_numbers import Number, digits_value, read_number, scale_value, scaled, word_value
from synoptic.reading.quantities_units import (
    AGE,
    CLOSERS,
    LETTER_SCALES,
    currency_before,
    letter_scaled,
    unit_after,
    units,
)

_FEET_MARKS = frozenset("'’′")
_INCH_MARKS = frozenset('"”″')
_BY = frozenset({"by", "x", "×"})
_LENGTHS = frozenset("metre km cm mm foot inch yard mile decimetre micrometre nanometre".split())
_LOOSE = {"odd": Bound.ABOUT, "some": Bound.ABOUT, "ish": Bound.ABOUT, "plus": Bound.AT_LEAST}
_PARTS = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14}
"""How many of the smaller unit make one of the larger, where both are said of one thing: "6 ft 2 in"."""


def read_written(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read digits that are written in a way of their own at token `at`; None where the plain reading holds."""
    if at and tokens[at - 1].text == ".":
        pointed = read_pointed(tokens, at)
        if pointed is not None:
            return pointed
    if at + 1 >= len(tokens):
        return None
    after = tokens[at + 1]
    if "-" in after.text:
        return read_height(tokens, at) or read_tied(tokens, at)
    return read_height(tokens, at) if after.text in _FEET_MARKS else None


def read_pointed(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read ".5 percent", "$.50", "-.3": digits with nothing before their point."""
    if not at or tokens[at - 1].text != "." or tokens[at - 1].end != tokens[at].start:
        return None
    lead = tokens[at - 2] if at > 1 else None
    if lead is not None and lead.end == tokens[at - 1].start and lead.text not in ("$", "£", "€", "-", "−", "–", "("):
        return None
    if not tokens[at].text.isdecimal() or len(tokens[at].text) > 6 or (lead is not None and lead.text == "."):
        return None
    first, currency = currency_before(tokens, at - 1)
    number = scaled(tokens, at + 1, float(f"0.{tokens[at].text}"))
    number = letter_scaled(tokens, at, number, money=currency is not None)
    unit, stop = unit_after(tokens, number.stop)
    if currency is None and unit is None:
        return None  # ".22 rifles", ".com" and the like
    stop = number.stop if currency is not None else stop
    value = number.value
    if first and tokens[first - 1].text in ("-", "−") and tokens[first - 1].end == tokens[first].start:
        first, value = first - 1, -value
    return bounded(tokens, Figure(first=first, stop=stop, value=value, unit=currency or unit))


def read_height(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read 5'10", 6', "5-foot-10": feet and inches as one length in feet."""
    text = tokens[at].text
    if not (text.isdecimal() and len(text) < 3) or at + 2 >= len(tokens) or tokens[at + 1].start != tokens[at].end:
        return None
    mark, after = tokens[at + 1].text, tokens[at + 2]
    if mark in _FEET_MARKS and after.text.isdecimal() and after.start == tokens[at + 1].end and len(after.text) < 3:
        closed = at + 3 < len(tokens) and tokens[at + 3].text in _INCH_MARKS and tokens[at + 3].start == after.end
        inches = int(after.text)
        if closed and inches < 12:
            return Figure(first=at, stop=at + 4, value=int(text) + inches / 12, unit="foot")
    head, dash, tail = after.lower.partition("-")
    if mark == "-" and dash and head == "foot" and tail.isdecimal() and len(tail) < 3 and int(tail) < 12:
        return Figure(first=at, stop=at + 3, value=int(text) + int(tail) / 12, unit="foot")
    return None


def with_part(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Take "6 ft 2 in", "7 lbs 5 oz" for one measure in the larger unit."""
    at = figure.stop
    if figure.unit not in ("foot", "pound", "stone") or at >= len(tokens) or not figure.value.is_integer():
        return figure
    at += tokens[at].lower in ("and", ",") and figure.unit == "foot"
    if at >= len(tokens) or not (tokens[at].text.isdecimal() or word_value(tokens[at].lower) is not None):
        return figure
    number = read_number(tokens, at)
    unit, stop = unit_after(tokens, number.stop) if number is not None else (None, at)
    if number is not None and unit is None and figure.unit == "foot" and _is_inches(tokens, number.stop):
        unit, stop = "inch", number.stop + 1
    size = _PARTS.get((figure.unit, unit or ""))
    if number is None or size is None or number.value >= size:
        return figure
    return Figure(
        first=figure.first,
        stop=stop,
        value=figure.value + number.value / size,
        unit=figure.unit,
        bound=figure.bound,
    )


def _is_inches(tokens: Sequence[Token], at: int) -> bool:
    """Tell "6 ft 2 in tall" from "6 ft 2 in the lake"."""
    if at >= len(tokens) or tokens[at].lower != "in":
        return False
    return (
        at + 1 >= len(tokens) or not tokens[at + 1].is_word or tokens[at + 1].lower in ("tall", "high", "long", "wide")
    )


def side_unit(tokens: Sequence[Token], stop: int) -> str | None:
    """Return the unit of the other side where the number before `stop` is one side: "100 by 200 metres", "10x20 cm"."""
    for _ in range(2):
        if stop + 1 >= len(tokens) or tokens[stop].lower not in _BY or not tokens[stop + 1].text[0].isdecimal():
            return None
        number = read_number(tokens, stop + 1)
        if number is None:
            return None
        unit, _ = unit_after(tokens, number.stop)
        if unit is not None:
            return unit if unit in _LENGTHS else None
        stop = number.stop
    return None


def is_side(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the x glued to the number at `at` parts two sides ("10x20 cm"), and is no part of a name."""
    if at > 1 and tokens[at - 1].lower in ("x", "×") and tokens[at - 2].text[0].isdecimal():
        number = read_number(tokens, at)
        return tokens[at - 2].text != "0" and number is not None and unit_after(tokens, number.stop)[0] in _LENGTHS
    return tokens[at].text != "0" and side_unit(tokens, at + 1) is not None


def loosely(tokens: Sequence[Token], number: Number) -> tuple[int, Bound] | None:
    """Read the "-odd" of "20-odd percent", the "-plus" of "30-plus boats": the index after it, and the bound."""
    at = number.stop
    if at + 1 >= len(tokens) or tokens[at].text != "-" or tokens[at].start != tokens[at - 1].end:
        return None
    bound = _LOOSE.get(tokens[at + 1].lower)
    return None if bound is None or digits_value(tokens[at - 1].text) is None else (at + 2, bound)


_TIED_AGES = re.compile(r"to-(\d{1,3})-year-olds?", re.ASCII)
"""What stands behind the first number of "18-to-34-year-olds"."""
_TIED = re.compile(r"([a-z]+)-(\d[\d.,]*?)([a-z]*)", re.ASCII)


def read_tied(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read a range whose ends are tied to one word: "10 million-15 million", "5 percent-10 percent", "2m-3m tonnes",
    "5-to-10 percent"."""
    low = digits_value(tokens[at].text)
    tied = at + 1
    if low is None or tied >= len(tokens):
        return None
    if tokens[tied].text == "-" and tied + 1 < len(tokens) and tokens[tied + 1].lower.startswith("to-"):
        tied += 1
    ages = _TIED_AGES.fullmatch(tokens[tied].lower)
    if ages is not None and low < int(ages[1]):
        return Figure(first=at, stop=tied + 1, value=low, value2=float(ages[1]), unit=AGE, bound=Bound.BETWEEN)
    match = _TIED.fullmatch(tokens[tied].lower)
    high = digits_value(match[2]) if match is not None else None
    if match is None or high is None:
        return None
    head, tail = match[1], match[3]
    first, currency = currency_before(tokens, at)
    number = scaled(tokens, tied + 1, high)
    if tail:
        letters = LETTER_SCALES.get(tail) or scale_value(tail)
        number = Number(stop=tied + 1, value=high * letters) if letters else number
    scale = _scale_of(head)
    known = head == "to" or scale is not None or head in units()
    if not known or (tail and number.value == high and tail not in units()):
        return None
    unit, stop = unit_after(tokens, number.stop)
    unit = currency or unit or (units().get(tail) if tail else None)
    if unit is None and head != "to" and scale is None:
        return None
    if head != "to":
        low *= scale or 1.0
    elif number.value > high and low * number.value / high < number.value:
        low *= number.value / high  # "5-to-10 million"
    if not low < number.value or (head == "to" and unit is None and low < 10):
        return None
    stop = number.stop if currency is not None else max(stop, number.stop)
    return bounded(
        tokens, Figure(first=first, stop=stop, value=low, value2=number.value, unit=unit, bound=Bound.BETWEEN)
    )


def _scale_of(word: str) -> float | None:
    return scale_value(word) or (LETTER_SCALES.get(word) if word in ("m", "b", "k") else None)


_SHARES_OF_UNIT = {"half": 0.5, "quarter": 0.25}
_WHOLE = frozenset("inch foot mile km metre cm pound ounce hour century ton tonne acre litre gallon pint dozen".split())


def read_part_of_unit(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "a quarter inch", "a half mile", "one quarter mile": so much of one unit."""
    if at + 2 >= len(tokens) or tokens[at].lower not in ("a", "one"):
        return None
    share = _SHARES_OF_UNIT.get(tokens[at + 1].lower)
    if share is None or units().get(tokens[at + 2].lower) not in _WHOLE:
        return None
    return bounded(tokens, Figure(first=at, stop=at + 3, value=share, unit=units()[tokens[at + 2].lower]))


def in_grand(tokens: Sequence[Token], number: Number) -> Number:
    """Read "five grand", "10 grand a month" as thousands; "two grand pianos", "five grand ideas" stay two and five."""
    at = number.stop
    if at >= len(tokens) or tokens[at].text != "grand" or number.value >= 10_000:
        return number
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.is_word and after.lower not in CLOSERS and after.lower not in ("a", "an", "per"):
        return number
    return Number(stop=at + 1, value=number.value * 1000, worded=True, grouped=True)
