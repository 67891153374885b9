"""Two mentions of events judged: one event or two, with a score and the reasons.

Decision to know: some things decide alone. Days that have none in common, another way of meeting, and plan against
deed in one report make two events whatever else is alike; the words of one sentence standing in two reports make one.
The rest is added up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from synoptic.linking.event_sight import Sight
from synoptic.linking.wording import listed
from synoptic.model.days import Interval
from synoptic.model.links import ReasonCode
from synoptic.model.readings import EventType, Status

SAME_FROM = 0.595
UNSURE_FROM = 0.48
_NEAR_DAYS = 7
_YEAR_DAYS = 365
_SLACK = timedelta(days=1)
"""Reports of one night carry two dates; a day of slack is given between what is told as done and the report's day."""
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})

LEMMA, TYPE = 0.2, 0.1
PERSON_SHARED, OTHER_SHARED, MOST_SHARED, PART_SHARED = 0.2, 0.12, 0.36, 0.7
STATES_ALIKE, STATES_SHARED, NONE_SHARED = 0.2, 0.06, -0.3
EACH_HAS_ANOTHER = -0.05
SAME_REPORT, SAME_CLAUSE, POINTS_BACK = 0.15, 0.5, 0.3
SAME_DAY, SAME_SPAN, DAYS_MEET = 0.25, 0.15, 0.06
RECALLED, ONE_CALL = 0.12, 0.1
SAME_MODE, SAME_PLACE, OTHER_PLACE = 0.08, 0.08, -0.12
WORDS = 0.35
TURNED = -0.3
_APART_SCORES = ((30, -0.2), (10, -0.12), (3, -0.06))
"""Told so many days apart, and without a day of their own, two mentions are less likely one."""
_SURE_WORDS = 3


Why = tuple[ReasonCode, Callable[[], str]]
"""A reason whose words are written only where it is kept: of most pairs nothing is."""


