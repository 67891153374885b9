"""What persons have decided, applied: to readings before they are linked, and to lines after they are told.

Decision to know: a correction points at a stretch of a report, and what it is about is found there anew each time by
overlap, so it survives a newer reader. One that finds nothing is told as no longer fitting, and is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from synoptic.lexicon import load_table
from synoptic.model.accounts import (
    Account,
    Disagreement,
    EventLine,
    FigureLine,
    Line,
    Open,
    PositionLine,
    StatementLine,
    Story,
)
from synoptic.model.corrections import Applied, Correction, CorrectionKind, LinePart, Place
from synoptic.model.days import UNDATED, Basis, Dated, Precision, parse_interval
from synoptic.model.links import JudgementKind
from synoptic.model.readings import Anchor, Attribution, Event, EventType, Reading, Stance, Status
from synoptic.model.redate import redate, resolve_times
from synoptic.model.spans import Span

BY_HAND = "by hand"
ON_READINGS = frozenset(
    {CorrectionKind.SPEAKER, CorrectionKind.DATE, CorrectionKind.STATUS, CorrectionKind.TYPE, CorrectionKind.STANCE}
)
_ON_LINES = frozenset({CorrectionKind.HIDE, CorrectionKind.NOTE})
_SAME_PLACE = 0.5
"""So much of two stretches together must be common for them to be one: what a newer reader cuts a little otherwise."""

PrintedLine = EventLine | FigureLine | StatementLine | PositionLine


def by_report(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """List, by report, the corrections that hold and change its reading, in order of when they were made."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.holds and correction.draft.kind in ON_READINGS:
            for report in sorted({place.report for place in correction.draft.places}):
                found.setdefault(report, []).append(correction)
    return {report: tuple(listed) for report, listed in found.items()}


def correct_reading(reading: Reading, corrections: Sequence[Correction]) -> tuple[Reading, frozenset[str]]:
    """Apply corrections to the reading of a report; returns it with the ids of those that found their place.

    Later ones come after earlier ones, so the last word on a place stands.
    """
    fitted: set[str] = set()
    for correction in corrections:
        for place in correction.draft.places:
            if place.report == reading.id and place.end is not None and place.end > len(reading.text):
                continue
            if place.report == reading.id:
                changed = _CHANGES[correction.draft.kind](reading, correction, place)
                if changed is not None:
                    reading = changed
                    fitted.add(correction.id)
    return reading, frozenset(fitted)


def _overlap(one: Span, start: int, end: int) -> float:
    both = min(one.end, end) - max(one.start, start)
    return max(both, 0) / (max(one.end, end) - min(one.start, start))


def _attribution_at(reading: Reading, place: Place) -> int | None:
    """Return the index of the attribution whose content, or whole stretch, is nearest the place."""
    best: tuple[float, int] | None = None
    for index, attribution in enumerate(reading.attributions):
        content = Span(start=attribution.content[0].start, end=attribution.content[-1].end)
        spans = [content, *([attribution.extent] if attribution.extent else [])]
        share = max(_overlap(span, place.start or 0, place.end or 0) for span in spans)
        if share >= _SAME_PLACE and (best is None or share > best[0]):
            best = (share, index)
    return best[1] if best else None


def _event_at(reading: Reading, place: Place) -> int | None:
    """Return the index of the event whose trigger is nearest the place."""
    met = [
        (_overlap(event, place.start or 0, place.end or 0), -index)
        for index, event in enumerate(reading.events)
        if event.start < (place.end or 0) and (place.start or 0) < event.end
    ]
    return -max(met)[1] if met else None


def _with_attribution(reading: Reading, index: int, new: Attribution) -> Reading:
    listed = list(reading.attributions)
    listed[index] = new
    return replace(reading, attributions=tuple(listed))


def _with_event(reading: Reading, index: int, new: Event) -> Reading:
    listed = list(reading.events)
    listed[index] = new
    return replace(reading, events=tuple(listed))


def _speaker(reading: Reading, correction: Correction, place: Place) -> Reading | None:
    index = _attribution_at(reading, place)
    if index is None:
        return None
    name = " ".join(correction.draft.value.split())
    same = [actor for actor in reading.actors if actor.name.casefold() == name.casefold()]
    named = {reading.quote(m).casefold(): m.entity for m in reversed(reading.entities)}
    entity = same[0].id if same else named.get(name.casefold())
    if name and entity is None:  # a surname alone, where one actor of the report bears it
        ends = [actor for actor in reading.actors if actor.name.casefold().endswith(f" {name.casefold()}")]
        entity = ends[0].id if len(ends) == 1 else None
    actor = reading.actor(entity)
    new = replace(
        reading.attributions[index],
        speaker=(actor.name if actor else name) or None,
        entity=entity if name else None,
        anonymous=bool(actor and actor.anonymous),
        resolved=BY_HAND,
    )
    return _with_attribution(reading, index, new)


