"""One deed told of two days, two doers or two sentences: clauses of two reports that agree in all else.

Decision to know: two clauses are one deed only if the shorter tells nothing that the longer does not, a name among it.
Days are set against each other only of what happens once (`once_deeds`), doers only of violence, and only where both
are of one kind or one is a named body and the other a force: a company and "the firm" are not two doers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.desk import Desk
from synoptic.editing.told_clauses import Told, content_stems, lay_out, meets_stem, names_of, word_told
from synoptic.lexicon import load_words
from synoptic.model.accounts import Disagreement, DisagreementKind, EventLine, Side
from synoptic.model.readings import EventType, NameType, Quantity, Reading, Status
from synoptic.model.spans import Span

_FEWEST_SHARED = 2
_MOST_DAYS_APART = 7
_NIGHT = re.compile(r"\b(?:late|early|overnight|midnight|night|dawn|hours|evening)\b", re.IGNORECASE)
_NTH = re.compile(r"\b(?:first|second|third|fourth|fifth|another|other|again|more|new)\b", re.IGNORECASE)
_ONCE_IN_A_LIFE = frozenset({"died", "born", "buried", "cremated", "drowned", "executed", "hanged"})
_OF_TERMS = frozenset({"sentenced", "jailed"})
_FORCES = frozenset({"army", "police", "navy", "military", "gendarmes", "gendarmerie", "rebels", "guerrillas"})
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)(?:[\s\xa0]+[a-z]+ly)?[\s\xa0]+$", re.IGNORECASE)
_BY = re.compile(r"\bby[\s\xa0]+", re.IGNORECASE)
_PHRASE_END = re.compile(r"[\s\xa0](?:in|on|at|near|from|during|with|to|into|outside|inside|over|of)[\s\xa0]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """A told deed with its verb as it stands, and who did it, where the clause says so."""

    told: Told
    verb: str
    line: str
    doer: Span | None
    term: Quantity | None
    """How long somebody is sentenced to, where the clause tells it."""
    rest: frozenset[str]
    """What the clause tells besides the doer."""


def find_rival_deeds(desk: Desk, events: Sequence[EventLine]) -> list[Disagreement]:
    """List the deeds that two reports put on different days, or down to different doers."""
    line_of = {(m.report, m.start): line.id for line in events for m in line.mentions}
    by_verb: dict[str, list[_Deed]] = {}
    for deed in _deeds(desk, line_of):
        by_verb.setdefault(deed.told.verb, []).append(deed)
    found = []
    for verb in sorted(by_verb):
        deeds = by_verb[verb]
        origins = [desk.origin_of(deed.told.report) for deed in deeds]
        if len(set(origins)) < 2:
            continue
        for n, one in enumerate(deeds):
            for k, other in enumerate(deeds[n + 1 :], n + 1):
                if origins[n] == origins[k]:
                    continue
                if _days_differ(desk, one, other):
                    found.append(_of_days(desk, one, other))
                elif _terms_differ(one, other):
                    found.append(_of_terms(desk, one, other))
                elif _doers_differ(desk, one, other):
                    found.append(_of_doers(desk, one, other))
    return [one for one in found if one is not None]


def _deeds(desk: Desk, line_of: Mapping[tuple[str, int], str]) -> Iterator[_Deed]:
    once = load_words("once_deeds")
    for report in desk.reports:
        reading = desk.reading(report)
        for event in reading.events:
            verb = reading.quote(event).casefold().split()[0]
            violent = event.type is EventType.ASSAULT
            if event.status is not Status.OCCURRED or event.background or not (violent or verb in once | _OF_TERMS):
                continue
            told = lay_out(desk, report, event, event, event.status)
            if told is None or told.doer is None or _NTH.search(reading.quote(told.clause)):
                continue
            doer = _doer(reading.text, told) if violent else None
            of_doer = content_stems(reading.quote(doer)) if doer is not None else frozenset()
            term = _term(reading, told) if verb in _OF_TERMS else None
            number = content_stems(reading.quote(term)) if term is not None else frozenset()
            yield _Deed(
                told=told,
                verb=verb,
                line=line_of.get((report, event.start), ""),
                doer=doer,
                term=term,
                rest=told.words - of_doer - number,
            )


def _term(reading: Reading, told: Told) -> Quantity | None:
    """Return the only length of time that the clause tells."""
    terms = [q for q in reading.quantities if q.unit in ("year", "month") and told.clause.holds(q)]
    return terms[0] if len(terms) == 1 else None


def _terms_differ(one: _Deed, other: _Deed) -> bool:
    """Tell whether one person's sentence is given as two."""
    if one.term is None or other.term is None or one.verb != other.verb or one.term.unit != other.term.unit:
        return False
    a, b = one.told.day, other.told.day
    if (a is not None and b is not None and not a.meets(b)) or one.term.value == other.term.value:
        return False
    return _agree(one.rest, other.rest, one.told.names | other.told.names)


def _of_terms(desk: Desk, one: _Deed, other: _Deed) -> Disagreement | None:
    pair = sorted((one, other), key=lambda deed: (desk.rank[deed.told.report], deed.told.trigger.start))
    sides = [_side(desk, d, " ".join(desk.reading(d.told.report).quote(d.term).split())) for d in pair if d.term]
    return _made(desk, DisagreementKind.FIGURE, pair[0], sides, pair)


