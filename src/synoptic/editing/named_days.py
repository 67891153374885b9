"""Mentions that name an event by its day, "Tuesday's earthquake", "Haske's death on 25 June": they tell it as well.

Decision to know: who names a thing by its day tells that it was on that day, and no more. So such a mention joins a
line of that very day and lends it an origin; it makes no line and changes no words. Named are only happenings that
nobody announces (`unplanned_nouns`), since "Monday's meeting" may be still to come. A death or an arrest needs the
person beside it, a calamity a line of which it is the subject; any other happening shares two more words with its line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from synoptic.editing.desk import Desk, Sheet
from synoptic.editing.likeness import stem, stems
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.standing import in_running_text
from synoptic.editing.weights import weigh
from synoptic.lexicon import load_words
from synoptic.model.accounts import EventLine, TriggerSpan
from synoptic.model.days import Interval
from synoptic.model.readings import PassageKind, Sentence, Status
from synoptic.model.spans import Span

_AFTER = re.compile(
    r"(?:['’]s?)?(?:[\s\xa0]+(?!(?:and|or|but|with|in|on|of|for|to|by|at|from|as|after|before|since|the|an?|that|was|is|"
    r"were|has|had)\b)[a-z0-9][\w.’'-]*){1,4}"
)
"""What stands behind a day and may end in the noun that it names: "Tuesday's 7.0-magnitude earthquake"."""
_BEFORE = re.compile(
    r"\b(?P<noun>[a-z]+)(?:[\s\xa0]+(?:in|at|near|of)[\s\xa0]+[^,.;:()\"“”]{1,40}?)?[\s\xa0]+(?:on|of)[\s\xa0]+$"
)
_WORD = re.compile(r"[a-z][a-z-]+")
_LOOK_CHARS = 80
_NEAR_CHARS = 40
_OTHER_WORDS = 2
_OF_SOMEBODY = MappingProxyType(
    {
        "death": frozenset({"died", "dies", "die", "death"}),
        "killing": frozenset({"killed", "kill", "killing"}),
        "murder": frozenset({"murdered", "murder", "killed"}),
        "assassination": frozenset({"assassinated", "assassination", "killed"}),
        "arrest": frozenset({"arrested", "arrest", "detained"}),
        "conviction": frozenset({"convicted", "conviction", "found guilty"}),
        "acquittal": frozenset({"acquitted", "acquittal", "cleared"}),
        "resignation": frozenset({"resigned", "resigns", "resignation"}),
    }
)
"""What befalls or is done by one person, with the triggers that tell it."""
_CALAMITIES = MappingProxyType({"earthquake": "quake", "quake": "quake", "tsunami": "tsunami", "tornado": "tornado"})
_BEFALLING = frozenset("struck strike strikes hit hits rocked shook jolted devastated flattened".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A happening named by its day: the noun, its day and its sentence."""

    report: str
    noun: Span
    day: Interval
    sentence: Sentence


def join_named(desk: Desk, lines: Sequence[EventLine]) -> dict[str, EventLine]:
    """Return, by id, the lines that mentions by their day tell too, with the evidence of these."""
    by_day: dict[Interval, list[EventLine]] = {}
    for line in lines:
        if line.date is not None and line.date.width_days == 1 and line.status is Status.OCCURRED and not line.says:
            by_day.setdefault(line.date, []).append(line)
    found: dict[str, list[_Named]] = {}
    for report in desk.reports:
        for named in _named_in(desk, report, by_day):
            lines_of_day = by_day[named.day]
            told = [line for line in lines_of_day if _is_of(desk, line, named)]
            if told and not any(_rests_on(line, named) for line in lines_of_day):
                best = min(told, key=lambda line: (-line.weight, line.id))
                found.setdefault(best.id, []).append(named)
    return {line.id: _told_by(desk, line, found[line.id]) for line in lines if line.id in found}


def _named_in(desk: Desk, report: str, days: Collection[Interval]) -> Iterator[_Named]:
    """Find the happenings that the body of a report names by one of the days."""
    sheet = desk.sheets[report]
    for time in sheet.reading.times:
        if time.when is None or time.when not in days or sheet.kind_at(time.start) is not PassageKind.BODY:
            continue
        sentence = sheet.sentence_of(time)
        if sentence is None or not in_running_text(sheet, time) or sheet.breaks_off(sentence):
            continue
        noun = _noun_beside(sheet, time, sentence)
        if noun is not None:
            yield _Named(report=report, noun=noun, day=time.when, sentence=sentence)


def _noun_beside(sheet: Sheet, time: Span, sentence: Span) -> Span | None:
    """Return the noun that a day goes with, behind it or before it."""
    text, nouns = sheet.reading.text, load_words("unplanned_nouns")
    after = _AFTER.match(text, time.end, sentence.end)
    words = list(_WORD.finditer(text, after.start(), after.end())) if after is not None else []
    named = next((word for word in words if word[0] in nouns), None)
    if named is not None:
        return Span(start=named.start(), end=named.end())
    before = _BEFORE.search(text, max(sentence.start, time.start - _LOOK_CHARS), time.start)
    if before is not None and before["noun"] in nouns:
        return Span(start=before.start("noun"), end=before.end("noun"))
    return None


def _is_of(desk: Desk, line: EventLine, named: _Named) -> bool:
    """Tell whether a line tells the happening that is named."""
    text, here = desk.reading(named.report).text, named.sentence
    noun = text[named.noun.start : named.noun.end]
    triggers = {desk.reading(m.report).text[m.start : m.end].casefold() for m in line.mentions}
    if noun in _OF_SOMEBODY:
        around = text[max(here.start, named.noun.start - _NEAR_CHARS) : min(here.end, named.noun.end + _NEAR_CHARS)]
        return bool(triggers & _OF_SOMEBODY[noun]) and any(_names(around, name) for name in line.participants)
    if noun in _CALAMITIES:
        return any(_befalls(line.what, _CALAMITIES[noun], trigger) for trigger in triggers & _BEFALLING)
    if stem(noun) not in {stem(word) for word in triggers}:
        return False
    shared = stems(text[here.start : here.end]) & stems(line.what)
    return len(shared - {stem(noun)}) >= _OTHER_WORDS


def _names(words: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name.rsplit(maxsplit=1)[-1])}\b", words) is not None


def _befalls(words: str, calamity: str, trigger: str) -> bool:
    """Tell whether a calamity is the subject of a trigger: "the quake, the worst in years, struck …"."""
    told = rf"{calamity}s?\b[^.;]{{0,{_LOOK_CHARS}}}?\b{re.escape(trigger)}\b"
    return re.search(told, words, re.IGNORECASE) is not None


def _rests_on(line: EventLine, named: _Named) -> bool:
    """Tell whether a line rests on the sentence already."""
    here = named.sentence
    return any(e.report == named.report and e.start < here.end and e.end > here.start for e in line.evidence)


def _told_by(desk: Desk, line: EventLine, named: Sequence[_Named]) -> EventLine:
    pieces = [desk.reading(one.report).evidence(one.sentence) for one in named]
    evidence = tuple(dict.fromkeys((*line.evidence, *pieces)))
    nouns = [TriggerSpan(report=one.report, start=one.noun.start, end=one.noun.end) for one in named]
    told = replace(
        line,
        evidence=evidence,
        mentions=tuple(dict.fromkeys((*line.mentions, *nouns))),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
    )
    return replace(told, weight=weigh(desk, told))
