"""The time at which something was said: the one beside the cue that no other clause and no other thing has taken.

Decision to know: nearness alone is not enough. A time in a clause about the speaker ("the mayor, who resigned on 3 May,
said"), in another clause before the speaker ("In 2013 the bank was robbed, and the owner said") or in the phrase of the
thing spoken of ("disputed a report published on Monday") is never the day of the saying; then there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from synoptic.lexicon import load_words
from synoptic.model.contact_clauses import hangs_on_noun
from synoptic.model.readings import Time, TimeType
from synoptic.reading.attributions_claims import Claim
from synoptic.reading.attributions_quotes import Page
from synoptic.reading.draft import Draft
from synoptic.reading.times_anchors import is_day
from synoptic.reading.times_elsewhere import (
    goes_on_in_relative,
    is_over,
    opens_on_another,
    reaches_to_now,
)

_REACH_CHARS = 60
"""A time further from the cue than this is not taken as the time of saying."""
_PUBLISHED = r"(?:published|released|posted|issued|aired|airing|broadcast|printed|distributed|circulated|leaked)"
_CLAUSE = re.compile(r"\b(?:which|who|whose|where|that|before|after|since|until|when|while|if|because)\b", re.I)
"""Words that open another clause between the speaker and the cue."""
_OF_SPEAKER = re.compile(rf"\b(?!{_PUBLISHED}\b)[a-z]{{3,}}ed\b")
"""A participle told of the speaker ("elected in 2013, said"), but "in a book released last year, said"."""
_MOVING = re.compile(
    r",[\s\xa0]*(?!(?:speaking|talking|appearing|writing|testifying|airing|tweeting|posting)\b)[a-z]{3,}ing\b"
)
"""What the speaker is told to do ("moving to mend a law of last week, said"); but "speaking on Sunday, said"."""
_BEFORE_SPEAKER = re.compile(
    r"\b(?:which|who|whose|that|before|after|since|until|because|although|though)\b|[,;][\s\xa0]*(?:and|but|so|yet)\b",
    re.IGNORECASE,
)
"""What opens another clause between a time and the speaker behind it."""
_NEXT_CLAUSE = re.compile(r"\b(?:and|but|then)[\s\xa0,]+(?:(?:on|in|late|early|earlier|later)[\s\xa0]+)?$", re.I)
"""The words before a time that opens the next thing told ("denied it, and on Friday left the house")."""
_ON = re.compile(r"[\s\xa0]*(?:(?:on|in|late|early|earlier|later)[\s\xa0]+)*", re.IGNORECASE)
_ON_DAY = re.compile(r"(?<!ed)[\s\xa0]on[\s\xa0]+$")
"""The word before a day that ends the speaker's name ("the Courier on 3 May wrote"), but not "elected on 3 May"."""
_THAT_TELLS = re.compile(r"[\s\xa0]+that[\s\xa0]+(?:[a-z]+ed|said|says|told|was|were|is|are|has|had|found|showed)\b")
"""A relative clause behind a time, which then stands in the phrase of a thing ("denied a report Monday that said")."""
_THING_OF = re.compile(r"(?:['’]s|s['’]|\b(?:his|her|its|their|the|an?))[\s\xa0]+(?:[a-z-]+[\s\xa0]+){0,2}([a-z-]+)$")
_VERB_OF_PAST = re.compile(r"\b[a-z]{2,}(?:ed|de|ew|ook|ade|aid|ote)\b")
_HAVE = frozenset("has have 've 's".split())
_LONGEST_GROUP = 4
"""How many words back from the verb its auxiliary may stand."""
_LATER_PUBLISHED = re.compile(rf"\b{_PUBLISHED}(?:[\s\xa0]+by\b[^,;“\"]{{1,60}})?$")


def times_by_sentence(draft: Draft) -> Mapping[int, Sequence[int]]:
    """List the days and hours of every sentence by their numbers."""
    starts = [s.start for s in draft.reading.sentences]
    found: dict[int, list[int]] = {}
    for number, time in enumerate(draft.reading.times):
        if time.type in (TimeType.DATE, TimeType.TIME):
            found.setdefault(bisect_right(starts, time.start) - 1, []).append(number)
    return found


def time_of(draft: Draft, page: Page, claim: Claim, numbers: Sequence[int]) -> int | None:
    """Find the time at which it was said: of those `numbers` of the sentence, outside source and content, the nearest
    to the cue that is not the time of another thing.
    """
    best: int | None = None
    distance = _REACH_CHARS
    cue_start, cue_end = page.starts[claim.cue.first], page.ends[claim.cue.last - 1]
    for number in numbers:
        time = draft.reading.times[number]
        if any(page.starts[a] <= time.start < page.ends[b - 1] for a, b in claim.contents):
            continue
        if claim.has_speaker and not _is_beside_source(page, claim, time):
            continue
        gap = min(abs(time.start - cue_end), abs(cue_start - time.end))
        if gap < distance and not _is_of_another(page, claim, time, cue_start, cue_end):
            best, distance = number, gap
    return best


