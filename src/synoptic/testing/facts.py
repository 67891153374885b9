"""What is true in an invented story: its cast, what happens on which day, who counts what, who says and wants what.

Decision to know: facts are made before any prose. A fact is dated to the day; what a report may tell of it depends on
the day of the report alone, so a meeting is planned in one report and held in the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from synoptic.testing.matters import FRAGMENTS, MATTERS, REPORTED, SPOKEN, UNNAMED
from synoptic.testing.names import Person, State, invent_person, invent_state, invent_town

_FIRST_DAY = date(2012, 1, 2).toordinal()
_LAST_DAY = date(2025, 6, 30).toordinal()
_OLD = 0
"""The day of what happened in an earlier year, of which only the year is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happens. Days are ordinals; `announced` is the day from which reports may tell it as planned.

    `moved_on` and `moved_from`: the day on which it was moved, and the day for which it had been planned; `off_on`: the
    day on which it was called off. `year` is given instead of a day for what is long past, `count` then points at its
    figure.
    """

    kind: str
    what: str
    actors: tuple[str, ...]
    day: int = _OLD
    announced: int | None = None
    moved_on: int | None = None
    moved_from: int | None = None
    off_on: int | None = None
    city: str = ""
    year: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure that somebody gives on a day; `kind` names its templates, `series` what is counted.

    Without a claimant it is told on the report's own word.
    """

    kind: str
    series: str
    what: str
    unit: str
    value: int
    bound: str
    claimant: str | None
    day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Something said on a day.

    `person` points into the cast; for others `speaker` is the name in the key and `words` the one in the prose.
    """

    content: str
    kind: str
    day: int
    speaker: str
    person: int | None = None
    words: str = ""
    unnamed: str = ""
    heard_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody wants, offers, denies on a day; `actor` and `toward` are names of states."""

    stance: str
    actor: str
    about: str
    toward: str
    day: int
    capital: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All facts of one story; `slots` are the words that fill templates, `days` those on which there is news."""

    number: int
    cast: tuple[Person, ...]
    slots: dict[str, str]
    happenings: tuple[Happening, ...]
    counts: tuple[Count, ...]
    sayings: tuple[Saying, ...]
    standings: tuple[Standing, ...]
    days: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class _Ground:
    """What the parts of a story are made from."""

    rng: Random
    states: tuple[State, State, State]
    cast: tuple[Person, ...]
    slots: dict[str, str]
    start: int
    harm: int
    days: list[int] = field(default_factory=list)


def _ground(rng: Random) -> _Ground:
    state_a, state_b, state_c = invent_state(rng), invent_state(rng), invent_state(rng)
    while state_b.name == state_a.name:
        state_b = invent_state(rng)
    while state_c.name in (state_a.name, state_b.name):
        state_c = invent_state(rng)
    taken: set[str] = set()
    offices = (
        ("President", state_a),
        (rng.choice(("Prime Minister", "President")), state_b),
        ("Foreign Minister", state_a),
        ("Foreign Minister", state_b),
        (rng.choice(("Defence Minister", "Transport Minister", "Interior Minister")), state_a),
        (rng.choice(("Defence Minister", "Transport Minister", "Energy Minister")), state_b),
        ("Foreign Minister", state_c),
        ("Opposition Leader", state_a),
    )
    cast = tuple(invent_person(rng, title, state, taken) for title, state in offices)
    matter = rng.choice(MATTERS)
    town = invent_town(rng)
    names = ("closed", "vessel", "harm", "counted", "place", "plan", "pact", "wanted", "given", "charge", "remedy")
    slots = {name: getattr(matter, name).format(town=town) for name in names}
    for letter, state in zip("ABC", (state_a, state_b, state_c), strict=True):
        slots |= {letter: state.name, f"{letter}own": state.own, f"cap{letter}": state.capital}
    slots["town"] = town
    start = rng.randrange(_FIRST_DAY, _LAST_DAY)
    return _Ground(
        rng=rng,
        states=(state_a, state_b, state_c),
        cast=cast,
        slots=slots,
        start=start,
        harm=start + rng.randrange(3, 6),
    )


def _happenings(ground: _Ground) -> list[Happening]:
    rng, cast, slots = ground.rng, ground.cast, ground.slots
    a, b, c = ground.states
    ministers, leaders = (cast[2].name, cast[3].name), (cast[0].name, cast[1].name)
    start, harm = ground.start, ground.harm
    first_call, first_meeting = harm + 3, harm + rng.randrange(5, 8)
    second_call = first_call + rng.randrange(14, 21)
    second_meeting = first_meeting + rng.randrange(15, 24)
    plan, moved = harm + rng.randrange(16, 22), rng.random() < 0.5
    change = harm + 9
    city, other_city = c.capital, rng.choice((c.capital, a.capital))
    meeting = f"The foreign ministers of {a.name} and {b.name} meet in "
    call = f"The leaders of {a.name} and {b.name} speak by telephone"
    return [
        Happening(kind="close", what=f"{b.name} closes {slots['closed']}", actors=(b.name,), day=start),
        Happening(kind="harm", what=f"A {slots['vessel']} {slots['harm']}", actors=(), day=harm),
        Happening(kind="call", what=call, actors=leaders, day=first_call, announced=harm + 1),
        Happening(kind="meet", what=meeting + city, actors=ministers, day=first_meeting, announced=harm + 3, city=city),
        Happening(
            kind="send",
            what=f"{a.name} sends {slots['counted']} to the area",
            actors=(a.name,),
            day=harm + 4,
            announced=harm + 3,
        ),
        Happening(
            kind="plan",
            what=slots["plan"],
            actors=(b.name,),
            day=plan + 7 if moved else plan,
            announced=start,
            moved_on=change if moved else None,
            moved_from=plan if moved else None,
            off_on=None if moved else change,
        ),
        Happening(
            kind="sanction",
            what=f"{a.name} imposes sanctions on {b.own} companies",
            actors=(a.name, b.name),
            day=harm + rng.randrange(9, 13),
        ),
        Happening(kind="call", what=call, actors=leaders, day=second_call, announced=second_call - 2),
        Happening(
            kind="meet",
            what=meeting + other_city,
            actors=ministers,
            day=second_meeting,
            announced=second_meeting - 4,
            city=other_city,
        ),
        Happening(
            kind="agree",
            what=f"{a.name} and {b.name} agree to an inquiry led by {c.name}",
            actors=(a.name, b.name),
            day=second_meeting,
        ),
        Happening(
            kind="treaty",
            what=f"{a.name} and {b.name} sign a treaty on {slots['pact']}",
            actors=(a.name, b.name),
            year=rng.randrange(1951, 1999),
        ),
        Happening(
            kind="old harm", what=f"A {slots['vessel']} is lost", actors=(), year=rng.randrange(1999, 2011), count=0
        ),
    ]


def _counts(ground: _Ground) -> list[Count]:
    rng, slots, harm = ground.rng, ground.slots, ground.harm
    a, b, c = ground.states
    ministry = f"{a.own} {ground.cast[4].title.removesuffix(' Minister').lower()} ministry"
    service, official = f"{slots['town']} rescue service", f"official in {c.capital}"
    dead = rng.randrange(11, 60)
    more, most = dead + rng.randrange(2, 12), dead + rng.randrange(14, 30)
    there = rng.choice((rng.randrange(12, 90), rng.randrange(100, 900), rng.randrange(10, 90) * 100))
    rival = int(there * rng.uniform(1.4, 2.6)) // 10 * 10 + 10
    about_there = (there + rival) // 20 * 10 + 3
    killed, units = f"people killed when a {slots['vessel']} {slots['harm']}", slots["counted"]
    lost, where, old = f"people lost with a {slots['vessel']}", f"{units} {slots['place']}", rng.randrange(20, 200)
    rows = (
        ("old harm", "old dead", lost, "people", old, "exact", None, None),
        ("dead", "dead", killed, "people", dead, "at least", service, harm),
        ("dead", "dead", killed, "people", more, "exact", ministry, harm + 1),
        ("dead", "dead", killed, "people", max(11, dead - 2), "at most", f"{b.own} government", harm + 1),
        ("dead", "dead", killed, "people", most, "exact", ministry, harm + 4),
        ("counted", "counted", where, units, there, "about", f"{a.own} government", harm + 5),
        ("counted", "counted", where, units, rival, "at least", f"{b.own} government", harm + 5),
        ("counted", "counted", where, units, about_there, "about", official, harm + 6),
        ("counted", "counted", where, units, there // 2 + 11, "exact", f"{a.own} government", harm + 14),
    )  # fmt: skip
    return [
        Count(kind=kind, series=series, what=what, unit=unit, value=value, bound=bound, claimant=by, day=day)
        for kind, series, what, unit, value, bound, by, day in rows
    ]


def _sayings(ground: _Ground, last: int) -> list[Saying]:
    rng, cast = ground.rng, ground.cast
    spoken = iter(rng.sample(SPOKEN, len(SPOKEN)))
    reported = iter(rng.sample(REPORTED, len(REPORTED)))
    fragments = iter(rng.sample(FRAGMENTS, len(FRAGMENTS)))
    out: list[Saying] = []
    for day in range(ground.start, last + 1, 2):
        person = rng.randrange(len(cast))
        speaker = cast[person].name
        if (content := next(spoken, None)) is not None:
            out.append(Saying(content=content, kind="direct", day=day, speaker=speaker, person=person))
        if (content := next(reported, None)) is None:
            continue
        draw = rng.random()
        if draw < 0.3:
            words, unnamed = rng.choice(UNNAMED)
            words = words.format(own=rng.choice(ground.states).own)
            name = words.split(" ", 1)[1]
            kind = "indirect" if rng.random() < 0.6 else "direct"
            if kind == "direct":
                content = content[0].upper() + content[1:]
            out.append(Saying(content=content, kind=kind, day=day, speaker=name, words=words, unnamed=unnamed))
        elif draw < 0.45:
            office = (
                f"{rng.choice(ground.states).own} {rng.choice(('foreign ministry', 'coastguard', 'interior ministry'))}"
            )
            out.append(Saying(content=content, kind="indirect", day=day, speaker=office, words=f"the {office}"))
        elif draw < 0.6:
            other = (person + rng.randrange(1, len(cast))) % len(cast)
            out.append(
                Saying(content=content, kind="indirect", day=day, speaker=speaker, person=person, heard_from=other)
            )
        else:
            out.append(Saying(content=content, kind="indirect", day=day, speaker=speaker, person=person))
        if rng.random() < 0.7 and (pair := next(fragments, None)) is not None:
            person = rng.randrange(len(cast))
            content = f'{pair[0]} "{pair[1]}"'
            out.append(Saying(content=content, kind="mixed", day=day + 1, speaker=cast[person].name, person=person))
    return out


def _standings(ground: _Ground) -> list[Standing]:
    slots, start, harm = ground.slots, ground.start, ground.harm
    a, b, c = ground.states
    rows = (
        ("accuses", a, slots["charge"], b, start + 1),
        ("denies", b, slots["charge"], a, start + 2),
        ("demands", a, slots["wanted"], b, harm + 1),
        ("refuses", b, slots["wanted"], a, harm + 2),
        ("threatens", a, slots["remedy"], b, harm + 4),
        ("warns", c, "any further step", a, harm + 5),
        ("offers", b, slots["given"], a, harm + 8),
        ("rejects", a, slots["given"], b, harm + 9),
        ("supports", c, "an independent inquiry", a, harm + 10),
        ("opposes", b, "a vote in the regional council", a, harm + 12),
        ("requests", b, "more time", a, harm + 16),
    )
    return [
        Standing(stance=stance, actor=actor.name, about=about, toward=toward.name, day=day, capital=actor.capital)
        for stance, actor, about, toward, day in rows
    ]


def invent_story(number: int, seed: int) -> Story:
    """Return the facts of the story with that number; a function of the two numbers alone."""
    ground = _ground(Random(f"{seed}/{number}"))
    happenings = _happenings(ground)
    last = max(h.day for h in happenings) + 1
    counts, standings = _counts(ground), _standings(ground)
    sayings = _sayings(ground, last)
    days = {h.day for h in happenings if h.year is None} | {s.day for s in standings}
    return Story(
        number=number,
        cast=ground.cast,
        slots=ground.slots,
        happenings=tuple(happenings),
        counts=tuple(counts),
        sayings=tuple(sayings),
        standings=tuple(standings),
        days=tuple(sorted(days)),
    )
