"""What of a sentence belongs to an event: the time that dates it, the clause to print, the words that a stance is
about.

Decision to know: a time dates the trigger of its own clause and never that of another clause with a verb of its own;
within a clause, a noun
trigger behind a preposition, or with the time inside its phrase, takes it before the verb does.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import TimeType
from synoptic.model.spans import Span
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, COORDINATE, GERUND, INFINITIVE, MAIN, PARTICIPIAL, RELATIVE
from synoptic.reading.events_senses import Trigger
from synoptic.reading.scene import Scene

_DATING = frozenset({TimeType.DATE, TimeType.TIME})
_PUBLISHING = frozenset("release issue publish make give broadcast post announce send deliver address read".split())
_VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def times_of(scene: Scene, triggers: Sequence[Trigger]) -> dict[int, int]:
    """Give the triggers (by number) the times that date them. Linear in times by triggers of one clause."""
    line = scene.line
    found: dict[int, tuple[int, int]] = {}
    seen: set[int] = set()
    for at, number in enumerate(line.time):
        if number < 0 or number in seen:
            continue
        seen.add(number)
        time = scene.times[number]
        if time.type not in _DATING or time.value in _VAGUE:
            continue
        stop = at + 1
        while stop < len(line.lower) and line.time[stop] == number:
            stop += 1
        best = _dated(scene, triggers, at, stop)
        if best is None:
            continue
        distance = min(abs(at - triggers[best].first), abs(triggers[best].first - stop))
        if best not in found or distance < found[best][0]:
            found[best] = (distance, number)
    dated = {trigger: number for trigger, (_, number) in found.items()}
    if scene.entry:
        _date_entry(scene, triggers, dated)
    for number, trigger in enumerate(triggers):
        if number not in dated and trigger.clause >= 0 and trigger.kind in ("verb", "light", "subject"):
            day = _day_before_when(scene, trigger.clause)
            if day is not None:
                dated[number] = day
    return dated


def _date_entry(scene: Scene, triggers: Sequence[Trigger], dated: dict[int, int]) -> None:
    """Let the day that heads an entry of a chronology date what its main clause tells, and nothing beneath that."""
    day = scene.line.time[0]
    main = [n for n, t in enumerate(triggers) if t.clause >= 0 and scene.clauses[t.clause].relation == MAIN]
    if day < 0 or not main:
        return
    for trigger in [n for n, time in dated.items() if time == day]:
        del dated[trigger]
    first = min(main, key=lambda n: (triggers[n].kind == "noun", triggers[n].first))
    dated.setdefault(first, day)


def _day_before_when(scene: Scene, number: int) -> int | None:
    """Return the time that a clause with "when" tells more of: "on Thursday, when the ministers met"."""
    clause, line = scene.clauses[number], scene.line
    if clause.opener != "when" or clause.relation not in (ADVERBIAL, RELATIVE) or clause.group.host:
        return None
    at = clause.first - 1
    if at > 0 and line.lower[at] == ",":
        at -= 1
    if at < 0 or line.time[at] < 0 or clause.group.tense != "past":
        return None
    time = scene.times[line.time[at]]
    return line.time[at] if time.type in _DATING and time.value not in _VAGUE else None


def _dated(scene: Scene, triggers: Sequence[Trigger], at: int, stop: int) -> int | None:
    """Choose the trigger that the time `at..stop` dates."""
    line = scene.line
    owner = scene.owner[at]
    inside = _in_noun_phrase(scene, triggers, at, stop)
    if inside is not None:
        return inside
    if _is_limit(scene, at) or _names_by_day(scene, at, stop):
        return None
    if stop < len(line.lower) and line.kind[stop] == "'":
        return None  # "Thursday's call", and no trigger there
    if owner < 0:
        return next((i for i, t in enumerate(triggers) if t.kind == "noun" and abs(t.first - at) < 12), None)
    if scene.clauses[owner].relation == RELATIVE and scene.clauses[owner].parent is not None:
        back = at - 1
        while back > 0 and line.kind[back] in "pa" and line.name[back] < 0:
            back -= 1
        if back < at - 1 and line.lower[back] == "," and back > scene.clauses[owner].group.head:
            owner = scene.clauses[owner].parent or 0  # "..., which B rejects, in 1987"
    noun = _noun_before(scene, triggers, at, owner)
    if noun is not None:
        return noun
    comparing = scene.clauses[owner].group
    if comparing.lemma == "compare" and line.lower[comparing.stop] in ("to", "with"):
        return None  # "six arrests, compared to nine on Monday"
    own = [i for i, t in enumerate(triggers) if t.clause == owner and t.kind != "noun" and t.light != "beneath"]
    if own and _within_other(scene, at, scene.clauses[owner].group.stop):
        return None
    if own:
        return own[0]
    clause = scene.clauses[owner]
    if (
        clause.relation in (PARTICIPIAL, GERUND)
        and clause.group.lemma in _PUBLISHING
        and clause.first
        and (scene.is_document(clause.first - 1))
    ):
        saying = [
            i
            for i, t in enumerate(triggers)
            if t.kind in ("saying", "verb") and scene.clauses[t.clause].group.form == "finite" and t.clause != owner
        ]
        if saying:
            return min(saying, key=lambda i: abs(triggers[i].first - clause.first))
    nouns = [i for i, t in enumerate(triggers) if t.clause == owner and t.kind == "noun"]
    if len(nouns) == 1 and clause.group.lemma in ("be", "have", "follow", "come", "remain"):
        return nouns[0] if triggers[nouns[0]].first < at else None
    return None


_LIMITS = frozenset("since until till before".split())
_YEAR_CHARS = 4
_SETTING = frozenset("plan schedule set slate expect fix intend be".split())
_OTHERS = frozenset("before since until till following after".split())


def _is_limit(scene: Scene, at: int) -> bool:
    """Tell whether the time only bounds what is told: "until Sunday", "since June", of the past also "by Friday"."""
    line = scene.line
    back = at - 1
    while back >= 0 and (
        line.time[back] >= 0
        or ((line.kind[back] in "ad" or line.lower[back] in ("late", "early")) and line.name[back] < 0)
    ):
        back -= 1
    word = line.lower[back] if back >= 0 else ""
    if word in _LIMITS or (word == "of" and _names_thing(scene, back - 1)):
        return True
    day = scene.times[line.time[at]].type is TimeType.DATE
    if word == "after" and day:
        return True
    if word == "for" and scene.owner[at] >= 0 and len(scene.times[line.time[at]].value) == _YEAR_CHARS:
        return scene.clauses[scene.owner[at]].group.lemma not in _SETTING
    if word == "by" and day and scene.owner[at] >= 0:
        group = scene.clauses[scene.owner[at]].group
        return group.tense == "past" and not group.host and not group.modal
    return False


def _names_by_day(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether the time only tells which thing is meant: "entered the 2016 race", "the likely 2016 candidate", "a
    rival in the 2016 race", but not "at the 2016 fair", "won in the 2016 race"."""
    line = scene.line
    if not at or stop >= len(line.lower):
        return False
    if not (line.name[stop] >= 0 or (line.kind[stop] == "w" and line.time[stop] < 0)):
        return False
    if any(clause.group.first == stop for clause in scene.clauses):
        return False
    back = at - 1
    if line.kind[back] not in "d'":
        while back > at - _MOST_BESIDE and line.kind[back] == "w" and line.name[back] < 0:
            if _in_group(scene, back):
                return False
            back -= 1
        if back < 0 or line.kind[back] != "d":
            return False
    while back >= 0 and (line.kind[back] in "d'a" or line.name[back] >= 0):
        back -= 1
    if back < 0 or line.lower[back] not in ("in", "at", "during", "on"):
        return True
    return line.lower[back] == "in" and scene.times[line.time[at]].rule is None and _tells_more_of_noun(scene, back)


