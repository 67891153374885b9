"""Events whose type, day or status the words around the verb change: each case with one that stays as it is."""

from __future__ import annotations

import pytest
from tests.reading.test_events import read

from synoptic.model.readings import Event, EventType, Status


def event_at(text: str, word: str) -> Event | None:
    """Return the event whose trigger begins at the word; None where none is read."""
    start = text.index(word)
    return next((e for e in read(text).events if e.start <= start < e.end), None)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Tilda Moss was struck on Monday by a lorry at the gate.", "struck", None),
        ("Tilda Moss was struck on Monday by a soldier at the gate.", "struck", EventType.ASSAULT),
        ("Pavo Lind accepted 2 million crowns in 2021.", "accepted", None),
        ("Pavo Lind accepted the invitation on Monday.", "accepted", EventType.AGREE),
        ("The count of votes in Sandel was suspended on Thursday.", "suspended", None),
        ("Pavo Lind was suspended on Thursday.", "suspended", EventType.SANCTION),
        ("Tilda Moss pulled out six pupils on Monday.", "pulled out", EventType.AID),
        ("Ketteria pulled out its troops on Monday.", "pulled out", EventType.RETREAT),
        ("The samples were handed over to Ketteria on 25 April.", "handed over", None),
        ("The weather service had issued a gale warning on Thursday evening.", "warning", None),
        ("The ferry Nadia was last inspected in March.", "inspected", None),
        ("Pavo Lind was questioned by police on Monday and released without charge.", "questioned", None),
        ("Pavo Lind was questioned by police on Monday over the theft.", "questioned", EventType.ACCUSE),
        ("The old furnace will be shut down in December.", "shut down", None),
        ("Ketteria will shut down the newspaper in December.", "shut down", EventType.COERCE),
        ("Ketteria and Velmora exchanged artillery fire on Tuesday.", "exchanged", EventType.ASSAULT),
        ("Ketteria and Velmora exchanged prisoners on Tuesday.", "exchanged", EventType.COOPERATE),
        ("Tilda Moss joined the picket line on Monday.", "joined", EventType.PROTEST),
        ("The deficit will decline to 3 percent in 2027.", "decline", None),
    ],
)
def test_type(text: str, word: str, kind: EventType | None) -> None:
    event = event_at(text, word)
    assert event is not None
    assert event.type is kind


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The inquest was to have opened in June but was delayed after Orlo fell ill.", "opened", Status.MOVED),
        ("The inquest was to have opened in June but the judge fell ill.", "opened", Status.CALLED_OFF),
        ("The council was due to meet today, but the session has been put off until Friday.", "meet", Status.MOVED),
        ("The council was due to meet today, but the bridge has been put off.", "meet", Status.PLANNED),
        ("Tilda Moss was to open the bridge on 20 March, but stayed away.", "open", Status.NEGATED),
        ("The meeting had originally been planned for this morning.", "meeting", Status.MOVED),
        ("The meeting has been planned for this evening.", "meeting", Status.PLANNED),
    ],
)
def test_status(text: str, word: str, status: Status) -> None:
    event = event_at(text, word)
    assert event is not None
    assert event.status is status


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        ("The budget passed its first reading in parliament on Tuesday night.", "passed", "Tuesday night"),
        ("Tilda Moss voted against relaxing the rules last year.", "voted", "last year"),
    ],
)
def test_day_of_the_main_verb(text: str, word: str, time: str) -> None:
    event, reading = event_at(text, word), read(text)
    assert event is not None
    assert event.time is not None
    assert reading.quote(reading.times[event.time]) == time


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Orlo Works, which bought the mill as part of its takeover of Sandel last month, put it at 300.", "put"),
        ("Orlo Works, which bought the mill as part of its takeover of Sandel last month, put it at 300.", "bought"),
        ("Pavo Lind, whose party lost a vote on 4 May, congratulated his rival.", "lost"),
        ("Tilda Moss, whose brother spoke at last week's meeting, left prison on Saturday.", "meeting"),
        ("The firm expects to lose 250 jobs, compared with the 400 announced on 3 July.", "announced"),
        ("Pavo Lind walked out of the talks on the last evening.", "walked"),
        ('Reports that he threatened to sack her at a meeting on 11 September were "pure invention".', "meeting"),
        ("We are closing this page for tonight.", "closing"),
    ],
)
def test_no_event_on_a_day_of_another(text: str, word: str) -> None:
    event = event_at(text, word)
    assert event is None or event.time is None


def test_by_the_end_is_any_day_until_then() -> None:
    text = "The court is expected to rule by the end of November."
    event = event_at(text, "rule")
    assert event is not None
    assert event.when is not None
    assert (str(event.when.first), str(event.when.last)) == ("2024-10-02", "2024-11-30")
    at_the_end = event_at("The court is expected to rule at the end of November.", "rule")
    assert at_the_end is not None
    assert at_the_end.when is not None
    assert str(at_the_end.when.first) == "2024-11-21"
