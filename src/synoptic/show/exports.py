"""A case in other forms: which there are, and what each is made of.

Decision to know: the same case gives the same bytes in every form. Several tables at once are files in a folder, or in
a zip; one table may go to standard output.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from synoptic.errors import UsageError
from synoptic.model.accounts import Account
from synoptic.model.plain import to_plain
from synoptic.pipeline.case import Case
from synoptic.pipeline.tables import TABLE_NAMES, Table, make_tables
from synoptic.show.documents import account_json, escaped

FORMATS = ("json", "jsonl", "csv", "parquet", "markdown", "html", "ninjs", "annotations", "csl", "bundle")
_TABLES = ("jsonl", "csv", "parquet")
_ENDS = {"jsonl": "jsonl", "csv": "csv", "parquet": "parquet"}


def export(
    case: Case,
    account: Account,
    form: str,
    *,
    table: str | None = None,
    raw: bool = False,
    hashes_only: bool = False,
) -> bytes | Mapping[str, bytes]:
    """Return the bytes of one document, or of the tables by the names of their files.

    Raises:
        UsageError: the form has no tables, or a library that it needs is not installed.
    """
    if form in _TABLES:
        made = {f"{one.name}.{_ENDS[form]}": _table(one, form, raw) for one in make_tables(account)}
        if table is None:
            return made
        return made[f"{table}.{_ENDS[form]}"]
    if table is not None:
        raise UsageError(f"--table is for {', '.join(_TABLES)}; {form} is one document")
    if form == "bundle":
        from synoptic.show.bundle import make_bundle

        return make_bundle(
            account,
            case.reports(texts=True),
            case.corrections(),
            hashes_only=hashes_only,
            whole_stories=case.settings.whole_stories,
        )
    return _document(case, account, form).encode("utf-8", "replace")


def _table(table: Table[Any], form: str, raw: bool) -> bytes:
    from synoptic.show.export_tables import table_csv, table_jsonl, table_parquet

    if form == "csv":
        return table_csv(table, raw=raw).encode("utf-8", "replace")
    if form == "jsonl":
        return table_jsonl(table).encode("utf-8", "replace")
    return table_parquet(table)


def _document(case: Case, account: Account, form: str) -> str:
    if form == "json":
        return account_with_corrections(case, account)
    if form == "csl":
        from synoptic.show.export_web import csl_json

        return csl_json(account)
    if form == "ninjs":
        from synoptic.show.export_web import ninjs_json

        return ninjs_json(stored.report for stored in sorted(case.reports(texts=True), key=lambda s: s.id))
    texts = {stored.id: stored.report.text for stored in case.reports(texts=True)}
    if form == "annotations":
        from synoptic.show.export_web import annotations_json

        return annotations_json(account, texts)
    from synoptic.show.arrangement import arrange

    arranged = arrange(account, case.settings.whole_stories)
    if form == "markdown":
        from synoptic.show.markdown import render_markdown

        return render_markdown(arranged)
    from synoptic.show.page import render_page

    return render_page(arranged, texts)


def account_with_corrections(case: Case, account: Account) -> str:
    """Write the account as the contract has it, with the corrections of the case in a field of their own, if any."""
    told = account_json(account)
    corrections = case.corrections()
    if not corrections:
        return told
    listed = ",\n".join(escaped(json.dumps(to_plain(c), ensure_ascii=False)) for c in corrections)
    return f'{told.rstrip()[:-1].rstrip()},\n"corrections": [\n{listed}\n]\n}}\n'


def write_tables(files: Mapping[str, bytes], target: str) -> None:
    """Write tables into a folder, made if it is not there, or into a zip where the name ends so.

    Raises:
        UsageError: they can't be written there.
    """
    from synoptic.show.delivery import write_bytes

    if target.lower().endswith(".zip"):
        from synoptic.show.bundle import zip_of

        write_bytes(target, zip_of(files))
        return
    folder = Path(target)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{target} can't be made a folder: {error.strerror or error}") from error
    for name, raw in sorted(files.items()):
        write_bytes(str(folder / name), raw)


__all__ = ["FORMATS", "TABLE_NAMES", "account_with_corrections", "export", "write_tables"]
