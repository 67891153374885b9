"""Ends of what the model heard, mended: a source or saying goes on to the end of its phrase.

Decision to know: the model's last word is its least sure one. A span that stops inside a name, or a few plain words
before the clause ends, is taken to go on; what may be the teller's (a time, a joined clause, another's cue) is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synoptic.reading.attributions_quotes import Page
from synoptic.reading.reader_decoding import Heard

_FEW = 3
_ENDS = frozenset((".", "!", "?", ";", ":", ",", "”", '"', ")", "–", "—", "--"))
_BEGINS_ANEW = frozenset(
    "and or but nor while when as if because since after before until though although where who whom whose which that"
    " to of in on at by for with from into over under about against during amid despite not than then so also said says"
    " told added today yesterday tonight earlier later here there".split()
)


def whole_ends(page: Page, heard: Sequence[Heard]) -> list[Heard]:
    """Let the sources and contents that stop short go on, as far as nothing else that was heard stands there."""
    taken = {at for one in heard for span in _spans(one) for at in range(*span)}
    cues = {at for one in heard for at in range(*one.cue)}
    mended: list[Heard] = []
    for one in heard:
        source = one.source
        if source is not None:  # plain words behind a speaker who stands before his cue are another verb's
            source = _whole(page, source, taken, cues, words=source[0] >= one.cue[1])
        contents = tuple(_whole(page, span, taken, cues) for span in one.contents)
        mended.append(replace(one, source=source, contents=contents))
    return mended


def _spans(one: Heard) -> tuple[tuple[int, int], ...]:
    return (one.cue, *((one.source,) if one.source is not None else ()), *one.contents)


def _whole(
    page: Page, span: tuple[int, int], taken: set[int], cues: set[int], *, words: bool = True
) -> tuple[int, int]:
    first, limit = span
    end = page.firsts[page.sentences[limit - 1] + 1]
    if limit >= end or page.quotation[limit - 1] != page.quotation[limit] or not _is_word(page, limit - 1):
        return first, limit
    while limit < end and limit not in taken and _in_name(page, limit):
        limit += 1
    if not words:
        return first, limit
    tail = limit
    while tail < end and page.texts[tail] not in _ENDS:
        if tail in taken or not _is_word(page, tail) or page.lowers[tail] in _BEGINS_ANEW or tail in page.time_starts:
            return first, limit
        tail += 1
    if tail == end or tail - limit > _FEW or tail in cues:
        return first, limit
    return first, tail


def _is_word(page: Page, at: int) -> bool:
    return page.texts[at][0].isalnum()


def _in_name(page: Page, at: int) -> bool:
    """Tell whether a word goes on with the capitalised words before it: "Gov. Andrew | Feld"."""
    before, word = page.texts[at - 1], page.texts[at]
    if not word[0].isupper() or word.isupper() or page.starts[at] - page.ends[at - 1] != 1:
        return False
    return before[0].isupper() and len(before) > 1
