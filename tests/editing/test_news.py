"""What is new between two accounts: every kind on small invented reports, and the ids over a growing invented pile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from synoptic.editing import carry_ids, compare_accounts, make_account
from synoptic.linking import link
from synoptic.model.accounts import Account
from synoptic.model.news import News, NewsKind, NewsLine, NewsPart
from synoptic.model.plain import from_plain, to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report, steps_of
from synoptic.reading.reader import Gear
from synoptic.settings import Settings
from synoptic.testing import make_pile

SCENES = (
    "Velmora's president, Ada Vorn, and Brennia's president, Jon Hask, lead countries at odds. Velmoran ships and "
    "Brennian ships are at sea. A storm struck the Brennian port of Skell on Monday, 5 May 2031.\n\n",
    "Skell, the chief port of Brennia, was hit by a storm on Monday, 5 May 2031. President Ada Vorn of Velmora and "
    "President Jon Hask of Brennia have not spoken for years. Velmoran boats fish the same waters.\n\n",
)
"""Two ways to say who is who, so that two reports of one story are no copies."""


def read(texts: Mapping[str, tuple[str, str]]) -> tuple[Reading, ...]:
    """Read reports given by id as (day of publication, text)."""
    steps = steps_of(Gear.RULES, 1, None)
    return tuple(
        read_report(Report(head=Head(id=name, published=day), text=SCENES[ord(name) % 2] + text), steps)
        for name, (day, text) in sorted(texts.items())
    )


def tell(readings: Sequence[Reading]) -> Account:
    chosen = Settings(reader="rules")
    return make_account(link(tuple(sorted(readings, key=lambda r: r.id)), chosen), (), chosen)


def compare(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> News:
    return compare_accounts(tell(read(old)), tell(read(new)))


def lines(news: News, part: NewsPart, *kinds: NewsKind) -> list[NewsLine]:
    return [line for line in news.lines if line.part is part and (line.kind in kinds or not kinds)]


TOLL = "At least 12 people were killed in Skell, the Brennian interior ministry said."
MORE = "At least 19 people were killed in Skell, the Brennian interior ministry said."
PLAN = "The foreign ministers of Velmora and Brennia will meet in Skell on Friday, 9 May 2031."
HELD = "The foreign ministers of Velmora and Brennia met in Skell on Friday, 9 May 2031."
TALK = "Ada Vorn said on Tuesday that Velmora would send two ships with tents to the port of Skell."
PALACE = "Jon Hask told the council on Thursday that the harbour wall had been built of sand and promises."


def test_the_same_account_holds_nothing_new() -> None:
    account = tell(read({"a": ("2031-05-06", f"{TOLL}\n\n{TALK}")}))
    news = compare_accounts(account, account)
    assert set(news.counts()) == {NewsKind.REPEATED}
    assert all(line.id == line.old_id for line in news.lines)
    assert (news.new_reports, news.gone_reports, news.changed_reports) == ((), (), ())


def test_what_a_new_report_alone_tells_is_new() -> None:
    old = {"a": ("2031-05-06", TALK)}
    news = compare(old, old | {"b": ("2031-05-08", PALACE)})
    (line,) = lines(news, NewsPart.STATEMENT, NewsKind.NEW)
    assert "sand and promises" in line.text
    assert line.old_id is None
    assert line.why == "first told by b"
    assert {e.report for e in line.evidence} == {"b"}
    assert news.new_reports == ("b",)


def test_what_is_told_again_in_a_new_report_is_not_new() -> None:
    old = {"a": ("2031-05-06", TALK)}
    again = "Ada Vorn said on Tuesday, 6 May 2031, that two of Velmora's ships would carry tents to the port of Skell."
    news = compare(old, old | {"b": ("2031-05-08", f"{again}\n\n{PALACE}")})
    told = [line for line in lines(news, NewsPart.STATEMENT) if "tents" in line.text]
    assert told
    assert NewsKind.NEW not in {line.kind for line in told}
    assert any(line.kind is NewsKind.CONFIRMED for line in told)


def test_a_figure_that_grew_is_a_changed_figure() -> None:
    old = {"a": ("2031-05-06", TOLL)}
    news = compare(old, old | {"b": ("2031-05-08", MORE)})
    (line,) = lines(news, NewsPart.FIGURE, NewsKind.FIGURE)
    assert (line.old_value, line.value) == ("at least 12", "at least 19")
    assert {e.report for e in line.old_evidence} == {"a"}


def test_a_plan_that_was_held_has_another_state() -> None:
    old = {"a": ("2031-05-06", PLAN)}
    news = compare(old, old | {"b": ("2031-05-10", HELD)})
    (line,) = lines(news, NewsPart.EVENT, NewsKind.STATE)
    assert (line.old_value, line.value) == ("planned, 2031-05-09", "occurred, 2031-05-09")


def test_what_no_report_says_any_more_is_no_longer_said() -> None:
    old = {"a": ("2031-05-06", TALK), "b": ("2031-05-08", PALACE)}
    kept = {"a": old["a"]}
    news = compare(old, kept)
    assert [line.text for line in lines(news, NewsPart.STATEMENT, NewsKind.GONE)] == [
        "the harbour wall had been built of sand and promises"
    ]
    changed = kept | {"b": ("2031-05-08", PALACE.replace("sand and promises", "stone"))}
    assert compare(old, changed).changed_reports == ("b",)


def test_a_line_left_out_of_an_account_is_no_news_while_its_report_is_there() -> None:
    account = tell(read({"a": ("2031-05-06", f"{TALK}\n\n{PALACE}")}))
    story = account.stories[0]
    bare = replace(account, stories=(replace(story, statements=story.statements[:1], events=()),))
    for news in (compare_accounts(account, bare), compare_accounts(bare, account)):
        assert set(news.counts()) == {NewsKind.REPEATED}
        assert any("no line" in line.why for line in news.lines)


def test_a_claim_that_is_denied_is_newly_contested() -> None:
    claim = "Jon Hask said on Tuesday that Velmora was planning an invasion of Brennia."
    denial = "Velmora has denied any plans for an invasion. Velmora's government says its ships are on an exercise."
    old = {"a": ("2031-05-06", claim)}
    news = compare(old, old | {"b": ("2031-05-08", denial)})
    contested = [line for line in news.lines if NewsKind.CONTESTED in (line.kind, *line.also)]
    assert NewsPart.DISAGREEMENT in {line.part for line in contested}
    assert any(line.old_id is not None and "invasion" in line.text for line in contested)


def test_news_is_read_back_as_it_was_written() -> None:
    old = {"a": ("2031-05-06", TOLL)}
    news = compare(old, old | {"b": ("2031-05-08", MORE)})
    assert from_plain(News, to_plain(news)) == news


def test_stories_that_went_together_are_told() -> None:
    account = tell(read({"a": ("2031-05-06", TALK), "b": ("2031-05-07", f"{TALK}\n\n{PALACE}")}))
    (story,) = account.stories
    parts = tuple(replace(story, id=f"story-{r}", reports=(r,), origins=((r,),)) for r in story.reports)
    apart = replace(account, stories=parts)
    news = compare_accounts(apart, account)
    assert [(m.old, m.new) for m in news.merged] == [(("story-a", "story-b"), (story.id,))]
    assert [(m.old, m.new) for m in compare_accounts(account, apart).split] == [((story.id,), ("story-a", "story-b"))]


@pytest.mark.parametrize("seed", [3, 5])
@pytest.mark.parametrize("by_day", [True, False])
def test_a_growing_pile_loses_no_claim_and_no_id(seed: int, by_day: bool) -> None:
    steps = steps_of(Gear.RULES, 1, None)
    readings = []
    for row in make_pile(24, seed, words=250).reports:
        head = Head(id=row.id, headline=row.headline, published=row.published, outlet=row.outlet, url=row.url)
        readings.append(read_report(Report(head=head, text=row.text), steps))
    if by_day:
        half = sorted(readings, key=lambda r: (str(r.dated.value.first) if r.dated.value else "9", r.id))[:12]
    else:
        half = readings[::2]
    old, new = tell(half), tell(readings)
    kept = carry_ids(old, new)
    news = compare_accounts(old, kept)
    assert not [line for line in news.lines if line.kind is NewsKind.GONE]
    told = {line.old_id for line in news.lines if line.old_id and line.id}
    ids = {item for line in news.lines if (item := line.id)}
    for story in old.stories:
        for line in (*story.events, *story.figures, *story.statements, *story.positions):
            again = [one for one in news.lines if one.old_id == line.id and one.id is None]
            assert line.id in ids or line.id in told or again or _stands_in(line.evidence, kept), line
    fresh = {r.id for r in readings} - {r.id for r in half}
    for line in news.lines:
        if line.kind is NewsKind.NEW:
            assert {e.report for e in line.evidence} <= fresh
    assert carry_ids(old, old) == old


def _stands_in(evidence: Sequence[object], account: Account) -> bool:
    """Tell whether some line of an account rests on the same words."""
    held = {e for story in account.stories for line in (*story.events, *story.statements) for e in line.evidence}
    return bool(held & set(evidence))


def test_no_two_items_of_an_account_bear_one_id() -> None:
    steps = steps_of(Gear.RULES, 1, None)
    rows = make_pile(36, 7, words=200).reports
    account = tell([read_report(Report(head=Head(id=r.id, published=r.published), text=r.text), steps) for r in rows])
    ids = [
        line.id
        for story in account.stories
        for line in (*story.events, *story.figures, *story.statements, *story.positions, *story.disagreements)
    ]
    assert len(account.stories) > 1
    assert len(ids) == len(set(ids))
