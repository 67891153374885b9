"""Copies: which reports were made from which, how, and what differs; and which only share a passage or a quotation.

Decision to know: shingles propose, alignment judges. A copy has more than `copy_share` of the shorter body's words in
common with the other, counted outside quotation marks; background paragraphs or a quotation in common are a shared
passage and make no copy. The answer depends on the set of reports and not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.alignment import Alignment, Grain, Wording, align, grain, word_bodies
from synoptic.linking.kinship import Kin, judge_copies
from synoptic.linking.minhash import (
    SHINGLE_WORDS,
    Hashes,
    Numbers,
    Pairs,
    band_keys,
    in_sample,
    pairs_with_shared_keys,
    shingles,
)
from synoptic.linking.origins import group_wordings
from synoptic.linking.shared import SharedSentence, shared_passages
from synoptic.linking.verdicts import Verdicts, group_by_hand, settle
from synoptic.model.corrections import Constraint
from synoptic.model.links import Copy, Judgement, JudgementKind, Relation, SharedPassage, Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings

_LEAST_KEYS, _LEAST_PART = 2, 0.08
"""Worn copies keep a third of the shorter report's shingles; a quoted sentence or two stay below a tenth."""
_NEARLY_SAME = 0.7
_BATCH, _SHORT_WORDS = 256, 60


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


