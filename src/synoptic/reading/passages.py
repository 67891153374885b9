"""Passages: what of a text is the report and what is page around it; and what the lines around it state.

Decision to know: a wrongly dropped line of the report is worse than a kept line of the page, so what is not known for
furniture by its words, its shape or its place stays body; a text of one paragraph is body whatever it looks like.
Metadata is read before it is set aside: a date given with the report wins over one found in its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from synoptic.model.days import Basis, Dated, Interval, parse_interval
from synoptic.model.days import day as one_day
from synoptic.model.readings import Passage, PassageKind
from synoptic.model.reports import Head
from synoptic.reading.datelines import Dateline, find_dateline
from synoptic.reading.draft import Draft, Step
from synoptic.reading.metadata import (
    Moment,
    bare_address,
    bare_moment,
    dateline,
    day_of,
    ends_in_year,
    find_moment,
    glued_moment,
    is_byline,
    is_stamp,
    outlet_of,
    signed_moment,
)
from synoptic.reading.metadata_outlets import barred_moment, find_release, is_masthead, named_moment
from synoptic.reading.passages_evidence import is_count, is_names, vocabulary_of, weigh_line
from synoptic.reading.passages_furniture import doubled_from, furniture_kind, is_bar
from synoptic.reading.passages_lines import Paragraph, cut_paragraphs, paragraph
from synoptic.reading.passages_titles import Page, is_sentence, mark_lists, mark_runs, mark_tail, mark_titles
from synoptic.reading.turns import with_questions

_HEAD_LINES = 8
_MASTHEAD_LINES = 5
_REPEAT_WORDS = 8
_HEADLINE_WORDS = 24
_DATELINE_LINES = 3
_MOST_LINE_WORDS = 45
_YEARS_AHEAD = 5
"""A text that speaks of years so much later than the day it opens with was hardly written on it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


_TITLE_LABEL = re.compile(r"\A(?:Title|TITLE|Headline|HEADLINE|Heading)\s?:\s+(?=\S)")
"""What a record's field is called is no word of the headline."""


def read_passages(draft: Draft) -> Draft:
    """Cut the text into passages and take up what its metadata lines state.

    Fills `passages`, `report.headline`, `report.published`, `report.outlet`, `report.url` where they were not given,
    and `dated`.
    """
    text, head = draft.reading.text, draft.reading.report
    pars = cut_paragraphs(text)
    if len(pars) < 2:
        kinds = [PassageKind.BODY] * len(pars)
        page = Page(pars, kinds)
    else:
        page = _judge(text, pars, head)
    head, dated = _stated(page, head)
    early = frozenset(page.body()[:_DATELINE_LINES])
    passages = tuple(
        part
        for i, (par, kind) in enumerate(zip(page.pars, page.kinds, strict=True))
        for part in (
            _with_dateline(par, bare=i in early)
            if kind is PassageKind.BODY and len(pars) > 1
            else (Passage(start=par.start, end=par.end, kind=kind),)
        )
    )
    return draft.with_(passages=with_questions(text, passages), report=head, dated=dated)


def _judge(text: str, pars: list[Paragraph], head: Head) -> Page:
    """Say of every paragraph what it is, from its own words first, then from its neighbours and its place."""
    page = Page([], [])
    known = (
        Counter(word for par in pars for word in par.words)
        if any(ends_in_year(par.text) for par in pars)
        else Counter()
    )
    for par in pars:
        _take(page, text, par, known, head.outlet)
    _mark_repeats(page)
    _weigh(page, head)
    _find_headline(page, head)
    mark_tail(page, head)
    mark_lists(page)
    mark_runs(page)
    mark_titles(page)
    if not page.body():  # nothing would be read: take it for a plain text after all
        page.kinds = [PassageKind.BODY if k in (PassageKind.JUNK, PassageKind.SUBHEADING) else k for k in page.kinds]
    return page


