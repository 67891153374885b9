"""A person's word on names, triggers, figures and contents wins over the machine; what can't hold is reported."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from tests.linking.telling import reading_of

from synoptic.linking import link, link_story
from synoptic.model.corrections import Constraint, Place
from synoptic.model.links import Judgement, JudgementKind, ReasonCode, StoryLink, Verdict

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
TEXT = {
    "a": "Anna Brenner met Tomas Vidal in Lorn on Tuesday. Anna Brenner said that the bridge is closed to all traffic. "
    "The storm killed 40 people in Lorn.",
    "b": "Anna Brenner met Tomas Vidal in Lorn on Tuesday, aides said. Anna Brenner said that the bridge is closed to "
    "all traffic now. The storm killed 40 people in Lorn, police said.",
    "c": "Ina Holm met Karl Oest in Marland on Friday. Ina Holm said that prices will fall before the winter. "
    "The port of Marland holds 30 frigates.",
}


def told(report: str) -> dict[str, Any]:
    first, second = ("Ina Holm", "Karl Oest") if report == "c" else ("Anna Brenner", "Tomas Vidal")
    day = "on Friday" if report == "c" else "on Tuesday"
    content = "prices will fall before the winter" if report == "c" else "the bridge is closed to all traffic"
    count = ("30", "frigates") if report == "c" else ("40", "people")
    return {
        "id": report,
        "dated": "2024-05-11",
        "text": TEXT[report],
        "times": [[day, f"past {day.split()[1].lower()}"]],
        "events": [{"at": "met", "who": [first, second], "time": day, "type": "CONSULT", "lemma": "meet"}],
        "remarks": [{"by": first, "content": content, "quote": "indirect"}],
        "figures": [{"at": count[0], "value": count[0], "counted": count[1]}],
    }


def at(report: str, words: str) -> Place:
    start = TEXT[report].index(words)
    return Place(report=report, start=start, end=start + len(words))


def said(kind: str, a: Place, b: Place, verdict: Verdict, when: str = "2026-03-01", by: str = "Ada") -> Constraint:
    return Constraint(
        id=f"{kind}-{a}-{b}-{verdict}-{when}", kind=JudgementKind(kind), a=a, b=b, verdict=verdict, by=by, at=when
    )


def linked(*words: Constraint) -> tuple[StoryLink, tuple[Judgement, ...]]:
    readings = [reading_of(told(report)) for report in "abc"]
    story, _, _, judged = link_story(readings, [("a",), ("b",), ("c",)], constraints=words)
    return story, judged


def groups(kind: str, story: StoryLink) -> list[str]:
    """Say which reports are together in each link of a kind, of those that have one mention a report."""
    if kind == "actor":
        return sorted("".join(sorted(r for r, _ in link.members)) for link in story.actors if link.name[0] in "AI")
    links = {"event": story.events, "figure": story.series, "statement": story.statements}[kind]
    return sorted("".join(sorted(m.report for m in link.members)) for link in links)


PLACES = {
    "actor": {"a": at("a", "Anna Brenner"), "b": at("b", "Anna Brenner"), "c": at("c", "Ina Holm")},
    "event": {"a": at("a", "met"), "b": at("b", "met Tomas"), "c": at("c", "Ina Holm met Karl")},
    "figure": {"a": at("a", "40 people"), "b": at("b", "40"), "c": at("c", "30 frigates")},
    "statement": {"a": at("a", "bridge is closed"), "b": at("b", "the bridge"), "c": at("c", "prices will fall")},
}
KINDS = sorted(PLACES)


def by_hand(judged: tuple[Judgement, ...], code: ReasonCode = ReasonCode.BY_HAND) -> list[Judgement]:
    return [j for j in judged if j.reasons[0].code is code]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_said_anything(kind: str) -> None:
    story, judged = linked()
    assert groups(kind, story) == ["ab", "c"]
    assert not by_hand(judged)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_held_the_same_is_one(kind: str) -> None:
    places = PLACES[kind]
    story, judged = linked(said(kind, places["c"], places["a"], SAME))
    assert groups(kind, story) == ["abc"]
    (mine,) = by_hand(judged)
    assert (mine.kind, mine.verdict, mine.score, mine.by) == (kind, SAME, 1.0, "Ada")
    assert len(mine.reasons[0].evidence) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_held_apart_is_two(kind: str) -> None:
    places = PLACES[kind]
    story, judged = linked(said(kind, places["a"], places["b"], DIFFERENT, by="Bo"))
    assert groups(kind, story) == ["a", "b", "c"]
    (mine,) = by_hand(judged)
    assert (mine.verdict, mine.by) == (DIFFERENT, "Bo")
    if kind != "figure":
        assert len({link.id for link in (*story.actors, *story.events, *story.statements)}) == len(
            (*story.actors, *story.events, *story.statements)
        )
        assert not [j for j in judged if {j.a, j.b} == {mine.a, mine.b} and j.id != mine.id]


@pytest.mark.parametrize("kind", KINDS)
def test_the_rest_of_a_group_goes_with_one_and_words_hold_through_chains(kind: str) -> None:
    places = PLACES[kind]
    words = [said(kind, places["a"], places["b"], DIFFERENT), said(kind, places["b"], places["c"], SAME)]
    for order in permutations(words):
        story, judged = linked(*order)
        assert groups(kind, story) == ["a", "bc"]
        assert len(by_hand(judged)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_of_words_that_contradict_the_latest_holds_and_the_other_is_told(kind: str) -> None:
    places = PLACES[kind]
    early = said(kind, places["a"], places["b"], SAME, "2026-03-01T10:00:00+02:00", by="Bo")
    late = said(kind, places["b"], places["a"], DIFFERENT, "2026-03-01T09:00:00+00:00")
    for order in ((early, late), (late, early)):
        story, judged = linked(*order)
        assert groups(kind, story) == ["a", "b", "c"]
        (broken,) = by_hand(judged, ReasonCode.CONTRADICTS_HAND)
        assert broken.verdict is Verdict.UNSURE
        assert "Bo said on 2026-03-01T10:00:00+02:00 that they are the same" in broken.reasons[0].text
        assert "Ada on 2026-03-01T09:00:00+00:00" in broken.reasons[0].text


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_holds_nothing_any_more_is_told(kind: str) -> None:
    nowhere = Place(report="a", start=len(TEXT["a"]) - 3, end=len(TEXT["a"]))
    story, judged = linked(said(kind, nowhere, PLACES[kind]["c"], SAME))
    assert groups(kind, story) == ["ab", "c"]
    (lost,) = by_hand(judged, ReasonCode.CONTRADICTS_HAND)
    assert "nothing of this kind is read" in lost.reasons[0].text


def test_words_on_other_kinds_change_nothing() -> None:
    words = said("event", PLACES["event"]["a"], PLACES["event"]["b"], DIFFERENT)
    story, _ = linked(words)
    assert [groups(kind, story) for kind in ("actor", "figure", "statement")] == [["ab", "c"]] * 3


def test_copied_sentences_can_be_held_apart() -> None:
    readings = [reading_of(told("a")), reading_of({**told("a"), "id": "d"})]
    word = said("event", at("a", "met"), Place(report="d", start=13, end=16), DIFFERENT)
    story, _, _, _ = link_story(readings, [("a", "d")], constraints=[word])
    assert groups("event", story) == ["a", "d"]


def test_two_unnamed_officials_can_be_one() -> None:
    officials = {
        r: {
            "id": r,
            "dated": "2024-05-11",
            "text": f"{name} said that the dam would hold through the winter{rest}.",
            "actors": [{"name": name, "anonymous": True}],
            "remarks": [{"by": name, "content": "the dam would hold through the winter"}],
        }
        for r, name, rest in (("a", "A senior official", ""), ("b", "An aide", " and the spring"))
    }
    readings = [reading_of(one) for one in officials.values()]
    before, _, _, _ = link_story(readings, [("a",), ("b",)])
    assert len(before.actors) == 2
    word = said("actor", Place(report="a", start=0, end=17), Place(report="b", start=0, end=7), SAME)
    after, _, _, _ = link_story(readings, [("a",), ("b",)], constraints=[word])
    assert [(link.anonymous, len(link.members)) for link in after.actors] == [(True, 2)]
    assert len(after.statements) == 1


def test_words_across_two_stories_or_on_reports_that_are_gone_are_told() -> None:
    readings = [reading_of(told(report)) for report in "ac"]
    gone = Place(report="x", start=0, end=4)
    words = [said("event", PLACES["event"]["a"], place, SAME) for place in (PLACES["event"]["c"], gone)]
    told_of = by_hand(link(readings, constraints=words).judgements, ReasonCode.CONTRADICTS_HAND)
    texts = " ".join(j.reasons[0].text for j in told_of)
    assert len(told_of) == 2
    assert "in two stories" in texts
    assert "x is not in the pile" in texts
