"""What a claim holds, made whole at its edges: words before and behind that are of the sentence and not of what is
said, and a noun of saying that belongs to it.

Decision to know: only what the words beside the edge show is mended; what can't stand by itself is left to the sifting,
which does not print it.
"""

from __future__ import annotations

from dataclasses import replace

from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_cues import cue_forms
from synoptic.reading.attributions_phrases import IRREGULAR
from synoptic.reading.attributions_quotes import Page

Piece = tuple[int, int]

_DASHES = frozenset(("-", "–", "—", "―", "--"))
_AUXILIARIES = frozenset(
    "is are was were has have had does did do will would can could may might must should shall ca wo".split()
)
_OWNING = frozenset("a an the his her its their".split())
_OF_NOUN = frozenset("for of over about against".split())
_WHERE = frozenset("in at on during from".split())
_TOLD = frozenset(
    "say vow pledge promise warn insist argue claim announce declare swear threaten offer add tell write call urge"
    " demand propose tweet post charge allege complain testify contend maintain joke suggest repeat".split()
)
_IN_REFERENCE = frozenset("reference response reply answer regard".split())
_MODALS = frozenset("would will could can should must may might".split())
_PASSIVE = frozenset("be been being is are was were has have had".split())
_SUBORDINATE = frozenset("after before as while when because since amid".split())
_ARGUING = frozenset("argue speak warn advise".split())
_SAID = frozenset("said says told tells wrote writes".split())
_SHOT = frozenset("shot shoots fired fires hit hits snapped snaps struck strikes clapped claps".split())
_FARTHEST_HEAD = 9
"""Within so many words behind "vowing in a ..." the words said begin, or they were not heard."""
_FARTHEST_VERB = 8
_LONGEST_HEARER = 5
_DANGLING = frozenset("a an the of by to with for from in on at into more most less his her its their".split())


def mend_edges(page: Page, claim: Claim) -> None:
    """Mend source and contents of a claim in place."""
    _whole_source(page, claim)
    _whole_verb(page, claim)
    _with_noun(page, claim)
    pieces = sorted(claim.contents)
    pieces = [_with_outer_speech(page, claim, piece, pieces) for piece in pieces]
    pieces = [_from_head(page, claim, piece) for piece in pieces]
    pieces = [_to_end(page, claim, _before_own_deed(page, claim, piece)) for piece in pieces]
    pieces = [piece for piece in pieces if piece[0] < piece[1]]
    claim.contents = _without_aside(page, claim, _without_occasion(page, claim, pieces))


def _whole_source(page: Page, claim: Claim) -> None:
    """Let a source that was heard up to an article or a preposition go on to its verb ("some of the more | seasoned
    members said")."""
    first, last = claim.source
    if claim.shared or not first < last < claim.cue.first or page.lowers[last - 1] not in _DANGLING:
        return
    rest = range(last, claim.cue.first)
    plain = all(page.texts[i][0].isalpha() and page.lowers[i] not in _AUXILIARIES for i in rest)
    if len(rest) <= _FARTHEST_VERB and plain and not page.lowers[claim.cue.first].endswith("ing"):
        claim.source = (first, claim.cue.first)
    elif not page.lowers[claim.cue.first].endswith("ing"):
        return
    else:
        stop = last
        while stop < claim.cue.first and page.texts[stop][0].isalpha() and not _is_verb(page, stop):
            stop += 1
        claim.source = (first, stop)


def _is_verb(page: Page, at: int) -> bool:
    """Tell whether a word is a finite verb as far as its form shows: in the past, or an auxiliary; an adjective in -ed
    right behind "more" is none."""
    word = page.lowers[at]
    if word in _AUXILIARIES:
        return True
    if word in IRREGULAR and page.texts[at][0].islower():
        return True
    after_degree = page.lowers[at - 1] in ("more", "most", "less", "the", "a", "an")
    return word.endswith("ed") and len(word) > 4 and page.texts[at][0].islower() and not after_degree


def _whole_verb(page: Page, claim: Claim) -> None:
    """Give a verb the particle that makes it another: who calls for a thing does not call it, and who shot back does
    not back anything."""
    cue, lowers = claim.cue, page.lowers
    lemma = cue.verb.lemma
    if lemma == "call" and lowers[cue.last - 1] == "for" and cue.last - 1 > cue.at:
        lemma = "call for"
    elif lemma == "rule" and lowers[cue.at + 1 : cue.at + 2] == ["out"]:
        lemma = "rule out"
    elif lemma == "back" and lowers[cue.at - 1] in _SHOT:
        lemma = "reply"
    elif lowers[cue.last - 1] == "against" and cue.last - 1 > cue.at and lemma in _ARGUING:
        lemma = f"{lemma} against"
    if lemma != cue.verb.lemma:
        claim.cue = replace(cue, verb=replace(cue.verb, lemma=lemma))


