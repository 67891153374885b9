"""An event as the pile sees it: who, when at the earliest and latest, where, and in what words; ready to be compared.

Decision to know: the status bounds the day. What a report tells as done was not after it, what it plans is not before
it, so a call planned by one report and told as held by an earlier one are two calls, with no date in either.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from synoptic.linking.actors import Cast
from synoptic.linking.episodes import Episodes, find_episodes
from synoptic.linking.revising import Choices
from synoptic.linking.told import news_of, stems_of, time_is_of_another
from synoptic.linking.wording import content_words, stems, words
from synoptic.model.days import Interval, between
from synoptic.model.links import Ref
from synoptic.model.readings import Event, Mode, NameType, Reading, Role, Status
from synoptic.model.spans import Span

_SPOKEN = frozenset({"phone", "telephone", "telephoned", "phoned", "rang"})
_POINTERS = frozenset({"that", "this", "the", "their", "his", "her", "its", "upcoming"})
_POINTER_CHARS = 24
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One mention of an event, laid out for comparison."""

    ref: Ref
    event: Event
    origin: int
    start: int
    said: Interval | None
    """The report's own day or days."""
    day: Interval | None
    """The days given for the event; None where none is given or where they contradict its status."""
    candidates: tuple[Interval, ...]
    floor: Interval | None
    """Not before the first day of this: it is planned."""
    ceiling: Interval | None
    """Not after the last day of this: it is told as done."""
    actors: frozenset[str]
    recipients: frozenset[str]
    who: frozenset[str]
    """Both."""
    states: frozenset[str]
    actor_states: frozenset[str]
    """Those of `states` that the actors are or speak for."""
    actors_called: frozenset[str]
    """The stems of the words by which the actors are called, without their little words."""
    mode: Mode | None
    place: frozenset[str]
    words: frozenset[str]
    sentence: tuple[str, ...]
    """The folded words of its sentence: the same in copies."""
    nth: int
    """Which event of its sentence it is."""
    place_in_text: int
    """The number of its sentence."""
    pointed: bool
    """Told with "that" or "the": a thing told before."""
    people: frozenset[str]
    """Those of `who` that are named people: they tell one meeting from another better than states do."""
    context: frozenset[str]
    """The stems of its sentence and of those beside it, names too."""
    numbers: frozenset[str]
    """The numbers of its sentence, in digits."""
    named: frozenset[str]
    """The links of those named in the context."""
    episodes: Episodes
    """Those of its story."""

    @property
    def is_tight(self) -> bool:
        """Tell whether it is known to within a week, or to be on one of a few days."""
        return bool(self.candidates) or (self.day is not None and self.day.width_days <= 7)


def sight_events(
    readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int], choices: Choices
) -> list[Sight]:
    """Lay out the events of a story's readings that stand in news passages, in order of report and text."""
    found: list[Sight] = []
    people = frozenset(k.id for k in cast.links if k.type is NameType.PERSON and not k.anonymous)
    episodes = find_episodes(readings, origin_of)
    for reading in readings:
        starts = [s.start for s in reading.sentences]
        names = stems_of(reading, reading.entities)
        counts: dict[int, int] = {}
        is_news = news_of(reading)
        contexts = _Contexts(reading, cast, is_news)
        planned = frozenset(
            (e.whole.start, e.whole.end) for e in reading.events if e.whole is not None and e.status is Status.PLANNED
        )
        for index, event in enumerate(reading.events):
            if not is_news(event.start):
                continue
            at = bisect_right(starts, event.start) - 1
            sentence = reading.sentences[at] if at >= 0 else event
            nth = counts.get(at, 0)
            counts[at] = nth + 1
            found.append(
                _sight(
                    reading,
                    index,
                    sentence,
                    (at, nth),
                    contexts.of(at),
                    names,
                    cast,
                    people,
                    planned,
                    origin_of.get(reading.id, -1),
                    episodes,
                    choices,
                )
            )
    return found


