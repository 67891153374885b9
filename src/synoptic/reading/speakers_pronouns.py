"""Speakers who are only he, she, they, it or who: the one before that fits, or nobody.

Decision to know: a pronoun reaches the sentence before and no further, unless the same person has gone on since
(quoted sentences, or sentences that begin with the same pronoun). Two who fit equally leave it open: a wrong speaker
is worse than none.
"""

from __future__ import annotations

from dataclasses import replace

from synoptic.model.readings import NameType
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.speakers_room import (
    OPEN,
    Heard,
    Room,
    Speaker,
    described_before,
    head_word,
    opening_person,
    opening_state,
    owners_in,
    people_in,
)


def pronoun(room: Room, one: Heard, gender: str) -> Speaker:
    """Find whom he or she means: the subject of this sentence before it, else the speaker or subject of the sentence
    before.
    """
    here = people_in(room, one.sentence, before=one.source[0])
    aside = _in_opening_phrase(room, one)
    fitting = [e for e in here if room.fits(e, gender) and e not in aside]
    going_on = _opening_same(room, one) if fitting else None
    if going_on is not None:
        return going_on
    if len(fitting) == 1:
        return _taken(room, fitting[0], gender, "pronoun")
    if len(fitting) > 1:
        return OPEN
    found = _before(room, one, gender)
    owners = {e for e in owners_in(room, one.sentence, one.source[0]) if room.fits(e, gender)}
    return found if not owners or found.entity in owners else OPEN  # "Orlo's team was glad, though he ..."


def _in_opening_phrase(room: Room, one: Heard) -> set[str]:
    """List whom the phrase right before the pronoun's comma names as the one who saw or got a thing ("In a letter seen
    by Orlo, he wrote"): the one who wrote is another."""
    page, comma = room.page, one.source[0] - 1
    found: set[str] = set()
    for n in room.in_sentence(one.sentence):
        first = room.firsts[n]
        if room.lasts[n] != comma or page.lowers[comma] != "," or first < 2:
            continue
        if page.lowers[first - 1] == "by" and page.lowers[first - 2] in _GOT:
            found.add(room.mentions[n].entity)
    return found


_GOT = frozenset("seen obtained published reviewed quoted printed read cited released reported".split())


def _before(room: Room, one: Heard, gender: str) -> Speaker:
    """Find whom he or she means of those who speak or are named in the sentences before."""
    page = room.page
    chained = False
    for sentence in range(one.sentence - 1, max(-1, one.sentence - 6), -1):
        far = sentence < one.sentence - 1
        if (
            far
            and not chained
            and page.paragraphs[sentence] != page.paragraphs[one.sentence]
            and not _only_quotes(page, sentence + 1)
        ):
            break
        said = room.said.get(sentence, [])
        named = [e for e in people_in(room, sentence) if room.fits(e, gender)]
        singular = [s for s in said if _is_one_person(room, s, gender)]
        distinct = sorted({s.entity or s.name or "" for s in singular})
        if len(distinct) == 1:
            speaker = singular[-1]
            if speaker.entity in room.actors:
                return _taken(room, speaker.entity or "", gender, "pronoun")
            return replace(speaker, resolved="pronoun")
        if len(distinct) > 1 and page.lowers[page.firsts[sentence]] in _OPENS_BENEATH:
            return _of_main_clause(room, sentence, gender)
        if len(distinct) > 1:
            main = singular[0]
            return (
                replace(main, resolved="pronoun")
                if main.entity and main.entity == opening_person(room, sentence)
                else OPEN
            )
        if len(named) == 1 and not said:
            return _taken(room, named[0], gender, "sentence before")
        if len(named) > 1:
            opener = opening_person(room, sentence)
            return (
                _taken(room, opener, gender, "sentence before")
                if opener in named and opener is not None and not said
                else OPEN
            )
        if said or named:
            break
        if page.lowers[page.firsts[sentence]] == ("he" if gender == "m" else "she"):
            chained = True
            continue
        described = described_before(room, sentence)
        if described is not None:
            return described
    return OPEN


_OPENS_BENEATH = frozenset("when while as after before if although though because since once".split())


def _of_main_clause(room: Room, sentence: int, gender: str) -> Speaker:
    """Name the one who speaks in the main clause of a sentence that opens with another ("When Orlo attacked him, Brek
    recalled the fair"); nobody where several do."""
    page = room.page
    first, limit = page.firsts[sentence], page.firsts[sentence + 1]
    comma = next((i for i in range(first, limit) if page.lowers[i] == ","), limit)
    told = zip(room.sources.get(sentence, ()), room.said.get(sentence, ()), strict=False)
    main = [s for h, s in told if h.source[0] > comma and _is_one_person(room, s, gender)]
    if len({s.entity or s.name for s in main}) != 1:
        return OPEN
    return replace(main[0], resolved="pronoun")


