"""Lessons → tensors, and what the network says of their words."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from claims.engine.extraction.tagger.labels import ARC_SIZE, Tag
from training.corpus import IGNORED, Lesson
from training.network import Read


class Batch:
    """Lessons as tensors, padded to the longest. Label tensors are (batch, words)."""

    def __init__(self, found: Sequence[Lesson], hidden: Sequence[bool]) -> None:
        windows = [lesson.window for lesson in found]
        self.pieces = _padded([window.pieces for window in windows], 0)
        self.shapes = _padded([window.shapes for window in windows], 0)
        self.hints = _padded(
            [[0] * len(window.hints) if hide else window.hints for window, hide in zip(windows, hidden, strict=True)], 0
        )
        lengths = torch.tensor([len(window.pieces) for window in windows])
        real = torch.arange(self.pieces.shape[1])[None] < lengths[:, None]
        self.mask = real[:, None, None, :]
        self.at = _padded([window.at for window in windows], 0)
        self.words = torch.tensor([len(window.at) for window in windows])
        self.tags = _padded([lesson.tags for lesson in found], IGNORED)
        self.arcs = _padded([lesson.arcs for lesson in found], IGNORED)
        opens_cue = (self.tags == Tag.SPEECH_FIRST) | (self.tags == Tag.THOUGHT_FIRST)
        self.opens_content = (self.tags == Tag.CONTENT_FIRST) & (self.arcs != IGNORED)
        self.opens_cue = opens_cue & (self.arcs != IGNORED)


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])


def arc_scores(read: Read, batch: Batch) -> tuple[Tensor, Tensor]:
    """(batch, words, 1 + words): how well each word as a content goes with a cue, and as a cue with a source."""
    opening = read.arcs[:, :1]
    words = torch.gather(read.arcs, 1, batch.at[..., None].expand(-1, -1, 4 * ARC_SIZE))
    ends = torch.cat([opening, words], dim=1)
    contents, _, cues, _ = words.split(ARC_SIZE, dim=2)
    _, cue_keys, _, source_keys = ends.split(ARC_SIZE, dim=2)
    outside = torch.arange(ends.shape[1])[None] > batch.words[:, None]

    def scores(queries: Tensor, keys: Tensor) -> Tensor:
        return (queries @ keys.transpose(1, 2) * ARC_SIZE**-0.5).masked_fill(outside[:, None], -1e4)

    return scores(contents, cue_keys), scores(cues, source_keys)


def tags_of(read: Read, batch: Batch) -> Tensor:
    """(batch, words, tags): what the first piece of each word says."""
    return torch.gather(read.tags, 1, batch.at[..., None].expand(-1, -1, len(Tag)))
