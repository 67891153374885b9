"""Sources and contents that the model heard short: what goes on, and what is left alone."""

from __future__ import annotations

import pytest
from tests.reading.test_attributions_model import Parts, only, read

HEARD: list[tuple[str, Parts, str, str]] = [
    (
        "The board said the ferry would be back in the coming week.",
        ("The board", "said", ("the ferry would be back in the coming",)),
        "The board",
        "the ferry would be back in the coming week",
    ),
    (
        "The ferry is late, according to Kell Watch, a firm that follows harbour delays.",
        ("Kell Watch, a firm that follows", "according to", ("The ferry is late",)),
        "Kell Watch, a firm that follows harbour delays",
        "The ferry is late",
    ),
    (
        "A letter by Gov. Andrew Feld said the ferry was late.",
        ("A letter by Gov. Andrew", "said", ("the ferry was late",)),
        "A letter by Gov. Andrew Feld",
        "the ferry was late",
    ),
]

LEFT: list[tuple[str, Parts, str, str]] = [
    (
        "The board said the ferry was late on Tuesday.",
        ("The board", "said", ("the ferry was late",)),
        "The board",
        "the ferry was late",
    ),
    (
        "The board said the ferry was late and went home.",
        ("The board", "said", ("the ferry was late",)),
        "The board",
        "the ferry was late",
    ),
    (
        "The ferry is late, the board said again.",
        ("the board", "said", ("The ferry is late",)),
        "the board",
        "The ferry is late",
    ),
    (
        "The board said “the ferry is late” to applause.",
        ("The board", "said", ("“the ferry is late”",)),
        "The board",
        "“the ferry is late”",
    ),
]


@pytest.mark.parametrize(("text", "parts", "source", "content"), [*HEARD, *LEFT], ids=lambda value: str(value)[:40])
def test_ends_go_on_to_the_end_of_their_phrase(text: str, parts: Parts, source: str, content: str) -> None:
    reading = read(text, parts)
    found = only(reading)
    assert [reading.quote(span) for span in found.source] == [source]
    assert [reading.quote(span) for span in found.content] == [content]
