"""Link a pile of ready readings that is too large for the memory, and write the links down.

Decision to know: the same copies, stories and links as `synoptic.linking.link` gives, but nothing is held that can be
fetched again: copies and their judgements are written as they are found and put in order on the disk, a story's
readings are loaded where the story is linked, and its links are written as they come.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import numpy as np

from synoptic.linking import link_story
from synoptic.linking.compared import Block, Compared, compare
from synoptic.linking.copies import CopySearch
from synoptic.linking.minhash import Counts, Numbers
from synoptic.linking.shared import Passages
from synoptic.linking.shelves import Spread
from synoptic.linking.stories import tell_stories
from synoptic.model.days import Dated
from synoptic.model.links import Copy
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.spans import Span, evidence_of
from synoptic.model.uncollected import uncollected
from synoptic.pipeline.ledger import Ledger
from synoptic.pipeline.shelf import Shelf, lay_shelf
from synoptic.pipeline.spreading import spread_over
from synoptic.settings import Settings

Progress = Callable[[str, int, int], None]
_COPIES, _JUDGEMENTS, _QUOTES = "copies.jsonl", "judgements.jsonl", "quotes.jsonl"
_QUOTED_REPORTS = 500
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkLinks:
    """How many of each were written."""

    reports: int
    copies: int
    shared: int
    origins: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a block of pairs came to, its copies and judgements as lines."""

    copies: tuple[tuple[tuple[int, int], bytes], ...]
    judgements: tuple[tuple[tuple[int, int], bytes], ...]
    found: Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """Sentences to be quoted, report by report."""

    shelf: Shelf
    owners: Numbers
    starts: Counts
    ends: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    shelf: Shelf
    reports: tuple[int, ...]
    origins: tuple[tuple[str, ...], ...]
    copies: tuple[bytes, ...]
    own_words: Mapping[str, Dated]


def link_pile(
    paths: Sequence[Path],
    out: Path,
    settings: Settings | None = None,
    *,
    processes: int = 2,
    whole: bool = True,
    progress: Progress | None = None,
) -> BulkLinks:
    """Link the readings of some files (`.readings.jsonl`) and write a JSON object a line to `out`.

    The objects are `{"copy": …}`, `{"shared": …}`, `{"origin": …}`, `{"judgement": …}` and, for every story,
    `{"story": …, "dates": …, "judgements": …}`; without `whole` only the story's reports. The bytes hang on the set of
    readings alone. `progress` is told of pairs compared and stories linked.

    Raises:
        NothingToRead: no reading is there, or a line is none.
    """
    with TemporaryDirectory() as name, spread_over(processes) as spread:
        folder = Path(name)
        with closing(lay_shelf(paths, folder, spread)) as shelf, out.open("wb") as file:
            work = _Linking(shelf, file, settings or Settings(), spread, progress)
            with closing(Ledger(folder / _COPIES)) as copies:
                return work.link(copies, folder, whole=whole)


@dataclass(frozen=True, slots=True)
class _Linking:
    shelf: Shelf
    file: BinaryIO
    settings: Settings
    spread: Spread
    progress: Progress | None

    def link(self, copies: Ledger, folder: Path, *, whole: bool) -> BulkLinks:
        with closing(Ledger(folder / _JUDGEMENTS)) as judgements:
            origins, shared = self._find_copies(copies, judgements, folder)
        groups, said = tell_stories(self.shelf, origins, self.settings, spread=self.spread)
        self.file.writelines(_line({"judgement": to_plain(judgement)}) for judgement in said)
        del said
        if whole:
            lines = self.spread(_link_story, _stories(self.shelf, groups, origins, copies))
            for done, line in enumerate(lines, 1):
                self.file.write(line)
                self._tell("linking", done, len(groups))
        else:
            self.file.writelines(_line({"story": group}) for group in groups)
        return BulkLinks(
            reports=len(self.shelf),
            copies=len(copies),
            shared=shared,
            origins=len(origins),
            stories=len(groups),
        )

    def _find_copies(self, copies: Ledger, judgements: Ledger, folder: Path) -> tuple[Groups, int]:
        """Write copies, shared passages, origins and judgements; return the origins and the number of passages."""
        search = CopySearch(self.shelf, self.settings)
        done = 0
        for told in self.spread(_compare, search.blocks()):
            search.take(told.found)
            for ledger, lines in ((copies, told.copies), (judgements, told.judgements)):
                for pair, line in lines:
                    ledger.put(pair, line)
            done += told.found.pairs
            self._tell("comparing", done, search.pairs)
        self.file.writelines(copies.lines())
        shared = search.passages()
        self.file.writelines(_passage_lines(self.shelf, shared, folder, self.spread))
        origins = search.origins()
        self.file.writelines(_line({"origin": group}) for group in origins)
        self.file.writelines(judgements.lines())
        return origins, len(shared.edges) - 1

    def _tell(self, step: str, done: int, of: int) -> None:
        if self.progress:
            self.progress(step, done, of)


