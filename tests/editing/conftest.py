"""Build readings and links by hand, by pointing at words: what the account is made of, without reading or linking."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from synoptic.editing import make_account
from synoptic.model.accounts import Account
from synoptic.model.calendar import Rule, RuleKind
from synoptic.model.days import Basis, Dated, Interval, day
from synoptic.model.ids import stable_id
from synoptic.model.links import ActorLink, EventLink, Links, Ref, Series, StatementLink, StoryLink
from synoptic.model.readings import (
    Actor,
    Anchor,
    Attribution,
    Event,
    EventType,
    Mention,
    NameType,
    Participant,
    Passage,
    PassageKind,
    Quantity,
    QuoteKind,
    Reading,
    Role,
    Sentence,
    Status,
    Time,
    TimeType,
)
from synoptic.model.reports import Head
from synoptic.model.spans import Span, cover
from synoptic.settings import Settings

_SENTENCE = re.compile(r"[^\s.!?][^.!?]*[.!?]+[\"”’]?|[^\s.!?][^.!?]*$")


class Scribe:
    """Write one report and say what stands in it; words are pointed at by their text, `nth` counts from 0."""

    def __init__(
        self,
        report: str,
        body: str,
        *,
        headline: str | None = None,
        on: date | None = None,
        outlet: str | None = None,
        junk: str | None = None,
        read: bool = True,
        language: str | None = "en",
    ) -> None:
        self.text = (f"{headline}\n\n" if headline else "") + body + (f"\n\n{junk}" if junk else "")
        self.head = Head(id=report, file=f"{report}.txt", headline=headline, outlet=outlet, language=language)
        self.dated = Dated(value=day(on), basis=Basis.STATED, why="stated") if on else Dated()
        self.read = read
        passages = []
        start = 0
        for words, kind in ((headline, "headline"), (body, "body"), (junk, "junk")):
            if words:
                at = self.text.index(words, start)
                passages.append(Passage(start=at, end=at + len(words), kind=PassageKind(kind)))
                start = at + len(words)
        self.passages = tuple(passages)
        self.sentences = tuple(
            Sentence(start=passage.start + m.start(), end=passage.start + m.end(), passage=n)
            for n, passage in enumerate(passages)
            for m in _SENTENCE.finditer(self.text[passage.start : passage.end])
        )
        self.actors: list[Actor] = []
        self.entities: list[Mention] = []
        self.times: list[Time] = []
        self.quantities: list[Quantity] = []
        self.attributions: list[Attribution] = []
        self.events: list[Event] = []

    def at(self, words: str, nth: int = 0) -> Span:
        """Point at words."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words))

    def actor(
        self,
        entity: str,
        name: str,
        kind: str = "PERSON",
        *,
        role: str | None = None,
        speaks_for: str | None = None,
        anonymous: bool = False,
    ) -> Scribe:
        self.actors.append(
            Actor(
                id=entity,
                name=name,
                type=NameType(kind),
                role=role,
                speaks_for=speaks_for,
                anonymous=anonymous,
            )
        )
        return self

    def time(self, words: str, when: Interval | None, *, relative: bool = True, nth: int = 0) -> int:
        """Add a time; return its index."""
        span = self.at(words, nth)
        rule = Rule(kind=RuleKind.WEEKDAY, weekday=0) if relative else None
        self.times.append(
            Time(
                start=span.start,
                end=span.end,
                type=TimeType.DATE,
                value="",
                when=when,
                anchor=Anchor.REPORT if relative else Anchor.NONE,
                rule=rule,
            )
        )
        return len(self.times) - 1

    def said(
        self,
        source: str,
        cue: str,
        *content: str,
        speaker: str | None,
        entity: str | None = None,
        quote: str = "indirect",
        lemma: str = "say",
        time: int | None = None,
        parent: int | None = None,
        anonymous: bool = False,
        nth: int = 0,
    ) -> int:
        """Add an attribution; return its index."""
        spans = tuple(self.at(words) for words in content)
        near = min(spans).start if spans else 0
        whole = cover((*spans, self.at(source, nth), self.at(cue, nth)))
        self.attributions.append(
            Attribution(
                source=(self.at(source, nth),),
                cue=(self.at(cue, nth),),
                content=spans,
                quote=QuoteKind(quote),
                speaker=speaker,
                entity=entity,
                lemma=lemma,
                time=time,
                parent=parent,
                anonymous=anonymous,
                extent=whole,
                sentence=self._sentence(near),
            )
        )
        return len(self.attributions) - 1

    def event(
        self,
        trigger: str,
        clause: str,
        *,
        kind: str | None = "CONSULT",
        status: str = "occurred",
        actors: dict[str, str] | None = None,
        recipients: dict[str, str] | None = None,
        when: Interval | None = None,
        time: int | None = None,
        attribution: int | None = None,
        lemma: str | None = None,
        nth: int = 0,
        **more: object,
    ) -> int:
        """Add an event; `actors` and `recipients` map words to actor ids. Return its index."""
        whole = self.at(clause)
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(trigger, max(start + 1, whole.start))
        people = []
        for role, named in ((Role.ACTOR, actors), (Role.RECIPIENT, recipients)):
            for words, entity in (named or {}).items():
                span = self.at(words)
                inside = self.text.find(words, whole.start, whole.end)
                if inside >= 0:
                    span = Span(start=inside, end=inside + len(words))
                name = next((a.name for a in self.actors if a.id == entity), words)
                people.append(Participant(start=span.start, end=span.end, role=role, entity=entity, name=name))
        if when is None and time is not None:
            when = self.times[time].when
        self.events.append(
            Event(
                start=start,
                end=start + len(trigger),
                type=EventType(kind) if kind else None,
                status=Status(status),
                participants=tuple(people),
                when=when,
                lemma=lemma or trigger,
                whole=whole,
                time=time,
                attribution=attribution,
                sentence=self._sentence(start),
                **more,  # type: ignore[arg-type]
            )
        )
        return len(self.events) - 1

    def figure(
        self, words: str, clause: str, value: float, counted: str, *, attribution: int | None = None, **more: object
    ) -> int:
        """Add a quantity; return its index."""
        span = self.at(words)
        self.quantities.append(
            Quantity(
                start=span.start,
                end=span.end,
                value=value,
                counted=counted,
                named=counted,
                whole=self.at(clause),
                attribution=attribution,
                sentence=self._sentence(span.start),
                **more,  # type: ignore[arg-type]
            )
        )
        return len(self.quantities) - 1

    def _sentence(self, position: int) -> int | None:
        return next((n for n, s in enumerate(self.sentences) if s.start <= position < s.end), None)

    def reading(self) -> Reading:
        return Reading(
            report=self.head,
            text=self.text,
            dated=self.dated,
            passages=self.passages,
            sentences=self.sentences,
            entities=tuple(self.entities),
            actors=tuple(self.actors),
            times=tuple(self.times),
            quantities=tuple(self.quantities),
            attributions=tuple(self.attributions),
            events=tuple(self.events),
            read=self.read,
        )


