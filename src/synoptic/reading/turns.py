"""Turns of an interview or a transcript: who has the word from one label to the next ("Q: ... A: ...", "ORLO: ...").

Decision to know: a text is a transcript only where labels come again; then an answer is the speech of the one named,
and what is asked is no claim of anybody. What follows the last labelled paragraph is the report's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from synoptic.model.readings import Passage, PassageKind
from synoptic.model.spans import Span

_NAME = r"(?:[A-Z][\w.'’-]*)(?:[ \xa0][A-Z][\w.'’-]*){0,3}"
_LABEL = re.compile(
    rf"(?P<mark>\*\*|__)?(?P<name>{_NAME})(?:[ \xa0]\([^()\n]{{1,40}}\))?(?P=mark)?"
    r"[ \xa0]?:(?(mark)(?:\*\*|__)?)[ \xa0]+(?=\S)"
    r"|(?P<short>[QA])[.:][ \xa0]+(?=\S)"
)
_WITHIN = re.compile(r"(?<=[.?!”\"])[ \xa0]+(?=(?:[QA]|[A-Z]{2,}(?:[ \xa0][A-Z]{2,}){0,2}):[ \xa0])")
"""Where a label stands in the middle of a line, behind the end of a sentence."""
_ASKS = frozenset("q question interviewer host moderator reporter journalist presenter anchor".split())
_ANSWERS = frozenset("a answer".split())
_FEWEST_LABELS = 4
_MOSTLY = 0.6
"""Who ends so many of his turns with a question mark is the one who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Span):
    """What one says from a label to the next; the span begins behind the label."""

    label: Span
    name: str
    """The label's words; empty where it only says that this is the answer."""
    asks: bool


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    name: Span
    end: int


def turns_of(text: str, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """Find the turns of a transcript in its body and in what was taken for questions; nothing where it is none."""
    body = [p for p in passages if p.kind in (PassageKind.BODY, PassageKind.QUESTION)]
    labels = [label for passage in body for label in _labels_in(text, passage)]
    names = [" ".join(text[one.name.start : one.name.end].split()) for one in labels]
    ends = [_end_of(body, labels, at) for at in range(len(labels))]
    count = Counter(name.casefold() for name in names)
    again = {name for name, times in count.items() if times > 1}
    plain = (count.keys() & _ASKS) and (count.keys() - _ASKS)
    if not plain and (len(labels) < _FEWEST_LABELS or len(again) < 2):
        return ()
    asked = Counter(
        name.casefold() for name, one, end in zip(names, labels, ends, strict=True) if _is_asked(text[one.end : end])
    )
    asking = {name for name in again if asked[name] >= _MOSTLY * count[name] and len(again) > 1} - _ANSWERS
    if not (again | count.keys() & (_ASKS | _ANSWERS)) - asking - _ASKS:
        asking = set()
    capitals = any(name.isupper() for name in names if name.casefold() in again - _ASKS - _ANSWERS)
    return tuple(
        Turn(
            start=one.end,
            end=end,
            label=one.name,
            name="" if name.casefold() in _ANSWERS else name,
            asks=name.casefold() in _ASKS | asking,
        )
        for name, one, end in zip(names, labels, ends, strict=True)
        if (name.casefold() in again | _ASKS | _ANSWERS or (name.isupper() and capitals)) and one.end < end
    )


def _labels_in(text: str, passage: Passage) -> list[_Label]:
    places = [passage.start]
    places += [match.end() for match in re.finditer(r"\n[ \t\xa0]*", text[passage.start : passage.end])]
    places = [places[0], *(passage.start + place for place in places[1:])]
    places += [match.end() for match in _WITHIN.finditer(text, passage.start, passage.end)]
    found = []
    for place in sorted(set(places)):
        match = _LABEL.match(text, place, passage.end)
        if match is not None:
            group = "name" if match["name"] is not None else "short"
            found.append(_Label(place, Span(start=match.start(group), end=match.end(group)), match.end()))
    return found


def _end_of(body: Sequence[Passage], labels: Sequence[_Label], at: int) -> int:
    """Return where a turn ends: before the next label; the last one with its own paragraph."""
    if at + 1 < len(labels):
        limit = labels[at + 1].start
        return max(min(p.end, limit) for p in body if p.start < limit)
    return next(p.end for p in body if p.start <= labels[at].start < p.end)


def _is_asked(words: str) -> bool:
    return words.rstrip(' \t\r\n\xa0*_"”').endswith("?")


def with_questions(text: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Set apart what is asked in an interview: passages are cut at its labels, and those of who asks get their kind."""
    turns = turns_of(text, passages)
    if not any(turn.asks for turn in turns):
        return tuple(passages)
    found: list[Passage] = []
    for passage in passages:
        inside = [t for t in turns if passage.start <= t.label.start < passage.end]
        held = next((t for t in turns if t.start < passage.start < t.end), None)
        kind = PassageKind.QUESTION if held is not None and held.asks else passage.kind
        cuts = [passage.start, *(_begin_of(text, t) for t in inside if t.label.start > passage.start + 2), passage.end]
        if passage.kind is not PassageKind.BODY:
            found.append(passage)
            continue
        for start, end in pairwise(cuts):
            here = next((t for t in inside if start <= t.label.start < end), None)
            if here is not None:
                kind = PassageKind.QUESTION if here.asks else PassageKind.BODY
            stop = start + len(text[start:end].rstrip())
            if start < stop:
                found.append(Passage(start=start, end=stop, kind=kind))
    return tuple(found)


def _begin_of(text: str, turn: Turn) -> int:
    """Return where the label of a turn begins, with the marks of bold print before it."""
    start = turn.label.start
    while start and text[start - 1] in "*_":
        start -= 1
    return start
