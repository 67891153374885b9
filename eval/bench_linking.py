"""Time linking beside yardsticks, and how it grows.

    python -m eval.bench_linking [--small 500] [--large 5000] [--whole]

Candidates for copies are timed as reports of 500 words a second on one core, beside `re.findall(r"\\w+", text)` over
the same texts and, where it is installed, datasketch's MinHash and LSH. Copies, stories and the whole of linking are
timed on a small and a large pile in one run. Decision to know: this machine's absolute figures are for notes only;
ratios and growth are what is compared. Processor seconds are taken, without the collector of garbage.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Callable, Sequence
from time import process_time

from eval.bench import RULES, reports_of
from synoptic.linking import group_reports, link
from synoptic.linking.alignment import word_bodies
from synoptic.linking.sketches import propose_copies
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.pipeline import read_reports
from synoptic.reading import STEPS, read_report

_LAID = STEPS[:2]
"""Passages and sentences: all that copies and stories rest on."""
_SEED = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of one call, without the collector."""
    gc.collect()
    gc.disable()
    start = process_time()
    work()
    took = process_time() - start
    gc.enable()
    return took


def time_candidates(readings: Sequence[Reading]) -> None:
    """Print how many reports of 500 words a second are searched for candidates, beside the yardsticks."""
    texts = [r.text for r in readings]
    words = sum(len(t.split()) for t in texts)
    word = re.compile(r"\w+")
    yardstick = min(seconds(lambda: [word.findall(t) for t in texts]) for _ in range(3))
    took = min(seconds(lambda: propose_copies(word_bodies(readings))) for _ in range(3))
    rate = words / 500 / took
    print(f"candidates     {rate:9.0f} reports of 500 words/s a core   {took / yardstick:6.2f} x the yardstick")
    peer = _time_datasketch(texts)
    if peer is None:
        print("  (datasketch is not installed; the peer's figure is left out: pip install datasketch)")
    else:
        theirs = f"{words / 500 / peer:9.0f} reports of 500 words/s a core"
        print(f"  datasketch   {theirs}   ours takes {took / peer:5.3f} x its time")


def _time_datasketch(texts: Sequence[str]) -> float | None:
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    word = re.compile(r"\w+")

    def work() -> None:
        index = MinHashLSH(threshold=0.5, num_perm=128)
        for number, text in enumerate(texts):
            words = word.findall(text.lower())
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
            index.query(sketch)
            index.insert(str(number), sketch)

    return seconds(work)


def time_growth(small: int, large: int, *, whole: bool) -> None:
    """Print the time of copies and stories, and of the whole of linking if wanted, for two sizes of pile."""
    took: dict[tuple[str, int], float] = {}
    for count in (small, large):
        reports = reports_of(count, _SEED)
        laid = [read_report(report, _LAID) for report in reports]
        took["copies and stories", count] = seconds(lambda laid=laid: group_reports(laid, RULES))
        if whole:
            readings = list(read_reports(reports, settings=RULES))
            took["all of linking", count] = seconds(lambda readings=readings: link(readings, RULES))
    for (name, count), spent in sorted(took.items()):
        print(f"{name:<20} {count:>7} reports {spent:8.2f} s   {1000 * spent / count:7.2f} ms a report")
    for name in sorted({name for name, _ in took}):
        times = took[name, large] / took[name, small]
        print(f"{name:<20} growth from {small} to {large}: time x {times:.1f} for reports x {large / small:.0f}")


def time_long_reports() -> None:
    """Print how the time for a pair of copies grows with their length, in one paragraph."""
    texts = [r.text.replace("\n", " ") for r in reports_of(1600, _SEED)]
    took = []
    for count in (25, 100, 400, 1600):
        text = " ".join(texts[:count])
        pair = [
            read_report(Report(head=Head(id=name, language="en"), text=f"{text} Told by {name}."), _LAID)
            for name in "ab"
        ]
        spent = seconds(lambda pair=pair: group_reports(pair, RULES))
        took.append(spent)
        print(f"two copies of {len(text) / 1000:7.0f} kB   {spent:8.3f} s")
    print(f"growth of one long pair: time x {took[-1] / took[0]:.0f} for length x {1600 // 25}")


def main(words: Sequence[str]) -> int:
    """Run the benchmarks; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="eval.bench_linking", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--large", type=int, default=5000)
    parser.add_argument(
        "--whole", action="store_true", help="time the whole of linking too, which needs whole readings"
    )
    chosen = parser.parse_args(words)
    time_candidates([read_report(report, _LAID) for report in reports_of(chosen.large, _SEED)])
    time_growth(chosen.small, chosen.large, whole=chosen.whole)
    time_long_reports()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
