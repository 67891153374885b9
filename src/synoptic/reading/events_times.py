"""Which time of a sentence dates an event.

Decision to know: a time dates the trigger of its own clause and never that of another clause with a verb of its own;
within a clause, a noun trigger behind a preposition, or with the time inside its phrase, takes it before the verb does.
What only bounds what is told, or only says which thing is meant, dates nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.lexicon import load_words
from synoptic.model.readings import TimeType
from synoptic.reading.clauses import ADVERBIAL, COORDINATE, GERUND, MAIN, PARTICIPIAL, RELATIVE
from synoptic.reading.events_senses import ANSWERING, Trigger
from synoptic.reading.scene import Scene
from synoptic.reading.times_elsewhere import goes_on_in_relative, is_over, opens_on_another, reaches_to_now
from synoptic.reading.times_owner import is_last_of_several, is_of_compared, owner_of

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
    _date_by_when(scene, triggers, dated)
    return dated


def _date_by_when(scene: Scene, triggers: Sequence[Trigger], dated: dict[int, int]) -> None:
    """Let the day of a clause with "when" date the plain past of the clause above it: "two died when a mill burnt on
    Monday"."""
    of_when = {
        scene.clauses[triggers[number].clause].parent: time
        for number, time in dated.items()
        if triggers[number].kind != "noun" and _is_plain_when(scene, triggers[number].clause)
    }
    if not of_when:
        return
    for number, trigger in enumerate(triggers):
        if number in dated or trigger.kind in ("noun", "saying") or trigger.light == "beneath":
            continue
        if trigger.clause in of_when and _is_plain_past(scene, trigger.clause):
            dated[number] = of_when[trigger.clause]


def _is_plain_when(scene: Scene, number: int) -> bool:
    clause = scene.clauses[number]
    if clause.opener != "when" or clause.relation != ADVERBIAL or clause.parent is None:
        return False
    return clause.first > scene.clauses[clause.parent].group.head and _is_plain_past(scene, number)


def _is_plain_past(scene: Scene, number: int) -> bool:
    """Tell whether a clause is in the past and no more: not "had slept", "could have slept", "did not sleep"."""
    group = scene.clauses[number].group
    plain = group.form == "finite" and group.tense == "past" and not (group.modal or group.host or group.perfect)
    return plain and not group.negated


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
    owner = owner_of(scene, at)
    if is_of_compared(scene, at) or is_last_of_several(scene, at):
        return None
    inside = _in_noun_phrase(scene, triggers, at, stop)
    if inside is not None:
        return inside
    if _is_limit(scene, at) or _names_by_day(scene, at, stop):
        return None
    if stop < len(line.lower) and line.kind[stop] == "'":
        return None  # "Thursday's call", and no trigger there
    if owner >= 0 and (_in_phrase_of_said(scene, at, stop) or _of_opening_phrase(scene, at)):
        return None
    if owner >= 0 and (_is_elsewhere(scene, at, stop) or _is_beside_perfect(scene, at)):
        return None
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
    if _is_of_noun_beside(scene, triggers, at, owner):
        return None
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


_RELATIVE_VERBS = frozenset("said says told was were is are has had have found showed alleged claimed".split())


