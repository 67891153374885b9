"""The account as Markdown: the order of the other views, the evidence of each line as its footnote.

Decision to know: words of reports are escaped mark by mark, so that they can be neither markup nor HTML wherever the
document is shown. Footnotes are the `[^name]` form that GitHub and pandoc read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized

from synoptic.model.accounts import EventLine, FigureLine, Line, PositionLine, ReportEntry, StatementLine
from synoptic.model.spans import Evidence
from synoptic.show import phrasing
from synoptic.show.arrangement import Arranged, Ledger, Sharer, Sheet, counts_of, quotations, when_and_whether
from synoptic.show.delivery import printable
from synoptic.show.folding import Fold, Limits, fold_timeline, foremost, unlimited

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&$!])")
_AT_START = re.compile(r"([#+\-=]|\d{1,9}(?=[.)]))")

QUOTE_CHARS = 600


def escaped(text: str) -> str:
    """Write words of a report so that Markdown shows them as they are, on one line."""
    shown = _MARKUP.sub(r"\\\1", printable(" ".join(text.split())))
    met = _AT_START.match(shown)
    if met is None:
        return shown
    end = met.end()
    return f"{shown[:end]}\\{shown[end:]}" if shown[0].isdigit() else f"\\{shown}"


def render_markdown(arranged: Arranged, limits: Limits | None = None) -> str:
    """Lay the account out as one Markdown document, with a newline at the end.

    With limits the lesser lines of long parts are counted and not told.
    """
    return _Writer(arranged, limits or unlimited()).whole()


class _Writer:
    """Collect the lines of the document, and the footnotes for its end."""

    def __init__(self, arranged: Arranged, limits: Limits) -> None:
        self.arranged, self.limits = arranged, limits
        self.lines: list[str] = []
        self.notes: dict[str, str] = {}

    def whole(self) -> str:
        for sheet in self.arranged.whole:
            self._story(sheet)
        if self.arranged.brief:
            self._add("## Further stories", "")
            for sheet in self.arranged.brief:
                self._add(f"- **{escaped(sheet.story.title)}** ({' · '.join(counts_of(sheet))})")
            self._add("")
        skipped = self.arranged.account.skipped
        if skipped:
            self._add("## Not read", "")
            for failed in skipped:
                place = f", {failed.place}" if failed.place else ""
                self._add(f"- {escaped(f'{failed.file}{place}: {failed.why}')}")
            self._add("")
        for label, note in self.notes.items():
            self._add(f"[^{label}]: {note}")
        return "\n".join(self.lines).rstrip() + "\n"

    def _add(self, *lines: str) -> None:
        self.lines.extend(lines)

    def _further(self, rest: Sized, one: str, many: str | None = None) -> None:
        if len(rest):
            self._add("", f"*and {phrasing.count(len(rest), f'further {one}', many and f'further {many}')}*")

    def _note(self, label: str, evidence: Iterable[Evidence]) -> str:
        parts = []
        for words, places in quotations(evidence):
            where = ", ".join(f"{escaped(e.report)} {e.start}–{e.end}" for e in places)
            parts.append(f"“{escaped(phrasing.shortened(words, QUOTE_CHARS))}” ({where})")
        self.notes[label] = "; ".join(parts)
        return f"[^{label}]"

    def _label(self, item: str) -> str:
        return re.sub(r"[^A-Za-z0-9-]", "-", self.arranged.short.get(item, item))

    def _line(self, words: str, parts: Iterable[str], line: Line, item: str, counts: tuple[int, int] | None) -> None:
        said = [escaped(part) for part in parts if part]
        if counts is not None:
            said.append(phrasing.standing(*counts))
        aside = f" ({' · '.join(said)})" if said else ""
        self._add(f"- {words}{aside} {self._note(self._label(item), line.evidence)}")

    def _contest(self, sheet: Sheet, item: str) -> str:
        return "contested" if item in sheet.contested else ""

    def _new(self, item: str) -> str:
        return phrasing.news_mark(self.arranged.fresh.get(item))

    def _new_first(self, item: str) -> str:
        mark = self._new(item)
        return f"{escaped(mark)} · " if mark else ""

    def _news(self, sheet: Sheet) -> None:
        if self.arranged.news is None:
            return
        self._add("## What is new", "")
        told = self.arranged.news_of(sheet)
        if not told:
            self._add("- Nothing.")
        for line in told:
            day = phrasing.when(line.date, sheet.year) if line.date else ""
            facts = (phrasing.news_mark(line), phrasing.PART_WORDS[line.part], day, line.why)
            said = " · ".join(escaped(fact) for fact in facts if fact)
            self._add(f"- {escaped(phrasing.news_words(line))} ({said})")
        self._add("")

    def _story(self, sheet: Sheet) -> None:
        self._add(f"# {escaped(sheet.story.title) or 'Untitled story'}", "", " · ".join(counts_of(sheet)), "")
        self._summary(sheet)
        self._news(sheet)
        if sheet.timeline:
            self._add("## Timeline", "")
            for item in fold_timeline(sheet.timeline, self.limits.events):
                if isinstance(item, Fold):
                    span = phrasing.when(item.span, sheet.year, weekday=False) if item.span else ""
                    self._add(f"- {span} *{phrasing.count(len(item.lines), 'lesser line')}*")
                else:
                    self._event(sheet, item)
            self._add("")
        self._figures(sheet)
        self._people(sheet)
        self._disputes(sheet)
        if sheet.story.open:
            self._add("## What this account does not know", "")
            shown, rest = foremost(sheet.story.open, self.limits.open)
            self._add(*(f"- {escaped(question.text)}" for question in shown))
            self._further(rest, "question")
            self._add("")
        if sheet.story.known:
            listed = (f"- {escaped(phrasing.known_words(known))}" for known in sheet.story.known)
            self._add("## Who is who, by the names file", "", *listed, "")
        self._reports(sheet)

    def _summary(self, sheet: Sheet) -> None:
        if not sheet.story.summary:
            return
        self._add("## In short", "")
        for number, line in enumerate(sheet.story.summary, 1):
            item = f"short-{self._label(sheet.story.id)}-{number}"
            parts = (*when_and_whether(sheet, line), self._contest(sheet, line.about or ""))
            self._line(escaped(line.text), parts, line, item, (line.reports, line.origins))
        self._add("")

    def _event(self, sheet: Sheet, event: EventLine) -> None:
        heading, small = phrasing.event_when(event, sheet.year)
        date = f"{heading} ({small})" if small else heading
        mode = phrasing.MODE_WORDS.get(event.mode, "") if event.mode else ""
        says = phrasing.on_the_word_of(event.says)
        recalled = "background" if event.background else ""
        status = phrasing.status_of(event)
        parts = (self._new(event.id), status, self._contest(sheet, event.id), mode, says, recalled)
        self._line(f"**{date}** {escaped(event.what)}", parts, event, event.id, (event.reports, event.origins))

    def _figures(self, sheet: Sheet) -> None:
        if sheet.ledgers:
            self._add("## Figures", "")
        rivals, rest = foremost(sheet.rivals, self.limits.ledgers)
        for ledger in rivals:
            self._ledger(sheet, ledger)
        if rest:
            self._further(rest, "thing counted by several", "things counted by several")
            self._add("")
        if sheet.lone_figures and sheet.rivals:
            self._add("### Further figures", "")
        lone, rest_lone = foremost(sheet.lone_figures, self.limits.figures)
        for line in lone:
            by = phrasing.claimants(line) if line.claimed_by else ""
            hedged = "said with a hedge" if line.hedged else ""
            parts = (self._new(line.id), by, phrasing.as_of(line, sheet.year), hedged)
            words = f"**{escaped(phrasing.figure_value(line))}** {escaped(line.what)}"
            self._line(words, parts, line, line.id, (line.reports, line.origins))
        if sheet.lone_figures:
            self._further(rest_lone, "figure")
            self._add("")

    def _ledger(self, sheet: Sheet, ledger: Ledger) -> None:
        contested = " (contested)" if ledger.conflicts else ""
        self._add(f"### {escaped(ledger.what)}{contested}", "")
        self._add(
            "| Figure | Who says so | For when | Beside the others | Evidence |", "| --- | --- | --- | --- | --- |"
        )
        by_id = phrasing.by_id(ledger.lines)
        shown, rest = foremost(ledger.lines, self.limits.claims)
        for line in shown:
            self._add(self._figure(sheet, line, by_id))
        self._further(rest, "claim")
        self._add("")

    def _figure(self, sheet: Sheet, line: FigureLine, by_id: dict[str, FigureLine]) -> str:
        hedged = " (hedged)" if line.hedged else ""
        counts = f"{self._new_first(line.id)}{phrasing.standing(line.reports, line.origins)}"
        cells = (
            f"**{escaped(phrasing.figure_value(line))}**{hedged}",
            escaped(phrasing.claimants(line)),
            phrasing.when(line.date, sheet.year, weekday=False),
            escaped("; ".join(phrasing.states_of(line, by_id))),
            f"{counts} {self._note(self._label(line.id), line.evidence)}",
        )
        return f"| {' | '.join(cells)} |"

    def _people(self, sheet: Sheet) -> None:
        if sheet.voices:
            self._add("## Who said what", "")
        voices, further = foremost(sheet.voices, self.limits.voices)
        for voice in voices:
            aside = [escaped(voice.role)] if voice.role and voice.role != voice.name else []
            if voice.anonymous:
                aside.append(f"unnamed, in {escaped(voice.report or '')}")
            self._add(f"**{escaped(voice.name)}**{', ' if aside else ''}{', '.join(aside)}", "")
            said, rest = foremost(voice.lines, self.limits.sayings)
            for line in said:
                self._statement(sheet, line)
            self._further(rest, "statement")
            self._add("")
        if further:
            self._further(further, "speaker")
            self._add("")
        if sheet.stands:
            self._add("## Where they stand", "")
        stands, beyond = foremost(sheet.stands, self.limits.actors)
        for stand in stands:
            self._add(f"**{escaped(stand.actor)}**", "")
            held, more = foremost(stand.lines, self.limits.stands)
            for position in held:
                self._position(sheet, position)
            self._further(more, "position")
            self._add("")
        if beyond:
            self._further(beyond, "actor")
            self._add("")

    def _statement(self, sheet: Sheet, line: StatementLine) -> None:
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        via = phrasing.told_by(line.via)
        cue = phrasing.cue_words(line)
        parts = (self._new(line.id), day, self._contest(sheet, line.id), via)
        words = f"**{escaped(cue)}:** {escaped(phrasing.spoken(line))}" if cue else escaped(phrasing.spoken(line))
        self._line(words, parts, line, line.id, (line.reports, line.origins))

    def _position(self, sheet: Sheet, line: PositionLine) -> None:
        toward = f"toward {phrasing.listed(line.toward)}" if line.toward else ""
        day = phrasing.when(line.date, sheet.year) if line.date else ""
        says = phrasing.on_the_word_of(line.says)
        turn = phrasing.turned_from(line, sheet.story.positions, sheet.year)
        parts = (self._new(line.id), toward, day, turn, self._contest(sheet, line.id), says)
        self._line(f"**{line.stance}:** {escaped(line.about)}", parts, line, line.id, (line.reports, line.origins))

    def _disputes(self, sheet: Sheet) -> None:
        if not sheet.story.disagreements:
            return
        self._add("## Disagreements", "")
        disputes, rest = foremost(sheet.story.disagreements, self.limits.disputes)
        for found in disputes:
            self._add(f"**{phrasing.DISAGREEMENT_WORDS[found.kind]}:** {escaped(found.what)}", "")
            for number, side in enumerate(found.values, 1):
                item = f"{self._label(found.id)}-{number}"
                self._line(escaped(side.value), (phrasing.side_by(side),), side, item, None)
            self._add("")
        if rest:
            self._further(rest, "disagreement")
            self._add("")

    def _reports(self, sheet: Sheet) -> None:
        self._add("## Reports and their origins", "")
        origins, rest = foremost(sheet.origins, self.limits.origins)
        for origin in origins:
            self._add(f"- {self._entry(sheet, origin.lead, None)}")
            self._add(*(f"  - {self._entry(sheet, sharer.entry, sharer)}" for sharer in origin.sharers))
        self._further(rest, "origin")
        self._add("")

    @staticmethod
    def _entry(sheet: Sheet, entry: ReportEntry, sharer: Sharer | None) -> str:
        facts = [entry.headline or "", entry.outlet or "", phrasing.report_date(entry, sheet.year), entry.dated.why]
        if not entry.read:
            facts.append("not read")
        if sharer is not None:
            facts.insert(0, phrasing.relation(sharer.copy, entry.id) if sharer.copy else "of the same origin")
        return f"**{escaped(entry.id)}** {' · '.join(escaped(f) for f in facts if f)}"
