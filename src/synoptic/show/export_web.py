"""Documents in other people's standards: W3C Web Annotation for evidence, CSL-JSON for citations, ninjs for reports.

Decision to know: nothing is invented to fill a field; what is not known is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from synoptic.model.accounts import Account, Line, ReportEntry
from synoptic.model.days import Precision, parse_interval
from synoptic.model.reports import Report
from synoptic.pipeline.corrections import lines_of, words_of_line
from synoptic.show.documents import escaped

_AROUND_CHARS = 32


def annotations_json(account: Account, texts: Mapping[str, str]) -> str:
    """Write the evidence of every line as W3C Web Annotations, in one AnnotationPage.

    A target is the report's address where it has one, with the place by position in the text as received and by the
    words and what stands about them.
    """
    sources = {entry.id: _source(entry) for entry in account.reports}
    items = list(_annotations(account, texts, sources))
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:synoptic:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return escaped(json.dumps(page, ensure_ascii=False, indent=1) + "\n")


def _source(entry: ReportEntry) -> str:
    return entry.url if entry.url else f"urn:synoptic:report:{quote(entry.id, safe='')}"


def _annotations(account: Account, texts: Mapping[str, str], sources: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for story in account.stories:
        for part, line in lines_of(story):
            yield from _of_line(line.id, str(part), line, texts, sources)


def _of_line(
    id_: str, part: str, line: Line, texts: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for number, piece in enumerate(line.evidence, 1):
        text = texts.get(piece.report, "")
        exact = {
            "type": "TextQuoteSelector",
            "exact": piece.quote,
            "prefix": text[max(0, piece.start - _AROUND_CHARS) : piece.start],
            "suffix": text[piece.end : piece.end + _AROUND_CHARS],
        }
        yield {
            "id": f"urn:synoptic:{id_}:{number}",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {"type": "TextualBody", "value": words_of_line(line), "format": "text/plain", "purpose": "describing"},
                {"type": "TextualBody", "value": part, "purpose": "tagging"},
            ],
            "target": {
                "source": sources.get(piece.report, piece.report),
                "selector": [{"type": "TextPositionSelector", "start": piece.start, "end": piece.end}, exact],
            },
        }


def csl_json(account: Account) -> str:
    """Write the reports as CSL-JSON, for a program that makes lists of sources."""
    return escaped(json.dumps([_citation(entry) for entry in account.reports], ensure_ascii=False, indent=1) + "\n")


def _citation(entry: ReportEntry) -> dict[str, Any]:
    cited: dict[str, Any] = {"id": entry.id, "type": "article-newspaper"}
    named = {"title": entry.headline, "container-title": entry.outlet, "URL": entry.url, "language": entry.language}
    cited |= {name: value for name, value in named.items() if value}
    when = entry.dated.value or (parse_interval(entry.published) if entry.published else None)
    if when is not None:
        first = [when.first.year, when.first.month, when.first.day]
        known = {Precision.YEAR: 1, Precision.MONTH: 2}.get(when.precision, 3)
        parts = [first[:known]]
        if when.precision in (Precision.INTERVAL, Precision.WEEK):
            parts.append([when.last.year, when.last.month, when.last.day])
        cited["issued"] = {"date-parts": parts}
    return cited


def ninjs_json(reports: Iterable[Report]) -> str:
    """Write the reports as a list of ninjs 2.1 items, texts and all; `add` takes it back."""
    return escaped(json.dumps([_ninjs(report) for report in reports], ensure_ascii=False, indent=1) + "\n")


def _ninjs(report: Report) -> dict[str, Any]:
    head = report.head
    item: dict[str, Any] = {
        "uri": head.id,
        "standard": {
            "name": "ninjs",
            "version": "2.1",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
        },
        "type": "text",
    }
    if head.headline:
        item["headlines"] = [{"value": head.headline}]
    if head.published:
        item["versioncreated"] = head.published
    if head.outlet:
        item["infosources"] = [{"name": head.outlet}]
    if head.language:
        item["language"] = head.language
    if head.url:
        item["url"] = head.url
    item["bodies"] = [{"contenttype": "text/plain", "charcount": len(report.text), "value": report.text}]
    return item
