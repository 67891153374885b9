"""Mentions that name an event by its day: they stand behind its line, and only behind its."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from synoptic.model.reports import Head, Report
from synoptic.pipeline import Pile, account_of
from synoptic.reading import read_report

CASES = Path(__file__).resolve().parents[1] / "cases" / "named_days.jsonl"


def cases() -> list[object]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(r, id=r["label"], marks=[pytest.mark.xfail(strict=True)] if r["expect"] == "fail" else [])
        for r in rows
    ]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, object]) -> None:
    heads = {"teller": "2024-05-15", "namer": "2024-05-17"}
    readings = [
        read_report(Report(head=Head(id=name, published=day), text=str(case[name]))) for name, day in heads.items()
    ]
    account = account_of(Pile(readings=tuple(sorted(readings, key=lambda r: r.id)), failed=()))
    (line,) = [
        line
        for story in account.stories
        for line in story.events
        if str(line.date) == case["day"] and any(piece.report == "teller" for piece in line.evidence)
    ]
    assert line.origins == case["origins"], case["why"]
    named = [piece for piece in line.evidence if piece.report == "namer"]
    assert len(named) == line.origins - 1
    assert line.what in " ".join(str(case["teller"]).split()), "a mention changes no words"
