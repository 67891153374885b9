"""The status of what a trigger tells: of verbs by `status`, of nouns by the words before them and what governs them.

Decision to know: a noun in the place of an object has the light of its verb ("denied plans for an invasion");
elsewhere its own words decide.
"""

from __future__ import annotations

from synoptic.model.readings import EventType, Status
from synoptic.reading.clauses import GERUND, INFINITIVE, MAIN
from synoptic.reading.conditions import in_condition
from synoptic.reading.events_senses import Trigger, object_head, preposition_before
from synoptic.reading.noun_roles import moved_day, no_such_deed, status_by_verb
from synoptic.reading.scene import Scene
from synoptic.reading.status import is_false_claim, status_of

_UNSURE = frozenset("likely unlikely possible unclear".split())
_STILL_TOLD = frozenset(
    "discuss support back welcome oppose suspect trigger prompt provoke lead study debate favour".split()
)


_GIVEN_UP = frozenset("abandon drop scrap shelve cancel axe ditch".split())
_SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
"""An accusation that is rejected has been made all the same."""
_ENDING = frozenset("cease stop halt avoid cancel call abandon".split())
"""What these end was going on or planned; light verbs tell that."""


def verb_status(scene: Scene, trigger: Trigger) -> Status | None:
    """Return the status of what a verb, or a noun that a verb carries, tells."""
    if trigger.light == "anew":
        return Status.PLANNED
    status = status_of(scene.line, scene.clauses, trigger.clause, scene.lexicon)
    if status is None:
        return None
    if trigger.light == "announce" and _was_first_planned(scene, trigger):
        return Status.MOVED
    gone = _never_came(scene, trigger) if trigger.kind in ("light", "subject") else None
    if gone is not None and shade_of_noun(scene, trigger.first) is Status.PLANNED:
        return gone
    if trigger.kind in ("light", "subject"):
        by_verb = status_by_verb(scene, trigger.first)
        if by_verb in (Status.MOVED, Status.CALLED_OFF) and trigger.light != "moved":
            return by_verb
        called = scene.clauses[trigger.clause].group.lemma == "call" and by_verb is Status.PLANNED
        if called and status is Status.OCCURRED:
            return Status.PLANNED
    if status is Status.PLANNED and trigger.kind == "deed" and trigger.telling.lemma == "hold":
        clause = scene.clauses[trigger.clause]
        return moved_day(scene, clause.first, clause, status) or status
    if status in (Status.OCCURRED, Status.PLANNED) and (moved := put_elsewhen(scene, trigger)) is not None:
        return moved
    group = scene.clauses[trigger.clause].group
    if (
        trigger.kind == "subject"
        and group.lemma == "be"
        and scene.line.lower[group.stop] in _UNSURE
        and status is Status.OCCURRED
    ):
        return Status.POSSIBLE
    if trigger.kind in ("light", "subject"):
        if group.lemma == "fear" and status is Status.OCCURRED:
            return Status.POSSIBLE
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


