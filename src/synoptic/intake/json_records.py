"""`.json` and `.jsonl`: one object per report; `text` is required, the rest is optional.

Decision to know: a broken line or object is a `Failed` that names its line or place; the lines after it are read.
"""

from __future__ import annotations

import json

from synoptic.intake.ninjs import from_ninjs, is_ninjs
from synoptic.intake.records import Found, Raw
from synoptic.model.reports import Failed

_FIELDS = ("id", "headline", "published", "outlet", "url", "language")
_STEP = 'give each report as an object with a text, as in {"text": "..."}'


def read_jsonl(text: str, file: str) -> Found:
    """Read one object a line; blank lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Failed(file=file, place=place, why=f"not JSON: {_reason(error)}; one object a line is wanted")
            continue
        yield _record(value, file, place)


def read_json(text: str, file: str) -> Found:
    """Read one object, a list of objects, or an object that holds such a list under `reports`."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg.startswith("Extra data") and "\n" in text:
            yield from read_jsonl(text, file)  # JSON Lines under the name .json
            return
        yield Failed(
            file=file, place=f"line {error.lineno}, column {error.colno}", why=f"not JSON: {error.msg}; mend it there"
        )
        return
    except RecursionError as error:
        yield Failed(file=file, place="", why=f"not JSON: {_reason(error)}")
        return
    listed = value.get("reports") if isinstance(value, dict) and "text" not in value else value
    if isinstance(listed, list):
        for number, item in enumerate(listed, 1):
            yield _record(item, file, f"record {number}")
    else:
        yield _record(value, file, "")


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _record(value: object, file: str, place: str) -> Raw | Failed:
    if not isinstance(value, dict):
        return Failed(file=file, place=place, why=f"an object is wanted, met {type(value).__name__}; {_STEP}")
    if is_ninjs(value):
        value = from_ninjs(value)
    text = value.get("text")
    if not isinstance(text, str):
        met = "none" if text is None else type(text).__name__
        return Failed(file=file, place=place, why=f"the object needs a text, met {met}; {_STEP}")
    found: dict[str, str | None] = {}
    for name in _FIELDS:
        given = value.get(name)
        if given is None or given == "":
            found[name] = None
        elif isinstance(given, str) or (name == "id" and isinstance(given, int)):
            found[name] = str(given)
        else:
            return Failed(file=file, place=place, why=f"{name} must be a string, met {type(given).__name__}")
    return Raw(
        text=text,
        place=place,
        given_id=found["id"],
        headline=found["headline"],
        published=found["published"],
        outlet=found["outlet"],
        url=found["url"],
        language=found["language"],
    )
