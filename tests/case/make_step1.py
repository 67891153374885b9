"""How step1.case was made: a case whose tables have taken the first step only. It is not made anew.

python -m tests.case.make_step1
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.case.test_case import FERRY, STRIKE

from synoptic.pipeline.case import Case
from synoptic.settings import Settings
from synoptic.store import sqlite
from synoptic.store.engines import EngineStore

TARGET = Path(__file__).parent / "step1.case"


def main() -> None:
    """Make it, with two reports."""
    whole = EngineStore.take_steps
    EngineStore.take_steps = lambda self, to=1: whole(self, 1)  # type: ignore[method-assign]
    store = sqlite.SqliteStore(str(TARGET), create=True)
    case = Case(store, Settings(reader="rules"))
    with store.writing() as session:
        session.set_fact("name", "step1")
        session.set_fact("reader", "rules")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.jsonl"
        path.write_text(json.dumps(FERRY) + "\n" + json.dumps(STRIKE) + "\n", encoding="utf-8")
        case.add([str(path)])
    case.close()


if __name__ == "__main__":
    main()
