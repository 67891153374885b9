"""Quantities: cases as data, and what holds for any text."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.model.readings import Actor, Attribution, Mention, NameType, Quantity, QuoteKind, Reading
from synoptic.model.reports import Head
from synoptic.model.spans import Span
from synoptic.reading.draft import Draft
from synoptic.reading.quantities import QUANTITIES
from synoptic.reading.sentences import SENTENCES, passages_by_line
from synoptic.reading.times import TIMES

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "quantities.jsonl").read_text("utf-8").splitlines()
]


def draft_of(text: str) -> Draft:
    reading = Reading(report=Head(id="r", published="2031-03-12"), text=text, passages=passages_by_line(text))
    return TIMES.run(SENTENCES.run(Draft(reading=reading)))


def quantities_of(text: str) -> tuple[Quantity, ...]:
    return QUANTITIES.run(draft_of(text)).reading.quantities


def shown(text: str, quantity: Quantity) -> dict[str, object]:
    told: dict[str, object] = {
        "words": text[quantity.start : quantity.end],
        "value": pytest.approx(quantity.value),
        "counted": quantity.counted,
    }
    optional = {
        "named": quantity.named if quantity.named != quantity.counted else None,
        "moved": quantity.moved or None,
        "compared": quantity.compared or None,
        "value2": quantity.value2,
        "unit": quantity.unit,
        "bound": quantity.bound.value if quantity.bound.value != "exact" else None,
        "change": quantity.change.value if quantity.change else None,
        "hedged": quantity.hedged or None,
    }
    return told | {key: value for key, value in optional.items() if value is not None}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, object], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=str(case["why"])))
    text = str(case["text"])
    assert [shown(text, quantity) for quantity in quantities_of(text)] == case["expected"], case["why"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "The death toll rose to 14 on Tuesday, while 27 people were injured.",
            ["The death toll rose to 14 on Tuesday", "27 people were injured"],
        ),
        (
            "Ruvia has deployed coloured buoys and 38,500 metal crates along the coast.",
            ["Ruvia has deployed coloured buoys and 38,500 metal crates along the coast"],
        ),
        (
            "He said that about 60 ships are waiting, but 45 boats sailed.",
            ["about 60 ships are waiting", "45 boats sailed"],
        ),
        ("Ruvia has massed 30,000 sheep, officials said.", ["Ruvia has massed 30,000 sheep"]),
    ],
)  # fmt: skip
def test_the_clause_can_be_quoted_alone(text: str, whole: list[str]) -> None:
    assert [text[q.whole.start : q.whole.end] for q in quantities_of(text) if q.whole] == whole


def named(draft: Draft, name: str, kind: NameType) -> Draft:
    start = draft.reading.text.index(name)
    mention = Mention(start=start, end=start + len(name), type=kind, entity="a1")
    return draft.with_(entities=(mention,), actors=(Actor(id="a1", name=name, type=kind),))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ruvia has deployed coloured buoys and 38,500 metal crates along the coast.", "Ruvia", NameType.GPE),
        ("It holds 38,500 Ruvian crates.", "Ruvian", NameType.NORP),
        ("Ruvia's 38,500 crates are ready.", "Ruvia", NameType.GPE),
        ("The number of Ruvian crates is estimated at 38,500.", "Ruvian", NameType.NORP),
    ],
)
def test_whose_the_counted_are(text: str, name: str, kind: NameType) -> None:
    (found,) = QUANTITIES.run(named(draft_of(text), name, kind)).reading.quantities
    assert found.whose == "a1"


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Officials put the toll at 40.", "Officials"),
        ("An official in Sarn who has seen the lists put the number of ships at about five.", "official in Sarn"),
        ("The ministry estimates losses at $5 million.", "ministry"),
        ("The army gave the number of dead as 62.", "army"),
        ("He gave his name as 62.", None),
        ("The toll was put at 40.", None),
        ("The toll stood at 40.", None),
        ("It put the crates at the gate of 12 houses.", None),
    ],
)
def test_who_puts_a_number_at_so_much(text: str, teller: str | None) -> None:
    (found,) = quantities_of(text)
    assert (text[found.teller.start : found.teller.end] if found.teller else None) == teller


def test_a_bystander_does_not_own_the_counted() -> None:
    (found,) = QUANTITIES.run(named(draft_of("Sarrent saw 38,500 crates."), "Sarrent", NameType.GPE)).reading.quantities
    assert found.whose is None


def test_the_innermost_attribution_holds_the_figure() -> None:
    text = "The paper wrote that Sarrent said Ruvia has sent 38,500 crates."
    outer, inner = text.index("Sarrent"), text.index("Ruvia")
    cue = Span(start=10, end=15)
    draft = draft_of(text).with_(
        attributions=tuple(
            Attribution(
                source=(),
                cue=(cue,),
                content=(Span(start=start, end=len(text) - 1),),
                quote=QuoteKind.INDIRECT,
                speaker=None,
            )
            for start in (outer, inner)
        )
    )
    (found,) = QUANTITIES.run(draft).reading.quantities
    assert found.attribution == 1
    assert found.whole is not None
    assert text[found.whole.start : found.whole.end] == "Ruvia has sent 38,500 crates"


@given(st.integers(1000, 10**9))
def test_digits_with_commas_give_their_number(number: int) -> None:
    (found,) = quantities_of(f"It moved {number:,} crates.")
    assert found.value == number
    assert found.counted == "crates"


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for found in quantities_of(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.whole is not None
        assert found.whole.start <= found.end
        assert found.value2 is None or found.value < found.value2


WORDS = st.lists(
    st.sampled_from(
        "1 2 38,500 1.2 bn million hundred thousand two seven half a an the of in to and or - – % $ £ percent km per "
        "troops people killed "
        "about more than at least up between from rose fell number is estimated one third tens dozens , . "
        "year-old 1/2 m k ' C x × 10 ^ 8 ⁻³ e5 ⅔ points ( ) compared with from over five-star -a-year 4K S & P".split()
    ),
    max_size=14,
)


@given(WORDS)
@settings(max_examples=600)
def test_any_words_of_number_are_read_without_a_crash(words: list[str]) -> None:
    text = " ".join(words)
    for found in quantities_of(text):
        assert found.end <= len(text)
        assert found.noun is None or found.noun.end <= len(text)


@given(st.text("0123456789", min_size=1, max_size=500), st.sampled_from(["", " million", "e99", " x 10^99", "^9"]))
def test_the_value_of_a_figure_is_finite(digits: str, scale: str) -> None:
    for found in quantities_of(f"It moved {digits}{scale} million billion crates."):
        assert math.isfinite(found.value)
        assert found.value2 is None or math.isfinite(found.value2)


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """Write a whole number below a trillion in English words."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size == 100 or rest < 100 else " "
            return f"{in_words(number // size)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@given(st.one_of(st.integers(2, 999), st.integers(1000, 10**9)))
