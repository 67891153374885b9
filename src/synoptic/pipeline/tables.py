"""An account as tables, for spreadsheets and for code: events, which reports tell them, figures, statements, positions,
reports, origins.

Decision to know: a row is a typed tuple, and a table knows its columns from the type of its rows, so every form of it
(CSV, Parquet, Arrow, pandas) has the same columns in the same order. Rows come in the order of the account.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from synoptic.errors import UsageError
from synoptic.model.accounts import Account, Story
from synoptic.model.days import Interval

if TYPE_CHECKING:
    import pandas
    import pyarrow

_JOINED = "; "


class EventRow(NamedTuple):
    """One event; `date` is ISO 8601 at the precision known, the days are its first and last."""

    event: str
    story: str
    what: str
    type: str | None
    status: str
    date: str | None
    first_day: str | None
    last_day: str | None
    participants: str
    says: str
    background: bool
    reports: int
    origins: int
    report: str
    start: int
    end: int
    quote: str


class EventReportRow(NamedTuple):
    """One place where a report tells an event."""

    event: str
    report: str
    origin: str
    start: int
    end: int
    quote: str


class FigureRow(NamedTuple):
    """One figure as its claimants give it; `against` lists how it stands to others of its series."""

    figure: str
    story: str
    series: str
    what: str
    value: float
    value2: float | None
    bound: str
    unit: str | None
    claimed_by: str
    date: str | None
    first_day: str | None
    last_day: str | None
    hedged: bool
    anonymous: bool
    against: str
    reports: int
    origins: int
    report: str
    start: int
    end: int
    quote: str


class StatementRow(NamedTuple):
    statement: str
    story: str
    speaker: str | None
    anonymous: bool
    role: str | None
    via: str
    content: str
    kind: str
    date: str | None
    first_day: str | None
    last_day: str | None
    reports: int
    origins: int
    report: str
    start: int
    end: int
    quote: str


class PositionRow(NamedTuple):
    position: str
    story: str
    actor: str
    stance: str
    about: str
    toward: str
    date: str | None
    first_day: str | None
    last_day: str | None
    says: str
    reports: int
    origins: int
    report: str
    start: int
    end: int
    quote: str


class ReportRow(NamedTuple):
    report: str
    headline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    date: str | None
    date_basis: str
    date_why: str
    language: str | None
    story: str
    origin: str
    read: bool


class OriginRow(NamedTuple):
    """One report of an origin; `place` 1 is its earliest."""

    origin: str
    story: str
    place: int
    report: str


R = TypeVar("R", bound=NamedTuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[R]):
    """Rows of one type; iterate over it, or turn it into Arrow or pandas where these are installed."""

    name: str
    row: type[R]
    rows: tuple[R, ...]

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(self.row._fields)

    def to_arrow(self) -> pyarrow.Table:
        """Return it as an Arrow table.

        Raises:
            UsageError: pyarrow is not installed.
        """
        try:
            import pyarrow
        except ImportError as error:
            raise UsageError("Arrow is not installed; install it with: pip install 'synoptic[tables]'") from error
        hints = typing.get_type_hints(self.row)
        fields = [pyarrow.field(name, _arrow_type(pyarrow, hints[name])) for name in self.columns]
        listed = [[row[place] for row in self.rows] for place in range(len(self.columns))]
        arrays = [pyarrow.array(values, field.type) for values, field in zip(listed, fields, strict=True)]
        return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))

    def to_pandas(self) -> pandas.DataFrame:
        """Return it as a data frame.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise UsageError("pandas is not installed; install it with: pip install pandas") from error
        return pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))


