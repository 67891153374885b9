"""The type of a name that no list knows: voted over all its places in one report.

Decision to know: one string has one type in one report. Each place votes by the words around it; a title, an age or
"Mr" outweigh a guess by position. A nationality of an invented or unknown state is known by its stem: Examplian is to
Examplia as Italian to Italy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from synoptic.model.readings import NameType
from synoptic.reading.names_lexicon import Lexicon
from synoptic.reading.names_runs import SHIP_KINDS, VESSELS, Found, Words

_DEMONYM_ENDS = tuple("ians eans ans ian ean an ese ish ers er is i ic ns n ards ard ovars s".split())
_PEOPLE_ENDS = ("ian", "ean", "an", "ese", "ish", "i")
_NOT_NOUNS = frozenset(
    "that with from have will would could were says said told when then also into over after which been this"
    " they than".split()
)
_GROUP_NOUNS = frozenset(
    "troops forces force officials official government president presidents minister ministers prime foreign"
    " army navy soldiers soldier military parliament border territory people citizens leader leaders embassy"
    " ambassador state authorities police navy fleet ships ship warships vessels aircraft jets tanks artillery"
    " side capital coast coastguard waters media newspaper television economy opposition lawmakers diplomats"
    " diplomat envoy delegation negotiators commander commanders general officers intelligence defence defense"
    " interior finance separatists rebels fighters refugees nationals national sailors crew fishermen trawler"
    " trawlers ferry ferries port village town city islands island exports banks companies currency airline"
    " airspace invasion offensive attack aggression demands proposal position statement spokesman spokeswoman"
    " hands soil side flag language origin patrol marines missiles missile drones drone shelling guns strikes"
    " build-up buildup".split()
)
_GOVERNMENT_NOUNS = frozenset(
    "president prime foreign government parliament capital defence defense interior finance ministry army navy"
    " military king queen ruling leader central border borders economy constitution currency ambassador"
    " sovereignty territory independence air armed coast population neighbours neighbors deputy state coastguard"
    " fleet security chancellor premier ports port largest second-largest".split()
)
_IN_WORDS = frozenset("in across throughout outside inside".split())
_TO_WORDS = frozenset(
    "from to at into around toward towards near via through invade invaded annex annexed visit visited left"
    " reached".split()
)
_PLACE_KINDS = frozenset(
    "city town port village capital district province region suburb county state republic kingdom".split()
)
_LAND_KINDS = frozenset(
    "island gulf bay strait straits river sea isle isles lake mount peninsula archipelago cape islands".split()
)
_BODY_KINDS = frozenset(
    "company group newspaper agency channel broadcaster firm party daily weekly network magazine union charity"
    " website outlet".split()
)
SAY_WORDS = frozenset(
    "said says say told tells added adds warned warns asked wrote denied insisted confirmed announced argued"
    " claimed noted tweeted acknowledged replied declined".split()
)
POLITICAL = frozenset(
    "accused accuses denied denies rejected rejects refused refuses seized annexed invaded deployed expelled"
    " urged recalled protested borders occupied withdrew ratified closed agreed offered mobilised mobilized sent"
    " condemned summoned demands demanded".split()
)
_SHORT = 120
"""A text of fewer tokens may name a person by surname alone; a longer one has the full name somewhere."""
_DATELINE = frozenset(("(", ",", "—", "–", "-", "--", "/"))
_SHIP_PARTS = frozenset(
    "captain crew master skipper owner owners sinking wreck mate deck loss passengers bridge hull".split()
)
_DO_WORDS = frozenset("responded went took returned came married died won lost smiled laughed nodded resigned".split())
_NOT_PERSON = frozenset("the a an this that these those its their our".split())

_STEM = 3
_KIN = 50
"""Names with the same first letters that are tried as the land of a people; more only costs time."""

Votes = dict[NameType, float]


def is_demonym_of(word: str, place: str) -> bool:
    """Tell whether `word` names the people of `place` by its form: same stem, a people's ending on one and at most a
    short ending on the other.
    """
    if word == place or " " in place or len(word) < 4:
        return False
    common = 0
    for a, b in zip(word.lower(), place.lower(), strict=False):
        if a != b:
            break
        common += 1
    rest_word, rest_place = word[common:].lower(), place[common:].lower()
    if common < 4 and rest_place:
        return False
    if (
        common < 3
        or len(rest_place) > 4
        or (rest_place and not rest_place.startswith(("a", "e", "i", "o", "u", "y", "l", "s")))
    ):
        return False
    return rest_word in _DEMONYM_ENDS[:-1] if not rest_place else rest_word in _DEMONYM_ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """The type of every name whose type was not known, by its text; the nationalities whose land is named; and the
    places of whose type the report's own words leave little doubt."""

    types: Mapping[str, NameType]
    peoples: frozenset[str]
    firm: frozenset[str]


