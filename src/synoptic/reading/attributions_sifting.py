"""Claims sifted: which of them report nothing that was said, and which have a source or a content that can't be whole.

Decision to know: a claim that fails is kept as a reading and marked as not stated, so that nothing is printed from it;
only what the sentence itself puts right (a noun behind its article, a subject before the speaker) is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import cue_forms
from synoptic.reading.attributions_mending import mend_edges
from synoptic.reading.attributions_phrases import AUXILIARIES, opening_subject, phrase_left, source_left
from synoptic.reading.attributions_quotes import Page

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
_HELD_BACK = frozenset("avoid avoids avoided avoiding refrain refrained refrains".split())
_BARE = frozenset("the a an only first last latest other most same".split())
_VERBAL = frozenset("is are was were has had will would can could may might must should shall does did".split())
_SUBJECT_CLAUSE = frozenset("who which that whose where how what why when".split())
_BEFORE_SPEAKER = frozenset(
    "and or but when as while because although though since if that before after until unless whereas so yet then"
    " where whether how why says say said than once like nor plus for".split()
)
_GAPS = frozenset("who whom which what whose".split())
_FRONTED = frozenset("in over with to from under by for at through during after".split())
_JOINING = frozenset(", and but or by while in of ) — – -- ; : then also".split())
_ASKING = frozenset("ask wonder question inquire demand".split())
_OPENINGS = frozenset(
    "in on at during after before since for with by from amid asked speaking when while as if although though because"
    " under over about without following despite".split()
)
_GOVERNING = frozenset("with from by against under over to toward towards".split())
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
_FARTHEST_SUBJECT = 26
_LONGEST_LEAD = 9
_TOLD_ON = frozenset("said told says tells wrote added".split())


def sift(page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """Mend the claims where the sentence shows how, and mark those that report nothing that was said."""
    for claim in claims:
        if _is_count(page, claim):
            claim.contents = []
            continue
        mend_edges(page, claim)
        _leave_to_others(page, claim, claims)
        _mend_source(page, claim)
        _go_on_with_subject(page, claim, claims)
        mended = _with_opening(page, claim, _own_pieces(page, claim))
        claim.contents = [(_past_clock(page, *piece), piece[1]) for piece in mended or claim.contents]
        if not mended or not _mend_subject(page, claim) or _is_unsaid(page, claim, claims):
            claim.stated = False
    return [claim for claim in claims if claim.contents]


def _mend_source(page: Page, claim: Claim) -> None:
    """Give a source that is only an article its noun; empty a source that is a clause or no noun at all."""
    first, last = claim.source
    lowers = page.lowers
    if _is_noun(page, claim):
        claim.source, claim.stated = (claim.cue.first, claim.cue.first), False
        return
    if not claim.shared and first < last:
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
        if lowers[at] in _VERBAL and page.texts[at][0].islower():
            claim.source = (claim.cue.first, claim.cue.first)
            return


def _leave_to_others(page: Page, claim: Claim, claims: Sequence[Claim]) -> None:
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


def _go_on_with_subject(page: Page, claim: Claim, claims: Sequence[Claim]) -> None:
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


def _is_count(page: Page, claim: Claim) -> bool:
    """Tell whether the words before the cue only count what it describes ("212 | confirmed cases", "the forty |
    suspected members"): only a number in words that said or told something speaks ("Two said ...")."""
    cue, (first, last) = claim.cue, claim.source
    if last != cue.first or first >= last:
        return False
    words = page.lowers[first:last]
    digits = any(word[0].isdigit() for word in words)
    if not digits and (cue.verb.lemma in _NEVER_DESCRIBES or _numbers().isdisjoint(words)):
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
        or ends in _numbers()
        or (of_several and not ends.endswith("s") and page.texts[last - 1][0].islower())
    ):
        return True
    gerund = ends.endswith("ing") and last - first <= 2 and page.lowers[first] not in ("the", "a", "an", "this", "that")
    if not word.endswith("s") and (gerund or _holds_verb(page, first, last)):
        return True
    return _holds_verb(page, first, last) and page.lowers[first] not in ("the", "a", "an")


