"""Names: people, organisations, places, nationalities, and who of them is the same within the report.

Decision to know: the body is read first. A headline in capitals or a line in Title Case shows nothing by its capitals, so there only
names that the body or the lexicon knows are found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.model.readings import NameType, PassageKind
from synoptic.reading.actors import Named, gather_actors
from synoptic.reading.draft import Draft, Step
from synoptic.reading.names_lexicon import Entry, Lexicon, load_lexicon
from synoptic.reading.names_roles import owner_of, role_after, role_before, role_in_front
from synoptic.reading.names_runs import Found, Words, cut_run, find_runs, is_capital
from synoptic.reading.names_types import vote

_COMMON_ENDS = ("s", "ing", "ed", "ly", "tion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "age", "ure", "ery")
_FINITE = frozenset(
    "said says told is was has had will would did does could can may might also later then never wrote added began became announced denied"
    " insisted warned accused declined refused won lost met made took gave led".split()
)
_OPENERS = frozenset("\"“‘'([:—–-•*…".strip()) | {"...", "--", "''"}
_LED = frozenset("backed led annexed occupied controlled held made built born owned based run brokered allied mediated flagged".split())


def read_names(draft: Draft) -> Draft:
    """Find the names of the report and join those of one referent."""
    if not draft.tokens:
        return draft
    lexicon = load_lexicon()
    words, plain, shouted = _prepare(draft)
    bounds = _bounds(draft)
    found: list[Found] = []
    for index in plain:
        found.extend(_in_sentence(words, *bounds[index], lexicon))
    types = vote(found, words, lexicon)
    kept = [_settled(piece, types, words, lexicon) for piece in found]
    pieces = [piece for piece in kept if piece is not None]
    known = _known_forms(pieces)
    for index in shouted:
        pieces.extend(_in_title_case(words, *bounds[index], lexicon, known))
    pieces.sort(key=lambda p: p.first)
    named = _name_all(pieces, words, bounds, draft, lexicon)
    mentions, actors = gather_actors(named, lexicon)
    return draft.with_(entities=mentions, actors=actors)


def _prepare(draft: Draft) -> tuple[Words, list[int], list[int]]:
    """Lay the tokens out in columns and part the sentences whose capitals tell something from those in Title Case."""
    tokens = draft.tokens
    texts = [t.text.replace("’", "'") for t in tokens]
    lowers = [t.lower for t in tokens]
    plain: list[int] = []
    shouted: list[int] = []
    inner: set[str] = set()
    for index, (first, last) in enumerate(_bounds(draft)):
        if _is_title_case(texts[first:last], draft.kind_of_sentence(index)):
            shouted.append(index)
            continue
        plain.append(index)
        inner.update(texts[i] for i in range(first + 1, last) if texts[i][0].isupper() and texts[i - 1] not in _OPENERS)
    words = Words(
        text=draft.reading.text,
        texts=texts,
        lowers=lowers,
        starts=[t.start for t in tokens],
        ends=[t.end for t in tokens],
        lower_seen=frozenset(word for word in texts if word[0].islower()),
        inner_seen=frozenset(inner),
    )
    return words, plain, shouted


def _bounds(draft: Draft) -> list[tuple[int, int]]:
    ends = (*draft.firsts[1:], len(draft.tokens))
    return list(zip(draft.firsts, ends, strict=True))


def _is_title_case(texts: Sequence[str], kind: PassageKind) -> bool:
    """Tell whether a sentence has so many capitals that they tell nothing."""
    words = [w for w in texts if w[0].isalpha() and len(w) > 3]
    capitals = sum(w[0].isupper() for w in words)
    shouted = sum(w.isupper() for w in words)
    if len(words) >= 3 and shouted * 3 > len(words) * 2:
        return True
    if kind in (PassageKind.HEADLINE, PassageKind.SUBHEADING):
        return capitals * 2 > len(words) and len(words) > 1
    closes = texts[-1] in ".!?\"”'" if texts else False
    return not closes and len(words) >= 4 and capitals * 10 > len(words) * 7


def _in_sentence(words: Words, first: int, last: int, lexicon: Lexicon) -> list[Found]:
    """Find the names of one sentence."""
    found: list[Found] = []
    for start, end in find_runs(words, first, last, lexicon):
        opening = start == first or words.texts[start - 1] in _OPENERS
        found.extend(cut_run(words, start, end, lexicon, opening=opening))
    return found


def _settled(piece: Found, types: Mapping[str, NameType], words: Words, lexicon: Lexicon) -> Found | None:
    """Give the name its type, or drop it when its capital is only the sentence's."""
    if piece.sure:
        return piece
    word = words.texts[piece.first]
    if piece.last == piece.first + 1 and word.lower() in lexicon.opening_words:
        return None
    if piece.opens and word not in words.inner_seen and word not in lexicon.first_names and not _acts_like_a_name(piece, words):
        return None
    kind = types.get(piece.text)
    return None if kind is None else replace(piece, type=kind)


