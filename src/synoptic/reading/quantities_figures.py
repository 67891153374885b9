"""Figures as they stand: a number with its currency, unit, bound and range, and what is no figure at all.

Decision to know: a number glued to a word ("F-16", "G7"), after a word that numbers things ("Route 6", "No. 10") or
after a name is an identifier, and nothing is read there; a wrong figure costs more than a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from synoptic.lexicon import load_words
from synoptic.model.readings import Bound
from synoptic.reading.draft import Token
from synoptic.reading.quantities_bounds import Figure, bounded, ends_in_bound, ranged_from
from synoptic.reading.quantities_counted import state_after
from synoptic.reading.quantities_numbers import (
    Number,
    digits_value,
    number_words,
    ordinal_value,
    read_number,
    scale_value,
    word_value,
)
from synoptic.reading.quantities_units import (
    AGE,
    CLOSERS,
    CODES,
    LETTER_SCALES,
    LETTERED,
    SYMBOLS,
    currency_before,
    digit_at,
    is_lettered,
    letter_scaled,
    of_age,
    per,
    unit_after,
    units,
)
from synoptic.reading.quantities_verbs import is_verb

_PLURAL_SCALES = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
    "fourths": 4,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "hundredth": 100,
    "hundredths": 100,
    "thousandth": 1000,
    "thousandths": 1000,
}
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_AGED = frozenset({"year-old", "year-olds", "years-old", "month-old", "week-old", "day-old"})
_NOT_AFTER_ONE = frozenset(
    """another of day by another's more thing can should must could would may might is was has who that who's which
    where when with for as if because since and or but to , . ; :""".split()
)


@cache
def _openers() -> frozenset[str]:
    """Return the plain words that a figure may begin with."""
    words = {w for w in number_words() if word_value(w) is not None}
    return frozenset(words | {"half", "a", "an", "several"} | set(_PLURAL_SCALES))


def number_places(tokens: Sequence[Token]) -> list[int]:
    """Return the indices of the tokens with which a figure may begin; nearly all tokens are passed over here."""
    openers, after_article = _openers(), _after_article()
    places = []
    for at, token in enumerate(tokens):
        lower = token.lower
        if lower in openers:
            if lower in ("a", "an") and not (at + 1 < len(tokens) and tokens[at + 1].lower in after_article):
                continue
            places.append(at)
        elif (first := lower[0]) < "a" or first > "z":
            if first.isdecimal() or first in _VULGAR or (first > "z" and starts_number(token)):
                places.append(at)
        elif "-" in lower and starts_number(token):
            places.append(at)
    return places


@cache
def _after_article() -> frozenset[str]:
    """Return the words that make a number with "a" before them ("a dozen", "a third", "a few hundred")."""
    scales = {word for word in number_words() if scale_value(word) is not None}
    return frozenset(scales | set(_FRACTIONS) | {"few", "couple", "pair"})


def starts_number(token: Token) -> bool:
    """Tell quickly whether a figure may begin with this token."""
    lower = token.lower
    if lower.isalpha():
        return lower in _openers()
    if lower[0].isdecimal() or lower in _VULGAR:
        return True
    return lower.find("-") > 0 and (_joined(token) is not None or word_value(lower) is not None)


def read_figure(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read the figure whose number begins at token `at`; None when there is none or it is an identifier, an ordinal,
    a score.
    """
    lower = tokens[at].lower
    if lower in _PLURAL_SCALES:
        return _vague(tokens, at)
    if lower in _FEW or (lower == "a" and at + 1 < len(tokens) and tokens[at + 1].lower == "few"):
        return _some_hundred(tokens, at)
    if lower == "a" and [t.lower for t in tokens[at + 1 : at + 3]] in (["couple", "of"], ["pair", "of"]):
        return bounded(tokens, Figure(first=at, stop=at + 3, value=2.0, unit=unit_after(tokens, at + 3)[0]))
    age = _age(tokens, at)
    if age is not None:
        return age
    share = _share(tokens, at)
    if share is not None:
        return share
    joined = _joined(tokens[at])
    if joined is not None:
        value, unit = joined
        measured = _share_of_unit(tokens, at + 1, value, at) if value < 1 else None
        if measured is not None:
            return measured  # "three-quarters of a million"
        return bounded(tokens, Figure(first=at, stop=at + 1, value=value, unit=unit))
    number = read_number(tokens, at)
    if number is None or ordinal_value(lower) is not None:
        return None
    if (
        lower == "a"
        and number.stop == at + 2
        and tokens[at + 1].lower in ("hundred", "dozen", "thousand", "million", "billion")
    ):
        number = Number(stop=number.stop, value=number.value, worded=True, grouped=True)
    first, currency = currency_before(tokens, at)
    number = letter_scaled(tokens, at, number, money=currency is not None)
    if _is_year_in_words(tokens, at, number.stop):
        return None
    spread = _spread(tokens, number)
    if spread is not None:
        unit, stop = unit_after(tokens, spread)
        return Figure(first=first, stop=stop, value=number.value, unit=currency or unit, bound=Bound.ABOUT)
    compound = _scaled_compound(tokens, at, number, currency)
    if compound is not None:
        return bounded(tokens, compound)
    if (
        currency is None
        and number.stop < len(tokens)
        and tokens[number.stop].text in SYMBOLS
        and not digit_at(tokens, number.stop + 1)
    ):
        first, number = at, Number(stop=number.stop + 1, value=number.value, grouped=True)
        currency = SYMBOLS[tokens[number.stop - 1].text]
    if _is_identifier(tokens, at, number.stop):
        return None
    unit, stop = unit_after(tokens, number.stop)
    if lower == "one" and number.stop == at + 1 and _is_pronoun(tokens, at, unit):
        return None
    figure = Figure(first=first, stop=number.stop, value=number.value, unit=currency or unit, plain=not number.grouped)
    ranged = ranged_from(tokens, figure, at)
    if ranged is not None:
        return bounded(tokens, ranged)
    if _is_score(tokens, at, number.stop):
        return None
    if currency is None and unit is not None:
        figure = Figure(first=first, stop=stop, value=number.value, unit=unit)
    elif currency is not None:
        figure = Figure(
            first=first,
            stop=per(tokens, number.stop, currency)[1],
            value=number.value,
            unit=per(tokens, number.stop, currency)[0],
        )
    return bounded(tokens, _with_cents(tokens, _signed(tokens, figure)))