def test_a_number_in_words_gives_its_value_back(number: int) -> None:
    (found,) = quantities_of(f"It moved {in_words(number)} crates.")
    assert found.value == number
    assert found.named == "crates"


@given(st.integers(11, 9999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("m", 1e6), ("bn", 1e9)]))
def test_a_mixed_number_gives_its_value_back(tenths: int, scale: tuple[str, float]) -> None:
    blank = "" if scale[0] in ("m", "bn") else " "
    (found,) = quantities_of(f"The dam cost ${tenths / 10:g}{blank}{scale[0]} in all.")
    assert found.value == pytest.approx(tenths / 10 * scale[1])
    assert found.unit == "USD"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["{}-{} ships", "between {} and {} ships"]))
def test_the_ends_of_a_range_are_in_order(low: int, high: int, shape: str) -> None:
    for found in quantities_of(f"It sent {shape.format(f'{low:,}', f'{high:,}')} north."):
        assert found.value2 is None or found.value < found.value2


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_move_keeps_its_ends_in_order_and_says_which_is_later(before: int, after: int) -> None:
    for found in quantities_of(f"Sales rose from ${before:,} to ${after:,} last year."):
        if found.moved:
            assert found.value2 is not None
            assert found.value < found.value2
            assert found.settled().value == after


TEXTS = [str(case["text"]) for case in CASES]


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_a_further_sentence_changes_no_earlier_quantity(text: str, further: str) -> None:
    if not text.endswith((".", "!", "?")):
        text += "."
    alone = quantities_of(text)
    assert quantities_of(f"{text}\n\n{further}")[: len(alone)] == alone


@given(st.sampled_from(TEXTS))
def test_every_quantity_quotes_its_text(text: str) -> None:
    for found in quantities_of(text):
        assert text[found.start : found.end].strip() == text[found.start : found.end] != ""
        if found.noun is not None and found.named is not None:
            assert text[found.noun.start : found.noun.end].startswith(found.named.split()[0])


PIECE = "Ruvia has sent about 38,500 crates, said the envoy, and 12% of its ships, worth $5 million, rose to 60 or 70. "


def seconds_for(chars: int) -> float:
    draft = draft_of(PIECE * max(1, chars // len(PIECE)))
    began = time.process_time()
    QUANTITIES.run(draft)
    return time.process_time() - began


@pytest.mark.slow
def test_time_is_linear_in_the_length() -> None:
    seconds_for(10_000)
    small = min(seconds_for(10_000) for _ in range(3))
    assert seconds_for(1_000_000) < 250 * max(small, 0.001)


@pytest.mark.slow
def test_time_is_linear_up_to_ten_megabytes() -> None:
    small = min(seconds_for(100_000) for _ in range(3))
    assert seconds_for(10_000_000) < 250 * max(small, 0.005)


HOSTILE = (
    *(piece * 20_000 for piece in ("1 ", "one ", "$ ", "1-", "hundred ")),
    *(piece * 8_000 for piece in ("a million of ", "half a ", "several hundred ", "5 dollars and ", "from 5 to ")),
    *(piece * 8_000 for piece in ("twenty-", "who , 5 ", "± 5 ", "one of the ", "rose by 5m to ")),
    "was " * 20_000 + "5",
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: text[:12])
@pytest.mark.slow
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    began = time.process_time()
    quantities_of(hostile)
    assert time.process_time() - began < 8