def _arrow_type(pyarrow: Any, hint: object) -> object:
    if hint is bool:
        return pyarrow.bool_()
    if hint is int:
        return pyarrow.int64()
    if hint in (float, float | None):
        return pyarrow.float64()
    return pyarrow.string()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All tables of one account."""

    events: Table[EventRow]
    event_reports: Table[EventReportRow]
    figures: Table[FigureRow]
    statements: Table[StatementRow]
    positions: Table[PositionRow]
    reports: Table[ReportRow]
    origins: Table[OriginRow]

    def __iter__(self) -> Iterator[Table[Any]]:
        yield from (
            self.events,
            self.event_reports,
            self.figures,
            self.statements,
            self.positions,
            self.reports,
            self.origins,
        )


TABLE_NAMES = ("events", "event_reports", "figures", "statements", "positions", "reports", "origins")


def make_tables(account: Account) -> Tables:
    """Lay an account out in tables."""
    origin_of = {entry.id: entry.origin for entry in account.reports}
    stories = account.stories
    return Tables(
        events=Table(name="events", row=EventRow, rows=tuple(r for s in stories for r in _events(s))),
        event_reports=Table(
            name="event_reports", row=EventReportRow, rows=tuple(r for s in stories for r in _crosswalk(s, origin_of))
        ),
        figures=Table(name="figures", row=FigureRow, rows=tuple(r for s in stories for r in _figures(s))),
        statements=Table(name="statements", row=StatementRow, rows=tuple(r for s in stories for r in _statements(s))),
        positions=Table(name="positions", row=PositionRow, rows=tuple(r for s in stories for r in _positions(s))),
        reports=Table(name="reports", row=ReportRow, rows=tuple(_reports(account))),
        origins=Table(name="origins", row=OriginRow, rows=tuple(r for s in stories for r in _origins(s, origin_of))),
    )


def _days(date: Interval | None) -> tuple[str | None, str | None, str | None]:
    if date is None:
        return None, None, None
    return str(date), date.first.isoformat(), date.last.isoformat()


def _joined(names: Sequence[str]) -> str:
    return _JOINED.join(names)


def _events(story: Story) -> Iterator[EventRow]:
    for e in story.events:
        kind = None if e.type is None else str(e.type)
        yield EventRow(
            e.id,
            story.id,
            e.what,
            kind,
            str(e.status),
            *_days(e.date),
            _joined(e.participants),
            _joined(e.says),
            e.background,
            e.reports,
            e.origins,
            e.evidence[0].report,
            e.evidence[0].start,
            e.evidence[0].end,
            e.evidence[0].quote,
        )


def _crosswalk(story: Story, origin_of: dict[str, str]) -> Iterator[EventReportRow]:
    for e in story.events:
        for piece in e.evidence:
            yield EventReportRow(
                e.id, piece.report, origin_of.get(piece.report, ""), piece.start, piece.end, piece.quote
            )


def _figures(story: Story) -> Iterator[FigureRow]:
    for f in story.figures:
        yield FigureRow(
            f.id,
            story.id,
            f.series,
            f.what,
            f.value,
            f.value2,
            str(f.bound),
            f.unit,
            _joined(f.claimed_by),
            *_days(f.date),
            f.hedged,
            f.anonymous,
            _joined([f"{a.state} {a.id}" for a in f.against]),
            f.reports,
            f.origins,
            f.evidence[0].report,
            f.evidence[0].start,
            f.evidence[0].end,
            f.evidence[0].quote,
        )


def _statements(story: Story) -> Iterator[StatementRow]:
    for s in story.statements:
        yield StatementRow(
            s.id,
            story.id,
            s.speaker,
            s.anonymous,
            s.role,
            _joined(s.via),
            s.content,
            str(s.quote),
            *_days(s.date),
            s.reports,
            s.origins,
            s.evidence[0].report,
            s.evidence[0].start,
            s.evidence[0].end,
            s.evidence[0].quote,
        )


def _positions(story: Story) -> Iterator[PositionRow]:
    for p in story.positions:
        yield PositionRow(
            p.id,
            story.id,
            p.actor,
            str(p.stance),
            p.about,
            _joined(p.toward),
            *_days(p.date),
            _joined(p.says),
            p.reports,
            p.origins,
            p.evidence[0].report,
            p.evidence[0].start,
            p.evidence[0].end,
            p.evidence[0].quote,
        )


def _reports(account: Account) -> Iterator[ReportRow]:
    for r in account.reports:
        value = None if r.dated.value is None else str(r.dated.value)
        yield ReportRow(
            r.id,
            r.headline,
            r.outlet,
            r.url,
            r.published,
            value,
            str(r.dated.basis),
            r.dated.why,
            r.language,
            r.story,
            r.origin,
            r.read,
        )


def _origins(story: Story, origin_of: dict[str, str]) -> Iterator[OriginRow]:
    for group in story.origins:
        for place, report in enumerate(group, 1):
            yield OriginRow(origin_of.get(report, ""), story.id, place, report)
