"""Whether words hold the verb of a main clause, so that they say something by themselves.

Decision to know: a word list and the commas decide, not a grammar. What stands behind a relative word or a conjunction,
or begins with a preposition or an -ing form, belongs to another clause; a form that may be a participle counts as a
verb unless it can only be one. Where the words leave it open, they are taken to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from synoptic.lexicon.inflect import Tense, known_verbs, lemma_of

_AUXILIARY = frozenset(
    "am is are was were has have had do does did will would can could may might shall should must".split()
)
_SHORT = ("n’t", "n't", "’s", "'s", "’re", "'re", "’ve", "'ve", "’ll", "'ll", "’d", "'d", "’m", "'m")
_PRONOUNS = frozenset("i you he she it we they there that this who what here".split())
_ASIDE = re.compile(r"\s?\([^()]*\)|\[[^\[\]]*\]")
_PART = re.compile(r"[,;:()…]|\s[–—-]+\s|\s*[—―]\s*|--+")
_UNDER = re.compile(
    r"\b(?:which|who|whom|whose|where|when|while|as|after|before|since|because|although|though|if|unless|until|till|that|"
    r"whether|(?<!more )(?<!less )(?<!fewer )than|once)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|from|to|of|with|without|under|over|during|despite|amid|among|between|through|about|against|"
    r"following|including|according|like|near|inside|outside|behind|besides|along|upon|within|across|around)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(r"^(?:and|but|or|nor|yet|so|then)\s+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_BEFORE_NOUN = frozenset(
    "the a an this these those his her its their our my your any no some such each every of in on at by for from with "
    "to into new other more most many several few all both two three four five six seven eight nine ten".split()
)
_QUOTED_FIRST = re.compile(r"[“\"].*[,.?!…—–]\s?[”\"](?P<rest>[^“\"]*)$", re.DOTALL)


def lacks_verb(words: str) -> bool:
    """Tell whether the words hold no verb of a main clause ("The mayor of Lorn, who left on Friday"); behind a whole
    quotation, whether what follows it lacks one ("“We go,” the mayor")."""
    quoted = _QUOTED_FIRST.match(words.strip())
    if quoted is not None:
        rest = quoted["rest"].strip(" .\xa0")
        return bool(_WORD.search(rest)) and not any(_has_verb(part, quoted=True, first=False) for part in _parts(rest))
    parts = _parts(words)
    return not any(_has_verb(part, quoted=False, first=part is parts[0]) for part in parts)


def _parts(words: str) -> list[str]:
    return [part.strip() for part in _PART.split(_ASIDE.sub(" ", words)) if part and part.strip()]


def _has_verb(part: str, *, quoted: bool, first: bool) -> bool:
    """Tell whether a stretch between two marks holds the verb of a main clause."""
    part = _JOINING.sub("", part.lstrip("“\"‘'” "))
    under = _UNDER.search(part)
    if under is not None and under.group(0).casefold() == "that" and under.start() == 0:
        under = None
    head = part if under is None else part[: under.start()]
    found = _WORD.findall(head)
    if not found or (not first and found[0][0].islower() and found[0].endswith("ing") and len(found[0]) > 5):
        return False
    phrase = _PREPOSITION.match(head) is not None
    if any(_is_verb(found, at, phrase=phrase, quoted=quoted) for at in range(len(found))):
        return True
    return under is not None and under.group(0).casefold() in _RELATIVES and _goes_on(part[under.end() :])


_RELATIVES = frozenset({"that", "which", "who", "whom", "whose"})


def _goes_on(words: str) -> bool:
    """Tell whether a second verb follows a relative clause's own: "the talks that were planned | have been moved"."""
    found = _WORD.findall(words)
    verbs = [at for at in range(len(found)) if _is_verb(found, at, phrase=False, quoted=True)]
    return any(later - earlier > _FEWEST_BETWEEN for earlier, later in pairwise(verbs))


_FEWEST_BETWEEN = 2


def _is_verb(found: Sequence[str], at: int, *, phrase: bool, quoted: bool) -> bool:
    """Tell whether a word can be the verb of a clause where it stands; `phrase` where the words begin with a
    preposition, so that a form which may be a participle is taken for one."""
    word, lower = found[at], found[at].casefold()
    before = found[at - 1].casefold() if at else ""
    if (lower in _AUXILIARY and not (at and word[0].isupper())) or (lower.endswith(_SHORT[:2]) and len(lower) > 3):
        return True
    if lower.endswith(_SHORT[2:]) and re.split(r"[’']", lower)[0] in _PRONOUNS:
        return True
    if before in _BEFORE_NOUN or (word[0].isupper() and at):
        return False
    tenses = {tense for lemma, tense in lemma_of(lower) if lemma in known_verbs() or lower.endswith("ed")}
    if Tense.PAST in tenses and (Tense.PARTICIPLE not in tenses or not phrase or before in _PRONOUNS):
        return True
    plural = before.endswith("s") and not before.endswith(_SHORT)
    if Tense.BASE in tenses and (before in _PRONOUNS or (plural and not phrase)):
        return True
    return Tense.THIRD in tenses and bool(at or quoted) and not phrase


_SIDE_TRACK = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:after|before|in|on|at|by|when|while|as|during|since|until|with|for|following)\b)"
)


def begins_with_verb(words: str) -> bool:
    """Tell whether the first word is the verb of a clause whose subject stands before it ("struck the port")."""
    first = _WORD.match(words.strip())
    if first is None or first.group(0)[0].isupper():
        return False
    lower = first.group(0).casefold()
    tenses = {tense for lemma, tense in lemma_of(lower) if lemma in known_verbs()}
    return lower in _AUXILIARY or bool(tenses & {Tense.PAST, Tense.THIRD})


def leads_up(words: str) -> bool:
    """Tell whether what stands before the first comma is no clause and the clause follows that comma ("governor of
    Lorn in 2002, she called …"); a mere aside may follow it ("the mayor, a sailor, called …")."""
    head, comma, tail = words.partition(",")
    after = tail.strip()
    if not comma or _PREPOSITION.match(head.strip()) or _JOINING.match(after) or _UNDER.match(after):
        return False
    return lacks_verb(head) and not lacks_verb(tail.partition(",")[0])


def without_next_clause(words: str) -> str:
    """Leave out what only leads up to a further clause at the end of a cut ("he was jailed, and on 6 May")."""
    cuts = list(_SIDE_TRACK.finditer(words))
    if not cuts:
        return words
    last = cuts[-1]
    tail = words[last.end() :]
    alone = "," in last.group(0) and "," not in tail.rstrip(" ,0123456789") and len(tail.split()) >= 2
    past = any(Tense.PAST in {tense for _, tense in lemma_of(word)} for word in _WORD.findall(tail) if word.islower())
    if alone and not past and lacks_verb(tail) and not lacks_verb(words[: last.start()]):
        return words[: last.start()]
    return words
