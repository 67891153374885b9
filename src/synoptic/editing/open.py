"""What the account does not know: what a reader would ask and no report tells.

Decision to know: these are plain words about the account's own data, not words of a report, so each names the ids
that it is about. A question is asked once, and only about lines that are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from synoptic.editing.desk import Desk
from synoptic.editing.disagreements import figure_words
from synoptic.editing.likeness import stems
from synoptic.editing.unread import nameless_turns, table_lines
from synoptic.model.accounts import Disagreement, DisagreementKind, EventLine, FigureLine, Open, StatementLine
from synoptic.model.days import Interval
from synoptic.model.links import FigureState
from synoptic.model.readings import Status

_NAMED_REPORTS = 6


def make_open(
    desk: Desk,
    *,
    events: Sequence[EventLine],
    figures: Sequence[FigureLine],
    statements: Sequence[StatementLine],
    disagreements: Sequence[Disagreement],
) -> tuple[Open, ...]:
    """List what stays open: outcomes, days, claimants, single unnamed sources, contested matters, reports."""
    return (
        *_outcomes(events),
        *_days(events),
        *_claimants(figures),
        *_unnamed(events, figures, statements),
        *_contested(disagreements),
        *_reports(desk),
    )


def _latest(desk: Desk) -> date | None:
    """Return the day up to which the reports surely reach: the last of the first days on which each can be written."""
    known = [desk.dated[report].value for report in desk.reports]
    return max((when.first for when in known if when is not None), default=None)


def mark_passed(desk: Desk, events: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """Mark the plans whose day has passed by the latest report, and of which no line tells what became of them."""
    latest = _latest(desk)
    if latest is None:
        return tuple(events)
    return tuple(replace(line, passed=True) if _is_passed(line, latest, events) else line for line in events)


def _is_passed(line: EventLine, latest: date, events: Sequence[EventLine]) -> bool:
    if line.status is not Status.PLANNED or line.date is None or line.background or line.date.last >= latest:
        return False
    return not any(_may_be_outcome(line, other) for other in events)


def _outcomes(events: Sequence[EventLine]) -> list[Open]:
    return [
        Open(
            text=f"Whether this took place was not found in the reports, though its day has passed: {line.what}",
            about=(line.id,),
        )
        for line in events
        if line.passed
    ]


def _may_be_outcome(plan: EventLine, other: EventLine) -> bool:
    """Tell whether another line may well tell what became of a plan: of that day or later, with its people or words."""
    if other is plan or other.date is None or plan.date is None or other.date.last < plan.date.first:
        return False
    if other.status is Status.PLANNED or other.status is Status.POSSIBLE:
        return False
    mine, theirs = stems(plan.what), stems(other.what)
    return len(mine & theirs) >= 2 and (
        bool(set(plan.participants) & set(other.participants)) or len(mine & theirs) >= 4
    )


def _days(events: Sequence[EventLine]) -> list[Open]:
    found = []
    for line in events:
        if len(line.candidates) > 1:
            days = [one.words for one in line.candidates]
            listed = f"{', '.join(days[:-1])} or {days[-1]}"
            found.append(Open(text=f"On which day, {listed}, stays open: {line.what}", about=(line.id,)))
    return found


def _claimants(figures: Sequence[FigureLine]) -> list[Open]:
    found = []
    for line in figures:
        words = f"{figure_words(line)} ({line.what})"
        clash = any(a.state is FigureState.CONFLICTING for a in line.against)
        if not clash and line.origins < 2:
            continue
        if not line.claimed_by:
            found.append(Open(text=f"Who counts {words} was not found in the reports.", about=(line.id,)))
        if line.date is None:
            found.append(Open(text=f"For which day {words} holds was not found in the reports.", about=(line.id,)))
    return found


def _unnamed(
    events: Sequence[EventLine], figures: Sequence[FigureLine], statements: Sequence[StatementLine]
) -> list[Open]:
    """Say which figures, and which of the weightiest events, rest on one unnamed source alone."""
    found = [
        Open(
            text=f"Behind {figure_words(line)} ({line.what}) stands one unnamed source: {line.claimed_by[-1]}.",
            about=(line.id,),
        )
        for line in figures
        if line.anonymous and line.origins == 1
    ]
    unnamed = {line.speaker for line in statements if line.anonymous}
    heavy = sorted(events, key=lambda line: (-line.weight, line.id))[:10]
    chosen = {line.id for line in heavy}
    found += [
        Open(text=f"This rests on one unnamed source ({line.says[0]}): {line.what}", about=(line.id,))
        for line in events
        if line.id in chosen and line.origins == 1 and line.says and set(line.says) <= unnamed
        if not any(_tells_the_same(line, other) and not set(other.says) <= unnamed for other in events)
    ]
    return found


def _tells_the_same(one: EventLine, other: EventLine) -> bool:
    """Tell whether two lines may well be of one thing: then neither rests on one source alone."""
    if one is other or one.type is not other.type:
        return False
    days = (one.date, one.candidates) == (other.date, other.candidates)
    return days and (one.mode is other.mode or None in (one.mode, other.mode))


def _contested(disagreements: Sequence[Disagreement]) -> list[Open]:
    found = []
    for one in disagreements:
        if one.kind in (DisagreementKind.FIGURE, DisagreementKind.DATE):
            values = " or ".join(dict.fromkeys(side.value for side in one.values))
            found.append(Open(text=f"Which of these holds, {values}: {one.what}", about=(one.id, *one.about)))
    return found


def _reports(desk: Desk) -> list[Open]:
    """Say which reports have no day, or only one among several, and which were not read."""
    undated = [r for r in desk.reports if desk.dated[r].value is None]
    unread = [r for r in desk.reports if not desk.reading(r).read]
    found = []
    if undated:
        found.append(Open(text=f"When {_listed(undated)} written is not known.", about=tuple(undated)))
    wide: dict[Interval, list[str]] = {}
    for report in desk.reports:
        when = desk.dated[report].value
        if when is not None and when.width_days > 1:
            wide.setdefault(when, []).append(report)
    for when, reports in sorted(wide.items(), key=lambda item: str(item[0])):
        text = f"On which day of {when.words} {_listed(reports)} written stays open."
        found.append(Open(text=text, about=tuple(reports)))
    for report in unread:
        language = desk.reading(report).report.language
        why = f"its language ({language}) is not read" if language else "its language is not read"
        found.append(Open(text=f"What {report} tells is not in this account: {why}.", about=(report,)))
    for report in desk.reports:
        if rows := table_lines(desk.reading(report)):
            found.append(Open(text=f"A table or list of {rows} lines in {report} was not read.", about=(report,)))
        if turns := nameless_turns(desk.reading(report)):
            text = (
                f"Who speaks in {turns} questions and answers of {report} was not found; what they say may be missing."
            )
            found.append(Open(text=text, about=(report,)))
    return found


def _listed(reports: Sequence[str]) -> str:
    return f"{_named(reports)} {'was' if len(reports) == 1 else 'were'}"


def _named(reports: Sequence[str]) -> str:
    """Name the first reports, and say how many more there are."""
    named = ", ".join(reports[:_NAMED_REPORTS])
    return named if len(reports) <= _NAMED_REPORTS else f"{named} and {len(reports) - _NAMED_REPORTS} more"
