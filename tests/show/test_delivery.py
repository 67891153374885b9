"""Files are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from synoptic.errors import UsageError
from synoptic.model.reports import Failed
from synoptic.show.delivery import check_target, printable, tell_skipped, write_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    write_file(str(target), "“new”\n")
    assert target.read_bytes() == "“new”\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_missing_folder_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*none"):
        check_target(str(tmp_path / "none" / "a.txt"))
    with pytest.raises(UsageError, match=r"is a folder"):
        write_file(str(tmp_path), "x")


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match=r"No space left on device"):
        write_file(str(target), "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_file(str(tmp_path / "link.txt"), "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no devices and pipes there")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file(os.devnull, "gone")
    assert not Path(os.devnull).is_file()


def test_printable() -> None:
    assert printable("a\x1b[2Jb\u202ec\rd\n") == "a\ufffd[2Jbc\ufffdd\n"


def test_a_name_with_a_line_break_is_listed_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell_skipped([Failed(file="a\nb\tc.txt", place="line 2", why="the text is blank")])
    assert capsys.readouterr().err == "skipped a\ufffdb\ufffdc.txt, line 2: the text is blank\n"
