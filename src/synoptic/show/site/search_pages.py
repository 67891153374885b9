"""Search: words, who said it, who is in it, from day to day, a figure between two values; and lines of the account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from synoptic.errors import SynopticError
from synoptic.model.cases import Found, Hit, Query
from synoptic.model.spans import Evidence
from synoptic.show.site import addresses
from synoptic.show.site.asks import Answer
from synoptic.show.site.line_pages import address_of, words_of
from synoptic.show.site.printing import Pager, Printing, page_number

HITS_A_PAGE = 25
LINES_SHOWN = 12
ACTORS_SHOWN = 8
LAST_PAGE = 400
FIELDS = ("words", "speaker", "actor", "first_day", "last_day", "value_from", "value_to")


class NotAQuery(ValueError):
    """What was put in a field of the search can't be understood; the message says which and how it is written."""


def search(house: Printing, given: Mapping[str, str], by: str) -> Answer:
    """Draw the search with what was found; with nothing asked, the empty form."""
    asked = {name: given.get(name, "").strip() for name in FIELDS}
    number = min(page_number(given), LAST_PAGE)
    if not any(asked.values()):
        return house.draw("search", asked=asked, found=None, pager=None, lines_found=(), actors=(), trouble="")
    try:
        found: Found = house.edition.case.search(read_query(asked, number))
    except (NotAQuery, SynopticError) as error:
        return house.draw(
            "search",
            status=400,
            lasting=False,
            asked=asked,
            found=None,
            pager=None,
            lines_found=(),
            actors=(),
            trouble=str(error),
        )
    pages = max(1, min(LAST_PAGE, -(-found.total // HITS_A_PAGE)))
    return house.draw(
        "search",
        asked=asked,
        found=found,
        pager=Pager(number=min(number, pages), pages=pages, total=found.total),
        lines_found=_lines(house, asked) if number == 1 else (),
        actors=_actors(house, asked) if number == 1 else (),
        trouble="",
        around=around,
        lasting=True,
    )


def read_query(asked: Mapping[str, str], number: int) -> Query:
    """Make a query of what was put in the form.

    Raises:
        NotAQuery: a day or a value is none.
    """
    return Query(
        words=asked["words"],
        speaker=asked["speaker"],
        actor=asked["actor"],
        first_day=_day(asked["first_day"]),
        last_day=_day(asked["last_day"]),
        value_from=_value(asked["value_from"]),
        value_to=_value(asked["value_to"]),
        limit=HITS_A_PAGE,
        offset=(number - 1) * HITS_A_PAGE,
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise NotAQuery(f"A day is written as in 2021-12-07; met “{words[:40]}”.") from None


def _value(words: str) -> float | None:
    if not words:
        return None
    try:
        value = float(words.replace(",", ""))
    except ValueError:
        raise NotAQuery(f"A figure is written as in 94,000 or 1.5; met “{words[:40]}”.") from None
    if not abs(value) < 1e18:
        raise NotAQuery(f"A figure is written as in 94,000 or 1.5; met “{words[:40]}”.")
    return value


def around(hit: Hit) -> list[tuple[str, bool]]:
    """Cut the words about the first place of a hit into what matches and what does not."""
    frame = hit.around
    if frame is None:
        return []
    pieces: list[tuple[str, bool]] = []
    place = frame.start
    for span in sorted(_within(frame, hit.found), key=lambda e: (e.start, e.end)):
        if span.start < place:
            continue
        pieces.append((frame.quote[place - frame.start : span.start - frame.start], False))
        pieces.append((span.quote, True))
        place = span.end
    pieces.append((frame.quote[place - frame.start :], False))
    return [(words, found) for words, found in pieces if words]


def _within(frame: Evidence, found: tuple[Evidence, ...]) -> list[Evidence]:
    return [e for e in found if e.report == frame.report and frame.start <= e.start and e.end <= frame.end]


def _lines(house: Printing, asked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Find lines of the account that hold all the words (or have the id) that are searched for."""
    wanted = asked["words"].replace('"', " ").casefold().split()
    if not wanted or any(asked[name] for name in FIELDS if name != "words"):
        return ()
    edition = house.edition
    if len(wanted) == 1 and (address := address_of(edition, wanted[0])):
        return ((words_of(edition, wanted[0]), address),)
    found = []
    for item, words in house.spoken():
        if all(word in words for word in wanted):
            found.append((words_of(edition, item), addresses.to_line(item)))
            if len(found) == LINES_SHOWN:
                break
    return tuple(found)


def _actors(house: Printing, asked: Mapping[str, str]) -> tuple[str, ...]:
    wanted = (asked["actor"] or asked["speaker"] or asked["words"]).replace('"', " ").casefold().strip()
    if len(wanted) < 2:
        return ()
    names = [name for name in house.edition.actors if wanted in name.casefold()]
    return tuple(sorted(names, key=lambda name: (len(name), name))[:ACTORS_SHOWN])
