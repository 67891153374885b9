"""Weigh what speaks for a short line being page furniture that no list knows: whom it speaks to, and of what.

Decision to know: furniture speaks of the page and to its reader, a report of others; so words of pages, a verb that
asks the reader to do something, and "you", "our" are counted against a verb that tells, a quotation and the report's
own vocabulary. A word that the report uses in its own sentences is no word of the page there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from synoptic.lexicon import load_table
from synoptic.model.readings import PassageKind
from synoptic.reading.passages_lines import Paragraph

_QUOTES = "\"“”«‘'’"
_MOST_WORDS, _MOST_CHARS = 34, 500
_OWN_PAGE, _OWN_PART = 2, 3
_SENTENCE_WORDS = 12
_ARROW = re.compile(r"[\s\[(]*(?:[►▶→»›⇒➜➔]|>{1,3}|=>|->)\s*\S")
_BULLETED = re.compile(r"\s*[-–—*•·]\s+[A-Z][A-Z ]{3,24}\s+[-–—:|]\s+\S")
_LABELLED = re.compile(r"[\W_]{0,3}(?P<label>[^\W\d_][\w’'& -]{0,34}?)\s?(?:[:|»>]|[–—]\s)\s*(?P<rest>\S.*)", re.DOTALL)
_REACHED = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|\bwww\.\S+|(?<![\w@])@\w{2,30}|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,8}/\S+"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|info|news|example|co\.uk)\b"
)
_PHONE = re.compile(r"(?:tel|phone|fax|call)\b[.: ]*\+?[\d ()/-]{6,}", re.IGNORECASE)
_AGED = re.compile(
    r"""(?:(?:published|posted|updated|modified|changed|edited|created|last|first|just|about|on|date)[\s:,]*){0,4}
        (?:\d{1,2}|a|an|one|two|few|several)[\s-]?(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|m|h|d)\.?
        [\s-]?(?:ago|read|watch|listen|long)
      | (?:reading|listening|read)\stime\W*(?:about\s)?\d{1,2}\s?(?:mins?|minutes?|m)?
      | time\sto\sread\W*\d{1,2}\s?(?:mins?|minutes?)
      | (?:yesterday|today|just\snow)(?:\s?,?\s?(?:at\s)?\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_MANY = re.compile(r"\W*(?:\d{1,2}\s?/\s?\d{1,2}|\d{1,3}(?:[.,]\d+)?\s?[kKM]|(?:\d\s+){2,}\d)\W*")
_NAMED = r"[A-Z](?:[^.!?]|(?<=\b[A-Z])\.){1,60}"
_CREDITED = re.compile(
    rf"""
      (?i:photo(?:graph|graphy)?s?|pictures?|images?|pics?|credits?|illustrations?|graphics?|camera|video)
        \s?(?:(?i:by|credit|courtesy\sof)\b)?\s?[:/]\s?{_NAMED}[)\]]?\.?\Z
    | (?i:photo(?:graph|graphy)?s?|pictures?|images?|illustrations?|drawings?)\s(?i:illustration\s)?(?i:by|courtesy\sof)
        \s{_NAMED}[)\]]?\.?\Z
    | (?:\A|[(\[])(?i:courtesy\sof)\s{_NAMED}[)\]]?\Z
    | [(\[][A-Z][\w.&’'-]*(?:\s[A-Z&][\w.&’'-]*){{0,3}}\s?/\s?[A-Z][\w.&’'-]*(?:\s[A-Za-z&][\w.&’'-]*){{0,3}}[)\]]\.?\Z
    | (?<=[.!?”"])\s[A-Z][\w&’'-]*(?:\s[A-Z&][\w&’'-]*){{0,3}}\s?/\s?[A-Z][\w&’'-]*(?:\s[A-Za-z&][\w&’'-]*){{0,3}}\Z
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\A[^-–—•*].*[.!?]\s\([A-Z][\w&’'-]*(?:\s[A-Z&][\w&’'-]*){1,3}\)\Z")
_CREDIT_HINT = re.compile(r"[a-zA-Z]\s?[/:]\s?[A-Z]|(?i:\bby |courtesy of )|[)\]]\Z")
_SHOWN = re.compile(
    r"""(?:FILE|ARCHIVE|File|Archive)(?:\s(?:photo|picture|image|pic))?\s?[-–—:,]\s
      | (?:Above|Below|Left|Right|Pictured|Top|Caption|(?:From\s)?[Ll]eft\sto\sright|Inset|Main\spicture)\s?:\s
      | File\s(?:photo|picture|image)\b
      | [^.!?“"]{3,80}[(,]\s?(?:left|right|centre|center|above|below|l|r|pictured|second\sfrom\s\w+)\s?[),]""",
    re.VERBOSE,
)
_DONE = re.compile(r"\)\s(?:[a-z]+ly\s)?(?!pictured)[a-z]{3,}ed\b")
_HELPED = re.compile(
    r"\b(?:contributed|contributing|helped|assisted)\b.{0,30}\b(?:report|reporting|story|article|piece)\b"
    r"|\bwith (?:files|reporting|reports|additional reporting) (?:from|by)\b|\A\W*(?:additional )?report(?:ing|ed) by\b"
    r"|\A\W*(?:edited|compiled|translated|produced|photographed|words|text|photos?) ?(?:by\b|:)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[|/·•]|(?:19|20)\d\d|, [A-Z]")
_HANDED = frozenset("this it us me your our them".split())
_HEADINGS = frozenset("background analysis discussion reaction opinion background context".split())
"""What stands over a part of a report as often as on a page."""
_LEAD = re.compile(r"\A\d{1,2}[.)]\s")
_MARKED = re.compile(r"[|/·•]")
_DATED = re.compile(
    r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)"
    r"(?:day|uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b",
    re.IGNORECASE,
)
_NOT_ASKED = frozenset("of is was has".split())
_STAFF = frozenset(
    "reporter reporters correspondent correspondents editor editors writer writers columnist journalist journalists"
    " staff newsroom desk agencies agency author photographer".split()
)
_AT_WORK = re.compile(
    r"(?P<name>[A-Z][\w’'.-]*(?: (?:van |de |von )?[A-Z][\w’'.-]*){1,3})"
    r" (?P<verb>is|covers|writes|reports|edits|blogs)\b"
)
_OF_THE_PAGE = frozenset(
    "article story report piece page post blog interview text column video content site website series thread film"
    " clip".split()
)
_TWO = re.compile(r"[a-z0-9][.!?][\"”’')]* +[A-Z]")
_OF_A_PART = frozenset("version versions parts part headline updated corrected names removed photograph".split())
_NOTE_HEADS = frozenset(
    ("correction", "corrections", "clarification", "editor's note", "editors' note", "editors note", "note to readers",
     "author's note", "amendment", "update note", "disclaimer", "disclosure", "corrected", "editing error")
)  # fmt: skip


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Read the words by class (a frozen reading of the lexicon)."""
    found: dict[str, set[str]] = {}
    for kind, words in load_table("page_words"):
        found.setdefault(kind, set()).update(words.split())
    return MappingProxyType({kind: frozenset(words) for kind, words in found.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """In how many of the report's own sentences a word stands."""

    counts: Mapping[str, int]

    def overlap(self, words: Sequence[str]) -> float:
        """Return the share of the telling words that the report uses in its sentences."""
        telling = [word for word in words if len(word) > 3 and word not in _words()["small"]]
        return sum(word in self.counts for word in telling) / len(telling) if telling else 0.0


def vocabulary_of(pars: Sequence[Paragraph]) -> Vocabulary:
    """Count words over the paragraphs that are sentences of some length and speak to nobody."""
    reader = _words()["reader"]
    counts: Counter[str] = Counter()
    for par in pars:
        if par.ends and len(par.words) >= _SENTENCE_WORDS and (reader.isdisjoint(par.words) or len(par.words) > 40):
            counts.update(set(par.words))
    return Vocabulary(counts=counts)


def weigh_line(par: Paragraph, own: Vocabulary, *, titled: bool) -> PassageKind | None:
    """Return JUNK, CAPTION or METADATA when the evidence in a line is enough, else None.

    `titled` tells that the line could be the report's own headline, which is weighed against its vocabulary first.
    """
    many = len(par.words)
    if not 0 < many <= _MOST_WORDS + 12 or len(par.text) > _MOST_CHARS or par.text[0] in _QUOTES:
        return None
    if titled and own.overlap(par.words) >= 0.4:
        return None
    if many <= 12 and _AGED.fullmatch(par.text.strip(" .|·•()")):
        return PassageKind.METADATA
    told = not _words()["told"].isdisjoint(par.words)
    if kind := _by_picture(par, told=told):
        return kind
    if _is_note(par) or _is_staff(par, own, told=told):
        return PassageKind.JUNK
    if many > _MOST_WORDS:
        return None
    if not told and (_leads_away(par, own, titled=titled) or _is_address(par)):
        return PassageKind.JUNK
    return PassageKind.JUNK if _weight(par, own, told=told) >= _needed(par) else None


def _needed(par: Paragraph) -> float:
    """Return how much evidence a line needs: more, the longer it is."""
    many = len(par.words)
    return 1.5 if many <= 3 else 2 if many <= 6 else 3 if many <= 12 else 4 if many <= 16 else 5 if many <= 20 else 8


def _weight(par: Paragraph, own: Vocabulary, *, told: bool) -> float:
    lists = _words()
    page, part, act = lists["page"], lists["part"], lists["act"]
    words = par.words
    if len(words) > 6 and page.isdisjoint(words) and part.isdisjoint(words):
        return 0.0
    if len(words) == 1:
        known = words[0] in page or words[0] in part or words[0] in act
        return 2.0 * (known and words[0] not in own.counts and words[0] not in _HEADINGS and not par.ends)
    pages = sum(word in page and own.counts.get(word, 0) < _OWN_PAGE for word in words)
    parts = sum(word in part and own.counts.get(word, 0) < _OWN_PART for word in words)
    addressed = sum(word in lists["reader"] for word in words)
    here = sum(word in lists["here"] for word in words)
    asks = (
        words[0] in act
        and (len(words) == 1 or words[1] not in _NOT_ASKED)
        and ":" not in par.text[: len(words[0]) + 2]
        and not _is_named_so(par)
    )
    points = _points_at_page(words)
    telling = [w for w in words if w not in lists["small"]]
    speaks = bool(addressed or asks or (points and not lists["done"].isdisjoint(words)))
    sentence = par.ends and ((par.text[-1] == "." and len(words) >= 5) or len(words) >= 12)
    if told and par.text[-1] == "?" and addressed:
        told = False
    if sentence and (not speaks or not (pages or points or (parts and asks))):
        return 0.0
    if len(words) > 14 and not (pages or asks or points):
        return 0.0
    if "comment" in words and "for" in words[words.index("comment") :][:2]:  # "would not comment for this story"
        return 0.0
    if not asks and len(words) >= 8 and any(mark in par.text for mark in '“"'):
        return 0.0
    total = 2.0 * pages + parts + min(2, addressed) + 0.5 * min(2, here)
    if asks:
        total += 0.5 if words[0] in part else 1
        total += bool(telling[1:]) and _all_strange(par, own)
    if points:
        total += 1
    if (
        len(words) > 1
        and telling
        and all(w in page or w in part or w in act or w in lists["reader"] or w.isdigit() for w in telling)
    ):
        total += 1
    if told:
        total -= 2
    if len(words) > 8 and not speaks and not points:
        total -= 1
    return total


def _is_named_so(par: Paragraph) -> bool:
    """Tell whether the first word begins a name of which is told: "Save Our Hills Trust paid for it"."""
    words = par.text.split()
    return (
        par.ends
        and len(words) > 4
        and words[1][0].isupper()
        and any(w.endswith("ed") or w == "paid" for w in words[2:])
    )


def _is_prompt(par: Paragraph, own: Vocabulary) -> bool:
    """Tell whether a few words ask for something, of which the report does not speak: "Spread the word"."""
    words, lists = par.words, _words()
    if words[0] not in lists["act"] or len(words) < 2 or words[1] in _NOT_ASKED or par.text[-1] in ".:":
        return False
    least = 6 if words[1] in _HANDED else 4
    rest = re.findall(r"[^\W\d_][\w’'.&-]*", par.text)[1:]
    return len(words) <= least and own.overlap(words) <= 0.5 and not any(w[0].isupper() for w in rest)


def _all_strange(par: Paragraph, own: Vocabulary) -> bool:
    """Tell whether all that the line names, after its first word, are names that the report does not know."""
    rest = [w for w in re.findall(r"[^\W\d_][\w’'.&-]*", par.text)[1:] if w.lower() not in _words()["small"]]
    return bool(rest) and all(w[0].isupper() and w.lower() not in own.counts for w in rest)


def is_names(par: Paragraph, own: Vocabulary, *, titled: bool) -> bool:
    """Tell whether a line is nothing but names strange to the report, as who wrote or took a picture stands there."""
    if not 2 <= len(par.words) <= 9 or par.ends or par.breaks_off or par.text[0] in _QUOTES:
        return False
    if titled and not _PARTED.search(par.text):
        return False
    if _DATED.search(par.text) and not _MARKED.search(par.text):
        return False  # a place and a day open a report
    words = re.findall(r"[^\W\d_][\w’'.&-]*", par.text)
    names = [w for w in words if w[0].isupper()]
    small = _words()["small"]
    return (
        len(names) >= 2
        and all(w in names or w in small for w in words)
        and not any(w.lower() in own.counts for w in names if w.lower() not in small)
    )


def _points_at_page(words: Sequence[str]) -> bool:
    """Tell whether "this article", "these stories" or the like stands in the line."""
    return any(
        word in ("this", "these", "our")
        and words[at + 1].removesuffix("s") in _OF_THE_PAGE | {"storie", "ad", "message"}
        for at, word in enumerate(words[:-1])
    )


def _by_picture(par: Paragraph, *, told: bool) -> PassageKind | None:
    if len(par.words) > _MOST_WORDS:
        return None
    tail = max(0, len(par.text) - 110)
    if _CREDIT_HINT.search(par.text, tail) and _CREDITED.search(par.text, tail):
        return PassageKind.CAPTION
    if not told and len(par.words) <= 16 and par.text[-1] in ")]" and _BRACKETED.search(par.text):
        return PassageKind.CAPTION
    if told or not _SHOWN.match(par.text):
        return None
    return PassageKind.CAPTION if len(par.words) <= 24 and not _DONE.search(par.text) else None


def _is_note(par: Paragraph) -> bool:
    """Tell whether the line is a note of the page on itself: "This article was amended", "Correction: ..."."""
    words = par.words
    head = (
        par.text.lower().replace("’", "'").lstrip("([*- ").partition(":")[0].partition("(")[0].partition(",")[0].strip()
    )
    if head in _NOTE_HEADS and ":" in par.text:
        return head[:1] not in "c" or _TWO.search(par.text) is None  # what a correction tells beside itself is news
    done = _words()["done"]
    if words[:2] == ("this", "is") and words[2:3] and words[2] in ("a", "an", "the", "part"):
        return not _OF_THE_PAGE.isdisjoint(words[3:7])
    for at, word in enumerate(words[:9]):
        if word in ("this", "the", "our") and at + 1 < len(words) and words[at + 1] in _OF_THE_PAGE:
            if word == "this" and not done.isdisjoint(words):
                return at == 0 or not {
                    "version",
                    "versions",
                    "parts",
                    "part",
                    "headline",
                    "updated",
                    "corrected",
                }.isdisjoint(words[:at])
            return False
    return False


def _is_staff(par: Paragraph, own: Vocabulary, *, told: bool) -> bool:
    """Tell whether the line says who wrote or writes here."""
    if len(par.words) > 26:
        return False
    if (match := _HELPED.search(par.text)) and (not told or match.start() == 0):
        return True
    if told:
        return False
    match = _AT_WORK.match(par.text)
    if match is None or any(name.lower().strip(".") in own.counts for name in match["name"].split()):
        return False
    if match["verb"] != "is":
        return "for" in par.words and len(par.words) <= 16
    return not _STAFF.isdisjoint(w.removesuffix("'s") for w in par.words)


def _leads_away(par: Paragraph, own: Vocabulary, *, titled: bool) -> bool:
    """Tell whether the line leads to another page: an arrow, or a label before a title that shares no words with the
    report."""
    if par.ends and par.text[-1] not in "?!":
        return False
    if _ARROW.match(par.text):
        return True
    if _BULLETED.match(par.text) and own.overlap(par.words) < 0.5:
        return True
    match = _LABELLED.match(par.text)
    if match is None or titled:
        return False
    lists = _words()
    label: list[str] = re.findall(r"[^\W\d_]+(?:'[^\W_]+)*", match["label"].lower().replace("’", "'"))
    if not 0 < len(label) <= 5 or match["rest"][0] in _QUOTES or any(c.isdigit() for c in match["label"]):
        return False
    of_page = [w in lists["page"] or w in lists["part"] or w in lists["act"] or w in lists["section"] for w in label]
    plain = [w in lists["small"] for w in label]
    rest: list[str] = re.findall(r"[^\W\d_]+", match["rest"].lower())
    if any(of_page) and all(a or b for a, b in zip(of_page, plain, strict=True)):
        return lists["section"].isdisjoint(label) or own.overlap(rest) < 0.4
    return any(of_page) and own.overlap(rest) < 0.4


def _is_address(par: Paragraph) -> bool:
    """Tell whether a short line gives an address, a handle or a number to reach somebody at."""
    if len(par.words) > 18:
        return False
    match = _REACHED.search(par.text) or _PHONE.search(par.text)
    if match is None:
        return False
    rest: list[str] = re.findall(r"[^\W\d_]+", f"{par.text[: match.start()]} {par.text[match.end() :]}".lower())
    lists = _words()
    asks = bool(rest) and (rest[0] in lists["act"] or not lists["reader"].isdisjoint(rest))
    return len(rest) <= 4 or asks or (not par.ends and len(rest) <= 8)


def is_dated(text: str) -> bool:
    """Tell whether a number (but not that of a list), a month or a weekday stands in the text."""
    return _DATED.search(_LEAD.sub("", text)) is not None


def is_count(par: Paragraph) -> bool:
    """Tell whether nothing but numbers and words of pages stands in a line: "Slide 4 of 12", "1/8", "Like 8.8K"."""
    if len(par.words) > 7 or not any(c.isdigit() for c in par.text):
        return False
    lists = _words()
    left = re.findall(r"[^\W\d_]{2,}", par.text.lower())
    if left[:1] in (["people"], ["readers"], ["others"]) and par.text[0].isdigit() and par.words[-1] == "this":
        return True
    if not left:
        return _OF_MANY.fullmatch(par.text) is not None
    known = [w in lists["page"] or w in lists["part"] or w in lists["act"] for w in left]
    return any(known) and all(a or w in ("of", "sec") for a, w in zip(known, left, strict=True))
