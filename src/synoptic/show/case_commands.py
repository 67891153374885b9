"""The commands of a case: new, add, watch, search, export, verify, backup, merge, log, remove, correct and the like.

Decision to know: each command opens the case, does one thing and closes it, so that what is left behind is one file.
What was done is said on standard output, what was not on standard error.
"""

from __future__ import annotations

import getpass
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from synoptic.errors import UsageError
from synoptic.settings import Settings
from synoptic.show import delivery
from synoptic.show.delivery import printable, tell, tell_skipped
from synoptic.show.surroundings import progress_bar, standard_input, terminal

if TYPE_CHECKING:
    from synoptic.model.cases import Outcome
    from synoptic.pipeline.case import Case

_STATUS = """Exit status: 0 done; 2 when the case can't be used or the words of the command are wrong."""
_STATUS_STRICT = """Exit status: 0 done, also when some inputs were skipped (listed on standard error); 1 with
--strict when something was skipped; 2 when nothing at all could be read, the case can't be used or
the words of the command are wrong. Run it again after it was stopped: nothing is taken in twice."""
_CASE = "CASE"


def _open(where: str, *, create: bool = False, reader: str | None = None) -> Case:
    from synoptic.pipeline.case import open_case

    return open_case(where, create=create, settings=Settings(reader=reader) if reader else None)


def _say(text: str) -> None:
    delivery.print_text(printable(text) + "\n")


def _fetcher(fetch: bool, private: bool) -> Any:
    if not fetch and not private:
        return None
    from synoptic.intake.fetching import Fetcher

    return Fetcher(private=private)


def _who(by: str | None) -> str:
    """Return who makes a change: as said, else the name of the user of this machine."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("say who you are with --by NAME") from None


def _epilog(examples: str, status: str = _STATUS) -> str:
    return f"\b\nExamples:\n{examples}\n\n{status}"


_BY = click.option("--by", metavar="NAME", help="Who does it; the name of the user of this machine if not said.")


@click.command(
    epilog=_epilog("""  synoptic new strait.case
  synoptic new strait.case --reader rules        faster, and finds less
  synoptic new 'postgresql://desk@db/news?case=strait'""")
)
@click.argument("where", metavar=_CASE)
@click.option("--reader", type=click.Choice(("model", "rules")), help="In which gear it is read, now and later.")
def new(where: str, reader: str | None) -> None:
    """Make an empty case: one file, or a part of a PostgreSQL database.

    A case keeps reports as they were received, what was read in them, the account that they support, and what you
    correct. Give it a name that ends in .case.
    """
    with _open(where, create=True, reader=reader) as case:
        _say(f"{case.where} is made; add reports with: synoptic add {case.where} PATH...")


@click.command(
    epilog=_epilog(
        """  synoptic add strait.case reports/
  synoptic add strait.case monday.jsonl feed.xml page.html
  curl -s URL | synoptic add strait.case -
  synoptic add strait.case https://example.org/feed.xml --fetch
  synoptic add strait.case other.case                the reports of another case""",
        _STATUS_STRICT,
    )
)
@click.argument("where", metavar=_CASE)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--fetch", is_flag=True, help="Fetch the inputs that are http or https addresses; without it none is.")
@click.option("--fetch-private", is_flag=True, help="Fetch also from private networks and from any port.")
@click.option("--no-account", is_flag=True, help="Only take in; tell the account when it is next asked for.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome of every input as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 1 when anything was skipped.")
def add(
    where: str,
    inputs: tuple[str, ...],
    fetch: bool,
    fetch_private: bool,
    no_account: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Take reports into a case, and say what that changes in its account.

    INPUT is a file (.txt, .html, .json, .jsonl, ninjs, an RSS or Atom feed), a folder, another case, - for standard
    input, or an address with --fetch. Each input gets one outcome: stored, duplicate, updated (another version of what
    is there: both are kept), skipped or failed; see them again with synoptic log.
    """
    with _open(where) as case:
        before = case.revision()
        with progress_bar() as progress:
            outcome = case.add(inputs, progress, stdin=standard_input, fetcher=_fetcher(fetch, fetch_private))
            news = None if no_account or case.revision() == before else _news(case, before, progress)
        _report(outcome, news, as_json)
        if outcome.seen == outcome.skipped + outcome.failed and outcome.seen:
            click.get_current_context().exit(2)
        if strict and outcome.not_read:
            click.get_current_context().exit(1)


