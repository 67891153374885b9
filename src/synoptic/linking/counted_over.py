"""Over what a figure counts: one day or week, an average, what is new, all so far, the world or one country.

Decision to know: a rate and a sum are never rivals, and neither are the world's sum and a country's. Only words beside
the number itself tell, up to the next number: a clause often gives a day's count and the whole in one breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from synoptic.model.readings import Quantity, Reading
from synoptic.model.spans import Span

_A_TIME = r"(?:hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?)"
_RATE = re.compile(
    rf"\b(?:averag(?:e|es|ed|ing)|daily|nightly|weekly|monthly|yearly|annual(?:ly)?"
    rf"|(?:a|an|per|each|every)\s+{_A_TIME}\b(?!\s+(?:ago|after|before|later|earlier|since|when|from|in|of|that))"
    rf"|in\s+(?:the\s+(?:past|last|previous|preceding)|a|one|just|only|(?=\d|two|three|four|five|six|seven|ten))"
    rf"(?:\s+[\w-]+)?[\s-]{_A_TIME})\b(?!\s+(?:ago|later|earlier)\b)",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:new|newly|fresh|first-time)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:in\s+all|in\s+total|so\s+far|to\s+date|overall|altogether|cumulative"
    r"|since\s+the\s+(?:start|beginning|onset|outbreak))\b",
    re.IGNORECASE,
)
_WORLD = re.compile(r"\b(?:global(?:ly)?|world-?wide|the\s+world(?:'s|’s)?|on\s+(?:the\s+)?earth)\b", re.IGNORECASE)
_REACH = 200
_REMEMBERED = 4096
_LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """`rate` the words for one time or for what is new ("a day"), "" for a sum or where nothing is said; `whole`
    whether a sum is said to be of all so far; `world` whether the count is the world's."""

    rate: str = ""
    whole: bool = False
    world: bool = False

    @property
    def told(self) -> str:
        """What it counts over, to be shown beside the number."""
        if self.rate:
            return self.rate
        return "the world" if self.world else "all so far" if self.whole else ""


NOTHING_SAID = Over()


def counted_over(reading: Reading, quantity: Quantity, clause: Span, counts: Iterable[Quantity]) -> Over:
    """Read the words around a number that tell over what it counts, inside its clause and not beyond its `counts`."""
    before, after = clause.start, clause.end
    for other in counts:
        if other.unit in _LENGTHS or (other.unit is None and not other.named):
            continue
        if other.end <= quantity.start:
            before = max(before, other.end)
        elif other.start >= quantity.end:
            after = min(after, other.start)
    near = reading.text[max(before, quantity.start - _REACH) : min(after, quantity.end + _REACH)]
    over = _told_in(near)
    if not over.rate and (new := _NEW.search(reading.text, quantity.end, min(after, quantity.end + 20))):
        return replace(over, rate=_plain(new))
    return over


@lru_cache(maxsize=_REMEMBERED)
def _told_in(near: str) -> Over:
    """Read the words; the same stand beside a number in many reports."""
    rate = _RATE.search(near)
    return Over(
        rate=_plain(rate) if rate else "",
        whole=_ALL.search(near) is not None,
        world=_WORLD.search(near) is not None,
    )


def _plain(found: re.Match[str]) -> str:
    return " ".join(found.group().casefold().split())


def over_differs(a: Over, b: Over) -> bool:
    """Tell whether two counts run over other things: one a rate or the world's and the other not, or two rates."""
    return a.rate != b.rate or a.world != b.world
