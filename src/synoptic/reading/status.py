"""Whether an event happened, is planned, is possible, was denied or did not happen: from the verb, what governs it
and the words around.

Decision to know: a light is worked out from the verb up to the sentence, and the least certain on the way wins; only
a plain plan said in the
past tense ("confirmed that A would meet B") is a plan in spite of "would".
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Status
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, GERUND, INFINITIVE, Clause
from synoptic.reading.events_lexicon import Lexicon
from synoptic.reading.lines import Line
from synoptic.reading.verb_groups import Group

_POSSIBLE_MODALS = frozenset("may might could can should must ought 'd".split())
_UNSURE = frozenset("likely unlikely possible unclear conceivable plausible".split())
_SHOWN = frozenset("protest demonstrate rally demand denounce condemn".split())
_GATHERING = frozenset(
    "gather march rally assemble turn take pour strike walk descend converge meet stage hold".split()
)
_CONDITIONS = frozenset("if unless whether lest".split())
_HOSTS = {
    "planned": Status.PLANNED,
    "ready": Status.POSSIBLE,
    "possible": Status.POSSIBLE,
    "threat": Status.POSSIBLE,
    "tried": Status.POSSIBLE,
    "negated": Status.NEGATED,
    "refused": Status.NEGATED,
    "must": Status.POSSIBLE,
}
_PLAIN_PLAN_CUES = frozenset("say confirm announce tell add report state reveal disclose indicate declare".split())


def status_of(line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, depth: int = 0) -> Status | None:
    """Return the status of what the verb of a clause tells, or None when nothing is told (a purpose, a refusal's
    object).
    """
    clause = clauses[number]
    group = clause.group
    own = _own_light(line, clauses, number)
    if group.host == "none" or (clause.opener in _ASKED and clause.group.form == "finite"):
        return None
    if own is not Status.NEGATED and _names_nobody(line, clause):
        return Status.NEGATED
    if clause.relation in (INFINITIVE, GERUND) and not group.host:
        return _governed(line, clauses, number, lexicon, own, depth)
    if group.host == "planned" and group.tense == "past" and group.perfect:
        called_off = any(c.group.lemma == "cancel" or _calls_off(line, c.group) for c in clauses)
        return Status.CALLED_OFF if called_off else Status.NEGATED
    if clause.opener in _CONDITIONS:
        return Status.POSSIBLE
    if clause.opener in _UNSURE:
        return Status.POSSIBLE
    if clause.relation == COMPLEMENT and clause.parent is not None and depth < 6:
        above = clauses[clause.parent]
        light = lexicon.governing.get(above.group.lemma, "said")
        if own is Status.OCCURRED and light in ("possible", "planned") and above.group.lemma not in _PLAIN_PLAN_CUES:
            return Status.POSSIBLE if group.tense != "past" or above.group.lemma in ("fear", "suspect") else own
        if (
            own is Status.PLANNED
            and light == "possible"
            and above.group.lemma in ("demand", "insist", "fear", "hope", "want", "doubt", "warn")
        ):
            return Status.POSSIBLE
        if light == "denied":
            return Status.NEGATED if above.group.negated else Status.DENIED
        if (
            above.group.negated
            and light == "said"
            and above.group.lemma in ("say", "confirm", "know", "tell", "announce")
        ):
            return Status.POSSIBLE
    if (
        clause.relation != COMPLEMENT
        and clause.parent is not None
        and clause.shares_subject
        and not group.modal
        and depth < 6
    ):
        lead = clauses[clause.parent].group
        if (
            group.tense == "present"
            and lead.modal
            and lead.form == "finite"
            and not group.perfect
            and group.head == group.first
        ):
            return status_of(line, clauses, clause.parent, lexicon, depth + 1)
    return own


def _calls_off(line: Line, group: Group) -> bool:
    return group.lemma == "call" and group.stop < len(line) and line.lower[group.stop] == "off"


_ASKED = frozenset("what how why".split())
_NOBODY = frozenset("no nobody nothing none neither".split())


def _names_nobody(line: Line, clause: Clause) -> bool:
    """Tell whether the subject or object says that there was none: "no talks", "nobody", "will sign nothing"."""
    at = clause.group.stop
    if at < len(line) and line.lower[at] in _NOBODY and not (at + 1 < len(line) and line.lower[at + 1] == "longer"):
        return True
    return clause.subject is not None and line.lower[clause.subject[0]] in _NOBODY


def _own_light(line: Line, clauses: Sequence[Clause], number: int) -> Status:
    group = clauses[number].group
    if group.host and group.host in _HOSTS:
        light = _HOSTS[group.host]
        return Status.NEGATED if group.negated and light is not Status.POSSIBLE else light
    if group.negated:
        return Status.NEGATED
    if group.modal in ("will", "shall"):
        return Status.PLANNED
    if group.modal == "would":
        return Status.PLANNED if _plain_plan(clauses, number) else Status.POSSIBLE
    if group.modal in _POSSIBLE_MODALS:
        return Status.POSSIBLE
    if line.lower[-1] == "?":
        return Status.POSSIBLE
    return Status.OCCURRED


def _plain_plan(clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether "would" stands only for "will" after a verb of saying in the past."""
    clause = clauses[number]
    if any(c.relation == ADVERBIAL and c.opener in _CONDITIONS for c in clauses) or clause.group.perfect:
        return False
    if clause.relation != COMPLEMENT or clause.parent is None:
        return False
    above = clauses[clause.parent].group
    return above.lemma in _PLAIN_PLAN_CUES and (above.tense == "past" or above.perfect) and not above.negated


