"""Asserted by one, told not to be so by another: two clauses about one deed, one with a "not" or a denial in it.

Decision to know: the assertion must tell all that the denial denies. Who denies having shelled the hospital does not
contradict who says that the bridge was shelled; who denies having shelled the town contradicts whoever says that its
bridge was. What had not happened yet when it was denied is no contradiction of its happening.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stem
from synoptic.editing.told_clauses import Told, lay_out, meets_stem, names_of_voice, word_told
from synoptic.model.accounts import (
    Disagreement,
    DisagreementKind,
    EventLine,
    PositionLine,
    Side,
    StatementLine,
    TriggerSpan,
)
from synoptic.model.readings import Deed, Event, Reading, Status
from synoptic.model.spans import Evidence, Span

_DENYING = (Status.NEGATED, Status.DENIED)
_FEWEST_SHARED = 2
"""Words besides the verb that both sides must have; one is enough where it is a name and nothing else is denied."""
_MOST_ASSERTED, _MOST_DENIED = 2, 2
_MOST_CHARS = 240
_NEAR = timedelta(days=7)
_WORD = re.compile(r"[A-Za-zÀ-ž][\w’'-]*\w")
_PARTLY = re.compile(
    r"\bnot (?:all|only|every\w*|just|yet|entirely|fully|wholly|always|immediately|necessarily|directly|even|so|"
    r"because)\b|n[’']t (?:all|only|every\w*|just|yet|entirely|fully|always|immediately|even|because)\b"
    r"|\b(?:no longer|neither|nor|without|until|because|unless|hardly|barely|yet|if|far from|no more than|since)\b",
    re.IGNORECASE,
)
_DONE_BEFORE = re.compile(
    r"\b(?:had|has|have|was|were|did)(?:n[’']t|\b)|\b(?:nobody|no one|none|nothing|no|never)\b", re.IGNORECASE
)
_STILL_OPEN = re.compile(r"\b(?:has|have)(?:n[’']t|[\s\xa0]+not|[\s\xa0]+never)", re.IGNORECASE)
_IN_DOUBT = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|without|could|would|may|might|will|shall|should|must|can|if|whether|"
    r"unless|until|den(?:y|ies|ied|ying)|refus\w+|reject\w*|fail\w*|unlikely|unclear|fear\w*|worr\w+|claim\w*|to|"
    r"plann?\w*|threat\w*|avoid\w*|prevent\w*|stop\w*|nearly|almost|ask\w*|demand\w*)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:had|has|have|was|were|been|got)\b(?:[\s\xa0]+\w+){0,2}[\s\xa0]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The lines of a story that a clause may be told in."""

    events: Sequence[EventLine]
    statements: Sequence[StatementLine]
    positions: Sequence[PositionLine]

    def telling(self, told: Told) -> str | None:
        """Return the id of the line that tells the clause: the event of its verb, else who said it or denies it."""
        for event in self.events:
            if any(
                m.report == told.report and told.trigger.start <= m.start < told.trigger.end for m in event.mentions
            ):
                return event.id
        rest = [(line.id, line.evidence) for line in self.statements]
        rest += [(line.id, line.evidence) for line in self.positions]
        for line_id, evidence in rest:
            if any(_holds(piece, told.report, told.trigger) for piece in evidence):
                return line_id
        return None


def find_negations(
    desk: Desk,
    events: Sequence[EventLine],
    statements: Sequence[StatementLine],
    positions: Sequence[PositionLine],
    told_already: Sequence[Disagreement],
) -> list[Disagreement]:
    """Set what is told not to be so against who tells that it is; what `told_already` shows is left out."""
    lines = _Lines(events=events, statements=statements, positions=positions)
    shown = [e for one in told_already for side in one.values for e in side.evidence]
    denials = [told for told in _denials(desk) if not any(_holds(piece, told.report, told.trigger) for piece in shown)]
    sentences = _by_verb(desk, {told.verb for told in denials})
    found: dict[tuple[tuple[str, int], ...], list[Told]] = {}
    asserted: dict[tuple[tuple[str, int], ...], list[Told]] = {}
    for denial in denials:
        claims = [one for one in sentences.get(denial.verb, ()) if _contradict(desk, one, denial)]
        if claims:
            claims.sort(key=lambda one: len(one.words - denial.words))
            key = tuple((one.report, one.trigger.start) for one in claims)
            found.setdefault(key, []).append(denial)
            asserted[key] = claims
    made = [_disagreement(desk, lines, asserted[key], found[key]) for key in found]
    return [one for one in made if one is not None]


