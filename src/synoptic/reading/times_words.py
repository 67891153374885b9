"""The pieces that the grammar of times works on: every word of a sentence with a kind of one character.

Decision to know: what a word is (month, unit, number, "last") is decided here once, with the traps (modal may, the
verb march, Gen, Sun, a name April Smith, a count of 2000 troops); the grammar then is regular expressions over the
string of kinds. The kinds:

M month, W weekday, w weekdays (plural), Y year, D whole number 1..31, N other number, X vague number, O ordinal, U
unit, Q quarter/half, V units, P part of a day, p parts of days, R today, S season, s seasons, H feast, C time of the
clock, Z zone, d decade, I ISO day, A a, T the, L this, l same/current, B last, F next, E early/end, G ago, e
earlier/later, u before/after, r prior, v ahead, y fiscal, K every, f of, i other preposition, c comma, h dash, g
weeklong, . stop, /
slash, a possessive, k and/to, n overnight, z old/long, J now/recently, j future, q period, 0 so,
% before Christ, & after Christ, + more/further/straight, t time, x anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from synoptic.lexicon import load_table
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import (
    digits_value,
    number_words,
    ordinal_value,
    read_number,
    scale_value,
    word_value,
)


class Piece(NamedTuple):
    """A word of the grammar: its kind, its place, its lower form, its value in the lexicon, and the token that it is
    of.
    """

    kind: str
    start: int
    end: int
    low: str
    value: str
    token: int
    number: float = -1.0


_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_HOUR = re.compile(r"1[0-2]|0?[1-9]", re.ASCII)
_BEFORE_CLOCK = frozenset("at by around about until till from before after".split())
MARKS = frozenset((",", ".", '"', "“", "”", "'s", "(", ")", ":", ";", "?", "!", "n't", "--", "$", "%"))
HALF_DAYS = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
_BEFORE_MONTH = frozenset(
    """in last next this since until till by of before after from through during early late mid between to past
    previous the every each and""".split()
)
_BEFORE_YEAR = frozenset(
    """in since until till by of before after from through during early late mid between to and or the around circa
    back fiscal year summer spring autumn winter fall""".split()
)
_NAMES_AND_VERBS = frozenset({"may", "march", "august", "april", "june"})
_NOT_BEFORE_YEAR = frozenset(
    {
        "no",
        "route",
        "highway",
        "flight",
        "number",
        "resolution",
        "article",
        "section",
        "page",
        "paragraph",
        "$",
        "£",
        "€",
        "#",
    }
)
_COUNTED_TAILS = frozenset(
    {"%", "percent", "per", "km", "kg", "miles", "meters", "metres", "people", "men", "women", "children"}
)
_OWNERS = frozenset({"his", "her", "their", "my", "your", "our"})


@cache
def time_lexicon() -> dict[str, tuple[str, str]]:
    return {word: (kind, value) for word, kind, value in load_table("time_words")}


@cache
def feasts_by_word() -> dict[str, list[tuple[list[str], str]]]:
    """Return the feasts by their first word, the longest first."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for name, day in sorted(load_table("feasts"), key=lambda row: -len(row[0])):
        words = name.split()
        table.setdefault(words[0], []).append((words, day))
    return table


@cache
def _known() -> frozenset[str]:
    """Return the plain words that are anything at all to the grammar; the others are passed over at once."""
    return frozenset(time_lexicon()) | number_words()


_NAMED_DAYS = frozenset("super black cyber bloody fat ruby giving freaky casual".split())
"""Before a weekday they make a name of it: Super Tuesday, Black Friday."""


