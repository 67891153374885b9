"""Dates, figures, statuses and counts in words for a reader, the same in every view.

Decision to know: these words are about data and never about the world; what the reports say stands in their own words.
The year of a date is left out where it is the year of the story, which the heading states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from synoptic.lexicon import load_words
from synoptic.model.accounts import (
    Against,
    DayFrom,
    DisagreementKind,
    EventLine,
    FigureLine,
    KnownActor,
    Line,
    PositionLine,
    ReportEntry,
    Side,
    StatementLine,
    Was,
)
from synoptic.model.amounts import told_in_words
from synoptic.model.days import Basis, Interval, Precision
from synoptic.model.links import Copy, FigureState, Relation
from synoptic.model.news import NewsKind, NewsLine, NewsPart
from synoptic.model.readings import Bound, Mode, QuoteKind, Status

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_WHOLE = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NO_DATE = "no date"

STATUS_WORDS = {
    Status.OCCURRED: "happened",
    Status.PLANNED: "planned",
    Status.POSSIBLE: "said to be possible",
    Status.DENIED: "denied",
    Status.NEGATED: "said not to have happened",
    Status.MOVED: "moved to another day",
    Status.CALLED_OFF: "called off",
}

PASSED = "; its day has passed, what came of it was not found"

MODE_WORDS = {Mode.MEET: "in person", Mode.PHONE: "by telephone", Mode.VIDEO: "by video"}

DISAGREEMENT_WORDS = {
    DisagreementKind.FIGURE: "Figures",
    DisagreementKind.DATE: "Date",
    DisagreementKind.ATTRIBUTION: "Who said or did it",
    DisagreementKind.CAUSE: "Cause",
    DisagreementKind.DENIAL: "Asserted and denied",
    DisagreementKind.WORDING: "Wording",
}

KIND_WORDS = {
    NewsKind.NEW: "New",
    NewsKind.FIGURE: "Changed figures",
    NewsKind.STATE: "Changed states and days",
    NewsKind.CONTESTED: "Newly contested",
    NewsKind.GONE: "No longer said",
    NewsKind.CONFIRMED: "Confirmed by a further origin",
    NewsKind.WORDING: "Told in other words",
    NewsKind.REPEATED: "Repeated",
}

PART_WORDS = {
    NewsPart.EVENT: "timeline",
    NewsPart.FIGURE: "figure",
    NewsPart.STATEMENT: "statement",
    NewsPart.POSITION: "position",
    NewsPart.DISAGREEMENT: "disagreement",
}

QUOTE_WORDS = {
    QuoteKind.DIRECT: "word for word",
    QuoteKind.INDIRECT: "in reported speech",
    QuoteKind.MIXED: "partly word for word",
}

BOUND_WORDS = {Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most "}

MONEY = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


STATES_SAID = 3
"""How many comparisons a figure's line names; the rest are counted."""

_PLAIN_CUES = frozenset(("say", "said", "says", "tell", "told", "add", "added", "according to"))


