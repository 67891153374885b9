"""The reader model that ships: what it hears, the same every time, and what a reading in its gear must hold."""

from __future__ import annotations

import gc
import itertools
import json
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import synoptic
from eval.reference import REFERENCE, heard_in, texts
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report, steps_of
from synoptic.reading.attributions import ATTRIBUTIONS
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.passages import PASSAGES
from synoptic.reading.reader import Gear
from synoptic.reading.reader_model import MEASURES, ReaderModel
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES
from synoptic.settings import Settings
from synoptic.weights import READER, model_folder

SAME_SPANS, SURENESS_TOLERANCE = 0.97, 0.1
"""How many of the spans have to be the same, and how far "how sure" may be off, between kinds of processor; the model's
card says the same. On one machine they are the same bytes."""
MODEL = steps_of(Gear.MODEL)
CARD = (model_folder() / "card.md").read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return read_report(Report(head=Head(id="r", published="2031-03-12"), text=text), MODEL)


def said(reading: Reading) -> list[tuple[str | None, str]]:
    return [(a.speaker, " … ".join(reading.quote(c) for c in a.content)) for a in reading.attributions if a.stated]


# --- replay ---
def test_replayed_texts_are_heard_as_they_were() -> None:
    kept = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert kept.keys() == texts().keys()
    before = {_row(name, part, row): row[-1] for name, heard in kept.items() for part in heard for row in heard[part]}
    now = {
        _row(name, part, row): row[-1]
        for name, text in texts().items()
        for part, rows in heard_in(text).items()
        for row in rows
    }
    assert len(before) > 200
    same = before.keys() & now.keys()
    assert len(same) >= SAME_SPANS * max(len(before), len(now))
    assert all(abs(float(now[row]) - float(before[row])) <= SURENESS_TOLERANCE for row in same)


def _row(name: str, part: str, row: list[object]) -> str:
    return json.dumps([name, part, row[:-1]])


# --- the same bytes ---
def told_bytes(model: ReaderModel, text: str) -> bytes:
    draft = Draft(reading=Reading(report=Head(id="r"), text=text))
    for step in (PASSAGES, SENTENCES):
        draft = step.run(draft)
    told = model.tell(draft)
    return b"".join(part.tobytes() for part in (told.roles, told.names, *told.pointing))


def test_company_and_order_change_nothing() -> None:
    model = ReaderModel(model_folder())
    some = list(texts().values())[:5]
    first = [told_bytes(model, text) for text in some]
    again = [told_bytes(ReaderModel(model_folder()), text) for text in reversed(some)]
    assert first == list(reversed(again))


def test_cores_change_nothing() -> None:
    text = next(iter(texts().values()))
    assert told_bytes(ReaderModel(model_folder(), 1), text) == told_bytes(ReaderModel(model_folder(), 2), text)


def test_what_is_remembered_is_what_would_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    model = ReaderModel(model_folder())
    text = next(iter(texts().values()))
    first = told_bytes(model, text)

    def not_again(*_: object) -> None:
        raise AssertionError("a window was read twice")

    monkeypatch.setattr(model, "run_window", not_again)
    assert told_bytes(model, text) == first


def test_memory_of_windows_is_bounded() -> None:
    model = ReaderModel(model_folder(), memory_mb=1)
    for text in texts().values():
        told_bytes(model, text)
    assert 0 < model._bytes <= 1_000_000


