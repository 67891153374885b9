"""The atom: a stretch of one report's text, and the evidence that a printed line rests on.

Decision to know: offsets count Unicode code points of the report's own text, half-open, both ends always present. A
`Span` lives inside one reading; `Evidence` has left it, so it carries the report's id and the quoted words as its own
proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Stand for `text[start:end]` of the reading that holds it; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, met {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def quote(self, text: str) -> str:
        """Return the words that the span stands for."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Quote a report: `text[start:end] == quote` of the report with that id.

    Build it with `evidence_of`, which takes the quote from the text, so that it cannot dangle.
    """

    report: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"evidence must quote its span: {self.start}..{self.end} {self.quote[:40]!r}")

    def holds_in(self, text: str) -> bool:
        """Tell whether the report's text still says this at this place."""
        return text[self.start : self.end] == self.quote


S = TypeVar("S", bound=Span)


def plain(span: Span) -> Span:
    """Return only the two ends of any span-like record."""
    return Span(start=span.start, end=span.end)


def evidence_of(report: str, text: str, span: Span) -> Evidence:
    """Quote `span` of the text of the report with that id.

    Raises:
        ValueError: the span does not lie within the text.
    """
    if span.end > len(text):
        raise ValueError(f"the span {span.start}..{span.end} leaves the text of {report} ({len(text)} characters)")
    return Evidence(report=report, start=span.start, end=span.end, quote=text[span.start : span.end])


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all of them; at least one is wanted."""
    listed = list(spans)
    return Span(start=min(s.start for s in listed), end=max(s.end for s in listed))


def innermost(outer: Iterable[S], inner: Span) -> S | None:
    """Return the shortest of `outer` that holds `inner` (the first of equals), or None."""
    best: S | None = None
    for span in outer:
        if span.holds(inner) and (best is None or len(span) < len(best)):
            best = span
    return best
