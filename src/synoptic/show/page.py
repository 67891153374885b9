"""The account as one self-contained page: no network, no script, every line open at the words it rests on.

Decision to know: everything that comes from a report is escaped where it is put in, and the page forbids itself all but
its own style sheet. The templates are laid out in blocks, so that a served page can extend them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from synoptic.model.accounts import Line, ReportEntry
from synoptic.model.links import Copy
from synoptic.model.spans import Evidence
from synoptic.show import phrasing
from synoptic.show.arrangement import Arranged, Ledger, Sheet, counts_of, quotations, when_and_whether
from synoptic.show.delivery import printable
from synoptic.show.figures_picture import NARROW, WIDE, draw_series
from synoptic.show.full_texts import FullText, mark_texts

CONTEXT_CHARS = 130
WORDINGS_SHOWN = 8
ORIGINS_IN_MARGIN = 14
CHANGES_SHOWN = 30
_COMPARED_WORDS = 400

_ADDED = re.compile(r"(\[[^\[\]]{0,200}\])")
_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.ASCII | re.IGNORECASE)
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One wording of the evidence, with the words around it, and the places where it stands."""

    before: str
    words: str
    after: str
    places: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What a line rests on, ready to be shown."""

    quotes: tuple[Quote, ...]
    further: int


def render_page(arranged: Arranged, texts: Mapping[str, str]) -> str:
    """Lay the account out as one HTML page; `texts` holds the reports' texts by id, for the words around a quotation.

    A report whose text is not in `texts` is quoted without its surroundings.
    """
    book = Book(arranged, texts)
    style = Markup((files("synoptic.show") / "templates" / "page.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    template = _environment().get_template("page.html.j2")
    page = template.render(
        arranged=arranged,
        book=book,
        phrasing=phrasing,
        counts_of=counts_of,
        when_and_whether=when_and_whether,
        origins_in_margin=ORIGINS_IN_MARGIN,
        changes_shown=CHANGES_SHOWN,
        style=style,
        style_hash=_hash(f"\n{style}\n"),
    )
    return page.rstrip() + "\n"


def _hash(style: str) -> str:
    return f"sha256-{base64.b64encode(sha256(style.encode('utf-8')).digest()).decode('ascii')}"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("synoptic.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = _harmless
    environment.filters["told"] = told
    return environment


def _harmless(value: object) -> object:
    """Turn control marks of reports into visible ones wherever they are put in; our own markup passes."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def told(words: str) -> Markup:
    """Escape words of a report and set apart what was added in [ ]."""
    parts = _ADDED.split(printable(" ".join(words.split())))
    shown = (Markup('<span class="added">{}</span>').format(p) if n % 2 else escape(p) for n, p in enumerate(parts))
    return Markup("").join(shown)


def web_address(url: str | None) -> str | None:
    """Return the address if it is one that a page may link to (http or https), else None."""
    return url if url and _WEB.fullmatch(url) else None


