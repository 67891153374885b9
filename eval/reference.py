"""What the reader model that ships hears in texts of our own, kept so that another machine can be held to it.

    python -m eval.reference         write tests/reference/<model>.json anew, to be reviewed as a diff

Decision to know: kept are the spans and how sure the model was, not its raw scores: between kinds of processor the last
bits of an int8 model may differ, the spans may not, and how sure it is by no more than the card allows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.passages import PASSAGES
from synoptic.reading.reader_decoding import best_spans, whole_attributions
from synoptic.reading.reader_model import load_reader
from synoptic.reading.sentences import SENTENCES
from synoptic.samples import sample_folder
from synoptic.weights import READER, model_folder

REFERENCE = Path(__file__).resolve().parents[1] / "tests" / "reference" / f"{READER}.json"
_KINDS = ("person", "organisation", "place")

Heard = dict[str, list[list[int | float | str | list[list[int]] | None]]]


def texts() -> dict[str, str]:
    """Return the texts that are replayed: the plain reports of the sample, by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(sample_folder()).glob("*.txt"))}


def heard_in(text: str) -> Heard:
    """Return what the model hears in one text: names `[kind, first, limit, sure]`, attributions
    `[cue, source, contents, sure]` with spans in tokens."""
    draft = Draft(reading=Reading(report=Head(id="text"), text=text))
    for step in (PASSAGES, SENTENCES):
        draft = step.run(draft)
    told = load_reader(model_folder()).tell(draft)
    return {
        "names": [[_KINDS[kind], first, limit, round(sure, 3)] for kind, first, limit, sure in best_spans(told.names)],
        "attributions": [
            [list(h.cue), list(h.source) if h.source else None, [list(c) for c in h.contents], round(h.score, 3)]
            for h in whole_attributions(told)
        ],
    }


if __name__ == "__main__":
    REFERENCE.parent.mkdir(parents=True, exist_ok=True)
    found = {name: heard_in(text) for name, text in texts().items()}
    REFERENCE.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    print(f"wrote {REFERENCE.name}; look at the difference before it is committed")
    sys.exit(0)
