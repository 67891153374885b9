"""Settings that no run could follow are refused where they are made."""

from __future__ import annotations

import pytest

from synoptic.reading.reader import Gear
from synoptic.settings import READERS, Settings


def test_readers_are_the_gears() -> None:
    assert tuple(Gear) == READERS


@pytest.mark.parametrize(
    ("given", "word"),
    [({"reader": "fast"}, "reader: 'fast' is none"), ({"story_window_days": -1}, "story_window_days: -1 is below 0")],
)
def test_what_no_run_could_follow_is_refused(given: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        Settings(**given)  # type: ignore[arg-type]
