"""The reader as a net: a small encoder, and three heads over words.

Decision to know: every word points at the first word of the cue it belongs to, or at nothing. A whole attribution is
what points at one cue, so that a cue with nothing pointing at it can be dropped. Added embeddings (case, quotation,
break) start at zero, so that training starts from the published encoder as it is.

Sources: BERT form after Devlin et al. 2019; start weights all-MiniLM-L6-v2 (Wang et al. 2020); relative position bias
of the teacher after MPNet (Song et al. 2020).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from synoptic.reading.reader_windows import BREAKS, CASES, QUOTES

ROLE_LABELS, NAME_LABELS = 7, 7
POINTER_WIDTH = 64
MASKED = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Measures of an encoder. `relative` is the number of buckets of a relative position bias, 0 for none."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    eps: float
    first_position: int = 0
    relative: int = 0


STUDENT = Shape(layers=6, width=384, heads=12, inner=1536, vocabulary=30522, positions=512, eps=1e-12)
TEACHER = Shape(
    layers=12, width=768, heads=12, inner=3072, vocabulary=30527, positions=514, eps=1e-5, first_position=2, relative=32
)


class Layer(nn.Module):
    """One encoder layer with the norm after each half."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, width = shape.heads, shape.width
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, shape.eps), nn.LayerNorm(width, shape.eps)
        self.up, self.down = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        split = (batch, length, self.heads, width // self.heads)
        q, k, v = (f(x).view(split).transpose(1, 2) for f in (self.q, self.k, self.v))
        if torch.onnx.is_in_onnx_export():
            weights = (q @ k.transpose(2, 3)) * (split[3] ** -0.5) + mask
            seen = torch.softmax(weights, -1) @ v
        else:
            seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.o(seen.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces in, the last two layers' vectors out, side by side."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.word = nn.Embedding(shape.vocabulary, width)
        self.position = nn.Embedding(shape.positions, width)
        self.case, self.quote, self.breaks = (nn.Embedding(n, width) for n in (CASES, QUOTES, BREAKS))
        for added in (self.case, self.quote, self.breaks):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(width, shape.eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.bias = nn.Embedding(shape.relative, shape.heads) if shape.relative else None

    def forward(self, pieces: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, there: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(places + self.shape.first_position)
        x = self.norm(x + self.case(case) + self.quote(quote) + self.breaks(breaks))
        mask = (1.0 - there.to(x.dtype))[:, None, None, :] * MASKED
        if self.bias is not None:
            mask = mask + self.bias(_buckets(places, self.shape.relative)).permute(2, 0, 1)[None]
        last, before = x, x
        for layer in self.layers:
            before, last = last, layer(last, mask)
        return torch.cat((last, before), -1)


def _buckets(places: Tensor, buckets: int, furthest: int = 128) -> Tensor:
    """Number the distances between places, near ones singly and far ones by their logarithm."""
    distance = places[:, None] - places[None, :]
    half = buckets // 2
    exact = half // 2
    far = distance.abs().clamp(min=1).float()
    large = exact + (torch.log(far / exact) / math.log(furthest / exact) * (half - exact)).long()
    near = torch.where(distance.abs() < exact, distance.abs(), large.clamp(max=half - 1))
    return near + (distance < 0).long() * half


class Reader(nn.Module):
    """The encoder with its heads: roles and names a word, and where each word points, for sources and contents."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        both = 2 * shape.width
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(both, ROLE_LABELS)
        self.names = nn.Linear(both, NAME_LABELS)
        self.query, self.key = nn.Linear(both, POINTER_WIDTH), nn.Linear(both, POINTER_WIDTH)
        self.nowhere = nn.Linear(both, 1)

    def forward(
        self, pieces: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, there: Tensor, starts: Tensor, real: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read windows of pieces `(batch, pieces)`; `starts` `(batch, words)` gives the first piece of each word and
        `real` which of them are words.

        Returns scores of roles and names `(batch, words, labels)`, and of where each word points
        `(batch, words, 1 + words)`, nothing first.
        """
        z = self.encoder(pieces, case, quote, breaks, there)
        z = torch.gather(z, 1, starts[:, :, None].expand(-1, -1, z.shape[2]))
        z = self.drop(z)
        pointing = self.query(z) @ self.key(z).transpose(1, 2) / math.sqrt(POINTER_WIDTH)
        pointing = pointing + (1.0 - real.to(pointing.dtype))[:, None, :] * MASKED
        return self.roles(z), self.names(z), torch.cat((self.nowhere(z), pointing), -1)


def load_start(reader: Reader, path: Path) -> None:
    """Give the encoder the published weights of its shape (BERT's or MPNet's names in a safetensors file)."""
    found = load_file(path)
    shape = reader.encoder.shape
    mpnet = bool(shape.relative)
    own = {"word.weight": "embeddings.word_embeddings.weight",
           "position.weight": "embeddings.position_embeddings.weight",
           "norm.weight": "embeddings.LayerNorm.weight", "norm.bias": "embeddings.LayerNorm.bias"}  # fmt: skip
    if mpnet:
        own["bias.weight"] = "encoder.relative_attention_bias.weight"
        parts = {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
                 "norm1": "attention.LayerNorm"}  # fmt: skip
    else:
        parts = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
                 "o": "attention.output.dense", "norm1": "attention.output.LayerNorm"}  # fmt: skip
    parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for number in range(shape.layers):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                own[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    state = reader.encoder.state_dict()
    for ours, theirs in own.items():
        state[ours] = found[theirs].float()
    if not mpnet:  # the constant row of token types is added to every position
        state["position.weight"] = (
            state["position.weight"] + found["embeddings.token_type_embeddings.weight"][0].float()
        )
    reader.encoder.load_state_dict(state)
