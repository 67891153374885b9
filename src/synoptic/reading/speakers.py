"""Whose words a source means: a name, a title, a pronoun, an unnamed official.

Decision to know: a source without a name keeps the report's own words. It is anonymous when its head is a person (an
official, a diplomat, witnesses); a body, a document or the holder of an office is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from synoptic.lexicon import load_words
from synoptic.model.readings import NameType
from synoptic.reading.attributions_phrases import AUXILIARIES, PRONOUNS, source_left
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.draft import Draft
from synoptic.reading.names_lexicon import PORTFOLIOS, load_lexicon
from synoptic.reading.speakers_pronouns import neuter, pronoun, relative
from synoptic.reading.speakers_room import (
    HEAD_ENDS,
    OPEN,
    Heard,
    Room,
    Speaker,
    add_actor,
    asked_by_office,
    by_title,
    named_beside,
    opening_state,
    phrase_words,
    unnamed_actor,
)

_RANKS = frozenset("officer commander general admiral soldier chief marshal".split())
_FOREMOST = frozenset("most top chief highest-ranking".split())
_RANK_TITLES = frozenset(
    "gen general adm admiral lt lieutenant maj major brig brigadier col colonel capt captain marshal commodore"
    " sir chief cmdr commander".split()
)
_DEFINITE = frozenset("the this that".split())
_AFTER_SPEAKER = frozenset("who and of from in himself herself at whose or along".split())
_PERSONAL = frozenset("he she they it we i you".split())
_PREPOSITIONS = frozenset("for of to with by against from on about in at".split())
_LONGEST_APPOSITION = 14
_APART = frozenset("over to with by against about as into than on and".split())
"""Words that leave open which of two nouns "who" goes on with."""
_ENDS_PHRASE = frozenset("who which that , whose speaking – — -- ( where".split())
_AFTER_SPEAKING = frozenset(
    "on to at in under from for with about anonymously by through during after of before".split()
)
_ARTICLES = frozenset(
    "the a an of for in at from with near to on most newly other its his her their 's more less very so".split()
)
_COUNTED = frozenset("one some two three several many both".split())
_ONE_OF_THEM = "person"
"""What one of a party or people is, where the report does not call him by name."""
_HIMSELF = frozenset("himself herself itself themselves".split())
_MANY = frozenset("many most some several few all other these those both".split())
_TAILS = frozenset("sent held made written seen known given taken led leaked".split())
"""Participles that say more about a thing before them ("emails sent to the mayor")."""
_HOLDERS = frozenset(
    "minister president chancellor premier king queen pope governor mayor ambassador secretary chairman speaker"
    " emir".split()
)


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
    sources: dict[int, list[Heard]] = {}
    for one in heard:
        sources.setdefault(one.sentence, []).append(one)
    first_named: dict[str, int] = {}
    for mention, first in zip(mentions, firsts, strict=True):
        first_named.setdefault(mention.entity, first)
    room = Room(
        page=page,
        lexicon=lexicon,
        unnamed=load_words("sources_unnamed"),
        actors={a.id: a for a in draft.reading.actors},
        mentions=mentions,
        firsts=firsts,
        lasts=[by_end[m.end] for m in mentions],
        by_sentence=by_sentence,
        sources=sources,
        first_named=first_named,
    )
    for number, first in enumerate(firsts):
        _learn_gender(room, number, first)
    speakers = [OPEN] * len(heard)
    for number in sorted(range(len(heard)), key=lambda n: (heard[n].sentence, heard[n].source[0], n)):
        speakers[number] = _name(room, heard[number])
        room.said.setdefault(heard[number].sentence, []).append(speakers[number])
    if room.added:
        draft = draft.with_(actors=(*draft.reading.actors, *room.added.values()))
    return speakers, draft


def _learn_gender(room: Room, number: int, first: int) -> None:
    """Learn a person's gender from the title before the name or the given name."""
    mention = room.mentions[number]
    if mention.type is not NameType.PERSON:
        return
    at, lowers = first, room.page.lowers
    while at and first - at < 4 and (lowers[at - 1] in room.lexicon.titles or lowers[at - 1] == "."):
        at -= 1
        told = room.lexicon.titles.get(lowers[at], ("", ""))[1]
        if told:
            room.gender[mention.entity] = told
            return
    name = room.actors[mention.entity].name.split()
    given = room.lexicon.first_names.get(name[0], "")
    if given in ("m", "f") and len(name) > 1:
        room.gender.setdefault(mention.entity, given)