def count(number: int, one: str, many: str | None = None) -> str:
    """Write `1 report`, `2 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: tuple[str, ...], last: str = "and") -> str:
    """Write `A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def standing(reports: int, origins: int) -> str:
    """Say on how many reports and independent origins a line rests."""
    return f"{count(reports, 'report')} · {count(origins, 'origin')}"


def day_words(value: date, year: int | None, *, weekday: bool = False) -> str:
    """Write one day; `year` is the year that needs no saying."""
    name = f"{WEEKDAYS[value.weekday()]} " if weekday else ""
    ending = "" if value.year == year else f" {value.year:04d}"
    return f"{name}{value.day} {MONTHS[value.month - 1]}{ending}"


def when(interval: Interval | None, year: int | None = None, *, weekday: bool = True) -> str:
    """Write a date at the precision known; `year` is the year that needs no saying."""
    if interval is None:
        return NO_DATE
    first, last = interval.first, interval.last
    if interval.precision is Precision.DAY:
        return day_words(first, year, weekday=weekday)
    if interval.precision is Precision.WEEK:
        return f"week of {day_words(first, year)}"
    if interval.precision is Precision.MONTH:
        return f"{MONTHS[first.month - 1]} {first.year:04d}"
    if interval.precision is Precision.YEAR:
        return f"{first.year:04d}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}–{last.year:04d}"
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and (first.year, first.month) != (last.year, last.month):
        start = MONTHS[first.month - 1] + ("" if first.year == last.year else f" {first.year:04d}")
        return f"{start} – {MONTHS[last.month - 1]} {last.year:04d}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last, year)}"
    if last.year - first.year <= 1:
        return f"{day_words(first, last.year if first.year == last.year else year)} – {day_words(last, year)}"
    return f"{day_words(first, None)} – {day_words(last, None)}"


def when_one_of(candidates: tuple[Interval, ...], year: int | None = None) -> tuple[str, str]:
    """Write a day that is one of a few, as a heading and its small print: `a Wednesday`, `2, 9 or 16 Oct`."""
    days = tuple(c.first for c in candidates if c.precision is Precision.DAY)
    if len(days) != len(candidates) or not days:
        return "one of", listed(tuple(when(c, year) for c in candidates), "or")
    same_month = len({(d.year, d.month) for d in days}) == 1
    heading = f"a {WEEKDAYS_WHOLE[days[0].weekday()]}" if len({d.weekday() for d in days}) == 1 else "one day of"
    if same_month:
        earlier = tuple(str(d.day) for d in days[:-1])
        return heading, listed((*earlier, day_words(days[-1], year)), "or")
    return heading, listed(tuple(day_words(d, year) for d in days), "or")


def event_when(event: EventLine, year: int | None) -> tuple[str, str]:
    """Write an event's date as a heading and its small print (empty where the date is one day)."""
    if len(event.candidates) > 1:
        return when_one_of(event.candidates, year)
    if event.date is None:
        return NO_DATE, ""
    if event.date.precision is Precision.INTERVAL and event.date.width_days <= 62:
        return when(event.date, year), "within these days"
    return when(event.date, year), ""


def status_of(event: EventLine) -> str:
    """Say what became of an event, earlier states first; empty for what is simply told to have happened."""
    now = STATUS_WORDS[event.status] + (PASSED if event.passed else "")
    if not event.was:
        return "" if event.status is Status.OCCURRED else now
    earlier = []
    for was in event.was:
        if was.status is not event.status and (word := STATUS_WORDS[was.status]) not in earlier:
            earlier.append(word)
    return f"{', then '.join((*earlier, now))}" if earlier else now


def news_mark(line: NewsLine | None) -> str:
    """Say what is new about a line, for the row beneath it; empty for what is repeated."""
    if line is None or not line.is_news:
        return ""
    before = f": {line.old_value} before" if line.old_value else ""
    words = {
        NewsKind.NEW: "new",
        NewsKind.FIGURE: f"changed{before}",
        NewsKind.STATE: f"changed{before}",
        NewsKind.CONTESTED: "newly contested",
        NewsKind.GONE: "no longer said",
        NewsKind.CONFIRMED: "a further origin",
        NewsKind.WORDING: "in other words",
    }
    kinds = [line.kind, *(kind for kind in line.also if kind in words and kind is not NewsKind.WORDING)]
    return ", ".join(dict.fromkeys(words[kind] for kind in kinds))


def news_words(line: NewsLine) -> str:
    """Say a line of news in its own words: with its number, or with who says it, and how where that matters."""
    if line.part is NewsPart.FIGURE:
        return f"{line.value}: {line.text}"
    how = _third_person(line.how) if line.part is NewsPart.STATEMENT else line.how
    if how:
        return " ".join((listed(line.by), how)).strip() + f": {line.text}"
    by = f"{listed(line.by)}: " if line.by and line.part is not NewsPart.EVENT else ""
    return f"{by}{line.text}"


def known_words(known: KnownActor) -> str:
    """Name an actor that the names file knows, with its id there and what else the reports call it."""
    also = f", also {listed(known.aliases)}" if known.aliases else ""
    return f"{known.name} ({known.same_as}){also}"


def was_when(was: Was, year: int | None) -> str:
    """Say an earlier state with the day of saying it."""
    return f"{STATUS_WORDS[was.status]} (as said {when(was.date, year)})" if was.date else STATUS_WORDS[was.status]


def number(value: float) -> str:
    """Write a number with its thousands parted; millions and more in words when they are round."""
    value = float(value)
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            scaled = value / size
            if abs(scaled) < 1e6 and abs(scaled * 100 - round(scaled * 100)) < 1e-6:
                return f"{scaled:,.2f}".rstrip("0").rstrip(".") + f" {word}"
            break
    if value.is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".") if 1e-6 <= abs(value) < 1e15 else f"{value:.6g}"


def _with_unit(shown: str, unit: str | None) -> str:
    if unit is None:
        return shown
    if unit in MONEY:
        return f"{MONEY[unit]}{shown}"
    if unit in ("percent", "%"):
        return f"{shown}%"
    return f"{shown} {_plural(unit) if shown != '1' else unit}"


def _plural(unit: str) -> str:
    """Write a currency's name in the plural ("90 million crowns"); other units are kept as they are."""
    last = unit.rsplit(maxsplit=1)[-1]
    counts = last in load_words("currency_nouns") and last not in _NO_PLURAL
    return unit if not counts else f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"


_NO_PLURAL = frozenset("yen yuan won baht rand ringgit dong penny".split())


def quantity(value: float, value2: float | None, bound: Bound, unit: str | None) -> str:
    """Write a figure with its bound and unit: `about 70,000`, `at least 19`, `12 to 15`, `$1.5 billion`."""
    shown = number(value) if value2 is None else f"{number(value)} to {number(value2)}"
    return BOUND_WORDS.get(bound, "") + _with_unit(shown, unit)


def figure_value(figure: FigureLine) -> str:
    """Write a line's figure with its bound and unit; an order of size or a share in the words of the report."""
    told = told_in_words(figure.text, figure.value, figure.bound)
    if told is not None:
        return f"{told} {figure.unit}" if figure.unit else told
    return quantity(figure.value, figure.value2, figure.bound, figure.unit)


def against(mine: FigureLine, other: FigureLine, how: Against) -> str:
    """Say how a figure stands to another, in a few words."""
    value = figure_value(other)
    if how.state is FigureState.CONFLICTING:
        return f"conflicts with {value}"
    if how.state is FigureState.ROUNDS:
        open_ended = {mine.bound, other.bound} & {Bound.AT_LEAST, Bound.AT_MOST, Bound.BETWEEN}
        return f"can hold beside {value}" if open_ended else f"rounds to the same as {value}"
    if how.state is FigureState.SCOPE:
        return f"counts otherwise than {value}"
    if how.state is FigureState.SAME:
        return f"the same as {value}"
    if mine.date and other.date and mine.date.last < other.date.first:
        return f"earlier than {value}"
    if mine.date and other.date and mine.date.first > other.date.last:
        return f"later than {value}"
    return f"another time than {value}"


def relation(copy: Copy, mine: str) -> str:
    """Say how report `mine` stands to the other report of the pair, which is named."""
    other = copy.reports[0] if copy.reports[1] == mine else copy.reports[1]
    share = f"{copy.shared * 100:.0f}% of the text in common"
    made_from_mine = copy.direction == (mine, other)
    if copy.relation is Relation.IDENTICAL:
        words = f"the same text as {other}"
    elif copy.relation is Relation.EXCERPT:
        words = f"the text of which {other} is an excerpt" if made_from_mine else f"an excerpt of {other}"
        words = words if copy.direction else f"an excerpt of {other}, or the other way round"
    elif copy.relation is Relation.REPUBLISHED:
        words = f"the text of {other} with other matter around it"
        words = f"the text that {other} republished" if made_from_mine else words
    elif copy.relation is Relation.VERSION:
        made = ", made from it" if copy.direction == (other, mine) else ", the earlier one" if made_from_mine else ""
        words = f"another version of {other}{made}"
    else:
        words = f"passages in common with {other}, not counted as a copy"
    return words if copy.relation is Relation.IDENTICAL else f"{words}; {share}"


def report_date(entry: ReportEntry, year: int | None = None) -> str:
    """Say when a report was published, and on what basis."""
    dated = entry.dated
    if dated.value is None:
        return "undated"
    shown = when(dated.value, year)
    return shown if dated.basis is Basis.STATED else f"{shown}, worked out"


def shortened(text: str, limit: int) -> str:
    """Cut at a word, with an ellipsis, where the text is longer than `limit` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    blank = cut.rfind(" ", limit // 2)
    return (cut[:blank] if blank > 0 else cut).rstrip(" ,;:–-") + "…"


def claimants(line: FigureLine) -> str:
    """Say who claims a figure; where nobody is named, that the report gives no source."""
    if not line.claimed_by:
        return "source not found"
    return listed(line.claimed_by) + (" (unnamed)" if line.anonymous else "")


def known_against(line: FigureLine, others: Mapping[str, FigureLine]) -> list[Against]:
    """List how a figure stands to the others that are shown, conflicts first, sameness left out."""
    known = [how for how in line.against if how.id in others and how.state is not FigureState.SAME]
    return sorted(known, key=lambda how: how.state is not FigureState.CONFLICTING)


def states_of(line: FigureLine, others: Mapping[str, FigureLine]) -> list[str]:
    """Say how a figure stands to the others of its series, conflicts first."""
    known = known_against(line, others)
    words = [against(line, others[how.id], how) for how in known[:STATES_SAID]]
    return [*words, f"and {len(known) - STATES_SAID} more"] if len(known) > STATES_SAID else words


def by_id(lines: Iterable[FigureLine]) -> dict[str, FigureLine]:
    """Give the figures by their ids."""
    return {line.id: line for line in lines}


def as_of(line: FigureLine, year: int | None) -> str:
    """Say of which day a figure speaks; empty where that is not known."""
    return f"{_DAY_FROM[line.date_from]} {when(line.date, year, weekday=False)}" if line.date else ""


_DAY_FROM = {None: "as of", DayFrom.CLAUSE: "as of", DayFrom.SAYING: "as said", DayFrom.REPORT: "as reported"}
"""How the day of a figure is known: named beside it, the day of its saying, or no more than the report's."""


def on_the_word_of(names: tuple[str, ...]) -> str:
    """Say on whose word a line stands; empty where a report tells it as fact. A pronoun that means nobody known is no
    name."""
    named = tuple(name for name in names if name.casefold() not in _PRONOUNS)
    if names and not named:
        return "on the word of somebody not named"
    return f"on the word of {listed(named)}" if named else ""


_PRONOUNS = frozenset("he him she her it they them i me we us you who whom this that these those one".split())


def cue_words(line: StatementLine) -> str:
    """Give the cue where it tells more than that somebody said it; a bare verb in the third person."""
    return _third_person(line.cue)


def _third_person(given: str) -> str:
    cue = given.lower()
    verb, blank, rest = cue.partition(" ")
    if blank and verb.isalpha() and cue not in _PLAIN_CUES and not verb.endswith(("ed", "ing", "ss", "ly", "s")):
        return f"{_third_person(verb) or f'{verb}s'} {rest}"
    if cue in _PLAIN_CUES or not cue.isalpha() or cue.endswith(("ed", "ing", "ss")):
        return "" if cue in _PLAIN_CUES else given
    if cue.endswith("y") and not cue.endswith(("ay", "ey", "oy")):
        return f"{cue[:-1]}ies"
    return cue if cue.endswith("s") else f"{cue}es" if cue.endswith(("sh", "ch", "x", "z")) else f"{cue}s"


def turned_from(line: PositionLine, others: Iterable[PositionLine], year: int | None) -> str:
    """Say where the actor stood before in the same matter; empty where no turn is known."""
    before = next((one for one in others if one.id == line.turned_from), None) if line.turned_from else None
    if before is None:
        return ""
    day = f", {when(before.date, year)}" if before.date else ""
    return f"turned: before {before.stance} {shortened(before.about, 80)}{day}"


def told_by(names: tuple[str, ...]) -> str:
    """Say through whom a statement is known; empty where the report has it from the speaker."""
    return f"told by {listed(names)}" if names else ""


def side_by(side: Side) -> str:
    """Say who holds one side of a disagreement, where the value itself does not."""
    shown = listed(side.by)
    return "" if shown == side.value else shown


def voice_aside(role: str | None, unnamed_in: str) -> str:
    """Say who a speaker is: the role, and where nobody is named, in which report."""
    return ", ".join(part for part in (role, unnamed_in and f"unnamed, in {unnamed_in}") if part)


def spoken(line: StatementLine) -> str:
    """Set direct speech in quotation marks, unless the words bring their own."""
    if line.quote is QuoteKind.DIRECT and not line.content.lstrip().startswith(("“", '"', "‘", "«", "„")):
        return f"“{line.content}”"
    return line.content


def reports_of(line: Line) -> list[str]:
    """List the reports that a line rests on, each once, in order."""
    return list(dict.fromkeys(item.report for item in line.evidence))
