"""Who is who within one report: the names of one referent become one `Actor`.

Decision to know: within a report a surname means the person whose full name has it, the nearest before where two do; of
a man and a woman, who are mostly kin, the one who has been called by it alone, else the first.
Forms of a country are one by the lexicon; a nationality is its own actor that speaks for its country, and so does a
capital, a palace or a ministry.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from synoptic.model.readings import Actor, Mention, NameType
from synoptic.reading.names_lexicon import Entry, Lexicon
from synoptic.reading.names_types import is_demonym_of

_KIN = 50
"""Places with the same first letters that are tried as the land of a people."""
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_GENERATIONS = frozenset({"jr", "sr"})
_REMEMBERED_CHARS = 3000
"""Whom a report calls by the bare surname stays its bearer so far."""
_ONE_BREATH_CHARS = 160
"""Nobody is named in full twice this close together: "Ilo Brek's son, Ilo Brek Jr." are two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name with its type, as it stands in the text, and what was read beside it."""

    start: int
    end: int
    text: str
    type: NameType
    entry: Entry | None = None
    role: str | None = None
    gender: str = ""
    speaks_for: str | None = None
    key: str | None = None
    """What it is one by, where that is not its text (a ministry with its owner)."""
    alias: str | None = None
    """The long form that an abbreviation in brackets stands for."""


@dataclass(slots=True)
class _Person:
    number: int
    words: tuple[str, ...]
    gender: str = ""
    suffix: str = ""
    """Jr or Sr where the name has it: a son is not his father."""
    roles: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    """Where the surname alone means the person."""


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a person's name without initials' dots and suffixes."""
    words = [w.strip(".,") for w in text.split()]
    kept = tuple(w for w in words if w and w.lower() not in _SUFFIXES)
    return kept or tuple(words)


def suffix_of(text: str) -> str:
    """Return "jr" or "sr" where a person's name ends with it, else nothing."""
    last = text.rsplit(maxsplit=1)[-1].strip(".,").lower() if text.strip() else ""
    return last if last in _GENERATIONS else ""


def gather_actors(named: Sequence[Named], lexicon: Lexicon) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Join names that mean one referent; return the mentions in order of the text and the actors in order of first
    mention.
    """
    usual = {n.text.upper(): n.text for n in named if not n.text.isupper()}
    evened = [replace(n, text=usual.get(n.text, n.text)) if n.text.isupper() else n for n in named]
    ordered = sorted(evened, key=lambda n: (n.start, n.end))
    keys = _person_keys(ordered, lexicon)
    groups: dict[str, list[Named]] = {}
    for number, one in enumerate(ordered):
        groups.setdefault(keys.get(number) or _other_key(one), []).append(one)
    lands = _lands(ordered)
    actors: list[Actor] = []
    ids: dict[str, str] = {}
    for key, members in groups.items():
        ids[key] = f"a{len(actors) + 1}"
        actors.append(_actor(ids[key], members, lands))
    mentions = tuple(
        Mention(start=one.start, end=one.end, type=one.type, entity=ids[keys.get(number) or _other_key(one)])
        for number, one in enumerate(ordered)
    )
    return mentions, tuple(actors)


def _other_key(one: Named) -> str:
    if one.key is not None:
        return one.key
    if one.entry is not None:
        return f"{one.type}:{one.entry.name}"
    if one.alias is not None:
        return f"{one.type}:{one.alias}"
    text = one.text
    if one.type is NameType.NORP and text.endswith("s") and not text.endswith(("ss", "is")):
        text = text[:-1]
    return f"{one.type}:{text}"


def _person_keys(ordered: Sequence[Named], lexicon: Lexicon) -> Mapping[int, str]:
    """Give every person's mention the key of its referent: full names first, then the short forms."""
    people: list[_Person] = []
    by_word: dict[str, list[_Person]] = {}
    keys: dict[int, str] = {}
    parted = _sons_beside_fathers(ordered)
    for number, one in enumerate(ordered):
        words = name_words(one.text)
        if one.type is not NameType.PERSON or len(words) < 2:
            continue
        suffix = suffix_of(one.text) if words in parted else ""
        known = (p for p in reversed(by_word.get(words[-1], ())) if p.suffix == suffix or words not in parted)
        person = next((p for p in known if _same_full(p.words, words)), None)
        if person is None:
            given = lexicon.first_names.get(words[0], "").replace("u", "")
            person = _Person(number=len(people), words=words, gender=given, suffix=suffix)
            people.append(person)
            by_word.setdefault(words[-1], []).append(person)
            if words[0] != words[-1]:
                by_word.setdefault(words[0], []).append(person)
        person.gender = one.gender or person.gender
        person.suffix = person.suffix or suffix_of(one.text)
        person.roles |= {one.role} if one.role else set()
        person.places.append(one.start)
        keys[number] = f"person:{person.number}"
    for word, place in _others_of_the_name(ordered, by_word).items():
        other = _Person(number=len(people), words=(word,), places=[place])
        people.append(other)
        by_word[word].append(other)
    sons = {name_words(n.text)[-1] for n in ordered if len(name_words(n.text)) == 1 and suffix_of(n.text)}
    for number, one in enumerate(ordered):
        if one.type is not NameType.PERSON or number in keys:
            continue
        word = name_words(one.text)[-1]
        match = _whose_short_name(by_word.get(word, ()), word, one, dotted=word in sons)
        if match is not None:
            insort(match.places, one.start)
            if not one.gender:
                match.bare.append(one.start)
            match.gender = match.gender or one.gender
            keys[number] = f"person:{match.number}"
        else:
            keys[number] = f"single:{word}"
    return keys


