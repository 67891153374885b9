"""Where they stand: who demands, refuses, threatens, offers, denies, accuses, supports or opposes what, toward whom.

Decision to know: a capital, a palace or "Examplian officials" stand for their state; what several of them hold in the
same matter is one position of that state, with all its evidence. A person's position stays that person's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.editing.addressed import is_addressed, without_hearer
from synoptic.editing.clarity import clause_of, is_conditional
from synoptic.editing.desk import Desk
from synoptic.editing.likeness import alike, points_back
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.standing import whole_quotes, without_measure
from synoptic.editing.statements import extent_of, main_content, said_on, voices_of
from synoptic.editing.wording import (
    balance_quotes,
    is_vague,
    join_names,
    person_additions,
    time_additions,
    trim,
    vague_start,
    write,
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
    Participant,
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

_ACTORS = frozenset({NameType.PERSON, NameType.ORG, NameType.GPE, NameType.NORP})
_TRIVIAL = re.compile(
    r"\W*(?:(?:not )?to (?:be (?:named|identified|quoted)|comment|elaborate|say|give (?:any )?(?:details|reasons)|"
    r"answer|discuss details)|anonymity|comment)\b|\W*\w*\W*$",
    re.IGNORECASE,
)
"""What is refused or asked for at the foot of a report ("to be named", "to comment") is no stance in a matter."""
_ACTOR_AGAIN = re.compile(r"(?:he|she|they|their|his|her|that [a-z]+)\b", re.IGNORECASE)
_ITSELF = re.compile(r"(?:it (?:has|had|was|is|would|will|did|does|were)|its)\b", re.IGNORECASE)
"""The actor, named in the line already, may be meant by these: "denies: it had …", but not "demands: it be …"."""
_OF_ONESELF = frozenset({Stance.DENIES, Stance.THREATENS, Stance.WARNS, Stance.OFFERS})
_LEAD = re.compile(r"(?:for|that|against)[\s\xa0]+", re.IGNORECASE)
_SUPPORT = re.compile(
    r"(?:(?:the|its|his|her|their)[\s\xa0]+)?(?:[A-Z][\w-]*[\s\xa0]+){0,2}(?:[A-Z][\w-]*[’']s?[\s\xa0]+)?(?:[a-z-]+[\s\xa0]+){0,2}?"
    r"(?:support|backing)[\s\xa0]+(?:for[\s\xa0]+)?$"
)
_FOR_WHOM = re.compile(r"[\s\xa0]+(?:for|of)?[\s\xa0]*(?:the[\s\xa0]+)?", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:expected|likely|set|due|poised|scheduled|hop(?:es?|ed|ing)|may|might|could|if|plan(?:s|ned|ning)?|intends?)\b"
    r"[^,;]*$",
    re.IGNORECASE,
)
"""A stance that somebody is only expected to take is none yet."""
_HOW_LONG = re.compile(
    r"(?:for[\s\xa0]+)?(?:\w+[\s\xa0]+){1,2}(?:hours?|days?|weeks?|months?|years?)[\s\xa0]+(?=to\b|that\b)",
    re.IGNORECASE,
)
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
    evidence: tuple[Evidence, ...]


def make_positions(desk: Desk) -> tuple[PositionLine, ...]:
    """Write the positions of a story: those with most origins first, one actor's together."""
    held = [*_from_events(desk), *_from_attributions(desk)]
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


_UNDER_CONDITION = re.compile(r"\b(?:if|unless|should|in case)\b")


def _from_event(desk: Desk, ref: Ref) -> _Held | None:
    event, sheet = desk.event(ref), desk.sheets[ref.report]
    clause = clause_of(desk, ref)
    if event.stance is None or sheet.kind_at(event.start) is not PassageKind.BODY:
        return None
    if is_conditional(sheet.reading.text, event, clause):
        return None
    who = _who(desk, ref, Role.ACTOR)
    if who is None:
        return None
    actor, key = who
    about_span = _said_under(desk, ref) or event.about or _rest(sheet.reading.text, event, clause)
    if about_span is None:
        return None
    text = sheet.reading.text
    if event.status is Status.PLANNED and _EXPECTED.search(text[max(clause.start, event.start - 60) : event.start]):
        return None
    about_span = _with_support(text, _behind_deadline(text, about_span), event.stance, clause)
    hearers = _hearers(desk, ref, about_span)
    about = _about(desk, ref.report, without_hearer(text, about_span, hearers, event.stance), event.stance)
    if about is None:
        return None
    speakers = voices_of(desk, ref.report, event.attribution)
    says = next((s.name for s in speakers if s.name != actor and s.state != actor), None)
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
        toward=_toward(desk, ref, actor, hearers),
        date=event.when,
        type=event.type,
        says=says,
        evidence=(sheet.reading.evidence(shown),),
    )


