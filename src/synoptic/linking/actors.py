"""Who is who in a story: the actors of its reports joined into one cast.

Decision to know: a palace, a capital or a ministry that speaks for a state keeps its own link with `speaks_for` set;
only the people's word of a country (the Russians) is joined with the country. Unnamed people are joined within one
origin and by the same words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from synoptic.lexicon import load_table
from synoptic.linking.actor_forms import (
    Form,
    Member,
    commonest,
    first_word_forms,
    forms_of,
    member_at,
    regrouped,
    spans_of,
    vote_types,
    whole_role,
)
from synoptic.linking.by_hand import ByHand
from synoptic.linking.groups import Joined
from synoptic.linking.homes import countries_in, home_of
from synoptic.linking.namesakes import (
    body_key,
    initials,
    is_acronym,
    name_words,
    same_given,
    short_forms,
    spelled_alike,
    spelling_key,
    turned_key,
)
from synoptic.linking.register import Register, parted
from synoptic.linking.wording import fold
from synoptic.model.corrections import Constraint
from synoptic.model.ids import stable_id
from synoptic.model.links import ActorLink, Judgement, JudgementKind, Reason, ReasonCode, Verdict
from synoptic.model.readings import NameType, Reading
from synoptic.model.spans import Evidence

_FEW_NAMESAKES = 6
"""Namesakes are listed as near misses up to this many; a story with more of them says it in fewer words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors of a story, and what may be asked of them."""

    links: tuple[ActorLink, ...]
    judgements: tuple[Judgement, ...]
    of_member: Mapping[tuple[str, str], str]
    states: Mapping[str, str]
    """Link id to the folded name of the country or body that it is or speaks for."""
    homes: Mapping[str, frozenset[str]]
    """Link id of a person to the folded countries that the office names."""

    def link_of(self, report: str, entity: str | None) -> str | None:
        """Return the id of the link that an actor of a report belongs to."""
        return self.of_member.get((report, entity)) if entity else None

    def state_names(self) -> dict[str, str]:
        """Map the folded name of each state to what the story calls it: its own name rather than its capital's."""
        found: dict[str, str] = {}
        known = country_names()
        for link in sorted(self.links, key=lambda k: (k.type is not NameType.GPE, k.name, k.id)):
            state = self.states.get(link.id)
            if state and known.get(body_key(link.name), body_key(link.name)) == state:
                found.setdefault(state, link.name)
        return found


def find_actors(
    readings: Sequence[Reading],
    origins: Sequence[Sequence[str]],
    constraints: Sequence[Constraint] = (),
    register: Register | None = None,
) -> Cast:
    """Join the actors of a story's readings; `origins` partitions their ids, `constraints` are persons' words,
    `register` the names that the user knows.
    """
    origin_of = {report: number for number, group in enumerate(origins) for report in group}
    members = [
        Member(report=report, origin=origin, actor=a)
        for report, origin, actors in ((r.id, origin_of.get(r.id, -1 - n), r.actors) for n, r in enumerate(readings))
        for a in actors
    ]
    countries = country_names()
    named = vote_types([m for m in members if not m.actor.anonymous])
    forms = forms_of(named, countries)
    joined, judged = Joined(len(forms)), _Judged(forms, readings)
    _join_people(forms, joined, judged)
    _join_first_words(forms, joined, judged)
    _join_bodies(forms, joined, judged, readings)
    known = register.ids_of(forms) if register else {}
    _join_known(known, forms, joined, judged)
    groups = [[forms[i] for i in part] for group in joined.groups() for part in parted(group, known)]
    groups, bare = _with_role_holders(groups, [m for m in members if m.actor.anonymous])
    unnamed = _unnamed(bare)
    by_id = {r.id: r for r in readings}
    hand = ByHand(constraints, JudgementKind.ACTOR, lambda place: member_at(place, members, by_id))
    if hand:
        groups, unnamed = regrouped(groups, unnamed, members, hand)
    links = [_link(group, countries, register) for group in groups]
    links += [(_unnamed_link(group), None) for group in unnamed]
    cast = _cast(links, judged, countries)
    if not hand:
        return cast
    keys = [(m.report, m.actor.id) for m in members]
    shown = [next(iter(spans_of(by_id[m.report], m.actor.id)), None) for m in members]
    mine = hand.judgements(
        lambda n: cast.of_member[keys[n]],
        lambda n: by_id[keys[n][0]].evidence(span) if (span := shown[n]) is not None else None,
    )
    return replace(cast, judgements=hand.over(cast.judgements, mine))