def _date(reading: Reading, correction: Correction, place: Place) -> Reading | None:
    when = parse_interval(correction.draft.value) if correction.draft.value else None
    if place.start is not None:
        index = _event_at(reading, place)
        return (
            None if index is None else _with_event(reading, index, replace(reading.events[index], when=when, time=None))
        )
    why = f"{correction.draft.by} says so"
    if when is None:
        times = tuple(redate(t, None) if t.anchor is Anchor.REPORT else t for t in reading.times)
        undated = replace(reading, dated=UNDATED, report=replace(reading.report, published=None))
    else:
        undated = replace(
            reading,
            dated=Dated(value=when, basis=Basis.STATED, why=why),
            report=replace(reading.report, published=str(when)),
        )
        exact = when.precision is Precision.DAY
        times = resolve_times(reading.times, when.first) if exact else reading.times
    events = tuple(replace(e, when=times[e.time].when) if e.time is not None else e for e in reading.events)
    return replace(undated, times=times, events=events)


def _status(reading: Reading, correction: Correction, place: Place) -> Reading | None:
    index = _event_at(reading, place)
    if index is None:
        return None
    return _with_event(reading, index, replace(reading.events[index], status=Status(correction.draft.value)))


def _type(reading: Reading, correction: Correction, place: Place) -> Reading | None:
    index = _event_at(reading, place)
    if index is None:
        return None
    value = EventType(correction.draft.value) if correction.draft.value else None
    return _with_event(reading, index, replace(reading.events[index], type=value))


def _stance(reading: Reading, correction: Correction, place: Place) -> Reading | None:
    value = Stance(correction.draft.value) if correction.draft.value else None
    index = _event_at(reading, place)
    if index is not None and reading.events[index].stance is not None:
        return _with_event(reading, index, replace(reading.events[index], stance=value))
    said = _attribution_at(reading, place)
    if said is None:
        return None
    # A stance that is said stands in its cue: it is read there as another cue of the stance that is meant.
    cue = next((row[0] for row in load_table("stance_cues") if value is not None and row[1] == value), "say")
    return _with_attribution(reading, said, replace(reading.attributions[said], lemma=cue))


_CHANGES = {
    CorrectionKind.SPEAKER: _speaker,
    CorrectionKind.DATE: _date,
    CorrectionKind.STATUS: _status,
    CorrectionKind.TYPE: _type,
    CorrectionKind.STANCE: _stance,
}


# --- lines ---
def lines_of(story: Story) -> tuple[tuple[LinePart, PrintedLine], ...]:
    """List the lines of a story that a correction can be about, each with its part."""
    return (
        *((LinePart.EVENT, line) for line in story.events),
        *((LinePart.FIGURE, line) for line in story.figures),
        *((LinePart.STATEMENT, line) for line in story.statements),
        *((LinePart.POSITION, line) for line in story.positions),
    )


def words_of_line(line: Line | Disagreement) -> str:
    """Return the words by which two lines at one place are told apart."""
    if isinstance(line, EventLine):
        return line.what
    if isinstance(line, FigureLine):
        return f"{line.value:g} {line.unit or ''} {line.what}".replace("  ", " ")
    if isinstance(line, StatementLine):
        return line.content
    if isinstance(line, PositionLine):
        return f"{line.stance} {line.about}"
    return line.what if isinstance(line, Disagreement) else ""


def places_of_line(line: PrintedLine | Disagreement) -> tuple[Place, ...]:
    """Return where a line stands: the triggers of an event, else the words that it rests on."""
    if isinstance(line, EventLine) and line.mentions:
        return tuple(Place(report=m.report, start=m.start, end=m.end) for m in line.mentions)
    if isinstance(line, Disagreement):
        evidence = [piece for side in line.values for piece in side.evidence]
    else:
        evidence = list(line.evidence)
    return tuple(dict.fromkeys(Place(report=e.report, start=e.start, end=e.end) for e in evidence))


def find_lines(account: Account, correction: Correction) -> tuple[str, ...]:
    """Return the ids of the lines, stories or reports that a correction is about, in order of the account."""
    draft = correction.draft
    reports = {place.report for place in draft.places}
    wanted = draft.line or _part_of(correction)
    if wanted is LinePart.REPORT:
        return tuple(entry.id for entry in account.reports if entry.id in reports)
    if wanted is LinePart.STORY:
        return tuple(story.id for story in account.stories if reports & set(story.reports))
    found: list[tuple[float, str]] = []
    for story in account.stories:
        if not reports & set(story.reports):
            continue
        listed: list[tuple[LinePart, PrintedLine | Disagreement]] = [*lines_of(story)]
        listed += [(LinePart.DISAGREEMENT, one) for one in story.disagreements]
        for part, line in listed:
            if wanted in (None, part) and _meets(places_of_line(line), draft.places):
                likeness = SequenceMatcher(None, draft.value, words_of_line(line), autojunk=False).ratio()
                found.append((likeness if draft.line and draft.value else 1.0, line.id))
    best = max((score for score, _ in found), default=0.0)
    return tuple(dict.fromkeys(id_ for score, id_ in found if score >= best))


