"""Whether an event happened, is planned, is possible, was denied or did not happen: from the verb, what governs it
and the words around.

Decision to know: a light is worked out from the verb up to the sentence, and the least certain on the way wins; only
a plain plan said in the
past tense ("confirmed that A would meet B") is a plan in spite of "would".
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.model.readings import Status
from synoptic.reading.clauses import ADVERBIAL, COMPLEMENT, COORDINATE, GERUND, INFINITIVE, MAIN, RELATIVE, Clause
from synoptic.reading.conditions import find_condition, in_condition
from synoptic.reading.contradictions import is_contradicted
from synoptic.reading.events_lexicon import Lexicon
from synoptic.reading.governing_nouns import status_under_noun
from synoptic.reading.lines import Line
from synoptic.reading.status_unkept import unkept
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
_PLAIN_PLAN_CUES = frozenset(
    "say confirm announce tell add report state reveal disclose indicate declare promise pledge vow assure".split()
)


def status_of(line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, depth: int = 0) -> Status | None:
    """Return the status of what the verb of a clause tells, or None when nothing is told (a purpose, a refusal's
    object).
    """
    clause = clauses[number]
    group = clause.group
    if in_condition(line, clauses, group.head):
        return None
    own = _own_light(line, clauses, number)
    if own is Status.PLANNED and group.modal and _under_condition(clauses, number):
        own = Status.POSSIBLE
    if group.host == "none" or (clause.opener in _ASKED and clause.group.form == "finite"):
        return None
    if _is_question(clauses, number):
        return None
    if own is not Status.NEGATED and _names_nobody(line, clause):
        return Status.DENIED if is_contradicted(line, clauses, number) else Status.NEGATED
    if clause.relation in (INFINITIVE, GERUND) and not group.host:
        return _governed(line, clauses, number, lexicon, own, depth)
    if (became := unkept(line, clauses, number)) is not None:
        return became
    if group.host == "planned" and group.tense == "past" and group.perfect:
        return Status.CALLED_OFF  # "was to have visited"
    if clause.opener in _CONDITIONS:
        return Status.POSSIBLE
    if clause.opener == "before" and group.modal in ("could", "can"):
        return Status.NEGATED
    if (
        clause.opener in ("until", "till", "before", "once", "when", "after")
        and clause.relation == ADVERBIAL
        and group.tense == "present"
        and own is Status.OCCURRED
        and line.lower[-1] in _FULL_STOPS
        and not group.progressive
    ):
        return Status.PLANNED
    if own is Status.NEGATED and is_contradicted(line, clauses, number):
        return Status.DENIED
    if is_false_claim(line, clauses, number):
        return Status.DENIED
    if clause.opener in _UNSURE or (
        own is Status.PLANNED and clause.opener == "that" and clause.first and line.lower[clause.first - 1] in _DREADED
    ):
        return Status.POSSIBLE
    if (
        group.modal in ("must", "should")
        and clause.relation == COMPLEMENT
        and clause.parent is not None
        and clauses[clause.parent].group.lemma in ("rule", "order", "decree", "decide")
    ):
        return Status.PLANNED
    if clause.opener == "that" and line.lower[0] == "it" and not _THOUGHT.isdisjoint(line.lower[1:4]):
        return Status.POSSIBLE
    if (
        clause.opener == "that"
        and clause.first
        and line.lower[clause.first - 1] in _RUMOURED
        and own is not Status.NEGATED
    ):
        return Status.POSSIBLE
    if clause.relation == COMPLEMENT and clause.parent is not None and depth < 6:
        above = clauses[clause.parent]
        light = lexicon.governing.get(above.group.lemma, "said")
        if above.group.lemma in ("want", "need", "wish") and not clause.opener and group.doubtful:
            return Status.POSSIBLE  # "want the banker extradited"
        if light == "planned" and group.first == group.head - 1 and line.lower[group.first] == "be":
            return Status.PLANNED  # "ordered that the gate be shut"
        if own is Status.OCCURRED and light in ("possible", "planned") and above.group.lemma not in _PLAIN_PLAN_CUES:
            return (
                Status.POSSIBLE if group.tense != "past" or above.group.lemma in ("fear", "suspect", "doubt") else own
            )
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
            and clause.opener not in _ASKING_FOR
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


_ASKING_FOR = frozenset("who whom which what how why when where".split())
_FULL_STOPS = frozenset({".", "”", '"'})
_THOUGHT = frozenset("suspected feared rumoured rumored thought believed hoped doubted".split())
_RUMOURED = frozenset("rumour rumours rumor rumors speculation suspicion suspicions possibility chance risk".split())
_DREADED = frozenset(
    "fear fears worry worries concern concerns hope hopes suspicion suspicions speculation hopeful optimistic afraid"
    " worried fearful".split()
)
_CLAIMS = frozenset(
    "claim claims report reports charge charges accusation accusations allegation allegations rumour rumours rumor"
    " rumors finding findings suggestion suggestions assertion assertions speculation notion story stories talk".split()
)
_REBUFFING = frozenset(
    "reject dismiss deny refute rebut rebuff contradict quash disavow repudiate rubbish deride scotch contest"
    " dispute ridicule mock scoff brush laugh shrug wave".split()
)
_UNTRUE = frozenset(
    "false untrue wrong baseless unfounded groundless fabricated invention fiction fantasy fable ludicrous lie"
    " lies nonsense absurd ridiculous laughable preposterous bogus hoax myth fake rubbish slander malicious".split()
)


def is_false_claim(line: Line, clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether the clause is what somebody is said to claim wrongly: "rejected claims that", "it is not true that",
    "the report that A did it was false".
    """
    clause = clauses[number]
    if clause.opener != "that" or not clause.first:
        return False
    before = line.lower[clause.first - 1]
    if "truth" in line.lower[max(0, clause.first - 4) : clause.first] and "no" in line.lower[: clause.first]:
        return True
    if before in ("denial", "denials"):
        return True
    if line.lower[0] == "it" and not _UNTRUE.isdisjoint(line.lower[1:4]) and before == ",":
        return True
    if before == "true" and line.kind[clause.first - 2] == "n":
        return True
    if before in _UNTRUE:
        return True
    if before not in _CLAIMS and not (clause.parent is not None and clauses[clause.parent].group.lemma in _REBUFFING):
        return False
    above = clauses[clause.parent].group if clause.parent is not None else None
    if above is not None and above.lemma in _REBUFFING and not above.negated and above.stop <= clause.first:
        return True
    if above is not None and above.lemma in ("call", "describe", "brand") and not above.negated:
        after = line.lower[clause.group.stop :] if above.lemma == "call" else line.lower[above.stop : clause.first]
        return not _UNTRUE.isdisjoint(after)
    return any(
        c.group.lemma == "be"
        and c.group.first > clause.group.first
        and not c.group.negated
        and not _UNTRUE.isdisjoint(line.lower[c.group.stop : c.group.stop + 3])
        for c in clauses
    )


