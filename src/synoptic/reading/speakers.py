"""Whose words a source means: a name, a title, a pronoun, an unnamed official.

Decision to know: a speaker that two persons fit equally is left open, with the report's own words. A pronoun reaches the sentence before
and no further, unless the same speaker has gone on since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synoptic.lexicon import load_words
from synoptic.model.readings import Actor, Mention, NameType
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.draft import Draft
from synoptic.reading.names_lexicon import PORTFOLIOS, Lexicon, load_lexicon

_HEAD_ENDS = frozenset("of for in at from with who which that near to on familiar briefed based inside within whose involved, as by close".split())
_RANKS = frozenset("officer commander general admiral soldier chief marshal".split())
_RANK_TITLES = frozenset(
    "gen general adm admiral lt lieutenant maj major brig brigadier col colonel capt captain marshal commodore sir chief cmdr commander".split()
)
_DEFINITE = frozenset("the this that".split())
_DOCUMENTS = frozenset(
    "report reports statement poll polls study survey letter document documents article book newspaper data figures results email memo"
    " tweet post analysis filing complaint lawsuit ruling order agreement indictment transcript video".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A source as found: its tokens, the token of its cue, and its sentence."""

    source: tuple[int, int]
    cue: int
    sentence: int
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom a source means, in words to print; `resolved` tells how it was found."""

    name: str | None
    entity: str | None
    anonymous: bool
    resolved: str


@dataclass(slots=True)
class _Room:
    """What is known while the sources are gone through in order."""

    page: Page
    lexicon: Lexicon
    actors: dict[str, Actor]
    mentions: Sequence[Mention]
    firsts: Sequence[int]
    """The first token of every mention, and ..."""
    lasts: Sequence[int]
    by_sentence: dict[int, list[int]]
    gender: dict[str, str]
    unnamed: frozenset[str]
    added: dict[str, Actor]
    history: list[tuple[int, Speaker]]
    heard: Sequence[Heard]


def name_speakers(draft: Draft, page: Page, heard: Sequence[Heard]) -> tuple[list[Speaker], Draft]:
    """Name the speaker of every source, in order; return them with the draft, to which unnamed actors are added."""
    lexicon = load_lexicon()
    by_start = {start: i for i, start in enumerate(page.starts)}
    by_end = {end: i + 1 for i, end in enumerate(page.ends)}
    mentions = [m for m in draft.reading.entities if m.start in by_start and m.end in by_end]
    firsts = [by_start[m.start] for m in mentions]
    by_sentence: dict[int, list[int]] = {}
    for number, first in enumerate(firsts):
        by_sentence.setdefault(page.sentences[first], []).append(number)
    actors = {a.id: a for a in draft.reading.actors}
    room = _Room(
        page=page,
        lexicon=lexicon,
        actors=actors,
        mentions=mentions,
        firsts=firsts,
        lasts=[by_end[m.end] for m in mentions],
        by_sentence=by_sentence,
        gender={},
        unnamed=load_words("sources_unnamed"),
        added={},
        history=[],
        heard=heard,
    )
    for number, first in enumerate(firsts):
        _learn_gender(room, number, first)
    speakers: list[Speaker] = [Speaker(name=None, entity=None, anonymous=False, resolved="open")] * len(heard)
    for number in sorted(range(len(heard)), key=lambda n: (heard[n].sentence, heard[n].source[0], heard[n].cue)):
        speakers[number] = _name(room, number)
        room.history.append((number, speakers[number]))
    if room.added:
        draft = draft.with_(actors=(*draft.reading.actors, *room.added.values()))
    return speakers, draft


def _learn_gender(room: _Room, number: int, first: int) -> None:
    """Learn a person's gender from the title before the name or the given name."""
    mention = room.mentions[number]
    if mention.type is not NameType.PERSON:
        return
    known = room.gender.get(mention.entity, "")
    for i in range(max(0, first - 3), first):
        kind = room.lexicon.titles.get(room.page.lowers[i])
        if kind is not None and kind[1] and all(room.page.lowers[k] in room.lexicon.titles or room.page.lowers[k] == "." for k in range(i, first)):
            known = kind[1]
    if not known:
        given = room.lexicon.first_names.get(room.actors[mention.entity].name.split()[0], "")
        known = given if given in ("m", "f") and " " in room.actors[mention.entity].name else ""
    if known:
        room.gender[mention.entity] = known


