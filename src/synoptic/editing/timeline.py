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

from synoptic.editing.beneath import is_beneath_another, is_hardly_possible, is_quoted_of_nobody
from synoptic.editing.clarity import (
    clarity,
    clause_of,
    in_relative,
    is_conditional,
    is_mental,
    named_participants,
    tells,
)
from synoptic.editing.desk import Desk, Speaker, report_order
from synoptic.editing.event_days import with_own_day
from synoptic.editing.modes import mode_told
from synoptic.editing.named_days import join_named
from synoptic.editing.nested_days import merge_nested
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.phrases import is_only_named, trigger_span, without_tail
from synoptic.editing.repeats import merge_repeats
from synoptic.editing.sayings import cue_events, tell_sayings
from synoptic.editing.stamps import is_no_report
from synoptic.editing.standing import in_running_text, is_trivial
from synoptic.editing.statements import main_content, stance_cues, voices_of
from synoptic.editing.status import last_status
from synoptic.editing.weights import salience, weigh
from synoptic.editing.wording import Worded, without_day, word_clause
from synoptic.model.accounts import EventLine, StatementLine, Was
from synoptic.model.days import Precision
from synoptic.model.links import EventLink, Ref
from synoptic.model.readings import Event, EventType, PassageKind, Status, Time, TimeType
from synoptic.model.spans import Evidence, Span, plain

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

