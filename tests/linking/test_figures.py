"""Figures put in series, and how those of one series stand to each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.telling import load_cases, reading_of

from synoptic.editing import make_account
from synoptic.linking import link
from synoptic.linking.actors import find_actors
from synoptic.linking.counted import measures
from synoptic.linking.figure_states import granularity
from synoptic.linking.figures import SameFigures, _names_thing, find_series
from synoptic.linking.figures_told import label_of
from synoptic.model.links import FigureState
from synoptic.model.readings import Quantity, Reading, Time, TimeType
from synoptic.model.reports import Head
from synoptic.settings import Settings

CASES = load_cases("figures_series")


def series_of(readings: list[Reading]) -> SameFigures:
    ordered = sorted(readings, key=lambda r: r.id)
    cast = find_actors(ordered, [(r.id,) for r in ordered])
    return find_series(ordered, cast, {r.id: n for n, r in enumerate(ordered)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    found = series_of([reading_of(r) for r in case["reports"]])
    groups = sorted([f"{m.report}:{m.index}" for m in s.members] for s in found.series)
    pairs = {
        (f"{p.a.report}:{p.a.index}", f"{p.b.report}:{p.b.index}"): (p.state, p.why)
        for s in found.series
        for p in s.pairs
    }
    right = groups == sorted(case["series"]) and all(
        pairs.get((a, b), (None, ""))[0] == s for a, b, s in case["states"]
    )
    assert right is (case["expect"] == "pass"), (groups, pairs)
    named = {f"{m.report}:{m.index}": s.what for s in found.series for m in s.members}
    assert {place: named[place] for place in case.get("what", {})} == case.get("what", {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_order_changes_nothing_and_every_pair_says_why(case: dict[str, Any]) -> None:
    readings = [reading_of(r) for r in case["reports"]]
    found = series_of(readings)
    assert found == series_of(readings[::-1])
    assert all(p.why and p.a < p.b for s in found.series for p in s.pairs)
    assert all(s.what for s in found.series)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_other_names_of_the_reports_change_nothing(case: dict[str, Any]) -> None:
    names = [r["id"] for r in case["reports"]]
    turned = dict(zip(names, reversed(names), strict=True))
    told = states_of([reading_of(r) for r in case["reports"]], {name: name for name in names})
    assert told == states_of([reading_of(r | {"id": turned[r["id"]]}) for r in case["reports"]], turned)


def states_of(readings: list[Reading], named: dict[str, str]) -> set[tuple[frozenset[str], str]]:
    """List the pairs of figures of every series with their state, by the names that the reports are given in `named`;
    of equal figures the ones that are compared may be any, so a figure is told by its value."""
    back = {new: old for old, new in named.items()}
    by_id = {r.id: r for r in readings}
    return {
        (frozenset(f"{back[m.report]}:{m.index}" for m in s.members), f"{p.state} {sorted(values)}")
        for s in series_of(readings).series
        for p in s.pairs
        for values in [[by_id[m.report].quantities[m.index].value for m in (p.a, p.b)]]
    }


@given(st.integers(1, 999), st.integers(0, 6))
def test_granularity_divides(digits: int, zeros: int) -> None:
    value = digits * 10**zeros
    assert value % int(granularity(value)) == 0
    assert granularity(value) >= 10**zeros


@given(st.integers(20_000, 200_000), st.integers(20_000, 200_000))
def test_two_exact_figures_of_one_day_are_same_rounded_or_in_conflict(one: int, other: int) -> None:
    def told(name: str, value: int) -> Reading:
        counted = [{"at": str(value), "value": value, "counted": "troops", "whose": "Marland"}]
        text = f"Marland has {value} troops at the border."
        actors = [{"name": "Marland", "type": "GPE"}]
        return reading_of({"id": name, "dated": "2024-05-04", "text": text, "figures": counted, "actors": actors})

    (series,) = series_of([told("a", one), told("b", other)]).series
    (pair,) = series.pairs
    assert pair.state in (FigureState.SAME, FigureState.ROUNDS, FigureState.CONFLICTING)
    assert (pair.state is FigureState.SAME) is (one == other)
    if abs(one - other) > 0.1 * max(one, other):
        assert pair.state is FigureState.CONFLICTING


def test_pairs_grow_with_the_figures_and_not_with_their_square() -> None:
    def toll(number: int, day: int, value: int) -> Reading:
        told = {"at": f"{value}", "value": value, "counted": "people"}
        return reading_of(
            {
                "id": f"r{number:03}",
                "dated": f"2024-05-{day:02}",
                "text": f"It killed {value} people.",
                "figures": [told],
            }
        )

    readings = [toll(n, 1 + n // 10, 20 + n // 10) for n in range(200)]
    found = series_of(readings)
    assert len(found.series) == 1
    assert len(found.series[0].pairs) <= 4 * 20
    assert len(found.judgements) <= 3 * 20
    assert found == series_of(readings[::-1])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_days_of_the_calendar_do_no_harm(day: str) -> None:
    told = {
        "id": "a",
        "dated": day,
        "text": "The storm of 2012 killed 40 people in Lorn on 1 May.",
        "times": [["2012", "2012"], ["on 1 May", "past 5-1"]],
        "events": [{"at": "killed", "time": "on 1 May", "type": "ASSAULT", "lemma": "kill"}],
        "figures": [{"at": "40", "value": "40", "counted": "people"}],
    }
    links = link([reading_of(told)])
    assert len(links.stories[0].series) == 1
    assert make_account(links, (), Settings()).stories[0].figures[0].value == 40


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Twelve clerks were charged over leaks during the 2016 governor's race.", True),
        ("The yard sold 40 of its 2016 ferries.", True),
        ("The panel heard 30 of the likely 2016 candidates.", True),
        ("The yard sold 40 ferries in 2016.", False),
        ("In 2016 the yard sold 40 ferries.", False),
        ("The yard had sold 40 ferries by 2016, the ministry said.", False),
    ],
)
def test_a_year_that_names_a_thing_is_told_from_the_year_of_a_count(text: str, names: bool) -> None:
    start = text.index("2016")
    time = Time(start=start, end=start + 4, type=TimeType.DATE, value="2016")
    assert _names_thing(text, time) is names


@pytest.mark.parametrize(
    ("named", "unit", "label"),
    [("following year", "USD", "sum"), ("grants", "USD", ""), ("fiscal", "USD", "sum"), ("plus", "USD", "sum")],
)
def test_a_sum_is_not_named_after_a_time(named: str, unit: str, label: str) -> None:
    reading = Reading(report=Head(id="r"), text="It slipped to $4 million.")
    assert label_of(reading, Quantity(start=14, end=24, value=4e6, unit=unit, named=named)) == label


@pytest.mark.parametrize(("named", "counts"), [("them", False), ("much", False), ("seats", True)])
def test_a_pronoun_is_nothing_counted(named: str, counts: bool) -> None:
    reading = Reading(report=Head(id="r"), text="They took 18 of these.")
    assert measures(reading, Quantity(start=10, end=12, value=18, named=named)) is not counts
