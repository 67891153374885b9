"""Attributions: who says what, as source, cue and content: by rules, or from what the reader model heard.

Decision to know: by rules a sentence is read from its cues outwards. A cue whose source or content is not found is
dropped, and nothing inside quotation marks is read as a cue. Whoever found them, claims are finished alike: speaker,
kind of quotation, nesting, time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from synoptic.lexicon import load_words
from synoptic.lexicon.inflect import Tense
from synoptic.model.readings import Attribution, PassageKind, QuoteKind
from synoptic.model.spans import Span, cover
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_contents import content_after, content_before, follow_quotation
from synoptic.reading.attributions_cues import Cue, Verb, cue_forms, find_cue
from synoptic.reading.attributions_model import claims_heard, with_own_voices
from synoptic.reading.attributions_phrases import opening_subject, phrase_right, source_left
from synoptic.reading.attributions_quotes import Page, lay_out
from synoptic.reading.attributions_sifting import sift
from synoptic.reading.attributions_times import time_of, times_by_sentence
from synoptic.reading.attributions_turns import claims_of_turns
from synoptic.reading.draft import Draft, Step
from synoptic.reading.reader_decoding import whole_attributions
from synoptic.reading.reader_ends import whole_ends
from synoptic.reading.speakers import name_speakers
from synoptic.reading.speakers_room import OPEN, Heard

_ACCORDING = Verb(lemma="according to", kind="according", noun=False, speech=False, particle=("to",), tense=Tense.BASE)
_LIMIT_TOKENS = 400
"""A longer sentence is a list or a table, and is left alone."""
_INVERTED = frozenset("that quote object tell mental".split())
"""Kinds of cues that may stand before their speaker; whoever follows "told" is the hearer, which is sifted out."""
_AFTER_INVERTED = frozenset(". , ; ? ! on in at after during who — – when as last late earlier".split())
_SAYING = frozenset("say add write report tell ask note warn explain".split())
_STANDS = frozenset("support back oppose endorse challenge question".split())
_READ = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEADING})


def read_attributions(draft: Draft) -> Draft:
    """Find the attributions of the report and name their speakers."""
    if not draft.tokens:
        return draft
    page = lay_out(draft)
    claims = _by_rules(draft, page)
    if draft.told is not None and draft.told.hears_attributions:
        read = [draft.kind_of_sentence(sentence) in _READ for sentence in range(len(draft.reading.sentences))]
        heard = whole_ends(page, whole_attributions(draft.told))
        claims = with_own_voices(page, claims_heard(page, heard, claims, read), claims)
        return _finish(draft, page, claims_of_turns(draft, page, sift(page, claims)))
    sifted = [c for c in sift(page, claims) if c.has_speaker and not c.borrowed]
    return _finish(draft, page, claims_of_turns(draft, page, sifted))


def _by_rules(draft: Draft, page: Page) -> list[Claim]:
    """Find the claims of all sentences that are read."""
    forms = cue_forms()
    wanted = [
        i for i, word in enumerate(page.lowers) if page.quotation[i] < 0 and (word in forms or word == "according")
    ]
    claims: list[Claim] = []
    at = 0
    while at < len(wanted):
        sentence = page.sentences[wanted[at]]
        stop = at
        while stop < len(wanted) and page.sentences[wanted[stop]] == sentence:
            stop += 1
        if draft.kind_of_sentence(sentence) in _READ:
            claims.extend(_in_sentence(page, sentence, wanted[at:stop]))
        at = stop
    _continue_quotations(page, claims)
    return claims


def _in_sentence(page: Page, sentence: int, places: Sequence[int]) -> list[Claim]:
    """Read the attributions of one sentence, given the places of words that may be cues."""
    first, limit = page.firsts[sentence], page.firsts[sentence + 1]
    claims: list[Claim] = []
    if limit - first > _LIMIT_TOKENS:
        return claims
    for at in places:
        if page.lowers[at] == "according":
            claim = _according(page, at, first, limit)
        else:
            claim = _verbal(page, at, first, limit, claims)
        if claim is not None:
            claim.sentence = sentence
            claims.append(claim)
    for number, claim in enumerate(claims):
        if not claim.contents:
            _find_content(page, claims, number, first, limit)
    kept = [claim for claim in claims if claim.contents and _has_word(page, claim.source)]
    return [claim for claim in kept if not any(_describes(claim, other) for other in kept if other is not claim)]


def _has_word(page: Page, source: tuple[int, int]) -> bool:
    return any(page.texts[i][0].isalnum() for i in range(*source))


def _describes(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim stands within the source of another ("an official, who asked not to be named, said")."""
    return other.source[0] <= claim.cue.first and claim.cue.last <= other.source[1]


