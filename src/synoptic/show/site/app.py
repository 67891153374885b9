"""The site as an application: each address to a page of the desk, each post to an action, and the files of style.

Decision to know: this process draws nothing and reads no account. It checks, looks up what is at hand, and puts the
form token and the notice in.
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from urllib.parse import parse_qs, quote, unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from synoptic.show.page import environment
from synoptic.show.site.asks import HTML, Answer, Marks, ask_of
from synoptic.show.site.desk import Desk
from synoptic.show.site.gate import Gate, Lock, cookies_of
from synoptic.show.site.press import Press, PressGone

LARGEST_FORM_BYTES = 65_536
LONGEST_GIVEN_CHARS = 2_000
LONGEST_NAME_CHARS = 80
NAME_COOKIE = "synoptic-name"
LOG = logging.getLogger("synoptic.site")

ROUTES = (
    ("/", "stories"),
    ("/story/{id}", "story"),
    ("/story/{id}/{part}", "part"),
    ("/line/{id}", "line"),
    ("/why", "why"),
    ("/report", "report"),
    ("/pair", "pair"),
    ("/actor", "actor"),
    ("/actors", "actors"),
    ("/search", "search"),
    ("/new", "new"),
    ("/corrections", "corrections"),
    ("/log", "log"),
    ("/export", "exports"),
    ("/export/{form}", "export"),
)
BY_NAME = frozenset(("new", "line", "report", "corrections", "pair", "why"))
"""Pages that hold the name of who reads: in their forms, or because they are that person's."""


