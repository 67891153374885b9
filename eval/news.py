"""Measure what is new: feed a topic's articles day by day, and compare with what annotators wrote as each day's news.

    python -m eval.news READINGS.readings.jsonl ANNOTATIONS [--words 60] [--first DAY] [--last DAY] [--show N]

READINGS are ready readings of the T17 articles of one topic; ANNOTATIONS a folder of the background summaries (Pratapa
et al., 2023): a TSV an annotator, with the columns Date, Update, Background. For each day that an annotator chose and
on which (or on the day after) articles appeared, OLD is the account of all articles before it, NEW that of all up to
the day after.

Printed is the recall of the update's words (stems of content words, as counts: ROUGE-1 without stop words) by the lines
that are marked as news, the weightiest first, up to `--words` words; beside it that of the day's top lines by weight,
new or not, from the same articles; and that of all lines, and of all of the day's articles, which is the ceiling.
`--show` prints every so-many-th line that is marked new with the sentence before it that comes nearest, to be read by a
person. Decision to know: the budget is the same for both, so that a long list does not win by its length.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

from synoptic.editing.claims import Claim, claims_of
from synoptic.editing.likeness import stem, stems
from synoptic.lexicon import load_words
from synoptic.model.accounts import Account
from synoptic.model.news import News, NewsKind, NewsLine, NewsPart
from synoptic.model.readings import Reading
from synoptic.pipeline import Pile, account_of, compare, read_pile

_PRINTED = frozenset({NewsPart.EVENT, NewsPart.FIGURE, NewsPart.STATEMENT})
_NEWS = frozenset({NewsKind.NEW, NewsKind.FIGURE, NewsKind.STATE, NewsKind.CONTESTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an annotator wrote as the news of a day."""

    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The recall of one update's words."""

    news: float
    top: float
    every_line: float
    articles: float


def updates_of(folder: Path) -> Iterator[Update]:
    """Read the updates of every annotator, in order of file and day."""
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                try:
                    day = date.fromisoformat(row["Date"].strip("[] "))
                except ValueError:
                    continue  # a month or a year is no day to feed articles of
                yield Update(day=day, words=row["Update"])


def counted(texts: Iterable[str]) -> Counter[str]:
    """Count the stems of content words and the numbers of several texts."""
    plain = load_words("plain_words")
    found: Counter[str] = Counter()
    for text in texts:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        found.update(word if word.isdigit() else stem(word) for word in words if word not in plain)
    return found


def recall(wanted: Counter[str], got: Counter[str]) -> float:
    """Return the share of the wanted words that were got."""
    return sum((wanted & got).values()) / max(1, sum(wanted.values()))


def within(texts: Iterable[str], limit: int) -> list[str]:
    """Take whole texts, and the head of the last, up to so many words; what repeats one already taken is left out."""
    taken: list[str] = []
    left = limit
    seen: list[frozenset[str]] = []
    for text in texts:
        words, own = text.split(), stems(text)
        if left <= 0:
            break
        if any(2 * len(own & other) > len(own) for other in seen):
            continue
        taken.append(" ".join(words[:left]))
        seen.append(own)
        left -= len(words)
    return taken


def day_of(reading: Reading) -> date | None:
    """Return the day on which an article appeared, as its record states it."""
    return date.fromisoformat(reading.report.published[:10]) if reading.report.published else None


