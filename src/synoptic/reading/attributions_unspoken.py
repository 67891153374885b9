"""Claims in which nobody says anything: what pictures show, what is found or announced for later, and what somebody
else did within a speaker's words.

Decision to know: such a claim is marked as not stated and nothing takes its place; who stands behind "updated
information" is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_phrases import IRREGULAR
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.attributions_sources import VERBAL

_MATTER = frozenset(
    "information image images imagery picture pictures photo photos photograph photographs footage knowledge".split()
)
"""What tells something and is nobody."""
_NUMBERS = frozenset("figures numbers statistics data".split())
_HEAD_ENDS = frozenset(
    "of for in at from with that which available released published obtained seen taken to on".split()
)
_OWNERS = frozenset("'s of from by".split())
_YIELD = frozenset("results earnings figures accounts findings profits profit numbers".split())
_ISSUING = frozenset("report publish release present unveil announce post".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
HELD_BACK = frozenset("avoid avoids avoided avoiding refrain refrains refrained refraining".split())
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HAD = frozenset(("had", "have"))
_POSSESSIVES = frozenset("his her their".split())
_PRONOUNS = frozenset("he she it they".split())
_ARTICLES = frozenset("a an the".split())
_FINDERS = frozenset("report study inquiry review survey poll panel court audit investigation jury tribunal".split())
_RELATING = frozenset("what which who whose where".split())


def is_unspoken(page: Page, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether the claim reports no saying, or one of somebody whom its words don't name."""
    return (
        _is_matter(page, claim)
        or _is_no_source(page, claim)
        or _is_held_back(page, claim)
        or _is_thing_noted(page, claim)
        or _is_due(page, claim)
        or _is_set_right(page, claim)
        or _goes_on_within(page, claim, claims)
        or _is_of_year_before(page, claim)
    )


def _is_matter(page: Page, claim: Claim) -> bool:
    """Tell whether the source is only what was learnt or seen ("according to aerial images", "figures show"), with
    nobody named whose it is."""
    first, last = claim.source
    if first >= last or page.quotation[first] >= 0:
        return False
    end = next((i for i in range(first + 1, last) if page.lowers[i] in _HEAD_ENDS or page.lowers[i] == ","), last)
    head = page.lowers[end - 1]
    if head not in _MATTER and not (head in _NUMBERS and claim.cue.verb.lemma == "show" and end - first == 1):
        return False
    opens = page.firsts[claim.sentence]
    named = any(page.texts[i][0].isupper() for i in range(first, last) if i != opens)
    return not named and not any(page.lowers[i] in _OWNERS for i in range(first, last))


def _is_no_source(page: Page, claim: Claim) -> bool:
    """Tell whether the words taken for the source are a clause about somebody or a bare adverb ("whose own sensors put
    it at 2.8, said", "so far indicates"), or who "found out" learnt something and told nothing."""
    first, last = claim.source
    if claim.cue.verb.lemma == "find" and "out" in page.lowers[claim.cue.at + 1 : claim.cue.at + 2]:
        return True
    return first < last and (page.lowers[first] == "whose" or page.lowers[first:last] == ["far"])


def _is_held_back(page: Page, claim: Claim) -> bool:
    """Tell whether the saying was avoided ("has avoided calling for")."""
    cue = claim.cue
    return any(page.lowers[i] in HELD_BACK for i in range(cue.first, cue.at))


def _is_thing_noted(page: Page, claim: Claim) -> bool:
    """Tell whether a thing was found or is being weighed ("had found a padlock", "is considering charges"): only a
    clause or a quotation is said."""
    weighed = page.lowers[claim.cue.at] == "considering"
    if claim.inverted or not (weighed or claim.cue.verb.lemma == "find"):
        return False
    start, end = min(claim.contents)
    if start < claim.cue.last or any(page.quotation[i] >= 0 for i in range(start, end)):
        return False
    if not weighed and (page.lowers[start] not in _ARTICLES or "guilty" in page.lowers[start:end]):
        return False  # "found no fault", "found him guilty" are verdicts
    if not weighed and not _FINDERS.isdisjoint(page.lowers[slice(*claim.source)]):
        return False
    stop = next((i for i in range(start + 1, end) if page.lowers[i] in _RELATING), end)
    return not holds_verb(page, start, stop)


