"""The source of a claim mended from its sentence: a noun behind its article, a subject before the speaker, a partner.

Decision to know: a source that can't be put right from the sentence alone is emptied and not guessed, for a line under
another's name is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table
from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_phrases import AUXILIARIES, opening_subject, phrase_left, source_left
from synoptic.reading.attributions_quotes import Page

_BARE = frozenset("the a an only first last latest other most same".split())
VERBAL = frozenset("is are was were has had will would can could may might must should shall does did".split())
"""Forms that no noun has: where one stands, something is a clause."""
_SUBJECT_CLAUSE = frozenset("who which that whose where how what why when".split())
_BEFORE_SPEAKER = frozenset(
    "and or but when as while because although though since if that before after until unless whereas so yet then"
    " where whether how why says say said than once like nor plus for".split()
)
_GAPS = frozenset("who whom which what whose".split())
_FRONTED = frozenset("in over with to from under by for at through during after".split())
_ASKING = frozenset("ask wonder question inquire demand".split())
_OPENINGS = frozenset(
    "in on at during after before since for with by from amid asked speaking when while as if although though because"
    " under over about without following despite".split()
)
_GOVERNING = frozenset("with from by against under over to toward towards".split())
_FARTHEST_SUBJECT = 26
_ALSO_NOUNS = frozenset("state reason report claim note demand charge request view".split())
_SOME_OF = frozenset("one two three some many most several part".split())
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[ap]m)?")
_BEHIND_CLOCK = frozenset("am pm a.m. p.m. gmt utc bst est edt cet cest : - – — |".split())
_BEHIND_STAMPS = frozenset((")", "]", "|", "-", "–", "—"))
_ADDRESSING = frozenset(("tell", "call on", "urge", "accuse"))
_HE = frozenset("he she it they i we".split())
_SOMETHING = frozenset("thing things something everything anything nothing one ones all".split())


def mend_source(page: Page, claim: Claim) -> None:
    """Give a source that is only an article its noun; empty a source that is a clause or no noun at all."""
    first, last = claim.source
    lowers = page.lowers
    if _is_noun(page, claim):
        claim.source, claim.stated = (claim.cue.first, claim.cue.first), False
        return
    if not claim.shared and first < last:
        first = _past_heading(page, first, last)
        first = _past_stamp(page, _with_partner(page, first, page.firsts[claim.sentence]), last)
        claim.source = (first, last)
    while 2 <= first < last and page.texts[first - 1] == "-" and page.starts[first] == page.ends[first - 2] + 1:
        first -= 2
        claim.source = (first, last)
    if first >= last or claim.shared:
        return
    subject = _true_subject(page, claim)
    if subject is not None:
        claim.source, claim.borrowed = subject, claim.borrowed or subject[0] == subject[1]
        return
    if all(word in _BARE for word in lowers[first:last]):
        stop = last
        while stop < len(lowers) and stop - last < 3 and _may_be_noun(page, stop) and stop != claim.cue.first:
            stop += 1
        if stop == last or stop > claim.cue.first > last:
            claim.source, claim.stated = (claim.cue.first, claim.cue.first), False
        else:
            claim.source = (first, stop)
        return
    for at in range(first, last):
        if page.quotation[at] >= 0 or lowers[at] in _SUBJECT_CLAUSE:
            return
        if lowers[at] in VERBAL and page.texts[at][0].islower():
            claim.source = (claim.cue.first, claim.cue.first)
            return


def mend_subject(page: Page, claim: Claim) -> bool:
    """Tell whether what is said is whole at its head: words that begin with a verb get the subject that stands before
    the speaker ("Tolls, she said, are too high"); False where none is found."""
    contents = sorted(claim.contents)
    at = contents[0][0]
    lowers = page.lowers
    if contents[0][1] - at == 1 and lowers[at] in _GAPS and len(contents) > 1:
        return False  # "that is what Orlo had argued is the trouble"
    if at > claim.cue.at and _stands_in_gap(page, claim):
        return False
    while at < contents[0][1] and not page.texts[at][0].isalnum():
        at += 1
    quoted = page.quotation[at] >= 0 if at < len(lowers) else False
    if at >= contents[0][1] or lowers[at] not in VERBAL or page.texts[at][0].isupper():
        return True
    asks = claim.cue.verb.lemma in _ASKING or "?" in lowers[at : contents[-1][1]]
    if asks or contents[0][0] < claim.cue.at:
        return asks or quoted
    opens = min(claim.source[0], claim.cue.first) if claim.has_speaker else claim.cue.first
    first = page.firsts[claim.sentence]
    subject = (first, opens - 1)
    fits = (
        opens - 1 > first
        and lowers[opens - 1] == ","
        and subject[1] - subject[0] <= _FARTHEST_SUBJECT
        and lowers[first] not in _OPENINGS
        and not any(lowers[i] in VERBAL for i in range(*subject))
    )
    if fits:
        claim.contents = [subject, *contents]
    return fits


def leave_to_others(page: Page, claim: Claim, claims: Sequence[Claim]) -> None:
    """Leave out, before the words that a claim holds behind its cue, what stands before it with a speaker and a verb of
    its own ("Mr Orlo had asked, "How?" He continued the theme ...")."""
    ahead = [piece for piece in claim.contents if piece[1] <= min(claim.cue.first, claim.source[0])]
    if len(ahead) == len(claim.contents) or not claim.has_speaker:
        return
    own = [
        (first, limit)
        for first, limit in ahead
        if page.quotation[first] < 0
        and any(c is not claim and first <= c.source[0] < c.cue.last < limit and c.has_speaker for c in claims)
    ]
    claim.contents = [piece for piece in claim.contents if piece not in own]


def go_on_with_subject(page: Page, claim: Claim, claims: Sequence[Claim]) -> None:
    """Give a form in -ing behind a comma to the one who spoke before it, where the name heard stands behind that one's
    verb and has none of its own ("Orlo called for talks with Brek at the port, adding that ...")."""
    cue, (first, last) = claim.cue, claim.source
    if not page.lowers[cue.first].endswith("ing") or page.lowers[cue.first - 1] != "," or last > cue.first:
        return
    if claim.shared or first >= last or page.lowers[first - 1] in _BEFORE_SPEAKER or page.lowers[first - 1] in ",;":
        return
    if any(_is_finite(page, i) or page.quotation[i] >= 0 for i in range(last, cue.first)):
        return
    before = (
        c
        for c in claims
        if c is not claim and c.sentence == claim.sentence and c.has_speaker and c.cue.last <= first and not c.inverted
    )
    speaker = max(before, key=lambda c: c.cue.first, default=None)
    if speaker is not None and speaker.source[1] <= speaker.cue.first:
        claim.source, claim.borrowed = speaker.source, True


def _is_noun(page: Page, claim: Claim) -> bool:
    """Tell whether the cue is the noun of the words heard before it ("in river-facing states", "ten reasons", "joining
    state and city lines"): these don't end as a subject does, or hold a verb of their own."""
    cue, (first, last) = claim.cue, claim.source
    word = page.lowers[cue.at]
    if last != cue.first or first >= last or cue.at != cue.first or page.quotation[cue.at] >= 0:
        return False
    if word.rstrip("s") not in _ALSO_NOUNS or page.texts[cue.at][0].isupper():
        return False
    ends = page.lowers[last - 1]
    compound = last - first >= 3 and page.texts[last - 2] == "-"
    of_several = last - first >= 4 and page.lowers[last - 4] in _SOME_OF and page.lowers[last - 3] == "of"
    if word.endswith("s") and (
        (compound and ends.endswith(("ing", "ed")))
        or ends in number_words()
        or (of_several and not ends.endswith("s") and page.texts[last - 1][0].islower())
    ):
        return True
    gerund = ends.endswith("ing") and last - first <= 2 and page.lowers[first] not in ("the", "a", "an", "this", "that")
    if not word.endswith("s") and (gerund or _holds_verb(page, first, last)):
        return True
    return _holds_verb(page, first, last) and page.lowers[first] not in ("the", "a", "an")


@cache
def number_words() -> frozenset[str]:
    """Return the number words above one: who "two reasons" are is no question."""
    return frozenset(row[0] for row in load_table("number_words") if row[1] in ("unit", "ten")) - {"zero", "one"}


def _holds_verb(page: Page, first: int, last: int) -> bool:
    """Tell whether a verb with its object stands in the words heard as a source ("aides called a rival's report")."""
    for at in range(first, last - 1):
        word, after = page.lowers[at], page.lowers[at + 1]
        past = word.endswith("ed") and len(word) > 4 and page.texts[at][0].islower()
        if past and (after in ("a", "an", "the") or page.quotation[at + 1] >= 0) and page.quotation[at] < 0:
            return True
    return False


def _with_partner(page: Page, first: int, start: int) -> int:
    """Begin a source with both who speak, where only the second was heard ("Orlo and | Velden also said"): the two
    begin the sentence or follow its comma."""
    lowers = page.lowers
    if first - 2 < start or lowers[first - 1] != "and" or page.quotation[first] >= 0:
        return first
    begin = first - 1
    while begin > start and page.texts[begin - 1][0].isupper() and page.texts[begin - 1][-1].isalpha():
        begin -= 1
    plain = begin == start or lowers[begin - 1] in (",", "but", "both", "both,")
    return begin if begin < first - 1 and plain and page.texts[first][0].isupper() else first


def _past_stamp(page: Page, first: int, last: int) -> int:
    """Begin a source behind the clock time that a running report sets before it ("(Update 8:03 p.m.) The minister",
    "08:40 - The harbour service")."""
    if not (page.texts[first] in "([" or page.texts[first][0].isdigit() or first in page.time_starts):
        return first
    clock = next((i for i in range(first, last) if ":" in page.texts[i]), last)
    behind = next((i + 1 for i in range(last - 2, clock, -1) if page.texts[i] in _BEHIND_STAMPS), first)
    return behind if behind > first else past_clock(page, first, last)


def _past_heading(page: Page, first: int, last: int) -> int:
    """Begin a source behind the line of a running report that is its time and heading ("12:30 Mayor leaves\nThe harbour
    service")."""
    opens = page.firsts[page.sentences[first]]
    if _CLOCK.fullmatch(page.texts[opens]) is None:
        return first
    lines = (i for i in range(last - 1, first, -1) if "\n" in page.text[page.ends[i - 1] : page.starts[i]])
    return next(lines, first)


def past_clock(page: Page, first: int, last: int) -> int:
    """Begin a stretch that opens a sentence behind a bare clock time ("21:40 The harbour service")."""
    if first != page.firsts[page.sentences[first]] or _CLOCK.fullmatch(page.texts[first]) is None:
        return first
    at = first + 1
    while at < last and page.lowers[at] in _BEHIND_CLOCK:
        at += 1
    return at if at < last and (page.texts[at][0].isupper() or page.quotation[at] >= 0) else first


def _true_subject(page: Page, claim: Claim) -> tuple[int, int] | None:
    """Find who speaks where the source heard can't be the verb's subject: it stands within what is said, or behind a
    preposition in what only says more about the subject ("Orlo, who in a talk with Brek said", "Firms, pressed by
    Brek, have said"). None where the source may stand; an empty one where no other is sure."""
    first, last = claim.source
    cue, floor = claim.cue, page.firsts[claim.sentence]
    nothing = (cue.first, cue.first)
    if cue.last <= min(claim.contents)[0] < first and cue.verb.kind != "according":
        left = source_left(page, cue.first, floor) or opening_subject(page, floor, cue.first)
        return (
            left if left is not None else nothing
        )  # "praised Orlo and said he was \"nothing like his rival,\" Mr Brek"
    if cue.verb.lemma in _ADDRESSING and first >= cue.last:
        left = source_left(page, cue.first, floor) if cue.first > floor else None
        apart = page.lowers[cue.first - 1] == "," or page.quotation[cue.first - 1] >= 0
        if left is None and cue.first - 1 > floor and apart:
            left = phrase_left(page, cue.first - 1, floor) or _named_at_head(page, floor, cue.first)
        return left if left is not None else nothing
    if claim.inverted or page.lowers[cue.at].endswith("ing") or page.lowers[cue.at] == "according":
        inside = any(a <= first and last <= b for a, b in claim.contents) and page.quotation[first] < 0
        if not inside or cue.verb.kind == "according" or page.quotation[cue.first - 1] >= 0:
            return None
        left = source_left(page, cue.first, floor)
        return left if left is not None and left[1] <= cue.first else nothing
    if last > cue.first or first <= floor or page.lowers[first - 1] not in _GOVERNING or page.quotation[first] >= 0:
        return None
    if (first - 1) == floor or (cue.verb.noun and cue.verb.tense is not Tense.PAST):
        return None
    for at in range(first - 2, floor, -1):
        word = page.lowers[at]
        if page.lowers[at - 1] != ",":
            continue
        if word == "who" or (word.endswith("ing") and "," in page.lowers[last : cue.first]):
            left = phrase_left(page, at - 1, floor)
            return left if left is not None else nothing
    return None


def _named_at_head(page: Page, floor: int, limit: int) -> tuple[int, int] | None:
    """Return the name with which a sentence begins, before a comma ("Ms Velden, in addition to ..., called on")."""
    at = floor
    while at < limit and (page.texts[at][0].isupper() or page.texts[at] == "."):
        at += 1
    return (floor, at) if floor < at < limit and page.lowers[at] == "," else None


def _may_be_noun(page: Page, at: int) -> bool:
    """Tell whether the word goes on with a noun phrase as far as its form shows."""
    word = page.lowers[at]
    return word[0].isalpha() and word not in AUXILIARIES | VERBAL and not word.endswith(("ed", "ly"))


def _stands_in_gap(page: Page, claim: Claim) -> bool:
    """Tell whether the speaker stands in another's clause whose noun is missing in what is said ("a mistake he said he
    made", "the mayor, who she said led them", "what Orlo had argued is wrong")."""
    first = claim.source[0] if claim.has_speaker and not claim.shared else claim.cue.first
    start = page.firsts[claim.sentence]
    if claim.borrowed or first <= start or not claim.has_speaker or claim.cue.participle:
        return False
    if first - 2 >= start and page.lowers[first - 1] == "and" and page.lowers[first - 2] in _HE:
        return True  # "the jobs he and Orlo say the plan would bring": it is not Orlo alone who speaks
    if first in page.time_ends or page.quotation[first - 1] >= 0:
        return False
    before = page.lowers[first - 1]
    if before in _GAPS:
        return before == "what" or page.lowers[first - 2] not in _FRONTED
    head = min(claim.contents)[0]
    if page.lowers[head].endswith("ly") and head + 1 < len(page.lowers) and page.lowers[head + 1] in VERBAL:
        return before == "that"
    if before == "that" and head == claim.cue.last and _is_finite(page, head):
        return True
    if before == "that" and first - 2 > start and page.lowers[first - 2] in _SOMETHING:
        return True  # "the one thing that the members had said she should do"
    pronoun = claim.source[1] - first == 1 and page.lowers[first] in ("he", "she", "they")
    if not pronoun or not before[0].isalpha() or before in _BEFORE_SPEAKER or before.endswith("ly"):
        return False
    return page.lowers[start] not in _OPENINGS or any(page.lowers[i] in (",", "—") for i in range(start, first))


def _is_finite(page: Page, at: int) -> bool:
    """Tell whether the word can only be a finite verb here, right behind the cue."""
    word = page.lowers[at]
    return page.texts[at][0].islower() and (word in VERBAL or (word.endswith("ed") and len(word) > 4))
