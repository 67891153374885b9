"""Which mention of an event tells it best, and which mentions are no news at all.

Decision to know: this is judged from the report's own words around the trigger, so that a rule holds for any story. A
mention inside an if-clause, a question or another noun phrase is a mention and no telling; a line is made from it
only when it is dated or when others tell the event.
"""

from __future__ import annotations

import re
from functools import cache

from synoptic.editing.desk import Desk, Sheet
from synoptic.editing.wording import is_vague, vague_start
from synoptic.lexicon import load_table, load_words
from synoptic.model.days import Interval
from synoptic.model.links import Ref
from synoptic.model.readings import Event, NameType, Participant, PassageKind, Role, Status, Time
from synoptic.model.spans import Span

_CONDITION = re.compile(r"\b(?:if|unless|whether|in case|in the event|should|provided|lest)\b", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|his|her|its|their|our|any|no|some|such|each|every|further|another|possible|"
    r"potential|planned|alleged|of|for|over|after|before|during|amid|despite|against|about|on|by|with|from|in|between|"
    r"military|new|recent|upcoming|latest|first|second|third|last|next|major|large[- ]scale|formal|security|peace)|"
    r"[’']s|s[’'])[\s\xa0]+$",
    re.IGNORECASE,
)
_IN_PHRASE = re.compile(
    r"\b(?:in|during|after|before|of|at|on|for|with|from|over|following|amid)[\s\xa0]+"
    r"(?:the|a|an|that|this|their|his|her|its|[\w-]+[’']s)(?:[\s\xa0]+[\w-]+){0,2}[\s\xa0]+$",
    re.IGNORECASE,
)
_NOUN_ENDING = re.compile(r"(?:tion|sion|ment|ance|ence|ure|ity|ism|age)s?$", re.IGNORECASE)
_AFTER_NOUN = re.compile(r"[\s\xa0]+(?:of|between|among)\b", re.IGNORECASE)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for row in load_table("events_nouns") for noun in row[-1].split())


@cache
def _only_nouns() -> frozenset[str]:
    """Return the words that tell an event as nouns and can be no form of a verb that does."""
    verbs = {verb.split("_")[0] for row in load_table("events_verbs") for verb in row[-1].split()}
    return frozenset(noun for noun in _nouns() if noun not in verbs and noun.removesuffix("s") not in verbs)


