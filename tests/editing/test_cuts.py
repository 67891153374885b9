"""Where a line is cut: quotations with their opening mark, speakers with their name, and nothing that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from synoptic.editing.standing import whole_quotes
from synoptic.model.accounts import Story
from synoptic.model.spans import Span
from synoptic.pipeline import account_of, read_pile
from synoptic.settings import Settings


def told(text: str, folder: Path) -> Story:
    (folder / "a.txt").write_text(f"Thursday, 15 May 2031\n\n{text}\n", encoding="utf-8")
    return account_of(read_pile([str(folder / "a.txt")], Settings(reader="rules"))).stories[0]


def test_a_quotation_begins_at_its_mark_in_the_sentence_before() -> None:
    text = "“Cancel the fair. Now,” Orlo wrote Friday."
    sentence = Span(start=text.index("Now"), end=len(text))
    found = whole_quotes(text, sentence, sentence)
    assert found == Span(start=0, end=len(text))


def test_a_quotation_of_another_paragraph_is_not_gone_back_to() -> None:
    text = "“Cancel the fair.\n\nNow,” Orlo wrote Friday."
    sentence = Span(start=text.index("Now"), end=len(text))
    assert whole_quotes(text, sentence, sentence) == sentence


def test_who_said_it_behind_a_quotation_is_named(tmp_path: Path) -> None:
    text = "Mara Orlo, the mayor of Sarn, answered her critics at length.\n\n“I think it is wrong,” she said on Monday."
    lines = [event.what for event in told(text, tmp_path).events]
    assert "“I think it is wrong,” she [Mara Orlo] said on Monday." in lines


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (
            "Mara Orlo and the council fought over the fair. The council called it dead, a claim Mara Orlo rejected.",
            "rejects",
        ),
        ("Mara Orlo offered an emphatic “yes” when she was asked about the fair.", "offers"),
        ("Ina Brek ran for the council. Mara Orlo backed her earlier this year in the race.", "supports"),
    ],
    ids=["a claim", "a yes", "her"],
)
def test_a_stance_about_nothing_told_is_no_position(text: str, stance: str, tmp_path: Path) -> None:
    assert stance not in [str(one.stance) for one in told(text, tmp_path).positions]


def test_to_whom_it_was_denied_is_not_denied(tmp_path: Path) -> None:
    text = "Mara Orlo denied to the Harbour Courier that she ever called the captain a liar."
    assert [one.about for one in told(text, tmp_path).positions] == ["she [Mara Orlo] ever called the captain a liar"]


def test_who_mocks_somebody_for_asking_does_not_ask(tmp_path: Path) -> None:
    text = "Ilo Brek mocked Mara Orlo for opposing the levy on ships and for demanding money for her own town."
    assert "Ilo Brek" not in [one.actor for one in told(text, tmp_path).positions]


def test_what_a_quotation_of_nobody_tells_is_no_line(tmp_path: Path) -> None:
    text = (
        "Mara Orlo met the crew of the dredger in Sarn on Monday.\n\n"
        "“The captain attacked a guard in Lorn on Friday with a boat hook, and the whole port saw it.”"
    )
    shown = [event.what for event in told(text, tmp_path).events if not event.aside]
    assert shown
    assert not any("boat hook" in line for line in shown)


def test_what_hangs_on_a_noun_that_is_not_told_is_left_off(tmp_path: Path) -> None:
    text = "Ilo Brek has threatened to cut off aid to Lorn and Tarn, the towns where most of the sailors live."
    assert [one.about for one in told(text, tmp_path).positions] == ["to cut off aid to Lorn and Tarn"]
