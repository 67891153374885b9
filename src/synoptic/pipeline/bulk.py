"""Link a pile of ready readings that is too large for the memory, and write the links down.

Decision to know: the same copies, stories and links as `synoptic.linking.link` gives, but nothing is held that can be
fetched again: a story's readings are loaded where the story is linked, and its links are written as they come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from synoptic.linking import group_reports, link_story
from synoptic.linking.copies import CopyLinks
from synoptic.linking.shelves import Spread
from synoptic.model.days import Dated
from synoptic.model.links import Copy
from synoptic.model.plain import to_plain
from synoptic.pipeline.shelf import Shelf, lay_shelf
from synoptic.pipeline.spreading import spread_over
from synoptic.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkLinks:
    """How many of each were written."""

    reports: int
    copies: int
    shared: int
    origins: int
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    shelf: Shelf
    reports: tuple[int, ...]
    origins: tuple[tuple[str, ...], ...]
    copies: tuple[Copy, ...]
    own_words: Mapping[str, Dated]


def link_pile(
    paths: Sequence[Path], out: Path, settings: Settings | None = None, *, processes: int = 2, whole: bool = True
) -> BulkLinks:
    """Link the readings of some files (`.readings.jsonl`) and write a JSON object a line to `out`.

    The objects are `{"copy": …}`, `{"shared": …}`, `{"judgement": …}`, `{"origin": …}` and, for every story,
    `{"story": …, "dates": …, "judgements": …}`; without `whole` only the story's reports. The bytes hang on the set of
    readings alone.

    Raises:
        NothingToRead: no reading is there, or a line is none.
    """
    chosen = settings or Settings()
    with TemporaryDirectory() as folder, spread_over(processes) as spread:
        shelf = lay_shelf(paths, Path(folder))
        try:
            with out.open("w", encoding="utf-8", newline="\n") as file:
                return _link(shelf, file, chosen, spread, whole=whole)
        finally:
            shelf.close()


def _link(shelf: Shelf, file: TextIO, settings: Settings, spread: Spread, *, whole: bool) -> BulkLinks:
    copies, stories = group_reports(shelf, settings, spread=spread)
    for name, parts in (("copy", copies.copies), ("shared", copies.shared), ("origin", copies.origins)):
        _write(file, ({name: to_plain(part)} for part in parts))
    _write(file, ({"judgement": to_plain(j)} for found in (copies, stories) for j in found.judgements))
    counts = BulkLinks(
        reports=len(shelf),
        copies=len(copies.copies),
        shared=len(copies.shared),
        origins=len(copies.origins),
        stories=len(stories.groups),
    )
    if not whole:
        _write(file, ({"story": group} for group in stories.groups))
        return counts
    work = _stories(shelf, stories.groups, copies)
    del copies, stories
    for line in spread(_link_story, work):
        file.write(line)
    return counts


def _write(file: TextIO, rows: Iterator[Mapping[str, object]]) -> None:
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _stories(shelf: Shelf, groups: Sequence[tuple[str, ...]], copies: CopyLinks) -> Iterator[_Story]:
    """Yield, story by story, what it is linked from; the copies are let go before the first is handed out."""
    number = {name: n for n, name in enumerate(shelf.ids)}
    origin_of = {report: group for group in copies.origins for report in group}
    story_of = {report: n for n, group in enumerate(groups) for report in group}
    inside: dict[int, list[Copy]] = {}
    for copy in copies.copies:
        one, two = (story_of[report] for report in copy.reports)
        if one == two:
            inside.setdefault(one, []).append(copy)
    del copies
    for n, group in enumerate(groups):
        held = set(group)
        origins = sorted({origin_of[report] for report in group})
        yield _Story(
            shelf=shelf,
            reports=tuple(number[report] for report in group),
            origins=tuple(tuple(r for r in origin if r in held) for origin in origins),
            copies=tuple(inside.pop(n, ())),
            own_words=shelf.own_words(group),
        )


def _link_story(work: _Story) -> str:
    """Link one story and return its line."""
    readings = [work.shelf.whole(number) for number in work.reports]
    story, _, dates, judgements = link_story(readings, work.origins, work.copies, work.own_words)
    row = {
        "story": to_plain(story),
        "dates": {report: to_plain(dated) for report, dated in sorted(dates.items())},
        "judgements": to_plain(tuple(sorted(judgements, key=lambda j: (j.kind, j.id)))),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
