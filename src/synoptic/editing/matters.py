"""What a stance is about: the words to print, cut to the matter.

Decision to know: what is printed is the verb's own complement. The next verb, an aside or the deadline is left out, and
a matter that only a pronoun names, or that is only words, is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from synoptic.editing.desk import Desk
from synoptic.editing.standing import whole_quotes, without_measure
from synoptic.editing.wording import (
    balance_quotes,
    is_vague,
    person_additions,
    time_additions,
    trim,
    vague_start,
    write,
)
from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.inflect import Tense, known_verbs, lemma_of
from synoptic.model.readings import (
    Stance,
)
from synoptic.model.spans import Span

_TRIVIAL = re.compile(
    r"\W*(?:(?:not )?to (?:let go|be (?:named|identified|quoted)|comment|elaborate|say|"
    r"give (?:any )?(?:details|reasons)|answer|discuss details)|anonymity|comment)\b|\W*\w*\W*$",
    re.IGNORECASE,
)
"""What is refused or asked for at the foot of a report ("to be named", "to comment") is no stance in a matter."""
_ACTOR_AGAIN = re.compile(r"(?:he|she|they|their|his|her|that [a-z]+)\b", re.IGNORECASE)
_ITSELF = re.compile(r"(?:it (?:has|had|was|is|would|will|did|does|were)|its)\b", re.IGNORECASE)
"""The actor, named in the line already, may be meant by these: "denies: it had …", but not "demands: it be …"."""
_OF_ONESELF = frozenset({Stance.DENIES, Stance.THREATENS, Stance.WARNS, Stance.OFFERS})
_LEAD = re.compile(r"(?:for|that|against)[\s\xa0]+", re.IGNORECASE)
_OF = re.compile(r"of[\s\xa0]+", re.IGNORECASE)
_SUPPORT = re.compile(
    r"(?<![\w-])(?:(?:the|its|his|her|their)[\s\xa0]+)?(?:[A-Z][\w-]*[\s\xa0]+){0,2}(?:[A-Z][\w-]*[’']s?[\s\xa0]+)?(?:(?!(?:\w+ing|\w+ed|had|has|have|gave|give|gives|is|was)\b)"
    r"[a-z-]+[\s\xa0]+){0,2}?(?:support|backing)[\s\xa0]+(?:for[\s\xa0]+)?$"
)
_HOW_LONG = re.compile(
    r"(?:for[\s\xa0]+)?(?:\w+[\s\xa0]+){1,2}(?:hours?|days?|weeks?|months?|years?)[\s\xa0]+(?=to\b|that\b)",
    re.IGNORECASE,
)
HANGING = re.compile(r"(?:of|for|with)\b", re.IGNORECASE)


@cache
def _words_offered() -> frozenset[str]:
    return frozenset(
        noun
        for row in load_table("stance_objects")
        if row[0] == "none" and "offer" in row[1].split()
        for noun in row[2].split()
    )


def is_words(about: str) -> bool:
    """Tell whether what is offered is only said or shown ("a bleak assessment of …"), or nothing."""
    match = re.match(r"(?:what|how|why|no|little|few)\b", about)
    head = re.split(r"[,:;]|\b(?:of|on|for|to|that|in|about|at|with|from|as)\b", about, maxsplit=1)[0].split()
    return match is not None or (bool(head) and head[-1].casefold() in _words_offered())


def _is_only_somebody(about: str) -> bool:
    """Tell whether only the one asked is told, and not for what ("a request to Haske’s lawyer")."""
    words = about.split()
    return words[-1].casefold() in load_words("actor_nouns") and not _ASKS.search(about)


_ASKS = re.compile(r"\b(?:to|for|that|from|not)\b")
_TOWARD_OTHERS = frozenset(
    {Stance.DEMANDS, Stance.REQUESTS, Stance.ACCUSES, Stance.SUPPORTS, Stance.OPPOSES, Stance.WARNS}
)


def is_of_oneself(about: str, actor: str, stance: Stance) -> bool:
    """Tell whether a person would ask or accuse himself: one of the two was read wrongly."""
    if stance not in _TOWARD_OTHERS:
        return False
    last = re.escape(actor.rsplit(maxsplit=1)[-1])
    return re.match(rf"(?:the[ ])?(?:[A-Z]\w*\.?[ ]){{0,2}}{last}(?![\w’'])", about) is not None


def is_cut(text: str, about: Span, content: Span) -> bool:
    """Tell whether the content leaves out what the verb is about: it begins behind another verb ("denying he had it and
    asking them to lie"), or ends before an object ("to cancel | his visit")."""
    if content.start > about.start and JOINED.search(text, about.start, content.start):
        return True
    if content.end > about.end and _ANOTHER.match(text, about.end, content.end):
        return True
    return (
        content.start == about.start and content.end < about.end and bool(_OBJECT.match(text, content.end, about.end))
    )


_ANOTHER = re.compile(
    r"\W*(?:and|but)\s+(?:now|then|also|later|has|have|had|is|are|was|were|will|would|did|does|\w+ed)\b"
)
JOINED = re.compile(r"\b(?:and|or|but|by|while)\b")
_OBJECT = re.compile(r"[\s\xa0]+(?:the|an?|his|her|its|their|any|all|this|that|these|those)\b")


def with_object(text: str, about: Span) -> Span:
    """Take in the object of an infinitive that stands at the very end ("to cancel | the session")."""
    if _INFINITIVE_LAST.search(text, about.start, about.end) is None:
        return about
    match = _ITS_OBJECT.match(text, about.end)
    return Span(start=about.start, end=match.end()) if match is not None else about


_INFINITIVE_LAST = re.compile(r"\bto[ ][a-z]+$")
_ITS_OBJECT = re.compile(
    r"[ ](?:the|an?|his|her|its|their|any|all|this|that|those)\b[^,.;:\n—–]{1,90}?"
    r"(?=[,.;:\n—–]|[ ](?:after|before|when|because|which|who|as|while|since|if|unless|and|but)\b)"
)


def _without_next(text: str, about: Span) -> Span:
    """Leave out the verb that goes on behind an object or an infinitive ("to leave and has won"), and what is told of
    a pronoun ("her, who asked ...")."""
    told = _TOLD_OF.match(text, about.start, about.end)
    if told is not None:
        return Span(start=about.start, end=told.end(1))
    if _GOES_ON.match(text, about.end):
        joined = list(_NEXT_SUBJECT.finditer(text, about.start, about.end))
        if joined:  # "a ban, and the mayor | said": the last one named acts in what follows
            return Span(start=about.start, end=joined[-1].start())
    if _CLAUSE.match(text, about.start, about.end):
        return about
    beside = _CLAUSE_BESIDE.search(text, about.start, about.end)
    if beside is not None:
        return Span(start=about.start, end=beside.start())
    match = _NEXT_VERB.search(text, about.start, about.end)
    if match is None and (that := _AND_THAT.search(text, about.start, about.end)) is not None:
        match = that if " that " not in text[about.start : that.start()] else None
    return Span(start=about.start, end=match.start()) if match is not None and match.start() > about.start else about


def own_matter(text: str, about: Span, trigger: Span, sentence: Span) -> Span:
    """Leave out of what follows a verb what belongs to another: the verb that the whole sentence goes on with behind
    "who refused to …", the words behind the dash that closes an aside, and a further verb of the same form."""
    cuts: list[int] = []
    if _WHO.search(text, sentence.start, trigger.start):
        main = _MAIN_VERB.search(text, about.start, about.end)
        if main is not None and _SUBJECT_WITHIN.search(text, about.start, main.start()) is None:
            cuts.append(main.start())
    dash = _DASH.search(text, about.start, about.end)
    if dash is not None and len(_DASH.findall(text, sentence.start, trigger.start)) % 2:
        cuts.append(dash.start())
    word = text[trigger.start : trigger.end].split(maxsplit=1)[0] if trigger.end > trigger.start else ""
    joined = _AND_FORM.search(text, about.start, about.end)
    while joined is not None:
        if _SUBJECT_WITHIN.search(text, about.start, joined.start()) is None and _is_of_form(joined[1], word):
            cuts.append(joined.start())
            break
        joined = _AND_FORM.search(text, joined.end(), about.end)
    end = min((cut for cut in cuts if cut > about.start), default=about.end)
    return Span(start=about.start, end=end)


_WHO = re.compile(r"\bwho(?:[ ]\w+){0,2}[ ]$")
_MAIN_VERB = re.compile(r"[ ](?:is|are|was|were|has|have|had|will|would)\b(?![ ](?:to|not[ ]to)\b)")
_SUBJECT_WITHIN = re.compile(
    r"\b(?:who|which|that|what|how|why|if|because|he|she|it|they|we|as|when|while|where|whether)\b"
)
_DASH = re.compile(r"[ ](?:—|–|--)[ ]|—")
_AND_FORM = re.compile(
    r",?[ ](?:and|but)[ ](?:\w+ly[ ])?(\w+)(?=[ ](?:the|an?|his|her|its|their|him|them|it|that|to)\b)"
)


def _is_of_form(word: str, trigger: str) -> bool:
    """Tell whether a word is a verb in the form of the trigger: "insists … and regrets the"."""
    mine = {tense for _, tense in lemma_of(trigger.casefold())} & _FORMS
    return bool(mine & {tense for lemma, tense in lemma_of(word.casefold()) if lemma in known_verbs()})


_FORMS = frozenset({Tense.THIRD, Tense.PAST, Tense.GERUND})
_GOES_ON = re.compile(r",?[ ](?:is|are|was|were|has|have|had|will|would|could|may|might|said|says|did|does)\b")
_NEXT_SUBJECT = re.compile(r",[ ](?:and|but)[ ]")
_TOLD_OF = re.compile(r"(him|her|them|it),[\s\xa0]who(?:se|m)?\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:that|whether|if|what|how|why|[“\"‘])|"
    r"(?:(?!\b(?:and|but)\b)[^,;])*?\b(?:is|are|was|were|has|have|had|will|would|be)\b"
)
_NEXT_VERB = re.compile(r",?[\s\xa0](?:and|but)[\s\xa0](?:now|then|also|later|has|have|is|was|were|will)[\s\xa0]")
_CLAUSE_BESIDE = re.compile(
    r",[ ](?:and|but)[ ](?:(?:on|at|in|by|later|then|from)\b[^,;“”\"]{1,24}[ ])?(?:he|she|it|they|we)[ ]"
    r"(?:will|would|is|are|was|were|has|have|had|did|does|can|could|may)\b"
)
"""A clause of its own behind the object: "for gifts of $3, and at 7 p.m. he will speak"."""
_AND_THAT = re.compile(r",?[ ](?:and|but)[ ]that[ ]")


def _without_while(text: str, piece: Span) -> Span:
    """Leave out how long, at the head of what is refused or asked ("for ten days to meet …")."""
    match = _HOW_LONG.match(text, piece.start, piece.end)
    return Span(start=match.end(), end=piece.end) if match is not None and match.end() < piece.end else piece


_OBJECT_PRONOUN = re.compile(
    r"(?:him|them|it(?![’'])(?!\s+(?:has|had|was|is|would|will|did|does|were|be)\b)|me|us|her(?=\W*$|\s+(?:again|to|of|for|as|from|on|over|in|that|by|not)\b))"
    r"(?![\w’'])",
    re.IGNORECASE,
)


def _means_nobody(words: str, meant: Sequence[str], actor: str) -> bool:
    """Tell whether the object is a pronoun of which nobody can tell whom it means: nobody named, people without a name,
    or the actor, whom only "himself" could mean."""
    if _OBJECT_PRONOUN.match(words) is None:
        return False
    return not meant or any(name == actor or name[:1].islower() for name in meant)


def matter_of(desk: Desk, report: str, span: Span, stance: Stance, actor: str) -> str | None:
    sheet = desk.sheets[report]
    reading, text = sheet.reading, sheet.reading.text
    piece = trim(text, _without_next(text, span))
    if piece is None or len(piece) > 300:
        return None
    lead = _LEAD.match(text, piece.start, piece.end)
    against = lead is not None and stance is Stance.WARNS and lead.group(0).casefold().startswith("against")
    if lead is not None and lead.end() < piece.end and stance is not Stance.REFUSES and not against:
        piece = Span(start=lead.end(), end=piece.end)
    of = _OF.match(text, piece.start) if stance is Stance.THREATENS else None
    if of is not None and of.end() < piece.end:
        piece = Span(start=of.end(), end=piece.end)  # "the threat of naming ..."
    never = _NEVER.match(text, piece.start, piece.end) if stance is Stance.REFUSES else None
    if never is not None:
        piece = Span(start=never.end(), end=piece.end)  # who vows never to yield refuses to yield
    piece = _without_while(text, piece)
    whole = whole_quotes(text, piece, sheet.sentence_of(piece))
    end = max(piece.end, whole.end) if whole is not None else piece.end
    piece = balance_quotes(text, without_measure(text, Span(start=piece.start, end=end)))
    participants = sheet.vague_within(piece)
    people = person_additions(desk, report, participants, piece)
    about = write(text, (piece,), [*time_additions(reading.times, text, piece), *people], None)
    head = vague_start(text[piece.start : piece.end])
    if (
        head is not None
        and piece.start + head.end(1) not in {a.place for a in people}
        and not _may_be_actor(about, stance)
    ):
        return None
    if stance is Stance.REFUSES and ASKED.match(about):
        return None  # who refuses to say whether a thing is so refuses no thing
    if stance is Stance.OFFERS and is_words(about):
        return None
    if stance is Stance.REQUESTS and (_is_only_somebody(about) or _IS_NAMED.fullmatch(about)):
        return None
    if stance in _OF_A_THING and _WHERE.match(about):
        return None  # the object stands before the verb: what it was asked for is cut off
    if _means_nobody(text[piece.start : piece.end], [a.words for a in people if a.place <= piece.start + 5], actor):
        return None
    if _ENDS_OPEN.search(about):
        return None  # "accused Orlo of", "of many of the same": what it was is cut off
    return None if is_vague(about) or _TRIVIAL.match(about) or not any(c.isalpha() for c in about) else about


_IS_NAMED = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}")
"""Who is asked, and not what for."""
_NEVER = re.compile(r"(?:never|not)[\s\xa0]+(?=to\b)")
_ENDS_OPEN = re.compile(r"(?:^|[\s\xa0])(?:of|with|about|from|by|than|the|an?|and|or|such|same|many[ ]of)$")
_WHERE = re.compile(
    r"(?:on|in|at|during|earlier|after|before|inside|outside)\b(?!\s+(?:exchange|return|favou?r)\b)", re.IGNORECASE
)
_OF_A_THING = frozenset(
    {Stance.REQUESTS, Stance.DEMANDS, Stance.OFFERS, Stance.SUPPORTS, Stance.OPPOSES, Stance.REJECTS}
)


