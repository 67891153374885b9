"""What goes wrong around a case: kills, full disks, two at once, folders that may only be read, damage, old and new
versions. Nothing acknowledged is ever lost, and what can't be done is said with the next step."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from eval.bench_kill import kill_at_random
from synoptic.errors import CaseUnusable
from synoptic.model.accounts import Account
from synoptic.pipeline import adding, build_account
from synoptic.pipeline.case import Case, case_named, case_told, open_case
from synoptic.settings import Settings
from synoptic.show.documents import account_json
from synoptic.store.migrations import MIGRATIONS, NEWEST
from synoptic.store.sqlite import SqliteStore
from synoptic.testing import make_pile

RULES = Settings(reader="rules")
OLD_CASE = Path(__file__).parent / "step1.case"


def pile(path: Path, count: int, seed: int = 5) -> str:
    rows = [report.record() for report in make_pile(count, seed).reports]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed case of eight reports, with its account kept."""
    folder = tmp_path_factory.mktemp("whole")
    with open_case(folder / "whole.case", create=True, settings=RULES) as case:
        case.add([pile(folder / "in.jsonl", 8)])
        case.account()
    return folder / "whole.case"


@pytest.mark.slow
def test_fifty_kills_at_random_moments(tmp_path: Path) -> None:
    tally = kill_at_random(50, 7, tmp_path)
    assert tally.kills == 50
    assert tally.acknowledged
    assert tally.complete
    assert (tally.broken, tally.lost, tally.half_done, tally.other_account) == (0, 0, 0, 0)


def test_a_closed_case_is_one_file(whole: Path) -> None:
    assert [path.name for path in sorted(whole.parent.iterdir())] == ["in.jsonl", "whole.case"]
    assert whole.read_bytes()[18] == 1  # no log is needed to read it


def test_a_case_opens_in_other_tools(whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole, tmp_path / "copy.case")
    connection = sqlite3.connect(tmp_path / "copy.case")
    rows = connection.execute("SELECT id, length(text) FROM reports ORDER BY id").fetchall()
    met = connection.execute("SELECT count(*) FROM report_words WHERE report_words MATCH 'minister'").fetchone()[0]
    connection.close()
    assert len(rows) == 8
    assert 0 < met <= 8


def without_files(account: Account) -> Account:
    """Leave out in which of two files a report came first."""
    return replace(account, reports=tuple(replace(entry, file=None) for entry in account.reports))


ADDING = """
import sys
from synoptic.pipeline.case import open_case
from synoptic.pipeline import adding
adding._BATCH_REPORTS = 2
with open_case(sys.argv[1]) as case:
    print(case.add(sys.argv[2:]).in_words())
"""