def _sons_beside_fathers(ordered: Sequence[Named]) -> set[tuple[str, ...]]:
    """Find the whole names that stand with Jr and without it in one breath: they are two persons'."""
    found: set[tuple[str, ...]] = set()
    last: dict[tuple[str, ...], Named] = {}
    for one in ordered:
        words = name_words(one.text)
        if one.type is not NameType.PERSON or len(words) < 2:
            continue
        before = last.get(words)
        apart = before is not None and suffix_of(before.text) != suffix_of(one.text)
        if before is not None and apart and one.start - before.end < _ONE_BREATH_CHARS:
            found.add(words)
        last[words] = one
    return found


def _others_of_the_name(ordered: Sequence[Named], by_word: Mapping[str, Sequence[_Person]]) -> dict[str, int]:
    """Find, with their first place, the surnames that also mean somebody whose whole name the report does not give:
    "Mr Brek" beside Mara Brek alone, or "President Brek" beside Ilo Brek Jr alone, who is none, or beside his daughters
    Mara and Ina Brek."""
    found: dict[str, int] = {}
    shared = _surnames_of_two(ordered)
    for one in ordered:
        word = name_words(one.text)[-1]
        if one.type is not NameType.PERSON or len(name_words(one.text)) > 1 or word in found:
            continue
        family = [p for p in by_word.get(word, ()) if p.words[-1] == word]
        clash = bool(one.gender) and all(p.gender and p.gender != one.gender for p in family)
        office = one.role is not None and "'" not in one.role and "’" not in one.role
        titled = office and all(p.suffix == "jr" and not _shares_role(p, one.role) for p in family)
        several = (office and len(family) > 1) or ((office or one.gender == "m") and word in shared)
        kin = several and not any(p.gender == "m" or _shares_role(p, one.role) for p in family)
        if family and (clash or titled or kin):
            found[word] = one.start
    return found


def _surnames_of_two(ordered: Sequence[Named]) -> frozenset[str]:
    """Find the surnames that two given names share: "Mara and Ina Brek"."""
    people = [one for one in ordered if one.type is NameType.PERSON]
    found = set()
    for before, one in pairwise(people):
        together = one.start - before.end == len(" and ")
        if together and len(name_words(before.text)) == 1 and len(name_words(one.text)) > 1:
            found.add(name_words(one.text)[-1])
    return frozenset(found)


def _shares_role(person: _Person, role: str | None) -> bool:
    words = set((role or "").lower().split())
    return any(words & set(known.lower().split()) for known in person.roles)


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1]:
        return False
    if a[0] == b[0] or a[0][0] == b[0] or b[0][0] == a[0]:
        return True
    return set(a) <= set(b) or set(b) <= set(a)


