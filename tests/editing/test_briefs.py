"""Asides: the events of a brief that the timeline has no line for."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from synoptic.editing import make_account
from synoptic.model.accounts import Account
from synoptic.model.days import day
from synoptic.settings import Settings

TALKS = day(date(2024, 5, 14))


def account(*scribes: SimpleNamespace, hand: SimpleNamespace) -> Account:
    return make_account(hand.link_all(list(scribes)), (), Settings())


def brief(hand: SimpleNamespace, report: str = "a", more: str = "") -> SimpleNamespace:
    body = "Velland attacked Lorn on Tuesday and killed guards. Joan Arle said the port was closed to ships." + more
    s = hand.Scribe(report, body).actor("vel", "Velland", "GPE").actor("joan", "Joan Arle")
    time = s.time("on Tuesday", TALKS)
    s.event("attacked", "Velland attacked Lorn on Tuesday", kind="ASSAULT", actors={"Velland": "vel"}, time=time)
    s.event("killed", "killed guards", kind="ASSAULT", actors={"Velland": "vel"})
    s.said("Joan Arle", "said", "the port was closed to ships", speaker="Joan Arle", entity="joan")
    return s


def test_a_brief_is_told_whole(hand: SimpleNamespace) -> None:
    events = account(brief(hand), hand=hand).stories[0].events
    told = {(e.what, e.aside) for e in events}
    assert told == {
        ("Velland attacked Lorn on Tuesday and killed guards.", False),
        ("Velland … killed guards.", True),
        ("Joan Arle said the port was closed to ships.", True),
    }
    spans = [(m.start, m.end) for e in events for m in e.mentions]
    assert len(spans) == len(set(spans)) == 3


def test_a_long_report_has_no_asides(hand: SimpleNamespace) -> None:
    long = brief(hand, more=" The day was fair. The sea was calm. The wind was low.")
    assert [e.aside for e in account(long, hand=hand).stories[0].events] == [False]


def test_asides_weigh_less_and_are_not_summed_up(hand: SimpleNamespace) -> None:
    story = account(brief(hand), hand=hand).stories[0]
    weights = {e.aside: e.weight for e in sorted(story.events, key=lambda e: e.weight)}
    assert max(e.weight for e in story.events if e.aside) < weights[False]
    asides = {e.id for e in story.events if e.aside}
    assert not asides & {line.about for line in story.summary}


def test_what_copies_say_is_one_aside(hand: SimpleNamespace) -> None:
    one = account(brief(hand), hand=hand).stories[0].events
    two = make_account(hand.link_all([brief(hand), brief(hand, "b")], origins=[("a", "b")]), (), Settings())
    said = [e for e in two.stories[0].events if e.aside and "said" in e.what]
    assert len(said) == 1
    assert (said[0].reports, said[0].origins, len(said[0].mentions)) == (2, 1, 2)
    assert len(one) == 3


def spoken(
    hand: SimpleNamespace, report: str, speaker: str, content: str, on: date | None = None, verb: str = "said"
) -> SimpleNamespace:
    """Write a brief of one saying; the last letter of the id is put in so that no two are one text."""
    s = hand.Scribe(report, f"{speaker} {verb} {content} in quay {report.upper()}.", on=on).actor(
        speaker, speaker, "ORG"
    )
    s.said(speaker, verb, f"{content} in quay {report.upper()}", speaker=speaker, entity=speaker)
    return s


def groups_said(*scribes: SimpleNamespace, hand: SimpleNamespace) -> list[list[str]]:
    events = account(*scribes, hand=hand).stories[0].events
    return sorted(sorted({m.report for m in e.mentions}) for e in events if e.aside)


ONE = "that a driver of 61 was held after the ferry Alba struck the pier"
OTHER = "that a driver was held on Friday when the ferry Alba struck a pier"
ELSE = "that nobody knew when trains to Velmora would run again"


def test_one_speaker_on_one_thing_spoke_once(hand: SimpleNamespace) -> None:
    told = [spoken(hand, "a", "Lorn police", ONE), spoken(hand, "b", "The police", OTHER)]
    assert groups_said(*told, hand=hand) == [["a", "b"]]
    line = next(e for e in account(*told, hand=hand).stories[0].events if e.aside)
    assert (line.reports, line.origins, {e.report for e in line.evidence}) == (2, 2, {"a", "b"})


def test_one_speaker_on_two_things_spoke_twice(hand: SimpleNamespace) -> None:
    told = [spoken(hand, "a", "Lorn police", ONE), spoken(hand, "b", "The police", ELSE)]
    assert groups_said(*told, hand=hand) == [["a"], ["b"]]


def test_two_speakers_on_one_thing_are_two(hand: SimpleNamespace) -> None:
    told = [spoken(hand, "a", "Lorn police", ONE), spoken(hand, "b", "The shipping line", ONE)]
    assert groups_said(*told, hand=hand) == [["a"], ["b"]]


def test_whoever_may_be_anybody_is_not_one(hand: SimpleNamespace) -> None:
    told = [spoken(hand, "a", "harbour officials", ONE), spoken(hand, "b", "state officials", OTHER)]
    assert groups_said(*told, hand=hand) == [["a"], ["b"]]


def test_a_rep_and_a_publicist_are_one_kind(hand: SimpleNamespace) -> None:
    told = [spoken(hand, "a", "a rep of the line", ONE), spoken(hand, "b", "its publicist", OTHER)]
    assert groups_said(*told, hand=hand) == [["a", "b"]]


def test_sayings_of_two_days_are_two(hand: SimpleNamespace) -> None:
    days = (date(2024, 5, 14), date(2024, 5, 15))
    told = [spoken(hand, "a", "Lorn police", ONE, days[0]), spoken(hand, "b", "Lorn police", OTHER, days[1])]
    assert ["a", "b"] not in groups_said(*told, hand=hand)
    told = [spoken(hand, "a", "Lorn police", ONE, days[0]), spoken(hand, "b", "Lorn police", OTHER, days[0])]
    assert groups_said(*told, hand=hand) == [["a", "b"]]
    assert groups_said(*told[::-1], hand=hand) == [["a", "b"]]
