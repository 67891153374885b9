"""Searching a case: which reports answer, and where in each.

Decision to know: the store finds the reports, the places are found in their texts, so that what is marked is a span
that quotes its report like every other.
"""

from __future__ import annotations

from synoptic.model.cases import Found, Hit, Query
from synoptic.model.spans import Evidence, Span, evidence_of
from synoptic.store import Session, phrases_of, places_of

_MOST_PLACES = 5
_AROUND_CHARS = 120


def find_reports(session: Session, query: Query) -> Found:
    """Find the reports that answer, the latest first, a page of them with the places that answer."""
    total, names = session.search(query)
    texts = session.texts(names)
    hits = []
    for name in names:
        shelved = session.shelved(name)
        if shelved is None or name not in texts:
            continue
        text = texts[name]
        found = _places(session, query, name, text)
        hits.append(
            Hit(
                report=name,
                headline=shelved.headline,
                outlet=shelved.outlet,
                url=shelved.url,
                dated=shelved.dated,
                found=found,
                around=_around(name, text, found),
            )
        )
    return Found(total=total, hits=tuple(hits))


def _places(session: Session, query: Query, name: str, text: str) -> tuple[Evidence, ...]:
    spans = [(mark.start, mark.end) for mark in session.places_of_marks(name, query)]
    spans += places_of(text, phrases_of(query.words), _MOST_PLACES)
    kept = [span for span in dict.fromkeys(spans) if span[0] < span[1] <= len(text)][:_MOST_PLACES]
    return tuple(evidence_of(name, text, Span(start=start, end=end)) for start, end in sorted(kept))


def _around(name: str, text: str, found: tuple[Evidence, ...]) -> Evidence | None:
    """Return the words about the first place that was found, or the beginning of the text."""
    if not text.strip():
        return None
    first, last = (found[0].start, found[0].end) if found else (0, 0)
    start, end = max(0, first - _AROUND_CHARS), min(len(text), last + _AROUND_CHARS)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    start, end = min(start, first), max(end, last)
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return evidence_of(name, text, Span(start=start, end=end)) if start < end else None
