"""What persons have decided about pairs of reports, made free of contradiction, and groups that obey it.

Decision to know: the latest word wins. Words are taken from the latest to the earliest, and one that can't hold beside
those already taken is reported and not followed. What the machine links is joined from the strongest link on, and a
link that would bring together what a person holds apart is left out: so a chain breaks at its weakest link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from synoptic.model.corrections import Constraint
from synoptic.model.ids import stable_id
from synoptic.model.links import Judgement, JudgementKind, Reason, ReasonCode, Verdict

Pair = tuple[str, str]
Item = TypeVar("Item", int, str)
_IS = {Verdict.SAME: "the same", Verdict.DIFFERENT: "different"}
_SAID = {
    JudgementKind.COPY: {Verdict.SAME: "copies", Verdict.DIFFERENT: "no copies"},
    JudgementKind.STORY: {Verdict.SAME: "one story", Verdict.DIFFERENT: "two stories"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Pairs of reports that are the same or apart by hand, and the judgements that say by whom; pairs are in order."""

    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def of(self, pair: Pair) -> Verdict | None:
        """Return what a person said of a pair (in order of id), or None."""
        return Verdict.SAME if pair in self.same else Verdict.DIFFERENT if pair in self.apart else None

    def over(self, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
        """Yield the judgements with those of persons in the place of the machine's on the same pairs."""
        mine = {j.id for j in self.judgements}
        yield from (j for j in judgements if j.id not in mine)
        yield from self.judgements


class Sides(Generic[Item]):
    """Groups that grow by joining, named by their least members, and which of them must stay apart."""

    def __init__(self, apart: Iterable[tuple[Item, Item]] = ()) -> None:
        self._root: dict[Item, Item] = {}
        self._apart: dict[Item, set[Item]] = {}
        for a, b in apart:
            self.hold_apart(a, b)

    def find(self, item: Item) -> Item:
        """Return the least member of the item's group."""
        while (above := self._root.get(item, item)) != item:
            self._root[item] = self._root.get(above, above)
            item = above
        return item

    def hold_apart(self, a: Item, b: Item) -> None:
        """Let the groups of two items never be joined."""
        one, two = self.find(a), self.find(b)
        self._apart.setdefault(one, set()).add(two)
        self._apart.setdefault(two, set()).add(one)

    def are_apart(self, a: Item, b: Item) -> bool:
        """Tell whether the groups of two items are held apart."""
        return bool(self._apart) and self.find(b) in self._apart.get(self.find(a), ())

    def join(self, a: Item, b: Item) -> None:
        """Put the groups of two items together; whoever asks has made sure that they are not held apart."""
        one, two = sorted((self.find(a), self.find(b)))
        if one == two:
            return
        self._root[two] = one
        for other in self._apart.pop(two, set()):
            self._apart[other].discard(two)
            self._apart[other].add(one)
            self._apart.setdefault(one, set()).add(other)


def settle(constraints: Sequence[Constraint], kind: JudgementKind, reports: AbstractSet[str]) -> Verdicts:
    """Take the words of persons on whole reports of this kind that are in the pile, the latest first.

    A word that can't hold beside later ones gives a judgement with `CONTRADICTS_HAND` and what holds instead.
    """
    told = [c for c in constraints if c.kind is kind and {c.a.report, c.b.report} <= reports]
    told = [c for c in told if c.a.report != c.b.report]
    sides = Sides[str]()
    taken: dict[Pair, Constraint] = {}
    broken: list[Judgement] = []
    for word in sorted(told, key=lambda c: (instant_of(c.at), c.id), reverse=True):
        a, b = sorted((word.a.report, word.b.report))
        together, parted = sides.find(a) == sides.find(b), sides.are_apart(a, b)
        if parted if word.verdict is Verdict.SAME else together:
            broken.append(_contradiction(word, (a, b), taken))
            continue
        if word.verdict is Verdict.SAME:
            sides.join(a, b)
        else:
            sides.hold_apart(a, b)
        taken.setdefault((a, b), word)
    return Verdicts(
        same=tuple(sorted(p for p, c in taken.items() if c.verdict is Verdict.SAME)),
        apart=tuple(sorted(p for p, c in taken.items() if c.verdict is Verdict.DIFFERENT)),
        judgements=tuple(
            sorted([*(_judgement(c, pair) for pair, c in taken.items()), *broken], key=lambda j: (j.a, j.b, j.id))
        ),
    )


def group_by_hand(
    reports: Iterable[str], links: Mapping[Pair, float], verdicts: Verdicts
) -> tuple[tuple[str, ...], ...]:
    """Group reports by the machine's links, the strongest first, after what persons hold the same; those that they
    hold apart never come together. Groups and members are in order of id."""
    sides = Sides(verdicts.apart)
    for a, b in verdicts.same:
        sides.join(a, b)
    for a, b in sorted(links, key=lambda pair: (-links[pair], pair)):
        if not sides.are_apart(a, b):
            sides.join(a, b)
    groups: dict[str, list[str]] = {}
    for report in sorted({*reports, *(r for pair in verdicts.same for r in pair)}):
        groups.setdefault(sides.find(report), []).append(report)
    return tuple(sorted(tuple(group) for group in groups.values()))


def instant_of(at: str) -> tuple[bool, datetime, str]:
    """Read when a word was said; without a zone it is taken for UTC, and what is no time counts as earliest."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return False, datetime.min.replace(tzinfo=UTC), at
    return True, when if when.tzinfo else when.replace(tzinfo=UTC), at


def _judgement(word: Constraint, pair: Pair) -> Judgement:
    said = f"{word.by} said on {word.at} that they are {_said(word)}" + (f": {word.note}" if word.note else "")
    return Judgement(
        id=stable_id("judgement", word.kind, *pair),
        kind=word.kind,
        a=pair[0],
        b=pair[1],
        verdict=word.verdict,
        score=1.0,
        reasons=(Reason(code=ReasonCode.BY_HAND, text=said),),
        by=word.by,
    )


def _said(word: Constraint) -> str:
    return _SAID.get(word.kind, _IS)[word.verdict]


def _contradiction(word: Constraint, pair: Pair, taken: Mapping[Pair, Constraint]) -> Judgement:
    """Report a word that is not followed, with the later ones that it contradicts."""
    against = [taken[pair]] if pair in taken else _chain(pair, taken)
    later = "; ".join(f"{c.by} on {c.at}: {c.a.report} and {c.b.report} are {_said(c)}" for c in against)
    said = f"{word.by} said on {word.at} that they are {_said(word)}"
    text = f"{said}, which can't hold beside what was said later ({later})"
    holds = Verdict.DIFFERENT if word.verdict is Verdict.SAME else Verdict.SAME
    return Judgement(
        id=stable_id("judgement", word.kind, "contradiction", word.id),
        kind=word.kind,
        a=pair[0],
        b=pair[1],
        verdict=holds,
        score=1.0,
        reasons=(Reason(code=ReasonCode.CONTRADICTS_HAND, text=text),),
    )


def _chain(pair: Pair, taken: Mapping[Pair, Constraint]) -> list[Constraint]:
    """Find the shortest chain of words from one of the pair to the other, of which at most one says *different*."""
    steps: dict[str, list[tuple[str, Constraint]]] = {}
    for (a, b), word in sorted(taken.items()):
        steps.setdefault(a, []).append((b, word))
        steps.setdefault(b, []).append((a, word))
    start = (pair[0], False)
    seen: dict[tuple[str, bool], list[Constraint]] = {start: []}
    waiting = [start]
    for place in waiting:
        for after, word in steps.get(place[0], ()):
            parted = place[1] or word.verdict is Verdict.DIFFERENT
            if (place[1] and word.verdict is Verdict.DIFFERENT) or (after, parted) in seen:
                continue
            seen[(after, parted)] = [*seen[place], word]
            waiting.append((after, parted))
    found = [seen[(pair[1], parted)] for parted in (False, True) if (pair[1], parted) in seen]
    return min(found, key=len, default=[])
