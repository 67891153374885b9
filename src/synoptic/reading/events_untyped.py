"""Types that a verb or noun has alone and loses in its company: a fire that killed is no attack, a gale warning no
threat.

Decision to know: only what the clause itself says takes a type away; the event stays, told without a type.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from synoptic.model.readings import EventType
from synoptic.reading.events_senses import FORCES, Trigger, object_head, object_kind, subject_head
from synoptic.reading.scene import Scene


def type_beside(scene: Scene, trigger: Trigger, kind: EventType | None, *, dated: bool) -> EventType | None:
    """Return the type of an event in its company: people pulled out of a wreck are helped; an event without a day keeps
    its type where little else would make it a line."""
    if kind is not trigger.telling.type or not is_untyped(scene, trigger):
        return kind
    if trigger.telling.lemma == "pull out":
        return EventType.AID
    return kind if kind is EventType.AGREE and not dated else None


def is_untyped(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the words beside a trigger say that its type is not meant."""
    kind = trigger.telling.type
    if kind is None:
        return False
    if trigger.kind == "noun":
        return kind is EventType.THREATEN and _is_notice(scene, trigger)
    if trigger.kind not in ("verb", "light") or trigger.clause < 0:
        return False
    rule = _RULES.get(kind)
    return rule is not None and rule(scene, trigger)


_VEHICLES = frozenset(
    "lorry lorries truck trucks car cars bus buses coach train trains tram trams van vans taxi motorcycle motorbike"
    " bicycle cyclist tractor ferry ship boat vehicle vehicles branch tree".split()
)
_OF_ACCIDENT = FORCES | frozenset("accidents crashes collisions derailment capsizing stampede crush".split())


