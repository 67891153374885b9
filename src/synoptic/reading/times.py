"""Times: find the expressions of a report, give each its TIMEX3 value, its rule and its days.

Decision to know: what depends on a reference keeps its rule; the days are filled in only where the report's own day
is known. The work is cut in six: where a time can stand (`times_hints`), the kinds of words (`times_words`), which runs
are a time (`times_grammar`), what they come to (`times_values`), which way they point (`times_tense`), and the
arithmetic (`model.redate`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from synoptic.model.calendar import Direction, Rule, RuleKind
from synoptic.model.days import Precision, parse_interval
from synoptic.model.readings import Anchor, Reading, Time, TimeType
from synoptic.model.redate import resolve_times, value_unknown
from synoptic.reading.draft import Draft, Step, Token
from synoptic.reading.times_anchors import AFTER, BEFORE, EITHER, YEARLESS, anchored, is_day, is_history
from synoptic.reading.times_grammar import runs
from synoptic.reading.times_hints import hints_in, windows_around
from synoptic.reading.times_known import settle_known
from synoptic.reading.times_made import Made
from synoptic.reading.times_quarters import ended, of_sums
from synoptic.reading.times_ranges import years_shared
from synoptic.reading.times_tense import PUT_OFF, direction
from synoptic.reading.times_values import days_listed, make
from synoptic.reading.times_words import Piece, pieces_of


def reference_day(reading: Reading) -> date | None:
    """Return the day that "today" means in the report, when it is known to the day: as dated, else as stated."""
    dated = reading.dated.value
    if dated is None and reading.report.published:
        dated = parse_interval(reading.report.published)
    return dated.first if dated is not None and dated.precision is Precision.DAY else None


def read_times(draft: Draft) -> Draft:
    """Find the times of every sentence."""
    found: list[Time] = []
    hints: dict[int, list[int]] = {}
    for at in hints_in(draft.tokens):  # over all tokens at once: two sentences in three hold none
        hints.setdefault(draft.tokens[at].sentence, []).append(at)
    for number, places in hints.items():
        first = draft.firsts[number]
        found.extend(_times_of(draft.sentence_tokens(number), number, [at - first for at in places]))
    reference = reference_day(draft.reading)
    quoted = frozenset(token.start for token in draft.tokens if token.quoted) if found else frozenset[int]()
    narrative = reference is not None and is_history(found, reference)
    found = _without_tomorrow(found, reference) if reference is not None else found
    if not narrative:  # there a day is of the year last named
        found = settle_known(found, draft.reading.text, reference)
    times = anchored(found, narrative=narrative, quoted=quoted, reference=reference)
    if reference is not None:
        times = resolve_times(times, reference)
    return draft.with_(times=times)


def _without_tomorrow(found: list[Time], reference: date) -> list[Time]:
    """Leave the day open that is told as past by the name of tomorrow, where the report's own day is told so too.

    Such a report was brought up to date after the day that it states: what its "Thursday" is, six days back or the day
    after, it does not tell.
    """
    own, next_day = reference.weekday(), (reference.weekday() + 1) % _WEEK

    def is_past(time: Time, weekday: int) -> bool:
        rule = time.rule
        bare = rule is not None and rule.kind is RuleKind.WEEKDAY and rule.amount is None and not rule.strict
        return bare and time.rule is not None and (time.rule.weekday, time.rule.direction) == (weekday, Direction.PAST)

    if not any(is_past(time, own) for time in found):
        return found
    return [replace(time, anchor=Anchor.NONE) if is_past(time, next_day) else time for time in found]


_WEEK = 7


def find_times(tokens: Sequence[Token], sentence: int = 0) -> tuple[Time, ...]:
    """Find the times of one sentence, with their rules and without their days."""
    return tuple(_times_of(tokens, sentence, hints_in(tokens)))


def _times_of(tokens: Sequence[Token], sentence: int, hints: Sequence[int]) -> list[Time]:
    times: list[Time] = []
    for first, stop in windows_around(hints):
        _times_within(tokens, pieces_of(tokens, first, stop), sentence, times)
    if not times:
        return times
    times = of_sums(times, tokens)
    if len(times) < 2:
        return times
    times = years_shared(ended(_clocks_of_days(times, tokens), tokens), tokens)
    if not any(time.rule is not None and time.rule.kind in _ORDERED for time in times):
        return times
    return _in_order(_moved(times, tokens), _between(times, tokens))


_BETWEEN_CLOCK_AND_DAY = frozenset("( ) , on local time gmt utc est edt et cet bst".split())


def _clocks_of_days(times: list[Time], tokens: Sequence[Token]) -> list[Time]:
    """Let "10:30 a.m. (0730 GMT) on Friday" be of that Friday, and not of the day told before."""
    for index in range(len(times) - 2, -1, -1):
        clock, day = times[index], times[index + 1]
        if (
            clock.type is not TimeType.TIME
            or not clock.value.startswith("XXXX-XX-XXT")
            or clock.anchor is not Anchor.TEXT
        ):
            continue
        between = [t.lower for t in tokens if clock.end <= t.start and t.end <= day.start]
        if len(between) > _MOST_BETWEEN or not all(word in _BETWEEN_CLOCK_AND_DAY for word in between):
            continue
        hour = clock.value[10:]
        if day.rule is None and day.when is not None and day.when.precision is Precision.DAY:
            value = day.when.first.isoformat() + hour
            times[index] = replace(clock, rule=None, anchor=Anchor.NONE, anchor_time=None, when=day.when, value=value)
        elif day.rule is not None and is_day(day) and day.rule.amount != 0:
            value = value_unknown(day.rule, TimeType.TIME, hour)
            times[index] = replace(clock, rule=day.rule, anchor=day.anchor, anchor_time=day.anchor_time, value=value)
    return times


def _times_within(tokens: Sequence[Token], pieces: list[Piece], sentence: int, times: list[Time]) -> None:
    """Add the times of one stretch of a sentence."""

    def take(form: str, first: int, stop: int) -> bool:
        if _is_title(tokens, pieces, first, stop):
            return False
        if form == "range_days" and (parts := days_listed(pieces, first, stop)):
            times.extend(_time(made, pieces, begin, end, tokens, sentence) for made, begin, end in parts)
            return True
        made = make(form, pieces, first, stop)
        if made is not None and made.ahead_only:
            made = _looking_ahead(made, tokens, pieces[first].token, pieces[stop - 1].token + 1)
        if made is not None:
            times.append(_time(made, pieces, first, stop, tokens, sentence))
        return made is not None

    runs("".join([piece.kind for piece in pieces]), take)


_ORDERED = YEARLESS | {RuleKind.WEEKDAY}


def _moved(times: list[Time], tokens: Sequence[Token]) -> list[Time]:
    """Let the weekday that a plan was moved to follow the one it was moved from: "had been planned for Tuesday but was
    moved to Thursday", "postponed from Tuesday to Thursday".
    """
    starts = {token.start: at for at, token in enumerate(tokens)}
    for index in range(1, len(times)):
        first, second = starts.get(times[index - 1].start, 0), starts.get(times[index].start, 0)
        old, new = times[index - 1].rule, times[index].rule
        if old is None or new is None or old.kind is not new.kind or new.amount is not None:
            continue
        if first < 2 or second < 2 or tokens[second - 1].lower not in ("to", "until", "till"):
            continue
        put_off = any(token.lower in PUT_OFF for token in tokens[first + 1 : second - 1])
        shifted = tokens[first - 1].lower == "from" and tokens[first - 2].lower in PUT_OFF and second - first <= _NEAR
        if not shifted and not (put_off and tokens[first - 1].lower in ("for", "on")):
            continue
        if new.kind in YEARLESS:  # the new day lies near the old one, over by now or not
            times[index] = replace(times[index], rule=replace(new, direction=old.direction))
        elif new.kind is RuleKind.WEEKDAY:
            rule = replace(new, direction=Direction.FUTURE, strict=True)
            times[index] = replace(times[index], rule=rule, anchor=Anchor.TEXT, anchor_time=BEFORE)
    return times


def _looking_ahead(made: Made, tokens: Sequence[Token], first: int, stop: int) -> Made | None:
    """Decide what only a clause about the future makes a date: "will meet in three days", and "soon"."""
    if direction(tokens, first, stop) is Direction.FUTURE:
        return made.ahead
    return replace(made, ahead_only=False) if made.value else None


def _is_title(tokens: Sequence[Token], pieces: list[Piece], first: int, stop: int) -> bool:
    """Tell "This Week", "World Today" inside a sentence from words of time: written like names, among small words."""
    last = tokens[pieces[stop - 1].token]
    if pieces[stop - 1].kind not in "UVR" or not last.is_capital or last.text.isupper() or not first:
        return False
    if stop - first > 1:
        return tokens[pieces[first].token].is_capital
    before = tokens[pieces[first].token - 1]
    return before.is_capital and before.is_word and pieces[first].token > 1 and pieces[first - 1].kind == "x"


def _in_order(times: list[Time], gaps: list[str]) -> list[Time]:
    """Let the second weekday of "between Monday and Wednesday", "Monday through Friday" follow the first one."""
    for index in range(1, len(times)):
        first, second = times[index - 1], times[index]
        if (
            gaps[index] in _RANGE_LINKS
            and first.rule is not None
            and second.rule is not None
            and first.rule.kind is second.rule.kind is RuleKind.WEEKDAY
            and second.rule.direction is not Direction.PAST
            and (gaps[index] != "and" or second.rule.direction is Direction.FUTURE)
            and second.rule.amount is None
        ):
            rule = replace(second.rule, direction=Direction.FUTURE, strict=True)
            times[index] = replace(second, rule=rule, anchor=Anchor.TEXT, anchor_time=BEFORE)
        elif _run_up_to(first, second, gaps[index]):  # "from Monday to Wednesday" both are over
            rule = replace(first.rule or Rule(kind=RuleKind.WEEKDAY), direction=Direction.PAST, strict=True)
            times[index - 1] = replace(first, rule=rule, anchor=Anchor.TEXT, anchor_time=AFTER)
    return times


def _run_up_to(first: Time, second: Time, link: str) -> bool:
    """Tell whether two bare weekdays of the past are the ends of one stretch."""
    if link == "and" or link not in _RANGE_LINKS or first.anchor is not Anchor.REPORT:
        return False
    return all(
        time.rule is not None
        and time.rule.kind is RuleKind.WEEKDAY
        and time.rule.direction is Direction.PAST
        and time.rule.amount is None
        and not time.rule.strict
        for time in (first, second)
    )


_NEAR = 3
_MOST_BETWEEN = 5
_RANGE_LINKS = frozenset({"through", "to", "until", "till", "and", "-", "–"})


def _between(times: list[Time], tokens: Sequence[Token]) -> list[str]:
    """Return for every time the one word between it and the time before it, or nothing."""
    words = {token.end: at for at, token in enumerate(tokens)}
    gaps = [""]
    for before, time in pairwise(times):
        at = words.get(before.end, len(tokens)) + 1
        alone = at + 1 < len(tokens) and tokens[at + 1].start == time.start
        gaps.append(tokens[at].lower if alone else "")
    return gaps


def _leads_to_will(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether the clause that goes on behind a time is of what will be: "and at 7 p.m. he will speak"."""
    for token in tokens[last + 1 : last + 1 + _WORDS_TO_WILL]:
        if token.lower in ("will", "'ll", "’ll"):
            return True
        if not token.is_word or token.lower in ("and", "but", "that", "who", "which", "to"):
            return False
    return False


