"""The command line: read, account, why, schema, serve.

Decision to know: this file alone prints and exits. Standard output carries what was asked for and nothing else;
messages and progress go to standard error. What is heavy is imported inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TextIO

import click

from synoptic import __version__
from synoptic.errors import SynopticError, UsageError
from synoptic.settings import Settings
from synoptic.show import delivery
from synoptic.show.delivery import check_target, deliver, tell, tell_duplicates, tell_skipped
from synoptic.show.serve_command import serve

DONE, STRICT_AND_SKIPPED, REFUSED, INTERRUPTED = 0, 1, 2, 130

FORMATS = ("text", "json", "markdown", "html")
_LIMIT_HELP = f"Skip a text longer than this many characters ({Settings().limit_chars:,} when nothing is said)."


def _settings(limit_chars: int | None, reader: str | None = None) -> Settings:
    settings = Settings() if limit_chars is None else Settings(limit_chars=limit_chars)
    return settings if reader is None else replace(settings, reader=reader)


_READERS = click.Choice(("model", "rules"))
_READER_HELP = "Find names and who said what with the model that ships, or by rules alone: faster, finds less."


class Refused(click.ClickException):
    """An error of ours, told in one line, with exit status 2."""

    exit_code = REFUSED

    def show(self, file: Any = None) -> None:
        tell(delivery.printable(f"synoptic: {self.message}"))


class Interrupted(click.ClickException):
    """The person at the keyboard stopped the run."""

    exit_code = INTERRUPTED

    def show(self, file: Any = None) -> None:
        tell(f"synoptic: {self.message}")


class Commands(click.Group):
    """A group whose commands refuse with a message instead of a traceback."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Begin a run; text in and out is UTF-8 on every system."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="replace")
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SynopticError as error:
            raise Refused(str(error)) from error
        except KeyboardInterrupt:
            raise Interrupted("stopped by the keyboard") from None
        except BrokenPipeError:
            delivery.close_quietly()
            return None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  synoptic account reports/                    print the account of a folder of reports
  synoptic account reports/ --html page.html   and write it as a page
  synoptic account *.txt feed.jsonl --json --output account.json
  synoptic why account.json e-3fa4             the reasons behind a line
  synoptic read report.txt                     what was read in one report
  curl -s URL | synoptic read - --json         one report from standard input

Every line of an account ends in a short id, such as e-3fa4: ask for its reasons with why.""",
)
@click.version_option(__version__, prog_name="synoptic", message="%(prog)s %(version)s")
def main() -> None:
    """Read a pile of news reports and write the one account that they support.

    Timeline, figures side by side, who said what, where each actor stands, what is contested, who copied whom, and
    what is not known: every line rests on exact words of a report.
    """


@main.command(
    epilog="""\b
Examples:
  synoptic read report.txt
  synoptic read reports/ --json > pile.readings.jsonl
  synoptic read - < report.html

Exit status: 0 done, also when some inputs were skipped (listed on standard error); 1 with --strict
when something was skipped; 2 when nothing could be read or the words of the command are wrong."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print one reading a line, as JSON.")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--reader", type=_READERS, help=_READER_HELP)
@click.option("--limit-chars", metavar="N", type=click.IntRange(min=1), help=_LIMIT_HELP)
@click.option("--strict", is_flag=True, help="Exit with 1 when anything was skipped.")
def read(
    paths: tuple[str, ...],
    as_json: bool,
    output: str | None,
    reader: str | None,
    limit_chars: int | None,
    strict: bool,
) -> None:
    """Read reports one by one and print what was read in each.

    PATH is a file (.txt, .html, .json, .jsonl), a folder, or - for standard input.
    """
    from synoptic.pipeline import read_paths, read_reports

    check_target(output or delivery.STANDARD_OUTPUT)
    settings = _settings(limit_chars, reader)
    received = read_paths(paths, settings, stdin=_standard_input)
    with _progress() as progress:
        failed = list(received.failed)
        readings = read_reports(received.reports, progress, settings=settings, failed=failed)
        if as_json:
            from synoptic.show.documents import reading_json

            worded: Callable[[Any], str] = reading_json
        else:
            from synoptic.show.readings_view import render_reading

            width, colour = _terminal(output)
            worded = lambda reading: render_reading(reading, width=width, colour=colour)  # noqa: E731
        if output is None or output == delivery.STANDARD_OUTPUT:
            for reading in readings:
                delivery.print_text(worded(reading))
        else:
            deliver("".join(worded(reading) for reading in readings), output)
    tell_duplicates(received.duplicates)
    tell_skipped(failed)
    _leave(strict and bool(failed))