def _is_beside_source(page: Page, claim: Claim, time: Time) -> bool:
    """Tell whether a time stands outside the speaker's name, or ends it ("the Courier on 3 May said")."""
    first, last = page.starts[claim.source[0]], page.ends[claim.source[1] - 1]
    if not first <= time.start < last:
        return True
    before = page.text[first : time.start]
    if page.text[time.end : last].strip(" ,\xa0") or "," in before or _CLAUSE.search(before):
        return False
    return first < time.start and _ON_DAY.search(page.text, first, time.start) is not None


def _is_of_another(page: Page, claim: Claim, time: Time, cue_start: int, cue_end: int) -> bool:
    """Tell whether a time goes with another clause or thing than the saying."""
    before = page.text[max(0, time.start - _REACH_CHARS) : time.start]
    if reaches_to_now(before, page.text[time.start : time.end]):
        return True
    if goes_on_in_relative(page.text[time.end : time.end + _REACH_CHARS]) or _is_beside_perfect(page, claim, time):
        return True
    if time.start >= cue_end:
        return _is_of_thing(page, claim, time, cue_end)
    if not claim.has_speaker or time.end > cue_start:
        return False
    source_start, source_end = page.starts[claim.source[0]], page.ends[claim.source[1] - 1]
    if time.end <= source_start:
        if source_start < cue_end and _BEFORE_SPEAKER.search(page.text, time.end, source_start) is not None:
            return True
        lead = page.text[page.starts[page.firsts[claim.sentence]] : time.start]
        return claim.source[0] < claim.cue.first and (opens_on_another(lead) or _holds_contact_clause(lead))
    if source_end > time.start:
        return False
    after = page.text[time.end : cue_start]
    if re.search(r"\bbut\b", after) and not is_day(time):
        return True  # "left the board last year, but said"
    return _is_of_speaker(page, claim, page.text[source_end : time.start], after)


def _holds_contact_clause(lead: str) -> bool:
    """Tell whether a verb before the time has its subject hanging on a noun ("the plan she floated on Tuesday")."""
    return any(hangs_on_noun(lead[: word.start()]) for word in _VERB_OF_PAST.finditer(lead))


def _is_beside_perfect(page: Page, claim: Claim, time: Time) -> bool:
    """Tell whether a verb in the present perfect stands beside a time that is over: they don't go together, unless the
    time stands right at the verb ("has on Monday ruled")."""
    at = claim.cue.at
    begin = claim.source[1] if claim.has_speaker and claim.source[1] <= claim.cue.first else claim.cue.first
    if not any(page.lowers[i] in _HAVE for i in range(max(begin, at - _LONGEST_GROUP), at)):
        return False
    between = page.text[page.ends[at] : time.start] if time.start >= page.ends[at] else ""
    if not between.strip() or _ON.fullmatch(between):
        return False
    return is_over(page.text[max(0, time.start - _REACH_CHARS) : time.start], page.text[time.start : time.end])


def _is_of_speaker(page: Page, claim: Claim, before: str, after: str) -> bool:
    """Tell whether a time between speaker and cue is told of the speaker, or of an earlier deed."""
    if _CLAUSE.search(before):
        return True
    if page.lowers[claim.cue.first].endswith("ing"):  # "answered on Friday, calling it a lie": one and the same time
        return False
    if not before.lstrip().startswith(","):  # "those elected in 2010 said"
        told = page.text[page.starts[claim.source[1] - 1] : page.ends[claim.source[1] - 1]] + before
        return not after.strip() and _OF_SPEAKER.search(told) is not None
    return bool(_OF_SPEAKER.search(before) or _MOVING.match(before.lstrip()))


def _is_of_thing(page: Page, claim: Claim, time: Time, cue_end: int) -> bool:
    """Tell whether a time behind the cue opens the next clause, or stands in the phrase of the thing spoken of."""
    ends = [(page.ends[b - 1], a, b) for a, b in claim.contents if page.ends[b - 1] <= time.start]
    end, first, last = max(ends, default=(cue_end, 0, 0))
    between = page.text[max(end, cue_end) : time.start]
    if _NEXT_CLAUSE.search(page.text[cue_end : time.start]):
        return True
    if end <= cue_end or page.quotation[last - 1] >= 0:
        return False
    said = page.text[page.starts[first] : end]
    if _LATER_PUBLISHED.search(said):
        return True
    if not _ON.fullmatch(between):
        return False
    thing = _THING_OF.search(said)
    named = thing is not None and thing[1] in load_words("speech_nouns")
    return named or _THAT_TELLS.match(page.text, time.end) is not None
