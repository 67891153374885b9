"""Exports: the same bytes each time, nothing that a spreadsheet computes, and a bundle that checks itself."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import synoptic
from synoptic.errors import UsageError
from synoptic.intake import receive
from synoptic.model.accounts import Account
from synoptic.pipeline.case import Case, open_case
from synoptic.pipeline.tables import TABLE_NAMES, Tables, make_tables
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.show.bundle import make_bundle
from synoptic.show.documents import account_json, parse_account
from synoptic.show.export_tables import as_before, neutral, table_csv
from synoptic.show.exports import FORMATS, export, write_tables

RULES = Settings(reader="rules")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    opened = open_case(tmp_path_factory.mktemp("exports") / "sample.case", create=True, settings=RULES)
    opened.add([str(sample_folder())])
    (line,) = [e for s in opened.account().stories[:1] for e in s.events[:1]]
    from synoptic.model.corrections import CorrectionKind

    opened.correct(opened.draft(CorrectionKind.NOTE, [line.id], by="Ann", note="=look(1)"))
    return opened


@pytest.fixture(scope="module")
def account(case: Case) -> Account:
    return case.account()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_gives_the_same_bytes_again(case: Case, account: Account, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="install what makes Parquet: pip install 'synoptic[tables]'")
    assert export(case, account, form) == export(case, account, form)


def test_tables_hold_the_whole_account(case: Case, account: Account) -> None:
    tables = make_tables(account)
    assert tuple(table.name for table in tables) == TABLE_NAMES
    assert [row.event for row in tables.events] == [e.id for s in account.stories for e in s.events]
    assert len(tables.event_reports) == sum(len(e.evidence) for s in account.stories for e in s.events)
    assert {row.event for row in tables.event_reports} == {row.event for row in tables.events}
    assert len(tables.figures) == sum(len(s.figures) for s in account.stories)
    assert len(tables.statements) == sum(len(s.statements) for s in account.stories)
    assert len(tables.positions) == sum(len(s.positions) for s in account.stories)
    assert [row.report for row in tables.reports] == [entry.id for entry in account.reports]
    assert sorted(row.report for row in tables.origins) == sorted(entry.id for entry in account.reports)
    texts = {stored.id: stored.report.text for stored in case.reports(texts=True)}
    for row in (*tables.events, *tables.figures, *tables.statements, *tables.positions, *tables.event_reports):
        assert texts[row.report][row.start : row.end] == row.quote


def test_csv_and_jsonl_say_the_same(case: Case, account: Account) -> None:
    made_csv, made_jsonl = export(case, account, "csv"), export(case, account, "jsonl")
    assert not isinstance(made_csv, bytes)
    assert not isinstance(made_jsonl, bytes)
    for name in TABLE_NAMES:
        cells = rows_of(made_csv[f"{name}.csv"].decode())
        objects = [json.loads(line) for line in made_jsonl[f"{name}.jsonl"].decode().splitlines()]
        assert len(cells) == len(objects)
        for cell, told in zip(cells, objects, strict=True):
            assert list(cell) == list(told)
            for column, value in told.items():
                if isinstance(value, str):
                    assert as_before(cell[column]) == value
                elif value is None:
                    assert cell[column] == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cell_is_never_a_formula_and_comes_back(cell: str) -> None:
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert as_before(neutral(cell)) == cell


def test_a_formula_in_a_report_is_no_formula_in_a_cell(tmp_path: Path) -> None:
    record = {
        "id": "=cmd()",
        "headline": "+1+2",
        "outlet": "@SUM(A1)",
        "text": "The ferry sank on Sunday, police said.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    told = synoptic.account(tmp_path / "in.jsonl", settings=RULES)
    (row,) = rows_of(table_csv(make_tables(told).reports))
    assert (row["report"], row["headline"], row["outlet"]) == ("'=cmd()", "'+1+2", "'@SUM(A1)")
    (row,) = rows_of(table_csv(make_tables(told).reports, raw=True))
    assert (row["report"], row["headline"]) == ("=cmd()", "+1+2")


def test_parquet_arrow_and_pandas(case: Case, account: Account) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="install it with: pip install 'synoptic[tables]'")
    made = export(case, account, "parquet", table="figures")
    assert isinstance(made, bytes)
    table = make_tables(account).figures
    read = parquet.read_table(io.BytesIO(made))
    assert read.equals(table.to_arrow())
    assert read.column("value").to_pylist() == [row.value for row in table]
    pytest.importorskip("pandas", reason="install it with: pip install pandas")
    frame = table.to_pandas()
    assert list(frame.columns) == list(table.columns)
    assert list(frame["quote"]) == [row.quote for row in table]


def test_json_is_the_contract_with_the_corrections(case: Case, account: Account) -> None:
    made = export(case, account, "json")
    assert isinstance(made, bytes)
    plain = json.loads(made)
    assert [c["draft"]["note"] for c in plain["corrections"]] == ["=look(1)"]
    assert account_json(parse_account(made.decode(), "export")) == account_json(account)


def test_annotations_quote_with_what_stands_around(case: Case, account: Account) -> None:
    made = export(case, account, "annotations")
    assert isinstance(made, bytes)
    page = json.loads(made)
    texts = {stored.id: stored.report.text for stored in case.reports(texts=True)}
    assert page["type"] == "AnnotationPage"
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) > 100
    for item in page["items"]:
        place, quote = item["target"]["selector"]
        assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert any(around in text and text[place["start"] : place["end"]] == quote["exact"] for text in texts.values())
        assert item["target"]["source"].startswith(("http", "urn:synoptic:report:"))


def test_citations(case: Case, account: Account) -> None:
    made = export(case, account, "csl")
    assert isinstance(made, bytes)
    cited = {item["id"]: item for item in json.loads(made)}
    assert set(cited) == {entry.id for entry in account.reports}
    for entry in account.reports:
        if entry.dated.value is not None and entry.dated.value.width_days == 1:
            first = entry.dated.value.first
            assert cited[entry.id]["issued"]["date-parts"] == [[first.year, first.month, first.day]]


def test_ninjs_out_and_in_again(case: Case, account: Account, tmp_path: Path) -> None:
    made = export(case, account, "ninjs")
    assert isinstance(made, bytes)
    (tmp_path / "items.json").write_bytes(made)
    received = receive([str(tmp_path / "items.json")], RULES)
    assert not received.failed
    before = {stored.id: stored.report for stored in case.reports(texts=True)}
    after = {report.id: report for report in received.reports}
    assert set(after) == set(before)
    for name, report in after.items():
        head = before[name].head
        assert report.text == before[name].text
        assert (report.head.headline, report.head.published, report.head.outlet, report.head.url) == (
            head.headline,
            head.published,
            head.outlet,
            head.url,
        )


@pytest.mark.parametrize("hashes_only", [False, True])
def test_a_bundle_checks_itself(case: Case, account: Account, tmp_path: Path, hashes_only: bool) -> None:
    made = make_bundle(account, case.reports(texts=True), case.corrections(), hashes_only=hashes_only)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path)
    assert any(name.startswith("texts/") for name in names) is not hashes_only
    longest = max((stored.report.text for stored in case.reports(texts=True)), key=len)
    assert (longest in (tmp_path / "account.html").read_text(encoding="utf-8")) is False or not hashes_only
    told = _checked(tmp_path)
    assert told.returncode == 0, told.stdout
    many = (tmp_path / "spans.jsonl").read_text(encoding="utf-8").count("\n")
    missing = len(case.reports()) if hashes_only else 0
    wanted = f"{0 if hashes_only else many} quotations checked, {missing} texts not here"
    assert wanted in told.stdout
    assert len((tmp_path / "check.py").read_text(encoding="utf-8").splitlines()) <= 60


def _checked(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-I", "check.py", *words]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)


def test_a_bundle_shows_what_was_changed(case: Case, account: Account, tmp_path: Path) -> None:
    made = make_bundle(account, case.reports(texts=True), (), hashes_only=False)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        packed.extractall(tmp_path)
    path = tmp_path / "texts" / "00002.txt"
    path.write_bytes(path.read_bytes().replace(b"a", b"o", 1))
    told = _checked(tmp_path)
    assert told.returncode == 1
    assert "texts/00002.txt is missing or was changed" in told.stdout


def test_hashes_are_checked_against_texts_of_ones_own(case: Case, account: Account, tmp_path: Path) -> None:
    made = make_bundle(account, case.reports(texts=True), (), hashes_only=True)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        packed.extractall(tmp_path)
    (tmp_path / "mine").mkdir()
    texts = {stored.id: stored.report.text for stored in case.reports(texts=True)}
    for report in json.loads((tmp_path / "reports.json").read_text(encoding="utf-8")):
        (tmp_path / "mine" / report["text_file"]).write_bytes(texts[report["id"]].encode())
    told = _checked(tmp_path, "--texts", "mine")
    assert told.returncode == 0
    assert "0 texts not here, 0 things wrong" in told.stdout


def test_tables_go_into_a_folder_or_a_zip(case: Case, account: Account, tmp_path: Path) -> None:
    made = export(case, account, "csv")
    assert not isinstance(made, bytes)
    write_tables(made, str(tmp_path / "tables"))
    write_tables(made, str(tmp_path / "tables.zip"))
    assert sorted(p.stem for p in (tmp_path / "tables").iterdir()) == sorted(TABLE_NAMES)
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        assert packed.read("events.csv") == (tmp_path / "tables" / "events.csv").read_bytes()


def test_a_table_of_what_has_none_is_refused(case: Case, account: Account) -> None:
    with pytest.raises(UsageError, match="one document"):
        export(case, account, "html", table="events")


def test_tables_of_an_empty_account() -> None:
    tables: Tables = make_tables(Account())
    assert [len(table) for table in tables] == [0] * 7
    assert table_csv(tables.origins) == "origin,story,place,report\r\n"
