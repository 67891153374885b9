"""What is news in a report, asked of one character and of many."""

from __future__ import annotations

import pytest

from synoptic.linking.told import in_news, news_of
from synoptic.model.readings import Passage, PassageKind, Reading
from synoptic.model.reports import Head

_TEXT = "Lorn Ferry News, 4 May. The ferry sank. Read more."


@pytest.mark.parametrize(
    "passages",
    [
        (),
        ((0, 23, PassageKind.METADATA), (24, 39, PassageKind.BODY), (40, 50, PassageKind.JUNK)),
        ((0, 30, PassageKind.BODY), (20, 50, PassageKind.JUNK)),
        ((24, 39, PassageKind.BODY), (0, 23, PassageKind.HEADLINE)),
    ],
    ids=["none", "in a row", "one over the other", "out of order"],
)
def test_many_characters_are_told_as_one_by_one(passages: tuple[tuple[int, int, PassageKind], ...]) -> None:
    reading = Reading(
        report=Head(id="r"), text=_TEXT, passages=tuple(Passage(start=s, end=e, kind=k) for s, e, k in passages)
    )
    is_news = news_of(reading)
    assert [is_news(n) for n in range(len(_TEXT))] == [in_news(reading, n) for n in range(len(_TEXT))]
