"""Write what is generated: help pages, the table of settings, the JSON Schemas, and the picture in the README.

    python -m eval.documents            write them
    python -m eval.documents --check    exit 1 when a generated page is not what the code says now

Decision to know: a page made from code can't be wrong about it; a test calls `pages` and compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from synoptic.settings import describe
from synoptic.show.cli import main as command

ROOT = Path(__file__).resolve().parents[1]


def command_line_page() -> str:
    """Return docs/command-line.md: the help of every command as it is printed."""
    top = click.Context(command, info_name="synoptic", terminal_width=100, max_content_width=100)
    parts = ["# The command line\n", "Made from the program by `sh run.sh docs`.\n", _block("synoptic --help", top)]
    for name in command.list_commands(top):
        found = command.get_command(top, name)
        if found is not None and not found.hidden:
            context = click.Context(found, info_name=name, parent=top, terminal_width=100, max_content_width=100)
            parts.append(_block(f"synoptic {name} --help", context))
    return "\n".join(parts)


def _block(title: str, context: click.Context) -> str:
    return f"## `{title}`\n\n```text\n{context.command.get_help(context)}\n```\n"


def settings_page() -> str:
    """Return docs/settings.md: the table of settings."""
    rows = "\n".join(f"| `{name}` | {default} | {unit} | {text} |" for name, default, unit, text in describe())
    head = "# Settings\n\nMade from the program by `sh run.sh docs`.\n\n"
    return head + "| name | default | unit | what it does |\n| --- | --- | --- | --- |\n" + rows + "\n"


def pages() -> dict[Path, str]:
    """Return every generated text file with what it should hold."""
    from synoptic.show.documents import schema_files

    made = {ROOT / "docs" / "command-line.md": command_line_page(), ROOT / "docs" / "settings.md": settings_page()}
    return made | {ROOT / "src" / "synoptic" / "show" / "schemas" / name: text for name, text in schema_files().items()}


def main(words: list[str]) -> int:
    """Write or check the pages; returns the exit status."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in words:
        for path in stale:
            print(f"{path.relative_to(ROOT).as_posix()} is not what the code says now: call sh run.sh docs")
        return 1 if stale else 0
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    from eval.picture import take_picture

    return take_picture()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
