"""Verb groups of a sentence: auxiliaries, negation and the verb that they carry, with tense, modality and voice.

Decision to know: there is no tagger. A word is taken for a verb by its form and its two neighbours, and the caution
is on the side of
the noun: words that are nouns as a rule ("talks", "demands", "strikes") count as verbs only where what follows leaves
no doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from synoptic.lexicon.inflect import Tense
from synoptic.reading.lines import NUMBER_WORDS, Lexis, Line, Rows, load_lexis


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries, as token numbers of the sentence;

    `form` is finite, infinitive, gerund or participle.
    """

    first: int
    head: int
    stop: int
    lemma: str
    form: str
    tense: str = "present"
    modal: str = ""
    host: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    doubtful: bool = False
    """A form that is past and participle alike: what stands around it decides."""
    inner: tuple[int, int] | None = None
    """The subject, where it stands between the auxiliary and the verb."""


_SKIPPED = frozenset({"“", "”", '"', "itself", "himself", "herself", "themselves"})
_MODALS = MappingProxyType({"'d": "would", "'ll": "will", "wo": "will", "ca": "can", "cannot": "can"})
_PLURALS = frozenset("people police men women children".split())
_FOLLOWS_VERB = frozenset("dq#r")
_AUX = frozenset("mbho")
_SAID_BY = frozenset("they we you who i".split())
_BEFORE_GERUND = frozenset(
    "consider avoid deny admit propose suggest risk discuss contemplate weigh mull postpone delay recommend favour stop"
    " quit resume regret mind advocate oppose enjoy".split()
)
_CALENDAR = frozenset("open close start end vote return visit meet play face host debate resume".split())
"""What is announced in the present tense: "the trial of the officers opens next week"."""
_ASKED_THAT = frozenset("demand suggest propose insist recommend ask urge request order".split())
_HEADLINED = frozenset("talks drills call summit".split())
_BUILDING = frozenset("meet bomb kill shell shoot fight sign hear build train".split())


def find_groups(line: Line) -> list[Group]:
    """Find the verb groups of a sentence, in order. Linear in its length."""
    lexis = load_lexis()
    groups: list[Group] = []
    stop = 0
    told = False
    last: Group | None = None
    for at in line.verbal:
        if at < stop:
            continue
        here = line.kind[at]
        if here in _AUX:
            found = _after_auxiliary(line, at, lexis)
            if found is None or found.head == at:
                found = _inverted(line, at) or found
        elif here == "p":
            found = _infinitive(line, at, lexis, last)
        elif line.rows[at]:
            found = _lone_verb(line, at, lexis, last)
        else:
            continue
        if found is not None:
            if at and here == "w" and (line.kind[at - 1] in "na" or line.lower[at - 1] == "longer"):
                found.negated = found.negated or _negated_before(line, at)
            groups.append(found)
            told = told or found.form == "finite" or found.host == "planned"
            last = found
            stop = max(found.stop, at + 1)
    if not told:
        _add_headline_verb(line, groups, lexis)
    return groups


def _within_phrase(line: Line, at: int) -> bool:
    """Tell whether the noun here stands behind a preposition: "at odds over the gas line to B".

    A time before the phrase has the preposition to itself: "On Wednesday the central bank".
    """
    while at >= 0 and (line.kind[at] in "wd#'" or line.name[at] >= 0):
        at -= 1
        if at >= 0 and line.time[at] >= 0 and line.time[at + 1] < 0:
            return False
    return at >= 0 and line.kind[at] == "p"


def _negated_before(line: Line, at: int) -> bool:
    """Tell whether a verb without an auxiliary is negated: "never paid", "no longer lends"."""
    near = at - 1 if line.kind[at - 1] != "a" or at < 2 else at - 2
    return line.kind[near] == "n" or line.lower[max(0, at - 2) : at] == ["no", "longer"]


def is_titled(line: Line) -> bool:
    """Tell whether every word of some length is a capital one, as in headlines: "Velmora Bans Foreign Trawlers"."""
    plain = [token for token, kind in zip(line.tokens, line.kind, strict=True) if kind == "w" and token.is_word]
    return len(plain) >= 3 and all(token.is_capital for token in plain)


def _is_alike(line: Line, at: int) -> bool:
    """Tell whether the word is a past form that is also the plain one: cut, put, hit."""
    return bool(line.rows[at]) and line.rows[at][0] == (line.lower[at], Tense.PAST)