_MOST_BESIDE = 3
_CONTENDING = frozenset(
    "win lose run vote defeat beat support back elect spend raise campaign compete finish endorse meddle interfere"
    " carry take oppose fight stand gain pick".split()
)


def _in_group(scene: Scene, at: int) -> bool:
    return any(clause.group.first <= at < clause.group.stop for clause in scene.clauses)


def _tells_more_of_noun(scene: Scene, at: int) -> bool:
    """Tell whether "in the 2016 race" goes with the noun before it ("a rival in the 2016 race"), not with the verb."""
    line = scene.line
    if not at or scene.owner[at] < 0 or line.kind[at - 1] != "w" or _in_group(scene, at - 1):
        return False
    group = scene.clauses[scene.owner[at]].group
    return group.stop < at and not (group.tense == "past" and group.lemma in _CONTENDING)


def _names_thing(scene: Scene, at: int) -> bool:
    """Tell whether the word before "of 1987" is a thing named by its year, and no part of the time."""
    line = scene.line
    if at < 0 or line.time[at] >= 0 or line.lower[at] in _PARTS:
        return False
    plain = line.lower[at] in scene.lexicon.nouns and not line.tokens[at].is_capital
    return line.name[at] >= 0 or (line.kind[at] == "w" and not plain)


_PARTS = frozenset(
    "end start beginning middle summer spring autumn winter fall morning night evening afternoon half quarter hours"
    " days weeks months turn close eve day week month".split()
)
_BROUGHT_BEFORE = frozenset("appear testify stand bring haul speak".split())


