"""Events: what a report tells, who takes part, when, whether it happened, on whose word, and the stance that it shows.

Decision to know: every sentence of the body and headlines is read clause by clause, and an event needs a trigger that
the lexicon knows or a
main verb with a named actor. States tell nothing; plain saying is an event only on a day of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from types import MappingProxyType

from synoptic.model.days import Interval, Precision
from synoptic.model.readings import (
    Deed,
    Event,
    EventType,
    NameType,
    Participant,
    PassageKind,
    QuoteKind,
    Role,
    Stance,
    Status,
)
from synoptic.model.spans import Span
from synoptic.reading.chronologies import entry_starts
from synoptic.reading.clauses import COMPLEMENT, GERUND, INFINITIVE, MAIN, find_clauses
from synoptic.reading.draft import Draft, Step
from synoptic.reading.events_lexicon import load_lexicon
from synoptic.reading.events_modes import mode_of
from synoptic.reading.events_moved import moves_of
from synoptic.reading.events_passing import read_passing
from synoptic.reading.events_people import takers
from synoptic.reading.events_senses import Trigger, spoken_as
from synoptic.reading.events_spans import about_of, has_verb, span_of, trimmed, whole_of
from synoptic.reading.events_stances import find_stance, puts_question
from synoptic.reading.events_status import noun_status, verb_status
from synoptic.reading.events_times import times_of
from synoptic.reading.events_triggers import find_triggers
from synoptic.reading.events_untyped import type_beside
from synoptic.reading.events_worth import is_worth
from synoptic.reading.genders import genders_of, genders_said
from synoptic.reading.lines import Layout
from synoptic.reading.noun_roles import is_timetabled
from synoptic.reading.participants import Memory, Who, participant
from synoptic.reading.scene import Scene
from synoptic.reading.sentences import READ_KINDS
from synoptic.reading.times_owner import is_told_of_subject
from synoptic.reading.times_ranges import stretch_of

_READ = frozenset({PassageKind.BODY, PassageKind.HEADLINE})
_HELPING = frozenset({EventType.AID, EventType.SUPPORT, EventType.COOPERATE, EventType.CONCEDE})
_HARMING = frozenset({EventType.SANCTION, EventType.COERCE})
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
_SETTLED = frozenset({Status.OCCURRED, Status.PLANNED})
_DATED_ONLY = frozenset({Status.POSSIBLE, Status.CALLED_OFF, Status.MOVED})


def read_events(draft: Draft) -> Draft:
    """Find the events of the report."""
    reading = draft.reading
    if not draft.tokens:
        return draft
    memory = Memory(
        actors={actor.id: actor for actor in reading.actors},
        speakers=_speakers(draft),
        genders={
            **genders_said(reading.text, reading.attributions),
            **genders_of(reading.text, reading.entities, reading.actors),
        },
        quoted=_quoted(draft),
    )
    _foresee_pair(draft, memory)
    reader = _Reader(draft, memory)
    events: list[Event] = []
    for number in range(len(reading.sentences)):
        if draft.kind_of_sentence(number) in _READ:
            events.extend(reader.read(number))
    return draft.with_(events=tuple(events), deeds=tuple(reader.deeds))


def _speakers(draft: Draft) -> dict[int, Who]:
    """Tell whom the pronouns mean that stand as sources, as the attributions found it."""
    actors = {actor.id: actor for actor in draft.reading.actors}
    found: dict[int, Who] = {}
    for attribution in draft.reading.attributions:
        actor = actors.get(attribution.entity) if attribution.entity else None
        if actor is None or not attribution.source:
            continue
        he = draft.reading.quote(attribution.source[0]).casefold() in ("he", "she")
        if attribution.resolved in ("pronoun", "title") or (he and attribution.resolved == "sentence before"):
            found[attribution.source[0].start] = Who(0, 1, actor.id, actor.name, actor.type)
    return found


def _quoted(draft: Draft) -> list[tuple[int, int, str]]:
    """List what is quoted word for word, each with the person who says it."""
    return [
        (span.start, span.end, said.entity)
        for said in draft.reading.attributions
        if said.entity is not None and said.quote is QuoteKind.DIRECT
        for span in said.content
    ]


def _foresee_pair(draft: Draft, memory: Memory) -> None:
    """A headline may say "the presidents" before it names them: take the first two persons joined by "and"."""
    entities = draft.reading.entities
    for at, one in enumerate(entities):
        later = next((m for m in entities[at + 1 : at + 3] if m.type is NameType.PERSON), None)
        if one.type is not NameType.PERSON or later is None or later.entity == one.entity or later.start - one.end > 40:
            continue
        between = draft.reading.text[one.end : later.start]
        if between.startswith(" and ") and "," not in between and "." not in between:
            known = memory.actors
            memory.pair = tuple(
                Who(0, 1, m.entity, known[m.entity].name if m.entity in known else draft.reading.quote(m), m.type)
                for m in (one, later)
            )
            return


_FEWEST_TOKENS = 6


def _lead_of(draft: Draft) -> int | None:
    """Return the first sentence of the body that is one: of some length, with a mark at its end."""
    firsts = (*draft.firsts, len(draft.tokens))
    for number in range(len(draft.reading.sentences)):
        begin, end = firsts[number], firsts[number + 1]
        ended = draft.tokens[end - 1].text in _ENDING if end > begin else False
        if draft.kind_of_sentence(number) is PassageKind.BODY and ended and end - begin >= _FEWEST_TOKENS:
            return number
    return None


_ENDING = frozenset({".", "!", "?", "”", '"', "’"})


class _Reader:
    """Reads the sentences of one report in order."""

    def __init__(self, draft: Draft, memory: Memory) -> None:
        self.draft = draft
        self.memory = memory
        self.lexicon = load_lexicon()
        self.layout = Layout(draft)
        reading = draft.reading
        rows = sorted((span.start, span.end, i) for i, a in enumerate(reading.attributions) for span in a.content)
        self.contents = rows
        self.deeds: list[Deed] = []
        self.entries = entry_starts(reading.text, (p for p in reading.passages if p.kind in READ_KINDS))
        self.lead = _lead_of(draft)
        self.cues = {span.start: i for i, a in enumerate(reading.attributions) for span in a.cue}

    def read(self, sentence: int) -> list[Event]:
        """Read one sentence."""
        draft, firsts = self.draft, self.draft.firsts
        begin = firsts[sentence]
        end = firsts[sentence + 1] if sentence + 1 < len(firsts) else len(draft.tokens)
        line = self.layout.line(begin, end)
        clauses = find_clauses(line)
        entry = draft.reading.sentences[sentence].start in self.entries
        scene = Scene(line, clauses, draft.reading.entities, draft.reading.times, self.memory, self.lexicon, entry)
        scene.lead = sentence == self.lead
        triggers = find_triggers(scene)
        timed = max(line.time, default=-1) >= 0
        fixed: dict[int, int] = {}
        closed: set[int] = set()
        if timed:
            triggers, fixed, closed = moves_of(scene, triggers)
        for number in range(len(clauses)):
            if clauses[number].group.form == "finite":
                self.memory.note(scene.subject(number), subject=True)
        times = fixed
        if timed:
            times = {at: time for at, time in times_of(scene, triggers).items() if at not in closed} | fixed
        events: list[Event] = []
        for number, trigger in enumerate(triggers):
            event = self._event(scene, sentence, trigger, times.get(number))
            if event is not None:
                events.append(event)
        self.memory.note_sentence(line, draft.reading.entities)
        self.deeds.extend(read_passing(scene, sentence, events))
        return events

    def _event(self, scene: Scene, sentence: int, trigger: Trigger, time: int | None) -> Event | None:
        if time is not None and self._is_foretold(scene, trigger, time):
            time = None
        if time is None and (trigger.kind == "saying" or trigger.light == "dated"):
            return None
        if _is_of_page(scene, trigger):
            return None
        if trigger.kind == "verb" and trigger.telling.lemma == "ask" and puts_question(scene, trigger.clause):
            return None
        draft = self.draft
        status = noun_status(scene, trigger) if trigger.kind == "noun" else verb_status(scene, trigger)
        if status is Status.OCCURRED and (
            self._is_ahead(time) if trigger.kind == "noun" else self._is_timetabled(scene, trigger, time)
        ):
            status = Status.PLANNED
        if self._is_past_verb(scene, trigger, status) and self._is_ahead(time):
            # what was done has its day behind it: the day to come is that of what was set, or of something spoken of
            if trigger.telling.lemma in _SETTING:
                status = Status.PLANNED
            else:
                time = None
            if time is None and (trigger.kind == "saying" or trigger.light == "dated"):
                return None
        if is_told_of_subject(scene, trigger.clause) and _is_by_the_way(scene, trigger, status):
            return None
        if status is None or (trigger.kind == "saying" and status not in _SETTLED):
            return None
        actors, recipients, others = takers(scene, trigger)
        if not is_worth(scene, trigger, status, actors, recipients, time):
            return None
        if len(actors) + len(recipients) == 2 and trigger.telling.type in _MUTUAL:
            self.memory.note_pair([w for w in (*actors, *recipients) if w.entity is not None])
        span = span_of(scene, trigger.first, trigger.stop)
        attribution = self._attribution(span)
        first, stop = whole_of(scene, trigger)
        spoken = spoken_as(scene, trigger)
        kind = _type(scene, trigger, status, time)
        if spoken:
            kind = _SPOKEN[spoken]
        meant = type_beside(scene, trigger, kind, dated=time is not None)
        stance = find_stance(scene, trigger, status, actors) if meant is kind else None
        kind = meant
        promised = _promise_of_sanctions(scene, trigger, status) if stance is None else []
        if promised:
            actors = promised
        weighed = stance is None and (bool(promised) or _weighs_sanctions(scene, trigger, status, actors))
        about = about_of(scene, trigger) if stance is not None else None
        if weighed:
            stance = Stance.THREATENS
            begin = trigger.first if trigger.kind == "noun" else scene.clauses[trigger.clause].group.first
            rest = about_of(scene, trigger)
            about = trimmed(scene, begin, rest[1] if rest is not None else trigger.stop)
        if spoken == "refuses" and about is None:
            stance = Stance.REFUSES
            about = (trigger.first, max(trigger.stop, scene.clauses[trigger.clause].stop))
            about = trimmed(scene, *about)
        if spoken == "asks" and scene.clauses[trigger.clause].parent is not None:
            recipients, actors = actors or recipients, scene.subject(scene.clauses[trigger.clause].parent or 0)
        place = scene.place(scene.phrases(trigger.clause)) if trigger.clause >= 0 else None
        when = draft.reading.times[time].when if time is not None else None
        if time is not None:
            when = stretch_of(draft.reading.times, time, scene.line.tokens) or when
            when = self._until_then(scene, time, when, status)
        return Event(
            start=span.start,
            end=span.end,
            type=kind,
            status=status,
            participants=_participants(scene, actors, recipients, others),
            when=when,
            lemma=trigger.telling.lemma,
            whole=self._whole(scene, trigger, first, stop),
            time=time,
            attribution=attribution,
            sentence=sentence,
            mode=mode_of(scene, trigger, status, placed=place is not None),
            place=span_of(scene, *place) if place is not None else None,
            stance=stance if about is not None else None,
            about=span_of(scene, *about) if about is not None else None,
            background=self._is_background(scene, trigger, time),
        )

    def _whole(self, scene: Scene, trigger: Trigger, first: int, stop: int) -> Span | None:
        if not has_verb(scene, 0, len(scene.line.lower)):
            return None  # a headline in nouns
        whole = span_of(scene, first, stop)
        if trigger.kind != "saying":
            return whole
        cue = self.cues.get(scene.line.tokens[scene.clauses[trigger.clause].group.first].start)
        extent = self.draft.reading.attributions[cue].extent if cue is not None else None
        if extent is None:
            return whole
        sentence = Span(start=scene.line.tokens[0].start, end=scene.line.tokens[-1].end)
        both = Span(start=min(extent.start, whole.start), end=max(extent.end, whole.end))
        return both if sentence.holds(both) else whole

    def _until_then(self, scene: Scene, time: int, when: Interval | None, status: Status) -> Interval | None:
        """Let what is planned "by the end of" a time be of any day up to that, from the day of telling."""
        dated, line = self.draft.reading.dated.value, scene.line
        at = line.time.index(time)
        ends = "end" in line.lower[at : at + 2] and at > 0 and "by" in line.lower[at - 1 : at + 1]
        if status is not Status.PLANNED or not ends or dated is None or when is None or when.first <= dated.first:
            return when
        return Interval(first=dated.first, last=when.last, precision=Precision.INTERVAL)

    def _is_ahead(self, time: int | None) -> bool:
        """Tell whether the day lies wholly after the day of the report."""
        dated = self.draft.reading.dated.value
        when = self.draft.reading.times[time].when if time is not None else None
        return dated is not None and when is not None and when.first > dated.last

    def _is_foretold(self, scene: Scene, trigger: Trigger, time: int) -> bool:
        """Tell whether the day is that of what is foretold, and not of the foretelling: "predict growth in 2031"."""
        if trigger.kind == "noun" or trigger.clause < 0 or not self._is_ahead(time):
            return False
        group = scene.clauses[trigger.clause].group
        return group.lemma in _FORETELLING and not (group.modal or group.host) and group.form == "finite"

    def _is_past_verb(self, scene: Scene, trigger: Trigger, status: Status | None) -> bool:
        """Tell whether a verb in the past, or in the perfect, tells what was done or not done."""
        if status not in _DONE or trigger.kind == "noun" or trigger.clause < 0:
            return False
        group = scene.clauses[trigger.clause].group
        plain = group.form == "finite" and not group.modal and not group.host
        return plain and (group.tense == "past" or group.perfect)

    def _is_timetabled(self, scene: Scene, trigger: Trigger, time: int | None) -> bool:
        """Tell whether the present tense tells what is to come: "the two ministers meet on Friday"."""
        if time is None or trigger.clause < 0 or trigger.kind == "saying":
            return False
        group = scene.clauses[trigger.clause].group
        if group.tense != "present" or group.form != "finite" or group.perfect or group.modal or group.host:
            return False
        when = self.draft.reading.times[time].when
        dated = self.draft.reading.dated.value
        over = when is not None and dated is not None and when.last < dated.first
        if not over and is_timetabled(scene, trigger.clause):
            return True
        if self._is_ahead(time) and scene.line.lower[-1] == ".":  # a headline's present tense is past as a rule
            return True
        words = self.draft.reading.quote(self.draft.reading.times[time]).lower().split()
        return bool(words) and (words[0] in _TO_COME or words[-1] in ("tomorrow", "tonight"))

    def _attribution(self, span: Span) -> int | None:
        """Return the innermost attribution whose content holds the trigger."""
        best: tuple[int, int] | None = None
        at = bisect_right(self.contents, (span.start, 1 << 60, 0)) - 1
        tried = 0
        while at >= 0 and tried < 24:
            start, end, number = self.contents[at]
            if end >= span.end and (best is None or end - start < best[0]):
                best = (end - start, number)
            at -= 1
            tried += 1
        return best[1] if best is not None else None

    def _is_background(self, scene: Scene, trigger: Trigger, time: int | None) -> bool:
        if time is not None:
            moment = self.draft.reading.times[time]
            dated = self.draft.reading.dated.value
            if moment.when is not None and dated is not None and (dated.first - moment.when.last).days > 180:
                return True
            if moment.rule is None and moment.when is not None and dated is None and len(moment.value) == 4:
                return True
        if trigger.clause >= 0:
            clause = scene.clauses[trigger.clause]
            if clause.opener == "since" and clause.parent is not None:
                return True
        return False


def _is_by_the_way(scene: Scene, trigger: Trigger, status: Status | None) -> bool:
    """Tell whether what is told of the subject by the way is no line of its own: a bare deed that is done, whose day
    would stand beside the main verb, or a plan that the main verb calls unlikely."""
    if status is Status.OCCURRED:
        return trigger.kind in ("deed", "noun")
    groups = [clause.group for clause in scene.clauses if clause.relation == MAIN]
    return any(
        group.host == "possible" and "unlikely" in scene.line.lower[group.first : group.stop] for group in groups
    )


_OF_PAGE = frozenset("page blog coverage feed updates".split())


def _is_of_page(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the makers of a page tell of the page itself: "We are closing this page for tonight"."""
    if trigger.clause < 0:
        return False
    clause, lower = scene.clauses[trigger.clause], scene.line.lower
    ours = clause.subject is not None and lower[clause.subject[0] : clause.subject[1]] == ["we"]
    ending = clause.group.lemma in ("close", "pause", "end", "wrap", "leave", "stop")
    return ours and ending and not _OF_PAGE.isdisjoint(lower[clause.group.stop : clause.group.stop + 5])


