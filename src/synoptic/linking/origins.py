"""Origins: the groups of reports that are copies of one another, as a partition of the pile.

Decision to know: every member of an origin is a direct copy of the origin's core, so a chain of ever less alike
copies does not drift into one origin. A report made from two that are no copies of each other joins the one that
gives it most, and never unites the two. Reports with the very same words count as one in every choice, so that one
more identical copy never changes the groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Edges = Mapping[str, Mapping[str, float]]
"""For every report its copies, with the number of its own words that the other gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What the choice of a core goes by: the number of words, the day (ISO, "" when not known) and the id."""

    words: int
    day: str
    id: str

    @property
    def order(self) -> tuple[int, str, str]:
        """Order by length, longest first, then by day, undated last, then by id."""
        return -self.words, self.day or "~", self.id


def group_origins(
    weights: Sequence[Weight],
    edges: Edges,
    identical: Sequence[Sequence[str]],
    overlap: Mapping[tuple[str, str, str], float],
) -> tuple[tuple[str, ...], ...]:
    """Partition the reports into origins.

    `identical` lists groups of reports with the same words; `overlap[m, x, y]` (x < y) is the share of what x and y give to m that both
    give. The groups and their members are sorted by id.
    """
    twin = {member: min(group) for group in identical for member in group}
    nodes = sorted((w for w in weights if twin.get(w.id, w.id) == w.id), key=lambda w: w.order)
    links: dict[str, dict[str, float]] = {}
    for one, others in edges.items():
        mine = links.setdefault(twin.get(one, one), {})
        for other, words in others.items():
            if (name := twin.get(other, other)) != twin.get(one, one):
                mine[name] = max(mine.get(name, 0.0), words)
    merged = {w.id for w in nodes if _is_merged(w.id, links, twin, overlap)}
    cores = _cores([w for w in nodes if w.id not in merged], links, merged)
    for weight in nodes:
        if weight.id in merged:
            given = {core: 0.0 for core in sorted({cores[n] for n in links[weight.id] if n in cores})}
            for name, words in links[weight.id].items():
                if name in cores and name not in merged:
                    given[cores[name]] = max(given[cores[name]], words)
            cores[weight.id] = max(given, key=lambda core: (given[core], -len(core), core)) if given else weight.id
    groups: dict[str, list[str]] = {}
    for weight in weights:
        groups.setdefault(cores[twin.get(weight.id, weight.id)], []).append(weight.id)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _is_merged(name: str, links: Edges, twin: Mapping[str, str], overlap: Mapping[tuple[str, str, str], float]) -> bool:
    """Tell whether two reports that are no copies of each other give it different parts."""
    around = sorted(links.get(name, ()))
    for i, one in enumerate(around):
        for other in around[i + 1 :]:
            if other not in links.get(one, ()) and overlap.get((name, one, other), 0.0) < _SAME_PART:
                return True
    return False


_SAME_PART = 0.5


def _cores(nodes: list[Weight], links: Edges, merged: set[str]) -> dict[str, str]:
    """Choose cores, the best linked first, and give every report its core; merged ones stay out."""
    free = {w.id for w in nodes}
    cores: dict[str, str] = {}
    order = {w.id: i for i, w in enumerate(nodes)}
    waiting = {w.id: sum(n in free for n in links.get(w.id, ())) for w in nodes}
    buckets: dict[int, set[str]] = {}
    for name, degree in waiting.items():
        buckets.setdefault(degree, set()).add(name)
    while free:
        top = max(degree for degree, names in buckets.items() if names)
        core = min(buckets[top], key=order.__getitem__)
        members = {core, *(n for n in links.get(core, ()) if n in free)}
        for name in sorted(members):
            cores[name] = core
            free.discard(name)
            buckets[waiting[name]].discard(name)
        for name in sorted(members):
            for other in links.get(name, ()):
                if other in free:
                    buckets[waiting[other]].discard(other)
                    waiting[other] -= 1
                    buckets.setdefault(waiting[other], set()).add(other)
    return cores
