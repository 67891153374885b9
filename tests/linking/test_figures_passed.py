"""Which numbers are no figures of the news, and what figures are called and marked, read from plain sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.linking.test_figures import series_of
from tests.reading.test_quantities import draft_of

from synoptic.linking.figures_told import clock_of, foreseen, margin_of
from synoptic.model.readings import Reading
from synoptic.reading.quantities import QUANTITIES


def read(text: str) -> Reading:
    return QUANTITIES.run(draft_of(text)).reading


def told(text: str) -> list[tuple[str, float]]:
    reading = read(text)
    return [(s.what, reading.quantities[m.index].value) for s in series_of([reading]).series for m in s.members]


@pytest.mark.parametrize(
    ("passed", "kept", "value"),
    [
        ("Fourteen wagons?", "Fourteen wagons stood there.", 14),
        ("Among the dead are two brothers, Ilo and Pell Marro.", "Police said two brothers were killed.", 2),
        ("The aunt of one of the dead people asked for help.", "Only one of the dead people was a guard.", 1),
        ("It took 2.7 million crowns, half a million less than it says.", "It took half a million crowns.", 500_000),
        ("He told a crowd of several hundred people to wait.", "He told a crowd of 100 people to wait.", 100),
        ("Twelve cases were found to be unrelated.", "Twelve cases were found in Orvel.", 12),
        ("Each costs 18 crowns, 27 percent above the closing price.", "Sales rose 27 percent.", 27),
        ("Claims of 40 casualties have not been backed by evidence.", "There were 40 casualties.", 40),
        ("Reports in Orvel papers of three wounded do not correspond to the facts.", "Three wounded lay there.", 3),
        ("Rumours of nine arrests were untrue.", "Reports of nine arrests came from Orvel.", 9),
        (
            "It said 28,900 teachers had marched, not the 24,500 that it told of.",
            "It said 24,500 teachers marched.",
            24500,
        ),
        ("My guess is that the deficit will be 5 percent.", "The deficit was 5 percent.", 5),
        ("The bank had recommended a deficit of no more than 4.5 percent.", "It had a deficit of 4.5 percent.", 4.5),
        ("The toll rose to 14 after five more bodies were found.", "Five more bodies were found.", 5),
        ("Dane had 912 votes against 530 for Hale.", "Hale had 530 votes.", 530),
    ],
)
def test_passed_over(passed: str, kept: str, value: float) -> None:
    assert value not in [v for _, v in told(passed)]
    assert value in [v for _, v in told(kept)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The guild expects 80,000 people to march.", "expected"),
        ("Inflation was likely to peak at 15 percent.", "expected"),
        ("The bank expects growth of 11 percent, falling to 6 percent next year.", "expected"),
        ("He is accused of taking bribes worth 3.2 million crowns.", "alleged"),
        ("About 80,000 people marched.", ""),
        ("Inflation peaked at 15 percent.", ""),
    ],
)
def test_marks(text: str, mark: str) -> None:
    reading = read(text)
    last = reading.quantities[-1]
    assert foreseen(reading, last, last.whole or last, reading.sentences[0]) == mark


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The price of flour has risen 31 percent.", "price of flour"),
        ("The recount gave her a majority of 118 votes.", "majority"),
        ("He won by nearly 20,000 votes.", "margin"),
        ("She had 20,000 votes.", "votes"),
        ("The bank now sees prices rising 12.8 percent.", "prices [expected]"),
        ("Outside, about 60 people from the club held up lamps.", "people"),
        ("About 60 people were held in Orvel.", "people … held"),
        ("Sixteen people remain in custody.", "people … custody"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert [what for what, _ in told(text)] == [label]


def test_margins_are_no_votes_and_clocks_are_told() -> None:
    reading = read("She won by 91 votes at 2.40 am.")
    assert margin_of(reading, reading.quantities[0]) == "margin"
    assert clock_of(reading, reading.sentences[0]) == "2.40"


def test_crew_is_not_all_aboard() -> None:
    one, two = read("There were 26 crew on board."), read("It said 226 people were on board.")
    found = series_of([_as(one, "a"), _as(two, "b")])
    assert len(found.series) == 2
    same = series_of([_as(read("The owner put 226 people on board."), "a"), _as(two, "b")])
    assert len(same.series) == 1


def _as(reading: Reading, name: str) -> Reading:
    return replace(reading, report=replace(reading.report, id=name))
