"""The command `link`: an archive of ready readings, too large for one account, is grouped into copies and stories.

Decision to know: the links are written beside their place and moved there when they are whole, so a run that is
stopped leaves what was there before.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from synoptic.errors import UsageError
from synoptic.settings import Settings
from synoptic.show.delivery import check_target, tell
from synoptic.show.surroundings import progress_bar


@click.command(
    epilog="""\b
Examples:
  synoptic read archive/ --json --output archive.readings.jsonl
  synoptic link archive.readings.jsonl --output links.jsonl
  synoptic link 2021.readings.jsonl 2022.readings.jsonl --output links.jsonl --processes 8
  synoptic link archive.readings.jsonl --output links.jsonl --whole     and what is linked within stories

Every line of FILE is one JSON object: {"copy": ...}, {"shared": ...}, {"origin": ...},
{"judgement": ...} or {"story": ...}. It hangs on the set of readings alone, not on their order, the
files or the processes.

Exit status: 0 done; 2 when nothing could be read, a line is no reading or the words of the command
are wrong; FILE is untouched then."""
)
@click.argument("readings", nargs=-1, required=True, metavar="READINGS...")
@click.option("--output", required=True, metavar="FILE", help="Write the links to FILE.")
@click.option(
    "--processes",
    default=os.cpu_count() or 1,
    metavar="N",
    type=click.IntRange(min=1),
    help="Work in so many processes (as many as there are processors when nothing is said).",
)
@click.option(
    "--whole",
    is_flag=True,
    help="Link within the stories too: actors, events, figures, statements, days. Takes longer.",
)
def link(readings: tuple[str, ...], output: str, processes: int, whole: bool) -> None:
    """Group an archive of ready readings into copies and stories.

    READINGS are files that `synoptic read PATH --json` wrote. They stay on the disk while they are linked.
    """
    from synoptic.pipeline.bulk import link_pile

    check_target(output)
    target = Path(output)
    try:
        with TemporaryDirectory(prefix=".synoptic-", dir=target.parent) as folder, progress_bar() as progress:
            made = Path(folder) / target.name
            paths = [Path(name) for name in readings]
            told = link_pile(paths, made, Settings(), processes=processes, whole=whole, progress=progress)
            made.replace(target)
    except OSError as error:
        raise UsageError(f"{output}: can't be written ({error.strerror or error}); name another place") from error
    tell(
        f"{told.reports:,} reports: {told.stories:,} stories, {told.origins:,} origins, {told.copies:,} pairs with "
        f"text in common, {told.shared:,} shared passages"
    )
