"""Score copies and stories on the dev parts with the scorers beside the checkout.

    python -m eval.linking                       everything: copies, stories
    python -m eval.linking copies [--seeds 5]    counts summed over the seeds, T17 --each 20 and BASIL --each 10
    python -m eval.linking stories               BASIL without and with days, NeuS, ECB+, T17 in one pile
    ... --json FILE                              write the figures too

Decision to know: reports are read in the rules' gear, for copies and stories rest on passages, sentences and words,
which both gears read alike. Counts are summed over the piles before a share is taken. Nothing is chosen here: the
thresholds stand in `synoptic.linking` and their choice in `decisions`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.gate import SHARED
from synoptic.linking import group_reports
from synoptic.model.readings import Reading
from synoptic.pipeline import read_pile
from synoptic.settings import Settings

RULES = Settings(reader="rules")
PILES = (("t17", 20), ("basil", 10))
STORIES = (
    ("BASIL, days withheld", "basil", (), ("--no-dates",)),
    ("BASIL", "basil", (), ()),
    ("NeuS, 300 clusters", "neus_allsides", ("--clusters", "300"), ()),
    ("ECB+ train, subtopics", "ecbplus", ("--split", "train"), ()),
    ("T17, five topics in one pile", "t17", (), ()),
)


def _score(script: str, *words: str) -> str:
    """Run a scorer; its words on stderr end the run."""
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / script), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{script} {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def write_account(readings: Sequence[Reading], path: Path) -> None:
    """Write the part of an account that copies and stories are scored on."""
    copies, stories = group_reports(readings, RULES)
    origin_of = {report: group for group in copies.origins for report in group}
    told = {
        "stories": [
            {"reports": group, "origins": sorted({origin_of[report] for report in group})} for group in stories.groups
        ],
        "copies": [{"reports": c.reports, "relation": c.relation.value} for c in copies.copies],
    }
    path.write_text(json.dumps(told), encoding="utf-8")


def count_copies(seeds: int) -> Counter[str]:
    """Sum the scorer's counts over all piles, by "measure|part"."""
    counts: Counter[str] = Counter()
    for name, each in PILES:
        for seed in range(1, seeds + 1):
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                gold = str(SHARED / "data" / "linking" / f"{name}.jsonl")
                _score("make_copies.py", str(seed), gold, place, "--each", str(each))
                write_account(read_pile([str(folder / "pile.jsonl")], RULES).readings, folder / "account.json")
                told = _score(
                    "linking.py", "copies", str(folder / "pairs.jsonl"), str(folder / "account.json"), "--json"
                )
            for measure, value in json.loads(told)["measures"].items():
                parts = value.items() if isinstance(value, dict) else [("count", value)]
                counts.update({f"{measure.strip()}|{part}": n for part, n in parts if part in _COUNTED})
    return counts


_COUNTED = ("hits", "printed", "wanted", "found", "of", "count")


def shares_of(counts: Counter[str]) -> Iterator[tuple[str, float, str]]:
    """Yield the measures of copies: name, share, and the counts in words."""
    for name in ("copies, pairs", "origins, pairs"):
        hits, printed, wanted = (counts[f"{name}|{part}"] for part in ("hits", "printed", "wanted"))
        f1 = 2 * hits / (printed + wanted) if printed + wanted else 0.0
        yield f"{name}, F1", f1, f"{hits} of {wanted} found, {printed - hits} wrong"
    operations = sorted({key.rsplit("|", 1)[0] for key in counts if key.endswith("|of")})
    for name in operations:
        found, of = counts[f"{name}|found"], counts[f"{name}|of"]
        yield name, found / of if of else 0.0, f"{found} of {of}"
    hard = [n for n in operations if n.endswith("copies (want 0): copies") and not n.startswith("sources")]
    taken, of = (sum(counts[f"{name}|{part}"] for name in hard) for part in ("found", "of"))
    yield "hard negatives taken", taken / of if of else 0.0, f"{taken} of {of}"
    others = counts["other pairs wrongly called copies: copies|count"]
    yield "other pairs called copies", float(others), "pairs that are no copies and were not listed"


def score_stories() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield B-cubed precision, recall and F1 of each set, with the number of stories printed and wanted."""
    for name, stem, only, days in STORIES:
        gold = str(SHARED / "data" / "linking" / f"{stem}.jsonl")
        with tempfile.TemporaryDirectory() as place:
            pile, told = Path(place) / "pile.jsonl", Path(place) / "account.json"
            pile.write_text(_score("linking.py", "prepare", gold, *only, *days), encoding="utf-8", newline="\n")
            write_account(read_pile([str(pile)], RULES).readings, told)
            found = json.loads(_score("linking.py", "stories", gold, str(told), *only, "--json"))["measures"]
        yield (
            name,
            {**found["B-cubed over reports"], "printed": found["stories printed"], "wanted": found["stories wanted"]},
        )
    seeds = read_pile([str(SHARED / "seeds")], RULES).readings
    _, stories = group_reports(seeds, RULES)
    yield "the five real reports", {"printed": len(stories.groups), "wanted": 1}


def main(words: Sequence[str]) -> int:
    """Print the figures; 2 where the annotated data are not beside the checkout."""
    parser = argparse.ArgumentParser(
        prog="eval.linking", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", nargs="?", choices=("copies", "stories"))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(words)
    if not (SHARED / "score" / "linking.py").is_file():
        print("skipped: no annotated data and scorers beside the checkout", file=sys.stderr)
        return 2
    kept: dict[str, Any] = {}
    if chosen.task != "stories":
        print(f"copies, {chosen.seeds} piles over each of {', '.join(name for name, _ in PILES)}")
        for name, share, counts in shares_of(count_copies(chosen.seeds)):
            kept[name] = share
            print(f"  {name:<66} {share:7.4f}   {counts}")
    if chosen.task != "copies":
        print("stories, B-cubed over reports")
        for name, found in score_stories():
            kept[name] = found
            told = f"F1 {found['f1']:.4f}  P {found['p']:.4f}  R {found['r']:.4f}   " if "f1" in found else ""
            print(f"  {name:<32} {told}{found['printed']} stories, {found['wanted']} wanted")
    if chosen.json:
        chosen.json.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
