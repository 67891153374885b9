"""Who said what: one line a statement, over all the reports that carry it.

Decision to know: a statement without a known speaker is not printed unless its source is an unnamed one in the
report's own words. Speech counts as direct only where every report gives it so in the same words. A statement's date
is the day of its saying where a report gives one, never the report's own day as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from synoptic.editing.desk import PRINTED_FROM, Desk, Speaker
from synoptic.editing.event_days import is_after_report, is_own_time
from synoptic.editing.origins import count_origins, count_reports
from synoptic.editing.standing import after_dateline, has_finite_verb, is_trivial
from synoptic.editing.tails import end_of_saying
from synoptic.editing.wording import (
    Addition,
    balance_quotes,
    is_part,
    is_vague,
    person_additions,
    singular_persons,
    trim,
    vague_start,
    write,
)
from synoptic.lexicon import load_table, load_words
from synoptic.model.accounts import StatementLine
from synoptic.model.days import Interval
from synoptic.model.links import Ref, StatementLink
from synoptic.model.readings import Attribution, NameType, Participant, PassageKind, QuoteKind, Reading
from synoptic.model.spans import Evidence, Span, cover
from synoptic.model.unseen import without_unseen

_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must|[a-z]+ed)\b"
    r"|[’'](?:s|re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where)\b", re.IGNORECASE)
_BARE_TIME = re.compile(
    r"(?:(?:on|in|at|by|late|early|earlier|later|last|this|but|and|also|speaking|writing)\b|[\s\xa0,\"“‘'])*",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:that[\s\xa0]+)?(?:it|this|them|these|those)[\s\xa0]+(?:[\"“‘]|an?\b|the\b|as\b|be\b)", re.IGNORECASE
)
"""What somebody calls a thing that the words don't name."""
_DONE_TO = re.compile(
    r"(?:him|her|them|me|us)[\s\xa0]+(?:earlier|later|last|this|in|on|at|when|after|before|again)\b"
    r"|(?:the|his|her|its|their|full|personal)[\s\xa0]+(?:[a-z]+[\s\xa0]+)?(?:office|presidency|command|helm|throne|premiership)"
    r"[\s\xa0]+(?:of|in|on|at|after|from)\b(?![^.]*[\s\xa0](?:is|are|was|were|will|would|had|has)\b)",
    re.IGNORECASE,
)
"""Whom somebody stood by ("endorsed her last year") or what he took over ("assumed the presidency of …")."""
_SPOKEN_OF = re.compile(
    r"(?:of|about|over|on|against|each other|one another|ever|with|when|since|until|because)\b", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:as long as|which|who|whose|that|where|until|while|unless|if|and|but|so that)\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must)\b|n[’']t\b"
)
_QUOTE_MARKS = '"“”«»'


@cache
def _clause_cues() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("stance_cues") if row[2] == "clause")


@cache
def _reporting_cues() -> frozenset[str]:
    """Return the verbs that report words; others that a reader model takes for cues report only in quotation marks."""
    return frozenset(row[0] for row in load_table("reporting_cues")) | {"according to"}


@cache
def stance_cues() -> frozenset[str]:
    """Return the cues that take a stance rather than only tell ("accuse", "deny", "demand")."""
    return frozenset(row[0] for row in load_table("stance_cues"))


def make_statements(desk: Desk) -> tuple[StatementLine, ...]:
    """Write the statements of a story in order of the reports that first carry them, then of their places."""
    lines = [line for link in desk.story.statements if (line := _tell(desk, link)) is not None]
    return tuple(sorted(lines, key=lambda line: _place(desk, line)))


def _place(desk: Desk, line: StatementLine) -> tuple[int, int, str]:
    rank, start = min((desk.rank[e.report], e.start) for e in line.evidence)
    return rank, start, line.id


def _tell(desk: Desk, link: StatementLink) -> StatementLine | None:
    members = [ref for ref in desk.in_order(link.members) if tells_something(desk, ref) and not _hands_on(desk, ref)]
    if not members:
        return None
    best = min(members, key=lambda ref: (-_clearness(desk, ref), desk.rank[ref.report], ref.index))
    said = desk.attribution(best)
    speaker = _best_speaker(desk, [best, *members])
    if speaker is None:
        return None
    evidence: list[Evidence] = []
    for ref in [best, *members]:
        evidence += [piece for piece in extent_of(desk, ref) if piece not in evidence]
    kind = quote_kind(desk, members)
    return StatementLine(
        id=link.id,
        speaker=speaker.name,
        anonymous=speaker.anonymous,
        content=content_of(desk, best, bare=kind is QuoteKind.DIRECT),
        quote=kind,
        date=_date(desk, members),
        role=_single(speaker.role),
        cue=_cue(desk, best),
        via=tuple(s.name for s in reversed(desk.speakers_of(best.report, said.parent)) if s.key != speaker.key),
        reports=count_reports(evidence),
        origins=count_origins(desk, evidence),
        evidence=tuple(evidence),
        resolved=said.resolved,
    )


