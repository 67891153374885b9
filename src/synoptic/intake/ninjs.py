"""ninjs, the IPTC's news in JSON (1.x and 2.x): its fields under the names that records have here.

Decision to know: only what stands in the item is taken; the text is `body_text`, or the words of `body_xhtml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synoptic.intake.feeds import plain_text

_BODIES = ("body_text", "body_xhtml", "body_html", "bodies", "description_text")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Tell whether an object is a ninjs item: it has a `uri`, and a body of ninjs in place of a `text`."""
    return "text" not in value and "uri" in value and any(name in value for name in _BODIES)


def from_ninjs(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record."""
    return {
        "text": _text(value),
        "id": value.get("uri"),
        "headline": value.get("headline") or _first(value.get("headlines"), "value") or value.get("title"),
        "published": value.get("versioncreated") or value.get("versionCreated") or value.get("firstcreated"),
        "outlet": value.get("source") or _first(value.get("infosources") or value.get("infoSources"), "name"),
        "url": value.get("url") or value.get("canonical"),
        "language": value.get("language"),
    }


def _text(value: Mapping[str, Any]) -> object:
    if isinstance(value.get("body_text"), str):
        return value["body_text"]
    for name in ("body_xhtml", "body_html"):
        if isinstance(value.get(name), str):
            return plain_text(value[name])
    listed = value.get("bodies")
    for body in listed if isinstance(listed, list) else ():
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            marked = "html" in str(body.get("contenttype") or body.get("contentType") or "")
            return plain_text(body["value"]) if marked else body["value"]
    return value.get("description_text")


def _first(listed: object, name: str) -> object:
    first = listed[0] if isinstance(listed, list) and listed else None
    return first.get(name) if isinstance(first, dict) else None
