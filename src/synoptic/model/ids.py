"""Stable ids: the same item has the same id in the next account.

Decision to know: an id is a kind and a short hash of what makes the item that item, never of a position in a list or
of Python's salted `hash`.
"""

from __future__ import annotations

from hashlib import blake2b


def stable_id(kind: str, *parts: str) -> str:
    """Return `kind-` and ten hexadecimal digits made of the parts (BLAKE2b); the order of the parts counts."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=5)
    return f"{kind}-{digest.hexdigest()}"


def text_digest(text: str) -> str:
    """Return sixteen hexadecimal digits that stand for a text (BLAKE2b)."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
