"""The versions of what reads and of what tells, so that what was made by another version is made anew.

Decision to know: a version is the hash of the program's own text and word lists, with the settings that change an
answer. Nobody has to remember to raise a number, and a case never mixes the readings of two versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from synoptic.settings import Settings
from synoptic.weights import model_folder

_READING = ("reading", "lexicon", "model")
_TELLING = ("linking", "editing", "lexicon", "model", "pipeline")
_BY_RULES = "rules"
"""The gear whose readings do not hang on the model."""
_KINDS = (".py", ".tsv", ".txt")


def reader_version(settings: Settings) -> str:
    """Return the version of the reader in the gear that the settings name: `rules-` or `model-` and a hash."""
    parts = [_text_of(_READING)]
    if settings.reader != _BY_RULES:
        parts.append(_weights())
    return f"{settings.reader}-{sha256(''.join(parts).encode()).hexdigest()[:16]}"


def teller_version(settings: Settings) -> str:
    """Return the version of what links and tells, with the settings that it follows."""
    chosen = f"{settings.summary_lines},{settings.story_window_days},{settings.copy_share}"
    return sha256(f"{_text_of(_TELLING)}{chosen}{reader_version(settings)}".encode()).hexdigest()[:20]


@cache
def _text_of(rooms: tuple[str, ...]) -> str:
    home = Path(__file__).parents[1]
    digest = sha256()
    for path in _files(home, rooms):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _files(home: Path, rooms: tuple[str, ...]) -> Iterator[Path]:
    for room in rooms:
        yield from sorted(path for path in (home / room).iterdir() if path.suffix in _KINDS)


@cache
def _weights() -> str:
    """Return what tells one model from another: its measures and vocabulary, and how long its weights are."""
    folder = model_folder()
    digest = sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name}:{path.stat().st_size}".encode())
        if path.suffix != ".onnx":
            digest.update(path.read_bytes())
    return digest.hexdigest()
