"""Which files a PATH stands for.

Decision to know: a folder is walked in order of names, hidden files and folders are passed over without a word (they
are no reports), and everything else is either read or named as skipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synoptic.intake.fetching import is_web_address
from synoptic.model.reports import Failed

STANDARD_INPUT = "-"
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: `path` to open (None for standard input and addresses), `file` as shown, `name` the id that it gives a
    report, `kind` of file."""

    path: Path | None
    file: str
    name: str
    kind: str


def sources_of(named: str) -> Iterator[Source | Failed]:
    """List the files that one PATH stands for, in order of names."""
    if named == STANDARD_INPUT:
        yield Source(path=None, file="<stdin>", name="stdin", kind="")
        return
    if is_web_address(named):
        yield Source(path=None, file=named, name=named, kind="web")
        return
    path = Path(named)
    shown = path.as_posix()
    if path.is_dir():
        yield from _in_folder(path, shown)
    elif path.is_file():
        yield Source(path=path, file=shown, name=path.name, kind=KINDS.get(path.suffix.lower(), ""))
    elif path.exists():
        yield Failed(file=shown, place="", why="neither a file nor a folder; name a file, a folder or -")
    else:
        yield Failed(file=shown, place="", why="there is no such file or folder; look at the name")


def _in_folder(folder: Path, shown: str) -> Iterator[Source | Failed]:
    troubles: list[Failed] = []

    def noted(error: OSError) -> None:
        where = Path(error.filename).as_posix() if error.filename else shown
        troubles.append(
            Failed(file=where, place="", why=f"the folder can't be opened ({error.strerror}); look at its rights")
        )

    files: list[tuple[str, Path]] = []
    for root, folders, names in os.walk(folder, onerror=noted):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = Path(root) / name
                files.append((path.relative_to(folder).as_posix(), path))
    for relative, path in sorted(files):
        kind = KINDS.get(path.suffix.lower())
        if kind is None:
            known = ", ".join(sorted(KINDS))
            yield Failed(
                file=f"{shown}/{relative}",
                place="",
                why=f"not a kind of file that is read ({known}); name the file itself to read it as text",
            )
        else:
            yield Source(path=path, file=f"{shown}/{relative}", name=relative, kind=kind)
    yield from troubles