def refs(*pairs: tuple[str, int]) -> tuple[Ref, ...]:
    return tuple(Ref(report=report, index=index) for report, index in pairs)


def link_all(
    scribes: list[Scribe],
    *,
    origins: list[tuple[str, ...]] | None = None,
    events: list[EventLink] | None = None,
    series: tuple[Series, ...] = (),
    statements: list[StatementLink] | None = None,
    actors: tuple[ActorLink, ...] | None = None,
    **more: object,
) -> Links:
    """Make one story of the reports; what is not given is linked with itself alone. Actors of one id are one."""
    readings = tuple(sorted((s.reading() for s in scribes), key=lambda r: r.id))
    grouped = origins or []
    lone = [(r.id,) for r in readings if all(r.id not in group for group in grouped)]
    events = list(events or [])
    taken = {ref for link in events for ref in link.members}
    for r in readings:
        for n, event in enumerate(r.events):
            if Ref(report=r.id, index=n) not in taken:
                link_id = stable_id("event", r.id, str(event.start))
                events.append(EventLink(id=link_id, members=refs((r.id, n)), when=event.when))
    statements = list(statements or [])
    taken = {ref for link in statements for ref in link.members}
    for r in readings:
        for n, said in enumerate(r.attributions):
            if Ref(report=r.id, index=n) not in taken:
                link_id = stable_id("statement", r.id, str(said.cue[0].start))
                statements.append(StatementLink(id=link_id, members=refs((r.id, n))))
    if actors is None:
        members: dict[str, list[tuple[str, str]]] = {}
        first: dict[str, Actor] = {}
        for r in readings:
            for a in r.actors:
                members.setdefault(a.id, []).append((r.id, a.id))
                first.setdefault(a.id, a)
        actors = tuple(
            ActorLink(
                id=f"actor-{entity}",
                name=first[entity].name,
                type=first[entity].type,
                members=tuple(held),
                role=first[entity].role,
                speaks_for=first[entity].speaks_for,
                anonymous=first[entity].anonymous,
            )
            for entity, held in sorted(members.items())
        )
    story = StoryLink(
        id="story-one",
        reports=tuple(r.id for r in readings),
        origins=(*grouped, *lone),
        actors=actors,
        events=tuple(events),
        series=series,
        statements=tuple(statements),
    )
    return Links(readings=readings, stories=(story,), **more)  # type: ignore[arg-type]


def account_of(links: Links, **settings: int) -> Account:
    """Make the account without the asides: reports made by hand are briefs, and `test_briefs` looks at those."""
    account = make_account(links, (), Settings(**settings))
    stories = [replace(story, events=tuple(e for e in story.events if not e.aside)) for story in account.stories]
    return replace(account, stories=tuple(stories))


@pytest.fixture
def hand() -> SimpleNamespace:
    """Give the builders to tests, which can't import this file."""
    return SimpleNamespace(Scribe=Scribe, refs=refs, link_all=link_all, account_of=account_of)