_WORDS_ALONE = frozenset({"offer", "guarantee"})
"""Of the type of agreement, and yet no more than words: "made the offer in a television address"."""
_FEWEST_WORDS = 5
_MANY_ORIGINS = 3
_OF = re.compile(r"[\s\xa0]+of\b")
"""To speak of something is no meeting."""
_NOW = frozenset({"today", "now", "currently", "at present", "at the moment"})
_NOTHING = re.compile(r"[\s\xa0]+(?:no|nothing|little|few|neither)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A line with the place it was cut from, to find lines that tell the same sentence twice."""

    line: EventLine
    report: str
    sentence: int | None
    noun: bool
    under: bool = False
    """Whether another clause of the sentence leads: what it tells comes first where both have the same words."""


def make_timeline(desk: Desk, statements: Sequence[StatementLine]) -> tuple[EventLine, ...]:
    """Write the timeline of a story: dated lines by date, then the undated in order of their reports."""
    said = cue_events(desk, statements)
    sayings = [
        _Told(line=line, report=line.evidence[0].report, sentence=_sentence(desk, line.evidence[0]), noun=False)
        for line in tell_sayings(desk, statements, said)
    ]
    spoken = {link.id for links in said.values() for link in links}
    told = [one for link in desk.story.events if link.id not in spoken and (one := _tell(desk, link)) is not None]
    told = _one_a_sentence(one for one in (*told, *sayings) if not _no_report(desk, one.line))
    told = _without_repeats(desk, _one_a_text(_tellings(told)))
    return tuple(one.line for one in sorted(told, key=lambda one: _place(desk, one)))


def _without_repeats(desk: Desk, told: Sequence[_Told]) -> list[_Told]:
    """Put lines that tell one thing twice together, and to them what only names it by its day."""
    for merge in (merge_repeats, merge_nested, join_named):
        changed = merge(desk, [one.line for one in told])
        lines = [(one, changed.get(one.line.id, one.line)) for one in told]
        told = [replace(one, line=line) for one, line in lines if line is not None]
    return list(told)


def _sentence(desk: Desk, piece: Evidence) -> int | None:
    return desk.sheets[piece.report].sentence_at(piece.start)


def _no_report(desk: Desk, line: EventLine) -> bool:
    """Tell whether a line is cut from a comment or the head of a transcript."""
    first = line.evidence[0]
    sentence = desk.sheets[first.report].sentence_of(Span(start=first.start, end=first.end))
    return sentence is not None and is_no_report(desk.reading(first.report).quote(sentence))


def _place(desk: Desk, one: _Told) -> tuple[date, date, float, tuple[date, date, str], int, str]:
    """Order lines by date, those of one date by weight, the undated by their reports."""
    when = one.line.date or (one.line.candidates[0] if one.line.candidates else None)
    first, last = (when.first, when.last) if when else (date.max, date.max)
    start = min((e.start for e in one.line.evidence if e.report == one.report), default=0)
    return first, last, -one.line.weight if when else 0.0, report_order(one.report, desk.dated), start, one.line.id


def _tell(desk: Desk, link: EventLink) -> _Told | None:
    members = [ref for ref in desk.in_order(link.members) if desk.sheets[ref.report].prints(desk.event(ref))]
    if not members:
        return None
    link = with_own_day(desk, link, members)
    status, was = last_status(desk, members, link.when)
    scored = _clearest_first(desk, members, status, link)
    dated = link.when is not None or bool(link.candidates)
    only_named = _is_only_named_by_day(desk, members)
    for best in scored[:4]:
        if not _worth_a_line(desk, best, link, dated):
            continue
        if is_only_named(desk, best) or (only_named and not tells(desk, best)):
            continue
        worded = _words(desk, best, link)
        if worded is None or worded.unclear or is_trivial(worded.text):
            continue
        if status is Status.POSSIBLE and _tells_a_deed(desk, best, worded):
            continue
        if desk.event(best).end <= min(piece.start for piece in worded.pieces):
            continue  # a headline that runs into the stamp of its page: the words behind it tell another thing
        line = line_of(desk, link, best, members, worded, status, was)
        sentence = desk.sheets[best.report].sentence_at(desk.event(best).start)
        return _Told(
            line=line, report=best.report, sentence=sentence, noun=not tells(desk, best), under=_is_under(desk, best)
        )
    return None


def _tells_a_deed(desk: Desk, ref: Ref, worded: Worded) -> bool:
    """Tell whether the words tell before the trigger what has happened: the mark of what is only possible would stand
    beside a fact ("sent a letter asking Arle to resign")."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    start = min(piece.start for piece in worded.pieces)
    if _FOR_WHAT.search(reading.text, start, event.start) is None:
        return False
    cues = {cue.start for said in reading.attributions for cue in said.cue}
    done = [plain(one) for one in reading.events if one.status is Status.OCCURRED]
    done += [plain(one) for one in reading.deeds if one.status is Status.OCCURRED]
    return any(start <= one.start < event.start and one.start not in cues for one in done)


_FOR_WHAT = re.compile(r"\b(?:to|that[\s\xa0]+(?:could|can|may|might|would))[\s\xa0]+(?:\w+ly[\s\xa0]+)?$")
"""Before what a deed is for, or might lead to."""


def _is_under(desk: Desk, ref: Ref) -> bool:
    """Tell whether a word before the trigger opens a clause beneath that of the sentence ("after being fined …")."""
    event, sentence = desk.event(ref), desk.sheets[ref.report].sentence_of(desk.event(ref))
    return (
        sentence is not None and _UNDER.search(desk.reading(ref.report).text, sentence.start, event.start) is not None
    )


def _is_only_named_by_day(desk: Desk, members: Sequence[Ref]) -> bool:
    """Tell whether the day of an event is only known from phrases that name it ("the 2012 attacks")."""
    timed = [ref for ref in members if desk.event(ref).time is not None]
    return bool(timed) and all(is_only_named(desk, ref) for ref in timed)


_MOST_WORDS = 40
"""A sentence of no more words is told whole."""


_UNDER = re.compile(
    r"\b(?:since|after|before|until|when|while|which|who|whom|whose|where|because|although|though|despite|if|unless|as)\b",
    re.IGNORECASE,
)


def _is_main(text: str, sentence: Span, event: Span, clause: Span) -> bool:
    """Tell whether a sentence is short and no clause is opened in it before the event: then it is the event's own."""
    if len(text[sentence.start : sentence.end].split()) > _MOST_WORDS:
        return False
    start = min(clause.start, event.start)
    return _UNDER.search(text, sentence.start, start) is None and _UNDER.match(text, start) is None


_BOUND = re.compile(r"\b(?:agreed|ordered|decided|voted|pledged|promised)\b[^,.;]*\b(?:from|until|till|by)[\s\xa0]+$")
"""Before a day that bounds what was agreed: where it lies ahead it can be told beside the day of the agreeing."""


def _bounds_agreed(text: str, event: Event, time: Time, link: EventLink) -> bool:
    """Tell whether a later day bounds what was agreed: "met on Monday and agreed to a truce from Thursday"."""
    if time.when is None or link.when is None or time.when.first <= link.when.last:
        return False
    return time.start > event.end and _BOUND.search(text, event.end, time.start) is not None


def _words(desk: Desk, ref: Ref, link: EventLink) -> Worded | None:
    """Word a line: the sentence where it is short and of one day, so that nothing is torn from it; else the clause."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    times = without_day(sheet.reading.times, link.when)
    sentence, clause = sheet.sentence_of(event), without_tail(desk, ref)
    if sentence is not None and _is_main(sheet.reading.text, sentence, event, clause):
        others = [
            time
            for time in sheet.reading.times
            if sentence.holds(time) and not clause.holds(time) and time.type in (TimeType.DATE, TimeType.TIME)
            if not _bounds_agreed(sheet.reading.text, event, time, link)
        ]
        if all(time.when is None or (link.when is not None and time.when.meets(link.when)) for time in others):
            worded = word_clause(desk, ref.report, plain(sentence), event.participants, times=times)
            if worded is not None and not worded.unclear:
                return worded
    return word_clause(desk, ref.report, clause, event.participants, times=times)


_SALIENT = 3.0
"""How much the words that the reports of those days speak of count beside the points of clarity."""


def _clearest_first(desk: Desk, members: Sequence[Ref], status: Status, link: EventLink) -> list[Ref]:
    """Order the mentions: those first that tell the event clearly, in the words that most reports of its days have."""
    scores = {}
    for ref in members:
        score = clarity(desk, ref, status, link.when)
        if len(members) > 1:
            words = desk.reading(ref.report).quote(clause_of(desk, ref))
            score += _SALIENT * salience(desk, words, link.when)
        scores[ref] = round(score, 6)
    return sorted(members, key=lambda ref: (-scores[ref], desk.rank[ref.report], ref.index))


def _worth_a_line(desk: Desk, ref: Ref, link: EventLink, dated: bool) -> bool:
    """Tell whether a line can be made of this mention of the event."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    text, clause = sheet.reading.text, clause_of(desk, ref)
    if sheet.kind_at(event.start) is not PassageKind.BODY or is_mental(event):
        return False
    if not in_running_text(sheet, event) or in_relative(text, event, clause) or _only_spoken_of(text, event):
        return False
    if event.type is None and event.status in (Status.DENIED, Status.NEGATED):
        return False
    if dated and is_beneath_another(sheet.reading, event, clause, link.when):
        return False
    if dated and is_hardly_possible(text, event, clause):
        return False
    if event.status is Status.POSSIBLE and is_conditional(text, event, clause):
        return False
    if event.status is Status.NEGATED and _WILL_NOT.search(text, clause.start, event.start):
        return False  # what somebody will not do has not failed to happen
    if is_quoted_of_nobody(sheet.reading, event):
        return False
    if event.status is Status.PLANNED and _OF_AN_ORDER.search(text, clause.start, event.start):
        return False  # "began by issuing orders freezing the levy": the line would call what was done a plan
    named = any(named_participants(desk, member) for member in link.members if member.report in desk.rank)
    own_day = dated and (link.when is None or link.when.precision is not Precision.INTERVAL or event.time is not None)
    if own_day:
        if event.type is not None:
            return True
        return not _only_now(desk, ref) and (named or _prominent(desk, ref, link) or _told_on_its_day(desk, ref))
    if _is_news_of_lead(desk, ref):
        return True
    if not named or ((event.type not in DEEDS or event.stance is not None) and not _told_by_many(desk, link)):
        return False
    if event.lemma in _WORDS_ALONE and event.type is EventType.AGREE:
        return False
    if event.status not in (Status.OCCURRED, Status.PLANNED, Status.MOVED, Status.CALLED_OFF):
        return False
    few = len(text[clause.start : clause.end].split()) < _FEWEST_WORDS
    if few or _NOTHING.match(text, event.end) or not named_participants(desk, ref):
        return False
    if is_conditional(text, event, clause) or event.background or not _stands(desk, ref, link):
        return False
    return tells(desk, ref)


_OF_AN_ORDER = re.compile(
    r"\b(?:issu|sign|pass|approv|adopt)\w*[\s\xa0](?:[\w-]+[\s\xa0]){0,3}"
    r"(?:orders?|rules?|laws?|decrees?|bills?|measures?|directives?|memos?)[\s\xa0]$"
)
"""Before what an order does that was issued."""
_WILL_NOT = re.compile(
    r"\b(?:wo|would|will)(?:n[’']t|[\s\xa0]+not|[\s\xa0]+never|[\s\xa0]+no[\s\xa0]+longer)\b(?:[\s\xa0]+\w+){0,3}[\s\xa0]+$",
    re.IGNORECASE,
)


def _told_by_many(desk: Desk, link: EventLink) -> bool:
    """Tell whether so many origins tell an event that it is the news, whatever its kind."""
    return len({desk.origin_of(ref.report) for ref in link.members if ref.report in desk.rank}) >= _MANY_ORIGINS


_LEAD_STATES = frozenset({Status.OCCURRED, Status.PLANNED, Status.MOVED, Status.CALLED_OFF})


def _is_news_of_lead(desk: Desk, ref: Ref) -> bool:
    """Tell whether the event is what the main clause of a report's first sentence tells: its news, whether or not its
    day is known or anybody is named."""
    event, clause, sheet = desk.event(ref), clause_of(desk, ref), desk.sheets[ref.report]
    if event.status not in _LEAD_STATES or event.background or event.stance is not None:
        return False
    if event.type is not None and event.type not in DEEDS:
        return False
    text, sentence = sheet.reading.text, sheet.sentence_of(event)
    if sentence is None or sheet.lead != sheet.sentence_at(event.start):
        return False
    first = min(clause.start, event.start)
    if _UNDER.search(text, sentence.start, event.start) or _JOINED_TO.search(text, sentence.start, first):
        return False
    return tells(desk, ref) and not is_conditional(text, event, clause)


_JOINED_TO = re.compile(r"\b(?:said|says|say|told|that)\b")


def _told_on_its_day(desk: Desk, ref: Ref) -> bool:
    """Tell whether a verb tells the event with its own day beside it, in a clause long enough to stand alone."""
    event, clause = desk.event(ref), clause_of(desk, ref)
    if event.time is None or not clause.holds(desk.reading(ref.report).times[event.time]):
        return False
    text = desk.reading(ref.report).text
    long_enough = len(text[clause.start : clause.end].split()) >= _FEWEST_WORDS
    return long_enough and tells(desk, ref) and not is_conditional(text, event, clause)


def _only_spoken_of(text: str, event: Event) -> bool:
    return event.lemma == "speak" and _OF.match(text, event.end) is not None


def _prominent(desk: Desk, ref: Ref, link: EventLink) -> bool:
    """Tell whether an event stands in a lead, or in two reports: a sunk ship is news though no actor is named."""
    place = desk.sheets[ref.report].body_place(desk.event(ref).start)
    return (place is not None and place <= 2) or len({member.report for member in link.members}) > 1


def _only_now(desk: Desk, ref: Ref) -> bool:
    """Tell whether the event's only time is the present of its report ("is better prepared today")."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    return event.time is not None and reading.quote(reading.times[event.time]).casefold() in _NOW


def _stands(desk: Desk, ref: Ref, link: EventLink) -> bool:
    """Tell whether an undated event is told on more than a word by the way: by a report itself; in what somebody says
    only if it has occurred, or stands high up in a report or in two origins."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    if event.attribution is None:
        return True
    if desk.reading(ref.report).attributions[event.attribution].lemma in stance_cues():
        return False
    place = sheet.body_place(event.start)
    high = place is not None and place <= 2
    return event.status is Status.OCCURRED or high or len({desk.origin_of(r.report) for r in link.members}) > 1


def line_of(
    desk: Desk,
    link: EventLink,
    best: Ref,
    members: Sequence[Ref],
    worded: Worded,
    status: Status,
    was: tuple[Was, ...],
) -> EventLine:
    """Write the line of an event in the words of its `best` mention, with the evidence of all `members`."""
    sheet, event = desk.sheets[best.report], desk.event(best)
    evidence = [*worded.evidence(sheet)]
    for ref in members:
        if ref != best:
            piece = desk.reading(ref.report).evidence(clause_of(desk, ref))
            if piece not in evidence:
                evidence.append(piece)
    names = list(named_participants(desk, best))
    named = [name for ref in members for name in named_participants(desk, ref)]
    names += [n for n in dict.fromkeys(named) if n not in names and (not names or 2 * named.count(n) >= len(members))]
    speakers = [_voices_behind(desk, ref) for ref in members]
    says: list[str] = []
    own = _voices_behind(desk, best)
    if all(speakers) and not any({s.name, s.state} & set(names) for s in own[:1]):
        for group in (own, *speakers):
            says += [s.name for s in group[:1] if s.name not in says and not {s.name, s.state} & set(names)]
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
        mentions=tuple(trigger_span(desk, ref) for ref in members),
        mode=next((m for ref in (best, *members) if (m := mode_told(desk, ref)) is not None), None),
        says=tuple(says),
        background=all(desk.event(ref).background for ref in members),
    )
    return replace(line, weight=weigh(desk, line))


