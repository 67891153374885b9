"""The room in which sources are named: the report's mentions by place, who has spoken so far, and the unnamed whom the
report adds.

Decision to know: everything is looked up by sentence, so that naming stays linear in the length of the report. A
speaker that two persons fit equally is left open, with the report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from synoptic.model.readings import Actor, Mention, NameType
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.names_lexicon import Lexicon

HEAD_ENDS = frozenset(
    "of for in at from with who which that near to on familiar briefed based inside within whose as by close".split()
)
"""Words after which a source's phrase only says more about its head."""

_KIN = frozenset(
    "son sons daughter daughters wife husband mother father brother sister child children boy girl baby".split()
)
_BEFORE_SUBJECT = frozenset("the a an of 's , . on in at but and meanwhile then later also".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A source as found: its tokens, and its sentence."""

    source: tuple[int, int]
    sentence: int
    contents: Sequence[tuple[int, int]] = ()
    """What is said, as tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom a source means, in words to print; `resolved` tells how it was found."""

    name: str | None
    entity: str | None
    anonymous: bool
    resolved: str


_HEARER_REACH = 4
_OF_REPRESENTATIVES = frozenset("congressman congresswoman lawmaker legislator".split())
_REPRESENTATIVES = frozenset("rep representative congressman congresswoman".split())

OPEN = Speaker(name=None, entity=None, anonymous=False, resolved="open")


@dataclass(slots=True, kw_only=True)
class Room:
    """What is known while the sources are gone through in order. `firsts`/`lasts` are the tokens of the mentions."""

    page: Page
    lexicon: Lexicon
    unnamed: frozenset[str]
    actors: Mapping[str, Actor]
    mentions: Sequence[Mention]
    firsts: Sequence[int]
    lasts: Sequence[int]
    by_sentence: Mapping[int, Sequence[int]]
    sources: Mapping[int, Sequence[Heard]]
    """All sources by sentence, also those still to be named."""
    first_named: Mapping[str, int]
    """Where each actor is named first."""
    gender: dict[str, str] = field(default_factory=dict)
    added: dict[str, Actor] = field(default_factory=dict)
    """Actors without a name, by their words in small letters."""
    barred: frozenset[str] = frozenset()
    """Whom a pronoun of the source at hand can't mean: those whom its own clause calls by name."""
    said: dict[int, list[Speaker]] = field(default_factory=dict)

    def kind(self, word: str) -> str:
        """Return the kind of a title word, or nothing."""
        return self.lexicon.titles.get(word, ("", ""))[0]

    def after(self, mention: int) -> str:
        """Return the word after a mention, or nothing at the end."""
        last = self.lasts[mention]
        return self.page.lowers[last] if last < len(self.page.lowers) else ""

    def in_sentence(self, sentence: int) -> Sequence[int]:
        """List the mentions of a sentence by number."""
        return self.by_sentence.get(sentence, ())

    def is_person(self, entity: str | None) -> bool:
        """Tell whether the actor is a person with a name."""
        actor = self.actors.get(entity or "")
        return actor is not None and actor.type is NameType.PERSON

    def fits(self, entity: str | None, gender: str) -> bool:
        """Tell whether nothing known of the actor's gender speaks against `gender`, nor the clause at hand."""
        return self.gender.get(entity or "", gender) == gender and entity not in self.barred


def phrase_words(room: Room, first: int, last: int) -> str:
    """Return the phrase to print: without article at its start, commas at its end and what a relative clause adds."""
    page = room.page
    while last > first and page.lowers[last - 1] in (",", "."):
        last -= 1
    if last - first > 2 and page.lowers[first] == "the":
        first += 1
    return page.between(first, last)


def add_actor(room: Room, name: str, anonymous: bool, state: str | None) -> str:
    """Add an actor without a name of its own; one for the same words."""
    key = name.lower()
    if key not in room.added:
        kind = NameType.PERSON if anonymous else NameType.ORG
        room.added[key] = Actor(
            id=f"u{len(room.added) + 1}", name=name, type=kind, speaks_for=state, anonymous=anonymous
        )
    return room.added[key].id


def unnamed_actor(room: Room, name: str, anonymous: bool, inside: Sequence[int]) -> str:
    """Give an unnamed source or a body without a name an actor of its own, one for the same words."""
    owners = (room.actors[room.mentions[n].entity] for n in inside)
    owner = next((o for o in owners if o.type is not NameType.PERSON), None)
    state = None
    if owner is not None:
        state = owner.speaks_for or (owner.name if owner.type is NameType.GPE else None)
    return add_actor(room, name, anonymous, state)


def head_word(name: str) -> str:
    """Return the head noun of a phrase in small letters: "a senior official in Velden" -> "official"."""
    words = name.lower().split()
    for i, word in enumerate(words):
        if i and word in HEAD_ENDS:
            return words[i - 1]
    return words[-1]


def has_role(actor: Actor, words: Sequence[str], head: str) -> bool:
    """Tell whether a person's role has the title word, and nothing against the words before it."""
    if actor.type is not NameType.PERSON or not actor.role:
        return False
    if "prime" in actor.role.lower().split() and head == "minister" and "prime" not in words:
        return False
    role = actor.role.lower().replace("’", "'").replace("'s", "")
    told = role.replace(",", " ").split()
    if any(w in told and w not in words for w in _LESSER):
        return False
    return all(w in told for w in words if w != "'s") and head in _heads(role)


def _heads(role: str) -> set[str]:
    """List the nouns that say what somebody is in a role: a harbour secretary is a secretary and no harbour."""
    found: set[str] = set()
    for part in _ROLE_PARTS.split(role):
        words = part.split()
        stop = next((i for i, word in enumerate(words) if i and word in HEAD_ENDS), len(words))
        found.update(words[stop - 1 : stop])
    return found


_LESSER = frozenset("vice deputy assistant".split())
_ROLE_PARTS = re.compile(r",| and |/")


def by_title(room: Room, one: Heard, head: str, words: Sequence[str]) -> Speaker | None:
    """Find whom "the minister" or "the official" means: an unnamed source before, or the person with that title.

    `words` are the words of the title, its head among them; speakers are asked back to eight sentences before.
    """
    for sentence in range(one.sentence, max(-1, one.sentence - 9), -1):
        for speaker in reversed(room.said.get(sentence, ())):
            if speaker.anonymous and speaker.name and head_word(speaker.name) == head:
                return replace(speaker, resolved="sentence before")
            actor = room.actors.get(speaker.entity or "")
            if actor is not None and has_role(actor, words, head):
                return replace(speaker, resolved="title")
    fitting = [
        a
        for a in room.actors.values()
        if has_role(a, words, head) and room.first_named.get(a.id, one.source[0]) < one.source[0]
    ]
    if len(fitting) == 1:
        return Speaker(name=fitting[0].name, entity=fitting[0].id, anonymous=False, resolved="title")
    before = described_before(room, one.sentence - 1, deep=False) if one.sentence else None
    return before if before is not None and before.name and head_word(before.name) == head else None


def described_before(room: Room, sentence: int, *, deep: bool = True) -> Speaker | None:
    """Name whom a description means that opens the sentence ("A former ambassador puts it more simply.").

    With `deep`, "The minister ..." is looked up too.
    """
    page = room.page
    first, limit = page.firsts[sentence], page.firsts[sentence + 1]
    if limit - first < 4 or page.quotation[first] >= 0:
        return None  # whom a speaker calls "the president" does not go on to speak
    title = page.lowers[first + 1]
    if (
        deep
        and page.lowers[first] == "the"
        and room.kind(title) in ("office", "trade")
        and not page.lowers[first + 2].startswith("'")
    ):
        return by_title(room, Heard(source=(first, first + 2), sentence=sentence), title, (title,))
    if page.lowers[first] not in ("a", "an", "one"):
        return None
    for i in range(first + 1, min(limit - 1, first + 8)):
        word = page.lowers[i]
        if word in room.unnamed or room.kind(word) in ("office", "trade"):
            if word.endswith("s") or page.lowers[i + 1] in room.lexicon.titles:
                continue
            inside = [n for n in room.in_sentence(sentence) if first <= room.firsts[n] <= i]
            name = page.between(first, i + 1)
            return Speaker(
                name=name, entity=unnamed_actor(room, name, True, inside), anonymous=True, resolved="sentence before"
            )
        if word in (",", ".", "who", "said"):
            return None
    return None


def named_beside(room: Room, one: Heard) -> frozenset[str]:
    """List whom the clause of a saying calls by name, outside quotation marks: its "he" is none of them ("He called
    Orlo a liar")."""
    page = room.page
    found: set[str] = set()
    for first, last in one.contents:
        for n in room.in_sentence(one.sentence):
            if first <= room.firsts[n] < last and page.quotation[room.firsts[n]] < 0:
                found.add(room.mentions[n].entity)
    return frozenset(found)


def asked_by_office(room: Room, one: Heard) -> frozenset[str]:
    """List whom a saying's hearer means, told by an office ("he asked the mayor if ..."): nobody asks himself."""
    page = room.page
    if not one.contents:
        return frozenset()
    after = one.source[1]
    limit = min(page.firsts[one.sentence + 1], after + _HEARER_REACH)
    for at in range(after, limit - 1):
        title = page.lowers[at + 1]
        if page.lowers[at] == "the" and room.kind(title) in ("office", "trade") and page.quotation[at] < 0:
            held = {a.id for a in room.actors.values() if has_role(a, (title,), title)}
            return frozenset(held | _called(room, one.sentence, title))
    return frozenset()


def _called(room: Room, sentence: int, title: str) -> set[str]:
    """List the persons of a sentence behind whose title a longer word for the same office may stand ("Rep. Orlo" is a
    congressman)."""
    if title not in _OF_REPRESENTATIVES:
        return set()
    lowers, found = room.page.lowers, set[str]()
    for n in room.in_sentence(sentence):
        before = lowers[max(0, room.firsts[n] - 2) : room.firsts[n]]
        if _REPRESENTATIVES.intersection(before):
            found.add(room.mentions[n].entity)
    return found


def people_in(room: Room, sentence: int, before: int | None = None) -> list[str]:
    """List the persons named in a sentence outside quotations, each once, owners (Brek's) left out."""
    found: list[str] = []
    for n in room.in_sentence(sentence):
        if room.mentions[n].type is not NameType.PERSON or (before is not None and room.firsts[n] >= before):
            continue
        if room.after(n) == "'s" or _is_relation(room, n):
            continue
        if room.mentions[n].entity not in found and room.page.quotation[room.firsts[n]] < 0:
            found.append(room.mentions[n].entity)
    return found


def owners_in(room: Room, sentence: int, before: int) -> list[str]:
    """List the persons of whom a sentence names something before a place outside quotations ("Brek's camp")."""
    return [
        room.mentions[n].entity
        for n in room.in_sentence(sentence)
        if room.mentions[n].type is NameType.PERSON
        and room.firsts[n] < before
        and room.after(n) == "'s"
        and room.page.quotation[room.firsts[n]] < 0
    ]


def _is_relation(room: Room, mention: int) -> bool:
    """Tell whether a name only says who somebody's daughter, brother or wife is ("he has a daughter, Ina")."""
    first = room.firsts[mention]
    return first >= 2 and room.page.lowers[first - 1] == "," and room.page.lowers[first - 2] in _KIN


def opening_person(room: Room, sentence: int) -> str | None:
    """Return the person who opens the sentence as subjects do: named first, with no more than title and time before."""
    page = room.page
    at = page.firsts[sentence]
    for n in room.in_sentence(sentence):
        if room.mentions[n].type is not NameType.PERSON:
            continue
        while at < room.firsts[n]:
            word = page.lowers[at]
            plain = word in room.lexicon.titles or word in _BEFORE_SUBJECT or page.texts[at][0].isupper()
            if not plain and at not in page.time_starts:
                return None
            at = page.time_starts.get(at, at + 1)
        return room.mentions[n].entity if room.after(n) != "'s" else None
    return None


def opening_state(room: Room, sentence: int, before: int) -> str | None:
    """Return the state or body that opens the sentence, as subjects do."""
    page = room.page
    if sentence < 0 or page.paragraphs[sentence] != page.paragraphs[page.sentences[before]]:
        return None
    for n in room.in_sentence(sentence):
        if room.firsts[n] >= before or room.firsts[n] - page.firsts[sentence] > 3:
            return None
        after = room.after(n)
        if after == "'s" or room.mentions[n].type is NameType.NORP:
            continue
        if room.mentions[n].type in (NameType.GPE, NameType.ORG) and after != "and":
            return room.mentions[n].entity
    return None
