"""What is cut into parts because a pile is large comes to the same as in one piece."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest

from synoptic.linking import minhash, story_growth, story_ties
from synoptic.linking.compared import cut_blocks
from synoptic.linking.laid_terms import LaidTerms
from synoptic.linking.minhash import Pairs, pairs_with_shared_keys
from synoptic.linking.story_cores import grow_cores
from synoptic.linking.story_growth import Growth, days_apart
from synoptic.linking.story_ties import NO_TIES, Daylist, Ties, find_ties
from synoptic.linking.terms import Terms


def test_keys_taken_in_parts_give_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(4)
    keys = np.asarray([chance.randrange(300) for _ in range(4000)], np.uint64)
    owners = np.asarray(sorted(chance.randrange(120) for _ in range(4000)), np.int64)
    whole = pairs_with_shared_keys(keys, owners, 120, 9)
    assert len(whole.first)
    assert int(whole.keys.max()) > 1
    monkeypatch.setattr(minhash, "_AT_ONCE", 50)
    parted = pairs_with_shared_keys(keys, owners, 120, 9)
    for name in ("first", "second", "keys"):
        assert (getattr(whole, name) == getattr(parted, name)).all()


def terms_of(count: int) -> list[Terms]:
    chance = Random(9)
    found = []
    for _ in range(count):
        words = sorted({f"zorvin{chance.randrange(60)}" for _ in range(8)})
        weights = {word: chance.random() for word in words}
        length = sum(w * w for w in weights.values()) ** 0.5
        found.append(Terms(weights={w: v / length for w, v in weights.items()}, names=frozenset(words[:2])))
    return found


def ties_of(terms: list[Terms], days: Sequence[Daylist] | None = None) -> dict[tuple[int, int], float]:
    first, second, likeness = (part.tolist() for part in find_ties(LaidTerms(terms), days or [()] * len(terms), 45))
    return dict(zip(zip(first, second, strict=True), likeness, strict=True))


def test_ties_are_those_of_all_pairs_that_share_two_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = terms_of(14)
    wanted = {
        (a, b) for a, b in combinations(range(14), 2) if len(terms[a].weights.keys() & terms[b].weights.keys()) >= 2
    }
    found = ties_of(terms)
    assert wanted
    assert set(found) == wanted
    for (a, b), likeness in found.items():
        both = terms[a].weights.keys() & terms[b].weights.keys()
        assert likeness == pytest.approx(sum(terms[a].weights[t] * terms[b].weights[t] for t in both))
    many = terms_of(300)
    days = [(700_000 + 3 * n,) if n % 4 else () for n in range(300)]
    whole, dated = ties_of(many), ties_of(many, days)
    monkeypatch.setattr(story_ties, "_AT_ONCE", 70)
    assert ties_of(many) == whole
    assert ties_of(many, days) == dated
    assert max(sum(n in pair for pair in whole) for n in range(300)) > 16


def test_origins_of_days_far_apart_are_not_tied_by_their_terms() -> None:
    terms = terms_of(40)
    days = [() if n % 5 == 0 else (700_000 + 40 * (n % 7), 700_000 + 40 * (n % 7) + n % 2 * 60) for n in range(40)]
    gaps = {pair: days_apart(days[pair[0]], days[pair[1]]) for pair in ties_of(terms)}
    wanted = {pair for pair, gap in gaps.items() if gap is None or gap <= 4 * 45}
    assert len(gaps) > len(wanted) > 0
    assert set(ties_of(terms, days)) == wanted


def test_terms_come_back_in_words() -> None:
    terms = terms_of(5)
    laid = LaidTerms(terms)
    assert [laid.terms(n) for n in range(5)] == terms


def test_products_of_many_are_those_of_each() -> None:
    laid = LaidTerms(terms_of(40))
    totals = [laid.total(n) for n in range(40)]
    summed = laid.add(laid.add(totals[0], totals[1]), totals[2])
    together = laid.products(summed, totals[3:])
    assert together == [laid.products(summed, [other])[0] for other in totals[3:]]
    assert together == [laid.products(other, [summed])[0] for other in totals[3:]]
    assert any(together)


def test_blocks_hold_every_pair_once() -> None:
    chance = Random(2)
    pairs = sorted(
        {(a, b) for a, b in ((chance.randrange(900), chance.randrange(900)) for _ in range(20_000)) if a < b}
    )
    first, second = np.asarray(pairs, np.int64).T
    found = list(cut_blocks(Pairs(first=first, second=second, keys=np.arange(len(pairs)) % 7), 900))
    assert len(found) > 1
    assert sorted(tuple(pair) for block in found for pair in block.tolist()) == pairs


def test_a_part_of_the_terms_is_as_if_there_were_no_others() -> None:
    terms = terms_of(30)
    numbers = [3, 4, 11, 29]
    part, alone = LaidTerms(terms).part(numbers), LaidTerms([terms[n] for n in numbers])
    assert [part.terms(n) for n in range(4)] == [terms[n] for n in numbers]
    assert part.products(part.total(0), [part.total(n) for n in (1, 2, 3)]) == alone.products(
        alone.total(0), [alone.total(n) for n in (1, 2, 3)]
    )
    assert part.heaviest(part.total(2), 3)
    assert [part.terms(0).weights[w] for w in terms[3].weights] == list(terms[3].weights.values())


def mates(count: int) -> list[Terms]:
    """Return the terms of `count` families of three, of which two are much alike."""
    found = []
    for n in range(count):
        for other in ("dulva", "dulva", "ferrick"):
            words = {f"zorvin{n}": 0.6, f"maltor{n}": 0.5, f"{other}{n}": 0.5, f"own{len(found)}": 0.37}
            found.append(Terms(weights=words, names=frozenset()))
    return found


def test_cores_are_close_and_hang_on_their_own_alone() -> None:
    terms = mates(12)
    laid, days = LaidTerms(terms), [(700_000,)] * 36
    ties = find_ties(laid, days, 45)

    def pickled(work: Callable[[Any], Any], blocks: Iterable[Any]) -> Iterator[Any]:
        return (pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(block))))) for block in blocks)

    whole = grow_cores(laid, days, 45, ties, set(), map)
    assert [group[:2] for group in whole.groups] == [(n, n + 1) for n in range(0, 36, 3)]
    assert len(whole.joined) == sum(len(group) - 1 for group in whole.groups)
    assert grow_cores(laid, days, 45, ties, set(), pickled) == whole
    alone = grow_cores(laid.part(range(3, 6)), days[:3], 45, ties_among(ties, 3, 6), set(), map)
    assert alone.groups == (tuple(n - 3 for n in whole.groups[1]),)
    assert all(4 not in group for group in grow_cores(laid, days, 45, ties, {4}, map).groups)


def ties_among(ties: Ties, low: int, high: int) -> Ties:
    kept = ties.only(np.flatnonzero((ties.first >= low) & (ties.second < high)))
    return Ties(kept.first - low, kept.second - low, kept.likeness)


def test_groups_that_have_grown_are_tied_as_if_joined_here() -> None:
    terms = mates(3)
    laid, days = LaidTerms(terms), [(700_000,)] * 9
    ties = find_ties(laid, days, 45)
    begun = Growth(laid, days, 45, ties, [(0, 1), (3, 4)])
    assert sorted(begun.groups) == [0, 2, 3, 5, 6, 7, 8]
    likeness = dict(zip(zip(ties.first.tolist(), ties.second.tolist(), strict=True), ties.likeness, strict=True))
    assert begun.groups[0].within == pytest.approx(likeness[0, 1])
    tie = begun.groups[0].ties[2]
    assert tie.likeness == pytest.approx((likeness[0, 2] + likeness[1, 2]) / 2)
    assert tie.closest == max(likeness[0, 2], likeness[1, 2])
    assert begun.groups[2].ties[0] == tie


@pytest.mark.parametrize(("later", "groups"), [(14, 2), (2, 1)])
def test_a_long_story_asks_less_of_a_few_reports_and_not_of_another_long_one(later: int, groups: int) -> None:
    whose = ["zorvin"] * 20 + ["maltor"] * later
    both = {"dulva": 0.115**0.5, "ferrick": 0.115**0.5}
    terms = [
        Terms(weights={**both, name: 0.23**0.5, f"own{n}": 0.54**0.5}, names=frozenset())
        for n, name in enumerate(whose)
    ]
    laid, days = LaidTerms(terms), [(700_000,)] * len(terms)
    grown = [range(20), range(20, len(terms))]
    growth = Growth(laid, days, 45, find_ties(laid, days, 45), grown)
    growth.grow()
    assert len(growth.groups) == groups


def test_terms_laid_in_parts_are_those_laid_at_once() -> None:
    terms = terms_of(23)
    whole = LaidTerms(terms)
    parted = LaidTerms.together(LaidTerms(terms[at : at + 5]) for at in range(0, 23, 5))
    assert [parted.terms(n) for n in range(23)] == terms
    assert (whole.doubles(np.arange(23)) == parted.doubles(np.arange(23))).all()
    summed = whole.add(whole.add(whole.total(0), whole.total(7)), whole.total(12))
    at_once = parted.sum_of([0, 7, 12])
    assert at_once.terms.tolist() == summed.terms.tolist()
    assert at_once.weights.tolist() == summed.weights.tolist()


@pytest.mark.parametrize(("origins", "floored"), [(10, False), (11, True), (39, True), (40, False)])
def test_a_story_that_falls_apart_is_not_asked_less_for_that(origins: int, *, floored: bool) -> None:
    """None of its reports is like another: where length counts for more with each, that does not count as well."""
    terms = [Terms(weights={f"own{n}": 1.0}, names=frozenset()) for n in range(origins)]
    growth = Growth(LaidTerms(terms), [()] * origins, 45, NO_TIES, [range(origins)])
    (group,) = growth.groups.values()
    assert (group.hold == 0.2) == floored
    assert floored or group.hold < 0.01


def loose_matter(count: int) -> list[Terms]:
    """Return terms of one matter, six of its thirty words a report, and of some others that hold three a little."""
    chance = Random(3)
    found = []
    for n in range(count):
        of_it = n % 25 > 0
        held = chance.sample(range(30), 6 if of_it else 3)
        words = {f"zorvin{k}": 0.3 + 0.1 * chance.random() if of_it else 0.1 for k in held}
        terms = Terms(weights={**words, f"own{n}": 0.5}, names=frozenset(), marks=frozenset({f"mark{n % 7}"}))
        found.append(terms)
    return found


def test_a_long_story_knows_all_that_it_has_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its ties are worked out far less often than it takes something, and at the end they are right."""
    terms = loose_matter(500)
    laid, days = LaidTerms(terms), [(700_000 + n % 20,) for n in range(500)]
    ties, caught_up = find_ties(laid, days, 45), []
    catch_up = Growth._catch_up

    def counted(self: Growth, a: int) -> None:
        caught_up.append(a)
        catch_up(self, a)

    monkeypatch.setattr(Growth, "_catch_up", counted)
    growth = Growth(laid, days, 45, ties)
    growth.grow()
    story = max(growth.groups.values(), key=lambda group: len(group.origins))
    assert len(story.origins) > 400
    assert 5 < len(caught_up) < 60
    assert not any(group.taken or group.waiting for group in growth.groups.values())
    assert sorted(n for group in growth.groups.values() for n in group.origins) == list(range(500))
    anew = Growth(laid, days, 45, ties, [story.origins])
    (whole,) = (group for group in anew.groups.values() if len(group.origins) > 400)
    assert story.within == pytest.approx(whole.within)
    assert story.days == whole.days
    assert (story.marks, story.held, story.own, story.terms) == (whole.marks, whole.held, whole.own, whole.terms)
    assert dict(zip(story.total.terms.tolist(), story.total.weights, strict=True)) == pytest.approx(
        dict(zip(whole.total.terms.tolist(), whole.total.weights, strict=True))
    )
    assert story.ties
    for b, tie in story.ties.items():
        other = growth.groups[b]
        found = laid.products(story.total, [other.total])[0] / (len(story.origins) * len(other.origins))
        assert tie.likeness == pytest.approx(found)
        assert tie in other.ties.values()
    monkeypatch.setattr(story_growth, "_GROWN_PART", 0)
    at_once = Growth(laid, days, 45, ties)
    at_once.grow()
    assert groups_of(at_once) == groups_of(growth)


def groups_of(growth: Growth) -> list[list[int]]:
    return sorted(sorted(group.origins) for group in growth.groups.values())
