"""One report with everything that was read in it, and two copies side by side.

Decision to know: a text is cut at every place where something begins or ends, and each piece says what covers it; the
pieces, taken together, are the text to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from synoptic.model.readings import PassageKind, Reading
from synoptic.show import phrasing
from synoptic.show.folding import unlimited
from synoptic.show.page import web_address
from synoptic.show.site.asks import Answer
from synoptic.show.site.edition import Rest
from synoptic.show.site.line_pages import words_of
from synoptic.show.site.printing import Printing

LAYERS = (("name", "Names"), ("time", "Times"), ("number", "Figures"), ("said", "Who said what"), ("event", "Events"))
_WORDS = re.compile(r"\s+|[^\s]+")
LEAST_ALIKE = 0.35
"""Lines with a smaller share of words in common (of the one with more) are not set beside each other."""
MOST_COMPARED = 250_000
"""Of more pairs of lines than this only those that are the same are found, to save time."""
LONGEST_LINED_UP = 4000
"""The most lines of a text that are lined up with another; the rest is shown as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a report, with what was read there and the lines that rest on it; `ending` those that end with it."""

    start: int
    words: str
    layers: tuple[str, ...]
    title: str
    passage: str
    rests: bool
    begins: bool
    ending: tuple[Rest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that was read in a report: its layer, where it stands, and what it was read as."""

    layer: str
    start: int
    end: int
    title: str


def show_report(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw a report in full."""
    edition, report = house.edition, given.get("id", "")
    entry, reading = edition.entries.get(report), edition.reading(report)
    stored = edition.stored(report)
    if entry is None or reading is None:
        if stored is not None and stored.removed is not None:
            gone = stored.removed
            return house.missing(f"This report was taken out of the case on {gone.at[:10]} by {gone.by}: {gone.reason}")
        return house.missing("There is no report with this id in the newest account.")
    found = everything_in(reading)
    story = edition.stories.get(entry.story)
    rests = edition.rests(report)
    book = house.book(story, unlimited(), "report") if story else None
    lines = list(dict.fromkeys((rest.kind, rest.item) for rest in rests))
    return house.draw(
        "report",
        entry=entry,
        reading=reading,
        stored=stored,
        story=story,
        book=book,
        limits=unlimited(),
        pieces=cut_text(reading.text, found, rests, reading),
        layers=[(name, title, sum(f.layer == name for f in found)) for name, title in LAYERS],
        lines_from=[(kind, item, words_of(edition, item)) for kind, item in lines],
        copies=edition.copies.get(report, []),
        live=web_address(entry.url),
        corrections=edition.touching(report),
        by=by,
    )


def everything_in(reading: Reading) -> tuple[Found, ...]:
    """List everything that was read in a report, in order of place."""
    actors = {actor.id: actor for actor in reading.actors}
    found: list[Found] = []
    for name in reading.entities:
        actor = actors.get(name.entity)
        means = f", {actor.name}" if actor is not None and actor.name != reading.quote(name) else ""
        found.append(Found(layer="name", start=name.start, end=name.end, title=f"{name.type.lower()}{means}"))
    for time in reading.times:
        day = phrasing.when(time.when) if time.when else time.value
        found.append(Found(layer="time", start=time.start, end=time.end, title=f"{time.type.lower()}: {day}"))
    for figure in reading.quantities:
        value = phrasing.quantity(figure.value, figure.value2, figure.bound, figure.unit)
        counted = f" {figure.counted}" if figure.counted else ""
        found.append(Found(layer="number", start=figure.start, end=figure.end, title=f"figure: {value}{counted}"))
    for said in reading.attributions:
        speaker = said.speaker or "speaker not known"
        for part, spans in (("source", said.source), ("cue", said.cue), ("content", said.content)):
            title = (
                f"{part}: {speaker}" if part != "content" else f"said by {speaker}, {phrasing.QUOTE_WORDS[said.quote]}"
            )
            found.extend(Found(layer="said", start=span.start, end=span.end, title=title) for span in spans)
    for event in reading.events:
        who = phrasing.listed(tuple(dict.fromkeys(p.name for p in event.participants if p.name)))
        kind = f"{event.type.lower()}, " if event.type else ""
        day = f", {phrasing.when(event.when)}" if event.when else ""
        title = f"event: {kind}{phrasing.STATUS_WORDS[event.status]}{day}{f' ({who})' if who else ''}"
        found.append(Found(layer="event", start=event.start, end=event.end, title=title))
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.layer, f.title)))


def cut_text(text: str, found: Sequence[Found], rests: Sequence[Rest], reading: Reading | None = None) -> list[Piece]:
    """Cut a text wherever something begins or ends."""
    passages = [(p.start, p.end, str(p.kind)) for p in reading.passages] if reading else []
    spans = [*((f.start, f.end) for f in found), *((r.start, r.end) for r in rests), *((a, b) for a, b, _ in passages)]
    cuts = sorted({0, len(text), *(min(place, len(text)) for span in spans for place in span)})
    opening: dict[int, list[Found]] = {}
    for item in found:
        opening.setdefault(item.start, []).append(item)
    ending: dict[int, list[Rest]] = {}
    for rest in rests:
        ending.setdefault(rest.end, []).append(rest)
    begins = {rest.start for rest in rests}
    covering: list[Found] = []
    pieces: list[Piece] = []
    kinds, resting = _Sweep(passages), _Sweep([(rest.start, rest.end, rest.item) for rest in rests])
    for start, end in pairwise(cuts):
        covering = [f for f in covering if f.end > start] + opening.get(start, [])
        pieces.append(
            Piece(
                start=start,
                words=text[start:end],
                layers=tuple(dict.fromkeys(f.layer for f in covering)),
                title="; ".join(dict.fromkeys(f.title for f in reversed(covering))),
                passage=next(iter(kinds.at(start)), ""),
                rests=bool(resting.at(start)),
                begins=start in begins,
                ending=tuple(ending.get(end, ())),
            )
        )
    return pieces


class _Sweep:
    """Tell what covers a place, for places that only go forward."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._waiting = sorted(spans, reverse=True)
        self._open: list[tuple[int, str]] = []

    def at(self, place: int) -> list[str]:
        while self._waiting and self._waiting[-1][0] <= place:
            _, end, name = self._waiting.pop()
            self._open.append((end, name))
        self._open = [(end, name) for end, name in self._open if end > place]
        return [name for _, name in self._open]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Two stretches that stand beside each other: the same words, or those of one and what the other has instead."""

    same: bool
    mine: tuple[tuple[str, bool], ...]
    theirs: tuple[tuple[str, bool], ...]
    moved: bool = False
    """The second text has it at another place."""


def show_pair(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw two reports side by side, with what differs marked."""
    edition = house.edition
    names = (given.get("a", ""), given.get("b", ""))
    entries = [edition.entries.get(name) for name in names]
    texts = [edition.text(name) for name in names]
    if None in entries or texts[0] is None or texts[1] is None:
        return house.missing("One of the two reports is not in the newest account.")
    whole = given.get("show") == "all"
    rows = line_up(texts[0], texts[1]) if whole else line_up(*(_told_in(house, name) for name in names))
    return house.draw(
        "pair",
        entries=entries,
        copy=edition.copy_of(*names),
        rows=rows if whole else folded(rows),
        whole=whole,
        differing=sum(not row.same for row in rows),
        judgements=edition.about(*names),
        names=names,
        by=by,
    )


def _told_in(house: Printing, report: str) -> str:
    """Return what a report tells: its text without what stands around it (menus, dates, addresses)."""
    reading = house.edition.reading(report)
    if reading is None:
        return house.edition.text(report) or ""
    told = (p for p in reading.passages if p.kind not in (PassageKind.JUNK, PassageKind.METADATA))
    return "\n".join(reading.quote(passage) for passage in told)


def line_up(one: str, other: str) -> list[Row]:
    """Put the lines of two texts side by side; of lines that correspond and differ, the words that differ are marked.

    The order is that of the first text. What the second tells elsewhere is set beside it all the same (`moved`), and
    what only the second has stands where it stands there.
    """
    mine, theirs = _lines(one), _lines(other)
    partner = _partners(mine, theirs)
    taken = {b: a for a, b in partner.items()}
    rows: list[Row] = []
    told: set[int] = set()
    last = -1
    for number, line in enumerate(mine):
        beside = partner.get(number)
        if beside is None:
            rows.append(Row(same=False, mine=((line, False),), theirs=()))
            continue
        for before in range(last + 1, beside):
            if before not in taken and before not in told:
                told.add(before)
                rows.append(Row(same=False, mine=(), theirs=((theirs[before], False),)))
        rows.append(_marked(line, theirs[beside], moved=beside < last))
        last = max(last, beside)
    left = [n for n in range(len(theirs)) if n not in taken and n not in told]
    return [*rows, *(Row(same=False, mine=(), theirs=((theirs[n], False),)) for n in left)]


def _lines(text: str) -> list[str]:
    found = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in found if line]
    return [*lines[:LONGEST_LINED_UP], *([" ".join(lines[LONGEST_LINED_UP:])] if len(lines) > LONGEST_LINED_UP else [])]


