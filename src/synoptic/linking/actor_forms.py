"""The names of a story's actors as forms: all members that are called the same, with the type that the story votes.

Decision to know: a form is what names are compared by, and what persons part: those whom a person holds apart are two
forms of one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from synoptic.linking.by_hand import ByHand, found_at
from synoptic.linking.namesakes import PersonName, body_key, generation, person_name
from synoptic.linking.wording import fold, words
from synoptic.model.corrections import Place
from synoptic.model.readings import Actor, NameType, Reading
from synoptic.model.spans import Span

_VOTES_TO_ONE = 3
"""A name's type is changed where the other type has three times its votes."""
_CLIPPED = frozenset("for of to and or the a an in at on with by mr mrs ms dr st his her its their".split())
_HALVES = frozenset({"north", "south", "east", "west"})
_OFFICE_FILLER = frozenset({"of", "the", "a", "an", "and", "mr", "mrs", "ms", "dr", "former", "s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    report: str
    origin: int
    actor: Actor


@dataclass(slots=True)
class Form:
    """All members that are called the same."""

    key: str
    person: PersonName | None
    members: list[Member]

    @property
    def origins(self) -> int:
        return len({m.origin for m in self.members})

    @property
    def name(self) -> str:
        return commonest((m.actor.name, m.origin) for m in self.members) or self.key

    def roles(self) -> frozenset[str]:
        return frozenset(w for m in self.members if m.actor.role for w in words(m.actor.role)) - _OFFICE_FILLER


def commonest(pairs: Iterable[tuple[str, int]]) -> str | None:
    """Return the word that most origins use; of equals the longest, then the first in order."""
    origins: dict[str, set[int]] = {}
    for word, origin in pairs:
        origins.setdefault(word, set()).add(origin)
    return min(origins, key=lambda w: (-len(origins[w]), -len(w), w)) if origins else None


def whole_role(role: str | None) -> str | None:
    """Leave off the words at the end of a role that want another after them ("former spokesman for Mr")."""
    words_left = role.split() if role else []
    while len(words_left) > 1 and words_left[-1].casefold().rstrip(".") in _CLIPPED:
        words_left.pop()
    return " ".join(words_left) or None


def vote_types(members: Sequence[Member]) -> list[tuple[Member, NameType]]:
    """Give each member the type that the story's origins agree on for its name."""
    votes: dict[str, dict[NameType, set[int]]] = {}
    for m in members:
        keys = {body_key(m.actor.name)}
        if m.actor.type is NameType.PERSON:
            keys.add(person_name(m.actor.name).family)
        for key in keys:
            votes.setdefault(key, {}).setdefault(m.actor.type, set()).add(m.origin)
    best = {key: min(found, key=lambda kind: (-len(found[kind]), kind)) for key, found in votes.items()}
    voted: list[tuple[Member, NameType]] = []
    for m in members:
        key = body_key(m.actor.name)
        wins = len(votes[key][best[key]]) >= _VOTES_TO_ONE * len(votes[key][m.actor.type])
        voted.append((m, best[key] if wins else m.actor.type))
    return voted


def _halves(voted: Iterable[tuple[Member, NameType]]) -> dict[tuple[str, str], str]:
    """Return, by report and "north" or "south", the key of the only country there whose name begins with it: where
    North Korea is told of, "the North" is North Korea."""
    called: dict[tuple[str, str], set[str]] = {}
    for member, kind in voted:
        key = body_key(member.actor.name)
        first, _, rest = key.partition(" ")
        if kind is NameType.GPE and rest and first in _HALVES:
            called.setdefault((member.report, first), set()).add(key)
    return {place: min(keys) for place, keys in called.items() if len(keys) == 1}


def forms_of(voted: Iterable[tuple[Member, NameType]], countries: Mapping[str, str]) -> list[Form]:
    """Put together the members that are called the same, in order of their names; where a report names a son and his
    father, Jr tells them apart in all."""
    voted = list(voted)
    parted = _sons_and_fathers(voted)
    forms: dict[tuple[str, ...], Form] = {}
    halves = _halves(voted)
    for member, kind in voted:
        person = None
        if kind is NameType.PERSON:
            person = person_name(member.actor.name)
            place: tuple[str, ...] = ("person", person.family, *person.given)
            if person in parted:
                place = (*place, generation(member.actor.name))
            key = " ".join((*person.given, person.family))
        else:
            key = body_key(member.actor.name)
            if kind is NameType.NORP and member.actor.speaks_for:
                key = body_key(member.actor.speaks_for)
            if kind in (NameType.GPE, NameType.NORP):
                key = countries.get(key, key)
            key = halves.get((member.report, key), key)
            place = ("body", key)
        form = forms.get(place)
        if form is None:
            form = forms[place] = Form(key=key, person=person, members=[])
        form.members.append(member)
    return [forms[place] for place in sorted(forms)]


def _sons_and_fathers(voted: Iterable[tuple[Member, NameType]]) -> set[PersonName]:
    """Find the names that one report has with Jr and without it for two actors."""
    seen: dict[tuple[str, PersonName], set[tuple[str, str]]] = {}
    for member, kind in voted:
        if kind is NameType.PERSON:
            name = person_name(member.actor.name)
            seen.setdefault((member.report, name), set()).add((member.actor.id, generation(member.actor.name)))
    return {name for (_, name), told in seen.items() if len({g for _, g in told}) > 1 and len(told) > 1}


def first_word_forms(forms: Sequence[Form]) -> list[tuple[int, int]]:
    """Pair a person called by one word with the one whose full name begins with it: Xi and Xi Jinping, Moon and Moon
    Jae-in, Moon Jae. Nobody may bear the word as a family name, and one full name alone, whole or cut short, may stand
    in half of the reports that use the word."""
    families = {form.person.family for form in forms if form.person and form.person.given}
    begun: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        if form.person and form.person.given:
            begun.setdefault(form.person.given[0], []).append(i)
    found: list[tuple[int, int]] = []
    for i, form in enumerate(forms):
        if not form.person or form.person.given or form.person.family in families:
            continue
        here = {m.report for m in form.members}
        told = _one_names(begun.get(form.person.family, ()), forms)
        likely = [
            name for name in told if 2 * len(here & {m.report for k in name for m in forms[k].members}) >= len(here)
        ]
        if len(likely) == 1:
            found += [(likely[0][0], k) for k in (*likely[0][1:], i)]
    return found


def _reports(name: Iterable[int], forms: Sequence[Form]) -> set[str]:
    return {m.report for k in name for m in forms[k].members}


def _one_names(people: Iterable[int], forms: Sequence[Form]) -> list[list[int]]:
    """Group full names that are one cut short, the longest first."""
    names: list[list[int]] = []
    for i in sorted(people, key=lambda k: (-len(_parts(forms[k])), k)):
        parts = _parts(forms[i])
        home = [name for name in names if _parts(forms[name[0]])[: len(parts)] == parts]
        if len(home) == 1:
            home[0].append(i)
        else:
            names.append([i])
    return names


def _parts(form: Form) -> tuple[str, ...]:
    return (*form.person.given, form.person.family) if form.person else ()


def member_at(place: Place, members: Sequence[Member], readings: Mapping[str, Reading]) -> int | None:
    """Find the actor that is named, or meant, at a place."""
    reading = readings.get(place.report)
    if reading is None:
        return None
    here = [(n, m) for n, m in enumerate(members) if m.report == place.report]
    return found_at(place, ((span, n) for n, m in here for span in spans_of(reading, m.actor.id)))


def spans_of(reading: Reading, entity: str) -> list[Span]:
    """List the places of an actor: where it is named, else where it takes part or speaks."""
    named: list[Span] = [m for m in reading.entities if m.entity == entity]
    named += [p for e in reading.events for p in e.participants if p.entity == entity]
    return named + [span for a in reading.attributions if a.entity == entity for span in a.source]


def regrouped(
    groups: Sequence[Sequence[Form]],
    unnamed: Sequence[Sequence[Member]],
    members: Sequence[Member],
    hand: ByHand,
) -> tuple[list[list[Form]], list[list[Member]]]:
    """Regroup forms and unnamed people as persons have decided; whoever is named in a group names it."""
    number = {(m.report, m.actor.id): n for n, m in enumerate(members)}
    form_of = {number[m.report, m.actor.id]: form for group in groups for form in group for m in form.members}
    told = [[number[m.report, m.actor.id] for form in group for m in form.members] for group in groups]
    told += [[number[m.report, m.actor.id] for m in group] for group in unnamed]
    named: list[list[Form]] = []
    bare: list[list[Member]] = []
    for group in hand.regroup(told):
        parts: dict[tuple[str, bool], Form] = {}
        for n in group:
            form = form_of.get(n)
            key = form.key if form else fold(members[n].actor.name)
            place = (key, form is not None and form.person is not None)
            person = form.person if form else None
            parts.setdefault(place, Form(key=key, person=person, members=[])).members.append(members[n])
        if all(n not in form_of for n in group):
            bare.append([members[n] for n in group])
        else:
            named.append(sorted(parts.values(), key=lambda f: (f.person is None, f.members[0].actor.anonymous, f.key)))
    return named, bare
