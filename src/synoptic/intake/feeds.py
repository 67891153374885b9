"""RSS and Atom: one report an item, by feedparser.

Decision to know: feedparser is given bytes in a stream, never a string, which it would open as a path; fields on which
its patterns run away are cut before it sees them, and a document type with entities that hold entities is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from synoptic.intake.records import Found, Raw
from synoptic.model.reports import Failed

_STARTS = (b"<rss", b"<feed", b"<rdf:rdf")
_SHORT_FIELDS = re.compile(
    rb"(<(?:\w+:)?(?:author|creator|name|email|managingEditor|webMaster|category|guid|id|uri|contributor)\b[^>]{0,500}>"
    rb"(?:<!\[CDATA\[)?[^<\]]{500})[^<\]]+"
)
_ENTITY = re.compile(
    rb"<!ENTITY\s+%?\s*[\w.-]{1,100}\s+(?:SYSTEM|PUBLIC|[\"'][^\"'>]{0,2000}&(?!#)[^\"'>]{0,2000}[\"'])"
)
_MANY_ENTITIES = 100
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote pre tr table section article header footer figure hr".split()
)
_SILENT = frozenset("script style template noscript svg math iframe object".split())


def is_feed(raw: bytes) -> bool:
    """Tell whether bytes begin as a feed does."""
    start = raw[:4000].lower()
    return any(mark in start for mark in _STARTS)


def read_feed(raw: bytes, file: str) -> Found:
    """Read the items of a feed; one without a text is a `Failed` that names its number."""
    import feedparser

    if not is_feed(raw):
        met = "a page" if b"<html" in raw[:4000].lower() else "something else"
        yield Failed(file=file, place="", why=f"this is no RSS or Atom feed but {met}; give a page as .html")
        return
    if _ENTITY.search(raw) or raw.count(b"<!ENTITY") > _MANY_ENTITIES:
        yield Failed(file=file, place="", why="the feed defines entities that hold others; it is refused as a trap")
        return
    try:
        parsed = feedparser.parse(BytesIO(_SHORT_FIELDS.sub(rb"\1", raw)))
    except (ValueError, TypeError, KeyError, AttributeError, LookupError, RecursionError) as error:
        yield Failed(file=file, place="", why=f"the feed could not be taken apart ({type(error).__name__})")
        return
    outlet = _line(parsed.feed.get("title"))
    for number, entry in enumerate(parsed.entries, 1):
        yield _item(entry, file, f"item {number}", outlet)
    if (
        parsed.bozo
        and isinstance(parsed.get("bozo_exception"), Exception)
        and "SAX" in type(parsed.bozo_exception).__name__
    ):
        many = len(parsed.entries)
        why = f"the feed is damaged after item {many} ({parsed.bozo_exception}); what came before was read"
        yield Failed(file=file, place=f"after item {many}", why=" ".join(why.split()))
    elif not parsed.entries:
        yield Failed(file=file, place="", why="the feed has no items; there is nothing to read")


def _item(entry: Any, file: str, place: str, outlet: str | None) -> Raw | Failed:
    contents = [str(part.get("value") or "") for part in entry.get("content", ())]
    text = max((plain_text(part) for part in (*contents, str(entry.get("summary") or ""))), key=len, default="")
    headline = _line(plain_text(str(entry.get("title") or "")))
    if not text.strip():
        return Failed(file=file, place=place, why="the item has no text, only a link; fetch the page itself")
    url = _web(entry.get("link"))
    source = entry.get("source") or {}
    return Raw(
        text=text,
        place=place,
        given_id=_line(entry.get("id")) or url,
        headline=headline,
        published=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        outlet=_line(source.get("title")) or outlet,
        url=url,
    )


def _line(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def _web(value: object) -> str | None:
    line = _line(value)
    return line if line is not None and line.lower().startswith(("http://", "https://")) else None


def _moment(parsed: Any) -> str | None:
    """Return a moment as feedparser gives it (UTC) in ISO 8601; None where it is none that the calendar has."""
    if not parsed:
        return None
    try:
        year, month, day, hour, minute = (int(part) for part in parsed[:5])
        return datetime(year, month, day, hour, minute, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, TypeError):
        return None


class _Words(HTMLParser):
    """Collects the words of a piece of HTML, a paragraph to a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(" ".join(f".{data}.".split())[1:-1])


def plain_text(html: str) -> str:
    """Return the words of a piece of HTML, paragraphs parted by an empty line."""
    if "<" not in html and "&" not in html:
        return html.strip()
    words = _Words()
    words.feed(html)
    words.close()
    return "\n\n".join(_paragraphs("".join(words.pieces)))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        told = " ".join(line.split())
        if told:
            yield told
