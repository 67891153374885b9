"""The lines above a report that name who brought it: a masthead, an agency, and either of them beside a day.

Decision to know: a name is an outlet's by its last word ("Courier", "News"), by its first one before "of", by the list
of agencies, or because the report was given with it. A line with a day and a name that is none of these tells the day
only below a headline: "Fall of Orm, 3 May 1931" above a text is what the text is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from synoptic.lexicon import load_words
from synoptic.lexicon.inflect import Tense, lemma_of
from synoptic.reading.metadata import Moment, bare_moment, find_moment

_PARTED = re.compile(r"\s*(?:[|·•∙–—―/,;]|(?<=\s)-{1,2}(?=\s))\s*")
_WORD = re.compile(r"[^\W\d_]\S*")
_NAME_WORDS, _MASTHEAD_WORDS, _MOST_PARTS, _MOST_CHARS = 6, 5, 3, 100
_SMALL = frozenset("and of in for the at de la le del der des von van al el di da".split())
_TOLD = frozenset({Tense.THIRD})
_BARS = re.compile(r"\s[|·•∙]\s")
_CREDITS = frozenset("by from source via".split())
_RELEASES = frozenset("announcement bulletin communique communiqué notice release statement".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDay:
    """What a line tells that says a day and a name: the moment, the name, and whether the name is known for an
    outlet's."""

    moment: Moment
    name: str
    is_outlet: bool


def named_moment(line: str, outlet: str | None) -> NamedDay | None:
    """Read a line with a day and one to three names parted from it by marks, in either order; None for any other.

    `outlet` is the one given with the report.
    """
    if len(line) > _MOST_CHARS or line[-1] in "!?…":
        return None
    moment = find_moment(line)
    if moment is None:
        return None
    before, after = line[: moment.start], line[moment.end :]
    names: list[str] = []
    for side in (before, after):
        for part in _PARTED.split(side):
            words = part.strip(" .()[]")
            if words and not _is_about_day(words):
                names.append(words)
    if not 0 < len(names) <= _MOST_PARTS or not all(_is_name(name) for name in names):
        return None
    known = next((name for name in names if is_outlet(name, outlet)), None)
    if known is None and not (_parts_off(before, last=True) and _parts_off(after, last=False)):
        return None
    return NamedDay(moment=moment, name=known or names[0], is_outlet=known is not None)


def _parts_off(side: str, *, last: bool) -> bool:
    """Tell whether a mark, or words that go with a day, stand between the day and the words on one side of it."""
    part = _PARTED.split(side)[-1 if last else 0].strip(" .()[]")
    return not part or _is_about_day(part)


def _is_about_day(words: str) -> bool:
    """Tell whether words only go with a day ("Updated", "Tuesday", "14:30 GMT"), by the day they make a line with."""
    return bare_moment(f"{words} 1 May 2001") is not None


def _is_name(words: str) -> bool:
    """Tell whether words could be a name: few, all with capitals, and no verb among them in its telling form."""
    found = words.split()
    if not 0 < len(found) <= _NAME_WORDS or not found[0][0].isupper() or any(c.isdigit() for c in words):
        return False
    if not all(word[0].isupper() or word.lower() in _SMALL for word in found):
        return False
    return not (len(found) > 2 and any(_tells(word) for word in found[1:-1]))


def _tells(word: str) -> bool:
    return any(tense in _TOLD for _, tense in lemma_of(word.lower()))


def is_outlet(words: str, outlet: str | None) -> bool:
    """Tell whether a name is an outlet's: the one given, an agency, or one whose head is a word for outlets."""
    if outlet is not None and _plain(words) == _plain(outlet):
        return True
    if words.lower() in load_words("agencies"):
        return True
    found = [word.lower().strip(".,'’") for word in words.split()]
    heads = load_words("outlet_words")
    if len(found) < 2:
        return False
    of = next((n for n, word in enumerate(found) if word == "of" and n), None)
    return found[-1] in heads or (of is not None and found[of - 1] in heads) or found[0] in ("radio", "agence")


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold())).removeprefix("the ")


def is_masthead(line: str, outlet: str | None) -> bool:
    """Tell whether a line is the name of an outlet and nothing else."""
    if len(line) > _MOST_CHARS or line[-1] in ".!?…:,":
        return False
    words = line.strip(" |·•*-–—")
    parts = words.split()
    if parts and parts[0].lower().rstrip(":") in _CREDITS:
        words, parts = " ".join(parts[1:]), parts[1:]
    return 0 < len(parts) <= _MASTHEAD_WORDS and _is_name(words) and is_outlet(words, outlet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a line says that calls the text a release; the moment where it tells one."""

    moment: Moment | None


def find_release(line: str) -> Release | None:
    """Read a line that calls the text a release and tells at most a day: "Press statement, 16 May 2031"."""
    if len(line) > _MOST_CHARS or line[-1] in "!?…":
        return None
    moment = find_moment(line)
    rest = line if moment is None else f"{line[: moment.start]} {line[moment.end :]}"
    words = [word.lower().strip(".,:;()[]*/|") for word in _WORD.findall(rest)]
    known = load_words("release_words")
    if any(c.isdigit() for c in rest) or not all(w in known or _is_about_day(w) for w in words):
        return None
    named = [word for word in words if word in _RELEASES]
    if not named or len(words) > _NAME_WORDS + 2:
        return None
    if moment is None and not (len(words) >= 2 and "release" in named and {"immediate", "press", "media"} & {*words}):
        return None
    return Release(moment=moment)


def barred_moment(line: str) -> Moment | None:
    """Read a line of short parts between bars, one of which is a day and nothing else: "5 May 2031 | 15:41 | staff"."""
    parts = _BARS.split(line)
    if (
        len(line) > _MOST_CHARS
        or len(parts) < 2
        or line[-1] in "!?…"
        or any(len(p.split()) > _NAME_WORDS for p in parts)
    ):
        return None
    if not any(bare_moment(part.strip()) for part in parts):
        return None
    return find_moment(line)
