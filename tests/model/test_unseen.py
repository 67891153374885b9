"""Marks that nobody sees."""

from __future__ import annotations

from synoptic.linking.wording import fold, words
from synoptic.model.unseen import without_unseen


def test_what_nobody_sees_is_left_out_of_words() -> None:
    assert without_unseen("chil\xaddren\u200b of Lo\u2060rn") == "children of Lorn"
    assert without_unseen("mid-air") == "mid-air"


def test_words_that_look_alike_compare_alike() -> None:
    assert words("The chil\xaddren\xa0of Lo\u200brn") == words("The children of Lorn")
    assert fold("Lo\xadrn") == fold("Lorn")
    assert words("mid-air") != words("mid air")
