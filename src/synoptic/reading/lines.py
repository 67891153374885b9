"""A sentence laid out for its verbs: the class of every word, what it can be as a verb, and the names and times that
cover it.

Decision to know: classes are looked up once a word and kept; what a word is where it stands, its neighbours decide
later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.inflect import Tense, known_verbs, lemma_of
from synoptic.model.readings import NameType
from synoptic.model.spans import Span
from synoptic.reading.draft import Draft, Token

Rows = tuple[tuple[str, Tense], ...]


class Word(NamedTuple):
    """What a word can be:

    its closed class ("w" for none, "." for a mark, "#" for a number) and its readings as a verb.
    """

    kind: str
    rows: Rows


_CLASSES = MappingProxyType(
    {
        "det": "d",
        "modal": "m",
        "negation": "n",
        "be": "b",
        "have": "h",
        "do": "o",
        "prep": "p",
        "sub": "s",
        "rel": "r",
        "coord": "c",
        "pron": "q",
        "adverb": "a",
    }
)
_LY_NOT = frozenset(
    "family ally rally reply supply fly assembly italy july monopoly anomaly bully jelly lily belly early daily"
    " weekly monthly yearly likely unlikely friendly deadly elderly costly lonely apply imply comply rely multiply"
    " holy ugly only".split()
)
_BE_CONTRACTED = frozenset("he she it that there what who".split())


class Lexis:
    """The classes of words, looked up once a word."""

    __slots__ = ("_classes", "_known", "_nouns", "_words", "ed", "hosts", "ing")

    def __init__(self) -> None:
        self._classes = {w: _CLASSES[name] for name, words in load_table("word_classes") for w in words.split()}
        self._known = known_verbs()
        self._nouns = load_words("noun_verbs")
        self.ing = load_words("ing_words")
        self.ed = load_words("ed_words")
        self.hosts: dict[str, str] = {row[0]: row[1] for row in load_table("verb_hosts")}
        self._words: dict[str, Word] = {}

    def word(self, lower: str) -> Word:
        """Return what the word can be."""
        found = self._words.get(lower)
        if found is None:
            found = self._look_up(lower)
            if len(self._words) < 200_000:
                self._words[lower] = found
        return found

    def _look_up(self, lower: str) -> Word:
        kind = self._classes.get(lower)
        if kind is not None:
            return Word(kind, ())
        if lower.endswith("n't") and lower[:-3] in self._classes:
            return Word(self._classes[lower[:-3]], ())
        first = lower[0]
        if first.isdigit():
            return Word("#", ())
        if not first.isalpha():
            return Word("'" if lower in ("'s", "'") else ".", ())
        if lower.endswith("ly") and lower not in _LY_NOT and len(lower) > 4:
            return Word("a", ())
        if "." in lower or lower in self.ing or lower in self.ed:
            return Word("w", ())
        rows = tuple(row for row in lemma_of(lower) if row[0] in self._known)
        if not rows and lower.endswith("ed") and len(lower) > 5 and "-" not in lower:
            rows = lemma_of(lower)
        return Word("w", rows)

    def is_noun_first(self, lemma: str) -> bool:
        """Tell whether the verb's plain form is a noun as a rule."""
        return lemma in self._nouns


@cache
def load_lexis() -> Lexis:
    """Return the classes of words, shared; what it keeps is only what the lists say."""
    return Lexis()


@dataclass(slots=True)
class Line:
    """A sentence laid out:

    its tokens, their lower forms and classes, and the name or time that covers each (-1 for none).
    """

    tokens: Sequence[Token]
    lower: list[str]
    kind: list[str]
    rows: list[Rows]
    name: list[int]
    time: list[int]
    adjectival: frozenset[int] = frozenset()
    """Tokens that are nationalities: before a noun they are no subject."""
    verbal: Sequence[int] = ()
    """Tokens at which a verb group may begin."""

    def __len__(self) -> int:
        return len(self.lower)


_BEFORE_NUMBERS = frozenset("about around over under nearly than least most to many".split())
_ROUNDING = frozenset("about around over under nearly".split())
_AFTER_MORE = frozenset("than least most many".split())
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands"
    " million half scores tens twenty thirty forty fifty".split()
)
_STARTS_GROUP = frozenset("mbho")
_DONE_TO = frozenset("injured wounded displaced disputed organised repeated renewed".split())
_PLAIN_FORMS = frozenset("succeed proceed exceed embed feed breed".split())


