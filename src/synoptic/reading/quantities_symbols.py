"""Units of measure made from their bases: kilowatt and kW, mPa and MPa, m/s², N·m, kg/m³.

Decision to know: a symbol is read as it is written ("mW" is no "MW"), and only behind a number; a single letter is one
only where nothing behind it could be its noun ("at 273 K", not "5 K runs"). Names made here do not overrule the table
of units.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from synoptic.lexicon import load_table
from synoptic.reading.draft import Token

_PREFIXES = {
    "f": "femto", "p": "pico", "n": "nano", "µ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "K": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "Z": "zetta",
}  # fmt: skip
_MICRO = ("µ", "μ", "u")
"""The sign of micro, the Greek letter that looks the same, and what typewriters put for it."""
_POWERS = {"²": 2, "³": 3, "2": 2, "3": 3, "⁴": 4}
_LENGTHS = frozenset({"metre", "km", "cm", "mm", "foot", "inch", "yard", "mile", "micrometre", "nanometre"})
_LONGEST_SYMBOL = 7
_DOTS = frozenset("·⋅*")
_NOT_SYMBOLS = frozenset("pm am ps as us mN MA PA GA MN MS mm cm km kg mg pg cd".split())
"""What is read otherwise: clock times, states, and what the table of units holds already."""
_BEHIND = frozenset(
    "and or in on at is was were has had will to for with of from by per than as but when while".split()
)


class Symbol(NamedTuple):
    """A unit as written: its name and where it may stand (free, apart, exact, given, none)."""

    name: str
    stands: str


def _rows() -> list[tuple[str, list[str], list[str], list[str], str]]:
    rows = []
    for row in load_table("unit_bases"):
        name, forms, marks, prefixes, stands = (*row, "", "", "", "")[:5]
        rows.append((name, _listed(forms), _listed(marks), prefixes.split(), stands))
    return rows


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


@cache
def made_words() -> dict[str, str]:
    """Return the names of units with their prefixes, as words in lower case, and the unit that each means."""
    given = {row[0]: row[1] for row in load_table("units")}
    words: dict[str, str] = {}
    for name, forms, _, prefixes, _ in _rows():
        common = bool(forms) and forms[0].startswith("*")
        for prefix in [*([] if common else [""]), *(_PREFIXES[letter] for letter in prefixes)]:
            unit = given.get(prefix + name, prefix + name)
            for form in (name, *forms):
                words[(prefix + form.lstrip("*")).lower()] = unit
    return {**words, **given}


@cache
def symbols() -> dict[str, Symbol]:
    """Return the symbols of units as they are written: kW, mW, MΩ, Sv."""
    words = made_words()
    table: dict[str, Symbol] = {}
    for name, _, marks, prefixes, stands in _rows():
        for mark in marks:
            if stands != "none":
                table[mark] = Symbol(words.get(name, name), stands)
            for letter in prefixes:
                unit = words.get(_PREFIXES[letter] + name, _PREFIXES[letter] + name)
                for sign in _MICRO if letter == "µ" else (letter,):
                    table[sign + mark] = Symbol(unit, "free")
    return {mark: symbol for mark, symbol in table.items() if mark not in _NOT_SYMBOLS}


def symbol_after(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Read the symbol that begins at token `at`, right behind a number, with its power and its factors: its unit and
    the index after it.
    """
    if len(tokens[at].text) > _LONGEST_SYMBOL or not tokens[at - 1].text[-1].isdecimal():
        return None, at
    found = _powered(tokens, at)
    if found is None:
        return None, at
    symbol, stop = found
    factors, stop = _with_factors(tokens, stop, symbol.name)
    if factors == symbol.name and symbol.stands != "free" and not _stands(tokens, at, stop, symbol):
        return None, at
    return factors, stop