def _voices_behind(desk: Desk, ref: Ref) -> tuple[Speaker, ...]:
    """List on whose word an event stands: nobody's where it is told behind what the speaker says ("said that he knew,
    as he toured the town where a boy had been shot")."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    if event.attribution is None:
        return ()
    said = reading.attributions[event.attribution]
    held = next((piece for piece in said.content if piece.holds(plain(event))), None)
    if held is not None and event.start >= main_content(reading.text, said, held).end:
        return voices_of(desk, ref.report, said.parent)
    return voices_of(desk, ref.report, event.attribution)


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
        start = min((m.start for m in line.mentions if m.report == one.report), default=0)
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


def _tellings(told: Sequence[_Told]) -> list[_Told]:
    """Leave out an event that is only named where a line tells one of its type, day and people."""
    verbs = [one.line for one in told if not one.noun]
    kept = []
    for one in told:
        line, people = one.line, set(one.line.participants)
        twin = one.noun and any(
            other.type is line.type
            and (other.date, other.candidates) == (line.date, line.candidates)
            and (not people or people & set(other.participants))
            for other in verbs
        )
        if not twin:
            kept.append(one)
    return kept


_ADDED = re.compile(r"\s?\[[^\[\]]*\]")


def _one_a_text(told: Iterable[_Told]) -> list[_Told]:
    """Keep one of several lines with the same words and day, or cut from one sentence in the same words."""
    kept: list[_Told] = []
    seen: dict[str, list[_Told]] = {}
    for one in sorted(told, key=lambda one: (one.under, -one.line.weight, one.line.id)):
        words = " ".join(_ADDED.sub("", one.line.what.casefold()).replace("…", " ").split())
        others = seen.setdefault(words, [])
        if not any(_same_day(one.line, other.line) or _same_place(one, other) for other in others):
            others.append(one)
            kept.append(one)
    return kept


def _same_place(one: _Told, other: _Told) -> bool:
    return one.sentence is not None and (one.report, one.sentence) == (other.report, other.sentence)
