"""What a figure is told of: the subject of the clause that tells it, wide enough to be understood alone.

Decision to know: the subject is looked for from the figure leftwards, verb by verb, until one has a subject in words
of its own; a pronoun leads on to the verb before it, which nearly always has the one that is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table
from synoptic.reading.draft import Token
from synoptic.reading.quantities_counted import CLAUSE_MARKS, GIVING, Phrase, is_before_tax
from synoptic.reading.quantities_numbers import word_value
from synoptic.reading.quantities_verbs import ARTICLES, EDGES, PRONOUNS, is_finite, is_verb

_LEFT = 40
_WIDEST = 12
_HEADLINE = 8
_GAP = "…"
_RATES = frozenset("day week month year hour minute second game match night share head person".split())
_QUOTES = '"“”()[]'
_RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
_JOINS = frozenset(
    """and or but while although though because whereas since when where if unless after as that which who whose than
    whether before until""".split()
)
_LEADS = frozenset(
    """of in on at to for from by with about into over under between among during since after before as despite
    including following like amid around near across through within without per via because if when while although
    though not even only just also so then now later earlier meanwhile however still but and or that given based
    compared""".split()
)
_GROUP = frozenset(
    "be been being not also now already still since then to never just only currently recently n't".split()
)
_THROUGH = frozenset("of for in at on from to with by between against near under over among within per".split())


def told_of(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Find the subject that the figure at `first` is told of; None where the sentence names none before it."""
    owner = _owner(tokens, first)
    if owner is not None:
        return owner
    begin, verbs = max(0, first - _LEFT), 0
    for at in range(first - 1, begin - 1, -1):
        if tokens[at].text == ";" and at < first - 1:
            begin = at + 1
            break
        doing = _doing(tokens, at) if not verbs and tokens[at].lower.endswith("ing") else None
        if doing is not None:
            return doing
        if is_finite(tokens, at):
            verbs += 1
            found = _subject(tokens, at)
            if found is not None:
                return found
    if verbs:
        return None
    found = _piece(tokens, begin, first)  # a headline, a list: what stands before the figure
    if found is None or found.stop - found.first <= _HEADLINE:
        return found
    cut = next((at for at in range(found.first + 1, found.stop) if tokens[at].lower in _LEADS | _JOINS), found.stop)
    return Phrase(first=found.first, stop=min(cut, found.first + _HEADLINE))


