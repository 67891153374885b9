"""Words for comparison: the quick way through plain letters finds what the pattern finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synoptic.lexicon import load_words
from synoptic.linking.wording import content_words, stem, stems, words

_PRINTED = st.text(alphabet=st.characters(min_codepoint=9, max_codepoint=126))
_INNER = st.text(alphabet="aZ1.-'’ s_,", min_size=1, max_size=30)


@given(st.one_of(_PRINTED, _INNER))
def test_plain_letters_are_parted_like_any_others(text: str) -> None:
    assert (*words(text), "z") == words(f"{text} \N{FULLWIDTH LATIN SMALL LETTER Z}")


@given(_INNER)
def test_content_words_are_the_stems_of_words_that_are_not_little(text: str) -> None:
    assert content_words(text) == {stem(w) for w in words(text) if w not in load_words("little_words")}
    assert stems(text) == {stem(w) for w in words(text)}


def test_possessives_hyphens_and_full_stops_inside_words_go() -> None:
    assert words("The U.S. well-known -- 'quoted' -- Lorn's e.g. end.") == (
        "the", "us", "wellknown", "quoted", "lorn", "eg", "end",
    )  # fmt: skip
