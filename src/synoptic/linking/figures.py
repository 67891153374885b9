"""Figures about the same thing put in series, over the reports of a story.

Decision to know: a series counts one kind of thing (the words for it are a list), of one owner, in one unit, at one
time of the story. What does not show that it counts the same stays apart: two tolls in one series look like a quarrel
that nobody has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from synoptic.lexicon import load_words
from synoptic.linking.actors import Cast
from synoptic.linking.by_hand import ByHand, found_at
from synoptic.linking.counted import PLAIN, STILL, UNIT, Counted, counts_own, known_words, measures, what_is_counted
from synoptic.linking.counted_over import Over, counted_over, over_differs
from synoptic.linking.figure_states import by_two_counters, pair_figures, told_order
from synoptic.linking.figures_passed import is_passed
from synoptic.linking.figures_told import (
    EXPECTED,
    MARGIN,
    POSSIBLE,
    clock_of,
    foreseen,
    has_grown,
    is_currency,
    is_score,
    label_of,
    margin_of,
    priced,
    told_of,
)
from synoptic.linking.told import in_news, news_of, stems_of
from synoptic.linking.wording import content_words, stem, words
from synoptic.model.amounts import is_number_denied
from synoptic.model.corrections import Constraint, Place
from synoptic.model.days import Interval
from synoptic.model.figure_days import dates_one_end, is_set_beside, stretch_around
from synoptic.model.ids import stable_id
from synoptic.model.links import FigureState, Judgement, JudgementKind, Reason, ReasonCode, Ref, Series, Verdict
from synoptic.model.readings import Attribution, Mention, NameType, Quantity, Reading, Time, TimeType
from synoptic.model.span_order import SpanOrder
from synoptic.model.spans import Span

_LEAST = 10
"""A count below this is a figure only of harm, or where reports give different ones of a listed thing."""
_FEW_CRAFT = 5
"""Ships, aircraft and arms of a named state are news in smaller numbers than boxes."""
_APART_DAYS = 120
_RECALLED = timedelta(days=60)
_NEAR_CHARS = 50
_LONGEST_NAME = 200
_VOYAGE_DAYS = 10
_MOST_SHARED = 4
_LEAD_SENTENCES = 4
_THAT = re.compile(r"\s+(?:that|which)\s+(?:the\s+)?")
_COUNTING = re.compile(
    r"\b(?:as of|stood|stands|rose|rises|risen|climbed|still|raised|passed|reached)\b", re.IGNORECASE
)
_OTHER_CLAUSE = re.compile(r"\b(?:after|since|when|before|following|and)\b", re.IGNORECASE)
"""Words between a day and a number that make the day that of another doing."""
_OTHER_DOING = re.compile(
    r"\b(?:of|for|in|by|with|from|about|on)[\s\xa0]+(?:[a-z]+ly[\s\xa0]+)?(?!neighbou?ring|surrounding|adjoining)[a-z]{2,}ing\b"
)
"""A deed between a number and a day, which has the day: "a dozen officers accused of hacking the vote of 2016"."""
_MOST_WORDS = 12
_NOT_COUNTED = frozenset({
    "year", "year of age", "month", "month of age", "week", "day", "hour", "minute", "second", "decade", "century",
    "km", "kilometre", "mile", "metre", "degree", "foot", "inch", "am", "pm", "ordinal", "rank",
})  # fmt: skip
_TOLD_OF_ONE = frozenset({"", UNIT, PLAIN, "work"})
"""Sorts of things that each party, firm or body has a number of its own of."""
_PERCENT = frozenset({"percent", "%", "per cent", "pct", "percentage point"})
_OWNED_SORTS = frozenset({"force", "arms"})
_OF_PARTIES = frozenset({"seat", "vote"})
"""What each party has a number of its own of."""
_OTHER_RACE = 20
"""A margin so many times another is that of another vote."""
_CREW = frozenset({"crew", "crewmen", "sailors"})
_PLACES = frozenset({NameType.GPE, NameType.LOC, NameType.FAC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity laid out for comparison."""

    ref: Ref
    quantity: Quantity
    origin: int
    kind: str
    sort: str
    counted: Counted
    over: Over
    owner: str
    """The country, or link id, that the counted belong to; "" where the report does not say."""
    unit: str
    as_of: Interval | None
    """When it held: by its clause, else the report's own day."""
    recalled: bool
    """Told of an earlier time: no figure of the news."""
    by_report: bool
    """Nothing but the report's day tells when it held, and no word of counting on ("still", "risen") is near."""
    places: frozenset[str]
    modifiers: frozenset[str]
    words: frozenset[str]
    foreseen: str
    """"possible" or "expected" where it only may or will be so, else ""."""
    told_of: frozenset[str]
    """The words of the name that its clause tells it of ("the Farmers' League won 64 seats"); empty where none does."""
    beside: frozenset[str]
    """Who and what, states apart, is named in its sentence."""
    clock: str
    """The time of day told in its sentence, "" for none."""
    named: str
    group: str
    """Of harm, the part of the people that is counted ("peacekeeper"); "" for people of no part."""
    grown: bool
    """Told as what a count has come to: "rose to nine", "nine, up from six"."""
    own: bool
    """Those of whoever counts: "four of its guards"."""
    names_owner: bool
    claimant: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameFigures:
    """The series of a story and the judgements about their pairs."""

    series: tuple[Series, ...]
    judgements: tuple[Judgement, ...]


