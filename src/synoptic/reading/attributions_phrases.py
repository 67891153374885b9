"""Where the phrase that names a source begins and ends, and where a clause ends, without a parser.

Decision to know: a phrase is walked word by word from the verb outwards and given up where its edge is not sure; a
source that is not found costs a statement, a wrong one costs trust.
"""

from __future__ import annotations

from synoptic.reading.attributions_quotes import Page

PRONOUNS = frozenset("he she they it we i you this that who which".split())
ADVERBS = frozenset(
    "also later then now once previously still again since first never only just even always often already"
    " recently twice instead ever reportedly reportedly subsequently separately earlier further initially"
    " yesterday today all both long sometimes soon".split()
)
AUXILIARIES = frozenset("has have had was were is are be been being 's 've 'd 're did do does".split())
_HARD_STOPS = frozenset(
    "if because while when as since although though that which who whom whose what where why how so than"
    " whether before until unless whereas yet nor he she they we i you it there here not n't to will would can"
    " could may might must shall should is are was were be been being am has have had do does did 's've 'll 'd"
    " before after".split()
)
_PREPOSITIONS = frozenset(
    "for in at from with on near to by behind against inside within outside under over about across among"
    " between around after".split()
)
_OPENING = frozenset(
    "meanwhile however but and yet so then also still separately earlier later today yesterday now instead"
    " moreover furthermore nevertheless nonetheless indeed finally overall again elsewhere recently often"
    " perhaps though although while as or plus once when after even".split()
)
_REDUCED = frozenset(
    "briefed based led appointed elected released issued published posted obtained seen quoted known involved"
    " backed familiar called armed united unnamed retired wounded injured displaced detained elected-official"
    " related allied aligned affiliated hired experienced respected renowned accused wanted red married sacred"
    " unidentified so-called state-owned owned".split()
)
IRREGULAR = frozenset(
    "met held took made went came saw got gave left lost won began broke brought built bought caught chose drew"
    " drove ate fell felt fought flew forgot kept knew led let paid put ran rose sat sold sent set shot spent"
    " stood stole struck taught thought threw understood wore became meant grew hit cut fled hung laid lay leave"
    " leaves takes makes gives goes comes gets wants needs seems remains includes follows means uses spoke said"
    " told wrote says heard swore tore woke bore bid broadcast cast cost hurt put quit read rid rode rang shook"
    " shone shut sang sank slept slid spread sprang swept swam swung upset".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several two three four five six"
    " dozens no".split()
)
_TIME_HEADS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday week month year night morning evening afternoon"
    " yesterday today".split()
)
_BOUNDARY = frozenset(".!?;:—–…([{<>=") | {"--", "...", "-"}
_MARKS = frozenset({'"', "“", "”", "‘", "``", "''"})

Span2 = tuple[int, int]


_ASIDE = frozenset(
    "speaking during however meanwhile too also when as citing without asked though then using like".split()
)


def phrase_left(page: Page, end: int, floor: int) -> Span2 | None:
    """Find the noun phrase that ends before token `end`; None when its beginning is not sure.

    `times` maps the token after a time expression to its first token.
    """
    at = end
    lowers, texts = page.lowers, page.texts
    last_comma_and = -1
    while at > floor:
        word = lowers[at - 1]
        if (page.quotation[at - 1] >= 0 and not _short_quotation(page, at - 1)) or (
            word in _MARKS and page.quotation[at - 1] < 0
        ):
            break
        if word == ")":
            opening = _opening_bracket(page, at - 1, floor)
            if opening is None:
                return None
            at = opening
            continue
        if word == ".":
            if at - 2 >= floor and texts[at - 2][0].isupper() and len(texts[at - 2]) <= 4:
                at -= 1
                continue
            break
        if word == "," or word in _BOUNDARY:
            break
        if word == "to" and at - 2 >= floor and lowers[at - 2] in _GO_WITH_TO:
            at -= 1
            continue
        if word in ("whose", "if", "unless", "whether", "to"):
            return None
        if word in _HARD_STOPS or word.endswith("n't"):
            relative = _relative_start(page, at - 1, floor) if word in AUXILIARIES else None
            if relative is None:
                break
            at = relative
            continue
        if word == "'s" and at == end:
            return None
        if word in ("and", "or", "but", "&"):
            last_comma_and = at
            at -= 1
            if word == "but":
                at += 1
                break
            continue
        if _is_verb(page, at - 1, floor):
            relative = _relative_start(page, at - 1, floor)
            if relative is not None:
                at = relative
                continue
            if last_comma_and > at - 1 and last_comma_and < end:
                at = last_comma_and
                break
            return None
        at -= 1
        if end - at > 30:
            return None
    return _trim_opening(page, at, end)


