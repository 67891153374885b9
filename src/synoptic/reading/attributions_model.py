"""Claims from what the reader model heard: its spans with a verb to each cue, and what it does not give by rules.

Decision to know: the model was taught on texts where no attribution stands inside another. What is said within what is
said ("X said that Y told him ...") is taken from the rules, where their cue and source lie wholly in a content that the
model heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from synoptic.lexicon.inflect import Tense, lemma_of
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import Cue, Verb, cue_forms, is_stated
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.reader_decoding import Heard

_LIGHT = frozenset(
    "to of on in for with by from at about as up out off that the a an his her its their 's not n't never just only"
    " have has had is was were be been are am will would can could may might must should do does did being 'd 'll 're"
    " 've".split()
)
_NOBODY = frozenset("nobody none neither no nothing".split())
_CRUMB_WORDS = 3
_UNSURE = 0.6
"""Of a saying heard less surely than this the rules' content is taken where it holds what was heard (chosen on dev)."""
_AROUND = frozenset("amid after before as despite ahead following during".split())
_DASHES = frozenset(("-", "–", "—", "--", ")"))
_DESCRIBING = frozenset("who whose which".split())
_DANGLING = frozenset("a an the of by to with for from in on at into and or but that if his her its their".split())
_SHARING = frozenset(("and", "but", "or", ",", "while"))


def claims_heard(page: Page, heard: Sequence[Heard], ruled: Sequence[Claim], read: Sequence[bool]) -> list[Claim]:
    """Make claims of what was heard, in order of their cues; `read` tells of every sentence whether it is read.

    A cue without source that goes on from the claim before it ("..., adding that", "and warned") has that claim's
    speaker; its words stand in that claim alone.
    """
    claims: list[Claim] = []
    by_sentence: dict[int, list[Claim]] = {}
    for claim in ruled:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    for one in heard:
        sentence = page.sentences[one.cue[0]]
        here = by_sentence.get(sentence, [])
        same = next((c for c in here if c.cue.first < one.cue[1] and one.cue[0] < c.cue.last), None)
        contents = _mended(page, _before_joined(page, _contents_of(page, one), here), same)
        if same is not None and _is_better_ruled(page, one, contents, same):
            contents = sorted(same.contents)
        if not read[sentence] or not contents or _describes_a_source(one, here):
            continue
        cue = _cue_of(page, one)
        own = _source_of(page, one, same)
        if own is not None and _goes_past(page, one, own, claims):
            own = None
        source = own or _shared(page, one, claims) or (one.cue[0], one.cue[0])
        claims.append(
            Claim(
                cue=cue,
                source=source,
                contents=contents,
                sentence=sentence,
                inverted=source[0] >= one.cue[1],
                borrowed=own is None,
                stated=is_stated(page, cue, page.firsts[sentence]) and not _is_supposed(page, cue, source),
                score=one.score,
            )
        )
    claims.extend(_unheard(page, ruled, claims))
    return claims


def with_own_voices(page: Page, claims: Sequence[Claim], ruled: Sequence[Claim]) -> list[Claim]:
    """Give a quotation that stands with its own speaker and with whoever has it from him ("...," he said, according to
    a court record) to the speaker; the record is whom it is told by."""
    found: list[Claim] = []
    for claim in claims:
        found.append(claim)
        if page.lowers[claim.cue.at] != "according" or not claim.contents or not claim.inverted:
            continue
        first, limit = min(claim.contents)
        if page.quotation[first] < 0 or page.quotation[limit - 1] < 0 or limit > claim.cue.first:
            continue
        own = next((r for r in ruled if r is not claim and limit <= r.cue.first and r.cue.last < claim.cue.first), None)
        if own is None or own.sentence != claim.sentence or own.shared or any(_meet(own.cue, c.cue) for c in claims):
            continue
        found.append(replace(own, contents=list(claim.contents), score=claim.score))
        claim.contents, claim.stated = [(first, max(own.cue.last, own.source[1]))], False
    return sorted(found, key=lambda c: c.cue.first)


