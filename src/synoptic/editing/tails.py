"""Where a saying in the report's words ends and the report's own comment on it begins.

Decision to know: what is cut off here may have been said as well; a line that says less than somebody said is no wrong
one, while the report's judgement in his mouth is.
"""

from __future__ import annotations

import re

from synoptic.model.spans import Span

_COMMENT = re.compile(
    r"[\s\xa0]+(?:—|–|--)[\s\xa0]+(?:\w+ly[\s\xa0]+)?(?!(?:some|any|no|every)thing|during|including)[a-z]+ing\b(?![^.!?]*(?:—|–|--))"
    r"|,[\s\xa0]+(?:thus[\s\xa0]+|further[\s\xa0]+)?(?:raising|prompting|sparking|fuell?ing|casting|stoking|deepening|"
    r"heightening|underscoring|underlining|highlighting|signall?ing|setting[\s\xa0]+off|dealing)[\s\xa0]+"
    r"|,?[\s\xa0]+(?:even[\s\xa0]+)?(?:al)?though[\s\xa0]+(?:it|he|she|they)[\s\xa0]+(?:has|have)[\s\xa0]+(?!n[o’'])"
    r"|,[\s\xa0]+and[\s\xa0]+(?:in|on)[\s\xa0]+(?:(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\d{4}\b)[^,.;]{0,12}"
    r"[\s\xa0](?:he|she|they|it)[\s\xa0]+[a-z]+ed\b"
)
"""A dash or comma with what follows of it in -ing, a concession of today, a deed of another day."""
_FEWEST_WORDS = 4


def end_of_saying(text: str, span: Span) -> int:
    """Return where a content that is no quotation ends, the report's own comment behind it left off."""
    for match in _COMMENT.finditer(text, span.start, span.end):
        if len(text[span.start : match.start()].split()) >= _FEWEST_WORDS:
            return match.start()
    return span.end
