"""What stands before a sentence on a page and is no part of it: the stamp of the page, the day that heads an entry.

Decision to know: texts taken from pages run such things together with the sentence behind them, and no mark parts them.
A stamp is known by its form alone (a day with its year and a clock in one row, "last updated at …", a day with its year
right before a capital); what follows the last one is the sentence. A row behind a preposition is running text and
stays.
"""

from __future__ import annotations

import re

from synoptic.model.spans import Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \xa0]?[apAP]\.?[mM]\b\.?)?"
_ZONE = r"(?:GMT|BST|CET|CEST|UTC|IST|EST|EDT|ET|CST|CDT|PST|PDT|PT|AEST|UK)(?:[ \xa0]time)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_NUMBER}[ \xa0]{_MONTH},?[ \xa0]\d{{4}}|{_MONTH}[ \xa0]{_NUMBER},?[ \xa0]\d{{4}})"
_DAY = rf"(?:{_WEEKDAY},?[ \xa0])?{_DATE}"
_GAP = r"[ \xa0,|/·•–—-]{1,4}"
_TIME = rf"(?:at[ \xa0])?{_CLOCK}(?:[ \xa0]{_ZONE})?"
_ROW = rf"(?:{_DAY}{_GAP}{_TIME}|{_CLOCK}(?:[ \xa0]{_ZONE})?{_GAP}{_DAY}(?:{_GAP}{_TIME})?)"
_CONTROLS = r"(?:[ \xa0]*(?:UK|Help|Watch|Share|Print|E-?mail|Comments?|Listen|\(an error [^()]{0,60}\)))*"
_SINCE = r"(?:Page[ \xa0])?(?:[Ll]ast[ \xa0])?(?:[Uu]pdated?|[Pp]ublished|[Pp]osted|[Aa]dded)[ \xa0]?(?:at|on|:)?"
_UPDATED = (
    rf"(?:{_DAY}{_GAP})?{_SINCE}[ \xa0]"
    rf"(?:{_ROW}|{_TIME})(?:{_GAP}{_DAY})?(?:{_GAP}{_TIME})?"
)
_BEFORE = (
    r"(?<!\bin )(?<!\bon )(?<!\bof )(?<!\bby )(?<!\bat )(?<!\bto )(?<!\bthe )(?<!\bfrom )(?<!\bsince )(?<!\buntil )"
)
_BEFORE += r"(?<!\bbefore )(?<!\bafter )(?<!\bdated )(?<!\bOn )(?<!\bAt )(?<!\bThe )(?<!\bBy )(?<![\d,] )(?<![\w’'(])"
_STAMPS = re.compile(rf"{_BEFORE}(?:{_UPDATED}|{_ROW}){_CONTROLS}[ \xa0\n|:–—-]+(?=[\"“‘'(]?[ \xa0]?[A-Z0-9])")
_HEADING = re.compile(rf"{_BEFORE}{_DAY}[ \xa0\n]*[:–—-]?[ \xa0\n]+(?=[\"“‘']?[ \xa0]?[A-Z])")
_NOTE = re.compile(
    rf"\((?:Last[ \xa0])?(?:Update[d]?|Posted|Published)\b[^()]{{0,80}}{_CLOCK}[^()]{{0,60}}\)[ \xa0\n]*", re.I
)
_NOTE_END = re.compile(rf"[^()\"“”]{{0,40}}{_CLOCK}[^()\"“”]{{0,24}}\)[ \xa0\n]+(?=[\"“‘']?[ \xa0]?[A-Z])")
_ENTRY = re.compile(r"(?:[01][0-8]|2[1-3])[0-5]\d(?:[ \xa0]GMT)?[:.]?[ \xa0]+(?=[\"“‘']?[A-Z])")
"""The hour that heads an entry of a running report ("1705 The mayor …"); 19 and 20 would be read as years."""
_NO_REPORT = re.compile(
    rf"\b{_CLOCK}[ \xa0]+(?:on[ \xa0]+)?{_DAY},[ \xa0]+[^\s,:]{{1,30}}[ \xa0]wrote:|\b[Tt]his comment was removed\b|"
    rf"{_DAY},?[ \xa0]+(?:at[ \xa0]+)?{_CLOCK}[ \xa0]*\||\| Report abuse\b|\bAired[ \xa0]{_DAY}|\bRUSH TRANSCRIPT\b"
)
_FEWEST_WORDS = 3
_ANY = re.compile(r"\d[:.]\d\d|\b\d{4}\b")


def after_stamps(text: str, span: Span) -> Span:
    """Leave out stamps and headings, and what stands before them, at the head of a span; it stays where too little
    would be left."""
    if _ANY.search(text, span.start, span.end) is None:
        return span
    start = span.start
    for pattern in (_STAMPS, _HEADING):
        for match in pattern.finditer(text, start, span.end):
            start = match.end()
    for pattern in (_NOTE, _NOTE_END, _ENTRY):
        head = pattern.match(text, start, span.end)
        start = head.end() if head is not None else start
    if start == span.start or len(text[start : span.end].split()) < _FEWEST_WORDS:
        return span
    return Span(start=start, end=span.end)


def is_no_report(words: str) -> bool:
    """Tell whether the words are a reader's comment or head the transcript of a programme, by the marks of such."""
    return _NO_REPORT.search(words) is not None
