"""A case in PostgreSQL: one schema of a database for each case, so that a desk may keep many in one.

Decision to know: those who write take turns by one lock for each case, as they do on a file, so that an addition is
never half seen by another; those who ask see one state throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import (
    ColumnElement,
    Connection,
    column,
    create_engine,
    delete,
    event,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from synoptic.errors import CaseUnusable
from synoptic.store.engines import WRITES, EngineStore, reason_of
from synoptic.store.migrations import NEWEST, POSTGRES
from synoptic.store.records import words_of
from synoptic.store.tables import reports

_WAIT_SECONDS = 30
_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")
_LONGEST_WITH_PLACES = 400_000
"""A longer text is indexed without the places of its words: PostgreSQL limits what one entry may hold to a megabyte."""
_PLAIN: ColumnElement[str] = literal_column("'simple'::regconfig")
"""Words as they are: no stems and no stop words, as FTS5 has them."""
_report_words = table("report_words", column("report_number"), column("words"))
_BETWEEN = "0headline0text0"
_INSTALL = "pip install 'synoptic[postgres]'"


class WordIndex:
    """The search for words by tsvector, over the same words that FTS5 sees."""

    def put(self, connection: Connection, number: int, headline: str, text_: str) -> None:
        """Index a report; a mark that no text holds stands between headline and text, so that no phrase runs over."""
        words = " ".join([*words_of(headline), _BETWEEN, *words_of(text_)])
        made = func.to_tsvector(_PLAIN, words)
        if len(text_) > _LONGEST_WITH_PLACES:
            made = func.strip(made)
        connection.execute(insert(_report_words).values(report_number=number, words=made))

    def drop(self, connection: Connection, number: int, headline: str, text_: str) -> None:
        """Take a report out of the index."""
        connection.execute(delete(_report_words).where(_report_words.c.report_number == number))

    def matching(self, phrases: Sequence[Sequence[str]]) -> ColumnElement[bool]:
        """Tell of a report whether all phrases stand in it."""
        words = _report_words.c.words
        met = [words.op("@@")(func.phraseto_tsquery(_PLAIN, " ".join(phrase))) for phrase in phrases]
        return reports.c.number.in_(select(_report_words.c.report_number).where(*met))


class PostgresStore(EngineStore):
    """A case in a schema of a PostgreSQL database: postgresql://user@host/database?case=strait."""

    words = POSTGRES

    def __init__(self, where: str, *, create: bool = False) -> None:
        """Connect, and bring the tables up to date."""
        address, self.name = _taken_apart(where)
        self.where = _without_password(where)
        self.index = WordIndex()
        self.writable = True
        self.schema = f"case_{self.name}"
        try:
            self.engine = create_engine(address, pool_size=8, max_overflow=24, pool_pre_ping=True)
        except ImportError as error:
            raise CaseUnusable(f"the driver for PostgreSQL is not installed; install it with: {_INSTALL}") from error
        event.listen(self.engine, "connect", self._on_connect)
        event.listen(self.engine, "begin", self._on_begin)
        try:
            self._open(create)
        except BaseException:
            self.engine.dispose()
            raise

    def _on_connect(self, driver: Any, _record: object) -> None:
        with driver.cursor() as cursor:
            cursor.execute(f'SET search_path TO "{self.schema}"')
            cursor.execute("SET TIME ZONE 'UTC'")
        driver.commit()

    def _on_begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%(name)s))", {"name": self.schema})
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def _open(self, create: bool) -> None:
        there = text("SELECT 1 FROM information_schema.schemata WHERE schema_name = :name")
        with self.asking() as session:
            found = session.connection.execute(there, {"name": self.schema}).first() is not None
        if create and found:
            raise CaseUnusable(f"{self.where} is there already; open it, or choose another name after ?case=")
        if not create and not found:
            raise CaseUnusable(f"there is no case {self.name} in {self.where}; make it with: synoptic new ADDRESS")
        if create:
            with self.writing() as session:
                session.connection.execute(text(f'CREATE SCHEMA "{self.schema}"'))
        with self.asking() as session:
            done = self.steps_taken(session.connection)
        self.refuse_newer(done or 0)
        if (done or 0) < NEWEST:
            self.take_steps()

    def explained(self, error: SQLAlchemyError) -> CaseUnusable:
        """Say what an error of PostgreSQL means, and what to do."""
        told = reason_of(error)
        if "lock timeout" in told:
            step = f"another program has been writing to it for {_WAIT_SECONDS} seconds; wait for it to finish"
        elif "No space left" in told or "could not extend" in told:
            step = "there is no room left on the disk; what was acknowledged is kept, make room and run it again"
        elif "permission denied" in told or "read-only" in told:
            step = f"PostgreSQL does not allow it ({told}); ask for the right, or use another role"
        elif "connection" in told or "does not exist" in told or "authentication" in told:
            step = f"PostgreSQL can't be reached so ({told}); look at the address"
        else:
            step = f"PostgreSQL refused ({told})"
        return CaseUnusable(f"{self.where}: {step}")

    def check(self) -> tuple[str, ...]:
        """Ask whether every report has its words in the index; the pages are PostgreSQL's own care."""
        statement = text(
            "SELECT count(*) FROM reports LEFT JOIN report_words ON report_number = number "
            "WHERE removed_at IS NULL AND report_number IS NULL"
        )
        with self.asking() as session:
            missing = session.connection.execute(statement).scalar_one()
        return (f"{missing} reports are missing in the index of words",) if missing else ()

    def back_up(self, target: str) -> None:
        """Refuse: PostgreSQL has its own tools for it."""
        raise CaseUnusable(f"back up a case in PostgreSQL with: pg_dump --schema={self.schema} --file={target} ADDRESS")

    def tidy(self) -> None:
        """Rewrite the tables without their unused rows."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in ("reports", "readings", "report_words", "kept_stories", "kept_accounts", "outcomes", "runs"):
                connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')

    def close(self) -> None:
        """Leave the database."""
        self.engine.dispose()


def _taken_apart(where: str) -> tuple[str, str]:
    """Return the address for the driver and the name of the case in it."""
    parts = urlsplit(where)
    options = dict(parse_qsl(parts.query))
    name = options.pop("case", "synoptic")
    if not _NAME.fullmatch(name):
        raise CaseUnusable(f"a case in PostgreSQL is named in small letters, digits and _, met {name!r} after ?case=")
    return urlunsplit(("postgresql+psycopg", parts.netloc, parts.path, urlencode(options), "")), name


def _without_password(where: str) -> str:
    return re.sub(r"(//[^/@:]*):[^/@]*@", r"\1@", where)
