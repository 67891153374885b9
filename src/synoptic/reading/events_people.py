"""Actors and recipients of one event: from the subject and objects of its verb, or from the phrase around its noun.

Decision to know: a verb's frame names where its recipient stands, best first; where nothing stands there, the subject
of what it governs is
taken ("demanded that B leave"), and otherwise nobody.
"""

from __future__ import annotations

from synoptic.model.readings import EventType, NameType, Stance
from synoptic.reading.clauses import COMPLEMENT, GERUND, INFINITIVE, PARTICIPIAL
from synoptic.reading.events_senses import Trigger
from synoptic.reading.events_stances import lacks_object
from synoptic.reading.participants import Who, core_of_subject, person_meant, words_of
from synoptic.reading.scene import Scene

_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})
_DONE_TO = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.AID, EventType.SUPPORT})
_TOGETHER = ("with", "to", "alongside")
"""Behind these stands whom one talks or works with; "on", "about" and the plain object name the topic."""
_TOWARD = ("with", "to", "against", "on", "for", "at", "from", "of")
_DONE_TO_PERSONS = frozenset(
    "kill murder assassinate massacre slaughter execute torture wound injure maim behead kidnap abduct arrest detain"
    " jail imprison"
    " deport release free expel evacuate rescue evict gun down".split()
)
_GOVERNING = frozenset(
    {EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.ACCUSE, EventType.SUPPORT}
)
_NAMED = frozenset({NameType.GPE, NameType.NORP, NameType.ORG, NameType.PERSON})


def takers(scene: Scene, trigger: Trigger) -> tuple[list[Who], list[Who], list[Who]]:
    """Return the actors, recipients and others of an event."""
    actors, recipients, others = _takers(scene, trigger)
    if trigger.telling.stance is Stance.ACCUSES and trigger.clause >= 0 and lacks_object(scene, trigger):
        meant = scene.meant_by_relative(trigger.clause)
        return actors, [w for w in meant if all(w.entity is None or w.entity != a.entity for a in actors)], others
    if actors and not recipients and trigger.telling.type is not None and trigger.telling.type not in _MUTUAL:
        held = {w.entity for w in (*actors, *others)}
        recipients = [w for w in _next_named(scene, trigger) if w.entity not in held]
    return actors, recipients, others


def _next_named(scene: Scene, trigger: Trigger) -> list[Who]:
    """Return the next one named after the trigger in its clause, where no place is told: "rejected the view of B"."""
    line, names = scene.line, scene.names
    stop = scene.clauses[trigger.clause].stop if trigger.clause >= 0 else len(line.lower)
    if trigger.clause >= 0 and trigger.first < scene.clauses[trigger.clause].group.first:
        stop = scene.clauses[trigger.clause].group.first
    for number in scene.order:
        other = scene.clauses[number]
        if other.first == stop and other.relation in (INFINITIVE, GERUND):
            stop = other.stop
    for at in range(trigger.stop, stop):
        number = line.name[at]
        if number < 0 or names[number].type not in _NAMED:
            continue
        back = at - 1
        while back > trigger.stop and (
            line.kind[back] in "da" or line.lower[back] in ("northern", "southern", "eastern", "western")
        ):
            back -= 1
        if line.lower[back] in _WHERE and line.name[back] < 0:
            return []
        end = at + 1
        while end < stop and line.name[end] == number:
            end += 1
        return scene.who(at, end, strict=False)
    return []


_WHERE = frozenset("in at near inside outside around across throughout within off".split())


