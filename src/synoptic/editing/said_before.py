"""Whether a claim was told before in other words: by a line of the old account, or by a sentence of its reports.

Decision to know: better a repetition missed than news called a repetition. Most of the claim's rarer words must stand
in one telling, as they are or as another word for the same deed, no number may be new, what is denied must be denied
there, who says it must be named there (unless the words are all but the same), and the days must fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from synoptic.editing.claims import Claim, letters_of
from synoptic.editing.matching import days_fit
from synoptic.editing.same_words import content_of
from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval
from synoptic.model.news import NewsPart
from synoptic.model.readings import PassageKind, Reading, Status

_SHARE = 0.75
"""Share of a claim's stems, weighed by how rare they are, that one telling must have."""
_SHARE_ALIKE = 0.9
_FEWEST_ALIKE = 7
"""So many stems, all but all of them there, are the same words, whoever is said to have said them."""
_FEWEST_OF_DEEDS = 6
"""Stems of a claim from which on a word for the same deed may stand for another; of a short one it would be half."""
_FEWEST_STEMS = 4
_FEWEST_OF_WORDS = 2
"""Of somebody's words or stance, when all of them are there."""
_TELLINGS = 6
_COMMON = 60
_RAREST = 5
_DENYING = frozenset({"not", "no", "never", "nobody", "nothing", "none", "t", "without", "nor", "neither"})
"""Words that turn what is told round; "t" is what is left of "didn't"."""
_SOMEBODYS = frozenset({NewsPart.STATEMENT, NewsPart.POSITION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One stretch of words that may tell what a claim tells."""

    words: str
    where: str
    """The id of the line, or of the report."""
    story: str
    content: Mapping[str, frozenset[int]]
    deeds: frozenset[int]
    numbers: frozenset[str]
    denied: bool
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
    letters, content = letters_of(words), content_of(words)
    return Telling(
        words=" ".join(words.split()),
        where=where,
        story=story,
        content=content,
        deeds=frozenset().union(*content.values()),
        numbers=_numbers(letters),
        denied=_is_denied(letters),
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
            for stem in telling.content:
                self._by_stem.setdefault(stem, []).append(number)

    def weight(self, stem: str) -> float:
        """Weigh a stem by how few tellings have it: log(1 + n / df)."""
        return log(1 + len(self.tellings) / max(1, len(self._by_stem.get(stem, ()))))

    def find(self, claim: Claim, stories: frozenset[str]) -> Telling | None:
        """Find the telling of one of those stories that holds most of the claim; None where none holds enough of it."""
        content = content_of(claim.text)
        short = len(content) < _FEWEST_STEMS
        fewest = len(content) if short else _FEWEST_STEMS
        if len(content) < _FEWEST_OF_WORDS or (short and (claim.part not in _SOMEBODYS or not claim.by)):
            return None
        long = len(content) >= _FEWEST_OF_DEEDS
        weights = {stem: self.weight(stem) for stem in content}
        whole, letters = sum(weights.values()), letters_of(claim.text)
        numbers, denied = _numbers(letters), _is_denied(letters)
        best: tuple[float, int] | None = None
        for number in self._near(content):
            telling = self.tellings[number]
            if telling.story not in stories or numbers - telling.numbers or (denied and not telling.denied):
                continue
            both = [stem for stem in content if stem in telling.content or (long and content[stem] & telling.deeds)]
            share = sum(weights[stem] for stem in both) / whole
            if len(both) < fewest or share < _SHARE:
                continue
            alike = share >= _SHARE_ALIKE and len(both) >= _FEWEST_ALIKE
            if _days_allow(telling, claim) and (alike or _sayer_named(telling, claim)):
                best = min(best, (-share, number)) if best is not None else (-share, number)
        return self.tellings[best[1]] if best is not None else None

    def _near(self, content: Iterable[str]) -> list[int]:
        """Return the tellings that have one of the claim's rarest stems: one that has none can't hold enough."""
        rare = sorted(content, key=lambda stem: (len(self._by_stem.get(stem, ())), stem))[:_RAREST]
        return sorted({number for stem in rare for number in self._by_stem.get(stem, ())[:_COMMON]})


def _is_done(claim: Claim) -> bool:
    return isinstance(claim.item, EventLine) and claim.item.status is Status.OCCURRED


def _days_allow(telling: Telling, claim: Claim) -> bool:
    if not days_fit(telling.date, claim.date):
        return False
    if not _is_done(claim) or claim.date is None or telling.written is None:
        return True
    return claim.date.first <= telling.written.last


def _sayer_named(telling: Telling, claim: Claim) -> bool:
    if claim.part not in _SOMEBODYS or not claim.by:
        return True
    return any(name.casefold().split()[-1] in telling.names for name in claim.by)


def _is_denied(letters: str) -> bool:
    return not _DENYING.isdisjoint(letters.split())


def _numbers(letters: str) -> frozenset[str]:
    return frozenset(word for word in letters.split() if word.isdigit())
