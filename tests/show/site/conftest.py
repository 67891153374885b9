"""A case with reports of our own writing, hostile ones among them, and its site: the fixtures of these tests."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from synoptic.pipeline.case import Case, open_case
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.show.site.app import make_site
from synoptic.show.site.gate import Lock
from synoptic.show.site.press import OwnPress

HOST = "127.0.0.1:8765"
SCRIPT = '<script>alert("title")</script>'
HOSTILE = {
    "id": "../a b/<i>?#&.txt",
    "headline": f"{SCRIPT} & \"Skell\" 'port'",
    "outlet": "<img src=x onerror=alert(1)>",
    "url": "javascript:alert(document.cookie)",
    "published": "2024-10-03",
    "text": (
        f"{SCRIPT}\n\nThe ferry Lady Annis sank in the Tamber Strait on Monday, the harbour authority in Dunholt said. "
        "</div></main><script src=https://evil.example/x.js></script> At least 31 people died, Petr Oswin "
        "<b onmouseover=alert(2)>said</b> on Thursday. {{ 7 * 7 }} {% raw %} token-0000 <!--notice-0000-->"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A site that is open: a browser without a window, the case behind it, and the lock of its gate."""

    browser: TestClient
    case: Case
    lock: Lock
    folder: Path

    def token(self) -> str:
        return self.lock.form_token

    def send(self, path: str, **fields: str) -> object:
        """Send a form as the page would."""
        return self.browser.post(path, data={"token": self.token(), **fields}, follow_redirects=False)

    def settle(self, within_s: float = 20.0) -> None:
        """Wait until the newest revision is served."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            told = self.browser.get("/status").json()
            if told["shown"] == self.case.revision():
                return
            time.sleep(0.02)
        raise AssertionError(f"revision {self.case.revision()} was not served within {within_s} s: {told}")


def write_reports(folder: Path) -> Path:
    """Write the hostile report as a file that can be added."""
    path = folder / "hostile.jsonl"
    path.write_text(json.dumps(HOSTILE) + "\n", encoding="utf-8")
    return path


def make_case(folder: Path) -> Path:
    """Make a case of the sample and the hostile report."""
    path = folder / "strait.case"
    with open_case(path, create=True, settings=Settings(reader="rules")) as case:
        case.add([str(sample_folder()), str(write_reports(folder))])
        case.account()
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a case, to be copied by every test that changes one."""
    return make_case(tmp_path_factory.mktemp("made")).read_bytes()


def opened(path: Path, lock: Lock) -> Iterator[Opened]:
    with open_case(path) as case:
        app = make_site(case.revision, lambda marks, looks: OwnPress(case, marks, looks), lock, name="Ada")
        with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as browser:
            found = Opened(browser=browser, case=case, lock=lock, folder=path.parent)
            found.settle()
            yield found


@pytest.fixture
def site(made: bytes, tmp_path: Path) -> Iterator[Opened]:
    """Give a site of its own to a test that changes the case."""
    path = tmp_path / "strait.case"
    path.write_bytes(made)
    yield from opened(path, Lock(key=None))


@pytest.fixture(scope="module")
def shared_site(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Give one site to all tests of a file that only read."""
    path = tmp_path_factory.mktemp("shared") / "strait.case"
    path.write_bytes(made)
    yield from opened(path, Lock(key=None))
