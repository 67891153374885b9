"""What the words around a figure tell: whether it rose or fell, how surely it is known, and the clause that tells it.

Decision to know: a clause ends at marks, at joining words that a verb follows, and at speech verbs; it can be quoted
alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from synoptic.lexicon import load_words
from synoptic.model.readings import Change
from synoptic.reading.draft import Token
from synoptic.reading.quantities_counted import CLAUSE_MARKS, PLACES, governing_verb
from synoptic.reading.quantities_verbs import SPEECH, changes, is_verb


def change_of(tokens: Sequence[Token], first: int, stop: int, *, small: bool = True) -> Change | None:
    """Tell whether the words around a figure say that something rose or fell by it or to it.

    `small` is false of counts with their noun and of large sums: "raised $2bn", "lost seven games" tell no change.
    """
    if first and tokens[first - 1].lower in ("by", "to"):
        verb = governing_verb(tokens, first)
        if verb is not None and tokens[verb].lower in changes() and not _is_other_change(tokens, verb):
            return changes()[tokens[verb].lower]
    for back in range(first - 1, max(-1, first - 5), -1):
        lower = tokens[back].lower
        if lower in changes() and not _is_other_change(tokens, back) and (small or lower not in _TAKING):
            return changes()[lower]
        if lower in (",", ";", "and", "in", "with") or (tokens[back].text[0].isdecimal() and back < first - 2):
            break
        if lower == "of" and back and tokens[back - 1].lower in changes():
            return changes()[tokens[back - 1].lower]
    after = [t.lower for t in tokens[stop : stop + 2]]
    if after and after[0] in _AFTER:
        return changes()[after[0]]
    return None


_AFTER = frozenset("increase rise jump gain drop fall decline decrease surge higher lower".split())
_TAKING = frozenset(
    """raise raises raised raising lose loses lost cut cuts cutting add adds added adding shed sheds shedding gain gains
    gained gaining boost boosts boosted""".split()
)
"""Words that move a price, but take an object that no price is."""
_WITH_UP = frozenset(
    """make makes made making set sets setting take takes took taking put puts give gives gave come came
    build builds built pick picked pile piled use used sign signed wind wound back call called""".split()
)


def _is_other_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell "up to", which is a bound, and "make up", "set up" from "up 3 %"."""
    lower = tokens[at].lower
    if lower == "up" and at + 1 < len(tokens) and tokens[at + 1].lower == "to":
        return True
    return lower == "up" and at > 0 and tokens[at - 1].lower in _WITH_UP


def is_hedged(tokens: Sequence[Token], first: int, stop: int, *, noun_stop: int) -> bool:
    """Tell whether the words before the figure, or just after it or its noun, call it uncertain ("90 miners are
    feared dead").
    """
    hedges = load_words("hedge_words")
    at = noun_stop
    while at < len(tokens) and at - noun_stop < 3 and tokens[at].lower in _COPULAS:
        at += 1
    if at > noun_stop and at < len(tokens) and tokens[at].lower in hedges:
        return True
    near = range(max(0, first - 5), min(len(tokens), stop + 1))
    if first > 2 and tokens[first - 1].lower == "of" and tokens[first - 3].lower == "flash":
        return False  # a flash estimate is a number published as it stands
    return any(tokens[i].lower in hedges for i in near if i < stop or i == stop) or any(
        t.lower in hedges for t in tokens[first:stop]
    )


_COPULAS = frozenset({"are", "is", "were", "was", "now", "still", "being", "been", "have", "had", "has"})


