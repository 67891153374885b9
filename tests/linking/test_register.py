"""A user's names file decides who is who: it joins, it parts, and where it is not clear it decides nothing."""

from __future__ import annotations

from pathlib import Path

import synoptic
from synoptic.model.accounts import Account
from synoptic.model.links import ReasonCode, Verdict

FIRST = (
    "LORN, 4 March 2031 – Governor Ilse Marrow said on Tuesday that the dam at Kell would be rebuilt. Paul Kerr of the"
    " Harbour Board of Lorn welcomed it.\n"
)
SECOND = (
    "LORN, 5 March 2031 – Ilse Dane-Vorst asked the government on Wednesday for money for the dam at Kell. Pavel Kerr,"
    " a deputy, rejected the plan, and Kerr said the dam at Kell could wait.\n"
)


def _account(folder: Path, rows: str | None) -> Account:
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    names = folder / "names.csv"
    if rows is not None:
        names.write_text(rows, encoding="utf-8")
    return synoptic.account(folder / "a.txt", folder / "b.txt", names=names if rows is not None else None)


def _known(account: Account) -> dict[str, set[str]]:
    return {known.same_as: {e.quote for e in known.evidence} for story in account.stories for known in story.known}


def test_two_names_under_one_id_are_one_actor(tmp_path: Path) -> None:
    account = _account(tmp_path, "id,name,aliases\nQ1,Ilse Marrow,Ilse Dane-Vorst\n")
    assert _known(account) == {"Q1": {"Ilse Marrow", "Ilse Dane-Vorst"}}
    told = [j for j in account.judgements for r in j.reasons if r.code is ReasonCode.NAMES_FILE]
    assert [j.verdict for j in told] == [Verdict.SAME]
    assert all(r.evidence for j in told for r in j.reasons)


def test_without_a_file_nobody_is_known(tmp_path: Path) -> None:
    assert _known(_account(tmp_path, None)) == {}


def test_two_entries_of_one_name_decide_nothing(tmp_path: Path) -> None:
    assert _known(_account(tmp_path, "id,name\nQ1,Ilse Marrow\nQ2,Ilse Marrow\n")) == {}


def test_a_family_name_alone_is_not_known_beside_full_names(tmp_path: Path) -> None:
    known = _known(_account(tmp_path, "id,name,aliases\nQ3,Paul Kerr,Kerr\n"))
    assert known == {"Q3": {"Paul Kerr"}}


def test_a_place_of_the_file_is_no_person(tmp_path: Path) -> None:
    assert _known(_account(tmp_path, "id,name,type\nQ1,Ilse Marrow,place\n")) == {}


def test_two_ids_part_whom_rules_had_joined(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(
        "LORN, 6 March 2031 – Joseph Brandt said the dam at Kell was safe. Joe Brandt said the dam at Kell was not.\n",
        encoding="utf-8",
    )
    joined = synoptic.account(tmp_path / "c.txt")
    assert {s.speaker for story in joined.stories for s in story.statements} == {"Joseph Brandt"}
    (tmp_path / "names.csv").write_text("id,name\nQ1,Joseph Brandt\nQ2,Joe Brandt\n", encoding="utf-8")
    parted = synoptic.account(tmp_path / "c.txt", names=tmp_path / "names.csv")
    assert _known(parted) == {"Q1": {"Joseph Brandt"}, "Q2": {"Joe Brandt"}}
    assert Verdict.DIFFERENT in {
        j.verdict for j in parted.judgements for r in j.reasons if r.code is ReasonCode.NAMES_FILE
    }
