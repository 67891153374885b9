"""Verbs around a figure, told by form and neighbours alone: where a clause is, and where a noun ends.

Decision to know: a word that may be noun or verb is a verb only where its neighbours leave little doubt; the lists of
verbs are those of the events.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.model.readings import Change
from synoptic.reading.draft import Token
from synoptic.reading.quantities_numbers import word_value

EDGES = frozenset(
    """of in on at to for with by from into onto over under near along around across between among against within
    without through during since until after before as than that which who whom whose where when while if because
    although though but and or nor so yet not is are was were be been being am has have had having do does did will
    would can could should may might must shall 's ' he she it they we i you his her its their our my your this these
    those the a an there here also about per via toward towards amid despite including like unlike last next previous
    yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday up down off out ahead
    behind inside outside beyond said says told ago each every both either now then only just still already again even
    more less most least far too very well later earlier respectively alone apart compared such""".split()
)
ARTICLES = frozenset("the a an its their his her our my your this that these those all both each some any".split())
PRONOUNS = frozenset(
    """he she it they we i you this these those there one his her its their them him us me nobody everyone who which
    that what""".split()
)
SPEECH = frozenset(
    """says said say told estimates estimated claims claimed believes believe reported reports according added warned
    warns confirmed announced""".split()
)


@cache
def changes() -> dict[str, Change]:
    return {word: Change(way) for word, way in load_table("change_words")}


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word looks like a finite verb or auxiliary; nouns in -ed and adjectives before nouns do not
    count.
    """
    lower = tokens[at].lower
    if lower not in _told_as_verbs() and lower[-2:] != "ed":  # nine words in ten: one look
        return False
    if lower in tenses():
        return tenses()[lower] not in ("forward", "been", "timetable")
    if lower in changes() and lower not in _NO_VERBS:
        return lower not in _NOUNS_OF_CHANGE or _acts(tokens, at)
    if lower in SPEECH or (lower in load_words("measure_verbs") and at and tokens[at - 1].lower not in _BEFORE_NOUN):
        return lower != "trade" or tokens[at - 1].lower.endswith("s")  # "in lost trade"
    if not lower.endswith("ed") or len(lower) < 5 or tokens[at].is_capital or "-" in lower:
        return False
    before = tokens[at - 1].lower if at else ""
    if (
        at + 1 < len(tokens)
        and (before.endswith("ed") or tenses().get(before) == "past")
        and tokens[at + 1].lower not in EDGES
    ):
        return False  # "deployed coloured buoys"
    if (
        before == "and"
        and at + 1 < len(tokens)
        and (tokens[at + 1].text[0].isdecimal() or tokens[at + 1].text in "$€£")
    ):
        return True  # "infected 1,200 and killed 300"
    return before not in _BEFORE_ADJECTIVE and word_value(before) is None and not before[:1].isdecimal()


@cache
def _told_as_verbs() -> frozenset[str]:
    return frozenset(tenses()) | frozenset(changes()) | SPEECH | load_words("measure_verbs")


@cache
def _may_be_verbs() -> frozenset[str]:
    """Return every word that `is_finite` can take for a verb, but for those in -s and -ed."""
    short = {"'ve", "'re", "'ll", "'d"}
    return _told_as_verbs() | _irregular_pasts() | _verb_forms() | load_words("noun_verbs") | short


_NO_VERBS = frozenset({"up", "down", "higher", "lower"})
_NOUNS_OF_CHANGE = frozenset(
    """rise increase drop fall cut gain decline jump surge raise cuts gains boost advance slump dip slide plunge rally
    spike leap climb rises falls drops declines increases jumps surges""".split()
)
_OBJECT_LEADS = frozenset(
    "the its their his her our a an some by to from more about almost nearly rates prices".split()
)


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Tell "the bank cut rates", "prices rise 3 %" from "a cut of", "the price cut": what follows it takes."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or after is None or not before.is_word or before.lower in _BEFORE_NOUN:
        return False
    takes = after.lower in _OBJECT_LEADS or after.text[0].isdecimal() or after.text in "$€£"
    return takes and before.lower not in _EDGES_OF_NOUN