_PARTS = {
    CorrectionKind.SPEAKER: LinePart.STATEMENT,
    CorrectionKind.STATUS: LinePart.EVENT,
    CorrectionKind.TYPE: LinePart.EVENT,
    CorrectionKind.STANCE: LinePart.POSITION,
}
_PARTS_OF_PAIRS = {
    JudgementKind.COPY: LinePart.REPORT,
    JudgementKind.STORY: LinePart.STORY,
    JudgementKind.EVENT: LinePart.EVENT,
    JudgementKind.FIGURE: LinePart.FIGURE,
    JudgementKind.STATEMENT: LinePart.STATEMENT,
}


def _part_of(correction: Correction) -> LinePart | None:
    """Return the part of the account whose lines a correction touches; None where it may be any."""
    draft = correction.draft
    if draft.about is not None:
        return _PARTS_OF_PAIRS.get(draft.about)
    if draft.kind is CorrectionKind.DATE:
        return LinePart.REPORT if draft.places[0].start is None else LinePart.EVENT
    return _PARTS.get(draft.kind)


def _meets(mine: Sequence[Place], wanted: Sequence[Place]) -> bool:
    for one in mine:
        for other in wanted:
            if one.report == other.report and one.start is not None and one.end is not None and other.start is not None:
                inside = one.start <= other.start and (other.end or 0) <= one.end
                span = Span(start=one.start, end=one.end)
                if inside or _overlap(span, other.start, other.end or 0) >= _SAME_PLACE:
                    return True
    return False


def apply_to_lines(account: Account, corrections: Sequence[Correction]) -> tuple[Account, dict[str, tuple[str, ...]]]:
    """Leave out what persons have hidden; returns the account, and for every correction that holds the lines that it
    is about.
    """
    touched = {c.id: find_lines(account, c) for c in corrections if c.holds}
    hidden = {
        line for c in corrections if c.holds and c.draft.kind is CorrectionKind.HIDE for line in touched.get(c.id, ())
    }
    if not hidden:
        return account, touched
    return replace(account, stories=tuple(_without(story, hidden) for story in account.stories)), touched


def _without(story: Story, hidden: set[str]) -> Story:
    inside = {line.id for _, line in lines_of(story)} | {one.id for one in story.disagreements}
    if not inside & hidden:
        return story
    figures = [
        replace(f, against=tuple(a for a in f.against if a.id not in hidden))
        for f in story.figures
        if f.id not in hidden
    ]
    return replace(
        story,
        summary=tuple(line for line in story.summary if line.about not in hidden),
        events=tuple(line for line in story.events if line.id not in hidden),
        figures=tuple(figures),
        statements=tuple(line for line in story.statements if line.id not in hidden),
        positions=tuple(line for line in story.positions if line.id not in hidden),
        disagreements=tuple(d for d in story.disagreements if d.id not in hidden and not set(d.about) & hidden),
        open=tuple(_open_without(story.open, hidden)),
    )


def _open_without(questions: Iterable[Open], hidden: set[str]) -> Iterable[Open]:
    for question in questions:
        left = tuple(about for about in question.about if about not in hidden)
        if left or not question.about:
            yield question if left == question.about else replace(question, about=left)


# --- what became of each ---
def tell_applied(
    corrections: Sequence[Correction],
    fitted: frozenset[str],
    touched: Mapping[str, tuple[str, ...]],
    readings: Mapping[str, Reading],
) -> tuple[Applied, ...]:
    """Say of every correction that holds whether it found its place, which lines it touches, and if not, why.

    `readings` are whole readings of the reports that constraints point at; a report that is gone is not among them.
    """
    found = []
    for correction in corrections:
        if not correction.holds:
            continue
        lines = touched.get(correction.id, ())
        kind = correction.draft.kind
        if kind in ON_READINGS:
            fits = correction.id in fitted
        elif kind in _ON_LINES:
            fits = bool(lines)
        else:
            fits = all(
                _holds_mention(correction, place, readings.get(place.report)) for place in correction.draft.places
            )
        found.append(Applied(correction=correction.id, lines=lines, fits=fits, why="" if fits else _why(correction)))
    return tuple(found)


def _why(correction: Correction) -> str:
    draft = correction.draft
    what = f"no {draft.line or draft.about or _WHAT.get(draft.kind, 'item')}"
    places = ", ".join(f"{p.report}:{p.start}-{p.end}" if p.start is not None else p.report for p in draft.places[:3])
    return f"{what} is found any more at {places}; it is kept, and holds again when there is one; undo it if it is done"


_WHAT = {CorrectionKind.SPEAKER: "statement", CorrectionKind.DATE: "event"}


def _holds_mention(correction: Correction, place: Place, reading: Reading | None) -> bool:
    if reading is None:
        return False
    if place.start is None or place.end is None:
        return True
    about = correction.draft.about
    if about is JudgementKind.STATEMENT:
        return _attribution_at(reading, place) is not None
    spans: Sequence[Span] = reading.events
    if about is JudgementKind.ACTOR:
        spans = reading.entities
    elif about is JudgementKind.FIGURE:
        spans = reading.quantities
    return any(span.start < place.end and place.start < span.end for span in spans)
