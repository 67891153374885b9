"""Stamps, headings and comments of a page: no part of a line. Cases are data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from synoptic.editing.stamps import is_no_report
from synoptic.editing.standing import after_dateline, is_trivial
from synoptic.model.days import day
from synoptic.model.spans import Span

CASES = Path(__file__).parents[1] / "cases" / "stamps.jsonl"
TUESDAY = day(date(2024, 5, 14))


@pytest.mark.parametrize(
    "case", [pytest.param(row, id=row["label"]) for row in map(json.loads, CASES.read_text("utf-8").splitlines())]
)
def test_a_stamp_is_left_out(case: dict[str, str]) -> None:
    text = case["text"]
    assert after_dateline(text, Span(start=0, end=len(text))).quote(text) == case["expected"], case["why"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At 18:40 14th May 2024, ferryfan wrote: I was on board last year.", True),
        ("At 6:40 pm on 14 May 2024, ferryfan wrote: I was on board last year.", True),
        ("This comment was removed because it broke the rules.", True),
        ("May 14, 2024 at 4:24 pm | The owner should pay for it.", True),
        ("Ferry Sinks off Lorn; Interview With Joan Arle Aired May 14, 2024 - 11:53 ET", True),
        ("At 18:40 on 14 May 2024, the harbour master wrote to the owner.", False),
        ("The programme was aired on 14 May 2024 and drew complaints.", False),
        ("Arle said her comment was removed from the minutes.", False),
    ],
)
def test_comments_and_announcements_are_no_reports(words: str, expected: bool) -> None:
    assert is_no_report(words) is expected


def test_a_credit_is_trivial() -> None:
    assert is_trivial("Joan Arle in Lorn and Tor Vint in Hallin contributed to this report.")
    assert not is_trivial("Velland contributed to the rescue fund.")


def test_no_line_is_cut_from_a_comment(hand: SimpleNamespace) -> None:
    told = hand.Scribe("a", "Joan Arle left Lorn on Tuesday by boat.").actor("joan", "Joan Arle")
    told.event(
        "left",
        "Joan Arle left Lorn on Tuesday by boat",
        actors={"Joan Arle": "joan"},
        time=told.time("on Tuesday", TUESDAY),
    )
    body = "At 18:40 14th May 2024, ferryfan wrote: Joan Arle fled Hallin on Tuesday."
    chat = hand.Scribe("b", body).actor("joan", "Joan Arle")
    chat.event(
        "fled", "Joan Arle fled Hallin on Tuesday", actors={"Joan Arle": "joan"}, time=chat.time("on Tuesday", TUESDAY)
    )
    lines = hand.account_of(hand.link_all([told, chat])).stories[0].events
    assert [line.what for line in lines] == ["Joan Arle left Lorn on Tuesday by boat."]


def test_an_event_of_the_headline_is_not_told_by_the_words_behind_the_stamp(hand: SimpleNamespace) -> None:
    body = "Arle flees Lorn Last updated at 19:40 GMT, Tuesday, 14 May 2024 The harbour of Lorn was closed on Tuesday."
    s = hand.Scribe("a", body).actor("joan", "Arle")
    time = s.time("on Tuesday", TUESDAY)
    s.event("flees", "Arle flees Lorn", actors={"Arle": "joan"}, time=time, lemma="flee")
    s.event("closed", "The harbour of Lorn was closed on Tuesday", time=time, lemma="close")
    lines = hand.account_of(hand.link_all([s])).stories[0].events
    assert [line.what for line in lines] == ["The harbour of Lorn was closed on Tuesday."]