def _hands_on(desk: Desk, ref: Ref) -> bool:
    """Tell whether a body or paper only hands on what somebody says in the same words ("..., Orlo said, according to
    the Lantern"): Orlo's own line tells it, with the paper as the one who has it from him."""
    reading, said = desk.reading(ref.report), desk.attribution(ref)
    actor = desk.sheets[ref.report].actor(said.entity)
    if said.lemma != "according to" or (actor is not None and (actor.type is NameType.PERSON or actor.anonymous)):
        return False
    for number, inner in enumerate(reading.attributions):
        if number == ref.index or not (inner.stated and inner.speaker) or inner.anonymous:
            continue
        whole = sum(len(span) for span in said.content if any(span.meets(other) for other in inner.content))
        told = sum(len(span) for span in (*inner.source, *inner.cue, *inner.content))
        if whole and told + _JOINTS_CHARS >= whole and tells_something(desk, Ref(report=ref.report, index=number)):
            return True
    return False


_JOINTS_CHARS = 12
"""Commas, blanks and small words between the parts of a saying."""


def _cue(desk: Desk, ref: Ref) -> str:
    """Return the cue's dictionary form; the report's own words where they hedge it ("has reportedly said")."""
    said, reading = desk.attribution(ref), desk.reading(ref.report)
    words = " ".join(reading.quote(span) for span in said.cue)
    return words if _HEDGED_CUE.search(words) else said.lemma


_HEDGED_CUE = re.compile(r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly)\b", re.IGNORECASE)


def _single(role: str | None) -> str | None:
    """Return a role; a title shared by several ("Ministers") is none of one speaker."""
    return None if role is not None and " " not in role and role.casefold().endswith("s") else role


def _best_speaker(desk: Desk, refs: Sequence[Ref]) -> Speaker | None:
    """Return the speaker of the first report that names one; else the first unnamed one."""
    found = [s for ref in refs if (s := desk.speaker(ref.report, desk.attribution(ref))) is not None]
    found = [s for s in found if not is_vague(s.name) and not _is_no_label(s.name)]
    named = [s for s in found if not s.anonymous]
    return next(iter(named or found), None)


_NO_NOUN = re.compile(
    r"(?:the|a|an|only|first|last|other|its|his|her|their)(?: (?:only|first|last|other))*", re.IGNORECASE
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|had|will|would)\b")
_RELATED = re.compile(r"\b(?:who|whom|that|which|whose|how|what|where)\b")


def _is_no_label(name: str) -> bool:
    """Tell whether a name is none: an article without its noun, a clause, or words that end on a title."""
    if (
        is_part(name)
        or _NO_NOUN.fullmatch(name)
        or name.casefold().endswith((" mr", " mr.", " mrs.", " ms.", "'s", "’s"))
    ):
        return True
    return _CLAUSE.search(name) is not None and _RELATED.search(name) is None


def tells_something(desk: Desk, ref: Ref) -> bool:
    """Tell whether an attribution makes a statement: a speaker, a body passage, three words and, after cues such as
    "accuse" or "deny", a clause."""
    said, sheet = desk.attribution(ref), desk.sheets[ref.report]
    if not said.speaker or not said.content or is_vague(said.speaker):
        return False
    spans = (*said.source, *said.cue, *said.content)
    if any(sheet.kind_at(span.start) not in PRINTED_FROM for span in spans):
        return False
    if not any(sheet.kind_at(span.start) is PassageKind.BODY for span in said.content):
        return False
    if any(sheet.breaks_off(span) for span in said.content):
        return False
    words = " ".join(sheet.reading.quote(span) for span in said.content)
    long_enough = len(re.findall(r"\w+", words)) >= 3
    if not long_enough or is_trivial(words) or _says_nothing(words, said.quote):
        return False
    return is_saying(desk, ref.report, said)


