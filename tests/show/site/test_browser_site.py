"""The site in a real Chromium: read, search, open evidence, correct, undo, export; nothing to complain of on any page.

Decision to know: the pictures that are taken on the way are kept under out/site, to be looked at.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from tests.show.site.conftest import HOSTILE

from eval.picture import find_browser
from synoptic.pipeline.case import Case, open_case
from synoptic.show.site import addresses
from synoptic.show.site.app import make_site
from synoptic.show.site.gate import Lock
from synoptic.show.site.press import OwnPress

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = find_browser()
OUT = Path(__file__).resolve().parents[3] / "out" / "site"
playwright = pytest.importorskip("playwright.sync_api", reason="install it with: pip install playwright")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed: apt-get install chromium"),
]
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A site that listens on a port of this machine."""

    address: str
    case: Case
    lock: Lock

    def settle(self) -> None:
        import httpx

        end = time.monotonic() + 30
        while httpx.get(f"{self.address}/status", headers=self.cookie()).json()["shown"] != self.case.revision():
            assert time.monotonic() < end
            time.sleep(0.05)

    def cookie(self) -> dict[str, str]:
        return {"cookie": f"{self.lock.cookie}={self.lock.session}"}


@pytest.fixture(scope="module")
def running(made: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    path = tmp_path_factory.mktemp("browser") / "strait.case"
    path.write_bytes(made)
    lock = Lock()
    with open_case(path) as case, socket.create_server(("127.0.0.1", 0)) as listening:
        app = make_site(case.revision, lambda marks, looks: OwnPress(case, marks, looks), lock, name="Ada")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        found = Running(address=f"http://127.0.0.1:{listening.getsockname()[1]}", case=case, lock=lock)
        try:
            found.settle()
            yield found
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        browser = driver.chromium.launch(executable_path=str(BROWSER), args=flags)
        yield browser
        browser.close()


@dataclass(slots=True)
class Reader:
    """A window, with everything that its console said and every address that it asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def reader(chromium: Browser, running: Running) -> Iterator[Reader]:
    yield from opened(chromium, running)


def opened(chromium: Browser, running: Running, **how: Any) -> Iterator[Reader]:
    context = chromium.new_context(base_url=running.address, accept_downloads=True, **how)
    context.set_default_timeout(10_000)
    found = Reader(context.new_page())
    found.page.on("console", lambda message: found.said.append(f"{message.type}: {message.text}"))
    found.page.on("pageerror", lambda error: found.said.append(f"error: {error}"))
    found.page.on("dialog", lambda dialog: (found.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(f"/?key={running.lock.key}")
    assert found.page.url == f"{running.address}/"
    yield found
    context.close()
    assert not found.said
    assert not [url for url in found.asked if not url.startswith((running.address, "data:"))]


def main_story(running: Running) -> str:
    return addresses.to_story(running.case.account().stories[0].id)


def some_pages(running: Running) -> dict[str, str]:
    account = running.case.account()
    story = account.stories[0]
    copy = next(c for c in account.copies if c.changes)
    return {
        "stories": "/",
        "story": addresses.to_story(story.id),
        "part": addresses.to_part(story.id, "said"),
        "event": addresses.to_line(story.events[0].id),
        "figure": addresses.to_line(story.figures[0].id),
        "statement": addresses.to_line(story.statements[0].id),
        "position": addresses.to_line(story.positions[0].id),
        "disagreement": addresses.to_line(story.disagreements[0].id),
        "report": addresses.to_report(copy.reports[0]),
        "hostile": addresses.to_report(HOSTILE["id"]),
        "pair": addresses.to_pair(*copy.reports),
        "actor": addresses.to_actor("Velmora"),
        "actors": "/actors",
        "search": "/search?words=ferry&speaker=Oswin",
        "new": "/new",
        "corrections": "/corrections",
        "log": "/log",
        "export": "/export",
        "missing": "/line/none",
    }


def test_read_a_story_down_to_the_words_of_a_report(reader: Reader, running: Running) -> None:
    page = reader.page
    page.locator(".story-list h2 a").first.click()
    assert page.locator("h1").count() == 1
    line = page.locator(".timeline .entry:not(.fold)").nth(2)
    line.locator("summary").click()
    words = line.locator("blockquote mark").first
    assert words.is_visible()
    quoted = words.inner_text()
    line.locator(".cite a").first.click()
    assert page.url.startswith(f"{running.address}/report?")
    marked = page.locator("mark:target, mark.found").first
    assert marked.is_visible()
    assert " ".join(quoted.split())[:20] in " ".join(page.locator(".report-text").inner_text().split())
    page.locator(".report-text a.back").first.click()
    assert "/line/" in page.url


def test_the_layers_of_a_report_are_shown_without_a_script(chromium: Browser, running: Running) -> None:
    for found in opened(chromium, running, java_script_enabled=False):
        page = found.page
        page.goto(some_pages(running)["report"])
        name = page.locator(".report-text .l-name").first
        assert name.evaluate("node => getComputedStyle(node).borderBottomStyle") == "none"
        page.locator("#layer-name").check()
        assert name.evaluate("node => getComputedStyle(node).borderBottomStyle") == "solid"


def test_search_by_key(reader: Reader) -> None:
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=ferry")
    assert page.locator(".hits mark").first.inner_text().lower() == "ferry"
    page.locator(".hits .what a").first.click()
    assert page.locator(".report-text").is_visible()


def test_the_keys_go_from_line_to_line(reader: Reader, running: Running) -> None:
    page = reader.page
    page.goto(main_story(running))
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    here = page.locator(".here")
    assert here.count() == 1
    page.keyboard.press("o")
    assert here.locator("details.rests").evaluate("node => node.open")
    page.keyboard.press("c")
    page.wait_for_url("**/line/*")


def test_correct_and_undo(reader: Reader, running: Running) -> None:
    page = reader.page
    statement = next(s for s in running.case.account().stories[0].statements if s.speaker and not s.anonymous)
    page.goto(addresses.to_line(statement.id))
    page.get_by_text("Another speaker").click()
    page.fill("#speaker-value", "Ines Corrected")
    page.locator("details[open]").get_by_label("Your name").last.fill("Bo Reader")
    page.locator("form", has=page.locator("#speaker-value")).get_by_role("button").click()
    running.settle()
    page.goto("/corrections")
    assert "Bo Reader" in page.locator("main").inner_text()
    page.goto(addresses.to_actor("Ines Corrected"))
    assert page.locator("h1").inner_text() == "Ines Corrected"
    page.goto("/corrections")
    page.locator(".correction-list button").first.click()
    running.settle()
    page.goto("/corrections")
    assert "undone by Bo Reader" in page.locator("main").inner_text()
    # what the page of somebody who is not there any more says
    assert page.request.get(addresses.to_actor("Ines Corrected")).status == 404


def test_a_newer_account_is_told_of(reader: Reader, running: Running, tmp_path: Path) -> None:
    page = reader.page
    page.clock.install()
    page.goto(main_story(running))
    late = tmp_path / "late.txt"
    late.write_text("Tugs sail\n\nTwo tugs left Dunholt for the strait on Friday, the port said.\n", encoding="utf-8")
    running.case.add([str(late)])
    running.settle()
    page.clock.run_for(30_000)
    page.locator("#newer").wait_for()
    with page.expect_navigation():
        page.locator("#newer button").click()
    page.clock.run_for(30_000)
    assert page.locator("#newer").count() == 0


def test_export_a_page_that_stands_alone(reader: Reader, running: Running, tmp_path: Path) -> None:
    page = reader.page
    page.goto(main_story(running))
    page.get_by_role("link", name="Export this story").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="One page to mail").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_nothing_of_a_report_runs(reader: Reader, running: Running) -> None:
    for path in (some_pages(running)["hostile"], "/", "/search?words=alert", "/log", "/new?since=0"):
        reader.page.goto(path)
        assert reader.page.evaluate("[...document.scripts].every(s => s.src.startsWith(location.origin))")


def test_another_sites_page_reads_nothing(chromium: Browser, running: Running) -> None:
    """A page of another origin, in a window that has the cookie, asks in every way that a page can."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{running.address}/?key={running.lock.key}")
    before = running.case.revision()
    other = running.address.replace("127.0.0.1", "localhost")
    page.route("http://evil.test/**", lambda route: route.fulfill(content_type="text/html", body="<p>evil"))
    page.goto("http://evil.test/")
    item = running.case.account().stories[0].events[0].id
    for site in (running.address, other):
        got = page.evaluate(
            """async ([site, item]) => {
                const out = [];
                for (const how of [{}, {mode: "no-cors", credentials: "include"}, {credentials: "include"}]) {
                    try {
                        const answer = await fetch(site + "/export/json", how);
                        out.push(answer.type + (await answer.text()).length);
                    } catch (error) { out.push("refused"); }
                }
                const body = new URLSearchParams({kind: "hide", item, by: "Mallory"});
                try { await fetch(site + "/correct", {method: "POST", body, mode: "no-cors", credentials: "include"}); }
                catch (error) { out.push("refused"); }
                const frame = document.createElement("iframe");
                frame.src = site + "/";
                document.body.append(frame);
                await new Promise((done) => { frame.onload = done; setTimeout(done, 1500); });
                try { out.push(frame.contentDocument?.body.innerText ?? "closed"); } catch { out.push("closed"); }
                return out;
            }""",
            [site, item],
        )
        assert set(got) <= {"refused", "opaque0", "closed"}, got
    assert running.case.revision() == before
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page_is_sound(chromium: Browser, running: Running, size: str, scheme: str) -> None:
    """No complaint of the console, nothing wider than the window, and nothing that axe finds; a picture of each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    width, height = SIZES[size]
    OUT.mkdir(parents=True, exist_ok=True)
    faults = []
    for found in opened(
        chromium, running, viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    ):
        page = found.page
        for name, path in some_pages(running).items():
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=OUT / f"{name}-{size}-{scheme}.png", full_page=name not in ("story", "part"))
            too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if too_wide > 0:
                faults.append(f"{name}: {too_wide} px wider than the window")
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            result = axe.Axe().run(page)
            faults += [
                f"{name}: {v['id']} ({v['impact']}): {v['help']}: {[n['target'] for n in v['nodes'][:3]]}"
                for v in result.response["violations"]
            ]
        found.said = [said for said in found.said if not re.match(r"error: Failed to load resource.*404", said)]
    assert not faults, "\n".join(faults)
