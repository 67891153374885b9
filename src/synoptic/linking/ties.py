"""Ties between reports that tell one thing with a time: the same words quoted, the same meeting, plan or attack.

Decision to know: a tie is strong when the words are the same (six in a row of one remark) or when both name the same
day of a month; one shared meeting alone is not strong, because two people meet more than once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from synoptic.linking.hints import same_thing
from synoptic.linking.told import Kind, Told, is_weekday
from synoptic.linking.wording import containment, longest_run
from synoptic.model.calendar import Direction, Rule, RuleKind
from synoptic.model.days import Precision

RUN_WORDS = 6
"""So many words in a row of one remark are a quotation and no chance."""
_LIKELY = 0.6
_ALIKE_WORDS = 0.75
_LONG_WORDS = 7
"""A clause with so many content words in common is one sentence retold, not the pattern of all such sentences."""
_SENTENCE_WORDS = 10
"""A clause of so many words that stands in two reports is one sentence copied, whoever takes part in it."""
_MOST_WHO = 6
_MOST_IN_BLOCK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two reports that tell one thing: `one` in an undated report, `other` in any other."""

    one: Told
    other: Told
    strong: bool
    quoted: bool


def find_ties(told: Mapping[str, Sequence[Told]], undated: Iterable[str]) -> tuple[Tie, ...]:
    """Tie what undated reports tell to what all others tell, the strong ties first."""
    open_ids = set(undated)
    blocks: dict[tuple[object, ...], list[Told]] = {}
    for report in sorted(open_ids):
        for item in told.get(report, ()):
            for key in _keys(item):
                blocks.setdefault(key, []).append(item)
    ties: dict[tuple[str, int, int, str, int, int], Tie] = {}
    for report in sorted(told):
        for other in told[report]:
            seen: set[int] = set()
            for key in _keys(other):
                for one in blocks.get(key, ())[:_MOST_IN_BLOCK]:
                    if one.report == other.report or id(one) in seen:
                        continue
                    seen.add(id(one))
                    if report in open_ids and other.report < one.report:
                        continue
                    if tie := judge_tie(one, other):
                        place = (one.report, one.time.start, one.index, other.report, other.time.start, other.index)
                        ties[place] = tie
    ties = {place: tie for place, tie in ties.items() if _is_clear(tie.one) and _is_clear(tie.other)}
    ordered = sorted(ties.items(), key=lambda item: (not item[1].strong, not item[1].quoted, item[0]))
    return tuple(tie for _, tie in ordered)


def _keys(item: Told) -> Sequence[tuple[object, ...]]:
    if item.kind is Kind.REMARK:
        return [("words", *item.wording[n : n + RUN_WORDS]) for n in range(len(item.wording) - RUN_WORDS + 1)]
    if item.kind is Kind.EVENT:
        who = sorted(item.who)[:_MOST_WHO]
        retold: list[tuple[object, ...]] = [("clause", *item.wording)] if len(item.wording) >= _SENTENCE_WORDS else []
        return (
            retold
            + [(item.type, *pair) for pair in combinations(who, 2)]
            + [(item.type, item.lemma, one) for one in who]
        )
    return []


def judge_tie(one: Told, other: Told) -> Tie | None:
    """Judge whether two reports tell one thing; None when not, or when their times can't be compared."""
    if one.kind is Kind.REMARK and other.kind is Kind.REMARK:
        if one.who and other.who and not one.who & other.who:
            return None
        run = longest_run(one.wording, other.wording)
        if run < RUN_WORDS:
            return None
        if not (one.quoted or other.quoted) and containment(one.words, other.words) < _ALIKE_WORDS:
            return None
        return Tie(one=one, other=other, strong=True, quoted=True)
    copied = one.wording == other.wording and len(one.wording) >= _SENTENCE_WORDS and one.kind is Kind.EVENT
    if not copied and same_thing(one, other) < _LIKELY:
        return None
    if one.tense is not other.tense and not (one.tense is Direction.PAST and other.tense is Direction.FUTURE):
        return None
    if is_weekday(one.rule) and is_weekday(other.rule) and _weekday(one.rule) != _weekday(other.rule):
        return None
    same_date = month_day(one) is not None and month_day(one) == month_day(other)
    alike = len(one.words & other.words) >= _LONG_WORDS and containment(one.words, other.words) >= _ALIKE_WORDS
    return Tie(one=one, other=other, strong=same_date or alike or copied, quoted=False)


def _weekday(rule: Rule | None) -> int | None:
    return rule.weekday if rule else None


def _is_clear(told: Told) -> bool:
    """Tell whether the tense of what is told and the direction of its weekday agree; else one of them is misread."""
    if not is_weekday(told.rule) or told.rule is None:
        return True
    return {told.tense, told.rule.direction} != {Direction.PAST, Direction.FUTURE}


def month_day(told: Told) -> tuple[int, int] | None:
    """Return the month and day that a time names or, in a dated report, comes to; None where it names none."""
    if told.rule is not None and told.rule.kind in (RuleKind.DAY_MONTH, RuleKind.HOLIDAY) and told.rule.month:
        return told.rule.month, told.rule.day or 1
    when = told.time.when
    if when is not None and when.precision is Precision.DAY:
        return when.first.month, when.first.day
    return None
