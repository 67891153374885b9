"""Build readings from short descriptions: a text, the words in it that are times, actors, events, remarks and figures.

The words are found in the text, so a case stays readable as data. A time is written as `past friday`, `future tuesday`,
`past 12-07` (day and month), `earlier month`, `next month`, `yesterday`, `tomorrow`, or as an ISO day or interval.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from synoptic.model.calendar import CalendarUnit, Direction, Rule, RuleKind
from synoptic.model.days import Basis, Dated, Precision, parse_interval
from synoptic.model.readings import (
    Actor,
    Anchor,
    Attribution,
    Bound,
    Event,
    EventType,
    Mention,
    Mode,
    NameType,
    Participant,
    Passage,
    PassageKind,
    Quantity,
    QuoteKind,
    Reading,
    Role,
    Sentence,
    Stance,
    Status,
    Time,
    TimeType,
)
from synoptic.model.redate import resolve_times
from synoptic.model.reports import Head
from synoptic.model.spans import Span, plain

CASES = Path(__file__).resolve().parent.parent / "cases"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def load_cases(name: str) -> list[dict[str, Any]]:
    """Read the cases of one file under tests/cases."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def rule_of(words: str) -> Rule | None:
    """Read the short form of a rule; None for an ISO value."""
    first, _, rest = words.partition(" ")
    direction = {"past": Direction.PAST, "future": Direction.FUTURE}.get(first, Direction.NEAREST)
    if rest in _WEEKDAYS:
        return Rule(kind=RuleKind.WEEKDAY, weekday=_WEEKDAYS.index(rest), direction=direction)
    if first in ("past", "future") and rest:
        month, _, day = rest.partition("-")
        return Rule(kind=RuleKind.DAY_MONTH, month=int(month), day=int(day), direction=direction)
    if first in ("earlier", "later"):
        return Rule(kind=RuleKind.PART, unit=CalendarUnit(rest), part=first)
    if first in ("next", "last"):
        return Rule(kind=RuleKind.OFFSET, unit=CalendarUnit(rest), amount=1 if first == "next" else -1)
    if first in ("yesterday", "today", "tomorrow"):
        return Rule(
            kind=RuleKind.OFFSET, unit=CalendarUnit.DAY, amount=("yesterday", "today", "tomorrow").index(first) - 1
        )
    return None


def reading_of(told: dict[str, Any]) -> Reading:
    """Build the reading of one described report."""
    text = told["text"]
    find = _Finder(text)
    sentences = _sentences(text)
    times = tuple(_time(t, find) for t in told.get("times", ()))
    names = sorted({n for key in ("events", "remarks") for item in told.get(key, ()) for n in _named(item)})
    actors = {n: Actor(id=f"a{i}", name=n, type=NameType.PERSON) for i, n in enumerate(names)}
    for given in told.get("actors", ()):
        name = given["name"]
        actor = actors.get(name, Actor(id=f"a{len(actors)}", name=name, type=NameType.PERSON))
        actors[name] = replace(
            actor,
            type=NameType(given.get("type", "PERSON")),
            role=given.get("role"),
            speaks_for=given.get("speaks_for"),
            anonymous=given.get("anonymous", False),
        )
    mentions = tuple(
        Mention(start=s.start, end=s.end, type=a.type, entity=a.id) for n, a in actors.items() if (s := find.maybe(n))
    )
    attributions = tuple(_remark(r, find, actors, told.get("times", ())) for r in told.get("remarks", ()))
    reading = Reading(
        report=Head(id=told["id"]),
        text=text,
        dated=_dated(told.get("dated")),
        passages=(Passage(start=0, end=len(text), kind=PassageKind.BODY),),
        sentences=sentences,
        entities=tuple(sorted(mentions, key=lambda m: m.start)),
        actors=tuple(actors.values()),
        times=times,
        attributions=attributions,
    )
    if reading.dated.value is not None and reading.dated.value.precision is Precision.DAY:
        times = resolve_times(times, reading.dated.value.first)
    events = tuple(_event(e, find, actors, told.get("times", ()), times, sentences) for e in told.get("events", ()))
    counts = tuple(_count(c, find, actors, sentences, told.get("remarks", ())) for c in told.get("figures", ()))
    return replace(reading, times=times, events=events, quantities=counts)


