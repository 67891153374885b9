"""Forms of English verbs: from the dictionary form to its forms, and back.

Decision to know: `lemma_of` answers for any word by the spelling rules, and prefers verbs that the lists know; so
"planned" is plan,
and an unknown "frobbed" still has an answer. Whether the word is a verb where it stands is not decided here.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from synoptic.lexicon import load_table, load_words


class Tense(StrEnum):
    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


_VOWELS = frozenset("aeiou")
_BE = (
    ("be", Tense.BASE),
    ("am", Tense.BASE),
    ("are", Tense.BASE),
    ("is", Tense.THIRD),
    ("was", Tense.PAST),
    ("were", Tense.PAST),
    ("been", Tense.PARTICIPLE),
    ("being", Tense.GERUND),
)
_HAVE = (
    ("have", Tense.BASE),
    ("has", Tense.THIRD),
    ("had", Tense.PAST),
    ("had", Tense.PARTICIPLE),
    ("having", Tense.GERUND),
)
_DO = (
    ("do", Tense.BASE),
    ("does", Tense.THIRD),
    ("did", Tense.PAST),
    ("done", Tense.PARTICIPLE),
    ("doing", Tense.GERUND),
)
_WHOLE = MappingProxyType({"be": _BE, "have": _HAVE, "do": _DO})
# A last consonant doubles in long verbs only under stress, which spelling does not show: these have it.
_STRESSED = frozenset(
    "abet abut acquit admit allot annul bar begin commit compel concur confer control corral debar defer deter"
    " disbar dispel embed"
    " emit enrol equip excel expel extol forget impel incur infer input kidnap occur offset omit outrun patrol permit"
    " prefer"
    " propel rebel recur refer regret remit repel submit transfer transmit unplug upset worship zigzag".split()
)
# British doubling of an unstressed l (travelled, cancelled); the single one is read too.
_DOUBLED_L = frozenset("l")


@cache
def known_verbs() -> frozenset[str]:
    """Return every dictionary form that the lists hold."""
    return load_words("verbs") | {row[0] for row in load_table("irregular_verbs")} | set(_WHOLE)


@cache
def _irregular() -> MappingProxyType[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return MappingProxyType(
        {base: (tuple(past.split("/")), tuple(part.split("/"))) for base, past, part in load_table("irregular_verbs")}
    )


@cache
def _irregular_forms() -> MappingProxyType[str, tuple[tuple[str, Tense], ...]]:
    forms: dict[str, list[tuple[str, Tense]]] = {}
    for base, (pasts, participles) in _irregular().items():
        for word in pasts:
            forms.setdefault(word, []).append((base, Tense.PAST))
        for word in participles:
            forms.setdefault(word, []).append((base, Tense.PARTICIPLE))
    for base, rows in _WHOLE.items():
        for word, tense in rows:
            forms.setdefault(word, []).append((base, tense))
    return MappingProxyType({word: tuple(rows) for word, rows in forms.items()})


def _doubles(lemma: str) -> bool:
    if (
        len(lemma) < 3
        or lemma[-1] in _VOWELS
        or lemma[-1] in "wxyhcjkq"
        or lemma[-2] not in _VOWELS
        or lemma[-3] in _VOWELS
    ):
        return len(lemma) >= 4 and lemma[-3:-1] == "ui" and lemma[-4] == "q" and lemma[-1] in "pt"
    stems = sum(1 for i, c in enumerate(lemma) if c in _VOWELS and (i == 0 or lemma[i - 1] not in _VOWELS))
    return stems == 1 or lemma in _STRESSED or (lemma[-1] in _DOUBLED_L and not lemma.endswith(("ial", "eal")))


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + ("zes" if lemma == "quiz" else "es")
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma.endswith("c"):
        return lemma + "ked"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    if lemma.endswith("c"):
        return lemma + "king"
    return lemma + (lemma[-1] if _doubles(lemma) else "") + "ing"


@lru_cache(maxsize=8192)
def tensed_forms(lemma: str) -> tuple[tuple[str, Tense], ...]:
    """List every form of the verb with its tense; a form that serves two tenses stands twice."""
    if lemma in _WHOLE:
        return _WHOLE[lemma]
    rows = [(lemma, Tense.BASE), (_third(lemma), Tense.THIRD)]
    if lemma in _irregular():
        pasts, participles = _irregular()[lemma]
        rows += [(word, Tense.PAST) for word in pasts]
        rows += [(word, Tense.PARTICIPLE) for word in participles]
    else:
        pasts = (_past(lemma),)
        if lemma.endswith("l") and _doubles(lemma) and pasts[0].endswith("lled"):
            pasts += (lemma + "ed",)
        rows += [(word, Tense.PAST) for word in pasts] + [(word, Tense.PARTICIPLE) for word in pasts]
    rows.append((_gerund(lemma), Tense.GERUND))
    if lemma.endswith("l") and rows[-1][0].endswith("lling"):
        rows.append((lemma + "ing", Tense.GERUND))
    return tuple(rows)


def forms_of(lemma: str) -> dict[str, Tense]:
    """Give every form of the verb and its tense;

    a form that serves two has the first of base, third, past, participle, gerund.
    """
    forms: dict[str, Tense] = {}
    for form, tense in tensed_forms(lemma):
        forms.setdefault(form, tense)
    return forms


def _guesses(form: str) -> list[str]:
    """List what the verb of a regular form could be, by taking endings off."""
    found = [form]
    if form.endswith("s") and not form.endswith("ss"):
        found.append(form[:-1])
        if form.endswith("es"):
            found.append(form[:-2])
        if form.endswith("ies"):
            found.append(form[:-3] + "y")
        if form.endswith("zzes"):
            found.append(form[:-3])
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            found += [stem + "e", stem]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.insert(1, stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
            if stem.endswith("ck"):
                found.append(stem[:-1])
            if ending == "ing" and stem.endswith("y"):
                found.append(stem[:-1] + "ie")
    return found


_WITH_E = tuple(
    "v c s z u dg rg iat lat rat cat nat gat tat it ut ir is ur id ad ud ibl abl ttl ddl icl rcl ycl ckl mbl".split()
)


@lru_cache(maxsize=65536)
def lemma_of(form: str) -> tuple[tuple[str, Tense], ...]:
    """Give the verbs that the word can be a form of, with the tense, likeliest first; empty when it is no form of a
    verb.

    The word is taken in lower case. Verbs of the lists come alone when there are any; else one guess by spelling.
    """
    form = form.lower()
    if not form or not form[0].isalpha():
        return ()
    rows = list(_irregular_forms().get(form, ()))
    guesses = _guesses(form)
    known = known_verbs()
    for lemma in guesses:
        if lemma in known:
            rows += [row for row in ((lemma, t) for f, t in tensed_forms(lemma) if f == form) if row not in rows]
    if rows:
        return tuple(rows)
    fitting = [(lemma, t) for lemma in guesses[1:] if len(lemma) > 1 for f, t in tensed_forms(lemma) if f == form]
    if not fitting:
        return ((form, Tense.BASE),)
    stem = form[:-2] if form.endswith("ed") else form[:-3]
    if len(fitting[0][0]) < len(stem):
        return tuple(row for row in fitting if row[0] == fitting[0][0])
    with_e = [row for row in fitting if row[0].endswith("e")]
    without = [row for row in fitting if not row[0].endswith("e")]
    if form.endswith("s"):
        return tuple(fitting[:1])
    in_ate = stem.endswith("at") and stem[-3:-2] not in _VOWELS
    first = with_e if with_e and (not without or in_ate or stem.endswith(_WITH_E)) else without or with_e
    return tuple(row for row in first if row[0] == first[0][0])