@pytest.mark.slow
def test_two_writers_at_once(place: Callable[[], str], tmp_path: Path) -> None:
    where = place()
    open_case(where, create=True, settings=RULES).close()
    rows = [report.record() for report in make_pile(16, 5).reports]
    parts = []
    for number, part in enumerate((rows[:11], rows[5:])):
        parts.append(str(tmp_path / f"part{number}.jsonl"))
        Path(parts[-1]).write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
    words = [[sys.executable, "-c", ADDING, where, part] for part in parts]
    running = [subprocess.Popen(w, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for w in words]
    told = [child.communicate(timeout=120) for child in running]
    assert [child.returncode for child in running] == [0, 0], told
    with open_case(where) as case:
        assert len(case.reports()) == 16
        assert account_json(without_files(case.account())) == account_json(without_files(build_account(parts, RULES)))
        runs = case.log()
        assert [len(run.entries) for run in sorted(runs, key=lambda run: run.inputs)] == [11, 11]
        assert not case.verify()


def test_a_writer_that_never_ends_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("synoptic.store.sqlite._WAIT_SECONDS", 0)
    where = tmp_path / "busy.case"
    with open_case(where, create=True, settings=RULES) as case, case.store.writing():
        other = SqliteStore(str(where))
        try:
            with pytest.raises(CaseUnusable, match="another program has been writing"), other.writing():
                pass
        finally:
            other.engine.dispose()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fitted is kept, the rest follows when there is room."""
    monkeypatch.setattr(adding, "_BATCH_REPORTS", 4)
    where, inputs = str(tmp_path / "full.case"), pile(tmp_path / "in.jsonl", 40)
    open_case(where, create=True, settings=RULES).close()
    with Case(SqliteStore(where, page_limit=150), RULES) as case:
        with pytest.raises(CaseUnusable, match=r"no room left on the disk.*of 40 inputs were taken in; run it again"):
            case.add([inputs])
        assert case.verify() == ()
    with open_case(where) as case:
        kept = len(case.reports())
        assert 0 < kept < 40
        assert [run.finished for run in case.log()] == [None]
        outcome = case.add([inputs])
        assert (outcome.duplicate, outcome.stored) == (kept, 40 - kept)
        assert account_json(case.account()) == account_json(build_account([inputs], RULES))


def test_a_full_disk_leaves_no_half_backup(whole: Path, tmp_path: Path) -> None:
    with open_case(whole) as case:
        with pytest.raises(CaseUnusable, match="can't be written"):
            case.back_up(str(tmp_path / "nowhere" / "copy.case"))
        case.back_up(str(tmp_path / "copy.case"))
        with pytest.raises(CaseUnusable, match="is there already"):
            case.back_up(str(tmp_path / "copy.case"))
    assert [path.name for path in tmp_path.iterdir()] == ["copy.case"]
    with open_case(whole) as one, open_case(tmp_path / "copy.case") as two:
        assert account_json(one.account()) == account_json(two.account())


def _read_only(where: str, tell: multiprocessing.connection.Connection) -> None:  # type: ignore[name-defined]
    with open_case(where) as case:  # loads all that it needs while it still may
        told = account_json(case.account())
    if hasattr(os, "setuid") and os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with open_case(where) as case:
        same = account_json(case.account()) == told and case.verify() == ()
        try:
            case.visit("Ann")
            refused = ""
        except CaseUnusable as error:
            refused = str(error)
    tell.send((same, refused, sorted(os.listdir(os.path.dirname(where)))))


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights there")
def test_a_folder_that_may_only_be_read(whole: Path) -> None:
    """A case there is read whole, and a change is refused; nothing appears beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(whole, folder / "read.case")
        (folder / "read.case").chmod(0o444)
        folder.chmod(0o555)
        try:
            context = multiprocessing.get_context("fork")
            hear, tell = context.Pipe(duplex=False)
            child = context.Process(target=_read_only, args=(str(folder / "read.case"), tell))
            child.start()
            tell.close()
            same, refused, beside = hear.recv()
            child.join()
        finally:
            folder.chmod(0o755)
    assert same
    assert "can only be read here" in refused
    assert beside == ["read.case"]


def test_a_damaged_file_is_never_believed(whole: Path, tmp_path: Path) -> None:
    """Change a byte anywhere: either the account is the same, or it is said that something is wrong."""
    raw = whole.read_bytes()
    with open_case(whole) as case:
        wanted = account_json(case.account())
    random, told = Random(11), 0
    for number in range(60):
        damaged = bytearray(raw)
        at = random.randrange(len(damaged))
        damaged[at] ^= 1 << random.randrange(8)
        path = tmp_path / f"damaged{number}.case"
        path.write_bytes(damaged)
        try:
            with open_case(path) as case:
                wrong = bool(case.verify())
                same = account_json(case.account()) == wanted
        except (CaseUnusable, ValueError):
            wrong, same = True, False
        assert same or wrong, at
        told += wrong
    assert told


def _met(path: Path) -> str:
    """Return what is said of a damaged case, wherever it is said."""
    try:
        with open_case(path) as case:
            return " ".join(fault.why for fault in case.verify())
    except CaseUnusable as error:
        return str(error)


def test_half_a_file_and_a_lost_page(whole: Path, tmp_path: Path) -> None:
    raw = whole.read_bytes()
    for number, damaged in enumerate((raw[: len(raw) // 2], raw[:4096] + b"\0" * 4096 + raw[8192:])):
        path = tmp_path / f"damaged{number}.case"
        path.write_bytes(damaged)
        assert re.search("damaged|not a case|synoptic verify|malformed|recover", _met(path))


@pytest.mark.parametrize(
    "content", [b"", b"Hello, this is a text.", b"SQLite format 3\x00"], ids=["empty", "text", "cut"]
)
def test_what_is_no_case_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.case"
    path.write_bytes(content)
    with pytest.raises(CaseUnusable, match="is not a case"):
        open_case(path)
    assert path.read_bytes() == content


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.case"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(CaseUnusable, match="another program's"):
        open_case(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_case_of_a_newer_version_is_left_alone(place: Callable[[], str]) -> None:
    where = place()
    with open_case(where, create=True, settings=RULES) as case, case.store.writing() as session:
        session.connection.exec_driver_sql(f"INSERT INTO migrations VALUES ({NEWEST + 1}, 'from tomorrow', 'now')")
    with pytest.raises(CaseUnusable, match=r"newer version of Synoptic.*update Synoptic"):
        open_case(where)


def test_a_case_of_the_first_version_opens(tmp_path: Path) -> None:
    """The file was made when there was one step; it is kept for ever."""
    path = tmp_path / "old.case"
    shutil.copy(OLD_CASE, path)
    with open_case(path) as case:
        assert case.name == "old"
        assert [stored.id for stored in case.reports()] == ["ferry", "strike"]
        assert {len(story.reports) for story in case.account().stories} == {1}
        assert case.verify() == ()
        case.visit("Ann")
        with case.store.asking() as session:
            rows = session.connection.exec_driver_sql("SELECT number, name FROM migrations ORDER BY number").all()
        assert [tuple(row) for row in rows] == [(step.number, step.name) for step in MIGRATIONS]


def test_an_old_case_in_a_folder_that_may_only_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.case"
    shutil.copy(OLD_CASE, path)
    monkeypatch.setattr("synoptic.store.sqlite._may_write", lambda path: False)
    with pytest.raises(CaseUnusable, match=r"older version.*copy it"):
        open_case(path)


def test_making_a_case_leaves_nothing_half_made(tmp_path: Path) -> None:
    with pytest.raises(CaseUnusable, match="no folder"):
        open_case(tmp_path / "nowhere" / "new.case", create=True)
    (tmp_path / "there.case").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseUnusable, match="is there already"):
        open_case(tmp_path / "there.case", create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["there.case"]


def test_a_removed_report_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    inputs = tmp_path / "in.jsonl"
    secret = "Informant Quilldrake Mooresby met the smuggler at the customs shed of Ostrel on 3 March 2031."
    inputs.write_text(
        json.dumps({"id": "one", "headline": "Quilldrake speaks", "text": secret + " He said 77 crates were taken."})
        + "\n"
        + json.dumps({"id": "two", "text": "The ferry sailed on Sunday, the harbour master said."}),
        encoding="utf-8",
    )
    where = tmp_path / "c.case"
    with open_case(where, create=True, settings=RULES) as case:
        case.add([str(inputs)])
        line = case.account().stories[0]
        case.correct(case.draft("note", [line.id], by="Ann", note="look"))  # type: ignore[arg-type]
        case.account()
        case.remove("one", "in danger", "Ann")
        case.account()
    raw = where.read_bytes().lower()
    for word in (b"quilldrake", b"mooresby", b"smuggler", b"customs"):
        assert word not in raw
    assert b"in danger" in raw


def test_a_case_beside_other_inputs_is_refused(whole: Path) -> None:
    from synoptic.errors import UsageError

    with pytest.raises(UsageError, match="told alone"):
        case_named([str(whole), "reports/"])


def test_fifty_openings_leave_no_file_open(whole: Path) -> None:
    fds = Path("/proc/self/fd")
    if not fds.exists():
        pytest.skip("open files can't be counted here")
    open_case(whole).close()
    before = len(list(fds.iterdir()))
    for _ in range(50):
        open_case(whole).close()
    assert len(list(fds.iterdir())) <= before + 2


def test_removing_while_somebody_reads(tmp_path: Path) -> None:
    where = tmp_path / "c.case"
    with open_case(where, create=True, settings=RULES) as case:
        case.add([pile(tmp_path / "in.jsonl", 4)])
        with open_case(where) as other, other.store.asking() as session:
            name = session.listed()[0].stored.id
            case.remove(name, "while it is read", "Ann")
            assert session.shelved(name).stored.removed is None  # type: ignore[union-attr]
        assert case.verify() == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.case", "in.jsonl"]


def test_what_is_left_of_another_case_is_not_taken_for_this_one(tmp_path: Path) -> None:
    left = tmp_path / "strait.case-wal"
    left.write_bytes(b"pages of a case that was moved away")
    with pytest.raises(CaseUnusable, match=r"strait\.case-wal is left of another case"):
        open_case(str(tmp_path / "strait.case"), create=True)
    assert left.read_bytes() == b"pages of a case that was moved away"
    left.unlink()
    open_case(str(tmp_path / "strait.case"), create=True).close()


def test_a_case_with_an_altered_text_is_not_told(whole: Path, tmp_path: Path) -> None:
    altered = Path(shutil.copy(whole, tmp_path / "altered.case"))
    told = case_told(open_case(altered), readings=False)[1]
    assert told.stories
    name = told.reports[0].id
    with sqlite3.connect(altered) as file:
        file.execute("UPDATE reports SET text = text || ' Nobody was there.' WHERE id = ?", (name,))
    file.close()
    with pytest.raises(CaseUnusable, match=f"the text of {re.escape(name)} is not the one that was received"):
        case_told(open_case(altered), readings=False)


OPENING = """
import sys, time
from synoptic.pipeline.case import open_case
for _ in range(120):
    time.sleep(0.03 - time.time() % 0.03)  # all at one moment
    with open_case(sys.argv[1]) as case:
        assert case.reports() == ()
"""


@pytest.mark.slow
def test_many_open_and_leave_a_case_at_one_moment(tmp_path: Path) -> None:
    """SQLite does not wait where one turns to the log while another turns from it."""
    where = str(tmp_path / "a.case")
    open_case(where, create=True, settings=RULES).close()
    words = [sys.executable, "-c", OPENING, where]
    running = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [child.communicate(timeout=120)[1] for child in running]
    assert [child.returncode for child in running] == [0, 0, 0], told