def _name(room: _Room, number: int) -> Speaker:
    one = room.heard[number]
    first, last = one.source
    page = room.page
    word = page.lowers[first]
    if last - first == 1:
        if word in ("he", "she"):
            return _pronoun(room, one, "m" if word == "he" else "f")
        if word in ("they", "it", "we", "i", "you"):
            return _neuter(room, one, word)
        if word in ("who", "which", "that"):
            return _relative(room, one)
    return _phrase(room, one, first, last)


def _words(room: _Room, first: int, last: int) -> str:
    """Return the phrase to print: without article at its start, commas at its end and what a relative clause adds."""
    page = room.page
    while last > first and page.lowers[last - 1] in (",", "."):
        last -= 1
    if last - first > 1 and page.lowers[first] == "the":
        first += 1
    return page.between(first, last)


def _phrase(room: _Room, one: Heard, first: int, last: int) -> Speaker:
    """Name the speaker of a noun phrase."""
    page = room.page
    inside = [n for n in room.by_sentence.get(one.sentence, ()) if first <= room.firsts[n] and room.lasts[n] <= last]
    head_end = _head_end(page, first, last)
    if _is_pair(page, inside, head_end, last, room):
        return Speaker(name=_words(room, first, last), entity=None, anonymous=False, resolved="name")
    person = next((n for n in inside if room.mentions[n].type is NameType.PERSON and _speaks_itself(page, room, n, first, last)), None)
    if person is not None:
        actor = room.actors[room.mentions[person].entity]
        return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="name")
    head = page.lowers[head_end - 1] if head_end > first else ""
    holder = next((n for n in inside if room.firsts[n] < head_end <= room.lasts[n]), None)
    if holder is not None:
        actor = room.actors[room.mentions[holder].entity]
        place = actor.type is NameType.GPE and actor.speaks_for is not None or actor.type is NameType.GPE
        return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="place for government" if place else "name")
    if page.lowers[first] in _DEFINITE and head_end - first <= 4 and not inside and head in room.lexicon.titles or (
        page.lowers[first] in _DEFINITE and head in room.unnamed and head_end - first <= 3 and not inside
    ):
        found = _by_title(room, one, head, page.lowers[first + 1 : head_end])
        if found is not None:
            return found
    if page.lowers[first] in ("its", "his", "her") and head_end - first >= 2:
        owned = _owned(room, one, first, head_end)
        if owned is not None:
            return owned
    ahead = _named_after(room, one, head, first, head_end)
    if ahead is not None:
        return ahead
    return _described(room, one, first, last, head_end, head, inside)


def _owned(room: _Room, one: Heard, first: int, head_end: int) -> Speaker | None:
    """Name the body of a pronoun's owner: "its defence ministry" after a sentence about Examplia, "his office" after a person."""
    page = room.page
    word = page.lowers[first]
    owner: str | None = None
    if word == "its":
        for sentence in (one.sentence, one.sentence - 1):
            owner = _opening_state(room, sentence, first)
            if owner is not None:
                break
    else:
        owner = _pronoun(room, replace(one, source=(first, first + 1)), "m" if word == "his" else "f").entity
    actor = room.actors.get(owner or "")
    if actor is None:
        return None
    body = page.between(first + 1, head_end)
    for known in room.actors.values():
        if known.type is NameType.ORG and known.speaks_for == actor.name and known.name.endswith(body):
            return Speaker(name=known.name, entity=known.id, anonymous=False, resolved="sentence before")
    head = page.lowers[head_end - 1]
    anonymous = head in room.unnamed or room.lexicon.titles.get(head, ("",))[0] in ("office", "trade")
    name = f"{actor.name}'s {body}"
    ident = _add_actor(room, name, anonymous, actor.speaks_for or (actor.name if actor.type is NameType.GPE else None))
    return Speaker(name=name, entity=ident, anonymous=anonymous, resolved="sentence before")


def _opening_state(room: _Room, sentence: int, before: int) -> str | None:
    """Return the state or body that opens the sentence, as subjects do."""
    page = room.page
    if sentence < 0 or page.paragraphs[sentence] != page.paragraphs[page.sentences[before]]:
        return None
    for n in room.by_sentence.get(sentence, ()):
        if room.firsts[n] >= before or room.firsts[n] - page.firsts[sentence] > 2:
            return None
        after = page.lowers[room.lasts[n]] if room.lasts[n] < len(page.lowers) else ""
        if room.mentions[n].type in (NameType.GPE, NameType.ORG) and after not in ("'s", "and"):
            return room.mentions[n].entity
    return None


