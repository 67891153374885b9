"""The list of reports: each with its day and why, its story and its origin.

Decision to know: an origin is named after the first of its reports by day and id, so that a later copy does not
rename it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synoptic.editing.desk import report_order
from synoptic.model.accounts import ReportEntry
from synoptic.model.days import Dated
from synoptic.model.ids import stable_id, text_digest
from synoptic.model.links import StoryLink
from synoptic.model.readings import Reading


def origin_id(group: Sequence[str], dated: Mapping[str, Dated]) -> str:
    """Return the id of the origin that the reports share."""
    return stable_id("origin", min(group, key=lambda report: report_order(report, dated)))


def list_reports(
    readings: Mapping[str, Reading], stories: Sequence[StoryLink], dated: Mapping[str, Dated]
) -> tuple[ReportEntry, ...]:
    """List every report in order of id."""
    story_of = {report: story.id for story in stories for report in story.reports}
    origin_of = {report: origin_id(group, dated) for story in stories for group in story.origins for report in group}
    return tuple(
        ReportEntry(
            id=report,
            file=reading.report.file,
            headline=reading.report.headline,
            outlet=reading.report.outlet,
            url=reading.report.url,
            published=reading.report.published,
            language=reading.report.language,
            dated=dated[report],
            story=story_of[report],
            origin=origin_of.get(report) or origin_id((report,), dated),
            read=reading.read,
            digest=text_digest(reading.text),
        )
        for report, reading in sorted(readings.items())
    )
