"""What is new: two accounts set beside one another, claim by claim.

Decision to know: new is what no report of the old account told. A line that rests on an old report too, or that an old
line told in other words, is repeated, whatever the old account printed; and what a report of the new account still says
is not gone, whatever the new account prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from synoptic.editing.claims import Claim, claims_of, reports_of, unchanged_reports
from synoptic.editing.matching import Finder, Matched, days_fit, match_claims, shared_places
from synoptic.editing.news_weight import NewsWeights
from synoptic.editing.said_before import SaidBefore, Telling, tellings_of_claims, tellings_of_reports
from synoptic.model.accounts import Account, EventLine, FigureLine, PositionLine, StatementLine, Story
from synoptic.model.days import Interval
from synoptic.model.links import FigureState
from synoptic.model.news import News, NewsKind, NewsLine, NewsPart, StoryMove, StoryNews
from synoptic.model.readings import Reading

_HELD_BY_ANOTHER = 0.5
"""Share of a claim's places that must be another claim's, for it to be told with that one."""
_NAMED = 3
_ORDER = {kind: place for place, kind in enumerate(NewsKind)}
_MOVED = frozenset({FigureState.LATER, FigureState.ROUNDS, FigureState.SAME})


def compare_accounts(old: Account, new: Account, readings: Sequence[Reading] = ()) -> News:
    """Say of every claim of the new account whether it is new, changed or repeated, and what is no longer said.

    With the readings of reports, those of the old account among them are searched too for what was told before in other
    words; without them only the old account's lines are.
    """
    return _Comparison(old, new, readings).news()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found of one claim."""

    kinds: tuple[NewsKind, ...]
    why: str
    old: Claim | None = None
    new: Claim | None = None


