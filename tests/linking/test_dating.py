"""Undated reports: what their own words and their neighbours make of their day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.telling import load_cases, reading_of

from synoptic.linking.actors import find_actors
from synoptic.linking.dating import Dates, date_reports
from synoptic.model.days import Basis
from synoptic.model.links import Copy, JudgementKind, ReasonCode, Relation, Verdict
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report


def dates_of(readings: list[Reading], copies: tuple[Copy, ...] = ()) -> Dates:
    ordered = sorted(readings, key=lambda r: r.id)
    return date_reports(ordered, find_actors(ordered, [(r.id,) for r in ordered]), copies)


@pytest.mark.parametrize("case", load_cases("dating"), ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    found = dates_of([reading_of(r) for r in case["reports"]])
    told = {r: str(found.dated[r].value) if found.dated[r].value else None for r in case["expected"]}
    assert (told == case["expected"]) is (case["expect"] == "pass"), (told, {r: found.dated[r].why for r in told})


@pytest.mark.parametrize("case", load_cases("dating"), ids=lambda case: case["label"])
def test_every_report_has_a_judgement_with_reasons(case: dict[str, Any]) -> None:
    readings = [reading_of(r) for r in case["reports"]]
    found = dates_of(readings)
    judged = {j.a: j for j in found.judgements}
    assert set(judged) == {r.id for r in readings} == set(found.dated)
    texts = {r.id: r.text for r in readings}
    for report, judgement in judged.items():
        assert judgement.kind is JudgementKind.DATE
        assert (judgement.verdict is Verdict.UNSURE) is (found.dated[report].basis is Basis.UNKNOWN)
        assert found.dated[report].why
        assert all(e.holds_in(texts[e.report]) for reason in judgement.reasons for e in reason.evidence)


def test_an_undated_copy_inherits_nothing_and_says_so() -> None:
    text = "The harbour is quiet and nobody came to look at the boats."
    readings = [reading_of({"id": "a", "dated": "2024-05-04", "text": text}), reading_of({"id": "b", "text": text})]
    found = dates_of(readings, (Copy(reports=("a", "b"), relation=Relation.IDENTICAL, shared=1.0),))
    assert found.dated["b"].basis is Basis.UNKNOWN
    assert "the same text as a, dated 2024-05-04" in found.dated["b"].why


def test_what_is_left_of_several_weeks_is_told_as_days() -> None:
    case = next(c for c in load_cases("dating") if c["label"] == "earlier this month and the day of it")
    found = dates_of([reading_of(r) for r in case["reports"]])
    assert "2024-05-09, 2024-05-16, 2024-05-23 or 2024-05-30" in found.dated["b"].why


def test_a_contradiction_names_its_hints() -> None:
    case = next(c for c in load_cases("dating") if c["label"] == "hints that contradict are unknown")
    found = dates_of([reading_of(r) for r in case["reports"]])
    judgement = next(j for j in found.judgements if j.a == "b")
    assert judgement.reasons[0].code is ReasonCode.CONFLICTING_HINTS
    assert "20 May 2024" in judgement.reasons[0].text


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)), st.integers(0, 6))
def test_a_quoted_weekday_never_loses_the_true_day(said: date, later: int) -> None:
    """Whatever the day on which the words fell and were quoted, the interval holds it or the report stays open."""
    weekday = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[said.weekday()]
    words = "we shall never again sail under a borrowed flag"
    known = {
        "id": "a",
        "dated": said.isoformat(),
        "text": f"Anna Brenner said on {weekday}: {words}.",
        "times": [[f"on {weekday}", f"past {weekday.lower()}"]],
        "remarks": [{"by": "Anna Brenner", "content": words, "time": f"on {weekday}"}],
    }
    other = {**known, "id": "b", "dated": None, "text": f"It was Anna Brenner who said on {weekday}: {words}."}
    found = dates_of([reading_of(known), reading_of(other)]).dated["b"].value
    own = said + timedelta(days=later)
    assert found is not None
    assert found.first <= own <= found.last


def test_the_order_of_the_reports_changes_nothing() -> None:
    for case in load_cases("dating"):
        readings = [reading_of(r) for r in case["reports"]]
        assert dates_of(readings) == dates_of(readings[::-1])


def _linked(*texts: str) -> Dates:
    heads = [Head(id="a", published="2031-10-06"), *(Head(id=f"u{n}") for n in range(len(texts) - 1))]
    return dates_of([read_report(Report(head=h, text=t)) for h, t in zip(heads, texts, strict=True)])


_SHIP = "The Orm Line will sell its ferry, the owners said on Monday.\n\nThe union at Ostrel was angry."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "OSTREL, Brennia, April 1 (NSP) - The Orm Line agreed on Tuesday to buy a ferry, the owners said.",
            "2031-04-01",
        ),
        ("OSTREL, Brennia, April 1 (NSP) - The Orm Line agreed to buy a ferry, the owners said.", None),
        ("OSTREL, Brennia, April 1 (NSP) - The Orm Line agreed on Sunday to buy a ferry, the owners said.", None),
        ("OSTREL, Brennia, April 1 (NSP) - The Orm Line agreed on Wednesday to buy a ferry, they said.", None),
    ],
)
def test_a_weekday_tells_the_year_of_a_dateline(text: str, day: str | None) -> None:
    found = _linked(_SHIP, f"Ferry sold\n\n{text}\n\nNobody else spoke.").dated["u0"]
    assert (str(found.value) if found.value else None) == day
    assert day is None or "the weekday that its lead tells as past" in found.why


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("9 October", "2031-10-09"),
        ("Thursday, October 9", "2031-10-09"),
        ("Friday, October 9", None),
        ("9 October in Ostrel", None),
    ],
)
def test_a_line_that_only_says_a_day_is_a_dateline(line: str, day: str | None) -> None:
    text = f"Ostrel Uncovered\n{line}\n\nThe ferry and the fools\n\nI rang the owners of the Orm Line. They are rude."
    found = _linked(_SHIP, text).dated["u0"]
    assert (str(found.value) if found.value else None) == day


def test_an_earlier_year_in_the_text_is_not_that_of_the_line_at_its_head() -> None:
    """Nothing else tells the year: it may be any after the one that is told as past."""
    text = "Ostrel Uncovered\n14 March\n\nThe bank\n\nIn 2019 the council voted to raise the bank. It never did."
    assert dates_of([read_report(Report(head=Head(id="u"), text=text))]).dated["u"].value is None
