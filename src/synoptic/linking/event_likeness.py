"""How likely two mentions are one event when no rule decides: a few marks of likeness, weighed as learnt from pairs.

Decision to know: the weights are a table (`lexicon/same_event.tsv`, made by `training/same_event.py` from annotated
short reports without dates), so what depends on days is set by hand here: between dated reports, days tell events apart
and likeness joins little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from math import exp, log

from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.deeds import deeds_of
from synoptic.linking.event_pairs import apart, same_lemma
from synoptic.linking.event_sight import Sight
from synoptic.model.links import ReasonCode
from synoptic.model.readings import EventType

MARKS = (
    "same word",
    "same deed",
    "same type",
    "same word, of a type",
    "rare word",
    "shared context",
    "shared context, same word",
    "shared names",
    "other names",
    "shared clause",
    "same people",
    "other people",
    "same actor",
    "other actor",
    "same recipient",
    "other recipient",
    "same place",
    "other place",
    "same numbers",
    "other numbers",
    "other status",
    "other episode",
    "one report",
    "one report, same word",
)
"""The marks in the order in which `Likeness.marks` gives them."""

_OF_DATED = 3.0
"""What is taken off the log odds between dated reports: there an event without a day of its own is the less likely
the one told in another report, because reports go on to tell what is new."""
_NEAR_DAYS = 2
"""Undated mentions in dated reports are left to likeness only where these are no farther apart."""
_WORDS_OF_STANCE = 2
_HEAVIEST = 1000
_FIRST_SENTENCES = 4
_LEAST_SHARED = 2
"""So many words around two mentions must be in both, where nobody is named in both."""
_PREFIX = 5
_BLOCK, _NEXT = 80, 16
"""In a block of more mentions than 80 each is compared with its next 16."""


class Likeness:
    """The marks of likeness of a story's mentions, and how likely two of them are one event.

    Words weigh in whole thousandths, so that sums are the same in whatever order they are added.
    """

    def __init__(self, heads: Sequence[Sight]) -> None:
        self.heads = heads
        self.weights = _weights(heads)
        self._shares = _shares(heads)
        self._context = [self._weight(head.context) for head in heads]
        self._clause = [self._weight(head.words) for head in heads]

    def _weight(self, words: Iterable[str]) -> int:
        return sum(map(self.weights.__getitem__, words))

    def marks(self, i: int, k: int) -> tuple[float, ...]:
        """Return the marks of two mentions in the order of `MARKS`, each about 0 to 1."""
        a, b = self.heads[i], self.heads[k]
        word = 1.0 if same_lemma(a, b) else 0.0
        deed = 1.0 if not word and deeds_of(a.event.lemma) & deeds_of(b.event.lemma) else 0.0
        kind = 1.0 if a.event.type is not None and a.event.type is b.event.type else 0.0
        share = max(self._shares[a.event.lemma], self._shares[b.event.lemma])
        context = _dice(self._weight(a.context & b.context), self._context[i] + self._context[k])
        near = a.ref.report == b.ref.report
        return (
            word,
            deed,
            kind * (1 - word),
            word * kind,
            -log(share) / 5 if word else 0.0,
            context,
            context * word,
            _dice(len(a.named & b.named), len(a.named) + len(b.named)),
            1.0 if a.named and b.named and not a.named & b.named else 0.0,
            _dice(self._weight(a.words & b.words), self._clause[i] + self._clause[k]),
            *_met(a.people, b.people),
            *_met(a.actors, b.actors),
            *_met(a.recipients, b.recipients),
            *_met(a.place, b.place),
            *_met(a.numbers, b.numbers),
            1.0 if a.event.status is not b.event.status else 0.0,
            a.episodes.between(a.ref.report, b.ref.report),
            1.0 if near else 0.0,
            word if near else 0.0,
        )

    def of(self, i: int, k: int) -> float:
        """Return how likely two mentions are one event, 0 to 1."""
        a, b = self.heads[i], self.heads[k]
        if not (a.named & b.named) and len(a.context & b.context) < _LEAST_SHARED:
            return 0.0  # a word alone, with nothing around it in common
        bias, weights = _learnt()
        odds = bias + sum(weight * mark for weight, mark in zip(weights, self.marks(i, k), strict=True))
        if a.said is not None or b.said is not None:
            odds -= _OF_DATED
        return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))

    def terms(self, i: int, k: int) -> tuple[str, ...]:
        """Return the four weightiest words that stand around both, for a reader."""
        shared = self.heads[i].context & self.heads[k].context
        return tuple(sorted(shared, key=lambda w: (-self.weights[w], w))[:4])


def _dice(both: int, all_of: int) -> float:
    return 2 * both / all_of if all_of else 0.0


def _met(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """Return whether two sets have one in common, and whether both are known and have none."""
    return 1.0 if a & b else 0.0, 1.0 if a and b and not a & b else 0.0


def told_alike(a: Sight, b: Sight) -> bool:
    """Tell whether two triggers are one word, or words for one deed."""
    return same_lemma(a, b) or bool(deeds_of(a.event.lemma) & deeds_of(b.event.lemma))


def may_be_alike(a: Sight, b: Sight) -> bool:
    """Tell whether it may be left to likeness that two mentions are one event.

    Nowhere where other people do it, or the same to one another; nor where meetings or demands are told, of which a
    story has many: those need all of the lesser party, or words of their clauses in common; and never for mere sayings.
    Where a report is dated, it may only for one word, and where both have a day or both have none. What undated reports
    tell first is what they are about, so there a demand needs no words in common.
    """
    if not told_alike(a, b) or a.event.lemma in load_words("saying_verbs"):
        return False
    undated = a.said is None and b.said is None
    first = undated and max(a.place_in_text, b.place_in_text) < _FIRST_SENTENCES
    if not undated:
        other_words = not (a.is_tight and b.is_tight) and not same_lemma(a, b)
        one_dated = a.is_tight is not b.is_tight or (a.day is None) is not (b.day is None)
        if one_dated or other_words or _far(a, b):
            return False
    if _others_do_it(a, b, first):
        return False
    if a.actors & b.recipients and a.recipients & b.actors and not a.actors & b.actors:
        return False
    if not first and EventType.CONSULT in (a.event.type, b.event.type) and a.who and b.who:
        states = not (a.people and b.people) and a.states == b.states
        if not (states or a.who <= b.who or b.who <= a.who):
            return False
        if len(a.people) >= 2 and len(b.people) >= 2:
            return a.is_tight and b.is_tight  # which of their meetings an undated one is, is told elsewhere
    if a.event.stance is not None or b.event.stance is not None:
        return len(a.words & b.words) >= (1 if first else _WORDS_OF_STANCE)
    return True


def _others_do_it(a: Sight, b: Sight, first: bool) -> bool:
    """Tell whether the actors are known and others.

    In what undated reports tell `first`, a name that has a word in common with the other may be a form of it that was
    not linked, and a person may act for a body or a country: the coach for his club.
    """
    if not (a.actors and b.actors) or a.actors & b.actors or a.actors & b.recipients or a.recipients & b.actors:
        return False
    one, other = a.actors & a.people, b.actors & b.people
    if first and (a.actors_called & b.actors_called or bool(one) is not bool(other)):
        return False
    return bool(one and other) or not a.actor_states & b.actor_states


def left_to_likeness(a: Sight, b: Sight) -> bool:
    """Tell whether only likeness may judge two mentions: in undated reports, where no day holds two deeds of one type
    and one actor apart (a shooting and a killing), unless both have a day of their own."""
    return a.said is None and b.said is None and not (a.day and b.day) and not told_alike(a, b)


class _Weights(dict[str, int]):
    """Weights of words; a word that stands in no context weighs the most."""

    def __missing__(self, word: str) -> int:
        return _HEAVIEST


def _weights(heads: Sequence[Sight]) -> _Weights:
    """Weigh the words of the contexts by how few reports of the story have them: log(1 + n / df), scaled."""
    reports: dict[str, set[str]] = {}
    for head in heads:
        reports.setdefault(head.ref.report, set()).update(head.context)
    counts = Counter(chain.from_iterable(reports.values()))
    top = log(1 + len(reports)) or 1.0
    scaled = [round(_HEAVIEST * log(1 + len(reports) / (n + 1)) / top) for n in range(len(reports))]
    return _Weights({word: scaled[n - 1] for word, n in counts.items()})


def _shares(heads: Iterable[Sight]) -> dict[str, float]:
    """Return, by dictionary form of the trigger, the share of the story's mentions that it tells."""
    counts = Counter(head.event.lemma for head in heads)
    return {lemma: n / counts.total() for lemma, n in counts.items()}