def _takers(scene: Scene, trigger: Trigger) -> tuple[list[Who], list[Who], list[Who]]:
    if trigger.again is not None:
        return _takers(scene, trigger.again)
    if trigger.kind == "noun":
        return _of_noun(scene, trigger, [])
    clause = scene.clauses[trigger.clause]
    if trigger.kind in ("light", "subject"):
        return _of_carried(scene, trigger)
    if clause.group.passive:
        actors, recipients = scene.agents(trigger.clause), scene.subject(trigger.clause)
        if not recipients and trigger.telling.lemma in _DONE_TO_PERSONS and clause.subject is not None:
            recipients = _whoever(scene, *clause.subject)
        if trigger.telling.type is None and trigger.kind == "deed" and not actors:
            told = _whoever(scene, *clause.subject) if clause.subject is not None else []
            first = told[0].first if told else -1
            acting = [w for w in recipients if w.type in (NameType.PERSON, NameType.ORG) or w.first <= first]
            return (acting or told), [], []
        return actors, recipients, []
    actors = list(scene.subject(trigger.clause))
    if trigger.telling.type is None and trigger.kind == "verb" and actors and scene.line.lower[actors[0].first] == "it":
        actors = []
    if not actors and trigger.telling.type is None and trigger.kind in ("verb", "deed") and clause.subject:
        return _whoever(scene, *clause.subject), _recipients(scene, trigger), []
    recipients = [
        w for w in _recipients(scene, trigger) if all(w.entity is None or w.entity != a.entity for a in actors)
    ]
    if trigger.telling.type in _MUTUAL and len(actors) > 1 and not recipients:
        return actors, [], []
    return actors, recipients, []


def _recipients(scene: Scene, trigger: Trigger) -> list[Who]:
    phrases = scene.phrases(trigger.clause)
    size = len(trigger.telling.particles)
    group = scene.clauses[trigger.clause].group
    unnamed: list[Who] = []
    for place in trigger.telling.frame:
        for at, phrase in enumerate(phrases):
            first = phrase.first
            if size and phrase.stop <= group.stop + size:
                continue
            if size and trigger.telling.particles[-1] == phrase.prep and phrase.first == group.stop + size:
                wanted = True  # "called on B", "met with B"
            elif place == "obj":
                wanted = not phrase.prep and at == 0
                first = max(first, group.stop + size)
            else:
                wanted = phrase.prep == place
            if not wanted:
                continue
            found = scene.who(first, phrase.stop, strict=trigger.kind == "deed")
            if found and trigger.telling.type is EventType.SANCTION and all(w.entity is None for w in found):
                unnamed = unnamed or found  # "expelled diplomats from B"
            elif found:
                return found
    if unnamed:
        return unnamed
    if trigger.telling.lemma in _DONE_TO_PERSONS:
        found = _whoever(scene, *((phrases[0].first, phrases[0].stop) if phrases and not phrases[0].prep else (0, 0)))
        if found:
            return found
    if trigger.telling.type in _GOVERNING:
        return _beneath(scene, trigger)
    if trigger.telling.type is None:
        return []
    toward = _TOGETHER if trigger.telling.type in _MUTUAL else ("", *_TOWARD)
    for phrase in phrases:
        if phrase.prep in toward:
            found = [w for w in scene.who(phrase.first, phrase.stop, strict=False) if w.entity is not None]
            if found:
                return found
    return _hung_on(scene, trigger)


def _hung_on(scene: Scene, trigger: Trigger) -> list[Who]:
    """Look for the recipient in the participle that hangs on the object: "lifted the sanctions imposed on B"."""
    for number in scene.clauses[trigger.clause].children:
        inner = scene.clauses[number]
        if inner.relation != PARTICIPIAL or not inner.group.passive or inner.group.first < trigger.first:
            continue
        for phrase in scene.phrases(number):
            if phrase.prep in ("on", "against", "by", "from"):
                found = scene.who(phrase.first, phrase.stop, strict=False)
                if found:
                    return found
    return []


_COUNTING = frozenset("one two three four five six several some most many all both dozens hundreds thousands".split())


def _whoever(scene: Scene, first: int, stop: int) -> list[Who]:
    """Take a noun phrase for people where the verb is done to people only: "four ferry passengers were killed"."""
    line = scene.line
    first, stop = core_of_subject(line, first, stop) if first < stop else (0, 0)
    end = first
    while end < stop and line.time[end] < 0:
        counted = line.lower[end] == "of" and end == first + 1 and line.lower[first] in _COUNTING
        if not (counted or line.kind[end] in "wd#'a" or line.name[end] >= 0):
            break
        end += 1
    while end > first and line.kind[end - 1] != "w":
        end -= 1
    if end <= first or not any(line.kind[i] == "w" for i in range(first, end)):
        return []
    if end - first == 1 and line.lower[first].endswith("ing"):
        return []  # "Speaking to reporters, ..."
    return [Who(first, end, None, words_of(line, first, end), None, line.lower[end - 1].endswith("s"))]


