"""Know page furniture by its words and its shape: advertisement marks, share bars, asks, labels, credits.

Decision to know: a line is set aside only on a phrase of the list, a label with a colon, or a shape that no sentence
has; how long a line may be for a phrase to count stands beside the phrase. A quotation is never furniture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.model.readings import PassageKind
from synoptic.reading.passages_lines import Paragraph

_Phrases = dict[str, tuple[tuple[tuple[str, ...], int, PassageKind], ...]]

_RUNNING = re.compile(
    r"\b(?:video|audio|watch|listen|podcast|playing|duration)\b[\s,:|–—-]*\d{1,2}:\d\d(?::\d\d)?", re.IGNORECASE
)
_CLOCK_ONLY = re.compile(r"[\s(]*(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*\d{1,2}:\d\d)?[\s)]*")
_COUNT = re.compile(
    r"[\d.,]+[kKmM]?\s+(?:shares?|comments?|views?|likes?|retweets?|followers|replies|reactions)\b.{0,30}",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"\(?(?:[a-z]{2,4}[-/]){1,3}[a-z]{2,5}\)?|-?\s?30\s?-|#{2,}|\(?(?:ends|more|mf|end)\)?|[*=_~.·•\s#|/\\<>+-]+"
)
_RIGHTS = re.compile(r"(?:©|\(c\)|&copy;|copyright\b)\s*\S.{0,160}", re.IGNORECASE)
_HANDLE = re.compile(r"(?:@\w{2,30}[\s,|]*){1,6}|[\w.+-]+@[\w-]+\.[\w.]+")
_CREDIT = re.compile(
    r"""
      [(\[](?i:(?:file[ ])?(?:pictures?|photos?|photographs?|images?|pics?|illustrations?|credits?)
        \s?(?:by|credits?|courtesy(?:\sof)?)?\s?[:/][^)\]]{2,80})[)\]]\.?\Z
    | [(\[](?i:ap|afp|epa|reuters|getty|pa|upi|xinhua)(?:[ ]photo|[ ]images)?\s?/\s?[^)\]]{2,60}[)\]]\.?\Z
    | \b(?:photo|picture|image|photograph|credit)s?\s?(?:credit\s?)?:\s?[A-Z][^.!?]{1,60}\Z
    | \b(?:CREDIT|PHOTO|PICTURE|IMAGE)\b[ :][ ]?[A-Z][A-Z/ .&'’-]{2,60}\Z
    | (?:\b|/)(?:AFP|AP|EPA|EFE|Reuters|REUTERS|Getty|GETTY)\s?/\s?[A-Z][\w’'. -]{2,40}\Z
    | /\s?(?:AFP|AP|EPA|EFE|Reuters|REUTERS|Getty(?:\sImages)?|GETTY|Shutterstock|Alamy)\)?\.?\Z
    """,
    re.VERBOSE,
)
_CREDIT_HINT = re.compile(
    r"[])]\.?\Z|(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Cc]redit)\w{0,5}\s?:|CREDIT|PHOTO|PICTURE|IMAGE|[A-Za-z]\s?/\s?[A-Z]"
)
_BAR_MARK = re.compile(r"\s*[>|»›•·]\s*|\s{2,}")
_LABEL = re.compile(r"[^\w\"“”'‘’]{0,6}(?P<label>[A-Za-z][\w’' ]{1,28}?)\s?(?:[:|»>→]|[–—]\s)\s*(?P<rest>\S?)")
_QUOTES = "\"“”«‘'’"
_DOUBLE_LEAST, _DOUBLE_SEED = 24, 16
_MOST_LABEL_WORDS, _MOST_CREDIT_WORDS = 34, 45
_CREDIT_REACH = 130
_TOLD = frozenset("said says told was were had fell rose after warned announced denied did began went came".split())
_ADDRESSED = frozenset("our us we you your here my".split())


@cache
def _phrases(place: str) -> _Phrases:
    """Read the phrases for one place, by their first word (a frozen reading of the lexicon)."""
    found: defaultdict[str, list[tuple[tuple[str, ...], int, PassageKind]]] = defaultdict(list)
    for kind, where, most, phrase in load_table("furniture"):
        if where == place:
            words = tuple(phrase.split())
            found[words[-1] if place == "end" else words[0]].append((words, int(most), PassageKind(kind)))
    return {word: tuple(rows) for word, rows in found.items()}


def furniture_kind(par: Paragraph) -> PassageKind | None:
    """Return JUNK or CAPTION when the paragraph is page furniture by its own words, else None."""
    words = par.words
    if not words:
        return PassageKind.JUNK
    if len(words) > _MOST_CREDIT_WORDS:
        return None
    quoted = par.text[0] in _QUOTES
    if kind := (None if quoted else _by_label(par)):
        return kind
    tail = max(0, len(par.text) - _CREDIT_REACH)
    if _CREDIT_HINT.search(par.text, tail) and _CREDIT.search(par.text, tail):
        return PassageKind.CAPTION
    if _is_shape(par):
        return PassageKind.JUNK
    return None if quoted else _by_phrase(words, ends=par.text[-1] in ".!?")


def _by_label(par: Paragraph) -> PassageKind | None:
    if len(par.words) > _MOST_LABEL_WORDS:
        return None
    match = _LABEL.match(par.text)
    if match is None:
        return None
    label = " ".join(match["label"].lower().replace("’", "'").split())
    labels = load_words("furniture_labels")
    if f"picture {label}" in labels:
        return PassageKind.CAPTION
    return PassageKind.JUNK if label in labels and match["rest"] not in _QUOTES else None


def _is_shape(par: Paragraph) -> bool:
    text, few = par.text, len(par.words) <= 30
    if len(text) <= 60 and (
        _SLUG.fullmatch(text) or _CLOCK_ONLY.fullmatch(text) or _COUNT.fullmatch(text) or _HANDLE.fullmatch(text)
    ):
        return True
    return few and (_RIGHTS.fullmatch(text) is not None or (":" in text and _RUNNING.search(text) is not None))


def _by_phrase(words: tuple[str, ...], *, ends: bool) -> PassageKind | None:
    many = len(words)
    for phrase, _, kind in _phrases("whole").get(words[0], ()):
        if phrase == words or _repeats(words, phrase):
            return kind
    for phrase, most, kind in _phrases("start").get(words[0], ()):
        if many <= most and words[: len(phrase)] == phrase and not (ends and len(phrase) <= 2 and _is_told(words)):
            return kind
    for phrase, most, kind in _phrases("end").get(words[-1], ()):
        if many <= most and words[-len(phrase) :] == phrase and not (ends and many > 12 and kind is PassageKind.JUNK):
            return kind
    holds = _phrases("holds")
    for at, word in enumerate(words):
        for phrase, most, kind in holds.get(word, ()):
            if many <= most and words[at : at + len(phrase)] == phrase:
                return kind
    return None


def _is_told(words: tuple[str, ...]) -> bool:
    """Tell whether the words tell something of others: a past verb, and nobody is spoken to."""
    return not _TOLD.isdisjoint(words) and _ADDRESSED.isdisjoint(words)


def _repeats(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Tell whether the line is the phrase several times over ("Advertisement Advertisement")."""
    size = len(phrase)
    return len(words) % size == 0 and words == phrase * (len(words) // size)


@cache
def _single_words() -> frozenset[str]:
    return frozenset(rows[0][0] for word in _phrases("whole").values() for rows in word if len(rows[0]) == 1)


def is_bar(par: Paragraph) -> bool:
    """Tell whether a short line is a row of marks or sections: Share Tweet Email; Home > World > Region."""
    if not 1 < len(par.words) <= 16 or par.ends:
        return False
    if len(par.words) <= 10 and all(word in _single_words() or word == "on" for word in par.words):
        return True
    parts = _BAR_MARK.split(par.text)
    return len(parts) >= 3 and all(0 < len(part.split()) <= 3 for part in parts)


def is_label(par: Paragraph) -> bool:
    """Tell whether the line announces a list of other pages ("Related articles", "Most read")."""
    if not 0 < len(par.words) <= 5 or par.text[-1] in ".!?":
        return False
    heads = {
        "related",
        "most",
        "trending",
        "popular",
        "recommended",
        "more",
        "top",
        "latest",
        "elsewhere",
        "read",
        "you",
    }
    if par.words[0] not in heads:
        return False
    return furniture_kind(par) is PassageKind.JUNK


def doubled_from(par: Paragraph) -> bool:
    """Tell whether the paragraph says its own beginning again (a teaser or title set twice, glued to itself)."""
    text = par.text
    if len(text) < 2 * _DOUBLE_LEAST:
        return False
    again = text.find(text[:_DOUBLE_SEED], _DOUBLE_LEAST)
    if again < 0:
        return False
    rest = text[again:].rstrip(".… ")
    return len(rest) >= _DOUBLE_LEAST and text.startswith(rest) and not text[again - 1].isspace()
