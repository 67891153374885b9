"""Who takes part: the persons, bodies and countries in a phrase, and whom a pronoun means.

Decision to know: a nationality or country names an actor only when somebody who acts follows it ("Russian
officials"), never through a
thing ("Russian aggression"). A pronoun reaches back to the last fitting actor that was a subject; where that is
unsure it stays open, with
the report's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.readings import Actor, Mention, NameType, Participant, Role
from synoptic.reading.events_lexicon import Lexicon
from synoptic.reading.lines import Line

_PLACES = frozenset({NameType.GPE, NameType.LOC, NameType.FAC})
_ACTING = frozenset({NameType.PERSON, NameType.ORG, NameType.GPE, NameType.NORP})
_BODIES = frozenset({NameType.ORG, NameType.GPE, NameType.NORP})
PAIR_HEADS = frozenset(
    "leaders presidents ministers sides men women countries neighbours neighbors nations diplomats chiefs officials"
    " capitals governments".split()
)
_SIDES = frozenset("sides countries neighbours neighbors nations capitals governments".split())
_PAIR_STARTS = frozenset("both two".split())
PAIR_WORDS = frozenset({"pair", "duo"})
_TITLES = frozenset(
    "president chancellor king queen prince mr mrs ms dr sir general gen premier minister secretary pope senator"
    " governor mayor".split()
)
_PERSONS = frozenset("he she him her his himself herself".split())
_GROUPS = frozenset("they them their theirs themselves both each".split())
_ITS = frozenset("it its itself".split())


@dataclass(frozen=True, slots=True)
class Who:
    """One participant of a phrase: token numbers, the actor's id and the name to print."""

    first: int
    stop: int
    entity: str | None
    name: str
    type: NameType | None = None
    plural: bool = False


@dataclass(slots=True)
class Memory:
    """Whom the report spoke of last, as subjects: one person, one body, a pair, a plural."""

    actors: dict[str, Actor]
    person: Who | None = None
    body: Who | None = None
    pair: tuple[Who, ...] = ()
    """Two persons."""
    sides: tuple[Who, ...] = ()
    """Two countries or bodies."""
    group: tuple[Who, ...] = ()
    speakers: dict[int, Who] = field(default_factory=dict)
    """Whom a pronoun that stands as a source means, by where it begins."""
    before: tuple[Who, ...] = ()
    """The persons named in the last sentence that named any."""

    def fits(self, who: Who, gender: str) -> bool:
        """Tell whether a pronoun of that gender (m, f) can mean the person, as far as the first name tells."""
        known = _gender_of(who.name.split(" ", 1)[0])
        return known in ("", gender)

    def note(self, found: Sequence[Who], *, subject: bool) -> None:
        """Remember the participants of a clause."""
        if not found:
            return
        named = [w for w in found if w.entity is not None]
        persons = [w for w in named if w.type is NameType.PERSON]
        if subject and len(persons) == 1:
            self.person = persons[0]
        if (
            subject
            and len(named) == 1
            and named[0].type in _BODIES
            and (named[0].type is not NameType.NORP or not named[0].plural)
        ):
            self.body = named[0]
        if subject and len(found) == 1 and found[0].plural:
            self.group = (found[0],)
        self.note_pair(named)
        if subject and len(named) > 2:
            self.group = tuple(named)

    def note_sentence(self, line: Line, names: Sequence[Mention]) -> None:
        """Remember the persons of a sentence that has been read."""
        numbers = [n for n in dict.fromkeys(line.name) if n >= 0 and names[n].type is NameType.PERSON]
        found: dict[str, Who] = {}
        for number in numbers:
            actor = self.actors.get(names[number].entity)
            if actor is not None:
                found.setdefault(actor.id, Who(0, 1, actor.id, actor.name, actor.type))
        if found:
            self.before = tuple(found.values())

    def note_pair(self, named: Sequence[Who]) -> None:
        """Remember two that were named together."""
        if len(named) == 2 and named[0].entity != named[1].entity and named[0].type is named[1].type:
            self.group = (named[0], named[1])
            if named[0].type is NameType.PERSON:
                self.pair = self.group
            else:
                self.sides = self.group


