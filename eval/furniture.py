"""Count how much page furniture is set aside, and how many lines of the report are lost with it.

    python -m eval.furniture COPIES         a folder with pile.jsonl and pairs.jsonl, as make_copies.py writes
    python -m eval.furniture --own [--reports 60] [--seed 3]    furniture of our own, in an invented pile and the sample

A line counts as set aside when most of it is junk, metadata or caption; a headline or a subheading is read, so an
inserted line that is taken for one counts as kept. Decision to know: in copies the inserted lines are those that the
source does not hold; lines of the source are never checked for being furniture themselves, so what is lost is an upper
bound.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from synoptic.model.readings import Passage, PassageKind, Reading
from synoptic.model.reports import Head
from synoptic.model.spans import Evidence, Span
from synoptic.pipeline import read_paths
from synoptic.reading.draft import Draft
from synoptic.reading.passages import read_passages
from synoptic.samples import sample_folder
from synoptic.testing import make_pile
from synoptic.testing.furniture import furnish
from synoptic.testing.furniture_lines import FurnitureKind, Wording

SET_ASIDE = frozenset({PassageKind.JUNK, PassageKind.METADATA, PassageKind.CAPTION})
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many lines there were, and what became of them, by kind of passage."""

    many: int
    kinds: Mapping[PassageKind, int]

    @property
    def set_aside(self) -> int:
        return sum(many for kind, many in self.kinds.items() if kind in SET_ASIDE)

    @property
    def share(self) -> float:
        return self.set_aside / self.many if self.many else 0.0


def tally(kinds: Iterable[PassageKind]) -> Tally:
    """Count kinds of lines."""
    counted = Counter(kinds)
    return Tally(many=counted.total(), kinds=counted)


def passages_of(text: str, head: Head) -> tuple[Passage, ...]:
    """Read the passages of a text, and nothing else."""
    return read_passages(Draft(reading=Reading(report=head, text=text))).reading.passages


def lines_of(text: str) -> list[Span]:
    """Return the lines that hold anything, blanks at their edges left out."""
    found = []
    for match in _LINE.finditer(text):
        cut = match[0]
        start = match.start() + len(cut) - len(cut.lstrip())
        found.append(Span(start=start, end=start + len(cut.strip())))
    return found


def kind_at(passages: Sequence[Passage], line: Span) -> PassageKind:
    """Return the kind that covers most of a line."""
    covered: defaultdict[PassageKind, int] = defaultdict(int)
    for passage in passages:
        covered[passage.kind] += max(0, min(passage.end, line.end) - max(passage.start, line.start))
    return max(PassageKind, key=lambda kind: covered.get(kind, 0))


def _head(row: Mapping[str, str]) -> Head:
    return Head(id=row["id"], headline=row.get("headline"), published=row.get("published"), outlet=row.get("outlet"))


