"""Time linking beside yardsticks, and how it grows.

    python -m eval.bench_linking [--small 500] [--large 5000] [--whole]
    python -m eval.bench_linking --bulk 1000 10000 100000 [--whole] [--processes 2] [--keep FOLDER]

Candidates for copies are timed as reports of 500 words a second on one core, beside `re.findall(r"\\w+", text)` over
the same texts and, where it is installed, datasketch's MinHash and LSH. Copies, stories and the whole of linking are
timed on a small and a large pile in one run. Decision to know: this machine's absolute figures are for notes only;
ratios and growth are what is compared. Processor seconds are taken, without the collector of garbage. With `--bulk`
piles of ready readings on the disk are linked into copies and stories by `link_pile`, with `--whole` into all that it
links: wall time, processor time of all processes, and the most memory that the first process and the largest of the
others held (where the system tells it). `--keep` leaves the piles in a folder and takes those that are there.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from eval.bench import RULES, reports_of
from synoptic.linking import group_reports, link
from synoptic.linking.bodies import word_bodies
from synoptic.linking.sketches import propose_copies, sketch_bodies
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.pipeline import read_reports
from synoptic.pipeline.bulk import link_pile
from synoptic.pipeline.spreading import spread_over
from synoptic.reading import STEPS, read_report

_LAID = STEPS[:2]
"""Passages and sentences: all that copies and stories rest on."""
_SEED = 5
_BLOCK = 100


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
    took = min(seconds(lambda: propose_copies(sketch_bodies(word_bodies(readings)))) for _ in range(3))
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


def time_bulk(counts: Sequence[int], processes: int, folder: Path, *, whole: bool) -> None:
    """Print what linking piles from the disk takes; every pile in a process of its own, for its peak of memory."""
    for count in counts:
        path = folder / f"{'whole' if whole else 'laid'}-{count}.readings.jsonl"
        if not path.exists():
            _read_pile(count, path, processes, whole=whole)
        words = [sys.executable, "-m", "eval.bench_linking", "--linked", str(path), "--processes", str(processes)]
        subprocess.run([*words, "--whole"] if whole else words, check=True)


def _read_pile(count: int, path: Path, processes: int, *, whole: bool) -> None:
    """Write the readings of invented reports, in the rules' gear."""
    half = path.with_suffix(".half")
    reports = iter(reports_of(count, _SEED))
    blocks = iter(lambda: tuple(islice(reports, _BLOCK)), ())
    with half.open("wb") as file, spread_over(processes) as spread:
        for lines in spread(_read_whole if whole else _read_laid, blocks):
            file.write(lines)
    half.replace(path)


def _read_whole(reports: Sequence[Report]) -> bytes:
    return _lines_of(read_reports(reports, settings=RULES))


def _read_laid(reports: Sequence[Report]) -> bytes:
    return _lines_of(read_report(report, _LAID) for report in reports)


def _lines_of(readings: Iterable[Reading]) -> bytes:
    return "".join(json.dumps(to_plain(reading)) + "\n" for reading in readings).encode()


def link_once(path: Path, processes: int, *, whole: bool) -> None:
    """Link one pile from the disk and print what it took."""
    start = perf_counter()
    found = link_pile([path], path.with_suffix(".links"), RULES, processes=processes, whole=whole)
    took = perf_counter() - start
    spent = os.times()
    own, others = spent.user + spent.system, spent.children_user + spent.children_system
    seconds_told = f"{own:.1f} + {others:.1f} s of processors" if own else "processors not told"
    print(
        f"{found.reports:>7} reports: {took:8.1f} s, {seconds_told}, {_most_memory()}; {found.copies:,} pairs told of, "
        f"{found.origins:,} origins, {found.stories:,} stories",
        flush=True,
    )


def _most_memory() -> str:
    if sys.platform == "win32":
        return "peak of memory not told here"
    import resource

    part = 1024 if sys.platform != "darwin" else 1024 * 1024
    own, other = (resource.getrusage(who).ru_maxrss / part for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"at most {own:.0f} MiB, {other:.0f} MiB in the largest other process"


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
    parser.add_argument("--bulk", type=int, nargs="+", help="link piles of so many reports from the disk, and no more")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="keep the piles of --bulk in this folder and take what is there")
    parser.add_argument("--linked", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    if chosen.linked:
        link_once(chosen.linked, chosen.processes, whole=chosen.whole)
        return 0
    if chosen.bulk:
        with TemporaryDirectory() as name:
            folder = chosen.keep or Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            time_bulk(chosen.bulk, chosen.processes, folder, whole=chosen.whole)
        return 0
    time_candidates([read_report(report, _LAID) for report in reports_of(chosen.large, _SEED)])
    time_growth(chosen.small, chosen.large, whole=chosen.whole)
    time_long_reports()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