def _within_other(scene: Scene, at: int, floor: int) -> bool:
    """Tell whether the time goes with what something is told to be before or after: "ahead of a vote on Monday"."""
    line = scene.line
    things = False
    for back in range(at - 1, floor - 1, -1):
        word = line.lower[back]
        if line.name[back] < 0 and line.time[back] < 0:
            if word == "before" and scene.clauses[scene.owner[at]].group.lemma in _BROUGHT_BEFORE:
                return False
            if word in _OTHERS or (word == "of" and back and line.lower[back - 1] == "ahead"):
                return things
            if word in (",", ";"):
                return False
            if line.kind[back] == "w":
                things = True
        elif line.name[back] >= 0:
            things = True
    return False


def _in_noun_phrase(scene: Scene, triggers: Sequence[Trigger], at: int, stop: int) -> int | None:
    """Find the noun that the time stands before, in its phrase: "the 2014 annexation", "Thursday's call"."""
    line = scene.line
    here = stop
    while here < len(line.lower) and here < stop + 5:
        for i, trigger in enumerate(triggers):
            if trigger.first == here and trigger.kind in ("noun", "light", "subject"):
                return i
        if (line.kind[here] not in "'w" and line.name[here] < 0) or line.time[here] >= 0:
            return None
        if any(c.group.first <= here < c.group.stop for c in scene.clauses):
            return None
        here += 1
    return None


def _noun_before(scene: Scene, triggers: Sequence[Trigger], at: int, owner: int) -> int | None:
    """Find the noun trigger whose phrase the time ends: "after talks in Geneva on 10 January"."""
    line = scene.line
    clause = scene.clauses[owner]
    nearest: int | None = None
    for i, trigger in enumerate(triggers):
        if trigger.kind == "noun" and trigger.clause == owner and trigger.first < at:
            nearest = i
    if nearest is None:
        return None
    trigger = triggers[nearest]
    if any(t.kind != "noun" and trigger.first < t.first < at for t in triggers if t.clause == owner):
        return None
    head = clause.group.head
    if trigger.first < clause.group.first:
        return nearest if at < clause.group.first else None
    back = trigger.first - 1
    while back > head and (
        line.kind[back] in "wd#'" or line.name[back] >= 0 or line.lower[back] in ("-", '"', "“", "”")
    ):
        back -= 1
    governed = back > head and line.kind[back] in "ps" and line.lower[back] not in ("out", "up", "down", "off")
    adjoining = all(line.kind[i] not in "." or line.lower[i] == "-" for i in range(trigger.first + 1, at))
    if not governed:
        return None
    own = [t for t in triggers if t.clause == owner and t.kind in ("verb", "deed", "saying")]
    ahead = line.lower[back] == "of" and line.lower[back - 1] == "ahead"
    if own and not ahead and line.lower[back] in ("for", "of", "about", "over", "on", "to", "amid"):
        return None
    return nearest if adjoining else None


def whole_of(scene: Scene, trigger: Trigger) -> tuple[int, int]:
    """Find the clause that tells the event and can stand alone: token numbers."""
    size = len(scene.line.lower)
    if trigger.clause < 0:
        return 0, size
    number = _standing(scene, trigger.clause)
    first, stop = _extent(scene, number, trigger)
    if number != trigger.clause:
        stop = max(stop, _extent(scene, trigger.clause, trigger)[1])
    clause = scene.clauses[number]
    if clause.subject is None and clause.parent is None:
        first = 0
        if clause.relation == RELATIVE:
            return trimmed(scene, 0, size)
    if not has_verb(scene, first, stop):
        first, stop = 0, size
    return trimmed(scene, first, stop)


def has_verb(scene: Scene, first: int, stop: int) -> bool:
    """Tell whether a stretch has the verb of a clause: a finite one, or the plan of a headline."""
    return any(
        first <= clause.group.first < stop and (clause.group.form == "finite" or clause.group.host == "planned")
        for clause in scene.clauses
    )


def _standing(scene: Scene, number: int) -> int:
    """Climb to the clause that has a subject of its own."""
    seen = 0
    while seen < 8:
        clause = scene.clauses[number]
        alone = (
            clause.subject is not None
            and clause.relation in (MAIN, COORDINATE, COMPLEMENT, ADVERBIAL)
            and not (clause.shares_subject)
        )
        if alone or clause.parent is None:
            return number
        number = clause.parent
        seen += 1
    return number


def _extent(scene: Scene, number: int, trigger: Trigger) -> tuple[int, int]:
    clause = scene.clauses[number]
    clauses = scene.clauses
    first = clause.first
    if clause.opener and first < clause.group.first and scene.line.lower[first] == clause.opener:
        first += 1
    stop = clause.stop
    last = max(trigger.stop, clause.group.stop)
    for other in scene.order:
        inner = clauses[other]
        if inner.group.first < clause.group.first:
            continue
        if other == number:
            continue
        if inner.first > stop:
            break
        if inner.group.first >= stop or inner.first >= stop:
            if not _goes_with(scene, other, number, last):
                break
            stop = max(stop, inner.stop)
    return first, max(stop, trigger.stop)


