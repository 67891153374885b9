"""What a figure counts or measures, by the words around it and by the figure told before it.

Decision to know: a noun right with the number comes first, then what it is said "of", then what the figure before
counts, then the object or subject of the verb; a length of time that says how long measures no subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synoptic.lexicon import load_words
from synoptic.model.readings import Bound, Change
from synoptic.reading.draft import Token
from synoptic.reading.quantities_about import noun_right_before
from synoptic.reading.quantities_bounds import Figure
from synoptic.reading.quantities_clauses import change_of
from synoptic.reading.quantities_counted import (
    Phrase,
    after_number,
    before_of,
    bought_for,
    governing_verb,
    object_after,
    paid_for,
    state_after,
    subject_before,
)
from synoptic.reading.quantities_figures import starts_number
from synoptic.reading.quantities_numbers import read_number
from synoptic.reading.quantities_units import CLOSERS, unit_after
from synoptic.reading.quantities_verbs import EDGES, changes, is_finite

_REACHING = frozenset(
    """rose rise rises risen grew grown grow fell fall fallen climbed climb jumped dropped increased decreased
    declined reached reach reaches hit stood stands stand totalled totaled totals numbered numbers estimated put
    killed killing wounded injured kills wounding injuring
    growing rising falling reaching is was were are at""".split()
)


class Told:
    """The last figure of the sentence and what it counts: "to 20 % from 35 %", "(12m dollars)" tell of the same."""

    def __init__(self) -> None:
        self.figure: Figure | None = None
        self.phrase: Phrase | None = None
        self.verb: int | None = None
        self.about: Phrase | None = None
        self.change: Change | None = None
        self.stop = 0

    def note(self, figure: Figure, phrase: Phrase | None, verb: int | None) -> None:
        self.figure, self.phrase, self.verb = figure, phrase, verb

    def again(self, tokens: Sequence[Token], figure: Figure) -> Phrase | None:
        """Return what the last figure counts, where this one stands to it as a sum in brackets or a value before."""
        last = self.figure
        if last is None or self.phrase is None:
            return None
        before = tokens[figure.first - 1].lower
        if before == "(" and figure.first - 1 == last.stop:
            return self.phrase
        if self.phrase.first >= last.stop:
            return None
        between = [t.lower for t in tokens[last.stop : figure.first]]
        near = len(between) <= 6 and not any(word in (";", ":", "and", "while", "but") for word in between)
        same = (figure.unit is None) == (last.unit is None)
        linked = before in LINKS or (before == "or" and between[:1] == [","])
        return self.phrase if near and linked and (same or before in ("to", "or")) else None

    def compares(self, tokens: Sequence[Token], figure: Figure) -> bool:
        """Tell whether this figure is the one that the last is compared with: what it was before, or elsewhere."""
        if not figure.first or tokens[figure.first - 1].lower not in LINKS - {"to"}:
            return False
        return self.again(tokens, figure) is not None

    def without_verb(self, tokens: Sequence[Token], figure: Figure) -> Phrase | None:
        """Read the subject right before a figure whose verb is that of the last one: "Orvent fell 3 %, Tarn 2 %"."""
        last = self.figure
        if last is None or figure.unit is None or figure.unit != last.unit:
            return None
        return noun_right_before(tokens, figure.first, last.stop)


LINKS = frozenset({"from", "to", "with", "versus", "vs", "against", "than"})


def with_unit_beside(tokens: Sequence[Token], figure: Figure, told: Told, *, own: bool) -> Figure:
    """Give a bare number the unit of the one it stands beside: "10, 15 and 20 percent", "310 million pounds from 275
    million"."""
    if figure.unit is not None or own or figure.of_group:
        return figure
    last = told.figure
    if last is not None and last.unit is not None and figure.first and tokens[figure.first - 1].lower in LINKS - {"to"}:
        near = figure.first - last.stop <= 3
        return replace(figure, unit=last.unit) if near and figure.value >= 1 else figure
    if figure.stop + 1 < len(tokens) and tokens[figure.stop].lower in (",", "and", "or"):
        number = read_number(tokens, figure.stop + 1) if starts_number(tokens[figure.stop + 1]) else None
        unit = unit_after(tokens, number.stop)[0] if number is not None else None
        return replace(figure, unit=unit) if unit is not None else figure
    return figure


def in_points(
    tokens: Sequence[Token], figure: Figure, phrase: Phrase | None, *, own: bool
) -> tuple[Figure, Phrase | None, bool]:
    """Read the points by which an index moves as a unit, and the index as what is measured."""
    if phrase is None or figure.unit is not None or phrase.first != figure.stop or phrase.stop - phrase.first > 1:
        return figure, phrase, own
    verb = governing_verb(tokens, figure.first)
    if (
        tokens[phrase.first].lower not in ("point", "points")
        or verb is None
        or change_of(tokens, verb + 1, verb + 1) is None
    ):
        return figure, phrase, own
    subject = subject_before(tokens, verb) if verb is not None else None
    if subject is None:
        return figure, phrase, own
    return replace(figure, stop=phrase.stop, unit="point"), subject, False


