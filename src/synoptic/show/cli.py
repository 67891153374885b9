"""The command line: read, account, why, diff, schema; the commands of a case stand in `case_commands`.

Decision to know: this file alone prints and exits. Standard output carries what was asked for and nothing else;
messages and progress go to standard error. What is heavy is imported inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from synoptic import __version__
from synoptic.errors import SynopticError, UsageError
from synoptic.settings import Settings
from synoptic.show import delivery
from synoptic.show.case_commands import COMMANDS
from synoptic.show.delivery import check_target, deliver, tell, tell_duplicates, tell_guessed, tell_skipped
from synoptic.show.link_command import link
from synoptic.show.serve_command import serve
from synoptic.show.surroundings import progress_bar as _progress
from synoptic.show.surroundings import standard_input as _standard_input
from synoptic.show.surroundings import terminal as _terminal

if TYPE_CHECKING:
    from synoptic.model.accounts import Account
    from synoptic.model.readings import Reading

DONE, STRICT_AND_SKIPPED, REFUSED, INTERRUPTED = 0, 1, 2, 130

FORMATS = ("text", "json", "markdown", "html")
NEWS_FORMATS = ("text", "json", "markdown")
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
  synoptic new strait.case                     a case: a story that lasts for weeks, in one file
  synoptic add strait.case reports/            take reports in, and say what is new

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
    tell_guessed(report.head for report in received.reports)
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
  synoptic account reports/ --since yesterday.json     mark what is new since then
  synoptic account reports/ --names people.csv         who is who by your own list

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
@click.option("--whole", is_flag=True, help="In text and Markdown: every line; else lesser ones are only counted.")
@click.option("--since", metavar="ACCOUNT.json", help="Mark what is new since this account, and keep its ids.")
@click.option("--names", metavar="FILE", help="Who is who, from a .csv, .tsv or .jsonl of ids and names.")
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
    whole: bool,
    since: str | None,
    names: str | None,
    reader: str | None,
    limit_chars: int | None,
    strict: bool,
) -> None:
    """Tell the one account that the reports support.

    INPUT is a file (.txt, .html, .json, .jsonl, a feed), a folder, a case, readings as read --json writes them (a file
    that ends in .readings.jsonl), or - for standard input.

    A record of JSON gives text (else body or content) and may give id, headline (else title), published (else date,
    published_at, publishedAt, pubDate or datePublished), outlet (else source or publisher), url and language.
    """
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} want two things of one output; give one of them")
    if html is not None and html != delivery.STANDARD_OUTPUT and output is not None and _same_file(html, output):
        raise UsageError(f"--html and --output both name {html}; give each a file of its own")
    chosen = "json" if as_json else form or ("html" if html == delivery.STANDARD_OUTPUT else "text")
    if evidence and chosen != "text":
        tell(f"--evidence changes nothing here: {chosen} always holds the words that a line rests on")
    page = None if html == delivery.STANDARD_OUTPUT else html
    for target in (output, page):
        check_target(target or delivery.STANDARD_OUTPUT)
    settings = _settings(limit_chars, reader)
    wanted = _Wanted(story=story, top=top, evidence=evidence, whole=whole, since=since, names=names, strict=strict)
    _tell_account(inputs, settings, chosen, output, page, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """How much of an account is wanted, and beside what."""

    story: str | None
    top: int | None
    evidence: bool
    whole: bool
    since: str | None
    names: str | None
    strict: bool


def _tell_account(
    inputs: tuple[str, ...],
    settings: Settings,
    form: str,
    output: str | None,
    page: str | None,
    wanted: _Wanted,
) -> None:
    from synoptic.intake.names_file import read_names
    from synoptic.pipeline import account_of, read_pile
    from synoptic.pipeline.case import case_named, case_told
    from synoptic.show.arrangement import arrange
    from synoptic.show.reasons import whole_id

    before = _stored_account(wanted.since) if wanted.since is not None else None
    known, unused = read_names(Path(wanted.names)) if wanted.names is not None else ((), ())
    with _progress() as progress:
        case = case_named(inputs)
        if case is not None and known:
            raise UsageError("--names is for reports that are told in one go; in a case, say who is who with correct")
        if case is not None:
            _refuse_other_gear(case.settings.reader)
            texts = form == "html" or page is not None or wanted.since is not None
            pile, told = case_told(case, progress, readings=texts)
        else:
            pile = read_pile(inputs, settings, stdin=_standard_input, progress=progress)
            pile = replace(pile, failed=(*pile.failed, *unused))
            told = account_of(pile, settings, progress, known=known)
    news = None
    if before is not None:
        from synoptic.pipeline import continue_account

        told, news = continue_account(before, told, pile.readings)
    if wanted.story is not None:
        from synoptic.editing import story_of

        told = story_of(told, whole_id(told, wanted.story))
    if wanted.top is not None:
        from synoptic.editing import cut_account

        told = cut_account(told, wanted.top)
    if news is not None and (wanted.story is not None or wanted.top is not None):
        from synoptic.editing import cut_news

        news = cut_news(news, told, gone=wanted.story is None)

    def worded(form: str) -> str:
        if form == "json":
            from synoptic.show.documents import account_json

            return account_json(told, news)
        arranged = arrange(told, settings.whole_stories, news)
        from synoptic.show.folding import Limits, unlimited

        limits = unlimited() if wanted.whole else Limits()
        if form == "markdown":
            from synoptic.show.markdown import render_markdown

            return render_markdown(arranged, limits)
        if form == "html":
            from synoptic.show.page import render_page

            return render_page(arranged, {reading.id: reading.text for reading in pile.readings})
        from synoptic.show.terminal import Sheeting, render_text

        width, colour = _terminal(output)
        return render_text(arranged, Sheeting(width=width, colour=colour, evidence=wanted.evidence, limits=limits))

    if page is not None:
        delivery.write_file(page, worded("html"))
    deliver(worded(form), output)
    tell_duplicates(pile.duplicates)
    tell_guessed(reading.report for reading in pile.readings)
    tell_skipped(pile.failed)
    _leave(wanted.strict and bool(pile.failed))


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
@click.argument("document", metavar="ACCOUNT.json|CASE")
@click.argument("item", metavar="ID")
@click.argument("other", metavar="[ID]", required=False)
def why(document: str, item: str, other: str | None) -> None:
    """Give the reasons of an item of an account, or why two are the same or not."""
    from synoptic.show.reasons import explain_in_words

    told = _stored_account(document)
    width, colour = _terminal(None)
    delivery.print_text(explain_in_words(told, item, other, width=width, colour=colour))


def _stored_account(document: str) -> Account:
    from pathlib import Path

    from synoptic.pipeline.case import is_case, open_case
    from synoptic.show.documents import parse_account, read_account

    if is_case(document):
        with open_case(document) as case:
            return case.account()
    if document == delivery.STANDARD_OUTPUT:
        return parse_account(_standard_input().decode("utf-8", "replace"), "standard input")
    return read_account(Path(document))


@main.command(
    epilog="""\b
