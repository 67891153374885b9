"""Attributions: who says what, as source, cue and content, by rules.

Decision to know: a sentence is read from its cues outwards. A cue whose source or content is not found is dropped, and nothing inside
quotation marks is read as a cue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from synoptic.model.readings import Attribution, PassageKind, QuoteKind, TimeType
from synoptic.model.spans import Span, cover
from synoptic.reading.attributions_contents import content_after, content_before, follow_quotation
from synoptic.reading.attributions_cues import Cue, Verb, Tense, cue_forms, find_cue
from synoptic.reading.attributions_phrases import phrase_right, source_left
from synoptic.reading.attributions_quotes import Page, lay_out
from synoptic.reading.draft import Draft, Step
from synoptic.reading.speakers import Heard, name_speakers

_ACCORDING = Verb(lemma="according to", kind="according", noun=False, speech=False, particle=("to",), tense=Tense.BASE)
_STANDS = frozenset("support back oppose endorse challenge question".split())
_READ = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEADING})


@dataclass(slots=True)
class Claim:
    """An attribution under way, in tokens."""

    cue: Cue
    source: tuple[int, int] | None
    contents: list[tuple[int, int]] = field(default_factory=list)
    inverted: bool = False
    shared: bool = False
    sentence: int = 0


def read_attributions(draft: Draft) -> Draft:
    """Find the attributions of the report and name their speakers."""
    if not draft.tokens:
        return draft
    page = lay_out(draft)
    times = _time_tokens(draft, page)
    forms = cue_forms()
    wanted = [i for i, word in enumerate(page.lowers) if page.quotation[i] < 0 and (word in forms or word == "according")]
    claims: list[Claim] = []
    at = 0
    while at < len(wanted):
        sentence = page.sentences[wanted[at]]
        stop = at
        while stop < len(wanted) and page.sentences[wanted[stop]] == sentence:
            stop += 1
        if draft.kind_of_sentence(sentence) in _READ:
            claims.extend(_in_sentence(page, sentence, wanted[at:stop], times))
        at = stop
    _continue_quotations(page, claims)
    return _finish(draft, page, claims)


def _time_tokens(draft: Draft, page: Page) -> dict[int, int]:
    """Map the token after every time expression to its first token."""
    by_start = {start: i for i, start in enumerate(page.starts)}
    by_end = {end: i + 1 for i, end in enumerate(page.ends)}
    return {by_end[t.end]: by_start[t.start] for t in draft.reading.times if t.start in by_start and t.end in by_end}


def _in_sentence(page: Page, sentence: int, places: Sequence[int], times: Mapping[int, int]) -> list[Claim]:
    """Read the attributions of one sentence, given the places of words that may be cues."""
    first, limit = page.firsts[sentence], page.firsts[sentence + 1]
    claims: list[Claim] = []
    for at in places:
        claim = _according(page, at, first, limit, times) if page.lowers[at] == "according" else _verbal(page, at, first, limit, times, claims)
        if claim is not None:
            claim.sentence = sentence
            claims.append(claim)
    for number, claim in enumerate(claims):
        if not claim.contents:
            _find_content(page, claims, number, first, limit, times)
    kept = [claim for claim in claims if claim.contents and claim.source is not None]
    return [claim for claim in kept if not any(_describes(claim, other) for other in kept if other is not claim)]


def _describes(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim stands within the source of another ("an official, who asked not to be named, said")."""
    return other.source is not None and other.source[0] <= claim.cue.first and claim.cue.last <= other.source[1]


def _according(page: Page, at: int, first: int, limit: int, times: Mapping[int, int]) -> Claim | None:
    """Read "according to X" with its source on the right."""
    if at + 2 >= limit or page.lowers[at + 1] != "to":
        return None
    opens = at == first or page.lowers[at - 1] in ("but", "and", "—", "–") and at - 1 == first
    stop = at + 2
    lowers = page.lowers
    while stop < limit and page.quotation[stop] < 0:
        word = lowers[stop]
        if word in (";", "—", "–", "--") or word in ".?!" and not (word == "." and stop + 1 < limit):
            break
        if word == "," and (opens or not (stop + 1 < limit and lowers[stop + 1] in ("who", "which", "a", "an", "the") and not opens)):
            break
        stop += 1
    if stop <= at + 2:
        return None
    cue = Cue(at=at, first=at, last=at + 2, verb=_ACCORDING)
    claim = Claim(cue=cue, source=(at + 2, stop), inverted=True)
    return claim


