"""Learn how much each mark of likeness tells that two mentions are one event: makes `lexicon/same_event.tsv`.

    python -m training.same_event --data ../shared/data

Decision to know: a logistic model of few marks, so that the table can be read and a weight checked by eye. It is learnt
from pairs of mentions that the product itself found in the train part of ECB+ and joined into stories itself; no word
of a text goes into the table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from synoptic.linking import link
from synoptic.linking.actors import find_actors
from synoptic.linking.event_likeness import MARKS, Likeness, told_alike
from synoptic.linking.event_sight import Sight, sight_events
from synoptic.model.links import Links
from synoptic.pipeline import read_pile
from synoptic.settings import Settings

TABLE = Path(__file__).resolve().parents[1] / "src" / "synoptic" / "lexicon" / "same_event.tsv"
_FILE = Path("linking") / "ecbplus.jsonl"
_RIDGE = 1.0
_STEPS = 50
_HEADER = """\
# How much each mark of likeness adds to the log odds that two mentions are one event; all pairs start with "bias".
# Learnt from {pairs:,} pairs of mentions, {same:,} of them one event, by `python -m training.same_event`.
# Card: same_event.card.md. Do not edit: what dated reports take off is set by hand in linking/event_likeness.py.
"""

Table = NDArray[np.float64]


class Unusable(Exception):
    """The annotated texts are not there; the message says which file and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of mentions: their marks, whether they are one event, and the topic that they come from."""

    marks: Table
    same: Table
    topics: tuple[str, ...]


def annotated(data: Path) -> list[dict[str, object]]:
    """Return the records of the train part of ECB+."""
    path = data / _FILE
    if not path.is_file():
        raise Unusable(f"{path} is not there: the annotated data are needed, give their folder with --data")
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [r for r in records if r.get("split") == "train"]


def pairs_of(records: Sequence[dict[str, object]], pile: Path) -> Pairs:
    """Read and link the reports, and lay out the pairs of found mentions of one story that have a word or a deed in
    common; `pile` is a file that may be written."""
    with pile.open("w", encoding="utf-8") as out:
        for r in records:
            out.write(json.dumps({"id": r["id"], "text": r["text"]}) + "\n")
    read = read_pile([str(pile)], Settings())
    links = link(read.readings, Settings())
    gold = {str(r["id"]): r for r in records}
    rows: list[tuple[float, ...]] = []
    same: list[float] = []
    topics: list[str] = []
    for sights in _stories(links):
        likeness = Likeness(sights)
        chains = [_chain(gold[s.ref.report], s) for s in sights]
        for n, a in enumerate(sights):
            for k in range(n + 1, len(sights)):
                if chains[n] is None or chains[k] is None or not told_alike(a, sights[k]):
                    continue
                rows.append(likeness.marks(n, k))
                same.append(float(chains[n] == chains[k]))
                topics.append(str(gold[a.ref.report]["topic"]))
    return Pairs(marks=np.array(rows), same=np.array(same), topics=tuple(topics))


def _stories(links: Links) -> Iterator[list[Sight]]:
    by_id = {reading.id: reading for reading in links.readings}
    for story in links.stories:
        readings = [by_id[r] for r in story.reports]
        cast = find_actors(readings, story.origins)
        origin_of = {report: n for n, group in enumerate(story.origins) for report in group}
        yield sight_events(readings, cast, origin_of, {})


def _chain(record: dict[str, object], sight: Sight) -> str | None:
    """Return the chain of the annotated mention that a trigger overlaps, or None."""
    mentions = record["mentions"]
    for m in mentions if isinstance(mentions, list) else ():
        if m["kind"] == "event" and m["start"] < sight.event.end and sight.event.start < m["end"]:
            return str(m["chain"])
    return None


def learn(marks: Table, same: Table, worth: Table) -> Table:
    """Return bias and weights of a logistic model with a ridge, by Newton's steps; `worth` weighs the pairs."""
    rows = np.hstack([np.ones((len(marks), 1)), marks])
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[0, 0] = 1e-6
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (worth * (likely - same)) + ridge @ weights
        bend = (rows * (worth * likely * (1 - likely))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights


def worth_of(topics: Sequence[str]) -> Table:
    """Weigh pairs so that a topic counts by the root of its pairs: a few topics have most of them."""
    counts = Counter(topics)
    worth = np.array([counts[t] ** -0.5 for t in topics])
    return np.asarray(worth * len(topics) / worth.sum())


def tried(pairs: Pairs) -> Iterator[str]:
    """Yield lines on pairs of topics that were held back from learning: a fifth of the topics at a time."""
    names = sorted(set(pairs.topics))
    worth = worth_of(pairs.topics)
    likely = np.zeros(len(pairs.same))
    for part in range(5):
        held = np.array([names.index(t) % 5 == part for t in pairs.topics])
        weights = learn(pairs.marks[~held], pairs.same[~held], worth[~held])
        likely[held] = 1 / (1 + np.exp(-(weights[0] + pairs.marks[held] @ weights[1:])))
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = likely >= limit
        right = float(pairs.same[taken].sum())
        share, found = right / max(1, int(taken.sum())), right / max(1.0, float(pairs.same.sum()))
        near = (likely >= limit - 0.05) & (likely < limit + 0.05)
        yield (
            f"from {limit}: precision {share:.3f}, recall {found:.3f}; of pairs held for {limit} likely "
            f"{float(pairs.same[near].mean()) if near.any() else 0:.2f} are one event"
        )


def write(weights: Table, pairs: Pairs, path: Path) -> None:
    """Write the table."""
    lines = [f"{name}\t{weight:.3f}\n" for name, weight in zip(("bias", *MARKS), weights, strict=True)]
    header = _HEADER.format(pairs=len(pairs.same), same=int(pairs.same.sum()))
    path.write_text(header + "".join(lines), encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Run the recipe; 2 when the data are missing."""
    parser = argparse.ArgumentParser(prog="python -m training.same_event")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds linking/ecbplus.jsonl")
    parser.add_argument("--pile", type=Path, default=Path("build") / "same_event.jsonl", help="a file to be written")
    given = parser.parse_args(words)
    try:
        records = annotated(given.data)
    except Unusable as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    given.pile.parent.mkdir(parents=True, exist_ok=True)
    pairs = pairs_of(records, given.pile)
    for line in tried(pairs):
        sys.stdout.write(line + "\n")
    write(learn(pairs.marks, pairs.same, worth_of(pairs.topics)), pairs, TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
