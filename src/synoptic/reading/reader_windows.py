"""What the reader model is fed: the words of a report with three features each, cut into windows of whole sentences.

Decision to know: windows overlap. Each begins with sentences that the window before has read, so that a speaker named
in the sentence before is in sight; and where it ends depends on its own words, so that copies are read once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from synoptic.reading.draft import Draft
from synoptic.reading.reader_pieces import WordPieces

WINDOW_PIECES = 254
"""Pieces in a window, its two marks left out: what the model was trained with."""
CONTEXT_PIECES = 48
"""At most so many pieces of the sentences before are read again."""
_FEWEST_PIECES = 120
"""A window that its words cut short has at least so many pieces of its own."""

CASES, QUOTES, BREAKS = 8, 4, 3
"""How many values each feature has; the tables in the model have that many rows."""
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a report in columns: ids of their pieces, case class, quotation state, break before them; and the
    number of the first word of every sentence.

    Case: 1 lower, 2 one capital in front, 3 capitals, 4 digits and no letter, 5 a mark, 6 mixed. Quotation: 0 outside,
    1 inside, 2 the mark. Break: 0 none, 1 a sentence begins, 2 a passage begins.
    """

    pieces: tuple[tuple[int, ...], ...]
    cases: tuple[int, ...]
    quotes: tuple[int, ...]
    breaks: tuple[int, ...]
    firsts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words `start` to `end` are read; what is found of words `core` to `end` is taken from here."""

    start: int
    core: int
    end: int


def case_of(word: str) -> int:
    """Return the case class of a word."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 4 if any(char.isdigit() for char in word) else 5
    if all(char.islower() for char in letters):
        return 1
    if letters[0].isupper() and word[0] == letters[0] and not any(char.isupper() for char in letters[1:]):
        return 2
    return 3 if all(char.isupper() for char in letters) else 6


def lay_words(draft: Draft, pieces: WordPieces) -> Words:
    """Lay the tokens of a draft out for the model."""
    firsts = set(draft.firsts)
    passage = -1
    breaks: list[int] = []
    for number, token in enumerate(draft.tokens):
        if number not in firsts:
            breaks.append(0)
            continue
        here = draft.reading.sentences[token.sentence].passage
        breaks.append(1 if here == passage else 2)
        passage = here
    marks = (_OPENING, _CLOSING, _STRAIGHT)
    return Words(
        pieces=tuple(pieces.of(token.text) for token in draft.tokens),
        cases=tuple(case_of(token.text) for token in draft.tokens),
        quotes=tuple(2 if token.text in marks else int(token.quoted) for token in draft.tokens),
        breaks=tuple(breaks),
        firsts=draft.firsts,
    )


def cut_windows(words: Words) -> Iterator[Window]:
    """Yield the windows of a report's words; linear in the words.

    A window is whole sentences up to `WINDOW_PIECES`, some of them read again for context; a longer sentence is cut
    hard. A window also ends before a passage that its own words mark for it, so that the same paragraphs in another
    report fall into the same windows whatever stands before them.
    """
    lengths = [len(p) for p in words.pieces]
    bounds = [*words.firsts, len(words)]
    sizes = [sum(lengths[a:b]) for a, b in pairwise(bounds)]
    at = 0
    while at < len(sizes):
        first = _context(sizes, at)
        used = sum(sizes[first:at])
        if used + sizes[at] > WINDOW_PIECES:
            first, used = at, 0
        if sizes[at] > WINDOW_PIECES:
            yield from _cut_hard(lengths, bounds[at], bounds[at + 1])
            at += 1
            continue
        core, fresh = at, 0
        while at < len(sizes) and used + sizes[at] <= WINDOW_PIECES:
            if fresh >= _FEWEST_PIECES and words.breaks[bounds[at]] == 2 and _marks_a_cut(words, bounds[at]):
                break
            used, fresh, at = used + sizes[at], fresh + sizes[at], at + 1
        yield Window(start=bounds[first], core=bounds[core], end=bounds[at])


def _context(sizes: Sequence[int], at: int) -> int:
    """Return the first of the sentences before `at` that are read again."""
    first, room = at, CONTEXT_PIECES
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first


def _cut_hard(lengths: Sequence[int], first: int, limit: int) -> Iterator[Window]:
    while first < limit:
        end, used = first, 0
        while end < limit and used + lengths[end] <= WINDOW_PIECES:
            used, end = used + lengths[end], end + 1
        yield Window(start=first, core=first, end=end)
        first = end


def _marks_a_cut(words: Words, at: int) -> bool:
    opening = array("i", (piece for word in words.pieces[at : at + 12] for piece in word))
    return crc32(opening.tobytes()) % 3 == 0
