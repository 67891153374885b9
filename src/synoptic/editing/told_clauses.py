"""Clauses of reports laid out to be set against each other: what is told in them, in whose mouth, and of which day.

Decision to know: a clause is cut narrowly around its verb, so that what stands beside it ("the bridge was hit, but the
school was not") is not taken for part of it. Whom a pronoun means is not guessed: the clause of "it had not shelled
the village" speaks of its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from synoptic.editing.desk import Desk, Speaker
from synoptic.editing.likeness import stem
from synoptic.editing.wording import Worded, word_clause
from synoptic.lexicon import load_words
from synoptic.model.days import Interval
from synoptic.model.readings import Event, NameType, Participant, Status, TimeType
from synoptic.model.spans import Span

_WORD = re.compile(r"[A-Za-zÀ-ž][\w’'-]*\w|\d[\d.,]*\d|\d")
_BREAK = re.compile(
    r"[;:()“”\"\n]|,[\s\xa0]|[\s\xa0][–—-]{1,2}[\s\xa0]"
    r"|\b(?:that|which|who|whose|but|because|after|before|when|while|although|though|if|unless|until|since|as|where|"
    r"despite|amid)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^\W*(?:it|its|he|his|she|her|they|their|we|our|i|my)\b", re.IGNORECASE)
_LITTLE = frozenset(
    "not no never nobody none nothing any ever had has have was were did been being be deny denied denies denying "
    "reject rejected rejects dismiss dismissed refuse refused dispute disputed didn't hadn't hasn't wasn't weren't "
    "haven't own group claim said says".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One clause around one verb; `words` are the stems of what else it tells, the words of its days left out."""

    report: str
    trigger: Span
    clause: Span
    verb: str
    words: frozenset[str]
    names: frozenset[str]
    """Those of `words` that stand in names."""
    compounds: frozenset[tuple[str, str]]
    """Each word of a name that only tells which thing is meant, with that thing: the Tellin dam, the Vietnam era."""
    doer: frozenset[str] | None
    """The stems of every name of its subject where that stands outside the clause or is a pronoun; empty where the
    subject is among `words`; None where nobody can tell whom it is of."""
    voices: tuple[Speaker, ...]
    """Who says it, innermost first; empty where the report itself does."""
    day: Interval | None
    """When it was, where the clause tells."""
    status: Status | None
    participants: tuple[Participant, ...] = ()

    @property
    def voice(self) -> Speaker | None:
        """Return who says it first-hand."""
        return self.voices[0] if self.voices else None


def lay_out(desk: Desk, report: str, trigger: Span, event: Event | None, status: Status | None) -> Told | None:
    """Lay out the clause around a verb; None where it is not printed from."""
    sheet = desk.sheets[report]
    reading, sentence = sheet.reading, sheet.sentence_of(trigger)
    if sentence is None or not sheet.in_body(trigger) or sheet.breaks_off(trigger):
        return None
    index = event.attribution if event is not None else _innermost(desk, report, trigger)
    within: Span = Span(start=sentence.start, end=sentence.end)
    if index is not None:
        held = [c for c in reading.attributions[index].content if c.holds(trigger)]
        if held:
            start, end = max(held[0].start, within.start), min(held[0].end, within.end)
            within = Span(start=start, end=end)
    clause = clause_around(reading.text, trigger, within)
    words, names, compounds = _words(desk, report, clause, trigger)
    voices = desk.speakers_of(report, index)
    return Told(
        report=report,
        trigger=Span(start=trigger.start, end=trigger.end),
        clause=clause,
        verb=stem(reading.text[trigger.start : trigger.end].split()[0]),
        words=words,
        names=names,
        compounds=compounds,
        doer=_doer(desk, report, clause, trigger, event, voices),
        voices=voices,
        day=_day(desk, report, clause, event),
        status=status,
        participants=event.participants if event is not None else (),
    )


def word_told(desk: Desk, told: Told, span: Span | None = None) -> Worded | None:
    """Cut a line from the clause, or from a longer span around it; None where it stays unclear who is meant."""
    worded = word_clause(desk, told.report, span or told.clause, told.participants)
    return worded if worded is not None and not worded.unclear else None


def _doer(
    desk: Desk, report: str, clause: Span, trigger: Span, event: Event | None, voices: tuple[Speaker, ...]
) -> frozenset[str] | None:
    """Find whom a clause is of that has no subject but a pronoun or none at all."""
    ahead = Span(start=clause.start, end=trigger.start) if clause.start < trigger.start else None
    pronoun = _PRONOUN.match(desk.reading(report).quote(clause))
    if pronoun is None and ahead is not None and _words(desk, report, ahead, trigger)[0]:
        return frozenset()
    for one in event.participants if event is not None else ():
        linked = desk.actor(report, one.entity)
        if linked is not None and one.start < trigger.start:
            return names_of((linked.name, *linked.aliases, linked.speaks_for or ""))
    if pronoun is not None:
        return names_of_voice(desk, voices[0]) if voices else None
    return _before_aside(desk, report, clause)