class _Comparison:
    """Two accounts with the look-ups that every judgement needs."""

    def __init__(self, old: Account, new: Account, readings: Sequence[Reading]) -> None:
        self.old_account, self.new_account = old, new
        self.old, self.new = claims_of(old), claims_of(new)
        self.old_reports, self.new_reports = frozenset(reports_of(old)), frozenset(reports_of(new))
        self.unchanged = unchanged_reports(old, new)
        self.matched: Matched = match_claims(self.old, self.new, self.unchanged)
        self.old_finder, self.new_finder = Finder(self.old, self.unchanged), Finder(self.new, self.unchanged)
        self.pairs = _shared_reports(old.stories, new.stories)
        self.olds = {story.id: frozenset(self.pairs.olds(story.id)) for story in new.stories}
        self.lines_before = SaidBefore(tellings_of_claims(self.old))
        self.reports_before = SaidBefore(self._tellings(old, readings))
        self.series = self._same_series()
        self.weights = NewsWeights(new, self.new, self.new_reports - self.unchanged)
        self.old_by_id = {(claim.part, claim.id): claim for claim in self.old}

    @cached_property
    def lines_now(self) -> SaidBefore:
        """The lines of the new account, wanted only where claims are gone."""
        return SaidBefore(tellings_of_claims(self.new))

    def _tellings(self, old: Account, readings: Sequence[Reading]) -> list[Telling]:
        known = sorted((r for r in readings if r.id in self.unchanged), key=lambda r: r.id)
        story_of = {report: story.id for story in old.stories for report in story.reports}
        return tellings_of_reports(known, story_of, {entry.id: entry.dated.value for entry in old.reports})

    def news(self) -> News:
        """Judge every claim, and put the answers in order of the stories."""
        found: dict[str, list[NewsLine]] = {}
        for number, claim in enumerate(self.new):
            if claim.aside:
                continue
            found.setdefault(claim.story, []).append(self._line(self._of_new(number, claim)))
        places = self._stories_of_old()
        gone: list[StoryNews] = []
        for number, claim in enumerate(self.old):
            if claim.aside or number in self.matched.new_of or (judged := self._of_old(claim)) is None:
                continue
            home = places.get(claim.story)
            if home is None:
                if not gone or gone[-1].old_ids != (claim.story,):
                    gone.append(StoryNews(id=None, title=_title(self.old_account, claim.story), old_ids=(claim.story,)))
                gone[-1] = _with_line(gone[-1], self._line(judged))
            else:
                found.setdefault(home, []).append(self._line(judged))
        pairs = self.pairs
        stories = [
            StoryNews(
                id=story.id,
                title=story.title,
                old_ids=tuple(pairs.olds(story.id)),
                lines=tuple(found.get(story.id, ())),
            )
            for story in self.new_account.stories
        ]
        both = self.old_reports & self.new_reports
        return News(
            stories=(*stories, *gone),
            new_reports=tuple(sorted(self.new_reports - self.old_reports)),
            gone_reports=tuple(sorted(self.old_reports - self.new_reports)),
            changed_reports=tuple(sorted(both - self.unchanged)),
            merged=pairs.merged(),
            split=pairs.split(),
        )

    def _line(self, found: _Found) -> NewsLine:
        shown = found.new or found.old
        if shown is None:
            raise ValueError("a line of news tells of a claim")
        kinds = sorted(set(found.kinds), key=lambda kind: _ORDER[kind])
        told_by = found.old if found.new is not None else None
        return NewsLine(
            kind=kinds[0],
            also=tuple(kind for kind in kinds[1:] if kind is not NewsKind.REPEATED),
            part=shown.part,
            id=found.new.id if found.new is not None else None,
            old_id=found.old.id if found.old is not None else None,
            text=shown.text,
            old_text=told_by.text if told_by is not None else None,
            value=shown.value,
            old_value=told_by.value if told_by is not None else None,
            evidence=shown.evidence,
            old_evidence=told_by.evidence if told_by is not None else (),
            by=shown.by,
            how=_how(shown),
            date=shown.date,
            weight=self.weights.weight(shown),
            why=found.why,
        )

    def _stories_of_old(self) -> dict[str, str]:
        return {story.id: news[0] for story in self.old_account.stories if (news := self.pairs.news(story.id))}

    # --- a claim of the new account
    def _of_new(self, number: int, claim: Claim) -> _Found:
        other = self.matched.old_of.get(number)
        if other is not None:
            return self._of_both(self.old[other], claim)
        standing = sorted(report for report in claim.reports if report in self.unchanged)
        if claim.part is NewsPart.DISAGREEMENT:
            kind = NewsKind.REPEATED if claim.reports <= self.unchanged else NewsKind.CONTESTED
            return _Found(kinds=(kind,), why=self._first_told(claim) or "its sides were told before", new=claim)
        near = self._standing_with(claim, self.old_finder)
        if near is not None:
            return _Found(kinds=(NewsKind.REPEATED,), why=f"told before with another claim: {near.text}", new=claim)
        if standing:
            why = f"no line of the old account told it, but {_listed(standing)} did and was there"
            return _Found(kinds=(NewsKind.REPEATED,), why=why, new=claim)
        if isinstance(claim.item, FigureLine) and (moved := self._moved_figure(claim, claim.item)) is not None:
            return moved
        told = self.lines_before.find(claim, self.olds[claim.story])
        told = told or self.reports_before.find(claim, self.olds[claim.story])
        if told is not None:
            line = self.old_by_id.get((claim.part, told.where))
            contested = (NewsKind.CONTESTED,) if claim.contested and not (line and line.contested) else ()
            why = f"told before in other words ({told.where}): {told.words}"
            return _Found(kinds=(*contested, NewsKind.REPEATED), why=why, old=line, new=claim)
        kinds = (NewsKind.NEW, NewsKind.CONTESTED) if claim.contested else (NewsKind.NEW,)
        return _Found(kinds=kinds, why=self._first_told(claim), new=claim)

    def _first_told(self, claim: Claim) -> str:
        reports = sorted(claim.reports & (self.new_reports - self.old_reports))
        changed = sorted(claim.reports & (self.old_reports - self.unchanged))
        parts = [f"first told by {_listed(reports)}"] if reports else []
        parts += [f"stands in another version of {_listed(changed)}"] if changed else []
        return "; ".join(parts)

    def _of_both(self, old: Claim, new: Claim) -> _Found:
        """Judge a claim that both accounts have: what changed of it."""
        kinds: list[NewsKind] = []
        why: list[str] = []
        if old.part is NewsPart.FIGURE and old.value != new.value:
            kinds.append(NewsKind.FIGURE)
            why.append(f"{old.value} before, {new.value} now")
        if _state_changed(old, new):
            kinds.append(NewsKind.STATE)
            why.append(f"{old.value} before; {new.value} now")
        if new.contested and not old.contested:
            kinds.append(NewsKind.CONTESTED)
            why.append("contested now")
        if new.part is NewsPart.DISAGREEMENT and _more_sides(old, new):
            kinds.append(NewsKind.CONTESTED)
            why.append("another side is told now")
        fresh = sorted(new.reports - self.unchanged)
        if new.origins > old.origins and fresh:
            kinds.append(NewsKind.CONFIRMED)
            why.append(f"{_origins(old.origins)} before, {new.origins} now: {_listed(fresh)}")
        if old.letters != new.letters and new.part is not NewsPart.DISAGREEMENT:
            kinds.append(NewsKind.WORDING)
            why.append("told in other words now")
        if not kinds:
            kinds.append(NewsKind.REPEATED)
            why.append(f"told by {_listed(fresh)} too, of no further origin" if fresh else "as before")
        return _Found(kinds=tuple(kinds), why="; ".join(why), old=old, new=new)

    def _standing_with(self, claim: Claim, finder: Finder) -> Claim | None:
        """Find a claim of the other account on whose places the claim stands for the most part."""
        near = [finder.claims[n] for n in finder.standing_near(claim)]
        fitting = [one for one in near if one.key == claim.key or claim.part is NewsPart.EVENT]
        scored = [(-share, one.id, one) for one in fitting if (share := shared_places(claim, one, self.unchanged))]
        return min(scored)[2] if scored and -min(scored)[0] >= _HELD_BY_ANOTHER else None

    def _same_series(self) -> Mapping[str, frozenset[str]]:
        """Say by the id of a new series which series of the old account count the same.

        Those are the ones whose figures are in it now; an old series that no new one holds goes by what it counts.
        """
        found: dict[str, set[str]] = {}
        held: set[str] = set()
        named: dict[tuple[str, str, str | None], set[str]] = {}
        for number, claim in enumerate(self.new):
            if isinstance(claim.item, FigureLine):
                other = self.matched.old_of.get(number)
                was = self.old[other].item if other is not None else None
                olds = {was.series} if isinstance(was, FigureLine) else set()
                found.setdefault(claim.item.series, set()).update(olds)
                held |= olds
        for claim in self.old:
            if isinstance(claim.item, FigureLine) and claim.item.series not in held:
                name = (claim.story, claim.item.what.casefold(), claim.item.unit)
                named.setdefault(name, set()).add(claim.item.series)
        for claim in self.new:
            if isinstance(claim.item, FigureLine):
                for story in self.pairs.olds(claim.story):
                    name = (story, claim.item.what.casefold(), claim.item.unit)
                    found[claim.item.series] |= named.get(name, set())
        return {series: frozenset(olds) for series, olds in found.items()}

    # --- figures
    def _moved_figure(self, claim: Claim, line: FigureLine) -> _Found | None:
        """Find the old figure in whose place a new one stands: the claimant's own, else the latest that it updates."""
        olds = [
            one
            for one in self.old
            if isinstance(one.item, FigureLine)
            and one.item.series in self.series.get(line.series, ())
            and one.item.unit == line.unit
            and not _is_older(line.date, one.item.date)
        ]
        if not olds:
            return None
        if any(one.value == claim.value for one in olds):
            same = next(one for one in olds if one.value == claim.value)
            by = f" by {', '.join(claim.by)}" if claim.by else ""
            if not days_fit(same.date, claim.date):
                return None
            kind = NewsKind.CONFIRMED if claim.reports - self.unchanged and claim.by != same.by else NewsKind.REPEATED
            return _Found(kinds=(kind,), why=f"{claim.value} was told before and is given now{by}", old=same, new=claim)
        state_of = {a.id: a.state for a in line.against}
        now_ids = {self.new[n].id: self.old[o] for n, o in self.matched.old_of.items()}
        states = {one.id: state_of[i] for i, one in now_ids.items() if i in state_of}
        own = [one for one in olds if set(one.by) & set(claim.by)]
        updated = [one for one in olds if states.get(one.id) in _MOVED]
        loose = [one for one in olds if one.id not in states and (not one.by or not claim.by)]
        rivals = [one for one in olds if states.get(one.id) is FigureState.CONFLICTING]
        for group in (own, updated, () if rivals else loose):
            if group:
                last = max(group, key=lambda one: (str(one.date or ""), one.weight, one.id))
                kinds = (NewsKind.FIGURE, NewsKind.CONTESTED) if claim.contested else (NewsKind.FIGURE,)
                return _Found(kinds=kinds, why=f"{last.value} before, {claim.value} now", old=last, new=claim)
        if rivals:
            last = max(rivals, key=lambda one: (one.weight, one.id))
            why = f"{claim.value} can't hold beside {last.value}, which was told before"
            return _Found(kinds=(NewsKind.CONTESTED, NewsKind.NEW), why=why, old=last, new=claim)
        return None

    # --- a claim of the old account that no new claim is
    def _of_old(self, claim: Claim) -> _Found | None:
        """Judge an old claim that was left over; None where a new claim stands in its place."""
        if claim.part is NewsPart.DISAGREEMENT or self._standing_with(claim, self.new_finder) is not None:
            return None
        still = sorted(claim.reports & self.unchanged)
        if still:
            why = f"{_listed(still)} still {'says' if len(still) == 1 else 'say'} it, though no line tells it now"
            return _Found(kinds=(NewsKind.REPEATED,), why=why, old=claim)
        if self.lines_now.find(claim, frozenset(self.pairs.news(claim.story))) is not None:
            return None
        changed, gone = sorted(claim.reports & self.new_reports), sorted(claim.reports - self.new_reports)
        parts = [f"{_listed(changed)} {'has' if len(changed) == 1 else 'have'} another text now"] if changed else []
        parts += [f"{_listed(gone)} {'is' if len(gone) == 1 else 'are'} not in the pile now"] if gone else []
        return _Found(kinds=(NewsKind.GONE,), why="; ".join(parts), old=claim)