def _is_by_accident(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether nobody attacks: "killed in a fire", "struck by a lorry"."""
    clause = scene.clauses[trigger.clause]
    if not clause.group.passive or trigger.kind != "verb":
        return False
    lower = scene.line.lower
    for phrase in scene.phrases(trigger.clause):
        head = object_head(scene, phrase.first, phrase.stop)
        if head < 0 or scene.line.name[head] >= 0:
            continue
        if phrase.prep == "by" and lower[head] in _VEHICLES:
            return True
        if phrase.prep == "in" and lower[phrase.first] in ("a", "the") and lower[head] in _OF_ACCIDENT:
            return True
    return False


def _subject_word(scene: Scene, number: int) -> str:
    head = subject_head(scene, number)
    return scene.line.lower[head] if head >= 0 and scene.line.name[head] < 0 else ""


_TAKEN = frozenset("responsibility blame bribe bribes gift gifts money cash payment payments prize award".split())


def _is_taken(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a sum, a gift or the blame is accepted, and no offer."""
    if trigger.telling.lemma != "accept" or scene.clauses[trigger.clause].group.passive:
        return False
    at, line = scene.clauses[trigger.clause].group.stop, scene.line
    stop = next((i for i in range(at, len(line.lower)) if line.lower[i] in (",", ";", ".", "for")), len(line.lower))
    if line.lower[at : at + 2] in (["at", "least"], ["more", "than"]):
        at += 2
    sum_of = at < stop and line.lower[at][:1].isdigit()
    return sum_of or not _TAKEN.isdisjoint(line.lower[at : min(stop, at + 8)])


_STOPPED = frozenset(
    "recount count counting vote voting poll trial hearing inquest search play match game race tram trams line lines"
    " train trains bus buses service services ferry ferries traffic production work works project furnace kiln levy tax"
    " taxes price prices rent rents fare fares wages pay lessons classes lift lifts operations".split()
)
_NO_PARTNER = frozenset("halt suspend freeze scrap cancel discontinue".split())


def _object_word(scene: Scene, trigger: Trigger) -> str:
    clause = scene.clauses[trigger.clause]
    if clause.group.passive:
        return _subject_word(scene, trigger.clause)
    head = object_head(scene, trigger.stop, clause.stop)
    return scene.line.lower[head] if head >= 0 and scene.line.name[head] < 0 else ""


def _is_stopped_work(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a piece of work or a service stops, by no measure against anybody: "the recount was suspended"."""
    group = scene.clauses[trigger.clause].group
    if group.lemma not in _NO_PARTNER or trigger.kind != "verb" or not group.passive:
        return False
    if any(phrase.prep in ("by", "to", "with", "against") for phrase in scene.phrases(trigger.clause)):
        return False
    clause = scene.clauses[trigger.clause]
    bare = clause.subject is not None and scene.line.lower[clause.subject[1] - 1] == "it"
    return bare or _counted_word(scene, trigger.clause) in _STOPPED


def _counted_word(scene: Scene, number: int) -> str:
    """Return the head of the subject before its first "of": "the count of votes"."""
    clause = scene.clauses[number]
    if clause.subject is None:
        return ""
    words = scene.line.lower[clause.subject[0] : clause.subject[1]]
    cut = next((i for i, word in enumerate(words) if word in ("of", "in", "at", "for")), len(words))
    return words[cut - 1] if cut else ""


_PEOPLE = frozenset(
    "pupils pupil children child girl boy woman women man men survivor survivors passengers passenger victims victim"
    " bodies body driver people person workers miners".split()
)
_PAPERS = frozenset(
    "result results document documents file files report reports evidence petition letter note sample samples list key"
    " keys recording recordings footage data money cheque certificate proposal paper papers minutes".split()
)


def _is_no_retreat(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether somebody is pulled from a wreck, or papers are handed over."""
    if trigger.telling.lemma == "hand over":
        return _object_word(scene, trigger) in _PAPERS
    if trigger.telling.lemma != "pull out" or object_kind(scene, trigger.clause) == "military":
        return False
    line = scene.line
    return line.lower[trigger.stop : trigger.stop + 1] != ["of"] and _object_word(scene, trigger) in _PEOPLE


_WEATHER = frozenset(
    "gale storm weather flood tornado hurricane heat heatwave tsunami avalanche wind fog ice snow rain thunderstorm"
    " smog wildfire safety health travel".split()
)
_ADVISERS = frozenset(
    "doctor doctors engineer engineers scientist scientists inspector inspectors expert experts nurse nurses"
    " meteorologist meteorologists auditor auditors surveyor surveyors forecaster forecasters".split()
)


def _is_notice(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a warning is one of weather, or comes from somebody who gives advice."""
    lower, at = scene.line.lower, trigger.first
    if not lower[at].startswith("warning"):
        return False
    if at and lower[at - 1] in _WEATHER:
        return True
    return lower[trigger.stop : trigger.stop + 1] in (["from"], ["by"]) and not _ADVISERS.isdisjoint(
        lower[trigger.stop + 1 : trigger.stop + 6]
    )


_WORKED = frozenset(
    "ship ferry bridge boiler lift engine aircraft plane vessel furnace pump dam brakes tyres roof wiring".split()
)


def _is_checked(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a thing is looked over for its state, or somebody is let go after questions."""
    clause, lower = scene.clauses[trigger.clause], scene.line.lower
    if clause.group.lemma == "question":
        return clause.group.passive and "without charge" in " ".join(lower[clause.group.stop :])
    if clause.group.lemma != "inspect":
        return False
    last = "last" in lower[clause.group.first : clause.group.stop]
    return (clause.group.passive and last) or _object_word(scene, trigger) in _WORKED


_PLANT = frozenset(
    "furnace furnaces kiln kilns reactor reactors turbine turbines pump pumps engine engines boiler line lines mill"
    " refinery pipeline oven machine machines generator generators smelter".split()
)


def _is_switched_off(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a machine is shut down, and nobody is forced."""
    return trigger.telling.lemma in ("shut down", "shut", "shut off") and _object_word(scene, trigger) in _PLANT


def _is_shrinking(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a sum declines: "will decline to 3 percent", "declined by a tenth"."""
    group, line = scene.clauses[trigger.clause].group, scene.line
    if group.lemma != "decline" or group.passive or group.stop + 1 >= len(line.lower):
        return False
    first, second = line.lower[group.stop], line.lower[group.stop + 1]
    return first in ("by", "from") or (first == "to" and second[:1].isdigit())


_RULES: MappingProxyType[EventType, Callable[[Scene, Trigger], bool]] = MappingProxyType(
    {
        EventType.ASSAULT: _is_by_accident,
        EventType.THREATEN: _is_notice,
        EventType.AGREE: _is_taken,
        EventType.SANCTION: _is_stopped_work,
        EventType.RETREAT: _is_no_retreat,
        EventType.ACCUSE: _is_checked,
        EventType.COERCE: _is_switched_off,
        EventType.REJECT: _is_shrinking,
    }
)
