"""The JSON documents of the contract: written, read back, and their schemas.

Decision to know: one document is the same bytes for the same account, UTF-8, a newline at the end. A lone surrogate,
which UTF-8 cannot hold, is written as its JSON escape, so that no report can stop the printing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from synoptic.errors import NotAnAccount, UsageError
from synoptic.model.accounts import Account
from synoptic.model.news import News
from synoptic.model.plain import NotAsWanted, Plain, from_plain, schema_of, to_plain
from synoptic.model.readings import Reading

SCHEMAS: dict[str, tuple[type, str]] = {
    "account": (Account, "What synoptic account --json prints"),
    "reading": (Reading, "What synoptic read --json prints, one to a line"),
    "news": (News, "What synoptic diff --json prints"),
}

_LONE = re.compile(r"[\ud800-\udfff]")


def escaped(text: str) -> str:
    """Write what UTF-8 can't hold as JSON escapes."""
    return _LONE.sub(lambda met: f"\\u{ord(met.group()):04x}", text)


_one_line = json.JSONEncoder(ensure_ascii=False).encode


def account_json(account: Account, news: News | None = None) -> str:
    """Write the account as one JSON document, an item to a line (so that accounts differ line by line), with a
    newline; what is new since an earlier one stands under `news`, where it is given.

    The standard indentation would put every offset on a line of its own.
    """
    plain = to_plain(account)
    plain["stories"] = _Laid([_object(story) for story in plain["stories"]])
    if news is not None:
        plain["news"] = _Raw(_news_object(news))
    return escaped(_object(plain)) + "\n"


def news_json(news: News) -> str:
    """Write what is new between two accounts as one JSON document, an item to a line, with a newline."""
    return escaped(_news_object(news)) + "\n"


def _news_object(news: News) -> str:
    plain = to_plain(news)
    plain["stories"] = _Laid([_object(story) for story in plain["stories"]])
    return _object({"counts": {str(kind): number for kind, number in news.counts().items()}, **plain})


class _Raw(str):
    """A value that is JSON already."""

    __slots__ = ()


class _Laid(list[str]):
    """Items that are JSON already."""


def _object(plain: Mapping[str, Plain]) -> str:
    return "{\n" + ",\n".join(f"{_one_line(key)}: {_list(value)}" for key, value in plain.items()) + "\n}"


def _list(value: Plain) -> str:
    if isinstance(value, _Raw):
        return str(value)
    if not isinstance(value, list) or not value:
        return _one_line(value)
    items = value if isinstance(value, _Laid) else map(_one_line, value)
    return "[\n" + ",\n".join(items) + "\n]"


def reading_json(reading: Reading) -> str:
    """Write one reading as one line of JSON, with its newline."""
    return escaped(_one_line(to_plain(reading))) + "\n"


def parse_account(document: str, name: str) -> Account:
    """Read an account that `account --json` wrote; `name` is what messages call it.

    Raises:
        NotAnAccount: it is not JSON, or not an account as the contract has it; the message names the place in it.
    """
    remedy = "make one with: synoptic account INPUT... --json --output account.json"
    try:
        plain = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise NotAnAccount(f"{name} is not a JSON document ({error}); {remedy}") from error
    if not isinstance(plain, dict) or "stories" not in plain:
        raise NotAnAccount(f"{name} holds JSON, but not an account (it has no stories); {remedy}")
    try:
        return from_plain(Account, plain)
    except NotAsWanted as error:
        raise NotAnAccount(f"{name} is not an account as the contract has it: {error}; {remedy}") from error


def is_account(path: Path) -> bool:
    """Tell whether a file holds an account, as `account --json` writes it, rather than reports."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig")) if path.suffix == ".json" and path.is_file() else None
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(plain, dict) and "stories" in plain and "text" not in plain


def read_account(path: Path) -> Account:
    """Read the account in a file.

    Raises:
        UsageError: there is no such file, or it can't be opened.
        NotAnAccount: the file holds something else; the message names the place in it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; name an account that was written with --json --output") from None
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}") from error
    try:
        document = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnAccount(f"{path} is not UTF-8 (byte {error.start}), so it is no account") from error
    return parse_account(document, str(path))


def schema_json(name: str) -> str:
    """Write the JSON Schema (draft 2020-12) of a document, generated from the types.

    Raises:
        UsageError: there is no document of that name.
    """
    if name not in SCHEMAS:
        raise UsageError(f"there is no document {name}; known are {' and '.join(SCHEMAS)}")
    cls, title = SCHEMAS[name]
    return json.dumps(schema_of(cls, title), ensure_ascii=False, indent=1) + "\n"


def shipped_schema(name: str) -> str:
    """Return the schema as it ships with the package."""
    return (files("synoptic.show") / "schemas" / f"{name}.json").read_text(encoding="utf-8")


def schema_files() -> dict[str, str]:
    """Give every schema that ships, by the name of its file, as the types have it now."""
    return {f"{name}.json": schema_json(name) for name in SCHEMAS}