def _doer(text: str, told: Told) -> Span | None:
    """Return the words for who did it: those before the verb, or behind "by" where they suffer it."""
    if _PASSIVE.search(text, told.clause.start, told.trigger.start):
        by = _BY.search(text, told.trigger.end, told.clause.end)
        if by is None:
            return None
        end = _PHRASE_END.search(text, by.end(), told.clause.end)
        return Span(start=by.end(), end=end.start() if end is not None else told.clause.end)
    return Span(start=told.clause.start, end=told.trigger.start) if told.clause.start < told.trigger.start else None


def _agree(one: frozenset[str], other: frozenset[str], names: frozenset[str]) -> bool:
    """Tell whether the shorter of two clauses tells nothing that the longer does not, a name among it."""
    few, many = sorted((one, other), key=len)
    return len(few) >= _FEWEST_SHARED and all(meets_stem(w, many) for w in few) and bool(few & names)


def _days_differ(desk: Desk, one: _Deed, other: _Deed) -> bool:
    a, b = one.told.day, other.told.day
    if one.verb not in load_words("once_deeds") or a is None or b is None or a.meets(b):
        return False
    if a.width_days > 1 or b.width_days > 1 or abs((a.first - b.first).days) > _MOST_DAYS_APART:
        return False
    if {one.verb, other.verb} <= _ONCE_IN_A_LIFE and _person(desk, one) & _person(desk, other):
        return True
    return _agree(one.told.words, other.told.words, one.told.names | other.told.names)


def _person(desk: Desk, deed: _Deed) -> set[str]:
    """Return the linked persons who are named as taking part before the verb."""
    linked = [
        desk.actor(deed.told.report, p.entity) for p in deed.told.participants if p.start < deed.told.trigger.start
    ]
    return {actor.id for actor in linked if actor is not None and actor.type is NameType.PERSON}


def _of_days(desk: Desk, one: _Deed, other: _Deed) -> Disagreement | None:
    pair = sorted((one, other), key=lambda deed: (str(deed.told.day), desk.rank[deed.told.report]))
    if any(_NIGHT.search(desk.reading(deed.told.report).quote(deed.told.clause)) for deed in pair):
        return None
    sides = [_side(desk, deed, str(deed.told.day)) for deed in pair]
    return _made(desk, DisagreementKind.DATE, pair[0], sides, pair)


def _doers_differ(desk: Desk, one: _Deed, other: _Deed) -> bool:
    if one.doer is None or other.doer is None:
        return False
    a, b = one.told.day, other.told.day
    if a is None or b is None or not a.meets(b):
        return False
    if not _agree(one.rest, other.rest, one.told.names | other.told.names):
        return False
    mine, theirs = _kind(desk, one), _kind(desk, other)
    if mine is None or theirs is None:
        return False
    if any(meets_stem(word, names_of((theirs[1],))) for word in names_of((mine[1],))):
        return False
    same_kind = mine[0] is theirs[0] and mine[0] is not None
    return same_kind or {mine[0], theirs[0]} == {NameType.ORG, None}


def _kind(desk: Desk, deed: _Deed) -> tuple[NameType | None, str] | None:
    """Return what kind of name a doer has and which, (None, the word) for a force without a name; None for others."""
    report, doer = deed.told.report, deed.doer
    if doer is None:
        return None
    names = [m for m in desk.reading(report).entities if doer.holds(m)]
    if len(names) > 1:
        return None
    if names:
        kind = desk.kind_of(report, names[0].entity) or names[0].type
        people = NameType.GPE if kind is NameType.NORP else kind
        return people, desk.name_of(report, names[0].entity, desk.reading(report).quote(names[0]))
    force = next((w for w in desk.reading(report).quote(doer).casefold().split() if w in _FORCES), None)
    return (None, force) if force is not None else None


def _of_doers(desk: Desk, one: _Deed, other: _Deed) -> Disagreement | None:
    pair = sorted((one, other), key=lambda deed: (desk.rank[deed.told.report], deed.told.trigger.start))
    sides = [
        _side(desk, deed, " ".join(desk.reading(deed.told.report).quote(deed.doer).split()))
        for deed in pair
        if deed.doer is not None
    ]
    return _made(desk, DisagreementKind.ATTRIBUTION, pair[0], sides, pair)


def _made(
    desk: Desk, kind: DisagreementKind, first: _Deed, sides: Sequence[Side | None], pair: Sequence[_Deed]
) -> Disagreement | None:
    shown = [side for side in sides if side is not None]
    worded = word_told(desk, first.told)
    if len(shown) < 2 or worded is None:
        return None
    return make_disagreement(kind, worded.text, shown, dict.fromkeys(deed.line for deed in pair if deed.line))


def _side(desk: Desk, deed: _Deed, value: str) -> Side | None:
    told = deed.told
    worded = word_told(desk, told)
    if worded is None:
        return None
    by = tuple(voice.name for voice in told.voices[:1])
    return Side(value=value, by=by, evidence=worded.evidence(desk.sheets[told.report]))
