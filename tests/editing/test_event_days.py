"""Days that only name a thing, and days of what something is told before, are no day of a saying."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from synoptic.editing.desk import Desk
from synoptic.editing.event_days import is_own_day, is_own_time, names_thing
from synoptic.model.links import Ref
from synoptic.model.readings import Event, Reading, Status, Time, TimeType
from synoptic.model.reports import Head


def _time(text: str, words: str) -> Time:
    start = text.index(words)
    return Time(start=start, end=start + len(words), type=TimeType.DATE, value="XXXX")


NAMING = (
    ("Haske cited an 1898 ruling in Brindt.", "1898"),
    ("Haske spoke of his 2012 race.", "2012"),
    ("Haske spoke of the likely 2028 presidential candidate.", "2028"),
    ("Karrow answered questions about the 3 May vote.", "3 May"),
    ("Haske warned of a Monday strike.", "Monday"),
    ("Haske praised last year's vote.", "last year"),
    ("Haske told Karrow of Monday's summit meeting, adding a plea.", "Monday"),
)
OWN = (
    ("Haske said in a 3 May interview that it was over.", "3 May"),
    ("Haske said at Monday's hearing that it was over.", "Monday"),
    ("Haske issued a statement Thursday calling for calm.", "Thursday"),
    ("Haske said it on Monday in Brindt.", "Monday"),
    ("Haske said in 2012 that the port was safe.", "2012"),
    ("Haske adopted a plan Tuesday condemning the strike.", "Tuesday"),
)


@pytest.mark.parametrize(("text", "words"), NAMING, ids=[text for text, _ in NAMING])
def test_a_day_inside_the_phrase_of_a_thing_only_names_it(text: str, words: str) -> None:
    assert names_thing(text, _time(text, words))


@pytest.mark.parametrize(("text", "words"), OWN, ids=[text for text, _ in OWN])
def test_a_day_of_a_speech_or_beside_the_verb_names_nothing(text: str, words: str) -> None:
    assert not names_thing(text, _time(text, words))


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        ("Haske, in the weeks prior to the 8 November vote, vowed to win.", "8 November", False),
        ("Haske vowed ahead of the Monday vote to win.", "Monday", False),
        ("Haske vowed on Monday to win.", "Monday", True),
        ("Haske explained after a court appearance Friday that he was done.", "Friday", True),
    ],
)
def test_a_saying_is_not_of_the_day_that_it_came_before(text: str, words: str, own: bool) -> None:
    reading = Reading(report=Head(id="r"), text=text)
    time = _time(text, words)
    assert is_own_time(reading, time.start, time) is own


def _event_of(text: str, word: str, words: str) -> tuple[Reading, Event]:
    start = text.index(word)
    reading = Reading(report=Head(id="r"), text=text, times=(_time(text, words),))
    return reading, Event(start=start, end=start + len(word), type=None, lemma=word, status=Status.OCCURRED, time=0)


@pytest.mark.parametrize(
    ("text", "word", "words", "own"),
    [
        ("The row came at a hearing on “Harbours in 2016 and Beyond.”", "came", "2016", False),
        ('The row came at a hearing on "Harbours in 2016 and Beyond."', "came", "2016", False),
        ("Haske called it “a fine port” in 2016.", "called", "2016", True),
        ('Haske called it "a fine port" in 2016.', "called", "2016", True),
        ("Haske repaid the costs dating back to 2016.", "repaid", "2016", False),
        ("Haske went back to Brindt in 2016.", "went", "2016", True),
    ],
)
def test_a_day_within_a_title_or_a_limit_is_not_the_day_of_the_deed(
    text: str, word: str, words: str, own: bool
) -> None:
    reading, event = _event_of(text, word, words)
    ref = Ref(report="r", index=0)
    desk = SimpleNamespace(event=lambda _: event, reading=lambda _: reading)
    assert is_own_day(cast(Desk, desk), ref) is own
