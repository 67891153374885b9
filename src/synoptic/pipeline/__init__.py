"""The only place that knows the order: receive, read, link, tell. The public Python API is here.

Decision to know: reports are put in order of their ids before anything is linked, so the account depends on the set
of reports and not on how they were named. What receives, reads, links and tells is loaded by the step that needs it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from synoptic.errors import ModelUnusable, NothingToRead
from synoptic.model.accounts import Account
from synoptic.model.corrections import Constraint
from synoptic.model.known import Known
from synoptic.model.news import News
from synoptic.model.plain import NotAsWanted, from_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed, Received, Report
from synoptic.settings import Settings

if TYPE_CHECKING:
    from synoptic.editing.reasons import Explanation

READINGS_SUFFIX = ".readings.jsonl"

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Readings in order of id, and what could not be read."""

    readings: tuple[Reading, ...]
    failed: tuple[Failed, ...]
    duplicates: tuple[str, ...] = ()


def read_paths(
    paths: Sequence[str], settings: Settings | None = None, *, stdin: Callable[[], bytes] | None = None
) -> Received:
    """Receive the reports that the paths stand for.

    Raises:
        NothingToRead: not one report could be received; the message lists why.
    """
    from synoptic.intake import receive

    received = receive(paths, settings or Settings(), stdin=stdin)
    if not received.reports:
        raise NothingToRead(_nothing(paths, received.failed))
    return received


def _nothing(paths: Sequence[str], failed: Sequence[Failed]) -> str:
    listed = "".join(f"\n  {f.file}{', ' + f.place if f.place else ''}: {f.why}" for f in failed[:20])
    more = f"\n  and {len(failed) - 20} more" if len(failed) > 20 else ""
    named = ", ".join(paths)
    return f"nothing could be read from {named}: give a file, a folder or - with at least one report{listed}{more}"


def read_reports(
    reports: Sequence[Report],
    progress: Progress | None = None,
    *,
    settings: Settings | None = None,
    failed: list[Failed] | None = None,
) -> Iterator[Reading]:
    """Read the reports one by one, in the order given, in the gear that the settings name.

    With a list `failed`, a report on which reading breaks is put there and the rest goes on; without one the error is
    raised. A model that can't be loaded stops the run: ModelUnusable.
    """
    from synoptic.reading import read_report, steps_of
    from synoptic.reading.reader import Gear

    chosen = settings or Settings()
    steps = steps_of(Gear(chosen.reader), chosen.reader_threads, chosen.reader_memory_mb)
    for number, report in enumerate(reports):
        try:
            reading = read_report(report, steps)
        except ModelUnusable:
            raise
        except Exception as error:
            # The per-report boundary: a fault of ours on one text must not stop ten thousand others.
            if failed is None:
                raise
            met = f"{type(error).__name__}: {error}"
            why = f"reading broke on this text ({met}); the other reports were read. Please report it"
            failed.append(Failed(file=report.head.file or report.id, place=report.id, why=why))
        else:
            yield reading
        if progress:
            progress("reading", number + 1, len(reports))


def read_pile(
    inputs: Sequence[str],
    settings: Settings | None = None,
    *,
    stdin: Callable[[], bytes] | None = None,
    progress: Progress | None = None,
) -> Pile:
    """Read everything named, files of ready readings (`.readings.jsonl`) among them, in order of id.

    Raises:
        NothingToRead: not one report could be read.
    """
    from synoptic.intake import receive

    ready = [path for path in inputs if path.endswith(READINGS_SUFFIX)]
    paths = [path for path in inputs if not path.endswith(READINGS_SUFFIX)]
    received = receive(paths, settings or Settings(), stdin=stdin)
    failed = list(received.failed)
    readings = list(read_reports(received.reports, progress, settings=settings, failed=failed))
    for path in ready:
        for item in _ready_readings(Path(path)):
            if isinstance(item, Failed):
                failed.append(item)
            else:
                readings.append(item)
    unique: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: (r.id, r.text)):
        if reading.id in unique and unique[reading.id].text != reading.text:
            failed.append(
                Failed(
                    file=reading.report.file or reading.id,
                    place="",
                    why=f"another text already has the id {reading.id}; give it an id of its own",
                )
            )
        unique.setdefault(reading.id, reading)
    if not unique:
        raise NothingToRead(_nothing(inputs, failed))
    ordered = tuple(sorted(failed, key=lambda f: (f.file, f.place, f.why)))
    return Pile(readings=tuple(unique.values()), failed=ordered, duplicates=received.duplicates)


