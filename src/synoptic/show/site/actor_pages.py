"""What one actor said, did, wants and claims, and what others do toward it, over time and over all stories.

Decision to know: an actor is the name that the account prints; who is meant by other names was decided in linking, and
the reasons stand at each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from synoptic.model.accounts import Disagreement, EventLine, FigureLine, PositionLine, StatementLine, Story
from synoptic.model.days import Interval
from synoptic.model.readings import Status
from synoptic.show import phrasing
from synoptic.show.arrangement import Item, items_of
from synoptic.show.folding import unlimited
from synoptic.show.site.asks import Answer
from synoptic.show.site.printing import Printing, page_number, turn_to

DEEDS_A_PAGE = 80
ACTORS_A_PAGE = 200

KINDS = (
    ("said", "said"),
    ("did", "did, or is to do"),
    ("wants", "where they stand"),
    ("claims", "figures claimed"),
    ("met", "what others want of them"),
)
DID_WORDS = {
    Status.OCCURRED: "did",
    Status.PLANNED: "planned",
    Status.POSSIBLE: "possible",
    Status.DENIED: "denied",
    Status.NEGATED: "did not",
    Status.MOVED: "moved",
    Status.CALLED_OFF: "called off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line about an actor: what it is to the actor, when, and its notes."""

    kind: str
    label: str
    item: Item
    story: Story
    heading: str
    small: str
    words: str
    notes: tuple[str, ...]
    year: int | None


def show_actor(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the page of one actor."""
    edition, name = house.edition, given.get("name", "")
    stories = [edition.stories[key] for key in edition.actors.get(name, ())]
    if not stories:
        return house.missing("Nobody of this name speaks, acts or is addressed in the newest account.")
    deeds = [deed for story in stories for deed in deeds_of(name, story, edition.arranged(story).whole[0].year)]
    deeds.sort(key=lambda deed: _by_day(deed.item))
    shown, pager = turn_to(deeds, page_number(given), DEEDS_A_PAGE)
    roles = dict.fromkeys(
        line.role for story in stories for line in story.statements if line.speaker == name and line.role
    )
    return house.draw(
        "actor",
        name=name,
        roles=tuple(roles)[:4],
        stories=stories,
        deeds=shown,
        pager=pager,
        counted=[(kind, title, sum(deed.kind == kind for deed in deeds)) for kind, title in KINDS],
        books={
            story.id: house.book(story, unlimited(), "actor") for story in {d.story.id: d.story for d in shown}.values()
        },
        sheets={story.id: edition.arranged(story).whole[0] for story in {d.story.id: d.story for d in shown}.values()},
        limits=unlimited(),
    )


def list_actors(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the list of the actors, of one story or of all, those with most lines first."""
    edition = house.edition
    story = edition.stories.get(given.get("story", ""))
    counted: dict[str, int] = {}
    for told in (story,) if story else edition.account.stories:
        for name, number in _named_in(told).items():
            counted[name] = counted.get(name, 0) + number
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    shown, pager = turn_to(ranked, page_number(given), ACTORS_A_PAGE)
    return house.draw("actors", actors=shown, pager=pager, story=story)


def _named_in(story: Story) -> dict[str, int]:
    from synoptic.show.site.edition import actors_in

    counted: dict[str, int] = {}
    for item in items_of(story):
        for name in dict.fromkeys(actors_in(item)):
            counted[name] = counted.get(name, 0) + 1
    return counted


def deeds_of(name: str, story: Story, year: int | None) -> Iterator[Deed]:
    """Walk the lines of a story that are about an actor."""
    for item in items_of(story):
        match item:
            case StatementLine() if item.speaker == name and not item.anonymous:
                yield _deed(
                    "said", "said", item, story, item.date, phrasing.spoken(item), (phrasing.told_by(item.via),), year
                )
            case PositionLine() if item.actor == name or name in item.toward:
                toward = f"toward {phrasing.listed(item.toward)}" if item.toward else ""
                mine = item.actor == name
                label = str(item.stance) if mine else f"{item.actor} {item.stance}"
                turn = phrasing.turned_from(item, story.positions, year)
                notes = (toward, turn, phrasing.on_the_word_of(item.says))
                yield _deed("wants" if mine else "met", label, item, story, item.date, item.about, notes, year)
            case FigureLine() if name in item.claimed_by and not item.anonymous:
                words = f"{phrasing.figure_value(item)} {item.what}"
                yield _deed("claims", "claims", item, story, item.date, words, (), year)
            case EventLine() if name in item.participants:
                heading, small = phrasing.event_when(item, year)
                yield Deed(
                    kind="did",
                    label=DID_WORDS[item.status],
                    item=item,
                    story=story,
                    heading=heading,
                    small=small,
                    words=item.what,
                    notes=(phrasing.status_of(item), phrasing.on_the_word_of(item.says)),
                    year=year,
                )


def _deed(
    kind: str,
    label: str,
    item: Item,
    story: Story,
    day: Interval | None,
    words: str,
    notes: tuple[str, ...],
    year: int | None,
) -> Deed:
    heading = phrasing.when(day, year)
    return Deed(
        kind=kind, label=label, item=item, story=story, heading=heading, small="", words=words, notes=notes, year=year
    )


def _by_day(item: Item) -> tuple[str, str, str]:
    day = None if isinstance(item, Disagreement) else item.date
    if day is None and isinstance(item, EventLine) and item.candidates:
        day = item.candidates[0]
    return (str(day.first), str(day.last), item.id) if day else ("9999", "", item.id)
