"""Numbers in digits, in words and mixed: how many tokens they take and what they come to.

Decision to know: this is arithmetic only. Whether a number is a year, a day or a figure is decided by who asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.lexicon import load_table
from synoptic.reading.draft import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}", re.ASCII)
_POINTED = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2}|(?:\.\d{3})+,\d{1,2})", re.ASCII)
"""Thousands parted by points: "1.234.567", "1.234,56"; four groups of digits may be the address of a machine."""
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}", re.ASCII)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.ASCII)
_HALVES = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LONGEST_DIGITS = 32
"""A longer row of digits is kept as text: no figure of the news has it."""
_TIMES_SIGNS = frozenset("x×*·")
_LARGEST_EXPONENT = 300
_LARGEST = 1e24
"""No news counts further: a longer chain of scales is a slip or a joke, and its product must stay finite."""
_FRACTION_TOPS = frozenset({"1", "2", "3", "5", "7"})
_FRACTION_BOTTOMS = frozenset({"2", "3", "4", "5", "8", "16"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number read: the index after its last token, its value, and whether words took part in it."""

    stop: int
    value: float
    worded: bool = False
    grouped: bool = False
    """Written in digits with a comma or a decimal point, so never a year."""


@cache
def _words() -> dict[str, tuple[str, float]]:
    return {word: (kind, float(value)) for word, kind, value in load_table("number_words")}


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(number) for word, number in load_table("ordinal_words")}


@cache
def number_words() -> frozenset[str]:
    """Return all plain words that are part of a number or an ordinal."""
    return frozenset(_words()) | frozenset(_ordinals())


def digits_value(text: str) -> float | None:
    """Read digits with commas between thousands and a decimal point ("38,500", "1.2"); None when it is none of that."""
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) < 16 else None
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    if len(text) > _LONGEST_DIGITS:
        return None
    if _DIGITS.fullmatch(text) or _INDIAN.fullmatch(text):
        return float(text.replace(",", ""))
    if _POINTED.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return None


def ordinal_value(lower: str) -> int | None:
    """Read "2nd", "second", "twenty-second"; None when it is no ordinal."""
    match = _ORDINAL.fullmatch(lower)
    if match is not None:
        return int(match[1]) if len(match[1]) < 5 else None
    if lower in _ordinals():
        return _ordinals()[lower]
    ten, dash, unit = lower.partition("-")
    if dash and unit in _ordinals() and _words().get(ten, ("", 0))[0] == "ten":
        return int(_words()[ten][1]) + _ordinals()[unit]
    return None


def word_value(lower: str) -> float | None:
    """Read one word as a number below a hundred ("seven", "twenty-six"); None when it is none."""
    kind, value = _words().get(lower, ("", 0.0))
    if kind in ("unit", "ten"):
        return value
    ten, dash, unit = lower.partition("-")
    if dash and _words().get(ten, ("", 0))[0] == "ten" and _words().get(unit, ("", 0))[0] == "unit":
        return _words()[ten][1] + _words()[unit][1]
    if unit == "and-a-half" and _words().get(ten, ("", 0))[0] == "unit":
        return _words()[ten][1] + 0.5  # "two-and-a-half"
    return None


def scale_value(lower: str) -> float | None:
    """Read hundred, thousand, million, bn ...; None when it is none."""
    kind, value = _words().get(lower, ("", 0.0))
    return value if kind in ("scale", "short") else None


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """Read the number that begins at token `at`, as long as it goes on; None when none begins there.

    Known: digits; words ("two hundred and fifty thousand"); digits with a scale ("1.2 million", "94bn"); "a hundred",
    "a dozen"; halves ("2 1/2", "one and a half", "3½").
    """
    token = tokens[at]
    first = token.text[0]
    if first.isdecimal():
        return _in_digits(tokens, at)
    if first in _HALVES and len(token.text) == 1:
        return Number(stop=at + 1, value=_HALVES[first])
    lower = token.lower
    if lower in ("a", "an") and at + 1 < len(tokens) and (scale_value(tokens[at + 1].lower) or 0) >= 12:
        if _words()[tokens[at + 1].lower][0] == "short":
            return None
        return _in_words(tokens, at + 1, 1.0)
    if word_value(lower) is None:
        return None
    return _in_words(tokens, at, None)