def _add_headline_verb(line: Line, groups: list[Group], lexis: Lexis) -> None:
    """Add the verb of a sentence that has none so far, which a form that is a noun as a rule can be in a headline:
    "Velmora releases three sailors", "Ministers visit Brindt".
    """
    titled = is_titled(line)
    for at in sorted(line.verbal, key=lambda at: not _is_alike(line, at)):
        if not at or at + 1 >= len(line.lower) or not line.rows[at] or line.kind[at] != "w":
            continue
        if line.tokens[at].is_capital and not titled:
            continue
        lemma, tense = line.rows[at][0]
        alike = _is_alike(line, at)
        if not (alike or tense in (Tense.THIRD, Tense.BASE)) or not (
            line.kind[at - 1] == "w" or line.name[at - 1] >= 0
        ):
            continue
        if at - 1 in line.adjectival or any(group.first <= at < group.stop for group in groups):
            continue
        subject, follows = line.lower[at - 1], line.kind[at + 1]
        named = line.name[at - 1] >= 0
        many = subject in _PLURALS or (subject.endswith("s") and not subject.endswith(("ss", "us")))
        if not named and _within_phrase(line, at - 1):
            continue
        joined = named and any(line.lower[i] in ("and", ",") for i in range(at))
        if (
            not alike
            and (many if tense is Tense.THIRD else not (many or joined))
            and not (named and tense is Tense.THIRD)
        ):
            continue
        if not (follows in "dq#rpw" or line.name[at + 1] >= 0) or line.lower[at + 1] in ("of", "between"):
            continue
        found = Group(first=at, head=at, stop=at + 1, lemma=lemma, form="finite", tense="past" if alike else "present")
        groups.append(found)
        groups.sort(key=lambda group: group.first)
        return


def _skip(line: Line, at: int, group: Group | None = None) -> int:
    """Step over adverbs, "not" and marks of quotation; note a negation in the group."""
    stop = min(len(line.lower), at + 5)
    while at < stop:
        kind = line.kind[at]
        if kind == "n":
            if group is not None:
                group.negated = True
        elif line.lower[at : at + 2] == ["no", "longer"] and group is not None and group.modal:
            group.negated = True
            at += 1
        elif (
            kind != "a"
            and line.lower[at] not in _SKIPPED
            and not (line.lower[at] == "yet" and group is not None and (group.negated or group.modal))
            and not (group is not None and line.lower[at] in ("each", "both", "all"))
        ):
            break
        at += 1
    return at


def _as(rows: Rows, *tenses: Tense) -> str | None:
    for lemma, tense in rows:
        if tense in tenses:
            return lemma
    return None


def _after_auxiliary(line: Line, at: int, lexis: Lexis) -> Group | None:
    word = line.lower[at]
    group = Group(first=at, head=at, stop=at + 1, lemma="", form="finite")
    state = line.kind[at]
    if word.endswith("n't"):
        group.negated = True
        word = word[:-3]
    if state == "m":
        group.modal = _MODALS.get(word, word)
        group.tense = "future" if group.modal in ("will", "shall") else "modal"
        group.negated = group.negated or word == "cannot"
    elif word in ("was", "were", "had", "did"):
        group.tense = "past"
    if word in ("being", "having"):
        group.form = "gerund"
    elif word == "been":
        group.form = "participle"
    elif word in ("be", "have", "do") and state != "m":
        group.form = "finite"
    return _carry(line, at + 1, state, group, lexis)


def _carry(line: Line, at: int, state: str, group: Group, lexis: Lexis) -> Group | None:
    """Follow the auxiliaries to the verb that they carry."""
    size = len(line.lower)
    own = {"b": "be", "h": "have", "o": "do", "m": ""}[state]
    head = group.head
    while True:
        here = _skip(line, at, group)
        if here >= size:
            break
        word, rows = line.lower[here], line.rows[here]
        lemma: str | None = None
        if line.name[here] >= 0 or line.time[here] >= 0:
            break
        if state == "m":
            if word in ("be", "have", "do"):
                state, own, head, at = word[0] if word != "do" else "o", word, here, here + 1
                continue
            lemma = "like" if word == "like" else _as(rows, Tense.BASE)
        elif state == "o":
            lemma = "have" if word == "have" else "do" if word == "do" else _as(rows, Tense.BASE)
        elif state == "h":
            if word == "been":
                group.perfect = True
                state, own, head, at = "b", "be", here, here + 1
                continue
            if word in ("had", "done"):
                lemma = "have" if word == "had" else "do"
            elif word == "yet" and here + 2 < size and line.lower[here + 1] == "to" and _base_at(line, here + 2):
                group.host = "negated"
                return _to_verb(line, here + 1, group, lexis)
            elif word == "to" and here + 1 < size and _base_at(line, here + 1):
                group.host = "must"
                return _to_verb(line, here, group, lexis)
            else:
                lemma = _as(rows, Tense.PARTICIPLE)
            group.perfect = group.perfect or lemma is not None
        else:
            return _after_be(line, here, head, group, lexis)
        if lemma is None:
            break
        group.head, group.stop, group.lemma = here, here + 1, lemma
        return group
    if not own:
        return None
    group.head, group.stop, group.lemma = head, head + 1, own
    return group


