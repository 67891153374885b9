"""Sayings as events: a statement with a day of its own stands in the timeline too ("the minister said on Friday …").

Decision to know: an event whose trigger is nothing but the cue of a printed statement is told by that statement, so
that a saying makes one line and not two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from synoptic.editing.desk import Desk
from synoptic.editing.phrases import trigger_span
from synoptic.editing.statements import said_on, tells_something
from synoptic.editing.weights import weigh
from synoptic.editing.wording import without_day, word_clause
from synoptic.model.accounts import EventLine, StatementLine
from synoptic.model.ids import stable_id
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import Participant, Role, Status
from synoptic.model.spans import Span, cover, plain

_LEAD_CHARS = 40
_WIDEST_DAYS = 31
"""A saying dated no closer than this makes no line of the timeline."""


def cue_events(desk: Desk, statements: Sequence[StatementLine]) -> dict[str, list[EventLink]]:
    """Find, by statement, the events that are nothing but its saying: each mention's trigger is a cue of it."""
    printed = {line.id for line in statements}
    cues: dict[tuple[str, int], str] = {}
    for link in desk.story.statements:
        for ref in link.members:
            if link.id in printed and ref.report in desk.rank:
                cues.update({(ref.report, cue.start): link.id for cue in desk.attribution(ref).cue})
    found: dict[str, list[EventLink]] = {}
    for event in desk.story.events:
        of = {cues.get((ref.report, desk.event(ref).start)) for ref in event.members if ref.report in desk.rank}
        if of and None not in of:
            found.setdefault(min(name for name in of if name is not None), []).append(event)
    return found


def tell_sayings(
    desk: Desk, statements: Sequence[StatementLine], cues: Mapping[str, Sequence[EventLink]]
) -> list[EventLine]:
    """Make events of the statements that have a day of their own."""
    members = {link.id: link.members for link in desk.story.statements}
    found: list[EventLine] = []
    for line in statements:
        if line.date is None or line.speaker is None or line.date.width_days > _WIDEST_DAYS:
            continue
        events = sorted(cues.get(line.id, ()), key=lambda link: link.id)
        told = _saying(desk, line, desk.in_order(members[line.id]), events)
        if told is not None:
            found.append(told)
    return found


def _saying(desk: Desk, line: StatementLine, members: Sequence[Ref], events: Sequence[EventLink]) -> EventLine | None:
    """Make an event of one dated statement, in the words of the report that tells it in fewest words with its day."""
    dated = [ref for ref in members if said_on(desk, ref.report, desk.attribution(ref)) is not None]
    triggers = desk.in_order(ref for link in events for ref in link.members)
    for ref in sorted(
        dated, key=lambda ref: (_is_by_the_way(desk, ref), _length(desk, ref), desk.rank[ref.report], ref.index)
    ):
        said, sheet = desk.attribution(ref), desk.sheets[ref.report]
        spans = [*said.source, *said.cue, *said.content]
        if said.time is not None:
            spans.append(plain(sheet.reading.times[said.time]))
        sentence, whole = sheet.sentence_of(said.cue[0]), cover(spans)
        if sentence is None or not tells_something(desk, ref):
            continue
        clause = Span(start=max(whole.start, sentence.start), end=min(whole.end, sentence.end))
        clause = _with_preposition(sheet.reading.text, clause, sentence)
        if not said.source and _is_by_the_way(desk, ref):
            clause = Span(start=sentence.start, end=clause.end)  # "saying that" alone lacks who says it
        speaker = [
            Participant(start=span.start, end=span.end, role=Role.OTHER, entity=said.entity, name=said.speaker or "")
            for span in said.source[:1]
        ]
        times = without_day(sheet.reading.times, line.date)
        worded = word_clause(desk, ref.report, clause, speaker, times=times)
        if worded is None or worded.unclear:
            continue
        own = worded.evidence(sheet)
        event = EventLine(
            id=events[0].id if events else stable_id("event", line.id),
            what=worded.text,
            type=next((t for one in triggers if (t := desk.event(one).type) is not None), None),
            date=line.date,
            status=Status.OCCURRED,
            participants=(line.speaker or "",),
            reports=line.reports,
            origins=line.origins,
            evidence=(*own, *(piece for piece in line.evidence if piece.report != ref.report)),
            mentions=tuple(trigger_span(desk, one) for one in triggers),
        )
        return replace(event, weight=weigh(desk, event))
    return None


def _is_by_the_way(desk: Desk, ref: Ref) -> bool:
    """Tell whether a saying only goes on with another deed ("took aim at Orlo, saying on Sunday that ...")."""
    return desk.reading(ref.report).quote(desk.attribution(ref).cue[0]).endswith("ing")


def _length(desk: Desk, ref: Ref) -> int:
    said = desk.attribution(ref)
    return sum(len(span) for span in said.content)


def _with_preposition(text: str, clause: Span, sentence: Span) -> Span:
    """Take the few words with which the sentence begins before its day ("In a statement on …"), at least "On"."""
    if 0 < clause.start - sentence.start <= _LEAD_CHARS:
        return Span(start=sentence.start, end=clause.end)
    before = re.search(r"\b(?:on|in|late|early)[\s\xa0]+$", text[sentence.start : clause.start], re.IGNORECASE)
    return Span(start=sentence.start + before.start(), end=clause.end) if before else clause
