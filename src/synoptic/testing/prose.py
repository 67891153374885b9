"""A report of a day, written from the facts of its story: paragraphs, each with the marks of what it tells.

Decision to know: marks are offsets within their own paragraph, so a copy may move, drop or surround paragraphs and
every mark stays exact. Relative days are true on the day of the report, and verbs agree with them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import partial
from random import Random

from synoptic.testing.colour import COMMONPLACES, plain_sentence
from synoptic.testing.facts import Count, Happening, Saying, Story
from synoptic.testing.templates import TAILS, Template, has_templates, templates

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_HEDGES = {
    "exact": ("",),
    "at least": ("at least ", "more than "),
    "about": ("about ", "around ", "some "),
    "at most": ("up to ",),
}


class FactKind(IntEnum):
    HAPPENING = 0
    COUNT = 1
    SAYING = 2
    STANDING = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` of a paragraph tells the fact with that index.

    `inner` is the stretch of a statement's content; `told` the status and the day that are told of a happening.
    """

    start: int
    end: int
    kind: FactKind
    index: int
    inner: tuple[int, int] | None = None
    told: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    marks: tuple[Mark, ...] = ()
    body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a newsroom wrote on a day; `dateline` is the opening that an agency would put before it."""

    day: int
    headline: str
    dateline: str
    paragraphs: tuple[Paragraph, ...]


def day_words(day: int, today: int, month_first: bool, with_year: bool = False) -> str:
    """Name a day as a report of `today` would: a weekday within six days, else the date, with another year named."""
    delta = day - today
    named = date.fromordinal(day)
    if -7 < delta < 7 and not with_year:
        return _WEEKDAYS[named.weekday()]
    month = _MONTHS[named.month - 1]
    year = with_year or named.year != date.fromordinal(today).year
    if month_first:
        return f"{month} {named.day}, {named.year}" if year else f"{month} {named.day}"
    return f"{named.day} {month} {named.year}" if year else f"{named.day} {month}"


class _Writer:
    """Write one article. Lives for one call of `write_article`; a class because every step draws on the same state."""

    def __init__(self, story: Story, day: int, words: int, rng: Random, towns: tuple[str, ...]) -> None:
        self.story, self.day, self.words, self.rng, self.towns = story, day, words, rng, towns
        self.month_first = rng.random() < 0.5
        self.slots = dict(story.slots)
        self.slots["city"] = story.slots["capC"]
        for index, person in enumerate(story.cast):
            full = f"{person.title} {person.name}"
            self.slots[f"p{index}"] = (
                f"{person.state.own} {full}" if rng.random() < 0.5 else f"{full} of {person.state.name}"
            )
        self.met: set[int] = set()
        self.said: set[int] = set()
        self.unsaid = rng.sample(range(COMMONPLACES), COMMONPLACES)
        self.count = 0
        self.paragraphs: list[Paragraph] = []

    def article(self) -> Article:
        news, other = self._news(), self._other()
        self.rng.shuffle(other)
        for tell in news + other:
            if self.count >= self.words and self.paragraphs:
                break
            tell()
            if self.count > 60 and self.rng.random() < 0.45:
                self._colour()
        while self.count < self.words:
            self._colour(1 + int(self.rng.random() * len(self.paragraphs)))
        named = date.fromordinal(self.day)
        capital, state = self.story.slots["capC"].upper(), self.story.slots["C"]
        return Article(
            day=self.day,
            headline=self._headline(),
            dateline=f"{capital}, {state}, {_MONTHS[named.month - 1]} {named.day}, {named.year} - ",
            paragraphs=tuple(self.paragraphs),
        )

    def _headline(self) -> str:
        slots = self.story.slots
        forms = (
            "{B} and {A} at odds over {closed}",
            "{A} presses {B} over {closed}",
            "Quarrel over {closed} deepens",
            "What is known about {closed}",
            "{closed}: {A} and {B} still apart",
            "Tension between {A} and {B} as {C} looks on",
        )
        text = forms[int(self.rng.random() * len(forms))].format_map(slots)
        return text[0].upper() + text[1:]

    # --- which facts a report of the day tells ---
    def _news(self) -> list[Callable[[], None]]:
        day, story = self.day, self.story
        out: list[tuple[int, Callable[[], None]]] = []
        for index, happening in enumerate(story.happenings):
            told = _told(happening, day)
            if told is not None and abs((changed := _changed(happening, day)) - day) <= 3:
                out.append((abs(changed - day), partial(self._tell_happening, index, told)))
        for index, count in enumerate(story.counts):
            if count.day is not None and count.day <= day <= count.day + 4 and self.rng.random() < 0.75:
                out.append((1, partial(self._tell_count, index, count)))
        for index, saying in enumerate(story.sayings):
            if saying.day <= day <= saying.day + 3 and self.rng.random() < 0.75:
                out.append((2, partial(self._tell_saying, index, saying)))
        return [tell for _, tell in sorted(out, key=lambda pair: pair[0])]

    def _other(self) -> list[Callable[[], None]]:
        day, story = self.day, self.story
        out: list[Callable[[], None]] = []
        for index, happening in enumerate(story.happenings):
            told = _told(happening, day)
            if told is not None and abs(_changed(happening, day) - day) > 3 and self.rng.random() < 0.6:
                out.append(partial(self._tell_happening, index, told))
        for index, standing in enumerate(story.standings):
            if standing.day <= day and self.rng.random() < (0.7 if day - standing.day < 5 else 0.4):
                out.append(partial(self._tell_standing, index))
        return out

    # --- how they are told ---
    def _tell_happening(self, index: int, told: tuple[str, int]) -> None:
        happening = self.story.happenings[index]
        self._when(told[1])
        more: dict[str, str] = {"city": happening.city or self.story.slots["capC"]}
        marks = [(FactKind.HAPPENING, index)]
        if happening.year is not None:
            more["year"] = str(happening.year)
        if happening.count is not None:
            more["number"] = str(self.story.counts[happening.count].value)
            marks.append((FactKind.COUNT, happening.count))
        text, start, end, _ = self._fill(f"{happening.kind}/{told[0]}", more)
        self._put(text, tuple(Mark(start, end, kind, i, None, told if kind == 0 else None) for kind, i in marks))

    def _tell_count(self, index: int, count: Count) -> None:
        hedges = _HEDGES[count.bound]
        number = hedges[int(self.rng.random() * len(hedges))] + f"{count.value:,}"
        claimant = count.claimant or "the police"
        article = "an" if claimant.startswith("official") else "the"
        text, start, end, _ = self._fill(count.kind, {"source": f"{article} {claimant}", "number": number})
        self._put(text, (Mark(start, end, FactKind.COUNT, index),))

    def _tell_saying(self, index: int, saying: Saying) -> None:
        if index in self.said:
            return
        self.said.add(index)
        self._when(saying.day)
        more = {"content": saying.content}
        form = "direct" if saying.kind == "direct" else "indirect"
        if saying.person is not None:
            person = self.story.cast[saying.person]
            more |= {"who": self._name(saying.person), "he": person.pronoun, "city": person.state.capital}
            more["him"] = "her" if person.pronoun == "she" else "him"
            if saying.heard_from is not None:
                more["other"] = self._name(saying.heard_from)
                form = "indirect/heard"
        else:
            more |= {"who": saying.words, "unnamed": saying.unnamed}
            form += "/unnamed" if saying.unnamed else ""
        text, start, end, inner = self._fill(form, more)
        self._put(text, (Mark(start, end, FactKind.SAYING, index, inner),))
        if saying.person is not None and saying.heard_from is None and self.rng.random() < 0.6:
            self._tell_more(index, saying)

    def _tell_more(self, index: int, saying: Saying) -> None:
        """Let the speaker go on with a pronoun in the same paragraph, where the story has more of that person."""
        for other, further in enumerate(self.story.sayings):
            same = further.person == saying.person and further.heard_from is None and other not in self.said
            if not same or not saying.day <= further.day <= min(self.day, saying.day + 2):
                continue
            self.said.add(other)
            person = self.story.cast[saying.person or 0]
            form = "direct/pronoun" if further.kind == "direct" else "indirect/pronoun"
            text, start, end, inner = self._fill(form, {"content": further.content, "he": person.pronoun})
            self._put(text, (Mark(start, end, FactKind.SAYING, other, inner),), joined=True)
            return

    def _tell_standing(self, index: int) -> None:
        standing = self.story.standings[index]
        self._when(standing.day)
        actor = standing.capital if self.rng.random() < 0.25 else standing.actor
        more = {"actor": actor, "about": standing.about, "toward": standing.toward}
        text, start, end, _ = self._fill(standing.stance, more)
        self._put(text, (Mark(start, end, FactKind.STANDING, index),))

    def _colour(self, at: int | None = None) -> None:
        """Add a paragraph that tells nothing, last or at that place."""
        lines = [
            plain_sentence(self.rng, self.slots, self.towns, self.unsaid) for _ in range(1 + int(self.rng.random() * 3))
        ]
        self._put(" ".join(lines), ())
        if at is not None:
            self.paragraphs.insert(at, self.paragraphs.pop())

    # --- the words ---
    def _when(self, day: int) -> None:
        if not day:
            return
        named = day_words(day, self.day, self.month_first, with_year=self.rng.random() < 0.08)
        self.slots["when"], self.slots["for_when"] = f"on {named}", f"for {named}"

    def _name(self, person: int) -> str:
        name = self.slots[f"p{person}"]
        self._meet(person)
        return name

    def _meet(self, person: int) -> None:
        if person not in self.met:
            self.met.add(person)
            self.slots[f"p{person}"] = self.story.cast[person].surname

    def _fill(self, kind: str, more: dict[str, str]) -> tuple[str, int, int, tuple[int, int] | None]:
        """Fill one template of the kind; -> text, where its evidence starts and ends, where its content does."""
        choice = templates(kind)
        template: Template = choice[int(self.rng.random() * len(choice))]
        slots = self.slots
        slots.update(more)
        if "tail" in template.slots:
            slots["tail"] = TAILS[int(self.rng.random() * len(TAILS))].format_map(slots)
        before = template.before.format_map(slots) if template.before else ""
        first = template.first.format_map(slots)
        content = template.content.format_map(slots) if template.content else ""
        last = template.last.format_map(slots) if template.last else ""
        text = before + first + content + last + template.after.format_map(slots)
        for slot in template.slots:
            if slot[0] == "p" and slot[1:].isdigit():
                self._meet(int(slot[1:]))
        start, within = len(before), len(before) + len(first)
        end = within + len(content) + len(last)
        return text[0].upper() + text[1:], start, end, (within, within + len(content)) if content else None

    def _put(self, text: str, marks: tuple[Mark, ...], joined: bool = False) -> None:
        """Add a sentence: to the last paragraph when `joined`, else as a paragraph of its own."""
        self.count += text.count(" ") + 1
        if joined and self.paragraphs:
            last = self.paragraphs.pop()
            marks = last.marks + tuple(shifted(mark, len(last.text) + 1) for mark in marks)
            text = f"{last.text} {text}"
        self.paragraphs.append(Paragraph(text, marks))


def shifted(mark: Mark, by: int) -> Mark:
    """Return the mark moved by that many characters."""
    inner = (mark.inner[0] + by, mark.inner[1] + by) if mark.inner else None
    return Mark(mark.start + by, mark.end + by, mark.kind, mark.index, inner, mark.told)


def _told(happening: Happening, today: int) -> tuple[str, int] | None:
    """Return the status and the day that a report of `today` tells; None while it cannot be known."""
    if happening.year is not None:
        return "occurred", 0
    if happening.off_on is not None and happening.off_on <= today:
        return "called off", happening.day
    if happening.moved_on is not None and happening.moved_from is not None:
        if today < happening.moved_on:
            return ("planned", happening.moved_from) if (happening.announced or 0) <= today else None
        if today < happening.moved_on + 4:
            return "moved", happening.day
    if happening.day <= today:
        return "occurred", happening.day
    if happening.announced is not None and happening.announced <= today and has_templates(f"{happening.kind}/planned"):
        return "planned", happening.day
    return None


def _changed(happening: Happening, today: int) -> int:
    """Return the day of the latest news of it that a report of `today` can have."""
    if happening.off_on is not None and happening.off_on <= today:
        return happening.off_on
    if happening.moved_on is not None and happening.moved_on <= today < happening.day:
        return happening.moved_on
    if happening.day > today and happening.moved_from is not None:
        return happening.moved_from
    return happening.day


def write_article(story: Story, day: int, words: int, rng: Random, towns: tuple[str, ...]) -> Article:
    """Write a report of that day of about that many words; at least one fact is told."""
    return _Writer(story, day, words, rng, towns).article()
