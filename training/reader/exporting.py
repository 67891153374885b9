"""From the net to the model folder: ONNX, int8 a channel, with vocabulary and measures.

Decision to know: a window is read alone, so the graph has neither padding nor masks, and it ends in log probabilities.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from synoptic.reading.reader_model import MEASURES, VOCABULARY, WEIGHTS, Measures
from training.reader.net import Reader

_OPSET = 17
_INPUTS = ("pieces", "case", "quote", "breaks", "starts")
_OUTPUTS = ("roles", "names", "pointing")


class Alone(nn.Module):
    """The reader for one window without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, pieces: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, starts: Tensor
    ) -> tuple[Tensor, ...]:
        scores = self.reader(pieces, case, quote, breaks, torch.ones_like(pieces), starts, torch.ones_like(starts))
        return tuple(torch.log_softmax(score, -1) for score in scores)


def write_folder(reader: Reader, vocabulary: Sequence[str], folder: Path, measures: Measures) -> None:
    """Write the model folder anew; a card is written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    alone = Alone(reader).cpu().eval()
    row = torch.ones((1, 9), dtype=torch.int64)
    feeds = (row * 7, row, row, row, torch.tensor([[1, 2, 4]]))
    axes = {n: {1: "words" if n in ("starts", *_OUTPUTS) else "pieces"} for n in (*_INPUTS, *_OUTPUTS)}
    axes["pointing"][2] = "places"
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            alone, feeds, str(whole), input_names=list(_INPUTS), output_names=list(_OUTPUTS), dynamic_axes=axes,
            opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, folder / WEIGHTS, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )  # fmt: skip
    (folder / VOCABULARY).write_text("\n".join(vocabulary), encoding="utf-8", newline="\n")
    (folder / MEASURES).write_text(json.dumps(asdict(measures), indent=1) + "\n", encoding="utf-8", newline="\n")
