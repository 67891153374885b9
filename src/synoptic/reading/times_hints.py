"""Where in a sentence a time can stand at all: around words of time, years, clocks and dates.

Decision to know: only the words near a hint are looked at further; no run reaches beyond them, and two words in three
of news are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.reading.draft import Token
from synoptic.reading.times_words import HALF_DAYS, MARKS, feasts_by_word, time_lexicon

_HINT_KINDS = frozenset("MmWwbRnPpSsUQVCdHJjgqt%&")


@cache
def _hints() -> frozenset[str]:
    """Return the words without one of which, or a number, no run is a time."""
    words = {"nineteen", "eighteen"} | {word for word, (kind, _) in time_lexicon().items() if kind in _HINT_KINDS}
    words -= {"half", "halves"}  # they need a unit beside them, which is a hint itself
    return frozenset(words | {"recent", "current", "past", "o'clock"} | set(HALF_DAYS) | set(feasts_by_word()))


_ST = frozenset({"st", "nd", "rd"})


_CAPITAL_ONLY = frozenset("may march sun sat wed mar".split())
_BEFORE_TIME = frozenset({"that", "the", "this"})


@cache
def _guarded() -> frozenset[str]:
    """Return the hints that are ones only beside the right words: feasts by their first word, "time", "AD"."""
    plain = {word for word, (kind, _) in time_lexicon().items() if kind in _HINT_KINDS}
    era = {word for word, (kind, _) in time_lexicon().items() if kind == "&"}
    return frozenset((set(feasts_by_word()) - plain) | _CAPITAL_ONLY | {"time"} | era)


def _is_guarded_hint(tokens: Sequence[Token], at: int, low: str) -> bool:
    token = tokens[at]
    if low == "time":
        return at > 0 and tokens[at - 1].lower in _BEFORE_TIME
    if low in _CAPITAL_ONLY:
        return token.text[0].isupper()
    if low not in feasts_by_word():
        return token.text.isupper()
    return token.text[0].isupper() and any(
        [t.lower for t in tokens[at : at + len(words)]] == words for words, _ in feasts_by_word()[low]
    )


_BEFORE_HINT, _AFTER_HINT = 5, 6
"""How many words before and after a hint its run can hold: only these are looked at (a third of the words of news)."""


def hints_in(tokens: Sequence[Token]) -> list[int]:
    """Find the words without one of which no run is a time: words of time, years, clocks and dates."""
    hints, guarded, marks = _hints(), _guarded(), MARKS
    return [
        at
        for at, low in enumerate([token.lower for token in tokens])
        if (
            low in hints and (low not in guarded or _is_guarded_hint(tokens, at, low))
            if low.isalpha()
            else low not in marks and _is_odd_hint(tokens, at, low)
        )
    ]


def windows_around(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that can hold a time: those around its hints."""
    windows: list[tuple[int, int]] = []
    for at in places:
        first, last = max(0, at - _BEFORE_HINT), at + _AFTER_HINT
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows


def _is_odd_hint(tokens: Sequence[Token], at: int, low: str) -> bool:
    """Tell whether what is no plain word is one: p.m., a number that may be a year or a clock, "'80s", mid-1990s."""
    if low[0].isdecimal():
        return (len(low) == 4 and low.isdecimal()) or ":" in low or "-" in low or low[-1] == "h" or low[-2:] in _ST
    if low in ("'", "’"):
        return at + 1 < len(tokens) and tokens[at + 1].text.isdecimal()
    if low == "/":
        return at > 0 and tokens[at - 1].text.isdecimal()
    if low == "-":
        digits = 0 < at < len(tokens) - 1 and tokens[at - 1].text[-1].isdecimal()
        return digits and tokens[at + 1].text[0].isdecimal()
    return low in _hints() or ("-" in low and low[-4:] != "-old" and _holds_hint(low))


def _holds_hint(low: str) -> bool:
    """Tell whether a part of a hyphened word is a word of time or a number: seven-year, mid-1990s, 3-5-2021."""
    hints = _hints()
    return any(part in hints or part[:1].isdecimal() for part in low.split("-"))
