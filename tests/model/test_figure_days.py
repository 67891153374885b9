"""Times beside a figure that are not its day, and stretches of which a time is one end."""

from __future__ import annotations

from datetime import date

import pytest

from synoptic.model.days import Interval, between, year
from synoptic.model.figure_days import dates_one_end, is_fiscal, is_set_beside, stretch_around
from synoptic.model.readings import Reading, Time, TimeType
from synoptic.model.reports import Head
from synoptic.model.spans import Span


def _time(text: str, words: str, when: Interval | None = None) -> Time:
    start = text.index(words)
    return Time(start=start, end=start + len(words), type=TimeType.DATE, value="XXXX", when=when)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The yield was a third less than in 2025.", "2025", True),
        ("The board has counted 14 fires since 2019.", "2019", True),
        ("It came to 40 tonnes, compared with those of 2024.", "2024", True),
        ("It was up from the 2023 figure.", "2023", True),
        ("The yield came to 40 tonnes in 2025.", "2025", False),
        ("Fewer than 40 tonnes were sold in 2025.", "2025", False),
    ],
)
def test_what_a_figure_is_set_beside_is_not_its_day(text: str, words: str, wanted: bool) -> None:
    assert is_set_beside(text, _time(text, words)) is wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("fiscal 2011", True), ("the fiscal year 2011", True), ("FY 2011", True), ("2011", False), ("March 2011", False)],
)
def test_a_fiscal_year_is_told_by_its_words(words: str, wanted: bool) -> None:
    text = f"It spent $4 million in {words}."
    assert is_fiscal(text, _time(text, words)) is wanted


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("From 2021 to 2023 it spent $4 million.", True),
        ("Between 2021 and 2023 it spent $4 million.", True),
        ("In 2021 and 2023 it spent $4 million.", False),
        ("It rose in 2021 to 2023 posts.", False),
    ],
)
def test_a_stretch_has_both_its_ends(text: str, joined: bool) -> None:
    first, last = _time(text, "2021", year(2021)), _time(text, "2023", year(2023))
    reading = Reading(report=Head(id="r"), text=text, times=(first, last))
    wanted = between(date(2021, 1, 1), date(2023, 12, 31)) if joined else None
    assert [stretch_around(reading, time) for time in reading.times] == [wanted, wanted]


@pytest.mark.parametrize(
    ("between_them", "joined"),
    [
        (" and the first four months of ", True),
        (" and ", True),
        (" and in ", True),
        (", and lost more in ", False),
        (" and a third of that of ", False),
    ],
)
def test_a_sum_of_two_years_is_of_neither_alone(between_them: str, joined: bool) -> None:
    text = f"It earned $4 million in 2021{between_them}2022."
    first, last = _time(text, "2021", year(2021)), _time(text, "2022", year(2022))
    reading = Reading(report=Head(id="r"), text=text, times=(first, last))
    wanted = between(date(2021, 1, 1), date(2022, 12, 31)) if joined else None
    assert stretch_around(reading, first) == wanted


def test_the_ends_of_a_range_have_days_of_their_own() -> None:
    text = "Gifts ranged from $5,000 in 2021 to $9,000 in 2023."
    number = Span(start=text.index("$5"), end=text.index(" in 2023"))
    assert dates_one_end(number, _time(text, "2021", year(2021)))
    assert not dates_one_end(number, _time(text, "2023", year(2023)))