class ClauseWeights(dict[str, float]):
    """The weight of each content word in the story, and what the words of a clause weigh together."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__(weights)
        self._sums: dict[frozenset[str], float] = {}

    def __missing__(self, word: str) -> float:
        return 1.0

    def sum_of(self, words: frozenset[str]) -> float:
        """Add up the weights of words, always in one order."""
        found = self._sums.get(words)
        if found is None:
            found = self._sums[words] = sum(map(self.__getitem__, sorted(words)))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """What two mentions come to: the score, what decided against (if anything), and the reasons as (code, words)."""

    score: float
    against: ReasonCode | None
    reasons: tuple[tuple[ReasonCode, str], ...]


def judge_pair(a: Sight, b: Sight, weights: ClauseWeights, names: Mapping[str, str]) -> PairVerdict | None:
    """Judge two mentions; None where they are of other kinds, or too little alike to be worth a word.

    `names` tells what to call each actor.
    """
    if not comparable(a, b):
        return None
    reasons: list[Why] = []
    score = _lemma_score(a, b, reasons) + _who_score(a, b, names, reasons) + _day_score(a, b, reasons)
    mode = a.mode
    if mode and mode is b.mode:
        score += SAME_MODE
        reasons.append((ReasonCode.SAME_MODE, lambda: f"both by {mode.value}"))
    if a.place and b.place:
        score += SAME_PLACE if a.place & b.place else OTHER_PLACE
        if a.place & b.place:
            reasons.append((ReasonCode.SAME_PLACE, lambda: "at the same place"))
    score += _words_score(a, b, weights, reasons) + _in_one_report(a, b, reasons) + _same_year(a, b, reasons)
    if score < UNSURE_FROM:
        return None
    against = decided_against(a, b)
    if against:
        reasons.insert(0, against)
    if not reasons:
        return None
    told = tuple([(code, words()) for code, words in reasons])
    return PairVerdict(score=min(score, 1.0), against=against[0] if against else None, reasons=told)


def _same_year(a: Sight, b: Sight, reasons: list[Why]) -> float:
    """Score one deed recalled by its year: who annexed what in 2014 did so once."""
    if a.day is None or b.day is None or not (a.event.background and b.event.background) or not same_lemma(a, b):
        return 0.0
    whole_year = a.day == b.day and a.day.width_days >= _YEAR_DAYS
    if not whole_year or not (a.who & b.who or a.place & b.place) or a.event.type in _MUTUAL:
        return 0.0
    reasons.append((ReasonCode.SAME_DAY, lambda: f"both recalled from {a.day}"))
    return RECALLED


def _in_one_report(a: Sight, b: Sight, reasons: list[Why]) -> float:
    """Score what only the place in one report shows: two words for a thing in a clause, a word that points back."""
    if a.ref.report != b.ref.report:
        return 0.0
    one_clause = a.event.whole is not None and a.event.whole == b.event.whole
    if one_clause and (not (a.who and b.who) or a.who == b.who):
        reasons.append((ReasonCode.SAME_WORDS, lambda: "two words for one thing in one clause"))
        return SAME_CLAUSE
    first, second = sorted((a, b), key=lambda s: s.start)
    if second.pointed and same_lemma(a, b) and a.mode is b.mode and second.place_in_text - first.place_in_text <= 1:
        reasons.append((ReasonCode.SAME_WORDS, lambda: "the second points back to the first"))
        return POINTS_BACK if a.mode is None or a.who & b.who else POINTS_BACK - NONE_SHARED
    bare = bool(a.who) is not bool(b.who) and a.is_tight and a.day == b.day and a.candidates == b.candidates
    if bare and a.event.type is EventType.CONSULT is b.event.type and (a.mode is None or b.mode is None):
        reasons.append(
            (ReasonCode.SAME_WORDS, lambda: "one report, one day, and only one of the two names who takes part")
        )
        return ONE_CALL
    alike = len(a.people & b.people) >= 2 or (len(a.who & b.who) >= 2 and same_lemma(a, b))
    return SAME_REPORT if alike and a.event.status is b.event.status and a.event.type in _MUTUAL else 0.0


def comparable(a: Sight, b: Sight) -> bool:
    """Tell whether two mentions are of one kind: the same type, or the same verb where a type is not known."""
    if a.event.type is not None and b.event.type is not None:
        return a.event.type is b.event.type and (a.event.stance is None) == (b.event.stance is None)
    return same_lemma(a, b)


def same_lemma(a: Sight, b: Sight) -> bool:
    """Tell whether the triggers are one word or its noun: annex, annexation."""
    one, two = a.event.lemma, b.event.lemma
    if not one or not two:
        return False
    return one == two or (min(len(one), len(two)) >= 5 and one[:5] == two[:5])


def decided_against(a: Sight, b: Sight) -> Why | None:
    """Return what alone makes two mentions two events, or None."""
    if a.candidates and b.candidates:
        if not set(a.candidates) & set(b.candidates):
            return ReasonCode.DISJOINT_DAYS, lambda: f"on {_days(a)} and on {_days(b)}: no day in common"
    elif a.day and b.day and not a.day.meets(b.day):
        return ReasonCode.DISJOINT_DAYS, lambda: f"on {_days(a)} and on {_days(b)}: no day in common"
    for one, two in ((a, b), (b, a)):
        if found := _out_of_order(one, two):
            return found
    if a.mode and b.mode and a.mode is not b.mode:
        return ReasonCode.OTHER_MODE, lambda: f"one by {a.mode.value}, the other by {b.mode.value}"
    if a.ref.report == b.ref.report and _done_and_to_come(a, b):
        return ReasonCode.BEFORE_AND_AFTER, lambda: "one report tells one as done and the other as still to come"
    return None


def _done_and_to_come(a: Sight, b: Sight) -> bool:
    """Tell whether one report tells one as done and one as planned, unless both have one day or stand in one clause."""
    to_come = (a.floor is not None, b.floor is not None)
    done = (a.ceiling is not None, b.ceiling is not None)
    undated = a.said is None and {a.event.status, b.event.status} == {Status.PLANNED, Status.OCCURRED}
    if not undated and not (to_come[0] and done[1]) and not (to_come[1] and done[0]):
        return False
    if a.event.whole is not None and a.event.whole == b.event.whole:
        return False
    return not (a.is_tight and b.is_tight)


def _out_of_order(planned: Sight, other: Sight) -> Why | None:
    """Find a plan that was told after the other had already been."""
    if planned.floor is None:
        return None
    first = planned.floor.first
    if other.day is not None and other.day.last < first:
        return ReasonCode.DISJOINT_DAYS, lambda: f"one was on {other.day}, the other still to come on {planned.floor}"
    if other.ceiling is not None and first - other.ceiling.last > _SLACK:
        return (
            ReasonCode.DISJOINT_DAYS,
            lambda: f"one was told as done by {other.ceiling}, the other still to come on {planned.floor}",
        )
    return None


def _days(sight: Sight) -> str:
    if sight.candidates:
        return " or ".join(str(c) for c in sight.candidates)
    return str(sight.day)


def _lemma_score(a: Sight, b: Sight, reasons: list[Why]) -> float:
    if same_lemma(a, b):
        reasons.append((ReasonCode.SAME_WORDS, lambda: f"both told by “{a.event.lemma}”"))
        return LEMMA
    kind = a.event.type
    if kind is not None:
        reasons.append((ReasonCode.SAME_TYPE, lambda: f"both of the type {kind.value}"))
    return TYPE


def _who_score(a: Sight, b: Sight, names: Mapping[str, str], reasons: list[Why]) -> float:
    one, two = a.who, b.who
    if not one or not two:
        return 0.0
    shared = one & two
    if not shared:
        if a.states & b.states and not _of_other_states(a, b):
            return STATES_ALIKE if a.states == b.states and len(a.states) >= 2 else STATES_SHARED
        reasons.append((ReasonCode.OTHER_PARTICIPANTS, lambda: "other people take part"))
        return NONE_SHARED
    if a.event.type is EventType.CONSULT and a.people - b.people and b.people - a.people:
        reasons.append((ReasonCode.OTHER_PARTICIPANTS, lambda: "each has somebody who is not in the other"))
        return EACH_HAS_ANOTHER
    reasons.append((ReasonCode.SAME_PARTICIPANTS, lambda: f"{listed(sorted(names.get(w, w) for w in shared))} in both"))
    turned = a.event.type not in _MUTUAL and bool(a.actors & b.recipients or a.recipients & b.actors)
    if turned and not (a.actors & b.actors or a.recipients & b.recipients):
        return TURNED
    score = min(MOST_SHARED, sum(PERSON_SHARED if w in a.people else OTHER_SHARED for w in shared))
    return score if len(shared) == min(len(one), len(two)) else score * PART_SHARED


def _of_other_states(a: Sight, b: Sight) -> bool:
    """Tell whether each of two meetings is of a state that the other is not of: the presidents of other countries."""
    return min(len(a.states), len(b.states)) >= 2 and bool(a.states - b.states) and bool(b.states - a.states)


def _day_score(a: Sight, b: Sight, reasons: list[Why]) -> float:
    if a.candidates and b.candidates and set(a.candidates) & set(b.candidates):
        reasons.append((ReasonCode.SAME_DAY, lambda: f"both on {_days(a)}"))
        return SAME_DAY if a.candidates == b.candidates else SAME_SPAN
    if a.day is None or b.day is None:
        if a.said is None or b.said is None or a.event.background or b.event.background:
            return 0.0
        between = apart(a.said, b.said)
        days, score = next((row for row in _APART_SCORES if between > row[0]), (0, 0.0))
        if days:
            reasons.append((ReasonCode.FAR_IN_TIME, lambda: f"told more than {days} days apart"))
        return score
    if not a.day.meets(b.day):
        return 0.0
    if a.day.width_days == 1 and b.day.width_days == 1:
        reasons.append((ReasonCode.SAME_DAY, lambda: f"both on {a.day}"))
        return SAME_DAY
    reasons.append((ReasonCode.SAME_DAY, lambda: f"{a.day} and {b.day} have days in common"))
    near = max(a.day.width_days, b.day.width_days) <= _NEAR_DAYS
    return SAME_SPAN if near or (a.day.first, a.day.last) == (b.day.first, b.day.last) else DAYS_MEET


def apart(a: Interval, b: Interval) -> int:
    """Count the days between two intervals; 0 when they meet."""
    return max(0, (a.first - b.last).days, (b.first - a.last).days)


def _words_score(a: Sight, b: Sight, weights: ClauseWeights, reasons: list[Why]) -> float:
    """Weigh the content words that both clauses have against those of the shorter one; few words weigh less."""
    shared = a.words & b.words
    if not shared:
        return 0.0
    lesser = min(weights.sum_of(a.words), weights.sum_of(b.words))
    if lesser <= 0:
        return 0.0
    share = sum(map(weights.__getitem__, sorted(shared))) / lesser
    sure = min(1.0, len(shared) / _SURE_WORDS)

    def shown() -> str:
        return ", ".join(sorted(shared, key=lambda w: (-weights[w], w))[:4])

    reasons.append((ReasonCode.SHARED_TERMS, lambda: f"words in common: {shown()}"))
    return WORDS * min(share, 1.0) * sure
