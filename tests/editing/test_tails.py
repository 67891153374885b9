"""Where a saying ends: what the report adds of its own is left off, what may be the speaker's main point is not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from synoptic.editing.tails import end_of_saying
from synoptic.model.spans import Span


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("the ferry would stay in port — effectively ending the trade", "the ferry would stay in port"),
        ("the bill had grown to nine pages, prompting new doubts of its worth", "the bill had grown to nine pages"),
        ("it sells no lists of names, although it has shared some with guards", "it sells no lists of names"),
        ("she kept all the keys herself, and in March he hinted at a theft", "she kept all the keys herself"),
        ("the ferry — carrying nine men — was safe in port", None),
        ("the ferry was safe in port — something Ilo Brek denied", None),
        ("the ferry was safe, although it would need new planks", None),
        ("he saw no leak, although he has not looked", None),
        ("tolls rose twice, and in March they would rise again", None),
        ("fires, raising fears", None),
    ],
)
def test_end_of_saying(words: str, kept: str | None) -> None:
    end = end_of_saying(words, Span(start=0, end=len(words)))
    assert words[:end] == (kept or words)


@pytest.mark.parametrize(
    ("cue", "lemma", "content", "printed"),
    [
        ("endorsed", "endorse", "her earlier this year in her House battle", False),
        ("backed", "back", "them in 2019 in their battle for the port", False),
        ("assumed", "assume", "the presidency of a torn land and entered office alone", False),
        ("assumed", "assume", "the office of the mayor was empty", True),
        ("said", "say", "them on Friday that the dam was cracked", True),
        ("said", "say", "the presidency of Orlo was over", True),
    ],
)
def test_what_is_done_to_somebody_is_no_saying(
    hand: SimpleNamespace, cue: str, lemma: str, content: str, *, printed: bool
) -> None:
    s = hand.Scribe("a", f"Ilo Brek {cue} {content}.")
    s.actor("ilo", "Ilo Brek")
    s.said("Ilo Brek", cue, content, speaker="Ilo Brek", entity="ilo", lemma=lemma)
    lines = hand.account_of(hand.link_all([s])).stories[0].statements
    assert bool(lines) is printed
