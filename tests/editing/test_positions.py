"""Positions: whose they are, what they are about, and what is no position at all."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from synoptic.editing.holders import is_somebody
from synoptic.editing.matters import is_cut, is_of_oneself, is_words, own_matter, with_object
from synoptic.model.accounts import PositionLine
from synoptic.model.readings import Mention, NameType, Stance
from synoptic.model.spans import Span

CASES = Path(__file__).parents[1] / "cases"


def told(hand: SimpleNamespace, text: str, cue: str, content: str, lemma: str) -> list[PositionLine]:
    """Edit one report with one saying of Joan Arle."""
    s = hand.Scribe("a", text).actor("joan", "Joan Arle")
    s.said("Joan Arle", cue, content, speaker="Joan Arle", entity="joan", lemma=lemma)
    return list(hand.account_of(hand.link_all([s])).stories[0].positions)


def cases(name: str) -> list[object]:
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["label"]) for row in rows]


@pytest.mark.parametrize("case", cases("positions.jsonl"))
def test_a_saying_is_a_position_or_none(hand: SimpleNamespace, case: dict[str, str]) -> None:
    found = told(hand, case["text"], case["cue"], case["content"], case["lemma"])
    assert [line.about for line in found] == ([case["about"]] if case["about"] else []), case["why"]
    for line in found:
        assert line.about.split()[-1].strip(".”") in line.evidence[0].quote


def test_an_object_cut_off_is_taken_in() -> None:
    text = "Arle urged Velland to cancel the Monday session, as did Vint."
    assert with_object(text, Span(start=11, end=28)).quote(text) == "Velland to cancel the Monday session"
    whole = Span(start=11, end=47)
    assert with_object(text, whole) == whole


def test_a_content_that_leaves_out_the_complement_is_seen() -> None:
    text = "Arle denied having the papers and asking a clerk to burn them."
    about = Span(start=text.index("having"), end=len(text) - 1)
    assert is_cut(text, about, Span(start=text.index("to burn"), end=len(text) - 1))
    assert not is_cut(text, about, about)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("a bleak assessment of the harvest", True),
        ("what she called a reason", True),
        ("no help", True),
        ("a loan of two million to the port", False),
        ("to step aside", False),
    ],
)
def test_words_are_no_offer(about: str, *, expected: bool) -> None:
    assert is_words(about) is expected


def test_nobody_asks_himself() -> None:
    assert is_of_oneself("Ms. Arle to say sorry", "Joan Arle", Stance.REQUESTS)
    assert not is_of_oneself("Ms. Arle’s release", "Joan Arle", Stance.DEMANDS)
    assert not is_of_oneself("Arle will stay", "Joan Arle", Stance.OFFERS)


def test_an_it_holds_what_the_one_named_before_holds_only(hand: SimpleNamespace) -> None:
    for text, held in (
        ("The Harbour Board met on Friday. It rejects the new tax on ships.", True),
        (
            "Vint told the crew of the Harbour Board’s plan. The day was fine. It rejects the new tax on ships.",
            False,
        ),
    ):
        s = hand.Scribe("a", text).actor("board", "Harbour Board", "ORG")
        name = s.at("Harbour Board")
        s.entities.append(Mention(start=name.start, end=name.end, type=NameType.ORG, entity="board"))
        s.event(
            "rejects",
            "It rejects the new tax on ships",
            kind="REJECT",
            actors={"It": "board"},
            stance=Stance.REJECTS,
            about=s.at("the new tax on ships"),
            lemma="reject",
        )
        assert bool(hand.account_of(hand.link_all([s])).stories[0].positions) is held, text


def test_who_is_meant_by_whom_is_named(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle met Tor Vint, whom she accused of hiding the ship.")
    s.actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    s.event(
        "accused",
        "Joan Arle met Tor Vint, whom she accused of hiding the ship",
        kind="ACCUSE",
        actors={"she": "joan"},
        recipients={"Tor Vint": "tor"},
        stance=Stance.ACCUSES,
        about=s.at("of hiding the ship"),
        lemma="accuse",
    )
    (line,) = hand.account_of(hand.link_all([s])).stories[0].positions
    assert line.about == "[Tor Vint] of hiding the ship"
    assert "Tor Vint" in line.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "trigger", "about", "own"),
    [
        (
            "Arle insists on a shut port and regrets the delay.",
            "insists",
            "a shut port and regrets the delay",
            "a shut port",
        ),
        ("Arle insists on a shut port and the tugs of Lorn.", "insists", "a shut port and the tugs of Lorn", ""),
        (
            "Arle rejected the toll and urged the board to go.",
            "rejected",
            "the toll and urged the board to go",
            "the toll",
        ),
        (
            "Arle rejected a toll that hurt Lorn and robbed the town.",
            "rejected",
            "a toll that hurt Lorn and robbed the town",
            "",
        ),
        (
            "Vint wrote again, denying any debt and asking the bank to lie.",
            "denying",
            "any debt and asking the bank to lie",
            "any debt",
        ),
        (
            "The skipper who refused to sail has become a name in Lorn.",
            "refused",
            "to sail has become a name in Lorn",
            "to sail",
        ),
        ("The skipper refused to say who has the log.", "refused", "to say who has the log", ""),
        (
            "The heat moved to Vint — who refused to pay the crew — to end the strike.",
            "refused",
            "to pay the crew — to end the strike",
            "to pay the crew",
        ),
        ("Vint refused to pay the crew — to end the strike.", "refused", "to pay the crew — to end the strike", ""),
    ],
)
def test_a_matter_ends_where_another_verb_begins(text: str, trigger: str, about: str, own: str) -> None:
    def place(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    found = own_matter(text, place(about), place(trigger), Span(start=0, end=len(text)))
    assert found.quote(text) == (own or about)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("several of whom", False),
        ("part of the talks", False),
        ("each new idea", False),
        ("the missive", False),
        ("the original", False),
        ("the lawyer", True),
        ("the Lorn harbour board", True),
        ("Joan Arle", True),
        ("some Velmorans", True),
    ],
)
def test_a_holder_is_somebody(name: str, expected: bool) -> None:
    assert is_somebody(name) is expected
