"""Whether a stretch of a report can stand as a line: a whole clause with subject and verb, in running text.

Decision to know: a stretch that is no whole clause is widened to its sentence rather than mended, and not printed
where the sentence is too long for a line. What is judged here are the words themselves, so the same test holds for
any reading.
"""

from __future__ import annotations

import re

from synoptic.editing.desk import Sheet
from synoptic.editing.main_verbs import lacks_verb, leads_up
from synoptic.editing.stamps import after_stamps
from synoptic.lexicon.inflect import Tense, known_verbs, lemma_of
from synoptic.model.readings import PassageKind
from synoptic.model.spans import Span

LONGEST_CHARS = 400
"""A sentence longer than this is no line."""

_WORD = re.compile(r"\w")
_CLOSING = "”»)]}’"
_BORDER = ",;:–—-“«(\"‘'…"
_JOINER = re.compile(
    r"\b(?:that|and|but|or|nor|yet|so|as|while|when|whenever|if|after|before|because|since|although|though|whether|"
    r"where|until|till|unless|once|than|how|why|what|say|says|said|saying|adding|added|[\w’]+ing|"
    r"(?:said|say|says|told|tell|tells)[\s\xa0]+(?!(?:on|in|at|of|by|to|with|from|about|during)\b)[\w’]+|"
    r"me|us|him|her|them)[\s\xa0]*$",
    re.IGNORECASE,
)
_PLURAL_AFTER_AND = re.compile(
    r"(?:the[\s\xa0]+|its[\s\xa0]+|their[\s\xa0]+)?"
    r"[A-Z][\w’'-]*[a-rt-zA-Z0-9](?<!s)(?:[\s\xa0]+[A-Z][\w’'-]*(?<!s))*[\s\xa0]+"
    r"(?:have|are|were|do)\b"
)
"""One name with a verb in the plural: the other half of the subject stands before the "and"."""
_AND = re.compile(r"\band[\s\xa0]+$", re.IGNORECASE)
_HALF_OF_PAIR = re.compile(r"\bbetween\b[^,;.]*\band[\s\xa0]+$|\bas[\s\xa0]+\w+[\s\xa0]+as[\s\xa0]+$", re.IGNORECASE)
"""What stands before the other half of a pair ("between A and B he …") or of a comparison ("as late as March he …")."""
_NO_CLAUSE = re.compile(
    r"(?:according[\s\xa0]+to|part[\s\xa0]+of|one[\s\xa0]+of|of|to|than|instead[\s\xa0]+of|such[\s\xa0]+as|including)\b"
)
"""Words with which a stretch begins that is no clause of its own."""
_ADVERBIAL = re.compile(
    r"(?:In|At|On|To|After|Before|For|With|Without|Despite|Under|Since|During|Following|According|Even|If|Unless|Asked|"
    r"in|at|on|to|after|before|for|with|without|despite|under|during|following)\b"
)
"""Words with which what only leads up to a main clause begins, where a comma and that clause follow."""
_SAID_AFTER = re.compile(
    r"[\s\xa0]*,?[\s\xa0]*(?:according[\s\xa0]+to\b|(?:he|she|they|it|(?:the|an?)[\s\xa0]+[\w’'-]+(?:[\s\xa0]+[\w’'-]+)?"
    r"|(?:[A-Z][\w.’'-]*[\s\xa0]+){1,4}?)[\s\xa0]*(?:said|says|reported|reports|claimed|alleged|suggested|wrote|added)\b"
    r"|(?:allegedly|reportedly|supposedly|apparently)\b|(?:if|unless|provided)\b)"
)
"""What stands behind a clause and takes it back in part: whose word it is, a hedge, a condition."""
_UNDER = re.compile(
    r"\b(?:when|while|as|after|before|because|since|although|though|once|until)[\s\xa0]+$", re.IGNORECASE
)
"""Before a clause that only leads up to another: what follows is that other's."""
_IN_DOUBT = re.compile(r"\b(?:if|unless|whether|until|till|lest)[\s\xa0]+$", re.IGNORECASE)
"""Before a clause that is not told as a fact: without the word it would be."""
_CONDITION_BEFORE = re.compile(r"\b(?:if|unless)\b[^.;:]*,[”\"’']*[\s\xa0]+$", re.IGNORECASE)
"""The condition that stands before a clause: without it the clause would be told as sure."""
_OF_A_NOUN = re.compile(
    r"(?:\b(?:as|after|before|since|until|than|me|us|him|her|them)|[\w’]+ing|(?<![,;:–—-])[\s\xa0](?:and|or))[\s\xa0]+$",
    re.IGNORECASE,
)
"""Words behind which a mere noun can stand as well as a clause ("as governor", "after the raid", "her speech")."""
_WITHOUT_OBJECT = re.compile(r"(?<!\w)(?P<noun>[a-z’'-]+)[\s\xa0]+that[\s\xa0]+$")
"""Behind a noun and "that" the clause lacks what the noun means: "a law that the governor signed"."""
_MEASURE = (
    r"(?:(?:just|only|barely|less than|more than|some|about)[\s\xa0]+)?(?:(?:an?|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|\d+|several|a few|many)[\s\xa0]+)?(?:hours?|days?|weeks?|months?|minutes?|years?)"
)
_MEASURE_HEAD = re.compile(rf"{_MEASURE}\b", re.IGNORECASE)
_MEASURE_TAIL = re.compile(
    rf"(?:,|[\s\xa0]--|[\s\xa0][–—])[\s\xa0]+(?:{_MEASURE}|shortly|just|soon|right|long|moments)$", re.IGNORECASE
)
_DANGLING = re.compile(
    r"\b(?:the|an?|of|to|at|by|for|from|with|and|or|but|that|which|who|whose|is|was|are|were|its|their|his|than|"
    r"between|whether|because|if)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[\s\xa0]*(?:[,;:–—\-“”\"«»()\[\].!?…]|(?:and|but|or|as|while|when|if|after|before|because|since|although|though|"
    r"whether|where|until|till|unless|once|than|how|that|which|who|whose|amid|in|on|at|by|for|from|to|with|of|over|"
    r"under|into|during|following|ahead|despite|without|within|about|against|near|between|among|through|via|according|"
    r"along|including|so|not|both|only|more|less|this|last|next|late|early|earlier|later|yesterday|today|tomorrow|there|"
    r"here|again|\w+ly|\w+ing|he|she|they|it|officials|the|his|her|its|their|[A-Z]\w*)\b)",
)
_TOLD_NOUNS = frozenset(
    "accusation allegation announcement argument assertion assessment assurance belief case charge claim "
    "complaint concern conclusion confirmation consensus criticism danger decision denial doubt evidence fact "
    "fear finding guarantee hint hope idea impression indication information insistence message news notion "
    "odds opinion point possibility principle promise proof realisation realization reality report revelation "
    "risk rumor rumour sense sign statement story suggestion suspicion testimony theory threat understanding "
    "view warning word worry worries".split()
)
"""Behind these "that" opens what is said, and no clause that tells more of the noun."""
_ADJECTIVES = frozenset(
    "adamant afraid aware certain clear confident convinced glad happy hopeful likely obvious plain possible "
    "proud sorry sure true unlikely me us him her them it now today so not again there here out down back as "
    "worries".split()
)
_AUXILIARY = frozenset(
    "am is are was were be been being has have had do does did will would can could may might shall should must".split()
)
_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")
_DATELINE = re.compile(
    r"[A-Z][A-Z’'.\- ]{2,40}(?:[\s\xa0]*\([A-Z][\w ./]{1,20}\)(?=,))?(?:,[^()\n—–]{1,40}?)?"
    r"(?:[\s\xa0]*\([A-Z][\w ./]{1,20}\))?[\s\xa0]*(?:--|[-–—])[\s\xa0]+"
)
_TRIVIAL = re.compile(
    r"\b(?:sp(?:oke|eak|eaks|oken|eaking) (?:only )?(?:on|under) (?:the )?condition of|(?:on|under) (?:the )?condition "
    r"(?:of anonymity|that (?:he|she|they)\b)|(?:gave|given|gives|giving) (?:another|a different|no) (?:count|figure|"
    r"number|details?|reasons?)|(?:declin|refus)(?:e[sd]?|ing) (?:further |any )?(?:to )?(?:immediate )?(?:comments?\b|"
    r"elaborate|be (?:named|identified|quoted)|give (?:any )?(?:details|reasons))|not (?:be )?(?:immediately )?"
    r"(?:reached|available) for comment|(?:not|n[’']t) (?:immediately )?(?:respond|reply) to|"
    r"contribut(?:ed|ing) to this (?:report|story|article|dispatch))",
    re.IGNORECASE,
)
_ONLY_TOLD = re.compile(r"(?:told|said to|spoke to) (?:reporters?|journalists|the press|a news conference)\W*$", re.I)


