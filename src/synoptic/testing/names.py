"""Names that nobody bears: states, towns, people and bodies put together from syllables.

Decision to know: names are drawn from the story's own generator, so a story has the same cast whatever stands beside
it. Two stories may share a state, as real ones do; that they share a pair of states is too unlikely to matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_STARTS = """
    Al Ard Bel Bran Cal Cor Dal Dor Dru El Fal Far Gal Gor Gren Hal Hes Hol Jas Jor Kal Kes Kor Lam Lor Mal Mar
    Mer Mun Nal Nor Ob Or Pel Per Quel Ran Ros Sal Sel Sor Tal Tes Tor Ul Um Val Ves Vor Wel Yar Zel Zor
""".split()
_MIDDLES = """
    a ada ale ami ane ara asti ave e eda eli ema eni era esta evi i ida ila imo ine ira isti o oda oli oma one
    ora osti u una
""".split()
_STATE_ENDS = (("nia", "nian"), ("ria", "rian"), ("via", "vian"), ("dora", "doran"), ("mora", "moran"), ("lia", "lian"))
_TOWN_ENDS = "beck dell fold gard ham holt mere mund ness port rund sted strand tor vik wath".split()
_GIVEN = {
    "she": """
        Adela Brisa Corla Delva Edrin Felsa Gerda Hanne Idra Jola Kalia Lenka Mirla Nadra Orsa Petra Runa Silva
        Tilda Ulla Vesna Wanda Yelna Zora
    """.split(),
    "he": """
        Aldo Bram Corin Darvo Edric Falk Gorm Harro Ivo Joren Kaspar Lorin Matis Nils Osric Pavel Roald Sten Tomas
        Ulf Viktor Wendel Yoran Zeno
    """.split(),
}
_FAMILY_STARTS = """
    Ab Bal Ber Bor Cast Dav Dren Eck Fen Fos Gav Gris Hald Hask Jan Kell Kern Lan Lisk Lund Mar Mold Narr Nov
    Oster Pal Quill Rav Rusk Sand Skov Tarn Thor Ulm Vant Voss Wald Wren Yar Zell
""".split()
_FAMILY_ENDS = (
    "a ach ak ander ane ard aro eck eden ell en er ersen eth ev ic ik in ine ius old om on ova ow rup und us".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An invented state: its name, the word for what is its own ("Velmoran"), and its capital."""

    name: str
    own: str
    capital: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person; `title` is an office that can stand before the name, `pronoun` "he" or "she"."""

    name: str
    surname: str
    title: str
    state: State
    pronoun: str


def _one(rng: Random, listed: list[str] | tuple[str, ...]) -> str:
    return listed[int(rng.random() * len(listed))]


def invent_state(rng: Random) -> State:
    """Return a new state with its capital."""
    end, own = _STATE_ENDS[int(rng.random() * len(_STATE_ENDS))]
    stem = _one(rng, _STARTS) + _one(rng, _MIDDLES)
    return State(name=stem + end, own=stem + own, capital=invent_town(rng))


def invent_town(rng: Random) -> str:
    """Return the name of a town."""
    return _one(rng, _STARTS) + _one(rng, _MIDDLES) + _one(rng, _TOWN_ENDS)


def invent_person(rng: Random, title: str, state: State, taken: set[str]) -> Person:
    """Return a person of that office whose surname is not among `taken`; the surname is added to it."""
    pronoun = "she" if rng.random() < 0.5 else "he"
    surname = _one(rng, _FAMILY_STARTS) + _one(rng, _FAMILY_ENDS)
    while surname in taken:
        surname += _one(rng, _FAMILY_ENDS)
    taken.add(surname)
    return Person(
        name=f"{_one(rng, _GIVEN[pronoun])} {surname}", surname=surname, title=title, state=state, pronoun=pronoun
    )


def invent_outlet(rng: Random) -> str:
    """Return the name of a newspaper or agency."""
    kinds = ("Courier", "Herald", "Evening Post", "Observer", "Press Agency", "Gazette", "Tribune", "Radio News")
    return f"{invent_town(rng)} {_one(rng, kinds)}"
