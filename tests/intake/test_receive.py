"""What comes in: every kind of file, every kind of trouble, and ids that do not depend on the order of the paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.intake import receive
from synoptic.model.reports import Received
from synoptic.settings import Settings

ENGLISH = "The ferry left the harbour of Ostrel at noon and the port office said that nobody was hurt on board."


def received(*paths: Path | str, stdin: bytes | None = None, limit: int = 2_000_000) -> Received:
    given_stdin = None if stdin is None else lambda: stdin
    return receive([str(p) for p in paths], Settings(limit_chars=limit), stdin=given_stdin)


def test_text_is_the_input_to_the_character(tmp_path: Path) -> None:
    text = "A “quoted”\u00a0line\r\n\r\nand a tail \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert received(tmp_path / "a.txt").reports[0].text == text


@pytest.mark.parametrize(
    ("name", "raw", "place", "says"),
    [
        ("empty.txt", b"", "", "empty"),
        ("blank.txt", b" \n\t\n", "", "blank"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "byte 8", "binary"),
        ("zero.txt", b"A line\x00with a zero", "byte 6", "binary"),
        ("broken.txt", "Grüße aus Köln, ".encode() * 3 + b"\xff and on", "byte 57", "not UTF-8"),
        ("long.txt", b"x" * 900, "", "900 characters"),
        ("object.json", b'{"headline": "No text"}', "", "needs a text"),
        ("list.json", b'[{"text": 3}]', "record 1", "needs a text"),
        ("bad.json", b'{"text": "a",,}', "line 1, column 14", "not JSON"),
        ("deep.json", b"[" * 100_000, "", "not JSON"),
        ("page.html", b"<html><body></body></html>", "", "no article"),
        ("type.json", b'{"text": "a b c", "headline": ["x"]}', "", "headline must be a string"),
    ],
)
def test_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path, name: str, raw: bytes, place: str, says: str) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "zz-good.txt").write_text(ENGLISH, encoding="utf-8")
    got = received(tmp_path, limit=500)
    assert [r.id for r in got.reports] == ["zz-good.txt"]
    (failed,) = got.failed
    assert failed.file == f"{tmp_path.as_posix()}/{name}"
    assert failed.place == place
    assert says in failed.why


def test_a_huge_line_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"word " * 10_000_000)
    (failed,) = received(path).failed
    assert "50,000,000 bytes" in failed.why
    assert "2,000,000 characters" in failed.why


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    (failed,) = received(tmp_path / "nowhere").failed
    assert "no such file or folder" in failed.why


def test_a_broken_line_does_not_lose_its_neighbours(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": ENGLISH})
        + "\n{broken\n\n"
        + json.dumps({"text": ENGLISH + " Twice."})
        + "\n[1]\n",
        encoding="utf-8",
    )
    got = received(path)
    assert [r.id for r in got.reports] == ["a", "r.jsonl#4"]
    assert [f.place for f in got.failed] == ["line 2", "line 5"]


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ({"date": "2031-06-09"}, "2031-06-09"),
        ({"published": "2031-06-10", "date": "2031-06-09"}, "2031-06-10"),
        ({"published": "", "published_at": "2031-06-09T07:15:00Z"}, "2031-06-09T07:15:00Z"),
        ({"pubDate": "Mon, 09 Jun 2031 07:15:00 GMT"}, "2031-06-09T07:15"),
        ({"datePublished": "June 9, 2031"}, "June 9, 2031"),
        ({"date": "20310609"}, "2031-06-09"),
        ({"date": "25/06/2031"}, "2031-06-25"),
        ({"date": 1938755700}, "2031-06-09T07:15"),
    ],
)
def test_a_day_under_another_name(tmp_path: Path, given: dict[str, object], published: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": ENGLISH, **given}), encoding="utf-8")
    got = received(tmp_path / "a.jsonl")
    assert [report.head.published for report in got.reports] == [published]
    assert got.failed == ()


@pytest.mark.parametrize("given", ["next week", "04/05/2031", "31/02/2031", 7, "0"])
def test_a_day_that_cannot_be_read_is_said_and_the_report_kept(tmp_path: Path, given: object) -> None:
    lines = [{"text": ENGLISH, "date": "2031-06-09"}, {"text": f"{ENGLISH} Later.", "date": given}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    got = received(tmp_path / "a.jsonl")
    assert [report.head.published for report in got.reports] == ["2031-06-09", None]
    (failed,) = got.failed
    assert failed.file == (tmp_path / "a.jsonl").as_posix()
    assert (failed.place, str(given) in failed.why) == ("line 2", True)


def test_other_names_of_fields_stand_in_for_missing_ones_only(tmp_path: Path) -> None:
    lines = [
        {"body": ENGLISH, "title": "Ferry late", "publisher": {"name": "Ostrel Gazette"}},
        {"text": "The port office shut.", "content": ENGLISH, "headline": "Shut", "title": "x", "source": ["y"]},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    got = received(tmp_path / "a.jsonl")
    told = [(report.text, report.head.headline, report.head.outlet) for report in got.reports]
    assert told == [(ENGLISH, "Ferry late", "Ostrel Gazette"), ("The port office shut.", "Shut", None)]


def test_ids_of_a_folder_are_relative_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "note.pdf"):
        (tmp_path / name).write_text(ENGLISH + name, encoding="utf-8")
    got = received(tmp_path)
    assert [r.id for r in got.reports] == ["a.txt", "b.txt", "sub/c.txt"]
    assert [f.file for f in got.failed] == [f"{tmp_path.as_posix()}/note.pdf"]


def test_the_same_name_in_two_folders_is_told_apart(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(ENGLISH + folder, encoding="utf-8")
    paths = [tmp_path / "north" / "a.txt", tmp_path / "south" / "a.txt"]
    assert {r.id for r in received(*paths).reports} == {"north/a.txt", "south/a.txt"}
    assert {r.id for r in received(*reversed(paths)).reports} == {"north/a.txt", "south/a.txt"}


def test_received_twice_changes_nothing_and_another_text_is_a_version(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    rows = [{"id": "x", "text": ENGLISH}, {"id": "x", "text": ENGLISH}, {"id": "x", "text": ENGLISH + " More."}]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    got = received(path)
    assert got.duplicates == ("x",)
    assert got.reports[0].id == "x"
    assert got.reports[1].id.startswith("x@")


def test_one_file_named_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    assert len(received(tmp_path, tmp_path / "a.txt").reports) == 1


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (ENGLISH.encode(), [ENGLISH]),
        (json.dumps({"text": ENGLISH}).encode(), [ENGLISH]),
        (b"\xef\xbb\xbf" + ENGLISH.encode(), [ENGLISH]),
        ((json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two."})).encode(), ["One.", "Two."]),
        (json.dumps([{"text": "One."}, {"text": "Two."}]).encode(), ["One.", "Two."]),
        (json.dumps({"reports": [{"text": "One."}]}, indent=1).encode(), ["One."]),
        (ENGLISH.encode("utf-16"), [ENGLISH]),
    ],
)
def test_standard_input_tells_its_kind_itself(raw: bytes, texts: list[str]) -> None:
    assert [r.text for r in received("-", stdin=raw).reports] == texts


def test_a_legacy_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    text = "Der Hafen von Brüggenau bleibt geschlossen, sagte die Behörde. Für die Fähre gäbe es keinen Schutz. " * 3
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (report,) = received(tmp_path / "a.txt").reports
    assert report.text == text
    assert report.head.encoding == "cp1252"
    assert report.head.language == "de"


def test_records_in_a_legacy_encoding_say_so_too(tmp_path: Path) -> None:
    text = "Le café du port de Lorne a brûlé, a déclaré la mairie. Personne n’a été blessé à côté. " * 3
    record = json.dumps({"id": "q", "text": text}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(record.encode("cp1252"))
    (tmp_path / "b.json").write_bytes(record.replace('"q"', '"p"').encode("cp1252"))
    reports = received(tmp_path / "a.jsonl", tmp_path / "b.json").reports
    assert [report.head.encoding for report in reports] == ["cp1252", "cp1252"]


PAGE = """<!doctype html><html lang="en-GB"><head><title>Harbour shut | The Ostrel Ledger</title>
<meta property="og:title" content="Harbour shut after collision">
<meta property="og:site_name" content="The Ostrel Ledger">
<meta property="article:published_time" content="2031-05-06T07:45:00+00:00">
<link rel="canonical" href="https://ledger.example/harbour"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Harbour shut after collision</h1>{paragraphs}</article>
<footer>All rights kept. Cookie settings.</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_states(tmp_path: Path) -> None:
    body = "".join(f"<p>{ENGLISH} Paragraph number {n} tells how the pilots brought the ship in.</p>" for n in range(6))
    (tmp_path / "p.html").write_text(PAGE.replace("{paragraphs}", body), encoding="utf-8")
    (report,) = received(tmp_path / "p.html").reports
    assert "Cookie settings" not in report.text
    assert "Paragraph number 5" in report.text
    assert report.head.headline == "Harbour shut after collision"
    assert report.head.published == "2031-05-06T07:45"
    assert report.head.outlet == "The Ostrel Ledger"
    assert report.head.url == "https://ledger.example/harbour"
    assert report.head.language == "en"


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH, "fr", "en"),
        ("قال المتحدث باسم الميناء إن السفينة غادرت عند الظهر ولم يصب أحد بأذى.", None, "ar"),
        (
            "El puerto de la ciudad seguirá cerrado hasta el lunes, dijo el ministro a los periodistas el sábado.",
            None,
            "es",
        ),
        ("Port shut", None, None),
        ("Port shut", "en-GB", "en"),
        ("12345 67890", None, None),
    ],
)
def test_languages(text: str, stated: str | None, language: str | None) -> None:
    row = {"text": text} | ({"language": stated} if stated else {})
    (report,) = received("-", stdin=json.dumps(row).encode()).reports
    assert report.head.language == language


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_received_or_refused_with_a_reason(raw: bytes) -> None:
    got = received("-", stdin=raw)
    assert got.reports or got.failed
    for failed in got.failed:
        assert failed.why
