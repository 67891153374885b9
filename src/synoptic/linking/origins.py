"""Origins: the groups of reports that are copies of one another, as a partition of the pile.

Decision to know: every member of an origin is a direct copy of the origin's core, so a chain of ever less alike
copies does not drift into one origin. A report made from two that are no copies of each other joins the one that
gives it most, and never unites the two. Choices go by wordings and not by reports, and ties by a digest of the words,
so one more identical copy never changes the groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations

Edges = Mapping[str, Mapping[str, float]]
"""For every wording its copies, with the number of its own words that the other gives it."""
Overlap = Mapping[tuple[str, str, str], float]
"""`overlap[m, x, y]` (x < y): the share of what x and y give to m that both give."""

_SAME_PART = 0.3


def group_wordings(words: Mapping[str, int], edges: Edges, overlap: Overlap) -> dict[str, str]:
    """Give every wording its core. `words` holds the number of words of each, by digest."""
    order = {name: n for n, name in enumerate(sorted(words, key=lambda name: (-words[name], name)))}
    merged = {name for name in words if _is_merged(name, edges, overlap)}
    cores = _choose_cores([name for name in order if name not in merged], edges)
    chosen = dict(cores)
    for name in order:
        if name in merged:
            given: dict[str, float] = {}
            for other, much in edges[name].items():
                if other in cores:
                    given[cores[other]] = max(given.get(cores[other], 0.0), much)
            chosen[name] = min(given, key=lambda core: (-given[core], core)) if given else name
    return chosen


def _is_merged(name: str, edges: Edges, overlap: Overlap) -> bool:
    """Tell whether two wordings that are no copies of each other give it different parts."""
    return any(
        other not in edges.get(one, ()) and overlap.get((name, one, other), 0.0) < _SAME_PART
        for one, other in combinations(sorted(edges.get(name, ())), 2)
    )


def _choose_cores(nodes: list[str], edges: Edges) -> dict[str, str]:
    """Choose cores, those with most free copies first, then the longest; every free copy of a core joins it."""
    free = set(nodes)
    order = {name: n for n, name in enumerate(nodes)}
    waiting = {name: sum(other in free for other in edges.get(name, ())) for name in nodes}
    heap = [(-degree, order[name]) for name, degree in waiting.items()]
    heapify(heap)
    cores: dict[str, str] = {}
    while heap:
        degree, place = heappop(heap)
        core = nodes[place]
        if core not in free or waiting[core] != -degree:
            continue
        members = [core, *(other for other in edges.get(core, ()) if other in free)]
        cores.update(dict.fromkeys(members, core))
        free.difference_update(members)
        for name in members:
            for other in edges.get(name, ()):
                if other in free:
                    waiting[other] -= 1
                    heappush(heap, (-waiting[other], order[other]))
    return cores