def _is_supposed(page: Page, cue: Cue, source: tuple[int, int]) -> bool:
    """Tell whether the words only suppose a saying: nobody's, under an "if", or "a claim" that may come."""
    if page.lowers[source[0]] in _NOBODY or page.lowers[cue.at - 1 if cue.at else 0] in ("a", "an", "any"):
        return True
    at = min(source[0], cue.first)
    first = page.firsts[page.sentences[cue.at]]
    while at > first and page.lowers[at - 1] not in (",", ";", "“", '"'):
        at -= 1
        if page.lowers[at] in ("if", "unless", "whether"):
            return True
    return False


def _describes_a_source(one: Heard, ruled: Sequence[Claim]) -> bool:
    """Tell whether the cue stands in what only describes a speaker ("an official, who asked not to be named, said")."""
    return any(c.source[0] < one.cue[0] and one.cue[1] <= c.source[1] for c in ruled)


def _is_better_ruled(page: Page, one: Heard, contents: Sequence[tuple[int, int]], ruled: Claim) -> bool:
    """Tell whether the rules' content of the same cue is to be taken: where little was heard for sure, in pieces with
    unexplained gaps, or only what stands around the saying ("..., amid fears of war")."""
    if not _covers(ruled.contents, contents):
        return len(contents) == 1 and page.lowers[contents[0][0]] in _AROUND and page.quotation[contents[0][0]] < 0
    parts = [(one.cue[0], one.cue[1]), *([one.source] if one.source else [])]
    gaps = [(a[1], b[0]) for a, b in pairwise(sorted(contents))]
    torn = any(not any(first <= p[0] and p[1] <= limit for p in parts) for first, limit in gaps)
    return one.score < _UNSURE or torn


def _covers(outer: Sequence[tuple[int, int]], inner: Sequence[tuple[int, int]]) -> bool:
    """Tell whether every span of `inner` stands within one of `outer`."""
    return all(any(a <= first and limit <= b for a, b in outer) for first, limit in inner)


def _begins_time(page: Page, at: int) -> bool:
    """Tell whether a time begins here, with "on" or "in" before it or without."""
    return at in page.time_starts or (
        page.lowers[at] in ("on", "in", "at", "late", "early") and at + 1 in page.time_starts
    )


def _source_of(page: Page, one: Heard, ruled: Claim | None) -> tuple[int, int] | None:
    """Return the source that was heard; the rules' of the same cue where none was heard or theirs lies elsewhere, but
    not in what only says more about the one that was heard ("Orlo, a member of the council, asked if ..., said")."""
    if ruled is None or ruled.shared:
        return one.source
    if one.source is not None and ruled.source[0] == one.source[1] + 1 and page.lowers[one.source[1]] == ",":
        return one.source
    apart = one.source is None or one.source[1] <= ruled.source[0] or ruled.source[1] <= one.source[0]
    return ruled.source if apart else one.source


def _goes_past(page: Page, one: Heard, source: tuple[int, int], before: Sequence[Claim]) -> bool:
    """Tell whether a form in -ing goes on with the speaker before it and not with the name right before its comma
    ("Orlo called on Mr Brek, adding, ..."): one who speaks in the sentence and stands before that name."""
    beside = source[1] == one.cue[0] - 1 and page.lowers[source[1]] == ","
    if not beside or not page.lowers[one.cue[0]].endswith("ing") or not before:
        return False
    last = before[-1]
    same = last.sentence == page.sentences[one.cue[0]]
    return same and last.has_speaker and last.source[1] <= last.cue.first and last.cue.last <= source[0]


def _before_joined(page: Page, contents: list[tuple[int, int]], ruled: Sequence[Claim]) -> list[tuple[int, int]]:
    """End what is said before a verb that the speaker's next saying begins with ("... on board and demanded ...")."""
    if not contents:
        return contents
    joined = [
        c.cue.first
        for c in ruled
        if c.shared and not c.cue.participle and any(first < c.cue.first < limit for first, limit in contents)
    ]
    if not joined:
        return contents
    end = min(joined)
    while page.lowers[end - 1] in _SHARING:
        end -= 1
    return [(first, min(limit, end)) for first, limit in contents if first < end]


