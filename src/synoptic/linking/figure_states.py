"""How two figures of one series stand to each other: same, rounded, of another scope, later, or in conflict.

Decision to know: conflict is the last resort. It needs one time, one scope and two values that no bound and no
rounding lets both hold; where the time of one is not known, nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from synoptic.linking.counted import PLAIN, UNIT
from synoptic.linking.wording import content_words
from synoptic.model.days import Interval, Precision
from synoptic.model.links import FigurePair, FigureState, ReasonCode
from synoptic.model.readings import Bound

if TYPE_CHECKING:
    from synoptic.linking.figures import Figure

_ROUNDED_SHARE = 0.03
"""Two exact figures are one rounded when they are at most this far apart, and within the rounder one's last place."""
_ABOUT_SHARE = 0.05
_MOST_DAYS = 7
_MOST_HEADS = 24
"""A series of more different figures is compared along time alone, each with its next twelve."""

_ONCE = frozenset({"aboard", "held", "hostages"})
"""What is counted once, when it happens; tolls, the missing and troops go on changing."""
_REPORTS_APART = 3
_OUT_OF_REACH = 20
"""Of two counts of one thing by unnamed counters none is twenty times the other."""
_UNLISTED = frozenset({"", UNIT, PLAIN})
"""Sorts of things of which nothing but the clause tells what became of them."""
_FALLS = 0.5
"""A count of such things that falls below this share of an earlier one counts something else."""
_NEIGHBOURS = 2
_PASSING = frozenset({FigureState.LATER, FigureState.SCOPE})

_ONLY_GROWS = frozenset({"dead", "casualties", "injured", "infected"})
"""Counts that do not fall as time goes on: who told fewer later counted otherwise, or took the first count back."""
_ANY_THINGS = frozenset({"", PLAIN})

_CODES = {
    FigureState.SAME: ReasonCode.SAME_VALUE,
    FigureState.ROUNDS: ReasonCode.ROUNDS,
    FigureState.SCOPE: ReasonCode.OTHER_SCOPE,
    FigureState.LATER: ReasonCode.LATER,
    FigureState.CONFLICTING: ReasonCode.OTHER_VALUE,
}


def pair_figures(members: Sequence[Figure]) -> list[tuple[FigurePair, ReasonCode]]:
    """Judge the pairs of a series; figures alike in all but the report are judged once, by the first of them.

    Of pairs between the same two figures of the same claimants the first of each state is kept, and what is merely
    later or of another scope only between neighbours in time: the pairs grow with the figures, not with their square.
    """
    orders, lines = {f.ref: told_order(f) for f in members}, {f.ref: _line(f) for f in members}
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for f in sorted(members, key=lambda f: orders[f.ref]):
        alike.setdefault(_alike(f), []).append(f)
    found: dict[tuple[object, ...], tuple[FigurePair, ReasonCode]] = {}
    told_by: dict[tuple[object, ...], set[tuple[str, str]]] = {}
    for f in members:
        told_by.setdefault(lines[f.ref][:3], set()).add((f.ref.report, f.claimant))
    heads = sorted((group[0] for group in alike.values()), key=lambda f: (*_in_time(f), orders[f.ref]))
    in_time = {key: n for n, key in enumerate(dict.fromkeys(lines[f.ref][:3] for f in heads))}
    in_size = {key: n for n, key in enumerate(sorted(in_time, key=lambda k: (k[0], str(k))))}
    far = len(heads) if len(heads) <= _MOST_HEADS else _MOST_HEADS // 2
    for n, one in enumerate(heads):
        for other in heads[n + 1 : n + 1 + far]:
            a, b = lines[one.ref][:3], lines[other.ref][:3]
            judged = _pair(one, other)
            if judged is None:
                continue
            on_one_word = a != b and told_by[a] & told_by[b]
            if judged[0].state is FigureState.CONFLICTING and (on_one_word or _told_together(alike, one, other)):
                continue  # one report gives both and names no two who count: they count two things
            _keep(found, judged, (one, other), min(abs(p[a] - p[b]) for p in (in_time, in_size)) <= _NEIGHBOURS)
    for group in alike.values():
        for other in group[1:]:
            judged = _pair(group[0], other)
            if judged is not None:
                _keep(found, judged, (group[0], other), True)
    return sorted(found.values(), key=lambda p: (p[0].a, p[0].b))


def _keep(
    found: dict[tuple[object, ...], tuple[FigurePair, ReasonCode]],
    judged: tuple[FigurePair, ReasonCode],
    two: tuple[Figure, Figure],
    neighbours: bool,
) -> None:
    if judged[0].state in _PASSING and not neighbours:
        return
    lines = sorted((_line(f) for f in two), key=repr)
    found.setdefault((*lines, judged[0].state), judged)


