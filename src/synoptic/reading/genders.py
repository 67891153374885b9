"""Which of he and she can mean a person of the report: by the title before the name, by what the person is called
there, or by the given name.

Decision to know: only what speaks for one gender counts. A given name that both bear, or that is not listed, tells
nothing, and a whole family ("the Corvans") is neither he nor she.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.readings import Actor, Attribution, Mention, NameType

FAMILY = "family"
"""Said of an actor that is several persons of one name."""

_BEFORE_CHARS = 24
_MALE = "husband father son brother uncle nephew grandfather grandson widower congressman spokesman"
_FEMALE = "wife mother daughter sister aunt niece grandmother granddaughter widow congresswoman spokeswoman"
_KIN = dict.fromkeys(_MALE.split(), "m") | dict.fromkeys(_FEMALE.split(), "f")
_WORD_BEFORE = re.compile(r"([A-Za-z]+\.?),?[\s\xa0]+$")
_THE_BEFORE = re.compile(r"\bthe[\s\xa0]+$", re.IGNORECASE)


@cache
def _titles() -> Mapping[str, str]:
    told = {row[0]: row[2] for row in load_table("titles") if len(row) > 2 and row[2] in ("m", "f")}
    return {**_KIN, **told}


@cache
def _given_names() -> Mapping[str, str]:
    return {row[0]: row[1] for row in load_table("first_names") if row[1] in ("m", "f")}


def genders_said(text: str, attributions: Sequence[Attribution]) -> dict[str, str]:
    """Return m or f by the id of each actor whom a he or she that speaks was found to mean, and never the other."""
    found: dict[str, set[str]] = {}
    for said in attributions:
        word = text[said.source[0].start : said.source[0].end].casefold() if said.source else ""
        if said.entity is not None and word in ("he", "she"):
            found.setdefault(said.entity, set()).add("m" if word == "he" else "f")
    return {entity: min(told) for entity, told in found.items() if len(told) == 1}


def genders_of(text: str, mentions: Sequence[Mention], actors: Sequence[Actor]) -> dict[str, str]:
    """Return m, f or FAMILY by the id of each person of whom the report tells it; titles come before given names."""
    titled: dict[str, str] = {}
    given: dict[str, str] = {}
    persons = {actor.id: actor for actor in actors if actor.type is NameType.PERSON}
    for mention in mentions:
        if mention.entity not in persons:
            continue
        words = text[mention.start : mention.end].split()
        lead = text[max(0, mention.start - _BEFORE_CHARS) : mention.start]
        if len(words) == 1 and words[0].endswith("s") and _THE_BEFORE.search(lead):
            titled.setdefault(mention.entity, FAMILY)
            continue
        before = _WORD_BEFORE.search(lead)
        for word in (words[0], before[1] if before else ""):
            told = _titles().get(word.casefold())
            if told is not None:
                titled.setdefault(mention.entity, told)
    for ident, actor in persons.items():
        first = actor.name.split(" ", 1)[0]
        if " " in actor.name and first in _given_names():
            given[ident] = _given_names()[first]
    return {**given, **titled}
