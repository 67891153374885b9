"""`.html`: the article of a page, with its title, date, site and address, by trafilatura.

Decision to know: extraction is at its ceiling elsewhere, so a library does it; only what a page states is taken as
its date, the library's wide search for any date is off. Foreign errors end here.
"""

from __future__ import annotations

import re

from synoptic.intake.records import Found, Raw
from synoptic.model.reports import Failed

_TIME = re.compile(
    r"""(?:article:published_time|datePublished|pubdate|publishdate|dc\.date(?:\.issued)?)["'][^>]{0,120}?(?:content=|:)\s*["']([^"'<>]{8,40})["']""",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")
_HEAD_CHARS = 400_000


def read_page(page: str, file: str, encoding: str | None) -> Found:
    """Extract the article of an HTML page; a page without one is a `Failed`."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            page,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError, AssertionError) as error:
        yield Failed(
            file=file,
            place="",
            why=f"the page could not be taken apart ({type(error).__name__}); save its text as .txt",
        )
        return
    text = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    if found is None or isinstance(found, dict) or not text.strip():
        yield Failed(file=file, place="", why="no article was found in the page; save its text as .txt")
        return
    yield Raw(
        text=text,
        headline=_line(found.title),
        published=_published(page, found.date),
        outlet=_line(found.sitename) or _line(found.hostname),
        url=_line(found.url),
        language=_language(page, found.language),
        encoding=encoding,
    )


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _published(page: str, day: str | None) -> str | None:
    """Return the moment that the page states, if its day is the extracted one or none was extracted; else the day."""
    stated = _TIME.search(page, 0, _HEAD_CHARS)
    moment = _ISO.search(stated[1]) if stated else None
    if moment and (day is None or day == moment[1]):
        return f"{moment[1]}T{moment[2]}" if moment[2] else moment[1]
    return day


def _language(page: str, found: str | None) -> str | None:
    if found:
        return found
    stated = re.search(r"<html[^>]{0,300}?\blang=[\"']?([A-Za-z-]{2,10})", page[:5000])
    return stated[1] if stated else None
