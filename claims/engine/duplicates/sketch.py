"""Text → a small signature by which near-duplicates are found and weighed. Reads one text; compares nothing.

The signature is MinHash in its bottom-k form (Broder 1997): of all shingles of five words, the ones with the smallest
hashes. Two such samples were drawn by the same rule, so what they share up to the point that both reach is a fair
sample of what the texts share, in proportion to both together (Jaccard) and to the smaller one (containment).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from claims.engine.text import Segment, SegmentKind

Hashes = NDArray[np.uint32]

WORDS_IN_SHINGLE = 5
FEWEST_WORDS = 30
"""A shorter text has too few shingles to be like another; it is the same or it is not."""
SKETCH = 512
"""Shingles kept: all of them in most articles, and then likeness is exact. Otherwise it is right to about 0.03."""
FACTS = 64
"""Names kept, and numbers kept."""

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""A number, a character of a script that does not part words, or a word."""
_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})
_FORMAT = 1
_HEAD = struct.Struct("<BIHBB")
_ALL = 2**32 - 1
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sample:
    """The smallest hashes of a set, sorted, distinct, as little-endian `uint32`."""

    packed: bytes
    limit: int
    """How many are kept at most; as many as that, and the set may have more."""

    @classmethod
    def of(cls, hashes: Hashes, limit: int) -> Sample:
        return cls(np.unique(hashes)[:limit].astype("<u4").tobytes(), limit)

    def __len__(self) -> int:
        return len(self.packed) // 4

    @property
    def hashes(self) -> Hashes:
        return np.frombuffer(self.packed, dtype="<u4")

    @property
    def reach(self) -> int:
        """Up to which hash the sample holds all of the set."""
        return _ALL if len(self) < self.limit else int(self.hashes[-1])

    def up_to(self, reach: int) -> Hashes:
        hashes = self.hashes
        return hashes if reach == _ALL else hashes[: hashes.searchsorted(np.uint32(reach), side="right")]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of one text: at most 2.6 kB."""

    words: int
    shingles: Sample
    names: Sample
    numbers: Sample

    def to_bytes(self) -> bytes:
        samples = (self.shingles, self.names, self.numbers)
        head = _HEAD.pack(_FORMAT, self.words, *map(len, samples))
        return head + b"".join(sample.packed for sample in samples)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """Raises `ValueError` for a signature of another format, which has to be made anew from the text."""
        if len(data) < _HEAD.size or data[0] != _FORMAT:
            raise ValueError("a signature of another format")
        _, words, *sizes = _HEAD.unpack_from(data)
        if len(data) != _HEAD.size + 4 * sum(sizes):
            raise ValueError("a signature that is not whole")
        samples, at = [], _HEAD.size
        for size, limit in zip(sizes, (SKETCH, FACTS, FACTS), strict=True):
            samples.append(Sample(bytes(data[at : at + 4 * size]), limit))
            at += 4 * size
        return cls(words, *samples)


def body(text: str, segments: Iterable[Segment]) -> str:
    """What of an article makes it a duplicate: its paragraphs. Outlets write headlines and captions of their own."""
    return "\n\n".join(segment.span.of(text) for segment in segments if segment.kind in _BODY)


def signature(text: str) -> Signature:
    """The signature of a text, normally the `body` of an article. Linear, and the same on every machine."""
    words = WORD.findall(text.replace("\u00ad", ""))
    hashes = _hashes(words)
    seen = set(words)
    numbers = [word for word in seen if word[0].isdigit()]
    names = [word for word in seen if is_name(word, seen)]
    return Signature(
        words=len(words),
        shingles=Sample.of(_shingles(hashes) if len(words) >= FEWEST_WORDS else _whole(hashes), SKETCH),
        names=Sample.of(_spread(_hashes(names)), FACTS),
        numbers=Sample.of(_spread(_hashes(numbers)), FACTS),
    )


def is_name(word: str, seen: Collection[str]) -> bool:
    """Whether `word` is only ever written with a capital in a text that consists of the words `seen`."""
    return word[0].isupper() and word.lower() not in seen


def _hashes(words: list[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.casefold().encode(errors="replace"), digest_size=8).digest(), "little")


def _shingles(words: NDArray[np.uint64]) -> Hashes:
    """A hash of each five words in a row."""
    count = len(words) - WORDS_IN_SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(WORDS_IN_SHINGLE):
        mixed = mixed * _FACTOR + words[offset : offset + count]
    return _spread(mixed)


def _whole(words: NDArray[np.uint64]) -> Hashes:
    """One hash for a short text as a whole; none for no text."""
    digest = blake2b(words.tobytes(), digest_size=4).digest()
    return np.frombuffer(digest, dtype="<u4")[: len(words)]


def _spread(mixed: NDArray[np.uint64]) -> Hashes:
    """Evenly over 32 bits (the finaliser of SplitMix64), so that the smallest are a fair sample."""
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)
