"""Mentions of events growing into groups: joined in order of their score, under the guards.

Decision to know: a join is refused where the joined group would hold days with nothing in common, two ways of meeting,
or more doubtful pairs than likely ones; so one bad pair can't chain two events into one. What likeness alone joins
comes last, and what persons have decided after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synoptic.linking.by_hand import ByHand
from synoptic.linking.event_likeness import Likeness, alike_reasons, may_be_alike, proposed, told_alike
from synoptic.linking.event_pairs import SAME_FROM, PairVerdict, apart, comparable, decided_against
from synoptic.linking.event_sight import Sight
from synoptic.linking.groups import Joined
from synoptic.model.days import Interval
from synoptic.model.links import ReasonCode
from synoptic.model.readings import EventType, Mode

_ASKED = 12
"""Of two groups so many members each are asked whether they object to being one."""
_MOST_NEAR_MISSES = 5
_COMPARED = 6
"""Of two groups so many members each are compared."""
_RECALL_SCORE = 0.62
_MET_SCORE = 0.75
_RECALL_DAYS = 45
"""A meeting recalled without a day is looked for no farther from the report than this."""
_ALIKE_FROM, _ALIKE_UNSURE = 0.38, 0.25
"""The mean likelihood from which two groups are one. On the train part of ECB+ the CoNLL F1 of the groups moves little
between .2 and .42 (.842 to .837) while the share of right pairs grows (.750 to .772); chosen there and on the dev
sets."""
_SLACK = timedelta(days=1)
_MEETINGS = frozenset({EventType.CONSULT, EventType.AGREE})


def places_of(heads: Sequence[Sight]) -> list[int]:
    """Number the mentions in order of their days and words; what is alike in both and in its place has one number."""
    orders = [_content_order(head) for head in heads]
    places = [0] * len(heads)
    place, last = -1, None
    for i in sorted(range(len(heads)), key=orders.__getitem__):
        if orders[i] != last:
            place, last = place + 1, orders[i]
        places[i] = place
    return places


def _content_order(sight: Sight) -> tuple[date, list[str], str, int]:
    day = sight.day.first if sight.day else date.max
    return (day, sorted(sight.words), sight.ref.report, sight.start)


@dataclass(slots=True)
class Group:
    """What is known of a group while it grows."""

    members: list[int]
    day: Interval | None
    candidates: frozenset[Interval]
    mode: Mode | None
    floor: date | None
    ceiling: date | None
    reports: dict[str, list[int]]


class Grouping:
    """Join mentions in order of score, under the guards."""

    def __init__(
        self, heads: Sequence[Sight], places: Sequence[int], judged: Mapping[tuple[int, int], PairVerdict]
    ) -> None:
        self.heads = heads
        self.places = places
        """The number of each in order of days and words."""
        self.judged = judged
        self.joined = Joined(len(heads))
        self.groups = {i: _alone(i, head) for i, head in enumerate(heads)}
        self.edges: list[tuple[int, int, PairVerdict]] = []
        self.unsure: list[tuple[int, int, PairVerdict]] = []

    def join_likely(self) -> None:
        """Join the pairs that score as the same, the likeliest first."""
        likely = [(p, v) for p, v in self.judged.items() if v.against is None and v.score >= SAME_FROM]
        likely.sort(key=lambda item: self.order(item[0], item[1].score))
        for (a, b), verdict in likely:
            one, two = self.joined.find(a), self.joined.find(b)
            if one != two and (merged := self._merged(self.groups[one], self.groups[two])):
                self._put(one, two, merged)
                self.edges.append((a, b, verdict))

    def order(self, pair: tuple[int, int], score: float) -> tuple[float, int, int]:
        """Put the likeliest first, and equals in order of days and words."""
        a, b = self.places[pair[0]], self.places[pair[1]]
        return (-round(score, 6), a, b) if a <= b else (-round(score, 6), b, a)

    def _put(self, one: int, two: int, merged: Group) -> None:
        root = self.joined.join(one, two)
        del self.groups[one if root == two else two]
        self.groups[root] = merged

    def _merged(self, a: Group, b: Group, alike: bool = False) -> Group | None:
        """Return the group of both, or None where the guards refuse it; `alike` groups need no likely pairs."""
        if a.mode and b.mode and a.mode is not b.mode:
            return None
        day = a.day or b.day
        if a.day and b.day:
            day = a.day.shared_with(b.day)
            if day is None:
                return None
        candidates = a.candidates or b.candidates
        if a.candidates and b.candidates:
            candidates = a.candidates & b.candidates
        if candidates and day:
            candidates = frozenset(c for c in candidates if c.meets(day))
        if (a.candidates or b.candidates) and not candidates:
            return None
        floor = max((f for f in (a.floor, b.floor) if f), default=None)
        ceiling = min((c for c in (a.ceiling, b.ceiling) if c), default=None)
        if floor and ((ceiling and floor > ceiling) or (day and day.last < floor)):
            return None
        if ceiling and day and day.first > ceiling:
            return None
        if not self._holds_together(a, b, alike):
            return None
        reports = dict(a.reports)
        for report, members in b.reports.items():
            reports[report] = sorted(reports.get(report, []) + members)
        return Group(
            members=sorted(a.members + b.members),
            day=day,
            candidates=candidates,
            mode=a.mode or b.mode,
            floor=floor,
            ceiling=ceiling,
            reports=reports,
        )

    def _holds_together(self, a: Group, b: Group, alike: bool) -> bool:
        """Refuse a join where one report objects, or of two grown groups of whose pairs fewer than half are likely."""
        for report in sorted(a.reports.keys() & b.reports.keys()):
            for i in a.reports[report][:_ASKED]:
                against = [decided_against(self.heads[i], self.heads[k]) for k in b.reports[report][:_ASKED]]
                if any(found and not (alike and found[0] is ReasonCode.BEFORE_AND_AFTER) for found in against):
                    return False
        if alike or len(a.members) < 2 or len(b.members) < 2:
            return True
        people, others = self._people(a), self._people(b)
        if len(people & others) >= 2 and (people <= others or others <= people):
            return True
        likely = total = 0
        for i in a.members[:_ASKED]:
            for k in b.members[:_ASKED]:
                total += bool(self.heads[i].who and self.heads[k].who)
                verdict = self.judged.get((i, k) if i < k else (k, i))
                likely += verdict is not None and verdict.against is None
        return 2 * likely >= total

    def join_same_day(self, names: Mapping[str, str]) -> None:
        """Join groups that tell a meeting of the same people on the same day: nobody meets twice a day in the news."""
        met: dict[tuple[date, frozenset[str]], list[int]] = {}
        for root, group in sorted(self.groups.items()):
            if group.day and group.day.width_days == 1 and self.heads[group.members[0]].event.type in _MEETINGS:
                for pair in _pairs(self._people(group)):
                    met.setdefault((group.day.first, pair), []).append(root)
        for (_, pair), roots in sorted(met.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
            for other in roots[1:]:
                a, b = self.joined.find(roots[0]), self.joined.find(other)
                if a == b or not comparable(self.heads[a], self.heads[b]):
                    continue
                if merged := self._merged(self.groups[a], self.groups[b]):
                    first, second = self.groups[a].members[0], self.groups[b].members[0]
                    self._put(a, b, merged)
                    who = " and ".join(sorted(names.get(w, w) for w in pair))
                    reasons = (
                        (ReasonCode.SAME_PARTICIPANTS, f"{who} in both"),
                        (ReasonCode.SAME_DAY, f"both on {merged.day}"),
                    )
                    self.edges.append((first, second, PairVerdict(score=_MET_SCORE, against=None, reasons=reasons)))

    def _people(self, group: Group) -> frozenset[str]:
        return frozenset(who for i in group.members for who in self.heads[i].people)

    def join_recalled(self, names: Mapping[str, str]) -> None:
        """Join meetings told without a day to the one known meeting that they can be; where several fit, say so."""
        loose = [g for _, g in sorted(self.groups.items()) if self._is_loose(g)]
        firm: dict[frozenset[str], list[int]] = {}
        for root, group in sorted(self.groups.items()):
            if self._is_firm(group):
                for who in {self.heads[i].who for i in group.members}:
                    for pair in _pairs(who):
                        firm.setdefault(pair, []).append(root)
        for group in sorted(loose, key=lambda g: self.places[g.members[0]]):
            head = self.heads[group.members[0]]
            near = {self.joined.find(r) for pair in _pairs(head.who) for r in firm.get(pair, ())}
            fits = [r for r in sorted(near) if r != self.joined.find(group.members[0]) and self._can_be(group, r)]
            at_home = [r for r in fits if head.ref.report in self.groups[r].reports]
            chosen = at_home if len(at_home) == 1 else fits
            reasons = (
                (ReasonCode.SAME_PARTICIPANTS, _who(head, names)),
                (ReasonCode.NO_DAY, "one of the two has no day"),
            )
            if len(chosen) == 1:
                root = chosen[0]
                here = self.joined.find(group.members[0])
                other = self.groups[root].members[0]
                merged = self._merged(self.groups[here], self.groups[root])
                if merged is not None:
                    self._put(here, root, merged)
                    only = (ReasonCode.SAME_PARTICIPANTS, "the only meeting of theirs in the story that it can be")
                    verdict = PairVerdict(score=_RECALL_SCORE, against=None, reasons=(only, *reasons))
                    self.edges.append((group.members[0], other, verdict))
            else:
                for root in chosen[:_MOST_NEAR_MISSES]:
                    verdict = PairVerdict(score=0.5, against=None, reasons=reasons)
                    self.unsure.append((group.members[0], self.groups[root].members[0], verdict))

    def join_alike(self) -> None:
        """Join groups told by one word in like surroundings, where no rule decides: by the likelihood that was learnt.

        A join needs the mean over the pairs of the two groups, so that one likely pair chains nothing.
        """
        heads, likeness = self.heads, Likeness(self.heads)
        likely: dict[tuple[int, int], float] = {}
        for i, k in proposed(heads):
            if self.joined.find(i) == self.joined.find(k) or decided_against(heads[i], heads[k]) is not None:
                continue
            if (found := likeness.of(i, k)) >= _ALIKE_UNSURE:
                likely[i, k] = found

        def known(i: int, k: int) -> float:
            pair = (i, k) if i < k else (k, i)
            if pair not in likely:
                meetings = heads[i].event.type is EventType.CONSULT is heads[k].event.type
                alike = may_be_alike(heads[i], heads[k]) if meetings else told_alike(heads[i], heads[k])
                likely[pair] = likeness.of(*pair) if alike else 0.0
            return likely[pair]

        ordered = sorted(likely.items(), key=lambda item: self.order(*item))
        refused: set[tuple[int, ...]] = set()
        for (i, k), score in ordered:
            one, two = sorted((self.joined.find(i), self.joined.find(k)))
            if one == two:
                continue
            first, second = self.groups[one], self.groups[two]
            tried = (one, two, len(first.members), len(second.members))
            if tried in refused:
                continue
            pairs = [known(m, n) for m in first.members[:_COMPARED] for n in second.members[:_COMPARED]]
            merged = None
            if sum(pairs) >= _ALIKE_FROM * len(pairs):
                merged = self._merged(first, second, alike=True)
            verdict = PairVerdict(score=score, against=None, reasons=alike_reasons(likeness, i, k))
            if merged is not None:
                self._put(one, two, merged)
                self.edges.append((i, k, verdict))
            else:
                refused.add(tried)
                self.unsure.append((i, k, verdict))

    def obey(self, hand: ByHand) -> None:
        """Regroup as persons have decided, whatever the guards say."""
        groups = hand.regroup(group.members for group in self.groups.values())
        self.joined, self.groups = Joined(len(self.heads)), {}
        for members in groups:
            whole = _alone(members[0], self.heads[members[0]])
            for member in members[1:]:
                self.joined.join(members[0], member)
                whole = _forced(whole, _alone(member, self.heads[member]))
            self.groups[members[0]] = whole

    def _is_loose(self, group: Group) -> bool:
        head = self.heads[group.members[0]]
        wide = group.day is None or (group.day.width_days > 7 and not group.candidates)
        return wide and head.event.type in _MEETINGS and len(head.people) >= 2 and not head.event.background

    def _is_firm(self, group: Group) -> bool:
        tight = bool(group.candidates) or (group.day is not None and group.day.width_days <= 7)
        return tight and self.heads[group.members[0]].event.type in _MEETINGS

    def _can_be(self, loose: Group, root: int) -> bool:
        group, head = self.groups[root], self.heads[loose.members[0]]
        others = [self.heads[k] for k in group.members]
        if any(decided_against(head, other) for other in others):
            return False
        if head.day is None and head.said and group.day and apart(head.said, group.day) > _RECALL_DAYS:
            return False
        return any(comparable(head, other) and head.who <= other.who for other in others)


def _alone(index: int, head: Sight) -> Group:
    return Group(
        members=[index],
        day=head.day,
        candidates=frozenset(head.candidates),
        mode=head.mode,
        floor=head.floor.first if head.floor else None,
        ceiling=min(head.ceiling.last, date.max - _SLACK) + _SLACK if head.ceiling else None,
        reports={head.ref.report: [index]},
    )


def _forced(a: Group, b: Group) -> Group:
    """Return the group of both without guards: where their days have none in common, the first one's stand."""
    day = (a.day.shared_with(b.day) or a.day) if a.day and b.day else a.day or b.day
    candidates = (a.candidates & b.candidates) or a.candidates or b.candidates
    reports = {r: sorted(a.reports.get(r, []) + b.reports.get(r, [])) for r in (*a.reports, *b.reports)}
    return Group(
        members=sorted(a.members + b.members),
        day=day,
        candidates=candidates,
        mode=a.mode or b.mode,
        floor=a.floor or b.floor,
        ceiling=a.ceiling or b.ceiling,
        reports=reports,
    )


def _pairs(who: frozenset[str]) -> list[frozenset[str]]:
    listed = sorted(who)[:6]
    return [frozenset({a, b}) for n, a in enumerate(listed) for b in listed[n + 1 :]]


def _who(head: Sight, names: Mapping[str, str]) -> str:
    return " and ".join(sorted(names.get(w, w) for w in head.who)[:4]) + " take part in both"
