"""Runs of capitalised words, and the names within a run.

Decision to know: a run is cut where what is known says so: a known name, a title and then the person. What is left is
one name whose type is found later from all its places in the report. Titles never are part of a name; they are kept
beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synoptic.model.readings import NameType
from synoptic.reading.names_lexicon import PORTFOLIOS, Entry, Lexicon

_PARTICLES = frozenset(
    "de da del della di du der den von van zu la le al el bin bint ibn ben abu y ter ten dos das".split()
)
_DOTTED = frozenset(
    "mr mrs ms dr gen sen rep gov st lt col sgt capt adm prof rev hon maj cmdr brig jr sr pres inc corp ltd co"
    " no".split()
)
_OPEN_FOR = frozenset(
    "organisation organization centre center centers institute campaign fund council committee agency coalition"
    " citizens foundation society party movement alliance association department ministry school office network"
    " commission union bank".split()
)
_OPEN_OF = frozenset(
    "university house bank department ministry council commission school institute chamber bay college museum"
    " bureau church knights sons daughters center centre association organisation organization federation"
    " academy union board office court league academy society confederation congress parliament republic kingdom"
    " gulf sea strait straits isle isles city state port cape lake emirate commonwealth united bank province"
    " duchy battle tower palace archdiocese diocese movement party front institute embassy consulate group army"
    " conference".split()
)
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September"
    " October November December Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec Mondays Tuesdays Wednesdays"
    " Thursdays Fridays Saturdays Sundays I GMT EST EDT BST UTC PM AM TV Internet".split()
)
_HEAD_KINDS = frozenset({"honorific", "rank", "office", "trade"})
_DEMONYM_ORG = frozenset(
    "army navy force forces ministry parliament government embassy consulate police senate congress military"
    " guard coastguard council assembly intelligence command fleet marines treasury cabinet legion railways"
    " airways airlines".split()
)
SHIP_KINDS = frozenset(
    "ferry trawler ship vessel frigate destroyer tanker freighter carrier submarine boat yacht cruiser warship"
    " corvette liner spacecraft shuttle rocket novel film book album movie tugboat tug barge icebreaker".split()
)
_LONGEST_RUN = 16
"""Tokens after which a run is cut: no name is longer, a list in capitals is."""
VESSELS = frozenset("uss hms ss mv hmcs hmas ins rms fv".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name as found: its tokens `[first, last)`, what the lexicon knows of it, and the tokens of the title before
    it.
    """

    first: int
    last: int
    text: str
    entry: Entry | None = None
    title: tuple[int, int] | None = None
    type: NameType | None = None
    sure: bool = False
    opens: bool = False
    """The name opens its sentence with one word, so its capital tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The tokens of a report as parallel sequences, quotes straightened; `starts`/`ends` are offsets into `text`."""

    text: str
    texts: Sequence[str]
    lowers: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    lower_seen: frozenset[str]
    """Words that stand in small letters somewhere in the report: their capital at a sentence's start tells nothing."""
    openings: frozenset[int]
    """The tokens that open sentences."""
    inner_seen: frozenset[str]
    """Words that stand with a capital where no sentence begins."""

    def between(self, first: int, last: int) -> str:
        """Return the report's words from token `first` up to token `last`, blanks evened out."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())


def is_capital(word: str) -> bool:
    """Tell whether the word begins with a capital, behind a small prefix too (al-Assad); days and months do not."""
    if word[0].isupper():
        return word not in _CALENDAR and not _is_compound(word)
    return word[0].islower() and word[:3].lower() in ("al-", "el-") and len(word) > 3 and word[3].isupper()


def _is_compound(word: str) -> bool:
    """Tell whether a hyphen ties a name to a word in small letters (Russian-backed), which is no name."""
    dash = word.find("-")
    return (
        0 < dash < len(word) - 1
        and word.rsplit("-", 1)[1].islower()
        and len(word) - dash > 3
        and not word[dash + 1 :].startswith(("il-", "ud-"))
    )


def find_runs(words: Words, first: int, last: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """List the runs of capitalised tokens in `[first, last)`, linking words inside names taken along."""
    runs: list[tuple[int, int]] = []
    at = first
    texts = words.texts
    while at < last:
        if texts[at].islower() or not is_capital(texts[at]):
            at += 1
            continue
        stop = at + 1
        while stop < last and stop - at < _LONGEST_RUN:
            step = _joins(words, at, stop, last, lexicon)
            if not step:
                break
            stop += step
        runs.append((at, stop))
        at = stop
    return runs


def _joins(words: Words, start: int, at: int, last: int, lexicon: Lexicon) -> int:
    """Count the tokens at `at` that go on with the run begun at `start`; 0 ends it."""
    texts, lowers = words.texts, words.lowers
    word, before = lowers[at], lowers[at - 1]
    if is_capital(texts[at]):
        return 1
    if texts[at] == "." and words.starts[at] == words.ends[at - 1]:
        initial = len(before) == 1 or before in _DOTTED
        return 1 if initial and at + 1 < last and is_capital(texts[at + 1]) else 0
    if at + 1 >= last:
        return 0
    following = texts[at + 1]
    if word == "&" and is_capital(following):
        return 2
    named = before not in lexicon.opening_words or texts[at - 1] in lexicon.first_names
    if word in _PARTICLES and is_capital(following) and named:
        return 2
    if word == "of":
        skip = 1 if lowers[at + 1] == "the" and at + 2 < last else 0
        if not is_capital(texts[at + 1 + skip]):
            return 0
        if before in _OPEN_OF or (before in lexicon.titles and lowers[at + 1 + skip] in PORTFOLIOS):
            return 2 + skip
        return 0
    if word == "for" and before in _OPEN_FOR:
        skip = 1 if lowers[at + 1] == "the" and at + 2 < last else 0
        return 2 + skip if is_capital(texts[at + 1 + skip]) else 0
    if word == "and" and is_capital(following):
        return _joins_and(words, start, at, last, lexicon)
    if word == "in" and is_capital(following) and "for" in lowers[start:at] and "and" in lowers[start:at]:
        return 2
    return 0


def _joins_and(words: Words, start: int, at: int, last: int, lexicon: Lexicon) -> int:
    """Decide on "and" within a run: Food and Drug Administration goes on, Brek and Korda does not."""
    lowers, texts = words.lowers, words.texts
    stop = at + 1
    while stop < last and is_capital(texts[stop]):
        stop += 1
    if lowers[start] in lexicon.opening_words and start + 1 < at:
        start += 1
    head = lowers[start]
    inside = lowers[start:at]
    if ("of" in inside or "for" in inside) and (head in _OPEN_OF or head in _OPEN_FOR) and stop - at <= 4:
        return 0 if lexicon.match(texts, at + 1, stop) else 2
    closes = lowers[stop - 1] in lexicon.organisation_words and stop - at >= 3
    known = lexicon.match(texts, start, at) or lexicon.match(texts, at + 1, stop)
    person = (
        texts[start] in lexicon.first_names
        or lowers[start] in lexicon.titles
        or lowers[at - 1] in lexicon.organisation_words
    )
    return 2 if closes and not known and not person else 0


def cut_run(words: Words, start: int, end: int, lexicon: Lexicon, *, opening: bool) -> list[Found]:
    """Cut one run into names. `opening` tells whether its first word stands where any word has a capital."""
    if opening:
        start, opening = _past_opening(words, start, end, lexicon)
    found: list[Found] = []
    at = start
    while at < end:
        piece, at = _next_name(words, at, end, lexicon)
        if piece is not None:
            alone = opening and piece.first == start and piece.last == piece.first + 1 and piece.title is None
            found.append(replace(piece, opens=alone) if alone else piece)
    return found


def _past_opening(words: Words, start: int, end: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Leave out a common word that opens the sentence; return where the run begins then, and whether its start still
    is unsure.
    """
    word, lower = words.texts[start], words.lowers[start]
    if lexicon.match(words.texts, start, end) and lower not in lexicon.opening_words:
        return start, False
    if lower in lexicon.titles and end - start > 1:
        return start, False
    if word.isupper() and len(word) > 1:
        return start, False
    if lower in lexicon.opening_words or (lower in words.lower_seen and word not in lexicon.first_names):
        return _skip_marks(words, start + 1, end), False
    if word in words.inner_seen or word in lexicon.first_names or "-" in word:
        return start, False
    if lower.endswith(("ing", "ed", "ly")) and end - start > 1:
        return start + 1, False
    return start, True


