"""Quantities: every figure of a report with what is counted, whose, how surely, and the clause that tells it.

Decision to know: a figure is read only where the number counts or measures something; years, days, clock times,
ordinals, ranks and identifiers are none. The number itself is read in `quantities_figures`, what it counts in
`quantities_counted`, the words around it in `quantities_clauses`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from synoptic.model.calendar import RuleKind
from synoptic.model.readings import Change, Mention, NameType, Quantity, Time, TimeType
from synoptic.model.spans import Span
from synoptic.reading.draft import Draft, Step, Token
from synoptic.reading.quantities_about import (
    after_link,
    joined,
    person_before,
    put_by,
    told_of,
    widened,
)
from synoptic.reading.quantities_bounds import Figure
from synoptic.reading.quantities_clauses import change_of, clause, is_hedged
from synoptic.reading.quantities_counted import (
    Phrase,
    governing_verb,
    subject_before,
)
from synoptic.reading.quantities_figures import number_places, read_figure
from synoptic.reading.quantities_of import (
    Told,
    find_counted,
    in_points,
    is_money,
    stands_as_figure,
    tells_where_or_when,
    with_unit_beside,
)
from synoptic.reading.quantities_refused import is_left_over
from synoptic.reading.quantities_units import AGE

_OWNERS = frozenset({NameType.GPE, NameType.NORP, NameType.ORG})
_HOLDING = frozenset(
    """deployed deploys moved moves massed masses amassed has have had sent sends stationed gathered gathers lost
    loses positioned concentrated assembled mobilised mobilized built""".split()
)


def read_quantities(draft: Draft) -> Draft:
    """Find the quantities of every sentence."""
    taken = _Taken(draft)
    holding = _contents_by_sentence(draft)
    found: list[Quantity] = []
    number, past = -1, 0
    tokens: Sequence[Token] = ()
    told = Told()
    for place in number_places(draft.tokens):
        if place < past or taken.holds(draft.tokens[place]):
            continue
        home = bisect_right(draft.firsts, place) - 1
        if home != number:
            number, tokens, told = home, draft.sentence_tokens(home), Told()
        first = draft.firsts[number]
        if place - first >= len(tokens):
            continue
        figure = read_figure(tokens, place - first)
        if figure is None:
            past = first + _past_chain(tokens, place - first)
            continue
        quantity = None
        if not is_left_over(tokens, figure.first):
            quantity = _quantity(draft, tokens, figure, number, holding.get(number, ()), told)
        if quantity is not None:
            found.append(quantity)
        past = max(place + 1, first + figure.stop)
    return draft.with_(quantities=tuple(found))


def _is_length(time: Time) -> bool:
    """Tell the lengths among the times: durations, and what is counted from the report's day ("two years ago")."""
    counted = time.rule is not None and time.rule.kind is RuleKind.OFFSET and abs(time.rule.amount or 0) > 1
    return time.type is TimeType.DURATION or counted


class _Taken:
    """Where the days, years and clock times stand: no figure is read there. Lengths of time are figures too."""

    def __init__(self, draft: Draft) -> None:
        spans = [t for t in draft.reading.times if not _is_length(t)]
        self.starts = [s.start for s in spans]
        self.ends = [s.end for s in spans]

    def holds(self, token: Token) -> bool:
        index = bisect_right(self.starts, token.start) - 1
        return index >= 0 and token.end <= self.ends[index]


def _past_chain(tokens: Sequence[Token], at: int) -> int:
    """Step over a refused number with what is glued to it, so that no part of an identifier becomes a figure."""
    stop = at + 1
    while (
        stop < len(tokens)
        and tokens[stop].start == tokens[stop - 1].end
        and (tokens[stop].text[0].isdecimal() or tokens[stop].text in "-–/:.")
    ):
        stop += 1
    return stop


def _contents_by_sentence(draft: Draft) -> dict[int, list[tuple[int, Span]]]:
    """Lay the contents of attributions out by the sentences that they touch, with the attribution's index."""
    if not draft.reading.attributions:
        return {}
    sentences = draft.reading.sentences
    starts = [s.start for s in sentences]
    held: dict[int, list[tuple[int, Span]]] = {}
    for index, attribution in enumerate(draft.reading.attributions):
        for span in attribution.content:
            first = max(0, bisect_right(starts, span.start) - 1)
            for number in range(first, len(sentences)):
                if sentences[number].start >= span.end:
                    break
                held.setdefault(number, []).append((index, span))
    return held


def _innermost(contents: Sequence[tuple[int, Span]], start: int, end: int) -> tuple[int, Span] | None:
    best: tuple[int, Span] | None = None
    for index, span in contents:
        if span.start <= start and end <= span.end and (best is None or len(span) < len(best[1])):
            best = (index, span)
    return best


