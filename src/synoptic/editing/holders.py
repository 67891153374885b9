"""Who holds a stance, and toward whom.

Decision to know: those who speak for a state are printed as their state, a person as himself. Where it is open who
holds a stance, nobody does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from synoptic.editing.addressed import is_addressed
from synoptic.editing.desk import Desk
from synoptic.editing.wording import is_part, is_vague, join_names, singular_persons
from synoptic.lexicon import load_words
from synoptic.model.links import Ref
from synoptic.model.readings import (
    Actor,
    NameType,
    Participant,
    Role,
    Stance,
)
from synoptic.model.spans import Span

_ACTORS = frozenset({NameType.PERSON, NameType.ORG, NameType.GPE, NameType.NORP})
_FOR_WHOM = re.compile(r"[\s\xa0]+(?:for|of)?[\s\xa0]*(?:the[\s\xa0]+)?", re.IGNORECASE)


def who_holds(desk: Desk, ref: Ref, role: Role) -> tuple[str, tuple[str, ...]] | None:
    """Return the actor's name to print (its state where it speaks for one) and the key under which positions merge."""
    names: list[str] = []
    for one in sorted(desk.event(ref).participants):
        if one.role is not role or one.entity is None:
            continue
        own, state = desk.sheets[ref.report].actor(one.entity), desk.state_of(ref.report, one.entity)
        if names and own is not None and own.type is NameType.NORP and state is None:
            continue  # "its European allies" names nobody
        if role is Role.ACTOR and _is_unsure(desk, ref, one):
            return None
        name = in_phrase(desk, ref.report, one) or standing_for(desk, ref.report, one.entity, one.name)
        if name and not is_vague(name) and not is_part(name) and name not in names:
            names.append(name)
    if not names or not is_somebody(names[0]):
        return None
    return join_names(names[:3]), tuple(name.casefold() for name in names[:1])


_ONE_OF_MANY = re.compile(
    r"\b(?:an?|one|another|the|every|each|third-ranking|top|senior)[ ](?:[a-z-]+[ ]){0,2}$", re.IGNORECASE
)
_NAME_GOES_ON = re.compile(r"[ ][A-Z][\w’'-]*[ ][A-Z][\w’'-]*")


_THE = ("the ", "The ")
_PERSON = (
    r"(?:host|anchor|columnist|contributor|commentator|reporter|correspondent|editor|analyst|star|lawmaker|legislator|"
    r"senator|congressman|congresswoman|congressmen|representative|councillor|councilman|councilwoman|delegate|mayor|"
    r"governor|resident|native|citizen|voter|businessman|businesswoman|farmer|rancher|fisherman|professor|student|teacher|"
    r"nurse|doctor|employee|worker|player|coach|pastor|priest|bishop|activist|organizer|organiser|candidate)s?\b"
)
"""People who speak for themselves, and not for the place or body whose name stands beside them."""
_PERSONS_OF = re.compile(rf"\b{_PERSON}[\s\xa0]of[\s\xa0](?:the[\s\xa0]|[A-Z][\w.’'-]*[\s\xa0,]+|and[\s\xa0])*$")
_ITS_VERB = re.compile(r"[\s\xa0]+(?:and|or|but)[\s\xa0]+(?:\w+ly[\s\xa0]+)?")
_WHOSE = re.compile(
    r"[’']s?[\s\xa0](?:wife|husband|son|daughter|brother|sister|father|mother|aide|lawyer|friend|ally|predecessor|successor|"
    r"rival|opponent)[\s\xa0]?,[\s\xa0]$"
)


def _stands_apart(text: str, one: Participant, event: Span) -> bool:
    """Tell whether the name can't be the subject of the verb: "and" stands between the two (the verb goes on from an
    earlier one), or it only says who somebody else is ("to sue the mayor’s wife, Joan Arle")."""
    if one.end <= event.start:
        return _ITS_VERB.fullmatch(text, one.end, event.start) is not None
    return _WHOSE.search(text, max(0, one.start - 40), one.start) is not None


