"""Deeds that a sentence tells in passing: read for their status alone, without people or day.

Decision to know: whatever verb or noun tells a deed and makes no event of its own is read here, so that the status of
every deed can be looked up; nothing is linked to these and no line of an account is made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Deed, Event, Status
from synoptic.reading.clauses import INFINITIVE
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.events_senses import Trigger, object_head, subject_head
from synoptic.reading.events_status import noun_status
from synoptic.reading.noun_roles import is_timetabled, moved_day, status_by_verb
from synoptic.reading.scene import Scene
from synoptic.reading.status import status_of

_NO_DEEDS = frozenset(
    "be have do seem appear remain say tell add note state look know believe think feel like want need mean own belong"
    " contain consist involve concern depend deserve differ exist lack matter owe possess resemble suppose hope see"
    " wonder intend try plan".split()
)
_MET_TO = frozenset("use gather meet return join unite combine kneel rush serve pause".split())
"""What one does these for is done with them: "gathered to mourn the dead"."""
_CARRYING = frozenset("hold take begin start open stage".split())


def read_passing(scene: Scene, sentence: int, told: Sequence[Event]) -> list[Deed]:
    """Read the deeds of a sentence at which no event of `told` stands."""
    line = scene.line
    taken = {at for event in told for at, token in enumerate(line.tokens) if event.start <= token.start < event.end}
    found: dict[int, tuple[str, Status]] = {}
    heads: set[int] = set()
    for number, clause in enumerate(scene.clauses):
        head = clause.group.head
        heads.update(range(clause.group.first, clause.group.stop))
        light = clause.group.lemma in _NO_DEEDS and not (clause.group.lemma == "try" and clause.group.passive)
        if head in taken or light or line.kind[head] != "w":
            continue
        status = _of_verb(scene, number)
        if status is not None:
            found[head] = clause.group.lemma, status
    found.update((at, told) for at, told in _undergoing(scene).items() if at not in taken and at not in heads)
    lexicon = scene.lexicon
    for at, word in enumerate(line.lower):
        if at in taken or at in heads or not (word in lexicon.deeds or word in lexicon.nouns):
            continue
        if line.name[at] >= 0 or line.time[at] >= 0:
            continue
        found[at] = word, _of_noun(scene, at)
    return [
        Deed(start=line.tokens[at].start, end=line.tokens[at].end, status=status, lemma=lemma, sentence=sentence)
        for at, (lemma, status) in sorted(found.items())
    ]


_TELLING = frozenset(
    "cancel scrap abandon shelve axe ditch abort postpone delay reschedule adjourn defer avert avoid foil"
    " thwart forestall"
    " deny schedule announce plan drop push put bring fear dread demand seek propose prevent approve call ask"
    " agree press"
    " decide warn hint want".split()
)


def _undergoing(scene: Scene) -> dict[int, tuple[str, Status]]:
    """Find the nouns, whatever they are, that are said to be called off, put off, averted, denied or planned."""
    found: dict[int, tuple[str, Status]] = {}
    for number, clause in enumerate(scene.clauses):
        if clause.group.lemma not in _TELLING:
            continue
        group = clause.group
        begin = group.stop
        if begin < clause.stop and scene.line.lower[begin] in ("for", "on", "of", "at"):
            begin += 1
        at = subject_head(scene, number) if group.passive else object_head(scene, begin, clause.stop)
        if (
            at < 0
            or scene.line.name[at] >= 0
            or scene.line.time[at] >= 0
            or scene.line.lower[at] in scene.lexicon.actors
        ):
            continue
        status = status_by_verb(scene, at)
        if status is not None:
            found[at] = scene.line.lower[at], status
    return found


def _of_verb(scene: Scene, number: int) -> Status | None:
    status = status_of(scene.line, scene.clauses, number, scene.lexicon)
    if status is Status.OCCURRED and is_timetabled(scene, number):
        return Status.PLANNED
    clause = scene.clauses[number]
    if status is Status.PLANNED and clause.group.lemma in _CARRYING:
        return moved_day(scene, clause.first, clause, status) or status
    return status if status is not None else _open_status(scene, number)


def _open_status(scene: Scene, number: int) -> Status | None:
    """Return the status of a deed of which nothing is asserted: a question, a purpose, what is allowed."""
    clause = scene.clauses[number]
    group = clause.group
    if group.host == "none" and group.tense == "past" and scene.line.lower[group.first + 1] in ("allowed", "permitted"):
        return Status.NEGATED if group.negated else Status.OCCURRED
    if scene.line.lower[-1] == "?" or clause.opener in ("whether", "if", "unless"):
        return Status.POSSIBLE
    if clause.relation == INFINITIVE:
        if clause.parent is None:
            return Status.PLANNED
        over = status_of(scene.line, scene.clauses, clause.parent, scene.lexicon)
        if over is Status.OCCURRED and is_timetabled(scene, clause.parent):
            return Status.PLANNED
        if group.perfect or scene.clauses[clause.parent].group.lemma in _MET_TO:
            return over or Status.OCCURRED
        return Status.POSSIBLE if over is Status.POSSIBLE else Status.PLANNED
    if clause.group.host:
        return Status.POSSIBLE
    if clause.group.negated:
        return Status.NEGATED
    return Status.OCCURRED


def _of_noun(scene: Scene, at: int) -> Status:
    telling = scene.lexicon.nouns.get(scene.line.lower[at]) or Telling(lemma=scene.line.lower[at], type=None)
    return noun_status(scene, Trigger(at, at + 1, telling, scene.owner[at], "noun")) or Status.OCCURRED