# --- what a reading in this gear holds ---
def test_every_part_quotes_the_text_and_every_index_holds() -> None:
    found = 0
    for text in texts().values():
        reading = read(text)
        actors = {actor.id for actor in reading.actors}
        found += len(reading.attributions)
        for one in reading.attributions:
            assert one.cue
            assert one.content
            assert one.extent is not None
            assert one.entity is None or one.entity in actors
            assert one.parent is None or one.parent < len(reading.attributions)
            assert 0 < one.score <= 1
            kinds = {reading.kind_at(span.start) for span in (*one.source, *one.cue, *one.content)}
            assert not {kind.value for kind in kinds if kind} & {"junk", "metadata"}
        spans = sorted((m.start, m.end) for m in reading.entities)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert found > 40


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Mara Velden said that the bridge was closed.", "Mara Velden", "that the bridge was closed"),
        ("“The bridge is closed,” said Mara Velden.", "Mara Velden", "“The bridge is closed,”"),
        ("A senior official said the talks had failed.", "A senior official", "the talks had failed"),
        ("According to Mara Velden, the bridge is closed.", "Mara Velden", "the bridge is closed"),
        (
            "Mara Velden met the crew on Monday. She said the ferry had been late.",
            "Mara Velden",
            "the ferry had been late",
        ),
    ],
)
def test_plain_sayings_are_heard(text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in said(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mara Velden would not say whether the bridge was closed.",
        "Nobody said that the bridge was safe.",
        "Mara Velden is expected to say on Friday that the bridge is safe.",
        "The bridge was closed on Monday after a storm.",
        "READ MORE: Ten bridges to see before winter",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert said(read(text)) == []


def test_joined_verbs_share_their_subject() -> None:
    found = said(read("Mara Velden said the bridge was closed, and warned that it could fall."))
    assert ("Mara Velden", "the bridge was closed") in found
    assert ("Mara Velden", "that it could fall") in found


def test_what_is_said_within_what_is_said_is_kept() -> None:
    reading = read("Mara Velden said that Anna Orlo told her the bridge was closed.")
    inner = [a for a in reading.attributions if a.parent is not None]
    assert [a.speaker for a in inner] == ["Anna Orlo"]


@pytest.mark.parametrize(
    "text", ["", " \n ", "é" * 5000, "said " * 3000, "“" * 400, "日本語の記事。" * 200, "\u200b\x00 a"]
)
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    read_report(Report(head=Head(id="r"), text=text), MODEL)


@pytest.mark.parametrize(
    "text",
    [
        "T. Douglas Parrel, chairman of Norvane Air, sent her a letter citing the cost.",
        "Marrow called her, and T. Douglas Parrel, chairman of Norvane Air, sent her a letter.",
        "T. Douglas Parrel said on Tuesday that the airline would wait. T. Douglas Parrel spoke.",
    ],
)
def test_an_initial_is_a_part_of_the_name_behind_it(text: str) -> None:
    names = {actor.name for actor in read_report(Report(head=Head(id="r"), text=text), MODEL).actors}
    assert "T. Douglas Parrel" in names
    assert not names & {"T", "T.", "Douglas Parrel"}


# --- gears ---
def test_both_gears_give_one_form(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("Mara Velden said that the bridge was closed.", encoding="utf-8")
    (with_model,) = synoptic.read(path, settings=Settings(reader="model"))
    (by_rules,) = synoptic.read(path, settings=Settings(reader="rules"))
    assert to_plain(with_model).keys() == to_plain(by_rules).keys()
    assert by_rules.attributions[0].score == 1.0


def test_the_rules_gear_never_loads_the_model(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("Mara Velden said that the bridge was closed.", encoding="utf-8")
    code = (
        "import sys; from synoptic.show.cli import main; "
        f"main(['read', {str(path)!r}, '--reader', 'rules'], standalone_mode=False); "
        "assert 'onnxruntime' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


# --- the folder ---
def test_the_card_names_every_training_set_and_the_tolerance() -> None:
    for name in ("PolNeAR", "GUM", "WikiGold", "UNER", "CrossNER", "TimeBank", "CASIE", "all-MiniLM-L6-v2"):
        assert name in CARD
    assert re.search(rf"\b{SURENESS_TOLERANCE}\b", CARD)
    assert "no licence" in CARD


def test_the_folder_is_small_and_complete() -> None:
    files = {path.name: path.stat().st_size for path in model_folder().iterdir()}
    assert {"model.onnx", "vocabulary.txt", MEASURES, "card.md"} <= files.keys()
    assert sum(files.values()) <= 30 * 1024 * 1024
    assert json.loads((model_folder() / MEASURES).read_text(encoding="utf-8"))["name"] == READER


def test_scores_are_log_probabilities() -> None:
    model = ReaderModel(model_folder())
    draft = Draft(reading=Reading(report=Head(id="r"), text="Mara Velden said that the bridge was closed."))
    for step in (PASSAGES, SENTENCES):
        draft = step.run(draft)
    told = model.tell(draft)
    for part in (told.roles, told.names, *told.pointing):
        assert np.exp(part).sum(axis=1) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.slow
def test_what_follows_the_model_grows_with_the_text_and_not_with_its_square() -> None:
    model = ReaderModel(model_folder())

    def seconds(count: int) -> float:
        text = "\n".join(
            f"Mara Velden said on Friday that bridge {n} of Ruvia was closed, and warned that {n + 3} more could fall."
            for n in range(count)
        )
        draft = Draft(reading=Reading(report=Head(id="r"), text=text, passages=passages_by_line(text)))
        draft = SENTENCES.run(draft)
        draft = TIMES.run(replace(draft, told=model.tell(draft)))
        gc.collect()
        gc.disable()
        try:
            began = time.process_time()
            found = ATTRIBUTIONS.run(NAMES.run(draft))
            took = time.process_time() - began
        finally:
            gc.enable()
        assert len(found.reading.attributions) >= count
        return took

    seconds(20)
    assert seconds(640) < 16 * max(seconds(80), 0.02)
