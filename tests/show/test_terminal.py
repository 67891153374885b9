"""The terminal view: a readable golden text, plain when piped, harmless whatever a report holds."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.accounts import Account
from synoptic.pipeline import account_of, read_pile
from synoptic.settings import Settings as Knobs
from synoptic.show.arrangement import arrange, short_ids
from synoptic.show.markdown import render_markdown
from synoptic.show.terminal import Sheeting, render_text

GOLDEN = Path(__file__).parent / "golden"


def expect(name: str, shown: str) -> None:
    """Compare with the golden file; SYNOPTIC_GOLDEN=write writes it anew, to be reviewed as a diff."""
    path = GOLDEN / name
    if os.environ.get("SYNOPTIC_GOLDEN") == "write":
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")


def test_the_view_at_80_columns(built) -> None:
    expect("harbour-80.txt", render_text(arrange(built.account, 1), Sheeting(width=80)))


def test_the_view_at_120_columns_with_evidence(built) -> None:
    expect("harbour-120-evidence.txt", render_text(arrange(built.account, 5), Sheeting(width=120, evidence=True)))


def test_the_markdown(built) -> None:
    expect("harbour.md", render_markdown(arrange(built.account, 5)))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(built, width: int) -> None:
    shown = render_text(arrange(built.account, 5), Sheeting(width=width, evidence=True))
    assert max(map(len, shown.split("\n"))) <= width


def test_plain_text_has_no_codes_and_colour_has(built) -> None:
    assert "\x1b" not in render_text(arrange(built.account, 5), Sheeting(evidence=True))
    coloured = render_text(arrange(built.account, 5), Sheeting(colour=True, evidence=True))
    assert "\x1b[1m" in coloured
    assert "\x1b[2J" not in coloured


def test_every_line_has_its_id(built) -> None:
    arranged = arrange(built.account, 5)
    shown = render_text(arranged, Sheeting())
    for story in built.account.stories:
        for line in (*story.events, *story.figures, *story.statements, *story.positions, *story.disagreements):
            assert arranged.short[line.id] in shown


def test_an_empty_account_says_so() -> None:
    assert "No story" in render_text(arrange(Account(), 5))


def test_further_stories_take_a_line(built) -> None:
    shown = render_text(arrange(built.account, 1))
    further = shown.partition("FURTHER STORIES")[2]
    assert "Ferry to Skarn Island" in further
    assert "every day from April" not in further


@settings(max_examples=40, deadline=None)
@given(title=st.text(max_size=60))
def test_no_title_can_steer_the_terminal(built, title: str) -> None:
    told = replace(built.account, stories=(replace(built.account.stories[0], title=title),))
    shown = render_text(arrange(told, 5))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_short_ids_are_as_long_as_they_must_be() -> None:
    ids = ("event-aaaa000000", "event-aaaa100000", "figure-aaaa000000", "event-bbbb000000", "by hand", "report.txt")
    assert short_ids(ids) == {
        "event-aaaa000000": "e-aaaa0",
        "event-aaaa100000": "e-aaaa1",
        "figure-aaaa000000": "f-aaaa",
        "event-bbbb000000": "e-bbbb",
        "by hand": "by hand",
        "report.txt": "report.txt",
    }


@given(st.sets(st.integers(0, 16**4), max_size=60))
def test_short_ids_stay_apart(numbers: set[int]) -> None:
    ids = [f"{kind}-{number:04x}{number % 7:06x}" for number in sorted(numbers) for kind in ("event", "statement")]
    assert len(set(short_ids(ids).values())) == len(ids)


def test_a_line_on_top_says_on_whose_word_it_stands(tmp_path: Path) -> None:
    """The words of the line leave out who says it; a line that names its sayer is not told twice of it."""
    cut = "Velmora’s Foreign Ministry called in the envoy. It said that troops of Brindt had crossed the Orla river"
    whole = "Troops of Brindt crossed the Orla river on Monday night, Velmora’s Foreign Ministry said on Tuesday."
    for number, (text, wanted) in enumerate(((f"{cut} on Monday night.", 1), (whole, 0))):
        report = tmp_path / f"r{number}.txt"
        report.write_text(f"12 March 2031\n\n{text}\n", encoding="utf-8")
        account = account_of(read_pile([str(report)], Knobs(reader="rules")))
        shown = render_text(arrange(account, 5), Sheeting(width=200))
        top = shown.partition("IN SHORT")[2].partition("TIMELINE")[0]
        assert "crossed the Orla river" in top
        assert top.count("on the word of") == wanted
