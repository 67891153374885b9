"""What the reports tell differently: rival figures and dates, another announcer, changed words, asserted against
denied.

Decision to know: nothing is decided here. Both sides are shown with who holds them and where that stands. A change
between two versions of one report counts when words of content changed, not marks, spelling or the little words that
tie sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import TypeAlias

from synoptic.editing.causes import find_rival_causes
from synoptic.editing.contrasts import make_disagreement
from synoptic.editing.denials import find_denials
from synoptic.editing.denied_numbers import find_denied_numbers
from synoptic.editing.desk import Desk
from synoptic.editing.likeness import stems
from synoptic.editing.negations import find_negations
from synoptic.editing.rival_deeds import find_rival_deeds
from synoptic.editing.wording import is_part_of_day, word_clause
from synoptic.lexicon import load_words
from synoptic.model.accounts import (
    Disagreement,
    DisagreementKind,
    EventLine,
    FigureLine,
    PositionLine,
    Side,
    StatementLine,
)
from synoptic.model.amounts import told_in_words
from synoptic.model.links import Copy, FigureState, Judgement, JudgementKind, ReasonCode, Verdict
from synoptic.model.readings import QuoteKind
from synoptic.model.spans import Evidence, Span
from synoptic.model.unseen import UNSEEN, without_unseen

_WORD = re.compile(rf"[\w’'{UNSEEN}-]+|\d[\d,.]*")
_MOST_SIDES = 4
_MOST_QUOTATIONS = 24
"""Of more wordings of one quotation only so many are compared with each other."""
_Place: TypeAlias = tuple[DisagreementKind, str, int]
_AKIN = 4
"""Stems that begin so far alike are of one word: drunk, drunken."""


def make_disagreements(
    desk: Desk,
    *,
    copies: Sequence[Copy],
    judgements: Sequence[Judgement],
    events: Sequence[EventLine],
    figures: Sequence[FigureLine],
    statements: Sequence[StatementLine],
    positions: Sequence[PositionLine],
) -> tuple[Disagreement, ...]:
    """List what is told differently in a story: figures, dates, announcers, denials, wordings.

    `judgements` are those of `rival_days`.
    """
    found = [
        *_figures(figures),
        *find_denied_numbers(desk, figures),
        *_dates(events, judgements),
        *_changes(desk, copies),
        *_wordings(desk, statements),
        *find_rival_deeds(desk, events),
        *find_rival_causes(desk),
    ]
    denied = find_denials(desk, events, statements, positions)
    found += [*denied, *find_negations(desk, events, statements, positions, denied)]
    rivals = {_numbers(one) for one in found if one.kind is DisagreementKind.FIGURE}
    found = [one for one in found if one.kind is not DisagreementKind.WORDING or not _told_in(_numbers(one), rivals)]
    unique = {one.id: one for one in found}
    order = list(DisagreementKind)
    return tuple(sorted(unique.values(), key=lambda d: (order.index(d.kind), d.what, d.id)))


def _numbers(one: Disagreement) -> frozenset[str]:
    """Return the numbers of a disagreement's sides; of a side without one its words, which no figure has."""
    return frozenset(next(iter(re.findall(r"\d[\d,.]*", side.value)), side.value) for side in one.values)


def _told_in(numbers: frozenset[str], rivals: Iterable[frozenset[str]]) -> bool:
    """Tell whether a changed number is among the rival figures already."""
    return any(numbers <= values for values in rivals)


# --- figures and dates ---
def _figures(figures: Sequence[FigureLine]) -> list[Disagreement]:
    """Set the figures of a series side by side that are tied by conflicts, each tie a disagreement of its own."""
    rivals = {line.id: [a.id for a in line.against if a.state is FigureState.CONFLICTING] for line in figures}
    found = []
    taken: set[str] = set()
    for first in figures:
        if first.id in taken or not rivals[first.id]:
            continue
        tied, waiting = {first.id}, [first.id]
        while waiting:
            new = [one for one in rivals.get(waiting.pop(), ()) if one not in tied]
            tied.update(new)
            waiting += new
        taken |= tied
        lines = [line for line in figures if line.id in tied]
        values = [Side(value=figure_words(line), by=line.claimed_by, evidence=line.evidence) for line in lines]
        if len(values) > 1:
            found.append(make_disagreement(DisagreementKind.FIGURE, first.what, values, [line.id for line in lines]))
    return found


