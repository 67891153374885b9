"""Where the words go: standard output, a file, standard error.

Decision to know: bytes are UTF-8 on every system, and a file is written whole or not at all: to a temporary file beside
it, then put in its place.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from synoptic.errors import UsageError
from synoptic.model.reports import Failed, Head

STANDARD_OUTPUT = "-"


def check_target(path: str) -> None:
    """Refuse early, before the long work, a file that could not be written.

    Raises:
        UsageError: its folder is not there, or it is a folder.
    """
    if path == STANDARD_OUTPUT:
        return
    target = Path(path)
    if target.is_dir():
        raise UsageError(f"{path} is a folder; name the file to write in it")
    if not target.parent.is_dir():
        raise UsageError(f"{path} can't be written: there is no folder {target.parent}; make it first")


def print_text(text: str) -> None:
    """Write to standard output, as UTF-8, nothing added; what UTF-8 cannot hold becomes a replacement mark."""
    print_bytes(text.encode("utf-8", "replace"))


def print_bytes(raw: bytes) -> None:
    """Write to standard output, nothing added."""
    if sys.stdout is None:
        raise UsageError("standard output is closed; open it, or name a file with --output")
    stream = sys.stdout.buffer
    try:
        stream.write(raw)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"standard output can't be written: {error.strerror or error}") from error


def close_quietly() -> None:
    """Turn standard output away after its reader has gone, as `head` does, so that closing it does not complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: str, text: str) -> None:
    """Write a text to the file whole or not at all, as UTF-8.

    Raises:
        UsageError: the folder is missing, full or closed to us; nothing was changed then.
    """
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: str, raw: bytes) -> None:
    """Write the file whole or not at all.

    Raises:
        UsageError: the folder is missing, full or closed to us; nothing was changed then.
    """
    check_target(path)
    target = Path(path).resolve()
    waiting = ""
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(raw)
            return
        handle, waiting = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
        os.chmod(waiting, _mode_for(target))
        os.replace(waiting, target)
    except OSError as error:
        if waiting:
            Path(waiting).unlink(missing_ok=True)
        raise UsageError(f"{path} can't be written: {error.strerror or error}") from error
    except KeyboardInterrupt:
        if waiting:
            Path(waiting).unlink(missing_ok=True)
        raise


def _mode_for(target: Path) -> int:
    """Return the rights of the file that is replaced, or those that a new file would get."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def deliver(text: str, path: str | None) -> None:
    """Write to the file named, or to standard output where none is (or `-`)."""
    if path is None or path == STANDARD_OUTPUT:
        print_text(text)
    else:
        write_file(path, text)


def tell(message: str) -> None:
    """Write a line to standard error."""
    click.echo(message, err=True)


def tell_skipped(skipped: Iterable[Failed]) -> None:
    """List on standard error what was not read: `skipped FILE, PLACE: WHY`."""
    for failed in skipped:
        place = f", {failed.place}" if failed.place else ""
        tell(_on_one_line(f"skipped {failed.file}{place}: {failed.why}"))


def tell_guessed(heads: Iterable[Head]) -> None:
    """Name on standard error the files whose bytes were no UTF-8 and were read in an encoding that was guessed."""
    told: set[str] = set()
    for head in heads:
        file = head.file or head.id
        if head.encoding is None or file in told:
            continue
        told.add(file)
        why = "its bytes are not UTF-8; look at its accents, or convert it to UTF-8"
        tell(_on_one_line(f"guessed {file}: read as {head.encoding}, {why}"))


def tell_duplicates(ids: tuple[str, ...]) -> None:
    """Say on standard error which reports came twice with the same text."""
    if ids:
        named = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        tell(_on_one_line(f"received twice with the same text, counted once: {named}"))


def _on_one_line(text: str) -> str:
    """Write what is listed line by line so that a name with a line break in it does not make two lines of one."""
    return printable(_BREAKS.sub("\N{REPLACEMENT CHARACTER}", text))


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_BREAKS = re.compile(r"[\t\n]")
_REVERSALS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """Make text of reports harmless for a terminal: control marks become visible, reversals of direction go."""
    return _REVERSALS.sub("", _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text))
