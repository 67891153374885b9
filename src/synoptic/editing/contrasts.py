"""How a disagreement is made, whatever its kind: its id comes from what its sides say, in any order."""

from __future__ import annotations

from collections.abc import Iterable

from synoptic.model.accounts import Disagreement, DisagreementKind, Side
from synoptic.model.ids import stable_id


def make_disagreement(
    kind: DisagreementKind, what: str, values: Iterable[Side], about: Iterable[str] = ()
) -> Disagreement:
    """Make a disagreement of its sides; `about` are the ids of the lines that it sets against each other."""
    sides, about = tuple(values), tuple(about)
    made_of = [*sorted(" ".join(side.value.casefold().split()) for side in sides), *sorted(about)]
    return Disagreement(id=stable_id("disagreement", kind, *made_of), kind=kind, what=what, values=sides, about=about)
