"""Numbers that are no figures: identifiers, scores, years in words, "one" for somebody.

Decision to know: what is glued to a word or follows a word that numbers things is a name, and nothing is read there.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.lexicon import load_words
from synoptic.reading.draft import Token
from synoptic.reading.quantities_counted import state_after
from synoptic.reading.quantities_numbers import (
    word_value,
)
from synoptic.reading.quantities_units import (
    CLOSERS,
    CODES,
    LETTERED,
    is_lettered,
    unit_after,
    units,
)

_NOT_AFTER_ONE = frozenset(
    """another of day by another's more thing can should must could would may might is was has who that who's which
    where when with for as if because since and or but to , . ; :""".split()
)


def is_year_in_words(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell "nineteen eighty-four" from a count: a word of ten to twenty right before another word of tens."""
    for one, two in ((at, stop), (at - 1, at)):
        if one < 0 or two >= len(tokens) or tokens[one].text[0].isdecimal() or tokens[two].text[0].isdecimal():
            continue
        head, tail = word_value(tokens[one].lower), word_value(tokens[two].lower)
        if head is not None and tail is not None and 10 < head < 21 and tail >= 10:
            return True
    return False


def is_left_over(tokens: Sequence[Token], at: int) -> bool:
    """Tell what is left out of a count from a count: "all but 30 of the crew were saved" tells of the others."""
    before = [token.lower for token in tokens[max(0, at - 3) : at]]
    before = before[:-1] if before[-1:] in (["about"], ["some"], ["a"], ["the"]) else before
    return before[-2:] in (["all", "but"], ["everything", "but"], ["everyone", "but"], ["all", "except"])


def is_pronoun(tokens: Sequence[Token], at: int, unit: str | None) -> bool:
    """Tell "no one", "one another", "one should" from "one soldier" and "one of the ministers"."""
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if unit is not None and before in ("the", "this", "that", "each") and after is not None and after.lower != "day":
        return False  # "the one inch of rain", "each one litre bottle"
    if (
        before
        in (
            "no",
            "any",
            "every",
            "this",
            "that",
            "the",
            "each",
            "which",
            "another",
            "some",
            "new",
            "good",
            "day",
        )
        or after is None
    ):
        return True
    if unit is not None and after.lower != "day":
        return False
    following = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if after.lower in ("to", "or", "and") and word_value(following) is not None:
        return False  # "one to three years"
    if after.lower == "of":
        third = tokens[at + 3].lower if at + 3 < len(tokens) else ""
        return following not in _THESE or third in _FOREMOST or third.endswith("est")
    if after.lower in ("was", "is", "has") and state_after(tokens, at + 1) is not None:
        return False  # "one was killed"
    return not after.is_word or after.lower in _NOT_AFTER_ONE or after.lower.startswith("'")


_THESE = frozenset("the its their his her these those our my".split())
_FOREMOST = frozenset("most few first last main top leading only best-known key major more least very".split())
"""After "one of the": words of praise, with which nothing is counted ("one of the most", "one of the few")."""


def is_identifier(tokens: Sequence[Token], at: int, stop: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[stop] if stop < len(tokens) else None
    if after is not None and after.text == "-" and stop + 1 < len(tokens) and tokens[stop + 1].lower.startswith("to-"):
        return after.start == tokens[stop - 1].end  # "a 5-to-1 shot"
    if before is None:
        return after is not None and after.text == "." and stop + 1 < len(tokens)  # the number of an item in a list
    lettered = before.text in LETTERED and is_lettered(tokens, at)
    if before.end == token.start:
        if before.text[-1].isalpha() and before.lower not in CODES and not lettered:
            return True
        rupees = before.text == "." and at > 1 and tokens[at - 2].text == "Rs"
        if before.text in "#/:.^'" and not rupees:
            return True
        if before.text in "-–" and at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].text[-1].isalpha():
            return True  # F-16, Covid-19
    if token.text.isdecimal() and len(token.text) > 5 and (after is None or not after.text[0].islower()):
        return True
    if before.lower in load_words("identifier_words") and token.text[0].isdecimal() and token.text.isdecimal():
        return True
    if before.text == "." and at > 1 and tokens[at - 2].lower in ("no", "nos"):
        return True
    if after is not None and after.lower in "x×*·" and [t.text for t in tokens[stop + 1 : stop + 3]] == ["10", "^"]:
        return True  # a power past all bounds
    if after is not None and after.start == tokens[stop - 1].end and after.text in ("G", "K", "D"):
        return stop == at + 1 and token.text in ("2", "3", "4", "5", "6", "8")  # 5G, 4K, 3D
    if after is not None and after.start == tokens[stop - 1].end:
        seconds = after.text == "s" and "." in tokens[stop - 1].text
        if after.text[0].isalpha() and after.text != "'s" and not seconds and not _is_unit(tokens, stop):
            return True
        if after.text == "/" and stop + 1 < len(tokens) and tokens[stop + 1].text.isdecimal():
            return True
        if after.text == ":" and stop + 1 < len(tokens) and tokens[stop + 1].text[0].isdecimal():
            return True
    if (
        token.text.isdecimal()
        and before.is_capital
        and before.is_word
        and at > 1
        and before.lower not in CODES
        and not lettered
        and len(before.text) > 1
    ):
        follows = after.lower if after is not None else "."
        if follows in _INDEX_NOUNS:
            return True  # the Ostra 40 index
        return not (follows in units() or (follows[0].isalpha() and follows not in CLOSERS)) and len(token.text) < 5
    return False


def _is_unit(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what is glued to a number is a unit: "5kWh", "4kΩ", "3h", "5km-long", "20c a litre"."""
    return tokens[at].lower in units() or unit_after(tokens, at)[0] is not None


_INDEX_NOUNS = frozenset(
    """index average stock futures benchmark gauge list ranking company bill model edition summit jet fighter aircraft
    tank rifle missile rocket mission""".split()
)


def is_score(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Tell a score ("3-1"), a telephone number or another chain of digits by its dashes."""
    for near, other in ((stop, stop + 1), (at - 1, at - 2)):
        if not (0 < near < len(tokens) - 1 and 0 <= other < len(tokens)) or tokens[near].text not in "-–":
            continue
        glued = tokens[near].start == tokens[near - 1].end and tokens[near].end == tokens[near + 1].start
        if glued and tokens[other].text[0].isdecimal() and tokens[at].text[0].isdecimal():
            return True
    return False
