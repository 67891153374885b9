"""Copies, origins and stories through the whole account: what is planted comes out, whatever lies beside it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.linking.newsroom import story, text_of

from synoptic.editing import make_account
from synoptic.linking import link
from synoptic.model.accounts import Account, Story
from synoptic.model.links import Links, Relation
from synoptic.model.plain import to_plain
from synoptic.model.readings import Reading
from synoptic.model.reports import Head, Report
from synoptic.pipeline import read_pile, read_reports
from synoptic.settings import Settings
from synoptic.testing import make_pile

RULES = Settings(reader="rules")


def read(texts: Mapping[str, str], **head: str) -> tuple[Reading, ...]:
    reports = [Report(head=Head(id=name, language="en", **head), text=text) for name, text in texts.items()]
    return tuple(read_reports(reports, settings=RULES))


def tell(readings: Sequence[Reading]) -> Account:
    return make_account(link(readings, RULES), (), RULES)


SHARED = (
    "The foreign ministers of Ostrel and Marvia met in Lornmouth on 3 March 2024. Ostrel seized the island of Skarn in "
    "May 2019 after a dispute over fishing rights."
)
ONE = (
    "Fishing boats stayed in the harbour of Lornmouth on Monday, 4 March 2024, as skippers waited for news of the "
    "Skarn talks. Old Petra Lund, who mends nets by the quay, has not sold a crab since autumn.\n\n"
    f"{SHARED}\n\nMost crews hope to sail again before Easter. The price of diesel has doubled since the dispute."
)
TWO = (
    "Marvia's parliament argued until midnight on Monday, 4 March 2024, over the Skarn dispute with Ostrel. Opposition "
    "members called the government weak, and the speaker had two of them led out of the hall.\n\n"
    f"{SHARED}\n\nThe budget for the coast guard will be voted on next month. Nobody expects a quick end of it."
)


def lines_from(story: Story, words: str) -> list[tuple[int, int]]:
    """List the reports and origins of the events that rest on a sentence with these words."""
    return [(e.reports, e.origins) for e in story.events if any(words in v.quote for v in e.evidence)]


def test_one_paragraph_in_two_independent_reports_is_one_origin_for_its_lines() -> None:
    account = tell(read({"a": ONE, "b": TWO}))
    (story,) = account.stories
    assert story.origins == (("a",), ("b",))
    found = lines_from(story, "met") + lines_from(story, "seized")
    assert found
    assert set(found) == {(2, 1)}


def test_the_same_matter_in_own_words_is_two_origins() -> None:
    other = TWO.replace(
        SHARED,
        "In Lornmouth the foreign ministers of Marvia and Ostrel met on 3 March 2024. Ostrel had seized Skarn before.",
    )
    (story,) = tell(read({"a": ONE, "b": other})).stories
    assert (2, 2) in lines_from(story, "met")


def test_a_merged_report_is_an_excerpt_of_both_and_stands_with_the_one_that_gives_most() -> None:
    rng = random.Random(17)
    one, two = story(rng, 20), story(rng, 12)
    merged = text_of([*one[:8], *two[:5]])
    one, two = text_of(one), text_of(two)
    links = link(read({"a": one, "b": two, "m": merged}), RULES)
    copies = {c.reports: c.relation for c in links.copies}
    assert copies == {("a", "m"): Relation.EXCERPT, ("b", "m"): Relation.EXCERPT}
    origins = {o for story in links.stories for o in story.origins}
    assert ("a", "m") in origins
    assert ("b",) in origins


@cache
def pile_of_18() -> tuple[Reading, ...]:
    reports = make_pile(18, 21).reports
    heads = [
        Head(id=f"p{n:02d}", headline=r.headline, published=r.published, outlet=r.outlet, language="en")
        for n, r in enumerate(reports)
    ]
    made = [Report(head=h, text=r.text) for h, r in zip(heads, reports, strict=True)]
    return tuple(read_reports(made, settings=RULES))


@cache
def aside() -> tuple[Reading, ...]:
    """A pile on other matters, with names of its own."""
    texts = {
        f"z{n}": f"Beekeepers of Ysterby lost {n + 31} hives to frost in the week of 7 February 2011. The keeper Ulric "
        f"Tyne blamed an early thaw. His neighbours in hamlet {n} wrapped their hives in straw, and sold honey for "
        f"{n + 4} crowns a jar at the Candlemas fair."
        for n in range(4)
    }
    return read(texts)


def kept_of(links: Links, ids: set[str]) -> dict[str, object]:
    """Return all that is said of these reports."""
    return {
        "stories": [s for s in links.stories if set(s.reports) <= ids],
        "copies": [c for c in links.copies if set(c.reports) <= ids],
        "shared": [p for p in links.shared if {e.report for e in p.evidence} <= ids],
        "dates": [d for d in links.dates if d[0] in ids],
        "readings": [r for r in links.readings if r.id in ids],
        "judgements": [
            j
            for j in links.judgements
            if not {e.report for r in j.reasons for e in r.evidence} - ids
            and not {j.a, j.b} & {f"z{n}" for n in range(4)}
        ],
    }


def test_an_unrelated_pile_beside_changes_nothing_of_an_account() -> None:
    pile = pile_of_18()
    alone, beside = link(pile, RULES), link([*pile, *aside()], RULES)
    ids = {r.id for r in pile}
    assert kept_of(alone, ids) == kept_of(beside, ids)
    one = {s.id: s for s in make_account(alone, (), RULES).stories}
    two = {s.id: s for s in make_account(beside, (), RULES).stories if set(s.reports) <= ids}
    assert one == two


@given(cut=st.integers(1, 17), order=st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_piles_put_together_give_what_one_pile_gives(
    tmp_path_factory: pytest.TempPathFactory, cut: int, order: random.Random
) -> None:
    pile = pile_of_18()
    mixed = list(pile)
    order.shuffle(mixed)
    folder = tmp_path_factory.mktemp("piles")
    files = []
    for name, part in (("b", mixed[:cut]), ("a", mixed[cut:])):
        path = folder / f"{name}.readings.jsonl"
        path.write_text("".join(json.dumps(to_plain(r)) + "\n" for r in part), encoding="utf-8")
        files.append(str(path))
    assert link(read_pile(files, RULES).readings, RULES) == link(pile, RULES)


def origins_told(account: Account) -> Counter[tuple[str, str, int]]:
    """Count the lines by kind, day and origins: whose words tell a line may follow the report that comes first."""
    told: Counter[tuple[str, str, int]] = Counter()
    for part in account.stories:
        told.update(("event", str(e.date), e.origins) for e in part.events)
        told.update((f"figure {f.value}", str(f.date), f.origins) for f in part.figures)
        told.update((f"statement of {s.speaker}", str(s.date), s.origins) for s in part.statements)
    return told


@given(which=st.integers(0, 17), first=st.booleans())
@settings(max_examples=4, deadline=None)
def test_a_copy_adds_no_origin_to_any_line(which: int, first: bool) -> None:
    pile = pile_of_18()
    source = pile[which]
    name = "a" if first else "zz"
    copy = replace(source, report=replace(source.report, id=name))
    before, after = origins_told(tell(pile)), origins_told(tell([*pile, copy]))
    assert after == before
