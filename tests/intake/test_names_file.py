"""Names files: by hand, from a query, as objects; rows that can't be used are told and the rest is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from synoptic.errors import UsageError
from synoptic.intake.names_file import read_names
from synoptic.model.known import Known
from synoptic.model.readings import NameType


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_by_hand_gives_names_and_types(tmp_path: Path) -> None:
    rows = (
        "id,name,aliases,type\nQ1,Ilse Marrow,I. Marrow|the Iron Baker,person\n"
        "Q2,Harbour Board of Lorn,HBL,organisation\n"
    )
    known, failed = read_names(_file(tmp_path, "n.csv", rows))
    assert known == (
        Known(id="Q1", names=("I. Marrow", "Ilse Marrow", "the Iron Baker"), type=NameType.PERSON),
        Known(id="Q2", names=("HBL", "Harbour Board of Lorn"), type=NameType.ORG),
    )
    assert failed == ()


def test_rows_of_a_saved_query_with_one_item_are_one_entry(tmp_path: Path) -> None:
    rows = (
        "item\titemLabel\titemAltLabel\nhttp://www.wikidata.org/entity/Q1\tIlse Marrow\tIlse Marow, Ilsa Marrow\n"
        "http://www.wikidata.org/entity/Q1\tMarrow, Ilse\t\n"
    )
    known, _ = read_names(_file(tmp_path, "n.tsv", rows))
    assert [(one.id, one.names) for one in known] == [
        ("Q1", ("Ilsa Marrow", "Ilse Marow", "Ilse Marrow", "Marrow, Ilse"))
    ]


def test_objects_a_line_and_a_bad_line_between(tmp_path: Path) -> None:
    rows = (
        '{"id": "a7", "name": "Paul Kerr"}\n{"id": \n{"id": "a8"}\n[1]\n'
        '{"id": "a9", "name": "Peter Kerr", "aliases": ["P. J. Kerr"]}\n'
    )
    known, failed = read_names(_file(tmp_path, "n.jsonl", rows))
    assert [one.id for one in known] == ["a7", "a9"]
    assert [one.place for one in failed] == ["line 2", "line 3", "line 4"]
    assert "no name" in failed[1].why


@pytest.mark.parametrize("text", ["", "id,name\n", "just words\nand more of them\n"])
def test_a_file_without_an_entry_says_what_is_wanted(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="columns called id, name"):
        read_names(_file(tmp_path, "n.csv", text))


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.csv: can't be read"):
        read_names(tmp_path / "gone.csv")
    (tmp_path / "b.csv").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UsageError, match=r"b\.csv"):
        read_names(tmp_path / "b.csv")


def test_rows_with_values_of_another_kind_are_named(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    rows = (
        '{"id": "Q7", "name": "Ada Vorn", "aliases": ["A. Vorn"]}',
        '{"id": ["Q8"], "name": "Jon Hask"}',
        '{"id": "Q9", "name": {"en": "Skell"}}',
        '{"id": "Q10", "name": "Lumme", "aliases": [4, "Lum"]}',
        '{"id": "Q11", "name": "Tarn", "aliases": {"de": "Tarne"}}',
        '{"id": 12, "name": "Orlow"}',
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    known, failed = read_names(path)
    assert [one.id for one in known] == ["12", "Q7"]
    assert [(one.place, one.why.partition(" of a kind")[0]) for one in failed] == [
        ("line 2", "id"),
        ("line 3", "name"),
        ("line 4", "aliases"),
        ("line 5", "aliases"),
    ]


def test_a_zero_byte_among_the_names_costs_no_row(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(b"id,name\x00\nQ7,Ada Vorn of Velmora\nQ8,Jon\x00Hask\n")
    known, failed = read_names(path)
    assert [one.names for one in known] == [("Ada Vorn of Velmora",), ("Jon Hask",)]
    assert failed == ()
