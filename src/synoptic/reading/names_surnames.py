"""Surnames that are also the names of bodies and places: Mr Ford, Ms Chad.

Decision to know: a list knows Ford as a firm and Chad as a country; whoever is called Mr or Ms is a person all the
same. Without such a title a firm's name is a person's only after the person's whole name, and, where a longer name
begins with it ("Ford Motor"), only as long as that has not been named since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from synoptic.model.readings import NameType
from synoptic.reading.names_runs import Found, Words
from synoptic.reading.names_types import POLITICAL, SAY_WORDS

_HONORIFICS = frozenset("mr mrs ms messrs".split())
_ARTICLES = frozenset("a an the every any some many most few young old former".split())
_BEHIND_NAME = frozenset(
    "is was has had will would did does could can may might also later then never of on in at and or but who whose to"
    " from for with by as before after told said says won lost met made took gave led".split()
)
_OTHERS = frozenset({NameType.ORG, NameType.GPE, NameType.LOC, NameType.FAC})


def surnames_again(pieces: Sequence[Found], words: Words) -> list[Found]:
    """Take single names for persons where a title or the whole name before them tells so; in order."""
    begun = {p.text.split()[0] for p in pieces if len(p.text.split()) > 1 and p.type is not NameType.PERSON}
    surnames: set[str] = set()
    kept: list[Found] = []
    for piece in pieces:
        parts = piece.text.split()
        if len(parts) > 1 and piece.type is NameType.PERSON:
            surnames.add(parts[-1])
        elif len(parts) > 1:
            surnames.discard(parts[0])
        if piece.type in _OTHERS and piece.last == piece.first + 1 and not _goes_on(piece, words):
            named = piece.text in surnames and (piece.type is NameType.ORG or piece.text not in begun)
            if _has_honorific(piece, words) or (named and _may_be_surname(piece)):
                piece = replace(piece, type=NameType.PERSON, entry=None, sure=True)
        elif piece.type is NameType.NORP and piece.text in surnames and _is_alone(piece, words):
            piece = replace(piece, type=NameType.PERSON, entry=None, sure=True)
        kept.append(piece)
    return kept


def _is_alone(piece: Found, words: Words) -> bool:
    """Tell whether a surname that is a people's name too stands as a person's does: without an article before it, and
    with no noun behind it that it would describe."""
    first, last = piece.first, piece.last
    if last != first + 1 or _goes_on(piece, words) or (first and words.lowers[first - 1] in _ARTICLES):
        return False
    if last >= len(words.texts) or not words.texts[last][0].isalpha():
        return True
    after = words.lowers[last]
    return after in _BEHIND_NAME or after in SAY_WORDS or after in POLITICAL or after.endswith("ed")


def _has_honorific(piece: Found, words: Words) -> bool:
    """Tell whether Mr, Mrs or Ms stands right before the name."""
    at = piece.first - 1
    if at >= 0 and words.texts[at] == ".":
        at -= 1
    return at >= 0 and words.lowers[at].rstrip(".") in _HONORIFICS and words.texts[at][0].isupper()


def _may_be_surname(piece: Found) -> bool:
    """Tell whether nothing but a list of firms knows the name as another's."""
    return piece.type is NameType.ORG or piece.entry is None


def _goes_on(piece: Found, words: Words) -> bool:
    """Tell whether a further word with a capital makes a longer name of it."""
    return piece.last < len(words.texts) and words.texts[piece.last][0].isupper()
