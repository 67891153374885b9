"""Page furniture put into invented reports: what is put in is set aside, what was there stays."""

from __future__ import annotations

import random

from synoptic.model.readings import PassageKind, Reading
from synoptic.model.reports import Head
from synoptic.reading.draft import Draft
from synoptic.reading.passages import read_passages

TOWNS = ["Lornmouth", "Tarnfell", "Carrow", "Eastmere", "Skelby", "Orrin Bay", "Vashti", "Dunholm"]
PEOPLE = ["Ada Quell", "Tom Brack", "Ines Farro", "Yusuf Alder", "Petra Lund", "Marek Holt"]
VERBS = ["said", "told the council", "warned", "announced", "denied", "wrote in a letter"]
THINGS = [
    "the bridge over the gorge would be closed for repairs until autumn",
    "no decision on the wall had been taken and that the builders were still waiting",
    "the ferry had been late on nine of ten days since the engine was changed",
    "talks with the union would go on behind closed doors",
    "the water in the upper valley was safe to drink again",
    "two of the five pumps had failed within an hour of each other",
    "nobody had asked the residents before the road was sold",
]
SITES = ["The Valley Mail", "Eastmere Today", "Carrow Gazette", "Skelby Star"]
TITLES = [
    "Choir sings at the opening of the pool",
    "Why we all love the old tram",
    "A winter market with goats",
    "Bus fares: what changes",
]
FURNITURE = [
    "Advertisement",
    "— Advertisement —",
    "ADVERTISEMENT FOR SUBSCRIBERS ONLY",
    "Read next: {title}",
    "READ ALSO: {title}",
    "More on this story: {title}",
    "You might also like: {title}",
    "Sign up to the {site} newsletter and get the news every morning",
    "Get the latest from {site} straight to your inbox.",
    "Join our WhatsApp channel for breaking news",
    "Share this story on Facebook",
    "Share on Twitter",
    "Copy link",
    "Follow {site} on Instagram: follow us @valley",
    "Become a member of {site} from £2 a month. Cancel anytime.",
    "Subscribe to {site} today and read without limits",
    "© {site} 2024",
    "© 2024 {site}. All rights reserved.",
    "Article continues below",
    "Scroll down for video",
    "Be the first to comment",
    "View comments",
    "Listen to this article",
    "Click here to read the full report of our correspondent",
    "This website uses cookies. Accept all cookies to go on.",
    "Watch: goats take over the market. Video, 00:01:12",
    "Image credit: {site}",
    "(Photo: {site})",
    "File photo",
    "Picture: {site} / archive",
]


def sentence(rng: random.Random) -> str:
    who = f"{rng.choice(PEOPLE)} of {rng.choice(TOWNS)}"
    return f"{who} {rng.choice(VERBS)} on {rng.choice(['Monday', 'Friday'])} that {rng.choice(THINGS)}."


def report(rng: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < 9:
        found[" ".join(sentence(rng) for _ in range(rng.randint(1, 3)))] = None
    return list(found)


def dress(rng: random.Random, paragraphs: list[str]) -> list[tuple[str, bool]]:
    """Put furniture before, between and after the paragraphs; tell for every line whether it is furniture."""

    def piece() -> tuple[str, bool]:
        return rng.choice(FURNITURE).format(title=rng.choice(TITLES), site=rng.choice(SITES)), True

    lines = [piece() for _ in range(rng.randint(0, 3))]
    for par in paragraphs:
        lines.append((par, False))
        if rng.random() < 0.3:
            lines.append(piece())
    return lines + [piece() for _ in range(rng.randint(1, 4))]


def test_furniture_is_set_aside_and_the_report_stays() -> None:
    rng = random.Random(5)
    put_in = set_aside = kept = lost = 0
    missed: set[str] = set()
    for _ in range(200):
        lines = dress(rng, report(rng))
        text = rng.choice(["\n", "\n\n"]).join(line for line, _ in lines)
        reading = read_passages(Draft(reading=Reading(report=Head(id="r"), text=text))).reading
        kinds = {text[p.start : p.end]: p.kind for p in reading.passages}
        for line, is_furniture in lines:
            body = kinds.get(line) is PassageKind.BODY
            if is_furniture:
                put_in, set_aside = put_in + 1, set_aside + (not body)
                missed |= {line} if body else set()
            else:
                kept, lost = kept + 1, lost + (not body)
    assert set_aside >= 0.98 * put_in, sorted(missed)
    assert lost <= 0.005 * kept
