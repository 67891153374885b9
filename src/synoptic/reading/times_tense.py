"""Which way a day points from the report: from the verb of its clause, the preposition before it, and only then
nothing.

Decision to know: the verb that governs is the nearest one before the expression in its sentence ("confirmed that she
would speak on Tuesday" is ahead), or, where none stands before it, the first after it ("On Tuesday the two will
meet"). Participles that announce something ("announcing the call on Tuesday") hand over to the verb before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.model.calendar import Direction
from synoptic.reading.draft import Token

_WILLING = frozenset("wants intends expects".split())
_NO_EVENT = frozenset("it today this that there what he she who which tomorrow".split())
_OWNED_WORDS = 3
_REACH = 40
"""How many words a governing verb may lie away: keeps the search linear in very long sentences."""

_NO_INFINITIVE = frozenset(
    """the a an this that these those his her its their our your my it him them me us be which whom whose what
    date""".split()
)
_SKIPPED = frozenset("not never also still only just now then already again both all soon".split())
_NOUNS_IN_ED = frozenset(
    """united armed hundred red need speed feed seed indeed exceed proceed succeed wed unprecedented
    sacred so-called""".split()
)
_AHEAD = (
    ("ahead", "of"),
    ("in", "advance", "of"),
    ("scheduled", "for"),
    ("planned", "for"),
    ("set", "for"),
    ("due",),
    ("slated", "for"),
    ("payable",),
    ("from", "today", "through"),
    ("has", "set"),
    ("have", "set"),
)
PUT_OFF = frozenset("extended postponed delayed adjourned moved deferred rescheduled prolonged".split())
_PASSIVE_HOSTS = frozenset(
    {
        "scheduled",
        "expected",
        "planned",
        "set",
        "due",
        "slated",
        "poised",
        "supposed",
        "likely",
        "going",
        "about",
        "ready",
    }
)


_NOUNS_IN_LY = frozenset(
    "family ally rally assembly supply reply july italy monopoly bully anomaly belly fly sicily butterfly".split()
)


def _is_adverb(lower: str) -> bool:
    return lower.endswith("ly") and lower not in _NOUNS_IN_LY


@cache
def _tenses() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("tense_words")}


def direction(tokens: Sequence[Token], first: int, stop: int) -> Direction:
    """Find the direction of the expression `tokens[first:stop]` of a sentence."""
    before = tokens[first - 1].lower if first else ""
    if before == "since":
        return Direction.PAST
    if before == "effective":
        return Direction.NEAREST
    if before in ("to", "until", "till") and first > 1 and _is_put_off(tokens, first - 2):
        return Direction.FUTURE
    if had_been_set(tokens, first) or (before == "from" and first > 1 and tokens[first - 2].lower in PUT_OFF):
        return Direction.NEAREST  # a plan that was: its day may be over by now or not
    ahead = _stands_after(tokens, first)
    if ahead:
        return Direction.FUTURE
    if before == "of" and first > 1 and tokens[first - 2].lower == "as":
        return Direction.PAST
    owns = stop < len(tokens) and tokens[stop].lower in ("'s", "'")
    if owns and stop + 1 < len(tokens) and tokens[stop + 1].lower in ("close", "closing"):
        return Direction.PAST
    if owns and any(t.lower in load_words("unplanned_nouns") for t in tokens[stop + 1 : stop + 1 + _OWNED_WORDS]):
        return Direction.PAST
    if _is_told_of_subject(tokens, first) or _is_deadline(tokens, first):
        return Direction.FUTURE
    found = _left(tokens, first)
    if found is not Direction.FUTURE and _is_hoped_for(tokens, first):
        return Direction.FUTURE
    if found is Direction.PAST and _is_end_of_plan(tokens, first):
        return Direction.FUTURE
    if found is Direction.FUTURE and _came_to_nothing(tokens, first, stop):
        return Direction.NEAREST
    if before in ("a", "an") and found is Direction.FUTURE and _says_of_agreed(tokens, stop):
        return Direction.NEAREST  # "is trying to sell itself under a June agreement"
    if (
        before in ("until", "till")
        and stop < len(tokens)
        and tokens[stop].lower == "to"
        and _is_infinitive(tokens, stop)
    ):
        return Direction.FUTURE  # "gave them until Friday to leave"
    if before == "through":
        put_off = any(t.lower in PUT_OFF for t in tokens[max(0, first - 6) : first])
        if found is None and not put_off and _right(tokens, stop) is Direction.PAST:
            return Direction.PAST  # "Through 19 October the funds had ..."
        return Direction.FUTURE if put_off or found is not Direction.PAST else Direction.NEAREST
    if before in ("until", "till", "by") and found is not Direction.PAST:
        return Direction.FUTURE
    if found is None or owns:
        right = _right(tokens, stop)
        if found is None or (right is not None and first <= 1):
            found = right
    if found is None and before in ("until", "till"):
        return Direction.FUTURE
    return found or Direction.NEAREST


_HOPES = frozenset(
    "chance chances odds hope hopes prospect prospects likelihood probability risk risks fear fears possibility".split()
)
_GONE = frozenset("missed lost dashed ended crushed ruined blew wasted doomed hurt killed sank".split())
_HOPE_WORDS = 14


def _is_hoped_for(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a time is that of what there is a chance of: "had a slim chance of losing the town in November"."""
    for at in range(first - 1, max(-1, first - _HOPE_WORDS), -1):
        lower = tokens[at].lower
        if lower in (",", ";", ":"):
            return False
        if lower in _HOPES and at + 1 < first and tokens[at + 1].lower in ("of", "for", "to", "that"):
            return not any(token.lower in _GONE for token in tokens[max(0, at - 4) : at])
        if lower != "to" and _verb_at(tokens, at) is not None:
            return False
    return False