@cache
def _genders() -> dict[str, str]:
    return {row[0]: row[1].replace("u", "") for row in load_table("first_names")}


def _gender_of(first_name: str) -> str:
    return _genders().get(first_name, "")


def _head_is_actor(line: Line, first: int, stop: int, lexicon: Lexicon) -> int:
    """Return the number of the first acting noun in the phrase, or -1."""
    for at in range(first, stop):
        if line.lower[at] in lexicon.actors and line.name[at] < 0:
            after = at + 1
            if after >= stop or line.kind[after] != "w" or line.name[after] >= 0 or line.time[after] >= 0:
                return at
    return -1


def people(
    line: Line,
    first: int,
    stop: int,
    names: Sequence[Mention],
    memory: Memory,
    lexicon: Lexicon,
    *,
    strict: bool,
    within: Sequence[Who] = (),
) -> list[Who]:
    """List who is named in a noun phrase, by its conjuncts.

    `strict` wants an acting head; `within` is the clause above's subject.
    """
    found: list[Who] = []
    for begin, end, joined in _conjuncts(line, first, stop):
        who = _one(line, begin, end, names, memory, lexicon, strict=strict, within=within)
        if not who:
            continue
        if found and joined == ",":
            new, old = who[0], found[-1]
            if new.type is NameType.PERSON and old.type is NameType.PERSON and new.entity != old.entity:
                found.extend(who)
            if new.type is NameType.PERSON and old.type is not NameType.PERSON and len(found) == 1:
                found = [new]
            continue
        found.extend(w for w in who if w.entity is None or all(w.entity != f.entity for f in found))
    return found


def _conjuncts(line: Line, first: int, stop: int) -> list[tuple[int, int, str]]:
    """Cut a phrase at "and", "or" and commas; in a list that ends in "and", a comma joins as "and" does."""
    cuts: list[tuple[int, int, str]] = []
    begin, joined = first, ""
    listed = False
    for at in range(first, stop):
        word = line.lower[at]
        if line.name[at] >= 0:
            continue
        if word == "-" and _is_within_word(line, at, stop):
            continue  # "the Velmora-backed government"
        if line.kind[at] == "c" or word == "," or word in ("-", "–", "/"):
            if at > begin:
                cuts.append((begin, at, joined))
            begin = at + 1
            if line.kind[at] == "c":
                joined = "and"
                if at and line.lower[at - 1] != ",":
                    listed = True
            elif word == ",":
                joined = ","
            else:
                joined = "and"
        elif (line.kind[at] in "psr" and word not in ("of", "for")) or (line.kind[at] == "p" and word == "for"):
            if word == "of" and at > first:
                continue
            break
    else:
        at = stop
    end = at if stop > first else first
    if end > begin:
        cuts.append((begin, end, joined))
    if listed and len(cuts) > 2:
        cuts = [(a, b, "and" if j else "") for a, b, j in cuts]
    return cuts


def _is_within_word(line: Line, at: int, stop: int) -> bool:
    """Tell whether the hyphen joins a name and a word that is none, and not two names ("Velmora-Solvane talks")."""
    if at + 1 >= stop or not at or line.name[at + 1] >= 0:
        return False
    return line.tokens[at].start == line.tokens[at - 1].end and line.tokens[at].end == line.tokens[at + 1].start