def is_trivial(words: str) -> bool:
    """Tell whether the words only tell how the news was got ("spoke on condition of anonymity", "told reporters")."""
    return _TRIVIAL.search(words) is not None or _ONLY_TOLD.search(words) is not None


def after_dateline(text: str, span: Span) -> Span:
    """Leave out a stamp of the page and a dateline ("PORT HALLIN, Oct. 1 (NSP) - ") at the head of a span."""
    span = after_stamps(text, span)
    match = _DATELINE.match(text, span.start, span.end)
    return Span(start=match.end(), end=span.end) if match is not None and match.end() < span.end else span


def in_running_text(sheet: Sheet, span: Span) -> bool:
    """Tell whether the sentence of a span is one: in the body and with a mark at its end, as no headline has."""
    sentence = sheet.sentence_of(span)
    if sentence is None or sheet.kind_at(span.start) is not PassageKind.BODY:
        return sentence is None
    return _ENDS.search(sheet.reading.text, sentence.start, sentence.end) is not None


def has_finite_verb(words: str) -> bool:
    """Tell whether a form in the words can be the verb of a clause: an auxiliary or a tensed form of a known verb."""
    for word in re.findall(r"[A-Za-z][A-Za-z’']*", words):
        plain = word.casefold()
        if plain in _AUXILIARY or plain.endswith(("n’t", "n't", "’re", "’ve", "’ll", "’d")):
            return True
        if not word[0].isupper() and any(tense in (Tense.PAST, Tense.THIRD) for _, tense in lemma_of(plain)):
            return True
    return False