class _Finder:
    def __init__(self, text: str) -> None:
        self._text = text

    def maybe(self, words: str) -> Span | None:
        words, _, nth = words.partition("#")
        at = -1
        for _ in range(int(nth or 1)):
            at = self._text.find(words, at + 1)
        return Span(start=at, end=at + len(words)) if at >= 0 else None

    def __call__(self, words: str) -> Span:
        found = self.maybe(words)
        if found is None:
            raise AssertionError(f"the text does not say {words!r}: {self._text}")
        return found


def _sentences(text: str) -> tuple[Sentence, ...]:
    found, start = [], 0
    for part in text.split(". "):
        end = min(len(text), start + len(part) + 1)
        found.append(Sentence(start=start, end=end, passage=0))
        start += len(part) + 2
    return tuple(found)


def _dated(value: str | None) -> Dated:
    interval = parse_interval(value) if value else None
    return Dated(value=interval, basis=Basis.STATED, why="stated") if interval else Dated()


def _time(pair: Sequence[str], find: _Finder) -> Time:
    words, meant = pair
    span, rule = find(words), rule_of(meant)
    when = None if rule else parse_interval(meant)
    anchor = Anchor.REPORT if rule else Anchor.NONE
    return Time(start=span.start, end=span.end, type=TimeType.DATE, value=meant, when=when, anchor=anchor, rule=rule)


def _named(item: dict[str, Any]) -> list[str]:
    return [*item.get("who", ()), *item.get("to", ()), *([item["by"]] if item.get("by") else [])]


def _number(times: Sequence[Sequence[str]], words: str | None) -> int | None:
    return next((i for i, (said, _) in enumerate(times) if said == words), None) if words else None


def _event(
    told: dict[str, Any],
    find: _Finder,
    actors: dict[str, Actor],
    described: Sequence[Sequence[str]],
    times: Sequence[Time],
    sentences: Sequence[Sentence],
) -> Event:
    span = find(told["at"])
    whole = find(told["whole"]) if "whole" in told else next(s for s in sentences if s.holds(span))
    roles = [(n, Role.ACTOR) for n in told.get("who", ())] + [(n, Role.RECIPIENT) for n in told.get("to", ())]
    participants = tuple(
        Participant(start=s.start, end=s.end, role=role, entity=actors[n].id, name=n)
        for n, role in roles
        if (s := find.maybe(n) or span)
    )
    number = _number(described, told.get("time"))
    return Event(
        start=span.start,
        end=span.end,
        type=EventType(told["type"]) if told.get("type") else None,
        status=Status(told.get("status", "occurred")),
        participants=participants,
        when=times[number].when if number is not None else None,
        lemma=told.get("lemma", told["at"].split("#")[0].split()[-1]),
        whole=plain(whole),
        time=number,
        mode=Mode(told["mode"]) if told.get("mode") else None,
        place=find(told["place"]) if told.get("place") else None,
        stance=Stance(told["stance"]) if told.get("stance") else None,
        background=told.get("background", False),
    )


def _remark(
    told: dict[str, Any], find: _Finder, actors: dict[str, Actor], described: Sequence[Sequence[str]]
) -> Attribution:
    cue, content = find(told.get("cue", "said")), find(told["content"])
    actor = actors.get(told.get("by", ""))
    return Attribution(
        source=(find(told["by"]),) if told.get("by") and find.maybe(told["by"]) else (),
        cue=(cue,),
        content=(content,),
        quote=QuoteKind(told.get("quote", "direct")),
        speaker=told.get("by"),
        anonymous=bool(actor and actor.anonymous),
        entity=actor.id if actor else None,
        time=_number(described, told.get("time")),
    )


def _count(
    told: dict[str, Any],
    find: _Finder,
    actors: dict[str, Actor],
    sentences: Sequence[Sentence],
    remarks: Sequence[dict[str, Any]],
) -> Quantity:
    span = find(told["at"])
    noun = find(told["counted"]) if told.get("counted") else None
    whole = find(told["whole"]) if "whole" in told else next(s for s in sentences if s.holds(span))
    return Quantity(
        start=span.start,
        end=span.end,
        value=float(told["value"]),
        value2=told.get("value2"),
        bound=Bound(told.get("bound", "exact")),
        unit=told.get("unit"),
        counted=told.get("counted", "").split("#")[0] or None,
        named=told.get("counted", "").split("#")[0] or None,
        compared=bool(told.get("compared")),
        noun=plain(noun) if noun else None,
        whole=plain(whole),
        whose=actors[told["whose"]].id if told.get("whose") else None,
        attribution=next((i for i, r in enumerate(remarks) if r.get("by") == told.get("says")), None)
        if told.get("says")
        else None,
    )
