"""One line of the account by itself: its words, what it rests on, why, and the forms by which a person corrects it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from synoptic.errors import UnknownItem
from synoptic.model.accounts import (
    Disagreement,
    EventLine,
    FigureLine,
    PositionLine,
    StatementLine,
    Story,
)
from synoptic.model.links import Judgement
from synoptic.model.readings import EventType, Stance, Status
from synoptic.pipeline import explain
from synoptic.show import phrasing
from synoptic.show.arrangement import Item
from synoptic.show.folding import unlimited
from synoptic.show.reasons import named
from synoptic.show.site import addresses
from synoptic.show.site.asks import Answer
from synoptic.show.site.edition import Edition
from synoptic.show.site.printing import Printing

NEIGHBOURS_SHOWN = 12
JUDGEMENTS_SHOWN = 20
NAMED_CHARS = 160
QUOTED_CHARS = 60
_ID = re.compile(r"\b((?:event|figure|statement|position|disagreement)-[0-9a-f]{6,})\b")

KIND_WORDS = {
    EventLine: ("event", "Timeline"),
    FigureLine: ("figure", "Figures"),
    StatementLine: ("statement", "Who said what"),
    PositionLine: ("position", "Where they stand"),
    Disagreement: ("disagreement", "Disagreements"),
}
PARTS = {"event": "time", "figure": "figures", "statement": "said", "position": "stand", "disagreement": "disputes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another item that was compared with this one: what it says, where it is read, and the judgement."""

    id: str
    words: str
    address: str
    judgement: Judgement


def tell_line(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw one line with its evidence, reasons and forms; the id of a story or a report leads to it."""
    edition, item = house.edition, given.get("id", "")
    placed = edition.items.get(item)
    if placed is None:
        return _moved(house, given.get("kept", ""))
    story = placed.story
    arranged = edition.arranged(story)
    kind, part_title = KIND_WORDS[type(placed.item)]
    judgements = edition.about(item)
    explanation = explain(edition.alone(story, judgements), item)
    return house.draw(
        "line",
        item=placed.item,
        kind=kind,
        part=PARTS[kind],
        part_title=part_title,
        sheet=arranged.whole[0],
        book=house.book(story, unlimited(), "line"),
        limits=unlimited(),
        told=[pieces_of(edition, told.text) for told in explanation.told[1:]],
        judgements=explanation.judgements[:JUDGEMENTS_SHOWN],
        further=max(0, len(explanation.judgements) - JUDGEMENTS_SHOWN),
        neighbours=neighbours_of(edition, item, explanation.judgements),
        corrections=edition.touching(item),
        words_of=lambda name: words_of(edition, name),
        statuses=[(str(status), phrasing.STATUS_WORDS[status]) for status in Status],
        types=[str(kind) for kind in EventType],
        stances=[str(stance) for stance in Stance],
        by=by,
    )


def _moved(house: Printing, kept: str) -> Answer:
    """Say that a line is not there; after a correction, as what it is told now."""
    applied = house.edition.applied.get(kept)
    now = [item for item in applied.lines if item in house.edition.items] if applied else []
    words = (
        "After your correction it is told as another line:"
        if now
        else "There is no line with this id in the newest account. It may have been joined with another, or hidden: "
        "the corrections list what was hidden, and there it can be brought back."
    )
    found = [(words_of(house.edition, item), addresses.to_line(item)) for item in now]
    status = 200 if now else 404
    return house.draw("message", status=status, lasting=False, title="Told otherwise now", words=words, found=found)


def words_of(edition: Edition, item: str) -> str:
    """Say in its own words what an id stands for; the id itself where it stands for no line."""
    placed = edition.items.get(item)
    if placed is not None:
        return phrasing.shortened(spoken_of(placed.item), NAMED_CHARS)
    entry = edition.entries.get(item)
    if entry is not None:
        return phrasing.shortened(entry.headline or entry.id, NAMED_CHARS)
    story = edition.stories.get(item)
    if story is not None:
        return story.title
    series = edition.series.get(item)
    return next((line.what for line in series.figures if line.series == item), item) if series else item


def pieces_of(edition: Edition, text: str) -> list[tuple[str, str]]:
    """Cut a reason into words and the ids in it, each id as its own words with the address where they are read."""
    pieces: list[tuple[str, str]] = []
    for number, part in enumerate(_ID.split(text)):
        is_id = number % 2 == 1 and part in edition.items
        words = f"“{phrasing.shortened(words_of(edition, part), QUOTED_CHARS)}”" if is_id else part
        pieces.append((words, addresses.to_line(part) if is_id else ""))
    return [piece for piece in pieces if piece[0]]


def spoken_of(item: Item) -> str:
    """Say a line in one run of words."""
    if isinstance(item, FigureLine):
        return f"{phrasing.figure_value(item)} {item.what}"
    if isinstance(item, StatementLine):
        return f"{item.speaker}: {item.content}" if item.speaker else item.content
    if isinstance(item, PositionLine):
        return f"{item.actor} {item.stance}: {item.about}"
    return named(item)


def address_of(edition: Edition, item: str) -> str:
    """Return where an id is read, or an empty string."""
    if item in edition.items:
        return addresses.to_line(item)
    if item in edition.entries:
        return addresses.to_report(item)
    return addresses.to_story(item) if item in edition.stories else ""


def neighbours_of(edition: Edition, item: str, judgements: tuple[Judgement, ...]) -> tuple[Neighbour, ...]:
    """List the other lines that this one was compared with, the nearest first."""
    found: dict[str, Neighbour] = {}
    for judgement in judgements:
        other = judgement.b if judgement.a == item else judgement.a
        if other != item and other in edition.items:
            found.setdefault(
                other,
                Neighbour(
                    id=other,
                    words=words_of(edition, other),
                    address=addresses.to_line(other),
                    judgement=judgement,
                ),
            )
    return tuple(found.values())[:NEIGHBOURS_SHOWN]


def tell_why(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw why two items are the same or not."""
    edition, one, other = house.edition, given.get("a", ""), given.get("b", "")
    story = _story_of(edition, one) or _story_of(edition, other)
    if story is None:
        return house.missing("Neither of the two is in the newest account.")
    try:
        explanation = explain(edition.alone(story, edition.about(one, other)), one, other)
    except UnknownItem:
        return house.draw(
            "message",
            title="Not in one story",
            found=(),
            lasting=True,
            words=(
                "These two stand in different stories, or one of them is not in the newest account; only what is told "
                "of one story is compared."
            ),
        )
    return house.draw(
        "why",
        pair=[(item, words_of(edition, item), address_of(edition, item)) for item in (one, other)],
        told=[pieces_of(edition, told.text) for told in explanation.told[2:]],
        judgements=explanation.judgements,
        book=house.book(story, unlimited(), "why"),
        story=story,
        words_of=lambda name: words_of(edition, name),
        by=by,
    )


def _story_of(edition: Edition, item: str) -> Story | None:
    placed = edition.items.get(item)
    if placed is not None:
        return placed.story
    entry = edition.entries.get(item)
    return edition.stories.get(entry.story) if entry else edition.stories.get(item)
