"""What is said: the stretch of a sentence, or of several, that is the content of an attribution.

Decision to know: quotation marks belong to the content, the full stop of the sentence outside them does not, nor does
the comma before the speaker. Words between cue and content (the hearer, the day, "in a statement") belong to neither.
"""

from __future__ import annotations

from synoptic.lexicon.inflect import Tense
from synoptic.reading.attributions_cues import Cue
from synoptic.reading.attributions_quotes import Page

Piece = tuple[int, int]

_CLAUSE = frozenset("that whether if how why what when where who which".split())
_SUBJECTS = frozenset(
    "he she they we i it you there the a an this these those his her their its our my no all some many most".split()
)
_QUESTIONS = frozenset("whether if how why what that who when".split())
_PROMISES = frozenset("pledge promise vow offer refuse decline threaten".split())
_CLAUSE_OPENERS = frozenset("in for on while because after when from about".split())
_CLAUSE_TURNS = frozenset("while when after before from about".split())
_PLAIN_SAYING = frozenset("say insist claim argue suggest assert allege".split())
_FINITE = frozenset(
    "is are was were be been has have had do does did will would can could may might must should shall 's 're"
    " 've 'll 'd isn't".split()
)
_SKIP_PREPOSITIONS = frozenset(
    "in on at during to via from after through by before with outside inside following of about earlier late".split()
)
_NOT_OBJECT = frozenset(
    "of by in on at for with against about between from and but or as , . ; : when while because until after"
    " before not".split()
)
_SOFT = frozenset("yesterday today tonight earlier later recently again repeatedly publicly here".split())
_PERSONAL = frozenset("me him her them us you it himself herself themselves".split())
_HEARERS = frozenset(
    "reporters journalists lawmakers supporters voters parliament members delegates investigators police"
    " broadcasters viewers".split()
)


def content_after(page: Page, cue: Cue, start: int, edge: int, *, inverted: bool, split: bool = False) -> Piece | None:
    """Find the content that follows the cue (or the source, when inverted), up to token `edge`; None when there is
    none.
    """
    stop = _closing(page, start, edge)
    if inverted and cue.verb.kind != "according":
        return _after_inverted(page, start, stop)
    if cue.verb.kind == "according":
        if start < stop and page.lowers[start] == "," and cue.first <= page.firsts[page.sentences[cue.at]] + 1:
            return _whole(page, start + 1, stop)
        return None
    at = _past_adverbials(page, start, stop, cue)
    if at is None or at >= stop:
        return None
    if page.lowers[at] == ",":
        return _after_comma(page, at, stop, split)
    if page.lowers[at] == ":":
        at += 1
    if cue.verb.kind == "tell":
        told = _past_hearer(page, at, stop)
        if told is None:
            return None
        at = told
    if at >= stop or not _fits(page, cue, at, stop):
        return None
    stop = _sentence_parts(page, at, stop, of_things=cue.verb.kind == "object")
    if cue.verb.kind in ("object", "named", "to") and page.lowers[at] not in _CLAUSE:
        stop = _object_end(page, cue, at, stop)
    return _whole(page, at, stop)


def _sentence_parts(page: Page, at: int, stop: int, *, of_things: bool) -> int:
    """Cut at a semicolon outside quotations, and at "but" that goes on with the speaker's own doing.

    What is denied or announced (`of_things`) ends at ", but": the rest is the report's own.
    """
    for i in range(at + 2, stop):
        if page.quotation[i] >= 0:
            continue
        if page.lowers[i] == ";":
            return i
        if of_things and page.lowers[i] == "but" and page.lowers[i - 1] == ",":
            return i - 1
        if (
            page.lowers[i] == "but"
            and i + 1 < stop
            and (page.lowers[i + 1].endswith("ed") or page.lowers[i + 1] in ("gave", "did", "declined"))
        ):
            return i - 1 if page.lowers[i - 1] == "," else i
    return stop


