"""Which triggers are worth an event: not every word that could tell one does.

Decision to know: a typed deed is kept though nobody is named; a plain one only with a day, a name or a light of its
own. What makes a line of the account is decided there.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import EventType, Status
from synoptic.reading.clauses import RELATIVE
from synoptic.reading.events_senses import Trigger, is_news, preposition_before
from synoptic.reading.participants import Who
from synoptic.reading.scene import Scene

_PLAIN_DEEDS = frozenset(
    {EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE, EventType.RETREAT, EventType.SANCTION}
)
"""Types whose nouns tell a deed though nobody is named: "two died in a bombing"."""


def _is_compared(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the noun is only one of a kind spoken of: "any attack", "such protests"."""
    before = scene.line.lower[max(0, trigger.first - 2) : trigger.first]
    return any(word in ("any", "such", "no", "every", "like", "as") for word in before)


def _is_unmentioned(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the noun is only what somebody made no mention of."""
    if trigger.clause < 0:
        return False
    group = scene.clauses[trigger.clause].group
    between = scene.line.lower[group.stop : trigger.first]
    return "mention" in between[:2] and (group.negated or "no" in between[:2])


_RECEPTIONS = frozenset(
    "resistance opposition pushback anger silence approval applause criticism scepticism skepticism disbelief derision"
    " ridicule outrage hostility success failure disaster death accident disappointment enthusiasm indifference"
    " backlash objections condemnation delight mockery boos jeers cheers laughter suspicion reluctance dismay"
    " alarm".split()
)


def _is_reception(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether what one met with is how something was received: "met with resistance" is no meeting."""
    if trigger.kind == "noun" or scene.clauses[trigger.clause].group.passive:
        return False
    near = scene.line.lower[trigger.stop : trigger.stop + 4]
    return not _RECEPTIONS.isdisjoint(near)


_NOT_SO = frozenset({Status.NEGATED, Status.DENIED})
_ONLY_NAMED = frozenset({"elect", "vote", "sign", "mourn"})
"""Behind a preposition these name a day and tell nothing: "the winner of the 2016 election"."""


def is_worth(
    scene: Scene,
    trigger: Trigger,
    status: Status,
    actors: Sequence[Who],
    recipients: Sequence[Who],
    time: int | None,
) -> bool:
    """Tell whether the event is worth keeping: a noun needs somebody named, a day, or a type whose nouns tell a deed; a
    plain deed needs a subject, and where it is only possible a day or somebody named."""
    named = [w for w in (*actors, *recipients) if w.entity is not None]
    if trigger.kind == "noun":
        if _is_unmentioned(scene, trigger):
            return False
        if time is not None:
            return trigger.telling.lemma not in _ONLY_NAMED or preposition_before(scene, trigger.first) == ""
        if trigger.telling.type is EventType.CONSULT and (actors or recipients):
            return True
        none = status is Status.NEGATED and "no" in scene.line.lower[max(0, trigger.first - 3) : trigger.first]
        if status is Status.CALLED_OFF or (trigger.telling.type is not None and status in _NOT_SO and not none):
            return True
        return bool(named) or (
            trigger.telling.type in _PLAIN_DEEDS and (status is Status.POSSIBLE or not _is_compared(scene, trigger))
        )
    if (
        trigger.kind in ("verb", "deed")
        and trigger.telling.lemma in ("meet", "meet with")
        and _is_reception(scene, trigger)
    ):
        return False
    if trigger.kind == "deed" and trigger.light == "beneath":
        return True
    if trigger.kind == "deed":
        vessel = any(w.entity is None and w.name.split(" ")[-1].lower() in scene.lexicon.vessels for w in actors)
        if trigger.light == "dated" and time is None:
            return False
        if vessel or any(w.entity is not None for w in actors):
            return True
        news = status is Status.OCCURRED and is_news(scene, trigger.clause)
        if time is None and status in (Status.OCCURRED, Status.POSSIBLE) and not news:
            return False  # "divers reached the wreck": these were two in five of all events, and no line comes of them
        return _has_subject(scene, trigger)
    if trigger.kind == "saying":
        return bool(actors)
    group = scene.clauses[trigger.clause].group
    if trigger.telling.lemma in ("speak", "talk") and trigger.kind == "verb" and len(actors) + len(recipients) < 2:
        several = any(w.plural for w in actors)
        return (bool(named) and (time is not None or several)) or (several and _is_by_wire(scene, trigger))
    if group.form in ("gerund", "infinitive") and not (actors or recipients or time is not None):
        return status is not Status.OCCURRED
    open_yet = status is not Status.OCCURRED and trigger.telling.type is not None
    if group.form == "finite" and open_yet and _has_subject(scene, trigger):
        return True
    if actors or recipients or time is not None or trigger.kind in ("light", "subject"):
        return True
    # a word with a type is trusted beside a name or a day alone: a clock "struck", divers "lifted" a bell
    return trigger.telling.type is None and is_news(scene, trigger.clause) and _has_subject(scene, trigger)


def _is_by_wire(scene: Scene, trigger: Trigger) -> bool:
    near = scene.line.lower[trigger.stop : trigger.stop + 6]
    return any(word in ("telephone", "phone", "video", "videolink") for word in near)


def _has_subject(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether something, named or not, is said to have done the deed."""
    clause = scene.clauses[trigger.clause]
    while clause.shares_subject and clause.subject is None and clause.parent is not None:
        clause = scene.clauses[clause.parent]
    if clause.subject is None:
        return clause.relation == RELATIVE
    return any(
        (scene.line.kind[i] in "w#q" or scene.line.name[i] >= 0) and scene.line.time[i] < 0
        for i in range(*clause.subject)
    )
