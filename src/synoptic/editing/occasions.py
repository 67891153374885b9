"""Sayings of briefs that are one occasion of speaking: what one speaker says on one thing, told by several reports.

Decision to know: two statements are one only where their words are; but the event is that somebody spoke, and the
police who "said the man was held" in one brief and "said a man of 40 was held" in the next spoke once. So asides of one
speaker are one event where much of what they tell is the same and no day tells the reports apart; the words that are
printed are those of one of them, and the statements stay two in their own ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stem, stems
from synoptic.editing.origins import count_origins, count_reports
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval

_MUCH = 0.35
"""The share of the lesser saying's stems that must be in the other. Chosen on the train part of ECB+: CoNLL F1 of found
mentions .827, from .3 .826, from .45 .824, without any of this .817."""
_LEAST_STEMS = 2
_NEXT = 40
"""Of one speaker's asides each is compared with so many that follow it in order of their words."""
_SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "rep", "publicist"})
_ANYBODY = frozenset({"source", "sources", "official", "officials", "people", "person", "insider", "insiders"})
"""Two who are called so may be two."""
_AFTER_HEAD = frozenset({"of", "in", "with", "for", "from", "at", "close", "on", "near"})


_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    line: EventLine
    heads: frozenset[str]
    stems: frozenset[str]
    days: frozenset[Interval | None]


def one_occasion(desk: Desk, lines: Sequence[EventLine]) -> list[EventLine]:
    """Put asides together that tell of one speaker speaking once; in order of the first of each."""
    laid = [_laid(desk, line) for line in lines]
    home = list(range(len(laid)))
    for i, k in _alike(laid):
        one, other = sorted((_root(home, i), _root(home, k)))
        home[other] = one
    groups: dict[int, list[EventLine]] = {}
    for n, one_line in enumerate(lines):
        groups.setdefault(_root(home, n), []).append(one_line)
    return [_together(desk, group) for group in groups.values()]


def _root(home: list[int], n: int) -> int:
    while home[n] != n:
        home[n] = n = home[home[n]]
    return n


def _laid(desk: Desk, line: EventLine) -> _Said:
    heads = frozenset(head for name in line.participants for head in heads_of(name))
    who = frozenset(found for name in line.participants for found in stems(name))
    days = frozenset(desk.dated[piece.report].value for piece in line.evidence if piece.report in desk.dated)
    return _Said(line=line, heads=heads, stems=(stems(line.what) | _figures(line.what)) - who, days=days)


def _figures(words: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(words))


def heads_of(name: str) -> frozenset[str]:
    """Return what a speaker is at bottom, in stems: the last word of a name or the noun of a description; those who
    speak for somebody are one kind. Who is unnamed and may be anybody, an official or a source, has none."""
    kept: list[str] = []
    for word in name.casefold().split():
        if word in _AFTER_HEAD and kept:
            break
        kept.append(word.strip(".,'’\"“”"))
    kept = [word for word in kept if word]
    if not kept or kept[-1] in _ANYBODY:
        return frozenset()
    heads = {stem(kept[-1])}
    if _SPOKESPEOPLE & set(kept):
        heads.add("spokesperson")
    return frozenset(heads)


def _alike(laid: Sequence[_Said]) -> list[tuple[int, int]]:
    """Find the pairs of one speaker that tell much the same, in reports of one day or without days."""
    by_head: dict[str, list[int]] = {}
    for n in sorted(range(len(laid)), key=lambda n: (sorted(laid[n].stems), laid[n].line.id)):
        for head in laid[n].heads:
            by_head.setdefault(head, []).append(n)
    found: list[tuple[int, int]] = []
    for head in sorted(by_head):
        block = by_head[head]
        for place, i in enumerate(block):
            found += [(i, k) for k in block[place + 1 : place + 1 + _NEXT] if _tell_the_same(laid[i], laid[k])]
    return found


def _tell_the_same(a: _Said, b: _Said) -> bool:
    if a.days != b.days or len(a.days) > 1:
        return False
    both = len(a.stems & b.stems)
    return both >= _LEAST_STEMS and both >= _MUCH * min(len(a.stems), len(b.stems))


def _together(desk: Desk, lines: Sequence[EventLine]) -> EventLine:
    """Write one line for several, in the words of the first, on the evidence of all."""
    if len(lines) == 1:
        return lines[0]
    evidence = tuple(dict.fromkeys(piece for line in lines for piece in line.evidence))
    return replace(
        lines[0],
        evidence=evidence,
        mentions=tuple(dict.fromkeys(span for line in lines for span in line.mentions)),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
    )