def _under_condition(clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether an if or an unless stands beside the clause: "if A invades, B will close the strait"."""
    clause = clauses[number]
    for other, one in enumerate(clauses):
        if other == number or one.opener not in ("if", "unless") or one.relation != ADVERBIAL:
            continue
        if one.parent == number or clause.parent == other or one.first < clause.group.first:
            return True
    return False


def _calls_off(line: Line, group: Group) -> bool:
    return group.lemma == "call" and group.stop < len(line.lower) and line.lower[group.stop] == "off"


def _is_question(clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether somebody only asks whether it is so; a question tells no event."""
    at: int | None = number
    for _ in range(4):
        if at is None:
            return False
        clause = clauses[at]
        if clause.opener in ("whether", "if") and clause.parent is not None:
            above = clauses[clause.parent].group
            return above.lemma in _QUESTIONING and not (clause.opener == "if" and above.form != "finite")
        if clause.relation not in (INFINITIVE, GERUND):
            return False
        at = clause.parent
    return False


_QUESTIONING = frozenset("ask wonder enquire inquire query question".split())
_ASKED = frozenset("what how why".split())
_NOBODY = frozenset("no nobody nothing none neither".split())


def _names_nobody(line: Line, clause: Clause) -> bool:
    """Tell whether the subject or object says that there was none: "no talks", "nobody", "will sign nothing"."""
    at = clause.group.stop
    if (
        at < len(line.lower)
        and line.lower[at] in _NOBODY
        and not (at + 1 < len(line.lower) and line.lower[at + 1] == "longer")
    ):
        return True
    if clause.subject is None:
        return False
    first = clause.subject[0]
    return line.lower[first] in _NOBODY or line.lower[first : first + 2] in (["not", "one"], ["not", "a"])


def _own_light(line: Line, clauses: Sequence[Clause], number: int) -> Status:
    group = clauses[number].group
    if group.host == "preparing":
        return Status.POSSIBLE if group.lemma in _HOSTILE or group.negated else Status.PLANNED
    if group.host == "must" and group.tense == "past" and not group.modal and not group.negated:
        return Status.OCCURRED  # "had to land"
    if group.negated and group.modal in ("will", "would") and "longer" in line.lower[group.first : group.stop]:
        return Status.NEGATED if group.lemma in _HABITS else Status.CALLED_OFF
    if group.host and group.host in _HOSTS:
        light = _HOSTS[group.host]
        return Status.NEGATED if group.negated and light is not Status.POSSIBLE else light
    if group.negated:
        return Status.NEGATED
    if group.inner is not None and line.lower[-1] == "?":
        wondered = group.tense == "past" and line.lower[group.first - 1] in _ASKING_FOR
        return Status.OCCURRED if wondered else Status.POSSIBLE
    if not _MAYBE.isdisjoint(line.lower[max(0, clauses[number].first - 1) : group.stop]):
        return Status.POSSIBLE
    if group.modal in ("would", "could", "might") and group.perfect and _against_fact(line, clauses):
        return Status.NEGATED
    if group.modal in ("will", "shall"):
        return Status.PLANNED
    if group.modal == "would":
        return Status.PLANNED if _plain_plan(line, clauses, number) else Status.POSSIBLE
    if group.modal in _POSSIBLE_MODALS:
        return Status.POSSIBLE
    if line.lower[-1] == "?":
        return Status.POSSIBLE
    return Status.OCCURRED


_HABITS = frozenset(
    "talk speak deal accept tolerate support serve pay allow comment answer respond trust recognise recognize use buy"
    " sell work live rely depend cooperate negotiate discuss ignore apologise apologize".split()
)
"""What one "will no longer" do of these was a habit and no appointment: nothing is called off."""
_HOSTILE = frozenset("invade attack strike bomb shell seize annex storm assault bombard retaliate".split())
"""Nobody tells of preparing these himself: others fear it."""
_MAYBE = frozenset("perhaps maybe possibly conceivably".split())


def _against_fact(line: Line, clauses: Sequence[Clause]) -> bool:
    """Tell whether the sentence sets a condition that was not met: "had the convoy left later", "if he had known"."""
    if any(c.opener in ("if", "unless") and c.group.perfect for c in clauses):
        return True
    return (found := find_condition(line, clauses)) is not None and line.lower[found[0]] == "had"


def _said_after(line: Line, clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether who says the clause stands behind it, after a comma: "would resume at dawn, the coastguard said"."""
    clause = clauses[number]
    if clause.opener in _CONDITIONS or any(c.opener in ("if", "unless") for c in clauses[: number + 1]):
        return False
    later = clauses[number + 1 :]
    return bool(later) and any(
        c.group.lemma in _PLAIN_PLAN_CUES
        and (c.group.tense == "past" or c.group.perfect)
        and not c.group.negated
        and c.group.first > clause.group.stop
        and "," in line.lower[clause.group.stop : c.group.first]
        and c.stop >= len(line.lower) - 1
        for c in later[:2]
    )


def _plain_plan(line: Line, clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether "would" stands only for "will" beside a verb of saying in the past."""
    clause = clauses[number]
    if any(c.relation == ADVERBIAL and c.opener in _CONDITIONS for c in clauses) or clause.group.perfect:
        return False
    seen = 0
    while clause.relation == COORDINATE and clause.shares_subject and clause.parent is not None and seen < 4:
        clause, seen = clauses[clause.parent], seen + 1
    if clause.relation != COMPLEMENT and _said_after(line, clauses, number):
        return (clause.subject is not None or clause.shares_subject) and _is_dated(line, clause)
    if clause.relation == MAIN and clause.group.lemma in _HELD and _is_dated(line, clause):
        return True  # "The primary would be held on 30 April"
    if clause.relation != COMPLEMENT or clause.parent is None:
        return False
    above = clauses[clause.parent].group
    return above.lemma in _PLAIN_PLAN_CUES and (above.tense == "past" or above.perfect) and not above.negated


_HELD = frozenset("hold take begin start open resume reopen".split())


def _is_dated(line: Line, clause: Clause) -> bool:
    """Tell whether a time stands behind the verb: without one, "would" mostly weighs what might come of a thing."""
    return any(line.time[at] >= 0 for at in range(clause.group.stop, clause.stop))


def _governed(
    line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, own: Status, depth: int
) -> Status | None:
    clause = clauses[number]
    if clause.relation == INFINITIVE and clause.first and line.lower[clause.first - 1] in ("whether", "if"):
        return Status.POSSIBLE
    if line.lower[clause.first - 1 : clause.first] == ["suspected"] and clause.opener == "of":
        return Status.POSSIBLE
    if clause.relation == GERUND and _is_without(line, clause):
        return Status.NEGATED
    if clause.relation == GERUND and (
        clause.opener in ("without", "instead") or (clause.opener == "of" and line.lower[clause.first - 1] == "instead")
    ):
        return Status.NEGATED
    if clause.parent is None or depth >= 6:
        under = _under_noun(line, clauses, number, lexicon, depth) if depth < 6 else None
        if under is not None:
            return under
        return own if clause.relation == GERUND else Status.PLANNED if clause.group.host == "planned" else None
    above = clauses[clause.parent]
    gap = clause.group.first - above.group.stop
    under = _under_noun(line, clauses, number, lexicon, depth)
    if under is not None:
        return under
    noun = _governing_noun(line, clause, above)
    if noun is not None:
        light = lexicon.governors.get(noun)
        if light is not None and noun in _MEANT and line.lower[clause.first - 2] == "no":
            return Status.DENIED if above.relation == COMPLEMENT or clause.parent in _said(clauses) else Status.NEGATED
        if light is not None:
            return Status.DENIED if above.group.lemma == "deny" else Status.POSSIBLE
    if clause.relation == INFINITIVE and (chosen := _resolved(line, clauses, number, lexicon, own, depth)) is not None:
        return chosen
    follows = line.lower[above.group.stop] if above.group.stop < len(line.lower) else ""
    pair = f"{above.group.lemma}_{follows}"
    if clause.relation == GERUND and gap <= 2 and not above.group.negated:
        if above.group.lemma in _PUT_OFF or pair in _PUT_OFF:
            return Status.MOVED
        if pair in _DROPPED or (above.group.lemma in _DROPPED and gap <= 1):
            return Status.CALLED_OFF
    if clause.relation == GERUND and clause.opener == "from" and above.group.lemma not in _GAINING:
        over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        return Status.NEGATED if over is Status.OCCURRED and not above.group.negated else Status.POSSIBLE
    if clause.relation == GERUND and clause.opener == "to" and line.lower[clause.first - 1] == "open":
        return Status.POSSIBLE
    if clause.relation == GERUND and line.lower[clause.first - 1] in _BRINKS:
        return Status.PLANNED
    if (
        clause.relation == GERUND
        and clause.opener == "against"
        and above.group.lemma in ("vote", "decide", "come", "rule")
    ):
        return Status.NEGATED
    if clause.relation == GERUND and above.group.lemma in _BLAMED:
        return _blamed(line, clauses, number)
    light = lexicon.governing.get(above.group.lemma)
    following = line.lower[above.group.stop] if above.group.stop < len(line.lower) else ""
    light = lexicon.governing.get(f"{above.group.lemma}_{following}", light)
    if above.group.passive and above.group.lemma in ("expect", "schedule", "plan", "set", "slate"):
        light = "planned"
    if light == "denied" and not above.group.negated and gap <= 1:
        return Status.DENIED
    if light == "short":
        return Status.NEGATED
    if light == "prevented" or (clause.opener == "from" and above.group.lemma in _PREVENTING):
        over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        return Status.NEGATED if over is Status.OCCURRED else Status.POSSIBLE
    if light in ("negated", "refused"):
        own_after = line.lower[clause.group.stop] if clause.group.stop < len(line.lower) else ""
        if lexicon.governing.get(f"{clause.group.lemma}_{own_after}") == "negated":
            return None  # "refused to rule out": two refusals make none
        if above.group.negated:
            return Status.POSSIBLE
        return _unmet(line, clauses, clause.parent, lexicon, depth)
    if (
        clause.relation == GERUND
        and clause.opener == "to"
        and above.group.lemma == "plead"
        and "not" in line.lower[above.group.stop : clause.first]
    ):
        return Status.DENIED
    if clause.relation == GERUND:
        if (gap <= 1 and light not in (None, "said", "same")) or (clause.opener == "from" and light == "negated"):
            return _from_light(light, own)
        base = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        if light == "denied" and clause.opener in ("", "of"):
            return Status.DENIED
        if clause.opener in ("before", "after", "while", "when", "upon") and base is Status.PLANNED:
            return base
        if clause.opener in ("by", "") and base in (Status.PLANNED, Status.POSSIBLE, Status.NEGATED):
            return Status.POSSIBLE if base is Status.NEGATED else base
        return own
    if clause.relation == INFINITIVE and clause.group.lemma in _SHOWN and above.group.lemma in _GATHERING:
        return status_of(line, clauses, clause.parent, lexicon, depth + 1)
    if light == "same" and gap <= 1:
        return status_of(line, clauses, clause.parent, lexicon, depth + 1)
    if above.group.negated and light == "planned":
        return Status.DENIED if is_contradicted(line, clauses, clause.parent) else Status.NEGATED
    if light == "planned" and _was_given_up(line, clauses, clause.parent):
        return Status.CALLED_OFF
    if clause.group.perfect and clause.relation == INFINITIVE and not clause.group.host and light != "planned":
        over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        if not above.group.negated and light in (None, "said"):
            return over  # "claimed to have killed"
    if light == "planned":
        over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
        if over in (Status.POSSIBLE, Status.DENIED, Status.NEGATED):
            return over
    return _from_light(light, own) if light not in (None, "said", "same") else None


_MEANING = frozenset("plan intend mean schedule arrange agree".split())


def _was_given_up(line: Line, clauses: Sequence[Clause], number: int) -> bool:
    """Tell whether somebody had meant a thing and a "but" follows: "had planned to marry, but gave it up"."""
    group = clauses[number].group
    before = group.perfect and group.tense == "past" and group.lemma in _MEANING and not group.negated
    return before and "but" in line.lower[group.stop :]


def _is_without(line: Line, clause: Clause) -> bool:
    """Tell whether "without" and its noun stand before a deed in -ing: "without a contract having been signed"."""
    for at in range(clause.first - 1, max(-1, clause.first - 6), -1):
        if line.lower[at] == "without":
            return True
        if line.name[at] < 0 and line.kind[at] not in "dw#'":
            return False
    return False


def _under_noun(line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, depth: int) -> Status | None:
    """Return the status that the noun straight before the deed gives it."""
    parent = clauses[number].parent
    over = status_of(line, clauses, parent, lexicon, depth + 1) if parent is not None else None
    return status_under_noun(line, clauses, number, over)


_PUT_OFF = frozenset("postpone delay defer put_off put_back push_back hold_off".split())
_DROPPED = frozenset("drop scrap shelve give_up call_off ditch cancel back_out pull_out".split())
_GAINING = frozenset(
    "suffer benefit profit come result move switch return recover emerge earn gain learn go derive graduate pass stem"
    " arise range turn shift live make date".split()
)
_BRINKS = frozenset("verge brink point cusp eve".split())
_RESOLVING = frozenset("vote choose decide opt agree promise vow plan prefer pledge resolve swear elect".split())
_CAUSING = frozenset("force compel oblige drive prompt lead cause persuade convince get help enable oblige".split())
_PLACED = frozenset("expect".split())


_FIRST_TO = frozenset("first last only youngest oldest latest".split())


def over_of_first(line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, depth: int) -> Status | None:
    """Return the status of the clause above "the first mayor to ride the tram", for what he is the first to do."""
    group = clauses[number].group
    told = group.lemma in ("be", "become") and not group.modal
    return status_of(line, clauses, number, lexicon, depth + 1) if told else None


def _resolved(
    line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, own: Status, depth: int
) -> Status | None:
    """Return the status of what somebody resolves, brings about or expects: "voted not to", "forced them to sell"."""
    clause = clauses[number]
    if clause.parent is None:
        return None
    above = clauses[clause.parent].group
    no_choice = line.lower[above.stop : above.stop + 1] == ["no"] and "but" in line.lower[above.stop : clause.first]
    if above.lemma in ("have", "see") and no_choice:
        return Status.OCCURRED if above.tense == "past" and not above.modal else Status.PLANNED
    if above.lemma == "do" and line.lower[above.stop : above.stop + 1] in (["nothing"], ["little"]):
        return Status.NEGATED
    if not _FIRST_TO.isdisjoint(line.lower[max(0, clause.first - 4) : clause.first]):
        return over_of_first(line, clauses, clause.parent, lexicon, depth)
    if above.lemma not in _RESOLVING | _CAUSING | _PLACED | {"take"}:
        return None
    over = status_of(line, clauses, clause.parent, lexicon, depth + 1)
    if above.lemma == "take":
        subject = clauses[clause.parent].subject
        took = subject is not None and line.lower[subject[0] : subject[1]] == ["it"] and clause.first - above.stop <= 8
        return over if took else None
    if above.lemma in _PLACED:
        return Status.PLANNED if over is Status.OCCURRED and own is not Status.NEGATED else None
    if above.lemma in _RESOLVING and own is Status.NEGATED and over in (Status.OCCURRED, Status.PLANNED):
        return Status.NEGATED
    if above.lemma == "vote" and over is Status.OCCURRED:
        return Status.PLANNED
    if above.lemma in _CAUSING and over is Status.OCCURRED and own is Status.OCCURRED:
        return Status.OCCURRED
    return None


_BLAMED = frozenset("accuse charge suspect".split())
_ANSWERING = frozenset("deny reject dismiss plead refute dispute".split())


def _blamed(line: Line, clauses: Sequence[Clause], number: int) -> Status:
    """Return the status of what somebody is blamed for: told as done, open under suspicion, denied if he answers."""
    clause = clauses[number]
    above = clauses[clause.parent].group if clause.parent is not None else clause.group
    if above.lemma == "suspect":
        return Status.POSSIBLE
    if above.passive or above.form == "participle" or above.doubtful:
        for other in clauses:
            later = other.group.first > clause.group.stop and other.relation != RELATIVE
            if later and (other.group.lemma in _ANSWERING or (other.group.negated and not other.group.modal)):
                return Status.DENIED
    return Status.OCCURRED


_MEANT = frozenset("intention intentions plan plans wish desire".split())


def _said(clauses: Sequence[Clause]) -> list[int]:
    """List the clauses that a verb of saying behind them tells."""
    return [n for n, c in enumerate(clauses) if any(d.group.lemma == "say" and d.first >= c.stop for d in clauses)]


_PREVENTING = frozenset("prevent stop keep deter block bar hinder".split())


def _unmet(line: Line, clauses: Sequence[Clause], number: int, lexicon: Lexicon, depth: int) -> Status:
    """What somebody fails or refuses to do is not done; where the refusal itself is only possible, so is it."""
    over = status_of(line, clauses, number, lexicon, depth + 1)
    return Status.POSSIBLE if over is Status.POSSIBLE else Status.NEGATED


def _from_light(light: str | None, own: Status) -> Status | None:
    if light == "planned":
        return Status.NEGATED if own is Status.NEGATED else Status.PLANNED
    if light == "possible":
        return Status.POSSIBLE
    if light == "denied":
        return Status.DENIED
    return own


def _governing_noun(line: Line, clause: Clause, above: Clause) -> str | None:
    """Return the noun straight before "to" or "of" that the deed hangs on ("plans to invade"), or None."""
    at = clause.first - 1
    if at < above.group.stop or line.name[at] >= 0 or line.time[at] >= 0 or line.kind[at] != "w":
        return None
    return line.lower[at]