_TURNING = frozenset("only never nor neither once".split())


def _inverted(line: Line, at: int) -> Group | None:
    """Read an auxiliary that stands before its subject: "Will Haske resign?", "Not only did A leave", "Had it rung"."""
    kind, word = line.kind[at], line.lower[at]
    after = at + 1
    bared = word == "should" and after < len(line.lower) and (line.kind[after] in "dq" or line.name[after] >= 0)
    turned = at == 0 or not _TURNING.isdisjoint(line.lower[max(0, at - 2) : at])
    if kind not in "moh" or not (line.lower[-1] == "?" or turned or bared):
        return None
    if at and line.lower[-1] == "?" and line.kind[at - 1] in "wq" and line.lower[at - 1] not in _ASKING_WORDS:
        return None
    wanted = (Tense.PARTICIPLE,) if kind == "h" else (Tense.BASE,)
    for here in range(at + 1, min(len(line.lower), at + 10)):
        if line.name[here] >= 0 or line.kind[here] in "d'q#a":
            continue
        if line.kind[here] != "w":
            return None
        lemma = _as(line.rows[here], *wanted)
        if lemma is None or here == at + 1:
            continue
        begin = at - 1 if at > 0 and line.lower[at - 1] in _TURNING else at
        group = Group(first=begin, head=here, stop=here + 1, lemma=lemma, form="finite")
        group.inner = (at + 1, here)
        if kind == "m":
            group.modal = _MODALS.get(word, word)
            group.tense = "future" if group.modal in ("will", "shall") else "modal"
        else:
            group.tense = "past" if word in ("did", "had") else "present"
            group.perfect = kind == "h"
        group.negated = any(line.lower[i] in ("never", "nor", "neither") for i in range(max(0, at - 1), at))
        return group
    return None


_ASKING_WORDS = frozenset("why how when where what who".split())


def _after_be(line: Line, here: int, head: int, group: Group, lexis: Lexis) -> Group:
    word, rows = line.lower[here], line.rows[here]
    if word == "being" and here + 1 < len(line.lower):
        group.progressive = True
        after = _skip(line, here + 1, group)
        if after < len(line.lower):
            here, word, rows = after, line.lower[after], line.rows[after]
    light = lexis.hosts.get(word)
    if light is not None:
        to = here + 1
        if to < len(line.lower) and line.lower[to] == "to" and _base_at(line, to + 1):
            group.host = light
            return _to_verb(line, to, group, lexis)
        if light == "possible" and word == "considering":
            group.host = light
    if word == "to" and _base_at(line, here + 1):
        group.host = "planned"
        return _to_verb(line, here, group, lexis)
    lemma = _as(rows, Tense.GERUND)
    if lemma is not None:
        group.progressive = True
    else:
        lemma = _as(rows, Tense.PARTICIPLE)
        if lemma is not None:
            group.passive = True
    if lemma is None:
        group.head, group.stop, group.lemma = head, head + 1, "be"
        return group
    group.head, group.stop, group.lemma = here, here + 1, lemma
    return group


def _base_at(line: Line, at: int) -> bool:
    """Tell whether a plain form (or "be", "have") stands here, adverbs before it left out."""
    at = _skip(line, at)
    if at >= len(line.lower) or line.name[at] >= 0 or line.time[at] >= 0:
        return False
    return line.lower[at] in ("be", "have", "do") or _as(line.rows[at], Tense.BASE) is not None


def _to_verb(line: Line, to: int, group: Group, lexis: Lexis) -> Group:
    """Read on after "to": the verb, or "be" and "have" with what they carry."""
    at = _skip(line, to + 1, group)
    word = line.lower[at]
    group.head, group.stop = at, at + 1
    if word in ("be", "have", "do"):
        group.lemma = word
        tense, perfect = group.tense, group.perfect
        carried = _carry(line, at + 1, "b" if word == "be" else "h" if word == "have" else "o", group, lexis)
        group.tense = tense
        group.perfect = group.perfect or perfect
        return carried or group
    group.lemma = _as(line.rows[at], Tense.BASE) or word
    return group


