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
_MEASURES = frozenset("number share percentage proportion rate amount level size count".split())
"""Of those behind "the ... of" it is how many they are that is told: no they means it."""
_RECENT = 2
"""Sentences that a pair or group is remembered for."""
_IN_MEANWHILE = frozenset("when as while before after until once if because".split())
_AHEAD_OF_SUBJECT = frozenset("dawcn#")
"""Kinds of words that may stand before a subject: articles, adverbs, plain words, conjunctions, numbers."""


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
    genders: dict[str, str] = field(default_factory=dict)
    """What the report tells of the gender of its persons, by their ids."""
    quoted: Sequence[tuple[int, int, str]] = ()
    """What is quoted word for word, and who says it: the speaker is no he or she there."""
    now: int = 0
    """The number of the sentence being read."""
    person_at: int = 0
    group_at: int = 0
    body_at: int = 0

    def fits(self, who: Who, gender: str) -> bool:
        """Tell whether a pronoun of that gender (m, f) can mean the person, as far as the report tells."""
        return self.genders.get(who.entity or "", gender) == gender

    def speaker_at(self, place: int) -> str | None:
        """Return who says the words quoted at a place of the text; None outside quotations."""
        return next((entity for start, end, entity in self.quoted if start <= place < end), None)

    def note(self, found: Sequence[Who], *, subject: bool) -> None:
        """Remember the participants of a clause."""
        if not found:
            return
        named = [w for w in found if w.entity is not None]
        persons = [w for w in named if w.type is NameType.PERSON]
        if subject and len(persons) == 1:
            self.person, self.person_at = persons[0], self.now
        if (
            subject
            and len(named) == 1
            and named[0].type in _BODIES
            and (named[0].type is not NameType.NORP or not named[0].plural)
        ):
            self.body, self.body_at = named[0], self.now
        if subject and len(found) == 1 and found[0].plural:
            self.group, self.group_at = (found[0],), self.now
        self.note_pair(named)
        if subject and len(named) > 2:
            self.group, self.group_at = tuple(named), self.now

    def note_sentence(self, line: Line, names: Sequence[Mention]) -> None:
        """Remember the persons of a sentence that has been read, and go on to the next."""
        self.now += 1
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
            self.group, self.group_at = (named[0], named[1]), self.now
            if named[0].type is NameType.PERSON:
                self.pair = self.group
            else:
                self.sides = self.group


def _head_is_actor(line: Line, first: int, stop: int, lexicon: Lexicon) -> int:
    """Return the number of the first acting noun in the phrase, or -1."""
    for at in range(first, stop):
        if line.lower[at].removeprefix("ex-") in lexicon.actors and line.name[at] < 0:
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
    barred: frozenset[str] = frozenset(),
) -> list[Who]:
    """List who is named in a noun phrase, by its conjuncts.

    `strict` wants an acting head; `within` is the clause above's subject; `barred` are those whom a pronoun there does
    not mean.
    """
    found: list[Who] = []
    for begin, end, joined in _conjuncts(line, first, stop):
        who = _one(line, begin, end, names, memory, lexicon, strict=strict, within=within, barred=barred)
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
    barred: frozenset[str],
) -> list[Who]:
    pronoun = _pronoun(line, first, stop, names, memory, within, strict=strict, barred=barred)
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
            several = line.lower[first] != "the" or line.lower[of_at - 1] not in _MEASURES
            return [Who(first, head + 1, None, words_of(line, first, head + 1), None, several)]
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
    barred: frozenset[str],
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
        who = person_meant(line, begin, names, memory, within, barred)
        return [_at(who, begin, begin + 1)] if who else []
    if word in _ITS and word != "its":
        bodies = [w for w in within if w.type in _BODIES]
        near = memory.body if strict and memory.body_at >= memory.now - 1 else None
        who = bodies[0] if len(bodies) == 1 else near
        return [_at(who, begin, begin + 1)] if who else []
    if word in _GROUPS and word != "their" and (word not in ("both", "each") or begin + 1 >= stop):
        return _group_meant(line, begin, names, memory, within, barred)
    if line.kind[begin] == "q":
        return []
    return _pair_phrase(line, begin, stop, memory)


def _group_meant(
    line: Line, at: int, names: Sequence[Mention], memory: Memory, within: Sequence[Who], barred: frozenset[str]
) -> list[Who]:
    """List whom they or both means: several or a plural above, else the pair or group named last and lately; the word
    alone where others were named in between.
    """
    unnamed = [Who(at, at + 1, None, line.lower[at], None, True)]
    if len(within) > 1:
        return [_at(w, at, at + 1) for w in within]
    if at and line.lower[at - 1] in _IN_MEANWHILE:
        group = within if within and within[0].plural else memory.group
        if len({w.entity for w in _persons_named(line, at, names, memory)} - {w.entity for w in group}) > 1:
            return unnamed  # "The party urged A to talk to B when they meet"
    if len(within) == 1 and within[0].plural:
        return [_at(within[0], at, at + 1)]
    lately = memory.group_at >= memory.now - _RECENT
    persons = {w.entity for w in memory.before}
    grouped = {w.entity for w in memory.group}
    told_of = all(w.type is NameType.PERSON for w in memory.group) and memory.group_at < memory.now
    if not memory.group or not lately or (told_of and not persons <= grouped) or barred & grouped:
        return unnamed
    return [_at(w, at, at + 1) for w in memory.group]