def content_before(page: Page, lead: int, first: int, cue: Cue, has_after: bool) -> Piece | None:
    """Find the content that stands before the source or the inverted cue at token `lead`."""
    if lead <= first:
        return _quotation_ending(page, lead)
    at = lead - 1
    quoted = page.quotation[at] >= 0
    stop = lead
    if not quoted:
        if page.lowers[at] == ",":
            stop = at
        elif page.lowers[at] not in ("—", "–", "--", "?", "!") and cue.verb.kind != "according":
            return None
        elif page.lowers[at] in ("—", "–", "--"):
            stop = at
        if stop <= first:
            return None
    ends_quoted = _ends_speech(page, stop)
    if cue.verb.kind == "according":
        if has_after:
            return None
    elif not ends_quoted and (has_after or cue.verb.kind not in ("that", "shows", "mental", "tell")):
        return None
    if cue.verb.kind in ("object", "to", "named", "shows") and not ends_quoted and cue.verb.kind != "shows":
        return None
    begin = first
    held = page.quotation[first]
    if held >= 0 and page.quotations[held].first < first:
        begin = page.quotations[held].first
    words = sum(page.texts[i][0].isalnum() for i in range(begin, stop))
    if words < 1 or (words < 4 and not ends_quoted):
        return None
    if (
        not ends_quoted
        and page.lowers[begin]
        in (
            "in",
            "on",
            "at",
            "after",
            "during",
            "speaking",
            "asked",
            "citing",
            "when",
            "while",
            "as",
            "for",
            "with",
            "at",
        )
        and (not any(page.lowers[i] == "," for i in range(begin, stop)) and cue.verb.kind != "according")
    ):
        return None
    return begin, stop


def _quotation_ending(page: Page, lead: int) -> Piece | None:
    """Return the quotation that ends right before a speaker who opens a sentence of the same paragraph (“…!” Brek
    said.).
    """
    held = page.quotation[lead - 1] if lead else -1
    if (
        held < 0
        or page.quotations[held].last != lead
        or page.paragraphs[page.sentences[lead - 1]] != page.paragraphs[page.sentences[lead]]
    ):
        return None
    return page.quotations[held].first, lead


def _ends_speech(page: Page, stop: int) -> bool:
    """Tell whether a quotation that is speech, not a quoted word, ends before token `stop`."""
    held = page.quotation[stop - 1]
    if held < 0:
        return False
    quotation = page.quotations[held]
    return quotation.words > 2 or any(
        page.texts[i] in (",", ".", "?", "!") for i in range(max(quotation.first, stop - 3), stop)
    )


_ASIDES = frozenset(
    "amid as after despite while during before following ahead though although when with who which where".split()
)
_OCCASIONS = frozenset("during while when after before because although though".split())
_DAY_WORDS = frozenset("on in at since by earlier , last".split())


def _object_end(page: Page, cue: Cue, at: int, stop: int) -> int:
    """Cut what is said of a thing where the day, the occasion or another clause follows."""
    for i in range(at + 1, stop):
        word = page.lowers[i]
        if page.quotation[i] >= 0:
            continue
        before = page.lowers[i - 1]
        if word in _OCCASIONS:
            return i - 1 if before == "," and i - 1 > at else i
        if (
            i in page.time_starts
            and cue.verb.kind != "to"
            and (before in _DAY_WORDS or word in ("last", "this", "yesterday", "today") or word.endswith("day"))
        ):
            cut = i - 1 if before in _DAY_WORDS else i
            return cut if cut > at else stop
        if (
            word == ","
            and i + 2 < stop
            and (page.lowers[i + 1].endswith("ing") or page.lowers[i + 1] in ("but", "which", "who"))
        ):
            return i
    return stop


def _closing(page: Page, start: int, edge: int) -> int:
    """Return the end of what may be content before `edge`: the sentence's end mark left out, an open quotation
    followed to its end.
    """
    stop = edge
    if stop > start and page.quotation[stop - 1] >= 0:
        quotation = page.quotations[page.quotation[stop - 1]]
        return quotation.last if quotation.first >= start and quotation.last > stop else stop
    while (
        stop > start
        and page.quotation[stop - 1] < 0
        and page.lowers[stop - 1] in (".", ",", ";", ":", "!", "?", "—", "–", "--", "...", "-")
    ):
        stop -= 1
    if stop > start and page.quotation[stop - 1] >= 0:
        quotation = page.quotations[page.quotation[stop - 1]]
        return max(stop, quotation.last) if quotation.first >= start else stop
    return stop


def _whole(page: Page, at: int, stop: int) -> Piece | None:
    return (at, stop) if at < stop and any(page.texts[i][0].isalnum() for i in range(at, stop)) else None


def _after_inverted(page: Page, start: int, stop: int) -> Piece | None:
    """After "..., said X": the rest of a split quotation, or of a split sentence."""
    at = start
    limit = min(stop, start + 16)
    while at < limit and page.lowers[at] not in (",", ":") and page.quotation[at] < 0:
        at += 1
    if at >= stop:
        return None
    if page.lowers[at] in (",", ":"):
        at += 1
    if at >= stop:
        return None
    if (
        page.quotation[at] >= 0
        and page.quotations[page.quotation[at]].first == at
        and page.quotations[page.quotation[at]].words > 2
    ):
        return at, stop
    if (
        page.lowers[at] in ("and", "but")
        and page.lowers[at - 1] == ","
        and any(page.lowers[i] in _FINITE for i in range(at, min(stop, at + 8)))
    ):
        return _whole(page, at, stop)
    return None


