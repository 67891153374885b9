"""A claim: an attribution under way, in tokens, before its speaker is named.

Decision to know: who speaks and what is printed as the source are two things. A verb that goes on with the subject of
another ("... and warned") has that one's speaker, and no source of its own where the model heard none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from synoptic.reading.attributions_cues import Cue
from synoptic.reading.speakers_room import Speaker


@dataclass(slots=True)
class Claim:
    """An attribution under way; all spans are tokens `(first, limit)`."""

    cue: Cue
    source: tuple[int, int]
    """Whose words name the speaker; empty where the text gives none."""
    contents: list[tuple[int, int]] = field(default_factory=list)
    inverted: bool = False
    shared: bool = False
    """The source is the subject of another verb."""
    sentence: int = 0
    borrowed: bool = False
    """The source is another claim's: it tells who speaks and is not printed as this one's."""
    stated: bool = True
    """False where the words tell that it was not said: denied, only possible, still to come."""
    timeless: bool = False
    """Its day is told by another and is not taken for the day of the saying."""
    speaker: Speaker | None = None
    """Who has the word in a transcript, where a label and no verb tells it."""
    score: float = 1.0
    """How sure the reader was; rules are sure of what they find."""

    @property
    def has_speaker(self) -> bool:
        """Tell whether any words name the speaker."""
        return self.source[0] < self.source[1]
