"""Corrections: a person's word holds for every later account, is undone at will, and is told when it no longer fits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from synoptic.errors import UnknownItem, UsageError
from synoptic.model.accounts import Account, EventLine, FigureLine, PositionLine, StatementLine
from synoptic.model.corrections import Correction, CorrectionKind, Draft, LinePart, Place
from synoptic.model.links import JudgementKind, Verdict
from synoptic.pipeline.case import Case, open_case
from synoptic.settings import Settings
from synoptic.show.documents import account_json

RULES = Settings(reader="rules")
FERRY = {
    "id": "ferry",
    "headline": "Ferry runs aground off Ostrel",
    "published": "2031-03-02",
    "text": (
        "The ferry Marigold ran aground off Ostrel on Sunday. Harbour master Mara Vale said 12 people were hurt.\n\n"
        "Transport minister Tomas Brek met the crew on Sunday evening. Brek demanded an inquiry into the ferry line. "
        '"Nobody steered the ship," Vale said. Ministers will visit Ostrel on Tuesday.'
    ),
}
LATER = {
    "id": "later",
    "headline": "Ferry crew questioned",
    "published": "2031-03-04",
    "text": "Police in Ostrel questioned the crew of the ferry Marigold on Monday. Mara Vale said 15 people were hurt.",
}


@pytest.fixture
def case(place: Callable[[], str], tmp_path: Path) -> Iterator[Case]:
    with open_case(place(), create=True, settings=RULES) as opened:
        path = tmp_path / "in.jsonl"
        path.write_text(json.dumps(FERRY) + "\n", encoding="utf-8")
        opened.add([str(path)])
        yield opened


def add_later(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "later.jsonl"
    path.write_text(json.dumps(LATER) + "\n", encoding="utf-8")
    case.add([str(path)])


def statement(account: Account, words: str) -> StatementLine:
    return next(s for story in account.stories for s in story.statements if words in s.content)


def event(account: Account, words: str) -> EventLine:
    return next(e for story in account.stories for e in story.events if words in e.what)


def figures(account: Account) -> list[FigureLine]:
    return [f for story in account.stories for f in story.figures]


def positions(account: Account) -> list[PositionLine]:
    return [p for story in account.stories for p in story.positions]


def correct(case: Case, kind: str, *items: str, value: str = "", note: str = "") -> Correction:
    return case.correct(case.draft(CorrectionKind(kind), items, by="Ann", value=value, note=note))


def applied(case: Case, correction: Correction) -> tuple[bool, tuple[str, ...]]:
    (one,) = [a for a in case.applied() if a.correction == correction.id]
    assert one.fits or one.why
    return one.fits, one.lines


def test_a_wrong_speaker(case: Case, tmp_path: Path) -> None:
    line = statement(case.account(), "Nobody steered")
    assert line.speaker == "Mara Vale"
    correction = correct(case, "speaker", line.id, value="Tomas Brek")
    now = statement(case.account(), "Nobody steered")
    assert (now.speaker, now.content) == ("Tomas Brek", line.content)
    assert applied(case, correction) == (True, (now.id,))
    add_later(case, tmp_path)
    assert statement(case.account(), "Nobody steered").speaker == "Tomas Brek"
    case.undo(correction.id, "Bo")
    assert statement(case.account(), "Nobody steered").speaker == "Mara Vale"


def test_a_speaker_whom_the_report_does_not_name(case: Case) -> None:
    line = statement(case.account(), "Nobody steered")
    correct(case, "speaker", line.id, value="Ida Quell")
    assert statement(case.account(), "Nobody steered").speaker == "Ida Quell"


def test_a_wrong_day_of_an_event_and_of_a_report(case: Case) -> None:
    line = event(case.account(), "ran aground")
    assert str(line.date) == "2031-03-02"
    correct(case, "date", line.id, value="2031-03-01")
    assert str(event(case.account(), "ran aground").date) == "2031-03-01"
    assert str(event(case.account(), "met the crew").date) == "2031-03-02"
    correct(case, "date", "ferry", value="2031-03-09")
    account = case.account()
    assert str(account.reports[0].dated.value) == "2031-03-09"
    assert str(event(account, "met the crew").date) == "2031-03-09"
    assert str(event(account, "ran aground").date) == "2031-03-01"


def test_a_wrong_kind_of_event(case: Case) -> None:
    line = event(case.account(), "met the crew")
    correct(case, "status", line.id, value="planned")
    correct(case, "type", line.id, value="AID")
    now = event(case.account(), "met the crew")
    assert (str(now.status), str(now.type)) == ("planned", "AID")


def test_a_wrong_stance(case: Case) -> None:
    (line,) = [p for p in positions(case.account()) if "inquiry" in p.about]
    correct(case, "stance", line.id, value="offers")
    assert [str(p.stance) for p in positions(case.account()) if "inquiry" in p.about] == ["offers"]


def test_a_hidden_line_stays_away_and_comes_back(case: Case, tmp_path: Path) -> None:
    account = case.account()
    line = event(account, "ran aground")
    whole = account_json(account)
    correction = correct(case, "hide", line.id)
    hidden = case.account()
    assert line.id not in account_json(hidden)
    assert len(figures(hidden)) == len(figures(account))
    add_later(case, tmp_path)
    assert all("ran aground" not in e.what for story in case.account().stories for e in story.events)
    assert applied(case, correction)[0]
    case.remove("later", "only for this test", "Ann")
    case.undo(correction.id, "Ann")
    assert account_json(case.account()) == whole


def test_a_hidden_figure_leaves_its_neighbours(case: Case, tmp_path: Path) -> None:
    add_later(case, tmp_path)
    before = figures(case.account())
    first = next(f for f in before if f.value == 12)
    correct(case, "hide", first.id)
    after = figures(case.account())
    assert sorted(f.value for f in after) == sorted(f.value for f in before if f.id != first.id)
    assert all(first.id != against.id for f in after for against in f.against)


def test_a_note_changes_nothing_but_is_there(case: Case) -> None:
    before = account_json(case.account())
    line = event(case.account(), "met the crew")
    correction = correct(case, "note", line.id, note="the ministry confirms it")
    assert account_json(case.account()) == before
    assert applied(case, correction) == (True, (line.id,))
    (kept,) = case.corrections()
    assert (kept.draft.note, kept.draft.by, kept.holds) == ("the ministry confirms it", "Ann", True)


def test_notes_on_stories_and_reports(case: Case) -> None:
    (story,) = case.account().stories
    assert applied(case, correct(case, "note", story.id, note="ours")) == (True, (story.id,))
    assert applied(case, correct(case, "note", "ferry", note="theirs")) == (True, ("ferry",))


def test_same_and_different_become_constraints_for_linking(case: Case, tmp_path: Path) -> None:
    add_later(case, tmp_path)
    account = case.account()
    one, two = event(account, "ran aground"), event(account, "questioned")
    same = correct(case, "same", one.id, two.id)
    constraint = same.constraint()
    assert constraint is not None
    assert (constraint.kind, constraint.verdict, constraint.by) == (JudgementKind.EVENT, Verdict.SAME, "Ann")
    texts = {"ferry": FERRY["text"], "later": LATER["text"]}
    triggers = [texts[p.report][slice(p.start, p.end)].split()[0] for p in (constraint.a, constraint.b)]
    assert triggers == ["ran", "questioned"]
    assert applied(case, same)[0]
    different = correct(case, "different", "ferry", "later")
    constraint = different.constraint()
    assert constraint is not None
    assert (constraint.kind, constraint.verdict) == (JudgementKind.COPY, Verdict.DIFFERENT)
    actors = correct(case, "same", "actor:Mara Vale", "actor:Tomas Brek").constraint()
    assert actors is not None
    assert actors.kind is JudgementKind.ACTOR


def test_what_no_longer_fits_is_told_and_kept(case: Case) -> None:
    nowhere = Draft(
        kind=CorrectionKind.SPEAKER, places=(Place(report="ferry", start=0, end=3),), by="Ann", value="Tomas Brek"
    )
    gone = Draft(kind=CorrectionKind.HIDE, places=(Place(report="gone"),), by="Ann", line=LinePart.EVENT)
    past = Draft(
        kind=CorrectionKind.STATUS, places=(Place(report="ferry", start=9000, end=9004),), by="Ann", value="denied"
    )
    for draft in (nowhere, gone, past):
        fits, lines = applied(case, case.correct(draft))
        assert (fits, lines) == (False, ())
    assert len(case.corrections()) == 3


def test_corrections_survive_another_reader(case: Case) -> None:
    line = statement(case.account(), "Nobody steered")
    correct(case, "speaker", line.id, value="Tomas Brek")
    case.reader, case.teller = "rules-of-tomorrow", "teller-of-tomorrow"
    assert statement(case.account(), "Nobody steered").speaker == "Tomas Brek"


def test_the_last_word_on_a_place_stands(case: Case) -> None:
    line = event(case.account(), "met the crew")
    correct(case, "status", line.id, value="planned")
    last = correct(case, "status", line.id, value="denied")
    assert str(event(case.account(), "met the crew").status) == "denied"
    case.undo(last.id, "Ann")
    assert str(event(case.account(), "met the crew").status) == "planned"


@pytest.mark.parametrize(
    ("kind", "items", "value", "told"),
    [
        ("speaker", ["EVENT"], "Ann", "statement"),
        ("status", ["EVENT"], "perhaps", "one of occurred"),
        ("date", ["EVENT"], "Sunday", "a day is written as"),
        ("same", ["EVENT"], "", "said of two"),
        ("same", ["EVENT", "ferry"], "", "say which with --as"),
        ("note", ["EVENT"], "", "a note has words"),
        ("hide", ["ferry:0-5"], "", "name the id of a line"),
        ("status", ["ferry:5-2"], "denied", "no stretch"),
    ],
)
def test_drafts_that_make_no_sense_are_refused(case: Case, kind: str, items: list[str], value: str, told: str) -> None:
    line = event(case.account(), "ran aground")
    named = [line.id if item == "EVENT" else item for item in items]
    with pytest.raises(UsageError, match=told):
        case.draft(CorrectionKind(kind), named, by="Ann", value=value)


def test_unknown_ids_are_told(case: Case) -> None:
    for item in ("event-nowhere", "actor:Nobody At All", "e-"):
        with pytest.raises(UnknownItem):
            case.draft(CorrectionKind.NOTE, [item], by="Ann", note="?")
    with pytest.raises(UnknownItem):
        case.undo("correction-none", "Ann")
    note = correct(case, "note", "ferry", note="once")
    case.undo(note.id, "Ann")
    with pytest.raises(UnknownItem, match="was undone"):
        case.undo(note.id, "Ann")


def test_short_ids_are_understood(case: Case) -> None:
    line = event(case.account(), "ran aground")
    draft = case.draft(CorrectionKind.NOTE, [f"e-{line.id.partition('-')[2][:4]}"], by="Ann", note="short")
    assert draft.line is LinePart.EVENT
    assert {p.report for p in draft.places} == {"ferry"}
