"""The list of stories, the account of one, and each long part on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from synoptic.model.accounts import Story, SummaryLine
from synoptic.show.arrangement import Sheet
from synoptic.show.folding import Limits, unlimited
from synoptic.show.page import parts_of
from synoptic.show.site.asks import Answer
from synoptic.show.site.printing import Pager, Printing, page_number, turn_to

STORIES_A_PAGE = 30
LINES_A_PAGE = 100
GROUPS_A_PAGE = 25
SERVED = Limits(ledgers=6, claims=8, figures=10, voices=10, sayings=4, actors=10, stands=4, origins=20)
"""What the page of a story shows at once; the rest has pages of its own, so that every page comes quickly."""

ORDERS = ("origins", "latest", "contested")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A story in the list, with the line that stands for it."""

    story: Story
    sheet: Sheet
    first: SummaryLine | None


def list_stories(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the list of the stories."""
    edition = house.edition
    order = given.get("order", ORDERS[0])
    stories = list(edition.account.stories)
    if order == "latest":
        stories.sort(key=lambda story: _last_day(house, story), reverse=True)
    elif order == "contested":
        stories.sort(key=lambda story: -len(story.disagreements))
    else:
        order = ORDERS[0]
    shown, pager = turn_to(stories, page_number(given), STORIES_A_PAGE)
    listed = tuple(
        Listed(
            story=story,
            sheet=edition.arranged(story).whole[0],
            first=story.summary[0] if story.summary else None,
        )
        for story in shown
    )
    return house.draw("stories", listed=listed, pager=pager, order=order, orders=ORDERS)


def _last_day(house: Printing, story: Story) -> str:
    entries = (house.edition.entries.get(report) for report in story.reports)
    return max((str(e.dated.value.last) for e in entries if e is not None and e.dated.value is not None), default="")


def tell_story(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the account of one story."""
    story = house.edition.stories.get(given.get("id", ""))
    if story is None:
        return _no_story(house)
    sheet = house.edition.arranged(story).whole[0]
    book = house.book(story, SERVED, "story")
    notes = house.edition.touching(story.id)
    return house.draw("story", sheet=sheet, book=book, limits=SERVED, notes=notes)


def tell_part(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw one part of a story whole, a page at a time."""
    story = house.edition.stories.get(given.get("id", ""))
    if story is None:
        return _no_story(house)
    sheet = house.edition.arranged(story).whole[0]
    part = next((found for found in parts_of(sheet) if found.id == given.get("part")), None)
    if part is None:
        return house.missing("This story has no such part.")
    cut, pager = _cut(sheet, part.id, page_number(given))
    limits = replace(unlimited(), sayings=LINES_A_PAGE, stands=LINES_A_PAGE, claims=LINES_A_PAGE, copies=LINES_A_PAGE)
    book = house.book(story, limits, part.id)
    return house.draw("part", sheet=cut, whole=sheet, book=book, limits=limits, part=part, pager=pager)


def _cut(sheet: Sheet, part: str, number: int) -> tuple[Sheet, Pager]:
    """Keep of one part the lines (or groups) of one page."""
    story = sheet.story
    if part == "figures":
        ledgers, pager = turn_to(sheet.ledgers, number, GROUPS_A_PAGE)
        return replace(sheet, ledgers=ledgers), pager
    if part == "said":
        voices, pager = turn_to(sheet.voices, number, GROUPS_A_PAGE)
        return replace(sheet, voices=voices), pager
    if part == "stand":
        stands, pager = turn_to(sheet.stands, number, GROUPS_A_PAGE)
        return replace(sheet, stands=stands), pager
    if part == "reports":
        origins, pager = turn_to(sheet.origins, number, LINES_A_PAGE)
        return replace(sheet, origins=origins), pager
    if part == "time":
        events, pager = turn_to(sheet.timeline, number, LINES_A_PAGE)
        return replace(sheet, story=replace(story, events=events)), pager
    if part == "disputes":
        disputes, pager = turn_to(story.disagreements, number, LINES_A_PAGE)
        return replace(sheet, story=replace(story, disagreements=disputes)), pager
    lines = story.open if part == "open" else story.summary
    return sheet, Pager(number=1, pages=1, total=len(lines))


def _no_story(house: Printing) -> Answer:
    return house.missing(
        "There is no story with this id in the newest account: with more reports, stories can join or part. "
        "The list of stories has them all."
    )