@cache
def country_names() -> Mapping[str, str]:
    """Map every folded name, adjective and people's word of a country to the folded name of the country."""
    found: dict[str, str] = {}
    for row in load_table("countries"):
        key = body_key(row[0])
        cells = [row[0], *(row[1].split("|") if len(row) > 1 else []), *(row[3].split("|") if len(row) > 3 else [])]
        for cell in cells:
            if cell:
                found.setdefault(body_key(cell), key)
    return MappingProxyType(found)


class _Judged:
    """Collect the judgements about forms; ids of links are put in when the links are known."""

    def __init__(self, forms: Sequence[Form], readings: Sequence[Reading]) -> None:
        self.forms = forms
        self._readings = {r.id: r for r in readings}
        self.noted: list[tuple[int, int, Verdict, float, Reason]] = []

    def note(self, a: int, b: int, verdict: Verdict, score: float, code: ReasonCode, text: str) -> None:
        evidence = tuple(e for e in (self._shown(a), self._shown(b)) if e)
        self.noted.append((a, b, verdict, score, Reason(code=code, text=text, evidence=evidence)))

    def _shown(self, form: int) -> Evidence | None:
        for member in sorted(self.forms[form].members, key=lambda m: (m.report, m.actor.id)):
            reading = self._readings[member.report]
            for mention in reading.entities:
                if mention.entity == member.actor.id:
                    return reading.evidence(mention)
        return None


def _join_people(forms: Sequence[Form], joined: Joined, judged: _Judged) -> None:
    short = short_forms()
    by_family: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        if form.person:
            by_family.setdefault(form.person.family, []).append(i)
    clusters: dict[str, list[list[int]]] = {}
    for family in sorted(by_family):
        clusters[family] = _one_family(by_family[family], forms, joined, judged, short)
    blocks: dict[str, list[str]] = {}
    for family in clusters:
        blocks.setdefault(family[:3], []).append(family)
    for block in blocks.values():
        for n, family in enumerate(block):
            for other in block[n + 1 :]:
                if spelled_alike(family, other) or spelling_key(family) == spelling_key(other):
                    _join_spellings(clusters[family], clusters[other], forms, joined, judged, short)


def _join_first_words(forms: Sequence[Form], joined: Joined, judged: _Judged) -> None:
    for a, b in first_word_forms(forms):
        joined.join(a, b)
        said = f"“{forms[b].name}” is how the name “{forms[a].name}” begins, the only such"
        judged.note(a, b, Verdict.SAME, 0.8, ReasonCode.NAME_VARIANT, said)