@cache
def _learnt() -> tuple[float, tuple[float, ...]]:
    """Return the bias and the weights in the order of `MARKS`; a mark that the table lacks weighs nothing."""
    rows = {row[0]: float(row[1]) for row in load_table("same_event")}
    return rows.get("bias", 0.0), tuple(rows.get(name, 0.0) for name in MARKS)


def proposed(heads: Sequence[Sight]) -> Iterator[tuple[int, int]]:
    """Propose pairs told by one word or words for one deed, of near days: all of a small block, else the next few."""
    blocks: dict[str, list[int]] = {}
    for i in sorted(range(len(heads)), key=lambda i: _told_order(heads[i])):
        if lemma := heads[i].event.lemma:
            for key in (lemma[:_PREFIX], *(f"deed {n}" for n in sorted(deeds_of(lemma)))):
                blocks.setdefault(key, []).append(i)
    for key in sorted(blocks):
        block = blocks[key]
        reach = _BLOCK if len(block) <= _BLOCK else _NEXT
        for n, i in enumerate(block):
            for k in block[n + 1 : n + 1 + reach]:
                if _far(heads[i], heads[k]):
                    break
                if may_be_alike(heads[i], heads[k]):
                    yield (i, k) if i < k else (k, i)


def _told_order(sight: Sight) -> tuple[object, ...]:
    return (sight.said.first if sight.said else date.max, sorted(sight.context), sight.ref)


def _far(a: Sight, b: Sight) -> bool:
    return a.said is not None and b.said is not None and apart(a.said, b.said) > _NEAR_DAYS


def alike_reasons(likeness: Likeness, i: int, k: int) -> tuple[tuple[ReasonCode, str], ...]:
    """Say why two mentions are alike: the words that tell them, and words that stand around both."""
    a, b = likeness.heads[i], likeness.heads[k]
    told = f"both told by “{a.event.lemma}”"
    if not same_lemma(a, b):
        told = f"“{a.event.lemma}” and “{b.event.lemma}” can tell one deed"
    shared = likeness.terms(i, k)
    if not shared:
        return ((ReasonCode.SAME_WORDS, told),)
    return (
        (ReasonCode.SAME_WORDS, told),
        (ReasonCode.SHARED_TERMS, f"told in like words: {', '.join(shared)}"),
    )