def pieces_of(tokens: Sequence[Token], first: int = 0, stop: int | None = None) -> list[Piece]:
    """Give every word of a stretch its kind; hyphened words are taken apart, numbers and clock times put together."""
    pieces: list[Piece] = []
    at = first
    end = len(tokens) if stop is None else min(stop, len(tokens))
    plain, special = _plain(), _special()
    new, add = tuple.__new__, pieces.append  # a third of the time of a named tuple's own way
    while at < end:
        token = tokens[at]
        low = token.lower
        # the short way for nine words in ten: no number, no feast, nothing to take apart
        entry = plain.get(low)
        if entry is None and low.isalpha() and low not in special:
            entry = _NOTHING
        if entry is not None and entry[0] == "E" and _is_an_end(tokens, at):
            entry = _NOTHING
        if entry is not None:
            add(new(Piece, (entry[0], token.start, token.end, low, entry[1], at, -1.0)))
            at += 1
        elif low in ("a", "an") and not _is_scaled(tokens, at):
            add(new(Piece, ("A", token.start, token.end, low, "1", at, -1.0)))
            at += 1
        else:
            at = _add(tokens, at, pieces)
    return _settled(pieces, tokens)


def _is_an_end(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "end" is a noun with its article and not of the time behind it ("came to an end | last week")."""
    if tokens[at].lower not in ("end", "close", "start") or at + 1 >= len(tokens) or not at:
        return False
    return tokens[at - 1].lower in ("an", "a", "its", "their", "the") and tokens[at + 1].lower in (
        "last",
        "this",
        "next",
    )


@cache
def _plain() -> dict[str, tuple[str, str]]:
    """Return the words and marks that are always the one piece that the lexicon says."""
    special = _special()
    found = {word: entry for word, entry in time_lexicon().items() if word not in special and word != "'"}
    return dict.fromkeys(MARKS, _NOTHING) | found


def _is_scaled(tokens: Sequence[Token], at: int) -> bool:
    """Tell "a hundred", "a dozen", of which the article is a part, from "a week"."""
    return at + 1 < len(tokens) and (scale_value(tokens[at + 1].lower) or 0) >= 12


_NOTHING = ("x", "")


@cache
def _special() -> frozenset[str]:
    """Return the plain words that may begin a number or a feast."""
    return number_words() | frozenset(feasts_by_word()) | {"a", "an", "q", "h"}


def _add(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> int:
    token = tokens[at]
    low = token.lower
    if low[0].isdecimal():
        return _add_number(tokens, at, pieces)
    if low in feasts_by_word() and token.is_capital:
        for words, day in feasts_by_word()[low]:
            if [t.lower for t in tokens[at : at + len(words)]] == words:
                last = at + len(words) - 1
                pieces.append(Piece("H", token.start, tokens[last].end, low, day, at))
                return last + 1
    if token.text in ("Q", "H") and _is_quarter_code(tokens, at):
        number = tokens[at + 1]
        pieces.append(Piece("O", token.start, number.end, low, number.text, at, float(number.text)))
        name = "quarter" if token.text == "Q" else "half"
        pieces.append(Piece("Q", number.start, number.end, name, token.text, at + 1))
        return at + 2
    if low.isalpha() and low not in _known():
        pieces.append(Piece("x", token.start, token.end, low, "", at))
        return at + 1
    ordinal = ordinal_value(low)
    if ordinal is not None:
        pieces.append(Piece("O", token.start, token.end, low, str(ordinal), at, ordinal))
        return at + 1
    if low == "'" and at + 2 < len(tokens) and tokens[at + 1].text.isdecimal() and len(tokens[at + 1].text) == 2:
        two, s = tokens[at + 1], tokens[at + 2]
        if s.lower == "s" and s.start == two.end:
            pieces.append(
                Piece("d", token.start, s.end, low, "19" + two.text[0] if two.text[0] > "2" else "20" + two.text[0], at)
            )
            return at + 3
    worded = read_number(tokens, at) if low[0].isalpha() else None
    if worded is not None:
        return _add_worded(tokens, at, worded.stop, worded.value, pieces)
    known = time_lexicon().get(low)
    if known is None and "-" in low:
        return _add_hyphened(token, at, pieces)
    kind, value = known or ("x", "")
    pieces.append(Piece(kind, token.start, token.end, low, value, at))
    return at + 1


def _is_quarter_code(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "Q3" is a quarter, "H1" a half: a year stands after it, or "in" before "Q3"."""
    if at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end:
        return False
    number, after = tokens[at + 1].text, tokens[at + 2].text if at + 2 < len(tokens) else ""
    if number not in ("1", "2", "3", "4") or (tokens[at].text == "H" and number > "2"):
        return False
    return _YEAR.fullmatch(after) is not None or (tokens[at].text == "Q" and at > 0 and tokens[at - 1].lower == "in")


def _add_worded(tokens: Sequence[Token], at: int, stop: int, value: float, pieces: list[Piece]) -> int:
    """Add a number in words; "nineteen ninety-six" is a year."""
    if stop == at + 1 and value in (18, 19, 20) and stop < len(tokens):
        second = read_number(tokens, stop)
        if second is not None and 10 <= second.value <= 99 and second.stop == stop + 1 and value < 20:
            year = int(value * 100 + second.value)
            last = second.stop
            if last < len(tokens) and 1 <= (word_value(tokens[last].lower) or 0) <= 9 and second.value % 10 == 0:
                year, last = year + int(word_value(tokens[last].lower) or 0), last + 1
            pieces.append(Piece("Y", tokens[at].start, tokens[last - 1].end, "", str(year), at, float(year)))
            return last
    if stop < len(tokens) and tokens[stop].lower == "o'clock" and stop == at + 1 and 1 <= value <= 12:
        pieces.append(Piece("C", tokens[at].start, tokens[stop].end, tokens[at].lower, f"{int(value):02d}:00", at))
        return stop + 1
    pieces.append(Piece("N", tokens[at].start, tokens[stop - 1].end, tokens[at].lower, "", at, value))
    return stop


def _add_number(tokens: Sequence[Token], at: int, pieces: list[Piece]) -> int:
    token = tokens[at]
    text = token.text
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if _is_pointed(tokens, at):  # ".5 seconds" are not five
        pieces.append(Piece("x", token.start, token.end, text, "", at))
        return at + 1
    ordinal = ordinal_value(token.lower)
    if ordinal is not None:
        pieces.append(Piece("O", token.start, token.end, token.lower, str(ordinal), at, ordinal))
        return at + 1
    if _ISO.match(text):
        pieces.append(Piece("I", token.start, token.end, text, text, at))
        return at + 1
    clock = _clock(tokens, at)
    if clock is not None:
        stop, value = clock
        pieces.append(Piece("C", token.start, tokens[stop - 1].end, text, value, at))
        return stop
    if (
        after is not None
        and after.text == "s"
        and after.start == token.end
        and text.isdecimal()
        and text[-1] == "0"
        and len(text) in (2, 4)
    ):
        if len(text) == 4:
            pieces.append(Piece("d", token.start, after.end, text, text[:3], at))
        else:
            pieces.append(Piece("x", token.start, after.end, text, "", at))
        return at + 2
    if after is not None and after.start == token.end and after.lower.startswith("s-"):  # "1980s-style"
        pieces.append(Piece("x", token.start, after.end, text, "", at))
        return at + 2
    number = read_number(tokens, at)
    if number is None:
        pieces.append(Piece("x", token.start, token.end, text, "", at))
        return at + 1
    stop, amount = number.stop, number.value
    kind = "N"
    if not number.grouped and _YEAR.fullmatch(text) and _is_year(tokens, at):
        kind = "Y"
    elif not number.grouped and len(text) <= 2 and 1 <= amount <= 31:
        kind = "D"
    pieces.append(Piece(kind, token.start, tokens[stop - 1].end, text, text if stop == at + 1 else "", at, amount))
    return stop


def _is_pointed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a point with nothing before it is glued to the digits."""
    if not at or tokens[at - 1].text != "." or tokens[at - 1].end != tokens[at].start:
        return False
    return at == 1 or tokens[at - 2].end != tokens[at - 1].start


def _clock(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Read "10:30", "10.30 pm", "10 p.m.", "1800 GMT", "5 o'clock" as hours and minutes."""
    text = tokens[at].text
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    match = _CLOCK.fullmatch(text)
    if match is not None and (":" in text or after in HALF_DAYS):
        hour, minute = int(match[1]), match[2]
        if after in HALF_DAYS and 1 <= hour <= 12:
            return at + 2, f"{hour % 12 + HALF_DAYS[after]:02d}:{minute}"
        if len(text) < 4:
            return None
        return at + 1, f"{hour:02d}:{minute}"
    if _HOUR.fullmatch(text):
        if after in HALF_DAYS:
            return at + 2, f"{int(text) % 12 + HALF_DAYS[after]:02d}:00"
        if after == "o'clock":
            return at + 2, f"{int(text):02d}:00"
    if len(text) != 4 or not text.isdecimal() or text >= "2400" or text[2] >= "6":
        return None
    if time_lexicon().get(after, ("", ""))[0] == "Z":
        return at + 1, f"{text[:2]}:{text[2:]}"
    if after in ("hours", "hrs") and (text[0] == "0" or (at and tokens[at - 1].lower in _BEFORE_CLOCK)):
        return at + 2, f"{text[:2]}:{text[2:]}"
    return None


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    """Tell a year from a count ("2000 troops") and from a number of something ("No. 1984")."""
    before = tokens[at - 1].lower if at else ""
    if before == "." and at > 1:
        before = tokens[at - 2].lower
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if before in _NOT_BEFORE_YEAR or after in _COUNTED_TAILS or digits_value(after) is not None:
        return False
    number = int(tokens[at].text)
    if number < _OLDEST_IN_PAIRS and number % 5 == 0 and number % 100 < 60 and _is_between(tokens, at):
        return False  # "called between 1100 and 1200": hours as likely as years
    if before in _BEFORE_YEAR or before.endswith(("-", "–")):
        return not (before in ("to", "than") and after.endswith("s") and after.isalpha() and number % 100 == 0)
    if before in time_lexicon() and time_lexicon()[before][0] in "MmDSQU":
        return True
    if at and before.isdecimal() and len(before) <= 2:
        return True
    if not 1900 <= number <= 2099:
        return number >= 1500 and _is_old_year(tokens, at, before, after)
    return not (
        number % 100 == 0 and after.isalpha() and after.endswith("s") and after not in ("was", "is", "has", "'s")
    )


_OLDEST_IN_PAIRS = 1400


def _is_between(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is one of two of four digits that stand between, both as round as a clock's."""
    first = at if tokens[at - 1].lower == "between" else at - 2
    if first < 1 or first + 2 >= len(tokens) or tokens[first - 1].lower != "between":
        return False
    ends = [tokens[n].text for n in (first, first + 2)]
    return tokens[first + 1].lower == "and" and all(
        len(end) == 4 and end.isdecimal() and int(end) % 5 == 0 and int(end) % 100 < 60 for end in ends
    )


_BEFORE_OLD_YEAR = frozenset(
    ", ( about around circa reigned his her its their this that a an the early late born died".split()
)


def _is_old_year(tokens: Sequence[Token], at: int, before: str, after: str) -> bool:
    """Tell a year before 1900 from a count: "(1704 - 1787)", "his 1796 essay", "from about 1820"."""
    if before in (",", "("):
        return True
    if after in ("-", "–") and at + 2 < len(tokens) and tokens[at + 2].text.isdecimal():
        return len(tokens[at + 2].text) in (2, 4)
    if before in ("about", "around", "circa"):
        return at > 1 and tokens[at - 2].lower in _BEFORE_YEAR
    return before in _BEFORE_OLD_YEAR and after.isalpha() and not after.endswith("s") and _is_not_round(tokens[at].text)


def _is_not_round(text: str) -> bool:
    """Tell whether a number is no round one: a count of people or pounds mostly ends in naughts."""
    return not text.endswith("00")


def _add_hyphened(token: Token, at: int, pieces: list[Piece]) -> int:
    """Take "seven-year", "mid-January", "third-quarter" apart when a part is a word of time; else keep the word."""
    parts = token.lower.split("-")
    if parts[1:4] == ["and", "a", "half"] and (whole := word_value(parts[0])) is not None:
        return _add_and_a_half(token, at, whole, parts, pieces)
    kinds = [_part_kind(part) for part in parts]
    units = any(kind in "UQVMWPSd" for kind, _, _ in kinds)
    years = len(parts) == 2 and parts[0] in ("mid", "early", "late", "pre", "post") and kinds[1][0] == "Y"
    if not (units or years):
        ten = word_value(token.lower)
        pieces.append(Piece("N" if ten is not None else "x", token.start, token.end, token.lower, "", at, ten or -1.0))
        return at + 1
    start = token.start
    for part, (kind, value, number) in zip(parts, kinds, strict=True):
        if start > token.start:
            pieces.append(Piece("h", start - 1, start, "-", "-", at))
        pieces.append(Piece(kind, start, start + len(part), part, value, at, number))
        start += len(part) + 1
    return at + 1


def _add_and_a_half(token: Token, at: int, whole: float, parts: list[str], pieces: list[Piece]) -> int:
    """Take "two-and-a-half", "two-and-a-half-year" for a number and its unit."""
    end = token.start + len("-".join(parts[:4]))
    pieces.append(Piece("N", token.start, end, parts[0], "", at, whole + 0.5))
    if len(parts) == 5:
        kind, value, number = _part_kind(parts[4])
        pieces.append(Piece("h", end, end + 1, "-", "-", at))
        pieces.append(Piece(kind, end + 1, token.end, parts[4], value, at, number))
    elif len(parts) > 5:
        pieces.append(Piece("x", end, token.end, token.lower, "", at))
    return at + 1


def _part_kind(part: str) -> tuple[str, str, float]:
    number = word_value(part)
    if number is not None:
        return "N", "", number
    ordinal = ordinal_value(part)
    if ordinal is not None:
        return "O", str(ordinal), float(ordinal)
    if part.isdecimal():
        return ("Y", part, float(part)) if _YEAR.fullmatch(part) else ("N", part, float(part[:12]))
    if part[:4].isdecimal() and part[4:] == "s" and len(part) == 5:
        return "d", part[:3], -1.0
    kind, value = time_lexicon().get(part, ("x", ""))
    return kind, value, -1.0


def _settled(pieces: list[Piece], tokens: Sequence[Token]) -> list[Piece]:
    """Decide the doubtful words by their neighbours and join the full stop of an abbreviated month."""
    settled: list[Piece] = []
    for index, piece in enumerate(pieces):
        kind = piece.kind
        if kind == "x":
            settled.append(piece)
        elif kind == "X" and piece.low == "some" and index + 1 < len(pieces) and pieces[index + 1].kind in "ND":
            settled.append(piece._replace(kind="x"))  # "some 20 years": a hedge and no count
        elif kind == "M":
            settled.append(piece if _is_month(pieces, index, tokens) else piece._replace(kind="x"))
        elif kind in "mb":
            settled.append(_short_name(pieces, index, tokens))
        elif (
            piece.low == "."
            and settled
            and settled[-1].value
            and settled[-1].end == piece.start
            and settled[-1].kind in "MW"
        ):
            if pieces[index - 1].kind in "mb" and index + 1 < len(pieces):
                settled[-1] = settled[-1]._replace(end=piece.end)
            else:
                settled.append(piece)
        elif kind == "&":
            settled.append(piece if tokens[piece.token].text.isupper() else piece._replace(kind="x"))
        elif kind == "S":
            settled.append(piece if _is_season(pieces, index, tokens) else piece._replace(kind="x"))
        elif kind == "O" and piece.low == "second" and index and pieces[index - 1].kind in "NDhX":
            settled.append(piece._replace(kind="U", value="S"))
        elif (
            kind == "W"
            and index
            and pieces[index - 1].low in _NAMED_DAYS
            and tokens[pieces[index - 1].token].is_capital
        ):
            settled.append(piece._replace(kind="x"))
        elif kind in "W" and not tokens[piece.token].is_capital and tokens[piece.token].lower != piece.low:
            settled.append(piece)
        elif (
            kind == "L"
            and piece.low in ("that", "those")
            and index + 1 < len(pieces)
            and pieces[index + 1].kind in "BFL"
        ) or (kind == "V" and piece.value == "S" and (not index or pieces[index - 1].kind not in "NDX")):
            settled.append(piece._replace(kind="x"))
        else:
            settled.append(piece)
    return settled


def _neighbours(pieces: list[Piece], index: int) -> tuple[Piece | None, Piece | None]:
    return (pieces[index - 1] if index else None, pieces[index + 1] if index + 1 < len(pieces) else None)


def _is_name_beside(pieces: list[Piece], index: int, tokens: Sequence[Token]) -> bool:
    """Tell whether a capital word that is no word of time stands right before or after: then it is a part of a name."""
    before, after = _neighbours(pieces, index)
    if before is not None and before.kind == "x" and before.token > 0 and tokens[before.token].is_capital:
        return True
    if after is None or after.kind != "x" or not tokens[after.token].is_capital:
        return False
    return before is None or (before.kind == "x" and before.low not in _BEFORE_MONTH) or before.kind == "c"


def _is_month(pieces: list[Piece], index: int, tokens: Sequence[Token]) -> bool:
    piece = pieces[index]
    if not tokens[piece.token].is_capital and tokens[piece.token].lower == piece.low:
        return False
    before, after = _neighbours(pieces, index)
    if after is not None and (
        after.kind in "DOY" or (after.kind == "c" and index + 2 < len(pieces) and pieces[index + 2].kind == "Y")
    ):
        return True
    if before is not None and before.kind in "DO":
        return True
    if _is_name_beside(pieces, index, tokens):
        return False
    if piece.low not in _NAMES_AND_VERBS:
        return True
    if before is None or before.kind == "k":
        return piece.low not in ("may", "march") and (
            before is not None or after is None or not tokens[after.token].is_capital
        )
    if before.kind == "A":  # "a June accord"
        return after is not None and after.low.isalpha() and not tokens[after.token].is_capital
    if piece.low == "may" and before.low in ("by", "to", "of", "and", "the", "from", "before", "after"):
        past = index > 1 and pieces[index - 2].low.endswith("ed")
        return not past and (
            after is None or not after.low.isalpha() or after.kind != "x" or before.low in ("by", "the", "from")
        )
    return before.low in _BEFORE_MONTH or before.kind in "iBFLEeuh" or (piece.low != "may" and before.kind in "fkTx")


def _short_name(pieces: list[Piece], index: int, tokens: Sequence[Token]) -> Piece:
    """Take "Dec." for a month beside a day or year, "Sun." for a weekday beside a month; else for nothing."""
    piece = pieces[index]
    if not tokens[piece.token].is_capital:
        return piece._replace(kind="x")
    before, _ = _neighbours(pieces, index)
    follows = [p for p in pieces[index + 1 : index + 4] if p.low not in (".", ",")]
    dotted = index + 1 < len(pieces) and pieces[index + 1].low == "."
    if piece.kind == "m":
        near = bool(follows and follows[0].kind in "DOY") or (before is not None and before.kind in "DO")
        if near or (dotted and before is not None and before.low in _BEFORE_MONTH):
            return piece._replace(kind="M")
        return piece._replace(kind="x")
    if follows and follows[0].kind in "MmDOI":
        return piece._replace(kind="W")
    return piece._replace(kind="x")


def _is_season(pieces: list[Piece], index: int, tokens: Sequence[Token]) -> bool:
    piece = pieces[index]
    before, after = _neighbours(pieces, index)
    if before is None or (before.kind == "x" and tokens[before.token].is_capital and before.token > 0):
        return False
    dated = after is not None and (
        after.kind in "YLBF" or (after.kind == "f" and index + 2 < len(pieces) and pieces[index + 2].kind in "YLBF")
    )
    if dated:
        return True
    if before.low == "the" or before.kind == "f":
        return (
            piece.low != "fall" and (after is None or after.kind != "f")
            if before.low == "the"
            else piece.low not in ("fall", "spring")
        )
    if before.kind in "BFLEKhu" or before.low in ("in", "by", "since", "until", "during", "mid", "every", "each"):
        return before.low not in ("to", "that", "these", "those")
    return piece.low in ("summer", "winter") and after is not None and after.kind == "a"