def find_series(
    readings: Sequence[Reading], cast: Cast, origin_of: Mapping[str, int], constraints: Sequence[Constraint] = ()
) -> SameFigures:
    """Put the figures of a story's revised readings in series and say how those of one series stand to each other.

    `constraints` are persons' words on which quantities count the same.
    """
    first = min((r.dated.value.first for r in readings if r.dated.value), default=None)
    figures = [f for r in readings for f in _figures(r, cast, origin_of.get(r.id, -1), first)]
    hand = ByHand(constraints, JudgementKind.FIGURE, lambda place: _at(place, figures))
    groups = _group(figures)
    if hand:
        number = {f.ref: n for n, f in enumerate(figures)}
        decided = hand.regroup([number[f.ref] for f in group] for group in groups)
        groups = [[figures[n] for n in group] for group in decided]
    by_id = {r.id: r for r in readings}
    names = {link.id: link.name for link in cast.links}
    names |= cast.state_names()
    series: list[Series] = []
    judgements: list[Judgement] = []
    taken: set[str] = set()
    for group in groups:
        if not _worth_a_line(group):
            continue
        one, judged = _series(group, names, taken, by_id)
        series.append(one)
        judgements += judged
    found = tuple(sorted(judgements, key=lambda j: j.id))
    if hand:
        places = [f"{f.ref.report}:{f.quantity.start}" for f in figures]
        shown = [by_id[f.ref.report].evidence(by_id[f.ref.report].quantities[f.ref.index]) for f in figures]
        found = hand.over(found, hand.judgements(lambda n: places[n], lambda n: shown[n]))
    return SameFigures(series=tuple(sorted(series, key=lambda s: s.members[0])), judgements=found)


def _at(place: Place, figures: Sequence[Figure]) -> int | None:
    """Find the quantity at a place."""
    return found_at(place, ((f.quantity, n) for n, f in enumerate(figures) if f.ref.report == place.report))


