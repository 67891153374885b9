"""The loop: batches of windows, losses, a running mean of the weights, checkpoints that resume exactly.

Decision to know: what a step sees depends on the seed and its number alone, so a run that was stopped goes on as if it
had not been. The weights that are kept are a running mean (Polyak and Juditsky 1992): it costs nothing to read and is
steadier than the last step.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from synoptic.reading.reader_windows import WINDOW_PIECES
from training.reader.net import Reader
from training.reader.texts import UNTOLD, Document

if TYPE_CHECKING:
    from training.reader.softening import Soft

CHECKPOINT_SECONDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn. Rates are the highest of a row that rises for `warm` of the steps and then falls
    to nothing; `fade` is what a layer's rate has of the layer above it; `frozen` layers at the bottom do not learn."""

    epochs: float
    rate: float
    head_rate: float
    fade: float = 0.9
    frozen: int = 0
    stop: float | None = None
    """Stop after so many epochs, before the rates have fallen to nothing."""
    warm: float = 0.06
    batch_pieces: int = 2200
    seed: int = 1
    taught: float = 0.0
    """How much of the loss is the teacher's, where there is one; the rest is the annotators'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words `start` to `end` of a document: what the net sees at once."""

    document: int
    start: int
    end: int
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftBatch:
    """A teacher's chances: roles and names `(batch, words, 7)`, of where words point `(batch, words, 1 + words)`."""

    roles: Tensor
    names: Tensor
    pointing: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows as tensors: pieces and features `(batch, pieces)`, first pieces and labels of words `(batch, words)`."""

    pieces: Tensor
    case: Tensor
    quote: Tensor
    breaks: Tensor
    there: Tensor
    starts: Tensor
    real: Tensor
    roles: Tensor
    points: Tensor
    names: Tensor
    weights: Tensor
    cuts: tuple[Cut, ...]

    def inputs(self) -> tuple[Tensor, ...]:
        return self.pieces, self.case, self.quote, self.breaks, self.there, self.starts, self.real


def cut_document(document: Document, number: int, rng: np.random.Generator) -> Iterator[Cut]:
    """Cut a document into windows of whole sentences; the first is of random length, so that no epoch cuts alike."""
    lengths = np.array([len(p) for p in document.words.pieces])
    sums = np.concatenate(([0], np.cumsum(lengths)))
    bounds = [*document.words.firsts, len(lengths)]
    room = int(rng.integers(WINDOW_PIECES // 3, WINDOW_PIECES + 1))
    start, at = 0, 0
    while start < len(lengths):
        end = start
        while at < len(bounds) - 1 and sums[bounds[at + 1]] - sums[start] <= room:
            at += 1
            end = bounds[at]
        if end == start:
            end = max(start + 1, int(np.searchsorted(sums, sums[start] + WINDOW_PIECES, side="right")) - 1)
            end = min(end, bounds[at + 1])
            if end == bounds[at + 1]:
                at += 1
        yield Cut(document=number, start=start, end=end, pieces=int(sums[end] - sums[start]))
        start, room = end, WINDOW_PIECES


def soften_batch(softs: Sequence[Soft], batch: Batch) -> SoftBatch:
    """Lay a teacher's chances out for the windows of a batch; places outside a window are nowhere."""
    rows, words = batch.roles.shape
    roles, names = np.zeros((rows, words, 7), np.float32), np.zeros((rows, words, 7), np.float32)
    pointing = np.zeros((rows, words, 1 + words), np.float32)
    for row, cut in enumerate(batch.cuts):
        soft, span, size = softs[cut.document], slice(cut.start, cut.end), cut.end - cut.start
        roles[row, :size], names[row, :size] = soft.roles[span], soft.names[span]
        places = soft.places[span]
        columns = np.where((places >= cut.start) & (places < cut.end), places - cut.start + 1, 0)
        at = np.arange(size)
        for n in range(places.shape[1]):
            pointing[row, at, columns[:, n]] += soft.chances[span, n]
        pointing[row, :size] /= np.maximum(pointing[row, :size].sum(axis=1, keepdims=True), 1e-6)
    return SoftBatch(roles=torch.from_numpy(roles), names=torch.from_numpy(names), pointing=torch.from_numpy(pointing))


def epoch_batches(documents: Sequence[Document], order: Sequence[int], plan: Plan, epoch: int) -> list[tuple[Cut, ...]]:
    """Cut the documents of an epoch and put windows of like length together; a function of seed and epoch alone."""
    rng = np.random.default_rng((plan.seed, epoch))
    cuts = [cut for number in order for cut in cut_document(documents[number], number, rng)]
    rng.shuffle(cuts)  # type: ignore[arg-type]
    batches: list[tuple[Cut, ...]] = []
    for chunk in range(0, len(cuts), 600):
        row: list[Cut] = []
        for cut in sorted(cuts[chunk : chunk + 600], key=lambda c: -c.pieces):
            if row and row[0].pieces * (len(row) + 1) > plan.batch_pieces:
                batches.append(tuple(row))
                row = []
            row.append(cut)
        if row:
            batches.append(tuple(row))
    rng.shuffle(batches)  # type: ignore[arg-type]
    return batches