def _in_phrase_of_said(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether a time stands in the phrase of something said, which is not the deed: "dismissed her remark on
    Sunday that the dam was old", "denied a report Friday that said so", "her remark on Sunday drew anger"."""
    line, clause = scene.line, scene.clauses[scene.owner[at]]
    back = at - 1
    while back >= 0 and line.name[back] < 0 and (line.kind[back] == "p" or line.lower[back] in ("late", "early")):
        back -= 1
    if back <= 0 or line.kind[back] != "w" or line.name[back] >= 0 or _in_group(scene, back):
        return False
    said = line.lower[back] in load_words("speech_nouns")
    if back < clause.group.first:
        owned = line.kind[back - 1] in "d'" or line.name[back - 1] >= 0
        return said and owned and stop == clause.group.first and clause.group.lemma in ANSWERING
    if clause.group.lemma in _PUBLISHING or stop + 1 >= len(line.lower) or line.lower[stop] != "that":
        return False
    return said or line.lower[stop + 1] in _RELATIVE_VERBS


def _of_opening_phrase(scene: Scene, at: int) -> bool:
    """Tell whether a time ends the phrase with which a clause opens on another thing: "After the storm on Tuesday,
    Orlo left"."""
    line, clause = scene.line, scene.clauses[scene.owner[at]]
    first = clause.first
    if not first < at < clause.group.first or line.lower[first] not in ("after", "before", "following", "since"):
        return False
    return any((line.kind[i] == "w" or line.name[i] >= 0) and line.time[i] < 0 for i in range(first + 1, at))


def _is_elsewhere(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether a time stands before the subject in a phrase on another thing ("Unlike Orlo in 1988, ..."), in words
    quoted that the verb is not of, or with a relative clause behind it that goes on with the noun before it."""
    line, clause = scene.line, scene.clauses[scene.owner[at]]
    tokens = line.tokens
    after = " ".join(token.text for token in tokens[stop : stop + _MOST_BESIDE])
    before = " ".join(token.text for token in tokens[max(0, at - _MOST_BESIDE) : at]) + " "
    told = " ".join(token.text for token in tokens[at:stop])
    if goes_on_in_relative(after) or reaches_to_now(before, told):
        return True
    if tokens[at].quoted and not tokens[clause.group.head].quoted:
        return True  # "“I did that earlier today,” Orlo replied"
    verb = clause.group.first
    if clause.relation not in (MAIN, COORDINATE) or not at < verb or "," not in line.lower[stop:verb]:
        return False
    return opens_on_another(" ".join(token.text for token in tokens[clause.first : at]) + " ")


def _is_beside_perfect(scene: Scene, at: int) -> bool:
    """Tell whether the clause is in the present perfect and the time is over and not right at its verb."""
    line, group = scene.line, scene.clauses[scene.owner[at]].group
    if not group.perfect or group.tense != "present" or group.modal or at < group.stop:
        return False
    back = at - 1
    while back >= group.stop and line.name[back] < 0 and line.kind[back] in "pa":
        back -= 1
    if back < group.stop:
        return False
    before = " ".join(token.text for token in line.tokens[max(0, at - _MOST_BESIDE) : at]) + " "
    words = [line.tokens[i].text for i in range(at, len(line.time)) if line.time[i] == line.time[at]]
    return is_over(before, " ".join(words))


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
    if word == "before" and _is_just_before(scene, at, back):
        return False
    if word in _LIMITS or (word == "of" and _names_thing(scene, back - 1)):
        return True
    day = scene.times[line.time[at]].type is TimeType.DATE
    if word == "after" and day:
        return True
    if word == "from" and _bounds_noun(scene, at, back):
        return True
    if word == "in" and _is_first_of_two(scene, at, back):
        return True
    if word == "for" and scene.owner[at] >= 0 and len(scene.times[line.time[at]].value) == _YEAR_CHARS:
        return scene.clauses[scene.owner[at]].group.lemma not in _SETTING
    if word == "by" and day and scene.owner[at] >= 0:
        group = scene.clauses[scene.owner[at]].group
        return group.tense == "past" and not group.host and not group.modal
    return False


_NEAR = frozenset("shortly just minutes hours moments seconds soon".split())
_DAWN = frozenset("dawn daybreak sunrise".split())


def _is_just_before(scene: Scene, at: int, back: int) -> bool:
    """Tell whether "before" and an hour say when on its day: "shortly before midnight on Thursday", "before dawn on
    Friday"."""
    line, time = scene.line, scene.times[scene.line.time[at]]
    if time.type is not TimeType.TIME:
        return False
    return line.lower[at] in _DAWN or (back > 0 and line.lower[back - 1] in _NEAR)


_UP_TO = frozenset("to until till through - – —".split())
_WORDS_OF_SUM = 5


def _after_time(scene: Scene, at: int) -> str:
    """Return the word behind the time that begins at `at`."""
    line, stop = scene.line, at
    while stop < len(line.lower) and line.time[stop] == line.time[at]:
        stop += 1
    return line.lower[stop] if stop < len(line.lower) else ""


def _bounds_noun(scene: Scene, at: int, back: int) -> bool:
    """Tell whether "from" and a time say which thing is meant: "the dispute from 2027", but not "from 2003 to 2006"."""
    line, when = scene.line, scene.times[scene.line.time[at]].when
    if when is None or when.width_days == 1:
        return False  # "will be shown from Saturday"
    thing = back > 0 and (line.kind[back - 1] == "w" or line.name[back - 1] >= 0) and not _in_group(scene, back - 1)
    return thing and line.time[back - 1] < 0 and _after_time(scene, at) not in _UP_TO


def _is_first_of_two(scene: Scene, at: int, back: int) -> bool:
    """Tell whether a time is that of the sum that something rose or fell from: "fell from 11 in 2027 to 10 in 2028"."""
    if _after_time(scene, at) != "to":
        return False
    line = scene.line
    for before in range(back - 1, max(-1, back - 1 - _WORDS_OF_SUM), -1):
        if line.lower[before] == "from":
            return any(line.kind[i] == "#" or line.lower[i][:1].isdigit() for i in range(before + 1, back))
    return False


_RUNNING = frozenset(
    """democrats republicans conservatives liberals candidate candidates contender contenders hopeful hopefuls nominee
    nominees frontrunner frontrunners rivals field""".split()
)


def _names_by_day(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether the time only tells which thing is meant: "entered the 2016 race", "the likely 2016 candidate", "a
    rival in the 2016 race", but not "at the 2016 fair", "won in the 2016 race"."""
    line = scene.line
    if stop >= len(line.lower):
        return False
    if line.tokens[at].text.isdecimal() and line.lower[stop] in _RUNNING and (not at or line.kind[at - 1] != "p"):
        return True  # "2028 Democrats", but not "in 2028 Democrats won"
    if not at:
        return False
    if not (line.name[stop] >= 0 or (line.kind[stop] == "w" and line.time[stop] < 0)):
        return False
    if any(clause.group.first == stop for clause in scene.clauses):
        return False
    back = at - 1
    if line.lower[back] in _OF_NOUN and line.kind[stop] == "w" and line.lower[stop] != "to":
        return line.time[back - 1] < 0 and line.tokens[at].text.isdecimal()  # "the aide to 2016 race rival Orlo"
    if line.kind[back] not in "d'":
        while back > at - _MOST_BESIDE and line.kind[back] in "wa" and line.name[back] < 0:
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
_OF_NOUN = frozenset("to of with against among as like".split())
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


def _is_of_noun_beside(scene: Scene, triggers: Sequence[Trigger], at: int, owner: int) -> bool:
    """Tell whether a time longer than a day stands right behind an event that a preposition brings in: "compared it to
    the raid last summer" may tell of this summer."""
    line, group = scene.line, scene.clauses[owner].group
    when = scene.times[line.time[at]].when
    if when is None or when.width_days <= _LONGEST_NEWS or at - 1 < group.stop:
        return False
    if not any(t.kind == "noun" and t.first <= at - 1 < t.stop for t in triggers):
        return False
    back = at - 2
    while back >= group.stop and (line.kind[back] in "wd#'a" or line.name[back] >= 0):
        back -= 1
    return back >= group.stop and line.kind[back] in "ps" and line.lower[back] not in ("in", "at", "during")


_LONGEST_NEWS = 7


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