def _name(room: Room, one: Heard) -> Speaker:
    """Name the speaker of one source."""
    first, last = one.source
    page = room.page
    word = page.lowers[first]
    if word in _PERSONAL and last - first > 2 and page.lowers[first + 1] in ("and", "or"):
        return OPEN
    if last - first == 1:
        if word in ("he", "she"):
            room.barred = named_beside(room, one) | asked_by_office(room, one)
            found = pronoun(room, one, "m" if word == "he" else "f")
            room.barred = frozenset()
            return found
        if word in ("they", "it", "we", "i", "you"):
            return neuter(room, one, word)
        if word in ("who", "which", "that"):
            found = relative(room, one)
            return found if found is not OPEN or word != "who" else _antecedent(room, one)
    if word == "who":
        return _antecedent(room, one)
    return _phrase(room, one, first, last)


def _antecedent(room: Room, one: Heard) -> Speaker:
    """Name whom "who" goes on with where no name stands right before it: "Mara Velden, mayor of Sarn, who", "members of
    the council who"."""
    page, first = room.page, one.source[0]
    floor = page.firsts[one.sentence]
    if page.lowers[first - 1] == ",":
        named = _before_apposition(room, one.sentence, first - 1)
        if named is not None:
            return named
    phrase = source_left(page, first, floor) if first > floor else None
    if phrase is None or page.lowers[phrase[0]] in PRONOUNS:
        return OPEN
    if page.lowers[first - 1] != "," and any(w in _APART for w in page.lowers[phrase[0] : phrase[1]]):
        return OPEN
    found = _phrase(room, one, *phrase)
    return found if room.is_person(found.entity) or (found.anonymous and page.lowers[first - 1] != ",") else OPEN


def _before_apposition(room: Room, sentence: int, comma: int) -> Speaker | None:
    """Find the person behind whose name a comma and a few words without a verb end at `comma`."""
    lowers = room.page.lowers
    for n in reversed(room.in_sentence(sentence)):
        after = room.lasts[n]
        if room.mentions[n].type is not NameType.PERSON or after >= comma:
            continue
        plain = not any(lowers[i] in AUXILIARIES or lowers[i] in PRONOUNS for i in range(after, comma))
        if lowers[after] != "," or comma - after > _LONGEST_APPOSITION or not plain:
            return None
        actor = room.actors[room.mentions[n].entity]
        return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="name")
    return None


def _phrase(room: Room, one: Heard, first: int, last: int) -> Speaker:
    """Name the speaker of a noun phrase."""
    page = room.page
    while last - first > 1 and page.lowers[last - 1] in _HIMSELF:
        last -= 1
    inside = [n for n in room.in_sentence(one.sentence) if first <= room.firsts[n] and room.lasts[n] <= last]
    head_end = _head_end(page, first, last)
    if _is_pair(page, inside, head_end, last, room) or _is_list(room, inside, last):
        return Speaker(name=phrase_words(room, first, last), entity=None, anonymous=False, resolved="name")
    both = _two_speakers(room, inside, first, last)
    if both is not None:
        return both
    person = next(
        (n for n in inside if room.mentions[n].type is NameType.PERSON and _speaks_itself(page, room, n, first, last)),
        None,
    )
    if person is not None:
        actor = room.actors[room.mentions[person].entity]
        return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="name")
    head = page.lowers[head_end - 1] if head_end > first else ""
    holder = next((n for n in inside if room.firsts[n] < head_end <= room.lasts[n]), None)
    if holder is not None and _is_one_of_many(room, holder, first):
        return _described(room, one, first, last, head_end, _ONE_OF_THEM, inside)
    if holder is not None:
        actor = room.actors[room.mentions[holder].entity]
        resolved = "place for government" if actor.type is NameType.GPE else "name"
        return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved=resolved)
    reach = 4 if head in room.lexicon.titles else 3 if head in room.unnamed else 0
    others = [n for n in inside if room.mentions[n].type is not NameType.NORP]
    if page.lowers[first] in _DEFINITE and head_end - first <= reach and not others:
        found = by_title(room, one, head, page.lowers[first + 1 : head_end])
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