def _one_family(
    family: Sequence[int], forms: Sequence[Form], joined: Joined, judged: _Judged, short: Mapping[str, frozenset[int]]
) -> list[list[int]]:
    """Group the forms of one family name: full names first, initials and the bare name where only one can be meant."""

    def given(i: int) -> tuple[str, ...]:
        person = forms[i].person
        return person.given if person else ()

    clusters: list[list[int]] = []
    for i in sorted((i for i in family if given(i) and len(given(i)[0]) > 1), key=lambda i: (-forms[i].origins, i)):
        fits = [c for c in clusters if _is_one_of([given(k) for k in c], given(i), short)]
        fits = [c for c in fits if not any(given(i) == given(k) and _held_apart(forms[i], forms[k]) for k in c)]
        if fits:
            for other in fits[1:] if len(given(i)) > 1 else ():
                if all(len(given(k)) == 1 and given(k)[0] in given(i) for k in (*fits[0], *other)):
                    fits[0].extend(other)  # who is called by either name alone as well
                    clusters.remove(other)
            fits[0].append(i)
            judged.note(
                fits[0][0],
                i,
                Verdict.SAME,
                0.9,
                ReasonCode.NAME_VARIANT,
                f"“{forms[i].name}” is a form of “{forms[fits[0][0]].name}”",
            )
        else:
            clusters.append([i])
    for i in [i for i in family if given(i) and len(given(i)[0]) == 1]:
        fits = [c for c in clusters if given(c[0]) and given(c[0])[0][0] == given(i)[0]]
        if len(fits) == 1:
            fits[0].append(i)
            judged.note(
                fits[0][0],
                i,
                Verdict.SAME,
                0.85,
                ReasonCode.NAME_VARIANT,
                f"“{forms[i].name}” has the initial of “{forms[fits[0][0]].name}”, the only such",
            )
        else:
            clusters.append([i])
    if len(clusters) <= _FEW_NAMESAKES:
        for n, one in enumerate(clusters):
            for two in clusters[n + 1 :]:
                judged.note(
                    one[0],
                    two[0],
                    Verdict.DIFFERENT,
                    0.1,
                    ReasonCode.OTHER_FIRST_NAME,
                    f"“{forms[one[0]].name}” and “{forms[two[0]].name}” have other given names",
                )
    for i in [i for i in family if not given(i)]:
        _place_bare(i, clusters, forms, judged)
    for cluster in clusters:
        for i in cluster[1:]:
            joined.join(cluster[0], i)
    return clusters


def _is_one_of(cluster: Sequence[tuple[str, ...]], given: tuple[str, ...], short: Mapping[str, frozenset[int]]) -> bool:
    """Tell whether given names fit all of a cluster; one that only is another's second name (Ilo “Pip” Brek, Pip Brek)
    is no other person's."""
    fitting = [known for known in cluster if same_given(given, known, short) is True]
    others = [known for known in cluster if known not in fitting]
    second = {name for known in fitting for name in known[1:]}
    return bool(fitting) and all(len(known) == 1 and known[0] in second for known in others)


def _held_apart(one: Form, other: Form) -> bool:
    """Tell whether a report names both as two: a son and his father, two of one family name."""
    ids = {(m.report, m.actor.id) for m in one.members if m.actor.type is NameType.PERSON}
    reports = {report for report, _ in ids}
    people = [m for m in other.members if m.actor.type is NameType.PERSON]
    return any(m.report in reports and (m.report, m.actor.id) not in ids for m in people)


def _place_bare(i: int, clusters: list[list[int]], forms: Sequence[Form], judged: _Judged) -> None:
    """Put a bare family name with the one that it can mean, by the office if there are several."""
    every = clusters
    clusters = [c for c in clusters if not any(_held_apart(forms[i], forms[k]) for k in c)]
    if len(clusters) > 1:
        roles = forms[i].roles()
        fits = [c for c in clusters if roles and roles == frozenset().union(*(forms[k].roles() for k in c)) & roles]
        if len(fits) == 1:
            fits[0].append(i)
            judged.note(
                fits[0][0],
                i,
                Verdict.SAME,
                0.8,
                ReasonCode.TITLE,
                f"“{forms[i].name}” has the office of “{forms[fits[0][0]].name}”",
            )
            return
        for c in clusters[:_FEW_NAMESAKES]:
            judged.note(
                c[0],
                i,
                Verdict.UNSURE,
                0.4,
                ReasonCode.NAME_VARIANT,
                f"“{forms[i].name}” alone may be “{forms[c[0]].name}” or another of that name",
            )
    elif clusters:
        clusters[0].append(i)
        return
    every.append([i])


