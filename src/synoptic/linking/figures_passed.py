"""Numbers that are no figure of the news: asked, some of a count told before, taken off it, or set apart from it.

Decision to know: these are read from the words right beside the number. A number that is passed over is missed by
few; one that stands in the wrong series makes a quarrel that nobody has.
"""

from __future__ import annotations

import re

from synoptic.model.readings import Quantity, Reading
from synoptic.model.spans import Span

_REACH = 120
_AMONG = re.compile(
    r"\bamong[\s\xa0]+(?:the|those|its|their)[\s\xa0]+(?:dead|deceased|victims|killed|injured|wounded|missing|arrested"
    r"|detained|hostages|passengers)\b[^.;\d]{0,40}?\b(?:are|is|were|was)[\s\xa0]+(?:at[\s\xa0]+least[\s\xa0]+)?$",
    re.IGNORECASE,
)
"""Before who are named of a whole: "among the dead are two sisters"."""
_GROWN_AFTER = re.compile(
    r"\b(?:to|at)[\s\xa0]+(?:at[\s\xa0]+least[\s\xa0]+)?\d[\d,]*[\s\xa0]+(?:after|when|as|with)[\s\xa0]+$",
    re.IGNORECASE,
)
_MORE = re.compile(r"[\s\xa0]+(?:more|further|additional)\b", re.IGNORECASE)
"""How a total grew: "has risen to 14 after five more bodies were found"."""
_OF_ONE = re.compile(r"\b(?:of|to|for|with|by|from)[\s\xa0]+$", re.IGNORECASE)
_OF_THE = re.compile(r"[\s\xa0]+of[\s\xa0]+(?:the|those|its|their|his|her)\b", re.IGNORECASE)
_TAKEN_OFF = re.compile(
    r"[\s\xa0]+(?:[\w-]+[\s\xa0]+){0,3}?(?:(?:was|were|been|being|be)[\s\xa0]+)(?:later[\s\xa0]+|since[\s\xa0]+)?"
    r"(?:found[\s\xa0]+(?:to[\s\xa0]+be|to[\s\xa0]+have[\s\xa0]+been)[\s\xa0]+(?:unrelated|unconnected|false|wrong)"
    r"|struck[\s\xa0]+(?:off|from)|removed[\s\xa0]+from[\s\xa0]+the[\s\xa0]+(?:count|list|total|tally)"
    r"|taken[\s\xa0]+off|ruled[\s\xa0]+out|counted[\s\xa0]+twice|counted[\s\xa0]+by[\s\xa0]+mistake)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"[\s\xa0]+(?:[\w-]+[\s\xa0]+){0,2}?(?:less|fewer|more|higher|lower)[\s\xa0]+than\b"
    r"|[\s\xa0]+(?:above|below)[\s\xa0]+\w",
    re.IGNORECASE,
)
"""A difference from another number: "half a million less than"."""
_COMMA = re.compile(r"[,(–—][\s\xa0]*$")
_SEVERAL = re.compile(r"(?:several|a few)[\s\xa0]+(?:dozen|hundred|thousand|million)", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"[\s\xa0]+(?:votes?[\s\xa0]+)?for[\s\xa0]+(?:the[\s\xa0]+)?[A-Z]")
_AGAINST = re.compile(
    r"\b(?:votes?|seats?|percent|per[\s\xa0]cent)\b[^.;]{0,30}\b(?:against|to)[\s\xa0]+$", re.IGNORECASE
)
"""Before the other side's part: "had 48,912 votes against 48,530 for Hale"."""
_ADVISED = re.compile(
    r"\b(?:recommended|recommends|advised|advises|suggested|suggests)[\s\xa0]+(?:an?|the)[\s\xa0]+(?:[\w-]+[\s\xa0]+){1,4}$",
    re.IGNORECASE,
)
_GUESS = re.compile(r"\b(?:[Mm]y[\s\xa0]+guess[\s\xa0]+is|I[\s\xa0]+(?:guess|reckon))\b")
_UNBACKED = re.compile(
    r"\b(?:not|never)[\s\xa0]+(?:been[\s\xa0]+)?(?:backed|borne[\s\xa0]+out|supported|confirmed|substantiated)\b"
    r"|\b(?:unfounded|unsupported|(?:proved|are|were|is|was)[\s\xa0]+(?:to[\s\xa0]+be[\s\xa0]+)?"
    r"(?:false|wrong|untrue|baseless|fabricated|invented|not[\s\xa0]+true))\b"
    r"|\bnot[\s\xa0]+correspond[\s\xa0]+to\b",
    re.IGNORECASE,
)
_CLAIMS_OF = re.compile(
    r"\b(?:claims?|reports?|rumours?|rumors?|talk)[\s\xa0]+(?:(?:in|by|on)[\s\xa0]+(?:[\w-]+[\s\xa0]+){1,4}?)?"
    r"of[\s\xa0]+(?:up[\s\xa0]+to[\s\xa0]+)?$",
    re.IGNORECASE,
)


def is_passed(reading: Reading, quantity: Quantity, sentence: Span | None) -> bool:
    """Tell whether a number is no figure of its own by the words beside it."""
    text = reading.text
    start = max(sentence.start if sentence else 0, quantity.start - _REACH)
    stop = min(sentence.end if sentence else len(text), quantity.end + _REACH)
    before, after = text[start : quantity.start], text[quantity.end : stop]
    if sentence is not None and text[sentence.start : sentence.end].rstrip("\"”’' ").endswith("?"):
        return True
    if _SEVERAL.fullmatch(text, quantity.start, quantity.end) or _AMONG.search(before) or _ADVISED.search(before):
        return True
    if _GUESS.search(before):
        return True
    if quantity.value == 1 and _OF_ONE.search(before) and _OF_THE.match(after):
        return True  # "the mother of one of the dead"
    if _GROWN_AFTER.search(before) and _MORE.match(after):
        return True
    if _COMMA.search(before) and _THAN.match(after):
        return True
    if quantity.unit is None and _AGAINST.search(before) and _FOR_ANOTHER.match(after):
        return True
    if _CLAIMS_OF.search(before) and _UNBACKED.search(after):
        return True
    return _TAKEN_OFF.match(text, quantity.end, stop) is not None
