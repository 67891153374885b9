"""Asserted against denied: a denial beside what others claim of the denier.

Decision to know: both sides must be about one thing. What is denied must be what the claim asserts, plans or holds
possible, not a word that it mentions by the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.desk import Desk
from synoptic.editing.likeness import points_back, stem, stems
from synoptic.model.accounts import Disagreement, DisagreementKind, EventLine, PositionLine, Side, StatementLine
from synoptic.model.readings import Stance, Status
from synoptic.model.spans import Evidence

_MOST_SIDES = 4
_CLAIMED = (Status.OCCURRED, Status.POSSIBLE, Status.PLANNED)
_BY_THE_WAY = re.compile(
    r"\b(?:amid|over|despite|about|fears?|worr(?:y|ies)|concerns?|threats?|risks?|warnings?|talks?|in case|against|"
    r"prevent|avert|avoid|stop)\b(?:[\s\xa0]+(?:of|over|about|on|the|an?|any|possible|potential|new|further|"
    r"[A-Z][\w’'-]*)){0,4}[\s\xa0]+$"
)


def find_denials(
    desk: Desk,
    events: Sequence[EventLine],
    statements: Sequence[StatementLine],
    positions: Sequence[PositionLine],
) -> list[Disagreement]:
    """Set a denial against what others claim of the denier: the accusation before it where it only points back."""
    found = []
    for denial in positions:
        if denial.stance is not Stance.DENIES:
            continue
        if points_back(denial.about):
            claims = _claims_before(desk, denial, statements, positions)
        else:
            charges = _charges_against(desk, denial, positions)
            told = [e for side, _ in charges for e in side.evidence]
            claims = [
                *charges,
                *(
                    (side, item)
                    for side, item in _claims_against(desk, denial, events, statements)
                    if not any(_overlaps(e, t) for e in side.evidence for t in told)
                ),
            ]
        if claims and (not points_back(denial.about) or len(claims) < _MOST_SIDES):
            shown = claims[: _MOST_SIDES - 1]
            last = Side(value=_denying(denial), by=(denial.actor,), evidence=denial.evidence)
            about = [*(item for _, item in shown), denial.id]
            found.append(
                make_disagreement(DisagreementKind.DENIAL, denial.about, [*(side for side, _ in shown), last], about)
            )
    return found


def _denying(denial: PositionLine) -> str:
    """Return the words that deny, with their verb: what is denied, alone, would read as asserted."""
    words = " ".join(denial.evidence[0].quote.split())
    return words if len(words) <= _MOST_CHARS else denial.about


_MOST_CHARS = 240
_Place = tuple[str, int | None]


def _places(desk: Desk, evidence: Sequence[Evidence]) -> set[_Place]:
    return {(e.report, desk.sheets[e.report].sentence_at(e.start)) for e in evidence}


def _claims_before(
    desk: Desk, denial: PositionLine, statements: Sequence[StatementLine], positions: Sequence[PositionLine]
) -> list[tuple[Side, str]]:
    """Find what "the accusation" or "any such plan" points back to: an accusation, else a claim that names the denier,
    in the two sentences before it."""
    names = _names_of(desk, denial.actor)
    before = {(r, n - back) for r, n in _places(desk, denial.evidence) if n is not None for back in (1, 2)}
    found = [
        (Side(value=line.about, by=(line.actor,), evidence=line.evidence), line.id)
        for line in positions
        if line.stance is Stance.ACCUSES and line.actor != denial.actor and _places(desk, line.evidence) & before
    ]
    if found:
        return found
    for line in statements:
        if line.speaker is None or line.speaker.casefold() in names or not _places(desk, line.evidence) & before:
            continue
        if _named(line.content, names) and not _DOUBT.search(line.content):
            found.append((Side(value=line.content, by=(line.speaker,), evidence=line.evidence), line.id))
    return found


def _charges_against(desk: Desk, denial: PositionLine, positions: Sequence[PositionLine]) -> list[tuple[Side, str]]:
    """Find the accusations of the denier that a denial denies: two stems of content are shared, or the only one."""
    names = _names_of(desk, denial.actor)
    denied = stems(denial.about) - {s for name in names for s in stems(name)} - _name_stems(desk)
    found: list[tuple[int, int, Side, str]] = []
    for line in positions:
        if line.stance is not Stance.ACCUSES or line.actor.casefold() in names:
            continue
        if not {name.casefold() for name in line.toward} & names and not _named(line.about, names):
            continue
        shared = len(stems(line.about) & denied)
        if shared and shared >= min(2, len(denied)):
            side = Side(value=line.about, by=(line.actor,), evidence=line.evidence)
            found.append((shared, line.origins, side, line.id))
    found.sort(key=lambda one: (-one[0], -one[1], one[3]))
    return [(side, item) for _, _, side, item in found]


def _claims_against(
    desk: Desk, denial: PositionLine, events: Sequence[EventLine], statements: Sequence[StatementLine]
) -> list[tuple[Side, str]]:
    """Find what others assert that a denial denies: the denier is named in it, and two stems of content are shared, or
    the only one that there is."""
    names = _names_of(desk, denial.actor)
    denied = stems(denial.about) - {s for name in names for s in stems(name)} - _name_stems(desk)
    needed = min(2, len(denied))
    own = _places(desk, denial.evidence)
    found: list[tuple[int, int, Side, str]] = []
    for line in statements:
        if _places(desk, line.evidence) & own or line.speaker is None or line.speaker.casefold() in names:
            continue
        shared = _asserts(line.content, names, denied)
        if shared and shared >= needed and _core(desk, line.evidence, line.content) & denied:
            side = Side(value=line.content, by=(line.speaker,), evidence=line.evidence)
            found.append((shared, line.origins, side, line.id))
    told = {e for _, _, side, _ in found for e in side.evidence}
    for event in events:
        if event.status not in _CLAIMED or event.background:
            continue
        if _places(desk, event.evidence) & own or any(_overlaps(e, t) for e in event.evidence for t in told):
            continue
        if {name.casefold() for name in event.says} & names:
            continue
        triggers = {stem(desk.reading(m.report).text[m.start : m.end]) for m in event.mentions}
        shared = _asserts(event.what, names, denied) if triggers & denied else 0
        if shared and shared >= needed:
            side = Side(value=event.what, by=event.says, evidence=event.evidence)
            found.append((shared, event.origins, side, event.id))
    found.sort(key=lambda one: (-one[0], -one[1], one[3]))
    return [(side, item) for _, _, side, item in found]


def _core(desk: Desk, evidence: Sequence[Evidence], content: str) -> set[str]:
    """Return the stems of what a claim is about: the triggers in it that are asserted, planned or possible.

    What stands behind "amid", "over" or "fears of" is named by the way. Where the reading has no event in it, its words
    are all there is to go by.
    """
    found: set[str] = set()
    if not any(desk.sheets[e.report].events_in(e.start, e.end) for e in evidence):
        return set(stems(content))
    for piece in evidence[:_MOST_SIDES]:
        text = desk.reading(piece.report).text
        for event in desk.sheets[piece.report].events_in(piece.start, piece.end):
            words = text[event.start : event.end]
            if (
                event.status in _CLAIMED
                and words in content
                and not _BY_THE_WAY.search(text[piece.start : event.start])
            ):
                found.add(stem(words))
    return found


def _overlaps(one: Evidence, other: Evidence) -> bool:
    return one.report == other.report and one.start < other.end and other.start < one.end


def _names_of(desk: Desk, actor: str) -> set[str]:
    """Return every name, in lower case, of the actor and of those who speak for it."""
    wanted = actor.casefold()
    names = {wanted}
    for linked in desk.story.actors:
        if wanted in (linked.name.casefold(), (linked.speaks_for or "").casefold()):
            names.add(linked.name.casefold())
            names.update(alias.casefold() for alias in linked.aliases)
            if linked.speaks_for:
                names.add(linked.speaks_for.casefold())
    return names


def _named(words: str, names: Iterable[str]) -> list[int]:
    """Return where the words name one of the names: the ends of the mentions."""
    text = words.casefold()
    return [m.end() for name in sorted(names) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


_DOUBT = re.compile(
    r"\b(?:not|no|never|unlikely|unclear|deny|denies|denied|would|if|fears?|worr(?:y|ies)|concerns?|n[’']t)\b",
    re.IGNORECASE,
)


def _asserts(words: str, names: Iterable[str], denied: Iterable[str]) -> int:
    """Count the stems of what is denied that the words assert of the denier: named first, and in no doubt."""
    places = _named(words, names)
    if not places or _DOUBT.search(words):
        return 0
    return len(stems(words[min(places) :]) & set(denied))


def _name_stems(desk: Desk) -> set[str]:
    return {s for actor in desk.story.actors for name in (actor.name, *actor.aliases) for s in stems(name)}
