"""Which attacks and deployments are military: where forces, arms, a war or a country are named."""

from __future__ import annotations

import pytest

from synoptic.model.readings import EventType, Mode
from synoptic.model.reports import Head, Report
from synoptic.reading import STEPS, read_report


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("The army attacked the port of Kell on Tuesday.", EventType.ASSAULT, Mode.MILITARY),
        ("Rebel fighters attacked the port of Kell on Tuesday.", EventType.ASSAULT, Mode.MILITARY),
        ("Sweden attacked Norway on Tuesday.", EventType.ASSAULT, Mode.MILITARY),
        ("Norvane massed 4,000 troops at Kell on Tuesday.", EventType.MOBILIZE, Mode.MILITARY),
        (
            "Kell was bombed during the night, an attack by Sweden that nobody had foreseen.",
            EventType.ASSAULT,
            Mode.MILITARY,
        ),
        ("An armed man attacked a German tourist in front of the border office on Tuesday.", EventType.ASSAULT, None),
        ("A lone gunman attacked a councillor in Kell on Tuesday.", EventType.ASSAULT, None),
        ("Ilse Marrow attacked Tomas Quell with a chair on Tuesday.", EventType.ASSAULT, None),
    ],
)
def test_a_mode_is_military_where_the_sentence_shows_it(text: str, kind: EventType, mode: Mode | None) -> None:
    events = read_report(Report(head=Head(id="r", language="en"), text=text), STEPS).events
    assert (kind, mode) in {(event.type, event.mode) for event in events}