def _may_be_actor(about: str, stance: Stance) -> bool:
    if _ACTOR_AGAIN.match(about):
        return True
    return stance in _OF_ONESELF and _ITSELF.match(about) is not None


def behind_deadline(text: str, about: Span) -> Span:
    """Leave out whom a deadline was given and until when: what is wanted stands behind it ("until Sunday to ...")."""
    match = _DEADLINE.match(text, about.start, about.end)
    return Span(start=match.end(), end=about.end) if match is not None and match.end() < about.end else about


_DEADLINE = re.compile(
    r"(?:[\w’'-]+[ ]){0,4}(?:(?:until|till)\b|by[ ](?:\d|[A-Z][a-z]+(?:day)?[ ]|the[ ]end|next|noon|mid|tomorrow))"
    r"[^,;.]{0,60}?[ ](?=to[ ][a-z])"
)
ASKED = re.compile(r"(?:whether|if|how|when|what|why|who|where|which)\b", re.IGNORECASE)


def with_support(text: str, about: Span, stance: Stance, clause: Span) -> Span:
    """Take "its unwavering support" with what it is for, where the noun tells the stance."""
    match = _SUPPORT.search(text, clause.start, about.start) if stance is Stance.SUPPORTS else None
    if match is None or match.end() != about.start or match.group(0).startswith(("support", "backing")):
        return about
    return Span(start=match.start(), end=about.end)


ASKING = frozenset({Stance.DEMANDS, Stance.REQUESTS})
