"""Inflection: forms and their tenses, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.lexicon.inflect import Tense, forms_of, known_verbs, lemma_of, tensed_forms

PAIRS = [
    ("planned", "plan"),
    ("invaded", "invade"),
    ("travelled", "travel"),
    ("traveled", "travel"),
    ("panicked", "panic"),
    ("dying", "die"),
    ("lies", "lie"),
    ("denies", "deny"),
    ("watches", "watch"),
    ("goes", "go"),
    ("said", "say"),
    ("withdrew", "withdraw"),
    ("overthrown", "overthrow"),
    ("admitting", "admit"),
    ("visited", "visit"),
    ("offered", "offer"),
    ("occurred", "occur"),
    ("equipped", "equip"),
    ("agreeing", "agree"),
    ("being", "be"),
    ("held", "hold"),
    ("frobbed", "frob"),
    ("brabated", "brabate"),
]


@pytest.mark.parametrize(("form", "lemma"), PAIRS)
def test_lemma(form: str, lemma: str) -> None:
    assert lemma_of(form)[0][0] == lemma


def test_tenses() -> None:
    assert forms_of("hold") == {"hold": Tense.BASE, "holds": Tense.THIRD, "held": Tense.PAST, "holding": Tense.GERUND}
    assert forms_of("speak")["spoken"] is Tense.PARTICIPLE
    assert forms_of("cut")["cut"] is Tense.BASE
    assert ("say", Tense.PARTICIPLE) in lemma_of("said")
    assert lemma_of("") == ()
    assert lemma_of("42") == ()


def test_every_form_leads_back_to_its_verb() -> None:
    for verb in sorted(known_verbs()):
        for form, tense in tensed_forms(verb):
            assert (verb, tense) in lemma_of(form), (verb, form, tense)


def test_known_verbs_are_one_lower_case_word_each() -> None:
    assert all(verb.replace("-", "").isalpha() and verb == verb.lower() for verb in known_verbs())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12))
def test_any_word_has_forms_and_an_answer(word: str) -> None:
    assert forms_of(word)[word] is Tense.BASE
    for form in forms_of(word):
        assert lemma_of(form)
