"""The background table is what its recipe makes, and its card says from what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from synoptic.lexicon import load_table
from synoptic.linking.terms import stem
from training.background import (
    ESTIMATES,
    GENRES,
    LEAST,
    MEASURED,
    TABLE,
    Unusable,
    count_words,
    main,
    make_table,
    read_estimates,
    read_texts,
)

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
CARD = TABLE.with_name("background.card.md").read_text(encoding="utf-8")


def invented_data(folder: Path) -> Path:
    """Write a few invented texts in the form of the annotated data."""
    dated = [
        "The ferry's crew left Ostrel. The ferry sank.",
        "Ferries left at noon, the port’s office said.",
        "THE FERRY'S crew left Ostrel -- the ferry sank!",
    ]
    genred = [("news", "Ferries and the crew"), ("fiction", "A dragon slept"), ("speech", "Dear dragon, dear crew")]
    place = folder / "reading" / "train"
    place.mkdir(parents=True)
    rows = [json.dumps({"text": text, "meta": {}}) for text in dated]
    (place / "docdate.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    rows = [json.dumps({"text": text, "meta": {"genre": genre}}) for genre, text in genred]
    (place / "gum.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "linking").mkdir()
    rows = [
        json.dumps({"text": f"Anglers met heron {n}", "cluster": str(n), "split": "train"}) for n in range(MEASURED + 2)
    ]
    rows.append(json.dumps({"text": "Nobody met an otter", "cluster": "1"}))
    (folder / "linking" / "neus_allsides.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_the_table_has_its_form() -> None:
    rows = load_table("background")
    words = [word for word, _ in rows]
    counts = [int(count) for _, count in rows]
    assert len(words) == len(set(words)) > 1000
    assert all(word == word.lower() and len(word) > 1 and " " not in word for word in words)
    assert all(LEAST <= count <= 1000 for count in counts)
    assert rows == tuple(sorted(rows, key=lambda row: (-int(row[1]), row[0])))


def test_the_table_is_stored_as_plain_lines() -> None:
    stored = TABLE.read_bytes()
    assert b"\r" not in stored
    assert stored.endswith(b"\n")
    assert all(line.startswith("#") or line.count("\t") == 1 for line in stored.decode("utf-8").splitlines())


def test_every_estimate_is_in_the_table_and_tells_something() -> None:
    table = {word: int(count) for word, count in load_table("background")}
    estimates = read_estimates()
    assert estimates
    assert {word: table.get(word) for word in estimates} == estimates


def test_estimates_are_in_order_and_plain() -> None:
    lines = [line for line in ESTIMATES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    words = [line.split("\t")[0] for line in lines]
    assert words == sorted(set(words))
    assert len({stem(word) for word in words}) == len(words)


def test_the_card_names_every_set_and_the_size_of_the_table() -> None:
    missing = [name for name in ("PolNeAR", "CASIE", "TimeBank", "GUM", "NeuS", *GENRES) if name not in CARD]
    assert not missing
    assert f"{len(load_table('background')):,} common English words" in CARD
    assert f"{len(read_estimates())} estimates" in CARD


def test_each_text_counts_once_whatever_the_form_of_its_words(tmp_path: Path) -> None:
    many, counts = count_words(read_texts(invented_data(tmp_path)))
    assert many == 5, "the third text is the first again, two are of other genres, 300 openings are measured on"
    assert counts["ferry"] == 3, "ferries in two texts, ferry in one"
    assert counts["angler"] == counts["heron"] == 2
    assert "otter" not in counts, "it stands in a part that is not for training"
    assert (counts["crew"], counts["ostrel"], counts["port"]) == (2, 1, 1)
    assert "dragon" not in counts
    assert "ferries" not in counts


def test_the_recipe_is_the_same_at_every_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, one, two = invented_data(tmp_path / "data"), tmp_path / "one.tsv", tmp_path / "two.tsv"
    assert main(["--data", str(data), "--to", str(one)]) == main(["--data", str(data), "--to", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes() == make_table(data).encode()
    assert "wrote one.tsv" in capsys.readouterr().out


def test_missing_data_is_said_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "table.tsv"
    assert main(["--data", str(tmp_path), "--to", str(table)]) == 2
    told = capsys.readouterr().err
    assert "docdate.jsonl is not there" in told
    assert "--data" in told
    assert not table.exists()


@pytest.mark.parametrize("line", ["{", "[]", '{"meta": {"genre": "news"}}', '{"text": "no genre"}', "3"])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str) -> None:
    path = invented_data(tmp_path) / "reading" / "train" / "gum.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(Unusable, match=r"gum\.jsonl, line 4"):
        make_table(tmp_path)


@pytest.mark.shared
def test_the_recipe_makes_the_table_that_ships() -> None:
    if not (DATA / "reading" / "train").is_dir():
        pytest.skip("the annotated data are not beside the checkout")
    assert make_table(DATA).encode() == TABLE.read_bytes()
