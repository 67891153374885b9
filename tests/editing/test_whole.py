"""The whole account: its order, its proofs, narrowing, open questions, changed versions, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.editing import cut_account, explain, make_account, story_of
from synoptic.editing.origins import credit_in
from synoptic.editing.wording import calendar_words
from synoptic.errors import UnknownItem
from synoptic.model.accounts import Account
from synoptic.model.days import between, day, month, week, year
from synoptic.model.links import Copy, EventLink, Judgement, JudgementKind, Reason, ReasonCode, Relation, Verdict
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.reports import Failed
from synoptic.settings import Settings

TUESDAY = day(date(2024, 5, 14))


def strike(hand: SimpleNamespace, report: str, on: date | None, teller: str, **more: object) -> object:
    s = hand.Scribe(
        report, f"Velland struck the port of Lorn on Tuesday. {teller} said the port was closed.", on=on, **more
    )
    s.actor("vel", "Velland", "GPE").actor(teller, teller)
    s.event("struck", "Velland struck the port of Lorn on Tuesday", kind="ASSAULT", actors={"Velland": "vel"},
            time=s.time("on Tuesday", TUESDAY))  # fmt: skip
    s.said(teller, "said", "the port was closed", speaker=teller, entity=teller)
    return s


def pile(hand: SimpleNamespace, names: str = "abc", **more: object) -> object:
    tellers = {"a": "Joan Arle", "b": "Tor Vint", "c": "Mara Oll", "d": "Joan Arle"}
    scribes = [
        strike(hand, n, date(2024, 5, 15), tellers[n], headline=f"Velland strikes port, {n} tells") for n in names
    ]
    link = EventLink(id="event-strike", members=hand.refs(*((n, 0) for n in names)), when=TUESDAY)
    return hand.link_all(scribes, events=[link], **more)


def lines_of(account: Account) -> list[tuple[str, tuple[object, ...]]]:
    found = []
    for story in account.stories:
        for part in (story.summary, story.events, story.figures, story.statements, story.positions):
            found += [(getattr(line, "id", ""), line.evidence) for line in part]
        found += [(one.id, side.evidence) for one in story.disagreements for side in one.values]
    return found


def test_the_order_of_anything_changes_nothing(hand: SimpleNamespace) -> None:
    links = pile(hand)
    first = hand.account_of(links)
    story = links.stories[0]
    for order in permutations(range(3)):
        turned = replace(
            links,
            readings=tuple(links.readings[n] for n in order),
            stories=(
                replace(
                    story,
                    reports=tuple(story.reports[n] for n in order),
                    origins=tuple(story.origins[n] for n in order),
                    events=tuple(replace(e, members=tuple(reversed(e.members))) for e in reversed(story.events)),
                    statements=tuple(reversed(story.statements)),
                    actors=tuple(reversed(story.actors)),
                ),
            ),
        )
        assert hand.account_of(turned) == first


def test_every_line_quotes_its_report(hand: SimpleNamespace) -> None:
    links = pile(hand)
    texts = {r.id: r.text for r in links.readings}
    found = lines_of(hand.account_of(links))
    assert found
    assert all(piece.holds_in(texts[piece.report]) for _, evidence in found for piece in evidence)


@settings(max_examples=30, deadline=None)
@given(copies=st.integers(1, 4))
def test_copies_add_no_origin_and_no_line(copies: int) -> None:
    hand = SimpleNamespace(**HAND)
    before = hand.account_of(pile(hand, "abc")).stories[0]
    scribes = [
        strike(hand, n, date(2024, 5, 15), t) for n, t in zip("abc", ("Joan Arle", "Tor Vint", "Mara Oll"), strict=True)
    ]
    scribes += [strike(hand, f"z{n}", date(2024, 5, 16), "Joan Arle") for n in range(copies)]
    twins = ("a", *(f"z{n}" for n in range(copies)))
    link = EventLink(id="event-strike", members=hand.refs(*((s.head.id, 0) for s in scribes)), when=TUESDAY)
    after = hand.account_of(hand.link_all(scribes, origins=[twins], events=[link])).stories[0]
    assert [(e.id, e.what, e.origins) for e in after.events] == [(e.id, e.what, e.origins) for e in before.events]
    assert after.events[0].reports == 3 + copies


HAND: dict[str, object] = {}


@pytest.fixture(autouse=True)
def _share_builders(hand: SimpleNamespace) -> None:
    HAND.update(vars(hand))


def test_it_can_be_written_and_read_back(hand: SimpleNamespace) -> None:
    account = make_account(pile(hand), (Failed(file="x.txt", place="", why="empty"),), Settings())
    assert from_plain(Account, to_plain(account)) == account


def test_title_reports_and_origins(hand: SimpleNamespace) -> None:
    account = hand.account_of(pile(hand, "abcd", origins=[("a", "d")]))
    story = account.stories[0]
    assert story.title == "Velland strikes port, a tells"
    assert story.origins == (("a", "d"), ("b",), ("c",))
    assert {e.id: e.origin for e in account.reports}["a"] == {e.id: e.origin for e in account.reports}["d"]
    assert hand.account_of(pile(hand, "abcd", origins=[("d", "a")])) == account


def test_a_report_in_no_story_is_one_of_its_own(hand: SimpleNamespace) -> None:
    links = replace(pile(hand), stories=())
    account = hand.account_of(links)
    assert sorted(story.reports for story in account.stories) == [("a",), ("b",), ("c",)]


def test_an_unread_report_is_listed_and_said_to_be_unread(hand: SimpleNamespace) -> None:
    s = hand.Scribe("x", "El puerto fue cerrado el martes.", headline="Cierre", read=False, language="es")
    account = hand.account_of(hand.link_all([s]))
    story = account.stories[0]
    assert (story.title, story.events, story.reports) == ("Cierre", (), ("x",))
    assert not account.reports[0].read
    assert any("its language (es) is not read" in one.text for one in story.open)


def test_open_questions(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle will meet Tor Vint on Tuesday in Lorn.").actor("joan", "Joan Arle")
    s.event("meet", "Joan Arle will meet Tor Vint on Tuesday in Lorn", status="planned", actors={"Joan Arle": "joan"},
            time=s.time("on Tuesday", TUESDAY))  # fmt: skip
    later = hand.Scribe("b", "Rain fell in Lorn.", on=date(2024, 6, 1))
    texts = [one.text for one in hand.account_of(hand.link_all([s, later])).stories[0].open]
    assert any(text.startswith("Whether this took place was not found") for text in texts)
    assert "When a was written is not known." in texts


def test_candidate_days_stay_open(hand: SimpleNamespace) -> None:
    s = hand.Scribe("a", "Joan Arle met Tor Vint on Tuesday in Lorn.").actor("joan", "Joan Arle")
    s.event(
        "met",
        "Joan Arle met Tor Vint on Tuesday in Lorn",
        actors={"Joan Arle": "joan"},
        time=s.time("on Tuesday", None),
    )
    choice = (TUESDAY, day(date(2024, 5, 21)))
    link = EventLink(id="event-met", members=hand.refs(("a", 0)), candidates=choice)
    story = hand.account_of(hand.link_all([s], events=[link])).stories[0]
    assert story.events[0].candidates == choice
    assert "on Tuesday in Lorn" in story.events[0].what
    assert any("14 May 2024 or 21 May 2024" in one.text for one in story.open)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ships will wait, the Harbour Guild says.", "Ships will wait, the Port Office says.", "attribution"),
        ("Ships will wait, the Harbour Guild says.", "Ships will burn, the Harbour Guild says.", "wording"),
        ("Ships will wait, the Harbour Guild says.", "Ships will wait, the harbour guild says.", None),
        ("He said ships will wait for fog.", "But he added ships will wait for fog.", None),
    ],
)
def test_changes_between_versions(hand: SimpleNamespace, one: str, other: str, kind: str | None) -> None:
    scribes = []
    for name, words in (("a", one), ("b", other)):
        s = hand.Scribe(name, words, on=date(2024, 5, 15))
        guild = next((g for g in ("the Harbour Guild", "the Port Office") if g in words), None)
        if guild:
            s.actor(guild, guild, "ORG")
            s.said(guild, "says", words.split(",")[0], speaker=guild, entity=guild)
        scribes.append(s)
    pair = tuple(s.reading().evidence(s.sentences[0]) for s in scribes)
    copy = Copy(reports=("a", "b"), relation=Relation.VERSION, shared=0.8, changes=(pair,))
    story = hand.account_of(hand.link_all(scribes, origins=[("a", "b")], copies=(copy,))).stories[0]
    assert [d.kind for d in story.disagreements] == ([kind] if kind else [])


def test_the_summary_is_picked_within_its_limit(hand: SimpleNamespace) -> None:
    links = pile(hand)
    story = hand.account_of(links, summary_lines=1).stories[0]
    (line,) = story.summary
    assert line.about == "event-strike"
    assert story.events[0].what == "Velland struck the port of Lorn on Tuesday."
    assert line.text == "Velland struck the port of Lorn on Tuesday [14 May 2024]."


def test_top_keeps_the_weightiest_in_their_order(hand: SimpleNamespace) -> None:
    account = hand.account_of(pile(hand))
    cut = cut_account(account, 1)
    assert [line.id for line in cut.stories[0].events] == ["event-strike"]
    assert len(cut.stories[0].statements) == 1
    assert cut_account(account, 0) is account


def test_one_story_by_id_prefix_or_title(hand: SimpleNamespace) -> None:
    account = hand.account_of(pile(hand))
    for wanted in ("story-one", "story-o", "strikes port"):
        assert story_of(account, wanted).stories == account.stories
    with pytest.raises(UnknownItem, match="story-one"):
        story_of(account, "floods")


def test_why_two_are_not_one_and_why_a_date(hand: SimpleNamespace) -> None:
    links = pile(hand)
    judged = Judgement(
        id="judgement-1",
        kind=JudgementKind.EVENT,
        a="event-strike",
        b="event-other",
        verdict=Verdict.DIFFERENT,
        score=0.8,
        reasons=(Reason(code=ReasonCode.DISJOINT_DAYS, text="14 May is not 21 May"),),
    )
    account = hand.account_of(replace(links, judgements=(judged,)))
    between_two = explain(account, "event-strike", "event-other")
    assert between_two.judgements == (judged,)
    assert any("judged not to be the same" in told.text for told in between_two.told)
    alone = explain(account, "event-strike")
    assert any("3 reports of 3 origins" in told.text for told in alone.told)
    report = explain(account, "a")
    assert any("written 2024-05-15 (stated)" in told.text for told in report.told)
    apart = explain(account, "a", "b")
    assert any("no judgement compares these two" in told.text for told in apart.told)
    assert any("of different origins" in told.text for told in apart.told)
    with pytest.raises(UnknownItem, match="event-strike"):
        explain(account, "event-stroke")


@pytest.mark.parametrize(
    ("words", "when", "completed"),
    [
        ("on Tuesday", TUESDAY, "14 May 2024"),
        ("on 14 May", TUESDAY, "2024"),
        ("14 May 2024", TUESDAY, None),
        ("next month", month(2024, 6), "June 2024"),
        ("in June", month(2024, 6), "2024"),
        ("last year", year(2023), "2023"),
        ("this week", week(date(2024, 5, 14)), "week of 13 May 2024"),
        ("at the end of May", between(date(2024, 5, 21), date(2024, 5, 31)), "2024"),
        ("in the coming days", between(date(2024, 5, 21), date(2024, 5, 31)), None),
    ],
)
def test_calendar_words(words: str, when: object, completed: str | None) -> None:
    assert calendar_words(words, when) == completed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Reuters reports that ships wait.", "reuters"),
        ("He told the BBC that ships wait.", "bbc"),
        ("Ships wait, according to AFP.", "afp"),
        ("A cameraman of Reuters was hurt.", None),
        ("The CNN Tower was closed.", None),
    ],
)
def test_credit(words: str, outlet: str | None) -> None:
    assert credit_in(words) == outlet


def test_what_a_line_on_top_is_about_is_kept_with_it(hand: SimpleNamespace) -> None:
    account = hand.account_of(pile(hand))
    (story,) = account.stories
    (strike,) = story.events
    lesser = replace(strike, id="event-lesser", weight=0.0)
    told = replace(story.summary[0], about=lesser.id)
    wider = replace(story, events=(strike, lesser), summary=(told,))
    cut = cut_account(replace(account, stories=(wider,)), 1)
    assert [line.id for line in cut.stories[0].events] == [lesser.id]
