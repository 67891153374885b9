"""A case in one file: SQLite with a write-ahead log while it is open, and words indexed by FTS5.

Decision to know: every transaction that writes says so at its beginning (`BEGIN IMMEDIATE`), since one that begins to
read and then writes is refused at once where another has written. When the last one leaves, the log goes into the file.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, literal_column, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from synoptic.errors import CaseUnusable
from synoptic.store.engines import WRITES, EngineStore, now, reason_of
from synoptic.store.migrations import NEWEST, SQLITE
from synoptic.store.tables import reports

_MAGIC = b"SQLite format 3\x00"
APPLICATION = 0x53594E4F
"""Written into the header of the file, so that another program's file is told apart before it is opened."""
_WAIT_SECONDS = 60
_NAP_SECONDS = 0.02
_SIDE_FILES = ("-wal", "-shm", "-journal")


class FtsIndex:
    """The search for words by FTS5, over the text that stands in the reports."""

    def put(self, connection: Connection, number: int, headline: str, text_: str) -> None:
        """Index a report."""
        statement = text("INSERT INTO report_words (rowid, headline, text) VALUES (:number, :headline, :text)")
        connection.execute(statement, {"number": number, "headline": headline, "text": text_})

    def drop(self, connection: Connection, number: int, headline: str, text_: str) -> None:
        """Take a report out of the index, and its words out of the pages of the index."""
        values = {"number": number, "headline": headline, "text": text_}
        statement = "INSERT INTO report_words (report_words, rowid, headline, text) "
        connection.execute(text(statement + "VALUES ('delete', :number, :headline, :text)"), values)
        connection.execute(text("INSERT INTO report_words (report_words) VALUES ('optimize')"))

    def matching(self, phrases: Sequence[Sequence[str]]) -> ColumnElement[bool]:
        """Tell of a report whether all phrases stand in it."""
        quoted = " ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        met = text("report_words MATCH :words").bindparams(words=quoted)
        return reports.c.number.in_(select(literal_column("rowid")).select_from(text("report_words")).where(met))


