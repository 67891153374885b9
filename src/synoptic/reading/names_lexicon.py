"""The lexicon of names: what is known of a name before a report is read.

Decision to know: an entry is matched by its tokens, case and all, longest first. A capital is a place and an
organisation's seat: it stays a place and carries in `speaks_for` the state it may stand for; whether it does is for
the reader of the sentence to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from synoptic.lexicon import load_table, load_words
from synoptic.model.readings import NameType
from synoptic.reading.sentences import tokenize

PORTFOLIOS = frozenset(
    "state defence defense interior finance health education energy trade transport justice labor labour"
    " commerce agriculture foreign home staff treasury homeland veterans environment culture housing information"
    " intelligence police operations communications war".split()
)
"""What a minister or secretary is "of"."""

Title = tuple[str, str]
"""Kind (honorific, rank, office, part, trade) and gender (m, f or empty) of a title word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A known name: its type, the name under which its forms are one, and what it speaks for. `capital` marks a seat
    of government.
    """

    type: NameType
    name: str
    speaks_for: str | None = None
    capital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Known names by first token, and the word lists that the rules of names ask."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    titles: Mapping[str, Title]
    first_names: Mapping[str, str]
    places: Mapping[str, tuple[NameType, str]]
    organisation_words: frozenset[str]
    opening_words: frozenset[str]
    shouted: Mapping[str, str]
    """Known one-word names in capitals to their usual form, for datelines: KYIV -> Kyiv."""

    def match(self, texts: Sequence[str], at: int, end: int) -> tuple[int, Entry] | None:
        """Return the token after the longest known name that begins at `at`, with its entry, or None."""
        for words, entry in self.phrases.get(texts[at], ()):
            stop = at + len(words)
            if stop <= end and (len(words) == 1 or tuple(texts[at:stop]) == words):
                return stop, entry
        return None

    def exact(self, texts: Sequence[str], at: int, end: int) -> Entry | None:
        """Return the entry of the known name that fills `texts[at:end]` wholly, or None."""
        for words, entry in self.phrases.get(texts[at], ()):
            if len(words) == end - at and tuple(texts[at:end]) == words:
                return entry
        return None


@cache
def load_lexicon() -> Lexicon:
    """Build the lexicon of names from the lists; once per process."""
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    taken: set[tuple[str, ...]] = set()

    def add(form: str, entry: Entry) -> None:
        words = tuple(t.text.replace("’", "'") for t in tokenize(form, 0, len(form), 0))
        if words and words not in taken:
            taken.add(words)
            phrases.setdefault(words[0], []).append((words, entry))

    for row in load_table("organisations"):
        name, others, state = _columns(row, 3)
        entry = Entry(type=NameType.ORG, name=name, speaks_for=state or None)
        for form in _forms(name, others):
            add(form, entry)
    for row in load_table("countries"):
        name, others, seats, people = _columns(row, 4)
        country = Entry(type=NameType.GPE, name=name, speaks_for=name)
        for form in _forms(name, others):
            add(form, country)
        for seat in _forms(seats):
            add(seat, Entry(type=NameType.GPE, name=seat, speaks_for=name, capital=True))
        for form in _forms(people):
            add(form, Entry(type=NameType.NORP, name=_forms(people)[0], speaks_for=name))
    for form in sorted(load_words("nationalities")):
        add(form, Entry(type=NameType.NORP, name=form))
    for row in load_table("places"):
        add(row[0], Entry(type=NameType(row[1]), name=row[0]))
    ordered = {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in phrases.items()}
    return Lexicon(
        phrases=ordered,
        titles={row[0]: (row[1], row[2] if len(row) > 2 else "") for row in load_table("titles")},
        first_names={row[0]: row[1] for row in load_table("first_names")},
        places={row[0]: (NameType(row[1]), row[2]) for row in load_table("place_words")},
        organisation_words=load_words("organisation_words"),
        opening_words=load_words("opening_words"),
        shouted={
            first.upper(): first for first in sorted(ordered) if not first.isupper() and len(ordered[first][-1][0]) == 1
        },
    )


def _columns(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    return (*row, *[""] * count)[:count]


def _forms(*cells: str) -> list[str]:
    return [form for cell in cells for form in cell.split("|") if form]
