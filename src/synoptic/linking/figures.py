"""Figures about the same thing put in series, over the reports of a story.

Decision to know: a series counts one kind of thing (the words for it are a list), of one owner, in one unit, at one
time of the story. What does not show that it counts the same stays apart: two tolls in one series look like a quarrel
that nobody has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table, load_words
from synoptic.linking.actors import Cast
from synoptic.linking.figure_states import pair_figures
from synoptic.linking.told import NEWS_PASSAGES
from synoptic.linking.wording import content_words, stem, words
from synoptic.model.days import Interval
from synoptic.model.ids import stable_id
from synoptic.model.links import FigureState, Judgement, JudgementKind, Reason, ReasonCode, Ref, Series, Verdict
from synoptic.model.readings import NameType, Quantity, Reading, TimeType
from synoptic.model.spans import Span

_LEAST = 10
"""A count below this is a figure only of harm, or where reports give different ones of a listed thing."""
_APART_DAYS = 120
_RECALLED = timedelta(days=60)
_NEAR_CHARS = 50
_WORDS_BEFORE, _WORDS_AFTER = 4, 4
_MOST_WORDS = 12
_NOT_COUNTED = frozenset({
    "year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "km", "kilometre", "mile", "metre",
    "degree", "foot", "inch", "am", "pm", "ordinal", "rank",
})  # fmt: skip
_PERCENT = frozenset({"percent", "%", "per cent", "pct", "percentage point"})
_OWNED_SORTS = frozenset({"force", "arms"})
_PLACES = frozenset({NameType.GPE, NameType.LOC, NameType.FAC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity laid out for comparison."""

    ref: Ref
    quantity: Quantity
    origin: int
    kind: str
    sort: str
    owner: str
    """The country, or link id, that the counted belong to; "" where the report does not say."""
    unit: str
    as_of: Interval | None
    """When it held: by its clause, else the report's own day."""
    recalled: bool
    """Told of an earlier time: no figure of the news."""
    places: frozenset[str]
    modifiers: frozenset[str]
    words: frozenset[str]
    named: str
    names_owner: bool
    claimant: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameFigures:
    """The series of a story and the judgements about their pairs."""

    series: tuple[Series, ...]
    judgements: tuple[Judgement, ...]


def find_series(readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int]) -> SameFigures:
    """Put the figures of a story's revised readings in series and say how those of one series stand to each other."""
    kinds = _kinds()
    figures = [f for r in readings for f in _figures(r, cast, origin_of.get(r.id, -1), kinds)]
    groups = _group(figures)
    names = {link.id: link.name for link in cast.links}
    names |= cast.state_names()
    series: list[Series] = []
    judgements: list[Judgement] = []
    taken: set[str] = set()
    for group in groups:
        if not _worth_a_line(group):
            continue
        one, judged = _series(group, names, taken, {r.id: r for r in readings})
        series.append(one)
        judgements += judged
    return SameFigures(
        series=tuple(sorted(series, key=lambda s: s.members[0])),
        judgements=tuple(sorted(judgements, key=lambda j: j.id)),
    )


@cache
def _kinds() -> Mapping[str, tuple[str, str]]:
    """Map each folded word to the kind that it counts and the kind's sort."""
    rows = load_table("counted_kinds")
    return MappingProxyType({word: (row[0], row[1]) for row in rows for word in row[2].split()})


def _figures(reading: Reading, cast: Cast, origin: int, kinds: Mapping[str, tuple[str, str]]) -> list[Figure]:
    found: list[Figure] = []
    for index, quantity in enumerate(reading.quantities):
        if reading.passages and reading.kind_at(quantity.start) not in NEWS_PASSAGES:
            continue
        if not quantity.counted and quantity.unit is None:
            continue
        if quantity.unit and stem(quantity.unit.casefold()) in _NOT_COUNTED:
            continue
        found.append(_figure(reading, index, cast, origin, kinds))
    return found