def _head_end(page: Page, first: int, last: int) -> int:
    """Return the token after the head noun of the phrase: what stands before the first "of", "who", comma or bracket."""
    for i in range(first + 1, last):
        if page.lowers[i] in _HEAD_ENDS or page.lowers[i] in (",", "(", "—", "–", "and", "or"):
            return i
    return last


def _is_pair(page: Page, inside: Sequence[int], head_end: int, last: int, room: _Room) -> bool:
    """Tell whether two parties speak together ("Russia and Brek", "the US and its allies")."""
    return head_end + 1 < last and page.lowers[head_end] == "and" and any(room.lasts[n] == head_end for n in inside)


def _speaks_itself(page: Page, room: _Room, number: int, first: int, last: int) -> bool:
    """Tell whether a person named in the phrase is the speaker and not an owner or somebody spoken of."""
    begin, end = room.firsts[number], room.lasts[number]
    if end < len(page.lowers) and page.lowers[end] == "'s":
        return False
    before = begin - 1
    while before >= first and (page.lowers[before] in room.lexicon.titles or page.lowers[before] in (".", "affairs")):
        before -= 1
        if before > first and page.lowers[before] == "of" and page.lowers[before - 1] in room.lexicon.titles and page.lowers[before + 1] in PORTFOLIOS:
            before -= 1
    if before >= first and page.lowers[before] in ("for", "of", "to", "with", "by", "against", "from", "on", "and", "about"):
        return False
    if end >= last:
        return True
    after = page.lowers[end]
    return not page.texts[end][0].isalpha() or after in ("who", "and", "of", "from", "in", "himself", "herself", "at", "whose", "or", "along")


def _described(room: _Room, one: Heard, first: int, last: int, head_end: int, head: str, inside: Sequence[int]) -> Speaker:
    """Keep the report's words for a source without a name: an unnamed person, or a body or document."""
    page = room.page
    stop = head_end
    if stop < last and page.lowers[stop] in ("of", "for", "in", "at", "from", "with", "near", "to", "on", "familiar", "briefed", "close"):
        stop = last
        for i in range(head_end, last):
            if page.lowers[i] in ("who", "which", "that", ",", "whose", "speaking"):
                stop = i
                break
    pair = head_end < last and page.lowers[head_end] in ("and", "or")
    if pair:
        stop = last
        tail = page.lowers[last - 1]
        head = tail if tail in room.unnamed else head
    name = _words(room, first, min(stop, first + 14))
    anonymous = head in room.unnamed or head in room.lexicon.titles and room.lexicon.titles[head][0] in ("office", "trade")
    entity = _unnamed_actor(room, name, anonymous, inside)
    return Speaker(name=name, entity=entity, anonymous=anonymous, resolved="unnamed" if anonymous else "name")


def _unnamed_actor(room: _Room, name: str, anonymous: bool, inside: Sequence[int]) -> str:
    """Give an unnamed source or a body without a name an actor of its own, one for the same words."""
    owner = next((room.actors[room.mentions[n].entity] for n in inside if room.mentions[n].type is not NameType.PERSON), None)
    state = None
    if owner is not None:
        state = owner.speaks_for or (owner.name if owner.type is NameType.GPE else None)
    return _add_actor(room, name, anonymous, state)


def _add_actor(room: _Room, name: str, anonymous: bool, state: str | None) -> str:
    """Add an actor without a name of its own; one for the same words."""
    key = name.lower()
    for actor in room.added.values():
        if actor.name.lower() == key:
            return actor.id
    ident = f"u{len(room.added) + 1}"
    room.added[ident] = Actor(
        id=ident, name=name, type=NameType.PERSON if anonymous else NameType.ORG, speaks_for=state, anonymous=anonymous
    )
    return ident


