"""Senses of a trigger: what a word tells in its company, whether it tells anything, and how it is meant when said of
one's own deed.

Decision to know: a figurative use, or an object that is no fit (details given, demands met), takes a word out of the
news of deeds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from synoptic.lexicon import load_words
from synoptic.model.readings import EventType, Mode, NameType
from synoptic.reading.clauses import COMPLEMENT, MAIN
from synoptic.reading.events_lexicon import Telling
from synoptic.reading.participants import core_of_subject
from synoptic.reading.scene import Scene

_NOUN_STOPS = frozenset("psrmbhoq.n")
_SENDING = frozenset("send move dispatch rush position station commit fly sail order shift transfer bring".split())
_GIVING = frozenset("give send contribute provide deliver supply lend grant allocate distribute donate".split())
_LOOSE_GIVING = frozenset("give send provide deliver grant contribute".split())
_NO_SUCH_DEED = MappingProxyType(
    {
        "release": frozenset("patch update version software album photo photos footage results figures report".split()),
        "commit": frozenset("suicide crime crimes offence offences offense murder murders error errors fouls".split()),
        "fight": frozenset("blaze fire fires flames wildfire wildfires cancer illness inflation".split()),
    }
)
"""Objects with which the verb is a deed of another kind: "released a patch" frees nobody."""
_WANT_OBJECT = frozenset("share return exchange join trade strike train treat restore lift implement".split())
_WANT_NO_OBJECT = frozenset("demonstrate rally rebel".split())
_NO_OBJECT = frozenset("crash collapse burn erupt".split())
_ENVOYS = frozenset("ambassador ambassadors envoy envoys diplomat diplomats consul attaché".split())
_HELPING = frozenset("help assist treat nurse train".split())
_MET_THINGS = frozenset(
    "demand demands need needs target targets deadline criteria requirements standards push goal goals conditions"
    " challenge"
    " expectations resistance opposition fate".split()
)
_REFUSABLE = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.AID,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.CONCEDE,
        EventType.RETREAT,
    }
)
_HARM = frozenset({EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})


@dataclass(slots=True)
class Trigger:
    """A word that tells an event:

    its tokens, what it tells, the clause that holds it, and the clause whose verb carries it.
    """

    first: int
    stop: int
    telling: Telling
    clause: int
    kind: str
    """verb, light (a verb carries the noun), subject (the noun is the verb's subject), noun, saying, deed."""
    light: str = ""
    again: Trigger | None = None
    """The trigger of the same event on another day, for one that is moved."""


def figurative(scene: Scene, at: int, stop: int) -> bool:
    """Tell whether the words around take the trigger out of the news of deeds ("invasion of privacy")."""
    uses = scene.lexicon.figurative.get(scene.line.lower[at])
    if uses is None:
        return False
    lower = scene.line.lower
    for where, words in uses:
        if where == "before":
            near = lower[max(0, at - 2) : at]
        elif where == "after":
            near = lower[stop : stop + 4]
        elif where == "next":
            near = lower[stop : stop + 1]
        else:
            near = lower[max(0, at - 6) : at] + lower[stop : stop + 8]
        if not words.isdisjoint(near):
            return True
    return False


def object_head(scene: Scene, at: int, stop: int) -> int:
    """Return the last noun of the phrase that begins here, or -1: "their only face-to-face talks"."""
    line = scene.line
    head = -1
    while at < stop:
        kind, word = line.kind[at], line.lower[at]
        if line.name[at] >= 0 or line.time[at] >= 0:
            if line.name[at] >= 0 and head >= 0 and line.lower[head] in scene.lexicon.nouns:
                break  # "the exercise Open Water"
            head = -1 if line.name[at] >= 0 else head
        elif kind == "w":
            if line.tokens[at].is_capital and head >= 0 and not line.tokens[head].is_capital:
                break
            head = at
        elif (
            (kind in _NOUN_STOPS and word not in ("“", "”", '"', "‘", ",", "-") and not (word == "that" and head < 0))
            or (
                word == ","
                and head >= 0
                and word in line.lower[at : at + 1]
                and scene.line.lower[head] in scene.lexicon.nouns
            )
            or (kind == "c" and head >= 0 and scene.line.lower[head] in scene.lexicon.nouns)
        ):
            break
        at += 1
    return head


def subject_head(scene: Scene, number: int) -> int:
    """Return the head noun of a clause's subject, or -1."""
    clause = scene.clauses[number]
    while clause.shares_subject and clause.parent is not None and clause.subject is None:
        clause = scene.clauses[clause.parent]
    if clause.subject is None:
        return -1
    first, stop = core_of_subject(scene.line, *clause.subject)
    return object_head(scene, first, stop)


ANSWERING = frozenset(
    "draw prompt provoke spark trigger cause anger infuriate earn receive upset alarm stir fuel".split()
)
"""Verbs of what a saying brings about, which may be of a later day."""


def is_news(scene: Scene, number: int) -> bool:
    """Tell whether the clause is the main one of the report's lead, and tells what somebody or something did: what a
    thing drew or prompted is none, nor what a remark did."""
    clauses = scene.clauses
    first = next((at for at in scene.order if clauses[at].relation == MAIN and clauses[at].group.form == "finite"), -1)
    if not scene.lead or number != first or clauses[number].subject is None:
        return False
    if clauses[number].group.lemma in ANSWERING:
        return False
    head = subject_head(scene, number)
    return head < 0 or scene.line.lower[head] not in load_words("speech_nouns")


def preposition_before(scene: Scene, at: int) -> str:
    back = at - 1
    while back >= 0 and back > at - 8 and scene.line.kind[back] != "p":
        back -= 1
    if back > 0 and scene.line.lower[back] == "of" and scene.line.lower[back - 1] == "ahead":
        return "ahead"
    return scene.line.lower[back] if back >= 0 else ""


FORCES = frozenset(
    "earthquake earthquakes quake quakes storm storms hurricane typhoon cyclone tornado tornadoes flood floods flooding"
    " lightning tsunami wave waves fire fires wildfire wildfires blaze avalanche landslide mudslide heatwave wind winds"
    " rain disease virus outbreak epidemic crash collision accident".split()
)


def _is_by_nature(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a force of nature or an accident does it: "an earthquake struck Solvane" is no attack."""
    clause = scene.clauses[trigger.clause]
    if not clause.group.passive:
        head = subject_head(scene, trigger.clause)
        return head >= 0 and scene.line.lower[head] in FORCES and scene.line.name[head] < 0
    by = next((p for p in scene.phrases(trigger.clause) if p.prep == "by"), None)
    head = object_head(scene, by.first, by.stop) if by is not None else -1
    return head >= 0 and scene.line.lower[head] in FORCES and scene.line.name[head] < 0


def in_company(scene: Scene, trigger: Trigger) -> Telling:
    """Give the word the sense that it has beside others: "the teachers' strike" is no attack."""
    if trigger.telling.type is EventType.ASSAULT and trigger.kind == "verb" and _is_by_nature(scene, trigger):
        return replace(trigger.telling, type=None, mode=None, stance=None)
    sense = scene.lexicon.senses.get(scene.line.lower[trigger.first])
    if sense is None:
        return trigger.telling
    kind, mode, words = sense
    near = scene.line.lower[max(0, trigger.first - 10) : trigger.stop + 10]
    if trigger.telling.type is EventType.ASSAULT and any(
        w in near for w in ("air", "missile", "drone", "rocket", "killed")
    ):
        return trigger.telling
    if words.isdisjoint(near):
        return trigger.telling
    return replace(trigger.telling, type=kind, mode=mode, stance=None)


def spoken_as(scene: Scene, trigger: Trigger) -> str:
    """Tell what one does by saying it of one's own deed: "refuses" (will not), "threatens" (would, will), or of
    another's: "asks".

    The clause must be what somebody is said to say: "A said it would not accept", "A said B must leave".
    """
    if trigger.kind not in ("verb", "light", "deed") or trigger.clause < 0:
        return ""
    clause = scene.clauses[trigger.clause]
    group = clause.group
    if clause.relation != COMPLEMENT or clause.parent is None or group.form != "finite":
        return ""
    above = scene.clauses[clause.parent]
    if above.group.lemma not in scene.lexicon.sayings and above.group.lemma not in ("warn", "vow", "insist"):
        return ""
    if above.group.negated or above.group.modal:
        return ""
    speakers, subject = scene.subject(clause.parent), scene.subject(trigger.clause)
    own = (
        bool(speakers)
        and bool(subject)
        and {w.entity or w.name for w in speakers} == {w.entity or w.name for w in subject}
    )
    if own and group.negated and group.modal in ("will", "would") and (trigger.telling.type in _REFUSABLE):
        return "refuses"
    if own and not group.negated and group.modal in ("will", "would") and trigger.telling.type in _HARM:
        return "threatens"
    if not own and speakers and group.modal in ("should", "must"):
        return "asks"
    return ""


def sent(lemma: str) -> Telling:
    return Telling(lemma=lemma, type=EventType.MOBILIZE, mode=Mode.MILITARY, frame=("to", "into", "near", "against"))


def object_kind(scene: Scene, number: int) -> str:
    """Return what kind of thing the verb's object is, by `objects`: military, aid, words, or ""."""
    clause = scene.clauses[number]
    if clause.group.passive:
        span = clause.subject or (clause.first, clause.first)
    else:
        phrases = scene.phrases(number)
        span = (phrases[0].first, phrases[0].stop) if phrases and not phrases[0].prep else (0, 0)
        if len(phrases) > 1 and phrases[1].prep == "of" and span != (0, 0):
            span = (span[0], phrases[1].stop)
    for at in range(span[1] - 1, span[0] - 1, -1):
        kind = scene.lexicon.objects.get(scene.line.lower[at])
        if kind is not None and scene.line.name[at] < 0:
            return kind
    return ""


def _somebody_helped(scene: Scene, number: int) -> bool:
    """Tell whether help goes to somebody: "helped Solvane", and not "helped make", "it helps that"."""
    phrases = scene.phrases(number)
    if not phrases or phrases[0].prep:
        return False
    return bool(scene.who(phrases[0].first, phrases[0].stop, strict=False)) or object_kind(scene, number) == "aid"


def _meets_thing(scene: Scene, number: int) -> bool:
    """Tell whether something meets with an answer, and nobody with anybody: "was met with anger"."""
    clause = scene.clauses[number]
    phrase = next((p for p in scene.phrases(number) if p.prep == "with"), None)
    if phrase is None:
        return False
    if clause.group.passive:
        return not scene.who(phrase.first, phrase.stop, strict=True)
    head = object_head(scene, phrase.first, phrase.stop)
    return head >= 0 and scene.line.lower[head] in _ANSWERS and scene.line.name[head] < 0


_ANSWERS = frozenset(
    "pushback criticism reception receptions success failure resistance opposition scepticism skepticism doubt doubts"
    " approval disapproval silence applause anger outrage fury derision ridicule reluctance hostility enthusiasm praise"
    " acclaim suspicion disbelief dismay relief surprise indifference laughter jeers boos cheers protest protests"
    " condemnation scorn contempt refusal rejection objections objection backlash response responses reaction reactions"
    " violence force accident accidents disaster death defeat shock concern support sympathy caution alarm".split()
)


def fitted(scene: Scene, number: int, telling: Telling) -> Telling | None:
    """Fit what the verb tells to where it stands:

    what is sent or given, whom one meets; None when it tells no event there.
    """
    clause = scene.clauses[number]
    group = clause.group
    lower, lemma = scene.line.lower, telling.lemma
    following = tuple(lower[group.stop : group.stop + 4])
    phrases = scene.phrases(number)
    has_object = (
        bool(phrases)
        and not phrases[0].prep
        and any(
            scene.line.kind[i] in "wq#" and scene.line.time[i] < 0 for i in range(phrases[0].first, phrases[0].stop)
        )
    )
    if lemma in _GIVING:
        kind = object_kind(scene, number)
        if kind == "military" and lemma in _SENDING:
            return sent(lemma)
        if kind == "words":
            return None
        if group.host == "ready":
            return telling
        return telling if kind in ("aid", "military") or (has_object and lemma not in _LOOSE_GIVING) else None
    if lemma in _WANT_OBJECT:
        return telling if has_object or group.passive else None
    if lemma in _WANT_NO_OBJECT and has_object:
        return None
    if telling.type is EventType.CONSULT and "condition" in following:
        return None
    if lemma == "brief" or (telling.type is None and has_object and telling.lemma in _NO_OBJECT):
        return None
    if lemma == "recall" and _ENVOYS.isdisjoint(lower[max(0, group.first - 4) : group.stop + 8]):
        return None
    if lemma in _HELPING and not group.passive and not _somebody_helped(scene, number):
        return None
    if lemma == "call":
        first = phrases[0].first if phrases and not phrases[0].prep else -1
        stop = phrases[0].stop if first >= 0 else -1
        while stop - 1 > first and (scene.line.time[stop - 1] >= 0 or scene.line.kind[stop - 1] in ".a"):
            stop -= 1
        named = (
            first >= 0
            and scene.line.name[first] >= 0
            and all(scene.line.name[i] == scene.line.name[first] for i in range(first, stop))
        )
        if 0 <= stop < len(lower) and lower[stop] in ("“", '"', "‘", "``"):
            return None  # called him "a disgrace"
        person = named and scene.names[scene.line.name[first]].type is NameType.PERSON
        head = object_head(scene, first, stop) if first >= 0 else -1
        colleague = (head >= 0 and lower[head] in ("counterpart", "counterparts")) or "counterpart" in lower[first:stop]
        return telling if person or (first >= 0 and colleague) else None
    if following[:2] == ("to", "be") or following[:3] == ("not", "to", "be"):
        unnamed = ("named", "identified", "quoted")
        return None if any(word in unnamed for word in lower[group.stop : group.stop + 5]) else telling
    if lemma in ("meet", "meet with") and _meets_thing(scene, number):
        return None
    if lemma in ("meet", "visit") and has_object and not group.passive:
        head = object_head(scene, group.stop, clause.stop)
        if head >= 0 and lower[head] in _MET_THINGS:
            return None
    things = _NO_SUCH_DEED.get(lemma)
    if things is not None and has_object and not things.isdisjoint(lower[group.stop : group.stop + 6]):
        return None
    if lemma == "hang" and has_object and not scene.who(phrases[0].first, phrases[0].stop, strict=False):
        return None
    if lemma in ("execute", "beat", "hang", "wound", "shoot", "kill") and has_object and not group.passive:
        head = object_head(scene, group.stop, clause.stop)
        if head >= 0 and lower[head] in scene.lexicon.nouns:
            return None
    return telling
