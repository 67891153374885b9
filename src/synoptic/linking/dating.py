"""The days of undated reports, from their own words and from the dated reports that tell the same.

Decision to know: a set of candidate days is narrowed by hints, each of which only rules days out; what is left is one
day, an interval, or unknown. A contradiction or more than 60 days is unknown, with the reason: a wrong day is worse
than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from synoptic.linking.actors import Cast
from synoptic.linking.dateline_years import agreeing_day
from synoptic.linking.hints import day_name, days_of, explicit_bounds, last_weekday, meets, own_hints
from synoptic.linking.quoted import Quoted, quotation_hints, quotations_of
from synoptic.linking.ties import Tie, find_ties, month_day
from synoptic.linking.told import Calendar, Kind, Meaning, Told, fixes_a_day, is_weekday, told_in
from synoptic.model.calendar import Direction, Rule, RuleKind
from synoptic.model.days import Basis, Dated, Interval, Precision, between
from synoptic.model.ids import stable_id
from synoptic.model.links import Copy, Judgement, JudgementKind, Reason, ReasonCode, Relation, Verdict
from synoptic.model.readings import Reading

_WINDOW_DAYS = 400
"""An undated report is looked for so far around the dated ones of its story, or after its own latest whole date."""
_WIDEST_DAYS = 60
_NEAR_DAYS = 120
"""Of several years, the one is taken whose days lie so near the story's dated reports, if no other does."""
_GAP_DAYS = 60
_PICK_DAYS = 7
_LONG_DAYS = 40
_YEARLESS_DAYS = 300
_MOST_REASONS = 5
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The day of every report of a story; `days` lists the candidate days of those that were worked out."""

    dated: Mapping[str, Dated]
    days: Mapping[str, tuple[date, ...]]
    judgements: tuple[Judgement, ...]


@dataclass(slots=True)
class _Case:
    """An undated report under way."""

    reading: Reading
    told: tuple[Told, ...]
    days: list[date] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    conflict: bool = False
    hinted: bool = False
    agreed: bool = False
    """Dateline and weekday agree: the day may lie further from the dated reports of the story."""

    def narrow(self, allowed: set[date], reason: Reason) -> bool:
        """Keep the allowed days and note the reason if it rules any out; False when none would be left."""
        kept = [d for d in self.days if d in allowed]
        if not kept:
            return False
        if len(kept) < len(self.days):
            self.days = kept
            self.note(reason)
        return True

    def note(self, reason: Reason) -> None:
        self.hinted = True
        if reason not in self.reasons:
            self.reasons.append(reason)


def date_reports(
    readings: Sequence[Reading],
    cast: Cast,
    copies: Sequence[Copy] = (),
    own_words: Mapping[str, Dated] = MappingProxyType({}),
) -> Dates:
    """Date the reports of a story: stated days are kept, the others worked out or left unknown with a reason.

    `own_words` holds what single reports told of their own day as an interval; it is used where neither the hints of
    the report nor the story tell more, and only named in the reason where it is too wide to place the report.
    """
    dated = {r.id: r.dated for r in readings if r.dated.value is not None}
    cases = {r.id: _Case(reading=r, told=told_in(r, cast)) for r in readings if r.dated.value is None}
    calendar, around = Calendar(), _around(dated)
    if cases:
        told = {r.id: cases[r.id].told if r.id in cases else told_in(r, cast) for r in readings}
        own_days = {i: d.value.first for i, d in dated.items() if d.value and d.value.precision is Precision.DAY}
        for case in cases.values():
            _open_window(case, around, calendar)
        ties = find_ties(told, cases)
        ties_of: dict[str, list[Tie]] = {name: [] for name in cases}
        for tie in ties:
            ties_of[tie.one.report].append(tie)
        for name, case in cases.items():
            _use_ties(case, ties_of[name], own_days, calendar)
        _use_quotations(cases, quotations_of(readings, cast, own_days), calendar)
        pairs = _pairs_of_undated(ties, cases)
        _propagate(pairs, cases, calendar)
        if around:
            for case in cases.values():
                _choose_year(case, around)
            _propagate(pairs, cases, calendar)
        for name, case in cases.items():
            _pick_day(case, ties_of[name], own_days)
    results: dict[str, Dated] = dict(dated)
    judgements = [_stated(r) for r in readings if r.id in dated]
    for case in cases.values():
        results[case.reading.id], judgement = _result(case, calendar, around, copies, dated, own_words)
        judgements.append(judgement)
    found = {i: tuple(c.days) for i, c in cases.items() if results[i].value is not None}
    return Dates(dated=results, days=found, judgements=tuple(sorted(judgements, key=lambda j: j.id)))


def _around(dated: Mapping[str, Dated]) -> Interval | None:
    """Return the days from the first dated report of the story to the last."""
    values = [d.value for d in dated.values() if d.value is not None]
    return between(min(v.first for v in values), max(v.last for v in values)) if values else None


def _open_window(case: _Case, around: Interval | None, calendar: Calendar) -> None:
    """Lay out the candidate days and rule out what the report's own words rule out."""
    bounds = explicit_bounds(case.reading, case.told)
    far = timedelta(days=_WINDOW_DAYS)
    try:
        if around is not None:
            first, last = around.first - far, around.last + far
        elif bounds.first is not None:
            first, last = bounds.first, bounds.first + far
        else:
            return
    except OverflowError:
        return
    first = max(first, bounds.first) if bounds.first else first
    last = min(last, bounds.last) if bounds.last else last
    if bounds.reasons and (bounds.first == first or bounds.last == last):
        case.reasons += bounds.reasons
    if first > last:
        case.conflict = True
        return
    case.days = days_of(first, last)
    case.hinted = bool(bounds.reasons) and len(case.days) <= _WIDEST_DAYS
    years_known = around is not None or bounds.last is not None
    for hint in own_hints(case.reading, case.told, calendar, years_known=years_known):
        if not case.narrow({d for d in case.days if hint.allows(d)}, hint.reason):
            case.conflict = True
            case.note(hint.reason)