def _sight(
    reading: Reading,
    index: int,
    sentence: Span,
    number: tuple[int, int],
    context: _Context,
    names: frozenset[str],
    cast: Cast,
    people: frozenset[str],
    planned: frozenset[tuple[int, int]],
    origin: int,
    episodes: Episodes,
    choices: Choices,
) -> Sight:
    event, (at, nth) = reading.events[index], number
    actors, recipients = _links(reading, event, cast)
    said = reading.dated.value
    day, candidates = _days(event, reading, said, choices)
    ahead = day is not None and said is not None and day.first - said.last > _DAY
    ahead = ahead or (day is None and event.whole is not None and (event.whole.start, event.whole.end) in planned)
    clause = reading.quote(sentence if event.whole is None else event.whole)
    place = stems(reading.quote(event.place)) if event.place is not None else frozenset()
    own = stems(reading.quote(event))
    who = actors | recipients
    return Sight(
        ref=Ref(report=reading.id, index=index),
        event=event,
        origin=origin,
        start=event.start,
        said=said,
        day=day,
        candidates=candidates,
        floor=said if event.status is Status.PLANNED or ahead else None,
        ceiling=said if event.status is Status.OCCURRED and not ahead else None,
        actors=actors,
        recipients=recipients,
        who=who,
        states=_states(who, cast),
        actor_states=_states(actors, cast),
        actors_called=_called(reading, event),
        mode=_mode(event, clause),
        place=place - {"in", "at", "the"},
        words=content_words(clause) - names - own,
        sentence=words(reading.quote(sentence)),
        nth=nth,
        place_in_text=at,
        pointed=_points_back(reading, event),
        people=who & people,
        context=context.words - own,
        numbers=context.numbers,
        named=context.named,
        episodes=episodes,
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands in a sentence and in the ones before and after it."""

    words: frozenset[str]
    """Stems."""
    named: frozenset[str]
    """The links of those named."""
    numbers: frozenset[str]
    """The numbers of the sentence itself, in digits."""


class _Contexts:
    """What stands around the sentences of one report, worked out once for each."""

    def __init__(self, reading: Reading, cast: Cast, is_news: Callable[[int], bool]) -> None:
        self._reading = reading
        self._is_news = is_news
        self._known: dict[int, _Context] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._named: dict[int, set[str]] = {}
        report, starts = reading.id, [s.start for s in reading.sentences]
        for mention in reading.entities:
            if link := cast.link_of(report, mention.entity):
                self._named.setdefault(bisect_right(starts, mention.start) - 1, set()).add(link)

    def of(self, sentence: int) -> _Context:
        """Return the context of a sentence."""
        found = self._known.get(sentence)
        if found is None:
            before, own, after = (self._words_of(sentence + n) for n in (-1, 0, 1))
            found = self._known[sentence] = _Context(
                words=before | own | after,
                named=frozenset().union(*[self._named.get(sentence + n, ()) for n in (-1, 0, 1)]),
                numbers=frozenset([word for word in own if word[0].isdigit()]),
            )
        return found

    def _words_of(self, sentence: int) -> frozenset[str]:
        """Return the stems of a sentence; nothing beyond the report's ends or outside its news."""
        if sentence not in self._words:
            self._words[sentence] = frozenset()
            if 0 <= sentence < len(self._reading.sentences):
                span = self._reading.sentences[sentence]
                if self._is_news(span.start):
                    self._words[sentence] = content_words(self._reading.quote(span))
        return self._words[sentence]


def _states(who: Iterable[str], cast: Cast) -> frozenset[str]:
    found: set[str] = set()
    for one in who:
        if one in cast.states:
            found.add(cast.states[one])
        found.update(cast.homes.get(one, ()))
    return frozenset(found)


def _points_back(reading: Reading, event: Event) -> bool:
    before = words(reading.text[max(0, event.start - _POINTER_CHARS) : event.start])
    return not _POINTERS.isdisjoint(before[-2:]) or not _POINTERS.isdisjoint(words(reading.quote(event))[:1])


def _called(reading: Reading, event: Event) -> frozenset[str]:
    actors = [p for p in event.participants if p.role is Role.ACTOR]
    return frozenset().union(*[content_words(f"{reading.quote(p)} {p.name}") for p in actors])


def _links(reading: Reading, event: Event, cast: Cast) -> tuple[frozenset[str], frozenset[str]]:
    """Return the links of the actors of an event and those of its recipients."""
    report, of_member = reading.id, cast.of_member
    actors: set[str] = set()
    recipients: set[str] = set()
    for participant in event.participants:
        role = participant.role
        if participant.entity and role is not Role.OTHER:
            link = of_member.get((report, participant.entity))
            if link:
                (actors if role is Role.ACTOR else recipients).add(link)
    return frozenset(actors), frozenset(recipients)


def _mode(event: Event, clause: str) -> Mode | None:
    """Return the mode where it tells one event from another: a bare call may be by video, a word may go either way."""
    if event.mode is Mode.VERBAL:
        return None
    if event.mode is Mode.PHONE and not _SPOKEN & set(words(clause)):
        return None
    return event.mode


def _days(
    event: Event, reading: Reading, said: Interval | None, choices: Choices
) -> tuple[Interval | None, tuple[Interval, ...]]:
    """Return the days of an event and its candidates, unless a plan is given a day that is over."""
    if event.time is not None and time_is_of_another(reading, event, reading.times[event.time]):
        return None, ()
    candidates = choices.get((reading.id, event.time), ()) if event.time is not None else ()
    day = event.when
    if candidates:
        day = between(candidates[0].first, candidates[-1].last)
    if day is not None and said is not None and event.status is Status.PLANNED and day.last < said.first:
        return None, ()
    return day, candidates
