"""Where they stand: who demands, refuses, threatens, offers, denies, accuses, supports or opposes what, toward whom.

Decision to know: a capital, a palace or "Examplian officials" stand for their state; what several of them hold in the
same matter is one position of that state, with all its evidence. A person's position stays that person's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.editing.addressed import without_hearer
from synoptic.editing.clarity import clause_of, is_conditional
from synoptic.editing.desk import Desk
from synoptic.editing.event_days import is_own_day
from synoptic.editing.holders import hearers_of, is_somebody, standing_for, toward_of, who_holds
from synoptic.editing.likeness import alike, points_back
from synoptic.editing.matters import (
    ASKED,
    ASKING,
    HANGING,
    JOINED,
    behind_deadline,
    is_cut,
    is_of_oneself,
    is_words,
    matter_of,
    own_matter,
    with_object,
    with_support,
)
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.statements import extent_of, main_content, said_on, voices_of
from synoptic.editing.wording import (
    is_part,
    is_vague,
    join_names,
    trim,
)
from synoptic.lexicon import load_table
from synoptic.model.accounts import PositionLine
from synoptic.model.days import Interval
from synoptic.model.ids import stable_id
from synoptic.model.links import Ref
from synoptic.model.readings import (
    Attribution,
    Event,
    EventType,
    NameType,
    PassageKind,
    Reading,
    Role,
    Stance,
    Status,
)
from synoptic.model.spans import Evidence, Span, plain

TYPE_OF = {
    Stance.DEMANDS: EventType.REQUEST,
    Stance.REQUESTS: EventType.REQUEST,
    Stance.REFUSES: EventType.REJECT,
    Stance.REJECTS: EventType.REJECT,
    Stance.THREATENS: EventType.THREATEN,
    Stance.OFFERS: EventType.AGREE,
    Stance.DENIES: EventType.REJECT,
    Stance.ACCUSES: EventType.ACCUSE,
    Stance.SUPPORTS: EventType.SUPPORT,
    Stance.OPPOSES: EventType.REJECT,
}
"""PLOVER's type for a stance where the reading gives none. To warn of what others may do is no threat: it has none."""
_EXPECTED = re.compile(
    r"\b(?:expected|likely|set|due|poised|scheduled|hop(?:es?|ed|ing)|may|might|could|if|plan(?:s|ned|ning)?|intends?)\b"
    r"[^,;]*$",
    re.IGNORECASE,
)
"""A stance that somebody is only expected to take is none yet."""
_DAY_TAIL = re.compile(
    r"(?:,[\s\xa0]|[\s\xa0]on[\s\xa0](?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*\b)).*$",
    re.DOTALL,
)
_HELD = frozenset({Status.OCCURRED, Status.PLANNED})
_NEAR = {Stance.REJECTS: Stance.REFUSES, Stance.REQUESTS: Stance.DEMANDS}