def begins_whole(text: str, start: int, sentence: Span) -> bool:
    """Tell whether a clause can begin at the place: at its sentence's head, after a mark or a joining word."""
    before = text[sentence.start : start]
    if not _WORD.search(before):
        return True
    if _MEASURE_HEAD.match(text, start):
        return False
    near = before.rstrip(" \t\r\n\xa0")
    if before[-1] == "-" and before[-2:-1].isalnum():
        return False  # within a word: "the 24-page letter"
    if _HALF_OF_PAIR.search(before) or _NO_CLAUSE.match(text, start):
        return False
    if _AND.search(before) and _PLURAL_AFTER_AND.match(text, start):
        return False
    if _IN_DOUBT.search(before) or (_WITHOUT_OBJECT.search(before) and not _is_told(before)):
        return False
    if _OF_A_NOUN.search(before) and leads_up(text[start : sentence.end]):
        return False
    return near[-1] in _BORDER or near[-1] in _CLOSING or _JOINER.search(before[-40:]) is not None


def _is_told(before: str) -> bool:
    """Tell whether "that" opens what is said, and not what tells more of a noun: behind a form of a verb, or a noun of
    saying ("the claim that")."""
    noun = _WITHOUT_OBJECT.search(before)
    if noun is None:
        return True
    word = noun["noun"]
    if word.removesuffix("s") in _TOLD_NOUNS or word.endswith(("ed", "ly", "’t", "n't")):
        return True
    return any(lemma in known_verbs() for lemma, _ in lemma_of(word)) or word in _ADJECTIVES