def _owned(room: Room, one: Heard, first: int, head_end: int) -> Speaker | None:
    """Name the body of a pronoun's owner: "its defence ministry" after a sentence about Examplia, "his office" after a
    person.
    """
    page = room.page
    word = page.lowers[first]
    owner: str | None = None
    if word == "its":
        for sentence in (one.sentence, one.sentence - 1):
            owner = opening_state(room, sentence, first)
            if owner is not None:
                break
    else:
        owner = pronoun(room, replace(one, source=(first, first + 1)), "m" if word == "his" else "f").entity
    actor = room.actors.get(_owner_of(room, one.sentence, first, head_end) or owner or "")
    if actor is None:
        return None
    if _is_called(room, actor.id, page.lowers[head_end - 1]):
        return OPEN
    body = page.between(first + 1, head_end)
    for known in room.actors.values():
        if known.type is NameType.ORG and known.speaks_for == actor.name and known.name.endswith(body):
            return Speaker(name=known.name, entity=known.id, anonymous=False, resolved="sentence before")
    head = page.lowers[head_end - 1]
    anonymous = head in room.unnamed or room.kind(head) in ("office", "trade")
    name = f"{actor.name}'s {body}"
    ident = add_actor(room, name, anonymous, actor.speaks_for or (actor.name if actor.type is NameType.GPE else None))
    return Speaker(name=name, entity=ident, anonymous=anonymous, resolved="sentence before")


def _is_called(room: Room, entity: str, noun: str) -> bool:
    """Tell whether the report calls somebody what the speaker is ("her doctor, Mara Velden", "Dr. Velden"): hardly is
    this the one whose doctor speaks."""
    lowers = room.page.lowers
    for n, mention in enumerate(room.mentions):
        if mention.entity != entity:
            continue
        first, last = room.firsts[n], room.lasts[n]
        beside = {
            *lowers[max(0, first - 3) : first],
            *(lowers[last + 1 : last + 5] if lowers[last : last + 1] == [","] else ()),
        }
        if noun in beside or (noun in _PHYSICIANS and "dr" in beside):
            return True
    return False


_PHYSICIANS = frozenset("doctor physician surgeon".split())


def _owner_of(room: Room, sentence: int, first: int, head_end: int) -> str | None:
    """Find whose the same noun is before it in the sentence ("Orlo's team denied it, according to his team")."""
    page = room.page
    body = page.lowers[first + 1 : head_end]
    for n in room.in_sentence(sentence):
        at = room.lasts[n]
        if at < first and page.lowers[at] == "'s" and page.lowers[at + 1 : at + 1 + len(body)] == body:
            return room.mentions[n].entity
    return None


def _head_end(page: Page, first: int, last: int) -> int:
    """Return the token after the head noun of the phrase: what stands before the first of, who, comma or bracket."""
    for i in range(first + 1, last):
        if page.lowers[i] in HEAD_ENDS or page.lowers[i] in (",", "(", "—", "–", "and", "or"):
            return _noun_end(page, first, i)
    return _noun_end(page, first, last)


def _noun_end(page: Page, first: int, end: int) -> int:
    """Leave off the participle behind a noun ("emails published by a paper", "records released on Friday")."""
    while end - first >= 2:
        word, before = page.lowers[end - 1], page.lowers[end - 2]
        behind = before[0].isalpha() and before not in _DEFINITE | {"a", "an", "'s", "most", "other", "newly", "all"}
        if not behind or not ((word.endswith("ed") and page.texts[end - 1][0].islower()) or word in _TAILS):
            break
        end -= 1
    return end


