"""What is generated is what the code says now, and what the documents promise is there."""

from __future__ import annotations

import re
from pathlib import Path

from eval.documents import pages
from synoptic.settings import Settings, describe
from synoptic.show.cli import main as command

ROOT = Path(__file__).resolve().parents[2]


def test_generated_pages_are_up_to_date() -> None:
    stale = [
        p.relative_to(ROOT).as_posix()
        for p, text in pages().items()
        if not p.exists() or p.read_text(encoding="utf-8") != text
    ]
    assert not stale, "call: sh run.sh docs"


def test_every_setting_is_described() -> None:
    for name, default, unit, text in describe():
        assert hasattr(Settings(), name)
        assert default
        assert unit
        assert text.endswith(".")


def test_every_command_in_the_readme_is_a_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\$ )synoptic ([a-z]+)", readme, re.MULTILINE))
    assert named <= set(command.commands), named


def test_every_file_named_in_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert links
    missing = [link for link in links if not (ROOT / link).exists()]
    assert not missing


def test_the_readme_api_example_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
