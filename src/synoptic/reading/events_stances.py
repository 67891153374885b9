"""Stances: whether a verb that can take one takes it where it stands.

Decision to know: a verb of asking, offering or refusing has other senses ("pleaded guilty", "sought to calm them",
"insisted that it is safe"), and a stance that is withheld, only foreseen or put as a question is none. Where the words
leave it open, no stance is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table
from synoptic.lexicon.inflect import Tense
from synoptic.model.readings import NameType, Stance, Status
from synoptic.reading.clauses import COMPLEMENT, GERUND, INFINITIVE, PARTICIPIAL, RELATIVE
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.events_senses import Trigger, object_head, subject_head
from synoptic.reading.events_vows import stance_of_vow
from synoptic.reading.participants import Who
from synoptic.reading.scene import Scene
from synoptic.reading.verb_groups import Group

_ASKING = frozenset({Stance.DEMANDS, Stance.REQUESTS})
_ASKED_AHEAD = frozenset("ask seek plead request appeal".split())
"""That somebody will ask is a plan of his; that he will demand or urge shows already where he stands."""
_QUESTIONS = frozenset("if whether what why how who when where which".split())
_WITHHELD = frozenset("without instead rather never cannot".split())
_DEMANDED = frozenset({"should", "must", "shall"})
_PERSONS = frozenset("him her them me us himself herself themselves".split())
_REFLEXIVE = frozenset("himself herself itself themselves myself ourselves yourself".split())
_ALL_BUT = frozenset("no little few nothing neither".split())
_STATIVE = frozenset("have know think want need believe like support do".split())


@cache
def _objects() -> MappingProxyType[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], frozenset[str]] = {}
    for where, verbs, nouns in load_table("stance_objects"):
        for verb in verbs.split():
            key = (where, verb)
            found[key] = found.get(key, frozenset()) | frozenset(nouns.split())
    return MappingProxyType(found)


_SOFT = frozenset("dismiss seek deny appeal praise hail commend laud applaud".split())
"""Verbs that tell the same event in their other sense, but no stance."""


def is_other_sense(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether the verb tells another event here than it does as a rule: "pleaded guilty", "pressed ahead"."""
    return telling.lemma.split()[0] not in _SOFT and _takes_none(scene, number, telling)


def bare_of(telling: Telling) -> Telling | None:
    """Return what the verb tells in its other sense: a plea in court is a deed with no type, the rest may be deeds."""
    return replace(telling, type=None, mode=None, stance=None) if telling.lemma == "plead" else None


def _takes_none(scene: Scene, number: int, telling: Telling) -> bool:
    lemma = telling.lemma.split()[0]
    if _told_by_thing(scene, number, lemma) or _warns_of_weather(scene, number, lemma):
        return True
    sense = _SENSES.get(lemma)
    return sense is not None and sense(scene, number, telling)


def _told_by_thing(scene: Scene, number: int, lemma: str) -> bool:
    """Tell whether a thing is the subject that holds no view: "the figures support his claim"."""
    things = _objects().get(("by", lemma))
    if things is None or scene.clauses[number].group.passive:
        return False
    head = subject_head(scene, number)
    return head >= 0 and scene.line.name[head] < 0 and scene.line.lower[head] in things


def _warns_of_weather(scene: Scene, number: int, lemma: str) -> bool:
    weather = _objects().get(("of", lemma))
    if weather is None:
        return False
    return any(
        phrase.prep in ("of", "about") and not weather.isdisjoint(scene.line.lower[phrase.first : phrase.stop])
        for phrase in scene.phrases(number)
    )


def _next(scene: Scene, number: int, many: int = 2) -> list[str]:
    """Return the words behind the verb, adverbs, times and marks of quotation left out."""
    line, at = scene.line, scene.clauses[number].group.stop
    found: list[str] = []
    while at < len(line.lower) and len(found) < many:
        if line.kind[at] != "a" and line.time[at] < 0 and line.lower[at] not in ("“", '"', "”"):
            found.append(line.lower[at])
        at += 1
    return found


def _object(scene: Scene, number: int) -> int:
    """Return the head of the verb's object, or -1."""
    phrases = scene.phrases(number)
    if not phrases or phrases[0].prep:
        return -1
    return object_head(scene, phrases[0].first, phrases[0].stop)


def _has_listed_object(scene: Scene, number: int, lemma: str) -> bool:
    nouns = _objects().get(("none", lemma))
    if nouns is None:
        return False
    group = scene.clauses[number].group
    head = subject_head(scene, number) if group.passive else _object(scene, number)
    return head >= 0 and scene.line.name[head] < 0 and scene.line.lower[head] in nouns


