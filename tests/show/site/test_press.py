"""Presses and desk: pages from another process, editions that change places whole, trouble that is told."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.show.site.conftest import HOST

from synoptic.pipeline.case import open_case
from synoptic.show.site.app import make_site, new_marks
from synoptic.show.site.asks import Answer, Ask, ask_of
from synoptic.show.site.desk import CACHE_BYTES, Desk
from synoptic.show.site.gate import Lock
from synoptic.show.site.press import PressGone, ProcessPress


class FakePress:
    """A press of its test: it knows one revision, and answers with it."""

    def __init__(self, newest: list[int], wait: threading.Event | None = None, fail: bool = False) -> None:
        self.newest, self.wait, self.fail = newest, wait, fail
        self.revision = 0
        self.asked: list[Ask] = []
        self.closed = False
        self.alive = True

    def prepare(self) -> Future[int]:
        future: Future[int] = Future()
        aim = self.newest[0]

        def make() -> None:
            if self.wait is not None:
                self.wait.wait(10)
            self.revision = aim
            if self.fail:
                future.set_exception(PressGone("no account"))
            else:
                future.set_result(aim)

        threading.Thread(target=make).start()
        return future

    def ask(self, ask: Ask) -> Future[Answer]:
        self.asked.append(ask)
        future: Future[Answer] = Future()
        if ask.page == "broken":
            future.set_exception(PressGone("this page breaks"))
        else:
            lasting = ask.page != "fleeting"
            size = CACHE_BYTES // 2 + 1 if ask.page.startswith("large") else 10
            future.set_result(Answer(body=f"{self.revision}".encode().ljust(size), lasting=lasting))
        return future

    def close(self) -> None:
        self.closed = True


async def until(true: object, within_s: float = 5.0) -> None:
    end = time.monotonic() + within_s
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def test_a_page_is_drawn_once_in_an_edition() -> None:
    async def run() -> None:
        newest, presses = [1], []
        desk = Desk(lambda: newest[0], lambda: presses.append(FakePress(newest)) or presses[-1])
        assert await desk.answer(ask_of("story", {}, "")) is None
        await desk.open()
        await until(lambda: desk.shown == 1)
        for _ in range(3):
            found = await desk.answer(ask_of("story", {"id": "a"}, ""))
            assert found is not None
            assert found.body.strip() == b"1"
        assert len(presses[0].asked) == 1
        for _ in range(2):
            await desk.answer(ask_of("fleeting", {}, ""))
        assert len(presses[0].asked) == 3
        await desk.close()
        assert all(press.closed for press in presses)

    asyncio.run(run())


def test_the_old_edition_is_served_until_the_new_one_is_ready_and_warm() -> None:
    async def run() -> None:
        newest, presses, gate = [1], [], threading.Event()

        def make() -> FakePress:
            presses.append(FakePress(newest, gate if presses else None))
            return presses[-1]

        desk = Desk(lambda: newest[0], make)
        await desk.open()
        await until(lambda: desk.shown == 1)
        await desk.answer(ask_of("story", {}, ""))
        newest[0] = 2
        desk.look_now()
        await until(lambda: desk.behind)
        found = await desk.answer(ask_of("story", {}, ""))
        assert found is not None
        assert found.body.strip() == b"1"
        gate.set()
        await until(lambda: desk.shown == 2)
        assert presses[1].asked == [ask_of("story", {}, "")]
        found = await desk.answer(ask_of("story", {}, ""))
        assert found is not None
        assert found.body.strip() == b"2"
        assert len(presses[1].asked) == 1
        newest[0] = 3
        desk.look_now()
        await until(lambda: desk.shown == 3)
        assert len(presses) == 2  # they take turns
        await desk.close()

    asyncio.run(run())


def test_the_pages_at_hand_have_a_limit() -> None:
    async def run() -> None:
        newest, presses = [1], []
        desk = Desk(lambda: newest[0], lambda: presses.append(FakePress(newest)) or presses[-1])
        await desk.open()
        await until(lambda: desk.shown == 1)
        for page in ("large-1", "large-2", "large-3", "large-3"):
            await desk.answer(ask_of(page, {}, ""))
        assert len(presses[0].asked) == 3
        await desk.answer(ask_of("large-1", {}, ""))
        assert len(presses[0].asked) == 4
        await desk.close()

    asyncio.run(run())


def test_trouble_is_kept_and_the_old_edition_stays() -> None:
    async def run() -> None:
        newest, presses = [1], []
        desk = Desk(lambda: newest[0], lambda: presses.append(FakePress(newest, fail=bool(presses))) or presses[-1])
        await desk.open()
        await until(lambda: desk.shown == 1)
        newest[0] = 2
        desk.look_now()
        await until(lambda: bool(desk.trouble))
        assert desk.shown == 1
        assert await desk.answer(ask_of("story", {}, "")) is not None
        with pytest.raises(PressGone):
            await desk.answer(ask_of("broken", {}, ""))
        with pytest.raises(PressGone):
            await desk.answer(ask_of("broken", {}, ""))  # a page that broke is asked for again, not kept
        await desk.close()

    asyncio.run(run())


def test_a_press_that_died_is_replaced() -> None:
    async def run() -> None:
        newest, presses = [1], []
        desk = Desk(lambda: newest[0], lambda: presses.append(FakePress(newest)) or presses[-1])
        await desk.open()
        await until(lambda: desk.shown == 1)
        presses[0].alive = False
        desk.look_now()
        await until(lambda: len(presses) == 2 and desk.shown == 1)
        await desk.close()

    asyncio.run(run())


def test_the_order_of_what_is_given_does_not_matter() -> None:
    assert ask_of("why", {"a": "1", "b": "2"}, "") == ask_of("why", {"b": "2", "a": "1", "c": ""}, "")


@pytest.mark.slow
def test_pages_from_processes_of_their_own(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "strait.case"
    path.write_bytes(made)
    late = tmp_path / "late.txt"
    late.write_text("Divers find log\n\nDivers found the ferry's log on Friday, Petr Oswin said.\n", encoding="utf-8")
    with open_case(path) as case:
        app = make_site(
            case.revision, lambda marks, looks: ProcessPress(str(path), marks, looks), Lock(key=None), name="Ada"
        )
        with TestClient(app, base_url=f"http://{HOST}") as browser:
            assert browser.get("/").status_code in (200, 503)
            _settle(browser, case.revision())
            assert "ferry" in browser.get("/").text
            case.add([str(late)])
            _settle(browser, case.revision())
            assert browser.get("/report?id=late.txt").status_code == 200


def _settle(browser: TestClient, revision: int) -> None:
    end = time.monotonic() + 60
    while browser.get("/status").json()["shown"] != revision:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.slow
def test_a_case_that_is_gone_is_told(tmp_path: Path) -> None:
    press = ProcessPress(str(tmp_path / "none.case"), new_marks(), "looks")
    with pytest.raises(PressGone):
        press.prepare().result(timeout=60)
    press.close()
    assert not press.alive
    with pytest.raises(PressGone):
        press.ask(ask_of("stories", {}, "")).result(timeout=5)