def _infinitive(line: Line, at: int, lexis: Lexis, last: Group | None) -> Group | None:
    if not _base_at(line, at + 1) or _is_goal(line, at, last):
        return None
    group = Group(first=at, head=at, stop=at + 1, lemma="", form="infinitive", tense="base")
    before = line.lower[at - 1] if at else ""
    if at and line.kind[at - 1] == "n":
        group.negated = True
    light = lexis.hosts.get(before)
    if light is not None and line.kind[at - 1] == "w" and before not in ("said", "known"):
        group.host = light
    elif at and line.name[at - 1] >= 0 and at < 12 and last is None:
        group.host = "planned"  # a headline: "Neighbours to hold talks"
    return _to_verb(line, at, group, lexis)


_GOING = frozenset("return go get come back travel commute drive walk report".split())


def _is_goal(line: Line, to: int, last: Group | None) -> bool:
    """Tell whether "to work" is where somebody goes: "returned to work on Monday", "got back to work"."""
    after = to + 2
    if line.lower[to + 1] != "work" or last is None:
        return False
    going = (last.lemma in _GOING and last.stop == to) or line.lower[to - 1] == "back"
    return going and (after >= len(line.lower) or line.kind[after] in "psc." or line.time[after] >= 0)


def _noun_like(line: Line, at: int) -> bool:
    """Tell whether the word here can go on a noun phrase."""
    return at < len(line.lower) and (line.name[at] >= 0 or line.kind[at] in "w#") and line.time[at] < 0


def _lone_verb(line: Line, at: int, lexis: Lexis, last: Group | None) -> Group | None:
    rows = line.rows[at]
    lemma, tense = rows[0]
    before = line.kind[at - 1] if at else "^"
    named_before = at > 0 and line.name[at - 1] >= 0
    if (before in "d'" and not named_before) or (before == "#" and tense is not Tense.PAST):
        return None
    if at > 1 and line.lower[at - 1] == "-" and line.tokens[at - 1].start == line.tokens[at - 2].end:
        return None  # "the Velmora-backed rebels"
    if tense is Tense.GERUND:
        governed = last is not None and last.stop == at and last.lemma in _BEFORE_GERUND
        return _gerund(line, at, lemma, "p" if governed else before, named_before)
    if tense in (Tense.PAST, Tense.PARTICIPLE):
        return _past(line, at, rows, before, named_before, last, lexis)
    if before == "p" and not named_before:
        return None
    read = _third if tense is Tense.THIRD else _plain
    return read(line, at, lemma, before, lexis.is_noun_first(lemma), last)


def _is_clear(line: Line, at: int) -> bool:
    """Tell whether a verb's object or clause plainly follows the word."""
    return at + 1 < len(line.lower) and (line.kind[at + 1] in _FOLLOWS_VERB or line.name[at + 1] >= 0)


def _third(line: Line, at: int, lemma: str, before: str, noun: bool, last: Group | None) -> Group | None:
    """Read a form in -s as a verb: "Velmora says", but not "the strikes"."""
    named_before = at > 0 and line.name[at - 1] >= 0
    subject = line.lower[at - 1] if at else ""
    if before in "cs.^" and not (before in "c." and not noun and last is not None):
        return None
    if noun and ((last is not None and last.stop == at) or at - 1 in line.adjectival):
        return None
    if at > 1 and line.kind[at - 2] == "p" and (subject in NUMBER_WORDS or subject[:1].isdigit()):
        return None  # "by nine votes"
    if noun and subject not in ("who", "which", "he", "she", "it"):
        to_follows = named_before and at + 2 < len(line.lower) and line.lower[at + 1] == "to"
        soon = lemma in _CALENDAR and at + 1 < len(line.lower) and line.time[at + 1] >= 0
        if soon and (named_before or before == "w"):
            return Group(first=at, head=at, stop=at + 1, lemma=lemma, form="finite")
        singular = named_before or (before in "w)" and not subject.endswith("s"))
        if not (singular and (to_follows or _is_clear(line, at))):
            return None
    return Group(first=at, head=at, stop=at + 1, lemma=lemma, form="finite")


