"""The same event over the reports of a story: mentions joined into events, with the judgements that near misses
leave.

Decision to know: pairs are joined in order of their score, and a join is refused where the joined group would hold
days with nothing in common, two ways of meeting, or more doubtful pairs than likely ones; so one bad pair can't chain
two events into one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log

from synoptic.linking.actors import Cast
from synoptic.linking.event_likeness import Likeness, alike_reasons, may_be_alike, proposed, told_alike
from synoptic.linking.event_pairs import (
    SAME_FROM,
    UNSURE_FROM,
    PairVerdict,
    apart,
    comparable,
    decided_against,
    judge_pair,
)
from synoptic.linking.event_sight import Sight, sight_events
from synoptic.linking.groups import Joined
from synoptic.linking.revising import Choices
from synoptic.model.days import Interval
from synoptic.model.ids import stable_id
from synoptic.model.links import EventLink, Judgement, JudgementKind, Reason, ReasonCode, Ref, Verdict
from synoptic.model.readings import EventType, Mode, Reading
from synoptic.model.spans import Evidence

_BLOCK = 80
"""A block of more mentions than this is parted by weeks, and in the parts each is compared with its next forty."""
_NEXT = 40
_RARE = 12
_MOST_NEAR_MISSES = 5
_RECALL_SCORE = 0.62
_MET_SCORE = 0.75
_RECALL_DAYS = 45
"""A meeting recalled without a day is looked for no farther from the report than this."""
_ALIKE_FROM, _ALIKE_UNSURE = 0.3, 0.25
"""Chosen on held-back topics of the train part of ECB+ (`training/same_event.py`): precision .72, recall .76 of pairs."""
_COMPARED = 8
"""Of two groups so many members each are compared."""
_SLACK = timedelta(days=1)
_MEETINGS = frozenset({EventType.CONSULT, EventType.AGREE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvents:
    """The events of a story in order of their first mention, and the judgements about them."""

    links: tuple[EventLink, ...]
    judgements: tuple[Judgement, ...]


def find_events(
    readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int], choices: Choices | None = None
) -> SameEvents:
    """Join the mentions of events in a story's revised readings."""
    sights = sight_events(readings, cast, origin_of, choices or {})
    bundles = _bundle(sights)
    heads = [bundle[0] for bundle in bundles]
    weights = _weights(heads)
    names = {link.id: link.name for link in cast.links}
    judged = _judge_blocks(heads, weights, names)
    grouping = _Grouping(heads, judged)
    grouping.join_likely()
    grouping.join_same_day(names)
    grouping.join_recalled(names)
    grouping.join_alike()
    return _written(grouping, bundles, cast, {r.id: r for r in readings})


def _bundle(sights: Sequence[Sight]) -> list[list[Sight]]:
    """Put the mentions of copied sentences together: the same words, the same place in them, the same days."""
    bundles: dict[tuple[object, ...], list[Sight]] = {}
    for sight in sights:
        key: tuple[object, ...] = (sight.ref,)
        if len(sight.sentence) >= 5:
            key = (sight.sentence, sight.nth, sight.event.lemma, sight.event.type, sight.day, sight.candidates)
            if any(s.ref.report == sight.ref.report for s in bundles.get(key, ())):
                key = (sight.ref,)
        bundles.setdefault(key, []).append(sight)
    return list(bundles.values())


def _weights(heads: Sequence[Sight]) -> dict[str, float]:
    """Weigh words by how few mentions of the story have them: log(1 + n / df), 1 for a word of one mention."""
    counts: dict[str, int] = {}
    for head in heads:
        for word in head.words:
            counts[word] = counts.get(word, 0) + 1
    top = log(1 + len(heads)) or 1.0
    return {word: log(1 + len(heads) / n) / top for word, n in counts.items()}