class _Page:
    """The names, times and sentences of one report, found by their place, so that a long one takes no longer a word."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._names = sorted(reading.entities, key=lambda m: (m.start, m.end))
        self._times = sorted(reading.times, key=lambda t: (t.start, t.end))
        self._name_starts = [m.start for m in self._names]
        self._time_starts = [t.start for t in self._times]
        self._sentence_starts = [s.start for s in reading.sentences]
        self._counts = SpanOrder((count, count) for count in reading.quantities)

    def counts_in(self, span: Span) -> list[Quantity]:
        """Return the quantities that share a character with a span, in order of place."""
        return [count for _, count in self._counts.meeting(span)]

    def names_near(self, span: Span) -> Sequence[Mention]:
        """Return the names that may touch a span, in order of place."""
        first = bisect_left(self._name_starts, span.start - _LONGEST_NAME)
        return self._names[first : bisect_left(self._name_starts, span.end)]

    def times_in(self, span: Span) -> Sequence[Time]:
        """Return the times that begin in a span, in order of place."""
        return self._times[bisect_left(self._time_starts, span.start) : bisect_left(self._time_starts, span.end)]

    def sentence_of(self, span: Span) -> Span | None:
        """Return the sentence in which a span begins, or None."""
        at = bisect_right(self._sentence_starts, span.start) - 1
        found = self.reading.sentences[at] if at >= 0 else None
        return found if found is not None and span.start < found.end else None


def _figures(reading: Reading, cast: Cast, origin: int, story_first: date | None) -> list[Figure]:
    found: list[Figure] = []
    page, is_news = _Page(reading), news_of(reading)
    for index, quantity in enumerate(reading.quantities):
        if not is_news(quantity.start):
            continue
        if not quantity.named and quantity.unit is None:
            continue
        if is_score(reading, quantity):
            continue
        if quantity.compared or (quantity.unit and stem(quantity.unit.casefold()) in _NOT_COUNTED):
            continue
        if measures(reading, quantity) or is_number_denied(reading, quantity):
            continue
        if is_passed(reading, quantity, page.sentence_of(quantity)):
            continue
        found.append(_figure(page, index, cast, origin, story_first))
    return found


def _figure(page: _Page, index: int, cast: Cast, origin: int, story_first: date | None) -> Figure:
    reading = page.reading
    quantity = reading.quantities[index].settled()
    sentence = page.sentence_of(quantity)
    whole = quantity.whole or sentence or quantity
    counted = what_is_counted(reading, quantity, whole)
    margin = margin_of(reading, quantity)
    if margin:
        counted = Counted(kind=MARGIN, sort="", head=margin)
    owner_link = cast.link_of(reading.id, quantity.whose)
    owner = (cast.states.get(owner_link) or owner_link) if owner_link else ""
    if not owner and counted.sort in _OWNED_SORTS:
        owner = _nearest_state(page, quantity, whole, cast) or _state_in_lead(reading, counted.kind, cast)
    as_of, recalled = _as_of(page, quantity, whole, counted.sort == "harm", story_first)
    scope = _scope(quantity, whole)
    if sentence is not None and _RELATIVE.search(reading.text, sentence.start, quantity.start):
        scope = Span(start=min(sentence.start, scope.start), end=scope.end)
    names_owner = any(
        quantity.noun is not None and quantity.noun.holds(m) and cast.states.get(link) == owner
        for m in page.names_near(quantity.noun or quantity)
        if (link := cast.link_of(reading.id, m.entity))
    )
    places = {
        cast.states.get(link, link)
        for m in page.names_near(scope)
        if m.type in _PLACES and scope.holds(m) and (link := cast.link_of(reading.id, m.entity))
    }
    beside = {
        link
        for m in page.names_near(sentence or whole)
        if (sentence or whole).holds(m) and (link := cast.link_of(reading.id, m.entity)) and link not in cast.states
    }
    known = known_words()
    names = stems_of(reading, [m for m in page.names_near(whole) if whole.meets(m)])
    modifiers = {stem(w) for w in words(quantity.named or "") if w not in known and w != counted.head}
    attribution = reading.attributions[quantity.attribution] if quantity.attribution is not None else None
    speaker = cast.link_of(reading.id, attribution.entity) if attribution else None
    return Figure(
        ref=Ref(report=reading.id, index=index),
        quantity=quantity,
        origin=origin,
        kind=counted.kind,
        sort=counted.sort,
        counted=counted,
        over=counted_over(reading, quantity, whole, page.counts_in(whole)),
        owner=owner,
        unit=quantity.unit or "",
        as_of=as_of,
        recalled=recalled,
        by_report=as_of is not None
        and as_of == reading.dated.value
        and not _counts_on(reading, whole)
        and not (counted.head in _DEEDS and _tells_day(page, whole, as_of)),
        places=frozenset(places - {owner}),
        modifiers=frozenset((modifiers - names - _FILLER) & content_words(quantity.named or "")),
        words=content_words(reading.quote(whole)) - names,
        foreseen=foreseen(reading, quantity, whole, sentence),
        told_of=told_of(reading, quantity),
        beside=frozenset(beside),
        clock=clock_of(reading, sentence),
        named=margin
        or priced(reading, quantity)
        or label_of(reading, quantity)
        or _named(quantity.named or "", counted.head),
        group=_group_of(quantity.named or "") if counted.sort == "harm" else "",
        grown=has_grown(reading, quantity, whole),
        own=counts_own(reading, quantity),
        names_owner=names_owner,
        claimant=_claimant(attribution, speaker) or _put_by(reading, quantity),
        quote=reading.quote(quantity),
    )


def _label(reading: Reading, quantity: Quantity) -> str:
    return priced(reading, quantity) or label_of(reading, quantity)


def _claimant(said: Attribution | None, link: str | None) -> str:
    """Return who says a figure: the link of a named one, of others the words, so that the police of two reports are one
    who counts."""
    words_said = (said.speaker or "").casefold() if said is not None else ""
    return words_said if said is not None and said.anonymous and words_said else link or words_said


def _put_by(reading: Reading, quantity: Quantity) -> str:
    return reading.quote(quantity.teller) if quantity.teller is not None else ""


def _named(counted: str, head: str) -> str:
    """Return the counted words up to the noun, without a pronoun before them: "boats", of "boats work"."""
    said = counted.split()
    if len(said) > 1 and said[0].casefold() in _PRONOUNS:
        said = said[1:]
    known = known_words()
    last = next((n for n in range(len(said) - 1, -1, -1) if (w := words(said[n])) and w[0] == head), len(said) - 1)
    if said and said[last : last + 1] and said[last].endswith(("’s", "'s")):
        return " ".join(said)
    if all((w := words(s)) and w[0] not in known for s in said[last + 1 : last + 2]) and len(said) == last + 2:
        return " ".join(said[: last + 1])
    return " ".join(said)


_FILLER = frozenset({"people", "person", "man", "men", "woman", "women", "member", "estimated", "total", "additional"})
_TOLD_OF = frozenset({"harm", "told"})
_ANYONE = _FILLER | frozenset({
    "persons", "others", "victims", "passengers", "residents", "villagers", "inhabitants", "lives", "souls", "more",
})  # fmt: skip
"""Who may be anyone: a toll of passengers and one of people are one toll, a toll of guards is a part of it."""
_PRONOUNS = frozenset({"them", "these", "those", "whom", "which"})


_RELATIVE = re.compile(r"\b(?:(?:in|of|at|during)[\s\xa0]which|who|where)\b(?=[^,;]{0,40}$)", re.IGNORECASE)
"""A relative clause right before a number: where it happened is told by what the clause hangs on."""


def _group_of(named: str) -> str:
    """Return the stem of the noun that says which people came to harm, "" where it is people of any kind."""
    known, little = known_words(), load_words("little_words")
    phrase: list[str] = []
    for word in words(named):
        if phrase and word in little:
            break
        if word not in known or known[word].sort not in _TOLD_OF:
            phrase.append(word)
    return "" if not phrase or phrase[-1] in _ANYONE else stem(phrase[-1])


def _nearest_state(page: _Page, quantity: Quantity, whole: Span, cast: Cast) -> str:
    """Return the state that has the counted: the one named last before the number in its sentence, or the one of "the
    frigates that Examplia sent"; "" where none is."""
    reading, sentence = page.reading, page.sentence_of(quantity)
    start = min(sentence.start if sentence else quantity.start, whole.start)
    end = max(quantity.end, quantity.noun.end if quantity.noun else 0)
    states = [
        (m, cast.states[link])
        for m in reversed(page.names_near(Span(start=start, end=max(whole.end, end))))
        if m.type in (NameType.GPE, NameType.NORP)
        and (link := cast.link_of(reading.id, m.entity))
        and link in cast.states
    ]
    for mention, state in reversed(states):
        if end <= mention.start < whole.end and _THAT.fullmatch(reading.text[end : mention.start]):
            return state
    return next((s for m, s in states if sentence and sentence.start <= m.start and m.end <= quantity.start), "")


