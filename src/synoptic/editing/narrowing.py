"""Less of an account: one story alone, or the weightiest lines of each part.

Decision to know: narrowing never changes a line, it leaves lines out; their order stays.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from synoptic.errors import UnknownItem
from synoptic.model.accounts import Account, EventLine, FigureLine, PositionLine, StatementLine, Story
from synoptic.model.links import FigureState

T = TypeVar("T", EventLine, FigureLine, StatementLine, PositionLine)


def cut_account(account: Account, top: int) -> Account:
    """Keep the `top` weightiest lines of each part of every story, in their order; 0 keeps all.

    What a line on top is about is among them, so that it leads somewhere.
    """
    if top <= 0:
        return account
    return replace(account, stories=tuple(_cut_story(story, top) for story in account.stories))


def _cut_story(story: Story, top: int) -> Story:
    summary = story.summary[:top]
    first = frozenset(line.about for line in summary if line.about is not None)
    return replace(
        story,
        summary=summary,
        events=_heaviest(story.events, top, first, lambda line: line.weight),
        figures=_heaviest(story.figures, top, first, _figure_weight),
        statements=_heaviest(story.statements, top, first, _said_weight),
        positions=_heaviest(story.positions, top, first, lambda line: 3.0 * line.origins),
        open=story.open[:top],
        disagreements=story.disagreements[:top],
    )


def _figure_weight(line: FigureLine) -> float:
    clash = any(a.state is FigureState.CONFLICTING for a in line.against)
    return 3.0 * line.origins + (2.0 if clash else 0.0)


def _said_weight(line: StatementLine) -> float:
    return 3.0 * line.origins + (0.0 if line.anonymous else 1.0) + (0.5 if line.date else 0.0)


def _heaviest(lines: tuple[T, ...], top: int, first: frozenset[str], weight: Callable[[T], float]) -> tuple[T, ...]:
    if len(lines) <= top:
        return lines
    order = sorted(range(len(lines)), key=lambda n: (lines[n].id not in first, -weight(lines[n]), n))
    kept = set(order[:top])
    return tuple(line for n, line in enumerate(lines) if n in kept)


def story_of(account: Account, wanted: str) -> Account:
    """Keep one story: the one with that id, else whose id begins so, else whose title holds all the words.

    Raises:
        UnknownItem: no story is meant, or several are; the message names those that come near.
    """
    story = _find_story(account.stories, wanted)
    reports = set(story.reports)
    items = _items_of(story) | reports | {story.id}
    return replace(
        account,
        stories=(story,),
        reports=tuple(entry for entry in account.reports if entry.id in reports),
        copies=tuple(copy for copy in account.copies if set(copy.reports) & reports),
        judgements=tuple(j for j in account.judgements if j.a in items or j.b in items or _rests_on(j, reports)),
    )


def _rests_on(judgement: object, reports: set[str]) -> bool:
    reasons = getattr(judgement, "reasons", ())
    return any(piece.report in reports for reason in reasons for piece in reason.evidence)


def _items_of(story: Story) -> set[str]:
    ids = {line.id for line in story.events} | {line.id for line in story.figures}
    ids |= {line.id for line in story.statements} | {line.id for line in story.positions}
    return ids | {one.id for one in story.disagreements} | {line.series for line in story.figures}


def _find_story(stories: Sequence[Story], wanted: str) -> Story:
    key = wanted.casefold().strip()
    words = key.split()
    for fits in (
        [s for s in stories if s.id.casefold() == key],
        [s for s in stories if key and s.id.casefold().startswith(key)],
        [s for s in stories if words and all(word in s.title.casefold() for word in words)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            listed = "; ".join(f"{s.id} ({s.title})" for s in fits[:5])
            raise UnknownItem(f"{wanted!r} means several stories: {listed}. Give the id of one of them.")
    listed = "; ".join(f"{s.id} ({s.title})" for s in near_stories(stories, key)) or "there is none in this account"
    raise UnknownItem(f"no story has the id or title {wanted!r}. Near ones: {listed}.")


def near_stories(stories: Sequence[Story], key: str) -> list[Story]:
    """Return up to three stories whose id or title comes nearest; the first ones when none is near."""
    names: dict[str, Story] = {}
    for story in reversed(stories):
        names[story.title.casefold()] = names[story.id.casefold()] = story
    near = difflib.get_close_matches(key, sorted(names), n=3, cutoff=0.3)
    found = list(dict.fromkeys(names[name].id for name in near))
    by_id = {story.id: story for story in stories}
    return [by_id[item] for item in found] or list(stories[:3])
