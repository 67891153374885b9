"""The figure ledger: one line a figure and claimant, and how each stands to the others of its series.

Decision to know: who claims a figure is part of it. The same number from two mouths is two lines of one series, the
same number from one mouth in five reports is one line. Small counts by the way ("three stations") make no line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from synoptic.editing.desk import Desk, Speaker
from synoptic.editing.event_days import names_thing
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.statements import is_saying, said_on
from synoptic.editing.wording import word_clause
from synoptic.lexicon import load_table, load_words
from synoptic.model.accounts import Against, DayFrom, FigureLine
from synoptic.model.days import Interval, Precision
from synoptic.model.figure_days import dates_one_end, is_fiscal, is_set_beside, stretch_around
from synoptic.model.ids import stable_id
from synoptic.model.links import FigurePair, FigureState, Ref, Series
from synoptic.model.readings import Attribution, Bound, Quantity, QuoteKind, TimeType
from synoptic.model.spans import Evidence, Span

_TIME_UNITS = frozenset("second minute hour day week month year decade century".split())
_FEWEST_WORDS = 6
_MOST_CHARS = 300
_CLAIMED = 10
"""From here on a count that somebody stands behind is a row, whatever is counted."""
_RECALLED = timedelta(days=60)
_MOST_OF_A_MONTH = 31
_COUNTING = re.compile(
    r"\b(?:as of|stood|stands|rose|rises|risen|climbed|still|raised|passed|reached)\b", re.IGNORECASE
)
_OTHER_CLAUSE = re.compile(r"\b(?:after|since|when|before|following|and)\b", re.IGNORECASE)
"""Words between a day and a number that make the day that of another doing."""
_OTHER_DOING = re.compile(
    r"\b(?:of|for|in|by|with|from|about|on)[\s\xa0]+(?:[a-z]+ly[\s\xa0]+)?(?!neighbou?ring|surrounding|adjoining)[a-z]{2,}ing\b"
)
"""A deed between a number and a day, which has the day: "a dozen officers accused of hacking the vote of 2016"."""
_VAGUE = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b[^\d]*$", re.IGNORECASE)
_ASIDE = re.compile(r", (?:despite|amid|although|though|even though|even as|following|while|whereas|which|where)\b")
_MONEY = re.compile(r"[A-Z]{3}")
_STRENGTH = {
    FigureState.CONFLICTING: 4,
    FigureState.ROUNDS: 3,
    FigureState.SAME: 2,
    FigureState.LATER: 1,
    FigureState.SCOPE: 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """The mentions of one figure by one claimant."""

    key: tuple[str, ...]
    members: tuple[Ref, ...]
    speakers: tuple[Speaker, ...]


def make_figures(desk: Desk) -> tuple[FigureLine, ...]:
    """Write the ledger, series by series: those that conflict first, then those with most origins."""
    groups = [(series, _lines(desk, series)) for series in desk.story.series]
    groups = [(series, lines) for series, lines in groups if lines and _worth(desk, series, lines)]

    def order(group: tuple[Series, list[FigureLine]]) -> tuple[bool, int, int, str]:
        series, lines = group
        clash = any(a.state is FigureState.CONFLICTING for line in lines for a in line.against)
        return not clash, -sum(line.origins for line in lines), -len(lines), series.id

    return tuple(line for _, lines in sorted(groups, key=order) for line in lines)


def _worth(desk: Desk, series: Series, lines: Sequence[FigureLine]) -> bool:
    """Tell whether a series makes a row: rival or repeated figures of any kind but spans of time, or a single count of
    people, harm, arms, money or shares."""
    quantities = [desk.quantity(ref) for ref in desk.in_order(series.members)]
    if all(_is_time(q) for q in quantities):
        return False
    people = load_words("counted_people")
    for quantity in quantities:
        words = re.findall(r"\w+", f"{quantity.named or ''} {series.what}".casefold())
        if any(word in people for word in words) and (quantity.value >= 2 or quantity.unit):
            return True
        if quantity.unit is not None and (quantity.unit == "percent" or is_money(quantity.unit)):
            return True
    if any(line.claimed_by and line.value >= _CLAIMED for line in lines):
        return True
    many = len({line.value for line in lines}) > 1 or max(line.origins for line in lines) > 1
    return many and max(line.value for line in lines) >= 10


def is_money(unit: str) -> bool:
    """Tell whether a unit is a currency, by its code or by its name ("japanese yen", "crown")."""
    return _MONEY.fullmatch(unit) is not None or unit.rsplit(maxsplit=1)[-1] in load_words("currency_nouns")


def _is_time(quantity: Quantity) -> bool:
    words = re.findall(r"[a-z]+", (quantity.unit or quantity.named or "").casefold())
    return bool(words) and words[-1].removesuffix("s") in _TIME_UNITS


def _claims(desk: Desk, series: Series) -> list[_Claim]:
    found: dict[tuple[str, ...], list[Ref]] = {}
    speakers: dict[tuple[str, ...], tuple[Speaker, ...]] = {}
    for ref in desk.in_order(series.members):
        quantity = desk.quantity(ref)
        if not desk.sheets[ref.report].prints(quantity) or not desk.sheets[ref.report].in_body(quantity):
            continue
        if (vague_number(desk, ref) and len(series.members) > 1) or _is_whole_of_part(desk, ref):
            continue
        if _adds_to_total(desk, series, ref) or _is_withdrawn(desk, ref):
            continue
        behind = _claimants(desk, ref)
        who = (behind[0].name.casefold() if behind[0].anonymous else behind[0].key) if behind else ""
        key = (_number(quantity.value), _number(quantity.value2), quantity.unit or "", who)
        found.setdefault(key, []).append(ref)
        speakers[key] = _joined(speakers.get(key, ()), behind)
    return [_Claim(key=key, members=tuple(found[key]), speakers=speakers[key]) for key in found]


def _is_whole_of_part(desk: Desk, ref: Ref) -> bool:
    """Tell whether a number only names the whole of a part ("two of the three frigates"): that is no fresh count."""
    text, start = desk.reading(ref.report).text, desk.quantity(ref).start
    return _PART_OF.search(text[max(0, start - 24) : start]) is not None


def _is_withdrawn(desk: Desk, ref: Ref) -> bool:
    """Tell the figure that a correction takes back ("an earlier version of this report gave …"): nobody claims it."""
    sentence = desk.sheets[ref.report].sentence_of(desk.quantity(ref))
    return sentence is not None and _EARLIER_VERSION.search(desk.reading(ref.report).quote(sentence)) is not None


_EARLIER_VERSION = re.compile(
    r"\b(?:earlier|previous|original) (?:version|edition) of (?:this|the) (?:report|story|article)\b", re.IGNORECASE
)


def _adds_to_total(desk: Desk, series: Series, ref: Ref) -> bool:
    """Tell "two more bodies" beside the new total in one sentence: it is how the total grew, and no rival of it."""
    quantity, reading = desk.quantity(ref), desk.reading(ref.report)
    if not _MORE.match(reading.text, quantity.end):
        return False
    others = [desk.quantity(other) for other in series.members if other.report == ref.report and other != ref]
    return any(other.sentence == quantity.sentence and other.value > quantity.value for other in others)


_MORE = re.compile(r"\s+(?:more|further|additional)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:\w+)[ ](?:of|among)[ ](?:the|its|their|his|her|these|those)[ ]$", re.IGNORECASE)


def vague_number(desk: Desk, ref: Ref) -> bool:
    """Tell whether a figure is only an order of size ("tens of thousands")."""
    return _VAGUE.search(desk.reading(ref.report).quote(desk.quantity(ref))) is not None


def _claimants(desk: Desk, ref: Ref) -> tuple[Speaker, ...]:
    """Return who claims a figure, innermost first; nobody when it stands in an aside of the reporter's own (", despite
    estimates that …") or in words that only look like a saying."""
    quantity, reading = desk.quantity(ref), desk.reading(ref.report)
    index = quantity.attribution
    while index is not None and not is_saying(desk, ref.report, reading.attributions[index]):
        index = reading.attributions[index].parent
    if index is None:
        return _put_by(desk, ref)
    said = reading.attributions[index]
    if _asks(desk, ref.report, said) and said.quote is not QuoteKind.DIRECT:
        return ()
    for span in said.content:
        aside = span.holds(quantity) and _ASIDE.search(reading.text, span.start, quantity.start)
        named_after = all(source.start >= span.end for source in said.source)
        if aside and said.quote is QuoteKind.INDIRECT and not (named_after and aside[0][2:] in ("which", "where")):
            return ()
    return desk.speakers_of(ref.report, index)


