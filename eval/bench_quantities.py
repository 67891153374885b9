"""Time the quantities beside a blank tokenizer, in one process on one core.

    python -m eval.bench_quantities [--reports 200]

Decision to know: the step is timed alone, given sentences and times, and once more with the steps it stands on, so that
both readings of "as fast as a tokenizer" can be had. The texts are invented reports and the sample; a text of
nothing but figures (the cases of the tests) shows the worst there is. Without spaCy the peer is left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

from eval.bench import reports_of
from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.pipeline import read_paths
from synoptic.reading.draft import Draft
from synoptic.reading.quantities import QUANTITIES
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES
from synoptic.samples import sample_folder

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "quantities.jsonl"


def plain_draft(text: str) -> Draft:
    """Make a draft of a text as it comes, before any step."""
    head = Head(id="bench", published="2031-03-12")
    return Draft(reading=Reading(report=head, text=text, passages=passages_by_line(text)))


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the processor seconds of one call: the median of some rounds."""
    taken = []
    for _ in range(rounds):
        start = process_time()
        work()
        taken.append(process_time() - start)
    return median(taken)


def blank_tokenizer() -> Callable[[str], object] | None:
    """Return spaCy's blank English tokenizer, or None where it is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    tokenizer: Callable[[str], object] = spacy.blank("en").tokenizer
    return tokenizer


def time_texts(name: str, texts: Sequence[str]) -> None:
    """Print how fast the quantities of some texts are read, and the ratio to the blank tokenizer."""
    drafts = [TIMES.run(SENTENCES.run(plain_draft(text))) for text in texts]
    megabytes = sum(len(text) for text in texts) / 1e6
    quantities = seconds(lambda: [QUANTITIES.run(draft) for draft in drafts])
    sentences = seconds(lambda: [SENTENCES.run(plain_draft(text)) for text in texts])
    times = seconds(lambda: [TIMES.run(draft) for draft in drafts])
    tokenizer = blank_tokenizer()
    peer = seconds(lambda: [tokenizer(text) for text in texts]) if tokenizer is not None else None
    print(f"{name}: {len(texts)} texts, {megabytes:.2f} MB")
    rows = (
        ("quantities", quantities),
        ("times", times),
        ("times + quantities", times + quantities),
        ("the same with sentences and words", times + quantities + sentences),
    )
    for label, took in rows:
        ratio = f"{peer / took:6.2f} x a blank tokenizer's speed" if peer is not None else ""
        print(f"  {label:<34} {megabytes / took:7.2f} MB/s   {ratio}")


def main() -> None:
    """Time invented reports, the sample, and a text of figures alone."""
    parser = argparse.ArgumentParser(description="time the quantities beside a blank tokenizer")
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    time_texts("invented reports", [report.text for report in reports_of(options.reports, seed=5)])
    time_texts("sample", [report.text for report in read_paths([str(sample_folder())]).reports] * 5)
    cases = [json.loads(line)["text"] for line in CASES.read_text(encoding="utf-8").splitlines()]
    time_texts("figures alone", ["\n".join(cases)] * 5)


if __name__ == "__main__":
    main()