def _opening_same(room: Room, one: Heard) -> Speaker | None:
    """Name whom a pronoun means behind the same one that opens the sentence and speaks to or of those named since ("He
    told Orlo of it, and he asked ..."): the speaker, or nobody for sure where it still stands within his words."""
    page, first = room.page, room.page.firsts[one.sentence]
    if one.source[0] <= first or page.lowers[first] != page.lowers[one.source[0]]:
        return None
    told = list(zip(room.sources.get(one.sentence, ()), room.said.get(one.sentence, ()), strict=False))
    heard = next(((h, s) for h, s in told if h.source[0] == first), None)
    if heard is None or heard[1].name is None or any(first < h.source[0] < one.source[0] for h, _ in told):
        return None
    inside = any(a <= one.source[0] < b for a, b in heard[0].contents)
    return OPEN if inside else replace(heard[1], resolved="pronoun")


def _is_one_person(room: Room, speaker: Speaker, gender: str) -> bool:
    """Tell whether he or she can mean the speaker: one person, named or not, of that gender as far as known."""
    if speaker.anonymous:
        return speaker.name is not None and not head_word(speaker.name).endswith("s")
    return room.is_person(speaker.entity) and room.fits(speaker.entity, gender)


def _only_quotes(page: Page, sentence: int) -> bool:
    """Tell whether the sentence is quoted from end to end."""
    return all(page.quotation[i] >= 0 for i in range(page.firsts[sentence], page.firsts[sentence + 1]))


def neuter(room: Room, one: Heard, word: str) -> Speaker:
    """Find whom they or it means: the speaker just before, when its number fits; else open."""
    previous: list[Speaker] = [*_main(room, one.sentence - 1), *room.said.get(one.sentence, ())]
    if word == "it" and not previous:
        actor = room.actors.get(_opening_body(room, one) or "")
        if actor is not None:
            return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="pronoun")
        opener = opening_state(room, one.sentence - 1, one.source[0])
        actor = room.actors.get(opener or "")
        if actor is not None:
            return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="sentence before")
    if not previous or word in ("i", "we", "you"):
        return OPEN
    last = previous[-1]
    if last.name is None or any(s.name != last.name for s in previous):
        return OPEN
    plural = last.name.split(" of ")[0].endswith("s") or " and " in last.name
    person = room.is_person(last.entity)
    if word == "they" and plural and not person:
        return replace(last, resolved="pronoun")
    if word == "it" and not plural and not person and not last.anonymous and not _other_body(room, one, last):
        return replace(last, resolved="pronoun")
    return OPEN


def _opening_body(room: Room, one: Heard) -> str | None:
    """Return the body or state whose deed stands before "it said": "Lantern Air will shut a route, it said"."""
    if not one.contents or any(stop > one.source[0] for _, stop in one.contents):
        return None
    return opening_state(room, one.sentence, one.source[0])


def _other_body(room: Room, one: Heard, last: Speaker) -> bool:
    """Tell whether the sentence names another body before its "it" ("When the Lantern wrote of Orlo, it said")."""
    for n in room.in_sentence(one.sentence):
        mention = room.mentions[n]
        if mention.type is NameType.ORG and room.firsts[n] < one.source[0] and mention.entity != last.entity:
            return True
    return False


def _main(room: Room, sentence: int) -> list[Speaker]:
    """List who speaks in a sentence, but in a clause that only says which ("the paper that published the letter")."""
    ordered = sorted(room.sources.get(sentence, ()), key=lambda h: h.source[0])
    told = zip(ordered, room.said.get(sentence, ()), strict=False)
    lowers = room.page.lowers
    return [s for h, s in told if h.source[1] >= len(lowers) or lowers[h.source[1]] not in ("that", "which", "who")]


def relative(room: Room, one: Heard) -> Speaker:
    """Find whom "who", "which" or "that" means: the name right before it, a person's for "who"; else open."""
    page = room.page
    at = one.source[0]
    kinds = (NameType.PERSON,) if page.lowers[at] == "who" else (NameType.PERSON, NameType.ORG)
    while at > page.firsts[one.sentence] and page.lowers[at - 1] == ",":
        at -= 1
    for n in room.in_sentence(one.sentence):
        if room.lasts[n] == at and room.mentions[n].type in kinds:
            actor = room.actors[room.mentions[n].entity]
            return Speaker(name=actor.name, entity=actor.id, anonymous=False, resolved="name")
    return OPEN


def _taken(room: Room, entity: str, gender: str, resolved: str) -> Speaker:
    room.gender.setdefault(entity, gender)
    actor = room.actors[entity]
    return Speaker(name=actor.name, entity=entity, anonymous=False, resolved=resolved)