def _one(
    line: Line,
    first: int,
    stop: int,
    names: Sequence[Mention],
    memory: Memory,
    lexicon: Lexicon,
    *,
    strict: bool,
    within: Sequence[Who],
) -> list[Who]:
    pronoun = _pronoun(line, first, stop, names, memory, within, strict=strict)
    if pronoun is not None:
        return pronoun
    named: list[tuple[int, int, Mention]] = []
    at = first
    of_at = stop
    while at < stop:
        number = line.name[at]
        if number >= 0:
            end = at + 1
            while end < stop and line.name[end] == number:
                end += 1
            if names[number].type in _ACTING:
                named.append((at, end, names[number]))
            at = end
        else:
            if line.lower[at] == "of" and of_at == stop:
                of_at = at
            at += 1
    for begin, end, mention in named:
        if mention.type is not NameType.PERSON or (end < stop and line.kind[end] == "'"):
            continue
        if begin > of_at and (line.lower[begin - 1] == "of" or line.lower[begin - 1] in _TITLES):
            continue
        if (
            end < of_at
            and line.kind[end] == "w"
            and line.time[end] < 0
            and _head_is_actor(line, end, of_at, lexicon) >= 0
        ):
            head = _head_is_actor(line, end, of_at, lexicon)
            return [Who(first, head + 1, None, words_of(line, first, head + 1), None, line.lower[head].endswith("s"))]
        return [_named(line, begin, end, mention, memory)]
    head = _head_is_actor(line, first, of_at, lexicon)
    if head < 0 and of_at < stop and not named:
        head = _head_is_actor(line, of_at, stop, lexicon)
        if head >= 0:
            return [Who(first, head + 1, None, words_of(line, first, head + 1), None, True)]
    for begin, end, mention in named:
        if begin > of_at and (head < 0 and strict):
            continue
        after = line.lower[end] if end < stop else ""
        bare = end >= stop or line.kind[end] not in "w'#" or line.time[end] >= 0
        if bare or head >= end or not strict or begin > of_at:
            if after == "'s" and strict and head < end:
                continue
            return [_named(line, begin, end, mention, memory, plural=head >= 0 and line.lower[head].endswith("s"))]
    vessel = next(
        (at for at in range(of_at - 1, first - 1, -1) if line.lower[at] in lexicon.vessels and line.name[at] < 0), -1
    )
    if (
        vessel >= 0
        and head < 0
        and strict
        and (vessel + 1 >= of_at or line.kind[vessel + 1] not in "w'" or line.name[vessel + 1] >= 0)
    ):
        end = vessel + 1
        while end < of_at and line.name[end] >= 0:
            end += 1
        return [Who(first, end, None, words_of(line, first, end), None, line.lower[vessel].endswith("s"))]
    if head >= 0 and not named:
        begin = first
        while begin < head and (line.kind[begin] in "dac" or line.time[begin] >= 0):
            begin += 1
        words = words_of(line, first, head + 1)
        return [Who(begin, head + 1, None, words, None, line.lower[head].endswith(("s", "people", "police", "men")))]
    return []


def _named(line: Line, first: int, stop: int, mention: Mention, memory: Memory, *, plural: bool = False) -> Who:
    actor = memory.actors.get(mention.entity)
    plural = plural or (mention.type is NameType.NORP and line.lower[stop - 1].endswith("s"))
    return Who(first, stop, mention.entity, actor.name if actor else words_of(line, first, stop), mention.type, plural)


def words_of(line: Line, first: int, stop: int) -> str:
    """Return the words of a stretch as they stand, one blank between them."""
    words: list[str] = []
    for at in range(first, stop):
        glued = at > first and line.tokens[at].start == line.tokens[at - 1].end
        words.append(("" if glued or at == first else " ") + line.tokens[at].text)
    return "".join(words)


def _at(who: Who, first: int, stop: int) -> Who:
    return Who(first, stop, who.entity, who.name, who.type, who.plural)


def _pronoun(
    line: Line,
    first: int,
    stop: int,
    names: Sequence[Mention],
    memory: Memory,
    within: Sequence[Who],
    *,
    strict: bool,
) -> list[Who] | None:
    """Return whom a pronoun or a phrase such as "the two leaders" means; None when the phrase is neither."""
    begin = first
    while begin < stop and (line.kind[begin] == "a" or line.lower[begin] in ('"', "“", "”")):
        begin += 1
    if begin >= stop:
        return None
    word = line.lower[begin]
    if line.name[begin] >= 0:
        return None
    spoken = memory.speakers.get(line.tokens[begin].start)
    if spoken is not None:
        return [_at(spoken, begin, begin + 1)]
    if word in _PERSONS and word not in ("his", "her"):
        who = _person_meant(line, begin, names, memory, within)
        return [_at(who, begin, begin + 1)] if who else []
    if word in _ITS and word != "its":
        bodies = [w for w in within if w.type in _BODIES]
        who = bodies[0] if len(bodies) == 1 else memory.body if strict else None
        return [_at(who, begin, begin + 1)] if who else []
    if word in _GROUPS and word != "their" and (word not in ("both", "each") or begin + 1 >= stop):
        if len(within) > 1:
            return [_at(w, begin, begin + 1) for w in within]
        if len(within) == 1 and within[0].plural:
            return [_at(within[0], begin, begin + 1)]
        return [_at(w, begin, begin + 1) for w in memory.group] or [Who(begin, begin + 1, None, word, None, True)]
    if line.kind[begin] == "q":
        return []
    return _pair_phrase(line, begin, stop, memory)


