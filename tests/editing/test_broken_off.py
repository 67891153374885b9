"""A report that breaks off in mid-sentence tells nothing by what is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import synoptic
from synoptic.settings import Settings

WHOLE = "LORN, 4 March 2031 – The council of Lorn closed the bridge at Kell on Tuesday. "


def _lines(folder: Path, last: str) -> str:
    (folder / "a.txt").write_text(WHOLE + last + "\n", encoding="utf-8")
    account = synoptic.account(folder / "a.txt", settings=Settings(reader="rules"))
    told = [line.what for story in account.stories for line in story.events]
    return " | ".join(told + [s.content for story in account.stories for s in story.statements])


@pytest.mark.parametrize(
    "last",
    [
        "Mayor Ilse Marrow met the builders on Monday and said that the dam would not...",
        "Mayor Ilse Marrow said on Monday that the dam would not …",
        "On Monday Mayor Ilse Marrow opened the new [...]",
    ],
)
def test_what_breaks_off_is_not_printed(last: str, tmp_path: Path) -> None:
    told = _lines(tmp_path, last)
    assert "closed the bridge" in told
    assert "would not" not in told
    assert "opened the new" not in told


def test_a_whole_sentence_before_it_and_dots_within_are(tmp_path: Path) -> None:
    told = _lines(
        tmp_path, "Mayor Ilse Marrow opened the dam on Monday. She was glad... The builders left Kell on Sunday."
    )
    assert "opened the dam" in told
    assert "left Kell" in told