def _by_title(room: _Room, one: Heard, head: str, words: Sequence[str]) -> Speaker | None:
    """Find whom "the minister" or "the official" means: an unnamed source before, or the person with that title."""
    for number, speaker in reversed(room.history):
        gap = one.sentence - room.heard[number].sentence
        if gap > 8:
            break
        if speaker.anonymous and speaker.name and _head_word(speaker.name) in (head, head + "s") and not speaker.name.endswith("s"):
            return replace(speaker, resolved="sentence before")
        if speaker.entity in room.actors and _has_role(room.actors[speaker.entity], words, head):
            return replace(speaker, resolved="title")
    position = room.page.starts[one.source[0]]
    fitting: list[Actor] = []
    for actor in room.actors.values():
        if _has_role(actor, words, head) and any(m.entity == actor.id and m.start < position for m in room.mentions):
            fitting.append(actor)
    if len(fitting) == 1:
        return Speaker(name=fitting[0].name, entity=fitting[0].id, anonymous=False, resolved="title")
    return None


def _head_word(name: str) -> str:
    words = name.lower().split()
    for i, word in enumerate(words):
        if i and word in _HEAD_ENDS:
            return words[i - 1]
    return words[-1]


def _has_role(actor: Actor, words: Sequence[str], head: str) -> bool:
    """Tell whether a person's role has the title word, and nothing against the words before it."""
    if actor.type is not NameType.PERSON or not actor.role:
        return False
    role = actor.role.lower().replace("’", "'").replace("'s", "").split()
    return all(w in role for w in words if w != "'s") and head in role


def _named_after(room: _Room, one: Heard, head: str, first: int, head_end: int) -> Speaker | None:
    """Find the person whom the next sentence names for a description ("the navy's most senior officer said ... Adm Brek told ...")."""
    page = room.page
    words = page.lowers[first:head_end]
    if head not in _RANKS or not ("most" in words or "top" in words or "chief" in words or "highest-ranking" in words):
        return None
    following = [h for h in room.heard if h.sentence == one.sentence + 1]
    for later in sorted(following, key=lambda h: h.source[0]):
        for n in room.by_sentence.get(later.sentence, ()):
            begin, end = room.firsts[n], room.lasts[n]
            if not (later.source[0] <= begin and end <= later.source[1]) or room.mentions[n].type is not NameType.PERSON:
                continue
            titles = {page.lowers[i] for i in range(max(later.source[0], begin - 4), begin)}
            earlier = any(m.entity == room.mentions[n].entity and m.start < page.starts[first] for m in room.mentions)
            if titles & _RANK_TITLES and not earlier:
                actor = room.actors[room.mentions[n].entity]
                return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="sentence before")
    return None


def _fits_gender(room: _Room, entity: str, gender: str) -> bool:
    return room.gender.get(entity, gender) == gender


def _open(room: _Room, one: Heard) -> Speaker:
    return Speaker(name=None, entity=None, anonymous=False, resolved="open")


def _taken(room: _Room, entity: str, gender: str, resolved: str) -> Speaker:
    room.gender.setdefault(entity, gender)
    actor = room.actors[entity]
    return Speaker(name=actor.name, entity=entity, anonymous=False, resolved=resolved)


def _pronoun(room: _Room, one: Heard, gender: str) -> Speaker:
    """Find whom he or she means: the subject of this sentence before it, else the speaker or subject of the sentence before."""
    page = room.page
    first = one.source[0]
    here = _people_in(room, one.sentence, before=first)
    fitting = [e for e in here if _fits_gender(room, e, gender)]
    if len(fitting) == 1:
        return _taken(room, fitting[0], gender, "pronoun")
    if len(fitting) > 1:
        return _open(room, one)
    for sentence in range(one.sentence - 1, max(-1, one.sentence - 5), -1):
        far = sentence < one.sentence - 1
        if far and page.paragraphs[sentence] != page.paragraphs[one.sentence] and not _only_quotes(page, sentence + 1):
            break
        said = [s for n, s in room.history if room.heard[n].sentence == sentence]
        people = _people_in(room, sentence)
        named = [e for e in people if _fits_gender(room, e, gender)]
        speakers = [s for s in said if s.name and (s.anonymous or s.entity in room.actors and _is_person(room, s.entity)) and (
            s.entity is None or s.entity not in room.actors or _fits_gender(room, s.entity, gender))]
        singular = [s for s in speakers if not (s.anonymous and s.name and s.name.endswith("s"))]
        distinct = sorted({s.entity or s.name or "" for s in singular})
        if len(distinct) == 1:
            speaker = singular[-1]
            if speaker.entity in room.actors:
                return _taken(room, speaker.entity or "", gender, "pronoun")
            return replace(speaker, resolved="pronoun")
        if len(distinct) > 1:
            main = singular[0]
            return replace(main, resolved="pronoun") if main.entity and main.entity == _opening_person(room, sentence) else _open(room, one)
        if len(named) == 1 and not said:
            return _taken(room, named[0], gender, "sentence before")
        if len(named) > 1:
            opener = _opening_person(room, sentence)
            return _taken(room, opener, gender, "sentence before") if opener in named and opener is not None and not said else _open(room, one)
        if said or named:
            break
        described = _described_before(room, sentence)
        if described is not None:
            return described
    return _open(room, one)