def _whose_short_name(people: Sequence[_Person], word: str, one: Named, *, dotted: bool) -> _Person | None:
    """Find whom a short name means; `dotted` tells that the report writes the son's short name with his Jr."""
    fitting = [p for p in people if p.words[-1] == word and not (p.gender and one.gender and p.gender != one.gender)]
    if {p.suffix for p in fitting} > {""} and (suffix_of(one.text) or dotted):
        fitting = [p for p in fitting if bool(p.suffix) == bool(suffix_of(one.text))]
    if not fitting and not one.gender:
        fitting = [p for p in people if p.words[0] == word]
        if len(fitting) > 1:
            return None
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    titled = [p for p in fitting if _shares_role(p, one.role)]
    if len(titled) == 1:
        return titled[0]
    bare = next((p for p in fitting if len(p.words) == 1), None)
    if bare is not None and len(fitting) == 2:
        full = next(p for p in fitting if p is not bare)
        if (one.role and not _shares_role(full, one.role)) or (one.gender and not full.gender):
            return bare
        return min(fitting, key=lambda p: (p.places[0], p.number))
    if bare is not None and all(len(p.words) == 1 or p.gender != "m" for p in fitting):
        return bare
    if {p.gender for p in fitting} == {"m", "f"}:
        return max(fitting, key=lambda p: (_last_bare(p, one.start), -p.places[0], -p.number))
    first, *others = sorted(fitting, key=lambda p: (p.places[0], p.number))
    alike = first.gender != "" and all(p.gender == first.gender for p in others)
    if not alike and all(p.places[0] - first.places[0] < _ONE_BREATH_CHARS for p in others):
        return max(fitting, key=lambda p: (_last_bare(p, one.start), -p.places[0], -p.number))
    called = [p for p in fitting if _last_bare(p, one.start) >= 0]
    if not alike and len(called) == 1 and not one.role:
        return called[0]  # the other came later and was never called by the surname alone
    return max(fitting, key=lambda p: (_last_place(p, one.start), -p.number))


def _last_bare(person: _Person, before: int) -> int:
    """Return where the person was last called by the surname alone before that place; -1 for nowhere or long ago."""
    at = bisect_left(person.bare, before)
    place = person.bare[at - 1] if at else -1
    return place if before - place < _REMEMBERED_CHARS else -1


def _last_place(person: _Person, before: int) -> int:
    """Return where the person was named last before that place; -1 for nowhere."""
    at = bisect_left(person.places, before)
    return person.places[at - 1] if at else -1


def _lands(ordered: Sequence[Named]) -> dict[str, str]:
    """Find the land of every nationality that the lexicon does not know."""
    stems: dict[str, list[str]] = {}
    for one in ordered:
        if one.type is NameType.GPE and one.entry is None:
            kin = stems.setdefault(one.text[:3].lower(), [])
            if one.text not in kin and len(kin) < _KIN:
                kin.append(one.text)
    result: dict[str, str] = {}
    for one in ordered:
        if one.type is NameType.NORP and one.entry is None and one.text not in result:
            land = next((land for land in stems.get(one.text[:3].lower(), ()) if is_demonym_of(one.text, land)), None)
            if land is not None:
                result[one.text] = land
    return result


def _actor(ident: str, members: Sequence[Named], lands: Mapping[str, str]) -> Actor:
    first = members[0]
    name = max(members, key=lambda n: (len(name_words(n.text)), len(n.text), -n.start)).text
    if first.type is NameType.PERSON and name.endswith(" of"):
        name = name.removesuffix(" of")
    if first.type is NameType.NORP:
        name = first.text
    if first.key is not None and first.alias is not None:
        name = first.alias
    listed = next((m.entry.name for m in members if m.entry is not None), None)
    if first.type is NameType.ORG and any(m.text == listed for m in members):
        name = listed or name  # of several names for one body the usual one, where the report has it
    role = max(
        (m.role for m in members if m.role),
        key=lambda r: (" of " in r or "'" in r or "’" in r, min(len(r.split()), 6)),
        default=None,
    )
    speaks_for = next((m.speaks_for for m in members if m.speaks_for), None)
    entry = next((m.entry for m in members if m.entry is not None), None)
    if speaks_for is None and entry is not None and (entry.type is not NameType.GPE or entry.capital):
        speaks_for = entry.speaks_for
    if speaks_for is None and first.type is NameType.NORP:
        speaks_for = next((lands[m.text] for m in members if m.text in lands), None)
    speaks_for = lands.get(speaks_for, speaks_for) if speaks_for is not None else None
    return Actor(
        id=ident,
        name=name,
        type=first.type,
        role=role if first.type is NameType.PERSON else None,
        speaks_for=speaks_for,
    )