_FIRM, _AHEAD = 3.0, 2.0
"""A place is firm with so much weight, and so much more than the next type."""


def vote(found: Iterable[Found], words: Words, lexicon: Lexicon) -> Voted:
    """Vote on the type of every name whose type is not known, over all its places."""
    votes: dict[str, Votes] = {}
    pieces = list(found)
    sure: dict[str, NameType] = {}
    for piece in pieces:
        if piece.sure and piece.type is not None and piece.text not in sure:
            sure[piece.text] = piece.type
    for piece in pieces:
        if piece.sure:
            continue
        box = votes.setdefault(piece.text, {})
        if piece.type is not None:
            _add(box, piece.type, 2.5)
        _vote_place(piece, words, lexicon, box)
    _vote_lists(pieces, words, votes)
    places = {t for t, v in votes.items() if " " not in t and _best(v)[0] is NameType.GPE}
    places |= {t for t, kind in sure.items() if kind is NameType.GPE and " " not in t}
    attributes = {p.text for p in pieces if p.text.endswith(_PEOPLE_ENDS) and _before_noun(p, words)}
    singles = [text for text in votes if " " not in text]
    peoples: set[str] = set()
    stems: dict[str, list[str]] = {}
    for text in singles:
        stems.setdefault(text[:_STEM].lower(), []).append(text)
    for text in singles:
        kin = stems[text[:_STEM].lower()]
        land = next((p for p in kin[:_KIN] if is_demonym_of(text, p)), None)
        if land is None:
            continue
        if votes[text].get(NameType.NORP, 0) > 0 or land in places or text in attributes:
            _add(votes[text], NameType.NORP, 4)
            peoples.add(text)
            _add(votes[land], NameType.GPE, 4)
    surnames = {t.rsplit(" ", 1)[-1] for t, v in votes.items() if " " in t and _best(v)[0] is NameType.PERSON}
    surnames |= {t.rsplit(" ", 1)[-1] for t, kind in sure.items() if kind is NameType.PERSON}
    result: dict[str, NameType] = {}
    firm: set[str] = set()
    for text, box in votes.items():
        if text in sure:
            result[text] = sure[text]
            continue
        if text in surnames and box.get(NameType.GPE, 0) < 4:
            result[text] = NameType.PERSON
            continue
        kind, weight = _best(box)
        if weight >= 1:
            result[text] = kind
        if kind is NameType.GPE and weight >= max(
            _FIRM, _AHEAD + max((w for k, w in box.items() if k is not kind), default=0.0)
        ):
            firm.add(text)
    return Voted(types=result, peoples=frozenset(peoples), firm=frozenset(firm))


def _before_noun(piece: Found, words: Words) -> bool:
    """Tell whether a word in small letters that looks like a noun or adjective follows the name."""
    after = words.lowers[piece.last] if piece.last < len(words.lowers) else ""
    return after[:1].isalpha() and words.texts[piece.last][0].islower() and after not in _NOT_NOUNS and len(after) > 3


def _vote_lists(pieces: list[Found], words: Words, votes: dict[str, Votes]) -> None:
    """Let names that stand in one list vote alike ("Velden, Brindt and Sarrent")."""
    for one, other in pairwise(pieces):
        gap = other.first - one.last
        if gap not in (1, 2) or not all(w in (",", "and", "or") for w in words.lowers[one.last : other.first]):
            continue
        for known, unsure in ((one, other), (other, one)):
            kind = known.type if known.sure else None
            if kind is None and known.text in votes:
                kind = _best(votes[known.text])[0] if _best(votes[known.text])[1] >= 2 else None
            if kind is not None and not unsure.sure and kind is not NameType.NORP:
                _add(votes[unsure.text], kind, 1.2)


def _best(box: Votes) -> tuple[NameType, float]:
    best, weight = NameType.ORG, 0.0
    for kind in NameType:
        if box.get(kind, 0.0) > weight:
            best, weight = kind, box[kind]
    return best, weight


def _add(box: Votes, kind: NameType, weight: float) -> None:
    box[kind] = box.get(kind, 0.0) + weight