def _news(case: Case, since: int, progress: Any) -> Any:
    from synoptic.editing import compare_accounts

    old, new_ = case.changes(since, progress)
    return compare_accounts(old, new_) if since else None


def _report(outcome: Outcome, news: Any, as_json: bool) -> None:
    if as_json:
        from synoptic.model.plain import to_plain

        _say(json.dumps({"seen": outcome.seen, **to_plain(outcome)}, ensure_ascii=True))
    else:
        _say(outcome.in_words())
        if news is not None:
            from synoptic.show.news_view import render_news_text

            width, colour = terminal(None)
            delivery.print_text(render_news_text(news, width=width, colour=colour))
    tell_skipped(outcome.not_read)


@click.command(
    epilog=_epilog("""  synoptic watch strait.case incoming/
  synoptic watch strait.case https://example.org/feed.xml --fetch --every 30
  synoptic watch strait.case incoming/ --times 1            look once, as from a timer

Stop it with Ctrl-C: what it is taking in is finished first.""")
)
@click.argument("where", metavar=_CASE)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--every", type=click.FloatRange(min=0), default=10.0, metavar="MINUTES", help="10 if not said.")
@click.option("--times", type=click.IntRange(min=1), metavar="N", help="Stop after so many looks.")
@click.option("--fetch", is_flag=True, help="Fetch the inputs that are http or https addresses.")
@click.option("--fetch-private", is_flag=True, help="Fetch also from private networks and from any port.")
def watch(
    where: str, inputs: tuple[str, ...], every: float, times: int | None, fetch: bool, fetch_private: bool
) -> None:
    """Look at folders and feeds again and again, and take in what is new.

    What was there before is passed over without a word; a file that is still being written is left for the next look.
    """
    from synoptic.show.watching import Stop, look_again_and_again

    fetcher = _fetcher(fetch, fetch_private)
    with _open(where) as case, Stop() as stop:
        for outcome in look_again_and_again(case, inputs, fetcher, every * 60.0, times, stop):
            _say(outcome.in_words())
            tell_skipped(outcome.not_read)


@click.command(
    epilog=_epilog("""  synoptic search strait.case ferry '"coast guard"'
  synoptic search strait.case --speaker Vale --from 2031-03-01 --to 2031-03-07
  synoptic search strait.case ferry --least 10 --most 20       with a figure from 10 to 20
  synoptic search strait.case --actor "Harbour Union" --json""")
)
@click.argument("where", metavar=_CASE)
@click.argument("words", nargs=-1, metavar="[WORDS...]")
@click.option("--speaker", default="", metavar="NAME", help="Somebody of this name, or part of it, speaks.")
@click.option("--actor", default="", metavar="NAME", help="Somebody or something of this name is named.")
@click.option("--from", "first", metavar="DAY", help="Reports of this day (2031-03-01) or later.")
@click.option("--to", "last", metavar="DAY", help="Reports of this day or earlier.")
@click.option("--least", type=float, metavar="N", help="With a figure of N or more.")
@click.option("--most", type=float, metavar="N", help="With a figure of N or less.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, metavar="N", help="Show so many; 20 if not said.")
@click.option("--skip", type=click.IntRange(min=0), default=0, metavar="N", help="Pass over the first N.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def search(
    where: str,
    words: tuple[str, ...],
    speaker: str,
    actor: str,
    first: str | None,
    last: str | None,
    least: float | None,
    most: float | None,
    limit: int,
    skip: int,
    as_json: bool,
) -> None:
    """Find reports of a case: by words, who speaks, who is named, a figure, the day.

    All words are wanted; words within quotation marks stand in that order. The latest report comes first.
    """
    from synoptic.model.cases import Query
    from synoptic.model.plain import to_plain

    query = Query(
        words=" ".join(words),
        speaker=speaker,
        actor=actor,
        first_day=_day(first, "--from"),
        last_day=_day(last, "--to"),
        value_from=least,
        value_to=most,
        limit=limit,
        offset=skip,
    )
    with _open(where) as case:
        found = case.search(query)
    if as_json:
        _say(json.dumps(to_plain(found), ensure_ascii=True))
        return
    _say(f"{found.total:,} report{'' if found.total == 1 else 's'}")
    for hit in found.hits:
        told = " · ".join(part for part in (str(hit.dated.value or "no day"), hit.outlet, hit.headline) if part)
        _say(f"\n{hit.report}\n  {told}")
        if hit.around is not None:
            _say(f"  … {' '.join(hit.around.quote.split())} …")


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"{option} takes a day as in 2031-03-01, met {given}") from None