def _acts_like_a_name(piece: Found, words: Words) -> bool:
    """Tell whether the single word that opens a sentence is its subject as only a name can be: bare, singular, before a finite verb."""
    word = words.lowers[piece.first]
    if word in words.lower_seen or len(word) < 3 or word.endswith(_COMMON_ENDS) or piece.last >= len(words.lowers):
        return False
    after = words.lowers[piece.last]
    if after == "'s":
        return not word.endswith("s")
    return after in _FINITE


def _known_forms(pieces: Sequence[Found]) -> dict[str, list[tuple[tuple[str, ...], Found]]]:
    """Index the body's names by their first word, for lines in Title Case; a person's surname too."""
    forms: dict[str, list[tuple[tuple[str, ...], Found]]] = {}
    seen: set[tuple[str, ...]] = set()
    for piece in pieces:
        parts = tuple(piece.text.replace("’", "'").split())
        options = [parts, parts[-1:]] if piece.type is NameType.PERSON else [parts]
        for option in options:
            if option not in seen:
                seen.add(option)
                forms.setdefault(option[0].lower(), []).append((tuple(w.lower() for w in option), piece))
    for rows in forms.values():
        rows.sort(key=lambda row: -len(row[0]))
    return forms


def _in_title_case(
    words: Words, first: int, last: int, lexicon: Lexicon, known: Mapping[str, list[tuple[tuple[str, ...], Found]]]
) -> list[Found]:
    """Find in a line of capitals the names that the body or the lexicon knows."""
    found: list[Found] = []
    at = first
    while at < last:
        if not is_capital(words.texts[at]):
            at += 1
            continue
        match = lexicon.match(words.texts, at, last)
        if match is not None and not (match[0] == at + 1 and words.lowers[at] in lexicon.opening_words and not words.texts[at].isupper()):
            stop, entry = match
            found.append(Found(first=at, last=stop, text=words.between(at, stop), entry=entry, type=entry.type, sure=True))
            at = stop
            continue
        form = next(
            (row for row in known.get(words.lowers[at], ()) if tuple(words.lowers[at : at + len(row[0])]) == row[0] and at + len(row[0]) <= last),
            None,
        )
        if form is None:
            at += 1
            continue
        stop = at + len(form[0])
        if any(is_capital(w) for w in words.texts[at:stop]):
            text = form[1].text if len(form[0]) == len(form[1].text.split()) else form[1].text.split()[-1]
            found.append(Found(first=at, last=stop, text=text, entry=form[1].entry, type=form[1].type, sure=True))
        at = stop
    return found


def _name_all(pieces: Sequence[Found], words: Words, bounds: Sequence[tuple[int, int]], draft: Draft, lexicon: Lexicon) -> list[Named]:
    """Read what stands beside every name, and add ministries and abbreviations."""
    tokens = draft.tokens
    owners = {piece.last: piece.first for piece in pieces if piece.type is not NameType.PERSON}
    by_first = {piece.first: piece for piece in pieces}
    people = frozenset(piece.first for piece in pieces if piece.type is NameType.PERSON)
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
        elif piece.type is NameType.GPE and (piece.entry is None or not piece.entry.speaks_for):
            speaks_for = _capital_of(piece, words, floor, limit, by_first, owners)
        assert piece.type is not None
        named.append(_named(words, piece.first, piece.last, piece.type, piece.text, piece.entry, role, gender, speaks_for, _long_form(piece, words, pieces, by_first, owners)))
    named.extend(_tied_names(words, bounds, lexicon))
    named.extend(_ministries(words, bounds, owners, by_first))
    return named


def _named(
    words: Words, first: int, last: int, kind: NameType, text: str, entry: Entry | None, role: str | None, gender: str, speaks_for: str | None, alias: str | None
) -> Named:
    return Named(
        start=words.starts[first], end=words.ends[last - 1], text=text, type=kind, entry=entry, role=role, gender=gender, speaks_for=speaks_for, alias=alias
    )


def _long_form(piece: Found, words: Words, pieces: Sequence[Found], by_first: Mapping[int, Found], owners: Mapping[int, int]) -> str | None:
    """Return the long name that an abbreviation stands for: the one before its brackets, or one with these initials."""
    if piece.type is not NameType.ORG or piece.entry is not None or not (piece.last == piece.first + 1 and piece.text.isupper()):
        return None
    for other in pieces:
        if other.type is NameType.ORG and other.last - other.first > 2:
            initials = "".join(w[0] for w in re.split(r"[\s-]+", other.text) if w[0].isupper())
            if initials == piece.text or (other.last + 1 == piece.first and words.lowers[other.last] == "(" and initials[:1] == piece.text[:1]):
                return other.text
    return None


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


def _tied_names(words: Words, bounds: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Named]:
    """Find known names tied by a hyphen: both of US-Russia, the first of Russian-backed; a prefix (pro-Russian) names nobody who acts."""
    named: list[Named] = []
    for at, word in enumerate(words.texts):
        if "-" not in word or not word[0].isupper() or lexicon.exact(words.texts, at, at + 1):
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


def _ministries(words: Words, bounds: Sequence[tuple[int, int]], owners: Mapping[int, int], by_first: Mapping[int, Found]) -> list[Named]:
    """Find ministries in small letters whose owner is told ("Examplia's foreign ministry"), and the same again without owner."""
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


NAMES = Step(name="names", needs=("sentences",), gives=("entities", "actors"), run=read_names)
