"""Fragments, pronouns, addressees, limits and trivial lines: what a printed line must not be. Cases are data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from synoptic.editing.addressed import is_addressed, without_hearer
from synoptic.editing.pronouns import fits
from synoptic.editing.standing import after_dateline, is_trivial, starts_with_verb, whole_quotes, widen
from synoptic.editing.wording import time_additions
from synoptic.model.days import day
from synoptic.model.readings import NameType, Stance
from synoptic.model.spans import Span

CASES = Path(__file__).parents[1] / "cases"
MONDAY = day(date(2024, 5, 13))


def cases(name: str) -> list[object]:
    rows = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["label"]) for row in rows]


def span_of(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start=start, end=start + len(words))


@pytest.mark.parametrize("case", cases("lines.jsonl"))
def test_a_fragment_is_widened_or_not_printed(case: dict[str, str]) -> None:
    text = case["text"]
    found = widen(text, span_of(text, case["clause"]), Span(start=0, end=len(text)))
    assert (found.quote(text) if found else None) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("pronouns.jsonl"))
def test_a_pronoun_is_completed_only_by_what_fits(case: dict[str, object]) -> None:
    text, kinds = str(case["text"]), [NameType(kind) for kind in case["kinds"]]  # type: ignore[attr-defined]
    assert fits(text, span_of(text, str(case["pronoun"])), kinds) is case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("addressed.jsonl"))
def test_toward_is_who_is_addressed(case: dict[str, object]) -> None:
    text = str(case["text"])
    about, stance = Span(start=0, end=len(text)), Stance(str(case["stance"]))
    assert is_addressed(text, span_of(text, str(case["who"])), about, stance) is case["expected"], case["why"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("an official spoke on condition of anonymity", True),
        ("The ministry declined to comment", True),
        ("the hospital gave another count", True),
        ("Arle told reporters", True),
        ("Arle told reporters in Lorn that the boat had sunk", False),
        ("Velland declined to join the league", False),
        ("The court gave another ruling", False),
    ],
)
def test_how_the_news_was_got_is_no_news(words: str, expected: bool) -> None:
    assert is_trivial(words) is expected


def test_a_dateline_is_left_out() -> None:
    text = "LORN, Velland, Oct. 1 (NSP) - A boat sank off the port."
    assert after_dateline(text, Span(start=0, end=len(text))).quote(text) == "A boat sank off the port."
    text = "A boat - the Annis - sank."
    assert after_dateline(text, Span(start=0, end=len(text))).start == 0


def test_a_cut_inside_a_quotation_goes_on_to_its_end() -> None:
    text = "Arle praised the league for “going ahead with the talks” on Monday."
    cut = span_of(text, "praised the league for “going ahead")
    found = whole_quotes(text, cut, Span(start=0, end=len(text)))
    assert found is not None
    assert found.quote(text) == "praised the league for “going ahead with the talks”"


def test_a_verb_without_its_subject_is_seen() -> None:
    assert starts_with_verb("lapsed in June", Span(start=0, end=14))
    assert not starts_with_verb("the deal lapsed", Span(start=0, end=15))


def test_the_one_asked_is_left_out_of_what_is_asked() -> None:
    text = "Velland for more time"
    who, whole = Span(start=0, end=7), Span(start=0, end=len(text))
    assert without_hearer(text, whole, (who,), Stance.REQUESTS).quote(text) == "more time"
    assert without_hearer(text, whole, (who,), Stance.ACCUSES) == whole


def test_no_date_is_set_inside_a_possessive(hand: SimpleNamespace) -> None:
    body = "Monday’s collision killed nine people, Velland sank the boat on Monday."
    s = hand.Scribe("a", body)
    s.time("Monday", MONDAY)
    s.time("on Monday", MONDAY)
    (addition,) = time_additions(s.times, body, s.at(body))
    assert addition.words == "13 May 2024"
    assert body[: addition.place].endswith("on Monday")


@pytest.mark.parametrize(
    ("body", "trigger", "words", "dated"),
    [
        ("Velland gave the crew boats until Monday.", "gave", "Monday", False),
        ("Velland has sent boats since Monday.", "sent", "Monday", False),
        ("Velland sent boats to the island by Monday.", "sent", "Monday", False),
        ("Velland sent boats which left the port on Monday.", "sent", "on Monday", False),
        ("Velland sent boats, which nobody had ordered, on Monday.", "sent", "on Monday", True),
        ("Velland sent boats to the island on Monday.", "sent", "on Monday", True),
        ("Velland sent boats against the treaty of 1987.", "sent", "1987", False),
        ("Velland sent boats on the morning of 13 May.", "sent", "13 May", True),
    ],
)
def test_a_limit_or_the_day_of_another_clause_dates_no_event(
    hand: SimpleNamespace, body: str, trigger: str, words: str, dated: bool
) -> None:
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE")
    s.event(
        trigger, body.rstrip("."), kind="MOBILIZE", actors={"Velland": "vel"}, time=s.time(words, MONDAY), lemma="send"
    )
    lines = hand.account_of(hand.link_all([s])).stories[0].events
    assert [line.date == MONDAY for line in lines] == [dated]


def test_the_actor_is_not_named_as_the_one_on_whose_word_it_stands(hand: SimpleNamespace) -> None:
    body = "Velland said Velland sent boats to the island on Monday."
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE")
    clause = "Velland sent boats to the island on Monday"
    said = s.said("Velland", "said", clause, speaker="Velland", entity="vel")
    s.event(
        "sent",
        clause,
        kind="MOBILIZE",
        actors={"Velland": "vel"},
        time=s.time("on Monday", MONDAY),
        lemma="send",
        attribution=said,
    )
    lines = hand.account_of(hand.link_all([s])).stories[0].events
    assert [line.says for line in lines] == [()]


def test_a_line_told_twice_in_other_words_is_one(hand: SimpleNamespace) -> None:
    one = hand.Scribe("a", "Velland seized the trawler Annis off Lorn on Monday.").actor("vel", "Velland", "GPE")
    two = hand.Scribe("b", "On Monday, Velland seized the trawler Annis.").actor("vel", "Velland", "GPE")
    for s, words in ((one, "on Monday"), (two, "Monday")):
        clause = s.text[s.sentences[0].start : s.sentences[0].end].rstrip(".")
        s.event("seized", clause, kind="COERCE", actors={"Velland": "vel"}, time=s.time(words, MONDAY), lemma="seize")
    lines = hand.account_of(hand.link_all([one, two])).stories[0].events
    assert len(lines) == 1
    assert lines[0].reports == 2
