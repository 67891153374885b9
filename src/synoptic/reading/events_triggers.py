"""Triggers: which words of a sentence tell an event, as verbs, as nouns carried by a light verb, or as nouns of their
own.

Decision to know: a light verb ("held talks") gives its noun the status and the actor; a noun of its own is taken only
with a participant or a
day at its side, and never when it stands before another noun ("invasion fears") or in a figurative use.
"""

from __future__ import annotations

from dataclasses import replace

from synoptic.model.readings import EventType, Mode, Stance
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, COORDINATE, GERUND, INFINITIVE, MAIN, PARTICIPIAL, RELATIVE
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.events_pairs import told_together
from synoptic.reading.events_senses import (
    Trigger,
    figurative,
    fitted,
    in_company,
    is_news,
    object_head,
    object_kind,
    preposition_before,
    sent,
    subject_head,
)
from synoptic.reading.events_stances import bare_of, is_other_sense
from synoptic.reading.participants import PAIR_HEADS, PAIR_WORDS
from synoptic.reading.scene import Scene

_UNSURE = frozenset("likely unlikely possible unclear".split())
_MEANS = frozenset("via by in over through".split())
_FIRING = frozenset("fire launch use throw hurl lob drop unleash".split())
_TURNS = frozenset("course position blame focus tone gears stance strategy tactics attention responsibility".split())
"""What is shifted when nothing is put to another day."""
_SENDING = frozenset("send move dispatch rush position station commit fly sail order shift transfer bring".split())


def find_triggers(scene: Scene) -> list[Trigger]:
    """Find the triggers of a sentence, in order; a word is one trigger at most."""
    found: list[Trigger] = []
    places: dict[int, int] = {}
    used: set[int] = set()
    for number, clause in enumerate(scene.clauses):
        trigger = _of_clause(scene, number)
        if trigger is None:
            continue
        same = places.setdefault(trigger.first, len(found))
        if same < len(found):
            if _says_more(scene, trigger, found[same]):
                found[same] = trigger
            continue
        found.append(trigger)
        used.update(range(trigger.first, trigger.stop))
        used.add(clause.group.head)
    nouns = scene.lexicon.nouns
    talking = {t.clause for t in found if t.telling.type is EventType.CONSULT}
    for at in [at for at, word in enumerate(scene.line.lower) if word in nouns]:
        if at in used or not _is_head(scene, at) or figurative(scene, at, at + 1):
            continue
        telling = nouns[scene.line.lower[at]]
        carried = telling.type is EventType.CONSULT and scene.owner[at] in talking
        if carried and preposition_before(scene, at) in _MEANS:
            continue
        found.append(Trigger(at, at + 1, telling, scene.owner[at], "noun"))
    for trigger in found:
        trigger.telling = in_company(scene, trigger)
    found.sort(key=lambda t: t.first)
    return found


def _says_more(scene: Scene, later: Trigger, earlier: Trigger) -> bool:
    """Tell which of two verbs with one noun tells its lot: the main one before a participle ("lifted the ban imposed in
    May"), a move or a cancelling, else the later ("had been planned for Tuesday but were held on Friday")."""
    if scene.clauses[later.clause].relation == PARTICIPIAL:
        return False
    if scene.clauses[earlier.clause].relation == PARTICIPIAL:
        return True
    return later.light in ("off", "moved") or earlier.light not in ("off", "moved")


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
    if after >= len(line.lower):
        return True
    if line.name[after] >= 0:
        return True
    if (
        line.lower[after] == ","
        and after + 2 < len(line.lower)
        and line.lower[after + 1] == "the"
        and line.lower[after + 2] in ("film", "movie", "novel", "game", "book")
    ):
        return False
    follows_noun = (
        line.kind[after] == "w" and line.time[after] < 0 and not any(c.group.first == after for c in scene.clauses)
    )
    return not follows_noun and line.kind[after] != "'"


def _with_particle(scene: Scene, at: int, particles: tuple[str, ...]) -> bool:
    return tuple(scene.line.lower[at : at + len(particles)]) == particles


def _parted(scene: Scene, number: int, particles: tuple[str, ...]) -> bool:
    """Tell whether the particle stands behind the object: "pulled its forces out of the valley"."""
    if len(particles) != 1:
        return False
    clause, line = scene.clauses[number], scene.line
    pushing = particles[0] == "for" and clause.group.lemma in ("push", "press")
    if not pushing and particles[0] not in _ADVERBS:
        return False
    for at in range(clause.group.stop, min(clause.stop, clause.group.stop + 7)):
        if line.lower[at] == particles[0]:
            return at > clause.group.stop and (line.kind[at - 1] in "wq" or line.name[at - 1] >= 0)
        if line.kind[at] not in "wdq#'" and line.name[at] < 0:
            return False
    return False


_ADVERBS = frozenset("out off down back up over away".split())


