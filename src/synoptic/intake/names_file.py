"""A file of known names: `.csv`, `.tsv` or `.jsonl`, made by hand or saved from a query of Wikidata.

Decision to know: several rows of one id are one entry, as a query gives a row for each further name. A row that can't
be used is a `Failed` with its line; the rows after it are taken.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from synoptic.errors import InputError, UsageError
from synoptic.intake.decoding import decode
from synoptic.model.known import Known
from synoptic.model.readings import NameType
from synoptic.model.reports import Failed

_COLUMNS = {
    "id": "id",
    "qid": "id",
    "item": "id",
    "name": "name",
    "label": "name",
    "itemlabel": "name",
    "aliases": "aliases",
    "alias": "aliases",
    "altlabel": "aliases",
    "itemaltlabel": "aliases",
    "type": "type",
}
"""What a column may be called, folded; the words of a saved query among them."""
_TYPES = {
    "person": NameType.PERSON,
    "human": NameType.PERSON,
    "organisation": NameType.ORG,
    "organization": NameType.ORG,
    "org": NameType.ORG,
    "place": NameType.GPE,
    "country": NameType.GPE,
    "gpe": NameType.GPE,
}
_TEXT_PER_ZERO = 10
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
"""Marks of a text in two bytes a letter, whose zeros belong to it."""
_WANTED = "columns called id, name and, if wanted, aliases and type"


def read_names(path: Path) -> tuple[tuple[Known, ...], tuple[Failed, ...]]:
    """Read the known names, in order of id, and the rows that could not be used.

    Raises:
        UsageError: the file can't be read, or none of its rows has an id and a name; the message says what is wanted.
    """
    shown = path.as_posix()
    try:
        text = decode(_without_zeros(path.read_bytes()), shown).text
    except OSError as error:
        raise UsageError(f"{shown}: can't be read ({error.strerror}); give a file with {_WANTED}") from error
    except InputError as error:
        raise UsageError(f"{error}; give a file with {_WANTED}") from error
    rows = _objects(text) if path.suffix.lower() in (".jsonl", ".json") else _table(text)
    names: dict[str, dict[str, None]] = {}
    types: dict[str, NameType] = {}
    failed: list[Failed] = []
    for line, row in rows:
        why = _fault(row)
        if why or isinstance(row, str):
            failed.append(Failed(file=shown, place=f"line {line}", why=f"{why}; the other rows were taken"))
            continue
        key = str(row["id"]).strip().rpartition("/")[2]
        names.setdefault(key, {}).update(dict.fromkeys(_names_in(row)))
        if told := _TYPES.get(str(row.get("type") or "").strip().casefold()):
            types.setdefault(key, told)
    if not names:
        raise UsageError(f"{shown}: no row has an id and a name; give a file with {_WANTED}")
    known = tuple(Known(id=key, names=tuple(sorted(names[key])), type=types.get(key)) for key in sorted(names))
    return known, tuple(failed)


def _without_zeros(raw: bytes) -> bytes:
    """Turn zero bytes that stand among text, as some programs leave them, to blanks; what holds many is no text."""
    odd = raw.count(b"\x00")
    return raw.replace(b"\x00", b" ") if odd and odd * _TEXT_PER_ZERO <= len(raw) and raw[:2] not in _TWO_BYTES else raw


def _table(text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Give the rows of a table with their lines; the first row names the columns, tab or comma parts them."""
    first = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter="\t" if "\t" in first else ",")
    try:
        titles = [_COLUMNS.get(cell.strip().strip("?").casefold(), "") for cell in next(rows, [])]
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, {title: cell for title, cell in zip(titles, row, strict=False) if title}
    except csv.Error as error:
        yield rows.line_num, f"no row of a table: {error}"


def _objects(text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"not JSON: {error}; one object a line is wanted"
            continue
        if isinstance(value, dict):
            yield number, {title: cell for key, cell in value.items() if (title := _COLUMNS.get(key.casefold(), ""))}
        else:
            yield number, "no object with an id and a name"


def _fault(row: Mapping[str, object] | str) -> str:
    if isinstance(row, str):
        return row
    missing = [column for column in ("id", "name") if not str(row.get(column) or "").strip()]
    if missing:
        return f"no {' and no '.join(missing)}"
    odd = [column for column in ("id", "name", "type") if isinstance(row.get(column), bool | list | dict)]
    aliases = row.get("aliases")
    cells = aliases if isinstance(aliases, list) else [aliases]
    odd += ["aliases"] if any(cell is not None and not isinstance(cell, str) for cell in cells) else []
    return f"{' and '.join(odd)} of a kind that is no text" if odd else ""


def _names_in(row: Mapping[str, object]) -> list[str]:
    """List the name and the further names: a list, or words parted by | or, where there is none, by commas."""
    told = row.get("aliases") or ""
    cells = told if isinstance(told, list) else str(told).split("|" if "|" in str(told) else ",")
    found = [" ".join(str(cell).split()) for cell in (row["name"], *cells)]
    return [name for name in found if name]
