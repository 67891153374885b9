"""The same event over the reports of a story: mentions joined into events, with the judgements that near misses
leave.

Decision to know: three ways lead to one event, in this order: what rules decide (`event_pairs`), what is only alike
(`event_likeness`), and what persons have decided. The guards of a growing group stand in `event_groups`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from math import log

from synoptic.linking.actors import Cast
from synoptic.linking.by_hand import ByHand, found_at
from synoptic.linking.event_groups import Group, Grouping, places_of
from synoptic.linking.event_likeness import left_to_likeness
from synoptic.linking.event_pairs import ClauseWeights, PairVerdict, judge_pair
from synoptic.linking.event_sight import Sight, sight_events
from synoptic.linking.revising import Choices
from synoptic.model.corrections import Constraint, Place
from synoptic.model.ids import stable_id
from synoptic.model.links import EventLink, Judgement, JudgementKind, Reason, ReasonCode, Ref, Verdict
from synoptic.model.readings import Reading
from synoptic.model.spans import Evidence

_BLOCK = 80
"""A block of more mentions than this is parted by weeks, and in the parts each is compared with its next forty."""
_NEXT = 40
_RARE = 12
_MOST_NEAR_MISSES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvents:
    """The events of a story in order of their first mention, and the judgements about them."""

    links: tuple[EventLink, ...]
    judgements: tuple[Judgement, ...]


def find_events(
    readings: Sequence[Reading],
    cast: Cast,
    origin_of: Mapping[str, int],
    choices: Choices | None = None,
    constraints: Sequence[Constraint] = (),
) -> SameEvents:
    """Join the mentions of events in a story's revised readings; `constraints` are persons' words on triggers."""
    sights = sight_events(readings, cast, origin_of, choices or {})
    told = [place for c in constraints if c.kind is JudgementKind.EVENT for place in (c.a, c.b)]
    decided = [n for place in told if (n := _at(place, sights)) is not None]
    bundles = _bundle(sights, frozenset(sights[n].ref for n in decided))
    heads = [bundle[0] for bundle in bundles]
    hand = ByHand(constraints, JudgementKind.EVENT, lambda place: _at(place, heads))
    weights = _weights(heads)
    names = {link.id: link.name for link in cast.links}
    places = places_of(heads)
    judged = _judge_blocks(heads, places, weights, names)
    grouping = Grouping(heads, places, judged)
    grouping.join_likely()
    grouping.join_same_day(names)
    grouping.join_recalled(names)
    grouping.join_alike()
    if hand:
        grouping.obey(hand)
    return _written(grouping, bundles, cast, {r.id: r for r in readings}, hand)


def _at(place: Place, sights: Sequence[Sight]) -> int | None:
    """Find the mention at a place."""
    return found_at(place, ((s.event, n) for n, s in enumerate(sights) if s.ref.report == place.report))


def _bundle(sights: Sequence[Sight], alone: frozenset[Ref]) -> list[list[Sight]]:
    """Put the mentions of copied sentences together: the same words, the same place in them, the same days; those in
    `alone`, of which persons have decided, stand alone."""
    bundles: dict[tuple[object, ...], list[Sight]] = {}
    for sight in sights:
        key: tuple[object, ...] = (sight.ref,)
        if len(sight.sentence) >= 5 and sight.ref not in alone:
            key = (sight.sentence, sight.nth, sight.event.lemma, sight.event.type, sight.day, sight.candidates)
            if any(s.ref.report == sight.ref.report for s in bundles.get(key, ())):
                key = (sight.ref,)
        bundles.setdefault(key, []).append(sight)
    return list(bundles.values())


def _weights(heads: Sequence[Sight]) -> ClauseWeights:
    """Weigh words by how few mentions of the story have them: log(1 + n / df), 1 for a word of one mention."""
    counts = Counter(chain.from_iterable(head.words for head in heads))
    top = log(1 + len(heads)) or 1.0
    return ClauseWeights({word: log(1 + len(heads) / n) / top for word, n in counts.items()})


def _judge_blocks(
    heads: Sequence[Sight], places: Sequence[int], weights: ClauseWeights, names: Mapping[str, str]
) -> dict[tuple[int, int], PairVerdict]:
    """Judge the pairs that share an actor, a state or a rare word; never all pairs of a story."""
    order = sorted(range(len(heads)), key=places.__getitem__)
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
                    if left_to_likeness(heads[pair[0]], heads[pair[1]]):
                        continue
                    verdict = judge_pair(heads[pair[0]], heads[pair[1]], weights, names)
                    if verdict is not None:
                        judged[pair] = verdict
    return judged


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


def _written(
    grouping: Grouping, bundles: Sequence[Sequence[Sight]], cast: Cast, readings: Mapping[str, Reading], hand: ByHand
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
    if hand:
        heads, find = grouping.heads, grouping.joined.find
        mine = hand.judgements(lambda i: links[find(i)].id, lambda i: _shown(heads[i], readings))
        judgements = hand.over(judgements, mine)
    return SameEvents(links=tuple(links.values()), judgements=judgements)


def _first(group: Group, bundles: Sequence[Sequence[Sight]]) -> tuple[str, int]:
    return min((s.ref.report, s.ref.index) for i in group.members for s in bundles[i])


def _event_link(group: Group, sights: Sequence[Sight], names: Mapping[str, str]) -> EventLink:
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
    grouping: Grouping, links: Mapping[int, EventLink], readings: Mapping[str, Reading]
) -> tuple[Judgement, ...]:
    heads, find = grouping.heads, grouping.joined.find
    found: dict[str, Judgement] = {}
    for a, b, verdict in grouping.edges:
        if heads[a].ref.report != heads[b].ref.report and find(a) == find(b):
            link = links[find(a)]
            judgement = _judgement(link.id, _place(heads[b]), Verdict.SAME, verdict, heads[a], heads[b], readings)
            found.setdefault(judgement.id, judgement)
    near = [(a, b, v) for (a, b), v in grouping.judged.items() if find(a) != find(b)]
    near += [(a, b, v) for a, b, v in grouping.unsure if find(a) != find(b)]
    near.sort(key=lambda item: grouping.order(item[:2], item[2].score))
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
