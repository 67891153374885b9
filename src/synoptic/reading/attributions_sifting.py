"""Claims sifted: which of them report nothing that was said, and which have a source or a content that can't be whole.

Decision to know: a claim that fails is kept as a reading and marked as not stated, so that nothing is printed from it;
what the sentence itself puts right is mended before (`attributions_sources`, `attributions_mending`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import cue_forms
from synoptic.reading.attributions_mending import mend_edges
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.attributions_sources import (
    VERBAL,
    go_on_with_subject,
    leave_to_others,
    mend_source,
    mend_subject,
    number_words,
    past_clock,
)
from synoptic.reading.attributions_turnings import end_at_turning
from synoptic.reading.attributions_unspoken import HELD_BACK, is_unspoken

_ASKED = frozenset("if whether about why how what who when where".split())
_SUPPOSED = frozenset("think believe say report know suppose allege rumor rumour".split())
_NONE = frozenset("no not n't never neither nor without hardly nothing".split())
_LITTLE = frozenset("no few little neither scant".split())
_SIGNS = frozenset(
    "indication indications sign signs mention hint hints suggestion suggestions evidence comment comments reference"
    " explanation details assurance assurances promise promises".split()
)
_MET = frozenset(
    "face faces faced facing draw draws drew drawn leave leaves left answer answers answered dodge dodged field"
    " fielded spark sparked prompt prompted escape escaped meet met raise".split()
)
_ASKINGS = frozenset("questions question criticism calls demands complaints".split())
_INSTEAD = (("short", "of"), ("instead", "of"), ("rather", "than"), ("than",), ("without",))
_JOINING = frozenset(", and but or by while in of ) — – -- ; : then also".split())
_BEFORE_BACK = frozenset(
    f"{stem}{ending}"
    for stem in "scale pare roll push pull cut hold walk step fall fight hit come go bring send take get give turn keep"
    " set dial throw draw put buy win claw date trace look report".split()
    for ending in ("", "s", "d", "ed", "ing")
) | frozenset(
    "scaling paring rolling pulled cutting held fell fought hitting came coming went goes brought sent took taken"
    " taking got gotten getting gave given giving kept setting dialing threw thrown drew drawn putting bought won"
    " traced tracing dating".split()
)
_DOING = frozenset("do does did done doing".split())
_LONGEST_LEAD = 9
_TOLD_ON = frozenset("said told says tells wrote added".split())


def sift(page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """Mend the claims where the sentence shows how, and mark those that report nothing that was said."""
    for claim in claims:
        if _is_count(page, claim):
            claim.contents = []
            continue
        mend_edges(page, claim)
        end_at_turning(page, claim)
        leave_to_others(page, claim, claims)
        mend_source(page, claim)
        go_on_with_subject(page, claim, claims)
        mended = _with_opening(page, claim, _own_pieces(page, claim))
        claim.contents = [(past_clock(page, *piece), piece[1]) for piece in mended or claim.contents]
        if not mended or not mend_subject(page, claim) or _is_unsaid(page, claim, claims):
            claim.stated = False
    return [claim for claim in claims if claim.contents]


def _is_count(page: Page, claim: Claim) -> bool:
    """Tell whether the words before the cue only count what it describes ("212 | confirmed cases", "the forty |
    suspected members"): only a number in words that said or told something speaks ("Two said ...")."""
    cue, (first, last) = claim.cue, claim.source
    if last != cue.first or first >= last:
        return False
    words = page.lowers[first:last]
    digits = any(word[0].isdigit() for word in words)
    if not digits and (cue.verb.lemma in _NEVER_DESCRIBES or number_words().isdisjoint(words)):
        return False
    return all(word[0].isdigit() or word in _COUNTING or word in _all_numbers() or word in ".,-" for word in words)


_NEVER_DESCRIBES = frozenset("say tell add write agree answer argue complain".split())
_COUNTING = frozenset(
    "the these those its their other another about around some over under nearly almost roughly only just at least"
    " most more less fewer than up to as many few of a an total further additional new all and so far".split()
)


@cache
def _all_numbers() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("number_words"))


_TURNED = frozenset(("had", "were", "should"))


"""Verbs behind which the one who is spoken to stands, and never the speaker."""


