"""Parts of a report that are not read as sentences: tables and lists of results, questions and answers without a name.

Decision to know: a reader who sees nothing of a table must be told that there is one. Only what looks so beyond doubt
is told of, three lines of it at least, because a wrong word about a report costs more than a missing one.
"""

from __future__ import annotations

import re
from itertools import groupby

from synoptic.model.readings import PassageKind, Reading

_LEAST_LINES, _LEAST_TURNS, _LONGEST_ROW = 3, 2, 80
_CELLS = re.compile(r"[^|\t]*(?:\||\t)[^|\t]+(?:\||\t).*\d|[^|\t]+(?:\||\t)\s*[\d.,%+-]+\s*$")
_SIDE = r"(?:[^\W\d_][\w.'’-]*\s*){1,4}"
_RESULT = re.compile(rf"{_SIDE}\d{{1,3}}\s*[-–:]?\s*(?:\d{{1,3}}\s+)?{_SIDE}\d{{0,3}}\s*$")
_TURN = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+\S")
_ANSWER = re.compile(r"A|Answer|ANSWER")
_ENDS = ".!?…”’\"'"
_NEWS = frozenset({PassageKind.BODY, PassageKind.JUNK, PassageKind.QUESTION})


def table_lines(reading: Reading) -> int:
    """Count the lines of tables and lists of results, runs of three at least."""
    runs = ((is_row, len(list(run))) for is_row, run in groupby(_lines(reading), key=_is_row))
    return sum(size for is_row, size in runs if is_row and size >= _LEAST_LINES)


def nameless_turns(reading: Reading) -> int:
    """Count the questions and answers that are marked as such and name nobody; 0 for a single one, and where the report
    tells whose answers they are."""
    if any(
        said.speaker and said.source and _ANSWER.fullmatch(reading.quote(said.source[0]))
        for said in reading.attributions
    ):
        return 0
    turns = sum(_TURN.match(line) is not None for line in _lines(reading))
    return turns if turns >= _LEAST_TURNS else 0


def _lines(reading: Reading) -> list[str]:
    passages = (reading.text[p.start : p.end] for p in reading.passages if p.kind in _NEWS)
    return [line for passage in passages for line in passage.splitlines() if line.strip()]


def _is_row(line: str) -> bool:
    if _CELLS.match(line) is not None:
        return True
    return len(line) <= _LONGEST_ROW and line.rstrip()[-1] not in _ENDS and _RESULT.match(line) is not None
