"""Whose a position is, in whole accounts: those named by a people or creed, and some of those named."""

from __future__ import annotations

from pathlib import Path

import pytest

import synoptic
from synoptic.settings import Settings

LEAD = "LORN, 4 March 2031 – The council of Lorn met on Tuesday. "


def holders(folder: Path, text: str) -> set[str]:
    (folder / "a.txt").write_text(LEAD + text + "\n", encoding="utf-8")
    account = synoptic.account(folder / "a.txt", settings=Settings(reader="model"))
    return {line.actor for story in account.stories for line in story.positions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Republican lawmakers rejected the plan for the dam on Monday.", {"Republican lawmakers"}),
        ("Three members of the governing Unity party have called on Tor Vint to resign over the dam.", set()),
        ("The governing Unity party has called on Tor Vint to resign over the dam.", {"Unity"}),
        ("Republicans rejected the plan for the dam on Monday.", {"Republicans"}),
        ("Russian officials rejected the plan for the dam on Monday.", {"Russia"}),
        ("Ilse Marrow, who met the builders, rejected the plan for the dam on Monday.", {"Ilse Marrow"}),
        ("Republicans who back the dam are few in the town of Kell.", set()),
        ("Vint’s team rejected the plan for the dam on Monday. Tor Vint was away.", {"Tor Vint’s team"}),
        ("The Texas lawmaker rejected the plan for the dam on Monday.", {"the Texas lawmaker"}),
        ("Fox News host Tor Vint rejected the plan for the dam on Monday.", {"Tor Vint"}),
        ("The mayors of Paris and Lyon rejected the plan for the dam on Monday.", set()),
        ("The Russian leader rejected the plan for the dam on Monday.", {"Russia"}),
        ("The president of France rejected the plan for the dam on Monday.", {"France"}),
        ("Ilse Marrow scolded Tor Vint for refusing to sell the dam on Monday.", set()),
        ("The council met the Harbour Board, which offers cover to crews in the town of Kell.", set()),
        ("The board scales back the requests of the town for more guards.", set()),
        ("The mayors of Brindt and Lorn condemned the plan for the dam on Monday.", set()),
        ("The Kell lawmaker rejected the plan for the dam on Monday.", set()),
        ("Ilse Marrow threatened on Monday to sue the mayor’s wife, Joan Arle.", {"Ilse Marrow"}),
        ("Ilse Marrow slammed Davin Ruell on Monday for refusing to meet the builders.", set()),
        ("The board attacked the mayor on Monday.", set()),
        ("Ilse Marrow attacked the old mayor for refusing to meet the builders on Monday.", set()),
        ("Ilse Marrow called the mayor on Monday, refusing to meet the builders.", {"Ilse Marrow"}),
        ("Ilse Marrow praised the builders and refused to meet Davin Ruell on Monday.", {"Ilse Marrow"}),
        ("On Monday Ilse Marrow called for refusing all offers of the builders.", {"Ilse Marrow"}),
    ],
)
def test_who_holds_a_position(text: str, expected: set[str], tmp_path: Path) -> None:
    assert holders(tmp_path, text) == expected


def test_a_line_never_begins_with_who(tmp_path: Path) -> None:
    text = "Paul Kerr, the head of the board — who has insisted that the dam is safe — spoke to Ilse Marrow on Monday."
    (tmp_path / "a.txt").write_text(LEAD + text + "\n", encoding="utf-8")
    account = synoptic.account(tmp_path / "a.txt", settings=Settings(reader="model"))
    lines = [line.what for story in account.stories for line in story.events]
    assert lines
    assert not any(line.lstrip("… ").startswith("who") for line in lines)


SEEN = 'In a letter seen by Corvin, he wrote that he accepted "moral but not legal responsibility" for the fire.'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Tor Vint resigned on Monday. {SEEN} Corvin had asked for it.", {"Tor Vint"}),
        ("Tor Vint met the board. Vint ruled out standing again for the leadership of his party.", set()),
        ("Tor Vint ruled on Monday that the vote was void.", {"Tor Vint"}),
    ],
)
def test_who_said_something(text: str, said: set[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD + text + "\n", encoding="utf-8")
    account = synoptic.account(tmp_path / "a.txt", settings=Settings(reader="model"))
    assert {line.speaker for story in account.stories for line in story.statements} == said
