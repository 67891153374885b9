"""From the model's scores to whole attributions and names: one joint choice a report.

Decision to know: a cue that nothing said points at is dropped, a content or source that points at no cue is dropped,
and a cue has at most one source. Spans are the best legal row of labels (Viterbi 1967, on begin/inside/outside labels);
what belongs to which cue is the mean of what all their words point at, not of the first word alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.reading.reader_windows import Window

Scores = NDArray[np.float32]
SOURCE, CUE, CONTENT = 0, 1, 2
_FAINTEST = 1e-4
_BELONGS = -1.6
"""A span whose words point at a cue with less than this mean log probability belongs to none (chosen on dev)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One attribution in words: spans `(first, limit)`; `source` is None where the text gives none. `score` is the
    least of its parts' mean probabilities."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    contents: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The model's log probabilities for a report: labels of roles and names `(words, 7)`; and for each window what its
    words point at `(words, 1 + words)`, nothing first."""

    roles: Scores
    names: Scores
    windows: tuple[Window, ...]
    pointing: tuple[Scores, ...]
    least_attribution: float = 0.0
    least_name: float = 0.5
    """How sure the model has to be of a whole attribution and of a name; belongs to the weights."""
    hears_attributions: bool = True
    """False for weights that were taught names alone: who said what is left to the rules."""


def best_spans(scores: Scores) -> list[tuple[int, int, int, float]]:
    """Find the best legal row of labels; returns its spans as (kind, first, limit, mean probability), in order."""
    rows = scores.tolist()
    if not rows:
        return []
    kinds = (len(rows[0]) - 1) // 2
    path: list[list[int]] = []
    best = [rows[0][0], *(rows[0][i] if i % 2 else -1e9 for i in range(1, 2 * kinds + 1))]
    for row in rows[1:]:
        top = max(range(len(best)), key=best.__getitem__)
        came = [top] * len(row)
        now = [best[top] + value for value in row]
        for inside in range(2, len(row), 2):
            before = inside if best[inside] >= best[inside - 1] else inside - 1
            came[inside] = before
            now[inside] = best[before] + row[inside]
        path.append(came)
        best = now
    label = max(range(len(best)), key=best.__getitem__)
    labels = [label]
    for came in reversed(path):
        label = came[label]
        labels.append(label)
    labels.reverse()
    return _spans(labels, scores)


def _spans(labels: Sequence[int], scores: Scores) -> list[tuple[int, int, int, float]]:
    found: list[tuple[int, int, int, float]] = []
    first = -1
    for at, label in enumerate([*labels, 0]):
        if first >= 0 and (label == 0 or label % 2 == 1):
            kind = (labels[first] - 1) // 2
            inside = scores[first:at, [2 * kind + 1, 2 * kind + 2]]
            found.append((kind, first, at, float(np.exp(inside).sum(axis=1).mean())))
            first = -1
        if label % 2 == 1:
            first = at
    return found


def whole_attributions(told: Told) -> list[Heard]:
    """Choose the attributions of a report, in order of their cues; those that are not sure enough are left out."""
    spans = best_spans(told.roles)
    cues = [(first, limit, sure) for kind, first, limit, sure in spans if kind == CUE]
    if not cues:
        return []
    reach = _Reach(told, [(first, limit) for first, limit, _ in cues])
    sources: dict[int, tuple[float, tuple[int, int], float]] = {}
    contents: dict[int, list[tuple[tuple[int, int], float, float]]] = {}
    for kind, first, limit, sure in spans:
        if kind == CUE:
            continue
        ties = reach.ties(first, limit)
        if not ties:
            continue
        if kind == CONTENT:
            cue = max(ties, key=lambda n: (ties[n], -n))
            contents.setdefault(cue, []).append(((first, limit), sure, ties[cue]))
            continue
        cue = _cue_of_source(limit, cues, ties)
        if cue not in sources or ties[cue] > sources[cue][0]:
            sources[cue] = (ties[cue], (first, limit), sure)
    heard: list[Heard] = []
    for number, (first, limit, sure) in enumerate(cues):
        said = contents.get(number)
        if not said:
            continue
        source = sources.get(number)
        score = min([sure, *(min(s, float(np.exp(tie))) for _, s, tie in said), *([source[2]] if source else [])])
        if score >= told.least_attribution:
            heard.append(
                Heard(
                    cue=(first, limit),
                    source=source[1] if source else None,
                    contents=tuple(span for span, _, _ in said),
                    score=score,
                )
            )
    return heard


def _cue_of_source(limit: int, cues: Sequence[tuple[int, int, float]], ties: Mapping[int, float]) -> int:
    """Choose the cue of a source: the one that it points at most; of several behind it, the first, as the subject of
    joined verbs stands before them all."""
    best = max(ties, key=lambda n: (ties[n], -n))
    if cues[best][0] < limit:
        return best
    return min(n for n in ties if cues[n][0] >= limit)


class _Reach:
    """How much the words of a span point at each cue."""

    def __init__(self, told: Told, cues: Sequence[tuple[int, int]]) -> None:
        self._cues = cues
        self._told = told
        self._sums: list[tuple[Window, list[int], NDArray[np.float64]]] = []
        self._cores = [window.core for window in told.windows]
        starts, ends = [a for a, _ in cues], [b for _, b in cues]
        for window, pointing in zip(told.windows, told.pointing, strict=True):
            inside = list(range(bisect_right(ends, window.start), bisect_left(starts, window.end)))
            ties = np.empty((pointing.shape[0], len(inside)))
            chances = np.exp(pointing)
            for column, number in enumerate(inside):
                first = max(0, cues[number][0] - 1 - window.start)
                limit = min(pointing.shape[0], cues[number][1] + 1 - window.start)
                ties[:, column] = np.log(chances[:, 1 + first : 1 + limit].sum(axis=1) + _FAINTEST)
            sums = np.vstack((np.zeros((1, len(inside))), np.cumsum(ties, axis=0)))
            self._sums.append((window, inside, sums))

    def ties(self, first: int, limit: int) -> dict[int, float]:
        """Return the cues that the words `first` to `limit` point at, each with the mean log probability."""
        totals: dict[int, float] = {}
        counted = 0
        faint = float(np.log(_FAINTEST))
        for place in range(max(0, bisect_right(self._cores, first) - 1), bisect_left(self._cores, limit)):
            window, inside, sums = self._sums[place]
            a, b = max(first, window.core), min(limit, window.end)
            if a >= b:
                continue
            part = (sums[b - window.start] - sums[a - window.start]).tolist()
            for number in totals.keys() | set(inside):
                before = totals.get(number, faint * counted)
                totals[number] = before + (part[inside.index(number)] if number in inside else faint * (b - a))
            counted += b - a
        return {n: total / counted for n, total in sorted(totals.items()) if total >= _BELONGS * counted}
