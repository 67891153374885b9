"""Tables as CSV, JSON Lines and Parquet.

Decision to know: a cell that a spreadsheet would take for a formula gets a mark (') before it, and so does one that
begins with that mark, so that taking one mark off gives every cell back as it was; `raw` leaves all as they are.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from synoptic.errors import UsageError
from synoptic.pipeline.tables import Table
from synoptic.show.documents import escaped

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_before(cell: str) -> str:
    """Undo `neutral`."""
    return cell[1:] if cell.startswith("'") else cell


def table_csv(table: Table[Any], *, raw: bool = False) -> str:
    """Write a table as CSV (RFC 4180), the names of the columns first; an empty cell is what is not known."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table:
        writer.writerow([_cell(value, raw) for value in row])
    return out.getvalue()


def _cell(value: object, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return text if raw else neutral(text)


def table_jsonl(table: Table[Any]) -> str:
    """Write a table as JSON Lines: an object a row."""
    rows = (json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) for row in table)
    return escaped("".join(f"{row}\n" for row in rows))


def table_parquet(table: Table[Any]) -> bytes:
    """Write a table as Parquet.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow; install it with: pip install 'synoptic[tables]'") from error
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(table.to_arrow(), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())
