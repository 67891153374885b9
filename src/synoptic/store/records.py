"""What is handed to a store and what it gives back, and the forms in which strings are kept.

Decision to know: a database can't hold every string that JSON can (NUL, halves of surrogate pairs). Such characters are
kept exactly beside a readable form of the same length, so that no offset moves and nothing is refused.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from synoptic.model.cases import StoredReport
from synoptic.model.days import Dated

_UNHELD = re.compile("[\x00\ud800-\udfff]")
_TOKEN = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_LEVEL = 4
"""Of zlib: readings shrink to a tenth at a third of the time that the highest level takes."""


class NameMark(NamedTuple):
    """A name with the place that is shown for it."""

    name: str
    start: int
    end: int


class FigureMark(NamedTuple):
    value: float
    value2: float | None
    unit: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a report can be found by, beside its words."""

    dated: Dated
    speakers: tuple[NameMark, ...] = ()
    actors: tuple[NameMark, ...] = ()
    figures: tuple[FigureMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A stored report without its text: what is needed to find its reading."""

    stored: StoredReport
    content_hash: str
    dated: Dated
    headline: str | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAccount:
    """An account as it is kept: `body` its reports and the keys of its stories, `pile` the copies and judgements over
    the whole pile."""

    revision: int
    made_by: str
    made_at: str
    body: bytes
    pile: bytes


def holdable(text: str) -> str:
    """Return the text with what no database holds replaced, one for one."""
    return _UNHELD.sub("�", text)


def utf8(text: str) -> bytes:
    """Return the bytes of any string, halves of surrogate pairs among them."""
    return text.encode("utf-8", "surrogatepass")


def hash_of(*parts: str | bytes) -> str:
    """Return the SHA-256 of the parts, each led by its length where there are several, in hexadecimal."""
    digest = sha256()
    for part in parts:
        raw = utf8(part) if isinstance(part, str) else part
        if len(parts) > 1:
            digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()


def pack(plain_json: str) -> bytes:
    """Compress a JSON document."""
    return zlib.compress(utf8(plain_json), _LEVEL)


def unpack(body: bytes) -> str:
    """Return the JSON document that was packed.

    Raises:
        ValueError: the bytes are damaged.
    """
    try:
        return zlib.decompress(body).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(f"compressed bytes are damaged ({error})") from error


def fold(text: str) -> str:
    """Return the text as it is compared in a search: no accents, no capitals."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are indexed."""
    return [fold(met.group()) for met in _TOKEN.finditer(text)]


def phrases_of(query: str) -> list[list[str]]:
    """Take a query apart: words, and "quoted words" that stand in that order."""
    found = [words_of(quoted or single) for quoted, single in _PHRASE.findall(query)]
    return [phrase for phrase in found if phrase]


def places_of(text: str, phrases: list[list[str]], most: int) -> list[tuple[int, int]]:
    """Return where the phrases stand in a text, as (start, end), in order; at most so many of each."""
    tokens = [(fold(met.group()), met.start(), met.end()) for met in _TOKEN.finditer(text)]
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        many, left = len(phrase), most
        for at in range(len(tokens) - many + 1):
            if tokens[at][0] == phrase[0] and [t[0] for t in tokens[at : at + many]] == phrase:
                found.append((tokens[at][1], tokens[at + many - 1][2]))
                left -= 1
                if not left:
                    break
    return sorted(set(found))
