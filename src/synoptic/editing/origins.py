"""How many reports, and how many independent origins, stand behind a line.

Decision to know: origins are counted by passage. A report that tells the line in a sentence of its own counts as its
origin; a sentence that also stands in another origin's report, and a sentence credited to an outlet, count once for
all who have them. When in doubt the smaller number is given, so that a copy never adds an origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from synoptic.editing.desk import Desk
from synoptic.lexicon import load_words
from synoptic.model.spans import Evidence


@cache
def _agencies() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(load_words("news_agencies"), key=lambda n: (-len(n), n)))
    lead = r"\b(?:[Tt]old|[Tt]o|[Bb]y|[Aa]ccording to|[Cc]iting|[Cc]ited by|[Vv]ia|[Ww]ith|[Qq]uoted by)"
    helpers = r"(?:the |state (?:news )?agency |news agency |[\w’']{1,20} (?:state )?news agency )?"
    cue = r"(?:reports?|reported|said|says|quoted|quotes|cites?|cited|writes|wrote|news agency)"
    return re.compile(rf"{lead} {helpers}({names})\b|\b({names})(?:’s|'s)? (?:has |have |had |first )?{cue}\b")


def credit_in(words: str) -> str | None:
    """Return the outlet that a sentence is credited to ("X reports that …", "told X"), in lower case, or None."""
    match = _agencies().search(words)
    if match is None:
        return None
    return (match.group(1) or match.group(2)).casefold()


class _Groups:
    """Disjoint sets over any sortable keys."""

    def __init__(self) -> None:
        self._above: dict[tuple[str, str], tuple[str, str]] = {}

    def find(self, key: tuple[str, str]) -> tuple[str, str]:
        self._above.setdefault(key, key)
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        roots = sorted((self.find(one), self.find(other)))
        self._above[roots[1]] = roots[0]


def count_reports(evidence: Iterable[Evidence]) -> int:
    """Count the reports that the evidence quotes."""
    return len({piece.report for piece in evidence})


def count_origins(desk: Desk, evidence: Iterable[Evidence]) -> int:
    """Count the independent origins behind a line.

    Origins with a sentence of their own for it count one each. The others have it only from passages that stand
    elsewhere too, or from a credited outlet: those that share a passage count once, and not at all where an origin
    that is already counted has the same passage.
    """
    evidence = set(evidence)
    if len({desk.origin_of(piece.report) for piece in evidence}) == 1:
        return 1
    pieces: dict[int, set[frozenset[tuple[str, str]]]] = {}
    held: dict[tuple[str, str], set[int]] = {}
    for piece in evidence:
        origin = desk.origin_of(piece.report)
        units = _units(desk, piece)
        for unit in units:
            held.setdefault(unit, set()).add(origin)
        pieces.setdefault(origin, set()).add(units)
    own = {
        origin for origin, told in pieces.items() if any(all(len(held[unit]) == 1 for unit in units) for units in told)
    }
    passages = {origin: {unit for units in told for unit in units} for origin, told in sorted(pieces.items())}
    groups = _Groups()
    for origin, units_of in passages.items():
        for unit in sorted(units_of):
            groups.join(("origin", str(origin)), unit)
    counted = {groups.find(("origin", str(origin))) for origin in own}
    rest = {groups.find(("origin", str(origin))) for origin in passages if origin not in own} - counted
    return max(1, len(own) + len(rest)) if passages else 0


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in load_words("news_agencies"))


def _units(desk: Desk, piece: Evidence) -> frozenset[tuple[str, str]]:
    """Return what makes this piece another's as well: the shared passages it stands in, the outlet it is credited
    to."""
    sheet = desk.sheets[piece.report]
    index = sheet.sentence_at(piece.start)
    if index is None:
        return frozenset()
    known = desk.units.get((piece.report, index))
    if known is None:
        known = desk.units[(piece.report, index)] = _units_of(desk, piece.report, index)
    return known


def _units_of(desk: Desk, report: str, index: int) -> frozenset[tuple[str, str]]:
    sheet, numbers = desk.sheets[report], desk.shared_of.get((report, index))
    if numbers:
        return frozenset(("passage", str(number)) for number in numbers)
    sentence = sheet.reading.sentences[index]
    credited = credit_in(sheet.reading.quote(sentence))
    if credited is not None:
        return frozenset({("credit", credited)})
    outlet = sheet.reading.report.outlet
    if outlet and outlet.casefold() in _agency_names():
        return frozenset({("credit", outlet.casefold())})
    return frozenset()