def _in_digits(tokens: Sequence[Token], at: int) -> Number | None:
    value = digits_value(tokens[at].text)
    if value is None:
        return None
    stop, grouped = at + 1, not tokens[at].text.isdecimal()
    while not grouped or stop > at + 1:  # 38 500, with a (thin or fixed) blank between thousands
        mark = stop < len(tokens) and tokens[stop].text in ("'", "’") and tokens[stop].start == tokens[stop - 1].end
        if stop + mark >= len(tokens) or not _is_thousands(tokens, stop + mark, marked=mark):
            break
        value, stop, grouped = value * 1000 + float(tokens[stop + mark].text), stop + 1 + mark, True
    half = _fraction(tokens, stop) if not grouped else None
    if half is not None and tokens[stop].lower == "and" and "-" in tokens[stop + 1].text:
        half = None  # "$19 and one-eighth of a share"
    if half is not None:
        stop, value, grouped = half[0], value + half[1], True
    else:
        alone = _slashed(tokens, at)
        if alone is not None:
            stop, value, grouped = alone[0], alone[1], True
    power = _power(tokens, at, value) if stop == at + 1 else None
    if power is not None:
        return power
    return scaled(tokens, stop, value, grouped=grouped)


def _power(tokens: Sequence[Token], at: int, value: float) -> Number | None:
    """Read "3 x 10^8", "2.5×10-3", "10⁶", "1e5", "2.4E-3"; an exponent past 300 makes no number."""
    stop, base = at + 1, None
    if stop + 1 < len(tokens) and tokens[stop].lower in _TIMES_SIGNS and tokens[stop + 1].text == "10":
        stop, base = stop + 2, value
    elif tokens[at].text == "10":
        base = 1.0
    found = _exponent(tokens, stop, plain=stop > at + 1) if base is not None else None
    if base is None or (found is None and stop == at + 1):
        base, found = value, _e_notation(tokens, stop)
    if found is None:
        return None
    end, exponent = found
    if abs(exponent) > _LARGEST_EXPONENT or abs(base) > 1e6:
        return None
    return Number(stop=end, value=float(f"{base!r}e{exponent}"), worded=True, grouped=True)


def _exponent(tokens: Sequence[Token], at: int, *, plain: bool) -> tuple[int, int] | None:
    """Read "^8", "^-8", "⁸", "⁻⁸" and, after a sign of multiplication (`plain`), "-3" or "**3"."""
    if at >= len(tokens) or (tokens[at].start != tokens[at - 1].end and tokens[at].text != "^"):
        return None
    stop, sign, marked = at, 1, False
    while stop < len(tokens) and tokens[stop].text in ("^", "*"):
        stop, marked = stop + 1, True
    if stop < len(tokens) and tokens[stop].text in ("-", "−", "⁻"):
        marked = marked or plain or tokens[stop].text == "⁻"
        stop, sign = stop + 1, -1
    if stop >= len(tokens) or (tokens[stop].start != tokens[stop - 1].end and tokens[at].text != "^"):
        return None
    digits = tokens[stop].text.translate(_SUPERSCRIPTS)
    if not (marked or digits != tokens[stop].text) or not (digits.isascii() and digits.isdecimal()):
        return None
    return (stop + 1, sign * int(digits)) if len(digits) < 5 else None