def propose_copies(wordings: Sequence[Wording]) -> Pairs:
    """Propose the pairs of reports (by number) that could have text in common, without comparing all pairs."""
    many = max(len(wordings), 1)
    parts = [_sample(wordings[at : at + _BATCH], at) for at in range(0, len(wordings), _BATCH)]
    hashes = np.concatenate([h for h, _ in parts]) if parts else np.zeros(0, np.uint64)
    owners = np.concatenate([o for _, o in parts]) if parts else np.zeros(0, np.int64)
    shared = pairs_with_shared_keys(hashes, owners, many)
    alike = pairs_with_shared_keys(*band_keys(hashes, owners, many), many)
    short = [n for n, w in enumerate(wordings) if 0 < len(w.words) < _SHORT_WORDS]
    whole = np.fromiter((_whole_key(wordings[n]) for n in short), np.uint64, len(short))
    same = pairs_with_shared_keys(whole, np.asarray(short, np.int64), many)
    few = np.bincount(owners, minlength=many)
    shorter = np.minimum(few[shared.first], few[shared.second])
    least = np.where(shorter < 2 * _LEAST_KEYS, 1, np.maximum(_LEAST_KEYS, _LEAST_PART * shorter))
    kept = shared.keys >= least
    first = np.concatenate([shared.first[kept], alike.first, same.first])
    codes = np.unique(first * many + np.concatenate([shared.second[kept], alike.second, same.second]))
    return Pairs(first=codes // many, second=codes % many, keys=np.ones(len(codes), np.int64))


def _sample(wordings: Sequence[Wording], at: int) -> tuple[Hashes, Numbers]:
    """Return the sampled shingles of some reports, numbered from `at`, and whose each is."""
    words = np.concatenate([w.words for w in wordings])
    sizes = np.fromiter((len(w.words) for w in wordings), np.int64, len(wordings))
    sentences = np.fromiter((len(w.counts) for w in wordings), np.int64, len(wordings))
    groups = np.concatenate([w.sentence for w in wordings]) + np.repeat(np.cumsum(sentences) - sentences, sizes)
    found = shingles(words, groups)
    count = max(len(words) - SHINGLE_WORDS + 1, 0)
    owners = np.repeat(np.arange(at, at + len(wordings)), sizes)[:count][
        groups[:count] == groups[len(groups) - count :]
    ]
    kept = in_sample(found)
    return found[kept], owners[kept]


def _whole_key(wording: Wording) -> int:
    """Return one key for a text that is too short to rely on sampled shingles."""
    return int.from_bytes(blake2b(wording.words.tobytes(), digest_size=8).digest(), "little")


def find_copies(readings: tuple[Reading, ...], settings: Settings, constraints: Sequence[Constraint] = ()) -> CopyLinks:
    """Find copies, shared passages and origins among all reports, read or not; the word of a person wins."""
    ordered = tuple(sorted(readings, key=lambda r: r.id))
    verdicts = settle(constraints, JudgementKind.COPY, {r.id for r in ordered})
    wordings = word_bodies(ordered)
    proposed = propose_copies(wordings)
    grains: dict[int, Grain] = {}
    kin: list[Kin] = []
    given: dict[str, dict[str, NDArray[np.float64]]] = {reading.id: {} for reading in ordered}
    alike: list[tuple[SharedSentence, SharedSentence]] = []
    firsts: dict[tuple[object, ...], int] = {}
    same = [firsts.setdefault((r.text, r.passages), n) for n, r in enumerate(ordered)]
    aligned: dict[tuple[int, int], Alignment] = {}  # of pairs with a text that stands in several reports
    for a, b in _with_decided(proposed, ordered, verdicts):
        for number in (a, b):
            if number not in grains:
                grains[number] = grain(ordered[number], wordings[number])
        pair = (grains[a], grains[b])
        texts = (same[a], same[b])
        found = aligned.get(texts) or align(*pair)
        if texts != (a, b):
            aligned[texts] = found
        decided = verdicts.of((ordered[a].id, ordered[b].id))
        if not found.matches and len(wordings[a].words) != len(wordings[b].words) and decided is None:
            continue
        judged = judge_copies(ordered[a], ordered[b], pair, found, settings, decided)
        if judged.judgement is not None:
            kin.append(judged)
        if judged.is_copy:
            given[ordered[a].id][ordered[b].id] = found.covered_a * wordings[a].counts
            given[ordered[b].id][ordered[a].id] = found.covered_b * wordings[b].counts
        alike.extend(((a, m.a), (b, m.b)) for m in found.matches if m.likeness >= _NEARLY_SAME and not m.same)
    copies = tuple(k.copy for k in kin if k.copy is not None)
    origins = _origins(ordered, wordings, given)
    if verdicts.judgements:
        origins = _obey(origins, copies, wordings, verdicts)
    return CopyLinks(
        copies=copies,
        shared=shared_passages(ordered, wordings, alike),
        origins=origins,
        judgements=verdicts.over(k.judgement for k in kin if k.judgement is not None),
    )


def _with_decided(proposed: Pairs, readings: Sequence[Reading], verdicts: Verdicts) -> list[tuple[int, int]]:
    """List the pairs to compare by number: those proposed, and those that a person spoke of."""
    pairs = list(zip(proposed.first.tolist(), proposed.second.tolist(), strict=True))
    if not verdicts.judgements:
        return pairs
    number = {reading.id: n for n, reading in enumerate(readings)}
    return sorted({*pairs, *((number[a], number[b]) for a, b in (*verdicts.same, *verdicts.apart))})


def _obey(
    origins: Sequence[tuple[str, ...]], copies: Sequence[Copy], wordings: Sequence[Wording], verdicts: Verdicts
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
    digests = {w.report: _digest(w) for w in wordings if w.report in group_of}
    for group in touched:  # of many with the same words not every pair was compared
        links.update({(a, b): 1.0 for a, b in combinations(group, 2) if digests[a] == digests[b]})
    parted = {pair for pair in links if verdicts.of(pair) is Verdict.DIFFERENT}
    again = group_by_hand(group_of, {pair: much for pair, much in links.items() if pair not in parted}, verdicts)
    return tuple(sorted((*(group for group in origins if not named & set(group)), *again)))


def _origins(
    readings: Sequence[Reading], wordings: Sequence[Wording], given: dict[str, dict[str, NDArray[np.float64]]]
) -> tuple[tuple[str, ...], ...]:
    """Group the reports by the copies found among them; groups and members in order of id."""
    digests = {w.report: _digest(w) for w in wordings}
    words = {digests[w.report]: len(w.words) for w in wordings}
    edges: dict[str, dict[str, float]] = {}
    overlap: dict[tuple[str, str, str], float] = {}
    for name, others in given.items():
        mine = edges.setdefault(digests[name], {})
        for other, part in others.items():
            if digests[other] != digests[name]:
                mine[digests[other]] = max(mine.get(digests[other], 0.0), float(part.sum()))
        unique = {digests[other]: part for other, part in sorted(others.items(), reverse=True)}
        for one, two in combinations(sorted(unique), 2):
            both, least = np.minimum(unique[one], unique[two]).sum(), min(unique[one].sum(), unique[two].sum())
            overlap.setdefault((digests[name], one, two), float(both / least) if least else 0.0)
    cores = group_wordings(words, edges, overlap)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for reading in readings:
        groups[cores[digests[reading.id]]].append(reading.id)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _digest(wording: Wording) -> str:
    """Return a digest of the words; of the id where there are none, for then nothing is known to be the same."""
    held = wording.words.tobytes() if len(wording.words) else b"\0" + wording.report.encode("utf-8", "surrogatepass")
    return blake2b(held, digest_size=16).hexdigest()
