"""A case, on SQLite and on PostgreSQL alike: what goes in comes out, and every input is accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from synoptic.errors import CaseUnusable, UnknownItem, UsageError
from synoptic.model.cases import OutcomeKind, Query
from synoptic.model.corrections import CorrectionKind
from synoptic.pipeline import build_account
from synoptic.pipeline.case import Case, open_case
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.show.documents import account_json
from synoptic.testing import make_pile

RULES = Settings(reader="rules")
Place = Callable[[], str]


def write(path: Path, *records: dict[str, object]) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


FERRY = {
    "id": "ferry",
    "headline": "Ferry runs aground off Ostrel",
    "published": "2031-03-02",
    "outlet": "Ostrel Gazette",
    "url": "https://gazette.example/ferry",
    "text": "The ferry Marigold ran aground off Ostrel on Sunday. Harbour master Mara Vale said 12 people were hurt.",
}
STRIKE = {
    "id": "strike",
    "headline": "Dockers to strike",
    "published": "2031-04-10",
    "text": "Dockers in Velmouth will strike on Monday, union leader Tomas Brek said. He said 400 dockers had voted.",
}


@pytest.fixture
def case(place: Place) -> Iterator[Case]:
    with open_case(place(), create=True, settings=RULES) as opened:
        yield opened


def test_reports_come_back_as_they_were_received(case: Case, tmp_path: Path) -> None:
    odd = {"id": "odd", "text": "A nul \x00 and half a pair \ud83d stand here; “quotes”\u00a0too.\r\n\tAnd  blanks. "}
    outcome = case.add([write(tmp_path / "in.jsonl", FERRY, odd)])
    assert (outcome.seen, outcome.stored, outcome.revision) == (2, 2, 1)
    ferry, other = case.report("ferry"), case.report("odd")
    assert ferry is not None
    assert other is not None
    assert ferry.report.text == FERRY["text"]
    assert other.report.text == odd["text"]
    assert (ferry.report.head.outlet, ferry.report.head.url) == ("Ostrel Gazette", FERRY["url"])
    assert ferry.received_from == str(tmp_path / "in.jsonl")
    assert ferry.received_at.endswith("Z")
    reading = case.reading("odd")
    assert reading is not None
    assert reading.text == odd["text"]
    assert case.report("nowhere") is None
    assert not case.verify()


def test_adding_again_changes_nothing(case: Case) -> None:
    first = case.add([str(sample_folder())])
    told = account_json(case.account())
    again = case.add([str(sample_folder())])
    assert again.stored == 0
    assert again.duplicate == first.stored
    assert again.revision == first.revision
    assert account_json(case.account()) == told


def test_the_account_is_that_of_all_reports_in_one_go(case: Case, tmp_path: Path) -> None:
    rows = [report.record() for report in make_pile(40, 4).reports]
    parts = [write(tmp_path / f"part{n}.jsonl", *rows[n::3]) for n in range(3)]
    for part in parts:
        case.add([part])
        case.account()
    assert account_json(case.account()) == account_json(build_account(parts, RULES))


def test_only_what_is_touched_is_told_anew(case: Case, tmp_path: Path) -> None:
    case.add([write(tmp_path / "one.jsonl", FERRY)])
    case.account()
    case.add([write(tmp_path / "two.jsonl", STRIKE)])
    old, new = case.changes(1)
    assert [story.reports for story in old.stories] == []
    assert [story.reports for story in new.stories] == [("strike",)]
    assert len(case.account().stories) == 2
    kept = case.account_at(1)
    assert kept is not None
    assert [story.reports for story in kept.stories] == [("ferry",)]


def test_every_input_has_one_outcome(case: Case, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.jsonl", FERRY, FERRY, {"id": "blank", "text": "  "}, {"no": "text"})
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    outcome = case.add([str(tmp_path / "in")])
    assert {kind: outcome.count(kind) for kind in OutcomeKind} == {
        OutcomeKind.STORED: 1,
        OutcomeKind.DUPLICATE: 1,
        OutcomeKind.UPDATED: 0,
        OutcomeKind.SKIPPED: 3,
        OutcomeKind.FAILED: 0,
    }
    (run,) = case.log()
    assert run.finished
    assert run.entries == outcome.entries
    assert [entry.why for entry in run.entries if entry.kind is OutcomeKind.SKIPPED].count("") == 0
    assert len(case.account().skipped) == 3


def test_a_file_that_was_mended_is_no_longer_listed_as_skipped(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_text(" ", encoding="utf-8")
    case.add([str(path)])
    assert [failed.file for failed in case.account().skipped] == [path.as_posix()]
    path.write_text(str(FERRY["text"]), encoding="utf-8")
    case.add([str(path)])
    assert case.account().skipped == ()


def test_versions_are_kept_apart(case: Case, tmp_path: Path) -> None:
    case.add([write(tmp_path / "one.jsonl", FERRY)])
    later = {**FERRY, "text": str(FERRY["text"]).replace("12 people", "17 people")}
    outcome = case.add([write(tmp_path / "two.jsonl", later)])
    assert outcome.updated == 1
    (new,) = [entry.report for entry in outcome.entries]
    assert new is not None
    assert new.startswith("ferry@")
    version = case.report(new)
    assert version is not None
    assert version.version_of == "ferry"
    assert version.report.text == later["text"]
    by_url = {**FERRY, "id": "same-page", "text": str(FERRY["text"]).replace("12 people", "19 people")}
    outcome = case.add([write(tmp_path / "three.jsonl", by_url)])
    assert [(entry.kind, entry.report) for entry in outcome.entries] == [(OutcomeKind.UPDATED, "same-page")]
    assert case.add([write(tmp_path / "two.jsonl", later)]).duplicate == 1


def test_files_of_one_name_in_two_folders_are_two_reports(case: Case, tmp_path: Path) -> None:
    for folder, record in (("north", FERRY), ("south", STRIKE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(str(record["text"]), encoding="utf-8")
        case.add([str(tmp_path / folder)])
    assert [stored.id for stored in case.reports()] == ["news.txt", "south/news.txt"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (Query(words="marigold"), ["ferry"]),
        (Query(words='"ran aground" ostrel'), ["ferry"]),
        (Query(words='"aground ran"'), []),
        (Query(words="said"), ["strike", "ferry"]),
        (Query(words="DOCKERS Velmouth"), ["strike"]),
        (Query(words='dockers AND OR NOT * " ('), []),
        (Query(words="**"), []),
        (Query(speaker="vale"), ["ferry"]),
        (Query(speaker="%"), []),
        (Query(actor="tomas brek"), ["strike"]),
        (Query(value_from=10, value_to=20), ["ferry"]),
        (Query(value_from=100), ["strike"]),
        (Query(value_to=5), []),
        (Query(first_day=date(2031, 4, 1)), ["strike"]),
        (Query(last_day=date(2031, 3, 31)), ["ferry"]),
        (Query(words="said", value_from=10, last_day=date(2031, 3, 2)), ["ferry"]),
        (Query(limit=1, offset=1), ["ferry"]),
    ],
)
def test_search(case: Case, tmp_path: Path, query: Query, wanted: list[str]) -> None:
    case.add([write(tmp_path / "in.jsonl", FERRY, STRIKE)])
    found = case.search(query)
    assert [hit.report for hit in found.hits] == wanted
    texts = {stored.id: stored.report.text for stored in case.reports(texts=True)}
    for hit in found.hits:
        for piece in (*hit.found, *([hit.around] if hit.around else [])):
            assert piece.holds_in(texts[hit.report])
        if query.words or query.speaker or query.value_from:
            assert hit.found


def test_removing_wipes_a_report_and_keeps_the_reason(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", FERRY, STRIKE)
    case.add([path])
    case.account()
    case.remove("ferry", "a source is in danger", "Ann")
    gone = case.report("ferry")
    assert gone is not None
    assert gone.removed is not None
    assert (gone.report.text, gone.removed.reason, gone.removed.by) == ("", "a source is in danger", "Ann")
    assert case.search(Query(words="marigold")).total == 0
    assert [story.reports for story in case.account().stories] == [("strike",)]
    kept = case.account_at(1)
    assert kept is not None
    assert "Marigold" not in account_json(kept)
    assert not case.verify()
    outcome = case.add([path])
    assert [entry.kind for entry in outcome.entries] == [OutcomeKind.SKIPPED, OutcomeKind.DUPLICATE]
    assert "a source is in danger" in outcome.entries[0].why
    with pytest.raises(UnknownItem):
        case.remove("ferry", "again", "Ann")
    with pytest.raises(UsageError):
        case.remove("strike", " ", "Ann")


def test_visits_are_remembered(case: Case, tmp_path: Path) -> None:
    assert case.last_visit("Ann") is None
    case.add([write(tmp_path / "in.jsonl", FERRY)])
    visit = case.visit("Ann")
    assert visit.revision == 1
    case.add([write(tmp_path / "in.jsonl", STRIKE)])
    assert case.last_visit("Ann") == visit
    assert case.last_visit("Bo") is None


def test_cases_are_merged(case: Case, place: Place, tmp_path: Path) -> None:
    case.add([write(tmp_path / "one.jsonl", FERRY)])
    with open_case(place(), create=True, settings=RULES) as other:
        other.add([write(tmp_path / "two.jsonl", FERRY, STRIKE)])
        came = other.report("strike")
        outcome = case.merge(other)
    assert (outcome.stored, outcome.duplicate) == (1, 1)
    stored = case.report("strike")
    assert stored is not None
    assert came is not None
    assert stored.received_at == came.received_at
    assert stored.received_from == str(tmp_path / "two.jsonl")


def test_corrections_follow_their_reports_into_another_case(case: Case, place: Place, tmp_path: Path) -> None:
    mine = {**FERRY, "text": "The ferry Marigold sails again on Monday, the line said."}
    case.add([write(tmp_path / "one.jsonl", mine)])
    with open_case(place(), create=True, settings=RULES) as other:
        other.add([write(tmp_path / "two.jsonl", FERRY)])
        other.correct(other.draft(CorrectionKind.NOTE, ["ferry"], by="Bo", note="theirs"))
        outcome = case.merge(other)
        assert case.merge(other).duplicate == 1
    (entry,) = outcome.entries
    assert (entry.kind, entry.report == "ferry") == (OutcomeKind.UPDATED, False)
    (correction,) = case.corrections()
    assert [p.report for p in correction.draft.places] == [entry.report]
    case.account()
    assert [(one.fits, one.lines) for one in case.applied()] == [(True, (entry.report,))]


def test_a_case_is_made_once_and_opened_where_it_is(place: Place) -> None:
    where = place()
    with pytest.raises(CaseUnusable, match="make it with"):
        open_case(where)
    open_case(where, create=True, settings=RULES).close()
    with pytest.raises(CaseUnusable, match="is there already"):
        open_case(where, create=True)
    with open_case(where) as again:
        assert again.settings.reader == "rules"
        assert again.revision() == 0
        assert again.account().stories == ()


def test_another_reader_reads_the_case_anew(place: Place, tmp_path: Path) -> None:
    where = place()
    with open_case(where, create=True, settings=RULES) as case:
        case.add([write(tmp_path / "in.jsonl", FERRY)])
        case.account()
    with open_case(where, settings=RULES) as case:
        case.reader = "rules-of-tomorrow"
        case.teller = "teller-of-tomorrow"
        told = case.account()
        assert told.stories
        with case.store.asking() as session:
            assert len(session.readings_there("rules-of-tomorrow")) == 1


def test_looking_again_notes_only_what_is_new(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", FERRY, {"no": "text"})
    assert len(case.add([path], news_only=True).entries) == 2
    assert case.add([path], news_only=True).entries == ()
    write(tmp_path / "in.jsonl", FERRY, {"no": "text"}, STRIKE)
    assert [entry.report for entry in case.add([path], news_only=True).entries] == ["strike"]
    assert len(case.log()) == 2
