"""The gate: which names it answers to, what other sites' pages come to, the key, the token, the headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.websockets import WebSocketDisconnect
from tests.show.site.conftest import HOST, Opened, opened

from synoptic.errors import UsageError
from synoptic.show.site.gate import LOOPBACK, Lock, comes_from_here, host_of
from synoptic.show.site.serving import Served, bind, is_loopback, lock_for

PAGES = (
    "/",
    "/new",
    "/search?words=ferry",
    "/corrections",
    "/export/json",
    "/status",
    "/nowhere",
    "/static/x/style.css",
)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8765", "127.0.0.1:80", "localhost", "LocalHost:1", "[::1]", "[::1]:8765", "LOCALHOST"],
)
def test_its_own_names(host: str) -> None:
    assert host_of([host]) in LOOPBACK


@pytest.mark.parametrize(
    "host",
    [
        "",
        " ",
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "127.0.0.1.evil.example:8765",
        "localhost.evil.example",
        "evil-localhost",
        "localhost.",
        "127.0.0.1.",
        "127.0.0.1:",
        "127.0.0.1:port",
        "127.0.0.1:999999",
        "127.0.0.1:80:80",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "::1",
        "[::1",
        "::1]",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "user@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1#evil.example",
        "127.0.0.1/evil.example",
        "127.0.0.1?evil.example",
        "http://127.0.0.1",
        "127.0.0.1 evil.example",
        "127.0.0.1,evil.example",
        "127.0.0.1\tevil.example",
        "127.0.0.1\x00",
        "lоcalhost",
        "１２７.0.0.1",
        "*",
        "-",
        "localhost-",
    ],
)
def test_other_names(host: str) -> None:
    assert host_of([host]) not in LOOPBACK


def test_two_names_or_none_are_no_name() -> None:
    assert host_of([]) is None
    assert host_of(["127.0.0.1", "127.0.0.1"]) is None


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_name_that_was_bent_to_this_machine_gets_nothing(shared_site: Opened, path: str, method: str) -> None:
    answer = shared_site.browser.request(method, path, headers={"host": "evil.example:8765"})
    assert answer.status_code == 403
    assert "ferry" not in answer.text.lower()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused(shared_site: Opened, method: str) -> None:
    assert shared_site.browser.request(method, "/").status_code == 405


SAME = f"http://{HOST}"
CASES = [
    # method, what the browser says, allowed
    ("GET", {}, True),
    ("POST", {}, True),
    ("GET", {"sec-fetch-site": "same-origin"}, True),
    ("POST", {"sec-fetch-site": "same-origin"}, True),
    ("GET", {"sec-fetch-site": "none"}, True),
    ("POST", {"sec-fetch-site": "none"}, True),
    ("GET", {"sec-fetch-site": "cross-site"}, False),
    ("POST", {"sec-fetch-site": "cross-site"}, False),
    ("GET", {"sec-fetch-site": "same-site"}, False),
    ("POST", {"sec-fetch-site": "same-site", "origin": SAME}, False),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, True),
    ("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, False),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, False),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}, False),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, False),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, False),
    ("GET", {"sec-fetch-site": "nonsense"}, False),
    ("POST", {"origin": SAME}, True),
    ("POST", {"origin": f"HTTP://{HOST.upper()}"}, True),
    ("POST", {"origin": "http://evil.example"}, False),
    ("GET", {"origin": "http://evil.example"}, False),
    ("POST", {"origin": "null"}, False),
    ("POST", {"origin": ""}, False),
    ("POST", {"origin": "http://127.0.0.1:9999"}, False),
    ("POST", {"origin": f"http://{HOST}.evil.example"}, False),
    ("POST", {"origin": f"ftp://{HOST}"}, False),
    ("POST", {"origin": "http://["}, False),
]


@pytest.mark.parametrize(("method", "said", "allowed"), CASES)
def test_where_a_request_comes_from(method: str, said: dict[str, str], allowed: bool) -> None:
    assert comes_from_here(Headers({"host": HOST, **said}), method) is allowed


def test_another_sites_page_can_neither_read_nor_change(site: Opened) -> None:
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "origin": "http://evil.example"}
    before = site.case.revision()
    assert site.browser.get("/", headers=foreign).status_code == 403
    item = site.case.account().stories[0].events[0].id
    fields = {"token": site.token(), "kind": "hide", "item": item, "by": "Mallory"}
    assert site.browser.post("/correct", data=fields, headers=foreign).status_code == 403
    assert site.case.revision() == before
    assert not site.case.corrections()


def test_a_form_without_its_token_changes_nothing(site: Opened) -> None:
    item = site.case.account().stories[0].events[0].id
    for token in ("", "wrong", site.token()[:-1], "é" * 64):
        answer = site.browser.post("/correct", data={"token": token, "kind": "hide", "item": item, "by": "Ada"})
        assert answer.status_code == 403
    assert site.browser.post("/undo", data={"id": "x"}).status_code == 403
    assert site.browser.post("/visit", data={"by": "Ada"}).status_code == 403
    assert not site.case.corrections()
    assert site.case.last_visit("Ada") is None


def test_reading_changes_nothing(site: Opened) -> None:
    before = site.case.revision()
    item = site.case.account().stories[0].events[0].id
    for path in (f"/correct?kind=hide&item={item}&by=Ada&token={site.token()}", "/undo?id=1", "/visit?by=Ada"):
        assert site.browser.get(path).status_code in (404, 405)
    assert site.case.revision() == before
    assert site.case.last_visit("Ada") is None


def test_only_forms_of_a_fair_size_are_taken(site: Opened) -> None:
    as_json = site.browser.post("/visit", json={"token": site.token(), "by": "Ada"})
    assert as_json.status_code == 415
    large = site.browser.post("/visit", data={"token": site.token(), "by": "Ada", "note": "x" * 70_000})
    assert large.status_code == 413
    many = site.browser.post("/visit", data={f"f{n}": "x" for n in range(30)})
    assert many.status_code == 400
    torn = site.browser.post(
        "/visit", content=b"token=\xff\xfe", headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert torn.status_code == 400


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {part[0]: part[1:] for part in parts if part}


@pytest.mark.parametrize("path", [*PAGES, "/line/none", "/report?id=none", "/story/none", "/export/nothing"])
def test_every_answer_is_confined(shared_site: Opened, path: str) -> None:
    answer = shared_site.browser.get(path)
    policy = directives(answer.headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    if "sandbox" not in policy:
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
        assert policy["form-action"] == ["'self'"]
        assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_refusals_are_confined_too(shared_site: Opened) -> None:
    answer = shared_site.browser.get("/", headers={"host": "evil.example"})
    assert directives(answer.headers["content-security-policy"])["default-src"] == ["'none'"]


@pytest.fixture
def keyed(made: bytes, tmp_path: Path) -> Iterator[Opened]:
    path = tmp_path / "strait.case"
    path.write_bytes(made)
    lock = Lock()
    yield from opened_with_key(path, lock)


def opened_with_key(path: Path, lock: Lock) -> Iterator[Opened]:
    """Open a site with a key; the browser of the fixture waits with the cookie, and then loses it."""
    open_lock = Lock(key=None, secret=lock.secret)
    for found in opened(path, open_lock):
        app = found.browser.app
        app.user_middleware[0].kwargs["lock"] = lock  # type: ignore[attr-defined]
        app.middleware_stack = app.build_middleware_stack()  # type: ignore[attr-defined]
        yield Opened(browser=found.browser, case=found.case, lock=lock, folder=found.folder)


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith("/static")])
def test_without_the_key_nothing_is_read(keyed: Opened, path: str) -> None:
    answer = keyed.browser.get(path)
    assert answer.status_code == 401
    assert "ferry" not in answer.text.lower()
    keyed.browser.cookies.set(keyed.lock.cookie, "0" * 64)
    assert keyed.browser.get(path).status_code == 401


def test_without_the_key_nothing_is_changed(keyed: Opened) -> None:
    assert keyed.send("/visit", by="Ada").status_code == 401
    assert keyed.case.last_visit("Ada") is None


def test_the_key_is_changed_for_a_cookie(keyed: Opened) -> None:
    assert keyed.browser.get("/?key=wrong").status_code == 401
    answer = keyed.browser.get(f"//evil.example/?key={keyed.lock.key}", follow_redirects=False)
    assert answer.status_code in (303, 401, 403)
    answer = keyed.browser.get(f"/corrections?key={keyed.lock.key}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert keyed.lock.key not in answer.headers["set-cookie"]
    assert keyed.browser.get("/").status_code == 200


def test_two_runs_have_nothing_in_common() -> None:
    one, other = Lock(), Lock()
    assert one.key != other.key
    assert one.session != other.session
    assert not one.fits(other.form_token)
    assert one.session != one.form_token


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "desk.example", "::", ""])
def test_a_wider_address_needs_a_name_and_a_key(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(UsageError, match="allowed-host"):
        lock_for(Served(host=host), 80)
    with pytest.raises(UsageError, match="key"):
        lock_for(Served(host=host, allowed=("desk.example",), keyed=False), 80)
    lock = lock_for(Served(host=host, allowed=("Desk.Example",)), 80)
    assert "desk.example" in lock.hosts
    assert lock.key


def test_a_port_that_is_taken_is_told() -> None:
    with bind("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}"):
            bind("127.0.0.1", port)


def test_the_marks_of_a_run_never_reach_the_browser(shared_site: Opened) -> None:
    for path in ("/", "/new", "/corrections"):
        words = shared_site.browser.get(path).text
        assert not re.search(r"token-[0-9a-f]{32}|notice-[0-9a-f]{32}", words)


def test_a_web_socket_is_not_opened(shared_site: Opened) -> None:
    with pytest.raises(WebSocketDisconnect), shared_site.browser.websocket_connect("/"):
        pass