def _figure(reading: Reading, index: int, cast: Cast, origin: int, kinds: Mapping[str, tuple[str, str]]) -> Figure:
    quantity = reading.quantities[index]
    whole = quantity.whole or _sentence(reading, quantity) or quantity
    kind, sort = _kind_of(reading, quantity, whole, kinds)
    owner_link = cast.link_of(reading.id, quantity.whose)
    owner = (cast.states.get(owner_link) or owner_link) if owner_link else ""
    if not owner and sort in _OWNED_SORTS:
        owner = _nearest_state(reading, quantity, cast)
    said = reading.dated.value
    as_of, recalled = _as_of(reading, whole, said)
    scope = _scope(quantity, whole)
    names_owner = any(
        quantity.noun is not None and quantity.noun.holds(m) and cast.states.get(link) == owner
        for m in reading.entities
        if (link := cast.link_of(reading.id, m.entity))
    )
    places = {
        cast.states.get(link, link)
        for m in reading.entities
        if m.type in _PLACES and scope.holds(m) and (link := cast.link_of(reading.id, m.entity))
    }
    head = {w for w, (k, _) in kinds.items() if k == kind}
    names = frozenset(stem(w) for m in reading.entities if whole.meets(m) for w in words(reading.quote(m)))
    counted = words(quantity.counted or "")
    modifiers = {stem(w) for w in counted if w not in head and w not in kinds} - names - _FILLER
    attribution = reading.attributions[quantity.attribution] if quantity.attribution is not None else None
    speaker = cast.link_of(reading.id, attribution.entity) if attribution else None
    return Figure(
        ref=Ref(report=reading.id, index=index),
        quantity=quantity,
        origin=origin,
        kind=kind,
        sort=sort,
        owner=owner,
        unit=quantity.unit or "",
        as_of=as_of,
        recalled=recalled,
        places=frozenset(places - {owner}),
        modifiers=frozenset(modifiers & content_words(quantity.counted or "")),
        words=content_words(reading.quote(whole)) - names,
        named=quantity.counted or "",
        names_owner=names_owner,
        claimant=speaker or (attribution.speaker or "" if attribution else ""),
        quote=reading.quote(quantity),
    )


_FILLER = frozenset({"people", "person", "man", "men", "woman", "women", "member", "estimated", "total", "additional"})


def _nearest_state(reading: Reading, quantity: Quantity, cast: Cast) -> str:
    """Return the state named last before the number in its sentence: who has sent the troops; "" where none is."""
    sentence = _sentence(reading, quantity)
    before = [m for m in reading.entities if sentence and m.start >= sentence.start and m.end <= quantity.start]
    for mention in sorted(before, key=lambda m: -m.start):
        link = cast.link_of(reading.id, mention.entity)
        if mention.type in (NameType.GPE, NameType.NORP) and link and link in cast.states:
            return cast.states[link]
    return ""


def _sentence(reading: Reading, span: Span) -> Span | None:
    return next((s for s in reading.sentences if s.start <= span.start < s.end), None)


def _scope(quantity: Quantity, whole: Span) -> Span:
    """Return the words in which the place of the counted is told: its noun, and a little beyond, inside the clause."""
    end = max(quantity.end, quantity.noun.end if quantity.noun else 0)
    start = min(quantity.start, quantity.noun.start if quantity.noun else quantity.start)
    return Span(start=start, end=max(end, min(whole.end, end + _NEAR_CHARS)))


def _kind_of(
    reading: Reading, quantity: Quantity, whole: Span, kinds: Mapping[str, tuple[str, str]]
) -> tuple[str, str]:
    """Return what is counted: a harm told in the noun or beside it, else the kind of the noun's head, or the head."""
    counted = words(quantity.counted or "")
    if quantity.unit and not counted:
        return quantity.unit.casefold(), "unit"
    for word in counted:
        if kinds.get(word, ("", ""))[1] == "harm":
            return kinds[word]
    head = _head(counted)
    known = kinds.get(head)
    if known and known[1] != "people":
        return known
    noun_end = max(quantity.end, quantity.noun.end if quantity.noun else 0)
    first = min(quantity.start, quantity.noun.start if quantity.noun else quantity.start)
    before = words(reading.text[whole.start : first])[-_WORDS_BEFORE:] if whole.start < first else ()
    after = words(reading.text[noun_end : whole.end])[:_WORDS_AFTER] if noun_end < whole.end else ()
    beside = [(n, word) for n, word in enumerate(reversed(before))]
    cut = next((n for n, word in enumerate(after) if word in _NEW_CLAUSE), len(after))
    beside += list(enumerate(after[:cut]))
    for _, word in sorted(beside, key=lambda pair: pair[0]):
        if kinds.get(word, ("", ""))[1] == "harm":
            return kinds[word]
    return known or (stem(head), "")


_NEW_CLAUSE = frozenset({"and", "but", "while", "who"})
_PHRASE_ENDS = frozenset({"around", "inside", "aboard"})


def _head(counted: Sequence[str]) -> str:
    """Return the noun of a counted phrase: the last word before its first preposition, a participle left out."""
    little = load_words("little_words")
    phrase: list[str] = []
    for word in counted:
        if phrase and (word in _PHRASE_ENDS or word in little):
            break
        phrase.append(word)
    return phrase[-1] if phrase else ""


def _as_of(reading: Reading, whole: Span, said: Interval | None) -> tuple[Interval | None, bool]:
    """Return the days for which a figure is given, and whether it is recalled from long before the report."""
    for time in reading.times:
        if not whole.holds(time) or time.when is None or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        before = reading.text[max(0, time.start - 8) : time.start].casefold().split()
        if before and before[-1] == "since":
            continue
        if said is not None and time.when.last < said.first - _RECALLED:
            return time.when, True
        if time.when.width_days <= 7 and (said is None or time.when.first <= said.last):
            return time.when, False
    if said is not None and said.width_days <= 31:
        return said, False
    return None, False