def count_copies(folder: Path) -> dict[str, tuple[Tally, Tally]]:
    """Count inserted lines and the source's own lines in republished and worn copies, by operation.

    Worn copies hold no inserted line; "originals" are the sources of both.
    """
    rows = [json.loads(line) for line in (folder / "pile.jsonl").read_text(encoding="utf-8").splitlines()]
    reports = {row["id"]: row for row in rows}
    pairs = [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()][1:]
    inserted: defaultdict[str, list[PassageKind]] = defaultdict(list)
    own: defaultdict[str, list[PassageKind]] = defaultdict(list)
    for pair in pairs:
        operation = pair["operation"]
        if operation not in ("republished", "worn"):
            continue
        source, copy = reports[pair["a"]], reports[pair["b"]]
        known = {source["text"][line.start : line.end] for line in lines_of(source["text"])}
        for name, row in ((operation, copy), ("originals", source)):
            passages = passages_of(row["text"], _head(row))
            for line in lines_of(row["text"]):
                is_new = operation == "republished" and row["text"][line.start : line.end] not in known
                (inserted if is_new else own)[name].append(kind_at(passages, line))
    return {name: (tally(inserted[name]), tally(own[name])) for name in ("republished", "worn", "originals")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnishing:
    """What became of furniture of our own: its lines by kind, the report's lines, and those that were kept though put
    in, or lost though the report's (each with what it is)."""

    put_in: Mapping[FurnitureKind, Tally]
    own: Tally
    kept_lines: tuple[tuple[FurnitureKind, PassageKind, str], ...]
    lost_lines: tuple[tuple[PassageKind, str], ...]

    @property
    def all_put_in(self) -> Tally:
        kinds: Counter[PassageKind] = Counter()
        for one in self.put_in.values():
            kinds.update(one.kinds)
        return Tally(many=kinds.total(), kinds=kinds)


def count_furnished(texts: Sequence[tuple[Head, str]], seed: int, wording: Wording) -> Furnishing:
    """Put furniture into texts and count what the reading makes of it.

    Of the report's own lines those count that are read in the plain text; one that is set aside beside furniture is
    lost.
    """
    put_in: defaultdict[FurnitureKind, list[PassageKind]] = defaultdict(list)
    own: list[PassageKind] = []
    kept_lines, lost_lines = [], []
    for number, (head, text) in enumerate(texts):
        plain = passages_of(text, head)
        read = [kind_at(plain, line) not in SET_ASIDE for line in lines_of(text)]
        made = furnish(text, seed * 100_000 + number, wording)
        passages = passages_of(made.text, head)
        for piece in made.put_in:
            kind = kind_at(passages, piece)
            put_in[piece.kind].append(kind)
            if kind not in SET_ASIDE:
                kept_lines.append((piece.kind, kind, piece.quote(made.text)))
        for line, counts in zip(made.kept, read, strict=True):
            if counts:
                kind = kind_at(passages, line)
                own.append(kind)
                if kind in SET_ASIDE:
                    lost_lines.append((kind, line.quote(made.text)))
    return Furnishing(
        put_in={kind: tally(put_in[kind]) for kind in FurnitureKind if put_in[kind]},
        own=tally(own),
        kept_lines=tuple(kept_lines),
        lost_lines=tuple(lost_lines),
    )


def invented_texts(reports: int, seed: int) -> list[tuple[Head, str]]:
    """Return invented reports without the furniture that the pile has of its own."""
    pile = make_pile(reports, seed)
    junk: defaultdict[str, list[Evidence]] = defaultdict(list)
    for one in pile.key.junk:
        junk[one.report].append(one)
    found = []
    for report in pile.reports:
        lines = [
            line.quote(report.text)
            for line in lines_of(report.text)
            if not any(one.start < line.end and line.start < one.end for one in junk[report.id])
        ]
        head = Head(id=report.id, headline=report.headline, published=report.published, outlet=report.outlet)
        found.append((head, "\n".join(lines)))
    return found


def texts_of(paths: Sequence[str]) -> list[tuple[Head, str]]:
    """Receive the texts of files and folders."""
    return [(report.head, report.text) for report in read_paths(paths).reports]


def _print(name: str, inserted: Tally, own: Tally) -> None:
    if inserted.many:
        print(f"{name}: inserted lines set aside {inserted.share:.4f} ({inserted.set_aside} of {inserted.many})")
    became = ", ".join(f"{kind.value} {many}" for kind, many in sorted(own.kinds.items()))
    print(f"{name}: the report's lines lost {own.share:.4f} ({own.set_aside} of {own.many}; read as {became})")


def _print_furnished(name: str, found: Furnishing, *, lines: bool, by_kind: bool) -> None:
    _print(name, found.all_put_in, found.own)
    if by_kind:
        for kind, one in found.put_in.items():
            print(f"  {kind.value:<9} {one.share:.3f} ({one.set_aside} of {one.many})")
    if lines:
        for row, many in sorted(Counter(found.kept_lines).items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][2])):
            print(f"  kept {many:3}  {row[0].value:<9} as {row[1].value:<10} {row[2]}")
        for lost_as, text in found.lost_lines:
            print(f"  lost as {lost_as.value}: {text}")


def main(words: Sequence[str] | None = None) -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path, nargs="?")
    parser.add_argument("--own", action="store_true", help="furniture of our own instead of copies")
    parser.add_argument("--in", dest="paths", action="append", default=[], help="put it into these reports as well")
    parser.add_argument("--wording", choices=[one.value for one in Wording], default="early")
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--by-kind", action="store_true")
    parser.add_argument("--lines", action="store_true", help="list what was kept or lost")
    given = parser.parse_args(words)
    if given.copies is not None:
        for name, (inserted, own) in count_copies(given.copies).items():
            _print(name, inserted, own)
    if given.own:
        piles = {"invented": invented_texts(given.reports, given.seed), "sample": texts_of([str(sample_folder())])}
        piles |= {path: texts_of([path]) for path in given.paths}
        for name, texts in piles.items():
            found = count_furnished(texts, given.seed, Wording(given.wording))
            _print_furnished(name, found, lines=given.lines, by_kind=given.by_kind)


if __name__ == "__main__":
    main()