def _use_ties(case: _Case, ties: Sequence[Tie], own_days: Mapping[str, date], calendar: Calendar) -> None:
    """Rule out days by what dated reports tell: strong ties first and, if there is one, shared plans.

    A past meeting that two reports tell alike is not used: the same people will have met before.
    """
    if case.conflict or not case.days:
        return
    by_item: dict[tuple[int, int], list[Tie]] = {}
    for tie in ties:
        if tie.other.report in own_days and fixes_a_day(tie.one.rule):
            by_item.setdefault((tie.one.time.start, tie.one.index), []).append(tie)
    strong = [group for group in by_item.values() if group[0].strong]
    for group in strong:
        _use_tie(case, [t for t in group if t.strong], own_days, calendar, firm=True)
    if strong:
        named = {md for t in case.told if t.tense is Direction.PAST and (md := month_day(t)) is not None}
        for group in [g for g in by_item.values() if not g[0].strong and g[0].one.tense is Direction.FUTURE]:
            other = [t for t in group if not _told_by_date(t, named, own_days, calendar)]
            _use_tie(case, other, own_days, calendar, firm=False)


def _use_quotations(
    cases: Mapping[str, _Case], quotations: Mapping[tuple[str, ...], Sequence[Quoted]], calendar: Calendar
) -> None:
    """Rule out days by the remarks that dated reports quote; a hint that would leave none is not used."""
    for case in cases.values():
        if case.conflict or not case.days:
            continue
        for hint in quotation_hints(case.reading, case.told, quotations, calendar):
            case.narrow({d for d in case.days if hint.allows(d)}, hint.reason)


def _told_by_date(tie: Tie, named: set[tuple[int, int]], own_days: Mapping[str, date], calendar: Calendar) -> bool:
    """Tell whether the report names the known day by its date as past: then its coming weekday is another day."""
    when = tie.other.meaning(calendar)(own_days[tie.other.report])
    return when is not None and (when.first.month, when.first.day) in named


