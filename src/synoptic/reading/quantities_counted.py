"""What a figure counts: the noun with its modifiers, or the subject or object of the verb that governs it.

Decision to know: noun phrases are found by their edges (prepositions, verbs, marks), without a parser; where the
number stands alone after a verb ("the toll rose to 14"), the subject of that verb is what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synoptic.lexicon import load_words
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import word_value
from synoptic.reading.quantities_verbs import EDGES, changes, is_finite, is_present, is_verb, pasts, tenses

_REACH = 12
PLACES = frozenset(
    "in on at near along around across to towards toward inside outside from over against within".split()
)
CLAUSE_MARKS = frozenset({";", ":", "—", "--", "–"})
_CLAUSE_WORDS = frozenset(
    "who which while although though because whereas but since when where if unless after before as".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase by its token indices; `also` is a participle that belongs to it from further on ("people were
    killed").
    """

    first: int
    stop: int
    also: int | None = None


def after_number(tokens: Sequence[Token], stop: int, *, through_of: bool) -> Phrase | None:
    """Read the noun phrase that begins right after a number or unit; `through_of` steps over "of (the)" first."""
    at = stop
    if (
        at + 1 < len(tokens)
        and tokens[at].text == "-"
        and tokens[at].start == tokens[at - 1].end
        and tokens[at + 1].start == tokens[at].end
        and tokens[at + 1].text[0].islower()
    ):
        at += 1  # "a 15-member panel"
    elif through_of and at + 1 < len(tokens) and tokens[at].lower in ("the", "its", "their", "his", "her", "all"):
        at += 1  # "half the jobs"
    elif through_of and at < len(tokens) and tokens[at].lower in ("of", "in", "worth"):
        in_what = tokens[at].lower
        at += 1
        if in_what == "in" and at < len(tokens) and tokens[at].lower in ("the", "a", "an", "all", "these", "those"):
            return None  # "in the third quarter", "in a month"
        while at < len(tokens) and tokens[at].lower in (
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "all",
            "these",
            "those",
            "our",
            "of",
            "last",
            "past",
            "first",
            "next",
        ):
            at += 1
        if at < len(tokens) and (tokens[at].text[0].isdecimal() or word_value(tokens[at].lower) is not None):
            at += in_what == "of"
        if in_what == "in" and at < len(tokens) and (tokens[at].is_capital or tokens[at].text[0].isdecimal()):
            return None
    elif at < len(tokens) and tokens[at].lower in ("more", "other", "additional", "extra", "new"):
        at += 1
    found = _phrase_from(tokens, at)
    if found is not None and through_of and found.first == stop and word_value(tokens[stop].lower) is not None:
        return None  # "one in 88 two years ago"
    if (
        found is not None
        and stop < len(tokens)
        and tokens[stop].lower == "in"
        and (tokens[found.stop - 1].lower.endswith("ing") or tokens[found.stop - 1].lower in _SPANS_OF_TIME)
    ):
        return None
    return found


_SPANS_OF_TIME = frozenset(
    "quarter quarters year years month months week weeks day days hour hours period time trading".split()
)


def _phrase_from(tokens: Sequence[Token], at: int) -> Phrase | None:
    stop = at
    states = load_words("state_nouns")
    while stop < len(tokens) and stop - at < 7:
        token = tokens[stop]
        lower = token.lower
        if stop == at and lower in _ADVERBS_OF_TIME and stop + 1 < len(tokens) and _goes_on(tokens[stop + 1]):
            stop += 1  # "monthly users"
            continue
        if stop == at and (lower in _NO_PHRASE or lower in pasts() or _is_told(tokens, at)):
            break
        if stop > at and _is_part_of_name(tokens, stop):
            stop += 1
            continue
        if not token.is_word and not (
            lower in ("-", "'s") and stop > at and stop + 1 < len(tokens) and tokens[stop + 1].is_word
        ):
            break
        if lower == "and" and stop > at and _joins_adjectives(tokens, stop):
            stop += 1
            continue
        if lower in EDGES and lower != "'s":
            break
        if stop > at and token.text in ("north", "south", "east", "west", "home", "abroad"):
            break
        if stop > at and lower in states:
            stop += not _takes_object(tokens, stop + 1)  # "an earthquake killed 370 people"
            break
        if stop > at and (lower in ("aged", "worth") or (lower.endswith("ing") and _takes_object(tokens, stop + 1))):
            break
        if stop > at and (is_finite(tokens, stop) or is_present(tokens, stop)):
            break
        if lower.endswith("ly") and stop > at and len(lower) > 4:
            break
        if stop > at and lower.endswith("ing") and tokens[stop - 1].lower.endswith("s"):
            break
        stop += 1
    while stop > at and not tokens[stop - 1].is_word and not _is_part_of_name(tokens, stop - 1):
        stop -= 1
    if stop == at:
        return None
    return Phrase(first=at, stop=stop, also=_participle(tokens, stop))


