"""The names of a report with what stands beside each: title and office, the capital's state, abbreviations, ministries,
names tied by a hyphen.

Decision to know: a ministry in small letters is a name when its owner is told, and its mention is the words of the
ministry alone, so that mentions never overlap; its actor bears the owner's name too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.model.readings import NameType
from synoptic.reading.actors import Named
from synoptic.reading.draft import Draft
from synoptic.reading.names_lexicon import Lexicon
from synoptic.reading.names_roles import owner_of, role_after, role_before, role_in_front
from synoptic.reading.names_runs import Found, Words

_LED = frozenset(
    "backed led annexed occupied controlled held made built born owned based run brokered allied mediated"
    " flagged".split()
)


def name_all(
    pieces: Sequence[Found], words: Words, bounds: Sequence[tuple[int, int]], draft: Draft, lexicon: Lexicon
) -> list[Named]:
    """Read what stands beside every name, and add ministries and abbreviations."""
    tokens = draft.tokens
    owners = {piece.last: piece.first for piece in pieces if piece.type is not NameType.PERSON}
    by_first = {piece.first: piece for piece in pieces}
    people = frozenset(piece.first for piece in pieces if piece.type is NameType.PERSON)
    long_forms = _long_forms(pieces, words)
    # Where the last person's name ended, and the title that it shares with the next ("Presidents Brek and Korda").
    before, shared = -1, None
    named: list[Named] = []
    for piece in pieces:
        floor, limit = bounds[tokens[piece.first].sentence]
        role, gender, speaks_for = None, "", None
        if piece.type is NameType.PERSON:
            role, gender, _ = role_before(words, piece.first, floor, lexicon, owners)
            if role is None:
                role, kind = role_after(words, piece.last, limit, lexicon, people)
                gender = gender or kind
            if role is None:
                role, kind = role_in_front(words, piece.first, floor, piece.last, limit, lexicon, owners)
                gender = gender or kind
            role, plural = _one_of_many(role, lexicon)
            joint = piece.first >= 2 and words.lowers[piece.first - 1] == "and" and before == piece.first - 1
            if role is None and joint:
                role, plural = shared, shared
            before, shared = piece.last, plural
        elif piece.type is NameType.GPE and (piece.entry is None or not piece.entry.speaks_for):
            speaks_for = _capital_of(piece, words, floor, limit, by_first, owners)
        named.append(
            Named(
                start=words.starts[piece.first],
                end=words.ends[piece.last - 1],
                text=_with_full_stop(piece, words),
                type=piece.type or NameType.ORG,
                entry=piece.entry,
                role=role,
                gender=gender,
                speaks_for=speaks_for,
                alias=long_forms.get(piece.text) if _is_abbreviation(piece) else None,
            )
        )
    taken = frozenset(at for piece in pieces for at in range(piece.first, piece.last))
    named.extend(_tied_names(words, taken, lexicon))
    named.extend(_ministries(words, bounds, owners, by_first))
    return named


def _with_full_stop(piece: Found, words: Words) -> str:
    """Give "Jr" and "Sr" the full stop that the report writes behind them."""
    dotted = piece.last < len(words.texts) and words.texts[piece.last] == "."
    young = piece.type is NameType.PERSON and words.lowers[piece.last - 1] in ("jr", "sr")
    return (
        piece.text + "." if dotted and young and words.starts[piece.last] == words.ends[piece.last - 1] else piece.text
    )


def _one_of_many(role: str | None, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Turn a title in the plural into that of one; return the title, and the same again when it was in the plural."""
    if role is None or " of " in role or " to " in role:
        return role, None  # "ambassador to the United States" is one
    if not role.endswith("s") or role[:-1].rsplit(" ", 1)[-1].lower() not in lexicon.titles:
        return role, None
    return role[:-1], role[:-1]


