"""The claims of an account, whatever part they are printed in, laid out to be set beside those of another account.

Decision to know: a claim is known by where it stands. Its id, then the places of its evidence, then its words tell that
it is the same claim tomorrow; who says it must fit in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from synoptic.editing.disagreements import figure_words
from synoptic.editing.likeness import stems
from synoptic.model.accounts import (
    Account,
    Disagreement,
    EventLine,
    FigureLine,
    PositionLine,
    ReportEntry,
    StatementLine,
    Story,
)
from synoptic.model.days import Interval
from synoptic.model.links import FigureState
from synoptic.model.news import NewsPart
from synoptic.model.readings import Stance
from synoptic.model.spans import Evidence

Told = EventLine | FigureLine | StatementLine | PositionLine | Disagreement

_LETTERS = re.compile(r"[^\W_]+")
_NEAR_STANCES = {Stance.REJECTS: Stance.REFUSES, Stance.REQUESTS: Stance.DEMANDS}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """One item of an account, laid out for comparison."""

    part: NewsPart
    id: str
    story: str
    text: str
    by: tuple[str, ...]
    key: str
    """What must be the same in the same claim: speaker, number, actor and stance; empty where nothing must."""
    date: Interval | None
    evidence: tuple[Evidence, ...]
    places: tuple[tuple[str, int, int], ...]
    """Report, start and end by which it is found again: triggers where there are any, else the evidence."""
    origins: int
    weight: float
    contested: bool
    value: str | None
    item: Told
    stems: frozenset[str]
    letters: str

    @property
    def reports(self) -> frozenset[str]:
        """Return the reports that it rests on."""
        return frozenset(piece.report for piece in self.evidence)

    @property
    def aside(self) -> bool:
        """Tell whether no view shows it: it was told, so it is not new later on, and is no news either."""
        return isinstance(self.item, EventLine) and self.item.aside


def claims_of(account: Account) -> tuple[Claim, ...]:
    """List the claims of an account in the order in which it prints them."""
    return tuple(claim for story in account.stories for claim in _claims_of_story(story))


def _claims_of_story(story: Story) -> Iterable[Claim]:
    contested = {item for one in story.disagreements for item in one.about}
    for event in story.events:
        yield _claim(NewsPart.EVENT, story, event, event.what, by=event.says, contested=event.id in contested)
    for line in story.figures:
        clash = line.id in contested or any(a.state is FigureState.CONFLICTING for a in line.against)
        yield _claim(NewsPart.FIGURE, story, line, line.text or line.what, by=line.claimed_by, contested=clash)
    for said in story.statements:
        by = (said.speaker,) if said.speaker else ()
        yield _claim(NewsPart.STATEMENT, story, said, said.content, by=by, contested=said.id in contested)
    for held in story.positions:
        yield _claim(NewsPart.POSITION, story, held, held.about, by=(held.actor,), contested=held.id in contested)
    for one in story.disagreements:
        yield _claim(NewsPart.DISAGREEMENT, story, one, one.what, by=(), contested=True)


def _claim(part: NewsPart, story: Story, item: Told, text: str, *, by: tuple[str, ...], contested: bool) -> Claim:
    if isinstance(item, Disagreement):
        evidence = tuple(dict.fromkeys(piece for side in item.values for piece in side.evidence))
        origins, date = 1, None
    else:
        evidence, origins, date = item.evidence, item.origins, item.date
    triggers = tuple((m.report, m.start, m.end) for m in item.mentions) if isinstance(item, EventLine) else ()
    return Claim(
        part=part,
        id=item.id,
        story=story.id,
        text=text,
        by=by,
        key=_key(item),
        date=date,
        evidence=evidence,
        places=triggers or tuple((piece.report, piece.start, piece.end) for piece in evidence),
        origins=origins,
        weight=item.weight if isinstance(item, EventLine) else 3.0 * origins,
        contested=contested,
        value=_value(item),
        item=item,
        stems=stems(text),
        letters=letters_of(text),
    )


def letters_of(text: str) -> str:
    """Return the words of a text without marks and capitals."""
    return " ".join(_LETTERS.findall(text.casefold()))


def _key(item: Told) -> str:
    match item:
        case FigureLine():
            return f"{item.value:g} {item.value2 or ''} {item.unit or ''} {' '.join(item.claimed_by).casefold()}"
        case StatementLine():
            return "" if item.anonymous or item.speaker is None else item.speaker.casefold()
        case PositionLine():
            return f"{item.actor.casefold()} {_NEAR_STANCES.get(item.stance, item.stance)}"
        case Disagreement():
            return item.kind
        case EventLine():
            return ""


def _value(item: Told) -> str | None:
    if isinstance(item, FigureLine):
        return figure_words(item)
    if isinstance(item, EventLine):
        days = " or ".join(str(one) for one in item.candidates) or (str(item.date) if item.date else "")
        return f"{item.status}, {days}" if days else str(item.status)
    if isinstance(item, Disagreement):
        return " / ".join(side.value for side in item.values)
    return None


def reports_of(account: Account) -> Mapping[str, ReportEntry]:
    """Give the reports of an account by their ids."""
    return {entry.id: entry for entry in account.reports}


def unchanged_reports(old: Account, new: Account) -> frozenset[str]:
    """Return the reports that both accounts have with the same text.

    Where an account gives no digest of a text, two quotations that begin at one place and differ show that it
    changed.
    """
    mine, theirs = reports_of(old), reports_of(new)
    same = set()
    unknown = set()
    for report in mine.keys() & theirs.keys():
        one, other = mine[report].digest, theirs[report].digest
        if one is None or other is None:
            unknown.add(report)
        elif one == other:
            same.add(report)
    if unknown:
        quotes: dict[tuple[str, int], str] = {}
        changed = set()
        for claim in claims_of(old):
            quotes.update({(e.report, e.start): e.quote for e in claim.evidence if e.report in unknown})
        for claim in claims_of(new):
            for e in claim.evidence:
                before = quotes.get((e.report, e.start))
                least = min(len(before), len(e.quote)) if before is not None else 0
                if before is not None and before[:least] != e.quote[:least]:
                    changed.add(e.report)
        same |= unknown - changed
    return frozenset(same)