@cache
def _carried() -> re.Pattern[str]:
    forms = "|".join(re.escape(w) for w in sorted(load_words("light_forms"), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{forms})\b(?![\s\xa0]+[a-z]+ed\b)(?:[\s\xa0]+[\w’'-]+){{0,5}}[\s\xa0]+$", re.IGNORECASE)


def is_noun(text: str, trigger: Span) -> bool:
    """Tell whether the trigger is (nearly surely) a noun, by the word before it, its ending and the lists of nouns."""
    word = text[trigger.start : trigger.end].casefold()
    if word in _only_nouns() or _NOUN_ENDING.search(word) or _AFTER_NOUN.match(text, trigger.end):
        return True
    if word in _nouns() and _IN_PHRASE.search(text[max(0, trigger.start - 48) : trigger.start]):
        return True
    return _BEFORE_NOUN.search(text[max(0, trigger.start - 24) : trigger.start]) is not None


def is_carried(text: str, clause: Span, trigger: Span) -> bool:
    """Tell whether a verb shortly before carries the noun ("held talks", "has imposed sanctions")."""
    return _carried().search(text[max(clause.start, trigger.start - 60) : trigger.start]) is not None


def is_conditional(text: str, event: Event, clause: Span) -> bool:
    """Tell whether the trigger stands under an if, a whether or in a question."""
    before = text[clause.start : event.start]
    if _CONDITION.search(before):
        return True
    lead = text[max(0, clause.start - 14) : clause.start]
    if re.search(r"\b(?:if|unless|whether|lest|what|how|why)[\s\xa0]+$", lead, re.IGNORECASE):
        return True
    return text[clause.end - 1] == "?" or text[clause.end : clause.end + 1] == "?"


_RELATIVE = re.compile(r"\b(?:which|who|whom|whose)\b[^,]*$")
_FEWEST_WORDS_OF_MAIN = 4


def in_relative(text: str, event: Event, clause: Span) -> bool:
    """Tell whether the trigger stands in a relative clause at the end of a clause that tells another thing."""
    match = _RELATIVE.search(text, clause.start, event.start)
    return match is not None and len(text[clause.start : match.start()].split()) >= _FEWEST_WORDS_OF_MAIN


def is_mental(event: Event) -> bool:
    """Tell whether the trigger is something thought, felt or merely been."""
    return event.lemma in load_words("mental_states")


def _holds_day(sheet: Sheet, event: Event, clause: Span, when: Interval | None) -> bool:
    """Tell whether the clause names the event's day: its own time, or one that lies within the day known."""
    times = sheet.reading.times
    if event.time is not None and clause.holds(times[event.time]):
        return True
    return when is not None and any(
        clause.holds(time) and time.when is not None and when.holds(time.when) for time in times_in(sheet, clause)
    )


def times_in(sheet: Sheet, clause: Span) -> tuple[Time, ...]:
    """Return the times that begin in a stretch of a report."""
    return tuple(sheet.times_in(clause.start, clause.end))


def clause_of(desk: Desk, ref: Ref) -> Span:
    """Return the clause that tells an event, at most its sentence; the sentence where the reading gives no clause."""
    known = desk.clauses.get(ref)
    if known is None:
        known = desk.clauses[ref] = _clause_of(desk, ref)
    return known


def _clause_of(desk: Desk, ref: Ref) -> Span:
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    sentence = sheet.sentence_of(event)
    clause = event.whole or sentence or event
    if sentence is None:
        return Span(start=clause.start, end=clause.end)
    start, end = max(clause.start, sentence.start), min(clause.end, sentence.end)
    return Span(start=min(start, event.start), end=max(end, event.end))


def _is_topic(text: str, event: Event, one: Participant) -> bool:
    """Tell whether a name only says what is talked about, or whose friend somebody is: it takes no part itself."""
    if one.role is Role.ACTOR or one.start < event.end:
        return False
    between = text[event.end : one.start]
    if event.lemma in _OF_A_TOPIC and _WITH.search(between) is None:
        return True
    owner = _SOMEBODY_OF.search(between)
    return owner is not None and owner[1].casefold() in load_words("actor_nouns")


_OF_A_TOPIC = frozenset({"discuss", "debate", "review", "consider"})
_WITH = re.compile(r"\b(?:with|between|by)\b", re.IGNORECASE)
_SOMEBODY_OF = re.compile(
    r"\b(?:an?|the|one|some|two|three)\b(?:[ ][\w-]+){0,2}[ ]([\w-]+)[ ]of(?:[ ](?:the|[A-Z][\w.]+))*[ ]*$"
)


def named_participants(desk: Desk, ref: Ref) -> tuple[str, ...]:
    """List the names of those who take part, as they are to be printed; actors first."""
    event, text = desk.event(ref), desk.reading(ref.report).text
    order = {Role.ACTOR: 0, Role.RECIPIENT: 1, Role.OTHER: 2}
    found: list[str] = []
    for one in sorted(event.participants, key=lambda p: (order[p.role], p.start, p.end)):
        if one.entity is None or _is_topic(text, event, one):
            continue
        actor = desk.reading(ref.report).actor(one.entity)
        if actor is not None and actor.type is NameType.NORP and actor.speaks_for is None:
            continue  # "European" is an adjective here, and nobody in particular
        name = desk.name_of(ref.report, one.entity, one.name or text[one.start : one.end])
        if name and not is_vague(name) and name not in found:
            found.append(name)
    return tuple(found)


def tells(desk: Desk, ref: Ref) -> bool:
    """Tell whether a mention tells its event with a verb, or a noun that a verb carries, rather than names it."""
    known = desk.telling.get(ref)
    if known is None:
        event, text = desk.event(ref), desk.reading(ref.report).text
        known = not is_noun(text, event) or is_carried(text, clause_of(desk, ref), event)
        desk.telling[ref] = known
    return known


def clarity(desk: Desk, ref: Ref, status: Status, when: Interval | None) -> float:
    """Score how clearly a mention tells its event: asserted, in the body, dated, named, a clause of its own."""
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    text, clause = sheet.reading.text, clause_of(desk, ref)
    score = 0.0
    kind = sheet.kind_at(event.start)
    if kind is not PassageKind.BODY:
        score -= 4.0
    score += 1.0 if event.attribution is None else 0.0
    if _holds_day(sheet, event, clause, when):
        known = event.time is None or sheet.reading.times[event.time].when is not None
        score += 2.0 if known else 1.5
    inside = [p for p in event.participants if clause.holds(p)]
    score += 0.75 * min(2, sum(1 for p in inside if p.entity and not is_vague(text[p.start : p.end])))
    score -= 0.75 * min(2, sum(1 for p in inside if is_vague(text[p.start : p.end])))
    if vague_start(text[clause.start : clause.end]):
        score -= 1.0
    score -= 2.0 if is_conditional(text, event, clause) else 0.0
    score -= 0.0 if tells(desk, ref) else 2.5
    score += 3.0 if event.status is status else 0.0
    score -= 0.5 if event.background else 0.0
    words = len(text[clause.start : clause.end].split())
    if words < 5:
        score -= 1.5
    if words > 40:
        score -= 1.0
    return score