def _is_pair(page: Page, inside: Sequence[int], head_end: int, last: int, room: Room) -> bool:
    """Tell whether two parties speak together ("Russia and Brek", "the US and its allies")."""
    return head_end + 1 < last and page.lowers[head_end] == "and" and any(room.lasts[n] == head_end for n in inside)


def _two_speakers(room: Room, inside: Sequence[int], first: int, last: int) -> Speaker | None:
    """Name two persons who speak together, each with what stands behind a name ("Orlo (D) and Councillor Brek (R)",
    "Orlo of Lorn and Brek of Tarn"); None for anything else."""
    page = room.page
    people = [n for n in inside if room.mentions[n].type is NameType.PERSON]
    if len(people) != 2 or not _speaks_itself(page, room, people[0], first, last):
        return None
    start, end = room.lasts[people[0]], room.firsts[people[1]]
    between = page.lowers[start:end]
    if between.count("and") != 1 or not set(between).isdisjoint({",", "'s", "who", "whose", ";", "—", "–"}):
        return None
    joint = start + between.index("and")
    plain = joint == start or page.lowers[start] in ("(", "of")
    titled = all(page.texts[i][0].isupper() or page.texts[i] in ".-" for i in range(joint + 1, end))
    if not plain or not titled or (joint == start and joint + 1 == end):
        return None  # two bare names are told as they stand
    named = [room.actors[room.mentions[n].entity].name for n in people]
    return Speaker(name=" and ".join(named), entity=None, anonymous=False, resolved="name")


def _is_list(room: Room, inside: Sequence[int], last: int) -> bool:
    """Tell whether three or more persons speak together ("Reps. Orlo, Brek and Mara Sarn")."""
    people = [n for n in inside if room.mentions[n].type is NameType.PERSON]
    if len(people) < 3 or room.lasts[people[-1]] < last:
        return False
    gaps = [set(room.page.lowers[room.lasts[a] : room.firsts[b]]) for a, b in pairwise(people)]
    return all(gap and gap <= {",", "and"} for gap in gaps) and "and" in gaps[-1]


def _speaks_itself(page: Page, room: Room, number: int, first: int, last: int) -> bool:
    """Tell whether a person named in the phrase is the speaker and not an owner or somebody spoken of."""
    begin, end = room.firsts[number], room.lasts[number]
    owner = end + 1 if end + 1 < len(page.lowers) and page.lowers[end] == "." else end
    if owner < len(page.lowers) and page.lowers[owner] == "'s":
        return False
    if _is_spoken_of(page, room, begin, first):
        return False
    before = begin - 1
    titles = room.lexicon.titles
    beside = (".", "affairs", "both", "either", "then", "former")
    while before >= first and (page.lowers[before] in titles or page.lowers[before] in beside):
        before -= 1
        of_office = before > first and page.lowers[before] == "of" and page.lowers[before - 1] in titles
        if of_office and page.lowers[before + 1] in PORTFOLIOS:
            before -= 1
    if before >= first and page.lowers[before] in (
        "for",
        "of",
        "to",
        "with",
        "by",
        "against",
        "from",
        "on",
        "and",
        "about",
    ):
        return False
    if end >= last:
        return True
    return not page.texts[end][0].isalpha() or page.lowers[end] in _AFTER_SPEAKER


def _cut(page: Page, head_end: int, stop: int, limit: int) -> int:
    """Return where a phrase ends that may reach to `limit`: a longer one ends before its last preposition."""
    if stop <= limit:
        return stop
    return next((i for i in range(limit - 1, head_end, -1) if page.lowers[i] in HEAD_ENDS), limit)


def _ends_phrase(page: Page, at: int) -> bool:
    """Tell whether a word ends the noun phrase of a source: "speaking" in "speaking fees" does not."""
    if page.lowers[at] != "speaking":
        return page.lowers[at] in _ENDS_PHRASE
    return page.lowers[at + 1 : at + 2] == [] or page.lowers[at + 1] in _AFTER_SPEAKING