def _holds(piece: Evidence | TriggerSpan, report: str, span: Span) -> bool:
    return piece.report == report and piece.start <= span.start < piece.end


def _denials(desk: Desk) -> list[Told]:
    """Lay out every clause of the story's reports that tells a finished deed not to be so."""
    found = []
    for report in desk.reports:
        reading = desk.reading(report)
        for one in _deeds(reading):
            if one.status not in _DENYING:
                continue
            told = lay_out(desk, report, one, one if isinstance(one, Event) else None, one.status)
            if told is None or _is_noun(reading.text, one):
                continue
            words = reading.quote(told.clause)
            if _PARTLY.search(words) or not (one.status is Status.DENIED or _DONE_BEFORE.search(words)):
                continue
            found.append(told)
    return found


def _deeds(reading: Reading) -> Sequence[Event | Deed]:
    """Return all that is told as done or not done in a reading, in more or in fewer words."""
    return (*reading.deeds, *reading.events)


def _by_verb(desk: Desk, verbs: set[str]) -> Mapping[str, Sequence[Told]]:
    """Lay out the clauses that assert one of these verbs, by its stem."""
    found: dict[str, list[Told]] = {}
    if not verbs:
        return found
    for report in desk.reports:
        reading = desk.reading(report)
        known = {one.start: one for one in _deeds(reading)}
        for sentence in reading.sentences:
            for match in _WORD.finditer(reading.text, sentence.start, sentence.end):
                verb = stem(match.group())
                if verb not in verbs:
                    continue
                one = known.get(match.start())
                if one is not None and one.status is not Status.OCCURRED:
                    continue
                trigger = Span(start=match.start(), end=match.end())
                event = one if isinstance(one, Event) else None
                told = lay_out(desk, report, trigger, event, one.status if one is not None else None)
                if told is not None and _asserts(reading.text, told):
                    found.setdefault(verb, []).append(told)
    return found


def _asserts(text: str, told: Told) -> bool:
    """Tell whether a clause says that its deed was done, with nothing of doubt, of will or of denial in it."""
    words = text[told.clause.start : told.clause.end]
    word = text[told.trigger.start : told.trigger.end]
    if _IN_DOUBT.search(words) or _is_noun(text, told.trigger) or word.endswith("ing"):
        return False
    return (
        told.status is Status.OCCURRED
        or word.endswith("ed")
        or _PAST.search(text, told.clause.start, told.trigger.start) is not None
    )


def _is_noun(text: str, trigger: Span) -> bool:
    """Tell whether a deed is told by a noun ("denied the report", "a charge of arson"): what was denied of it is not
    that there was one."""
    return _NOUN_AFTER.search(text, max(0, trigger.start - 30), trigger.start) is not None


_NOUN_AFTER = re.compile(
    r"\b(?:the|an?|any|all|its|his|her|their|our|my|of|such|this|that|these|those|some|further|new)"
    r"(?:[\s\xa0]+(?!(?:was|were|had|has|have|been)\b)[a-z]+)?[\s\xa0]+$|[’']s[\s\xa0]+$",
    re.IGNORECASE,
)


def _contradict(desk: Desk, claim: Told, denial: Told) -> bool:
    """Tell whether a claim tells all that a denial denies, by somebody else, and of what had been by then."""
    return (
        _by_others(desk, claim, denial)
        and _covers(claim, denial)
        and _same_time(desk, claim, denial)
        and not _under_denial(desk, claim)
    )


