"""Folding: what stays in sight, what is put away, and that nothing is lost by it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from synoptic.model.accounts import Account, EventLine
from synoptic.model.days import day
from synoptic.model.readings import Status
from synoptic.model.spans import Evidence
from synoptic.show.arrangement import arrange, items_of
from synoptic.show.folding import Fold, Limits, fold_timeline, foremost, unlimited
from synoptic.show.markdown import render_markdown
from synoptic.show.page import render_page
from synoptic.show.terminal import Sheeting, render_text


def event(number: int, weight: float) -> EventLine:
    return EventLine(
        evidence=(Evidence(report="a", start=0, end=1, quote="x"),),
        id=f"event-{number:010x}",
        what=f"line {number}",
        type=None,
        date=day(date(2025, 3, 1) + timedelta(days=number)),
        status=Status.OCCURRED,
        participants=(),
        reports=1,
        origins=1,
        weight=weight,
    )


@given(weights=st.lists(st.integers(0, 9), max_size=60), keep=st.integers(1, 40))
def test_folding_loses_nothing_and_keeps_the_order(weights: list[int], keep: int) -> None:
    events = [event(n, w) for n, w in enumerate(weights)]
    shown = fold_timeline(events, keep)
    assert list(chain.from_iterable(s.lines if isinstance(s, Fold) else [s] for s in shown)) == events
    in_sight = [s for s in shown if not isinstance(s, Fold)]
    if any(isinstance(s, Fold) for s in shown):
        assert len(in_sight) >= keep
        least_kept = sorted((e.weight for e in events), reverse=True)[keep - 1]
        assert all(line.weight <= least_kept for s in shown if isinstance(s, Fold) for line in s.lines)
    assert all(len(s.lines) > 1 for s in shown if isinstance(s, Fold))


@given(origins=st.lists(st.integers(1, 9), max_size=60), keep=st.integers(1, 40))
def test_the_foremost_have_most_origins(origins: list[int], keep: int) -> None:
    events = [replace(event(n, 0), origins=o, reports=o) for n, o in enumerate(origins)]
    shown, rest = foremost(events, keep)
    assert sorted([*shown, *rest], key=lambda e: e.id) == events
    assert [e.id for e in shown] == sorted(e.id for e in shown)
    if rest:
        assert len(shown) == keep
        assert min(e.origins for e in shown) >= max(e.origins for e in rest)


def test_a_short_part_is_never_folded() -> None:
    events = [event(n, n) for n in range(50)]
    assert fold_timeline(events, 40) == tuple(events)
    assert foremost(events, 40) == (tuple(events), ())


def test_a_line_that_tells_the_day_again_is_put_away_before_others() -> None:
    on = day(date(2025, 3, 1))
    words = ("A dam burst above Orlow at dawn", "The dam above Orlow burst before dawn", "Trains to Tessin stand still")
    told = [replace(event(n, 9.0 - n), what=what, date=on) for n, what in enumerate(words)]
    later = [replace(event(n, 0.0), what=f"Reeve number {n} resigns") for n in range(3, 9)]
    shown = fold_timeline([*told, *later], 2)
    assert [s.what for s in shown if not isinstance(s, Fold)] == [words[0], words[2]]
    elsewhere = replace(told[1], date=day(date(2025, 3, 2)))
    shown = fold_timeline([told[0], elsewhere, *later], 2)
    assert [s.what for s in shown if not isinstance(s, Fold)] == [words[0], words[1]]


def test_background_is_put_away_before_what_is_told_of_these_days() -> None:
    told = [replace(event(n, float(n < 2)), what=f"Reeve number {n} resigns", background=n < 2) for n in range(9)]
    shown = fold_timeline(told, 1)
    assert not any(line.background for line in shown if not isinstance(line, Fold))


def test_a_fold_says_its_days() -> None:
    events = [event(n, float(n == 0)) for n in range(10)]
    (_, fold) = fold_timeline(events, 1)
    assert isinstance(fold, Fold)
    assert str(fold.span) == "2025-03-02/2025-03-10"


def long_account(account: Account) -> Account:
    story = account.stories[0]
    base = story.events[0]
    more = tuple(replace(base, id=f"event-{n:010x}", what=f"Line {n} of many", weight=n % 7) for n in range(300))
    said = tuple(replace(story.statements[0], id=f"statement-{n:010x}", speaker=f"S{n % 40}") for n in range(300))
    return replace(account, stories=(replace(story, events=more, statements=said), *account.stories[1:]))


def test_the_page_of_a_long_account_holds_every_line(built) -> None:
    account = long_account(built.account)
    page = render_page(arrange(account, 5), built.texts)
    for item in items_of(account.stories[0]):
        assert f'id="{item.id}"' in page
    assert "lesser lines</summary>" in page
    assert "further speakers</summary>" in page


def test_the_text_of_a_long_account_counts_what_it_leaves_out(built) -> None:
    arranged = arrange(long_account(built.account), 5)
    brief = render_text(arranged, Sheeting(width=100))
    whole = render_text(arranged, Sheeting(width=100, limits=unlimited()))
    put_away = sum(int(n) for n in re.findall(r"(\d+) lesser lines?", brief))
    assert len(re.findall(r"Line \d+ of many", brief)) + put_away == 300
    assert len(re.findall(r"Line \d+ of many", whole)) == 300
    assert "lesser line" not in whole
    assert len(brief) < len(whole) / 3


def test_markdown_of_a_long_account_counts_what_it_leaves_out(built) -> None:
    arranged = arrange(long_account(built.account), 5)
    brief = render_markdown(arranged, Limits())
    whole = render_markdown(arranged)
    put_away = sum(int(n) for n in re.findall(r"(\d+) lesser lines?", brief))
    assert len(re.findall(r"\*\* Line \d+ of many", brief)) + put_away == 300
    assert len(re.findall(r"\*\* Line \d+ of many", whole)) == 300
    defined = set(re.findall(r"^\[\^([\w-]+)\]:", brief, re.MULTILINE))
    assert set(re.findall(r"\[\^([\w-]+)\](?!:)", brief)) == defined


def test_limits_are_all_above_nothing() -> None:
    assert all(getattr(Limits(), name) > 0 for name in Limits.__dataclass_fields__)
