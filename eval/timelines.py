"""Score timelines of the T17 topics beside a peer: LexRank summaries of each day's articles, from sumy.

    python -m eval.timelines FOLDER [--topics mj haiti ...] [--no-peer]

FOLDER holds ready readings by topic, `t17_TOPIC.readings.jsonl`. Both are scored by `../shared/score/timeline.py` on
the same references. The peer's days are those with most articles; its lines the best sentences of the articles of the
day by LexRank (Erkan and Radev 2004; threshold .1), of each article the first ten sentences only. The group `bench` of
the project's dependencies holds sumy. Decision to know: the peer is given in the form of an account, so that one scorer
cuts and scores both.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from synoptic.model.plain import to_plain
from synoptic.model.readings import PassageKind, Reading
from synoptic.pipeline import account_of, read_pile

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TOPICS = ("egypt", "finan", "h1n1", "haiti", "mj")
SENTENCES_OF_AN_ARTICLE = 10
LINES_OF_A_DAY = 8


class _Words:
    """A tokenizer as sumy wants one, without the data that its own loads from the net."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words in lower case."""
        return tuple(re.findall(r"[^\W\d_]+", sentence.casefold()))


def lexrank_days(readings: Sequence[Reading]) -> dict[str, list[Any]]:
    """Give the LexRank timeline of articles in the form of an account: eight lines for each day with articles."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    summarize = LexRankSummarizer()
    summarize.stop_words = get_stop_words("english")
    by_day: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.report.published:
            by_day.setdefault(reading.report.published[:10], []).append(reading)
    events: list[Any] = []
    for day, articles in sorted(by_day.items()):
        words = _Words()
        sentences = [
            Sentence(" ".join(reading.quote(s).split()), words)
            for reading in articles
            for s in [s for s in reading.sentences if reading.passages[s.passage].kind is PassageKind.BODY][
                :SENTENCES_OF_AN_ARTICLE
            ]
        ]
        if not sentences:
            continue
        rated: list[str] = []

        def best(infos: Sequence[Any], rated: list[str] = rated) -> Sequence[Any]:
            rated += [str(info.sentence) for info in infos[:LINES_OF_A_DAY]]
            return infos[:LINES_OF_A_DAY]

        summarize(ObjectDocumentModel([Paragraph(sentences)]), best)
        for place, sentence in enumerate(rated):
            support = len(articles) * 100 - place
            events.append({"date": day, "what": sentence, "origins": support, "reports": support})
    return {"stories": [{"events": events}]}


def scored(accounts: dict[str, Path]) -> dict[str, Any]:
    """Call the scorer on an account a topic."""
    words = [f"{topic}={path}" for topic, path in accounts.items()]
    gold = SHARED / "data" / "linking" / "t17_timelines.jsonl"
    command = [sys.executable, str(SHARED / "score" / "timeline.py"), str(gold), *words, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=SHARED / "score")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def show(name: str, result: dict[str, Any]) -> None:
    """Print the means, and the measures of each reference."""
    measures = result.get("measures", result)
    for label, value in measures.items():
        if isinstance(value, dict) and "f1" in value:
            print(f"{name:9} {label:68} {value['f1']:.3f}")


def main(words: Sequence[str]) -> int:
    """Run both on the topics; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", nargs="+", default=TOPICS)
    parser.add_argument("--no-peer", action="store_true")
    chosen = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        ours: dict[str, Path] = {}
        peers: dict[str, Path] = {}
        for topic in chosen.topics:
            pile = read_pile([str(chosen.folder / f"t17_{topic}.readings.jsonl")])
            start = perf_counter()
            account = account_of(pile)
            took = perf_counter() - start
            ours[topic] = Path(folder) / f"{topic}.json"
            ours[topic].write_text(json.dumps(to_plain(account)), encoding="utf-8")
            print(f"{topic:6} {len(pile.readings)} readings, linked and told in {took:.1f} s")
            if not chosen.no_peer:
                peers[topic] = Path(folder) / f"{topic}-peer.json"
                peers[topic].write_text(json.dumps(lexrank_days(pile.readings)), encoding="utf-8")
        show("synoptic", scored(ours))
        if peers:
            show("lexrank", scored(peers))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
