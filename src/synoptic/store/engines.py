"""What both databases share: sessions on an engine, and the steps of the tables.

Decision to know: foreign errors end here. Each store says in its own `explained` what an error of its database means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from synoptic.errors import CaseUnusable
from synoptic.store.migrations import LIST_OF_STEPS, MIGRATIONS, NEWEST
from synoptic.store.sessions import Index, Session
from synoptic.store.tables import migrations

WRITES = "synoptic_writes"
"""The name of the option by which a connection tells that its transaction will write."""


def now() -> str:
    """Return the moment in UTC, to the second, as in 2026-11-28T14:05:09Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class EngineStore:
    """Sessions on an engine."""

    where: str
    name: str
    writable: bool
    engine: Engine
    index: Index
    words: Mapping[str, str]

    def explained(self, error: SQLAlchemyError) -> CaseUnusable:
        """Say what an error of the database means, and what to do."""
        raise NotImplementedError

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """Return a session that sees one state of the case."""
        with self._session(writes=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Return a session that writes whole or not at all."""
        if not self.writable:
            raise CaseUnusable(f"{self.where} can only be read here; copy it to a folder that you may write in")
        with self._session(writes=True) as session:
            yield session

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        try:
            with self.engine.connect() as connection:
                connection = connection.execution_options(**{WRITES: writes})
                with connection.begin():
                    yield Session(connection, self.index)
        except SQLAlchemyError as error:
            raise self.explained(error) from error

    def steps_taken(self, connection: Connection) -> int | None:
        """Return the number of the last step that the tables have taken; None where there are none."""
        if not inspect(connection).has_table(migrations.name):
            return None
        return int(connection.execute(select(func.max(migrations.c.number))).scalar() or 0)

    def take_steps(self, to: int = NEWEST) -> None:
        """Bring the tables up to date, each step a transaction of its own.

        Raises:
            CaseUnusable: they are newer than this version of Synoptic, or can't be changed.
        """
        for step in MIGRATIONS:
            with self._session(writes=True) as session:
                done = self.steps_taken(session.connection)
                if done is None:
                    session.connection.execute(text(_filled(LIST_OF_STEPS, self.words)))
                if step.number <= (done or 0) or step.number > to:
                    continue
                for statement in step.rendered(self.words):
                    session.connection.execute(text(statement))
                values = {"number": step.number, "name": step.name, "made_at": now()}
                session.connection.execute(insert(migrations).values(values))

    def refuse_newer(self, done: int) -> None:
        """Refuse a case that a newer version has written.

        Raises:
            CaseUnusable: it has taken steps that are not known here.
        """
        if done > NEWEST:
            raise CaseUnusable(
                f"{self.where} was written by a newer version of Synoptic (its tables are at step {done}, this version "
                f"knows {NEWEST}); update Synoptic to open it. Nothing in it was changed"
            )


def _filled(statement: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        statement = statement.replace("{" + name + "}", word)
    return statement


def reason_of(error: SQLAlchemyError) -> str:
    """Return what the database itself said, in a line."""
    told = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return " ".join(str(told).split())