_WORDS_TO_WILL = 5


def _counts_on(rule: Rule, anchor: Anchor) -> bool:
    """Tell whether a time counts forward from another of the text: "a week later", "the next day"."""
    return anchor is Anchor.TEXT and rule.kind is RuleKind.OFFSET and (rule.amount or 0) > 0


def _time(made: Made, pieces: list[Piece], first: int, stop: int, tokens: Sequence[Token], sentence: int) -> Time:
    rule = made.rule
    if rule is not None and made.free:
        last = pieces[stop - 1].token + 1
        found = direction(tokens, pieces[first].token, last)
        if rule.kind is RuleKind.YEAR_PART and found is not Direction.PAST:
            # quarters are told of when they are near: "will report third-quarter profit" is the one just over
            fiscal = any(p.kind == "y" and p.low != "calendar" for p in pieces[first:stop])
            ahead = found if found is Direction.FUTURE else Direction.PAST
            found = ahead if fiscal else Direction.NEAREST
        rule = replace(rule, direction=found)
    either, anchor = made.either, made.anchor
    if rule is not None and either and made.type is TimeType.TIME and not rule.amount:
        rule = replace(rule, direction=Direction.FUTURE) if _leads_to_will(tokens, pieces[stop - 1].token) else rule
    if rule is not None and _counts_on(rule, made.anchor):
        found = direction(tokens, pieces[first].token, pieces[stop - 1].token + 1)
        rule = replace(rule, direction=found)
        if either and found is Direction.FUTURE:  # "the next day a vote will be held"
            anchor = Anchor.REPORT
        either = False
    return Time(
        start=pieces[first].start,
        end=pieces[stop - 1].end,
        type=made.type,
        value=made.value if rule is None else value_unknown(rule, made.type, made.value),
        when=made.when,
        anchor=anchor,
        rule=rule,
        anchor_time=EITHER if either else None,
        sentence=sentence,
        impossible=made.impossible,
    )


TIMES = Step(name="times", needs=("sentences",), gives=("times",), run=read_times)