def without_measure(text: str, span: Span) -> Span:
    """Leave out a measure at the end of a cut whose other half is gone (", a day" of "a day before the talks")."""
    cut = _MEASURE_TAIL.search(text, max(span.start, span.end - 60), span.end)
    return Span(start=span.start, end=cut.start()) if cut is not None and cut.start() > span.start else span


def widen(text: str, span: Span, sentence: Span | None) -> Span | None:
    """Return the span if it is whole at both ends, else its sentence; None if that is too long for a line."""
    if sentence is None:
        return span
    if _WORD.search(text[span.end : sentence.end]):
        span = without_measure(text, span)
    head = text[span.start : span.start + 1]
    broken = head in _CLOSING or (head == '"' and text.count('"', sentence.start, span.start) % 2 == 1)
    start, end = span.start, span.end
    if broken or not begins_whole(text, span.start, sentence):
        start = after_dateline(text, Span(start=sentence.start, end=span.end)).start
    condition = _CONDITION_BEFORE.search(text, sentence.start, start) if start == span.start else None
    if condition is not None:
        start = condition.start()
    rest = text[span.end : sentence.end]
    before = text[sentence.start : start]
    if _OF_A_NOUN.search(before) and len(before.split()) > 2 and lacks_verb(before) and lacks_verb(rest):
        start = after_dateline(text, Span(start=sentence.start, end=span.end)).start  # the sentence has no other verb
    if _WORD.search(rest) and (_DANGLING.search(text, span.start, span.end) or not _GOES_ON.match(rest)):
        end = sentence.end
    said = _SAID_AFTER.match(rest) is not None
    under = start == span.start and _UNDER.search(text[sentence.start : start]) is not None
    leads = rest.lstrip(" \xa0").startswith(",") and _ADVERBIAL.match(text, start) is not None
    if end < sentence.end and ((leads and "," not in text[start:end]) or (said and not under)):
        end = sentence.end
    return Span(start=start, end=end) if end - start <= LONGEST_CHARS else None


_VERB_FIRST = re.compile(r"(?:[a-z]+ed|am|is|are|was|were|has|have|had|will|would|can|could|may|might|must)\b")


def starts_with_verb(text: str, span: Span) -> bool:
    """Tell whether a stretch begins with the verb of a clause, so that its subject is missing."""
    return _VERB_FIRST.match(text, span.start, span.end) is not None


_PARAGRAPH = re.compile(r"\n")


def _opening_before(text: str, start: int) -> int:
    """Return where the quotation opens that goes on from the sentence before, in the same paragraph; else the start."""
    floor = max(0, start - LONGEST_CHARS)
    opening = text.rfind("“", floor, start)
    between = text[opening:start] if opening >= 0 else "\n"
    return start if "”" in between or _PARAGRAPH.search(between) else opening


def whole_quotes(text: str, span: Span, sentence: Span | None) -> Span | None:
    """Widen a span that ends inside a quotation, or begins in one, to where its sentence closes or opens it."""
    if sentence is None:
        return span
    start, end = span.start, span.end
    words = text[start:end]
    if words.count("“") > words.count("”") and words.rfind("“") > 0:
        close = text.find("”", end, sentence.end)
        end = close + 1 if close >= 0 else end
    if words.count("”") > words.count("“") and not words.endswith("”"):
        opening = text.rfind("“", sentence.start, start)
        start = sentence.start if opening >= 0 else _opening_before(text, start)
    if words.count('"') % 2 and not words.startswith('"') and not words.endswith('"'):
        inside = text.count('"', sentence.start, start) % 2 == 1
        close = text.find('"', end, sentence.end)
        if inside:
            start = sentence.start
        elif close >= 0:
            end = close + 1
    return Span(start=start, end=end) if end - start <= LONGEST_CHARS else None
