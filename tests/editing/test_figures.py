"""The figure ledger: what makes a row, whose it is, of which day, and where that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from synoptic.model.accounts import DayFrom, FigureLine, Story
from synoptic.model.days import day
from synoptic.model.links import Series
from synoptic.model.readings import Change

FRIDAY, SUNDAY = day(date(2024, 5, 10)), day(date(2024, 5, 12))


def figures_of(hand: SimpleNamespace, scribe: object, *indices: int, what: str = "people") -> tuple[FigureLine, ...]:
    refs = hand.refs(*(("a", n) for n in indices))
    series = Series(id="series-one", what=what, members=refs)
    story: Story = hand.account_of(hand.link_all([scribe], series=(series,))).stories[0]
    return story.figures


def test_who_claims_a_figure_is_found_in_its_evidence(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "A ferry sank off Lorn and 19 people died, the Lorn Harbour Office said.")
    s.actor("office", "Lorn Harbour Office", "ORG")
    said = s.said("the Lorn Harbour Office", "said", "19 people died", speaker="Lorn Harbour Office", entity="office")
    s.attributions[said] = replace(s.attributions[said], extent=s.at("19 people died, the Lorn Harbour Office said"))
    s.figure("19", "19 people died", 19, "people", attribution=said)
    (line,) = figures_of(hand, s, 0)
    assert line.claimed_by == ("Lorn Harbour Office",)
    assert any("Lorn Harbour Office said" in piece.quote for piece in line.evidence)


@pytest.mark.parametrize(
    ("text", "number", "what", "named", "wanted", "basis"),
    [
        ("Some 400 people marched in Lorn on Friday.", "400", "people", True, FRIDAY, DayFrom.CLAUSE),
        ("Some 400 people marched in Lorn.", "400", "people", False, SUNDAY, DayFrom.REPORT),
        ("Some 19 people died in a blast on Friday.", "19", "people died", True, SUNDAY, DayFrom.REPORT),
        ("The toll stood at 19 dead on Friday.", "19", "dead", True, FRIDAY, DayFrom.CLAUSE),
        ("The toll rose to 36 dead after a find on Friday.", "36", "dead", True, SUNDAY, DayFrom.REPORT),
    ],
    ids=["named", "the report's", "the day of the blow", "a day of counting", "the day of another doing"],
)
def test_the_day_of_a_figure_says_where_it_comes_from(
    hand: SimpleNamespace, text: str, number: str, what: str, named: bool, wanted: object, basis: DayFrom
) -> None:
    s = hand.Scribe("a", text, on=date(2024, 5, 12))
    if named:
        s.time("on Friday", FRIDAY)
    s.figure(number, text.rstrip("."), float(number), what)
    (line,) = figures_of(hand, s, 0, what=what)
    assert (line.date, line.date_from) == (wanted, basis)


def test_what_adds_to_a_total_beside_it_is_no_row(hand: SimpleNamespace) -> None:
    text = "The number of dead rose to 36 after two more bodies were found."
    s = hand.Scribe("a", text)
    s.figure("36", "The number of dead rose to 36", 36, "dead")
    s.figure("two", text.rstrip("."), 2, "bodies")
    assert [line.value for line in figures_of(hand, s, 0, 1, what="dead")] == [36]


def test_what_a_correction_takes_back_is_no_row(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Some 212 people were aboard. An earlier version of this report gave 240 people.")
    s.figure("212", "Some 212 people were aboard", 212, "people")
    s.figure("240", "An earlier version of this report gave 240 people", 240, "people")
    assert [line.value for line in figures_of(hand, s, 0, 1)] == [212]


def test_who_puts_a_number_there_claims_it(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Officials put the number of wagons at 346.")
    s.figure("346", "Officials put the number of wagons at 346", 346, "wagons", teller=s.at("Officials"))
    (line,) = figures_of(hand, s, 0, what="wagons")
    assert (line.claimed_by, line.anonymous) == (("Officials",), True)


def test_a_lone_count_of_things_without_a_claimant_is_no_row(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "There were 346 wagons in the yard at Lorn.")
    s.figure("346", "There were 346 wagons in the yard at Lorn", 346, "wagons")
    assert figures_of(hand, s, 0, what="wagons") == ()


def test_a_figure_that_moved_is_what_it_moved_to(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "The number of people in camps fell from 900 to 400 in a week.")
    s.figure("900 to 400", "The number of people in camps fell from 900 to 400", 400, "people", value2=900.0,
             change=Change.DOWN, moved=True)  # fmt: skip
    (line,) = figures_of(hand, s, 0)
    assert (line.value, line.value2) == (400, None)