_GO_WITH_TO = frozenset(
    "close adviser advisers advisor advisors aide aides envoy ambassador ally allies secretary".split()
)
_SAYS = frozenset("says insists claims believes adds argues thinks knows hopes fears states reports".split())


def _relative_start(page: Page, at: int, floor: int) -> int | None:
    """Return the token "who" or "that" of the relative clause that holds the verb at `at`, after a noun; else None."""
    lowers = page.lowers
    for i in range(at - 1, max(floor, at - 10), -1):
        word = lowers[i]
        if word in ("who", "that"):
            before = lowers[i - 1]
            if (
                page.texts[i - 1][0].isupper()
                or before in AUXILIARIES
                or before in _PREPOSITIONS
                or before in _HARD_STOPS
            ):
                return None
            return i if word == "who" or (before.endswith("s") and before not in _SAYS) else None
        if word in (",", ";", ":", ".") or page.quotation[i] >= 0:
            return None
    return None


def _short_quotation(page: Page, at: int) -> bool:
    quotation = page.quotations[page.quotation[at]]
    return quotation.words <= 4 and quotation.closed and page.texts[quotation.last - 2] not in (",", ".", "?", "!", "'")


def _opening_bracket(page: Page, at: int, floor: int) -> int | None:
    for i in range(at, max(floor, at - 12) - 1, -1):
        if page.texts[i] == "(":
            return i
    return None


def _is_verb(page: Page, at: int, floor: int) -> bool:
    """Guess whether the word is a finite verb or a participle that ends a phrase to its left."""
    word, text = page.lowers[at], page.texts[at]
    if text[0].isupper():
        return False
    if word in IRREGULAR:
        return True
    return word.endswith("ed") and word not in _REDUCED and len(word) > 4 and not _is_attribute(page, at, floor)


def _is_attribute(page: Page, at: int, floor: int) -> bool:
    """Tell whether a participle stands before its noun ("the injured man")."""
    if at <= floor:
        return False
    before = page.lowers[at - 1]
    return before in _DETERMINERS or before == "'s" or before in ("of", "most", "recently", "newly", "other")


def _trim_opening(page: Page, at: int, end: int) -> Span2 | None:
    """Leave out words before the phrase that are of the sentence: conjunctions, adverbs, times."""
    lowers = page.lowers
    while at < end:
        word = lowers[at]
        if (
            at in page.time_starts
            and page.time_starts[at] < end
            and not (page.time_starts[at] < len(lowers) and lowers[page.time_starts[at]] == "'s")
        ):
            at = page.time_starts[at]
            continue
        if (
            word in ("on", "in", "at", "by", "since", "during", "for")
            and at + 1 in page.time_starts
            and page.time_starts[at + 1] < end
        ):
            at = page.time_starts[at + 1]
            continue
        if word in _OPENING or word in (",", "and", "&"):
            at += 1
            continue
        if word in ("this", "last", "next", "earlier") and at + 1 < end and lowers[at + 1] in _TIME_HEADS:
            at += 2
            continue
        if word in _TIME_HEADS and at + 1 < end:
            at += 1
            continue
        break
    if at >= end:
        return None
    if (
        lowers[at] in _PREPOSITIONS
        or lowers[at].startswith("'")
        or lowers[at] in ("of", "'s", "than", "like", "citing", "despite", "during", "amid", "following")
    ):
        return None
    if lowers[at] in ("nobody", "no", "none", "neither", "nothing", "no-one") and lowers[at + 1 : at + 2] != ["10"]:
        return None
    if end - at > 28 or lowers[end - 1] in _DETERMINERS - {
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "several",
        "two",
        "three",
    }:
        return None
    if lowers[end - 1] in _PREPOSITIONS or lowers[end - 1] in ("of", "and", "or"):
        return None
    return at, end


def source_left(page: Page, end: int, floor: int) -> Span2 | None:
    """Find the whole source that ends before token `end`: pronoun, noun phrase, or noun phrase with its apposition."""
    lowers = page.lowers
    if end <= floor:
        return None
    if end in page.time_ends and page.time_ends[end] > floor:
        begin = (
            page.time_ends[end] - 1
            if lowers[page.time_ends[end] - 1] in ("on", "in", "at", "late", "early", "earlier")
            else page.time_ends[end]
        )
        if begin > floor and lowers[begin - 1] != ",":
            end = begin
    word = lowers[end - 1]
    if word in PRONOUNS:
        if end - 1 == floor and word in ("who", "which"):
            return None
        if word in ("this", "that", "you", "i", "we") or (
            end - 2 >= floor and lowers[end - 2] in ("if", "unless", "whether")
        ):
            return None
        return end - 1, end
    if word == ",":
        return _with_apposition(page, end, floor)
    if word in ("—", "–", "--", "-"):
        return None
    return phrase_left(page, end, floor)


