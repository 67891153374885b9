"""From bytes to account: what must hold for any pile."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import synoptic
from eval.golden import GOLDEN, RULES, golden_text
from synoptic.errors import NothingToRead
from synoptic.model.accounts import Account, Story
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.pipeline import Pile, account_of, read_pile, read_reports
from synoptic.samples import sample_folder
from synoptic.show.documents import account_json
from synoptic.testing import make_pile, write_pile


@pytest.fixture(scope="module")
def sample() -> Pile:
    return read_pile([str(sample_folder())], RULES)


@pytest.fixture(scope="module")
def told(sample: Pile) -> Account:
    return account_of(sample)


def lines_of(story: Story) -> list[tuple[str, str, str, int]]:
    """What a reader sees of the lines: id, words, day and origins, without the counts of reports."""
    rows = [(e.id, e.what, str(e.date), e.origins) for e in story.events]
    rows += [(f.id, f"{f.value} {f.what}", str(f.date), f.origins) for f in story.figures]
    rows += [(s.id, s.content, str(s.date), s.origins) for s in story.statements]
    rows += [(p.id, p.about, str(p.date), p.origins) for p in story.positions]
    return rows


def test_the_golden_account_of_the_sample() -> None:
    assert golden_text() == GOLDEN.read_text(encoding="utf-8"), "look at it, then call: sh run.sh golden"


def test_every_line_quotes_its_report(sample: Pile, told: Account) -> None:
    texts = {r.id: r.text for r in sample.readings}
    count = 0
    for story in told.stories:
        sides = [side for d in story.disagreements for side in d.values]
        was = [w for e in story.events for w in e.was]
        for line in (*story.summary, *story.events, *story.figures, *story.statements, *story.positions, *sides, *was):
            for evidence in line.evidence:
                assert evidence.holds_in(texts[evidence.report])
                count += 1
    assert count > 100


def test_no_line_rests_on_page_furniture(sample: Pile, told: Account) -> None:
    kinds = {r.id: r for r in sample.readings}
    for story in told.stories:
        for line in (*story.summary, *story.events, *story.figures, *story.statements, *story.positions):
            for evidence in line.evidence:
                kind = kinds[evidence.report].kind_at(evidence.start)
                assert kind not in {"junk", "metadata", "caption"}, evidence


def test_words_of_a_line_stand_in_its_evidence(told: Account) -> None:
    """Every run of words between … and [ ] is a run of words of one report."""
    for story in told.stories:
        for event in story.events:
            quotes = " ".join(" ".join(e.quote.split()) for e in event.evidence)
            for piece in _pieces(event.what):
                assert piece in quotes, (piece, event.evidence)


def _pieces(what: str) -> list[str]:
    out, depth, piece = [], 0, ""
    for c in what:
        if c in "[…":
            out.append(piece)
            piece = ""
        depth += (c == "[") - (c == "]")
        if depth == 0 and c not in "]…":
            piece += c
    return [" ".join(p.split()).strip(" .,") for p in [*out, piece] if p.strip(" .,")]


def test_every_report_is_in_exactly_one_story(sample: Pile, told: Account) -> None:
    placed = [report for story in told.stories for report in story.reports]
    assert sorted(placed) == sorted(r.id for r in sample.readings)
    for story in told.stories:
        assert sorted(r for origin in story.origins for r in origin) == sorted(story.reports)


def test_the_order_of_the_reports_changes_nothing(sample: Pile, told: Account) -> None:
    shuffled = list(sample.readings)
    Random(3).shuffle(shuffled)
    again = account_of(Pile(readings=tuple(sorted(shuffled, key=lambda r: r.id)), failed=()))
    assert account_json(again) == account_json(told)


def test_the_order_of_the_paths_changes_no_byte(tmp_path: Path) -> None:
    files = sorted(str(p) for p in sample_folder().iterdir() if p.suffix == ".txt")
    assert account_json(synoptic.account(*files, settings=RULES)) == account_json(
        synoptic.account(*reversed(files), settings=RULES)
    )


def test_another_process_gives_the_same_bytes(told: Account) -> None:
    assert _printed("rules", "7") == account_json(told)


@pytest.mark.slow
def test_another_process_gives_the_same_bytes_with_the_model() -> None:
    assert _printed("model", "7") == _printed("model", "8")


def _printed(reader: str, seed: str) -> str:
    words = [sys.executable, "-m", "synoptic", "account", str(sample_folder()), "--json", "--reader", reader]
    done = subprocess.run(words, capture_output=True, check=True, env={"PYTHONHASHSEED": seed, **_environment()})
    return done.stdout.decode("utf-8")


def _environment() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if k != "PYTHONHASHSEED"}


def test_ready_readings_give_the_same_account(sample: Pile, told: Account, tmp_path: Path) -> None:
    path = tmp_path / "pile.readings.jsonl"
    rows = [json.dumps(to_plain(r), ensure_ascii=False) for r in sample.readings]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert account_json(synoptic.account(path, settings=RULES)) == account_json(told)


def test_a_copy_adds_no_origin_and_changes_no_line(sample: Pile, told: Account) -> None:
    source = next(r for r in sample.readings if r.id == "nsp-ferry-sinks.txt")
    copies = tuple(_copy(source, f"zz-copy-{n}.txt") for n in range(5))
    pile = Pile(readings=tuple(sorted((*sample.readings, *copies), key=lambda r: r.id)), failed=())
    after = account_of(pile)
    assert [len(s.origins) for s in after.stories] == [len(s.origins) for s in told.stories]
    assert lines_of(after.stories[0]) == lines_of(told.stories[0])


def _copy(reading: Reading, name: str) -> Reading:
    return replace(reading, report=replace(reading.report, id=name, file=name))


def test_an_unrelated_pile_beside_changes_no_story(sample: Pile, told: Account, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    write_pile(make_pile(24, 5), path)
    other = read_pile([str(path)], RULES)
    pile = Pile(readings=tuple(sorted((*sample.readings, *other.readings), key=lambda r: r.id)), failed=())
    together = {story.reports: story for story in account_of(pile).stories}
    for story in told.stories:
        assert together[story.reports] == story


def test_reading_does_not_break_and_a_break_is_kept_to_its_report(sample: Pile) -> None:
    failed: list[object] = []
    received = synoptic.pipeline.read_paths([str(sample_folder())])
    assert len(list(read_reports(received.reports, settings=RULES, failed=failed))) == len(sample.readings)  # type: ignore[arg-type]
    assert not failed


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead, match="give a file, a folder"):
        synoptic.account(tmp_path)