def _skip_marks(words: Words, at: int, end: int) -> int:
    while at < end and (not is_capital(words.texts[at]) or words.lowers[at] in ("mr.",)):
        at += 1
    return at


def _next_name(words: Words, at: int, end: int, lexicon: Lexicon) -> tuple[Found | None, int]:
    """Take the next name of the run from `at`; return it, or None for words that name nobody, and where to go on."""
    texts, lowers = words.texts, words.lowers
    if not is_capital(texts[at]):
        return None, at + 1
    if "-" in texts[at] and all(part and lexicon.exact([part], 0, 1) for part in texts[at].split("-")):
        return None, at + 1  # US-Russia: each is read apart
    known = lexicon.match(texts, at, end)
    if known is not None and not (
        known[0] < end and known[1].type is NameType.GPE and _person_follows(words, at, known[0], end, lexicon)
    ):
        return _known_name(words, at, known[0], known[1], end, lexicon)
    usual = lexicon.shouted.get(texts[at]) if len(texts[at]) > 3 else None
    if usual is not None and (at + 1 == end or not texts[at + 1].isupper()):
        entry = lexicon.phrases[usual][-1][1]
        return Found(first=at, last=at + 1, text=usual, entry=entry, type=entry.type, sure=True), at + 1
    titled = _title_end(words, at, end, lexicon)
    if titled is not None and not (
        at
        and (lowers[at - 1] == "the" or lowers[at - 1] in SHIP_KINDS)
        and lexicon.titles[lowers[at]][0] == "honorific"
    ):
        return _after_title(words, at, titled, end, lexicon)
    return _unknown_name(words, at, end, lexicon)


