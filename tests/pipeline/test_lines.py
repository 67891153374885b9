"""What a reader would call wrong in a printed line, on small invented reports read from bytes to account."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import synoptic
from synoptic.model.accounts import Story
from synoptic.settings import Settings

PUBLISHED = "2031-05-06"  # a Tuesday
SCENE = (
    "Velmora's president, Ada Vorn, and Brennia's president, Jon Hask, lead countries at odds. Velmoran ships and "
    "Brennian ships are at sea. Ostrania's president, Ilo Marn, is neutral.\n\n"
)
"""Tells who is a country and who a person, so that what follows surely makes a line and its test can fail."""


def told(tmp_path: Path, *texts: str) -> Story:
    rows = [{"id": f"r{n}", "text": text, "published": PUBLISHED} for n, text in enumerate(texts)]
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    (story, *_) = synoptic.account(path, settings=Settings(reader="rules")).stories
    return story


def test_a_hedged_saying_keeps_its_hedge(tmp_path: Path) -> None:
    text = "Velmora is unlikely to send ships to Brennia, Defence Minister Oska Rell has reportedly said."
    (line,) = told(tmp_path, text).statements
    assert "reportedly" in line.cue


def test_an_estimate_is_about_its_number(tmp_path: Path) -> None:
    text = "Brennia has watched the massing of Velmoran forces along the river, growing to an estimated 12,000."
    (line,) = told(tmp_path, text).figures
    assert (line.value, line.bound) == (12_000, "about")


def test_to_warn_of_others_is_no_threat(tmp_path: Path) -> None:
    text = "Brennia's defence minister, Oska Rell, warned that a Velmoran attack is possible in June."
    (line,) = told(tmp_path, text).positions
    assert line.stance == "warns"
    assert line.type is None


def test_the_side_that_denies_is_shown_denying(tmp_path: Path) -> None:
    text = (
        "Brennia's president, Ada Vorn, said on Monday that Velmora was planning an invasion of Brennia.\n\n"
        "Velmora has denied any plans for an invasion. Velmora's government says its ships are on an exercise."
    )
    (denial,) = [d for d in told(tmp_path, text).disagreements if d.kind == "denial"]
    assert "denied" in denial.values[-1].value
    assert denial.values[-1].by == ("Velmora",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jon Hask on Monday gave Velmora until midnight on Sunday to free the crew of the trawler.", "2031-05-05"),
        ("The foreign ministers of Velmora and Brennia met in Skell on Monday.", "2031-05-05"),
        ("The foreign ministers of Velmora and Brennia will meet in Skell on Friday.", "2031-05-09"),
    ],
)
def test_the_day_of_a_line_is_the_day_of_its_event(tmp_path: Path, text: str, day: str) -> None:
    assert [str(e.date) for e in told(tmp_path, SCENE + text).events] == [day]


def test_the_day_of_what_comes_after_dates_no_line(tmp_path: Path) -> None:
    text = "Velmora and Brennia will speak by telephone ahead of security talks next month."
    assert not [e for e in told(tmp_path, SCENE + text).events if e.date is not None]


def test_a_deed_on_its_own_day_is_told_though_nobody_is_named(tmp_path: Path) -> None:
    text = (
        "Two ships collided in the strait.\n\nOne sank.\n\nThe cause is unknown.\n\nDivers reached the wreck on Monday."
    )
    lines = told(tmp_path, text).events
    assert [(str(e.date), e.status) for e in lines if "Divers" in e.what] == [("2031-05-05", "occurred")]


def test_a_demand_is_what_stands_behind_its_deadline(tmp_path: Path) -> None:
    text = "Jon Hask gave Velmora until Sunday to free the crew of the trawler."
    assert [line.about for line in told(tmp_path, SCENE + text).positions] == ["to free the crew of the trawler"]


def test_what_is_open_claims_nothing_of_the_reports_but_that_it_was_not_found(tmp_path: Path) -> None:
    plan = "The ministers of Velmora and Brennia will meet in Skell on Friday."
    told_later = "The ministers of Velmora and Brennia met in Skell on Friday, 9 May 2031."
    rows = [
        {"id": "a", "text": plan, "published": PUBLISHED},
        {"id": "b", "text": told_later, "published": "2031-05-12"},
    ]
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    (story,) = synoptic.account(path, settings=Settings(reader="rules")).stories
    assert len(story.reports) == 2
    assert not [o for o in story.open if "took place" in o.text]


def test_a_part_of_a_whole_is_no_fresh_count(tmp_path: Path) -> None:
    text = "At least 200 of the 300 sailors whom Velmora sent to Skell were injured on Monday, the Velmoran navy said."
    assert [line.value for line in told(tmp_path, SCENE + text).figures] == [200]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Velmora and Brennia will discuss Ostrania on Friday.", "Ostrania"),
        ("On Monday Velmora imposed sanctions on a powerful friend of President Jon Hask.", "Jon Hask"),
    ],
)
def test_a_topic_or_the_friend_of_somebody_takes_no_part(tmp_path: Path, text: str, absent: str) -> None:
    (event,) = told(tmp_path, SCENE + text).events
    assert event.participants
    assert absent not in event.participants


def test_a_contested_figure_in_the_summary_names_who_claims_it(tmp_path: Path) -> None:
    texts = (
        "Brennia says Velmora has deployed 40,000 troops along the border of Brennia.",
        "Velmora's defence ministry said Velmora has deployed 9,000 troops along the border of Brennia.",
    )
    lines = [line.text for line in told(tmp_path, *texts).summary if "troops" in line.text]
    assert lines
    for line in lines:
        assert "say" in line or "said" in line


def test_who_refuses_to_say_whether_refuses_no_thing(tmp_path: Path) -> None:
    told_story = told(
        tmp_path,
        SCENE
        + "Ada Vorn refused to say whether Velmora would charge the officers. Ada Vorn refused to close the port.",
    )
    refused = [p.about for p in told_story.positions if p.stance.value == "refuses"]
    assert any("close the port" in about for about in refused)
    assert not any("whether" in about for about in refused)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "Velmora has discussed imposing sanctions on Brennia if it closes the strait.",
            "imposing sanctions on Brennia if it closes the strait",
        ),
        ("Velmora discussed the sanctions on Brennia with Ostrania.", None),
        ("Jon Hask said Velmora might threaten Brennia.", None),
    ],
)
def test_a_measure_weighed_under_a_condition_is_a_threat(tmp_path: Path, text: str, about: str | None) -> None:
    threats = [line for line in told(tmp_path, SCENE + text).positions if line.stance == "threatens"]
    assert [line.about for line in threats] == ([about] if about else [])
    assert all((line.actor, line.toward) == ("Velmora", ("Brennia",)) for line in threats)


def test_a_pronoun_that_is_told_what_to_do_is_not_taken_for_somebody(tmp_path: Path) -> None:
    text = "Ada Vorn met Jon Hask in Skell. She demanded that he publish the letters of the navy."
    demands = [line for line in told(tmp_path, SCENE + text).positions if line.stance == "demands"]
    assert len(demands) == 1
    assert demands[0].toward == ()


def test_a_charge_stands_beside_its_denial(tmp_path: Path) -> None:
    charge = "On Monday Jon Hask accused Velmora of hiding mines in the strait."
    denial = "Velmora denied on Tuesday that it had hidden mines in the strait. Divers searched the strait."
    (found,) = [d for d in told(tmp_path, SCENE + charge, SCENE + denial).disagreements if d.kind == "denial"]
    assert [side.by for side in found.values] == [("Jon Hask",), ("Velmora",)]
    assert "hiding mines" in found.values[0].value


def test_a_charge_of_another_thing_is_no_side_of_a_denial(tmp_path: Path) -> None:
    charge = "On Monday Jon Hask accused Velmora of hiding mines in the strait."
    denial = "Velmora denied on Tuesday that it had fired at the fishing fleet. Divers searched the harbour."
    assert not [d for d in told(tmp_path, SCENE + charge, SCENE + denial).disagreements if d.kind == "denial"]


@pytest.mark.parametrize(("later", "passed"), [("met", False), ("", True)])
def test_a_plan_whose_day_has_passed_without_a_word_is_marked(tmp_path: Path, later: str, passed: bool) -> None:
    plan = "The foreign ministers of Velmora and Brennia will meet in Skell on Friday."
    told_later = (
        f"The foreign ministers of Velmora and Brennia {later} in Skell on Friday, 9 May 2031. " if later else ""
    )
    rows = [
        {"id": "a", "text": SCENE + plan, "published": PUBLISHED},
        {"id": "b", "text": f"{SCENE}{told_later}Velmoran ships left the port of Skell.", "published": "2031-05-12"},
    ]
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    (story,) = synoptic.account(path, settings=Settings(reader="rules")).stories
    assert any(line.passed for line in story.events) is passed
    assert any("took place" in one.text for one in story.open) is passed


@pytest.mark.parametrize(
    ("later", "turned"),
    [
        ("On Thursday Velmora offered to free the crew of the trawler.", True),
        ("On Thursday Velmora offered to open the market of Skell.", False),
        ("On Thursday Velmora refused again to free the crew of the trawler.", False),
    ],
)
def test_a_position_that_turned_is_marked(tmp_path: Path, later: str, turned: bool) -> None:
    before = "On Monday Velmora refused to free the crew of the trawler."
    rows = [
        {"id": "a", "text": SCENE + before, "published": PUBLISHED},
        {"id": "b", "text": f"{SCENE}{later} Divers reached the harbour.", "published": "2031-05-09"},
    ]
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    (story,) = synoptic.account(path, settings=Settings(reader="rules")).stories
    refused = [line.id for line in story.positions if line.stance == "refuses"]
    assert refused
    assert [line.turned_from for line in story.positions if line.turned_from] == (refused if turned else [])


def test_who_speaks_of_itself_is_no_witness_of_its_own_stance(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Ruvian ministers met in Marhaven\n\nMARHAVEN, 4 May 2031 — Ruvia and its allies have discussed imposing "
        "sanctions on Ostrel if it sends troops over the border.\n\nThe allied ministers of Ruvia met in Marhaven on "
        "Friday.\n",
        encoding="utf-8",
    )
    (story,) = synoptic.account(path).stories
    assert [(line.actor, line.stance, line.says) for line in story.positions] == [("Ruvia", "threatens", ())]