def _own_pieces(page: Page, claim: Claim) -> list[tuple[int, int]]:
    """Keep the pieces in the cue's sentence and those of other sentences between which and it all is in quotation
    marks: what stands behind words of the report is no longer this speaker's for sure."""
    first, limit = page.firsts[claim.sentence], page.firsts[claim.sentence + 1]
    kept: list[tuple[int, int]] = []
    for begin, end in claim.contents:
        between = range(limit, begin) if begin >= limit else range(end, first) if end <= first else range(0)
        if begin >= limit and _is_of_another_paragraph(page, claim, begin):
            continue
        if all(page.quotation[i] >= 0 or not page.texts[i][0].isalnum() for i in between):
            kept.append((begin, end))
    if len(kept) > 1 and _describes_speaker(page, min(kept), claim):
        kept.remove(min(kept))
    return kept


_FEWEST_AFTER = 4
"""So many words of the report's own behind a quotation part it from one in the next paragraph."""


def _is_of_another_paragraph(page: Page, claim: Claim, begin: int) -> bool:
    """Tell whether a quotation that opens the next paragraph is nobody's for sure: the speaker's own was closed, and
    the sentence went on in the report's words ("...," she added, saying that it had been a long day)."""
    sentence, quotation = claim.sentence, page.quotation[begin]
    if page.paragraphs[page.sentences[begin]] == page.paragraphs[sentence] or quotation < 0:
        return False
    if page.quotations[quotation].first != begin:
        return False
    limit = page.firsts[sentence + 1]
    told = max((end for _, end in claim.contents if end <= limit), default=limit)
    after = range(max(told, claim.cue.last, claim.source[1] if claim.source[1] <= limit else 0), limit)
    return sum(page.quotation[i] < 0 and page.texts[i][0].isalnum() for i in after) >= _FEWEST_AFTER


def _describes_speaker(page: Page, piece: tuple[int, int], claim: Claim) -> bool:
    """Tell whether words right before the speaker's name say who that is ("Another guest, Mara Velden, said ...")."""
    first, limit = piece
    beside = claim.has_speaker and limit <= claim.source[0] <= limit + 1 and claim.source[0] < claim.cue.first
    short = page.lowers[first] in ("a", "an", "another", "one") and limit - first <= _LONGEST_LEAD
    return beside and short and page.quotation[first] < 0 and not any(w in VERBAL for w in page.lowers[first:limit])