_FORETELLING = frozenset("predict forecast project foresee estimate anticipate envisage".split())
_SETTING = frozenset("set schedule fix plan book slate".split())
_DONE = frozenset({Status.OCCURRED, Status.NEGATED, Status.DENIED})
_TO_COME = frozenset("tomorrow tonight next".split())
_SPOKEN = MappingProxyType({"refuses": EventType.REJECT, "threatens": EventType.THREATEN, "asks": EventType.REQUEST})


_WEIGHING = frozenset("discuss consider weigh mull prepare plan contemplate draft".split())


def _weighs_sanctions(scene: Scene, trigger: Trigger, status: Status, actors: Sequence[Who]) -> bool:
    """Tell whether somebody weighs sanctions aloud, which threatens them: "has discussed imposing sanctions"."""
    if trigger.telling.type is not EventType.SANCTION or status is not Status.POSSIBLE or trigger.clause < 0:
        return False
    clause = scene.clauses[trigger.clause]
    lead = clause.group
    if trigger.kind != "noun":
        if clause.parent is None or clause.relation not in (GERUND, INFINITIVE):
            return False
        lead = scene.clauses[clause.parent].group
    return lead.lemma in _WEIGHING and not lead.negated and any(w.entity is not None for w in actors)


_BRINGING = frozenset("bring mean trigger face draw entail prompt carry provoke".split())