def _line(f: Figure) -> tuple[float, float | None, Bound, str, tuple[str, ...]]:
    q = f.quantity
    scope = (f.counted.scope, *sorted(f.places), *sorted(f.modifiers))
    return q.value, q.value2, q.bound, f.claimant, scope


def _alike(f: Figure) -> tuple[object, ...]:
    return (*_line(f), str(f.as_of))


def _told_together(alike: Mapping[tuple[object, ...], Sequence[Figure]], a: Figure, b: Figure) -> bool:
    """Tell whether one report gives both figures, or figures alike in all but the report, and names no two counters."""
    if a.claimant and b.claimant and a.claimant != b.claimant:
        return False
    one, other = ({f.ref.report for f in alike[_alike(head)]} for head in (a, b))
    return not one.isdisjoint(other)


def told_order(f: Figure) -> tuple[object, ...]:
    """Return what puts figures in order: what is told of them, and the report's name last of all, so that another name
    changes nothing."""
    sets = (f.places, f.modifiers, f.words, f.told_of, f.beside)
    told = (f.named, f.quote, f.claimant, f.foreseen, f.group, f.own, f.grown, f.by_report)
    return (f.quantity.value, f.quantity.bound, told, tuple(tuple(sorted(s)) for s in sets), str(f.as_of), f.ref)


def _in_time(f: Figure) -> tuple[object, ...]:
    return f.as_of.first.toordinal() if f.as_of else 0, f.quantity.value


def _pair(a: Figure, b: Figure) -> tuple[FigurePair, ReasonCode] | None:
    judged = state_of(a, b)
    if judged is None:
        return None
    state, why = judged
    first, second = sorted((a.ref, b.ref))
    return FigurePair(a=first, b=second, state=state, why=why), _CODES[state]


def state_of(a: Figure, b: Figure) -> tuple[FigureState, str] | None:
    """Judge two figures of one series; None where the time of one is not known well enough to say."""
    if (a.quantity.value, a.quantity.value2) == (b.quantity.value, b.quantity.value2):
        return FigureState.SAME, f"both say {shown(a)}"
    if a.counted.scope != b.counted.scope:
        return FigureState.SCOPE, f"{shown(a)} counts {_scope_of(a)}, {shown(b)} counts {_scope_of(b)}"
    if a.as_of and b.as_of and not a.as_of.meets(b.as_of):
        if one_event := _of_one_event(a, a.as_of, b, b.as_of):
            return FigureState.CONFLICTING, one_event
        return _over_time(a, a.as_of, b, b.as_of)
    if rounded := rounds(a, b):
        return FigureState.ROUNDS, rounded
    if scoped := _scopes(a, b):
        return None if a.sort in _UNLISTED and not _say_alike(a, b) else (FigureState.SCOPE, scoped)
    if room := _leaves_room(a, b):
        return FigureState.SCOPE, room
    known = a.as_of and b.as_of and max(a.as_of.width_days, b.as_of.width_days) <= _MOST_DAYS
    if not known or not _may_contradict(a, b):
        return None
    if a.sort != "harm" and a.foreseen != b.foreseen and not (a.claimant and b.claimant and a.claimant != b.claimant):
        told, foreseen = (a, b) if not a.foreseen else (b, a)
        return FigureState.SCOPE, f"{shown(foreseen)} is only {foreseen.foreseen}, {shown(told)} is told as it stands"
    if risen := _risen(a, b):
        return FigureState.LATER, risen
    when = a.as_of.shared_with(b.as_of) if a.as_of and b.as_of else None
    days = f"for {when.words}, " if when else ""
    return FigureState.CONFLICTING, f"{days}{shown(a)} and {shown(b)} cannot both hold"


def _may_contradict(a: Figure, b: Figure) -> bool:
    """Tell whether two values can be rivals at all. One report that gives both without naming two who count means two
    things; so do two additions, and two reports whose numbers are far out of each other's reach."""
    if a.clock and b.clock and a.clock != b.clock and a.sort == "harm":
        return False  # each tells of a blow of its own
    if a.counted.scope == "more" or (a.sort in _UNLISTED and not _say_alike(a, b)):
        return False
    if a.claimant and b.claimant and a.claimant != b.claimant:
        return True
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    return a.ref.report != b.ref.report and high <= _OUT_OF_REACH * low


