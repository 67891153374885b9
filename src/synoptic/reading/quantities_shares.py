"""Shares and vague numbers: "one in five", "a third of", "half the jobs", "dozens", "several hundred".

Decision to know: a vague number is at least one of its size; a share without a noun is read only where a word before or
after it leaves no doubt ("fell by a third").
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Bound
from synoptic.reading.draft import Token
from synoptic.reading.quantities_bounds import Figure, bounded, ends_in_bound
from synoptic.reading.quantities_numbers import (
    digits_value,
    scale_value,
    scaled,
    word_value,
)
from synoptic.reading.quantities_units import (
    unit_after,
)
from synoptic.reading.quantities_verbs import is_verb

PLURAL_SCALES = {
    "tens": 10.0,
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
FRACTIONS = {
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


def read_vague(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "tens of thousands", "hundreds of people", "dozens": at least one of that size."""
    value, stop = PLURAL_SCALES[tokens[at].lower], at + 1
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
    while stop + 1 < len(tokens) and tokens[stop].lower == "of" and tokens[stop + 1].lower in PLURAL_SCALES:
        value, stop = value * PLURAL_SCALES[tokens[stop + 1].lower], stop + 2
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


def read_some_hundred(tokens: Sequence[Token], at: int) -> Figure | None:
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


def read_couple(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "a couple of ministers", "a pair of boats", "a couple of million euros", "a couple hundred dollars"."""
    lowers = [t.lower for t in tokens[at : at + 4]]
    if lowers[0] != "a" or lowers[1:2] not in (["couple"], ["pair"]):
        return None
    stop = at + 2 + (lowers[2:3] == ["of"])
    number = scaled(tokens, stop, 2.0)
    if number.stop == stop and stop == at + 2:
        return None
    bound = Bound.ABOUT if number.stop > stop else Bound.EXACT
    unit, unit_stop = unit_after(tokens, number.stop)
    last = unit_stop if unit is not None and number.stop > stop else number.stop
    return bounded(tokens, Figure(first=at, stop=last, value=number.value, unit=unit, bound=bound))


BARE_SCALES = frozenset("dozen hundred thousand million billion trillion crore lakh".split())
_BEFORE_SCALE = frozenset("the many that those these another per his her its their every over under about".split())


def read_bare_scale(tokens: Sequence[Token], at: int) -> Figure | None:
    """Read "the dozen boats", "many thousand pounds": a scale that no number leads."""
    if tokens[at].text not in BARE_SCALES:
        return None
    before = tokens[at - 1] if at else None
    if before is None or before.lower not in _BEFORE_SCALE:
        return None  # "million dollar question"
    number = scaled(tokens, at + 1, scale_value(tokens[at].lower) or 1.0)
    unit, stop = unit_after(tokens, number.stop)
    if unit is None and not (stop < len(tokens) and tokens[stop].is_word and tokens[stop].lower.endswith("s")):
        return None
    bound = Bound.AT_LEAST if before.lower == "many" else Bound.EXACT
    figure = Figure(first=at, stop=stop if unit else number.stop, value=number.value, unit=unit, bound=bound)
    return bounded(tokens, figure)


FEW = frozenset({"several", "few"})
_PREPARES = frozenset({"many", "several", "some", "the", "as", "or", "to", "about", "of", "few"})


def read_share(tokens: Sequence[Token], at: int) -> Figure | None:
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
    if len(lowers) > 1 and lowers[1] in FRACTIONS and (value is not None or lowers[0] == "a"):
        if value is None and lowers[2:3] != ["of"] and not _stands_alone(tokens, at, at + 2):
            return None
        measured = share_of_unit(tokens, at + 2, (value or 1.0) / FRACTIONS[lowers[1]], at)
        if measured is not None:
            return measured
        top, bottom = value or 1.0, FRACTIONS[lowers[1]]
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
        measured = share_of_unit(tokens, at + 1, 0.5, at)
        return measured or bounded(tokens, Figure(first=at, stop=at + 1, value=0.5, of_group=True))
    if lowers[0] == "half" and _stands_alone(tokens, at, at + 1):
        return bounded(tokens, Figure(first=at, stop=at + 1, value=0.5, of_group=True))
    return None


def share_of_unit(tokens: Sequence[Token], at: int, value: float, first: int) -> Figure | None:
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
