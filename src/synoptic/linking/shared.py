"""Sentences that stand in several reports, word for word or nearly: each counts once as an origin.

Decision to know: equal sentences are found by their hash over the whole pile, nearly equal ones only between reports
that were compared. Both are joined into groups; a short sentence that anybody could write is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from synoptic.linking.alignment import Wording
from synoptic.linking.minhash import run_hashes
from synoptic.model.links import SharedPassage
from synoptic.model.readings import Reading
from synoptic.model.spans import evidence_of

LEAST_WORDS = 7
SharedSentence = tuple[int, int]
"""Number of the report and of the sentence in its wording."""


def shared_passages(
    readings: Sequence[Reading], wordings: Sequence[Wording], alike: Iterable[tuple[SharedSentence, SharedSentence]]
) -> tuple[SharedPassage, ...]:
    """Group the sentences that stand in more than one report; the groups and their evidence are sorted."""
    heads: dict[SharedSentence, SharedSentence] = {}

    def head(item: SharedSentence) -> SharedSentence:
        path = []
        while (above := heads.get(item, item)) != item:
            path.append(item)
            item = above
        for one in path:
            heads[one] = item
        return item

    def join(one: SharedSentence, two: SharedSentence) -> None:
        first, second = sorted((head(one), head(two)))
        heads[second] = first
        heads.setdefault(first, first)

    equal: dict[int, SharedSentence] = {}
    for number, wording in enumerate(wordings):
        hashes = run_hashes(wording.words, wording.firsts).tolist()
        for sentence, (key, count) in enumerate(zip(hashes, wording.counts.tolist(), strict=True)):
            if count >= LEAST_WORDS:
                first = equal.setdefault(key, (number, sentence))
                if first[0] != number:
                    join(first, (number, sentence))
    for one, two in alike:
        if min(wordings[one[0]].counts[one[1]], wordings[two[0]].counts[two[1]]) >= LEAST_WORDS:
            join(one, two)
    groups: defaultdict[SharedSentence, list[SharedSentence]] = defaultdict(list)
    for item in heads:
        groups[head(item)].append(item)
    found = []
    for members in groups.values():
        if len({number for number, _ in members}) > 1:
            spans = sorted((readings[n].id, wordings[n].spans[s]) for n, s in members)
            texts = {readings[n].id: readings[n].text for n, _ in members}
            found.append(SharedPassage(evidence=tuple(evidence_of(name, texts[name], span) for name, span in spans)))
    return tuple(sorted(found, key=lambda passage: passage.evidence))