def _said_under(desk: Desk, ref: Ref) -> Span | None:
    """Return what is said under a stance that is the cue of an attribution ("warned that …"), None if it is none."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    for said in reading.attributions:
        if said.content and any(cue.start == event.start for cue in said.cue):
            content = main_content(reading.text, said, min(said.content))
            return content if event.about is None or content.meets(event.about) else None
    return None


def _rest(text: str, event: Span, clause: Span) -> Span | None:
    """Return what follows the trigger in its clause."""
    return trim(text, Span(start=event.end, end=clause.end)) if event.end < clause.end else None


def _without_while(text: str, piece: Span) -> Span:
    """Leave out how long, at the head of what is refused or asked ("for ten days to meet …")."""
    match = _HOW_LONG.match(text, piece.start, piece.end)
    return Span(start=match.end(), end=piece.end) if match is not None and match.end() < piece.end else piece


def _about(desk: Desk, report: str, span: Span, stance: Stance) -> str | None:
    sheet = desk.sheets[report]
    reading, text = sheet.reading, sheet.reading.text
    piece = trim(text, span)
    if piece is None or len(piece) > 300:
        return None
    lead = _LEAD.match(text, piece.start, piece.end)
    against = lead is not None and stance is Stance.WARNS and lead.group(0).casefold().startswith("against")
    if lead is not None and lead.end() < piece.end and stance is not Stance.REFUSES and not against:
        piece = Span(start=lead.end(), end=piece.end)
    piece = _without_while(text, piece)
    whole = whole_quotes(text, piece, sheet.sentence_of(piece))
    end = max(piece.end, whole.end) if whole is not None else piece.end
    piece = balance_quotes(text, without_measure(text, Span(start=piece.start, end=end)))
    participants = sheet.vague_within(piece)
    people = person_additions(desk, report, participants, piece)
    about = write(text, (piece,), [*time_additions(reading.times, text, piece), *people], None)
    head = vague_start(text[piece.start : piece.end])
    if (
        head is not None
        and piece.start + head.end(1) not in {a.place for a in people}
        and not _may_be_actor(about, stance)
    ):
        return None
    if stance is Stance.REFUSES and _ASKED.match(about):
        return None  # who refuses to say whether a thing is so refuses no thing
    return None if is_vague(about) or _TRIVIAL.match(about) or not any(c.isalpha() for c in about) else about


def _may_be_actor(about: str, stance: Stance) -> bool:
    if _ACTOR_AGAIN.match(about):
        return True
    return stance in _OF_ONESELF and _ITSELF.match(about) is not None


def _tells_of_itself(reading: Reading, event: Event) -> bool:
    """Tell whether the actor stands in the very words that name who says it ("Ruvia and its allies have discussed")."""
    if event.attribution is None:
        return False
    sources = reading.attributions[event.attribution].source
    actors = [plain(p) for p in event.participants if p.role is Role.ACTOR]
    return any(source.holds(actor) for source in sources for actor in actors)


def _who(desk: Desk, ref: Ref, role: Role) -> tuple[str, tuple[str, ...]] | None:
    """Return the actor's name to print (its state where it speaks for one) and the key under which positions merge."""
    names: list[str] = []
    for one in sorted(desk.event(ref).participants):
        if one.role is not role or one.entity is None:
            continue
        own, state = desk.sheets[ref.report].actor(one.entity), desk.state_of(ref.report, one.entity)
        if names and own is not None and own.type is NameType.NORP and state is None:
            continue  # "its European allies" names nobody
        name = _standing_for(desk, ref.report, one.entity, one.name)
        if name and not is_vague(name) and name not in names:
            names.append(name)
    if not names:
        return None
    return join_names(names[:3]), tuple(name.casefold() for name in names[:1])


