"""Time the steps beside a yardstick, as ratios within one run.

    python -m eval.bench [--reports 300]
    python -m eval.bench kill [--kills 1000]       a case killed at random moments: see eval/bench_kill.py
    python -m eval.bench case [--reports 1000]     a case that grows: see eval/bench_case.py
    python -m eval.bench site [--reports 5000]     the page of a story under load: see eval/bench_site.py

The yardstick is `re.findall(r"\\w+", text)` on the same texts in the same process, and, where spaCy is installed, its
blank English pipeline with sentencizer. Decision to know: this machine's absolute figures are for notes only; ratios
and growth are what is compared. A report has about 500 words.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from eval import bench_times
from synoptic.model.readings import Reading
from synoptic.model.reports import Report
from synoptic.pipeline import Pile, account_of, read_paths, read_reports
from synoptic.reading import STEPS, steps_of
from synoptic.reading.draft import Draft
from synoptic.reading.reader import Gear
from synoptic.reading.reader_model import load_reader
from synoptic.reading.reader_windows import cut_windows, lay_words
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.testing import make_pile, write_pile
from synoptic.weights import model_folder

RULES = Settings(reader="rules")


def reports_of(count: int, seed: int) -> tuple[Report, ...]:
    """Invent reports and receive them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.jsonl"
        write_pile(make_pile(count, seed), path)
        return read_paths([str(path)]).reports


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of one call."""
    start = process_time()
    work()
    return process_time() - start


def time_reading(reports: Sequence[Report]) -> None:
    """Print reports a second for the whole reading and for each step, beside the yardsticks."""
    word = re.compile(r"\w+")
    texts = [r.text for r in reports]
    yardstick = median(seconds(lambda: [word.findall(t) for t in texts]) for _ in range(5))
    whole = min(seconds(lambda: list(read_reports(reports, settings=RULES))) for _ in range(3))
    print(f"reading, all steps        {len(reports) / whole:9.0f} reports/s   {whole / yardstick:7.1f} x the yardstick")
    spent: dict[str, float] = dict.fromkeys((s.name for s in STEPS), 0.0)
    for report in reports:
        draft = Draft(reading=Reading(report=report.head, text=report.text))
        for step in STEPS:
            start = process_time()
            draft = step.run(draft)
            spent[step.name] += process_time() - start
    for name, took in spent.items():
        print(
            f"  {name:<22}  {len(reports) / max(took, 1e-9):9.0f} reports/s   {took / yardstick:7.1f} x the yardstick"
        )
    _time_peer(texts, whole)


def _time_peer(texts: Sequence[str], ours: float) -> None:
    try:
        import spacy
    except ImportError:
        print("  (spaCy is not installed; the peer's figure is left out: pip install spacy)")
        return
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    peer = min(seconds(lambda: [blank(t) for t in texts]) for _ in range(2))
    print(f"  spaCy blank+sentencizer {len(texts) / peer:9.0f} reports/s   reading takes {ours / peer:5.2f} x its time")


def time_model(reports: Sequence[Report]) -> None:
    """Print the whole reading in the model's gear beside the model's own time on the same windows, on one core."""
    steps = steps_of(Gear.MODEL)
    reader = load_reader(model_folder(), 1, 64)
    drafts = []
    for report in reports:
        draft = Draft(reading=Reading(report=report.head, text=report.text))
        for step in steps[:2]:
            draft = step.run(draft)
        drafts.append(draft)
    laid = [lay_words(draft, reader.pieces) for draft in drafts]
    feeds = [reader.lay_window(words, window) for words in laid for window in cut_windows(words)]
    for feed in feeds[:20]:
        reader.run_window(feed)
    own = seconds(lambda: [reader.run_window(feed) for feed in feeds])
    reader.forget()
    whole = seconds(lambda: list(read_reports(reports)))
    words = sum(len(r.text.split()) for r in reports)
    print(
        f"reading with the model    {words / 500 / whole:9.1f} reports of 500 words/s   "
        f"{whole / own:5.2f} x the model's own time ({len(feeds)} windows)"
    )


def time_growth(small: int, large: int) -> None:
    """Print how the time of linking and editing grows with the pile."""
    took = {}
    for count in (small, large):
        readings = tuple(sorted(read_reports(reports_of(count, 5), settings=RULES), key=lambda r: r.id))
        took[count] = seconds(lambda readings=readings: account_of(Pile(readings=readings, failed=())))
        print(f"link and edit {count:>6} reports  {took[count]:8.2f} s   {count / took[count]:7.0f} reports/s")
    print(f"growth from {small} to {large}: time x {took[large] / took[small]:.1f} for reports x {large / small:.0f}")


def time_start() -> None:
    """Print the wall time of the command on the sample, beside a bare interpreter's."""
    bare = min(_wall([sys.executable, "-c", "pass"]) for _ in range(3))
    told = min(_wall([sys.executable, "-m", "synoptic", "account", str(sample_folder())]) for _ in range(3))
    print(f"synoptic account SAMPLE   {told:9.2f} s start to finish   {told / bare:7.1f} x a bare interpreter")


def _wall(words: Sequence[str]) -> float:
    start = perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return perf_counter() - start


def main(words: Sequence[str]) -> int:
    """Run the benchmarks; returns the exit status."""
    if words and words[0] == "kill":
        from eval.bench_kill import main as kill

        return kill(words[1:])
    if words and words[0] == "site":
        from eval.bench_site import main as load

        return load(words[1:])
    if words and words[0] == "case":
        from eval.bench_case import main as grow

        return grow(words[1:])
    parser = argparse.ArgumentParser(
        prog="eval.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=300, help="how many reports to read (default 300)")
    chosen = parser.parse_args(words)
    time_start()
    time_reading(reports_of(chosen.reports, 3))
    time_model(reports_of(min(chosen.reports, 60), 4))
    from eval.bench_quantities import time_texts  # it takes its reports from here

    time_texts("times and quantities", [report.text for report in reports_of(chosen.reports, 5)])
    bench_times.main([])
    time_growth(max(20, chosen.reports // 10), chosen.reports)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
