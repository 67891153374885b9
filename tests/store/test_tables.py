"""The tables are as the queries name them, and nothing that is kept is altered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect

from synoptic.errors import CaseUnusable
from synoptic.store import hash_of, holdable, open_store, pack, phrases_of, places_of, unpack
from synoptic.store.migrations import MIGRATIONS
from synoptic.store.tables import METADATA


def test_the_steps_make_the_tables_that_queries_name(place: Callable[[], str]) -> None:
    store = open_store(place(), create=True)
    with store.asking() as session:
        found = inspect(session.connection)
        for table in METADATA.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert list(columns) == [column.name for column in table.columns], table.name
    store.close()


def test_steps_are_numbered_in_order() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_an_error_leaves_nothing_written(place: Callable[[], str]) -> None:
    store = open_store(place(), create=True)
    with pytest.raises(CaseUnusable), store.writing() as session:  # noqa: PT012
        session.set_fact("half", "done")
        session.connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")
    with store.asking() as session:
        assert session.fact("half") is None
    store.close()


@given(st.text(st.characters(), max_size=200))
def test_any_string_is_held_without_moving_an_offset(text: str) -> None:
    held = holdable(text)
    assert len(held) == len(text)
    assert held.encode("utf-8").decode("utf-8") == held
    assert "\x00" not in held


@given(st.text(st.characters(), max_size=300))
def test_packing_gives_back_what_it_took(text: str) -> None:
    assert unpack(pack(text)) == text
    assert hash_of(text) == hash_of(text.encode("utf-8", "surrogatepass"))


def test_damaged_bytes_are_told() -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpack(pack("a" * 100)[:-3])


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("Ferry aground", [["ferry"], ["aground"]]),
        ('"Ran  aground" Café', [["ran", "aground"], ["cafe"]]),
        ("cease-fire", [["cease", "fire"]]),
        ('" * ( ) ', []),
        ("", []),
    ],
)
def test_queries_are_taken_apart(query: str, phrases: list[list[str]]) -> None:
    assert phrases_of(query) == phrases


@given(
    st.text(st.sampled_from("aÉ ß-ı\u0301x\n"), max_size=60), st.text(st.sampled_from("aeß x"), min_size=1, max_size=6)
)
def test_places_lie_within_the_text(text: str, query: str) -> None:
    for start, end in places_of(text, phrases_of(query), 3):
        assert 0 <= start < end <= len(text)