def _verbal(page: Page, at: int, first: int, limit: int, times: Mapping[int, int], before: Sequence[Claim]) -> Claim | None:
    """Read a verb's cue and source."""
    cue = find_cue(page, at, first, limit)
    if cue is None:
        return None
    lowers = page.lowers
    if cue.participle:
        shared = next((c.source for c in reversed(before) if c.source is not None), None) or _subject_of(page, first, at, times)
        return Claim(cue=cue, source=shared, shared=True) if shared else None
    left = cue.first - 1
    if left >= first and cue.first == cue.at and lowers[left] == "," and page.quotation[left] < 0:
        source = source_left(page, cue.first, first, times)
        if source is not None:
            return Claim(cue=cue, source=source)
    if (left >= first or page.quotation[max(left, 0)] >= 0) and cue.first == cue.at and (lowers[left] == "," or page.quotation[left] >= 0):
        right = phrase_right(page, cue.last, limit, times)
        if right is not None and cue.verb.kind in ("that", "quote", "object", "tell", "mental") and _may_invert(page, right, limit, cue):
            return Claim(cue=cue, source=right, inverted=True)
    if left >= first and lowers[left] in ("and", "but", "or"):
        shared = next((c.source for c in reversed(before) if c.source is not None and not c.inverted), None)
        if shared is None:
            shared = _subject_of(page, first, left, times)
        if shared is not None:
            return Claim(cue=cue, source=shared, shared=True)
        return None
    source = source_left(page, cue.first, first, times)
    if source is None or cue.verb.lemma in _STANDS and lowers[source[0]] in ("who", "which"):
        return None
    return Claim(cue=cue, source=source)


def _may_invert(page: Page, right: tuple[int, int], limit: int, cue: Cue) -> bool:
    """Tell whether the phrase on the right of a verb is its subject and not its content."""
    stop = right[1]
    if page.quotation[cue.first - 1] >= 0:
        return True
    if stop < limit and page.lowers[stop] not in (".", ",", ";", "?", "!", "on", "in", "at", "after", "during", "who", "—", "–", "when", "as", "last", "late", "earlier"):
        return False
    return cue.verb.lemma in ("say", "add", "write", "report", "tell", "ask", "note", "warn", "explain") or page.texts[right[0]][0].isupper()


def _subject_of(page: Page, first: int, at: int, times: Mapping[int, int]) -> tuple[int, int] | None:
    """Find the subject of the sentence `[first, at)` when it plainly opens it: names or a pronoun before a verb."""
    from synoptic.reading.attributions_phrases import opening_subject

    return opening_subject(page, first, at, times)


def _find_content(page: Page, claims: Sequence[Claim], number: int, first: int, limit: int, times: Mapping[int, int]) -> None:
    """Find what is said: before the source, after the cue, or both for a split quotation."""
    claim = claims[number]
    assert claim.source is not None
    edge = _right_edge(page, claims, number, limit)
    start = claim.source[1] if claim.inverted else claim.cue.last
    lead = claim.cue.first if claim.inverted else claim.source[0]
    after = content_after(page, claim.cue, start, edge, times, inverted=claim.inverted)
    before = None if claim.shared else content_before(page, lead, first, claim.cue, after is not None)
    if after is None and not claim.inverted and not claim.shared and claim.cue.verb.kind == "that" and start < edge and page.lowers[start] == ",":
        after = content_after(page, claim.cue, start, edge, times, inverted=False, split=True)
        if after is not None and before is not None and _is_aside(page, before):
            before = None
    claim.contents = [piece for piece in (before, after) if piece is not None]


def _is_aside(page: Page, piece: tuple[int, int]) -> bool:
    """Tell whether the words before a speaker are the sentence's and not the speaker's ("In any case, Brek said, ...")."""
    return piece[1] - piece[0] <= 6 and page.lowers[piece[0]] in ("in", "on", "at", "over", "for", "but", "still", "now", "by", "with", "as", "to", "after")


def _right_edge(page: Page, claims: Sequence[Claim], number: int, limit: int) -> int:
    """Return where the content of a claim has to end because a later claim of the sentence begins."""
    here = claims[number]
    for later in claims[number + 1 :]:
        if later.source is None or later.cue.first <= here.cue.at:
            continue
        begin = later.cue.first if later.inverted or later.shared else later.source[0]
        if begin - 2 <= (here.source[1] if here.inverted and here.source else here.cue.last):
            continue
        before = page.lowers[begin - 1]
        if later.shared:
            return begin - 1 if before in ("and", "but", "or", ",") and page.lowers[begin - 2] != "," else begin - 2 if before in ("and", "but", "or") else begin
        if before in ("but", "and", "while", "although", "though") and begin - 2 > here.cue.last and page.lowers[begin - 2] == ",":
            return begin - 2
        if before == ",":
            return begin - 1 if not later.inverted else begin - 1
    return limit


