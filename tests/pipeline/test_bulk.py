"""Piles that stay on the disk: the same links as in memory, whatever the order, the files and the processes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from synoptic.errors import NothingToRead
from synoptic.linking import link
from synoptic.linking.alignment import Grain
from synoptic.linking.shelves import grains_of
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.pipeline import read_reports
from synoptic.pipeline.bulk import link_pile
from synoptic.pipeline.ledger import Ledger
from synoptic.pipeline.shelf import lay_shelf
from synoptic.settings import Settings
from synoptic.testing import make_pile

RULES = Settings(reader="rules")


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    reports = [
        Report(
            head=Head(id=r.id, headline=r.headline, outlet=r.outlet, published=r.published, language="en"), text=r.text
        )
        for r in make_pile(40, 3).reports
    ]
    undated = Report(
        head=Head(id="undated", language="en"),
        text="The ferry stopped on Monday, 4 May. Ana Orlo will speak to the harbour council on Tuesday.",
    )
    return tuple(read_reports([*reports, undated], settings=RULES))


def write(path: Path, readings: Sequence[Reading]) -> Path:
    path.write_text("".join(json.dumps(to_plain(r)) + "\n" for r in readings), encoding="utf-8")
    return path


def test_links_are_those_of_a_pile_in_memory(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    count = link_pile([write(tmp_path / "a.readings.jsonl", readings)], tmp_path / "out.jsonl", RULES, processes=1)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    links = link(readings, RULES)
    assert count.reports == 41
    assert count.stories == len(links.stories)
    assert [r["copy"] for r in rows if "copy" in r] == to_plain(links.copies)
    assert [r["shared"] for r in rows if "shared" in r] == to_plain(links.shared)
    stories = sorted((r for r in rows if "story" in r), key=lambda r: r["story"]["reports"])
    assert [r["story"] for r in stories] == to_plain(links.stories)
    dates = {report: dated for row in stories for report, dated in row["dates"].items()}
    assert dates == {report: to_plain(dated) for report, dated in links.dates}
    judged = [r["judgement"] for r in rows if "judgement" in r] + [j for r in stories for j in r["judgements"]]
    assert sorted(judged, key=lambda j: (j["kind"], j["id"])) == to_plain(links.judgements)


def test_order_files_and_processes_change_no_byte(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    one = [write(tmp_path / "a.readings.jsonl", readings)]
    parts = [
        write(tmp_path / "b.readings.jsonl", readings[25::-1]),
        write(tmp_path / "c.readings.jsonl", readings[:25:-1]),
    ]
    link_pile(one, tmp_path / "one.jsonl", RULES, processes=1)
    link_pile(parts, tmp_path / "two.jsonl", RULES, processes=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_lines_come_back_in_the_order_of_their_pairs(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path / "lines")) as ledger:
        for pair in ((7, 9), (2, 30), (2, 4), (0, 1)):
            ledger.put(pair, b"%d-%d\n" % pair)
        assert list(ledger.lines()) == [b"0-1\n", b"2-4\n", b"2-30\n", b"7-9\n"]
        assert ledger.places()[:, :2].tolist() == [[0, 1], [2, 4], [2, 30], [7, 9]]
        assert len(ledger) == 4
    with closing(Ledger(tmp_path / "none")) as ledger:
        assert list(ledger.lines()) == []


def test_progress_tells_of_pairs_and_stories(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    told: list[tuple[str, int, int]] = []
    link_pile(
        [write(tmp_path / "a.readings.jsonl", readings)],
        tmp_path / "out.jsonl",
        RULES,
        processes=1,
        progress=lambda *step: told.append(step),
    )
    last = {step: (done, of) for step, done, of in told}
    assert set(last) == {"comparing", "linking"}
    assert all(done == of > 0 for done, of in last.values())


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x"}', '"word"'])
def test_a_line_that_is_no_reading_is_named(tmp_path: Path, readings: tuple[Reading, ...], line: str) -> None:
    path = write(tmp_path / "a.readings.jsonl", readings[:1])
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(NothingToRead, match=r"a\.readings\.jsonl, byte \d+: not a reading"):
        lay_shelf([path], tmp_path)


def test_two_readings_of_one_id_are_refused(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    path = write(tmp_path / "a.readings.jsonl", (readings[0], readings[0]))
    with pytest.raises(NothingToRead, match="one id"):
        lay_shelf([path], tmp_path)


def test_a_shelf_gives_faces_by_place_and_wholes(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    shelf = lay_shelf([write(tmp_path / "a.readings.jsonl", readings)], tmp_path)
    by_id = {r.id: r for r in readings}
    try:
        assert list(shelf.ids) == sorted(by_id)
        for number, name in enumerate(shelf.ids):
            assert shelf[number].passages == by_id[name].passages
            assert shelf[number].text == by_id[name].text
            assert shelf.whole(number).events == by_id[name].events
        ordered = [by_id[name] for name in shelf.ids]
        for kept, made in zip(shelf.grains(range(len(shelf))), grains_of(ordered, range(len(shelf))), strict=True):
            assert {f.name: np.asarray(getattr(kept, f.name)).tolist() for f in fields(Grain)} == {
                f.name: np.asarray(getattr(made, f.name)).tolist() for f in fields(Grain)
            }
        assert [r.id for r in shelf[-2:]] == sorted(by_id)[-2:]
        with pytest.raises(IndexError):
            shelf[len(shelf)]
    finally:
        shelf.close()
