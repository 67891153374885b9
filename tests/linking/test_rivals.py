"""Which figures of read reports are rivals: texts in, quarrels out, in the gear of the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import synoptic
from synoptic.model.accounts import DisagreementKind
from synoptic.settings import Settings

LEAD = "LORN, 4 March 2031 – The council of Lorn met on Tuesday after the flood at Kell. "


def quarrels(folder: Path, *texts: str) -> list[set[str]]:
    """Tell the reports in one pile and return the values of each quarrel over figures."""
    for n, text in enumerate(texts):
        (folder / f"{n}.txt").write_text(LEAD + text + "\n", encoding="utf-8")
    account = synoptic.account(folder, settings=Settings(reader="rules"))
    return [
        {side.value for side in found.values}
        for story in account.stories
        for found in story.disagreements
        if found.kind is DisagreementKind.FIGURE
    ]


RIVALS = [
    ("two tolls", ["The flood killed 31 people in Kell.", "The flood killed 47 people in Kell."]),
    (
        "two who count in one report",
        ["Police said 31 people died in the flood at Kell. The mayor, Ilse Marrow, said 47 people died in the flood."],
    ),
    ("anybody and passengers", ["The flood killed 31 people in Kell.", "The flood killed 47 passengers in Kell."]),
    ("two daily counts", ["The clinic treats 310 patients a day.", "The clinic treats 470 patients a day."]),
    (
        "soldiers killed",
        ["The raid at Kell killed 11 soldiers.", "The raid at Kell killed 26 soldiers."],
    ),
    (
        "things of one deed",
        [
            "The Harbour Board of Lorn will cut 1,200 posts in the port of Kell.",
            "The Harbour Board of Lorn will cut 1,500 posts in the port of Kell.",
        ],
    ),
]

NO_RIVALS = [
    (
        "a report does not quarrel with itself",
        ["The flood killed 31 people in Kell. The flood killed 47 in the north."],
    ),
    ("a day and all so far", ["Lorn recorded 310 new cases of the fever.", "Lorn has 2,700 cases of the fever."]),
    ("an average and a sum", ["Lorn averages 310 cases a day.", "Lorn has recorded 2,700 cases of the fever."]),
    ("the world and one country", ["Cases worldwide passed 9,100.", "Lorn has recorded 2,700 cases of the fever."]),
    ("out of reach", ["The flood killed 3 people in Kell.", "The flood killed 2,900 people in Kell."]),
    ("guards and people", ["The flood killed 4 guards in Kell.", "The flood killed 31 people in Kell."]),
    (
        "each its own",
        ["Varnia said four of its guards were killed.", "Orsk said nine of its guards were killed."],
    ),
    ("further ones", ["Two more people died in Kell.", "Three more people died in Kell."]),
    ("a strength kills nobody", ["A 7.1-magnitude quake killed 31 people in Kell.", "A magnitude 7.1 quake hit Kell."]),
    ("storeys", ["31 people died when the board's five-storey block fell.", "31 people died in the block."]),
    ("ages", ["The dead were aged between 25 and 45.", "The flood killed 31 people in Kell."]),
    ("hours", ["10.40 GMT The flood killed 31 people in Kell.", "11.25 GMT The flood killed 31 people in Kell."]),
    ("bodies and survivors", ["There were 26 dead bodies and 25 people still alive in Kell."]),
    (
        "seats won and seats held",
        [
            "The Green List picked up just six seats in the vote in Lorn.",
            "The Green List has lost nearly 60 seats over the past six years.",
        ],
    ),
    ("votes for and against", ["The senate passed the bill by a vote of 68 to 45."]),
]


@pytest.mark.parametrize(("label", "texts"), RIVALS, ids=[label for label, _ in RIVALS])
def test_rivals_are_told(label: str, texts: list[str], tmp_path: Path) -> None:
    assert len(quarrels(tmp_path, *texts)) == 1, label


@pytest.mark.parametrize(("label", "texts"), NO_RIVALS, ids=[label for label, _ in NO_RIVALS])
def test_what_counts_otherwise_is_no_rival(label: str, texts: list[str], tmp_path: Path) -> None:
    assert quarrels(tmp_path, *texts) == [], label


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mayor Ilse Marrow denied that 31 people had died in the flood.", 31),
        ("The harvest in Lorn was 2.9 million tonnes, not 3.2 million tonnes, Ilse Marrow said.", 3_200_000),
    ],
)
def test_what_is_denied_is_nobodys_figure(text: str, value: float, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD + text + "\n", encoding="utf-8")
    account = synoptic.account(tmp_path / "a.txt", settings=Settings(reader="rules"))
    assert value not in {line.value for story in account.stories for line in story.figures}
