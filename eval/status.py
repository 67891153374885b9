"""Score the status that is read for marked events against the labels of readers who did not know of it.

    python -m eval.status SENTENCES.jsonl LABELS.jsonl [LABELS.jsonl ...] [--gear rules] [--misses]

SENTENCES holds `id`, `text`, `trigger`, `start`; each LABELS holds `id`, `status` of one reader. Decision to know:
every sentence is read alone as a report of its own, in the gear of the settings, and an event, or a deed told by the
way, counts only where it overlaps the marked word; where none does, the answer is "none" and wrong; how right the
status is where one is read stands beside it. `--misses` lists the wrong ones one by one: from then on the sentences are
spent for figures.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from synoptic.model.readings import Deed, Event, Reading, Status
from synoptic.model.reports import Head, Report
from synoptic.pipeline import read_reports
from synoptic.settings import Settings

NONE = "none"
NOT_DONE = frozenset({Status.PLANNED.value, Status.DENIED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence with the word that names one event, at `start` characters into it."""

    id: str
    text: str
    trigger: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often the reading says what a reader says, over `many` sentences.

    `taken_for_done` counts the planned or denied that are read as occurred, out of `not_done`; `unread` those without
    an event at the marked word.
    """

    many: int
    right: int
    unread: int
    not_done: int
    taken_for_done: int

    @property
    def accuracy(self) -> float:
        return self.right / self.many if self.many else 0.0

    @property
    def accuracy_where_read(self) -> float:
        return self.right / (self.many - self.unread) if self.many > self.unread else 0.0

    @property
    def wrongly_done(self) -> float:
        return self.taken_for_done / self.not_done if self.not_done else 0.0


def load_sentences(path: Path) -> tuple[Marked, ...]:
    """Read the sentences; ValueError where a trigger does not stand at its start."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    marked = tuple(
        Marked(id=row["id"], text=row["text"], trigger=row["trigger"], start=int(row["start"])) for row in rows
    )
    for one in marked:
        if not one.text.startswith(one.trigger, one.start):
            raise ValueError(f"{path}: {one.id}: “{one.trigger}” does not stand at {one.start}")
    return marked


def load_labels(path: Path) -> dict[str, str]:
    """Read one reader's labels by id; ValueError for a status that is not of the closed list."""
    known = {status.value for status in Status}
    labels: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        if row["status"] not in known:
            raise ValueError(f"{path}: {row['id']}: no status is called “{row['status']}”")
        labels[row["id"]] = row["status"]
    return labels


def status_at(reading: Reading, start: int, end: int) -> str:
    """Return the status of the event or deed whose word overlaps the stretch, or "none"."""
    told: tuple[Event | Deed, ...] = (*reading.events, *reading.deeds)
    here = [one for one in told if one.start < end and start < one.end]
    return min(here, key=lambda one: abs(one.start - start)).status.value if here else NONE


def read_statuses(marked: Sequence[Marked], settings: Settings) -> dict[str, str]:
    """Read each sentence as a report of its own and return the status at its marked word, by id."""
    reports = [Report(head=Head(id=one.id), text=one.text) for one in marked]
    read = {found.id: found for found in read_reports(reports, settings=settings) if isinstance(found, Reading)}
    return {
        one.id: status_at(read[one.id], one.start, one.start + len(one.trigger)) if one.id in read else NONE
        for one in marked
    }


def compare(told: Mapping[str, str], gold: Mapping[str, str]) -> Agreement:
    """Compare what is read with one reader's labels, over the labelled sentences."""
    pairs = [(gold[name], told[name]) for name in told if name in gold]
    not_done = [said for label, said in pairs if label in NOT_DONE]
    return Agreement(
        many=len(pairs),
        right=sum(label == said for label, said in pairs),
        unread=sum(said == NONE for _, said in pairs),
        not_done=len(not_done),
        taken_for_done=sum(said == Status.OCCURRED.value for said in not_done),
    )


def agreed(readers: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the labels that all readers gave alike."""
    first, *others = readers
    return {name: label for name, label in first.items() if all(other.get(name) == label for other in others)}


def kappa(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Return Cohen's kappa of two readers over what both labelled."""
    both = [(one[name], other[name]) for name in one if name in other]
    if not both:
        return 0.0
    left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
    by_chance = sum(left[label] * right[label] for label in left) / len(both) ** 2
    same = sum(a == b for a, b in both) / len(both)
    return (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def _row(name: str, found: Agreement) -> str:
    return (
        f"{name}: accuracy {found.accuracy:.3f} ({found.right} of {found.many}), {found.accuracy_where_read:.3f} where"
        f" an event is read (none at {found.unread}); planned or denied taken as occurred {found.wrongly_done:.3f}"
        f" ({found.taken_for_done} of {found.not_done})"
    )


def _by_status(told: Mapping[str, str], gold: Mapping[str, str]) -> None:
    for status in Status:
        said = Counter(told[name] for name in told if gold.get(name) == status.value)
        counts = ", ".join(f"{label} {many}" for label, many in sorted(said.items(), key=lambda row: (-row[1], row[0])))
        print(f"  {status.value:<11} {said[status.value]:3} of {sum(said.values()):3}   read as: {counts}")


def main(words: Sequence[str] | None = None) -> None:
    """Print the agreement with each reader, with all who agree, and of the readers with one another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--gear", choices=("model", "rules"), default=Settings().reader)
    parser.add_argument("--misses", action="store_true", help="list what is read otherwise; spends the sentences")
    given = parser.parse_args(words)
    marked = load_sentences(given.sentences)
    readers = [load_labels(path) for path in given.labels]
    told = read_statuses(marked, Settings(reader=given.gear))
    for (left, one), (right, other) in combinations(zip(given.labels, readers, strict=True), 2):
        same = sum(one[name] == other.get(name) for name in one)
        print(f"{left.name} and {right.name}: {same} of {len(one)} alike, kappa {kappa(one, other):.3f}")
    for path, labels in zip(given.labels, readers, strict=True):
        print(_row(path.name, compare(told, labels)))
    gold = agreed(readers)
    print(_row("labelled alike by all", compare(told, gold)))
    _by_status(told, gold)
    if given.misses:
        for row in marked:
            label, said = gold.get(row.id), told[row.id]
            if label is not None and said != label:
                print(f"{row.id}  {label} read as {said}: {row.trigger} | {row.text}")


if __name__ == "__main__":
    main()