def _line(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _passage_lines(shelf: Shelf, shared: Passages, folder: Path, spread: Spread) -> Iterator[bytes]:
    """Yield the lines of the shared passages. Every report is fetched once; its sentences wait on the disk."""
    order = np.lexsort((shared.starts, shared.owners))
    cuts = np.searchsorted(shared.owners[order], np.arange(_QUOTED_REPORTS, len(shelf), _QUOTED_REPORTS))
    parts = (
        _Quoted(shelf=shelf, owners=shared.owners[held], starts=shared.starts[held], ends=shared.ends[held])
        for held in np.split(order, cuts)
    )
    with closing(Ledger(folder / _QUOTES)) as quotes:
        for place, line in zip(order.tolist(), chain.from_iterable(spread(_quote, parts)), strict=True):
            quotes.put((place, 0), line)
        lines = quotes.lines()
        for size in np.diff(shared.edges).tolist():
            yield b'{"shared": {"evidence": [' + b", ".join(islice(lines, size)) + b"]}}\n"


def _quote(block: _Quoted) -> list[bytes]:
    """Put the sentences of some reports, which come report by report, into lines."""
    found: list[bytes] = []
    rows = zip(block.owners.tolist(), block.starts.tolist(), block.ends.tolist(), strict=True)
    for owner, inside in groupby(rows, key=lambda row: row[0]):
        reading = block.shelf[owner]
        quotes = (evidence_of(reading.id, reading.text, Span(start=start, end=end)) for _, start, end in inside)
        found.extend(json.dumps(to_plain(quote), ensure_ascii=False).encode() for quote in quotes)
    return found


@uncollected()
def _compare(block: Block) -> _Told:
    """Compare a block and put what is told of it into lines, where there is a processor for it."""
    found = compare(block)
    return _Told(
        copies=tuple((p, _line({"copy": to_plain(k.copy)})) for p, k in found.kin if k.copy is not None),
        judgements=tuple(
            (p, _line({"judgement": to_plain(k.judgement)})) for p, k in found.kin if k.judgement is not None
        ),
        found=replace(found, kin=()),
    )


def _stories(shelf: Shelf, groups: Groups, origins: Groups, copies: Ledger) -> Iterator[_Story]:
    """Yield, story by story, what it is linked from."""
    number = {name: n for n, name in enumerate(shelf.ids)}
    story_of = {number[report]: n for n, group in enumerate(groups) for report in group}
    origin_of = {report: group for group in origins for report in group}
    inside = _copies_inside(copies, story_of)
    for n, group in enumerate(groups):
        held = set(group)
        yield _Story(
            shelf=shelf,
            reports=tuple(number[report] for report in group),
            origins=tuple(
                tuple(r for r in origin if r in held) for origin in sorted({origin_of[report] for report in group})
            ),
            copies=tuple(copies.line(at, size) for at, size in inside.pop(n, ())),
            own_words=shelf.own_words(group),
        )


def _copies_inside(copies: Ledger, story_of: Mapping[int, int]) -> dict[int, list[tuple[int, int]]]:
    """Return where the lines of the copies within each story stand."""
    inside: dict[int, list[tuple[int, int]]] = {}
    for one, two, at, size in copies.places().tolist():
        if story_of[one] == story_of[two]:
            inside.setdefault(story_of[one], []).append((at, size))
    return inside


@uncollected()
def _link_story(work: _Story) -> bytes:
    """Link one story and return its line."""
    readings = [work.shelf.whole(number) for number in work.reports]
    copies = [from_plain(Copy, json.loads(line)["copy"]) for line in work.copies]
    story, _, dates, judgements = link_story(readings, work.origins, copies, work.own_words)
    row = {
        "story": to_plain(story),
        "dates": {report: to_plain(dated) for report, dated in sorted(dates.items())},
        "judgements": to_plain(tuple(sorted(judgements, key=lambda j: (j.kind, j.id)))),
    }
    return _line(row)