def _begins_tail(page: Page, at: int) -> bool:
    """Tell whether a participle begins what only says more ("slides from a talk meant for analysts")."""
    word = page.lowers[at]
    noun = page.texts[at - 1][0].isalpha() and page.lowers[at - 1] not in _ARTICLES
    return noun and page.texts[at][0].islower() and ((word.endswith("ed") and len(word) > 4) or word in _TAILS)


def _is_spoken_of(page: Page, room: Room, begin: int, first: int) -> bool:
    """Tell whether what stands before a person in the phrase makes another the speaker: "an aide to Mayor Orlo",
    "members who had backed Orlo", "a letter by the lawyer of the mayor, Orlo"."""
    lowers = page.lowers
    if any(lowers[i] in ("who", "which", "whose", "that", "including") for i in range(first + 1, begin)):
        return True
    for i in range(first + 1, begin):
        if lowers[i] not in _PREPOSITIONS:
            if lowers[i] in (",", "and") and not (page.texts[first][0].isupper() or lowers[first] == "the"):
                break
            continue
        head = lowers[i - 1]
        person = head in _COUNTED or head in room.unnamed or room.kind(head) in ("office", "trade", "rank", "honorific")
        apart = any(lowers[k] == "," for k in range(i, begin))
        if person:
            return lowers[first] in ("a", "an", "one", "another", "some") and not apart
        return page.texts[i - 1][0].islower()
    return False


def _described(
    room: Room, one: Heard, first: int, last: int, head_end: int, head: str, inside: Sequence[int]
) -> Speaker:
    """Keep the report's words for a source without a name: an unnamed person, or a body or document."""
    page = room.page
    stop = head_end
    if stop < last and page.lowers[stop] in (
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "near",
        "to",
        "on",
        "familiar",
        "briefed",
        "close",
    ):
        stop = last
        for i in range(head_end, last):
            if _ends_phrase(page, i) or (i > head_end + 1 and _begins_tail(page, i)):
                stop = i
                break
    pair = head_end < last and page.lowers[head_end] in ("and", "or")
    if pair:
        stop = last
        tail = page.lowers[last - 1]
        head = tail if tail in room.unnamed else head
    name = phrase_words(room, first, _cut(page, head_end, stop, first + 14))
    titled = room.kind(head) in ("office", "trade") and (pair or page.texts[head_end - 1][0].islower())
    anonymous = head in room.unnamed or titled
    holds_office = head in _HOLDERS and (page.lowers[first] == "the" or "'s" in page.lowers[first:head_end])
    anonymous = anonymous and not holds_office
    entity = unnamed_actor(room, name, anonymous, inside)
    resolved = "unnamed" if anonymous else "open" if holds_office else "name"
    return Speaker(name=name, entity=entity, anonymous=anonymous, resolved=resolved)


def _is_one_of_many(room: Room, holder: int, first: int) -> bool:
    """Tell whether the phrase ends on a party or people and means one of them ("the council's senior Green", "a Green
    who asked not to be named"), who is not all of them."""
    begin = room.firsts[holder]
    word = room.page.lowers[room.lasts[holder] - 1]
    if room.mentions[holder].type is not NameType.NORP or begin == first or word.endswith("s"):
        return False
    between = room.page.lowers[first:begin]
    return not any(w in _MANY for w in between) and between != ["the"]


def _named_after(room: Room, one: Heard, head: str, first: int, head_end: int) -> Speaker | None:
    """Find the person whom the next sentence names for a description ("the navy's most senior officer said ... Adm
    Brek told ...").
    """
    page = room.page
    if head not in _RANKS or not _FOREMOST.intersection(page.lowers[first:head_end]):
        return None
    for later in sorted(room.sources.get(one.sentence + 1, ()), key=lambda h: h.source[0]):
        for n in room.in_sentence(later.sentence):
            begin, end = room.firsts[n], room.lasts[n]
            if (
                not (later.source[0] <= begin and end <= later.source[1])
                or room.mentions[n].type is not NameType.PERSON
            ):
                continue
            titles = {page.lowers[i] for i in range(max(later.source[0], begin - 4), begin)}
            actor = room.actors[room.mentions[n].entity]
            if titles & _RANK_TITLES and room.first_named[actor.id] > first:
                return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="sentence before")
    return None
