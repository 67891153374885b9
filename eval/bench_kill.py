"""Kill a case at random moments of adding, and look whether anything acknowledged is lost or half done.

    python -m eval.bench kill [--kills 1000] [--seed 1]

A child process adds reports, tells its parent of each that is acknowledged, and tells the account; the parent kills it
(SIGKILL, or its like) at a random moment, opens the case and looks: the file is whole, every report acknowledged is
there with the text that was sent, every run accounts for what it saw, and no span dangles. The next child goes on with
the same case until it is complete; then its account must be that of an undisturbed run, and a new case begins.

Decision to know: where the system can fork, a child is a fork that has loaded everything, so that the kills fall into
the writing and not into the loading; elsewhere it is a new process. A kill does not test a loss of power.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from synoptic.model.cases import FaultKind
from synoptic.pipeline import adding
from synoptic.pipeline.case import open_case
from synoptic.settings import Settings
from synoptic.show.documents import account_json
from synoptic.store import hash_of
from synoptic.testing import make_pile

REPORTS = 12
_RULES = Settings(reader="rules")
_WHOLE_EVERY = 10
"""So often, beside the end of each case, everything is verified and not only file, texts and ledger."""


@dataclass(slots=True, kw_only=True)
class Tally:
    kills: int = 0
    """Of children that had not finished."""
    complete: int = 0
    acknowledged: int = 0
    broken: int = 0
    lost: int = 0
    half_done: int = 0
    other_account: int = 0

    @property
    def faults(self) -> int:
        return self.broken + self.lost + self.half_done + self.other_account


def add_and_tell(where: str, inputs: str, tell: Connection) -> None:
    """Add, telling of every report that is acknowledged; then make the account. This is what gets killed."""
    adding._BATCH_REPORTS = 2
    with open_case(where) as case:
        outcome = case.add([inputs], lambda step, done, total: tell.send(done))
        tell.send(outcome.seen)
        case.account()
    tell.send("done")


def kill_at_random(kills: int, seed: int, folder: Path, *, reports: int = REPORTS) -> Tally:
    """Kill so many children and look at the case after each."""
    rows = [report.record() for report in make_pile(reports, seed).reports]
    inputs = folder / "reports.jsonl"
    inputs.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    texts = {str(row["id"]): hash_of(str(row["text"])) for row in rows}
    order = list(texts)
    wanted, seconds = _undisturbed(folder, inputs)
    tally, random = Tally(), Random(seed)
    where = _new(folder, 0)
    acknowledged: set[str] = set()
    looks = 0
    while tally.kills < kills:
        reached, finished = _one_child(where, inputs, random.uniform(0.0, seconds))
        tally.kills += not finished
        acknowledged |= set(order[:reached])
        tally.acknowledged += reached
        looks += 1
        _look(where, texts, acknowledged, tally, whole=finished or looks % _WHOLE_EVERY == 0)
        if finished:
            tally.complete += 1
            with open_case(where) as case:
                tally.other_account += account_json(case.account()) != wanted
            where = _new(folder, tally.complete)
            acknowledged = set()
    return tally


def _new(folder: Path, number: int) -> str:
    where = folder / f"killed{number}.case"
    open_case(str(where), create=True, settings=_RULES).close()
    return str(where)


def _undisturbed(folder: Path, inputs: Path) -> tuple[str, float]:
    """Return the account of a run that nobody disturbs, and how long such a run takes when all is loaded."""
    told, seconds = "", 0.0
    for number in range(2):
        where = folder / f"undisturbed{number}.case"
        with open_case(str(where), create=True, settings=_RULES) as case:
            begun = time.monotonic()
            case.add([str(inputs)])
            told = account_json(case.account())
            seconds = time.monotonic() - begun
    return told, seconds


def _one_child(where: str, inputs: Path, seconds: float) -> tuple[int, bool]:
    """Run a child and kill it after so many seconds; returns how many reports it acknowledged, and whether it had
    finished."""
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    context = multiprocessing.get_context("fork" if forks else "spawn")
    hear, tell = context.Pipe(duplex=False)
    child = context.Process(target=add_and_tell, args=(where, str(inputs), tell))
    child.start()
    tell.close()
    child.join(seconds)
    child.kill()
    child.join()
    reached, finished = 0, False
    try:
        while hear.poll():
            word = hear.recv()
            if word == "done":
                finished = True
            else:
                reached = max(reached, int(word))
    except (EOFError, OSError):
        pass
    hear.close()
    return reached, finished


def _look(where: str, texts: dict[str, str], acknowledged: set[str], tally: Tally, *, whole: bool) -> None:
    with open_case(where) as case:
        if case.store.check():
            tally.broken += 1
            return
        there = {stored.id: hash_of(stored.report.text) for stored in case.reports(texts=True)}
        tally.lost += any(there.get(name) != texts[name] for name in acknowledged)
        tally.half_done += any(texts.get(name) != hashed for name, hashed in there.items())
        ledger = [entry.report for run in case.log() for entry in run.entries if entry.kind == "stored"]
        with case.store.asking() as session:
            read = len(session.readings_there(case.reader))
        tally.half_done += sorted(str(name) for name in ledger) != sorted(there) or read != len(set(there.values()))
        if whole:
            tally.half_done += any(fault.kind is not FaultKind.FILE for fault in case.verify())


def main(words: Sequence[str]) -> int:
    """Kill, and say what was found; returns 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="eval.bench kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(words)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_at_random(chosen.kills, chosen.seed, Path(folder))
    print(
        f"{tally.kills} kills in {time.monotonic() - begun:.0f} s, {tally.complete} cases completed in between, "
        f"{tally.acknowledged} acknowledgements: {tally.broken} files broken, {tally.lost} times something "
        f"acknowledged was lost, {tally.half_done} times something was half done, {tally.other_account} other accounts"
    )
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