def _is_older(day: Interval | None, than: Interval | None) -> bool:
    """Tell whether a day surely lies before another: what is recalled changes no figure."""
    return day is not None and than is not None and day.last < than.first


def _state_changed(old: Claim, new: Claim) -> bool:
    """Tell whether an event has another status, or a day that the old one can't have been."""
    if not isinstance(old.item, EventLine) or not isinstance(new.item, EventLine):
        return False
    return old.item.status is not new.item.status or not days_fit(old.date, new.date)


def _more_sides(old: Claim, new: Claim) -> bool:
    return set((new.value or "").split(" / ")) > set((old.value or "").split(" / "))


def _how(claim: Claim) -> str:
    if isinstance(claim.item, StatementLine):
        return claim.item.cue
    return str(claim.item.stance) if isinstance(claim.item, PositionLine) else ""


def _listed(reports: Sequence[str]) -> str:
    named = ", ".join(reports[:_NAMED])
    return named if len(reports) <= _NAMED else f"{named} and {len(reports) - _NAMED} more"


def _origins(number: int) -> str:
    return "1 origin" if number == 1 else f"{number} origins"


def _title(account: Account, story: str) -> str:
    return next((one.title for one in account.stories if one.id == story), "")


def _with_line(story: StoryNews, line: NewsLine) -> StoryNews:
    return StoryNews(id=story.id, title=story.title, old_ids=story.old_ids, lines=(*story.lines, line))


