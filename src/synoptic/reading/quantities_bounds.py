"""A figure with its bound and its range: about, more than, up to, between, 5 to 7.

Decision to know: the words that bound a number belong to the span of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.readings import Bound, Change
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import ordinal_value, read_number, scale_value, word_value
from synoptic.reading.quantities_units import (
    CLOSERS,
    CODES,
    LETTER_SCALES,
    SYMBOLS,
    change_words,
    letter_scaled,
    per,
    unit_after,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number read with all that belongs to it; `first` and `stop` are token indices, `number_stop` ends the bare
    number.
    """

    first: int
    stop: int
    value: float
    value2: float | None = None
    unit: str | None = None
    bound: Bound = Bound.EXACT
    of_group: bool = False
    """A share ("one in five", "half"), whose counted noun follows "of" or "in"."""
    plain: bool = False
    """Nothing but digits or one small word: the weakest sort of evidence for a figure."""
    moved: Change | None = None
    """Of a range that tells a move ("from 7 to 9 million"): which way it went."""


_RANGE = frozenset({"to", "-", "–", "—", "or"})
_LONGEST_BOUND = 4


@cache
def _bounds() -> dict[tuple[str, ...], Bound]:
    return {tuple(words.split()): Bound(bound) for words, bound in load_table("number_bounds")}


@cache
def _bound_ends() -> frozenset[str]:
    return frozenset(words[-1] for words in _bounds())


def ranged_from(tokens: Sequence[Token], figure: Figure, at: int) -> Figure | None:
    """Read "5,000-7,000", "5 to 7", "between 5 and 7", "$5-7 million", "5 or 6"."""
    before = tokens[figure.first - 1].lower if figure.first else ""
    stop = figure.stop
    low_unit, low_stop = unit_after(tokens, stop)
    start = low_stop if low_unit is not None else stop
    if low_unit is None and _hangs(tokens, stop):
        start += 1  # "five- to seven-year bonds"
    if before == "from" and (figure.unit or low_unit or _moved(tokens, figure.first - 1)):
        start = _to_far_end(tokens, start)
    if start + 1 >= len(tokens):
        return None
    link = tokens[start].lower
    if not (link in _RANGE or (link == "and" and before == "between")):
        return None
    moved = link == "to" and before == "from" and _moved(tokens, figure.first - 1)
    second = _past_bound(tokens, start + 1) if link in ("to", "and") else start + 1
    symbol = tokens[second].text in SYMBOLS or tokens[second].lower in CODES
    symbol_unit = SYMBOLS.get(tokens[second].text) if symbol else None
    if symbol:
        second += 1
    if second >= len(tokens) or not (
        tokens[second].text[0].isdecimal() or word_value(tokens[second].lower) is not None
    ):
        return None
    number = read_number(tokens, second)
    if number is not None:
        number = letter_scaled(tokens, second, number, money=tokens[figure.first].text in SYMBOLS)
    if number is None or ordinal_value(tokens[second].lower) is not None:
        return None
    low, high = figure.value, number.value
    scale = _own_scale(tokens, second, number.stop)
    bare = figure.plain or (low < 1000 and tokens[figure.stop - 1].text[-1].isdecimal())  # "1.5 to 2.5 million"
    if low < high and scale > 1 and low * scale <= high and bare:
        low *= scale
    way = (Change.UP if low < high else Change.DOWN) if moved and low != high else None
    if way is Change.DOWN:
        low, high = high, low
    unit, stop = unit_after(tokens, number.stop)
    high_unit = symbol_unit or unit
    named = figure.unit or low_unit
    if named is not None and high_unit is not None and named != high_unit:
        return None  # "rose 3 % to 1.2bn euros"
    if link == "to" and before == "by" and not figure.plain and number.grouped:
        return None  # "rose by 1.1m to 23.4m"
    if link == "to" and before not in ("between", "from") and named is not None and _just_moved(tokens, figure.first):
        return None  # "fell 5 cents to 80 cents"
    glued = link in "-–—" and tokens[start].start == tokens[start - 1].end
    if low >= high or (
        glued and unit is None and figure.unit is None and not _counts_something(tokens, number.stop, low, high)
    ):
        return None
    if link == "or" and (high > 2 * low or before == "either"):
        return None
    if (
        link == "to"
        and figure.plain
        and low < 10
        and unit is None
        and figure.unit is None
        and not _counts_something(tokens, number.stop, low, high)
    ):
        return None
    first = figure.first - 1 if before == "between" else figure.first
    unit = figure.unit or unit or low_unit
    last = stop if unit and not symbol else number.stop
    if unit is not None:
        unit, last = per(tokens, last, unit)
    return Figure(
        first=first,
        stop=last,
        value=low,
        value2=high,
        unit=unit,
        bound=Bound.BETWEEN,
        moved=way,
    )


