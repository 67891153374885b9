"""Pages and feeds over HTTP, only when somebody asks for it. This file alone opens connections.

Decision to know: an address is judged when it is connected to, by the number that its name resolved to, and that very
number is dialled; so neither a redirect nor a name that changes its mind leads into a private network. What is refused
is a reason, told like any other input that was not read.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from synoptic.errors import InputError

_NAME = "Synoptic"
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_LIMIT_BYTES = 15 * 1024 * 1024
_ROBOTS_BYTES = 500_000
_DEADLINE_SECONDS = 30.0
_GAP_SECONDS = 5.0
_PORTS = {"http": 80, "https": 443}
_CHUNK = 65_536
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "198.18.0.0/15",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
    )
)
"""Beside what is not global: shared address space, benchmarks, and the ranges that carry an IPv4 address within."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def agent() -> str:
    """Return the name under which pages are asked for."""
    try:
        return f"{_NAME}/{version(_NAME.lower())}"
    except PackageNotFoundError:
        return _NAME


def is_web_address(named: str) -> bool:
    """Tell whether an input names a page or feed on the web."""
    return named.lower().startswith(("http://", "https://"))


def is_public(address: Address) -> bool:
    """Tell whether an address lies in the open internet, whatever form it is written in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.scope_id is not None:
            return False
    if not address.is_global or address.is_multicast or address.is_unspecified or address.is_reserved:
        return False
    return not any(address.version == network.version and address in network for network in _REFUSED_NETWORKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came from an address: `url` is the last one of its redirects."""

    url: str
    content: bytes
    content_type: str


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches within limits, politely. `private` lets it into private networks and to any port: for a desk's own
    server, and for tests."""

    private: bool = False
    limit_bytes: int = _LIMIT_BYTES
    deadline_seconds: float = _DEADLINE_SECONDS
    gap_seconds: float = _GAP_SECONDS
    resolve: Callable[..., list[tuple[object, ...]]] = socket.getaddrinfo  # type: ignore[assignment]
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Fetch an address, along its redirects.

        Raises:
            InputError: it is refused, forbidden by robots.txt, too large, too slow, or not there; the message says
                which.
        """
        until = time.monotonic() + self.deadline_seconds
        at = url
        for _ in range(_MOST_REDIRECTS + 1):
            parts = self._checked(url, at)
            if not self._allowed(parts, until):
                raise InputError(url, "", "the site's robots.txt asks not to fetch this; save it by hand")
            self._wait(parts, until)
            status, headers, content = self._get(url, parts, until, self.limit_bytes)
            if status in _REDIRECTS and headers.get("location"):
                at = urljoin(at, headers["location"])
                continue
            if status != 200:
                raise InputError(url, "", _refusal(status, headers))
            if not content:
                raise InputError(url, "", "the answer is empty; there is nothing to read")
            return Fetched(url=at, content=content, content_type=headers.get("content-type", ""))
        raise InputError(url, "", f"it redirects more than {_MOST_REDIRECTS} times; look at the address")

    def _checked(self, url: str, at: str) -> SplitResult:
        try:
            parts = urlsplit(at)
            port = parts.port
        except ValueError as error:
            raise InputError(url, "", f"{at} is no address that can be understood ({error})") from error
        if parts.scheme not in _PORTS:
            raise InputError(url, "", f"only http and https are fetched, and this leads to {parts.scheme or 'nothing'}")
        if parts.username is not None or parts.password is not None:
            raise InputError(url, "", "an address with a name or password in it is not fetched; leave them out")
        if not parts.hostname or any(c.isspace() or ord(c) < 33 for c in at):
            raise InputError(url, "", "the address names no host, or holds blanks; look at it")
        if not self.private and port not in (None, 80, 443):
            raise InputError(url, "", f"only the ports 80 and 443 are fetched from, and this names {port}")
        return parts

    def _allowed(self, parts: SplitResult, until: float) -> bool:
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin, until)
        rules = self._robots[origin]
        return rules is not None and rules.can_fetch(agent(), urlunsplit(parts))

    def _read_robots(self, origin: str, until: float) -> RobotFileParser | None:
        """Return the rules of a site; None where it can't say, which forbids everything."""
        rules = RobotFileParser()
        at = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            status, headers, content = self._get(at, self._checked(at, at), until, _ROBOTS_BYTES, cut=True)
            if status in _REDIRECTS and headers.get("location"):
                at = urljoin(at, headers["location"])
                continue
            if status >= 500 or status == 429:
                return None
            rules.parse(content.decode("utf-8", "replace").splitlines() if status == 200 else [])
            return rules
        return None

    def _wait(self, parts: SplitResult, until: float) -> None:
        """Leave a pause between two visits to one host; the pause does not count against the deadline of a page."""
        host = parts.netloc
        left = self._last.get(host, -1e9) + self.gap_seconds - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[host] = time.monotonic()

    def _get(
        self, url: str, parts: SplitResult, until: float, limit: int, *, cut: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        until = max(until, time.monotonic() + 1.0)
        connection = self._connected(url, parts, until)
        sock = connection.sock
        watch = threading.Timer(max(0.1, until - time.monotonic()), _cut_off, (sock,))
        watch.daemon = True
        watch.start()
        try:
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request(
                "GET", path, headers={"User-Agent": agent(), "Accept-Encoding": "gzip, identity", "Connection": "close"}
            )
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, headers, self._body(url, answer, headers, until, limit, cut=cut)
        except (OSError, http.client.HTTPException, ValueError) as error:
            late = time.monotonic() >= until - 0.05
            why = (
                f"no whole answer within {self.deadline_seconds:g} seconds"
                if late
                else f"the answer broke off ({error})"
            )
            raise InputError(url, "", f"{why}; try again later") from error
        finally:
            watch.cancel()
            connection.close()

    def _connected(self, url: str, parts: SplitResult, until: float) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        port = parts.port or _PORTS[parts.scheme]
        try:
            found = self.resolve(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputError(url, "", f"the name {host} can't be resolved ({error}); look at the address") from error
        numbers = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]  # type: ignore[index]
        open_ones = [number for number in numbers if self.private or is_public(number)]
        if len(open_ones) < len(numbers) or not numbers:
            met = next((number for number in numbers if number not in open_ones), "nothing")
            raise InputError(url, "", f"{host} leads to {met}, which is not in the open internet; it is not fetched")
        try:
            sock = socket.create_connection((str(open_ones[0]), port), timeout=max(0.1, until - time.monotonic()))
            if parts.scheme == "https":
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except (OSError, ssl.SSLError) as error:
            raise InputError(url, "", f"{host} can't be reached ({error}); try again later") from error
        connection = http.client.HTTPConnection(parts.netloc.rpartition("@")[2], timeout=self.deadline_seconds)
        connection.sock = sock
        return connection

    def _body(
        self,
        url: str,
        answer: http.client.HTTPResponse,
        headers: dict[str, str],
        until: float,
        limit: int,
        *,
        cut: bool,
    ) -> bytes:
        """Read the body in pieces, unpacked within the limit, so that a small answer can't grow without end."""
        coding = headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise InputError(url, "", f"the answer is packed as {coding}, which was not asked for")
        unpack = zlib.decompressobj(31) if coding.endswith("gzip") else None
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read1(_CHUNK):
            if time.monotonic() > until:
                raise TimeoutError("too slow")
            if unpack is not None:
                try:
                    piece = unpack.decompress(piece, limit - size + 1)
                except zlib.error as error:
                    raise InputError(url, "", f"the answer is packed wrongly ({error})") from error
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                if cut:
                    break
                raise InputError(url, "", f"it is over the limit of {limit / 2**20:g} MiB; save what is wanted")
        if time.monotonic() >= until:  # cut off at the deadline, which looks like an end
            raise TimeoutError("too slow")
        expected = headers.get("content-length")
        if not cut and unpack is not None and not unpack.eof:
            raise InputError(url, "", "the packed answer broke off; try again later")
        if not cut and expected and expected.isdigit() and answer.length:
            raise InputError(url, "", "the answer is shorter than it says; try again later")
        return b"".join(pieces)[:limit]


def _cut_off(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _refusal(status: int, headers: dict[str, str]) -> str:
    if status == 429 or (status == 503 and headers.get("retry-after")):
        later = headers.get("retry-after", "")
        return (
            f"the site asks to come back later ({status}{', after ' + later + ' seconds' if later.isdigit() else ''})"
        )
    if status == 304 or status == 204:
        return f"the site has nothing to give ({status})"
    if status in (401, 403):
        return f"the site does not let it be read ({status}); save the page by hand"
    if status in (404, 410):
        return f"there is nothing at this address any more ({status})"
    return f"the site answered {status}; try again later"
