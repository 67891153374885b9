"""Score the events of accounts on the dev parts with the scorer beside the checkout: found mentions, groups, pairs.

    python -m eval.same_event            ECB+ dev and NewsWCL50, the account and its two baselines
    ... --json FILE                      write the figures too

Decision to know: the account is measured as it is printed, asides of briefs included; the same mentions grouped by one
word, or all of a story in one, are the baselines, so that what is gained is the grouping's alone. Nothing is chosen
here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.gate import SHARED
from synoptic.model.plain import to_plain
from synoptic.pipeline import account_of, read_pile
from synoptic.settings import Settings

SETS = (("ECB+ dev", "ecbplus", ("--split", "dev")), ("NewsWCL50", "newswcl50", ()))
BASELINES: tuple[tuple[str, ...], ...] = ((), ("--baseline", "lemma"), ("--baseline", "story"))
_SHOWN = (
    "mentions found",
    "all mentions, CoNLL F1",
    "found mentions, CoNLL F1",
    "same event, pairs in different reports",
)


def _score(*words: str) -> str:
    """Run the scorer; its words on stderr end the run."""
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / "linking.py"), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"linking.py {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def measure(name: str, words: Sequence[str], folder: Path) -> dict[str, dict[str, Any]]:
    """Return the scorer's measures of the account of one set, and of its baselines, by name."""
    gold, pile, written = SHARED / "data" / "linking" / f"{name}.jsonl", folder / "pile.jsonl", folder / "account.json"
    pile.write_text(_score("prepare", str(gold), *words), encoding="utf-8")
    account = account_of(read_pile([str(pile)], Settings()))
    written.write_text(json.dumps(to_plain(account)), encoding="utf-8")
    found = {}
    for baseline in BASELINES:
        told = json.loads(_score("events", str(gold), str(written), *words, *baseline, "--json"))
        found[baseline[-1] if baseline else "account"] = told["measures"]
    return found


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['p']:.3f} {value['r']:.3f} {value['f1']:.3f}"
    return f"{value:.3f}"


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.same_event")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    given = parser.parse_args(words)
    figures: dict[str, dict[str, dict[str, Any]]] = {}
    for title, name, narrowed in SETS:
        with tempfile.TemporaryDirectory() as folder:
            figures[title] = measure(name, narrowed, Path(folder))
        for who, measures in figures[title].items():
            sys.stdout.write(f"{title}, {who}\n")
            sys.stdout.writelines(f"    {label:<42} {_said(measures[label])}\n" for label in _SHOWN)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
