"""Which claim of a new account is which claim of the old one.

Decision to know: one to one, in three rounds: the same id, the same places of reports that did not change, the same
words. A claim that is left over and yet stands where another claim stands is that one told in two lines, or in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from synoptic.editing.claims import Claim
from synoptic.model.days import Interval
from synoptic.model.news import NewsPart

_SHARED_PLACES = 0.5
"""Share of the shorter one's places that must be the other's, for two claims to be one."""
_SHARED_STEMS = 0.7
_FEWEST_STEMS = 4
_COMMON = 40
"""A word of more claims than this finds no claim by itself."""


@dataclass(slots=True)
class Matched:
    """Pairs of claims that are one, and what is left over on both sides."""

    old_of: dict[int, int] = field(default_factory=dict)
    """By the number of a new claim, the number of the old one."""
    new_of: dict[int, int] = field(default_factory=dict)

    def pair(self, old: int, new: int) -> None:
        """Say that two claims are one."""
        self.old_of[new], self.new_of[old] = old, new


class Finder:
    """Find claims by where they stand and by their words."""

    def __init__(self, claims: Sequence[Claim], unchanged: frozenset[str]) -> None:
        self.claims = claims
        self._by_place: dict[tuple[NewsPart, str, int], list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        for number, claim in enumerate(claims):
            for report, start, end in claim.places:
                if report in unchanged:
                    for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
                        self._by_place.setdefault((claim.part, report, block), []).append(number)
            for stem in claim.stems:
                self._by_stem.setdefault(stem, []).append(number)

    def standing_near(self, claim: Claim) -> list[int]:
        """Return the claims of its part that stand in the same stretches of the reports, in order."""
        found = {
            number
            for report, start, end in claim.places
            for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1)
            for number in self._by_place.get((claim.part, report, block), ())
        }
        return sorted(found)

    def worded_alike(self, claim: Claim) -> list[int]:
        """Return the claims that share two of its rarer words, in order."""
        counted: dict[int, int] = {}
        for stem in claim.stems:
            listed = self._by_stem.get(stem, ())
            if len(listed) <= _COMMON:
                for number in listed:
                    counted[number] = counted.get(number, 0) + 1
        return sorted(number for number, n in counted.items() if n >= min(2, len(claim.stems)))


_BLOCK = 200


def match_claims(old: Sequence[Claim], new: Sequence[Claim], unchanged: frozenset[str]) -> Matched:
    """Pair the claims of two accounts; `unchanged` are the reports that both have with the same text."""
    matched = Matched()
    by_id = {(claim.part, claim.id): number for number, claim in enumerate(old)}
    for number, claim in enumerate(new):
        same = by_id.get((claim.part, claim.id))
        if same is not None:
            matched.pair(same, number)
    finder = Finder(old, unchanged)
    _pair_best(matched, old, new, finder.standing_near, lambda one, other: _by_place(one, other, unchanged))
    _pair_best(matched, old, new, finder.worded_alike, _by_words)
    return matched


def _pair_best(
    matched: Matched,
    old: Sequence[Claim],
    new: Sequence[Claim],
    near: Callable[[Claim], Iterable[int]],
    judge: Callable[[Claim, Claim], float],
) -> None:
    """Pair the likeliest first; equals in the order of the accounts."""
    found: list[tuple[float, int, int]] = []
    for number, claim in enumerate(new):
        if number in matched.old_of:
            continue
        free = [other for other in near(claim) if other not in matched.new_of]
        found += [(-score, other, number) for other in free if (score := judge(old[other], claim)) > 0.0]
    for _, one, two in sorted(found):
        if one not in matched.new_of and two not in matched.old_of:
            matched.pair(one, two)


def _by_place(one: Claim, other: Claim, unchanged: frozenset[str]) -> float:
    if one.part is not other.part or (one.key != other.key and not _one_empty(one, other)):
        return 0.0
    share = shared_places(one, other, unchanged)
    return share if share >= _SHARED_PLACES else 0.0


def _one_empty(one: Claim, other: Claim) -> bool:
    return one.part is NewsPart.STATEMENT and "" in (one.key, other.key)


def shared_places(one: Claim, other: Claim, unchanged: frozenset[str]) -> float:
    """Return the share of the shorter claim's characters, in reports that did not change, that both stand on."""
    mine, theirs = _spans(one, unchanged), _spans(other, unchanged)
    both = mine.keys() & theirs.keys()
    shared = sum(_overlap(mine[report], theirs[report]) for report in both)
    least = min(sum(e - s for s, e in spans) for spans in (_flat(mine, both), _flat(theirs, both))) if both else 0
    return shared / least if least else 0.0


def _flat(spans: Mapping[str, list[tuple[int, int]]], reports: Iterable[str]) -> list[tuple[int, int]]:
    return [span for report in reports for span in spans[report]]


def _spans(claim: Claim, unchanged: frozenset[str]) -> dict[str, list[tuple[int, int]]]:
    """List the stretches that a claim stands on by report, joined where they meet."""
    found: dict[str, list[tuple[int, int]]] = {}
    for report, start, end in sorted(claim.places):
        if report not in unchanged:
            continue
        spans = found.setdefault(report, [])
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return found


def _overlap(mine: Iterable[tuple[int, int]], theirs: Iterable[tuple[int, int]]) -> int:
    listed = list(theirs)
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in mine for s2, e2 in listed)


def _by_words(one: Claim, other: Claim) -> float:
    """Tell whether two claims say the same in the same words, of the same people, on days that fit."""
    if one.part is not other.part or one.key != other.key or not days_fit(one.date, other.date):
        return 0.0
    if one.letters == other.letters:
        return 2.0
    both, either = len(one.stems & other.stems), len(one.stems | other.stems)
    enough = both >= min(_FEWEST_STEMS, len(one.stems)) and both >= _SHARED_STEMS * either
    return both / either if both and enough else 0.0


def days_fit(one: Interval | None, other: Interval | None) -> bool:
    """Tell whether two days can be the same day; one that is not known can."""
    return one is None or other is None or one.meets(other)
