"""The house is as its map says."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rooms_on_the_map() -> set[str]:
    return set(re.findall(r"^\| `([\w/.]+)` \|", (ROOT / "MAP.md").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_room_is_on_the_map_and_the_reverse() -> None:
    package = ROOT / "src" / "synoptic"
    rooms = {f"src/synoptic/{p.name}" for p in package.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    mapped = {name for name in rooms_on_the_map() if name.startswith("src/")}
    assert rooms == mapped


def test_every_folder_on_the_map_is_there() -> None:
    missing = [name for name in rooms_on_the_map() if not (ROOT / name).is_dir()]
    assert not missing


def test_every_module_says_what_lives_there() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "src").rglob("*.py"))
        if not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert not silent


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    above = ROOT.parent.as_posix() + "/"
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "tests", "eval", "docs", "decisions")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix in {".py", ".md", ".txt", ".tsv", ".json", ".jsonl", ".j2", ".css"}
        if above in path.read_text(encoding="utf-8")
    ]
    assert not found or above == "//"
