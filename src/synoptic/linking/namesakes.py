"""Names of people and bodies compared: the same, possibly the same, or namesakes.

Decision to know: two people of one family name are kept apart by their given names; a family name alone decides nothing
here, it is placed by who else the story knows (in `actors`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from synoptic.lexicon import load_table
from synoptic.linking.wording import edit_distance, fold

_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*\.?")
_ARABIC = re.compile(r"\b(al|el|abu|bin|ibn)-")
_HEAD_YE = re.compile(r"^(?:ye|je)")
_END_Y = re.compile(r"(?:iy|yy|ij|yi|ii|ey|ei|y|i)$")
_GIVEN_LETTERS = 5
_REMEMBERED = 16384
_VARIANT_LETTERS = 6
"""Shorter family names differ by one letter too often (Brown, Braun) to be spellings of one."""


def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for row in load_table("name_parts") if row[0] == kind for word in row[1].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The words that are parts of names without telling whose name it is."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    company_forms: frozenset[str]
    little: frozenset[str]


@cache
def name_words() -> NameWords:
    """Read the list of name parts."""
    return NameWords(
        titles=_listed("title"),
        suffixes=_listed("suffix"),
        particles=_listed("particle"),
        company_forms=_listed("company"),
        little=_listed("little"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A folded person's name in its parts; `given` is empty when only the family name is known."""

    given: tuple[str, ...]
    family: str


@lru_cache(maxsize=_REMEMBERED)
def person_name(name: str) -> PersonName:
    """Take a name apart: titles before and suffixes after it are dropped, particles go with the family name."""
    known = name_words()
    parts = [part.rstrip(".") for part in _PART.findall(_ARABIC.sub(r"\1 ", fold(name)).replace("-", ""))]
    while len(parts) > 1 and parts[0] in known.titles:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in known.suffixes:
        parts = parts[:-1]
    if not parts:
        return PersonName(given=(), family=fold(name))
    at = len(parts) - 1
    while at > 0 and parts[at - 1] in known.particles and not (at == 1 and parts[0] in short_forms()):
        at -= 1  # "bin Sarr" is a family name, "Ben Sarr" is not
    return PersonName(given=tuple(parts[:at]), family=" ".join(parts[at:]))


@lru_cache(maxsize=_REMEMBERED)
def generation(name: str) -> str:
    """Return "jr" or "sr" where a person's name ends with it, else nothing."""
    last = fold(name).rsplit(maxsplit=1)[-1].strip(".,") if name.strip() else ""
    return last if last in ("jr", "sr") else ""


@cache
def short_forms() -> Mapping[str, frozenset[int]]:
    """Map each given name to the numbers of the name families that it belongs to (Joe and Joseph share one)."""
    families: dict[str, set[int]] = {}
    for number, row in enumerate(load_table("short_names")):
        for cell in row:
            if cell:
                families.setdefault(fold(cell), set()).add(number)
    return MappingProxyType({name: frozenset(numbers) for name, numbers in families.items()})


def same_given(a: tuple[str, ...], b: tuple[str, ...], short: Mapping[str, frozenset[int]]) -> bool | None:
    """Tell whether given names can be one person's: True, False, or None where one is not known or only an initial."""
    if not a or not b:
        return None
    first, other = a[0], b[0]
    if first == other or (len(a) > 1 and a[1] == other) or (len(b) > 1 and b[1] == first):
        return True
    if len(first) == 1 or len(other) == 1:
        return None if first[0] == other[0] else False
    if short.get(first, frozenset()) & short.get(other, frozenset()) or "".join(a) == "".join(b):
        return True
    first, other = _spelled(first), _spelled(other)
    return first == other or (min(len(first), len(other)) >= 5 and edit_distance(first, other, 1) <= 1)


def _spelled(given: str) -> str:
    """Bring the usual spellings of a given name from another script to one form: Yevgeny and Evgeni."""
    if len(given) < _GIVEN_LETTERS:
        return given
    return _END_Y.sub("y", _HEAD_YE.sub("e", given)).replace("o", "u").replace("x", "ks")


def turned_key(name: str) -> str:
    """Fold a body's name whatever the order of its words: "Ministry of Defence" and "Defence Ministry" are one."""
    parts = [part for part in body_key(name).split() if part not in name_words().little]
    return " ".join(sorted(parts)) if len(parts) > 1 else ""


def spelled_alike(a: str, b: str) -> bool:
    """Tell whether two family names can be spellings of one: six letters or more, one (in long ones two) apart."""
    if a == b:
        return True
    if min(len(a), len(b)) < _VARIANT_LETTERS or a[:3] != b[:3]:
        return False
    limit = 2 if min(len(a), len(b)) >= 8 and a[:5] == b[:5] else 1
    return edit_distance(a, b, limit) <= limit


@lru_cache(maxsize=_REMEMBERED)
def body_key(name: str) -> str:
    """Fold the name of a body or place: no article, possessive or company's form, no full stops or hyphens."""
    parts = [part.rstrip(".").removesuffix("'s") for part in fold(name).replace("-", "").replace(".", "").split()]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].rstrip(",") in name_words().company_forms:
        parts = parts[:-1]
    return " ".join(part.rstrip(",") for part in parts)


def initials(name: str) -> str:
    """Return the folded initials of a name of several words, little words left out; "" for a single word."""
    parts = [part for part in body_key(name).split() if part not in name_words().little]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def is_acronym(name: str) -> bool:
    """Tell whether a name is written like an acronym: two to six capitals, or a short capitalised word (Nato)."""
    bare = name.replace(".", "")
    return 2 <= len(bare) <= 6 and bare.isalpha() and (bare.isupper() or (bare.istitle() and len(bare) >= 4))


_TRANSLITERATION = (
    (re.compile(r"(?:iy|yy|ij|yi|ii|iyy|y|i)$"), "y"),
    (re.compile(r"(?:off|ov|ow|of)$"), "ov"),
    (re.compile(r"(?:eff|ev|yev|ef)$"), "ev"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ou"), "u"),
    (re.compile(r"zh"), "j"),
    (re.compile(r"ks|x"), "x"),
    (re.compile(r"(?<=[inv])e$"), ""),
    (re.compile(r"([a-z])\1"), r"\1"),
)


def spelling_key(family: str) -> str:
    """Bring the usual spellings of one name from another script to one form; shorter names than six letters stay."""
    if len(family) < _VARIANT_LETTERS:
        return family
    for pattern, written in _TRANSLITERATION:
        family = pattern.sub(written, family)
    return family