_NOBODY_NAMED = re.compile(
    r"(?:part|several|some|many|most|few|all|both|none|neither|either|two|half)[ ]of\b|"
    r"(?:each|every|any|no|who|what|which)\b",
    re.IGNORECASE,
)
_DEED_OF = re.compile(
    r"[’']s?[ ](?:[\w-]+[ ])*(?:embrace|remarks?|comments?|words?|decision|move|visit|speech|letter|tweets?|bid|attack|"
    r"victory|defeat|death|arrest|departure|firing|handling|plan|proposal|record|rise|fall)$"
)
"""What somebody did holds no view: "Orlo's rapid embrace"."""
_DESCRIBED = re.compile(r"(?:the|this|that|these|those|his|her|its|their)[ ]", re.IGNORECASE)


def is_somebody(name: str) -> bool:
    """Tell whether the words can name who holds a view: not "several of whom", "part of talks", nor a thing that only
    the text before names ("the missive", "the original")."""
    if _NOBODY_NAMED.match(name) or _DEED_OF.search(name):
        return False
    if _DESCRIBED.match(name) is None or any(word[:1].isupper() for word in name.split()[1:]):
        return True
    return any(word.casefold() in load_words("actor_nouns") for word in name.split()[1:])


_ONLY_THOSE = re.compile(r"[\s\xa0]+(?:who|that)(?:[\s\xa0]+\w+){0,2}[\s\xa0]+", re.IGNORECASE)
"""Behind a name without a comma: "Greens who back the dam" are some of the Greens."""
_THEN_NOUN = re.compile(
    r"[\s\xa0](?!(?:who|that|which|and|or|in|of|on|at|from|to|for|with|by|as|has|have|had|is|are|was)\b)"
    r"(?!\w+(?:ed|ly)\b)[a-z]+(?:s|men|people|ists)\b"
)
"""An adjective of a people or creed before its noun: "Islamic fighters", "Republican lawmakers" are not all of them."""


def in_phrase(desk: Desk, report: str, one: Participant) -> str | None:
    """Name those whom a name only helps to describe by the whole phrase: Green deputies are not all Greens, Orlo's team
    is not Orlo, a Lanternport councillor is not the town, and the host of a programme is not its broadcaster."""
    sheet, text = desk.sheets[report], desk.reading(report).text
    own = sheet.actor(one.entity)
    if own is None or not text[one.start : one.end][:1].isupper():
        return None
    if own.type is NameType.PERSON:
        owned = _OWNED.match(text, one.end)
        team = _noun_at(text, owned.end(), load_words("actor_nouns")) if owned is not None else None
        return f"{desk.name_of(report, one.entity, one.name)}’s {text[team.start : team.end]}" if team else None
    noun = _THEN_NOUN.match(text, one.end)
    several = own.type is NameType.NORP or (own.type is NameType.ORG and noun is not None and _is_people(noun[0]))
    if several and own.speaks_for is None and noun is not None:
        return " ".join(text[one.start : noun.end()].split())
    person = _noun_at(text, one.end + 1, singular_persons()) if text[one.end : one.end + 1] == " " else None
    if person is None or desk.state_of(report, one.entity) is not None:
        return None  # who speaks for a state is printed as it
    named = next((m for m in sheet.reading.entities if m.start == person.end + 1), None)
    if named is not None and named.type is NameType.PERSON:
        return desk.name_of(report, named.entity, sheet.reading.quote(named))
    article = _ARTICLE_BEFORE.search(text[: one.start])
    return f"{article[1].casefold() if article else 'the'} {' '.join(text[one.start : person.end].split())}"


def _noun_at(text: str, place: int, nouns: Set[str]) -> Span | None:
    """Return the one or two small words from a place on that end on one of the nouns."""
    for match in (pattern.match(text, place) for pattern in (_ONE_WORD, _TWO_WORDS)):
        if match is not None and match[1] in nouns:
            return Span(start=place, end=match.end())
    return None


def _is_people(noun: str) -> bool:
    return noun.rsplit(maxsplit=1)[-1] in load_words("actor_nouns")


_OWNED = re.compile(r"[’']s[ ]")
_ONE_WORD = re.compile(r"([a-z-]+)\b")
_TWO_WORDS = re.compile(r"[a-z-]+[ ]([a-z-]+)\b")
_ARTICLE_BEFORE = re.compile(r"\b(an?|the|one|another)[ ]$", re.IGNORECASE)


