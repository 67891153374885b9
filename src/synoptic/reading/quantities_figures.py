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
from synoptic.reading.quantities_bounds import Figure, bounded, ranged_from
from synoptic.reading.quantities_numbers import (
    Number,
    digits_value,
    number_words,
    ordinal_value,
    read_number,
    scale_value,
    scaled,
    word_value,
)
from synoptic.reading.quantities_refused import is_identifier, is_pronoun, is_score, is_year_in_words
from synoptic.reading.quantities_shares import (
    BARE_SCALES,
    FEW,
    FRACTIONS,
    PLURAL_SCALES,
    read_bare_scale,
    read_couple,
    read_share,
    read_some_hundred,
    read_vague,
    share_of_unit,
)
from synoptic.reading.quantities_units import (
    AGE,
    LETTER_SCALES,
    SYMBOLS,
    currency_before,
    digit_at,
    letter_scaled,
    of_age,
    per,
    unit_after,
    units,
)
from synoptic.reading.quantities_written import (
    in_grand,
    is_side,
    loosely,
    read_part_of_unit,
    read_written,
    side_unit,
    with_part,
)

_MARKS = frozenset((",", ".", '"', "“", "”", "'s", "(", ")", ":", ";", "?", "!", "n't", "--", "$", "%"))
"""The commonest marks: no figure begins with one."""
_VULGAR = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_AGED = frozenset({"year-old", "year-olds", "years-old", "month-old", "week-old", "day-old"})


@cache
def _openers() -> frozenset[str]:
    """Return the plain words that a figure may begin with."""
    words = {w for w in number_words() if word_value(w) is not None}
    return frozenset(words | {"half", "a", "an", "several"} | set(PLURAL_SCALES) | BARE_SCALES)


def number_places(tokens: Sequence[Token]) -> list[int]:
    """Return the indices of the tokens with which a figure may begin; nearly all tokens are passed over here."""
    openers, after_article, marks = _openers(), _after_article(), _MARKS
    lowers = [token.lower for token in tokens]
    near = [at for at, low in enumerate(lowers) if (low in openers if low.isalpha() else low not in marks)]
    places = []
    for at in near:
        low = lowers[at]
        if low in openers:
            if low not in ("a", "an") or (at + 1 < len(lowers) and lowers[at + 1] in after_article):
                places.append(at)
        elif low[0].isdecimal() or starts_number(tokens[at]):
            places.append(at)
    return places


@cache
def _after_article() -> frozenset[str]:
    """Return the words that make a number with "a" before them ("a dozen", "a third", "a few hundred")."""
    scales = {word for word in number_words() if scale_value(word) is not None}
    return frozenset(scales | set(FRACTIONS) | {"few", "couple", "pair"})


def starts_number(token: Token) -> bool:
    """Tell quickly whether a figure may begin with this token."""
    lower = token.lower
    if lower.isalpha():
        return lower in _openers()
    if lower[0].isdecimal() or lower in _VULGAR:
        return True
    dash = lower.find("-")
    if dash <= 0:
        return False
    if lower[dash + 1 : dash + 2].isdecimal():
        return True
    head = lower[:dash]
    if word_value(head) is None and scale_value(head) is None and head not in ("half", "quarter"):
        return False  # most hyphened words
    return _joined(token) is not None or word_value(lower) is not None


