"""The sample and its answer key: every span of the key quotes its report, and the key is the one its source makes."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from synoptic.model.days import Basis, parse_interval
from synoptic.model.readings import Bound, QuoteKind, Stance, Status
from synoptic.samples import sample_folder

HERE = Path(__file__).resolve().parent
KEY: dict[str, Any] = json.loads((HERE / "key.json").read_text(encoding="utf-8"))
QUOTED = ("events", "figures", "statements", "positions", "disagreements")


def _maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_key", HERE / "make_key.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = _maker()
TEXTS: dict[str, str] = MAKER.sample_texts(sample_folder())
EVIDENCE = [e for kind in QUOTED for item in KEY[kind] for e in item["evidence"]]
EVIDENCE += [e for copy in KEY["copies"] for difference in copy["differs"] for e in difference["evidence"]]


def test_folder_is_the_one_that_ships() -> None:
    assert sample_folder().is_dir()
    assert len(list(sample_folder().iterdir())) == 16


def test_key_lists_every_report_and_its_file() -> None:
    assert {r["id"] for r in KEY["reports"]} == set(TEXTS)
    assert all((sample_folder() / r["file"]).is_file() for r in KEY["reports"])


def test_key_is_what_its_source_makes() -> None:
    assert (HERE / "key.json").read_bytes().decode("utf-8") == MAKER.written(MAKER.make_key())


def test_files_keep_their_line_ends() -> None:
    assert not [p.name for p in sample_folder().iterdir() if b"\r" in p.read_bytes()]


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda e: f"{e['report']}:{e['start']}")
def test_every_span_quotes_its_text(evidence: dict[str, Any]) -> None:
    text = TEXTS[evidence["report"]]
    if evidence["start"] is None:
        assert evidence["report"].endswith(".html")
        assert text.count(evidence["quote"]) == 1
    else:
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize("stretch", KEY["junk"] + KEY["metadata"], ids=lambda j: f"{j['report']}:{j['text'][:20]}")
def test_junk_and_metadata_stand_where_the_key_says(stretch: dict[str, Any]) -> None:
    text = TEXTS[stretch["report"]]
    assert stretch["text"] in text
    assert stretch["start"] is None or text[stretch["start"] : stretch["end"]] == stretch["text"]


def test_no_evidence_rests_on_junk() -> None:
    aside = [(j["report"], j["start"], j["end"]) for j in KEY["junk"] + KEY["metadata"] if j["start"] is not None]
    for evidence in EVIDENCE:
        for report, start, end in aside:
            if evidence["report"] == report:
                assert evidence["end"] <= start or end <= evidence["start"], evidence


def test_names_of_other_pages_stand_in_junk_only() -> None:
    for name in KEY["not_in_the_story"]:
        assert not any(name in e["quote"] for e in EVIDENCE)
        for report, text in TEXTS.items():
            rest = text
            for stretch in KEY["junk"]:
                if stretch["report"] == report:
                    rest = rest.replace(stretch["text"], "")
            assert name not in rest


def test_words_are_those_of_the_model() -> None:
    assert {e["status"] for e in KEY["events"]} <= set(Status)
    assert {w for e in KEY["events"] for w in e.get("was", [])} <= set(Status)
    assert {f["bound"] for f in KEY["figures"]} <= set(Bound)
    assert {s["kind"] for s in KEY["statements"]} == set(QuoteKind)
    assert {p["stance"] for p in KEY["positions"]} == set(Stance)
    assert {d["kind"] for d in KEY["disagreements"]} == {"figure", "date", "attribution", "denial", "wording"}
    assert {r["dated"]["basis"] for r in KEY["reports"]} == set(Basis)


def test_every_date_can_be_read() -> None:
    dates = [i["date"] for kind in QUOTED[:4] for i in KEY[kind] if i["date"]]
    dates += [d for e in KEY["events"] for d in e.get("also", [])]
    dates += [r["dated"]["truth"] for r in KEY["reports"] if r["dated"]["truth"]]
    assert [d for d in dates if parse_interval(d) is None] == []


def test_content_is_words_of_the_evidence() -> None:
    assert [s["content"] for s in KEY["statements"] if not any(s["content"] in e["quote"] for e in s["evidence"])] == []


def test_groups_hold_each_report_once() -> None:
    for groups in (KEY["origins"], [s["reports"] for s in KEY["stories"]]):
        listed = [report for group in groups for report in group]
        assert sorted(listed) == sorted(TEXTS)


def test_pairs_to_be_kept_apart_are_events() -> None:
    ids = [e["id"] for e in KEY["events"]]
    assert len(ids) == len(set(ids))
    assert {p[side] for p in KEY["apart"] for side in ("a", "b")} <= set(ids)


@pytest.mark.parametrize(
    ("report", "day", "weekday"),
    [
        ("nsp-trawler-seized.txt", "2024-09-13", "Friday"),
        ("dunholt-post-ministers-to-meet.txt", "2024-09-14", "Saturday"),
        ("nsp-ferry-sinks.txt", "2024-10-01", "Tuesday"),
        ("sarrent-herald-tram-strike.txt", "2024-10-08", "Tuesday"),
    ],
)
def test_weekdays_agree_with_the_calendar(report: str, day: str, weekday: str) -> None:
    assert date.fromisoformat(day).strftime("%A") == weekday
    assert weekday in TEXTS[report]