# --- stories
@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """How many reports each old story shares with each new one."""

    counts: Mapping[tuple[str, str], int]

    def olds(self, new: str) -> list[str]:
        """Return the old stories that share reports with a new one, the largest share first."""
        return sorted((o for o, n in self.counts if n == new), key=lambda o: (-self.counts[(o, new)], o))

    def news(self, old: str) -> list[str]:
        """Return the new stories that share reports with an old one, the largest share first."""
        return sorted((n for o, n in self.counts if o == old), key=lambda n: (-self.counts[(old, n)], n))

    def merged(self) -> tuple[StoryMove, ...]:
        """List the new stories in which several old ones went together."""
        names = sorted({n for _, n in self.counts})
        return tuple(StoryMove(old=tuple(olds), new=(name,)) for name in names if len(olds := self.olds(name)) > 1)

    def split(self) -> tuple[StoryMove, ...]:
        """List the old stories that are several new ones."""
        names = sorted({o for o, _ in self.counts})
        return tuple(StoryMove(old=(name,), new=tuple(news)) for name in names if len(news := self.news(name)) > 1)


def _shared_reports(old: Sequence[Story], new: Sequence[Story]) -> _Shared:
    home = {report: story.id for story in old for report in story.reports}
    counts = Counter((home[report], story.id) for story in new for report in story.reports if report in home)
    return _Shared(counts=counts)