def _with_noun(page: Page, claim: Claim) -> None:
    """Give what is said its noun where the cue took it ("posted an apology for | her words" is no word of hers)."""
    cue = claim.cue
    at = cue.at + 1
    if cue.last - at < 3 or page.lowers[at] not in _OWNING or page.lowers[cue.last - 1] not in _OF_NOUN:
        return
    if any(page.lowers[i] in cue_forms() and page.lowers[i - 1] in _OWNING for i in range(at + 1, cue.last)):
        return
    begins = [piece for piece in claim.contents if piece[0] == cue.last]
    if begins:
        claim.contents = [(at, end) if (start, end) == begins[0] else (start, end) for start, end in claim.contents]
        claim.cue = replace(cue, last=at)


def _with_outer_speech(page: Page, claim: Claim, piece: Piece, pieces: list[Piece]) -> Piece:
    """Begin a quotation that the speaker only passes on where its own speaker stands ("The guard yelled, "Stop!" Orlo
    recalled")."""
    start = piece[0]
    first = page.firsts[page.sentences[start]]
    if piece != pieces[0] or start - 2 <= first or piece[1] > claim.cue.first or page.quotation[start] < 0:
        return piece
    if page.quotations[page.quotation[start]].first != start or page.lowers[start - 1] not in (",", ":"):
        return piece
    told = page.lowers[start - 2] in cue_forms() or page.lowers[start - 2].endswith("ed")
    alone = all(page.quotation[i] < 0 for i in range(first, start)) and claim.cue.verb.lemma in ("recall", "remember")
    return (first, piece[1]) if told and alone and claim.source[0] >= piece[1] else piece


def _from_head(page: Page, claim: Claim, piece: Piece) -> Piece:
    """Begin what is said behind where, how and to whom it was: "vowing in a first address | to restore the port"."""
    start, end = piece
    if start < claim.cue.last or page.quotation[start] >= 0:
        return piece
    lowers = page.lowers
    if (lowers[start - 1] in _WHERE or lowers[start] in _WHERE) and claim.cue.verb.lemma in _TOLD:
        limit = min(end, start + _FARTHEST_HEAD)
        for at in range(start + 1, limit - 1):
            if page.quotation[at] < 0 and lowers[at] in ("that", ","):
                return (at, end) if lowers[at] == "that" else piece
            if lowers[start - 1] in _WHERE and lowers[at] == "to" and page.texts[at + 1][0].islower():
                return (at, end)
        return piece
    if lowers[start].endswith("ly") and lowers[start + 1 : start + 2] == ["that"]:
        return (start + 1, end)
    if claim.cue.verb.lemma in _TOLD and lowers[start].endswith("ly") and lowers[start + 1 : start + 2] == ["to"]:
        limit = min(end, start + 2 + _LONGEST_HEARER)
        for at in range(start + 3, limit):
            if lowers[at] in ("to", "that") or page.quotation[at] >= 0:
                return (at, end)
    return piece


def _to_end(page: Page, claim: Claim, piece: Piece) -> Piece:
    """End what is said where its last clause ends: with the verb of its last words, and without a dash or a noun on
    which a relative clause hangs that was not heard."""
    start, end = piece
    while end > start and page.texts[end - 1] in _DASHES:
        end -= 1
    limit = page.firsts[page.sentences[start] + 1]
    if end <= start or end >= limit or page.quotation[end] >= 0 or start < claim.cue.last:
        return (start, end)
    if page.quotation[end - 1] >= 0:
        return (start, _past_quotation(page, start, end, limit))
    cut = page.lowers[end - 1] in _AUXILIARIES and page.texts[end][0].isalnum()
    if cut or (page.lowers[end] in _AUXILIARIES and page.lowers[end - 1] not in (",", "and", "but")):
        stop = end
        while stop < limit and page.texts[stop] not in (",", ";", ".", "?", "!") and page.texts[stop] not in _DASHES:
            stop += 1
        return (start, stop)
    if (
        page.lowers[end] == ","
        and page.lowers[end + 1 : end + 2] in (["who"], ["which"])
        and _lacks_verb(page, start, end)
    ):
        return (start, limit - 1)
    hangs = page.lowers[end] in ("where", "whose", "whom") and end - 3 > start
    if hangs and page.lowers[end - 2] in ("the", "a", "an") and page.lowers[end - 3] == ",":
        return (start, end - 3)
    return (start, end)


