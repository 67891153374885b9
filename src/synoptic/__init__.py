"""Synoptic reads a pile of reports and writes the one account that it supports.

    import synoptic

    account = synoptic.account("reports/")          # files, folders, "-" or ready readings
    for story in account.stories:
        for event in story.events:
            print(event.date, event.status, event.what, event.evidence[0].quote)

Decision to know: the names below are the public Python API. They are looked up when they are first used, so that
`import synoptic` loads none of the heavy libraries.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synoptic.model.accounts import Account as Account
    from synoptic.model.cases import Query as Query
    from synoptic.model.readings import Reading as Reading
    from synoptic.pipeline import account as account
    from synoptic.pipeline import explain as explain
    from synoptic.pipeline import read as read
    from synoptic.pipeline.case import Case as Case
    from synoptic.pipeline.case import open_case as open_case
    from synoptic.pipeline.tables import make_tables as make_tables
    from synoptic.samples import sample_folder as sample_folder
    from synoptic.settings import Settings as Settings

__version__ = "0.1.0"

_HOMES = {
    "Account": "synoptic.model.accounts",
    "Reading": "synoptic.model.readings",
    "Settings": "synoptic.settings",
    "account": "synoptic.pipeline",
    "Case": "synoptic.pipeline.case",
    "Query": "synoptic.model.cases",
    "explain": "synoptic.pipeline",
    "make_tables": "synoptic.pipeline.tables",
    "open_case": "synoptic.pipeline.case",
    "read": "synoptic.pipeline",
    "sample_folder": "synoptic.samples",
}

__all__ = [
    "Account",
    "Case",
    "Query",
    "Reading",
    "Settings",
    "account",
    "explain",
    "make_tables",
    "open_case",
    "read",
    "sample_folder",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'synoptic' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
