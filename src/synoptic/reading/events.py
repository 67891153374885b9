"""events (to be written)."""

from __future__ import annotations

from synoptic.reading.draft import Draft, Step


def read_events(draft: Draft) -> Draft:
    """Find the events."""
    return draft


EVENTS = Step(name="events", needs=(), gives=("events",), run=read_events)