def _before_aside(desk: Desk, report: str, clause: Span) -> frozenset[str] | None:
    """Find the name at the head of a sentence from which an aside parts the verb: "Mr Holt, a banker now in Lisk, never
    served"."""
    sheet = desk.sheets[report]
    sentence, text = sheet.sentence_of(clause), sheet.reading.text
    if sentence is None or text[: clause.start].rstrip()[-1:] != ",":
        return None
    for mention in sheet.reading.entities:
        if not sentence.holds(mention) or mention.end >= clause.start or text[mention.end] != ",":
            continue
        if not _MARK.search(text, sentence.start, mention.start):
            linked = desk.actor(report, mention.entity)
            return names_of((linked.name, *linked.aliases) if linked else (sheet.reading.quote(mention),))
    return None


_MARK = re.compile(r"[,;“”\"]")


def _innermost(desk: Desk, report: str, span: Span) -> int | None:
    """Return the attribution with the shortest content that holds the span."""
    found = [
        (len(content), n)
        for n, said in enumerate(desk.reading(report).attributions)
        for content in said.content
        if content.holds(span)
    ]
    return min(found)[1] if found else None


_NAME_ASIDE = re.compile(r",[\s\xa0][A-Z][\w’'.-]*(?:[\s\xa0][A-Z][\w’'.-]*){0,3},(?=[\s\xa0])")


def clause_around(text: str, trigger: Span, within: Span) -> Span:
    """Cut a stretch at the marks and joining words next to a verb; a name set behind whom it names ("the mayor, Karl
    Holt, was …") parts nothing."""
    asides = [(m.start(), m.end()) for m in _NAME_ASIDE.finditer(text, within.start, within.end)]
    marks = [
        (m.start(), m.end())
        for m in _BREAK.finditer(text, within.start, within.end)
        if not any(start <= m.start() < end for start, end in asides)
    ]
    start = max((end for _, end in marks if end <= trigger.start), default=within.start)
    end = min((begin for begin, _ in marks if begin >= trigger.end), default=within.end)
    while start < trigger.start and text[start].isspace():
        start += 1
    while end > trigger.end and text[end - 1] in " \xa0\n.,":
        end -= 1
    return Span(start=min(start, trigger.start), end=max(end, trigger.end))


def _words(
    desk: Desk, report: str, clause: Span, trigger: Span
) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]:
    """Return the stems of a clause's content words, those in names, and the things that names tell apart; a title
    before a person's name tells nothing more than the name."""
    sheet = desk.sheets[report]
    text, plain = sheet.reading.text, load_words("plain_words")
    times = [t for t in sheet.times_in(max(0, clause.start - 40), clause.end) if t.type is not TimeType.DURATION]
    names = sheet.names_in(clause)
    persons = [m for m in names if m.type is NameType.PERSON]
    found: set[str] = set()
    named: set[str] = set()
    things: set[tuple[str, str]] = set()
    little = _no_things()
    for match in _WORD.finditer(text, clause.start, clause.end):
        word = match.group().casefold()
        if trigger.start <= match.start() < trigger.end or any(t.start <= match.start() < t.end for t in times):
            continue
        if word in plain or word in _LITTLE:
            continue
        if any(text[match.end() : p.start].isspace() for p in persons):
            continue
        cut = stem(word) if word[0].isalpha() else word
        found.add(cut)
        if any(m.start <= match.start() < m.end for m in names):
            named.add(cut)
            thing = _THING.match(text, match.end(), clause.end)
            if thing is not None and thing.start(1) != trigger.start and thing[1] not in little:
                things.add((cut, stem(thing[1])))
    return frozenset(found), frozenset(named), frozenset(things)


@cache
def _no_things() -> frozenset[str]:
    """Return the words behind a name that are no thing which it tells apart."""
    return load_words("plain_words") | _LITTLE | load_words("little_words")


_THING = re.compile(r"[\s\xa0]([a-z]+)\b")


def content_stems(words: str) -> frozenset[str]:
    """Return the stems of the content words of a stretch cut from a clause."""
    plain = load_words("plain_words")
    return frozenset(
        stem(w) for m in _WORD.finditer(words) if (w := m.group().casefold()) not in plain and w not in _LITTLE
    )


def _day(desk: Desk, report: str, clause: Span, event: Event | None) -> Interval | None:
    if event is not None and event.when is not None:
        return event.when
    for time in desk.sheets[report].times_in(clause.start, clause.end):
        if time.type in (TimeType.DATE, TimeType.TIME) and time.when is not None:
            return time.when
    return None


def meets_stem(one: str, others: Iterable[str]) -> bool:
    """Tell whether a stem is among others, a people's name counting as its country's (Karvian, Karvia)."""
    for other in others:
        if one == other:
            return True
        short, long = sorted((one, other), key=len)
        if len(short) >= 5 and len(long) - len(short) <= 2 and long.startswith(short[:-1]):
            return True
    return False


def names_of_voice(desk: Desk, voice: Speaker) -> frozenset[str]:
    """Return the stems of every name of a speaker and of the state or body that it speaks for."""
    said = {voice.name, voice.state or ""}
    for linked in desk.story.actors:
        if linked.id == voice.key:
            said.update((linked.name, *linked.aliases, linked.speaks_for or ""))
    return names_of(said)


def names_of(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of some names, without what every office and state has in its own."""
    plain = _of_every_office()
    return frozenset(
        stem(w) for name in names for m in _WORD.finditer(name) if (w := m.group().casefold()) not in plain
    )


@cache
def _of_every_office() -> frozenset[str]:
    return load_words("plain_words") | load_words("state_nouns")