def _with_apposition(page: Page, end: int, floor: int) -> Span2 | None:
    """Find "Oana Brek, the foreign minister of Examplia," before the verb; the commas belong to it."""
    lowers, texts = page.lowers, page.texts
    at = end - 2
    depth = 0
    best: Span2 | None = None
    while at > floor and end - at < 40:
        if page.quotation[at] >= 0 and not _short_quotation(page, at):
            return best
        if lowers[at] == ",":
            if page.sentences[at] != page.sentences[end - 1]:
                return best
            opens = lowers[at + 1]
            left = phrase_left(page, at, floor) if lowers[at - 1] not in ("that",) else None
            if lowers[at - 1].isdigit() and at - 2 > floor and lowers[at - 2] == ",":
                at -= 2
                continue
            if left is not None and (texts[left[0]][0].isupper() or lowers[left[0]] in _DETERMINERS):
                if opens in _PREPOSITIONS or opens in _ASIDE:
                    return left
                if (
                    opens in ("who", "which", "whose")
                    or opens in _DETERMINERS
                    or texts[at + 1][0].isupper()
                    or opens.isdigit()
                    or _names_office(page, at + 1, end)
                ):
                    best = (left[0], end)
                    if lowers[left[0]] in _DETERMINERS and left[0] - 2 > floor and lowers[left[0] - 1] == ",":
                        name = phrase_left(page, left[0] - 1, floor)
                        if name is not None and texts[name[0]][0].isupper():
                            return name[0], end
                    if texts[at + 1][0].isupper() and opens not in _DETERMINERS:
                        depth += 1
                        if depth < 2:
                            at -= 1
                            continue
                    return best
            return best
        if lowers[at] in (".", ";", ":", "that"):
            return best
        at -= 1
    return best


def _names_office(page: Page, first: int, last: int) -> bool:
    """Tell whether the words look like an office or description and not like a clause."""
    words = page.lowers[first : last - 1]
    return (
        0 < len(words) <= 14
        and not any(w in _HARD_STOPS and w not in ("who", "to", "as") for w in words)
        and (words[0] not in _PREPOSITIONS and not words[0].endswith(("ing", "ly")))
    )


_RIGHT_STOPS = frozenset(
    "on in at after before during as when while because told in by via that if and but since though although"
    " earlier later today yesterday last this who whose which where following ahead shortly speaking adding to"
    " under with over".split()
)


def phrase_right(page: Page, first: int, limit: int) -> Span2 | None:
    """Find the source that begins at token `first`, after an inverted verb (said Oana Brek, the foreign minister)."""
    lowers, texts = page.lowers, page.texts
    at = first
    if first >= limit:
        return None
    if (
        lowers[first] in _PREPOSITIONS
        or lowers[first] in _RIGHT_STOPS
        or first in page.time_starts
        or lowers[first] in (",", ".", "not")
    ):
        return None
    while at < limit:
        word = lowers[at]
        if page.quotation[at] >= 0 and not (_short_quotation(page, at) and at > first):
            break
        if word in (",", ";", ":", "—", "–", "--", "(", "?", "!", "..."):
            break
        if word == "." and not _abbreviates(page, at, limit):
            break
        if at in page.time_starts and at > first:
            break
        if (
            word in _RIGHT_STOPS
            and at > first
            and not (word in ("with", "in", "at", "to", "on", "over") and _is_post(page, at, first))
            and not (word == "and" and at + 1 < limit and texts[at + 1][0].isupper())
        ):
            break
        if word in PRONOUNS and at == first:
            return (first, first + 1) if word not in ("this", "that", "who", "which", "it") else None
        at += 1
    if at == first or lowers[at - 1] in _DETERMINERS:
        return None
    if at < limit and lowers[at] == "who" and at > first:
        return first, _clause_right(page, at, limit)
    if at < limit and lowers[at] == "(":
        close = next((i for i in range(at, min(limit, at + 10)) if texts[i] == ")"), None)
        if close is not None:
            at = close + 1
    return first, _apposition_right(page, at, limit)