def _asks(desk: Desk, report: str, said: Attribution) -> bool:
    """Tell whether the words ask or demand: what is counted beside that ("… after 12 men were charged") is nobody's."""
    heads = {said.lemma, *(f"{said.lemma} {desk.reading(report).quote(c).split()[-1]}" for c in said.cue)}
    return bool(heads & _asking_cues())


@cache
def _asking_cues() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("stance_cues") if row[1] in ("demands", "requests"))


def _put_by(desk: Desk, ref: Ref) -> tuple[Speaker, ...]:
    """Return who puts a number at so much, in the words of the report, where no attribution holds it."""
    teller = desk.quantity(ref).teller
    if teller is None:
        return ()
    name = desk.reading(ref.report).quote(teller)
    unnamed = not any(word[:1].isupper() for word in name.split()) or name.split()[0].casefold() in load_words(
        "sources_unnamed"
    )
    return (Speaker(name=name, anonymous=unnamed, role=None, key=name.casefold(), state=None),)


def _joined(known: tuple[Speaker, ...], more: Sequence[Speaker]) -> tuple[Speaker, ...]:
    keys = {speaker.key for speaker in known}
    return (*known, *(speaker for speaker in more if speaker.key not in keys))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e6 else repr(value)


def _lines(desk: Desk, series: Series) -> list[FigureLine]:
    claims = _claims(desk, series)
    ids = {claim.key: _figure_id(desk, series, claim) for claim in claims}
    line_of = {ref: ids[claim.key] for claim in claims for ref in claim.members}
    pairs_of = _pairs_of(series)
    lines = []
    for claim in claims:
        line = _line(desk, series, claim, ids[claim.key], _against(pairs_of, claim, line_of))
        if line is not None:
            lines.append(line)
    printed = {line.id for line in lines}
    kept = [_only(line, printed) for line in lines]
    return sorted(kept, key=lambda line: (_first_day(line), line.value, line.id))


