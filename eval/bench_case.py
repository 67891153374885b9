"""Time a case that grows: the first reports, then a few more, and whether the account is that of all in one go.

    python -m eval.bench case [--reports 1000] [--more 10] [--reader model]

Decision to know: each addition is a call of the command line in a process of its own, as a user has it, with all its
loading. `--more` are the last of the pile, whose stories are among the first ones. Seconds are those of the processor,
which others on the machine change less than those of the clock. The program is loaded from compiled files in a folder
of their own, as an installed one is, also where the surroundings forbid to write them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from synoptic.testing import make_pile


class _Program:
    """The command line, its compiled files in a folder."""

    def __init__(self, compiled: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._surroundings = {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}

    def call(self, *words: str) -> tuple[float, str]:
        """Run a command; returns the seconds of processor time that it took (of the clock where these are not told)."""
        begun = _spent()
        whole = [sys.executable, "-m", "synoptic", *words]
        done = subprocess.run(whole, check=True, capture_output=True, env=self._surroundings)
        return _spent() - begun, done.stdout.decode("utf-8")

    def compile(self, reports: str, case: str, reader: str) -> None:
        """Run what will be timed once with a few reports, so that no compiling is timed."""
        for words in (("new", case, "--reader", reader), ("add", case, reports, "--no-account"), ("diff", case)):
            self.call(*words)


def _spent() -> float:
    times = os.times()
    return times.children_user + times.children_system or time.monotonic()


def main(words: Sequence[str]) -> int:
    """Time it and say so; returns 1 where the account is another one."""
    parser = argparse.ArgumentParser(prog="eval.bench case", description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--more", type=int, default=10)
    parser.add_argument("--reader", default="model", choices=("model", "rules"))
    parser.add_argument("--no-whole", action="store_true", help="leave out the account in one go")
    chosen = parser.parse_args(words)
    rows = [report.record() for report in make_pile(chosen.reports + chosen.more, 1).reports]
    with tempfile.TemporaryDirectory() as folder:
        first, more, few, case = (
            str(Path(folder) / name) for name in ("first.jsonl", "more.jsonl", "few.jsonl", "grown.case")
        )
        for path, part in ((first, rows[: chosen.reports]), (more, rows[chosen.reports :]), (few, rows[:5])):
            Path(path).write_text("".join(json.dumps(row) + "\n" for row in part), encoding="utf-8")
        program = _Program(Path(folder) / "compiled")
        program.compile(few, str(Path(folder) / "few.case"), chosen.reader)
        program.call("new", case, "--reader", chosen.reader)
        at_first, _ = program.call("add", case, first)
        taken, _ = program.call("add", case, more, "--no-account")
        news, _ = program.call("diff", case)
        again, _ = program.call("add", case, more)
        told, grown = program.call("account", case, "--json")
        size, share = Path(case).stat().st_size, 100 * (taken + news) / at_first
        print(f"{chosen.reports} reports taken in and told: {at_first:.1f} s, {size / 2**20:.1f} MiB")
        print(
            f"{chosen.more} more: {taken:.1f} s to take in ({100 * taken / at_first:.1f} % of the first), {news:.1f} s "
            f"to tell what is new; together {share:.1f} %"
        )
        print(f"the same again: {again:.1f} s; the account of the case: {told:.1f} s")
        if chosen.no_whole:
            return 0
        _, whole = program.call("account", first, more, "--json", "--reader", chosen.reader)
        print("the account is", "the same to the byte" if whole == grown else "ANOTHER", "as in one go")
        return 0 if whole == grown else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
