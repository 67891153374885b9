"""Piles of invented reports: their key is exact, and the same numbers give the same pile."""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.days import parse_interval
from synoptic.model.readings import Bound, QuoteKind, Stance, Status
from synoptic.model.spans import Evidence
from synoptic.testing import Pile, make_pile, write_pile
from synoptic.testing.prose import day_words
from synoptic.testing.templates import compile_line, template_count

PILE = make_pile(120, 7)
TEXTS = {report.id: report.text for report in PILE.reports}
SMALL = st.builds(make_pile, st.integers(1, 30), st.integers(0, 2**32), words=st.sampled_from((60, 200, 500)))


def _tellings(pile: Pile) -> list[Evidence]:
    key = pile.key
    groups = [item.evidence for item in key.events] + [item.evidence for item in key.figures]
    groups += [item.evidence for item in key.statements] + [item.evidence for item in key.positions]
    return list(chain.from_iterable(groups))


def _evidence(pile: Pile) -> list[Evidence]:
    return [*_tellings(pile), *chain.from_iterable(s.content for s in pile.key.statements), *pile.key.junk]


@settings(max_examples=40, deadline=None)
@given(SMALL)
def test_every_span_quotes_its_text(pile: Pile) -> None:
    texts = {report.id: report.text for report in pile.reports}
    assert all(evidence.holds_in(texts[evidence.report]) for evidence in _evidence(pile))


@settings(max_examples=30, deadline=None)
@given(SMALL)
def test_groups_hold_each_report_once(pile: Pile) -> None:
    ids = [report.id for report in pile.reports]
    assert ids == sorted(set(ids))
    assert sorted(chain.from_iterable(pile.key.stories)) == ids
    assert sorted(chain.from_iterable(pile.key.origins)) == ids
    assert [d.report for d in pile.key.dates] == ids
    stories = [set(story) for story in pile.key.stories]
    assert all(any(set(origin) <= story for story in stories) for origin in pile.key.origins)


@settings(max_examples=30, deadline=None)
@given(SMALL)
def test_copies_are_never_the_majority_of_origins(pile: Pile) -> None:
    for story in pile.key.stories:
        origins = [origin for origin in pile.key.origins if set(origin) <= set(story)]
        copied = [origin for origin in origins if len(origin) > 1]
        assert 2 * len(copied) <= len(origins)
        assert 2 * sum(len(origin) - 1 for origin in copied) <= len(story)


@pytest.mark.parametrize("n", [1, 2, 3, 11, 12, 13, 100, 500])
def test_pile_has_as_many_reports_as_asked(n: int) -> None:
    assert len(make_pile(n, 3).reports) == n


@pytest.mark.parametrize(("n", "words"), [(0, 500), (-1, 500), (5, 0)])
def test_nothing_cannot_be_asked_for(n: int, words: int) -> None:
    with pytest.raises(ValueError, match="at least one report"):
        make_pile(n, 1, words=words)


def test_same_numbers_give_the_same_pile() -> None:
    assert make_pile(60, 11) == make_pile(60, 11)
    assert make_pile(60, 11) != make_pile(60, 12)


def test_reports_are_about_as_long_as_asked() -> None:
    for words in (300, 500, 900):
        pile = make_pile(60, 5, words=words)
        mean = sum(len(report.text.split()) for report in pile.reports) / 60
        assert 0.8 * words <= mean <= 1.2 * words


def test_about_a_quarter_are_copies_and_a_story_has_about_twelve_reports() -> None:
    pile = make_pile(1200, 2)
    assert 0.2 <= len(pile.key.copies) / 1200 <= 0.28
    assert 80 <= len(pile.key.stories) <= 130
    assert {copy.kind for copy in pile.key.copies} == {"identical", "reordered", "furnished", "excerpt"}


def test_identical_copies_are_identical_and_others_are_not() -> None:
    for copy in PILE.key.copies:
        assert (TEXTS[copy.source] == TEXTS[copy.copy]) == (copy.kind == "identical")


def test_there_are_many_templates() -> None:
    assert template_count() >= 60


