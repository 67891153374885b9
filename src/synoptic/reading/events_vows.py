"""Vows: whether what somebody vows to do is a threat, an offer, a refusal, or nothing but a promise.

Decision to know: a vow has no stance by itself. It threatens where somebody is to be harmed, and refuses where one vows
never to do what others want; "to hit the campaign trail", "never to let them down" do neither.
"""

from __future__ import annotations

from synoptic.model.readings import EventType, Stance
from synoptic.reading.clauses import COMPLEMENT, INFINITIVE
from synoptic.reading.events_senses import Trigger, object_head
from synoptic.reading.scene import Scene

_HARMING = frozenset(
    "remove punish fight sue crush destroy hit cut close stop block jail retaliate hunt clamp crack".split()
)
_HARM = frozenset(
    {
        EventType.THREATEN,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.PROTEST,
        EventType.MOBILIZE,
    }
)
_GIVEN = frozenset(
    {EventType.AID, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.RETREAT, EventType.AGREE}
)


def stance_of_vow(scene: Scene, trigger: Trigger) -> Stance | None:
    """Return what a vow is: a threat where harm is vowed, an offer where a good is, else none."""
    for child in scene.clauses[trigger.clause].children:
        inner = scene.clauses[child]
        if inner.group.first < trigger.stop or inner.relation not in (INFINITIVE, COMPLEMENT):
            continue
        rows = scene.lexicon.verbs.get(inner.group.lemma, ())
        bare = [row for row in rows if not row.particles]
        if inner.group.negated:
            kept = inner.relation == INFINITIVE and inner.group.lemma not in _FAILING
            return Stance.REFUSES if kept else None  # "never to let them down" refuses nothing
        if inner.group.lemma in _HARMING or any(row.type in _HARM for row in bare):
            open_ = inner.group.lemma in _HARMING_SOMEBODY and not _harms_somebody(scene, child)
            return None if open_ else Stance.THREATENS
        return Stance.OFFERS if any(row.type in _GIVEN for row in bare) else None
    head = object_head(scene, trigger.stop, scene.clauses[trigger.clause].stop)
    noun = scene.lexicon.nouns.get(scene.line.lower[head]) if head >= 0 else None
    harm = noun is not None and noun.type in _HARM
    return Stance.THREATENS if harm or (head >= 0 and scene.line.lower[head] in _REVENGE) else None


def _harms_somebody(scene: Scene, number: int) -> bool:
    """Tell whether the verb's object is somebody, or what can be kept from somebody: "hit Velland", "cut aid", but not
    "hit the campaign trail", "end low wages"."""
    phrases = scene.phrases(number)
    if not phrases or phrases[0].prep:
        return False
    head = object_head(scene, phrases[0].first, phrases[0].stop)
    if head >= 0 and scene.line.name[head] < 0:
        return scene.line.lower[head] in _KEPT_BACK or scene.line.lower[head] in scene.lexicon.actors
    return bool(scene.who(phrases[0].first, phrases[0].stop, strict=True))


_HARMING_SOMEBODY = frozenset("hit cut close stop block end fight defeat crush destroy remove".split())
"""Verbs that harm only where somebody is their object: one stops an abuse and fights an illness too."""
_KEPT_BACK = frozenset(
    "aid funding funds ties relations supplies supply gas oil power water border borders strait road roads port ports"
    " trade exports imports access traffic shipments payments".split()
)
_FAILING = frozenset("let forget fail abandon betray disappoint harm hurt neglect ignore stop rest relent quit".split())
"""Deeds that nobody is asked for: who vows never to do one promises."""
_REVENGE = frozenset("revenge retaliation vengeance reprisals punishment consequences".split())
