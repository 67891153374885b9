"""Quotation marks of a report: where quotations begin and end, over sentences, in every shape that reports have.

Decision to know: quotations are paired within one paragraph. One that is not closed there runs to the paragraph's
end, as the rule of print wants when the next paragraph goes on with it. An apostrophe is never a mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from synoptic.reading.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation as tokens `[first, last)`, its marks included; `closed` tells whether its end mark is there."""

    first: int
    last: int
    words: int
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The tokens of a report as columns, with what attributions ask of each: its sentence and its quotation (-1:
    none).
    """

    text: str
    texts: Sequence[str]
    lowers: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    quotation: Sequence[int]
    quotations: Sequence[Quotation]
    firsts: Sequence[int]
    """The first token of every sentence, and one more: the count of all tokens."""
    paragraphs: Sequence[int]
    """The passage of every sentence."""
    time_starts: Mapping[int, int]
    """The first token of every time expression, with the token after it."""
    time_ends: Mapping[int, int]
    """The token after every time expression, with its first token."""

    def between(self, first: int, last: int) -> str:
        """Return the report's words of the tokens `[first, last)`, blanks evened out."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


def lay_out(draft: Draft) -> Page:
    """Lay the tokens out in columns and pair the quotation marks of every paragraph."""
    tokens = draft.tokens
    texts = [t.text for t in tokens]
    starts = [t.start for t in tokens]
    ends = [t.end for t in tokens]
    paragraphs = [s.passage for s in draft.reading.sentences]
    firsts = (*draft.firsts, len(tokens))
    quotations: list[Quotation] = []
    held = [-1] * len(tokens)
    begin = 0
    for sentence in range(len(paragraphs)):
        if sentence + 1 < len(paragraphs) and paragraphs[sentence + 1] == paragraphs[sentence]:
            continue
        stop = firsts[sentence + 1]
        for quotation in _pair(texts, starts, ends, firsts[begin], stop):
            for i in range(quotation.first, quotation.last):
                held[i] = len(quotations)
            quotations.append(quotation)
        begin = sentence + 1
    by_start = {start: i for i, start in enumerate(starts)}
    by_end = {end: i + 1 for i, end in enumerate(ends)}
    times = [(by_start[t.start], by_end[t.end]) for t in draft.reading.times if t.start in by_start and t.end in by_end]
    return Page(
        text=draft.reading.text,
        texts=texts,
        lowers=[t.lower for t in tokens],
        starts=starts,
        ends=ends,
        sentences=[t.sentence for t in tokens],
        quotation=held,
        quotations=quotations,
        firsts=firsts,
        paragraphs=paragraphs,
        time_starts=dict(times),
        time_ends={after: first for first, after in times},
    )


def _mark(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], at: int, stop: int) -> tuple[str, int]:
    """Name the mark at token `at` and count its tokens: `"` and `''` count alike, single marks apart; "" for none."""
    text = texts[at]
    if text in '"“”„':
        return ("“" if text in "“„" else "”" if text == "”" else '"'), 1
    if text in "'`‘’":
        if at + 1 < stop and texts[at + 1] == text and starts[at + 1] == ends[at] and text in "'`":
            return '"', 2
        return ("‘" if text in "‘`" else "’" if text == "’" else "'"), 1
    return "", 0


def _pair(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int, stop: int) -> list[Quotation]:
    """Pair the marks of one paragraph, tokens `[first, stop)`."""
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    at = first
    while at < stop:
        mark, size = _mark(texts, starts, ends, at, stop)
        if not size:
            at += 1
            continue
        glued_left = at > first and starts[at] == ends[at - 1]
        glued_right = at + size < stop and starts[at + size] == ends[at + size - 1]
        if opened is None:
            single = mark in "‘'’"
            opens = mark in '“"‘' or (mark == "'" and glued_right and not glued_left)
            if single and opens and not (glued_right and not (glued_left and texts[at - 1][-1].isalnum())):
                opens = False
            if opens:
                opened = (at, mark)
        elif _closes(opened[1], mark, glued_left, glued_right):
            words = sum(texts[i][0].isalnum() for i in range(opened[0] + 1, at))
            if words:
                found.append(Quotation(first=opened[0], last=at + size, words=words))
            opened = None
        at += size
    if opened is not None and opened[1] in '“"':
        words = sum(texts[i][0].isalnum() for i in range(opened[0] + 1, stop))
        if words > 2:
            found.append(Quotation(first=opened[0], last=stop, words=words, closed=False))
    return found


def _closes(opened: str, mark: str, glued_left: bool, glued_right: bool) -> bool:
    if opened == "“":
        return mark in '”"'
    if opened == '"':
        return mark in '"”'
    if opened == "‘":
        return mark in "’'" and glued_left
    return (mark in "'’" and glued_left and not glued_right) or (mark in "'’" and glued_left)