def _mended(page: Page, contents: list[tuple[int, int]], ruled: Claim | None) -> list[tuple[int, int]]:
    """Mend a content that can't be whole: one that ends on a word that wants another after it, or begins with what only
    describes the speaker. The rules' content of the same cue takes its place, or it ends before that word."""
    mended: list[tuple[int, int]] = []
    for first, limit in contents:
        rule = next((c for c in ruled.contents if c[0] < limit and first < c[1]), None) if ruled is not None else None
        if page.lowers[first] in _DESCRIBING and page.quotation[first] < 0:
            if rule is None or page.lowers[rule[0]] in _DESCRIBING:
                continue
            first, limit = rule
        if rule is not None and rule[0] == first and rule[1] < limit and _begins_time(page, rule[1]):
            limit = rule[1]
        if _dangles(page, limit):
            if rule is not None and rule[1] > limit:
                limit = rule[1]
            while limit > first and _dangles(page, limit):
                limit -= 1
        if first < limit:
            mended.append((first, limit))
    return mended


def _dangles(page: Page, limit: int) -> bool:
    """Tell whether the word before `limit` wants another after it that is not there; what ends a clause does not."""
    ends = limit >= len(page.texts) or not page.texts[limit][0].isalnum()
    return page.lowers[limit - 1] in _DANGLING and page.quotation[limit - 1] < 0 and not ends


def _contents_of(page: Page, one: Heard) -> list[tuple[int, int]]:
    """Choose the pieces of what is said: cut where passages end, crumbs beside a whole piece left out."""
    here = page.sentences[one.cue[0]]
    pieces = [piece for content in one.contents for piece in _in_passages(page, content, page.paragraphs[here])]
    pieces = [kept for piece in pieces for kept in _in_sentence(page, piece, here)]
    if len(pieces) < 2:
        return pieces
    longest = max(limit - first for first, limit in pieces)
    pieces = [piece for piece in pieces if not _stands_with_the_speaker(piece, one)] or pieces
    return [piece for piece in pieces if not _is_crumb(page, piece, longest, one.cue[0])]


def _stands_with_the_speaker(piece: tuple[int, int], one: Heard) -> bool:
    """Tell whether a piece stands between the speaker and the cue ("Velden, who had warned of storms, said ...")."""
    return one.source is not None and one.source[0] <= piece[0] < one.cue[0]


def _is_crumb(page: Page, piece: tuple[int, int], longest: int, cue: int) -> bool:
    """Tell whether a piece is too little to be said beside a longer one, stands in another passage unquoted, or is what
    the report adds behind the saying ("..., officials say, amid fears of war")."""
    first, limit = piece
    if page.quotation[first] >= 0:
        return False
    if page.paragraphs[page.sentences[first]] != page.paragraphs[page.sentences[cue]]:
        return True
    if first > cue and page.lowers[first] in _AROUND and limit - first < longest:
        return True
    return limit - first < _CRUMB_WORDS and longest >= 2 * _CRUMB_WORDS


def _in_sentence(page: Page, piece: tuple[int, int], sentence: int) -> list[tuple[int, int]]:
    """Keep of a piece what stands in the cue's sentence or in quotation marks: sentences beside are the report's."""
    kept: list[tuple[int, int]] = []
    at, limit = piece
    while at < limit:
        end = min(limit, page.firsts[page.sentences[at] + 1])
        if page.sentences[at] == sentence or page.quotation[at] >= 0:
            if kept and kept[-1][1] == at:
                kept[-1] = (kept[-1][0], end)
            else:
                kept.append((at, end))
        at = end
    return kept


def _in_passages(page: Page, content: tuple[int, int], home: int) -> list[tuple[int, int]]:
    """Cut a content where a passage ends, and keep what stands in the cue's own passage `home` or is whole sentences; a
    rest that does not end a sentence was the next one's beginning, a place and day before it a dateline's."""
    pieces: list[tuple[int, int]] = []
    at, limit = content
    while at < limit:
        end = at + 1
        while end < limit and page.paragraphs[page.sentences[end]] == page.paragraphs[page.sentences[at]]:
            end += 1
        whole = end >= page.firsts[page.sentences[end - 1] + 1] - 1 and page.quotation[at] >= 0
        if page.paragraphs[page.sentences[at]] == home or whole:
            while at < end and page.lowers[at] in _DASHES:
                at += 1
            pieces.append((at, end))
        at = end
    return [piece for piece in pieces if piece[0] < piece[1]]