def _after_comma(page: Page, at: int, stop: int, split: bool) -> Piece | None:
    """After "X said,": a quotation, "that" behind a parenthesis, or the second half of a split sentence."""
    after = at + 1
    if after < stop and page.quotation[after] >= 0 and page.quotations[page.quotation[after]].first == after:
        return after, stop
    for i in range(after, min(stop, after + 14)):
        if page.quotation[i] >= 0 and page.lowers[i - 1] == "," and page.quotations[page.quotation[i]].first == i:
            return i, stop
        if page.lowers[i] == "that" and page.lowers[i - 1] == ",":
            return i, stop
    if not split or after >= stop or page.lowers[after] in _ASIDES or page.lowers[after].endswith("ing"):
        return None
    return _whole(page, after, stop)


def _past_adverbials(page: Page, start: int, stop: int, cue: Cue) -> int | None:
    """Skip the day, the place and the occasion after a cue: the token where the content, a comma or a colon stands."""
    at = start
    lowers = page.lowers
    while at < stop and page.quotation[at] < 0:
        word = lowers[at]
        if at in page.time_starts:
            at = page.time_starts[at]
        elif word in _SOFT or (
            word.endswith("ly") and at + 1 < stop and page.lowers[at + 1] in ("that", "on", "in", "at", ",")
        ):
            at += 1
        elif (
            word in _SKIP_PREPOSITIONS
            and cue.verb.kind in ("that", "quote", "shows", "tell", "object", "mental")
            and word not in ("of", "about")
        ):
            if at + 1 in page.time_starts:
                at = page.time_starts[at + 1]
                continue
            jump = _phrase_end(page, at, stop)
            if jump is None:
                return at if cue.verb.kind == "object" and word not in _NOT_OBJECT else None
            at = jump
        else:
            break
    return at


def _phrase_end(page: Page, at: int, stop: int) -> int | None:
    """Return where the content after a prepositional phrase begins: at "that", a quotation or a colon; None when no
    such place is near.
    """
    for i in range(at + 1, min(stop, at + 18)):
        if page.quotation[i] >= 0:
            return i if page.quotations[page.quotation[i]].words > 3 or page.lowers[i - 1] in (",", ":") else None
        if page.lowers[i] in ("that", ":", ","):
            return i
    return None


def _past_hearer(page: Page, at: int, stop: int) -> int | None:
    """Skip whom it is told to; the token where the content begins, or None."""
    lowers, texts = page.lowers, page.texts
    if page.quotation[at] >= 0:
        return at
    for i in range(at, min(stop, at + 16)):
        if page.quotation[i] >= 0 and page.quotations[page.quotation[i]].words > 3:
            return i
        if lowers[i] in ("that", "whether", "how", "what", "why", ":") and i > at:
            return i + 1 if lowers[i] == ":" else i
        if lowers[i] == "to" and i > at and i - at < 5:
            return i
        if lowers[i] == "," and i + 1 < stop and page.quotation[i + 1] >= 0:
            return i + 1
        if lowers[i] in ("of", "about") and i - at < 5:
            return i
    i = at
    if lowers[i] in _PERSONAL or lowers[i] in _HEARERS:
        i += 1
    elif lowers[i] in ("the", "a", "an", "his", "her", "their"):
        i += 1
        while i < stop and i - at < 4 and texts[i][0].isupper():
            i += 1
        if i == at + 1:
            i += 1
    else:
        while i < stop and texts[i][0].isupper() and lowers[i] not in _SUBJECTS:
            i += 1
    if i == at:
        return None
    while i in page.time_starts or (i < stop and lowers[i] in ("on", "in", "at") and i + 1 in page.time_starts):
        i = page.time_starts[i] if i in page.time_starts else page.time_starts[i + 1]
    if (
        i < stop
        and (lowers[i] in _SUBJECTS or texts[i][0].isupper())
        and any(lowers[k] in _FINITE for k in range(i, min(stop, i + 10)))
    ):
        return i
    return None


