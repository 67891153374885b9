"""Invent reports of invented matters, and make copies of them as newsrooms and scrapers do."""

from __future__ import annotations

import random
import re

from synoptic.model.readings import Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.passages import read_passages
from synoptic.reading.sentences import read_sentences

PLACES = "Lornmouth Tarnfell Carrow Eastmere Skelby Vashti Dunholm Orrin Kellet Marrow Ysterby Polgate".split()
PEOPLE = "Quell Brack Farro Alder Lund Holt Vance Dorr Okun Trant Maske Ulric Penn Rowe Sandor Tyne".split()
NOUNS = (
    "bridge harbour council miner ferry pump road letter court winter tide lease tower silo quarry market"
    " bill river ship engineer rail "
    "school farmer judge office window storm wall tram boat marsh reservoir cottage petition neighbour "
    "minister budget ticket union clerk "
    "tunnel valley fence engine orchard signal barge museum warden permit cellar lantern ditch meadow "
    "turbine ledger auction"
).split()
VERBS = (
    "closed opened sold mapped guarded emptied leased flooded rebuilt surveyed inspected blocked measured"
    " painted repaired moved counted "
    "watched copied hid found lost raised lowered tested bought fenced drained signed burned crossed "
    "followed named praised doubted"
).split()
LITTLE = "the a its their some every near behind under after before with without against into over this both".split()
MORE = "old wet narrow empty public costly broken quiet early northern late heavy cheap private rusty frozen".split()


def reading_of(name: str, text: str, **head: str) -> Reading:
    """Read passages and sentences of an invented report."""
    draft = Draft(reading=Reading(report=Head(id=name, **head), text=text))
    return read_sentences(read_passages(draft)).reading


def sentence(rng: random.Random) -> str:
    """Invent one sentence that no other draw comes near."""
    words = [rng.choice([rng.choice(PLACES), rng.choice(PEOPLE), "Residents"])]
    for _ in range(rng.randint(3, 5)):
        words += [rng.choice(VERBS), rng.choice(LITTLE), rng.choice(MORE), rng.choice(NOUNS)]
    words += [
        "on",
        str(rng.randint(2, 28)),
        rng.choice(["May", "June", "July"]),
        "with",
        str(rng.randint(11, 990)),
        "people",
    ]
    return " ".join(words) + "."


def story(rng: random.Random, sentences: int = 16) -> list[str]:
    """Invent the paragraphs of one report."""
    lines = [sentence(rng) for _ in range(sentences)]
    return [" ".join(lines[i : i + 2]) for i in range(0, sentences, 2)]


def sentences_of(paragraphs: list[str]) -> list[str]:
    """Cut paragraphs into their sentences."""
    return [s for p in paragraphs for s in re.split(r"(?<=\.)\s", p)]


def text_of(paragraphs: list[str]) -> str:
    """Set paragraphs as a page does."""
    return "\n\n".join(paragraphs)


def dress(rng: random.Random, paragraphs: list[str]) -> str:
    """Put page furniture around and between the paragraphs."""
    bits = [
        "Advertisement",
        "Share this article",
        "READ NEXT: A goat wins the vote",
        "© 2022 Valley Mail",
        "Sign up for our newsletter",
    ]
    lines = ["Other words over the same report", rng.choice(bits)]
    for par in paragraphs:
        lines.append(par)
        if rng.random() < 0.4:
            lines.append(rng.choice(bits))
    return text_of([*lines, *bits])


def wear(rng: random.Random, paragraphs: list[str]) -> str:
    """Lose or misspell about one lower-case word in six, and some sentences."""

    def word(w: str) -> str:
        if not w[0].islower() or rng.random() > 1 / 6:
            return w
        return rng.choice(["", w[::-1], w + "x"])

    kept = [s for s in sentences_of(paragraphs) if rng.random() > 0.15] or sentences_of(paragraphs)
    return text_of([" ".join(filter(None, map(word, s.split()))) for s in kept])


def shuffle(rng: random.Random, paragraphs: list[str]) -> str:
    """Set the sentences in another order."""
    lines = sentences_of(paragraphs)
    rng.shuffle(lines)
    return text_of([" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)])
