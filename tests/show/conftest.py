"""An account made by hand, with everything that a view must bear: the fixture of these tests.

Decision to know: the harbour, its people and its papers are invented, and the quarrel is small; what matters is that
two stories, rival figures, every status, several candidate days, unnamed voices, a long quotation, an unread
language, copies with changes, skipped files and hostile words stand in one account. `harbour.jsonl` holds the texts
and `harbour.json` the account, whose evidence is written as words alone and looked up in the texts here, so that it
cannot dangle.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from synoptic.model.accounts import Account
from synoptic.model.plain import from_plain

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The account and the texts that its evidence quotes."""

    account: Account
    texts: dict[str, str]


def placed(value: Any, texts: dict[str, str]) -> Any:
    """Give every quotation its place: the first at which its report has these words."""
    if isinstance(value, list):
        return [placed(item, texts) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"report", "quote"}:
        start = texts[value["report"]].index(value["quote"])
        return {**value, "start": start, "end": start + len(value["quote"])}
    return {key: placed(item, texts) for key, item in value.items()}


@pytest.fixture(scope="session")
def built() -> Built:
    """Give the account made by hand."""
    lines = (HERE / "harbour.jsonl").read_text(encoding="utf-8").splitlines()
    texts: dict[str, str] = {record["id"]: record["text"] for record in map(json.loads, lines)}
    plain = placed(json.loads((HERE / "harbour.json").read_text(encoding="utf-8")), texts)
    return Built(account=from_plain(Account, plain), texts=texts)
