"""Groups that grow by joining two at a time, the same whatever the order in which joins of equal weight come.

Decision to know: a group is named by its least member, so nothing depends on which of two was joined to which.
"""

from __future__ import annotations

import numpy as np

from synoptic.linking.minhash import Numbers


class Joined:
    """Keep which of `size` items are in one group."""

    __slots__ = ("_root",)

    def __init__(self, size: int) -> None:
        self._root = list(range(size))

    def find(self, item: int) -> int:
        """Return the least member of the item's group."""
        while self._root[item] != item:
            self._root[item] = self._root[self._root[item]]
            item = self._root[item]
        return item

    def join(self, a: int, b: int) -> int:
        """Put two groups together; return the least member."""
        a, b = sorted((self.find(a), self.find(b)))
        self._root[b] = a
        return a

    def groups(self) -> list[list[int]]:
        """List the groups in order of their least members, each in order."""
        members: dict[int, list[int]] = {}
        for item in range(len(self._root)):
            members.setdefault(self.find(item), []).append(item)
        return [members[root] for root in sorted(members)]


def label_groups(size: int, first: Numbers, second: Numbers) -> Numbers:
    """Return for each of `size` items the least member of its group, where each of `first` is joined to its `second`.

    Labels sink along the joins and jump from leader to leader until nothing changes.
    """
    labels = np.arange(size)
    while len(first):
        one, two = labels[first], labels[second]
        low = np.minimum(one, two)
        np.minimum.at(labels, one, low)
        np.minimum.at(labels, two, low)
        while (labels[labels] != labels).any():
            labels = labels[labels]
        apart = labels[first] != labels[second]
        first, second = first[apart], second[apart]
    return labels
