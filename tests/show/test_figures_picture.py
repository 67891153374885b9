"""The picture of a series: labels never collide, bounds and unnamed claimants show, the words say the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.accounts import FigureLine
from synoptic.model.days import Interval, between, day
from synoptic.model.readings import Bound
from synoptic.model.spans import Evidence
from synoptic.show.figures_picture import NARROW, WIDE, Frame, draw_series


def figure(
    number: int,
    value: float,
    bound: Bound = Bound.EXACT,
    by: str = "somebody",
    when: Interval | None = None,
    value2: float | None = None,
) -> FigureLine:
    return FigureLine(
        id=f"figure-{number:010x}",
        series="series-1",
        what="things",
        unit=None,
        value=value,
        value2=value2,
        bound=bound,
        claimed_by=(by,) if by else (),
        date=when,
        evidence=(Evidence(report="a", start=0, end=1, quote="x"),),
    )


def drawn(lines: list[FigureLine], frame: Frame = WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(str(draw_series("things", lines, frozenset(), 2025, frame, "p")))


DAYS = st.none() | st.builds(
    lambda first, more: between(first, first + timedelta(days=more)),
    st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    st.integers(0, 40),
)
FIGURES = st.lists(
    st.builds(
        figure,
        st.integers(0, 2**30),
        st.floats(0, 1e12, allow_nan=False) | st.integers(0, 100),
        st.sampled_from(list(Bound)),
        st.text(max_size=50),
        DAYS,
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(FIGURES, st.sampled_from([WIDE, NARROW]))
def test_labels_do_not_collide_and_all_stays_within(lines: list[FigureLine], frame: Frame) -> None:
    picture = drawn(lines, frame)
    height = float(picture.attrib["viewBox"].split()[3])
    rows = sorted(float(e.attrib["y"]) for e in picture.iter("text") if float(e.attrib["x"]) == frame.gutter)
    assert all(b - a >= 13.9 for a, b in pairwise(rows))
    for circle in picture.iter("circle"):
        assert 0 <= float(circle.attrib["cy"]) <= height
    assert all(-5 <= y <= height for y in rows)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (figure(1, 40, Bound.AT_LEAST), {"bound calm", "dot calm"}),
        (figure(1, 40, Bound.ABOUT, by=""), {"bound calm", "ring calm"}),
        (figure(1, 40), {"dot calm"}),
        (figure(1, 12, Bound.BETWEEN, value2=15), {"bound calm", "dot calm"}),
    ],
)
def test_marks(line: FigureLine, kinds: set[str]) -> None:
    picture = drawn([line, figure(2, 100, when=day(date(2025, 3, 4)))])
    found = {e.attrib["class"] for e in picture.iter() if re.search(r"calm|hot", e.attrib.get("class", ""))}
    assert kinds <= found


def test_the_words_say_what_is_drawn() -> None:
    lines = [figure(1, 40, Bound.AT_LEAST, when=day(date(2025, 3, 3))), figure(2, 61, by="")]
    (told,) = drawn(lines).iter("desc")
    assert told.text == "61, source not found, no date; at least 40, somebody, 3 Mar"


def test_words_of_reports_are_no_markup() -> None:
    picture = draw_series('<b>"&', [figure(1, 1, by="<script>"), figure(2, 2)], frozenset(), None, WIDE, "p")
    assert "<script>" not in picture
    assert "<b>" not in picture
