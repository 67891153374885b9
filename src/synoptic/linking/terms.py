"""The words by which stories are told apart, weighed against a fixed background.

Decision to know: a word's weight comes from a table that ships and never from the pile, so unrelated reports beside
change nothing. A word that the table does not hold counts as rare, and rarity stops counting at some point: a new
name may be on everybody's lips. The headline and the first lines count more than what follows, a figure counts as a
word of its own, and two capitalised words side by side make a term.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import log, sqrt

from synoptic.lexicon import load_table, load_words
from synoptic.linking.wording import stem as cut_endings
from synoptic.model.readings import PassageKind, Reading

_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?|\d[\d,.]*\d|\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIMIT_CHARS, _LEAD_CHARS = 4000, 600
_HEADLINE_WEIGHT, _LEAD_WEIGHT, _PAIR_WEIGHT = 7.0, 2.0, 0.2
HEAVIEST = 5.0
"""The weight of a word that fewer than 7 reports of a thousand hold: log(1000 / 7)."""
_NUMBER, _YEAR_NUMBER = 6.5, 2.0
"""A figure of two digits or more tells one count from another (the jobs of May and of June); a year tells little."""
_KEPT = 60
_LIGHTEST_MARK = 2.5
_TOLD = (PassageKind.HEADLINE, PassageKind.BODY, PassageKind.SUBHEADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one report: `weights` of unit length, the heaviest first; `names` are the capitalised ones."""

    weights: dict[str, float]
    names: frozenset[str]
    marks: frozenset[str] = frozenset()
    """Rare words that stand capitalised within a sentence, whatever they weigh: who and where."""
    capitalised: frozenset[str] = frozenset()
    """All words that stand capitalised somewhere."""


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return the plain form of a lower-case word: no possessive, no plural s, none of the commonest endings."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 5:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return cut_endings(word)


@lru_cache(maxsize=65536)
def _plain(word: str) -> tuple[str, bool]:
    """Return the plain form of a word as it stands, "" for a single sign, and whether it is capitalised."""
    if len(word) < 2:
        return "", False
    return (word.replace(",", "") if word[0].isdigit() else stem(word.lower())), word[0].isupper()


@cache
def _background() -> dict[str, float]:
    """Read the weights of the words that many reports hold."""
    return {word: min(HEAVIEST, log(1000 / int(count))) for word, count in load_table("background")}


@lru_cache(maxsize=65536)
def weight_of(term: str) -> float:
    """Return how much a term tells: 0 for a word that stands in every report, at most that of a figure."""
    if term[:1].isdigit():
        return _YEAR_NUMBER if _YEAR.fullmatch(term) else _NUMBER
    return HEAVIEST if " " in term else _background().get(term, HEAVIEST)


def find_terms(reading: Reading) -> Terms:
    """Weigh the terms of a report's headline and first paragraphs; of an unread report only names and numbers."""
    text, headline_end = _told(reading)
    parts = _WORD.split(text)
    words, ends = parts[1::2], list(accumulate(map(len, parts)))
    ends = ends[::2]
    counts: defaultdict[str, float] = defaultdict(float)
    capitals: defaultdict[str, float] = defaultdict(float)
    title, lead = (bisect_left(ends, limit, hi=len(words)) for limit in (headline_end, max(headline_end, _LEAD_CHARS)))
    stretches = ((_HEADLINE_WEIGHT, 0, title), (_LEAD_WEIGHT, title, lead), (1.0, lead, len(words)))
    for much, first, last in stretches:
        for word, times in Counter(words[first:last]).items():
            plain, upper = _plain(word)
            counts[plain] += much * times
            if upper:
                capitals[plain] += much * times
    counts.pop("", None)
    marks: set[str] = set()
    pairs: defaultdict[str, float] = defaultdict(float)
    before, last = "", -1
    for n in [n for n, word in enumerate(words) if word[0].isupper()]:
        plain = _plain(words[n])[0]
        if not plain:
            continue
        if ends[n] > headline_end and _within_a_sentence(parts, n) and weight_of(plain) >= _LIGHTEST_MARK:
            marks.add(plain)
        if last == n - 1 and parts[2 * n] == " ":
            pairs[f"{before} {plain}"] += _HEADLINE_WEIGHT if n < title else _LEAD_WEIGHT if n < lead else 1.0
        before, last = plain, n
    weights = {
        term: (1 + log(count)) * weight_of(term)
        for term, count in counts.items()
        if reading.read or 2 * capitals[term] > count or term[0].isdigit()
    }
    if reading.read:
        weights.update((term, _PAIR_WEIGHT * (1 + log(count)) * HEAVIEST) for term, count in pairs.items())
    least = sorted(weights.values())[-_KEPT] if len(weights) > _KEPT else 0.0
    heavy = [item for item in weights.items() if item[1] >= least]
    kept = sorted(heavy, key=lambda item: (-item[1], item[0]))[:_KEPT]
    length = sqrt(sum(value * value for _, value in kept)) or 1.0
    names = frozenset(term for term, _ in kept if " " in term or 2 * capitals[term] > counts[term])
    return Terms(
        weights={term: value / length for term, value in kept if value > 0},
        names=names,
        marks=frozenset(marks) - load_words("common_names"),
        capitalised=frozenset(capitals),
    )


def _within_a_sentence(parts: Sequence[str], word: int) -> bool:
    """Tell whether the word before ends in a small letter or a comma, so that a capital tells something; `parts` are
    the words of a text and what stands before, between and after them."""
    before = parts[2 * word] if word == 0 else parts[2 * word - 1][-1] + parts[2 * word]
    return len(before) > 1 and before[-1] == " " and (before[-2].islower() or before[-2] in ",;")


def _told(reading: Reading) -> tuple[str, int]:
    """Return the beginning of what the report tells, with straight apostrophes, and where its headline ends there."""
    parts = [reading.report.headline] if reading.report.headline else []
    size = headline_end = len(parts[0]) if parts else 0
    for passage in reading.passages:
        if passage.kind in _TOLD and size < _LIMIT_CHARS:
            part = reading.text[passage.start : min(passage.end, passage.start + _LIMIT_CHARS)]
            if parts and part == parts[0]:
                continue
            if not parts and passage.kind is PassageKind.HEADLINE:
                headline_end = len(part)
            parts.append(part)
            size += len(part)
    if not reading.passages:
        parts.append(reading.text[:_LIMIT_CHARS])
    return " \n".join(parts)[:_LIMIT_CHARS].replace("’", "'"), headline_end