Examples:
  synoptic diff monday.json tuesday.json
  synoptic diff monday.json reports/ --format markdown --output new.md
  synoptic diff monday/ tuesday/ --json
  synoptic diff strait.case                    what the last change brought
  synoptic diff strait.case --since 12         what is new since revision 12

Of each claim: new, changed figure, changed state (an event that was planned and is held, or has
another day), contested, no longer said, confirmed by a further origin, changed wording, repeated.
New is what no report of OLD told; no longer said is what no report of NEW tells.

Exit status: 0 done, whether or not anything is new; 2 when OLD or NEW can't be read."""
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--since", type=click.IntRange(min=0), metavar="N", help="Of a case alone: since this revision.")
@click.option("--json", "as_json", is_flag=True, help="Print the news as JSON; the same as --format json.")
@click.option("--format", "form", type=click.Choice(NEWS_FORMATS), help="How to print it; text when nothing is said.")
@click.option("--all", "everything", is_flag=True, help="In text and markdown: list what is repeated as well.")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--reader", type=_READERS, help=_READER_HELP)
@click.option("--limit-chars", metavar="N", type=click.IntRange(min=1), help=_LIMIT_HELP)
def diff(
    old: str,
    new: str | None,
    since: int | None,
    as_json: bool,
    form: str | None,
    everything: bool,
    output: str | None,
    reader: str | None,
    limit_chars: int | None,
) -> None:
    """Say what is new in an account since an older one, claim by claim.

    OLD and NEW are accounts as account --json writes them, or anything that account takes: a folder, a file of reports,
    a case, ready readings. Of a case alone: what the last change brought, or what came since a revision.
    """
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} want two things of one output; give one of them")
    if old == new == delivery.STANDARD_OUTPUT:
        raise UsageError("standard input can be OLD or NEW, but not both; name a file for one of them")
    check_target(output or delivery.STANDARD_OUTPUT)
    from synoptic.editing import compare_accounts

    settings = _settings(limit_chars, reader)
    if new is None:
        news = compare_accounts(*_last_change(old, since))
    else:
        before, _ = _account_in(old, settings)
        news = compare_accounts(before, *_account_in(new, settings))
    if as_json or form == "json":
        from synoptic.show.documents import news_json

        deliver(news_json(news), output)
        return
    from synoptic.show.news_view import render_news_markdown, render_news_text

    if form == "markdown":
        deliver(render_news_markdown(news, everything=everything), output)
        return
    width, colour = _terminal(output)
    deliver(render_news_text(news, width=width, colour=colour, everything=everything), output)


