"""The timeline: which words a line takes, its day, status and origins, and what makes no line."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from synoptic.model.days import day, month
from synoptic.model.links import EventLink, SharedPassage
from synoptic.model.readings import Status

TALKS = day(date(2024, 5, 14))


def meeting(hand: SimpleNamespace, report: str, on: date | None, opening: str = "") -> object:
    s = hand.Scribe(report, f"{opening}Joan Arle will meet Tor Vint on Tuesday, officials said. Rain fell.", on=on)
    s.actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    time = s.time("on Tuesday", TALKS)
    s.event(
        "meet",
        "Joan Arle will meet Tor Vint on Tuesday",
        status="planned",
        actors={"Joan Arle": "joan"},
        recipients={"Tor Vint": "tor"},
        time=time,
    )
    return s


def test_a_planned_meeting_that_was_held_says_both(hand: SimpleNamespace) -> None:
    before = meeting(hand, "a", date(2024, 5, 11))
    after = hand.Scribe("b", "Arle met Vint in Lorn on 14 May.", on=date(2024, 5, 16))
    after.actor("joan", "Arle").actor("tor", "Vint")
    time = after.time("on 14 May", TALKS)
    after.event(
        "met", "Arle met Vint in Lorn on 14 May", actors={"Arle": "joan", "Vint": "tor"}, time=time, lemma="meet"
    )
    link = EventLink(id="event-talks", members=hand.refs(("a", 0), ("b", 0)), when=TALKS)
    (line,) = hand.account_of(hand.link_all([before, after], events=[link])).stories[0].events
    assert line.status is Status.OCCURRED
    assert [was.status for was in line.was] == [Status.PLANNED]
    assert line.was[0].date == day(date(2024, 5, 11))
    assert line.participants == ("Joan Arle", "Tor Vint")
    assert (line.reports, line.origins) == (2, 2)
    assert {e.report for e in line.evidence} == {"a", "b"}


def test_a_line_under_its_own_day_does_not_say_it_again(hand: SimpleNamespace) -> None:
    (line,) = hand.account_of(hand.link_all([meeting(hand, "a", date(2024, 5, 11))])).stories[0].events
    assert line.what == "Joan Arle will meet Tor Vint on Tuesday, officials said."
    assert line.date == TALKS


def test_another_day_in_a_line_is_completed(hand: SimpleNamespace) -> None:
    body = "Joan Arle met Tor Vint on Tuesday to prepare a visit on Friday."
    s = hand.Scribe("a", body, on=date(2024, 5, 15)).actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    s.time("on Friday", day(date(2024, 5, 17)))
    people = {"Joan Arle": "joan", "Tor Vint": "tor"}
    s.event("met", body.rstrip("."), actors=people, time=s.time("on Tuesday", TALKS))
    (line,) = hand.account_of(hand.link_all([s])).stories[0].events
    assert line.what == "Joan Arle met Tor Vint on Tuesday to prepare a visit on Friday [17 May 2024]."


def test_a_sentence_in_which_another_clause_leads_is_not_told_whole(hand: SimpleNamespace) -> None:
    body = "Velland has held the island since Joan Arle met Tor Vint on Tuesday."
    s = hand.Scribe("a", body, on=date(2024, 5, 15)).actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    people = {"Joan Arle": "joan", "Tor Vint": "tor"}
    s.event("met", "Joan Arle met Tor Vint on Tuesday", actors=people, time=s.time("on Tuesday", TALKS))
    (line,) = hand.account_of(hand.link_all([s])).stories[0].events
    assert line.what == "… Joan Arle met Tor Vint on Tuesday."


def test_a_report_older_than_the_day_can_not_tell_that_it_occurred(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "The talks between Arle and Vint on 14 May drew crowds.", on=date(2024, 5, 1))
    s.actor("joan", "Arle").actor("tor", "Vint")
    s.event(
        "talks",
        "The talks between Arle and Vint on 14 May drew crowds",
        recipients={"Arle": "joan", "Vint": "tor"},
        time=s.time("on 14 May", TALKS),
    )
    (line,) = hand.account_of(hand.link_all([s])).stories[0].events
    assert line.status is Status.PLANNED


def test_a_pronoun_is_named_and_an_unknown_one_makes_no_line(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "She will meet the crew on Tuesday in Lorn. It will be held on Friday in Lorn.")
    s.actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    clause = "She will meet the crew on Tuesday in Lorn"
    s.event("meet", clause, status="planned", actors={"She": "joan"}, time=s.time("on Tuesday", TALKS))
    s.event(
        "held",
        "It will be held on Friday in Lorn",
        status="planned",
        lemma="hold",
        time=s.time("on Friday", day(date(2024, 5, 17))),
    )
    lines = hand.account_of(hand.link_all([s])).stories[0].events
    assert [line.what for line in lines] == ["She [Joan Arle] will meet the crew on Tuesday in Lorn."]


def test_a_subject_before_the_clause_is_set_in_front(hand: SimpleNamespace) -> None:
    body = "But Velland, which has no coast, struck the port of Lorn in May 2024 and closed it."
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE")
    s.event(
        "struck",
        "struck the port of Lorn in May 2024",
        kind="ASSAULT",
        actors={"Velland": "vel"},
        time=s.time("in May 2024", month(2024, 5), relative=False),
    )
    (line,) = hand.account_of(hand.link_all([s])).stories[0].events
    assert line.what == "… Velland … struck the port of Lorn in May 2024 …"
    assert [e.quote for e in line.evidence] == ["struck the port of Lorn in May 2024", "Velland"]


def test_what_makes_no_line(hand: SimpleNamespace) -> None:
    body = (
        "If Velland attacks Lorn, the port will close. Velland wants peace with Lorn. "
        "The attack on Lorn alarmed traders. Nobody was asked in the long debate."
    )
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE").actor("lorn", "Lorn", "GPE")
    who = {"actors": {"Velland": "vel"}}
    s.event("attacks", "Velland attacks Lorn", kind="ASSAULT", **who)
    s.event("wants", "Velland wants peace with Lorn", kind="COOPERATE", lemma="want", **who)
    s.event("attack", "The attack on Lorn alarmed traders", kind="ASSAULT", recipients={"Lorn": "lorn"})
    s.event("asked", "Nobody was asked in the long debate", kind="CONSULT")
    assert hand.account_of(hand.link_all([s])).stories[0].events == ()


def test_one_sentence_and_day_make_one_line(hand: SimpleNamespace) -> None:
    body = "Velland attacked Lorn on Tuesday and killed guards."
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE")
    time = s.time("on Tuesday", TALKS)
    s.event("attacked", "Velland attacked Lorn on Tuesday", kind="ASSAULT", actors={"Velland": "vel"}, time=time)
    s.event("killed", "killed guards", kind="ASSAULT", actors={"Velland": "vel"}, time=time)
    assert len(hand.account_of(hand.link_all([s])).stories[0].events) == 1


def test_a_dated_saying_is_an_event(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle said on Tuesday that the port was safe.").actor("joan", "Joan Arle")
    s.said(
        "Joan Arle",
        "said",
        "that the port was safe",
        speaker="Joan Arle",
        entity="joan",
        time=s.time("on Tuesday", TALKS),
    )
    story = hand.account_of(hand.link_all([s])).stories[0]
    (line,) = story.events
    assert line.date == TALKS
    assert line.what == "Joan Arle said on Tuesday that the port was safe."
    assert story.statements[0].date == TALKS


def test_a_shared_passage_counts_once(hand: SimpleNamespace) -> None:
    scribes = [meeting(hand, name, date(2024, 5, 11)) for name in ("a", "b", "c")]
    link = EventLink(id="event-talks", members=hand.refs(("a", 0), ("b", 0), ("c", 0)), when=TALKS)
    links = hand.link_all(scribes, events=[link])
    (line,) = hand.account_of(links).stories[0].events
    assert (line.reports, line.origins) == (3, 3)
    sentence = [s.reading().evidence(s.sentences[0]) for s in scribes[:2]]
    links = hand.link_all(scribes, events=[link], shared=(SharedPassage(evidence=tuple(sentence)),))
    (line,) = hand.account_of(links).stories[0].events
    assert (line.reports, line.origins) == (3, 2)


def test_a_credited_outlet_counts_once(hand: SimpleNamespace) -> None:
    scribes = []
    for name in ("a", "b"):
        s = hand.Scribe(name, f"Reuters reports that Velland struck the port of Lorn on Tuesday, wrote desk {name}.")
        s.actor("vel", "Velland", "GPE")
        clause = "Velland struck the port of Lorn on Tuesday"
        s.event("struck", clause, kind="ASSAULT", actors={"Velland": "vel"}, time=s.time("on Tuesday", TALKS))
        scribes.append(s)
    link = EventLink(id="event-strike", members=hand.refs(("a", 0), ("b", 0)), when=TALKS)
    (line,) = hand.account_of(hand.link_all(scribes, events=[link])).stories[0].events
    assert (line.reports, line.origins) == (2, 1)


def test_order_of_date_then_the_undated(hand: SimpleNamespace) -> None:
    body = (
        "Velland attacked the port of Lorn. Velland attacked Lorn on Tuesday. Velland attacked Lorn in 2019 with ships."
    )
    s = hand.Scribe("a", body).actor("vel", "Velland", "GPE")
    who = {"actors": {"Velland": "vel"}, "kind": "ASSAULT"}
    s.event("attacked", "Velland attacked the port of Lorn", **who)
    s.event("attacked", "Velland attacked Lorn on Tuesday", time=s.time("on Tuesday", TALKS), **who)
    s.event("attacked", "Velland attacked Lorn in 2019 with ships", when=day(date(2019, 1, 2)), background=True, **who)
    lines = hand.account_of(hand.link_all([s])).stories[0].events
    assert [str(line.date) for line in lines] == ["2019-01-02", "2024-05-14", "None"]
    assert [line.background for line in lines] == [True, False, False]


def test_an_event_named_by_the_way_makes_no_line(hand: SimpleNamespace) -> None:
    body = "Crowds gathered in the port of Lorn ahead of the talks between Arle and Vint on 14 May."
    s = hand.Scribe("a", body).actor("joan", "Joan Arle").actor("tor", "Tor Vint")
    s.event(
        "talks",
        body.rstrip("."),
        status="planned",
        recipients={"Arle": "joan", "Vint": "tor"},
        time=s.time("on 14 May", TALKS),
    )
    assert hand.account_of(hand.link_all([s])).stories[0].events == ()


def test_a_saying_that_is_event_and_statement_makes_one_line(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "On Tuesday, Joan Arle warned that ships would burn.").actor("joan", "Joan Arle")
    time = s.time("Tuesday", TALKS)
    s.said("Joan Arle", "warned", "that ships would burn", speaker="Joan Arle", entity="joan", lemma="warn", time=time)
    s.event("warned", "Joan Arle warned that ships", kind="THREATEN", actors={"Joan Arle": "joan"}, time=time)
    (line,) = hand.account_of(hand.link_all([s])).stories[0].events
    assert line.what == "On Tuesday, Joan Arle warned that ships would burn."
    assert line.type == "THREATEN"


def test_the_day_of_another_thing_is_not_the_day_of_a_saying(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "After the raid on Tuesday, Joan Arle said the port was safe.").actor("joan", "Joan Arle")
    time = s.time("on Tuesday", TALKS)
    s.said("Joan Arle", "said", "the port was safe", speaker="Joan Arle", entity="joan", time=time)
    story = hand.account_of(hand.link_all([s])).stories[0]
    assert story.statements[0].date is None
    assert story.events == ()


def test_a_sunk_ship_in_the_lead_is_news_without_an_actor(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "A ferry sank off Lorn on Tuesday in a storm.")
    clause = "A ferry sank off Lorn on Tuesday in a storm"
    s.event("sank", clause, kind=None, lemma="sink", time=s.time("on Tuesday", TALKS))
    assert len(hand.account_of(hand.link_all([s])).stories[0].events) == 1


def test_a_line_of_an_undated_report_stands_under_the_day_of_its_event(hand: SimpleNamespace) -> None:
    s = meeting(hand, "a", None)
    s.times = [
        s.times[0].__class__(**{f: getattr(s.times[0], f) for f in s.times[0].__dataclass_fields__} | {"when": None})
    ]
    link = EventLink(id="event-talks", members=hand.refs(("a", 0)), when=TALKS)
    (line,) = hand.account_of(hand.link_all([s], events=[link])).stories[0].events
    assert line.date == TALKS
