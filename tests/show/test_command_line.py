"""The commands: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from synoptic import __version__
from synoptic.intake.record_fields import FIELDS
from synoptic.show.cli import main
from synoptic.show.documents import account_json, shipped_schema

REPORT = (
    "Dockers close the port of Ellery\n\nDockers closed the port of Ellery on Monday, 3 March 2025, the union said.\n"
)


def call(*words: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=text, catch_exceptions=False)


@pytest.fixture
def pile(tmp_path: Path, built) -> Path:
    """Give a folder with the reports of the harbour, one of them empty."""
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in built.texts.items():
        (folder / Path(name).with_suffix(".txt").name).write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def stored(tmp_path: Path, built) -> Path:
    """Give a file with the account made by hand."""
    path = tmp_path / "account.json"
    path.write_text(account_json(built.account), encoding="utf-8")
    return path


def test_version_and_help() -> None:
    assert call("--version").stdout == f"synoptic {__version__}\n"
    shown = call("--help")
    assert shown.exit_code == 0
    assert "synoptic why account.json" in shown.stdout
    for name in ("read", "account", "why", "schema"):
        told = call(name, "--help")
        assert told.exit_code == 0
        assert "Usage" in told.stdout


def test_read_prints_one_reading_a_line_and_lists_what_was_skipped(pile: Path) -> None:
    done = call("read", pile, "--json")
    assert done.exit_code == 0
    schema = json.loads(shipped_schema("reading"))
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    for reading in readings:
        jsonschema.validate(reading, schema, jsonschema.Draft202012Validator)
    assert [r["report"]["id"] for r in readings] == sorted(r["report"]["id"] for r in readings)
    assert done.stderr.startswith("skipped ")
    assert "empty.txt" in done.stderr
    assert call("read", pile, "--json", "--strict").exit_code == 1


def test_a_guessed_encoding_is_told_once_for_each_file(tmp_path: Path) -> None:
    line = "The café in Lornmouth burned on Friday, the mayor said; the old café had stood for a century."
    (tmp_path / "a.txt").write_bytes(line.encode("cp1252"))
    (tmp_path / "b.txt").write_text(line + " Nobody was hurt.", encoding="utf-8")
    for command in ("read", "account"):
        done = call(command, tmp_path, "--json")
        told = [row for row in done.stderr.splitlines() if row.startswith("guessed ")]
        assert len(told) == 1
        assert "a.txt" in told[0]
        assert "cp1252" in told[0]


def test_the_help_names_every_name_of_a_field() -> None:
    told = call("account", "--help").stdout
    assert [name for name in (*FIELDS, *(n for names in FIELDS.values() for n in names)) if name not in told] == []


def test_evidence_is_said_to_change_only_the_text(pile: Path) -> None:
    told = call("account", pile, "--format", "markdown", "--evidence").stderr
    assert "--evidence changes nothing here: markdown always holds" in told
    assert "--evidence" not in call("account", pile, "--evidence").stderr


def test_read_for_people() -> None:
    done = call("read", "-", text=REPORT)
    assert done.exit_code == 0
    assert "Passages" in done.stdout


def test_account_as_json_is_as_its_schema_says_and_quotes_the_texts(pile: Path) -> None:
    done = call("account", pile, "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads(shipped_schema("account")), jsonschema.Draft202012Validator)
    texts = {r["id"]: (pile / r["id"]).read_text(encoding="utf-8") for r in told["reports"]}
    for story in told["stories"]:
        for part in ("summary", "events", "figures", "statements", "positions"):
            for line in story[part]:
                for piece in line["evidence"]:
                    assert texts[piece["report"]][piece["start"] : piece["end"]] == piece["quote"]
    assert done.stderr.startswith("skipped ")
    assert call("account", pile, "--format", "json").stdout == done.stdout
    assert call("account", pile, "--strict").exit_code == 1


def test_account_prints_and_writes_the_page_beside(pile: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = call("account", pile, "--html", page)
    assert done.exit_code == 0
    assert "REPORTS AND THEIR ORIGINS" in done.stdout
    source = page.read_text(encoding="utf-8")
    assert source.startswith("<!doctype html>")
    assert call("account", pile, "--format", "html").stdout == source
    assert call("account", pile, "--html", "-").stdout == source


def test_account_in_every_form_to_a_file(pile: Path, tmp_path: Path) -> None:
    for form in ("text", "json", "markdown", "html"):
        target = tmp_path / f"out.{form}"
        done = call("account", pile, "--format", form, "--output", target)
        assert (done.exit_code, done.stdout) == (0, "")
        assert target.stat().st_size


def test_readings_are_an_input_and_give_the_same_account(pile: Path, tmp_path: Path) -> None:
    (pile / "empty.txt").unlink()
    readings = tmp_path / "pile.readings.jsonl"
    assert call("read", pile, "--json", "--output", readings).exit_code == 0
    assert call("account", readings, "--json").stdout == call("account", pile, "--json").stdout


def test_one_story_and_the_weightiest_lines(pile: Path) -> None:
    told = json.loads(call("account", pile, "--json").stdout)
    wanted = told["stories"][-1]["id"]
    for form in (wanted, f"{wanted[0]}-{wanted.rpartition('-')[2][:7]}"):
        done = call("account", pile, "--json", "--story", form)
        assert [s["id"] for s in json.loads(done.stdout)["stories"]] == [wanted]
    cut = json.loads(call("account", pile, "--json", "--top", "1").stdout)
    assert all(len(story["events"]) <= 1 for story in cut["stories"])
    assert call("account", pile, "--story", "nothing of the kind").exit_code == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["read", "not-there.txt"], "not-there.txt"),
        (["account", "not-there.txt"], "not-there.txt"),
        (["account", "{empty}"], "nothing could be read"),
        (["account"], "Missing argument"),
        (["account", "{pile}", "--json", "--format", "text"], "--json and --format text"),
        (["account", "{pile}", "--top", "0"], "--top"),
        (["account", "{pile}", "--output", "{pile}/none/a.txt"], "there is no folder"),
        (["account", "{pile}", "--html", "{pile}"], "is a folder"),
        (["account", "{pile}", "--html", "{pile}/a.html", "--output", "{pile}/./a.html"], "both name"),
        (["why", "{pile}/none.json", "e-3fa4"], "there is no file"),
        (["why", "{pile}/evening.txt", "e-3fa4"], "not a JSON document"),
        (["why", "{stored}", "e-0000"], "e-0000"),
        (["schema", "case"], "case"),
        (["nothing"], "nothing"),
    ],
)
def test_wrong_words_end_with_two_and_a_message(
    words: list[str], says: str, pile: Path, stored: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = call(*(w.format(pile=pile, stored=stored, empty=empty) for w in words))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert says in done.stderr


def test_why_takes_the_ids_that_the_views_print(stored: Path) -> None:
    done = call("why", stored, "e-51d2", "e-62e3")
    assert done.exit_code == 0
    assert "one is a meeting in person, the other a telephone call" in done.stdout
    assert call("why", stored, "event-51d2e3f4a5", "event-62e3f4a5b6").stdout == done.stdout
    assert call("why", "-", "e-51d2", "e-62e3", text=stored.read_bytes()).stdout == done.stdout


def test_why_explains_a_line_a_copy_a_date(stored: Path) -> None:
    assert "2 reports of 1 origin" in call("why", stored, "e-3fa4").stdout
    assert "87 of 100 words" in call("why", stored, "paper.txt", "wire.txt").stdout
    assert "Friday’s talks are past" in call("why", stored, "evening.txt").stdout


def test_a_short_id_that_fits_several_is_refused(stored: Path) -> None:
    plain = json.loads(stored.read_text(encoding="utf-8"))
    plain["stories"][0]["events"][0]["id"] = "event-3fa4ffffff"
    stored.write_text(json.dumps(plain), encoding="utf-8")
    done = call("why", stored, "e-3fa4")
    assert done.exit_code == 2
    assert "event-3fa4c0d1e2" in done.stderr


def test_schema_prints_what_ships() -> None:
    for name in ("reading", "account"):
        assert call("schema", name).stdout == shipped_schema(name)


# -- as a real program


def start(*words: str | Path, **how: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-m", "synoptic", *map(str, words)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **{**pipes, **how})  # type: ignore[call-overload]


def test_the_program_reads_standard_input_and_writes_utf8_in_any_locale() -> None:
    surroundings = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    running = start("read", "-", "--json", env=surroundings)
    out, err = running.communicate("“Nobody”, said Ilse Märn.\n".encode(), timeout=60)
    assert (running.returncode, err) == (0, b"")
    assert json.loads(out)["text"] == "“Nobody”, said Ilse Märn.\n"
    assert "“Nobody”".encode() in out


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(REPORT * 200, encoding="utf-8")
    with start("read", tmp_path, "--json") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.wait(timeout=120) == 0
        assert running.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_the_keyboard_stops_it_with_one_line() -> None:
    # Whoever runs the tests in the background has the keyboard's signal ignored, and a child inherits that.
    running = start("read", "-", preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    assert running.stdin is not None
    running.stdin.write(b"The port")
    running.stdin.flush()
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == b""
    assert err == b"synoptic: stopped by the keyboard\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device there")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        running = start("schema", "account", stdout=full)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert b"standard output can't be written" in err


@pytest.mark.skipif(sys.platform == "win32", reason="closing a standard stream from outside needs a POSIX shell")
@pytest.mark.parametrize(
    ("closed", "words"), [(">&-", "standard output is closed"), ("<&-", "standard input is closed")]
)
def test_a_closed_stream_is_told_in_words(tmp_path: Path, closed: str, words: str) -> None:
    report = tmp_path / "r.txt"
    report.write_text("Mara Velden said that the bridge was closed.", encoding="utf-8")
    named = "-" if closed.startswith("<") else str(report)
    line = f"{shlex.quote(sys.executable)} -m synoptic read {shlex.quote(named)} --reader rules {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