def _of_clause(scene: Scene, number: int) -> Trigger | None:
    clause = scene.clauses[number]
    group, lexicon = clause.group, scene.lexicon
    head = group.head
    pair = told_together(scene, number) if group.lemma in lexicon.pairs else None
    lights = lexicon.light.get(group.lemma)
    if lights is not None:
        trigger = _carried(scene, number, dict(lights))
        if trigger is not None:
            if pair is not None and pair.type is not trigger.telling.type:
                trigger.telling = replace(trigger.telling, type=pair.type, mode=pair.mode)
            return trigger
    if pair is not None and not any(
        row.type is pair.type and not row.particles for row in lexicon.verbs.get(group.lemma, ())
    ):  # where the verb alone tells the same, its own row has the stance
        return Trigger(head, group.stop + len(pair.particles), pair, number, "verb")
    trigger = _occurring(scene, number)
    if trigger is not None:
        return trigger
    if figurative(scene, head, group.stop):
        return None
    if group.lemma in ("give", "grant") and _sets_term(scene, number):
        return Trigger(head, group.stop, _TERM, number, "verb")
    rows = lexicon.verbs.get(group.lemma, ())
    for telling in rows:
        size = len(telling.particles)
        if (
            not size
            or _with_particle(scene, group.stop, telling.particles)
            or _parted(scene, number, telling.particles)
        ):
            fitting = fitted(scene, number, telling)
            if fitting is not None and is_other_sense(scene, number, fitting):
                fitting = bare_of(fitting)
            if fitting is not None:
                together = _with_particle(scene, group.stop, telling.particles)
                return Trigger(head, group.stop + (size if together else 0), fitting, number, "verb")
            break
    else:
        if group.lemma in _FIRING and (kind := object_kind(scene, number)) in ("weapons", "military"):
            at_somebody = any(
                p.prep in ("at", "on", "into", "against", "toward", "towards") for p in scene.phrases(number)
            )
            if kind == "weapons" or at_somebody:
                firing = Telling(
                    lemma=group.lemma, type=EventType.ASSAULT, mode=Mode.MILITARY, frame=("at", "on", "into", "against")
                )
                return Trigger(head, group.stop, firing, number, "verb")
            if group.lemma in ("fire", "launch"):
                return Trigger(head, group.stop, sent(group.lemma), number, "verb")
        if group.lemma in _SENDING and object_kind(scene, number) == "military":
            return Trigger(head, group.stop, sent(group.lemma), number, "verb")
    if group.lemma in lexicon.sayings:
        return Trigger(head, group.stop, Telling(lemma=group.lemma, type=None), number, "saying")
    return _deed(scene, number)


_TELLING = frozenset("provide give offer get receive release".split())
_NAMING = frozenset({"name", "identify", "quote"})
_UNNAMING = frozenset({"named", "identified", "quoted"})
_TOLD_AFTER = frozenset("after when since as while where before".split())


def _deed(scene: Scene, number: int) -> Trigger | None:
    """Take a main verb without an entry of its own for a deed; verbs of little weight and verbs of side clauses only
    on a day of their own.
    """
    clause = scene.clauses[number]
    group, lexicon, line = clause.group, scene.lexicon, scene.line
    if group.lemma in lexicon.trivial or line.kind[group.head] != "w":
        return None
    if group.form != "finite":
        return _governed_deed(scene, number)
    weak = group.lemma in lexicon.states
    if weak and group.lemma not in lexicon.dated:
        return None
    above = scene.clauses[clause.parent] if clause.parent is not None else None
    told = (
        clause.relation == COMPLEMENT
        and above is not None
        and (
            (above.group.lemma in lexicon.sayings and clause.opener not in _UNSURE)
            or lexicon.governing.get(above.group.lemma) in ("denied", "negated")
        )
    )
    main = clause.relation in (MAIN, COORDINATE) or told
    beside = (clause.relation == ADVERBIAL and clause.opener in _TOLD_AFTER) or clause.relation == RELATIVE
    if not main and not beside:
        return None
    passing = clause.relation == RELATIVE and not weak and group.tense == "past" and not group.host
    light = "dated" if weak or not (main or passing) else ""
    if light and all(line.time[at] < 0 for at in range(clause.first, clause.stop)):
        return None
    plain = group.tense == "present" and not (group.perfect or group.progressive or group.passive or group.host)
    if plain and not scene.entry and line.lower[-1] in (".", "”", '"'):
        return None
    if not light and not is_news(scene, number) and _is_nobodys(scene, number):
        return None
    following = line.lower[group.stop : group.stop + 5]
    worded = group.lemma in _TELLING and object_kind(scene, number) == "words"
    if worded or "condition" in following[:2] or not _UNNAMING.isdisjoint(following):
        return None  # "provided no details", "spoke on condition of anonymity", "asked not to be named"
    telling = Telling(lemma=group.lemma, type=None, frame=("obj", "to", "with"))
    return Trigger(group.head, group.stop, telling, number, "deed", light)


