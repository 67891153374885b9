"""The country of an actor, by the words of the office: the president of Examplia, the Examplian foreign minister.

Decision to know: it tells who can be meant by "the presidents of Examplia and Marland"; it makes no actor another's
alias.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache

from synoptic.linking.namesakes import body_key
from synoptic.linking.wording import words
from synoptic.model.links import ActorLink
from synoptic.model.readings import NameType

_LEAST_STATE = 5
_PEOPLE_ENDS = (1, 2, 3)
"""By so many letters the word for what is a state's own is longer than its name, of which it keeps all but the last."""


def home_of(
    link: ActorLink,
    offices: Mapping[tuple[str, str], str],
    countries: Mapping[str, str],
    named_in: Callable[[str], frozenset[str]],
) -> frozenset[str]:
    """Name the countries in the words of an office: "foreign minister of Examplia", "Examplian foreign minister".

    `named_in` is what `countries_in` gives for the story. Of the offices that reports give a person, those of the
    link's own name come first; else the country of most.
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


def countries_in(countries: Mapping[str, str], places: Collection[str]) -> Callable[[str], frozenset[str]]:
    """Give what returns the countries that the words of an office name, by a list or as the story's own places."""
    stems: dict[str, list[str]] = {}
    for place in places:
        if len(place) >= _LEAST_STATE:
            stems.setdefault(place[:-1], []).append(place)

    @cache
    def named_in(role: str) -> frozenset[str]:
        found: set[str] = set()
        tokens = words(role)
        for n, word in enumerate(tokens):
            for key in (word, " ".join(tokens[n : n + 2])):
                if key in countries:
                    found.add(countries[key])
                elif key in places:
                    found.add(key)
            for stem in {word[: len(word) - longer - 1] for longer in _PEOPLE_ENDS}:
                found.update(stems.get(stem, ()))
        return frozenset(found)

    return named_in
