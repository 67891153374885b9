"""One raw record: what an adapter gives, before it has an id of its own.

Decision to know: every adapter yields `Raw` or `Failed` and never raises for one bad record, so that the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from synoptic.model.reports import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text as an adapter found it. `given_id` is the record's own id; `place` its place in the file ("" for the
    whole file)."""

    text: str
    place: str = ""
    given_id: str | None = None
    headline: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None


Found = Iterator[Raw | Failed]