def _quantity(
    draft: Draft,
    tokens: Sequence[Token],
    figure: Figure,
    sentence: int,
    contents: Sequence[tuple[int, Span]],
    told: Told,
) -> Quantity | None:
    start, end = tokens[figure.first].start, tokens[figure.stop - 1].end
    phrase, own = find_counted(tokens, figure, told)
    if not own and figure.plain and figure.unit is None and not stands_as_figure(tokens, figure, told):
        return None
    figure, phrase, own = in_points(tokens, figure, phrase, own=own)
    figure = with_unit_beside(tokens, figure, told, own=own and phrase is not None)
    compared = told.compares(tokens, figure)
    gapped = told.without_verb(tokens, figure) is not None
    told.note(figure, phrase, None if own else governing_verb(tokens, figure.first))
    said = _innermost(contents, start, end)
    low, high = 0, len(tokens)
    if said is not None:
        low = bisect_left(tokens, said[1].start, key=lambda t: t.start)
        high = max(figure.stop, bisect_right(tokens, said[1].end, key=lambda t: t.end))
        low = min(low, figure.first)
    begin, stop = clause(
        tokens,
        figure.first,
        figure.stop,
        low,
        high,
        noun_stop=phrase.stop if own and phrase is not None else figure.stop,
    )
    about = _about(tokens, figure, phrase, told, own=own)
    noun = Span(start=tokens[phrase.first].start, end=tokens[_last(phrase)].end) if phrase is not None else None
    leads = figure.unit is not None and tells_where_or_when(tokens, figure.stop)
    return Quantity(
        start=start,
        end=end,
        value=figure.value,
        value2=figure.value2,
        bound=figure.bound,
        unit=figure.unit,
        counted=_counted_words(draft.reading.text, tokens, phrase, about, own=own),
        named=_words(draft.reading.text, tokens, phrase) if phrase is not None else None,
        change=None
        if leads or compared
        else _change(tokens, figure, told, own=own and phrase is not None, gapped=gapped),
        compared=compared,
        moved=figure.moved is not None,
        teller=_span(tokens, put_by(tokens, figure.first)),
        noun=noun,
        whole=Span(start=tokens[begin].start, end=tokens[stop - 1].end),
        whose=_whose(draft, tokens, figure, phrase, own=own),
        attribution=said[0] if said is not None else None,
        sentence=sentence,
        hedged=is_hedged(
            tokens,
            figure.first,
            figure.stop,
            noun_stop=phrase.stop if phrase is not None and phrase.first >= figure.stop else figure.stop,
        ),
    )


def _change(tokens: Sequence[Token], figure: Figure, told: Told, *, own: bool, gapped: bool) -> Change | None:
    """Tell which way a figure moved; "rose 3 % to 12 m" tells it of both."""
    if figure.moved is not None:
        return figure.moved
    counts = figure.unit is None and own
    small = not counts and not (is_money(figure) and figure.value >= _LARGE_SUM)
    change = change_of(tokens, figure.first, figure.stop, small=small)
    if change is None and gapped:
        change = told.change
    before = tokens[figure.first - 1].lower if figure.first else ""
    if change is None and before in ("to", "or") and told.change is not None and figure.first - told.stop <= 3:
        change = told.change
    told.change, told.stop = change, figure.stop
    return change


_LARGE_SUM = 1_000_000
"""A sum from here on is raised, lost or cut as an object; a price moves by less."""


def _about(tokens: Sequence[Token], figure: Figure, phrase: Phrase | None, told: Told, *, own: bool) -> Phrase | None:
    """Find the subject that a figure is told of; of a sum in brackets or a value before, that of the figure it goes
    with."""
    if not own and told.about is not None and figure.first and told.again(tokens, figure) is not None:
        return told.about
    if not own and phrase is not None and told.without_verb(tokens, figure) is not None:
        return phrase
    about = person_before(tokens, figure.first) if figure.unit == AGE else None
    about = about or told_of(tokens, figure.first)
    if about is None and phrase is None:
        about = after_link(tokens, figure.stop)
    told.about = about
    return about


def _counted_words(
    text: str, tokens: Sequence[Token], phrase: Phrase | None, about: Phrase | None, *, own: bool
) -> str | None:
    subject = text[tokens[about.first].start : tokens[about.stop - 1].end] if about is not None else None
    if phrase is None:
        return subject
    if about is not None and about.first <= phrase.first < about.stop:
        return subject  # the noun stands in its subject
    return joined(_words(text, tokens, widened(tokens, phrase)), subject if own else None)


def _span(tokens: Sequence[Token], phrase: Phrase | None) -> Span | None:
    return None if phrase is None else Span(start=tokens[phrase.first].start, end=tokens[phrase.stop - 1].end)


def _last(phrase: Phrase) -> int:
    return phrase.also if phrase.also is not None else phrase.stop - 1


def _words(text: str, tokens: Sequence[Token], phrase: Phrase) -> str:
    words = text[tokens[phrase.first].start : tokens[phrase.stop - 1].end]
    return words if phrase.also is None else f"{words} {tokens[phrase.also].text}"


def _whose(draft: Draft, tokens: Sequence[Token], figure: Figure, phrase: Phrase | None, *, own: bool) -> str | None:
    """Find the actor that the counted belong to: named in the phrase or right before it, or the subject of "has
    deployed".
    """
    if phrase is None:
        return None
    mentions = draft.reading.entities
    inside = _mention_in(mentions, tokens[phrase.first].start, tokens[phrase.stop - 1].end)
    if inside is not None:
        return inside.entity
    lead = phrase.first if not own else figure.first
    if lead > 1 and tokens[lead - 1].lower in ("'s", "'"):
        before = _mention_in(mentions, tokens[max(0, lead - 4)].start, tokens[lead - 2].end)
        if before is not None:
            return before.entity
    verb = governing_verb(tokens, figure.first) if own else None
    if verb is None or tokens[verb].lower not in _HOLDING:
        return None
    subject = subject_before(tokens, verb)
    if subject is None:
        return None
    found = _mention_in(mentions, tokens[subject.first].start, tokens[subject.stop - 1].end)
    return found.entity if found is not None else None


def _mention_in(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    at = bisect_left(mentions, start, key=lambda m: m.start)
    while at < len(mentions) and mentions[at].start < end:
        if mentions[at].end <= end and mentions[at].type in _OWNERS:
            return mentions[at]
        at += 1
    return None


QUANTITIES = Step(
    name="quantities",
    needs=("sentences", "times", "entities", "attributions"),
    gives=("quantities",),
    run=read_quantities,
)