def _is_due(page: Page, claim: Claim) -> bool:
    """Tell whether a body only issues its results on a day ("reports half-year results on 20 August")."""
    start, end = min(claim.contents)
    if claim.cue.verb.lemma not in _ISSUING or start < claim.cue.last or holds_verb(page, start, end):
        return False
    words = page.lowers[start:end]
    return (
        not _YIELD.isdisjoint(words)
        and not page.texts[start][0].isupper()
        and (not _MONTHS.isdisjoint(words) or any(word.endswith("day") for word in words))
    )


def _is_set_right(page: Page, claim: Claim) -> bool:
    """Tell whether "as ... reported" stands behind a number that the sentence says was wrong ("23, not 21 as the police
    had reported"): the number told is another's."""
    first, cue = claim.source[0], claim.cue
    if claim.inverted or first >= cue.first or first < 1 or page.lowers[first - 1] != "as":
        return False
    ahead = [piece for piece in claim.contents if piece[1] <= first]
    lead = range(max(page.firsts[claim.sentence], first - 7), first)
    return bool(ahead) and any(
        page.lowers[i] == "not" and page.lowers[i - 1] in (",", "and", "but", "–", "—", "(") for i in lead
    )


def _goes_on_within(page: Page, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether "and had advised" goes on with the one of whom a speaker tells ("His lawyer said he had acted well
    and had advised ..."): it is not the lawyer who did."""
    cue = claim.cue
    if (
        not (claim.shared or claim.borrowed)
        or page.lowers[cue.first] not in _HAD
        or page.lowers[cue.first - 1] != "and"
    ):
        return False
    for other in claims:
        if other is claim or other.sentence != claim.sentence or other.cue.last > cue.first or other.inverted:
            continue
        owned = other.has_speaker and page.lowers[other.source[0]] in _POSSESSIVES
        told = (
            start for start, _ in other.contents if other.cue.last <= start < cue.first and page.quotation[start] < 0
        )
        if any(
            page.lowers[cue.first] in page.lowers[start : cue.first - 1]
            and (owned or page.lowers[start + (page.lowers[start] == "that")] not in _PRONOUNS)
            for start in told
        ):
            return True
    return False


def _is_of_year_before(page: Page, claim: Claim) -> bool:
    """Tell whether the clause goes on with what the sentence tells of a year ("In 2019 a fire killed six, and the state
    promised to ..."): it is no word of today, and has no day of its own."""
    first, cue = claim.source[0], claim.cue
    floor = page.firsts[claim.sentence]
    if claim.inverted or not claim.has_speaker or first >= cue.first or first - 2 <= floor:
        return False
    if page.lowers[first - 1] != "and" or page.lowers[first - 2] != ",":
        return False
    if cue.verb.tense is not Tense.PAST or any(i in page.time_starts for i in range(first, min(claim.contents)[1])):
        return False
    return any(
        page.lowers[i] == "in" and _YEAR.fullmatch(page.lowers[i + 1]) and page.quotation[i] < 0
        for i in range(floor, first - 2)
    )


def holds_verb(page: Page, start: int, end: int) -> bool:
    """Tell whether a finite verb stands in the stretch, as far as its form shows."""
    for at in range(start, end):
        word = page.lowers[at]
        if page.texts[at] == "May":
            continue
        if word in VERBAL or word in ("be", "been", "has", "have", "that") or (word in IRREGULAR and at > start):
            return True
        if word.endswith("ed") and len(word) > 4 and at > start and page.texts[at][0].islower():
            return True
    return False
