"""What a report's first sentence tells makes a line of the timeline: small invented reports, read to the account.

Cases are data; in one without a line nothing is shown in the timeline.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import synoptic
from synoptic.settings import Settings

PUBLISHED = "2031-05-06"  # a Tuesday
CASES = Path(__file__).parents[1] / "cases" / "leads.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", ROWS, ids=[row["label"] for row in ROWS])
def test_a_lead_is_told(tmp_path: Path, case: dict[str, str | None]) -> None:
    path = tmp_path / "pile.jsonl"
    path.write_text(json.dumps({"id": "r", "text": case["text"], "published": PUBLISHED}), encoding="utf-8")
    (story, *_) = synoptic.account(path, settings=Settings(reader="rules")).stories
    shown = [(e.what, str(e.date) if e.date else None, e.status.value) for e in story.events if not e.aside]
    wanted = [] if case["line"] is None else [(case["line"], case["date"], case["status"])]
    assert shown == wanted, case["why"]
