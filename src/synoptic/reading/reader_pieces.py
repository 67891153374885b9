"""Word pieces: a word of ours becomes the pieces of an uncased vocabulary, longest match first.

Decision to know: the words are the reading's own tokens, so a label stands on characters without any alignment; what
is left of the published WordPiece method (Schuster and Nakajima 2012, as in BERT) is a look-up of a dozen lines, kept
here instead of a library that brings a hub client with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

UNKNOWN, FIRST, LAST, PADDING = "[UNK]", "[CLS]", "[SEP]", "[PAD]"
_MOST_PIECES = 12
"""Of a longer word only the first pieces are read: page leftovers glued together must not fill a window."""
_LONGEST_CHARS = 100
_REMEMBERED = 60_000
"""How many words are remembered with their pieces; names of a big pile would fill memory otherwise."""


class WordPieces:
    """The vocabulary, and the pieces of every word met so far."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the vocabulary in the order of its ids.

        Raises ValueError when one of the four marks is missing.
        """
        self._ids: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        missing = [mark for mark in (UNKNOWN, FIRST, LAST, PADDING) if mark not in self._ids]
        if missing:
            raise ValueError(f"the vocabulary lacks {', '.join(missing)}")
        self.unknown, self.first, self.last, self.padding = (
            self._ids[mark] for mark in (UNKNOWN, FIRST, LAST, PADDING)
        )
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the ids of the pieces of one word, at least one."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            pieces = [piece for part in _parts(word) for piece in self._cut(part)][:_MOST_PIECES]
            known = self._known[word] = tuple(pieces) or (self.unknown,)
        return known

    def _cut(self, part: str) -> list[int]:
        """Cut one run of letters or one mark into the longest pieces that the vocabulary holds."""
        if len(part) > _LONGEST_CHARS:
            return [self.unknown]
        pieces: list[int] = []
        at = 0
        while at < len(part):
            for end in range(len(part), at, -1):
                number = self._ids.get(part[at:end] if at == 0 else "##" + part[at:end])
                if number is not None:
                    pieces.append(number)
                    at = end
                    break
            else:
                return [self.unknown]
        return pieces


def _parts(word: str) -> list[str]:
    """Lower the word, take its accents off and set every mark apart."""
    parts: list[str] = []
    run = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or kind[0] == "C":
            continue
        if kind[0] not in "PSZ" and not _is_ideograph(char):
            run += char
            continue
        if run:
            parts.append(run)
            run = ""
        if kind[0] != "Z":
            parts.append(char)
    if run:
        parts.append(run)
    return parts


def _is_ideograph(char: str) -> bool:
    return 0x3400 <= ord(char) <= 0x9FFF or 0x20000 <= ord(char) <= 0x2FA1F or 0xF900 <= ord(char) <= 0xFAFF
