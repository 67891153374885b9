"""The book of the served pages: the same questions as on the one-file page, answered with addresses of the site.

Decision to know: a link stays within the page only where what it leads to is sure to be in sight there.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from synoptic.model.accounts import Open, ReportEntry
from synoptic.model.links import Copy
from synoptic.model.spans import Evidence
from synoptic.show.arrangement import Arranged
from synoptic.show.folding import Limits, foremost
from synoptic.show.page import Book
from synoptic.show.site import addresses
from synoptic.show.site.edition import Edition


class SiteBook(Book):
    """Answer the templates' questions about one story on the served pages."""

    def __init__(
        self, edition: Edition, arranged: Arranged, texts: Mapping[str, str], limits: Limits, here: str = ""
    ) -> None:
        self.edition = edition
        super().__init__(arranged, texts, whole_texts=False)
        disputes = (sheet.story.disagreements for sheet in arranged.whole)
        self._in_sight = frozenset(d.id for found in disputes for d in foremost(found, limits.disputes)[0])
        self._here = here

    def to_item(self, item: str) -> str:
        if self._here in ("story", "disputes") and item in self._in_sight:
            return f"#{self.anchor(item)}"
        return addresses.to_line(item)

    def to_about(self, question: Open) -> str:
        for item in question.about:
            if item in self.edition.items:
                return addresses.to_line(item)
            if item in self.edition.entries:
                return addresses.to_report(item)
        return ""

    def to_report(self, report: str) -> str:
        return addresses.to_report(report)

    def to_place(self, evidence: Evidence) -> str:
        return addresses.to_report(evidence.report, evidence.start)

    def to_headline(self, entry: ReportEntry) -> str | None:
        return addresses.to_report(entry.id)

    def to_actor(self, story: str, actor: str) -> str:
        return addresses.to_actor(actor) if actor in self.edition.actors else ""

    def to_pair(self, copy: Copy) -> str:
        return addresses.to_pair(*copy.reports)

    def elsewhere(self, story: str, part: str) -> str:
        return addresses.to_part(story, part)

    def ask(self, item: str) -> Markup:
        notes = sum(bool(found.draft.note) for found in self.edition.touching(item))
        link = Markup('<p class="ask"><a class="open-line" href="{}">why, correct or note{}</a></p>')
        return link.format(addresses.to_line(item), f" ({notes} noted)" if notes else "")