def _standing_for(desk: Desk, report: str, entity: str, words: str) -> str | None:
    own, linked = desk.sheets[report].actor(entity), desk.actor(report, entity)
    kind = linked.type if linked is not None else own.type if own is not None else None
    if kind not in _ACTORS or own is None:
        return None
    if (kind is not NameType.PERSON or own.anonymous) and (state := desk.state_of(report, entity)):
        return state
    return desk.name_of(report, entity, words)


def _hearers(desk: Desk, ref: Ref, about: Span) -> tuple[Participant, ...]:
    """Return those to whom the stance of an event is addressed, in order of their places."""
    event, text = desk.event(ref), desk.reading(ref.report).text
    if event.stance is None:
        return ()
    people = sorted((p for p in event.participants if p.entity is not None), key=lambda p: (p.start, p.end))
    if event.stance is Stance.SUPPORTS and about.start < event.start:
        return tuple(p for p in people if p.start >= event.end and _FOR_WHOM.fullmatch(text, event.end, p.start))
    return tuple(p for p in people if p.role is Role.RECIPIENT and is_addressed(text, p, about, event.stance))


def _toward(desk: Desk, ref: Ref, actor: str, hearers: Sequence[Participant]) -> tuple[str, ...]:
    found: list[str] = []
    text = desk.reading(ref.report).text
    for one in hearers:
        if text[one.start : one.end].casefold() in _SUBJECTS:
            continue  # who is meant by "demanded that he publish …" is a guess
        name = _standing_for(desk, ref.report, one.entity or "", one.name)
        if name and name not in found and name not in actor and not is_vague(name):
            found.append(name)
    return tuple(found)


_SUBJECTS = frozenset({"he", "she", "they", "it"})


def _behind_deadline(text: str, about: Span) -> Span:
    """Leave out whom a deadline was given and until when: what is wanted stands behind it ("until Sunday to ...")."""
    match = _DEADLINE.match(text, about.start, about.end)
    return Span(start=match.end(), end=about.end) if match is not None and match.end() < about.end else about


_DEADLINE = re.compile(r"(?:[\w’'-]+[ ]){0,4}(?:until|till|by)\b[^,;.]{2,60}?[ ](?=to[ ][a-z])")


_ASKED = re.compile(r"(?:whether|if|how|when|what|why|who|where|which)\b", re.IGNORECASE)


def _with_support(text: str, about: Span, stance: Stance, clause: Span) -> Span:
    """Take "its unwavering support" with what it is for, where the noun tells the stance."""
    match = _SUPPORT.search(text, clause.start, about.start) if stance is Stance.SUPPORTS else None
    return Span(start=match.start(), end=about.end) if match is not None and match.end() == about.start else about


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
            one = _from_attribution(desk, Ref(report=report, index=index), stance)
            if one is not None:
                found.append(one)
    return found


def _first_state(desk: Desk, ref: Ref, said: Attribution) -> str | None:
    """Return the state that a joint source names first ("Examplia and its allies")."""
    for mention in desk.reading(ref.report).entities:
        if any(source.holds(mention) for source in said.source) and mention.type is not NameType.PERSON:
            return _standing_for(desk, ref.report, mention.entity, "")
    return None


def _from_attribution(desk: Desk, ref: Ref, stance: Stance) -> _Held | None:
    said, sheet = desk.attribution(ref), desk.sheets[ref.report]
    speaker = desk.speaker(ref.report, said)
    if speaker is None or not said.content or is_vague(speaker.name):
        return None
    if sheet.kind_at(said.content[0].start) is not PassageKind.BODY or not sheet.prints(said.cue[0]):
        return None
    own = sheet.actor(said.entity)
    stands = own is None or own.type is not NameType.PERSON or own.anonymous
    actor = speaker.state if stands and speaker.state else speaker.name
    key = (speaker.state or _first_state(desk, ref, said) or actor) if stands else actor
    about = _about(desk, ref.report, main_content(sheet.reading.text, said, min(said.content)), stance)
    if about is None:
        return None
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
        evidence=extent_of(desk, ref),
    )
