"""`.json` and `.jsonl`: one object per report; a text is required, the rest is optional.

Decision to know: a broken line or object is a `Failed` that names its line or place; the lines after it are read.
"""

from __future__ import annotations

import json

from synoptic.intake.ninjs import from_ninjs, is_ninjs
from synoptic.intake.record_fields import FIELDS, field_of, moment_of
from synoptic.intake.records import Found, Raw
from synoptic.model.reports import Failed

_SHOWN = 40
_DAY = "write it as in 2031-06-09"
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
        yield from _record(value, file, place)


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
    listed = value.get("reports") if isinstance(value, dict) and field_of(value, "text") is None else value
    if isinstance(listed, list):
        for number, item in enumerate(listed, 1):
            yield from _record(item, file, f"record {number}")
    else:
        yield from _record(value, file, "")


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _record(value: object, file: str, place: str) -> Found:
    if not isinstance(value, dict):
        yield Failed(file=file, place=place, why=f"an object is wanted, met {type(value).__name__}; {_STEP}")
        return
    if is_ninjs(value):
        value = from_ninjs(value)
    text = field_of(value, "text")
    if not isinstance(text, str):
        met = "none" if text is None else type(text).__name__
        yield Failed(file=file, place=place, why=f"the object needs a text, met {met}; {_STEP}")
        return
    found: dict[str, str | None] = {}
    for name in FIELDS:
        given = field_of(value, name)
        if given is None or given == "":
            found[name] = None
        elif name == "published" and not isinstance(given, dict | list | bool):
            found[name] = moment_of(given)
        elif isinstance(given, str) or (name == "id" and isinstance(given, int)):
            found[name] = str(given)
        else:
            yield Failed(file=file, place=place, why=f"{name} must be a string, met {type(given).__name__}")
            return
    yield Raw(
        text=text,
        place=place,
        given_id=found["id"],
        headline=found["headline"],
        published=found["published"],
        outlet=found["outlet"],
        url=found["url"],
        language=found["language"],
    )
    stated = field_of(value, "published")
    if stated not in (None, "") and found["published"] is None:
        met = str(stated)[:_SHOWN]
        yield Failed(
            file=file, place=place, why=f"the day “{met}” can't be read, the report was taken without it; {_DAY}"
        )
