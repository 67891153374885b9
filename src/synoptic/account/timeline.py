"""The timeline: one line an event, in order of date, in the words of the report that tells it most clearly.

Decision to know: precision first. An event is printed when it has a day of its own, or when a report plainly tells it
with a type and somebody named; what is only hoped, asked, supposed or mentioned by the way is left out. A dated
saying is an event as well ("the minister said on Friday …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from synoptic.account.clarity import clarity, clause_of, is_conditional, is_mental, is_noun, named_participants
from synoptic.account.desk import Desk, content_words, report_order
from synoptic.account.origins import count_origins, count_reports
from synoptic.account.statements import said_on, tells_something
from synoptic.account.wording import Worded, word_clause
from synoptic.model.accounts import EventLine, StatementLine, TriggerSpan, Was
from synoptic.model.days import Interval, Precision
from synoptic.model.ids import stable_id
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import Event, EventType, PassageKind, Status
from synoptic.model.spans import Span, cover, plain

DEEDS = frozenset(
    {
        EventType.AGREE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.CONCEDE,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.CONSULT,
    }
)
"""Types that are deeds: they make a line without a date. Words alone (demands, threats, denials) are positions."""

_LEAD_CHARS = 40
_STEP = {
    Status.POSSIBLE: 0,
    Status.PLANNED: 1,
    Status.MOVED: 2,
    Status.CALLED_OFF: 3,
    Status.OCCURRED: 4,
    Status.NEGATED: -1,
    Status.DENIED: -2,
}
"""The order in which a matter moves on, for reports whose order is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A line with the place it was cut from, to find lines that tell the same sentence twice."""

    line: EventLine
    report: str
    sentence: int | None
    noun: bool


def make_timeline(desk: Desk, statements: Sequence[StatementLine]) -> tuple[EventLine, ...]:
    """Write the timeline of a story: dated lines by date, then the undated in order of their reports."""
    told = [one for link in desk.story.events if (one := _tell(desk, link)) is not None]
    told = _one_a_sentence(told)
    told += _sayings(desk, statements, told)
    told = _one_a_text(told)
    return tuple(one.line for one in sorted(told, key=lambda one: _place(desk, one)))


def _place(desk: Desk, one: _Told) -> tuple[date, date, tuple[date, date, str], int, str]:
    when = one.line.date or (one.line.candidates[0] if one.line.candidates else None)
    first, last = (when.first, when.last) if when else (date.max, date.max)
    start = min((e.start for e in one.line.evidence if e.report == one.report), default=0)
    return first, last, report_order(one.report, desk.dated), start, one.line.id


def _tell(desk: Desk, link: EventLink) -> _Told | None:
    members = [ref for ref in desk.in_order(link.members) if desk.sheets[ref.report].prints(desk.event(ref))]
    if not members:
        return None
    status, was = last_status(desk, members, link.when)
    scored = sorted(members, key=lambda ref: (-clarity(desk, ref, status), desk.rank[ref.report], ref.index))
    dated = link.when is not None or bool(link.candidates)
    for best in scored[:4]:
        if not _worth_a_line(desk, best, link, dated):
            continue
        event = desk.event(best)
        worded = word_clause(desk, best.report, clause_of(desk, best), event.participants)
        if worded is None or (worded.unclear and not named_participants(desk, best)):
            continue
        return _line(desk, link, best, members, worded, status, was)
    return None


def _worth_a_line(desk: Desk, ref: Ref, link: EventLink, dated: bool) -> bool:
    """Tell whether a line can be made of this mention of the event."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    text, clause = sheet.reading.text, clause_of(desk, ref)
    if sheet.kind_at(event.start) is not PassageKind.BODY or is_mental(event):
        return False
    named = any(named_participants(desk, member) for member in link.members if member.report in desk.rank)
    own_day = dated and (link.when is None or link.when.precision is not Precision.INTERVAL or event.time is not None)
    if own_day:
        return event.type is not None or named
    if event.type is None or not named or event.stance is not None or event.type not in DEEDS:
        return False
    if event.status not in (Status.OCCURRED, Status.PLANNED, Status.MOVED, Status.CALLED_OFF):
        return False
    if not named_participants(desk, ref) or len(text[clause.start : clause.end].split()) < 5:
        return False
    return not (is_conditional(text, event, clause) or is_noun(text, event) or event.background)


