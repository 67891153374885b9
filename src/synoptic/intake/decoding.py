"""Bytes become text, or a reason why not.

Decision to know: UTF-8 first, then the encoding that the bytes name, then a guess; bytes that are UTF-8 but for a few
places are damaged UTF-8, and are refused with the place, since a guess would turn every accent into two wrong letters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from synoptic.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
    b"SQLite format 3",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_SAMPLE_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, and the encoding where it was guessed."""

    text: str
    guessed: str | None = None


def decode(raw: bytes, file: str, *, declares: bool = False) -> Decoded:
    """Decode the bytes of a file; `declares` tells that a page may name its encoding itself.

    Raises:
        InputError: the bytes are no text, or their encoding can't be told; the message names the byte.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(text=_strict(raw, encoding, file))
    _refuse_binary(raw, file)
    try:
        return Decoded(text=raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        place, bad = error.start, raw[error.start]
    if declares and (named := _DECLARED.search(raw[:_SAMPLE_BYTES])):
        try:
            return Decoded(text=raw.decode(named[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
    if not _MULTIBYTE.search(raw) and (guess := _guess(raw)) is not None:
        return Decoded(text=raw.decode(guess), guessed=guess)
    raise InputError(
        file, f"byte {place}", f"0x{bad:02x} is not UTF-8 and no other encoding fits; convert the file to UTF-8"
    )


def _strict(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"the file says that it is {encoding.upper()}, but this byte is not; convert it to UTF-8"
        raise InputError(file, f"byte {error.start}", why) from error


def _refuse_binary(raw: bytes, file: str) -> None:
    head = raw[:_SAMPLE_BYTES]
    zero = head.find(b"\x00")
    if raw.startswith(_MAGIC) or zero >= 0:
        why = "this is no text but a binary file; give its text as .txt, .html, .json or .jsonl"
        raise InputError(file, f"byte {max(zero, 0)}", why)


_MARKS_WESTERN = frozenset("‘’‚“”„–—…€£¥°§«»·•©®™´¿¡\xa0\xad")
_BROKEN_CASE = re.compile("[a-zß-ÿ][À-ÞŠŒŽŸ]")
_MOST_ACCENTS = 0.2


def _is_western(raw: bytes) -> bool:
    """Tell whether Windows-1252 gives words with a few accents: with few of them a guess by frequencies goes astray."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in text)
    return (
        bool(high)
        and sum(char.isalpha() for char in high) <= _MOST_ACCENTS * letters
        and all(char.isalpha() or char in _MARKS_WESTERN for char in high)
        and _BROKEN_CASE.search(text) is None
    )


def _guess(raw: bytes) -> str | None:
    """Name the likeliest legacy encoding of the bytes, or None when none decodes them into plausible text."""
    from charset_normalizer import from_bytes

    if _is_western(raw):
        return "cp1252"
    best = from_bytes(raw[: _SAMPLE_BYTES * 4]).best()
    if best is None:
        return None
    # In Western European news Windows-1252 and its near-twins differ in rare letters only.
    names = (
        ("cp1252", best.encoding)
        if best.encoding in {"cp1250", "cp1252", "latin_1", "iso8859_15", "cp1257", "cp1254"}
        else (best.encoding,)
    )
    for name in names:
        try:
            raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        return name
    return None
