"""One report becomes one reading: passages, sentences, names, times, quantities, attributions, events.

Decision to know: a reading is a pure function of one report and of this version of the rules. `STEPS` is the whole
order; each step is a file of its own behind `Draft -> Draft`.
"""

from __future__ import annotations

from synoptic.model.readings import Reading
from synoptic.model.reports import Report
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.draft import Draft, Step
from synoptic.reading.events import EVENTS
from synoptic.reading.names import NAMES
from synoptic.reading.own_day import OWN_DAY
from synoptic.reading.passages import PASSAGES
from synoptic.reading.quantities import QUANTITIES
from synoptic.reading.reader import Gear, reader_step
from synoptic.reading.sentences import SENTENCES
from synoptic.reading.times import TIMES
from synoptic.weights import model_folder

STEPS: tuple[Step, ...] = (PASSAGES, SENTENCES, NAMES, TIMES, ATTRIBUTIONS, QUANTITIES, EVENTS, OWN_DAY)
"""The rules' gear. What stands in a step's `needs` was given by a step before it; a test checks it."""


def steps_of(gear: Gear, threads: int = 1, memory_mb: int = 64) -> tuple[Step, ...]:
    """Return the steps of a gear; `threads` bounds the cores that the model uses, `memory_mb` what it keeps."""
    if gear is Gear.RULES:
        return STEPS
    return (PASSAGES, SENTENCES, reader_step(model_folder(), threads, memory_mb), *STEPS[2:])


READ_LANGUAGES = frozenset({"en"})


def read_report(report: Report, steps: tuple[Step, ...] = STEPS) -> Reading:
    """Read one report. A report in a language that is not read keeps its text, passages and dates, with `read`
    False."""
    draft = Draft(reading=Reading(report=report.head, text=report.text))
    if report.head.language is not None and report.head.language not in READ_LANGUAGES:
        return PASSAGES.run(draft.with_(read=False)).reading
    for step in steps:
        draft = step.run(draft)
    return draft.reading
