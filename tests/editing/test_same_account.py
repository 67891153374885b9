"""The same pile in another order, in two halves, and with copies added, on invented piles: one account."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from synoptic.editing import make_account
from synoptic.linking import link
from synoptic.model.accounts import Account
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.reading import read_report, steps_of
from synoptic.reading.reader import Gear
from synoptic.settings import Settings
from synoptic.testing import make_pile

RULES = Settings(reader="rules")


def read_pile(seed: int, copies: int = 0) -> list[Reading]:
    """Read an invented pile; each copy is a report of it again, under a further id and outlet."""
    steps = steps_of(Gear.RULES, 1, None)
    rows = make_pile(24, seed, words=250).reports
    heads = [(Head(id=r.id, headline=r.headline, published=r.published, outlet=r.outlet), r.text) for r in rows]
    for number in range(copies):
        head, text = heads[7 * number % len(rows)]
        heads.append((replace(head, id=f"z{number:02d}", outlet=f"Copy Herald {number}"), text))
    return [read_report(Report(head=head, text=text), steps) for head, text in heads]


def tell(readings: list[Reading]) -> Account:
    return make_account(link(tuple(sorted(readings, key=lambda r: r.id)), RULES), (), RULES)


def lines_of(account: Account) -> list[tuple[object, ...]]:
    """List every line with its words, date and origins, in order; not what copies may add."""
    found: list[tuple[object, ...]] = []
    for story in account.stories:
        found += [(story.id, story.title, len(story.origins))]
        found += [(line.text, line.about, line.origins) for line in story.summary]
        found += [(e.id, e.what, e.date, e.candidates, e.status, e.participants, e.origins) for e in story.events]
        found += [(f.id, f.series, f.value, f.bound, f.claimed_by, f.date, f.origins) for f in story.figures]
        found += [(s.id, s.speaker, s.content, s.quote, s.date, s.origins) for s in story.statements]
        found += [(p.id, p.actor, p.stance, p.about, p.toward, p.date, p.origins) for p in story.positions]
        found += [
            (d.id, d.kind, d.what, tuple((side.value, side.by) for side in d.values)) for d in story.disagreements
        ]
    return found


@pytest.mark.parametrize("seed", [3, 11])
def test_ten_copies_change_no_line_order_date_or_origin(seed: int) -> None:
    assert lines_of(tell(read_pile(seed, copies=10))) == lines_of(tell(read_pile(seed)))


def test_another_order_and_two_halves_give_the_same_account() -> None:
    readings = read_pile(5)
    whole = tell(readings)
    turned = readings[:]
    Random(1).shuffle(turned)
    links = link(tuple(turned), RULES)
    assert make_account(links, (), RULES) == whole
    halves = [*read_pile(5)[1::2], *read_pile(5)[0::2]]
    assert tell(halves) == whole
