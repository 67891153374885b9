"""What a person says of two reports wins over the machine, through chains too; a contradiction is reported."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.newsroom import reading_of, sentences_of, story, text_of
from tests.linking.test_stories import DAM, STRIKE, WANTED, pile

from synoptic.linking import link
from synoptic.linking.copies import find_copies
from synoptic.linking.verdicts import group_by_hand, settle
from synoptic.model.corrections import Constraint, Place
from synoptic.model.links import JudgementKind, ReasonCode, Relation, Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings

COPY, STORY = JudgementKind.COPY, JudgementKind.STORY
SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def said(kind: JudgementKind, a: str, b: str, verdict: Verdict, at: str = "2026-03-01", by: str = "Ada") -> Constraint:
    return Constraint(
        id=f"{a}{b}{at}{verdict}", kind=kind, a=Place(report=a), b=Place(report=b), verdict=verdict, by=by, at=at
    )


def stories(readings: list[Reading], *words: Constraint) -> tuple[tuple[str, ...], ...]:
    return tuple(s.reports for s in link(readings, constraints=words).stories)


RNG = random.Random(8)
BASE = story(RNG, 20)
LINES = sentences_of(BASE)
OTHER = text_of(story(RNG, 20))


def test_two_stories_are_one_when_a_person_says_so_and_one_is_two() -> None:
    readings = pile()
    assert stories(readings) == WANTED
    assert stories(readings, said(STORY, "theft0", "dam1", SAME)) == (
        (*WANTED[0], *WANTED[2]),
        WANTED[1],
    )
    parted = stories(readings, said(STORY, "dam0", "dam1", DIFFERENT))
    assert all(not {"dam0", "dam1"} <= set(group) for group in parted)
    assert ("strike0", "strike1", "strike2") in parted


def test_a_persons_judgement_stands_in_the_place_of_the_machines() -> None:
    links = link(pile(), constraints=[said(STORY, "dam1", "dam0", DIFFERENT, by="Bo")])
    on_pair = [j for j in links.judgements if j.kind is STORY and (j.a, j.b) == ("dam0", "dam1")]
    assert [(j.verdict, j.by, j.score, j.reasons[0].code) for j in on_pair] == [
        (DIFFERENT, "Bo", 1.0, ReasonCode.BY_HAND)
    ]
    assert "Bo said on 2026-03-01" in on_pair[0].reasons[0].text


def test_a_chain_of_copies_breaks_at_its_weakest_link() -> None:
    """b has all of a, c has all of b but little changed; who says that a and c are no copies parts b from one."""
    near = [line.replace(" people.", " persons.") if n < 2 else line for n, line in enumerate(LINES)]
    far = [line.replace(" people.", " persons.") if n < 14 else line for n, line in enumerate(LINES)]
    readings = [reading_of(n, text_of(t)) for n, t in (("a", LINES), ("b", near), ("c", far))]
    before = find_copies(tuple(readings), Settings())
    assert before.origins == (("a", "b", "c"),)
    shares = {c.reports: c.shared for c in before.copies}
    after = find_copies(tuple(readings), Settings(), [said(COPY, "a", "c", DIFFERENT)])
    kept = ("a", "b") if shares["a", "b"] > shares["b", "c"] else ("b", "c")
    assert kept in after.origins
    assert len(after.origins) == 2


def test_identical_texts_are_two_origins_when_a_person_says_so() -> None:
    readings = tuple(reading_of(n, text_of(BASE)) for n in "abc")
    links = find_copies(readings, Settings(), [said(COPY, "a", "b", DIFFERENT)])
    assert links.origins == (("a", "c"), ("b",))
    pair = next(c for c in links.copies if c.reports == ("a", "b"))
    assert pair.relation is Relation.SHARED


def test_reports_without_a_word_in_common_are_copies_by_hand() -> None:
    readings = (reading_of("a", text_of(BASE)), reading_of("b", OTHER), reading_of("c", OTHER))
    links = find_copies(readings, Settings(), [said(COPY, "b", "a", SAME)])
    assert links.origins == (("a", "b", "c"),)
    (judged,) = [j for j in links.judgements if (j.a, j.b) == ("a", "b")]
    assert (judged.verdict, judged.by) == (SAME, "Ada")
    assert any(c.reports == ("a", "b") and c.relation is not Relation.SHARED for c in links.copies)


def test_copies_may_be_two_stories_by_hand() -> None:
    readings = [*pile(), reading_of("dam9", DAM[0])]
    parted = stories(readings, said(STORY, "dam0", "dam9", DIFFERENT))
    assert all(not {"dam0", "dam9"} <= set(group) for group in parted)
    assert sorted(r for group in parted for r in group) == sorted(r.id for r in readings)


@pytest.mark.parametrize("kind", [COPY, STORY])
def test_the_latest_word_wins_and_the_contradiction_is_told(kind: JudgementKind) -> None:
    names = {"a", "b", "c"}
    chain = [said(kind, "a", "b", SAME, "2026-03-01"), said(kind, "b", "c", SAME, "2026-03-03", "Bo")]
    apart = said(kind, "a", "c", DIFFERENT, "2026-03-02", "Cy")
    found = settle([*chain, apart], kind, names)
    assert (found.same, found.apart) == ((("b", "c"),), (("a", "c"),))
    (broken,) = [j for j in found.judgements if j.reasons[0].code is ReasonCode.CONTRADICTS_HAND]
    assert (broken.a, broken.b, broken.verdict) == ("a", "b", DIFFERENT)
    assert "Ada said on 2026-03-01" in broken.reasons[0].text
    assert "Bo on 2026-03-03" in broken.reasons[0].text
    assert "Cy on 2026-03-02" in broken.reasons[0].text


def test_a_word_on_reports_that_are_not_there_changes_nothing() -> None:
    assert settle([said(COPY, "a", "gone", SAME)], COPY, {"a", "b"}).judgements == ()
    assert link(pile(), constraints=[said(STORY, "dam0", "gone", DIFFERENT)]) == link(pile())


def test_times_are_compared_by_what_they_say() -> None:
    early = said(COPY, "a", "b", SAME, "2026-03-01T23:30:00+00:00")
    late = said(COPY, "a", "b", DIFFERENT, "2026-03-02T00:30:00+02:00")  # half past ten of the evening before
    assert settle([early, late], COPY, {"a", "b"}).same == (("a", "b"),)


NAMES = "abcdef"
PAIRS = list(combinations(NAMES, 2))
WORDS = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from([SAME, DIFFERENT]), st.integers(1, 28)), max_size=9)


@given(WORDS, st.dictionaries(st.sampled_from(PAIRS), st.floats(0, 1)), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_groups_obey_the_words_that_stand_and_every_word_is_answered(
    words: list[tuple[tuple[str, str], Verdict, int]], links: dict[tuple[str, str], float], rng: random.Random
) -> None:
    told = [said(COPY, a, b, verdict, f"2026-03-{day:02d}") for (a, b), verdict, day in words]
    told = list({c.id: c for c in told}.values())
    found = settle(told, COPY, set(NAMES))
    mixed = told[:]
    rng.shuffle(mixed)
    assert settle(mixed, COPY, set(NAMES)) == found
    groups = group_by_hand(NAMES, links, found)
    side = {report: n for n, group in enumerate(groups) for report in group}
    assert sorted(side) == sorted(NAMES)
    assert all(side[a] == side[b] for a, b in found.same)
    assert all(side[a] != side[b] for a, b in found.apart)
    broken = sum(j.reasons[0].code is ReasonCode.CONTRADICTS_HAND for j in found.judgements)
    pairs_told = {(c.a.report, c.b.report) for c in told}
    assert len(found.same) + len(found.apart) + broken >= len(pairs_told)
    if told:
        latest = max(told, key=lambda c: (c.at, c.id))
        assert found.of((latest.a.report, latest.b.report)) is latest.verdict


@given(st.permutations([*DAM, *STRIKE]), st.data())
@settings(max_examples=10, deadline=None)
def test_whatever_is_said_no_story_breaks_it(texts: list[str], data: st.DataObject) -> None:
    readings = [reading_of(f"r{n}", text) for n, text in enumerate(texts)]
    pairs = list(combinations([r.id for r in readings], 2))
    drawn = data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.booleans(), st.integers(1, 9)), max_size=5))
    words = [said(STORY, a, b, SAME if same else DIFFERENT, f"2026-04-0{day}") for (a, b), same, day in drawn]
    held = settle(words, STORY, {r.id for r in readings})
    side = {report: n for n, group in enumerate(stories(readings, *words)) for report in group}
    assert all(side[a] == side[b] for a, b in held.same)
    assert all(side[a] != side[b] for a, b in held.apart)