def _scope(quantity: Quantity, whole: Span) -> Span:
    """Return the words in which the place of the counted is told: its noun, and a little beyond, inside the clause."""
    end = max(quantity.end, quantity.noun.end if quantity.noun else 0)
    start = min(quantity.start, quantity.noun.start if quantity.noun else quantity.start)
    return Span(start=start, end=max(end, min(whole.end, end + _NEAR_CHARS)))


def _state_in_lead(reading: Reading, kind: str, cast: Cast) -> str:
    """Return the state named first in the first sentence of news that speaks of the kind: whose warships the news is
    about, where a number stands without owner; "" where none is."""
    known = known_words()
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        if not in_news(reading, sentence.start):
            continue
        if not any(w in known and known[w].kind == kind for w in words(reading.quote(sentence))):
            continue
        for mention in sorted((m for m in reading.entities if sentence.holds(m)), key=lambda m: m.start):
            link = cast.link_of(reading.id, mention.entity)
            if mention.type in (NameType.GPE, NameType.NORP) and link and link in cast.states:
                return cast.states[link]
        return ""
    return ""


def _as_of(
    page: _Page, number: Span, whole: Span, harm: bool, story_first: date | None
) -> tuple[Interval | None, bool]:
    """Return the days for which a figure is given, and whether it is recalled from long before the report.

    The day in a clause of harm is the day of the blow, and the toll is of the day of the report, unless words of
    counting ("stood at", "had risen to") stand in it.
    """
    reading = page.reading
    said = reading.dated.value
    start = said.first if said is not None else story_first
    counting = not harm or _COUNTING.search(reading.text, whole.start, whole.end) is not None
    for time in sorted(page.times_in(whole), key=lambda t: max(t.start - number.end, number.start - t.end)):
        if not whole.holds(time) or time.when is None or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        between = reading.text[min(time.end, number.end) : max(time.start, number.start)]
        if _OTHER_DOING.search(between) or is_set_beside(reading.text, time) or dates_one_end(number, time):
            continue
        named = not harm and _names_thing(reading.text, time)
        old = start is not None and (start - time.when.last) > _RECALLED and (said is not None or time.rule is None)
        if old and not named:
            return stretch_around(reading, time) or time.when, True
        if not counting or _OTHER_CLAUSE.search(between):
            continue
        if time.when.width_days <= 7 and (said is None or time.when.first <= said.last):
            return time.when, False
    if said is not None and said.width_days <= 31:
        return said, False
    return None, False


