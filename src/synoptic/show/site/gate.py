"""The gate before every page: which names the site answers to, who may read, what may change the case.

Decision to know: everything is refused before it is routed. Another site's page can make a browser ask us, so a request
is looked at for where it comes from (Host, Origin, Sec-Fetch-Site), must carry the cookie that was given for the key in
the printed address, and a post must bring the token of its form. The headers that confine a page stand on every answer,
errors among them.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = frozenset(("GET", "HEAD"))
ALLOWED = SAFE | {"POST"}
FORM = "application/x-www-form-urlencoded"

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?", re.ASCII)

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Who may come in: the names of the site, and the secrets of this run.

    `key` is in the address that is printed at the start; None leaves the site open to whoever reaches it.
    """

    hosts: tuple[str, ...] = LOOPBACK
    key: str | None = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    cookie: str = "synoptic"

    def _sign(self, what: str) -> str:
        return hmac.new(self.secret, what.encode("utf-8"), sha256).hexdigest()

    @property
    def session(self) -> str:
        """The value of the cookie that opens the site."""
        return self._sign(f"session {self.key}")

    @property
    def form_token(self) -> str:
        """What every form brings with it."""
        return self._sign("form")

    def fits(self, token: str) -> bool:
        """Tell whether a form's token is ours."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.form_token.encode("ascii"))


class Gate:
    """Refuse what must not come in, and confine what goes out."""

    def __init__(self, app: ASGIApp, lock: Lock) -> None:
        self.app, self.lock = app, lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})  # there is none
            return

        async def confined(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, confined)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if method not in ALLOWED:
            return _refused(405, "This method is not used here.")
        host = host_of(headers.getlist("host"))
        if host is None or host not in self.lock.hosts:
            return _refused(
                403, "This site does not answer to that name. Open the address that was printed when it was started."
            )
        if not comes_from_here(headers, method):
            return _refused(403, "Another site's page asked for this, and was refused.")
        if method == "POST" and headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
            return _refused(415, "Only forms are sent here.")
        return self._key_refusal(scope, headers)

    def _key_refusal(self, scope: Scope, headers: Headers) -> Response | None:
        key = self.lock.key
        if key is None or scope["path"].startswith("/static/"):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=50).get("key", [])
        if scope["method"] in SAFE and given and _same(given[0], key):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self.lock.cookie, self.lock.session, httponly=True, samesite="strict", path="/")
            return answer
        if _same(cookies_of(headers).get(self.lock.cookie, ""), self.lock.session):
            return None
        return _refused(
            401, "This site is for whoever started it. Open the whole address, key included, that was printed then."
        )


def _refused(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status_code=status)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def host_of(values: Iterable[str]) -> str | None:
    """Return the name in the Host header without its port; None unless there is exactly one, well formed."""
    listed = list(values)
    met = _HOST.fullmatch(listed[0].lower()) if len(listed) == 1 else None
    return met.group(1) if met else None


def comes_from_here(headers: Headers, method: str) -> bool:
    """Tell whether a request may be answered, by where it comes from.

    What browsers say of it (Sec-Fetch-Site) decides; where one says nothing, the Origin must be the Host. A page may be
    opened from elsewhere by a link, and nothing else: no post, no picture, no script, no frame.
    """
    site = headers.get("sec-fetch-site")
    if site in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if site is not None:
        opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return method in SAFE and opened
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == headers.get("host", "").lower()


def cookies_of(headers: Headers) -> dict[str, str]:
    """Return the cookies of a request by name."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load("; ".join(headers.getlist("cookie")))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