def _with_opening(page: Page, claim: Claim, contents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Begin what stands behind "According to the post, ..." at its comma: "Orlo claims that" is of it as well."""
    first = page.firsts[claim.sentence]
    if not contents or page.lowers[claim.cue.at] != "according" or claim.cue.first > first + 1:
        return contents
    begin = min(contents)[0]
    comma = next((i for i in range(claim.source[1] - 1, begin) if page.lowers[i] == ","), None)
    if comma is None or not 1 < begin - comma <= _LONGEST_LEAD or page.quotation[comma + 1] >= 0:
        return contents
    return [(comma + 1, end) if start == begin else (start, end) for start, end in contents]


def _is_unsaid(page: Page, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether the words around the cue say that it was not said, or was said of the subject."""
    cue, lowers = claim.cue, page.lowers
    first, after = page.firsts[claim.sentence], lowers[cue.last] if cue.last < len(lowers) else ""
    before = tuple(lowers[max(first, cue.first - 2) : cue.first])
    if any(lowers[i] in _NONE for i in range(cue.first, cue.last)) or is_unspoken(page, claim, claims):
        return True
    if (
        lowers[first] in _TURNED
        and "," not in lowers[first : cue.at]
        and lowers[page.firsts[claim.sentence + 1] - 1] != "?"
    ):
        return True  # "had the board said so, ..." is what it did not say
    if lowers[cue.last - 1] == "against" and lowers[min(claim.contents)[0]] == "that":
        return True  # "pushed back against charges that ..."
    gerund = cue.verb.tense is Tense.GERUND or lowers[cue.at].endswith("ing")
    if gerund and any(c is not claim and _shares_source(c, claim) and _is_inside(page, cue.first, c) for c in claims):
        return True  # "the charge says that Orlo misled them, denying that ...": it is he who denied
    if gerund and _follows_others(page, claim):
        return True
    if gerund and (before[-1:] in _INSTEAD or before in _INSTEAD or HELD_BACK.intersection(before)):
        return True
    if gerund and (claim.borrowed or claim.shared):
        told = (c for c in claims if c is not claim and c.source == claim.source)
        if not _joins(page, cue.first, first) or any(_is_inside(page, cue.first, c) for c in told):
            return True
    if _holds_belief(page, claim) or _is_of_clause_beneath(page, claim):
        return True
    if _lacks_sign(page, claim) or _is_particle(page, claim) or _is_little_done(page, first, cue.first):
        return True
    if lowers[cue.at] in _ASKINGS and any(lowers[i] in _MET for i in range(max(first, cue.at - 4), cue.at)):
        return True
    if lowers[cue.at] == "asked" and after in _ASKED:
        return _is_asked(page, claim, claims)
    if cue.verb.lemma in _SUPPOSED and after == "to" and lowers[cue.at] != cue.verb.lemma:
        have = any(lowers[i] in ("has", "have", "had", "'ve", "'d") for i in range(cue.first, cue.at))
        return not have and cue.last + 1 < len(lowers) and lowers[cue.last + 1] in ("be", "have")
    if cue.verb.lemma == "add" and "to" in (after, *lowers[cue.at + 1 : cue.last]):
        return True  # "adding to the sense that ..." makes it more and says nothing
    if cue.verb.lemma in _LIKENING and after == "as":
        return True  # whom or what she described as that stands elsewhere
    if _shows_only(page, claim) or _is_of_earlier(page, claim):
        return True
    return _is_called(page, claim) or _is_handed_on(page, claim)


_LIKENING = frozenset("describe characterize characterise portray depict".split())
_SHOWING = frozenset(
    "underscore underline highlight illustrate reflect show demonstrate echo reinforce mark signal".split()
)
_THINGS = frozenset("it this that which these".split())


def _shows_only(page: Page, claim: Claim) -> bool:
    """Tell whether a thing is said to show what the report makes of it ("the spot is short, but it shows ...")."""
    first, last = claim.source
    return last - first == 1 and page.lowers[first] in _THINGS and claim.cue.verb.lemma in _SHOWING


_TURNS_OF_TIME = frozenset("before after as when while".split())
_HOW_LONG = frozenset(
    "shortly just soon right long a few two three minutes moments hours days weeks hour day week".split()
)
_TELLING = frozenset("said wrote tweeted posted declared insisted warned added announced".split())


def _is_of_earlier(page: Page, claim: Claim) -> bool:
    """Tell whether a noun's "that" goes on with the verb before a clause that only says when ("wrote shortly before
    Orlo took the oath that she came")."""
    at = claim.source[0] - 1
    if page.lowers[claim.cue.at] in cue_forms() or claim.source[0] > claim.cue.first:
        return False
    floor = page.firsts[claim.sentence]
    if at <= floor or page.lowers[at] not in _TURNS_OF_TIME or page.lowers[min(claim.contents)[0]] != "that":
        return False
    while at > floor and page.lowers[at - 1] in _HOW_LONG:
        at -= 1
    return page.lowers[at - 1] in _TELLING


_BELIEFS = frozenset(
    "believe believes think thinks say says argue argues fear fears insist insists suspect claim".split()
)
_BENEATH = frozenset("after as while when because since before although though".split())


def _holds_belief(page: Page, claim: Claim) -> bool:
    """Tell whether the words heard as a source hold a verb of others ("Orlo and others believe | Brek threatens")."""
    first, last = claim.source
    return last <= claim.cue.first and any(
        page.lowers[i] in _BELIEFS and page.texts[i + 1][0].isupper() for i in range(first + 1, last - 1)
    )


def _is_of_clause_beneath(page: Page, claim: Claim) -> bool:
    """Tell whether a verb behind ", but" goes on with the sentence's subject, and the one heard is the subject of a
    clause that only says when ("The members lost after the inquiry failed, but made clear that they ...")."""
    at, (first, last) = claim.cue.first, claim.source
    floor = page.firsts[claim.sentence]
    if at - 2 <= floor or page.lowers[at - 1] not in ("but", "and") or page.lowers[at - 2] != ",":
        return False
    return floor + 1 < first < last < at - 2 and page.lowers[first - 1] in _BENEATH


def _shares_source(one: Claim, other: Claim) -> bool:
    """Tell whether two claims have a speaker's words in common."""
    return one.source[0] < other.source[1] and other.source[0] < one.source[1]


def _follows_others(page: Page, claim: Claim) -> bool:
    """Tell whether a form in -ing follows the others of whom the sentence tells last what they are doing ("Orlo met
    members who are fighting the plan, saying that ..."): who of them speaks is open."""
    at = claim.cue.first
    if page.lowers[at - 1] != "," or claim.source[1] > at:
        return False
    for i in range(at - 2, max(page.firsts[claim.sentence], claim.source[1]), -1):
        if page.lowers[i] == "," or page.quotation[i] >= 0:
            return False
        if page.lowers[i] == "who":
            return page.lowers[i + 1] in ("are", "were", "have", "had") and page.lowers[i - 1].endswith(("s", "people"))
    return False


def _is_particle(page: Page, claim: Claim) -> bool:
    """Tell whether the cue is the "back" of another verb: who scales back a request supports nothing."""
    at = claim.cue.at
    return page.lowers[at] == "back" and at > 0 and page.lowers[at - 1] in _BEFORE_BACK


def _is_little_done(page: Page, first: int, at: int) -> bool:
    """Tell whether a cue stands in what was hardly done: "did little to clear up the matter or explain why ..."."""
    for i in range(first + 1, at - 1):
        if page.lowers[i] in ("little", "nothing") and page.lowers[i - 1] in _DOING and page.lowers[i + 1] == "to":
            return not any(page.lowers[k] in ("but", ";", "and") for k in range(i, at))
    return False


def _is_handed_on(page: Page, claim: Claim) -> bool:
    """Tell whether a quotation is another's whom the speaker only tells of ("..., aides said Mr Orlo told them")."""
    cue = claim.cue
    if claim.inverted or claim.borrowed or page.quotation[min(claim.contents)[0]] < 0:
        return False
    if min(claim.contents)[0] >= cue.first or cue.last >= len(page.texts) or not page.texts[cue.last][0].isupper():
        return False
    limit = min(page.firsts[claim.sentence + 1], cue.last + 7)
    stop = next((i for i in range(cue.last, limit) if page.lowers[i] == "," or page.quotation[i] >= 0), limit)
    return any(page.lowers[i] in _TOLD_ON for i in range(cue.last + 1, stop))


def _is_inside(page: Page, at: int, claim: Claim) -> bool:
    """Tell whether a word stands within what a claim says in its speaker's words: there it is another who speaks ("said
    Orlo misled them, denying that ...")."""
    return page.quotation[at] < 0 and any(first < at < limit - 1 for first, limit in claim.contents)


def _joins(page: Page, at: int, first: int) -> bool:
    """Tell whether a form in -ing goes on with the sentence's subject: behind a comma, a conjunction or a quotation;
    right behind a noun or a day it tells of that noun ("an article on Friday saying that ...")."""
    while at > first and (
        page.lowers[at - 1].endswith("ly") or page.lowers[at - 1] in ("also", "then", "later", "not")
    ):
        at -= 1
    return at == first or page.lowers[at - 1] in _JOINING or page.quotation[at - 1] >= 0


def _lacks_sign(page: Page, claim: Claim) -> bool:
    """Tell whether "no indication that", "no mention of" stands after the verb."""
    cue, lowers = claim.cue, page.lowers
    for at in range(cue.first, min(len(lowers) - 3, cue.last + 2)):
        if lowers[at] in _LITTLE and _SIGNS.intersection(lowers[at + 1 : at + 3]):
            return True
    return lowers[cue.at] in _SIGNS and any(lowers[i] in _LITTLE for i in range(max(0, cue.at - 2), cue.at))


def _is_asked(page: Page, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether "asked" is what happened to the speaker of another claim ("Asked if ..., she said", "Orlo, asked
    whether ..., said")."""
    first = page.firsts[claim.sentence]
    if claim.cue.first == first:
        return True
    before = page.lowers[claim.cue.first - 1]
    if before in ("when", "if", "once", "and", "but") and claim.cue.first - 1 == first:
        return True
    later = (c for c in claims if c.sentence == claim.sentence and c.cue.first > claim.cue.last and not c.shared)
    return before in (",", "when", "once", "—") and any(True for _ in later)


def _is_called(page: Page, claim: Claim) -> bool:
    """Tell whether "called" only gives a name to a thing ("a ship called Dawn")."""
    cue, (first, last) = claim.cue, claim.source
    if page.lowers[cue.at] != "called" or last != cue.first or first >= last or cue.last >= len(page.texts):
        return False
    thing = page.lowers[first] in ("a", "an") and page.lowers[last - 1] not in load_words("sources_unnamed")
    return thing and page.texts[cue.last][0].isupper()