def read_figure(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read the figure whose number begins at token `at`; None when there is none or it is an identifier, an ordinal,
    a score.
    """
    early = _without_digits(tokens, at)
    if early is not None:
        return early
    lower = tokens[at].lower
    if lower in PLURAL_SCALES:
        return None
    number = read_number(tokens, at)
    if number is None or ordinal_value(lower) is not None:
        return None
    loose = loosely(tokens, number)
    if loose is not None:
        first, currency = currency_before(tokens, at)
        number = scaled(tokens, loose[0], number.value)
        unit, stop = unit_after(tokens, number.stop)
        stop = number.stop if currency is not None else stop
        return bounded(
            tokens, Figure(first=first, stop=stop, value=number.value, unit=currency or unit, bound=loose[1])
        )
    if (
        lower == "a"
        and number.stop == at + 2
        and tokens[at + 1].lower in ("hundred", "dozen", "thousand", "million", "billion")
    ):
        number = Number(stop=number.stop, value=number.value, worded=True, grouped=True)
    first, currency = currency_before(tokens, at)
    number = letter_scaled(tokens, at, number, money=currency is not None)
    if is_year_in_words(tokens, at, number.stop):
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
    if is_identifier(tokens, at, number.stop) and not is_side(tokens, at):
        return None
    number = in_grand(tokens, number)
    unit, stop = unit_after(tokens, number.stop)
    if unit is None and currency is None and (side := side_unit(tokens, number.stop)) is not None:
        return bounded(tokens, Figure(first=at, stop=number.stop, value=number.value, unit=side))
    if lower == "one" and number.stop == at + 1 and is_pronoun(tokens, at, unit):
        return None
    figure = Figure(first=first, stop=number.stop, value=number.value, unit=currency or unit, plain=not number.grouped)
    ranged = ranged_from(tokens, figure, at)
    if ranged is not None:
        return bounded(tokens, ranged)
    if is_score(tokens, at, number.stop):
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
    return bounded(tokens, with_part(tokens, _with_cents(tokens, _signed(tokens, figure))))


def _without_digits(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read what is a figure by its words or its form: vague numbers, ages, shares, numbers joined to their unit."""
    lower = tokens[at].lower
    if lower[0].isdecimal():
        return read_written(tokens, at) or _age(tokens, at) or read_share(tokens, at)
    if lower in PLURAL_SCALES:
        return read_vague(tokens, at)
    if lower in FEW or (lower == "a" and at + 1 < len(tokens) and tokens[at + 1].lower == "few"):
        return read_some_hundred(tokens, at)
    few = read_couple(tokens, at) or read_bare_scale(tokens, at) or read_part_of_unit(tokens, at)
    if few is not None:
        return few
    share = read_share(tokens, at)
    if share is not None or "-" not in lower:
        return share
    led = _led_by_word(tokens, at)
    if led is not None:
        return led
    joined = _joined(tokens[at])
    if joined is not None:
        value, unit = joined
        measured = share_of_unit(tokens, at + 1, value, at) if value < 1 else None
        if measured is not None:
            return measured  # "three-quarters of a million"
        return bounded(tokens, Figure(first=at, stop=at + 1, value=value, unit=unit))
    return None


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


def _led_by_word(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "sub-5 percent", "mid-70 degrees": a word glued before a number that has its unit after it."""
    head, _, tail = tokens[at].lower.partition("-")
    value = digits_value(tail) if tail[:1].isdecimal() and tokens[at].text[0].islower() else None
    if value is None or at + 1 >= len(tokens):
        return None
    unit, stop = unit_after(tokens, at + 1)
    if unit is None or head not in _BOUNDING:
        return None
    bound = Bound.AT_MOST if head in ("sub", "below", "under") else Bound.ABOUT
    return Figure(first=at, stop=stop, value=value, unit=unit, bound=bound)


_BOUNDING = frozenset("sub near mid above below over plus nearly under about pre post".split())


def _joined(token: Token) -> tuple[float, str | None] | None:
    """Read "seven-year", "two-thirds", "eleven-year-old" as number and unit."""
    head, dash, tail = token.lower.partition("-")
    if not dash:
        return None
    value = word_value(head)
    if value is not None and tail.startswith("and-a-half-"):
        value, tail = value + 0.5, tail.removeprefix("and-a-half-")  # "two-and-a-half-year-old"
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
    if tail in FRACTIONS:
        return value / FRACTIONS[tail], None
    if tail in _AGED:
        return value, of_age(tail)
    unit = units().get(tail)
    return (value, unit) if unit is not None or tail in _MADE_OF else None


_MADE_OF = frozenset(
    """star run seater member man woman person page bedroom storey story door judge nation country state party goal
    point wheel cylinder engine volume seat room car truck ship strong""".split()
)
"""What a compound with a number in words counts ("a five-star hotel"); "one-time", "two-way" count nothing."""
