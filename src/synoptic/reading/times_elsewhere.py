"""Times that are of another thing than the deed of the verb beside them, as the words around them show.

Decision to know: a time is refused here only on words that settle it: a comparison ("Unlike Orlo in 1988, Brek ..."),
a clause within the phrase with which a sentence opens ("To build the dam she proposed on Tuesday, ..."), a relative
clause behind the time ("at a dinner in May in which ..."), "over the last week", which is none of the calendar, and the
perfect, which takes no time that is over ("has said she slept badly in her debate last week").
"""

from __future__ import annotations

import re

_SPACE = r"[\s\xa0]+"
_COMPARED = re.compile(
    rf"\W*(?:(?:but|and|yet|so|still)\b\W*)?(?:unlike|like|compared{_SPACE}(?:with|to)|in{_SPACE}contrast{_SPACE}(?:to|with)|"
    rf"as{_SPACE}(?:with|in)|just{_SPACE}as|much{_SPACE}as|similar{_SPACE}to|contrary{_SPACE}to)\b",
    re.IGNORECASE,
)
_ON_ANOTHER = re.compile(
    rf"\b(?:that|which|who|whom|whose|about|over|regarding|concerning|citing|recalling|after|before|since|until|"
    rf"(?:respond|refer|react|reply)ing{_SPACE}to|commenting{_SPACE}on)\b[^\"“]*[\w”\"'’][^\w]+(?:on|in|at|late|early|earlier|"
    rf"last|a|the|,|\W)*$",
    re.IGNORECASE,
)
"""Words in an opening phrase behind which a time is told of what the phrase speaks of."""
_THEN_RELATIVE = re.compile(
    rf"[\s\xa0]*,?[\s\xa0]*(?:in|at|during|for|from|by|to|of|under|with|on|after){_SPACE}(?:which|whom|whose)\b"
)
_OVER = re.compile(
    rf"\b(?:last{_SPACE}(?!few\b|several\b|two\b|three\b|four\b|five\b)|ago\b|yesterday\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_REACHING = re.compile(
    rf"\b(?:over|in|during|within|for|throughout|across){_SPACE}the{_SPACE}last{_SPACE}(?:week|month|year)$",
    re.IGNORECASE,
)
_REACH_CHARS = 40
_NOT_OVER = re.compile(
    rf"\b(?:since|this|recent|past|from|until|through|by|between){_SPACE}(?:\w+{_SPACE})?$", re.IGNORECASE
)


def opens_on_another(lead: str) -> bool:
    """Tell whether the words of a sentence before a time, which stands before the subject, tell of another thing that
    the time goes with."""
    return _COMPARED.match(lead) is not None or _ON_ANOTHER.search(lead) is not None


def goes_on_in_relative(after: str) -> bool:
    """Tell whether a relative clause behind a time goes on with the noun before it ("a dinner in May in which ...")."""
    return _THEN_RELATIVE.match(after) is not None


def reaches_to_now(before: str, time: str) -> bool:
    """Tell whether "last week" is the seven days up to now, and no week of the calendar: "over the last week"."""
    return _REACHING.search(f"{before}{time}"[-_REACH_CHARS:]) is not None


def is_over(before: str, time: str) -> bool:
    """Tell whether a time is over as its words have it ("last week", "on Monday", "in 2029"), given those before it:
    then no verb in the present perfect has it."""
    return _OVER.search(time) is not None and _NOT_OVER.search(before) is None
