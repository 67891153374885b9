"""Tables, results, questions and answers: what is not read is said, and prose is no table."""

from __future__ import annotations

from pathlib import Path

import pytest

from synoptic.pipeline import account_of, read_pile
from synoptic.settings import Settings

TABLE = "Team | Played | Points\nOrsk United | 34 | 71\nTarn City | 34 | 69\nDresk | 34 | 60"
RESULTS = "Orsk United 2 Lindau Rovers 1\nTarn City 0 Selby Vale 0\nPort Anza 3 Dresk 4"
TURNS = "Q: Will the plant in Dresk close?\n\nA: No. We will keep it open."
PROSE = "In Tarn City 12 people were hurt.\nDresk has 34 schools.\nOrsk paid 3 million crowns.\nIt took 2 hours."


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        (TABLE, ["A table or list of 3 lines in a was not read."]),
        (TABLE.replace(" | ", "\t"), ["A table or list of 3 lines in a was not read."]),
        (RESULTS, ["A table or list of 3 lines in a was not read."]),
        (RESULTS.partition("\n")[0], []),
        (TURNS, ["Who speaks in 2 questions and answers of a was not found; what they say may be missing."]),
        (TURNS.partition("\n")[0], []),
        (PROSE, []),
    ],
    ids=["table", "tabs", "results", "one result", "questions", "one question", "prose"],
)
def test_what_is_not_read_is_said(part: str, wanted: list[str], tmp_path: Path) -> None:
    text = f"Orsk United won the Veldt League on Saturday.\n\n{part}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    pile = read_pile([str(tmp_path / "a.txt")], Settings(reader="rules"))
    told = [one.text.replace("a.txt", "a") for one in account_of(pile).stories[0].open]
    assert [text for text in told if "table" in text or "questions" in text] == wanted
