"""Two causes of one happening: what one source says caused it, against what another says did.

Decision to know: only words that tell a cause outright are read ("was caused by", "started by", "set on purpose"), and
both sources must speak of one happening, by its noun and a word more. Two causes that share a word are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.desk import Desk, Speaker
from synoptic.editing.likeness import stem
from synoptic.editing.statements import voices_of
from synoptic.editing.told_clauses import clause_around, content_stems, meets_stem, names_of_voice
from synoptic.editing.wording import word_clause
from synoptic.lexicon import load_table, load_words
from synoptic.model.accounts import Disagreement, DisagreementKind, Side
from synoptic.model.spans import Span

_DONE = r"(?:caused|started|triggered|sparked|set off|brought on|brought down)"
_BE = r"(?:was|were|had been|has been|have been)"
_PASSIVE = re.compile(
    rf"\b(?:{_BE}[\s\xa0]+)(?:(?:probably|apparently|likely)[\s\xa0]+)?(?:{_DONE}[\s\xa0]+by|due[\s\xa0]+to|"
    r"the[\s\xa0]+result[\s\xa0]+of|down[\s\xa0]+to)[\s\xa0]+",
    re.IGNORECASE,
)
_CAUSE_WAS = re.compile(r"\bcause[\s\xa0]+of[\s\xa0]+(?P<effect>[^.;]{3,60}?)[\s\xa0]+was[\s\xa0]+", re.IGNORECASE)
_ACTIVE = re.compile(rf"(?:\bhad[\s\xa0]+|\bhas[\s\xa0]+)?\b{_DONE}[\s\xa0]+(?!by\b)", re.IGNORECASE)
_ON_PURPOSE = re.compile(
    rf"\b{_BE}[\s\xa0]+(?P<cause>(?:deliberately|intentionally)[\s\xa0]+(?:set|lit|started|caused)|"
    r"(?:set|lit|started|caused)[\s\xa0]+(?:on[\s\xa0]+purpose|deliberately|intentionally)|"
    r"(?:(?:an?[\s\xa0]+)?(?:act[\s\xa0]+of[\s\xa0]+)?(?:arson|sabotage|terrorism|accident)))\b",
    re.IGNORECASE,
)
_IN_DOUBT = re.compile(
    r"\b(?:not|no|never|nobody|could|would|may|might|can|if|whether|unless|den(?:y|ies|ied|ying)|fear\w*|possib\w+|"
    r"suspect\w*|rul\w+ out|unclear|unknown)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
_NEAR = timedelta(days=14)
_EMPTY = frozenset(stem(word) for word in "cause result act work kind".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    """A cause told outright: its words, what it is the cause of, and who says so."""

    report: str
    clause: Span
    cause: str
    bare: bool
    """Its words tell it by themselves; of who "caused" something only the clause does."""
    of: frozenset[str]
    what: frozenset[str]
    """The kinds of happening among the words of what was caused, as rows of one table."""
    voice: Speaker | None


def find_rival_causes(desk: Desk) -> list[Disagreement]:
    """List the happenings that two sources put down to different causes."""
    told = [one for report in desk.reports for one in _causes(desk, report)]
    found: list[Disagreement] = []
    taken: set[tuple[str, int]] = set()
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            places = {(c.report, c.clause.start) for c in (one, other)}
            if places & taken or not _differ(desk, one, other):
                continue
            sides = [side for cause in (one, other) if (side := _side(desk, cause)) is not None]
            worded = word_clause(desk, one.report, one.clause)
            if len(sides) == 2 and worded is not None:
                taken |= places
                found.append(make_disagreement(DisagreementKind.CAUSE, worded.text, sides))
    return found


def _causes(desk: Desk, report: str) -> Iterator[_Cause]:
    sheet = desk.sheets[report]
    text = sheet.reading.text
    for sentence in sheet.reading.sentences:
        if not sheet.in_body(sentence) or sheet.breaks_off(sentence):
            continue
        for pattern in (_ON_PURPOSE, _PASSIVE, _CAUSE_WAS, _ACTIVE):
            match = pattern.search(text, sentence.start, sentence.end)
            if match is None:
                continue
            index, within = _saying(desk, report, match.start(), sentence)
            clause = clause_around(text, Span(start=match.start(), end=match.end()), within)
            if _IN_DOUBT.search(text, clause.start, clause.end):
                break
            if pattern is _ACTIVE and text[within.start : clause.start].strip():
                break  # "…, which caused the fire": what caused it stands further ahead
            before, after = text[clause.start : match.start()], text[match.end() : clause.end]
            if pattern is _ON_PURPOSE:
                cause, effect = match["cause"], before
            elif pattern is _CAUSE_WAS:
                cause, effect = after, match["effect"]
            else:
                cause, effect = (after, before) if pattern is _PASSIVE else (before, after)
            of, words = content_stems(effect), content_stems(cause) - _EMPTY
            what = _happenings(effect)
            if of and words and what and not any(w in load_words("saying_verbs") for w in cause.casefold().split()):
                voices = voices_of(desk, report, index)
                yield _Cause(
                    report=report,
                    clause=clause,
                    cause=" ".join(cause.split()).strip(" ,."),
                    bare=pattern is not _ACTIVE,
                    of=of,
                    what=what,
                    voice=voices[0] if voices else None,
                )
            break


def _saying(desk: Desk, report: str, place: int, sentence: Span) -> tuple[int | None, Span]:
    """Return the first attribution that holds a place, and its words of the sentence; the sentence where none does."""
    for index, said in enumerate(desk.reading(report).attributions):
        for content in said.content:
            if content.start <= place < content.end:
                start, end = max(content.start, sentence.start), min(content.end, sentence.end)
                return index, Span(start=start, end=end)
    return None, sentence


def _happenings(words: str) -> frozenset[str]:
    """Return which kinds of happening the words name: a fire and a blaze are one."""
    said = {stem(word) for word in re.findall(r"\w+", words.casefold())}
    return frozenset(row[0] for row in load_table("happenings") if any(stem(w) in said for w in row[0].split()))


def _differ(desk: Desk, one: _Cause, other: _Cause) -> bool:
    """Tell whether two causes are of one happening, from two mouths, and share no word."""
    if not one.what & other.what:
        return False
    kinds = {stem(w) for row in one.what & other.what for w in row.split()}
    few, many = sorted((one.of - kinds, other.of - kinds), key=len)
    if not all(meets_stem(word, many) for word in few):
        return False
    a, b = desk.dated[one.report].value, desk.dated[other.report].value
    if a is not None and b is not None and max(a.first - b.last, b.first - a.last) > _NEAR:
        return False
    if not few and (a is None or b is None or not a.meets(b)):
        return False
    mine, theirs = content_stems(one.cause), content_stems(other.cause)
    if any(meets_stem(word, theirs) for word in mine):
        return False
    return _by_others(desk, one, other)


def _by_others(desk: Desk, one: _Cause, other: _Cause) -> bool:
    if one.voice is None or other.voice is None:
        return desk.origin_of(one.report) != desk.origin_of(other.report)
    mine, theirs = names_of_voice(desk, one.voice), names_of_voice(desk, other.voice)
    return one.voice.key != other.voice.key and not (mine <= theirs or theirs <= mine)


def _side(desk: Desk, cause: _Cause) -> Side | None:
    worded = word_clause(desk, cause.report, cause.clause)
    if worded is None or worded.unclear:
        return None
    by: Sequence[str] = (cause.voice.name,) if cause.voice is not None else ()
    return Side(
        value=cause.cause if cause.bare else worded.text,
        by=tuple(by),
        evidence=worded.evidence(desk.sheets[cause.report]),
    )
