"""Words that reports use for one and the same deed, looked up by their dictionary form.

Decision to know: a word may stand in several rows of the list, and that two share a row is a hint and never a proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table


@cache
def _deeds() -> Mapping[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(load_table("same_deed")):
        for form in row[0].split():
            rows.setdefault(form.replace("_", " "), set()).add(number)
    return MappingProxyType({form: frozenset(numbers) for form, numbers in rows.items()})


def deeds_of(lemma: str) -> frozenset[int]:
    """Return the numbers of the deeds that a dictionary form may tell."""
    return _deeds().get(lemma, frozenset())
