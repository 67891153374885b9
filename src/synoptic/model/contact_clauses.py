"""Clauses that hang on a noun without a relative pronoun ("one of the ways it secured the port").

Decision to know: a time in such a clause, and a deed, are the clause's own and not those of the sentence around it.
Nouns of time ("the day it opened") and conjunctions begin no such clause.
"""

from __future__ import annotations

import re

_SPACE = r"[\s\xa0]+"
_DETERMINER = rf"(?:the|an?|one{_SPACE}of{_SPACE}the|his|her|its|their|those|these|each|every)"
_NO_NOUN = (
    r"(?:day|moment|time|week|month|year|night|morning|way|first|same|that|when|while|as|if|because|what|where|and|but|"
    r"or|than|after|before|said|says|until|since|though|once|how|why)"
)
_BEFORE_VERB = re.compile(
    rf"\b{_DETERMINER}(?:{_SPACE}[\w’'-]+)?{_SPACE}(?!{_NO_NOUN}\b)[a-z][\w’'-]+{_SPACE}(?:he|she|it|they|we){_SPACE}"
    rf"(?:(?:had|has|have|first|once|later|also){_SPACE})*$"
)


def hangs_on_noun(before: str) -> bool:
    """Tell whether a verb's clause hangs on the noun before it without a relative pronoun, given the words before."""
    return _BEFORE_VERB.search(before) is not None
