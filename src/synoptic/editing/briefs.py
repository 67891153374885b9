"""Briefs are told whole: each event of a report of a few sentences has a line, as an aside where no other is printed.

Decision to know: the timeline picks, because a long report names a hundred events and few are news. In a report of four
sentences all are, and who looks for one of them must find it. Asides stand in the account and not in what is shown at
first: two lines cut from one sentence read as a repetition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from synoptic.editing.clarity import clarity, clause_of
from synoptic.editing.desk import Desk, report_order
from synoptic.editing.event_days import with_own_day
from synoptic.editing.occasions import one_occasion
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.phrases import is_only_named, without_tail
from synoptic.editing.standing import LONGEST_CHARS
from synoptic.editing.statements import tells_something
from synoptic.editing.status import last_status
from synoptic.editing.timeline import line_of
from synoptic.editing.weights import weigh
from synoptic.editing.wording import Worded, trim, word_clause, write
from synoptic.model.accounts import EventLine, StatementLine, TriggerSpan
from synoptic.model.ids import stable_id
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import PassageKind, Status
from synoptic.model.spans import Span, cover, plain

_MOST_SENTENCES = 4
"""A report of up to so many sentences of body is a brief."""
_LESS = 8.0
"""What an aside weighs less than a line of the timeline."""


def make_asides(desk: Desk, events: Sequence[EventLine], statements: Sequence[StatementLine]) -> tuple[EventLine, ...]:
    """Write the events of briefs that no line of the timeline carries; sayings by their cues.

    `events` are the lines of the timeline.
    """
    briefs = {report for report in desk.reports if _is_brief(desk, report)}
    if not briefs:
        return ()
    carried = {(span.report, span.start) for line in events for span in line.mentions}
    taken = {line.id for line in events}
    found: list[EventLine] = []
    for link in desk.story.events:
        members = [ref for ref in desk.in_order(link.members) if desk.sheets[ref.report].prints(desk.event(ref))]
        told = [ref for ref in members if ref.report in briefs]
        places = {(ref.report, desk.event(ref).start) for ref in members}
        if not told or link.id in taken or carried & places:
            continue
        line = _event(desk, link, members, told)
        if line is not None:
            carried |= places
            taken.add(line.id)
            found.append(line)
    spoken = {(ref, cue.start) for ref in briefs for said in desk.reading(ref).attributions for cue in said.cue}
    sayings = [line for line in found if all((span.report, span.start) in spoken for span in line.mentions)]
    found = [line for line in found if line not in sayings]
    for statement in desk.story.statements:
        said = [ref for ref in desk.in_order(statement.members) if ref.report in briefs]
        spans = tuple(span for ref in said for span in _cues(desk, ref) if (span.report, span.start) not in carried)
        identity = stable_id("event", statement.id)
        if spans and identity not in taken and (line := _saying(desk, identity, said, spans)) is not None:
            taken.add(identity)
            sayings.append(line)
    found += one_occasion(desk, sayings)
    return tuple(replace(line, weight=round(weigh(desk, line) - _LESS, 3), aside=True) for line in found)


def in_order(desk: Desk, lines: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """Put lines in order of date, those of one date by weight, the undated by the reports that they were cut from."""

    def place(line: EventLine) -> tuple[date, date, float, tuple[date, date, str], int, str]:
        when = line.date or (line.candidates[0] if line.candidates else None)
        first, last = (when.first, when.last) if when else (date.max, date.max)
        piece = line.evidence[0]
        return first, last, -line.weight if when else 0.0, report_order(piece.report, desk.dated), piece.start, line.id

    return tuple(sorted(lines, key=place))


def _is_brief(desk: Desk, report: str) -> bool:
    kinds = desk.sheets[report].kinds
    return 0 < sum(kind is PassageKind.BODY for kind in kinds) <= _MOST_SENTENCES


def _event(desk: Desk, link: EventLink, members: Sequence[Ref], told: Sequence[Ref]) -> EventLine | None:
    link = with_own_day(desk, link, members)
    status, was = last_status(desk, members, link.when)
    best = min(told, key=lambda ref: (-clarity(desk, ref, status, link.when), desk.rank[ref.report], ref.index))
    if is_only_named(desk, best):
        link = replace(link, when=None, candidates=())
    worded = word_clause(desk, best.report, without_tail(desk, best), desk.event(best).participants)
    if worded is None or worded.unclear:
        worded = _plain(desk, best.report, clause_of(desk, best))
    return line_of(desk, link, best, members, worded, status, was) if worded is not None else None


def _plain(desk: Desk, report: str, span: Span) -> Worded | None:
    """Quote the sentence that holds a span, or the span where that is too long; None where nothing is printed from."""
    sheet = desk.sheets[report]
    sentence = sheet.sentence_of(span)
    whole = plain(sentence) if sentence is not None and len(sentence) <= LONGEST_CHARS else span
    trimmed = trim(sheet.reading.text, whole)
    if trimmed is None or not sheet.prints(trimmed):
        return None
    return Worded(text=write(sheet.reading.text, [trimmed], [], sentence), pieces=(trimmed,), unclear=False)


def _cues(desk: Desk, ref: Ref) -> list[TriggerSpan]:
    if not tells_something(desk, ref):
        return []
    return [TriggerSpan(report=ref.report, start=cue.start, end=cue.end) for cue in desk.attribution(ref).cue]


def _saying(desk: Desk, identity: str, said: Sequence[Ref], spans: tuple[TriggerSpan, ...]) -> EventLine | None:
    ref = next(ref for ref in said if any(span.report == ref.report for span in spans))
    attribution = desk.attribution(ref)
    speaker = desk.speaker(ref.report, attribution)
    worded = _plain(desk, ref.report, cover((*attribution.source, *attribution.cue, *attribution.content)))
    if worded is None or speaker is None:
        return None
    evidence = [*worded.evidence(desk.sheets[ref.report])]
    for other in said:
        one = desk.attribution(other)
        piece = desk.reading(other.report).evidence(cover((*one.source, *one.cue, *one.content)))
        if other != ref and piece not in evidence:
            evidence.append(piece)
    return EventLine(
        id=identity,
        what=worded.text,
        type=None,
        date=None,
        status=Status.OCCURRED,
        participants=(speaker.name,),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        evidence=tuple(evidence),
        mentions=spans,
    )
