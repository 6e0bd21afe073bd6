"""`python -m training.prune --weights whole.pt --data polnear-train.jsonl --out tagger.pt`: half the inner neurons.

Each layer keeps the neurons that move its output most (mean activation over some windows × length of the outgoing
weights), and goes over the articles once more at a third of the rates, now without the sentences that the product does
not hand to the network. A fifth of the time to read an article is saved.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import Batch
from training.corpus import Lesson
from training.network import INNER, LAYERS, WIDTH, Layer, Tagger, stored
from training.train import BATCH, repeatable, taught_and_held_out, teach

KEPT = INNER // 2
_WINDOWS = 400
_SLOWER = 3.0


@torch.no_grad()
def activity(tagger: Tagger, lessons: Sequence[Lesson]) -> list[Tensor]:
    """For each layer the mean absolute activation of its inner neurons (`INNER`)."""
    tagger.eval()
    sums = [torch.zeros(INNER) for _ in range(LAYERS)]

    def note(k: int, given: tuple[Tensor, ...]) -> None:
        sums[k] += given[0].abs().flatten(0, 1).mean(0)

    hooks = [
        layer.narrow.register_forward_pre_hook(lambda _, given, k=k: note(k, given))
        for k, layer in enumerate(tagger.layers)
    ]
    for at in range(0, len(lessons), BATCH):
        some = lessons[at : at + BATCH]
        batch = Batch(some, [False] * len(some))
        tagger(batch.pieces, batch.shapes, batch.hints, batch.mask)
    for hook in hooks:
        hook.remove()
    return sums


def narrowed(layer: Layer, activity: Tensor) -> None:
    """Leaves `layer` with the `KEPT` neurons that matter most."""
    kept = (activity * layer.narrow.weight.norm(dim=0)).topk(KEPT).indices.sort().values
    widen, narrow = nn.Linear(WIDTH, KEPT), nn.Linear(KEPT, WIDTH)
    widen.weight.data, widen.bias.data = layer.widen.weight.data[kept], layer.widen.bias.data[kept]
    narrow.weight.data, narrow.bias.data = layer.narrow.weight.data[:, kept], layer.narrow.bias.data
    layer.widen, layer.narrow = widen, narrow


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tagger = stored(options.weights)
    taught, held_out = taught_and_held_out(options.data, every=False)
    for layer, active in zip(tagger.layers, activity(tagger, taught[:_WINDOWS]), strict=True):
        narrowed(layer, active)
    repeatable()
    teach(tagger, taught, held_out, options.out, passes=1, slower=_SLOWER)