def _beneath(scene: Scene, trigger: Trigger) -> list[Who]:
    """Look for the recipient in what the verb governs: the subject of its clause, or the object of its infinitive."""
    for number in scene.clauses[trigger.clause].children:
        inner = scene.clauses[number]
        if inner.group.first < trigger.first:
            continue
        if inner.relation == COMPLEMENT:
            found = scene.subject(number)
            if trigger.telling.type is not EventType.REQUEST:
                found = [w for w in found if w.entity is not None]
            if found:
                return found
        elif inner.relation in (INFINITIVE, GERUND):
            for phrase in scene.phrases(number):
                if phrase.prep in ("", "to", "with", "against", "on", "from", "for", "of"):
                    found = [
                        w for w in scene.who(phrase.first, phrase.stop, strict=False) if scene.line.kind[w.first] != "q"
                    ]
                    if found:
                        return found
    for phrase in scene.phrases(trigger.clause):
        if phrase.prep in ("", *_TOWARD):
            found = scene.who(phrase.first, phrase.stop, strict=False)
            if found:
                return found
    return []


def _of_carried(scene: Scene, trigger: Trigger) -> tuple[list[Who], list[Who], list[Who]]:
    """Who takes part in an event told by a noun that a verb carries:

    "A held talks with B", "talks between A and B took place".
    """
    clause = scene.clauses[trigger.clause]
    actors: list[Who] = []
    if clause.group.passive:
        actors = scene.agents(trigger.clause)
    elif trigger.kind == "light":
        actors = list(scene.subject(trigger.clause))
    if not actors and trigger.telling.type is None and trigger.kind == "verb" and clause.subject is not None:
        return _whoever(scene, *clause.subject), _recipients(scene, trigger), []
    mine, toward, others = _of_noun(scene, trigger, actors)
    if trigger.kind == "light" and not toward and not clause.group.passive:
        toward = _toward(scene, trigger, trigger.stop, clause.stop)
    if clause.group.passive and not toward:
        toward = _toward(scene, trigger, clause.group.stop, clause.stop)
    toward = toward or _hung_on(scene, trigger)
    actors = actors or mine
    toward = [w for w in toward if all(w.entity is None or w.entity != a.entity for a in actors)]
    return actors, toward, others


def _toward(scene: Scene, trigger: Trigger, first: int, stop: int) -> list[Who]:
    for phrase in scene.cut(first, stop):
        if trigger.telling.type in _MUTUAL and phrase.prep not in _TOGETHER:
            continue
        if phrase.prep in _TOWARD and (phrase.prep != "of" or trigger.telling.type in _DONE_TO):
            found = scene.who(phrase.first, phrase.stop, strict=False)
            if found:
                return found
    return []


