"""The reports in full, with the stretches marked that lines of the account rest on, and the way back to those lines.

Decision to know: stretches that overlap are one mark; each mark names the lines that rest on it. A text is cut only at
these ends, so that what is shown, taken together, is the text to the character.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synoptic.model.accounts import Story
from synoptic.model.spans import Evidence
from synoptic.show.arrangement import Item, items_of

LINES_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of a report: marked when `name` is given, with the lines that rest on them (kind, id)."""

    words: str
    name: str | None = None
    lines: tuple[tuple[str, str], ...] = ()
    further: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """One report's text, cut into stretches."""

    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]
    names: tuple[str, ...]

    def anchor_at(self, start: int) -> str:
        """Return the name of the mark that holds the place."""
        number = bisect.bisect_right(self.starts, start) - 1
        return self.names[max(0, number)] if self.names else ""


KINDS = {
    "EventLine": "timeline",
    "FigureLine": "figure",
    "StatementLine": "statement",
    "PositionLine": "position",
    "Disagreement": "disagreement",
}


def mark_texts(stories: Sequence[Story], texts: Mapping[str, str], numbers: Mapping[str, int]) -> dict[str, FullText]:
    """Mark in each text where lines of the stories rest; `numbers` gives each report its number on the page."""
    found: dict[str, list[tuple[int, int, str, str]]] = {report: [] for report in texts}
    for story in stories:
        for item in items_of(story):
            for piece in evidence_of_item(item):
                if piece.report in found and piece.end <= len(texts[piece.report]):
                    found[piece.report].append((piece.start, piece.end, KINDS[type(item).__name__], item.id))
        for line in story.summary:
            for piece in line.evidence:
                if piece.report in found and piece.end <= len(texts[piece.report]):
                    found[piece.report].append((piece.start, piece.end, "", ""))
    return {report: _cut(texts[report], sorted(spans), numbers.get(report, 0)) for report, spans in found.items()}


def evidence_of_item(item: Item) -> Iterator[Evidence]:
    """Walk everything that an item rests on, the sides of a disagreement and earlier states among them."""
    evidence = getattr(item, "evidence", None)
    if evidence is not None:
        yield from evidence
    for part in (*getattr(item, "values", ()), *getattr(item, "was", ())):
        yield from part.evidence


def _cut(text: str, spans: Iterable[tuple[int, int, str, str]], number: int) -> FullText:
    stretches: list[Stretch] = []
    starts: list[int] = []
    names: list[str] = []
    position = 0
    for start, end, lines in _united(spans):
        if position < start:
            stretches.append(Stretch(words=text[position:start]))
        name = f"text-{number}-{start}"
        shown = tuple(lines)[:LINES_NAMED]
        stretches.append(Stretch(words=text[start:end], name=name, lines=shown, further=len(lines) - len(shown)))
        starts.append(start)
        names.append(name)
        position = end
    if position < len(text):
        stretches.append(Stretch(words=text[position:]))
    return FullText(stretches=tuple(stretches), starts=tuple(starts), names=tuple(names))


def _united(spans: Iterable[tuple[int, int, str, str]]) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """Unite spans that overlap; give each with its lines, each line once."""
    start = end = -1
    lines: dict[tuple[str, str], None] = {}
    for first, last, kind, item in spans:
        if first >= end:
            if end > start:
                yield start, end, list(lines)
            start, end, lines = first, last, {}
        end = max(end, last)
        if item:
            lines.setdefault((kind, item))
    if end > start:
        yield start, end, list(lines)