def collate(documents: Sequence[Document], cuts: Sequence[Cut], first: int, last: int, padding: int) -> Batch:
    """Lay windows out as tensors; `first`, `last` and `padding` are the ids of the vocabulary's marks."""
    most_pieces = max(c.pieces for c in cuts) + 2
    most_words = max(c.end - c.start for c in cuts)
    flat = {name: np.zeros((len(cuts), most_pieces), dtype=np.int64) for name in ("case", "quote", "breaks", "there")}
    pieces = np.full((len(cuts), most_pieces), padding, dtype=np.int64)
    starts = np.zeros((len(cuts), most_words), dtype=np.int64)
    real = np.zeros((len(cuts), most_words), dtype=np.int64)
    labels = {name: np.full((len(cuts), most_words), UNTOLD, dtype=np.int64) for name in ("roles", "points", "names")}
    weights = np.zeros((len(cuts), 1), dtype=np.float32)
    for row, cut in enumerate(cuts):
        document = documents[cut.document]
        words, span = document.words, slice(cut.start, cut.end)
        lengths = [len(p) for p in words.pieces[span]]
        ids = [first, *(i for p in words.pieces[span] for i in p), last]
        pieces[row, : len(ids)] = ids
        for name, values in (("case", words.cases), ("quote", words.quotes), ("breaks", words.breaks)):
            flat[name][row, 1 : len(ids) - 1] = np.repeat(values[span], lengths)
        flat["there"][row, : len(ids)] = 1
        size = cut.end - cut.start
        starts[row, :size] = 1 + np.concatenate(([0], np.cumsum(lengths)[:-1]))
        real[row, :size] = 1
        roles = document.roles[span].copy()
        if roles[0] in (2, 4, 6):
            roles[0] -= 1
        names = document.names[span].copy()
        if names[0] in (2, 4, 6):
            names[0] -= 1
        labels["roles"][row, :size], labels["names"][row, :size] = roles, names
        cues = document.cues[span]
        inside = (cues >= cut.start) & (cues < cut.end)
        points = np.where(inside, cues - cut.start + 1, 0)
        labels["points"][row, :size] = np.where(cues == UNTOLD, UNTOLD, points)
        weights[row] = document.weight
    tensors = {k: torch.from_numpy(v) for k, v in {**flat, **labels}.items()}
    return Batch(
        pieces=torch.from_numpy(pieces), starts=torch.from_numpy(starts), real=torch.from_numpy(real),
        weights=torch.from_numpy(weights), cuts=tuple(cuts), **tensors,
    )  # fmt: skip


_cross = nn.functional.cross_entropy
_OUTSIDE_WORTH = 0.2
"""What a word that points at nothing counts beside one that points at a cue."""


