"""What the verb beside a noun makes of the deed that the noun names: "averted an attack", "the vote was put off".

Decision to know: only a noun that is the verb's own object or subject takes its light from it; a noun in a phrase of
its own ("in the attack") does so with a few prepositions that say it ("pulled out of the debate").
"""

from __future__ import annotations

from typing import NamedTuple

from synoptic.model.readings import EventType, Status
from synoptic.reading.clauses import Clause
from synoptic.reading.contradictions import is_contradicted
from synoptic.reading.governing_nouns import is_governing, status_behind_noun
from synoptic.reading.scene import Scene
from synoptic.reading.status import status_of

OBJECT, SUBJECT, BEHIND = "object", "subject", "behind"


class Role(NamedTuple):
    """Where a noun stands to a verb: the number of its clause, object, subject or behind a preposition."""

    clause: int
    place: str
    prep: str = ""


_OFF = frozenset(
    "cancel scrap abandon drop shelve axe ditch abort forgo scuttle scrub nix call_off give_up break_off".split()
)
_UNSURE = frozenset("possible likely unlikely conceivable unclear uncertain".split())
_OFF_IF_WORDS = frozenset("withdraw revoke rescind retract".split())
_WORDS = frozenset(
    "bid decree offer invitation nomination motion appeal candidacy application lawsuit petition order permit proposal"
    " threat charges complaint request ban call".split()
)
_MOVED = frozenset(
    "postpone delay reschedule adjourn defer put_off put_back push_back bring_forward move_up put_on_hold"
    " bring_ahead pull_forward".split()
)
_MOVED_TO_DAY = frozenset("move shift push bring stay suspend".split())
_SLIPPING = frozenset("slip slide".split())
_AVERTED = frozenset(
    "prevent avert avoid foil thwart stop block forestall stave_off head_off ward_off dodge preclude rule_out"
    " escape elude evade spare".split()
)
_SET = frozenset(
    "announce schedule plan call set order arrange await expect organise organize call_for approve commission".split()
)
_CALLED = frozenset(
    "protest protests strike strikes election elections vote referendum meeting march rally walkout demonstration"
    " boycott summit conference session plebiscite".split()
)
_FEARED = frozenset(
    "fear dread seek demand urge propose consider weigh mull request threaten suggest predict risk want mean".split()
)
_OCCURS = frozenset(
    "begin start open happen come resume occur follow take_place go_ahead go_forward get_under_way materialise"
    " materialize proceed hold stage conduct kick_off be".split()
)
_COMING = frozenset("take_place go_ahead go_forward proceed happen".split())
_CARRYING = frozenset("hold make conduct stage carry_out launch mount undertake sign reach commit begin start".split())
_LEAVING = frozenset({("pull", "out"), ("drop", "out"), ("back", "out"), ("bow", "out"), ("withdraw", "from")})
_SETTLED_ON = frozenset("agree_on agree_to decide_on settle_on opt_for plan_for vote_for prepare_for".split())
_ASKED_FOR = frozenset(
    "hint_at call_for push_for press_for ask_for appeal_for plead_for hope_for wish_for long_for warn_of warn_against"
    " talk_of campaign_for argue_for lobby_for apply_for petition_for bid_for threaten_with speak_of".split()
)
_FIXED = frozenset("set fix schedule book earmark pencil".split())
_READIED = frozenset("preparations arrangements rehearsals".split())
_WITHIN = frozenset("in at on to into during by".split())
_EVES = frozenset("eve run-up countdown".split())
_READYING = frozenset("prepare ready brace gear".split())
_DAYS = frozenset("date day dates timetable schedule".split())
_AFTER = frozenset("off back forward up ahead out".split())
_INSTEAD = frozenset("instead rather".split())
_GROUPING = frozenset("round rounds series wave number spate set string kind".split())
_FIRST = frozenset("first originally initially".split())
_APPOINTED = frozenset("set planned scheduled due slated announced expected billed".split())