def _is_unsure(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether it is open who holds a stance: an "it" that means nobody who acted just before, some of those named
    or one of many ("a Velmoran"), or a place that only begins a longer name ("the Brindt Harbour Board")."""
    sheet, text = desk.sheets[ref.report], desk.reading(ref.report).text
    words = text[one.start : one.end]
    own = sheet.actor(one.entity)
    if _is_blamed_other(desk, ref, one) or _is_loose(desk, ref, one) or _belongs(text, one, own):
        return True
    if _is_within_his_words(desk, ref, one) or _is_thing_told(desk, ref, one, own):
        return True
    several = own is not None and own.type is not NameType.PERSON
    if several and _ONLY_THOSE.fullmatch(text, one.end, max(one.end, desk.event(ref).start)):
        return True
    if _stands_apart(text, one, desk.event(ref)):
        return True
    if words.casefold() == "it":
        return not _acted_before(desk, ref, one)
    if own is None:
        return False
    if (
        _PERSONS_OF.search(text, max(0, one.start - 80), one.start)
        and own.type in (NameType.GPE, NameType.ORG)
        and desk.state_of(ref.report, one.entity or "") is None
    ):
        return True  # "the mayors of Lorn" are not the town
    if own.type is NameType.GPE and not words.endswith(("’s", "'s")):
        return _NAME_GOES_ON.match(text, one.end) is not None and text[max(0, one.start - 4) : one.start] in _THE
    alone = own.type in (NameType.NORP, NameType.ORG) and len(words.split()) == 1 and not words.endswith("s")
    lone = re.match(r"[ ](?:who|whom|in|from|at|of|said|[a-z]+ed\b)|,", text[one.end : one.end + 12]) is not None
    return own.type is NameType.NORP and alone and lone and _ONE_OF_MANY.search(text[: one.start]) is not None


_FOR_NAME = re.compile(r"([A-Z][\w’'.-]*|\b(?:him|her|them|it))[ ]for[ ](?:not[ ])?$")
_FOR_NOUN = re.compile(r"\b((?:the|its|his|her|their)[ ](?:[\w-]+[ ])?([a-z]+))[ ]for[ ](?:not[ ])?$")
_BY_PREPOSITION = re.compile(r"(?:After|Before|While|By|Without|Despite|In|On|Since)[ ]\w+ing\b")
_OF_PAPERS = re.compile(
    r"\b(?:article|report|story|letter|memo|post|tweet|column|book|lawsuit|complaint|poster|ad|document|resolution|piece"
    r"|law|bill|plan|rule)[ ]$"
)
_MEMBERS_OF = re.compile(r"\b([a-z]+s)[ ]of[ ](?:the[ ])?(?:[A-Z][\w.-]*[’']s[ ])?$")


def _is_blamed_other(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether a form in -ing says what another is blamed or praised for ("Velden scolded Orlo for refusing ..."),
    or what a paper does that the sentence names right before it ("spoke of an article alleging ...")."""
    event, text = desk.event(ref), desk.reading(ref.report).text
    if not text[event.start : event.end].split()[0].endswith("ing"):
        return False
    before = text[max(0, event.start - 60) : event.start]
    blamed = _FOR_NAME.search(before) or _for_noun(before)
    if blamed is not None and one.end <= event.start - len(before) + blamed.start(1):
        return True
    return _OF_PAPERS.search(before) is not None and one.end < event.start - len(before.split()[-1]) - 1


def _for_noun(before: str) -> re.Match[str] | None:
    """Match a person or body called by a noun ("attacked the mayor for refusing ...")."""
    match = _FOR_NOUN.search(before)
    people = load_words("actor_nouns") | singular_persons()
    return match if match is not None and match[2] in people else None


def _is_loose(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether the holder stands behind an opening without subject, at a comma that may still belong to it ("After
    vowing to sell the yard of Orlo's wife, Mara Velden, he ...")."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    sentence, text = sheet.sentence_of(event), sheet.reading.text
    if sentence is None or one.start < event.end or not _BY_PREPOSITION.match(text, sentence.start):
        return False
    return text[one.end : one.end + 1] == ","


def _is_within_his_words(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether a he means another than the same word that says it ("He said that Orlo lied and in plain words he
    asked ..."): either may be meant."""
    reading, index = desk.reading(ref.report), desk.event(ref).attribution
    word = reading.quote(one).casefold()
    if index is None or word not in ("he", "she"):
        return False
    said = reading.attributions[index]
    same = any(reading.quote(span).casefold() == word for span in said.source)
    return same and said.entity is not None and said.entity != one.entity


def _is_thing_told(desk: Desk, ref: Ref, one: Participant, own: Actor | None) -> bool:
    """Tell whether the name is that of a thing whose use is told ("the Harbour Fund, which offers cover to crews"), or
    of what somebody is called ("described them as Velmoran rebels and vowed ...")."""
    event, text = desk.event(ref), desk.reading(ref.report).text
    if event.stance is Stance.OFFERS and own is not None and own.type is NameType.ORG:
        return _WHICH_DOES.fullmatch(text, one.end, event.start) is not None and text[event.end - 1] == "s"
    joined = _AND_BEFORE.search(text[one.end : event.start]) is not None
    return joined and _AS_BEFORE.search(text[max(0, one.start - 40) : one.start]) is not None


_WHICH_DOES = re.compile(r",?[ ]which[ ](?:also[ ])?")
_AND_BEFORE = re.compile(r"^(?:[ ][a-z]+)?[ ]and[ ]$")
_AS_BEFORE = re.compile(r"\b(?:[a-z]+|[A-Z]\w+)[ ]as[ ](?:an?[ ])?(?:[a-z]+[ ]){0,2}$")


_SOME_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|\d+)[ ](?:of[ ]the[ ])?"
    r"(?:[a-z]+[ ])?(?:members|mps|deputies|lawmakers|senators|councillors)[ ](?:of|from|in)[ ]"
    r"(?:the[ ])?(?:[a-z]+[ ]){0,2}$",
    re.IGNORECASE,
)
"""Some of those who belong to a body: what they ask is not the body's."""


def _belongs(text: str, one: Participant, own: Actor | None) -> bool:
    """Tell whether the name only says whose people act ("residents of Lanternport", "the mayors of Arle and Sarn")."""
    if own is None or own.type is NameType.PERSON:
        return False
    before = text[max(0, one.start - 60) : one.start]
    if _SOME_OF.search(before) is not None:
        return True
    members = _MEMBERS_OF.search(before)
    return members is not None and members[1] in load_words("actor_nouns")


def _acted_before(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether the actor that an "it" means stands by name as one who acts, or at the head, in this sentence or in
    the one before it."""
    sheet, reading = desk.sheets[ref.report], desk.reading(ref.report)
    number = sheet.sentence_at(one.start)
    if number is None:
        return False
    first = reading.sentences[max(0, number - 1)].start
    for mention in reading.entities:
        if mention.entity != one.entity or not first <= mention.start < one.start:
            continue
        here = sheet.sentence_at(mention.start)
        begin = reading.sentences[here].start if here is not None else mention.start
        if mention.start - begin < _AT_HEAD:
            return True
        if any(
            p.role is Role.ACTOR and p.meets(mention) for e in sheet.events_in(begin, one.start) for p in e.participants
        ):
            return True
    return False


_AT_HEAD = 25


def standing_for(desk: Desk, report: str, entity: str, words: str) -> str | None:
    own, linked = desk.sheets[report].actor(entity), desk.actor(report, entity)
    kind = linked.type if linked is not None else own.type if own is not None else None
    if kind not in _ACTORS or own is None:
        return None
    if (kind is not NameType.PERSON or own.anonymous) and (state := desk.state_of(report, entity)):
        return state
    return desk.name_of(report, entity, words)


def hearers_of(desk: Desk, ref: Ref, about: Span) -> tuple[Participant, ...]:
    """Return those to whom the stance of an event is addressed, in order of their places."""
    event, text = desk.event(ref), desk.reading(ref.report).text
    if event.stance is None:
        return ()
    people = sorted((p for p in event.participants if p.entity is not None), key=lambda p: (p.start, p.end))
    if event.stance is Stance.SUPPORTS and about.start < event.start:
        return tuple(p for p in people if p.start >= event.end and _FOR_WHOM.fullmatch(text, event.end, p.start))
    return tuple(p for p in people if p.role is Role.RECIPIENT and is_addressed(text, p, about, event.stance))


def toward_of(desk: Desk, ref: Ref, actor: str, hearers: Sequence[Participant]) -> tuple[str, ...]:
    found: list[str] = []
    text = desk.reading(ref.report).text
    for one in hearers:
        if text[one.start : one.end].casefold() in _SUBJECTS:
            continue  # who is meant by "demanded that he publish …" is a guess
        name = standing_for(desk, ref.report, one.entity or "", one.name)
        if name and name not in found and name not in actor and not is_vague(name):
            found.append(name)
    return tuple(found)


_SUBJECTS = frozenset({"he", "she", "they", "it"})