def _person_follows(words: Words, at: int, stop: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a place's name is a given name here (Georgia Brek, Jordan Holt)."""
    return stop == at + 1 and end - at == 2 and words.texts[at] in lexicon.first_names


def _known_name(words: Words, at: int, stop: int, entry: Entry, end: int, lexicon: Lexicon) -> tuple[Found | None, int]:
    """Take a known name, or the longer name of a body that begins with it (Examplian Navy, Sarrent University)."""
    lowers, texts = words.lowers, words.texts
    if stop < end and is_capital(texts[stop]):
        until = stop
        while until < end and lowers[until] not in lexicon.titles and is_capital(texts[until]) and until - stop < 5:
            until += 1
        tail = lowers[until - 1] if until > stop else lowers[stop]
        last = until if until > stop else stop + 1
        if until == stop and lowers[stop] in lexicon.titles:
            last = _institution_end(words, stop, end, lexicon)
            tail = lowers[last - 1]
        if until < end and lowers[until] in ("of", "for") and until > stop and tail in lexicon.organisation_words:
            last = end
        body = tail in lexicon.organisation_words or tail in _DEMONYM_ORG
        if (
            body
            and last > stop
            and not lexicon.match(texts, stop, end)
            and entry.type in (NameType.NORP, NameType.GPE, NameType.LOC)
        ):
            state = entry.speaks_for if tail in _DEMONYM_ORG else None
            longer = Entry(type=NameType.ORG, name=words.between(at, last), speaks_for=state)
            return Found(first=at, last=last, text=longer.name, entry=longer, type=NameType.ORG, sure=True), last
        place = lexicon.places.get(tail)
        if (
            until > stop
            and place is not None
            and place[1] != "first"
            and entry.type in (NameType.NORP, NameType.GPE, NameType.LOC)
        ):
            name = words.between(at, last)
            return Found(first=at, last=last, text=name, type=place[0], sure=True), last
    return Found(first=at, last=stop, text=words.between(at, stop), entry=entry, type=entry.type, sure=True), stop


def _institution_end(words: Words, at: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of "Foreign Ministry", "Defence Council" at `at`; `at` itself when no institution stands there."""
    stop = at
    while stop < end and is_capital(words.texts[stop]) and stop - at < 5:
        stop += 1
        if words.lowers[stop - 1] in lexicon.organisation_words:
            return stop
        if lexicon.titles.get(words.lowers[stop - 1], ("part",))[0] != "part":
            return at
    return at


def _title_end(words: Words, at: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where the title that begins at `at` ends, or None when there is none there."""
    lowers = words.lowers
    stop, head = at, None
    while stop < end:
        word = lowers[stop]
        kind = lexicon.titles.get(word)
        if kind is not None:
            stop += 1
            if kind[0] in _HEAD_KINDS:
                head = stop
            continue
        if word == "." and stop > at:
            stop += 1
            head = stop if head == stop - 1 else head
            continue
        if word == "of" and head == stop and stop + 1 < end:
            after = stop + 2 if lowers[stop + 1] == "the" else stop + 1
            if after < end and lowers[after] in PORTFOLIOS:
                stop = after + 1
                while stop < end and lowers[stop] in ("affairs", "security", "relations", "staff"):
                    stop += 1
                head = stop
                continue
        break
    if head is None:
        return None
    tail = end
    if lowers[end - 1] in lexicon.organisation_words and lexicon.titles.get(lowers[at], ("",))[0] in (
        "part",
        "rank",
        "office",
    ):
        return None if tail - at > 1 and head < tail else head
    return head


def _after_title(words: Words, at: int, titled: int, end: int, lexicon: Lexicon) -> tuple[Found | None, int]:
    """Take the person that follows a title; nobody when the run ends with the title."""
    if titled >= end:
        return None, end
    known = lexicon.match(words.texts, titled, end)
    kind = lexicon.titles.get(words.lowers[titled - 1], ("", ""))[0]
    if known is not None and known[1].type is not NameType.GPE and known[0] == end:
        return None, titled
    if (
        known is not None
        and kind != "honorific"
        and known[0] == end
        and words.texts[titled] not in lexicon.first_names
        and kind != "rank"
    ):
        return None, titled
    stop = _person_end(words, titled, end, lexicon)
    return (
        Found(
            first=titled,
            last=stop,
            text=words.between(titled, stop),
            title=(at, titled),
            type=NameType.PERSON,
            sure=True,
        ),
        stop,
    )


def _person_end(words: Words, at: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of a person's name that begins at `at`; at most five words."""
    stop = at + 1
    while stop < end and stop - at < 6 and words.lowers[stop] not in ("of", "for", "and", "&"):
        stop += 1
    while stop - 1 > at and not is_capital(words.texts[stop - 1]):
        stop -= 1
    return stop


def _unknown_name(words: Words, at: int, end: int, lexicon: Lexicon) -> tuple[Found | None, int]:
    """Take an unknown name up to the end of the run or to a title that has a person after it."""
    lowers, texts = words.lowers, words.texts
    stop = at + 1
    while stop < end:
        kind = lexicon.titles.get(lowers[stop])
        if (
            kind is not None
            and is_capital(texts[stop])
            and stop + 1 <= end
            and lowers[end - 1] not in lexicon.organisation_words
        ):
            titled = _title_end(words, stop, end, lexicon)
            if titled is not None and not _is_surname(words, at, stop, end, kind[0]):
                break
        stop += 1
    while stop - 1 > at and not is_capital(texts[stop - 1]) and not texts[stop - 1][0].isdigit():
        stop -= 1
    if lowers[at] in lexicon.titles and stop == at + 1:
        return None, stop
    kind_found: NameType | None = None
    sure = False
    tail, head = lowers[stop - 1], lowers[at]
    place_last, place_first = lexicon.places.get(tail), lexicon.places.get(head)
    if head in VESSELS and stop - at > 1:
        kind_found, sure = NameType.WORK, True
    elif stop - at > 1 and (
        tail in lexicon.organisation_words
        or (head in _OPEN_OF and "of" in lowers[at:stop] and place_first is None)
        or (head in _OPEN_FOR and "for" in lowers[at:stop])
    ):
        kind_found, sure = NameType.ORG, True
    elif stop - at > 1 and place_last is not None and place_last[1] != "first":
        kind_found, sure = place_last[0], True
    elif (
        stop - at > 1 and place_first is not None and place_first[1] != "last" and texts[at] not in lexicon.first_names
    ):
        kind_found, sure = (
            place_first[0],
            "of" in lowers[at:stop]
            or head in ("mount", "lake", "cape", "port", "fort", "isle", "hurricane", "typhoon"),
        )
    elif texts[at] in lexicon.first_names and stop - at in (2, 3, 4):
        kind_found = NameType.PERSON
    return Found(first=at, last=stop, text=words.between(at, stop), type=kind_found, sure=sure), stop


def _is_surname(words: Words, at: int, stop: int, end: int, kind: str) -> bool:
    """Tell whether a title word ends a name (Anna Marshall, Ed King) instead of opening the next."""
    return stop + 1 == end and stop - at == 1 and kind in ("rank", "office", "trade", "part", "honorific")
