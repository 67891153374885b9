"""Names that the reader model heard, beside those that the rules found.

Decision to know: what the lists know keeps its type (a country, a nationality, a body with its state); for all else the
model says where a name begins and ends and what it is, and one string has one type in one report. A name that only the
rules found stays where the model does not hear plainly that there is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from synoptic.model.readings import NameType
from synoptic.reading.names_lexicon import Lexicon
from synoptic.reading.names_runs import Found, Words, is_capital
from synoptic.reading.reader_decoding import Told, best_spans

_KINDS = (NameType.PERSON, NameType.ORG, NameType.GPE)
_PLACES = frozenset({NameType.GPE, NameType.LOC, NameType.FAC})
_LEAST_RULED = 0.8
"""A name of the rules alone is dropped where the model gives all names together less than this (chosen on dev)."""
_NOT_HEARD = frozenset({NameType.NORP, NameType.EVENT, NameType.WORK})
"""Types that the model does not know: the rules' word stands."""

_Heard = tuple[int, int, int, float]


def join_names(
    ruled: Sequence[Found],
    firm: frozenset[str],
    told: Told,
    words: Words,
    bounds: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> list[Found]:
    """Join the rules' names and the model's, in order; none overlaps another. `firm` are names of whose type the
    report's own words leave little doubt."""
    heard = _whole(_heard(told, words, bounds, lexicon), ruled, words)
    types = _types(heard, ruled, words)
    chance = 1.0 - np.exp(told.names[:, 0])
    kept: list[Found] = []
    covered: set[int] = set()
    starts, ends = [h[1] for h in heard], [h[2] for h in heard]
    for piece in ruled:
        around = heard[bisect_right(ends, piece.first) : bisect_left(starts, piece.last)]
        if _is_certain(piece) or piece.text in firm:
            stays = not any(_is_longer(h, piece, words, lexicon) for h in around)
        else:
            stays = not around and float(chance[piece.first : piece.last].mean()) >= _LEAST_RULED
        if stays:
            kept.append(piece)
    by_place = {(piece.first, piece.last): piece for piece in reversed(ruled)}
    for piece in kept:
        covered.update(range(piece.first, piece.last))
    for kind, first, last, _ in heard:
        if covered.isdisjoint(range(first, last)):
            kept.append(_found(kind, first, last, words, types, by_place.get((first, last)), lexicon))
    return sorted(kept, key=lambda p: p.first)


def _heard(told: Told, words: Words, bounds: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[_Heard]:
    """List what the model heard: cut at the ends of sentences, with a capital or digit, and more than a title."""
    ends = [last for _, last in bounds]
    found: list[_Heard] = []
    for kind, first, last, sure in best_spans(told.names):
        last = min(last, ends[bisect_right(ends, first)])
        while last > first and not words.texts[last - 1][0].isalnum() and words.texts[last - 1] != ".":
            last -= 1
        if all(word in lexicon.titles or word in ".," for word in words.lowers[first:last]):
            continue
        if sure >= told.least_name and any(is_capital(w) or w[0].isdigit() for w in words.texts[first:last]):
            found.append((kind, first, last, sure))
    return found


def _whole(heard: Sequence[_Heard], ruled: Sequence[Found], words: Words) -> list[_Heard]:
    """Join what was heard in pieces ("Jorund", "Haske") where the rules have one name of just these words, and an
    initial to the name behind it ("T.", "Douglas Parrel")."""
    ends = {piece.first: piece.last for piece in ruled}
    found: list[_Heard] = []
    for one in heard:
        before = found[-1] if found else None
        if before is None or before[0] != one[0]:
            found.append(one)
        elif (before[2] == one[1] and ends.get(before[1], 0) >= one[2]) or _is_initial(before, one[1], words):
            found[-1] = (one[0], before[1], one[2], min(before[3], one[3]))
        else:
            found.append(one)
    return found


def _is_initial(heard: _Heard, after: int, words: Words) -> bool:
    """Tell whether what was heard is one capital letter, with its stop or without, just before the token `after`."""
    kind, first, last, _ = heard
    if _KINDS[kind] is not NameType.PERSON or len(words.texts[first]) > 1 or not is_capital(words.texts[first]):
        return False
    return after == first + 2 and words.texts[first + 1] == "." and last <= after


def _types(heard: Sequence[_Heard], ruled: Sequence[Found], words: Words) -> Mapping[str, NameType]:
    """Let every string have the type that its places give it together; a surname is the person's."""
    votes: dict[str, list[float]] = {}
    for kind, first, last, sure in heard:
        votes.setdefault(words.between(first, last), [0.0, 0.0, 0.0])[kind] += sure
    for piece in ruled:
        if piece.text in votes and piece.type in _PLACES | {NameType.PERSON, NameType.ORG}:
            place = 2 if piece.type in _PLACES else _KINDS.index(piece.type)
            votes[piece.text][place] += 0.5
    types = {text: _KINDS[max(range(3), key=box.__getitem__)] for text, box in votes.items()}
    surnames = {t.rsplit(" ", 1)[-1] for t, kind in types.items() if kind is NameType.PERSON and " " in t}
    return {t: NameType.PERSON if t in surnames and votes[t][0] > 0.2 * sum(votes[t]) else k for t, k in types.items()}


def _is_certain(piece: Found) -> bool:
    """Tell whether the rules' word stands: a list knows the name, or the model knows no such type. To let titles and
    telling words decide as well was tried, and is worse on news and on other texts (IEER, WikiGold)."""
    return (piece.sure and piece.entry is not None) or piece.type in _NOT_HEARD


def _is_longer(heard: _Heard, piece: Found, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether what was heard is a longer name around the piece (Bank of Examplia), and not two names in one."""
    _, first, last, sure = heard
    if first > piece.first or last < piece.last or last - first == piece.last - piece.first:
        return False
    beside = [words.lowers[i] for i in (*range(first, piece.first), *range(piece.last, last))]
    return sure >= 0.7 and any(w[0].isalpha() for w in beside) and not any(w in lexicon.titles for w in beside)


def _found(
    kind: int,
    first: int,
    last: int,
    words: Words,
    types: Mapping[str, NameType],
    same: Found | None,
    lexicon: Lexicon,
) -> Found:
    """Make a name of what was heard; titles before a person are taken off, the kind of place is that of the rules' name
    of the same words."""
    text = words.between(first, last)
    chosen = types.get(text, _KINDS[kind])
    if chosen is NameType.PERSON:
        at = first
        while at < last - 1 and (words.lowers[at] in lexicon.titles or words.texts[at] == "."):
            at += 1
        if at != first and words.texts[at][0].isupper():
            first, text = at, words.between(at, last)
    elif chosen is NameType.GPE:
        place = lexicon.places.get(words.lowers[last - 1]) or lexicon.places.get(words.lowers[first])
        if same is not None and same.type in _PLACES:
            chosen = same.type
        elif place is not None and last - first > 1:
            chosen = place[0]
    entry = lexicon.exact(words.texts, first, last)
    entry = entry if entry is not None and (entry.type is chosen or {entry.type, chosen} <= _PLACES) else None
    base = same if same is not None else Found(first=first, last=last, text=text)
    return replace(base, first=first, last=last, text=text, type=chosen, entry=entry, sure=True)