def _take(page: Page, text: str, par: Paragraph, known: Counter[str], outlet: str | None) -> None:
    """Judge one paragraph by its own words; a title with a date glued to it becomes two."""
    number = len(page.pars)
    if len(par.words) > _MOST_LINE_WORDS:
        _add(page, par, furniture_kind(par) or (PassageKind.JUNK if doubled_from(par) else PassageKind.BODY))
    elif is_stamp(par.text):
        _add(page, par, PassageKind.METADATA)
    elif (label := _TITLE_LABEL.match(par.text)) and page.headline is None and PassageKind.BODY not in page.kinds:
        split = par.start + label.end()
        _add(page, paragraph(text, par.start, par.start + len(label[0].rstrip())), PassageKind.METADATA)
        _add(page, paragraph(text, split, par.end), PassageKind.HEADLINE)
        page.headline = page.pars[-1].text
    elif moment := bare_moment(par.text) or signed_moment(par.text):
        page.moments.append((number, moment, "line"))
        _add(page, par, PassageKind.METADATA)
    elif address := bare_address(par.text):
        page.address = page.address or address
        _add(page, par, PassageKind.METADATA)
    elif is_byline(par.text):
        if moment := find_moment(par.text):
            page.moments.append((number, moment, "line"))
        _add(page, par, PassageKind.METADATA)
    elif _brings(page, par, outlet):
        _add(page, par, PassageKind.METADATA)
    elif glued := glued_moment(par.text, known):
        split, moment = glued
        title = paragraph(text, par.start, par.start + split)
        rest = par.start + split
        while text[rest].isspace() or text[rest] in "|–—-•·":
            rest += 1
        page.moments.append((number + 1, moment, "glued"))
        _add(page, title, PassageKind.BODY)
        _add(page, paragraph(text, rest, par.end), PassageKind.METADATA)
    elif kind := furniture_kind(par):
        _add(page, par, kind)
    else:
        _add(page, par, PassageKind.JUNK if is_bar(par) or doubled_from(par) else PassageKind.BODY)


def _brings(page: Page, par: Paragraph, outlet: str | None) -> bool:
    """Take up a line above the text that names who brought it, alone or beside the day."""
    number = len(page.pars)
    if number >= _MASTHEAD_LINES or any(is_sentence(page.pars[i]) for i in page.body()):
        return False
    if release := find_release(par.text):
        if release.moment is not None:
            page.moments.append((number, release.moment, "line"))
        return True
    if named := named_moment(par.text, outlet):
        if not named.is_outlet and PassageKind.BODY not in page.kinds and page.headline is None:
            return False
        page.moments.append((number, named.moment, "line"))
        page.outlet = page.outlet or (named.name if named.is_outlet else None)
        return True
    if PassageKind.BODY in page.kinds and (barred := barred_moment(par.text)):
        page.moments.append((number, barred, "line"))
        return True
    if is_masthead(par.text, outlet):
        page.outlet = page.outlet or par.text
        return True
    return False


def _add(page: Page, par: Paragraph, kind: PassageKind) -> None:
    page.pars.append(par)
    page.kinds.append(kind)


def _mark_repeats(page: Page) -> None:
    """Set aside a line that stood before in the same report; the first stays."""
    seen: set[tuple[str, ...]] = set()
    for i in page.body():
        words = page.pars[i].words
        if len(words) < _REPEAT_WORDS or page.pars[i].text[0] in "\"“‘'":
            continue
        if words in seen:
            page.kinds[i] = PassageKind.JUNK
        seen.add(words)


def _weigh(page: Page, head: Head) -> None:
    """Set aside the lines that no list knows and that the evidence in them shows to be furniture."""
    body = page.body()
    if not any(is_sentence(page.pars[i]) for i in body):
        return
    own = page.own = vocabulary_of([page.pars[i] for i in body])
    glued = {number - 1 for number, _, how in page.moments if how == "glued"}
    told = False
    title = paragraph(head.headline, 0, len(head.headline)).words if head.headline else ()
    for i in body:
        par = page.pars[i]
        if i in glued or (title and _alike(par, title)):
            continue
        kind = weigh_line(par, own, titled=not told and head.headline is None)
        if kind is None and (is_count(par) or is_names(par, own, titled=not told and head.headline is None)):
            kind = PassageKind.JUNK
        if kind is not None:
            page.kinds[i] = kind
        elif is_sentence(par):
            told = True


def _find_headline(page: Page, head: Head) -> None:
    """Take a short line without end mark above the body for the headline, one with a date glued to it before others."""
    body = page.body()
    sentences = [i for i in body if is_sentence(page.pars[i])]
    if not sentences or len(body) < 2 or page.headline is not None:
        return
    above = [i for i in body[:_HEAD_LINES] if i < sentences[min(1, len(sentences) - 1)]]
    if head.headline is not None:
        title = paragraph(head.headline, 0, len(head.headline)).words
        for i in above:
            if _alike(page.pars[i], title):
                page.kinds[i] = PassageKind.HEADLINE
                return
        return
    glued = {number - 1 for number, _, how in page.moments if how == "glued"}
    first = page.pars[body[0]]
    plain = first.title_like and 2 <= len(first.words) <= _HEADLINE_WORDS and any(i in sentences for i in body[1:4])
    chosen = next((i for i in above if i in glued), body[0] if plain else None)
    if chosen is not None:
        page.kinds[chosen] = PassageKind.HEADLINE
        page.headline = page.pars[chosen].text


def _alike(par: Paragraph, title: tuple[str, ...]) -> bool:
    if not 0 < len(par.words) <= 40:
        return False
    given, mine = set(title), set(par.words)
    return len(mine & given) >= 0.7 * max(len(mine), len(given))


