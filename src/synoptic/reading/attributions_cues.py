"""Cues: the verbs and phrases that tell that somebody says, asks, denies or thinks something, and whether a word is one
here.

Decision to know: a cue has to be a finite verb or a participle after a comma, outside quotation marks, and not
passive, negated or only possible: "would say" and "did not say" report nothing that was said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from synoptic.lexicon import load_table
from synoptic.lexicon.inflect import Tense, tensed_forms
from synoptic.reading.attributions_phrases import ADVERBS
from synoptic.reading.attributions_quotes import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A reporting verb: dictionary form with its particle, how it takes its content, and its flags."""

    lemma: str
    kind: str
    noun: bool
    speech: bool
    particle: tuple[str, ...]
    tense: Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue where it stands: the verb's token, the verb group `[first, last)` and how it is bound."""

    at: int
    first: int
    last: int
    verb: Verb
    participle: bool = False


@cache
def cue_forms() -> Mapping[str, tuple[Verb, ...]]:
    """Map every form of a reporting verb to its readings, the longest particle first."""
    forms: dict[str, list[Verb]] = {}
    for row in load_table("reporting_cues"):
        words = row[0].split()
        flags = row[2] if len(row) > 2 else ""
        for form, tense in tensed_forms(words[0]):
            if tense is Tense.PARTICIPLE and (form, Tense.PAST) in tensed_forms(words[0]):
                continue
            verb = Verb(
                lemma=row[0],
                kind=row[1],
                noun=flags == "noun",
                speech=flags == "speech",
                particle=tuple(words[1:]),
                tense=tense,
            )
            if verb not in forms.setdefault(form, []):
                forms[form].append(verb)
    return {form: tuple(sorted(verbs, key=lambda v: -len(v.particle))) for form, verbs in forms.items()}


_BE = frozenset("is are was were be been being am 's 're get gets got".split())
_MODAL = frozenset("will would can could may might must shall should 'll 'd to".split())
_NEGATION = frozenset("not n't never cannot neither nor".split())
_NOUN_BEFORE = frozenset(
    "the a an this these those his her its their our my your no any some such more new recent of in for by"
    " on with from to or other another 's latest false first second official public".split()
)
_AFTER_NOUN = frozenset("of by in on at for with against about between".split())
_DO = frozenset("do does did".split())
_OTHER_PARTICLES = frozenset("off in up back at out from to into upon".split())
_HAVE = frozenset("has have had 's 've 'd having".split())


def find_cue(page: Page, at: int, floor: int, limit: int) -> Cue | None:
    """Judge whether the word at `at` is a cue in the clause `[floor, limit)`; return it with its group, or None."""
    for verb in cue_forms()[page.lowers[at]]:
        size = len(verb.particle)
        if size and tuple(page.lowers[at + 1 : at + 1 + size]) != verb.particle:
            continue
        if verb.kind == "none":
            return None
        cue = _group(page, at, floor, limit, verb)
        if cue is not None:
            return cue
        if size == 0:
            return None
    return None


def _group(page: Page, at: int, floor: int, limit: int, verb: Verb) -> Cue | None:
    """Walk left over adverbs and auxiliaries and refuse what is no report."""
    walked = _auxiliaries(page, at, floor, verb)
    if walked is None:
        return None
    first, auxiliaries = walked
    cue = Cue(at=at, first=first, last=at + 1 + len(verb.particle), verb=verb)
    if _is_name_or_markup(page, cue, floor, limit) or _is_unreal(cue, auxiliaries):
        return None
    passive = any(word in _BE for word in auxiliaries if not (word == "'s" and verb.tense is Tense.PAST))
    if verb.tense is Tense.GERUND:
        return cue if passive else _participle(page, cue, floor)
    if passive and verb.tense in (Tense.PAST, Tense.PARTICIPLE):
        return None
    if not auxiliaries and _is_other_word(page, cue, floor, limit):
        return None
    return cue


def _auxiliaries(page: Page, at: int, floor: int, verb: Verb) -> tuple[int, list[str]] | None:
    """Find where the verb group begins and its auxiliaries; None for a negated one."""
    lowers = page.lowers
    first = at
    auxiliaries: list[str] = []
    while first > floor and page.quotation[first - 1] < 0:
        word = lowers[first - 1]
        if word in _NEGATION or word.endswith("n't"):
            return None
        if word in _HAVE or word in _BE or word in _MODAL or word in _DO:
            if word == "'s" and not _is_verbal_s(page, first - 1, verb):
                break
            auxiliaries.append(word)
        elif word == "only" or not (word in ADVERBS or word == "yet" or word.endswith("ly")):
            break
        first -= 1
    return _drop_time_adverbs(page, first, at), auxiliaries


def is_stated(page: Page, cue: Cue, floor: int) -> bool:
    """Tell whether the cue's verb tells that its subject said it: not denied, not only possible, not still to come, and
    not said of the subject ("is expected to").
    """
    walked = _auxiliaries(page, cue.at, floor, cue.verb)
    if walked is None:
        return False
    auxiliaries, tense = walked[1], cue.verb.tense
    passive = tense in (Tense.PAST, Tense.PARTICIPLE) and any(word in _BE and word != "'s" for word in auxiliaries)
    unreal = any(word in _MODAL for word in auxiliaries if word != "'d" or tense is Tense.BASE)
    return not unreal and (not passive or page.lowers[cue.at] == "quoted")


