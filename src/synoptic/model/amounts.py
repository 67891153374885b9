"""Amounts in the report's words: told in words of size or as a share, and those told only to be denied.

Decision to know: "thousands" is not "at least 1,000" to a reader, and "two-thirds" not 0.67. The number stays beside
the words for comparing; only what is printed changes.
"""

from __future__ import annotations

import re

from synoptic.model.readings import Bound, Quantity, Reading

_SIZE = r"(?:dozens|scores|hundreds|thousands|millions|billions|trillions)"
_VAGUE = re.compile(rf"(?<![\w-])(?:tens[\s\xa0]+of[\s\xa0]+)?{_SIZE}(?:[\s\xa0]+of[\s\xa0]+{_SIZE})*", re.IGNORECASE)
_SIZES = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
_SHARE = re.compile(
    r"(?<![\w-])(?:(?:one|a|two|three|four|five)[\s\xa0-])?(?:half|third|quarter|fifth|sixth|eighth|tenth)s?(?!\w)",
    re.IGNORECASE,
)
_TOPS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_BOTTOMS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_NEAR = 0.01
_DENYING = frozenset({"deny", "dispute", "reject", "refute", "dismiss"})
_NOT = re.compile(r"(?:\bnot|,\s*never)[\s\xa0]+(?:the[\s\xa0]+)?$", re.IGNORECASE)


def is_number_denied(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a number is what somebody says is not so: "denied that 40 were hurt", "31, not the 47"."""
    said = reading.attributions[quantity.attribution] if quantity.attribution is not None else None
    if said is not None and said.lemma in _DENYING:
        return True
    return _NOT.search(reading.text, max(0, quantity.start - 12), quantity.start) is not None


def told_in_words(text: str, value: float, bound: Bound) -> str | None:
    """Return the words for a value that a line's text gives only as a size ("thousands", "tens of thousands") or as a
    share ("two-thirds"); None where it is a number there."""
    if bound is Bound.AT_LEAST:
        for match in _VAGUE.finditer(text):
            words = " ".join(match[0].casefold().split())
            if _size(words) == value:
                return words
    if 0 < value < 1:
        for match in _SHARE.finditer(text):
            words = " ".join(match[0].casefold().split())
            top, _, bottom = words.replace("-", " ").rpartition(" ")
            share = _TOPS.get(top, 1) / _BOTTOMS[bottom.removesuffix("s")]
            if abs(share - value) < _NEAR:
                return words
    return None


def _size(words: str) -> float:
    size = 1.0
    for word in words.split():
        size *= 10.0 if word == "tens" else _SIZES.get(word, 1.0)
    return size