def _promise_of_sanctions(scene: Scene, trigger: Trigger, status: Status) -> list[Who]:
    """List who says that a deed would bring sanctions, which threatens them; nobody if it is not said so."""
    if trigger.telling.type is not EventType.SANCTION or status is not Status.POSSIBLE or trigger.clause < 0:
        return []
    clause = scene.clauses[trigger.clause]
    group = clause.group
    told = clause.relation == COMPLEMENT and clause.parent is not None and group.form == "finite"
    if not told or clause.parent is None or group.negated or trigger.first < group.stop:
        return []
    above = scene.clauses[clause.parent].group
    if group.modal not in ("would", "will") or group.lemma not in _BRINGING or above.negated:
        return []
    return [w for w in scene.subject(clause.parent) if w.entity is not None]


def _type(scene: Scene, trigger: Trigger, status: Status, time: int | None) -> EventType | None:
    """Return the type; a helping or harming deed in the future without a day is a promise or a threat."""
    kind = trigger.telling.type
    if trigger.clause < 0 or trigger.kind == "noun":
        return kind
    group = scene.clauses[trigger.clause].group
    if (
        kind in _HELPING
        and time is None
        and ((status is Status.PLANNED and group.modal in ("will", "shall")) or group.host == "ready")
    ):
        return EventType.AGREE
    harming = kind in _HARMING and status is Status.PLANNED and not group.passive
    if harming and time is None and group.modal in ("will", "shall"):
        return EventType.THREATEN
    return kind


def _participants(
    scene: Scene, actors: Sequence[Who], recipients: Sequence[Who], others: Sequence[Who]
) -> tuple[Participant, ...]:
    found: list[Participant] = []
    seen: set[tuple[str, str | None]] = set()
    for role, some in ((Role.ACTOR, actors), (Role.RECIPIENT, recipients), (Role.OTHER, others)):
        for who in some:
            key = (who.name, who.entity)
            if key not in seen:
                seen.add(key)
                found.append(participant(scene.line, who, role))
    return tuple(found)


EVENTS = Step(
    name="events",
    needs=("sentences", "entities", "actors", "times", "attributions"),
    gives=("events", "deeds"),
    run=read_events,
)
