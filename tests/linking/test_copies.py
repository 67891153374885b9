"""Copies: how they are dressed, what is no copy, and what holds for every pile."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.linking.newsroom import dress, reading_of, sentence, sentences_of, shuffle, story, text_of, wear

from synoptic.linking.copies import CopyLinks, find_copies
from synoptic.model.links import ReasonCode, Relation, Verdict
from synoptic.model.readings import Reading
from synoptic.settings import Settings


def find(*readings: Reading) -> CopyLinks:
    return find_copies(readings, Settings())


def relation(links: CopyLinks, one: str, two: str) -> Relation | None:
    return next((c.relation for c in links.copies if c.reports == (one, two)), None)


RNG = random.Random(3)
BASE = story(RNG)
OTHER = story(RNG)
LINES = sentences_of(BASE)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (text_of(BASE), Relation.IDENTICAL),
        ("\n".join(BASE), Relation.IDENTICAL),
        (dress(random.Random(1), BASE), Relation.REPUBLISHED),
        (shuffle(random.Random(1), BASE), Relation.VERSION),
        (text_of([LINES[0].replace(" people", " persons"), *BASE[1:]]), Relation.VERSION),
        (text_of(BASE[:3]), Relation.EXCERPT),
        (text_of(BASE[4:]), Relation.EXCERPT),
        (wear(random.Random(6), BASE), Relation.VERSION),
        (text_of([par.upper() for par in BASE]), Relation.IDENTICAL),
    ],
    ids=["same", "other line breaks", "dressed", "shuffled", "edited", "lead", "end", "worn", "capitals"],
)
def test_a_copy_is_found_however_it_is_dressed(text: str, wanted: Relation) -> None:
    links = find(reading_of("a", text_of(BASE)), reading_of("b", text), reading_of("c", text_of(OTHER)))
    assert relation(links, "a", "b") is wanted
    assert links.origins == (("a", "b"), ("c",))
    assert links.judgements[0].verdict is Verdict.SAME


def test_quotation_marks_of_another_shape_make_the_same_text() -> None:
    one = text_of([f"“{LINES[0]}” she said.", *BASE[1:]])
    two = one.replace("“", '"').replace("”", '"')
    assert relation(find(reading_of("a", one), reading_of("b", two)), "a", "b") in (
        Relation.IDENTICAL,
        Relation.VERSION,
    )


def test_a_quotation_in_common_makes_no_copy() -> None:
    speech = " ".join(sentence(RNG) for _ in range(7))
    one = text_of([OTHER[0], f"“{speech}” the minister said.", OTHER[1]])
    two = text_of([BASE[0], f"“{speech}” he told the hall.", BASE[1]])
    links = find(reading_of("a", one), reading_of("b", two))
    assert links.origins == (("a",), ("b",))
    assert relation(links, "a", "b") is Relation.SHARED
    assert links.judgements[0].verdict is not Verdict.SAME
    assert links.judgements[0].reasons[0].code is ReasonCode.ONLY_QUOTATION


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("Selmar", "Anza", "Teld", "Mira Ostrom"), ("Tolun", "Karsa", "Wenn", "Jori Bahl")),
        (("Šelmar", "Ánza", "Ţeld", "Élina Óstrom"), ("Żolun", "Ķarsa", "Øenn", "Ürsel Čahl")),
    ],
)
def test_two_reports_that_fill_one_form_are_no_copies(mine: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """Who and where are others in every sentence; a copy with one name changed still is one."""
    form = (
        "A quake shook the coast of {0} before dawn, the institute in {1} said. It was felt as far as {2}, and walls "
        "fell in three villages near {0}. The army sent tents and water to {2} by the morning. Governor {3} asked "
        "people to stay out of their houses until the ground had come to rest."
    )
    one = form.format(*mine)
    other = form.format(*theirs)
    links = find(reading_of("a", one), reading_of("b", other))
    assert links.origins == (("a",), ("b",))
    assert (links.copies, links.shared) == ((), ())
    (judged,) = links.judgements
    assert (judged.verdict, judged.reasons[0].code) == (Verdict.DIFFERENT, ReasonCode.OTHER_PARTICIPANTS)
    renamed = find(reading_of("a", one), reading_of("b", one.replace("Mira Ostrom", "Mira Ostrum")))
    assert renamed.origins == (("a", "b"),)


FORECAST = (
    "Forecast for {0}. Temperatures of {1} degrees are expected in {0} on Tuesday, 4 March. Winds from the north will "
    "reach {2} km an hour. The weather office of {0} said {3} mm of rain would fall in the afternoon. Drivers were "
    "told to take care on wet roads. Winds will ease by night. The pollen count is low. The sea will be calm."
)


def test_bulletins_of_two_towns_are_no_copies() -> None:
    """Most sentences are the same; where and how much are not. A misspelt town and one other figure make none."""
    kell = FORECAST.format("Kellbrook", 21, 35, 12)
    links = find(reading_of("a", kell), reading_of("b", FORECAST.format("Dornham", 17, 62, 9)))
    assert links.origins == (("a",), ("b",))
    assert links.judgements[0].reasons[0].code is ReasonCode.OTHER_PARTICIPANTS
    again = find(reading_of("a", kell), reading_of("b", FORECAST.format("Kelbrook", 21, 36, 12)))
    assert again.origins == (("a", "b"),)
    later = find(reading_of("a", kell), reading_of("b", FORECAST.format("Kellbrook", 17, 62, 9)))
    assert later.origins == (("a", "b"),)


def test_background_in_common_makes_no_copy_and_counts_once() -> None:
    tail = [sentence(RNG) for _ in range(6)]
    links = find(reading_of("a", text_of([*BASE[:5], *tail])), reading_of("b", text_of([*OTHER[:5], *tail])))
    assert links.origins == (("a",), ("b",))
    assert links.judgements[0].reasons[0].code is ReasonCode.SHARED_BACKGROUND
    told = {e.quote for passage in links.shared for e in passage.evidence}
    assert set(tail) <= told


def test_a_merged_report_joins_one_source_and_never_unites_two() -> None:
    both = text_of([p for pair in zip(BASE, OTHER[:6], strict=False) for p in pair] + BASE[6:])
    links = find(reading_of("a", text_of(BASE)), reading_of("b", text_of(OTHER)), reading_of("m", both))
    assert {c.reports for c in links.copies if c.relation is not Relation.SHARED} == {("a", "m"), ("b", "m")}
    assert links.origins == (("a", "m"), ("b",))


def test_a_chain_does_not_drift() -> None:
    lines = [sentence(RNG) for _ in range(40)]
    chain = [reading_of(f"r{i}", text_of(lines[8 * i : 8 * i + 16])) for i in range(4)]
    links = find(*chain)
    near = {c.reports for c in links.copies if c.relation is not Relation.SHARED}
    assert all(int(b[1]) - int(a[1]) == 1 for a, b in near)
    for origin in links.origins:
        assert len(origin) <= 3


def test_what_changed_between_versions_is_quoted() -> None:
    edited = [LINES[0].replace(" people.", " goats."), *LINES[1:]]
    links = find(reading_of("a", text_of(LINES)), reading_of("b", text_of(edited)))
    assert [(one.quote, two.quote) for one, two in links.copies[0].changes] == [(LINES[0], edited[0])]
    assert any(r.code is ReasonCode.CHANGED_WORDS for r in links.judgements[0].reasons)


@pytest.mark.parametrize(
    ("head_a", "head_b", "text", "wanted"),
    [
        ({"published": "2022-05-01"}, {"published": "2022-05-03"}, text_of(BASE), ("a", "b")),
        ({"published": "2022-05-09"}, {"published": "2022-05-03"}, text_of(BASE), ("b", "a")),
        ({}, {}, text_of(BASE[:3]), ("a", "b")),
        ({}, {}, text_of(BASE), None),
        ({"published": "2022-05"}, {"published": "2022-05-03"}, text_of(BASE), None),
        (
            {"outlet": "Valley Mail"},
            {"outlet": "Skelby Star"},
            text_of([*BASE, "The Valley Mail reported it first."]),
            ("a", "b"),
        ),
        (
            {"outlet": "Valley Mail"},
            {"outlet": "Skelby Star"},
            text_of([*BASE, "The Valley Mail has a new owner."]),
            None,
        ),
    ],
)
def test_direction_is_told_only_where_it_shows(
    head_a: dict[str, str], head_b: dict[str, str], text: str, wanted: tuple[str, str] | None
) -> None:
    links = find(reading_of("a", text_of(BASE), **head_a), reading_of("b", text, **head_b))
    assert links.copies[0].direction == wanted


@pytest.mark.parametrize("end", [".", ""], ids=["many sentences", "one sentence"])
def test_a_copy_of_a_very_long_report_is_found(end: str) -> None:
    """In 200 kB hardly a pair of words stands in few places; equal sentences and longer runs still tell."""
    rng = random.Random(12)
    lines = [sentence(rng)[:-1] + end for _ in range(1600)]
    whole, part = " ".join(lines), " ".join(lines[700:760])
    links = find(
        reading_of("a", whole),
        reading_of("b", whole.replace(" people", " persons", 3)),
        reading_of("c", part),
    )
    assert links.origins == (("a", "b", "c"),)
    assert relation(links, "a", "b") is Relation.VERSION
    assert relation(links, "a", "c") is Relation.EXCERPT


def test_texts_in_other_languages_are_copies_too() -> None:
    german = (
        "Der Hafen von Lornmund bleibt geschlossen. Die Fischer fordern Geld vom Rat der Stadt. Niemand weiß,"
        " wann die Mauer steht."
    )
    one = Reading(report=reading_of("a", german).report, text=german, read=False)
    two = Reading(report=reading_of("b", german).report, text=german + "\n\nMehr dazu", read=False)
    assert find(one, two).origins == (("a", "b"),)


def test_empty_and_tiny_reports() -> None:
    links = find(
        reading_of("a", "..."),
        reading_of("b", "..."),
        reading_of("c", "He left."),
        reading_of("d", "He left."),
        reading_of("e", "He stayed."),
    )
    assert {"c", "d"} in [set(o) for o in links.origins]
    assert ("e",) in links.origins


def test_nothing_in_nothing_out() -> None:
    assert find() == CopyLinks()


PIECES = st.lists(st.integers(0, 29), min_size=1, max_size=14, unique=True)
POOL = [sentence(random.Random(n)) for n in range(30)]


def pile(pieces: list[list[int]]) -> list[Reading]:
    return [reading_of(f"r{n:02d}", text_of([POOL[i] for i in piece])) for n, piece in enumerate(pieces)]


@given(st.lists(PIECES, min_size=1, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_never_matters_and_spans_quote(pieces: list[list[int]], rng: random.Random) -> None:
    readings = pile(pieces)
    links = find(*readings)
    mixed = readings[:]
    rng.shuffle(mixed)
    assert find(*mixed) == links
    assert sorted(r for origin in links.origins for r in origin) == [r.id for r in readings]
    texts = {r.id: r.text for r in readings}
    for evidence in (
        *(e for p in links.shared for e in p.evidence),
        *(e for c in links.copies for pair in c.changes for e in pair),
        *(e for j in links.judgements for r in j.reasons for e in r.evidence),
    ):
        assert evidence.holds_in(texts[evidence.report])


@example([[0], [0], [0], [0], [20, 1, 7, 2, 4, 5], [0, 3, 6, 7, 13, 4, 14, 1, 9, 10]], 4, False)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(0, 5), st.booleans())
@settings(max_examples=60, deadline=None)
def test_an_identical_copy_never_adds_an_origin(pieces: list[list[int]], which: int, first: bool) -> None:
    readings = pile(pieces)
    source = readings[which % len(readings)]
    name = "a" if first else "z"
    before = find(*readings).origins
    after = find(*readings, reading_of(name, source.text)).origins
    assert {frozenset(o) - {name} for o in after} == {frozenset(o) for o in before}
    assert any({name, source.id} <= set(origin) for origin in after)


@given(st.lists(PIECES, min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_unrelated_reports_beside_change_nothing(pieces: list[list[int]]) -> None:
    readings = pile(pieces)
    aside = [reading_of(f"x{n}", text_of(story(random.Random(500 + n)))) for n in range(4)]
    alone, beside = find(*readings), find(*readings, *aside)
    own = {r.id for r in readings}
    assert alone.origins == tuple(o for o in beside.origins if o[0] in own)
    assert alone.copies == tuple(c for c in beside.copies if c.reports[0] in own and c.reports[1] in own)


def test_all_operations_in_one_pile() -> None:
    rng = random.Random(11)
    wanted: set[tuple[str, str]] = set()
    readings: list[Reading] = []
    for n in range(25):
        base = story(rng, 20)
        made = [
            text_of(base),
            dress(rng, base),
            shuffle(rng, base),
            wear(rng, base),
            text_of(base[: rng.randint(3, 6)]),
        ]
        readings += [reading_of(f"{n:02d}{k}", text) for k, text in enumerate(made)]
        wanted |= {(f"{n:02d}{i}", f"{n:02d}{j}") for i, j in combinations(range(5), 2)}
    links = find(*readings)
    found = {c.reports for c in links.copies if c.relation is not Relation.SHARED}
    from_source = {pair for pair in wanted if pair[0].endswith("0")}
    assert from_source <= found
    assert len(found & wanted) >= 0.9 * len(wanted)
    assert found <= wanted
    assert len(links.origins) == 25