def test_words_are_those_of_the_model() -> None:
    key = make_pile(1000, 4).key
    assert {e.status for e in key.events} == {"occurred", "planned", "moved", "called off"} <= set(Status)
    assert {f.bound for f in key.figures} <= set(Bound)
    assert {s.kind for s in key.statements} == set(QuoteKind)
    assert {p.stance for p in key.positions} == set(Stance)
    assert all(parse_interval(e.day) for e in key.events)
    assert all(f.day is None or parse_interval(f.day) for f in key.figures)


def test_figures_stand_in_their_evidence() -> None:
    for figure in PILE.key.figures:
        assert all(f"{figure.value:,}" in evidence.quote for evidence in figure.evidence)


def test_rival_figures_are_one_series_with_different_claimants() -> None:
    rivals: dict[str, set[str | None]] = {}
    for figure in PILE.key.figures:
        rivals.setdefault(figure.series, set()).add(figure.claimant)
    assert any(len(claimants) > 1 for claimants in rivals.values())


def test_content_lies_within_the_telling() -> None:
    for statement in PILE.key.statements:
        for content, whole in zip(statement.content, statement.evidence, strict=True):
            assert content.report == whole.report
            assert whole.start <= content.start < content.end <= whole.end


def test_no_evidence_lies_in_junk() -> None:
    junk = [(j.report, j.start, j.end) for j in PILE.key.junk]
    for evidence in _tellings(PILE):
        assert not any(r == evidence.report and evidence.start < e and s < evidence.end for r, s, e in junk)


def test_look_alike_events_of_one_story_are_two() -> None:
    stories = {e.story for e in PILE.key.events}
    calls = {story: {e.day for e in PILE.key.events if e.story == story and "telephone" in e.what} for story in stories}
    assert any(len(days) == 2 for days in calls.values())


def test_nothing_is_told_before_it_is_known() -> None:
    published = {d.report: date.fromisoformat(d.day) for d in PILE.key.dates}
    for statement in PILE.key.statements:
        assert all(published[e.report] >= date.fromisoformat(statement.day) for e in statement.evidence)
    for event in PILE.key.events:
        if event.status == "occurred" and len(event.day) == 10 and not event.was:
            assert all(published[e.report] >= date.fromisoformat(event.day) for e in event.evidence)


def test_some_reports_state_no_date() -> None:
    stated = {d.report: d.stated for d in PILE.key.dates}
    assert set(stated.values()) == {"record", "text", "nowhere"}
    assert all((report.published is not None) == (stated[report.id] == "record") for report in PILE.reports)


def test_written_pile_is_json_lines_of_the_input_form(tmp_path: Path) -> None:
    path = tmp_path / "pile.jsonl"
    write_pile(PILE, path)
    raw = path.read_bytes()
    assert b"\r" not in raw
    records = [json.loads(line) for line in raw.decode("utf-8").split("\n")[:-1]]
    assert records == list(PILE.records())
    assert [record["text"] for record in records] == [report.text for report in PILE.reports]
    assert all(set(record) <= {"id", "headline", "outlet", "url", "published", "text"} for record in records)


@pytest.mark.parametrize(
    ("day", "today", "month_first", "expected"),
    [
        ("2024-10-01", "2024-10-02", False, "Tuesday"),
        ("2024-10-08", "2024-10-02", False, "Tuesday"),
        ("2024-10-09", "2024-10-02", False, "9 October"),
        ("2024-09-25", "2024-10-02", True, "September 25"),
        ("2023-10-02", "2024-10-02", True, "October 2, 2023"),
        ("2025-01-04", "2024-12-20", False, "4 January 2025"),
    ],
)
def test_days_are_named_as_a_report_of_the_day_would(day: str, today: str, month_first: bool, expected: str) -> None:
    named = day_words(date.fromisoformat(day).toordinal(), date.fromisoformat(today).toordinal(), month_first)
    assert named == expected


def test_lines_are_cut_at_their_marks() -> None:
    template = compile_line('So ["<{content}>," {who} said {when}] again.')
    assert (template.before, template.first, template.content) == ("So ", '"', "{content}")
    assert (template.last, template.after) == ('," {who} said {when}', " again.")
    assert template.slots == ("content", "who", "when")


@pytest.mark.parametrize("line", ["No evidence here.", "[one] and [two].", "[an <open one]."])
def test_a_line_with_wrong_marks_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        compile_line(line)
