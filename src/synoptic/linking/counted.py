"""What a figure counts: the kind of thing, told by the counted words or by what the clause says of them.

Decision to know: "people" counts nothing by itself. People are dead, missing, held or aboard by the verb or adjective
beside the number, and people aboard are never compared with people dead; where nothing tells, the kind stays open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table, load_words
from synoptic.linking.wording import stem, words
from synoptic.model.readings import Quantity, Reading
from synoptic.model.spans import Span

PLAIN = "plain"
"""The sort of people of whom nothing is told."""
UNIT = "unit"
_FORCE = "force"
"""Soldiers: who were killed is told of them as of anybody."""
_WORDS_BEFORE, _WORDS_AFTER = 4, 8
_OTHER_AFTER = 4
_REACH = 160
_NEW_CLAUSE = frozenset({"and", "but", "while", "when", "after", "before", "which", "as", "where", "whose", "since"})
_PHRASE_ENDS = frozenset({"around", "inside", "aboard"})
_OF_THESE = frozenset(
    {"graves", "coffins", "death", "deaths", "lives", "bodies", "killing", "arrest", "arrests", "toll"}
)
"""Nouns that tell of those named after "of": the graves of 34 people; who "died of 240" tells nothing of 240."""
_TELLING = frozenset({"harm", "flight", "told"})
_BREAK = re.compile(r"[,;:()\n]|[-–—]{2}| [-–—] |[–—“”\"]")
_ON_BOARD = re.compile(r"\bon board\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\s+of\s+(?:the|its|those|these|their|his|her)\s+"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\s+of\s+(?:the|those|these)\s+", re.IGNORECASE)
"""Before a noun that itself says what is counted: "77 of the cases" are a part of them; "seven of the crew died" counts
all who did."""
_MORE = re.compile(r"\b(?:another|further|additional)\s*$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+(?:more|further|additional|other)\b", re.IGNORECASE)
_SOME_MORE = re.compile(r"\bmore(?=\s)(?!\s+than\b)", re.IGNORECASE)
_COMPOUND = re.compile(r"[-‐‑][^\W\d_]")
_COMPOUND_UNIT = re.compile(r"\w[-‐‑][^\W\d_]+$")
_SCALE = re.compile(
    r"\b(?:magnitude|category|level|grade|number|no\.|chapter|article|phase|round"
    r"|(?:aged?|ages)(?:\s+(?:between|from|about|around))?)\s+$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s+(?:BST|GMT|UTC|CE?S?T|E[SD]?T|P[SD]T|M[SD]T|EES?T|AEST|local time)\b")
_LISTED = re.compile(
    r"(?:,|,?\s+(?:and|or|plus))\s+(?:(?:at least|about|some|another|around|nearly)\s+)?", re.IGNORECASE
)
_OWN_AFTER = re.compile(r"\s+of\s+(?:its|their|his|her|our|my)\b", re.IGNORECASE)
_OWN_BEFORE = re.compile(r"\b(?:its|their|his|her|our|my)\s+$", re.IGNORECASE)
_LARGE = re.compile(r"\b(?:million|billion|trillion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one word of the list counts."""

    kind: str
    sort: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a figure counts.

    `scope` says which part of the kind ("bodies" of the dead, a part, "more"); `head` is the noun; `telling` the words
    beside the number that tell the kind, with `follows` when they come after the noun, and `touches` right after it.
    """

    kind: str
    sort: str
    head: str = ""
    scope: str = ""
    telling: str = ""
    follows: bool = False
    touches: bool = False


_NO_NAME = frozenset("them us you they those these much many range percent it which that".split())
"""Words that name nothing counted: "18 of them", "about 3 percent came from abroad"."""


def measures(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a number only measures a thing: "a five-storey block" counts no blocks, "a magnitude 6.1 quake" no
    quakes, an hour ("10.40 GMT") and an age nothing, nor does a share of "them". Money is an amount all the same."""
    if quantity.unit and quantity.unit.isupper():
        return False
    if (quantity.named or "").casefold() in _NO_NAME:
        return True
    if _COMPOUND.match(reading.text, quantity.end) or (
        quantity.unit and _COMPOUND_UNIT.search(reading.quote(quantity))
    ):
        return True
    if _ZONE.match(reading.text, quantity.end):
        return True
    return _SCALE.search(reading.text, max(0, quantity.start - 20), quantity.start) is not None


