"""What stands beside a name: the title before it, the office in apposition, the gender that a title tells, the owner of
a ministry.

Decision to know: a role is words of the report that stand together, without article and without Mr or Sir; nothing is
put together.
"""

from __future__ import annotations

from collections.abc import Mapping

from synoptic.reading.names_lexicon import PORTFOLIOS, Lexicon
from synoptic.reading.names_runs import Words

_HEADS = frozenset({"office", "trade", "rank"})
_STOP = frozenset("who which that said says told was is were are has had have and but or when while as".split())
_ROLE_WORDS = frozenset("of for the in and to at on".split())
_APPOINTS = frozenset("appoint appoints appointing name naming nominate nominates nominating elect choose make".split())
_REACH = 14


_HOLDING = frozenset(
    "acting outgoing incoming managing founding sitting ruling leading presiding visiting serving".split()
)
"""Forms in -ing with which an office begins."""


def role_before(
    words: Words, first: int, floor: int, lexicon: Lexicon, owners: Mapping[int, int]
) -> tuple[str | None, str, int]:
    """Read the title before the name that begins at token `first`: role, gender, and the token where the title begins.

    `owners` maps the token after a known name to that name's first token, so that "Kremlin spokesman" keeps its
    Kremlin.
    """
    lowers = words.lowers
    at, gender, head = first, "", False
    only_honorific = True
    while at > floor and first - at < 10:
        word = lowers[at - 1]
        if word == "." and at - 2 >= floor and lowers[at - 2] in lexicon.titles:
            at -= 1
            continue
        kind = lexicon.titles.get(word)
        if word in PORTFOLIOS and at - 3 >= floor and lowers[at - 2] == "of" and lowers[at - 3] in lexicon.titles:
            at -= 2
            continue
        if at in owners and owners[at] < at - 1:
            break
        if kind is None:
            if word == "affairs" and head is False:
                at -= 1
                continue
            break
        if kind[0] == "part" and not head:
            break
        if kind[0] == "honorific" and head:
            break
        head = head or kind[0] in _HEADS or kind[0] == "honorific"
        only_honorific = only_honorific and kind[0] == "honorific"
        gender = gender or kind[1]
        at -= 1
    if not head or at == first:
        return None, "", first
    if only_honorific:
        return None, gender, at
    at = _with_owner(words, at, floor, owners)
    stop = first
    while stop > at and (lexicon.titles.get(lowers[stop - 1], ("",))[0] == "honorific" or lowers[stop - 1] == "."):
        stop -= 1
    return (words.between(at, stop) if stop > at else None), gender, at


def _with_owner(words: Words, at: int, floor: int, owners: Mapping[int, int]) -> int:
    """Move left over the names and adjectives that belong to a title: Ukraine's, US, Kremlin."""
    for _ in range(2):
        if at > floor and words.lowers[at - 1] == "'s" and at - 1 in owners and owners[at - 1] >= floor:
            at = owners[at - 1]
        elif at in owners and owners[at] >= floor:
            at = owners[at]
        elif at > floor and words.lowers[at - 1] in ("new", "top", "longtime", "veteran"):
            at -= 1
        else:
            break
    return at


def role_after(words: Words, last: int, limit: int, lexicon: Lexicon, people: frozenset[int]) -> tuple[str | None, str]:
    """Read an office in apposition after the name that ends before token `last` (", the foreign minister of
    Examplia,").
    """
    lowers = words.lowers
    if last + 1 >= limit or lowers[last] != ",":
        return None, ""
    at = last + 1
    if lowers[at] in ("the", "a", "an", "his", "her", "their", "its"):
        at += 1
    elif any(word in _APPOINTS for word in lowers[max(0, last - _REACH) : last]):
        return None, ""  # "asked to appoint Orlo, ambassador to Examplia" tells what Orlo is not yet
    if lowers[at].endswith("ing") and lowers[at] not in _HOLDING:
        return None, ""  # "backed by Orlo, accusing the president of ..." tells what is done
    stop, head, gender = at, -1, ""
    while stop < limit and stop - at < _REACH and stop not in people:
        word = lowers[stop]
        if word in (",", ".", ";", ":", "(", "—", "–", "-", '"', "“") or (
            word in _STOP and not (word == "and" and head >= 0)
        ):
            break
        kind = lexicon.titles.get(word)
        if kind is not None and kind[0] in ("office", "trade") and head < 0:
            head, gender = stop, kind[1]
        stop += 1
    if (
        head < 0
        or head - at > 5
        or stop in people
        or (stop < limit and lowers[stop] in ("said", "says", "told") and stop == at)
    ):
        return None, ""
    if any(lowers[i] in ("in", "on", "at", "by", "after", "for", "with", "to") for i in range(at, head)):
        return None, ""
    if lowers[stop - 1] in _ROLE_WORDS:
        stop -= 1
    return words.between(at, stop), gender


def role_in_front(
    words: Words, first: int, floor: int, last: int, limit: int, lexicon: Lexicon, owners: Mapping[int, int]
) -> tuple[str | None, str]:
    """Read an office before a comma and the name (Examplia's foreign minister, Oana Brek,)."""
    lowers = words.lowers
    if first - 2 < floor or lowers[first - 1] != ",":
        return None, ""
    kind = lexicon.titles.get(lowers[first - 2])
    if kind is None or kind[0] not in ("office", "trade"):
        return None, ""
    if last < limit and lowers[last] not in (",", ".", "—", ")", ";"):
        return None, ""
    at = first - 2
    while at > floor and lexicon.titles.get(lowers[at - 1], ("",))[0] in ("part", "office"):
        at -= 1
    before = at
    at = _with_owner(words, at, floor, owners)
    named = at != before
    if not named and (at == floor or lowers[at - 1] not in ("the", "a", "an", "its", "their", "his", "her")):
        return None, ""
    return words.between(at, first - 1), kind[1]


def owner_of(words: Words, at: int, floor: int, owners: Mapping[int, int]) -> int | None:
    """Return the first token of the name that owns what begins at token `at` (Examplia's, the Examplian), or None."""
    if at > floor and words.lowers[at - 1] == "'s" and at - 1 in owners:
        return owners[at - 1]
    return owners.get(at)
