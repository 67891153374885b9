"""Claims from what the reader model heard: its spans with a verb to each cue, and what it does not give by rules.

Decision to know: the model was taught on texts where no attribution stands inside another. What is said within what is
said ("X said that Y told him ...") is taken from the rules, where their cue and source lie wholly in a content that the
model heard.
"""

from __future__ import annotations

from collections.abc import Sequence

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
_DESCRIBING = frozenset("who whose which".split())
_DANGLING = frozenset("a an the of by to with for from in on at into and or but that if his her its their".split())
_SHARING = frozenset(("and", "but", "or", ",", "while"))


def claims_heard(page: Page, heard: Sequence[Heard], ruled: Sequence[Claim], read: Sequence[bool]) -> list[Claim]:
    """Make claims of what was heard, in order of their cues; `read` tells of every sentence whether it is read.

    A cue without source that goes on from the claim before it ("..., adding that", "and warned") has that claim's
    speaker; its words stand in that claim alone.
    """
    claims: list[Claim] = []
    for one in heard:
        sentence = page.sentences[one.cue[0]]
        same = next((c for c in ruled if c.cue.first < one.cue[1] and one.cue[0] < c.cue.last), None)
        contents = _mended(page, _before_joined(page, _contents_of(page, one), ruled), same)
        if not read[sentence] or not contents or _describes_a_source(one, ruled):
            continue
        cue = _cue_of(page, one)
        own = _source_of(one, same)
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
    claims.extend(_unheard(ruled, claims))
    return claims


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


def _source_of(one: Heard, ruled: Claim | None) -> tuple[int, int] | None:
    """Return the source that was heard; the rules' of the same cue where none was heard or theirs lies elsewhere."""
    if ruled is None or ruled.shared:
        return one.source
    apart = one.source is None or one.source[1] <= ruled.source[0] or ruled.source[1] <= one.source[0]
    return ruled.source if apart else one.source


def _before_joined(page: Page, contents: list[tuple[int, int]], ruled: Sequence[Claim]) -> list[tuple[int, int]]:
    """End what is said before a verb that the speaker's next saying begins with ("... on board and demanded ...")."""
    if not contents:
        return contents
    sentence = page.sentences[contents[0][0]]
    joined = [
        c.cue.first
        for c in ruled
        if c.shared
        and not c.cue.participle
        and c.sentence == sentence
        and any(first < c.cue.first < limit for first, limit in contents)
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
        if page.lowers[limit - 1] in _DANGLING and page.quotation[limit - 1] < 0:
            if rule is not None and rule[1] > limit:
                limit = rule[1]
            while limit > first and page.lowers[limit - 1] in _DANGLING:
                limit -= 1
        if first < limit:
            mended.append((first, limit))
    return mended


def _contents_of(page: Page, one: Heard) -> list[tuple[int, int]]:
    """Choose the pieces of what is said: cut where passages end, crumbs beside a whole piece left out."""
    pieces = [piece for content in one.contents for piece in _in_passages(page, content)]
    if len(pieces) < 2:
        return pieces
    longest = max(limit - first for first, limit in pieces)
    cue = page.sentences[one.cue[0]]
    return [piece for piece in pieces if not _is_crumb(page, piece, longest, cue)]


def _is_crumb(page: Page, piece: tuple[int, int], longest: int, cue: int) -> bool:
    """Tell whether a piece is too little to be said beside a longer one, or stands in another passage unquoted."""
    first, limit = piece
    if page.quotation[first] >= 0:
        return False
    if page.paragraphs[page.sentences[first]] != page.paragraphs[cue]:
        return True
    return limit - first < _CRUMB_WORDS and longest >= 2 * _CRUMB_WORDS


def _in_passages(page: Page, content: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut a content where a passage ends; a rest that does not end a sentence was the next one's beginning."""
    pieces: list[tuple[int, int]] = []
    at, limit = content
    while at < limit:
        end = at + 1
        while end < limit and page.paragraphs[page.sentences[end]] == page.paragraphs[page.sentences[at]]:
            end += 1
        whole = end >= page.firsts[page.sentences[end - 1] + 1] - 1
        if not pieces or whole:
            pieces.append((at, end))
        at = end
    return pieces


def _shared(page: Page, one: Heard, before: Sequence[Claim]) -> tuple[int, int] | None:
    """Find the source that a cue goes on with: that of the claim before it in the sentence."""
    sentence = page.sentences[one.cue[0]]
    last = next((c for c in reversed(before) if c.sentence == sentence and c.has_speaker), None)
    if last is None or one.cue[0] == page.firsts[sentence]:
        return None
    goes_on = page.lowers[one.cue[0] - 1] in _SHARING or page.lowers[one.cue[0]].endswith("ing")
    inside = any(first <= one.cue[0] < limit for first, limit in last.contents)
    return last.source if goes_on and not inside else None


def _cue_of(page: Page, one: Heard) -> Cue:
    """Find the verb or noun of a cue: the last of its words that reports, else the last that is no small word."""
    first, limit = one.cue
    forms = cue_forms()
    for at in range(limit - 1, first - 1, -1):
        word = page.lowers[at]
        if word == "according":
            return Cue(at=at, first=first, last=limit, verb=_verb("according to", Tense.BASE, known=True))
        for verb in forms.get(word, ()):
            size = len(verb.particle)
            if not size or tuple(page.lowers[at + 1 : at + 1 + size]) == verb.particle:
                return Cue(at=at, first=first, last=limit, verb=verb)
    at = next((i for i in range(limit - 1, first - 1, -1) if page.lowers[i] not in _LIGHT), limit - 1)
    lemma, tense = lemma_of(page.lowers[at])[0] if page.lowers[at][0].isalpha() else (page.lowers[at], Tense.BASE)
    return Cue(at=at, first=first, last=limit, verb=_verb(lemma, tense, known=False))


def _verb(lemma: str, tense: Tense, *, known: bool) -> Verb:
    return Verb(lemma=lemma, kind="according" if known else "heard", noun=False, speech=False, particle=(), tense=tense)


def _unheard(ruled: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """Choose the ruled claims that stand within one that was heard, or where nothing was heard at all."""
    taken = sorted(
        span for c in claims for span in (c.source, (c.cue.first, c.cue.last), *c.contents) if span[0] < span[1]
    )
    found: list[Claim] = []
    for claim in ruled:
        if any(_meet(claim.cue, c.cue) for c in claims):
            continue
        within = any(
            first <= min(claim.source[0], claim.cue.first) and max(claim.source[1], claim.cue.last) <= limit
            for other in claims
            if other.sentence == claim.sentence
            for first, limit in other.contents
        )
        said = ((claim.cue.first, claim.cue.last), *claim.contents)
        own = said if claim.shared else (claim.source, *said)
        if (within and not claim.shared) or not any(_overlap(taken, span) for span in own):
            found.append(claim)
    return found


def _overlap(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(first < span[1] and span[0] < limit for first, limit in taken)


def _meet(one: Cue, other: Cue) -> bool:
    return one.first < other.last and other.first < one.last