_OWNING_UP = frozenset({"acknowledge", "admit", "concede"})


def counts_own(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a number is of those of whoever counts: "four of its guards", "acknowledged
    seven deaths"."""
    said = reading.attributions[quantity.attribution] if quantity.attribution is not None else None
    if said is not None and said.lemma in _OWNING_UP:
        return True
    return (
        _OWN_AFTER.match(reading.text, quantity.end) is not None
        or _OWN_BEFORE.search(reading.text, max(0, quantity.start - 8), quantity.start) is not None
    )


@cache
def known_words() -> Mapping[str, Known]:
    """Map each folded word to what it counts."""
    rows = load_table("counted_kinds")
    return MappingProxyType(
        {
            word: Known(kind=row[0], sort=row[1], scope=row[3] if len(row) > 3 else "")
            for row in rows
            for word in row[2].split()
        }
    )


def what_is_counted(reading: Reading, quantity: Quantity, whole: Span) -> Counted:
    """Say what a quantity counts, by its counted words and by what its clause (`whole`) says of them."""
    known = known_words()
    counted = words(quantity.named or "")
    part = _part(reading, quantity)
    if quantity.unit and not counted:
        return Counted(kind=quantity.unit.casefold(), sort=UNIT, scope=part)
    head = _head(counted, known)
    of_all = part or ("a part" if _OF_ALL.match(reading.text, quantity.end) else "")
    for word in counted:
        if word in known and known[word].sort in _TELLING:
            found = known[word]
            return Counted(kind=found.kind, sort=_sort(found), head=head, scope=of_all or found.scope)
    if _ON_BOARD.search(quantity.named or ""):
        return Counted(kind="aboard", sort="people", head=head, scope=part)
    of_head = known.get(head)
    if of_head and of_head.sort == _FORCE and (hurt := _told_beside(reading, quantity, whole, False)) is not None:
        return replace(hurt, head=head, scope=part or hurt.scope)
    if of_head and of_head.sort not in (PLAIN, "people"):
        return Counted(kind=of_head.kind, sort=of_head.sort, head=head, scope=of_all)
    told = _told_beside(reading, quantity, whole, of_head is not None)
    if told is not None:
        return replace(told, head=head, scope=part or told.scope)
    if of_head:
        return Counted(kind=of_head.kind, sort=of_head.sort, head=head, scope=part)
    if _LARGE.search(reading.quote(quantity)):
        return Counted(kind=stem(head), sort=UNIT, head=head, scope=part)  # an amount of money, whatever its name
    return Counted(kind=stem(head), sort="", head=head, scope=part)


def _sort(found: Known) -> str:
    return "people" if found.sort == "told" else found.sort


def _part(reading: Reading, quantity: Quantity) -> str:
    if _PART_OF.match(reading.text, quantity.end):
        return "a part"
    before = reading.text[max(0, quantity.start - 12) : quantity.start]
    if (
        _MORE.search(before)
        or _MORE_AFTER.match(reading.text, quantity.end)
        or _SOME_MORE.search(reading.quote(quantity))
    ):
        return "more"
    return ""


def _head(counted: Sequence[str], known: Mapping[str, Known]) -> str:
    """Return the noun of a counted phrase: the last word before its first preposition, or the last known one."""
    little = load_words("little_words")
    phrase: list[str] = []
    for word in counted:
        if phrase and (word in _PHRASE_ENDS or word in little):
            break
        phrase.append(word)
    if not phrase:
        return ""
    return next((word for word in reversed(phrase) if word in known), phrase[-1])


def _before(reading: Reading, whole: Span, first: int) -> str:
    """Return the words of the clause before a number, without a count of harm that it only follows in a list: those
    found beside 30 bodies are no bodies."""
    known = known_words()
    start, end, cut = max(whole.start, first - _REACH), first, ""
    for other in sorted(reading.quantities, key=lambda q: q.start, reverse=True):
        noun = other.noun
        if noun is None or not start <= other.start < noun.end <= end:
            continue
        harm = any(w in known and known[w].sort == "harm" for w in words(reading.quote(noun)))
        if harm and _LISTED.fullmatch(reading.text, noun.end, end):
            end, cut = other.start, " "
    return reading.text[start:end] + cut


_HAND = frozenset("up out off on onto aloft a an the their talks banners signs hands placards".split())


def _is_deed_of_hand(after: Sequence[str], at: int) -> bool:
    """Tell "held up signs", "held a vigil" from "held in the capital"."""
    return after[at] == "held" and (at == 0 or after[at - 1] not in _PASSIVE) and set(after[at + 1 : at + 2]) <= _HAND


_PASSIVE = frozenset("was were been being are is be still".split())


STILL = "still held"
_REMAINING = frozenset("remain remains remained remaining still".split())


def _remain(after: Sequence[str]) -> bool:
    return not _REMAINING.isdisjoint(after)


def _of_whole(reading: Reading, quantity: Quantity) -> bool:
    """Tell "1,200 of the 4,500 people who fled": what is told behind the whole is told of the whole."""
    part = _PART_OF.match(reading.text, quantity.end)
    return part is not None and _WHO.search(reading.text, part.end(), part.end() + _PART_REACH) is not None


_WHO = re.compile(r"\b(?:who|that)\b", re.IGNORECASE)
_PART_REACH = 50


def _told_beside(reading: Reading, quantity: Quantity, whole: Span, of_people: bool) -> Counted | None:
    """Find the nearest word of the clause that says what became of the counted; aboard is said last of all.

    Of what is not known to be people only harm is told.
    """
    known = known_words()
    end = max(quantity.end, quantity.noun.end if quantity.noun else 0)
    first = min(quantity.start, quantity.noun.start if quantity.noun else quantity.start)
    after_text = _BREAK.split(reading.text[end : min(max(whole.end, end), end + _REACH)], maxsplit=1)[0]
    before_text = _BREAK.split(_before(reading, whole, first))[-1] if whole.start < first else ""
    after = words(after_text)[: _WORDS_AFTER if of_people else _OTHER_AFTER]
    after = after[: next((n for n, word in enumerate(after) if word in _NEW_CLAUSE), len(after))]
    before = words(before_text)[-_WORDS_BEFORE:]
    of_these = any(w == "of" for w in before[-2:])
    beside: list[tuple[int, bool, str]] = [(n, True, word) for n, word in enumerate(after)]
    beside += [(n, False, w) for n, w in enumerate(reversed(before)) if not of_these or w in _OF_THESE]
    aboard: Counted | None = None
    for n, follows, word in sorted(beside):
        found = known.get(word)
        if found is None or found.sort not in _TELLING or (not of_people and found.sort != "harm"):
            continue
        if follows and (_is_deed_of_hand(after, n) or _of_whole(reading, quantity)):
            continue
        told = Counted(
            kind=found.kind,
            sort=_sort(found),
            scope=STILL if found.kind == "held" and _remain(after) else found.scope,
            telling=word,
            follows=follows,
            touches=follows and n == 0,
        )
        if found.kind != "aboard":
            return told
        aboard = aboard or told
    on_board = _ON_BOARD.search(after_text)
    if aboard is None and of_people and on_board and len(words(after_text[: on_board.start()])) <= len(after):
        touches = not after_text[: on_board.start()].strip()
        return Counted(kind="aboard", sort="people", telling="on board", follows=True, touches=touches)
    return aboard