_FEWEST_WORDS_OF_NOUNS = 5
_FEWEST_WORDS_QUOTED = 3
_POINTING = frozenset({"refer to", "refer", "mention", "speak about", "speak of", "talk about", "write about"})
"""Cues that name what was spoken of and not what was said of it."""
_OF_MEMORY = frozenset({"recall", "remember", "echo"})
_THING_FIRST = re.compile(r"(?:the|an?|his|her|its|their|those|these)\b", re.IGNORECASE)
"""What is recalled as a thing is not said: "the loss recalled the fall of Orlo", but "recalled that he fell"."""
_OF_SPEECH = frozenset({"begin", "start", "go on"})
"""Cues that report words only where these stand in quotation marks."""
_DEEDS = frozenset("produce draft fire release publish sign file appoint name send".split())
"""Cues that tell what somebody did with words and not that the words are said."""
_TO_DO = re.compile(r"[\w.’'-]+[\s\xa0]to[\s\xa0][a-z]+\b")
"""What somebody is called on to do is as good as a clause."""
_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]?")


def _quotes_words(words: str) -> bool:
    """Tell whether a few words in a row stand in quotation marks: a nickname alone is nobody's speech."""
    return any(len(inside.split()) >= _FEWEST_WORDS_QUOTED for inside in _QUOTED.findall(words))


def _says_nothing(words: str, quote: QuoteKind) -> bool:
    """Tell whether reported words are only what was spoken of ("of …", "about …"), a few nouns, or names given to
    something that stands elsewhere ("it a …")."""
    if quote is QuoteKind.DIRECT:
        return False
    if _CALLED.match(words) or (_DONE_TO.match(words) and " that " not in words):
        return True
    if quote is QuoteKind.MIXED:
        return False
    return _SPOKEN_OF.match(words) is not None or (
        len(words.split()) < _FEWEST_WORDS_OF_NOUNS and not has_finite_verb(words)
    )


def is_saying(desk: Desk, report: str, said: Attribution) -> bool:
    """Tell whether an attribution is somebody's words at all: after cues such as "deny" or "back" only a clause is, and
    what is demanded, refused or spoken of as a thing is none."""
    if not said.stated:
        return False
    words = " ".join(desk.reading(report).quote(span) for span in said.content)
    reports = said.lemma in _reporting_cues()
    if said.lemma in _POINTING or (said.lemma in _DEEDS and not reports):
        return False
    if said.quote is QuoteKind.DIRECT:
        return said.lemma != "show"
    if said.lemma in _OF_SPEECH:
        return False
    if said.quote is QuoteKind.MIXED:
        told = reports or words.casefold().startswith("that ") or _quotes_words(words)
        return said.lemma != "show" and told
    if said.lemma in _OF_MEMORY and _THING_FIRST.match(words):
        return False
    if words.casefold().startswith("that ") and (reports or said.lemma in _speech_nouns() or said.score == 1.0):
        return True
    if not reports:
        return False
    if said.score < 1.0 and not words.startswith("to ") and not has_finite_verb(words):
        return False  # a model hears what was spoken of as well; only a clause was said
    if said.lemma.endswith((" of", " about")):
        return False
    if said.lemma in stance_cues():
        if words.startswith("to "):
            return False
        if said.lemma == "call for" and _TO_DO.search(words):
            return True
        if said.lemma in _clause_cues():
            return _FINITE.search(_RELATIVE.split(words, maxsplit=1)[0]) is not None
        return _AUXILIARY.search(_LATER.split(words, maxsplit=1)[0]) is not None
    return True


def voices_of(desk: Desk, report: str, index: int | None) -> tuple[Speaker, ...]:
    """List in whose mouth attribution `index` puts what it holds, innermost first: cues that tell of a deed ("released
    a study", "pleaded guilty to …") or only point at a thing put it in nobody's."""
    reading = desk.reading(report)
    seen: set[int] = set()
    while index is not None and index not in seen:
        seen.add(index)
        said = reading.attributions[index]
        words = reading.quote(said.content[0]) if said.content else ""
        known = said.lemma in _reporting_cues() or said.lemma in stance_cues() or said.lemma in _speech_nouns()
        tells = known or said.quote is not QuoteKind.INDIRECT or words.casefold().startswith("that ")
        if said.stated and tells and said.lemma not in _POINTING:
            return desk.speakers_of(report, index)
        index = said.parent
    return ()


def _clearness(desk: Desk, ref: Ref) -> float:
    said = desk.attribution(ref)
    speaker = desk.speaker(ref.report, said)
    score = 2.0 if speaker is not None and not speaker.anonymous else 0.0
    score += {"name": 1.0, "title": 0.5}.get(said.resolved, 0.0)
    score += {QuoteKind.DIRECT: 1.0, QuoteKind.MIXED: 0.5, QuoteKind.INDIRECT: 0.0}[said.quote]
    return score + (0.25 if said.time is not None else 0.0)


