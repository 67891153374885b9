"""What the tests of several rooms share: a PostgreSQL server, started once when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.store.servers import INSTALL, running_server

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running server; skips where there is none to run."""
    with running_server() as address:
        if address is None:
            pytest.skip(INSTALL)
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives places for new cases: in a file, and in PostgreSQL."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"case{next(_numbers)}.case")
    address = request.getfixturevalue("postgres")
    return lambda: f"{address}?case=test{next(_numbers)}"