def _governs(scene: Scene, number: int, *relations: str) -> bool:
    """Tell whether the verb governs a clause of such a kind that stands behind it, before any "and"."""
    stop = scene.clauses[number].group.stop
    for child in scene.clauses[number].children:
        inner = scene.clauses[child]
        if inner.relation in relations and inner.group.first >= stop:
            between = scene.line.lower[stop : inner.group.first]
            return not any(word in (";", "by", "while", "after", "before") for word in between)
    return False


def _pleads(scene: Scene, number: int, telling: Telling) -> bool:
    if telling.particles:
        return False
    after = _next(scene, number)
    return after[:1] not in (["for"], ["that"]) and not (after[:1] == ["to"] and _governs(scene, number, INFINITIVE))


def _seeks(scene: Scene, number: int, telling: Telling) -> bool:
    group = scene.clauses[number].group
    after = _next(scene, number, 1)
    if after == ["to"] and not group.passive:
        return True
    return after == ["out"] or _has_listed_object(scene, number, telling.lemma)


def _presses(scene: Scene, number: int, telling: Telling) -> bool:
    if telling.particles:
        return False
    if _has_listed_object(scene, number, telling.lemma) or puts_question(scene, number):
        return True
    return not (
        _governs(scene, number, INFINITIVE, COMPLEMENT) or any(p.prep in ("for", "into") for p in scene.phrases(number))
    )


def _appeals(scene: Scene, number: int, telling: Telling) -> bool:
    if telling.particles == ("for",):
        return False
    asked = any(p.prep == "for" for p in scene.phrases(number)) or _governs(scene, number, INFINITIVE, COMPLEMENT)
    quoted = any(
        w in ("“", '"') for w in scene.line.lower[scene.clauses[number].group.stop : scene.clauses[number].stop]
    )
    return not asked and not quoted


