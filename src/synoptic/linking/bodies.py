"""The bodies of reports as hashed words in sentences, and which of the words stand outside quotation marks.

Decision to know: what copies rest on is the body alone, cut at sentences; headlines, captions and junk are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from synoptic.linking.minhash import Hashes, Numbers, hash_words
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.spans import Span

_BATCH_CHARS = 400_000
_QUOTED = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"|«[^»]{1,2000}»|``[^`]{1,2000}?''")
_MARKS = ("“", '"', "«", "``")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»')\]]*\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """A report's body as hashed words, with how many words each sentence has and where the sentences stand; `size` is
    that of the whole text, in code points."""

    report: str
    size: int
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


def word_bodies(readings: Iterable[Reading]) -> Iterator[Body]:
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


def _word_batch(readings: Sequence[Reading]) -> Iterator[Body]:
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
        yield Body(
            report=reading.id,
            size=len(reading.text),
            words=words[edge:stop],
            counts=counts[held][kept],
            starts=firsts[held][kept],
            ends=lasts[held][kept],
        )
        at += len(group)


def own_words(reading: Reading, body: Body) -> Numbers:
    """Count the words of every sentence that stand outside quotation marks; a quotation may hold several sentences."""
    own = body.counts.copy()
    if not any(mark in reading.text for mark in _MARKS):
        return own
    quoted = [span for passage in reading.passages for span in _quotations(reading.text, passage.start, passage.end)]
    at = 0
    if not quoted:
        return own
    for i, (first, last) in enumerate(zip(body.starts.tolist(), body.ends.tolist(), strict=True)):
        while at < len(quoted) and quoted[at][1] <= first:
            at += 1
        for start, end in quoted[at:]:
            if start >= last:
                break
            said = reading.text[max(start, first) : min(end, last)]
            own[i] -= min(int(own[i]), len(said.split()))
    return own


def digest_of(body: Body) -> bytes:
    """Return a digest of the words; where there are none it is of the id, for then nothing is known to be the same."""
    held = body.words.tobytes() if len(body.words) else b"\0" + body.report.encode("utf-8", "surrogatepass")
    return blake2b(held, digest_size=16).digest()


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the quotations of a passage; one that is opened and not closed runs to its end."""
    odd = text.count('"', start, end) % 2 == 1
    found = [m.span() for m in _QUOTED.finditer(text, start, end) if not (odd and m[0][0] == '"')]
    opened = text.rfind("“", found[-1][1] if found else start, end)
    return [*found, (opened, end)] if opened >= 0 else found
