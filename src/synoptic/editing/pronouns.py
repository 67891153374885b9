"""Whether a name may stand behind a pronoun in a line: its kind must fit the word and what the word does.

Decision to know: better no name than a wrong one. "It" is completed by a body or country only before a verb with which
bodies act or speak, as a treaty, a ship or a deadline is an "it" as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.inflect import Tense, lemma_of
from synoptic.model.readings import NameType
from synoptic.model.spans import Span

_BODIES = frozenset({NameType.ORG, NameType.GPE, NameType.NORP})
_PERSONAL = frozenset("he she him her his herself himself".split())
_THING = frozenset("it its itself".split())
_POINTING = frozenset("that this these those".split())
_NEXT = re.compile(r"[\s\xa0]+([A-Za-z’']+)")
_BE = frozenset("am is are was were be been being".split())
_SKIPPED = frozenset(
    "has have had do does did will would can could may might shall should must not also now never already still again "
    "later then only been be first since long just even to".split()
)


def fits(text: str, pronoun: Span, kinds: Sequence[NameType | None]) -> bool:
    """Tell whether those of these kinds can be meant by the pronoun or description where it stands."""
    words = " ".join(text[pronoun.start : pronoun.end].casefold().split())
    if words in _POINTING:
        return False
    if words in _PERSONAL:
        return len(kinds) == 1 and kinds[0] in (NameType.PERSON, None)
    if words in _THING:
        return len(kinds) == 1 and kinds[0] in _BODIES and (words == "its" or _acts(text, pronoun.end))
    if words in ("they", "them", "their", "themselves"):
        return len(kinds) > 1 or kinds[0] is not NameType.PERSON
    return True


def _acts(text: str, place: int) -> bool:
    """Tell whether the verb behind a subject is one with which somebody acts or speaks, in the active voice."""
    passive = False
    for _ in range(6):
        match = _NEXT.match(text, place)
        if match is None:
            return False
        word, place = match.group(1).casefold(), match.end()
        if word in _BE and word not in ("be", "been"):
            passive = True
        elif word not in _SKIPPED:
            forms = lemma_of(word)
            if passive and not any(tense is Tense.GERUND for _, tense in forms):
                return False
            return any(lemma in _acting() for lemma, _ in forms)
    return False


@cache
def _acting() -> frozenset[str]:
    told = {verb.split("_")[0] for row in load_table("events_verbs") for verb in row[-1].split()}
    said = {row[0].split("_")[0] for row in load_table("reporting_cues")}
    return frozenset(((told | said) - load_words("happening_verbs")) | load_words("acting_verbs"))