def _e_notation(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens) or tokens[at].start != tokens[at - 1].end or tokens[at].lower[0] != "e":
        return None
    rest = tokens[at].lower[1:]
    if not rest and at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        at, rest = at + 1, tokens[at + 1].text
    digits = rest.lstrip("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 3 or len(rest) - len(digits) > 1:
        return None
    return at + 1, int(rest)


def _is_thousands(tokens: Sequence[Token], at: int, *, marked: bool = False) -> bool:
    """Tell whether a token is three digits that go on a number of at most three, one blank or apostrophe away."""
    token, before = tokens[at], tokens[at - 1 - marked]
    return (
        len(token.text) == 3
        and token.text.isdecimal()
        and before.text.isdecimal()
        and len(before.text) <= 3
        and token.start - before.end == 1
    )


def scaled(tokens: Sequence[Token], stop: int, value: float, *, grouped: bool = True) -> Number:
    """Read the scales behind a number that ends before `stop`: "1.2 million", "5 hundred thousand"."""
    worded = False
    while stop < len(tokens):
        after = stop
        if tokens[after].text == "-" and after + 1 < len(tokens):
            after += 1
        scale = scale_value(tokens[after].lower)
        if scale is None or (scale == 12 and value > 99) or value * scale > _LARGEST:
            break
        value, stop, worded = value * scale, after + 1, True
    return Number(stop=stop, value=value, worded=worded, grouped=grouped or worded)


def _slashed(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "1/2" at `at`."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/":
        return None
    top, bottom = tokens[at].text, tokens[at + 2].text
    if _is_share_of_one(tokens, at):
        return at + 3, int(top) / int(bottom)
    if top not in _FRACTION_TOPS or bottom not in _FRACTION_BOTTOMS or tokens[at].end != tokens[at + 1].start:
        return None
    return at + 3, int(top) / int(bottom)


def _is_share_of_one(tokens: Sequence[Token], at: int) -> bool:
    """Tell "1/40 of a gram" from a day or a name ("9/11", "24/7") by the "of" after it."""
    top, bottom = tokens[at].text, tokens[at + 2].text
    if not (top.isdecimal() and bottom.isdecimal() and len(top) < 3 and len(bottom) < 4 and top.isascii()):
        return False
    return bottom.isascii() and 0 < int(top) < int(bottom) and at + 3 < len(tokens) and tokens[at + 3].lower == "of"


def _fraction(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read what follows a whole number: "½", "1/2", "-1/2", "and a half", "and a quarter"."""
    if at >= len(tokens):
        return None
    if tokens[at].text in _HALVES:
        return at + 1, _HALVES[tokens[at].text]
    slashed = _slashed(tokens, at + 1 if tokens[at].text == "-" else at)
    if slashed is not None and slashed[1] < 1:
        return slashed
    words = [t.lower for t in tokens[at : at + 3]]
    if words[:2] in (["and", "a"], ["and", "one"]) and words[2:] in (["half"], ["quarter"]):
        return at + 3, 0.5 if words[2] == "half" else 0.25
    if words[:1] == ["and"] and len(words) > 1 and (part := _worded_part(words[1])) is not None:
        return at + 2, part
    if words == ["and", "three", "quarters"] or words[:2] == ["and", "three-quarters"]:
        return at + (3 if words[1] == "three" else 2), 0.75
    return None


def _worded_part(lower: str) -> float | None:
    """Read "one-half", "two-thirds", "seven-eighths"."""
    head, dash, tail = lower.partition("-")
    top = word_value(head) if dash else None
    bottom = {"half": 2, "quarter": 4, "quarters": 4}.get(tail) or _ordinals().get(tail.removesuffix("s"))
    return top / bottom if top is not None and bottom and top < bottom else None


def _point_said(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "point five", "point two five" after a number in words."""
    if at + 1 >= len(tokens) or tokens[at].lower != "point":
        return None
    digits = ""
    stop = at + 1
    while stop < len(tokens) and len(digits) < 6:
        value = word_value(tokens[stop].lower)
        if value is None or value > 9:
            break
        digits, stop = digits + str(int(value)), stop + 1
    return (stop, float(f"0.{digits}")) if digits else None


def _in_words(tokens: Sequence[Token], at: int, given: float | None) -> Number:
    """Read number words from `at`; `given` stands for an article before a scale ("a hundred and fifty thousand")."""
    total, part, stop, last_ten = 0.0, given or 0.0, at, False
    while stop < len(tokens):
        lower = tokens[stop].lower
        scale = scale_value(lower)
        if scale is not None and max(total, part, 1.0) * scale <= _LARGEST:
            if scale == 100 or scale == 12:
                part = (part or 1.0) * scale
            else:
                total, part = (total + part or 1.0) * scale if total < scale else total + part * scale, 0.0
            last_ten = False
            stop += 1
            continue
        head, dash, tail = lower.partition("-")
        rest = word_value(tail) if dash else None
        scale = scale_value(head) if rest is not None else None
        if scale == 100 and rest is not None and stop > at and part < 100:  # "one hundred-eighteen"
            part, last_ten = (part or 1.0) * scale + rest, False
            stop += 1
            continue
        value = word_value(lower)
        if value is not None and (
            stop == at or part == 0 or (part % 100 == 0 and value < 100) or (last_ten and value < 10)
        ):
            part += value
            last_ten = value >= 20 and value % 10 == 0
            stop += 1
            continue
        if lower == "and" and stop > at and stop + 1 < len(tokens):
            follows = word_value(tokens[stop + 1].lower)
            if follows is not None and scale_value(tokens[stop - 1].lower) is not None:
                stop += 1
                continue
        if lower == "-" and stop > at and stop + 1 < len(tokens) and scale_value(tokens[stop + 1].lower) is not None:
            stop += 1
            continue
        break
    pointed = _point_said(tokens, stop) if stop > at and total == 0 and part < 1000 else None
    if pointed is not None:
        after = scaled(tokens, pointed[0], part + pointed[1], grouped=True)
        return Number(stop=after.stop, value=after.value, worded=True, grouped=True)
    half = _fraction(tokens, stop) if stop > at and tokens[stop - 1].lower in _words() else None
    last_scale = scale_value(tokens[stop - 1].lower) if stop > at else None
    if half is not None and last_scale is not None and last_scale >= 1e6 and tokens[half[0] - 1].lower == "half":
        return Number(stop=half[0], value=total + part + last_scale / 2, worded=True, grouped=True)
    if half is not None and total + part < 100:
        after = scaled(tokens, half[0], total + part + half[1], grouped=True)
        return Number(stop=after.stop, value=after.value, worded=True, grouped=True)
    return Number(stop=stop, value=total + part, worded=True, grouped=True)