def _of_noun(scene: Scene, trigger: Trigger, actors: list[Who]) -> tuple[list[Who], list[Who], list[Who]]:
    """Who takes part by the noun's own phrase:

    possessives and nationalities before it, "between", "with", "of", "by" after it.
    """
    line = scene.line
    before = _before_noun(scene, trigger)
    others: list[Who] = []
    if trigger.telling.type in (EventType.ASSAULT, EventType.COERCE):
        # "the Brindt attack": a place before the noun may be where, by whom or on whom
        others = [w for w in before if _is_bare_place(scene, w)]
        before = [w for w in before if w not in others]
    owner = scene.clauses[trigger.clause] if trigger.clause >= 0 else None
    stop = (
        owner.stop
        if owner is not None and trigger.first > owner.group.first
        else (owner.group.first if owner is not None and trigger.first < owner.group.first else len(line.lower))
    )
    doers: list[Who] = list(before)
    toward: list[Who] = []
    for phrase in scene.cut(trigger.stop, stop)[:5]:
        if phrase.prep == "cut":
            break
        if phrase.prep == "between":
            pair = scene.who(phrase.first, phrase.stop, strict=False)
            if pair:
                doers, toward = pair[:1], pair[1:]
        elif (
            phrase.prep in ("with", "against", "on")
            and not toward
            and (phrase.prep == "with" or trigger.telling.type not in _MUTUAL)
        ) or (phrase.prep == "for" and not toward and trigger.telling.type in (EventType.SUPPORT, EventType.AID)):
            toward = scene.who(phrase.first, phrase.stop, strict=False)
        elif phrase.prep == "by" and not before:
            doers = scene.who(phrase.first, phrase.stop, strict=True)
        elif phrase.prep == "of":
            found = scene.who(phrase.first, phrase.stop, strict=False)
            if trigger.telling.type in _DONE_TO or trigger.telling.lemma in _OF_SOMEBODY:
                toward = toward or found
            elif not doers:
                doers = found
        elif phrase.prep == "from" and not doers and trigger.telling.type in (EventType.REQUEST, EventType.THREATEN):
            doers = scene.who(phrase.first, phrase.stop, strict=False)
        elif phrase.prep == "to" and not toward and trigger.telling.type not in _MUTUAL:
            toward = scene.who(phrase.first, phrase.stop, strict=False)
        if any(line.lower[i] in scene.lexicon.nouns for i in range(phrase.first, phrase.stop)):
            break
        if phrase.prep not in _TOPICAL and any(
            line.kind[i] == "w" and line.name[i] < 0 and line.time[i] < 0 for i in range(phrase.first, phrase.stop)
        ):
            break  # what follows goes with another noun
    if trigger.telling.type in _MUTUAL and len(doers) >= 2 and not toward:
        doers, toward = doers[:1], doers[1:]
    return doers, toward, others


_OF_SOMEBODY = frozenset("annex release accuse investigate deny refuse ratify".split())
"""Nouns whose "of" names whom it is done to, beside those of the types in `_DONE_TO`."""
_TOPICAL = frozenset("on about over regarding concerning of between with by against from to for".split())


def _is_bare_place(scene: Scene, who: Who) -> bool:
    follows = scene.line.lower[who.stop] if who.stop < len(scene.line.lower) else ""
    return who.type is NameType.GPE and scene.line.name[who.first] >= 0 and follows not in ("'s", "'")


def _before_noun(scene: Scene, trigger: Trigger) -> list[Who]:
    """List who stands before the noun in its phrase: "Russia's annexation", "US-Russia talks", "their last call"."""
    line, names = scene.line, scene.names
    at = trigger.first - 1
    found: list[Who] = []
    while at >= 0 and at > trigger.first - 9:
        number = line.name[at]
        word = line.lower[at]
        if number >= 0:
            begin = at
            while begin > 0 and line.name[begin - 1] == number:
                begin -= 1
            if names[number].type in _NAMED:
                found[:0] = scene.who(begin, at + 1, strict=False)
            at = begin - 1
            continue
        if word in ("their", "its", "his", "her"):
            found[:0] = _possessor(scene, at, word)
            break
        if line.time[at] < 0 and line.kind[at] not in "wd#'ac" and word not in ("-", "–", "/", "“", "”", '"'):
            break
        if line.kind[at] == "d":
            break
        if line.kind[at] == "c" and (not found or line.name[at - 1] < 0):
            break
        if any(c.group.first <= at < c.group.stop for c in scene.clauses):
            break
        at -= 1
    return found


def _possessor(scene: Scene, at: int, word: str) -> list[Who]:
    memory = scene.memory
    if word == "their":
        subject = scene.subject(scene.owner[at]) if scene.owner[at] >= 0 else []
        plural = len(subject) > 1 or (len(subject) == 1 and subject[0].plural)
        some = subject if plural else memory.group
        return [Who(at, at + 1, w.entity, w.name, w.type) for w in some]
    owner = scene.owner[at]
    subject = scene.subject(owner) if owner >= 0 else []
    persons = word in ("his", "her")
    fitting = [w for w in subject if (w.type is NameType.PERSON) == persons and w.entity is not None]
    if persons:
        who = person_meant(scene.line, at, scene.names, memory, fitting)
    else:
        who = fitting[0] if fitting else memory.body
    return [Who(at, at + 1, who.entity, who.name, who.type)] if who else []