def _came_to_nothing(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Tell a plan that was crossed ("was due to start on Thursday, but the jury …"): its day may be over by now."""
    if not any(token.lower in ("but", "however") for token in tokens[stop : stop + 2]):
        return False
    for back in range(first - 1, max(0, first - _REACH // 4), -1):
        if tokens[back].lower in _PASSIVE_HOSTS:
            before = [t.lower for t in tokens[max(0, back - 3) : back]]
            return "was" in before or "were" in before
    return False


_ENDS = frozenset("until till by through".split())
_END_REACH = 6


def _is_deadline(tokens: Sequence[Token], first: int) -> bool:
    """Tell "gave them a deadline of 3 May": the day that a deadline is said to be lies ahead."""
    if first < 2 or tokens[first - 1].lower not in ("of", "for") or tokens[first - 2].lower != "deadline":
        return False
    return not any(token.lower in ("missed", "passed", "had", "past") for token in tokens[max(0, first - 6) : first])


def _is_end_of_plan(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the time ends what a past verb only set going: "picked her to serve until a vote in June",
    "ordered the troops out by June", but not "had served until a vote in June".
    """
    at = first - 1
    while at > first - _END_REACH and at > 0 and tokens[at].lower not in _ENDS:
        if not tokens[at].is_word or _verb_at(tokens, at) is not None:
            return False
        at -= 1
    if at <= 0 or tokens[at].lower not in _ENDS:
        return False
    for back in range(at - 1, max(-1, at - _REACH // 2), -1):
        lower = tokens[back].lower
        if lower == "to" and _is_infinitive(tokens, back):
            return not any(token.lower in ("had", "was", "were", "used") for token in tokens[max(0, back - 3) : back])
        if _verb_at(tokens, back) is not None:
            forward = _tenses().get(lower) == "forward" and lower.endswith("ed")
            return forward and not any(t.lower in ("had", "has", "have") for t in tokens[max(0, back - 2) : back])
    return False


_AGREED = frozenset("agreement accord deal pact treaty ruling decree law report study survey poll letter memo".split())


def _says_of_agreed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a thing that had to be made before it is spoken of stands at `at`: "a June accord"."""
    return at < len(tokens) and tokens[at].lower in _AGREED


def _is_told_of_subject(tokens: Sequence[Token], first: int) -> bool:
    """Tell "the deadline is Friday", "the vote is on Sunday", which look ahead, from "today is Friday"."""
    at = first - 2 if first and tokens[first - 1].lower in ("on", "in") else first - 1
    if at < 1 or tokens[at].lower not in ("is", "are"):
        return False
    return tokens[at - 1].is_word and tokens[at - 1].lower not in _NO_EVENT


def _is_put_off(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb of putting off ends at `at`: postponed, put off, pushed back."""
    lower = tokens[at].lower
    return lower in PUT_OFF or (
        lower in ("off", "back") and at > 0 and tokens[at - 1].lower in ("put", "pushed", "set")
    )


def had_been_set(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether "had been planned for", "was originally set for" stands right before `tokens[first]`."""
    if first < 3 or tokens[first - 1].lower not in ("for", "on") or tokens[first - 2].lower not in _PASSIVE_HOSTS:
        return False
    before = [t.lower for t in tokens[max(0, first - 5) : first - 2]]
    if before[-1] in ("originally", "initially", "previously", "first"):
        return True
    return before[-1] == "been" and "had" in before


def _stands_after(tokens: Sequence[Token], first: int) -> bool:
    words = tuple(t.lower for t in tokens[max(0, first - 3) : first])
    return any(words[-len(lead) :] == lead for lead in _AHEAD)


def _left(tokens: Sequence[Token], first: int) -> Direction | None:
    at = first - 1
    limit = max(-1, first - _REACH)
    while at > limit:
        lower = tokens[at].lower
        if lower in (";", ":"):
            return None
        found = _verb_at(tokens, at)
        if found is not None:
            return found
        at -= 1
    return None


def _right(tokens: Sequence[Token], stop: int) -> Direction | None:
    aside = False  # within ", which ... ,"
    for at in range(stop, min(len(tokens), stop + _REACH)):
        lower = tokens[at].lower
        if lower in (";", ":"):
            return None
        if lower == ",":
            aside = not aside and at + 1 < len(tokens) and _opens_aside(tokens, at + 1)
        if aside:
            continue
        tense = _tenses().get(lower)
        if tense == "future":
            return Direction.FUTURE
        if tense == "present be":
            return _present(tokens, at)
        if tense in ("past", "past be", "past have", "perfect") or (
            tense is None and _is_past_form(tokens[at]) and not _is_adjective(tokens, at)
        ):
            return Direction.PAST
        if tense == "forward" and _is_asked(tokens, at):
            return Direction.PAST
        if tense == "modal":
            return _modal(tokens, at)
    return None


_PLANNED = frozenset("planned expected scheduled slated intended hoped needed required supposed prepared".split())


def _is_asked(tokens: Sequence[Token], at: int) -> bool:
    """Tell the past of a verb that looks ahead ("On 3 May the mayor vowed that …") from a plan ("was expected")."""
    lower = tokens[at].lower
    return _is_past_form(tokens[at]) and lower not in _PLANNED and not _is_adjective(tokens, at)


def _opens_aside(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether ", which ..." or ", requested by ..." begins at `at`: words on the side that end at a comma."""
    return tokens[at].lower in ("which", "who", "whose", "where") or (
        (_is_past_form(tokens[at]) or _tenses().get(tokens[at].lower) == "past")
        and at + 1 < len(tokens)
        and tokens[at + 1].lower in ("by", "in", "at", "after", "for")
    )


def _is_past_form(token: Token) -> bool:
    lower = token.lower
    return (
        len(lower) > 3
        and lower.endswith("ed")
        and token.text[0].islower()
        and lower not in _NOUNS_IN_ED
        and "-" not in lower
    )


_DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no every each".split())


def _is_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a form in -ed stands between a determiner and its noun ("a still unspecified date")."""
    back = at - 1
    while back >= 0 and at - back < 3 and (tokens[back].lower in _SKIPPED or _is_adverb(tokens[back].lower)):
        back -= 1
    return back >= 0 and tokens[back].lower in _DETERMINERS


def _verb_at(tokens: Sequence[Token], at: int) -> Direction | None:
    """Read the verb group that ends at `at`; None where no verb stands."""
    lower = tokens[at].lower
    tense = _tenses().get(lower)
    if tense == "future":
        return Direction.FUTURE
    if tense == "modal":
        return _modal(tokens, at)
    if tense == "present be":
        return _present(tokens, at)
    if tense in ("past be", "past have"):
        return _past_be(tokens, at)
    if tense == "perfect":
        return _auxiliary(tokens, at) or Direction.PAST
    if lower == "to" and _is_infinitive(tokens, at):
        return _host(tokens, at)
    if lower in ("upcoming", "forthcoming") or (tense == "forward" and _is_ahead_of_noun(tokens, at)):
        return Direction.FUTURE
    if tense == "timetable" and not _is_noun(tokens, at):
        return _timetable(tokens, at)
    if tense == "past" or tense == "forward" or (_is_past_form(tokens[at]) and not _is_adjective(tokens, at)):
        group = _auxiliary(tokens, at)
        if group is not None:
            return group
        if tense == "forward" and not lower.endswith("ed"):
            return Direction.FUTURE if lower in _WILLING and not _is_noun(tokens, at) else None
        return Direction.PAST
    return None


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].lower if at else ""
    return before in _DETERMINERS or before in ("of", "in", "for", "at", "with", "from", "'s", "on")


def _timetable(tokens: Sequence[Token], at: int) -> Direction | None:
    """Read the plain present of a verb of the timetable: "talks resume Thursday", "the offer expires on 4 May"."""
    for back in range(at - 1, max(-1, at - 4), -1):
        lower = tokens[back].lower
        tense = _tenses().get(lower)
        if lower in ("did", "didn't"):
            return Direction.PAST
        if lower == "to":
            return _host(tokens, back)
        if tense in ("modal", "future"):
            return Direction.FUTURE
        if tense is not None or not (lower in _SKIPPED or lower in ("n't", "do", "does")):
            break
    return Direction.FUTURE


def _is_ahead_of_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell "before expected talks", "the planned meeting" from a verb: a preposition or determiner before, a noun
    after.
    """
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    adjective = tokens[at].lower in ("expected", "planned", "scheduled", "proposed", "intended", "likely")
    return (
        adjective
        and (before in _DETERMINERS or before in ("before", "of", "for", "at", "ahead", "about", "and", "on", "with"))
        and after not in ("to", "that", "by", "on", "for", "in")
    )


def _auxiliary(tokens: Sequence[Token], at: int) -> Direction | None:
    """Read the auxiliaries before a participle: "will be held", "to have been held", "is scheduled"."""
    seen_past = False
    for back in range(at - 1, max(-1, at - 7), -1):
        lower = tokens[back].lower
        tense = _tenses().get(lower)
        if tense == "future":
            return Direction.FUTURE
        if tense == "modal":
            return Direction.PAST if seen_past else Direction.FUTURE
        if lower == "to":
            return (
                _host(tokens, back)
                if back + 1 <= at and (tense_of_next(tokens, back) == "been" or not seen_past)
                else None
            )
        if tense in ("past be", "past have"):
            return (
                Direction.FUTURE
                if tokens[at].lower in _PASSIVE_HOSTS and tense == "past be" and not seen_past
                else Direction.PAST
            )
        if tense == "perfect":
            seen_past = True
            continue
        if tense == "present be":
            return (
                Direction.FUTURE
                if tokens[at].lower in _PASSIVE_HOSTS
                else (Direction.PAST if seen_past else None) or Direction.FUTURE
            )
        if tense == "been" or lower in _SKIPPED or _is_adverb(lower):
            continue
        break
    return Direction.PAST if seen_past else None


def tense_of_next(tokens: Sequence[Token], at: int) -> str | None:
    """Return what the word after `at` tells about tense."""
    return _tenses().get(tokens[at + 1].lower) if at + 1 < len(tokens) else None


def _modal(tokens: Sequence[Token], at: int) -> Direction:
    """A modal points ahead unless a perfect follows ("would have met")."""
    follows = [t.lower for t in tokens[at + 1 : at + 4]]
    return Direction.PAST if "have" in follows[:2] else Direction.FUTURE


def _present(tokens: Sequence[Token], at: int) -> Direction | None:
    for token in tokens[at + 1 : at + 6]:
        lower = token.lower
        if lower in _SKIPPED or _is_adverb(lower):
            continue
        if lower.endswith("ing") or lower in _PASSIVE_HOSTS or lower == "to":
            return Direction.FUTURE
        break
    return None if at == 0 else Direction.NEAREST


def _past_be(tokens: Sequence[Token], at: int) -> Direction:
    for token in tokens[at + 1 : at + 5]:
        lower = token.lower
        if lower in _SKIPPED or _is_adverb(lower):
            continue
        if lower in _PASSIVE_HOSTS or lower == "to":
            return Direction.FUTURE
        break
    return Direction.PAST


def _is_infinitive(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    token = tokens[at + 1]
    lower = token.lower
    if lower == "be" or lower == "have":
        return True
    return (
        token.text[0].islower() and lower not in _NO_INFINITIVE and not lower.endswith(("ing", "s", "ed"))
    ) or lower in ("discuss", "address", "pass", "press")


def _host(tokens: Sequence[Token], at: int) -> Direction | None:
    """Find what an infinitive hangs on: a word that looks ahead, or the tense of the verb before it."""
    follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if follows == "have":
        return Direction.PAST
    if follows == "be" and not (at and _tenses().get(tokens[at - 1].lower, "").startswith("past")):
        return Direction.FUTURE
    for back in range(at - 1, max(-1, at - 9), -1):
        lower = tokens[back].lower
        tense = _tenses().get(lower)
        if tense == "forward":
            had = any(t.lower == "had" for t in tokens[max(0, back - 3) : back])
            return Direction.PAST if had else Direction.FUTURE
        if tense in ("future", "modal", "present be"):
            return Direction.FUTURE
        if tense == "past be":
            return Direction.FUTURE if back == at - 1 else Direction.PAST
        if tense is not None and tense.startswith(("past", "perfect")):
            return Direction.PAST
        if lower == "to" and _is_infinitive(tokens, back):
            continue
        if _is_past_form(tokens[back]) and not _is_adjective(tokens, back):
            return Direction.PAST
    return Direction.FUTURE