@main.command(
    epilog="""\b
Examples:
  synoptic account reports/
  synoptic account reports/ --html page.html       print it and write the page beside
  synoptic account reports/ --json --output account.json
  synoptic account monday/ tuesday.readings.jsonl --top 10
  synoptic account reports/ --story s-91be --evidence

Exit status: 0 done, also when some inputs were skipped (listed on standard error); 1 with --strict
when something was skipped; 2 when nothing could be read or the words of the command are wrong."""
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON; the same as --format json.")
@click.option("--html", "html", metavar="FILE", help="Write the account as one self-contained page to FILE as well.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print it; text when nothing is said.")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--story", metavar="ID", help="Only this story: its id, or the short form of it.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the N weightiest lines of each part.")
@click.option("--evidence", is_flag=True, help="In text: print under each line the words that it rests on.")
@click.option("--reader", type=_READERS, help=_READER_HELP)
@click.option("--limit-chars", metavar="N", type=click.IntRange(min=1), help=_LIMIT_HELP)
@click.option("--strict", is_flag=True, help="Exit with 1 when anything was skipped.")
def account(
    inputs: tuple[str, ...],
    as_json: bool,
    html: str | None,
    form: str | None,
    output: str | None,
    story: str | None,
    top: int | None,
    evidence: bool,
    reader: str | None,
    limit_chars: int | None,
    strict: bool,
) -> None:
    """Tell the one account that the reports support.

    INPUT is a file (.txt, .html, .json, .jsonl), a folder, readings as read --json writes them (a file that ends in
    .readings.jsonl), or - for standard input.
    """
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} want two things of one output; give one of them")
    if html is not None and html != delivery.STANDARD_OUTPUT and output is not None and _same_file(html, output):
        raise UsageError(f"--html and --output both name {html}; give each a file of its own")
    chosen = "json" if as_json else form or ("html" if html == delivery.STANDARD_OUTPUT else "text")
    page = None if html == delivery.STANDARD_OUTPUT else html
    for target in (output, page):
        check_target(target or delivery.STANDARD_OUTPUT)
    settings = _settings(limit_chars, reader)
    _tell_account(inputs, settings, chosen, output, page, story=story, top=top, evidence=evidence, strict=strict)


def _tell_account(
    inputs: tuple[str, ...],
    settings: Settings,
    form: str,
    output: str | None,
    page: str | None,
    *,
    story: str | None,
    top: int | None,
    evidence: bool,
    strict: bool,
) -> None:
    from synoptic.pipeline import account_of, read_pile
    from synoptic.show.arrangement import arrange
    from synoptic.show.reasons import whole_id

    with _progress() as progress:
        pile = read_pile(inputs, settings, stdin=_standard_input, progress=progress)
        told = account_of(pile, settings, progress)
    if story is not None:
        from synoptic.editing import story_of

        told = story_of(told, whole_id(told, story))
    if top is not None:
        from synoptic.editing import cut_account

        told = cut_account(told, top)

    def worded(form: str) -> str:
        if form == "json":
            from synoptic.show.documents import account_json

            return account_json(told)
        arranged = arrange(told, settings.whole_stories)
        if form == "markdown":
            from synoptic.show.markdown import render_markdown

            return render_markdown(arranged)
        if form == "html":
            from synoptic.show.page import render_page

            return render_page(arranged, {reading.id: reading.text for reading in pile.readings})
        from synoptic.show.terminal import Sheeting, render_text

        width, colour = _terminal(output)
        return render_text(arranged, Sheeting(width=width, colour=colour, evidence=evidence))

    if page is not None:
        delivery.write_file(page, worded("html"))
    deliver(worded(form), output)
    tell_duplicates(pile.duplicates)
    tell_skipped(pile.failed)
    _leave(strict and bool(pile.failed))


@main.command(
    epilog="""\b
Examples:
  synoptic account reports/ --json --output account.json
  synoptic why account.json e-3fa4              why this line, on what words
  synoptic why account.json e-3fa4 e-77d0       why these two are one, or not
  synoptic why account.json wire.txt paper.txt  why one is a copy of the other, or not

An id may be written as the account prints it, in full, or as far as it is the only one. The id of a
report is its name in the list of reports."""
)
@click.argument("document", metavar="ACCOUNT.json")
@click.argument("item", metavar="ID")
@click.argument("other", metavar="[ID]", required=False)
def why(document: str, item: str, other: str | None) -> None:
    """Give the reasons of an item of an account, or why two are the same or not."""
    from pathlib import Path

    from synoptic.show.documents import parse_account, read_account
    from synoptic.show.reasons import explain_in_words

    if document == delivery.STANDARD_OUTPUT:
        told = parse_account(_standard_input().decode("utf-8", "replace"), "standard input")
    else:
        told = read_account(Path(document))
    width, colour = _terminal(None)
    delivery.print_text(explain_in_words(told, item, other, width=width, colour=colour))


@main.command()
@click.argument("document", type=click.Choice(("reading", "account")))
def schema(document: str) -> None:
    """Print the JSON Schema of a document that the commands write."""
    from synoptic.show.documents import shipped_schema

    delivery.print_text(shipped_schema(document))


main.add_command(serve)


def _leave(strict_and_skipped: bool) -> None:
    """End the command; a status other than 0 is told through click, which every way of calling it understands."""
    if strict_and_skipped:
        click.get_current_context().exit(STRICT_AND_SKIPPED)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UsageError("standard input is closed, so - stands for nothing; name a file or a folder")
    return sys.stdin.buffer.read()


def _same_file(one: str, other: str) -> bool:
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


def _terminal(output: str | None) -> tuple[int, bool]:
    """Return how many columns to use, and whether to colour: only on a terminal, and not where NO_COLOR is set."""
    import shutil

    columns = shutil.get_terminal_size((100, 24)).columns
    on_terminal = (output is None or output == delivery.STANDARD_OUTPUT) and _is_terminal(sys.stdout)
    coloured = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return max(60, min(columns, 120)), coloured


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal; one that was closed before the program began is none."""
    return stream is not None and stream.isatty()


class _Silent:
    """No progress: standard error is not a terminal."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _progress() -> Any:
    """Return a context that gives a progress callback, or None where standard error is not a terminal."""
    if not _is_terminal(sys.stderr):
        return _Silent()
    from synoptic.show.progress import Bar

    return Bar()