def _to_far_end(tokens: Sequence[Token], start: int) -> int:
    """Step over what dates or describes the near end of a range: "from 4.1 percent in 2010 to 9.8 percent in 2014"."""
    for at in range(start, min(len(tokens) - 1, start + _BETWEEN_ENDS)):
        lower = tokens[at].lower
        if lower == "to":
            symbol = tokens[at + 1].text in SYMBOLS or tokens[_past_bound(tokens, at + 1)].text in SYMBOLS
            far = tokens[_past_bound(tokens, at + 1)]
            return at if symbol or far.text[0].isdecimal() or word_value(far.lower) is not None else start
        if not (tokens[at].is_word or tokens[at].text[0].isdecimal()) or lower in ("and", "or", "from"):
            break
    return start


_BETWEEN_ENDS = 7


def _past_bound(tokens: Sequence[Token], at: int) -> int:
    """Step over the words that bound the far end of a range ("from 25 percent to nearly 40 percent")."""
    for length in (2, 1):
        if tuple(t.lower for t in tokens[at : at + length]) in _bounds() and at + length < len(tokens):
            return at + length
    return at


def _hangs(tokens: Sequence[Token], at: int) -> bool:
    """Tell the hyphen of a compound whose noun comes with the next number: "five- to", "10- or"."""
    return at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at + 1].lower in ("to", "or")


def _just_moved(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a word of change stands right before the figure: then "to" leads to where it moved."""
    return any(t.lower in change_words() for t in tokens[max(0, first - 2) : first])


def _moved(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "from A to B" tells a move between two figures and not a range."""
    return any(t.lower in change_words() for t in tokens[max(0, at - 6) : at])


def _own_scale(tokens: Sequence[Token], at: int, stop: int) -> float:
    """Return the scale that ends a number in digits ("7 million" -> a million), for "5-7 million"."""
    if stop - at < 2 or not tokens[at].text[0].isdecimal():
        return 1.0
    return scale_value(tokens[stop - 1].lower) or LETTER_SCALES.get(tokens[stop - 1].lower) or 1.0


def _counts_something(tokens: Sequence[Token], at: int, low: float, high: float) -> bool:
    """Tell a range ("5-7 boats") from a score ("3-5") by the noun that follows."""
    if low >= 1000:
        return True
    return at < len(tokens) and tokens[at].is_word and tokens[at].text[0].islower() and tokens[at].lower not in CLOSERS


def bounded(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Take in the words before the number that bound it ("more than", "an estimated") and "or more" after it."""
    first, bound = figure.first, figure.bound
    for _ in range(2):
        longest = _LONGEST_BOUND if first and tokens[first - 1].lower in _bound_ends() else 0
        for length in range(longest, 0, -1):
            if length > first:
                continue
            found = _bounds().get(tuple(t.lower for t in tokens[first - length : first]))
            if found is None or (length == 1 and _is_other_sense(tokens, first - 1)):
                continue
            first -= length
            if bound is Bound.EXACT or (bound is Bound.ABOUT and found is not Bound.EXACT):
                bound = found
            break
        else:
            break
    stop = figure.stop
    after = tuple(t.lower for t in tokens[stop : stop + 2])
    if after in (("or", "more"), ("and", "above"), ("or", "above"), ("and", "over")):
        stop, bound = stop + 2, Bound.AT_LEAST
    elif after in (("or", "less"), ("or", "fewer"), ("or", "under")):
        stop, bound = stop + 2, Bound.AT_MOST
    elif after == ("or", "so"):
        stop, bound = stop + 2, Bound.ABOUT
    if figure.value2 is not None and bound is Bound.EXACT:
        bound = Bound.BETWEEN
    return Figure(
        first=first,
        stop=stop,
        value=figure.value,
        value2=figure.value2,
        unit=figure.unit,
        bound=bound,
        of_group=figure.of_group,
        plain=figure.plain,
        moved=figure.moved,
    )


def ends_in_bound(tokens: Sequence[Token], stop: int) -> bool:
    """Tell whether the words right before token `stop` bound a number ("more than", "nearly")."""
    return any(
        tuple(t.lower for t in tokens[stop - length : stop]) in _bounds() for length in (1, 2, 3) if length <= stop
    )


_LASTING = frozenset("for of after lasted lasts last takes took spent spend just well is was within in at".split())
_TIME_UNITS = frozenset("hour hours day days week weeks month months year years decade decades quarters".split())


def _is_time_ahead(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length of time follows: "fell 20 % over six months" is during, not more than."""
    return any(t.lower in _TIME_UNITS for t in tokens[at : at + 3])


def _is_other_sense(tokens: Sequence[Token], at: int) -> bool:
    """Tell "talks about 200 prisoners", "over the 5 km", "under 3 ministers" from a bound."""
    lower = tokens[at].lower
    before = tokens[at - 1].lower if at else ""
    if lower == "about":
        return before in (
            "talks",
            "concerns",
            "information",
            "questions",
            "worried",
            "concerned",
            "worries",
            "talk",
            "talking",
            "tell",
            "told",
            "know",
        )
    if lower == "some":
        return False
    if lower == "over" and _is_time_ahead(tokens, at + 1):
        return before not in _LASTING
    if lower in ("over", "under", "above", "below", "near", "around"):
        return (
            before
            in (
                "taken",
                "took",
                "handed",
                "turned",
                "come",
                "came",
                "voted",
                "gone",
                "fight",
                "dispute",
                "row",
                "war",
                "moved",
                "run",
                "spread",
            )
            and lower == "over"
        )
    return False