def _join_spellings(
    ones: Sequence[Sequence[int]],
    others: Sequence[Sequence[int]],
    forms: Sequence[Form],
    joined: Joined,
    judged: _Judged,
    short: Mapping[str, frozenset[int]],
) -> None:
    """Join spellings of one family name: by given name or office or, if usual, where each is the only one."""
    for one in ones:
        for other in others:
            a, b = _fullest(one, forms), _fullest(other, forms)
            first, second = forms[a].person, forms[b].person
            if first is None or second is None:
                continue
            given = same_given(first.given, second.given, short)
            usual = spelling_key(first.family) == spelling_key(second.family)
            offices = [frozenset().union(*(forms[i].roles() for i in c)) for c in (one, other)]
            same_office = bool(offices[0]) and offices[0] == offices[1]
            said = f"“{forms[b].name}” is another spelling of “{forms[a].name}”"
            if given or (given is None and (same_office or (usual and len(ones) == len(others) == 1))):
                joined.join(a, b)
                judged.note(a, b, Verdict.SAME, 0.9 if given else 0.75, ReasonCode.NAME_VARIANT, said)
            elif given is None:
                judged.note(a, b, Verdict.UNSURE, 0.5, ReasonCode.NAME_VARIANT, said.replace(" is ", " may be "))


def _fullest(cluster: Sequence[int], forms: Sequence[Form]) -> int:
    def order(i: int) -> tuple[int, int, int]:
        person = forms[i].person
        return (-len(person.given) if person else 0, -forms[i].origins, i)

    return min(cluster, key=order)


def _join_bodies(forms: Sequence[Form], joined: Joined, judged: _Judged, readings: Sequence[Reading]) -> None:
    """Join the names of one body: acronyms, turned and shortened names, each where only one can be meant."""
    bodies = [i for i, form in enumerate(forms) if form.person is None]
    by_initials: dict[str, list[int]] = {}
    for i in bodies:
        if letters := initials(forms[i].name):
            by_initials.setdefault(letters, []).append(i)
    bracketed = _in_brackets(forms, readings)
    for i in bodies:
        if not any(is_acronym(m.actor.name) for m in forms[i].members):
            continue
        meant = bracketed.get(i, set()) or {k for k in by_initials.get(forms[i].key, []) if k != i}
        if len(meant) == 1:
            (long,) = meant
            how = "stands in brackets behind" if i in bracketed else "are the initials of"
            _same_body(long, i, how, 0.9 if i in bracketed else 0.85, forms, joined, judged)
    turned: dict[str, list[int]] = {}
    for i in bodies:
        if key := turned_key(forms[i].name):
            turned.setdefault(key, []).append(i)
    for group in turned.values():
        for i in group[1:]:
            _same_body(group[0], i, "has the words of", 0.85, forms, joined, judged)
    _join_short(bodies, forms, joined, judged)


def _same_body(
    long: int, i: int, how: str, score: float, forms: Sequence[Form], joined: Joined, judged: _Judged
) -> None:
    joined.join(long, i)
    text = f"“{forms[i].name}” {how} “{forms[long].name}”"
    judged.note(long, i, Verdict.SAME, score, ReasonCode.NAME_VARIANT, text)


def _in_brackets(forms: Sequence[Form], readings: Sequence[Reading]) -> dict[int, set[int]]:
    """Find, for each acronym, the names that it stands behind in brackets: "the Sea Rescue Service of Lorn (SRS)"."""
    form_of = {(m.report, m.actor.id): i for i, form in enumerate(forms) for m in form.members}
    found: dict[int, set[int]] = {}
    for reading in readings:
        names = sorted(reading.entities, key=lambda m: (m.start, m.end))
        for long, short in pairwise(names):
            if reading.text[long.end : short.start] != " (" or reading.text[short.end : short.end + 1] != ")":
                continue
            one, two = form_of.get((reading.id, long.entity)), form_of.get((reading.id, short.entity))
            if one is None or two is None or one == two or not is_acronym(reading.quote(short)):
                continue
            if forms[one].person is None and forms[two].person is None:
                found.setdefault(two, set()).add(one)
    return found