def role_of(scene: Scene, at: int) -> Role | None:
    """Find the verb whose object or subject the noun at `at` is, or behind which preposition it stands."""
    line = scene.line
    for number, clause in enumerate(scene.clauses):
        span = clause.subject
        if span is None or not span[0] <= at < span[1] or clause.group.first <= at:
            continue
        inner = next((i for i in range(at - 1, span[0], -1) if line.kind[i] == "p" and line.name[i] < 0), -1)
        anew = inner >= 0 and sum(line.kind[i] == "d" for i in range(inner, at)) > 1  # "because of the storm the vote"
        if inner >= 0 and not anew and not (line.lower[inner] == "of" and line.lower[inner - 1] in _GROUPING):
            return None
        return Role(number, SUBJECT)
    number = scene.owner[at]
    if number < 0 or scene.clauses[number].group.stop > at:
        return None
    group = scene.clauses[number].group
    for back in range(at - 1, group.stop - 1, -1):
        if line.name[back] >= 0:
            continue
        if line.kind[back] == "p" and not (back == group.stop and line.lower[back] in _AFTER):
            return Role(number, BEHIND, line.lower[back])
        if line.kind[back] in "srcbhm" or line.lower[back] in (",", ";", ":"):
            return None
    return Role(number, OBJECT)


def status_by_verb(scene: Scene, at: int) -> Status | None:
    """Return what the verb beside the noun makes of its deed, or None where it says nothing of it."""
    role = role_of(scene, at)
    before = scene.line.lower[max(0, at - 4) : at]
    if "than" in before and "rather" in before:
        return Status.NEGATED
    if role is None:
        return None
    if role.place == BEHIND:
        return _behind(scene, at, role)
    clause = scene.clauses[role.clause]
    over = status_of(scene.line, scene.clauses, role.clause, scene.lexicon)
    names = _names_of_verb(scene, clause, at)
    passive = role.place == SUBJECT
    if passive and not clause.group.passive:
        return _as_subject(scene, at, role.clause, names, over)
    found = _undergone(scene, at, clause, names)
    if found is None:
        if passive and over is Status.DENIED:
            return over
        if not passive and over is Status.PLANNED and _is_to_come(scene, at, clause):
            return over
        if passive and not names.isdisjoint(_CARRYING | {"hold"}) and over is not None:
            return moved_day(scene, at, clause, over) or over
        return None
    if over is Status.POSSIBLE and not (found is Status.POSSIBLE or clause.group.negated):
        return Status.POSSIBLE
    if clause.group.negated:
        return Status.POSSIBLE if "rule_out" in names else None
    return found


_ATTENDED = frozenset(
    "attend join host hold face stage contest enter open chair lead begin start launch conduct make sign undergo see"
    " witness receive stand win give take run mount deliver".split()
)
_INDEFINITE = frozenset("a an another its their his her".split())


def _is_to_come(scene: Scene, at: int, clause: Clause) -> bool:
    """Tell whether what a deed to come is done to is to come itself: "will attend the summit", "will hold a vote"."""
    before = scene.line.lower[clause.group.stop : at]
    if any(time >= 0 for time in scene.line.time[at + 1 : at + 3]) or "'s" in before[-2:]:
        return True  # "will guard the march on Saturday"
    return clause.group.lemma in _ATTENDED or (bool(before) and before[0] in _INDEFINITE)


