"""Triggers: which words of a sentence tell an event, as verbs, as nouns carried by a light verb, or as nouns of their own.

Decision to know: a light verb ("held talks") gives its noun the status and the actor; a noun of its own is taken only with a participant or a
day at its side, and never when it stands before another noun ("invasion fears") or in a figurative use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from synoptic.model.readings import EventType, Mode, NameType, Status
from synoptic.reading.clauses import COMPLEMENT, COORDINATE, MAIN, PARTICIPIAL
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.participants import core_of_subject
from synoptic.reading.scene import Scene
from synoptic.reading.status import status_of

_NOUN_STOPS = frozenset("psrmbhoq.n")
_UNSURE = frozenset("likely unlikely possible unclear".split())
_MEANS = frozenset("via by in over through".split())
_FIRING = frozenset("fire launch use throw hurl lob drop unleash".split())
_SENDING = frozenset("send move dispatch rush position station commit fly sail order shift transfer bring".split())
_GIVING = frozenset("give send contribute provide deliver supply lend grant allocate distribute donate".split())
_LOOSE_GIVING = frozenset("give send provide deliver grant contribute".split())
_WANT_OBJECT = frozenset("share return exchange join trade strike train treat restore lift implement".split())
_WANT_NO_OBJECT = frozenset("demonstrate rally rebel".split())
_MET_THINGS = frozenset(
    "demand demands need needs target targets deadline criteria requirements standards push goal goals conditions challenge"
    " expectations resistance opposition fate".split()
)


@dataclass(slots=True)
class Trigger:
    """A word that tells an event: its tokens, what it tells, the clause that holds it, and the clause whose verb carries it."""

    first: int
    stop: int
    telling: Telling
    clause: int
    kind: str
    """verb, light (a verb carries the noun), subject (the noun is the verb's subject), noun, saying, deed."""
    light: str = ""


def figurative(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether the words around take the trigger out of the news of deeds ("invasion of privacy")."""
    uses = scene.lexicon.figurative.get(scene.line.lower[at])
    if uses is None:
        return False
    lower = scene.line.lower
    for where, words in uses:
        if where == "before":
            near = lower[max(0, at - 2) : at]
        elif where == "after":
            near = lower[stop : stop + 4]
        else:
            near = lower[max(0, at - 6) : at] + lower[stop : stop + 8]
        if not words.isdisjoint(near):
            return True
    return False


def find_triggers(scene: Scene) -> list[Trigger]:
    """Find the triggers of a sentence, in order; a word is one trigger at most."""
    found: list[Trigger] = []
    used: set[int] = set()
    for number, clause in enumerate(scene.clauses):
        trigger = _of_clause(scene, number)
        if trigger is None:
            continue
        found.append(trigger)
        used.update(range(trigger.first, trigger.stop))
        used.add(clause.group.head)
    nouns = scene.lexicon.nouns
    talking = {t.clause for t in found if t.telling.type is EventType.CONSULT}
    for at, word in enumerate(scene.line.lower):
        if word in nouns and at not in used and _is_head(scene, at) and not figurative(scene, at, at + 1):
            if (
                nouns[word].type is EventType.CONSULT
                and scene.owner[at] in talking
                and _preposition(scene, at) in _MEANS
            ):
                continue
            found.append(Trigger(at, at + 1, nouns[word], scene.owner[at], "noun"))
    for trigger in found:
        trigger.telling = _in_company(scene, trigger)
    found.sort(key=lambda t: t.first)
    return found


_REFUSABLE = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.AID,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.CONCEDE,
        EventType.RETREAT,
    }
)
_HARM = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})


def spoken_as(scene: Scene, trigger: Trigger) -> str:
    """Tell what one does by saying it of one's own deed: "refuses" (will not), "threatens" (would, will), or of another's: "asks".

    The clause must be what somebody is said to say: "A said it would not accept", "A said B must leave".
    """
    if trigger.kind not in ("verb", "light", "deed") or trigger.clause < 0:
        return ""
    clause = scene.clauses[trigger.clause]
    group = clause.group
    if clause.relation != COMPLEMENT or clause.parent is None or group.form != "finite":
        return ""
    above = scene.clauses[clause.parent]
    if above.group.lemma not in scene.lexicon.sayings and above.group.lemma not in ("warn", "vow", "insist"):
        return ""
    if above.group.negated or above.group.modal:
        return ""
    speakers, subject = scene.subject(clause.parent), scene.subject(trigger.clause)
    own = bool(speakers) and bool(subject) and {w.entity or w.name for w in speakers} == {w.entity or w.name for w in subject}
    if own and group.negated and group.modal in ("will", "would") and (trigger.telling.type in _REFUSABLE):
        return "refuses"
    if own and not group.negated and group.modal in ("will", "would") and trigger.telling.type in _HARM:
        return "threatens"
    if not own and speakers and group.modal in ("should", "must"):
        return "asks"
    return ""


def _in_company(scene: Scene, trigger: Trigger) -> Telling:
    """Give the word the sense that it has beside others: "the teachers' strike" is no attack."""
    sense = scene.lexicon.senses.get(scene.line.lower[trigger.first])
    if sense is None:
        return trigger.telling
    kind, mode, words = sense
    near = scene.line.lower[max(0, trigger.first - 10) : trigger.stop + 10]
    if trigger.telling.type is EventType.ASSAULT and any(w in near for w in ("air", "missile", "drone", "rocket", "killed")):
        return trigger.telling
    if words.isdisjoint(near):
        return trigger.telling
    return replace(trigger.telling, type=kind, mode=mode, stance=None)


def _is_head(scene: Scene, at: int) -> bool:
    """Tell whether the noun here ends its phrase and is no verb, name, title of a work or part of a compound."""
    line = scene.line
    if line.name[at] >= 0 or line.time[at] >= 0:
        return False
    owner = scene.owner[at]
    if owner >= 0 and scene.clauses[owner].group.first <= at < scene.clauses[owner].group.stop:
        return False
    before = line.lower[at - 1] if at else ""
    if line.tokens[at].is_capital and at and (line.tokens[at - 1].is_capital or before in ("“", '"', "‘")):
        return False
    if (
        before in ("to", "operation")
        and line.kind[at - 1] == "p"
        and line.rows[at]
        and not line.lower[at].endswith("s")
        and before == "operation"
    ):
        return False
    after = at + 1
    if after >= len(line):
        return True
    if line.name[after] >= 0:
        return True
    if (
        line.lower[after] == ","
        and after + 2 < len(line)
        and line.lower[after + 1] == "the"
        and line.lower[after + 2] in ("film", "movie", "novel", "game", "book")
    ):
        return False
    follows_noun = (
        line.kind[after] == "w" and line.time[after] < 0 and not any(c.group.first == after for c in scene.clauses)
    )
    return not follows_noun and line.kind[after] != "'"


def object_head(scene: Scene, at: int, stop: int) -> int:
    """Return the last noun of the phrase that begins here, or -1: "their only face-to-face talks"."""
    line = scene.line
    head = -1
    while at < stop:
        kind, word = line.kind[at], line.lower[at]
        if line.name[at] >= 0 or line.time[at] >= 0:
            head = -1 if line.name[at] >= 0 else head
        elif kind == "w":
            head = at
        elif (kind in _NOUN_STOPS and word not in ("“", "”", '"', "‘", ",", "-") and not (word == "that" and head < 0)) or (
            word == ","
            and head >= 0
            and word in line.lower[at : at + 1]
            and scene.line.lower[head] in scene.lexicon.nouns
        ) or (kind == "c" and head >= 0 and scene.line.lower[head] in scene.lexicon.nouns):
            break
        at += 1
    return head


def subject_head(scene: Scene, number: int) -> int:
    """Return the head noun of a clause's subject, or -1."""
    clause = scene.clauses[number]
    while clause.shares_subject and clause.parent is not None and clause.subject is None:
        clause = scene.clauses[clause.parent]
    if clause.subject is None:
        return -1
    first, stop = core_of_subject(scene.line, *clause.subject)
    return object_head(scene, first, stop)


def _with_particle(scene: Scene, at: int, particles: tuple[str, ...]) -> bool:
    return tuple(scene.line.lower[at : at + len(particles)]) == particles


def _of_clause(scene: Scene, number: int) -> Trigger | None:
    clause = scene.clauses[number]
    group, lexicon, line = clause.group, scene.lexicon, scene.line
    head = group.head
    lights = lexicon.light.get(group.lemma)
    if lights is not None:
        trigger = _carried(scene, number, dict(lights))
        if trigger is not None:
            return trigger
    trigger = _occurring(scene, number)
    if trigger is not None:
        return trigger
    if figurative(scene, head, group.stop):
        return None
    rows = lexicon.verbs.get(group.lemma, ())
    for telling in rows:
        size = len(telling.particles)
        if not size or _with_particle(scene, group.stop, telling.particles):
            fitting = _fitted(scene, number, telling)
            if fitting is not None:
                return Trigger(head, group.stop + size, fitting, number, "verb")
            break
    else:
        if group.lemma in _FIRING and (kind := _object_kind(scene, number)) in ("weapons", "military"):
            at_somebody = any(p.prep in ("at", "on", "into", "against", "toward", "towards") for p in scene.phrases(number))
            if kind == "weapons" or at_somebody:
                firing = Telling(lemma=group.lemma, type=EventType.ASSAULT, mode=Mode.MILITARY, frame=("at", "on", "into", "against"))
                return Trigger(head, group.stop, firing, number, "verb")
            if group.lemma in ("fire", "launch"):
                return Trigger(head, group.stop, _sent(group.lemma), number, "verb")
        if group.lemma in _SENDING and _object_kind(scene, number) == "military":
            return Trigger(head, group.stop, _sent(group.lemma), number, "verb")
    if group.lemma in lexicon.sayings:
        return Trigger(head, group.stop, Telling(lemma=group.lemma, type=None), number, "saying")
    if group.lemma in lexicon.states or group.form != "finite":
        return None
    told = (
        clause.relation == COMPLEMENT
        and clause.parent is not None
        and (scene.clauses[clause.parent].group.lemma in lexicon.sayings and clause.opener not in _UNSURE)
    )
    if clause.relation in (MAIN, COORDINATE) or told:
        plain = group.tense == "present" and not (group.perfect or group.progressive or group.passive or group.host)
        if line.kind[head] == "w" and not (plain and line.lower[-1] in (".", "”", '"')):
            return Trigger(head, group.stop, Telling(lemma=group.lemma, type=None, frame=("obj", "to", "with")), number, "deed"
            )
    return None


def _sent(lemma: str) -> Telling:
    return Telling(lemma=lemma, type=EventType.MOBILIZE, mode=Mode.MILITARY, frame=("to", "into", "near", "against"))


def _object_kind(scene: Scene, number: int) -> str:
    """Return what kind of thing the verb's object is, by `objects`: military, aid, words, or ""."""
    clause = scene.clauses[number]
    if clause.group.passive:
        span = clause.subject or (clause.first, clause.first)
    else:
        phrases = scene.phrases(number)
        span = (phrases[0].first, phrases[0].stop) if phrases and not phrases[0].prep else (0, 0)
        if len(phrases) > 1 and phrases[1].prep == "of" and span != (0, 0):
            span = (span[0], phrases[1].stop)
    for at in range(span[1] - 1, span[0] - 1, -1):
        kind = scene.lexicon.objects.get(scene.line.lower[at])
        if kind is not None and scene.line.name[at] < 0:
            return kind
    return ""


def _fitted(scene: Scene, number: int, telling: Telling) -> Telling | None:
    """Fit what the verb tells to where it stands: what is sent or given, whom one meets; None when it tells no event there."""
    clause = scene.clauses[number]
    group = clause.group
    lower, lemma = scene.line.lower, telling.lemma
    following = tuple(lower[group.stop : group.stop + 4])
    phrases = scene.phrases(number)
    has_object = (
        bool(phrases)
        and not phrases[0].prep
        and any(
            scene.line.kind[i] in "wq#" and scene.line.time[i] < 0 for i in range(phrases[0].first, phrases[0].stop)
        )
    )
    if lemma in _GIVING:
        kind = _object_kind(scene, number)
        if kind == "military" and lemma in _SENDING:
            return _sent(lemma)
        if kind == "words":
            return None
        return telling if kind or (has_object and lemma not in _LOOSE_GIVING) or (group.passive and kind) else None
    if lemma in _WANT_OBJECT:
        return telling if has_object or group.passive else None
    if lemma in _WANT_NO_OBJECT and has_object:
        return None
    if telling.type is EventType.CONSULT and "condition" in following:
        return None
    if lemma == "brief":
        return None
    if lemma == "call":
        first = phrases[0].first if phrases and not phrases[0].prep else -1
        stop = phrases[0].stop if first >= 0 else -1
        while stop - 1 > first and (scene.line.time[stop - 1] >= 0 or scene.line.kind[stop - 1] in ".a"):
            stop -= 1
        named = first >= 0 and scene.line.name[first] >= 0 and all(scene.line.name[i] == scene.line.name[first] for i in range(first, stop))
        person = named and scene.names[scene.line.name[first]].type is NameType.PERSON
        return telling if person else None
    if scene.line.lower[group.stop : group.stop + 2] == ["to", "be"] or scene.line.lower[group.stop : group.stop + 3] == ["not", "to", "be"]:
        if any(w in ("named", "identified", "quoted") for w in scene.line.lower[group.stop : group.stop + 5]):
            return None
    if lemma in ("meet", "visit") and has_object and not group.passive:
        head = object_head(scene, group.stop, clause.stop)
        if head >= 0 and lower[head] in _MET_THINGS:
            return None
    if lemma in ("execute", "beat", "hang", "wound", "shoot", "kill") and has_object and not group.passive:
        head = object_head(scene, group.stop, clause.stop)
        if head >= 0 and lower[head] in scene.lexicon.nouns:
            return None
    return telling


def _carried(scene: Scene, number: int, lights: dict[str, str]) -> Trigger | None:
    """Find the event noun that a light verb carries as its object, or as its subject in the passive."""
    clause = scene.clauses[number]
    group, line = clause.group, scene.line
    at = group.stop
    light = None
    for particle, kind in sorted(lights.items(), key=lambda row: -len(row[0])):
        words = tuple(particle.split("_")) if particle else ()
        if not words or _with_particle(scene, at, words):
            light, at = kind, at + len(words)
            break
    if light is None:
        return None
    head = subject_head(scene, number) if group.passive else object_head(scene, at, clause.stop)
    if head < 0 and group.passive and clause.relation == PARTICIPIAL:
        head = clause.first - 1 if clause.first and line.kind[clause.first - 1] == "w" else -1
    if head < 0 or line.name[head] >= 0:
        return None
    telling = scene.lexicon.nouns.get(line.lower[head])
    if telling is None or figurative(scene, head, head + 1):
        return None
    if light == "stance" and telling.type in (EventType.MOBILIZE, EventType.CONSULT):
        light = "hold"
    if group.passive and head in range(group.first, group.stop):
        return None
    return Trigger(head, head + 1, telling, number, "light", light)


def _occurring(scene: Scene, number: int) -> Trigger | None:
    """Find the event noun that is said to happen: "the talks will take place", "their last call was on 9 July"."""
    clause = scene.clauses[number]
    group, line = clause.group, scene.line
    if group.form != "finite":
        return None
    at = group.stop
    forms = [group.lemma] + ["_".join((group.lemma, *line.lower[at : at + n])) for n in (1, 2)]
    happens = any(form in scene.lexicon.occurring for form in forms)
    if not happens and group.lemma == "be" and at < len(line):
        dated = (
            at + 1 < len(line)
            and line.kind[at] == "p"
            and line.lower[at] in ("on", "in", "at")
            and line.time[at + 1] >= 0
        )
        happens = (
            dated or line.time[at] >= 0 or line.lower[at] in _UNSURE or line.lower[at : at + 2] == ["under", "way"]
        )
    if (
        not happens
        and group.lemma in ("expect", "schedule", "plan", "set", "cancel", "postpone")
        and (group.passive or group.doubtful)
    ):
        happens = True
    if not happens:
        return None
    head = subject_head(scene, number)
    if head < 0:
        return None
    telling = scene.lexicon.nouns.get(line.lower[head])
    if telling is None:
        return None
    light = (
        "off"
        if group.lemma == "cancel"
        else "moved"
        if group.lemma == "postpone"
        else "announce"
        if group.lemma in ("expect", "schedule", "plan", "set")
        else "hold"
    )
    return Trigger(head, head + 1, telling, number, "subject", light)


def verb_status(scene: Scene, trigger: Trigger) -> Status | None:
    """Return the status of what a verb, or a noun that a verb carries, tells."""
    status = status_of(scene.line, scene.clauses, trigger.clause, scene.lexicon)
    if status is None:
        return None
    group = scene.clauses[trigger.clause].group
    if (
        trigger.kind == "subject"
        and group.lemma == "be"
        and scene.line.lower[group.stop] in _UNSURE
        and status is Status.OCCURRED
    ):
        return Status.POSSIBLE
    if trigger.kind in ("light", "subject"):
        if trigger.light == "off" and status is Status.OCCURRED:
            return Status.CALLED_OFF
        if trigger.light == "moved" and status is Status.OCCURRED:
            return Status.MOVED
        if trigger.light == "announce" and status is Status.OCCURRED:
            return Status.PLANNED
        shade = shade_of_noun(scene, trigger.first)
        if shade is not None and status is Status.OCCURRED:
            return shade
        if status is Status.OCCURRED and _denies_object(scene, trigger):
            return Status.NEGATED
    return status


def _denies_object(scene: Scene, trigger: Trigger) -> bool:
    return any(scene.line.lower[at] == "no" for at in range(max(0, trigger.first - 3), trigger.first))


def shade_of_noun(scene: Scene, at: int) -> Status | None:
    """Return the light that the words before a noun, or the noun that governs it, put it in; None for none."""
    line, lexicon = scene.line, scene.lexicon
    back = at - 1
    while back >= 0 and back >= at - 8:
        word, kind = line.lower[back], line.kind[back]
        shade = lexicon.shades.get(word)
        if shade is not None and line.name[back] < 0:
            return Status(shade)
        if line.name[back] >= 0 or line.time[back] >= 0 or kind in "w#d'a" or word in ("“", '"', "”", ",", "-"):
            back -= 1
            continue
        if kind == "p" and back and word in ("of", "over", "for", "about", "to", "on"):
            governor = lexicon.governors.get(line.lower[back - 1])
            if governor is not None and line.name[back - 1] < 0:
                return Status(governor)
            if (
                word == "of"
                and line.kind[back - 1] == "w"
                and line.lower[back - 1] in ("series", "round", "wave", "number", "spate")
            ):
                back -= 1
                continue
        break
    return None


def noun_status(scene: Scene, trigger: Trigger) -> Status | None:
    """Return the status of an event told by a noun of its own."""
    at = trigger.first
    shade = shade_of_noun(scene, at)
    number = trigger.clause
    if (
        trigger.telling.type is EventType.CONSULT
        and shade is None
        and _preposition(scene, at) in ("in", "during", "at", "on", "for")
    ):
        within = next((i for i, c in enumerate(scene.clauses) if c.relation == MAIN and c.group.form == "finite"), -1)
        told = (
            status_of(scene.line, scene.clauses, number if number >= 0 else within, scene.lexicon)
            if max(number, within) >= 0
            else None
        )
        clause_at = scene.clauses[number] if number >= 0 else None
        if clause_at is not None and clause_at.relation == "relative" and within >= 0:
            told = status_of(scene.line, scene.clauses, within, scene.lexicon)
        if told is Status.PLANNED:
            return Status.PLANNED
    if number < 0:
        return shade or Status.OCCURRED
    clause = scene.clauses[number]
    group = clause.group
    is_object = at >= group.stop and object_head(scene, group.stop, clause.stop) == at
    light = scene.lexicon.governing.get(group.lemma)
    governs = is_object or (shade is Status.POSSIBLE and at > group.stop)
    if governs and light == "denied":
        return Status.NEGATED if group.negated else Status.DENIED
    if shade is not None:
        return shade
    if is_object and group.host and group.lemma not in scene.lexicon.sayings and group.lemma in ("discuss",):
        return Status.OCCURRED
    if (
        is_object
        and light == "possible"
        and group.lemma
        not in (
            "discuss",
            "support",
            "back",
            "welcome",
            "oppose",
            "suspect",
            "trigger",
            "prompt",
            "provoke",
            "lead",
            "study",
            "debate",
            "favour",
        )
    ):
        return Status.POSSIBLE
    if is_object and light == "planned":
        return Status.PLANNED
    if at > group.stop and at and scene.line.lower[at - 1] not in ("the",):
        prep = _preposition(scene, at)
        if prep in ("ahead", "before") and trigger.telling.type is EventType.CONSULT and group.tense != "past":
            return Status.PLANNED
    if (
        clause.opener in ("if", "unless")
        or (group.modal == "would"
        and clause.subject
        and clause.subject[0] <= at < clause.subject[1])
    ):
        return Status.POSSIBLE
    return Status.OCCURRED


def _preposition(scene: Scene, at: int) -> str:
    back = at - 1
    while back >= 0 and back > at - 8 and scene.line.kind[back] != "p":
        back -= 1
    if back > 0 and scene.line.lower[back] == "of" and scene.line.lower[back - 1] == "ahead":
        return "ahead"
    return scene.line.lower[back] if back >= 0 else ""