def _join_short(bodies: Sequence[int], forms: Sequence[Form], joined: Joined, judged: _Judged) -> None:
    """Join a body's short name with the one longer name that it begins, or ends in two words or more."""
    longer: dict[str, set[int]] = {}
    little = name_words().little  # "the yearbook of the Council" is not the Council
    named = [i for i in bodies if _is_body(forms[i])]
    for i in named:
        parts = forms[i].key.split()
        for n in range(1, len(parts)):
            if parts[n] not in little:
                longer.setdefault(" ".join(parts[:n]), set()).add(i)
            if len(parts) - n >= 2 and parts[n - 1] not in little and parts[n] not in little:
                longer.setdefault(" ".join(parts[n:]), set()).add(i)
    families = {form.person.family for form in forms if form.person and form.person.given}
    for i in named:
        if forms[i].key in families:
            continue  # "Brek" beside Ilo Brek is no Brek News
        meant = sorted({joined.find(k) for k in longer.get(forms[i].key, ())} - {joined.find(i)})
        if len(meant) == 1:
            _same_body(meant[0], i, "is short for", 0.75, forms, joined, judged)
        for k in meant[:_FEW_NAMESAKES] if len(meant) > 1 else ():
            text = f"“{forms[i].name}” may be “{forms[k].name}” or another of that name"
            judged.note(k, i, Verdict.UNSURE, 0.4, ReasonCode.NAME_VARIANT, text)


def _join_known(known: Mapping[int, str], forms: Sequence[Form], joined: Joined, judged: _Judged) -> None:
    """Join the names that the user's file has under one id, and note those that it has under several."""
    first: dict[str, int] = {}
    for i, one in sorted(known.items()):
        k = first.setdefault(one, i)
        if joined.find(i) == joined.find(k):
            continue
        joined.join(k, i)
        text = f"“{forms[k].name}” and “{forms[i].name}” are both {one} in the names file"
        judged.note(k, i, Verdict.SAME, 0.95, ReasonCode.NAMES_FILE, text)
    for group in joined.groups():
        told = sorted({known[i]: i for i in reversed(group) if i in known}.items())
        for (one, i), (two, k) in pairwise(told):
            text = f"“{forms[i].name}” is {one} and “{forms[k].name}” is {two} in the names file"
            judged.note(i, k, Verdict.DIFFERENT, 0.05, ReasonCode.NAMES_FILE, text)


def _is_body(form: Form) -> bool:
    """Tell whether a form is a firm or office and no place or people: "Lorn" is not short for "Lorn Harbour"."""
    return all(m.actor.type is NameType.ORG and m.actor.speaks_for is None for m in form.members)


def _link(
    group: Sequence[Form], countries: Mapping[str, str], register: Register | None
) -> tuple[ActorLink, str | None]:
    members = [m for form in group for m in form.members]
    full = [f for f in group if f.person and f.person.given] or list(group)
    is_country = any(f.person is None and f.key in countries for f in group)
    naming = [m for f in full for m in f.members]
    if is_country:
        naming = [m for m in naming if m.actor.type is NameType.GPE] or naming
    name = commonest((m.actor.name, m.origin) for m in naming) or group[0].key
    types = Counter(
        {kind: len({m.origin for m in members if m.actor.type is kind}) for kind in {m.actor.type for m in members}}
    )
    kind = NameType.PERSON if group[0].person else min(types, key=lambda t: (-types[t], t))
    if is_country and NameType.GPE in types:
        kind = NameType.GPE
    key = min(full, key=lambda f: (-f.origins, -len(f.key), f.key)).key
    speaks_for = commonest((m.actor.speaks_for, m.origin) for m in members if m.actor.speaks_for)
    link = ActorLink(
        id=stable_id("actor", "person" if group[0].person else "body", key),
        name=name,
        type=kind,
        members=tuple(sorted((m.report, m.actor.id) for m in members)),
        role=whole_role(commonest((m.actor.role, m.origin) for m in members if m.actor.role)),
        speaks_for=speaks_for,
        aliases=tuple(sorted({m.actor.name for m in members if not m.actor.anonymous} - {name})),
        same_as=next(iter(register.ids_of(group).values()), None) if register else None,
    )
    state = countries.get(body_key(speaks_for), body_key(speaks_for)) if speaks_for else None
    if state is None and kind in (NameType.GPE, NameType.NORP):
        state = key
    return link, state