def loss_of(scores: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
    """Add up what roles, pointing and names are wrong by, as the annotators have them."""
    roles, names, pointing = (s.float() for s in scores)
    total = roles.sum() * 0.0
    if (batch.roles != UNTOLD).any():
        total = total + _cross(roles.flatten(0, 1), batch.roles.flatten(), ignore_index=UNTOLD)
        each = _cross(pointing.flatten(0, 1), batch.points.flatten(), ignore_index=UNTOLD, reduction="none")
        points = batch.points.flatten()
        worth = (points != UNTOLD) * (_OUTSIDE_WORTH + (1 - _OUTSIDE_WORTH) * (points > 0))
        total = total + 0.6 * (each * worth).sum() / worth.sum().clamp(min=1)
    told = batch.names != UNTOLD
    if told.any():
        each = _cross(names.flatten(0, 1), batch.names.flatten(), ignore_index=UNTOLD, reduction="none")
        worth = told.float() * batch.weights
        total = total + (each.view_as(worth) * worth).sum() / told.sum()
    return total


def taught_loss_of(scores: tuple[Tensor, Tensor, Tensor], batch: Batch, soft: SoftBatch) -> Tensor:
    """Add up what roles, pointing and names are wrong by, as the teacher has them (cross entropy with its chances)."""
    roles, names, pointing = (torch.log_softmax(s.float(), -1) for s in scores)
    real = batch.real.float()
    words = real.sum()
    worth = real * (_OUTSIDE_WORTH + (1 - _OUTSIDE_WORTH) * (1 - soft.pointing[:, :, 0]))
    total = -(soft.roles * roles).sum(-1).mul(real).sum() / words
    total = total - 0.6 * (soft.pointing * pointing).sum(-1).mul(worth).sum() / worth.sum().clamp(min=1)
    return total - (soft.names * names).sum(-1).mul(real).sum() / words


def groups_of(reader: Reader, plan: Plan) -> list[dict[str, object]]:
    """Give every layer its rate: lower ones learn more slowly, the word and position tables not at all."""
    count = reader.encoder.shape.layers
    groups: list[dict[str, object]] = []
    for table in (reader.encoder.word, reader.encoder.position):
        table.weight.requires_grad_(False)
    for number, layer in enumerate(reader.encoder.layers):
        for parameter in layer.parameters():
            parameter.requires_grad_(number >= plan.frozen)
        if number >= plan.frozen:
            groups.append({"params": list(layer.parameters()), "lr": plan.rate * plan.fade ** (count - 1 - number)})
    encoder = reader.encoder
    if encoder.bias is not None:
        encoder.bias.weight.requires_grad_(False)
    encoder.norm.requires_grad_(plan.frozen == 0)
    if plan.frozen == 0:
        groups.append({"params": list(encoder.norm.parameters()), "lr": plan.rate * plan.fade**count})
    fresh = [
        encoder.case,
        encoder.quote,
        encoder.breaks,
        reader.roles,
        reader.names,
        reader.query,
        reader.key,
        reader.nowhere,
    ]
    groups.append({"params": [p for m in fresh for p in m.parameters()], "lr": plan.head_rate})
    return groups


class Run:
    """One training run: the reader, its running mean, and where it stands."""

    def __init__(
        self,
        reader: Reader,
        documents: Sequence[Document],
        marks: tuple[int, int, int],
        plan: Plan,
        softs: Sequence[Soft] = (),
    ) -> None:
        self.softs = softs
        self.reader, self.documents, self.marks, self.plan = reader, documents, marks, plan
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.reader.to(self.device)
        self.optimiser = torch.optim.AdamW(groups_of(reader, plan), betas=(0.9, 0.98), weight_decay=0.01)
        self.peaks = [float(g["lr"]) for g in self.optimiser.param_groups]
        self.mean = copy.deepcopy(reader).eval()
        self.step = 0
        self.batches = len(self._epoch(0))
        self.steps = int(plan.epochs * self.batches)

    def _epoch(self, epoch: int) -> list[tuple[Cut, ...]]:
        return epoch_batches(self.documents, range(len(self.documents)), self.plan, epoch)

    def save(self, path: Path) -> None:
        """Write everything that the next step depends on."""
        state = {
            "reader": self.reader.state_dict(),
            "mean": self.mean.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.reader.load_state_dict(state["reader"])
        self.mean.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = int(state["step"])
        torch.set_rng_state(state["random"].cpu())

    def advance(self, checkpoint: Path | None = None, until: float | None = None) -> Iterator[tuple[int, float]]:
        """Learn to the end, or to the epoch `until`; yields (step, mean loss) every hundred steps."""
        self.reader.train()
        saved = time.monotonic()
        losses: list[float] = []
        until = self.plan.stop if until is None else until
        stop = self.steps if until is None else min(self.steps, int(until * self.batches))
        epoch, batches = -1, []
        while self.step < stop:
            if self.step // self.batches != epoch:
                epoch = self.step // self.batches
                batches = self._epoch(epoch)
            cuts = batches[min(self.step % self.batches, len(batches) - 1)]
            losses.append(self._learn(cuts))
            self.step += 1
            if self.step % 100 == 0:
                yield self.step, sum(losses) / len(losses)
                losses.clear()
            if checkpoint is not None and time.monotonic() - saved > CHECKPOINT_SECONDS:
                self.save(checkpoint)
                saved = time.monotonic()
        if checkpoint is not None:
            self.save(checkpoint)

    def _learn(self, cuts: Sequence[Cut]) -> float:
        plan = self.plan
        warm = max(1, int(plan.warm * self.steps))
        share = min((self.step + 1) / warm, max(0.02, (self.steps - self.step) / max(1, self.steps - warm)))
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * share
        batch = collate(self.documents, cuts, *self.marks)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            roles, names, pointing = (s.cpu() for s in self.reader(*(t.to(self.device) for t in batch.inputs())))
        loss = self._loss((roles, names, pointing), batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_((p for p in self.reader.parameters() if p.grad is not None), 1.0)
        self.optimiser.step()
        if self.step % 4 == 3:
            keep = min(0.996, (1 + self.step) / (40 + self.step))
            with torch.no_grad():
                for mine, learnt in zip(self.mean.parameters(), self.reader.parameters(), strict=True):
                    if learnt.requires_grad:
                        mine.lerp_(learnt, 1 - keep)
        return float(loss.detach())

    def _loss(self, scores: tuple[Tensor, Tensor, Tensor], batch: Batch) -> Tensor:
        if not self.softs:
            return loss_of(scores, batch)
        taught = taught_loss_of(scores, batch, soften_batch(self.softs, batch))
        return (1 - self.plan.taught) * loss_of(scores, batch) + self.plan.taught * taught
