"""Units made from bases and prefixes: every one is read as it is written, and none where it is a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.lexicon import load_table
from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.quantities import QUANTITIES
from synoptic.reading.quantities_symbols import made_words, symbols
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES


def units_of(text: str) -> list[str | None]:
    reading = Reading(report=Head(id="r"), text=text, passages=passages_by_line(text))
    return [q.unit for q in QUANTITIES.run(TIMES.run(SENTENCES.run(Draft(reading=reading)))).reading.quantities]


FREE = sorted(mark for mark, symbol in symbols().items() if symbol.stands == "free" and mark.isalpha())


@given(st.sampled_from(FREE), st.integers(2, 900), st.sampled_from(["", " "]))
def test_a_free_symbol_is_read_behind_any_number(mark: str, number: int, gap: str) -> None:
    assert units_of(f"The works took {number}{gap}{mark}, no more.") == [symbols()[mark].name]


@given(st.sampled_from(FREE), st.sampled_from(FREE))
def test_a_slash_parts_two_units(above: str, below: str) -> None:
    found = units_of(f"The works took 3.5 {above}/{below}, no more.")
    assert found == [f"{symbols()[above].name} per {symbols()[below].name}"]


@pytest.mark.parametrize("mark", [m for m in FREE if len(m) < 4])
def test_a_symbol_without_a_number_is_none(mark: str) -> None:
    assert units_of(f"The {mark} of the works was no secret.") == []


def test_no_made_word_overrules_the_table() -> None:
    assert all(made_words()[written] == unit for written, unit in load_table("units"))


def test_prefixes_that_differ_by_their_case_differ() -> None:
    assert units_of("It took 5 mW.") == ["milliwatt"]
    assert units_of("It took 5 MW.") == ["megawatt"]
    assert units_of("It took 5 mPa.") == ["millipascal"]
    assert units_of("It took 5 MPa.") == ["megapascal"]


@pytest.mark.parametrize("word", ["bars", "moles", "bits", "grays"])
def test_words_of_other_things_are_no_units(word: str) -> None:
    assert units_of(f"They saw 5 {word} there.") == [None]


@pytest.mark.parametrize(
    ("symbol", "unit"),
    [("m", "square metre"), ("km", "square kilometre"), ("s", "second squared"), ("W", "watt squared")],
)
def test_powers_are_named(symbol: str, unit: str) -> None:
    for power in ("²", "2", "^2"):
        assert units_of(f"It took 3.5 J/{symbol}{power}.") == [f"joule per {unit}"]
