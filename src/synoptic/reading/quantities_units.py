"""Figures as they stand: the number with its currency, unit, bound and range, and what is no figure at all.

Decision to know: a number glued to a word ("F-16", "G7", "M4"), after a word that numbers things ("Route 6", "No. 10") or after a
name is an identifier, and nothing is read there; a wrong figure costs more than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.model.readings import Bound
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import Number, ordinal_value, read_number, scale_value, word_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number read with all that belongs to it; `first` and `stop` are token indices, `number_stop` ends the bare number."""

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


_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "japanese yen", "₹": "indian rupee", "₽": "russian ruble", "₴": "ukrainian hryvnia", "₩": "south korean won"}
_PREFIXED = {"us": "USD", "u.s.": "USD", "a": "australian dollar", "au": "australian dollar", "c": "canadian dollar", "ca": "canadian dollar", "nz": "new zealand dollar", "hk": "hong kong dollar", "s": "singapore dollar"}
_CODES = frozenset({"usd", "eur", "gbp", "jpy", "chf", "rs", "cad", "aud", "inr"})
_RANGE = frozenset({"to", "-", "–", "—", "or"})
_PLURAL_SCALES = {"tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_AGED = frozenset({"year-old", "year-olds", "years-old", "month-old", "week-old", "day-old"})
_LONGEST_UNIT = 3
_LONGEST_BOUND = 4
_NOT_AFTER_ONE = frozenset("another of day by another's more thing can should must could would may might is was has who that who's which where when with for as if because since and or but to , . ; :".split())


@cache
def _units() -> dict[str, str]:
    return {form: unit for form, unit in load_table("units")}


@cache
def _bounds() -> dict[tuple[str, ...], Bound]:
    return {tuple(words.split()): Bound(bound) for words, bound in load_table("number_bounds")}


def starts_number(token: Token) -> bool:
    """Tell quickly whether a figure may begin with this token."""
    lower = token.lower
    return (
        lower[0].isdigit()
        or lower in ("half", "a", "an")
        or lower in _PLURAL_SCALES
        or lower in "½¼¾"
        or word_value(lower) is not None
        or (lower.find("-") > 0 and _joined(token) is not None)
    )


def read_figure(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read the figure whose number begins at token `at`; None when there is none or it is an identifier, an ordinal, a score."""
    lower = tokens[at].lower
    if lower in _PLURAL_SCALES:
        return _vague(tokens, at)
    if lower == "a" and [t.lower for t in tokens[at + 1 : at + 3]] in (["couple", "of"], ["pair", "of"]):
        return _bounded(tokens, Figure(first=at, stop=at + 3, value=2.0, unit=_unit_after(tokens, at + 3)[0]))
    age = _age(tokens, at)
    if age is not None:
        return age
    share = _share(tokens, at)
    if share is not None:
        return share
    joined = _joined(tokens[at])
    if joined is not None:
        value, unit = joined
        return _bounded(tokens, Figure(first=at, stop=at + 1, value=value, unit=unit))
    number = read_number(tokens, at)
    if number is None or ordinal_value(lower) is not None:
        return None
    if lower == "a" and number.stop == at + 2 and tokens[at + 1].lower in ("hundred", "dozen", "thousand", "million", "billion"):
        number = Number(stop=number.stop, value=number.value, worded=True, grouped=True)
    first, currency = _currency_before(tokens, at)
    number = _letter_scaled(tokens, at, number, money=currency is not None)
    compound = _scaled_compound(tokens, at, number, currency)
    if compound is not None:
        return _bounded(tokens, compound)
    if currency is None and number.stop < len(tokens) and tokens[number.stop].text in _SYMBOLS and not _digit_at(tokens, number.stop + 1):
        first, number = at, Number(stop=number.stop + 1, value=number.value, grouped=True)
        currency = _SYMBOLS[tokens[number.stop - 1].text]
    if _is_identifier(tokens, at, number.stop):
        return None
    unit, stop = _unit_after(tokens, number.stop)
    if lower == "one" and number.stop == at + 1 and _is_pronoun(tokens, at, unit):
        return None
    figure = Figure(first=first, stop=number.stop, value=number.value, unit=currency or unit, plain=not number.grouped)
    ranged = _range(tokens, figure, at)
    if ranged is not None:
        return _bounded(tokens, ranged)
    if _is_score(tokens, at, number.stop):
        return None
    if currency is None and unit is not None:
        figure = Figure(first=first, stop=stop, value=number.value, unit=unit)
    elif currency is not None:
        figure = Figure(first=first, stop=_per(tokens, number.stop, currency)[1], value=number.value, unit=_per(tokens, number.stop, currency)[0])
    return _bounded(tokens, _signed(tokens, figure))


def _digit_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text[0].isdigit()


def _scaled_compound(tokens: Sequence[Token], at: int, number: Number, currency: str | None) -> Figure | None:
    """Read "3 million-dollar", "a 40 billion-euro fund": the scale and the unit in one word."""
    if number.stop >= len(tokens):
        return None
    head, dash, tail = tokens[number.stop].lower.partition("-")
    scale = scale_value(head)
    if not dash or scale is None:
        return None
    first, _ = _currency_before(tokens, at)
    unit = currency or _units().get(tail)
    return Figure(first=first, stop=number.stop + 1, value=number.value * scale, unit=unit)


_LETTER_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def _letter_scaled(tokens: Sequence[Token], at: int, number: Number, *, money: bool) -> Number:
    """Read the letter after a number as a scale: "$5m", "£2 b", "30k", "10M users"; "5m" without money stays metres."""
    after = tokens[number.stop] if number.stop < len(tokens) else None
    scale = _LETTER_SCALES.get(after.lower) if after is not None else None
    if after is None or scale is None or not tokens[at].text[0].isdigit() or after.start - tokens[number.stop - 1].end > (1 if money else 0):
        return number
    if not money and after.text not in ("k", "K", "M", "B") and not (after.text == "m" and _counts_many(tokens, number.stop + 1)):
        return number
    return Number(stop=number.stop + 1, value=number.value * scale, worded=True, grouped=True)


def _counts_many(tokens: Sequence[Token], at: int) -> bool:
    """Tell "5m people" and "2m euros" from "100m sprint": a noun in the plural follows."""
    if at >= len(tokens) or not tokens[at].text[0].isalpha():
        return False
    lower = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return lower in ("people", "men", "women", "children", "euros", "euro", "dollars", "usd", "eur") or (
        (lower.endswith("s") or following.endswith("s")) and lower not in _CLOSERS and following not in ("is", "was", "has")
    )


def _signed(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Read a minus that stands free before a number with a unit ("-5 °C")."""
    before = tokens[figure.first - 1] if figure.first else None
    if before is None or before.text not in ("-", "−", "–") or before.end != tokens[figure.first].start or figure.unit is None:
        return figure
    if figure.first > 1 and tokens[figure.first - 2].end == before.start:
        return figure
    return Figure(first=figure.first - 1, stop=figure.stop, value=-figure.value, unit=figure.unit)


def _age(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read the age of a person: "Joan Example, 45, said", "aged 30"."""
    text = tokens[at].text
    if not (text.isdigit() and len(text) <= 3 and at and 0 < int(text) < 120):
        return None
    before = tokens[at - 1].lower
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    between = before == "," and at > 1 and tokens[at - 2].is_capital and tokens[at - 2].is_word and after in (",", ".", "")
    if between and after == "," and at > 2 and tokens[at - 3].is_capital:
        return Figure(first=at, stop=at + 1, value=float(text), unit="year")
    if before in ("aged", "age") and after != "-":
        return Figure(first=at, stop=at + 1, value=float(text), unit="year")
    return None


def _joined(token: Token) -> tuple[float, str | None] | None:
    """Read "seven-year", "two-thirds", "eleven-year-old" as number and unit."""
    head, dash, tail = token.lower.partition("-")
    if not dash:
        return None
    value = word_value(head)
    if value is None:
        return None
    if tail in _FRACTIONS:
        return value / _FRACTIONS[tail], None
    if tail in _AGED or tail in ("year-old", "years-old"):
        return value, tail.split("-")[0].rstrip("s")
    unit = _units().get(tail)
    return (value, unit) if unit is not None else None


def _vague(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "tens of thousands", "hundreds of people", "dozens": at least one of that size."""
    value, stop = _PLURAL_SCALES[tokens[at].lower], at + 1
    first = at
    if tokens[at].lower in ("scores", "tens") and not (stop < len(tokens) and tokens[stop].lower == "of"):
        return None
    if at and tokens[at - 1].lower not in _PREPARES and (tokens[at - 1].text[0].isdigit() or word_value(tokens[at - 1].lower)):
        return None
    if at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in ("tens", "hundreds", "dozens", "scores"):
        return None
    while stop + 1 < len(tokens) and tokens[stop].lower == "of" and tokens[stop + 1].lower in _PLURAL_SCALES:
        value, stop = value * _PLURAL_SCALES[tokens[stop + 1].lower], stop + 2
    unit, unit_stop = _unit_after(tokens, stop + 1) if stop < len(tokens) and tokens[stop].lower == "of" else _unit_after(tokens, stop)
    if unit is None and not (stop < len(tokens) and (tokens[stop].lower == "of" or tokens[stop].is_word or stop > at + 1)):
        return None
    if unit is not None:
        stop = unit_stop
    figure = _bounded(tokens, Figure(first=first, stop=stop, value=value, unit=unit))
    bound = figure.bound if figure.bound in (Bound.AT_MOST,) else Bound.AT_LEAST
    return Figure(first=figure.first, stop=figure.stop, value=value, unit=unit, bound=bound, of_group=unit is None)


_PREPARES = frozenset({"many", "several", "some", "the", "as", "or", "to", "about", "of", "few"})


def _share(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "one in five", "three out of four", "two thirds", "half of the", "a third of"."""
    lowers = [t.lower for t in tokens[at : at + 5]]
    value = word_value(lowers[0]) if not lowers[0].isdigit() else float(lowers[0][:6])
    for link in (["in"], ["out", "of"], ["of", "every"], ["in", "every"]):
        tail = lowers[1 : 2 + len(link)]
        if value is not None and tail[:-1] == link:
            whole = word_value(tail[-1]) or (float(tail[-1]) if tail[-1].isdigit() and len(tail[-1]) < 4 else None)
            if whole is None or whole <= value or (link == ["in"] and value > 10):
                continue
            stop = at + 2 + len(link)
            return _bounded(tokens, Figure(first=at, stop=stop, value=value / whole, of_group=True))
    if len(lowers) > 1 and lowers[1] in _FRACTIONS and (value is not None or lowers[0] == "a"):
        if value is None and lowers[2:3] != ["of"]:
            return None
        top, bottom = value or 1.0, _FRACTIONS[lowers[1]]
        if top >= bottom or lowers[1] in ("half", "halves") or lowers[1:3] == ["quarter", "mile"]:
            return None
        if (top > 1) != lowers[1].endswith("s"):
            return None
        return _bounded(tokens, Figure(first=at, stop=at + 2, value=top / bottom, of_group=True))
    if lowers[0] == "half" and len(lowers) > 1 and lowers[1] in ("of", "the", "a", "its", "their", "his", "her", "all", "those", "an"):
        scale = scale_value(lowers[2]) if len(lowers) > 2 and lowers[1] in ("a", "an") else None
        if scale:
            unit, stop = _unit_after(tokens, at + 3)
            return _bounded(tokens, Figure(first=at, stop=stop if unit else at + 3, value=scale / 2, unit=unit))
        if lowers[1] in ("a", "an"):
            unit, stop = _unit_after(tokens, at + 2)
            return _bounded(tokens, Figure(first=at, stop=stop, value=0.5, unit=unit)) if unit else None
        before = tokens[at - 1].lower if at else ""
        if before in ("the", "first", "second", "last", "other"):
            return None
        return _bounded(tokens, Figure(first=at, stop=at + 1, value=0.5, of_group=True))
    return None


def _is_pronoun(tokens: Sequence[Token], at: int, unit: str | None) -> bool:
    """Tell "no one", "one another", "one should" from "one soldier" and "one of the ministers"."""
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before in ("no", "any", "every", "this", "that", "the", "each", "which", "another", "some", "new", "only", "good", "day") or after is None:
        return True
    if unit is not None and after.lower != "day":
        return False
    return not after.is_word or after.lower in _NOT_AFTER_ONE or after.lower.startswith("'")


def _is_identifier(tokens: Sequence[Token], at: int, stop: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if before is None:
        return after is not None and after.text == "." and stop + 1 < len(tokens)  # the number of an item in a list
    if before.end == token.start:
        if before.text[-1].isalpha() and before.lower not in _CODES and before.lower not in _PREFIXED:
            return True
        if before.text == "#" or before.text == "/" or before.text == ":" or before.text == ".":
            return True
        if before.text in "-–" and at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].text[-1].isalpha():
            return True  # F-16, Covid-19
    if token.text.isdigit() and len(token.text) > 5 and (after is None or not after.text[0].islower()):
        return True
    if before.lower in load_words("identifier_words") and token.text[0].isdigit() and token.text.isdigit():
        return True
    if before.text == "." and at > 1 and tokens[at - 2].lower in ("no", "nos"):
        return True
    if after is not None and after.start == tokens[stop - 1].end:
        if after.text[0].isalpha() and after.lower not in _units() and after.text not in ("'s",):
            return True
        if after.text == "/" and stop + 1 < len(tokens) and tokens[stop + 1].text.isdigit():
            return True
        if after.text == ":" and stop + 1 < len(tokens) and tokens[stop + 1].text[0].isdigit():
            return True
    if token.text.isdigit() and before.is_capital and before.is_word and at > 1 and before.lower not in _CODES and len(before.text) > 1:
        follows = after.lower if after is not None else "."
        return not (follows in _units() or follows[0].isalpha() and follows not in _CLOSERS) and len(token.text) < 5
    return False


_CLOSERS = frozenset("and or in on at is was were has had will to for with of from by".split())


def _is_score(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell a score ("3-1"), a telephone number or another chain of digits by its dashes."""
    for near, inner in ((stop, 1), (at - 1, -1)):
        other = near + inner
        if 0 <= near < len(tokens) and 0 <= other < len(tokens):
            if tokens[near].text in "-–" and tokens[other].text[0].isdigit() and tokens[at].text[0].isdigit():
                glued = tokens[near].start == tokens[near - 1].end and tokens[near].end == tokens[near + 1].start if near else False
                if glued:
                    return True
    return False


def _currency_before(tokens: Sequence[Token], at: int) -> tuple[int, str | None]:
    before = tokens[at - 1] if at else None
    if before is None:
        return at, None
    if before.text in _SYMBOLS:
        prefix = tokens[at - 2] if at > 1 else None
        if before.text == "$" and prefix is not None and prefix.end == before.start and prefix.lower in _PREFIXED:
            return at - 2, _PREFIXED[prefix.lower]
        return at - 1, _SYMBOLS[before.text]
    if before.lower in _CODES and before.text[0].isupper():
        return at - 1, {"rs": "indian rupee"}.get(before.lower) or _units().get(before.lower)
    if before.text == "." and at > 1 and tokens[at - 2].text == "Rs":
        return at - 2, "indian rupee"
    return at, None


def _unit_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Read the unit that begins at token `at`, the longest first: its name and the index after it."""
    start = at
    hyphened = start + 1 < len(tokens) and tokens[start].text == "-" and tokens[start - 1].end == tokens[start].start
    if hyphened:
        start += 1
    if start >= len(tokens):
        return None, at
    if tokens[start].lower in _AGED:
        return tokens[start].lower.split("-")[0].rstrip("s"), start + 1
    for length in range(min(_LONGEST_UNIT, len(tokens) - start), 0, -1):
        written = " ".join(t.lower for t in tokens[start : start + length])
        unit = _units().get(written) or (_units().get(written.replace(" ", "")) if length > 1 and not written.isascii() else None)
        if unit is not None:
            if length == 1 and _is_no_unit(tokens, start, hyphened):
                return None, at
            return _per(tokens, start + length, unit)
    if tokens[start].lower in ("pound", "pounds"):
        scaled = scale_value(tokens[start - 1].lower) is not None
        return ("GBP" if scaled else "pound"), start + 1
    return None, at


_CAPITAL_LETTERS = frozenset({"c", "f"})
_GLUED_LETTERS = frozenset({"in", "p", "l", "m", "g"})
_LETTERS = frozenset({"g", "m", "c", "f", "p", "l", "in", "mi", "ha", "min", "sec", "ms", "mb", "mp", "nm", "hp", "won", "real", "ton", "mw", "gw", "db", "pp", "bp"})


def _is_no_unit(tokens: Sequence[Token], at: int, hyphened: bool) -> bool:
    """Tell words that are units only right after a digit ("5 won seats" is none)."""
    token = tokens[at]
    if token.lower in ("won", "real", "second", "foot", "knot") and not hyphened:
        return token.lower in ("won", "real") and not (at and tokens[at - 1].lower in ("million", "billion", "trillion", "bn", "tn"))
    if token.lower in _CAPITAL_LETTERS and not token.is_capital:
        return True
    if token.lower in _GLUED_LETTERS and (token.is_capital or (token.lower in ("in", "p") and token.start != tokens[at - 1].end)):
        return True
    return token.lower in _LETTERS and not tokens[at - 1].text[0].isdigit()


def _per(tokens: Sequence[Token], at: int, unit: str) -> tuple[str, int]:
    """Read "per hour", "a barrel", "/day" after a unit."""
    if at + 1 >= len(tokens):
        return unit, at
    link = tokens[at].lower
    below = _units().get(tokens[at + 1].lower)
    if link in ("per", "/") or link in ("a", "an", "each", "every"):
        name = below or (tokens[at + 1].lower if link in ("per", "a", "an") and tokens[at + 1].lower in _PER_WORDS else None)
        if name is not None and (link in ("per", "/") or name not in ("quarter", "second", "foot")):
            return f"{unit} per {name}", at + 2
    return unit, at


_PER_WORDS = frozenset({"share", "person", "capita", "head", "ton", "unit", "household", "night"})


def _range(tokens: Sequence[Token], figure: Figure, at: int) -> Figure | None:
    """Read "5,000-7,000", "5 to 7", "between 5 and 7", "$5-7 million", "5 or 6"."""
    before = tokens[figure.first - 1].lower if figure.first else ""
    stop = figure.stop
    low_unit, low_stop = _unit_after(tokens, stop)
    start = low_stop if low_unit is not None else stop
    if start + 1 >= len(tokens):
        return None
    link = tokens[start].lower
    if not (link in _RANGE or (link == "and" and before == "between")):
        return None
    if link == "to" and before == "from" and _moved(tokens, figure.first - 1):
        return None
    second = start + 1
    symbol = tokens[second].text in _SYMBOLS or tokens[second].lower in _CODES
    if symbol:
        second += 1
    if second >= len(tokens) or not (tokens[second].text[0].isdigit() or word_value(tokens[second].lower) is not None):
        return None
    number = read_number(tokens, second)
    if number is not None:
        number = _letter_scaled(tokens, second, number, money=tokens[figure.first].text in _SYMBOLS)
    if number is None or ordinal_value(tokens[second].lower) is not None:
        return None
    low, high = figure.value, number.value
    scale = _own_scale(tokens, second, number.stop)
    if low < high and scale > 1 and low * scale <= high and figure.plain:
        low *= scale
    unit, stop = _unit_after(tokens, number.stop)
    glued = link in "-–—" and tokens[start].start == tokens[start - 1].end
    if low >= high or (glued and unit is None and figure.unit is None and not _counts_something(tokens, number.stop, low, high)):
        return None
    if link == "or" and (high > 2 * low or before == "either"):
        return None
    if link == "to" and figure.plain and low < 10 and unit is None and figure.unit is None and not _counts_something(tokens, number.stop, low, high):
        return None
    first = figure.first - 1 if before == "between" else figure.first
    unit = figure.unit or unit or low_unit
    return Figure(first=first, stop=stop if unit and not symbol else number.stop, value=low, value2=high, unit=unit, bound=Bound.BETWEEN)


def _moved(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "from A to B" tells a move between two figures and not a range."""
    return any(t.lower in _changing() for t in tokens[max(0, at - 6) : at])


@cache
def _changing() -> frozenset[str]:
    return frozenset(word for word, _ in load_table("change_words"))


def _own_scale(tokens: Sequence[Token], at: int, stop: int) -> float:
    """Return the scale that ends a number in digits ("7 million" -> a million), for "5-7 million"."""
    if stop - at < 2 or not tokens[at].text[0].isdigit():
        return 1.0
    return scale_value(tokens[stop - 1].lower) or _LETTER_SCALES.get(tokens[stop - 1].lower) or 1.0


def _counts_something(tokens: Sequence[Token], at: int, low: float, high: float) -> bool:
    """Tell a range ("5-7 boats") from a score ("3-5") by the noun that follows."""
    if low >= 1000:
        return True
    return at < len(tokens) and tokens[at].is_word and tokens[at].text[0].islower() and tokens[at].lower not in _CLOSERS


def _bounded(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Take in the words before the number that bound it ("more than", "an estimated") and "or more" after it."""
    first, bound = figure.first, figure.bound
    for _ in range(2):
        for length in range(_LONGEST_BOUND, 0, -1):
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
    return Figure(first=first, stop=stop, value=figure.value, value2=figure.value2, unit=figure.unit, bound=bound, of_group=figure.of_group, plain=figure.plain)


def _is_other_sense(tokens: Sequence[Token], at: int) -> bool:
    """Tell "talks about 200 prisoners", "over the 5 km", "under 3 ministers" from a bound."""
    lower = tokens[at].lower
    before = tokens[at - 1].lower if at else ""
    if lower == "about":
        return before in ("talks", "concerns", "information", "questions", "worried", "concerned", "worries", "talk", "talking", "tell", "told", "know")
    if lower == "some":
        return False
    if lower in ("over", "under", "above", "below", "near", "around"):
        return before in ("taken", "took", "handed", "turned", "come", "came", "voted", "gone", "fight", "dispute", "row", "war", "moved", "run", "spread") and lower == "over"
    return False
