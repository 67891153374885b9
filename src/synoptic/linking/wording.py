"""Words compared across reports: folded, lightly stemmed, with the little words left out.

Decision to know: what is compared here never reaches a reader and never moves an offset; folding is for comparison
alone, so it may be rough (plural and past endings go, accents go, hyphens go).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from synoptic.lexicon import load_words
from synoptic.model.unseen import without_unseen

_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*")
_REMEMBERED = 16384
"""Names, clauses and words come again and again in a pile; remembering them halves the time for wording."""
_ASCII_INNER = "-.'"
_ENDS = _ASCII_INNER + " "
_BETWEEN = {n: " " for n in range(128) if not chr(n).isalnum() and chr(n) not in _ASCII_INNER}
"""What stands between words and never in one."""
_INNER = {ord(mark): None for mark in "-.'‐‑’"}


def fold(text: str) -> str:
    """Return the text for comparison: no case, no accents, straight quotes, single blanks, no soft hyphens."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKD", without_unseen(text).replace("’", "'").replace("‘", "'"))
    if not plain.isascii():
        plain = "".join([c for c in plain if c.isascii() or not unicodedata.combining(c)])
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words in order; possessive endings, full stops and hyphens inside a word are dropped."""
    if text.isascii():
        return _ascii_words(text)
    found: list[str] = _WORD.findall(fold(text))
    return tuple([word if word.isalnum() else _bare(word) for word in found])


def _ascii_words(text: str) -> tuple[str, ...]:
    """Return what `_WORD` finds in text without other letters, in two thirds of its time."""
    parts = text.casefold().translate(_BETWEEN).strip(_ENDS).split()
    if all(map(str.isalnum, parts)):
        return tuple(parts)
    found: list[str] = []
    for part in parts:
        if part.isalnum() or (part := part.strip(_ASCII_INNER)).isalnum():
            found.append(part)
        elif part:
            found += [word if word.isalnum() else _bare(word) for word in _WORD.findall(part)]
    return tuple(found)


def _bare(word: str) -> str:
    return word.removesuffix("'s").translate(_INNER)


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Cut the commonest English endings from a folded word; meant for matching, not for reading."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word[-1] not in "sgde":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending, least in (("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            cut = word[: -len(ending)]
            if ending in ("ing", "ed") and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "sl":
                cut = cut[:-1]
            return cut.rstrip("e") if ending != "s" else (cut[:-1] if cut.endswith("e") and len(cut) > 4 else cut)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content."""
    found = set(map(_carried, words(text)))
    found.discard("")
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def _carried(word: str) -> str:
    """Return the stem of a word that carries content, "" for a little one."""
    return "" if word in load_words("little_words") else stem(word)


@lru_cache(maxsize=_REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """Return the stems of all words, the little ones too."""
    return frozenset(map(stem, words(text)))


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """Return how many words the longest stretch common to both has. Time grows with len(a) x len(b)."""
    best, above = 0, [0] * (len(b) + 1)
    for word in a:
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if word == other:
                row[j + 1] = above[j] + 1
                best = max(best, row[j + 1])
        above = row
    return best


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller set that lies in the other; 0 when either is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Return shared over all; 0 when either is empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def edit_distance(a: str, b: str, limit: int) -> int:
    """Return the least insertions, deletions and substitutions between two words; `limit` + 1 when it is more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != other))
        if min(row) > limit:
            return limit + 1
    return row[-1]


def listed(parts: Iterable[str]) -> str:
    """Join words for a reader: a, b and c."""
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