def _refuse_other_gear(gear: str) -> None:
    """Refuse a --reader that is not the gear of the case that is told."""
    asked = click.get_current_context().params.get("reader")
    if asked is not None and asked != gear:
        raise UsageError(f"the case was made with --reader {gear} and goes on in that gear; leave --reader out")


def _last_change(named: str, since: int | None) -> tuple[Account, Account]:
    """Return the stories of a case that differ, before and after its last change, or since a revision."""
    from synoptic.pipeline.case import is_case, open_case

    if not is_case(named):
        raise UsageError(f"{named} is no case, so it has no earlier account; name OLD and NEW")
    with open_case(named) as case, _progress() as progress:
        return case.changes(case.revision() - 1 if since is None else since, progress)


def _account_in(named: str, settings: Settings) -> tuple[Account, tuple[Reading, ...]]:
    """Read a stored account, or tell the account of the reports that are named, and give their readings with it."""
    from pathlib import Path

    from synoptic.pipeline import account_of, read_pile
    from synoptic.pipeline.case import case_named, case_told
    from synoptic.show.documents import is_account, read_account

    if is_account(Path(named)):
        return read_account(Path(named)), ()
    with _progress() as progress:
        case = case_named((named,))
        if case is not None:
            _refuse_other_gear(case.settings.reader)
            pile, told = case_told(case, progress)
            return told, pile.readings
        pile = read_pile((named,), settings, stdin=_standard_input, progress=progress)
        told = account_of(pile, settings, progress)
    tell_duplicates(pile.duplicates)
    tell_skipped(pile.failed)
    return told, pile.readings


@main.command()
@click.argument("document", type=click.Choice(("reading", "account", "news")))
def schema(document: str) -> None:
    """Print the JSON Schema of a document that the commands write."""
    from synoptic.show.documents import shipped_schema

    delivery.print_text(shipped_schema(document))


def _leave(strict_and_skipped: bool) -> None:
    """End the command; a status other than 0 is told through click, which every way of calling it understands."""
    if strict_and_skipped:
        click.get_current_context().exit(STRICT_AND_SKIPPED)


def _same_file(one: str, other: str) -> bool:
    return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))


for _command in (*COMMANDS, link, serve):
    main.add_command(_command)