def find_counted(tokens: Sequence[Token], figure: Figure, told: Told) -> tuple[Phrase | None, bool]:
    """Find what is counted: the noun after the number, or the subject; True when it stands right with the number."""
    if figure.unit is not None and tells_where_or_when(tokens, figure.stop):
        return None, False
    if figure.unit is None:
        state = state_after(tokens, figure.stop)
        if state is not None:
            return state, True
    through = (
        figure.of_group or figure.unit is not None or (figure.stop < len(tokens) and tokens[figure.stop].lower == "of")
    )
    phrase = after_number(tokens, figure.stop, through_of=through)
    if phrase is not None and figure.unit == "percent" and _of_output(tokens, figure.stop):
        measured = before_of(tokens, figure.first) or _moved_to(tokens, figure.first)
        phrase = measured if measured is not None else phrase
    if phrase is not None and figure.unit is not None and phrase.first == figure.stop and not figure.of_group:
        phrase = phrase if _measured(tokens, phrase) else None
    if phrase is not None:
        return phrase, True
    led = before_of(tokens, figure.first) or (bought_for(tokens, figure.first) if is_money(figure) else None)
    if led is not None:
        return led, True
    again = told.again(tokens, figure) if figure.first else None
    if again is not None:
        return again, False
    gapped = told.without_verb(tokens, figure)
    if gapped is not None:
        return gapped, False
    moving = _moving(tokens, figure.first) if figure.unit is not None else None
    if moving is not None:
        return moving, False
    verb = governing_verb(tokens, figure.first)
    if verb is None or _is_while(tokens, figure):
        return None, False
    paid = paid_for(tokens, verb, figure.stop) if is_money(figure) else None
    if paid is not None:
        return paid, True
    moved = object_after(tokens, verb, figure.first)
    return (moved, True) if moved is not None else (subject_before(tokens, verb), False)


_OUTPUT = frozenset({"gdp", "gnp"})


def _of_output(tokens: Sequence[Token], stop: int) -> bool:
    """Tell "percent of gross domestic product": the base that a deficit or debt is measured against."""
    after = [t.lower for t in tokens[stop : stop + 4]]
    if after[:1] != ["of"]:
        return False
    rest = after[1:] if after[1:2] != ["the"] else after[2:]
    return bool(rest) and (rest[0] in _OUTPUT or rest[:2] in (["gross", "domestic"], ["gross", "national"]))


def _moved_to(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read what was moved to a share: "cut the planned deficit to 5.2 percent of …"."""
    for at in range(first - 2, max(-1, first - 8), -1):
        if tokens[at].lower in changes():
            return object_after(tokens, at, first)
    return None


def _moving(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read what moves right before a figure: "sees prices rising 12.8 percent"."""
    at = first - 1
    if at < 2 or not tokens[at].lower.endswith("ing") or tokens[at].lower not in changes():
        return None
    start = at
    while start and at - start < 4 and tokens[start - 1].is_word and not is_finite(tokens, start - 1):
        if tokens[start - 1].lower in EDGES:
            break
        start -= 1
    sees = start and (is_finite(tokens, start - 1) or tokens[start - 1].lower in ("sees", "see", "seen"))
    return Phrase(first=start, stop=at) if sees and start < at else None


def tells_where_or_when(tokens: Sequence[Token], stop: int) -> bool:
    """Tell whether the measure only leads to a place or time ("11 km south of", "two days before"):

    nothing is counted.
    """
    return stop < len(tokens) and tokens[stop].lower in _LEADS_TO


_LEADS_TO = frozenset(
    (
        "north south east west northeast northwest southeast southwest north-east north-west south-east south-west"
        " away off"
        "before after later earlier ahead past beyond inside outside short"
    ).split()
)


def _measured(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Tell whether a noun right after a unit is measured by it ("5 % growth", "a $2bn package", "11-year-old boy")."""
    return tokens[phrase.first].lower not in _NOT_MEASURED


_NOT_MEASURED = frozenset(
    """ago late early apiece each more less earlier later old away long high thick thin heavy broad apart tall
    effective sure certain complete owned larger bigger smaller cheaper dearer faster slower longer shorter better
    worse stronger weaker heavier lighter richer poorer younger older wide deep""".split()
)


def is_money(figure: Figure) -> bool:
    return figure.unit is not None and (
        figure.unit.isupper() or figure.unit.split()[-1] in load_words("currency_nouns")
    )


_TIMES = frozenset("second minute hour day week month quarter year decade century fortnight".split())
_DURING = frozenset({"over", "in", "for", "within", "after", "during", "every", "than"})


def _is_while(tokens: Sequence[Token], figure: Figure) -> bool:
    """Tell a length of time that says how long something took ("in 12 months"): the subject is not what it measures."""
    return figure.unit in _TIMES and any(
        t.lower in _DURING for t in tokens[max(0, figure.first - 1) : figure.first + 1]
    )


def stands_as_figure(tokens: Sequence[Token], figure: Figure, told: Told) -> bool:
    """Tell whether a bare number without a noun is a figure: bounded, large, or right after a verb of reaching ("rose
    to 14").
    """
    if figure.first and _is_year_after(tokens, figure):
        return False
    if figure.bound is not Bound.EXACT or figure.value >= 1000:
        return True
    if figure.first and told.again(tokens, figure) is not None:
        return True
    verb = governing_verb(tokens, figure.first)
    if verb is None:
        return False
    if figure.value > 12 and tokens[figure.first - 1].lower in _LEADING and not _has_noun(tokens, figure.stop):
        return True
    return figure.first - verb <= 2 and tokens[verb].lower in _REACHING


def _is_year_after(tokens: Sequence[Token], figure: Figure) -> bool:
    """Tell "by 2100", "since 1789" from a figure: four digits without a comma after a word that leads to a day."""
    text, before = tokens[figure.stop - 1].text, tokens[figure.first - 1].lower
    return text.isdecimal() and len(text) == 4 and 1500 <= figure.value <= 2200 and before in _TO_A_DAY


_TO_A_DAY = frozenset("by in since until till before after from during through of around".split())
_LEADING = frozenset({"to", "at", "by", "from"})


def _has_noun(tokens: Sequence[Token], stop: int) -> bool:
    return stop < len(tokens) and tokens[stop].is_word and tokens[stop].lower not in CLOSERS
