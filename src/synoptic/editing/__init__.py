"""The account of a pile: what its reports support, line by line, each line resting on exact spans.

Decision to know: this room writes nothing of its own. It picks words of reports, counts who stands behind them and
sets side by side what differs; a part of the account is a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from synoptic.editing.briefs import in_order, make_asides
from synoptic.editing.desk import Desk, dates_of, report_order, shared_by_report, shared_within
from synoptic.editing.disagreements import make_disagreements, rival_days
from synoptic.editing.figures import make_figures
from synoptic.editing.ids import carry_ids, cut_news
from synoptic.editing.known import list_known
from synoptic.editing.narrowing import cut_account, story_of
from synoptic.editing.news import compare_accounts
from synoptic.editing.open import make_open, mark_passed
from synoptic.editing.positions import make_positions
from synoptic.editing.reasons import Explanation, explain
from synoptic.editing.reports import list_reports
from synoptic.editing.statements import make_statements
from synoptic.editing.summary import make_summary
from synoptic.editing.timeline import make_timeline
from synoptic.editing.titles import make_title
from synoptic.editing.turns import mark_turns
from synoptic.model.accounts import Account, Story
from synoptic.model.days import Dated
from synoptic.model.ids import stable_id
from synoptic.model.links import Copy, Judgement, Links, StoryLink
from synoptic.model.readings import Reading
from synoptic.model.reports import Failed
from synoptic.settings import Settings

__all__ = [
    "Explanation",
    "carry_ids",
    "compare_accounts",
    "cut_account",
    "cut_news",
    "explain",
    "make_account",
    "story_of",
]

_NONE_TOLD: Mapping[str, Story] = MappingProxyType({})


def make_account(
    links: Links, failed: tuple[Failed, ...], settings: Settings, *, told: Mapping[str, Story] = _NONE_TOLD
) -> Account:
    """Write the account of what was linked; stories come in order of their origins, their reports and id.

    `told` are stories, by id, that were written before and of which nothing has changed since.
    """
    readings = {reading.id: reading for reading in sorted(links.readings, key=lambda r: r.id)}
    dated = dates_of(links)
    passages = shared_by_report(links)
    copies = tuple(sorted(links.copies, key=lambda c: (c.reports, c.relation)))
    judgements = tuple(sorted(links.judgements, key=lambda j: (j.kind, -j.score, j.a, j.b, j.id)))
    links_of_stories = _whole_stories(links, readings)
    rivals = rival_days(judgements)
    copies_in = _copies_by_story(copies, links_of_stories)
    stories = [
        told.get(story.id)
        or _tell_story(
            Desk(story, readings, dated, shared_within(story, passages)), copies_in.get(story.id, ()), rivals, settings
        )
        for story in links_of_stories
    ]
    stories.sort(key=lambda story: (-len(story.origins), -len(story.reports), story.id))
    return Account(
        reports=list_reports(readings, links_of_stories, dated),
        copies=copies,
        stories=tuple(stories),
        judgements=judgements,
        skipped=tuple(sorted(failed, key=lambda f: (f.file, f.place, f.why))),
    )


def _whole_stories(links: Links, readings: Mapping[str, Reading]) -> list[StoryLink]:
    """Return the stories in order of id, with one of its own for each report that is in none."""
    told = {report for story in links.stories for report in story.reports}
    alone = [
        StoryLink(id=stable_id("story", report), reports=(report,), origins=((report,),))
        for report in readings
        if report not in told
    ]
    return sorted([*links.stories, *alone], key=lambda story: story.id)


def _copies_by_story(copies: Sequence[Copy], stories: Sequence[StoryLink]) -> dict[str, list[Copy]]:
    story_of_report = {report: story.id for story in stories for report in story.reports}
    found: dict[str, list[Copy]] = {}
    for copy in copies:
        story = story_of_report.get(copy.reports[0])
        if story is not None and story == story_of_report.get(copy.reports[1]):
            found.setdefault(story, []).append(copy)
    return found


def _tell_story(desk: Desk, copies: Sequence[Copy], rivals: Sequence[Judgement], settings: Settings) -> Story:
    statements = make_statements(desk)
    events = mark_passed(desk, make_timeline(desk, statements))
    figures = make_figures(desk)
    positions = mark_turns(desk, make_positions(desk))
    asides = make_asides(desk, events, statements)
    disagreements = make_disagreements(
        desk,
        copies=copies,
        judgements=rivals,
        events=events,
        figures=figures,
        statements=statements,
        positions=positions,
    )
    return Story(
        id=desk.story.id,
        title=make_title(desk),
        reports=desk.reports,
        origins=_origins(desk.story.origins, desk.dated),
        summary=make_summary(desk, events=events, figures=figures, positions=positions, limit=settings.summary_lines),
        events=in_order(desk, (*events, *asides)) if asides else events,
        figures=figures,
        statements=statements,
        positions=positions,
        open=make_open(desk, events=events, figures=figures, statements=statements, disagreements=disagreements),
        disagreements=disagreements,
        known=list_known(desk),
    )


def _origins(groups: Sequence[tuple[str, ...]], dated: Mapping[str, Dated]) -> tuple[tuple[str, ...], ...]:
    """Put the largest origins first, and the earliest report first within each."""
    ordered = [tuple(sorted(group, key=lambda r: report_order(r, dated))) for group in groups if group]
    return tuple(sorted(ordered, key=lambda group: (-len(group), report_order(group[0], dated))))