def _described_before(room: _Room, sentence: int) -> Speaker | None:
    """Name the unnamed person who opens the sentence ("A former ambassador puts it more simply.")."""
    page = room.page
    first, limit = page.firsts[sentence], page.firsts[sentence + 1]
    if page.lowers[first] not in ("a", "an", "one"):
        return None
    for i in range(first + 1, min(limit - 1, first + 8)):
        if page.lowers[i] in room.unnamed or room.lexicon.titles.get(page.lowers[i], ("",))[0] in ("office", "trade"):
            if page.lowers[i].endswith("s") or page.lowers[i + 1] in room.lexicon.titles:
                continue
            inside = [n for n in room.by_sentence.get(sentence, ()) if first <= room.firsts[n] <= i]
            name = page.between(first, i + 1)
            return Speaker(name=name, entity=_unnamed_actor(room, name, True, inside), anonymous=True, resolved="sentence before")
        if page.lowers[i] in (",", ".", "who", "said"):
            return None
    return None


def _only_quotes(page: Page, sentence: int) -> bool:
    return all(page.quotation[i] >= 0 for i in range(page.firsts[sentence], page.firsts[sentence + 1]))


def _is_person(room: _Room, entity: str | None) -> bool:
    actor = room.actors.get(entity or "")
    return actor is not None and actor.type is NameType.PERSON


def _people_in(room: _Room, sentence: int, before: int | None = None) -> list[str]:
    """List the persons named in a sentence outside quotations, each once, owners (Brek's) left out."""
    found: list[str] = []
    for n in room.by_sentence.get(sentence, ()):
        if room.mentions[n].type is not NameType.PERSON or (before is not None and room.firsts[n] >= before):
            continue
        if room.mentions[n].entity not in found and room.page.quotation[room.firsts[n]] < 0:
            found.append(room.mentions[n].entity)
    return found


def _opening_person(room: _Room, sentence: int) -> str | None:
    """Return the person whose name is the first of the sentence and stands near its start, as subjects do."""
    page = room.page
    for n in room.by_sentence.get(sentence, ()):
        if room.mentions[n].type is NameType.PERSON:
            near = room.firsts[n] - page.firsts[sentence] <= 8
            after = page.lowers[room.lasts[n]] if room.lasts[n] < len(page.lowers) else ""
            return room.mentions[n].entity if near and after != "'s" else None
    return None


def _neuter(room: _Room, one: Heard, word: str) -> Speaker:
    """Find whom they or it means: the speaker just before, when its number fits; else open."""
    previous = [s for n, s in room.history if room.heard[n].sentence in (one.sentence, one.sentence - 1)]
    if not previous or word in ("i", "we", "you"):
        return _open(room, one)
    last = previous[-1]
    if last.name is None or any(s.name != last.name for s in previous):
        return _open(room, one)
    plural = last.name.split(" of ")[0].endswith("s") or " and " in last.name
    person = _is_person(room, last.entity)
    if word == "they" and plural and not person:
        return replace(last, resolved="pronoun")
    if word == "it" and not plural and not person and not last.anonymous:
        return replace(last, resolved="pronoun")
    return _open(room, one)


def _relative(room: _Room, one: Heard) -> Speaker:
    """Find whom "who" means: the name right before it; else open."""
    page = room.page
    at = one.source[0]
    while at > page.firsts[one.sentence] and page.lowers[at - 1] == ",":
        at -= 1
    for n in room.by_sentence.get(one.sentence, ()):
        if room.lasts[n] == at and room.mentions[n].type in (NameType.PERSON, NameType.ORG):
            actor = room.actors[room.mentions[n].entity]
            return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="name")
    return _open(room, one)
