"""The command `link`: an archive of readings becomes a file of links, or nothing is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synoptic.show.cli import main
from synoptic.testing import make_pile, write_pile


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_pile(make_pile(24, 6, words=150), folder / "pile.jsonl")
    made = folder / "pile.readings.jsonl"
    assert run("read", folder / "pile.jsonl", "--json", "--reader", "rules", "--output", made).exit_code == 0
    return made


def test_every_report_is_in_one_story(tmp_path: Path, archive: Path) -> None:
    told = run("link", archive, "--output", tmp_path / "links.jsonl", "--processes", 1)
    rows = [json.loads(line) for line in (tmp_path / "links.jsonl").read_text(encoding="utf-8").splitlines()]
    stories = [row["story"] for row in rows if "story" in row]
    wanted = sorted(json.loads(line)["report"]["id"] for line in archive.read_text(encoding="utf-8").splitlines())
    assert told.exit_code == 0
    assert told.stdout == ""
    assert f"24 reports: {len(stories)} stories" in told.stderr
    assert sorted(report for story in stories for report in story) == wanted
    assert sorted(report for row in rows if "origin" in row for report in row["origin"]) == wanted
    assert [path.name for path in tmp_path.iterdir()] == ["links.jsonl"]


def test_whole_links_what_stands_in_the_stories(tmp_path: Path, archive: Path) -> None:
    assert run("link", archive, "--output", tmp_path / "links.jsonl", "--processes", 1, "--whole").exit_code == 0
    rows = [json.loads(line) for line in (tmp_path / "links.jsonl").read_text(encoding="utf-8").splitlines()]
    assert any(row["story"]["events"] for row in rows if "story" in row)


@pytest.mark.parametrize(("body", "why"), [('{"text": "x"}\n', "not a reading"), ("", "no reading is there")])
def test_what_can_t_be_linked_leaves_the_file_as_it_was(tmp_path: Path, archive: Path, body: str, why: str) -> None:
    target = tmp_path / "links.jsonl"
    target.write_text("before", encoding="utf-8")
    broken = tmp_path / "broken.readings.jsonl"
    broken.write_text(body, encoding="utf-8")
    told = run("link", broken, "--output", target)
    assert told.exit_code == 2
    assert why in told.stderr
    assert target.read_text(encoding="utf-8") == "before"
    assert run("link", tmp_path / "missing.readings.jsonl", "--output", target).exit_code == 2
    assert run("link", archive, "--output", tmp_path / "nowhere" / "links.jsonl").exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.readings.jsonl", "links.jsonl"]
