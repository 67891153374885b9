"""Cut a report's text into paragraphs: one line, or a hard-wrapped block of lines, with what its shape tells.

Decision to know: a text counts as hard-wrapped when single line breaks fall inside sentences again and again; then a
paragraph ends at a blank line, an indent or a short last line. Elsewhere every line is a paragraph. Offsets are into
the untouched text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_END_MARK = re.compile(r"[.!?…;:][\s\"”’')\]»]*\Z")
_OPEN_ENDED = frozenset("and or but the a an of with that which who whose from by into than because".split())
_SOFT_LEAST, _SOFT_MOST = 35, 110
_SHORT_LINE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of the text; `words` lower case with straight apostrophes; `ends` tells of an end mark."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    ends: bool

    @property
    def breaks_off(self) -> bool:
        """Tell whether the line ends within a phrase, as a sentence that was cut, and no title or list of names."""
        return len(self.words) > 3 and not self.ends and self.words[-1] in _OPEN_ENDED

    @property
    def title_like(self) -> bool:
        """Tell whether it could be a title: few words, no end mark, and a capital, digit or opening quote first."""
        return (
            0 < len(self.words) <= 22
            and not self.ends
            and not self.breaks_off
            and not self.text[0].islower()
            and len(self.text) <= 170
        )


def paragraph(text: str, start: int, end: int) -> Paragraph:
    """Describe `text[start:end]`, which has no blanks at its edges."""
    cut = text[start:end]
    lower = cut.lower()
    words = tuple(_WORD.findall(lower.replace("’", "'") if "’" in lower else lower))
    return Paragraph(
        start=start, end=end, text=cut, words=words, ends=_END_MARK.search(cut, max(0, len(cut) - 8)) is not None
    )


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    after_blank: bool


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    blank, last = True, 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        raw = match[0]
        bare = raw.strip()
        blank = blank or text.count("\n", last, start) > 1 or (text.count("\n", last, start) == 0 and start - last > 1)
        last = end
        if not bare:
            blank = True
            continue
        indent = len(raw) - len(raw.lstrip())
        found.append(_Line(start + indent, start + indent + len(bare), indent, blank))
        blank = False
    return found


def _ends(text: str, line: _Line) -> bool:
    return _END_MARK.search(text[max(line.start, line.end - 8) : line.end]) is not None


def _is_soft(text: str, line: _Line, following: _Line) -> bool:
    """Tell whether the break between two lines falls inside a sentence."""
    return (
        not following.after_blank
        and _SOFT_LEAST <= line.end - line.start <= _SOFT_MOST
        and text[following.start].islower()
        and not text.startswith(("http:", "https:", "www."), following.start)
        and not _ends(text, line)
    )


def cut_paragraphs(text: str) -> list[Paragraph]:
    """Cut the text into paragraphs, in order; together they hold everything but blanks."""
    lines = _lines(text)
    breaks = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    soft = sum(_is_soft(text, a, b) for a, b in breaks)
    wrapped = soft >= 2 and soft >= 0.2 * len(breaks)
    width = sorted(line.end - line.start for line in lines)[int(0.9 * (len(lines) - 1))] if lines else 0
    found: list[Paragraph] = []
    begin: int | None = None
    for number, line in enumerate(lines):
        begin = line.start if begin is None else begin
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _goes_on(text, line, following, wrapped, width):
            continue
        found.append(paragraph(text, begin, line.end))
        begin = None
    return found


def _goes_on(text: str, line: _Line, following: _Line, wrapped: bool, width: int) -> bool:
    """Tell whether the paragraph goes on in the following line."""
    if _is_soft(text, line, following):
        return True
    if not wrapped or following.after_blank or following.indent >= line.indent + 2:
        return False
    short = line.end - line.start < _SHORT_LINE * width
    return not (short and _ends(text, line)) and line.end - line.start >= 0.4 * width