def _continue_quotations(page: Page, claims: list[Claim]) -> None:
    """Give a claim the quoted sentences that go on after it."""
    cued = {claim.sentence for claim in claims}
    last: dict[int, Claim] = {}
    for claim in claims:
        before = last.get(claim.sentence)
        if before is None or max(b for _, b in claim.contents) > max(b for _, b in before.contents) or claim.inverted:
            last[claim.sentence] = claim
    for claim in last.values():
        follow_quotation(page, claim.contents, claim.sentence, cued)


def _finish(draft: Draft, page: Page, claims: Sequence[Claim]) -> Draft:
    """Turn token claims into attributions with speakers, nesting, times and extents."""
    heard: list[Heard] = []
    built: list[tuple[Claim, tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]] = []
    seen: set[tuple[int, int]] = set()
    for claim in claims:
        assert claim.source is not None
        key = (claim.cue.first, claim.cue.last)
        if key in seen:
            continue
        seen.add(key)
        source = (_span(page, *claim.source),)
        cue = (_span(page, claim.cue.first, claim.cue.last),)
        content = tuple(_span(page, *piece) for piece in sorted(claim.contents))
        built.append((claim, source, cue, content))
        heard.append(Heard(source=claim.source, cue=claim.cue.at, sentence=claim.sentence, lemma=claim.cue.verb.lemma))
    speakers, draft = name_speakers(draft, page, heard)
    attributions: list[Attribution] = []
    for (claim, source, cue, content), speaker in zip(built, speakers, strict=True):
        extent = cover((*source, *cue, *content))
        attributions.append(
            Attribution(
                source=source,
                cue=cue,
                content=content,
                quote=_kind(page, claim),
                speaker=speaker.name,
                anonymous=speaker.anonymous,
                entity=speaker.entity,
                lemma=claim.cue.verb.lemma,
                time=_time_of(draft, page, claim),
                extent=extent,
                sentence=claim.sentence,
                resolved=speaker.resolved,
            )
        )
    return draft.with_(attributions=_with_parents(attributions))


def _span(page: Page, first: int, last: int) -> Span:
    return Span(start=page.starts[first], end=page.ends[last - 1])


def _kind(page: Page, claim: Claim) -> QuoteKind:
    """Tell a wholly quoted content from one with quoted words or none."""
    inside = outside = 0
    for first, last in claim.contents:
        for i in range(first, last):
            if page.texts[i][0].isalnum():
                if page.quotation[i] >= 0:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.MIXED if outside else QuoteKind.DIRECT


def _time_of(draft: Draft, page: Page, claim: Claim) -> int | None:
    """Find the time at which it was said: in the sentence, outside source and content, nearest to the cue."""
    assert claim.source is not None
    taken = [claim.source, *claim.contents]
    sentence = draft.reading.sentences[claim.sentence]
    best: int | None = None
    distance = 60
    for number, time in enumerate(draft.reading.times):
        if not (sentence.start <= time.start and time.end <= sentence.end) or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        if any(page.starts[a] <= time.start < page.ends[b - 1] for a, b in taken):
            continue
        gap = min(abs(time.start - page.ends[claim.cue.last - 1]), abs(page.starts[claim.cue.first] - time.end))
        if gap < distance:
            best, distance = number, gap
    return best


def _with_parents(attributions: list[Attribution]) -> tuple[Attribution, ...]:
    """Order attributions by their place and give each the innermost one whose content holds its source and cue."""
    from dataclasses import replace

    ordered = sorted(attributions, key=lambda a: (a.extent.start if a.extent else 0, a.cue[0].start))
    result: list[Attribution] = []
    for one in ordered:
        parent: int | None = None
        size = 0
        for number, other in enumerate(ordered):
            if other is one or (other.sentence != one.sentence):
                continue
            for piece in other.content:
                if piece.holds(one.cue[0]) and piece.holds(one.source[0]) and (parent is None or len(piece) < size):
                    parent, size = number, len(piece)
        result.append(replace(one, parent=parent))
    return tuple(result)


ATTRIBUTIONS = Step(name="attributions", needs=("sentences", "entities", "actors", "times"), gives=("attributions", "actors"), run=read_attributions)
