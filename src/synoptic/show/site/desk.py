"""The desk hands out pages: those at hand at once, others when a press has drawn them, always of one whole edition.

Decision to know: a newer revision is looked for every half second and made ready by the press that does not serve; what
was read last is drawn anew before the two change places, so that nobody waits for a page that was there before.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from synoptic.show.site.asks import Answer, Ask
from synoptic.show.site.press import Press, PressGone

LOOK_EVERY_S = 0.5
LONGEST_REST_S = 30.0
CACHE_BYTES = 96_000_000
DRAWN_ANEW = 24


class Desk:
    """Hand out the pages of the newest edition that is ready."""

    def __init__(self, revision: Callable[[], int], make_press: Callable[[], Press]) -> None:
        self._revision, self._make_press = revision, make_press
        self._serving: Press | None = None
        self._spare: Press | None = None
        self._pages: OrderedDict[Ask, asyncio.Future[Answer]] = OrderedDict()
        self._bytes = 0
        self.shown: int | None = None
        """The revision that is served; None before the first is ready."""
        self.newest = 0
        self.trouble = ""
        self._look_now = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to make the first edition ready, and to look for newer ones."""
        self._watch = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop looking and end the presses."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        for press in (self._serving, self._spare):
            if press is not None:
                await asyncio.to_thread(press.close)
        self._serving = self._spare = None

    @property
    def behind(self) -> bool:
        """Tell whether a newer revision is being made ready."""
        return self.shown is not None and self.newest > self.shown

    def look_now(self) -> None:
        """Look for a newer revision at once: something was just changed."""
        self._look_now.set()

    async def _look(self) -> None:
        while True:
            took = 0.0
            self._look_now.clear()
            if self._serving is not None and not self._serving.alive:
                self._serving, self.shown = None, None
            if self._spare is not None and not self._spare.alive:
                self._spare = None
            try:
                self.newest = await asyncio.to_thread(self._revision)
                if self.shown is None or self.newest != self.shown:
                    began = monotonic()
                    await self._renew()
                    took = monotonic() - began
                elif self._spare is None:
                    self._spare = await asyncio.to_thread(self._make_press)  # at hand before it is needed
                self.trouble = ""
            except Exception as error:  # the page is served on, and says that it is not the newest
                self.trouble = str(error) or type(error).__name__
                took = LOOK_EVERY_S * 4
                await self._drop_spare()
            with contextlib.suppress(TimeoutError):
                # as long a rest as the work took, so that at most one half of one processor goes into it
                await asyncio.wait_for(self._look_now.wait(), max(LOOK_EVERY_S, min(took, LONGEST_REST_S)))

    async def _renew(self) -> None:
        """Make the newest revision ready on the spare press, draw there what was read last, and change places."""
        if self._spare is None:
            self._spare = await asyncio.to_thread(self._make_press)
        press = self._spare
        revision = await asyncio.wrap_future(press.prepare())
        pages: OrderedDict[Ask, asyncio.Future[Answer]] = OrderedDict()
        for ask in list(self._pages)[-DRAWN_ANEW:]:
            with contextlib.suppress(PressGone):
                await self._draw(press, ask, pages)
        self._spare, self._serving = self._serving, press
        self._pages = pages
        self._bytes = sum(len(future.result().body) for future in pages.values() if future.done())
        self.shown = revision

    async def _drop_spare(self) -> None:
        if self._spare is not None:
            press, self._spare = self._spare, None
            await asyncio.to_thread(press.close)

    async def _draw(self, press: Press, ask: Ask, pages: OrderedDict[Ask, asyncio.Future[Answer]]) -> Answer:
        future = asyncio.ensure_future(asyncio.wrap_future(press.ask(ask)))
        pages[ask] = future
        try:
            answer = await asyncio.shield(future)
        except BaseException:
            if pages.get(ask) is future and (not future.done() or future.cancelled() or future.exception()):
                pages.pop(ask, None)
            raise
        if not answer.lasting:
            pages.pop(ask, None)
        return answer

    async def answer(self, ask: Ask) -> Answer | None:
        """Return a page, or None while the first edition is not ready.

        Raises:
            PressGone: the page could not be drawn.
        """
        press, pages = self._serving, self._pages
        if press is None or self.shown is None:
            return None
        waiting = pages.get(ask)
        if waiting is not None:
            pages.move_to_end(ask)
            return waiting.result() if waiting.done() else await asyncio.shield(waiting)
        answer = await self._draw(press, ask, pages)
        if answer.lasting and pages is self._pages:
            self._bytes += len(answer.body)
            while self._bytes > CACHE_BYTES and len(pages) > 1:
                _, oldest = pages.popitem(last=False)
                if oldest.done() and not oldest.cancelled() and oldest.exception() is None:
                    self._bytes -= len(oldest.result().body)
        return answer
