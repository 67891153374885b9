"""What a person does from the page: correct, undo, mark as seen. Each is kept by the case with who and when.

Decision to know: an action answers with where to go on, written from ids that are known here; nothing that was sent is
ever followed as an address.
"""

from __future__ import annotations

from collections.abc import Mapping

from synoptic.errors import SynopticError
from synoptic.model.corrections import CorrectionKind
from synoptic.show.site import addresses
from synoptic.show.site.asks import Answer
from synoptic.show.site.line_pages import address_of
from synoptic.show.site.printing import Printing

LONGEST_NOTE = 4000
SEE_OTHER = 303


def correct(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Keep a correction of one line (or of two, for same and different)."""
    edition = house.edition
    item, other = given.get("item", "").strip(), given.get("other", "").strip()
    if not by.strip():
        return house.refused("A correction is kept with the name of who makes it; give yours beside the form.")
    try:
        kind = CorrectionKind(given.get("kind", ""))
    except ValueError:
        return house.refused("There is no correction of this kind.")
    pair = kind in (CorrectionKind.SAME, CorrectionKind.DIFFERENT)
    if pair and not other:
        return house.refused("Say with what it is the same, or from what it differs: the id of the other line.")
    try:
        draft = edition.case.draft(
            kind,
            (item, other) if pair else (item,),
            by=by,
            value=given.get("value", "").strip(),
            note=given.get("note", "").strip()[:LONGEST_NOTE],
        )
        kept = edition.case.correct(draft)
    except (SynopticError, ValueError) as error:
        return house.refused(str(error))
    hidden = kind is CorrectionKind.HIDE
    placed = edition.items.get(item)
    if hidden and placed:
        return _go_to(addresses.to_story(placed.story.id))
    to = address_of(edition, item)
    return _go_to(addresses.address(to, kept=kept.id) if to.startswith("/line/") else to or "/corrections")


def undo(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Undo a correction; it stays in the list, with who undid it."""
    try:
        house.edition.case.undo(given.get("id", ""), by or "somebody")
    except (SynopticError, ValueError, KeyError) as error:
        return house.refused(str(error))
    return _go_to("/corrections")


def visit(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Note that everything up to now was seen."""
    if not by.strip():
        return house.refused("What was seen is kept by name; give yours.")
    house.edition.case.visit(by)
    return _go_to("/new")


def _go_to(address: str) -> Answer:
    return Answer(body=b"", status=SEE_OTHER, lasting=False, to=address)