def _according(page: Page, at: int, first: int, limit: int) -> Claim | None:
    """Read "according to X" with its source on the right."""
    if at + 2 >= limit or page.lowers[at + 1] != "to":
        return None
    opens = at == first or (page.lowers[at - 1] in ("but", "and", "—", "–") and at - 1 == first)
    stop = at + 2
    lowers = page.lowers
    while stop < limit and page.quotation[stop] < 0:
        word = lowers[stop]
        if word in (";", "—", "–", "--") or (word in ".?!" and not (word == "." and stop + 1 < limit)):
            break
        if word == "," and opens and stop + 1 < limit and lowers[stop + 1] == "who" and "who" not in lowers[at:stop]:
            stop += 1
            continue
        if word == "," and (
            opens or not (stop + 1 < limit and lowers[stop + 1] in ("who", "which", "a", "an", "the") and not opens)
        ):
            break
        stop += 1
    if stop <= at + 2:
        return None
    cue = Cue(at=at, first=at, last=at + 2, verb=_ACCORDING)
    return Claim(cue=cue, source=(at + 2, stop), inverted=True)


def _verbal(page: Page, at: int, first: int, limit: int, before: Sequence[Claim]) -> Claim | None:
    """Read a verb's cue and source."""
    cue = find_cue(page, at, first, limit)
    if cue is None:
        return None
    lowers = page.lowers
    if cue.participle:
        shared = before[-1].source if before else opening_subject(page, first, at)
        return Claim(cue=cue, source=shared, shared=True) if shared is not None else None
    left = cue.first - 1
    comma = left >= first and cue.first == cue.at and lowers[left] == "," and page.quotation[left] < 0
    if comma:
        source = source_left(page, cue.first, first)
        if source is not None:
            return Claim(cue=cue, source=source)
    if comma or (left >= 0 and cue.first == cue.at and page.quotation[left] >= 0):
        right = phrase_right(page, cue.last, limit)
        if right is not None and cue.verb.kind in _INVERTED and _may_invert(page, right, limit, cue):
            return Claim(cue=cue, source=right, inverted=True)
    if left >= first and lowers[left] in ("and", "but", "or"):
        shared = next((c.source for c in reversed(before) if not c.inverted), None) or opening_subject(
            page, first, left
        )
        return Claim(cue=cue, source=shared, shared=True) if shared is not None else None
    source = source_left(page, cue.first, first)
    if source is None or (cue.verb.lemma in _STANDS and not _can_take_a_stand(page, source)):
        return None
    return Claim(cue=cue, source=source)


def _can_take_a_stand(page: Page, source: tuple[int, int]) -> bool:
    """Tell whether the source of a stand is somebody: named or a person; pillars support a bridge without a word."""
    first, last = source
    if page.lowers[first] in ("who", "which"):
        return False
    people = load_words("sources_unnamed")
    return (
        any(page.texts[i][0].isupper() and i != page.firsts[page.sentences[i]] for i in range(first, last))
        or any(page.lowers[i] in people or page.lowers[i] in ("he", "she", "they") for i in range(first, last))
        or (page.texts[first][0].isupper() and last == first + 1)
    )


def _may_invert(page: Page, right: tuple[int, int], limit: int, cue: Cue) -> bool:
    """Tell whether the phrase on the right of a verb is its subject and not its content."""
    stop = right[1]
    if page.quotation[cue.first - 1] >= 0:
        return True
    if stop < limit and page.lowers[stop] not in _AFTER_INVERTED:
        return False
    return cue.verb.lemma in _SAYING or page.texts[right[0]][0].isupper()


def _find_content(page: Page, claims: Sequence[Claim], number: int, first: int, limit: int) -> None:
    """Find what is said: before the source, after the cue, or both for a split quotation."""
    claim = claims[number]
    edge = _right_edge(page, claims, number, limit)
    start = claim.source[1] if claim.inverted else claim.cue.last
    lead = claim.cue.first if claim.inverted else claim.source[0]
    after = content_after(page, claim.cue, start, edge, inverted=claim.inverted)
    before = None if claim.shared else content_before(page, lead, first, claim.cue, after is not None)
    if (
        after is None
        and not claim.inverted
        and not claim.shared
        and claim.cue.verb.kind == "that"
        and start < edge
        and page.lowers[start] == ","
    ):
        after = content_after(page, claim.cue, start, edge, inverted=False, split=True)
        if after is not None and before is not None and _is_aside(page, before):
            before = None
    claim.contents = [piece for piece in (before, after) if piece is not None]


def _is_aside(page: Page, piece: tuple[int, int]) -> bool:
    """Tell whether the words before a speaker are the sentence's and not the speaker's ("In any case, Brek said,
    ...").
    """
    return piece[1] - piece[0] <= 6 and page.lowers[piece[0]] in (
        "in",
        "on",
        "at",
        "over",
        "for",
        "but",
        "still",
        "now",
        "by",
        "with",
        "as",
        "to",
        "after",
    )


