"""One reading for a terminal: what was read in a report, for the person who wants to see it.

Decision to know: it shows the parts of the contract in its order, each with the words and the offsets, so that a
wrong line of an account can be followed down to where it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from synoptic.model.readings import Attribution, Event, Quantity, Reading, Time
from synoptic.model.spans import Span
from synoptic.show import phrasing
from synoptic.show.delivery import printable

WORDS_CHARS = 160


def render_reading(reading: Reading, *, width: int = 100, colour: bool = False) -> str:
    """Lay one reading out as text, ready to print, with an empty line at the end."""
    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        _print(console, reading)
    return "\n".join(line.rstrip() for line in captured.get().split("\n")) + "\n"


def _clean(text: str) -> str:
    return printable(" ".join(text.split()))


def _words(reading: Reading, spans: Iterable[Span]) -> str:
    return phrasing.shortened(_clean(" … ".join(reading.quote(span) for span in spans)), WORDS_CHARS)


def _print(console: Console, reading: Reading) -> None:
    head = reading.report
    console.print(Text(_clean(head.id), style="bold"))
    if head.headline:
        console.print(Padding(Text(_clean(head.headline)), (0, 0, 0, 2)))
    dated = reading.dated
    facts = [head.outlet or "", phrasing.when(dated.value) if dated.value else "undated", dated.why, head.url or ""]
    facts.append(phrasing.count(len(reading.text), "character"))
    if not reading.read:
        facts.append(f"not read: its language is {head.language}" if head.language else "not read")
    console.print(Padding(Text(_clean(" · ".join(f for f in facts if f)), style="dim"), (0, 0, 0, 2)))
    _part(console, "Passages", [(str(p.kind), _words(reading, (p,)), _place(p)) for p in reading.passages])
    _part(console, "Names", _names(reading))
    times = [(t.value, _words(reading, (t,)), _when(t), _place(t)) for t in reading.times]
    _part(console, "Times", times)
    _part(console, "Figures", [_figure(reading, q) for q in reading.quantities])
    _part(console, "Who said what", [_said(reading, a) for a in reading.attributions])
    _part(console, "Events", [_event(reading, e) for e in reading.events])


def _when(time: Time) -> str:
    """Write the days of a time; a day that the calendar does not have is said to be none."""
    if time.when is not None:
        return str(time.when)
    return "no such day" if time.impossible else ""


def _place(span: Span) -> str:
    return f"{span.start}–{span.end}"


def _part(console: Console, title: str, rows: Sequence[tuple[str, ...]]) -> None:
    if not rows:
        return
    console.print(Padding(Text(f"{title} ({len(rows)})", style="bold"), (0, 0, 0, 2)))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for number in range(len(rows[0])):
        table.add_column(overflow="fold", style="dim" if number == len(rows[0]) - 1 else "")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(Padding(table, (0, 0, 0, 4)))


def _names(reading: Reading) -> list[tuple[str, ...]]:
    """List the actors with their mentions counted; a name is shown once however often it stands there."""
    counted: dict[str, int] = {}
    for mention in reading.entities:
        counted[mention.entity] = counted.get(mention.entity, 0) + 1
    rows: list[tuple[str, ...]] = []
    for actor in reading.actors:
        aside = [part for part in (actor.role, actor.speaks_for and f"speaks for {actor.speaks_for}") if part]
        if actor.anonymous:
            aside.append("unnamed")
        rows.append((str(actor.type), _clean(actor.name), _clean(", ".join(aside)), f"{counted.get(actor.id, 0)}×"))
    return rows


def _figure(reading: Reading, found: Quantity) -> tuple[str, ...]:
    value = phrasing.quantity(found.value, found.value2, found.bound, found.unit)
    return value, _clean(found.counted or ""), _words(reading, (found.whole or found,)), _place(found)


def _said(reading: Reading, found: Attribution) -> tuple[str, ...]:
    speaker = _clean(found.speaker or "not known") + (" (unnamed)" if found.anonymous else "")
    return speaker, found.lemma, _words(reading, found.content), _place(found.content[0]) if found.content else ""


def _event(reading: Reading, found: Event) -> tuple[str, ...]:
    kind = " ".join(part for part in (found.type or "", found.stance or "") if part) or "–"
    day = phrasing.when(found.when) if found.when else ""
    return kind, str(found.status), day, _words(reading, (found.whole or found,)), _place(found)