def _use_tie(
    case: _Case, group: Sequence[Tie], own_days: Mapping[str, date], calendar: Calendar, *, firm: bool
) -> None:
    if not group:
        return
    known: dict[Interval, Tie] = {}
    for tie in group:
        when = tie.other.meaning(calendar)(own_days[tie.other.report])
        if when is not None and when.width_days <= 2:
            known.setdefault(when, tie)
    if not known:
        return
    one = group[0].one
    if one.rule is not None and one.rule.kind in (RuleKind.DAY_MONTH, RuleKind.HOLIDAY):
        by_day = {d: next((w for w in known if _same_year(w, d)), None) for d in case.days}
    else:
        by_day = _by_day(case, one.meaning(calendar))
    fitting = {when: {d for d, meant in by_day.items() if meets(meant, when)} for when in known}
    allowed = {d for days in fitting.values() for d in days}
    used = [tie for when, tie in known.items() if fitting[when]]
    if not used:
        if firm:
            case.conflict = True
            case.note(_tie_reason(case.reading, group[0], own_days, calendar))
        return
    case.narrow(allowed, _tie_reason(case.reading, used[0], own_days, calendar))


def _same_year(known: Interval, own_day: date) -> bool:
    """Tell whether a day and month without a year, said on that day, can mean the known day: within 300 days."""
    return abs((known.first - own_day).days) <= _YEARLESS_DAYS


def _tie_reason(reading: Reading, tie: Tie, own_days: Mapping[str, date], calendar: Calendar) -> Reason:
    when = tie.other.meaning(calendar)(own_days[tie.other.report])
    shown = day_name(when.first) if when and when.width_days == 1 else str(when)
    thing = "the same words" if tie.quoted else "the same event"
    return Reason(
        code=ReasonCode.SHARED_QUOTATION if tie.quoted else ReasonCode.SHARED_EVENT,
        text=f"“{reading.quote(tie.one.time)}” is {shown}: {tie.other.report} puts {thing} on that day",
        evidence=(reading.evidence(tie.one.place),),
    )


def _pairs_of_undated(ties: Sequence[Tie], cases: Mapping[str, _Case]) -> list[tuple[str, str, list[Tie]]]:
    """Collect the ties of two undated reports: one quotation, or two things told alike, one of them a plan."""
    by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        if tie.other.report in cases and tie.one.tense is tie.other.tense and _said_alike(tie.one.rule, tie.other.rule):
            by_pair.setdefault((tie.one.report, tie.other.report), []).append(tie)
    pairs = []
    for (one, other), group in sorted(by_pair.items()):
        things = {(t.one.rule, t.one.who) for t in group}
        planned = any(t.one.tense is Direction.FUTURE for t in group)
        if (len(things) >= 2 and planned) or any(t.quoted for t in group):
            pairs.append((one, other, group))
    return pairs


def _said_alike(one: Rule | None, other: Rule | None) -> bool:
    """Tell whether two undated reports date a thing in the same way: both by Thursday, or both by 10 January."""
    if one is None or other is None or not fixes_a_day(one):
        return False
    return (one.kind, one.weekday, one.month, one.day) == (other.kind, other.weekday, other.month, other.day)


def _propagate(pairs: Sequence[tuple[str, str, list[Tie]]], cases: Mapping[str, _Case], calendar: Calendar) -> None:
    """Narrow tied undated reports by one another until nothing changes."""
    changed = True
    while changed:
        changed = False
        for one, other, ties in pairs:
            a, b = cases[one], cases[other]
            if a.conflict or b.conflict or not a.days or not b.days:
                continue
            before = len(a.days) + len(b.days)
            for tie in ties:
                _agree(a, b, tie, calendar)
            changed = changed or len(a.days) + len(b.days) < before


def _agree(a: _Case, b: _Case, tie: Tie, calendar: Calendar) -> None:
    meant = [_by_day(case, item.meaning(calendar)) for case, item in ((a, tie.one), (b, tie.other))]
    shared = _days_meant(meant[0]) & _days_meant(meant[1])
    for case, item, of, partner in ((a, tie.one, meant[0], b), (b, tie.other, meant[1], a)):
        allowed = {d for d, when in of.items() if when is None or _any_of(shared, when)}
        text = f"“{case.reading.quote(item.time)}” is the day on which {partner.reading.id} tells the same"
        code = ReasonCode.SHARED_QUOTATION if tie.quoted else ReasonCode.SHARED_EVENT
        case.narrow(allowed, Reason(code=code, text=text, evidence=(case.reading.evidence(item.place),)))


