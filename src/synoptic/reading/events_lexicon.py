"""What words tell an event, looked up once: verbs with their particles, nouns, light verbs, states and sayings.

Decision to know: all of it is data under `lexicon`; a verb with a particle ("call for") wins over the bare verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table, load_words
from synoptic.model.readings import EventType, Mode, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a trigger tells: type, mode, stance, where the recipient stands, and its dictionary form."""

    lemma: str
    type: EventType | None
    mode: Mode | None = None
    stance: Stance | None = None
    frame: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The tables of events, by the words that they are looked up with."""

    verbs: MappingProxyType[str, tuple[Telling, ...]]
    nouns: MappingProxyType[str, Telling]
    deeds: frozenset[str]
    """Nouns that name a deed, read for its status alone."""
    light: MappingProxyType[str, MappingProxyType[str, str]]
    occurring: MappingProxyType[str, tuple[tuple[str, ...], ...]]
    states: frozenset[str]
    dated: frozenset[str]
    trivial: frozenset[str]
    things: frozenset[str]
    sayings: frozenset[str]
    actors: frozenset[str]
    vessels: frozenset[str]
    governing: MappingProxyType[str, str]
    shades: MappingProxyType[str, str]
    governors: MappingProxyType[str, str]
    objects: MappingProxyType[str, str]
    senses: MappingProxyType[str, tuple[EventType, Mode | None, frozenset[str]]]
    figurative: MappingProxyType[str, tuple[tuple[str, frozenset[str]], ...]]
    pairs: MappingProxyType[str, tuple[tuple[str, frozenset[str], EventType, Mode | None], ...]]
    """By verb: its particle or "", the nouns, and what verb and noun tell together."""


def _verbs() -> dict[str, tuple[Telling, ...]]:
    found: dict[str, list[Telling]] = {}
    for kind, mode, stance, frame, verbs in load_table("events_verbs"):
        for verb in verbs.split():
            lemma, *particles = verb.split("_")
            found.setdefault(lemma, []).append(
                Telling(
                    lemma=verb.replace("_", " "),
                    type=None if kind == "-" else EventType(kind),
                    mode=None if mode == "-" else Mode(mode),
                    stance=None if stance == "-" else Stance(stance),
                    frame=tuple(frame.split(",")),
                    particles=tuple(particles),
                )
            )
    return {lemma: tuple(sorted(rows, key=lambda row: -len(row.particles))) for lemma, rows in found.items()}


def _nouns() -> dict[str, Telling]:
    found: dict[str, Telling] = {}
    for kind, mode, lemma, nouns in load_table("events_nouns"):
        telling = Telling(
            lemma=lemma, type=None if kind == "-" else EventType(kind), mode=None if mode == "-" else Mode(mode)
        )
        for noun in nouns.split():
            found.setdefault(noun, telling)
    return found


def _light() -> dict[str, MappingProxyType[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for light, verbs in load_table("light_verbs"):
        for verb in verbs.split():
            lemma, _, particle = verb.partition("_")
            found.setdefault(lemma, {}).setdefault(particle, light)
    return {lemma: MappingProxyType(rows) for lemma, rows in found.items()}


def _pairs() -> dict[str, tuple[tuple[str, frozenset[str], EventType, Mode | None], ...]]:
    found: dict[str, list[tuple[str, frozenset[str], EventType, Mode | None]]] = {}
    for kind, mode, verbs, nouns in load_table("events_pairs"):
        for verb in verbs.split():
            lemma, _, particle = verb.partition("_")
            row = (particle, frozenset(nouns.split()), EventType(kind), None if mode == "-" else Mode(mode))
            found.setdefault(lemma, []).append(row)
    return {lemma: tuple(sorted(rows, key=lambda row: not row[0])) for lemma, rows in found.items()}


def _occurring() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for verb in sorted(load_words("occurring_verbs")):
        lemma, *particles = verb.split("_")
        found.setdefault(lemma, []).append(tuple(particles))
    return {lemma: tuple(tails) for lemma, tails in found.items()}


@cache
def load_lexicon() -> Lexicon:
    """Read the tables of events once."""
    governing: dict[str, str] = {}
    for light, verbs in load_table("governing_verbs"):
        for verb in verbs.split():
            governing.setdefault(verb, light)
    shades: dict[str, str] = {}
    governors: dict[str, str] = {}
    for light, where, words in load_table("shading_words"):
        for word in words.split():
            (shades if where == "before" else governors).setdefault(word, light)
    figurative: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for trigger, where, words in load_table("figurative"):
        figurative.setdefault(trigger, []).append((where, frozenset(words.split())))
    return Lexicon(
        verbs=MappingProxyType(_verbs()),
        nouns=MappingProxyType(_nouns()),
        deeds=load_words("deed_nouns"),
        light=MappingProxyType(_light()),
        occurring=MappingProxyType(_occurring()),
        states=load_words("state_verbs"),
        dated=load_words("dated_verbs"),
        trivial=load_words("trivial_verbs"),
        things=load_words("happening_verbs"),
        sayings=load_words("saying_verbs"),
        actors=load_words("actor_nouns"),
        vessels=load_words("vessel_nouns"),
        governing=MappingProxyType(governing),
        shades=MappingProxyType(shades),
        governors=MappingProxyType(governors),
        senses=MappingProxyType(
            {
                form: (EventType(kind), None if mode == "-" else Mode(mode), frozenset(words.split()))
                for form, kind, mode, words in load_table("senses")
            }
        ),
        objects=MappingProxyType({word: kind for kind, words in load_table("objects") for word in words.split()}),
        figurative=MappingProxyType({k: tuple(v) for k, v in figurative.items()}),
        pairs=MappingProxyType(_pairs()),
    )