def _was_first_planned(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a plan is told as one that another has replaced: "had originally been planned for Monday"."""
    group = scene.clauses[trigger.clause].group
    words = scene.line.lower[group.first : group.stop]
    return group.perfect and group.tense == "past" and ("originally" in words or "initially" in words)


_CLAIMED = frozenset(
    "report reports rumour rumours rumor rumors claim claims allegation allegations talk suggestion suggestions"
    " speculation".split()
)
_UNTRUE = frozenset(
    "false untrue baseless unfounded groundless fabricated nonsense lie lies fiction invention absurd ridiculous hoax"
    " myth fake bogus rubbish".split()
)
_WAVED_AWAY = frozenset(
    "dismiss reject deny refute rebut rebuff ridicule mock scoff brush laugh wave contradict dispute contest"
    " quash scotch"
    " deride rubbish".split()
)


def _is_false_report(scene: Scene, at: int) -> bool:
    """Tell whether the noun is what a report says that somebody calls wrong: "described as baseless reports of"."""
    line = scene.line
    for back in range(max(0, at - 6), at):
        if line.lower[back] in _CLAIMED and back + 1 < at and line.lower[back + 1] in ("of", "about", "on"):
            near = line.lower[max(0, back - 5) : back] + line.lower[at + 1 : at + 8]
            return not _UNTRUE.isdisjoint(near) or any(
                c.group.lemma in _WAVED_AWAY and not c.group.negated and back - 4 <= c.group.stop <= back
                for c in scene.clauses
            )
    return False


_NEVER_CAME = frozenset("come happen materialise materialize occur take follow go proceed".split())


def _never_came(scene: Scene, trigger: Trigger) -> Status | None:
    """Return what became of a planned thing that is told not to come: it will not go ahead, or never came."""
    if trigger.clause < 0:
        return None
    group = scene.clauses[trigger.clause].group
    fails = group.lemma in _FALLING_THROUGH and not (group.negated or group.modal)
    if trigger.first < group.first and fails:
        return Status.CALLED_OFF  # "the planned merger has collapsed"
    if trigger.first >= group.first or not group.negated or group.lemma not in _NEVER_CAME:
        return None
    return Status.CALLED_OFF if group.modal in ("will", "would") else Status.NEGATED


_FALLING_THROUGH = frozenset("collapse founder fail unravel".split())


_LATER = frozenset("later earlier sooner".split())
_SET_BEFORE = frozenset("planned announced scheduled expected foreseen intended".split())


def put_elsewhen(scene: Scene, trigger: Trigger) -> Status | None:
    """Return MOVED or CALLED_OFF where the words behind a noun say so: "on hold", "has slipped to", "is off"."""
    if trigger.clause < 0:
        return None
    line, clause = scene.line, scene.clauses[trigger.clause]
    group, stop = clause.group, clause.stop
    after = line.lower[group.stop : stop]
    if trigger.first < group.first:
        if group.lemma == "be" and not group.modal and not group.negated:
            if after[:2] == ["on", "hold"]:
                return Status.MOVED
            if after[:1] == ["off"] and (len(after) == 1 or line.kind[group.stop + 1] == "."):
                return Status.CALLED_OFF
        if group.lemma in ("slip", "slide") and after[:1] in (["to"], ["into"]) and not group.negated:
            return Status.MOVED
        if group.lemma == "stay" and group.passive and "until" in after:
            return Status.MOVED
    later = next((i for i, word in enumerate(after) if word in _LATER), -1)
    if (
        later >= 0
        and after[later + 1 : later + 2] == ["than"]
        and not _SET_BEFORE.isdisjoint(after[later + 2 : later + 4])
    ):
        return Status.MOVED
    return None


def _denies_object(scene: Scene, trigger: Trigger) -> bool:
    return any(scene.line.lower[at] == "no" for at in range(max(0, trigger.first - 3), trigger.first))


_TALKED = frozenset("talk rumours rumors fears speculation hopes".split())


def shade_of_noun(scene: Scene, at: int) -> Status | None:
    """Return the light that the words before a noun, or the noun that governs it, put it in; None for none."""
    line, lexicon = scene.line, scene.lexicon
    back = at - 1
    while back >= 0 and back >= at - 8:
        word, kind = line.lower[back], line.kind[back]
        if any(c.group.head == back for c in scene.clauses):
            break  # "no one claimed the attack"
        shade = lexicon.shades.get(word)
        if shade is not None and line.name[back] < 0:
            return Status(shade)
        if line.name[back] >= 0 or line.time[back] >= 0 or kind in "w#d'a" or word in ("“", '"', "”", ",", "-"):
            back -= 1
            continue
        if kind == "p" and word == "of":
            near = line.lower[max(0, back - 4) : back]
            if "in" in near and not _TALKED.isdisjoint(near[: near.index("in")]):
                return Status.POSSIBLE  # "there is talk in Brindt of a coup"
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


def _told_of_ahead(scene: Scene, at: int) -> bool:
    """Tell whether the clause that tells more of the noun is a plan: "a call in which A is expected to ask B"."""
    for number, clause in enumerate(scene.clauses):
        if at < clause.first <= at + 4 and clause.opener in ("which", "when", "where") and clause.parent is not None:
            if any(scene.line.lower[i] in (".", ";") for i in range(at, clause.first)):
                return False
            return status_of(scene.line, scene.clauses, number, scene.lexicon) is Status.PLANNED
    return False


def _is_warned_of(scene: Scene, at: int) -> bool:
    """Tell whether somebody warns of it or dreads it: "warned of an invasion"."""
    back = at - 1
    while back > 0 and scene.line.kind[back] in "dw#a'" and at - back < 5 and scene.line.lower[back] != "of":
        back -= 1
    return scene.line.lower[back] == "of" and any(
        c.group.lemma == "warn" and c.group.stop == back and not c.group.negated for c in scene.clauses
    )


_ASKING = frozenset("demand insist urge request recommend propose".split())


def _is_asked_that(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether somebody asks that it be: "demanded that the governor release them" has no verb that shows tense."""
    if trigger.clause < 0:
        return False
    group = scene.clauses[trigger.clause].group
    return group.lemma in _ASKING and "that" in scene.line.lower[group.stop : trigger.first]


def _is_within_false_claim(scene: Scene, number: int) -> bool:
    """Tell whether a noun stands beneath what somebody claims wrongly: "reports that he would sack her at a meeting on
    Monday were pure invention"."""
    for _ in range(_DEEPEST):
        clause = scene.clauses[number] if number >= 0 else None
        if clause is None or clause.relation not in (INFINITIVE, GERUND) or clause.parent is None:
            return False
        number = clause.parent
        if is_false_claim(scene.line, scene.clauses, number):
            return True
    return False


_DEEPEST = 6


def noun_status(scene: Scene, trigger: Trigger) -> Status | None:
    """Return the status of an event told by a noun of its own."""
    at = trigger.first
    if in_condition(scene.line, scene.clauses, at):
        return None
    shade = shade_of_noun(scene, at)
    number = trigger.clause
    if _is_within_false_claim(scene, number):
        return None
    if _is_false_report(scene, at):
        return Status.DENIED
    if (by_verb := status_by_verb(scene, at)) is not None:
        return by_verb
    if (none := no_such_deed(scene, at)) is not None:
        return none
    if shade is Status.PLANNED and (gone := _never_came(scene, trigger)) is not None:
        return gone
    if shade in (None, Status.PLANNED) and (moved := put_elsewhen(scene, trigger)) is not None:
        return moved
    if shade is None and at >= 2 and (_is_warned_of(scene, at) or _is_asked_that(scene, trigger)):
        return Status.POSSIBLE
    if (
        trigger.telling.type is EventType.CONSULT
        and shade is None
        and preposition_before(scene, at) in ("in", "during", "at", "on", "for")
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
    if trigger.telling.type is EventType.CONSULT and shade is None and _told_of_ahead(scene, at):
        return Status.PLANNED
    if number < 0:
        return shade or Status.OCCURRED
    clause = scene.clauses[number]
    group = clause.group
    is_object = at >= group.stop and object_head(scene, group.stop, clause.stop) == at
    after = scene.line.lower[group.stop] if group.stop < len(scene.line.lower) else ""
    light = scene.lexicon.governing.get(group.lemma)
    phrasal = scene.lexicon.governing.get(f"{group.lemma}_{after}")
    if phrasal is not None and group.stop + 1 <= at:
        light = phrasal
        is_object = object_head(scene, group.stop + 1, clause.stop) == at
    spoken = trigger.telling.type in _SPOKEN or trigger.telling.lemma == "offer"
    if is_object and light == "negated" and group.lemma not in _ENDING and shade is None and not spoken:
        return Status.POSSIBLE if group.negated else Status.NEGATED
    if shade is Status.POSSIBLE and at > group.stop and group.lemma in _GIVEN_UP and not group.negated:
        return Status.CALLED_OFF  # "dropped plans for a referendum"
    if shade is None and preposition_before(scene, at) == "without":
        return Status.NEGATED
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
        prep = preposition_before(scene, at)
        if prep in ("ahead", "before") and trigger.telling.type is EventType.CONSULT and group.tense != "past":
            return Status.PLANNED
    if clause.opener in ("if", "unless") or (
        group.modal == "would" and clause.subject and clause.subject[0] <= at < clause.subject[1]
    ):
        return Status.POSSIBLE
    return Status.OCCURRED
