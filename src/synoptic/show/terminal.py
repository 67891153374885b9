"""The account for a terminal: plain text that reads well at 80 and at 120 columns, coloured only where that is wanted.

Decision to know: everything is built from rich `Text` objects, never from markup strings, and every text passes
`printable`: nothing in a report can colour, move or clear the reader's terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from dataclasses import dataclass, field
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.model.accounts import EventLine, FigureLine, PositionLine, ReportEntry, StatementLine
from synoptic.model.readings import Status
from synoptic.model.spans import Evidence
from synoptic.show import phrasing
from synoptic.show.arrangement import Arranged, Ledger, Sharer, Sheet, counts_of, quotations, when_and_whether
from synoptic.show.delivery import printable
from synoptic.show.folding import Fold, Limits, fold_timeline, foremost

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
    """How to print: columns, whether to colour, whether to quote the evidence under each line, how much of a part."""

    width: int = 100
    colour: bool = False
    evidence: bool = False
    limits: Limits = field(default_factory=Limits)


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
                self.console.print(Text("\n" + "─" * self.how.width, style="dim"))
            self._story(sheet)
        if self.arranged.brief:
            self._brief()
        if not self.arranged.account.stories:
            self.console.print("No story was found in what was read.")
        self._skipped()

    def _heading(self, words: str) -> None:
        self.console.print()
        self.console.print(Text(words.upper(), style="bold"))

    def _further(self, rest: Sized, one: str, many: str | None = None, indent: int = 2) -> None:
        """Count what is put away; all of it is printed with --whole."""
        if len(rest):
            self._small(f"and {phrasing.count(len(rest), f'further {one}', many and f'further {many}')}", indent)

    def _put(self, content: RenderableType, indent: int = 2) -> None:
        self.console.print(Padding(content, (0, 0, 0, indent)))

    def _small(self, words: str, indent: int = 2) -> None:
        self._put(Text(words, style="dim"), indent)

    def _quotes(self, evidence: Iterable[Evidence], indent: int) -> None:
        if not self.how.evidence:
            return
        found = quotations(evidence)
        for quote, places in found[:QUOTES_SHOWN]:
            words = Text(f"“{phrasing.shortened(clean(quote), QUOTE_CHARS)}”", style="italic")
            words.append("  " + ", ".join(f"{clean(e.report)} {e.start}–{e.end}" for e in places), style="dim")
            self._put(words, indent)
        if len(found) > QUOTES_SHOWN:
            self._small(f"and in {phrasing.count(len(found) - QUOTES_SHOWN, 'further wording')}", indent)

    def _id(self, item: str) -> str:
        return self.arranged.short.get(item, item)

    def _source(self, parts: Iterable[str], item: str | None, reports: int, origins: int) -> str:
        said = [clean(part) for part in parts if part]
        return " · ".join((*said, phrasing.standing(reports, origins), *((self._id(item),) if item else ())))

    def _contest(self, sheet: Sheet, item: str) -> str:
        kinds = {phrasing.DISAGREEMENT_WORDS[d.kind].lower(): None for d in sheet.contested.get(item, ())}
        return f"CONTESTED ({', '.join(kinds)})" if kinds else ""

    def _new(self, item: str) -> str:
        return phrasing.news_mark(self.arranged.fresh.get(item)).upper()

    # -- one story

    def _story(self, sheet: Sheet) -> None:
        story = sheet.story
        self.console.print(Text(clean(story.title) or "Untitled story", style="bold"))
        self.console.print(Text(" · ".join(counts_of(sheet)), style="dim"))
        parts = (self._summary, self._news, self._events, self._figures, self._voices, self._stands, self._disputes)
        for part in (*parts, self._open, self._known, self._reports):
            part(sheet)

    def _summary(self, sheet: Sheet) -> None:
        if not sheet.story.summary:
            return
        self._heading("In short")
        for line in sheet.story.summary:
            self._put(self._bullet(Text(clean(line.text))))
            facts = (*when_and_whether(sheet, line), self._contest(sheet, line.about or ""))
            self._small(self._source(facts, line.about, line.reports, line.origins), 4)
            self._quotes(line.evidence, 4)

    def _news(self, sheet: Sheet) -> None:
        told = self.arranged.news_of(sheet)
        if self.arranged.news is None:
            return
        self._heading("What is new")
        if not told:
            self._put(self._bullet(Text("Nothing.")))
        for line in told:
            self._put(self._bullet(Text(clean(phrasing.news_words(line)))))
            day = phrasing.when(line.date, sheet.year) if line.date else ""
            facts = (phrasing.news_mark(line), phrasing.PART_WORDS[line.part], day, line.why)
            self._small(" · ".join(clean(fact) for fact in facts if fact), 4)

    @staticmethod
    def _bullet(words: Text) -> Table:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column()
        grid.add_row("–", words)
        return grid

    def _events(self, sheet: Sheet) -> None:
        if not sheet.timeline:
            return
        self._heading("Timeline")
        for item in fold_timeline(sheet.timeline, self.how.limits.events):
            if isinstance(item, Fold):
                self._fold(sheet, item)
            else:
                self._event(sheet, item)

    def _fold(self, sheet: Sheet, fold: Fold) -> None:
        span = phrasing.when(fold.span, sheet.year, weekday=False) if fold.span else ""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=17)
        grid.add_column(width=1)
        grid.add_column()
        grid.add_row(Text(span, style="dim"), "⋮", Text(phrasing.count(len(fold.lines), "lesser line"), style="dim"))
        self._put(grid)

    def _event(self, sheet: Sheet, event: EventLine) -> None:
        heading, small = phrasing.event_when(event, sheet.year)
        date = Text(heading, style="bold")
        if small:
            date.append(f"\n{small}", style="dim")
        words = Text(clean(event.what), style="dim" if event.background else "")
        status, mode = phrasing.status_of(event), phrasing.MODE_WORDS.get(event.mode) if event.mode else ""
        says = phrasing.on_the_word_of(event.says)
        recalled = "background" if event.background else ""
        parts = (self._new(event.id), status, self._contest(sheet, event.id), mode or "", says, recalled)
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
        shown, rest = foremost(sheet.rivals, self.how.limits.ledgers)
        for number, ledger in enumerate(shown):
            if number:
                self.console.print()
            self._ledger(sheet, ledger)
        self._further(rest, "thing counted by several", "things counted by several")
        if sheet.lone_figures:
            if sheet.rivals:
                self.console.print()
                self._put(Text("Further figures", style="bold"))
            lone, rest_lone = foremost(sheet.lone_figures, self.how.limits.figures)
            rows = [(line, self._figure_row(sheet, line, {}, line.what)) for line in lone]
            self._figure_rows(rows, {})
            self._further(rest_lone, "figure")

    def _ledger(self, sheet: Sheet, ledger: Ledger) -> None:
        title = Text(clean(ledger.what), style="bold")
        if ledger.conflicts:
            title.append("  CONTESTED", style="bold red")
        self._put(title)
        by_id = phrasing.by_id(ledger.lines)
        shown, rest = foremost(ledger.lines, self.how.limits.claims)
        self._figure_rows([(line, self._figure_row(sheet, line, by_id)) for line in shown], by_id)
        self._further(rest, "claim", indent=4)

    def _figure_rows(self, rows: list[tuple[FigureLine, tuple[Text, Text]]], by_id: dict[str, FigureLine]) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", min_width=8, max_width=22)
        grid.add_column()
        for _, row in rows:
            grid.add_row(*row)
        self._put(grid, 4)
        for line in (line for line, _ in rows) if self.how.evidence else ():
            self._small(f"{phrasing.figure_value(line)}:", 4)
            self._quotes(line.evidence, 6)
            for how in phrasing.known_against(line, by_id):
                if how.why:
                    self._small(clean(f"{phrasing.against(line, by_id[how.id], how)}: {how.why}"), 6)

    def _figure_row(
        self, sheet: Sheet, line: FigureLine, by_id: dict[str, FigureLine], what: str = ""
    ) -> tuple[Text, Text]:
        day = phrasing.as_of(line, sheet.year) or "no day said"
        words = Text(f"{clean(what)}: " if what else "")
        words.append(f"{clean(phrasing.claimants(line))}, {day}")
        hedged = "said with a hedge" if line.hedged else ""
        parts = (self._new(line.id), hedged, *phrasing.states_of(line, by_id))
        words.append("\n" + self._source(parts, line.id, line.reports, line.origins), style="dim")
        return Text(phrasing.figure_value(line), style="bold"), words

    def _voices(self, sheet: Sheet) -> None:
        if not sheet.voices:
            return
        self._heading("Who said what")
        shown, rest = foremost(sheet.voices, self.how.limits.voices)
        for number, voice in enumerate(shown):
            if number:
                self.console.print()
            name = Text(clean(voice.name), style="bold")
            aside = [clean(voice.role)] if voice.role and voice.role != voice.name else []
            if voice.anonymous:
                aside.append(f"unnamed, in {clean(voice.report or '')}")
            if aside:
                name.append(f"  {', '.join(aside)}", style="dim")
            self._put(name)
            said, more = foremost(voice.lines, self.how.limits.sayings)
            for line in said:
                self._statement(sheet, line)
            self._further(more, "statement", indent=4)
        self._further(rest, "speaker")

    def _statement(self, sheet: Sheet, line: StatementLine) -> None:
        cue = phrasing.cue_words(line)
        words = Text(f"{clean(cue)}: " if cue else "", style="bold")
        words.append(Text(clean(phrasing.spoken(line)), style="not bold"))
        self._put(self._bullet(words), 4)
        via = phrasing.told_by(line.via)
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        parts = (self._new(line.id), day, self._contest(sheet, line.id), via)
        self._small(self._source(parts, line.id, line.reports, line.origins), 6)
        self._quotes(line.evidence, 6)

    def _stands(self, sheet: Sheet) -> None:
        if not sheet.stands:
            return
        self._heading("Where they stand")
        shown, rest = foremost(sheet.stands, self.how.limits.actors)
        for stand in shown:
            self._put(Text(clean(stand.actor), style="bold"))
            held, more = foremost(stand.lines, self.how.limits.stands)
            for line in held:
                self._position(sheet, line)
            self._further(more, "position", indent=4)
        self._further(rest, "actor")

    def _position(self, sheet: Sheet, line: PositionLine) -> None:
        words = Text(f"{line.stance}: ", style="bold")
        words.append(Text(clean(line.about), style="not bold"))
        self._put(self._bullet(words), 4)
        toward = f"toward {phrasing.listed(line.toward)}" if line.toward else ""
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        says = phrasing.on_the_word_of(line.says)
        turn = phrasing.turned_from(line, sheet.story.positions, sheet.year)
        parts = (self._new(line.id), toward, day, turn, self._contest(sheet, line.id), says)
        self._small(self._source(parts, line.id, line.reports, line.origins), 6)
        self._quotes(line.evidence, 6)

    def _disputes(self, sheet: Sheet) -> None:
        if not sheet.story.disagreements:
            return
        self._heading("Disagreements")
        shown, rest = foremost(sheet.story.disagreements, self.how.limits.disputes)
        for found in shown:
            title = Text(f"{phrasing.DISAGREEMENT_WORDS[found.kind]}: ", style="bold")
            title.append(clean(found.what))
            title.append(f"  {self._id(found.id)}", style="dim")
            self._put(title)
            for side in found.values:
                words = Text(clean(side.value))
                by = clean(phrasing.side_by(side))
                words.append(f"  {by}" if by else "", style="dim")
                words.append(f"  [{clean(', '.join(phrasing.reports_of(side)))}]", style="dim")
                self._put(self._bullet(words), 4)
                self._quotes(side.evidence, 6)
        self._further(rest, "disagreement")

    def _open(self, sheet: Sheet) -> None:
        if not sheet.story.open:
            return
        self._heading("What this account does not know")
        shown, rest = foremost(sheet.story.open, self.how.limits.open)
        for question in shown:
            self._put(self._bullet(Text(clean(question.text))))
        self._further(rest, "question")

    def _known(self, sheet: Sheet) -> None:
        if not sheet.story.known:
            return
        self._heading("Who is who, by the names file")
        for known in sheet.story.known:
            self._put(self._bullet(Text(clean(phrasing.known_words(known)))))
            self._quotes(known.evidence, 4)

    def _reports(self, sheet: Sheet) -> None:
        self._heading("Reports and their origins")
        shown, rest = foremost(sheet.origins, self.how.limits.origins)
        for origin in shown:
            self._put(self._bullet(self._entry(sheet, origin.lead)))
            for sharer in origin.sharers:
                self._put(self._bullet(self._entry(sheet, sharer.entry, sharer)), 4)
        self._further(rest, "origin")
        common, more = foremost(sheet.shared, self.how.limits.copies)
        for copy in common:
            self._small(clean(f"{copy.reports[0]}: {phrasing.relation(copy, copy.reports[0])}"))
        self._further(more, "pair with passages in common", "pairs with passages in common")

    @staticmethod
    def _entry(sheet: Sheet, entry: ReportEntry, sharer: Sharer | None = None) -> Text:
        words = Text(clean(entry.id), style="bold")
        if entry.headline:
            words.append(f"  {clean(entry.headline)}", style="not bold")
        facts = [entry.outlet or "", phrasing.report_date(entry, sheet.year), entry.dated.why]
        if not entry.read:
            facts.append(f"not read: its language is {entry.language}" if entry.language else "not read")
        if sharer is not None:
            facts.insert(0, phrasing.relation(sharer.copy, entry.id) if sharer.copy else "of the same origin")
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
