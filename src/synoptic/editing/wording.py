"""How a line is cut from a report: its own words in their order, left-out words shown as …, added ones in [ ].

Decision to know: nothing is rewritten, not even a capital. A line that can't stand alone is completed with what the
reading knows (the name behind a pronoun, the calendar day behind "on Tuesday"), or is told to be unclear so that
another report's words are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from synoptic.editing.desk import Desk, Sheet
from synoptic.editing.main_verbs import begins_with_verb, lacks_verb, without_next_clause
from synoptic.editing.pronouns import fits
from synoptic.editing.standing import LONGEST_CHARS, after_dateline, starts_with_verb, whole_quotes, widen
from synoptic.lexicon import load_table, load_words
from synoptic.model.days import MONTHS, Interval, Precision
from synoptic.model.readings import Anchor, NameType, Participant, Sentence, Time, TimeType
from synoptic.model.spans import Evidence, Span, cover, plain

_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\b")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_WORD = re.compile(r"\w")
_GENITIVE = re.compile(r"[’']s?\b|[’'](?=[\s\xa0])")
_PART_OF_DAY = re.compile(
    r"(?:(?:by|at|in|during|before|after|the|early|late|mid|around|shortly|just|throughout)[\s\xa0-]+)*(?:night|day|dawn|dusk|noon|"
    r"midnight|midday|morning|evening|afternoon|daybreak|sunrise|sunset|nightfall)(?:time)?",
    re.IGNORECASE,
)
_OPENING = " \t\r\n\xa0\"'“‘«([–—-•"
_TRAILING = " \t\r\n\xa0,;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A line's words and the spans that they were cut from; `unclear` when somebody in it stays a mere pronoun."""

    text: str
    pieces: tuple[Span, ...]
    unclear: bool = False

    def evidence(self, sheet: Sheet) -> tuple[Evidence, ...]:
        """Quote the pieces."""
        return tuple(sheet.reading.evidence(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Words to set in [ ] behind the character at `place`."""

    place: int
    words: str


def calendar_words(words: str, when: Interval) -> str | None:
    """Return what the expression leaves unsaid of its calendar date ("7 December 2021", "2021"), or None if nothing."""
    if _YEAR.search(words):
        return None
    year, named = str(when.first.year), _MONTH.search(words) is not None
    if when.precision is Precision.DAY:
        if named and _DAY.search(words):
            return year
        return f"{when.first.day} {MONTHS[when.first.month - 1]} {year}"
    if when.precision is Precision.MONTH:
        return year if named else f"{MONTHS[when.first.month - 1]} {year}"
    if when.precision is Precision.YEAR:
        return year
    if when.precision is Precision.WEEK:
        return f"week of {when.first.day} {MONTHS[when.first.month - 1]} {year}"
    return year if named and when.first.year == when.last.year else None


def time_additions(times: Iterable[Time], text: str, within: Span) -> list[Addition]:
    """Complete the times in a stretch that hang on the report's day or on another time, the first two of them.

    Nothing is set inside a possessive ("Monday's collision") nor behind a mere part of a day ("by night").
    """
    found = []
    for time in sorted(time for time in times if within.holds(time)):
        if time.when is None or time.type not in (TimeType.DATE, TimeType.TIME):
            continue
        if time.anchor is Anchor.NONE and time.rule is None:
            continue
        if _GENITIVE.match(text, time.end) or is_part_of_day(text[time.start : time.end]):
            continue
        words = calendar_words(text[time.start : time.end], time.when)
        if words:
            found.append(Addition(place=time.end, words=words))
    return found[:2]


def without_day(times: Sequence[Time], when: Interval | None) -> tuple[Time, ...]:
    """Return the times, those of that day left uncompleted: under its own date a line need not say it again."""
    if when is None:
        return tuple(times)
    return tuple(replace(time, when=None) if time.when == when else time for time in times)


def is_part_of_day(words: str) -> bool:
    """Tell whether a time only names a part of a day, any day's ("by night", "at dawn")."""
    return _PART_OF_DAY.fullmatch(words.strip()) is not None


@cache
def _vague() -> frozenset[str]:
    return load_words("vague_words")


def is_vague(words: str) -> bool:
    """Tell whether the words are a pronoun or a description that stands for a name ("the pair")."""
    return " ".join(words.casefold().split()) in _vague()


@cache
def singular_persons() -> frozenset[str]:
    """Return the nouns for one person: those of unnamed sources, offices and trades."""
    told = {row[0] for row in load_table("titles") if row[1] in ("office", "trade")}
    return frozenset(word for word in load_words("sources_unnamed") | told if not word.endswith("s"))


def is_part(words: str) -> bool:
    """Tell whether the words name only a part of what stands elsewhere ("several of whom", "part of the talks")."""
    lower = words.casefold()
    return lower.endswith((" of whom", " of which", " of them")) or lower.startswith("part of ")


_OFFICES = r"(?:presidents|ministers|leaders|neighbou?rs|officials?|spokes(?:man|woman|person)|sides|countries)"


@cache
def _vague_start() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(_vague() - {"both", "who", "which"}, key=lambda w: (-len(w), w)))
    named = r"(?!the former [a-z-]+(?:,| of| (?-i:[A-Z])))"  # "the former mayor of Lisk" is somebody told
    named += rf"(?!(?:the|both) (?:\w+ )?{_OFFICES} of (?:the )?(?-i:[A-Z]))"  # and so are "the presidents of A and B"
    return re.compile(rf"[\s\"'“‘«(]*{named}({words})(?:’s|'s|’|'ll|’ll)?\b", re.IGNORECASE)


def vague_start(words: str) -> re.Match[str] | None:
    """Match a pronoun or vague description at the head of the words; group 1 is it. "That" as a conjunction is one."""
    return _vague_start().match(words)


_NOT_SUBJECTS = frozenset("him her his hers its their theirs them himself herself itself themselves who which".split())
"""Forms that are completed only where the line begins with them; elsewhere they mean somebody within the line."""


def person_additions(desk: Desk, report: str, participants: Sequence[Participant], within: Span) -> list[Addition]:
    """Name those whom the stretch calls by a pronoun or a vague description, where the reading resolved them."""
    text = desk.reading(report).text
    names: dict[tuple[int, int], list[str]] = {}
    kinds: dict[tuple[int, int], list[NameType | None]] = {}
    for one in participants:
        words = text[one.start : one.end]
        if not within.holds(one) or not is_vague(words):
            continue
        if words.casefold() in _NOT_SUBJECTS and _WORD.search(text[within.start : one.start]):
            continue
        name = desk.name_of(report, one.entity, one.name)
        if name and not is_vague(name) and not _tells(text[within.start : within.end], name):
            held = names.setdefault((one.start, one.end), [])
            if name not in held:
                held.append(name)
                kinds.setdefault((one.start, one.end), []).append(desk.kind_of(report, one.entity))
    return [
        Addition(place=end, words=join_names(held))
        for (start, end), held in sorted(names.items())
        if fits(text, Span(start=start, end=end), kinds[(start, end)])
    ]


def _tells(words: str, name: str) -> bool:
    """Tell whether the words name the one already, by the whole name or its last word."""
    return re.search(rf"(?<!\w){re.escape(name.rsplit(maxsplit=1)[-1])}(?!\w)", words) is not None


def join_names(names: Sequence[str]) -> str:
    """Write names in a row, an article at the head of one in lower case: A, the B and C."""
    names = [re.sub(r"^(?:The|An?)(?= )", lambda m: m.group(0).lower(), name) for name in names]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


@cache
def _openers() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(load_words("clause_openers"), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{words})(?:,[\s\xa0]+|[\s\xa0]+)", re.IGNORECASE)


_ITS_OBJECT = re.compile(r"(?:to|of|than|as)\b")
"""Behind "in addition", "instead": the word links no sentences but has an object of its own."""
_NEEDS_COMMA = frozenset("earlier so then still though besides elsewhere finally hence indeed or nor thus".split())


def _without_opener(text: str, span: Span) -> Span:
    """Leave out a linking word at the head of the span ("But", "Meanwhile,"); two in a row too."""
    start = span.start
    for _ in range(2):
        match = _openers().match(text, start, span.end)
        if match is None or match.end() >= span.end:
            break
        word = match.group(0).strip()
        if not word.endswith(",") and (word.casefold() in _NEEDS_COMMA or _ITS_OBJECT.match(text, match.end())):
            break
        start = match.end()
    return Span(start=start, end=span.end)


def trim(text: str, span: Span) -> Span | None:
    """Leave out blanks, commas and dashes at the ends of a span; None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in " \t\r\n\xa0,;:–—":
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start=start, end=end) if start < end else None


def write(text: str, pieces: Sequence[Span], additions: Sequence[Addition], sentence: Sentence | Span | None) -> str:
    """Write pieces of one report in their order, with … where words are left out and additions in [ ]."""
    parts: list[str] = []
    placed = sorted(additions, key=lambda a: a.place)
    for piece in sorted(pieces):
        at, out = piece.start, []
        for addition in placed:
            if piece.start < addition.place <= piece.end:
                out.append(text[at : addition.place])
                out.append(f" [{addition.words}]")
                at = addition.place
        out.append(text[at : piece.end])
        words = " ".join("".join(out).split())
        front = [a for a in placed if a.place == piece.start and a.place not in {p.end for p in pieces}]
        parts.append("".join(f"[{a.words}] " for a in front) + words)
    line = " … ".join(parts)
    if sentence is not None:
        first, last = min(p.start for p in pieces), max(p.end for p in pieces)
        if _WORD.search(text[after_dateline(text, plain(sentence)).start : first]):
            line = f"… {line}"
        if _WORD.search(text[last : sentence.end]):
            line = f"{line} …"
    return line


def balance_quotes(text: str, span: Span) -> Span:
    """Drop a quotation mark at an end of the span whose partner lies outside it."""
    start, end = span.start, span.end
    words = text[start:end]
    for opening, closing in (("“", "”"), ("«", "»")):
        if words.count(opening) == words.count(closing):
            continue
        if words.startswith(opening) and closing not in words:
            start += 1
        elif words.endswith(closing) and opening not in words:
            end -= 1
        words = text[start:end]
    if words.count('"') % 2 == 1:
        if words.startswith('"'):
            start += 1
        elif words.endswith('"'):
            end -= 1
    return Span(start=start, end=end) if start < end else span


def word_clause(
    desk: Desk,
    report: str,
    clause: Span,
    participants: Sequence[Participant] = (),
    *,
    times: Sequence[Time] | None = None,
    limit_chars: int = 400,
) -> Worded | None:
    """Cut a line from a clause of a report so that it stands alone.

    A subject that stands earlier in the same sentence is set in front with …; one that stands elsewhere in [ ]. None
    when nothing is left, or when the clause can't be printed from (junk, a caption). `times` are those of the report,
    unless more is known of them than the reading has.
    """
    sheet = desk.sheets[report]
    text, sentence = sheet.reading.text, sheet.sentence_of(clause)
    if sentence is not None and not sentence.holds(clause):
        clause = Span(start=clause.start, end=max(clause.start + 1, min(clause.end, sentence.end)))
    span = trim(text, clause)
    if span is None or not sheet.prints(span):
        return None
    whole = widen(text, _with_open_source(sheet, span, sentence), sentence)
    span = whole_quotes(text, whole, sentence) if whole is not None else None
    if span is None:
        return None
    span = after_dateline(text, span)
    head = after_dateline(text, plain(sentence)).start if sentence is not None else 0
    actors = [p for p in participants if p.role == "actor" and (p.start >= head or span.end <= head)]
    if sentence is not None and not any(p.end <= span.start for p in actors) and starts_with_verb(text, span):
        span = Span(start=sentence.start, end=span.end)
    span = balance_quotes(text, _without_opener(text, _from_subject(text, span, sentence)))
    span = _with_end(text, shorten(text, span, limit_chars), sentence)
    told = _with_verb(text, span, sentence, limit_chars)
    if told is None or sheet.breaks_off(told):
        return None
    led = _without_lead_in(text, _from_own_clause(text, told, actors))
    if led is None:
        return None
    span = led
    if _RELATIVE.match(text, span.start) and sentence is not None:
        span = balance_quotes(text, Span(start=after_dateline(text, plain(sentence)).start, end=span.end))
    additions = time_additions(sheet.reading.times if times is None else times, text, span)
    additions += person_additions(desk, report, participants, span)
    pieces = [span]
    if actors and not any(span.holds(p) for p in actors):
        pieces, more = _with_subject(desk, report, span, actors, sentence)
        additions += more
    opening = vague_start(text[min(p.start for p in pieces) : span.end])
    named = {a.place for a in additions}
    spoken = _SPOKEN_BY.match(text, min(p.start for p in pieces), span.end)
    unclear = spoken is not None and spoken.end(1) not in named
    if opening is not None:
        begin = min(p.start for p in pieces)
        unclear = unclear or begin + opening.end(1) not in named
    line = write(text, pieces, additions, sentence)
    return Worded(text=line, pieces=(span, *(p for p in sorted(pieces) if p != span)), unclear=unclear)


_SPOKEN_BY = re.compile(r"[“\"][^“”\"]*[,?!.…][”\"][\s\xa0]+(he|she|they)\b")
"""A line that begins with a quotation whose speaker is a pronoun."""
_LEADS_IN = re.compile(r",?[\s\xa0]+[a-z]+ing:$")
"""What leads in to a quotation that is not on the line ("went further, tweeting:")."""
_HEAD_OF_NOUN = re.compile(r"(?:for|of|with|by|from|about|against|over)\b[^“”\"]*?,[\s\xa0]+(?:and|but)[\s\xa0]+")
"""The end of another clause before the joining word with which a line's own clause begins."""


def _from_own_clause(text: str, span: Span, actors: Sequence[Participant]) -> Span:
    """Leave out the end of the clause before at the head of a cut, where the one who acts stands behind it."""
    head = _HEAD_OF_NOUN.match(text, span.start, span.end)
    first = min((p.start for p in actors if span.holds(p)), default=None)
    return Span(start=head.end(), end=span.end) if head and first is not None and head.end() <= first else span


def _without_lead_in(text: str, span: Span) -> Span | None:
    """Leave out what leads in to words that are not on the line; None where nothing else is told there."""
    if text[span.end - 1] != ":":
        return span
    lead = _LEADS_IN.search(text, span.start, span.end)
    return Span(start=span.start, end=lead.start()) if lead is not None else None


def _with_open_source(sheet: Sheet, span: Span, sentence: Span | None) -> Span:
    """Begin with the words that say whose word it is, where nobody knows who that is ("They argued that she had …"):
    nothing else on the line would tell that it is no fact."""
    if sentence is None:
        return span
    for said in sheet.reading.attributions:
        extent = said.extent
        if said.speaker is not None or extent is None or not sentence.holds(extent) or extent.start >= span.start:
            continue
        inside = any(content.start <= span.start and span.end <= content.end + 1 for content in said.content)
        if inside and said.cue and said.cue[0].end <= span.start:
            return Span(start=extent.start, end=span.end)
    return span


def _with_verb(text: str, span: Span, sentence: Span | None, limit_chars: int) -> Span | None:
    """Go on to the end of the sentence where a cut ends before the verb of its main clause, and leave out the head of
    the next clause at its end; None if the sentence is too long for a line."""
    if sentence is None or not _WORD.search(text[span.end : sentence.end]):
        return span
    words = text[span.start : span.end]
    if not lacks_verb(words):
        return Span(start=span.start, end=span.start + len(without_next_clause(words)))
    whole = Span(start=span.start, end=sentence.end)
    return balance_quotes(text, whole) if len(whole) <= limit_chars else None


_RELATIVE = re.compile(r"(?:who|whom|whose|which)\b(?![^.!?]*\?)")
"""A line that would begin so lacks whom it is about: it begins where its sentence does."""
_REFLEXIVE = re.compile(r"(?:him|her|it)self\b|themselves\b", re.IGNORECASE)


def _from_subject(text: str, span: Span, sentence: Span | None) -> Span:
    """Begin a clause that opens with "itself" at the start of its sentence, where its subject stands."""
    if sentence is None or not _REFLEXIVE.match(text, span.start):
        return span
    return Span(start=sentence.start, end=span.end)


def _with_end(text: str, span: Span, sentence: Span | None) -> Span:
    """Take the full stop with the clause when the sentence ends there."""
    if sentence is None or span.end >= sentence.end or _WORD.search(text[span.end : sentence.end]):
        return span
    rest = text[span.end : sentence.end].rstrip()
    return balance_quotes(text, Span(start=span.start, end=span.end + len(rest))) if rest else span


def shorten(text: str, span: Span, limit_chars: int) -> Span:
    """Cut a long span at the last comma, dash or blank before the limit."""
    if len(span) <= limit_chars:
        return span
    window = text[span.start : span.start + limit_chars]
    cut = max(window.rfind(mark) for mark in (", ", "; ", " – ", " — "))
    if cut < limit_chars // 2:
        cut = window.rfind(" ")
    return Span(start=span.start, end=span.start + cut) if cut > 0 else span


def _with_subject(
    desk: Desk, report: str, span: Span, actors: Sequence[Participant], sentence: Span | None
) -> tuple[list[Span], list[Addition]]:
    """Set the subject before a clause that begins after it ("Examplia … accused its neighbour of …")."""
    text = desk.reading(report).text
    near = [p for p in actors if sentence is not None and sentence.holds(p) and p.end <= span.start]
    if near:
        subject = cover(near)
        words = text[subject.start : subject.end]
        if len(subject) <= 120 and not is_vague(words):
            between = text[subject.end : span.start]
            whole = Span(start=subject.start, end=span.end)
            if not _WORD.search(between):
                return [whole], []
            if not begins_with_verb(text[span.start : span.end]) and not lacks_verb(text[span.start : span.end]):
                # the clause has a subject of its own: without the verb between, the two make no sentence
                return ([whole] if len(whole) <= LONGEST_CHARS else [span]), []
            return [Span(start=subject.start, end=subject.end), span], []
    names: list[str] = []
    for one in actors:
        name = desk.name_of(report, one.entity, one.name)
        if name and not is_vague(name) and name not in names:
            names.append(name)
    if not names:
        return [span], []
    return [span], [Addition(place=span.start, words=join_names(names))]
