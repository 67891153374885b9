"""Readings and accounts in the forms in which a case keeps them, and back.

Decision to know: a reading is kept in two parts. What tells copies and stories apart (passages, sentences, the day) is
small and is needed of every report at every addition; the rest is needed of the stories that an addition touches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace

from synoptic.model.accounts import Account, ReportEntry, Story
from synoptic.model.corrections import Applied
from synoptic.model.days import Dated
from synoptic.model.links import Copy, Judgement
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.readings import Passage, PassageKind, Reading, Sentence
from synoptic.model.reports import Failed, Head, Report
from synoptic.store import KeptAccount, Marks, hash_of, pack, unpack
from synoptic.store.records import FigureMark, NameMark

PART_REPORTS = 64
"""So many reports, in order of coming, have what is kept of their pairs or terms in one part."""
_OF_THE_REPORT = ("id", "file", "encoding")
"""What a reading takes from the report it is of; all else that it states about it, it may have read in the text."""


def content_hash(report: Report) -> str:
    """Return the hash of what a reading depends on: the text, and what is stated about it but its name and file."""
    head = report.head
    stated = (head.headline, head.outlet, head.url, head.published, head.language)
    return hash_of(report.text, json.dumps(stated))


def pack_reading(reading: Reading) -> tuple[bytes, bytes]:
    """Return the two parts of a reading as they are kept."""
    face = {
        "report": to_plain(reading.report),
        "dated": to_plain(reading.dated),
        "read": reading.read,
        "passages": [[p.start, p.end, str(p.kind)] for p in reading.passages],
        "sentences": [[s.start, s.end, s.passage] for s in reading.sentences],
    }
    body = {f.name: to_plain(getattr(reading, f.name)) for f in fields(reading) if f.name != "text"}
    return pack(json.dumps(face)), pack(json.dumps(body))


_KINDS = {str(kind): kind for kind in PassageKind}


def unpack_face(face: bytes, report: Report) -> Reading:
    """Return the reading of a report with nothing in it but what tells copies and stories apart.

    Raises:
        ValueError: the bytes are damaged.
    """
    plain = json.loads(unpack(face))
    return Reading(
        report=from_plain(Head, _head(plain["report"], report)),
        text=report.text,
        dated=from_plain(Dated, plain["dated"]),
        read=plain["read"],
        passages=tuple(Passage(start=s, end=e, kind=_KINDS[k]) for s, e, k in plain["passages"]),
        sentences=tuple(Sentence(start=s, end=e, passage=p) for s, e, p in plain["sentences"]),
    )


def face_of(reading: Reading) -> Reading:
    """Cut a reading down to what tells copies and stories apart."""
    return Reading(
        report=reading.report,
        text=reading.text,
        dated=reading.dated,
        read=reading.read,
        passages=reading.passages,
        sentences=reading.sentences,
    )


def unpack_reading(body: bytes, report: Report) -> Reading:
    """Return the reading of a report.

    Raises:
        ValueError: the bytes are damaged, or are no reading of this text.
    """
    plain = json.loads(unpack(body))
    return from_plain(Reading, {**plain, "report": _head(plain["report"], report), "text": report.text})


def _head(read: dict[str, object], report: Report) -> dict[str, object]:
    return {**read, **{name: getattr(report.head, name) for name in _OF_THE_REPORT}}


def marks_of(reading: Reading) -> Marks:
    """Return what a report is found by, beside its words: who speaks, who is named, which figures, which day."""
    speakers = [
        NameMark(a.speaker, a.content[0].start, a.content[-1].end)
        for a in reading.attributions
        if a.speaker and a.content
    ]
    names = {actor.id: actor for actor in reading.actors}
    actors: dict[tuple[str, str], NameMark] = {}
    for mention in reading.entities:
        actor = names.get(mention.entity)
        for name in (reading.quote(mention), actor.name if actor else ""):
            if name:
                actors.setdefault((mention.entity, name), NameMark(name, mention.start, mention.end))
    figures = [FigureMark(q.value, q.value2, q.unit, q.start, q.end) for q in reading.quantities]
    return Marks(dated=reading.dated, speakers=tuple(speakers), actors=tuple(actors.values()), figures=tuple(figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryKeys:
    """Under which keys the links and the words of a story are kept."""

    id: str
    linked: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An account as it is kept: its stories stand elsewhere, under their keys."""

    stories: tuple[StoryKeys, ...] = ()
    """In the order of their reports."""
    reports: tuple[ReportEntry, ...] = ()
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """Those over the whole pile that no story and no compared pair holds: of stories, and what persons said."""
    skipped: tuple[Failed, ...] = ()
    applied: tuple[Applied, ...] = ()
    pairs: tuple[str, ...] = ()
    """The parts in which the pairs of reports that were compared are kept, with what is told of each."""
    terms: tuple[str, ...] = ()
    """The parts in which the terms of the reports are kept."""

    def all_keys(self) -> list[str]:
        """Return all keys under which something of the account is kept, in order."""
        told = {key for story in self.stories for key in (story.linked, story.told)}
        return sorted(told.union(*map(keys_of_part, self.pairs), map(key_of_terms, self.terms)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPart:
    """What linking one story gave beside its links: the days of its reports, and the judgements."""

    reports: tuple[str, ...]
    dates: tuple[tuple[str, Dated], ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPair:
    """What is told of a pair of reports that were compared."""

    copy: Copy | None
    judgement: Judgement | None


def keys_of_part(part: str) -> tuple[str, str]:
    """Return the keys under which a part of the compared pairs is kept: of its numbers, and of the lines told."""
    return f"f{part}", f"p{part}"


def key_of_terms(part: str) -> str:
    """Return the key under which a part of the terms of the reports is kept."""
    return f"w{part}"


def line_of_pair(told: ToldPair) -> str:
    """Return what is told of a pair as a line."""
    return json.dumps([to_plain(told.copy), to_plain(told.judgement)])


def pair_of_line(line: str) -> ToldPair:
    """Return what is told of a pair.

    Raises:
        ValueError: the line is damaged.
    """
    copy, judgement = json.loads(line)
    return from_plain(ToldPair, {"copy": copy, "judgement": judgement})


def keep_outline(outline: Outline, revision: int, made_by: str, made_at: str) -> KeptAccount:
    """Return an outline as it is kept, in two parts: what is over the whole pile is large and is seldom wanted."""
    pile = {"copies": to_plain(outline.copies), "judgements": to_plain(outline.judgements)}
    body = to_plain(replace(outline, copies=(), judgements=()))
    return KeptAccount(
        revision=revision, made_by=made_by, made_at=made_at, body=pack(json.dumps(body)), pile=pack(json.dumps(pile))
    )


def unpack_outline(kept: KeptAccount, *, pile: bool = True) -> Outline:
    """Return the outline that was kept; without what is over the whole pile where that is not wanted.

    Raises:
        ValueError: the bytes are damaged.
    """
    body = json.loads(unpack(kept.body))
    return from_plain(Outline, {**body, **json.loads(unpack(kept.pile))} if pile else body)


def pack_linked(id_: str, part: LinkedPart) -> bytes:
    """Return the bytes of what linking gave; the judgements come last, since they are seldom wanted."""
    return pack(json.dumps({"id": id_, **to_plain(part)}))


def unpack_dates(body: bytes) -> tuple[str, dict[str, Dated]]:
    """Return the id of a linked story and the days of its reports, without the rest."""
    plain = json.loads(unpack(body))
    return str(plain["id"]), {report: from_plain(Dated, dated) for report, dated in plain["dates"]}


def unpack_linked(body: bytes) -> LinkedPart:
    """Return what linking gave.

    Raises:
        ValueError: the bytes are damaged.
    """
    return from_plain(LinkedPart, json.loads(unpack(body)))


def pack_story(story: Story) -> bytes:
    """Return the bytes of a told story."""
    return pack(json.dumps(to_plain(story)))


def unpack_story(body: bytes) -> Story:
    """Return the told story.

    Raises:
        ValueError: the bytes are damaged.
    """
    return from_plain(Story, json.loads(unpack(body)))


def assemble(outline: Outline, bodies: Mapping[str, bytes], only: Iterable[str] | None = None) -> Account:
    """Put an account together from its outline and the bodies of its stories. A story that is not there any more is
    left out.

    `only` names the keys of told stories to take, where not all are wanted; the judgements within them and the compared
    pairs are left aside then.
    """
    wanted = None if only is None else set(only)
    chosen = [keys for keys in outline.stories if wanted is None or keys.told in wanted]
    judgements = list(outline.judgements)
    stories: list[Story] = []
    for keys in chosen:
        if keys.told in bodies:
            stories.append(unpack_story(bodies[keys.told]))
        if wanted is None and keys.linked in bodies:
            judgements += unpack_linked(bodies[keys.linked]).judgements
    copies = list(outline.copies)
    for pair in _pairs_of(outline, bodies) if wanted is None else ():
        copies += [pair.copy] if pair.copy is not None else []
        judgements += [pair.judgement] if pair.judgement is not None else []
    unique = {j.id: j for j in judgements}.values()
    reports = {report for story in stories for report in story.reports}
    return Account(
        reports=tuple(entry for entry in outline.reports if wanted is None or entry.id in reports),
        copies=tuple(sorted(copies, key=lambda copy: (copy.reports, copy.relation))),
        stories=tuple(sorted(stories, key=lambda story: (-len(story.origins), -len(story.reports), story.id))),
        judgements=tuple(sorted(unique, key=lambda j: (j.kind, -j.score, j.a, j.b, j.id))),
        skipped=outline.skipped,
    )


def _pairs_of(outline: Outline, bodies: Mapping[str, bytes]) -> Iterator[ToldPair]:
    for part in outline.pairs:
        _, body = keys_of_part(part)
        if body in bodies:
            yield from map(pair_of_line, filter(None, unpack(bodies[body]).split("\n")))


def with_head(reading: Reading, head: Head) -> Reading:
    """Return the reading as of a report with another id and file, of the same text."""
    own = replace(reading.report, id=head.id, file=head.file, encoding=head.encoding)
    return reading if reading.report == own else replace(reading, report=own)