def figure_words(line: FigureLine) -> str:
    """Write a figure with its bound and unit: "about 70,000", "at least 5 percent", "10–12", "two-thirds"."""
    told = told_in_words(line.text, line.value, line.bound)
    if told is not None:
        return f"{told} {line.unit}" if line.unit else told
    number = _number(line.value) if line.value2 is None else f"{_number(line.value)}–{_number(line.value2)}"
    bound = "" if line.bound in ("exact", "between") else f"{line.bound} "
    return f"{bound}{number}{' ' + line.unit if line.unit else ''}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def rival_days(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Pick the judgements that leave it open whether two events are one for their days alone."""
    return tuple(
        one
        for one in judgements
        if one.kind is JudgementKind.EVENT
        and one.verdict is Verdict.UNSURE
        and any(reason.code is ReasonCode.DISJOINT_DAYS for reason in one.reasons)
    )


def _dates(events: Sequence[EventLine], judgements: Sequence[Judgement]) -> list[Disagreement]:
    lines = {line.id: line for line in events}
    found = []
    for one in judgements:
        a, b = lines.get(one.a), lines.get(one.b)
        if a is None or b is None or a.date is None or b.date is None or a.date.meets(b.date):
            continue
        first, second = sorted((a, b), key=lambda line: (str(line.date), line.id))
        values = [Side(value=str(line.date), by=line.says, evidence=line.evidence) for line in (first, second)]
        found.append(make_disagreement(DisagreementKind.DATE, first.what, values, (first.id, second.id)))
    return found


# --- changes between two versions of one report ---
@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """One changed sentence of two versions: the words that differ, and the sentence, of each."""

    kind: DisagreementKind
    values: tuple[str, str]
    sentences: tuple[Evidence, Evidence]

    @property
    def places(self) -> tuple[_Place, _Place]:
        """Where the sentences stand, and what kind of change it is."""
        one, other = self.sentences
        return (self.kind, one.report, one.start), (self.kind, other.report, other.start)


def _changes(desk: Desk, copies: Sequence[Copy]) -> list[Disagreement]:
    """Tell each changed sentence of an origin once, over all its versions."""
    found: list[_Changed] = []
    for copy in copies:
        if not all(report in desk.rank for report in copy.reports):
            continue
        for one, other in copy.changes:
            change = _change(desk, one, other)
            if change is not None:
                found.append(change)
    home = {place: place for change in found for place in change.places}
    for here, there in (change.places for change in found):
        home[_home_of(home, here)] = _home_of(home, there)
    told: dict[_Place, list[_Changed]] = {}
    for change in found:
        told.setdefault(_home_of(home, change.places[0]), []).append(change)
    return [_told_once(desk, changes) for changes in told.values()]


def _home_of(home: dict[_Place, _Place], place: _Place) -> _Place:
    """Follow a place to what it was joined with, and shorten the way."""
    while home[place] != place:
        home[place] = home[home[place]]
        place = home[place]
    return place


def _told_once(desk: Desk, changes: Sequence[_Changed]) -> Disagreement:
    """Make one disagreement of the changes of one sentence: the words of the earliest versions that differ, and no more
    than a few of them."""
    kind = changes[0].kind

    def order(change: _Changed) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((desk.rank[e.report], e.start) for e in change.sentences))

    sides: dict[str, tuple[str, Evidence]] = {}
    first = min(changes, key=order)
    for change in [first, *sorted(changes, key=order)]:
        for value, piece in zip(change.values, change.sentences, strict=True):
            if len(sides) < (2 if change is first else _MOST_SIDES):
                sides.setdefault(" ".join(value.casefold().split()), (value, piece))
    told = sorted(sides.values(), key=lambda side: (desk.rank[side[1].report], side[1].start))
    shown = told[0][1]
    worded = word_clause(desk, shown.report, Span(start=shown.start, end=shown.end))
    values = [
        Side(value=value, by=(value,) if kind is DisagreementKind.ATTRIBUTION else (), evidence=(piece,))
        for value, piece in told
    ]
    return make_disagreement(kind, worded.text if worded else " ".join(shown.quote.split()), values)


