"""The command diff and the mark of what is new in every view of an account."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from synoptic.show.cli import main
from synoptic.show.documents import shipped_schema

MONDAY = (
    "Dockers close the port of Ellery\n\nDockers closed the port of Ellery on Monday, 3 March 2025, the union said. "
    "At least 12 people were injured in Ellery, the police said.\n"
)
TUESDAY = (
    "Port of Ellery stays closed\n\nThe port of Ellery, which dockers closed on Monday, 3 March 2025, stays closed. "
    "At least 19 people were injured in Ellery, the police said on Tuesday. "
    "The minister, Orla Venn, said on Tuesday that the army would not be sent to the port of Ellery.\n"
)


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def days(tmp_path: Path) -> tuple[Path, Path]:
    """Give the account of Monday, and a file with the reports of both days."""
    rows = [
        {"id": "a", "text": MONDAY, "published": "2025-03-03"},
        {"id": "b", "text": TUESDAY, "published": "2025-03-04"},
    ]
    for name, some in (("monday", rows[:1]), ("both", rows)):
        lines = "".join(json.dumps(row) + "\n" for row in some)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    stored = tmp_path / "monday.json"
    wrote = call("account", tmp_path / "monday.jsonl", "--json", "--reader", "rules", "--output", stored)
    assert wrote.exit_code == 0
    return stored, tmp_path / "both.jsonl"


def test_diff_takes_an_account_and_reports(days: tuple[Path, Path]) -> None:
    told = call("diff", *days, "--reader", "rules")
    assert told.exit_code == 0
    assert "Reports that came: 1 (b)" in told.stdout
    assert "the army would not be sent" in told.stdout
    assert "first told by b" in told.stdout
    assert "REPEATED" not in told.stdout
    assert "REPEATED" in call("diff", *days, "--reader", "rules", "--all").stdout


def test_diff_as_json_is_as_its_schema_says(days: tuple[Path, Path]) -> None:
    told = json.loads(call("diff", *days, "--reader", "rules", "--json").stdout)
    jsonschema.validate(told, json.loads(shipped_schema("news")), jsonschema.Draft202012Validator)
    lines = [line for story in told["stories"] for line in story["lines"]]
    assert {line["kind"] for line in lines} >= {"new", "repeated", "changed figure"}
    assert told["new_reports"] == ["b"]
    texts = {"a": MONDAY, "b": TUESDAY}
    for line in lines:
        for piece in (*line["evidence"], *line["old_evidence"]):
            assert texts[piece["report"]][piece["start"] : piece["end"]] == piece["quote"]


def test_diff_as_markdown_and_to_a_file(days: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "new.md"
    told = call("diff", *days, "--reader", "rules", "--format", "markdown", "--output", target)
    assert told.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("# What is new\n")


def test_an_account_beside_itself_holds_nothing_new(days: tuple[Path, Path]) -> None:
    assert "Nothing is new." in call("diff", days[0], days[0]).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["diff", "-", "-"], "both"),
        (["diff", "no-such.json", "no-such.json"], "no-such.json"),
        (["account", "x.txt", "--since", "no-such.json"], "no-such.json"),
    ],
)
def test_diff_refuses_with_a_message(words: list[str], told: str) -> None:
    refused = call(*words)
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert refused.stdout == ""


def test_a_broken_account_is_refused_with_the_place(days: tuple[Path, Path]) -> None:
    plain = json.loads(days[0].read_text(encoding="utf-8"))
    plain["stories"][0]["events"][0]["evidence"] = []
    days[0].write_text(json.dumps(plain), encoding="utf-8")
    refused = call("diff", *days, "--reader", "rules")
    assert refused.exit_code == 2
    assert f"{days[0]} is not an account" in refused.stderr
    assert "stories[0].events[0]" in refused.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_since_marks_what_is_new(days: tuple[Path, Path], form: str) -> None:
    since = call("account", days[1], "--reader", "rules", "--since", days[0], "--format", form)
    assert since.exit_code == 0
    plain = call("account", days[1], "--reader", "rules", "--format", form).stdout
    assert "what is new" in since.stdout.casefold()
    assert "what is new" not in plain.casefold()
    assert "at least 12 before" in since.stdout.casefold()
    assert "first told by b" in since.stdout


def test_since_gives_the_news_as_json_beside_the_account(days: tuple[Path, Path]) -> None:
    told = json.loads(call("account", days[1], "--reader", "rules", "--since", days[0], "--json").stdout)
    jsonschema.validate(told, json.loads(shipped_schema("account")), jsonschema.Draft202012Validator)
    ids = {line["id"] for story in told["stories"] for line in story["statements"]}
    fresh = [line for story in told["news"]["stories"] for line in story["lines"] if line["kind"] == "new"]
    assert {line["id"] for line in fresh if line["part"] == "statement"} <= ids
    assert told["news"]["counts"]["new"] == len(fresh)


def test_news_of_a_denial_says_that_it_is_one(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        (folder / "a.txt").write_text(MONDAY, encoding="utf-8")
    denial = "Orla Venn, the minister, denied that the army had been sent to the port of Ellery."
    (after / "b.txt").write_text(f"Dockers of Ellery wait\n\n{denial}\n", encoding="utf-8")
    told = call("diff", before, after, "--reader", "rules")
    rows = [row for row in told.stdout.splitlines() if "the army had been sent" in row]
    assert rows
    assert all("denies:" in row or denial in row for row in rows)