def _goes_with(scene: Scene, other: int, number: int, last: int) -> bool:
    """Tell whether a later clause has to be printed with this one: what it says, does, or is told of its nouns."""
    inner = scene.clauses[other]
    if inner.group.first < last:
        return True
    at: int | None = other
    depth = 0
    while at is not None and at != number and depth < 8:
        clause = scene.clauses[at]
        if clause.relation in (MAIN, COORDINATE) or (
            clause.relation == ADVERBIAL and clause.opener not in ("if", "unless", "whether", "until")
        ):
            return False
        at = clause.parent
        depth += 1
    if at is None:
        return False
    if inner.relation == GERUND and scene.line.lower[inner.first - 1] == ",":
        return False
    return inner.relation in (COMPLEMENT, RELATIVE, INFINITIVE, GERUND, PARTICIPIAL, ADVERBIAL)


_MEASURES = frozenset("hour day week month year minute decade moment".split())


def trimmed(scene: Scene, first: int, stop: int) -> tuple[int, int]:
    """Leave out conjunctions and marks at the edges."""
    line = scene.line
    while first < stop - 1 and (
        line.kind[first] == "c" or line.lower[first] in (",", ";", ":", "—", "–", "-", ".", ")")
    ):
        first += 1
    if stop < len(line.lower) and line.lower[stop] in ("before", "after", "since", "ahead"):
        comma = next((i for i in range(stop - 1, max(first, stop - 6), -1) if line.lower[i] == ","), -1)
        rest = [line.lower[i].rstrip("s") for i in range(comma + 1, stop)] if comma > 0 else []
        if rest and rest[-1] in _MEASURES:
            stop = comma
    if stop < len(line.lower) and line.kind[stop] not in "." and line.kind[stop - 1] == "s" and stop - 1 > first:
        stop -= 1
    if stop < len(line.lower) and line.lower[stop] == "as" and stop - 2 > first and line.lower[stop - 2] == "as":
        stop -= 2  # "as long as"
    while stop - 1 > first and (
        line.kind[stop - 1] in "c" or line.lower[stop - 1] in (",", ";", ":", "—", "–", "-", "(", "“", "‘")
    ):
        stop -= 1
    while stop - 2 > first and line.kind[stop - 1] == "a" and line.lower[stop - 2] == ",":
        stop -= 2
    if stop - 1 > first and line.lower[stop - 1] in (".", "?", "!"):
        stop -= 1
    words = line.lower[first:stop]
    if words.count('"') % 2:
        if line.lower[first] == '"':
            first += 1
        elif line.lower[stop - 1] == '"':
            stop -= 1
        else:
            stop = next((i + 1 for i in range(stop, len(line.lower)) if line.lower[i] == '"'), stop)
    words = line.lower[first:stop]
    opened, closed = words.count("“"), words.count("”")
    if opened != closed:
        if line.lower[first] in ("“", "”"):
            first += 1
        elif line.lower[stop - 1] in ("“", "”"):
            stop -= 1
        elif opened > closed:
            stop = next((i + 1 for i in range(stop, len(line.lower)) if line.lower[i] == "”"), stop)
    return first, max(stop, first + 1)


def about_of(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """Find the words that a stance is about:

    what follows the trigger, to the end of its clause and of those it governs.
    """
    line = scene.line
    first = trigger.stop
    clause = scene.clauses[trigger.clause]
    if clause.group.passive and trigger.kind == "verb":
        return None
    stop = clause.stop
    for other in range(len(scene.clauses)):
        inner = scene.clauses[other]
        if inner.group.first >= stop and inner.first <= stop and _goes_with(scene, other, trigger.clause, trigger.stop):
            stop = max(stop, inner.stop)
    while first < stop and (line.time[first] >= 0 or line.lower[first] in (",", "that") or line.kind[first] == "a"):
        first += 1
    if first < stop and line.lower[first] == "on" and first + 1 < stop and line.time[first + 1] >= 0:
        first += 1
        while first < stop and (line.time[first] >= 0 or line.lower[first] in (",", "that")):
            first += 1
    if first >= stop or all(line.time[i] >= 0 or line.kind[i] in "pa." for i in range(first, stop)):
        return None
    return trimmed(scene, first, stop)


def span_of(scene: Scene, first: int, stop: int) -> Span:
    """Turn token numbers into a span of the text."""
    return Span(start=scene.line.tokens[first].start, end=scene.line.tokens[stop - 1].end)
