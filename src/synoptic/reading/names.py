"""Names: people, organisations, places, nationalities, and who of them is the same within the report.

Decision to know: the body is read first. A headline in capitals or a line in Title Case shows nothing by its
capitals, so there only names that the body or the lexicon knows are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.model.readings import NameType, PassageKind
from synoptic.reading.actors import gather_actors
from synoptic.reading.draft import Draft, Step
from synoptic.reading.names_around import name_all
from synoptic.reading.names_lexicon import Lexicon, load_lexicon
from synoptic.reading.names_model import join_names
from synoptic.reading.names_runs import Found, Words, cut_run, find_runs, is_capital
from synoptic.reading.names_surnames import surnames_again
from synoptic.reading.names_types import POLITICAL, SAY_WORDS, Voted, vote

_COMMON_ENDS = tuple("s ing ed ly tion ment ness ity ism ance ence ship age ure ery".split())
_FINITE = frozenset(
    "is was has had will would did does could can may might also later then never wrote added"
    " began became announced denied insisted warned accused declined refused won lost met made took gave led".split()
)
_OPENERS = frozenset("\"“‘'([:—–-•*…".strip()) | {"...", "--", "''"}


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
    usual = {piece.text.upper(): piece.text for piece in found if not piece.text.isupper()}
    found = [replace(piece, text=usual[piece.text]) if piece.text in usual else piece for piece in found]
    voted = vote(found, words, lexicon)
    kept = [_settled(piece, voted, words, lexicon) for piece in found]
    pieces = [piece for piece in kept if piece is not None]
    known = _known_forms(pieces)
    for index in shouted:
        pieces.extend(_in_title_case(words, *bounds[index], lexicon, known))
    pieces.sort(key=lambda p: p.first)
    if draft.told is not None:
        pieces = join_names(pieces, voted.firm, draft.told, words, bounds, lexicon)
    pieces = surnames_again(pieces, words)
    named = name_all(pieces, words, bounds, draft, lexicon)
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
        openings=frozenset(draft.firsts),
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


def _settled(piece: Found, voted: Voted, words: Words, lexicon: Lexicon) -> Found | None:
    """Give the name its type, or drop it when its capital is only the sentence's."""
    if piece.sure:
        return piece
    word = words.texts[piece.first]
    kind = voted.types.get(piece.text)
    if piece.last == piece.first + 1 and word.lower() in lexicon.opening_words and kind is not NameType.PERSON:
        return None
    known = piece.text in voted.peoples or word in words.inner_seen or word in lexicon.first_names
    if piece.opens and not known and not _acts_like_a_name(piece, words):
        return None
    return None if kind is None else replace(piece, type=kind)


def _acts_like_a_name(piece: Found, words: Words) -> bool:
    """Tell whether the single word that opens a sentence is its subject as only a name can be: bare, singular, before
    a finite verb.
    """
    word = words.lowers[piece.first]
    if word in words.lower_seen or len(word) < 3 or word.endswith(_COMMON_ENDS) or piece.last >= len(words.lowers):
        return False
    after = words.lowers[piece.last]
    if after == "'s":
        return not word.endswith("s")
    if after == "on" and piece.last + 2 < len(words.lowers):
        return words.lowers[piece.last + 1].endswith("day") and words.lowers[piece.last + 2].endswith("ed")
    return after in _FINITE or after in POLITICAL or after in SAY_WORDS


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
        if match is not None and not (
            match[0] == at + 1 and words.lowers[at] in lexicon.opening_words and not words.texts[at].isupper()
        ):
            stop, entry = match
            found.append(
                Found(first=at, last=stop, text=words.between(at, stop), entry=entry, type=entry.type, sure=True)
            )
            at = stop
            continue
        form = next(
            (
                row
                for row in known.get(words.lowers[at], ())
                if tuple(words.lowers[at : at + len(row[0])]) == row[0] and at + len(row[0]) <= last
            ),
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


NAMES = Step(name="names", needs=("sentences",), gives=("entities", "actors"), run=read_names)
