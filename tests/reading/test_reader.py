"""The reader model's input and decoding, without weights: pieces, windows, joint choice, claims."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.errors import ModelUnusable
from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.reader_decoding import CONTENT, CUE, SOURCE, Told, best_spans, whole_attributions
from synoptic.reading.reader_model import MEASURES, VOCABULARY, ReaderModel
from synoptic.reading.reader_pieces import WordPieces
from synoptic.reading.reader_windows import (
    CONTEXT_PIECES,
    WINDOW_PIECES,
    Window,
    Words,
    case_of,
    cut_windows,
    lay_words,
)
from synoptic.reading.sentences import passages_by_line, read_sentences

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
PIECES = WordPieces([*MARKS, "har", "##bour", "##b", "harbour", ".", "u", "s", "94", ",", "000", "caf", "##e", "the"])


def words_of(sizes: list[list[int]], passages: list[bool] | None = None) -> Words:
    """Words with so many pieces each, in sentences; `passages` tells which sentences open a passage."""
    flat = [size for sentence in sizes for size in sentence]
    firsts = [0]
    for sentence in sizes[:-1]:
        firsts.append(firsts[-1] + len(sentence))
    breaks = [0] * len(flat)
    for number, first in enumerate(firsts):
        breaks[first] = 2 if passages is None or passages[number] else 1
    return Words(
        pieces=tuple((n % 50,) * size for n, size in enumerate(flat)),
        cases=(1,) * len(flat),
        quotes=(0,) * len(flat),
        breaks=tuple(breaks),
        firsts=tuple(firsts),
    )


# --- pieces ---
@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("harbour", (7,)),
        ("Harbour", (7,)),
        ("harb", (4, 6)),
        ("U.S.", (9, 8, 10, 8)),
        ("94,000", (11, 12, 13)),
        ("Café", (14, 15)),
        ("the\u200bthe", (1,)),  # a control character is nothing: "thethe" is no word of the list
        ("zzz", (1,)),
        ("x" * 101, (1,)),
    ],
)
def test_pieces_of_a_word(word: str, wanted: tuple[int, ...]) -> None:
    assert PIECES.of(word) == wanted


def test_a_vocabulary_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[SEP\]"):
        WordPieces(MARKS[:3])


@given(st.text(max_size=60))
def test_any_word_has_pieces(word: str) -> None:
    assert 1 <= len(PIECES.of(word)) <= 12


@pytest.mark.parametrize(
    ("word", "case"), [("ferry", 1), ("Brindt", 2), ("NATO", 3), ("I", 2), ("94,000", 4), ("“", 5), ("iPhone", 6)]
)
def test_case_of_a_word(word: str, case: int) -> None:
    assert case_of(word) == case


# --- windows ---
@given(
    st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=40), min_size=1, max_size=30),
    st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_windows_tile_the_words_and_keep_their_size(sizes: list[list[int]], passages: list[bool]) -> None:
    words = words_of(sizes, passages[: len(sizes)])
    at = 0
    for window in cut_windows(words):
        assert window.core == at
        assert window.start <= window.core < window.end
        lengths = [len(p) for p in words.pieces]
        assert sum(lengths[window.start : window.end]) <= WINDOW_PIECES
        assert sum(lengths[window.start : window.core]) <= CONTEXT_PIECES
        at = window.end
    assert at == len(words)


def test_the_same_paragraphs_fall_into_the_same_windows_behind_another_beginning() -> None:
    body = "".join(
        f"Paragraph {n} tells that the ferry number {n * 7} left the harbour at dawn and was seen off the cape by two "
        f"fishermen who said that nothing about its course had struck them as odd until it turned towards the shoals.\n"
        for n in range(60)
    )

    def cores(text: str) -> set[tuple[str, ...]]:
        draft = read_sentences(Draft(reading=Reading(report=Head(id="r"), text=text, passages=passages_by_line(text))))
        texts = [t.text for t in draft.tokens]
        words = lay_words(draft, PIECES)
        return {tuple(texts[w.core : w.end]) for w in cut_windows(words)}

    one, other = cores(body), cores("A headline of another paper.\nBy its own reporter in Brindt.\n" + body)
    assert len(one & other) > len(one) * 0.7


# --- decoding ---
def scores(labels: list[int], kinds: int = 7) -> np.ndarray:
    rows = np.full((len(labels), kinds), 0.01, dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 1 - 0.01 * (kinds - 1)
    return np.log(rows)


def told(labels: list[int], cue_of: list[int]) -> Told:
    """What a sure model tells: labels a word, and the word that each points at (-1: nothing)."""
    size = len(labels)
    pointing = np.full((size, size + 1), 0.001, dtype=np.float32)
    for at, cue in enumerate(cue_of):
        pointing[at, cue + 1] = 1 - 0.001 * size
    return Told(
        roles=scores(labels),
        names=scores([0] * size),
        windows=(Window(start=0, core=0, end=size),),
        pointing=(np.log(pointing),),
    )


def test_spans_are_the_best_legal_row() -> None:
    rows = scores([0, 1, 2, 0, 5, 6, 6])
    assert [s[:3] for s in best_spans(rows)] == [(SOURCE, 1, 3), (CONTENT, 4, 7)]
    rows = scores([0, 2, 2, 0])  # an inside without a beginning can't stand: it begins
    assert [s[:3] for s in best_spans(rows)] in ([(SOURCE, 1, 3)], [(SOURCE, 0, 3)], [])
    assert best_spans(np.zeros((0, 7), dtype=np.float32)) == []


@given(st.lists(st.lists(st.floats(-9, 0, width=32), min_size=7, max_size=7), min_size=1, max_size=40))
def test_no_span_begins_inside(rows: list[list[float]]) -> None:
    spans = best_spans(np.array(rows, dtype=np.float32))
    for (_, _, end, _), (_, start, _, _) in itertools.pairwise(spans):
        assert end <= start


def test_two_cues_keep_their_own_contents() -> None:
    # Vorn said the port is shut and Hask denied any plan
    labels = [1, 3, 5, 6, 6, 6, 0, 1, 3, 5, 6]
    points = [1, 1, 1, 1, 1, 1, -1, 8, 8, 8, 8]
    first, second = whole_attributions(told(labels, points))
    assert (first.source, first.cue, first.contents) == ((0, 1), (1, 2), ((2, 6),))
    assert (second.source, second.cue, second.contents) == ((7, 8), (8, 9), ((9, 11),))


def test_a_cue_without_content_is_dropped_with_its_source() -> None:
    assert whole_attributions(told([1, 3, 0, 0], [1, 1, -1, -1])) == []


def test_a_content_that_points_at_nothing_is_dropped() -> None:
    assert whole_attributions(told([1, 3, 5, 6], [1, 1, -1, -1])) == []


def test_a_cue_has_one_source_the_one_that_points_most() -> None:
    one = told([1, 0, 1, 3, 5], [3, -1, 3, 3, 3])
    weaker = one.pointing[0].copy()
    weaker[0, 4] = np.log(0.3)
    heard = whole_attributions(Told(roles=one.roles, names=one.names, windows=one.windows, pointing=(weaker,)))
    assert [h.source for h in heard] == [(2, 3)]


def test_what_is_not_sure_enough_is_left_out() -> None:
    one = told([1, 3, 5, 6], [1, 1, 1, 1])
    strict = Told(roles=one.roles, names=one.names, windows=one.windows, pointing=one.pointing, least_attribution=0.999)
    assert len(whole_attributions(one)) == 1
    assert whole_attributions(strict) == []


def test_roles_are_numbered_as_the_labels_are() -> None:
    assert (SOURCE, CUE, CONTENT) == (0, 1, 2)


# --- a folder that is none ---
def test_a_missing_model_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="--reader rules"):
        ReaderModel(tmp_path)


def test_weights_that_are_none_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / VOCABULARY).write_text("\n".join(MARKS), encoding="utf-8")
    measures = {"name": "none", "least_attribution": 0.0, "least_name": 0.5}
    (tmp_path / MEASURES).write_text(json.dumps(measures), encoding="utf-8")
    (tmp_path / "model.onnx").write_bytes(b"no weights")
    with pytest.raises(ModelUnusable, match=r"model\.onnx"):
        ReaderModel(tmp_path)
