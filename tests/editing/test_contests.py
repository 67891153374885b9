"""When two wordings of a quotation differ, and what is printed of an amount told in words."""

from __future__ import annotations

import pytest

from synoptic.editing.disagreements import _letters, _rival_quotes
from synoptic.model.amounts import told_in_words
from synoptic.model.readings import Bound
from synoptic.model.spans import Evidence


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("I look forward to being fully and wholly cleared", "looks forward to being fully and wholly cleared", False),
        (
            "We’ve done it before and we’ll do it again. This is so much bigger than games",
            "We’ve done it before. We will do it again by making that difference",
            False,
        ),
        ("We can't leave the harbour to the sea", "We cannot leave the harbour to the sea", False),
        (
            "The children left the harbour by the old bridge",
            "The chil\xaddren left the har\u200bbour by the\xa0old bridge",
            False,
        ),
        (
            "Nobody will be left behind in the valley. The buses leave at noon tomorrow",
            "Nobody will be left behind in the valley. We have food for a month here",
            False,
        ),
        ("The harbour stays closed until the mines are gone", "The harbour stays shut until the mines are gone", True),
        (
            "By many people, he is not wanted here. We reject his message.",
            "He is not wanted here. We reject his visit.",
            True,
        ),
    ],
)
def test_a_wording_contest_needs_another_word_of_content(one: str, other: str, differ: bool) -> None:
    quotes = {
        " ".join(_letters(words)): (words, Evidence(report=report, start=0, end=len(words), quote=words))
        for report, words in (("a", one), ("b", other))
    }
    assert (_rival_quotes(quotes) is not None) is differ


@pytest.mark.parametrize(
    ("text", "value", "bound", "words"),
    [
        ("thousands of papers were burnt", 1000, Bound.AT_LEAST, "thousands"),
        ("thousands and thousands of papers", 1000, Bound.AT_LEAST, "thousands"),
        ("tens of thousands marched", 10000, Bound.AT_LEAST, "tens of thousands"),
        ("hundreds of thousands marched", 100000, Bound.AT_LEAST, "hundreds of thousands"),
        ("at least 1,000 of the thousands marched", 5000, Bound.AT_LEAST, None),
        ("more than 1,000 marched", 1000, Bound.AT_LEAST, None),
        ("two-thirds of the vote", 0.666667, Bound.EXACT, "two-thirds"),
        ("a quarter of the vote", 0.25, Bound.EXACT, "a quarter"),
        ("0.25 of the vote", 0.25, Bound.EXACT, None),
        ("two-thirds of 40 seats", 40, Bound.EXACT, None),
    ],
)
def test_what_is_told_in_words_is_printed_so(text: str, value: float, bound: Bound, words: str | None) -> None:
    assert told_in_words(text, value, bound) == words