def _only(line: FigureLine, printed: set[str]) -> FigureLine:
    return replace(line, against=tuple(a for a in line.against if a.id in printed))


def _first_day(line: FigureLine) -> str:
    return line.date.first.isoformat() if line.date else "9999"


def _figure_id(desk: Desk, series: Series, claim: _Claim) -> str:
    """Make an id of number, unit, claimant and series, so that a further report leaves it as it is."""
    return stable_id("figure", _series_id(desk, series), *claim.key)


def _series_id(desk: Desk, series: Series) -> str:
    """Make an id of what is counted in this story: the dead of another story are another series."""
    return stable_id("series", desk.story.id, series.id)


def _pairs_of(series: Series) -> Mapping[Ref, Sequence[FigurePair]]:
    """List the pairs of every figure of the series, in their order."""
    found: dict[Ref, list[FigurePair]] = {}
    for pair in sorted(series.pairs, key=lambda p: (p.a, p.b, p.state)):
        found.setdefault(pair.a, []).append(pair)
        found.setdefault(pair.b, []).append(pair)
    return found


def _against(
    pairs_of: Mapping[Ref, Sequence[FigurePair]], claim: _Claim, line_of: Mapping[Ref, str]
) -> tuple[Against, ...]:
    """List how the claim stands to the other lines of the series; the sharpest state of each pair of lines."""
    found: dict[str, Against] = {}
    mine = line_of[claim.members[0]]
    own = set(claim.members)
    rows = dict.fromkeys(pair for ref in claim.members for pair in pairs_of.get(ref, ()))
    for pair in sorted(rows, key=lambda p: (p.a, p.b, p.state)):
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if one not in own or other not in line_of or line_of[other] == mine:
                continue
            known = found.get(line_of[other])
            if known is None or _STRENGTH[pair.state] > _STRENGTH[known.state]:
                found[line_of[other]] = Against(id=line_of[other], state=pair.state, why=pair.why)
    return tuple(found[key] for key in sorted(found, key=lambda k: (-_STRENGTH[found[k].state], k)))


