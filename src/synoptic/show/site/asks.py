"""What the server asks of a press and what it gets: plain values that can go from process to process.

Decision to know: a page depends on the ask and on the edition alone. What differs from reader to reader (the form
token, the notice that a newer account is on its way) is a mark in the bytes, put in by the server at the last moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The name of a page, what is given for it (from the path and the query), and the name of who asks."""

    page: str
    given: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page, ready to be sent; `lasting` when it stays the same as long as the edition does."""

    body: bytes
    status: int = HTTPStatus.OK
    kind: str = HTML
    lasting: bool = True
    file: str | None = None
    """The name under which it is to be saved, for an export."""
    to: str | None = None
    """Where to go on, after something was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Marks that no report can contain, since they are drawn anew at each start."""

    token: str
    notice: str


def ask_of(page: str, given: Mapping[str, str], by: str) -> Ask:
    """Make an ask; what is given is put in order, so that the same wish is the same ask."""
    return Ask(page=page, given=tuple(sorted((name, value) for name, value in given.items() if value)), by=by)
