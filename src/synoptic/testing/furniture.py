"""Page furniture of our own, put around and between the lines of a report, with the key of what was put in.

Decision to know: what is put in depends on the seed and on the number of lines alone, never on their words, so the same
furniture can stand in any text. Lists of other headlines come as a head and the headlines under it, every line of
them in the key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from synoptic.model.spans import Span
from synoptic.testing.furniture_lines import FurnitureKind, Wording, load_titles, load_wording

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SITES = (
    "The Valley Mail",
    "Eastmere Today",
    "The Carrow Gazette",
    "Skelby Star",
    "Northfold Daily",
    "The Harrowgate Wire",
    "Tarnfell Times",
    "Coast & County",
)
_TOWNS = "Lornmouth Tarnfell Carrow Eastmere Skelby Vashtide Dunholm Orrinbay Pelwick Hathersund".split()
_PEOPLE = (
    "Ada Quell",
    "Tom Brack",
    "Ines Farro",
    "Yusuf Alder",
    "Petra Lund",
    "Marek Holt",
    "Lia van Oost",
    "J. R. Penhall",
)
_AGENCIES = ("NPA", "Coastal Press", "Norlight Images", "VPA Pictures", "Press Pool", "Meridian Photo")
_TAGS = ("Housing", "Harbour policy", "Rail travel", "Choirs", "Local elections", "Weather", "Handball", "Farming")
_BEFORE, _AFTER = (0, 4), (1, 6)
_BETWEEN = 0.3
_TOP = (
    FurnitureKind.BYLINE,
    FurnitureKind.DATE,
    FurnitureKind.CREDIT,
    FurnitureKind.CAPTION,
    FurnitureKind.SHARE,
    FurnitureKind.MENU,
    FurnitureKind.PLAYER,
    FurnitureKind.COOKIES,
    FurnitureKind.ACCOUNT,
    FurnitureKind.COMMENTS,
)
_MIDDLE = (
    FurnitureKind.LINK,
    FurnitureKind.ADVERT,
    FurnitureKind.CREDIT,
    FurnitureKind.CAPTION,
    FurnitureKind.LETTER,
    FurnitureKind.PLAYER,
    FurnitureKind.SHARE,
    FurnitureKind.ACCOUNT,
    FurnitureKind.ADDRESS,
    FurnitureKind.LIST,
)
_TAIL = tuple(
    kind for kind in FurnitureKind if kind not in (FurnitureKind.CAPTION, FurnitureKind.DATE, FurnitureKind.BYLINE)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Span):
    """A line that was put in, and what it is."""

    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """A text with furniture; `put_in` and `kept` are its lines in order, `kept` in the order of the plain text's."""

    text: str
    put_in: tuple[Piece, ...]
    kept: tuple[Span, ...]


def _one(rng: Random, listed: Sequence[str]) -> str:
    return listed[int(rng.random() * len(listed))]


def _slots(rng: Random) -> dict[str, str]:
    """Invent what the slots of the wording stand for."""
    site, person, other = _one(rng, _SITES), _one(rng, _PEOPLE), _one(rng, _PEOPLE)
    host = re.sub(r"[^a-z]", "", site.lower()) + ".example"
    month, tag, tag2 = _one(rng, _MONTHS), _one(rng, _TAGS), _one(rng, _TAGS)
    number = rng.randrange(2, 9)
    year = str(rng.randrange(2012, 2026))
    found = {
        "site": site,
        "SITE": site.upper(),
        "person": person,
        "PERSON": person.upper(),
        "person2": other,
        "PERSON2": other.upper(),
        "town": _one(rng, _TOWNS),
        "agency": _one(rng, _AGENCIES),
        "month": month,
        "weekday": _one(rng, _DAYS),
        "date": f"{rng.randrange(1, 29)} {month} {year}",
        "clock": f"{rng.randrange(1, 12)}.{rng.randrange(10, 60)}{_one(rng, ('am', 'pm'))}",
        "year": year,
        "n": str(number),
        "k": f"{number}.{rng.randrange(1, 9)}K",
        "tag": tag,
        "tag2": tag2,
        "hash": tag.title().replace(" ", ""),
        "hash2": tag2.title().replace(" ", ""),
        "host": host,
        "url": f"https://www.{host}/news/{rng.randrange(10_000, 99_999)}",
        "mail": f"news@{host}",
        "handle": "@" + person.lower().replace(" ", "").replace(".", ""),
    }
    return found | {"title": _one(rng, load_titles()).format_map(found)}


def invent_piece(
    rng: Random,
    kinds: Sequence[FurnitureKind] = _TAIL,
    wording: Wording = Wording.EARLY,
) -> list[tuple[str, FurnitureKind]]:
    """Return one piece of furniture: a line, or the head of a list and the headlines under it."""
    kind = kinds[int(rng.random() * len(kinds))]
    lines = [_one(rng, load_wording(wording)[kind]).format_map(_slots(rng))]
    if kind is FurnitureKind.LIST:
        numbered = rng.random() < 0.3
        titles = rng.sample(load_titles(), rng.randrange(2, 6))
        told = [title.format_map(_slots(rng)) for title in titles]
        lines += [f"{number}. {title}" for number, title in enumerate(told, 1)] if numbered else told
    return [(line, kind) for line in lines]


def furnish(
    text: str,
    seed: int,
    wording: Wording = Wording.EARLY,
) -> Furnished:
    """Put furniture before, between and after the lines of a text; offsets count characters.

    The lines of the text stay as they are and in their order; blanks between them become one or two line ends.
    """
    rng = Random(f"furniture {seed}")
    plain = [match[0].strip() for match in _LINE.finditer(text)]
    rows: list[tuple[str, FurnitureKind | None]] = []
    for _ in range(rng.randint(*_BEFORE)):
        rows += invent_piece(rng, _TOP, wording)
    for number, line in enumerate(plain):
        rows.append((line, None))
        if 0 < number < len(plain) - 1 and rng.random() < _BETWEEN:
            rows += invent_piece(rng, _MIDDLE, wording)
    for _ in range(rng.randint(*_AFTER)):
        rows += invent_piece(rng, _TAIL, wording)
    gap = rng.choice(("\n", "\n\n"))
    put_in: list[Piece] = []
    kept: list[Span] = []
    at = 0
    for line, kind in rows:
        end = at + len(line)
        if kind is None:
            kept.append(Span(start=at, end=end))
        else:
            put_in.append(Piece(start=at, end=end, kind=kind))
        at = end + len(gap)
    return Furnished(text=gap.join(line for line, _ in rows), put_in=tuple(put_in), kept=tuple(kept))
