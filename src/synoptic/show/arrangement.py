"""An account arranged for reading: the lines grouped and counted, before any view lays them out.

Decision to know: nothing is decided anew here. Order within a part is the account's own; what is added is grouping (by
speaker, actor, series, origin), counts, short ids, and which lines a disagreement touches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from synoptic.editing.likeness import likeness
from synoptic.model.accounts import (
    Account,
    Disagreement,
    EventLine,
    FigureLine,
    PositionLine,
    ReportEntry,
    StatementLine,
    Story,
    SummaryLine,
)
from synoptic.model.days import Interval, between
from synoptic.model.links import Copy, FigureState, Relation
from synoptic.model.news import News, NewsKind, NewsLine
from synoptic.model.spans import Evidence
from synoptic.show import phrasing

_SAME_MARKS = str.maketrans("‘’‛′“”„‟″", "''''" + '"' * 5)

OPEN_SPEAKER = "Speaker not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker and the statements; an unnamed speaker is a voice of its own in each report."""

    name: str
    role: str | None
    anonymous: bool
    report: str | None
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One actor and where it stands."""

    actor: str
    lines: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The figures about one thing; `conflicts` are pairs that cannot both hold, the account's order."""

    series: str
    what: str
    lines: tuple[FigureLine, ...]
    conflicts: tuple[tuple[FigureLine, FigureLine], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharer:
    """A further report of an origin, with the link that ties it to the one shown first (or to another)."""

    entry: ReportEntry
    copy: Copy | None
    tied_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Reports that are copies of one another: the one to show first, and the others."""

    lead: ReportEntry
    sharers: tuple[Sharer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One story, arranged."""

    story: Story
    entries: tuple[ReportEntry, ...]
    span: Interval | None
    year: int | None
    undated: int
    unread: int
    voices: tuple[Voice, ...]
    stands: tuple[Stand, ...]
    ledgers: tuple[Ledger, ...]
    origins: tuple[Origin, ...]
    shared: tuple[Copy, ...]
    contested: Mapping[str, tuple[Disagreement, ...]]
    """The disagreements that touch an item, by the item's id."""

    @property
    def timeline(self) -> tuple[EventLine, ...]:
        """The events to be shown: what a brief tells by the way is in the account alone."""
        return tuple(event for event in self.story.events if not event.aside)

    @property
    def rivals(self) -> tuple[Ledger, ...]:
        """The things for which several figures stand side by side."""
        return tuple(ledger for ledger in self.ledgers if len(ledger.lines) > 1)

    @property
    def lone_figures(self) -> tuple[FigureLine, ...]:
        """The figures that no other figure stands beside."""
        return tuple(ledger.lines[0] for ledger in self.ledgers if len(ledger.lines) == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """An account ready to be laid out: `whole` stories, `brief` ones, and the short form of every id."""

    account: Account
    whole: tuple[Sheet, ...]
    brief: tuple[Sheet, ...]
    entries: Mapping[str, ReportEntry]
    short: Mapping[str, str]
    news: News | None = None
    """What is new since an earlier account, where one was given."""
    fresh: Mapping[str, NewsLine] = field(default_factory=dict)
    """The news about an item, by the item's id."""

    def news_of(self, sheet: Sheet) -> tuple[NewsLine, ...]:
        """Pick the news to be set on top of a story: what changed or is gone, and the weightiest of what is new.

        What is new is set there once, though an event, a figure and somebody's words may tell it.
        """
        told = next((one.news for one in self.news.stories if one.id == sheet.story.id), ()) if self.news else ()
        changed = [line for line in told if line.kind in _ON_TOP]
        new = sorted((line for line in told if line.kind is NewsKind.NEW), key=lambda one: -one.weight)
        return (*_apart(new, _NEW_ON_TOP), *changed[:_NEW_ON_TOP])


_NEW_ON_TOP = 8
_ONE_MATTER = 0.6
"""Share of the shorter line's stems that another line has, for both to tell one thing."""
_ON_TOP = frozenset({NewsKind.FIGURE, NewsKind.STATE, NewsKind.CONTESTED, NewsKind.GONE, NewsKind.CONFIRMED})


def _apart(lines: Iterable[NewsLine], most: int) -> list[NewsLine]:
    picked: list[NewsLine] = []
    for line in lines:
        if len(picked) == most:
            break
        if all(likeness(line.text, other.text) < _ONE_MATTER for other in picked):
            picked.append(line)
    return picked


def arrange(account: Account, whole_stories: int, news: News | None = None) -> Arranged:
    """Arrange the account; the first `whole_stories` stories are to be shown whole, the rest a line each.

    With `news` every line of which something is new is marked.
    """
    entries = {entry.id: entry for entry in account.reports}
    sheets = tuple(_sheet(story, account, entries) for story in account.stories)
    return Arranged(
        account=account,
        whole=sheets[:whole_stories],
        brief=sheets[whole_stories:],
        entries=entries,
        short=short_ids(item_ids(account)),
        news=news,
        fresh={line.id: line for line in news.lines if line.id and line.is_news} if news is not None else {},
    )


def _sheet(story: Story, account: Account, entries: Mapping[str, ReportEntry]) -> Sheet:
    mine = tuple(entries[r] for r in story.reports if r in entries)
    within = frozenset(story.reports)
    copies = tuple(c for c in account.copies if within.issuperset(c.reports))
    values = [e.dated.value for e in mine if e.dated.value is not None]
    span = between(min(v.first for v in values), max(v.last for v in values)) if values else None
    return Sheet(
        story=story,
        entries=mine,
        span=span,
        year=_year(values),
        undated=sum(e.dated.value is None for e in mine),
        unread=sum(not e.read for e in mine),
        voices=_voices(story.statements),
        stands=_stands(story.positions),
        ledgers=_ledgers(story.figures),
        origins=_origins(story, entries, copies),
        shared=tuple(c for c in copies if c.relation is Relation.SHARED),
        contested=_contested(story),
    )


def _year(values: Iterable[Interval]) -> int | None:
    """Find the year that most of the reports were published in; the later of equals."""
    counted = Counter(v.first.year for v in values if v.first.year == v.last.year)
    return max(counted, key=lambda y: (counted[y], y)) if counted else None


def _voices(statements: tuple[StatementLine, ...]) -> tuple[Voice, ...]:
    groups: dict[tuple[str, str], list[StatementLine]] = {}
    for line in statements:
        apart = line.evidence[0].report if line.anonymous else ""
        groups.setdefault((line.speaker or OPEN_SPEAKER, apart), []).append(line)
    return tuple(
        Voice(
            name=name,
            role=next((line.role for line in lines if line.role), None),
            anonymous=bool(apart),
            report=apart or None,
            lines=tuple(lines),
        )
        for (name, apart), lines in groups.items()
    )


def _stands(positions: tuple[PositionLine, ...]) -> tuple[Stand, ...]:
    groups: dict[str, list[PositionLine]] = {}
    for line in positions:
        groups.setdefault(line.actor, []).append(line)
    return tuple(Stand(actor=actor, lines=tuple(lines)) for actor, lines in groups.items())


def _ledgers(figures: tuple[FigureLine, ...]) -> tuple[Ledger, ...]:
    groups: dict[str, list[FigureLine]] = {}
    for line in figures:
        groups.setdefault(line.series, []).append(line)
    by_id = {line.id: line for line in figures}
    ledgers = []
    for series, lines in groups.items():
        conflicts: list[tuple[FigureLine, FigureLine]] = []
        met: set[frozenset[str]] = set()
        for line in lines:
            for how in line.against:
                pair = frozenset((line.id, how.id))
                if how.state is FigureState.CONFLICTING and how.id in by_id and pair not in met:
                    met.add(pair)
                    conflicts.append((line, by_id[how.id]))
        ledgers.append(Ledger(series=series, what=lines[0].what, lines=tuple(lines), conflicts=tuple(conflicts)))
    return tuple(ledgers)


def _origins(story: Story, entries: Mapping[str, ReportEntry], copies: tuple[Copy, ...]) -> tuple[Origin, ...]:
    joining = [c for c in copies if c.relation is not Relation.SHARED]
    by_pair = {frozenset(c.reports): c for c in joining}
    by_report: dict[str, list[Copy]] = {}
    for copy in joining:
        for report in copy.reports:
            by_report.setdefault(report, []).append(copy)
    taken_from_other = {c.direction[1] for c in joining if c.direction}
    origins = []
    for group in story.origins:
        members = [entries[r] for r in group if r in entries]
        if not members:
            continue
        lead = min(members, key=lambda e: (e.id in taken_from_other, _first_day(e), e.id))
        sharers = [_sharer(e, lead, by_pair, by_report) for e in members if e is not lead]
        origins.append(Origin(lead=lead, sharers=tuple(sharers)))
    return tuple(origins)


def _sharer(
    entry: ReportEntry,
    lead: ReportEntry,
    by_pair: Mapping[frozenset[str], Copy],
    by_report: Mapping[str, list[Copy]],
) -> Sharer:
    """Tie a report to the lead, or, where no link says so, to the report of the origin that it shares most with."""
    direct = by_pair.get(frozenset((entry.id, lead.id)))
    if direct is not None:
        return Sharer(entry=entry, copy=direct, tied_to=lead.id)
    linked = by_report.get(entry.id, [])
    if not linked:
        return Sharer(entry=entry, copy=None, tied_to=lead.id)
    best = max(linked, key=lambda c: c.shared)
    other = best.reports[0] if best.reports[1] == entry.id else best.reports[1]
    return Sharer(entry=entry, copy=best, tied_to=other)


def _first_day(entry: ReportEntry) -> str:
    return entry.published or (str(entry.dated.value.first) if entry.dated.value else "9999")


def _contested(story: Story) -> dict[str, tuple[Disagreement, ...]]:
    touched: dict[str, list[Disagreement]] = {}
    for disagreement in story.disagreements:
        for item in disagreement.about:
            touched.setdefault(item, []).append(disagreement)
    return {item: tuple(found) for item, found in touched.items()}


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


def when_and_whether(sheet: Sheet, line: SummaryLine) -> tuple[str, ...]:
    """Say the day and the status of the event that a summary line tells, and on whose word where its words do not, or
    who claims its figure and of which day."""
    item = line.about
    figure = next((f for f in sheet.story.figures if f.id == item), None)
    if figure is not None:
        return phrasing.claimants(figure), phrasing.as_of(figure, sheet.year)
    event = next((e for e in sheet.story.events if e.id == item), None)
    if event is None or item is None:
        return ()
    heading, small = phrasing.event_when(event, sheet.year)
    if len(event.candidates) > 1:
        heading = f"{heading}, {small}"
    told = line.text.casefold()
    says = tuple(name for name in event.says if name.casefold() not in told)
    day = "" if heading == phrasing.NO_DATE else heading
    return day, phrasing.status_of(event), phrasing.on_the_word_of(says if len(says) == len(event.says) else ())


def quotations(evidence: Iterable[Evidence]) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Put together the places that have the same words, whatever quote marks and blanks, in order of their first."""
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        key = " ".join(item.quote.translate(_SAME_MARKS).split()).rstrip(".,;:")
        found.setdefault(key, []).append(item)
    return tuple((" ".join(places[0].quote.split()), tuple(places)) for places in found.values())


Item = EventLine | FigureLine | StatementLine | PositionLine | Disagreement


def items_of(story: Story) -> Iterator[Item]:
    """Walk the items of a story that have an id of their own."""
    yield from story.events
    yield from story.figures
    yield from story.statements
    yield from story.positions
    yield from story.disagreements


def item_ids(account: Account) -> tuple[str, ...]:
    """List the ids of all items and stories, in order, each once."""
    found: dict[str, None] = {}
    for story in account.stories:
        found.setdefault(story.id)
        for item in items_of(story):
            found.setdefault(item.id)
    return tuple(found)


_STABLE = re.compile(r"([a-z])[a-z]*-([0-9a-f]{6,})")
_SHORTEST = 4


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Shorten ids like `event-3fa4c0d1e2` to `e-3fa4`, each as far as it is the only one; others stay whole."""
    parts = {item: (met[1], met[2]) for item in ids if (met := _STABLE.fullmatch(item))}
    shown: dict[str, str] = {}
    waiting, length = list(parts), _SHORTEST
    while waiting:
        forms = {item: f"{parts[item][0]}-{parts[item][1][:length]}" for item in waiting}
        counted = Counter(forms.values())
        done = {item for item in waiting if counted[forms[item]] == 1 or length >= len(parts[item][1])}
        shown.update((item, forms[item] if counted[forms[item]] == 1 else item) for item in waiting if item in done)
        waiting, length = [item for item in waiting if item not in done], length + 1
    return {item: shown.get(item, item) for item in ids}
