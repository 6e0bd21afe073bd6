"""What the network marks right, word by word. A quick look while it trains; `make eval` is what counts."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from claims.engine.extraction.tagger.labels import Tag
from training.batches import Batch, arc_scores, tags_of
from training.corpus import IGNORED, Lesson
from training.network import Tagger

_KINDS = {
    "source": (Tag.SOURCE_FIRST, Tag.SOURCE_NEXT),
    "speech": (Tag.SPEECH_FIRST, Tag.SPEECH_NEXT),
    "content": (Tag.CONTENT_FIRST, Tag.CONTENT_NEXT),
}
_BATCH = 16


@torch.no_grad()
def share_right(tagger: Tagger, found: Sequence[Lesson]) -> dict[str, float]:
    """F1 of the words of sources, cues of speech and contents, and the share of arcs that are right."""
    tagger.eval()
    right, said, true = (dict.fromkeys(_KINDS, 0) for _ in range(3))
    arcs = arcs_right = 0
    for at in range(0, len(found), _BATCH):
        lessons = found[at : at + _BATCH]
        batch = Batch(lessons, [False] * len(lessons))
        read = tagger(batch.pieces, batch.shapes, batch.hints, batch.mask)
        tags = tags_of(read, batch).argmax(-1)
        for name, (first, following) in _KINDS.items():
            is_said = ((tags == first) | (tags == following)) & (batch.tags != IGNORED)
            is_true = (batch.tags == first) | (batch.tags == following)
            right[name] += int((is_said & is_true).sum())
            said[name] += int(is_said.sum())
            true[name] += int(is_true.sum())
        for scores, chosen in zip(arc_scores(read, batch), (batch.opens_content, batch.opens_cue), strict=True):
            arcs_right += int((scores[chosen].argmax(-1) == batch.arcs[chosen]).sum())
            arcs += int(chosen.sum())
    tagger.train()
    figures = {name: 2 * right[name] / max(1, said[name] + true[name]) for name in _KINDS}
    return figures | {"arcs": arcs_right / max(1, arcs)}
