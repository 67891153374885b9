"""The names of a user's file held against the names of a story.

Decision to know: a name that two entries of the file share decides nothing, and neither does a family name alone where
the story has the full name; the file parts whom rules had joined, and joins whom they had kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from synoptic.linking.actor_forms import Form
from synoptic.linking.namesakes import body_key, person_name
from synoptic.model.known import Known
from synoptic.model.readings import NameType


class Register:
    """Known names, looked up by what names are compared by."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._people: dict[tuple[str, ...], set[str]] = {}
        self._bodies: dict[str, set[str]] = {}
        for one in known:
            for name in one.names:
                if one.type in (None, NameType.PERSON):
                    parts = person_name(name)
                    self._people.setdefault((*parts.given, parts.family), set()).add(one.id)
                if one.type is not NameType.PERSON:
                    self._bodies.setdefault(body_key(name), set()).add(one.id)

    def id_of(self, form: Form) -> str | None:
        """Return the id that a form's names have in the file, None where they have none or more than one."""
        if form.person:
            found = set(self._people.get((*form.person.given, form.person.family), ()))
        else:
            found = set().union(*(self._bodies.get(key, ()) for key in _keys(form)))
        return found.pop() if len(found) == 1 else None

    def ids_of(self, forms: Sequence[Form]) -> Mapping[int, str]:
        """Map the numbers of the forms to their ids, of those that have one."""
        found = {i: known for i, form in enumerate(forms) if (known := self.id_of(form))}
        full = {form.person.family for form in forms if form.person and form.person.given}
        return {
            i: known
            for i, known in found.items()
            if not (person := forms[i].person) or person.given or person.family not in full
        }


def _keys(form: Form) -> set[str]:
    """Return what a body is called; the peoples' words of a country stand for the country."""
    return {form.key, *(body_key(m.actor.name) for m in form.members if m.actor.type is not NameType.NORP)}


def parted(group: Sequence[int], ids: Mapping[int, str]) -> list[list[int]]:
    """Part a group whose forms have several ids in the file: a group an id, and each form without one alone."""
    told = sorted({ids[i] for i in group if i in ids})
    if len(told) < 2:
        return [list(group)]
    return [[i for i in group if ids.get(i) == one] for one in told] + [[i] for i in group if i not in ids]