_EDGES_OF_NOUN = frozenset("this that these those no any each every big sharp further 's and or with of".split())
_BEFORE_NOUN = frozenset("the a an of its their his her our my your in for at on by low high total average".split())
_BEFORE_ADJECTIVE = frozenset(
    "the a an of and their its his her our my your this that these those some no any more most".split()
)


@cache
def tenses() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("tense_words")}


def is_present(tokens: Sequence[Token], at: int) -> bool:
    """Tell a verb in -s after its noun ("the engine emits 99 g", "the fund gets the rest")."""
    lower = tokens[at].lower
    if not lower.endswith("s") or lower.endswith("ss") or tokens[at - 1].lower.endswith("s") or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if not (after.text[0].isdecimal() or after.lower in _AFTER_PRESENT or after.text in "$€£"):
        return False
    return lower[:-1] in load_words("verbs") or (lower.endswith("es") and lower[:-2] in load_words("verbs"))


_AFTER_PRESENT = frozenset("a an the its their his her about over more almost nearly".split())


_PLURALS = frozenset("people men women children police".split())
_NO_SUBJECTS = (ARTICLES | EDGES) - PRONOUNS | frozenset({"his", "her", "its", "their"})


_NOUNS_TOO = frozenset("cost left felt rent bid ground wound bore saw spoke bit lay cut set cast bet".split())


@cache
def _irregular_pasts() -> frozenset[str]:
    return frozenset(row[1] for row in load_table("irregular_verbs")) - _NOUNS_TOO


@cache
def pasts() -> frozenset[str]:
    """Return the past forms that are never participles ("tore", "fell"): no noun phrase begins with one."""
    forms = {row[1] for row in load_table("irregular_verbs") if row[1] not in row[2].split("/")}
    return frozenset(forms - {"bit", "saw", "bore", "spoke"})  # nouns as well: a 64 bit chip


@cache
def _verb_forms() -> frozenset[str]:
    """Return dictionary forms that are verbs and seldom nouns."""
    irregular = {row[0] for row in load_table("irregular_verbs")}
    return (load_words("verbs") | irregular) - load_words("noun_verbs")


def is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb of a clause stands at `at`: what looks like one by its form, and verbs in the present."""
    token = tokens[at]
    if token.lower not in _may_be_verbs() and token.lower[-1] != "s" and token.lower[-2:] != "ed":
        return False
    if not token.text[0].isalpha() and token.lower not in ("'s", "'ve", "'re", "'ll", "'d"):
        return False
    if token.is_capital and at and token.lower in ("may", "will", "march"):
        return False  # "for May delivery"
    if is_verb(tokens, at):
        return True
    lower = token.lower
    if at and lower in _irregular_pasts() and tokens[at - 1].lower not in _NO_SUBJECTS and tokens[at - 1].is_word:
        return True
    if not at or token.is_capital or not tokens[at - 1].is_word or tokens[at - 1].lower in ARTICLES:
        return False
    if lower.endswith("s") and not tokens[at - 1].lower.endswith("s"):
        forms = (lower[:-1], lower[:-2] if lower.endswith("es") else lower[:-1])
        if any(form in _verb_forms() for form in forms):
            return True
        takes = at + 1 < len(tokens) and (tokens[at + 1].lower in _TAKES or tokens[at + 1].text[0].isdecimal())
        return takes and any(form in load_words("noun_verbs") for form in forms)
    before = tokens[at - 1].lower
    if not (before.endswith("s") or before in PRONOUNS or before in _PLURALS):
        return False
    takes = at + 1 < len(tokens) and (tokens[at + 1].lower in _TAKES or tokens[at + 1].text[0].isdecimal())
    return lower in _verb_forms() or (takes and lower in load_words("noun_verbs"))


_TAKES = frozenset("the a an its their his her about almost nearly at more $ € £".split())
