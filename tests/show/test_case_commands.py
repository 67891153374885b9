"""The commands of a case, as somebody at a keyboard calls them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synoptic.samples import sample_folder
from synoptic.show.case_commands import COMMANDS
from synoptic.show.cli import main

FERRY = (
    "The ferry Marigold ran aground off Ostrel on Sunday. Harbour master Mara Vale said 12 people were hurt. "
    "Transport minister Tomas Brek met the crew on Sunday."
)
STRIKE = "Dockers in Velmouth will strike on Monday, union leader Tomas Brek said. He said 400 dockers had voted."


def call(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def done(*words: str | Path, stdin: str | None = None) -> str:
    result = call(*words, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "strike.txt").write_text(STRIKE, encoding="utf-8")
    where = tmp_path / "c.case"
    done("new", where, "--reader", "rules")
    done("add", where, tmp_path / "ferry.txt")
    return where


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_teaches(command: object) -> None:
    told = done(command.name, "--help")  # type: ignore[attr-defined]
    assert "Examples:" in told
    assert "synoptic " + str(command.name) in told  # type: ignore[attr-defined]
    assert len(told.splitlines()) > 6


def test_adding_says_what_it_did_and_what_is_new(case: Path, tmp_path: Path) -> None:
    told = done("add", case, tmp_path / "strike.txt")
    assert told.startswith("1 seen: 1 stored\n")
    assert "strike.txt" in told
    assert "400" in told
    assert "Marigold" not in told
    assert done("add", case, tmp_path / "strike.txt") == "1 seen: 1 duplicate\n"
    plain = json.loads(done("add", case, tmp_path / "strike.txt", "--json"))
    assert (plain["seen"], plain["entries"][0]["kind"]) == (1, "duplicate")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.case", "ferry.txt", "strike.txt"]


def test_adding_from_standard_input(case: Path) -> None:
    assert done("add", case, "-", stdin=STRIKE).startswith("1 seen: 1 stored")


def test_what_is_skipped_is_told_and_strict_says_so(case: Path, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" ", encoding="utf-8")
    result = call("add", case, tmp_path / "strike.txt", tmp_path / "blank.txt")
    assert result.exit_code == 0
    assert "blank.txt" in result.stderr
    assert call("add", case, tmp_path / "strike.txt", tmp_path / "blank.txt", "--strict").exit_code == 1
    assert call("add", case, tmp_path / "blank.txt").exit_code == 2
    result = call("add", case, "https://gazette.example/ferry")
    assert result.exit_code == 2
    assert "--fetch" in result.stderr


def test_the_account_and_the_reasons_of_a_case(case: Path) -> None:
    text = done("account", case)
    assert "Marigold" in text
    plain = json.loads(done("account", case, "--json"))
    (event, *_) = plain["stories"][0]["events"]
    assert event["id"] in done("why", case, event["id"])
    page = done("account", case, "--format", "html")
    assert FERRY.split(".", maxsplit=1)[0] in page


def test_a_case_goes_on_in_its_own_gear(case: Path, tmp_path: Path) -> None:
    assert done("account", case, "--reader", "rules") == done("account", case)
    result = call("account", case, "--reader", "model")
    assert result.exit_code == 2
    assert "goes on in that gear" in result.stderr
    assert call("diff", case, tmp_path / "strike.txt", "--reader", "model").exit_code == 2


def test_diff_of_a_case(case: Path, tmp_path: Path) -> None:
    done("add", case, tmp_path / "strike.txt")
    told = done("diff", case)
    assert "Dockers" in told
    assert "Marigold" not in told
    both = done("diff", case, "--since", "0")
    assert "Dockers" in both
    assert "Marigold" in both
    assert call("diff", tmp_path / "ferry.txt").exit_code == 2


def test_search(case: Path) -> None:
    told = done("search", case, "marigold")
    assert told.startswith("1 report\n")
    assert "ferry.txt" in told
    assert done("search", case, "dockers") == "0 reports\n"
    plain = json.loads(done("search", case, "--speaker", "vale", "--least", "10", "--json"))
    assert plain["total"] == 1
    assert call("search", case, "--from", "yesterday").exit_code == 2


def test_verify_backup_log(case: Path, tmp_path: Path) -> None:
    assert done("verify", case) == "1 reports checked, 0 things wrong\n"
    done("backup", case, tmp_path / "copy.case")
    assert done("verify", tmp_path / "copy.case") == "1 reports checked, 0 things wrong\n"
    assert "1 seen: 1 stored" in done("log", case)
    assert "stored" in done("log", case, "--run", "1")
    assert call("log", case, "--run", "9").exit_code == 2
    assert json.loads(done("log", case, "--json"))[0]["what"] == "add"


def test_correct_list_undo(case: Path) -> None:
    plain = json.loads(done("account", case, "--json"))
    event = plain["stories"][0]["events"][0]["id"]
    told = done("correct", case, "status", event, "planned", "--by", "Ann", "--note", "the owner says so")
    correction = told.split()[0]
    listed = done("corrections", case)
    assert "Ann" in listed
    assert "the owner says so" in listed
    assert event in listed
    assert "planned" in json.dumps(json.loads(done("account", case, "--json"))["stories"][0]["events"][0])
    assert json.loads(done("corrections", case, "--json"))[0]["applied"]["fits"] is True
    done("undo", case, correction, "--by", "Bo")
    assert "by Bo" in done("corrections", case)
    assert json.loads(done("account", case, "--json")) == plain
    assert call("correct", case, "status", event).exit_code == 2
    assert call("correct", case, "same", event).exit_code == 2
    assert call("correct", case, "hide", event, "words").exit_code == 2
    assert call("undo", case, correction).exit_code == 2


def test_merge_and_remove(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.case"
    done("new", other, "--reader", "rules")
    done("add", other, tmp_path / "strike.txt", "--no-account")
    assert "1 stored" in done("merge", case, other)
    assert "is wiped" in done("remove", case, "ferry.txt", "--reason", "a test", "--by", "Ann")
    assert "Marigold" not in done("account", case)
    assert call("remove", case, "ferry.txt", "--reason", "a test").exit_code == 2


def test_exports_to_files(case: Path, tmp_path: Path) -> None:
    done("export", case, "--format", "csv", "--output", tmp_path / "tables")
    assert len(list((tmp_path / "tables").iterdir())) == 7
    assert done("export", case, "--format", "csv", "--table", "reports").startswith("report,")
    done("export", case, "--format", "bundle", "--output", tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes()[:2] == b"PK"
    assert call("export", case, "--format", "csv").exit_code == 2


def test_what_is_no_case_is_said(tmp_path: Path) -> None:
    for words in (["add", tmp_path / "no.case", "x"], ["verify", tmp_path / "no.case"], ["log", tmp_path]):
        result = call(*words)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
    assert "synoptic new" in call("verify", tmp_path / "no.case").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be asked to stop there")
def test_watching_takes_in_what_is_new_and_stops_when_told(tmp_path: Path) -> None:
    where, folder = tmp_path / "w.case", tmp_path / "in"
    done("new", where, "--reader", "rules")
    folder.mkdir()

    def arrives(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (time.time() - 60, time.time() - 60))

    arrives("ferry.txt", FERRY)
    assert "1 stored" in done("watch", where, folder, "--times", "1")
    assert done("watch", where, folder, "--times", "1") == ""
    words = [sys.executable, "-m", "synoptic", "watch", str(where), str(folder), "--every", "0.005"]
    watcher = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert watcher.stdout is not None
    time.sleep(1.0)
    arrives("strike.txt", STRIKE)
    assert "1 stored" in watcher.stdout.readline()
    watcher.send_signal(signal.SIGINT)
    out, err = watcher.communicate(timeout=60)
    assert (watcher.returncode, out, err) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["w.case"]


def test_the_sample_in_a_case_tells_what_the_folder_tells(tmp_path: Path) -> None:
    where = tmp_path / "s.case"
    done("new", where, "--reader", "rules")
    done("add", where, sample_folder(), "--no-account")
    assert done("account", where, "--json") == done("account", sample_folder(), "--json", "--reader", "rules")