def _clause(desk: Desk, ref: Ref) -> Span:
    """Return the clause that tells a figure; the sentence where the clause is a mere fragment."""
    quantity, sheet = desk.quantity(ref), desk.sheets[ref.report]
    sentence = sheet.sentence_of(quantity)
    if quantity.whole is None or sentence is None:
        return quantity.whole or sentence or quantity
    words = len(sheet.reading.quote(quantity.whole).split())
    return sentence if words < _FEWEST_WORDS and len(sentence) <= _MOST_CHARS else quantity.whole


def _line(desk: Desk, series: Series, claim: _Claim, line_id: str, against: tuple[Against, ...]) -> FigureLine | None:
    best = min(claim.members, key=lambda ref: (desk.quantity(ref).whole is None, desk.rank[ref.report], ref.index))
    worded = word_clause(desk, best.report, _clause(desk, best))
    if worded is None:
        return None
    own: list[Evidence] = list(worded.evidence(desk.sheets[best.report]))
    others = (desk.reading(ref.report).evidence(_clause(desk, ref)) for ref in claim.members if ref != best)
    evidence = [*own, *(piece for piece in dict.fromkeys(others) if piece not in own)]
    for ref in claim.members:
        for said in _claimed_where(desk, ref):
            inside = [
                e for e in evidence if e.report == said.report and said.start <= e.start and e.end <= said.end + 2
            ]
            evidence = [e for e in evidence if e not in inside]
            evidence.append(said)
    evidence = list(dict.fromkeys(evidence))
    quantities = [desk.quantity(ref) for ref in claim.members]
    quantity = desk.quantity(best)
    date, date_from = _as_of(desk, claim.members, harm=_is_harm(series))
    return FigureLine(
        id=line_id,
        series=_series_id(desk, series),
        what=series.what,
        unit=quantity.unit,
        value=quantity.value,
        value2=quantity.value2,
        bound=_bound(quantities, quantity),
        claimed_by=tuple(dict.fromkeys(speaker.name for speaker in claim.speakers)),
        date=date,
        date_from=date_from,
        against=against,
        text=worded.text,
        hedged=any(q.hedged for q in quantities),
        anonymous=bool(claim.speakers) and all(speaker.anonymous for speaker in claim.speakers),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        evidence=tuple(evidence),
    )


def _bound(quantities: Sequence[Quantity], best: Quantity) -> Bound:
    """Return the bound of a claim; an exact number that is called an estimate is about that number."""
    if best.bound is Bound.EXACT and any(q.bound is Bound.ABOUT or q.hedged for q in quantities):
        return Bound.ABOUT
    return best.bound


def _claimed_where(desk: Desk, ref: Ref) -> list[Evidence]:
    """Return the words in which a figure is claimed, source and cue among them, where the clause leaves them out: who
    is printed as its claimant must be found there."""
    attribution = _saying_of(desk, ref)
    if attribution is None or attribution.extent is None:
        return []
    clause, sentence = _clause(desk, ref), desk.sheets[ref.report].sentence_of(desk.quantity(ref))
    parts = [span for span in (*attribution.source, *attribution.cue) if sentence is not None and sentence.holds(span)]
    if not parts or all(clause.holds(span) for span in parts):
        return []
    whole = Span(
        start=min(clause.start, *(span.start for span in parts)), end=max(clause.end, *(span.end for span in parts))
    )
    return [] if len(whole) > _MOST_CHARS else [desk.reading(ref.report).evidence(whole)]


