"""Where what is said ends because the sentence turns to another: a semicolon, the report's own clause behind ", and", a
next deed of the speaker.

Decision to know: behind ", and" a clause with a subject of its own may still be said; it is cut off only where its
tense or its first person shows that the speaker before it does not go on.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import cue_forms
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.attributions_unspoken import holds_verb

Piece = tuple[int, int]

_JOINING = frozenset(("and", "but"))
_SHIFTED = frozenset("would had was were could".split())
_PRESENT = frozenset("wants needs plans hopes insists expects wishes says".split())
_SUBJECT_REACH = 6
_PERSONAL = frozenset(("i", "we"))
_OTHERS = frozenset("he she they it his her their the".split())
_DEED = frozenset("blame accuse urge call demand praise criticise criticize condemn thank threaten promise vow".split())


def end_at_turning(page: Page, claim: Claim) -> None:
    """End the contents behind the cue, outside quotation marks, where the sentence turns to another; what was heard
    behind that place is left out."""
    pieces = sorted(claim.contents)
    for number, piece in enumerate(pieces):
        start, end = piece
        if start < claim.cue.last or page.quotation[start] >= 0 or page.sentences[start] != claim.sentence:
            continue
        stop = _turning(page, claim, start, end)
        if stop is None and number + 1 < len(pieces) and _is_next_deed(page, end):
            stop = end
        if stop is not None and stop > start:
            claim.contents = [*pieces[:number], (start, stop)]
            return


def _turning(page: Page, claim: Claim, start: int, end: int) -> int | None:
    for at in range(start + 1, end - 1):
        if page.quotation[at] >= 0:
            continue
        word = page.lowers[at]
        if word == ";" and page.lowers[at + 1] not in ("that", "and"):
            return at
        if word in _JOINING and page.lowers[at - 1] == "," and _turns(page, claim, start, at, end):
            return at - 1
        told = page.lowers[start] != "to" and page.lowers[claim.cue.last - 1] != "to"
        if told and _is_next_deed(page, at) and holds_verb(page, start, at):
            return at - 1 if page.lowers[at - 1] == "," else at
    return None


def _turns(page: Page, claim: Claim, start: int, at: int, end: int) -> bool:
    """Tell whether the clause behind ", and" at token `at` is no longer said."""
    behind = page.lowers[at + 1 : min(end, at + 1 + _SUBJECT_REACH)]
    if behind[:1] == ["that"] or page.quotation[at + 1] >= 0:
        return False
    source = page.lowers[claim.source[0]] if claim.has_speaker else ""
    if source not in _PERSONAL and _first_person(behind):
        return True
    if not holds_verb(page, start, at) and holds_verb(page, at + 1, end) and _opens_clause(page, at + 1):
        return True
    past = claim.cue.verb.tense is Tense.PAST and not _SHIFTED.isdisjoint(page.lowers[start:at])
    named = behind[:1] == ["the"] or page.texts[at + 1][0].isupper()
    if not past or not named:
        return False
    verb = next((word for word in behind[1:] if word in _PRESENT or word in _SHIFTED), "")
    return verb in _PRESENT


def _opens_clause(page: Page, at: int) -> bool:
    """Tell whether a time or a subject of its own stands at the token behind "and"."""
    return at in page.time_starts or page.lowers[at] in _OTHERS or page.texts[at][0].isupper()


def _first_person(behind: Sequence[str]) -> bool:
    """Tell whether the speaker of the whole text goes on himself: ", and now I hear"."""
    return any(
        word in _PERSONAL and all(w in ("now", "then", "so", "here") for w in behind[:i])
        for i, word in enumerate(behind)
    )


def _is_next_deed(page: Page, at: int) -> bool:
    """Tell whether "and" at the token goes on with what the speaker did next ("and blamed masked men")."""
    if page.lowers[at : at + 1] != ["and"] or at + 2 >= len(page.lowers) or page.quotation[at + 1] >= 0:
        return False
    told = any(
        verb.lemma in _DEED and verb.tense in (Tense.PAST, Tense.PARTICIPLE)
        for verb in cue_forms().get(page.lowers[at + 1], ())
    )
    return told and page.lowers[at + 2] not in ("by", "for", "on", "off", "in", "at", ",", ".")
