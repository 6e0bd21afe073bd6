"""Stage: windows → what the network says of each word. The one module that knows ONNX; loaded on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from claims.engine.extraction.tagger.windows import Window
from claims.engine.extraction.tagger.words import pieces_by

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of a window of n words.

    `tags` (n, tags): a probability for each `Tag`, rows sum to 1. `content` and `cue` (n, arc): the vectors of words as
    the first of a content or a cue; `cue_key` and `source_key` (1 + n, arc): those of the cues and sources they may
    belong to, row 0 for none. The product of two such vectors is how well they go together.
    """

    tags: Floats
    content: Floats
    cue: Floats
    cue_key: Floats
    source_key: Floats


class Model:
    """The network and its tokenizer. One thread: a worker process has a core, and sums come out the same every time."""

    def __init__(self, network: bytes, tokenizer: Tokenizer) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows differ in length: an arena would keep the most it ever needed
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.pieces_of = pieces_by(tokenizer)

    def answer(self, window: Window) -> Answer:
        given = {
            name: np.asarray([value], dtype=np.int64)
            for name, value in (("pieces", window.pieces), ("shapes", window.shapes), ("hints", window.hints))
        }
        scores, vectors = self._session.run(["tags", "arcs"], given)
        at = np.asarray(window.at)
        words, opening = vectors[0][at], vectors[0][:1]
        content, cue_key, cue, source_key = np.split(words, 4, axis=1)
        _, no_cue, _, no_source = np.split(opening, 4, axis=1)
        return Answer(
            tags=softmax(scores[0][at]),
            content=content,
            cue=cue,
            cue_key=np.concatenate([no_cue, cue_key]),
            source_key=np.concatenate([no_source, source_key]),
        )


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


@cache
def model() -> Model:
    """The model this package carries; a quarter of a second, once a process."""
    from tokenizers import Tokenizer

    weights = files("claims.engine.extraction.tagger") / "weights"
    tokenizer = Tokenizer.from_str((weights / "tokenizer.json").read_text(encoding="utf-8"))
    return Model((weights / "tagger.onnx").read_bytes(), tokenizer)
