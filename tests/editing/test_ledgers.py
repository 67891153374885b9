"""Statements, figures and positions: who, what, when, and what is left out."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from synoptic.model.accounts import Story
from synoptic.model.days import day
from synoptic.model.links import ActorLink, FigurePair, FigureState, Ref, Series, StatementLink
from synoptic.model.readings import NameType, QuoteKind, Stance

FRIDAY = day(date(2024, 5, 10))


def story_of(hand: SimpleNamespace, *scribes: object, **more: object) -> Story:
    return hand.account_of(hand.link_all(list(scribes), **more)).stories[0]


# --- statements ---
def test_a_statement_takes_the_day_of_its_saying_and_never_the_reports(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle said the port was safe. Tor Vint said on Friday that ships would wait.")
    s.dated = hand.Scribe("x", "x", on=date(2024, 5, 11)).dated
    s.actor("joan", "Joan Arle", role="harbour master").actor("tor", "Tor Vint")
    s.said("Joan Arle", "said", "the port was safe", speaker="Joan Arle", entity="joan")
    friday = s.time("on Friday", FRIDAY)
    s.said("Tor Vint", "said", "that ships would wait", speaker="Tor Vint", entity="tor", time=friday, nth=0)
    first, second = story_of(hand, s).statements
    assert (first.speaker, first.role, first.date) == ("Joan Arle", "harbour master", None)
    assert (second.content, second.date) == ("ships would wait", FRIDAY)


def test_a_split_quotation_is_joined_with_dots(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "“We will not leave,” Arle said, “until the port is safe.”").actor("joan", "Joan Arle")
    s.said(
        "Arle",
        "said",
        "“We will not leave,”",
        "“until the port is safe.”",
        speaker="Arle",
        entity="joan",
        quote="direct",
    )
    (line,) = story_of(hand, s).statements
    assert line.content == "We will not leave … until the port is safe."
    assert line.quote is QuoteKind.DIRECT


def test_speech_is_direct_only_where_every_report_agrees(hand: SimpleNamespace) -> None:
    scribes = []
    for name, words in (("a", "“We will not leave the port,”"), ("b", "“We will not quit the port,”")):
        s = hand.Scribe(name, f"{words} Arle said.").actor("joan", "Joan Arle")
        s.said("Arle", "said", words, speaker="Joan Arle", entity="joan", quote="direct")
        scribes.append(s)
    link = StatementLink(id="statement-one", members=hand.refs(("a", 0), ("b", 0)))
    story = story_of(hand, *scribes, statements=[link])
    (line,) = story.statements
    assert line.quote is QuoteKind.MIXED
    assert (line.reports, line.origins) == (2, 2)
    assert [d.kind for d in story.disagreements] == ["wording"]


def test_a_nested_statement_names_its_teller(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Tor Vint said Joan Arle told him that the port was safe.")
    s.actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    outer = s.said("Tor Vint", "said", "Joan Arle told him that the port was safe", speaker="Tor Vint", entity="tor")
    s.said("Joan Arle", "told", "that the port was safe", speaker="Joan Arle", entity="joan", parent=outer)
    lines = {line.speaker: line for line in story_of(hand, s).statements}
    assert lines["Joan Arle"].via == ("Tor Vint",)
    assert lines["Tor Vint"].via == ()


@pytest.mark.parametrize(
    ("body", "source", "cue", "content", "speaker", "lemma"),
    [
        ("He said the port was safe.", "He", "said", "the port was safe", None, "say"),
        ("He said the port was safe.", "He", "said", "the port was safe", "He", "say"),
        ("Arle said yes, please.", "Arle", "said", "yes, please", "Arle", "say"),
        ("Arle denied any such plan.", "Arle", "denied", "any such plan", "Arle", "deny"),
    ],
)
def test_what_is_no_statement(
    hand: SimpleNamespace, body: str, source: str, cue: str, content: str, speaker: str | None, lemma: str
) -> None:
    s = hand.Scribe("a", body)
    s.said(source, cue, content, speaker=speaker, lemma=lemma)
    assert story_of(hand, s).statements == ()


def test_an_unnamed_source_is_kept_in_the_reports_words(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "The port is safe, according to a senior harbour official.")
    s.said(
        "a senior harbour official",
        "according to",
        "The port is safe",
        speaker="a senior harbour official",
        anonymous=True,
    )
    (line,) = story_of(hand, s).statements
    assert (line.speaker, line.anonymous) == ("a senior harbour official", True)


# --- figures ---
def crowd(hand: SimpleNamespace, report: str, claimant: str, number: int, on: date) -> object:
    s = hand.Scribe(report, f"{claimant} said {number} people marched in Lorn.", on=on).actor(claimant, claimant, "ORG")
    said = s.said(claimant, "said", f"{number} people marched in Lorn", speaker=claimant, entity=claimant)
    s.figure(str(number), f"{number} people marched in Lorn", number, "people", attribution=said)
    return s


def test_rival_figures_are_lines_of_one_series(hand: SimpleNamespace) -> None:
    a, b = crowd(hand, "a", "Police", 400, date(2024, 5, 11)), crowd(hand, "b", "Union", 900, date(2024, 5, 11))
    pair = FigurePair(
        a=Ref(report="a", index=0), b=Ref(report="b", index=0), state=FigureState.CONFLICTING, why="one day, one scope"
    )
    series = Series(id="series-crowd", what="people marched", members=hand.refs(("a", 0), ("b", 0)), pairs=(pair,))
    story = story_of(hand, a, b, series=(series,))
    first, second = story.figures
    assert [(f.value, f.claimed_by) for f in story.figures] == [(400, ("Police",)), (900, ("Union",))]
    assert first.against[0].id == second.id
    assert second.against[0].state is FigureState.CONFLICTING
    assert str(first.date) == "2024-05-11"
    (one,) = story.disagreements
    assert (one.kind, [side.value for side in one.values]) == ("figure", ["400", "900"])
    assert [side.by for side in one.values] == [("Police",), ("Union",)]


def test_one_claim_in_two_reports_is_one_line(hand: SimpleNamespace) -> None:
    scribes = [crowd(hand, name, "Police", 400, date(2024, 5, 11)) for name in ("a", "b")]
    series = Series(id="series-crowd", what="people marched", members=hand.refs(("a", 0), ("b", 0)))
    (line,) = story_of(hand, *scribes, series=(series,)).figures
    assert (line.reports, line.origins, line.claimed_by) == (2, 2, ("Police",))


def test_a_small_count_by_the_way_makes_no_line(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Three harbour bells rang in Lorn for seven years.")
    s.figure("Three", "Three harbour bells rang in Lorn", 3, "harbour bells")
    s.figure("seven years", "Three harbour bells rang in Lorn for seven years", 7, "years", unit="year")
    series = tuple(Series(id=f"series-{n}", what="x", members=hand.refs(("a", n))) for n in (0, 1))
    assert story_of(hand, s, series=series).figures == ()


# --- positions ---
def denial(hand: SimpleNamespace, report: str, body: str, who: str, about: str) -> object:
    s = hand.Scribe(report, body).actor(who, who, "GPE", speaks_for="Velland")
    trigger = "denied" if "denied" in body else "denies"
    s.event(
        trigger,
        body.rstrip("."),
        kind="REJECT",
        actors={who: who},
        stance=Stance.DENIES,
        about=s.at(about),
        lemma="deny",
    )
    return s


def test_a_capital_and_its_state_hold_one_position(hand: SimpleNamespace) -> None:
    a = denial(hand, "a", "Velland has denied any plan to seize the port.", "Velland", "any plan to seize the port")
    b = denial(hand, "b", "Hallow denies plans for a seizure of the port.", "Hallow", "plans for a seizure of the port")
    (line,) = story_of(hand, a, b).positions
    assert (line.actor, line.stance, line.reports, line.origins) == ("Velland", "denies", 2, 2)
    assert line.about == "any plan to seize the port"


def test_other_matters_stay_two_positions(hand: SimpleNamespace) -> None:
    a = denial(hand, "a", "Velland has denied any plan to seize the port.", "Velland", "any plan to seize the port")
    b = denial(hand, "b", "Hallow denies bribes to judges.", "Hallow", "bribes to judges")
    assert len(story_of(hand, a, b).positions) == 2


def test_a_stance_told_as_a_saying_is_a_position(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle warned on Friday that ships would be turned back.").actor("joan", "Joan Arle")
    friday = s.time("on Friday", FRIDAY)
    content = "that ships would be turned back"
    s.said("Joan Arle", "warned", content, speaker="Joan Arle", entity="joan", lemma="warn", time=friday)
    (line,) = story_of(hand, s).positions
    assert (line.actor, line.stance, line.date) == ("Joan Arle", "warns", FRIDAY)


def test_a_stance_that_was_negated_or_supposed_is_none(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Velland has not refused the offer. If Velland refuses the terms, talks end.")
    s.actor("vel", "Velland", "GPE")
    s.event("refused", "Velland has not refused the offer", status="negated", stance=Stance.REFUSES,
            actors={"Velland": "vel"}, about=s.at("the offer"))  # fmt: skip
    s.event("refuses", "If Velland refuses the terms", stance=Stance.REFUSES,
            actors={"Velland": "vel"}, about=s.at("the terms"))  # fmt: skip
    assert story_of(hand, s).positions == ()


def test_a_denial_is_set_against_what_others_say(hand: SimpleNamespace) -> None:
    a = hand.Scribe("a", "Joan Arle said Velland plans to seize the port.").actor("joan", "Joan Arle")
    a.actor("vel", "Velland", "GPE")
    a.said("Joan Arle", "said", "Velland plans to seize the port", speaker="Joan Arle", entity="joan")
    b = denial(hand, "b", "Hallow denies any seizure.", "Hallow", "any seizure")
    actors = (
        ActorLink(id="actor-joan", name="Joan Arle", type=NameType.PERSON, members=(("a", "joan"),)),
        ActorLink(id="actor-vel", name="Velland", type=NameType.GPE, members=(("a", "vel"),)),
        ActorLink(id="actor-hal", name="Hallow", type=NameType.GPE, members=(("b", "Hallow"),), speaks_for="Velland"),
    )
    (one,) = story_of(hand, a, b, actors=actors).disagreements
    assert one.kind == "denial"
    assert [side.by for side in one.values] == [("Joan Arle",), ("Velland",)]


def test_an_order_of_size_beside_a_count_makes_no_line(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Tens of thousands of people marched in Lorn. Some 40,000 people marched in Lorn.")
    s.figure("Tens of thousands", "Tens of thousands of people marched in Lorn", 10000, "people")
    s.figure("40,000", "Some 40,000 people marched in Lorn", 40000, "people")
    series = Series(id="series-crowd", what="people", members=hand.refs(("a", 0), ("a", 1)))
    assert [line.value for line in story_of(hand, s, series=(series,)).figures] == [40000]


def test_a_figure_in_an_aside_of_the_reporter_has_no_claimant(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle said talks would go on, despite estimates that 400 people had died.")
    s.actor("joan", "Joan Arle")
    content = "talks would go on, despite estimates that 400 people had died"
    said = s.said("Joan Arle", "said", content, speaker="Joan Arle", entity="joan")
    s.figure("400", "400 people had died", 400, "people", attribution=said)
    series = Series(id="series-dead", what="people", members=hand.refs(("a", 0)))
    (line,) = story_of(hand, s, series=(series,)).figures
    assert line.claimed_by == ()


def test_what_only_looks_like_a_saying_is_no_statement_and_claims_nothing(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Velland backed rebels in a war that has cost 400 lives.").actor("vel", "Velland", "GPE")
    content = "rebels in a war that has cost 400 lives"
    said = s.said("Velland", "backed", content, speaker="Velland", entity="vel", lemma="back")
    s.figure("400", content, 400, "lives", attribution=said)
    series = Series(id="series-dead", what="lives", members=hand.refs(("a", 0)))
    story = story_of(hand, s, series=(series,))
    assert story.statements == ()
    assert story.figures[0].claimed_by == ()
    assert story.positions[0].stance is Stance.SUPPORTS


def test_to_decline_to_be_named_is_no_position(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle refused to comment on the fire.").actor("joan", "Joan Arle")
    s.event("refused", "Joan Arle refused to comment on the fire", kind="REJECT", stance=Stance.REFUSES,
            actors={"Joan Arle": "joan"}, about=s.at("to comment on the fire"))  # fmt: skip
    assert story_of(hand, s).positions == ()


def test_a_denial_that_points_back_is_set_against_the_accusation_before_it(hand: SimpleNamespace) -> None:
    body = (
        "Ostmark accused Velland of ramming the ferry. Velland denied the accusation. Joan Arle said Velland was calm."
    )
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE").actor("ost", "Ostmark", "GPE").actor("joan", "Joan Arle")
    s.event("accused", "Ostmark accused Velland of ramming the ferry", kind="ACCUSE", stance=Stance.ACCUSES,
            actors={"Ostmark": "ost"}, about=s.at("Velland of ramming the ferry"))  # fmt: skip
    s.event("denied", "Velland denied the accusation", kind="REJECT", stance=Stance.DENIES, lemma="deny",
            actors={"Velland": "vel"}, about=s.at("the accusation"))  # fmt: skip
    s.said("Joan Arle", "said", "Velland was calm", speaker="Joan Arle", entity="joan")
    (one,) = story_of(hand, s).disagreements
    assert [side.by for side in one.values] == [("Ostmark",), ("Velland",)]
