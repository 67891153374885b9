"""What words stand for when one telling is set beside another: forms of a verb are one, and so are words for a deed.

Decision to know: names of weekdays are left out, since days are compared as days: what one report tells of Tuesday
another tells of yesterday.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from synoptic.editing.likeness import content_words, stem
from synoptic.lexicon import load_table
from synoptic.lexicon.deeds import deeds_of
from synoptic.lexicon.inflect import lemma_of

_WEEKDAY = frozenset({"W", "w"})


def content_of(words: str) -> Mapping[str, frozenset[int]]:
    """Give the stems of the content words, each with the numbers of the deeds that it may tell."""
    return dict(_stem_and_deeds(word) for word in content_words(words) if word not in _weekdays())


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("time_words") if row[1] in _WEEKDAY)


@cache
def _stem_and_deeds(word: str) -> tuple[str, frozenset[int]]:
    lemma = next((verb for verb, _ in lemma_of(word)), word)
    return stem(lemma), deeds_of(lemma)