def _by_day(case: _Case, meaning: Meaning) -> dict[date, Interval | None]:
    return {d: meaning(d) for d in case.days}


def _any_of(shared: set[date], when: Interval) -> bool:
    if when.first == when.last:
        return when.first in shared
    return any(when.first <= s <= when.last for s in shared)


def _days_meant(meant: Mapping[date, Interval | None]) -> set[date]:
    """List every day that an expression can mean; of a long interval its first weeks are enough to compare."""
    held: set[date] = set()
    for when in {when for when in meant.values() if when is not None}:
        held.update(days_of(when.first, min(when.last, when.first + timedelta(days=_LONG_DAYS))))
    return held


def _choose_year(case: _Case, around: Interval) -> None:
    """Of days in several years keep those near the story's dated reports, if only one stretch of them is near."""
    if case.conflict or not case.hinted or not case.days or (case.days[-1] - case.days[0]).days < _WIDEST_DAYS:
        return
    runs: list[list[date]] = [[case.days[0]]]
    for before, after in zip(case.days, case.days[1:], strict=False):
        if (after - before).days > _GAP_DAYS:
            runs.append([])
        runs[-1].append(after)
    off = [max(0, (around.first - run[-1]).days, (run[0] - around.last).days) for run in runs]
    near = [n for n, distance in enumerate(off) if distance <= _NEAR_DAYS]
    if len(near) == 1 and len(runs) > 1:
        text = f"of the years that fit, {runs[near[0]][0].year} is the one of the story's dated reports"
        case.narrow(set(runs[near[0]]), Reason(code=ReasonCode.REPORTED_DAY, text=text))
    elif found := agreeing_day(case.reading, case.told, case.days, around):
        day, reason = found
        case.agreed = case.narrow({day}, reason)


def _pick_day(case: _Case, ties: Sequence[Tie], own_days: Mapping[str, date]) -> None:
    """Choose the day by the custom of news writing where a report of that day tells the same past and the same plan.

    The last weekday that the report tells as past must be one and the same day whichever candidate is taken.
    """
    if case.conflict or not len(case.days) > 1 or (case.days[-1] - case.days[0]).days >= _PICK_DAYS:
        return
    last = last_weekday(case.reading, case.told)
    if last is None:
        return
    told = {d: found for d in case.days if (found := last(d)) is not None}
    if len(set(told.values())) != 1:
        return
    likely = {d for d, found in told.items() if d == found}
    same: dict[date, dict[tuple[int, int], Direction]] = {}
    reports: dict[date, str] = {}
    for tie in ties:
        day = own_days.get(tie.other.report)
        if day is not None and day in likely:
            plan = tie.one.tense is Direction.FUTURE and tie.one.kind is Kind.EVENT
            past = tie.one.tense is Direction.PAST and tie.strong
            if plan or past:
                same.setdefault(day, {})[(tie.one.time.start, tie.one.index)] = tie.one.tense
            reports.setdefault(day, tie.other.report)
    if len(same) != 1 or any({Direction.PAST, Direction.FUTURE} - set(things.values()) for things in same.values()):
        return
    ((day, report),) = reports.items()
    custom = "the last weekday that it tells as past, in its lead, is the day of writing by custom"
    text = f"{custom}, and {report}, of {day_name(day)}, tells the same things"
    case.narrow({day}, Reason(code=ReasonCode.REPORTED_DAY, text=text))


def _stated(reading: Reading) -> Judgement:
    value = str(reading.dated.value)
    code = ReasonCode.STATED_DATE if reading.dated.basis is Basis.STATED else ReasonCode.OWN_WORDS
    return Judgement(
        id=stable_id("judgement", JudgementKind.DATE, reading.id),
        kind=JudgementKind.DATE,
        a=reading.id,
        b=value,
        verdict=Verdict.SAME,
        score=0.98 if reading.dated.basis is Basis.STATED else 0.8,
        reasons=(Reason(code=code, text=reading.dated.why or f"the report states {value}"),),
    )


def _is_far(case: _Case, around: Interval | None) -> bool:
    """Tell whether the days found lie far from all dated reports of the story: a tie is likelier wrong than that."""
    if around is None or not case.days or case.agreed:
        return False
    return max((around.first - case.days[-1]).days, (case.days[0] - around.last).days) > _NEAR_DAYS


