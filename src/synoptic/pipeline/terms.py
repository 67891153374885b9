"""The terms by which stories are told apart, kept so that no report is weighed twice.

Decision to know: the terms of reports that came together lie together, so an addition writes the last part anew and
leaves the others as they are. They are words of the reports: when a report is removed, all terms that are kept go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synoptic.linking.terms import Terms, find_terms
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.readings import Reading
from synoptic.pipeline.kept import PART_REPORTS, key_of_terms
from synoptic.store import hash_of, pack, unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The terms of one report: `token` says what its reading was made of; the weights are in the order of the terms,
    the heaviest first."""

    token: str
    terms: tuple[str, ...]
    weights: tuple[float, ...]
    names: tuple[str, ...]
    marks: tuple[str, ...]
    capitalised: tuple[str, ...]

    def unfolded(self) -> Terms:
        """Return the terms as they were found."""
        return Terms(
            weights=dict(zip(self.terms, self.weights, strict=True)),
            names=frozenset(self.names),
            marks=frozenset(self.marks),
            capitalised=frozenset(self.capitalised),
        )


class KeptTerms:
    """The terms of reports: those that are kept, and those that are weighed now."""

    def __init__(self, parts: Sequence[str], load: Callable[[Sequence[str]], Mapping[str, bytes]]) -> None:
        """Take up the parts that are named; `load` gives what is kept under keys. A part that is not there is left out.

        Raises:
            ValueError: the bytes are damaged.
        """
        self._rows: dict[str, _Row] = {}
        self._parts: dict[frozenset[str], str] = {}
        """The names of the parts by the tokens in them."""
        self._wanted: list[str] = []
        kept = load([key_of_terms(part) for part in parts])
        for part in parts:
            if key_of_terms(part) in kept:
                rows = from_plain(tuple[_Row, ...], json.loads(unpack(kept[key_of_terms(part)])))
                self._rows.update((row.token, row) for row in rows)
                self._parts[frozenset(row.token for row in rows)] = part

    def find(self, readings: Sequence[Reading], tokens: Sequence[str]) -> Iterator[Terms]:
        """Yield the terms of readings, weighed now where they are not kept; `tokens` say what each was made of."""
        for reading, token in zip(readings, tokens, strict=True):
            self._wanted.append(token)
            if token not in self._rows:
                self._rows[token] = _row(token, find_terms(reading))
            yield self._rows[token].unfolded()

    def lay(self, places: Mapping[str, int]) -> tuple[tuple[str, ...], dict[str, bytes]]:
        """Lay out, in parts, the terms that were asked for; `places` has the place of every token in order of coming.
        Return the names of the parts, and the bodies of those that are not kept."""
        groups: dict[int, list[str]] = {}
        for token in sorted(self._wanted, key=places.__getitem__):
            groups.setdefault(places[token] // PART_REPORTS, []).append(token)
        names: list[str] = []
        bodies: dict[str, bytes] = {}
        for group in groups.values():
            name = self._parts.get(frozenset(group))
            if name is None:
                told = json.dumps([to_plain(self._rows[token]) for token in group])
                name = hash_of(told)
                bodies[key_of_terms(name)] = pack(told)
            names.append(name)
        return tuple(names), bodies


def _row(token: str, terms: Terms) -> _Row:
    return _Row(
        token=token,
        terms=tuple(terms.weights),
        weights=tuple(terms.weights.values()),
        names=tuple(sorted(terms.names)),
        marks=tuple(sorted(terms.marks)),
        capitalised=tuple(sorted(terms.capitalised)),
    )
