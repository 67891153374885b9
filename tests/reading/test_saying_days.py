"""The day of a saying: cases as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "saying_days.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=case["why"]))
    text = case["text"]
    draft = Draft(
        reading=Reading(report=Head(id="r", published="2031-03-12"), text=text, passages=passages_by_line(text))
    )
    for step in (SENTENCES, NAMES, TIMES, ATTRIBUTIONS):
        draft = step.run(draft)
    reading = draft.reading
    said = [one for one in reading.attributions if case["cue"] in reading.quote(one.cue[0]).split()]
    assert said, f"no saying {case['cue']!r}"
    assert [reading.quote(reading.times[one.time]) if one.time is not None else None for one in said] == [
        case["expected"]
    ]