def _is_post(page: Page, at: int, first: int) -> bool:
    """Tell whether a preposition goes on with an office (a professor at the university, ambassador to Examplia)."""
    return (
        page.texts[at - 1][0].islower()
        and any(page.texts[i][0].islower() for i in range(first, at))
        and at + 1 < len(page.texts)
    )


def _abbreviates(page: Page, at: int, limit: int) -> bool:
    """Tell whether the full stop at `at` belongs to an initial or an abbreviation within a source."""
    before = page.texts[at - 1]
    return page.starts[at] == page.ends[at - 1] and len(before) <= 5 and before[0].isupper() and at + 1 < limit


def _clause_right(page: Page, at: int, limit: int) -> int:
    """Return the end of a relative clause or apposition that begins at `at`: a comma, a bracket or a full stop."""
    stop = at
    while stop < limit and page.lowers[stop] not in (",", ";", ":", "—", "–", "--", "?", "!", "("):
        if page.quotation[stop] >= 0 and not _short_quotation(page, stop):
            break
        if page.texts[stop] == "." and not _abbreviates(page, stop, limit):
            break
        stop += 1
    return stop


def _apposition_right(page: Page, at: int, limit: int) -> int:
    """Extend a source on the right over its age and apposition; the end of the source, the comma that closes it
    within.
    """
    lowers, texts = page.lowers, page.texts
    end = at
    for _ in range(4):
        if at + 1 >= limit or lowers[at] != "," or page.quotation[at + 1] >= 0:
            break
        opens = lowers[at + 1]
        stop = _clause_right(page, at + 1, limit)
        age = opens.isdigit() and stop == at + 2
        fits = (
            age
            or opens in ("a", "an", "the", "who", "whose", "his", "her", "of")
            or texts[at + 1][0].isupper()
            or _names_office(page, at + 1, stop + 1)
        )
        if (
            not fits
            or opens in _OPENING
            or opens in ("and", "but", "which")
            or opens in PRONOUNS - {"who"}
            or stop == at + 1
        ):
            break
        at = end = stop
        if stop < limit and lowers[stop] == "," and not age:
            further = lowers[stop + 1] if stop + 1 < limit else ""
            if further not in ("who", "of") and not texts[min(stop + 1, limit - 1)][0].isupper():
                break
    if end > 0 and end < limit - 1 and lowers[end] == "," and end == at and page.texts[end - 1] != ",":
        return end + 1 if _went_on(page, end, limit) else end
    return end


def _went_on(page: Page, at: int, limit: int) -> bool:
    """Tell whether the comma at `at` closes an apposition in a sentence that goes on."""
    for i in range(at - 1, max(0, at - 30), -1):
        if page.lowers[i] == ",":
            return True
        if page.quotation[i] >= 0 or page.lowers[i] in ("said", "says"):
            return False
    return False


def opening_subject(page: Page, first: int, limit: int) -> Span2 | None:
    """Find the subject that plainly opens the sentence: a pronoun or a short phrase before a finite verb, openings
    left out.
    """
    lowers, texts = page.lowers, page.texts
    at = first
    while at < limit:
        if at in page.time_starts:
            at = page.time_starts[at]
        elif lowers[at] in _OPENING or lowers[at] == ",":
            at += 1
        elif lowers[at] in ("on", "in", "at") and at + 1 in page.time_starts:
            at = page.time_starts[at + 1]
        elif lowers[at] in _PREPOSITIONS and at < first + 2:
            comma = next((i for i in range(at, min(limit, at + 12)) if lowers[i] == ","), None)
            if comma is None:
                break
            at = comma + 1
        else:
            break
    if at >= limit or page.quotation[at] >= 0:
        return None
    if lowers[at] in ("he", "she", "they", "we"):
        return at, at + 1
    stop = at
    while stop < limit and stop - at < 14 and page.quotation[stop] < 0:
        word = lowers[stop]
        if word in AUXILIARIES and not (word == "'s" and stop + 1 < limit and (lowers[stop + 1] not in ADVERBS)):
            break
        if word in (",", ".", ";", ":", "(") or word in ("who", "which", "that", "to"):
            return None
        if stop > at and (
            word in IRREGULAR or (word.endswith("ed") and word not in _REDUCED and texts[stop][0].islower())
        ):
            break
        if word in ADVERBS or (word.endswith("ly") and texts[stop][0].islower()):
            break
        stop += 1
    if stop >= limit or stop == at or stop - at >= 14:
        return None
    if not (texts[at][0].isupper() and (lowers[at] in _DETERMINERS or lowers[at] not in _PREPOSITIONS)) or lowers[
        at
    ].endswith("ing"):
        return None
    return at, stop
