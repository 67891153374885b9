"""One event under a day and again under its month: one line, and only where it surely is one."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from synoptic.model.accounts import EventLine
from synoptic.model.days import Interval, day, month

TUESDAY, MAY = day(date(2024, 5, 14)), month(2024, 5)


def told(
    hand: SimpleNamespace, report: str, words: str, trigger: str, who: str, when: tuple[str, Interval], lemma: str
) -> object:
    s = hand.Scribe(report, words, on=date(2024, 6, 3)).actor(f"x-{who.rsplit(maxsplit=1)[-1]}", who)
    time = s.time(when[0], when[1], relative=False)
    s.event(
        trigger,
        words.rstrip("."),
        kind="COERCE",
        actors={who: f"x-{who.rsplit(maxsplit=1)[-1]}"},
        time=time,
        lemma=lemma,
    )
    return s


def lines_of(hand: SimpleNamespace, *scribes: object) -> tuple[EventLine, ...]:
    found: tuple[EventLine, ...] = hand.account_of(hand.link_all(list(scribes))).stories[0].events
    return found


def test_a_death_of_the_month_is_that_of_the_day(hand: SimpleNamespace) -> None:
    one = told(
        hand, "a", "Arle died at her house in Lorn on 14 May 2024.", "died", "Arle", ("14 May 2024", TUESDAY), "die"
    )
    other = told(hand, "b", "Arle died aged 71 in May 2024.", "died", "Arle", ("May 2024", MAY), "die")
    (line,) = lines_of(hand, one, other)
    assert (line.date, line.reports) == (TUESDAY, 2)
    assert line.what == "Arle died at her house in Lorn on 14 May 2024."


def test_the_death_of_another_stays(hand: SimpleNamespace) -> None:
    one = told(
        hand, "a", "Arle died at her house in Lorn on 14 May 2024.", "died", "Arle", ("14 May 2024", TUESDAY), "die"
    )
    other = told(hand, "b", "Vint died aged 71 in May 2024.", "died", "Vint", ("May 2024", MAY), "die")
    assert len(lines_of(hand, one, other)) == 2


def test_most_of_the_words_must_be_the_same(hand: SimpleNamespace) -> None:
    words = "Velland declared a drought across the eastern islands"
    one = told(hand, "a", f"{words} on 14 May 2024.", "declared", "Velland", ("14 May 2024", TUESDAY), "declare")
    same = told(hand, "b", f"{words} in May 2024.", "declared", "Velland", ("May 2024", MAY), "declare")
    other = told(
        hand,
        "c",
        "Velland declared its budget closed in May 2024.",
        "declared",
        "Velland",
        ("May 2024", MAY),
        "declare",
    )
    lines = lines_of(hand, one, same, other)
    assert sorted((str(line.date), line.reports) for line in lines) == [("2024-05", 1), ("2024-05-14", 2)]


def test_two_days_that_come_into_question_join_neither(hand: SimpleNamespace) -> None:
    words = "Velland raised the flood alert for the eastern islands"
    friday = day(date(2024, 5, 17))
    one = told(hand, "a", f"{words} on 14 May 2024.", "raised", "Velland", ("14 May 2024", TUESDAY), "raise")
    two = told(hand, "b", f"{words} on 17 May 2024.", "raised", "Velland", ("17 May 2024", friday), "raise")
    wide = told(hand, "c", f"{words} in May 2024.", "raised", "Velland", ("May 2024", MAY), "raise")
    assert [line.reports for line in lines_of(hand, one, two, wide)] == [1, 1, 1]


def test_another_month_is_another_event(hand: SimpleNamespace) -> None:
    words = "Velland raised the flood alert for the eastern islands"
    one = told(hand, "a", f"{words} on 14 May 2024.", "raised", "Velland", ("14 May 2024", TUESDAY), "raise")
    wide = told(hand, "c", f"{words} in April 2024.", "raised", "Velland", ("April 2024", month(2024, 4)), "raise")
    assert len(lines_of(hand, one, wide)) == 2
