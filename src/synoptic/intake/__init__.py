"""Bytes become reports: files, folders, pages, records, standard input.

Decision to know: the text is never altered after decoding, and whatever could not be received is a `Failed` with
file, place and next step. An id never depends on the order in which the paths were named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from synoptic.errors import InputError
from synoptic.intake.decoding import decode
from synoptic.intake.feeds import is_feed, read_feed
from synoptic.intake.fetching import Fetcher
from synoptic.intake.json_records import read_json, read_jsonl
from synoptic.intake.languages import language_of
from synoptic.intake.pages import read_page
from synoptic.intake.records import Found, Raw
from synoptic.intake.walk import Source, sources_of
from synoptic.model.reports import Failed, Head, Received, Report
from synoptic.settings import Settings

_BYTES_A_CHARACTER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrived:
    source: Source
    raw: Raw


def receive(
    paths: Sequence[str],
    settings: Settings,
    *,
    stdin: Callable[[], bytes] | None = None,
    fetcher: Fetcher | None = None,
) -> Received:
    """Receive every report that the paths stand for, in the order of the paths; a file named twice counts once.

    `stdin` gives the bytes of standard input; without it the path `-` is a `Failed`; so is an address without a
    `fetcher`.
    """
    arrived: list[_Arrived] = []
    failed: list[Failed] = []
    seen: set[str] = set()
    for path in paths:
        for source in sources_of(path):
            if isinstance(source, Failed):
                failed.append(source)
                continue
            place = str(source.path.resolve()) if source.path else source.file
            if place in seen:
                continue
            seen.add(place)
            for item in _read_source(source, settings, stdin, fetcher):
                if isinstance(item, Failed):
                    failed.append(item)
                else:
                    arrived.append(_Arrived(source=source, raw=item))
    reports, duplicates = _identify(arrived)
    return Received(reports=reports, failed=tuple(failed), duplicates=duplicates)


def _read_source(
    source: Source, settings: Settings, stdin: Callable[[], bytes] | None, fetcher: Fetcher | None
) -> Iterator[Raw | Failed]:
    try:
        if source.kind == "web":
            yield from _fetched(source, settings, fetcher)
            return
        raw = _bytes_of(source, settings, stdin)
        for item in _records(source, raw):
            yield _checked(item, source, settings) if isinstance(item, Raw) else item
    except InputError as error:
        yield Failed(file=error.file, place=error.place, why=error.why)


def _fetched(source: Source, settings: Settings, fetcher: Fetcher | None) -> Iterator[Raw | Failed]:
    if fetcher is None:
        raise InputError(source.file, "", "addresses are fetched only when that is asked for: say --fetch")
    fetched = fetcher.fetch(source.file)
    for item in _records(replace(source, kind=""), fetched.content):
        if isinstance(item, Raw):
            given = item if item.url else replace(item, url=fetched.url)
            yield _checked(given if given.place else replace(given, given_id=source.file), source, settings)
        else:
            yield item


def _bytes_of(source: Source, settings: Settings, stdin: Callable[[], bytes] | None) -> bytes:
    if source.path is None:
        if stdin is None:
            raise InputError(source.file, "", "there is no standard input here; name a file")
        return stdin()
    try:
        size = source.path.stat().st_size
        if source.kind in ("text", "") and size > settings.limit_chars * _BYTES_A_CHARACTER:
            raise InputError(source.file, "", _too_long(f"{size:,} bytes", settings))
        return source.path.read_bytes()
    except OSError as error:
        raise InputError(source.file, "", f"can't be opened ({error.strerror}); look at its rights") from error


def _too_long(size: str, settings: Settings) -> str:
    limit = f"{settings.limit_chars:,} characters"
    return f"the text has {size}, over the limit of {limit}; cut it into reports, or raise it with --limit-chars"


def _records(source: Source, raw: bytes) -> Found:
    kind = source.kind or _kind_of(raw)
    if kind == "feed":
        return read_feed(raw, source.file)
    decoded = decode(raw, source.file, declares=kind == "page")
    if not decoded.text.strip():
        return iter((Failed(file=source.file, place="", why="the file is empty or blank; there is nothing to read"),))
    if kind == "page":
        return read_page(decoded.text, source.file, decoded.guessed)
    if kind == "json":
        return read_json(decoded.text, source.file)
    if kind == "jsonl":
        return read_jsonl(decoded.text, source.file)
    return iter((Raw(text=decoded.text, encoding=decoded.guessed),))


def _kind_of(raw: bytes) -> str:
    """Tell the kind of bytes without a name that tells it: records, a page, or plain text."""
    if is_feed(raw) and raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "feed"
    start = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b'{"', b"{ ", b"{\n")):
        return "jsonl" if b"\n" in raw.strip() and raw.lstrip()[:2] != b"{\n" else "json"
    if start.startswith((b"[{", b"[\n", b"[ ")):
        return "json"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "page"
    return "text"


def _checked(item: Raw, source: Source, settings: Settings) -> Raw | Failed:
    if not item.text.strip():
        return Failed(file=source.file, place=item.place, why="the text is blank; there is nothing to read")
    if len(item.text) > settings.limit_chars:
        return Failed(file=source.file, place=item.place, why=_too_long(f"{len(item.text):,} characters", settings))
    return item


def _identify(arrived: list[_Arrived]) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """Give every report its id: the one given, else its file's, made unique by folder; same id and text count once."""
    names = _names_of(arrived)
    by_name: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        by_name.setdefault(name, []).append(number)
    duplicates: list[str] = []
    reports: list[tuple[int, Report]] = []
    for name, numbers in by_name.items():
        first: dict[str, int] = {}
        for number in numbers:
            text = arrived[number].raw.text
            if text in first:
                duplicates.append(name)
            else:
                first[text] = number
        versions = sorted(first.values(), key=lambda n: (arrived[n].raw.published or "", arrived[n].raw.text))
        for place, number in enumerate(versions):
            given = (
                name if place == 0 else f"{name}@{blake2b(_utf8(arrived[number].raw.text), digest_size=4).hexdigest()}"
            )
            reports.append((number, _report(given, arrived[number])))
    return tuple(report for _, report in sorted(reports, key=lambda r: r[0])), tuple(sorted(duplicates))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _names_of(arrived: list[_Arrived]) -> list[str]:
    own = [item.raw.given_id or _file_name(item, 0) for item in arrived]
    for depth in range(1, 12):
        count: dict[str, set[str]] = {}
        for item, name in zip(arrived, own, strict=True):
            if item.raw.given_id is None:
                count.setdefault(name, set()).add(item.source.file)
        clash = {name for name, files in count.items() if len(files) > 1}
        if not clash:
            break
        own = [
            _file_name(item, depth) if item.raw.given_id is None and name in clash else name
            for item, name in zip(arrived, own, strict=True)
        ]
    return own


def _file_name(item: _Arrived, folders: int) -> str:
    """Name a report by its file: the name within the PATH, with as many folders above it as are asked for."""
    name, path = item.source.name, item.source.path
    if folders and path is not None:
        parts = path.resolve().parts
        depth = name.count("/") + 1 + folders
        name = "/".join(parts[-depth:]) if depth < len(parts) else "/".join(parts[1:])
    return f"{name}#{item.raw.place.split()[-1]}" if item.raw.place else name


def _report(name: str, item: _Arrived) -> Report:
    raw = item.raw
    head = Head(
        id=name,
        file=item.source.file,
        headline=raw.headline,
        outlet=raw.outlet,
        url=raw.url,
        published=raw.published,
        language=language_of(raw.text, raw.language),
        encoding=raw.encoding,
    )
    return Report(head=head, text=raw.text)