def _change(desk: Desk, one: Evidence, other: Evidence) -> _Changed | None:
    """Find what differs in one changed sentence of two versions; None when no word of content was put in another's
    place."""
    if one.report not in desk.rank or other.report not in desk.rank:
        return None
    mine, theirs = list(_WORD.finditer(one.quote)), list(_WORD.finditer(other.quote))
    matcher = SequenceMatcher(None, [_plain(m) for m in mine], [_plain(m) for m in theirs], autojunk=False)
    kinds: list[DisagreementKind] = []
    values: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "replace":
            continue
        left = Span(start=one.start + mine[i1].start(), end=one.start + mine[i2 - 1].end())
        right = Span(start=other.start + theirs[j1].start(), end=other.start + theirs[j2 - 1].end())
        kind = _kind_of_change(desk, one.report, left, other.report, right)
        if kind is not None:
            kinds.append(kind)
            values.append((_shown(desk, one.report, left), _shown(desk, other.report, right)))
    if not kinds:
        return None
    kind = DisagreementKind.ATTRIBUTION if DisagreementKind.ATTRIBUTION in kinds else DisagreementKind.WORDING
    return _Changed(kind=kind, values=values[kinds.index(kind)], sentences=(one, other))


def _plain(match: re.Match[str]) -> str:
    return without_unseen(match.group(0)).casefold().replace("’", "'").removesuffix("'s").strip("'-")


def _kind_of_change(desk: Desk, a: str, left: Span, b: str, right: Span) -> DisagreementKind | None:
    one, other = desk.reading(a).quote(left), desk.reading(b).quote(right)
    if _is_one_day(desk, a, left, b, right) or _is_one_measure(desk, a, left, b, right):
        return None
    if re.search(r"\d", one) or re.search(r"\d", other):
        return DisagreementKind.WORDING if re.search(r"\d", one) and re.search(r"\d", other) else None
    sources = [
        next((said for said in desk.reading(report).attributions for s in said.source if s.meets(span)), None)
        for report, span in ((a, left), (b, right))
    ]
    if all(said is not None for said in sources):
        names = [desk.speaker(r, said) if said else None for r, said in zip((a, b), sources, strict=True)]
        known = [name.key for name in names if name is not None]
        if len(known) == 2 and known[0] != known[1]:
            return DisagreementKind.ATTRIBUTION
        return None
    mine, theirs = stems(one), stems(other)
    little = load_words("clause_openers") | load_words("vague_words")
    akin = any(x[:_AKIN] == y[:_AKIN] for x in mine for y in theirs)
    if not mine or not theirs or akin or {one.casefold(), other.casefold()} & little:
        return None
    return DisagreementKind.WORDING


def _is_one_day(desk: Desk, a: str, left: Span, b: str, right: Span) -> bool:
    """Tell whether the changed words are two expressions of what may be one time: "yesterday", "on Thursday".
    The parts of a day are many."""
    if is_part_of_day(desk.reading(a).quote(left)) or is_part_of_day(desk.reading(b).quote(right)):
        return False
    mine = [t.when for t in desk.sheets[a].reading.times if left.meets(t)]
    theirs = [t.when for t in desk.sheets[b].reading.times if right.meets(t)]
    return any(x is None or y is None or x.meets(y) for x in mine for y in theirs)


