"""Count in how many of a thousand texts a word stands: makes `src/synoptic/lexicon/background.tsv`.

    python -m training.background --data ../shared/data

Decision to know: only words that many texts hold are kept, one by one and without the texts they came from. The sets,
their licences and the known faults stand in the card beside the table; a set that is added here is added there.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha1
from pathlib import Path
from typing import Any

from synoptic.linking.terms import stem

TABLE = Path(__file__).resolve().parents[1] / "src" / "synoptic" / "lexicon" / "background.tsv"
ESTIMATES = Path(__file__).with_name("background_estimates.tsv")
GENRES = ("academic", "bio", "court", "interview", "news", "voyage")
"""The genres of GUM that are counted: near enough to reports, and their texts have a free licence."""
LEAST = 7
"""A word in fewer texts of a thousand is left out: at log(1000 / 7) rarity stops counting in `linking.terms`."""
_FOLDER = Path("reading") / "train"
_DATED, _GENRED = "docdate.jsonl", "gum.jsonl"
_OPENINGS = Path("linking") / "neus_allsides.jsonl"
MEASURED = 300
"""So many clusters of the openings, the first by the hash of their names, are measured on and never counted."""
_OPENING_CHARS = 1500
"""Only the beginning of a text counts, for the words of a long one would all seem frequent beside short ones."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SAME_CHARS = 300
_HEADER = """\
# How many of a thousand texts in English, mostly news reports, hold a word: its weight when stories are told apart.
# One word a line in its plain singular form, then the count; a word that is not here stands in fewer than {least}.
# Counted over {many:,} texts by `python -m training.background`; sets, licences, faults: background.card.md.
# Do not edit: counts that are set by hand stand in training/background_estimates.tsv.
"""


class Unusable(Exception):
    """The annotated texts are not there or can't be read; the message says which file and what to do."""


def read_texts(data: Path) -> Iterator[str]:
    """Yield the texts that are counted, in the order of the files; `data` is the folder that holds `reading/train` and
    `linking`.

    Raises Unusable for a file that is missing or a line that is not a record.
    """
    for name in (_DATED, _GENRED):
        yield from _texts_of(data / _FOLDER / name, lambda r, n=name: n == _DATED or r["meta"]["genre"] in GENRES)
    path, clusters = data / _OPENINGS, set[str]()
    for _ in _texts_of(path, lambda r: clusters.add(str(r["cluster"])) is not None):
        pass
    measured = set(sorted(clusters, key=lambda c: sha1(c.encode(), usedforsecurity=False).hexdigest())[:MEASURED])
    yield from _texts_of(path, lambda r: r.get("split") == "train" and str(r["cluster"]) not in measured)


def _texts_of(path: Path, wanted: Callable[[dict[str, Any]], bool]) -> Iterator[str]:
    """Yield the beginnings, title first, of the texts of a file whose records are wanted."""
    if not path.is_file():
        raise Unusable(f"{path} is not there: the annotated data are needed, give their folder with --data")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                text = f"{record.get('title') or ''}\n{record['text']}" if wanted(record) else None
            except (AttributeError, ValueError, KeyError, TypeError) as error:
                raise Unusable(f"{path}, line {number}: not a record of a text: {error!r}") from error
            if text is not None:
                yield text[:_OPENING_CHARS]


def count_words(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Count the texts, those with the same opening once, and for each word the texts that hold it.

    A word counts once a text, in whatever form it stands.
    """
    many, counts, openings = 0, Counter[str](), set[str]()
    for text in texts:
        opening = re.sub(r"\W+", " ", text.lower())[:_SAME_CHARS]
        if opening in openings:
            continue
        openings.add(opening)
        many += 1
        plain = {stem(word.lower()) for word in _WORD.findall(text.replace("’", "'"))}
        counts.update(word for word in plain if len(word) > 1)
    return many, counts


def read_estimates(path: Path = ESTIMATES) -> dict[str, int]:
    """Read the counts in a thousand that were set by hand, by the plain form of the word."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return {stem(word): int(count) for word, count in rows}


def make_table(data: Path) -> str:
    """Return the whole table, header and rows, the most frequent word first and the alphabet after that.

    Raises Unusable where the annotated texts are not there.
    """
    many, counts = count_words(read_texts(data))
    if not many:
        raise Unusable(f"{data / _FOLDER} holds no text that is counted")
    rows = {word: round(1000 * count / many) for word, count in counts.items() if 1000 * count >= LEAST * many}
    for word, count in read_estimates().items():
        rows[word] = max(rows.get(word, 0), count)
    ranked = sorted(rows.items(), key=lambda row: (-row[1], row[0]))
    return _HEADER.format(least=LEAST, many=many) + "".join(f"{word}\t{count}\n" for word, count in ranked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table anew; 2 with one line on stderr where the annotated texts are not there."""
    parser = argparse.ArgumentParser(prog="python -m training.background", description="Make the background table.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the annotated data")
    parser.add_argument("--to", type=Path, default=TABLE, help="the table to write (default: the one that ships)")
    given = parser.parse_args(arguments)
    try:
        table = make_table(given.data)
    except Unusable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    given.to.write_text(table, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {given.to.name}: {sum(line[0] != '#' for line in table.splitlines())} words\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
