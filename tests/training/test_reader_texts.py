"""What the reader model is taught: labels of words from annotated texts, on invented records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from synoptic.reading.reader_pieces import WordPieces
from training.reader.texts import (
    NOWHERE,
    UNTOLD,
    Document,
    attribution_documents,
    drafted,
    gum_documents,
    named_documents,
    silver_documents,
)

PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])


def spans_of(text: str, *pieces: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": f"s{n}", "type": kind, "start": text.index(words), "end": text.index(words) + len(words), "attrs": {}}
        for n, (kind, words) in enumerate(pieces)
    ]


def written(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in records) + "\n", encoding="utf-8")
    return path


def words_with(document: Document, text: str, label: int) -> list[str]:
    tokens = drafted(text, whole=False).tokens
    return [t.text for t, role in zip(tokens, document.roles, strict=True) if role == label]


TEXT = "Mara Velden said the bridge was closed. Anna Orlo denied it."


def record(**more: Any) -> dict[str, Any]:
    spans = spans_of(
        TEXT, ("Source", "Mara Velden"), ("Cue", "said"), ("Content", "the bridge was closed"),
        ("Source", "Anna Orlo"), ("Cue", "denied"), ("Content", "it."),
    )  # fmt: skip
    spans[5]["end"] -= 1
    arguments = [["s0", "s1", "s2"], ["s3", "s4", "s5"]]
    relations = [
        {"type": "Attribution", "args": {"Source": [s], "Cue": [c], "Content": [w]}, "attrs": {}}
        for s, c, w in arguments
    ]
    return {"id": "t", "text": TEXT, "spans": spans, "relations": relations, "meta": {"primary": True}} | more


def test_every_word_of_an_attribution_points_at_its_cue(tmp_path: Path) -> None:
    (document,) = attribution_documents(written(tmp_path, record()), PIECES, silver=False)
    tokens = [t.text for t in drafted(TEXT, whole=False).tokens]
    cue, other = tokens.index("said"), tokens.index("denied")
    assert document.roles.tolist() == [1, 2, 3, 5, 6, 6, 6, 0, 1, 2, 3, 5, 0]
    assert document.cues.tolist() == [cue] * 7 + [NOWHERE] + [other] * 4 + [NOWHERE]


def test_second_annotations_are_left_out(tmp_path: Path) -> None:
    rows = written(tmp_path, record(), record(meta={"primary": False}))
    assert len(list(attribution_documents(rows, PIECES, silver=False))) == 1


def test_an_attribution_without_content_teaches_no_role(tmp_path: Path) -> None:
    one = record()
    del one["relations"][1]["args"]["Content"]
    (document,) = attribution_documents(written(tmp_path, one), PIECES, silver=False)
    assert document.roles[8:].tolist() == [0] * 5


def test_pieces_of_a_content_parted_by_a_blank_are_one_span(tmp_path: Path) -> None:
    one = record()
    start = TEXT.index("the bridge")
    one["spans"][2]["attrs"] = {"fragments": [[start, start + 10], [start + 11, start + 21]]}
    (document,) = attribution_documents(written(tmp_path, one), PIECES, silver=False)
    assert document.roles[3:7].tolist() == [5, 6, 6, 6]


def test_a_capital_that_the_rules_leave_out_teaches_nothing(tmp_path: Path) -> None:
    text = "President Mara Velden of Ruvia saw the Zorbling. The ferry was late."
    path = written(tmp_path, {"id": "casie/1", "text": text}, {"id": "other/2", "text": text})
    (document,) = silver_documents(path, PIECES, "casie", whole=False)
    told = dict(zip([t.text for t in drafted(text, whole=False).tokens], document.names.tolist(), strict=True))
    assert (told["Mara"], told["Velden"]) == (1, 2)
    assert told["The"] == told["ferry"] == 0
    assert document.weight < 1
    assert (document.roles == UNTOLD).all()


def test_annotated_names_lose_article_and_possessive(tmp_path: Path) -> None:
    text = "The Ruvia Post's owner met Mara Velden ."
    spans = spans_of(text, ("ORG", "The Ruvia Post's"), ("PER", "Mara Velden"), ("MISC", "owner"))
    (document,) = named_documents(written(tmp_path, {"id": "w", "text": text, "spans": spans}), PIECES)
    assert document.names.tolist() == [0, 3, 4, 0, 0, 0, 1, 2, 0]


@pytest.mark.parametrize(
    ("words", "kind", "named"),
    [
        ("the University of Brindt", "organization", ["University", "of", "Brindt"]),
        ("President Mara Velden, who spoke first", "person", ["Mara", "Velden"]),
        ("the six-member Ruvian team", "organization", []),
        ("Ruvian officials", "person", []),
        ("she", "person", []),
    ],
)
def test_names_are_cut_from_noun_phrases(tmp_path: Path, words: str, kind: str, named: list[str]) -> None:
    text = f"In May {words} came to the port."
    rows = [
        {"id": g, "text": text, "spans": spans_of(text, (kind, words)), "meta": {"genre": g}}
        for g in ("news", "fiction")
    ]
    (document,) = gum_documents(written(tmp_path, *rows), PIECES)  # fiction has no free licence
    tokens = [t.text for t in drafted(text, whole=False).tokens]
    assert [t for t, label in zip(tokens, document.names, strict=True) if label] == named