def _say_alike(a: Figure, b: Figure) -> bool:
    """Tell whether two clauses say the same of what they count: seats won are no seats lost, and money is spent on many
    things."""
    counted = content_words(f"{a.named} {b.named} {a.quote} {b.quote}")
    one, two = a.words - counted, b.words - counted
    if by_two_counters(a, b):
        return True
    return 2 * len(one & two) > max(3, min(len(one), len(two)))


def by_two_counters(a: Figure, b: Figure) -> bool:
    """Tell whether two who count give numbers of the same things on one day and the shorter clause tells nothing that
    the longer does not: "2,500 workers were on strike", "8,000 workers were on strike, the first day of …"."""
    if not a.claimant or not b.claimant or a.claimant == b.claimant or a.named != b.named:
        return False
    if a.as_of is None or b.as_of is None or not a.as_of.meets(b.as_of):
        return False
    counted = content_words(f"{a.named} {a.quote} {b.quote}")
    few, many = sorted((a.words - counted, b.words - counted), key=len)
    return bool(few) and few <= many


def _of_one_event(a: Figure, when_a: Interval, b: Figure, when_b: Interval) -> str:
    """Say why two counts of one event do not differ by time, or return "": who was aboard or was seized does not change
    from one day's report to the next's, and the days are no more than those of the reports."""
    apart = max((when_a.first - when_b.last).days, (when_b.first - when_a.last).days)
    if a.kind not in _ONCE or not (a.by_report and b.by_report) or apart > _REPORTS_APART:
        return ""
    if _both_may_hold(a, b) or not _may_contradict(a, b):
        return ""
    return f"{shown(a)} and {shown(b)} count one event, and only the days of the reports differ"


def _scope_of(f: Figure) -> str:
    return f"{f.counted.scope} only" if f.counted.scope else "all of them"


def shown(f: Figure) -> str:
    """Write a figure's value with its bound."""
    q = f.quantity
    value = _number(q.value) if q.value2 is None else f"{_number(q.value)} to {_number(q.value2)}"
    return value if q.bound in (Bound.EXACT, Bound.BETWEEN) else f"{q.bound.value} {value}"


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def _over_time(a: Figure, when_a: Interval, b: Figure, when_b: Interval) -> tuple[FigureState, str] | None:
    early, late = (a, b) if when_a.first < when_b.first else (b, a)
    when_early, when_late = (when_a, when_b) if early is a else (when_b, when_a)
    if late.quantity.bound is Bound.AT_LEAST and early.quantity.bound is not Bound.AT_LEAST and _leaves_room(a, b):
        return FigureState.SCOPE, f"{shown(late)} leaves room for {shown(early)}"
    falls = late.quantity.value < early.quantity.value
    if falls and early.kind in _ONLY_GROWS:
        return _taken_back(early, late, (when_late.first - when_early.last).days)
    if falls and early.sort in _ANY_THINGS and not early.unit and a.by_report and b.by_report and not _by_one(a, b):
        if a.named == b.named and a.beside & b.beside and (a.claimant or b.claimant) and not _both_may_hold(a, b):
            return FigureState.CONFLICTING, f"{shown(late)} {_at(late)} is below {shown(early)} {_at(early)}"
        return None
    if early.sort in _UNLISTED and late.quantity.value < _FALLS * early.quantity.value:
        return None
    if early.sort == "harm" and late.quantity.value < early.quantity.value and not _leaves_room(a, b):
        by_others = early.claimant and late.claimant and early.claimant != late.claimant
        if by_others and early.kind == "held" and late.quantity.value < _FALLS * early.quantity.value:
            return None  # few are arrested on one day, many on another
        if by_others and not _scopes(a, b):
            text = f"{shown(late)} {_at(late)} is below {shown(early)} {_at(early)}, from another source"
            return FigureState.CONFLICTING, text
    return FigureState.LATER, f"{shown(early)} {_at(early)}, {shown(late)} {_at(late)}"


def _taken_back(early: Figure, late: Figure, days: int) -> tuple[FigureState, str] | None:
    """Judge a lower count of what only grows, `days` after a higher one: no update. Whoever counted may take it back;
    from others it is a rival; where nobody is named for one of them, only if both clearly count one thing."""
    if room := _leaves_room(early, late):
        return FigureState.SCOPE, room
    if rounded := rounds(early, late):
        return FigureState.ROUNDS, rounded
    if _by_one(early, late):
        return FigureState.LATER, f"{shown(early)} {_at(early)}, {shown(late)} {_at(late)}"
    if scoped := _scopes(early, late):
        return FigureState.SCOPE, scoped
    text = f"{shown(late)} {_at(late)} is below {shown(early)} {_at(early)}"
    if early.claimant and late.claimant:
        return FigureState.CONFLICTING, f"{text}, from another source"
    if not (early.claimant or late.claimant) or days > _REPORTS_APART or early.foreseen != late.foreseen:
        return None
    of_one = (early.named == late.named and early.sort == "harm") or early.beside & late.beside
    if (
        not (of_one or early.places & late.places)
        or early.places != late.places
        or late.quantity.value < _FALLS * early.quantity.value
    ):
        return None
    return FigureState.CONFLICTING, text


