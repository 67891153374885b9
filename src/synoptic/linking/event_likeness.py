"""How likely two mentions are one event when no rule decides: a few marks of likeness, weighed as learnt from pairs.

Decision to know: the weights are a table (`lexicon/same_event.tsv`, made by `training/same_event.py` from annotated
short reports without dates), so what depends on days is set by hand here: reports that are days apart tell one undated
event less and less likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, log
from types import MappingProxyType

from synoptic.lexicon import load_table, load_words
from synoptic.linking.event_pairs import apart, same_lemma
from synoptic.linking.event_sight import Sight
from synoptic.model.days import Interval
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
"""The marks in the order in which `marks_of` gives them."""

_DAYS_APART = ((30, 4.0), (10, 2.5), (3, 1.2))
"""What is taken off the log odds when two undated mentions are told more than so many days apart."""

_WORDS_OF_STANCE = 2


def marks_of(a: Sight, b: Sight, weights: Mapping[str, float], shares: Mapping[str, float]) -> tuple[float, ...]:
    """Return the marks of likeness of two mentions, each about 0 to 1.

    `weights` holds the weight of each word of context in the story, `shares` the share of its mentions told by a word.
    """
    word = 1.0 if same_lemma(a, b) else 0.0
    deed = 1.0 if not word and deeds_of(a.event.lemma) & deeds_of(b.event.lemma) else 0.0
    kind = 1.0 if a.event.type is not None and a.event.type is b.event.type else 0.0
    rare = -log(max(shares.get(a.event.lemma, 1.0), shares.get(b.event.lemma, 1.0))) / 5 if word else 0.0
    context = likeness_of_words(a.context, b.context, weights)
    numbers = a.numbers & b.numbers
    near = a.ref.report == b.ref.report
    return (
        word,
        deed,
        kind * (1 - word),
        word * kind,
        rare,
        context,
        context * word,
        likeness_of_words(a.named, b.named, {}),
        1.0 if a.named and b.named and not a.named & b.named else 0.0,
        likeness_of_words(a.words, b.words, weights),
        1.0 if a.people & b.people else 0.0,
        1.0 if a.people and b.people and not a.people & b.people else 0.0,
        *_met(a.actors, b.actors),
        *_met(a.recipients, b.recipients),
        1.0 if a.place & b.place else 0.0,
        1.0 if a.place and b.place and not a.place & b.place else 0.0,
        1.0 if numbers else 0.0,
        1.0 if a.numbers and b.numbers and not numbers else 0.0,
        1.0 if a.event.status is not b.event.status else 0.0,
        a.episodes.between(a.ref.report, b.ref.report),
        1.0 if near else 0.0,
        word if near else 0.0,
    )


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


def told_alike(a: Sight, b: Sight) -> bool:
    """Tell whether two triggers are one word, or words for one deed."""
    return same_lemma(a, b) or bool(deeds_of(a.event.lemma) & deeds_of(b.event.lemma))


def _met(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    """Return whether two sets have one in common, and whether both are known and have none."""
    return 1.0 if a & b else 0.0, 1.0 if a and b and not a & b else 0.0


def likeness_of_words(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return twice the weight of the words in both over the weight of both; 0 when either is empty."""
    both = sum(weights.get(w, 1.0) for w in sorted(a & b))
    all_of = sum(weights.get(w, 1.0) for w in sorted(a)) + sum(weights.get(w, 1.0) for w in sorted(b))
    return 2 * both / all_of if all_of else 0.0


def may_be_alike(a: Sight, b: Sight) -> bool:
    """Tell whether it may be left to likeness that two mentions are one event.

    It may not where other people do it, or the same to one another; where meetings or demands are told, of which a
    story has many: those need all of the lesser party, or words of their clauses in common; and never for mere sayings.
    """
    if not told_alike(a, b) or a.event.lemma in load_words("saying_verbs"):
        return False
    if a.actors and b.actors and not a.actors & b.actors and not (a.actors & b.recipients or a.recipients & b.actors):
        named = a.actors & a.people and b.actors & b.people
        if named or not a.actor_states & b.actor_states:
            return False
    if a.actors & b.recipients and a.recipients & b.actors and not a.actors & b.actors:
        return False
    if EventType.CONSULT in (a.event.type, b.event.type) and a.who and b.who:
        states = not (a.people and b.people) and a.states == b.states
        if not (states or a.who <= b.who or b.who <= a.who):
            return False
        if len(a.people) >= 2 and len(b.people) >= 2:
            return a.is_tight and b.is_tight  # which of their meetings an undated one is, is told elsewhere
    if a.event.stance is not None or b.event.stance is not None:
        return len(a.words & b.words) >= _WORDS_OF_STANCE
    return True


def alike_terms(a: Sight, b: Sight, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the four weightiest words that stand around both, for a reader."""
    return tuple(sorted(a.context & b.context, key=lambda w: (-weights.get(w, 1.0), w))[:4])


def context_weights(heads: Sequence[Sight]) -> dict[str, float]:
    """Weigh the words of the contexts by how few reports of the story have them: log(1 + n / df), 1 for one of one."""
    reports: dict[str, set[str]] = {}
    for head in heads:
        for word in head.context:
            reports.setdefault(word, set()).add(head.ref.report)
    every = len({head.ref.report for head in heads})
    top = log(1 + every) or 1.0
    return {word: log(1 + every / len(told)) / top for word, told in reports.items()}


def word_shares(heads: Iterable[Sight]) -> dict[str, float]:
    """Return, by dictionary form of the trigger, the share of the story's mentions that it tells."""
    counts: dict[str, int] = {}
    for head in heads:
        counts[head.event.lemma] = counts.get(head.event.lemma, 0) + 1
    every = sum(counts.values())
    return {lemma: n / every for lemma, n in counts.items()}


@cache
def _learnt() -> Mapping[str, float]:
    return MappingProxyType({row[0]: float(row[1]) for row in load_table("same_event")})


def likeness(a: Sight, b: Sight, weights: Mapping[str, float], shares: Mapping[str, float]) -> float:
    """Return how likely two mentions are one event, 0 to 1."""
    learnt = _learnt()
    odds = learnt.get("bias", 0.0) + sum(
        learnt.get(name, 0.0) * mark for name, mark in zip(MARKS, marks_of(a, b, weights, shares), strict=True)
    )
    if (a.day is None or b.day is None) and a.said is not None and b.said is not None:
        odds -= _taken_off(a.said, b.said)
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def _taken_off(a: Interval, b: Interval) -> float:
    between = apart(a, b)
    return next((taken for days, taken in _DAYS_APART if between > days), 0.0)
