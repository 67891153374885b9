"""The golden account: the account of the sample as text, kept in tests/golden and reviewed as a diff.

    python -m eval.golden            write it anew

Decision to know: it is the terminal view at 100 columns with the evidence under each line, so that a change of any part
shows as a change of words that a person can judge.
"""

from __future__ import annotations

import sys
from pathlib import Path

from synoptic.pipeline import account_of, read_pile
from synoptic.samples import sample_folder
from synoptic.settings import Settings
from synoptic.show.arrangement import arrange
from synoptic.show.folding import unlimited
from synoptic.show.terminal import Sheeting, render_text

RULES = Settings(reader="rules")
"""The rules' gear: a model may differ in a last bit between kinds of processor, and a golden text may not."""
GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "sample.txt"


def golden_text() -> str:
    """Return the account of the sample as text, with its evidence."""
    account = account_of(read_pile([str(sample_folder())], RULES), RULES)
    return render_text(
        arrange(account, Settings().whole_stories), Sheeting(width=100, evidence=True, limits=unlimited())
    )


if __name__ == "__main__":
    GOLDEN.write_text(golden_text(), encoding="utf-8", newline="\n")
    print(f"wrote {GOLDEN.name}; look at the difference before it is committed")
    sys.exit(0)
