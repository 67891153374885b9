"""From what a person names, to places in reports: drafts of corrections.

Decision to know: a person names a line by its id in the account, and what is kept are the stretches of text behind it,
as near to the thing itself as the reading has them: a trigger, a number, a content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from synoptic.errors import UnknownItem, UsageError
from synoptic.model.accounts import Account, EventLine, FigureLine, PositionLine, StatementLine
from synoptic.model.corrections import CorrectionKind, Draft, LinePart, Place
from synoptic.model.links import JudgementKind
from synoptic.model.readings import Reading
from synoptic.model.spans import Evidence
from synoptic.pipeline.corrections import PrintedLine, lines_of, places_of_line, words_of_line

_STRETCH = re.compile(r"(.+):(\d+)-(\d+)")
_ACTOR = "actor:"
_LEAST_PREFIX = 6
_ABOUT = {
    LinePart.EVENT: JudgementKind.EVENT,
    LinePart.FIGURE: JudgementKind.FIGURE,
    LinePart.STATEMENT: JudgementKind.STATEMENT,
    LinePart.REPORT: JudgementKind.COPY,
    LinePart.STORY: JudgementKind.STORY,
}
_SUITS = {
    CorrectionKind.SPEAKER: {LinePart.STATEMENT},
    CorrectionKind.DATE: {LinePart.EVENT, LinePart.REPORT},
    CorrectionKind.STATUS: {LinePart.EVENT},
    CorrectionKind.TYPE: {LinePart.EVENT},
    CorrectionKind.STANCE: {LinePart.POSITION},
}

ReadingOf = Callable[[str], Reading | None]
ActorPlace = Callable[[str], Place | None]


class Named:
    """What a person named: the part, the places, the words of the line."""

    def __init__(self, part: LinePart | None, places: Sequence[Place], words: str = "", *, actor: bool = False) -> None:
        self.part, self.places, self.words, self.actor = part, tuple(places), words, actor


def make_draft(
    kind: CorrectionKind,
    items: Sequence[str],
    account: Account,
    reading_of: ReadingOf,
    actor_place: ActorPlace,
    *,
    by: str,
    value: str = "",
    note: str = "",
    about: JudgementKind | None = None,
) -> Draft:
    """Draft a correction of what is named: ids of lines, stories or reports, `actor:NAME`, or `REPORT:START-END`.

    Raises:
        UnknownItem: nothing of the account has that id.
        UsageError: the kind can't be said of what is named, or the value is none that it takes.
    """
    named = [_name(item, account, reading_of, actor_place) for item in items]
    try:
        if kind in (CorrectionKind.SAME, CorrectionKind.DIFFERENT):
            if len(named) != 2:
                raise UsageError(f"{kind} is said of two things; name two ids, names of actors or stretches of reports")
            places = tuple(one.places[0] for one in named)
            meant = about or _about(named, kind)
            return Draft(kind=kind, places=places, by=by, about=meant, note=note)
        if len(named) != 1:
            raise UsageError(f"a correction of the {kind} is of one line; name one id")
        (one,) = named
        suits = _SUITS.get(kind)
        if suits is not None and one.part is not None and one.part not in suits:
            wanted = " or ".join(sorted(suits))
            raise UsageError(f"a {kind} can be given to {wanted} lines only, and {items[0]} is a {one.part}")
        if kind in (CorrectionKind.HIDE, CorrectionKind.NOTE):
            if one.part is None:
                raise UsageError(f"name the id of a line to {kind}, as the account prints it")
            return Draft(kind=kind, places=one.places, by=by, line=one.part, value=one.words, note=note)
        return Draft(kind=kind, places=one.places, by=by, value=value, note=note)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _about(named: Sequence[Named], kind: CorrectionKind) -> JudgementKind:
    if all(one.actor for one in named):
        return JudgementKind.ACTOR
    parts = {one.part for one in named}
    if len(parts) == 1 and (part := parts.pop()) in _ABOUT:
        return _ABOUT[part]
    raise UsageError(
        f"{kind} is said of two events, figures, statements, actors, reports or stories; or say which with --as"
    )


def _name(item: str, account: Account, reading_of: ReadingOf, actor_place: ActorPlace) -> Named:
    if item.startswith(_ACTOR):
        place = actor_place(item.removeprefix(_ACTOR))
        if place is None:
            raise UnknownItem(
                f"nobody is named {item.removeprefix(_ACTOR)} in the reports; look with: synoptic search --actor"
            )
        return Named(None, (place,), actor=True)
    if any(entry.id == item for entry in account.reports):
        return Named(LinePart.REPORT, (Place(report=item),))
    stretch = _STRETCH.fullmatch(item)
    if stretch is not None and (reading := reading_of(stretch[1])) is not None:
        start, end = int(stretch[2]), int(stretch[3])
        if not start < end <= len(reading.text):
            raise UsageError(f"{item} is no stretch of {stretch[1]}, which has {len(reading.text)} characters")
        return Named(None, (Place(report=stretch[1], start=start, end=end),))
    return _line(item, account, reading_of)


def _line(item: str, account: Account, reading_of: ReadingOf) -> Named:
    found: dict[str, Named] = {}
    for story in account.stories:
        if _is(story.id, item):
            found[story.id] = Named(LinePart.STORY, (Place(report=story.reports[0]),), story.title)
        for part, line in lines_of(story):
            if _is(line.id, item):
                found[line.id] = Named(part, _places(line, reading_of), words_of_line(line))
        for one in story.disagreements:
            if _is(one.id, item):
                found[one.id] = Named(LinePart.DISAGREEMENT, places_of_line(one), words_of_line(one))
    exact = found.get(item)
    if exact is not None:
        return exact
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise UnknownItem(f"{item} could be {', '.join(sorted(found)[:5])}; write more of the id")
    raise UnknownItem(f"nothing in the account has the id {item}; see the ids with: synoptic account CASE")


def _is(whole: str, written: str) -> bool:
    """Tell whether an id is meant: in full, as the account prints it (one letter of the kind), or cut short."""
    if whole == written:
        return True
    kind, _, digits = whole.partition("-")
    said, _, start = written.partition("-")
    return bool(start) and kind.startswith(said) and digits.startswith(start) and len(written) >= min(_LEAST_PREFIX, 4)


def _places(line: PrintedLine, reading_of: ReadingOf) -> tuple[Place, ...]:
    """Return the places of a line, drawn as close as its readings allow."""
    if isinstance(line, EventLine):
        return places_of_line(line)
    found = [_near(line, piece, reading_of(piece.report)) for piece in line.evidence]
    return tuple(dict.fromkeys(found))


def _near(line: PrintedLine, piece: Evidence, reading: Reading | None) -> Place:
    whole = Place(report=piece.report, start=piece.start, end=piece.end)
    if reading is None:
        return whole
    inside = [s for s in _spans(line, reading) if piece.start <= s[0] and s[1] <= piece.end]
    return Place(report=piece.report, start=inside[0][0], end=inside[0][1]) if inside else whole


def _spans(line: PrintedLine, reading: Reading) -> list[tuple[int, int]]:
    if isinstance(line, FigureLine):
        return [(q.start, q.end) for q in reading.quantities if q.settled().value == line.value]
    if isinstance(line, StatementLine):
        said = [a for a in reading.attributions if a.content]
        return [(a.content[0].start, a.content[-1].end) for a in said if a.speaker == line.speaker or len(said) == 1]
    if isinstance(line, PositionLine):
        return [(e.start, e.end) for e in reading.events if e.stance is line.stance]
    return []