def _undergone(scene: Scene, at: int, clause: Clause, names: frozenset[str]) -> Status | None:
    """Return what becomes of the deed by the verb that it is done to."""
    line, word = scene.line, scene.line.lower[at]
    later = line.lower[clause.group.stop : clause.stop]
    if names & _OFF or (names & _OFF_IF_WORDS and word in _WORDS):
        return Status.CALLED_OFF
    if names & _MOVED:
        return Status.MOVED
    if names & _MOVED_TO_DAY and _names_day(scene, clause):
        return Status.MOVED
    if names & {"stay", "suspend"} and ("until" in later or _until_follows(scene, clause)):
        return Status.MOVED
    if names & _AVERTED:
        return Status.NEGATED
    if "deny" in names:
        return Status.DENIED
    told = scene.lexicon.nouns.get(word)
    if "prepare" in names and (told is None or told.type is not EventType.ASSAULT):
        return Status.PLANNED  # of these nobody tells himself that he prepares them: others fear it
    if names & _SET and ("call" not in names or word in _CALLED):
        return Status.PLANNED
    return Status.POSSIBLE if names & _FEARED else None


def _until_follows(scene: Scene, clause: Clause) -> bool:
    return any(other.opener in ("until", "till") and other.first >= clause.group.stop for other in scene.clauses)


def _as_subject(scene: Scene, at: int, number: int, names: frozenset[str], over: Status | None) -> Status | None:
    """Return what the verb says of the deed that is its subject: that it takes place, slips, or does not come."""
    clause, line = scene.clauses[number], scene.line
    group = clause.group
    after = line.lower[group.stop : group.stop + 2]
    if group.lemma == "be" and after[:1] and after[0] in _UNSURE:
        return Status.NEGATED if over is Status.NEGATED and after[0] != "likely" else Status.POSSIBLE
    if group.lemma == "be":
        if after[:1] == ["off"] and not group.negated:
            return Status.CALLED_OFF
        return Status.MOVED if after == ["on", "hold"] and not group.negated else None
    if "fall_through" in names and not group.negated:
        return Status.CALLED_OFF
    if names & _SLIPPING and not group.negated:
        return Status.MOVED
    if not names & _OCCURS or over is None or over is Status.OCCURRED:
        if names & _OCCURS and over is Status.OCCURRED and is_timetabled(scene, number):
            return Status.PLANNED
        return None
    if over is Status.NEGATED and group.modal in ("will", "would") and names & _COMING:
        return Status.CALLED_OFF
    return moved_day(scene, at, clause, over) or over


def moved_day(scene: Scene, at: int, clause: Clause, over: Status) -> Status | None:
    """Return MOVED where the deed had another day before: "first set for May, will now be held in August"."""
    if over is not Status.PLANNED:
        return None
    line = scene.line
    before, after = line.lower[at : clause.group.first], line.lower[clause.group.stop :]
    appointed = any(word in _APPOINTED for word in before)
    now = "now" in line.lower[clause.group.first : clause.group.stop] or "instead" in after
    if appointed and (now or not _FIRST.isdisjoint(before)):
        return Status.MOVED
    return Status.MOVED if _INSTEAD & set(after) and {"of", "than"} & set(after) and _names_day(scene, clause) else None


