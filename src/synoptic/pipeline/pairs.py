"""The pairs of reports that were compared for copies, kept so that no pair is compared twice.

Decision to know: a pair lies in a part with the later of its two reports, by the order in which they came, so an
addition writes the last part anew and leaves the others as they are. A part has a face, which is wanted at every
growth, and a body: a line for each pair of which something is told, parsed only where it is wanted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from synoptic.linking.compared import Block, Compared, Given, compare
from synoptic.model.links import Copy
from synoptic.model.plain import from_plain, to_plain
from synoptic.pipeline.kept import PART_REPORTS, ToldPair, keys_of_part, line_of_pair, pair_of_line
from synoptic.store import hash_of, pack, unpack

Pair = tuple[str, str]
"""Two reports, in order of id, by what their readings were made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shares:
    """Of the pair of that number: how many words of every sentence of each of two copies the other gives it."""

    pair: int
    to_a: tuple[float, ...]
    to_b: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """The pairs of a part: `first` and `second` are places in `tokens`; `told` are the pairs that have a line, in order
    of the lines, `copied` those of them that tell of a copy or of a passage in common; `alike` has three numbers for
    every two sentences that are nearly the same: the pair and the sentence of each."""

    tokens: tuple[str, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    told: tuple[int, ...]
    copied: tuple[int, ...]
    given: tuple[_Shares, ...]
    alike: tuple[int, ...]


class ComparedPairs:
    """What pairs came to when they were compared: those that are kept, and those that are compared now."""

    def __init__(self, parts: Sequence[str], load: Callable[[Sequence[str]], Mapping[str, bytes]]) -> None:
        """Take up the parts that are named; `load` gives what is kept under keys. A part that is not there is left out.

        Raises:
            ValueError: the bytes are damaged.
        """
        self._part: dict[Pair, str] = {}
        self._size: dict[str, int] = {}
        self._place: dict[Pair, int] = {}
        """Where the line of a pair stands in the body of its part."""
        self._fresh: dict[Pair, str] = {}
        """The lines of the pairs that were compared now."""
        self._copied: set[Pair] = set()
        self._given: dict[Pair, tuple[tuple[float, ...], tuple[float, ...]]] = {}
        self._alike: dict[Pair, list[tuple[int, int]]] = {}
        self._bodies: dict[str, bytes] = {}
        self._lines: dict[str, list[str]] = {}
        kept = load([key for part in parts for key in keys_of_part(part)])
        for part in parts:
            face, body = keys_of_part(part)
            if face in kept and body in kept:
                self._bodies[part] = kept[body]
                self._take_up(part, from_plain(_Face, json.loads(unpack(kept[face]))))

    def _take_up(self, part: str, face: _Face) -> None:
        tokens = face.tokens
        pairs = [(tokens[a], tokens[b]) for a, b in zip(face.first, face.second, strict=True)]
        self._size[part] = len(pairs)
        self._part.update(dict.fromkeys(pairs, part))
        self._place.update((pairs[number], place) for place, number in enumerate(face.told))
        self._copied.update(pairs[number] for number in face.copied)
        self._given.update((pairs[shares.pair], (shares.to_a, shares.to_b)) for shares in face.given)
        for number, a, b in zip(face.alike[::3], face.alike[1::3], face.alike[2::3], strict=True):
            self._alike.setdefault(pairs[number], []).append((a, b))

    def compare(self, block: Block, tokens: Sequence[str]) -> Iterator[Compared]:
        """Give what the pairs of a block came to, and compare those that are not kept. The `kin` of what is given holds
        the pairs that a person spoke of, which are not kept; of others `lines` and `copies` tell.

        `tokens` say of every report, by number, what its reading was made of.
        """
        if block.decided:
            yield compare(_with_pairs(block, list(block.decided)))
        known: dict[tuple[int, int], Pair] = {}
        new: list[tuple[int, int]] = []
        for a, b in block.pairs.tolist():
            if (tokens[a], tokens[b]) in self._part and (a, b) not in block.decided:
                known[a, b] = (tokens[a], tokens[b])
            elif (a, b) not in block.decided:
                new.append((a, b))
        if new:
            found = compare(_with_pairs(block, new))
            self._note(found, new, tokens)
            yield replace(found, kin=())
        yield self._known(known)

    def _known(self, known: Mapping[tuple[int, int], Pair]) -> Compared:
        given = [(pair, self._given[told]) for pair, told in known.items() if told in self._given]
        rows = [(a, at, b, to) for (a, b), told in known.items() for at, to in self._alike.get(told, ())]
        return Compared(
            pairs=len(known),
            kin=(),
            given=tuple(Given(pair=pair, to_a=np.asarray(a), to_b=np.asarray(b)) for pair, (a, b) in given),
            alike=np.asarray(rows, np.int64).reshape(-1, 4),
        )

    def _note(self, found: Compared, pairs: Iterable[tuple[int, int]], tokens: Sequence[str]) -> None:
        self._part.update(((tokens[a], tokens[b]), "") for a, b in pairs)
        for (a, b), kin in found.kin:
            self._fresh[tokens[a], tokens[b]] = line_of_pair(ToldPair(copy=kin.copy, judgement=kin.judgement))
            if kin.copy is not None:
                self._copied.add((tokens[a], tokens[b]))
        for shares in found.given:
            a, b = shares.pair
            self._given[tokens[a], tokens[b]] = (tuple(shares.to_a.tolist()), tuple(shares.to_b.tolist()))
        for a, at, b, to in found.alike.tolist():
            self._alike.setdefault((tokens[a], tokens[b]), []).append((at, to))

    def is_copied(self, pair: Pair) -> bool:
        """Tell whether something is told of what two reports have in common."""
        return pair in self._copied

    def copies(self, pairs: Iterable[Pair]) -> list[Copy]:
        """Return what is told of pairs of which something is told."""
        told = (pair_of_line(self._line(pair)) for pair in pairs)
        return [pair.copy for pair in told if pair.copy is not None]

    def _line(self, pair: Pair) -> str:
        """Return the line of a pair, "" where nothing is told of it."""
        if pair in self._fresh or pair not in self._place:
            return self._fresh.get(pair, "")
        part = self._part[pair]
        if part not in self._lines:
            self._lines[part] = unpack(self._bodies[part]).split("\n")
        return self._lines[part][self._place[pair]]

    def lay(self, pairs: Mapping[int, Sequence[Pair]]) -> tuple[tuple[str, ...], dict[str, bytes]]:
        """Lay out, in parts, the pairs of the reports that came in that place; return the names of the parts, and the
        bodies of those that are not kept."""
        groups: dict[int, list[Pair]] = {}
        for place, mine in sorted(pairs.items()):
            groups.setdefault(place // PART_REPORTS, []).extend(mine)
        return self._laid(groups.values())

    def without(self, report: str) -> tuple[tuple[str, ...], dict[str, bytes]]:
        """Lay out the parts that are kept without the pairs of which something is told that has to do with a report."""
        groups: dict[str, list[Pair]] = {}
        for pair, part in self._part.items():
            told = pair_of_line(line).judgement if (line := self._line(pair)) else None
            if told is None or report not in (told.a, told.b):
                groups.setdefault(part, []).append(pair)
        return self._laid(groups.values())

    def _laid(self, groups: Iterable[Sequence[Pair]]) -> tuple[tuple[str, ...], dict[str, bytes]]:
        names: list[str] = []
        bodies: dict[str, bytes] = {}
        for group in groups:
            homes = {self._part[pair] for pair in group}
            if len(homes) == 1 and self._size.get(home := homes.pop()) == len(group):
                names.append(home)
                continue
            name, part = _packed(self._face(group), [line for pair in group if (line := self._line(pair))])
            names.append(name)
            bodies.update(part)
        return tuple(names), bodies

    def _face(self, pairs: Sequence[Pair]) -> _Face:
        tokens = sorted({token for pair in pairs for token in pair})
        place = {token: n for n, token in enumerate(tokens)}
        return _Face(
            tokens=tuple(tokens),
            first=tuple(place[a] for a, _ in pairs),
            second=tuple(place[b] for _, b in pairs),
            told=tuple(n for n, pair in enumerate(pairs) if pair in self._fresh or pair in self._place),
            copied=tuple(n for n, pair in enumerate(pairs) if pair in self._copied),
            given=tuple(
                _Shares(pair=n, to_a=self._given[pair][0], to_b=self._given[pair][1])
                for n, pair in enumerate(pairs)
                if pair in self._given
            ),
            alike=tuple(
                number for n, pair in enumerate(pairs) for at, to in self._alike.get(pair, ()) for number in (n, at, to)
            ),
        )


def _with_pairs(block: Block, pairs: Sequence[tuple[int, int]]) -> Block:
    return replace(block, pairs=np.asarray(pairs, np.int64).reshape(-1, 2))


def _packed(face: _Face, lines: Sequence[str]) -> tuple[str, dict[str, bytes]]:
    """Return the name of a part and its two bodies by key."""
    numbers, told = json.dumps(to_plain(face)), "\n".join(lines)
    name = hash_of(numbers, told)[:32]
    return name, dict(zip(keys_of_part(name), (pack(numbers), pack(told)), strict=True))