def _by_one(a: Figure, b: Figure) -> bool:
    return bool(a.claimant) and a.claimant == b.claimant


def _both_may_hold(a: Figure, b: Figure) -> bool:
    """Tell whether a bound, a rounding or another scope lets two figures both hold, or they are out of reach of each
    other."""
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    return bool(_leaves_room(a, b) or rounds(a, b) or _scopes(a, b)) or low < _FALLS * high


def _risen(a: Figure, b: Figure) -> str:
    """Say why the higher of two counts of one day is the later one, or return "": its report tells that the count has
    come to it, and that of the lower does not."""
    low, high = sorted((a, b), key=lambda f: f.quantity.value)
    if a.kind not in _ONLY_GROWS or not high.grown or low.grown:
        return ""
    return f"{shown(high)} is told as what {shown(low)} has come to"


def _at(f: Figure) -> str:
    """Say when a figure held."""
    if f.as_of is None:
        return ""
    return f"{'on' if f.as_of.precision is Precision.DAY else 'in'} {f.as_of.words}"


def granularity(value: float) -> float:
    """Return the unit that a number is rounded to: 94,000 to thousands, 94,300 to hundreds."""
    if value <= 0 or not float(value).is_integer():
        return 1.0
    size = 1
    while int(value) % (size * 10) == 0:
        size *= 10
    return float(size)


def rounds(a: Figure, b: Figure) -> str:
    """Say why one figure is the other rounded, or return "" when it is not."""
    one, two = a.quantity, b.quantity
    if one.value2 is not None or two.value2 is not None:
        return ""
    apart, larger = abs(one.value - two.value), max(abs(one.value), abs(two.value))
    if larger == 0:
        return ""
    rounder = max((one, two), key=lambda q: granularity(q.value))
    finer = two if rounder is one else one
    if apart <= granularity(rounder.value) / 2 and apart / larger <= _ROUNDED_SHARE:
        return f"{_number(finer.value)} rounds to {_number(rounder.value)}"
    if Bound.ABOUT in (one.bound, two.bound) and apart / larger <= _ABOUT_SHARE:
        about = a if one.bound is Bound.ABOUT else b
        return f"{_number(finer.value if about.quantity is rounder else rounder.value)} lies near {shown(about)}"
    return ""


def _scopes(a: Figure, b: Figure) -> str:
    """Say what one figure counts beside the other, or return "" when the scope is the same."""
    for one, two in ((a, b), (b, a)):
        if two.places and one.places > two.places:
            return f"{shown(one)} counts a further place that {shown(two)} does not name"
    if a.own and b.own and a.claimant != b.claimant:
        return f"{shown(a)} and {shown(b)} each count their own"
    if a.own is not b.own and a.claimant and b.claimant and a.claimant != b.claimant:
        return f"{shown(a if a.own else b)} counts only those of who counts"
    if a.group != b.group:
        return f"{shown(a)} counts “{a.named}”, {shown(b)} “{b.named}”"
    if a.modifiers and b.modifiers and not a.modifiers & b.modifiers and a.kind == b.kind:
        return f"{shown(a)} counts “{a.named}”, {shown(b)} “{b.named}”"
    return ""


def _leaves_room(a: Figure, b: Figure) -> str:
    """Say why a bound lets both hold, or return "" when none does."""
    for one, two in ((a, b), (b, a)):
        q, other = one.quantity, two.quantity
        low, high = _range(two)
        if q.bound is Bound.AT_LEAST and (high is None or high >= q.value):
            return f"{shown(one)} leaves room for {shown(two)}"
        if q.bound is Bound.AT_MOST and (low is None or low <= q.value):
            return f"{shown(one)} leaves room for {shown(two)}"
        if q.value2 is not None and other.value2 is None and q.value <= other.value <= q.value2:
            return f"{shown(two)} lies within {shown(one)}"
    return ""


def _range(f: Figure) -> tuple[float | None, float | None]:
    q = f.quantity
    if q.bound is Bound.AT_LEAST:
        return q.value, None
    if q.bound is Bound.AT_MOST:
        return None, q.value
    return q.value, q.value if q.value2 is None else q.value2
