"""The page in a real Chromium: it is drawn, runs nothing, asks for nothing, and breaks no rule of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from eval.picture import MISSING, find_browser, photograph, take_picture
from synoptic.show.arrangement import arrange
from synoptic.show.page import render_page

BROWSER = find_browser()
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome is installed")


@pytest.fixture
def page(built, tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(render_page(arrange(built.account, 5), built.texts), encoding="utf-8")
    return path


@pytest.mark.browser
@needs_browser
def test_the_browser_has_nothing_to_complain_of(page: Path, tmp_path: Path) -> None:
    command = [
        str(BROWSER),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "CONSOLE" not in done.stderr
    assert "<h2>How to read this page</h2>" in done.stdout
    assert "<script" not in done.stdout
    assert "<img" not in done.stdout


@pytest.mark.browser
@needs_browser
def test_the_picture_is_taken(page: Path, tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "page.png"
    photograph(page, picture, str(BROWSER), width=390, height=700)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_without_a_browser_that_is_said(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert take_picture(page, tmp_path / "page.png") == 0
    assert capsys.readouterr().err.strip() == MISSING
    assert not (tmp_path / "page.png").exists()
