"""The command serve: it says where to go, opens that, stops when told to, and refuses what would be open to others."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import CliRunner

from synoptic.show.cli import main


def opened(browser: urllib.request.OpenerDirector, address: str) -> tuple[int, str]:
    try:
        with browser.open(address, timeout=60) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode("utf-8")


@pytest.mark.slow
def test_the_printed_address_opens_the_site(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "strait.case"
    path.write_bytes(made)
    words = [sys.executable, "-m", "synoptic", "serve", str(path), "--port", "0", "--name", "Ada"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            told = process.stderr.readline()
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+/\?key=\S+", told)
            assert "Ctrl-C" in process.stderr.readline()
            bare = address.partition("?")[0]
            with pytest.raises(urllib.error.HTTPError, match="401"):
                urllib.request.urlopen(bare, timeout=60)
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            status, page = opened(browser, address)
            # the first account is still being made, or is there
            assert (status == 503 and "made ready" in page) or (status == 200 and "strait" in page)
        finally:
            process.send_signal(signal.SIGINT) if sys.platform != "win32" else process.terminate()
            out, rest = process.communicate(timeout=60)
    assert not out
    assert "Traceback" not in rest
    if sys.platform != "win32":
        assert process.returncode == 0
        assert "closed" in rest


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["none.case"], "there is no case"),
        (["strait.case", "--host", "0.0.0.0"], "--allowed-host"),
        (["strait.case", "--host", "0.0.0.0", "--allowed-host", "desk.example", "--no-key"], "without a key"),
        (["strait.case", "--port", "70000"], "port"),
        (["strait.case", "--host", "192.0.2.77", "--allowed-host", "desk.example"], "can't listen"),
    ],
)
def test_what_is_refused(
    made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    (tmp_path / "strait.case").write_bytes(made)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["serve", *words])
    assert done.exit_code == 2
    assert told in done.output
