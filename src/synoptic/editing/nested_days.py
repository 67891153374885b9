"""Lines that tell one event under a day and again under the month, the week or the year: they become one line.

Decision to know: a wider date that holds the day of another line is no contradiction, but neither is it the same event:
most of the words, the trigger and the people must be the same, and only one day may come into question. What comes once
in a life, a birth or a death, needs the person alone. An undated line is left alone: it may tell any such event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stem, stems
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.weights import weigh
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval
from synoptic.model.readings import EventType, Status

_ONCE = frozenset({"died", "dies", "die", "dead", "born"})
_SHARED = 0.6
"""Share of the shorter line's stems that both must have."""
_FEWEST = 4
_TRIGGERS_COMPARED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A line with what it is compared by."""

    line: EventLine
    words: frozenset[str]
    triggers: frozenset[str]
    once: bool


def merge_nested(desk: Desk, lines: Sequence[EventLine]) -> dict[str, EventLine | None]:
    """Return, by id, what becomes of the lines that are joined: the line of the day with all evidence; None for the
    other."""
    laid = [_lay(desk, line) for line in lines if line.participants and line.status is Status.OCCURRED]
    by_trigger: dict[str, list[_Laid]] = {}
    for one in laid:
        for trigger in sorted(one.triggers):
            by_trigger.setdefault(trigger, []).append(one)
    home: dict[str, str] = {}
    for one in laid:
        near = {other.line.id: other for trigger in one.triggers for other in by_trigger[trigger]}
        hosts = [other for other in near.values() if _is_nested(one, other)]
        days = {other.line.date for other in hosts}
        if hosts and len(days) == 1:
            best = min(hosts, key=lambda other: (-other.line.weight, other.line.id))
            home[one.line.id] = best.line.id
    return _joined(desk, {one.line.id: one.line for one in laid}, home)


def _lay(desk: Desk, line: EventLine) -> _Laid:
    texts = [desk.reading(m.report).text[m.start : m.end] for m in line.mentions[:_TRIGGERS_COMPARED]]
    return _Laid(
        line=line,
        words=stems(line.what),
        triggers=frozenset(stem(words) for words in texts),
        once=any(words.casefold() in _ONCE for words in texts),
    )


def _is_nested(one: _Laid, host: _Laid) -> bool:
    """Tell whether a line tells, under a wider date or none, what another tells under a day."""
    mine, day = one.line, host.line.date
    if mine.id == host.line.id or day is None or day.width_days > 1 or mine.date is None:
        return False
    people, theirs = set(mine.participants), set(host.line.participants)
    if one.once and host.once and people & theirs and (len(people) == 1 or people == theirs):
        return _holds(mine.date, day) or (mine.date == day and _stronger(host.line, mine))
    if not _holds(mine.date, day) or EventType.CONSULT in (mine.type, host.line.type) or people != theirs:
        return False
    shared = len(one.words & host.words)
    return shared >= _FEWEST and shared >= _SHARED * min(len(one.words), len(host.words))


def _holds(wide: Interval, day: Interval) -> bool:
    """Tell whether a date is wider than a day and holds it."""
    return wide.width_days > day.width_days and wide.holds(day)


def _stronger(one: EventLine, other: EventLine) -> bool:
    return (-one.weight, one.id) < (-other.weight, other.id)


def _joined(desk: Desk, line_of: dict[str, EventLine], home: dict[str, str]) -> dict[str, EventLine | None]:
    """Put each line to the one that it ends at, the weightiest first."""
    groups: dict[str, list[EventLine]] = {}
    for name in sorted(home):
        last = home[name]
        for _ in home:
            if last not in home:
                break
            last = home[last]
        if last not in home:
            groups.setdefault(last, []).append(line_of[name])
    changed: dict[str, EventLine | None] = {}
    for last, others in groups.items():
        kept = line_of[last]
        others.sort(key=lambda line: (-line.weight, line.id))
        evidence = tuple(dict.fromkeys(piece for line in (kept, *others) for piece in line.evidence))
        joined = replace(
            kept,
            evidence=evidence,
            mentions=tuple(dict.fromkeys(m for line in (kept, *others) for m in line.mentions)),
            reports=count_reports(evidence),
            origins=count_origins(desk, evidence),
            says=kept.says if all(line.says for line in others) else (),
            background=kept.background and all(line.background for line in others),
        )
        changed[last] = replace(joined, weight=weigh(desk, joined))
        changed.update({line.id: None for line in others})
    return changed