def _shared(page: Page, one: Heard, before: Sequence[Claim]) -> tuple[int, int] | None:
    """Find the source that a cue goes on with: that of the claim before it in the sentence."""
    sentence = page.sentences[one.cue[0]]
    same = takewhile(lambda c: c.sentence == sentence, reversed(before))  # cues come in order
    last = next((c for c in same if c.has_speaker), None)
    if last is None or one.cue[0] == page.firsts[sentence]:
        return None
    goes_on = page.lowers[one.cue[0] - 1] in _SHARING or page.lowers[one.cue[0]].endswith("ing")
    inside = any(first <= one.cue[0] < limit for first, limit in last.contents)
    return last.source if goes_on and not inside else None


def _cue_of(page: Page, one: Heard) -> Cue:
    """Find the verb or noun of a cue: the last of its words that reports, else the last that is no small word."""
    first, limit = one.cue
    forms = cue_forms()
    while limit - first > 1 and not page.texts[limit - 1][0].isalnum():
        limit -= 1  # the colon of "objected:" is no word of it
    for at in range(limit - 1, first - 1, -1):
        word = page.lowers[at]
        if word == "according":
            return Cue(at=at, first=first, last=limit, verb=_verb("according to", Tense.BASE, known=True))
        for verb in forms.get(word, ()):
            size = len(verb.particle)
            if not size or tuple(page.lowers[at + 1 : at + 1 + size]) == verb.particle:
                return Cue(at=at, first=first, last=limit, verb=verb)
    if page.lowers[limit - 1].endswith("ly") and limit < len(page.lowers) and page.lowers[limit] in forms:
        return Cue(at=limit, first=first, last=limit + 1, verb=forms[page.lowers[limit]][0])
    at = next((i for i in range(limit - 1, first - 1, -1) if _tells(page, i)), limit - 1)
    lemma, tense = lemma_of(page.lowers[at])[0] if page.lowers[at][0].isalpha() else (page.lowers[at], Tense.BASE)
    return Cue(at=at, first=first, last=limit, verb=_verb(lemma, tense, known=False))


def _tells(page: Page, at: int) -> bool:
    """Tell whether the word can be a cue's verb or noun: no small word, no adverb, no name."""
    opens = page.firsts[page.sentences[at]] == at
    word = page.lowers[at]
    return word not in _LIGHT and not word.endswith("ly") and (opens or not page.texts[at][0].isupper())


def _verb(lemma: str, tense: Tense, *, known: bool) -> Verb:
    return Verb(lemma=lemma, kind="according" if known else "heard", noun=False, speech=False, particle=(), tense=tense)


def _unheard(page: Page, ruled: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """Choose the ruled claims that stand within one that was heard, around one, or where nothing was heard."""
    touching: dict[int, list[Claim]] = {}
    for other in claims:
        for sentence in _sentences(page, other):
            touching.setdefault(sentence, []).append(other)
    found: list[Claim] = []
    for claim in ruled:
        near = [other for sentence in sorted(_sentences(page, claim)) for other in touching.get(sentence, ())]
        if any(_meet(claim.cue, c.cue) for c in near):
            continue
        met = [other for other in near if _touch(claim, other)]
        if all(_holds(other, claim) or (_holds(claim, other) and not claim.shared) for other in met):
            found.append(claim)
    return found


def _sentences(page: Page, claim: Claim) -> set[int]:
    """Number the sentences that a claim stands in."""
    return {n for a, b in _parts(claim) for n in range(page.sentences[a], page.sentences[b - 1] + 1)}


def _parts(claim: Claim) -> list[tuple[int, int]]:
    """List the spans of a claim; a shared source is the other claim's."""
    own = [] if claim.shared or claim.borrowed else [claim.source]
    return [span for span in (*own, (claim.cue.first, claim.cue.last), *claim.contents) if span[0] < span[1]]


def _touch(one: Claim, other: Claim) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in _parts(one) for b in _parts(other))


def _holds(outer: Claim, inner: Claim) -> bool:
    """Tell whether all of a claim stands within one content of another."""
    spans = _parts(inner)
    first, limit = min(s[0] for s in spans), max(s[1] for s in spans)
    return any(a <= first and limit <= b for a, b in outer.contents)


def _meet(one: Cue, other: Cue) -> bool:
    return one.first < other.last and other.first < one.last
