"""Fetching: only when asked for, never into a private network, within limits, as the site wishes."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from synoptic.errors import InputError
from synoptic.intake import receive
from synoptic.intake.fetching import Fetcher, is_public
from synoptic.settings import Settings

PAGE = (
    b"<html><head><title>Ferry</title></head><body><article><h1>Ferry runs aground</h1><p>The ferry Marigold ran "
    b"aground off Ostrel on Sunday, the harbour master said. Twelve people were hurt and taken ashore by boat.</p>"
    b"<p>The line said that it would look into what had happened.</p></article></body></html>"
)
FEED = (
    b'<rss version="2.0"><channel><title>Gazette</title><item><title>One</title><guid>g1</guid>'
    b"<description>The ferry ran aground on Sunday.</description></item></channel></rss>"
)


class Site(BaseHTTPRequestHandler):
    robots = b""
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        answer = getattr(self, "answer_" + self.path.strip("/").partition("?")[0].replace(".", "_"), None)
        if answer is None:
            self.give(404, b"nothing")
        else:
            answer()

    def log_message(self, *_: Any) -> None: ...

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_robots_txt(self) -> None:
        if self.robots == b"broken":
            self.give(500, b"")
        else:
            self.give(200, self.robots)

    def answer_page(self) -> None:
        self.give(200, PAGE, Content_Type="text/html")

    def answer_feed_xml(self) -> None:
        self.give(200, FEED)

    def answer_moved(self) -> None:
        self.give(302, b"", Location="/page")

    def answer_loop(self) -> None:
        self.give(302, b"", Location="/loop")

    def answer_inside(self) -> None:
        self.give(302, b"", Location="http://10.0.0.7/secret")

    def answer_file(self) -> None:
        self.give(302, b"", Location="file:///etc/passwd")

    def answer_later(self) -> None:
        self.give(429, b"", Retry_After="60")

    def answer_secret(self) -> None:
        self.give(403, b"no")

    def answer_empty(self) -> None:
        self.give(200, b"")

    def answer_large(self) -> None:
        self.give(200, b"x" * 300_000)

    def answer_bomb(self) -> None:
        self.give(200, gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")

    def answer_packed(self) -> None:
        self.give(200, gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")

    def answer_brotli(self) -> None:
        self.give(200, b"??", Content_Encoding="br")

    def answer_short(self) -> None:
        self.give(200, b"short", Content_Length="5000")

    def answer_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.robots, Site.asked = b"", []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def local(**more: Any) -> Fetcher:
    return Fetcher(private=True, gap_seconds=0.0, **more)


def test_nothing_is_fetched_unless_asked_for(site: str) -> None:
    (failed,) = receive([f"{site}/page"], Settings()).failed
    assert "--fetch" in failed.why
    assert Site.asked == []


def test_a_page_and_a_feed_are_received(site: str) -> None:
    received = receive([f"{site}/moved", f"{site}/feed.xml"], Settings(), fetcher=local())
    page, item = received.reports
    assert page.text.startswith("Ferry runs aground") or "Marigold ran aground" in page.text
    assert (page.id, page.head.url) == (f"{site}/moved", f"{site}/page")
    assert (item.id, item.head.outlet) == ("g1", "Gazette")
    assert Site.asked.count("/robots.txt") == 1


def test_packed_answers_are_unpacked(site: str) -> None:
    assert local().fetch(f"{site}/packed").content == PAGE


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("loop", "redirects more than 5"),
        ("file", "only http and https"),
        ("later", "come back later"),
        ("secret", "does not let it be read"),
        ("nowhere", "nothing at this address"),
        ("empty", "is empty"),
        ("brotli", "not asked for"),
        ("short", "broke off|shorter"),
    ],
)
def test_answers_that_are_no_page(site: str, path: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        local().fetch(f"{site}/{path}")


@pytest.mark.parametrize("path", ["large", "bomb"])
def test_large_answers_and_bombs(site: str, path: str) -> None:
    with pytest.raises(InputError, match="over the limit"):
        local(limit_bytes=100_000).fetch(f"{site}/{path}")


def test_a_slow_answer_ends_at_the_deadline(site: str) -> None:
    begun = time.monotonic()
    with pytest.raises(InputError, match="no whole answer within"):
        local(deadline_seconds=1.0).fetch(f"{site}/slow")
    assert time.monotonic() - begun < 4.0


def test_the_wishes_of_a_site(site: str) -> None:
    Site.robots = b"User-agent: *\nDisallow: /page"
    with pytest.raises(InputError, match=r"robots\.txt"):
        local().fetch(f"{site}/page")
    assert "/page" not in Site.asked
    assert local().fetch(f"{site}/feed.xml").content == FEED
    Site.robots = b"broken"
    with pytest.raises(InputError, match=r"robots\.txt"):
        local().fetch(f"{site}/feed.xml")


def test_a_pause_between_two_visits(site: str) -> None:
    fetcher = Fetcher(private=True, gap_seconds=0.4)
    begun = time.monotonic()
    for _ in range(2):
        fetcher.fetch(f"{site}/feed.xml")
    assert time.monotonic() - begun >= 0.4


def test_a_redirect_into_a_private_network_is_refused() -> None:
    """The first hop is public by its number, the second is not: it is refused when it would be dialled."""
    fetcher = Fetcher(
        resolve=lambda host, port, **_: [(2, 1, 6, "", ("10.0.0.7" if host == "10.0.0.7" else host, port))]
    )
    with pytest.raises(InputError, match="not in the open internet"):
        fetcher._connected("u", fetcher._checked("u", "http://10.0.0.7/secret"), time.monotonic() + 5)


def test_a_name_that_turns_private_is_refused_at_the_connection() -> None:
    answers = iter(["127.0.0.1"])

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    with pytest.raises(InputError, match=r"leads to 127\.0\.0\.1"):
        Fetcher(resolve=resolve).fetch("http://rebinding.example/")


def test_one_private_number_among_public_ones_is_refused() -> None:
    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("192.168.1.1", port))]

    with pytest.raises(InputError, match=r"192\.168\.1\.1"):
        Fetcher(resolve=resolve).fetch("http://two-faced.example/")


SPELLINGS = """http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/
http://0177.0.0.1/ http://0/ http://0.0.0.0/ http://localhost/ http://localhost./ http://LOCALHOST/ http://[::1]/ http://[::]/
http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::a00:1]/
http://[2002:7f00:1::]/ http://[2001:0:7f00:1::]/ http://[fc00::1]/ http://[fd12::1]/ http://[fe80::1]/ http://[ff02::1]/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.1/ http://192.168.0.1/ http://192.168.255.255/
http://169.254.169.254/latest/ http://100.64.0.1/ http://100.127.255.255/ http://192.0.0.1/ http://192.0.2.1/ http://198.18.0.1/
http://198.51.100.1/ http://203.0.113.1/ http://224.0.0.1/ http://239.1.1.1/ http://240.0.0.1/ http://255.255.255.255/
http://192.88.99.1/ file:///etc/passwd ftp://example.org/ gopher://example.org/ data:text/html,x javascript:alert(1)
http://user@example.org/ http://user:word@example.org/ http://example.org:22/ http://example.org:6379/ https://example.org:8443/
http:///path http:// http://127.0.0.1:80/ http://[::1]:80/ https://127.0.0.1/ https://10.1.2.3/ http://0x7f.1/ http://017700000001/
http://127.0.0.1#@example.org/ http://127.0.0.1?@example.org/ http://[::127.0.0.1]/ http://[1::2::3]/""".split()


@pytest.mark.parametrize("address", SPELLINGS)
def test_spellings_that_lead_inside_are_refused_before_a_connection(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(InputError):
        Fetcher().fetch(address)


def test_there_are_sixty_spellings() -> None:
    assert len(SPELLINGS) == len(set(SPELLINGS)) >= 60


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_numbers_are_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))