def _owner(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read whose the counted are, right before the number: "Renn's 30 points", "the port's 12 cranes"."""
    if first < 2 or tokens[first - 1].lower not in ("'s", "'"):
        return None
    start = stop = first - 1
    while start and stop - start < 5 and tokens[start - 1].is_word:
        lower = tokens[start - 1].lower
        if lower in EDGES or lower in ARTICLES or is_finite(tokens, start - 1):
            break
        start -= 1
    return Phrase(first=start, stop=stop) if start < stop else None


def noun_right_before(tokens: Sequence[Token], first: int, after: int) -> Phrase | None:
    """Read a noun that stands between a comma or "and" and the figure, without a verb, at `after` or later."""
    start = first
    while start > after and first - start < 6:
        token = tokens[start - 1]
        lower = token.lower
        if lower in (",", "and", "but", "while"):
            break
        if not (token.is_word or token.text.isdecimal() or lower in ("&", "'s", "-")) or lower in _NO_GAP:
            return None
        if is_finite(tokens, start - 1) or lower.endswith("ly"):
            return None
        start -= 1
    if start <= after or tokens[start - 1].lower not in (",", "and", "but", "while"):
        return None
    return _trimmed(tokens, start, first)


_NO_GAP = (EDGES | _LEADS) - {"of", "the", "a", "its", "their", "'s"}


def _doing(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Read who does it in "with Jona Renn scoring 20 points"."""
    start = at
    while start and at - start < 6 and tokens[start - 1].is_word and tokens[start - 1].lower not in _LEADS | _JOINS:
        start -= 1
    if not (0 < start < at) or tokens[start - 1].lower != "with" or is_finite(tokens, at - 1):
        return None
    return _trimmed(tokens, start, at)


def _subject(tokens: Sequence[Token], verb: int, inner: frozenset[str] | None = None) -> Phrase | None:
    stop = verb
    while stop and (
        is_finite(tokens, stop - 1) or tokens[stop - 1].lower.endswith("ly") or tokens[stop - 1].lower in _GROUP
    ):
        stop -= 1
    if stop and tokens[stop - 1].lower in _RELATIVE:
        return _antecedent(tokens, stop - 1, inner or _INNER)
    if stop and tokens[stop - 1].lower in PRONOUNS:
        return None
    if stop > 1 and tokens[stop - 1].text == ",":
        stop = _before_aside(tokens, stop - 1)
    first = stop
    while first and stop - first < 24:
        token = tokens[first - 1]
        if (
            token.text in CLAUSE_MARKS
            or token.text in _QUOTES
            or (token.lower in _JOINS and not is_before_tax(tokens, first - 1))
            or is_finite(tokens, first - 1)
        ):
            break
        first -= 1
    relative = _relative_before(tokens, first - 1) if first else None
    if relative is not None:
        return _antecedent(tokens, relative, inner or _INNER)
    return _piece(tokens, first, stop)


def _relative_before(tokens: Sequence[Token], verb: int) -> int | None:
    """Return the "who" or "which" of the relative clause whose verb is at `verb`: what follows is no subject."""
    if not is_finite(tokens, verb):
        return None
    at = verb
    while at and (is_finite(tokens, at - 1) or tokens[at - 1].lower.endswith("ly") or tokens[at - 1].lower in _GROUP):
        at -= 1
    return at - 1 if at and tokens[at - 1].lower in ("who", "which") else None


def _before_aside(tokens: Sequence[Token], comma: int) -> int:
    """Step back over an aside between commas: "The plane, which can carry 180 people, costs"."""
    for at in range(comma - 1, max(-1, comma - 16), -1):
        if tokens[at].text == ",":
            return at
        if tokens[at].text in CLAUSE_MARKS:
            break
    return comma


def _piece(tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
    """Choose, of a stretch parted by commas, the first part that is no adverbial, aside or number."""
    start = first
    for at in range(first, stop + 1):
        if at < stop and tokens[at].text != ",":
            continue
        found = _trimmed(tokens, start, at)
        if found is not None:
            return found
        start = at + 1
    return None


def _trimmed(tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
    if first < stop and tokens[first].lower in _LEADS:
        first = next((at for at in range(first + 2, stop - 1) if _opens_noun(tokens, at)), stop)
    if first >= stop or tokens[first].lower.endswith("ly") or _is_when(tokens, first, stop):
        return None
    if tokens[first].lower.endswith("ing") and first + 1 < stop and tokens[first + 1].lower in ARTICLES:
        return None  # "citing the ministry"
    while first < stop and (
        tokens[first].lower in ARTICLES or not (tokens[first].is_word or tokens[first].text[0].isdecimal())
    ):
        first += 1
    if first + 1 < stop and _is_number(tokens, first) and tokens[first + 1].text != "-":
        return None  # "six hours a night": no subject
    if (
        first >= stop
        or tokens[first].lower in PRONOUNS
        or tokens[first].lower in ("aged", "age")
        or not any(t.is_word for t in tokens[first:stop])
    ):
        return None
    stop = min(stop, first + _WIDEST)
    while stop > first and not (tokens[stop - 1].is_word or tokens[stop - 1].text[0].isdecimal()):
        stop -= 1
    while stop > first and tokens[stop - 1].lower in _LEADS | ARTICLES | {"of"}:
        stop -= 1
    return Phrase(first=first, stop=stop) if first < stop else None


def _is_when(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Tell "every year", "last week" from a subject."""
    return stop - first < 4 and tokens[stop - 1].lower.removesuffix("s") in _SPANS and tokens[first].lower in _WHEN


_WHEN = frozenset("every each last next this that past one two three".split())
_SPANS = frozenset("year month week day hour quarter decade season night morning time".split())


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text[0].isdecimal() or word_value(tokens[at].lower) is not None


def _opens_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell the article of a subject after an adverbial: "At 1430 GMT the index"."""
    before = tokens[at - 1].lower
    return tokens[at].lower in ("the", "a", "an") and before not in _LEADS and before != "of"


def put_by(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Find who puts a number at so much: "an official in Solvane put the number of warships at about five"."""
    if first < 3 or tokens[first - 1].lower not in ("at", "as"):
        return None
    verbs = _PUTTING if tokens[first - 1].lower == "at" else GIVING
    for at in range(first - 2, max(-1, first - 2 - _LEFT // 2), -1):
        if tokens[at].lower in verbs and at and tokens[at - 1].lower not in ("is", "was", "are", "were", "be", "been"):
            return _subject(tokens, at, inner=_WITHIN) if is_finite(tokens, at) else None
        if tokens[at].text in CLAUSE_MARKS or tokens[at].text == "," or is_verb(tokens, at):
            return None
    return None


_PUTTING = frozenset("put puts estimated estimates estimate reckoned reckons reckon".split())


def _antecedent(tokens: Sequence[Token], at: int, inner: frozenset[str]) -> Phrase | None:
    """Read the noun phrase right before "which", "who" or "that", over a comma: "an official in Solvane who"."""
    stop = at - (at > 0 and tokens[at - 1].text == ",")
    first = stop
    while first and stop - first < 8 and (tokens[first - 1].is_word or tokens[first - 1].lower == "'s"):
        lower = tokens[first - 1].lower
        if (lower in _LEADS and lower not in inner) or lower in _JOINS or is_finite(tokens, first - 1):
            break
        first -= 1
    while first < stop and (tokens[first].lower in ARTICLES or tokens[first].lower in _LEADS):
        first += 1
    return Phrase(first=first, stop=stop) if first < stop and tokens[first].lower not in PRONOUNS else None


_INNER = frozenset({"of"})
_WITHIN = frozenset("of in for at from".split())


def person_before(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read who is so old: "Joan Example, 45", "the suspect, aged 34"."""
    at = first - 1
    if at > 0 and tokens[at].lower in ("aged", "age"):
        at -= 1
    return _antecedent(tokens, at + 1, _INNER) if at > 0 and tokens[at].text == "," else None


def widened(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Take in what belongs to a noun after "of": "members" of "members of the council"."""
    at = phrase.stop
    if phrase.also is not None or at + 1 >= len(tokens):
        return phrase
    if tokens[at].lower == "per" or (tokens[at].lower in ("a", "an") and tokens[at + 1].lower in _RATES):
        return Phrase(first=phrase.first, stop=at + 2)  # "27 points per game", "400,000 barrels a day"
    if tokens[at].lower != "of":
        return phrase
    stop = at + 1
    while stop < len(tokens) and stop - at < 7 and (tokens[stop].is_word or tokens[stop].lower == "'s"):
        lower = tokens[stop].lower
        if (lower in _LEADS or lower in _JOINS or is_finite(tokens, stop)) and lower != "of":
            break
        stop += 1
    while stop > at and (tokens[stop - 1].lower in ARTICLES or tokens[stop - 1].lower == "of"):
        stop -= 1
    return Phrase(first=phrase.first, stop=stop) if stop > at + 1 else phrase


def after_link(tokens: Sequence[Token], stop: int) -> Phrase | None:
    """Read what a measure without a subject is given for: "$5m for new roads", "3 percent in Marland"."""
    if stop + 1 >= len(tokens) or tokens[stop].lower not in _THROUGH:
        return None
    first = stop + 1
    while first < len(tokens) and tokens[first].lower in ARTICLES:
        first += 1
    end = first
    while end < len(tokens) and end - first < 6 and tokens[end].is_word:
        if tokens[end].lower in _LEADS or tokens[end].lower in _JOINS or (end > first and is_finite(tokens, end)):
            break
        end += 1
    if end == first or tokens[first].lower in PRONOUNS or tokens[first].lower in _months():
        return None
    return Phrase(first=first, stop=end)


@cache
def _months() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("month_names"))


def joined(words: str | None, about: str | None) -> str | None:
    """Write the subject before the counted noun, left-out words shown: "Ruvia … crates"."""
    if words is None or about is None:
        return words or about
    return f"{about} {_GAP} {words}"