class Book:
    """Answer the templates' questions about one account."""

    def __init__(self, arranged: Arranged, texts: Mapping[str, str]) -> None:
        self.arranged, self.texts = arranged, texts
        self._numbers = {entry.id: number for number, entry in enumerate(arranged.account.reports, 1)}
        shown = [report for sheet in arranged.whole for report in sheet.story.reports if report in texts]
        self.full: dict[str, FullText] = mark_texts(
            [sheet.story for sheet in arranged.whole], {r: texts[r] for r in dict.fromkeys(shown)}, self._numbers
        )

    # -- names on the page

    def anchor(self, item: str) -> str:
        """Return the name on the page of an item; ids of a form that could not be one are replaced."""
        if _SAFE_ID.fullmatch(item):
            return item
        return f"item-{sha256(item.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"

    def report_anchor(self, report: str) -> str:
        return f"report-{self._numbers.get(report, 0)}"

    def place_anchor(self, evidence: Evidence) -> str:
        """Return where a quotation stands in the full text, or the report's entry where its text is not on the page."""
        text = self.full.get(evidence.report)
        return self.report_anchor(evidence.report) if text is None else text.anchor_at(evidence.start)

    def short(self, item: str) -> str:
        return self.arranged.short.get(item, item)

    def entry(self, report: str) -> ReportEntry | None:
        return self.arranged.entries.get(report)

    def source(self, report: str) -> str:
        """Name a report as briefly as its reader knows it: the outlet, else its id."""
        entry = self.entry(report)
        return entry.outlet if entry and entry.outlet else report

    def sources(self, line: Line) -> tuple[str, ...]:
        """Name the reports of a line, each once, with the id added where one outlet has several of them."""
        reports = phrasing.reports_of(line)
        named = [self.source(report) for report in reports]
        return tuple(n if named.count(n) == 1 else f"{n} ({r})" for n, r in zip(named, reports, strict=True))

    @staticmethod
    def address(entry: ReportEntry) -> str | None:
        return web_address(entry.url)

    # -- evidence

    def rests(self, evidence: Iterable[Evidence]) -> Rests:
        """Give the wordings of the evidence with the words around each, as many as are shown."""
        found = quotations(evidence)
        quotes = tuple(self._quote(places) for _, places in found[:WORDINGS_SHOWN])
        return Rests(quotes=quotes, further=max(0, len(found) - WORDINGS_SHOWN))

    def _quote(self, places: tuple[Evidence, ...]) -> Quote:
        first = places[0]
        text = self.texts.get(first.report)
        if text is None or not first.holds_in(text):
            return Quote(before="", words=first.quote, after="", places=places)
        return Quote(before=_before(text, first.start), words=first.quote, after=_after(text, first.end), places=places)

    # -- figures

    def pictures(self, ledger: Ledger, sheet: Sheet) -> tuple[Markup, Markup] | None:
        """Draw a series of two claims or more, for a wide and for a narrow page."""
        if len(ledger.lines) < 2:
            return None
        contested = frozenset(line.id for pair in ledger.conflicts for line in pair)
        name = self.anchor(ledger.series)
        return (
            draw_series(ledger.what, ledger.lines, contested, sheet.year, WIDE, f"{name}-wide"),
            draw_series(ledger.what, ledger.lines, contested, sheet.year, NARROW, f"{name}-narrow"),
        )

    # -- copies

    @staticmethod
    def changes(copy: Copy) -> list[tuple[Evidence, Evidence, Markup, Markup]]:
        """Set the sentences that differ between two versions side by side, the words that differ marked."""
        return [(one, other, *_differing(one.quote, other.quote)) for one, other in copy.changes[:CHANGES_SHOWN]]


def _before(text: str, start: int) -> str:
    """Return the words before a place, back to the start of the line or as far as is shown."""
    line = text.rfind("\n", 0, start) + 1
    cut = max(line, start - CONTEXT_CHARS)
    words = text[cut:start].lstrip() if cut == line else text[cut:start]
    return words if cut == line else f"… {words.partition(' ')[2]}"


def _after(text: str, end: int) -> str:
    """Return the words after a place, up to the end of the line or as far as is shown."""
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    cut = min(line, end + CONTEXT_CHARS)
    words = text[end:cut]
    return words.rstrip() if cut == line else f"{words.rpartition(' ')[0]} …"


def _differing(one: str, other: str) -> tuple[Markup, Markup]:
    """Mark in two sentences the words that the other has not; very long ones stay unmarked, to save time."""
    a, b = _WORDS.findall(printable(one)), _WORDS.findall(printable(other))
    if max(len(a), len(b)) > 2 * _COMPARED_WORDS:
        return escape(printable(one)), escape(printable(other))
    mine, theirs = Markup(""), Markup("")
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        mine += _marked("".join(a[a1:a2]), kind != "equal")
        theirs += _marked("".join(b[b1:b2]), kind != "equal")
    return mine, theirs


def _marked(words: str, differs: bool) -> Markup:
    if not differs or not words.strip():
        return escape(words)
    return Markup('<b class="differs">{}</b>').format(words)
