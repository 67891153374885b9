"""Feeds: items become reports, damage is told, traps are refused."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from synoptic.intake import receive
from synoptic.intake.feeds import plain_text, read_feed
from synoptic.intake.records import Raw
from synoptic.model.reports import Failed, Received
from synoptic.settings import Settings

ITEM = """<item><title>Ferry aground &amp; towed</title><link>https://gazette.example/ferry</link>
<guid>tag:gazette,2031:ferry</guid><pubDate>Sun, 02 Mar 2031 18:05:00 +0100</pubDate>
<description>&lt;p&gt;The ferry ran aground.&lt;/p&gt;&lt;p&gt;Nobody was hurt, Mara Vale said.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;</description></item>"""
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ostrel Gazette</title>{ITEM}</channel></rss>'
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title>
<entry><id>urn:one</id><title>Strike</title><updated>2031-03-03T08:00:00Z</updated>
<author><name>Ida Quell</name></author>
<link href="https://wire.example/strike"/><summary>Short.</summary>
<content type="html">&lt;p&gt;Dockers will strike on Monday.&lt;/p&gt;</content></entry>
<entry><id>urn:two</id><title>Only a link</title><link href="https://wire.example/two"/></entry></feed>"""


def received(tmp_path: Path, name: str, content: str) -> Received:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return receive([str(tmp_path / name)], Settings())


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_rss(tmp_path: Path, name: str) -> None:
    (report,) = received(tmp_path, name, RSS).reports
    assert report.text == "The ferry ran aground.\n\nNobody was hurt, Mara Vale said."
    head = report.head
    assert (head.id, head.headline, head.outlet) == (
        "tag:gazette,2031:ferry",
        "Ferry aground & towed",
        "Ostrel Gazette",
    )
    assert (head.published, head.url) == ("2031-03-02T17:05", "https://gazette.example/ferry")


def test_atom(tmp_path: Path) -> None:
    found = received(tmp_path, "feed.atom", ATOM)
    (report,) = found.reports
    assert (report.id, report.text, report.head.outlet) == ("urn:one", "Dockers will strike on Monday.", "Harbour Wire")
    (failed,) = found.failed
    assert (failed.place, "no text" in failed.why) == ("item 2", True)


def test_a_feed_that_was_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    items = "".join(
        ITEM.replace("2031:ferry", f"2031:{n}").replace("ran aground", f"ran aground {n}") for n in range(10)
    )
    whole = RSS.replace(ITEM, items)
    found = received(tmp_path, "feed.xml", whole[: len(whole) * 6 // 10])
    assert 4 <= len(found.reports) <= 7
    assert any("damaged after item" in failed.why for failed in found.failed)


def test_what_is_no_feed(tmp_path: Path) -> None:
    for content in ("<html><body>Not found</body></html>", "<?xml version='1.0'?><books/>"):
        (failed,) = received(tmp_path, "feed.xml", content).failed
        assert "no RSS or Atom feed" in failed.why
    (failed,) = received(tmp_path, "feed.xml", '<rss version="2.0"><channel><title>x</title></channel></rss>').failed
    assert "no items" in failed.why


def test_a_bomb_of_entities_is_refused_at_once() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + RSS
    begun = time.monotonic()
    (failed,) = read_feed(bomb.encode(), "bomb.xml")
    assert isinstance(failed, Failed)
    assert "trap" in failed.why
    assert time.monotonic() - begun < 1.0


def test_an_entity_from_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    address = (tmp_path / "secret.txt").as_uri()
    trap = f'<!DOCTYPE r [<!ENTITY f SYSTEM "{address}">]>' + RSS.replace("The ferry", "&f; The ferry")
    (failed,) = read_feed(trap.encode(), "trap.xml")
    assert isinstance(failed, Failed)


def test_harmless_entities_are_read() -> None:
    feed = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss')
    (item,) = read_feed(feed.encode(), "feed.xml")
    assert isinstance(item, Raw)


def test_a_long_author_does_not_hang() -> None:
    feed = RSS.replace("<guid>", f"<author>{'a.' * 40_000}</author><guid>")
    begun = time.monotonic()
    (item,) = read_feed(feed.encode(), "feed.xml")
    assert isinstance(item, Raw)
    assert time.monotonic() - begun < 5.0


def test_a_feed_is_never_taken_for_a_path(tmp_path: Path) -> None:
    (tmp_path / "hidden.xml").write_text(RSS, encoding="utf-8")
    (failed,) = read_feed(str(tmp_path / "hidden.xml").encode(), "name")
    assert isinstance(failed, Failed)


def test_words_of_html() -> None:
    assert plain_text("a &lt; b") == "a < b"
    assert plain_text("<p>One <b>two</b> three<br>four</p><style>x{}</style>") == "One two three\n\nfour"
    assert plain_text("no marks, 3 < 4?").startswith("no marks")


@pytest.mark.parametrize(
    "item",
    [
        {"uri": "urn:n1", "headline": "H", "body_text": "The ferry sank.", "versioncreated": "2031-03-02T10:00:00Z"},
        {
            "uri": "urn:n1",
            "headlines": [{"value": "H"}],
            "bodies": [{"contenttype": "text/plain", "value": "The ferry sank."}],
        },
        {"uri": "urn:n1", "title": "H", "body_xhtml": "<p>The ferry sank.</p>"},
        {"uri": "urn:n1", "headline": "H", "bodies": [{"contentType": "text/html", "value": "<p>The ferry sank.</p>"}]},
    ],
)
def test_ninjs(tmp_path: Path, item: dict[str, object]) -> None:
    (report,) = received(tmp_path, "item.json", json.dumps(item)).reports
    assert (report.id, report.head.headline, report.text) == ("urn:n1", "H", "The ferry sank.")
