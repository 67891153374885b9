"""Copies: which reports were made from which, how, and what differs; and which only share a passage or a quotation.

Decision to know: shingles propose, alignment judges. A copy has more than `copy_share` of the shorter body's words in
common with the other, counted outside quotation marks; background paragraphs or a quotation in common are a shared
passage and make no copy. The answer depends on the set of reports and not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.compared import Block, Compared, compare, cut_blocks
from synoptic.linking.kinship import Kin
from synoptic.linking.minhash import Numbers, Pairs
from synoptic.linking.origins import group_wordings
from synoptic.linking.shared import Passages, find_passages, shared_passages
from synoptic.linking.shelves import ids_of, in_order, sketches_of
from synoptic.linking.sketches import Sketches, propose_copies
from synoptic.linking.verdicts import Verdicts, group_by_hand, settle
from synoptic.model.corrections import Constraint
from synoptic.model.links import Copy, Judgement, JudgementKind, Relation, SharedPassage, Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLinks:
    """What the pile shows of copying: pairs, sentences of several reports, origins (a partition), judgements."""

    copies: tuple[Copy, ...] = ()
    shared: tuple[SharedPassage, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def origin_of(self) -> dict[str, int]:
        """Return for every report the number of its origin."""
        return {report: n for n, group in enumerate(self.origins) for report in group}


class CopySearch:
    """A search for copies under way: blocks of pairs to compare, in any process and any order, and what is to be kept
    of each for the origins and shared passages. Copies and judgements are left to whoever takes the blocks."""

    def __init__(self, ordered: Sequence[Reading], settings: Settings, verdicts: Verdicts | None = None) -> None:
        """Propose pairs of readings, which come in order of id."""
        self._readings, self._settings, self._verdicts = ordered, settings, verdicts or Verdicts()
        self._ids = ids_of(ordered)
        self._sketches = sketches_of(ordered)
        self._proposed = _with_decided(propose_copies(self._sketches), self._ids, self._verdicts)
        self._given: dict[int, dict[int, NDArray[np.float64]]] = {}
        self._alike = [np.zeros((0, 4), np.int64)]

    @property
    def pairs(self) -> int:
        """Return how many pairs are to be compared."""
        return len(self._proposed.first)

    def blocks(self) -> Iterator[Block]:
        """Yield what `compare` takes."""
        for part in cut_blocks(self._proposed, len(self._ids)):
            decided = _decided(part, self._ids, self._verdicts)
            yield Block(readings=self._readings, pairs=part, decided=decided, settings=self._settings)

    def take(self, found: Compared) -> None:
        """Keep what origins and shared passages rest on."""
        self._alike.append(found.alike)
        for part in found.given:
            a, b = part.pair
            self._given.setdefault(a, {})[b] = part.to_a
            self._given.setdefault(b, {})[a] = part.to_b

    def origins(self, copies: Sequence[Copy] = ()) -> tuple[tuple[str, ...], ...]:
        """Return the origins; `copies` are those found, which are asked for where a person has spoken."""
        origins = _origins(self._ids, self._sketches, self._given)
        if not self._verdicts.judgements:
            return origins
        return _obey(origins, copies, dict(zip(self._ids, self._digests(), strict=True)), self._verdicts)

    def passages(self) -> Passages:
        """Return the sentences that several reports have."""
        return find_passages(self._sketches, np.concatenate(self._alike))

    def _digests(self) -> Iterator[bytes]:
        return map(self._sketches.digest, range(len(self._sketches)))


def find_copies(readings: Sequence[Reading], settings: Settings, constraints: Sequence[Constraint] = ()) -> CopyLinks:
    """Find copies, shared passages and origins among all reports, read or not; the word of a person wins."""
    ordered = in_order(readings)
    verdicts = settle(constraints, JudgementKind.COPY, set(ids_of(ordered)))
    search = CopySearch(ordered, settings, verdicts)
    kin: list[tuple[tuple[int, int], Kin]] = []
    for found in map(compare, search.blocks()):
        kin.extend(found.kin)
        search.take(found)
    kin.sort(key=lambda item: item[0])
    copies = tuple(k.copy for _, k in kin if k.copy is not None)
    return CopyLinks(
        copies=copies,
        shared=shared_passages(ordered, search.passages()),
        origins=search.origins(copies),
        judgements=tuple(verdicts.over(k.judgement for _, k in kin if k.judgement is not None)),
    )


def _decided(pairs: Numbers, ids: Sequence[str], verdicts: Verdicts) -> dict[tuple[int, int], Verdict]:
    """Return what persons have decided of the pairs."""
    if not verdicts.judgements:
        return {}
    words = (((a, b), verdicts.of((ids[a], ids[b]))) for a, b in pairs.tolist())
    return {pair: word for pair, word in words if word is not None}


def _with_decided(proposed: Pairs, ids: Sequence[str], verdicts: Verdicts) -> Pairs:
    """Add the pairs that a person spoke of to those proposed."""
    if not verdicts.judgements:
        return proposed
    number = {name: n for n, name in enumerate(ids)}
    keys = dict.fromkeys(((number[a], number[b]) for a, b in (*verdicts.same, *verdicts.apart)), 0)
    pairs = zip(proposed.first.tolist(), proposed.second.tolist(), strict=True)
    keys.update(zip(pairs, proposed.keys.tolist(), strict=True))
    first, second = np.asarray(sorted(keys), np.int64).reshape(-1, 2).T
    return Pairs(first=first, second=second, keys=np.asarray([keys[pair] for pair in sorted(keys)], np.int64))


def _obey(
    origins: Sequence[tuple[str, ...]], copies: Sequence[Copy], digests: Mapping[str, bytes], verdicts: Verdicts
) -> tuple[tuple[str, ...], ...]:
    """Group anew the origins of which a person spoke: by hand first, then by the copies in them, the closest first."""
    named = {report for pair in (*verdicts.same, *verdicts.apart) for report in pair}
    touched = [group for group in origins if named & set(group)]
    group_of = {report: n for n, group in enumerate(touched) for report in group}
    links = {
        c.reports: c.shared
        for c in copies
        if c.relation is not Relation.SHARED and group_of.get(c.reports[0], -1) == group_of.get(c.reports[1], -2)
    }
    for group in touched:  # of many with the same words not every pair was compared
        links.update({(a, b): 1.0 for a, b in combinations(group, 2) if digests[a] == digests[b]})
    parted = {pair for pair in links if verdicts.of(pair) is Verdict.DIFFERENT}
    again = group_by_hand(group_of, {pair: much for pair, much in links.items() if pair not in parted}, verdicts)
    return tuple(sorted((*(group for group in origins if not named & set(group)), *again)))


def _origins(
    ids: Sequence[str], sketches: Sketches, given: Mapping[int, Mapping[int, NDArray[np.float64]]]
) -> tuple[tuple[str, ...], ...]:
    """Group the reports by the copies found among them; groups and members in order of id."""
    digests = [sketches.digest(number).hex() for number in range(len(ids))]
    words = {digests[number]: int(sketches.words[number]) for number in given}
    edges: dict[str, dict[str, float]] = {}
    for name, others in sorted(given.items()):
        mine = edges.setdefault(digests[name], {})
        for other, part in others.items():
            if digests[other] != digests[name]:
                mine[digests[other]] = max(mine.get(digests[other], 0.0), float(part.sum()))
    overlap: dict[tuple[str, str, str], float] = {}
    for name, others in sorted(given.items()):
        unique = {digests[other]: part for other, part in sorted(others.items(), reverse=True)}
        wordings = sorted(unique)
        parts = np.stack([unique[wording] for wording in wordings])
        much = parts.sum(axis=1)
        for n, one in enumerate(wordings):
            # What two copies of each other give is not asked about.
            rest = [m for m in range(n + 1, len(wordings)) if wordings[m] not in edges[one]]
            both, least = np.minimum(parts[n], parts[rest]).sum(axis=1), np.minimum(much[n], much[rest])
            shares = both / np.where(least > 0, least, 1.0)
            for m, share in zip(rest, shares.tolist(), strict=True):
                overlap.setdefault((digests[name], one, wordings[m]), share)
    cores = group_wordings(words, edges, overlap)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for digest, report in zip(digests, ids, strict=True):
        groups[cores.get(digest, digest)].append(report)
    return tuple(sorted(tuple(group) for group in groups.values()))