def _partners(mine: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """Pair the lines that are the same, then those with most words in common; each line once."""
    partner: dict[int, int] = {}
    where: dict[str, list[int]] = {}
    for n, line in enumerate(theirs):
        where.setdefault(line, []).append(n)
    for n, line in enumerate(mine):
        if where.get(line):
            partner[n] = where[line].pop(0)
    taken = set(partner.values())
    rest = [n for n in range(len(mine)) if n not in partner]
    free = [n for n in range(len(theirs)) if n not in taken]
    if len(rest) * len(free) > MOST_COMPARED:
        return partner
    words = {n: frozenset(theirs[n].lower().split()) for n in free}
    alike = []
    for n in rest:
        own = frozenset(mine[n].lower().split())
        alike += [(-_share(own, words[m]), abs(n - m), n, m) for m in free if _share(own, words[m]) >= LEAST_ALIKE]
    for _, _, n, m in sorted(alike):
        if n not in partner and m not in taken:
            partner[n] = m
            taken.add(m)
    return partner


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one), len(other))


def _marked(one: str, other: str, *, moved: bool) -> Row:
    if one == other:
        return Row(same=not moved, mine=((one, False),), theirs=((other, False),), moved=moved)
    a, b = _WORDS.findall(one), _WORDS.findall(other)
    mine: list[tuple[str, bool]] = []
    theirs: list[tuple[str, bool]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for words, side in (("".join(a[a1:a2]), mine), ("".join(b[b1:b2]), theirs)):
            if words:
                side.append((words, kind != "equal" and bool(words.strip())))
    return Row(same=False, mine=tuple(mine), theirs=tuple(theirs), moved=moved)


def folded(rows: Sequence[Row]) -> list[Row | int]:
    """Put away long runs of lines that are the same, but for one line before and after each that differs."""
    near = {m for n, row in enumerate(rows) if not row.same for m in (n - 1, n, n + 1)}
    shown: list[Row | int] = []
    run: list[Row] = []
    for number, row in enumerate(rows):
        if number in near:
            shown.extend([len(run)] if len(run) > 1 else run)
            run = []
            shown.append(row)
        else:
            run.append(row)
    shown.extend([len(run)] if len(run) > 1 else run)
    return shown
