"""Where everything stands on the served pages: the one place that writes addresses.

Decision to know: ids of reports come from file names and may hold anything, so they travel in the query and never as
parts of a path; every part is encoded whole.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode


def _encoded(part: str) -> str:
    return quote(part.encode("utf-8", "replace"), safe="")


def address(path: str, **query: str | int | None) -> str:
    """Write a path of ours with a query; what is None or empty is left out."""
    given = {
        name.rstrip("_"): str(value).encode("utf-8", "replace") for name, value in query.items() if value or value == 0
    }
    return f"{path}?{urlencode(given)}" if given else path


def to_story(story: str) -> str:
    return f"/story/{_encoded(story)}"


def to_part(story: str, part: str, page: int | None = None) -> str:
    return address(f"/story/{_encoded(story)}/{part}", page=page)


def to_line(item: str) -> str:
    return f"/line/{_encoded(item)}"


def to_report(report: str, start: int | None = None) -> str:
    return address("/report", id=report) + (f"#at-{start}" if start is not None else "")


def to_pair(one: str, other: str) -> str:
    return address("/pair", a=one, b=other)


def to_actor(name: str, page: int | None = None) -> str:
    return address("/actor", name=name, page=page)


def to_why(one: str, other: str) -> str:
    return address("/why", a=one, b=other)
