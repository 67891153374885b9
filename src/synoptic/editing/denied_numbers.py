"""A number that one gives and another says it is not: "not 47 but 31", "denied that 40 had been hurt".

Decision to know: the denied number is nobody's figure and makes no line; it only leads from the line of who claims it
to the one who denies it. What is denied must be the very number, and told of the same things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stems
from synoptic.editing.wording import word_clause
from synoptic.model.accounts import Disagreement, DisagreementKind, FigureLine, Side
from synoptic.model.amounts import is_number_denied
from synoptic.model.links import Ref
from synoptic.model.readings import Quantity
from synoptic.model.spans import Span

_BUT = re.compile(r"(?:[\s\xa0]+[a-z]+){0,3},?[\s\xa0]+but[\s\xa0]+(?:only[\s\xa0]+|just[\s\xa0]+)?", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\bnot[\s\xa0]+$", re.IGNORECASE)
_REACH = 8


def find_denied_numbers(desk: Desk, figures: Sequence[FigureLine]) -> list[Disagreement]:
    """Set each denied number against the figure that gives it, claimed by somebody else or told in another report."""
    found = []
    for report in desk.reports:
        reading = desk.reading(report)
        for index, quantity in enumerate(reading.quantities):
            if not is_number_denied(reading, quantity) or not desk.sheets[report].in_body(quantity):
                continue
            by = tuple(dict.fromkeys(s.name for s in desk.speakers_of(report, quantity.attribution)[:1]))
            line = next((f for f in figures if _claims_it(desk, f, report, quantity, by)), None)
            side = _side(desk, Ref(report=report, index=index), quantity, by) if line is not None else None
            if line is None or side is None:
                continue
            claimed = Side(value=_number_told(desk, line), by=line.claimed_by, evidence=line.evidence)
            found.append(make_disagreement(DisagreementKind.FIGURE, line.text, [claimed, side], [line.id]))
    return found


def _number_told(desk: Desk, line: FigureLine) -> str:
    """Return the words in which a figure is given where it is claimed, the number with its unit."""
    for piece in line.evidence:
        for one in desk.reading(piece.report).quantities:
            if piece.start <= one.start < piece.end and one.value == line.value and one.unit == line.unit:
                return " ".join(desk.reading(piece.report).quote(one).split())
    return line.text


def _claims_it(desk: Desk, line: FigureLine, report: str, quantity: Quantity, by: Sequence[str]) -> bool:
    """Tell whether a line gives the denied number, of the same things and by another."""
    if (line.value, line.value2, line.unit) != (quantity.value, quantity.value2, quantity.unit):
        return False
    if set(by) & set(line.claimed_by) or all(piece.report == report for piece in line.evidence):
        return False
    number = stems(desk.reading(report).quote(quantity))
    told = stems(desk.reading(report).quote(_clause(desk, report, quantity))) - number
    return any(len((stems(piece.quote) - number) & told) >= _FEWEST for piece in line.evidence)


_FEWEST = 2
"""Words of content, besides the number and its unit, that both clauses must share."""


def _clause(desk: Desk, report: str, quantity: Quantity) -> Span:
    return desk.sheets[report].sentence_of(quantity) or quantity.whole or quantity


def _side(desk: Desk, ref: Ref, quantity: Quantity, by: tuple[str, ...]) -> Side | None:
    """Tell the side of who denies a number: "not 47 but 31" where it says what it was instead, else its clause."""
    reading = desk.reading(ref.report)
    worded = word_clause(desk, ref.report, _clause(desk, ref.report, quantity))
    if worded is None:
        return None
    value = worded.text
    denial = _NOT_BEFORE.search(reading.text, max(0, quantity.start - _REACH), quantity.start)
    if denial is not None:
        but = _BUT.match(reading.text, quantity.end)
        instead = next((q for q in reading.quantities if but is not None and q.start == but.end()), None)
        end = instead.end if instead is not None else quantity.end
        value = " ".join(reading.text[denial.start() : end].split())
    return Side(value=value, by=by, evidence=worded.evidence(desk.sheets[ref.report]))
