"""A press makes the pages of one edition after another: in a process of its own, or here for tests and small things.

Decision to know: making an account ready takes seconds of a processor for a large case, and drawing a page some
milliseconds. Both happen in other processes than the one that answers the browser, so that a page which is at hand is
sent at once, whatever else goes on. Two presses take turns: one serves while the other makes the next edition ready.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Protocol

from synoptic.pipeline.case import Case, open_case
from synoptic.show.page import environment
from synoptic.show.site import (
    actions,
    actor_pages,
    change_pages,
    exports,
    line_pages,
    report_pages,
    search_pages,
    story_pages,
)
from synoptic.show.site.asks import Answer, Ask, Marks
from synoptic.show.site.edition import Edition
from synoptic.show.site.printing import Printing

LAST_PAGE_S = 3
"""How long a press may take to end what it is at, when the site is closed."""
PATIENCE = 5
"""By how much a press gives way to other work, where the system knows such a thing."""
THREADS = 3
"""So that a page which takes long (a large export) does not hold up the others."""

PAGES: Mapping[str, Callable[[Printing, Mapping[str, str], str], Answer]] = {
    "stories": story_pages.list_stories,
    "story": story_pages.tell_story,
    "part": story_pages.tell_part,
    "line": line_pages.tell_line,
    "why": line_pages.tell_why,
    "report": report_pages.show_report,
    "pair": report_pages.show_pair,
    "actor": actor_pages.show_actor,
    "actors": actor_pages.list_actors,
    "search": search_pages.search,
    "new": change_pages.tell_news,
    "corrections": change_pages.list_corrections,
    "log": change_pages.tell_log,
    "exports": exports.show_exports,
    "export": exports.export,
}

ACTIONS: Mapping[str, Callable[[Printing, Mapping[str, str], str], Answer]] = {
    "correct": actions.correct,
    "undo": actions.undo,
    "visit": actions.visit,
}
"""What changes the case: only the server's posts may ask for these, which it has checked."""


class Press(Protocol):
    """What the desk needs of a press; every answer comes as a future."""

    def prepare(self) -> Future[int]:
        """Make the newest edition ready; gives its revision."""

    def ask(self, ask: Ask) -> Future[Answer]: ...

    @property
    def alive(self) -> bool:
        """Tell whether it can still be asked."""

    def close(self) -> None: ...


class OwnPress:
    """Make the pages in this process, by threads."""

    def __init__(self, case: Case, marks: Marks, looks: str) -> None:
        self.case, self.marks, self.looks = case, marks, looks
        self._templates = environment()
        self._house: Printing | None = None
        self._threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="press")

    def prepare(self) -> Future[int]:
        return self._threads.submit(self.prepare_now)

    def ask(self, ask: Ask) -> Future[Answer]:
        return self._threads.submit(self.answer, ask)

    def prepare_now(self) -> int:
        """Make the newest edition ready and return its revision."""
        self._house = None
        collecting = gc.isenabled()
        gc.disable()  # nothing that is built here goes in circles, and walking it all takes longer than building it
        try:
            edition = Edition(self.case)
        finally:
            if collecting:
                gc.enable()
        self._house = Printing(edition, self._templates, self.marks, self.looks)
        return edition.revision

    def answer(self, ask: Ask) -> Answer:
        """Draw one page of the edition."""
        if self._house is None:
            raise RuntimeError("a press is asked for pages once an edition is ready")
        answer = ACTIONS[ask.page] if ask.page in ACTIONS else PAGES[ask.page]
        return answer(self._house, dict(ask.given), ask.by)

    @property
    def alive(self) -> bool:
        return True

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)


class PressGone(RuntimeError):
    """The process of a press ended, or what it was asked for failed there; the message says why."""


class ProcessPress:
    """Make the pages in a process of its own, which opens the case by itself."""

    def __init__(self, where: str, marks: Marks, looks: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, where, marks, looks), daemon=True, name="press")
        self._process.start()
        theirs.close()
        self._waiting: dict[int, Future[object]] = {}
        self._number = 0
        self._lock = threading.Lock()
        self._listener = threading.Thread(target=self._listen, daemon=True, name="press-answers")
        self._listener.start()

    def prepare(self) -> Future[int]:
        return self._send(None)  # type: ignore[return-value]

    def ask(self, ask: Ask) -> Future[Answer]:
        return self._send(ask)  # type: ignore[return-value]

    def _send(self, ask: Ask | None) -> Future[object]:
        future: Future[object] = Future()
        with self._lock:
            self._number += 1
            self._waiting[self._number] = future
            try:
                self._line.send((self._number, ask))
            except (OSError, ValueError) as error:
                self._waiting.pop(self._number)
                future.set_exception(PressGone(f"the process that draws the pages has ended: {error}"))
        return future

    def _listen(self) -> None:
        while True:
            try:
                number, found, trouble = self._line.recv()
            except (OSError, EOFError):
                break
            with self._lock:
                future = self._waiting.pop(number, None)
            if future is not None and not future.cancelled():
                if trouble is None:
                    future.set_result(found)
                else:
                    future.set_exception(PressGone(trouble))
        with self._lock:
            left, self._waiting = list(self._waiting.values()), {}
        for future in left:
            if not future.done():
                future.set_exception(PressGone("the process that draws the pages has ended"))

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def close(self) -> None:
        """End the process; what it was asked for and has not answered fails."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._line.send(None)
        self._process.join(timeout=LAST_PAGE_S)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(timeout=LAST_PAGE_S)
        self._listener.join(timeout=LAST_PAGE_S)
        self._line.close()


def _work(line: Connection, where: str, marks: Marks, looks: str) -> None:
    """Serve one line of asks until it is closed: the life of a press process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server is stopped by the keyboard and closes the line
    if hasattr(os, "nice"):
        os.nice(PATIENCE)  # whoever waits for a page comes first
    sending = threading.Lock()
    with open_case(where) as case, ThreadPoolExecutor(max_workers=THREADS) as threads:
        press = OwnPress(case, marks, looks)

        def serve(number: int, ask: Ask | None) -> None:
            try:
                found, trouble = (press.prepare_now() if ask is None else press.answer(ask)), None
                if ask is None:
                    gc.collect()
                    gc.freeze()
            except Exception as error:  # the boundary of one page: the others go on
                found, trouble = None, f"{type(error).__name__}: {error}"
            with sending:
                line.send((number, found, trouble))

        while True:
            try:
                asked = line.recv()
            except (OSError, EOFError):
                break
            if asked is None:
                break
            number, ask = asked
            threads.submit(serve, number, ask)
        press.close()