_DETERMINED = re.compile(
    r"\b(?:the|an?|his|her|its|their|our|this|that)[\s\xa0]+(?:[a-z-]+[\s\xa0]+){0,2}$", re.IGNORECASE
)
_THEN_NOUN = re.compile(r"[\s\xa0]+[a-z]")


def _names_thing(text: str, time: Time) -> bool:
    """Tell whether a year only says which thing is meant: "in the 2016 race", "the 2019 model"."""
    if not text[time.start : time.end].isdecimal() or _THEN_NOUN.match(text, time.end) is None:
        return False
    return _DETERMINED.search(text, max(0, time.start - 40), time.start) is not None


_DEEDS = frozenset({"arrest", "arrests", "detention", "detentions"})
"""Counts of deeds go on from day to day; who was seized is counted once."""


def _tells_day(page: _Page, whole: Span, as_of: Interval) -> bool:
    """Tell whether the clause names a day of its own: another report's day is then another day's count."""
    return any(
        whole.holds(time) and time.when is not None and time.when.width_days <= 2 and not time.when.holds(as_of)
        for time in page.times_in(whole)
        if time.type in (TimeType.DATE, TimeType.TIME)
    )


def _counts_on(reading: Reading, whole: Span) -> bool:
    return _COUNTING.search(reading.text, whole.start, whole.end) is not None


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
    told: list[list[Figure]] = []  # of each group, the figures that differ in more than their report
    homes: dict[tuple[object, ...], int] = {}
    for f in sorted(figures, key=_figure_order):
        what = (f.quantity.value, f.named, f.counted, f.over, f.own)
        key = (what, f.as_of, f.recalled, f.places, f.modifiers, f.words, f.beside)
        home = homes.get(key)
        if home is None:
            home = next((n for n, g in enumerate(told) if all(_together(f, other) for other in g)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            told.append([])
        groups[home].append(f)
        if key not in homes:
            homes[key] = home
            told[home].append(f)
    return groups


def _figure_order(f: Figure) -> tuple[object, ...]:
    first = f.as_of.first.toordinal() if f.as_of else 0
    return (not f.owner, first, f.quantity.value, told_order(f))


def _together(a: Figure, b: Figure) -> bool:
    if a.recalled is not b.recalled or over_differs(a.over, b.over):
        return False
    if (a.counted.scope == STILL) is not (b.counted.scope == STILL):
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    if a.kind == MARGIN and high > _OTHER_RACE * low:
        return False
    may = POSSIBLE in (a.foreseen, b.foreseen)
    if a.sort != "harm" and a.foreseen != b.foreseen and (may or a.quantity.value != b.quantity.value):
        return False  # how many may have died is an estimate of the toll
    if a.kind in _OF_PARTIES and a.quantity.value != b.quantity.value and a.told_of != b.told_of:
        return False  # the seats of one party and of another, or of three together
    if a.sort in _TOLD_OF_ONE and a.told_of and b.told_of and not (a.told_of <= b.told_of or b.told_of <= a.told_of):
        return False
    if a.as_of and b.as_of:
        apart = _days_apart(a.as_of, b.as_of)
        if apart > _APART_DAYS or (a.recalled and apart > 0):
            return False
    if a.places and b.places and not a.places & b.places and not (a.owner and a.owner == b.owner):
        return False
    shared = len(a.words & b.words)
    if a.kind == "aboard":
        if (a.counted.head in _CREW) is not (b.counted.head in _CREW):
            return False
        near = a.as_of is not None and b.as_of is not None and _days_apart(a.as_of, b.as_of) <= _VOYAGE_DAYS
        return near or bool(a.beside & b.beside) or a.quantity.value == b.quantity.value
    if a.sort == PLAIN:  # nothing tells what became of them
        if by_two_counters(a, b):
            return True
        return a.named == b.named and (shared >= _MOST_SHARED or (a.quantity.value == b.quantity.value and shared >= 2))
    if a.ref.report == b.ref.report and a.quantity.value != b.quantity.value:
        money = is_currency(a.unit)
        if (a.sort == UNIT or money) and not (a.modifiers & b.modifiers and a.named == b.named):
            return False  # a list of sums: each was for something else
    if a.sort == UNIT:
        return bool(a.modifiers & b.modifiers) or shared >= _MOST_SHARED
    if a.sort == "craft":
        return a.modifiers == b.modifiers and stem(a.counted.head) == stem(b.counted.head)
    if a.sort == "":
        return bool(a.modifiers & b.modifiers) or a.named == b.named or shared >= _MOST_SHARED
    return True


def _days_apart(a: Interval, b: Interval) -> int:
    return max(0, (a.first - b.last).days, (b.first - a.last).days)


def _worth_a_line(group: Sequence[Figure]) -> bool:
    """Tell whether a series is a figure of the story: harm, a count of ten and more, or small counts that differ."""
    first = group[0]
    origins = {f.origin for f in group}
    if first.unit in _PERCENT:
        return len(origins) >= 2 or any(f.claimant or f.named for f in group)
    if first.sort == "harm" or first.unit:
        return True
    if first.sort in ("craft", "arms") and any(f.quantity.value >= _FEW_CRAFT and f.owner for f in group):
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
    """Name the series as `_name` does, and say so where all its figures are only possible or expected."""
    name, foreseen = _name(members, owner), {f.foreseen for f in members}
    if foreseen == {POSSIBLE, EXPECTED}:
        foreseen = {POSSIBLE}
    return f"{name} [{word}]" if len(foreseen) == 1 and (word := foreseen.pop()) else name


def _name(members: Sequence[Figure], owner: str) -> str:
    """Name the series in the words of most origins that tell what is counted; of equals the fullest."""
    said: dict[str, set[int]] = {}
    telling: dict[str, bool] = {}
    owned: set[str] = set()
    for f in members:
        if f.named and len(f.named.split()) <= _MOST_WORDS:
            name, tells = _told_name(f)
            said.setdefault(name, set()).add(f.origin)
            telling[name] = tells
            if f.names_owner:
                owned.add(name)
    first = members[0]
    if not said:
        return first.named or first.unit or first.kind
    if any(not f.group for f in members):  # a part of them gives no name to the whole
        said = {
            n: origins for n, origins in said.items() if n in {_told_name(f)[0] for f in members if not f.group}
        } or said
    people = {n for n in said if any(_tells(w, "people") for w in words(n))}
    best = min(
        said,
        key=lambda n: (
            n not in owned,
            not telling[n],
            n not in people,
            "[" in n,
            "…" in n,
            -len(said[n]),
            -len(n.split()),
            n,
        ),
    )
    if first.sort == "harm" and not telling[best] and not any(_tells(w, first.kind) for w in words(best)):
        best = f"{best} [{first.kind}]"
    if first.recalled and first.as_of is not None:
        begun, over = first.as_of.first.year, first.as_of.last.year
        return f"{best} [{begun}]" if begun == over else f"{best} [{begun}–{over}]"
    return f"{best} [{owner}]" if owner and best not in owned and first.sort in _OWNED_SORTS else best


def _told_name(f: Figure) -> tuple[str, bool]:
    """Return the counted words with what is told of them, and whether they tell whom and what: people died."""
    counted = f.counted
    if not counted.telling:
        folded = words(f.named)
        return f.named, len(folded) > 1 and any(_tells(w, f.kind) for w in folded)
    if not counted.follows:
        return f"{f.named} [{f.kind}]", True
    return f"{f.named} {counted.telling}" if counted.touches else f"{f.named} … {counted.telling}", True


def _tells(word: str, kind: str) -> bool:
    known = known_words().get(word)
    return known is not None and known.kind == kind
