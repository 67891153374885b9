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
from synoptic.editing.statements import extent_of, main_content, said_on
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
_OF = re.compile(r"of[\s\xa0]+", re.IGNORECASE)
_SUPPORT = re.compile(
    r"(?<![\w-])(?:(?:the|its|his|her|their)[\s\xa0]+)?(?:[A-Z][\w-]*[\s\xa0]+){0,2}(?:[A-Z][\w-]*[’']s?[\s\xa0]+)?(?:(?!(?:\w+ing|\w+ed|had|has|have|gave|give|gives|is|was)\b)"
    r"[a-z-]+[\s\xa0]+){0,2}?(?:support|backing)[\s\xa0]+(?:for[\s\xa0]+)?$"
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
    about = _about(desk, ref.report, without_hearer(text, about_span, hearers, event.stance), event.stance, actor)
    if about is None or _of_oneself(about, actor, event.stance):
        return None
    if event.stance is Stance.ACCUSES and _HANGING.match(about):
        accused = [p.name for p in event.participants if p.role is Role.RECIPIENT and p.end <= event.start]
        if not accused:
            return None  # "whom he accuses of ...": nobody says whom
        about = f"[{join_names(accused[:3])}] {about}"
    speakers = desk.speakers_of(ref.report, event.attribution)
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


_HANGING = re.compile(r"(?:of|for|with)\b", re.IGNORECASE)


@cache
def _words_offered() -> frozenset[str]:
    return frozenset(
        noun
        for row in load_table("stance_objects")
        if row[0] == "none" and "offer" in row[1].split()
        for noun in row[2].split()
    )


def _is_words(about: str) -> bool:
    """Tell whether what is offered is only said or shown ("a bleak assessment of …"), or nothing."""
    match = re.match(r"(?:what|how|why|no|little|few)\b", about)
    head = re.split(r"[,:;]|\b(?:of|on|for|to|that|in|about|at|with|from|as)\b", about, maxsplit=1)[0].split()
    return match is not None or (bool(head) and head[-1].casefold() in _words_offered())


_TOWARD_OTHERS = frozenset(
    {Stance.DEMANDS, Stance.REQUESTS, Stance.ACCUSES, Stance.SUPPORTS, Stance.OPPOSES, Stance.WARNS}
)


def _of_oneself(about: str, actor: str, stance: Stance) -> bool:
    """Tell whether a person would ask or accuse himself: one of the two was read wrongly."""
    if stance not in _TOWARD_OTHERS:
        return False
    last = re.escape(actor.rsplit(maxsplit=1)[-1])
    return re.match(rf"(?:the[ ])?(?:[A-Z]\w*\.?[ ]){{0,2}}{last}(?![\w’'])", about) is not None


def _said_under(desk: Desk, ref: Ref) -> Span | None:
    """Return what is said under a stance that is the cue of an attribution ("warned that …"), None if it is none."""
    event, reading = desk.event(ref), desk.reading(ref.report)
    for said in reading.attributions:
        if said.content and any(cue.start == event.start for cue in said.cue):
            content = main_content(reading.text, said, min(said.content))
            if event.about is None:
                return content
            return content if content.meets(event.about) and not _is_cut(reading.text, event.about, content) else None
    return None


def _is_cut(text: str, about: Span, content: Span) -> bool:
    """Tell whether the content leaves out what the verb is about: it begins behind another verb ("denying he had it and
    asking them to lie"), or ends before an object ("to cancel | his visit")."""
    if content.start > about.start and _JOINED.search(text, about.start, content.start):
        return True
    return (
        content.start == about.start and content.end < about.end and bool(_OBJECT.match(text, content.end, about.end))
    )


_ANOTHER = re.compile(
    r"\W*(?:and|but)\s+(?:now|then|also|later|has|have|had|is|are|was|were|will|would|did|does|\w+ed)\b"
)
_JOINED = re.compile(r"\b(?:and|or|but|by|while)\b")
_OBJECT = re.compile(r"[\s\xa0]+(?:the|an?|his|her|its|their|any|all|this|that|these|those)\b")


def _rest(text: str, event: Span, clause: Span) -> Span | None:
    """Return what follows the trigger in its clause."""
    return trim(text, Span(start=event.end, end=clause.end)) if event.end < clause.end else None


def _with_object(text: str, about: Span) -> Span:
    """Take in the object of an infinitive that stands at the very end ("to cancel | the session")."""
    if _INFINITIVE_LAST.search(text, about.start, about.end) is None:
        return about
    match = _ITS_OBJECT.match(text, about.end)
    return Span(start=about.start, end=match.end()) if match is not None else about


_INFINITIVE_LAST = re.compile(r"\bto[ ][a-z]+$")
_ITS_OBJECT = re.compile(
    r"[ ](?:the|an?|his|her|its|their|any|all|this|that|those)\b[^,.;:\n—–]{1,90}?"
    r"(?=[,.;:\n—–]|[ ](?:after|before|when|because|which|who|as|while|since|if|unless|and|but)\b)"
)


def _without_next(text: str, about: Span) -> Span:
    """Leave out the verb that goes on behind an object or an infinitive ("to leave and has won"), and what is told of
    a pronoun ("her, who asked ...")."""
    told = _TOLD_OF.match(text, about.start, about.end)
    if told is not None:
        return Span(start=about.start, end=told.end(1))
    if _CLAUSE.match(text, about.start, about.end):
        return about
    match = _NEXT_VERB.search(text, about.start, about.end)
    return Span(start=about.start, end=match.start()) if match is not None and match.start() > about.start else about


_TOLD_OF = re.compile(r"(him|her|them|it),[\s\xa0]who(?:se|m)?\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:that|whether|if|what|how|why|[“\"‘])|[^,;]*?\b(?:is|are|was|were|has|have|had|will|would|be)\b"
)
_NEXT_VERB = re.compile(r",?[\s\xa0](?:and|but)[\s\xa0](?:(?:now|then|also|later|has|have|is|was|were|will)[\s\xa0])")


def _without_while(text: str, piece: Span) -> Span:
    """Leave out how long, at the head of what is refused or asked ("for ten days to meet …")."""
    match = _HOW_LONG.match(text, piece.start, piece.end)
    return Span(start=match.end(), end=piece.end) if match is not None and match.end() < piece.end else piece


_OBJECT_PRONOUN = re.compile(
    r"(?:him|them|it(?![’'])(?!\s+(?:has|had|was|is|would|will|did|does|were|be)\b)|me|us|her(?=\W*$|\s+(?:again|to|of|for|as|from|on|over|in|that|by|not)\b))"
    r"(?![\w’'])",
    re.IGNORECASE,
)


def _means_nobody(words: str, meant: Sequence[str], actor: str) -> bool:
    """Tell whether the object is a pronoun of which nobody can tell whom it means: nobody named, people without a name,
    or the actor, whom only "himself" could mean."""
    if _OBJECT_PRONOUN.match(words) is None:
        return False
    return not meant or any(name == actor or name[:1].islower() for name in meant)


def _about(desk: Desk, report: str, span: Span, stance: Stance, actor: str) -> str | None:
    sheet = desk.sheets[report]
    reading, text = sheet.reading, sheet.reading.text
    piece = trim(text, _without_next(text, _with_object(text, span)))
    if piece is None or len(piece) > 300:
        return None
    lead = _LEAD.match(text, piece.start, piece.end)
    against = lead is not None and stance is Stance.WARNS and lead.group(0).casefold().startswith("against")
    if lead is not None and lead.end() < piece.end and stance is not Stance.REFUSES and not against:
        piece = Span(start=lead.end(), end=piece.end)
    of = _OF.match(text, piece.start) if stance is Stance.THREATENS else None
    if of is not None and of.end() < piece.end:
        piece = Span(start=of.end(), end=piece.end)  # "the threat of naming ..."
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
    if stance is Stance.OFFERS and _is_words(about):
        return None
    if _means_nobody(text[piece.start : piece.end], [a.words for a in people if a.place <= piece.start + 5], actor):
        return None
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
        if role is Role.ACTOR and _is_unsure(desk, ref, one):
            return None
        name = _standing_for(desk, ref.report, one.entity, one.name)
        if name and not is_vague(name) and name not in names:
            names.append(name)
    if not names:
        return None
    return join_names(names[:3]), tuple(name.casefold() for name in names[:1])


_ONE_OF_MANY = re.compile(
    r"\b(?:an?|one|another|the|every|each|third-ranking|top|senior)[ ](?:[a-z-]+[ ]){0,2}$", re.IGNORECASE
)
_NAME_GOES_ON = re.compile(r"[ ][A-Z][\w’'-]*[ ][A-Z][\w’'-]*")


def _is_unsure(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether it is open who holds a stance: an "it" that means nobody who acted just before, one of many ("a
    Velmoran"), or a place that only begins a longer name ("the Brindt Harbour Board")."""
    sheet, text = desk.sheets[ref.report], desk.reading(ref.report).text
    words = text[one.start : one.end]
    own = sheet.actor(one.entity)
    if words.casefold() == "it":
        return not _acted_before(desk, ref, one)
    if own is None:
        return False
    if own.type is NameType.GPE and not words.endswith(("’s", "'s")):
        return _NAME_GOES_ON.match(text, one.end) is not None and text[max(0, one.start - 4) : one.start] == "the "
    alone = own.type in (NameType.NORP, NameType.ORG) and len(words.split()) == 1 and not words.endswith("s")
    lone = re.match(r"[ ](?:who|whom|in|from|at|of|said|[a-z]+ed\b)|,", text[one.end : one.end + 12]) is not None
    return own.type is NameType.NORP and alone and lone and _ONE_OF_MANY.search(text[: one.start]) is not None


def _acted_before(desk: Desk, ref: Ref, one: Participant) -> bool:
    """Tell whether the actor that an "it" means stands by name as one who acts, or at the head, in this sentence or in
    the one before it."""
    sheet, reading = desk.sheets[ref.report], desk.reading(ref.report)
    number = sheet.sentence_at(one.start)
    if number is None:
        return False
    first = reading.sentences[max(0, number - 1)].start
    for mention in reading.entities:
        if mention.entity != one.entity or not first <= mention.start < one.start:
            continue
        here = sheet.sentence_at(mention.start)
        begin = reading.sentences[here].start if here is not None else mention.start
        if mention.start - begin < _AT_HEAD:
            return True
        if any(
            p.role is Role.ACTOR and p.meets(mention) for e in sheet.events_in(begin, one.start) for p in e.participants
        ):
            return True
    return False


_AT_HEAD = 25


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


_DEADLINE = re.compile(
    r"(?:[\w’'-]+[ ]){0,4}(?:(?:until|till)\b|by[ ](?:\d|[A-Z][a-z]+(?:day)?[ ]|the[ ]end|next|noon|midnight|tomorrow|mid))"
    r"[^,;.]{0,60}?[ ](?=to[ ][a-z])"
)


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
    if _WITHHELD.search(text, max(0, cue.start - 40), cue.start) or _BACKWARDS.search(text, cue.start - 9, cue.end):
        return True
    return (
        stance in _ASKING
        and bool(said.content)
        and _ASKED.match(text[min(said.content).start :].lstrip("“\"‘' ")) is not None
    )


def _hangs_loose(text: str, cue: Span) -> bool:
    """Tell whether a participle follows neither a comma nor something written ("charges were read on Friday accusing")."""
    return text[cue.start : cue.end].split()[0].endswith("ing") and not _WRITTEN.search(text, 0, cue.start)


_WRITTEN = re.compile(
    r"(?:[,–—]|[^\w\s]|\b(?:by|in|letters?|statement|petition|resolution|posts?|tweets?|messages?|article|column|speech|note|"
    r"memo|e-?mail|report|release|motion|bill|video|interview)(?:\s+\w+day)?)\s+$",
    re.IGNORECASE,
)
_ASKING = frozenset({Stance.DEMANDS, Stance.REQUESTS})
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
            return _standing_for(desk, ref.report, mention.entity, "")
    return None


_NOBODY = frozenset("one another some many others most both all".split())


def _from_attribution(desk: Desk, ref: Ref, stance: Stance) -> _Held | None:
    said, sheet = desk.attribution(ref), desk.sheets[ref.report]
    speaker = desk.speaker(ref.report, said)
    if speaker is None or not said.content or is_vague(speaker.name) or speaker.name.casefold() in _NOBODY:
        return None
    if sheet.kind_at(said.content[0].start) is not PassageKind.BODY or not sheet.prints(said.cue[0]):
        return None
    own = sheet.actor(said.entity)
    stands = own is None or own.type is not NameType.PERSON or own.anonymous
    actor = speaker.state if stands and speaker.state else speaker.name
    key = (speaker.state or _first_state(desk, ref, said) or actor) if stands else actor
    about = _about(desk, ref.report, main_content(sheet.reading.text, said, min(said.content)), stance, actor)
    if about is None:
        return None
    text, content = sheet.reading.text, min(said.content)
    if _of_oneself(about, actor, stance) or (stance is Stance.ACCUSES and _HANGING.match(text, content.start)):
        return None
    if content.start >= said.cue[0].end and _JOINED.search(text, said.cue[0].end, content.start):
        return None  # the content of another verb
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