def _judge_blocks(
    heads: Sequence[Sight], weights: Mapping[str, float], names: Mapping[str, str]
) -> dict[tuple[int, int], PairVerdict]:
    """Judge the pairs that share an actor, a state or a rare word; never all pairs of a story."""
    order = sorted(range(len(heads)), key=lambda i: _content_order(heads[i]))
    blocks: dict[tuple[str, str], list[int]] = {}
    common = {w for w, weight in weights.items() if weight < log(1 + len(heads) / _RARE) / (log(1 + len(heads)) or 1.0)}
    for i in order:
        for key in _block_keys(heads[i], common):
            blocks.setdefault(key, []).append(i)
    judged: dict[tuple[int, int], PairVerdict] = {}
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for part in _parted(blocks[key], heads):
            for n, i in enumerate(part):
                for k in part[n + 1 : n + 1 + (_NEXT if len(part) > _BLOCK else _BLOCK)]:
                    pair = (i, k) if i < k else (k, i)
                    if pair in seen:
                        continue
                    seen.add(pair)
                    verdict = judge_pair(heads[pair[0]], heads[pair[1]], weights, names)
                    if verdict is not None and verdict.score >= UNSURE_FROM:
                        judged[pair] = verdict
    return judged


def _content_order(sight: Sight) -> tuple[object, ...]:
    day = sight.day.first if sight.day else date.max
    return (day, sorted(sight.words), sight.ref.report, sight.start)


def _block_keys(sight: Sight, common: set[str]) -> list[tuple[str, str]]:
    kind = sight.event.type.value if sight.event.type else sight.event.lemma[:5]
    keys = [(kind, w) for w in sorted(sight.who)]
    keys += [(kind, "state " + s) for s in sorted(sight.states)]
    keys += [(kind, "word " + w) for w in sorted(sight.words - common)]
    return keys