def _behind(scene: Scene, at: int, role: Role) -> Status | None:
    group = scene.clauses[role.clause].group
    after = scene.line.lower[group.stop] if group.stop < len(scene.line.lower) else ""
    over = status_of(scene.line, scene.clauses, role.clause, scene.lexicon)
    if (group.lemma, after) in _LEAVING and role.prep in ("of", "from") and not group.negated:
        return Status.POSSIBLE if over is Status.POSSIBLE else Status.CALLED_OFF
    pair = f"{group.lemma}_{after}"
    held = over if over in (Status.POSSIBLE, Status.NEGATED, Status.DENIED) else None
    if pair in _SETTLED_ON and role.prep == after:
        return held or Status.PLANNED
    if pair in _ASKED_FOR and role.prep == after and not group.negated:
        return Status.POSSIBLE
    if role.prep == "of" and scene.line.lower[at - 3 : at - 1].count("ahead"):
        return None
    governed = _governing_before(scene, at, role.prep)
    if governed >= group.stop and is_governing(scene.line.lower[governed]):
        return status_behind_noun(scene.line, governed, scene.clauses[role.clause], over, passive=False)
    if (
        group.lemma in _FIXED
        and role.prep == "for"
        and (_names_day(scene, scene.clauses[role.clause]) or group.passive)
    ):
        return held or Status.PLANNED
    if role.prep == "for" and not _READIED.isdisjoint(scene.line.lower[scene.clauses[role.clause].first : group.first]):
        return held or Status.PLANNED
    between = scene.line.lower[group.stop : at]
    if (group.lemma == "expect" and group.passive) or (group.lemma == "be" and "due" in between[:2]):
        return held or Status.PLANNED
    if over is Status.PLANNED and role.prep in _WITHIN:
        return over
    if not _EVES.isdisjoint(between[-5:]) and role.prep in ("of", "to"):
        return Status.PLANNED
    head = scene.line.lower[at - 2 : at]
    if role.prep == "for":
        near = scene.line.lower[max(group.stop, at - 4) : at]
        if group.lemma in _READYING or any(word in _DAYS for word in near):
            return Status.PLANNED if over in (Status.OCCURRED, Status.PLANNED) else over
    return Status.NEGATED if "without" in head else None


def _governing_before(scene: Scene, at: int, prep: str) -> int:
    """Return the noun before the preposition that the deed stands behind, or -1."""
    line = scene.line
    back = at - 1
    while back > 0 and not (line.lower[back] == prep and line.name[back] < 0):
        back -= 1
    return back - 1 if prep in ("for", "of", "on", "to") and back > 0 and line.name[back - 1] < 0 else -1


def _names_of_verb(scene: Scene, clause: Clause, at: int) -> frozenset[str]:
    """Return the verb with every particle that may go with it: straight behind it or behind its object."""
    line, group = scene.line, clause.group
    names = {group.lemma}
    after = line.lower[group.stop : group.stop + 3]
    if after[:1]:
        names.add(f"{group.lemma}_{after[0]}")
    if len(after) > 1:
        names.add("_".join((group.lemma, *after[:2])))
    if at >= group.stop:
        names.update(f"{group.lemma}_{word}" for word in line.lower[at + 1 : at + 3] if word in _AFTER)
    return frozenset(names)


def _names_day(scene: Scene, clause: Clause) -> bool:
    return any(scene.line.time[i] >= 0 for i in range(clause.group.stop, clause.stop))


_TO_COME = frozenset("tomorrow tonight next later soon shortly".split())
_DAY_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE_DAY = frozenset("on in at from next".split())


def is_timetabled(scene: Scene, number: int) -> bool:
    """Tell whether a plain present tense with a day tells what is to come: "the hearing opens on Monday"."""
    clause, line = scene.clauses[number], scene.line
    group = clause.group
    if group.tense != "present" or group.form != "finite" or group.perfect or group.modal or group.host:
        return False
    if group.progressive or group.passive or line.lower[-1] not in (".", "”", '"'):
        return False
    stretch = range(group.stop, clause.stop)
    times = [i for i in stretch if line.time[i] >= 0]
    if any(line.lower[i] in _TO_COME for i in stretch):
        return bool(times)
    return bool(times) and line.lower[times[0] - 1] in _BEFORE_DAY and line.lower[times[0]] not in ("every", "past")


def no_such_deed(scene: Scene, at: int) -> Status | None:
    """Return NEGATED or DENIED for a noun with "no" before it that a verb of being or doing carries."""
    line = scene.line
    if "no" not in line.lower[max(0, at - 3) : at] or any(line.kind[i] == "p" for i in range(max(0, at - 2), at)):
        return None
    number = scene.owner[at]
    if number < 0:
        return Status.NEGATED
    group = scene.clauses[number].group
    if group.lemma not in _CARRYING | {"be", "have", "see"}:
        return None
    return Status.DENIED if is_contradicted(line, scene.clauses, number) else Status.NEGATED