@click.command(
    epilog=_epilog("""  synoptic export strait.case --format csv --output tables/      a file a table
  synoptic export strait.case --format csv --table events > events.csv
  synoptic export strait.case --format parquet --output tables.zip
  synoptic export strait.case --format bundle --output strait.zip
  synoptic export strait.case --format bundle --hashes-only --output strait.zip
  synoptic export strait.case --format annotations --output evidence.json""")
)
@click.argument("where", metavar=_CASE)
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice(("json", "jsonl", "csv", "parquet", "markdown", "html", "ninjs", "annotations", "csl", "bundle")),
    help="The form; jsonl, csv and parquet are tables.",
)
@click.option("--output", metavar="FILE", help="A file; for tables a folder, or a name that ends in .zip.")
@click.option(
    "--table",
    type=click.Choice(("events", "event_reports", "figures", "statements", "positions", "reports", "origins")),
    help="Only this table.",
)
@click.option("--raw", is_flag=True, help="In CSV leave cells that begin like a formula as they are.")
@click.option("--hashes-only", is_flag=True, help="In a bundle: the hashes of the reports, and not their texts.")
def export(where: str, form: str, output: str | None, table: str | None, raw: bool, hashes_only: bool) -> None:
    """Write the account of a case, or its reports, in another form.

    json is the contract with the corrections; annotations is W3C Web Annotation, csl CSL-JSON; the bundle is a zip that
    somebody without Synoptic can read and check. In CSV a cell that a spreadsheet would compute gets a ' before it.
    """
    from synoptic.show.exports import export as made_of
    from synoptic.show.exports import write_tables

    with _open(where) as case:
        with progress_bar() as progress:
            account = case.account(progress)
        made = made_of(case, account, form, table=table, raw=raw, hashes_only=hashes_only)
    if not isinstance(made, bytes):
        if output is None:
            raise UsageError(f"{form} is {len(made)} tables; name a folder or a zip with --output, or one with --table")
        write_tables(made, output)
    elif output is None or output == delivery.STANDARD_OUTPUT:
        delivery.print_bytes(made)
    else:
        delivery.write_bytes(output, made)


@click.command(
    epilog=_epilog("  synoptic verify strait.case", "Exit status: 0 whole; 1 something is wrong; 2 can't be opened.")
)
@click.argument("where", metavar=_CASE)
def verify(where: str) -> None:
    """Check a case: the file, the hash of every text, every span, every quotation, the ledger, the index."""
    with _open(where) as case:
        faults = case.verify()
        many = len(case.reports())
    for fault in faults:
        _say(f"{fault.kind} {fault.where}: {fault.why}")
    _say(f"{many:,} reports checked, {len(faults):,} things wrong")
    if faults:
        click.get_current_context().exit(1)


@click.command(epilog=_epilog("  synoptic backup strait.case strait-monday.case"))
@click.argument("where", metavar=_CASE)
@click.argument("target", metavar="FILE")
def backup(where: str, target: str) -> None:
    """Write a copy of a case as it is now, also while somebody is adding to it."""
    with _open(where) as case:
        case.back_up(target)
    _say(f"{target} is a copy of {where}")