def new_marks() -> Marks:
    """Draw the marks of one run, which no report can contain."""
    return Marks(token=f"token-{secrets.token_hex(16)}", notice=f"<!--notice-{secrets.token_hex(16)}-->")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The style sheet and the script, under names that change with what is in them."""

    style: bytes
    script: bytes

    @property
    def name(self) -> str:
        return sha256(self.style + self.script).hexdigest()[:16]


def load_looks() -> Looks:
    """Read the style sheet and the script that ship."""
    home = files("synoptic.show") / "templates"
    style = (home / "page.css").read_bytes() + b"\n" + (home / "site" / "site.css").read_bytes()
    return Looks(style=style, script=(home / "site" / "site.js").read_bytes())


def make_site(
    revision: Callable[[], int],
    make_press: Callable[[Marks, str], Press],
    lock: Lock,
    *,
    name: str = "",
) -> Starlette:
    """Put the site together.

    `revision` tells the newest revision of the case; `make_press` makes a press for the marks and the name of the
    files of style; `name` is who reads, as long as nobody has given another name.
    """
    marks, looks = new_marks(), load_looks()
    desk = Desk(revision, lambda: make_press(marks, looks.name))
    server = _Server(desk, marks, looks, lock, name)

    @contextlib.asynccontextmanager
    async def open_desk(app: Starlette) -> AsyncIterator[None]:
        await desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = Starlette(
        routes=[
            *(Route(path, server.page(page), methods=["GET"]) for path, page in ROUTES),
            Route("/correct", server.action("correct"), methods=["POST"]),
            Route("/undo", server.action("undo"), methods=["POST"]),
            Route("/visit", server.action("visit"), methods=["POST"]),
            Route("/status", server.status, methods=["GET"]),
            Route("/static/{name}/style.css", server.style, methods=["GET"]),
            Route("/static/{name}/script.js", server.script, methods=["GET"]),
        ],
        middleware=[Middleware(Gate, lock=lock)],
        exception_handlers={HTTPException: server.trouble, PressGone: server.trouble, 500: server.trouble},
        lifespan=open_desk,
    )
    app.state.desk = desk
    return app


class _Server:
    """Answer requests with what the desk gives."""

    def __init__(self, desk: Desk, marks: Marks, looks: Looks, lock: Lock, name: str) -> None:
        self.desk, self.looks, self.lock, self.name = desk, looks, lock, name
        self._token, self._token_mark = lock.form_token.encode("ascii"), marks.token.encode("ascii")
        self._notice_mark = marks.notice.encode("ascii")
        self._templates = environment()

    def page(self, page: str) -> Callable[[Request], object]:
        """Return what answers the address of a page."""

        async def answer(request: Request) -> Response:
            given = {name: value[:LONGEST_GIVEN_CHARS] for name, value in request.query_params.items()}
            given.update(request.path_params)
            found = await self.desk.answer(ask_of(page, given, self.who(request) if page in BY_NAME else ""))
            return self.waiting() if found is None else self.response(found)

        return answer

    def action(self, action: str) -> Callable[[Request], object]:
        """Return what answers a post."""

        async def answer(request: Request) -> Response:
            given = await read_form(request)
            if not self.lock.fits(given.pop("token", "")):
                raise HTTPException(
                    403, "This form is from another run of the site; load the page again and repeat it."
                )
            by = plain_name(given.pop("by", "")) or self.who(request)
            found = await self.desk.answer(ask_of(action, given, by))
            if found is None:
                return self.waiting()
            self.desk.look_now()
            response = RedirectResponse(found.to, status_code=303) if found.to else self.response(found)
            response.set_cookie(
                NAME_COOKIE, quote(by, safe=""), max_age=31_536_000, httponly=True, samesite="strict", path="/"
            )
            return response

        return answer

    def who(self, request: Request) -> str:
        """Return the name of who asks: the one last given in a form, else the one given at the start."""
        return plain_name(unquote(cookies_of(request.headers).get(NAME_COOKIE, ""))) or self.name

    def response(self, answer: Answer) -> Response:
        """Send a page; an export is sent as a file to be saved."""
        body, headers = answer.body, {}
        if answer.file is not None:
            headers["Content-Disposition"] = f'attachment; filename="{answer.file}"'
            headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        elif answer.kind == HTML:
            body = body.replace(self._token_mark, self._token).replace(self._notice_mark, self.notice())
        return Response(body, status_code=answer.status, headers=headers, media_type=answer.kind)

    def notice(self) -> bytes:
        """Say on top of a page that a newer account is on its way, or why it is not."""
        if self.desk.trouble:
            words = f"The newest account could not be made: {self.desk.trouble[:300]}"
        elif self.desk.behind:
            words = "Something was added or corrected. The account is being told anew; this page shows it as it was."
        else:
            return b""
        return self._templates.get_template("site/notice.html.j2").render(words=words).encode("utf-8")

    def waiting(self) -> Response:
        """Say that the first account is still being made; the page asks again by itself."""
        words = self._bare(
            "One moment",
            f"The account could not be made: {self.desk.trouble[:300]}"
            if self.desk.trouble
            else "The account of this case is being made ready. This page looks again by itself.",
        )
        return Response(words, status_code=503, headers={"Refresh": "2", "Retry-After": "2"}, media_type=HTML)

    def _bare(self, title: str, words: str) -> str:
        return self._templates.get_template("site/bare.html.j2").render(title=title, words=words, looks=self.looks.name)

    async def trouble(self, request: Request, error: Exception) -> Response:
        """Answer what went wrong with a page."""
        if isinstance(error, HTTPException):
            words = {404: "There is no such page.", 405: "This address is not used in that way."}
            said = words.get(error.status_code, error.detail)
            return Response(self._bare("Not here", said), status_code=error.status_code, media_type=HTML)
        LOG.error("a page could not be drawn: %s", error)
        said = "This page could not be drawn; what went wrong stands in the terminal where the site was started."
        return Response(self._bare("Something went wrong", said), status_code=500, media_type=HTML)

    async def status(self, request: Request) -> Response:
        """Tell the script which revision is served, and whether a newer one is on its way."""
        desk = self.desk
        told = {"shown": desk.shown, "newest": desk.newest, "behind": desk.behind, "trouble": desk.trouble}
        return Response(json.dumps(told), media_type="application/json")

    async def style(self, request: Request) -> Response:
        return self._file(request, self.looks.style, "text/css; charset=utf-8")

    async def script(self, request: Request) -> Response:
        return self._file(request, self.looks.script, "text/javascript; charset=utf-8")

    def _file(self, request: Request, body: bytes, kind: str) -> Response:
        if request.path_params["name"] != self.looks.name:
            raise HTTPException(404)
        return Response(body, media_type=kind, headers={"Cache-Control": "private, max-age=31536000, immutable"})


async def read_form(request: Request) -> dict[str, str]:
    """Read a form that was sent.

    Raises:
        HTTPException: it is too large, or no form.
    """
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_FORM_BYTES:
                raise HTTPException(413, "That is more than a form can hold.")
    except ClientDisconnect:
        raise HTTPException(400, "The form came in only in part.") from None
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise HTTPException(400, "What was sent is no form.") from None
    return {name: values[0] for name, values in fields.items()}


def plain_name(words: str) -> str:
    """Make a name fit to be kept: one line, nothing but what can be printed, 80 characters at most."""
    kept = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(kept.split())[:LONGEST_NAME_CHARS]
