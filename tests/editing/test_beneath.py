"""What stands beneath another deed, or is hardly possible, makes no line under its own day."""

from __future__ import annotations

from datetime import date

import pytest

from synoptic.editing.beneath import is_beneath_another, is_hardly_possible
from synoptic.model.days import day, year
from synoptic.model.readings import Event, Participant, Reading, Role, Status, Time, TimeType
from synoptic.model.reports import Head
from synoptic.model.spans import Span

MONDAY, TUESDAY = day(date(2031, 3, 10)), day(date(2031, 3, 11))


def _event(text: str, trigger: str, *, status: Status = Status.OCCURRED, actor: str | None = None) -> Event:
    start = text.index(trigger)
    who = ()
    if actor is not None:
        at = text.index(actor)
        who = (Participant(start=at, end=at + len(actor), role=Role.ACTOR, name=actor),)
    return Event(
        start=start, end=start + len(trigger), type=None, status=status, participants=who, lemma=trigger, time=0
    )


def _read(text: str, *times: tuple[str, object]) -> Reading:
    found = []
    for words, when in times:
        start = text.index(words)
        found.append(Time(start=start, end=start + len(words), type=TimeType.DATE, value="XXXX", when=when))  # type: ignore[arg-type]
    return Reading(report=Head(id="r"), text=text, times=tuple(found))


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "wanted"),
    [
        ("Lena Orlo, who opened her bid on Monday, said that the offer was poor", "opened", None, True),
        ("Lena Orlo praised the offer that she had seen on Monday", "seen", None, False),
        ("Brenn called up Mara Tarn, whose son, Ewan, was hurt on Monday", "hurt", None, True),
        ("Brenn pleaded guilty in a case brought by Orlo on Monday", "brought", "Orlo", True),
        ("The council of the town was sued by Orlo on Monday", "sued", "Orlo", False),
        ("The council of the town stood by Orlo on Monday", "stood", "The council", False),
    ],
)
def test_what_is_told_of_a_thing_by_the_way_is_no_line(
    text: str, trigger: str, actor: str | None, wanted: bool
) -> None:
    reading = _read(text, ("Monday", MONDAY))
    whole = Span(start=0, end=len(text))
    assert is_beneath_another(reading, _event(text, trigger, actor=actor), whole, MONDAY) is wanted


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("Early Tuesday Brenn took a stand against the water law, signed in 2029", "signed", True),
        ("Early Tuesday Brenn was seized after being charged in 2029", "charged", False),
        ("Early Tuesday Brenn left and Orlo resigned in 2029", "resigned", False),
    ],
)
def test_a_deed_of_another_day_behind_a_day_is_no_line(text: str, trigger: str, wanted: bool) -> None:
    reading = _read(text, ("2029", year(2029)), ("Tuesday", TUESDAY))
    assert is_beneath_another(reading, _event(text, trigger), Span(start=0, end=len(text)), year(2029)) is wanted


@pytest.mark.parametrize(
    ("text", "trigger", "status", "wanted"),
    [
        ("Brenn could leave the town on Monday", "leave", Status.POSSIBLE, False),
        ("Brenn said that Orlo may be planning a large raid for Monday", "raid", Status.POSSIBLE, False),
        ("Brenn weighed in to defend the town on Monday", "defend", Status.POSSIBLE, True),
        ("The contest spills into the fair on Monday", "spills", Status.POSSIBLE, True),
        ("Brenn asked the firm for papers that could shed light on Monday", "shed", Status.POSSIBLE, True),
        ("Brenn weighed in to defend the town on Monday", "defend", Status.PLANNED, False),
    ],
)
def test_what_is_possible_is_told_so_by_its_own_verb(text: str, trigger: str, status: Status, wanted: bool) -> None:
    event = _event(text, trigger, status=status)
    assert is_hardly_possible(text, event, Span(start=0, end=len(text))) is wanted