class Feed:
    """A topic's articles, and the accounts of those up to a day."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = [r for r in readings if day_of(r) is not None]
        self._accounts: dict[date, Account] = {}

    def before(self, day: date) -> list[Reading]:
        """Return the articles that appeared before a day."""
        return [r for r in self.readings if (d := day_of(r)) is not None and d < day]

    def account(self, day: date) -> Account:
        """Return the account of the articles before a day."""
        if day not in self._accounts:
            self._accounts = {key: told for key, told in self._accounts.items() if key >= day - timedelta(days=3)}
            self._accounts[day] = account_of(Pile(readings=tuple(self.before(day)), failed=()))
        return self._accounts[day]

    def news(self, day: date) -> tuple[News, Account, list[Reading]]:
        """Return the news of a day and the day after, the account with it, and the articles of the two days."""
        end = day + timedelta(days=2)
        fresh = [r for r in self.before(end) if (d := day_of(r)) is not None and d >= day]
        new = self.account(end)
        return compare(self.account(day), new, self.readings), new, fresh


def texts_of_news(news: News) -> list[str]:
    """Give the lines that are marked as news, the weightiest first."""
    lines = [line for line in news.lines if line.kind in _NEWS and line.part in _PRINTED and line.id]
    return [line.text for line in sorted(lines, key=_heaviest)]


def _heaviest(line: NewsLine | Claim) -> tuple[float, str]:
    return -line.weight, line.id or ""


def score(update: Update, news: News, new: Account, fresh: Sequence[Reading], limit: int) -> Scored:
    """Score one update against the news of its day."""
    wanted = counted([update.words])
    names = {r.id for r in fresh}
    top = [claim for claim in claims_of(new) if claim.part in _PRINTED and claim.reports & names]
    return Scored(
        news=recall(wanted, counted(within(texts_of_news(news), limit))),
        top=recall(wanted, counted(within([c.text for c in sorted(top, key=_heaviest)], limit))),
        every_line=recall(wanted, counted(c.text for c in top)),
        articles=recall(wanted, counted(r.text for r in fresh)),
    )


def nearest_before(line: NewsLine, old: Sequence[Reading], known: dict[str, list[frozenset[str]]]) -> tuple[float, str]:
    """Find the sentence of the older articles that has most of the line's stems: the share, and its words."""
    mine, best = stems(line.text), (0.0, "")
    for reading in old:
        if reading.id not in known:
            known[reading.id] = [stems(reading.quote(s)) for s in reading.sentences]
        for number, theirs in enumerate(known[reading.id]):
            share = len(mine & theirs) / max(1, len(mine))
            if share > best[0]:
                best = (share, f"{reading.id} {' '.join(reading.quote(reading.sentences[number]).split())}")
    return best


def main(words: Sequence[str]) -> int:
    """Run the measurement; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings")
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--first", type=date.fromisoformat, default=date.min)
    parser.add_argument("--last", type=date.fromisoformat, default=date.max - timedelta(days=9))
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args(words)
    feed = Feed(read_pile([chosen.readings]).readings)
    updates: dict[date, list[Update]] = {}
    for update in updates_of(chosen.annotations):
        if chosen.first <= update.day <= chosen.last:
            updates.setdefault(update.day, []).append(update)
    scored: list[Scored] = []
    stems_of: dict[str, list[frozenset[str]]] = {}
    counts: Counter[NewsKind] = Counter()
    shown = 0
    for day in sorted(updates):
        old = feed.before(day)
        if not old or len(feed.before(day + timedelta(days=2))) == len(old):
            continue
        news, new, fresh = feed.news(day)
        counts.update(news.counts())
        scored += [score(update, news, new, fresh, chosen.words) for update in updates[day]]
        if chosen.show:
            for line in (one for one in news.lines if one.kind is NewsKind.NEW):
                shown += 1
                if shown % chosen.show == 0:
                    share, before = nearest_before(line, old, stems_of)
                    print(f"\n{day} {line.part} {line.why}\n  NEW    {line.text}\n  {share:.2f}   {before[:400]}")
    if not scored:
        print("no update falls on a day with articles and articles before it", file=sys.stderr)
        return 2
    print(f"{len(scored)} updates, {chosen.words} words; {', '.join(f'{n} {kind}' for kind, n in counts.items())}")
    for name in ("news", "top", "every_line", "articles"):
        print(f"  recall by {name:<11} {mean(getattr(one, name) for one in scored):.3f}")
    better = sum(one.news > one.top for one in scored)
    print(f"  news ahead of the top lines {better}, behind {sum(one.news < one.top for one in scored)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
