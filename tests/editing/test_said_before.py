"""What an old report told in other words is no news; what it denied, or told of few words alike, is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.editing.test_news import HELD, PALACE, SCENES, TALK, read, tell

from synoptic.editing.claims import Claim, claims_of, letters_of
from synoptic.editing.likeness import stems
from synoptic.editing.news_weight import NewsWeights
from synoptic.editing.said_before import SaidBefore, tellings_of_claims
from synoptic.model.days import day
from synoptic.model.news import NewsPart

DAY = day(date(2031, 5, 6))


def claim(text: str, part: NewsPart = NewsPart.STATEMENT, by: tuple[str, ...] = ("Ada Vorn",)) -> Claim:
    """Take a claim of a small account and give it other words."""
    account = tell(read({"a": ("2031-05-06", f"{TALK}\n\n{HELD}")}))
    like = next(one for one in claims_of(account) if one.part is part)
    return replace(
        like, id=text[:20], text=text, by=by, stems=stems(text), letters=letters_of(text), evidence=(), date=DAY
    )


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        pytest.param(
            "the harbour master would sell the ferry Osprey to a broker from the northern islands",
            "the harbour master has sold the ferry Osprey to a broker from the northern islands",
            True,
            id="another form of the verb",
        ),
        pytest.param(
            "soldiers seized the radio mast above the village of Tarn before dawn on Sunday",
            "soldiers captured the radio mast above the village of Tarn before dawn on Sunday",
            True,
            id="another word for the deed",
        ),
        pytest.param(
            "the ministry opened its grain stores at Lumme to families from the flooded valley on Monday",
            "the ministry opened its grain stores at Lumme to families from the flooded valley",
            True,
            id="the name of the weekday left out",
        ),
        pytest.param(
            "the council wanted to hear the engineer Pol Marrek again about the cracked dam",
            "the council did not want to hear the engineer Pol Marrek again about the cracked dam",
            False,
            id="denied now",
        ),
        pytest.param(
            "the council wanted to hear the engineer Pol Marrek again about the cracked dam",
            "the council wanted to hear the surveyor Ines Dahl at length about the missing maps",
            False,
            id="other people and matters",
        ),
        pytest.param("Hask spoke with Vorn", "Hask met Vorn", False, id="too few words for another deed"),
    ],
)
def test_told_before_in_other_words(before: str, now: str, found: bool) -> None:
    old = claim(before)
    told = SaidBefore(tellings_of_claims([old])).find(claim(now), frozenset({old.story}))
    assert (told is not None) is found


def test_the_same_words_of_another_are_told_before_only_when_there_are_many() -> None:
    long = "the pilot of the tanker slept on watch and woke as the bow struck the breakwater of Skell"
    short = "the pilot of the tanker slept"
    for words, found in ((long, True), (short, False)):
        old = claim(words)
        now = claim(words, by=("Jon Hask",))
        told = SaidBefore(tellings_of_claims([old])).find(now, frozenset({old.story}))
        assert (told is not None) is found


def test_what_a_new_report_leads_with_weighs_more_and_what_it_recalls_less() -> None:
    old = {"a": ("2031-05-06", TALK)}
    lead = "Jon Hask told the council on Thursday that the harbour wall had been built of sand and promises."
    below = "Jon Hask told the council on Thursday that a lighthouse keeper owed the crown eleven years of rent."
    new = old | {"c": ("2031-05-08", f"{lead}\n\n{SCENES[0] * 3}{below}")}
    account = tell(read(new))
    claims = claims_of(account)
    weights = NewsWeights(account, claims, frozenset({"c"}))
    first = next(one for one in claims if one.part is NewsPart.STATEMENT and "sand" in one.text)
    last = next(one for one in claims if one.part is NewsPart.STATEMENT and "lighthouse" in one.text)
    assert weights.weight(first) > weights.weight(last)
    recalled = replace(first, date=day(date(2030, 5, 6)))
    assert 0.0 < weights.weight(recalled) < weights.weight(last)


def test_a_copy_of_a_new_report_moves_no_weight() -> None:
    old = {"a": ("2031-05-06", TALK)}
    new = old | {"b": ("2031-05-08", f"{HELD}\n\n{PALACE}")}
    copied = new | {"d": ("2031-05-08", f"{HELD}\n\n{PALACE}")}
    weighed = []
    for pile in (new, copied):
        account = tell(read(pile))
        claims = claims_of(account)
        weights = NewsWeights(account, claims, frozenset(pile) - {"a"})
        weighed.append({(one.part, one.text): weights.weight(one) for one in claims})
    assert weighed[0] == weighed[1]
