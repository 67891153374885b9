"""What persons have decided about stretches of reports (names, triggers, figures, contents), and groups that obey it.

Decision to know: the machine groups first and persons regroup, so their word holds whatever rule made a group. The
latest word wins; one that can't hold beside later ones, or whose place holds nothing of its kind any more, is reported
and never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from synoptic.linking.verdicts import Sides, instant_of
from synoptic.model.corrections import Constraint, Place
from synoptic.model.ids import stable_id
from synoptic.model.links import Judgement, JudgementKind, Reason, ReasonCode, Verdict
from synoptic.model.spans import Evidence, Span

_IS = {Verdict.SAME: "the same", Verdict.DIFFERENT: "different"}


def found_at(place: Place, spans: Iterable[tuple[Span, int]]) -> int | None:
    """Return the item whose span has most characters in common with a place, of equals the first; None if none has."""
    start, end = place.start or 0, place.end or 0
    best: tuple[int, int, int] | None = None
    for span, item in spans:
        both = min(end, span.end) - max(start, span.start)
        if both > 0 and (best is None or (-both, span.start, item) < best):
            best = (-both, span.start, item)
    return best[2] if best else None


class ByHand:
    """The words of persons on items of one kind in a story, by the items' numbers and free of contradiction."""

    def __init__(
        self, constraints: Iterable[Constraint], kind: JudgementKind, at: Callable[[Place], int | None]
    ) -> None:
        """Take the words of this kind, the latest first; `at` finds the item that stands at a place."""
        self._kind = kind
        self._sides = Sides[int]()
        self.taken: list[tuple[Constraint, int, int]] = []
        self._broken: list[tuple[Constraint, str]] = []
        told = [c for c in constraints if c.kind is kind]
        for word in sorted(told, key=lambda c: (instant_of(c.at), c.id), reverse=True):
            a, b = at(word.a), at(word.b)
            if a is None or b is None:
                lost = " and ".join(_where(p) for p, item in ((word.a, a), (word.b, b)) if item is None)
                self._broken.append((word, f"nothing of this kind is read at {lost} now, so it is not followed"))
            elif not self._take(word, a, b):
                self._broken.append((word, self._against(a, b)))

    def __bool__(self) -> bool:
        return bool(self.taken or self._broken)

    def _take(self, word: Constraint, a: int, b: int) -> bool:
        """Follow a word unless later ones forbid it."""
        if word.verdict is Verdict.SAME:
            if self._sides.are_apart(a, b):
                return False
            self._sides.join(a, b)
        else:
            if self._sides.find(a) == self._sides.find(b):
                return False
            self._sides.hold_apart(a, b)
        self.taken.append((word, a, b))
        return True

    def _against(self, a: int, b: int) -> str:
        if a == b:
            return "both places are one and the same mention"
        roots = {self._sides.find(a), self._sides.find(b)}
        later = [word for word, one, two in self.taken if {self._sides.find(one), self._sides.find(two)} & roots]
        told = "; ".join(f"{w.by} on {w.at}: {_where(w.a)} and {_where(w.b)} are {_IS[w.verdict]}" for w in later)
        return f"it can't hold beside what was said later ({told})"

    def items(self) -> frozenset[int]:
        """Return the items of which a word that is followed is said."""
        return frozenset(item for _, a, b in self.taken for item in (a, b))

    def regroup(self, groups: Iterable[Sequence[int]]) -> list[list[int]]:
        """Return groups of items that obey the persons: what they hold the same is in one, what they hold apart in two.

        The rest of a group that is parted stays with the class that has most of it, of equals with the least item.
        """
        if not self.taken:
            return [sorted(group) for group in groups]
        decided = self.items()
        rests: list[tuple[int, list[int]]] = []
        whole: list[list[int]] = []
        for group in sorted(sorted(g) for g in groups):
            classes: dict[int, list[int]] = {}
            for item in group:
                if item in decided:
                    classes.setdefault(self._sides.find(item), []).append(item)
            if not classes:
                whole.append(group)
                continue
            ordered = sorted(classes, key=lambda c: (-len(classes[c]), classes[c][0]))
            rests.append((classes[ordered[0]][0], [item for item in group if item not in decided]))
            for other in ordered[1:]:
                if not self._sides.are_apart(ordered[0], other):
                    self._sides.join(ordered[0], other)
        made: dict[int, list[int]] = {}
        for item in sorted(decided):
            made.setdefault(self._sides.find(item), []).append(item)
        for item, rest in rests:
            made[self._sides.find(item)] += rest
        return sorted([*whole, *(sorted(group) for group in made.values())])

    def judgements(self, called: Callable[[int], str], shown: Callable[[int], Evidence | None]) -> list[Judgement]:
        """Write the persons' words as judgements; `called` gives the id of the link that an item is in now.

        Of two items in one link the second is called by its place.
        """
        found: list[Judgement] = []
        for word, a, b in self.taken:
            one, two = called(a), called(b)
            if one == two:
                two = _where(word.b)
            evidence = tuple(e for e in (shown(a), shown(b)) if e is not None)
            found.append(_judgement(word, (one, two), word.verdict, ReasonCode.BY_HAND, _said(word), evidence))
        for word, why in self._broken:
            text = f"{_said(word)}; {why}"
            code = ReasonCode.CONTRADICTS_HAND
            found.append(_judgement(word, (_where(word.a), _where(word.b)), Verdict.UNSURE, code, text, ()))
        return found

    def over(self, judgements: Iterable[Judgement], mine: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Put the persons' judgements in the place of the machine's on the same pairs; in order of id."""
        found = {(j.a, j.b): j for j in judgements}
        told = list(mine)
        for j in told:
            found.pop((j.b, j.a), None)
            found.pop((j.a, j.b), None)
        return tuple(sorted([*found.values(), *told], key=lambda j: j.id))


def not_in_one_story(constraints: Iterable[Constraint], stories: Iterable[Iterable[str]]) -> list[Judgement]:
    """Report the words on stretches of two reports that are in no one story, or not in the pile."""
    home = {report: n for n, reports in enumerate(stories) for report in reports}
    found: list[Judgement] = []
    for word in constraints:
        one, two = home.get(word.a.report), home.get(word.b.report)
        if word.a.start is None or (one is not None and one == two):
            continue
        lost = [place.report for place, story in ((word.a, one), (word.b, two)) if story is None]
        why = f"{' and '.join(lost)} is not in the pile" if lost else "the two reports are in two stories"
        text = f"{_said(word)}; {why}, so it is not followed"
        pair = (_where(word.a), _where(word.b))
        found.append(_judgement(word, pair, Verdict.UNSURE, ReasonCode.CONTRADICTS_HAND, text, ()))
    return found


def _judgement(
    word: Constraint,
    pair: tuple[str, str],
    verdict: Verdict,
    code: ReasonCode,
    text: str,
    evidence: tuple[Evidence, ...],
) -> Judgement:
    followed = code is ReasonCode.BY_HAND
    return Judgement(
        id=stable_id("judgement", word.kind, "by hand", word.id),
        kind=word.kind,
        a=pair[0],
        b=pair[1],
        verdict=verdict,
        score=1.0 if followed else 0.0,
        reasons=(Reason(code=code, text=text, evidence=evidence),),
        by=word.by if followed else "synoptic",
    )


def _said(word: Constraint) -> str:
    return f"{word.by} said on {word.at} that they are {_IS[word.verdict]}" + (f": {word.note}" if word.note else "")


def _where(place: Place) -> str:
    return f"{place.report}:{place.start}"
