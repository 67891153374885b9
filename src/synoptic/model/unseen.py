"""Marks of a text that nobody sees: soft hyphens, joiners and blanks of no width.

Decision to know: texts keep them, and no offset moves; they are left out where words are compared.
"""

from __future__ import annotations

UNSEEN = "\xad\u200b\u2060\ufeff"
_LEFT_OUT = dict.fromkeys(map(ord, UNSEEN))


def without_unseen(words: str) -> str:
    """Return the words without the marks that nobody sees."""
    return words if words.isascii() else words.translate(_LEFT_OUT)
