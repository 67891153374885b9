"""Titles among the paragraphs: subheadings of the report, stray titles, and lists of other pages.

Decision to know: a title is the report's while it shares words with it; titles that stand together and share few, or
follow a label, or have days of their own glued to them, are a list of other pages. Lists of people and lists with
dashes stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from synoptic.lexicon import load_words
from synoptic.model.days import parse_interval
from synoptic.model.readings import PassageKind
from synoptic.model.reports import Head
from synoptic.reading.metadata import Moment
from synoptic.reading.passages_evidence import Vocabulary, is_dated
from synoptic.reading.passages_furniture import is_label
from synoptic.reading.passages_lines import Paragraph

_LONE_WORDS = 4
_SUBHEADING_WORDS = 10
_FAR_DAYS = 3
_STRAY_WORDS = 16
_SENTENCE_WORDS = 8
_STEM = 5
_TOLD_BEFORE, _MOST_TAIL = 2, 0.6
_MOST_SHARED, _LEAST_TITLE = 0.3, 3
_DATE_WORDS = 4


@dataclass(slots=True)
class Page:
    """The paragraphs of one text and what each was found to be, while the reading of passages goes on."""

    pars: list[Paragraph]
    kinds: list[PassageKind]
    moments: list[tuple[int, Moment, str]] = field(default_factory=list)
    address: str | None = None
    headline: str | None = None
    outlet: str | None = None
    own: Vocabulary | None = None
    """The report's own words, once they are counted."""

    def body(self) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind is PassageKind.BODY]


def is_sentence(par: Paragraph) -> bool:
    """Tell whether the paragraph ends as a sentence does and is long enough for one."""
    return par.ends and len(par.words) >= _SENTENCE_WORDS


def mark_tail(page: Page, head: Head) -> None:
    """Set aside the list of other pages at the end: titles with dates of their own glued to them, and their teasers."""
    glued = [number - 1 for number, _, how in page.moments if how == "glued"]
    headline = next((i for i, kind in enumerate(page.kinds) if kind is PassageKind.HEADLINE), -1)
    sentences = [i for i in page.body() if is_sentence(page.pars[i])]
    others = [i for i in glued if i != headline and sum(n < i for n in sentences) >= _TOLD_BEFORE]
    if not others or sum(n > others[0] for n in sentences) > _MOST_TAIL * len(sentences):
        return
    own = _own_day(page, head, headline)
    days = {number - 1: moment.day for number, moment, how in page.moments if how == "glued"}
    far = [i for i in others if own is None or abs((days[i] - own).days) > _FAR_DAYS]
    if len(others) < 2 and not far:
        return
    first = others[0]
    vocabulary = {w for i in page.body() if i < first for w in page.pars[i].words if len(w) > 4}
    for i in range(first, len(page.pars)):
        words = [w for w in page.pars[i].words if len(w) > 4]
        own_words = sum(w in vocabulary for w in words)
        if (
            page.kinds[i] is PassageKind.BODY
            and i > others[-1] + 1
            and len(words) >= 10
            and own_words >= 0.5 * len(words)
        ):
            continue
        page.kinds[i] = PassageKind.JUNK
    page.moments = [m for m in page.moments if m[0] < first]


def _own_day(page: Page, head: Head, headline: int) -> date | None:
    given = parse_interval(head.published) if head.published else None
    if given is not None:
        return given.first
    return next((m.day for number, m, how in page.moments if how == "line" or number == headline + 1), None)


def mark_lists(page: Page) -> None:
    """Set aside the titles that follow a label such as "Related articles", up to the next sentence."""
    under = False
    for i, par in enumerate(page.pars):
        if page.kinds[i] is PassageKind.JUNK:
            under = is_label(par) or (under and page.kinds[i] is PassageKind.JUNK)
        elif under and page.kinds[i] is PassageKind.BODY and _is_title(par):
            page.kinds[i] = PassageKind.JUNK
        else:
            under = False


def mark_runs(page: Page) -> None:
    """Set aside titles that stand together and share few words with the report: a list of other pages.

    Three are enough anywhere after the report is under way, two where furniture or nothing goes before or after them.
    """
    body = page.body()
    sentences = [i for i in body if is_sentence(page.pars[i])]
    own = page.own
    if len(sentences) < _TOLD_BEFORE or own is None:
        return
    run: list[int] = []
    for i in range(sentences[_TOLD_BEFORE - 1] + 1, len(page.pars) + 1):
        if i < len(page.pars) and page.kinds[i] in (PassageKind.JUNK, PassageKind.METADATA):
            continue
        if i < len(page.pars) and page.kinds[i] is PassageKind.BODY and _is_title(page.pars[i]):
            run.append(i)
            continue
        if run:
            beside = {page.kinds[at] for at in (run[0] - 1, run[-1] + 1) if at < len(page.pars)}
            words_least = _LEAST_TITLE * len(run)
            least = 2 if PassageKind.JUNK in beside or i == len(page.pars) else 3
            words = [word for at in run for word in page.pars[at].words]
            if len(run) >= least and len(words) >= words_least and own.overlap(words) < _MOST_SHARED:
                for at in run:
                    page.kinds[at] = PassageKind.JUNK
        run = []


def _is_title(par: Paragraph) -> bool:
    """Tell whether a line could be the title of another page, numbered or not."""
    text = par.text
    return (
        0 < len(par.words) <= _STRAY_WORDS
        and not text[0].islower()
        and text[0] not in "-–—•*·(["
        and (not par.ends or text[-1] == "?")
        and text.count("(") == text.count(")")
        and _PERSON_LISTED.match(text) is None
        and not (len(par.words) <= _DATE_WORDS and is_dated(text))
    )


_PERSON_LISTED = re.compile(
    r"[A-Z][\w’'.-]*(?: (?:van |de |von |da |dos |al-)?[A-Z][\w’'.-]*){1,4}(?:, (?!\d+,? [a-z]+s\b)| - | – )"
)
"""A name before a comma or a dash: a list of people and what they are belongs to the report."""


def mark_titles(page: Page) -> None:
    """Tell subheadings (the body goes on after them) from stray titles and credits (nothing but furniture follows)."""
    body = page.body()
    if len(body) < 3 or sum(page.pars[i].ends for i in body) < 0.6 * len(body):
        return
    ended = [i for i in body if page.pars[i].ends]
    first, last = ended[0], ended[-1]
    titles = [i for i in body if i >= first and page.pars[i].title_like]
    vocabulary = {w for i in ended for w in page.pars[i].words if len(w) > 4} if titles else set()
    stems = {w[:_STEM] for w in vocabulary}
    for i in titles:
        par = page.pars[i]
        if i > last:
            shared = sum(w in vocabulary for w in par.words)
            if len(par.words) <= _LONE_WORDS or (len(par.words) <= _STRAY_WORDS and shared == 0):
                page.kinds[i] = PassageKind.JUNK
        elif len(par.words) <= _SUBHEADING_WORDS:
            strange = _is_credit(par) or _is_strange(par, stems)
            page.kinds[i] = PassageKind.JUNK if strange else PassageKind.SUBHEADING


def _is_strange(par: Paragraph, stems: set[str]) -> bool:
    """Tell whether a line between the paragraphs says something, and nothing of what the report speaks of."""
    telling = [w for w in par.words if len(w) > 4]
    return len(telling) >= 2 and par.text[0] not in "\"“'‘" and not any(w[:_STEM] in stems for w in telling)


def _is_credit(par: Paragraph) -> bool:
    return " ".join(par.words) in load_words("agencies")
