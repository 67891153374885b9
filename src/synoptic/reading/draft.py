"""What the steps of reading hand on: the reading so far, and its tokens.

Decision to know: every step is one function `Draft -> Draft` behind a `Step` that declares what it needs and what it
gives, so that a model can take the place of rules for one step without the others knowing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from synoptic.model.readings import PassageKind, Reading
from synoptic.model.spans import Span

if TYPE_CHECKING:
    from synoptic.reading.reader_decoding import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Span):
    """A word, number or mark; `lower` has straight quotes; `quoted` tells whether it stands inside quotation marks."""

    text: str
    lower: str
    sentence: int
    quoted: bool = False

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reading under way. `tokens` lists the tokens of all sentences in order; `firsts[i]` is where sentence i
    begins in it."""

    reading: Reading
    tokens: tuple[Token, ...] = ()
    firsts: tuple[int, ...] = ()
    told: Told | None = None
    """What the reader model made of the tokens; None where rules alone read."""

    def sentence_tokens(self, index: int) -> tuple[Token, ...]:
        """Return the tokens of one sentence."""
        first = self.firsts[index]
        last = self.firsts[index + 1] if index + 1 < len(self.firsts) else len(self.tokens)
        return self.tokens[first:last]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that lie wholly within the span."""
        first = bisect_left(self.tokens, span.start, key=lambda t: t.start)
        last = first
        while last < len(self.tokens) and self.tokens[last].end <= span.end:
            last += 1
        return self.tokens[first:last]

    def kind_of_sentence(self, index: int) -> PassageKind:
        """Return the kind of the passage that holds the sentence."""
        return self.reading.passages[self.reading.sentences[index].passage].kind

    def with_(self, **fields: Any) -> Draft:
        """Return the draft with fields of its reading replaced."""
        return replace(self, reading=replace(self.reading, **fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of reading: its name, the fields of a reading that it needs and gives, and the function that does it."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Draft], Draft]
