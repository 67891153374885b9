"""Keeps a case: reports as received, readings, accounts as told, corrections, the ledger; in one file or in PostgreSQL.

Decision to know: the store keeps bytes and answers look-ups; it does not read, link or tell. Both databases stand
behind one `Store`, and the same tests run on both.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from synoptic.store.records import (
    FigureMark,
    KeptAccount,
    Marks,
    NameMark,
    Shelved,
    hash_of,
    holdable,
    pack,
    phrases_of,
    places_of,
    unpack,
)
from synoptic.store.sessions import Session

__all__ = [
    "FigureMark",
    "KeptAccount",
    "Marks",
    "NameMark",
    "Session",
    "Shelved",
    "Store",
    "hash_of",
    "holdable",
    "is_address",
    "open_store",
    "pack",
    "phrases_of",
    "places_of",
    "unpack",
]


class Store(Protocol):
    """Where a case is kept. Sessions may be taken from any thread; one that writes waits for others that write."""

    where: str
    name: str
    writable: bool

    def asking(self) -> AbstractContextManager[Session]:
        """Return a session that sees one state of the case."""

    def writing(self) -> AbstractContextManager[Session]:
        """Return a session that writes: whole, or where an error leaves it, not at all.

        Raises:
            CaseUnusable: the case can't be written: locked for too long, full, read-only.
        """

    def check(self) -> tuple[str, ...]:
        """Let the database check itself, and say what it finds wrong."""

    def back_up(self, target: str) -> None:
        """Write a copy of the case as it is now to a new file, while others go on writing.

        Raises:
            CaseUnusable: the copy can't be made; nothing is left of it.
        """

    def tidy(self) -> None:
        """Give back what was wiped, so that nothing of it stays in unused pages."""

    def close(self) -> None:
        """Leave the case; a file is then one file."""


def is_address(where: str) -> bool:
    """Tell whether a case is named by the address of a database and not by a path."""
    return where.startswith(("postgresql://", "postgres://"))


def open_store(where: str, *, create: bool = False) -> Store:
    """Open the store at a path or a postgresql:// address, its tables brought up to date.

    Raises:
        CaseUnusable: it is not there (or, with `create`, is there already), is no case, is damaged or newer.
    """
    if is_address(where):
        from synoptic.store.postgres import PostgresStore

        return PostgresStore(where, create=create)
    from synoptic.store.sqlite import SqliteStore

    return SqliteStore(where, create=create)
