"""Who is called by an office in a text, and from when to when that person held it: "Vice President Ana Brenner".

Decision to know: an office names its holder for the days of the term only, so it bounds the day of a report that has no
date; a person called former, then or future is passed over, and a name that fits several terms keeps them all.
The terms are published facts, kept in `lexicon/offices.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from synoptic.lexicon import load_table
from synoptic.model.spans import Span

LAST_DAY = date(2099, 12, 31)
"""Stands for the end of a term that was not over when the list was made."""
_PASSED_OVER = frozenset(
    """former ex then late future onetime previous next presidents elect if become becomes potential would-be
    another would became becoming likely possible hypothetical ousted deposed slain first deputy vice""".split()
)
_BACK_CHARS = 40
_BEFORE_NAME, _AFTER_NAME = 110, 40
"""How many characters of a title and given names may stand before a surname, and of "administration" after it."""
_LEAD_CHARS = 24
_QUOTES = "“”\"'‘’(-"
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]+")
_WORD = re.compile(r"[A-Za-z.-]+")
_AFTER = {"administration": "president", "campaign": "candidate"}
"""What may stand after a name in place of an office before it: "the Brenner administration", "the Vidal campaign"."""
_CANDIDATES = ("presidential candidate", "presidential nominee", "nominee", "candidate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days of one term; `last` is `LAST_DAY` where it was not over."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Span):
    """Words that call somebody by an office, and the terms that they can mean, the earliest first."""

    terms: tuple[Term, ...]
    name: str
    """The surname, lower case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    given: frozenset[str]
    term: Term


@cache
def _holders() -> dict[tuple[str, str], list[_Holder]]:
    """Return who held an office, by its title and the surname."""
    table: dict[tuple[str, str], list[_Holder]] = {}
    for titles, surnames, given, first, last in load_table("offices"):
        term = Term(first=date.fromisoformat(first), last=date.fromisoformat(last) if last else LAST_DAY)
        holder = _Holder(given=frozenset(g for g in given.split("|") if g), term=term)
        for title in titles.split("|"):
            for surname in surnames.split("|"):
                table.setdefault((title, surname), []).append(holder)
    return table


@cache
def _pattern() -> re.Pattern[str]:
    def any_of(words: set[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

    titles = any_of({title for title, _ in _holders()})
    surnames = any_of({surname for _, surname in _holders()})
    return re.compile(
        rf"(?<![\w-])(?:(?i:(?P<title>{titles}))[ ](?P<given>(?:[A-Z][\w.’'-]{{0,20}}[ ]){{0,3}}?)"
        rf"(?P<name>(?=[A-Za-z]\w*)(?i:{surnames}))(?![\w-])"
        rf"|(?=[A-Z])(?P<owner>(?i:{surnames}))(?:['’]s)?[ ](?:presidential[ ])?(?P<after>administration|campaign)\b)"
    )


def find_offices(text: str) -> Iterator[Called]:
    """Find who is called by an office, in order of the text. Linear: only the words around a surname are looked at."""
    done = 0
    for at, end in _surnames_in(text):
        first, last = max(done, at - _BEFORE_NAME), min(len(text), end + _AFTER_NAME)
        for match in _pattern().finditer(text, first, last):
            done = max(done, match.end())
            if match["after"]:
                terms = _terms_after(match["owner"].lower(), match["after"])
            else:
                terms = _terms(match["title"].lower(), match["given"].strip().lower(), match["name"].lower())
            if terms and not _is_passed_over(text, match.start()):
                surname = (match["owner"] or match["name"]).lower()
                yield Called(start=match.start(), end=match.end(), terms=terms, name=surname)


def _surnames_in(text: str) -> Iterator[tuple[int, int]]:
    """Find the words with a capital that end the name of a holder."""
    names, leads = _last_words(), _words_before()
    for match in _CAPITAL.finditer(text):
        if match[0].lower() not in names:
            continue
        before = text[max(0, match.start() - _LEAD_CHARS) : match.start()].split()
        after = text[match.end() : match.end() + _AFTER_NAME]
        if (before and before[-1].strip(_QUOTES).lower() in leads) or "administration" in after or "campaign" in after:
            yield match.span()


@cache
def _last_words() -> frozenset[str]:
    return frozenset(surname.split()[-1].split("-")[-1] for _, surname in _holders())


@cache
def _words_before() -> frozenset[str]:
    """Return what can stand right before the last word of a name: the end of a title, a given name, a part of it."""
    found = {title.split()[-1] for title, _ in _holders()}
    found |= {name.split()[-1] for holders in _holders().values() for holder in holders for name in holder.given}
    parts = {part for _, surname in _holders() for part in surname.replace("-", " ").split()}
    return frozenset(found | parts)


def _terms(title: str, given: str, surname: str) -> tuple[Term, ...]:
    found = [h.term for h in _holders().get((title, surname), ()) if not given or not h.given or given in h.given]
    return tuple(sorted(set(found), key=lambda t: t.first))


def _terms_after(surname: str, after: str) -> tuple[Term, ...]:
    titles = ("president",) if _AFTER[after] == "president" else _CANDIDATES
    found = {h.term for title in titles for h in _holders().get((title, surname), ())}
    if after == "campaign" and found:  # a campaign begins with the candidacy and ends with the last of its stages
        return (Term(first=min(t.first for t in found), last=max(t.last for t in found)),)
    return tuple(sorted(found, key=lambda t: t.first))


def _is_passed_over(text: str, start: int) -> bool:
    """Tell whether "former", "then-", "if a" or the like stands right before the office."""
    before = _WORD.findall(text, max(0, start - _BACK_CHARS), start)[-2:]
    words = [part for word in before for part in word.lower().strip(".").split("-") if part]
    if text[max(0, start - 1) : start] == "-" or (words and words[-1] in ("a", "an")):
        return True
    return bool(words) and (words[-1] in _PASSED_OVER or words[-2:-1] == ["former"] or words[-2:-1] == ["ex"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Span):
    """A name that nobody wrote before the day `first`."""

    first: date


@cache
def _since() -> tuple[re.Pattern[str], dict[str, date]]:
    days = {name: date.fromisoformat(first) for name, first in load_table("known_since")}
    names = "|".join(re.escape(name) for name in sorted(days, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])"), days


def find_known(text: str) -> Known | None:
    """Find the name in the text that is known for the shortest time (`lexicon/known_since.tsv`)."""
    pattern, days = _since()
    found = [Known(start=m.start(), end=m.end(), first=days[m[0]]) for m in pattern.finditer(text)]
    return max(found, key=lambda known: (known.first, -known.start)) if found else None