def _saying_of(desk: Desk, ref: Ref) -> Attribution | None:
    """Return the innermost attribution around a figure that is a saying."""
    quantity, reading = desk.quantity(ref), desk.reading(ref.report)
    index = quantity.attribution
    while index is not None and not is_saying(desk, ref.report, reading.attributions[index]):
        index = reading.attributions[index].parent
    return reading.attributions[index] if index is not None else None


def _is_harm(series: Series) -> bool:
    """Tell whether a series counts harm: a day in its clause is then the day of the blow."""
    harm = {word for _, sort, words, *_ in load_table("counted_kinds") if sort == "harm" for word in words.split()}
    return any(word in harm for word in re.findall(r"\w+", series.what.casefold()))


def _as_of(desk: Desk, members: Sequence[Ref], *, harm: bool) -> tuple[Interval | None, DayFrom | None]:
    """Return the day that the figure speaks of, and where it comes from: a day in its clause (or the year of what is
    recalled from long ago), the day of its saying, else that of the earliest report that has a day."""
    for ref in members:
        if _is_of_fiscal_year(desk, ref) or _ends_are_dated(desk, ref):
            return None, None
        named = _day_named(desk, ref, harm=harm)
        if named is not None:
            return named, DayFrom.CLAUSE
        reading, index = desk.reading(ref.report), desk.quantity(ref).attribution
        if index is not None and (when := said_on(desk, ref.report, reading.attributions[index])) is not None:
            return when, DayFrom.SAYING
    dated = [desk.dated[ref.report].value for ref in members]
    known = [when for when in dated if when is not None]
    if not known:
        return None, None
    return min(known, key=lambda when: (when.width_days > 1, when.first, when.last)), DayFrom.REPORT


def _ends_are_dated(desk: Desk, ref: Ref) -> bool:
    """Tell whether the ends of a range are of days of their own: the range is of neither."""
    clause, quantity = _clause(desk, ref), desk.quantity(ref)
    times = desk.sheets[ref.report].times_in(clause.start, clause.end)
    return quantity.value2 is not None and any(dates_one_end(quantity, time) for time in times)


def _is_of_fiscal_year(desk: Desk, ref: Ref) -> bool:
    """Tell whether the time nearest to a figure is a fiscal year."""
    clause, quantity = _clause(desk, ref), desk.quantity(ref)
    times = [t for t in desk.sheets[ref.report].times_in(clause.start, clause.end) if t.type is TimeType.DATE]
    nearest = min(times, key=lambda t: max(t.start - quantity.end, quantity.start - t.end), default=None)
    return nearest is not None and is_fiscal(desk.reading(ref.report).text, nearest)


def _day_named(desk: Desk, ref: Ref, *, harm: bool) -> Interval | None:
    reading, clause, quantity = desk.reading(ref.report), _clause(desk, ref), desk.quantity(ref)
    counting = not harm or _COUNTING.search(reading.text, clause.start, clause.end) is not None
    report_day = desk.dated[ref.report].value
    times = desk.sheets[ref.report].times_in(clause.start, clause.end)
    for time in sorted(times, key=lambda t: max(t.start - quantity.end, quantity.start - t.end)):
        if not clause.holds(time) or time.type not in (TimeType.DATE, TimeType.TIME) or time.when is None:
            continue
        if is_set_beside(reading.text, time):
            continue
        between = reading.text[min(time.end, quantity.end) : max(time.start, quantity.start)]
        if report_day is not None and time.when.first > report_day.last:
            continue  # "two million will lose their jobs on 1 January" was counted before
        if not harm and names_thing(reading.text, time):
            continue  # "indicted for hacking during the 2016 race"
        if _OTHER_DOING.search(between):
            continue
        own = counting and not _OTHER_CLAUSE.search(between)
        if own and time.when.precision in (Precision.DAY, Precision.WEEK):
            return time.when
        if report_day is not None and report_day.first - time.when.last > _RECALLED:
            return stretch_around(reading, time) or time.when  # "61 lives were lost in 2018"
        if own and time.when.width_days <= _MOST_OF_A_MONTH:
            return None  # a looser time stands nearer to the number than any day
    return None