def clause(tokens: Sequence[Token], first: int, stop: int, low: int, high: int, *, noun_stop: int) -> tuple[int, int]:
    """Cut the clause that tells the figure `tokens[first:stop]` out of its sentence, within the tokens `low`..`high`.

    `noun_stop` is where the counted noun ends: a verb right there makes the figure a subject.
    """
    begin, end = _clause_begin(tokens, first, noun_stop, low), _clause_end(tokens, stop, high)
    while end > stop and tokens[end - 1].text in ',.;:!?"”':
        end -= 1
    while begin < first and not (
        tokens[begin].is_word or tokens[begin].text[0].isdecimal() or tokens[begin].text in "$€£"
    ):
        begin += 1
    if begin < first and tokens[begin].lower in _JOINERS:
        begin += 1
    return begin, max(end, stop)


_JOINERS = frozenset("and but that while although though because whereas".split())


def _clause_begin(tokens: Sequence[Token], first: int, stop: int, low: int) -> int:
    """Go back from the figure to where its clause begins: behind the verb's subject, or, where the figure is in the
    subject, before it.
    """
    verb = governing_verb(tokens, first)
    leads = stop < len(tokens) and (is_verb(tokens, stop) or (stop > first and _ends_told(tokens, stop - 1)))
    for back in range(first - 1, low - 1, -1):
        lower = tokens[back].lower
        if tokens[back].text in CLAUSE_MARKS:
            return back + 1
        passed = verb is not None and back < verb
        if lower in ("while", "whereas", "but", "although", "though", "because"):
            return back + 1
        if lower == "that" and (passed or (back and is_verb(tokens, back - 1))) and not is_verb(tokens, back + 1):
            return back + 1
        if lower in _TIMES_OF and verb is not None and back < verb - 1 and _opens_time_clause(tokens, back):
            return back + 1
        if lower in ("and", ","):
            if passed and verb is not None and _opens_clause(tokens, back, verb):
                return back + 1
            if not passed and leads and first - back <= 4 and _verb_before(tokens, back) and lower == "and":
                return back + 1
    return low


def _ends_told(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a counted noun ends with what became of it ("19 people died"): its figure is the subject."""
    return is_verb(tokens, at) or tokens[at].lower in _BECAME


_BECAME = frozenset("died drowned perished fled survived vanished".split())


def _clause_end(tokens: Sequence[Token], stop: int, high: int) -> int:
    for at in range(stop, high):
        token = tokens[at]
        if token.text in CLAUSE_MARKS:
            return at
        if token.text == "," and at + 1 < high and (tokens[at + 1].lower in _TAIL_WORDS or _says(tokens, at + 1, high)):
            return at
        if token.lower in ("and", "but") and at + 2 < high and _has_verb(tokens, at + 1, min(high, at + 6)):
            return at
    return high


_TIMES_OF = frozenset({"after", "as", "when", "before", "until"})


def _opens_time_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell "talks failed after Ruvia sent 90 ships" from "after sending 90 ships"."""
    return _verb_before(tokens, at) and not tokens[at + 1].lower.endswith("ing")


def _says(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Tell whether ", officials said" begins at `at`: a speech verb within a few words, then a mark or the end."""
    for near in range(at, min(high, at + 6)):
        if tokens[near].text in ",.;":
            return False
        if tokens[near].lower in SPEECH:
            return near + 1 >= high or not tokens[near + 1].is_word or near == at
    return False


def _verb_before(tokens: Sequence[Token], at: int) -> bool:
    return any(is_verb(tokens, back) for back in range(at - 1, max(-1, at - 16), -1))


_TAIL_WORDS = frozenset(
    """who which while although though whereas but he she they it said says according and with after as because
    leaving making""".split()
)


def _has_verb(tokens: Sequence[Token], first: int, stop: int) -> bool:
    return any(is_verb(tokens, at) for at in range(first + 1, stop))


def _opens_clause(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a comma or "and" opens the clause of the verb: a verb stands before it and a subject between."""
    if tokens[at + 1].lower in PLACES or tokens[at + 1].lower in ("of", "with", "for", "by"):
        return False
    return _verb_before(tokens, at) and verb - at > 1 and not any(t.text == "," for t in tokens[at + 1 : verb])
