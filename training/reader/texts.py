"""Annotated texts become documents of words with labels: what the reader is trained and stopped on.

Decision to know: words, sentences and quotation states come from the product's own steps, so what is trained is what is
read. Names of news texts that nobody annotated are *silver*: where our rules find a name they teach it, where they find
none a capitalised word teaches nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synoptic.lexicon import load_table
from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.names import read_names
from synoptic.reading.passages import PASSAGES
from synoptic.reading.reader_pieces import WordPieces
from synoptic.reading.reader_windows import Words, lay_words
from synoptic.reading.sentences import passages_by_line, read_sentences

ROLES = ("Source", "Cue", "Content")
NAMES = ("PER", "ORG", "LOC")
UNTOLD = -100
"""The label of a word that teaches nothing."""
NOWHERE = -1
"""The cue of a word that belongs to no attribution."""
FREE_GENRES = frozenset({"academic", "bio", "court", "interview", "news", "voyage"})
"""Genres of GUM whose texts have a free licence that was seen; the non-commercial ones are among those left out."""

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text: its words, and labels a word. `roles`: 0 outside, 1/2 source, 3/4 cue, 5/6 content (begins, goes on);
    `cues`: the number of the first word of the cue that the word belongs to; `names`: 0 outside, 1/2 person, 3/4
    organisation, 5/6 place. UNTOLD teaches nothing; `weight` scales what the names teach."""

    id: str
    words: Words
    roles: Labels
    cues: Labels
    names: Labels
    weight: float = 1.0


Record = Mapping[str, Any]