def _is_name_or_markup(page: Page, cue: Cue, floor: int, limit: int) -> bool:
    """Tell whether the word is part of a name, of a page's markup, or of another verb (called off)."""
    if page.texts[cue.at][0].isupper() and not _in_title_case(page, cue.at, floor, limit):
        return True
    if cue.verb.kind == "named" and cue.last < limit and page.lowers[cue.last] in _OTHER_PARTICLES:
        return True
    return cue.first > floor and page.lowers[cue.first - 1] in ("<", "=", "/", "@", "#")


def _is_unreal(cue: Cue, auxiliaries: list[str]) -> bool:
    """Tell whether the verb is only possible, asked for, or has an auxiliary that does not go with its form."""
    tense = cue.verb.tense
    if any(word in _MODAL for word in auxiliaries if word != "'d" or tense is Tense.BASE):
        return True
    if tense is not Tense.BASE and not _DO.isdisjoint(auxiliaries):
        return True
    return tense is Tense.PARTICIPLE and _HAVE.isdisjoint(auxiliaries)


def _participle(page: Page, cue: Cue, floor: int) -> Cue | None:
    """Take a form in -ing that goes on with a clause: ", adding"; None when it is bound to nothing."""
    at, lowers = cue.at, page.lowers
    before = lowers[at - 1] if at > floor else ""
    if at - 2 > floor and page.quotation[at - 1] >= 0 and before in ('"', "”", "'", "’"):
        before = "," if "," in (lowers[at - 2], lowers[at - 3]) else before
    series = before in ("and", "but", "while", "in") and _follows_participle(page, at, floor)
    return replace(cue, first=at, participle=True) if before in (",", "by") or series else None


def _is_other_word(page: Page, cue: Cue, floor: int, limit: int) -> bool:
    """Tell whether the bare form is a noun, or a participle behind its noun, by the words around it."""
    verb, lowers, first = cue.verb, page.lowers, cue.first
    after = lowers[cue.last] if cue.last < limit and not verb.particle else ""
    if verb.tense is Tense.PAST:
        return after in ("by", "of") and verb.lemma != "say"
    if verb.tense is Tense.BASE and not _plural_before(page, first, floor):
        return True
    if not verb.noun:
        return False
    if verb.tense is Tense.THIRD and not _singular_before(page, first, floor):
        return True
    return after in _AFTER_NOUN or (first > floor and lowers[first - 1] in _NOUN_BEFORE)


_PLURALS = frozenset(
    "they we i you who people police many some most others both few men women several which that those"
    " americans media majority".split()
)


def _plural_before(page: Page, first: int, floor: int) -> bool:
    """Tell whether what stands before a verb in its base form can be its subject: a plural or a pronoun."""
    at = first
    while at > floor and page.lowers[at - 1] in (",", ")"):
        at -= 1
    if at <= floor:
        return False
    word = page.lowers[at - 1]
    if word in _PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss"))):
        return True
    if at != first:
        return True
    return (
        (page.texts[at - 1][0].isupper() and "and" in page.lowers[max(floor, at - 5) : at])
        or any(
            page.lowers[i] in ("of", "in", "with", "at", "from") and page.lowers[i - 1].endswith("s")
            for i in range(max(floor + 1, at - 6), at)
        )
        or (word in ("him", "them", "her") and "who" in page.lowers[max(floor, at - 8) : at])
    )


def _singular_before(page: Page, first: int, floor: int) -> bool:
    """Tell whether what stands before a form in -s that is a noun too can be its subject: a pronoun, a name, or "the"
    and a noun.
    """
    if first <= floor:
        return False
    word, text = page.lowers[first - 1], page.texts[first - 1]
    if word in ("he", "she", "it", "who", "which", "that", ",", ")") or text[0].isupper():
        return True
    if word.endswith(("ing", "ed", "ly")) or (word.endswith("s") and not word.endswith("ss")):
        return False
    return any(
        w in ("the", "a", "an", "his", "her", "this", "one", "another", "'s")
        for w in page.lowers[max(floor, first - 5) : first - 1]
    )


def _in_title_case(page: Page, at: int, floor: int, limit: int) -> bool:
    """Tell whether the sentence is a line in Title Case, where verbs have capitals too."""
    words = [w for w in page.texts[floor:limit] if w[0].isalpha() and len(w) > 3]
    return at > floor and sum(w[0].isupper() for w in words) * 10 > len(words) * 7


def _is_verbal_s(page: Page, at: int, verb: Verb) -> bool:
    """Tell whether 's is a verb here: he's said; not Brek's said."""
    return (
        page.lowers[at - 1] in ("he", "she", "it", "who", "that", "there") and verb.tense in (Tense.PAST, Tense.GERUND)
        if at
        else False
    )


def _drop_time_adverbs(page: Page, first: int, at: int) -> int:
    """Leave "yesterday" and the like out of the verb group."""
    while first < at and page.lowers[first] in ("yesterday", "today", "all", "both", "so", "then"):
        first += 1
    return first


def _follows_participle(page: Page, at: int, floor: int) -> bool:
    return any(
        page.lowers[i].endswith("ing") and i > floor and page.lowers[i - 1] == ","
        for i in range(max(floor, at - 25), at - 1)
    )
