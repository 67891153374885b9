"""The ids of an account: one item an id, and a claim that is the same claim keeps the one it had.

Decision to know: ids are made of what makes an item that item, so most stay by themselves; where a fuller pile names
one anew, the older name is kept, as long as nothing else bears it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from synoptic.editing.claims import Told, claims_of, unchanged_reports
from synoptic.editing.matching import match_claims
from synoptic.model.accounts import Account, Disagreement, FigureLine, PositionLine, Story
from synoptic.model.news import News


def _ids_of(story: Story) -> set[str]:
    lines: tuple[Told, ...] = (
        *story.events,
        *story.figures,
        *story.statements,
        *story.positions,
        *story.disagreements,
    )
    return {line.id for line in lines} | {line.series for line in story.figures}


def carry_ids(old: Account, new: Account) -> Account:
    """Return the new account with the ids that its stories, series and lines had in the old one."""
    names = {**_stories(old, new), **_lines(old, new)}
    if not names:
        return new
    return replace(
        new,
        stories=tuple(_renamed(story, names) for story in new.stories),
        reports=tuple(replace(entry, story=names.get(entry.story, entry.story)) for entry in new.reports),
        judgements=tuple(replace(j, a=names.get(j.a, j.a), b=names.get(j.b, j.b)) for j in new.judgements),
    )


def _lines(old: Account, new: Account) -> dict[str, str]:
    mine, theirs = claims_of(old), claims_of(new)
    matched = match_claims(mine, theirs, unchanged_reports(old, new))
    taken = {item for story in new.stories for item in _ids_of(story)}
    names: dict[str, str] = {}
    for number, other in sorted(matched.old_of.items()):
        before, now = mine[other], theirs[number]
        pairs = [(before.id, now.id)]
        if isinstance(before.item, FigureLine) and isinstance(now.item, FigureLine):
            pairs.append((before.item.series, now.item.series))
        for was, name in pairs:
            if was != name and was not in taken and name not in names:
                names[name] = was
                taken.add(was)
    return names


def _stories(old: Account, new: Account) -> dict[str, str]:
    """Give a story the id of the old one with which it shares most reports, if that one shares most with it."""
    home = {report: story.id for story in old.stories for report in story.reports}
    counts: dict[tuple[str, str], int] = {}
    for story in new.stories:
        for report in story.reports:
            if report in home:
                counts[(home[report], story.id)] = counts.get((home[report], story.id), 0) + 1
    names: dict[str, str] = {}
    taken = {story.id for story in new.stories}
    done: set[str] = set()
    for was, name in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        if was in done or name in done:
            continue
        done |= {was, name}
        if was != name and was not in taken:
            names[name] = was
    return names


def _renamed(story: Story, names: Mapping[str, str]) -> Story:
    def name(item: str) -> str:
        return names.get(item, item)

    def figure(line: FigureLine) -> FigureLine:
        against = tuple(replace(a, id=name(a.id)) for a in line.against)
        return replace(line, id=name(line.id), series=name(line.series), against=against)

    def position(line: PositionLine) -> PositionLine:
        before = name(line.turned_from) if line.turned_from else None
        return replace(line, id=name(line.id), turned_from=before)

    def dispute(one: Disagreement) -> Disagreement:
        return replace(one, id=name(one.id), about=tuple(name(item) for item in one.about))

    return replace(
        story,
        id=name(story.id),
        summary=tuple(replace(line, about=name(line.about) if line.about else None) for line in story.summary),
        events=tuple(replace(line, id=name(line.id)) for line in story.events),
        figures=tuple(figure(line) for line in story.figures),
        statements=tuple(replace(line, id=name(line.id)) for line in story.statements),
        positions=tuple(position(line) for line in story.positions),
        open=tuple(replace(one, about=tuple(name(item) for item in one.about)) for one in story.open),
        disagreements=tuple(dispute(one) for one in story.disagreements),
    )


def cut_news(news: News, account: Account, *, gone: bool = True) -> News:
    """Keep of the news what is about the lines and stories that an account still has after it was narrowed; with `gone`
    also the stories of which nothing is left in it.
    """
    lines = {claim.id for claim in claims_of(account)}
    stories = {story.id for story in account.stories}
    kept = tuple(
        replace(story, lines=tuple(line for line in story.lines if line.id is None or line.id in lines))
        for story in news.stories
        if story.id in stories or (gone and story.id is None)
    )
    return replace(news, stories=kept)
