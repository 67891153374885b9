"""The pages of one edition: templates, marks and edition together, and what every page is drawn with.

Decision to know: all words pass through the templates, where everything is escaped; a page function only looks things
up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jinja2 import Environment

from synoptic.model.accounts import Story
from synoptic.show.folding import Limits
from synoptic.show.page import VOCABULARY
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

    def __init__(self, edition: Edition, templates: Environment, marks: Marks) -> None:
        self.edition, self.templates, self.marks = edition, templates, marks

    def draw(self, template: str, *, status: int = 200, lasting: bool = True, **values: object) -> Answer:
        """Fill a template; `status` is that of HTTP."""
        words = self.templates.get_template(f"site/{template}.html.j2").render(
            edition=self.edition, marks=self.marks, to=addresses, **VOCABULARY, **values
        )
        return Answer(body=words.encode("utf-8", "replace"), status=status, lasting=lasting)

    def missing(self, words: str) -> Answer:
        """Say that there is no such thing (404)."""
        return self.draw("message", status=404, lasting=False, title="Not here", words=words)

    def refused(self, words: str) -> Answer:
        """Say that what was asked can't be understood (400)."""
        return self.draw("message", status=400, lasting=False, title="That could not be done", words=words)

    def book(self, story: Story, limits: Limits, here: str = "") -> SiteBook:
        """Return the book of one story."""
        return SiteBook(self.edition, self.edition.arranged(story), self.edition.texts, limits, here)


def page_number(given: Mapping[str, str]) -> int:
    """Read the number of the page that is wanted; 1 where none or nonsense is given."""
    wanted = given.get("page", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < len(wanted) < 7 and int(wanted) else 1


def turn_to(lines: Sequence[T], number: int, size: int) -> tuple[tuple[T, ...], Pager]:
    """Cut out one page of a list; a number past the end gives the last page."""
    pages = max(1, math.ceil(len(lines) / size))
    number = min(number, pages)
    return tuple(lines[(number - 1) * size : number * size]), Pager(number=number, pages=pages, total=len(lines))