def _with_dateline(par: Paragraph, *, bare: bool) -> tuple[Passage, ...]:
    """Part a dateline's credit from the body: place, credit, report."""
    credit = dateline(par.text, bare=bare)
    if credit is None:
        return (Passage(start=par.start, end=par.end, kind=PassageKind.BODY),)
    start, end = credit
    parts = []
    if place := par.text[:start].rstrip():
        parts.append(Passage(start=par.start, end=par.start + len(place), kind=PassageKind.BODY))
    parts.append(
        Passage(start=par.start + start, end=par.start + len(par.text[:end].rstrip()), kind=PassageKind.METADATA)
    )
    rest = end + len(par.text[end:]) - len(par.text[end:].lstrip())
    parts.append(Passage(start=par.start + rest, end=par.end, kind=PassageKind.BODY))
    return tuple(parts)


def _stated(page: Page, head: Head) -> tuple[Head, Dated]:
    """Fill what the head lacks from the metadata lines, and say on what the report's day rests."""
    address = head.url or page.address
    said = _days_stated(page, head, address)
    published = head.published or (said[0].moment if said else None)
    head = replace(
        head,
        headline=_TITLE_LABEL.sub("", head.headline, count=1) if head.headline else page.headline,
        published=published,
        url=address,
        outlet=head.outlet or page.outlet or (outlet_of(address) if address else None),
    )
    if not said:
        return head, Dated()
    first = said[0]
    against = [
        s for s in said[1:] if s.value.first - first.value.last > _APART or first.value.first - s.value.last > _APART
    ]
    why = "; ".join([first.why, *(f"against it, {other.why} says {other.value}" for other in against)])
    return head, Dated(value=first.value, basis=Basis.STATED, why=why)


_APART = timedelta(days=1)
"""Stated days further apart than this are a conflict; a day is what time zones and datelines make of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatedDay:
    """A day that a report states of itself, where it stands, and the moment as told."""

    value: Interval
    why: str
    moment: str


def _days_stated(page: Page, head: Head, address: str | None) -> list[_StatedDay]:
    """List what the report states of its day, the surest first: given, metadata line, address, dateline."""
    said: list[_StatedDay] = []
    if head.published:
        value = parse_interval(head.published)
        if value is None and (moment := find_moment(head.published)):
            value = one_day(moment.day)
        if value is not None:
            said.append(_StatedDay(value=value, why="given with the report", moment=head.published))
    if (found := _first_moment(page)) is not None:
        number, moment, how = found
        words = page.pars[number].text
        why = f"glued to the headline: “{words}”" if how == "glued" else f"metadata line: “{words}”"
        said.append(_StatedDay(value=one_day(moment.day), why=why, moment=moment.iso))
    if address and (in_address := day_of(address)) is not None:
        why = f"in the address: {address}"
        said.append(_StatedDay(value=one_day(in_address), why=why, moment=in_address.isoformat()))
    if (opened := _dateline_day(page)) is not None:
        day, words = opened
        said.append(_StatedDay(value=one_day(day), why=f"dateline: “{words}”", moment=day.isoformat()))
    return said


def _dateline_day(page: Page) -> tuple[date, str] | None:
    """Return the whole day of the dateline that opens the body, with its words."""
    body = page.body()
    for number in body[:_DATELINE_LINES]:
        text = page.pars[number].text
        found = find_dateline(text)
        if found is not None and found.date is not None and not (found.small and _looks_back(page, number, found)):
            return found.date, found.span.quote(text)
    return None


def _looks_back(page: Page, number: int, found: Dateline) -> bool:
    """Tell whether a place and a day open no report but a scene of the past, an entry of a list, or a title."""
    if found.year is None or not is_sentence(page.pars[number]):
        return True
    rest = [page.pars[n].text for n in page.body() if n != number]
    others = [other.date for text in rest if (other := find_dateline(text)) is not None]
    years = [int(year) for text in rest for year in _YEAR.findall(text)]
    return any(day != found.date for day in others) or max(years, default=0) - found.year >= _YEARS_AHEAD


def _first_moment(page: Page) -> tuple[int, Moment, str] | None:
    """Return the first day told before the body is well under way, or a labelled one after it."""
    body = page.body()
    limit = body[2] if len(body) > 2 else len(page.pars)
    for number, moment, how in page.moments:
        labelled = any(w in {"published", "posted", "updated", "modified"} for w in page.pars[number].words)
        if number <= max(limit, _HEAD_LINES if how == "glued" else 0) or labelled:
            return number, moment, how
    return None


PASSAGES = Step(name="passages", needs=(), gives=("passages", "report", "dated"), run=read_passages)