def _line(
    desk: Desk,
    link: EventLink,
    best: Ref,
    members: Sequence[Ref],
    worded: Worded,
    status: Status,
    was: tuple[Was, ...],
) -> _Told:
    sheet, event = desk.sheets[best.report], desk.event(best)
    evidence = [*worded.evidence(sheet)]
    for ref in members:
        if ref != best:
            piece = desk.reading(ref.report).evidence(clause_of(desk, ref))
            if piece not in evidence:
                evidence.append(piece)
    names: list[str] = []
    for ref in (best, *members):
        names += [name for name in named_participants(desk, ref) if name not in names]
    speakers = [desk.speakers_of(ref.report, desk.event(ref).attribution) for ref in members]
    says: list[str] = []
    if all(speakers):
        for group in speakers:
            says += [s.name for s in group[:1] if s.name not in says]
    types = [event.type] + [desk.event(ref).type for ref in members]
    line = EventLine(
        id=link.id,
        what=worded.text,
        type=next((t for t in types if t is not None), None),
        date=link.when,
        candidates=link.candidates,
        status=status,
        was=was,
        participants=tuple(names),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        evidence=tuple(evidence),
        mentions=tuple(_trigger(ref.report, desk.event(ref)) for ref in members),
        mode=next((m for ref in (best, *members) if (m := desk.event(ref).mode) is not None), None),
        says=tuple(says),
        background=all(desk.event(ref).background for ref in members),
    )
    line = replace(line, weight=weigh(desk, line))
    return _Told(
        line=line,
        report=best.report,
        sentence=sheet.sentence_at(event.start),
        noun=is_noun(sheet.reading.text, event),
    )


def _trigger(report: str, event: Event) -> TriggerSpan:
    return TriggerSpan(report=report, start=event.start, end=event.end)


def last_status(desk: Desk, members: Sequence[Ref], when: Interval | None) -> tuple[Status, tuple[Was, ...]]:
    """Return the last known status of an event, and the earlier ones with the day and words at which they were said.

    What a report can't know is left aside: that a thing has occurred, when the report is older than the thing's day. A
    denial leaves the status of those who assert it; both are told among the disagreements.
    """
    seen: list[tuple[tuple[date, date, str], int, Ref, Status]] = []
    for ref in members:
        status, dated = desk.event(ref).status, desk.dated[ref.report].value
        if status is Status.OCCURRED and when is not None and dated is not None and dated.last < when.first:
            status = Status.PLANNED
        order = report_order(ref.report, desk.dated)
        seen.append((order if dated is not None else (date.max, date.max, ""), _STEP[status], ref, status))
    asserted = [one for one in seen if one[3] not in (Status.DENIED, Status.NEGATED)] or seen
    asserted.sort(key=lambda one: (one[0][0], one[0][1], one[1], desk.rank[one[2].report], one[2].index))
    held = [one for one in asserted if one[3] is Status.OCCURRED]
    final = held[-1] if held else asserted[-1]
    if not held:
        sure = [one for one in asserted if one[3] is not Status.POSSIBLE and one[0][:2] == final[0][:2]]
        final = sure[-1] if sure else final
    earlier: list[Was] = []
    told = {final[3]}
    for one in asserted:
        if one[3] in told or (held and _STEP[one[3]] > _STEP[final[3]]):
            continue
        told.add(one[3])
        report = one[2].report
        piece = desk.reading(report).evidence(clause_of(desk, one[2]))
        earlier.append(Was(status=one[3], date=desk.dated[report].value, evidence=(piece,)))
    return final[3], tuple(earlier)


def weigh(desk: Desk, line: EventLine | StatementLine) -> float:
    """Weigh how much a line matters: origins first, then reports, a place in the lead, words of headlines, a date."""
    weight = 3.0 * line.origins + 0.5 * line.reports
    places = [place for e in line.evidence if (place := desk.sheets[e.report].body_place(e.start)) is not None]
    if places:
        weight += 3.0 if min(places) == 0 else 1.5 if min(places) <= 2 else 0.0
    heads = desk.headline_words
    if heads:
        words = {w for e in line.evidence for w in content_words(e.quote)}
        weight += 3.0 * len(words & heads) / len(heads)
    weight += 1.0 if line.date is not None else 0.0
    if isinstance(line, EventLine):
        weight += 0.5 * min(2, len(line.participants))
        weight -= 3.0 if line.background else 0.0
        weight += 0.5 if line.type is not None else 0.0
    return round(weight, 3)


def _same_day(one: EventLine, other: EventLine) -> bool:
    if one.date is None or other.date is None:
        return not (one.candidates and other.candidates and one.candidates != other.candidates)
    return one.date.meets(other.date)