def _governed(
    line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, own: Status, depth: int
) -> Status | None:
    clause = clauses[number]
    if clause.parent is None or depth >= 6:
        return own if clause.relation == GERUND else Status.PLANNED if clause.group.host == "planned" else None
    above = clauses[clause.parent]
    gap = clause.group.first - above.group.stop
    noun = _governing_noun(line, clause, above)
    if noun is not None:
        light = lexicon.governors.get(noun)
        if light is not None:
            return Status.DENIED if above.group.lemma == "deny" else Status.POSSIBLE
        if clause.relation == INFINITIVE and noun in ("agreement", "deal", "decision", "order"):
            over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
            return Status.PLANNED if over is Status.OCCURRED else Status.POSSIBLE
    light = lexicon.governing.get(above.group.lemma)
    if above.group.passive and above.group.lemma in ("expect", "schedule", "plan", "set", "slate"):
        light = "planned"
    if clause.relation == GERUND:
        if clause.opener in ("without", "instead"):
            return Status.NEGATED
        if (gap <= 1 and light not in (None, "said", "same")) or (clause.opener == "from" and light == "negated"):
            return _from_light(light, own)
        base = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        if light == "denied" and clause.opener in ("", "of"):
            return Status.DENIED
        if clause.opener in ("by", "") and base in (Status.PLANNED, Status.POSSIBLE, Status.NEGATED):
            return Status.POSSIBLE if base is Status.NEGATED else base
        return own
    if clause.relation == INFINITIVE and clause.group.lemma in _SHOWN and above.group.lemma in _GATHERING:
        return status_of(line, clauses, clause.parent, lexicon, depth + 1)
    if light == "same" and gap <= 1:
        return status_of(line, clauses, clause.parent, lexicon, depth + 1)
    if above.group.negated and light == "planned":
        return Status.NEGATED
    return _from_light(light, own) if light not in (None, "said", "same") else None


def _from_light(light: str | None, own: Status) -> Status | None:
    if light == "planned":
        return Status.NEGATED if own is Status.NEGATED else Status.PLANNED
    if light == "possible":
        return Status.POSSIBLE
    if light == "denied":
        return Status.DENIED
    if light == "negated":
        return None
    return own


def _governing_noun(line: Line, clause: Clause, above: Clause) -> str | None:
    """Return the noun straight before "to" or "of" that the deed hangs on ("plans to invade"), or None."""
    at = clause.first - 1
    if at < above.group.stop or line.name[at] >= 0 or line.time[at] >= 0 or line.kind[at] != "w":
        return None
    return line.lower[at]
