"""Passages: cases as data, and what holds for every text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.days import Basis
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.passages import read_passages

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "passages.jsonl").read_text("utf-8").splitlines()
]


def read(text: str, **head: str) -> Reading:
    return read_passages(Draft(reading=Reading(report=Head(id="r", **head), text=text))).reading


def found(reading: Reading) -> list[list[str]]:
    return [[p.kind.value, reading.text[p.start : p.end]] for p in reading.passages]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"], **case.get("given", {}))
    head = {name: getattr(reading.report, name) for name in case.get("head", {})}
    right = found(reading) == case["expected"] and head == case.get("head", {})
    if case["expect"] == "fail":
        assert not right, "a known failure is right now: say so in its case"
        pytest.xfail(case["why"])
    assert found(reading) == case["expected"], case["why"]
    assert head == case.get("head", {})


def test_cases_hold_negatives() -> None:
    assert sum(case["label"].startswith("no ") for case in CASES) >= 15
    assert len({case["label"] for case in CASES}) == len(CASES)


LINES = st.sampled_from(
    [
        "",
        " ",
        "- Advertisement -",
        "The wall at Lornmouth broke on Friday.",
        "Share this article",
        "Council votes on the wallon April 30, 2021",
        "20220401",
        "https://www.lornpost.example/a",
        "Why the wall broke",
        "LORNMOUTH (AP) — The crews left.",
        "(Picture: Seaview)",
        "the quay and the boats that lie in it wait for a wind from",
        "İstanbul \u2028 ß",
        "“Never,” he said",
        "...",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(LINES, max_size=12).map("\n".join)))
@settings(max_examples=200, deadline=None)
def test_passages_tile_the_text(text: str) -> None:
    reading = read(text)
    at = 0
    for passage in reading.passages:
        assert not text[at : passage.start].strip()
        assert text[passage.start : passage.end] == text[passage.start : passage.end].strip()
        at = passage.end
    assert not text[at:].strip()
    assert (reading.dated.basis is Basis.UNKNOWN) == (reading.dated.value is None)


def test_long_line_costs_little() -> None:
    reading = read("wall " * 100_000 + "\n\nThe end came.")
    assert reading.passages[0].kind is PassageKind.BODY


@pytest.mark.slow
def test_many_short_lines_cost_little() -> None:
    """Sixteen times the lines take less than a hundred times as long; with the square they would take 256 times."""
    plain = "The wall at Lornmouth broke on Friday, the council said in its long letter to the crews."

    def seconds(many: int) -> float:
        text = "\n".join([plain] * 2 + ["Title: how a wall breaks", "Follow us here", "Ten walks"] * many)
        start = process_time()
        read(text)
        return process_time() - start

    seconds(50)
    assert seconds(3200) < 100 * max(seconds(200), 0.001)


def test_why_names_the_place() -> None:
    body = "The wall broke on Friday, the council said.\n\nNobody was hurt in the town."
    assert read(body, published="2022-04-01").dated.why == "given with the report"
    assert "glued to the headline" in read("Wall breakson April 1, 2022 at 6:53 pm\n\n" + body).dated.why
    assert "metadata line" in read("Wall breaks\n20220401\n" + body).dated.why
    assert "address" in read("Wall breaks\nhttps://lornpost.example/2022/04/01/wall\n" + body).dated.why
    assert read(body).dated.basis is Basis.UNKNOWN


SHARED = Path(__file__).parents[3] / "shared" / "data" / "reading" / "train"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["wikigold", "crossner_politics", "cameo_ner", "causalnews"])
def test_single_sentences_are_body(name: str) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the annotated data is not beside the checkout")
    for line in path.read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        kinds = {p.kind for p in read(text).passages}
        assert kinds <= {PassageKind.BODY} or re.search(r"\n", text), text
