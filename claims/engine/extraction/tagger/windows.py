"""Stage: words → windows that the encoder reads at once. Whole paragraphs, as many as fit; a longer one is cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.engine.extraction.tagger.words import Word

OPENING, SEPARATOR = 101, 102
"""The pieces [CLS] and [SEP] of the encoder's vocabulary."""
SIZE = 256
"""Pieces in a window at most, with the opening piece and a separator after each paragraph."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words the encoder sees together. The four sequences have one length; `at[k]` is the first piece of `words[k]`."""

    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    hints: tuple[int, ...]
    at: tuple[int, ...]


def windows_of(paragraphs: Iterable[Sequence[Word]], size: int = SIZE) -> Iterator[Window]:
    """Windows in the order of the text; together they hold every word once."""
    packed: list[Sequence[Word]] = []
    taken = 1
    for paragraph in paragraphs:
        for part in _parts(paragraph, size - 2):
            length = _length(part) + 1
            if packed and taken + length > size:
                yield _window(packed)
                packed, taken = [], 1
            packed.append(part)
            taken += length
    if packed:
        yield _window(packed)


def _length(words: Sequence[Word]) -> int:
    return sum(len(word.pieces) for word in words)


def _parts(words: Sequence[Word], size: int) -> Iterator[Sequence[Word]]:
    """Cuts before the last sentence that does not fit, or within it where it fills a window alone."""
    start, length, sentence = 0, 0, 0
    for k, word in enumerate(words):
        if word.opens:
            sentence = k
        if length + len(word.pieces) > size and k > start:
            cut = sentence if sentence > start else k
            yield words[start:cut]
            start, length = cut, _length(words[cut:k])
        length += len(word.pieces)
    if start < len(words):
        yield words[start:]


def _window(parts: Sequence[Sequence[Word]]) -> Window:
    pieces, shapes, hints, at = [OPENING], [0], [0], []
    for part in parts:
        for word in part:
            at.append(len(pieces))
            pieces.extend(word.pieces)
            shapes.extend([word.shape] * len(word.pieces))
            hints.extend([word.hint] * len(word.pieces))
        pieces.append(SEPARATOR)
        shapes.append(0)
        hints.append(0)
    words = tuple(word for part in parts for word in part)
    return Window(words, tuple(pieces), tuple(shapes), tuple(hints), tuple(at))