def _plain(line: Line, at: int, lemma: str, before: str, noun: bool, last: Group | None) -> Group | None:
    """Read a plain form as a verb: after "they", a plural or names, or carried on by "and"."""
    named_before = at > 0 and line.name[at - 1] >= 0
    subject = line.lower[at - 1] if at else ""
    clear = _is_clear(line, at)
    finite = Group(first=at, head=at, stop=at + 1, lemma=lemma, form="finite")
    if before == "c" and last is not None and (not noun or clear):
        if last.form == "infinitive" and last.head >= at - 12:
            finite.form, finite.tense, finite.host = "infinitive", "base", last.host
            return finite
        if last.form == "finite" and last.modal and subject in ("and", "or"):
            finite.tense, finite.modal = last.tense, last.modal
            return finite
        if last.form == "finite" and last.tense == "present" and not noun:
            return finite
    if last is not None and last.lemma in _ASKED_THAT and "that" in line.lower[last.stop : at] and before == "w":
        finite.tense = "base"
        return finite  # "suggested that the two sides meet"
    if noun and ((last is not None and last.stop == at) or at - 1 in line.adjectival):
        return None
    if subject in _SAID_BY:
        return finite
    if line.tokens[at].is_capital:
        return None
    many = before == "w" and (subject in _PLURALS or (subject.endswith("s") and not subject.endswith(("ss", "us"))))
    if (many or named_before) and (clear or (many and not noun)):
        return finite
    follows = line.kind[at + 1] if at + 1 < len(line.lower) else "$"
    if named_before and not noun and at < 10 and follows in ("dwp#" if last is None else "dw"):
        return finite
    if named_before and at + 1 < len(line.lower) and line.lower[at + 1] in _HEADLINED:
        return finite
    return None


def _gerund(line: Line, at: int, lemma: str, before: str, named_before: bool) -> Group | None:
    following = at + 1
    if (following < len(line.lower) and line.lower[following] == "of") or (at and line.lower[at - 1] == "that"):
        return None
    follows = line.kind[following] if following < len(line.lower) else "$"
    if before in "w#" or named_before:
        solid = follows in "dq#prsw" or (following < len(line.lower) and line.name[following] >= 0)
        if not solid or (follows == "p" and lemma in _BUILDING):
            return None
    elif before in "^" and follows in "pvbmho.":
        return None
    return Group(first=at, head=at, stop=at + 1, lemma=lemma, form="gerund", tense="base")


def _past(
    line: Line, at: int, rows: Rows, before: str, named_before: bool, last: Group | None, lexis: Lexis
) -> Group | None:
    lemma = rows[0][0]
    pure = all(t is Tense.PAST for _, t in rows)
    following = at + 1
    size = len(line.lower)
    if before == "p" and not named_before:
        return None
    if at and line.lower[at - 1] == "as" and (following >= size or line.kind[following] == "."):
        return None  # "as planned"
    if not pure:
        nouns_follow = _noun_like(line, following) and line.name[following] < 0
        if nouns_follow and not at:
            return None  # "Planned strikes were called off"
        if nouns_follow and last is not None and last.stop == at:
            return None  # "deployed armoured vehicles"
        counted = before == "#" and line.time[at - 1] < 0  # "12 wounded soldiers", but not "on 12 May adopted rules"
        if nouns_follow and (counted or line.lower[at - 1] in ("“", '"', "‘")):
            return None
        if nouns_follow and (
            (before == "c" and last is None) or (before == "s" and line.lower[at - 1] not in ("if", "when"))
        ):
            return None
    if line.lower[at - 1] == "," and at and following < size and line.lower[following] == "by" and not pure:
        return Group(first=at, head=at, stop=at + 1, lemma=lemma, form="participle", tense="past", passive=True)
    only_participle = all(t is Tense.PARTICIPLE for _, t in rows)
    if only_participle:
        return Group(first=at, head=at, stop=at + 1, lemma=lemma, form="participle", tense="past", passive=True)
    group = Group(first=at, head=at, stop=at + 1, lemma=lemma, form="finite", tense="past", doubtful=not pure)
    if not pure and following < size and line.lower[following] == "by":
        group.form, group.passive = "participle", True
    base = _as(rows, Tense.BASE)
    if base is not None and lexis.is_noun_first(base):
        # put, cut, bid, hit, read, cast: past and plain form alike
        clear = following < size and (
            line.kind[following] in "dq#" or line.name[following] >= 0 or line.lower[following] == "short"
        )
        if not clear:
            return None
    return group
