"""Sentences and tokens, with exact offsets.

Decision to know: a passage is one paragraph (one line, or a hard-wrapped block), so a sentence never leaves its
passage and a line break inside a passage is a blank. Junk and metadata have no sentences: nothing is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from synoptic.lexicon import load_words
from synoptic.model.readings import Passage, PassageKind, Sentence
from synoptic.reading.chronologies import entry_starts
from synoptic.reading.draft import Draft, Step, Token

READ_KINDS = frozenset(
    {PassageKind.HEADLINE, PassageKind.BODY, PassageKind.SUBHEADING, PassageKind.CAPTION, PassageKind.QUESTION}
)

_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?          # U.S.  a.m.
    | \d{4}-\d{2}-\d{2}(?:T[\d:]+Z?)?            # ISO days
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?           # 94,000  1.2  10:30  2nd
    | n['’]t\b
    | ['’](?:s|S|re|ve|ll|d|m)\b                 # possessive and short forms stand apart
    | [^\W\d_]+(?:(?:['’](?!s\b|S\b|re\b|ve\b|ll\b|d\b|m\b)|[-‐‑])[^\W_]+)*  # words, hyphens and inner apostrophes
    | \.\.\.+ | --+
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
_NEXT = re.compile(r"\s+[\"“‘'(\[]*([^\W_]{1,12})")
_LAST_WORD = re.compile(r"(\S+)$")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_HALF_DAY = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_REACH = 40
_LONGEST_CHARS = 2500
_NUMBERED = frozenset({"no", "nos", "art", "sec", "fig", "vol"})
_STARTERS = frozenset(
    "the a an he she it they we i but and in on at as this that these those his her its their".split()
)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ends of the sentences of `text[start:end]`, blanks at their edges left out.

    A full stop ends a sentence when a blank and a capital, digit or opening mark follow, and when the word before it
    is no abbreviation that needs a name or number after it. Linear in the length.
    """
    abbreviations = load_words("abbreviations")
    at = start
    for match in _END.finditer(text, start, end):
        follows = _NEXT.match(text, match.end(), end)
        if follows is None or follows[1][0].islower():
            continue
        mark = text[match.start()]
        if (
            follows[1][0].isdigit()
            and _HALF_DAY.search(text, max(at, match.end() - 6), match.end())
            and ("(" in text[match.end() : follows.start(1)])
        ):
            continue  # "10:30 a.m. (0730 GMT) on Friday"
        if (
            mark == "."
            and match.end() - match.start() == 1
            and _is_abbreviation(text, at, match.start(), abbreviations, follows[1])
        ):
            continue
        yield from _cut(text, at, match.end())
        at = match.end()
    yield from _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, in pieces when it is longer than any real one: what follows is linear only in short
    sentences."""
    while end - start > _LONGEST_CHARS:
        blank = max(text.rfind(" ", start, start + _LONGEST_CHARS), text.rfind("\n", start, start + _LONGEST_CHARS))
        cut = blank if blank > start else start + _LONGEST_CHARS
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _is_abbreviation(text: str, start: int, dot: int, abbreviations: frozenset[str], following: str) -> bool:
    word = _LAST_WORD.search(text, max(start, dot - _REACH), dot)
    if word is None:
        return False
    bare = word[1].lstrip("(\"“‘'[")
    if len(bare) == 1 and bare.isalpha() and bare.isupper():
        return True  # an initial
    if "." in bare and all(len(part) <= 1 for part in bare.split(".")):
        if bare.lower() in {"a.m", "p.m"}:
            return following.lower() in load_words("after_clock")
        return following.lower() not in _STARTERS
    if bare.lower() in _NUMBERED:
        return following[0].isdigit()
    return bare.lower().rsplit("-", 1)[-1] in abbreviations and following.lower() not in _STARTERS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def tokenize(text: str, start: int, end: int, sentence: int, *, quoted: bool = False) -> list[Token]:
    """Cut `text[start:end]` into tokens; `quoted` tells whether it begins inside a quotation."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        is_mark = False
        if word in '“”"':
            is_mark = True
            quoted = word == "“" or (word == '"' and not quoted)
        tokens.append(
            Token(
                start=match.start(),
                end=match.end(),
                text=word,
                lower=word.lower().translate(_STRAIGHT),
                sentence=sentence,
                quoted=quoted and not is_mark,
            )
        )
    return tokens


def read_sentences(draft: Draft) -> Draft:
    """Find the sentences and tokens of every passage that is read."""
    text = draft.reading.text
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    firsts: list[int] = []
    entries = entry_starts(text, (p for p in draft.reading.passages if p.kind in READ_KINDS))
    for number, passage in enumerate(draft.reading.passages):
        if passage.kind not in READ_KINDS:
            continue
        quoted = False
        for start, end in _parted(split_sentences(text, passage.start, passage.end), entries, text):
            firsts.append(len(tokens))
            tokens.extend(tokenize(text, start, end, len(sentences), quoted=quoted))
            quoted = _still_quoted(tokens[firsts[-1] :], quoted)
            sentences.append(Sentence(start=start, end=end, passage=number))
    return replace(draft.with_(sentences=tuple(sentences)), tokens=tuple(tokens), firsts=tuple(firsts))


def _parted(sentences: Iterator[tuple[int, int]], entries: frozenset[int], text: str) -> Iterator[tuple[int, int]]:
    """Part the sentences where an entry of a chronology begins in them: what stands before it is a line of its own."""
    for start, end in sentences:
        for entry in sorted(at for at in entries if start < at < end):
            yield from _trimmed(text, start, entry)
            start = entry
        yield start, end


def _still_quoted(tokens: list[Token], quoted: bool) -> bool:
    for token in tokens:
        if token.text == "“":
            quoted = True
        elif token.text == "”":
            quoted = False
        elif token.text == '"':
            quoted = not quoted
    return quoted


def passages_by_line(text: str) -> tuple[Passage, ...]:
    """Take every line as a body passage: what is done where nothing better is known."""
    return tuple(
        Passage(start=start, end=end, kind=PassageKind.BODY)
        for match in re.finditer(r"[^\n]+", text)
        for start, end in _trimmed(text, match.start(), match.end())
    )


SENTENCES = Step(name="sentences", needs=("passages",), gives=("sentences",), run=read_sentences)
