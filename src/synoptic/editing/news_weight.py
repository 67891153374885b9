"""How much a line matters as news: its weight in the account, how much of the new reports is about it, and whether one
leads with it.

Decision to know: a new report puts its news at its head and recalls the story below, so where a line stands there
counts beside its weight; what happened days before the new reports is told last, however many recall it. The shares
were chosen on annotators' updates of three long stories (`python -m eval.news`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from synoptic.editing.claims import Claim, reports_of
from synoptic.editing.likeness import stems
from synoptic.model.accounts import Account

_HEAD_CHARS = 500
_AT_HEAD = 5.0
_SALIENT = 10.0
_RECALLED_DAYS = 3
_RECALLED = 0.25


class NewsWeights:
    """Weigh claims against the reports that are new or have another text."""

    def __init__(self, account: Account, claims: Sequence[Claim], fresh: frozenset[str]) -> None:
        self._fresh = fresh
        origin_of = {
            report: number
            for number, group in enumerate(group for story in account.stories for group in story.origins)
            for report in group
        }
        told: dict[int, set[str]] = {}
        for claim in claims:
            for piece in claim.evidence:
                if piece.report in fresh and piece.report in origin_of:
                    told.setdefault(origin_of[piece.report], set()).update(stems(piece.quote))
        self._shares = _shares(told.values())
        entries = reports_of(account)
        days = [entries[r].dated.value for r in fresh if r in entries]
        first = min((day.first for day in days if day is not None), default=None)
        near = first is not None and first - date.min > timedelta(days=_RECALLED_DAYS)
        self._since = first - timedelta(days=_RECALLED_DAYS) if first is not None and near else None

    def weight(self, claim: Claim) -> float:
        """Weigh a claim: its own weight, 10 times the mean share of new origins that have its stems, 5 at a head."""
        own = stems(claim.text)
        salience = sum(self._shares.get(stem, 0.0) for stem in own) / len(own) if own else 0.0
        head = any(piece.report in self._fresh and piece.start < _HEAD_CHARS for piece in claim.evidence)
        weight = claim.weight + _SALIENT * salience + (_AT_HEAD if head else 0.0)
        recalled = self._since is not None and claim.date is not None and claim.date.last < self._since
        return round(weight * (_RECALLED if recalled else 1.0), 3)


def _shares(told: Iterable[set[str]]) -> dict[str, float]:
    """Return by stem the share of the origins that have it."""
    counted: dict[str, int] = {}
    number = 0
    for words in told:
        number += 1
        for word in words:
            counted[word] = counted.get(word, 0) + 1
    return {word: n / number for word, n in counted.items()}