@cache
def stance_of(lemma: str) -> Stance | None:
    """Return the stance that a cue takes ("deny" denies), or None."""
    return next((Stance(row[1]) for row in load_table("stance_cues") if row[0] == lemma), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """One mention of a stance."""

    report: str
    place: int
    actor: str
    key: tuple[str, ...]
    stance: Stance
    about: str
    toward: tuple[str, ...]
    date: Interval | None
    type: EventType | None
    says: str | None
    matter: Span
    evidence: tuple[Evidence, ...]


def make_positions(desk: Desk) -> tuple[PositionLine, ...]:
    """Write the positions of a story: those with most origins first, one actor's together."""
    held = _without_nested([*_from_events(desk), *_from_attributions(desk)])
    held.sort(key=lambda h: (points_back(h.about), desk.rank[h.report], h.place, h.stance))
    by_actor: dict[tuple[str, ...], list[list[_Held]]] = {}
    for one in held:
        groups = by_actor.setdefault((*one.key, _NEAR.get(one.stance, one.stance)), [])
        group = _group_of(desk, one, groups)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    lines = [_line(desk, group) for groups in by_actor.values() for group in groups]
    best: dict[str, int] = {}
    for line in lines:
        best[line.actor] = max(best.get(line.actor, 0), line.origins)
    return tuple(sorted(lines, key=lambda p: (-best[p.actor], p.actor, -p.origins, p.stance, p.id)))


def _without_nested(held: Sequence[_Held]) -> list[_Held]:
    """Leave out what somebody only asks for or backs, told as if he did it: "called for refusing all offers"."""
    outer = [one for one in held if one.stance in _OF_DEEDS]
    return [
        one
        for one in held
        if not any(
            other is not one
            and other.report == one.report
            and other.key == one.key
            and other.place < one.place
            and other.matter.start <= one.place < other.matter.end
            for other in outer
        )
    ]


_OF_DEEDS = frozenset({Stance.DEMANDS, Stance.REQUESTS, Stance.OPPOSES, Stance.SUPPORTS})


def _group_of(desk: Desk, one: _Held, groups: Sequence[list[_Held]]) -> list[_Held] | None:
    """Find the group that is about the same. What only points back ("any such plan") belongs to the one group of its
    own origin with that stance, else to the only group there is."""
    if not points_back(one.about):
        return next((g for g in groups if any(_one_matter(one.about, other.about) for other in g)), None)
    fitting = [g for g in groups if any(other.stance is one.stance for other in g)]
    origin = desk.origin_of(one.report)
    near = [g for g in fitting if any(desk.origin_of(other.report) == origin for other in g)]
    told = [g for g in fitting if not all(points_back(other.about) for other in g)]
    chosen = near or told
    return chosen[0] if len(chosen) == 1 else None


def _one_matter(one: str, other: str) -> bool:
    """Tell whether two stances are about one matter, whatever days and asides stand behind it."""
    mine, theirs = _DAY_TAIL.sub("", one).casefold(), _DAY_TAIL.sub("", other).casefold()
    return mine == theirs or alike(one, other) or alike(mine, theirs)


def _line(desk: Desk, group: Sequence[_Held]) -> PositionLine:
    def clearness(h: _Held) -> tuple[bool, bool, bool, int, int]:
        return points_back(h.about), h.says is not None, len(h.about.split()) > 30, desk.rank[h.report], h.place

    best = min(group, key=clearness)
    evidence: list[Evidence] = []
    for one in (best, *group):
        evidence += [piece for piece in one.evidence if piece not in evidence]
    named = [name for one in group for name in dict.fromkeys(one.toward)]
    toward = best.toward or tuple(name for name in dict.fromkeys(named) if named.count(name) > 1)
    dates = [one.date for one in group if one.date is not None]
    says = [one.says for one in group]
    first = min(group, key=lambda h: (desk.rank[h.report], h.place))
    return PositionLine(
        id=stable_id(
            "position", *best.key, _NEAR.get(best.stance, best.stance), evidence_words(first.evidence[0].quote)
        ),
        actor=best.actor,
        stance=best.stance,
        about=best.about,
        toward=toward,
        date=min(dates, key=lambda d: (d.first, d.last)) if dates else None,
        type=None if best.stance is Stance.WARNS else best.type or TYPE_OF[best.stance],
        says=tuple(dict.fromkeys(s for s in says if s)) if all(says) else (),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        evidence=tuple(evidence),
    )


def evidence_words(quote: str) -> str:
    """Return the words of a quote without marks and capitals, for an id that survives another edition's commas."""
    return " ".join("".join(c if c.isalnum() else " " for c in quote.casefold()).split())


def _from_events(desk: Desk) -> list[_Held]:
    found = []
    for report in desk.reports:
        text = desk.reading(report).text
        for index, event in enumerate(desk.reading(report).events):
            if event.stance is not None and _is_held(text, event) and not event.background:
                one = _from_event(desk, Ref(report=report, index=index))
                if one is not None:
                    found.append(one)
    return found


def _is_held(text: str, event: Event) -> bool:
    """Tell whether a stance is taken and not only thought possible; a threat told as its deed under a condition ("have
    discussed imposing sanctions if …") is possible by its nature."""
    if event.status in _HELD:
        return True
    deed = event.stance is Stance.THREATENS and event.type not in (None, EventType.THREATEN)
    about = event.about if deed and event.status is Status.POSSIBLE else None
    return about is not None and _UNDER_CONDITION.search(text, about.start, about.end) is not None


_SHARED_OBJECT = re.compile(r"[\s\xa0]+(?:and|or)[\s\xa0]+")
_UNDER_CONDITION = re.compile(r"\b(?:if|unless|should|in case)\b")


def _from_event(desk: Desk, ref: Ref) -> _Held | None:
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    clause = clause_of(desk, ref)
    if event.stance is None or sheet.kind_at(event.start) is not PassageKind.BODY:
        return None
    if is_conditional(sheet.reading.text, event, clause):
        return None
    who = who_holds(desk, ref, Role.ACTOR)
    if who is None:
        return None
    actor, key = who
    about_span = _said_under(desk, ref) or event.about or _rest(sheet.reading.text, event, clause)
    if about_span is None:
        return None
    text = sheet.reading.text
    if event.status is Status.PLANNED and _EXPECTED.search(text[max(clause.start, event.start - 60) : event.start]):
        return None
    if _SHARED_OBJECT.fullmatch(text, event.end, max(event.end, about_span.start)):
        return None  # "has been praising and trying to explain the rule": the words belong to the other verb
    about_span = with_object(text, _behind_hearer(text, about_span))
    about_span = own_matter(text, about_span, event, sheet.sentence_of(event) or clause)
    about_span = with_support(text, behind_deadline(text, about_span), event.stance, clause)
    about_span = _before_hanging(text, about_span)
    if _is_bare(text, about_span, event):
        return None
    hearers = hearers_of(desk, ref, about_span)
    about = matter_of(desk, ref.report, without_hearer(text, about_span, hearers, event.stance), event.stance, actor)
    if about is None or is_of_oneself(about, actor, event.stance):
        return None
    if event.stance is Stance.ACCUSES and HANGING.match(text, about_span.start):
        accused = [p for p in event.participants if p.role is Role.RECIPIENT and p.end <= event.start]
        if not accused:
            return None  # "whom he accuses of ...": nobody says whom
        about = f"[{join_names([p.name for p in accused[:3]])}] {about}"
        clause = Span(start=min(clause.start, *(p.start for p in accused)), end=clause.end)
    speakers = voices_of(desk, ref.report, event.attribution)
    says = next((s.name for s in speakers if s.name != actor and s.state != actor and is_somebody(s.name)), None)
    if _tells_of_itself(sheet.reading, event):
        says = None
    shown = (
        clause
        if clause.holds(about_span)
        else Span(start=min(clause.start, about_span.start), end=max(clause.end, about_span.end))
    )
    return _Held(
        report=ref.report,
        place=event.start,
        actor=actor,
        key=key,
        stance=event.stance,
        about=about,
        toward=toward_of(desk, ref, actor, hearers),
        date=event.when if event.time is None or is_own_day(desk, ref) else None,
        type=event.type,
        says=says,
        matter=about_span,
        evidence=(sheet.reading.evidence(shown),),
    )


_ONLY_A_NOUN = re.compile(r"an?(?:[\s\xa0]+[\w-]+){1,2}")
_ONLY_SOMEBODY = re.compile(
    r"(?:him|them|it|her)(?=[\s\xa0]+(?:earlier|later|last|this|in|on|at|over|as|when|after|before|again|publicly)\b|[.,]?$)"
)


_BEFORE_THAT = re.compile(
    r"(?:(?:to|before)[\s\xa0]+)?(?:the[\s\xa0]+)?(?:[A-Z][\w.’'-]*[\s\xa0]+){1,5}(?=that\b)"
    r"|(?:on|in|at|during)\b[^,;“”\"]{3,60}?[\s\xa0](?=that[\s\xa0]+(?:he|she|it|they|you|we|the)\b)"
)
"""To whom and where something is said, before the words said: "denied to the Courier | that ..."."""
_SAID_ONLY = re.compile(
    r"(?:an?|the|more|some|no|few|many)?[\s\xa0]*(?:[\w-]+[\s\xa0]+){0,3}[“\"]?(?:yes|no|words?|comments?|apolog(?:y|ies)|condolences|"
    r"praise|explanations?|details?|assessments?|reassurances?|thanks|congratulations|criticisms?|remarks?|answers?)\b",
    re.IGNORECASE,
)
"""What somebody offers who only says it: an emphatic yes is no offer."""


def _behind_hearer(text: str, about: Span) -> Span:
    """Begin what a stance is about with the words said, behind those to whom and where they were said."""
    before = _BEFORE_THAT.match(text, about.start, about.end)
    return Span(start=before.end(), end=about.end) if before is not None else about


_HANGING_NOUN = re.compile(r",[\s\xa0]+(?:the|an?)[\s\xa0]+[a-z]+$")


def _before_hanging(text: str, about: Span) -> Span:
    """End what a stance is about before a noun on which a clause hangs that is not told ("..., the towns | where")."""
    noun = _HANGING_NOUN.search(text, about.start, about.end)
    hangs = noun is not None and re.match(r"[\s\xa0]+(?:where|whose|whom)\b", text[about.end : about.end + 8])
    return Span(start=about.start, end=noun.start()) if noun is not None and hangs else about


def _is_bare(text: str, about: Span, event: Event) -> bool:
    """Tell whether what a stance is about is named by a mere pronoun, or by a noun before its relative clause ("..., a
    claim | Orlo rejected"), so that the line would not tell what it is; or is no more than a word said."""
    words = text[about.start : about.end]
    if event.lemma == "offer" and _SAID_ONLY.match(words):
        return True
    if about.end <= event.start:
        return _ONLY_A_NOUN.fullmatch(words) is not None
    known = any(p.start == about.start and p.entity is not None for p in event.participants)
    return not known and _ONLY_SOMEBODY.match(words) is not None


def _said_under(desk: Desk, ref: Ref) -> Span | None:
    """Return what is said under a stance that is the cue of an attribution ("warned that …"), None if it is none."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    for said in reading.attributions:
        if said.content and any(cue.start == event.start for cue in said.cue):
            content = main_content(reading.text, said, min(said.content))
            if event.about is None:
                return content
            return content if content.meets(event.about) and not is_cut(reading.text, event.about, content) else None
    return None


def _rest(text: str, event: Span, clause: Span) -> Span | None:
    """Return what follows the trigger in its clause."""
    return trim(text, Span(start=event.end, end=clause.end)) if event.end < clause.end else None


def _tells_of_itself(reading: Reading, event: Event) -> bool:
    """Tell whether the actor stands in the very words that name who says it ("Ruvia and its allies have discussed")."""
    if event.attribution is None:
        return False
    sources = reading.attributions[event.attribution].source
    actors = [plain(p) for p in event.participants if p.role is Role.ACTOR]
    return any(source.holds(actor) for source in sources for actor in actors)


def _from_attributions(desk: Desk) -> list[_Held]:
    """Take the positions that are told as sayings ("denied that …"), where no event already tells the same cue."""
    found = []
    for report in desk.reports:
        reading = desk.reading(report)
        stances = [event for event in reading.events if event.stance is not None]
        for index, said in enumerate(reading.attributions):
            stance = stance_of(said.lemma)
            if stance is None or not said.stated or any(event.meets(cue) for event in stances for cue in said.cue):
                continue
            if _is_refused(reading, said, stance):
                continue
            one = _from_attribution(desk, Ref(report=report, index=index), stance)
            if one is not None:
                found.append(one)
    return found


def _is_refused(reading: Reading, said: Attribution, stance: Stance) -> bool:
    """Tell whether the cue takes no stance where it stands: the reading of events has it as another deed or as not
    done, or the words around it say so ("stopped short of calling for", "demanded: who …?")."""
    text, cue = reading.text, said.cue[0]
    for event in reading.events:
        if event.stance is None and any(event.meets(one) and event.end >= one.end for one in said.cue):
            if not any(p.role is Role.ACTOR for p in event.participants) and _hangs_loose(text, cue):
                return True
            return event.type is None or event.status not in _HELD or event.lemma == "vow"
    if said.entity is None and not any(" " in text[s.start : s.end] for s in said.source):
        return True
    if _UNDONE.search(text, cue.start, cue.end):
        return True
    if _WITHHELD.search(text, max(0, cue.start - 40), cue.start) or _BACKWARDS.search(text, cue.start - 9, cue.end):
        return True
    return (
        stance in ASKING
        and bool(said.content)
        and ASKED.match(text[min(said.content).start :].lstrip("“\"‘' ")) is not None
    )


def _hangs_loose(text: str, cue: Span) -> bool:
    """Tell whether a participle follows neither a comma nor something written ("charges were read today accusing")."""
    return text[cue.start : cue.end].split(maxsplit=1)[0].endswith("ing") and not _WRITTEN.search(text, 0, cue.start)


_WRITTEN = re.compile(
    r"(?:[,–—]|[^\w\s]|\b(?:by|in|letters?|statement|petition|resolution|posts?|tweets?|messages?|article|column|speech|note|"
    r"memo|e-?mail|report|release|motion|bill|video|interview)(?:\s+\w+day)?)\s+$",
    re.IGNORECASE,
)
_UNDONE = re.compile(r"\b(?:\w+(?:ed|ing)[ ]out(?![ ](?:in|for|against|with)\b)|no|not|never|without|short)\b")
"""Words within a cue that undo it: "stamped out calls for", "made no demand for"."""
_WITHHELD = re.compile(
    r"\b(?:short[ ]of|without|rather[ ]than|instead[ ]of|far[ ]from|refrain\w*[ ]from|(?:declin|refus|fail)\w*[ ]to|"
    r"avoid(?:s|ed|ing)?|no[ ]plans?[ ]to|not|never|[a-z]+n[’']t|out|amid|despite)[ ]+(?:\w+ly[ ]+)?$",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(
    r"\b(?:push|fight|fought|hit|held|hold|walk|roll|struck|pull|step|fir)\w*[ ]+back\b", re.IGNORECASE
)


def _first_state(desk: Desk, ref: Ref, said: Attribution) -> str | None:
    """Return the state that a joint source names first ("Examplia and its allies")."""
    for mention in desk.reading(ref.report).entities:
        if any(source.holds(mention) for source in said.source) and mention.type is not NameType.PERSON:
            return standing_for(desk, ref.report, mention.entity, "")
    return None


_NONE = re.compile(r"\b(?:no|neither|little)\b")
_NOBODY = frozenset("one another some many others most both all".split())


def _from_attribution(desk: Desk, ref: Ref, stance: Stance) -> _Held | None:
    said, sheet = desk.attribution(ref), desk.sheets[ref.report]
    speaker = desk.speaker(ref.report, said)
    if (
        speaker is None
        or not said.content
        or is_vague(speaker.name)
        or is_part(speaker.name)
        or speaker.name.casefold() in _NOBODY
    ):
        return None
    if not is_somebody(speaker.name):
        return None
    if sheet.kind_at(said.content[0].start) is not PassageKind.BODY or not sheet.prints(said.cue[0]):
        return None
    own = sheet.actor(said.entity)
    stands = own is None or own.type is not NameType.PERSON or own.anonymous
    actor = speaker.state if stands and speaker.state else speaker.name
    key = (speaker.state or _first_state(desk, ref, said) or actor) if stands else actor
    text, content = sheet.reading.text, min(said.content)
    told = with_object(text, main_content(text, said, content))
    told = own_matter(text, told, said.cue[0], sheet.sentence_of(said.cue[0]) or told)
    about = matter_of(desk, ref.report, told, stance, actor)
    if about is None or (told.end <= said.cue[0].start and _ONLY_A_NOUN.fullmatch(text, told.start, told.end)):
        return None
    if is_of_oneself(about, actor, stance) or (stance is Stance.ACCUSES and HANGING.match(text, content.start)):
        return None
    between = text[said.cue[0].end : content.start]
    if JOINED.search(between) or (stance is Stance.OFFERS and is_words(between)) or _NONE.search(between):
        return None  # the content of another verb, or of "offered no sign that"
    parents = desk.speakers_of(ref.report, said.parent)
    return _Held(
        report=ref.report,
        place=said.cue[0].start,
        actor=actor,
        key=(key.casefold(),),
        stance=stance,
        about=about,
        toward=(),
        date=said_on(desk, ref.report, said),
        type=None,
        says=next((s.name for s in parents if s.name != actor), None),
        matter=told,
        evidence=_holding(sheet.reading, extent_of(desk, ref), told),
    )


def _holding(reading: Reading, evidence: tuple[Evidence, ...], told: Span) -> tuple[Evidence, ...]:
    """Widen the evidence to hold all that is printed of the content."""
    if any(piece.start <= told.start and told.end <= piece.end for piece in evidence):
        return evidence
    near = next((piece for piece in evidence if piece.start <= told.start <= piece.end < told.end), None)
    if near is None:
        return evidence
    wide = reading.evidence(Span(start=near.start, end=told.end))
    return tuple(wide if piece is near else piece for piece in evidence)