def _vote_place(piece: Found, words: Words, lexicon: Lexicon, box: Votes) -> None:
    """Add what the words around one place of the name tell."""
    lowers, texts = words.lowers, words.texts
    first, last = piece.first, piece.last
    before = lowers[first - 1] if first else ""
    before2 = lowers[first - 2] if first > 1 else ""
    after = lowers[last] if last < len(lowers) else ""
    after2 = lowers[last + 1] if last + 1 < len(lowers) else ""
    size = last - first
    kind = lexicon.titles.get(before)
    if kind is not None and kind[0] in ("honorific", "office", "trade", "rank") and not texts[first - 1].isupper():
        _add(box, NameType.PERSON, 4 if size > 1 or texts[first - 1][0].isupper() else 1.5)
    if (
        texts[first].isupper()
        and texts[last - 1].isupper()
        and len(piece.text) > 3
        and after in _DATELINE
        and first in words.openings
    ):
        _add(box, NameType.GPE, 5)
    elif texts[first].isupper() and size == 1 and 2 <= len(texts[first]) <= 6:
        _add(box, NameType.ORG, 3)
    _vote_before(before, before2, size, box)
    _vote_after(
        after, after2, lowers[last + 2] if last + 2 < len(lowers) else "", size, len(lowers) < _SHORT, lexicon, box
    )
    if before in _NOT_PERSON:
        _add(box, NameType.PERSON, -2)
        _add(box, NameType.ORG, 0.6)
    elif size in (2, 3) and _plain_name(piece, words, lexicon):
        _add(box, NameType.PERSON, 1.2)
    if (
        size == 1
        and after in _GROUP_NOUNS
        and texts[first].lower().endswith(_DEMONYM_ENDS[:-3])
        and len(texts[first]) > 4
    ):
        _add(box, NameType.NORP, 3)
    if size == 1 and texts[first] in lexicon.first_names:
        _add(box, NameType.PERSON, 1.5)
    if size == 1 and (after in POLITICAL or (after in ("has", "had") and after2 in POLITICAL)):
        _add(box, NameType.GPE, 1.6)
    elif size == 1 and not piece.opens and after in _DO_WORDS:
        _add(box, NameType.PERSON, 1)
    if (before == "the" and before2 == "aboard") or (
        before == "the" and before2 == "of" and first > 2 and lowers[first - 3] in _SHIP_PARTS
    ):
        _add(box, NameType.WORK, 3)
    if size == 1 and before in ("by", "for") and after in (",", "."):
        _add(box, NameType.ORG, 0.4)


def _plain_name(piece: Found, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the words of the name look like given and family names and not like common words in capitals."""
    for at in range(piece.first, piece.last):
        word, lower = words.texts[at], words.lowers[at]
        if word == "." or len(word) == 1:
            continue
        if (
            lower in words.lower_seen
            or lower in lexicon.opening_words
            or lower in ("of", "and", "for", "&")
            or word[0].isdigit()
        ):
            return False
        if lower in lexicon.organisation_words or lower in lexicon.places or word.isupper():
            return False
    return True


def _vote_before(before: str, before2: str, size: int, box: Votes) -> None:
    if before in _IN_WORDS:
        _add(box, NameType.GPE, 2)
    elif before in _TO_WORDS:
        _add(box, NameType.GPE, 0.8 if size == 1 else 0.5)
        if before == "near":
            _add(box, NameType.GPE, 1)
    elif before == "of" and before2 in _PLACE_KINDS:
        _add(box, NameType.GPE, 4)
    elif before == "of" and before2 in _LAND_KINDS:
        _add(box, NameType.LOC, 3)
    elif before in _LAND_KINDS:
        _add(box, NameType.LOC, 2)
    elif before in SHIP_KINDS or before in VESSELS:
        _add(box, NameType.WORK, 4)
    elif before in _BODY_KINDS:
        _add(box, NameType.ORG, 2)
    elif before in _PLACE_KINDS or (before == "," and before2 == "capital"):
        _add(box, NameType.GPE, 3)


def _vote_after(after: str, after2: str, after3: str, size: int, short: bool, lexicon: Lexicon, box: Votes) -> None:
    if after == "'s" and after2 in _GOVERNMENT_NOUNS:
        _add(box, NameType.GPE, 3)
    elif after == "'s" and (
        after2 in ("wife", "husband", "son", "daughter", "mother", "father", "lawyer", "aides", "campaign")
    ):
        _add(box, NameType.PERSON, 2)
    elif after in SAY_WORDS:
        _add(box, NameType.PERSON, 1.5 if size > 1 or short else 0.4)
        if size == 1 and not short:
            _add(box, NameType.ORG, 1)
    elif (after == "who" or (after == "," and after2 == "who")) and not box:
        _add(box, NameType.PERSON, 2.5)
    elif after == "," and after2.isdigit() and after3 == ",":
        _add(box, NameType.PERSON, 4)
    elif after == "," and after2 in ("a", "an", "the") and lexicon.titles.get(after3, ("part",))[0] != "part":
        _add(box, NameType.PERSON, 2)
    elif after == "," and after2 in ("a", "an") and after3 in _BODY_KINDS:
        _add(box, NameType.ORG, 3)
    elif after in (
        "newspaper",
        "agency",
        "party",
        "magazine",
        "group",
        "company",
        "daily",
        "channel",
        "network",
        "club",
        "festival",
    ):
        _add(box, NameType.ORG, 2.5)
    elif after in _LAND_KINDS or after in ("coast", "region", "peninsula"):
        _add(box, NameType.LOC, 2)
    elif after in ("city", "province", "district", "airport", "port", "harbour", "residents"):
        _add(box, NameType.GPE, 2)