def _with_role_holders(
    groups: Sequence[Sequence[Form]], bare: Sequence[Member]
) -> tuple[list[list[Form]], list[Member]]:
    """Join an unnamed one with the person whose role, two words or more, is the very words that it is called by, where
    the story knows one such person; return the groups, and those who stay unnamed."""
    holders: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for form in group:
            for m in form.members if form.person is not None else ():
                role = fold(m.actor.role or "")
                if " " in role:
                    holders.setdefault(role, set()).add(n)
    found = [list(group) for group in groups]
    left: list[Member] = []
    for m in bare:
        key = fold(m.actor.name).removeprefix("the ")
        named = holders.get(key, set())
        if len(named) == 1:
            found[next(iter(named))].append(Form(key=key, person=None, members=[m]))
        else:
            left.append(m)
    return found, left


def _unnamed(members: Sequence[Member]) -> list[list[Member]]:
    groups: dict[tuple[int, str], list[Member]] = {}
    for m in members:
        groups.setdefault((m.origin, fold(m.actor.name)), []).append(m)
    return list(groups.values())


def _unnamed_link(group: Sequence[Member]) -> ActorLink:
    first = min(group, key=lambda m: (m.report, m.actor.id))
    return ActorLink(
        id=stable_id("actor", "unnamed", fold(first.actor.name), first.report),
        name=first.actor.name,
        type=first.actor.type,
        members=tuple(sorted((m.report, m.actor.id) for m in group)),
        role=first.actor.role,
        speaks_for=commonest((m.actor.speaks_for, m.origin) for m in group if m.actor.speaks_for),
        aliases=tuple(sorted({m.actor.name for m in group} - {first.actor.name})),
        anonymous=True,
    )


def _cast(linked: Sequence[tuple[ActorLink, str | None]], judged: _Judged, countries: Mapping[str, str]) -> Cast:
    taken: Counter[str] = Counter()
    ordered = sorted(linked, key=lambda pair: (pair[0].id, pair[0].members))
    links: list[ActorLink] = []
    states: dict[str, str] = {}
    for link, state in ordered:
        taken[link.id] += 1
        if taken[link.id] > 1:
            link = _renamed(link)
        links.append(link)
        found = state or (
            countries.get(body_key(link.speaks_for), body_key(link.speaks_for)) if link.speaks_for else None
        )
        if found:
            states[link.id] = found
    of_member = {member: link.id for link in links for member in link.members}
    places = {state for link in links if link.type is NameType.GPE and (state := states.get(link.id))}
    offices = {(m.report, m.actor.id): m.actor.role for form in judged.forms for m in form.members if m.actor.role}
    named_in = countries_in(countries, places)
    homes = {link.id: home for link in links if (home := home_of(link, offices, countries, named_in))}
    judgements: dict[str, Judgement] = {}
    for a, b, verdict, score, reason in judged.noted:
        if verdict is Verdict.SAME and not _are_one(judged.forms[a], judged.forms[b], of_member):
            continue  # a person holds them apart
        judgement = _judgement(judged.forms[a], judged.forms[b], of_member, verdict, score, reason)
        judgements.setdefault(judgement.id, judgement)
    return Cast(
        links=tuple(links),
        judgements=tuple(judgements[i] for i in sorted(judgements)),
        of_member=of_member,
        states=states,
        homes=homes,
    )


def _are_one(a: Form, b: Form, of_member: Mapping[tuple[str, str], str]) -> bool:
    one, two = (of_member[(f.members[0].report, f.members[0].actor.id)] for f in (a, b))
    return one == two


def _renamed(link: ActorLink) -> ActorLink:
    return replace(link, id=stable_id("actor", link.id, *link.members[0]))


def _judgement(
    a: Form, b: Form, of_member: Mapping[tuple[str, str], str], verdict: Verdict, score: float, reason: Reason
) -> Judgement:
    """Write a judgement between two links; where they became one, `b` is the name that was joined."""
    one, two = (of_member[(f.members[0].report, f.members[0].actor.id)] for f in (a, b))
    second = b.name if one == two else two
    verdict = Verdict.SAME if one == two else verdict
    return Judgement(
        id=stable_id("judgement", JudgementKind.ACTOR, one, second, a.key, b.key),
        kind=JudgementKind.ACTOR,
        a=one,
        b=second,
        verdict=verdict,
        score=score,
        reasons=(reason,),
    )
