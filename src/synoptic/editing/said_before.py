"""Whether a claim was told before in other words: by a line of the old account, or by a sentence of its reports.

Decision to know: better a repetition missed than news called a repetition. Most of the claim's rarer words must stand
in one telling, no number may be new, who says it must be named there, and the days must fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from synoptic.editing.claims import Claim, letters_of
from synoptic.editing.likeness import stems
from synoptic.editing.matching import days_fit
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval
from synoptic.model.news import NewsPart
from synoptic.model.readings import PassageKind, Reading, Status

_SHARE = 0.75
"""Share of a claim's stems, weighed by how rare they are, that one telling must have."""
_FEWEST_STEMS = 4
_FEWEST_OF_WORDS = 2
"""Of somebody's words or stance, when all of them are there."""
_TELLINGS = 6
_COMMON = 60
_SOMEBODYS = frozenset({NewsPart.STATEMENT, NewsPart.POSITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One stretch of words that may tell what a claim tells."""

    words: str
    where: str
    """The id of the line, or of the report."""
    story: str
    stems: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    """The words of it and of the names of those who say it."""
    date: Interval | None
    written: Interval | None
    """The day of the report, of a sentence; what came later it can't tell as done."""


def tellings_of_claims(claims: Iterable[Claim]) -> list[Telling]:
    """Take the words of every claim, as printed and as they stand in the first reports that it rests on."""
    found = []
    for claim in claims:
        quotes = [piece.quote for piece in claim.evidence[:_TELLINGS]]
        for words in dict.fromkeys((claim.text, *quotes)):
            by = " ".join(claim.by).casefold().split()
            found.append(_telling(words, claim.id, claim.story, by, date=claim.date))
    return found


def tellings_of_reports(
    readings: Sequence[Reading], story_of: dict[str, str], day_of: dict[str, Interval | None]
) -> list[Telling]:
    """Take the sentences of the bodies of the reports that have a story."""
    found = []
    for reading in readings:
        if reading.id not in story_of:
            continue
        speakers: dict[int, list[str]] = {}
        for said in reading.attributions:
            if said.sentence is not None and said.speaker:
                speakers.setdefault(said.sentence, []).extend(said.speaker.casefold().split())
        for number, sentence in enumerate(reading.sentences):
            if reading.passages[sentence.passage].kind is PassageKind.BODY:
                by, written = speakers.get(number, []), day_of.get(reading.id)
                words = reading.quote(sentence)
                found.append(_telling(words, reading.id, story_of[reading.id], by, written=written))
    return found


def _telling(
    words: str,
    where: str,
    story: str,
    by: Sequence[str],
    *,
    date: Interval | None = None,
    written: Interval | None = None,
) -> Telling:
    letters = letters_of(words)
    return Telling(
        words=" ".join(words.split()),
        where=where,
        story=story,
        stems=stems(words),
        numbers=_numbers(letters),
        names=frozenset((*letters.split(), *by)),
        date=date,
        written=written,
    )


class SaidBefore:
    """Find the telling in which most of a claim stands."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tellings
        self._by_stem: dict[str, list[int]] = {}
        for number, telling in enumerate(tellings):
            for stem in telling.stems:
                self._by_stem.setdefault(stem, []).append(number)

    def weight(self, stem: str) -> float:
        """Weigh a stem by how few tellings have it: log(1 + n / df)."""
        return log(1 + len(self.tellings) / max(1, len(self._by_stem.get(stem, ()))))

    def find(self, claim: Claim, stories: frozenset[str]) -> Telling | None:
        """Find the telling of one of those stories that holds most of the claim; None where none holds enough of it."""
        short = len(claim.stems) < _FEWEST_STEMS
        fewest = len(claim.stems) if short else _FEWEST_STEMS
        if len(claim.stems) < _FEWEST_OF_WORDS or (short and (claim.part not in _SOMEBODYS or not claim.by)):
            return None
        weights = {stem: self.weight(stem) for stem in claim.stems}
        whole, numbers = sum(weights.values()), _numbers(letters_of(claim.text))
        best: tuple[float, int] | None = None
        for number in self._near(claim):
            telling = self.tellings[number]
            both = claim.stems & telling.stems
            if len(both) < fewest or telling.story not in stories or numbers - telling.numbers:
                continue
            share = sum(weights[stem] for stem in both) / whole
            if share >= _SHARE and _fits(telling, claim):
                best = min(best, (-share, number)) if best is not None else (-share, number)
        return self.tellings[best[1]] if best is not None else None

    def _near(self, claim: Claim) -> list[int]:
        """Return the tellings that have one of the claim's three rarest stems: one that has none can't hold enough."""
        rare = sorted(claim.stems, key=lambda stem: (len(self._by_stem.get(stem, ())), stem))[:3]
        return sorted({number for stem in rare for number in self._by_stem.get(stem, ())[:_COMMON]})


def _fits(telling: Telling, claim: Claim) -> bool:
    if not days_fit(telling.date, claim.date):
        return False
    done = isinstance(claim.item, EventLine) and claim.item.status is Status.OCCURRED
    if done and claim.date is not None and telling.written is not None and claim.date.first > telling.written.last:
        return False
    if claim.part not in _SOMEBODYS or not claim.by:
        return True
    return any(name.casefold().split()[-1] in telling.names for name in claim.by)


def _numbers(letters: str) -> frozenset[str]:
    return frozenset(word for word in letters.split() if word.isdigit())