def _goes_on(token: Token) -> bool:
    return token.is_word and token.lower not in EDGES


def _takes_object(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    after = tokens[at]
    return (
        after.text[0].isdecimal()
        or word_value(after.lower) is not None
        or after.text in "$€£"
        or after.lower in ("a", "an")
    )


_ADVERBS_OF_TIME = frozenset({"monthly", "daily", "weekly", "yearly"})
_NO_PHRASE = frozenset(
    """below above under over x higher lower once further overall annually monthly daily weekly yearly today
    increase rise gain drop fall decline jump decrease percent""".split()
)


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Tell a participle of the verb ("the $1.20 expected by analysts") from an adjective of the noun."""
    if tenses().get(tokens[at].lower) == "past" and at + 1 < len(tokens):
        after = tokens[at + 1]
        return after.text[0].isdecimal() or after.text in "$€£" or after.lower in ("the", "a", "an", "about", "only")
    if not tokens[at].lower.endswith("ed") or at + 1 >= len(tokens) or tokens[at].lower in load_words("state_nouns"):
        return False
    return tokens[at + 1].lower in _AFTER_TOLD


def _is_part_of_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell the "&" and the number of a name: "S&P 500", "Orvent & Sons", "P/E"."""
    text, before = tokens[at].text, tokens[at - 1]
    if text in ("&", "/"):
        glued = before.end == tokens[at].start
        return at + 1 < len(tokens) and before.is_capital and tokens[at + 1].is_capital and (text == "&" or glued)
    if text.isdecimal() and before.end == tokens[at].start and before.is_capital:
        return True  # CO2
    return (
        text.isdecimal()
        and len(text) < 5
        and before.is_capital
        and before.is_word
        and before.lower not in EDGES
        and (at + 1 >= len(tokens) or tokens[at + 1].lower in _AFTER_NAME or is_verb(tokens, at + 1))
    )


_AFTER_TOLD = frozenset(
    "by in on at for to from earlier . , last this lower higher against with without up down his her its their".split()
)
_AFTER_NAME = frozenset("index average futures stock 's".split())


def _joins_adjectives(tokens: Sequence[Token], at: int) -> bool:
    return (
        False
        if at + 2 >= len(tokens)
        else tokens[at - 1].lower.endswith(("al", "ic", "ary", "an"))
        and tokens[at + 1].lower.endswith(("al", "ic", "ary", "an"))
    )


def _participle(tokens: Sequence[Token], stop: int) -> int | None:
    """Find "killed" in "40 people were killed", "had been injured": it is part of what is counted."""
    at = stop
    while (
        at < len(tokens)
        and at - stop < 4
        and tokens[at].lower
        in ("was", "were", "been", "have", "had", "has", "are", "is", "being", "reportedly", "also", "be", "feared")
    ):
        at += 1
    if at > stop and at < len(tokens) and tokens[at].lower in load_words("state_nouns"):
        return at
    return None


def governing_verb(tokens: Sequence[Token], at: int) -> int | None:
    """Find the verb before token `at` in its clause: the nearest to the left."""
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if tokens[back].text in CLAUSE_MARKS:
            return None
        if is_verb(tokens, back) or _is_changing(tokens, back):
            return back
    return None


def _is_changing(tokens: Sequence[Token], at: int) -> bool:
    lower = tokens[at].lower
    return lower in changes() and lower.endswith("ing")


def subject_before(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """Read the subject of the verb at `verb`: the noun phrase before its group, led back through prepositions and a
    pair of commas.
    """
    at = verb
    while at and (
        tokens[at - 1].lower in tenses()
        or tokens[at - 1].lower.endswith("ly")
        or tokens[at - 1].lower in _BETWEEN_SUBJECT_AND_VERB
    ):
        at -= 1
    stop = at
    if stop and tokens[stop - 1].lower in _PRONOUNS:
        return None
    first = at
    while first and stop - first < 18:
        token = tokens[first - 1]
        lower = token.lower
        if lower in ("and", "or") and first < stop and tokens[first].lower in PLACES:
            first -= 1  # "the number of troops near the river and in the hills"
            continue
        if (
            token.text in CLAUSE_MARKS
            or (lower in _CLAUSE_WORDS and not is_before_tax(tokens, first - 1))
            or lower in ("that", "and", "or")
            or token.text in ',"“”()'
        ):
            break
        if is_verb(tokens, first - 1):
            break
        first -= 1
    return _head(tokens, first, stop)


def is_before_tax(tokens: Sequence[Token], at: int) -> bool:
    """Tell "profit before tax", "income after costs" from a clause of time."""
    return tokens[at].lower in ("before", "after") and at + 1 < len(tokens) and tokens[at + 1].lower in _TAXES


_TAXES = frozenset("tax taxes interest costs expenses items".split())
_BETWEEN_SUBJECT_AND_VERB = frozenset(
    "also not now to , itself themselves himself herself already still since then".split()
)
_PRONOUNS = frozenset("he she it they we i you who which that this these those one".split())


_FORESEES = frozenset("expects expect forecasts foresees predicts projects".split())


_SPEAKS = frozenset("spoke speak speaks spoken talked talks heard".split())


def before_of(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read the noun phrase that a figure stands to with "of" or "worth" ("a net loss of $8 million", "arms worth $8
    million").
    """
    if first < 2 or tokens[first - 1].lower not in ("of", "worth", "at"):
        return None
    link = tokens[first - 1].lower
    if link == "of" and tokens[first - 2].lower in _SPEAKS:
        return None  # "the police spoke of 25,000": who says so is not counted
    if link == "at" and tokens[first - 2].lower not in ("valued", "estimated", "put", "priced"):
        return None
    stop = first - 1 - (link == "at")
    while stop and tokens[stop - 1].text == ",":
        stop -= 1
    start = stop
    while start and stop - start < 5:
        token = tokens[start - 1]
        lower = token.lower
        if (
            not (token.is_word or lower == "-")
            or (lower in EDGES and lower != "'s")
            or ((is_verb(tokens, start - 1) or lower in _FORESEES) and start < stop)
        ):
            break
        start -= 1
    while start < stop and not tokens[start].is_word:
        start += 1
    if start > 1 and tokens[start - 1].text == "-" and tokens[start - 2].text[0].isdecimal():
        start -= 2  # "a 52-week high of $45"
    return Phrase(first=start, stop=stop) if start < stop and (link != "at" or is_verb(tokens, stop)) else None


def object_after(tokens: Sequence[Token], verb: int, first: int) -> Phrase | None:
    """Read the object between a verb and "to", "by", "from", "at" before the figure ("cut its stake to 20 %")."""
    link = first - 1
    if tenses().get(tokens[verb].lower) in ("future", "modal", "past be", "present be", "past have", "perfect"):
        return None  # "will go up by 50 cents"
    gives = tokens[link].lower == "as" and tokens[verb].lower in GIVING
    if link <= verb + 1 or not (gives or tokens[link].lower in ("to", "by", "from", "at")):
        return None
    at = verb + 1
    while at < link and tokens[at].lower in ("the", "a", "an", "its", "their", "his", "her", "our", "some"):
        at += 1
    if any(t.text[0].isdecimal() or t.text in "$€£%" or word_value(t.lower) is not None for t in tokens[at:link]):
        return None  # "gained 0.8 percent to 22,950": another figure, and no object
    found = _head(tokens, at, link)
    return (
        found
        if found is not None and tokens[found.first].lower not in ("back", "sharply", "slightly", "early")
        else None
    )


GIVING = frozenset("gave give gives given giving put puts".split())
"""Verbs after which a number stands with "as" ("gave the number of dead as 62")."""


def _head(tokens: Sequence[Token], first: int, stop: int) -> Phrase | None:
    """Narrow a stretch to its first noun phrase, or to the one that a gathering noun holds ("number of troops")."""
    at = first
    while at < stop and (
        not tokens[at].is_word or (tokens[at].lower in EDGES) or tokens[at].lower in ("and", "meanwhile", "however")
    ):
        if tokens[at].lower in PLACES and at == first:
            return None
        at += 1
    if at >= stop:
        return None
    found = _phrase_from(tokens[:stop], at)
    if found is None:
        return None
    if at - 2 >= first and tokens[at - 1].text == "-" and tokens[at - 2].text[0].isdecimal():
        found = Phrase(first=at - 2, stop=found.stop, also=found.also)  # "the 10-year yield"
    if (
        found.stop < stop
        and tokens[found.stop].lower == "of"
        and tokens[found.stop - 1].lower in load_words("gathering_nouns")
    ):
        inner = found.stop + 1
        while inner < stop and tokens[inner].lower in ("the", "a", "an", "its", "their", "all", "these"):
            inner += 1
        return _phrase_from(tokens[:stop], inner) or found
    return found


def bought_for(tokens: Sequence[Token], first: int) -> Phrase | None:
    """Read the noun right before "for" and a sum of money ("sold its stake for $2bn")."""
    if first < 2 or tokens[first - 1].lower != "for":
        return None
    at = first - 1
    while at and first - at < 6 and _holds(tokens[at - 1]):
        at -= 1
    while at < first - 1 and tokens[at].lower in _UNITS_BEFORE_NOUN:
        at += 1
    if at == first - 2 and (tokens[at].lower in _ASKING or tokens[at - 1].lower in ("to", "will", "would", "must")):
        return None  # "to ask for 90 million crowns"
    return _phrase_from(tokens[: first - 1], at) if at < first - 1 else None


_ASKING = frozenset(
    "ask asks asked call calls settle settles settled sell sells sold pay pays go goes look looks".split()
)
_UNITS_BEFORE_NOUN = frozenset({"percent", "per", "cent", "pct", "million", "billion", "bn"})


def _holds(token: Token) -> bool:
    lower = token.lower
    return token.is_word and lower not in EDGES and lower not in changes() and not lower.endswith(("ed", "ly"))


def paid_for(tokens: Sequence[Token], verb: int, stop: int) -> Phrase | None:
    """Read what a sum is paid for ("paid $2bn for the unit")."""
    if tokens[verb].lower not in _PAYING or stop >= len(tokens):
        return None
    if tokens[stop].text == "(":
        stop = next((at + 1 for at in range(stop, min(len(tokens), stop + 7)) if tokens[at].text == ")"), stop)
    if stop >= len(tokens) or tokens[stop].lower != "for":
        return None
    at = stop + 1
    while at < len(tokens) and tokens[at].lower in ("the", "a", "an", "its", "their", "his", "her"):
        at += 1
    return _phrase_from(tokens, at) if at < len(tokens) and tokens[at].is_word else None


_PAYING = frozenset("paid pay pays paying offered offer offers bid bids".split())


def state_after(tokens: Sequence[Token], stop: int) -> Phrase | None:
    """Read the state that a bare number is told to be in ("and 30 were injured"), "others" stepped over."""
    at = stop + 1 if stop < len(tokens) and tokens[stop].lower == "others" else stop
    lead = at
    while at < len(tokens) and at - lead < 4 and tokens[at].lower in _STATE_LEADS:
        at += 1
    if at == lead or at >= len(tokens) or tokens[at].lower not in load_words("state_nouns"):
        return None
    return Phrase(first=at, stop=at + 1)


_STATE_LEADS = frozenset("was were are is been have had has being reportedly also feared left still".split())
