"""What the words beside a figure say of it: one end of a vote, what a sum was for, whether it is only foreseen.

Decision to know: these are read from the report's own words around the number. What a sum was for is printed in those
words; "possible" and "expected" are marks of ours.
"""

from __future__ import annotations

import re

from synoptic.linking.wording import stem
from synoptic.model.readings import Quantity, Reading
from synoptic.model.spans import Span

_SCORE_BEFORE = re.compile(
    r"\b(?:votes?|voted|ruled|ruling|decision|split|margin|win|won|lost|beat|defeated|approved|passed|rejected|by|score)"
    r"[^.;\d]{0,24}$",
    re.IGNORECASE,
)
_OTHER_END = re.compile(
    r"[\s\xa0]*(?:-|–|to)[\s\xa0]*\d{1,3}\b(?![\s\xa0]*(?:%|percent|per|million|billion|years?|days?))"
)
_FIRST_END = re.compile(r"\b\d{1,3}[\s\xa0]*(?:-|–|to)[\s\xa0]*$")


def is_score(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a number is one end of a vote or score ("by a vote of 134 to 63"): it counts no more alone."""
    if quantity.unit is not None or quantity.value2 is not None or quantity.moved:
        return False
    text = reading.text
    before = text[max(0, quantity.start - 40) : quantity.start]
    if _OTHER_END.match(text, quantity.start + len(str(int(quantity.value)))):
        return _SCORE_BEFORE.search(before) is not None
    first = _FIRST_END.search(before)
    return first is not None and _SCORE_BEFORE.search(before[: first.start()]) is not None


SUM, MARGIN = "sum", "margin"
POSSIBLE, EXPECTED, ALLEGED = "possible", "expected", "alleged"
_MONEY = re.compile(r"[A-Z]{3}")
_SPENT_ON = re.compile(r"[\s\xa0]+((?:on|at|for)[\s\xa0]+[^,.;:()\n“”\"—–]{2,70})")
_SPENT_ON_ENDS = re.compile(r"[\s\xa0]+(?:and|while|but|which|that|who|after|before|including|over|as)\b")
_EMPTY = frozenset(
    "plus much more worth what which that it them some many all positive sure certain paid spent".split()
)
_OF_TIME = frozenset("year years month week quarter period time fiscal".split())
_TITLES = frozenset("mr mrs ms dr".split())
_MOST_LABEL_WORDS = 7


def is_currency(unit: str) -> bool:
    """Tell whether a unit is the code of a currency (USD)."""
    return _MONEY.fullmatch(unit) is not None


def label_of(reading: Reading, quantity: Quantity) -> str:
    """Return a name for an amount whose counted noun is none: what the money was for in the report's words ("on a
    cruise"), else a sum; "" where the noun will do."""
    first = (quantity.named or "").split()[:1]
    last = (quantity.named or "").casefold().split()[-1:]
    empty = not first or first[0].casefold() in _EMPTY or last[0] in _OF_TIME | _TITLES or _is_source(reading, quantity)
    if quantity.unit is None or not is_currency(quantity.unit):
        return ""
    ahead = quantity.noun is not None and quantity.noun.end <= quantity.start
    spent = _SPENT_ON.match(reading.text, quantity.end)
    if spent is not None and (empty or ahead):
        words_said = _SPENT_ON_ENDS.split(spent[1])[0].split()[:_MOST_LABEL_WORDS]
        return SUM if words_said[1:2] in (["them"], ["it"], ["him"], ["her"], ["us"]) else " ".join(words_said)
    return SUM if empty else ""


def _is_source(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether the noun beside a sum is only who says it: "a shipping source said 400,000 crowns were paid"."""
    if quantity.attribution is None or quantity.noun is None:
        return False
    return any(source.holds(quantity.noun) for source in reading.attributions[quantity.attribution].source)


_ELLIPSIS = " … "
_NAME = re.compile(r"[A-Z][\w’'-]*\w")


def told_of(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """Return the words, stemmed, of the name that a number is told of: whose seats, whose staff; empty where the
    subject is no name or is only who says so."""
    subject, parted, _ = (quantity.counted or "").partition(_ELLIPSIS)
    if not parted or _NAME.match(subject) is None:
        return frozenset()
    said = reading.attributions[quantity.attribution] if quantity.attribution is not None else None
    if said is not None and any(subject in reading.quote(source) for source in said.source):
        return frozenset()
    names = frozenset(stem(word.casefold()) for word in _NAME.findall(subject))
    joint = _TOGETHER.search(reading.text, max(0, quantity.start - 40), quantity.start)
    return names | {"together"} if joint else names


_MAJORITY = re.compile(r"\b(?:majority|margin|lead)[\s\xa0]+of[\s\xa0]+(?:[a-z]+[\s\xa0]+)?$", re.IGNORECASE)
_WON_BY = re.compile(
    r"\b(?:won|win|wins|winner|winning|lost|lose|beat|beaten|defeated|ahead|behind|elected|victory|re-elected|led|leads)\b"
    r"[^.;,\d]{0,40}\bby[\s\xa0]+(?:[a-z]+[\s\xa0]+){0,2}$",
    re.IGNORECASE,
)


def margin_of(reading: Reading, quantity: Quantity) -> str:
    """Return the word for a count of votes that is only how far one is ahead of the other ("a majority of 118 votes",
    "won by nearly 20,000 votes"); "" for the votes of anybody."""
    if (quantity.named or "").casefold().split()[-1:] not in (["votes"], ["vote"], ["seats"]):
        return ""
    before = reading.text[max(0, quantity.start - 70) : quantity.start]
    if found := _MAJORITY.search(before):
        return found[0].split()[0].casefold()
    return MARGIN if _WON_BY.search(before) else ""


_PRICED = re.compile(r"[\s\xa0]+of[\s\xa0]+(?!the\b|an?\b|its\b|his\b|her\b|their\b)([a-z]+)\b")
_PRICES = frozenset({"price", "prices", "cost"})


def priced(reading: Reading, quantity: Quantity) -> str:
    """Return what has the price that is told ("price of bread"), "" where the noun is none of these."""
    if quantity.noun is None or (quantity.named or "").casefold().split()[-1:] not in ([p] for p in _PRICES):
        return ""
    of_what = _PRICED.match(reading.text, quantity.noun.end)
    return f"{quantity.named} of {of_what[1]}" if of_what else ""


_CLOCK = re.compile(r"\b(?:\d{1,2}[.:]\d\d|\d{1,2}[\s\xa0]*[ap]\.?m\b|midnight|noon|dawn|dusk)", re.IGNORECASE)


def clock_of(reading: Reading, sentence: Span | None) -> str:
    """Return the time of day that a sentence tells, "" where it tells none."""
    found = _CLOCK.search(reading.text, sentence.start, sentence.end) if sentence is not None else None
    return found[0].casefold() if found else ""


_MAY = re.compile(r"\b(?:might|could|may)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|’ll|'ll|is expected to|are expected to)\b", re.IGNORECASE)
_FORECAST = re.compile(
    r"\b(?:expects?|forecasts?|foresees?|(?:is|are|was|were)[\s\xa0]+(?:likely|expected|forecast|projected|predicted)"
    r"[\s\xa0]+to"
    r"|sees?[\s\xa0]+(?:[a-z]+[\s\xa0]+){1,3}(?:rising|falling|growing|climbing))\b(?![\s\xa0]+of\b)",
    re.IGNORECASE,
)
_GOING_ON = re.compile(r",[\s\xa0]+(?=(?:falling|rising|dropping|climbing|easing|slowing|growing)[\s\xa0]+to\b)")
"""What goes on with a forecast: "expects 11 percent in 2024, falling to 6 percent"."""
_TOGETHER = re.compile(r"\b(?:together|between[\s\xa0]+them|combined|jointly)\b", re.IGNORECASE)
_ALLEGED = re.compile(r"\b(?:accused|suspected)[\s\xa0]+of\b", re.IGNORECASE)
_MAY_OR_WILL = re.compile(f"{_MAY.pattern}|{_WILL.pattern}", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|unless|provided|should)\b", re.IGNORECASE)
_NEW_START = re.compile(r"[,;:–—][\s\xa0]|\b(?:that|which|who|and|but|after|when|while|because|since)\b", re.IGNORECASE)

_ENDS = re.compile(r"[,;:.“”\"]|\b(?:that|which|who|and|but|after|when)\b")


def foreseen(reading: Reading, quantity: Quantity, whole: Span, sentence: Span | None) -> str:
    """Tell whether a figure is only possible ("would reach 40 if …", "may have killed 40"), alleged or
    still to come."""
    led = reading.text[sentence.start : quantity.start] if sentence is not None else ""
    near = _NEW_START.split(_GOING_ON.sub(" ", led))[-1]
    if _ALLEGED.search(near):
        return ALLEGED
    if _FORECAST.search(near):
        return EXPECTED
    start = max(whole.start, sentence.start if sentence else whole.start)
    before = reading.text[start : quantity.start]
    after = reading.text[quantity.end : max(quantity.end, whole.end)]
    if not _MAY_OR_WILL.search(before) and not _MAY_OR_WILL.search(after):
        return ""
    before = _NEW_START.split(before)[-1]
    behind = _ENDS.split(after)[0]
    if _MAY.search(before) or _MAY.search(behind):
        return POSSIBLE
    if not (_WILL.search(before) or _WILL.search(behind)):
        return ""
    around = reading.quote(sentence) if sentence is not None else reading.quote(whole)
    return POSSIBLE if _IF.search(around) else EXPECTED


_GROWN_TO = re.compile(
    r"\b(?:rose|rises|risen|rising|climb(?:s|ed|ing)|jump(?:s|ed)|increas(?:es|ed)|grew|grown|rais(?:es|ed)"
    r"|(?:went|gone) up)\b[^.;]{0,60}\bto[\s\xa0]+(?:[a-z]+[\s\xa0]+){0,3}$",
    re.IGNORECASE,
)
_UP_FROM = re.compile(r"[^.;\d]{0,40}\bup[\s\xa0]+from\b", re.IGNORECASE)


def has_grown(reading: Reading, quantity: Quantity, whole: Span) -> bool:
    """Tell whether a number is told as what a count has come to."""
    before = reading.text[min(whole.start, quantity.start) : quantity.start]
    return _GROWN_TO.search(before) is not None or _UP_FROM.match(reading.text, quantity.end) is not None