def _is_nobodys(scene: Scene, number: int) -> bool:
    """Tell at a glance whether a plain deed has no day and nobody named as its subject, so that no event comes of it
    (`events_worth`); most verbs of a report are such.
    """
    clause, line = scene.clauses[number], scene.line
    group = clause.group
    if clause.subject is None or clause.relation == COMPLEMENT or clause.opener == "that":
        return False
    if group.modal or group.host or group.negated:
        return False
    if any(line.time[i] >= 0 for i in range(clause.first, clause.stop)):
        return False
    vessels = scene.lexicon.vessels
    return not any(
        line.name[i] >= 0
        or line.kind[i] == "q"
        or line.lower[i] in vessels
        or line.lower[i] in PAIR_HEADS
        or line.lower[i] in PAIR_WORDS
        or line.lower[i] in ("no", "neither")
        for i in range(*clause.subject)
    )


_STATES = frozenset(
    "be have do seem know think believe feel like want need hope remain stay look appear see hear comment say".split()
)
_GOVERNING_DEEDS = frozenset({"planned", "denied", "negated", "short", "prevented"})


def _governed_deed(scene: Scene, number: int) -> Trigger | None:
    """Take a deed that is planned, asked, refused or denied: "decided to sell the mine", "denied taking money"."""
    clause, lexicon = scene.clauses[number], scene.lexicon
    if clause.relation not in (INFINITIVE, GERUND) or clause.parent is None:
        return None
    if clause.group.lemma in lexicon.sayings or clause.group.host or clause.group.lemma in _NAMING:
        return None
    above = scene.clauses[clause.parent].group
    follows = scene.line.lower[above.stop] if above.stop < len(scene.line.lower) else ""
    light = lexicon.governing.get(f"{above.lemma}_{follows}") or lexicon.governing.get(above.lemma)
    if clause.group.lemma in (lexicon.states if light not in ("denied", "negated", "short") else _STATES):
        return None
    if light not in _GOVERNING_DEEDS or clause.group.first - above.stop > 8:
        return None
    telling = Telling(lemma=clause.group.lemma, type=None, frame=("obj", "to", "with"))
    return Trigger(clause.group.head, clause.group.stop, telling, number, "deed", "beneath")


_TERM = Telling(lemma="give", type=EventType.REQUEST, mode=Mode.VERBAL, stance=Stance.DEMANDS, frame=("obj",))
"""To give somebody until a day is an ultimatum."""


def _sets_term(scene: Scene, number: int) -> bool:
    """Tell whether somebody named is given until a day: "gave Velmora until Friday to leave"."""
    clause, line = scene.clauses[number], scene.line
    at = clause.group.stop
    while at < len(line.lower) and at < clause.group.stop + 12 and line.lower[at] not in ("until", "till"):
        if line.kind[at] in "sr.bhm" and line.name[at] < 0:
            return False
        at += 1
    if at + 1 >= len(line.lower) or line.time[at + 1] < 0 or line.lower[at] not in ("until", "till"):
        return False
    return bool(scene.who(clause.group.stop, at, strict=False))


_GIVING_UP = frozenset("cancel call postpone put reschedule adjourn scrap axe delay defer bring push".split())
"""Verbs after which anything that was to be held is an event: "cancelled the concert", "put off the auction"."""


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
        if words[0] in _ADVERBS and _parted(scene, number, words):
            light = kind  # "called the strike off"
            break
    if light is None:
        return None
    head = subject_head(scene, number) if group.passive else object_head(scene, at, clause.stop)
    if head < 0 and group.passive and clause.relation == PARTICIPIAL:
        head = clause.first - 1 if clause.first and line.kind[clause.first - 1] == "w" else -1
    if head < 0 or line.name[head] >= 0:
        return None
    if group.passive and group.lemma in ("agree", "announce", "confirm", "propose"):
        return None  # the day is that of the agreeing
    if group.passive and group.lemma == "order":
        light = "hold"
    telling = scene.lexicon.nouns.get(line.lower[head])
    turned = not _TURNS.isdisjoint(line.lower[group.stop : group.stop + 2])
    dated = (
        group.lemma in ("move", "shift")
        and not turned
        and any(line.time[i] >= 0 for i in range(clause.first, clause.stop))
    )
    if (
        telling is None
        and (group.lemma in _GIVING_UP or dated)
        and line.kind[head] == "w"
        and not line.tokens[head].is_capital
    ):
        telling = Telling(lemma=line.lower[head], type=None)
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
    tails = scene.lexicon.occurring.get(group.lemma, ())
    happens = any(tuple(line.lower[at : at + len(tail)]) == tail for tail in tails)
    if not happens and group.lemma == "be" and at < len(line.lower):
        dated = (
            at + 1 < len(line.lower)
            and line.kind[at] == "p"
            and line.lower[at] in ("on", "in", "at")
            and line.time[at + 1] >= 0
        )
        happens = (
            dated or line.time[at] >= 0 or line.lower[at] in _UNSURE or line.lower[at : at + 2] == ["under", "way"]
        )
    if (
        not happens
        and group.lemma in ("expect", "schedule", "plan", "set", "cancel", "postpone", "fear")
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