def _right_edge(page: Page, claims: Sequence[Claim], number: int, limit: int) -> int:
    """Return where the content of a claim has to end because a later claim of the sentence begins."""
    here = claims[number]
    known = here.source[1] if here.inverted else here.cue.last
    for later in claims[number + 1 :]:
        begin = later.cue.first if later.inverted or later.shared else later.source[0]
        if later.cue.first <= here.cue.at or begin - 2 <= known:
            continue
        before, comma = page.lowers[begin - 1], page.lowers[begin - 2] == ","
        if later.shared and before == "by":
            continue
        if later.shared:
            conjunction = before in ("and", "but", "or")
            return begin - 2 if conjunction and comma else begin - 1 if conjunction or before == "," else begin
        if before in ("but", "and", "while", "although", "though") and comma:
            return begin - 2
        if before == ",":
            return begin - 1
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
    ordered: dict[tuple[int, int, int], Claim] = {}
    for claim in claims:
        stretch = claim.contents[0][0] if claim.speaker is not None else -1
        ordered.setdefault((claim.cue.first, claim.cue.last, stretch), claim)
    spoken = [claim for claim in ordered.values() if claim.has_speaker and claim.speaker is None]
    heard = [Heard(source=c.source, sentence=page.sentences[c.source[0]], contents=tuple(c.contents)) for c in spoken]
    found, draft = name_speakers(draft, page, heard)
    speakers = {id(claim): speaker for claim, speaker in zip(spoken, found, strict=True)}
    times = times_by_sentence(draft)
    attributions: list[Attribution] = []
    for claim in ordered.values():
        speaker = claim.speaker or speakers.get(id(claim), OPEN)
        named = (_span(page, *claim.source),) if claim.has_speaker else ()
        cue = _span(page, claim.cue.first, claim.cue.last)
        content = tuple(_span(page, *piece) for piece in sorted(claim.contents))
        attributions.append(
            Attribution(
                source=() if claim.borrowed else named,
                cue=(cue,),
                content=content,
                quote=_kind(page, claim),
                speaker=speaker.name,
                anonymous=speaker.anonymous,
                entity=speaker.entity,
                lemma=claim.cue.verb.lemma,
                time=None if claim.timeless else time_of(draft, page, claim, times.get(claim.sentence, ())),
                extent=None if _goes_on(page, claim) else cover((*named, cue, *content)),
                sentence=claim.sentence,
                resolved=speaker.resolved,
                stated=claim.stated,
                score=round(claim.score, 3),
            )
        )
    return draft.with_(attributions=_with_parents(attributions))


def _goes_on(page: Page, claim: Claim) -> bool:
    """Tell whether a claim is a later stretch of a transcript's turn, away from the label."""
    return claim.speaker is not None and claim.contents[0][0] > claim.cue.last + 1


def _span(page: Page, first: int, last: int) -> Span:
    return Span(start=page.starts[first], end=page.ends[last - 1])


def _kind(page: Page, claim: Claim) -> QuoteKind:
    """Tell a wholly quoted content from one with quoted words or none; what a transcript gives is direct speech."""
    if claim.speaker is not None:
        return QuoteKind.DIRECT
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


def _with_parents(attributions: list[Attribution]) -> tuple[Attribution, ...]:
    """Order attributions by their place and give each the innermost one whose content holds its source and cue."""
    ordered = sorted(attributions, key=lambda a: (a.extent.start if a.extent else 0, a.cue[0].start))
    by_sentence: dict[int | None, list[int]] = {}
    for number, one in enumerate(ordered):
        by_sentence.setdefault(one.sentence, []).append(number)
    turns = [
        (one.content[0].start, number) for number, one in enumerate(ordered) if one.extent is None or _is_turn(one)
    ]
    turns.sort()
    result: list[Attribution] = []
    for one in ordered:
        at = bisect_right(turns, (one.cue[0].start, len(ordered))) - 1
        around = [] if at < 0 or turns[at][1] in by_sentence[one.sentence] else [turns[at][1]]
        holding = [
            (len(piece), number)
            for number in (*by_sentence[one.sentence], *around)
            if ordered[number] is not one
            for piece in ordered[number].content
            if piece.holds(one.cue[0]) and all(piece.holds(source) for source in one.source)
        ]
        result.append(replace(one, parent=min(holding)[1]) if holding else one)
    return tuple(result)


def _is_turn(one: Attribution) -> bool:
    """Tell whether the words are a turn of a transcript: they stand behind the colon of a label."""
    return (
        one.quote is QuoteKind.DIRECT
        and one.lemma == "say"
        and bool(one.source)
        and one.cue[0].end - one.cue[0].start == 1
    )


ATTRIBUTIONS = Step(
    name="attributions",
    needs=("sentences", "entities", "actors", "times"),
    gives=("attributions", "actors"),
    run=read_attributions,
)
