"""The network: lower layers of a MiniLM encoder, two more embeddings, a tag for each word and arcs between words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claims.engine.extraction.tagger.labels import ARC_SIZE, Tag
from claims.engine.extraction.tagger.windows import SIZE
from claims.engine.extraction.tagger.words import SHAPES, Hint

WIDTH, HEADS, INNER, VOCABULARY = 384, 12, 1536, 30522
LAYERS = 3
"""Of the encoder's six: the lower half keeps nearly all of the score at half of the time."""
_EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, as BERT has it (normalised after each half)."""

    def __init__(self, dropout: float, inner: int) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.join = nn.Linear(WIDTH, WIDTH)
        self.join_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.widen = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        query, key, value = self.attend(states).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.join(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        states = self.join_norm(states + self.dropout(mixed))
        return self.narrow_norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))


@dataclass
class Read:
    """What the network says of a batch: `tags` (batch, pieces, tags) and `arcs` (batch, pieces, 4 × `ARC_SIZE`)."""

    tags: Tensor
    arcs: Tensor


class Tagger(nn.Module):
    """Pieces, shapes and hints (batch, pieces) in; `Read` out."""

    def __init__(self, dropout: float = 0.1, inner: int = INNER) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(SIZE, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.hints = nn.Embedding(len(Hint), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, len(Tag))
        self.arcs = nn.Linear(WIDTH, 4 * ARC_SIZE)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.hints.weight)
        self.words.weight.requires_grad = False

    def forward(self, pieces: Tensor, shapes: Tensor, hints: Tensor, mask: Tensor | None = None) -> Read:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.positions(places) + self.shapes(shapes) + self.hints(hints)
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        return Read(self.tags(states), self.arcs(states))


def stored(weights: Path) -> Tagger:
    """A tagger as `train` or `prune` left it."""
    states = torch.load(weights)
    tagger = Tagger(inner=len(states["layers.0.widen.bias"]))
    tagger.load_state_dict(states)
    return tagger


def pretrained(folder: Path) -> Tagger:
    """A tagger whose encoder starts from the published weights in `folder` (`model.safetensors`)."""
    given = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    tagger = Tagger()
    states = tagger.state_dict()
    states["words.weight"] = given["embeddings.word_embeddings.weight"]
    types = given["embeddings.token_type_embeddings.weight"][0]
    states["positions.weight"] = given["embeddings.position_embeddings.weight"][:SIZE] + types
    states |= _pair("norm", given, "embeddings.LayerNorm")
    for k in range(LAYERS):
        old, new = f"encoder.layer.{k}", f"layers.{k}"
        for part in ("weight", "bias"):
            states[f"{new}.attend.{part}"] = torch.cat(
                [given[f"{old}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
        states |= _pair(f"{new}.join", given, f"{old}.attention.output.dense")
        states |= _pair(f"{new}.join_norm", given, f"{old}.attention.output.LayerNorm")
        states |= _pair(f"{new}.widen", given, f"{old}.intermediate.dense")
        states |= _pair(f"{new}.narrow", given, f"{old}.output.dense")
        states |= _pair(f"{new}.narrow_norm", given, f"{old}.output.LayerNorm")
    tagger.load_state_dict(states)
    return tagger


def _pair(new: str, given: dict[str, Tensor], old: str) -> dict[str, Tensor]:
    return {f"{new}.{part}": given[f"{old}.{part}"] for part in ("weight", "bias")}