def _one_a_sentence(told: Iterable[_Told]) -> list[_Told]:
    """Keep one line for a sentence and day: the dated one, a verb rather than a noun, the weightier."""
    kept: list[_Told] = []
    by_sentence: dict[tuple[str, int], list[_Told]] = {}

    def strength(one: _Told) -> tuple[bool, bool, bool, float, int, str]:
        line = one.line
        dated = line.date is not None or bool(line.candidates)
        start = min(m.start for m in line.mentions if m.report == one.report)
        return not dated, line.type is None, one.noun, -line.weight, start, line.id

    for one in sorted(told, key=strength):
        if one.sentence is None:
            kept.append(one)
            continue
        others = by_sentence.setdefault((one.report, one.sentence), [])
        if any(_same_day(one.line, other.line) for other in others):
            continue
        others.append(one)
        kept.append(one)
    return kept


def _one_a_text(told: Iterable[_Told]) -> list[_Told]:
    """Keep one of several lines with the same words and day."""
    kept: list[_Told] = []
    seen: dict[str, list[_Told]] = {}
    for one in sorted(told, key=lambda one: (-one.line.weight, one.line.id)):
        words = " ".join(one.line.what.casefold().replace("…", " ").split())
        others = seen.setdefault(words, [])
        if not any(_same_day(one.line, other.line) for other in others):
            others.append(one)
            kept.append(one)
    return kept


def _sayings(desk: Desk, statements: Sequence[StatementLine], told: Sequence[_Told]) -> list[_Told]:
    """Make events of the statements that have a day of their own, where no line tells the same sentence and day."""
    taken: dict[tuple[str, int], list[_Told]] = {}
    for one in told:
        if one.sentence is not None:
            taken.setdefault((one.report, one.sentence), []).append(one)
    members = {link.id: link.members for link in desk.story.statements}
    found: list[_Told] = []
    for line in statements:
        if line.date is None or line.anonymous or line.speaker is None or line.date.width_days > 31:
            continue
        new = _saying(desk, line, desk.in_order(members[line.id]))
        if new is None or new.sentence is None:
            continue
        here = taken.setdefault((new.report, new.sentence), [])
        if not any(_same_day(new.line, other.line) for other in here):
            here.append(new)
            found.append(new)
    return found


def _saying(desk: Desk, line: StatementLine, members: Sequence[Ref]) -> _Told | None:
    """Make an event of one dated statement, in the words of the report that tells it in fewest words with its day."""
    dated = [ref for ref in members if said_on(desk, ref.report, desk.attribution(ref)) is not None]
    for ref in sorted(dated, key=lambda ref: (_length(desk, ref), desk.rank[ref.report], ref.index)):
        said, sheet = desk.attribution(ref), desk.sheets[ref.report]
        spans = [*said.source, *said.cue, *said.content]
        if said.time is not None:
            spans.append(plain(sheet.reading.times[said.time]))
        sentence, whole = sheet.sentence_of(said.cue[0]), cover(spans)
        if sentence is None or not tells_something(desk, ref):
            continue
        clause = Span(start=max(whole.start, sentence.start), end=min(whole.end, sentence.end))
        worded = word_clause(desk, ref.report, _with_preposition(sheet.reading.text, clause, sentence))
        if worded is None or worded.unclear:
            continue
        own = worded.evidence(sheet)
        event = EventLine(
            id=stable_id("event", line.id),
            what=worded.text,
            type=None,
            date=line.date,
            status=Status.OCCURRED,
            participants=(line.speaker or "",),
            reports=line.reports,
            origins=line.origins,
            evidence=(*own, *(piece for piece in line.evidence if piece.report != ref.report)),
        )
        event = replace(event, weight=weigh(desk, event))
        return _Told(line=event, report=ref.report, sentence=sheet.sentence_at(clause.start), noun=False)
    return None


def _length(desk: Desk, ref: Ref) -> int:
    said = desk.attribution(ref)
    return sum(len(span) for span in said.content)


def _with_preposition(text: str, clause: Span, sentence: Span) -> Span:
    """Take the few words with which the sentence begins before its day ("In a statement on …"), at least "On"."""
    if 0 < clause.start - sentence.start <= _LEAD_CHARS:
        return Span(start=sentence.start, end=clause.end)
    before = re.search(r"\b(?:on|in|late|early)[\s\xa0]+$", text[sentence.start : clause.start], re.IGNORECASE)
    return Span(start=sentence.start + before.start(), end=clause.end) if before else clause