def below_slash(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Read the unit behind a slash, where a symbol needs no number: "/s²", "/mol", "/(kg K)"."""
    if at < len(tokens) and tokens[at].text == "(":
        first = _powered(tokens, at + 1)
        if first is None:
            return None, at
        name, stop = _with_factors(tokens, first[1], first[0].name)
        second = _powered(tokens, stop)
        if second is not None:
            name, stop = f"{name} {second[0].name}", second[1]
        return (name, stop + 1) if stop < len(tokens) and tokens[stop].text == ")" else (None, at)
    found = _powered(tokens, at)
    if found is None:
        return None, at
    return _with_factors(tokens, found[1], found[0].name)


def _powered(tokens: Sequence[Token], at: int) -> tuple[Symbol, int] | None:
    """Read one symbol with its power: "m²", "cm3", "s^2"."""
    if at >= len(tokens) or len(tokens[at].text) > _LONGEST_SYMBOL:
        return None
    text, stop, power = tokens[at].text, at + 1, 1
    if text[-1] in _POWERS and len(text) > 1:
        text, power = text[:-1], _POWERS[text[-1]]
    elif stop < len(tokens) and tokens[stop].start == tokens[at].end:
        raised = tokens[stop].text == "^" and stop + 1 < len(tokens)
        mark = tokens[stop + raised].text
        if mark in _POWERS and (raised or len(mark) == 1):
            power, stop = _POWERS[mark], stop + 1 + raised
    symbol = symbols().get(text) or _GIVEN.get(text)
    if symbol is None:
        return None
    return (symbol, stop) if power == 1 else (Symbol(to_power(symbol.name, power), "free"), stop)


def to_power(name: str, power: int) -> str:
    """Name the power of a unit: square metre, second squared."""
    if power == 4:
        return f"{name} to the fourth"
    if name in _LENGTHS:
        return f"{'square' if power == 2 else 'cubic'} {_SPELLED.get(name, name)}"
    return f"{name} {'squared' if power == 2 else 'cubed'}"


_SPELLED = {"km": "kilometre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram"}
_GIVEN = {
    "m": Symbol("metre", "given"), "g": Symbol("gram", "given"), "kg": Symbol("kg", "given"),
    "mg": Symbol("milligram", "given"), "km": Symbol("km", "given"), "cm": Symbol("cm", "given"),
    "mm": Symbol("mm", "given"), "ft": Symbol("foot", "given"), "in": Symbol("inch", "given"),
    "yd": Symbol("yard", "given"), "mi": Symbol("mile", "given"), "lb": Symbol("pound", "given"),
    "min": Symbol("minute", "given"), "°C": Symbol("celsius", "given"), "C": Symbol("celsius", "given"),
}  # fmt: skip
"""Symbols that the table of units holds, with rules of their own where they stand alone."""


def _with_factors(tokens: Sequence[Token], at: int, name: str) -> tuple[str, int]:
    """Read the factors behind a symbol: "N·m", "kg·m/s"; the slash is read by who asks."""
    while at + 1 < len(tokens) and tokens[at].text in _DOTS and tokens[at].start == tokens[at - 1].end:
        found = _powered(tokens, at + 1)
        if found is None:
            break
        name, at = f"{name} {found[0].name}", found[1]
    return name, at


def _stands(tokens: Sequence[Token], at: int, stop: int, symbol: Symbol) -> bool:
    """Tell whether a short symbol is one here: behind a decimal number, or where no noun follows it."""
    if symbol.stands == "given":
        return False  # the table of units reads it
    number, after = tokens[at - 1], tokens[stop] if stop < len(tokens) else None
    glued = tokens[at].start == number.end
    if "." in number.text or "," in number.text:
        return not glued or symbol.name != "second"
    if symbol.stands == "exact":
        return after is not None and after.text == "/" and after.start == tokens[stop - 1].end
    if glued or (number.text == "1" and symbol.name == "bar") or (len(number.text) == 4 and len(tokens[at].text) == 1):
        return glued and symbol.name == "hour" and (after is None or not after.text[0].isalpha() or _leads(after))
    return after is None or _leads(after) or not (after.text[0].isalpha() or after.text in "-'")


def _leads(token: Token) -> bool:
    return token.lower in _BEHIND
