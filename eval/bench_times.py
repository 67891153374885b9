"""Time the finding of times beside a blank tokenizer of another house, and its growth with the length of a text.

    python -m eval.bench_times [--largest 10_000_000] [--texts FILE.jsonl]

Decision to know: the step alone is timed, on sentences cut before, and what it is compared with only cuts tokens; both
run in this process, one after the other, so that the ratio holds where the figures do not. Growth is the time a
character of the longest text over that of the shortest: 1 is linear. The tokenizer remembers the words that it has met,
so invented reports with few words flatter it; give news (one object a line with `text`) for a ratio that means much.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES
from synoptic.testing import make_pile

_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_REPORTS = 60
_DAY = "2031-03-12"


def news_texts(count: int) -> tuple[str, ...]:
    """Return the texts of an invented pile: reports of some hundred words with the times that news has."""
    return tuple(report.text for report in make_pile(count, 11).reports)


def texts_of(path: Path) -> tuple[str, ...]:
    """Read the texts of a file of JSON Lines."""
    return tuple(str(json.loads(line)["text"]) for line in path.read_text(encoding="utf-8").split("\n") if line)


def text_of(size: int, texts: Sequence[str]) -> str:
    """Repeat the first 10,000 characters of the texts until there are so many: every size is of the same kind."""
    whole = ("\n\n".join(texts))[: _SIZES[0] - 2] + "\n\n"
    return (whole * (size // len(whole) + 1))[:size]


def drafted(text: str) -> Draft:
    """Cut a text into its sentences: what the step of times begins with."""
    head = Head(id="bench", published=_DAY)
    return SENTENCES.run(Draft(reading=Reading(report=head, text=text, passages=passages_by_line(text))))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of one call, the collector of garbage kept from what was there before."""
    gc.collect()
    gc.freeze()
    start = process_time()
    work()
    took = process_time() - start
    gc.unfreeze()
    return took


def time_growth(texts: Sequence[str], largest: int) -> None:
    """Print the time of texts of growing length, and what a character of the longest costs beside the shortest."""
    each: list[float] = []
    for size in [s for s in _SIZES if s <= largest]:
        draft = drafted(text_of(size, texts))
        rounds = max(1, 300_000 // size)

        def work(draft: Draft = draft, rounds: int = rounds) -> None:
            for _ in range(rounds):
                TIMES.run(draft)

        took = min(seconds(work) for _ in range(3 if size < 5_000_000 else 1)) / rounds
        each.append(took / size)
        print(f"times, {size:>10,} characters  {took:8.3f} s   {size / took / 1e6:6.2f} million characters/s")
    print(f"growth: a character of the longest costs {each[-1] / each[0]:.2f} x one of the shortest")


def time_beside_tokenizer(texts: Sequence[str]) -> None:
    """Print the time of the step over that of a blank spaCy tokenizer, where spaCy is installed."""
    drafts = [drafted(text) for text in texts]
    ours = min(seconds(lambda: [TIMES.run(draft) for draft in drafts]) for _ in range(5))
    print(f"times, {len(texts)} reports           {ours:8.3f} s")
    try:
        import spacy
    except ImportError:
        print("  (spaCy is not installed; the tokenizer's figure is left out: pip install spacy)")
        return
    blank = spacy.blank("en")
    peer = min(seconds(lambda: [blank(text) for text in texts]) for _ in range(5))
    print(f"  spaCy blank tokenizer        {peer:8.3f} s   {peer / ours:.2f} x the time of the step")


def main(words: Sequence[str]) -> int:
    """Run both; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="eval.bench_times", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--largest", type=int, default=_SIZES[-1], help="characters of the longest text")
    parser.add_argument("--texts", type=Path, help="JSON Lines with a `text` in each; else an invented pile")
    chosen = parser.parse_args(words)
    texts = texts_of(chosen.texts) if chosen.texts else news_texts(_REPORTS)
    time_beside_tokenizer(texts)
    time_growth(texts, chosen.largest)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
