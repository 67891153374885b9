"""The pages of one edition: templates, marks and edition together, and what every page is drawn with.

Decision to know: all words pass through the templates, where everything is escaped; a page function only looks things
up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from jinja2 import Environment
from markupsafe import Markup

from synoptic.model.accounts import Account, Story
from synoptic.show.arrangement import arrange
from synoptic.show.folding import Limits
from synoptic.show.page import VOCABULARY
from synoptic.show.reasons import VERDICT_WORDS
from synoptic.show.site import addresses
from synoptic.show.site.asks import Answer, Marks
from synoptic.show.site.book import SiteBook
from synoptic.show.site.edition import Edition

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which page of a list is shown, of how many, over how many lines."""

    number: int
    pages: int
    total: int


class Printing:
    """Draw the pages of one edition."""

    def __init__(self, edition: Edition, templates: Environment, marks: Marks, looks: str) -> None:
        self.edition, self.templates, self.marks, self.looks = edition, templates, marks, looks
        self._nothing = arrange(Account(), 0)
        self._kept: dict[str, object] = {}

    def draw(self, template: str, *, status: int = 200, lasting: bool = True, **values: object) -> Answer:
        """Fill a template; `status` is that of HTTP."""
        words = self.templates.get_template(f"site/{template}.html.j2").render(
            edition=self.edition,
            marks=self.marks,
            notice=Markup(self.marks.notice),  # noqa: S704 - our own mark, drawn at the start
            looks=self.looks,
            to=addresses,
            verdicts=VERDICT_WORDS,
            at="",
            **VOCABULARY,
            **{"arranged": self._nothing, **values},
        )
        return Answer(body=words.encode("utf-8", "replace"), status=status, lasting=lasting)

    def missing(self, words: str) -> Answer:
        """Say that there is no such thing (404)."""
        return self.draw("message", status=404, lasting=False, title="Not here", words=words, found=())

    def refused(self, words: str) -> Answer:
        """Say that what was asked can't be understood (400)."""
        return self.draw("message", status=400, lasting=False, title="That could not be done", words=words, found=())

    def book(self, story: Story, limits: Limits, here: str = "") -> SiteBook:
        """Return the book of one story."""
        return SiteBook(self.edition, self.edition.arranged(story), self.edition.texts, limits, here)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under the name for this edition, made now if it was not."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast(T, self._kept[name])

    def spoken(self) -> tuple[tuple[str, str], ...]:
        """Give the id of every line of the account with its words, in small letters, to be searched in."""
        return self.kept("spoken", self._spoken)

    def _spoken(self) -> tuple[tuple[str, str], ...]:
        from synoptic.show.site.line_pages import spoken_of

        return tuple((item, spoken_of(placed.item).casefold()) for item, placed in self.edition.items.items())


def page_number(given: Mapping[str, str]) -> int:
    """Read the number of the page that is wanted; 1 where none or nonsense is given."""
    wanted = given.get("page", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < len(wanted) < 7 and int(wanted) else 1


def turn_to(lines: Sequence[T], number: int, size: int) -> tuple[tuple[T, ...], Pager]:
    """Cut out one page of a list; a number past the end gives the last page."""
    pages = max(1, math.ceil(len(lines) / size))
    number = min(number, pages)
    return tuple(lines[(number - 1) * size : number * size]), Pager(number=number, pages=pages, total=len(lines))