def _records(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def drafted(text: str, *, whole: bool = True) -> Draft:
    """Give a text its sentences and tokens; a text that is no report (`whole` False) is taken line by line."""
    draft = Draft(reading=Reading(report=Head(id="text"), text=text))
    if whole:
        return read_sentences(PASSAGES.run(draft))
    return read_sentences(draft.with_(passages=passages_by_line(text)))


def _covered(draft: Draft, start: int, end: int) -> range:
    """Return the numbers of the words that the span touches."""
    starts = [t.start for t in draft.tokens]
    first = int(np.searchsorted(starts, start, side="right")) - 1
    if first < 0 or draft.tokens[first].end <= start:
        first += 1
    last = int(np.searchsorted(starts, end, side="left"))
    return range(first, last)


def _pieces_of(record: Record, ids: Sequence[str]) -> list[tuple[int, int]]:
    spans = {s["id"]: s for s in record["spans"]}
    found: list[tuple[int, int]] = []
    for one in ids:
        span = spans[one]
        found.extend((a, b) for a, b in span.get("attrs", {}).get("fragments") or [(span["start"], span["end"])])
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and not record["text"][joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def attribution_documents(path: Path, pieces: WordPieces, *, silver: bool) -> Iterator[Document]:
    """Yield the texts of a file in PolNeAR's form, of several annotations the primary one."""
    for record in _records(path):
        if not record["meta"].get("primary", True):
            continue
        draft = drafted(record["text"])
        size = len(draft.tokens)
        if not size:
            continue
        roles = np.zeros(size, dtype=np.int64)
        cues = np.full(size, NOWHERE, dtype=np.int64)
        for relation in record["relations"]:
            if relation["type"] != "Attribution" or not relation["args"].get("Content"):
                continue
            parts = {role: _pieces_of(record, relation["args"].get(role, [])) for role in ROLES}
            if not parts["Cue"]:
                continue
            cue = _covered(draft, *parts["Cue"][0])
            if not cue:
                continue
            for number, role in enumerate(ROLES):
                for span in parts[role]:
                    covered = _covered(draft, *span)
                    for at in covered:
                        roles[at] = 2 * number + (1 if at == covered[0] else 2)
                        cues[at] = cue[0]
        names, weight = silver_names(draft) if silver else (np.full(size, UNTOLD, dtype=np.int64), 0.0)
        yield Document(
            id=record["id"], words=lay_words(draft, pieces), roles=roles, cues=cues, names=names, weight=weight
        )


_KINDS = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 2, "FAC": 2}
SILVER = 0.35


def silver_names(draft: Draft) -> tuple[Labels, float]:
    """Label the names that our rules find; a capitalised word that they leave out teaches nothing."""
    names = np.array([UNTOLD if t.is_capital else 0 for t in draft.tokens], dtype=np.int64)
    firsts = set(draft.firsts)
    for number, token in enumerate(draft.tokens):
        if token.is_capital and number in firsts and token.lower in _STARTERS:
            names[number] = 0
    for mention in read_names(draft).reading.entities:
        covered = _covered(draft, mention.start, mention.end)
        kind = _KINDS.get(mention.type.value)
        for at in covered:
            names[at] = 0 if kind is None and mention.type.value == "NORP" else UNTOLD
            if kind is not None:
                names[at] = 2 * kind + (1 if at == covered[0] else 2)
    return names, SILVER


_STARTERS = frozenset(
    "the a an he she it they we i but and in on at as this that these those his her its their if when while".split()
)


def silver_documents(path: Path, pieces: WordPieces, wanted: str, *, whole: bool) -> Iterator[Document]:
    """Yield texts for their silver names alone; `wanted` is what the id begins with."""
    for record in _records(path):
        if not str(record["id"]).startswith(wanted):
            continue
        draft = drafted(str(record["text"]), whole=whole)
        if draft.tokens:
            names, weight = silver_names(draft)
            yield _named(str(record["id"]), draft, pieces, names, weight)


def _named(name: str, draft: Draft, pieces: WordPieces, names: Labels, weight: float = 1.0) -> Document:
    untold = np.full(len(draft.tokens), UNTOLD, dtype=np.int64)
    return Document(
        id=name, words=lay_words(draft, pieces), roles=untold, cues=untold.copy(), names=names, weight=weight
    )


LABELS = {
    "PER": 0, "ORG": 1, "LOC": 2,
    "politician": 0, "person": 0, "organisation": 1, "politicalparty": 1, "location": 2, "country": 2,
    "PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2,
}  # fmt: skip


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Take a leading article and a final possessive off."""
    if match := re.match(r"(?:the|a|an)\s+(?=\S)", text[start:end], re.I):
        start += match.end()
    if match := re.search(r"\s*(?:['’]s?|[,;:])$", text[start:end]):
        end -= len(match[0]) if match.start() else 0
    return start, end


def named_documents(path: Path, pieces: WordPieces) -> Iterator[Document]:
    """Yield texts with annotated names."""
    for record in _records(path):
        text = str(record["text"])
        spans = [(s["start"], s["end"], LABELS[s["type"]]) for s in record["spans"] if s["type"] in LABELS]
        yield from _labelled(str(record["id"]), text, spans, pieces)


def _labelled(name: str, text: str, spans: Sequence[tuple[int, int, int]], pieces: WordPieces) -> Iterator[Document]:
    draft = drafted(text, whole=False)
    if not draft.tokens:
        return
    names = np.zeros(len(draft.tokens), dtype=np.int64)
    for start, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):  # the longer span wins
        covered = _covered(draft, *_bare(text, start, end))
        for at in covered:
            names[at] = 2 * kind + (1 if at == covered[0] else 2)
        if covered and covered[-1] + 1 < len(names) and names[covered[-1] + 1] % 2 == 0 and names[covered[-1] + 1]:
            names[covered[-1] + 1] -= 1  # what is left of a shorter span begins anew
    yield _named(name, draft, pieces, names)


_PHRASE_WORD = re.compile(r"[^\s,;()\"“”]+|[,;()\"“”]")
_GUM = {"person": 0, "organization": 1, "place": 2}
_LINKS = frozenset("of the and for in on at to de del della la le el al bin ibn von van der du des da di & - –".split())
_PRONOUNS = frozenset(
    "i me my mine we us our ours you your he him his she her hers it its they them their who whose this that these"
    " those mr mrs ms dr".split()
)


def gum_documents(path: Path, pieces: WordPieces) -> Iterator[Document]:
    """Yield the free genres of GUM; a name is a span of a person, body or place whose words have capitals."""
    titles = frozenset(row[0].lower() for row in load_table("titles"))
    for record in _records(path):
        if record["meta"]["genre"] not in FREE_GENRES:
            continue
        text = str(record["text"])
        found: list[tuple[int, int, int]] = []
        for span in record["spans"]:
            if span["type"] in _GUM:
                name = _name_in(text, span["start"], span["end"], titles if span["type"] == "person" else frozenset())
                if name is not None:
                    found.append((*name, _GUM[span["type"]]))
        yield from _labelled(str(record["id"]), text, found, pieces)


def _name_in(text: str, start: int, end: int, titles: frozenset[str]) -> tuple[int, int] | None:
    """Find the name at the head of a noun phrase: capitals from its first word to its first modifier."""
    start, end = _bare(text, start, end)
    words = [
        (m.start() + start, m.end() + start, m[0]) for m in re.finditer(r"[^\s,;()\"“”]+|[,;()\"“”]", text[start:end])
    ]
    while words and (words[0][2].lower().rstrip(".") in titles or words[0][2].lower() in titles) and len(words) > 1:
        words = words[1:]
    kept: list[tuple[int, int, str]] = []
    for word in words:
        if word[2][0].isupper() or (kept and (word[2][0].isdigit() or word[2].lower() in _LINKS or word[2] in "'’s")):
            kept.append(word)
        else:
            if word[2] not in ",;()" and word[2].lower() not in ("who", "that", "which", "with", "from", "as"):
                return None  # "Afghan team": the head is a common noun
            break
    while kept and not (kept[-1][2][0].isupper() or kept[-1][2][0].isdigit()):
        kept.pop()
    if not kept or (len(kept) == 1 and kept[0][2].lower() in _PRONOUNS):
        return None
    first, last = kept[0][0], kept[-1][1]
    if len(kept) == 1 and not re.search(r"[a-z,;] " + re.escape(kept[0][2]) + r"\b", text):
        return None  # a single capital that only opens sentences
    return first, last
