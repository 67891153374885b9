"""One story laid out for writing: look-ups over its readings and links, and the order in which its reports are taken.

Decision to know: reports are taken in order of their day, the undated after the dated, then of their id, so that the
earliest teller comes first whatever the order in which the files were named.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from synoptic.editing.likeness import stems
from synoptic.lexicon import load_words
from synoptic.model.days import Dated
from synoptic.model.links import ActorLink, Links, Ref, StoryLink
from synoptic.model.readings import (
    Actor,
    Attribution,
    Event,
    Mention,
    NameType,
    Participant,
    PassageKind,
    Quantity,
    Reading,
    Sentence,
    Time,
)
from synoptic.model.span_order import SpanOrder
from synoptic.model.spans import Span

_ARTICLE = re.compile(r"^(?:An?|The|Some|One|Two|Three|Several|Many|Other|Another)(?= )")
"""A word that has its capital from the head of a sentence only: "An official" and "an official" are one name."""
PRINTED_FROM = frozenset({PassageKind.BODY, PassageKind.HEADLINE, PassageKind.SUBHEADING})
"""Kinds of passage that a line may rest on; nothing is printed from junk, captions or metadata."""


_ENDED = re.compile(r"[.!?][\"”’']*\s*$")
_FEWEST_WORDS = 6
"""A shorter sentence leads no report: it is what is left of a stamp or a byline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, as it is to be printed."""

    name: str
    anonymous: bool
    role: str | None
    key: str
    """The id of the actor in the links, or the name in lower case: two speakers with one key are one."""
    state: str | None
    """The country or body that the speaker stands for, by its short name."""


class Sheet:
    """One reading with its sentences ready to be found by position."""

    __slots__ = (
        "_actors",
        "_body_stems",
        "_contents",
        "_names",
        "_places",
        "_starts",
        "_time_order",
        "_time_starts",
        "_trigger_order",
        "_trigger_starts",
        "_vague",
        "broken_off",
        "kinds",
        "lead",
        "reading",
    )

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._starts = [s.start for s in reading.sentences]
        self.kinds = tuple(reading.passages[s.passage].kind for s in reading.sentences)
        self._actors = {actor.id: actor for actor in reading.actors}
        body = [kind is PassageKind.BODY for kind in self.kinds]
        self._places = tuple(place if here else None for place, here in zip(_counted(body), body, strict=True))

        self.lead = _lead_of(reading, self.kinds)
        """The first sentence of the body that is one, with a mark at its end and of some length."""
        self.broken_off = _broken_off(reading)
        """Where the words before the dots begin with which a report breaks off in mid-sentence; None if it does not."""
        self._vague: tuple[Participant, ...] | None = None
        self._body_stems: frozenset[str] | None = None
        self._trigger_order = sorted(reading.events, key=lambda event: event.start)
        self._trigger_starts = [event.start for event in self._trigger_order]
        self._time_order = sorted(reading.times, key=lambda time: (time.start, time.end))
        self._time_starts = [time.start for time in self._time_order]
        self._names = SpanOrder((name, name) for name in reading.entities)
        self._contents = SpanOrder((piece, said) for said in reading.attributions for piece in said.content)

    def events_in(self, start: int, end: int) -> Sequence[Event]:
        """Return the events whose triggers begin in a stretch of the text, in order."""
        return self._trigger_order[bisect_left(self._trigger_starts, start) : bisect_left(self._trigger_starts, end)]

    def names_in(self, span: Span) -> list[Mention]:
        """List the names that share a character with the span."""
        return [name for _, name in self._names.meeting(span)]

    def said_around(self, span: Span) -> list[Attribution]:
        """List the attributions of which one piece of content holds the span."""
        return [said for piece, said in self._contents.meeting(span) if piece.holds(span)]

    def body_stems(self) -> frozenset[str]:
        """Return the stems of the content words of the body."""
        if self._body_stems is None:
            spans = [s for s, kind in zip(self.reading.sentences, self.kinds, strict=True) if kind is PassageKind.BODY]
            self._body_stems = frozenset(stem for span in spans for stem in stems(self.reading.quote(span)))
        return self._body_stems

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """Return the times that begin in a stretch of the text, in order."""
        return self._time_order[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]

    def vague_within(self, span: Span) -> tuple[Participant, ...]:
        """Return those who are called by a pronoun or a vague description within the span, each place's names once."""
        if self._vague is None:
            vague, text = load_words("vague_words"), self.reading.text
            found = {
                (p.start, p.end, p.entity or p.name): p
                for event in self.reading.events
                for p in event.participants
                if " ".join(text[p.start : p.end].casefold().split()) in vague
            }
            self._vague = tuple(found[key] for key in sorted(found))
        return tuple(p for p in self._vague if span.holds(p))

    def actor(self, entity: str | None) -> Actor | None:
        """Return the actor with that id, or None."""
        return self._actors.get(entity) if entity else None

    def sentence_at(self, position: int) -> int | None:
        """Return the index of the sentence that holds the character, or None."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.reading.sentences[index].end:
            return None
        return index

    def kind_at(self, position: int) -> PassageKind | None:
        """Return the kind of passage at the character."""
        index = self.sentence_at(position)
        return self.kinds[index] if index is not None else self.reading.kind_at(position)

    def prints(self, span: Span) -> bool:
        """Tell whether a line may rest on the span: both its ends in a passage that is printed from."""
        return self.kind_at(span.start) in PRINTED_FROM and self.kind_at(span.end - 1) in PRINTED_FROM

    def breaks_off(self, span: Span) -> bool:
        """Tell whether the span runs into the dots with which the report breaks off: what is left of its sentence may
        have lost its verb, its source or its "not"."""
        return self.broken_off is not None and span.end > self.broken_off

    def in_body(self, span: Span) -> bool:
        """Tell whether the span begins in the body."""
        return self.kind_at(span.start) is PassageKind.BODY

    def sentence_of(self, span: Span) -> Sentence | None:
        """Return the sentence in which the span begins, or None."""
        index = self.sentence_at(span.start)
        return self.reading.sentences[index] if index is not None else None

    def body_place(self, position: int) -> int | None:
        """Count the body sentences before the one at the position: 0 is the lead; None outside the body."""
        index = self.sentence_at(position)
        return None if index is None else self._places[index]


class Desk:
    """Hold one story's readings and links with the look-ups that every part of the account needs."""

    __slots__ = (
        "_actor_of",
        "_origin_of",
        "clauses",
        "common",
        "dated",
        "headline_words",
        "leaders",
        "rank",
        "reports",
        "shared_of",
        "sheets",
        "story",
        "telling",
        "units",
    )

    def __init__(
        self,
        story: StoryLink,
        readings: Mapping[str, Reading],
        dated: Mapping[str, Dated],
        passages: Mapping[str, Iterable[tuple[int, int, int]]],
    ) -> None:
        """Lay the story out. `passages` lists, by report, (start, end, number of the shared passage)."""
        self.story = story
        self.dated = dated
        self.reports = tuple(sorted((r for r in story.reports if r in readings), key=lambda r: report_order(r, dated)))
        self.rank = {report: place for place, report in enumerate(self.reports)}
        self.sheets = {report: Sheet(readings[report]) for report in self.reports}
        self._origin_of = {report: n for n, group in enumerate(story.origins) for report in group}
        self._actor_of = {member: actor for actor in story.actors for member in actor.members}
        self.leaders = self._first_of_origins()
        """The earliest report of each origin, in order: by these alone it is judged what matters, so that copies add no
        weight."""
        self.headline_words = _headline_words([self.reading(report).report.headline for report in self.leaders])
        self.common: dict[date | None, Mapping[str, float]] = {}
        """By day, the share of the reports of that time that have a stem."""
        self.clauses: dict[Ref, Span] = {}
        self.telling: dict[Ref, bool] = {}
        """What was judged of a mention once: its clause, and whether it tells its event."""
        self.units: dict[tuple[str, int], frozenset[tuple[str, str]]] = {}
        """What makes a sentence another report's as well, by report and sentence."""
        self.shared_of: dict[tuple[str, int], frozenset[int]] = {}
        """The numbers of all shared passages that a sentence stands in, by report and sentence."""
        for report in self.reports:
            self._lay_shared(report, passages.get(report, ()))

    def _first_of_origins(self) -> tuple[str, ...]:
        first: dict[int, str] = {}
        for report in self.reports:
            first.setdefault(self.origin_of(report), report)
        return tuple(first.values())

    def _lay_shared(self, report: str, passages: Iterable[tuple[int, int, int]]) -> None:
        sheet = self.sheets[report]
        for start, end, number in passages:
            first = sheet.sentence_at(start)
            index = first if first is not None else sheet.sentence_at(end - 1)
            while index is not None and index < len(sheet.reading.sentences):
                sentence = sheet.reading.sentences[index]
                if sentence.start >= end:
                    break
                if 2 * (min(end, sentence.end) - max(start, sentence.start)) >= len(sentence):
                    known = self.shared_of.get((report, index), frozenset())
                    self.shared_of[(report, index)] = known | {number}
                index += 1

    def reading(self, report: str) -> Reading:
        """Return the reading of one report of the story."""
        return self.sheets[report].reading

    def event(self, ref: Ref) -> Event:
        """Return the event that the reference points at."""
        return self.reading(ref.report).events[ref.index]

    def attribution(self, ref: Ref) -> Attribution:
        """Return the attribution that the reference points at."""
        return self.reading(ref.report).attributions[ref.index]

    def quantity(self, ref: Ref) -> Quantity:
        """Return the quantity that the reference points at; of one that moved, what it moved to."""
        return self.reading(ref.report).quantities[ref.index].settled()

    def origin_of(self, report: str) -> int:
        """Return the number of the report's origin; a report in no origin is one of its own."""
        return self._origin_of.get(report, -1 - self.rank[report])

    def in_order(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Put references in order of their reports and places; those to reports outside the story are left out."""
        known = [ref for ref in refs if ref.report in self.rank]
        return tuple(sorted(set(known), key=lambda ref: (self.rank[ref.report], ref.index)))

    def actor(self, report: str, entity: str | None) -> ActorLink | None:
        """Return the linked actor that an actor of one report belongs to."""
        return self._actor_of.get((report, entity)) if entity else None

    def name_of(self, report: str, entity: str | None, words: str) -> str:
        """Return the name to print for an actor of a report: the linked one's, its own, else the words given."""
        linked = self.actor(report, entity)
        if linked is not None:
            state = linked.speaks_for
            people = linked.type is NameType.NORP or (state in linked.aliases and linked.type is NameType.GPE)
            return state if state and people else linked.name
        own = self.sheets[report].actor(entity)
        return own.name if own is not None else " ".join(words.split())

    def kind_of(self, report: str, entity: str | None) -> NameType | None:
        """Return what kind an actor of a report is: as linked, else as read there; None where it is not known."""
        linked, own = self.actor(report, entity), self.sheets[report].actor(entity)
        return linked.type if linked is not None else own.type if own is not None else None

    def state_of(self, report: str, entity: str | None) -> str | None:
        """Return what the actor speaks for (a country or body by its short name), or None."""
        linked = self.actor(report, entity)
        if linked is not None and linked.speaks_for:
            return linked.speaks_for
        own = self.sheets[report].actor(entity)
        return own.speaks_for if own is not None else None

    def speaker(self, report: str, attribution: Attribution) -> Speaker | None:
        """Return who speaks in an attribution; None where it stays open."""
        if not attribution.speaker:
            return None
        linked = self.actor(report, attribution.entity)
        own = self.sheets[report].actor(attribution.entity)
        unnamed = attribution.anonymous or bool(own and own.anonymous)
        unnamed = unnamed and (linked is None or linked.anonymous)  # the story may know who holds the office
        name = attribution.speaker
        if unnamed and self._is_described(report, attribution):
            unnamed, name = False, f"the {_ARTICLE.sub('', name).removeprefix('the ')}"
        elif not unnamed:
            name = self.name_of(report, attribution.entity, attribution.speaker)
        name = " ".join(name.split())
        if unnamed:
            name = _ARTICLE.sub(lambda m: m.group(0).lower(), name)
        role = (linked.role if linked else None) or (own.role if own else None)
        key = linked.id if linked else name.casefold()
        return Speaker(
            name=name, anonymous=unnamed, role=role, key=key, state=self.state_of(report, attribution.entity)
        )

    def _is_described(self, report: str, attribution: Attribution) -> bool:
        """Tell whether a speaker is named elsewhere for all the report tells: "the journalist said" is no unnamed
        source, as "the official" is."""
        head = _ARTICLE.sub("", attribution.speaker or "").casefold().split()
        if not head or head[-1].endswith("s") or not self._is_definite(report, attribution):
            return False
        hidden = load_words("sources_unnamed") - load_words("public_roles")
        return not hidden.intersection(head)

    def _is_definite(self, report: str, attribution: Attribution) -> bool:
        """Tell whether the report calls a speaker "the ...", here or where a pronoun in the source points."""
        reading = self.reading(report)
        for said in (attribution, *(a for a in reading.attributions if a.entity == attribution.entity)):
            words = reading.quote(said.source[0]).casefold().split() if said.source else []
            if len(words) > 1:
                return words[0] == "the"
        return False

    def speakers_of(self, report: str, index: int | None) -> tuple[Speaker, ...]:
        """List who stands behind attribution `index` of a report, innermost first; open ones are left out."""
        found: list[Speaker] = []
        seen: set[int] = set()
        attributions = self.reading(report).attributions
        while index is not None and 0 <= index < len(attributions) and index not in seen:
            seen.add(index)
            speaker = self.speaker(report, attributions[index])
            if speaker is not None and all(speaker.key != other.key for other in found):
                found.append(speaker)
            index = attributions[index].parent
        return tuple(found)


_DOTS = re.compile(r"\s*(?:\[\s*(?:\.\.\.+|…)\s*\]|\.\.\.+|…)\s*$")
_BEFORE_DOTS = re.compile(r"[^\s,;:.!?]+(?:\s+[^\s,;:.!?]+){0,3}[\s,;:]*$")


def _lead_of(reading: Reading, kinds: Sequence[PassageKind]) -> int | None:
    for index, (sentence, kind) in enumerate(zip(reading.sentences, kinds, strict=True)):
        words = reading.quote(sentence) if kind is PassageKind.BODY else ""
        if _ENDED.search(words) and len(words.split()) >= _FEWEST_WORDS:
            return index
    return None


def _broken_off(reading: Reading) -> int | None:
    """Find where a body that ends in dots stops telling: at the last few words before these."""
    last = next((p for p in reversed(reading.passages) if p.kind is PassageKind.BODY), None)
    if last is None or (dots := _DOTS.search(reading.text, last.start, last.end)) is None:
        return None
    words = _BEFORE_DOTS.search(reading.text, last.start, dots.start())
    return words.start() if words is not None else None


def _counted(flags: Iterable[bool]) -> list[int]:
    """Count, for each flag, the true ones before it."""
    places, so_far = [], 0
    for flag in flags:
        places.append(so_far)
        so_far += flag
    return places


def content_words(text: str) -> set[str]:
    """Return the words of more than three letters, in lower case without marks."""
    return {w.strip(".,;:!?'\"’‘“”()").casefold() for w in text.split() if len(w) > 3}


def _headline_words(headlines: Iterable[str | None]) -> frozenset[str]:
    """Return the words that stand in at least half of the headlines there are."""
    counts: dict[str, int] = {}
    given = [headline for headline in headlines if headline]
    for headline in given:
        for word in content_words(headline):
            counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, n in counts.items() if 2 * n >= len(given))


