"""Why two reports are one story or not: the names and rare words they share, and the days between them.

Decision to know: only the closest pair of reports speaks for two groups, so a story has one judgement less than it
has origins, and each can be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from synoptic.linking.terms import Terms, stem, weight_of
from synoptic.model.ids import stable_id
from synoptic.model.links import Judgement, JudgementKind, Reason, ReasonCode, Verdict
from synoptic.model.readings import Reading
from synoptic.model.spans import Evidence, Span, evidence_of

_SHOWN = 4
_TELLING_NAME, _RARE_WORD = 1.8, 3.6
_INSIDE = re.compile(r"[\w,.]")
_REST, _LAST_REST = re.compile(r"\w{0,4}(?:['’]s)?\s"), re.compile(r"\w{0,4}(?:['’]s)?(?!\w)")
"""What may follow the plain form of a word: within a term, and at its end."""
Days = tuple[date | None, date | None]


def judge_pair(
    pair: tuple[Reading, Reading], terms: tuple[Terms, Terms], days: tuple[Days, Days], verdict: Verdict, score: float
) -> Judgement:
    """Write down a decision about two reports with its reasons; `pair` is ordered by id."""
    one, two = pair
    shared = {t: terms[0].weights[t] * terms[1].weights[t] for t in terms[0].weights.keys() & terms[1].weights.keys()}
    ranked = sorted(shared, key=lambda t: (-shared[t], t))
    both_name = terms[0].names & terms[1].names
    names = [t for t in ranked if t in both_name and weight_of(t) >= _TELLING_NAME][:_SHOWN]
    others = [t for t in ranked if t not in both_name and weight_of(t) >= _RARE_WORD][:_SHOWN]
    reasons = []
    if names:
        reasons.append(_told(ReasonCode.SHARED_NAMES, "both name", names, pair))
    if others:
        reasons.append(_told(ReasonCode.SHARED_TERMS, "both speak of", others, pair))
    if verdict is not Verdict.SAME:
        reasons.insert(0, Reason(code=ReasonCode.FEW_SHARED_TERMS, text="the two have too few telling words in common"))
    gap = days_between(*days)
    if gap is not None:
        near = gap <= 7
        code = ReasonCode.NEAR_IN_TIME if near else ReasonCode.FAR_IN_TIME
        words = "on the same day" if gap == 0 else f"{gap} day{'s' if gap > 1 else ''} apart"
        reasons.append(Reason(code=code, text=f"published {words}"))
    if not reasons:
        reasons.append(Reason(code=ReasonCode.SHARED_TERMS, text="their words are alike as a whole"))
    return Judgement(
        id=stable_id("judgement", "story", one.id, two.id),
        kind=JudgementKind.STORY,
        a=one.id,
        b=two.id,
        verdict=verdict,
        score=round(min(1.0, max(0.0, score)), 4),
        reasons=tuple(reasons),
    )


def days_between(one: Days, two: Days) -> int | None:
    """Count the days between two stretches of days, 0 where they meet; None when either is not known."""
    if one[0] is None or one[1] is None or two[0] is None or two[1] is None:
        return None
    return max(0, (two[0] - one[1]).days, (one[0] - two[1]).days)


def _told(code: ReasonCode, words: str, terms: list[str], pair: tuple[Reading, Reading]) -> Reason:
    evidence: list[Evidence] = []
    said: list[str] = []
    for term in terms:
        found = [_first(reading, term) for reading in pair]
        evidence.extend(e for e in found if e is not None)
        said.append(next((e.quote for e in found if e is not None), term))
    return Reason(code=code, text=f"{words} {', '.join(said)}", evidence=tuple(evidence))


def _is(quote: str, term: str) -> bool:
    """Tell whether the quoted words have the plain form that the term is."""
    words = quote.lower().replace("’", "'").split()
    return " ".join(w.replace(",", "") if w[0].isdigit() else stem(w) for w in words) == term


def _first(reading: Reading, term: str) -> Evidence | None:
    """Quote the first place of a term in the report: whole words of that plain form."""
    text = reading.text
    places = _figure_places(text, term) if term[:1].isdigit() else _places(text, term.split(" "))
    found = next((at for at in places if _is(text[at[0] : at[1]], term)), None)
    return evidence_of(reading.id, text, Span(start=found[0], end=found[1])) if found else None


def _figure_places(text: str, figure: str) -> Iterator[tuple[int, int]]:
    """Find a figure, whose signs may be parted by commas."""
    pattern = ",?".join(re.escape(sign) for sign in figure)
    return (place.span() for place in re.finditer(rf"(?<![\w,.])(?:{pattern})(?!\w)", text))


def _places(text: str, parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find words that begin like the parts, whatever their case; to compile a pattern for each would cost far more."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    begins = [part[:-1] if part.endswith("y") else part for part in parts]
    at = lower.find(begins[0])
    while at >= 0:
        end = at if at and _INSIDE.match(text, at - 1) else _end(text, lower, at, begins)
        if end > at:
            yield at, end
        at = lower.find(begins[0], max(end, at + 1))


def _end(text: str, lower: str, at: int, begins: Sequence[str]) -> int:
    """Return where the words end that begin at a place; the place itself where they are others."""
    place = at
    for number, begin in enumerate(begins, 1):
        rest = _LAST_REST if number == len(begins) else _REST
        match = rest.match(text, place + len(begin)) if lower.startswith(begin, place) else None
        if match is None:
            return at
        place = match.end()
    return place
