"""How things are done: whether people speak in person, by phone or by video, and whether arms of a state are at work.

Decision to know: a mode is told or left empty. That people meet says so only where they are told to have met, or to
meet in a place; an online chat or a released video is no call by video. An attack or a deployment is military where its
sentence names forces, their arms or a war, or a country before the verb, and not where a lone man shoots or somebody
deploys a joke.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from synoptic.lexicon import load_table
from synoptic.model.readings import EventType, Mode, Status
from synoptic.reading.clauses import GERUND
from synoptic.reading.events_senses import Trigger
from synoptic.reading.scene import Scene

_VIDEO = frozenset("videoconference video-conference videolink video-link zoom".split())
_SEEN = frozenset("video virtual".split())
_SPOKEN = frozenset("phone telephone".split())
_TALKS = frozenset(
    "call calls conference conferences link chat chats meeting meetings talks conversation conversations summit session"
    " sessions discussion discussions".split()
)
_BY = frozenset("by via over on through".split())
_PHONED = frozenset("telephoned phoned".split())
_IN_PERSON = frozenset("face-to-face in-person".split())
_MEETING = frozenset("face-to-face in-person summit meeting met".split())
_MILITARY = frozenset(
    "army armies navy military militarily militia militias paramilitary paramilitaries rebel rebels insurgent"
    " insurgents guerrilla guerrillas separatist separatists militant militants jihadist jihadists commando commandos"
    " artillery mortar mortars rocket rockets missile missiles drone drones warplane airstrike airstrikes air-strike"
    " air-strikes shelling shelled bombardment bombard invade invaded invasion incursion war frontline ceasefire"
    " cease-fire truce armistice garrison troops soldiers soldier airmen gunship gunships hostilities".split()
)
_UNREAL = frozenset("can could would may might should must cannot".split())


def mode_of(scene: Scene, trigger: Trigger, status: Status, *, placed: bool) -> Mode | None:
    """Return how it is done, where that is told; to meet in a named place is to meet in person, also in a plan."""
    if trigger.telling.mode is Mode.MILITARY and not _is_military(scene, trigger):
        return None
    if trigger.telling.type is not EventType.CONSULT:
        return trigger.telling.mode
    line = scene.line
    first, stop = max(0, trigger.first - 4), trigger.stop
    if trigger.clause >= 0 and trigger.kind != "noun":
        stop = max(stop, min(scene.clauses[trigger.clause].stop, trigger.stop + 10))
    near = line.lower[first:stop]
    if not _VIDEO.isdisjoint(near) or _told_as(near, _SEEN):
        return Mode.VIDEO
    if not _PHONED.isdisjoint(near) or _told_as(near, _SPOKEN):
        return Mode.PHONE
    if not _IN_PERSON.isdisjoint(near) or _in_person(near):
        return Mode.MEET
    if trigger.telling.lemma in ("speak", "talk") and not _MEETING.isdisjoint(near):
        return Mode.MEET
    if _is_unreal(scene, trigger):
        return None
    if trigger.telling.lemma not in ("meet", "meet with", "sit down with"):
        return trigger.telling.mode
    if trigger.kind != "verb":
        return trigger.telling.mode
    return Mode.MEET if status is Status.OCCURRED or placed else None


def _is_military(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the sentence names what is military, or a country before its verb or beside its noun."""
    words = {*scene.line.lower, trigger.telling.lemma}
    if not _MILITARY.isdisjoint(words) or any(scene.lexicon.objects.get(word) == "military" for word in words):
        return True
    line = scene.line
    stop = len(line.lower) if trigger.kind == "noun" else trigger.first
    named = [word for word, name in zip(line.lower[:stop], line.name[:stop], strict=True) if name >= 0]
    return any(word in _countries() for pair in pairwise(["", *named]) for word in (pair[1], " ".join(pair)))


@cache
def _countries() -> frozenset[str]:
    """Return names, seats and people words of countries, in small letters."""
    cells = (cell for row in load_table("countries") for cell in row)
    return frozenset(name.lower() for cell in cells for name in cell.split("|") if name)


def _told_as(near: list[str], words: frozenset[str]) -> bool:
    """Tell whether they talk so: "by phone", "a video call", and not "released a video"."""
    for at, word in enumerate(near):
        if word not in words:
            continue
        if at + 1 < len(near) and near[at + 1] in _TALKS:
            return True
        if at and (near[at - 1] in _BY or (near[at - 1] == "the" and at > 1 and near[at - 2] in _BY)):
            return True
    return False


def _in_person(near: list[str]) -> bool:
    words = " ".join(near)
    return "in person" in words or "face to face" in words


def _is_unreal(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether it hangs on what cannot be or is denied: "cannot claim to love peace while meeting with"."""
    if trigger.kind != "verb":
        return False
    clause = scene.clauses[trigger.clause]
    if clause.relation != GERUND or clause.parent is None:
        return False
    above = scene.clauses[clause.parent].group
    return above.negated or above.modal in _UNREAL
