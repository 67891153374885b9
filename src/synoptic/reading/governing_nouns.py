"""Deeds that hang on a noun: "the decision to sell the mill", "foiled an attempt to smuggle", "the idea of moving".

Decision to know: the noun tells how the deed is meant (settled, open, refused), and the verb beside the noun what
became of it: what is given up, turned down or foiled wins over what the noun says.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Status
from synoptic.reading.clauses import Clause
from synoptic.reading.lines import Line

_SETTLED = frozenset(
    "decision decisions order orders agreement agreements deal deals promise promises pledge pledges vow vows"
    " commitment commitments undertaking mandate resolution instruction instructions preparations go-ahead"
    " approval clearance assent".split()
)
_MEANT = frozenset("plan plans intention intentions intent scheme schemes".split())
_OPEN = frozenset(
    "proposal proposals offer offers request requests call calls demand demands plea pleas appeal appeals bid bids"
    " threat threats attempt attempts effort efforts move moves wish desire hope hopes chance chances opportunity power"
    " powers right rights temptation pressure invitation suggestion suggestions motion motions petition petitions"
    " option bill legislation measure amendment draft idea plot plots campaign drive readiness willingness"
    " permission licence license possibility prospect"
    " risk".split()
)
_REFUSED = frozenset("refusal failure inability unwillingness reluctance".split())
_UNVEILING = frozenset(
    "announce unveil have confirm reveal outline finalise finalize set approve disclose publish present adopt"
    " detail".split()
)
_GIVING_UP = frozenset(
    "abandon drop scrap shelve cancel axe ditch withdraw renege abort rescind revoke suspend".split()
)
_PARTED = frozenset(
    {("give", "up"), ("go", "back"), ("back", "away"), ("call", "off"), ("pull", "out"), ("back", "out")}
)
_TURNING_DOWN = frozenset("reject refuse decline veto rebuff resist ignore spurn defy oppose dismiss".split())
_TURNED = frozenset(
    {
        ("turn", "down"),
        ("brush", "aside"),
        ("throw", "out"),
        ("vote", "down"),
        ("strike", "down"),
        ("wave", "away"),
        ("shrug", "off"),
    }
)
_ASKED = frozenset(
    "proposal proposals offer offers request requests call calls demand demands plea pleas appeal appeals bid bids"
    " invitation suggestion suggestions motion motions petition petitions pressure idea bill legislation measure"
    " amendment".split()
)
_UNDOING = frozenset("reverse overturn annul quash lift halt repeal".split())
_FOILING = frozenset("foil thwart block prevent stop defeat frustrate halt stall scupper repel sink".split())
_TRIED = frozenset("attempt attempts bid bids effort efforts plot plots plan plans scheme schemes move moves".split())
_BEGUN = frozenset("attempt attempts effort efforts campaign".split())
_CLAIMED = frozenset(
    "accusation accusations allegation allegations claim claims charge charges report reports rumour rumours"
    " rumor rumors"
    " suggestion suggestions talk speculation story stories".split()
)
_REBUFFING = frozenset(
    "reject deny dismiss rebuff refute rebut dispute contest scoff contradict rubbish quash scotch deride repudiate"
    " disavow ridicule mock".split()
)
_WAVED = frozenset({("laugh", "off"), ("wave", "away"), ("brush", "aside"), ("brush", "off"), ("shoot", "down")})
_ORDERING = frozenset("order orders decree decrees bill measure resolution motion treaty agreement deal".split())
_FAILING = frozenset("fail collapse founder falter flop fizzle".split())
_DETERMINERS = frozenset("no any neither".split())


def is_governing(noun: str) -> bool:
    """Tell whether the noun says how the deed behind it is meant."""
    return any(noun in some for some in (_SETTLED, _MEANT, _OPEN, _REFUSED, _CLAIMED))


def status_under_noun(line: Line, clauses: Sequence[Clause], number: int, over: Status | None) -> Status | None:
    """Return the status that the noun straight before "to" or "of" gives the deed, or None where no such noun is there.

    `over` is the status of the verb that governs the noun, None where it tells nothing.
    """
    clause = clauses[number]
    at = _noun_before(line, clause)
    if at < 0:
        return None
    noun = line.lower[at]
    verb, passive, negated = _verb_of(line, clauses, number, at)
    became = _became(line, noun, verb, passive=passive) if verb is not None else None
    if became is not None and verb is not None and not negated:
        if over is Status.POSSIBLE and became is not Status.DENIED:
            return Status.POSSIBLE
        return became
    return _told(line, noun, at, verb, over, unveiled=verb is None or passive, negated=negated)


def status_behind_noun(
    line: Line, noun_at: int, verb: Clause | None, over: Status | None, *, passive: bool
) -> Status | None:
    """Return the status that a governing noun gives the deed named behind it: "unveiled plans for a bridge"."""
    noun = line.lower[noun_at]
    negated = verb is not None and verb.group.negated
    became = _became(line, noun, verb, passive=passive) if verb is not None else None
    if became is not None and not negated:
        return Status.POSSIBLE if over is Status.POSSIBLE and became is not Status.DENIED else became
    if noun in _MEANT or noun in _SETTLED:
        return _told(line, noun, noun_at, verb, over, unveiled=verb is None or passive, negated=negated)
    return None


def _told(
    line: Line, noun: str, at: int, verb: Clause | None, over: Status | None, *, unveiled: bool, negated: bool
) -> Status | None:
    """Return the status by the noun alone and what is told of it."""
    if noun in _REFUSED:
        return Status.POSSIBLE if over is Status.POSSIBLE else Status.NEGATED
    if noun in _MEANT:
        if at and line.lower[at - 1] in _DETERMINERS:
            return None
        unveiled = unveiled or (verb is not None and verb.group.lemma in _UNVEILING)
        return Status.PLANNED if unveiled and not negated and over is not Status.POSSIBLE else None
    if noun in _SETTLED:
        if negated or over in (Status.NEGATED, Status.DENIED):
            return Status.NEGATED if over is not Status.DENIED else Status.DENIED
        return Status.POSSIBLE if over is Status.POSSIBLE else Status.PLANNED
    if noun in _ORDERING - _OPEN:
        return Status.PLANNED
    return Status.POSSIBLE if noun in _OPEN else None


def _noun_before(line: Line, clause: Clause) -> int:
    """Return the noun that the deed hangs on, or -1."""
    at = clause.first - 1
    if clause.group.form == "gerund" and not clause.opener and at >= 0 and line.lower[at] in _ORDERING:
        return at  # "an order releasing all debtors"
    if clause.group.form == "gerund" and clause.opener not in ("of", "for", "on", "against", "at"):
        return -1
    if clause.group.form == "infinitive" and (called := _called_for(line, at)) >= 0:
        return called
    if at < 0 or line.name[at] >= 0 or line.time[at] >= 0 or line.kind[at] != "w":
        return -1
    if at == clause.group.first or (line.lower[at] == "order" and line.lower[at - 1 : at] == ["in"]):
        return -1  # "in order to" tells a purpose
    return at


def _called_for(line: Line, at: int) -> int:
    """Return the noun of "calls for Oswin to resign", where somebody stands between, or -1."""
    back = at
    while back > 0 and at - back < 6 and (line.name[back] >= 0 or line.kind[back] in "wd'q"):
        back -= 1
    asked = back > 0 and back < at and line.lower[back] == "for" and line.lower[back - 1] in _ASKED
    return back - 1 if asked and line.name[back - 1] < 0 else -1


def _verb_of(line: Line, clauses: Sequence[Clause], number: int, at: int) -> tuple[Clause | None, bool, bool]:
    """Find the verb whose object or subject the noun is; tell whether it is passive with the noun as its subject, and
    whether it is negated."""
    own = clauses[number]
    for other in clauses:
        held = other.subject is not None and other.subject[0] <= at < other.subject[1]
        if other is not own and held and other.group.first > at:
            return other, True, other.group.negated
    parent = clauses[own.parent] if own.parent is not None else None
    if parent is not None and parent.group.stop <= at:
        return parent, False, parent.group.negated
    return None, False, False


def _became(line: Line, noun: str, verb: Clause, *, passive: bool) -> Status | None:
    """Return what the verb makes of the deed: given up, turned down, foiled, denied."""
    group = verb.group
    after = line.lower[group.stop] if group.stop < len(line.lower) else ""
    if passive and not group.passive:
        return Status.NEGATED if group.lemma in _FAILING and noun in _TRIED else None
    if (group.lemma in _GIVING_UP or (group.lemma, after) in _PARTED) and noun not in ("call", "calls"):
        return Status.NEGATED if noun in _BEGUN else Status.CALLED_OFF
    if group.lemma in _UNDOING and (noun in _SETTLED or noun in _MEANT):
        return Status.CALLED_OFF
    if noun in _CLAIMED:
        return Status.DENIED if group.lemma in _REBUFFING or (group.lemma, after) in _WAVED else None
    if group.lemma == "deny":
        return Status.DENIED
    if (group.lemma in _TURNING_DOWN or (group.lemma, after) in _TURNED) and noun in _ASKED:
        return Status.NEGATED
    return Status.NEGATED if group.lemma in _FOILING and noun in _TRIED else None