def person_meant(
    line: Line,
    at: int,
    names: Sequence[Mention],
    memory: Memory,
    within: Sequence[Who],
    barred: frozenset[str] = frozenset(),
) -> Who | None:
    """Return whom he or she means; nobody where two fit.

    First the subject above, then the subjects of this sentence, then the last that was a subject, if nobody else who
    fits is named here before the pronoun; then the only one who fits of those named here or in the sentence before.
    """
    gender = "m" if line.lower[at] in _MALE else "f"
    speaker = memory.speaker_at(line.tokens[at].start)

    def fit(some: Sequence[Who]) -> list[Who]:
        return [
            w
            for w in some
            if w.type is NameType.PERSON and w.entity not in barred and w.entity != speaker and memory.fits(w, gender)
        ]

    persons = fit(within)
    if len(persons) == 1:
        return persons[0]
    if len(within) == 1 and _is_somebody(line, within[0]):
        return None  # "the lawyer said he …": told within the line
    here = fit(_persons_named(line, at, names, memory))
    leading = fit(_leading(line, at, names, memory))
    if leading:
        return leading[0]
    last = fit([memory.person] if memory.person is not None else [])
    if memory.person is not None and memory.person.entity == speaker:
        return None
    same = _MALE if gender == "m" else _FEMALE
    first = next((i for i in range(at) if line.lower[i] in same and line.name[i] < 0), None)
    again = False
    if first is not None and last:
        known = memory.speakers.get(line.tokens[first].start) or person_meant(line, first, names, memory, (), barred)
        again = known is not None and known.entity == last[0].entity
    others = fit(memory.before)
    stale = memory.person_at < memory.now - 1
    if stale and not here and others and last and all(w.entity != last[0].entity for w in others):
        return None  # somebody else was named since
    if last and (again or all(w.entity == last[0].entity for w in here)):
        return last[0]
    for some in (here, others):
        if some:
            return some[0] if len(some) == 1 and not last else None
    return None


def _persons_named(line: Line, stop: int, names: Sequence[Mention], memory: Memory) -> list[Who]:
    """List the persons named in the sentence before a place, each once."""
    found = {
        names[line.name[i]].entity: _named(line, i, i + 1, names[line.name[i]], memory)
        for i in range(stop)
        if line.name[i] >= 0 and names[line.name[i]].type is NameType.PERSON
    }
    return list(found.values())


def _leading(line: Line, stop: int, names: Sequence[Mention], memory: Memory) -> list[Who]:
    """Return the person with whose name the sentence begins, titles and days aside, if it is a subject's: a verb, or an
    aside and a verb, follows.
    """
    at = 0
    while at < stop and line.name[at] < 0 and (line.kind[at] in _AHEAD_OF_SUBJECT or line.lower[at] in ('"', "“", ".")):
        at += 1
    if at >= stop or line.name[at] < 0 or names[line.name[at]].type is not NameType.PERSON:
        return []
    number, end = line.name[at], at
    while end < stop and line.name[end] == number:
        end += 1
    follows = line.lower[end] if end < stop else ""
    if follows in ("(", ","):
        close = ")" if follows == "(" else ","
        after = next((i for i in range(end + 1, stop) if line.lower[i] == close), stop)
        follows = line.lower[after + 1] if after + 1 < stop else ""
        end = after + 1
    if end >= stop or follows in ("'s", "'", "’s", "and", "or") or line.kind[end] in "psr'c" or line.name[end] >= 0:
        return []
    return [_named(line, at, at + 1, names[number], memory)]


_MALE = frozenset("he him his himself".split())
_FEMALE = frozenset("she her hers herself".split())
_NOBODIES = frozenset(
    "government ministry army police court company group party agency committee council parliament house senate board"
    " panel team department office service force newspaper administration commission union bank regime military navy"
    " navy campaign ship boat plane vessel aircraft".split()
)
"""Nouns of bodies and craft: a he or she behind them is somebody else."""


def _is_somebody(line: Line, who: Who) -> bool:
    """Tell whether an unnamed subject is one person ("the lawyer"), and no owner ("the lawyer's office")."""
    if who.stop < len(line.lower) and line.lower[who.stop] in ("'s", "'", "of"):
        return False
    return who.entity is None and not who.plural and who.name.casefold().split()[-1] not in _NOBODIES


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