def content_of(desk: Desk, ref: Ref, *, bare: bool = True) -> str:
    """Write the content of an attribution in the report's words; parts of a split one are joined with ….

    With `bare`, quotation marks around the whole of direct speech are left off, as the kind of speech is told beside
    it; a line that stands for reports which differ keeps them.
    """
    said, text = desk.attribution(ref), desk.reading(ref.report).text
    spans = before_aside(text, sorted(said.content))
    pieces: list[Span] = []
    for span in spans:
        piece = trim(text, after_dateline(text, main_content(text, said, span)))
        if piece is None:
            continue
        words = text[piece.start : piece.end]
        if words.casefold().startswith("that ") and len(words) > 5 and said.quote is not QuoteKind.DIRECT:
            piece = Span(start=piece.start + 5, end=piece.end)
        if bare and said.quote is QuoteKind.DIRECT:
            piece = _bare(text, piece) or piece
        pieces.append(balance_quotes(text, piece))
    return write(text, pieces or spans, _head_named(desk, ref.report, said, pieces), None)


def before_aside(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Leave out what stands behind a left-out "which could bring": without those words it would be said of another."""
    for number in range(1, len(spans)):
        if _ASIDE_LEFT_OUT.match(text, spans[number - 1].end, spans[number].start):
            return spans[:number]
    return spans


_ASIDE_LEFT_OUT = re.compile(r"[\s\xa0]*,?[\s\xa0]+(?:which|who|whose|where)\b")


def _head_named(desk: Desk, report: str, said: Attribution, pieces: Sequence[Span]) -> list[Addition]:
    """Name the one whom a content that is no direct speech calls by a pronoun at its head, unless it is the speaker."""
    if not pieces or said.quote is QuoteKind.DIRECT:
        return []
    sheet = desk.sheets[report]
    head = vague_start(sheet.reading.text[pieces[0].start : pieces[0].end])
    if head is None:
        return []
    word = Span(start=pieces[0].start + head.start(1), end=pieces[0].start + head.end(1))
    people = [p for p in sheet.vague_within(word) if p.entity != said.entity]
    if _is_own_head(desk, report, said, head.group(1), people):
        return []
    if _is_described_person(desk, report, said) and head.group(1).casefold() in ("he", "she"):
        return []  # "the ex-mayor said he ..." is most likely himself
    return person_additions(desk, report, people, word)


def _is_own_head(desk: Desk, report: str, said: Attribution, word: str, people: Sequence[Participant]) -> bool:
    """Tell whether a "he" right behind a named person's verb means that person rather than one whom a clause beside
    names ("Orlo praised her, and Brek said he would be glad")."""
    sheet = desk.sheets[report]
    own, sentence = sheet.actor(said.entity), sheet.sentence_of(said.cue[0])
    if own is None or own.type is not NameType.PERSON or own.anonymous or not said.source or sentence is None:
        return False
    if word.casefold() not in ("he", "she") or sheet.reading.quote(said.cue[0]).endswith("ing"):
        return False
    ids = {p.entity for p in people}
    named = [m for m in sheet.reading.entities if m.entity in ids and sentence.holds(m)]
    return any(m.end <= said.source[0].start for m in named)


def _is_described_person(desk: Desk, report: str, said: Attribution) -> bool:
    """Tell whether one person speaks whom the report does not call by name there ("the ex-mayor")."""
    own = desk.sheets[report].actor(said.entity)
    if own is None or (own.type is NameType.PERSON and not own.anonymous) or not said.speaker:
        return False
    words = said.speaker.casefold().split()
    return words[-1].split("-")[-1] in singular_persons() or words[-1].endswith(("man", "woman"))


_AS_HE = re.compile(r",? as (?:he|she|they) (?:[a-z]+ed|made|took|left|began|met|spoke|held|went)\b")
_PRESENT = re.compile(
    r"\b(?:(?:he|she|it) [a-z]+s|they (?!were|had|would|did|[a-z]+ed)[a-z]+|is|are|will|has|have|can)\b"
)
"""What is told in the present tense does not go on in the past: "he knows why, as he left the hall" is two voices'."""
_TURN = re.compile(r",? (?:but|and (?:say|says|said|accuse[sd]?|insist(?:s|ed)?|added|adds))\b", re.IGNORECASE)


def main_content(text: str, said: Attribution, span: Span) -> Span:
    """Return what is denied, refused or rejected, without what the sentence turns to after it (", but …")."""
    aside = _AS_HE.search(text, span.start, span.end) if said.quote is QuoteKind.INDIRECT else None
    if aside is not None and _PRESENT.search(text, span.start, aside.start()):
        span = Span(start=span.start, end=aside.start())
    if said.quote is QuoteKind.INDIRECT and said.cue and said.cue[0].start < span.start:
        span = Span(start=span.start, end=end_of_saying(text, span))
    if said.lemma not in _clause_cues() or said.quote is QuoteKind.DIRECT:
        return span
    turn = _TURN.search(text, span.start, span.end)
    return Span(start=span.start, end=turn.start()) if turn is not None and turn.start() > span.start else span


def _bare(text: str, span: Span) -> Span | None:
    """Leave off quotation marks, and the comma before a closing one, at the ends of direct speech."""
    start, end = span.start, span.end
    while start < end and text[start] in _QUOTE_MARKS:
        start += 1
    while end > start and text[end - 1] in _QUOTE_MARKS + ",":
        end -= 1
    inside = text[start:end]
    if inside.count("“") != inside.count("”") or inside.count('"') % 2:
        return None
    return Span(start=start, end=end) if start < end else None


def extent_of(desk: Desk, ref: Ref) -> tuple[Evidence, ...]:
    """Quote source, cue and content of an attribution as one stretch where they stand close, else as its parts."""
    said, reading = desk.attribution(ref), desk.reading(ref.report)
    if said.extent is not None:
        return (reading.evidence(said.extent),)
    spans = (*said.source, *said.cue, *said.content)
    whole = cover(spans)
    if len(whole) <= 2 * sum(len(span) for span in spans) + 80:
        return (reading.evidence(whole),)
    return tuple(reading.evidence(span) for span in sorted(set(said.content)))


def quote_kind(desk: Desk, members: Sequence[Ref]) -> QuoteKind:
    """Return the kind of speech that every report agrees on; mixed where they don't, or differ in the quoted words."""
    kinds = {desk.attribution(ref).quote for ref in members}
    if len(kinds) > 1:
        return QuoteKind.MIXED
    kind = next(iter(kinds))
    if kind is QuoteKind.DIRECT:
        said = sorted({_letters(content_of(desk, ref)) for ref in members}, key=lambda w: (-len(w), w))
        if any(words not in said[0] for words in said[1:]):
            return QuoteKind.MIXED
    return kind


def _letters(words: str) -> str:
    return " ".join(re.findall(r"\w+", without_unseen(words).casefold()))


def said_on(desk: Desk, report: str, said: Attribution) -> Interval | None:
    """Return the day of the saying where the report gives one with the cue.

    A time within what is said is none, nor is one that dates another thing before the speaker is named ("in the raid of
    3 May, the mayor said"), unless that thing is a speech or a statement.
    """
    sheet = desk.sheets[report]
    reading = sheet.reading
    if said.time is None or not 0 <= said.time < len(reading.times):
        return None
    time, sentence = reading.times[said.time], None
    sentence = sheet.sentence_of(time)
    within = {id(one) for one in _parents(reading, said)}
    if any(id(other) not in within for other in sheet.said_around(time)):
        return None
    voice = min((*said.source, *said.cue))
    told = [span.end for span in said.cue if span.end <= time.start]
    if is_after_report(desk, report, time) or not is_own_time(reading, max(told, default=time.start), time):
        return None
    if sentence is not None and time.end <= voice.start:
        before = reading.text[sentence.start : time.start]
        if not _BARE_TIME.fullmatch(before) and not _speech_nouns() & set(re.findall(r"[\w-]+", before.casefold())):
            return None
    return time.when


def _parents(reading: Reading, said: Attribution) -> list[Attribution]:
    """List the attributions in whose content this one stands."""
    found: list[Attribution] = []
    index = said.parent
    while index is not None and reading.attributions[index] not in found:
        found.append(reading.attributions[index])
        index = reading.attributions[index].parent
    return found


@cache
def _speech_nouns() -> frozenset[str]:
    return load_words("speech_nouns")


def _date(desk: Desk, members: Sequence[Ref]) -> Interval | None:
    """Return the narrowest day that fits every report which gives one; None when they don't fit together."""
    found: Interval | None = None
    for ref in members:
        when = said_on(desk, ref.report, desk.attribution(ref))
        if when is None:
            continue
        shared = when if found is None else found.shared_with(when)
        if shared is None:
            return None
        found = shared
    return found