def _fits(page: Page, cue: Cue, at: int, stop: int) -> bool:
    """Tell whether the words `[at, stop)` have the form that the cue wants."""
    word = page.lowers[at]
    verb = cue.verb
    size = sum(page.texts[i][0].isalnum() for i in range(at, stop))
    if page.quotation[at] >= 0 or verb.kind == "tell":
        return size > 0
    opens = word in _SUBJECTS or page.texts[at][0].isupper()
    if verb.kind == "that":
        return _fits_clause(page, cue, at, stop, size)
    if verb.kind == "quote":
        if verb.lemma == "ask" and any(page.lowers[i] in ("to", "whether", "if") for i in range(at, min(stop, at + 9))):
            return True
        return word in _QUESTIONS or _quotation_near(page, at, stop)
    if verb.kind == "to":
        promised = verb.lemma in _PROMISES and opens and word != "no" and size > 1
        return word == "to" or word in _CLAUSE or promised
    if verb.kind == "mental":
        return word == "that" or (opens and size > 3 and _finite_within(page, at, stop, 14))
    if verb.kind == "shows":
        aux = any(page.lowers[i] in _FINITE for i in range(at, min(stop, at + 12)))
        return word == "that" or (opens and aux and size > 4)
    if verb.kind == "named":
        called = any(page.lowers[i] in ("a", "an", "the") for i in range(at + 1, min(stop, at + 6)))
        return size > 2 and (_has_quotation(page, at, stop) or called)
    if verb.particle:
        return word not in (".", ",", "and", "but")
    return word not in _NOT_OBJECT and not (verb.tense is Tense.PAST and word == "to")


def _fits_clause(page: Page, cue: Cue, at: int, stop: int, size: int) -> bool:
    """Tell whether a clause stands at `at`, for cues that want one; the plainest verbs of saying take any words."""
    word, verb = page.lowers[at], cue.verb
    if word in _NOT_OBJECT and word not in _CLAUSE_OPENERS:
        return False
    finite = _finite_within(page, at, stop, 14)
    if word in _CLAUSE_TURNS and ((at + 1 < stop and page.lowers[at + 1].endswith("ing")) or not finite):
        return False
    opens = word in _SUBJECTS or page.texts[at][0].isupper()
    if verb.speech:  # added, wrote: a thing may follow as well
        finite = _finite_within(page, at, stop, 7)
    elif not verb.noun and verb.lemma in _PLAIN_SAYING:
        return size > 2
    return word in _CLAUSE or (opens and finite and size > 3) or _has_quotation(page, at, min(stop, at + 3))


def _finite_within(page: Page, at: int, stop: int, reach: int) -> bool:
    """Tell whether a finite verb stands within `reach` words."""
    return any(page.lowers[i] in _FINITE or page.lowers[i].endswith("ed") for i in range(at, min(stop, at + reach)))


def _has_quotation(page: Page, at: int, stop: int) -> bool:
    return any(page.quotation[i] >= 0 for i in range(at, stop))


def _quotation_near(page: Page, at: int, stop: int) -> bool:
    return any(
        page.quotation[i] >= 0 and page.quotations[page.quotation[i]].words > 3 for i in range(at, min(stop, at + 10))
    )


def follow_quotation(page: Page, contents: list[Piece], sentence: int, cued: set[int]) -> None:
    """Add to `contents` the quotations that go on after the sentence: in its paragraph, and whole paragraphs without a
    cue.
    """
    if not contents or not any(
        page.quotation[i] >= 0 and page.quotations[page.quotation[i]].words > 2 for a, b in contents for i in (a, b - 1)
    ):
        return
    end = max(page.firsts[sentence + 1], *(stop for _, stop in contents))
    total = len(page.texts)
    paragraph = page.paragraphs[sentence]
    while end < total:
        held = page.quotation[end]
        if held < 0 or page.quotations[held].first != end:
            return
        quotation = page.quotations[held]
        last = page.sentences[quotation.last - 1]
        begun = page.sentences[end]
        if quotation.last != page.firsts[last + 1] or any(s in cued for s in range(begun, last + 1)):
            return
        new = page.paragraphs[begun] != paragraph
        if new and (page.paragraphs[begun] != paragraph + 1 or not _fills_paragraph(page, quotation.last)):
            return
        contents.append((quotation.first, quotation.last))
        paragraph = page.paragraphs[begun]
        end = quotation.last


def _fills_paragraph(page: Page, last: int) -> bool:
    """Tell whether the paragraph ends with the quotation that ends before token `last`."""
    return last >= len(page.texts) or page.paragraphs[page.sentences[last]] != page.paragraphs[page.sentences[last - 1]]
