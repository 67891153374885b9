"""Toward whom a stance is taken: those addressed, not those whom the content happens to name.

Decision to know: a name within what is demanded or said counts only at its head, as an object, or behind a word that
addresses ("to", "toward", "against"). "A group of Examplians" is not Examplia, nor are "Examplian skippers".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from synoptic.model.readings import Stance
from synoptic.model.spans import Span

_ADDRESSES = re.compile(
    r"\b(?:to|from|toward|towards|against|on|upon|with|at|for)[\s\xa0]+(?:(?:the|both)[\s\xa0]+)?$", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:to[\s\xa0]+(?:offer|give|grant|sell|send|supply|lend|pay|deliver|show|tell|promise|let|allow|help|"
    r"recogni[sz]e|meet|back|support|punish|attack|invade)[\s\xa0]+)?(?:(?:for|that|to|against|on|from|of|with|the|both)[\s\xa0]+)*",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"[\s\xa0]+(?:is|are|be|was|were|been|being|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|"
    r"did|not)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?(?![\w])")
_NOUN_BEHIND = re.compile(r"[\s\xa0]+([a-z][\w-]+)")
_FOR_STATES = frozenset(
    "government governments authorities officials ministry military army forces navy troops side leader leaders "
    "president minister ministers police coastguard parliament administration to of for on over against that with "
    "about and or in at from by as if unless until till when not after before because since".split()
)


def is_addressed(text: str, who: Span, about: Span, stance: Stance) -> bool:
    """Tell whether a stance about `about` is taken toward the one named at `who`."""
    if not about.holds(who):
        return who.start < about.end  # behind it stands the subject of what comes next
    if _DOES.match(text, who.end) or _POSSESSIVE.match(text, who.end):
        return False
    at_head = _HEAD.fullmatch(text, about.start, who.start) is not None
    if at_head and not _is_adjective(text, who):
        return stance is not Stance.OPPOSES or who.end < about.end
    if stance in _PLAIN or _ACCORDING.search(text, about.start, who.start):
        return False
    return _ADDRESSES.search(text[about.start : who.start]) is not None and not _is_adjective(text, who)


_PLAIN = frozenset({Stance.SUPPORTS, Stance.OPPOSES, Stance.ACCUSES, Stance.DENIES, Stance.REJECTS})
"""Stances toward those who are their object: what stands behind "to" or "with" is part of the matter."""
_ACCORDING = re.compile(r"\baccording[\s\xa0]+to[\s\xa0]+(?:the[\s\xa0]+)?$", re.IGNORECASE)


def _is_adjective(text: str, who: Span) -> bool:
    """Tell whether a name only qualifies people who are not their state ("Examplian skippers")."""
    last = text[who.start : who.end].rsplit(maxsplit=1)[-1]
    if last[:1].islower():
        return last not in _FOR_STATES
    determined = re.search(r"\b(?:the|an?|any)[\s\xa0]+$", text[: who.start], re.IGNORECASE) is not None
    if not determined and not re.search(r"(?:n|sh|ch|ese|i|ic)$", last):
        return False
    match = _NOUN_BEHIND.match(text, who.end)
    return match is not None and match.group(1) not in _FOR_STATES and not match.group(1).endswith("ing")


_BEHIND_ASKED = re.compile(r"[\s\xa0]+for[\s\xa0]+")
_BEHIND_WARNED = re.compile(
    r"(?:[\s\xa0]+on[\s\xa0]+[\w ]{3,20}?)?[\s\xa0]+(?=(?:against|that|not to|of|over|about)\b)", re.IGNORECASE
)


def without_hearer(text: str, about: Span, hearers: Sequence[Span], stance: Stance) -> Span:
    """Leave out the one asked or warned at the head of what is asked ("asked Examplia for more time")."""
    behind = {Stance.REQUESTS: _BEHIND_ASKED, Stance.DEMANDS: _BEHIND_ASKED, Stance.WARNS: _BEHIND_WARNED}.get(stance)
    if behind is None:
        return about
    for who in hearers:
        match = behind.match(text, who.end) if about.holds(who) else None
        if match is not None and match.end() < about.end and _HEAD.fullmatch(text, about.start, who.start):
            return Span(start=match.end(), end=about.end)
    return about