_TURNED = frozenset(("had", "were", "should"))
_ALSO_NOUNS = frozenset("state reason report claim note demand charge request view".split())
_SOME_OF = frozenset("one two three some many most several part".split())


@cache
def _numbers() -> frozenset[str]:
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
    return behind if behind > first else _past_clock(page, first, last)


def _past_clock(page: Page, first: int, last: int) -> int:
    """Begin a stretch that opens a sentence behind a bare clock time ("21:40 The harbour service")."""
    if first != page.firsts[page.sentences[first]] or _CLOCK.fullmatch(page.texts[first]) is None:
        return first
    at = first + 1
    while at < last and page.lowers[at] in _BEHIND_CLOCK:
        at += 1
    return at if at < last and (page.texts[at][0].isupper() or page.quotation[at] >= 0) else first


_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[ap]m)?")
_BEHIND_CLOCK = frozenset("am pm a.m. p.m. gmt utc bst est edt cet cest : - – — |".split())


_BEHIND_STAMPS = frozenset((")", "]", "|", "-", "–", "—"))


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


_ADDRESSING = frozenset(("tell", "call on", "urge", "accuse"))
"""Verbs behind which the one who is spoken to stands, and never the speaker."""


def _named_at_head(page: Page, floor: int, limit: int) -> tuple[int, int] | None:
    """Return the name with which a sentence begins, before a comma ("Ms Velden, in addition to ..., called on")."""
    at = floor
    while at < limit and (page.texts[at][0].isupper() or page.texts[at] == "."):
        at += 1
    return (floor, at) if floor < at < limit and page.lowers[at] == "," else None


def _may_be_noun(page: Page, at: int) -> bool:
    """Tell whether the word goes on with a noun phrase as far as its form shows."""
    word = page.lowers[at]
    return word[0].isalpha() and word not in AUXILIARIES | _VERBAL and not word.endswith(("ed", "ly"))


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
    return beside and short and page.quotation[first] < 0 and not any(w in _VERBAL for w in page.lowers[first:limit])


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


def _mend_subject(page: Page, claim: Claim) -> bool:
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
    if at >= contents[0][1] or lowers[at] not in _VERBAL or page.texts[at][0].isupper():
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
        and not any(lowers[i] in _VERBAL for i in range(*subject))
    )
    if fits:
        claim.contents = [subject, *contents]
    return fits


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
    if page.lowers[head].endswith("ly") and head + 1 < len(page.lowers) and page.lowers[head + 1] in _VERBAL:
        return before == "that"
    if before == "that" and head == claim.cue.last and _is_finite(page, head):
        return True
    if before == "that" and first - 2 > start and page.lowers[first - 2] in _SOMETHING:
        return True  # "the one thing that the members had said she should do"
    pronoun = claim.source[1] - first == 1 and page.lowers[first] in ("he", "she", "they")
    if not pronoun or not before[0].isalpha() or before in _BEFORE_SPEAKER or before.endswith("ly"):
        return False
    return page.lowers[start] not in _OPENINGS or any(page.lowers[i] in (",", "—") for i in range(start, first))


_HE = frozenset("he she it they i we".split())
_SOMETHING = frozenset("thing things something everything anything nothing one ones all".split())


def _is_finite(page: Page, at: int) -> bool:
    """Tell whether the word can only be a finite verb here, right behind the cue."""
    word = page.lowers[at]
    return page.texts[at][0].islower() and (word in _VERBAL or (word.endswith("ed") and len(word) > 4))


def _is_unsaid(page: Page, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Tell whether the words around the cue say that it was not said, or was said of the subject."""
    cue, lowers = claim.cue, page.lowers
    first, after = page.firsts[claim.sentence], lowers[cue.last] if cue.last < len(lowers) else ""
    before = tuple(lowers[max(first, cue.first - 2) : cue.first])
    if any(lowers[i] in _NONE for i in range(cue.first, cue.last)):
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
    if gerund and (before[-1:] in _INSTEAD or before in _INSTEAD or _HELD_BACK.intersection(before)):
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