def _before_own_deed(page: Page, claim: Claim, piece: Piece) -> Piece:
    """End what is said where the speaker's next deed begins: "saying that he must go and | questioning his wits",
    "said that it would pay and | promoted the plan", "echoed the mayor and | castigated the board"."""
    start, end = piece
    if start < claim.cue.last:
        return piece
    aside = _remark_of_report(page, start, end)
    if aside is not None:
        return (start, aside)
    gerund = page.lowers[claim.cue.at].endswith("ing") and page.lowers[claim.cue.at] != "according"
    modal = verb = doing = False
    for at in range(start, end - 1):
        word, after = page.lowers[at], page.lowers[at + 1]
        if page.quotation[at] >= 0:
            continue
        if word == "and" and at > start and page.quotation[at + 1] < 0 and page.texts[at + 1][0].islower():
            other = gerund and not doing and after.endswith("ing") and len(after) > 4
            past = (
                after.endswith("ed")
                and len(after) > 4
                and page.lowers[at + 2 : at + 3] != []
                and _is_noun(page, at + 2)
            )
            if other or (past and (modal or (not verb and not gerund and page.lowers[start] != "that"))):
                return (start, at)
        if word in _MODALS:
            modal = True
        elif word in _PASSIVE:
            modal = False
            verb = True
        doing = doing or word.endswith("ing")
        verb = verb or modal or doing or _is_verb(page, at)
        if word in _PASSIVE:
            return piece
    return piece


def _remark_of_report(page: Page, start: int, end: int) -> int | None:
    """Return where the report explains what was said ("acted on “Brek,” | a reference to the captain")."""
    for at in range(start + 1, end - 2):
        if page.lowers[at] in ("a", "an") and page.quotation[at] < 0:
            after = page.lowers[at + 1 : at + 4]
            if (
                "reference" in after[:2]
                and "to" in after
                and (page.lowers[at - 1] == "," or page.quotation[at - 1] >= 0)
            ):
                return at - 1 if page.lowers[at - 1] == "," else at
    return None


def _is_noun(page: Page, at: int) -> bool:
    """Tell whether an object begins at the word as far as its form shows."""
    return page.lowers[at] in _OWNING or page.texts[at][0].isupper()


def _lacks_verb(page: Page, start: int, end: int) -> bool:
    """Tell whether the last clause of a stretch opens with "if" or "that" and comes to no verb."""
    opens = next((i for i in range(end - 1, start, -1) if page.lowers[i] in ("if", "that", "unless", "because")), None)
    return (
        opens is not None
        and end - opens <= _FARTHEST_VERB
        and not any(_is_verb(page, i) for i in range(opens + 1, end))
    )


def _past_quotation(page: Page, start: int, end: int, limit: int) -> int:
    """Return where a clause ends whose verb alone is quoted ("urged him to “use the fine to press” the owners, adding
    ...")."""
    inside = page.texts[end - 2]
    goes_on = page.lowers[end] in _OWNING or page.texts[end][0].isupper()
    if page.quotation[start] >= 0 or not inside[0].islower() or not goes_on or end in page.time_starts:
        return end
    stop = end
    while stop < limit and (page.texts[stop][0].isalnum() or _abbreviates(page, stop) or page.lowers[stop] == "'s"):
        if page.lowers[stop] in _SAID or _is_verb(page, stop):
            return end
        stop += 1
    return stop


def _abbreviates(page: Page, at: int) -> bool:
    return page.texts[at] == "." and page.lowers[at - 1] in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen")


def _without_aside(page: Page, claim: Claim, pieces: list[Piece]) -> list[Piece]:
    """Leave out what was heard behind a clause of the report's own ("asked them to stop, after the board fined | twelve
    members")."""
    own = {*range(*claim.source), *range(claim.cue.first, claim.cue.last)}
    for number in range(1, len(pieces)):
        gap = range(pieces[number - 1][1], pieces[number][0])
        quoted = page.quotation[pieces[number][0]] >= 0
        if not quoted and own.isdisjoint(gap) and any(page.lowers[i] in _SUBORDINATE for i in gap):
            return pieces[:number]
    return pieces


def _without_occasion(page: Page, claim: Claim, pieces: list[Piece]) -> list[Piece]:
    """Leave out the words that only tell on what occasion the quotation behind them was said ("shot back, in reference
    to the vote: "...")."""
    if len(pieces) < 2 or pieces[0][0] < claim.cue.last:
        return pieces
    start, end = pieces[0]
    if page.lowers[start] == "that" and page.lowers[claim.cue.at - 1] in _OWNING and _is_verb(page, start + 1):
        return pieces[1:]  # "the promise that started it all: "...""
    quoted = page.quotation[pieces[1][0]] >= 0 and not any(page.quotation[i] >= 0 for i in range(start, end))
    lead = page.lowers[max(claim.cue.first, start - 3) : start]
    return pieces[1:] if quoted and _IN_REFERENCE.intersection(lead) else pieces
