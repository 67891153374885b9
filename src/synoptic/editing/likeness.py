"""How alike two stretches of words are, by the stems of their content words.

Decision to know: a stem is a word cut to what a verb and its noun share (invade, invasion; deny, denial; plan,
plans). It is only ever used to set side by side what names the same actors already.
"""

from __future__ import annotations

import re
from functools import cache

from synoptic.lexicon import load_words

_WORD = re.compile(r"[A-Za-zÀ-ž][\w’']+")
_ENDINGS = (
    "isation", "ization", "ations", "ation", "itions", "ition", "sions", "sion", "tions", "tion", "ments", "ment",
    "ances", "ance", "ences", "ence", "ings", "ing", "ated", "ates", "ate", "ders", "der", "ded", "des", "de",
    "sive", "sory", "ures", "ure", "als", "al", "ers", "er", "ors", "or", "ied", "ies", "ed", "es", "ly", "s", "y", "e",
)  # fmt: skip


@cache
def stem(word: str) -> str:
    """Cut a word in lower case to the part that its verb and noun share; at least three letters stay."""
    word = re.sub(r"[’']s?$", "", word.casefold())
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def content_words(words: str) -> list[str]:
    """List the content words in lower case, in order."""
    plain = load_words("plain_words")
    return [word for w in _WORD.findall(words) if (word := w.casefold()) not in plain]


def stems(words: str) -> frozenset[str]:
    """Return the stems of the content words."""
    return frozenset(stem(word) for word in content_words(words))


def likeness(one: str, other: str) -> float:
    """Return the share of the smaller set of stems that both have, 0 to 1."""
    mine, theirs = stems(one), stems(other)
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / min(len(mine), len(theirs))


def alike(one: str, other: str) -> bool:
    """Tell whether two short phrases are about the same: two stems in common, or one where there is
    hardly another."""
    mine, theirs = stems(one), stems(other)
    both = len(mine & theirs)
    shorter, longer = sorted((len(mine), len(theirs)))
    return (both >= 2 and 3 * both >= shorter) or (both == 1 and (shorter == 1 or longer <= 3))


_BACK = re.compile(
    r"\b(?:such|these|those|th(?:at|is|e) (?:claims?|accusations?|allegations?|charges?|complaints?|"
    r"criticisms?|reports?|requests?|"
    r"suggestions?))\b|"
    r"^\W*(?:this|it|them)\W*$",
    re.IGNORECASE,
)


def points_back(words: str) -> bool:
    """Tell whether a short phrase only points at what was said before it ("any such intention", "the claim")."""
    return len(words.split()) <= 6 and _BACK.search(words) is not None