class SqliteStore(EngineStore):
    """A case in one file."""

    words = SQLITE

    def __init__(self, where: str, *, create: bool = False, page_limit: int | None = None) -> None:
        """Open the file; `page_limit` is the most pages that it may grow to."""
        self.where, self.path = where, Path(where)
        self.name = self.path.name.removesuffix(".case")
        self.index = FtsIndex()
        self.writable = True
        self._page_limit = page_limit
        if create:
            self._make()
        _refuse_other_files(self.path)
        self.writable = _may_write(self.path)
        self.engine = self._engine()
        try:
            self._bring_up_to_date()
        except BaseException:
            self.engine.dispose()
            raise

    def _make(self) -> None:
        """Make the file beside its place and then put it there, so that no half-made case is ever seen."""
        if self.path.exists():
            raise CaseUnusable(f"{self.where} is there already; open it, or choose another name")
        for end in _SIDE_FILES:
            if Path(f"{self.path}{end}").exists():
                raise CaseUnusable(
                    f"{self.where} can't be made: {self.where}{end} is left of another case of this name and may hold "
                    "some of its reports; put it back beside that case, or delete it if the case is gone"
                )
        if not self.path.parent.is_dir():
            raise CaseUnusable(f"{self.where} can't be made: there is no folder {self.path.parent}; make it first")
        final = self.path
        try:
            handle, waiting = tempfile.mkstemp(dir=final.parent, prefix=f".{final.name}.", suffix=".part")
            os.close(handle)
        except OSError as error:
            raise CaseUnusable(f"{self.where} can't be made: {error.strerror or error}") from error
        self.path = Path(waiting)
        self.engine = self._engine()
        try:
            self.take_steps()
            with self.engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            self.close()
            if final.exists():
                raise CaseUnusable(f"{self.where} was made by another program in this moment; open it")
            os.chmod(waiting, 0o600)
            os.replace(waiting, final)
        except OSError as error:
            raise CaseUnusable(f"{self.where} can't be made: {error.strerror or error}") from error
        finally:
            self.engine.dispose()
            for left in (waiting, *(waiting + end for end in _SIDE_FILES)):
                Path(left).unlink(missing_ok=True)
            self.path = final

    def _engine(self) -> Engine:
        mode = "rw" if self.writable else "ro"
        address = f"{self.path.resolve().as_uri()}?mode={mode}"

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, check_same_thread=False)
            connection.isolation_level = None
            pragmas = ["foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"]
            if self.writable:
                pragmas += ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"]
            if self._page_limit is not None:
                pragmas.append(f"max_page_count = {self._page_limit}")
            for pragma in pragmas:
                _set_patiently(connection, pragma)
            return connection

        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=24)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            writes = connection.get_execution_options().get(WRITES, False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _bring_up_to_date(self) -> None:
        try:
            with self.engine.connect() as connection:
                done = self.steps_taken(connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.explained(error) from error
        if done is None:
            raise CaseUnusable(f"{self.where} is an SQLite file, but not a case; make one with: synoptic new NAME.case")
        self.refuse_newer(done)
        if done < NEWEST:
            if not self.writable:
                raise CaseUnusable(
                    f"{self.where} was written by an older version of Synoptic and can't be brought up to date here, "
                    "where it may only be read; copy it to a folder that you may write in"
                )
            self.take_steps()

    def explained(self, error: SQLAlchemyError | sqlite3.Error) -> CaseUnusable:
        """Say what an error of SQLite means, and what to do."""
        told = reason_of(error) if isinstance(error, SQLAlchemyError) else str(error)
        if "locked" in told or "busy" in told:
            step = f"another program has been writing to it for {_WAIT_SECONDS} seconds; wait for it to finish"
        elif "disk is full" in told or "disk I/O" in told:
            step = "there is no room left on the disk; what was acknowledged is kept, make room and run it again"
        elif "readonly" in told or "read-only" in told:
            step = "it may only be read here; look at the rights of the file and of its folder"
        elif "malformed" in told or "not a database" in told or "corrupt" in told:
            step = "the file is damaged; take a backup of it, or see what can be saved with: sqlite3 FILE .recover"
        elif "unable to open" in told:
            step = "it can't be opened; look at the rights of the file and of its folder"
        else:
            step = f"SQLite refused ({told}); check it with: synoptic verify"
        return CaseUnusable(f"{self.where}: {step}")

    def check(self) -> tuple[str, ...]:
        """Let SQLite check every page, and that the index of words agrees with the reports."""
        try:
            with self.engine.connect() as connection:
                rows = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
                found = [str(row) for row in rows if row != "ok"]
                if not found and self.writable:
                    connection.exec_driver_sql(
                        "INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)"
                    )
                return tuple(found)
        except (SQLAlchemyError, sqlite3.Error) as error:
            return (reason_of(error) if isinstance(error, SQLAlchemyError) else str(error),)

    def back_up(self, target: str) -> None:
        """Write a copy as of now by SQLite's own backup, and put it in its place when it is whole."""
        final = Path(target)
        if final.exists():
            raise CaseUnusable(f"{target} is there already; name a file that is not")
        waiting = final.with_name(f".{final.name}.{os.getpid()}.part")
        try:
            copy = sqlite3.connect(waiting)
            try:
                with self.engine.connect() as connection:
                    driver: Any = connection.connection.driver_connection
                    driver.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                (state,) = copy.execute("PRAGMA quick_check(1)").fetchone()
                if state != "ok":
                    raise CaseUnusable(f"{target}: the copy is not whole ({state}); nothing was written")
            finally:
                copy.close()
            os.replace(waiting, final)
        except (OSError, sqlite3.Error, SQLAlchemyError) as error:
            raise CaseUnusable(f"{target} can't be written: {error}") from error
        finally:
            for left in (str(waiting), *(f"{waiting}{end}" for end in _SIDE_FILES)):
                Path(left).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Write the file anew without its unused pages, and empty the log."""
        try:
            with self.engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA busy_timeout = 2000")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                driver.execute("VACUUM")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                driver.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.explained(error) from error

    def close(self) -> None:
        """Leave the file; the last one to leave puts the log into it."""
        if self.writable:
            try:
                self.engine.dispose()
                with self.engine.connect() as connection:
                    driver: Any = connection.connection.driver_connection
                    driver.execute("PRAGMA busy_timeout = 200")
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    driver.execute("PRAGMA journal_mode = DELETE")
            except (SQLAlchemyError, sqlite3.Error):
                pass  # another one has it open, or it is damaged: the log stays beside it and loses nothing
        self.engine.dispose()


def _set_patiently(connection: sqlite3.Connection, pragma: str) -> None:
    """Set a pragma; SQLite itself does not wait where two turn to the log, or one to and one from it, at one moment."""
    until = monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() >= until:
                raise
            sleep(_NAP_SECONDS)
        else:
            return


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            header = stream.read(100)
    except FileNotFoundError:
        raise CaseUnusable(f"there is no case {path}; make it with: synoptic new {path}") from None
    except OSError as error:
        raise CaseUnusable(f"{path} can't be opened: {error.strerror or error}") from error
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise CaseUnusable(f"{path} is not a case; make one with: synoptic new NAME.case, and add this to it")
    (application,) = struct.unpack(">I", header[68:72])
    if application != APPLICATION:
        raise CaseUnusable(f"{path} is another program's SQLite file, not a case; it was not touched")


def _may_write(path: Path) -> bool:
    """Tell whether the file and its folder may be written: the log needs the folder."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))


def is_case(path: str) -> bool:
    """Tell whether a path names a file that is a case, by its header."""
    try:
        with Path(path).open("rb") as stream:
            header = stream.read(100)
    except OSError:
        return False
    return header.startswith(_MAGIC) and header[68:72] == struct.pack(">I", APPLICATION)


__all__ = ["APPLICATION", "SqliteStore", "is_case", "now"]
