"""The model folder at work: words in, log probabilities out. The only file that knows ONNX Runtime.

Decision to know: one window a call. The scales of an int8 model depend on what stands in the same call, so a window
that shared a call would be read differently in other company; alone it gives the same bytes every time. Windows with
the same words are read once.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from synoptic.errors import ModelUnusable
from synoptic.reading.draft import Draft
from synoptic.reading.reader_decoding import Scores, Told
from synoptic.reading.reader_pieces import WordPieces
from synoptic.reading.reader_windows import Window, Words, cut_windows, lay_words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS, VOCABULARY, MEASURES = "model.onnx", "vocabulary.txt", "measures.json"
_WHAT_TO_DO = "install the package anew, or read with --reader rules"
_MEGABYTE = 1_000_000

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What decoding needs to know of a model: its name, how sure it has to be, and whether it was taught who said
    what."""

    name: str
    least_attribution: float
    least_name: float
    hears_attributions: bool = True


class ReaderModel:
    """A loaded model folder. Not shared between threads that read at once."""

    def __init__(self, folder: Path, threads: int = 1, memory_mb: int = 64) -> None:
        """Load the folder; `threads` bounds the cores that one window uses, `memory_mb` what is kept of windows read.

        Raises ModelUnusable when a file is missing or is not what it should be.
        """
        try:
            self.pieces = WordPieces((folder / VOCABULARY).read_text(encoding="utf-8").split("\n"))
            self.measures = Measures(**json.loads((folder / MEASURES).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ModelUnusable(f"{folder.as_posix()} is no model folder ({error}); {_WHAT_TO_DO}") from error
        self._session = _open_session(folder / WEIGHTS, threads)
        self._remembered: OrderedDict[bytes, tuple[Scores, Scores, Scores]] = OrderedDict()
        self._bytes = 0
        self._most_bytes = memory_mb * _MEGABYTE

    def tell(self, draft: Draft) -> Told:
        """Read the words of a draft."""
        words = lay_words(draft, self.pieces)
        windows = tuple(cut_windows(words))
        roles = np.zeros((len(words), 7), dtype=np.float32)
        names = np.zeros((len(words), 7), dtype=np.float32)
        pointing: list[Scores] = []
        for window in windows:
            found = self._window(words, window)
            inside = slice(window.core - window.start, window.end - window.start)
            roles[window.core : window.end] = found[0][inside]
            names[window.core : window.end] = found[1][inside]
            pointing.append(found[2])
        return Told(
            roles=roles,
            names=names,
            windows=windows,
            pointing=tuple(pointing),
            least_attribution=self.measures.least_attribution,
            least_name=self.measures.least_name,
            hears_attributions=self.measures.hears_attributions,
        )

    def _window(self, words: Words, window: Window) -> tuple[Scores, Scores, Scores]:
        feeds = self.lay_window(words, window)
        key = blake2b(b"".join(feed.tobytes() for feed in feeds.values()), digest_size=16).digest()
        known = self._remembered.get(key)
        if known is None:
            known = self.run_window(feeds)
            self._keep(key, known)
        else:
            self._remembered.move_to_end(key)
        return known

    def run_window(self, feeds: dict[str, Whole]) -> tuple[Scores, Scores, Scores]:
        """Run the weights on one window; their graph ends in log probabilities."""
        roles, names, pointing = self._session.run(None, feeds)
        return roles[0], names[0], pointing[0]

    def forget(self) -> None:
        """Forget the windows that were read."""
        self._remembered.clear()
        self._bytes = 0

    def _keep(self, key: bytes, found: tuple[Scores, Scores, Scores]) -> None:
        self._remembered[key] = found
        self._bytes += sum(part.nbytes for part in found)
        while self._bytes > self._most_bytes and len(self._remembered) > 1:
            _, gone = self._remembered.popitem(last=False)
            self._bytes -= sum(part.nbytes for part in gone)

    def lay_window(self, words: Words, window: Window) -> dict[str, Whole]:
        """Lay one window out as the inputs of the weights, each `(1, pieces)`; `starts` is `(1, words)`."""
        span = slice(window.start, window.end)
        chosen = words.pieces[span]
        lengths = [len(p) for p in chosen]
        ids = [self.pieces.first, *(piece for word in chosen for piece in word), self.pieces.last]
        starts = 1 + np.concatenate(([0], np.cumsum(lengths)[:-1]))
        feeds = {"pieces": np.array([ids], dtype=np.int64), "starts": starts[None].astype(np.int64)}
        for name, column in (("case", words.cases), ("quote", words.quotes), ("breaks", words.breaks)):
            row = np.zeros((1, len(ids)), dtype=np.int64)
            row[0, 1:-1] = np.repeat(column[span], lengths)
            feeds[name] = row
        return feeds


def _open_session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as states

    unusable = (states.Fail, states.InvalidArgument, states.InvalidGraph, states.InvalidProtobuf, states.NoSuchFile)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (*unusable, states.NotImplemented, states.RuntimeException) as error:
        raise ModelUnusable(f"{path.as_posix()} can't be loaded ({error}); {_WHAT_TO_DO}") from error


@cache
def load_reader(folder: Path, threads: int = 1, memory_mb: int = 64) -> ReaderModel:
    """Load a model folder once for as long as the program runs."""
    return ReaderModel(folder, threads, memory_mb)