def _by_others(desk: Desk, claim: Told, denial: Told) -> bool:
    if claim.voice is None or denial.voice is None:
        return desk.origin_of(claim.report) != desk.origin_of(denial.report)
    mine, theirs = {v.key for v in claim.voices}, {v.key for v in denial.voices}
    if mine & theirs:
        return False
    one, two = names_of_voice(desk, claim.voice), names_of_voice(desk, denial.voice)
    return not (one <= two or two <= one)


def _covers(claim: Told, denial: Told) -> bool:
    """Tell whether the claim has every word that is denied, and is of the same doer."""
    if claim.doer is None or denial.doer is None:
        return False
    said = claim.words | claim.doer if claim.verb in _MUTUAL else claim.words
    if not all(meets_stem(word, said) for word in denial.words):
        return False
    if any(name in denial.names and (name, thing) not in denial.compounds for name, thing in claim.compounds):
        return False
    count = len(denial.words)
    if denial.doer:
        if not any(meets_stem(word, denial.doer) for word in claim.words | claim.doer):
            return False
        count += 1
    elif claim.doer and not any(meets_stem(word, claim.doer) for word in denial.words):
        return False
    if count >= _FEWEST_SHARED:
        return True
    return count == 1 and bool(denial.names) and denial.words == denial.names


_MUTUAL = frozenset(stem(verb) for verb in "met meet spoke speak spoken talked married negotiated".split())
"""What one does with another, both do: who is told to have met the minister is denied to have been met by her."""


def _same_time(desk: Desk, claim: Told, denial: Told) -> bool:
    if claim.day is not None and denial.day is not None and not claim.day.meets(denial.day):
        return False
    told, denied = desk.dated[claim.report].value, desk.dated[denial.report].value
    if told is None or denied is None:
        return denial.status is Status.DENIED or claim.report == denial.report
    if max((told.first - denied.last), (denied.first - told.last)) > _NEAR:
        return False
    done = claim.day or told
    if done.first > denied.last:
        return False
    words = desk.reading(denial.report).quote(denial.clause)
    return not (_STILL_OPEN.search(words) and done.last > denied.last)


def _under_denial(desk: Desk, claim: Told) -> bool:
    """Tell whether the claim stands in the words of another's denial."""
    return any(
        said.lemma.split()[0] in _DENIAL_CUES
        for said in desk.reading(claim.report).attributions
        if said.lemma and any(content.holds(claim.trigger) for content in said.content)
    )


_DENIAL_CUES = frozenset({"deny", "dispute", "reject", "refute", "dismiss", "doubt", "question", "fear", "ask"})


def _disagreement(desk: Desk, lines: _Lines, claims: Sequence[Told], denials: Sequence[Told]) -> Disagreement | None:
    sides: list[Side] = []
    about: list[str] = []
    for group, most, whole in ((claims, _MOST_ASSERTED, False), (denials, _MOST_DENIED, True)):
        seen: set[tuple[str, ...]] = set()
        for told in group:
            key = tuple(v.key for v in told.voices[:1]) or (told.report,)
            if key in seen or len(seen) == most:
                continue
            side = _side(desk, told, whole=whole)
            if side is None:
                continue
            seen.add(key)
            sides.append(side)
            if (line := lines.telling(told)) is not None:
                about.append(line)
        if not seen:
            return None
    return make_disagreement(DisagreementKind.DENIAL, sides[0].value, sides, dict.fromkeys(about))


def _side(desk: Desk, told: Told, *, whole: bool) -> Side | None:
    """Tell a side in its clause, or in its whole sentence where that is short: who denies must be seen to deny."""
    sheet = desk.sheets[told.report]
    sentence = sheet.sentence_of(told.trigger)
    long = not whole or sentence is None or len(sentence) > _MOST_CHARS
    worded = word_told(desk, told, None if long else sentence)
    if worded is None:
        return None
    by = tuple(dict.fromkeys(v.name for v in told.voices[:1]))
    return Side(value=worded.text, by=by, evidence=worded.evidence(sheet))
