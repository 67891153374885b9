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
from urllib.parse import quote as url_quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from synoptic.model.accounts import Line, Open, ReportEntry
from synoptic.model.links import Copy
from synoptic.model.spans import Evidence
from synoptic.show import phrasing
from synoptic.show.arrangement import Arranged, Ledger, Sheet, counts_of, items_of, quotations, when_and_whether
from synoptic.show.delivery import printable
from synoptic.show.figures_picture import NARROW, WIDE, draw_series
from synoptic.show.folding import Limits, fold_timeline, foremost
from synoptic.show.full_texts import FullText, mark_texts

CONTEXT_CHARS = 130
WORDINGS_SHOWN = 8
ORIGINS_IN_MARGIN = 14
CHANGES_SHOWN = 30
_COMPARED_WORDS = 400
FRAGMENT_WORDS = 12

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
    style = Markup((files("synoptic.show") / "templates" / "page.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    page = environment().get_template("page.html.j2")
    book = Book(arranged, texts)
    words = page.render(
        arranged=arranged, book=book, limits=Limits(), style=style, style_hash=_hash(f"\n{style}\n"), **VOCABULARY
    )
    return words.rstrip() + "\n"


def _hash(style: str) -> str:
    return f"sha256-{base64.b64encode(sha256(style.encode('utf-8')).digest()).decode('ascii')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a story: its name in addresses, its title in the margin and over the part, how many lines it has."""

    id: str
    short: str
    title: str
    counted: int | None


def parts_of(sheet: Sheet, arranged: Arranged | None = None) -> tuple[Part, ...]:
    """List the parts that a story has, in the order in which they are shown; what is new where that was asked for."""
    story = sheet.story
    news = arranged.news_of(sheet) if arranged is not None and arranged.news is not None else None
    every = (
        ("short", "In short", "In short", len(story.summary), False),
        ("new", "What is new", "What is new", 0 if news is None else len(news), True),
        ("time", "Timeline", "Timeline", len(sheet.timeline), True),
        ("figures", "Figures", "Figures", len(story.figures), True),
        ("said", "Who said what", "Who said what", len(story.statements), True),
        ("stand", "Where they stand", "Where they stand", len(story.positions), True),
        ("disputes", "Disagreements", "Disagreements", len(story.disagreements), True),
        ("open", "Not known", "What this account does not know", len(story.open), False),
        ("who", "Who is who", "Who is who, by the names file", len(story.known), True),
        ("reports", "Reports", "Reports and their origins", len(story.reports), True),
    )
    return tuple(
        Part(id=name, short=short, title=title, counted=number if counted else None)
        for name, short, title, number, counted in every
        if number or (name == "new" and news is not None)
    )


VOCABULARY: Mapping[str, object] = {
    "phrasing": phrasing,
    "counts_of": counts_of,
    "when_and_whether": when_and_whether,
    "parts_of": parts_of,
    "fold_timeline": fold_timeline,
    "foremost": foremost,
    "origins_in_margin": ORIGINS_IN_MARGIN,
    "changes_shown": CHANGES_SHOWN,
}
"""What the templates may call, on the one-file page and on the served pages alike."""


def environment() -> Environment:
    """Return the templates with everything escaped; a name that is not given is an error."""
    templates = Environment(
        loader=PackageLoader("synoptic.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.finalize = _harmless
    templates.filters["told"] = told
    return templates


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


def text_fragment(url: str | None, quote: str) -> str | None:
    """Return the address of a quotation on the live page (a text fragment), or None where there is no web address.

    Of a long quotation the first and the last words are named; its marks are encoded, since `-`, `,` and `&` have a
    meaning there (WICG, URL Fragment Text Directives).
    """
    address, words = web_address(url), quote.split()
    if address is None or not words:
        return address
    if len(words) <= FRAGMENT_WORDS:
        ends = [" ".join(words)]
    else:
        half = FRAGMENT_WORDS // 2
        ends = [" ".join(words[:half]), " ".join(words[-half:])]
    told = ",".join(url_quote(end.encode("utf-8", "replace"), safe="").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={told}"


class Book:
    """Answer the templates' questions about one account."""

    def __init__(self, arranged: Arranged, texts: Mapping[str, str], *, whole_texts: bool = True) -> None:
        self.arranged, self.texts = arranged, texts
        self._numbers = {entry.id: number for number, entry in enumerate(arranged.account.reports, 1)}
        self._shown = frozenset(item.id for sheet in arranged.whole for item in items_of(sheet.story))
        self.full: dict[str, FullText] = self._mark_texts() if whole_texts else {}

    def _mark_texts(self) -> dict[str, FullText]:
        sheets, texts = self.arranged.whole, self.texts
        shown = [report for sheet in sheets for report in sheet.story.reports if report in texts]
        return mark_texts([s.story for s in sheets], {r: texts[r] for r in dict.fromkeys(shown)}, self._numbers)

    # -- names on the page

    def anchor(self, item: str) -> str:
        """Return the name on the page of an item; ids of a form that could not be one are replaced."""
        if _SAFE_ID.fullmatch(item):
            return item
        return f"item-{sha256(item.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"

    def report_anchor(self, report: str) -> str:
        return f"report-{self._numbers.get(report, 0)}"

    # -- where links lead: here all within the page

    def to_item(self, item: str) -> str:
        return f"#{self.anchor(item)}"

    def to_about(self, question: Open) -> str:
        """Return where the first line stands that an open question is about; empty where none of them is shown."""
        return next((self.to_item(item) for item in question.about if item in self._shown), "")

    def to_report(self, report: str) -> str:
        return f"#{self.report_anchor(report)}"

    def to_place(self, evidence: Evidence) -> str:
        """Lead to where a quotation stands in the full text, or to the report's entry where its text is not shown."""
        text = self.full.get(evidence.report)
        return self.to_report(evidence.report) if text is None else f"#{text.anchor_at(evidence.start)}"

    def to_headline(self, entry: ReportEntry) -> str | None:
        """Return where a report's headline leads: to where it was published, if that is known."""
        return web_address(entry.url)

    def to_actor(self, story: str, actor: str) -> str:
        """Return the page of an actor; there is none on this page."""
        return ""

    def to_pair(self, copy: Copy) -> str:
        """Return where two reports stand side by side; nowhere on this page."""
        return ""

    def elsewhere(self, story: str, part: str) -> str:
        """Return the page that a long part has of its own; here it has none, and is folded in its place."""
        return ""

    def live(self, evidence: Evidence) -> str | None:
        """Return the address of the sentence where it was published, if that is known."""
        entry = self.entry(evidence.report)
        return text_fragment(entry.url, evidence.quote) if entry else None

    def ask(self, item: str) -> Markup:
        """Say how to ask for the reasons of a line."""
        ask = Markup('<p class="ask">Its reasons: <code>synoptic why account.json {}</code></p>')
        return ask.format(printable(self.short(item)))

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