def _ready_readings(path: Path) -> Iterator[Reading | Failed]:
    shown = path.as_posix()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield Failed(
            file=shown,
            place="",
            why=f"can't be read as readings ({error}); make it anew with: synoptic read PATH --json",
        )
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from_plain(Reading, json.loads(line))
        except (NotAsWanted, ValueError, RecursionError) as error:
            yield Failed(
                file=shown,
                place=f"line {number}",
                why=f"not a reading: {error}; make it anew with: synoptic read PATH --json",
            )


def account_of(
    pile: Pile,
    settings: Settings | None = None,
    progress: Progress | None = None,
    constraints: Sequence[Constraint] = (),
    known: Sequence[Known] = (),
) -> Account:
    """Link the readings, as far as persons have not decided, and tell the account that they support; `known` are the
    names of a user's file.
    """
    from synoptic.editing import make_account
    from synoptic.linking import link

    chosen = settings or Settings()
    if progress:
        progress("linking", 0, 1)
    links = link(pile.readings, chosen, constraints, known=known)
    if progress:
        progress("linking", 1, 1)
    return make_account(links, pile.failed, chosen)


def build_account(
    inputs: Sequence[str],
    settings: Settings | None = None,
    *,
    stdin: Callable[[], bytes] | None = None,
    progress: Progress | None = None,
) -> Account:
    """Read everything named and tell the one account that it supports.

    Raises:
        NothingToRead: not one report could be read.
    """
    return account_of(read_pile(inputs, settings, stdin=stdin, progress=progress), settings, progress)


def read(*paths: str | PathLike[str], settings: Settings | None = None) -> tuple[Reading, ...]:
    """Read every report that the paths stand for, in the order of the paths.

    Raises:
        NothingToRead: not one report could be received.
    """
    received = read_paths([fspath(p) for p in paths], settings)
    return tuple(read_reports(received.reports, settings=settings))


def account(
    *inputs: str | PathLike[str], settings: Settings | None = None, names: str | PathLike[str] | None = None
) -> Account:
    """Tell the one account that the reports support; inputs are files, folders or ready readings, `names` a file of
    known names with their ids (see `docs/names.md`).

    Raises:
        NothingToRead: not one report could be read.
        UsageError: the names file can't be used.
    """
    from synoptic.intake.names_file import read_names

    if names is None:
        return build_account([fspath(p) for p in inputs], settings)
    known, failed = read_names(Path(names))
    pile = read_pile([fspath(p) for p in inputs], settings)
    return account_of(replace(pile, failed=(*pile.failed, *failed)), settings, known=known)


def compare(old: Account, new: Account, readings: Sequence[Reading] = ()) -> News:
    """Say what is new in an account since an older one, claim by claim.

    With the readings of the new account's reports, the sentences of the old reports are searched too for what was told
    before in other words.
    """
    from synoptic.editing import compare_accounts

    return compare_accounts(old, new, readings)


def continue_account(old: Account, new: Account, readings: Sequence[Reading] = ()) -> tuple[Account, News]:
    """Give the new account with the ids that its claims had in the old one, and what is new in it; `readings` as in
    `compare`.
    """
    from synoptic.editing import carry_ids

    kept = carry_ids(old, new)
    return kept, compare(old, kept, readings)


def explain(told: Account, item: str, other: str | None = None) -> Explanation:
    """Give the reasons of an item of an account, or why two are the same or not.

    Raises:
        UnknownItem: no item has the id; the message names those that are close.
    """
    from synoptic.editing.reasons import explain as find_reasons

    return find_reasons(told, item, other)