def _is_year_in_words(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell "nineteen eighty-four" from a count: a word of ten to twenty right before another word of tens."""
    for one, two in ((at, stop), (at - 1, at)):
        if one < 0 or two >= len(tokens) or tokens[one].text[0].isdecimal() or tokens[two].text[0].isdecimal():
            continue
        head, tail = word_value(tokens[one].lower), word_value(tokens[two].lower)
        if head is not None and tail is not None and 10 < head < 21 and tail >= 10:
            return True
    return False


def _spread(tokens: Sequence[Token], number: Number) -> int | None:
    """Step over "± 0.1", "+/- 3" after a number: the number is then about right; return the index after it."""
    at = number.stop
    marks = "".join(t.text for t in tokens[at : at + 3])
    after = at + 1 if marks[:1] == "±" else at + 3 if marks == "+/-" else None
    if after is None or not digit_at(tokens, after):
        return None
    spread = read_number(tokens, after)
    return spread.stop if spread is not None else None


def _with_cents(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Read "five dollars and twenty-five cents", "3 pounds 50 pence" as one sum."""
    at = figure.stop + (figure.stop < len(tokens) and tokens[figure.stop].lower == "and")
    if figure.unit is None or at >= len(tokens) or not starts_number(tokens[at]):
        return figure
    number = read_number(tokens, at)
    unit, stop = unit_after(tokens, number.stop) if number is not None else (None, at)
    if number is None or unit not in ("cent", "penny") or number.value >= 100 or not figure.value.is_integer():
        return figure
    whole = "GBP" if (figure.unit, unit) == ("pound", "penny") else figure.unit
    return replace(figure, value=figure.value + number.value / 100, unit=whole, stop=stop)


def _scaled_compound(tokens: Sequence[Token], at: int, number: Number, currency: str | None) -> Figure | None:
    """Read "3 million-dollar", "a 40 billion-euro fund": the scale and the unit in one word."""
    if number.stop >= len(tokens):
        return None
    at_scale = number.stop
    if tokens[at_scale].text == "-" and tokens[at_scale].start == tokens[at_scale - 1].end:
        at_scale += 1  # "a 1.2-million-barrel cut"
    if at_scale >= len(tokens):
        return None
    head, dash, tail = tokens[at_scale].lower.partition("-")
    scale = scale_value(head) or (LETTER_SCALES.get(head) if currency is not None else None)
    if not dash or scale is None:
        return None
    first, _ = currency_before(tokens, at)
    unit = currency or units().get(tail)
    if unit is not None and tail.startswith("a-") and tail[2:] in units():
        unit = f"{unit} per {units()[tail[2:]]}"  # "a £5m-a-year deal"
    return Figure(first=first, stop=at_scale + 1, value=number.value * scale, unit=unit)


def _signed(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Read a minus that stands free before a number with a unit ("-5 °C")."""
    before = tokens[figure.first - 1] if figure.first else None
    if (
        before is not None
        and before.lower in ("minus", "negative")
        and not (figure.first > 1 and tokens[figure.first - 2].text[0].isdecimal())
        and not (figure.first > 1 and tokens[figure.first - 2].lower == "or")
    ):
        return Figure(
            first=figure.first - 1, stop=figure.stop, value=-figure.value, unit=figure.unit, plain=figure.plain
        )
    if (
        before is None
        or before.text not in ("-", "−", "–")
        or before.end != tokens[figure.first].start
        or figure.unit is None
    ):
        return figure
    if figure.first > 1 and tokens[figure.first - 2].end == before.start:
        return figure
    return Figure(first=figure.first - 1, stop=figure.stop, value=-figure.value, unit=figure.unit)


def _age(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read the age of a person: "Joan Example, 45, said", "aged 30"."""
    text = tokens[at].text
    if not (text.isdecimal() and len(text) <= 3 and at and 0 < int(text) < 120):
        return None
    before = tokens[at - 1].lower
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    between = (
        before == "," and at > 1 and tokens[at - 2].is_capital and tokens[at - 2].is_word and after in (",", ".", "")
    )
    if between and after == "," and at > 2 and tokens[at - 3].is_capital:
        return Figure(first=at, stop=at + 1, value=float(text), unit=AGE)
    if before == "," and after == "," and at > 2 and int(text) > 9 and _is_person(tokens, at - 2):
        return Figure(first=at, stop=at + 1, value=float(text), unit=AGE)
    if before == "of" and at > 1 and tokens[at - 2].lower == "ages":
        before = "ages"  # "between the ages of 50 and 75"
    if before in ("aged", "age", "ages") and after in ("to", "-", "–", "and") and at + 2 < len(tokens):
        last = tokens[at + 2].text
        if last.isdecimal() and int(text) < int(last[:3]) < 120 and not (after == "and" and before != "ages"):
            return Figure(first=at, stop=at + 3, value=float(text), value2=float(last), unit=AGE, bound=Bound.BETWEEN)
    if before in ("aged", "age") and after != "-":
        return Figure(first=at, stop=at + 1, value=float(text), unit=AGE)
    return None


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    """Tell the noun of one person with an article: "the senator, 71,"."""
    return tokens[at].lower in load_words("actor_nouns") and tokens[at - 1].lower in ("the", "a", "an", "former")


def _joined(token: Token) -> tuple[float, str | None] | None:
    """Read "seven-year", "two-thirds", "eleven-year-old" as number and unit."""
    head, dash, tail = token.lower.partition("-")
    if not dash:
        return None
    value = word_value(head)
    part = {"half": 2, "quarter": 4}.get(head)
    whole = tail.removeprefix("a-").partition("-")
    share = scale_value(whole[0]) if part else None
    if part is not None and share is not None:
        return share / part, units().get(whole[2])  # "half-a-million", "a half-billion-dollar deal"
    if value is not None and (scale := scale_value(tail)) is not None:
        return value * scale, None
    if value is None:
        hundred = scale_value(head) if tail in ("dollar", "euro", "pound", "yen", "year") and len(head) > 3 else None
        return (hundred, units().get(tail) or "GBP") if hundred is not None else None
    if tail == "pound":
        return value, "pound"
    if tail in _FRACTIONS:
        return value / _FRACTIONS[tail], None
    if tail in _AGED:
        return value, of_age(tail)
    unit = units().get(tail)
    return (value, unit) if unit is not None or tail in _MADE_OF else None


_MADE_OF = frozenset(
    """star run seater member man woman person page bedroom storey story door judge nation country state party goal
    point wheel cylinder engine volume seat room car truck ship strong""".split()
)
"""What a compound with a number in words counts ("a five-star hotel"); "one-time", "two-way" count nothing."""


def _vague(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "tens of thousands", "hundreds of people", "dozens": at least one of that size."""
    value, stop = _PLURAL_SCALES[tokens[at].lower], at + 1
    first = at
    if tokens[at].lower in ("scores", "tens") and not (stop < len(tokens) and tokens[stop].lower == "of"):
        return None
    if (
        at
        and tokens[at - 1].lower not in _PREPARES
        and (tokens[at - 1].text[0].isdecimal() or word_value(tokens[at - 1].lower))
    ):
        return None
    if at > 1 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in ("tens", "hundreds", "dozens", "scores"):
        return None
    while stop + 1 < len(tokens) and tokens[stop].lower == "of" and tokens[stop + 1].lower in _PLURAL_SCALES:
        value, stop = value * _PLURAL_SCALES[tokens[stop + 1].lower], stop + 2
    unit, unit_stop = (
        unit_after(tokens, stop + 1) if stop < len(tokens) and tokens[stop].lower == "of" else unit_after(tokens, stop)
    )
    if unit is None and not (
        stop < len(tokens) and (tokens[stop].lower == "of" or tokens[stop].is_word or stop > at + 1)
    ):
        return None
    if unit is not None:
        stop = unit_stop
    figure = bounded(tokens, Figure(first=first, stop=stop, value=value, unit=unit))
    bound = figure.bound if figure.bound in (Bound.AT_MOST,) else Bound.AT_LEAST
    return Figure(first=figure.first, stop=figure.stop, value=value, unit=unit, bound=bound, of_group=unit is None)


def _some_hundred(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "several hundred", "a few thousand": at least one of that size, as with "hundreds"."""
    start = at + 1 + (tokens[at].lower == "a")
    scale = scale_value(tokens[start].lower) if start < len(tokens) else None
    if scale is None or scale < 100:
        return None
    stop = start + 1
    while stop < len(tokens) and (more := scale_value(tokens[stop].lower)) is not None and more >= 1000:
        scale, stop = scale * more, stop + 1
    unit, unit_stop = unit_after(tokens, stop)
    return Figure(first=at, stop=unit_stop if unit else stop, value=scale, unit=unit, bound=Bound.AT_LEAST)


_FEW = frozenset({"several", "few"})
_PREPARES = frozenset({"many", "several", "some", "the", "as", "or", "to", "about", "of", "few"})


def _share(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "one in five", "three out of four", "two thirds", "half of the", "a third of"."""
    lowers = [t.lower for t in tokens[at : at + 5]]
    value = word_value(lowers[0]) if not lowers[0].isdecimal() else float(lowers[0][:6])
    for link in (["in"], ["out", "of"], ["of", "every"], ["in", "every"], ["out", "of", "every"]):
        tail = lowers[1 : 2 + len(link)]
        if value is not None and tail[:-1] == link:
            whole = word_value(tail[-1]) or _round(tail[-1])
            if whole is None or whole <= value or (link == ["in"] and value > 10):
                continue
            stop = at + 2 + len(link)
            return bounded(tokens, Figure(first=at, stop=stop, value=value / whole, of_group=True))
    if len(lowers) > 1 and lowers[1] in _FRACTIONS and (value is not None or lowers[0] == "a"):
        if value is None and lowers[2:3] != ["of"] and not _stands_alone(tokens, at, at + 2):
            return None
        measured = _share_of_unit(tokens, at + 2, (value or 1.0) / _FRACTIONS[lowers[1]], at)
        if measured is not None:
            return measured
        top, bottom = value or 1.0, _FRACTIONS[lowers[1]]
        if bottom > 5 and bottom != 10 and not lowers[1].endswith("s") and lowers[2:3] != ["of"]:
            return None  # "one sixth grader"
        if top >= bottom or lowers[1] in ("half", "halves") or lowers[1:3] == ["quarter", "mile"]:
            return None
        if (top > 1) != lowers[1].endswith("s"):
            return None
        return bounded(tokens, Figure(first=at, stop=at + 2, value=top / bottom, of_group=True))
    if (
        lowers[0] == "half"
        and len(lowers) > 1
        and lowers[1] in ("of", "the", "a", "its", "their", "his", "her", "all", "those", "an")
    ):
        scale = scale_value(lowers[2]) if len(lowers) > 2 and lowers[1] in ("a", "an") else None
        if scale:
            unit, stop = unit_after(tokens, at + 3)
            return bounded(tokens, Figure(first=at, stop=stop if unit else at + 3, value=scale / 2, unit=unit))
        if lowers[1] in ("a", "an"):
            unit, stop = unit_after(tokens, at + 2)
            return bounded(tokens, Figure(first=at, stop=stop, value=0.5, unit=unit)) if unit else None
        before = tokens[at - 1].lower if at else ""
        if before in ("the", "first", "second", "last", "other"):
            return None
        measured = _share_of_unit(tokens, at + 1, 0.5, at)
        return measured or bounded(tokens, Figure(first=at, stop=at + 1, value=0.5, of_group=True))
    if lowers[0] == "half" and _stands_alone(tokens, at, at + 1):
        return bounded(tokens, Figure(first=at, stop=at + 1, value=0.5, of_group=True))
    return None


def _share_of_unit(tokens: Sequence[Token], at: int, value: float, first: int) -> Figure | None:
    """Read "a quarter of a percentage point", "half of one percent": a share of one unit is so much of the unit."""
    if [t.lower for t in tokens[at : at + 2]] not in (["of", "a"], ["of", "one"], ["of", "an"]):
        return None
    scale = scale_value(tokens[at + 2].lower) if at + 2 < len(tokens) else None
    if scale is not None and scale >= 1000:
        unit, stop = unit_after(tokens, at + 3)  # "a quarter of a million dollars"
        return bounded(tokens, Figure(first=first, stop=stop if unit else at + 3, value=value * scale, unit=unit))
    unit, stop = unit_after(tokens, at + 2)
    if unit is None or stop == at + 2:
        return None
    return bounded(tokens, Figure(first=first, stop=stop, value=value, unit=unit))


def _stands_alone(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell a share without a noun ("fell by a third", "nearly half said no", "a quarter were women")."""
    after = tokens[stop] if stop < len(tokens) else None
    if at and tokens[at - 1].lower == "by":
        return after is None or not after.is_word or after.lower in _AFTER_SHARE
    leads = after is not None and (after.lower in _AFTER_ALL or (after.is_word and is_verb(tokens, stop)))
    if leads or not at or not ends_in_bound(tokens, at):
        return leads
    return after is None or not after.is_word or after.lower in _AFTER_SHARE


_AFTER_SHARE = frozenset(
    "by in from since to on this last over after between during compared by and as when while".split()
)
_AFTER_ALL = frozenset("were are have had said say think want".split())


def _round(text: str) -> float | None:
    """Read the whole of a share: up to three digits, or a round number with a comma ("1 in 10,000")."""
    if text.isascii() and text.isdecimal() and len(text) < 4:
        return float(text)
    return digits_value(text) if text.endswith("000") and "," in text else None


def _is_pronoun(tokens: Sequence[Token], at: int, unit: str | None) -> bool:
    """Tell "no one", "one another", "one should" from "one soldier" and "one of the ministers"."""
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        before
        in (
            "no",
            "any",
            "every",
            "this",
            "that",
            "the",
            "each",
            "which",
            "another",
            "some",
            "new",
            "good",
            "day",
        )
        or after is None
    ):
        return True
    if unit is not None and after.lower != "day":
        return False
    following = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if after.lower in ("to", "or", "and") and word_value(following) is not None:
        return False  # "one to three years"
    if after.lower == "of":
        third = tokens[at + 3].lower if at + 3 < len(tokens) else ""
        return following not in _THESE or third in _FOREMOST or third.endswith("est")
    if after.lower in ("was", "is", "has") and state_after(tokens, at + 1) is not None:
        return False  # "one was killed"
    return not after.is_word or after.lower in _NOT_AFTER_ONE or after.lower.startswith("'")


_THESE = frozenset("the its their his her these those our my".split())
_FOREMOST = frozenset("most few first last main top leading only best-known key major more least very".split())
"""After "one of the": words of praise, with which nothing is counted ("one of the most", "one of the few")."""


def _is_identifier(tokens: Sequence[Token], at: int, stop: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if before is None:
        return after is not None and after.text == "." and stop + 1 < len(tokens)  # the number of an item in a list
    lettered = before.text in LETTERED and is_lettered(tokens, at)
    if before.end == token.start:
        if before.text[-1].isalpha() and before.lower not in CODES and not lettered:
            return True
        if before.text in "#/:.^'":
            return True
        if before.text in "-–" and at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].text[-1].isalpha():
            measured = tokens[at - 2].lower in _BOUNDING and unit_after(tokens, stop)[0] is not None
            return not measured  # F-16, Covid-19; but "sub-5 percent growth"
    if token.text.isdecimal() and len(token.text) > 5 and (after is None or not after.text[0].islower()):
        return True
    if before.lower in load_words("identifier_words") and token.text[0].isdecimal() and token.text.isdecimal():
        return True
    if before.text == "." and at > 1 and tokens[at - 2].lower in ("no", "nos"):
        return True
    if after is not None and after.lower in "x×*·" and [t.text for t in tokens[stop + 1 : stop + 3]] == ["10", "^"]:
        return True  # a power past all bounds
    if after is not None and after.start == tokens[stop - 1].end and after.text in ("G", "K", "D"):
        return stop == at + 1 and token.text in ("2", "3", "4", "5", "6", "8")  # 5G, 4K, 3D
    if after is not None and after.start == tokens[stop - 1].end:
        seconds = after.text == "s" and "." in tokens[stop - 1].text
        if after.text[0].isalpha() and after.lower not in units() and after.text != "'s" and not seconds:
            return True
        if after.text == "/" and stop + 1 < len(tokens) and tokens[stop + 1].text.isdecimal():
            return True
        if after.text == ":" and stop + 1 < len(tokens) and tokens[stop + 1].text[0].isdecimal():
            return True
    if (
        token.text.isdecimal()
        and before.is_capital
        and before.is_word
        and at > 1
        and before.lower not in CODES
        and not lettered
        and len(before.text) > 1
    ):
        follows = after.lower if after is not None else "."
        if follows in _INDEX_NOUNS:
            return True  # the Ostra 40 index
        return not (follows in units() or (follows[0].isalpha() and follows not in CLOSERS)) and len(token.text) < 5
    return False


_BOUNDING = frozenset("sub near mid above below over plus nearly under about pre post".split())
_INDEX_NOUNS = frozenset(
    """index average stock futures benchmark gauge list ranking company bill model edition summit jet fighter aircraft
    tank rifle missile rocket mission""".split()
)


def _is_score(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell a score ("3-1"), a telephone number or another chain of digits by its dashes."""
    for near, other in ((stop, stop + 1), (at - 1, at - 2)):
        if not (0 < near < len(tokens) - 1 and 0 <= other < len(tokens)) or tokens[near].text not in "-–":
            continue
        glued = tokens[near].start == tokens[near - 1].end and tokens[near].end == tokens[near + 1].start
        if glued and tokens[other].text[0].isdecimal() and tokens[at].text[0].isdecimal():
            return True
    return False
