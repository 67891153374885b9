"""The title of a story, in a report's words.

Decision to know: the title is the headline of the report that stands for the most: the earliest of the largest origin
that has one, those that state their day first, among the reports that were read. Without any headline it is the lead
sentence, cut; of many reports that of which the most words stand in the others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stems
from synoptic.editing.wording import shorten
from synoptic.model.days import Basis
from synoptic.model.readings import PassageKind
from synoptic.model.spans import Span

TITLE_CHARS, SHORT_CHARS = 140, 90
_MANY, _LEAST_STEMS = 10, 4


def make_title(desk: Desk) -> str:
    """Write the title of a story; its first report's id when there are no words at all."""
    size: dict[int, int] = {}
    for report in desk.reports:
        origin = desk.origin_of(report)
        size[origin] = size.get(origin, 0) + 1

    def weight(report: str) -> tuple[bool, int, bool, int]:
        stated = report in desk.dated and desk.dated[report].basis is Basis.STATED
        return not desk.reading(report).read, -size[desk.origin_of(report)], not stated, desk.rank[report]

    ordered = sorted(desk.reports, key=weight)
    for report in ordered:
        headline = desk.reading(report).report.headline
        if headline and headline.strip():
            return " ".join(headline.split())
    titles = [title for report in ordered if (title := _headline_passage(desk, report) or _lead(desk, report))]
    if titles:
        return _most_common(titles)
    return ordered[0] if ordered else desk.story.id


def _most_common(titles: Sequence[str]) -> str:
    """Choose of many the one whose words stand in most of them, a short one where there is one; of few the first."""
    if len(titles) < _MANY:
        return titles[0]
    short = [title for title in titles if len(title) <= SHORT_CHARS] or list(titles)
    held = Counter(stem for title in dict.fromkeys(titles) for stem in stems(title))
    least = [title for title in short if len(stems(title)) >= _LEAST_STEMS] or short
    return max(least, key=lambda title: sum(held[stem] for stem in stems(title)) / max(len(stems(title)), 1))


def _headline_passage(desk: Desk, report: str) -> str | None:
    reading = desk.reading(report)
    for passage in reading.passages:
        if passage.kind is PassageKind.HEADLINE:
            return " ".join(reading.quote(passage).split())
    return None


def _lead(desk: Desk, report: str) -> str | None:
    sheet = desk.sheets[report]
    text = sheet.reading.text
    for sentence, kind in zip(sheet.reading.sentences, sheet.kinds, strict=True):
        if kind is PassageKind.BODY:
            cut = shorten(text, sentence, TITLE_CHARS)
            return " ".join(text[cut.start : cut.end].split()) + (" …" if cut.end < sentence.end else "")
    body = next((p for p in sheet.reading.passages if p.kind is PassageKind.BODY), None)
    if body is None:
        return None
    cut = shorten(text, Span(start=body.start, end=body.end), TITLE_CHARS)
    return " ".join(text[cut.start : cut.end].split()) + (" …" if cut.end < body.end else "")