class Layout:
    """All sentences of a report laid out at once; `line` cuts one out."""

    __slots__ = ("_adjectival", "_tokens", "_verbal", "kind", "lower", "name", "rows", "time")

    def __init__(self, draft: Draft) -> None:
        word = load_lexis().word
        reading = draft.reading
        self._tokens = draft.tokens
        self.lower = [token.lower for token in draft.tokens]
        known = {lower: word(lower) for lower in set(self.lower)}
        kinds = {lower: found.kind for lower, found in known.items()}
        forms = {lower: found.rows for lower, found in known.items()}
        self.kind = [kinds[lower] for lower in self.lower]
        self.rows = [forms[lower] for lower in self.lower]
        starts = [token.start for token in draft.tokens]
        self.name = _cover(starts, reading.entities)
        self.time = _cover(starts, reading.times)
        nationalities = {i for i, m in enumerate(reading.entities) if m.type is NameType.NORP}
        self._adjectival = [
            at for at, number in enumerate(self.name) if number in nationalities and not self.lower[at].endswith("s")
        ]
        self._mend()
        kind, rows, name, time = self.kind, self.rows, self.name, self.time
        self._verbal = [
            at
            for at, lower in enumerate(self.lower)
            if (rows[at] or kind[at] in _STARTS_GROUP or lower == "to") and name[at] < 0 and time[at] < 0
        ]

    def line(self, begin: int, end: int) -> Line:
        """Cut out the sentence of the tokens from `begin` to `end`."""
        adjectival = self._adjectival[bisect_left(self._adjectival, begin) : bisect_left(self._adjectival, end)]
        verbal = self._verbal[bisect_left(self._verbal, begin) : bisect_left(self._verbal, end)]
        return Line(
            self._tokens[begin:end],
            self.lower[begin:end],
            self.kind[begin:end],
            self.rows[begin:end],
            self.name[begin:end],
            self.time[begin:end],
            frozenset(at - begin for at in adjectival),
            [at - begin for at in verbal],
        )

    def _mend(self) -> None:
        """Settle what only neighbours show.

        "it's" holds a form of "be"; "about 500", "more than a dozen" are no phrases of place.
        """
        lower, kind = self.lower, self.kind
        last = len(lower) - 1
        ed = load_lexis().ed
        ing = load_lexis().ing
        wanted = _BEFORE_NUMBERS | ed | ing | {"'s"}
        for at in [at for at, word in enumerate(lower) if word in wanted]:
            word = lower[at]
            if word == "'s":
                if at and self.name[at - 1] < 0 and lower[at - 1] in _BE_CONTRACTED:
                    kind[at] = "b"
            elif word == "continued" and 0 < at < last and lower[at + 1] == "to":
                self.rows[at] = lemma_of(word)
            elif word in ing:
                alone = 0 < at < last and kind[at - 1] == "p" and kind[at + 1] == "." and kind[at] == "w"
                if (
                    0 < at < last
                    and kind[at] == "w"
                    and kind[at - 1] not in "d'"
                    and lower[at - 1] != "of"
                    and (kind[at + 1] == "d" or alone)
                ):
                    self.rows[at] = lemma_of(word)  # "denies striking the waiter", and no "striking nurses"
            elif word in ed and 0 < at < last:
                if (
                    (
                        (kind[at + 1] == "d" or (word == "proposed" and lower[at + 1].endswith("ing")))
                        and (kind[at - 1] in "qw" or self.name[at - 1] >= 0)
                    )
                    or (word in _DONE_TO and kind[at - 1] in "bh")
                    or (
                        word in _DONE_TO
                        and kind[at - 1] in "wcq"
                        and (lower[at + 1] in NUMBER_WORDS or kind[at + 1] == "#")
                    )
                    or ((kind[at + 1] == "#" or lower[at + 1] in NUMBER_WORDS) and kind[at - 1] in "cq")
                    or (word in _PLAIN_FORMS and (lower[at - 1] == "to" or kind[at - 1] == "m"))
                ):
                    self.rows[at] = lemma_of(word)  # "he repeated the demand", and no "repeated calls"
            elif word in _BEFORE_NUMBERS and at < last:
                follows = lower[at + 1] if lower[at + 1] not in ("a", "an") or at + 2 > last else lower[at + 2]
                if (kind[at + 1] != "#" and follows not in NUMBER_WORDS) or self.time[at + 1] >= 0:
                    continue
                before = lower[at - 1] if at else ""
                if word in _ROUNDING:
                    kind[at] = "a"
                elif word in _AFTER_MORE or before == "up":
                    kind[at] = "a"
                    if before in ("more", "less", "fewer", "at", "up", "as"):
                        kind[at - 1] = "a"


def _cover(starts: list[int], spans: Sequence[Span]) -> list[int]:
    """Give every token the number of the span that covers it, -1 for none."""
    covered = [-1] * len(starts)
    for number, span in enumerate(spans):
        at = bisect_left(starts, span.start)
        while at < len(starts) and starts[at] < span.end:
            covered[at] = number
            at += 1
    return covered