def _parted(block: list[int], heads: Sequence[Sight]) -> Iterable[list[int]]:
    """Part a large block by weeks; what may be of two weeks stands in both, the undated in a part of their own."""
    if len(block) <= _BLOCK:
        return [block]
    parts: dict[int, list[int]] = {}
    for i in block:
        day = heads[i].day
        if day is None or day.width_days > 31:
            weeks = [-1] if day is None else [-2]
        else:
            weeks = list(range(day.first.toordinal() // 7, day.last.toordinal() // 7 + 1))
        for week in weeks:
            parts.setdefault(week, []).append(i)
    return [parts[week] for week in sorted(parts)]


@dataclass(slots=True)
class _Group:
    """What is known of a group while it grows."""

    members: list[int]
    day: Interval | None
    candidates: frozenset[Interval]
    mode: Mode | None
    floor: date | None
    ceiling: date | None
    reports: dict[str, list[int]]


class _Grouping:
    """Join mentions in order of score, under the guards."""

    def __init__(self, heads: Sequence[Sight], judged: Mapping[tuple[int, int], PairVerdict]) -> None:
        self.heads = heads
        self.judged = judged
        self.joined = Joined(len(heads))
        self.groups = {i: _alone(i, head) for i, head in enumerate(heads)}
        self.edges: list[tuple[int, int, PairVerdict]] = []
        self.unsure: list[tuple[int, int, PairVerdict]] = []

    def join_likely(self) -> None:
        """Join the pairs that score as the same, the likeliest first."""
        likely = [(p, v) for p, v in self.judged.items() if v.against is None and v.score >= SAME_FROM]
        likely.sort(key=lambda item: (-round(item[1].score, 6), sorted(_content_order(self.heads[i]) for i in item[0])))
        for (a, b), verdict in likely:
            one, two = self.joined.find(a), self.joined.find(b)
            if one != two and (merged := self._merged(self.groups[one], self.groups[two])):
                self._put(one, two, merged)
                self.edges.append((a, b, verdict))

    def _put(self, one: int, two: int, merged: _Group) -> None:
        root = self.joined.join(one, two)
        del self.groups[one if root == two else two]
        self.groups[root] = merged

    def _merged(self, a: _Group, b: _Group, alike: bool = False) -> _Group | None:
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
        return _Group(
            members=sorted(a.members + b.members),
            day=day,
            candidates=candidates,
            mode=a.mode or b.mode,
            floor=floor,
            ceiling=ceiling,
            reports=reports,
        )

    def _holds_together(self, a: _Group, b: _Group, alike: bool) -> bool:
        """Refuse a join where one report objects, or of two grown groups of whose pairs fewer than half are likely."""
        for report in sorted(a.reports.keys() & b.reports.keys()):
            for i in a.reports[report]:
                against = [decided_against(self.heads[i], self.heads[k]) for k in b.reports[report]]
                if any(found and not (alike and found[0] is ReasonCode.BEFORE_AND_AFTER) for found in against):
                    return False
        if alike or len(a.members) < 2 or len(b.members) < 2:
            return True
        people, others = self._people(a), self._people(b)
        if len(people & others) >= 2 and (people <= others or others <= people):
            return True
        likely = total = 0
        for i in a.members[:_NEXT]:
            for k in b.members[:_NEXT]:
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

    def _people(self, group: _Group) -> frozenset[str]:
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
        for group in sorted(loose, key=lambda g: _content_order(self.heads[g.members[0]])):
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

        ordered = sorted(
            likely.items(), key=lambda item: (-round(item[1], 6), sorted(_content_order(heads[n]) for n in item[0]))
        )
        for (i, k), score in ordered:
            one, two = self.joined.find(i), self.joined.find(k)
            if one == two:
                continue
            first, second = self.groups[one], self.groups[two]
            pairs = [known(m, n) for m in first.members[:_COMPARED] for n in second.members[:_COMPARED]]
            merged = None
            if sum(pairs) >= _ALIKE_FROM * len(pairs):
                merged = self._merged(first, second, alike=True)
            verdict = PairVerdict(score=score, against=None, reasons=alike_reasons(likeness, i, k))
            if merged is not None:
                self._put(one, two, merged)
                self.edges.append((i, k, verdict))
            else:
                self.unsure.append((i, k, verdict))

    def _is_loose(self, group: _Group) -> bool:
        head = self.heads[group.members[0]]
        wide = group.day is None or (group.day.width_days > 7 and not group.candidates)
        return wide and head.event.type in _MEETINGS and len(head.people) >= 2 and not head.event.background

    def _is_firm(self, group: _Group) -> bool:
        tight = bool(group.candidates) or (group.day is not None and group.day.width_days <= 7)
        return tight and self.heads[group.members[0]].event.type in _MEETINGS

    def _can_be(self, loose: _Group, root: int) -> bool:
        group, head = self.groups[root], self.heads[loose.members[0]]
        others = [self.heads[k] for k in group.members]
        if any(decided_against(head, other) for other in others):
            return False
        if head.day is None and head.said and group.day and apart(head.said, group.day) > _RECALL_DAYS:
            return False
        return any(comparable(head, other) and head.who <= other.who for other in others)


def _alone(index: int, head: Sight) -> _Group:
    return _Group(
        members=[index],
        day=head.day,
        candidates=frozenset(head.candidates),
        mode=head.mode,
        floor=head.floor.first if head.floor else None,
        ceiling=head.ceiling.last + _SLACK if head.ceiling else None,
        reports={head.ref.report: [index]},
    )


def _pairs(who: frozenset[str]) -> list[frozenset[str]]:
    listed = sorted(who)[:6]
    return [frozenset({a, b}) for n, a in enumerate(listed) for b in listed[n + 1 :]]


def _who(head: Sight, names: Mapping[str, str]) -> str:
    return " and ".join(sorted(names.get(w, w) for w in head.who)[:4]) + " take part in both"


def _written(
    grouping: _Grouping, bundles: Sequence[Sequence[Sight]], cast: Cast, readings: Mapping[str, Reading]
) -> SameEvents:
    """Write the groups as links, with a judgement for every join and for the near misses."""
    names = {link.id: link.name for link in cast.links}
    links: dict[int, EventLink] = {}
    taken: set[str] = set()
    for root, group in sorted(grouping.groups.items(), key=lambda item: _first(item[1], bundles)):
        sights = [s for i in group.members for s in bundles[i]]
        link = _event_link(group, sights, names)
        if link.id in taken:
            link = EventLink(
                id=stable_id("event", link.id, link.members[0].report, str(link.members[0].index)),
                members=link.members,
                when=link.when,
                candidates=link.candidates,
            )
        taken.add(link.id)
        links[root] = link
    judgements = _judgements(grouping, links, readings)
    return SameEvents(links=tuple(links.values()), judgements=judgements)


def _first(group: _Group, bundles: Sequence[Sequence[Sight]]) -> tuple[str, int]:
    return min((s.ref.report, s.ref.index) for i in group.members for s in bundles[i])


def _event_link(group: _Group, sights: Sequence[Sight], names: Mapping[str, str]) -> EventLink:
    clear = min(sights, key=lambda s: (not s.is_tight, s.said.first if s.said else date.max, s.ref))
    members: list[Ref] = sorted(s.ref for s in sights)
    when, candidates = group.day, tuple(sorted(group.candidates, key=lambda c: c.first))
    if len(candidates) == 1:
        when, candidates = candidates[0], ()
    who = sorted(names.get(w, w) for w in clear.who)
    kind = clear.event.type.value if clear.event.type else ""
    return EventLink(
        id=stable_id("event", kind, clear.event.lemma, *who, str(when or ""), " ".join(sorted(clear.words))),
        members=tuple(members),
        when=when,
        candidates=candidates,
    )


def _judgements(
    grouping: _Grouping, links: Mapping[int, EventLink], readings: Mapping[str, Reading]
) -> tuple[Judgement, ...]:
    heads, find = grouping.heads, grouping.joined.find
    found: dict[str, Judgement] = {}
    for a, b, verdict in grouping.edges:
        if heads[a].ref.report != heads[b].ref.report:
            link = links[find(a)]
            judgement = _judgement(link.id, _place(heads[b]), Verdict.SAME, verdict, heads[a], heads[b], readings)
            found.setdefault(judgement.id, judgement)
    near = [(a, b, v) for (a, b), v in grouping.judged.items() if find(a) != find(b)]
    near += [(a, b, v) for a, b, v in grouping.unsure if find(a) != find(b)]
    near.sort(key=lambda item: (-round(item[2].score, 6), sorted(_content_order(heads[i]) for i in item[:2])))
    told: dict[str, int] = {}
    pairs: set[tuple[str, str]] = set()
    for a, b, verdict in near:
        one, two = sorted((links[find(a)].id, links[find(b)].id))
        busy = max(told.get(one, 0), told.get(two, 0)) >= _MOST_NEAR_MISSES
        if (one, two) in pairs or busy:
            continue
        pairs.add((one, two))
        told[one], told[two] = told.get(one, 0) + 1, told.get(two, 0) + 1
        kind = Verdict.DIFFERENT if verdict.against else Verdict.UNSURE
        first, second = (a, b) if links[find(a)].id == one else (b, a)
        verdict = _with_days(verdict, links[find(first)], links[find(second)])
        judgement = _judgement(one, two, kind, verdict, heads[first], heads[second], readings)
        found.setdefault(judgement.id, judgement)
    return tuple(found[i] for i in sorted(found))


def _with_days(verdict: PairVerdict, one: EventLink, two: EventLink) -> PairVerdict:
    """Put first that the days of two events have none in common, where only other mentions of them show it."""
    if one.when is None or two.when is None or one.when.meets(two.when) or not verdict.against:
        return verdict
    if verdict.against is ReasonCode.DISJOINT_DAYS:
        return verdict
    shown = [" or ".join(str(c) for c in link.candidates) or str(link.when) for link in (one, two)]
    days = (ReasonCode.DISJOINT_DAYS, f"one on {shown[0]}, the other on {shown[1]}: no day in common")
    return replace(verdict, against=ReasonCode.DISJOINT_DAYS, reasons=(days, *verdict.reasons))


def _place(sight: Sight) -> str:
    return f"{sight.ref.report}:{sight.start}"


def _judgement(
    a: str, b: str, verdict: Verdict, pair: PairVerdict, one: Sight, two: Sight, readings: Mapping[str, Reading]
) -> Judgement:
    shown = (_shown(one, readings), _shown(two, readings))
    score = min(pair.score, 0.1) if verdict is Verdict.DIFFERENT else pair.score
    reasons = [
        Reason(code=code, text=text, evidence=shown if n == 0 else ()) for n, (code, text) in enumerate(pair.reasons)
    ]
    return Judgement(
        id=stable_id("judgement", JudgementKind.EVENT, a, b),
        kind=JudgementKind.EVENT,
        a=a,
        b=b,
        verdict=verdict,
        score=round(score, 3),
        reasons=tuple(reasons),
    )


def _shown(sight: Sight, readings: Mapping[str, Reading]) -> Evidence:
    return readings[sight.ref.report].evidence(sight.event.whole or sight.event)