def _is_one_measure(desk: Desk, a: str, left: Span, b: str, right: Span) -> bool:
    """Tell whether the changed words are amounts in two units: what "60m" is to one report is "200ft" to another."""
    mine = [q for q in desk.reading(a).quantities if left.meets(q)]
    theirs = [q for q in desk.reading(b).quantities if right.meets(q)]
    return any(x.unit and y.unit and x.unit != y.unit for x in mine for y in theirs)


def _shown(desk: Desk, report: str, span: Span) -> str:
    """Return the changed words; the whole name or source where they are part of one."""
    reading = desk.reading(report)
    for said in reading.attributions:
        for source in said.source:
            if source.meets(span) and len(source) <= 80:
                return " ".join(reading.quote(source).split())
    return " ".join(reading.quote(span).split())


# --- wordings of one direct quotation ---
def _wordings(desk: Desk, statements: Sequence[StatementLine]) -> list[Disagreement]:
    """Show a quotation that two reports give in other words, where both give it as direct or mixed speech."""
    found = []
    for line in statements:
        if line.quote is QuoteKind.INDIRECT or line.reports < 2:
            continue
        quotes: dict[str, tuple[str, Evidence]] = {}
        for piece in line.evidence:
            for match in re.finditer(r"“([^”]{12,400})”|\"([^\"]{12,400})\"", piece.quote):
                words = " ".join((match.group(1) or match.group(2)).split())
                quotes.setdefault(" ".join(_letters(words)), (words, piece))
        pair = _rival_quotes(quotes)
        if pair is not None:
            by = (line.speaker,) if line.speaker else ()
            sides = [Side(value=quotes[key][0].rstrip(","), by=by, evidence=(quotes[key][1],)) for key in pair]
            found.append(make_disagreement(DisagreementKind.WORDING, line.content, sides, (line.id,)))
    return found


def _letters(words: str) -> list[str]:
    full = words.replace("’", "'")
    for short, whole in _SHORT_FORMS:
        full = short.sub(whole, full)
    return [_plain(m) for m in _WORD.finditer(full)]


_SHORT_FORMS = (
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"\bcan't\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'m\b", re.IGNORECASE), " am"),
    (re.compile(r"'d\b", re.IGNORECASE), " would"),
)
_LONG_RUN = 3
_LONGEST_END = 3
"""Words in which two quotations may part at an end and be one; where more follow, each goes on with other sentences."""


def _rival_quotes(quotes: Mapping[str, tuple[str, Evidence]]) -> tuple[str, str] | None:
    """Return two quotations that run alike for the most part and yet differ in a word of content."""
    listed = sorted(quotes)[:_MOST_QUOTATIONS]
    for n, one in enumerate(listed):
        for other in listed[n + 1 :]:
            if quotes[one][1].report == quotes[other][1].report or one in other or other in one:
                continue
            left, right = one.split(), other.split()
            matcher = SequenceMatcher(None, left, right, autojunk=False)
            if matcher.ratio() < 0.6:
                continue
            runs = [block for block in matcher.get_matching_blocks() if block.size >= _LONG_RUN]
            if not runs:
                continue
            first, last = runs[0], runs[-1]
            inner = [
                op
                for op in matcher.get_opcodes()
                if (op[1] >= first.a or first.a + first.b <= 2 * _LONGEST_END)
                and (op[2] <= last.a + last.size or _is_short_end(last, left, right))
            ]
            if any(_is_other_word(op, left, right) for op in inner):
                return one, other
    return None


def _is_short_end(last: Match, left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether hardly anything follows the last long run that two quotations share."""
    return max(len(left) - last.a - last.size, len(right) - last.b - last.size) <= _LONGEST_END


def _is_other_word(change: tuple[str, int, int, int, int], left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether words of content stand for others: no change of person or ending ("I look", "he looks"), and no
    quotation that merely begins earlier or goes on otherwise."""
    tag, i1, i2, j1, j2 = change
    if tag != "replace":
        return False
    mine, theirs = stems(" ".join(left[i1:i2])), stems(" ".join(right[j1:j2]))
    return bool(mine - theirs) and bool(theirs - mine)
