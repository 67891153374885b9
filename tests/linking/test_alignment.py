"""Pairs that are aligned and judged in one go come to what each comes to alone."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tests.linking.newsroom import dress, reading_of, sentence, shuffle, story, text_of, wear

from synoptic.linking import alignment, compared
from synoptic.linking.alignment import Aligned, Stack, align_pairs, grain
from synoptic.linking.bodies import word_bodies
from synoptic.linking.compared import Block, compare
from synoptic.linking.groups import Joined, label_groups
from synoptic.linking.minhash import Numbers
from synoptic.model.readings import Reading
from synoptic.settings import Settings

PAIRS = np.asarray([(a, b) for a in range(12) for b in range(a + 1, 12)], np.int64)


def newsroom(seed: int = 3) -> list[Reading]:
    """Four stories, each told, dressed up and worn, one report without words and one with words in a quotation only."""
    rng = random.Random(seed)
    told = [story(rng, 9) for _ in range(3)]
    texts = [
        *(text_of(paragraphs) for paragraphs in told),
        *(dress(rng, paragraphs) for paragraphs in told),
        *(wear(rng, paragraphs) for paragraphs in told),
        shuffle(rng, told[0]),
        "— — —",
        f"“{sentence(rng)} {sentence(rng)}”",
    ]
    return [reading_of(f"r{number:02}", text) for number, text in enumerate(texts)]


def laid(readings: list[Reading]) -> Stack:
    return Stack(tuple(map(grain, readings, word_bodies(readings))))


def told(parts: list[tuple[slice, Aligned]]) -> list[tuple[object, ...]]:
    found = []
    for part, aligned in parts:
        for pair in range(part.stop - part.start):
            one = aligned.alignment(pair)
            shares = (one.share_a, one.share_b, one.own_a, one.own_b)
            found.append((one.matches, shares, one.covered_a.tolist(), one.covered_b.tolist()))
    return found


@pytest.mark.parametrize("long", [4000, 230])
def test_pairs_aligned_in_one_go_are_those_aligned_alone(monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    monkeypatch.setattr(alignment, "_LONG_WORDS", long)
    stack = laid(newsroom())
    together = list(align_pairs(stack, PAIRS[:, 0], PAIRS[:, 1]))
    assert any(matches for matches, *_ in told(together))
    monkeypatch.setattr(alignment, "_AT_ONCE", 1)
    alone = list(align_pairs(stack, PAIRS[:, 0], PAIRS[:, 1]))
    assert len(together) < len(alone) == len(PAIRS)
    assert told(together) == told(alone)


def test_a_turned_alignment_has_its_sides_exchanged() -> None:
    (_, found) = next(iter(align_pairs(laid(newsroom()), PAIRS[:, 0], PAIRS[:, 1])))
    pair = int(found.pair[0])
    one, two = found.alignment(pair), found.alignment(pair, turned=True)
    assert one.matches
    assert sorted((m.b, m.a, m.likeness, m.same) for m in one.matches) == [
        (m.a, m.b, m.likeness, m.same) for m in two.matches
    ]
    assert (one.share_a, one.own_a) == (two.share_b, two.own_b)
    assert (one.covered_a == two.covered_b).all()


def test_a_pair_that_is_not_judged_would_come_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = newsroom()
    block = Block(readings=readings, pairs=PAIRS, decided={}, settings=Settings())
    few = compare(block)
    judged: list[tuple[str, str]] = []
    judge = compared.judge_copies

    def noted(one: Reading, two: Reading, *rest: object) -> object:
        judged.append((one.id, two.id))
        return judge(one, two, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(compared, "judge_copies", noted)
    assert compare(block).kin == few.kin
    assert 0 < len(judged) < len(PAIRS)

    def all_of_them(found: Aligned, counts: tuple[Numbers, Numbers], settings: Settings) -> Numbers:
        return np.ones(len(found.one.share), np.bool_)

    monkeypatch.setattr(compared, "are_telling", all_of_them)
    every = compare(block)
    assert len(judged) > len(PAIRS)
    assert every.kin == few.kin
    assert (every.alike == few.alike).all()


def test_reports_of_one_length_are_aligned_alike_under_all_ids() -> None:
    """Where a run of words stands in too many places of the second it is passed over, so the order counts."""
    told = "The ferry left the quay of Kell at noon with forty goats"
    once = f"{told}. Nobody on the quay had counted the goats of the abbot. "
    counts = ("one", "two", "six", "ten", "nine", "four", "five", "eight")
    often = " ".join(f"{told} and {count} sheep." for count in counts)
    one, two = reading_of("a", once + "x" * (len(often) - len(once))), reading_of("b", often)
    assert len(one.text) == len(two.text)

    def shares(*readings: Reading) -> list[float]:
        stack = laid(list(readings))
        (turned,) = compared._are_turned(stack, PAIRS[:1])
        return aligned(stack, 1, 0) if turned else aligned(stack, 0, 1)

    def aligned(stack: Stack, a: int, b: int) -> list[float]:
        ((_, found),) = align_pairs(stack, np.asarray([a]), np.asarray([b]))
        return sorted((found.alignment(0).share_a, found.alignment(0).share_b))

    assert aligned(laid([one, two]), 0, 1) != aligned(laid([one, two]), 1, 0)
    assert shares(one, two) == shares(two, one)


@pytest.mark.parametrize(("size", "joins"), [(50, 30), (400, 300), (10, 0), (200, 900)])
def test_labels_are_the_least_members(size: int, joins: int) -> None:
    rng = np.random.default_rng(size)
    first, second = rng.integers(0, size, (2, joins))
    joined = Joined(size)
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        joined.join(a, b)
    assert label_groups(size, first, second).tolist() == [joined.find(item) for item in range(size)]
