"""The actors that the user's names file knows, each with the places where a report calls it so.

Decision to know: one place a name is enough to check who is meant; the earliest report that uses the name gives it.
"""

from __future__ import annotations

from synoptic.editing.desk import Desk
from synoptic.model.accounts import KnownActor
from synoptic.model.links import ActorLink
from synoptic.model.spans import Evidence


def list_known(desk: Desk) -> tuple[KnownActor, ...]:
    """List the actors of a story that have an id in the names file, in order of name and id."""
    found = [
        KnownActor(name=actor.name, same_as=actor.same_as, aliases=actor.aliases, evidence=places)
        for actor in desk.story.actors
        if actor.same_as and (places := _places(desk, actor))
    ]
    return tuple(sorted(found, key=lambda known: (known.name, known.same_as)))


def _places(desk: Desk, actor: ActorLink) -> tuple[Evidence, ...]:
    """Return one place for each name of the actor, that of the link first."""
    shown: dict[str, Evidence] = {}
    members = [(report, entity) for report, entity in actor.members if report in desk.rank]
    for report, entity in sorted(members, key=lambda member: (desk.rank[member[0]], member[1])):
        reading = desk.reading(report)
        told = reading.actor(entity)
        named = next((m for m in reading.entities if m.entity == entity), None)
        if told is not None and named is not None:
            shown.setdefault(told.name, reading.evidence(named))
    return tuple(shown[name] for name in sorted(shown, key=lambda name: (name != actor.name, name)))
