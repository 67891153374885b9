"""Everything that can go wrong, as one tree.

    SynopticError
    ├── UsageError        the words of the command or call are wrong: exit status 2
    ├── NothingToRead     nothing at all could be read: exit status 2
    ├── InputError        one file, record or line could not be read; intake turns it into a `Failed`
    ├── NotAnAccount      a document is not an account or a reading as the contract has it
    ├── ModelUnusable     the reader model can't be loaded
    ├── CaseUnusable      a case is not there, is none, is damaged, full, locked or newer than this version
    └── UnknownItem       no item has the id asked for

Decision to know: every message says what was met, where, and what to do next.
"""

from __future__ import annotations


class SynopticError(Exception):
    """The root of all errors that Synoptic raises on purpose."""


class UsageError(SynopticError):
    """The words of the command or the arguments of the call are wrong."""


class NothingToRead(SynopticError):
    """Nothing at all could be read from what was named."""


class InputError(SynopticError):
    """One input could not be read: `file`, `place` in it ("" for the whole) and `why` with the next step."""

    def __init__(self, file: str, place: str, why: str) -> None:
        super().__init__(f"{file}{', ' + place if place else ''}: {why}")
        self.file, self.place, self.why = file, place, why


class NotAnAccount(SynopticError):
    """A document does not have the form of an account or a reading."""


class UnknownItem(SynopticError):
    """No item of the account has the id asked for."""


class CaseUnusable(SynopticError):
    """A case can't be opened, read or written; nothing of it was changed by the step that failed."""


class ModelUnusable(SynopticError):
    """The files of a model are missing or are not what they should be."""
