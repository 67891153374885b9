"""The account for a terminal: plain text that reads well at 80 and at 120 columns, with colour only where it is asked for.

Decision to know: everything is built from rich `Text` objects, never from markup strings, and every text passes `printable`:
nothing in a report can colour, move or clear the reader's terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.model.accounts import EventLine, FigureLine, Line, PositionLine, StatementLine
from synoptic.model.readings import QuoteKind, Status
from synoptic.model.spans import Evidence
from synoptic.show import phrasing
from synoptic.show.arrangement import Arranged, Ledger, Origin, Sharer, Sheet
from synoptic.show.delivery import printable

MARKS = {
    Status.OCCURRED: "●",
    Status.PLANNED: "○",
    Status.POSSIBLE: "◌",
    Status.MOVED: "→",
    Status.DENIED: "✕",
    Status.NEGATED: "✕",
    Status.CALLED_OFF: "✕",
}

QUOTES_SHOWN = 6
QUOTE_CHARS = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheeting:
    """How to print: columns, whether to colour, whether to quote the evidence under each line."""

    width: int = 100
    colour: bool = False
    evidence: bool = False


def render_text(arranged: Arranged, how: Sheeting | None = None) -> str:
    """Lay the account out as text, ready to print."""
    chosen = how or Sheeting()
    console = Console(
        file=StringIO(),
        width=chosen.width,
        force_terminal=chosen.colour,
        color_system="standard" if chosen.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    view = _View(console, arranged, chosen)
    with console.capture() as captured:
        view.print_all()
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def clean(text: str) -> str:
    """Make words of a report fit for one run of text: blanks and line ends to single blanks, nothing harmful."""
    return printable(" ".join(text.split()))


class _View:
    """Print one account on one console."""

    def __init__(self, console: Console, arranged: Arranged, how: Sheeting) -> None:
        self.console, self.arranged, self.how = console, arranged, how

    def print_all(self) -> None:
        for number, sheet in enumerate(self.arranged.whole):
            if number:
                self.console.print()
            self._story(sheet)
        if self.arranged.brief:
            self._brief()
        if not self.arranged.account.stories:
            self.console.print("No story was found in what was read.")
        self._skipped()

    def _heading(self, words: str) -> None:
        self.console.print()
        self.console.print(Text(words.upper(), style="bold"))

    def _put(self, content: RenderableType, indent: int = 2) -> None:
        self.console.print(Padding(content, (0, 0, 0, indent)))

    def _small(self, words: str, indent: int = 2) -> None:
        self._put(Text(words, style="dim"), indent)

    def _quotes(self, evidence: Iterable[Evidence], indent: int) -> None:
        if not self.how.evidence:
            return
        shown = list(evidence)
        for item in shown[:QUOTES_SHOWN]:
            words = Text(f"“{phrasing.shortened(clean(item.quote), QUOTE_CHARS)}”", style="italic")
            words.append(f"  {clean(item.report)} {item.start}–{item.end}", style="dim")
            self._put(words, indent)
        if len(shown) > QUOTES_SHOWN:
            self._small(f"and {phrasing.count(len(shown) - QUOTES_SHOWN, 'further place')}", indent)

    def _id(self, item: str) -> str:
        return self.arranged.short.get(item, item)

    def _source(self, parts: Iterable[str], item: str | None, reports: int, origins: int) -> str:
        said = [clean(part) for part in parts if part]
        return " · ".join((*said, phrasing.standing(reports, origins), *((self._id(item),) if item else ())))

    def _contest(self, sheet: Sheet, item: str) -> str:
        kinds = {phrasing.DISAGREEMENT_WORDS[d.kind].lower(): None for d in sheet.contested.get(item, ())}
        return f"CONTESTED ({', '.join(kinds)})" if kinds else ""

    # -- one story

    def _story(self, sheet: Sheet) -> None:
        story = sheet.story
        self.console.print(Text(clean(story.title) or "Untitled story", style="bold"))
        self.console.print(Text(" · ".join(counts_of(sheet)), style="dim"))
        parts = (self._summary, self._events, self._figures, self._voices, self._stands, self._disputes)
        for part in (*parts, self._open, self._reports):
            part(sheet)

    def _summary(self, sheet: Sheet) -> None:
        if not sheet.story.summary:
            return
        self._heading("In short")
        for line in sheet.story.summary:
            self._put(self._bullet(Text(clean(line.text))))
            self._small(self._source((), line.about, line.reports, line.origins), 4)
            self._quotes(line.evidence, 4)

    @staticmethod
    def _bullet(words: Text) -> Table:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column()
        grid.add_row("–", words)
        return grid

    def _events(self, sheet: Sheet) -> None:
        if not sheet.story.events:
            return
        self._heading("Timeline")
        for event in sheet.story.events:
            self._event(sheet, event)

    def _event(self, sheet: Sheet, event: EventLine) -> None:
        heading, small = phrasing.event_when(event, sheet.year)
        date = Text(heading, style="bold")
        if small:
            date.append(f"\n{small}", style="dim")
        words = Text(clean(event.what), style="dim" if event.background else "")
        status, mode = phrasing.status_of(event), phrasing.MODE_WORDS.get(event.mode) if event.mode else ""
        says = f"says {phrasing.listed(event.says)}" if event.says else ""
        recalled = "background" if event.background else ""
        parts = (status, self._contest(sheet, event.id), mode or "", says, recalled)
        words.append("\n" + self._source(parts, event.id, event.reports, event.origins), style="dim")
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=17)
        grid.add_column(width=1)
        grid.add_column()
        grid.add_row(date, MARKS[event.status], words)
        self._put(grid)
        self._quotes(event.evidence, 23)

    def _figures(self, sheet: Sheet) -> None:
        if not sheet.ledgers:
            return
        self._heading("Figures")
        for number, ledger in enumerate(sheet.ledgers):
            if number:
                self.console.print()
            self._ledger(sheet, ledger)

    def _ledger(self, sheet: Sheet, ledger: Ledger) -> None:
        title = Text(clean(ledger.what), style="bold")
        if ledger.conflicts:
            title.append("  CONTESTED", style="bold red")
        self._put(title)
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=len(sheet.ledgers) > 0, header_style="dim", expand=False)
        for name, least in (("Claimed", 10), ("By", 12), ("As of", 8), ("State", 10), ("Rests on", 12), ("", 6)):
            table.add_column(name, min_width=least, overflow="fold")
        by_id = {line.id: line for line in ledger.lines}
        for line in ledger.lines:
            table.add_row(*self._figure_row(sheet, line, by_id))
        self._put(table)
        for line in ledger.lines if self.how.evidence else ():
            self._small(f"{phrasing.figure_value(line)}:", 4)
            self._quotes(line.evidence, 6)
            for how in line.against:
                if how.id in by_id and how.why:
                    self._small(clean(f"{phrasing.against(line, by_id[how.id], how)}: {how.why}"), 6)

    def _figure_row(self, sheet: Sheet, line: FigureLine, by_id: dict[str, FigureLine]) -> tuple[Text, ...]:
        value = Text(phrasing.figure_value(line), style="bold")
        if line.hedged:
            value.append(" (hedged)", style="dim")
        return (
            value,
            Text(clean(claimants(line))),
            Text(phrasing.when(line.date, sheet.year, weekday=False)),
            Text("; ".join(states_of(line, by_id))),
            Text(phrasing.standing(line.reports, line.origins), style="dim"),
            Text(self._id(line.id), style="dim"),
        )

    def _voices(self, sheet: Sheet) -> None:
        if not sheet.voices:
            return
        self._heading("Who said what")
        for number, voice in enumerate(sheet.voices):
            if number:
                self.console.print()
            name = Text(clean(voice.name), style="bold")
            aside = [clean(voice.role)] if voice.role and voice.role != voice.name else []
            if voice.anonymous:
                aside.append(f"unnamed, in {clean(voice.report or '')}")
            if aside:
                name.append(f"  {', '.join(aside)}", style="dim")
            self._put(name)
            for line in voice.lines:
                self._statement(sheet, line)

    def _statement(self, sheet: Sheet, line: StatementLine) -> None:
        self._put(self._bullet(Text(clean(spoken(line)))), 4)
        via = f"told by {phrasing.listed(line.via)}" if line.via else ""
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        parts = (day, line.cue, self._contest(sheet, line.id), via)
        self._small(self._source(parts, line.id, line.reports, line.origins), 6)
        self._quotes(line.evidence, 6)

    def _stands(self, sheet: Sheet) -> None:
        if not sheet.stands:
            return
        self._heading("Where they stand")
        for stand in sheet.stands:
            self._put(Text(clean(stand.actor), style="bold"))
            for line in stand.lines:
                self._position(sheet, line)

    def _position(self, sheet: Sheet, line: PositionLine) -> None:
        words = Text(f"{line.stance} ", style="bold")
        words.append(Text(clean(line.about), style="not bold"))
        self._put(self._bullet(words), 4)
        toward = f"toward {phrasing.listed(line.toward)}" if line.toward else ""
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        says = f"says {phrasing.listed(line.says)}" if line.says else ""
        parts = (toward, day, self._contest(sheet, line.id), says)
        self._small(self._source(parts, line.id, line.reports, line.origins), 6)
        self._quotes(line.evidence, 6)

    def _disputes(self, sheet: Sheet) -> None:
        if not sheet.story.disagreements:
            return
        self._heading("Disagreements")
        for found in sheet.story.disagreements:
            title = Text(f"{phrasing.DISAGREEMENT_WORDS[found.kind]}: ", style="bold")
            title.append(clean(found.what))
            title.append(f"  {self._id(found.id)}", style="dim")
            self._put(title)
            for side in found.values:
                words = Text(clean(side.value))
                words.append(f"  {clean(phrasing.listed(side.by))}" if side.by else "", style="dim")
                words.append(f"  [{', '.join(reports_of(side))}]", style="dim")
                self._put(self._bullet(words), 4)
                self._quotes(side.evidence, 6)

    def _open(self, sheet: Sheet) -> None:
        if not sheet.story.open:
            return
        self._heading("What this account does not know")
        for question in sheet.story.open:
            self._put(self._bullet(Text(clean(question.text))))

    def _reports(self, sheet: Sheet) -> None:
        self._heading("Reports and their origins")
        for origin in sheet.origins:
            self._origin(sheet, origin)
        for copy in sheet.shared:
            one, other = copy.reports
            self._small(clean(f"{one} and {other}: {phrasing.relation(copy, one, other)}"))

    def _origin(self, sheet: Sheet, origin: Origin) -> None:
        self._put(self._entry(sheet, origin.lead.id, None))
        for sharer in origin.sharers:
            self._put(self._entry(sheet, sharer.entry.id, sharer), 6)

    def _entry(self, sheet: Sheet, report: str, sharer: Sharer | None) -> Text:
        entry = self.arranged.entries[report]
        words = Text(clean(entry.id), style="bold" if sharer is None else "")
        if entry.headline:
            words.append(f"  {clean(entry.headline)}", style="not bold")
        facts = [entry.outlet or "", phrasing.report_date(entry, sheet.year)]
        if entry.dated.why:
            facts.append(entry.dated.why)
        if not entry.read:
            facts.append(f"not read: its language is {entry.language}" if entry.language else "not read")
        if sharer is not None:
            tie = phrasing.relation(sharer.copy, entry.id, sharer.tied_to) if sharer.copy else "of the same origin"
            facts.insert(0, f"{tie} (with {sharer.tied_to})")
        words.append("\n" + clean(" · ".join(f for f in facts if f)), style="dim not bold")
        return words

    # -- the rest

    def _brief(self) -> None:
        self._heading("Further stories")
        for sheet in self.arranged.brief:
            words = Text(clean(sheet.story.title) or "Untitled story", style="bold")
            words.append(f"  {' · '.join(counts_of(sheet))} · {self._id(sheet.story.id)}", style="dim not bold")
            self._put(words)
        self._small("See one of them with --story ID.")

    def _skipped(self) -> None:
        skipped = self.arranged.account.skipped
        if not skipped:
            return
        self._heading("Not read")
        for failed in skipped:
            place = f", {failed.place}" if failed.place else ""
            self._put(self._bullet(Text(clean(f"{failed.file}{place}: {failed.why}"))))


def counts_of(sheet: Sheet) -> list[str]:
    """Count what a story rests on: reports, origins, days, undated, unread, contested."""
    counted = [phrasing.count(len(sheet.story.reports), "report"), phrasing.count(len(sheet.story.origins), "origin")]
    if sheet.span is not None:
        counted.append(phrasing.when(sheet.span, weekday=False))
    if sheet.undated:
        counted.append(f"{sheet.undated} undated")
    if sheet.unread:
        counted.append(f"{sheet.unread} not read")
    if sheet.story.disagreements:
        counted.append(f"{phrasing.count(len(sheet.story.disagreements), 'point')} contested")
    return counted


def claimants(line: FigureLine) -> str:
    """Say who claims a figure; where nobody is named, that the report gives no source."""
    if not line.claimed_by:
        return "not said by whom"
    return phrasing.listed(line.claimed_by) + (" (unnamed)" if line.anonymous else "")


def states_of(line: FigureLine, by_id: dict[str, FigureLine]) -> list[str]:
    """Say how a figure stands to the others of its series, conflicts first."""
    known = [how for how in line.against if how.id in by_id]
    ordered = sorted(known, key=lambda how: how.state != "conflicting")
    return [phrasing.against(line, by_id[how.id], how) for how in ordered]


def spoken(line: StatementLine) -> str:
    """Set direct speech in quotation marks, unless the words bring their own."""
    if line.quote is QuoteKind.DIRECT and not line.content.lstrip().startswith(("“", '"', "‘", "«", "„")):
        return f"“{line.content}”"
    return line.content


def reports_of(line: Line) -> list[str]:
    """List the reports that a line rests on, each once, in order."""
    return list(dict.fromkeys(clean(item.report) for item in line.evidence))