def _result(
    case: _Case,
    calendar: Calendar,
    around: Interval | None,
    copies: Sequence[Copy],
    dated: Mapping[str, Dated],
    own_words: Mapping[str, Dated],
) -> tuple[Dated, Judgement]:
    """Turn the days that are left into a date and its judgement."""
    reasons = case.reasons[:_MOST_REASONS]
    width = (case.days[-1] - case.days[0]).days + 1 if case.days else 0
    if case.conflict:
        text = "its hints contradict one another: " + "; ".join(r.text for r in case.reasons[-_MOST_REASONS:])
        reasons, score = [Reason(code=ReasonCode.CONFLICTING_HINTS, text=text), *reasons], 0.0
        result = Dated(basis=Basis.UNKNOWN, why=text)
    elif not case.hinted or not case.days or width > _WIDEST_DAYS or _is_far(case, around):
        text = "nothing in it or beside it tells its day" if not case.hinted else "its hints leave too many days"
        if case.hinted and width <= _WIDEST_DAYS:
            text = "its hints lead far from the days of the story"
        if beside := _dated_copy(case.reading.id, copies, dated):
            text += f"; {beside}"
        result, reasons, score = _by_own_words(case, own_words.get(case.reading.id), around, text, reasons)
    else:
        why = "; ".join(r.text for r in reasons)
        if named := _named_days(case, calendar):
            why += f"; {named}"
        value = between(case.days[0], case.days[-1])
        result, score = Dated(value=value, basis=Basis.INFERRED, why=why), 0.9 if width == 1 else 0.7
    judgement = Judgement(
        id=stable_id("judgement", JudgementKind.DATE, case.reading.id),
        kind=JudgementKind.DATE,
        a=case.reading.id,
        b=str(result.value) if result.value else Basis.UNKNOWN.value,
        verdict=Verdict.SAME if result.value else Verdict.UNSURE,
        score=score,
        reasons=tuple(reasons),
    )
    return result, judgement


def _by_own_words(
    case: _Case, own: Dated | None, around: Interval | None, text: str, reasons: list[Reason]
) -> tuple[Dated, list[Reason], float]:
    """Fall back on the interval that the report's own words leave; one too wide to place it is told, and not used."""
    if own is None or own.value is None:
        return Dated(basis=Basis.UNKNOWN, why=text), [Reason(code=ReasonCode.NO_HINT, text=text), *reasons], 0.0
    if own.value.width_days <= _WIDEST_DAYS and (around is None or own.value.meets(around)):
        case.days = days_of(own.value.first, own.value.last)
        return own, [Reason(code=ReasonCode.OWN_WORDS, text=own.why), *reasons], 0.6
    text = f"its own words leave {own.value}, too wide to place it: {own.why}"
    if own.value.width_days <= _WIDEST_DAYS:
        text = f"its own words leave {own.value}, far from the days of the story: {own.why}"
    return Dated(basis=Basis.UNKNOWN, why=text), [Reason(code=ReasonCode.NO_HINT, text=text), *reasons], 0.0


def _named_days(case: _Case, calendar: Calendar) -> str:
    """List the few days that a coming weekday can be, when the report can be of several weeks."""
    for item in case.told:
        rule = item.rule
        if rule is None or not is_weekday(rule) or rule.direction is not Direction.FUTURE:
            continue
        meant = sorted({when.first for when in _by_day(case, calendar.meaning(rule)).values() if when is not None})
        if 1 < len(meant) <= _MOST_NAMED:
            listed = ", ".join(d.isoformat() for d in meant[:-1])
            return f"“{case.reading.quote(item.time)}” is {listed} or {meant[-1].isoformat()}"
    return ""


def _dated_copy(report: str, copies: Sequence[Copy], dated: Mapping[str, Dated]) -> str:
    for copy in copies:
        if report in copy.reports and copy.relation in (Relation.IDENTICAL, Relation.REPUBLISHED, Relation.VERSION):
            other = copy.reports[0] if copy.reports[1] == report else copy.reports[1]
            if other in dated:
                return f"the same text as {other}, dated {dated[other].value}, but a copy may be of another day"
    return ""
