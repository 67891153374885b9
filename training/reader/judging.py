"""How good a reader is on a dev part, in words: to choose and stop by. The figures that count are the scorers'.

Decision to know: texts are cut and decoded by the product's own code, so what is chosen here is what is read there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import torch

from synoptic.reading.reader_decoding import CONTENT, CUE, SOURCE, Heard, Told, best_spans, whole_attributions
from synoptic.reading.reader_windows import cut_windows
from training.reader.learning import Cut, collate
from training.reader.net import Reader
from training.reader.texts import NOWHERE, UNTOLD, Document


@torch.inference_mode()
def tell(reader: Reader, document: Document, marks: tuple[int, int, int], *, fast: bool = False) -> Told:
    """Read one document with the net as the product does with the model folder; `fast` gives up the last digits."""
    lengths = [len(p) for p in document.words.pieces]
    windows = tuple(cut_windows(document.words))
    roles = np.zeros((len(lengths), 7), dtype=np.float32)
    names = np.zeros((len(lengths), 7), dtype=np.float32)
    pointing = []
    device = next(reader.parameters()).device
    for window in windows:
        cut = Cut(document=0, start=window.start, end=window.end, pieces=sum(lengths[window.start : window.end]))
        batch = collate([document], [cut], *marks)
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=fast):
            found = reader(*(t.to(device) for t in batch.inputs()))
        scores = [torch.log_softmax(s[0].float().cpu(), -1).numpy() for s in found]
        inside = slice(window.core - window.start, window.end - window.start)
        roles[window.core : window.end] = scores[0][inside]
        names[window.core : window.end] = scores[1][inside]
        pointing.append(scores[2])
    return Told(roles=roles, names=names, windows=windows, pointing=tuple(pointing))


def wanted(document: Document) -> list[Heard]:
    """Return the annotated attributions of a document that have a content."""
    parts: dict[int, dict[int, list[tuple[int, int]]]] = {}
    first = -1
    labels = document.roles
    for at in range(len(labels) + 1):
        label = labels[at] if at < len(labels) else 0
        if first >= 0 and (label <= 0 or label % 2 == 1):
            parts.setdefault(int(document.cues[first]), {}).setdefault((int(labels[first]) - 1) // 2, []).append(
                (first, at)
            )
            first = -1
        if label > 0 and label % 2 == 1:
            first = at
    return [
        Heard(cue=p[CUE][0], source=p.get(SOURCE, [None])[0], contents=tuple(p[CONTENT]), score=1.0)
        for cue, p in sorted(parts.items())
        if cue != NOWHERE and CONTENT in p and CUE in p
    ]


def _words(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {at for first, limit in spans for at in range(first, limit)}


def _alike(a: Heard, b: Heard) -> bool:
    """Lenient: sources overlap or both lack one, cues overlap, contents share half of their words."""
    if (a.source is None) != (b.source is None) or not _words([a.cue]) & _words([b.cue]):
        return False
    if a.source and b.source and not _words([a.source]) & _words([b.source]):
        return False
    x, y = _words(a.contents), _words(b.contents)
    return len(x & y) * 2 >= len(x | y)


def figures(told: Sequence[tuple[Document, Told]]) -> Mapping[str, float]:
    """Return F1 of spans, of whole attributions strict and lenient, and of names where they are annotated."""
    counts: Counter[str] = Counter()
    for document, one in told:
        if (document.roles != UNTOLD).any():
            got, want = whole_attributions(one), wanted(document)
            for role in ("source", "cue", "contents"):
                mine, theirs = _spans_of(got, role), _spans_of(want, role)
                counts.update({f"spans {n}": v for n, v in _hits(mine, theirs).items()})
                counts.update({f"{role} {n}": v for n, v in _hits(mine, theirs).items()})
            exact = {(h.source, h.cue, h.contents) for h in want}
            counts.update({"strict hit": sum((h.source, h.cue, h.contents) in exact for h in got)})
            left = list(want)
            for mine in got:
                match = next((h for h in left if _alike(mine, h)), None)
                if match is not None:
                    left.remove(match)
                    counts["lenient hit"] += 1
            for kind in ("strict", "lenient"):
                counts.update({f"{kind} got": len(got), f"{kind} want": len(want)})
        if document.weight == 1.0 and (document.names != UNTOLD).any():
            mine = {s[:3] for s in best_spans(one.names)}
            counts.update({f"names {n}": v for n, v in _hits(mine, _labelled(document)).items()})
    kinds = sorted({name.rsplit(" ", 1)[0] for name in counts})
    return {k: 2 * counts[f"{k} hit"] / max(1, counts[f"{k} got"] + counts[f"{k} want"]) for k in kinds}


def _spans_of(heard: Sequence[Heard], role: str) -> set[tuple[int, int]]:
    if role == "contents":
        return {span for h in heard for span in h.contents}
    return {span for h in heard if (span := getattr(h, role)) is not None}


def _hits(mine: set, theirs: set) -> dict[str, int]:
    return {"hit": len(mine & theirs), "got": len(mine), "want": len(theirs)}


def _labelled(document: Document) -> set[tuple[int, int, int]]:
    found: set[tuple[int, int, int]] = set()
    first = -1
    labels = document.names
    for at in range(len(labels) + 1):
        label = labels[at] if at < len(labels) else 0
        if first >= 0 and (label <= 0 or label % 2 == 1):
            found.add(((int(labels[first]) - 1) // 2, first, at))
            first = -1
        if label > 0 and label % 2 == 1:
            first = at
    return found
