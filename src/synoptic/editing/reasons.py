"""Why: what an item of the account rests on, and why two items are the same or not.

Decision to know: the answer is taken from the account alone, so that it can be asked of a stored account as well. Where
no judgement compares two items, that is said and not guessed at.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from synoptic.errors import UnknownItem
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
from synoptic.model.links import Judgement, JudgementKind, Verdict
from synoptic.model.spans import Evidence

Item = ReportEntry | Story | EventLine | FigureLine | StatementLine | PositionLine | Disagreement
_LEAST_PREFIX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of an explanation, with the words of reports that it rests on, if any."""

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Answer `why`: the ids in full, what is told about each and both, and the judgements that concern them, the surest
    first."""

    ids: tuple[str, ...]
    told: tuple[Told, ...]
    judgements: tuple[Judgement, ...]


def explain(account: Account, item: str, other: str | None = None) -> Explanation:
    """Explain an item of the account, or why two are the same or not. An id may be cut short where it stays clear.

    Raises:
        UnknownItem: no item, or more than one, is meant; ids that come near are named.
    """
    found = _Index(account)
    first = found.resolve(item)
    if other is None:
        about = found.concerning(first)
        return Explanation(ids=(first,), told=tuple(found.tell(first)), judgements=_by_score(about))
    second = found.resolve(other)
    between = [
        j for j in found.concerning(first) if {j.a, j.b} & found.names(first) and {j.a, j.b} & found.names(second)
    ]
    told = [found.title(first), found.title(second), *found.compare(first, second, between)]
    return Explanation(ids=(first, second), told=tuple(told), judgements=_by_score(between))


def _by_score(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    return tuple(sorted(judgements, key=lambda j: (-j.score, j.kind, j.a, j.b, j.id)))


class _Index:
    """The account's items by id."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.items: dict[str, Item] = {entry.id: entry for entry in account.reports}
        for story in account.stories:
            self.items.setdefault(story.id, story)
            self._add(story.events, story.figures, story.statements, story.positions, story.disagreements)
        self.origins: dict[str, list[str]] = {}
        for entry in account.reports:
            self.origins.setdefault(entry.origin, []).append(entry.id)
        self.series = {line.series: line.what for story in account.stories for line in story.figures}
        self.judged = {name for j in account.judgements for name in (j.id, j.a, j.b)}

    def _add(self, *parts: Sequence[Item]) -> None:
        for part in parts:
            for line in part:
                self.items.setdefault(line.id, line)

    def resolve(self, wanted: str) -> str:
        """Return the full id that is meant."""
        known = {**dict.fromkeys(self.items), **dict.fromkeys(self.origins), **dict.fromkeys(self.series)}
        if wanted in known or wanted in self.judged:
            return wanted
        everything = sorted({*known, *self.judged})
        begin = [name for name in everything if len(wanted) >= _LEAST_PREFIX and name.startswith(wanted)]
        if not begin:
            begin = [e.id for e in self.account.reports if e.file is not None and wanted in (e.file, _stem(e.file))]
        if len(begin) == 1:
            return begin[0]
        near = begin[:5] or difflib.get_close_matches(wanted, everything, n=5, cutoff=0.5)
        hint = f" Near ones: {', '.join(near)}." if near else ""
        clear = "means several items" if begin else "is no item of this account"
        raise UnknownItem(f"{wanted!r} {clear}.{hint} Ids stand in the account: synoptic account INPUT --json")

    def names(self, item: str) -> set[str]:
        """Return the ids under which judgements speak of an item: its own, and its series for a figure."""
        line = self.items.get(item)
        return {item, line.series} if isinstance(line, FigureLine) else {item}

    def concerning(self, item: str) -> list[Judgement]:
        """Return the judgements about an item."""
        names = self.names(item)
        line = self.items.get(item)
        if isinstance(line, Story):
            inside = set(line.reports) | {line.id}
            return [
                j for j in self.account.judgements if j.kind is JudgementKind.STORY and (j.a in inside or j.b in inside)
            ]
        return [j for j in self.account.judgements if j.id in names or j.a in names or j.b in names]

    def title(self, item: str) -> Told:
        """Say what an item is, in its own words."""
        line = self.items.get(item)
        match line:
            case ReportEntry():
                return Told(text=f"{item}: {line.headline or line.file or 'a report without headline'}")
            case Story():
                return Told(text=f"{item}: {line.title}")
            case EventLine():
                when = str(line.date) if line.date else " or ".join(map(str, line.candidates)) or "no day known"
                return Told(text=f"{item}: {line.what} ({when}, {line.status})", evidence=line.evidence)
            case FigureLine():
                by = ", ".join(line.claimed_by) or "nobody named"
                return Told(text=f"{item}: {line.value:,g} {line.what}, by {by}", evidence=line.evidence)
            case StatementLine():
                return Told(text=f"{item}: {line.speaker}: {line.content}", evidence=line.evidence)
            case PositionLine():
                return Told(text=f"{item}: {line.actor} {line.stance}: {line.about}", evidence=line.evidence)
            case Disagreement():
                pieces = tuple(piece for side in line.values for piece in side.evidence)
                return Told(text=f"{item}: {line.what}", evidence=pieces)
        if item in self.series:
            return Told(text=f"{item}: figures about {self.series[item]}")
        if item in self.origins:
            return Told(text=f"{item}: {', '.join(self.origins[item])}")
        return Told(text=f"{item}: named in judgements, not a line of the account")

    def tell(self, item: str) -> list[Told]:
        """Say what an item is and what it rests on."""
        line, told = self.items.get(item), [self.title(item)]
        if isinstance(line, ReportEntry):
            told += self._tell_report(line)
        elif isinstance(line, Story):
            told += [Told(text=f"origin of {len(group)}: {', '.join(group)}") for group in line.origins]
        elif isinstance(line, Disagreement):
            for side in line.values:
                by = f", by {', '.join(side.by)}" if side.by else ""
                told.append(Told(text=f"{side.value}{by}", evidence=side.evidence))
        elif line is not None:
            told += self._tell_origins(line)
        return told

    def _tell_report(self, entry: ReportEntry) -> list[Told]:
        dated = entry.dated
        why = f": {dated.why}" if dated.why else ""
        told = [
            Told(text=f"written {dated.value} ({dated.basis}){why}" if dated.value else f"its day is not known{why}")
        ]
        others = [report for report in self.origins[entry.origin] if report != entry.id]
        told.append(
            Told(
                text=f"of one origin with {', '.join(others)}" if others else "an origin of its own: no copy was found"
            )
        )
        for copy in self.account.copies:
            if entry.id in copy.reports:
                other = copy.reports[1] if copy.reports[0] == entry.id else copy.reports[0]
                way = f", from {copy.direction[0]} to {copy.direction[1]}" if copy.direction else ""
                pieces = tuple(piece for pair in copy.changes for piece in pair)
                share = f"{round(100 * copy.shared)} % of the shorter body's words in common"
                told.append(Told(text=f"{copy.relation} with {other}: {share}{way}", evidence=pieces))
        return told

    def _tell_origins(self, line: EventLine | FigureLine | StatementLine | PositionLine) -> list[Told]:
        origin_of = {entry.id: entry.origin for entry in self.account.reports}
        groups: dict[str, list[str]] = {}
        for piece in line.evidence:
            group = groups.setdefault(origin_of.get(piece.report, piece.report), [])
            if piece.report not in group:
                group.append(piece.report)
        reports, origins = _count(line.reports, "report"), _count(line.origins, "origin")
        told = [Told(text=f"told by {reports} of {origins}")]
        for group in groups.values():
            copies = " (copies of one another)" if len(group) > 1 else ""
            told.append(Told(text=f"{', '.join(group)}{copies}"))
        if line.origins < len(groups):
            told.append(
                Told(
                    text="the same passage, or the same credited outlet, stands behind several of these: it counts once"
                )
            )
        if isinstance(line, FigureLine):
            told += [Told(text=f"against {against.id}: {against.state}: {against.why}") for against in line.against]
        return told

    def compare(self, first: str, second: str, between: Sequence[Judgement]) -> list[Told]:
        """Say how two items stand to each other, by the judgements between them or the lack of one."""
        one, other = self.items.get(first), self.items.get(second)
        told: list[Told] = []
        if first == second:
            told.append(Told(text="these are one and the same item"))
        elif between:
            surest = _by_score(between)[0]
            verdict = {
                Verdict.SAME: "judged the same",
                Verdict.DIFFERENT: "judged not to be the same",
                Verdict.UNSURE: "not sure to be the same, and kept apart",
            }[surest.verdict]
            told.append(Told(text=f"{verdict} ({surest.kind}, score {surest.score:.2f}, by {surest.by})"))
        else:
            told.append(Told(text="no judgement compares these two: nothing in them came near enough to be compared"))
        if isinstance(one, ReportEntry) and isinstance(other, ReportEntry):
            told.append(Told(text="of one origin" if one.origin == other.origin else "of different origins"))
            told.append(Told(text="in one story" if one.story == other.story else "in different stories"))
        if isinstance(one, EventLine) and isinstance(other, EventLine) and first != second:
            if one.date is not None and other.date is not None and not one.date.meets(other.date):
                told.append(Told(text=f"their days differ: {one.date} and {other.date}"))
            if one.mode is not None and other.mode is not None and one.mode is not other.mode:
                told.append(Told(text=f"their means differ: {one.mode} and {other.mode}"))
        if isinstance(one, FigureLine) and isinstance(other, FigureLine):
            if one.series != other.series:
                told.append(Told(text=f"they count different things: {one.what}; {other.what}"))
            told += [Told(text=f"{a.state}: {a.why}") for a in one.against if a.id == second]
        return told


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _stem(file: str) -> str:
    return file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
