"""Whom a statement is given to: who only hands it on, who is described and not unnamed, and who is nobody."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from synoptic.editing.statements import before_aside
from synoptic.editing.wording import is_part
from synoptic.model.accounts import StatementLine
from synoptic.model.spans import Span


def statements(hand: SimpleNamespace, *scribes: object) -> list[StatementLine]:
    return list(hand.account_of(hand.link_all(list(scribes))).stories[0].statements)


def test_a_paper_that_hands_on_what_somebody_says_has_no_line_of_its_own(hand: SimpleNamespace) -> None:
    words = "“The toll is far too high for us,”"
    s = hand.Scribe("a", f"{words} Ilo Brek said, according to the Lantern.")
    s.actor("ilo", "Ilo Brek").actor("lantern", "Lantern", "ORG")
    s.said("Ilo Brek", "said", words, speaker="Ilo Brek", entity="ilo", quote="direct", parent=1)
    told = f"{words} Ilo Brek said"
    s.said("the Lantern", "according to", told, speaker="Lantern", entity="lantern", lemma="according to")
    (line,) = statements(hand, s)
    assert (line.speaker, line.via) == ("Ilo Brek", ("Lantern",))


def test_a_paper_that_tells_more_than_the_saying_keeps_its_line(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "The mill burned down after Ilo Brek said it was safe, according to the Lantern.")
    s.actor("ilo", "Ilo Brek").actor("lantern", "Lantern", "ORG")
    s.said("Ilo Brek", "said", "it was safe", speaker="Ilo Brek", entity="ilo", parent=1)
    told = "The mill burned down after Ilo Brek said it was safe"
    s.said("the Lantern", "according to", told, speaker="Lantern", entity="lantern", lemma="according to")
    assert "Lantern" in {line.speaker for line in statements(hand, s)}


@pytest.mark.parametrize(
    ("source", "speaker", "name", "anonymous"),
    [
        ("The Velmoran senator", "Velmoran senator", "the Velmoran senator", False),
        ("The lawmaker", "the lawmaker", "the lawmaker", False),
        ("The harbour official", "harbour official", "harbour official", True),
        ("Velmoran senators", "Velmoran senators", "Velmoran senators", True),
    ],
)
def test_who_is_described_is_no_unnamed_source(
    hand: SimpleNamespace, source: str, speaker: str, name: str, *, anonymous: bool
) -> None:
    s = hand.Scribe("a", f"{source} said the dam was safe for years.")
    s.actor("u1", speaker, anonymous=True)
    s.said(source, "said", "the dam was safe for years", speaker=speaker, entity="u1", anonymous=True)
    (line,) = statements(hand, s)
    assert (line.speaker, line.anonymous) == (name, anonymous)


def test_some_of_those_named_are_nobody() -> None:
    assert is_part("several of whom")
    assert is_part("part of the talks")
    assert not is_part("House of Sarn")


@pytest.mark.parametrize(
    ("source", "content", "told"),
    [
        ("Orlo’s defeat", "the fall of Speaker Vint, who was beaten in the last vote", False),
        ("Ilo Brek", "the long nights that were spent at the port", False),
        ("Ilo Brek", "that the nights at the port were long", True),
    ],
)
def test_what_is_recalled_as_a_thing_is_not_said(hand: SimpleNamespace, source: str, content: str, told: bool) -> None:
    s = hand.Scribe("a", f"{source} recalled {content}.")
    s.actor("one", source)
    s.said(source, "recalled", content, speaker=source, entity="one", lemma="recall")
    assert bool(statements(hand, s)) is told


def test_nothing_is_said_behind_a_left_out_which() -> None:
    text = "They vowed a bold start, which could bring new tolls, and, Brek said, a new dam."

    def place(words: str) -> Span:
        return Span(start=text.index(words), end=text.index(words) + len(words))

    start, tolls, dam = place("a bold start"), place("new tolls"), place("a new dam")
    assert list(before_aside(text, [start, tolls])) == [start]
    assert list(before_aside(text, [tolls, dam])) == [tolls, dam]