def _group(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Group figures of one kind, owner and unit; one without an owner joins where only one owner can be meant."""
    owners: dict[tuple[str, str], set[str]] = {}
    for f in figures:
        if f.owner:
            owners.setdefault((f.kind, f.unit), set()).add(f.owner)
    keyed: dict[tuple[str, str, str], list[Figure]] = {}
    for f in figures:
        known = sorted(owners.get((f.kind, f.unit), ()))
        owner = f.owner
        if not owner and len(known) == 1 and f.sort != "harm":
            owner = known[0]
        keyed.setdefault((f.kind, f.unit, owner), []).append(f)
    groups: list[list[Figure]] = []
    for key in sorted(keyed):
        groups += _one_matter(keyed[key])
    return groups


def _one_matter(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Part figures of one kind by time and place: an earlier disaster's toll is no figure of this one."""
    groups: list[list[Figure]] = []
    for f in sorted(figures, key=_figure_order):
        home = next((g for g in groups if all(_together(f, other) for other in g)), None)
        if home is None:
            groups.append([f])
        else:
            home.append(f)
    return groups


def _figure_order(f: Figure) -> tuple[object, ...]:
    first = f.as_of.first.toordinal() if f.as_of else 0
    return (not f.owner, first, f.quantity.value, f.ref)


def _together(a: Figure, b: Figure) -> bool:
    if a.recalled is not b.recalled:
        return False
    if a.as_of and b.as_of:
        apart = max((a.as_of.first - b.as_of.last).days, (b.as_of.first - a.as_of.last).days)
        if apart > _APART_DAYS or (a.recalled and apart > 0):
            return False
    if a.places and b.places and not a.places & b.places and not (a.owner and a.owner == b.owner):
        return False
    if a.sort in ("", "unit"):
        return bool(a.modifiers & b.modifiers) or a.named == b.named or len(a.words & b.words) >= 4
    return True


def _worth_a_line(group: Sequence[Figure]) -> bool:
    """Tell whether a series is a figure of the story: harm, a count of ten and more, or small counts that differ."""
    first = group[0]
    origins = {f.origin for f in group}
    if first.unit in _PERCENT:
        return len(origins) >= 2
    if first.sort == "harm" or first.unit:
        return True
    if any(f.quantity.value >= _LEAST for f in group):
        return True
    values = {f.quantity.value for f in group}
    return bool(first.sort) and len(values) >= 2 and len(origins) >= 2


def _series(
    group: Sequence[Figure], names: Mapping[str, str], taken: set[str], readings: Mapping[str, Reading]
) -> tuple[Series, list[Judgement]]:
    members = sorted(group, key=lambda f: f.ref)
    owner = next((f.owner for f in members if f.owner), "")
    earliest = min((f.as_of.first.year for f in members if f.as_of and f.recalled), default=0)
    identity = stable_id("series", members[0].kind, names.get(owner, owner), members[0].unit, str(earliest or ""))
    if identity in taken:
        best = min(members, key=lambda f: (-f.quantity.value, f.named, f.ref))
        identity = stable_id("series", identity, best.named, f"{best.quantity.value:g}", best.ref.report)
    taken.add(identity)
    pairs = pair_figures(members)
    what, refs = _what(members, names.get(owner) or owner), tuple(f.ref for f in members)
    judgements = []
    for pair, code in pairs:
        if pair.state is FigureState.SAME:
            continue
        shown = tuple(readings[r.report].evidence(readings[r.report].quantities[r.index]) for r in (pair.a, pair.b))
        a, b = (f"{r.report}:{readings[r.report].quantities[r.index].start}" for r in (pair.a, pair.b))
        judgements.append(
            Judgement(
                id=stable_id("judgement", JudgementKind.FIGURE, a, b),
                kind=JudgementKind.FIGURE,
                a=a,
                b=b,
                verdict=Verdict.SAME,
                score=0.8,
                reasons=(
                    Reason(code=code, text=pair.why, evidence=shown),
                    Reason(code=ReasonCode.SAME_COUNTED, text=f"both count {what}"),
                ),
            )
        )
    return Series(id=identity, what=what, members=refs, pairs=tuple(p for p, _ in pairs)), judgements


def _what(members: Sequence[Figure], owner: str) -> str:
    """Name the series in the words of most origins; of equals the fullest, a harm added where the noun lacks it."""
    said: dict[str, set[int]] = {}
    for f in members:
        if f.named and len(f.named.split()) <= _MOST_WORDS:
            said.setdefault(f.named, set()).add(f.origin)
    if not said:
        return members[0].named or members[0].unit or members[0].kind
    owned = {f.named for f in members if f.names_owner}
    best = min(said, key=lambda n: (n not in owned, -len(said[n]), -len(n.split()), n))
    first = members[0]
    kinds = _kinds()
    told = any(kinds.get(w, ("", ""))[0] == first.kind for w in words(best))
    if first.sort == "harm" and not told:
        return f"{best} [{first.kind}]"
    return f"{best} [{owner}]" if owner and best not in owned and first.sort in _OWNED_SORTS else best
