"""The country of an actor, by the words of the office: the president of Examplia, the Examplian foreign minister.

Decision to know: it tells who can be meant by "the presidents of Examplia and Marland"; it makes no actor another's
alias.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from synoptic.linking.namesakes import body_key
from synoptic.linking.wording import words
from synoptic.model.links import ActorLink
from synoptic.model.readings import NameType


def home_of(
    link: ActorLink,
    offices: Mapping[tuple[str, str], str],
    countries: Mapping[str, str],
    named_in: Callable[[str], frozenset[str]],
) -> frozenset[str]:
    """Name the countries in the words of an office: "foreign minister of Examplia", "Examplian foreign minister".

    `named_in` is `countries_in` of the story. Of the offices that reports give a person, those of the link's own name
    come first; else the country of most.
    """
    if link.speaks_for:
        return frozenset({countries.get(body_key(link.speaks_for), body_key(link.speaks_for))})
    if own := named_in(link.role or ""):
        return own
    if link.type is not NameType.PERSON:
        return frozenset()
    counts: dict[frozenset[str], int] = {}
    for member in link.members:
        if found := named_in(offices.get(member, "")):
            counts[found] = counts.get(found, 0) + 1
    return min(counts, key=lambda f: (-counts[f], sorted(f)), default=frozenset())


def countries_in(role: str, countries: Mapping[str, str], places: Mapping[str, str]) -> frozenset[str]:
    """Return the countries that the words of an office name, by a list or as the story's own places."""
    found: set[str] = set()
    tokens = words(role)
    for n, word in enumerate(tokens):
        for key in (word, " ".join(tokens[n : n + 2])):
            if state := countries.get(key) or places.get(key):
                found.add(state)
        found.update(p for p in places if len(p) >= 5 and word.startswith(p[:-1]) and 0 < len(word) - len(p) <= 3)
    return frozenset(found)