def report_order(report: str, dated: Mapping[str, Dated]) -> tuple[date, date, str]:
    """Return the sort key of a report: its day, the undated last, then its id."""
    when = dated[report].value if report in dated else None
    if when is None:
        return date.max, date.max, report
    return when.first, when.last, report


def dates_of(links: Links) -> dict[str, Dated]:
    """Return the day of every report: as linking worked it out, else as the reading has it."""
    found = {reading.id: reading.dated for reading in links.readings}
    found.update({report: dated for report, dated in links.dates if report in found})
    return found


def shared_by_report(links: Links) -> dict[str, list[tuple[int, int, int]]]:
    """List the shared passages by report as (start, end, number); passages get numbers in order of their evidence."""
    ordered = sorted(links.shared, key=lambda p: tuple(sorted(p.evidence)))
    found: dict[str, list[tuple[int, int, int]]] = {}
    for number, passage in enumerate(ordered):
        for piece in sorted(passage.evidence):
            found.setdefault(piece.report, []).append((piece.start, piece.end, number))
    return found


def shared_within(
    story: StoryLink, passages: Mapping[str, Sequence[tuple[int, int, int]]]
) -> dict[str, list[tuple[int, int, int]]]:
    """Keep of the shared passages those that stand twice or more in a story: what a sentence shares with reports of
    other stories adds no origin here and takes none away."""
    many = Counter(number for report in story.reports for _, _, number in passages.get(report, ()))
    return {report: [one for one in passages.get(report, ()) if many[one[2]] > 1] for report in story.reports}