def _insists(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether it is only asserted: "insists the plant is safe", but not "insisted that he be freed"."""
    at = scene.clauses[number].group.stop
    line = scene.line
    if telling.particles == ("on",) and not (at + 1 < len(line.lower) and line.time[at + 1] >= 0):
        return False
    for child in scene.clauses[number].children:
        inner = scene.clauses[child]
        if inner.relation == COMPLEMENT and inner.group.first > at:
            return not _is_asked(scene, child)
    return not _is_bare_after_that(scene, at)


def _is_bare_after_that(scene: Scene, at: int) -> bool:
    """Tell whether the first verb behind "that" has no ending, where none was read as a clause: "that Haske leave"."""
    line = scene.line
    if "that" not in line.lower[at : at + 2]:
        return False
    for here in range(line.lower.index("that", at) + 1, min(at + 10, len(line.lower))):
        if line.kind[here] in "mbho" or line.lower[here] in (",", "”", "“"):
            return False
        tenses = (
            {tense for _, tense in line.rows[here]} if line.kind[here - 1] != "d" and line.name[here] < 0 else set()
        )
        if tenses & {Tense.THIRD, Tense.PAST}:
            return False
        if Tense.BASE in tenses:
            return True
    return False


def _is_asked(scene: Scene, number: int) -> bool:
    """Tell whether the clause has a verb as what is asked has: "he leave", "it be closed", "they must pay"."""
    group, line = scene.clauses[number].group, scene.line
    if group.tense == "base":
        return True
    if group.modal:
        return group.modal in _DEMANDED
    if group.lemma == "be" or group.passive:
        return line.lower[group.first] in ("be", "not") and "be" in line.lower[group.first : group.stop]
    bare = all(word in ("not", group.lemma) for word in line.lower[group.first : group.stop])
    plain = bare and group.tense == "present" and not group.perfect
    if not plain or group.lemma in _STATIVE or group.progressive:
        return False
    head = subject_head(scene, number)
    if head < 0:
        named = scene.subject(number)
        return bool(named) and len(named) == 1 and not named[0].plural
    word = line.lower[head]
    return word not in ("they", "we", "you", "i") and not (word.endswith("s") and not word.endswith("ss"))


def _commits(scene: Scene, number: int, telling: Telling) -> bool:
    if telling.particles:
        return False
    return not (_governs(scene, number, INFINITIVE) or any(p.prep == "to" for p in scene.phrases(number)))


def _undertakes(scene: Scene, number: int, telling: Telling) -> bool:
    return _next(scene, number, 1) != ["to"]


def _promises(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether a thing promises to be so: "it promises to be a hard winter"."""
    if _has_listed_object(scene, number, telling.lemma):
        return True
    after = _next(scene, number)
    if after[:1] != ["to"] or after[1:] not in (["be"], ["become"], ["prove"], ["bring"], ["make"]):
        return False
    subject = scene.clauses[number].subject
    words = scene.line.lower[subject[0] : subject[1]] if subject is not None else []
    return bool(words) and ("it" in words or not scene.who(subject[0], subject[1], strict=True) if subject else False)


def _offers(scene: Scene, number: int, telling: Telling) -> bool:
    after = _next(scene, number, 1)
    return after in (["what"], ["how"], ["why"], ["only"]) or _has_listed_object(scene, number, telling.lemma)


def _dismisses(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether somebody is sent away, which rejects nothing: "dismissed the witness", "dismissed him"."""
    after = _next(scene, number, 1)
    if after and after[0] in _PERSONS:
        return True
    if _has_listed_object(scene, number, telling.lemma):
        return True
    phrases = scene.phrases(number)
    if not phrases or phrases[0].prep or scene.clauses[number].group.passive:
        return False
    head = _object(scene, number)
    last = phrases[0].stop - 1
    if head >= 0:
        return scene.line.lower[head] in scene.lexicon.actors
    name = scene.line.name[last]
    return name >= 0 and scene.names[name].type is NameType.PERSON


def _denies(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether something is not given: "denied her bail"."""
    return _has_listed_object(scene, number, telling.lemma)


def _defends(scene: Scene, number: int, telling: Telling) -> bool:
    after = _next(scene, number, 1)
    return bool(after) and (after[0] in _REFLEXIVE or after[0] == "against")


def _opposes(scene: Scene, number: int, telling: Telling) -> bool:
    group, line = scene.clauses[number].group, scene.line
    if group.first and line.lower[group.first - 1] == "as" and line.lower[group.head] == "opposed":
        return True
    return _is_adjective(scene, number)


def _is_adjective(scene: Scene, number: int) -> bool:
    """Tell whether the form qualifies the noun behind it: "the opposing side", "racially charged words"."""
    group, line = scene.clauses[number].group, scene.line
    if group.first != group.head or group.stop >= len(line.lower) or not group.first:
        return False
    noun = line.kind[group.stop] == "w" and line.time[group.stop] < 0 and line.name[group.stop] < 0
    before = line.lower[group.first - 1]
    form = line.lower[group.head].endswith(("ing", "ed"))
    return (
        form
        and noun
        and (line.kind[group.first - 1] == "d" or (before.endswith("ly") and line.lower[group.head][-2:] == "ed"))
    )


_RUSHING = frozenset("at into toward towards ahead forward".split())


def _charges(scene: Scene, number: int, telling: Telling) -> bool:
    after = _next(scene, number, 1)
    if after and (
        after[0] in ("at", "into", "toward", "towards", "ahead", "forward") or after[0][:1] in "$€£0123456789"
    ):
        return True
    return _is_adjective(scene, number) or _has_listed_object(scene, number, telling.lemma)


def _supports(scene: Scene, number: int, telling: Telling) -> bool:
    group, line = scene.clauses[number].group, scene.line
    if telling.lemma == "back" and group.first == group.head and group.first and line.rows[group.first - 1]:
        before = line.rows[group.first - 1][0][0]
        if before in _BACKWARDS:
            return True
    return _has_listed_object(scene, number, telling.lemma)


def _praises(scene: Scene, number: int, telling: Telling) -> bool:
    """Tell whether somebody is only praised: who praises a ruling backs it, who praises a rival need not back him."""
    head = _object(scene, number)
    if scene.clauses[number].group.passive or head < 0 or scene.line.name[head] >= 0:
        return True
    return scene.line.lower[head] not in _objects()["only", telling.lemma]


_BACKWARDS = frozenset("push fight hit hold walk roll strike cut turn come go give bring pull send scale step".split())


_SENSES = MappingProxyType(
    {
        "plead": _pleads,
        "seek": _seeks,
        "press": _presses,
        "appeal": _appeals,
        "insist": _insists,
        "commit": _commits,
        "undertake": _undertakes,
        "promise": _promises,
        "pledge": _promises,
        "offer": _offers,
        "dismiss": _dismisses,
        "deny": _denies,
        "defend": _defends,
        "oppose": _opposes,
        "charge": _charges,
        "support": _supports,
        "back": _supports,
        "praise": _praises,
        "hail": _praises,
        "commend": _praises,
        "laud": _praises,
        "applaud": _praises,
    }
)


def puts_question(scene: Scene, number: int) -> bool:
    """Tell whether a question is put, which asks nobody to do anything: "asked him whether", "asked about the raid"."""
    clause, line = scene.clauses[number], scene.line
    after = [word for word in _next(scene, number, 4) if word not in (",", ":")][:1]
    if after and (after[0] in _QUESTIONS or after[0] == "about"):
        return True
    head = _object(scene, number)
    if head >= 0 and line.lower[head] in ("question", "questions"):
        return True
    stop = clause.group.stop
    if "?" in line.lower[stop:]:
        return True
    inner = [scene.clauses[i] for i in clause.children if scene.clauses[i].group.first >= stop]
    if any(one.relation == INFINITIVE for one in inner):
        return False
    near = line.lower[stop : min(stop + 12, len(line.lower))]
    for at, word in enumerate(near):
        if word in (",", ";", ".", "that", "to"):
            return False
        if word in ("if", "whether", "about", "why", "how", "what") and line.name[stop + at] < 0:
            return True
    return False


def find_stance(scene: Scene, trigger: Trigger, status: Status, actors: Sequence[Who]) -> Stance | None:
    """Return the stance that a trigger takes, or None."""
    if trigger.kind == "light":
        stance = _stance_of_noun(scene, trigger)
    elif trigger.kind == "verb" and not _takes_none(scene, trigger.clause, trigger.telling):
        stance = trigger.telling.stance
    else:
        return None
    if stance is None or not any(w.entity or w.name for w in actors):
        return None
    group = scene.clauses[trigger.clause].group
    if status is not Status.OCCURRED and not (status is Status.PLANNED and _is_foreshown(group, stance)):
        return None
    if group.negated or group.form in ("infinitive", "participle"):
        return None
    if group.modal == "would" and stance in _ASKING:
        return None
    if group.host == "planned" and _is_expected(scene, group):
        return None
    following = scene.line.lower[trigger.stop : trigger.stop + 4]
    if stance in (Stance.DENIES, Stance.REJECTS, Stance.REFUSES) and any(
        w in ("refusing", "refuse", "deny", "denying", "reject", "rejecting", "refusal") for w in following
    ):
        return None
    if scene.line.lower[-1] == "?" or _is_withheld(scene, group) or _is_blamed_for(scene, trigger):
        return None
    if stance is Stance.OFFERS and _is_told_of_thing(scene, trigger):
        return None
    if following[:1] and following[0] in _ALL_BUT and stance not in (Stance.DENIES, Stance.REJECTS, Stance.OPPOSES):
        return None
    if stance is Stance.DEMANDS and _demands_answer(scene, trigger):
        return None
    if stance is Stance.OFFERS and _is_of_another(scene, trigger, actors):
        return None
    if trigger.telling.lemma == "vow":
        if _is_of_another(scene, trigger, actors) or lacks_object(scene, trigger):
            return None
        return stance_of_vow(scene, trigger)
    if lacks_object(scene, trigger) and stance is not Stance.ACCUSES:
        return None
    return None if _is_held_by_none(scene, trigger, actors) else stance


def _is_blamed_for(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether it is what somebody else is blamed or praised for: "slammed B for refusing to meet". Whoever blames
    does not hold it, and that B does is only his word."""
    clause = scene.clauses[trigger.clause]
    if clause.relation != GERUND or clause.opener != "for" or clause.parent is None:
        return False
    above, line = scene.clauses[clause.parent].group, scene.line
    between = range(above.stop, clause.first)
    return not above.passive and any(line.name[at] >= 0 or line.lower[at] in _PERSONS for at in between)


def _is_told_of_thing(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether "which offers" tells what a thing is good for: "a status, which offers shelter to migrants"."""
    clause = scene.clauses[trigger.clause]
    return clause.relation == RELATIVE and clause.opener in ("which", "that") and clause.group.tense == "present"


_WRITTEN = frozenset("written signed issued sent drafted published released given made delivered from".split())


def _is_held_by_none(scene: Scene, trigger: Trigger, actors: Sequence[Who]) -> bool:
    """Tell whether a participle hangs on a thing, so that it is open whose stance it tells: "a pledge backed by B
    promising", "after a broadcast expressing support, B"; what is "written by B" is B's."""
    clause, line = scene.clauses[trigger.clause], scene.line
    if clause.relation not in (GERUND, PARTICIPIAL) or not clause.first:
        return False
    before = clause.first - 1
    if line.kind[before] == "w" and _is_spoken_of(scene, before):
        return True
    here = [w for w in actors if w.first > 0]
    if line.kind[before] == "w" and here and all(w.first >= clause.group.stop for w in here):
        return True
    for who in here:
        at = who.first - 1
        while at > 0 and line.kind[at] in "da":
            at -= 1
        if line.lower[at] == "to" and who.stop < clause.first:
            return True  # "sent the council a letter demanding": the one who gets it demands nothing
        if line.lower[at] == "by" and at and line.lower[at - 1] not in _WRITTEN:
            return True
    return False


def _is_spoken_of(scene: Scene, noun: int) -> bool:
    """Tell whether a noun is only what is spoken of or answered: "said about the article alleging"."""
    line, at = scene.line, noun
    while at > 0 and (line.name[at] >= 0 or line.kind[at] in "wda'#"):
        at -= 1
    return line.lower[at] in ("about", "over", "against", "despite", "amid", "after", "before")


def _is_foreshown(group: Group, stance: Stance) -> bool:
    if stance not in _ASKING:
        return False
    return group.lemma not in _ASKED_AHEAD or not (group.host or group.modal)


def _is_expected(scene: Scene, group: Group) -> bool:
    """Tell whether others only expect the deed: "is expected to demand" takes no stance yet."""
    words = scene.line.lower[group.first : group.stop]
    return any(word in ("expected", "likely", "supposed") for word in words)


def _is_withheld(scene: Scene, group: Group) -> bool:
    """Tell whether the words before say that it was not done: "stopped short of calling", "without demanding"."""
    before = scene.line.lower[max(0, group.first - 3) : group.first]
    if not _WITHHELD.isdisjoint(before[-2:]):
        return True
    return before[-2:] in (["short", "of"], ["far", "from"]) or before[-1:] == ["without"]


def _demands_answer(scene: Scene, trigger: Trigger) -> bool:
    after = [
        w for w in scene.line.lower[trigger.stop : trigger.stop + 4] if w not in (",", "“", '"', ":", "to", "know")
    ]
    return after[:1] != [] and after[0] in _QUESTIONS


def _is_of_another(scene: Scene, trigger: Trigger, actors: Sequence[Who]) -> bool:
    """Tell whether what is promised is no deed of the one who promises: "promised that Solvane would pay"."""
    for child in scene.clauses[trigger.clause].children:
        inner = scene.clauses[child]
        if inner.relation == COMPLEMENT and inner.group.first >= trigger.stop and inner.group.form == "finite":
            mine = {w.entity or w.name for w in actors}
            theirs = {w.entity or w.name for w in scene.subject(child)}
            return not (mine & theirs)
    return _names_another(scene, trigger, {w.first for w in actors})


def _names_another(scene: Scene, trigger: Trigger, own: set[int]) -> bool:
    """Tell whether a noun stands between the verb and a "would" or "will": "promising the country would pay"."""
    line = scene.line
    for at in range(trigger.stop, min(trigger.stop + 9, len(line.lower))):
        word = line.lower[at]
        if word in (",", ";", ".", "to", "and"):
            return False
        if word in ("would", "will", "wo"):
            before = [i for i in range(trigger.stop, at) if line.lower[i] != "that"]
            return any(line.kind[i] == "w" or line.name[i] >= 0 for i in before) and not own & set(before)
    return False


def lacks_object(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the clause hangs on the thing that is meant, so that what follows the verb lacks it: "the families
    whom she vowed to protect"."""
    clause = scene.clauses[trigger.clause]
    if clause.relation != RELATIVE or clause.opener not in ("whom", "which", "that", "who"):
        return False
    between = range(clause.first + 1, clause.group.first)
    return any(scene.line.kind[i] in "wq" or scene.line.name[i] >= 0 for i in between)


def _stance_of_noun(scene: Scene, trigger: Trigger) -> Stance | None:
    if trigger.light != "stance" and trigger.telling.lemma not in ("demand", "appeal", "warn", "threaten"):
        return None
    word = scene.line.lower[trigger.first]
    if trigger.telling.lemma == "support" and word not in _BACKING:
        return None  # an apology, thanks or condolences back nothing
    if trigger.telling.lemma == "accuse" and not word.startswith(("accus", "alleg")):
        return None
    return _STANCE_OF_NOUN.get(trigger.telling.lemma)


_BACKING = frozenset("support backing solidarity praise endorsement".split())
_STANCE_OF_NOUN = MappingProxyType(
    {
        "demand": Stance.DEMANDS,
        "appeal": Stance.REQUESTS,
        "warn": Stance.WARNS,
        "threaten": Stance.THREATENS,
        "support": Stance.SUPPORTS,
        "accuse": Stance.ACCUSES,
        "deny": Stance.DENIES,
    }
)
