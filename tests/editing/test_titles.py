"""The title of a story whose reports have no headlines."""

from __future__ import annotations

import json
from pathlib import Path

from synoptic.pipeline import account_of, read_pile
from synoptic.settings import Settings

ODD = "Readers may write to the harbour desk about the flood in Tarnfell and win two tickets for the lido this summer."
LEADS = [f"The flood in Tarnfell has {deed} the harbour wall." for deed in ("broken", "reached", "passed", "torn")]


def test_of_many_leads_the_one_that_most_share_is_the_title(tmp_path: Path) -> None:
    """The earliest report is an odd one out; with few reports the first stands."""
    texts = [ODD, *(f"{lead} Boat {n} of the harbour lay on the quay of Tarnfell." for n, lead in enumerate(LEADS * 3))]
    for texts_taken, wanted in ((texts, set(LEADS)), (texts[:3], {ODD})):
        rows = [
            {"id": f"r{n:02}", "text": text, "published": f"2031-03-{12 + n // 4:02}"}
            for n, text in enumerate(texts_taken)
        ]
        path = tmp_path / "pile.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        stories = account_of(read_pile([str(path)], Settings(reader="rules"))).stories
        assert stories[0].title in wanted
