"""Claims made of what a model heard, without weights: shared subjects, crumbs, passages, what was not said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from synoptic.model.readings import Attribution, Passage, PassageKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.attributions import read_attributions
from synoptic.reading.draft import Draft
from synoptic.reading.names import NAMES
from synoptic.reading.reader_decoding import Told
from synoptic.reading.reader_windows import Window
from synoptic.reading.sentences import passages_by_line, read_sentences
from synoptic.reading.times import TIMES

Parts = tuple[str | None, str, tuple[str, ...]]
"""Source, cue and contents of an attribution, as words of the text."""


def read(text: str, *parts: Parts, passages: tuple[Passage, ...] | None = None) -> Reading:
    """Read a text as if a sure model had heard these attributions and nothing else."""
    draft = read_sentences(
        Draft(reading=Reading(report=Head(id="r"), text=text, passages=passages or passages_by_line(text)))
    )
    size = len(draft.tokens)
    labels, cues = [0] * size, [-1] * size
    for source, cue, contents in parts:
        covered = {2: _covered(draft, cue), 0: _covered(draft, source) if source else range(0)}
        for kind, spans in ((0, [covered[0]]), (1, [covered[2]]), (2, [_covered(draft, c) for c in contents])):
            for span in spans:
                for at in span:
                    labels[at], cues[at] = 2 * kind + (1 if at == span[0] else 2), covered[2][0]
    told = Told(
        roles=_sure(labels, 7),
        names=_sure([0] * size, 7),
        windows=(Window(start=0, core=0, end=size),),
        pointing=(_sure([cue + 1 for cue in cues], size + 1),),
    )
    for step in (NAMES, TIMES):
        draft = step.run(draft)
    return read_attributions(replace(draft, told=told)).reading


def _covered(draft: Draft, words: str) -> range:
    start = draft.reading.text.index(words)
    inside = [n for n, t in enumerate(draft.tokens) if start <= t.start and t.end <= start + len(words)]
    return range(inside[0], inside[-1] + 1)


def _sure(columns: list[int], width: int) -> np.ndarray:
    rows = np.full((len(columns), width), 1e-4, dtype=np.float32)
    rows[np.arange(len(columns)), columns] = 1.0
    return np.log(rows / rows.sum(axis=1, keepdims=True))


def only(reading: Reading) -> Attribution:
    (one,) = reading.attributions
    return one


def test_a_verb_that_goes_on_has_the_speaker_and_no_source_of_its_own() -> None:
    text = "Mara Velden said the bridge was closed, and cautioned against haste."
    first, second = read(
        text, ("Mara Velden", "said", ("the bridge was closed",)), (None, "cautioned", ("against haste",))
    ).attributions
    assert (first.speaker, second.speaker) == ("Mara Velden", "Mara Velden")
    assert second.source == ()
    assert second.extent is not None
    assert second.extent.start == 0  # the words that name the speaker are part of what is shown


def test_a_source_that_was_not_heard_comes_from_the_rules() -> None:
    reading = read("Mara Velden said the bridge was closed.", (None, "said", ("the bridge was closed",)))
    one = only(reading)
    assert [reading.quote(s) for s in one.source] == ["Mara Velden"]


def test_crumbs_beside_a_whole_content_are_left_out() -> None:
    text = "In May, Mara Velden wrote, the tickets had been sold to the crew of the ferry."
    reading = read(text, ("Mara Velden", "wrote", ("In May", "the tickets had been sold to the crew of the ferry")))
    assert [reading.quote(c) for c in only(reading).content] == ["the tickets had been sold to the crew of the ferry"]


def test_a_content_that_begins_with_its_verb_gets_the_subject_before_the_speaker() -> None:
    text = "The tickets, Mara Velden wrote, had been sold to the crew of the ferry in May."
    reading = read(text, ("Mara Velden", "wrote", ("had been sold to the crew of the ferry in May",)))
    said = only(reading)
    assert [reading.quote(c) for c in said.content] == ["The tickets", "had been sold to the crew of the ferry in May"]
    assert said.stated


def test_a_content_whose_subject_stands_elsewhere_is_not_stated() -> None:
    text = "The mayor thanked Ilo Brek, who she said had kept the harbour open all winter."
    assert not only(read(text, ("she", "said", ("had kept the harbour open all winter",)))).stated
    text = "The harbour lost two ferries in a sale she said the council had made in haste."
    assert not only(read(text, ("she", "said", ("the council had made in haste",)))).stated


def test_a_content_ends_with_its_passage() -> None:
    text = "Velden says bridge is safe\nThe government said more on Friday."
    reading = read(text, ("Velden", "says", ("bridge is safe\nThe government",)))
    assert [reading.quote(c) for c in reading.attributions[0].content] == ["bridge is safe"]


def test_a_quotation_that_goes_on_in_the_next_passage_is_kept() -> None:
    text = "“The bridge is safe,” said Mara Velden.\n“We looked at every bolt of it.”"
    reading = read(text, ("Mara Velden", "said", ("“The bridge is safe,”", "“We looked at every bolt of it.”")))
    assert len(reading.attributions[0].content) == 2


def test_the_next_sentence_is_the_reports() -> None:
    text = "The dam was closed, Mara Velden said. At least 40 families left Osk."
    reading = read(text, ("Mara Velden", "said", ("The dam was closed", "At least 40 families left Osk.")))
    assert [reading.quote(c) for c in only(reading).content] == ["The dam was closed"]


def test_what_a_speaker_said_before_is_no_part_of_what_is_said_now() -> None:
    text = "Mara Velden, who had warned that troops could come, said she never meant it."
    reading = read(text, ("Mara Velden", "said", ("troops could come", "she never meant it")))
    said = next(a for a in reading.attributions if reading.quote(a.cue[0]) == "said")
    assert [reading.quote(c) for c in said.content] == ["she never meant it"]


def test_a_dateline_is_not_said() -> None:
    text = "BRINDT, May 5 (NSP) - Police fired tear gas, Mara Velden said."
    place, rest = text.index(" (NSP)"), text.index("- Police")
    parts = (
        Passage(start=0, end=place, kind=PassageKind.BODY),
        Passage(start=place + 1, end=rest - 1, kind=PassageKind.METADATA),
        Passage(start=rest, end=len(text), kind=PassageKind.BODY),
    )
    reading = read(text, ("Mara Velden", "said", ("BRINDT, May 5 (NSP) - Police fired tear gas",)), passages=parts)
    assert [reading.quote(c) for c in only(reading).content] == ["Police fired tear gas"]


def test_what_describes_a_speaker_is_no_saying() -> None:
    text = "A diplomat who asked not to be named said the talks had failed."
    reading = read(text, ("A diplomat who", "asked", ("the talks had failed",)))
    one = only(reading)
    assert (reading.quote(one.cue[0]), one.speaker, one.anonymous) == ("said", "A diplomat", True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mara Velden did not say whether it was safe.", ("Mara Velden", "say", ("whether it was safe",))),
        ("Mara Velden would say it was safe.", ("Mara Velden", "say", ("it was safe",))),
        ("Mara Velden is expected to resign.", ("Mara Velden", "expected", ("to resign",))),
        ("Nobody said that it was safe.", ("Nobody", "said", ("that it was safe",))),
        ("If Mara Velden says it is safe, they cross.", ("Mara Velden", "says", ("it is safe",))),
        ("Ruvia may face a claim that it did not pay.", ("Ruvia", "claim", ("that it did not pay",))),
    ],
)
def test_what_was_not_said_is_heard_and_not_stated(text: str, parts: Parts) -> None:
    assert not only(read(text, parts)).stated


def test_a_quoted_speaker_is_the_subject_of_a_passive() -> None:
    text = "Mara Velden was quoted as saying it was safe."
    assert only(read(text, ("Mara Velden", "was quoted as saying", ("it was safe",)))).stated


def test_nothing_is_heard_in_junk() -> None:
    text = "Velden says more here"
    junk = (Passage(start=0, end=len(text), kind=PassageKind.CAPTION),)
    assert read(text, ("Velden", "says", ("more here",)), passages=junk).attributions == ()


def test_rules_add_what_stands_within_a_content() -> None:
    text = "Mara Velden said that Anna Orlo told her the bridge was closed."
    parts = ("Mara Velden", "said", ("that Anna Orlo told her the bridge was closed",))
    outer, inner = read(text, parts).attributions
    assert (outer.speaker, inner.speaker, inner.parent) == ("Mara Velden", "Anna Orlo", 0)


def test_a_second_saying_of_one_speaker_ends_the_first() -> None:
    text = "The ministry said 14 men were on board and demanded that Velmark release them."
    reading = read(text, ("The ministry", "said", ("14 men were on board and demanded that Velmark release them",)))
    said, demanded = reading.attributions
    assert reading.quote(said.content[0]) == "14 men were on board"
    assert (reading.quote(demanded.cue[0]), demanded.speaker) == ("demanded", said.speaker)


def test_a_content_that_ends_on_a_small_word_goes_on_or_ends_before_it() -> None:
    text = "Mara Velden offered Ruvia an inquiry led by Solvane."
    reading = read(text, ("Mara Velden", "offered", ("Ruvia an inquiry led by",)))
    assert reading.quote(only(reading).content[0]).endswith(("Solvane", "led"))


def test_a_cue_that_is_a_noun_has_a_lemma() -> None:
    text = "The claim by Mara Velden that the bridge was safe is new."
    assert read(text, ("Mara Velden", "claim", ("that the bridge was safe",))).attributions[0].lemma == "claim"
