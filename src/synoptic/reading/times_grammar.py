"""The grammar of times: which runs of pieces are one time expression, and of what sort.

Decision to know: a sentence is matched as a string with one character a piece (`times_words`), by compiled
alternations, one for each kind that forms begin with; the first form that fits at the leftmost place wins, so forms
stand from the longest to the shortest. What a run comes to is worked out in `times_values`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_BASE = {
    "NUM": "(?:A?Xf?T?|[NDY]|A)",
    "COUNT": "(?:A?Xf?|[ND])",
    "UNIT": "[UQV]",
    "LBF": "(?:LF|LB|TBF|T?[BFlr]|L|Tl)",
    "EARLY": "(?:T?EfT?|Ei?T?|Eh?|Ef|L?e|ei?T?)",
}
_BASE["YR"] = "(?:f?(?:LF|L|T?[BFl]|TB)y?U)"
_BASE["DATE"] = "(?:T?[DO]f?M(?:c?Y|c?{YR})?|M[DO](?:c?Y|c?{YR})?|I)".replace("{YR}", _BASE["YR"])
_BASE["DAYREF"] = "(?:R|(?:LF|TB|TF|[LBF])?W(?:c?T?{DATE})?|{DATE})".replace("{DATE}", _BASE["DATE"])

_FORMS = (
    ("ancient", "(?:{EARLY}T?)?(?:T?[DO]f?M|M[DO]?)?c?[NDY](?:[hk][NDY])?%"),
    ("ancient_century", "{EARLY}?T?E?h?O(?:[kh]T?O)?h?[UV]%"),
    ("after_christ", "(?:{EARLY}T?)?(?:[NDY]&|&[NDY])"),
    ("years_range", "(?:{EARLY}T?)?Y[h/][DN](?![hM/])"),
    ("night_range", "T?P[fi](?:[DO][hk/][DO]f?M(?:c?Y)?|M[DO][hk/][DO](?:c?Y)?)"),
    ("last_of_year", "T?BQfT?Y"),
    ("nth_weekday", "T[BO]W[fi]M(?:c?Y)?"),
    ("nth_week", "T[BO]U[fi](?:M(?:c?f?Y)?|(?:LF|LB|L|T?[BF])U)"),
    ("fiscal_year", "(?:{EARLY}T?)?(?:T?yU?Y(?:[h/][DN])?|T?YyU)"),
    ("clock_day", "CZ?c?i?{DAYREF}"),
    ("clock_part", "CiTPf?{DAYREF}?"),
    ("day_part", "E?{DAYREF}h?P|T?E?h?Pf{DAYREF}|T?E?h?PiT?{DAYREF}"),
    ("part_said", "[Ee]?(?:LB|LF|T[BF]|Tl|Ll|[LBF])P"),
    ("weekday_parts", "K?W?p|WP?p"),
    ("range_days", "M[DO][hk/][DO](?:c?Y)?(?!h)|[DO][hk/][DO]f?M(?:c?Y)?"),
    ("weekday_of_month", "Wc?TO(?![a-zA-Z])"),
    ("month_day_said", "(?:LB|LF|[BF])M[DO](?!c?Y)"),
    ("week_weekday", "Wf?(?:LF|L|T?[BFl])U"),
    ("weekday_date", "Wc?T?{DATE}"),
    ("numeric_date", "[DN][/][DN][/][DNY]|[DN]h[DN]h[DNY]"),
    ("date", "{DATE}"),
    ("month_year", "(?:{EARLY}T?)?Mc?f?(?:Y|{YR})"),
    ("day_of_month", "TOf(?:T|L|T?[BF])U"),
    ("month_said", "{EARLY}?(?:LF|LB|L|T?[BF])M"),
    ("month", "(?:{EARLY}T?)?M"),
    ("season", "{EARLY}?(?:LB|LF|T?[BFl]|L|T|K)?S(?:[fi]?Y(?:[h/][DN])?|{YR})?"),
    ("quarter_of", "{EARLY}?T?y?B?Oh?y?Qf?(?:T?y?Y|{YR}|TyU|TU)"),
    ("quarter_of", "{EARLY}?T?(?:Ya?|LUa|BUa|FUa)y?Oh?Q"),
    ("quarter", "{EARLY}?T?y?Oh?y?Q"),
    ("quarter_said", "T?Yy?Q|{LBF}Ua?Q"),
    ("half_ago", "(?:QAU|A?Qh?U|A?QfAU)G"),
    ("half_unit", "QAU|A?QhU|A?QU|A?QfAU"),
    ("lasting", "g|[UV]hz"),
    ("set", "K[ONXD]?y?(?:U|V|Q|W|P|M|S)"),
    ("ago", "[NDX][kh][NDX]h?[y+]?{UNIT}h?G|AUkNG"),
    ("ago", "{NUM}h?[y+]?{UNIT}(?:(?:k|kA)?{NUM}?{UNIT})?(?:k0)?h?G"),
    ("year_ago_period", "T?Uh[Geu]O?[Qq]"),
    ("ago", "UhG"),
    ("ago_vaguely", "VG"),
    ("apart", "{NUM}y?{UNIT}h?(?:e|[ur](?![^ckio.]))"),
    ("apart", "Uhe|TU(?:e|u(?![^ckio.]))"),
    ("from_now", "{NUM}{UNIT}[ix][RJ]"),
    ("apart_vaguely", "V(?:e|u(?![^ckio.]))"),
    ("beside_today", "TUuR"),
    ("ends_of_year", "T(?:B|O)V(?:f|i)T?U?Y"),
    ("reach", "(?:T|L)?[BFr]+{COUNT}(?:[kh]{COUNT})?h?[y+]?[UV]|(?:T|L)?[BF]y?V|T[BF]Uko?U"),
    ("reach", "TV[v]|{COUNT}V[v]"),
    ("first_span", "TO{COUNT}h?y?V"),
    ("year_end", "(?:L|T?[BFl]|T)?y?Ua?h?E|TyYh?E"),
    ("year_named", "TU[YN]"),
    ("unit_said", "{EARLY}?(?:LF|LB|TBF|T?[BFlr]|L|Ll)y?[UQ]"),
    ("unit_part", "(?:T?Ef|[eE]iT?|[eE])Ty?U"),
    ("day_beside", "e?R"),
    ("today", "[Ee]?R"),
    ("century", "{EARLY}?T?E?h?Oh?U"),
    ("decade", "{EARLY}?T?E?h?d"),
    ("aged", "{NUM}h?(?:U|V)h?z"),
    ("compound", "{COUNT}h[UQ]|NVk{COUNT}V"),
    ("duration", "{COUNT}h?(?:{COUNT})?[y+]?{UNIT}(?:kA?Q|k{COUNT}{UNIT})?|{COUNT}k{COUNT}y?V"),
    ("a_unit", "AUkAQ|AUkN|AU"),
    ("one_more", "A?[+]U|AyU"),
    ("early_units", "T[OE]V"),
    ("these_days", "LV"),
    ("clock", "CZ?"),
    ("part_alone", "TE?h?P|P|Eh?P"),
    ("weekday_said", "E?(?:LF|LB|T?[BF]|L)W"),
    ("weekday", "[Ee]?W"),
    ("weekdays", "w"),
    ("weekend", "E?T?y?[UQ]"),
    ("day_alone", "TO"),
    ("period", "T[Bl]q"),
    ("year_ago_period", "T?Uh[Geu](?:O?Q|q)?"),
    ("now", "J|Txj|Tj|TB"),
    ("that_time", "[LT]t"),
    ("year", "(?:{EARLY}T?)?y?Y"),
    ("feast", "{LBF}?H(?:c?Y)?"),
    ("overnight", "n"),
    ("units", "V"),
    ("said_of_now", "[Bl]"),
)


_OPENING = "(?=[MWwYUQVPpRSsHCdIJjng]|[TABFLEeKNDOXry&+][^x]|[Bl]x|l|Txj)"
"""How any form begins: most places are turned down by one look (with it the search takes a quarter of the time)."""


@cache
def _filled() -> tuple[tuple[str, str], ...]:
    """Return the forms with their names filled in."""
    forms = []
    for name, form in _FORMS:
        for _ in range(2):
            for key, value in _BASE.items():
                form = form.replace("{" + key + "}", value)
        forms.append((name, form))
    return tuple(forms)


def _first_kinds(form: str, at: int = 0) -> tuple[set[str], bool, int]:
    """Work out the kinds of pieces that a form can begin with, whether it may be empty, and where its part ends.

    Knows what the forms are written in: kinds, classes, groups, alternatives, the signs ? * +, and looks ahead.
    """
    whole, empty_of_all = set[str](), False
    firsts, empty = set[str](), True
    while at < len(form) and form[at] != ")":
        if form[at] == "|":
            whole, empty_of_all = whole | firsts, empty_of_all or empty
            firsts, empty, at = set(), True, at + 1
            continue
        if form[at] == "[":
            end = form.index("]", at)
            found, may_miss, at = set(form[at + 1 : end]), False, end + 1
        elif form.startswith(("(?!", "(?="), at):
            found, may_miss, at = set(), True, _first_kinds(form, at + 3)[2] + 1
        elif form[at] == "(":
            found, may_miss, at = _first_kinds(form, at + (3 if form.startswith("(?:", at) else 1))
            at += 1
        else:
            at += form[at] == "\\"
            found, may_miss, at = {form[at]}, False, at + 1
        if at < len(form) and form[at] in "?*+":
            may_miss, at = may_miss or form[at] != "+", at + 1
        if empty:
            firsts |= found
        empty = empty and may_miss
    return whole | firsts, empty_of_all or empty, at


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(_OPENING)


@cache
def _begun() -> dict[str, tuple[str, ...]]:
    """Return the forms, each as a named group, by the kinds of pieces that they can begin with."""
    found: dict[str, list[str]] = {}
    for number, (_, form) in enumerate(_filled()):
        for kind in _first_kinds(form)[0]:
            found.setdefault(kind, []).append(f"(?P<f{number}>{form})")
    return {kind: tuple(forms) for kind, forms in found.items()}


@cache
def _forms_from(kind: str) -> re.Pattern[str] | None:
    """Return the forms that can begin with a kind of piece as one alternation, or None where there is none."""
    forms = _begun().get(kind)
    return re.compile("|".join(forms)) if forms else None


def runs(kinds: str, take: Callable[[str, int, int], bool]) -> None:
    """Offer the runs of pieces that may be a time, from left to right: the form's name, the first piece and the one
    after the last.

    `take` tells whether the run was a time; where it was none, the search goes on one piece further, so that "the" of
    a refused run does not hide what follows. Linear: a run's length has a bound that the text does not.
    """
    opening, at = _opening(), 0
    while (begin := opening.search(kinds, at)) is not None:
        at = begin.start()
        pattern = _forms_from(kinds[at])
        match = pattern.match(kinds, at) if pattern is not None else None
        if match is None:
            at += 1
            continue
        form = _FORMS[int((match.lastgroup or "f0")[1:])][0]
        at = match.end() if take(form, at, match.end()) else at + 1