def _person_meant(line: Line, at: int, names: Sequence[Mention], memory: Memory, within: Sequence[Who]) -> Who | None:
    """Return whom he or she means: the subject above, else the last that was a subject, else the only one who fits of
    those named before in this sentence or in the one before it; nobody where two fit.
    """
    gender = "m" if line.lower[at] in _MALE else "f"
    persons = [w for w in within if w.type is NameType.PERSON and memory.fits(w, gender)]
    if len(persons) == 1:
        return persons[0]
    if memory.person is not None and memory.fits(memory.person, gender):
        return memory.person
    here = {
        names[line.name[i]].entity: _named(line, i, i + 1, names[line.name[i]], memory)
        for i in range(at)
        if line.name[i] >= 0 and names[line.name[i]].type is NameType.PERSON
    }
    for some in (list(here.values()), memory.before):
        fitting = [w for w in some if w.entity is not None and memory.fits(w, gender)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


_MALE = frozenset("he him his himself".split())


def _pair_phrase(line: Line, begin: int, stop: int, memory: Memory) -> list[Who] | None:
    word = line.lower[begin]
    at = begin + 1 if word == "the" else begin
    told = at < stop and line.lower[at] in _PAIR_STARTS
    head = at + 1 if told else at
    if head >= stop or not (line.lower[head] in PAIR_HEADS or line.lower[head] in PAIR_WORDS):
        return None
    if any(line.name[i] >= 0 for i in range(begin, min(stop, begin + 4))):
        return None
    if head < stop and (
        (line.lower[head] in PAIR_HEADS and (told or (word == "the" and line.lower[head] in ("leaders", "presidents"))))
        or (line.lower[head] in PAIR_WORDS and word == "the")
    ):
        if head + 1 < stop and (line.kind[head + 1] in "w" or line.lower[head + 1] == "of"):
            return None
        sides = line.lower[head] in _SIDES
        pair = (memory.sides or memory.pair) if sides else (memory.pair or memory.sides)
        if pair:
            return [_at(w, begin, head + 1) for w in pair]
        return [Who(begin, head + 1, None, words_of(line, begin, head + 1), None, True)]
    return None


def core_of_subject(line: Line, first: int, stop: int) -> tuple[int, int]:
    """Leave out what stands before a subject:

    days, "In 2014", "In a statement on Friday,", adverbs; equal ends when nothing is left.
    """
    at = first
    while at < stop:
        kind, word = line.kind[at], line.lower[at]
        if line.name[at] >= 0:
            break
        if (
            line.time[at] >= 0
            or kind in "an"
            or word in (",", '"', "“", "”", "-", "–")
            or kind == "c"
            or word in ("'s",)
        ):
            at += 1
        elif kind in "ps":
            comma = next((i for i in range(at, stop) if line.lower[i] == ","), -1)
            if at + 1 < stop and line.time[at + 1] >= 0:
                number = line.time[at + 1]
                at += 1
                while at < stop and line.time[at] == number:
                    at += 1
            elif comma >= 0 and comma + 1 < stop:
                at = comma + 1
            else:
                return stop, stop
        elif (
            kind == "d"
            and at + 1 < stop
            and line.time[at + 1] >= 0
            and line.kind[at + 1] in "w#"
            and _all_time(line, at + 1, stop)
        ):
            return stop, stop
        else:
            break
    return at, stop


def _all_time(line: Line, first: int, stop: int) -> bool:
    return all(line.time[i] >= 0 for i in range(first, stop))


def participant(line: Line, who: Who, role: Role) -> Participant:
    """Make the participant of an event out of one of a phrase."""
    return Participant(
        start=line.tokens[who.first].start,
        end=line.tokens[who.stop - 1].end,
        role=role,
        entity=who.entity,
        name=who.name,
    )
