"""Page furniture of our own, put into reports: what is put in is set aside, what was there stays, offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.furniture import count_furnished, invented_texts, kind_at, lines_of, texts_of
from synoptic.model.readings import PassageKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.passages import read_passages
from synoptic.samples import sample_folder
from synoptic.testing.furniture import furnish
from synoptic.testing.furniture_lines import FurnitureKind, Wording, load_titles, load_wording

PLAIN = (
    "The wall at Lornmouth broke on Friday, the council said.\nNobody was hurt in the town that night.\n\n"
    "The crews went back to the quay before dawn and closed the gate."
)


def test_early_wording_is_set_aside_and_the_report_stays() -> None:
    found = count_furnished(invented_texts(60, 3), 3, Wording.EARLY)
    assert found.all_put_in.many >= 700
    assert found.all_put_in.share >= 0.95, found.kept_lines
    assert found.own.share <= 0.005, found.lost_lines


def test_late_wording_is_set_aside_but_for_one_line_in_fifteen() -> None:
    found = count_furnished(invented_texts(60, 5), 5, Wording.LATE)
    assert found.all_put_in.share >= 0.93  # the rules were made without these lines: nobody lists which are kept
    assert found.own.share <= 0.005, found.lost_lines


@pytest.mark.parametrize("wording", list(Wording))
def test_the_sample_loses_nothing(wording: Wording) -> None:
    found = count_furnished(texts_of([str(sample_folder())]), 3, wording)
    assert found.own.share <= 0.005, found.lost_lines


@given(st.integers(0, 10_000), st.sampled_from(list(Wording)))
@settings(max_examples=60, deadline=None)
def test_furnished_text_holds_its_lines_where_it_says(seed: int, wording: Wording) -> None:
    made = furnish(PLAIN, seed, wording)
    assert [line.quote(made.text) for line in made.kept] == [line.quote(PLAIN) for line in lines_of(PLAIN)]
    lines = sorted([*made.kept, *made.put_in], key=lambda line: line.start)
    at = 0
    for line in lines:
        assert not made.text[at : line.start].strip()
        assert "\n" not in line.quote(made.text)
        at = line.end
    assert at == len(made.text)
    assert furnish(PLAIN, seed, wording) == made


@given(st.integers(0, 10_000), st.sampled_from(list(Wording)))
@settings(max_examples=60, deadline=None)
def test_passages_of_a_furnished_text_tile_it(seed: int, wording: Wording) -> None:
    made = furnish(PLAIN, seed, wording)
    reading = read_passages(Draft(reading=Reading(report=Head(id="r"), text=made.text))).reading
    at = 0
    for passage in reading.passages:
        assert not made.text[at : passage.start].strip()
        at = passage.end
    assert not made.text[at:].strip()
    assert all(kind_at(reading.passages, line) is not PassageKind.JUNK for line in made.kept)


def test_every_kind_has_lines_and_no_line_stands_twice() -> None:
    for wording in Wording:
        lines = load_wording(wording)
        assert set(lines) == set(FurnitureKind)
        assert min(len(some) for some in lines.values()) >= 6
        assert all(len(set(some)) == len(some) for some in lines.values())
    early = {line for some in load_wording(Wording.EARLY).values() for line in some}
    late = {line for some in load_wording(Wording.LATE).values() for line in some}
    assert len(early & late) <= 0.1 * len(late)
    assert len(load_titles()) >= 15