def _long_forms(pieces: Sequence[Found], words: Words) -> Mapping[str, str]:
    """Map abbreviations to long names of bodies: the one before the brackets, or one with these initials."""
    forms: dict[str, str] = {}
    for piece in pieces:
        if piece.type is not NameType.ORG or piece.last - piece.first < 3:
            continue
        initials = "".join(w[0] for w in re.split(r"[\s-]+", piece.text) if w and w[0].isupper())
        forms.setdefault(initials, piece.text)
        after = piece.last + 1
        if after < len(words.texts) and words.texts[piece.last] == "(" and words.texts[after][:1] == initials[:1]:
            forms.setdefault(words.texts[after], piece.text)
    return forms


def _is_abbreviation(piece: Found) -> bool:
    alone = piece.last == piece.first + 1 and piece.text.isupper()
    return alone and piece.type is NameType.ORG and piece.entry is None


def _capital_of(
    piece: Found, words: Words, floor: int, limit: int, by_first: Mapping[int, Found], owners: Mapping[int, int]
) -> str | None:
    """Return the state whose capital the report calls this place ("Velden, the Examplian capital")."""
    lowers = words.lowers
    last = piece.last
    at = last + 1 if last < limit and lowers[last] == "," else -1
    if at > 0 and at < limit and lowers[at] in ("the", "a"):
        at += 1
    if 0 < at < limit and at in by_first:
        other = by_first[at]
        after = other.last + 1 if other.last < limit and lowers[other.last] == "'s" else other.last
        if after < limit and lowers[after] == "capital":
            return other.entry.speaks_for if other.entry and other.entry.speaks_for else other.text
    first = piece.first
    if first - 1 >= floor and lowers[first - 1] == ",":
        first -= 1
    if first - 1 >= floor and lowers[first - 1] == "capital":
        owner = owner_of(words, first - 1, floor, owners)
        if owner is not None and owner in by_first:
            other = by_first[owner]
            return other.entry.speaks_for if other.entry and other.entry.speaks_for else other.text
    return None


def _tied_names(words: Words, taken: frozenset[int], lexicon: Lexicon) -> list[Named]:
    """Find known names tied by a hyphen: both of US-Russia, the first of Russian-backed; a prefix (pro-Russian) names
    nobody who acts.
    """
    named: list[Named] = []
    for at, word in enumerate(words.texts):
        if "-" not in word or at in taken or not word[0].isupper() or lexicon.exact(words.texts, at, at + 1):
            continue
        parts = word.split("-")
        start = words.starts[at]
        known = [lexicon.exact([part], 0, 1) if part else None for part in parts]
        if known[0] is None or not (all(known) or parts[-1] in _LED):
            continue
        for part, entry in zip(parts, known, strict=True):
            if entry is not None:
                named.append(Named(start=start, end=start + len(part), text=part, type=entry.type, entry=entry))
            start += len(part) + 1
    return named


def _ministries(
    words: Words, bounds: Sequence[tuple[int, int]], owners: Mapping[int, int], by_first: Mapping[int, Found]
) -> list[Named]:
    """Find ministries in small letters whose owner is told ("Examplia's foreign ministry"), and the same again without
    owner.
    """
    named: list[Named] = []
    seen: dict[str, Named] = {}
    lowers, texts = words.lowers, words.texts
    for first, last in bounds:
        for at in range(first + 1, last):
            if texts[at] != "ministry" or not texts[at - 1][0].isalpha() or texts[at - 1][0].isupper():
                continue
            start = at - 1
            owner = owner_of(words, start, first, owners)
            if owner is None and start - 1 > first:
                owner = owner_of(words, start - 1, first, owners)
                start = start - 1 if owner is not None else start
            kind = " ".join(lowers[start : at + 1])
            if owner is None or owner not in by_first or by_first[owner].type not in (NameType.GPE, NameType.NORP):
                if kind in seen:
                    named.append(replace(seen[kind], start=words.starts[start], end=words.ends[at], text=kind))
                continue
            other = by_first[owner]
            state = other.entry.speaks_for if other.entry and other.entry.speaks_for else other.text
            one = Named(
                start=words.starts[start],
                end=words.ends[at],
                text=kind,
                type=NameType.ORG,
                speaks_for=state,
                key=f"ministry:{kind}:{state}",
                alias=words.between(owner, at + 1),
            )
            seen[kind] = one
            named.append(one)
    return named
