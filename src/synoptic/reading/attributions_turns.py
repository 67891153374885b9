"""What is answered in an interview: claims of the one who has the word, though no verb tells that he says it.

Decision to know: a turn is told in stretches of a few sentences, each a claim of its own, so that a line stays short; a
question in it, or a bare yes, is no claim. Who "A" is stands in the words before the first question, or stays open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from synoptic.lexicon.inflect import Tense
from synoptic.model.readings import NameType, PassageKind
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import Cue, Verb
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.draft import Draft
from synoptic.reading.speakers_room import OPEN, Speaker
from synoptic.reading.turns import Turn, turns_of

_SAYS = Verb(lemma="say", kind="quote", noun=False, speech=True, particle=(), tense=Tense.PAST)
_LONGEST_CHARS = 320
_FEWEST_WORDS = 4


def claims_of_turns(draft: Draft, page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with those of a transcript's answers, in order; one whose source is a label goes."""
    turns = turns_of(page.text, draft.reading.passages)
    if not any(turn.asks for turn in turns):  # the labels of a form ("Location: ... Casualties: ...") speak for nobody
        people = _people(draft)
        turns = tuple(turn for turn in turns if _fitting(turn, people))
    if not turns:
        return list(claims)
    own = frozenset(i for turn in turns for i in _between(page, turn.label.start, turn.start))
    kept = [c for c in claims if own.isdisjoint(range(*c.source)) and own.isdisjoint(range(c.cue.first, c.cue.last))]
    first = turns[0].label.start
    found = [claim for turn in turns if not turn.asks for claim in _of_turn(page, draft, turn, first)]
    spoken = frozenset(i for claim in found for piece in claim.contents for i in range(*piece))
    for claim in kept:
        told = claim.cue.verb.kind == "tell" and page.lowers[claim.cue.last : claim.cue.last + 1] in (["me"], ["us"])
        if told and claim.cue.at in spoken:
            claim.timeless = True  # the day as well is only on the word of the one who was told
    return sorted([*kept, *found], key=lambda c: (c.cue.first, c.contents[0]))


def _between(page: Page, start: int, end: int) -> range:
    """Return the tokens that begin in a stretch of the text."""
    return range(bisect_left(page.starts, start), bisect_left(page.starts, end))


def _of_turn(page: Page, draft: Draft, turn: Turn, first: int) -> list[Claim]:
    """Make the claims of one answer; the first label of the transcript stands at character `first`."""
    named = _between(page, turn.label.start, turn.label.end)
    behind = _between(page, turn.start, turn.end)
    if not named or not behind:
        return []
    cue = Cue(at=named.stop, first=named.stop, last=named.stop + 1, verb=_SAYS)
    speaker = _speaker_of(draft, turn, first)
    return [
        Claim(
            cue=cue,
            source=(named.start, named.stop),
            contents=[piece],
            sentence=page.sentences[piece[0]],
            speaker=speaker,
        )
        for piece in _stretches(page, behind.start, behind.stop)
    ]


def _stretches(page: Page, first: int, limit: int) -> list[tuple[int, int]]:
    """Cut an answer into stretches of whole sentences of one paragraph, questions and bare answers left out."""
    found: list[tuple[int, int]] = []
    begin = first
    while begin < limit:
        sentence = page.sentences[begin]
        end = min(limit, page.firsts[sentence + 1])
        if _tells(page, begin, end):
            last = found[-1] if found else None
            near = last is not None and last[1] == begin and page.ends[end - 1] - page.starts[last[0]] < _LONGEST_CHARS
            if last is not None and near and page.paragraphs[page.sentences[last[0]]] == page.paragraphs[sentence]:
                found[-1] = (last[0], end)
            else:
                found.append((begin, end))
        begin = end
    return found


def _tells(page: Page, begin: int, end: int) -> bool:
    words = sum(page.texts[i][0].isalnum() for i in range(begin, end))
    return words >= _FEWEST_WORDS and "?" not in page.lowers[end - 2 : end]


def _speaker_of(draft: Draft, turn: Turn, first: int) -> Speaker:
    """Name who has the word: the person of the report whose name the label ends with, or the only one who is named
    before the first label where it only says that this is the answer."""
    reading = draft.reading
    people = _people(draft)
    if not turn.name:
        body = min((p.start for p in reading.passages if p.kind is PassageKind.BODY), default=0)
        named = {m.entity for m in reading.entities if m.entity in people and body <= m.start < first}
        whole = sorted(ident for ident in named if ident is not None and " " in people[ident])
        return _named(people[whole[0]], whole[0], "sentence before") if len(whole) == 1 else OPEN
    fits = _fitting(turn, people)
    if len(fits) == 1:
        return _named(people[fits[0]], fits[0], "name")
    return OPEN if fits else _named(turn.name.title() if turn.name.isupper() else turn.name, None, "name")


def _people(draft: Draft) -> dict[str, str]:
    """Return the names of the persons of the report by id."""
    return {actor.id: actor.name for actor in draft.reading.actors if actor.type is NameType.PERSON}


def _fitting(turn: Turn, people: Mapping[str, str]) -> list[str]:
    """List the persons whose names the label ends with, or whose surname it does."""
    words = turn.name.casefold().split()
    told = ((ident, name.casefold().split()) for ident, name in people.items() if words)
    return [ident for ident, name in told if name[-len(words) :] == words or name[-1] == words[-1]]


def _named(name: str, entity: str | None, resolved: str) -> Speaker:
    return Speaker(name=name, entity=entity, anonymous=False, resolved=resolved)
