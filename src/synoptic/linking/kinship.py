"""Judge one pair of reports: copies or not, which relation, which way, what differs, and why.

Decision to know: what counts is the share of the shorter body that the longer has, outside quotation marks. A
quotation or background paragraphs in common are said to be that. The direction is told only where days, an excerpt or
a credit show it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.lexicon import load_words
from synoptic.linking.alignment import Aligned, Alignment, Grain, Match, Shares
from synoptic.linking.minhash import Counts
from synoptic.model.days import parse_interval
from synoptic.model.ids import stable_id
from synoptic.model.links import Copy, Judgement, JudgementKind, Reason, ReasonCode, Relation, Verdict
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.spans import Evidence, Span, evidence_of
from synoptic.settings import Settings

_WORD = re.compile(r"[^\W_]+")
_NEAR_MISS, _VERBATIM, _TELLING_WORDS = 0.2, 0.9, 20
"""Less than this share, or fewer words in nearly the same sentences, are not worth telling."""
_UNSURE = 0.8
"""Below the threshold, from this part of it on, the verdict is unsure."""
_WHOLE = 0.97
_EXCERPT_PART, _EXCERPT_SIZE = 0.75, 0.85
_OTHER_LEAD = 0.62
"""With other opening sentences, this share of the shorter is wanted."""
_FEW_SENTENCES, _OF_FEW = 3, 0.75
"""One or two sentences in common are a copy only when they are nearly all that the shorter says."""
_OF_REWORDED = 0.68
"""Where most sentences are only alike, set phrases may be the reason; the least of 90 worn copies has .77 in common."""
_OWN_TEXT, _OWN_NAMES = 0.5, 2
"""Where less of the longer is word for word the other's, two that each name so many others fill one form."""
_OWN_FIGURES, _SAME_FIGURES = 2, 1 / 3
"""Two that name others fill one form, too, where each has so many figures and no more than this part in common."""
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_INNER_WORD = re.compile(r"(?<=[^\W\d_] )[^\W\d_]{2,}|(?<=[,;] )[^\W\d_]{2,}")
"""A word that begins no sentence; one is a name if it is capitalised, and what stands before it ends in no capital."""
_FEW_WORDS, _SHOWN, _MOST_CHANGES = 6, 3, 40
_CREDITS = re.compile(
    r"\b(?:reported|reports|reporting|according to|told|citing|quoted by|published by|said in)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What a pair came to: `copy` is None for pairs with too little in common to tell of; of two that fill one `form`
    no sentence is the other's."""

    copy: Copy | None
    judgement: Judgement | None
    form: bool = False

    @property
    def is_copy(self) -> bool:
        """Tell whether the two count as copies."""
        return self.copy is not None and self.copy.relation is not Relation.SHARED


NO_KIN = Kin(copy=None, judgement=None)


def are_telling(found: Aligned, counts: tuple[Counts, Counts], settings: Settings) -> NDArray[np.bool_]:
    """Tell which of some pairs with different numbers of words can come to more than nothing, without judging each;
    `counts` are the words of the matched sentences of either side."""
    exact = found.likeness >= _VERBATIM
    verbatim = np.maximum(*(_words_by_pair(found, np.where(exact, part, 0)) for part in counts))
    share = np.maximum(found.one.share, found.two.share)
    own = np.maximum(found.one.own, found.two.own)
    return (share >= _NEAR_MISS) | (own >= settings.copy_share) | (verbatim >= _TELLING_WORDS)


def _words_by_pair(found: Aligned, words: Counts) -> Shares:
    many: Shares = np.bincount(found.pair, weights=words, minlength=len(found.one.share)).astype(np.float64)
    return many


def judge_copies(
    one: Reading,
    two: Reading,
    grains: tuple[Grain, Grain],
    found: Alignment,
    settings: Settings,
    decided: Verdict | None = None,
) -> Kin:
    """Judge two reports, `one` with the smaller id, from the alignment of their bodies; what a person has `decided`
    is followed."""
    a, b = grains
    a_shorter = len(a.words) <= len(b.words)
    share = (
        max(found.share_a, found.share_b)
        if len(a.words) == len(b.words)
        else (found.share_a if a_shorter else found.share_b)
    )
    own = _own_share(found, grains, a_shorter)
    if _identical(grains):
        share = own = 1.0
    verbatim = sum(int(a.counts[m.a]) for m in found.matches if m.likeness >= _VERBATIM)
    same_lead = _same_lead(found, grains, a_shorter)
    limit = settings.copy_share if same_lead else max(settings.copy_share, _OTHER_LEAD)
    if len(found.matches) < _FEW_SENTENCES:
        limit = max(limit, _OF_FEW)
    if verbatim < 0.5 * sum(int(a.counts[m.a]) for m in found.matches):
        limit = max(limit, _OF_REWORDED)
    if decided is Verdict.SAME or (decided is None and (own >= limit or _identical(grains))):
        reworded = verbatim < _OWN_TEXT * len(b.words if a_shorter else a.words)
        if decided is None and (_have_other_figures(one, two) or (reworded and are_rivals(one, two, _OWN_NAMES))):
            return _form(one, two, grains, found, share)
        return _copy(one, two, grains, found, share)
    if share < _NEAR_MISS and verbatim < _TELLING_WORDS:
        return NO_KIN
    verdict = Verdict.UNSURE if share >= _UNSURE * limit and own >= 0.5 * limit else Verdict.DIFFERENT
    quoted = share >= settings.copy_share > own or _mostly_quoted(found, grains)
    code = ReasonCode.ONLY_QUOTATION if quoted else ReasonCode.SHARED_BACKGROUND
    words = (
        "what both have stands in quotation marks"
        if quoted
        else "both have passages in common, each has a text of its own besides"
    )
    evidence = _evidence(one, two, grains, found.matches)
    reason = Reason(
        code=code, text=f"{share:.0%} of the shorter report stands in the other: {words}", evidence=evidence
    )
    return Kin(
        copy=Copy(reports=(one.id, two.id), relation=Relation.SHARED, shared=round(share, 4)),
        judgement=_judgement(one, two, verdict, share, (reason,)),
    )


def are_rivals(one: Reading, two: Reading, least: int) -> bool:
    """Tell whether each of two reports has so many names of its own at least, and the other none of them, whatever
    words they share."""
    mine, theirs = _names_within(one), _names_within(two)
    return min(len(mine), len(theirs)) >= least and mine.isdisjoint(theirs)


def _have_other_figures(one: Reading, two: Reading) -> bool:
    """Tell whether two reports give other figures of somebody or something else: two forecasts for two towns."""
    mine, theirs = (frozenset(_FIGURE.findall(text)) for text in (_body(one), _body(two)))
    fewer = min(len(mine), len(theirs))
    return fewer >= _OWN_FIGURES and len(mine & theirs) <= _SAME_FIGURES * fewer and are_rivals(one, two, 1)


def _body(reading: Reading) -> str:
    return "\n".join(reading.text[p.start : p.end] for p in reading.passages if p.kind is PassageKind.BODY)


def _names_within(reading: Reading) -> frozenset[str]:
    """List the words that stand capitalised within sentences of the body, but for those that tell nothing."""
    body = _body(reading)
    found = _INNER_WORD.finditer(body)
    names = (match[0] for match in found if match[0][0].isupper() and not body[match.start() - 2].isupper())
    return frozenset(name.lower() for name in names) - load_words("common_names")


def _form(one: Reading, two: Reading, grains: tuple[Grain, Grain], found: Alignment, share: float) -> Kin:
    """Tell that two reports fill one form: the words are the same, who and where are not."""
    reason = Reason(
        code=ReasonCode.OTHER_PARTICIPANTS,
        text=f"{share:.0%} of the shorter report stands in the other, but they name nobody and nothing in common",
        evidence=_evidence(one, two, grains, found.matches),
    )
    return Kin(copy=None, judgement=_judgement(one, two, Verdict.DIFFERENT, share, (reason,)), form=True)


def _identical(grains: tuple[Grain, Grain]) -> bool:
    a, b = grains
    return len(a.words) > 0 and a.digest == b.digest


def _own_share(found: Alignment, grains: tuple[Grain, Grain], a_shorter: bool) -> float:
    """Return the share of the shorter body's own words that the other has; of all words when nearly all are quoted."""
    mine, share, own = (grains[0], found.share_a, found.own_a) if a_shorter else (grains[1], found.share_b, found.own_b)
    return share if float(mine.own.sum()) < 0.2 * float(mine.counts.sum()) else own


def _same_lead(found: Alignment, grains: tuple[Grain, Grain], a_shorter: bool) -> bool:
    """Tell whether one of the opening sentences of either report stands in the other."""
    for covered, mine in ((found.covered_a, grains[0]), (found.covered_b, grains[1])):
        first = np.flatnonzero(mine.heavy[:8])[:2]
        if (covered[first] >= 0.6).any():
            return True
    return False


def _mostly_quoted(found: Alignment, grains: tuple[Grain, Grain]) -> bool:
    words = own = 0
    for match in found.matches:
        words += int(grains[0].counts[match.a])
        own += min(int(grains[0].own[match.a]), int(grains[1].own[match.b]))
    return own < 0.5 * words


def _judgement(one: Reading, two: Reading, verdict: Verdict, share: float, reasons: tuple[Reason, ...]) -> Judgement:
    return Judgement(
        id=stable_id("judgement", "copy", one.id, two.id),
        kind=JudgementKind.COPY,
        a=one.id,
        b=two.id,
        verdict=verdict,
        score=round(min(1.0, share), 4),
        reasons=reasons,
    )


def _spans(grains: tuple[Grain, Grain], match: Match) -> tuple[Span, Span]:
    return grains[0].span(match.a), grains[1].span(match.b)


def _evidence(
    one: Reading, two: Reading, grains: tuple[Grain, Grain], matches: tuple[Match, ...]
) -> tuple[Evidence, ...]:
    """Quote the longest sentences that both have, from either."""
    ranked = sorted(matches, key=lambda m: (-m.likeness * int(grains[0].counts[m.a]), m.a))[:_SHOWN]
    pairs = [_spans(grains, match) for match in sorted(ranked, key=lambda m: m.a)]
    return tuple(e for a, b in pairs for e in (evidence_of(one.id, one.text, a), evidence_of(two.id, two.text, b)))


def _copy(one: Reading, two: Reading, grains: tuple[Grain, Grain], found: Alignment, share: float) -> Kin:
    changes = _changes(one, two, grains, found)
    relation = _relation(one, two, grains, found, changed=bool(changes))
    direction, why = _direction(one, two, grains, found, relation)
    reasons = [
        Reason(
            code=ReasonCode.SAME_TEXT if relation is Relation.IDENTICAL else ReasonCode.SHARED_TEXT,
            text="the two have the same text"
            if relation is Relation.IDENTICAL
            else f"{share:.0%} of the shorter report stands in the other",
            evidence=_evidence(one, two, grains, found.matches),
        )
    ]
    order = [m.b for m in found.matches]
    if order != sorted(order):
        reasons.append(Reason(code=ReasonCode.SENTENCE_ORDER, text="the sentences stand in another order"))
    if changes:
        told = tuple(e for pair in changes[:_SHOWN] for e in pair)
        reasons.append(
            Reason(code=ReasonCode.CHANGED_WORDS, text=f"{len(changes)} sentences differ in a few words", evidence=told)
        )
    if why is not None:
        reasons.append(why)
    copy = Copy(
        reports=(one.id, two.id),
        relation=relation,
        shared=round(min(1.0, share), 4),
        direction=direction,
        changes=changes,
    )
    return Kin(copy=copy, judgement=_judgement(one, two, Verdict.SAME, share, tuple(reasons)))


def _relation(one: Reading, two: Reading, grains: tuple[Grain, Grain], found: Alignment, *, changed: bool) -> Relation:
    if _identical(grains):
        if one.text.split() == two.text.split() or _around(one) == _around(two):
            return Relation.IDENTICAL
        return Relation.REPUBLISHED
    low, high = sorted((len(grains[0].words), len(grains[1].words)))
    part = min(found.share_a, found.share_b)
    if part < _EXCERPT_PART and low < _EXCERPT_SIZE * high:
        return Relation.EXCERPT
    if part >= _WHOLE and not changed and _around(one) != _around(two):
        order = [m.b for m in found.matches]
        return Relation.REPUBLISHED if order == sorted(order) else Relation.VERSION
    return Relation.VERSION


def _around(reading: Reading) -> list[str]:
    """Return the words of what stands around the body."""
    kinds = (PassageKind.JUNK, PassageKind.CAPTION, PassageKind.HEADLINE, PassageKind.SUBHEADING)
    return [
        w for p in reading.passages if p.kind in kinds for w in _WORD.findall(reading.text[p.start : p.end].lower())
    ]


def _changes(
    one: Reading, two: Reading, grains: tuple[Grain, Grain], found: Alignment
) -> tuple[tuple[Evidence, Evidence], ...]:
    """Quote the aligned sentences that differ in a few words, by each report's."""
    pairs = []
    for match in found.matches:
        if match.same or match.likeness < 0.4:
            continue
        a, b = _spans(grains, match)
        if _few_words_differ(one.text[a.start : a.end], two.text[b.start : b.end]):
            pairs.append((evidence_of(one.id, one.text, a), evidence_of(two.id, two.text, b)))
    return tuple(pairs[:_MOST_CHANGES])


def _few_words_differ(one: str, two: str) -> bool:
    mine, theirs = (Counter(_WORD.findall(text.lower())) for text in (one, two))
    lost, gained = sum((mine - theirs).values()), sum((theirs - mine).values())
    return 0 < lost + gained <= 2 * _FEW_WORDS and max(lost, gained) <= max(2, min(_FEW_WORDS, sum(mine.values()) // 4))


def _day(reading: Reading) -> str | None:
    """Return the stated day of a report, at day precision only."""
    told = reading.dated.value or (parse_interval(reading.report.published) if reading.report.published else None)
    return told.first.isoformat() if told is not None and told.first == told.last else None


def _direction(
    one: Reading, two: Reading, grains: tuple[Grain, Grain], found: Alignment, relation: Relation
) -> tuple[tuple[str, str] | None, Reason | None]:
    dated = sorted((day, reading.id) for reading in (one, two) if (day := _day(reading)))
    if len(dated) == 2 and dated[0][0] != dated[1][0]:
        (first_day, first_id), (second_day, second_id) = dated
        told = f"{first_id} is dated {first_day}, {second_id} {second_day}"
        return (first_id, second_id), Reason(code=ReasonCode.STATED_DATE, text=told)
    for first, second, covered, mine in (
        (one, two, found.covered_b, grains[1]),
        (two, one, found.covered_a, grains[0]),
    ):
        if (credit := _credit(first, second, covered, mine)) is not None:
            why = Reason(code=ReasonCode.CREDIT, text=f"{second.id} credits {first.report.outlet}", evidence=credit)
            return (first.id, second.id), why
    if relation is Relation.EXCERPT and max(found.share_a, found.share_b) >= 0.9:
        pair = (two.id, one.id) if found.share_a > found.share_b else (one.id, two.id)
        return pair, Reason(code=ReasonCode.SHARED_TEXT, text=f"{pair[1]} is a part of {pair[0]}")
    return None, None


def _credit(source: Reading, copy: Reading, covered: object, mine: Grain) -> tuple[Evidence, ...] | None:
    """Find a sentence or dateline of the copy that credits the source's outlet."""
    outlet = source.report.outlet
    if not outlet or len(outlet) < 2 or outlet == copy.report.outlet:
        return None
    name = re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)")
    for passage in copy.passages:
        if passage.kind is PassageKind.METADATA and name.search(copy.text, passage.start, passage.end):
            return (evidence_of(copy.id, copy.text, passage),)
    for span in mine.spans:
        if name.search(copy.text, span.start, span.end) and _CREDITS.search(copy.text, span.start, span.end):
            return (evidence_of(copy.id, copy.text, span),)
    return None
