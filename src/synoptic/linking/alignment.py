"""Lay two reports' sentences beside each other, in whatever order they stand, and say how much of each the other has.

Decision to know: sentences are matched by the runs of two words that they share, relative to the shorter sentence, so
lost, moved and exchanged words cost little and common words alone match nothing. Words inside quotation marks are
counted apart: whoever quotes the same speech has copied nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synoptic.linking.minhash import SHINGLE_WORDS, Hashes, Numbers, hash_words, run_hashes, shingles
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.spans import Span

LEAST_WORDS = 3
"""A shorter sentence ("He agreed.") tells nothing and is left out."""
MATCHED = 0.35
"""Least share of the shorter sentence's word pairs: a fifth of the words exchanged leaves .64 of them."""
PLAIN = 0.7
"""From this share on no other match of the sentence is asked about."""
_AHEAD = 0.15
"""A weaker match must be ahead of the next best by this part of the sentence: set phrases are like many alike."""
_COMMON = 6
_LONG_WORDS = 4000
"""From here on pairs of words come again too often to tell where a sentence stands in the other report."""
_BATCH_CHARS = 400_000
_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|«[^»]{1,2000}»|``[^`]{1,2000}?''")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»')\]]*\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """A report's body as hashed words, with how many words each sentence has and where the sentences stand."""

    report: str
    words: Hashes
    counts: Numbers
    starts: Numbers
    ends: Numbers

    @property
    def firsts(self) -> Numbers:
        """Return the number of every sentence's first word."""
        return np.cumsum(self.counts) - self.counts

    @property
    def sentence(self) -> Numbers:
        """Return the number of every word's sentence."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the sentences stand."""
        return tuple(map(self.span, range(len(self.counts))))

    def span(self, number: int) -> Span:
        """Return where one sentence stands."""
        return Span(start=int(self.starts[number]), end=int(self.ends[number]))


def body_spans(reading: Reading) -> tuple[Span, ...]:
    """Return the sentences of the body; where none were read, the body passages cut at end marks."""
    body = {n for n, passage in enumerate(reading.passages) if passage.kind is PassageKind.BODY}
    if reading.sentences:
        return tuple(s for s in reading.sentences if s.passage in body)
    whole: list[Span] = [p for n, p in enumerate(reading.passages) if n in body]
    if not reading.passages and reading.text:
        whole = [Span(start=0, end=len(reading.text))]
    return tuple(span for passage in whole for span in _cut(reading.text, passage))


def _cut(text: str, passage: Span) -> list[Span]:
    ends = [m.end() for m in _SENTENCE_END.finditer(text, passage.start, passage.end)] + [passage.end]
    found, at = [], passage.start
    for end in ends:
        if text[at:end].strip():
            found.append(Span(start=at, end=at + len(text[at:end].rstrip())))
        at = end
    return found


def word_bodies(readings: Iterable[Reading]) -> Iterator[Wording]:
    """Hash the words of the bodies; many reports at once, because a call to NumPy costs more than a report."""
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += len(reading.text) + 1
        if size >= _BATCH_CHARS:
            yield from _word_batch(batch)
            batch, size = [], 0
    if batch:
        yield from _word_batch(batch)


def _word_batch(readings: Sequence[Reading]) -> Iterator[Wording]:
    """Hash the words of a few reports whose texts are laid end to end."""
    spans = [body_spans(reading) for reading in readings]
    words, starts, ends = hash_words("\n".join(reading.text for reading in readings))
    sizes = np.fromiter((len(r.text) + 1 for r in readings), np.int64, len(readings))
    many = np.fromiter((len(s) for s in spans), np.int64, len(spans))
    shift = np.repeat(np.cumsum(sizes) - sizes, many)
    firsts = np.fromiter((s.start for group in spans for s in group), np.int64, len(shift)) + shift
    lasts = np.fromiter((s.end for group in spans for s in group), np.int64, len(shift)) + shift
    place = np.searchsorted(firsts, starts, side="right") - 1
    inside = (place >= 0) & (ends <= lasts[place]) if len(firsts) else np.zeros(len(starts), bool)
    words, place = words[inside], place[inside]
    counts = np.bincount(place, minlength=len(firsts))
    full = counts > 0
    firsts, lasts = firsts - shift, lasts - shift
    edges = np.searchsorted(place, np.cumsum(many) - many)
    stops = np.append(edges[1:], len(words))
    at = 0
    for reading, group, edge, stop in zip(readings, spans, edges.tolist(), stops.tolist(), strict=True):
        held = slice(at, at + len(group))
        kept = full[held]
        yield Wording(
            report=reading.id,
            words=words[edge:stop],
            counts=counts[held][kept],
            starts=firsts[held][kept],
            ends=lasts[held][kept],
        )
        at += len(group)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grain:
    """A wording made ready for alignment: its word pairs by sentence, sorted, and its words outside quotation marks."""

    wording: Wording
    keys: Hashes
    owners: Numbers
    pairs: Numbers
    own: Numbers
    heavy: NDArray[np.bool_]
    whole: Hashes


def grain(reading: Reading, wording: Wording) -> Grain:
    """Make a wording ready for alignment with others."""
    sentence = wording.sentence
    keys = shingles(wording.words, sentence, 2)
    owners = sentence[:-1][sentence[:-1] == sentence[1:]] if len(sentence) > 1 else sentence[:0]
    order = np.argsort(keys, kind="stable")
    counts = wording.counts
    return Grain(
        wording=wording,
        keys=keys[order],
        owners=owners[order],
        pairs=np.maximum(counts - 1, 1),
        own=_own_words(reading, wording),
        heavy=counts >= LEAST_WORDS,
        whole=run_hashes(wording.words, wording.firsts),
    )


def _own_words(reading: Reading, wording: Wording) -> Numbers:
    """Count the words of every sentence that stand outside quotation marks; a quotation may hold several sentences."""
    own = wording.counts.copy()
    quoted = [span for passage in reading.passages for span in _quotations(reading.text, passage.start, passage.end)]
    at = 0
    for i, span in enumerate(wording.spans):
        while at < len(quoted) and quoted[at][1] <= span.start:
            at += 1
        for start, end in quoted[at:]:
            if start >= span.end:
                break
            said = reading.text[max(start, span.start) : min(end, span.end)]
            own[i] -= min(int(own[i]), len(said.split()))
    return own


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the quotations of a passage; one that is opened and not closed runs to its end."""
    odd = text.count('"', start, end) % 2 == 1
    found = [m.span() for m in _QUOTED.finditer(text, start, end) if not (odd and m[0][0] == '"')]
    opened = text.rfind("“", found[-1][1] if found else start, end)
    return [*found, (opened, end)] if opened >= 0 else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Sentence `a` of one report beside `b` of the other; `likeness` 1 for the same words in the same order."""

    a: int
    b: int
    likeness: float
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """How much of each body the other has: of all its words, of those outside quotations, by sentence."""

    matches: tuple[Match, ...]
    share_a: float
    share_b: float
    own_a: float
    own_b: float
    covered_a: NDArray[np.float64]
    covered_b: NDArray[np.float64]


def align(a: Grain, b: Grain) -> Alignment:
    """Align two bodies. Work grows with their lengths, not with the product."""
    left, right, shared = _sharing((a.keys, a.owners), (b.keys, b.owners), len(b.wording.counts))
    if max(len(a.wording.words), len(b.wording.words)) > _LONG_WORDS:
        left, right, shared = _sharing_long(a, b, (left, right, shared))
    likeness = np.minimum(1.0, shared / np.minimum(a.pairs[left], b.pairs[right]))
    if not (likeness >= min(PLAIN, MATCHED)).any():  # most pairs proposed: nothing alike enough to go on with
        return _nothing_shared(a, b)
    strong = likeness >= PLAIN
    between = (likeness >= MATCHED) & ~strong
    if between.any():
        lead_a, lead_b = _lead(left, shared, a.pairs), _lead(right, shared, b.pairs)
        strong |= between & (np.where(a.pairs[left] <= b.pairs[right], lead_a, lead_b) >= _AHEAD)
    strong &= ((shared >= 2) | (likeness >= 1.0)) & a.heavy[left] & b.heavy[right]
    left, right, shared, likeness = left[strong], right[strong], shared[strong], likeness[strong]
    covered_a = _covered(left, shared, a.pairs, shared / b.pairs[right])
    covered_b = _covered(right, shared, b.pairs, shared / a.pairs[left])
    return Alignment(
        matches=_best(left, right, shared, likeness, a, b),
        share_a=_share(covered_a, a.wording.counts, a.heavy),
        share_b=_share(covered_b, b.wording.counts, b.heavy),
        own_a=_share(covered_a, a.own, a.heavy),
        own_b=_share(covered_b, b.own, b.heavy),
        covered_a=covered_a,
        covered_b=covered_b,
    )


def turned(found: Alignment) -> Alignment:
    """Return the same alignment with the two bodies in the other order."""
    matches = (Match(a=m.b, b=m.a, likeness=m.likeness, same=m.same) for m in found.matches)
    return Alignment(
        matches=tuple(sorted(matches, key=lambda m: (m.a, m.b))),
        share_a=found.share_b,
        share_b=found.share_a,
        own_a=found.own_b,
        own_b=found.own_a,
        covered_a=found.covered_b,
        covered_b=found.covered_a,
    )


def _sharing(
    a: tuple[Hashes, Numbers], b: tuple[Hashes, Numbers], many_b: int
) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Pair the sentences that hold the same key, one that stands in few places of `b`, and count such keys; both are
    sorted by key."""
    low = np.searchsorted(b[0], a[0], "left")
    times = np.searchsorted(b[0], a[0], "right") - low
    used = np.flatnonzero((times > 0) & (times <= _COMMON))
    times, low = times[used], low[used]
    offsets = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    codes = np.repeat(a[1][used], times) * max(many_b, 1) + b[1][np.repeat(low, times) + offsets]
    found, shared = np.unique(codes, return_counts=True)
    return found // max(many_b, 1), found % max(many_b, 1), shared


def _sharing_long(
    a: Grain, b: Grain, short: tuple[Numbers, Numbers, NDArray[np.int64]]
) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """Add the pairs of sentences of long reports that are equal or share a run of four words.

    In a book of 100 kB hardly a pair of words stands in few places, so pairs alone would find nothing there.
    """
    many_b = max(len(b.wording.counts), 1)
    runs = _sharing(_runs_of(a), _runs_of(b), many_b)
    codes = [runs[0] * many_b + runs[1], _equal_sentences(a, b, many_b), short[0] * many_b + short[1]]
    found = np.unique(np.concatenate(codes))
    left, right = found // many_b, found % many_b
    mine, theirs = _keys_by_sentence(a), _keys_by_sentence(b)
    pairs = zip(left.tolist(), right.tolist(), strict=True)
    shared = [_in_both(mine[i], theirs[j]) for i, j in pairs]
    return left, right, np.asarray(shared, np.int64)


def _runs_of(grain: Grain) -> tuple[Hashes, Numbers]:
    words, sentence = grain.wording.words, grain.wording.sentence
    keys = shingles(words, sentence, SHINGLE_WORDS)
    count = max(len(words) - SHINGLE_WORDS + 1, 0)
    owners = sentence[:count][sentence[:count] == sentence[len(words) - count :]]
    order = np.argsort(keys, kind="stable")
    return keys[order], owners[order]


def _equal_sentences(a: Grain, b: Grain, many_b: int) -> Numbers:
    """Pair equal sentences in order: of one that stands three times the first with the first, and so on."""
    places: dict[tuple[int, int], int] = {}
    seen: dict[int, int] = {}
    for number, key in enumerate(b.whole.tolist()):
        seen[key] = seen.get(key, -1) + 1
        places[key, seen[key]] = number
    seen.clear()
    found: list[int] = []
    for number, key in enumerate(a.whole.tolist()):
        seen[key] = seen.get(key, -1) + 1
        if (place := places.get((key, seen[key]))) is not None:
            found.append(number * many_b + place)
    return np.asarray(found, np.int64)


def _keys_by_sentence(grain: Grain) -> list[Hashes]:
    """Return the different pairs of words of every sentence, sorted."""
    order = np.argsort(grain.owners, kind="stable")
    keys, owners = grain.keys[order], grain.owners[order]
    fresh = np.append(True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1]))[: len(keys)]
    ends = np.cumsum(np.bincount(owners[fresh], minlength=len(grain.wording.counts)))
    return np.split(keys[fresh], ends[:-1])


def _in_both(one: Hashes, two: Hashes) -> int:
    """Count what two sorted lists without repetition have in common."""
    if not len(one) or not len(two):
        return 0
    places = np.minimum(np.searchsorted(two, one), len(two) - 1)
    return int((two[places] == one).sum())


def _nothing_shared(a: Grain, b: Grain) -> Alignment:
    return Alignment(
        matches=(),
        share_a=0.0,
        share_b=0.0,
        own_a=0.0,
        own_b=0.0,
        covered_a=np.zeros(len(a.pairs)),
        covered_b=np.zeros(len(b.pairs)),
    )


def _lead(places: Numbers, shared: Numbers, pairs: Numbers) -> NDArray[np.float64]:
    """Say by what part of its sentence each match is ahead of the sentence's next best; 0 or less for all but one."""
    order = np.lexsort((-shared, places))
    sorted_places = places[order]
    first = np.flatnonzero(np.append(True, sorted_places[1:] != sorted_places[:-1]))[: len(places)]
    best, second = np.zeros(len(pairs)), np.zeros(len(pairs))
    best[sorted_places[first]] = shared[order][first]
    follows = first + 1
    follows = follows[follows < len(places)]
    follows = follows[sorted_places[follows] == sorted_places[follows - 1]]
    second[sorted_places[follows]] = shared[order][follows]
    rival = np.where(shared == best[places], second[places], best[places])
    lead: NDArray[np.float64] = (shared - rival) / pairs[places]
    return lead


def _covered(places: Numbers, shared: Numbers, pairs: Numbers, part: NDArray[np.float64]) -> NDArray[np.float64]:
    """Estimate the share of every sentence's words that the other has: a pair of words survives twice as seldom.

    Of several matches the best counts, and those sentences that hardly hold anything else (a sentence cut in two).
    """
    best = np.zeros(len(pairs))
    np.maximum.at(best, places, shared)
    pieces = np.bincount(places, weights=np.where(part >= PLAIN, shared, 0), minlength=len(pairs))
    return np.sqrt(np.minimum(1.0, np.maximum(best, pieces) / pairs))


def _share(covered: NDArray[np.float64], weights: Numbers, heavy: NDArray[np.bool_]) -> float:
    total = float(weights[heavy].sum())
    return float((covered * weights)[heavy].sum()) / total if total else 0.0


def _best(
    left: Numbers, right: Numbers, shared: Numbers, likeness: NDArray[np.float64], a: Grain, b: Grain
) -> tuple[Match, ...]:
    """Pair sentences one to one, the most alike first."""
    order = np.lexsort((right, left, -likeness, -shared))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[Match] = []
    for i in order.tolist():
        one, two = int(left[i]), int(right[i])
        if one in taken_a or two in taken_b:
            continue
        taken_a.add(one)
        taken_b.add(two)
        longer = max(int(a.pairs[one]), int(b.pairs[two]))
        found.append(
            Match(a=one, b=two, likeness=float(min(1.0, shared[i] / longer)), same=bool(a.whole[one] == b.whole[two]))
        )
    return tuple(sorted(found, key=lambda m: m.a))