@click.command(epilog=_epilog("  synoptic merge strait.case colleague.case", _STATUS))
@click.argument("where", metavar=_CASE)
@click.argument("others", nargs=-1, required=True, metavar="CASE...")
def merge(where: str, others: tuple[str, ...]) -> None:
    """Take the reports and the corrections of other cases into the first one."""
    with _open(where) as case:
        for other in others:
            with _open(other) as source, progress_bar() as progress:
                outcome = case.merge(source, progress)
            _say(f"{other}: {outcome.in_words()}")
            tell_skipped(outcome.not_read)


@click.command(
    epilog=_epilog("""  synoptic log strait.case                    a line for each run
  synoptic log strait.case --run 3            what became of every input of run 3
  synoptic log strait.case --json""")
)
@click.argument("where", metavar=_CASE)
@click.option("--run", type=click.IntRange(min=1), metavar="N", help="Every input of this run.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def log(where: str, run: int | None, as_json: bool) -> None:
    """Say what came into a case, when, and what became of each input: seen = stored + duplicate + updated + skipped +
    failed."""
    from synoptic.model.plain import to_plain

    with _open(where) as case:
        runs = case.log()
    if run is not None:
        runs = tuple(one for one in runs if one.number == run)
        if not runs:
            raise UsageError(f"there is no run {run}; list them with: synoptic log {where}")
    if as_json:
        _say(json.dumps([to_plain(one) for one in runs], ensure_ascii=True))
        return
    for one in runs:
        state = "" if one.finished else ", not finished"
        named = ", ".join(one.inputs[:3]) + (f" and {len(one.inputs) - 3} more" if len(one.inputs) > 3 else "")
        counts = _counts(one)
        _say(f"{one.number}  {one.started}  {one.what} {named}: {counts}{state}")
        if run is not None:
            for entry in one.entries:
                place = f", {entry.place}" if entry.place else ""
                told = " ".join(part for part in (entry.report or "", f"({entry.why})" if entry.why else "") if part)
                _say(f"  {entry.kind:9}  {entry.file}{place}  {told}".rstrip())


def _counts(run: Any) -> str:
    from synoptic.model.cases import OutcomeKind

    told = ", ".join(f"{n:,} {kind}" for kind in OutcomeKind if (n := run.count(kind)))
    return f"{len(run.entries):,} seen" + (f": {told}" if told else "")


@click.command(epilog=_epilog('  synoptic remove strait.case wire/2031-03-02.txt --reason "a source is in danger"'))
@click.argument("where", metavar=_CASE)
@click.argument("report", metavar="REPORT")
@click.option("--reason", required=True, metavar="WORDS", help="Why; it stays in the case.")
@_BY
def remove(where: str, report: str, reason: str, by: str | None) -> None:
    """Take a report out of a case for good: text, readings and index are wiped; its hash and the reason stay.

    The text is not taken in again. Copies of the file made before still hold it.
    """
    with _open(where) as case:
        case.remove(report, reason, _who(by))
    _say(f"{report} is wiped from {where}")


_KINDS = ("same", "different", "speaker", "date", "status", "type", "stance", "hide", "note")


@click.command(
    epilog=_epilog("""  synoptic correct strait.case same e-3fa4 e-77d0            two lines tell one event
  synoptic correct strait.case different wire.txt paper.txt  no copies of one another
  synoptic correct strait.case same "actor:Vale" "actor:Mara Vale"
  synoptic correct strait.case speaker s-1c22 "Mara Vale"
  synoptic correct strait.case date e-3fa4 2031-03-02        of an event; of a report by its name
  synoptic correct strait.case status e-3fa4 denied          or type, or stance
  synoptic correct strait.case hide p-90ab --note "a joke"
  synoptic correct strait.case note e-3fa4 "called the ministry, no answer" """)
)
@click.argument("where", metavar=_CASE)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("item", metavar="ID")
@click.argument("value", metavar="[ID|VALUE]", required=False)
@click.option(
    "--as",
    "about",
    type=click.Choice(("copy", "story", "actor", "event", "figure", "statement")),
    help="What is the same or different, where the ids leave it open.",
)
@click.option("--note", default="", metavar="WORDS", help="Why; kept with it.")
@_BY
def correct(where: str, kind: str, item: str, value: str | None, about: str | None, note: str, by: str | None) -> None:
    """Correct the account of a case. The correction is kept with who and when, holds for every later run, and can be
    undone.

    ID is the id of a line as the account prints it, of a story or a report; a stretch of a report as REPORT:START-END;
    or an actor as actor:NAME. An empty value ("") says that there is none.
    """
    from synoptic.model.corrections import CorrectionKind
    from synoptic.model.links import JudgementKind

    meant = CorrectionKind(kind)
    pair = meant in (CorrectionKind.SAME, CorrectionKind.DIFFERENT)
    if pair and value is None:
        raise UsageError(f"{kind} takes two ids")
    if meant is CorrectionKind.HIDE and value is not None:
        raise UsageError("hide takes one id; say why with --note")
    if value is None and meant is not CorrectionKind.HIDE:
        raise UsageError(f'{kind} takes an id and a value; "" says that there is none')
    with _open(where) as case:
        draft = case.draft(
            meant,
            (item, value or "") if pair else (item,),
            by=_who(by),
            value="" if pair or meant is CorrectionKind.NOTE else value or "",
            note=value or "" if meant is CorrectionKind.NOTE else note,
            about=JudgementKind(about) if about else None,
        )
        correction = case.correct(draft)
        with progress_bar() as progress:
            case.account(progress)
        applied = {one.correction: one for one in case.applied()}.get(correction.id)
    _say(f"{correction.id} is kept; undo it with: synoptic undo {where} {correction.id}")
    if applied is not None and not applied.fits:
        tell(printable(f"synoptic: {applied.why}"))


@click.command(epilog=_epilog("  synoptic corrections strait.case"))
@click.argument("where", metavar=_CASE)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def corrections(where: str, as_json: bool) -> None:
    """List what was corrected in a case: by whom and when, what it touches, what was undone, what no longer fits."""
    from synoptic.model.plain import to_plain

    with _open(where) as case:
        listed = case.corrections()
        with progress_bar() as progress:
            case.account(progress)
        applied = {one.correction: one for one in case.applied()}
    if as_json:
        both = [{**to_plain(c), "applied": to_plain(applied[c.id]) if c.id in applied else None} for c in listed]
        _say(json.dumps(both, ensure_ascii=True))
        return
    for one in listed:
        draft = one.draft
        about = f" {draft.about or draft.line}" if draft.about or draft.line else ""
        value = f' "{draft.value}"' if draft.value else ""
        _say(f"{one.id}  {one.at}  {draft.by}  {draft.kind}{about}{value}")
        for place in draft.places:
            _say(f"  at {place.report}" + (f":{place.start}-{place.end}" if place.start is not None else ""))
        if draft.note:
            _say(f"  note: {draft.note}")
        became = applied.get(one.id)
        if not one.holds:
            _say(f"  undone {one.undone_at} by {one.undone_by}")
        elif became is not None and not became.fits:
            _say(f"  no longer fits: {became.why}")
        elif became is not None and became.lines:
            _say(f"  touches {', '.join(became.lines)}")
    if not listed:
        _say("nothing was corrected")


@click.command(epilog=_epilog("  synoptic undo strait.case correction-3fa41b20c7"))
@click.argument("where", metavar=_CASE)
@click.argument("correction", metavar="ID")
@_BY
def undo(where: str, correction: str, by: str | None) -> None:
    """Undo a correction. It is kept as undone, with who did it and when."""
    with _open(where) as case:
        undone = case.undo(correction, _who(by))
    _say(f"{undone.id} is undone")


COMMANDS = (new, add, watch, search, export, verify, backup, merge, log, remove, correct, corrections, undo)
